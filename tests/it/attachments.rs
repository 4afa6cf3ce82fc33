//! The published files of an article's folder: those that a text names, and nothing else in any form.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::common::{build_into, copy, files, put, repository};
use mujaz::link::BuildOptions;
use tempfile::TempDir;

const ARTICLE: &str = "content/articles/treaty/";
const SECRET: &str = "words that nobody may read";

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"/>";

/// A site with these files beside its article, which the summaries show or link to in these words.
struct Site(TempDir);

impl Site {
    fn new(beside: &[&str], english: &str, arabic: &str) -> Site {
        let site = TempDir::new().expect("there is room for a temporary folder");
        copy(&repository("tests/diagnostics/base"), site.path());
        for name in beside {
            let text = if name.ends_with(".svg") { SVG } else { SECRET };
            put(site.path(), &format!("{ARTICLE}{name}"), text);
        }
        let english = format!("+++\ntitle = \"The treaty\"\n+++\n\nTwo states [p1]. {english}\n");
        put(site.path(), &format!("{ARTICLE}summary.en.md"), &english);
        let arabic = format!("+++\ntitle = \"المعاهدة\"\n+++\n\nدولتان [p1]. {arabic}\n");
        put(site.path(), &format!("{ARTICLE}summary.ar.md"), &arabic);
        Site(site)
    }

    fn original(self, rights: &str, text: &str) -> Site {
        let original = format!(
            "+++\ntitle = \"The treaty\"\npublisher = \"example-desk\"\nurl = \"https://example.org/t\"\nrights = \"{rights}\"\n+++\n\n{text}\n"
        );
        put(
            self.0.path(),
            &format!("{ARTICLE}original.en.md"),
            &original,
        );
        self
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Returns the files from the article's folders in the output, and the codes of the findings.
    fn published(&self) -> (BTreeSet<String>, Vec<String>) {
        let output = self.path().join("public");
        let outcome = build_into(self.path(), &output, BuildOptions::default());
        assert!(outcome.report.is_some(), "{:?}", outcome.diagnostics);
        let own = [
            "index.html",
            "parallel/index.html",
            "article.json",
            "card.svg",
            "card.png",
        ];
        let published = files(&output).into_iter().filter_map(|file| {
            let (lang, name) = file.split_once("/articles/treaty/")?;
            (!own.contains(&name)).then(|| format!("{lang}/{name}"))
        });
        let codes = outcome.diagnostics.iter();
        let codes = codes.map(|d| format!("{} {}", d.code, d.path.trim_start_matches(ARTICLE)));
        (published.collect(), codes.collect())
    }
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn copies_of_the_original_are_not_published() {
    let beside = [
        "original.en.md.bak",
        "original.en.docx",
        "original.txt",
        "saved-page.html",
        "saved-page_files/style.css",
        "saved-page_files/original.en.md",
        "ORIGINAL.EN.MD.ORIG",
        "capture.html",
        "capture_files/a.js",
    ];
    for rights in ["link", "cited", "full"] {
        let site = Site::new(&beside, "", "").original(rights, "Two states signed a treaty.");
        let (published, codes) = site.published();
        assert_eq!(published, set(&[]), "{rights}");
        let reported = |name: &str| codes.contains(&format!("attachment-unused {name}"));
        for name in beside {
            assert_eq!(
                reported(name),
                !name.starts_with("capture"),
                "{name}: {codes:?}"
            );
        }
        for file in files(&site.path().join("public")) {
            let bytes = fs::read(site.path().join("public").join(&file)).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            assert!(
                !text.contains(SECRET),
                "{file} holds what was not to be published"
            );
        }
    }
}

/// Text of a summary → the files that are published.
#[test]
fn what_a_text_names_is_published_where_it_names_it() {
    let table: &[(&[&str], &str, &str, &[&str])] = &[
        (&["a.pdf"], "[x](a.pdf)", "", &["en/a.pdf"]),
        (&["a.pdf"], "", "[x](a.pdf)", &["ar/a.pdf"]),
        (
            &["a.pdf"],
            "[x](a.pdf)",
            "[x](a.pdf)",
            &["ar/a.pdf", "en/a.pdf"],
        ),
        (
            &["a.pdf"],
            "[x](/ar/articles/treaty/a.pdf)",
            "",
            &["ar/a.pdf"],
        ),
        (
            &["a.pdf", "b.pdf"],
            "[x](./a.pdf?v=2#page=3)",
            "",
            &["en/a.pdf"],
        ),
        (
            &["a b.pdf"],
            "[x](a%20b.pdf) [y](<a b.pdf>)",
            "",
            &["en/a b.pdf"],
        ),
        (&["a?.pdf"], "[x](a%3F.pdf) [y](a?.pdf)", "", &["en/a?.pdf"]),
        (
            &["saved/a.pdf", "saved/b.pdf"],
            "[x](saved/a.pdf)",
            "",
            &["en/saved/a.pdf"],
        ),
        (&["a.svg", "b.svg"], "![x](a.svg)", "", &["en/a.svg"]),
        (&["a.svg"], "![x][a]\n\n[a]: a.svg", "", &["en/a.svg"]),
        // One of these names is composed, the other is not.
        (
            &["cafe\u{301}.pdf"],
            "[x](caf\u{e9}.pdf)",
            "",
            &["en/caf\u{e9}.pdf"],
        ),
        (
            &["a.mp4", "b.jpg", "c.mp4"],
            "<video src=\"a.mp4\" poster=b.jpg></video>",
            "",
            &["en/a.mp4", "en/b.jpg"],
        ),
        (
            &["a.pdf"],
            "<!-- <a href=\"a.pdf\">x</a> --> a.pdf `a.pdf` \\[x](a.pdf)",
            "",
            &[],
        ),
    ];
    for (beside, english, arabic, expected) in table {
        let site = Site::new(beside, english, arabic);
        let (published, codes) = site.published();
        assert_eq!(published, set(expected), "{english} {arabic}: {codes:?}");
    }
}

#[test]
fn an_original_names_files_only_where_it_is_published() {
    let text = "Two states. ![x](cited.svg)\n\nThree. ![x](uncited.svg)";
    for (rights, expected) in [
        ("link", &[][..]),
        ("cited", &["ar/cited.svg", "en/cited.svg"]),
        (
            "full",
            &[
                "ar/cited.svg",
                "ar/uncited.svg",
                "en/cited.svg",
                "en/uncited.svg",
            ],
        ),
    ] {
        let site = Site::new(&["cited.svg", "uncited.svg"], "", "").original(rights, text);
        let (published, codes) = site.published();
        assert_eq!(published, set(expected), "{rights}: {codes:?}");
    }
}

#[test]
fn a_draft_publishes_nothing() {
    let site = Site::new(&["a.pdf"], "", "");
    let draft = "+++\ntitle = \"المعاهدة\"\ndraft = true\n+++\n\n[x](a.pdf)\n";
    put(site.path(), &format!("{ARTICLE}summary.ar.md"), draft);
    let (published, codes) = site.published();
    assert_eq!(published, set(&[]));
    assert!(
        !codes.iter().any(|code| code.starts_with("attachment")),
        "{codes:?}"
    );
}

#[test]
fn a_page_names_files_of_an_article() {
    let site = Site::new(&["a.pdf", "b.pdf"], "", "");
    let page = "+++\ntitle = \"About\"\n+++\n\n[x](../articles/treaty/a.pdf)\n";
    put(site.path(), "content/pages/about.en.md", page);
    assert_eq!(site.published().0, set(&["en/a.pdf"]));
}
