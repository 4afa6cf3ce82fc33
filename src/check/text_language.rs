//! Finds texts, and parts of texts, that are in another language than the names of their files say.
//!
//! Takes a text; reports `language-mismatch` for its body as a whole or, if that is in its language, for its title, its
//! description and each of its headings and paragraphs. Quotations do not count: they may be in any language.

use crate::check::CheckedText;
use crate::check::oversights::{at_beginning, own_words};
use crate::diagnostic::{Diagnostic, codes};
use crate::lang::quotes::quotations;
use crate::lang::{TextLength, other_language};
use crate::parse::prose::{ProseBlock, ProseBlockKind};

/// Maximum number of words of a body that is judged as a line.
const LINE: usize = 8;

/// Returns the language of a text's body if it differs from the one in the name of its file.
pub fn of_body(text: &CheckedText<'_>) -> Option<&'static str> {
    let words = own_words(text);
    let is_line = words.split_whitespace().nth(LINE).is_none();
    let length = match is_line {
        true => TextLength::Line,
        false => TextLength::Prose,
    };
    other_language(&words, text.lang, length)?;
    other_language(&unquoted(&words), text.lang, length)
}

/// Builds the finding that a text is in another language than its file name says; `copied` is a text with the same words.
pub fn mismatch(
    text: &CheckedText<'_>,
    what: &str,
    language: &str,
    copied: Option<&CheckedText<'_>>,
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

/// Returns a finding for each part of a text (title, description, heading, paragraph) that is in another language than the
/// text.
pub fn of_parts(text: &CheckedText<'_>) -> Vec<Diagnostic> {
    let parts = text.prose().blocks.iter();
    let finding = |block: &ProseBlock| {
        let (what, language) = of_part(text, block)?;
        let message = format!(
            "this {what} is in {language}, and its text in `{}`",
            text.lang
        );
        let mismatch = Diagnostic::new(codes::LANGUAGE_MISMATCH, text.path, message);
        let help = format!("write it in `{}`", text.lang);
        Some(text.at(mismatch, &block.range()).help(help))
    };
    parts.filter_map(finding).collect()
}

/// Returns the kind of a part of a text, and its language if that differs from the text's. Items and cells are not
/// checked: they may be names and titles of works.
pub fn of_part(text: &CheckedText<'_>, block: &ProseBlock) -> Option<(&'static str, &'static str)> {
    let (what, length) = match block.kind {
        ProseBlockKind::Title => ("title", TextLength::Line),
        ProseBlockKind::Description => ("description", TextLength::Line),
        ProseBlockKind::Heading => ("heading", TextLength::Line),
        ProseBlockKind::Paragraph => ("paragraph", TextLength::Prose),
        _ => return None,
    };
    let language = other_language(text.words(block), text.lang, length)?;
    let is_quoted = block.kind == ProseBlockKind::Paragraph
        && other_language(&unquoted(text.words(block)), text.lang, length).is_none();
    (!is_quoted).then_some((what, language))
}

/// Returns the words of a text outside its quotations.
fn unquoted(text: &str) -> String {
    let mut words = String::new();
    let mut at = 0;
    for quotation in quotations(text).iter().filter(|q| q.depth == 0) {
        words.push_str(text.get(at..quotation.whole.start).unwrap_or_default());
        at = quotation.whole.end.max(at);
    }
    words.push_str(text.get(at..).unwrap_or_default());
    words
}
