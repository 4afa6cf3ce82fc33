//! Finds unpaired bidirectional controls, and invisible characters.
//!
//! Takes text; adds slips.

use unicode_script::{Script, UnicodeScript};

use super::{Slip, SlipKind};
use crate::quotes::{is_arabic, is_invisible, paragraphs};

/// The kind of a bidirectional control that is still open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OpenControl {
    Isolate,
    Embedding,
    Override,
}

pub fn find(text: &str, slips: &mut Vec<Slip>) {
    // Most texts have none of these characters.
    if !text.contains(is_invisible) {
        return;
    }
    for paragraph in paragraphs(text) {
        unpaired(&text[paragraph.clone()], paragraph.start, slips);
    }
    for (at, c) in text.char_indices().filter(|(_, c)| is_invisible(*c)) {
        let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
        let kind = match c {
            '\u{200E}' | '\u{200F}' | '\u{61C}' if is_useless_mark(before, c, after) => {
                SlipKind::DirectionMark
            }
            '\u{FEFF}' => SlipKind::Invisible,
            '\u{200B}' if is_in_word(before, after) => SlipKind::Invisible,
            '\u{AD}' if before.ends_with(is_arabic) || after.starts_with(is_arabic) => {
                SlipKind::Invisible
            }
            '\u{200C}' if ends(before.chars().next_back()) || ends(after.chars().next()) => {
                SlipKind::Joiner
            }
            '\u{200D}' if ends(before.chars().next_back()) && ends(after.chars().next()) => {
                SlipKind::Joiner
            }
            _ => continue,
        };
        push(slips, kind, at, c);
    }
}

/// Reports the unpaired controls of a paragraph, which starts at `offset`, and all overrides.
fn unpaired(paragraph: &str, offset: usize, slips: &mut Vec<Slip>) {
    let mut open: Vec<(usize, char, OpenControl)> = Vec::new();
    let mut lone = Vec::new();
    for (at, c) in paragraph.char_indices() {
        match c {
            '\u{2066}'..='\u{2068}' => open.push((at, c, OpenControl::Isolate)),
            '\u{202A}' | '\u{202B}' => open.push((at, c, OpenControl::Embedding)),
            '\u{202D}' | '\u{202E}' => {
                push(slips, SlipKind::Override, offset + at, c);
                open.push((at, c, OpenControl::Override));
            }
            // The end of an isolate also closes everything that was opened inside it.
            '\u{2069}' => match open.iter().rposition(|o| o.2 == OpenControl::Isolate) {
                Some(isolate) => lone.extend(open.drain(isolate..).skip(1)),
                None => lone.push((at, c, OpenControl::Isolate)),
            },
            '\u{202C}' => match open.last() {
                Some((_, _, OpenControl::Embedding | OpenControl::Override)) => {
                    open.pop();
                }
                _ => lone.push((at, c, OpenControl::Embedding)),
            },
            _ => {}
        }
    }
    // Overrides are already reported.
    for (at, c, _) in lone
        .into_iter()
        .chain(open)
        .filter(|o| o.2 != OpenControl::Override)
    {
        push(slips, SlipKind::UnpairedControl, offset + at, c);
    }
}

fn push(slips: &mut Vec<Slip>, kind: SlipKind, at: usize, c: char) {
    slips.push(Slip {
        range: at..at + c.len_utf8(),
        kind,
        detail: format!("{} (U+{:04X})", name(c), u32::from(c)),
    });
}

/// Returns the common abbreviation of a control, or its Unicode name.
fn name(c: char) -> &'static str {
    match c {
        '\u{AD}' => "soft hyphen",
        '\u{61C}' => "ALM",
        '\u{200B}' => "zero-width space",
        '\u{200C}' => "ZWNJ",
        '\u{200D}' => "ZWJ",
        '\u{200E}' => "LRM",
        '\u{200F}' => "RLM",
        '\u{202A}' => "LRE",
        '\u{202B}' => "RLE",
        '\u{202C}' => "PDF",
        '\u{202D}' => "LRO",
        '\u{202E}' => "RLO",
        '\u{2066}' => "LRI",
        '\u{2067}' => "RLI",
        '\u{2068}' => "FSI",
        '\u{2069}' => "PDI",
        '\u{FEFF}' => "byte order mark",
        _ => "invisible character",
    }
}

fn is_useless_mark(before: &str, mark: char, after: &str) -> bool {
    before.ends_with(mark) || is_in_word(before, after) || breaks_markup(before, after)
}

/// Returns true if letters of the same script stand on both sides, and that script separates words with spaces.
fn is_in_word(before: &str, after: &str) -> bool {
    let invisible_or_mark = |c: char| is_invisible(c) || c.script() == Script::Inherited;
    let before = before.trim_end_matches(invisible_or_mark);
    let after = after.trim_start_matches(is_invisible);
    let script = |c: Option<char>| c.filter(|c| c.is_alphabetic()).map(|c| c.script());
    let script_before = script(before.chars().next_back());
    script_before == script(after.chars().next())
        && matches!(
            script_before,
            Some(Script::Arabic | Script::Latin | Script::Cyrillic | Script::Hebrew)
        )
}

/// Returns true if `after`, the text after a mark at the beginning of a line, would be Markdown without the mark.
fn breaks_markup(before: &str, after: &str) -> bool {
    let before = before.trim_end_matches(is_invisible);
    let after = after.trim_start_matches(is_invisible);
    if !(before.is_empty() || before.ends_with('\n')) {
        return false;
    }
    let heading = after.trim_start_matches('#');
    let levels = after.len() - heading.len();
    let number = after.trim_start_matches(|c: char| c.is_ascii_digit());
    ((1..=6).contains(&levels) && heading.starts_with(' '))
        || ["- ", "* ", "+ ", "> ", "_"]
            .iter()
            .any(|markup| after.starts_with(markup))
        || (number.len() < after.len() && (number.starts_with(". ") || number.starts_with(") ")))
}

/// Returns true if `c`, the neighbour of a joiner, gives it nothing to join: white space, punctuation, ZWNJ or the end.
fn ends(c: Option<char>) -> bool {
    c.is_none_or(|c| {
        c.is_whitespace() || c == '\u{200C}' || c.is_ascii_punctuation() || "،؛؟۔…«»“”".contains(c)
    })
}
