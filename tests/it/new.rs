//! `mujaz new`, `mujaz theme` and `mujaz schema` as people run them.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::schema::faults;
use serde_json::Value;
use tempfile::TempDir;

/// Exit status, standard output and standard error of `mujaz`.
fn mujaz(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_mujaz"))
        .current_dir(folder)
        .args(args)
        .output()
        .expect("mujaz runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (
        output.status.code().expect("an exit status"),
        text(output.stdout),
        text(output.stderr),
    )
}

/// A new site.
fn site() -> TempDir {
    let folder = TempDir::new().expect("there is room for a temporary folder");
    let (status, _, err) = mujaz(folder.path(), &["init"]);
    assert_eq!(status, 0, "{err}");
    folder
}

#[test]
fn what_is_new_builds_at_once() {
    let site = site();
    for (args, paths) in [
        (
            &["new", "article", "harbour", "--title", "A \"new\" harbour"][..],
            &[
                "content/articles/harbour/original.ar.md",
                "content/articles/harbour/summary.ar.md",
                "content/articles/harbour/summary.en.md",
            ][..],
        ),
        (
            &["new", "page", "contact"],
            &["content/pages/contact.ar.md", "content/pages/contact.en.md"],
        ),
        (
            &["new", "topic", "sport"],
            &[
                "content/topics/sport/index.ar.md",
                "content/topics/sport/index.en.md",
            ],
        ),
        (
            &[
                "new",
                "name",
                "oslo",
                "--kind",
                "place",
                "--spelling",
                "en=Oslo",
                "--spelling",
                "ar=أوسلو",
            ],
            &["content/names.toml"],
        ),
        (
            &[
                "new",
                "name",
                "thing",
                "--kind",
                "thing",
                "--spelling",
                "en=A thing",
            ],
            &["content/names.toml"],
        ),
    ] {
        let (status, out, err) = mujaz(site.path(), args);
        assert_eq!((status, err.as_str()), (0, ""), "{args:?}");
        let mut lines: Vec<&str> = out.lines().collect();
        lines.sort_unstable();
        assert_eq!(lines, paths);
        for path in paths {
            assert!(site.path().join(path).is_file(), "{path}");
        }
    }
    let read = |path: &str| fs::read_to_string(site.path().join(path)).unwrap();
    let summary = read("content/articles/harbour/summary.en.md");
    assert!(summary.contains("draft = true"), "{summary}");
    // The topics that there are stand beside the key.
    assert!(summary.contains("topics = []  # "), "{summary}");
    assert!(read("content/articles/harbour/original.ar.md").contains("publisher = "));
    let (status, _, err) = mujaz(site.path(), &["build", "--drafts"]);
    assert_eq!(status, 0, "{err}");
}

#[test]
fn nothing_is_overwritten() {
    let site = site();
    let args = ["new", "article", "harbour"];
    assert_eq!(mujaz(site.path(), &args).0, 0);
    let path = site.path().join("content/articles/harbour/summary.en.md");
    fs::write(&path, "mine").unwrap();
    for (args, words) in [
        (&["new", "article", "harbour"][..], "exists already"),
        (&["new", "topic", "economy"], "exists already"),
        (&["new", "page", "about"], "exists already"),
        (&["new", "page", "About"], "capital letters"),
        (&["new", "page", "articles"], "is a section of every site"),
        (&["new", "topic", "Economy"], "capital letters"),
        (&["new", "article", "a b"], "cannot stand in an address"),
        (&["new", "page", "../x"], "cannot stand in an address"),
        (&["new", "page", &"x".repeat(300)], "would be too long"),
        (
            &["new", "article", "x", "--publisher", "nobody"],
            "has no publisher `nobody`",
        ),
        (
            &["new", "name", "x", "--kind", "place", "--spelling", "en="],
            "empty",
        ),
        (&["new", "name", "x", "--kind", "place"], "--spelling"),
        (
            &["theme", "show", "templates/artcle.html"],
            "did you mean templates/article.html?",
        ),
    ] {
        let (status, _, err) = mujaz(site.path(), args);
        assert_eq!(status, 2, "{args:?}\n{err}");
        assert!(err.contains(words), "{words}\n{err}");
    }
    assert_eq!(fs::read_to_string(path).unwrap(), "mine");
}

#[test]
fn a_template_is_copied_into_the_site_once() {
    let site = site();
    let (_, out, _) = mujaz(site.path(), &["theme", "list"]);
    assert!(
        out.starts_with("nashra (built in), used by this site\n"),
        "{out}"
    );
    assert!(out.contains("\n  templates/article.html\n"), "{out}");
    let (status, shown, _) = mujaz(site.path(), &["theme", "show", "templates/article.html"]);
    assert_eq!(status, 0);
    let (status, _, err) = mujaz(site.path(), &["theme", "copy", "templates/article.html"]);
    assert_eq!(status, 0, "{err}");
    let path = site.path().join("themes/nashra/templates/article.html");
    assert_eq!(fs::read_to_string(&path).unwrap(), shown);
    fs::write(&path, format!("{shown}<!-- mine -->")).unwrap();
    let (status, _, err) = mujaz(site.path(), &["theme", "copy", "templates/article.html"]);
    assert_eq!(status, 2);
    assert!(err.contains("exists already"), "{err}");
    assert!(
        fs::read_to_string(&path)
            .unwrap()
            .ends_with("<!-- mine -->")
    );
    fs::write(&path, shown).unwrap();
    let (status, _, err) = mujaz(site.path(), &["build"]);
    assert_eq!(status, 0, "{err}");
}

fn schema(name: &str) -> Value {
    let (status, text, _) = mujaz(Path::new("."), &["schema", name]);
    assert_eq!(status, 0);
    serde_json::from_str(&text).expect("the schema is JSON")
}

/// TOML as the JSON that editors check against a schema.
fn json(text: &str) -> Value {
    fn value(toml: toml::Value) -> Value {
        match toml {
            toml::Value::String(text) => text.into(),
            toml::Value::Integer(n) => n.into(),
            toml::Value::Float(n) => n.into(),
            toml::Value::Boolean(b) => b.into(),
            toml::Value::Datetime(date) => date.to_string().into(),
            toml::Value::Array(list) => list.into_iter().map(value).collect(),
            toml::Value::Table(table) => table
                .into_iter()
                .map(|(key, item)| (key, value(item)))
                .collect(),
        }
    }
    value(toml::Value::Table(text.parse().expect("TOML")))
}

#[test]
fn the_files_of_real_sites_fit_the_schemas() {
    let [config, names, publishers, front] =
        ["config", "names", "publishers", "front-matter"].map(schema);
    let mut seen = 0;
    for root in ["", "src/init/site/", "tests/diagnostics/base/"] {
        let root = crate::common::repository(root);
        for path in crate::common::files(&root) {
            let is_source = path.starts_with("content/") || path == "config.toml";
            let is_text = path.ends_with(".md") || path.ends_with(".toml");
            if !(is_source && is_text) {
                continue;
            }
            let text = fs::read_to_string(root.join(&path)).unwrap();
            let name = path.rsplit('/').next().unwrap();
            let found = match name {
                "config.toml" => faults(&config, &json(&text), false),
                "names.toml" => faults(&names, &json(&text), false),
                "publishers.toml" => faults(&publishers, &json(&text), false),
                _ => {
                    let kind = match name.split('.').next() {
                        Some("original") => "original",
                        Some("summary") => "summary",
                        _ if path.starts_with("content/editions/") => "edition",
                        _ => "standing",
                    };
                    let mut schema = front.clone();
                    schema["$ref"] = format!("#/$defs/{kind}").into();
                    let matter = text.split("+++").nth(1).expect("front matter");
                    faults(&schema, &json(matter), false)
                }
            };
            assert_eq!(found, [""; 0], "{path}");
            seen += 1;
        }
    }
    assert!(seen > 20);
}

#[test]
fn every_key_of_the_schemas_is_known_to_mujaz() {
    // A value of a wrong type is reported as that if the key is known, and else as an unknown key.
    let site = site();
    let original = "content/articles/welcome/original.ar.md";
    let summary = "content/articles/welcome/summary.en.md";
    let page = "content/pages/about.en.md";
    let front = schema("front-matter");
    for (path, kind) in [
        (original, "original"),
        (summary, "summary"),
        (page, "standing"),
    ] {
        let place = site.path().join(path);
        let before = fs::read_to_string(&place).unwrap();
        let keys = front["$defs"][kind]["properties"].as_object().unwrap();
        let lines: String = keys.keys().map(|key| format!("{key} = [[0]]\n")).collect();
        fs::write(&place, format!("+++\n{lines}+++\n\nText.\n")).unwrap();
        let (_, out, _) = mujaz(site.path(), &["check", "--format", "json"]);
        assert!(!out.contains("key-unknown"), "{path}\n{out}");
        fs::write(&place, before).unwrap();
    }
    let place = site.path().join("config.toml");
    let config = schema("config");
    let lines: String = config["properties"]
        .as_object()
        .unwrap()
        .keys()
        .map(|key| format!("{key} = [[0]]\n"))
        .collect();
    fs::write(&place, lines).unwrap();
    let (_, out, _) = mujaz(site.path(), &["check", "--format", "json"]);
    assert!(!out.contains("key-unknown"), "{out}");
}

/// Returns a table in which an unknown key is in each table that a schema describes. `tables` gets the schemas of these
/// tables, in the order of the numbers of the keys.
fn with_unknown_keys<'s>(schema: &'s Value, tables: &mut Vec<&'s Value>) -> toml::Table {
    let mut table = toml::Table::new();
    let properties: Vec<_> = schema["properties"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(key, value)| (key.as_str(), value))
        .collect();
    if !properties.is_empty() {
        table.insert(format!("zz_zz_zz_{}", tables.len()), 0.into());
        tables.push(schema);
    }
    let others = schema.get("additionalProperties").map(|any| ("ar", any));
    for (key, value) in properties.into_iter().chain(others) {
        let is_list = value["type"] == "array";
        let inner = if is_list { &value["items"] } else { value };
        if inner["type"] != "object" {
            continue;
        }
        let inner = with_unknown_keys(inner, tables);
        if !inner.is_empty() {
            let inner = toml::Value::Table(inner);
            let value = if is_list { vec![inner].into() } else { inner };
            table.insert(key.to_owned(), value);
        }
    }
    table
}

#[test]
fn every_key_that_mujaz_knows_is_in_the_schemas() {
    // The advice on an unknown key lists the keys of its table.
    let site = site();
    let [config, names, publishers, front] =
        ["config", "names", "publishers", "front-matter"].map(schema);
    let front = |kind: &str| &front["$defs"][kind];
    for (path, schema) in [
        ("content/articles/welcome/original.ar.md", front("original")),
        ("content/articles/welcome/summary.en.md", front("summary")),
        ("content/pages/about.en.md", front("standing")),
        ("content/topics/sport/index.en.md", front("standing")),
        ("content/editions/2025-08-18.en.md", front("edition")),
        ("content/names.toml", &names),
        ("content/publishers.toml", &publishers),
        ("config.toml", &config),
    ] {
        let mut tables = Vec::new();
        let text = toml::to_string(&with_unknown_keys(schema, &mut tables)).expect("TOML");
        let text = match path.ends_with(".md") {
            true => format!("+++\n{text}+++\n\nText.\n"),
            false => text,
        };
        let place = site.path().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        let before = fs::read(&place).ok();
        fs::write(&place, &text).unwrap();
        let (_, out, _) = mujaz(site.path(), &["check", "--format", "json"]);
        let report: Value = serde_json::from_str(&out).expect("JSON");
        let found = report["diagnostics"].as_array().expect("findings");
        for (number, table) in tables.iter().enumerate() {
            let end = format!("has no key `zz_zz_zz_{number}`");
            let unknown = found
                .iter()
                .find(|one| one["message"].as_str().expect("a text").ends_with(&end))
                .unwrap_or_else(|| panic!("{path}: no finding {end}\n{text}"));
            let help = unknown["help"].as_str().expect("advice");
            let known = help.strip_prefix("it can hold ").expect(help);
            let known = known.split(" and ").next().unwrap_or_default();
            for key in known.split(", ") {
                let is_described = table["properties"].get(key).is_some();
                assert!(is_described, "{path}: no schema of `{key}`: {unknown}");
            }
        }
        match before {
            Some(before) => fs::write(&place, before).unwrap(),
            None => fs::remove_file(&place).unwrap(),
        }
    }
}

#[test]
fn slips_on_the_command_line_are_met_with_what_was_meant() {
    let site = site();
    for (args, words) in [
        (
            &["new", "edition", "29/11/2026"][..],
            "did you mean 2026-11-29?",
        ),
        (
            &["new", "edition", "2026/11/29"],
            "did you mean 2026-11-29?",
        ),
        (
            &["new", "edition", "11.29.2026"],
            "did you mean 2026-11-29?",
        ),
        (
            &["theme", "copy", "article.html"],
            "did you mean templates/article.html?",
        ),
        (
            &["serve", "--port", "http"],
            "write a number from 0 to 65535",
        ),
    ] {
        let (status, _, err) = mujaz(site.path(), args);
        assert_eq!(status, 2, "{args:?}: {err}");
        assert!(err.contains(words), "{args:?}: {err}");
    }
}

#[test]
fn an_edition_of_a_day_that_does_not_exist_is_refused() {
    let site = site();
    for id in ["2026-11-31", "30-11-2026", "2026-13", "2026-w54"] {
        let (status, _, said) = mujaz(site.path(), &["new", "edition", id]);
        assert_eq!(status, 2, "{id}: {said}");
        assert!(said.contains("there is no"), "{id}: {said}");
    }
    let (status, _, said) = mujaz(site.path(), &["new", "edition", "2026-11-30-2"]);
    assert_eq!(status, 0, "{said}");
}

#[test]
fn an_edition_is_titled_as_one_without_a_file_and_has_what_the_gate_asks_for() {
    let site = site();
    let path = site.path().join("config.toml");
    let config = fs::read_to_string(&path).expect("it is there");
    fs::write(&path, config + "\n[publish]\nrequire = [\"reviewer\"]\n").expect("it is written");
    let (status, _, said) = mujaz(site.path(), &["new", "edition", "2025-w34"]);
    assert_eq!(status, 0, "{said}");
    for (lang, title) in [("ar", "نشرة الأسبوع من"), ("en", "The week of")] {
        let path = format!("content/editions/2025-w34.{lang}.md");
        let text = fs::read_to_string(site.path().join(&path)).expect(&path);
        assert!(
            text.contains(title) && text.contains("reviewers = []"),
            "{text}"
        );
    }
}
