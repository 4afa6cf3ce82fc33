//! Files for programs, over whole sites: every address that they give exists, the sitemap's pages name each other, and what
//! feeds and data say follows from the texts.
//!
//! What the files look like stands in `tests/golden/`; that they are valid is shown by programs of others in
//! `tests/browser/feeds.test.js`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::common::{
    Tree, build_into, copy, copy_golden, copy_sample, golden_cases, put, repository, tree,
};
use mujaz::link::BuildOptions;
use percent_encoding::percent_decode_str;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;
use tempfile::TempDir;

/// A site in a folder of its own.
struct Site(TempDir);

impl Site {
    /// The site of a golden case.
    fn golden(case: &str) -> Site {
        let site = Site(tempfile::tempdir().expect("a folder for the site"));
        copy_golden(case, site.0.path());
        site
    }

    fn sample() -> Site {
        let site = Site(tempfile::tempdir().expect("a folder for the site"));
        copy_sample(site.0.path());
        site
    }

    /// Puts one text in place of another in a file.
    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.0.path().join(path)).expect(path);
        assert!(text.contains(from), "{path} has no {from}");
        put(self.0.path(), path, text.replacen(from, to, 1));
    }

    fn base(&self) -> String {
        let config = fs::read_to_string(self.0.path().join("config.toml")).expect("config.toml");
        let line = config
            .lines()
            .find_map(|line| line.strip_prefix("base_url = \""));
        let base = line
            .and_then(|rest| rest.strip_suffix('"'))
            .expect("an address");
        format!("{}/", base.trim_end_matches('/'))
    }

    fn build(&self) -> Tree {
        let output = self.0.path().join("public");
        let outcome = build_into(self.0.path(), &output, BuildOptions::default());
        assert!(outcome.report.is_some(), "{:?}", outcome.diagnostics);
        tree(&output)
    }
}

/// Comments are notes among editors: they are in no output, in any place and form.
#[test]
fn comments_are_in_no_output() {
    let site = Site(tempfile::tempdir().expect("a folder for the site"));
    copy(&repository("tests/diagnostics/base"), site.0.path());
    let head = "+++\ntitle = \"The treaty\" # HIDDEN\n+++\n\n";
    let body = "Two <!-- HIDDEN --> states signed [p1]. <!-- HIDDEN

HIDDEN --> And more.

<!-- HIDDEN

HIDDEN -->

<div>
<!-- HIDDEN

HIDDEN

<p>HIDDEN -->
<p>Words <!-- HIDDEN --> of HTML</p>
</div>

> <!-- HIDDEN
>
> HIDDEN -->
> A quotation.

- An item <!-- HIDDEN

  HIDDEN -->
- <!-- HIDDEN -->

| a | b <!-- HIDDEN --> |
|---|---|
| x | y <!-- HIDDEN --> |

## Trade <!-- HIDDEN --> { topic=economy }

Trade is to double [p3].[^1] ![A <!-- HIDDEN --> map](map.svg) <!--- HIDDEN ---> <!-- HIDDEN -- HIDDEN -->

[^1]: A note <!-- HIDDEN

    HIDDEN -->

<details><summary>A <!-- HIDDEN --></summary><!-- HIDDEN

HIDDEN --> B

</details>
";
    let article = "content/articles/treaty";
    let original = body.split("## Trade").next().unwrap_or_default();
    let rights = "publisher = \"example-desk\"\nurl = \"https://example.org/t\"\npublished = 2024-06-19\nrights = \"full\"";
    let original = head.replace("\n+++\n\n", &format!("\n{rights}\n+++\n\n")) + original;
    let original = original.replace("[p1]", "") + "\nTrade.\n";
    put(
        site.0.path(),
        &format!("{article}/original.en.md"),
        original,
    );
    put(
        site.0.path(),
        &format!("{article}/summary.en.md"),
        format!("{head}{body}"),
    );
    put(
        site.0.path(),
        &format!("{article}/map.svg"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    );
    let page = body
        .replace("[p1]", "")
        .replace("[p3]", "")
        .replace(" { topic=economy }", "");
    let page = page.replace("![A <!-- HIDDEN --> map](map.svg)", "");
    put(
        site.0.path(),
        "content/pages/about.en.md",
        format!("{head}{page}"),
    );
    put(
        site.0.path(),
        "content/topics/economy/index.en.md",
        format!("{head}{page}"),
    );
    let output = site.build();
    let shown = output
        .iter()
        .filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("HIDDEN"));
    let shown: Vec<_> = shown.map(|(path, _)| path).collect();
    assert!(output.len() > 20 && shown.is_empty(), "{shown:?}");
    let article = &output["en/articles/treaty/index.html"];
    let article = String::from_utf8_lossy(article);
    for words in ["And more.", "A quotation.", "of HTML", "Trade is to double"] {
        assert!(article.contains(words), "{words}");
    }
}

fn is_export(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    [".xml", ".json", ".opml"]
        .iter()
        .any(|ending| name.ends_with(ending))
        || name == "robots.txt"
}

fn text<'t>(tree: &'t Tree, path: &str) -> &'t str {
    let bytes = tree
        .get(path)
        .unwrap_or_else(|| panic!("there is no {path}"));
    std::str::from_utf8(bytes).expect("UTF-8")
}

/// The elements of an XML document in their order: name, attributes, and the text that they begin with.
fn elements(xml: &str) -> Vec<(String, BTreeMap<String, String>, String)> {
    let mut reader = Reader::from_str(xml);
    let mut found: Vec<(String, BTreeMap<String, String>, String)> = Vec::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(tag) | Event::Empty(tag) => {
                let attributes = tag.attributes().map(|attribute| {
                    let attribute = attribute.expect("a sound attribute");
                    let value = quick_xml::escape::unescape(&attribute.value).expect("escapes");
                    (attribute.key.as_ref().to_owned(), value.into_owned())
                });
                found.push((
                    tag.name().as_ref().to_owned(),
                    attributes.collect(),
                    String::new(),
                ));
            }
            Event::Text(text) => {
                let text = quick_xml::escape::unescape(&text.into_inner())
                    .expect("escapes")
                    .into_owned();
                if let Some((.., own)) = found.last_mut()
                    && !text.trim().is_empty()
                {
                    own.push_str(&text);
                }
            }
            Event::GeneralRef(entity) => {
                let text = quick_xml::escape::unescape(&format!("&{};", &*entity))
                    .expect("an entity")
                    .into_owned();
                if let Some((.., own)) = found.last_mut() {
                    own.push_str(&text);
                }
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

/// Returns the texts of an export that may contain addresses, except ids, which are not links.
fn texts(path: &str, content: &str) -> Vec<String> {
    fn values(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::String(text) => found.push(text.clone()),
            Value::Array(items) => items.iter().for_each(|item| values(item, found)),
            Value::Object(fields) => {
                let fields = fields.iter().filter(|(key, _)| *key != "id");
                fields.for_each(|(_, value)| values(value, found));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    if path.ends_with(".json") {
        values(&serde_json::from_str(content).expect("JSON"), &mut found);
    } else if path.ends_with(".txt") {
        found.push(content.to_owned());
    } else {
        for (name, attributes, text) in elements(content) {
            found.extend(attributes.into_values());
            if name != "id" {
                found.push(text);
            }
        }
    }
    found
}

/// Every address below a base in a text.
fn addresses<'t>(text: &'t str, base: &'t str) -> impl Iterator<Item = &'t str> {
    text.match_indices(base).map(|(at, _)| {
        let rest = &text[at..];
        let end = rest.find(['"', '<', '>', ' ', '\n']);
        &rest[..end.unwrap_or(rest.len())]
    })
}

/// Returns the fault of an address, if there is one.
fn fault(tree: &Tree, base: &str, address: &str) -> Option<String> {
    // In the HTML of a feed an address is escaped once more.
    let address = &address.replace("&amp;", "&");
    let (path, anchor) = address.split_once('#').unwrap_or((address, ""));
    let path = percent_decode_str(&path[base.len()..])
        .decode_utf8()
        .expect("UTF-8");
    let file = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.into_owned()
    };
    let Some(bytes) = tree.get(&file) else {
        return Some(format!("{address}: there is no {file}"));
    };
    let page = String::from_utf8_lossy(bytes);
    let is_there =
        |id: &str| page.contains(&format!("id=\"{id}\"")) || page.contains(&format!("id={id}"));
    // The theme of the golden cases shows no box of an original that it has no text of.
    let is_known = anchor.is_empty() || page.contains("<pre>") && anchor == "original";
    (!is_known && !is_there(anchor)).then(|| format!("{address}: nothing has that id"))
}

#[test]
fn every_address_in_an_export_leads_to_something() {
    let golden = golden_cases();
    let sites = golden
        .iter()
        .map(|case| (case.as_str(), Site::golden(case)));
    // That one's templates print no article, in which anything could have an id.
    let sites = sites.filter(|(case, _)| *case != "template-overrides");
    for (name, site) in sites.chain([("the sample", Site::sample())]) {
        let base = site.base();
        let tree = site.build();
        let mut seen = 0;
        let mut faults = BTreeSet::new();
        for path in tree.keys().filter(|path| is_export(path)) {
            for text in texts(path, text(&tree, path)) {
                for address in addresses(&text, &base) {
                    seen += 1;
                    faults.extend(
                        fault(&tree, &base, address).map(|fault| format!("{path}: {fault}")),
                    );
                }
            }
        }
        assert!(seen > 20, "{name}: {seen} addresses");
        assert!(faults.is_empty(), "{name}: {faults:#?}");
    }
}

/// The pages of a sitemap, each with its alternates.
fn sitemap(tree: &Tree) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut pages = BTreeMap::new();
    let mut page = String::new();
    for (name, attributes, text) in elements(text(tree, "sitemap.xml")) {
        match name.as_str() {
            "loc" => {
                page = text;
                let before = pages.insert(page.clone(), BTreeMap::new());
                assert!(before.is_none(), "{page} stands there twice");
            }
            "xhtml:link" => {
                assert_eq!(attributes["rel"], "alternate");
                let alternates = pages.get_mut(&page).expect("a page before its links");
                let lang = attributes["hreflang"].clone();
                assert!(
                    alternates
                        .insert(lang, attributes["href"].clone())
                        .is_none(),
                    "{page}"
                );
            }
            _ => {}
        }
    }
    pages
}

#[test]
fn pages_in_the_sitemap_name_each_other() {
    for site in [
        Site::sample(),
        Site::golden("three-languages"),
        Site::golden("bilingual"),
    ] {
        let tree = site.build();
        let pages = sitemap(&tree);
        let mut mutual = 0;
        for (page, alternates) in pages
            .iter()
            .filter(|(_, alternates)| !alternates.is_empty())
        {
            let named: Vec<_> = alternates
                .iter()
                .filter(|(lang, _)| *lang != "x-default")
                .collect();
            assert!(named.len() > 1, "{page} is alone, and has alternates");
            assert!(
                named.iter().any(|(_, other)| *other == page),
                "{page} does not name itself"
            );
            for (_, other) in named {
                assert_eq!(
                    pages.get(other.as_str()),
                    Some(alternates),
                    "{page} and {other}"
                );
                mutual += 1;
            }
            let base = site.base();
            let x_default = &alternates["x-default"];
            assert!(
                pages.contains_key(x_default) || *x_default == base,
                "{page}: {x_default}"
            );
        }
        assert!(mutual > 20, "{mutual} alternates");
    }
}

#[test]
fn the_sitemap_leaves_out_what_nobody_should_look_for() {
    let site = Site::sample();
    let pages = sitemap(&site.build());
    for (address, is_listed) in [
        ("ar/", true),
        ("en/", true),
        ("en/articles/partnership-treaty/", true),
        ("en/topics/military/", true),
        ("en/about/", true),
        // Lists of what is in Arabic alone.
        ("ar/archive/2023/09/", true),
        ("en/archive/2023/09/", false),
        ("ar/names/su-35/", true),
        ("en/names/su-35/", false),
        ("en/publishers/shubbak/", false),
        // One that leads on, and those for what does not exist.
        ("", false),
        ("404.html", false),
        ("en/404.html", false),
    ] {
        let url = format!("{}{address}", site.base());
        assert_eq!(pages.contains_key(&url), is_listed, "{url}");
    }
    let site = Site::golden("slugs-and-aliases");
    let tree = site.build();
    let redirects = tree.iter().filter(|(path, bytes)| {
        path.ends_with(".html") && String::from_utf8_lossy(bytes).contains("kind: redirect")
    });
    let pages = sitemap(&tree);
    let mut seen = 0;
    for (path, _) in redirects {
        let url = format!("{}{}", site.base(), path.trim_end_matches("index.html"));
        assert!(!pages.contains_key(&url), "{url}");
        seen += 1;
    }
    assert!(seen > 0, "the case has redirects");
}

fn json(tree: &Tree, path: &str) -> Value {
    serde_json::from_str(text(tree, path)).expect("JSON")
}

/// Ids and titles of a feed's items.
fn items(tree: &Tree, path: &str) -> Vec<(String, String)> {
    let feed = json(tree, path);
    let items = feed["items"].as_array().expect("items").iter();
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    items
        .map(|item| (text(&item["id"]), text(&item["title"])))
        .collect()
}

#[test]
fn both_forms_of_a_feed_have_the_same_entries() {
    let tree = Site::sample().build();
    let feeds: Vec<&String> = tree
        .keys()
        .filter(|path| path.ends_with("feed.xml"))
        .collect();
    assert!(feeds.len() >= 12, "two languages, four topics, editions");
    for path in feeds {
        let atom = elements(text(&tree, path));
        let ids: Vec<&str> = atom
            .iter()
            .filter(|(name, ..)| name == "id")
            .map(|(.., id)| id.as_str())
            .collect();
        let items = items(&tree, &path.replace(".xml", ".json"));
        let json: Vec<&str> = items.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(ids[1..], json, "{path}");
        assert!(!json.is_empty(), "{path}");
    }
}

#[test]
fn an_article_stands_in_the_feeds_of_its_languages_and_topics() {
    let tree = Site::golden("missing-language").build();
    let in_feed = |path| {
        items(&tree, path)
            .into_iter()
            .map(|(id, _)| id)
            .collect::<Vec<_>>()
    };
    let only = |lang: &str, slug: &str| format!("https://example.org/{lang}/articles/{slug}/");
    for (path, expected) in [
        ("ar/feed.json", vec![only("ar", "only-arabic")]),
        ("en/feed.json", vec![only("en", "only-english")]),
        (
            "ar/topics/harbours/feed.json",
            vec![only("ar", "only-arabic")],
        ),
        (
            "en/topics/harbours/feed.json",
            vec![only("en", "only-english")],
        ),
    ] {
        assert_eq!(in_feed(path), expected, "{path}");
    }
    let site = Site::golden("missing-language");
    put(
        site.0.path(),
        "content/topics/none/index.en.md",
        "+++\ntitle = \"None\"\n+++\n",
    );
    let tree = site.build();
    // Atom asks for a time, and nothing in an empty feed has one.
    let empty = text(&tree, "en/topics/none/feed.xml");
    assert!(
        empty.contains("<updated>1970-01-01T00:00:00Z</updated>"),
        "{empty}"
    );
}

#[test]
fn an_entry_stays_itself_when_its_title_its_date_and_its_address_change() {
    let site = Site::sample();
    let before = items(&site.build(), "en/feed.json");
    let summary = "content/articles/treaty-one-year-on/summary.en.md";
    site.edit(
        summary,
        "title = \"",
        "slug = \"another\"\ndate = 2026-01-02\ntitle = \"New: ",
    );
    let tree = site.build();
    let after = items(&tree, "en/feed.json");
    let ids = |items: &[(String, String)]| {
        items
            .iter()
            .map(|(id, _)| id.clone())
            .collect::<BTreeSet<_>>()
    };
    assert_eq!(ids(&before), ids(&after));
    assert!(
        after[0].1.starts_with("New: "),
        "it is the newest now: {after:?}"
    );
    let feed = json(&tree, "en/feed.json");
    assert_eq!(
        feed["items"][0]["url"],
        "https://mujaz.example/en/articles/another/"
    );
}

#[test]
fn a_feed_holds_as_much_as_is_configured() {
    let site = Site::sample();
    let count = |site: &Site| items(&site.build(), "ar/feed.json").len();
    assert_eq!(count(&site), 7, "all of the sample");
    let lead = "The sample's summary begins with its lead, and has passages";
    let whole = json(&site.build(), "en/feed.json")["items"][0]["content_html"].to_string();
    assert!(whole.contains("<h2>"), "{lead}: {whole}");
    site.edit(
        "config.toml",
        "[languages.ar]",
        "[feeds]\ncontent = \"lead\"\nitems = 3\n\n[languages.ar]",
    );
    assert_eq!(count(&site), 3);
    let tree = site.build();
    let part = json(&tree, "en/feed.json")["items"][0]["content_html"].to_string();
    assert!(!part.contains("<h2>") && part.len() < whole.len(), "{part}");
    let atom = text(&tree, "en/feed.xml");
    assert!(
        !atom.contains("<content"),
        "an excerpt is a summary: {atom}"
    );
    assert_eq!(atom.matches("<summary type=\"html\"").count(), 3);
}

#[test]
fn an_original_is_in_no_export_that_its_rights_do_not_allow() {
    for case in ["rights-link", "rights-cited"] {
        let site = Site::golden(case);
        let tree = site.build();
        let mut seen = 0;
        for (path, text) in tree.iter().filter(|(path, _)| is_export(path)) {
            let text = String::from_utf8_lossy(text);
            for original in crate::common::files(site.0.path())
                .iter()
                .filter(|path| path.contains("/original."))
            {
                let source = fs::read_to_string(site.0.path().join(original)).expect("an original");
                let body = source.splitn(3, "+++").nth(2).expect("a body");
                for paragraph in body.split("\n\n").map(str::trim).filter(|p| p.len() > 20) {
                    assert!(
                        !text.contains(paragraph),
                        "{path} holds of {original}: {paragraph}"
                    );
                    seen += 1;
                }
            }
        }
        assert!(seen > 5, "{case}: {seen} comparisons");
    }
}

#[test]
fn data_says_what_was_traced_and_where() {
    let tree = Site::golden("tracing").build();
    let mut kinds = BTreeSet::new();
    let files = tree.keys().filter(|path| path.ends_with("/article.json"));
    for path in files {
        let article = json(&tree, path);
        assert_eq!(article["version"], 1);
        let text = article["text"].as_str().expect("a text");
        let paragraphs = article["original"]["paragraphs"]
            .as_u64()
            .expect("a number");
        for figure in article["figures"].as_array().expect("figures") {
            let words = figure["text"].as_str().expect("words");
            let head = format!("{} {}", article["title"], article["description"]);
            assert!(
                text.contains(words) || head.contains(words),
                "{path}: {words}"
            );
            kinds.insert(figure["found"].as_str().expect("a word").to_owned());
            for number in figure["paragraphs"].as_array().expect("numbers") {
                assert!(
                    (1..=paragraphs).contains(&number.as_u64().expect("a number")),
                    "{path}"
                );
            }
        }
    }
    let expected = ["no", "undecided", "yes"].map(str::to_owned);
    assert!(
        expected.iter().all(|kind| kinds.contains(kind)),
        "{kinds:?}"
    );
}

#[test]
fn the_list_of_articles_names_each_article_and_its_file() {
    let tree = Site::sample().build();
    for lang in ["ar", "en"] {
        let list = json(&tree, &format!("{lang}/articles.json"));
        let known = |section: &str| -> BTreeSet<String> {
            let entries = list[section].as_array().expect("a list").iter();
            entries
                .map(|entry| entry["id"].as_str().expect("an id").to_owned())
                .collect()
        };
        let (topics, names, publishers) = (known("topics"), known("names"), known("publishers"));
        let articles = list["articles"].as_array().expect("articles");
        let files = tree
            .keys()
            .filter(|path| path.starts_with(lang) && path.ends_with("/article.json"));
        assert_eq!(articles.len(), files.count(), "{lang}");
        for article in articles {
            let url = article["url"].as_str().expect("an address");
            assert_eq!(
                fault(
                    &tree,
                    "https://mujaz.example/",
                    &format!("{url}article.json")
                ),
                None
            );
            for (key, known) in [("topics", &topics), ("names", &names)] {
                let ids = article[key].as_array().expect("ids").iter();
                assert!(
                    ids.map(|id| id.as_str().expect("an id"))
                        .all(|id| known.contains(id)),
                    "{url}"
                );
            }
            assert!(
                publishers.contains(article["publisher"].as_str().expect("an id")),
                "{url}"
            );
        }
        let dates: Vec<&str> = articles.iter().filter_map(|a| a["date"].as_str()).collect();
        assert!(dates.is_sorted_by(|a, b| a >= b), "newest first: {dates:?}");
    }
}

#[test]
fn robots_txt_below_a_path_says_where_it_belongs() {
    let site = Site::golden("sub-path");
    let tree = site.build();
    let robots = text(&tree, "robots.txt");
    let base = site.base();
    let path = base
        .splitn(4, '/')
        .nth(3)
        .map(|path| format!("/{path}"))
        .expect("a path");
    assert!(
        robots.starts_with("# Crawlers read this file at the root of a host alone"),
        "{robots}"
    );
    assert!(robots.contains(&format!("\nAllow: {path}\n")), "{robots}");
    assert!(
        robots.ends_with(&format!("\nSitemap: {base}sitemap.xml\n")),
        "{robots}"
    );
    let root = Site::sample().build();
    let expected = "User-agent: *\nAllow: /\n\nSitemap: https://mujaz.example/sitemap.xml\n";
    assert_eq!(text(&root, "robots.txt"), expected);
}

#[test]
fn every_page_names_its_feeds() {
    let tree = Site::sample().build();
    let mut seen = 0;
    for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        if page.contains("http-equiv=\"refresh\"") || page.contains("http-equiv=refresh") {
            continue;
        }
        let lang = path
            .split('/')
            .next()
            .filter(|lang| lang.len() == 2)
            .unwrap_or("ar");
        for (kind, name) in [("atom+xml", "feed.xml"), ("feed+json", "feed.json")] {
            let link = format!("rel=\"alternate\" type=\"application/{kind}\"");
            assert!(page.contains(&link), "{path} has no {link}");
            assert!(page.contains(&format!("href=\"/{lang}/{name}\"")), "{path}");
            if let Some((_, topic)) = path
                .split_once("/topics/")
                .filter(|(_, rest)| rest.contains('/'))
            {
                let topic = topic.split('/').next().expect("an id");
                // A topic's chronology is no page of a topic.
                let is_own = !path.contains("/chronology/");
                let href = format!("href=\"/{lang}/topics/{topic}/{name}\"");
                assert_eq!(page.contains(&href), is_own, "{path}");
            }
        }
        seen += 1;
    }
    assert!(seen > 50, "{seen} pages");
}

/// The keys of all objects in a value.
fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        Value::Object(fields) => {
            found.extend(fields.keys().cloned());
            fields.values().for_each(|value| keys(value, found));
        }
        _ => {}
    }
}

#[test]
fn every_field_of_the_data_is_documented() {
    let read = |name| fs::read_to_string(crate::common::repository(name)).expect(name);
    let docs = read("docs/data.md");
    // The fields of claims are documented beside the command that prints them, too.
    let docs_of_claims = read("docs/verify.md");
    let mut found = BTreeSet::new();
    for case in golden_cases() {
        let tree = Site::golden(&case).build();
        let data = tree
            .keys()
            .filter(|path| path.contains("article") && path.ends_with(".json"));
        data.for_each(|path| keys(&json(&tree, path), &mut found));
    }
    let is_missing = |key: &&String| {
        !docs_of_claims.contains(&format!("`{key}`"))
            && !docs.contains(&format!("`{key}`"))
            && !docs.contains(&format!("{key},"))
            && !docs.contains(&format!(" {key} }}"))
    };
    let missing: Vec<_> = found.iter().filter(is_missing).collect();
    assert!(
        missing.is_empty(),
        "docs/data.md says nothing of {missing:?}"
    );
    // And the example has what an article has.
    let example = docs
        .split("```json")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .expect("an example");
    let example: Value = serde_json::from_str(example).expect("JSON");
    let mut shown = BTreeSet::new();
    keys(&example, &mut shown);
    assert!(shown.is_subset(&found), "{:?}", shown.difference(&found));
}
