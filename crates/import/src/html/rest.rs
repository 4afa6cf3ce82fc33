//! Finds the texts of a page outside its article, to report them as left out. Pure.

use super::clean::{CleanToken, is_block};
use super::inline::InlineBuffer;
use crate::words;
use std::collections::BTreeMap;

/// Returns the texts of a page that the article lacks, in their order; each as often as the article lacks it.
///
/// `page` contains the page's [`lines`], `known` the texts in the front matter.
pub(super) fn outside(page: Vec<String>, article: &[CleanToken], known: &[&str]) -> Vec<String> {
    let mut kept: BTreeMap<String, usize> = BTreeMap::new();
    for line in lines(article) {
        *kept.entry(line).or_default() += 1;
    }
    let known: Vec<String> = known.iter().map(|text| words::folded(text)).collect();
    let mut outside = page;
    outside.retain(|line| match kept.get_mut(line) {
        Some(times) if *times > 0 => {
            *times -= 1;
            false
        }
        _ => line.contains(char::is_alphanumeric) && !known.contains(&words::folded(line)),
    });
    outside
}

/// Returns all texts between tags that separate paragraphs or break lines, on one line each.
pub(super) fn lines(tokens: &[CleanToken]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut inline = InlineBuffer::default();
    for token in tokens {
        match token {
            CleanToken::Open("br", _) => lines.push(inline.one_line()),
            CleanToken::Open(name, _) | CleanToken::Close(name) if is_block(name) => {
                lines.push(inline.one_line());
            }
            token => inline.take(token),
        }
    }
    lines.push(inline.one_line());
    lines.retain(|line| !line.is_empty());
    lines
}
