//! Word documents in `mujaz import` and `mujaz verify`, and other documents, which are refused with advice. The
//! conversion of documents is tested in `crates/import/tests/word.rs`.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::put;
use mujaz::coding::archive::{ArchiveEntry, packed};
use tempfile::TempDir;

/// Returns a Word document with these paragraphs, each with its style.
pub fn document(paragraphs: &[(&str, &str)]) -> Vec<u8> {
    let paragraph = |(style, text): &(&str, &str)| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body: String = paragraphs.iter().map(paragraph).collect();
    let text = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let entry = ArchiveEntry {
        name: "word/document.xml".into(),
        bytes: text.into_bytes(),
        is_compressed: true,
    };
    packed(&[entry]).expect("an archive")
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_mujaz"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("it prints UTF-8");
    let status = output.status.code().expect("no signal ends it");
    (status, text(output.stdout) + &text(output.stderr))
}

fn site() -> TempDir {
    let site = TempDir::new().expect("a folder");
    let config = "base_url = \"https://harbour-brief.net/\"\ndefault_language = \"en\"\n\n[languages.en]\ntitle = \"Brief\"\n";
    put(site.path(), "config.toml", config);
    site
}

#[test]
fn a_word_document_is_imported_and_verified() {
    let site = site();
    let original = document(&[
        ("Title", "A new port"),
        ("Heading1", "Cranes"),
        (
            "Normal",
            "The port has 12 cranes, as its owners said on Monday, and 40 ships.",
        ),
    ]);
    put(site.path(), "Port of today.docx", original);
    let summary = document(&[
        ("Title", "A port"),
        ("Normal", "The port has 12 cranes [p1] and 41 ships [p1]."),
    ]);
    put(site.path(), "summary.docx", summary);
    let (status, said) = run(site.path(), &["import", "Port of today.docx"]);
    assert_eq!(status, 0, "{said}");
    assert!(
        said.contains("A new port") && said.contains("from its style"),
        "{said}"
    );
    let folder = site
        .path()
        .join("content/articles/a-new-port/original.en.md");
    let text = fs::read_to_string(folder).expect(&said);
    assert!(
        text.ends_with(
            "## Cranes\n\nThe port has 12 cranes, as its owners said on Monday, and 40 ships.\n"
        ),
        "{text}"
    );

    let (status, said) = run(
        site.path(),
        &[
            "verify",
            "--original",
            "Port of today.docx",
            "--summary",
            "summary.docx",
        ],
    );
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("41"), "{said}");
    assert!(
        !said.contains("malformed") && !said.contains("unknown"),
        "{said}"
    );
}

#[test]
fn other_documents_are_refused_with_what_to_do() {
    let site = site();
    for (name, bytes, advice) in [
        (
            "a.doc",
            &b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0\0"[..],
            "save it as Word (.docx)",
        ),
        (
            "a.rtf",
            b"{\\rtf1\\ansi A text.}",
            "save it as Word (.docx)",
        ),
        (
            "a.pdf",
            b"%PDF-1.7\n%\xE2\xE3",
            "save its text as a text file",
        ),
        ("a.pages", b"\0\0\0\0\0\0\0\0", "save it as Word (.docx)"),
    ] {
        put(site.path(), name, bytes);
        for arguments in [
            &["import", name][..],
            &["verify", "--original", name, "--summary", name],
        ] {
            let (status, said) = run(site.path(), arguments);
            assert_ne!(status, 0, "{said}");
            assert!(
                said.contains(advice) || arguments[0] == "verify" && name == "a.pages",
                "{arguments:?}: {said}"
            );
        }
    }
    let open_document = [
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", "<x/>"),
    ];
    let entries = open_document.map(|(name, text)| ArchiveEntry {
        name: name.into(),
        bytes: text.as_bytes().to_vec(),
        is_compressed: false,
    });
    put(site.path(), "a.odt", packed(&entries).expect("an archive"));
    let (status, said) = run(site.path(), &["import", "a.odt"]);
    assert!(
        status != 0 && said.contains("OpenDocument") && said.contains("save it as Word"),
        "{said}"
    );
    assert!(!site.path().join("content/articles").exists());
}
