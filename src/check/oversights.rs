//! Finds oversights in an article: a summary that is copied from another language, an unchanged stub, a summary without
//! citations, an unnamed publisher.
//!
//! Takes an article; reports `language-mismatch`, `summary-copied`, `title-untranslated`, `placeholder-text`,
//! `citation-missing` and `publisher-unnamed`. Drafts are skipped, since they are unfinished.

use crate::diagnostic::codes;
use std::ops::Range;
use std::sync::Arc;

use mujaz_import::placeholder::{Stubs, UNKNOWN_PUBLISHER, is_new_text};

use crate::check::text_language::{self, mismatch};
use crate::check::{ArticleUnderCheck, CheckedText};
use crate::diagnostic::Diagnostic;
use crate::lang::{fold, is_alphanumeric, is_in_script_of};
use crate::link::site::{Article, Site};
use crate::load::Sources;
use crate::parse::fields::Located;
use crate::parse::hosts::is_placeholder;
use crate::parse::markdown::Body;
use crate::parse::prose::{ProseBlock, ProseBlockKind};
use crate::starter::ExampleTexts;

/// Minimum length, in words, of a summary that must cite its original.
const CITING: usize = 8;
/// Minimum number of words for two equal titles or texts to count as copies.
const COPIED: usize = 3;

/// Checks an article.
pub fn check(subject: &ArticleUnderCheck<'_>, stubs: &Stubs, found: &mut Vec<Diagnostic>) {
    publishers(subject.site, subject.article, found);
    for (original, language) in subject.originals.iter().zip(&subject.originals_misnamed) {
        found.extend(language.map(|language| mismatch(original, "original", language, None)));
    }
    if subject
        .editions()
        .any(|(_, edition, _)| !edition.summary.draft)
    {
        let help =
            "put the text of the original here, or set `draft = true` in its summaries until then";
        let originals = subject.originals.iter();
        let originals = originals.filter(|_| subject.has_blank_original);
        found.extend(originals.filter_map(|original| unwritten(original, "original", help)));
    }
    let summaries: Vec<&CheckedText<'_>> = subject
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
            found.extend(oversight(subject, &summaries, index, copied));
        }
    }
}

/// Returns the findings on a summary (an index) that is no stub and is in its language; `copied` is a text with the
/// same words.
fn oversight(
    subject: &ArticleUnderCheck<'_>,
    summaries: &[&CheckedText<'_>],
    index: usize,
    copied: Option<&CheckedText<'_>>,
) -> Vec<Diagnostic> {
    let summary = summaries[index];
    let is_earlier = |other: &CheckedText<'_>| {
        let mut earlier = summaries[..index].iter();
        earlier.any(|earlier| earlier.path == other.path)
            && subject.misnamed_summary(other).is_none()
    };
    // The copy is the one whose language is not written with these letters; else the later of the two.
    let of = copied.filter(|of| {
        let words = own_words(summary);
        is_in_script_of(&words, of.lang, summary.lang)
            || is_earlier(of) && !is_in_script_of(&words, summary.lang, of.lang)
    });
    if let Some(of) = of {
        return vec![copy(summary, of)];
    }
    let mut found = text_language::of_parts(summary);
    found.extend(uncited(summary).filter(|_| !subject.has_blank_original));
    if found.is_empty() {
        let mut earlier = summaries[..index].iter();
        let same = earlier.find(|other| {
            is_earlier(other) && has_same_title(summary, other) && !has_foreign_title(other)
        });
        found.extend(same.map(|other| untranslated(summary, other)));
    }
    found
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
        let reading = CheckedText::new(path, lang, body, sources);
        let help = match what {
            "edition" => "write the text, or delete it, or set `draft = true` until then",
            _ => "write the text, or remove the file",
        };
        if let Some(unwritten) = unwritten(&reading, what, help) {
            found.push(unwritten);
            continue;
        }
        match text_language::of_body(&reading) {
            Some(language) => found.push(mismatch(&reading, what, language, None)),
            None => found.extend(text_language::of_parts(&reading)),
        }
    }
}

/// Reports the texts that are unchanged since `mujaz init`, if the site has an address of its own.
pub fn check_starter(site: &Site<'_>, sources: &Sources, found: &mut Vec<Diagnostic>) {
    if is_placeholder(&site.config.base_url) {
        return;
    }
    let texts = site.texts().map(|(path, _)| path);
    let examples = ExampleTexts::read();
    let starter =
        texts.filter(|path| examples.contain(path, sources.text(path).unwrap_or_default()));
    found.extend(starter.map(|path| {
        let message = "this is still the example text that `mujaz init` wrote";
        let left = Diagnostic::new(codes::STARTER_TEXT, path, message);
        left.help("replace it with your own text, or delete the file; `mujaz deploy` publishes no site that has it")
    }));
}

/// Returns true if a block belongs to the front matter.
fn is_head(block: &ProseBlock) -> bool {
    matches!(
        block.kind,
        ProseBlockKind::Title | ProseBlockKind::Description | ProseBlockKind::Author
    )
}

/// Returns the blocks of a text's body, without block quotations.
pub fn own_blocks<'r>(text: &'r CheckedText<'_>) -> impl Iterator<Item = &'r ProseBlock> {
    let blocks = text.prose().blocks.iter();
    blocks.filter(|block| !is_head(block) && block.kind != ProseBlockKind::Quotation)
}

/// Returns the words of a text's body, without block quotations.
pub fn own_words(text: &CheckedText<'_>) -> String {
    let words: Vec<&str> = own_blocks(text).map(|block| text.words(block)).collect();
    words.join("\n")
}

/// Returns the range of the first block of a text's body.
fn beginning(text: &CheckedText<'_>) -> Option<Range<usize>> {
    let mut blocks = text.prose().blocks.iter().filter(|block| !is_head(block));
    blocks.next().map(ProseBlock::range)
}

pub fn at_beginning(text: &CheckedText<'_>, found: Diagnostic) -> Diagnostic {
    match beginning(text) {
        Some(range) => text.at(found, &range),
        None => found,
    }
}

impl ArticleUnderCheck<'_> {
    /// Returns the language of a summary's body if it differs from the one in the name of its file.
    fn misnamed_summary(&self, summary: &CheckedText<'_>) -> Option<&'static str> {
        let mut all = self.summaries.iter().zip(&self.misnamed);
        let found = all.find(|(text, _)| text.as_ref().is_some_and(|t| t.path == summary.path));
        found.and_then(|(_, language)| *language)
    }
}

/// Returns a finding on a placeholder paragraph.
fn stub(summary: &CheckedText<'_>, stubs: &Stubs) -> Option<Diagnostic> {
    let block = own_blocks(summary).find(|block| stubs.contain(summary.words(block)))?;
    let message = "this is the text that stands in a summary until somebody writes it";
    let found = Diagnostic::new(codes::PLACEHOLDER_TEXT, summary.path, message);
    let found = summary.at(found, &block.range());
    Some(found.help("write the summary, or set `draft = true` until then"))
}

/// Returns true if an original has no paragraphs, or has the text of a new file.
pub fn is_blank(original: &CheckedText<'_>) -> bool {
    original.body.paragraphs.is_empty() || new_text(original).is_some()
}

/// Returns the paragraph of a text that `mujaz new` wrote.
fn new_text<'r>(text: &'r CheckedText<'_>) -> Option<&'r ProseBlock> {
    own_blocks(text).find(|block| is_new_text(text.words(block)))
}

/// Returns a finding on a text that is unchanged since its file was created.
fn unwritten(text: &CheckedText<'_>, what: &str, help: &str) -> Option<Diagnostic> {
    let block = new_text(text)?;
    let message = format!("this is the text that stands in a new {what} until somebody writes it");
    let found = Diagnostic::new(codes::PLACEHOLDER_TEXT, text.path, message);
    Some(text.at(found, &block.range()).help(help))
}

fn uncited(summary: &CheckedText<'_>) -> Option<Diagnostic> {
    let words = own_blocks(summary).filter(|block| block.kind != ProseBlockKind::Heading);
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

fn is_copy(one: &CheckedText<'_>, other: &CheckedText<'_>) -> bool {
    if !begin_alike(one, other) {
        return false;
    }
    let words = folded(&own_words(one));
    words.len() >= COPIED && words == folded(&own_words(other))
}

/// Returns true if the first paragraphs of two texts begin with the same word, or if one has no word. Most texts differ there.
fn begin_alike(one: &CheckedText<'_>, other: &CheckedText<'_>) -> bool {
    let first = |text: &CheckedText<'_>| {
        let block = own_blocks(text).next()?;
        let folded = fold(text.words(block));
        words(folded.text()).next().map(str::to_owned)
    };
    match (first(one), first(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}

fn copy(summary: &CheckedText<'_>, other: &CheckedText<'_>) -> Diagnostic {
    let message = format!("this summary has the same words as {}", other.path);
    let found = Diagnostic::new(codes::SUMMARY_COPIED, summary.path, message);
    let help = format!("write it in `{}`, or remove the file", summary.lang);
    at_beginning(summary, found).help(help)
}

fn title<'r>(text: &'r CheckedText<'_>) -> Option<&'r ProseBlock> {
    let mut blocks = text.prose().blocks.iter();
    blocks.find(|block| block.kind == ProseBlockKind::Title)
}

fn has_same_title(one: &CheckedText<'_>, other: &CheckedText<'_>) -> bool {
    let words = |text: &CheckedText<'_>| title(text).map(|block| folded(text.words(block)));
    let own = words(one);
    own.as_ref().is_some_and(|own| own.len() >= COPIED) && own == words(other)
}

/// Returns true if the title of a text is in another language than the text, which is reported.
fn has_foreign_title(text: &CheckedText<'_>) -> bool {
    title(text).is_some_and(|title| text_language::of_part(text, title).is_some())
}

fn untranslated(summary: &CheckedText<'_>, other: &CheckedText<'_>) -> Diagnostic {
    let message = format!("this title is the same as in {}", other.path);
    let found = Diagnostic::new(codes::TITLE_UNTRANSLATED, summary.path, message);
    let range = title(summary).map(ProseBlock::range).unwrap_or_default();
    summary
        .at(found, &range)
        .help("give one of them a title in its own language")
}

/// Reports placeholders for unknown publishers.
fn publishers(site: &Site<'_>, article: &Article<'_>, found: &mut Vec<Diagnostic>) {
    let is_published = article
        .editions
        .iter()
        .flatten()
        .any(|edition| !edition.summary.draft);
    // Without a table of that name, `publisher-unknown` is reported.
    let is_listed = site
        .publishers
        .iter()
        .any(|p| p.id.value == UNKNOWN_PUBLISHER);
    let is_unknown =
        |id: &&Located<String>| is_published && is_listed && id.value == UNKNOWN_PUBLISHER;
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
