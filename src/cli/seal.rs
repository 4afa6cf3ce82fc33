//! `mujaz seal`: writes seals into summaries that were checked against their originals.
//!
//! Takes the articles; prints a line for each summary, or the findings that prevent a seal. Changes nothing else in the
//! files, and records the text of each in a folder of its own.

use std::collections::BTreeSet;
use std::path::Path;

use clap::Args;

use crate::check::seals::against;
use crate::cli::build::say;
use crate::cli::published::{Resealed, correction_missing};
use crate::cli::survey::{SiteSurvey, survey};
use crate::cli::usage::not_an_article;
use crate::cli::{CommandStatus, Global, article_name, complain, composed, print};
use crate::diagnostic::{Diagnostic, Severity, codes, nearest};
use crate::edit::{clean, replace};
use crate::lang::{Date, parse_tag};
use crate::link::BuildOptions;
use crate::link::held::TimeHold;
use crate::link::site::{Article, Edition};
use crate::parse::article::{Original, Summary};
use crate::report::tally;
use crate::seal::{SealedText, sealed};

/// Arguments of `mujaz seal`.
#[derive(Debug, Args)]
pub struct SealCommand {
    /// Articles whose summaries were checked, by the names of their folders
    #[arg(required_unless_present = "all", value_name = "ARTICLE", value_parser = composed)]
    articles: Vec<String>,
    /// All articles
    #[arg(long, conflicts_with = "articles")]
    all: bool,
    /// Seal only the summaries in this language
    #[arg(long, value_name = "TAG", value_parser = parse_tag)]
    lang: Option<String>,
}

/// A file whose errors make the register of names unreliable.
const REGISTER: &str = "content/names.toml";

impl SealCommand {
    /// Seals each summary without findings. A summary that is refused does not stop the others.
    pub fn run(&self, global: &Global) -> CommandStatus {
        let root = match global.site() {
            Ok(root) => root,
            Err(message) => {
                complain(&message);
                return CommandStatus::Usage;
            }
        };
        // A draft is not ready to be published, so it is not sealed.
        let options = BuildOptions {
            drafts: false,
            base_url: None,
            ..global.options()
        };
        clean(&root.join("content"));
        survey(&root, &options, |survey| self.seal(global, &root, survey))
    }

    /// Returns the slugs of the requested articles.
    fn named(&self) -> impl Iterator<Item = &str> {
        self.articles.iter().map(|given| article_name(given))
    }

    /// Prints a line for each requested summary that is a draft.
    fn name_drafts(&self, survey: &SiteSurvey<'_>) {
        let is_named = |summary: &Summary| {
            self.all || self.named().any(|name| name == summary.article.as_str())
        };
        for summary in &survey.documents.summaries {
            let is_wanted = self.lang.as_ref().is_none_or(|lang| *lang == summary.lang);
            if summary.draft && is_wanted && is_named(summary) {
                print(&format!("{}: not sealed: it is a draft\n", summary.path));
            }
        }
    }

    /// Prints the errors of each requested summary that cannot be read. Returns true if there are none.
    fn name_unread(&self, global: &Global, survey: &SiteSurvey<'_>) -> bool {
        let summaries = survey.documents.summaries.iter();
        let read: BTreeSet<&str> = summaries.map(|summary| &*summary.path).collect();
        let is_unread = |finding: &&Diagnostic| {
            let path = finding.path.as_ref();
            let is_named = |slug: &str| self.all || self.named().any(|own| own == slug);
            let rest = path.strip_prefix("content/articles/");
            let place = rest.and_then(|rest| rest.split_once('/'));
            // Of a folder that cannot be read, nobody knows what is in it.
            let is_folder = rest.is_some_and(|slug| place.is_none() && is_named(slug));
            let is_wanted = place.is_some_and(|(slug, name)| {
                let lang = name
                    .strip_prefix("summary.")
                    .and_then(|rest| rest.strip_suffix(".md"));
                let has_lang = self.lang.as_deref().is_none_or(|own| lang == Some(own));
                lang.is_some() && has_lang && is_named(slug)
            });
            let is_unread = is_folder || is_wanted && !read.contains(path);
            finding.severity == Severity::Error && is_unread
        };
        let unread: Vec<Diagnostic> = survey.found.iter().filter(is_unread).cloned().collect();
        say(global, &unread, |path| survey.sources.readable(path));
        let paths: BTreeSet<&str> = unread.iter().map(|finding| &*finding.path).collect();
        for path in paths {
            complain(&format!("{path}: not sealed: it cannot be read"));
        }
        unread.is_empty()
    }

    fn seal(&self, global: &Global, root: &Path, survey: &SiteSurvey<'_>) -> CommandStatus {
        let Some(site) = &survey.site else {
            complain("config.toml has errors; run `mujaz check` to see them");
            return CommandStatus::Usage;
        };
        let tags: Vec<&str> = site.languages.iter().map(|l| l.tag.as_str()).collect();
        if let Some(lang) = self.lang.as_deref().filter(|lang| !tags.contains(lang)) {
            let known = tags.join(", ");
            complain(&format!(
                "`{lang}` is none of the site's languages: {known}"
            ));
            return CommandStatus::Usage;
        }
        let unknown = |given: &String| {
            let message = unknown(article_name(given), survey)?;
            if tags.contains(&given.as_str()) {
                let first = self.articles.first().filter(|first| *first != given);
                let article = first.map_or("ARTICLE", |first| article_name(first));
                return Some(format!(
                    "`{given}` is a language, not an article; write `mujaz seal {article} --lang {given}`"
                ));
            }
            not_an_article("seal", given, root).or(Some(message))
        };
        let unknown: Vec<String> = self.articles.iter().filter_map(unknown).collect();
        if !unknown.is_empty() {
            unknown.iter().for_each(|message| complain(message));
            return CommandStatus::Usage;
        }
        let is_of_register =
            |d: &&Diagnostic| d.severity == Severity::Error && d.path.as_ref() == REGISTER;
        let register: Vec<_> = survey
            .found
            .iter()
            .filter(is_of_register)
            .cloned()
            .collect();
        if !register.is_empty() {
            say(global, &register, |path| survey.sources.readable(path));
            complain("nothing is sealed as long as the register of names cannot be read");
            return CommandStatus::Failed;
        }
        let mut status = CommandStatus::Done;
        let named = |article: &&Article<'_>| self.named().any(|name| name == article.slug);
        for article in site.articles.iter().filter(|a| self.all || named(a)) {
            let wanted = |s: &&Summary| self.lang.as_ref().is_none_or(|lang| *lang == s.lang);
            for edition in article.editions.iter().flatten() {
                let summary = edition.summary;
                if !wanted(&summary) {
                    continue;
                }
                if !one(global, survey, article, summary) {
                    status = CommandStatus::Failed;
                    continue;
                }
                if !compare_and_keep(global, root, survey, edition) {
                    status = CommandStatus::Failed;
                }
            }
        }
        if !self.name_unread(global, survey) {
            status = CommandStatus::Failed;
        }
        if !global.quiet {
            self.name_drafts(survey);
        }
        for name in self.named() {
            let here = site.articles.iter().find(|article| article.slug == name);
            let lang = self.lang.as_deref();
            if let Some(message) = nothing_to_seal(name, here, lang) {
                complain(&message);
                status = CommandStatus::Failed;
            }
        }
        status
    }
}

/// Reports whether a figure changed since the last seal needs a correction, and records the sealed text. Returns false
/// if the text could not be recorded.
fn compare_and_keep(
    global: &Global,
    root: &Path,
    survey: &SiteSurvey<'_>,
    edition: &Edition<'_>,
) -> bool {
    let path = &edition.summary.path;
    let is_changed =
        |finding: &Diagnostic| finding.code == codes::SUMMARY_CHANGED && finding.path == *path;
    let resealed = Resealed {
        edition,
        file: survey.sources.text(path).unwrap_or_default(),
        is_changed: survey.found.iter().any(is_changed),
        is_awaited: is_awaited(survey, edition.summary),
    };
    let missing = correction_missing(root, &global.output(root), &resealed);
    say(global, &Vec::from_iter(missing), |path| {
        survey.sources.readable(path)
    });
    let kept = resealed.keep(root, today(global, survey));
    if let Err(error) = &kept {
        complain(&format!(
            "{path}: the text that was sealed could not be recorded: {error}"
        ));
    }
    kept.is_ok()
}

/// Returns true if a summary is to appear later.
fn is_awaited(survey: &SiteSurvey<'_>, summary: &Summary) -> bool {
    let hold = survey.holds.get(&summary.path);
    hold.is_some_and(|hold| matches!(hold.time, Some(TimeHold::Until(_))))
}

/// Returns a message if an article does not exist; `None` if it does.
fn unknown(name: &str, survey: &SiteSurvey<'_>) -> Option<String> {
    let prefix = "content/articles/";
    let known = survey.sources.below(prefix).filter_map(|source| {
        let (folder, _) = source.path.strip_prefix(prefix)?.split_once('/')?;
        Some(folder)
    });
    let known: Vec<&str> = known.collect();
    if known.contains(&name) {
        return None;
    }
    let help = match nearest(name, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "an article is named as its folder in content/articles/ is".into(),
    };
    Some(format!("there is no article `{name}`; {help}"))
}

/// Returns a message if an article has no summary to seal; `None` if it has one.
fn nothing_to_seal(
    name: &str,
    article: Option<&Article<'_>>,
    lang: Option<&str>,
) -> Option<String> {
    let Some(article) = article else {
        return Some(format!(
            "{name}: there is no summary to seal; drafts are not sealed, nor is what has no original that can be read"
        ));
    };
    let lang = lang?;
    let mut editions = article.editions.iter().flatten();
    let is_there = editions.any(|edition| edition.summary.lang == lang);
    (!is_there)
        .then(|| format!("{name}: there is no summary in `{lang}` to seal, or it is a draft"))
}

/// Seals a summary and prints so, or prints why it is not sealed. Returns true if it was sealed.
fn one(global: &Global, survey: &SiteSurvey<'_>, article: &Article<'_>, summary: &Summary) -> bool {
    let against = against(&survey.found, summary, &article.originals);
    if !against.is_empty() {
        say(global, &against, |path| survey.sources.readable(path));
        let found = tally(&against);
        complain(&format!(
            "{} is not sealed: {found}; mend it, or waive what is right all the same",
            summary.path
        ));
        return false;
    }
    match write(survey, &article.originals, summary, today(global, survey)) {
        Ok(written) => {
            if !global.quiet {
                print(&account(summary, written.entries.date, written.paragraphs));
            }
            true
        }
        Err(message) => {
            complain(&format!("{}: {message}", summary.path));
            false
        }
    }
}

/// Returns today's date in the site's time zone.
fn today(global: &Global, survey: &SiteSurvey<'_>) -> Date {
    let config = survey.documents.config.as_ref();
    let zone = config.and_then(|config| config.timezone.as_ref());
    global.now().today(zone)
}

/// Writes a seal into a summary's file.
fn write(
    survey: &SiteSurvey<'_>,
    originals: &[&Original],
    summary: &Summary,
    today: Date,
) -> Result<SealedText, String> {
    let text = |path: &str| survey.sources.text(path);
    let new = sealed(summary, originals, text, today)
        .map_err(|line| format!("its front matter cannot be edited; write into it `{line}`"))?;
    let old = text(&summary.path).unwrap_or_default();
    let place = survey.sources.place(&summary.path);
    replace(&place, old.as_bytes(), new.text.as_bytes()).map_err(|error| error.to_string())?;
    Ok(new)
}

/// Returns a line about a summary that was sealed.
fn account(summary: &Summary, date: Date, paragraphs: usize) -> String {
    let plural = if paragraphs == 1 { "" } else { "s" };
    format!(
        "{}: sealed on {date} against {paragraphs} paragraph{plural}\n",
        summary.path
    )
}
