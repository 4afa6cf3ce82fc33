//! The fonts that cards are set in.

use std::fmt;

use harfrust::ShaperData;
use skrifa::charmap::Charmap;
use skrifa::{FontRef, MetadataProvider};

/// Fonts in the order in which they are tried for a character.
#[derive(Debug)]
pub struct Fonts {
    families: Vec<Family>,
    digest: blake3::Hash,
}

/// The faces of one family.
#[derive(Debug)]
pub struct Family {
    /// For small words.
    pub regular: Face,
    /// For headlines; without it they are set in the other.
    pub bold: Option<Face>,
}

/// A face of a font.
pub struct Face {
    data: Vec<u8>,
    index: u32,
    /// The characters that it has: ranges in ascending order, first and last.
    has: Vec<(u32, u32)>,
    /// What shaping needs, made once.
    shaper: ShaperData,
    units: f32,
}

impl Face {
    /// Reads a face of a font file; `None` where there is none that can be used.
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

    /// The face, for those who read fonts.
    pub(super) fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(&self.data, self.index).ok()
    }

    pub(super) fn shaper(&self) -> &ShaperData {
        &self.shaper
    }

    /// So many of its units are an em.
    pub(super) fn units(&self) -> f32 {
        self.units
    }

    pub(super) fn has(&self, c: char) -> bool {
        let c = u32::from(c);
        let at = self.has.partition_point(|(_, last)| *last < c);
        self.has.get(at).is_some_and(|(first, _)| *first <= c)
    }
}

/// The characters that are mapped to a glyph of their own.
fn ranges(map: Charmap<'_>) -> Vec<(u32, u32)> {
    let mapped = map.mappings().filter(|(_, glyph)| glyph.to_u32() != 0);
    let mut all: Vec<u32> = mapped.map(|(c, _)| c).collect();
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
    /// Takes families in the order in which they are to be tried.
    pub fn new(families: Vec<Family>) -> Fonts {
        let mut hasher = blake3::Hasher::new();
        for family in &families {
            let Family { regular, bold } = family;
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

    /// The digest of all of them.
    pub fn digest(&self) -> blake3::Hash {
        self.digest
    }

    /// The first character of a text that none of them has.
    pub fn lacking(&self, text: &str) -> Option<char> {
        let seen = text.chars().filter(|c| !is_unseen(*c));
        seen.filter(|c| !c.is_whitespace())
            .find(|c| !self.families.iter().any(|family| family.regular.has(*c)))
    }

    /// The faces of a weight, in the order in which they are tried for a text: the one that has most of it comes first, so
    /// that digits and marks are those of the letters around them.
    pub(super) fn faces(&self, text: &str, is_bold: bool) -> Vec<&Face> {
        let mut faces: Vec<&Face> = Vec::with_capacity(self.families.len());
        for family in &self.families {
            let own = family.bold.as_ref().filter(|_| is_bold);
            faces.push(own.unwrap_or(&family.regular));
        }
        let letters = || text.chars().filter(|c| c.is_alphabetic());
        faces.sort_by_cached_key(|face| {
            std::cmp::Reverse(letters().filter(|c| face.has(*c)).count())
        });
        faces
    }
}

/// The place of the face for a character. What is no letter is set in the face of the letter before it, if that has it, or else
/// in the first that does: the digits of a range are of one face, whatever the dash between them is of.
pub(super) fn face_for(faces: &[&Face], c: char, letter: Option<usize>) -> usize {
    letter
        .filter(|at| !c.is_alphabetic() && (c.is_whitespace() || faces[*at].has(c)))
        .or_else(|| faces.iter().position(|face| face.has(c)))
        .or(letter)
        .unwrap_or(0)
}

/// Whether a character is never seen by itself: it joins, isolates or breaks.
pub(super) fn is_unseen(c: char) -> bool {
    is_control(c)
        || matches!(
            c,
            '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}'
        )
}

/// Whether a character has done its work once the order of a line is known.
pub(super) fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// The font for tests.
#[cfg(test)]
pub(super) fn for_tests() -> Fonts {
    let regular = Face::new(super::font_for_tests::file(), 0).expect("it is sound");
    Fonts::new(vec![Family {
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
