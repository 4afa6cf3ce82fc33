//! One line: which glyphs stand on it, and where.
//!
//! Takes a part of a paragraph; gives glyphs from left to right and the width of the line, in ems. The order is that of UAX #9
//! in a paragraph whose direction is given; each run of one direction and one font is shaped by itself (HarfBuzz's rules), so
//! that Arabic letters join and brackets are mirrored.

use std::ops::Range;

use harfrust::{Direction as Way, ShapeOptions, UnicodeBuffer};
use unicode_bidi::{BidiInfo, Level};

use super::fonts::{Face, Fonts, face_for, is_control};
use mujaz_locale::Direction;

/// Naskh letters are smaller than Latin ones of one size: so much larger they match.
const NASKH: f32 = 1.12;

/// A paragraph whose order is known.
pub(super) struct Paragraph<'t> {
    text: &'t str,
    bidi: BidiInfo<'t>,
    faces: Vec<&'t Face>,
}

/// A line, in ems.
#[derive(Default)]
pub(super) struct Line<'t> {
    /// From left to right.
    pub glyphs: Vec<Glyph<'t>>,
    pub width: f32,
}

/// A glyph on a line, in ems.
pub(super) struct Glyph<'t> {
    pub face: &'t Face,
    pub id: u32,
    /// From the left end of the line.
    pub x: f32,
    /// Above the baseline.
    pub y: f32,
    /// How large an em of its font is.
    pub scale: f32,
    /// The byte of the paragraph's text that it begins with.
    #[cfg_attr(not(test), allow(dead_code, reason = "tests hold the order to it"))]
    pub at: usize,
}

impl<'t> Paragraph<'t> {
    /// Takes a text without line breaks, its direction, and the fonts and their weight.
    pub fn new(text: &'t str, direction: Direction, fonts: &'t Fonts, is_bold: bool) -> Self {
        let level = match direction {
            Direction::Ltr => Level::ltr(),
            Direction::Rtl => Level::rtl(),
        };
        Paragraph {
            text,
            bidi: BidiInfo::new(text, Some(level)),
            faces: fonts.faces(text, is_bold),
        }
    }

    /// A part of it as one line.
    pub fn line(&self, part: Range<usize>) -> Line<'t> {
        let mut line = Line::default();
        // A text without a line break is one paragraph; an empty one is none.
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

    /// The parts of a run that are of one font each.
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

    /// Shapes characters of one direction and font, and sets them behind what the line has already.
    fn shape(&self, face: usize, part: Range<usize>, is_rtl: bool, line: &mut Line<'t>) {
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
                // A title is shorter than four thousand million bytes.
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
    use super::super::fonts::{Family, for_tests as fonts};
    use super::*;
    use Direction::{Ltr, Rtl};

    /// What stands on a line from left to right: for each glyph the character that it begins with.
    fn shown(text: &str, direction: Direction) -> String {
        let fonts = fonts();
        let paragraph = Paragraph::new(text, direction, &fonts, true);
        let line = paragraph.line(0..text.len());
        assert!(line.glyphs.is_sorted_by(|a, b| a.x <= b.x), "{text}");
        let first = |glyph: &Glyph<'_>| text[glyph.at..].chars().next();
        line.glyphs.iter().filter_map(first).collect()
    }

    /// Text in the order of speech, its direction, and what a reader sees from left to right, without mirroring.
    #[test]
    fn characters_stand_in_their_order() {
        for (text, direction, expected) in [
            ("كيم", Rtl, "ميك"),
            ("Kim", Rtl, "Kim"),
            ("Kim in Moscow", Ltr, "Kim in Moscow"),
            // Words of one direction among those of the other keep their own, and numbers theirs.
            ("زار Kim روسيا", Rtl, "ايسور Kim راز"),
            ("نمو 35 في عام 2024", Rtl, "2024 ماع يف 35 ومن"),
            ("عام ٢٠٢٤ كله", Rtl, "هلك ٢٠٢٤ ماع"),
            ("The tag كيم trends", Ltr, "The tag ميك trends"),
            // The full stop ends the line where reading ends; so does a question mark.
            ("زار Kim.", Rtl, ".Kim راز"),
            ("هل زار Kim؟", Rtl, "؟Kim راز له"),
            ("كيم.", Ltr, "ميك."),
            // What is isolated stays together.
            ("بنسبة \u{2066}3-5%\u{2069} فقط", Rtl, "طقف 3-5% ةبسنب"),
            ("لغة \u{2066}C++\u{2069} جديدة", Rtl, "ةديدج C++ ةغل"),
            ("\u{2067}كيم\u{2069} and Putin", Ltr, "ميك and Putin"),
            ("", Rtl, ""),
        ] {
            assert_eq!(shown(text, direction), expected, "{text}");
        }
    }

    /// A text, and which font each of its characters is set in: a Latin or an Arabic one, of which either has digits.
    #[test]
    fn a_character_is_set_in_the_font_of_those_around_it() {
        const LATIN: [(u32, u32); 2] = [(0x20, 0x7E), (0x2010, 0x2026)];
        const ARABIC: [(u32, u32); 3] = [(0x20, 0x25), (0x30, 0x39), (0x600, 0x6FF)];
        let family = |ranges: &[(u32, u32)]| Family {
            regular: Face::new(file_with(ranges), 0).expect("it is sound"),
            bold: None,
        };
        let fonts = Fonts::new(vec![family(&LATIN), family(&ARABIC)]);
        for (text, direction, expected) in [
            // Most of it is Arabic: so are its digits, but not those of a Latin name.
            ("نمو 3–5% فقط", Rtl, "AAA ALAA AAA"),
            ("صاروخ KN-23 جديد", Rtl, "AAAAA LLLLL AAAA"),
            ("عام 2024", Rtl, "AAA AAAA"),
            ("Kim (كيم) 24", Ltr, "LLL LAAAL LL"),
        ] {
            let paragraph = Paragraph::new(text, direction, &fonts, true);
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

    /// The letters for the fonts of a text's characters, with spaces where the text has them.
    fn with_spaces(text: &str, fonts: &str) -> String {
        let pairs = text.chars().zip(fonts.chars());
        pairs
            .map(|(c, font)| if c == ' ' { ' ' } else { font })
            .collect()
    }

    /// A line takes its order from its paragraph: an isolate that began on the line before goes on.
    #[test]
    fn a_line_is_a_part_of_its_paragraph() {
        let text = "عن \u{2066}New York Times +7\u{2069} أمس";
        let fonts = fonts();
        let paragraph = Paragraph::new(text, Rtl, &fonts, true);
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
            let paragraph = Paragraph::new(text, Ltr, &fonts, true);
            paragraph.line(0..text.len()).width
        };
        // Every glyph of the font for tests is half an em wide, and a space a quarter.
        for (text, ems) in [("", 0.0), ("a", 0.5), ("ab", 1.0), ("a b", 1.25)] {
            assert!((width(text) - ems).abs() < 0.001, "{text}: {}", width(text));
        }
        assert!((width("كيم") - 1.5 * NASKH).abs() < 0.001);
        // What only isolates takes no room.
        assert!((width("\u{2066}ab\u{2069}") - 1.0).abs() < 0.001);
    }
}
