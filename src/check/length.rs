//! Checks that a summary is shorter than its original.

use crate::check::{ArticleUnderCheck, CheckedText};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes;

/// Maximum length, in words, of a news brief. Its summary may be longer, since it must say who, where and when.
const SHORT: usize = 150;

/// Reports a summary that has more words than its original.
pub fn check(
    subject: &ArticleUnderCheck<'_>,
    summary: &CheckedText<'_>,
    found: &mut Vec<Diagnostic>,
) {
    // Compares bytes first: for almost all summaries, this is sufficient.
    let originals = || subject.originals.iter().map(|original| &original.text);
    if summary.text.len() * 2 < originals().map(String::len).sum() {
        return;
    }
    let words = |text: &String| text.split_whitespace().count();
    let own = words(&summary.text);
    let whole: usize = originals().map(words).sum();
    if whole > SHORT && own > whole {
        let message = match subject.originals.len() {
            1 => format!("this summary has {own} words, its original only {whole}"),
            _ => format!("this summary has {own} words, its originals only {whole}"),
        };
        let found_here = Diagnostic::new(codes::SUMMARY_LONG, summary.path, message);
        found.push(found_here.help("leave out what readers can do without"));
    }
}
