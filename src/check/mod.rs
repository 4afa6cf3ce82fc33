//! `check`: a linked site → what does not hold of its summaries, and what was traced to the originals.
//!
//! Takes the site and the sources that its words stand in; gives findings on figures, quotations, names, languages and
//! slips, and for each summary what a page may claim of it. Every article is checked by itself, so that a memo can keep what
//! came of those that have not changed. It may not touch the file
//! system, Tera or the clock.

mod ambiguous;
mod copied;
mod dates;
mod figures;
mod languages;
mod length;
pub mod names;
mod oversights;
mod quotes;
mod reading;
mod registers;
pub mod seals;
mod slips;
mod theme;
mod trace;
mod unchecked;
mod unpublished;
mod waivers;

use crate::diagnostic::codes::{self, Code};
use std::sync::{Arc, OnceLock};

use mujaz_import::placeholder::Stubs;
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Severity};
use crate::lang::figures::Statements;
use crate::link::site::{Article, Edition, Site};
use crate::load::Sources;
use crate::memo::Memo;

pub use reading::{Reading, Sentence};
pub use trace::{FigureTrace, Obstacle, QuotationTrace, Tally, Trace};

/// Codes whose notes `build` leaves to `check`: they mislead no reader.
const CHECK_ONLY_CODES: [Code; 7] = [
    codes::DIRECTION_MARK_USELESS,
    codes::FIGURE_BOUND,
    codes::FIGURE_NOT_IN_CITED,
    codes::LANGUAGES_DIFFER,
    codes::QUOTE_NOT_IN_CITED,
    codes::SEAL_ORIGINAL_ONLY,
    codes::SUMMARY_MISSING,
];

/// Returns true if a finding is for those who ask: a note that misleads no reader.
pub fn is_aside(finding: &Diagnostic) -> bool {
    finding.severity == Severity::Note && CHECK_ONLY_CODES.contains(&finding.code)
}

/// What was traced of an article: for each of the site's languages, where it has a summary in it.
pub type Traces = Vec<Option<Trace>>;

/// An article that is being checked.
pub struct Subject<'s> {
    /// The site.
    pub site: &'s Site<'s>,
    /// The article.
    pub article: &'s Article<'s>,
    /// Its original.
    pub original: Reading<'s>,
    /// The figures of the original.
    pub statements: Statements,
    /// Its summaries, by language.
    pub summaries: Vec<Option<Reading<'s>>>,
    /// The language that the original is in, if it is another one than the name of its file says.
    pub original_misnamed: Option<&'static str>,
    /// The same for each summary that is no draft.
    pub misnamed: Vec<Option<&'static str>>,
}

impl<'s> Subject<'s> {
    fn new(site: &'s Site<'s>, article: &'s Article<'s>, sources: &'s Sources) -> Self {
        let original = article.original;
        let last = original.paragraphs();
        let summary = |edition: &'s Option<Edition<'s>>| {
            let summary = edition.as_ref()?.summary;
            let text = Reading::new(&summary.path, &summary.lang, &summary.body, sources);
            Some(text.with_sentences(last))
        };
        let summaries: Vec<Option<Reading<'_>>> = article.editions.iter().map(summary).collect();
        let of_language = |(edition, text): (&Option<Edition<'_>>, &Option<Reading<'_>>)| {
            let is_draft = edition.as_ref().is_none_or(|e| e.summary.draft);
            text.as_ref()
                .filter(|_| !is_draft)
                .and_then(oversights::misnamed_language)
        };
        let misnamed = article.editions.iter().zip(&summaries).map(of_language);
        let misnamed = misnamed.collect();
        let reading = Reading::new(&original.path, &original.lang, &original.body, sources);
        Subject {
            site,
            article,
            original_misnamed: oversights::misnamed_language(&reading),
            original: reading,
            statements: figures::statements(original),
            summaries,
            misnamed,
        }
    }

    /// The editions whose summaries can be held against the original and each other: both are in the language that their files
    /// are named after. Of any other pair, every figure and name would seem to be missing.
    pub fn comparable(&self) -> impl Iterator<Item = (usize, &'s Edition<'s>, &Reading<'s>)> {
        self.editions()
            .filter(|(language, ..)| self.is_comparable(*language))
    }

    fn is_comparable(&self, language: usize) -> bool {
        self.original_misnamed.is_none() && self.misnamed.get(language).is_none_or(Option::is_none)
    }

    /// The article's editions and their summaries' texts, with the index of their language.
    pub fn editions(&self) -> impl Iterator<Item = (usize, &'s Edition<'s>, &Reading<'s>)> {
        let editions = self.article.editions.iter().zip(&self.summaries);
        editions
            .enumerate()
            .filter_map(|(index, (edition, text))| Some((index, edition.as_ref()?, text.as_ref()?)))
    }
}

/// Where the summary of an article in a language is, or would be.
fn summary_path(site: &Site<'_>, article: &Article<'_>, language: usize) -> String {
    let tag = &site.languages[language].tag;
    format!("content/articles/{}/summary.{tag}.md", article.slug)
}

/// Reports each of the site's languages that an article has no summary in. A draft will be one.
fn check_missing(subject: &Subject<'_>, sources: &Sources, found: &mut Vec<Diagnostic>) {
    let article = subject.article;
    let languages = subject.site.languages.iter().zip(&article.editions);
    for (index, (language, _)) in languages.enumerate().filter(|(_, (_, e))| e.is_none()) {
        let tag = &language.tag;
        let path = summary_path(subject.site, article, index);
        if sources.content(&path).is_none() {
            let message = format!("this article has no summary in `{tag}`");
            let missing = Diagnostic::new(codes::SUMMARY_MISSING, &article.original.path, message);
            found.push(missing.help(format!(
                "write {path}, if readers in that language are to have one"
            )));
        }
    }
}

/// What came of checking one article.
#[derive(Debug)]
pub struct Checked {
    /// What was traced of its summaries.
    pub traces: Traces,
    /// What could not be checked of them, with its place and the reason. These are no findings.
    pub unchecked: Vec<Diagnostic>,
    /// What was found, before waivers.
    found: Vec<Diagnostic>,
}

/// Checks a site. `found` holds what was found before, which waivers may take away as well. What the memo keeps of an
/// article that has not changed is not checked again.
///
/// Gives what came of each of the site's articles, in their order.
pub fn check(
    site: &Site<'_>,
    sources: &Sources,
    memo: &Memo<Arc<Checked>>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Arc<Checked>> {
    let names = OnceLock::new();
    let stubs = Stubs::new();
    let check = |article: &Article<'_>| {
        // What is linked to an article's files follows from them and the registers, too.
        memo.reuse(
            article.slug,
            || article.references.digest,
            || {
                let names = names.get_or_init(|| names::Names::new(site));
                let subject = Subject::new(site, article, sources);
                let mut checked = check_article(&subject, names, &stubs, sources);
                check_missing(&subject, sources, &mut checked.found);
                Arc::new(checked)
            },
        )
    };
    let checked: Vec<Arc<Checked>> = site.articles.par_iter().map(check).collect();
    memo.sweep();
    for checked in &checked {
        found.extend_from_slice(&checked.found);
    }
    dates::check(site, found);
    slips::check_standing(site, sources, found);
    oversights::check_standing(site, sources, found);
    registers::check(site, found);
    ambiguous::check(site, found);
    theme::check(site, sources, found);
    unpublished::demote(site, found);
    waivers::apply(site, sources, found);
    checked
}

fn check_article(
    subject: &Subject<'_>,
    names: &names::Names<'_>,
    stubs: &Stubs,
    sources: &Sources,
) -> Checked {
    let mut found = Vec::new();
    let mut unchecked = Vec::new();
    let original = figures::wording(subject);
    let mut traces: Traces = subject.summaries.iter().map(|_| None).collect();
    for (language, edition, summary) in subject.editions() {
        // What follows from a wrong language is no finding of its own.
        let mut consequences = Vec::new();
        let is_comparable = subject.is_comparable(language);
        let words = if is_comparable {
            &mut found
        } else {
            &mut consequences
        };
        let figures = figures::check(subject, original.as_ref(), summary, words);
        let quotations = quotes::check(subject, summary, words);
        slips::check(
            summary.path,
            summary.body,
            &summary.text,
            summary.lang,
            words,
        );
        let trace = Trace {
            figures,
            quotations,
            sealed: seals::check(subject, edition, summary, sources, &mut found),
        };
        if is_comparable {
            unchecked.extend(unchecked::list(subject, summary, &trace));
        }
        traces[language] = Some(trace);
        length::check(subject, summary, &mut found);
        copied::check(subject, summary, &mut found);
    }
    oversights::check(subject, stubs, &mut found);
    names.check(subject, &mut found);
    languages::check(subject, &traces, &mut found);
    Checked {
        traces,
        unchecked,
        found,
    }
}
