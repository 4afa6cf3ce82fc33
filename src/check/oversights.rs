//! Finds oversights in an article: a text in another language than its file name says, an unwritten stub, a summary without
//! citations, a publisher that is still to be named.
//!
//! Takes an article; reports `language-mismatch`, `summary-copied`, `title-untranslated`, `placeholder-text`,
//! `citation-missing` and `publisher-unnamed`. Drafts are skipped, since they are unfinished.

use crate::diagnostic::codes;
use std::ops::Range;
use std::sync::Arc;

use mujaz_import::placeholder::{Stubs, UNKNOWN_PUBLISHER};

use crate::check::{Reading, Subject};
use crate::diagnostic::Diagnostic;
use crate::lang::quotes::quotations;
use crate::lang::{TextLength, fold, is_alphanumeric, other_language};
use crate::link::site::{Article, Site};
use crate::load::Sources;
use crate::parse::fields::Located;
use crate::parse::markdown::Body;
use crate::parse::prose::{Block, Kind};

/// Minimum length, in words, of a summary that must cite its original.
const CITING: usize = 8;
/// Minimum number of words that two titles or texts must share to be copies of each other.
const COPIED_TITLE: usize = 3;
const COPIED_TEXT: usize = 6;

/// Checks an article.
pub fn check(subject: &Subject<'_>, stubs: &Stubs, found: &mut Vec<Diagnostic>) {
    publishers(subject.article, found);
    for (original, language) in subject.originals.iter().zip(&subject.originals_misnamed) {
        found.extend(language.map(|language| mismatch(original, "original", language, None)));
    }
    let summaries: Vec<&Reading<'_>> = subject
        .editions()
        .filter(|(_, edition, _)| !edition.summary.draft)
        .map(|(_, _, summary)| summary)
        .collect();
    for (index, summary) in summaries.iter().enumerate() {
        let others = || summaries[..index].iter().chain(&summaries[index + 1..]);
        let copied = others().find(|other| is_copy(summary, other)).copied();
        if let Some(stub) = stub(summary, stubs) {
            found.push(stub);
        } else if let Some(language) = subject.misnamed_summary(summary) {
            found.push(mismatch(summary, "summary", language, copied));
        } else {
            let before = found.len();
            found.extend(head_languages(summary));
            found.extend(uncited(summary));
            // The copy is the one in another language than its file's name says; else the later of the two.
            let is_misnamed = |text: &Reading<'_>| {
                subject.misnamed_summary(text).is_some() || is_short_of_language(text)
            };
            let is_original = |(other, text): (usize, &Reading<'_>)| {
                !is_misnamed(text) && (other < index || is_misnamed(summary))
            };
            if found.len() == before {
                let numbered = || summaries.iter().copied().enumerate();
                let mut others = numbered().filter(|(other, _)| *other != index);
                let of = copied.filter(|of| {
                    let mut same = numbered().filter(|(_, text)| text.path == of.path);
                    same.any(is_original)
                });
                let copy = copy(summary, of);
                let same = others.find(|other| {
                    copy.is_none() && has_same_title(summary, other.1) && is_original(*other)
                });
                found.extend(copy);
                found.extend(same.map(|(_, other)| untranslated(summary, other)));
            }
        }
    }
}

/// Checks the languages of the topics' introductions, of the standing pages and of the editions.
pub fn check_standing(site: &Site<'_>, sources: &Sources, found: &mut Vec<Diagnostic>) {
    let topics = site.topics.iter().flat_map(|topic| &topic.introductions);
    let topics = topics.map(|text| (text, "introduction"));
    let pages = site.pages.iter().flat_map(|page| &page.texts);
    let pages = pages.map(|text| (text, "page"));
    let standing = topics.chain(pages).filter_map(|(text, what)| {
        let standing = text.as_ref()?.standing;
        Some((&standing.path, &standing.lang, &standing.body, what))
    });
    let issues = site.issues.iter().flat_map(|issue| &issue.texts).flatten();
    let issues = issues.filter_map(|issue| issue.text.filter(|text| !text.draft));
    let issues = issues.map(|text| (&text.path, &text.lang, &text.body, "edition"));
    for (path, lang, body, what) in standing.chain(issues) {
        let (path, body): (&Arc<str>, &Body) = (path, body);
        let reading = Reading::new(path, lang, body, sources);
        match misnamed_language(&reading) {
            Some(language) => found.push(mismatch(&reading, what, language, None)),
            None => found.extend(head_languages(&reading)),
        }
    }
}

/// Returns true if a text that is too short to be reported seems to be in another language than its file's name says.
fn is_short_of_language(text: &Reading<'_>) -> bool {
    other_language(&own_words(text), text.lang, TextLength::Line).is_some()
}

/// Returns true if a block belongs to the front matter.
fn is_head(block: &Block) -> bool {
    matches!(block.kind, Kind::Title | Kind::Description | Kind::Author)
}

/// Returns the blocks of a text's body, without block quotations.
pub fn own_blocks<'r>(text: &'r Reading<'_>) -> impl Iterator<Item = &'r Block> {
    let blocks = text.prose().blocks.iter();
    blocks.filter(|block| !is_head(block) && block.kind != Kind::Quotation)
}

fn own_words(text: &Reading<'_>) -> String {
    let words: Vec<&str> = own_blocks(text).map(|block| text.words(block)).collect();
    words.join("\n")
}

/// Returns the range of the first block of a text's body.
fn beginning(text: &Reading<'_>) -> Option<Range<usize>> {
    let mut blocks = text.prose().blocks.iter().filter(|block| !is_head(block));
    blocks.next().map(Block::range)
}

pub fn at_beginning(text: &Reading<'_>, found: Diagnostic) -> Diagnostic {
    match beginning(text) {
        Some(range) => text.at(found, &range),
        None => found,
    }
}

/// Returns the language of a text's body if it differs from the one in the name of its file.
pub fn misnamed_language(text: &Reading<'_>) -> Option<&'static str> {
    other_language(&own_words(text), text.lang, TextLength::Prose)?;
    // Quotations in another language do not change the language of the text.
    let mut words = String::new();
    let mut at = 0;
    for quotation in quotations(&text.text).iter().filter(|q| q.depth == 0) {
        words.push_str(text.text.get(at..quotation.whole.start).unwrap_or_default());
        at = quotation.whole.end.max(at);
    }
    words.push_str(text.text.get(at..).unwrap_or_default());
    other_language(&words, text.lang, TextLength::Prose)
}

impl Subject<'_> {
    /// Returns the language of a summary's body if it differs from the one in the name of its file.
    fn misnamed_summary(&self, summary: &Reading<'_>) -> Option<&'static str> {
        let mut all = self.summaries.iter().zip(&self.misnamed);
        let found = all.find(|(text, _)| text.as_ref().is_some_and(|t| t.path == summary.path));
        found.and_then(|(_, language)| *language)
    }
}

/// Builds the finding that a text is in another language than its file name says; `copied` is a text with the same words.
fn mismatch(
    text: &Reading<'_>,
    what: &str,
    language: &str,
    copied: Option<&Reading<'_>>,
) -> Diagnostic {
    let tag = text.lang;
    let mut message =
        format!("the text of this {what} is in {language}, and the name of its file says `{tag}`");
    if let Some(other) = copied {
        message.push_str(&format!("; it is the text of {}", other.path));
    }
    let found = Diagnostic::new(codes::LANGUAGE_MISMATCH, text.path, message);
    let help = format!("write it in `{tag}`, or give the file the language that it is in");
    at_beginning(text, found).help(help)
}

/// Returns findings on a title and description in another language than the text.
fn head_languages(text: &Reading<'_>) -> Vec<Diagnostic> {
    let head = text.prose().blocks.iter().filter(|block| is_head(block));
    let mut found = Vec::new();
    for block in head {
        let what = match block.kind {
            Kind::Title => "title",
            Kind::Description => "description",
            _ => continue,
        };
        if let Some(language) = other_language(text.words(block), text.lang, TextLength::Line) {
            let message = format!(
                "this {what} is in {language}, and its text in `{}`",
                text.lang
            );
            let mismatch = Diagnostic::new(codes::LANGUAGE_MISMATCH, text.path, message);
            let help = format!("write it in `{}`", text.lang);
            found.push(text.at(mismatch, &block.range()).help(help));
        }
    }
    found
}

/// Returns a finding on a placeholder paragraph.
fn stub(summary: &Reading<'_>, stubs: &Stubs) -> Option<Diagnostic> {
    let block = own_blocks(summary).find(|block| stubs.contain(summary.words(block)))?;
    let message = "this is the text that stands in a summary until somebody writes it";
    let found = Diagnostic::new(codes::PLACEHOLDER_TEXT, summary.path, message);
    let found = summary.at(found, &block.range());
    Some(found.help("write the summary, or set `draft = true` until then"))
}

fn uncited(summary: &Reading<'_>) -> Option<Diagnostic> {
    let words = own_blocks(summary).filter(|block| block.kind != Kind::Heading);
    let words = words.map(|block| summary.words(block).split_whitespace().count());
    if !summary.body.citations.is_empty() || words.sum::<usize>() < CITING {
        return None;
    }
    let message = "this summary cites no paragraph of the original";
    let found = Diagnostic::new(codes::CITATION_MISSING, summary.path, message);
    Some(
        at_beginning(summary, found)
            .help("after each statement, cite the paragraph that it rests on, as in `[p1]`"),
    )
}

/// Returns the words of a text in folded form.
pub fn folded(text: &str) -> Vec<String> {
    let folded = fold(text);
    words(folded.text()).map(str::to_owned).collect()
}

/// Returns the words of a folded text.
pub fn words(folded: &str) -> impl Iterator<Item = &str> {
    let words = folded.split(|c: char| !is_alphanumeric(c));
    words.filter(|word| !word.is_empty())
}

fn is_copy(one: &Reading<'_>, other: &Reading<'_>) -> bool {
    if !begin_alike(one, other) {
        return false;
    }
    let words = folded(&own_words(one));
    words.len() >= COPIED_TEXT && words == folded(&own_words(other))
}

/// Returns true if the first paragraphs of two texts begin with the same word, or if one has no word. Most texts differ there.
fn begin_alike(one: &Reading<'_>, other: &Reading<'_>) -> bool {
    let first = |text: &Reading<'_>| {
        let block = own_blocks(text).next()?;
        let folded = fold(text.words(block));
        words(folded.text()).next().map(str::to_owned)
    };
    match (first(one), first(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

fn copy(summary: &Reading<'_>, other: Option<&Reading<'_>>) -> Option<Diagnostic> {
    let other = other?;
    let message = format!("this summary has the same words as {}", other.path);
    let found = Diagnostic::new(codes::SUMMARY_COPIED, summary.path, message);
    let help = format!("write it in `{}`, or remove the file", summary.lang);
    Some(at_beginning(summary, found).help(help))
}

fn title<'r>(text: &'r Reading<'_>) -> Option<&'r Block> {
    let mut blocks = text.prose().blocks.iter();
    blocks.find(|block| block.kind == Kind::Title)
}

fn has_same_title(one: &Reading<'_>, other: &Reading<'_>) -> bool {
    let words = |text: &Reading<'_>| title(text).map(|block| folded(text.words(block)));
    let own = words(one);
    own.as_ref().is_some_and(|own| own.len() >= COPIED_TITLE) && own == words(other)
}

fn untranslated(summary: &Reading<'_>, other: &Reading<'_>) -> Diagnostic {
    let message = format!("this title is the same as in {}", other.path);
    let found = Diagnostic::new(codes::TITLE_UNTRANSLATED, summary.path, message);
    let range = title(summary).map(Block::range).unwrap_or_default();
    summary
        .at(found, &range)
        .help("give one of them a title in its own language")
}

/// Reports placeholders for unknown publishers.
fn publishers(article: &Article<'_>, found: &mut Vec<Diagnostic>) {
    let is_published = article
        .editions
        .iter()
        .flatten()
        .any(|edition| !edition.summary.draft);
    let is_unknown = |id: &&Located<String>| is_published && id.value == UNKNOWN_PUBLISHER;
    let ids = article.originals.iter().flat_map(|original| {
        let own = original.publisher.iter();
        let sources = original.sources.iter().map(|source| &source.publisher);
        own.chain(sources).map(|id| (&original.path, id))
    });
    for (path, id) in ids.filter(|(_, id)| is_unknown(id)) {
        let message = "readers are not told who published this: `unknown` stands for a publisher who is still to be named";
        let unnamed = Diagnostic::new(codes::PUBLISHER_UNNAMED, path, message);
        found.push(
            unnamed
                .at(id.span.clone())
                .help("add the publisher to content/publishers.toml, and put its id here"),
        );
    }
}
