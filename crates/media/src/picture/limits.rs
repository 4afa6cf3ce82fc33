//! Reads the cost of decoding a picture from its header, without a decoder.
//!
//! Takes the bytes of a file; returns its size and the limit that it exceeds. A small file can demand gigabytes: sides and
//! frames are numbers in its header, and a colour profile is compressed. Each walk through a file reads every byte at most
//! once.

use std::io::{self, Read};

use flate2::read::ZlibDecoder;
use image::ImageFormat;

use super::{Flaw, MOST_FRAMES, MOST_PIXELS, MOST_PROFILE, MOST_SIDE, Size};

/// Number of scans of a JPEG picture that decoding usually takes; each further one costs as much as the whole picture.
const SCANS: u64 = 20;

/// The properties of a picture that its header states.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Header {
    pub size: Option<Size>,
    /// Number of frames of an animation.
    frames: u64,
    /// Number of passes over a picture, of a progressive JPEG.
    scans: u64,
    /// True if the colour profile is larger than [`MOST_PROFILE`].
    has_large_profile: bool,
}

impl Header {
    /// Reads the header of a picture; empty for kinds that have no reader here.
    pub fn read(bytes: &[u8]) -> Header {
        let header = match image::guess_format(bytes) {
            Ok(ImageFormat::Png) => png(bytes),
            Ok(ImageFormat::Jpeg) => jpeg(bytes),
            Ok(ImageFormat::WebP) => webp(bytes),
            Ok(ImageFormat::Gif) => gif(bytes),
            _ => None,
        };
        header.unwrap_or_default()
    }

    /// Returns the limit that the picture exceeds.
    pub fn flaw(&self) -> Option<Flaw> {
        let Header {
            size,
            frames,
            scans,
            has_large_profile,
        } = *self;
        let cost = size.map_or(0, Size::pixels).saturating_mul(scans / SCANS);
        size.and_then(too_large)
            .or((cost > MOST_PIXELS).then_some(Flaw::Scans(scans)))
            .or((frames > MOST_FRAMES).then_some(Flaw::Frames(frames)))
            .or(has_large_profile.then_some(Flaw::Profile))
    }
}

/// Returns the limit that a size exceeds.
pub(super) fn too_large(size: Size) -> Option<Flaw> {
    let side = size.width.max(size.height).get();
    let pixels = size.pixels();
    match () {
        () if side > MOST_SIDE => Some(Flaw::Side(side)),
        () if pixels > MOST_PIXELS => Some(Flaw::Pixels(pixels.div_ceil(1_000_000))),
        () => None,
    }
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..)?.first_chunk()?;
    Some(u32::from_be_bytes(*four))
}

fn be16(bytes: &[u8], at: usize) -> Option<u32> {
    let two = bytes.get(at..)?.first_chunk()?;
    Some(u32::from(u16::from_be_bytes(*two)))
}

fn le16(bytes: &[u8], at: usize) -> Option<u32> {
    let two = bytes.get(at..)?.first_chunk()?;
    Some(u32::from(u16::from_le_bytes(*two)))
}

/// Reads the chunks of a PNG picture: each is a length, a name, that many bytes and a checksum (PNG, section 5.3).
fn png(bytes: &[u8]) -> Option<Header> {
    let mut header = Header::default();
    let mut has_profile = false;
    let mut at = 8;
    while let Some(length) = be32(bytes, at) {
        let end = at.saturating_add(8).saturating_add(length as usize);
        let Some((name, data)) = bytes[at + 4..end.min(bytes.len())].split_at_checked(4) else {
            break;
        };
        match name {
            b"IHDR" => header.size = Size::new(be32(data, 0)?, be32(data, 4)?),
            b"acTL" => header.frames = be32(data, 0)?.into(),
            // A picture has one profile at most. Each of many would be unpacked.
            b"iCCP" => {
                header.has_large_profile |= has_profile || is_large_profile(data);
                has_profile = true;
            }
            _ => {}
        }
        at = end.saturating_add(4);
    }
    Some(header)
}

/// Returns true if an `iCCP` chunk unpacks to more than a profile may have. It has a name that ends with a zero byte, a
/// byte for the method, and compressed data.
fn is_large_profile(chunk: &[u8]) -> bool {
    let end = chunk.iter().position(|byte| *byte == 0);
    let data = end.and_then(|end| chunk.get(end + 2..));
    let mut unpacked = ZlibDecoder::new(data.unwrap_or_default()).take(MOST_PROFILE + 1);
    let mut size = ByteCounter(0);
    // Damaged data has the size that was read up to the damage.
    let _ = io::copy(&mut unpacked, &mut size);
    size.0 > MOST_PROFILE
}

/// Counts the bytes that are written.
struct ByteCounter(u64);

impl io::Write for ByteCounter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Reads the segments of a JPEG picture: a marker and, for most, a length and that many bytes (T.81, section B.1.1).
fn jpeg(bytes: &[u8]) -> Option<Header> {
    let mut header = Header::default();
    let mut profile = 0;
    let mut at = 2;
    while let Some(found) = memchr::memchr(0xFF, bytes.get(at..).unwrap_or_default()) {
        at += found + 1;
        let marker = *bytes.get(at)?;
        at += 1;
        match marker {
            // A filler, a byte of data, or a marker without a length.
            0xFF => {
                at -= 1;
                continue;
            }
            0x00 | 0x01 | 0xD0..=0xD9 => continue,
            _ => {}
        }
        let Some(length) = be16(bytes, at) else {
            break;
        };
        match marker {
            // Frame headers; C4, C8 and CC are other tables.
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                header.size = match (be16(bytes, at + 5), be16(bytes, at + 3)) {
                    (Some(width), Some(height)) => Size::new(width, height),
                    _ => None,
                };
            }
            0xDA => header.scans += 1,
            0xE2 => profile += u64::from(length),
            _ => {}
        }
        at += length as usize;
    }
    header.has_large_profile = profile > MOST_PROFILE;
    Some(header)
}

/// Reads the chunks of a WebP picture: a name, a length, and that many bytes, padded to an even number (RFC 9649).
fn webp(bytes: &[u8]) -> Option<Header> {
    let mut header = Header::default();
    let mut at = 12;
    while let Some(head) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let [name @ .., a, b, c, d] = *head;
        let length = u32::from_le_bytes([a, b, c, d]);
        let data = &bytes[at + 8..];
        match &name {
            b"VP8X" => {
                let side = |at: usize| {
                    let [a, b, c] = *data.get(at..)?.first_chunk::<3>()?;
                    Some(u32::from_le_bytes([a, b, c, 0]) + 1)
                };
                header.size = Size::new(side(4)?, side(7)?);
            }
            b"ANMF" => header.frames += 1,
            b"ICCP" => header.has_large_profile |= u64::from(length) > MOST_PROFILE,
            _ => {}
        }
        let padded = (length as usize).saturating_add(length as usize % 2);
        at = at.saturating_add(8).saturating_add(padded);
    }
    Some(header)
}

/// Reads the blocks of a GIF picture (GIF89a, sections 18 to 26).
fn gif(bytes: &[u8]) -> Option<Header> {
    let mut header = Header {
        size: Size::new(le16(bytes, 6)?, le16(bytes, 8)?),
        ..Header::default()
    };
    // The size of a colour table is in the lowest three bits, if the highest bit says that there is one.
    let table = |flags: u8| match flags & 0x80 {
        0 => 0,
        _ => 3 << (1 + (flags & 7)),
    };
    let mut at = 13 + table(*bytes.get(10)?);
    while let Some(block) = bytes.get(at) {
        at += match block {
            // An extension, with its label.
            0x21 => 2,
            // A frame: nine bytes, perhaps a colour table, and the size of its codes.
            0x2C => {
                header.frames += 1;
                11 + table(bytes.get(at + 9).copied().unwrap_or_default())
            }
            _ => break,
        };
        // Data blocks follow, each preceded by its length; a block of length 0 is the last.
        while let Some(length) = bytes.get(at) {
            at += 1 + usize::from(*length);
            if *length == 0 {
                break;
            }
        }
    }
    Some(header)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn packed(size: usize) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        let zeros = vec![0; 1 << 16];
        for start in (0..size).step_by(zeros.len()) {
            let part = &zeros[..zeros.len().min(size - start)];
            encoder.write_all(part).expect("a vector takes any bytes");
        }
        encoder.finish().expect("a vector takes any bytes")
    }

    /// Returns a grey PNG picture of zeros with further chunks before its data.
    fn png_of(width: u32, height: u32, chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
        let mut chunk = |name: &[u8; 4], data: &[u8]| {
            bytes.extend((data.len() as u32).to_be_bytes());
            let start = bytes.len();
            bytes.extend(name);
            bytes.extend(data);
            let mut sum = flate2::Crc::new();
            sum.update(&bytes[start..]);
            bytes.extend(sum.sum().to_be_bytes());
        };
        let sides = [width.to_be_bytes(), height.to_be_bytes()].concat();
        chunk(b"IHDR", &[&sides[..], &[8, 0, 0, 0, 0]].concat());
        for (name, data) in chunks {
            chunk(name, data);
        }
        chunk(b"IDAT", &packed((width as usize + 1) * height as usize));
        chunk(b"IEND", b"");
        bytes
    }

    fn profile(size: usize) -> (&'static [u8; 4], Vec<u8>) {
        (b"iCCP", [b"x\0\0".to_vec(), packed(size)].concat())
    }

    fn frames(count: u32) -> (&'static [u8; 4], Vec<u8>) {
        (b"acTL", [count.to_be_bytes(), [0; 4]].concat())
    }

    /// Returns a JPEG picture without content, with this many scans.
    fn jpeg_of(width: u16, height: u16, scans: usize) -> Vec<u8> {
        let mut bytes = b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x02\0\0\x01\0\x01\0\0".to_vec();
        bytes.extend(b"\xFF\xC2\0\x0B\x08");
        bytes.extend(height.to_be_bytes());
        bytes.extend(width.to_be_bytes());
        bytes.extend(b"\x01\x01\x11\0");
        for _ in 0..scans {
            bytes.extend(b"\xFF\xDA\0\x08\x01\x01\0\0\x3F\0ab\xFF\0c");
        }
        bytes.extend(b"\xFF\xD9");
        bytes
    }

    fn webp_of(width: u32, height: u32, chunks: &[(&[u8; 4], usize)]) -> Vec<u8> {
        let mut bytes = b"RIFF\0\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0".to_vec();
        bytes.extend(&(width - 1).to_le_bytes()[..3]);
        bytes.extend(&(height - 1).to_le_bytes()[..3]);
        for (name, size) in chunks {
            bytes.extend(*name);
            bytes.extend((*size as u32).to_le_bytes());
            // Chunks are padded to an even length.
            bytes.resize(bytes.len() + size + size % 2, 0);
        }
        bytes
    }

    fn gif_of(width: u16, height: u16, frames: usize) -> Vec<u8> {
        let mut bytes = b"GIF89a".to_vec();
        bytes.extend(width.to_le_bytes());
        bytes.extend(height.to_le_bytes());
        bytes.extend(b"\x80\0\0abcdef");
        for _ in 0..frames {
            bytes.extend(b"\x21\xF9\x04\0\0\0\0\0");
            bytes.extend(b"\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0");
        }
        bytes.push(b';');
        bytes
    }

    #[test]
    fn what_decoding_would_cost_is_known_before() {
        let most = MOST_FRAMES as usize;
        for (name, bytes, flaw) in [
            ("png", png_of(600, 10, &[]), None),
            (
                "wide png",
                png_of(63_000_000, 1, &[]),
                Some(Flaw::Side(63_000_000)),
            ),
            ("tall png", png_of(1, 40_000, &[]), Some(Flaw::Side(40_000))),
            ("large png", png_of(9000, 9000, &[]), Some(Flaw::Pixels(81))),
            (
                "png with a profile",
                png_of(600, 10, &[profile(3000)]),
                None,
            ),
            (
                "png with two profiles",
                png_of(600, 10, &[profile(3000), profile(3000)]),
                Some(Flaw::Profile),
            ),
            (
                "png with a bomb for a profile",
                png_of(600, 10, &[profile(1 << 26)]),
                Some(Flaw::Profile),
            ),
            (
                "png with many frames",
                png_of(600, 10, &[frames(1_000_000)]),
                Some(Flaw::Frames(1_000_000)),
            ),
            ("jpeg", jpeg_of(4000, 3000, 12), None),
            (
                "wide jpeg",
                jpeg_of(65_535, 10, 1),
                Some(Flaw::Side(65_535)),
            ),
            (
                "large jpeg",
                jpeg_of(20_000, 20_000, 1),
                Some(Flaw::Pixels(400)),
            ),
            (
                "jpeg with many scans",
                jpeg_of(8000, 8000, 100),
                Some(Flaw::Scans(100)),
            ),
            ("webp", webp_of(4000, 3000, &[(b"ANMF", 30)]), None),
            (
                "large webp",
                webp_of(16_000, 16_000, &[]),
                Some(Flaw::Pixels(256)),
            ),
            (
                "webp with many frames",
                webp_of(10, 10, &vec![(b"ANMF", 7); most + 1]),
                Some(Flaw::Frames(MOST_FRAMES + 1)),
            ),
            (
                "webp with a large profile",
                webp_of(10, 10, &[(b"ICCP", 5_000_000)]),
                Some(Flaw::Profile),
            ),
            ("gif", gif_of(900, 600, 24), None),
            (
                "large gif",
                gif_of(30_000, 30_000, 1),
                Some(Flaw::Pixels(900)),
            ),
            (
                "gif with many frames",
                gif_of(9, 9, most + 1),
                Some(Flaw::Frames(MOST_FRAMES + 1)),
            ),
        ] {
            let header = Header::read(&bytes);
            assert!(header.size.is_some(), "{name}");
            assert_eq!(header.flaw(), flaw, "{name}");
            for end in 0..bytes.len().min(80) {
                Header::read(&bytes[..end]);
            }
        }
        assert_eq!(Header::read(b"no picture"), Header::default());
    }
}
