//! Reads the size of a picture from its header, without decoding it, and decides if copies of it can be made.

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::{ImageDecoder, ImageFormat, ImageResult};
use imagesize::{Compression, ImageType};

use super::limits::{Header, too_large};
use super::{CopyFormat, Flaw, PictureProperties, Size, svg};
use mujaz_guard::guard;

/// Measures a picture. Its kind is determined by its bytes, since its name may be wrong.
///
/// A picture that would cost too much to decode is measured by its header, before any decoder sees it.
pub fn measure(bytes: &[u8]) -> PictureProperties {
    let header = Header::read(bytes);
    if let Some(flaw) = header.flaw() {
        return PictureProperties {
            size: header.size,
            format: None,
            flaw: Some(flaw),
        };
    }
    let measured = guard(|| by_decoder(bytes));
    measured.unwrap_or_else(|panicked| unreadable(panicked.to_string()))
}

fn by_decoder(bytes: &[u8]) -> PictureProperties {
    let measured = match image::guess_format(bytes) {
        Ok(ImageFormat::Jpeg) => jpeg(bytes),
        Ok(ImageFormat::Png) => png(bytes),
        Ok(ImageFormat::WebP) => webp(bytes),
        _ => return published(bytes),
    };
    let measured = measured.map(within_limits);
    measured.unwrap_or_else(|error| unreadable(error.to_string()))
}

fn unreadable(why: String) -> PictureProperties {
    PictureProperties {
        flaw: Some(Flaw::Unreadable(why)),
        ..PictureProperties::default()
    }
}

fn jpeg(bytes: &[u8]) -> ImageResult<PictureProperties> {
    let decoder = JpegDecoder::new(Cursor::new(bytes))?;
    scalable(decoder, Some(CopyFormat::Jpeg))
}

fn png(bytes: &[u8]) -> ImageResult<PictureProperties> {
    let decoder = PngDecoder::new(Cursor::new(bytes))?;
    // The header has the bit depth and the colour type (PNG, section 11.2.1); colour type 3 is a palette.
    let has_few_colours = match bytes.get(24..26) {
        Some([depth, kind]) => *depth < 8 || *kind == 3,
        _ => true,
    };
    let is_published = has_few_colours || decoder.is_apng()?;
    scalable(decoder, (!is_published).then_some(CopyFormat::Png))
}

fn webp(bytes: &[u8]) -> ImageResult<PictureProperties> {
    let decoder = WebPDecoder::new(Cursor::new(bytes))?;
    let has_alpha = decoder.color_type().has_alpha();
    let format = match (decoder.has_animation(), is_lossless(bytes)) {
        (true, _) => None,
        (_, true) => Some(CopyFormat::WebP),
        // Only a lossless copy could keep transparency, and it would be larger than the picture.
        (_, false) => (!has_alpha).then_some(CopyFormat::Jpeg),
    };
    scalable(decoder, format)
}

/// Returns true if a WebP picture is lossless, by the name of its chunk of pixels (RFC 9649, section 2.6). A chunk
/// consists of a name, a length, and that many bytes, padded to an even number.
fn is_lossless(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(12..).unwrap_or_default();
    while let Some((head, after)) = rest.split_first_chunk::<8>() {
        let [name @ .., a, b, c, d] = *head;
        match &name {
            b"VP8L" => return true,
            b"VP8 " => return false,
            _ => {}
        }
        let length = u32::from_le_bytes([a, b, c, d]);
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        let length = length.saturating_add(length % 2);
        rest = after.get(length..).unwrap_or_default();
    }
    false
}

fn scalable(
    mut decoder: impl ImageDecoder,
    format: Option<CopyFormat>,
) -> ImageResult<PictureProperties> {
    let (width, height) = decoder.dimensions();
    let orientation = decoder.orientation()?;
    let (width, height) = if super::copies::is_on_its_side(orientation) {
        (height, width)
    } else {
        (width, height)
    };
    Ok(PictureProperties {
        size: Size::new(width, height),
        format,
        flaw: None,
    })
}

/// Applies the limits again, to the size that the decoder found: it may read another part of the file than [`Header`].
fn within_limits(measured: PictureProperties) -> PictureProperties {
    match measured.size.and_then(too_large) {
        Some(flaw) => PictureProperties {
            format: None,
            flaw: Some(flaw),
            ..measured
        },
        None => measured,
    }
}

/// Measures a picture that is published unchanged, or reports an unknown kind.
fn published(bytes: &[u8]) -> PictureProperties {
    let mut measured = PictureProperties::default();
    match imagesize::image_type(bytes) {
        Ok(ImageType::Gif | ImageType::Heif(Compression::Av1)) => {
            let size = imagesize::blob_size(bytes).ok();
            let side = |length| u32::try_from(length).unwrap_or(0);
            measured.size = size.and_then(|size| Size::new(side(size.width), side(size.height)));
            measured = within_limits(measured);
        }
        Ok(ImageType::Heif(Compression::Hevc)) => {
            let reason = "it is a HEIC photograph, which few browsers show";
            measured.flaw = Some(Flaw::Unreadable(reason.into()));
        }
        // A drawing has no pixels: a browser draws it as large as it is shown.
        _ if svg::is_drawing(bytes) => {
            measured.size = svg::size(bytes);
            measured.flaw = svg::active(bytes).map(Flaw::Active);
        }
        _ => {
            let reason = "it is none of the kinds that browsers show";
            measured.flaw = Some(Flaw::Unreadable(reason.into()));
        }
    }
    measured
}
