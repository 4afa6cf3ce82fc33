//! From the bytes of a file to its text: the faults that editors and copying programs leave in files.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::parse::fields::parse_table;

use toml::Spanned;
use toml::de::DeTable;

/// The text of a file, without a byte-order mark; an error where it is not UTF-8, is empty, or holds characters that
/// must not occur in a text.
///
/// Places in the text are places in the file: a byte-order mark is replaced by nothing, and `start` says how many bytes
/// that took.
pub fn decode<'b>(
    path: &Arc<str>,
    bytes: &'b [u8],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<&'b str> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.valid_up_to();
            let line = 1 + bytes[..at].iter().filter(|b| **b == b'\n').count();
            diagnostics.push(
                Diagnostic::error(
                    "text-not-utf8",
                    path,
                    format!("this file is not UTF-8: byte {at}, on line {line}, fits no character"),
                )
                .help("save it as UTF-8; a text from an old Windows program is often windows-1256: `iconv -f WINDOWS-1256 -t UTF-8`"),
            );
            return None;
        }
    };
    if let Some((at, c)) = text.char_indices().find(|(_, c)| is_forbidden(*c)) {
        diagnostics.push(
            Diagnostic::error(
                "text-noncharacter",
                path,
                format!(
                    "U+{:04X} stands for no character and cannot be published",
                    c as u32
                ),
            )
            .at(at..at + c.len_utf8())
            .help("delete it"),
        );
        return None;
    }
    Some(text)
}

/// NUL and the noncharacters U+FDD0..U+FDEF (Unicode, section 23.7), which mark places in rendered pages.
fn is_forbidden(c: char) -> bool {
    c == '\0' || ('\u{FDD0}'..='\u{FDEF}').contains(&c)
}

/// How many bytes a byte-order mark takes at the beginning of a text: 0 or 3.
pub fn byte_order_mark(text: &str) -> usize {
    if text.starts_with('\u{FEFF}') { 3 } else { 0 }
}

/// A Markdown file, split: its front matter as a table and its body.
pub struct Split<'s> {
    /// The front matter.
    pub front: Spanned<DeTable<'s>>,
    /// Where the front matter's TOML begins in the file.
    pub front_start: usize,
    /// The Markdown after the front matter.
    pub body: &'s str,
    /// Where it begins in the file.
    pub body_start: usize,
}

/// Splits a Markdown file at its `+++` lines.
///
/// pulldown-cmark's own metadata blocks match anywhere in a text, so the file is split here.
pub fn split<'s>(
    path: &Arc<str>,
    text: &'s str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Split<'s>> {
    let start = byte_order_mark(text);
    let rest = &text[start..];
    if rest.trim().is_empty() {
        diagnostics.push(
            Diagnostic::error("file-empty", path, "this file is empty").help(
                "begin it with front matter between two `+++` lines, then the text; or delete it",
            ),
        );
        return None;
    }
    let first = rest.lines().next().unwrap_or_default();
    if first.trim_end() != "+++" {
        let help = if first.trim_end() == "---" {
            "Mujaz reads TOML between `+++` lines, not YAML between `---` lines"
        } else {
            "begin the file with a line `+++`, keys such as `title = \"…\"`, and another line `+++`"
        };
        diagnostics.push(
            Diagnostic::error(
                "front-matter-missing",
                path,
                "this file has no front matter",
            )
            .at(start..start + first.len())
            .help(help),
        );
        return None;
    }
    let front_start = start + text[start..].find('\n').map_or(rest.len(), |n| n + 1);
    let Some((front_end, body_start)) = closing_line(text, front_start) else {
        diagnostics.push(
            Diagnostic::error(
                "front-matter-open",
                path,
                "the front matter is never closed",
            )
            .at(start..start + 3)
            .help("put a line `+++` between the front matter and the text"),
        );
        return None;
    };
    let front = parse_table(
        path,
        &text[front_start..front_end],
        front_start,
        diagnostics,
    );
    Some(Split {
        front,
        front_start,
        body: &text[body_start..],
        body_start,
    })
}

/// Where the line `+++` that closes the front matter begins, and where the text after it begins.
fn closing_line(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    for line in text[from..].split_inclusive('\n') {
        if line.trim_end() == "+++" {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// File → the code of what is wrong with it, or its body.
    #[test]
    fn files_are_split_or_refused_by_name() {
        let table: &[(&[u8], Result<&str, &str>)] = &[
            (b"+++\ntitle = \"x\"\n+++\nText", Ok("Text")),
            (b"+++\r\ntitle = \"x\"\r\n+++\r\nText", Ok("Text")),
            (b"\xEF\xBB\xBF+++\n+++\nText", Ok("Text")),
            (b"+++\n+++", Ok("")),
            (b"+++\ntitle = \"x\"\nText", Err("front-matter-open")),
            (b"+++", Err("front-matter-open")),
            (b"", Err("file-empty")),
            (b" \n\n", Err("file-empty")),
            (b"Text", Err("front-matter-missing")),
            (b"---\ntitle: x\n---\n", Err("front-matter-missing")),
            (b"+++\n+++\n\xC7\xE1", Err("text-not-utf8")),
            (b"+++\n+++\na\0b", Err("text-noncharacter")),
            (
                "+++\n+++\n\u{FDD0}0\u{FDD1}".as_bytes(),
                Err("text-noncharacter"),
            ),
        ];
        for (bytes, expected) in table {
            let path: Arc<str> = "x.md".into();
            let mut found = Vec::new();
            let body = decode(&path, bytes, &mut found)
                .and_then(|text| split(&path, text, &mut found))
                .map(|split| split.body.to_owned());
            let got = match found.first() {
                Some(d) => Err(d.code),
                None => Ok(body.as_deref().unwrap_or("no body and no word about it")),
            };
            assert_eq!(got, *expected, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
