//! Targets for files that the program writes (feeds, data, e-mails, books) and for the records of an output folder.

use std::fs;

use mujaz::build::{Memos, PhaseTimings, export, prepare};
use mujaz::clock::Now;
use mujaz::deploy::record;
use mujaz::link::BuildOptions;
use mujaz::load::Sources;
use mujaz::memo::Memo;
use mujaz::parse::parse;
use mujaz::plan::exports::Export;
use mujaz::seal::{SealState, sealed, standing};
use mujaz::write::{Output, OutputWriter};
use quick_xml::Reader;
use quick_xml::events::Event;
use tempfile::TempDir;

const CONFIG: &str = "base_url = \"https://a.example\"\ndefault_language = \"ar\"\n[editions]\nemail = true\n[topics]\nepub = true\n[languages.ar]\ntitle = \"a\"\ndescription = \"a\"\n[languages.en]\ntitle = \"a\"\ndescription = \"a\"\n";

/// Writes every feed, e-mail, book and list of a site with such texts, and reads them as programs do. The input is a title and a
/// text, of an article and of an edition.
pub fn exports(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let is_text = |c: &char| *c == '\n' || !c.is_control();
    let text: String = text.chars().filter(is_text).collect();
    let (title, body) = text.split_once('\n').unwrap_or((&text, "Text."));
    let title: String = title.chars().filter(|c| !"\"\\".contains(*c)).collect();
    // What most changes of a text would break, so that no file would be written: citations, notes and topics.
    let body = body
        .replace(['{', '}'], "")
        .replace("[^", "(")
        .replace("[p", "(p");
    let text = |end: &str| {
        format!(
            "+++\ntitle = \"T{title}\"\ndescription = \"D{title}\"\n+++\n{body}\n\nThree{end}.\n"
        )
    };
    let (summary, introduction, edition) = (text(" [p3]"), text(""), text(" [a p3]"));
    let mut sources = mujaz::load::built_in();
    let original = "+++\ntitle = \"T\"\npublisher = \"p\"\npublished = 2025-01-01\nrights = \"full\"\n+++\nOne.\n\nTwo.\n\nThree.\n";
    for (path, text) in [
        ("config.toml", CONFIG.to_owned()),
        (
            "content/publishers.toml",
            format!("[p]\nname.ar = \"P{title}\"\nname.en = \"a\"\n"),
        ),
        ("content/articles/a/original.ar.md", original.into()),
        ("content/articles/a/summary.en.md", summary.clone()),
        ("content/articles/a/summary.ar.md", summary),
        ("content/topics/t/index.en.md", introduction.clone()),
        ("content/topics/t/index.ar.md", introduction),
        ("content/editions/2025-01-01.en.md", edition.clone()),
        ("content/editions/2025-01-01.ar.md", edition),
    ] {
        sources.insert(path, text.into_bytes());
    }
    let options = BuildOptions {
        now: Now::parse("2026-11-28"),
        ..BuildOptions::default()
    };
    let memos = Memos::disabled();
    let mut timings = PhaseTimings::start();
    prepare(&sources, &options, &memos, &mut timings, |ready, _, _| {
        for one in ready.plan.exports() {
            let view = ready.plan.export(&one);
            let bytes = export(ready, &sources, &one.output, &view, &|_| None);
            check(&one, &bytes.expect("a book is small"));
        }
    });
}

/// Asserts that a program can read the file.
fn check(export: &Export, bytes: &[u8]) {
    let path = &*export.output;
    if path.ends_with(".epub") {
        return check_book(path, bytes);
    }
    let text = std::str::from_utf8(bytes).unwrap_or_else(|_| panic!("{path} is no UTF-8"));
    let is_json = path.ends_with(".json");
    match path.ends_with(".xml") || path.ends_with(".opml") {
        true => check_xml(path, text),
        false if is_json => drop(
            serde_json::from_str::<serde_json::Value>(text)
                .unwrap_or_else(|error| panic!("{path}: {error}")),
        ),
        false => {}
    }
    if path.ends_with(".eml") {
        let is_line = |line: &str| line.len() <= 998 && line.is_ascii();
        assert!(
            text.lines().all(is_line),
            "{path} has a line that no mail has"
        );
    }
}

fn check_book(path: &str, bytes: &[u8]) {
    let mut archive =
        zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a book is an archive");
    for n in 0..archive.len() {
        let file = archive.by_index(n).expect("a file of a book");
        let name = format!("{path}: {}", file.name().expect("a name"));
        let is_xml = [".xhtml", ".opf", ".xml", ".ncx"]
            .iter()
            .any(|end| name.ends_with(end));
        if is_xml {
            let text = std::io::read_to_string(file).expect("it is UTF-8");
            check_xml(&name, &text);
        }
    }
}

fn check_xml(path: &str, text: &str) {
    let is_xml = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
    let wrong = text.chars().find(|c| !is_xml(*c));
    assert!(wrong.is_none(), "{path} has {wrong:?}, which no XML has");
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    (config.check_end_names, config.allow_dangling_amp) = (true, false);
    let mut depth = 0usize;
    loop {
        match reader.read_event() {
            Err(error) => panic!("{path}: {error}"),
            Ok(Event::Eof) => break,
            Ok(Event::Start(start)) => {
                depth += 1;
                start
                    .attributes()
                    .for_each(|one| drop(one.expect("an attribute")));
            }
            Ok(Event::Empty(start)) => {
                start
                    .attributes()
                    .for_each(|one| drop(one.expect("an attribute")));
            }
            Ok(Event::End(_)) => depth -= 1,
            Ok(_) => {}
        }
    }
    assert_eq!(depth, 0, "{path} ends within an element");
}

/// Seals a summary, whatever stands in its front matter, and reads it again: the seal holds, and the text is what it was.
pub fn seals(bytes: &[u8]) {
    let original = "+++\ntitle = \"T\"\npublisher = \"p\"\n+++\nOne.\n\nTwo.\n";
    let path = "content/articles/a/summary.en.md";
    let date = mujaz::lang::Date::parse("2026-11-28").expect("a day");
    let sources = |summary: Vec<u8>| {
        let mut sources = Sources::default();
        sources.insert("content/articles/a/original.en.md", original.into());
        sources.insert(path, summary);
        sources
    };
    let before = sources(bytes.to_vec());
    let (documents, _) = parse(&before, &Memo::disabled());
    let (Some(summary), Some(original)) =
        (documents.summaries.first(), documents.originals.first())
    else {
        return;
    };
    let Ok(new) = sealed(summary, &[original], |path| before.text(path), date) else {
        return;
    };
    let body = &before.text(path).expect("it was parsed")[summary.body_start..];
    assert!(
        new.text.ends_with(body),
        "the text below the front matter stays"
    );
    let after = sources(new.text.into_bytes());
    let (documents, _) = parse(&after, &Memo::disabled());
    let summary = documents.summaries.first().expect("it can be read again");
    let now = standing(summary, &[original], |path| after.text(path));
    assert_eq!(now, SealState::Sealed(date));
}

/// A file beside an output folder, which nothing in that folder may touch.
const PRECIOUS: &str = "precious";

/// Reads what an output folder and a target say of themselves, whoever wrote it, and commits an empty build over it.
pub fn records(bytes: &[u8]) {
    drop(record::read(bytes));
    let desk = TempDir::new().expect("a folder");
    let root = desk.path().join("public");
    let text = String::from_utf8_lossy(bytes);
    let text = text.replace(
        "DIGEST",
        blake3::hash(PRECIOUS.as_bytes()).to_hex().as_str(),
    );
    let (manifest, journal) = text.split_once("====\n").unwrap_or((&text, ""));
    let sealed = |text: &str| format!("{}\n{text}", blake3::hash(text.as_bytes()).to_hex());
    fs::create_dir_all(root.join(".mujaz")).expect("a folder");
    for (path, text) in [
        (desk.path().join("precious"), PRECIOUS.to_owned()),
        (root.join("a.html"), PRECIOUS.to_owned()),
        (root.join(".mujaz/manifest"), sealed(manifest)),
        (root.join(".mujaz/journal"), sealed(journal)),
    ] {
        fs::write(path, text).expect("a file");
    }
    if let Ok(output) = Output::open(&root) {
        let written: Vec<String> = output.written().map(|(path, _)| path.to_owned()).collect();
        written.iter().for_each(|path| drop(output.digest(path)));
    }
    if let Ok(writer) = OutputWriter::open(&root) {
        drop(writer.commit());
    }
    let kept = fs::read_to_string(desk.path().join("precious"));
    assert_eq!(
        kept.ok().as_deref(),
        Some(PRECIOUS),
        "a file beside the output"
    );
    let beside = fs::read_dir(desk.path()).expect("a folder").count();
    assert_eq!(beside, 2, "nothing is written beside the output");
}
