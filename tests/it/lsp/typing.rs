//! The findings in an editor while somebody types: shown at once, and finally the same as in `mujaz check`.

use super::*;

const OTHER: &str = "content/articles/other/summary.en.md";

/// Codes that depend on other articles, and come when the whole site was examined, or its pages were planned.
const OF_OTHERS: [&str; 16] = [
    "address-twice",
    "anchor-broken",
    "article-twice",
    "attachment-unused",
    "date-missing",
    "file-misplaced",
    "link-broken",
    "link-held",
    "link-own",
    "name-too-long",
    "picture-too-large",
    "picture-unreadable",
    "slug-reserved",
    "url-twice",
    "waiver-unused",
    "waiver-wide",
];

/// A site with a second article, whose summary links to a heading of the first.
fn site_of_two() -> TempDir {
    let site = site();
    let original = read(&site, ORIGINAL);
    let original = original.replace("treaty", "pact").replace("Two", "Three");
    put(
        site.path(),
        "content/articles/other/original.en.md",
        original,
    );
    put(
        site.path(),
        OTHER,
        "+++\ntitle = \"Other\"\n+++\n\nKim signed [p1]. See [there](../treaty/summary.en.md#trade).\n",
    );
    put(
        site.path(),
        ENGLISH,
        summary("Two states signed [p1].\n\n## Trade\n\nTrade is to double [p3]."),
    );
    site
}

/// Waits until the client has the findings of `mujaz check` on the current files of the site, and keeps them.
fn wait_for_check(client: &mut Client, site: &TempDir) {
    let expected = checked(site.path());
    client.wait_until("what `check` finds", |client| told(client) == expected);
    client.settle();
    assert_eq!(told(client), expected);
}

/// Empties each file of an article and writes it again: the first findings for the text are those of `check`, except
/// for codes that depend on other articles. `UNABRIDGED=1` tries all sites, which takes minutes.
#[test]
fn an_article_has_its_findings_at_once() {
    let step = if std::env::var_os("UNABRIDGED").is_some() {
        1
    } else {
        14
    };
    let sites = crate::diagnostics::sites().step_by(step);
    let is_site = |site: &TempDir| site.path().join("config.toml").exists();
    let (mut count, mut differing) = (0, Vec::new());
    for (name, site) in sites.filter(|(_, site)| is_site(site)) {
        let expected = checked(site.path());
        let mut client = Client::start(site.path());
        client.wait_until(&name, |client| told(client) == expected);
        let files = crate::common::tree(site.path()).into_iter();
        let articles = files.filter(|(path, _)| {
            let is_text = path.contains("/original.") || path.contains("/summary.");
            path.starts_with("content/articles/") && path.matches('/').count() == 3 && is_text
        });
        for (path, bytes) in articles {
            let (true, Ok(text)) = (path.ends_with(".md"), String::from_utf8(bytes)) else {
                continue;
            };
            if text.is_empty() {
                continue;
            }
            client.open(&path, &text);
            let empty = client.change(&path, "");
            client.wait_until(&format!("{name}: {path} is empty"), |client| {
                client.first_codes(&path, empty).is_some()
            });
            let version = client.change(&path, &text);
            client.wait_until(&format!("{name}: {path}"), |client| {
                told(client) == expected
            });
            let found = expected.get(&path).into_iter().flatten();
            let mut found: Vec<&str> = found.map(|one| one.0.as_str()).collect();
            found.sort_unstable();
            let mut first = client.first_codes(&path, version).unwrap_or_default();
            for codes in [&mut first, &mut found] {
                codes.retain(|code| !OF_OTHERS.contains(code));
            }
            if first != found {
                differing.push(format!("{name}: {path}: {first:?} instead of {found:?}"));
            }
            count += 1;
        }
        client.end();
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
    assert!(count > 20, "{count}");
}

#[test]
fn who_types_fast_has_the_findings_of_check_in_the_end() {
    let site = site_of_two();
    let mut client = Client::start(site.path());
    client.open(ENGLISH, &read(&site, ENGLISH));
    let body = "Two states signed 40 articles [p9]. “Peace for all” said Kim. See [there](../none/summary.en.md) [p1].";
    let mut text = String::new();
    let mut last = 0;
    for end in body.char_indices().map(|(at, c)| at + c.len_utf8()) {
        text = summary(&body[..end]);
        last = client.change(ENGLISH, &text);
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    client.wait_until("the last text", |client| {
        client.first_codes(ENGLISH, last).is_some()
    });
    let first = client.first_codes(ENGLISH, last).unwrap();
    assert!(first.contains(&"citation-unknown"), "{first:?}");
    put(site.path(), ENGLISH, &text);
    wait_for_check(&mut client, &site);
    let codes = client.codes(ENGLISH);
    assert!(codes.contains(&"link-broken"), "{codes:?}");
    assert!(client.codes(OTHER).contains(&"anchor-broken"));
    let versions = client
        .published
        .iter()
        .filter(|(path, _, _)| path == ENGLISH);
    let versions: Vec<Option<i64>> = versions.map(|(_, version, _)| *version).collect();
    assert!(versions.is_sorted(), "{versions:?}");
    client.end();
}

/// A broken link is found only by the examination of the whole site. Text typed before it moves the finding, and does
/// not remove it.
#[test]
fn findings_on_links_move_with_their_words() {
    let site = site();
    let mut client = Client::start(site.path());
    let link = "See [there](../none/summary.en.md).";
    client.open(ENGLISH, &summary(link));
    client.wait_for(ENGLISH, "link-broken");
    let mut last = 0;
    let mut typed = String::new();
    for c in "Two states signed 40 articles [p2]. ".chars() {
        typed.push(c);
        last = client.change(ENGLISH, &summary(&format!("{typed}{link}")));
    }
    let text = summary(&format!("{typed}{link}"));
    client.wait_until("the last text", |client| {
        client.first_codes(ENGLISH, last).is_some()
    });
    put(site.path(), ENGLISH, &text);
    wait_for_check(&mut client, &site);
    let published = client
        .published
        .iter()
        .filter(|(path, _, _)| path == ENGLISH);
    let of_text = published.skip_while(|(_, version, _)| *version == Some(0));
    for (_, version, found) in of_text {
        let mut found = found.iter();
        let broken = found.find(|one| one["code"] == "link-broken");
        assert!(broken.is_some(), "{version:?}: {found:?}");
    }
    client.end();
}

#[test]
fn an_edit_changes_findings_in_other_files() {
    let site = site_of_two();
    let mut client = Client::start(site.path());
    let names = read(&site, NAMES);
    client.open(ENGLISH, &read(&site, ENGLISH));
    for (path, text, changed, code) in [
        (
            ENGLISH,
            summary("Two states signed [p1]."),
            OTHER,
            "anchor-broken",
        ),
        (
            NAMES,
            names.replace("en = \"Kim\"", "en = \"Kim Il\"\nvariants.en = [\"Kim\"]"),
            OTHER,
            "name-variant",
        ),
        (
            "content/articles/other/original.en.md",
            read(&site, ORIGINAL),
            "content/articles/treaty/original.en.md",
            "article-twice",
        ),
    ] {
        client.open(path, &text);
        let saved = read(&site, path);
        if code != "article-twice" {
            client.wait_for(changed, code);
        }
        put(site.path(), path, &text);
        wait_for_check(&mut client, &site);
        client.change(path, &saved);
        put(site.path(), path, &saved);
        wait_for_check(&mut client, &site);
    }
    client.end();
}

#[test]
fn files_go_while_the_site_is_examined() {
    let site = site_of_two();
    let mut client = Client::start(site.path());
    let at = |path: &str| site.path().join(path);
    let text = |body: &str| summary(&format!("{body} See [it](../other/summary.en.md)."));
    client.open(ENGLISH, &text("Two"));
    for (body, change) in [
        ("Two states", 0),
        ("Two states signed 40", 1),
        ("Two states signed 40 articles [p9]", 2),
    ] {
        client.change(ENGLISH, &text(body));
        match change {
            0 => fs::remove_file(at(ARABIC)).unwrap(),
            1 => fs::rename(at("content/articles/other"), at("content/articles/second")).unwrap(),
            _ => fs::remove_file(at(ENGLISH)).unwrap(),
        }
    }
    // The editor still has the text of the file that is gone.
    client.wait_for(ENGLISH, "link-broken");
    put(
        site.path(),
        ENGLISH,
        text("Two states signed 40 articles [p9]"),
    );
    wait_for_check(&mut client, &site);
    let closed = json!({ "textDocument": { "uri": client.uri(ENGLISH) } });
    fs::remove_file(at(ENGLISH)).unwrap();
    client.tell("textDocument/didClose", closed);
    wait_for_check(&mut client, &site);
    client.end();
}

/// An answer is about the text that was sent before the request, even if the site was not examined since.
#[test]
fn an_answer_is_about_the_newest_text() {
    let site = site_of_two();
    let mut client = Client::start(site.path());
    for number in [1, 2, 3, 4, 9] {
        let text = summary(&format!("It has |{number}3 articles [p2]."));
        let hover = client.ask_at("textDocument/hover", ENGLISH, &text, json!({}));
        let shown = hover["contents"]["value"].as_str().unwrap_or_default();
        assert!(shown.contains(&format!("{number}3")), "{shown}");
        let is_found = shown.starts_with("**found**");
        assert_eq!(is_found, number == 2, "{shown}");
    }
    client.end();
}
