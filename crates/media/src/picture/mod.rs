//! Measures pictures and makes smaller copies of them.
//!
//! Takes the bytes of a file; returns its size ([`measure`]) or the bytes of copies ([`copies`]). Both depend on the bytes
//! alone, so a picture has the same copies in every build. It does not depend on sites.
//!
//! Copies are made of JPEG, PNG and WebP. Copies of a lossless picture are lossless; those of others are JPEG, which
//! every program shows. GIF, AVIF, SVG and animations are only measured, and so are pictures with few colours, whose
//! copies would be larger.

mod copies;
mod gate;
mod limits;
mod measure;
mod svg;

pub use copies::{copies, copy_digest};
pub use gate::{Gate, Permit};
pub use measure::measure;

use std::num::NonZeroU32;

/// Widths of copies in pixels, the widest first. They suit a phone and a column of text, on normal and high-density
/// screens. Readers get nothing wider.
pub const WIDTHS: [u32; 3] = [1600, 960, 480];

/// Maximum number of pixels of a picture that is scaled. Decoding a larger one could exhaust the machine's memory. Phone
/// cameras give 50 million or fewer.
pub const MOST_PIXELS: u64 = 64_000_000;

/// Maximum length of a side in pixels. Cameras give 12,000 or fewer, and a JPEG picture can have 65,535.
pub const MOST_SIDE: u32 = 32_768;

/// Maximum number of frames of an animation. A browser decodes each of them, again and again.
pub const MOST_FRAMES: u64 = 2_000;

/// Maximum size, in bytes, of a colour profile. The largest profiles, for printing presses, are half as large.
pub const MOST_PROFILE: u64 = 4 * 1024 * 1024;

/// Maximum size, in bytes, of a file that is measured.
pub const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// The properties of a picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PictureProperties {
    /// The size; `None` if it is unknown.
    pub size: Option<Size>,
    /// Format of the picture's copies; `None` if it is published unchanged, without copies.
    pub format: Option<CopyFormat>,
    /// Reason why the picture cannot be shown or scaled; `None` if there is none.
    pub flaw: Option<Flaw>,
}

/// The size of a picture as a browser shows it, after the rotation that its file asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Size {
    /// Width in pixels.
    pub width: NonZeroU32,
    /// Height in pixels.
    pub height: NonZeroU32,
}

/// The file format of copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CopyFormat {
    /// JPEG, lossy.
    Jpeg,
    /// PNG, lossless.
    Png,
    /// WebP, used lossless.
    WebP,
}

/// A reason why a picture cannot be shown or scaled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// The file is not a picture, or is damaged; the decoder's message.
    Unreadable(String),
    /// The picture has more than [`MOST_PIXELS`] pixels; the number in millions.
    Pixels(u64),
    /// The file is larger than [`MOST_BYTES`]; the size in megabytes.
    Bytes(u64),
    /// A side is longer than [`MOST_SIDE`]; its length in pixels.
    Side(u32),
    /// The file is a JPEG picture with so many scans that decoding it would take minutes; their number.
    Scans(u64),
    /// The picture has more than [`MOST_FRAMES`] frames; their number.
    Frames(u64),
    /// The colour profile is larger than [`MOST_PROFILE`].
    Profile,
    /// The drawing contains a script or a page; the name of the element or attribute.
    Active(String),
}

impl Size {
    /// Creates a size; returns `None` if a side is 0.
    pub fn new(width: u32, height: u32) -> Option<Size> {
        Some(Size {
            width: NonZeroU32::new(width)?,
            height: NonZeroU32::new(height)?,
        })
    }

    fn pixels(self) -> u64 {
        u64::from(self.width.get()) * u64::from(self.height.get())
    }

    /// Returns the height at another width, at least 1 pixel.
    fn height_at(self, width: u32) -> u32 {
        let (own, height) = (u64::from(self.width.get()), u64::from(self.height.get()));
        let scaled = (u64::from(width) * height + own / 2) / own;
        u32::try_from(scaled).unwrap_or(u32::MAX).max(1)
    }
}

impl CopyFormat {
    /// Returns the file name extension of the format, without a dot.
    pub fn ending(self) -> &'static str {
        match self {
            CopyFormat::Jpeg => "jpg",
            CopyFormat::Png => "png",
            CopyFormat::WebP => "webp",
        }
    }
}

impl PictureProperties {
    /// Returns the widths of the copies, the widest first. A width is used only if the picture is at least a quarter
    /// wider.
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
            let mut measured = PictureProperties {
                size: Size::new(own, 1),
                format: Some(CopyFormat::Png),
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
