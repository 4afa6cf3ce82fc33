//! The pictures that a text shows: how large they are, and where their smaller copies stand.
//!
//! A copy stands among the site's assets, once for all languages and articles. Its name says what is in it, so that browsers
//! may keep it for ever, and so that a build need not make it again where an earlier one has left it.

use crate::link::address::Address;
use crate::link::site::Shown;
use crate::parse::config::BaseUrl;
use crate::parse::{Attachment, Picture};
use crate::picture::{Format, WIDTHS, copy_digest};

/// How many characters of a digest tell two copies apart: 80 bits, since whoever sends pictures may not be trusted.
const DIGEST: usize = 20;

/// A file beside an article, which stands at `address`, as a picture; `None` where its size is not known.
pub(super) fn shown<'a>(
    attachment: &'a Attachment,
    address: &Address,
    base: &BaseUrl,
) -> Option<Shown<'a>> {
    let picture = attachment.picture.as_ref()?;
    let size = picture.measured.size?;
    let format = picture.measured.format;
    let copy = |width| {
        let name = name(attachment, picture, format?, width);
        Some((width, Address::asset(&name)))
    };
    let mut copies: Vec<_> = picture.measured.widths().filter_map(copy).collect();
    copies.reverse();
    Some(Shown {
        source: &attachment.path,
        address: address.clone(),
        size,
        srcset: srcset(size.width.get(), address, &copies, base),
        copies,
    })
}

/// The copies, and the picture itself where it is no wider than what readers are sent. An address holds no white space, and
/// ends in no comma: it is that of a picture, by the end of its name.
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

/// The name of a copy: `harbour-960.<digest>.jpg`.
fn name(attachment: &Attachment, picture: &Picture, format: Format, width: u32) -> String {
    let own = &attachment.name;
    let own = own.rsplit_once('/').map_or(own.as_str(), |(_, name)| name);
    let stem = own.rsplit_once('.').map_or(own, |(stem, _)| stem);
    // With all that is added, a file system takes it.
    let stem: String = stem.chars().take(40).collect();
    let digest = copy_digest(&picture.digest, width).to_hex();
    format!("{stem}-{width}.{}.{}", &digest[..DIGEST], format.ending())
}
