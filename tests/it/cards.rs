//! Preview cards: which pages have one, and when it is drawn again. The tests generate their font, so that they do not
//! depend on the machine's; the look of cards is tested in `src/card/`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::common::server::Server;
use crate::common::{
    alter_unseen, brief, build_into, difference, files, font_for_tests, put, times, tree,
};
use mujaz::build::{BuildOutcome, BuildProgress, BuildRequest, Memos, rebuild};
use mujaz::diagnostic::{Diagnostic, Severity};
use mujaz::link::BuildOptions;
use mujaz::load::load;
use tempfile::TempDir;

const CONFIG: &str = "base_url = \"https://example.org/press/\"\ndefault_language = \"en\"\n\n[languages.en]\ntitle = \"Brief\"\n\n[languages.ar]\ntitle = \"موجز\"\n";
const CARDS: &str = "\n[cards]\nfonts = [\"fonts/squares.ttf\"]\n";
const SUMMARY: &str = "content/articles/harbour/summary.en.md";

/// Creates a site with an article in two languages and one only in Arabic.
fn site() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for a site");
    let root = folder.path();
    put(root, "config.toml", format!("{CONFIG}{CARDS}"));
    put(root, "fonts/squares.ttf", font_for_tests::file());
    put(
        root,
        "content/publishers.toml",
        "[herald]\nname.en = \"The Herald\"\n",
    );
    for (article, lang, title) in [
        ("harbour", "en", "A harbour opens"),
        ("harbour", "ar", "ميناء يفتتح في 2025"),
        ("bridge", "ar", "جسر Rason"),
    ] {
        let original = format!("content/articles/{article}/original.en.md");
        put(
            root,
            &original,
            "+++\ntitle = \"T\"\npublisher = \"herald\"\nrights = \"full\"\n+++\n\nIt opened.\n",
        );
        let summary = format!("content/articles/{article}/summary.{lang}.md");
        put(
            root,
            &summary,
            format!("+++\ntitle = \"{title}\"\ndate = 2025-03-09\n+++\n\nText [p1].\n"),
        );
    }
    folder
}

fn build(site: &Path) -> BuildOutcome {
    let outcome = build_into(site, &site.join("public"), BuildOptions::default());
    assert!(outcome.report.is_some(), "{}", brief(&outcome.diagnostics));
    outcome
}

/// The cards in the output.
fn cards(site: &Path) -> BTreeSet<String> {
    let all = files(&site.join("public")).into_iter();
    all.filter(|path| path.starts_with("assets/card-"))
        .collect()
}

#[test]
fn every_summary_has_a_card_and_its_page_names_it() {
    let site = site();
    build(site.path());
    let cards = cards(site.path());
    assert_eq!(cards.len(), 3, "{cards:?}");
    for (article, lang) in [("harbour", "en"), ("harbour", "ar"), ("bridge", "ar")] {
        let start = format!("assets/card-{article}-{lang}.");
        let card = cards
            .iter()
            .find(|card| card.starts_with(&start))
            .expect("a card");
        let picture = image::open(site.path().join("public").join(card)).expect("a PNG");
        assert_eq!((picture.width(), picture.height()), (1200, 630));
        let page = format!("public/{lang}/articles/{article}/index.html");
        let page = fs::read_to_string(site.path().join(page)).expect("a page");
        let url = format!("https://example.org/press/{card}");
        for part in [
            format!("<meta property=\"og:image\" content=\"{url}\">"),
            "<meta property=\"og:image:width\" content=\"1200\">".into(),
            "<meta property=\"og:image:alt\" content=\"".into(),
            "<meta name=\"twitter:card\" content=\"summary_large_image\">".into(),
            format!("\"image\":\"{url}\""),
        ] {
            assert!(page.contains(&part), "{part}\n{page}");
        }
    }
}

/// A site that does not ask for cards has none, whatever fonts there are.
#[test]
fn cards_are_for_sites_that_ask_for_them() {
    for config in [String::new(), format!("{CARDS}enabled = false\n")] {
        let site = site();
        put(site.path(), "config.toml", format!("{CONFIG}{config}"));
        build(site.path());
        assert_eq!(cards(site.path()), BTreeSet::new());
        let page = site.path().join("public/en/articles/harbour/index.html");
        let page = fs::read_to_string(page).expect("a page");
        assert!(page.contains("<meta name=\"twitter:card\" content=\"summary\">"));
        assert!(!page.contains("og:image"));
    }
}

#[test]
fn a_card_is_drawn_when_what_is_on_it_changes_and_not_before() {
    let site = site();
    let public = site.path().join("public");
    build(site.path());
    let (first, before) = (cards(site.path()), times(&public));

    // The text of a summary is not on its card.
    put(
        site.path(),
        SUMMARY,
        "+++\ntitle = \"A harbour opens\"\ndate = 2025-03-09\n+++\n\nOther text [p1].\n",
    );
    build(site.path());
    assert_eq!(cards(site.path()), first);
    let after = times(&public);
    assert!(first.iter().all(|card| before[card] == after[card]));

    // What somebody deleted or spoilt comes again.
    let card = first.first().expect("a card");
    let content = fs::read(public.join(card)).expect("a card");
    fs::remove_file(public.join(card)).expect("a card");
    build(site.path());
    assert!(fs::read(public.join(card)).expect("a card") == content);
    fs::write(public.join(card), "spoilt").expect("a card");
    build(site.path());
    assert!(fs::read(public.join(card)).expect("a card") == content);

    // So does a card with other bytes, whatever its size and time say.
    alter_unseen(&public.join(card));
    put(
        site.path(),
        SUMMARY,
        "+++\ntitle = \"A harbour opens\"\ndate = 2025-03-09\n+++\n\nMore text [p1].\n",
    );
    build(site.path());
    assert!(fs::read(public.join(card)).expect("a card") == content);

    // Its title is, and so is the site's.
    put(
        site.path(),
        SUMMARY,
        "+++\ntitle = \"A port opens\"\ndate = 2025-03-09\n+++\n\nText [p1].\n",
    );
    build(site.path());
    let second = cards(site.path());
    assert_eq!((second.len(), second.intersection(&first).count()), (3, 2));
    let config = format!("{CONFIG}{CARDS}").replace("\"موجز\"", "\"الموجز\"");
    put(site.path(), "config.toml", config);
    build(site.path());
    let third = cards(site.path());
    assert_eq!((third.len(), third.intersection(&second).count()), (3, 1));

    // Another font is another card. Bytes behind a font's end are no part of what it draws, but make it another file.
    let mut font = font_for_tests::file();
    font.extend([0; 4]);
    put(site.path(), "fonts/squares.ttf", font);
    build(site.path());
    assert_eq!(cards(site.path()).intersection(&third).count(), 0);
}

/// An incremental build gives the same files as a fresh one.
#[test]
fn warm_is_cold() {
    let site = site();
    let memos = Memos::default();
    let request = |output: &str| BuildRequest {
        site: site.path().to_owned(),
        output: site.path().join(output),
        options: BuildOptions::default(),
        program: None,
    };
    for title in ["A harbour opens", "A port", "A port 条", "A port"] {
        let text = format!("+++\ntitle = \"{title}\"\ndate = 2025-03-09\n+++\n\nText [p1].\n");
        put(site.path(), SUMMARY, text);
        let (sources, _) = load(site.path());
        rebuild(
            Arc::new(sources),
            &request("public"),
            &memos,
            &BuildProgress::default(),
        );
        let cold = tempfile::tempdir().expect("a folder");
        build_into(site.path(), cold.path(), BuildOptions::default());
        let difference = difference(&tree(cold.path()), &tree(&site.path().join("public")));
        assert_eq!(difference, "", "{title}");
    }
}

#[test]
fn the_server_draws_a_card_that_is_asked_for() {
    let site = site();
    build(site.path());
    let server = Server::start(site.path(), &[]);
    for card in cards(site.path()) {
        let answer = server.get(&format!("/press/{card}"));
        assert_eq!(answer.status, 200, "{card}");
        assert_eq!(answer.header("content-type"), "image/png");
        let built = fs::read(site.path().join("public").join(&card)).expect("a card");
        assert!(answer.body == built, "{card}");
    }
}

/// Whatever is wrong with a font is a finding about it or about the card, and nothing else fails.
#[test]
fn a_damaged_font_is_reported() {
    let site = site();
    let sound = font_for_tests::file();
    // The directory of the tables first, then places in all of them.
    let places = (0..12)
        .map(|n| 4 + 13 * n)
        .chain((0..12).map(|n| sound.len() * n / 12));
    for place in places {
        let mut damaged = sound.clone();
        damaged[place] ^= 0xFF;
        put(site.path(), "fonts/squares.ttf", damaged);
        let outcome = build_into(
            site.path(),
            &site.path().join("public"),
            BuildOptions::default(),
        );
        let is_about_cards =
            |d: &Diagnostic| d.severity != Severity::Error || d.code.name().starts_with("card-");
        assert!(
            outcome.diagnostics.iter().all(is_about_cards),
            "{place}: {}",
            brief(&outcome.diagnostics)
        );
    }
}
