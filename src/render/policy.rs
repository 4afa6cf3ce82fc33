//! Writes a finished page's Content-Security-Policy, as a `<meta>` in its head.
//!
//! Takes a page and the ranges that authors wrote; lists the digest of each style and script outside of those ranges, which
//! are the theme's. Styles and scripts of authors are never allowed. The measures of charts become a `<style>` here as well,
//! since no digest can allow a style attribute.

use std::collections::BTreeSet;
use std::ops::Range;

use base64_simd::STANDARD;
use memchr::{memchr, memchr3, memmem};
use sha2::{Digest, Sha256};

use crate::plan::Page;
use crate::plan::body::Filling;
use crate::plan::policy::{Needs, Policy};

/// Beginning and end of the `<meta>`.
const OPEN: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";
const CLOSE: &str = "\">";

/// Inserts a page's policy and the measures of its charts into its head. `texts` are the ranges that authors wrote,
/// ascending.
pub(super) fn state(html: &mut String, texts: &[Range<usize>], policy: &Policy, page: &Page<'_>) {
    let start = texts.first().map_or(html.len(), |text| text.start);
    let Some(place) = place(&html[..start]) else {
        return;
    };
    let mut needs = needs(html, texts);
    let measures = measures(page);
    if !measures.is_empty() {
        needs.styles.push(source(&measures));
    }
    let mut stated = format!("{OPEN}{}{CLOSE}", policy.of_page(&needs));
    if !measures.is_empty() {
        stated.push_str(&format!("<style>{measures}</style>"));
    }
    html.insert_str(place, &stated);
}

/// Replaces a page's policy by that of all pages: for `serve`, where styles and scripts change while the page is open.
pub(super) fn widen(html: String, policy: &Policy, inline: bool) -> String {
    let end = |start: usize| Some(start + html[start..].find(CLOSE)?);
    let found = html.find(OPEN).map(|at| at + OPEN.len());
    match found.and_then(|start| Some((start, end(start)?))) {
        Some((start, end)) => {
            let wide = policy.of_site(inline);
            [&html[..start], &wide, &html[end..]].concat()
        }
        None => html,
    }
}

/// Returns the offset for the policy: before all elements that it applies to, but after the character set, which
/// browsers search only in the first bytes. Nothing that an author wrote can come before the head.
fn place(page: &str) -> Option<usize> {
    let is_head = |at: &usize| page[at + "<head".len()..].starts_with(['>', ' ', '\n']);
    let head = page
        .match_indices("<head")
        .map(|(at, _)| at)
        .find(is_head)?;
    let start = head + page[head..].find('>')? + 1;
    let rest = page[start..].trim_start();
    let Some(charset) = rest.strip_prefix("<meta charset") else {
        return Some(start);
    };
    Some(page.len() - charset.len() + charset.find('>')? + 1)
}

/// Returns the requirements of the theme's styles and scripts on a page.
fn needs(html: &str, texts: &[Range<usize>]) -> Needs {
    let mut needs = Needs::default();
    let names = ["<style", "<script"].map(memmem::Finder::new);
    let starts = std::iter::once(0).chain(texts.iter().map(|text| text.end));
    let ends = texts.iter().map(|text| text.start).chain([html.len()]);
    for (start, end) in starts.zip(ends) {
        let own = &html[start..end];
        // Nearly all parts between texts have none, and those at the beginning of a page have theirs in the head.
        let last = names
            .iter()
            .filter_map(|name| name.find_iter(own.as_bytes()).last());
        let Some(last) = last.max() else {
            continue;
        };
        for InlineResource { name, tag, content } in blocks(own, last) {
            if name == "style" {
                needs.styles.push(source(content));
            } else if is_program(tag) {
                needs.runs = true;
                if !has_source(tag) {
                    needs.scripts.push(source(content));
                }
            }
        }
    }
    needs
}

/// An element with a style or script.
struct InlineResource<'h> {
    name: &'h str,
    /// The rest of the element's start tag after the name.
    tag: &'h str,
    content: &'h str,
}

/// Returns the styles and scripts of a part of a page that begin no later than at the offset `last`. Look-alikes in attributes,
/// comments or a `<title>` are ignored.
fn blocks(html: &str, last: usize) -> Vec<InlineResource<'_>> {
    let mut blocks = Vec::new();
    let mut rest = html;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        if html.len() - rest.len() + at > last {
            break;
        }
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if length == 0 {
            continue;
        }
        let (name, after) = rest.split_at(length);
        let (tag, after) = after.split_at(end_of_tag(after));
        rest = after;
        if ["style", "script", "title", "textarea"].contains(&name) {
            let close = format!("</{name}");
            let end = memmem::find(rest.as_bytes(), close.as_bytes()).unwrap_or(rest.len());
            let content = rest[..end].strip_prefix('>').unwrap_or_default();
            rest = &rest[end..];
            if matches!(name, "style" | "script") {
                blocks.push(InlineResource { name, tag, content });
            }
        }
    }
    blocks
}

/// Returns the offset of the `>` that ends a tag.
fn end_of_tag(tag: &str) -> usize {
    let bytes = tag.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr3(b'>', b'"', b'\'', &bytes[at..]) {
        at += found;
        if bytes[at] == b'>' {
            return at;
        }
        // A quotation mark opens a quoted value only after `=`.
        let quotes = bytes[..at].trim_ascii_end().ends_with(b"=");
        let mark = bytes[at];
        at += 1;
        if quotes {
            at += memchr(mark, &bytes[at..]).map_or(bytes.len() - at, |end| end + 1);
        }
    }
    bytes.len()
}

/// Returns `true` if a `<script>` is executed, and is not data such as JSON-LD.
fn is_program(tag: &str) -> bool {
    let data = ["json", "speculationrules"];
    let Some((_, kind)) = tag.split_once("type=") else {
        return true;
    };
    let kind = kind.trim_start_matches(['"', '\'']);
    let kind = kind.split(['"', '\'', ' ']).next().unwrap_or_default();
    !data.iter().any(|data| kind.ends_with(data))
}

fn has_source(tag: &str) -> bool {
    tag.contains(" src=")
}

/// Returns `true` if a template contains an inline script.
pub(super) fn has_program(template: &str) -> bool {
    let mut blocks = blocks(template, template.len()).into_iter();
    blocks.any(|InlineResource { name, tag, .. }| {
        name == "script" && is_program(tag) && !has_source(tag)
    })
}

/// Returns the source expression of a style or script: its digest.
fn source(content: &str) -> String {
    let digest = Sha256::digest(content.as_bytes());
    format!("'sha256-{}'", STANDARD.encode_to_string(digest))
}

/// Returns the measures of a page's charts as rules of a style sheet.
fn measures(page: &Page<'_>) -> String {
    let bodies = page.fillings.iter().filter_map(|filling| match filling {
        Filling::Body(body) => Some(body.html),
        _ => None,
    });
    let measures: BTreeSet<_> = bodies.flat_map(|html| &html.measures).collect();
    let rule =
        |(name, value): &(char, String)| format!("[data-{name}=\"{value}\"]{{--{name}:{value}}}");
    measures.into_iter().map(rule).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_runs_or_styles_is_found() {
        for (html, styles, programs) in [
            ("<style>a{}</style><p>x", 1, 0),
            ("<style media=print>a{}</style><style>b{}</style>", 2, 0),
            ("<script>f()</script>", 0, 1),
            ("<script type=module>f()</script>", 0, 1),
            ("<script src=\"/a.js\" defer></script>", 0, 0),
            ("<script type=application/ld+json>{}</script>", 0, 0),
            (
                "<script type=\"application/ld+json\">{\"a\":\"<style>\"}</script>",
                0,
                0,
            ),
            (
                "<meta content=\"<script>f()</script>\" name=description>",
                0,
                0,
            ),
            ("<meta content='a \"quoted\" <style>b{}</style>'>", 0, 0),
            (
                "<title>How to write <script>f()</script></title><style>a{}</style>",
                1,
                0,
            ),
            ("<!-- <script>f()</script> --><style>a{}</style>", 1, 0),
            ("<a href=it's>x</a><style>a{}</style>", 1, 0),
            ("a < b <style", 1, 0),
        ] {
            let needs = needs(html, &[]);
            assert_eq!(
                (needs.styles.len(), needs.scripts.len()),
                (styles, programs),
                "{html}"
            );
        }
    }

    #[test]
    fn a_text_has_nothing_of_its_own_allowed() {
        let html = "<style>a{}</style><script>f()</script><style>b{}</style>";
        let start = html.find("<script>").unwrap();
        let end = html.rfind("<style>").unwrap();
        let needs = needs(html, std::slice::from_ref(&(start..end)));
        assert_eq!(
            (needs.styles.len(), needs.scripts.len(), needs.runs),
            (2, 0, false)
        );
    }

    /// The digest of the empty text, as in FIPS 180-4.
    #[test]
    fn a_digest_is_written_as_policies_have_it() {
        assert_eq!(
            source(""),
            "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
        );
    }

    #[test]
    fn a_policy_comes_after_the_character_set_alone() {
        for (head, expected) in [
            ("<html><head><meta charset=utf-8><style>", Some("<style>")),
            (
                "<html><head>\n<meta charset=\"utf-8\">\n<link>",
                Some("\n<link>"),
            ),
            (
                "<html><head><title>x</title><meta charset=utf-8><link>",
                Some("<title>x</title><meta charset=utf-8><link>"),
            ),
            ("<body><header><p>", None),
            ("<html><head lang=en><style>", Some("<style>")),
            ("<p>no head", None),
        ] {
            assert_eq!(place(head).map(|at| &head[at..]), expected, "{head}");
        }
    }

    #[test]
    fn a_page_that_is_worked_on_has_the_policy_of_all_pages() {
        let wide = Policy::default().of_site(false);
        let page = format!("<head>{OPEN}default-src 'none'{CLOSE}<p>x");
        let expected = format!("<head>{OPEN}{wide}{CLOSE}<p>x");
        assert_eq!(widen(page, &Policy::default(), false), expected);
        assert_eq!(widen("<p>x".into(), &Policy::default(), false), "<p>x");
    }
}
