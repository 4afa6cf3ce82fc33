//! Links all documents to a [`Site`]: addresses, lists, topics, counterparts and names, and the targets of the slots that
//! `parse` left open.
//!
//! Takes the documents, the sources (for the text in which names are searched), the options of the build and a memo of the
//! references; returns the site, and what is wrong between files. It may not touch the file system, Tera or the clock. A
//! site with errors must not be passed to `plan`.

pub mod address;
mod articles;
mod citations;
pub mod held;
pub mod issues;
mod mistyped;
mod named;
mod near;
pub mod originals;
pub mod people;
mod pictures;
mod policy;
pub mod references;
mod resolve;
pub mod site;
mod standing;
mod twice;
pub mod words;

use crate::diagnostic::codes::{self, Code};
use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::clock::Now;
use crate::diagnostic::{Diagnostic, nearest};
use crate::lang::Date;
use crate::link::address::Address;
use crate::link::articles::{Resolutions, UnresolvedArticles, gather, resolve};
use crate::link::held::Withheld;
use crate::link::issues::IssueGatherer;
use crate::link::people::People;
use crate::link::references::{Omitted, Registers};
use crate::link::resolve::Resolver;
use crate::link::site::{Article, Issue, LinkedIssue, Site, StandingPage, Targets, Topic};
use crate::link::standing::StandingTexts;
use crate::load::Sources;
use crate::memo::Memo;
use crate::parse::Documents;
use crate::parse::catalogue::Catalogue;
use crate::parse::config::{BaseUrl, Config, Language};
use crate::parse::fields::Located;
use crate::parse::issue::IssueText;
use crate::parse::unseen;

pub use references::References;
pub use resolve::path_of;
pub use twice::{SameArticle, check_twice, same_article, same_url};

/// The options of a build.
#[derive(Debug, Clone, Default, Hash)]
pub struct BuildOptions {
    /// True if drafts are part of the site.
    pub drafts: bool,
    /// The time of the build. If `None`, no date is compared with today, and nothing is held back.
    pub now: Option<Now>,
    /// The address to build for; `None` for the configured one.
    pub base_url: Option<BaseUrl>,
    /// Replaces scheme and host of the address, but not its path; used by `serve`. `None` keeps the configured scheme and
    /// host.
    pub origin: Option<String>,
    /// True if links within the site are relative, so that the site works at any address.
    pub relative: bool,
    /// The environment whose configuration is laid over `config.toml`; see [`Sources::with_environment`].
    pub environment: Option<String>,
    /// True if a build may lose most of its texts; see `content-missing` and `articles-lost`.
    pub allow_empty: bool,
}

/// Links the documents, including texts that are held back. Returns `None` for the site if there is no usable
/// configuration. Originals that are in the site twice are found by [`check_twice`].
pub fn link<'a>(
    documents: &'a Documents,
    sources: &Sources,
    options: &BuildOptions,
    memo: &Memo<Arc<References>>,
) -> (Option<Site<'a>>, Vec<Diagnostic>) {
    link_without(documents, sources, options, None, memo)
}

/// Links the documents, except the texts that are held back.
pub fn link_without<'a>(
    documents: &'a Documents,
    sources: &Sources,
    options: &BuildOptions,
    withheld: Option<Withheld<'_, 'a>>,
    memo: &Memo<Arc<References>>,
) -> (Option<Site<'a>>, Vec<Diagnostic>) {
    let Some(config) = &documents.config else {
        return (None, no_config(sources));
    };
    let languages = &config.languages;
    let is_default = |language: &Language| language.tag == config.default_language;
    let linker = Linker {
        documents,
        config,
        sources,
        base: address_to_build_for(config, options),
        default: languages.iter().position(is_default).unwrap_or(0),
        today: options.now.map(|now| now.today(config.timezone.as_ref())),
        omitted: Omitted {
            drafts: options.drafts,
            holds: withheld.map(|withheld| withheld.holds),
        },
        withheld,
    };
    let mut found = Vec::new();
    let site = linker.site(memo, &mut found);
    (Some(site), found)
}

/// Returns the address to build for: the configured one, as changed by the options.
fn address_to_build_for(config: &Config, options: &BuildOptions) -> BaseUrl {
    let base = options.base_url.as_ref().unwrap_or(&config.base_url);
    let mut base = base.clone();
    if let Some(origin) = &options.origin {
        base.origin.clone_from(origin);
    }
    base.is_relative = options.relative;
    base
}

/// The documents of a site, and the inputs of its build.
struct Linker<'l, 'a> {
    documents: &'a Documents,
    config: &'a Config,
    sources: &'l Sources,
    /// The address to build for.
    base: BaseUrl,
    /// Index of the default language.
    default: usize,
    /// The day of the build; `None` if it is unknown.
    today: Option<Date>,
    omitted: Omitted<'l>,
    /// The site including texts that are held back; `None` if nothing is held back.
    withheld: Option<Withheld<'l, 'a>>,
}

/// The links of all texts, resolved.
struct ResolvedTexts<'a> {
    articles: Resolutions<'a>,
    topics: Vec<Topic<'a>>,
    pages: Vec<StandingPage<'a>>,
    /// The targets of each edition in each language.
    issues: Vec<Option<Targets<'a>>>,
    /// The files that the texts name.
    files: BTreeSet<Address>,
}

impl<'a> Linker<'_, 'a> {
    /// Links the documents to a site.
    fn site(&self, memo: &Memo<Arc<References>>, found: &mut Vec<Diagnostic>) -> Site<'a> {
        let (documents, config, sources) = (self.documents, self.config, self.sources);
        let languages = &config.languages;
        let standing = StandingTexts::new(documents, config, found);
        let topic_ids = &standing.topic_ids;
        let registers = Registers::new(documents, sources, config, self.omitted, topic_ids, memo);
        let mut gathered = gather(documents, config, &registers, found);
        let order: Vec<Vec<usize>> = languages
            .par_iter()
            .map(|language| newest_first(&gathered.articles, &language.preference))
            .collect();
        let words = words::words(config, documents, sources, found);
        let mut issues = self.issues(&gathered.articles, &order, &words, found);
        let resolved = self.resolve(&gathered, &standing, &issues, found);
        resolved.articles.fill_in(&mut gathered.articles);
        named::publish(&mut gathered.articles, &resolved.files);
        found.extend(no_publishers(documents, sources));
        named::check_unused(&gathered.articles, documents, found);
        fill_in_issues(&mut issues, resolved.issues);
        let articles = gathered.articles;
        let issue_texts = issues.iter().flat_map(|issue| issue.texts.iter().flatten());
        let issue_texts = issue_texts.filter_map(|issue| issue.text);
        let people = People::new(&articles, issue_texts, &documents.names);
        Site {
            config,
            base: self.base.clone(),
            today: self.today,
            languages,
            default: self.default,
            articles,
            order,
            drafts_left_out: self.drafts_left_out(),
            people,
            topics: resolved.topics,
            publishers: &documents.publishers,
            names: &documents.names,
            pages: resolved.pages,
            issues,
            words,
        }
    }

    /// Gathers the editions, the newest first. Their links are not resolved yet.
    fn issues(
        &self,
        articles: &[Article<'a>],
        order: &[Vec<usize>],
        words: &[Catalogue],
        found: &mut Vec<Diagnostic>,
    ) -> Vec<Issue<'a>> {
        let (documents, config) = (self.documents, self.config);
        let files = issues::files(documents, config, self.default, &self.omitted, found);
        let gatherer = IssueGatherer {
            config,
            default: self.default,
            articles,
            order,
            withheld: self.withheld,
            documents,
            words,
            today: self.today,
        };
        gatherer.issues(&files, found)
    }

    /// Resolves the links of all texts.
    fn resolve(
        &self,
        gathered: &UnresolvedArticles<'a>,
        standing: &StandingTexts<'a>,
        issues: &[Issue<'a>],
        found: &mut Vec<Diagnostic>,
    ) -> ResolvedTexts<'a> {
        let languages = &self.config.languages;
        let new_resolver = |articles, issues: &[Issue<'a>]| {
            Resolver::new(&self.base, languages, self.documents, articles, standing)
                .with_issues(issue_pages(issues, languages))
        };
        let whole = self.withheld.map(|withheld| withheld.whole);
        let whole = whole.map(|whole| new_resolver(&whole.articles, &whole.issues));
        let resolver = new_resolver(&gathered.articles, issues).with_whole(whole.as_ref());
        let articles = resolve(gathered, &resolver, found);
        let mut files: BTreeSet<Address> = articles.files().cloned().collect();
        ResolvedTexts {
            articles,
            topics: standing.link_topics(&resolver, &mut files, found),
            pages: standing.link_pages(&resolver, &mut files, found),
            issues: resolve_issues(issues, &resolver, &mut files, found),
            files,
        }
    }

    /// Returns the number of summaries and editions that are left out because they are drafts.
    fn drafts_left_out(&self) -> usize {
        if self.omitted.drafts {
            return 0;
        }
        let (documents, languages) = (self.documents, &self.config.languages);
        let is_of_site = |lang: &str| languages.iter().any(|language| language.tag == lang);
        let summaries = documents.summaries.iter();
        let summaries = summaries.filter(|summary| summary.draft && is_of_site(&summary.lang));
        let issues = documents.issues.iter().filter(|issue| issue.draft);
        summaries.count() + issues.count()
    }
}

/// Reports a missing config.toml. An invalid one, and one that could not be read, have been reported already.
fn no_config(sources: &Sources) -> Vec<Diagnostic> {
    let is_reported = sources.failed().any(|path| **path == *"config.toml");
    if is_reported || sources.bytes("config.toml").is_some() {
        return Vec::new();
    }
    let missing = "there is no config.toml";
    let found = Diagnostic::new(codes::CONFIG_MISSING, &"config.toml".into(), missing);
    vec![found.help("run `mujaz init` for a new site, or name the site's folder with --site")]
}

/// Reports a missing `publishers.toml`, once for all originals that name a publisher. A file with a wrong name has its
/// own finding.
fn no_publishers(documents: &Documents, sources: &Sources) -> Option<Diagnostic> {
    let path = "content/publishers.toml";
    let ids = documents
        .originals
        .iter()
        .filter_map(|original| original.publisher.as_ref());
    let ids: BTreeSet<&str> = ids.map(|id| id.value.as_str()).collect();
    let is_misnamed = |file: &Arc<str>| {
        let name = file.rsplit('/').next().unwrap_or(file);
        name != "names.toml"
            && name.ends_with(".toml")
            && nearest(name, ["publishers.toml"]).is_some()
    };
    let is_there = documents.is_unread(path) || sources.content(path).is_some();
    let first = ids.iter().next()?;
    if is_there || documents.unread.iter().any(is_misnamed) {
        return None;
    }
    let shown: Vec<_> = ids.iter().take(3).map(|id| format!("`{id}`")).collect();
    let more = if ids.len() > 3 { " and others" } else { "" };
    let message = format!(
        "there is no content/publishers.toml, and originals name {}{more}",
        shown.join(", ")
    );
    let help = format!(
        "write one, with a table for each publisher: `[{first}]` and `name.en = \"…\"` below it"
    );
    Some(Diagnostic::new(codes::PUBLISHER_UNKNOWN, &path.into(), message).help(help))
}

/// Returns the addresses of the pages of editions, with the text of each.
fn issue_pages<'a>(
    issues: &[Issue<'a>],
    languages: &[Language],
) -> Vec<(Address, Option<&'a IssueText>)> {
    let pages = issues.iter().flat_map(|issue| {
        let texts = issue.texts.iter().zip(languages);
        texts.filter_map(|(text, language)| {
            Some((issue.address(&language.tag), text.as_ref()?.text))
        })
    });
    pages.collect()
}

/// Resolves the links of editions; adds the files that they name to `files`. Returns the targets of each edition in each
/// language.
fn resolve_issues<'a>(
    issues: &[Issue<'a>],
    resolver: &Resolver<'_, 'a>,
    files: &mut BTreeSet<Address>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Option<Targets<'a>>> {
    let texts = issues.iter().flat_map(|issue| &issue.texts);
    let resolve = |text: &Option<LinkedIssue<'a>>| {
        let text = text.as_ref()?.text?;
        let resolved = resolver.body(&text.path, &text.lang, &text.body, found);
        files.extend(resolved.files.into_iter().map(|file| file.address));
        Some(resolved.targets)
    };
    texts.map(resolve).collect()
}

/// Stores the resolved links in the editions.
fn fill_in_issues<'a>(issues: &mut [Issue<'a>], resolved: Vec<Option<Targets<'a>>>) {
    let texts = issues.iter_mut().flat_map(|issue| &mut issue.texts);
    for (text, targets) in texts.zip(resolved) {
        if let (Some(text), Some(targets)) = (text, targets) {
            text.targets = targets;
        }
    }
}

/// Returns the indices of the articles in the order of a language, the newest first.
fn newest_first(articles: &[Article<'_>], preference: &[usize]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..articles.len()).collect();
    // Articles are sorted by slug, and the sort is stable.
    order.sort_by_cached_key(|index| std::cmp::Reverse(articles[*index].date(preference)));
    order
}

/// Reports a text whose language another file has already, such as `summary.en.md` and `summary.eng.md`.
fn language_twice(path: &Arc<str>, other: &str, lang: &str) -> Diagnostic {
    let message = format!("{other} is this text in `{lang}`, too");
    Diagnostic::new(codes::LANGUAGE_TWICE, path, message)
        .help("keep one of them, or give this one the language that it is in")
}

/// Returns the index of a file's language among the site's languages; reports a language that is not among them.
fn language(
    path: &Arc<str>,
    tag: &str,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let languages = &config.languages;
    let index = languages.iter().position(|language| language.tag == tag);
    // A language whose table has errors is not among the site's languages, but it is not unknown.
    let may_be_known =
        || config.may_name_more || config.written_languages.iter().any(|other| other == tag);
    let is_region = |own: &&Language| own.tag.split('-').next() == Some(tag);
    if index.is_none()
        && !may_be_known()
        && let Some(own) = languages.iter().find(is_region)
    {
        // All files of the language give the same finding, which is shown once.
        let message = format!(
            "the site's language is `{}`, and the names of its texts say `{tag}`",
            own.tag
        );
        let help = format!(
            "write `[languages.{tag}]` with `locale = \"{}\"`, or name the texts as in summary.{0}.md",
            own.tag
        );
        let one = Diagnostic::new(codes::LANGUAGE_UNKNOWN, &config.path, message);
        found.push(one.at(own.key.clone()).help(help));
        return None;
    }
    if index.is_none() && !may_be_known() {
        let tags: Vec<_> = languages.iter().map(|l| l.tag.as_str()).collect();
        found.push(
            Diagnostic::new(
                codes::LANGUAGE_UNKNOWN,
                path,
                format!("`{tag}` is none of the site's languages"),
            )
            .help(match nearest(tag, tags.iter().copied()) {
                Some(near) => {
                    format!("did you mean `{near}`? Otherwise add [languages.{tag}] to config.toml")
                }
                None => format!(
                    "rename the file to one of {}, or add [languages.{tag}] to config.toml",
                    tags.join(", ")
                ),
            }),
        );
    }
    index
}

/// Maximum number of ids that a message lists.
const MOST_LISTED: usize = 30;

/// Reports an id that does not exist, and suggests the nearest one that does.
fn unknown_id(
    code: Code,
    what: &str,
    path: &Arc<str>,
    id: &Located<String>,
    ids: &[&str],
    add: &str,
) -> Diagnostic {
    if let Some((_, difference)) = unseen::twin(&id.value, ids.iter().copied()) {
        return Diagnostic::new(code, path, format!("there is no {what} `{}`", id.value))
            .at(id.span.clone())
            .help(difference);
    }
    let help = match nearest(&id.value, ids.iter().copied()) {
        Some(near) => format!("did you mean `{near}`? Otherwise {add}"),
        None if ids.is_empty() => format!("there is none yet; {add}"),
        None => {
            let most = ids.len().min(MOST_LISTED);
            let more = if most < ids.len() { ", …" } else { "" };
            format!(
                "it can be one of: {}{more}; otherwise {add}",
                ids[..most].join(", ")
            )
        }
    };
    Diagnostic::new(code, path, format!("there is no {what} `{}`", id.value))
        .at(id.span.clone())
        .help(help)
}
