//! The package of a book: its metadata, its files and their order, and its table of contents.

use crate::plan::exports::epub::BookView;
use crate::plan::view::TextView;
use crate::render::exports::epub::links::ContentDocument;
use crate::render::exports::epub::pages::{open_html, rights, write_alone};
use crate::render::exports::xml::{Xml, write_escaped};
use crate::render::fill::{FillContext, write_own_text};

/// The file of the preview card on the cover.
pub(super) const CARD: &str = "images/cover.png";

/// A file of a book.
pub(super) struct PackageItem {
    /// The path from the package's folder.
    pub name: String,
    pub bytes: Vec<u8>,
    pub media_type: &'static str,
    /// True if the page is part of the reading order.
    is_linear: bool,
}

impl PackageItem {
    /// Returns a page that is read after those before it.
    pub(super) fn linear(name: &str, page: String) -> Self {
        PackageItem {
            name: name.to_owned(),
            bytes: page.into_bytes(),
            media_type: "application/xhtml+xml",
            is_linear: true,
        }
    }

    /// Returns a file that pages use.
    pub(super) fn other(name: &str, bytes: Vec<u8>, media_type: &'static str) -> Self {
        PackageItem {
            name: name.to_owned(),
            bytes,
            media_type,
            is_linear: false,
        }
    }

    /// Returns the item's id in the package.
    fn id(&self) -> String {
        let id = self.name.split('.').next().unwrap_or_default();
        match id.replace('/', "-").as_str() {
            id if self.is_linear => id.to_owned(),
            id => format!("{id}-file"),
        }
    }
}

/// Returns `META-INF/container.xml`, which names the package file.
pub(super) fn container() -> Vec<u8> {
    let mut xml = Xml::new();
    let namespace = "urn:oasis:names:tc:opendocument:xmlns:container";
    xml.open("container", &[("version", "1.0"), ("xmlns", namespace)]);
    xml.open("rootfiles", &[]);
    xml.empty(
        "rootfile",
        &[
            ("full-path", "EPUB/package.opf"),
            ("media-type", "application/oebps-package+xml"),
        ],
    );
    xml.close("rootfiles");
    xml.close("container");
    xml.finish()
}

/// Returns `package.opf`.
pub(super) fn package(
    view: &BookView<'_>,
    items: &[PackageItem],
    styles: &[FillContext<'_>],
) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open(
        "package",
        &[
            ("xmlns", "http://www.idpf.org/2007/opf"),
            ("version", "3.0"),
            ("unique-identifier", "id"),
            ("xml:lang", view.lang),
            ("dir", view.dir),
        ],
    );
    metadata(view, items, styles, &mut xml);
    xml.open("manifest", &[]);
    for item in items {
        let id = item.id();
        let mut attributes = vec![
            ("id", id.as_str()),
            ("href", item.name.as_str()),
            ("media-type", item.media_type),
        ];
        match item.name.as_str() {
            "nav.xhtml" => attributes.push(("properties", "nav")),
            CARD => attributes.push(("properties", "cover-image")),
            _ => {}
        }
        xml.empty("item", &attributes);
    }
    xml.close("manifest");
    xml.open("spine", &[("page-progression-direction", view.dir)]);
    for item in items.iter().filter(|item| item.is_linear) {
        xml.empty("itemref", &[("idref", item.id().as_str())]);
    }
    xml.close("spine");
    xml.close("package");
    xml.finish()
}

fn metadata(view: &BookView<'_>, items: &[PackageItem], styles: &[FillContext<'_>], xml: &mut Xml) {
    xml.open(
        "metadata",
        &[("xmlns:dc", "http://purl.org/dc/elements/1.1/")],
    );
    let page = format!("{}{}", view.origin, view.path);
    xml.text("dc:identifier", &[("id", "id")], &page);
    let title = &view.title;
    match (title.lang, title.dir) {
        (Some(lang), Some(dir)) => {
            xml.text("dc:title", &[("xml:lang", lang), ("dir", dir)], title.text);
        }
        _ => xml.text("dc:title", &[], title.text),
    }
    let mut languages = vec![view.lang];
    for chapter in &view.chapters {
        if !languages.contains(&chapter.lang) {
            languages.push(chapter.lang);
        }
    }
    for language in languages {
        xml.text("dc:language", &[], language);
    }
    for author in view.authors {
        xml.text("dc:creator", &[], author);
    }
    for contributor in view.translators.iter().chain(view.reviewers) {
        xml.text("dc:contributor", &[], contributor);
    }
    xml.text("dc:publisher", &[], view.site);
    if let Some(standfirst) = &view.standfirst {
        xml.text("dc:description", &[], standfirst.text);
    }
    if let Some(date) = view.date {
        xml.text("dc:date", &[], &date.to_string());
    }
    xml.text("dc:rights", &[], &rights(view, styles));
    let originals = view.chapters.iter().flat_map(|one| &one.originals);
    for url in originals.filter_map(|own| own.url) {
        xml.text("dc:source", &[], url);
    }
    // A book without any date was last changed before there were such files.
    let modified = view
        .modified
        .map_or("1980-01-01".to_owned(), |date| date.to_string());
    let modified = format!("{modified}T00:00:00Z");
    xml.text("meta", &[("property", "dcterms:modified")], &modified);
    let has_pictures = items
        .iter()
        .any(|item| item.media_type.starts_with("image/"));
    let mut of_access = vec![
        ("schema:accessMode", "textual"),
        ("schema:accessModeSufficient", "textual"),
        ("schema:accessibilityFeature", "tableOfContents"),
        ("schema:accessibilityFeature", "readingOrder"),
        ("schema:accessibilityFeature", "structuralNavigation"),
        (
            "schema:accessibilityHazard",
            if has_pictures { "unknown" } else { "none" },
        ),
    ];
    if has_pictures {
        of_access.insert(1, ("schema:accessMode", "visual"));
        of_access.push(("schema:accessibilityFeature", "alternativeText"));
    }
    for (property, value) in of_access {
        xml.text("meta", &[("property", property)], value);
    }
    xml.close("metadata");
}

/// Returns `nav.xhtml`: the table of contents, which is a page of the book as well, and the landmarks.
pub(super) fn nav(
    view: &BookView<'_>,
    front: Option<ContentDocument>,
    styles: &[FillContext<'_>],
) -> String {
    let contents = view.words.contents;
    let mut out = String::new();
    open_html(view.lang, view.dir, contents, "frontmatter", &mut out);
    out.push_str("<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\">\n<h1>");
    write_escaped(contents, &mut out);
    out.push_str("</h1>\n<ol>\n");
    let mut nav = Nav {
        view,
        styles,
        out: &mut out,
    };
    if let Some(place) = front {
        nav.entry(&place.file(), &view.title);
    }
    for (index, own) in view.chapters.iter().enumerate() {
        let lang = (own.language != view.language).then_some(own.lang);
        let title = TextView {
            text: own.title,
            lang,
            dir: lang.map(|_| own.dir),
        };
        nav.entry(&ContentDocument::Chapter(index).file(), &title);
    }
    if view.chapters.is_empty() && front.is_none() {
        nav.entry("cover.xhtml", &view.title);
    }
    if !view.chapters.is_empty() {
        nav.originals();
    }
    out.push_str("</ol>\n</nav>\n<nav epub:type=\"landmarks\" hidden=\"hidden\">\n<ol>\n");
    let first = match (front, view.chapters.is_empty()) {
        (Some(place), _) => Some(place.file()),
        (None, false) => Some(ContentDocument::Chapter(0).file()),
        (None, true) => None,
    };
    let landmarks = [
        ("cover", Some("cover.xhtml".to_owned()), view.words.cover),
        ("toc", Some("nav.xhtml#toc".to_owned()), contents),
        ("bodymatter", first, view.title.text),
    ];
    for (kind, file, words) in landmarks {
        let Some(file) = file else { continue };
        out.push_str("<li><a epub:type=\"");
        out.push_str(kind);
        out.push_str("\" href=\"");
        out.push_str(&file);
        out.push_str("\">");
        write_escaped(words, &mut out);
        out.push_str("</a></li>\n");
    }
    out.push_str("</ol>\n</nav>\n</body>\n</html>\n");
    out
}

/// The table of contents while it is written.
struct Nav<'n> {
    view: &'n BookView<'n>,
    styles: &'n [FillContext<'n>],
    out: &'n mut String,
}

impl Nav<'_> {
    fn entry(&mut self, file: &str, title: &TextView<'_>) {
        self.out.push_str("<li><a href=\"");
        self.out.push_str(file);
        self.out.push_str("\">");
        let mut html = String::new();
        write_own_text(title, self.styles[self.view.language], &mut html);
        write_alone(&html, self.view, self.styles, self.out);
        self.out.push_str("</a></li>\n");
    }

    fn originals(&mut self) {
        self.out.push_str("<li><span>");
        write_escaped(self.view.words.originals, self.out);
        self.out.push_str("</span>\n<ol>\n");
        for (index, own) in self.view.chapters.iter().enumerate() {
            let file = ContentDocument::Original(index).file();
            for original in &own.originals {
                let file = match &original.anchor {
                    Some(anchor) => format!("{file}#{anchor}"),
                    None => file.clone(),
                };
                self.entry(&file, &original.title);
            }
        }
        self.out.push_str("</ol>\n</li>\n");
    }
}
