//! Pictures: how large one is, and smaller copies of it.
//!
//! Takes the bytes of a file; gives its measures ([`measure`]) or the bytes of copies ([`copies`]). Both depend on the bytes
//! alone, so that one picture gives the same copies in every build. It knows nothing of sites.
//!
//! JPEG, PNG and WebP are scaled. What is lossless stays lossless, and what is not becomes JPEG, which every program shows.
//! GIF, AVIF, SVG and whatever moves are measured alone, and so are pictures of few colours, which would only grow.

mod copies;
mod measure;
mod svg;

pub use copies::{copies, copy_digest};
pub use measure::measure;

use std::num::NonZeroU32;

/// The widths that copies have, in pixels, the widest first. They serve a phone and a column of text, on plain and on dense
/// screens: no reader is sent more.
pub const WIDTHS: [u32; 3] = [1600, 960, 480];

/// A picture with more pixels is not scaled: decoding it could take all of a machine's memory. Cameras of phones give 50
/// million and less.
pub const MOST_PIXELS: u64 = 64_000_000;

/// A file with more bytes is not looked into.
pub const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// What is known of a picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Measured {
    /// Its size, where that is known.
    pub size: Option<Size>,
    /// What its copies are encoded as; `None` where it is published as it is.
    pub format: Option<Format>,
    /// What is wrong with it.
    pub flaw: Option<Flaw>,
}

/// How large a picture is, as a browser shows it: turned as its file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Size {
    /// In pixels.
    pub width: NonZeroU32,
    /// In pixels.
    pub height: NonZeroU32,
}

/// How copies are encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// With losses.
    Jpeg,
    /// Without.
    Png,
    /// Without.
    WebP,
}

/// What is wrong with a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// It is none, or is damaged; what the decoder says.
    Unreadable(String),
    /// It has so many million pixels, more than are scaled.
    Pixels(u64),
    /// It has so many megabytes, more than are looked into.
    Bytes(u64),
}

impl Size {
    /// A size, unless there is nothing to see.
    pub fn new(width: u32, height: u32) -> Option<Size> {
        Some(Size {
            width: NonZeroU32::new(width)?,
            height: NonZeroU32::new(height)?,
        })
    }

    fn pixels(self) -> u64 {
        u64::from(self.width.get()) * u64::from(self.height.get())
    }

    /// The height at another width, at least one pixel.
    fn height_at(self, width: u32) -> u32 {
        let (own, height) = (u64::from(self.width.get()), u64::from(self.height.get()));
        let scaled = (u64::from(width) * height + own / 2) / own;
        u32::try_from(scaled).unwrap_or(u32::MAX).max(1)
    }
}

impl Format {
    /// What the names of such files end in.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Jpeg => "jpg",
            Format::Png => "png",
            Format::WebP => "webp",
        }
    }
}

impl Measured {
    /// The widths of the copies that are made of it, the widest first: only such as spare a reader something.
    pub fn widths(&self) -> impl Iterator<Item = u32> {
        let own = self.size.filter(|_| self.format.is_some());
        let own = own.map_or(0, |size| size.width.get());
        WIDTHS.into_iter().filter(move |width| width * 5 / 4 <= own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_copies_of_a_picture_are_narrower_than_it() {
        let cases: [(u32, &[u32]); 6] = [
            (4000, &[1600, 960, 480]),
            (2000, &[1600, 960, 480]),
            (1999, &[960, 480]),
            (1200, &[960, 480]),
            (600, &[480]),
            (599, &[]),
        ];
        for (own, widths) in cases {
            let mut measured = Measured {
                size: Size::new(own, 1),
                format: Some(Format::Png),
                flaw: None,
            };
            assert_eq!(measured.widths().collect::<Vec<_>>(), widths, "{own}");
            measured.format = None;
            assert_eq!(measured.widths().count(), 0);
        }
    }

    #[test]
    fn a_copy_has_the_shape_of_its_picture() {
        for (width, height, to, expected) in [
            (4000, 3000, 1600, 1200),
            (1000, 333, 480, 160),
            (10_000, 1, 480, 1),
            (1, u32::MAX, 480, u32::MAX),
        ] {
            let size = Size::new(width, height).expect("it is not empty");
            assert_eq!(size.height_at(to), expected, "{width} × {height} → {to}");
        }
        assert_eq!(Size::new(0, 5), None);
    }
}
