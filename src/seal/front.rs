//! Writes a seal into a summary's front matter, and leaves every other byte of the file unchanged.
//!
//! Takes the file's text and gives the new text; it touches no files. An existing seal is updated value by value, so its
//! form (an inline table, dotted keys, or a table with a header) and its comments stay. A new seal is an inline table on
//! the line after the last plain key of the front matter.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::lang::Date;

/// The keys and values of `sealed`, as TOML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealEntries {
    /// Date of the seal.
    pub date: Date,
    /// Digest of the original.
    pub digest: String,
    /// Short digests of the original's paragraphs.
    pub paragraphs: String,
    /// Digest of the summary.
    pub summary: String,
    /// Short digests of the summary's passages.
    pub sentences: String,
}

impl SealEntries {
    /// Returns the seal as a line of front matter.
    pub fn line(&self) -> String {
        let pairs = self.pairs().map(|(key, value)| format!("{key} = {value}"));
        format!("sealed = {{ {} }}", pairs.join(", "))
    }

    /// Returns the keys and TOML values, in the order in which they are written.
    fn pairs(&self) -> [(&'static str, String); 5] {
        let SealEntries {
            date,
            digest,
            paragraphs,
            summary,
            sentences,
        } = self;
        [
            ("date", date.to_string()),
            ("digest", format!("\"{digest}\"")),
            ("paragraphs", format!("\"{paragraphs}\"")),
            ("summary", format!("\"{summary}\"")),
            ("sentences", format!("\"{sentences}\"")),
        ]
    }
}

/// A byte range of a text and its replacement.
type TextReplacement = (Range<usize>, String);

/// Returns the text of a summary's file with this seal in its front matter.
///
/// `body_start` is the byte offset of the summary's text in the file. Returns `None` if the front matter cannot be
/// edited: it is invalid TOML, has no plain key, or has a `sealed` that is not a table with at least one entry.
pub fn with_seal(text: &str, body_start: usize, seal: &SealEntries) -> Option<String> {
    let front = front_matter(text, body_start)?;
    let root = DeTable::parse(&text[front.clone()]).ok()?;
    let toml = &text[front.clone()];
    let edits = match root.get_ref().get("sealed") {
        Some(sealed) => renewed(toml, sealed, seal)?,
        None => vec![added(toml, root.get_ref(), seal)?],
    };
    let toml = apply(toml, edits);
    Some([&text[..front.start], &toml, &text[front.end..]].concat())
}

/// Returns the offset of the line at which a new entry of the front matter can be written; `None` if the front matter is
/// invalid, or has no entry yet.
pub fn entry_place(text: &str, body_start: usize) -> Option<usize> {
    let front = front_matter(text, body_start)?;
    let toml = &text[front.clone()];
    let root = DeTable::parse(toml).ok()?;
    Some(front.start + place_for_entry(toml, root.get_ref())?)
}

/// Returns the byte range of the TOML between the two `+++` lines.
fn front_matter(text: &str, body_start: usize) -> Option<Range<usize>> {
    let start = text.find('\n')? + 1;
    let closed = text.get(start..body_start)?.trim_end();
    Some(start..start + closed.strip_suffix("+++")?.len())
}

/// Returns the edits that update an existing seal.
fn renewed(
    toml: &str,
    sealed: &Spanned<DeValue<'_>>,
    seal: &SealEntries,
) -> Option<Vec<TextReplacement>> {
    let table = sealed.get_ref().as_table()?;
    let entry = |key| table.iter().find(|(k, _)| k.get_ref().as_ref() == key);
    let is_inline = toml[sealed.span()].starts_with('{');
    let mut edits = Vec::new();
    // Missing keys are added after the last existing entry.
    let (last_key, last_value) = table.iter().max_by_key(|(_, value)| value.span().end)?;
    let mut more = String::new();
    for (key, value) in seal.pairs() {
        match entry(key) {
            Some((_, old)) => edits.push((old.span(), value)),
            None if is_inline => more.push_str(&format!(", {key} = {value}")),
            None => {
                let line = line_start(toml, last_key.span().start);
                // Copy the indentation and, with dotted keys, the name of the table.
                let before = &toml[line..last_key.span().start];
                more.push_str(&format!("{before}{key} = {value}{}", line_ending(toml)));
            }
        }
    }
    let end = last_value.span().end;
    let at = if is_inline { end } else { next_line(toml, end) };
    if !more.is_empty() {
        edits.push((at..at, more));
    }
    Some(edits)
}

/// Returns the edit that adds a seal after the last plain key. A line further down would belong to a table with a header.
fn added(toml: &str, root: &DeTable<'_>, seal: &SealEntries) -> Option<TextReplacement> {
    let at = place_for_entry(toml, root)?;
    Some((at..at, seal.line() + line_ending(toml)))
}

/// Returns the offset of the line after the last entry that is under no heading.
fn place_for_entry(toml: &str, root: &DeTable<'_>) -> Option<usize> {
    let is_plain = |value: &&Spanned<DeValue<'_>>| {
        let before = toml[..value.span().start].trim_end_matches([' ', '\t']);
        before.ends_with('=')
    };
    let last = root
        .values()
        .filter(is_plain)
        .map(|value| value.span().end)
        .max()?;
    Some(next_line(toml, last))
}

/// Returns the offset at which the line that contains `at` begins.
fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |n| n + 1)
}

/// Returns the offset at which the line after the one that contains `at` begins.
fn next_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |n| at + n + 1)
}

/// Returns the line ending of a text.
fn line_ending(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// Applies edits, which may not overlap, to a text.
fn apply(text: &str, mut edits: Vec<TextReplacement>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len() + 64);
    let mut from = 0;
    for (range, new) in edits {
        out.push_str(&text[from..range.start]);
        out.push_str(&new);
        from = range.end;
    }
    out.push_str(&text[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seal() -> SealEntries {
        SealEntries {
            date: Date::new(2026, 11, 20).unwrap(),
            digest: "d1".into(),
            paragraphs: "p1".into(),
            summary: "s1".into(),
            sentences: "t1".into(),
        }
    }

    fn sealed(front: &str) -> Option<String> {
        let text = format!("+++\n{front}+++\nsealed = none\n");
        let body = text.len() - "sealed = none\n".len();
        let sealed = with_seal(&text, body, &seal())?;
        let front = sealed.strip_prefix("+++\n")?;
        front
            .strip_suffix("+++\nsealed = none\n")
            .map(str::to_owned)
    }

    const NEW: &str = "sealed = { date = 2026-11-20, digest = \"d1\", paragraphs = \"p1\", summary = \"s1\", sentences = \"t1\" }\n";

    /// Front matter before and after; `NEW` stands for the line of a new seal.
    #[test]
    fn a_seal_is_written_and_the_rest_stays() {
        for (before, after) in [
            ("title = \"x\"\n", "title = \"x\"\nNEW"),
            (
                "# first\ntitle = \"x\" # why  \n\ntopics = [\n  \"a\", # one\n]\n\n# last\n",
                "# first\ntitle = \"x\" # why  \n\ntopics = [\n  \"a\", # one\n]\nNEW\n# last\n",
            ),
            (
                "title = \"\"\"a\n[sealed]\"\"\"\n[[waive]]\ncode = \"c\"\n",
                "title = \"\"\"a\n[sealed]\"\"\"\nNEW[[waive]]\ncode = \"c\"\n",
            ),
            (
                "title=\"x\"\nwaive = [{ code = \"c\" }]\n",
                "title=\"x\"\nwaive = [{ code = \"c\" }]\nNEW",
            ),
            // An inline table.
            (
                "sealed = { date = 2025-01-01, digest = 'old', paragraphs = \"\" } # c\ntitle = \"x\"\n",
                "sealed = { date = 2026-11-20, digest = \"d1\", paragraphs = \"p1\", summary = \"s1\", sentences = \"t1\" } # c\ntitle = \"x\"\n",
            ),
            (
                "sealed={digest='old',date=2025-01-01}\n",
                "sealed={digest=\"d1\",date=2026-11-20, paragraphs = \"p1\", summary = \"s1\", sentences = \"t1\"}\n",
            ),
            (
                "sealed = {\n  date = 2025-01-01, # d\n  digest = \"old\",\n}\n",
                "sealed = {\n  date = 2026-11-20, # d\n  digest = \"d1\", paragraphs = \"p1\", summary = \"s1\", sentences = \"t1\",\n}\n",
            ),
            // Dotted keys.
            (
                "sealed . date = 2025-01-01 # c\ntitle = \"x\"\n  sealed.digest = \"old\" # d\ntopics = []\n",
                "sealed . date = 2026-11-20 # c\ntitle = \"x\"\n  sealed.digest = \"d1\" # d\n  sealed.paragraphs = \"p1\"\n  sealed.summary = \"s1\"\n  sealed.sentences = \"t1\"\ntopics = []\n",
            ),
            // A table with a heading.
            (
                "title = \"x\"\n[sealed] # c\ndate = 2025-01-01\n\ndigest = \"old\"\n\n[[waive]]\ncode = \"c\"\n",
                "title = \"x\"\n[sealed] # c\ndate = 2026-11-20\n\ndigest = \"d1\"\nparagraphs = \"p1\"\nsummary = \"s1\"\nsentences = \"t1\"\n\n[[waive]]\ncode = \"c\"\n",
            ),
        ] {
            let after = after.replace("NEW", NEW);
            assert_eq!(sealed(before).as_deref(), Some(after.as_str()), "{before}");
            assert_eq!(sealed(&after).as_deref(), Some(after.as_str()), "again");
            let windows = |text: &str| text.replace('\n', "\r\n");
            assert_eq!(
                with_seal(
                    &windows(&format!("\u{FEFF}+++\n{before}+++ \nx")),
                    windows(&format!("\u{FEFF}+++\n{before}+++ \n")).len(),
                    &seal()
                ),
                Some(windows(&format!("\u{FEFF}+++\n{after}+++ \nx"))),
                "with CRLF and a byte-order mark: {before}"
            );
        }
    }

    #[test]
    fn what_cannot_be_edited_is_left() {
        for front in [
            "",
            "[a]\nb = 1\n",
            "sealed = true\n",
            "sealed = {}\n",
            "title = x\n",
        ] {
            assert_eq!(sealed(front), None, "{front}");
        }
    }
}
