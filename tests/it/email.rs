//! Editions as e-mails: the HTML that mail programs get, the plain text, and the message of both, which is parsed here as a
//! mail program does.

use std::fs;
use std::process::Command;

use crate::common::book::{BookFile, files};
use crate::common::put;
use tempfile::TempDir;

const CONFIG: &str = "base_url = \"https://harbour-brief.net/news/\"\ndefault_language = \"en\"\ntimezone = \"Africa/Cairo\"\n\n[languages.en]\ntitle = \"The Harbour Brief\"\nlocale = \"en-GB\"\n\n[languages.ar]\ntitle = \"موجز الميناء\"\nlocale = \"ar-EG\"\nnumerals = \"latn\"\n\n[editions]\nemail = true\nfrom = \"desk@harbour-brief.net\"\nto = \"brief@lists.harbour-brief.net\"\nlist_id = \"brief.harbour-brief.net\"\nunsubscribe = \"https://lists.harbour-brief.net/leave\"\n";

/// A site with an edition in both languages, whose texts are these.
fn site(english: &str, arabic: &str) -> TempDir {
    let site = TempDir::new().expect("a folder");
    for (path, text) in [
        ("config.toml", CONFIG.to_owned()),
        ("content/publishers.toml", "[times]\nname.en = \"The Times\"\n".into()),
        (
            "content/articles/port/original.en.md",
            "+++\ntitle = \"The port\"\npublisher = \"times\"\nrights = \"full\"\npublished = 2025-08-18\n+++\n\nThe port has 12 cranes.\n\nIt has 40 ships.\n".into(),
        ),
        (
            "content/articles/port/summary.en.md",
            "+++\ntitle = \"A “new” port & more\"\ndescription = \"It has 12 cranes\"\n+++\n\nThe port has 12 cranes [p1].\n".into(),
        ),
        (
            "content/articles/bridge/original.en.md",
            "+++\ntitle = \"The bridge\"\npublisher = \"times\"\nrights = \"full\"\npublished = 2025-08-18\n+++\n\nThe bridge is closed.\n".into(),
        ),
        (
            "content/articles/bridge/summary.ar.md",
            "+++\ntitle = \"إغلاق الجسر\"\n+++\n\nالجسر مغلق [p1].\n".into(),
        ),
        (
            "content/editions/2025-08-18.en.md",
            format!("+++\ntitle = \"Cranes, ships and nothing else of any importance at all in the whole of the harbour\"\ndescription = \"Two things to know\"\n+++\n\n{english}\n"),
        ),
        (
            "content/editions/2025-08-18.ar.md",
            format!("+++\ntitle = \"رافعات الميناء الجديد وسفنه، ولا شيء سواها\"\npublish = 2025-08-18T06:30:00+03:00\n+++\n\n{arabic}\n"),
        ),
    ] {
        put(site.path(), path, text);
    }
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"300\"></svg>";
    put(site.path(), "content/articles/port/map.svg", picture);
    let plan = site.path().join("content/articles/port/plan.png");
    image::RgbImage::new(900, 300)
        .save(plan)
        .expect("a picture");
    site
}

const ENGLISH: &str = "The port has 12 cranes [port p1] and 40 ships [port p2], which [the port](../articles/port/summary.en.md) counts as 12 cranes [port p1].\n\n![A map](../articles/port/map.svg)\n\n![A plan](../articles/port/plan.png)\n\n| What | How many |\n|---|---|\n| Cranes | 12 [port p1] |\n\n- one\n- two";
const ARABIC: &str = "في الميناء 12 رافعة [port p1] و40 سفينة [port p2].\n\nRT أول من ذكر ذلك.";

fn build(site: &TempDir, now: &str) {
    let output = Command::new(env!("CARGO_BIN_EXE_mujaz"))
        .current_dir(site.path())
        .args(["build", "--now", now])
        .output()
        .expect("the program runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn file(site: &TempDir, lang: &str, name: &str) -> String {
    let path = format!("public/{lang}/editions/2025-08-18/{name}");
    fs::read_to_string(site.path().join(&path)).expect(&path)
}

fn page_of(site: &TempDir, path: &str) -> String {
    fs::read_to_string(site.path().join("public").join(path)).expect(path)
}

/// A part of a message: its header fields with unfolded values, and its body.
struct Entity {
    fields: Vec<(String, String)>,
    body: String,
}

impl Entity {
    /// Parses an entity whose lines end with CR LF.
    fn parse(text: &str) -> Entity {
        let (head, body) = text.split_once("\r\n\r\n").expect("an empty line");
        let head = head.replace("\r\n ", " ");
        let field = |line: &str| {
            let (name, value) = line.split_once(": ").expect(line);
            (name.to_ascii_lowercase(), value.to_owned())
        };
        Entity {
            fields: head.split("\r\n").map(field).collect(),
            body: body.to_owned(),
        }
    }

    fn field(&self, name: &str) -> &str {
        let mut values = self.fields.iter().filter(|(own, _)| own == name);
        let value = values.next().expect(name);
        assert!(values.next().is_none(), "{name} stands once");
        &value.1
    }

    /// Returns the parts of a multipart entity.
    fn parts(&self) -> Vec<Entity> {
        let kind = self.field("content-type");
        let (_, boundary) = kind.split_once("boundary=\"").expect("a boundary");
        let boundary = boundary.trim_end_matches('"');
        assert!(boundary.len() <= 70);
        let (parts, rest) = self
            .body
            .split_once(&format!("--{boundary}--"))
            .expect("an end");
        assert_eq!(rest, "\r\n");
        let mark = format!("--{boundary}\r\n");
        let mut parts = parts.split(&mark);
        assert_eq!(parts.next().map(str::trim), Some(""));
        parts
            .map(|part| Entity::parse(part.strip_suffix("\r\n").expect("a line end")))
            .collect()
    }

    /// Returns the decoded text of a part.
    fn text(&self) -> String {
        let bytes = match self.field("content-transfer-encoding") {
            "base64" => decoded(&self.body.replace("\r\n", "")),
            "quoted-printable" => printable(&self.body),
            other => panic!("{other}"),
        };
        String::from_utf8(bytes).expect("UTF-8")
    }
}

fn decoded(base64: &str) -> Vec<u8> {
    let digit = |byte: u8| match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        other => panic!("{other} in base64"),
    };
    let mut bytes = Vec::new();
    for four in base64.as_bytes().chunks(4) {
        let digits: Vec<u32> = four
            .iter()
            .filter(|b| **b != b'=')
            .map(|b| digit(*b).into())
            .collect();
        let whole =
            digits.iter().fold(0, |all, digit| all << 6 | digit) << (6 * (4 - digits.len()));
        bytes.extend(whole.to_be_bytes()[1..digits.len()].iter());
    }
    bytes
}

fn printable(text: &str) -> Vec<u8> {
    let text = text.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'=' {
            let hex = std::str::from_utf8(&after[..2]).expect("two digits");
            bytes.push(u8::from_str_radix(hex, 16).expect("a byte"));
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    bytes
}

/// Decodes the encoded words of a value (RFC 2047).
fn words(value: &str) -> String {
    let mut bytes = Vec::new();
    let mut last_was_encoded = false;
    for word in value.split(' ') {
        let inner = word
            .strip_prefix("=?UTF-8?B?")
            .and_then(|word| word.strip_suffix("?="));
        let is_joined = last_was_encoded && inner.is_some();
        if !(bytes.is_empty() || is_joined) {
            bytes.push(b' ');
        }
        last_was_encoded = inner.is_some();
        match inner {
            Some(inner) => bytes.extend(decoded(inner)),
            None => bytes.extend(word.bytes()),
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn a_message_holds_the_plain_text_and_the_html_with_the_fields_of_a_list() {
    let site = site(ENGLISH, ARABIC);
    build(&site, "2025-09-10T12:00:00Z");
    for (lang, title, from, date) in [
        (
            "en",
            "Cranes, ships and nothing else of any importance at all in the whole of the harbour",
            "\"The Harbour Brief\"",
            "Mon, 18 Aug 2025 00:00:00 +0300",
        ),
        (
            "ar",
            "رافعات الميناء الجديد وسفنه، ولا شيء سواها",
            "موجز الميناء",
            "Mon, 18 Aug 2025 06:30:00 +0300",
        ),
    ] {
        let eml = file(&site, lang, "email.eml");
        assert!(eml.is_ascii(), "seven bits go through every server");
        for line in eml.split("\r\n") {
            assert!(!line.contains('\n') && line.len() <= 78, "{line}");
        }
        let message = Entity::parse(&eml);
        assert_eq!(words(message.field("subject")), title);
        assert_eq!(message.field("date"), date);
        let sender = words(message.field("from"));
        assert_eq!(sender, format!("{from} <desk@harbour-brief.net>"));
        assert_eq!(message.field("to"), "brief@lists.harbour-brief.net");
        let id = message.field("message-id");
        assert!(
            id.starts_with(&format!("<2025-08-18.{lang}.")) && id.ends_with("@harbour-brief.net>"),
            "{id}"
        );
        assert_eq!(
            message.field("list-unsubscribe-post"),
            "List-Unsubscribe=One-Click"
        );
        assert_eq!(
            message.field("list-unsubscribe"),
            "<https://lists.harbour-brief.net/leave>"
        );
        assert!(
            message
                .field("list-id")
                .ends_with("<brief.harbour-brief.net>")
        );
        assert_eq!(
            message.field("list-archive"),
            format!("<https://harbour-brief.net/news/{lang}/editions/>")
        );
        assert_eq!(message.field("mime-version"), "1.0");
        assert_eq!(message.field("content-language"), lang);
        assert!(
            message
                .field("content-type")
                .starts_with("multipart/alternative;")
        );
        let parts = message.parts();
        assert_eq!(parts.len(), 2);
        for (part, kind, name) in [
            (
                &parts[0],
                "text/plain; charset=utf-8; format=flowed",
                "email.txt",
            ),
            (&parts[1], "text/html; charset=utf-8", "email.html"),
        ] {
            assert_eq!(part.field("content-type"), kind);
            assert_eq!(
                part.text().replace("\r\n", "\n"),
                file(&site, lang, name),
                "{name}"
            );
        }
    }
}

#[test]
fn the_html_is_one_column_with_direction_and_language_in_each_cell() {
    let site = site(ENGLISH, ARABIC);
    build(&site, "2025-09-10T12:00:00Z");
    for (lang, dir, side) in [("en", "ltr", "left"), ("ar", "rtl", "right")] {
        let html = file(&site, lang, "email.html");
        assert!(html.len() < 90_000);
        for tag in html.split("<td").skip(1).chain(html.split("<th ").skip(1)) {
            let tag = &tag[..tag.find('>').expect("an end")];
            assert!(
                tag.contains(&format!("lang=\"{lang}\""))
                    && tag.contains(&format!("dir=\"{dir}\"")),
                "{tag}"
            );
        }
        for part in [
            "prefers-color-scheme:dark",
            "width=\"600\"",
            &format!("text-align:{side}"),
            &format!("https://harbour-brief.net/news/{lang}/articles/"),
            "https://lists.harbour-brief.net/leave",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(!html.contains("bdi"), "Gmail and Outlook do not know it");
        let links = html.split("href=\"").skip(1);
        for address in links.chain(html.split("src=\"").skip(1)) {
            assert!(address.starts_with("https://"), "{}", &address[..60]);
        }
        assert!(
            !html.contains("<script") && !html.contains("<link"),
            "{html}"
        );
    }
    let html = file(&site, "en", "email.html");
    let picture = html.split("<img").nth(1).expect("a picture");
    let picture = &picture[..picture.find('>').expect("an end")];
    assert!(
        picture.contains("alt=\"A plan\"") && picture.contains("https://harbour-brief.net/news/"),
        "{picture}"
    );
    assert!(
        picture.contains("width=\"552\"") && !picture.contains("height=\"300\""),
        "{picture}"
    );
    assert!(html.contains("/en/articles/port/#p1"), "{html}");
    assert!(
        html.contains("<span lang=\"ar\" dir=\"rtl\">إغلاق الجسر</span>"),
        "{html}"
    );
}

#[test]
fn the_plain_text_flows_and_gives_its_sources_as_notes() {
    let site = site(ENGLISH, ARABIC);
    build(&site, "2025-09-10T12:00:00Z");
    let text = file(&site, "en", "email.txt");
    let joined = text.replace(" \n", " ");
    assert!(
        joined.contains(
            "The port has 12 cranes [1] and 40 ships [2], which the port [3] counts as 12 cranes [1]."
        ),
        "{text}"
    );
    for line in [
        "[1] A “new” port & more · The Times · paragraph 1 of the original",
        "https://harbour-brief.net/news/en/articles/port/#p1",
        "[2] A “new” port & more · The Times · paragraph 2 of the original",
        "https://harbour-brief.net/news/en/articles/port/#p2",
        "[3] https://harbour-brief.net/news/en/articles/port/",
        "[A map]",
        "What | How many",
        "Cranes | 12 [1]",
        "- one",
        "- two",
        "https://harbour-brief.net/news/en/editions/2025-08-18/",
        "A “new” port & more",
        "Publisher: The Times",
    ] {
        assert!(text.lines().any(|own| own == line), "{line}: {text}");
    }
    for line in text.lines().filter(|line| !line.contains("https://")) {
        assert!(line.chars().count() <= 78, "{line}");
    }
    let arabic = file(&site, "ar", "email.txt");
    assert!(
        arabic.contains("في الميناء 12 رافعة [1] و40 سفينة [2]."),
        "{arabic}"
    );
    // Its direction is that of its first letter, without an isolate around it.
    assert!(
        arabic.contains("\u{2067}RT أول من ذكر ذلك.\u{2069}"),
        "{arabic}"
    );
    let (text, _) = arabic.split_once("المصادر").expect("the notes");
    assert_eq!(text.matches('\u{2067}').count(), 1, "{arabic}");
}

#[test]
fn the_plain_text_keeps_what_markup_says() {
    let english = "See [a study](https://study.example/a?b=1&c=2) and [its annex](mailto:annex@study.example), <https://bare.example/>[^1].\n\n1. first\n2. second\n   - inner\n\n> Quoted words.\n\n```\ncode  stays\n  as it is\n```\n\n![A quay at night](../articles/port/map.svg \"The quay in June | Photo: Ada Haddad\")\n\n[^1]: A note of the desk.";
    let site = site(english, ARABIC);
    build(&site, "2025-09-10T12:00:00Z");
    let text = file(&site, "en", "email.txt");
    for line in [
        "See a study [1] and its annex [2], https://bare.example/ [*1].",
        "1. first",
        "2. second",
        // One space more stands before a line that begins with one.
        "   - inner",
        "> Quoted words.",
        "code  stays",
        "   as it is",
        "[A quay at night]",
        "The quay in June · Photo: Ada Haddad",
        "[*1] A note of the desk.",
        "[1] https://study.example/a?b=1&c=2",
        "[2] mailto:annex@study.example",
    ] {
        assert!(text.lines().any(|own| own == line), "{line}: {text}");
    }
}

#[test]
fn citations_have_the_same_numbers_wherever_an_edition_is_read() {
    let english = "The bridge is closed [bridge p1]. The port has 12 cranes [port p1] and 40 ships [port p2], of which 12 are cranes [port p1-p2, p1].";
    let arabic = "الجسر مغلق [bridge p1]. في الميناء 12 رافعة [port p1]، والجسر مغلق [bridge p1] و40 سفينة [port p1-p2].";
    let site = site(english, arabic);
    build(&site, "2025-09-10T12:00:00Z");
    let marks = |html: &str| -> Vec<String> {
        let text = html.replace("<p>", "\n").replace("</p>", "\n");
        let mut text = text.as_str();
        let mut marks = Vec::new();
        while let Some((_, after)) = text.split_once('[') {
            let (mark, rest) = after.split_once(']').expect("an end");
            if mark.bytes().all(|b| b.is_ascii_digit()) {
                marks.push(mark.to_owned());
            }
            text = rest;
        }
        marks
    };
    for (lang, expected) in [
        // The marks of the text, then those of the notes.
        ("en", "1 2 3 4 2 1 2 3 4"),
        ("ar", "1 2 1 3 1 2 3"),
    ] {
        let page = file(&site, lang, "index.html");
        let (_, text) = page.split_once("introduction").expect("the text");
        let feed = page_of(&site, &format!("{lang}/editions/feed.json"));
        let (_, feed) = feed.split_once("content_html").expect("the text");
        for (name, text) in [
            ("page", text),
            ("email.html", &file(&site, lang, "email.html")),
            ("email.txt", &file(&site, lang, "email.txt")),
            ("feed", &feed.replace("\\n", "\n")),
        ] {
            assert_eq!(marks(text).join(" "), expected, "{lang} {name}: {text}");
        }
    }
    let page = file(&site, "en", "index.html");
    for part in [
        "title=\"A “new” port &amp; more · paragraph 1 of the original\"",
        "aria-label=\"2: A “new” port &amp; more · paragraph 1 of the original\"",
        "title=\"\u{2068}إغلاق الجسر\u{2069} · paragraph 1 of the original\"",
        "paragraphs 1–2 of the original",
        "<a title=\"paragraph 2 of the original\" class=note href=/news/en/articles/port/#p2>[3]",
        "https://harbour-brief.net/news/en/articles/port/</bdi>",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let list = page
        .split("<section class=notes")
        .nth(1)
        .expect("the notes");
    assert!(list.contains("Sources") && !list.contains("<ol"), "{list}");
    let arabic = file(&site, "ar", "index.html");
    // A range of Western digits runs to the right in Arabic as well.
    for part in ["المصادر", "\u{2066}1–2\u{2069}"] {
        assert!(arabic.contains(part), "{part}: {arabic}");
    }
}

#[test]
fn without_an_address_for_it_no_e_mail_has_a_link_for_unsubscribing() {
    let site = site(ENGLISH, ARABIC);
    let (config, _) = CONFIG.split_once("from =").expect("the list");
    for (more, fields) in [
        ("", ""),
        (
            "unsubscribe = \"mailto:leave@lists.example.org\"\n",
            "List-Unsubscribe: <mailto:leave@lists.example.org>\r\n",
        ),
    ] {
        put(site.path(), "config.toml", format!("{config}{more}"));
        build(&site, "2025-09-10T12:00:00Z");
        for lang in ["en", "ar"] {
            let eml = file(&site, lang, "email.eml");
            assert!(!eml.contains("List-Unsubscribe-Post") && !eml.contains("List-Id"));
            assert_eq!(eml.contains("List-Unsubscribe"), !fields.is_empty());
            assert!(eml.contains(fields), "{eml}");
            assert!(eml.contains("From: ") && eml.contains("<briefing@example.invalid>"));
            for name in ["email.html", "email.txt"] {
                let text = file(&site, lang, name);
                let has_link = text.contains("Unsubscribe") || text.contains("إلغاء الاشتراك");
                assert_eq!(has_link, !fields.is_empty(), "{lang} {name}");
                assert!(!text.contains("example.invalid"), "{lang} {name}: {text}");
            }
        }
    }
}

#[test]
fn a_part_has_nothing_that_programs_that_send_it_replace() {
    let site = site(
        "It grew by 100%DATE% in C:\\\\new, as `a\\nb` says.",
        ARABIC,
    );
    build(&site, "2025-09-10T12:00:00Z");
    let eml = file(&site, "en", "email.eml");
    let text = file(&site, "en", "email.txt");
    assert!(
        text.contains("100%DATE%") && text.contains("a\\nb"),
        "{text}"
    );
    assert!(!eml.contains('%') && !eml.contains('\\'), "{eml}");
}

/// Creates a site whose English edition names its authors, its corrections, and the reason for accepting a figure.
fn site_with_credits() -> TempDir {
    let site = site(ENGLISH, ARABIC);
    put(
        site.path(),
        "content/names.toml",
        "[[name]]\nid = \"desk\"\nkind = \"organisation\"\nen = \"Harbour Desk\"\nar = \"مكتب الميناء\"\n",
    );
    put(
        site.path(),
        "content/editions/2025-08-18.en.md",
        "+++\ntitle = \"Cranes\"\nauthors = [\"Harbour Desk\", \"Ada Haddad\"]\nreviewers = [\"Omar Zaki\"]\ncorrections = [\n  { date = 2025-08-20, kind = \"correction\", text = \"It has 12 cranes, not 21.\" },\n  { date = 2025-08-22, kind = \"update\", text = \"A ship came since.\" },\n]\nwaive = [{ code = \"figure-not-in-original\", text = \"77 gulls\", why = \"The desk counted them.\", public = true }]\n+++\n\nThe port has 12 cranes [port p1] and 77 gulls [port p2].\n",
    );
    site
}

#[test]
fn an_edition_says_everywhere_who_made_it_and_what_was_changed() {
    let site = site_with_credits();
    build(&site, "2025-09-10T12:00:00Z");
    let book = fs::read(
        site.path()
            .join("public/en/editions/2025-08-18/2025-08-18.epub"),
    );
    let book = files(&book.expect("the book"));
    let texts = book.iter().filter(|file| !file.name.ends_with(".png"));
    let book: String = texts.map(BookFile::text).collect();
    let flowed = file(&site, "en", "email.txt").replace(" \n", " ");
    for (name, text) in [
        ("page", file(&site, "en", "index.html")),
        ("data", file(&site, "en", "edition.json")),
        ("email.html", file(&site, "en", "email.html")),
        ("email.txt", flowed),
        ("feed.xml", page_of(&site, "en/editions/feed.xml")),
        ("feed.json", page_of(&site, "en/editions/feed.json")),
        ("book", book),
    ] {
        for part in [
            "Ada Haddad",
            "Omar Zaki",
            "12 cranes, not 21",
            "A ship came since.",
            "77 gulls",
            "The desk counted them.",
        ] {
            assert!(text.contains(part), "{part} in {name}: {text}");
        }
        let place = |words| text.find(words);
        assert!(
            place("A ship came") < place("not 21"),
            "{name}: the newest first"
        );
    }
    for feed in ["feed.xml", "feed.json"] {
        let feed = page_of(&site, &format!("en/editions/{feed}"));
        assert!(feed.contains("2025-08-22T00:00:00Z"), "{feed}");
    }
    let corrections = page_of(&site, "en/corrections/index.html");
    for part in ["not 21", "/en/editions/2025-08-18/", "22 August 2025"] {
        assert!(corrections.contains(part), "{part}: {corrections}");
    }
    assert!(page_of(&site, "en/corrections/feed.xml").contains("not 21"));
    let page = file(&site, "en", "index.html");
    for part in [
        "{\"@type\":\"Organization\",\"name\":\"Harbour Desk\"}",
        "{\"@type\":\"Person\",\"name\":\"Ada Haddad\"}",
        "\"reviewedBy\":{\"@type\":\"Person\",\"name\":\"Omar Zaki\"}",
        "\"dateModified\":\"2025-08-22\"",
        "CorrectionComment",
        "/en/authors/omar-zaki/",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
}

#[test]
fn who_made_editions_alone_has_a_page_with_them() {
    let site = site_with_credits();
    build(&site, "2025-09-10T12:00:00Z");
    for author in ["omar-zaki", "desk"] {
        let page = page_of(&site, &format!("en/authors/{author}/index.html"));
        assert!(page.contains("/en/editions/2025-08-18/"), "{page}");
        let feed = page_of(&site, &format!("en/authors/{author}/feed.xml"));
        assert!(feed.contains("/en/editions/2025-08-18/"), "{feed}");
    }
    let authors = page_of(&site, "en/authors/index.html");
    assert!(authors.contains("/en/authors/omar-zaki/"), "{authors}");
    assert!(page_of(&site, "sitemap.xml").contains("/en/authors/omar-zaki/"));
}

#[test]
fn an_edition_that_was_changed_is_another_message() {
    let site = site_with_credits();
    build(&site, "2025-09-10T12:00:00Z");
    let id = |site: &TempDir| {
        let eml = file(site, "en", "email.eml");
        Entity::parse(&eml).field("message-id").to_owned()
    };
    let first = id(&site);
    build(&site, "2025-09-11T12:00:00Z");
    assert_eq!(id(&site), first);
    let path = site.path().join("content/editions/2025-08-18.en.md");
    let text = fs::read_to_string(&path).expect("the edition");
    fs::write(&path, text.replace("not 21", "not 22")).expect("it is written");
    build(&site, "2025-09-11T12:00:00Z");
    assert_ne!(id(&site), first);
}

#[test]
fn what_is_held_back_is_marked_wherever_the_desk_sees_it() {
    let site = site(ENGLISH, ARABIC);
    put(
        site.path(),
        "content/editions/2025-08-19.en.md",
        "+++\ntitle = \"A later one\"\narticles = [\"port\"]\npublish = 2099-01-01\n+++\n\nThe port has 12 cranes [port p1].\n",
    );
    let output = Command::new(env!("CARGO_BIN_EXE_mujaz"))
        .current_dir(site.path())
        .args(["build", "--drafts", "--now", "2025-09-10T12:00:00Z"])
        .output()
        .expect("the program runs");
    assert!(output.status.success());
    let label = "Embargoed until 1 January 2099";
    for path in [
        "en/index.html",
        "en/editions/index.html",
        "en/editions/feed.xml",
        "en/editions/feed.json",
        // Its neighbour.
        "en/editions/2025-08-18/index.html",
        "en/editions/2025-08-19/index.html",
        "en/editions/2025-08-19/email.html",
        "en/editions/2025-08-19/email.txt",
    ] {
        let text = page_of(&site, path);
        assert!(text.contains(label), "{path}: {text}");
    }
    let eml = page_of(&site, "en/editions/2025-08-19/email.eml");
    let subject = words(Entity::parse(&eml).field("subject"));
    assert_eq!(subject, format!("[{label}] A later one"));
}

#[test]
fn pictures_are_small_copies_in_formats_that_mail_programs_show() {
    let english = "The port has 12 cranes [port p1].\n\n![A quay](../articles/port/quay.png)\n\n![A map](../articles/port/map.svg)";
    let site = site(english, ARABIC);
    let quay = image::RgbImage::new(2_400, 1_200);
    let place = site.path().join("content/articles/port/quay.png");
    quay.save(place).expect("a picture");
    build(&site, "2025-09-10T12:00:00Z");
    let html = file(&site, "en", "email.html");
    let picture = html.split("<img").nth(1).expect("a picture");
    let picture = &picture[..picture.find('>').expect("an end")];
    assert!(picture.contains("/assets/quay-960."), "{picture}");
    assert!(!html.contains(".svg\" alt"), "{html}");
    assert!(
        html.contains("map.svg\" style=\"color:#1d4e89;\">A map</a>"),
        "{html}"
    );
}

#[test]
fn a_first_block_that_is_too_long_leads_to_the_page() {
    let rows = "| The cranes of the port | 12 [port p1] |\n".repeat(600);
    let words = "The port has 12 cranes [port p1]. ".repeat(1500);
    let items = "- The port has 12 cranes [port p1].\n".repeat(900);
    let table = format!("| What | How many |\n|---|---|\n{rows}");
    for block in [table, words, items] {
        let site = site(&format!("{block}\n\nIn the end, nothing."), ARABIC);
        build(&site, "2025-08-19");
        let html = file(&site, "en", "email.html");
        assert!(html.len() < 90_000, "{}", html.len());
        assert!(html.contains(">Read on</a>"), "{html}");
        assert!(!html.contains("In the end, nothing."));
    }
}

#[test]
fn a_long_edition_is_cut_before_mail_programs_do() {
    let paragraph = "The port has 12 cranes [port p1] and 40 ships [port p2]. ".repeat(12);
    let english = format!("{paragraph}\n\n").repeat(60);
    let site = site(&english, ARABIC);
    for number in 0..400 {
        let folder = format!("content/articles/more-{number:03}");
        put(
            site.path(),
            &format!("{folder}/original.en.md"),
            "+++\ntitle = \"More\"\npublisher = \"times\"\nrights = \"full\"\npublished = 2025-08-18\n+++\n\nMore.\n",
        );
        put(
            site.path(),
            &format!("{folder}/summary.en.md"),
            format!("+++\ntitle = \"More of it, number {number}\"\n+++\n\nMore [p1].\n"),
        );
    }
    build(&site, "2025-09-10T12:00:00Z");
    for lang in ["en", "ar"] {
        let html = file(&site, lang, "email.html");
        assert!(
            html.len() < 90_000 && html.len() > 60_000,
            "{lang}: {}",
            html.len()
        );
        assert!(html.ends_with("</html>\n"));
        let cells = html.matches("<td").count();
        assert_eq!(html.matches("</td>").count(), cells);
        assert_eq!(html.matches("<p").count(), html.matches("</p>").count());
    }
    let html = file(&site, "en", "email.html");
    assert!(html.contains("Read on"), "{html}");
}

#[test]
fn an_e_mail_is_the_same_whenever_it_is_built_and_made_only_when_asked_for() {
    let site = site(ENGLISH, ARABIC);
    build(&site, "2025-09-10T12:00:00Z");
    let first = file(&site, "ar", "email.eml");
    fs::remove_dir_all(site.path().join("public")).expect("the output");
    build(&site, "2026-11-28T12:00:00Z");
    assert_eq!(file(&site, "ar", "email.eml"), first);
    let config = CONFIG.replace("email = true", "email = false");
    put(site.path(), "config.toml", config);
    build(&site, "2026-11-28T12:00:00Z");
    let folder = site.path().join("public/ar/editions/2025-08-18");
    for name in ["email.html", "email.txt", "email.eml"] {
        assert!(!folder.join(name).exists(), "{name}");
    }
    assert!(folder.join("index.html").exists());
}

#[test]
fn one_e_mail_can_hold_all_languages_each_below_the_other() {
    let site = site(ENGLISH, ARABIC);
    put(
        site.path(),
        "config.toml",
        format!("{CONFIG}email_together = true\n"),
    );
    build(&site, "2025-09-10T12:00:00Z");
    let titles = [
        (
            "en",
            "Cranes, ships and nothing else of any importance at all in the whole of the harbour",
        ),
        ("ar", "رافعات الميناء الجديد وسفنه، ولا شيء سواها"),
    ];
    for (own, other) in [(0, 1), (1, 0)] {
        let ((lang, title), (other_lang, other_title)) = (titles[own], titles[other]);
        let eml = file(&site, lang, "email-together.eml");
        assert!(eml.is_ascii());
        for line in eml.split("\r\n") {
            assert!(!line.contains('\n') && line.len() <= 78, "{line}");
        }
        let message = Entity::parse(&eml);
        let subject = words(message.field("subject"));
        let plain: String = subject
            .chars()
            .filter(|c| !('\u{2066}'..='\u{2069}').contains(c))
            .collect();
        assert_eq!(plain, format!("{title} | {other_title}"));
        assert_eq!(
            message.field("content-language"),
            format!("{lang}, {other_lang}")
        );
        let id = format!("<2025-08-18.{lang}-{other_lang}.");
        assert!(message.field("message-id").starts_with(&id));
        // It is sent when its last part is public.
        assert_eq!(message.field("date"), "Mon, 18 Aug 2025 06:30:00 +0300");
        let parts = message.parts();
        assert_eq!(parts.len(), 2);
        for (part, name) in parts
            .iter()
            .zip(["email-together.txt", "email-together.html"])
        {
            assert_eq!(
                part.text().replace("\r\n", "\n"),
                file(&site, lang, name),
                "{name}"
            );
        }
        let html = file(&site, lang, "email-together.html");
        assert!(html.len() < 90_000);
        assert!(
            html.starts_with(&format!("<!doctype html>\n<html lang=\"{lang}\"")),
            "{html}"
        );
        let (first, second) = html
            .split_once(&format!("<a name=\"{other_lang}\""))
            .expect("a second part");
        for (part, lang, target) in [(first, lang, other_lang), (second, other_lang, lang)] {
            assert!(part.contains(&format!("><a href=\"#{target}\"")), "{part}");
            assert!(
                part.contains(&format!("/news/{lang}/editions/2025-08-18/")),
                "{part}"
            );
        }
        for tag in html.split("<td").skip(1) {
            let tag = &tag[..tag.find('>').expect("an end")];
            let is_directed = tag.contains("lang=\"en\" dir=\"ltr\"")
                || tag.contains("lang=\"ar\" dir=\"rtl\"")
                || tag.contains("dir=\"ltr\" lang=\"en\"")
                || tag.contains("dir=\"rtl\" lang=\"ar\"");
            assert!(is_directed, "{tag}");
        }
        let cells = |lang| html.matches(&format!("<td lang=\"{lang}\"")).count();
        assert!(cells("en") > 3 && cells("ar") > 3, "{html}");
        assert_eq!(html.matches("<td").count(), html.matches("</td>").count());
        assert_eq!(html.matches("</html>").count(), 1);
        let text = file(&site, lang, "email-together.txt");
        let name = |lang| {
            if lang == "ar" {
                "العربية"
            } else {
                "English"
            }
        };
        let (first, second) = text.split_once("\n* * *\n").expect("two parts");
        assert!(
            first.starts_with(&format!("↓ {}\n", name(other_lang))),
            "{first}"
        );
        assert!(second.contains(&format!("↑ {}\n", name(lang))), "{second}");
    }
    // One language alone has nothing to stand together with.
    fs::remove_file(site.path().join("content/editions/2025-08-18.ar.md")).expect("the edition");
    build(&site, "2025-09-10T12:00:00Z");
    let folder = site.path().join("public/en/editions/2025-08-18");
    assert!(folder.join("email.eml").exists() && !folder.join("email-together.eml").exists());
}

#[test]
fn an_e_mail_with_all_languages_stays_below_the_limit_with_room_for_each() {
    let paragraph = "The port has 12 cranes [port p1] and 40 ships [port p2]. ".repeat(12);
    let arabic = "في الميناء 12 رافعة [port p1] و40 سفينة [port p2]. ".repeat(12);
    let site = site(
        &format!("{paragraph}\n\n").repeat(60),
        &format!("{arabic}\n\n").repeat(60),
    );
    put(
        site.path(),
        "config.toml",
        format!("{CONFIG}email_together = true\n"),
    );
    build(&site, "2025-09-10T12:00:00Z");
    for lang in ["en", "ar"] {
        let html = file(&site, lang, "email-together.html");
        assert!(
            html.len() < 90_000 && html.len() > 30_000,
            "{lang}: {}",
            html.len()
        );
        assert!(
            html.contains("Read on") && html.contains("تابع القراءة"),
            "{lang}"
        );
        assert!(
            html.contains("إلغاء الاشتراك") && html.contains("Unsubscribe"),
            "{lang}"
        );
        assert_eq!(html.matches("<td").count(), html.matches("</td>").count());
    }
}
