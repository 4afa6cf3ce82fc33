//! Finds invalid citations in a draft: of paragraphs that the original does not have, or malformed.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, codes};
use crate::parse::citation::{self, Certainty};

/// Returns the faults of the citations of a text; `last` is the number of the original's last paragraph.
pub fn faults(path: &Arc<str>, text: &str, original: &str, last: u32) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (span, label) in brackets(text) {
        let one = match citation::read(label) {
            None => continue,
            Some(Ok(reference)) => citation::unknown(path, &reference.paragraphs, original, last),
            Some(Err(why)) => {
                let message = format!("`[{label}]` looks like a citation and is none: {why}");
                Some(malformed(path, message, citation::repaired(label)))
            }
        };
        found.extend(one.map(|one| one.at(span)));
    }
    // Between other brackets, and with other words for a paragraph: `(p3)`, `[para 3]`, `[ف3]`.
    for other in citation::lookalikes(text) {
        let span = other.range.clone();
        let label = text[span.clone()]
            .trim_start_matches('[')
            .trim_end_matches(']');
        let is_seen = is_markup(text, &span) || citation::read(label).is_some();
        if other.likeness == Certainty::Marked && !is_seen {
            let message = format!(
                "`{}` looks like a citation and is none",
                &text[span.clone()]
            );
            found.push(malformed(path, message, other.meant).at(span));
        }
    }
    found
}

/// Builds the finding that a text is not a citation; `meant` is the probable citation.
fn malformed(path: &Arc<str>, message: String, meant: Option<String>) -> Diagnostic {
    let help = meant.map_or_else(
        || "write `[p4]`, `[p4-p6]` or `[p2, p7]`".to_owned(),
        |meant| format!("did you mean `[{meant}]`?"),
    );
    Diagnostic::new(codes::CITATION_MALFORMED, path, message).help(help)
}

/// Returns true if brackets are escaped or belong to a link or picture of Markdown.
fn is_markup(text: &str, brackets: &Range<usize>) -> bool {
    text[brackets.end..].starts_with(['(', ':']) || text[..brackets.start].ends_with(['\\', '!'])
}

/// Returns the texts between square brackets on one line, with the range of each including its brackets. Brackets that are
/// escaped or belong to a link of Markdown are left out.
fn brackets(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let opens = text.match_indices('[').map(|(at, _)| at);
    opens.filter_map(move |open| {
        let rest = &text[open + 1..];
        let length = rest.find([']', '[', '\n'])?;
        let span = open..open + length + 2;
        (rest[length..].starts_with(']') && !is_markup(text, &span))
            .then(|| (span, &rest[..length]))
    })
}

#[cfg(test)]
mod tests {
    use super::faults;

    #[test]
    fn citations_that_lead_nowhere_are_found() {
        for (text, expected) in [
            ("A [p3]. B [p1-p2, p3] [p2 «ب»].", &[][..]),
            ("A [p4].", &["citation-unknown [p4]"]),
            ("A [p2-p9] and [p1].", &["citation-unknown [p2-p9]"]),
            ("ب [p2، p7].", &["citation-unknown [p2، p7]"]),
            ("A [p2-4].", &["citation-malformed [p2-4]"]),
            ("A [p0].", &["citation-malformed [p0]"]),
            ("A [p. 3].", &["citation-malformed [p. 3]"]),
            (
                "A [para 3], {p3} ([p3]).",
                &["citation-malformed [para 3]", "citation-malformed {p3}"],
            ),
            (
                "ب [ف3] 【p3】.",
                &["citation-malformed [ف3]", "citation-malformed 【p3】"],
            ),
            ("In 2019 [3], the firm [20] said (p. 7) so.", &[]),
            (r"A \[p9] ![p9](x) [p9](x) [page] [p", &[]),
        ] {
            let found = faults(&"draft.md".into(), text, "the original", 3);
            let found: Vec<String> = found
                .iter()
                .map(|one| format!("{} {}", one.code, &text[one.span.clone().unwrap()]))
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
