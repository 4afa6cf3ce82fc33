//! Decodes the bytes of a file to text, and finds the faults that editors and copying programs leave in files.

use crate::diagnostic::codes;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::parse::syntax::TomlTable;
use crate::parse::unseen;

/// Maximum number of invalid characters that are reported for one file. A file with more is probably not text at all.
const FORBIDDEN_SHOWN: usize = 5;

/// Returns the text of a file, or reports that it is not UTF-8 or contains characters that are not allowed. A byte order
/// mark is kept, so that offsets in the text are offsets in the file.
pub fn decode<'b>(
    path: &Arc<str>,
    bytes: &'b [u8],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<&'b str> {
    let text = match simdutf8::compat::from_utf8(bytes) {
        // Valid UTF-8 with NULs may be UTF-16, with each letter in two bytes.
        Ok(text) if text.contains('\0') && wide_encoding(bytes).is_some() => {
            diagnostics.push(not_utf8(path, bytes, 0));
            return None;
        }
        Ok(text) => text,
        Err(error) => {
            diagnostics.push(not_utf8(path, bytes, error.valid_up_to()));
            return None;
        }
    };
    if let Some(found) = unmerged(path, text) {
        diagnostics.push(found);
        return None;
    }
    let before = diagnostics.len();
    for (at, c) in forbidden(text).take(FORBIDDEN_SHOWN) {
        diagnostics.push(no_character(path, c).at(at..at + c.len_utf8()));
    }
    (diagnostics.len() == before).then_some(text)
}

/// Returns the finding that a character cannot be published.
pub fn no_character(path: &Arc<str>, c: char) -> Diagnostic {
    let what = if c.is_control() {
        "a control character"
    } else {
        "no character"
    };
    let message = format!("U+{:04X} is {what} and cannot be published", c as u32);
    Diagnostic::new(codes::TEXT_NONCHARACTER, path, message)
        .help("delete it; an editor may not show it")
}

/// Returns the finding that a file is not UTF-8. `at` is the offset of the first invalid byte.
pub fn not_utf8(path: &Arc<str>, bytes: &[u8], at: usize) -> Diagnostic {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (message, help) = match wide_encoding(bytes) {
        Some(from) => (
            format!("this file is {}, not UTF-8", &from[..from.len() - 2]),
            format!(
                "save it anew in an editor and choose UTF-8 as its encoding, or run `iconv -f {from} -t UTF-8 {name} > new-{name}`"
            ),
        ),
        None => (
            "this file is not UTF-8: the byte here fits no character".into(),
            format!(
                "save it as UTF-8 in an editor, or by a command such as `iconv -f WINDOWS-1256 -t UTF-8 {name}`; old Arabic texts are often windows-1256"
            ),
        ),
    };
    Diagnostic::new(codes::TEXT_NOT_UTF8, path, message)
        .at(at..at)
        .help(help)
}

/// Returns the name of an encoding with two or four bytes per character, such as UTF-16LE; `None` for all others.
///
/// Without a byte order mark it is recognized by its zero bytes: text in every language has spaces and line ends, of
/// which one byte is zero, always on the same side.
pub fn wide_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] => return Some("UTF-32LE"),
        [0, 0, 0xFE, 0xFF, ..] => return Some("UTF-32BE"),
        [0xFF, 0xFE, ..] => return Some("UTF-16LE"),
        [0xFE, 0xFF, ..] => return Some("UTF-16BE"),
        _ => {}
    }
    let start = &bytes[..bytes.len().min(16 * 1024)];
    let zeros = |side: usize| {
        start
            .iter()
            .skip(side)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (first, second) = (zeros(0), zeros(1));
    let is_side =
        |many: usize, few: usize| many >= 2 && many * 24 >= start.len() / 2 && few * 20 <= many;
    match () {
        () if is_side(second, first) => Some("UTF-16LE"),
        () if is_side(first, second) => Some("UTF-16BE"),
        () => None,
    }
}

/// Returns the characters of a text that cannot be published, with their offsets.
pub fn forbidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    // Nearly every text has none, and every text is searched. Without branches, many bytes are compared at once.
    let is_suspect = |byte: u8| {
        let is_space = (byte == b'\t') | (byte == b'\n') | (byte == b'\r');
        u8::from((byte < 0x20) & !is_space) | u8::from(byte == 0xEF) | u8::from(byte == 0x7F)
    };
    let has_any = text
        .as_bytes()
        .chunks(4096)
        .any(|part| part.iter().fold(0, |any, byte| any | is_suspect(*byte)) != 0);
    let suspect = if has_any { text } else { "" };
    suspect.char_indices().filter(|(_, c)| is_forbidden(*c))
}

/// Returns true for control characters other than white space, and for noncharacters (Unicode, section 23.7). XML 1.0
/// forbids most of them, and U+FDD0..U+FDEF are placeholders in rendered pages.
pub fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{7F}')
        || matches!(c, '\u{FDD0}'..='\u{FDEF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Returns the length of the byte order mark at the beginning of a text, in bytes: 0 or 3.
pub fn byte_order_mark(text: &str) -> usize {
    if text.starts_with('\u{FEFF}') { 3 } else { 0 }
}

/// A Markdown file, split into its front matter and its body.
pub struct Split<'s> {
    pub front: TomlTable<'s>,
    /// Offset of the Markdown after it in the file.
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
            Diagnostic::new(codes::FILE_EMPTY, path, "this file is empty").help(
                "begin it with front matter between two `+++` lines, then the text; or delete it",
            ),
        );
        return None;
    }
    let first = rest.lines().next().unwrap_or_default();
    if let Some(found) = nearly_fence(path, first, start) {
        diagnostics.push(found);
        return None;
    }
    if first.trim_end() != "+++" {
        let help = if first.trim_end() == "---" {
            "write TOML between two lines `+++`, as in `title = \"…\"`, instead of YAML between two lines `---`"
        } else if rest.trim_start().starts_with("+++") {
            "the line `+++` must be the first of the file and hold nothing else"
        } else {
            "begin the file with a line `+++`, keys such as `title = \"…\"`, and another line `+++`"
        };
        diagnostics.push(
            Diagnostic::new(
                codes::FRONT_MATTER_MISSING,
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
        let mut at = front_start;
        for line in text[front_start..].split_inclusive('\n') {
            if let Some(found) = nearly_fence(path, line, at) {
                diagnostics.push(found);
                return None;
            }
            at += line.len();
        }
        diagnostics.push(
            Diagnostic::new(
                codes::FRONT_MATTER_OPEN,
                path,
                "the front matter is never closed",
            )
            .at(start..start + 3)
            .help("put a line `+++` between the front matter and the text"),
        );
        return None;
    };
    let front = TomlTable::parse(
        path,
        &text[front_start..front_end],
        front_start,
        Some(start..start + 3),
        diagnostics,
    );
    check_below(path, text, body_start, diagnostics);
    Some(Split { front, body_start })
}

/// Reports a line of front matter below its closing line, where readers would see it.
fn check_below(path: &Arc<str>, text: &str, from: usize, diagnostics: &mut Vec<Diagnostic>) {
    let rest = &text[from..];
    let start = from + rest.len() - rest.trim_start().len();
    let line = text[start..].lines().next().unwrap_or_default().trim_end();
    // An original is another's text, which may begin with anything.
    let is_original = path
        .rsplit('/')
        .next()
        .is_some_and(|name| name.starts_with("original."));
    if is_key_line(line) && !is_original {
        let message =
            format!("`{line}` looks like front matter, but stands below the closing `+++`");
        diagnostics.push(
            Diagnostic::new(codes::FRONT_MATTER_OPEN, path, message)
                .at(start..start + line.len())
                .help("move it above that line; readers would see it here"),
        );
    }
}

/// Returns true if a line is a key with a value of TOML, or the heading of a table.
fn is_key_line(line: &str) -> bool {
    let is_name = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || matches!(b, b'_' | b'-' | b'.'))
    };
    if let Some((key, value)) = line.split_once('=') {
        let value = value.trim_start();
        let is_between = |open: char, close: char| {
            value.len() > 1 && value.starts_with(open) && value.ends_with(close)
        };
        let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '-' | ':' | '.' | 'T' | 'Z');
        let is_value = is_between('"', '"')
            || is_between('\'', '\'')
            || is_between('[', ']')
            || is_between('{', '}')
            || matches!(value, "true" | "false")
            || (value.starts_with(|c: char| c.is_ascii_digit()) && value.chars().all(is_of_number));
        return is_name(key.trim_end()) && is_value;
    }
    let table = line
        .strip_prefix('[')
        .and_then(|line| line.strip_suffix(']'));
    // One letter and a number would be a citation, a word alone an editor's remark.
    table.is_some_and(|name| matches!(name, "params" | "extra" | "menu" | "cascade"))
}

/// Reports conflict markers of a merge in a text: a line `<<<<<<<` and a line `>>>>>>>` after it.
fn unmerged(path: &Arc<str>, text: &str) -> Option<Diagnostic> {
    let line_at = |mark: &str| {
        let begins = text.starts_with(mark).then_some(0);
        begins.or_else(|| text.find(&format!("\n{mark}")).map(|at| at + 1))
    };
    let start = line_at("<<<<<<< ")?;
    let end = line_at(">>>>>>> ")?;
    let line = text[start..].lines().next().unwrap_or_default().len();
    (start < end).then(|| {
        let message = "two versions of this text were merged and left side by side, with marks that readers would see";
        Diagnostic::new(codes::TEXT_UNMERGED, path, message)
            .at(start..start + line)
            .help("keep one of the two, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`")
    })
}

/// Reports a line that looks like `+++` and holds an invisible character or another sign.
fn nearly_fence(path: &Arc<str>, line: &str, at: usize) -> Option<Diagnostic> {
    let line = line.trim_end_matches(['\n', '\r', ' ', '\t']);
    if line == "+++" {
        return None;
    }
    if line.starts_with("+++\r") {
        let message = "the lines of this file end with CR alone, so it is one line";
        let found = Diagnostic::new(codes::FRONT_MATTER_MISSING, path, message);
        return Some(
            found
                .at(at..at + 3)
                .help("save it with the line ends of Unix (LF)"),
        );
    }
    let message = match unseen::first(line) {
        Some(c) if unseen::visible(line).trim() == "+++" => {
            format!("this line `+++` holds {}", unseen::described(c))
        }
        None if matches!(line.trim(), "++++" | "+++++" | "++" | "＋＋＋" | "+ + +") => {
            format!("this line is `{}`, not `+++`", line.trim())
        }
        _ => return None,
    };
    let found = Diagnostic::new(codes::FRONT_MATTER_MISSING, path, message);
    let help = "delete the line, and type `+++` anew, with nothing else on the line";
    Some(found.at(at..at + line.len()).help(help))
}

/// Returns the offset of the line `+++` that closes the front matter, and the offset of the text after it.
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
    use crate::diagnostic::codes::Code;

    #[test]
    fn a_text_with_two_bytes_to_a_character_is_told_by_its_zeros() {
        for text in [
            "+++\ntitle = \"The treaty\"\n+++\n\nTwo states signed [p1].\n",
            "+++\r\ntitle = \"المعاهدة\"\r\n+++\r\n\r\nوقّعت دولتان معاهدة دفاعية في العاصمة يوم الأحد [p1].\r\n",
            "标题",
        ] {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            let is_told = text.len() > 10;
            assert_eq!(wide_encoding(&little), is_told.then_some("UTF-16LE"));
            assert_eq!(wide_encoding(&big), is_told.then_some("UTF-16BE"));
            assert_eq!(
                wide_encoding(&[&[0xFF, 0xFE], &*little].concat()),
                Some("UTF-16LE")
            );
            assert_eq!(
                wide_encoding(&[&[0xFE, 0xFF], &*big].concat()),
                Some("UTF-16BE")
            );
            assert_eq!(wide_encoding(text.as_bytes()), None);
        }
        assert_eq!(wide_encoding(b"a\0b"), None);
        assert_eq!(wide_encoding(b""), None);
    }

    /// Maps files to the code of their fault, or to their body.
    #[test]
    fn files_are_split_or_refused_by_name() {
        let table: &[(&[u8], Result<&str, Code>)] = &[
            (b"+++\ntitle = \"x\"\n+++\nText", Ok("Text")),
            (b"+++\r\ntitle = \"x\"\r\n+++\r\nText", Ok("Text")),
            (b"\xEF\xBB\xBF+++\n+++\nText", Ok("Text")),
            (b"+++\n+++", Ok("")),
            (b"+++\ntitle = \"x\"\nText", Err(codes::FRONT_MATTER_OPEN)),
            (b"+++", Err(codes::FRONT_MATTER_OPEN)),
            (b"", Err(codes::FILE_EMPTY)),
            (b" \n\n", Err(codes::FILE_EMPTY)),
            (b"Text", Err(codes::FRONT_MATTER_MISSING)),
            (b"---\ntitle: x\n---\n", Err(codes::FRONT_MATTER_MISSING)),
            (b"+++\n+++\n\xC7\xE1", Err(codes::TEXT_NOT_UTF8)),
            (b"+++\n+++\na\0b", Err(codes::TEXT_NONCHARACTER)),
            (
                "+++\n+++\n\u{FDD0}0\u{FDD1}".as_bytes(),
                Err(codes::TEXT_NONCHARACTER),
            ),
        ];
        for (bytes, expected) in table {
            let path: Arc<str> = "x.md".into();
            let mut found = Vec::new();
            let body = decode(&path, bytes, &mut found).and_then(|text| {
                let split = split(&path, text, &mut found)?;
                Some(text[split.body_start..].to_owned())
            });
            let got = match found.first() {
                Some(d) => Err(d.code),
                None => Ok(body.as_deref().unwrap_or("no body and no word about it")),
            };
            assert_eq!(got, *expected, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
