//! Writes a book as the files of an EPUB 3 publication; `build` packs them.
//!
//! A chapter's citations link to the paragraphs of its original in the appendix, which link back. Content that a book
//! cannot have, such as a picture of another host, becomes a link or a description.

mod elements;
mod links;
mod package;
mod pages;
mod xhtml;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::coding::archive::ArchiveEntry;
use crate::parse::config::BaseUrl;
use crate::plan::exports::epub::{BookPicture, BookView};
use crate::render::exports::epub::links::{BookText, ContentDocument, Texts};
use crate::render::exports::epub::package::PackageItem;
use crate::render::fill::FillContext;

/// The style sheet of every book.
const SHEET: &str = include_str!("style.css");

/// Returns the files of a book, in the order in which they are packed. `read` returns the bytes of a picture.
pub(in crate::render) fn book(
    view: &BookView<'_>,
    styles: &[FillContext<'_>],
    base: &BaseUrl,
    read: &dyn Fn(BookPicture<'_>) -> Option<Vec<u8>>,
) -> Vec<ArchiveEntry> {
    let (pictures, images) = pictures(view, base, read);
    let chapters = view.chapters.iter();
    let pages = chapters.clone().enumerate();
    let texts = Texts {
        front: pages::front(view, styles, base).map(BookText::new),
        chapters: chapters
            .clone()
            .map(|one| BookText::new(pages::chapter(view, one, styles, base)))
            .collect(),
        originals: chapters
            .map(|one| BookText::new(pages::originals(view, one, styles, base)))
            .collect(),
        path: &view.path,
        pages: pages
            .map(|(index, one)| (one.path.as_str(), index))
            .collect(),
        pictures,
        origin: view.origin,
    };
    let mut items: Vec<PackageItem> = images;
    let card = view.card.as_ref();
    let card = card.and_then(|card| read(BookPicture::Card(&card.output)));
    let has_card = card.is_some();
    items.extend(card.map(|bytes| PackageItem::other(package::CARD, bytes, "image/png")));
    items.push(PackageItem::linear(
        "cover.xhtml",
        pages::cover(view, has_card, styles),
    ));
    let chapters = (0..view.chapters.len()).map(ContentDocument::Chapter);
    let originals = (0..view.chapters.len()).map(ContentDocument::Original);
    let front = texts.front.as_ref().map(|_| ContentDocument::Front);
    items.push(PackageItem::linear(
        "nav.xhtml",
        package::nav(view, front, styles),
    ));
    for place in front.into_iter().chain(chapters).chain(originals) {
        let page = pages::page(view, place, &texts, styles);
        items.push(PackageItem::linear(&place.file(), page));
    }
    items.push(PackageItem::other(
        "style.css",
        SHEET.as_bytes().to_vec(),
        "text/css",
    ));
    let package = package::package(view, &items, styles);
    archived(items, package)
}

/// Returns the pictures of a book: their addresses with their files, and the files.
fn pictures(
    view: &BookView<'_>,
    base: &BaseUrl,
    read: &dyn Fn(BookPicture<'_>) -> Option<Vec<u8>>,
) -> (BTreeMap<String, String>, Vec<PackageItem>) {
    let mut files: BTreeMap<&Arc<str>, Option<String>> = BTreeMap::new();
    let mut addresses = BTreeMap::new();
    let mut items = Vec::new();
    for picture in view.pictures() {
        let file = files.entry(picture.source).or_insert_with(|| {
            let bytes = read(BookPicture::Source(picture.source))?;
            let (ending, media_type) = kind(&bytes)?;
            let name = format!("images/{}.{ending}", items.len() + 1);
            items.push(PackageItem::other(&name, bytes, media_type));
            Some(name)
        });
        if let Some(file) = file {
            let address = format!("{}/{}", base.path, picture.address.below_site());
            addresses.insert(address, file.clone());
        }
    }
    (addresses, items)
}

/// Returns the file name extension and the media type of a picture; `None` if e-readers need not know its format. SVG
/// is left out, since it can contain scripts.
fn kind(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Some(("jpg", "image/jpeg")),
        [0x89, b'P', b'N', b'G', ..] => Some(("png", "image/png")),
        [b'G', b'I', b'F', b'8', ..] => Some(("gif", "image/gif")),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => Some(("webp", "image/webp")),
        _ => None,
    }
}

/// Returns the files in the order of the archive: its media type, the location of the package, and the others by name.
fn archived(items: Vec<PackageItem>, package: Vec<u8>) -> Vec<ArchiveEntry> {
    let text = |name: &str, bytes: Vec<u8>| ArchiveEntry {
        name: name.to_owned(),
        bytes,
        is_compressed: true,
    };
    let mut entries: Vec<ArchiveEntry> = items
        .into_iter()
        .map(|item| ArchiveEntry {
            name: format!("EPUB/{}", item.name),
            is_compressed: !item.media_type.starts_with("image/"),
            bytes: item.bytes,
        })
        .collect();
    entries.push(text("EPUB/package.opf", package));
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    let first = ArchiveEntry {
        name: "mimetype".into(),
        bytes: b"application/epub+zip".to_vec(),
        is_compressed: false,
    };
    let container = text("META-INF/container.xml", package::container());
    [first, container].into_iter().chain(entries).collect()
}
