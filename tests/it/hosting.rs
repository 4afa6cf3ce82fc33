//! Files besides the pages: files for hosts, compressed copies, policies, and a site that is opened from the disk.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::common::{
    Tree, brief, build_into, copy_golden, copy_sample, difference, put, times, tree,
};
use base64_simd::STANDARD;
use mujaz::build::BuildOutcome;
use mujaz::coding::Coding;
use mujaz::link::BuildOptions;
use mujaz::write::OutputWriter;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

/// A copy of the sample site.
fn sample() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for a site");
    copy_sample(folder.path());
    folder
}

/// Adds lines to a site's configuration, before its first table.
fn configure(site: &Path, lines: &str) {
    let config = fs::read_to_string(site.join("config.toml")).expect("a configuration");
    let (before, after) = config.split_once("\n[").expect("a table");
    put(site, "config.toml", format!("{before}\n{lines}\n[{after}"));
}

fn build(site: &Path, options: BuildOptions) -> BuildOutcome {
    let outcome = build_into(site, &site.join("public"), options);
    assert!(outcome.report.is_some(), "{}", brief(&outcome.diagnostics));
    outcome
}

fn built(site: &Path) -> Tree {
    build(site, BuildOptions::default());
    tree(&site.join("public"))
}

fn text<'t>(tree: &'t Tree, path: &str) -> &'t str {
    let bytes = tree
        .get(path)
        .unwrap_or_else(|| panic!("there is no {path}"));
    std::str::from_utf8(bytes).expect("a text")
}

fn pages(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    let pages = tree.keys().filter(|path| path.ends_with(".html"));
    pages.map(|path| (path.as_str(), text(tree, path)))
}

#[test]
fn an_address_that_has_moved_leads_on_by_header_and_by_page() {
    let site = tempfile::tempdir().expect("a folder for a site");
    copy_golden("slugs-and-aliases", site.path());
    let config = fs::read_to_string(site.path().join("config.toml")).expect("a configuration");
    put(
        site.path(),
        "config.toml",
        config.replace("theme = \"plain\"\n", ""),
    );
    for (base, path) in [
        ("https://example.org/", ""),
        ("https://example.org/press/", "/press"),
    ] {
        let base_url = mujaz::parse::config::BaseUrl::parse(base).expect("an address");
        let options = BuildOptions {
            base_url: Some(base_url),
            ..BuildOptions::default()
        };
        build(site.path(), options);
        let tree = tree(&site.path().join("public"));
        let encoded = "%D9%82%D8%AF%D9%8A%D9%85";
        let new = "%D9%85%D9%8A%D9%86%D8%A7%D8%A1-%D8%AC%D8%AF%D9%8A%D8%AF";
        let moved = text(&tree, "_redirects");
        let line = format!("{path}/ar/{encoded}/ {path}/ar/articles/{new}/ 301\n");
        assert!(moved.contains(&line), "{moved}");
        for tag in ["ar/", "en/", ""] {
            let line = format!("\n{path}/{tag}* {path}/{tag}404.html 404\n");
            assert!(moved.contains(&line), "{moved}");
            assert!(tree.contains_key(&format!("{tag}404.html")));
        }
        let page = text(&tree, "ar/قديم/index.html");
        for part in [
            format!("0; url={path}/ar/articles/{new}/"),
            format!(
                "<link rel=\"canonical\" href=\"https://example.org{path}/ar/articles/{new}/\">"
            ),
            "lang=ar".into(),
            "noindex".into(),
        ] {
            assert!(page.contains(&part), "{part} is not in {page}");
        }
    }
}

#[test]
fn security_txt_and_humans_txt_are_there_only_where_configured() {
    let site = sample();
    let tree = built(site.path());
    assert_eq!(text(&tree, ".nojekyll"), "");
    for path in [".well-known/security.txt", "humans.txt"] {
        assert!(!tree.contains_key(path), "{path}");
    }
    configure(
        site.path(),
        "[publish]\nhumans = \"\"\"\nEditor: Mona\n\"\"\"\n\n[publish.security]\n\
         contact = [\"mailto:safe@mujaz.example\"]\nexpires = 2027-03-31\n",
    );
    let tree = built(site.path());
    assert_eq!(text(&tree, "humans.txt"), "Editor: Mona\n");
    assert_eq!(
        text(&tree, ".well-known/security.txt"),
        "Contact: mailto:safe@mujaz.example\nExpires: 2027-03-31T00:00:00Z\n\
         Preferred-Languages: ar, en\nCanonical: https://mujaz.example/.well-known/security.txt\n"
    );
}

#[test]
fn what_a_host_needs_in_public_stays_there() {
    let site = sample();
    built(site.path());
    put(site.path(), "public/CNAME", "briefing.example.org\n");
    configure(site.path(), "[publish]\nhumans = \"Mona\"\n");
    let tree = built(site.path());
    assert_eq!(text(&tree, "CNAME"), "briefing.example.org\n");
}

/// Returns the content of every inline element of a kind, without data and external files.
fn inline<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let elements = page.split(open.as_str()).skip(1).map(|rest| {
        let (tag, rest) = rest.split_once('>').expect("the end of a tag");
        let end = rest.find(&close).expect("the end of an element");
        (tag, &rest[..end])
    });
    let own = elements.filter(|(tag, _)| !tag.contains("json") && !tag.contains("src="));
    own.map(|(_, content)| content).collect()
}

fn policy(page: &str) -> &str {
    let (_, rest) = page
        .split_once("<meta http-equiv=\"Content-Security-Policy\" content=\"")
        .expect("a policy");
    rest.split_once('"').expect("its end").0
}

fn hash(content: &str) -> String {
    format!(
        "'sha256-{}'",
        STANDARD.encode_to_string(Sha256::digest(content))
    )
}

#[test]
fn every_page_allows_its_own_styles_and_nothing_needs_more() {
    let site = sample();
    let tree = built(site.path());
    let mut styled = 0;
    for (path, page) in pages(&tree) {
        let policy = policy(page);
        assert!(
            policy.starts_with("default-src 'none'; "),
            "{path}: {policy}"
        );
        // Searching alone needs a script.
        let is_search = path.ends_with("/search/index.html");
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(policy.contains("script-src"), is_search, "{path}: {policy}");
        assert!(
            !page.contains(" style="),
            "{path}: a style stands in an attribute"
        );
        assert_eq!(
            policy.matches("'sha256-").count(),
            inline(page, "style").len(),
            "{path}"
        );
        for style in inline(page, "style") {
            assert!(policy.contains(&hash(style)), "{path}: {style}");
            styled += 1;
        }
    }
    assert!(styled > 50, "{styled}");
}

#[test]
fn a_theme_may_have_scripts_and_a_text_may_not() {
    let site = sample();
    let theme = "theme = \"own\"\n";
    configure(site.path(), theme);
    put(
        site.path(),
        "themes/own/templates/standing.html",
        "<!doctype html><html lang=\"{{ page.lang }}\"><head><title>x</title>{{ page.links }}\
         <script type=\"application/ld+json\">{\"a\":1}</script></head><body>{{ standing.body }}\
         <script>document.title = 'own'</script><style>p{color:red}</style></body></html>",
    );
    put(
        site.path(),
        "themes/own/templates/404.html",
        "<html><head><title>x</title><script src=\"{{ asset(name=\"a.js\") }}\"></script></head></html>",
    );
    put(
        site.path(),
        "themes/own/static/a.js",
        "document.title = 'file'",
    );
    put(
        site.path(),
        "content/pages/hostile.en.md",
        "+++\ntitle = \"Hostile\"\n+++\n\n<script>alert(1)</script>\n\n<style>p{color:blue}</style>\n\nText.\n",
    );
    let tree = built(site.path());
    let page = text(&tree, "en/hostile/index.html");
    let stated = policy(page);
    assert!(stated.contains("script-src 'self' 'sha256-"), "{stated}");
    assert!(
        page.contains("alert(1)"),
        "the text is published as the desk wrote it: {page}"
    );
    for (content, is_allowed) in inline(page, "script")
        .into_iter()
        .chain(inline(page, "style"))
        .map(|content| {
            (
                content,
                !content.contains("alert") && !content.contains("blue"),
            )
        })
    {
        assert_eq!(
            stated.contains(&hash(content)),
            is_allowed,
            "{content}: {stated}"
        );
    }
    assert_eq!(stated.matches("'sha256-").count(), 2, "{stated}");
    let missing = policy(text(&tree, "en/404.html"));
    assert!(missing.contains("script-src 'self';"), "{missing}");
    let headers = text(&tree, "_headers");
    assert!(
        headers.contains("script-src 'self' 'unsafe-inline';"),
        "{headers}"
    );
}

#[test]
fn text_files_have_compressed_copies_that_are_made_again_only_when_they_changed() {
    let site = sample();
    configure(
        site.path(),
        "[publish]\ncompress = [\"gzip\", \"brotli\"]\n",
    );
    let first = built(site.path());
    let public = site.path().join("public");
    let mut copies = BTreeSet::new();
    for (path, bytes) in &first {
        for coding in Coding::ALL {
            if let Some(of) = path.strip_suffix(coding.ending()) {
                assert!(coding.stands_for(bytes, &first[of]), "{path}");
                assert!(bytes.len() < first[of].len(), "{path}");
                copies.insert(of);
            }
        }
    }
    for (path, bytes) in &first {
        let texts = ".html .css .svg .txt .js .json .xml .opml .csv";
        let is_text = texts.split(' ').any(|ending| path.ends_with(ending));
        assert_eq!(
            copies.contains(path.as_str()),
            is_text && bytes.len() >= 1024,
            "{path}"
        );
    }
    let before = times(&public);
    assert_eq!(difference(&first, &built(site.path())), "");
    assert_eq!(before, times(&public), "what is as it was is left alone");

    let about = site.path().join("content/pages/about.en.md");
    let changed = fs::read_to_string(&about).expect("a page") + "\nOne more sentence.\n";
    fs::write(&about, changed).expect("a page");
    let warm = built(site.path());
    let cold = sample();
    configure(
        cold.path(),
        "[publish]\ncompress = [\"gzip\", \"brotli\"]\n",
    );
    fs::copy(&about, cold.path().join("content/pages/about.en.md")).expect("a page");
    assert_eq!(difference(&built(cold.path()), &warm), "");
    let is_same = |path: &&String| before.get(*path) == times(&public).get(*path);
    // The page can be searched, in its language.
    let is_of_page = |path: &&String| !path.starts_with("search/en/");
    let written = warm.keys().filter(|path| !is_same(path));
    let written: Vec<_> = written.filter(is_of_page).collect();
    assert!(
        written.iter().all(|path| path.starts_with("en/about/")),
        "{written:?}"
    );
    assert_eq!(written.len(), 3, "{written:?}");

    configure(site.path(), "");
    let config = fs::read_to_string(site.path().join("config.toml")).expect("a configuration");
    put(
        site.path(),
        "config.toml",
        config.replace("\"gzip\", \"brotli\"", ""),
    );
    let without = built(site.path());
    assert!(
        without
            .keys()
            .all(|path| !path.ends_with(".gz") && !path.ends_with(".br"))
    );
}

/// The state after an interrupted build: the page is new, its compressed copy is of the previous one, and both are in
/// the manifest.
#[test]
fn a_copy_of_another_text_is_made_again() {
    let site = sample();
    configure(site.path(), "[publish]\ncompress = [\"brotli\"]\n");
    let first = built(site.path());
    let public = site.path().join("public");
    let writer = OutputWriter::open(&public).expect("the output folder");
    for (path, bytes) in &first {
        let old = Coding::Brotli.encoded(b"the page before");
        let bytes = if path == "en/index.html.br" {
            &old
        } else {
            bytes
        };
        writer.stage(path, bytes).expect("a path of an output");
    }
    writer.commit().expect("it can be written");
    assert_ne!(difference(&first, &tree(&public)), "");
    assert_eq!(difference(&first, &built(site.path())), "");
}

/// Addresses in a page's attributes, but for those in full.
fn links(page: &str) -> Vec<String> {
    let mut links = Vec::new();
    for attribute in [" href=", " src=", " srcset=", "; url=", " action="] {
        for (at, _) in page.match_indices(attribute) {
            let value = page[at + attribute.len()..].trim_start_matches('"');
            let value = match attribute {
                " srcset=" => value.split('"').next().unwrap_or_default(),
                _ => value.split(['"', ' ', '>']).next().unwrap_or_default(),
            };
            let urls = value
                .split(", ")
                .map(|url| url.split(' ').next().unwrap_or_default());
            links.extend(urls.map(str::to_owned));
        }
    }
    links.retain(|link| !link.contains("://") && !link.starts_with("mailto:"));
    links
}

/// The addresses in full within the sample site that a page has, in its order.
fn addresses_in_full(page: &str) -> Vec<&str> {
    let starts = page.match_indices("https://mujaz.example");
    let address = |(at, _): (usize, &str)| {
        let rest = &page[at..];
        let is_end = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>');
        let address = &rest[..rest.find(is_end).unwrap_or(rest.len())];
        // What stands after it in a list of addresses.
        address.split(',').next().unwrap_or(address)
    };
    starts.map(address).collect()
}

#[test]
fn a_relative_site_leads_from_file_to_file_and_is_else_the_same() {
    let site = sample();
    let options = |relative| BuildOptions {
        relative,
        ..BuildOptions::default()
    };
    build(site.path(), options(false));
    let plain = tree(&site.path().join("public"));
    build(site.path(), options(true));
    let relative = tree(&site.path().join("public"));
    assert_eq!(
        plain.keys().collect::<Vec<_>>(),
        relative.keys().collect::<Vec<_>>()
    );
    let mut followed = 0;
    for (path, page) in pages(&relative) {
        for link in links(page) {
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = if file.is_empty() {
                path.to_owned()
            } else {
                resolved(path, file)
            };
            let there = relative.get(&target);
            let there = there.unwrap_or_else(|| panic!("{path} leads to {link}"));
            if !anchor.is_empty() {
                let there = String::from_utf8_lossy(there);
                let quoted = format!(" id=\"{anchor}\"");
                let bare = format!(" id={anchor}");
                assert!(
                    there.contains(&quoted) || there.contains(&bare),
                    "{path}: {link}"
                );
            }
            followed += 1;
        }
    }
    assert!(followed > 1000, "{followed}");
    for (path, bytes) in &relative {
        if !path.ends_with(".html") {
            assert!(plain[path] == *bytes, "{path}");
        }
        let mark = mujaz::parse::config::ROOT_MARK.as_bytes();
        assert!(
            !bytes.windows(mark.len()).any(|part| part == mark),
            "{path}"
        );
    }
    // What programs read has no place to start from: an address in full is the same on both.
    for (path, page) in pages(&relative) {
        let in_full = addresses_in_full(page);
        assert_eq!(in_full, addresses_in_full(text(&plain, path)), "{path}");
        assert!(
            in_full.iter().all(|address| !address.contains("..")),
            "{path}"
        );
    }
    let article = text(&relative, "en/articles/partnership-treaty/index.html");
    let own = "https://mujaz.example/en/articles/partnership-treaty/\"";
    assert!(
        article.contains(&format!("<link rel=\"canonical\" href=\"{own}")),
        "{article}"
    );
    assert!(
        article.contains(&format!("hreflang=\"en\" href=\"{own}")),
        "{article}"
    );
}

/// HTML of the desk's own, on a site below a path and on one that is opened from the disk.
#[test]
fn html_of_the_desk_leads_where_markdown_leads() {
    let site = sample();
    let text = "+++\ntitle = \"Raw\"\n+++\n\n\
        <p><a href=\"/en/topics/\">a</a> <A HREF='raw.en.md'>b</A> <a href=/en/search/?q=x>c</a></p>\n";
    put(site.path(), "content/pages/raw.en.md", text);
    let base = "https://example.org//press//";
    for (relative, links) in [
        (
            false,
            [
                "/press/en/topics/",
                "/press/en/raw/",
                "/press/en/search/?q=x",
            ],
        ),
        (
            true,
            [
                "../../en/topics/index.html",
                "../../en/raw/index.html",
                "../../en/search/index.html?q=x",
            ],
        ),
    ] {
        let base_url = mujaz::parse::config::BaseUrl::parse(base).expect("an address");
        let options = BuildOptions {
            base_url: Some(base_url),
            relative,
            ..BuildOptions::default()
        };
        build(site.path(), options);
        let tree = tree(&site.path().join("public"));
        let page = self::text(&tree, "en/raw/index.html");
        for link in links {
            let quoted = format!("href=\"{link}\"");
            assert!(page.contains(&quoted), "{link} is not in {page}");
        }
        assert!(!page.contains("//press"), "{page}");
    }
}

/// Returns the target of a link on a page.
fn resolved(page: &str, link: &str) -> String {
    let mut place: Vec<&str> = page.split('/').collect();
    place.pop();
    for part in link.split('/') {
        match part {
            ".." => {
                place
                    .pop()
                    .unwrap_or_else(|| panic!("{page} leads out of the site: {link}"));
            }
            part => place.push(part),
        }
    }
    let joined = place.join("/");
    let decoded = percent_encoding::percent_decode_str(&joined);
    decoded.decode_utf8().expect("a path in UTF-8").into_owned()
}
