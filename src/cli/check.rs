//! `mujaz check`: checks the site and prints the findings, for people or as JSON, SARIF or workflow commands.
//!
//! Takes the options; writes nothing, except with `--fix` ([`fix`](super::fix)).

use std::path::Path;

use clap::{Args, ValueEnum};

use crate::build::{Inspection, Rendered, inspect, inspect_with_claims};
use crate::check::VerdictCounts;
use crate::cli::build::{left_out, say};
use crate::cli::fix::fix;
use crate::cli::usage::not_an_article;
use crate::cli::{CommandStatus, Global, article_name, complain, composed, print, tell};
use crate::diagnostic::{Diagnostic, Severity, any_error, nearest};
use crate::link::BuildOptions;
use crate::load::is_config;
use crate::report::{folder, github, json, sarif, tally};
use crate::since::RevisionChanges;

/// Arguments of `mujaz check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Articles to check, by folder name [default: all]
    #[arg(value_name = "ARTICLE", value_parser = composed)]
    articles: Vec<String>,
    /// The format of the findings
    #[arg(long, value_enum, default_value_t = CheckFormat::Human)]
    format: CheckFormat,
    /// Replace listed variants of names in summaries by the preferred spelling, then check
    #[arg(long)]
    fix: bool,
    /// Show only findings on changes since this git revision, such as origin/main, and on texts that these affect; untracked
    /// files count as changed
    #[arg(long, value_name = "REV", conflicts_with = "fix")]
    since: Option<String>,
}

/// The format in which findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    /// For people.
    Human,
    /// One JSON object, as the documentation has it.
    Json,
    /// A SARIF log, for code scanning.
    Sarif,
    /// Workflow commands, for GitHub Actions.
    Github,
}

impl Check {
    /// Checks the site and prints the findings. With `--fix`, rewrites variants of names first; changes nothing else.
    pub fn run(&self, global: &Global) -> CommandStatus {
        let site = match global.site() {
            Ok(site) => site,
            Err(message) => {
                complain(&message);
                return CommandStatus::Usage;
            }
        };
        let options = global.options();
        let mut inspection = match self.inspect(&site, &options) {
            Ok(inspection) => inspection,
            Err(message) => {
                complain(&message);
                return CommandStatus::Usage;
            }
        };
        if self.fix {
            if !fix(global, &site, &options, |path| self.is_asked_about(path)) {
                return CommandStatus::Failed;
            }
            inspection = self.inspect(&site, &options).unwrap_or(inspection);
        }
        let mut scope = String::new();
        if let Some(revision) = &self.since {
            match narrow_to_change(revision, &site, &mut inspection, &options) {
                Ok(said) => scope = said,
                Err(message) => {
                    complain(&message);
                    return CommandStatus::Usage;
                }
            }
        }
        self.show(global, &inspection, &site, &scope);
        if global.verbose {
            for (phase, time) in &inspection.timings {
                tell(&format!("{phase:>7} {:>6} ms\n", time.as_millis()));
            }
        }
        status(&inspection.diagnostics)
    }

    /// Checks the site, and keeps the findings about the requested articles.
    fn inspect(&self, site: &Path, options: &BuildOptions) -> Result<Inspection, String> {
        let mut inspection = match self.format {
            CheckFormat::Json => inspect_with_claims(site, options),
            CheckFormat::Human | CheckFormat::Sarif | CheckFormat::Github => inspect(site, options),
        };
        self.narrow(&mut inspection, site)?;
        Ok(inspection)
    }

    /// Returns the slugs of the requested articles.
    fn wanted(&self) -> impl Iterator<Item = &str> {
        self.articles.iter().map(|given| article_name(given))
    }

    /// Returns true if a file belongs to a requested article, or if no article was named.
    fn is_asked_about(&self, path: &str) -> bool {
        let rest = path.strip_prefix("content/articles/");
        let folder = rest.and_then(|rest| rest.split('/').next());
        self.articles.is_empty() || self.wanted().any(|slug| Some(slug) == folder)
    }

    /// Keeps only findings about the requested articles, and errors in the configuration, which prevent all other
    /// checks.
    fn narrow(&self, inspection: &mut Inspection, site: &Path) -> Result<(), String> {
        if self.articles.is_empty() {
            return Ok(());
        }
        let is_missing = |slug: &&str| {
            inspection
                .sources
                .below(&format!("content/articles/{slug}/"))
                .next()
                .is_none()
        };
        let missing = self
            .articles
            .iter()
            .find(|given| is_missing(&article_name(given)));
        if let Some(given) = missing {
            if let Some(message) = not_an_article("check", given, site) {
                return Err(message);
            }
            let unknown = article_name(given);
            let slugs = inspection
                .articles
                .iter()
                .map(|article| article.slug.as_str());
            let meant = nearest(unknown, slugs)
                .map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            return Err(format!(
                "there is no article `{unknown}` in content/articles/{meant}"
            ));
        }
        inspection
            .articles
            .retain(|article| self.wanted().any(|slug| slug == article.slug));
        inspection
            .diagnostics
            .retain(|d| self.is_asked_about(&d.path) || is_of_config(d));
        inspection
            .unchecked
            .retain(|item| self.is_asked_about(&item.path));
        inspection
            .claims
            .retain(|(path, _)| self.is_asked_about(path));
        Ok(())
    }

    /// Prints the findings; `scope` is the line that states the limits.
    fn show(&self, global: &Global, inspection: &Inspection, site: &Path, scope: &str) {
        let found = &inspection.diagnostics;
        let source = |path: &str| inspection.sources.readable(path);
        match self.format {
            CheckFormat::Human => {
                say(global, found, source);
                if global.verbose && !inspection.unchecked.is_empty() {
                    tell("What could not be checked, for you to look at:\n\n");
                    say(global, &inspection.unchecked, source);
                }
                if !global.quiet {
                    print(scope);
                    print(&conclusion(inspection));
                    print(&not_rendered(inspection));
                }
            }
            CheckFormat::Json => print(&json(
                found,
                &inspection.unchecked,
                &inspection.claims,
                source,
            )),
            CheckFormat::Sarif => print(&sarif(
                found,
                source,
                &below_here(site),
                env!("CARGO_PKG_VERSION"),
            )),
            CheckFormat::Github => print(&github(found, source, &below_here(site))),
        }
    }
}

/// Keeps only findings that a change since a git revision affects, and errors in the configuration. Returns a line
/// about this limit.
fn narrow_to_change(
    revision: &str,
    site: &Path,
    inspection: &mut Inspection,
    options: &BuildOptions,
) -> Result<String, String> {
    let change = RevisionChanges::since(revision, site, inspection, options)?;
    let Inspection {
        articles,
        diagnostics,
        unchecked,
        claims,
        ..
    } = inspection;
    articles.retain(|article| change.touches_article(&article.slug));
    diagnostics.retain(|found| change.concerns(found) || is_of_config(found));
    unchecked.retain(|item| change.touches(&item.path));
    claims.retain(|(path, _)| change.touches(path));
    let files = count(change.files(), "file", "files");
    Ok(format!(
        "{files} changed since {revision}; findings that the change does not affect are left out\n"
    ))
}

/// Returns the site's path relative to its repository; if it is in none, relative to the current folder.
fn below_here(site: &Path) -> String {
    let whole = |path: &Path| path.canonicalize().ok();
    let Some(site) = whole(site) else {
        return String::new();
    };
    let repository = site.ancestors().find(|folder| folder.join(".git").exists());
    let here = || std::env::current_dir().ok().and_then(|here| whole(&here));
    let root = repository.map(Path::to_path_buf).or_else(here);
    root.map_or(String::new(), |root| folder(&site, &root))
}

/// Returns the line that summarizes which checks were done, and only those.
fn conclusion(inspection: &Inspection) -> String {
    let (articles, found) = (&inspection.articles, &inspection.diagnostics);
    let summaries = articles.iter().map(|article| article.summaries).sum();
    let figures: VerdictCounts = articles.iter().map(|article| article.figures).sum();
    let quotations: VerdictCounts = articles.iter().map(|article| article.quotations).sum();
    let mut line = format!(
        "{}, {}: {}; {}",
        count(articles.len(), "article", "articles"),
        count(summaries, "summary", "summaries"),
        outcome(&figures, "figure", "figures"),
        outcome(&quotations, "quotation", "quotations"),
    );
    let tally = tally(found);
    line.push_str("; ");
    line.push_str(if tally.is_empty() {
        "nothing found"
    } else {
        &tally
    });
    line.push_str(&left_out(inspection.drafts_left_out));
    line.push('\n');
    line
}

/// Returns the line that says that templates were tested on only some of the pages; empty if they were tested on all.
fn not_rendered(inspection: &Inspection) -> String {
    let Rendered { pages, of } = inspection.rendered;
    if pages == of {
        return String::new();
    }
    format!("templates were tried on {pages} of {of} pages; `mujaz build` renders all\n")
}

/// Formats a tally: `84 figures traced, 3 not in the original, 2 that could not be checked`.
fn outcome(tally: &VerdictCounts, one: &str, many: &str) -> String {
    let mut line = format!("{} traced", count(tally.traced, one, many));
    for (n, what) in [
        (tally.absent, "not in the original"),
        (tally.unchecked, "that could not be checked"),
        (tally.elsewhere, "of other sources"),
    ] {
        if n > 0 {
            line.push_str(&format!(", {n} {what}"));
        }
    }
    line
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn is_of_config(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error && is_config(&diagnostic.path)
}

fn status(found: &[Diagnostic]) -> CommandStatus {
    match () {
        () if found.iter().any(is_of_config) => CommandStatus::Usage,
        () if any_error(found) || found.iter().any(|d| d.severity == Severity::Warning) => {
            CommandStatus::Failed
        }
        () => CommandStatus::Done,
    }
}
