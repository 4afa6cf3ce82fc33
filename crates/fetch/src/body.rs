//! Reads the body of an HTTP response within limits of size and time, and decompresses it.

use std::io::{ErrorKind, Read};

use ureq::{Body, http};
use url::Url;

use crate::{FetchError, FetchOptions};

/// Reads the body whole. `at` is the address that answered.
pub(crate) fn read(
    response: http::Response<Body>,
    at: &Url,
    options: &FetchOptions,
) -> Result<Vec<u8>, FetchError> {
    let encoding = response.headers().get("content-encoding");
    let encoding = encoding.and_then(|value| value.to_str().ok());
    let encoding = encoding.unwrap_or_default().trim().to_ascii_lowercase();
    let raw = response.into_body().into_reader();
    let packed = limited(raw, at, options)?;
    match encoding.as_str() {
        "" | "identity" => Ok(packed),
        "gzip" | "x-gzip" => unpacked(
            flate2::read::MultiGzDecoder::new(&packed[..]),
            &packed,
            at,
            options,
        ),
        "br" => unpacked(
            brotli::Decompressor::new(&packed[..], 4096),
            &packed,
            at,
            options,
        ),
        "deflate" => unpacked(
            flate2::read::ZlibDecoder::new(&packed[..]),
            &packed,
            at,
            options,
        ),
        other => Err(FetchError::Encoding {
            address: at.to_string(),
            encoding: other.chars().take(40).collect(),
        }),
    }
}

/// Decompresses a body that has arrived. One that ends early was truncated on its way.
fn unpacked(
    reader: impl Read,
    packed: &[u8],
    at: &Url,
    options: &FetchOptions,
) -> Result<Vec<u8>, FetchError> {
    limited(reader, at, options).map_err(|error| match error {
        FetchError::Truncated { address, .. } => FetchError::Truncated {
            address,
            got: packed.len(),
        },
        error => error,
    })
}

fn limited(reader: impl Read, at: &Url, options: &FetchOptions) -> Result<Vec<u8>, FetchError> {
    let mut bytes = Vec::new();
    let limit = options.max_bytes as u64 + 1;
    let read = reader.take(limit).read_to_end(&mut bytes);
    if bytes.len() > options.max_bytes {
        return Err(FetchError::Large {
            address: at.to_string(),
            limit: options.max_bytes,
        });
    }
    match read {
        Ok(_) => Ok(bytes),
        Err(error) if is_timeout(&error) => Err(FetchError::Slow {
            host: at.host_str().unwrap_or_default().to_string(),
            seconds: options.timeout.as_secs(),
        }),
        Err(_) => Err(FetchError::Truncated {
            address: at.to_string(),
            got: bytes.len(),
        }),
    }
}

/// Returns true if an error says that the time is over.
fn is_timeout(error: &std::io::Error) -> bool {
    let inner = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<ureq::Error>());
    matches!(error.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock)
        || matches!(inner, Some(ureq::Error::Timeout(_)))
}
