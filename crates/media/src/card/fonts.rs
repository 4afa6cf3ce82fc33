//! The fonts of cards, and the choice of a font for each character.

use std::fmt;

use harfrust::ShaperData;
use skrifa::charmap::Charmap;
use skrifa::{FontRef, MetadataProvider};

/// Fonts, in the order in which they are tried for a character.
#[derive(Debug)]
pub struct Fonts {
    families: Vec<FontFamily>,
    digest: blake3::Hash,
}

/// The faces of a font family.
#[derive(Debug)]
pub struct FontFamily {
    /// The face for normal text.
    pub regular: Face,
    /// The face for headlines; if `None`, they are set in `regular`.
    pub bold: Option<Face>,
}

/// A face of a font file.
pub struct Face {
    data: Vec<u8>,
    index: u32,
    /// Ranges of the characters in the font, first and last, ascending.
    has: Vec<(u32, u32)>,
    /// Data for shaping, computed once.
    shaper: ShaperData,
    units: f32,
}

impl Face {
    /// Reads a face of a font file; returns `None` if there is no usable one at this index.
    pub fn new(data: Vec<u8>, index: u32) -> Option<Face> {
        let font = FontRef::from_index(&data, index).ok()?;
        let shaper = ShaperData::new(&font);
        let metrics = font.metrics(
            skrifa::instance::Size::unscaled(),
            skrifa::instance::LocationRef::default(),
        );
        let units = f32::from(metrics.units_per_em);
        let has = ranges(Charmap::new(&font));
        (units >= 16.0).then_some(Face {
            data,
            index,
            has,
            shaper,
            units,
        })
    }

    /// Parses the font again for access to its tables.
    pub(super) fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(&self.data, self.index).ok()
    }

    pub(super) fn shaper(&self) -> &ShaperData {
        &self.shaper
    }

    /// Returns the number of font units per em.
    pub(super) fn units(&self) -> f32 {
        self.units
    }

    pub(super) fn has(&self, c: char) -> bool {
        let c = u32::from(c);
        let at = self.has.partition_point(|(_, last)| *last < c);
        self.has.get(at).is_some_and(|(first, _)| *first <= c)
    }
}

/// Maximum number of characters that a font maps to glyphs: as many as there are code points. In a damaged font, ranges of
/// characters can overlap, a million in each.
const MOST_MAPPED: usize = 0x11_0000;

/// Returns the characters that are mapped to a glyph, as ranges.
fn ranges(map: Charmap<'_>) -> Vec<(u32, u32)> {
    let mapped = map.mappings().filter(|(_, glyph)| glyph.to_u32() != 0);
    let mut all: Vec<u32> = mapped.map(|(c, _)| c).take(MOST_MAPPED).collect();
    all.sort_unstable();
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for c in all {
        match ranges.last_mut() {
            Some((_, last)) if c <= last.saturating_add(1) => *last = c,
            _ => ranges.push((c, c)),
        }
    }
    ranges
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a face of {} bytes", self.data.len())
    }
}

impl Fonts {
    /// Takes families in the order in which they are tried.
    pub fn new(families: Vec<FontFamily>) -> Fonts {
        let mut hasher = blake3::Hasher::new();
        for family in &families {
            let FontFamily { regular, bold } = family;
            for face in [Some(regular), bold.as_ref()] {
                let (length, index) = face.map_or((0, 0), |face| (face.data.len(), face.index));
                hasher.update(&(length as u64).to_le_bytes());
                hasher.update(&index.to_le_bytes());
                hasher.update(face.map_or(&[], |face| &face.data));
            }
        }
        Fonts {
            families,
            digest: hasher.finalize(),
        }
    }

    /// Returns the digest of all font data.
    pub fn digest(&self) -> blake3::Hash {
        self.digest
    }

    /// Returns the first character of a text that is missing from all families; `None` if there is none.
    pub fn lacking(&self, text: &str) -> Option<char> {
        let seen = text.chars().filter(|c| !is_unseen(*c));
        seen.filter(|c| !c.is_whitespace())
            .find(|c| !self.families.iter().any(|family| family.regular.has(*c)))
    }

    /// Returns the faces of a weight, in the order in which they are tried for a text. The face that has most of the
    /// text's letters comes first, so that digits and punctuation match the letters around them; of several, the one that has
    /// most of the other characters, so that `35%` is set in one face.
    pub(super) fn faces(&self, text: &str, is_bold: bool) -> Vec<&Face> {
        let mut faces: Vec<&Face> = Vec::with_capacity(self.families.len());
        for family in &self.families {
            let own = family.bold.as_ref().filter(|_| is_bold);
            faces.push(own.unwrap_or(&family.regular));
        }
        let count = |face: &Face, is_counted: fn(char) -> bool| {
            let counted = text.chars().filter(|c| is_counted(*c));
            counted.filter(|c| face.has(*c)).count()
        };
        faces.sort_by_cached_key(|face| {
            let letters = count(face, char::is_alphabetic);
            let others = count(face, |c| !c.is_alphabetic() && !c.is_whitespace());
            std::cmp::Reverse((letters, others))
        });
        faces
    }
}

/// Returns the index of the face for a character. A character that is not a letter uses the face of the previous letter,
/// if that has it. So the digits of a range come from one face, even if the dash between them does not.
pub(super) fn face_for(faces: &[&Face], c: char, letter: Option<usize>) -> usize {
    letter
        .filter(|at| !c.is_alphabetic() && (c.is_whitespace() || faces[*at].has(c)))
        .or_else(|| faces.iter().position(|face| face.has(c)))
        .or(letter)
        .unwrap_or(0)
}

/// Returns true if a character is invisible by itself: it joins, isolates or breaks.
pub(super) fn is_unseen(c: char) -> bool {
    is_control(c)
        || matches!(
            c,
            '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}'
        )
}

/// Returns true if a character is not needed any more after the order of a line is computed.
pub(super) fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Returns a font collection with the test font only.
#[cfg(test)]
pub(super) fn for_tests() -> Fonts {
    let regular = Face::new(super::font_for_tests::file(), 0).expect("it is sound");
    Fonts::new(vec![FontFamily {
        regular,
        bold: None,
    }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_font_lacks_is_told() {
        let fonts = for_tests();
        for (text, lacking) in [
            ("Kim زار \u{2066}KN-23\u{2069}…", None),
            ("a\u{200D}b\u{A0}c", None),
            ("Kim 김정은", Some('김')),
            ("كيم 🚀", Some('🚀')),
        ] {
            assert_eq!(fonts.lacking(text), lacking, "{text}");
        }
    }

    #[test]
    fn what_is_no_font_is_none() {
        for data in [&b""[..], b"OTTO", b"not a font at all, by no means"] {
            assert!(Face::new(data.to_vec(), 0).is_none());
        }
        assert!(Face::new(super::super::font_for_tests::file(), 7).is_none());
    }
}
