//! Metadata of pages for programs: Open Graph, and data in the vocabulary of schema.org.

use std::fs;
use std::path::Path;

use crate::common::dom::Piece;
use crate::common::{brief, build_into, copy_sample, files, put};
use mujaz::link::BuildOptions;
use serde_json::Value;
use tempfile::TempDir;

/// Creates a site with one article in two languages, its original in a third, and every field that appears in metadata.
fn site() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for a site");
    let root = folder.path();
    for (path, text) in [
        (
            "config.toml",
            "base_url = \"https://example.org/press/\"\ndefault_language = \"ar\"\n\n[languages.ar]\ntitle = \"موجز\"\nlocale = \"ar-EG\"\n\n[languages.en]\ntitle = \"Brief\"\nlocale = \"en-GB\"\ndescription = \"News\"\n",
        ),
        (
            "content/publishers.toml",
            "[herald]\nname.en = \"The Herald\"\nname.ar = \"هيرالد\"\nurl = \"https://herald.example/\"\n\n[wire]\nname.en = \"Wire\"\n",
        ),
        (
            "content/names.toml",
            "[[name]]\nid = \"kim\"\nkind = \"person\"\nar = \"كيم\"\nen = \"Kim\"\nsame_as = [\"https://one.example/kim\", \"https://two.example/kim\"]\n\n[[name]]\nid = \"port\"\nkind = \"place\"\nar = \"ميناء راسون\"\nen = \"Rason\"\nsame_as = [\"https://one.example/rason\"]\n\n[[name]]\nid = \"ship\"\nkind = \"thing\"\nar = \"كيوبوما\"\nen = \"Kyuboma\"\n",
        ),
        (
            "content/topics/ports/index.ar.md",
            "+++\ntitle = \"الموانئ\"\n+++\n",
        ),
        (
            "content/topics/ports/index.en.md",
            "+++\ntitle = \"Ports\"\n+++\n",
        ),
        (
            "content/topics/trade/index.en.md",
            "+++\ntitle = \"Trade\"\n+++\n",
        ),
        (
            "content/articles/harbour/original.ru.md",
            "+++\ntitle = \"Гавань\"\npublisher = \"herald\"\nrights = \"full\"\nurl = \"https://herald.example/harbour\"\nauthor = \"Jo Waters\"\npublished = 2025-03-08\nsources = [{ publisher = \"wire\", title = \"Отчёт\", url = \"https://wire.example/1\" }]\n+++\n\nОткрылась.\n",
        ),
        (
            "content/articles/harbour/summary.en.md",
            "+++\ntitle = \"Is كيم's harbour open?\"\ndescription = \"Yes\"\ndate = 2025-03-09\ntopics = [\"trade\"]\nauthors = [\"Mona\", \"Sam\"]\n+++\n\nKim opened Rason [p1]; see [this](https://other.example/a?b=1&c=2).\n\n![Quay](quay.png)\n\n## Ports { topic=ports }\n\nKyuboma came [p1].\n",
        ),
        (
            "content/articles/harbour/summary.ar.md",
            "+++\ntitle = \"كيم يفتتح ميناء\"\ndate = 2025-03-09\n+++\n\nافتتح كيم الميناء [p1].\n",
        ),
        (
            "content/pages/about.en.md",
            "+++\ntitle = \"About\"\n+++\n\nUs.\n",
        ),
    ] {
        put(root, path, text);
    }
    let quay = image::RgbImage::new(300, 200);
    let place = root.join("content/articles/harbour/quay.png");
    quay.save(place).expect("a picture");
    folder
}

/// Builds a site.
fn built(site: &Path) {
    let outcome = build_into(site, &site.join("public"), BuildOptions::default());
    assert!(outcome.report.is_some(), "{}", brief(&outcome.diagnostics));
}

fn page(site: &Path, address: &str) -> String {
    fs::read_to_string(site.join("public").join(address)).expect("a page")
}

/// Returns the data of a page; `Null` if it has none.
fn data(html: &str) -> Value {
    let mut parts = html.split("<script type=\"application/ld+json\">");
    let found = parts.nth(1).map(|rest| {
        let json = rest.split("</script>").next().unwrap_or_default();
        serde_json::from_str(json).expect("JSON")
    });
    assert!(parts.next().is_none(), "one script says it all");
    found.unwrap_or_default()
}

/// The part of a page's data that is of a type.
fn of_type(html: &str, kind: &str) -> Value {
    let data = data(html);
    let graph = &data["@graph"];
    let nodes = graph.as_array().cloned().unwrap_or(vec![graph.clone()]);
    let found = nodes.into_iter().find(|node| node["@type"] == kind);
    found.unwrap_or_default()
}

/// The tags of a page, with `{`, `<` and `}` for U+2066, U+2067 and U+2069.
fn tags(html: &str) -> Vec<(String, String)> {
    let tags = html.split("<meta ").skip(1);
    let tags = tags.filter_map(|tag| {
        let tag = tag.split_once('>')?.0;
        let (name, content) = tag.split_once(" content=\"")?;
        let name = name.split('"').nth(1)?;
        let is_ours = ["og:", "article:", "twitter:"];
        is_ours.iter().find(|start| name.starts_with(**start))?;
        let content = content.trim_end_matches('"');
        let content = content.replace('\u{2066}', "{").replace('\u{2067}', "<");
        Some((name.to_owned(), content.replace('\u{2069}', "}")))
    });
    tags.collect()
}

#[test]
fn an_article_says_what_it_is_and_what_it_is_based_on() {
    let site = site();
    built(site.path());
    let article = of_type(
        &page(site.path(), "en/articles/harbour/index.html"),
        "NewsArticle",
    );
    for (pointer, expected) in [
        ("/headline", "\"Is كيم's harbour open?\""),
        ("/description", "\"Yes\""),
        ("/inLanguage", "\"en\""),
        ("/datePublished", "\"2025-03-09\""),
        ("/dateModified", "\"2025-03-09\""),
        (
            "/mainEntityOfPage/@id",
            "\"https://example.org/press/en/articles/harbour/\"",
        ),
        (
            "/image",
            "\"https://example.org/press/en/articles/harbour/quay.png\"",
        ),
        ("/author/0/@type", "\"Person\""),
        ("/author/0/name", "\"Mona\""),
        ("/author/1/name", "\"Sam\""),
        ("/publisher/@type", "\"Organization\""),
        ("/publisher/name", "\"Brief\""),
        ("/publisher/url", "\"https://example.org/press/\""),
        ("/articleSection", "[\"Ports\",\"Trade\"]"),
        ("/citation", "\"https://other.example/a?b=1&c=2\""),
        ("/about/0/@type", "\"Person\""),
        ("/about/0/name", "\"Kim\""),
        (
            "/about/0/sameAs",
            "[\"https://one.example/kim\",\"https://two.example/kim\"]",
        ),
        ("/about/1/@type", "\"Place\""),
        ("/about/1/sameAs", "\"https://one.example/rason\""),
        ("/about/2/@type", "\"Thing\""),
        ("/about/2/sameAs", "none"),
        ("/isBasedOn/@type", "\"NewsArticle\""),
        ("/isBasedOn/headline", "\"Гавань\""),
        ("/isBasedOn/inLanguage", "\"ru\""),
        ("/isBasedOn/url", "\"https://herald.example/harbour\""),
        ("/isBasedOn/datePublished", "\"2025-03-08\""),
        ("/isBasedOn/author/name", "\"Jo Waters\""),
        ("/isBasedOn/publisher/name", "\"The Herald\""),
        ("/isBasedOn/publisher/url", "\"https://herald.example/\""),
        ("/isBasedOn/citation/name", "\"Отчёт\""),
        ("/isBasedOn/citation/url", "\"https://wire.example/1\""),
        ("/isBasedOn/citation/publisher/name", "\"Wire\""),
    ] {
        let found = article
            .pointer(pointer)
            .map_or("none".into(), Value::to_string);
        assert_eq!(found, expected, "{pointer} in {article:#}");
    }
}

/// A summary is not a translation, and no metadata says so. Without a named author, the desk is the author.
#[test]
fn summaries_are_peers() {
    let site = site();
    built(site.path());
    for lang in ["ar", "en"] {
        let html = page(site.path(), &format!("{lang}/articles/harbour/index.html"));
        assert!(!html.contains("translationOfWork") && !html.contains("workTranslation"));
        let article = of_type(&html, "NewsArticle");
        assert_eq!(article["inLanguage"], lang);
        assert_eq!(article["isBasedOn"]["headline"], "Гавань");
        assert_eq!(
            article["publisher"]["@id"],
            "https://example.org/press/#desk"
        );
    }
    let article = of_type(
        &page(site.path(), "ar/articles/harbour/index.html"),
        "NewsArticle",
    );
    assert_eq!(article["author"], article["publisher"]);
    assert_eq!(article["author"]["name"], "موجز");
}

#[test]
fn link_previews_are_told_what_a_page_is() {
    let site = site();
    built(site.path());
    let article = [
        ("og:type", "article"),
        ("og:title", "{Is كيم&#39;s harbour open?}"),
        ("og:url", "https://example.org/press/en/articles/harbour/"),
        ("og:site_name", "Brief"),
        ("og:description", "Yes"),
        ("og:locale", "en_GB"),
        ("og:locale:alternate", "ar_AR"),
        (
            "og:image",
            "https://example.org/press/en/articles/harbour/quay.png",
        ),
        ("og:image:width", "300"),
        ("og:image:height", "200"),
        ("twitter:card", "summary_large_image"),
        ("article:published_time", "2025-03-09"),
        ("article:section", "Ports"),
        ("article:tag", "Trade"),
    ];
    let arabic = [
        ("og:type", "article"),
        ("og:title", "كيم يفتتح ميناء"),
        ("og:url", "https://example.org/press/ar/articles/harbour/"),
        ("og:site_name", "موجز"),
        ("og:locale", "ar_AR"),
        ("og:locale:alternate", "en_GB"),
        ("twitter:card", "summary"),
        ("article:published_time", "2025-03-09"),
        ("article:section", "الموانئ"),
        // A topic without a title in the page's language.
        ("article:tag", "{Trade}"),
    ];
    let about = [
        ("og:type", "website"),
        ("og:title", "About"),
        ("og:url", "https://example.org/press/en/about/"),
        ("og:site_name", "Brief"),
        ("og:locale", "en_GB"),
        ("twitter:card", "summary"),
    ];
    for (address, expected) in [
        ("en/articles/harbour/index.html", &article[..]),
        ("ar/articles/harbour/index.html", &arabic),
        ("en/about/index.html", &about),
        ("index.html", &[]),
        ("en/404.html", &[]),
    ] {
        let found = tags(&page(site.path(), address));
        let found: Vec<_> = found
            .iter()
            .map(|(n, c)| (n.as_str(), c.as_str()))
            .collect();
        assert_eq!(found, expected, "{address}");
    }
}

#[test]
fn a_page_says_the_way_to_it() {
    let site = site();
    built(site.path());
    for (address, way) in [
        ("en/index.html", ""),
        ("en/404.html", ""),
        (
            "en/articles/harbour/index.html",
            "Front page > Is كيم's harbour open?",
        ),
        ("en/about/index.html", "Front page > About"),
        ("en/topics/index.html", "Front page > Topics"),
        ("en/topics/ports/index.html", "Front page > Topics > Ports"),
        ("en/names/kim/index.html", "Front page > Names > Kim"),
        (
            "en/archive/2025/03/index.html",
            "Front page > Archive > March 2025",
        ),
        (
            "ar/topics/ports/index.html",
            "الصفحة الأولى > الملفات > الموانئ",
        ),
    ] {
        let crumbs = of_type(&page(site.path(), address), "BreadcrumbList");
        let items = crumbs["itemListElement"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let names: Vec<&str> = items
            .iter()
            .filter_map(|item| item["name"].as_str())
            .collect();
        assert_eq!(names.join(" > "), way, "{address}");
        for (place, item) in (1..).zip(&items) {
            assert_eq!(item["position"], place);
            let leads = item["item"]
                .as_str()
                .map(|url| url.starts_with("https://example.org/press/"));
            assert_eq!(leads, (place < items.len()).then_some(true), "{item}");
        }
    }
}

#[test]
fn a_site_and_a_topic_say_what_they_are() {
    let site = site();
    built(site.path());
    let home = of_type(&page(site.path(), "en/index.html"), "WebSite");
    for (key, expected) in [
        ("name", "Brief"),
        ("url", "https://example.org/press/en/"),
        ("description", "News"),
        ("inLanguage", "en"),
    ] {
        assert_eq!(home[key], expected, "{key}");
    }
    assert_eq!(home["publisher"]["@type"], "Organization");
    let topic = of_type(
        &page(site.path(), "en/topics/ports/index.html"),
        "CollectionPage",
    );
    let list = &topic["mainEntity"];
    assert_eq!(
        (&list["@type"], &list["numberOfItems"]),
        (&"ItemList".into(), &1.into())
    );
    assert_eq!(
        list["itemListElement"][0]["url"],
        "https://example.org/press/en/articles/harbour/"
    );
}

/// A title with any content is read as written, and a page has one script, which browsers do not run.
#[test]
fn no_title_breaks_out() {
    for title in [
        "</script><script>alert(1)</script>",
        "<!DOCTYPE <script> --> ]]>",
        "a\u{2028}b \\\" c & d 'e'",
    ] {
        let site = site();
        let text = format!("+++\ntitle = '''{title}'''\n+++\n\nKim opened it [p1].\n");
        put(site.path(), "content/articles/harbour/summary.en.md", text);
        built(site.path());
        let html = page(site.path(), "en/articles/harbour/index.html");
        assert_eq!(of_type(&html, "NewsArticle")["headline"], title);
        let is_script = |piece: &&Piece| matches!(piece, Piece::Open(name, _) if name == "script");
        let pieces = crate::common::dom::read(&html);
        assert_eq!(pieces.iter().filter(is_script).count(), 1, "{title}");
    }
}

/// Who seals a summary has gone over it on that day.
#[test]
fn a_seal_is_the_last_review() {
    let folder = tempfile::tempdir().expect("a folder for a site");
    copy_sample(folder.path());
    built(folder.path());
    let mut sealed = 0;
    for file in files(&folder.path().join("public")) {
        if file.contains("/articles/") && file.ends_with("index.html") {
            let article = of_type(&page(folder.path(), &file), "NewsArticle");
            let Some(review) = article["mainEntityOfPage"]["lastReviewed"].as_str() else {
                continue;
            };
            let [published, modified] =
                ["datePublished", "dateModified"].map(|key| article[key].as_str());
            let corrections = &article["correction"];
            let one = std::slice::from_ref(corrections);
            let corrected = corrections.as_array().map_or(one, Vec::as_slice).iter();
            let corrected = corrected
                .filter_map(|one| one["datePublished"].as_str())
                .max();
            let last = published.max(Some(review)).max(corrected);
            assert_eq!(modified, last, "{file}");
            sealed += 1;
        }
    }
    assert!(sealed > 5, "{sealed}");
}
