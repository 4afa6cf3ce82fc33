//! The texts that readers get if theirs are missing in a language, the counts on pages, and the figures shown for a
//! topic.

use std::path::Path;

use crate::common::{Tree, brief, build_into, put, tree};
use mujaz::link::BuildOptions;
use tempfile::TempDir;

/// A site in three languages with one article, in Arabic and English.
fn site() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for a site");
    let site = folder.path();
    configure(site, "");
    put(
        site,
        "content/publishers.toml",
        "[sahil]\nname.ar = \"جريدة الساحل\"\nname.en = \"Sahil Gazette\"\n\n[idle]\nname.ar = \"جريدة نائمة\"\nname.en = \"Idle Gazette\"\n",
    );
    put(
        site,
        "content/names.toml",
        "[[name]]\nid = \"ship\"\nkind = \"thing\"\nar = \"نورس\"\nen = \"Nawras\"\n\n[[name]]\nid = \"pilot\"\nkind = \"person\"\nar = \"سامي الحلبي\"\nen = \"Sami al-Halabi\"\n",
    );
    put(
        site,
        "content/topics/sea/index.ar.md",
        "+++\ntitle = \"البحر\"\n+++\n",
    );
    put(
        site,
        "content/topics/sea/index.en.md",
        "+++\ntitle = \"The sea\"\n+++\n",
    );
    put(
        site,
        "content/pages/about.en.md",
        "+++\ntitle = \"About us\"\nmenu = \"footer\"\n+++\n\nWho we are.\n",
    );
    put(
        site,
        "content/articles/ferry/original.ar.md",
        "+++\ntitle = \"عبّارة جديدة\"\npublisher = \"sahil\"\npublished = 2025-03-02\nrights = \"full\"\n+++\n\nدُشّنت العبّارة «نورس» أمس.\n",
    );
    put(
        site,
        "content/articles/ferry/summary.ar.md",
        "+++\ntitle = \"العبّارة\"\ntopics = [\"sea\"]\n+++\n\nدُشّنت «نورس» [p1].\n",
    );
    put(
        site,
        "content/articles/ferry/summary.en.md",
        "+++\ntitle = \"The ferry\"\ntopics = [\"sea\"]\n+++\n\nThe Nawras was launched [p1].\n",
    );
    folder
}

fn configure(site: &Path, french: &str) {
    let config = format!(
        "base_url = \"https://marsa.example/\"\ndefault_language = \"ar\"\n\n[languages.ar]\ntitle = \"نشرة\"\n\n[languages.en]\ntitle = \"Brief\"\nlocale = \"en-GB\"\n\n[languages.fr]\ntitle = \"La Marsa\"\n{french}"
    );
    put(site, "config.toml", config);
}

fn built(site: &Path, drafts: bool) -> Tree {
    let options = BuildOptions {
        drafts,
        ..BuildOptions::default()
    };
    let outcome = build_into(site, &site.join("public"), options);
    assert!(outcome.report.is_some(), "{}", brief(&outcome.diagnostics));
    tree(&site.join("public"))
}

fn text<'t>(tree: &'t Tree, path: &str) -> &'t str {
    let bytes = tree.get(path);
    let bytes = bytes.unwrap_or_else(|| panic!("there is no {path}"));
    std::str::from_utf8(bytes).expect("a text")
}

/// Returns the visible words of a page.
fn words(html: &str) -> String {
    let mut words = String::new();
    for part in html.split('<') {
        let text = part.split_once('>').map_or(part, |(_, text)| text);
        if !text.trim().is_empty() {
            words += text.trim();
            words += " ";
        }
    }
    words
}

#[test]
fn the_default_language_comes_before_the_order_of_the_file() {
    let site = site();
    let public = built(site.path(), false);
    let home = words(text(&public, "fr/index.html"));
    for expected in ["In Arabic and English", "العبّارة", "جريدة الساحل", "البحر"]
    {
        assert!(home.contains(expected), "{expected}: {home}");
    }
    assert!(!home.contains("only"), "{home}");
}

#[test]
fn an_order_of_languages_decides_for_every_text() {
    let site = site();
    configure(site.path(), "fallback = [\"en\", \"ar\"]\n");
    let public = built(site.path(), false);
    for (page, expected) in [
        ("fr/index.html", "In English and Arabic"),
        ("fr/index.html", "The ferry"),
        ("fr/index.html", "Sahil Gazette"),
        ("fr/index.html", "The sea"),
        ("fr/index.html", "About us"),
        ("fr/topics/index.html", "The sea"),
        ("fr/topics/sea/index.html", "The ferry"),
        ("fr/publishers/index.html", "Sahil Gazette"),
        ("fr/publishers/sahil/index.html", "Sahil Gazette"),
        ("fr/names/index.html", "Nawras"),
        ("fr/names/ship/index.html", "Nawras"),
        ("fr/archive/2025/03/index.html", "The ferry"),
    ] {
        let found = words(text(&public, page));
        assert!(found.contains(expected), "{page}: {expected}: {found}");
    }
    let feed = text(&public, "fr/topics/sea/feed.xml");
    assert!(
        feed.contains("The sea") && !feed.contains("البحر"),
        "{feed}"
    );
    let arabic = words(text(&public, "ar/index.html"));
    assert!(arabic.contains("العبّارة") && !arabic.contains("The ferry"));
}

#[test]
fn the_switcher_names_languages_as_they_name_themselves() {
    let site = site();
    let switch = |public: &Tree| {
        let home = text(public, "ar/index.html");
        let entry = home.split("<a ").find(|link| link.contains("hreflang=fr"));
        entry.expect("a link to French").to_owned()
    };
    let french = switch(&built(site.path(), false));
    assert!(french.contains(">Français<"), "{french}");
    assert!(
        french.contains("lang=fr") && french.contains("dir=ltr"),
        "{french}"
    );
    configure(site.path(), "name = \"La langue de Molière\"\n");
    let named = switch(&built(site.path(), false));
    assert!(named.contains(">La langue de Molière<"), "{named}");
}

#[test]
fn what_has_no_article_has_no_page_and_is_not_counted() {
    let site = site();
    // Only a draft mentions the pilot.
    put(
        site.path(),
        "content/articles/pilot/original.ar.md",
        "+++\ntitle = \"ربان\"\npublisher = \"idle\"\n+++\n\nوصل سامي الحلبي.\n",
    );
    put(
        site.path(),
        "content/articles/pilot/summary.en.md",
        "+++\ntitle = \"The pilot\"\ndraft = true\n+++\n\nSami al-Halabi came [p1].\n",
    );
    let public = built(site.path(), false);
    for tag in ["ar", "en", "fr"] {
        for (page, gone) in [
            ("names/pilot/index.html", true),
            ("publishers/idle/index.html", true),
            ("names/ship/index.html", false),
            ("publishers/sahil/index.html", false),
        ] {
            assert_eq!(
                !public.contains_key(&format!("{tag}/{page}")),
                gone,
                "{tag}/{page}"
            );
        }
    }
    for (path, bytes) in &public {
        let text = String::from_utf8_lossy(bytes);
        let is_text = !path.starts_with("search/");
        assert!(!is_text || !text.contains("names/pilot"), "{path}");
        assert!(!is_text || !text.contains("publishers/idle"), "{path}");
    }
    let with_drafts = built(site.path(), true);
    assert!(with_drafts.contains_key("en/names/pilot/index.html"));
    assert!(with_drafts.contains_key("en/publishers/idle/index.html"));
}

#[test]
fn a_name_is_counted_where_readers_can_see_it() {
    let site = site();
    put(
        site.path(),
        "content/articles/ferry/summary.en.md",
        "+++\ntitle = \"The ferry\"\n+++\n\nIt was launched [p1].\n",
    );
    let public = built(site.path(), false);
    assert!(public.contains_key("ar/names/ship/index.html"));
    assert!(!public.contains_key("en/names/ship/index.html"));
    // French readers get the Arabic summary.
    assert!(public.contains_key("fr/names/ship/index.html"));
    let arabic = text(&public, "ar/names/ship/index.html");
    assert!(!arabic.contains("hreflang=\"en\""), "{arabic}");
}

#[test]
fn a_topic_without_articles_says_so_and_counts_none() {
    let site = site();
    for (lang, title) in [("ar", "البر"), ("en", "The land")] {
        let path = format!("content/topics/land/index.{lang}.md");
        put(
            site.path(),
            &path,
            format!("+++\ntitle = \"{title}\"\n+++\n"),
        );
    }
    let tree = built(site.path(), false);
    for (lang, empty, none) in [
        ("ar", "لا مقالات في هذا الملف بعد.", "0 مقالة"),
        ("en", "No articles on this topic yet.", "0 articles"),
    ] {
        let topic = words(text(&tree, &format!("{lang}/topics/land/index.html")));
        assert!(topic.contains(empty), "{topic}");
        let other = words(text(&tree, &format!("{lang}/topics/sea/index.html")));
        assert!(!other.contains(empty), "{other}");
        let topics = words(text(&tree, &format!("{lang}/topics/index.html")));
        assert!(!topics.contains(none), "{topics}");
    }
}

#[test]
fn a_section_without_entries_has_no_page_and_no_link() {
    let site = site();
    for gone in ["content/names.toml", "content/topics"] {
        let path = site.path().join(gone);
        let removed = if path.is_dir() {
            std::fs::remove_dir_all(path)
        } else {
            std::fs::remove_file(path)
        };
        removed.expect("it was there");
    }
    for (tag, title) in [("ar", "العبّارة"), ("en", "The ferry")] {
        put(
            site.path(),
            &format!("content/articles/ferry/summary.{tag}.md"),
            format!("+++\ntitle = \"{title}\"\n+++\n\n«نورس» [p1].\n"),
        );
    }
    let public = built(site.path(), false);
    for section in ["names", "topics"] {
        assert!(!public.contains_key(&format!("ar/{section}/index.html")));
        for (path, bytes) in &public {
            let text = String::from_utf8_lossy(bytes);
            let link = format!("/ar/{section}/");
            assert!(
                !path.ends_with(".html") || !text.contains(&link),
                "{path}: {link}"
            );
        }
    }
}

/// The figures that a topic's page shows.
fn figures(page: &str) -> Vec<String> {
    let Some((_, numbers)) = page.split_once("class=numbers") else {
        return Vec::new();
    };
    let numbers = numbers.split("</section>").next().unwrap_or_default();
    let figures = numbers.split("<b class=big>").skip(1);
    let figures = figures.filter_map(|rest| rest.split_once("</b>"));
    figures
        .map(|(figure, _)| words(figure).trim().to_owned())
        .collect()
}

#[test]
fn a_topic_shows_figures_that_say_something_by_themselves() {
    for (original, summary, expected) in [
        // A table, a bare number, a heading, a list's number.
        (
            "35 is the share. It has 25.",
            "## Of 35 parts { topic=sea }\n\n| Year | Share |\n|---|---|\n| Now | 35 – 35 |\n\nIt has 25 [p1].\n\n1. It is 35 [p1].\n",
            &[][..],
        ),
        // One quantity in two forms.
        (
            "It takes 20,000 workers, which is 20 thousand workers.",
            "## Work { topic=sea }\n\nIt takes 20,000 skilled workers [p1]. They are 20 thousand workers [p1].\n",
            &["20,000 skilled workers"],
        ),
        (
            "It costs $5 million, up by 12%.",
            "## Cost { topic=sea }\n\nIt costs $5 million [p1].\n\n- The cost is up by 12% [p1].\n",
            &["$5 million", "The cost is up by 12%"],
        ),
        (
            "Between 3% and 5% of 300 people came.",
            "## People { topic=sea }\n\nThat is between 3% and 5% [p1]. Of 300 invited people, few came [p1].\n",
            &["300 invited people", "That is between 3% and 5%"],
        ),
    ] {
        let site = site();
        put(
            site.path(),
            "content/articles/ferry/original.en.md",
            format!(
                "+++\ntitle = \"A ferry\"\npublisher = \"sahil\"\npublished = 2025-03-02\n+++\n\n{original}\n"
            ),
        );
        std::fs::remove_file(site.path().join("content/articles/ferry/original.ar.md"))
            .expect("it is there");
        put(
            site.path(),
            "content/articles/ferry/summary.en.md",
            format!("+++\ntitle = \"The ferry\"\n+++\n\n{summary}"),
        );
        let public = built(site.path(), false);
        let shown = figures(text(&public, "en/topics/sea/index.html"));
        assert_eq!(shown, expected, "{summary}");
    }
}

#[test]
fn an_amount_that_two_articles_give_is_shown_once() {
    let site = site();
    for (slug, day, words) in [
        ("one", 3, "20,000 workers came"),
        ("two", 4, "20 thousand workers came"),
    ] {
        put(
            site.path(),
            &format!("content/articles/{slug}/original.en.md"),
            format!(
                "+++\ntitle = \"{slug}\"\npublisher = \"sahil\"\npublished = 2025-03-0{day}\n+++\n\n{words}.\n"
            ),
        );
        put(
            site.path(),
            &format!("content/articles/{slug}/summary.en.md"),
            format!("+++\ntitle = \"{slug}\"\n+++\n\n## Work {{ topic=sea }}\n\n{words} [p1].\n"),
        );
    }
    let public = built(site.path(), false);
    let shown = figures(text(&public, "en/topics/sea/index.html"));
    assert_eq!(shown, ["20 thousand workers"]);
}
