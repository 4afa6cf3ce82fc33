//! Lays out one line: its glyphs and their positions.
//!
//! Takes a part of a paragraph; returns glyphs from left to right and the width of the line, in ems. The order follows UAX
//! #9, in a paragraph with a given direction. Each run of one direction and one font is shaped by HarfBuzz's rules, so that
//! Arabic letters join and brackets are mirrored.

use std::ops::Range;

use harfrust::{Direction as Way, ShapeOptions, UnicodeBuffer};
use unicode_bidi::{BidiInfo, Level};

use super::fonts::{Face, Fonts, face_for, is_control};
use mujaz_locale::Direction;

/// Scale of Arabic letters: at the same font size, Naskh fonts look smaller than Latin ones.
const NASKH: f32 = 1.12;

/// A paragraph with its bidirectional levels and the fonts to try.
pub(super) struct ShapedParagraph<'t> {
    text: &'t str,
    bidi: BidiInfo<'t>,
    faces: Vec<&'t Face>,
}

/// A laid-out line, in ems.
#[derive(Default)]
pub(super) struct CardLine<'t> {
    /// The glyphs from left to right.
    pub glyphs: Vec<Glyph<'t>>,
    pub width: f32,
}

/// A glyph on a line, in ems.
pub(super) struct Glyph<'t> {
    pub face: &'t Face,
    pub id: u32,
    /// Distance from the left end of the line.
    pub x: f32,
    /// Distance above the baseline.
    pub y: f32,
    /// Factor that converts ems of the glyph's font to ems of the line.
    pub scale: f32,
    /// Byte offset of the glyph's first character in the paragraph's text.
    #[cfg_attr(not(test), allow(dead_code, reason = "tests hold the order to it"))]
    pub at: usize,
}

impl<'t> ShapedParagraph<'t> {
    /// Takes a text without line breaks, its direction, the fonts and their weight.
    pub fn new(text: &'t str, direction: Direction, fonts: &'t Fonts, is_bold: bool) -> Self {
        let level = match direction {
            Direction::Ltr => Level::ltr(),
            Direction::Rtl => Level::rtl(),
        };
        ShapedParagraph {
            text,
            bidi: BidiInfo::new(text, Some(level)),
            faces: fonts.faces(text, is_bold),
        }
    }

    /// Lays out a part of the paragraph as one line.
    pub fn line(&self, part: Range<usize>) -> CardLine<'t> {
        let mut line = CardLine::default();
        // A text without a line break is one paragraph; an empty text has none.
        let Some(paragraph) = self.bidi.paragraphs.first() else {
            return line;
        };
        let (levels, runs) = self.bidi.visual_runs(paragraph, part);
        for run in runs {
            let is_rtl = levels.get(run.start).is_some_and(Level::is_rtl);
            let mut parts = self.by_face(run);
            if is_rtl {
                parts.reverse();
            }
            for (face, part) in parts {
                self.shape(face, part, is_rtl, &mut line);
            }
        }
        line
    }

    /// Splits a run into parts that use one font each. Returns the index of the font for each part.
    fn by_face(&self, run: Range<usize>) -> Vec<(usize, Range<usize>)> {
        let mut parts: Vec<(usize, Range<usize>)> = Vec::new();
        let mut letter = None;
        for (offset, c) in self.text[run.clone()].char_indices() {
            let at = run.start + offset;
            let end = at + c.len_utf8();
            let face = match parts.last() {
                Some((face, _)) if is_control(c) => *face,
                _ => face_for(&self.faces, c, letter),
            };
            if c.is_alphabetic() {
                letter = Some(face);
            }
            match parts.last_mut() {
                Some((last, part)) if *last == face => part.end = end,
                _ => parts.push((face, at..end)),
            }
        }
        parts
    }

    /// Shapes characters of one direction and font, and appends the glyphs to the line.
    fn shape(&self, face: usize, part: Range<usize>, is_rtl: bool, line: &mut CardLine<'t>) {
        let Some(&face) = self.faces.get(face) else {
            return;
        };
        let Some(font) = face.font() else { return };
        let mut buffer = UnicodeBuffer::new();
        let mut is_naskh = false;
        for (offset, c) in self.text[part.clone()].char_indices() {
            is_naskh |= matches!(c, '\u{600}'..='\u{8FF}' | '\u{FB50}'..='\u{FEFC}');
            if !is_control(c) {
                let c = if c.is_whitespace() { ' ' } else { c };
                // A title is shorter than 4 GB, so the offset fits.
                buffer.add(c, (part.start + offset) as u32);
            }
        }
        buffer.set_direction(if is_rtl {
            Way::RightToLeft
        } else {
            Way::LeftToRight
        });
        buffer.guess_segment_properties();
        let shaper = face.shaper().shaper(&font).build();
        let shaped = shaper.shape(buffer, ShapeOptions::new());
        let scale = if is_naskh { NASKH } else { 1.0 };
        let ems = |units: i32| units as f32 / face.units() * scale;
        for (info, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            line.glyphs.push(Glyph {
                face,
                id: info.glyph_id,
                x: line.width + ems(position.x_offset),
                y: ems(position.y_offset),
                scale,
                at: info.cluster as usize,
            });
            line.width += ems(position.x_advance);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::font_for_tests::file_with;
    use super::super::fonts::{FontFamily, for_tests as fonts};
    use super::*;
    use Direction::{Ltr, Rtl};

    /// Returns the visual order of a line from left to right: the first character of each glyph.
    fn shown(text: &str, direction: Direction) -> String {
        let fonts = fonts();
        let paragraph = ShapedParagraph::new(text, direction, &fonts, true);
        let line = paragraph.line(0..text.len());
        assert!(line.glyphs.is_sorted_by(|a, b| a.x <= b.x), "{text}");
        let first = |glyph: &Glyph<'_>| text[glyph.at..].chars().next();
        line.glyphs.iter().filter_map(first).collect()
    }

    /// Text in logical order, its direction, and its visual order from left to right without mirroring.
    #[test]
    fn characters_stand_in_their_order() {
        for (text, direction, expected) in [
            ("كيم", Rtl, "ميك"),
            ("Kim", Rtl, "Kim"),
            ("Kim in Moscow", Ltr, "Kim in Moscow"),
            // Words and numbers of one direction keep it among those of the other.
            ("زار Kim روسيا", Rtl, "ايسور Kim راز"),
            ("نمو 35 في عام 2024", Rtl, "2024 ماع يف 35 ومن"),
            ("عام ٢٠٢٤ كله", Rtl, "هلك ٢٠٢٤ ماع"),
            ("The tag كيم trends", Ltr, "The tag ميك trends"),
            // A final full stop or question mark is at the end of the line in reading direction.
            ("زار Kim.", Rtl, ".Kim راز"),
            ("هل زار Kim؟", Rtl, "؟Kim راز له"),
            ("كيم.", Ltr, "ميك."),
            // Isolated text stays together.
            ("بنسبة \u{2066}3-5%\u{2069} فقط", Rtl, "طقف 3-5% ةبسنب"),
            ("لغة \u{2066}C++\u{2069} جديدة", Rtl, "ةديدج C++ ةغل"),
            ("\u{2067}كيم\u{2069} and Putin", Ltr, "ميك and Putin"),
            ("", Rtl, ""),
        ] {
            assert_eq!(shown(text, direction), expected, "{text}");
        }
    }

    /// A text, and the font of each of its characters: `L` for a Latin or `A` for an Arabic one. Both have digits.
    #[test]
    fn a_character_is_set_in_the_font_of_those_around_it() {
        const LATIN: [(u32, u32); 2] = [(0x20, 0x7E), (0x2010, 0x2026)];
        const ARABIC: [(u32, u32); 3] = [(0x20, 0x25), (0x30, 0x39), (0x600, 0x6FF)];
        let family = |ranges: &[(u32, u32)]| FontFamily {
            regular: Face::new(file_with(ranges), 0).expect("it is sound"),
            bold: None,
        };
        let fonts = Fonts::new(vec![family(&LATIN), family(&ARABIC)]);
        for (text, direction, expected) in [
            // Most letters are Arabic, so digits use the Arabic font, except those of a Latin name.
            ("نمو 3–5% فقط", Rtl, "AAA ALAA AAA"),
            ("صاروخ KN-23 جديد", Rtl, "AAAAA LLLLL AAAA"),
            ("عام 2024", Rtl, "AAA AAAA"),
            ("Kim (كيم) 24", Ltr, "LLL LAAAL LL"),
        ] {
            let paragraph = ShapedParagraph::new(text, direction, &fonts, true);
            let line = paragraph.line(0..text.len());
            let mut set: Vec<_> = line
                .glyphs
                .iter()
                .map(|g| (g.at, g.face.has('م')))
                .collect();
            set.sort_unstable();
            let found: String = set
                .iter()
                .map(|(_, is_arabic)| if *is_arabic { 'A' } else { 'L' })
                .collect();
            assert_eq!(with_spaces(text, &found), expected, "{text}");
        }
    }

    /// Inserts spaces into the string of fonts where the text has them.
    fn with_spaces(text: &str, fonts: &str) -> String {
        let pairs = text.chars().zip(fonts.chars());
        pairs
            .map(|(c, font)| if c == ' ' { ' ' } else { font })
            .collect()
    }

    /// The order of a line depends on its whole paragraph: an isolate may begin on the line before.
    #[test]
    fn a_line_is_a_part_of_its_paragraph() {
        let text = "عن \u{2066}New York Times +7\u{2069} أمس";
        let fonts = fonts();
        let paragraph = ShapedParagraph::new(text, Rtl, &fonts, true);
        let second = text.find("Times").expect("it is there");
        let line = paragraph.line(second..text.len());
        let first = |glyph: &Glyph<'_>| text[glyph.at..].chars().next();
        let shown: String = line.glyphs.iter().filter_map(first).collect();
        assert_eq!(shown, "سمأ Times +7");
    }

    #[test]
    fn widths_are_those_of_the_font() {
        let fonts = fonts();
        let width = |text: &str| {
            let paragraph = ShapedParagraph::new(text, Ltr, &fonts, true);
            paragraph.line(0..text.len()).width
        };
        // In the test font every glyph is half an em wide, and a space a quarter.
        for (text, ems) in [("", 0.0), ("a", 0.5), ("ab", 1.0), ("a b", 1.25)] {
            assert!((width(text) - ems).abs() < 0.001, "{text}: {}", width(text));
        }
        assert!((width("كيم") - 1.5 * NASKH).abs() < 0.001);
        // Isolates have no width.
        assert!((width("\u{2066}ab\u{2069}") - 1.0).abs() < 0.001);
    }
}
