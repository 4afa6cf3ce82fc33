//! A headline as lines: as large as it fits, in lines of much the same width, and cut short where even the smallest size has
//! no room for it.

use std::borrow::Cow;
use std::ops::Range;

use super::fonts::{Fonts, is_control};
use super::line::Paragraph;
use mujaz_locale::Direction;

/// The room for a headline, in pixels.
pub(super) struct Room<'s> {
    pub width: f32,
    pub height: f32,
    /// At most so many lines.
    pub lines: usize,
    /// From one baseline to the next, in ems.
    pub leading: f32,
    /// Sizes to try, the largest first, in pixels.
    pub sizes: &'s [f32],
}

/// A headline in its lines.
pub(super) struct Set<'t> {
    /// The text, which may have been cut short.
    pub text: Cow<'t, str>,
    /// The lines: parts of that text.
    pub lines: Vec<Range<usize>>,
    /// The size, in pixels.
    pub size: f32,
}

/// What follows on what was cut short.
const ELLIPSIS: char = '…';

/// A part of a text that a line is not broken within.
struct Piece {
    part: Range<usize>,
    /// In ems.
    width: f32,
    /// The width of the space before it.
    space: f32,
}

/// Sets a headline, which has no line breaks, in a room.
pub(super) fn set<'t>(
    text: &'t str,
    direction: Direction,
    fonts: &Fonts,
    is_bold: bool,
    room: &Room<'_>,
) -> Set<'t> {
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
            return Set {
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

/// The text, of which as much is kept as these lines hold with an ellipsis behind it. `room` is the width of a line, in ems, and
/// how many of them there are.
fn cut<'t>(
    text: &'t str,
    direction: Direction,
    fonts: &Fonts,
    is_bold: bool,
    room: (f32, usize),
    size: f32,
) -> Set<'t> {
    let (width, most) = room;
    let pieces_of = |text: &str| pieces(text, direction, fonts, is_bold, width);
    let ends: Vec<usize> = pieces_of(text).iter().map(|piece| piece.part.end).collect();
    let shortened = |end: usize| shortened(&text[..end]);
    let fits = |end: &usize| broken(&pieces_of(&shortened(*end)), width).len() <= most;
    // The longest that fits is found by halving: what is shorter fits as well.
    let count = ends.partition_point(fits);
    let end = count.checked_sub(1).map_or(0, |last| ends[last]);
    let text = shortened(end);
    let lines = broken(&pieces_of(&text), width);
    Set {
        text: Cow::Owned(text),
        lines,
        size,
    }
}

/// A text with an ellipsis behind it, and behind every isolate that it leaves open.
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

/// The pieces of a text: its words, and parts of those that are wider than a line of `widest` ems.
fn pieces(
    text: &str,
    direction: Direction,
    fonts: &Fonts,
    is_bold: bool,
    widest: f32,
) -> Vec<Piece> {
    let paragraph = Paragraph::new(text, direction, fonts, is_bold);
    let width = |part: Range<usize>| paragraph.line(part).width;
    let mut pieces: Vec<Piece> = Vec::new();
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
            pieces.push(Piece { part, width, space });
            continue;
        }
        // Nobody writes such a word: an address, perhaps. It is broken where the line ends.
        let mut start = word.start;
        let mut space = space;
        let ends = text[word.clone()].char_indices().skip(1);
        let ends = ends.map(|(at, _)| word.start + at).chain([word.end]);
        let ends: Vec<usize> = ends.collect();
        for pair in ends.windows(2) {
            if width(start..pair[1]) > widest {
                let part = start..pair[0];
                let width = width(part.clone());
                pieces.push(Piece { part, width, space });
                (start, space) = (pair[0], 0.0);
            }
        }
        let part = start..word.end;
        let width = width(part.clone());
        pieces.push(Piece { part, width, space });
    }
    pieces
}

/// The words of a text: what stands between spaces, and each character of a script that has none.
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

/// Whether what stands at a place is followed by a word rather than by a space or by the end.
fn words_begin(text: &str, at: usize) -> bool {
    let rest = text[at..].trim_start_matches(is_control);
    rest.chars().next().is_some_and(|c| !c.is_whitespace())
}

/// The lines of a width, in ems: as many pieces on each as it holds.
fn broken(pieces: &[Piece], width: f32) -> Vec<Range<usize>> {
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

/// As many lines as `broken` gives, of much the same width: the narrowest measure that gives no more.
fn balanced(pieces: &[Piece], width: f32) -> Vec<Range<usize>> {
    let count = broken(pieces, width).len();
    let widest = pieces.iter().map(|piece| piece.width).fold(0.0, f32::max);
    let (mut low, mut high) = (widest, width);
    // A thirtieth of an em is nothing that anybody sees.
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

    /// Ten ems wide, twenty letters of the font for tests; three lines at most.
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
            // One line of twenty pixels has ten letters: two do not fit into the height.
            ("Kim in Moscow", Ltr, 10.0, &["Kim in Moscow"]),
            (
                "one two three four five six",
                Ltr,
                10.0,
                &["one two three", "four five six"],
            ),
            ("زار كيم", Rtl, 20.0, &["زار كيم"]),
            // What cannot be broken goes to the next line as a whole.
            (
                "aaaa bbbbbbbbbbbbbbbbbb\u{A0}c dd",
                Ltr,
                10.0,
                &["aaaa", "bbbbbbbbbbbbbbbbbb\u{A0}c", "dd"],
            ),
            // An isolate is no word, and belongs to the word beside it.
            (
                "\u{2066}aaaaaaaaaa bbbbbbbbb\u{2069} \u{2066}cc\u{2069}",
                Rtl,
                10.0,
                &["\u{2066}aaaaaaaaaa", "bbbbbbbbb\u{2069} \u{2066}cc\u{2069}"],
            ),
            // Too long even so.
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
            let paragraph = Paragraph::new(&set.text, Rtl, &fonts, true);
            for line in &set.lines {
                let width = paragraph.line(line.clone()).width * set.size;
                assert!(width <= ROOM.width + 0.5, "{count}: {width}");
            }
        }
    }
}
