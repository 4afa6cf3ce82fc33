//! Editions and topics as e-books: archive, package, content of chapters, and content that no book may have.
//!
//! `golden::` has the text of every file of a book, and `tests/browser/books.test.js` runs EPUBCheck.

use std::collections::BTreeSet;
use std::fs;

use crate::common::book::{BookFile, files};
use crate::common::{brief, build_into, put, tree};
use image::{DynamicImage, ImageFormat, RgbImage};
use mujaz::clock::Now;
use mujaz::link::BuildOptions;
use quick_xml::Reader;
use quick_xml::events::Event;
use tempfile::TempDir;

const CONFIG: &str = "base_url = \"https://harbour-brief.net/news/\"\ndefault_language = \"en\"\ntimezone = \"Africa/Cairo\"\n\n[languages.en]\ntitle = \"The Harbour Brief\"\nlocale = \"en-GB\"\n\n[languages.ar]\ntitle = \"موجز الميناء\"\nlocale = \"ar-EG\"\nnumerals = \"arab\"\n";

/// Returns the front matter and body of an original with these rights.
fn original(title: &str, rights: &str, text: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\npublisher = \"times\"\nrights = \"{rights}\"\nurl = \"https://times.example/{rights}\"\npublished = 2025-08-18\n+++\n\n{text}\n"
    )
}

/// A site with an edition in both languages of four articles, whose originals have each kind of rights.
fn site(config: &str) -> TempDir {
    let site = TempDir::new().expect("a folder");
    let folder = "content/articles";
    for (path, text) in [
        ("config.toml".to_owned(), format!("{CONFIG}\n{config}")),
        ("content/publishers.toml".into(), "[times]\nname.en = \"The Times\"\nname.ar = \"التايمز\"\n".into()),
        ("content/topics/trade/index.en.md".into(), "+++\ntitle = \"Trade\"\n+++\n\nWhat comes and goes.\n".into()),
        (
            format!("{folder}/port/original.en.md"),
            original("The port", "full", "The port has 12 cranes.\n\nUncited words of the port."),
        ),
        (
            format!("{folder}/port/summary.en.md"),
            "+++\ntitle = \"A “new” port & more\"\ndescription = \"Cranes\"\ntopics = [\"trade\"]\nauthors = [\"Ada\"]\n+++\n\nThe port has 12 cranes [p1].[^why] See [the bridge](../bridge/summary.en.md), [a topic](../../topics/trade/index.en.md) and [another host](https://a.example/?a=1&b=2).\n\n![A quay at night](quay.png)\n\n![A plan](plan.svg)\n\n<p>Raw&nbsp;text &eacute;<br>and <b>an open element<div onclick=\"x()\">a block</div>\n\n[^why]: Because *ships* come.\n".into(),
        ),
        (
            format!("{folder}/port/summary.ar.md"),
            "+++\ntitle = \"ميناء جديد\"\n+++\n\nفي الميناء 12 رافعة [p1].\n".into(),
        ),
        (
            format!("{folder}/bridge/original.en.md"),
            original("The bridge", "cited", "The bridge is closed.\n\nUncited words of the bridge."),
        ),
        (
            format!("{folder}/bridge/summary.en.md"),
            "+++\ntitle = \"A bridge\"\n+++\n\nThe bridge is closed [p1].\n".into(),
        ),
        (
            format!("{folder}/tunnel/original.en.md"),
            original("The tunnel", "link", "Words of the tunnel that nobody may publish."),
        ),
        (
            format!("{folder}/tunnel/summary.ar.md"),
            "+++\ntitle = \"نفق\"\n+++\n\nكلام عن النفق [p1].\n".into(),
        ),
        (
            format!("{folder}/ferry/original.en.md"),
            original("The ferry", "full", "Words of the ferry."),
        ),
        (
            format!("{folder}/ferry/summary.en.md"),
            "+++\ntitle = \"A ferry under embargo\"\npublish = 2099-01-01\n+++\n\nWords of the ferry [p1].\n".into(),
        ),
        (
            "content/editions/2025-08-18.en.md".into(),
            "+++\ntitle = \"Cranes & a bridge\"\ndescription = \"Two things\"\narticles = [\"port\", \"bridge\", \"tunnel\"]\nauthors = [\"The desk\"]\n+++\n\nThe port has 12 cranes [port p1]. The bridge is closed [bridge p1].\n".into(),
        ),
        (
            "content/editions/2025-08-18.ar.md".into(),
            "+++\ntitle = \"رافعات\"\n+++\n\nفي الميناء 12 رافعة [port p1].\n".into(),
        ),
    ] {
        put(site.path(), &path, text);
    }
    let mut png = std::io::Cursor::new(Vec::new());
    let picture = DynamicImage::ImageRgb8(RgbImage::new(40, 30));
    picture
        .write_to(&mut png, ImageFormat::Png)
        .expect("a picture");
    put(
        site.path(),
        &format!("{folder}/port/quay.png"),
        png.into_inner(),
    );
    let plan = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"3\"><script>x()</script></svg>";
    put(site.path(), &format!("{folder}/port/plan.svg"), plan);
    site
}

fn build(site: &TempDir, mut options: BuildOptions) {
    options.now = options.now.or_else(|| Now::parse("2025-09-01"));
    let outcome = build_into(site.path(), &site.path().join("public"), options);
    assert!(outcome.report.is_some(), "{}", brief(&outcome.diagnostics));
}

fn book(site: &TempDir, path: &str) -> Vec<BookFile> {
    files(&fs::read(site.path().join("public").join(path)).expect(path))
}

fn text(book: &[BookFile], name: &str) -> String {
    let file = book.iter().find(|file| file.name == format!("EPUB/{name}"));
    file.expect(name).text().to_owned()
}

/// Returns all text of a book.
fn all(book: &[BookFile]) -> String {
    let texts = book.iter().filter(|file| !file.name.ends_with(".png"));
    texts.map(BookFile::text).collect()
}

const ENGLISH: &str = "en/editions/2025-08-18/2025-08-18.epub";
const ARABIC: &str = "ar/editions/2025-08-18/2025-08-18.epub";

#[test]
fn the_introduction_has_numbered_citations_and_says_what_they_stand_for() {
    let site = site("");
    build(&site, BuildOptions::default());
    let introduction = text(&book(&site, ENGLISH), "introduction.xhtml");
    for part in [
        "href=\"original-1.xhtml#p1\"",
        ">[1]</a>",
        ">[2]</a>",
        "<h2>Sources</h2>",
        "paragraph 1 of the original",
    ] {
        assert!(introduction.contains(part), "{part}: {introduction}");
    }
    let (_, list) = introduction.split_once("<h2>Sources</h2>").expect("it");
    let (first, second) = (list.find("[1] <a"), list.find("[2] <a"));
    assert!(first.is_some() && first < second, "{list}");
    // Digits are those of the page.
    let arabic = text(&book(&site, ARABIC), "introduction.xhtml");
    assert!(
        arabic.contains("[١] <a") && arabic.contains("الفقرة ١ من النص الأصلي"),
        "{arabic}"
    );
}

#[test]
fn the_contents_list_every_original() {
    let site = site("");
    put(
        site.path(),
        "content/articles/port/original.wire.en.md",
        original("The port by wire", "full", "The port has 12 cranes."),
    );
    build(&site, BuildOptions::default());
    let contents = text(&book(&site, ENGLISH), "nav.xhtml");
    let entry = "<a href=\"original-1.xhtml#original-wire\">The port by wire</a>";
    assert!(contents.contains(entry), "{contents}");
}

#[test]
fn the_archive_is_what_e_readers_expect() {
    let site = site("");
    build(&site, BuildOptions::default());
    for path in [ENGLISH, ARABIC] {
        let book = book(&site, path);
        let names: Vec<&str> = book.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names[..2], ["mimetype", "META-INF/container.xml"]);
        assert!(names[2..].is_sorted(), "{names:?}");
        assert_eq!(book[0].text(), "application/epub+zip");
        for file in &book {
            let is_packed = file.name == "mimetype" || file.name.ends_with(".png");
            let is_long = file.bytes.len() >= 4096;
            assert_eq!(file.is_compressed, is_long && !is_packed, "{}", file.name);
        }
    }
}

#[test]
fn every_file_is_well_formed_and_every_link_leads_somewhere() {
    let site = site("[topics]\nepub = true\n");
    build(&site, BuildOptions::default());
    for path in [
        ENGLISH,
        ARABIC,
        "en/topics/trade/trade.epub",
        "ar/topics/trade/trade.epub",
    ] {
        let book = book(&site, path);
        let names: BTreeSet<&str> = book.iter().map(|file| file.name.as_str()).collect();
        let (mut ids, mut links) = (BTreeSet::new(), Vec::new());
        for file in book.iter().filter(|file| file.name.ends_with("html")) {
            let mut reader = Reader::from_str(file.text());
            loop {
                let event = reader.read_event();
                match event.unwrap_or_else(|error| {
                    panic!("{path} {}: {error}\n{}", file.name, file.text())
                }) {
                    Event::Eof => break,
                    Event::Start(element) | Event::Empty(element) => {
                        for attribute in element.attributes() {
                            let attribute = attribute.expect("an attribute");
                            let value = attribute.value.into_owned();
                            match attribute.key.as_ref() {
                                "id" => assert!(
                                    ids.insert(format!("{}#{value}", file.name)),
                                    "{path} {}: {value} twice",
                                    file.name
                                ),
                                "href" | "src" => links.push((file.name.clone(), value)),
                                _ => {}
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
        for (from, link) in links {
            if link.contains(':') {
                assert!(link.starts_with("https://"), "{link}");
                continue;
            }
            let (file, fragment) = link.split_once('#').unwrap_or((&link, ""));
            let file = if file.is_empty() {
                from.clone()
            } else {
                format!("EPUB/{file}")
            };
            assert!(names.contains(file.as_str()), "{path} {from}: {link}");
            assert!(
                fragment.is_empty() || ids.contains(&format!("{file}#{fragment}")),
                "{path} {from}: {link}"
            );
        }
    }
}

#[test]
fn the_package_says_what_the_book_is() {
    let site = site("");
    build(&site, BuildOptions::default());
    let english = text(&book(&site, ENGLISH), "package.opf");
    for line in [
        "<dc:identifier id=\"id\">https://harbour-brief.net/news/en/editions/2025-08-18/</dc:identifier>",
        "<dc:title>Cranes &amp; a bridge</dc:title>",
        "<dc:language>en</dc:language>\n<dc:language>ar</dc:language>",
        "<dc:creator>The desk</dc:creator>",
        "<dc:rights>Summaries: The Harbour Brief. The texts of the originals belong to The Times.</dc:rights>",
        "<meta property=\"dcterms:modified\">2025-08-18T00:00:00Z</meta>",
        "<spine page-progression-direction=\"ltr\">",
    ] {
        assert!(english.contains(line), "{line}\n{english}");
    }
    let arabic = text(&book(&site, ARABIC), "package.opf");
    for line in [
        "xml:lang=\"ar\" dir=\"rtl\"",
        "<dc:language>ar</dc:language>",
        "<spine page-progression-direction=\"rtl\">",
    ] {
        assert!(arabic.contains(line), "{line}\n{arabic}");
    }
    let contents = text(&book(&site, ARABIC), "nav.xhtml");
    assert!(contents.contains("<h1>المحتويات</h1>"), "{contents}");
    assert!(
        contents.contains("lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\""),
        "{contents}"
    );
}

#[test]
fn a_chapter_has_its_summary_its_notes_and_its_pictures() {
    let site = site("");
    build(&site, BuildOptions::default());
    let book = book(&site, ENGLISH);
    let chapter = text(&book, "article-1.xhtml");
    for part in [
        "<h1>A “new” port &amp; more</h1><p class=\"standfirst\">Cranes</p>",
        "href=\"original-1.xhtml#p1\" aria-label=\"paragraph 1 of the original\">[1]</a>",
        "<a role=\"doc-noteref\" epub:type=\"noteref\" href=\"#fn-s1\">1</a>",
        "<aside epub:type=\"footnote\" role=\"doc-footnote\" id=\"fn-s1\"><a class=\"number\" role=\"doc-backlink\" href=\"#fn-s1-ref\">1</a> <p>Because <em>ships</em> come.</p>\n</aside>",
        "<a href=\"article-2.xhtml\">the bridge</a>",
        "<a href=\"https://harbour-brief.net/news/en/topics/trade/\">a topic</a>",
        "<a href=\"https://a.example/?a=1&amp;b=2\">another host</a>",
        "<img src=\"images/1.png\" alt=\"A quay at night\"/>",
        "A plan",
        "Raw\u{A0}text é<br/>and <b>an open element</b></p><div>a block</div>",
    ] {
        assert!(chapter.contains(part), "{part}\n{chapter}");
    }
    let picture =
        fs::read(site.path().join("content/articles/port/quay.png")).expect("it is there");
    let own = book.iter().find(|file| file.name == "EPUB/images/1.png");
    assert_eq!(own.expect("a picture").bytes, picture);
    let text_of_book = all(&book);
    for program in ["<script", "onclick", "svg"] {
        assert!(!text_of_book.contains(program), "{program}");
    }
    let original = text(&book, "original-1.xhtml");
    assert!(
        original.contains("href=\"article-1.xhtml#c1\""),
        "{original}"
    );
    // What is missing in English is there in Arabic, and the book's numerals are those of each chapter.
    let other = text(&book, "article-3.xhtml");
    assert!(
        other.contains("lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\""),
        "{other}"
    );
    assert!(
        other.contains("<h1>نفق</h1>") && other.contains("[١]</a>"),
        "{other}"
    );
}

#[test]
fn rights_and_embargoes_hold_in_books() {
    let site = site("[topics]\nepub = true\n[editions]\nevery = \"month\"\n");
    build(&site, BuildOptions::default());
    let paths = tree(&site.path().join("public")).into_keys();
    let paths: Vec<String> = paths.filter(|path| path.ends_with(".epub")).collect();
    assert!(paths.len() >= 4, "{paths:?}");
    for path in &paths {
        let text = all(&book(&site, path));
        for words in [
            "Uncited words of the bridge",
            "nobody may publish",
            "ferry",
            "under embargo",
        ] {
            assert!(!text.contains(words), "{path}: {words}");
        }
    }
    let book = book(&site, ENGLISH);
    assert!(text(&book, "original-1.xhtml").contains("Uncited words of the port."));
    let cited = text(&book, "original-2.xhtml");
    assert!(
        cited.contains("The bridge is closed.") && cited.contains("<p class=\"gap\">[…]</p>"),
        "{cited}"
    );
    let link = text(&book, "original-3.xhtml");
    assert!(
        link.contains("https://times.example/link") && !link.contains("class=\"par\""),
        "{link}"
    );
}

#[test]
fn a_draft_is_in_no_book_and_says_so_where_drafts_are_shown() {
    let site = site("");
    let edition = "content/editions/2025-08-18.ar.md";
    put(
        site.path(),
        edition,
        "+++\ntitle = \"رافعات\"\ndraft = true\n+++\n\nفي الميناء 12 رافعة [port p1].\n",
    );
    build(&site, BuildOptions::default());
    assert!(!site.path().join("public").join(ARABIC).exists());
    build(
        &site,
        BuildOptions {
            drafts: true,
            ..BuildOptions::default()
        },
    );
    let cover = text(&book(&site, ARABIC), "cover.xhtml");
    assert!(cover.contains("<p class=\"label\">مسودة</p>"), "{cover}");
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let site = site("");
    build(&site, BuildOptions::default());
    let read = || fs::read(site.path().join("public").join(ENGLISH)).expect("a book");
    let first = read();
    build(
        &site,
        BuildOptions {
            now: Now::parse("2031-05-05"),
            ..BuildOptions::default()
        },
    );
    assert_eq!(read(), first);
    // A page that is opened from the disk has relative links, and the book has none.
    let relative = site.path().join("relative");
    build_into(
        site.path(),
        &relative,
        BuildOptions {
            relative: true,
            ..BuildOptions::default()
        },
    );
    assert_eq!(fs::read(relative.join(ENGLISH)).expect("a book"), first);
    let summary = site.path().join("content/articles/port/quay.png");
    let mut png = std::io::Cursor::new(Vec::new());
    let picture = DynamicImage::ImageRgb8(RgbImage::new(41, 30));
    picture
        .write_to(&mut png, ImageFormat::Png)
        .expect("a picture");
    fs::write(summary, png.into_inner()).expect("a picture");
    build(&site, BuildOptions::default());
    assert_ne!(read(), first);
}

#[test]
fn the_page_links_to_its_book_unless_there_is_none() {
    let link = |path: &str| format!("<a download href=/news/{path} type=application/epub+zip>");
    let page = |site: &TempDir, path: &str| {
        fs::read_to_string(site.path().join("public").join(path)).expect(path)
    };
    let with = site("[topics]\nepub = true\n");
    build(&with, BuildOptions::default());
    for path in [ENGLISH, ARABIC, "en/topics/trade/trade.epub"] {
        let (folder, _) = path.rsplit_once('/').expect("a folder");
        let page = page(&with, &format!("{folder}/index.html"));
        assert!(page.contains(&link(path)), "{page}");
    }
    let without = site("[editions]\nepub = false\n");
    build(&without, BuildOptions::default());
    let paths = tree(&without.path().join("public")).into_keys();
    assert_eq!(paths.filter(|path| path.ends_with(".epub")).count(), 0);
    assert!(!page(&without, "en/editions/2025-08-18/index.html").contains("epub"));
    // A topic has a book only if the configuration says so.
    let plain = site("");
    build(&plain, BuildOptions::default());
    assert!(!page(&plain, "en/topics/trade/index.html").contains("epub"));
}
