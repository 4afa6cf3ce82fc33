//! `mujaz lsp` as an editor uses it: JSON-RPC over the streams of the program.

mod typing;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use mujaz::build::inspect;
use mujaz::clock::Now;
use mujaz::diagnostic::Severity;
use mujaz::link::BuildOptions;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::common::lsp_client::{Client, able, decoded, edited, framed, position};
use crate::common::{copy, copy_sample, put, repository};

const ENGLISH: &str = "content/articles/treaty/summary.en.md";
const ARABIC: &str = "content/articles/treaty/summary.ar.md";
const ORIGINAL: &str = "content/articles/treaty/original.en.md";
const NAMES: &str = "content/names.toml";

/// The sound site of the tests of findings.
fn site() -> TempDir {
    let site = TempDir::new().expect("there is room for a temporary folder");
    copy(&repository("tests/diagnostics/base"), site.path());
    site
}

fn read(site: &TempDir, path: &str) -> String {
    fs::read_to_string(site.path().join(path)).expect("a text")
}

/// A summary with this body.
fn summary(body: &str) -> String {
    format!("+++\ntitle = \"The treaty\"\n+++\n\n{body}\n")
}

/// Code, severity and range of a finding. The range counts characters; no text has any that need two units in UTF-16.
type Told = (String, u64, (u64, u64), (u64, u64), String);

/// The findings of a server, by file.
fn told(client: &Client) -> BTreeMap<String, Vec<Told>> {
    let end = |one: &Value, end: &str| {
        let end = &one["range"][end];
        (
            end["line"].as_u64().unwrap(),
            end["character"].as_u64().unwrap(),
        )
    };
    let told = |one: &Value| {
        (
            one["code"].as_str().unwrap().to_owned(),
            one["severity"].as_u64().unwrap(),
            end(one, "start"),
            end(one, "end"),
            one["message"].as_str().unwrap().to_owned(),
        )
    };
    let files = client.findings.iter();
    files
        .map(|(path, found)| (path.clone(), found.iter().map(told).collect()))
        .collect()
}

/// The findings of `mujaz check`, by file.
fn checked(site: &Path) -> BTreeMap<String, Vec<Told>> {
    let options = BuildOptions {
        now: Now::parse("2026-11-28"),
        ..BuildOptions::default()
    };
    let inspection = inspect(site, &options);
    let mut files: BTreeMap<String, Vec<Told>> = BTreeMap::new();
    for one in &inspection.diagnostics {
        let text = inspection.sources.readable(&one.path).unwrap_or_default();
        let span = one.span.clone().unwrap_or(0..0);
        let place = |at: usize| {
            let mut at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            let at = position(text, at);
            (
                at["line"].as_u64().unwrap(),
                at["character"].as_u64().unwrap(),
            )
        };
        let severity = match one.severity {
            Severity::Error => 1,
            Severity::Warning => 2,
            Severity::Note => 3,
        };
        let help = one.help.as_ref().map(|help| format!("\n{help}"));
        files.entry(one.path.to_string()).or_default().push((
            one.code.name().to_owned(),
            severity,
            place(span.start),
            place(span.end),
            [one.message.as_str(), help.as_deref().unwrap_or_default()].concat(),
        ));
    }
    files
}

/// The whole set of cases would take minutes; these are strewn over all kinds of findings.
#[test]
fn findings_are_those_of_check() {
    // A folder without a configuration is no site that could be opened.
    let is_site = |site: &TempDir| site.path().join("config.toml").exists();
    let sites = crate::diagnostics::sites().step_by(9);
    for (name, site) in sites.filter(|(_, site)| is_site(site)) {
        let expected = checked(site.path());
        let mut client = Client::start(site.path());
        client.wait_until(&name, |client| told(client) == expected);
        client.end();
    }
}

#[test]
fn the_sample_has_the_findings_of_check() {
    let site = TempDir::new().unwrap();
    copy_sample(site.path());
    let expected = checked(site.path());
    let mut client = Client::start(site.path());
    client.settle();
    assert_eq!(told(&client), expected);
    client.end();
}

#[test]
fn findings_follow_what_is_typed_and_not_what_is_saved() {
    let site = site();
    let mut client = Client::start(site.path());
    let saved = read(&site, ENGLISH);
    client.open(ENGLISH, &saved);
    client.change(ENGLISH, &summary("Two states signed 40 articles [p9]."));
    client.wait_for(ENGLISH, "citation-unknown");
    let mut found = client.findings[ENGLISH].iter();
    let one = found.find(|one| one["code"] == "citation-unknown");
    let one = one.expect("a finding");
    let link = one["codeDescription"]["href"].as_str().expect("a link");
    assert!(
        link.starts_with("file://") && link.ends_with("#citation-unknown"),
        "{link}"
    );
    // A part of the text, as editors send it.
    let uri = client.uri(ENGLISH);
    client.tell(
        "textDocument/didChange",
        json!({
            "textDocument": { "uri": uri, "version": 9 },
            "contentChanges": [{
                "range": {
                    "start": { "line": 4, "character": 31 },
                    "end": { "line": 4, "character": 33 },
                },
                "text": "p2",
            }],
        }),
    );
    client.wait_for(ENGLISH, "figure-not-in-original");
    // The original is open as well, and gains what was missing.
    let original = read(&site, ORIGINAL);
    client.open(ORIGINAL, &original.replace("23 articles", "40 articles"));
    client.wait_gone(ENGLISH, "figure-not-in-original");
    assert_eq!(read(&site, ENGLISH), saved, "nothing is written");
    client.tell(
        "textDocument/didClose",
        json!({ "textDocument": { "uri": client.uri(ORIGINAL) } }),
    );
    client.wait_for(ENGLISH, "figure-not-in-original");
    client.tell(
        "textDocument/didClose",
        json!({ "textDocument": { "uri": client.uri(ENGLISH) } }),
    );
    client.wait_gone(ENGLISH, "figure-not-in-original");
    client.end();
}

/// A text that is too large has the same finding as on disk, and none after it is shortened.
#[test]
fn a_text_that_is_too_large_is_named_before_it_is_saved() {
    let site = site();
    let mut client = Client::start(site.path());
    let saved = read(&site, ENGLISH);
    client.open(ENGLISH, &saved);
    client.settle();
    let long = format!("{saved}\n{}", "It was long. ".repeat(1024 * 1024));
    client.change(ENGLISH, &long);
    client.wait_for(ENGLISH, "file-too-large");
    client.change(ENGLISH, &saved);
    client.wait_gone(ENGLISH, "file-too-large");
    client.end();
}

#[test]
fn files_that_change_on_disk_are_read_again_unless_they_are_open() {
    let site = site();
    let mut client = Client::start(site.path());
    put(site.path(), ARABIC, summary("وقّعت دولتان [p9]."));
    client.wait_for(ARABIC, "citation-unknown");
    client.open(ENGLISH, &summary("Two states signed [p8]."));
    client.wait_for(ENGLISH, "citation-unknown");
    put(site.path(), ENGLISH, summary("Two states signed [p1]."));
    put(site.path(), ARABIC, summary("وقّعت دولتان [p1]."));
    client.wait_gone(ARABIC, "citation-unknown");
    let codes = client.codes(ENGLISH);
    let is_kept = codes.contains(&"citation-unknown");
    assert!(is_kept, "the editor's text counts: {codes:?}");
    client.end();
}

#[test]
fn texts_are_counted_in_utf_16_or_in_utf_8_as_agreed() {
    let site = site();
    let text = "+++\r\ntitle = \"المعاهدة\"\r\n+++\r\n\r\nوقّعت 😀 دولتان [p9].\r\n";
    let line = "وقّعت 😀 دولتان [p9].";
    let at = line.find("[p9]").unwrap();
    for (encodings, unit, expected) in [
        (json!(null), "utf-16", line[..at].encode_utf16().count()),
        (
            json!(["utf-16"]),
            "utf-16",
            line[..at].encode_utf16().count(),
        ),
        (json!(["utf-32", "utf-8", "utf-16"]), "utf-8", at),
    ] {
        let mut capabilities = able();
        capabilities["general"] = json!({ "positionEncodings": encodings });
        let mut client = Client::with(site.path(), capabilities);
        client.open(ARABIC, text);
        client.wait_for(ARABIC, "citation-unknown");
        let mut found = client.findings[ARABIC].iter();
        let one = found.find(|one| one["code"] == "citation-unknown");
        let range = &one.expect("a finding")["range"];
        assert_eq!(
            range["start"],
            json!({ "line": 4, "character": expected }),
            "{unit}"
        );
        client.end();
    }
}

#[test]
fn a_citation_shows_its_paragraph_and_a_figure_its_verdict() {
    let site = site();
    let original = read(&site, ORIGINAL);
    let original = original.replace("Two states", "دولتان Two states");
    let mut client = Client::start(site.path());
    client.open(ORIGINAL, &original);
    let mut hover = |marked: &str| {
        let text = summary(marked);
        let hover = client.ask_at("textDocument/hover", ENGLISH, &text, json!({}));
        hover["contents"]["value"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    // The original is English, and its paragraph begins with Arabic.
    let paragraph = "**p1** \u{2066}دولتان Two states signed a treaty.\u{2069}";
    assert_eq!(hover("Two states signed [|p1]."), paragraph);
    let both = hover("Two states signed |[p1, p2].");
    assert!(
        both.starts_with(paragraph) && both.contains("**p2** \u{2066}It has"),
        "{both}"
    );
    assert!(!hover("Two states signed [p1, p|2].").contains("p1"));
    let found = hover("It has |23 articles [p2].");
    assert!(found.starts_with("**found** figure \u{2066}23"), "{found}");
    assert!(
        found.contains("**p2** \u{2066}It has 23 articles"),
        "{found}"
    );
    let absent = hover("It has |40 articles [p2].");
    assert!(
        absent.starts_with("**absent** figure \u{2066}40")
            && absent.contains("**figure-not-in-original**"),
        "{absent}"
    );
    let name = hover("K|im signed [p1].");
    assert!(
        name.contains("**kim**, person") && name.contains("ar: \u{2067}كيم\u{2069}"),
        "{name}"
    );
    assert_eq!(hover("No| figure."), "");
    client.end();
}

/// The lines and the files of locations.
fn places(client: &Client, locations: &Value) -> Vec<(String, u64)> {
    let root = client.uri("");
    let place = |location: &Value| {
        let uri = location["uri"].as_str().unwrap();
        let line = location["range"]["start"]["line"].as_u64().unwrap();
        (decoded(uri.strip_prefix(&root).unwrap_or(uri)), line)
    };
    locations
        .as_array()
        .into_iter()
        .flatten()
        .map(place)
        .collect()
}

#[test]
fn citations_lead_to_paragraphs_and_back() {
    let site = site();
    let mut client = Client::start(site.path());
    let there = client.ask_at(
        "textDocument/definition",
        ENGLISH,
        &summary("Signed [|p2]."),
        json!({}),
    );
    assert_eq!(places(&client, &there), [(ORIGINAL.to_owned(), 9)]);
    let (before, after) = read(&site, ORIGINAL)
        .split_once("Trade is")
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .unwrap();
    let original = format!("{before}Tr|ade is{}", &after[..]).replace("Tr|ade is", "Trade| is");
    client.open(
        ENGLISH,
        &summary("Signed [p1]. Trade [p3, p4]. Workers [p2-p4]."),
    );
    let back = client.ask_at("textDocument/definition", ORIGINAL, &original, json!({}));
    let expected = [
        (ARABIC.to_owned(), 8),
        (ENGLISH.to_owned(), 4),
        (ENGLISH.to_owned(), 4),
    ];
    assert_eq!(places(&client, &back), expected);
    let context = json!({ "context": { "includeDeclaration": true } });
    let all = client.ask_at("textDocument/references", ORIGINAL, &original, context);
    assert_eq!(places(&client, &all).len(), 4);
    client.end();
}

#[test]
fn names_topics_publishers_and_links_lead_to_what_they_name() {
    let site = site();
    let mut client = Client::start(site.path());
    let context = json!({ "context": { "includeDeclaration": false } });
    let text = "+++\ntitle = \"Kim\"\ntopics = [\"military\"]\n+++\n\nKim signed [p1]. See [the topic](../../topics/economy/index.en.md).\n\n## Trade { topic=economy }\n\nTrade [p3].\n";
    for (at, definition, references) in [
        (
            "Kim signed",
            vec![(NAMES, 1)],
            vec![(ENGLISH, 1), (ENGLISH, 5)],
        ),
        (
            "economy }",
            vec![
                ("content/topics/economy/index.ar.md", 0),
                ("content/topics/economy/index.en.md", 0),
            ],
            vec![(ARABIC, 6), (ENGLISH, 5), (ENGLISH, 7)],
        ),
        (
            "military",
            vec![
                ("content/topics/military/index.ar.md", 0),
                ("content/topics/military/index.en.md", 0),
            ],
            vec![(ENGLISH, 2)],
        ),
        (
            "../../topics",
            vec![("content/topics/economy/index.en.md", 0)],
            vec![(ENGLISH, 5)],
        ),
    ] {
        let owned = |places: Vec<(&str, u64)>| {
            places
                .into_iter()
                .map(|(path, line)| (path.to_owned(), line))
                .collect::<Vec<_>>()
        };
        let marked = text.replacen(at, &format!("|{at}"), 1);
        let there = client.ask_at("textDocument/definition", ENGLISH, &marked, json!({}));
        assert_eq!(places(&client, &there), owned(definition), "{at}");
        let all = client.ask_at("textDocument/references", ENGLISH, &marked, context.clone());
        assert_eq!(places(&client, &all), owned(references), "{at}");
    }
    let original = read(&site, ORIGINAL).replace("\"example-desk", "\"|example-desk");
    let there = client.ask_at("textDocument/definition", ORIGINAL, &original, json!({}));
    assert_eq!(
        places(&client, &there),
        [("content/publishers.toml".to_owned(), 0)]
    );
    client.end();
}

/// The labels of completions.
fn labels(items: &Value) -> Vec<&str> {
    let items = items.as_array().expect("a list").iter();
    items.filter_map(|item| item["label"].as_str()).collect()
}

#[test]
fn what_fits_is_completed() {
    let site = site();
    let mut client = Client::start(site.path());
    let mut complete = |path: &str, marked: &str| {
        client.ask_at("textDocument/completion", path, marked, json!({}))
    };
    let paragraphs = complete(ENGLISH, &summary("Signed [p|"));
    assert_eq!(labels(&paragraphs), ["p1", "p2", "p3", "p4"]);
    assert_eq!(paragraphs[1]["detail"], "\u{2066}23\u{2069}");
    assert_eq!(
        paragraphs[1]["labelDetails"]["description"],
        "\u{2066}It has 23 articles.\u{2069}"
    );
    let range = &paragraphs[1]["textEdit"]["range"];
    assert_eq!(
        range["start"],
        json!({ "line": 4, "character": 8 }),
        "what is typed is replaced"
    );
    for (path, marked, expected) in [
        (
            ENGLISH,
            summary("Signed [p1, |"),
            vec!["p1", "p2", "p3", "p4"],
        ),
        (ENGLISH, summary("Signed [p1] |"), vec![]),
        (ENGLISH, summary("President Ki|"), vec!["Kim"]),
        (ARABIC, summary("الرئيس كم|"), vec!["كيم"]),
        (
            ENGLISH,
            summary("## Trade { topic=|"),
            vec!["economy", "military"],
        ),
        (
            ENGLISH,
            "+++\ntitle = \"x\"\ntopics = [\"|\"]\n+++\n".into(),
            vec!["economy", "military"],
        ),
        (
            ORIGINAL,
            "+++\npublisher = \"|\n+++\n".into(),
            vec!["example-desk"],
        ),
        (
            ORIGINAL,
            "+++\nrights = \"|\"\n+++\n".into(),
            vec!["link", "cited", "full"],
        ),
        (
            NAMES,
            "[[name]]\nkind = \"|".into(),
            vec!["person", "organisation", "place", "thing"],
        ),
        (
            ORIGINAL,
            "+++\ntitle = \"x\"\n|\nurl = \"y\"\n+++\n".into(),
            vec![
                "archived",
                "author",
                "capture",
                "published",
                "publisher",
                "retrieved",
                "rights",
                "sources",
            ],
        ),
        (
            ENGLISH,
            "+++\nwaive = [{ code = \"x\", |".into(),
            vec!["public", "text", "why"],
        ),
    ] {
        assert_eq!(labels(&complete(path, &marked)), expected, "{marked}");
    }
    let codes = complete(ENGLISH, "+++\nwaive = [{ code = \"|\" }]\n+++\n");
    assert!(
        labels(&codes).contains(&"figure-not-in-original"),
        "{codes}"
    );
    assert!(
        !labels(&codes).contains(&"citation-unknown"),
        "an error cannot be waived"
    );
    let codes = complete("config.toml", "[check]\nignore = [\"|\"]\n");
    assert!(labels(&codes).contains(&"languages-differ"), "{codes}");
    client.end();
}

/// The text of a file after an action with a title that begins so.
fn after(actions: &[Value], title: &str, text: &str) -> String {
    let begins = |action: &&Value| action["title"].as_str().unwrap().starts_with(title);
    let titles: Vec<&Value> = actions.iter().map(|action| &action["title"]).collect();
    let action = actions
        .iter()
        .find(begins)
        .unwrap_or_else(|| panic!("{title}: {titles:?}"));
    let changes = action["edit"]["documentChanges"]
        .as_array()
        .expect("changes");
    assert_eq!(changes.len(), 1);
    edited(text, &changes[0]["edits"])
}

#[test]
fn actions_mend_what_was_found() {
    let site = site();
    let mut client = Client::start(site.path());
    let original =
        read(&site, ORIGINAL).replace("Two states", "“A treaty «for» peace”: Two states and Kim");
    client.open(ORIGINAL, &original);
    for (path, body, title, expected) in [
        (ARABIC, "قال ك|م [p1].", "Write", "قال كيم [p1]."),
        (
            ARABIC,
            "قال ك|م [p1] ثم عاد كم.",
            "Write the preferred",
            "قال كيم [p1] ثم عاد كيم.",
        ),
        (
            ENGLISH,
            "It has |23 articles.",
            "Cite p2",
            "It has 23 articles [p2].",
        ),
        (
            ENGLISH,
            "It has |23 articles [p1].",
            "Cite p2",
            "It has 23 articles [p1, p2].",
        ),
        (
            ENGLISH,
            "It has |23 articles, “a b c d” [p1 «Two states»].",
            "Cite p2",
            "It has 23 articles, “a b c d” [p1 «Two states»] [p2].",
        ),
        (
            ARABIC,
            "قالت إنها “|معاهدة من أجل السلام” [p1].",
            "Bind it to",
            "قالت إنها “معاهدة من أجل السلام” [p1 «A treaty «for» peace»].",
        ),
    ] {
        let actions = client.actions(path, &summary(body));
        let text = summary(&body.replacen('|', "", 1));
        let expected = expected.replace("«A treaty «for» peace»", "“A treaty «for» peace”");
        assert_eq!(after(&actions, title, &text), summary(&expected), "{body}");
    }
    client.end();
}

#[test]
fn a_finding_is_waived_and_the_reason_is_asked_for() {
    let site = site();
    let mut client = Client::start(site.path());
    let actions = client.actions(ENGLISH, &summary("It has |40 articles [p2]."));
    let text = summary("It has 40 articles [p2].");
    let waived = after(&actions, "Waive figure-not-in-original", &text);
    let line = "waive = [{ code = \"figure-not-in-original\", text = \"40\", why = \"\" }]\n";
    assert_eq!(waived, text.replace("+++\n\n", &format!("{line}+++\n\n")));
    client.change(ENGLISH, &waived);
    client.wait_for(ENGLISH, "value-empty");
    client.change(
        ENGLISH,
        &waived.replace("why = \"\"", "why = \"they say so\""),
    );
    client.wait_gone(ENGLISH, "figure-not-in-original");
    let explain = actions
        .iter()
        .find(|action| action["command"] == "mujaz.explain")
        .expect("it is offered");
    let answer = client.ask(
        "workspace/executeCommand",
        json!({ "command": "mujaz.explain", "arguments": explain["arguments"] }),
    );
    assert!(
        answer["result"]
            .as_str()
            .unwrap()
            .starts_with("figure-not-in-original\n"),
        "{answer}"
    );
    client.end();
}

#[test]
fn a_summary_is_sealed_and_renumbered_after_its_original_grew() {
    let site = site();
    let mut client = Client::start(site.path());
    let body =
        "Two states signed a treaty [p1]. It has 23 articles [p2].\n\nTrade is to double [p3-p4].";
    let text = summary(body);
    let actions = client.actions(ENGLISH, &text.replacen("title", "ti|tle", 1));
    let sealed = after(&actions, "Seal it on 2026-11-28", &text);
    assert!(
        sealed.contains("sealed = { date = 2026-11-28, digest = "),
        "{sealed}"
    );
    client.change(ENGLISH, &sealed);
    let grown = read(&site, ORIGINAL).replace("It has 23", "A new paragraph.\n\nIt has 23");
    client.open(ORIGINAL, &grown);
    client.wait_until("stale", |client| {
        client.codes(ENGLISH).contains(&"summary-stale")
    });
    let marked = sealed.replacen(
        "sealed = { date = 2026-11-28, digest = \"",
        "sealed = { date = 2026-11-28, digest = \"|",
        1,
    );
    let actions = client.actions(ENGLISH, &marked);
    let new = after(&actions, "Renumber 2 citations", &sealed);
    let expected = sealed.replace("[p2]", "[p3]").replace("[p3-p4]", "[p4-p5]");
    assert_eq!(new, expected);
    // It is not done twice.
    let marked = new.replacen("digest = \"", "digest = \"|", 1);
    let actions = client.actions(ENGLISH, &marked);
    assert!(
        !actions
            .iter()
            .any(|one| one["title"].as_str().unwrap().starts_with("Renumber")),
        "{actions:?}"
    );
    after(&actions, "Seal it", &new);
    client.end();
}

/// A citation of a removed paragraph never silently cites another one.
#[test]
fn citations_of_removed_paragraphs_are_named() {
    let site = site();
    let mut client = Client::start(site.path());
    let body = "Two states signed a treaty [p1]. It has articles [p2].\n\nTrade is to double [p2, p3].\n\nWorkers are to follow [p4].";
    let text = summary(body);
    let actions = client.actions(ENGLISH, &text.replacen("title", "ti|tle", 1));
    let sealed = after(&actions, "Seal it on 2026-11-28", &text);
    client.change(ENGLISH, &sealed);
    let shorter = read(&site, ORIGINAL).replace("It has 23 articles.\n\n", "");
    client.open(ORIGINAL, &shorter);
    client.wait_for(ENGLISH, "summary-stale");
    let marked = sealed.replacen("digest = \"", "digest = \"|", 1);
    let actions = client.actions(ENGLISH, &marked);
    let title = "Renumber 2 citations as the original's paragraphs are now; check 2 citations of removed paragraphs";
    let new = after(&actions, title, &sealed);
    let expected = sealed.replace("[p2, p3]", "[p2]").replace("[p4]", "[p3]");
    assert_eq!(new, expected);
    client.change(ENGLISH, &new);
    client.wait_until("the lone citation is named", |client| {
        let mut found = client.findings[ENGLISH].iter();
        found.any(|one| {
            let message = one["message"].as_str().unwrap_or_default();
            message.contains("is no longer in the original") && one["range"]["start"]["line"] == 5
        })
    });
    client.end();
}

/// Returns the paths and texts of a site's files after a rename.
fn renamed(
    client: &mut Client,
    site: &TempDir,
    path: &str,
    marked: &str,
    name: &str,
) -> BTreeMap<String, String> {
    let edit = client.ask_at(
        "textDocument/rename",
        path,
        marked,
        json!({ "newName": name }),
    );
    let root = client.uri("");
    let relative = |uri: &Value| {
        let uri = uri.as_str().unwrap().to_owned();
        decoded(uri.strip_prefix(&root).unwrap_or(&uri))
    };
    let files = crate::common::tree(site.path()).into_iter();
    let mut files: BTreeMap<String, String> = files
        .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect();
    files.insert(path.to_owned(), marked.replacen('|', "", 1));
    for change in edit["documentChanges"].as_array().expect("changes") {
        if change["kind"] == "rename" {
            let (old, new) = (
                relative(&change["oldUri"]) + "/",
                relative(&change["newUri"]) + "/",
            );
            files = files
                .into_iter()
                .map(|(path, text)| match path.strip_prefix(&old) {
                    Some(rest) => (format!("{new}{rest}"), text),
                    None => (path, text),
                })
                .collect();
            continue;
        }
        let path = relative(&change["textDocument"]["uri"]);
        let text = files.get_mut(&path).expect("a file of the site");
        *text = edited(text, &change["edits"]);
    }
    files
}

#[test]
fn a_rename_leaves_a_site_without_findings() {
    let link = "See [it](../../topics/economy/index.en.md), [that](../other/summary.en.md) and [there](/en/topics/economy/) [p1].\n\n## Trade { topic=economy }\n\nTrade [p3].";
    for (path, marked, name, is_there) in [
        (ENGLISH, summary(&link.replace("topic=economy", "topic=|economy")), "الاقتصاد", "content/topics/الاقتصاد/index.en.md"),
        ("content/topics/economy/index.en.md", "+++\nti|tle = \"Economy\"\n+++\n".into(), "trade", "content/topics/trade/index.ar.md"),
        (ENGLISH, summary(&link.replace("other/", "ot|her/")), "second", "content/articles/second/original.en.md"),
        ("content/articles/other/summary.en.md", "+|++\ntitle = \"Other\"\n+++\n\nSigned [p1].\n".into(), "second", "content/articles/second/summary.en.md"),
        (NAMES, "[[name]]\nid = \"k|im\"\nkind = \"person\"\nen = \"Kim\"\n".into(), "kim-2", NAMES),
        ("content/publishers.toml", "[exa|mple-desk]\nname.ar = \"مكتب\"\nname.en = \"Desk\"\nurl = \"https://example.org/\"\n".into(), "desk", "content/publishers.toml"),
    ] {
        let site = site();
        let other = |name: &str| format!("content/articles/other/{name}");
        put(site.path(), &other("original.en.md"), read(&site, ORIGINAL).replace("treaty", "pact").replace("Two", "Three"));
        put(site.path(), &other("summary.en.md"), "+++\ntitle = \"Other\"\n+++\n\nSigned [p1].\n");
        put(site.path(), "content/editions/2024-06-19.en.md", "+++\ntitle = \"The day\"\narticles = [\"other\", \"treaty\"]\n+++\n\nSigned [other p1], [treaty p1].\n");
        put(site.path(), ENGLISH, summary(link));
        let faults = |site: &Path| -> Vec<Told> {
            let all = checked(site).into_values().flatten();
            all.filter(|one| one.1 < 3).collect()
        };
        let before = faults(site.path());
        assert!(before.is_empty(), "{before:?}");
        let mut client = Client::start(site.path());
        let files = renamed(&mut client, &site, path, &marked, name);
        client.end();
        assert!(files.contains_key(is_there), "{:?}", files.keys());
        let after = TempDir::new().unwrap();
        for (path, text) in &files {
            put(after.path(), path, text);
        }
        let left = faults(after.path());
        assert!(left.is_empty(), "{marked}: {left:?}");
        let is_gone = |text: &String| !text.contains("topics/economy") || name == "second" || name == "kim-2" || name == "desk";
        assert!(files.values().all(is_gone), "{files:?}");
    }
}

/// Links by address and by a definition elsewhere in the text follow a rename, too.
#[test]
fn a_rename_follows_every_form_of_link() {
    let links = "See [it][t], [that][o], [the name](/en/names/kim/), [the day](/en/editions/2024-06-19/) and [how](/en/method/) [p1].\n\n[t]: ../../topics/economy/index.en.md\n[o]: <../other/summary.en.md> \"Other\"\n\nKim Il was there [p1].";
    let names = "[[name]]\nid = \"kim\"\nkind = \"person\"\nen = \"Kim Il\"\n";
    let site = site();
    let other = |name: &str| format!("content/articles/other/{name}");
    put(
        site.path(),
        &other("original.en.md"),
        read(&site, ORIGINAL).replace("treaty", "pact"),
    );
    put(
        site.path(),
        &other("summary.en.md"),
        "+++\ntitle = \"Other\"\n+++\n\nSigned [p1].\n",
    );
    put(
        site.path(),
        "content/editions/2024-06-19.en.md",
        "+++\ntitle = \"The day\"\narticles = [\"other\", \"treaty\"]\n+++\n\nSigned [other p1].\n",
    );
    put(
        site.path(),
        "content/pages/method.en.md",
        "+++\ntitle = \"How\"\n+++\n\nSo.\n",
    );
    let body = read(&site, ORIGINAL).replace("Two states", "Kim Il said that two states");
    put(site.path(), ORIGINAL, body);
    put(site.path(), NAMES, names);
    put(site.path(), ENGLISH, summary(links));
    let broken = |site: &Path| -> Vec<Told> {
        let all = checked(site).into_values().flatten();
        all.filter(|one| one.0 == "link-broken").collect()
    };
    assert_eq!(broken(site.path()), []);
    for (link, place) in [
        ("/en/na|mes/kim/", NAMES),
        (
            "/en/edi|tions/2024-06-19/",
            "content/editions/2024-06-19.en.md",
        ),
        ("/en/me|thod/", "content/pages/method.en.md"),
    ] {
        let marked = summary(links).replace(&link.replace('|', ""), link);
        let mut client = Client::start(site.path());
        let answer = client.ask_at("textDocument/definition", ENGLISH, &marked, json!({}));
        assert_eq!(places(&client, &answer)[0].0, place, "{answer}");
        client.end();
    }
    for (path, marked, name) in [
        (NAMES, names.replace("kim", "k|im"), "kim-il"),
        (
            "content/topics/economy/index.en.md",
            "+++\nti|tle = \"Economy\"\n+++\n".into(),
            "trade",
        ),
        (
            &*other("summary.en.md"),
            "+|++\ntitle = \"Other\"\n+++\n\nSigned [p1].\n".into(),
            "second",
        ),
    ] {
        let mut client = Client::start(site.path());
        let files = renamed(&mut client, &site, path, &marked, name);
        client.end();
        let after = TempDir::new().unwrap();
        for (path, text) in &files {
            put(after.path(), path, text);
        }
        assert_eq!(broken(after.path()), [], "{name}");
        assert!(files[ENGLISH].contains(name), "{}", files[ENGLISH]);
    }
}

#[test]
fn what_cannot_be_renamed_is_told() {
    let site = site();
    let mut unable = Client::with(site.path(), json!({}));
    let mut able = Client::start(site.path());
    let topic = "+++\ntitle = \"Economy\"\n+++\n";
    for (is_able, name, why) in [
        (true, "a/b", "cannot stand in an address"),
        (true, "military", "there is a `military` already"),
        (false, "trade", "this editor cannot rename folders"),
    ] {
        let client = if is_able { &mut able } else { &mut unable };
        let path = "content/topics/economy/index.en.md";
        client.open(path, topic);
        let document = json!({ "uri": client.uri(path) });
        let place = json!({ "line": 1, "character": 2 });
        let params = json!({ "textDocument": document, "position": place, "newName": name });
        let answer = client.ask("textDocument/rename", params);
        let message = answer["error"]["message"].as_str().expect("an error");
        assert!(message.contains(why), "{message}");
    }
    able.end();
    unable.end();
}

#[test]
fn requests_about_other_files_are_refused() {
    let site = site();
    put(site.path(), "notes.md", "x");
    put(
        site.path(),
        "content/articles/treaty/chart.png",
        [0x89, b'P', b'N', b'G', 0xFF],
    );
    put(
        site.path(),
        "content/articles/binary/original.en.md",
        [0xFF, 0x00, 0xFE],
    );
    let mut client = Client::start(site.path());
    client.open("content/articles/treaty/chart.png", "\u{FFFD}PNG\0");
    client.open(
        "content/articles/binary/original.en.md",
        "\u{FFFD}\0\u{FFFD}",
    );
    let hover = |uri: String| json!({ "textDocument": { "uri": uri }, "position": { "line": 4_000_000_000u32, "character": 7 } });
    for (uri, why) in [
        (
            "file:///etc/passwd".to_owned(),
            "is not in the site's folder",
        ),
        (client.uri("../x.md"), "is not in the site's folder"),
        ("untitled:x".to_owned(), "is not in the site's folder"),
        (client.uri("notes.md"), "is no text of the site"),
        (
            client.uri("content/articles/treaty/chart.png"),
            "is no text of the site",
        ),
        (
            client.uri("content/articles/binary/original.en.md"),
            "cannot be read as a text",
        ),
        (
            client.uri("content/articles/none/original.en.md"),
            "cannot be read as a text",
        ),
    ] {
        let answer = client.ask("textDocument/hover", hover(uri.clone()));
        let message = answer["error"]["message"].as_str().unwrap_or_default();
        assert!(message.contains(why), "{uri}: {answer}");
    }
    let answer = client.ask("textDocument/formatting", json!({}));
    assert_eq!(answer["error"]["code"], -32601, "{answer}");
    let answer = client.ask("textDocument/hover", json!({ "x": 1 }));
    assert_eq!(answer["error"]["code"], -32602, "{answer}");
    let answer = client.ask("textDocument/hover", hover(client.uri(ENGLISH)));
    assert_eq!(
        answer["result"],
        Value::Null,
        "a place beyond the end: {answer}"
    );
    client.tell("textDocument/didOpen", json!({ "textDocument": { "uri": "file:///etc/x.md", "languageId": "x", "version": 0, "text": "" } }));
    client.tell("textDocument/didOpen", json!([]));
    client.tell("textDocument/didChange", json!({ "textDocument": { "uri": client.uri(ARABIC), "version": 1 }, "contentChanges": [] }));
    client.tell("$/setTrace", json!({ "value": "off" }));
    client.wait_until("the log", |client| client.told.len() == 3);
    assert!(
        client.told[0].contains("is not in the site's folder"),
        "{:?}",
        client.told
    );
    assert!(
        client.told[1].contains("the parameters are invalid"),
        "{:?}",
        client.told
    );
    assert!(client.told[2].contains("is not open"), "{:?}", client.told);
    client.end();
}

#[test]
fn invalid_messages_are_answered_and_do_not_end_it() {
    let site = site();
    let mut client = Client::start(site.path());
    client.send(&framed("{"));
    assert_eq!(client.answer(Value::Null)["error"]["code"], -32700);
    client.send(&framed("[1, 2]"));
    assert_eq!(client.answer(Value::Null)["error"]["code"], -32600);
    client.send(&framed(&format!(
        "{}{}",
        "[".repeat(50_000),
        "]".repeat(50_000)
    )));
    assert_eq!(client.answer(Value::Null)["error"]["code"], -32700);
    let early = client.ask("initialize", json!({ "capabilities": {} }));
    assert_eq!(early["error"]["code"], -32600, "{early}");
    client.end();
    let mut client = Client::silent(site.path(), &[]);
    let early = client.ask("textDocument/hover", json!({}));
    assert_eq!(early["error"]["code"], -32002, "{early}");
    let wrong = client.ask("initialize", json!(7));
    assert_eq!(wrong["error"]["code"], -32602, "{wrong}");
    client.tell("exit", Value::Null);
    assert_eq!(client.wait().0, Some(1));
}

#[test]
fn it_ends_with_its_client() {
    let site = site();
    for (last, why) in [
        (&b""[..], "the client closed its stream"),
        (
            b"Content-Length: 100\r\n\r\n{\"jsonrpc\"",
            "ended within a message: 10 of 100 bytes",
        ),
        (b"Content-Length: 10", "ended within a message's header"),
        (
            b"Content-Length: 18446744073709551615\r\n\r\n",
            "is the most",
        ),
        (b"Content-Length: -1\r\n\r\n", "is no number"),
        (b"GET / HTTP/1.1\r\n\r\n", "is no header"),
    ] {
        for is_greeted in [false, true] {
            let mut client = match is_greeted {
                true => Client::start(site.path()),
                false => Client::silent(site.path(), &[]),
            };
            client.send(last);
            client.close_input();
            let (status, told) = client.wait();
            assert_eq!(status, Some(1), "{told}");
            assert!(told.starts_with("error: ") && told.contains(why), "{told}");
        }
    }
    let mut client = Client::start(site.path());
    client.tell("exit", Value::Null);
    assert_eq!(client.wait().0, Some(1), "without `shutdown`");
}

/// Something else may hold the client's end of the stream open.
#[cfg(unix)]
#[test]
fn it_ends_when_the_process_of_its_client_is_gone() {
    let site = site();
    let mut parent = std::process::Command::new("sleep")
        .arg("60")
        .spawn()
        .expect("sleep runs");
    let mut client = Client::silent(site.path(), &[]);
    let params = json!({ "processId": parent.id(), "rootUri": client.uri(""), "capabilities": {} });
    let answer = client.ask("initialize", params);
    assert!(answer.get("error").is_none(), "{answer}");
    parent.kill().expect("it runs");
    parent.wait().expect("it ends");
    let (status, told) = client.wait();
    assert_eq!(status, Some(1));
    assert!(told.contains("has ended"), "{told}");
}

/// Editors end servers by signals, so each server removes leftovers of earlier ones, but not of running ones.
#[test]
#[cfg(unix)]
fn the_pages_of_ended_servers_are_removed() {
    let site = site();
    let folder = TempDir::new().unwrap();
    let own = format!("mujaz-codes-{}.md", std::process::id());
    for name in [
        "mujaz-codes-2147483646.md",
        &own,
        "mujaz-codes-x.md",
        "other.md",
    ] {
        put(folder.path(), name, "x");
    }
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_mujaz"))
        .args(["lsp", "--site"])
        .arg(site.path())
        .env("TMPDIR", folder.path())
        .stdin(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .status();
    assert!(status.is_ok());
    let left = fs::read_dir(folder.path()).unwrap();
    let mut left: Vec<String> = left
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    left.sort();
    let mut expected = [own.as_str(), "mujaz-codes-x.md", "other.md"];
    expected.sort_unstable();
    assert_eq!(left, expected);
}

#[test]
fn a_folder_without_a_site_is_refused() {
    let folder = TempDir::new().unwrap();
    let mut client = Client::silent(folder.path(), &[]);
    let root = client.uri("");
    let answer = client.ask("initialize", json!({ "rootUri": root, "capabilities": {} }));
    let message = answer["error"]["message"].as_str().expect("an error");
    assert!(message.contains("there is no config.toml"), "{message}");
    let (status, told) = client.wait();
    assert_eq!(status, Some(1));
    assert!(told.contains("there is no config.toml"), "{told}");
    let mut client = Client::silent(folder.path(), &["--site", "none"]);
    assert_eq!(client.wait().0, Some(2));
}

/// A site that is below the folder that the client has open, or that has no configuration that can be read, is served too.
#[test]
fn a_broken_configuration_is_a_finding() {
    let site = site();
    let mut client = Client::start(site.path());
    client.open("config.toml", "base_url = \n");
    client.wait_for("config.toml", "toml-syntax");
    let hover = client.ask_at(
        "textDocument/hover",
        ENGLISH,
        &summary("Signed [|p1]."),
        json!({}),
    );
    assert!(
        hover["contents"]["value"]
            .as_str()
            .unwrap()
            .contains("**p1**"),
        "{hover}"
    );
    client.change("config.toml", &read(&site, "config.toml"));
    client.wait_gone("config.toml", "toml-syntax");
    client.end();
}
