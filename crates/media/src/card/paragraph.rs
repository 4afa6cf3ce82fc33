//! Breaks a headline into lines: in the largest size that fits, with lines of similar width.
//!
//! Takes a text, fonts and the available space; returns lines and a size. A text that does not fit in the smallest size is
//! shortened.

use std::borrow::Cow;
use std::ops::Range;

use super::fonts::{Fonts, is_control};
use super::line::ShapedParagraph;
use mujaz_locale::Direction;

/// The available space for a headline, in pixels.
pub(super) struct Room<'s> {
    pub width: f32,
    pub height: f32,
    /// Maximum number of lines.
    pub lines: usize,
    /// Distance from one baseline to the next, in ems.
    pub leading: f32,
    /// Sizes to try, in pixels, the largest first.
    pub sizes: &'s [f32],
}

/// A headline that is broken into lines.
pub(super) struct BrokenHeadline<'t> {
    /// The text, possibly shortened.
    pub text: Cow<'t, str>,
    /// Byte ranges of the lines in `text`.
    pub lines: Vec<Range<usize>>,
    /// The font size in pixels.
    pub size: f32,
}

/// Appended to a shortened text.
const ELLIPSIS: char = '…';

/// A part of a text without a line break opportunity.
struct LinePiece {
    part: Range<usize>,
    /// Width in ems.
    width: f32,
    /// Width, in ems, of the space before it.
    space: f32,
}

/// Breaks a headline, which has no line breaks yet, into lines that fit in `room`.
pub(super) fn set<'t>(
    text: &'t str,
    direction: Direction,
    fonts: &Fonts,
    is_bold: bool,
    room: &Room<'_>,
) -> BrokenHeadline<'t> {
    let smallest = room.sizes.last().copied().unwrap_or(48.0);
    let widest = room.width / smallest;
    let pieces = pieces(text, direction, fonts, is_bold, widest);
    for &size in room.sizes {
        let most = room
            .lines
            .min((room.height / (size * room.leading)) as usize);
        let width = room.width / size;
        let fits = pieces.iter().all(|piece| piece.width <= width);
        if fits && broken(&pieces, width).len() <= most {
            let lines = balanced(&pieces, width);
            return BrokenHeadline {
                text: Cow::Borrowed(text),
                lines,
                size,
            };
        }
    }
    let most = room
        .lines
        .min((room.height / (smallest * room.leading)) as usize);
    cut(
        text,
        direction,
        fonts,
        is_bold,
        (widest, most.max(1)),
        smallest,
    )
}

/// Shortens the text so that it fits into the lines with an ellipsis at the end. `room` has the width of a line in ems, and
/// the number of lines.
fn cut<'t>(
    text: &'t str,
    direction: Direction,
    fonts: &Fonts,
    is_bold: bool,
    room: (f32, usize),
    size: f32,
) -> BrokenHeadline<'t> {
    let (width, most) = room;
    let pieces_of = |text: &str| pieces(text, direction, fonts, is_bold, width);
    let ends: Vec<usize> = pieces_of(text).iter().map(|piece| piece.part.end).collect();
    let shortened = |end: usize| shortened(&text[..end]);
    let fits = |end: &usize| broken(&pieces_of(&shortened(*end)), width).len() <= most;
    // Binary search for the longest beginning that fits; every shorter one fits, too.
    let count = ends.partition_point(fits);
    let end = count.checked_sub(1).map_or(0, |last| ends[last]);
    let text = shortened(end);
    let lines = broken(&pieces_of(&text), width);
    BrokenHeadline {
        text: Cow::Owned(text),
        lines,
        size,
    }
}

/// Appends an ellipsis to a text, after closing the isolates that are open.
fn shortened(text: &str) -> String {
    let text = text.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | '،' | ':' | ';' | '؛' | '.' | '–' | '—' | '-')
    });
    let count = |marks: &[char]| text.chars().filter(|c| marks.contains(c)).count();
    let open = count(&['\u{2066}', '\u{2067}', '\u{2068}']);
    let open = open.saturating_sub(count(&['\u{2069}']));
    let close = "\u{2069}".repeat(open);
    format!("{text}{close}{ELLIPSIS}")
}

/// Splits a text into pieces: its words, and parts of words that are wider than a line of `widest` ems.
fn pieces(
    text: &str,
    direction: Direction,
    fonts: &Fonts,
    is_bold: bool,
    widest: f32,
) -> Vec<LinePiece> {
    let paragraph = ShapedParagraph::new(text, direction, fonts, is_bold);
    let width = |part: Range<usize>| paragraph.line(part).width;
    let mut pieces: Vec<LinePiece> = Vec::new();
    let mut last = 0;
    for word in words(text) {
        let space = if word.start > last {
            width(last..word.start)
        } else {
            0.0
        };
        last = word.end;
        let whole = width(word.clone());
        if whole <= widest {
            let part = word;
            let width = whole;
            pieces.push(LinePiece { part, width, space });
            continue;
        }
        // A word wider than a line may be a URL. It is broken at the end of the line.
        let mut start = word.start;
        let mut space = space;
        let ends = text[word.clone()].char_indices().skip(1);
        let ends = ends.map(|(at, _)| word.start + at).chain([word.end]);
        let ends: Vec<usize> = ends.collect();
        for pair in ends.windows(2) {
            if width(start..pair[1]) > widest {
                let part = start..pair[0];
                let width = width(part.clone());
                pieces.push(LinePiece { part, width, space });
                (start, space) = (pair[0], 0.0);
            }
        }
        let part = start..word.end;
        let width = width(part.clone());
        pieces.push(LinePiece { part, width, space });
    }
    pieces
}

/// Splits a text into words at spaces. In scripts without spaces (CJK) each character is a word.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut is_open = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let is_break = c.is_whitespace() && c != '\u{A0}' && c != '\u{202F}';
        let is_alone = matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}');
        match words.last_mut() {
            _ if is_break => is_open = false,
            Some(word) if is_open && !is_alone || is_control(c) && !words_begin(text, at) => {
                word.end = end;
            }
            _ => {
                words.push(at..end);
                is_open = true;
            }
        }
        if is_alone {
            is_open = false;
        }
    }
    words
}

/// Returns true if the control characters at an offset are followed by a word and not by a space or the end.
fn words_begin(text: &str, at: usize) -> bool {
    let rest = text[at..].trim_start_matches(is_control);
    rest.chars().next().is_some_and(|c| !c.is_whitespace())
}

/// Breaks pieces into lines of a width in ems, with as many pieces on each line as fit.
fn broken(pieces: &[LinePiece], width: f32) -> Vec<Range<usize>> {
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut room = 0.0;
    for piece in pieces {
        let more = piece.space + piece.width;
        match lines.last_mut() {
            Some(line) if more <= room => {
                line.end = piece.part.end;
                room -= more;
            }
            _ => {
                lines.push(piece.part.clone());
                room = width - piece.width;
            }
        }
    }
    lines
}

/// Breaks pieces into as many lines as `broken` does, but of similar width: uses the smallest width that gives no more
/// lines.
fn balanced(pieces: &[LinePiece], width: f32) -> Vec<Range<usize>> {
    let count = broken(pieces, width).len();
    let widest = pieces.iter().map(|piece| piece.width).fold(0.0, f32::max);
    let (mut low, mut high) = (widest, width);
    // A difference of 0.03 em is invisible.
    while high - low > 0.03 {
        let middle = f32::midpoint(low, high);
        if broken(pieces, middle).len() <= count {
            high = middle;
        } else {
            low = middle;
        }
    }
    broken(pieces, high)
}

#[cfg(test)]
mod tests {
    use super::super::fonts::for_tests as fonts;
    use super::*;
    use Direction::{Ltr, Rtl};

    /// Ten ems wide, which is twenty letters of the test font; at most three lines.
    const ROOM: Room<'_> = Room {
        width: 100.0,
        height: 36.0,
        lines: 3,
        leading: 1.2,
        sizes: &[20.0, 10.0],
    };

    #[test]
    fn a_headline_is_as_large_as_it_fits_and_its_lines_are_even() {
        let fonts = fonts();
        for (text, direction, size, expected) in [
            ("Kim", Ltr, 20.0, &["Kim"][..]),
            // A line of 20 pixels has room for ten letters, and the height for one such line.
            ("Kim in Moscow", Ltr, 10.0, &["Kim in Moscow"]),
            (
                "one two three four five six",
                Ltr,
                10.0,
                &["one two three", "four five six"],
            ),
            ("زار كيم", Rtl, 20.0, &["زار كيم"]),
            // A part that cannot be broken moves to the next line as a whole.
            (
                "aaaa bbbbbbbbbbbbbbbbbb\u{A0}c dd",
                Ltr,
                10.0,
                &["aaaa", "bbbbbbbbbbbbbbbbbb\u{A0}c", "dd"],
            ),
            // An isolate is not a word; it belongs to the word beside it.
            (
                "\u{2066}aaaaaaaaaa bbbbbbbbb\u{2069} \u{2066}cc\u{2069}",
                Rtl,
                10.0,
                &["\u{2066}aaaaaaaaaa", "bbbbbbbbb\u{2069} \u{2066}cc\u{2069}"],
            ),
            // Too long even in the smallest size.
            (
                "one two three four five six seven eight nine ten eleven twelve thirteen",
                Ltr,
                10.0,
                &[
                    "one two three four",
                    "five six seven eight",
                    "nine ten eleven…",
                ],
            ),
            (
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                Ltr,
                10.0,
                &["aaaaaaaaaaaaaaaaaaaa", "aaaaaaaaa"],
            ),
            ("", Ltr, 20.0, &[]),
        ] {
            let set = set(text, direction, &fonts, true, &ROOM);
            let lines: Vec<&str> = set
                .lines
                .iter()
                .map(|line| &set.text[line.clone()])
                .collect();
            assert_eq!((set.size, &lines[..]), (size, expected), "{text}");
        }
    }

    #[test]
    fn what_is_cut_short_closes_its_isolates() {
        for (text, expected) in [
            ("a b", "a b…"),
            ("a b, ", "a b…"),
            ("a \u{2066}b", "a \u{2066}b\u{2069}…"),
            ("a \u{2066}b\u{2069}", "a \u{2066}b\u{2069}…"),
        ] {
            assert_eq!(shortened(text), expected);
        }
    }

    #[test]
    fn no_line_is_wider_than_its_room() {
        let fonts = fonts();
        let words = [
            "موسكو",
            "Kim",
            "2024",
            "وبيونغ-يانغ",
            "«KN-23»",
            "\u{2066}5%\u{2069}",
        ];
        for count in 0..60 {
            let text: Vec<&str> = words.iter().cycle().take(count).copied().collect();
            let text = text.join(" ");
            let set = set(&text, Rtl, &fonts, true, &ROOM);
            assert!(set.lines.len() <= ROOM.lines);
            let paragraph = ShapedParagraph::new(&set.text, Rtl, &fonts, true);
            for line in &set.lines {
                let width = paragraph.line(line.clone()).width * set.size;
                assert!(width <= ROOM.width + 0.5, "{count}: {width}");
            }
        }
    }
}
