//! Articles with several originals: which original `check` names, what a seal covers, the data for programs and
//! editors.
//!
//! Faults of names and citations stand in `tests/diagnostics/`, pages in `tests/golden/originals`.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::common::lsp_client::Client;
use crate::common::{copy_golden, put};

const FOLDER: &str = "content/articles/strait";
const ENGLISH: &str = "content/articles/strait/summary.en.md";
const NORTHWIRE: &str = "content/articles/strait/original.northwire.en.md";

/// The golden site with two originals and an English summary of this text.
fn site(summary: &str) -> TempDir {
    let site = TempDir::new().expect("there is room for a temporary folder");
    copy_golden("originals", site.path());
    put(site.path(), ENGLISH, text(summary));
    site
}

fn text(summary: &str) -> String {
    format!("+++\ntitle = \"The strait is open again\"\n+++\n\n{summary}\n")
}

/// Runs a command in a site; gives its exit status and standard output.
fn run(site: &TempDir, args: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_mujaz"))
        .current_dir(site.path())
        .args(args)
        .output()
        .expect("the program runs");
    let out = String::from_utf8(output.stdout).expect("it prints UTF-8");
    (output.status.code().expect("no signal ends it"), out)
}

fn json_of(site: &TempDir, args: &[&str]) -> Value {
    let (_, out) = run(site, args);
    serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}"))
}

/// A summary → the codes of the findings in it, and words of the first message.
#[test]
fn findings_say_which_original_has_a_figure() {
    for (summary, codes, words) in [
        (
            "The strait opened after 12 days [p1]. The damage is $40 million [northwire p2].",
            &[][..],
            "",
        ),
        (
            "The damage is $40 million [p1] [northwire p1].",
            &["figure-not-in-cited"],
            "“$40 million” stands in northwire p2, not in p1, northwire p1",
        ),
        (
            "It was closed for 12 days [northwire p1].",
            &["figure-not-in-cited"],
            "“12 days” stands in p1, not in northwire p1",
        ),
        (
            "The damage is $45 million [northwire p2]. It opened [p1].",
            &["figure-not-in-original"],
            "“$45 million” is not in the original `northwire`; it has “$40 million” in p2",
        ),
        (
            "The strait opened [p1] [northwire p1]. The damage is $45 million.",
            &["figure-not-in-original"],
            "“$45 million” is in no original",
        ),
        (
            "The strait opened [p1] after 12 days. The damage is $40 million. [northwire p1]",
            &["figure-not-in-cited"],
            "“$40 million” stands in northwire p2, not in northwire p1",
        ),
        (
            "It opened after 12 days [p1] [northwire p1]. So it did [strait northwire p1].",
            &["citation-doubtful"],
            "`[strait northwire p1]` looks like a citation and is none",
        ),
        (
            "“Nobody was prepared for this,” one of them said [p1] after 12 days. So [northwire p1].",
            &["quote-not-in-cited"],
            "this quotation stands in northwire p2, not in p1",
        ),
    ] {
        let site = site(summary);
        let printed = json_of(&site, &["check", "--format", "json"]);
        let found = printed["diagnostics"].as_array().expect("a list").iter();
        let found: Vec<(&str, &str)> = found
            .filter(|one| {
                let code = one["code"].as_str().unwrap_or_default();
                one["path"] == ENGLISH && !code.starts_with("languages-")
            })
            .map(|one| {
                let text = |key: &str| one[key].as_str().expect("a text");
                (text("code"), text("message"))
            })
            .collect();
        let found_codes: Vec<&str> = found.iter().map(|(code, _)| *code).collect();
        assert_eq!(found_codes, codes, "{summary}: {found:?}");
        let message = found.first().map_or("", |(_, message)| message);
        let message = message.replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], "");
        assert!(message.contains(words), "{summary}: {message}");
    }
}

#[test]
fn claims_and_data_say_which_original_has_a_figure() {
    let site = site(
        "The strait opened after 12 days [p1]. Insurers put the damage at $40 million [northwire p2]. “Nobody was prepared for this,” one said [northwire p2].",
    );
    let printed = json_of(&site, &["check", "--format", "json"]);
    let claims = printed["claims"].as_array().expect("a list");
    let claim = |text: &str| {
        let mut own = claims.iter().filter(|claim| claim["path"] == ENGLISH);
        let found = own.find(|claim| claim["text"] == text);
        found.unwrap_or_else(|| panic!("no claim {text}: {claims:?}"))
    };
    let days = claim("12 days");
    assert_eq!(days["verdict"], "found");
    assert_eq!(days.get("original"), None);
    let damage = claim("$40 million");
    assert_eq!(damage["verdict"], "found");
    assert_eq!(damage["original"], "northwire");
    assert_eq!(damage["cited"], json!([2]));
    assert_eq!(damage["places"][0]["original"], "northwire");
    assert_eq!(damage["places"][0]["paragraph"], 2);

    assert_eq!(run(&site, &["build"]).0, 0);
    let data = site.path().join("public/en/articles/strait/article.json");
    let data: Value = serde_json::from_slice(&std::fs::read(data).unwrap()).unwrap();
    assert_eq!(data["original"]["publisher"]["id"], "volna");
    assert_eq!(data["further_originals"][0]["id"], "northwire");
    let figures = data["figures"].as_array().expect("a list");
    assert_eq!(figures[0]["paragraphs"], json!([1]));
    assert_eq!(figures[1]["paragraphs"], json!([]));
    assert_eq!(
        figures[1]["elsewhere"],
        json!([{ "original": "northwire", "paragraph": 2 }])
    );
}

#[test]
fn a_seal_covers_all_originals() {
    let summary = "The strait opened after 12 days [p1]. The damage is $40 million [northwire p2].";
    let site = site(summary);
    let (status, out) = run(
        &site,
        &["seal", "strait", "--lang", "en", "--now", "2025-03-12"],
    );
    assert_eq!(
        (status, out.contains("against 7 paragraphs")),
        (0, true),
        "{out}"
    );
    let state = |site: &TempDir| {
        let status = json_of(site, &["status", "--format", "json"]);
        let article = &status["articles"][0];
        let summaries = article["summaries"].as_array().expect("a list").iter();
        let mut english = summaries.filter(|summary| summary["language"] == "en");
        let originals = article["further_originals"].clone();
        (
            english.next().expect("it is there")["state"].clone(),
            originals,
        )
    };
    let (sealed, further) = state(&site);
    assert_eq!(sealed, "sealed");
    assert_eq!(further[0]["id"], "northwire");
    let original = std::fs::read_to_string(site.path().join(NORTHWIRE)).unwrap();
    put(
        site.path(),
        NORTHWIRE,
        original.replace("resumed in the strait", "resumed"),
    );
    assert_eq!(state(&site).0, "stale");
    let printed = json_of(&site, &["check", "--format", "json"]);
    let found = printed["diagnostics"].as_array().expect("a list").iter();
    let mut stale = found.filter(|one| one["code"] == "summary-stale");
    let message = stale.next().expect("it is stale")["message"].to_string();
    assert!(message.contains("northwire p1 changed"), "{message}");
}

#[test]
fn an_editor_is_told_of_the_original_that_a_citation_names() {
    let site = site("Signed.");
    let mut client = Client::start(site.path());
    let mut ask =
        |method: &str, marked: &str| client.ask_at(method, ENGLISH, &text(marked), json!({}));
    let hover = ask("textDocument/hover", "The damage [northwire |p2].");
    let hover = hover["contents"]["value"].to_string();
    assert!(
        hover.contains("**northwire p2**") && hover.contains("Insurers"),
        "{hover}"
    );
    let there = ask("textDocument/definition", "The damage [northwire |p2].");
    let there = there.to_string();
    assert!(there.contains("original.northwire.en.md"), "{there}");
    for (marked, expected) in [
        ("The damage [northwire p|", &["p1", "p2", "p3", "p4"][..]),
        (
            "The damage [nor|",
            &[
                "northwire p1",
                "northwire p2",
                "northwire p3",
                "northwire p4",
            ],
        ),
        ("The damage [p|", &["p1", "p2", "p3"]),
    ] {
        let items = ask("textDocument/completion", marked);
        let items = items.as_array().expect("a list").iter();
        let labels: Vec<&str> = items.filter_map(|item| item["label"].as_str()).collect();
        assert_eq!(labels, expected, "{marked}");
    }
    client.end();
}

/// Rights apply to each original separately: of one with a link only, no text is published.
#[test]
fn each_original_is_published_as_its_own_rights_allow() {
    let site =
        site("The strait opened after 12 days [p1]. The damage is $40 million [northwire p2].");
    let original = std::fs::read_to_string(site.path().join(NORTHWIRE)).unwrap();
    put(
        site.path(),
        NORTHWIRE,
        original.replace("rights = \"cited\"", "rights = \"link\""),
    );
    put(
        site.path(),
        &format!("{FOLDER}/summary.ar.md"),
        "+++\ntitle = \"المضيق\"\n+++\n\nفُتح المضيق بعد 12 يومًا [p1] [northwire p2].\n",
    );
    assert_eq!(run(&site, &["build"]).0, 0);
    for path in crate::common::files(&site.path().join("public")) {
        let bytes = std::fs::read(site.path().join("public").join(&path)).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !text.contains("Insurers put the damage at $40 million. \"Nobody"),
            "{path}"
        );
    }
    let page = site.path().join("public/en/articles/strait/index.html");
    let page = std::fs::read_to_string(page).unwrap();
    assert!(
        page.contains("href=\"#original-northwire\""),
        "the citation leads to its panel"
    );
    assert!(page.contains("id=\"p1\""), "the other one is shown");
}

/// A text imported into an article becomes a file next to its first original, is cited by its id, and replaces nothing.
#[test]
fn a_text_is_imported_as_a_further_original() {
    let site =
        site("The strait opened after 12 days [p1]. The damage is $40 million [northwire p2].");
    let wire = "Ships are back\n\nThe strait has been open since Monday, three shipping agents said, and traffic was light.\n\nNo toll is charged until May, the agents said, when the administration of the port will set a new one.\n";
    put(site.path(), "wire.txt", wire);
    let import = |args: &[&str]| {
        let given = ["import", "wire.txt", "--publisher", "northwire", "--again"];
        run(&site, &[&given[..], args].concat())
    };
    let (status, out) = import(&["--into", "strait", "--as", "agents"]);
    assert_eq!(status, 0, "{out}");
    assert!(out.contains("as in `[agents p1]`"), "{out}");
    let original = site.path().join(FOLDER).join("original.agents.en.md");
    let text = std::fs::read_to_string(&original).expect("it is there");
    assert!(text.contains("three shipping agents said"), "{text}");
    let folders = std::fs::read_dir(site.path().join("content/articles")).unwrap();
    assert_eq!(folders.count(), 1, "nothing else is left there");
    for (args, status) in [
        (&["--into", "strait", "--as", "agents"][..], 1),
        (&["--into", "strait", "--as", "northwire"], 1),
        (&["--into", "nowhere", "--as", "agents"], 1),
        (&["--into", "strait"], 2),
        (&["--as", "agents"], 2),
        (&["--into", "strait", "--as", "The Agents"], 2),
    ] {
        assert_eq!(import(args).0, status, "{args:?}");
    }
    assert_eq!(std::fs::read_to_string(&original).unwrap(), text);
    let printed = json_of(&site, &["check", "--format", "json"]);
    let found = printed["diagnostics"].as_array().expect("a list").iter();
    let codes: Vec<&str> = found.filter_map(|one| one["code"].as_str()).collect();
    assert!(codes.contains(&"original-uncited"), "{codes:?}");
}

/// An edition of the briefing with this text, in a site where it can cite both originals of an article.
fn edition(body: &str) -> TempDir {
    let site =
        site("The strait opened after 12 days [p1]. The damage is $40 million [northwire p2].");
    put(
        site.path(),
        EDITION,
        format!("+++\ntitle = \"The strait\"\narticles = [\"strait\"]\n+++\n\n{body}\n"),
    );
    site
}

const EDITION: &str = "content/editions/2025-03-12.en.md";

/// The text of an edition → the codes of the findings in it, with words of the message and of the help.
#[test]
fn an_edition_cites_a_further_original_of_an_article() {
    for (body, expected) in [
        (
            "The strait opened after 12 days [strait p1]. The damage is $40 million [strait northwire p2].",
            &[][..],
        ),
        (
            "The damage is $45 million [strait northwire p2].",
            &[(
                "figure-not-in-original",
                "is not in the original `northwire` of `strait`; the original has “$40 million” in p2",
                "",
            )],
        ),
        (
            "The damage is $40 million [strait northwire p1].",
            &[(
                "figure-not-in-cited",
                "“$40 million” stands in p2 of the original `northwire` of `strait`",
                "`[strait northwire p2]`",
            )],
        ),
        (
            "The damage is $40 million [strait p1].",
            &[(
                "figure-not-in-original",
                "is not in the main original of `strait`",
                "",
            )],
        ),
        (
            "It opened [strait northwire p9].",
            &[(
                "citation-unknown",
                "the original `northwire` has no paragraph p9",
                "go from p1 to p4",
            )],
        ),
        (
            "It opened [strait nortwire p1] [strait afp p2].",
            &[
                (
                    "citation-unknown",
                    "the article `strait` has no original `nortwire`",
                    "did you mean `[strait northwire p1]`?",
                ),
                (
                    "citation-unknown",
                    "the article `strait` has no original `afp`",
                    "its originals are cited as `[strait p2]`, `[strait northwire p2]`",
                ),
            ],
        ),
        (
            "It opened [northwire p1] [northwire strait p1].",
            &[
                (
                    "edition-article-unknown",
                    "no article `northwire`",
                    "did you mean `[strait northwire p1]`?",
                ),
                (
                    "edition-article-unknown",
                    "no article `northwire`",
                    "did you mean `[strait northwire p1]`?",
                ),
            ],
        ),
        (
            "It opened [strait northwire 2], (strait northwire p2), [strait/northwire p2], [northwire 2] and [strait 2], [see the page p2] and [note 2].",
            &[
                (
                    "citation-doubtful",
                    "[strait northwire 2]",
                    "`[strait northwire p2]`",
                ),
                (
                    "citation-doubtful",
                    "(strait northwire p2)",
                    "`[strait northwire p2]`",
                ),
                (
                    "citation-doubtful",
                    "[strait/northwire p2]",
                    "`[strait northwire p2]`",
                ),
                (
                    "citation-doubtful",
                    "[northwire 2]",
                    "`[strait northwire p2]`",
                ),
                ("citation-doubtful", "[strait 2]", "`[strait p2]`"),
                ("citation-doubtful", "[note 2]", "`[strait p2]`"),
            ],
        ),
        (
            "It opened [strait northwire p1-2] [p1].",
            &[
                (
                    "citation-malformed",
                    "is not a citation",
                    "did you mean `[strait northwire p1-p2]`?",
                ),
                (
                    "citation-unknown",
                    "does not say of which article",
                    "`[strait p1]`",
                ),
            ],
        ),
    ] {
        let site = edition(body);
        let printed = json_of(&site, &["check", "--format", "json"]);
        let found = printed["diagnostics"].as_array().expect("a list").iter();
        let found: Vec<&Value> = found.filter(|one| one["path"] == EDITION).collect();
        let codes: Vec<&str> = found
            .iter()
            .filter_map(|one| one["code"].as_str())
            .collect();
        let expected_codes: Vec<&str> = expected.iter().map(|(code, ..)| *code).collect();
        assert_eq!(codes, expected_codes, "{body}: {found:#?}");
        let text = |value: &Value| {
            let text = value.as_str().unwrap_or_default();
            text.replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], "")
        };
        for (one, (_, message, help)) in found.iter().zip(expected) {
            let (said, told) = (text(&one["message"]), text(&one["help"]));
            assert!(said.contains(message), "{body}: {said}");
            assert!(told.contains(help), "{body}: {told}");
        }
    }
}

#[test]
fn an_edition_leads_to_the_paragraph_of_a_further_original_in_every_form() {
    let site = edition(
        "The strait opened after 12 days [strait p1]. The damage is $40 million [strait northwire p2].\n\n```chart\nkind = \"bars\"\ntitle = \"Damage\"\nunit = \"million dollars\"\ncsv = \"Ports, 40, strait northwire p2\\nShips, 12, strait p1\"\n```",
    );
    let config = site.path().join("config.toml");
    let text =
        std::fs::read_to_string(&config).unwrap() + "\n[editions]\nemail = true\nepub = true\n";
    put(site.path(), "config.toml", text);
    let (status, out) = run(&site, &["build", "--now", "2025-03-20"]);
    assert_eq!(status, 0, "{out}");
    let folder = site.path().join("public/en/editions/2025-03-12");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect(name);
    let page = read("index.html");
    assert!(page.contains("/en/articles/strait/#northwire-p2"), "{page}");
    assert!(page.contains("/en/articles/strait/#p1"), "{page}");
    assert!(
        page.contains("\u{2068}Northwire\u{2069} · paragraph 2 of the original\""),
        "the link names it: {page}"
    );
    assert_eq!(
        page.matches("#northwire-p2\" title").count(),
        2,
        "in the chart as well"
    );
    let email = read("email.html");
    assert!(
        email.contains("/en/articles/strait/#northwire-p2"),
        "{email}"
    );
    let text = read("email.txt");
    let notes = text
        .lines()
        .skip_while(|line| !line.starts_with("[1] "))
        .filter(|line| line.starts_with("https://"))
        .collect::<Vec<_>>();
    assert!(notes[0].ends_with("/en/articles/strait/#p1"), "{notes:?}");
    assert!(
        notes[1].ends_with("/en/articles/strait/#northwire-p2"),
        "{notes:?}"
    );
    let book = crate::common::book::files(&std::fs::read(folder.join("2025-03-12.epub")).unwrap());
    let book: BTreeMap<&str, String> = book
        .iter()
        .map(|file| (file.name.as_str(), file.text().to_owned()))
        .collect();
    let of = |name: &str| {
        let found = book.iter().find(|(path, _)| path.ends_with(name));
        found
            .unwrap_or_else(|| panic!("no {name}: {:?}", book.keys()))
            .1
    };
    for name in ["introduction.xhtml", "article-1.xhtml"] {
        let links = of(name).contains("original-1.xhtml#northwire-p2");
        assert!(links, "{name}: {}", of(name));
    }
    assert!(of("original-1.xhtml").contains("id=\"northwire-p2\""));
}

#[test]
fn an_editor_is_told_what_an_edition_cites() {
    let site = edition("Signed.");
    let marked = |body: &str| {
        format!("+++\ntitle = \"The strait\"\narticles = [\"strait\"]\n+++\n\n{body}\n")
    };
    let mut client = Client::start(site.path());
    let mut ask =
        |method: &str, body: &str, more: Value| client.ask_at(method, EDITION, &marked(body), more);
    let hover = ask(
        "textDocument/hover",
        "The damage [strait northwire |p2].",
        json!({}),
    );
    let hover = hover["contents"]["value"].to_string();
    assert!(
        hover.contains("**northwire p2**") && hover.contains("Insurers"),
        "{hover}"
    );
    let there = ask(
        "textDocument/definition",
        "The damage [strait northwire |p2].",
        json!({}),
    );
    assert!(
        there.to_string().contains("original.northwire.en.md"),
        "{there}"
    );
    let article = ask("textDocument/hover", "The damage [str|ait p1].", json!({}));
    assert!(
        article.to_string().contains("The strait is open again"),
        "{article}"
    );
    for (body, expected) in [
        ("The damage [str|", &["strait"][..]),
        ("The damage [strait p|", &["p1", "p2", "p3"]),
        ("The damage [strait p1, p|", &["p1", "p2", "p3"]),
        (
            "The damage [strait nor|",
            &[
                "northwire p1",
                "northwire p2",
                "northwire p3",
                "northwire p4",
            ],
        ),
        ("The damage [strait northwire p|", &["p1", "p2", "p3", "p4"]),
    ] {
        let items = ask("textDocument/completion", body, json!({}));
        let items = items.as_array().expect("a list").iter();
        let labels: Vec<&str> = items.filter_map(|item| item["label"].as_str()).collect();
        assert_eq!(labels, expected, "{body}");
    }
    let all = ask(
        "textDocument/references",
        "The damage [strait northwire |p2].",
        json!({ "context": { "includeDeclaration": false } }),
    );
    let all = all.to_string();
    assert!(
        all.contains("summary.en.md") && all.contains("2025-03-12.en.md"),
        "{all}"
    );
    client.end();
}

/// After a further original gained a paragraph, its citations are renumbered, and those of the other original stay.
#[test]
fn citations_of_a_further_original_are_renumbered_after_it_grew() {
    let site = site(
        "The strait opened after 12 days [p1]. The damage is $40 million [northwire p2]. Ships passed [northwire p1-p2].",
    );
    let (status, out) = run(
        &site,
        &["seal", "strait", "--lang", "en", "--now", "2025-03-12"],
    );
    assert_eq!(status, 0, "{out}");
    let sealed = std::fs::read_to_string(site.path().join(ENGLISH)).unwrap();
    let original = std::fs::read_to_string(site.path().join(NORTHWIRE)).unwrap();
    let grown = original.replace("Shipping resumed", "A new paragraph.\n\nShipping resumed");
    // As a seal of an earlier version is, and as `seal` writes it now.
    let hyphen = sealed.find("paragraphs = \"").expect("a seal");
    let hyphen = hyphen
        + sealed[hyphen..]
            .find('-')
            .expect("a hyphen between originals");
    let earlier = [&sealed[..hyphen], &sealed[hyphen + 1..]].concat();
    for text in [&sealed, &earlier] {
        put(site.path(), NORTHWIRE, &original);
        put(site.path(), ENGLISH, text);
        let (_, out) = run(&site, &["status", "--format", "json"]);
        assert!(out.contains("\"sealed\""), "it holds: {out}");
        put(site.path(), NORTHWIRE, &grown);
        let mut client = Client::start(site.path());
        let marked = text.replacen("digest = \"", "digest = \"|", 1);
        let actions = client.actions(ENGLISH, &marked);
        let mut actions = actions.iter();
        let action = actions.find(|one| one["title"].to_string().contains("Renumber 2 citations"));
        let action = action.expect("it is offered").to_string();
        assert!(
            action.contains("[northwire p3]") && action.contains("[northwire p2-p3]"),
            "{action}"
        );
        assert!(!action.contains("[p1]"), "{action}");
        client.end();
    }
}
