//! Describes the pictures that a text shows: their size, and the addresses of their smaller copies.
//!
//! Copies are assets, which all languages and articles share. A copy's name contains a digest of its content, so browsers
//! may cache it forever, and a build can keep a copy that an earlier build made. This module makes no copies.

use crate::link::address::Address;
use crate::link::site::ShownPicture;
use crate::parse::config::BaseUrl;
use crate::parse::{Attachment, Picture};
use crate::picture::{CopyFormat, WIDTHS, copy_digest};

/// Number of hexadecimal digits in the name of a copy: 80 bits, since pictures may come from untrusted people.
const DIGEST: usize = 20;

/// Returns a file in an article's folder, with this address, as a picture; `None` if its size is unknown.
pub(super) fn shown<'a>(
    attachment: &'a Attachment,
    address: &Address,
    base: &BaseUrl,
) -> Option<ShownPicture<'a>> {
    let picture = attachment.picture.as_ref()?;
    let size = picture.measured.size?;
    let format = picture.measured.format;
    let copy = |width| {
        let name = name(attachment, picture, format?, width);
        Some((width, Address::asset(&name)))
    };
    let mut copies: Vec<_> = picture.measured.widths().filter_map(copy).collect();
    copies.reverse();
    Some(ShownPicture {
        source: &attachment.path,
        digest: picture.digest,
        address: address.clone(),
        size,
        srcset: srcset(size.width.get(), address, &copies, base),
        copies,
    })
}

/// Returns the `srcset`: the copies, and the picture itself if it is not wider than the widest copy. Addresses need no
/// escaping there: they contain no white space, and end in a file extension and so not in a comma.
fn srcset(width: u32, address: &Address, copies: &[(u32, Address)], base: &BaseUrl) -> String {
    if copies.is_empty() {
        return String::new();
    }
    let own = (width <= WIDTHS[0]).then_some((width, address));
    let copies = copies.iter().map(|(width, address)| (*width, address));
    let candidates = copies
        .chain(own)
        .map(|(width, address)| format!("{} {width}w", address.href(base)));
    candidates.collect::<Vec<_>>().join(", ")
}

/// Returns the name of a copy, such as `harbour-960.<digest>.jpg`.
fn name(attachment: &Attachment, picture: &Picture, format: CopyFormat, width: u32) -> String {
    let own = &attachment.name;
    let own = own.rsplit_once('/').map_or(own.as_str(), |(_, name)| name);
    let stem = own.rsplit_once('.').map_or(own, |(stem, _)| stem);
    // File systems limit the length of a name, and more is added to this part.
    let stem: String = stem.chars().take(40).collect();
    let digest = copy_digest(&picture.digest, width).to_hex();
    format!("{stem}-{width}.{}.{}", &digest[..DIGEST], format.ending())
}
