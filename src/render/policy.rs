//! The policy that a finished page states of itself, as a `<meta>` in its head.
//!
//! Takes a page and tells what in it is an author's text; names the digest of each style and script of the theme's own. A
//! text cannot have its own allowed. What the marks of its charts measure becomes a style here as well, since a style in an
//! attribute is one that no digest allows.

use std::collections::BTreeSet;
use std::ops::Range;

use base64_simd::STANDARD;
use memchr::memmem;
use sha2::{Digest, Sha256};

use crate::plan::Page;
use crate::plan::body::Filling;
use crate::plan::policy::{Needs, Policy};

/// How the `<meta>` begins and ends.
const OPEN: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";
const CLOSE: &str = "\">";

/// Puts a page's policy into its head, and the measures of its charts. `texts` are the parts of it that authors wrote, in
/// ascending order.
pub(super) fn state(html: &mut String, texts: &[Range<usize>], policy: &Policy, page: &Page<'_>) {
    let start = texts.first().map_or(html.len(), |text| text.start);
    let Some(place) = place(&html[..start]) else {
        return;
    };
    let mut needs = needs(html, texts);
    needs.compiles = page.head.kind == "search";
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

/// A page with the policy of all pages for its own, for one whose styles and scripts change while it is open.
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

/// Where a policy stands: before all that it is to hold for, but after the character set, which browsers look for in the
/// first bytes alone.
fn place(head: &str) -> Option<usize> {
    let after = |tag: &str| {
        let at = head.find(tag)?;
        Some(at + head[at..].find('>')? + 1)
    };
    after("<meta charset").or_else(|| after("<head"))
}

/// What a page's own styles and scripts need.
fn needs(html: &str, texts: &[Range<usize>]) -> Needs {
    let mut needs = Needs::default();
    let starts = std::iter::once(0).chain(texts.iter().map(|text| text.end));
    let ends = texts.iter().map(|text| text.start).chain([html.len()]);
    for (start, end) in starts.zip(ends) {
        let own = &html[start..end];
        for (_, style) in blocks(own, "<style", "</style>") {
            needs.styles.push(source(style));
        }
        for (tag, script) in blocks(own, "<script", "</script>") {
            if is_program(tag) {
                needs.runs = true;
                if !has_source(tag) {
                    needs.scripts.push(source(script));
                }
            }
        }
    }
    needs
}

/// The elements of a kind: what stands in the tag that opens each, and in the element itself.
fn blocks<'h>(
    html: &'h str,
    open: &'h str,
    close: &'h str,
) -> impl Iterator<Item = (&'h str, &'h str)> {
    memmem::find_iter(html.as_bytes(), open).filter_map(move |at| {
        let (tag, rest) = html[at + open.len()..].split_once('>')?;
        let (content, _) = rest.split_once(close)?;
        Some((tag, content))
    })
}

/// Whether a `<script>` is one, and not data such as JSON-LD.
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

/// Whether a template holds a program of its own.
pub(super) fn has_program(template: &str) -> bool {
    blocks(template, "<script", "</script>").any(|(tag, _)| is_program(tag) && !has_source(tag))
}

/// What names a style or script in a policy.
fn source(content: &str) -> String {
    let digest = Sha256::digest(content.as_bytes());
    format!("'sha256-{}'", STANDARD.encode_to_string(digest))
}

/// The measures of the charts on a page as rules of a style sheet.
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
