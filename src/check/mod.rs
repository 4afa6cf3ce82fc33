//! `check`: a linked site → findings on its summaries, and traces to the originals.
//!
//! Takes the site and the sources that contain its words; returns findings on figures, quotations, names, languages and
//! slips, and for each summary the statements that a page may make about it. Every article is checked by itself, so that a
//! memo can keep the results for unchanged ones. It may not touch the file system, Tera or the clock.

mod ambiguous;
mod claims;
mod comparison;
mod copied;
mod dates;
mod figures;
mod gate;
mod issues;
mod languages;
mod length;
mod local_links;
pub mod names;
mod near_names;
mod originals;
mod oversights;
mod people;
mod quotes;
mod reading;
mod registers;
pub mod seals;
mod slips;
mod text_language;
mod theme;
mod trace;
mod unchecked;
mod unpublished;
mod waivers;

use crate::diagnostic::codes::{self, Code};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use mujaz_import::placeholder::Stubs;
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::lang::verify::{Document, Register};
use crate::link::site::{Article, Edition, Site};
use crate::load::Sources;
use crate::memo::Memo;
use crate::parse::layout::{FileRole, role, text_of_attachment};

use comparison::ComparedOriginals;
use near_names::NearNames;

pub use claims::{FileClaims, claims, claims_of};
pub use gate::gate;
pub use reading::CheckedText;
pub use trace::{
    FigureReading, FigureTrace, NameTrace, Obstacle, QuotationTrace, Trace, TracedParagraph,
    VerdictCounts,
};

/// Codes whose notes only `check` shows, not `build`, since they do not mislead readers.
const CHECK_ONLY_CODES: [Code; 10] = [
    codes::DIRECTION_MARK_USELESS,
    // Their notes are about editions that named an article before it expired.
    codes::EDITION_ARTICLE_HELD,
    codes::FIGURE_BOUND,
    codes::FIGURE_NOT_IN_CITED,
    codes::LANGUAGES_DIFFER,
    codes::LINK_HELD,
    codes::QUOTE_NOT_IN_CITED,
    codes::QUOTE_UNBOUND,
    codes::SEAL_ORIGINAL_ONLY,
    codes::SUMMARY_MISSING,
];

/// Returns true if a finding is shown only on request: a note that does not mislead readers.
pub fn is_aside(finding: &Diagnostic) -> bool {
    finding.severity == Severity::Note && CHECK_ONLY_CODES.contains(&finding.code)
}

/// The traces of an article, by the site's languages; `None` if it has no summary in a language.
pub type Traces = Vec<Option<Trace>>;

/// An article that is being checked.
pub struct ArticleUnderCheck<'s> {
    pub site: &'s Site<'s>,
    pub article: &'s Article<'s>,
    /// The article's originals, in its order.
    pub originals: Vec<CheckedText<'s>>,
    /// Summaries, by language. Their citations have the consecutive numbers of the originals' paragraphs.
    pub summaries: Vec<Option<CheckedText<'s>>>,
    /// True if an original has no text of its own yet: nothing can be compared with it.
    pub has_blank_original: bool,
    /// Actual language of each original; `None` if the name of its file is right.
    pub originals_misnamed: Vec<Option<&'static str>>,
    /// Actual language of each summary; `None` if the name of its file is right, or for a draft.
    pub misnamed: Vec<Option<&'static str>>,
}

impl<'s> ArticleUnderCheck<'s> {
    pub fn new(site: &'s Site<'s>, article: &'s Article<'s>, sources: &'s Sources) -> Self {
        let urls = urls(article);
        let summary = |edition: &'s Option<Edition<'s>>| {
            let edition = edition.as_ref()?;
            let summary = edition.summary;
            let text = CheckedText::new(&summary.path, &summary.lang, &summary.body, sources);
            let text = text.with_citations(Cow::Borrowed(&edition.citations));
            Some(text.with_sentences(article.numbering().last(), &urls))
        };
        let summaries: Vec<Option<CheckedText<'_>>> =
            article.editions.iter().map(summary).collect();
        let of_language = |(edition, text): (&Option<Edition<'_>>, &Option<CheckedText<'_>>)| {
            let is_draft = edition.as_ref().is_none_or(|e| e.summary.draft);
            text.as_ref()
                .filter(|_| !is_draft)
                .and_then(text_language::of_body)
        };
        let misnamed = article.editions.iter().zip(&summaries).map(of_language);
        let misnamed = misnamed.collect();
        let originals: Vec<CheckedText<'_>> = article
            .originals
            .iter()
            .map(|original| {
                CheckedText::new(&original.path, &original.lang, &original.body, sources)
            })
            .collect();
        ArticleUnderCheck {
            site,
            article,
            has_blank_original: originals.iter().any(oversights::is_blank),
            originals_misnamed: originals.iter().map(text_language::of_body).collect(),
            originals,
            summaries,
            misnamed,
        }
    }

    /// Returns a copy of a summary for the comparison with the original with this index; `None` if there is only one
    /// original, with which the summary itself is compared.
    fn beside(
        &self,
        original: usize,
        edition: &'s Edition<'s>,
        summary: &CheckedText<'s>,
    ) -> Option<CheckedText<'s>> {
        if self.article.numbering().is_plain() {
            return None;
        }
        let citations = &edition.summary.body.citations;
        let own = CheckedText {
            path: summary.path,
            lang: summary.lang,
            body: summary.body,
            citations: self.article.numbering().citations_of(original, citations),
            text: summary.text.clone(),
            sentences: Vec::new(),
        };
        let last = self.article.originals[original].paragraphs();
        Some(own.with_sentences(last, &urls(self.article)))
    }

    /// Returns the editions whose summaries can be compared with the originals and with each other: both are in the languages
    /// that their files are named after, and the originals have a text. In any other pair, every figure and name would seem to
    /// be missing.
    pub fn comparable(&self) -> impl Iterator<Item = (usize, &'s Edition<'s>, &CheckedText<'s>)> {
        self.editions()
            .filter(|(language, ..)| self.is_comparable(*language))
    }

    fn is_comparable(&self, language: usize) -> bool {
        if self.has_blank_original {
            return false;
        }
        let mut originals = self.originals_misnamed.iter();
        originals.all(Option::is_none) && self.misnamed.get(language).is_none_or(Option::is_none)
    }

    /// Returns the article's editions and the texts of their summaries, with the index of their language.
    pub fn editions(&self) -> impl Iterator<Item = (usize, &'s Edition<'s>, &CheckedText<'s>)> {
        let editions = self.article.editions.iter().zip(&self.summaries);
        editions
            .enumerate()
            .filter_map(|(index, (edition, text))| Some((index, edition.as_ref()?, text.as_ref()?)))
    }
}

/// Returns the addresses of an article's originals.
fn urls<'a>(article: &Article<'a>) -> Vec<&'a str> {
    let originals = article.originals.iter();
    originals
        .filter_map(|original| original.url.as_deref())
        .collect()
}

/// Returns the path of an article's summary in a language, whether it exists or not.
fn summary_path(site: &Site<'_>, article: &Article<'_>, language: usize) -> String {
    let tag = &site.languages[language].tag;
    format!("content/articles/{}/summary.{tag}.md", article.slug)
}

/// Reports each of the site's languages in which an article has no summary. A draft counts as a summary.
fn check_missing(subject: &ArticleUnderCheck<'_>, sources: &Sources, found: &mut Vec<Diagnostic>) {
    let article = subject.article;
    let languages = subject.site.languages.iter().zip(&article.editions);
    for (index, (language, _)) in languages.enumerate().filter(|(_, (_, e))| e.is_none()) {
        let tag = &language.tag;
        let path = summary_path(subject.site, article, index);
        if sources.content(&path).is_none() && !has_misnamed_summary(article, sources) {
            let message = format!("this article has no summary in `{tag}`");
            let missing = Diagnostic::new(codes::SUMMARY_MISSING, &article.original.path, message);
            found.push(missing.help(format!(
                "write {path}, if readers in that language are to have one"
            )));
        }
    }
}

/// Returns true if an article's folder has a summary under a wrong name, which is reported already.
fn has_misnamed_summary(article: &Article<'_>, sources: &Sources) -> bool {
    let folder = format!("content/articles/{}/", article.slug);
    let is_misnamed = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
        let stem = name.split(['.', '_', '-', ' ']).next().unwrap_or_default();
        nearest(stem, ["summary"]).is_some()
            && match role(path) {
                FileRole::Misplaced(_) => true,
                FileRole::Attachment { name, .. } => text_of_attachment(&name).is_some(),
                _ => false,
            }
    };
    sources
        .below(&folder)
        .any(|source| is_misnamed(&source.path))
}

/// Codes of findings on a part of a text, each with those whose findings within that part follow from it.
const CONSEQUENCES: [(Code, &[Code]); 4] = [
    (
        codes::MONTH_MISSPELT,
        &[
            codes::FIGURE_NOT_IN_ORIGINAL,
            codes::FIGURE_NOT_IN_CITED,
            codes::FIGURE_OF_ANOTHER,
            codes::LANGUAGES_DISAGREE,
            codes::LANGUAGES_DIFFER,
            codes::ORIGINALS_DISAGREE,
        ],
    ),
    (
        codes::MARK_HIDDEN,
        &[
            codes::DIRECTION_MARK_USELESS,
            codes::DIRECTION_MARK_UNPAIRED,
        ],
    ),
    (
        codes::CITATION_DOUBTFUL,
        &[
            codes::DIGITS_MIXED,
            codes::LETTERS_MIXED,
            codes::DIRECTION_MARK_USELESS,
            codes::FIGURE_NOT_IN_ORIGINAL,
            codes::FIGURE_NOT_IN_CITED,
        ],
    ),
    (
        codes::CITATION_MALFORMED,
        &[
            codes::DIGITS_MIXED,
            codes::LETTERS_MIXED,
            codes::DIRECTION_MARK_USELESS,
        ],
    ),
];

/// Drops findings on pictures that no text names: they are not published.
fn drop_flaws_of_unused(found: &mut Vec<Diagnostic>) {
    let unused = found.iter().filter(|d| d.code == codes::ATTACHMENT_UNUSED);
    let unused: BTreeSet<Arc<str>> = unused.map(|d| d.path.clone()).collect();
    let is_flaw = |code| {
        let flaws = [
            codes::PICTURE_UNREADABLE,
            codes::PICTURE_TOO_LARGE,
            codes::HTML_INERT,
        ];
        flaws.contains(&code)
    };
    found.retain(|d| !is_flaw(d.code) || !unused.contains(&d.path));
}

/// Drops findings on a part of a text if a more precise finding explains the fault.
fn drop_consequences(found: &mut Vec<Diagnostic>) {
    drop_flaws_of_unused(found);
    let followed = |code: Code| CONSEQUENCES.iter().find(|(cause, _)| *cause == code);
    let mut by_path: BTreeMap<Arc<str>, Vec<Cause>> = BTreeMap::new();
    for d in found.iter() {
        if let (Some((_, codes)), Some(span)) = (followed(d.code), d.span.clone()) {
            let cause = Cause {
                reach: span.end,
                span,
                codes,
            };
            by_path.entry(d.path.clone()).or_default().push(cause);
        }
    }
    for causes in by_path.values_mut() {
        causes.sort_by_key(|cause| cause.span.start);
        let mut reach = 0;
        for cause in causes {
            reach = reach.max(cause.reach);
            cause.reach = reach;
        }
    }
    let follows = |d: &Diagnostic| {
        let causes = by_path.get(&d.path).map_or(&[][..], Vec::as_slice);
        d.span
            .as_ref()
            .is_some_and(|span| is_caused(causes, d.code, span.start))
    };
    found.retain(|d| !follows(d));
}

/// A finding that causes others.
struct Cause {
    span: Range<usize>,
    /// The largest end among its span and the spans before it.
    reach: usize,
    codes: &'static [Code],
}

/// Returns true if a finding of this code, which begins at `at`, follows from one of the causes, which are in order.
fn is_caused(causes: &[Cause], code: Code, at: usize) -> bool {
    let before = causes.partition_point(|cause| cause.span.start <= at);
    let mut near = causes[..before]
        .iter()
        .rev()
        .take_while(|cause| cause.reach > at);
    near.any(|cause| cause.span.contains(&at) && cause.codes.contains(&code))
}

/// The result of checking one article, or the texts of one edition.
#[derive(Debug)]
pub struct CheckResult {
    /// Traces of its summaries, or of its texts.
    pub traces: Traces,
    /// Figures and quotations that could not be checked, with place and reason. They are not findings.
    pub unchecked: Vec<Diagnostic>,
    /// Findings before waivers.
    found: Vec<Diagnostic>,
}

/// The results of checking a site.
#[derive(Debug, Default)]
pub struct CheckedSite {
    /// The results for articles, in the order of the site's articles.
    pub articles: Vec<Arc<CheckResult>>,
    /// The results for editions, in the order of the site's editions; `None` for one without a file.
    pub issues: Vec<Option<Arc<CheckResult>>>,
}

/// Checks a site. `found` holds earlier findings, which waivers may remove as well. The results for unchanged articles are
/// taken from the memo.
pub fn check(
    site: &Site<'_>,
    sources: &Sources,
    memo: &Memo<Arc<CheckResult>>,
    found: &mut Vec<Diagnostic>,
) -> CheckedSite {
    let names = OnceLock::new();
    let near_names = NearNames::new(site);
    let stubs = Stubs::new();
    let check = |article: &Article<'_>| {
        // Everything that is linked to an article's files depends only on them and on the registers.
        memo.reuse(
            article.slug,
            || article.references.digest,
            || {
                let names = names.get_or_init(|| names::register(site));
                let subject = ArticleUnderCheck::new(site, article, sources);
                let mut checked = check_article(&subject, (names, &near_names), &stubs, sources);
                check_missing(&subject, sources, &mut checked.found);
                Arc::new(checked)
            },
        )
    };
    let articles: Vec<Arc<CheckResult>> = site.articles.par_iter().map(check).collect();
    let issues = issues::check(site, sources, memo, &names, found);
    memo.sweep();
    for checked in &articles {
        found.extend_from_slice(&checked.found);
    }
    dates::check(site, found);
    slips::check_standing(site, sources, found);
    oversights::check_standing(site, sources, found);
    oversights::check_starter(site, sources, found);
    local_links::check(site, found);
    registers::check(site, found);
    ambiguous::check(site, found);
    theme::check(site, sources, found);
    drop_consequences(found);
    unpublished::demote(site, found);
    waivers::apply(site, sources, found);
    CheckedSite { articles, issues }
}

/// Checks an article: its summaries against its originals and each other, and the texts by themselves.
fn check_article(
    subject: &ArticleUnderCheck<'_>,
    (register, near_names): (&Register<'_>, &NearNames<'_>),
    stubs: &Stubs,
    sources: &Sources,
) -> CheckResult {
    let mut found = Vec::new();
    let mut unchecked = Vec::new();
    let documents: Vec<Document<'_>> = subject
        .originals
        .iter()
        .map(CheckedText::document)
        .collect();
    let mut originals = ComparedOriginals::new(subject, &documents, (register, near_names));
    let mut traces: Traces = subject.summaries.iter().map(|_| None).collect();
    for (language, edition, summary) in subject.editions() {
        // Findings that follow from a wrong language are dropped.
        let mut consequences = Vec::new();
        let is_comparable = subject.is_comparable(language);
        let words = if is_comparable {
            &mut found
        } else {
            &mut consequences
        };
        let mut trace = originals.compare(edition, summary, words);
        slips::check(
            summary.path,
            summary.body,
            &summary.text,
            summary.lang,
            words,
        );
        trace.sealed = seals::check(subject, edition, summary, sources, &mut found);
        if !is_comparable {
            trace.make_undecided();
        }
        unchecked.extend(unchecked::list(subject, summary, &trace));
        traces[language] = Some(trace);
        length::check(subject, summary, &mut found);
        copied::check(subject, summary, &mut found);
    }
    oversights::check(subject, stubs, &mut found);
    languages::check(subject, &traces, &mut found);
    CheckResult {
        traces,
        unchecked,
        found,
    }
}
