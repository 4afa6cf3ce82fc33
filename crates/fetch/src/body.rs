//! Reads the body of an HTTP response within limits of size and time, and decompresses it.

use std::io::{ErrorKind, Read};

use ureq::{Body, http};

use crate::{FetchErrorKind, FetchOptions};

/// Reads the body whole.
pub(crate) fn read(
    response: http::Response<Body>,
    options: &FetchOptions,
) -> Result<Vec<u8>, FetchErrorKind> {
    let encoding = response.headers().get("content-encoding");
    let encoding = encoding.and_then(|value| value.to_str().ok());
    let encoding = encoding.unwrap_or_default().trim().to_ascii_lowercase();
    let raw = response.into_body().into_reader();
    let packed = limited(raw, options)?;
    match encoding.as_str() {
        "" | "identity" => Ok(packed),
        "gzip" | "x-gzip" => unpacked(
            flate2::read::MultiGzDecoder::new(&packed[..]),
            &packed,
            options,
        ),
        "br" => unpacked(
            brotli::Decompressor::new(&packed[..], 4096),
            &packed,
            options,
        ),
        "deflate" => unpacked(
            flate2::read::ZlibDecoder::new(&packed[..]),
            &packed,
            options,
        ),
        other => Err(FetchErrorKind::Encoding {
            encoding: other.chars().take(40).collect(),
        }),
    }
}

/// Decompresses a received body. A body that ends early was truncated in transit.
fn unpacked(
    reader: impl Read,
    packed: &[u8],
    options: &FetchOptions,
) -> Result<Vec<u8>, FetchErrorKind> {
    limited(reader, options).map_err(|error| match error {
        FetchErrorKind::Truncated { .. } => FetchErrorKind::Truncated { got: packed.len() },
        error => error,
    })
}

fn limited(reader: impl Read, options: &FetchOptions) -> Result<Vec<u8>, FetchErrorKind> {
    let mut bytes = Vec::new();
    let limit = options.max_bytes as u64 + 1;
    let read = reader.take(limit).read_to_end(&mut bytes);
    if bytes.len() > options.max_bytes {
        return Err(FetchErrorKind::Large {
            limit: options.max_bytes,
        });
    }
    match read {
        Ok(_) => Ok(bytes),
        Err(error) if is_timeout(&error) => Err(FetchErrorKind::Slow {
            seconds: options.timeout.as_secs(),
        }),
        Err(_) => Err(FetchErrorKind::Truncated { got: bytes.len() }),
    }
}

/// Returns true if an error is a timeout.
fn is_timeout(error: &std::io::Error) -> bool {
    let inner = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<ureq::Error>());
    matches!(error.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock)
        || matches!(inner, Some(ureq::Error::Timeout(_)))
}
