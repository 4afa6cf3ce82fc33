//! Makes smaller copies of a picture.
//!
//! A copy is scaled down from the next wider one, which is much faster than from the picture. All wider copies are made
//! even if only one is asked for, so that its bytes do not depend on the request.

use std::io::Cursor;

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::U8x4;
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::metadata::Orientation;
use image::{
    ColorType, DynamicImage, ImageDecoder, ImageEncoder, ImageError, ImageReader, ImageResult,
    Limits, RgbaImage,
};

use super::{CopyFormat, PictureProperties, measure};
use mujaz_guard::guard;

/// Version of the copies, a part of the digest in their names. Increase it whenever the output of [`copies`] changes,
/// even if only by another version of a codec.
const OUTPUT_VERSION: u32 = 1;

/// JPEG quality. On a photograph the difference from 100 is hardly visible, and the file is far smaller.
const QUALITY: u8 = 80;

/// Maximum memory for a decoder, in bytes: eight bytes per pixel of the largest picture.
const MEMORY: u64 = 8 * super::MOST_PIXELS;

/// Returns the digest of everything that the content of a copy depends on: the digest of the picture's bytes, the width,
/// and the version of the copies.
pub fn copy_digest(picture: &blake3::Hash, width: u32) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&OUTPUT_VERSION.to_le_bytes());
    hasher.update(picture.as_bytes());
    hasher.update(&width.to_le_bytes());
    hasher.finalize()
}

/// Returns the copies of a picture with these widths, in the order asked for. The result is empty if the picture has no
/// copies.
///
/// # Errors
/// Returns the message of the decoder or the encoder.
pub fn copies(bytes: &[u8], wanted: &[u32]) -> Result<Vec<Vec<u8>>, String> {
    let measured = measure(bytes);
    let made = guard(|| make(bytes, &measured, wanted));
    let made = made.map_err(|panicked| panicked.to_string())?;
    made.map_err(|error| error.to_string())
}

fn make(bytes: &[u8], measured: &PictureProperties, wanted: &[u32]) -> ImageResult<Vec<Vec<u8>>> {
    let (Some(size), Some(format)) = (measured.size, measured.format) else {
        return Ok(Vec::new());
    };
    let (picture, profile) = decode(bytes)?;
    let colour = picture.color();
    let mut picture = picture.into_rgba8();
    let mut made = vec![Vec::new(); wanted.len()];
    let narrowest = wanted.iter().copied().min().unwrap_or(u32::MAX);
    for width in measured.widths().take_while(|width| *width >= narrowest) {
        picture = shrink(&picture, colour.has_alpha(), width, size.height_at(width));
        let places = wanted.iter().zip(&mut made);
        for (_, made) in places.filter(|(wanted, _)| **wanted == width) {
            *made = encode(&in_colour(&picture, colour), format, profile.clone())?;
        }
    }
    Ok(made)
}

/// Decodes a picture to eight bits per sample and applies the rotation given in the file. Also returns its colour
/// profile, if it matches.
fn decode(bytes: &[u8]) -> ImageResult<(DynamicImage, Option<Vec<u8>>)> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation()?;
    let profile = decoder.icc_profile()?;
    let picture = DynamicImage::from_decoder(decoder)?;
    let mut picture = match picture {
        DynamicImage::ImageLuma16(_) => picture.into_luma8().into(),
        DynamicImage::ImageLumaA16(_) => picture.into_luma_alpha8().into(),
        DynamicImage::ImageRgb16(_) => picture.into_rgb8().into(),
        DynamicImage::ImageRgba16(_) => picture.into_rgba8().into(),
        picture => picture,
    };
    picture.apply_orientation(orientation);
    let profile = profile.filter(|profile| is_of(profile, &picture));
    Ok((picture, profile))
}

/// Returns true if the orientation exchanges width and height.
pub(super) fn is_on_its_side(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}

/// Returns true if a profile is for pixels of this kind: the decoder converts CMYK to RGB. Bytes 16 to 19 of a profile
/// name its colour space (ICC.1:2022, section 7.2.8).
fn is_of(profile: &[u8], picture: &DynamicImage) -> bool {
    let own: &[u8] = if picture.color().has_color() {
        b"RGB "
    } else {
        b"GRAY"
    };
    profile.get(16..20) == Some(own)
}

/// Scales a picture down. Transparent pixels do not change the colour of their neighbours.
///
/// All pictures are scaled in one type of pixel, since the library's code is compiled for each type, which takes half a minute.
fn shrink(picture: &RgbaImage, has_alpha: bool, width: u32, height: u32) -> RgbaImage {
    const FOUR_BYTES: &str = "a pixel has four bytes";
    let mut smaller = RgbaImage::new(width, height);
    let whole = TypedImageRef::<U8x4>::from_buffer(picture.width(), picture.height(), picture);
    let place = TypedImage::<U8x4>::from_buffer(width, height, &mut smaller);
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3))
        .use_alpha(has_alpha);
    Resizer::new()
        .resize_typed(
            &whole.expect(FOUR_BYTES),
            &mut place.expect(FOUR_BYTES),
            &options,
        )
        .expect("a picture is no larger than itself");
    smaller
}

/// Returns a picture in the colour type of its original.
fn in_colour(picture: &RgbaImage, colour: ColorType) -> DynamicImage {
    let picture = DynamicImage::from(picture.clone());
    match colour {
        ColorType::L8 => picture.into_luma8().into(),
        ColorType::La8 => picture.into_luma_alpha8().into(),
        ColorType::Rgb8 => picture.into_rgb8().into(),
        _ => picture,
    }
}

fn encode(
    picture: &DynamicImage,
    format: CopyFormat,
    profile: Option<Vec<u8>>,
) -> ImageResult<Vec<u8>> {
    let mut bytes = Vec::new();
    match format {
        CopyFormat::Jpeg => write(
            picture,
            profile,
            JpegEncoder::new_with_quality(&mut bytes, QUALITY),
        ),
        CopyFormat::Png => write(picture, profile, PngEncoder::new(&mut bytes)),
        CopyFormat::WebP => write(picture, profile, WebPEncoder::new_lossless(&mut bytes)),
    }?;
    Ok(bytes)
}

fn write(
    picture: &DynamicImage,
    profile: Option<Vec<u8>>,
    mut encoder: impl ImageEncoder,
) -> ImageResult<()> {
    if let Some(profile) = profile {
        let set = encoder.set_icc_profile(profile);
        set.map_err(ImageError::Unsupported)?;
    }
    picture.write_with_encoder(encoder)
}

#[cfg(test)]
mod tests {
    use image::{ImageFormat, Rgba, RgbaImage};
    use proptest::prelude::*;

    use super::*;

    /// Encodes a test picture. JPEG has no colours: converting to RGB may round differently on other processors.
    fn encoded(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        // The result is below 256.
        let wave = |n: u32| ((n * n / 64 + 3 * n) % 256) as u8;
        let pixel = |x, y| Rgba([wave(x), wave(y), wave(x + y), 255 - wave(x) / 2]);
        let mut picture = DynamicImage::from(RgbaImage::from_fn(width, height, pixel));
        if format == ImageFormat::Jpeg {
            picture = picture.into_luma8().into();
        }
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).expect("it is sound");
        bytes.into_inner()
    }

    /// A build keeps an earlier build's copy by its name, so the content for a name may never change.
    #[test]
    fn copies_are_what_they_were() {
        let pinned = [
            (ImageFormat::Jpeg, "ccd57caa2c24"),
            (ImageFormat::Png, "7cbaca19cd4e"),
            (ImageFormat::WebP, "7b407ad1bd65"),
        ];
        for (format, expected) in pinned {
            let made = copies(&encoded(1200, 40, format), &[960, 480]).expect("it is sound");
            let digest = blake3::hash(&made.concat()).to_hex();
            assert_eq!(
                &digest[..12],
                expected,
                "{format:?} copies are no longer what they were: raise OUTPUT_VERSION, and put this digest into the table"
            );
        }
        assert_eq!(OUTPUT_VERSION, 1, "and this number");
    }

    #[test]
    fn a_copy_does_not_depend_on_which_others_are_made() {
        let picture = encoded(2400, 60, ImageFormat::Jpeg);
        let all = copies(&picture, &[1600, 960, 480]).expect("it is sound");
        for (width, expected) in [(1600, &all[0]), (960, &all[1]), (480, &all[2])] {
            let alone = copies(&picture, &[width]).expect("it is sound");
            assert!(alone.first() == Some(expected), "{width}");
        }
        let the_other_way_round = copies(&picture, &[480, 1600]).expect("it is sound");
        assert!(the_other_way_round == [all[2].clone(), all[0].clone()]);
    }

    /// Returns the boxes at the start of an AVIF picture, up to its size.
    fn avif() -> Vec<u8> {
        let mut bytes = b"\0\0\0\x14ftypavif\0\0\0\0avif\0\0\0\x30meta\0\0\0\0".to_vec();
        bytes.extend(b"\0\0\0\x24iprp\0\0\0\x1cipco\0\0\0\x14ispe\0\0\0\0\0\0\0\x40\0\0\0\x30");
        bytes.extend(b"\0\0\0\x08mdat");
        bytes
    }

    #[test]
    fn the_size_of_an_avif_picture_is_read() {
        let measured = measure(&avif());
        assert_eq!(measured.size, super::super::Size::new(64, 48));
        assert_eq!((measured.format, measured.flaw), (None, None));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn damage_does_no_harm(
            kind in 0..5usize,
            bites in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
            end in any::<prop::sample::Index>(),
        ) {
            let mut bytes = match kind {
                0 => encoded(620, 3, ImageFormat::Jpeg),
                1 => encoded(620, 3, ImageFormat::Png),
                2 => encoded(620, 3, ImageFormat::WebP),
                3 => b"GIF89a\x40\x06\xb0\x04\0\0\0;".to_vec(),
                _ => avif(),
            };
            for (place, byte) in &bites {
                // Decoders read most decisive values near the start, so half of the changes are there.
                let places = bytes.len().min(if byte % 2 == 0 { 64 } else { usize::MAX });
                bytes[place.index(places)] = *byte;
            }
            bytes.truncate(bytes.len() - end.index(bytes.len()) / 4);
            let widths: Vec<u32> = measure(&bytes).widths().collect();
            if let Ok(made) = copies(&bytes, &widths) {
                prop_assert_eq!(made.len(), widths.len());
            }
        }
    }

    #[test]
    fn nothing_is_made_of_what_is_no_picture() {
        assert_eq!(copies(b"no picture", &[480]), Ok(Vec::new()));
        let cut = &encoded(1200, 400, ImageFormat::Png)[..900];
        assert!(copies(cut, &[480]).is_err());
    }
}
