//! A summary is shorter than what it sums up.

use crate::check::{Reading, Subject};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes;

/// Originals of fewer words are news in brief, of which a summary may well be longer: it says who, where and when.
const SHORT: usize = 150;

/// Reports a summary that has more words than its original.
pub fn check(subject: &Subject<'_>, summary: &Reading<'_>, found: &mut Vec<Diagnostic>) {
    // Bytes tell at once of nearly every summary that it is shorter.
    if summary.text.len() * 2 < subject.original.text.len() {
        return;
    }
    let [own, whole] =
        [&summary.text, &subject.original.text].map(|text| text.split_whitespace().count());
    if whole > SHORT && own > whole {
        let message = format!("this summary has {own} words, its original only {whole}");
        let found_here = Diagnostic::new(codes::SUMMARY_LONG, summary.path, message);
        found.push(found_here.help("leave out what readers can do without"));
    }
}
