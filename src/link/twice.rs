//! Finds originals that are in the site twice: two articles with one address, or with nearly the same text.
//!
//! Takes all originals, including those of drafts; reports `url-twice` and `article-twice`. Every original is compared with all
//! others, which takes most of the time of linking a large site, and most edits are of summaries: a memo keeps the result.

use crate::diagnostic::codes;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::lang::is_alphanumeric;
use crate::load::Sources;
use crate::memo::{Memo, digest};
use crate::parse::Documents;
use crate::parse::article::Original;
use crate::parse::sketch::sketch;
use crate::parse::text::split;

/// Minimum percentage of common passages in two texts that count as nearly the same.
const ALIKE: usize = 75;

/// Minimum percentage of common passages in two texts that count as the same.
const SAME: usize = 95;

/// Reports each original that has the address or the text of an earlier one; from the memo if no original changed.
pub fn check_twice(documents: &Documents, memo: &Memo<Arc<[Diagnostic]>>) -> Arc<[Diagnostic]> {
    let digests = || {
        let originals = documents.originals.iter();
        let digests: Vec<_> = originals
            .map(|original| (&original.path, &original.body.html))
            .collect();
        digest(&digests)
    };
    memo.reuse("", digests, || find(documents).into())
}

fn find(documents: &Documents) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut by_url: BTreeMap<String, &Original> = BTreeMap::new();
    let earlier = with_same_passages(documents);
    for (index, original) in documents.originals.iter().enumerate() {
        let original: &Original = original;
        let same_url = original.url.as_deref().and_then(plain_url).and_then(|url| {
            let first = *by_url.entry(url).or_insert(original);
            (!is_rival(first, original)).then_some(first)
        });
        let same_text = earlier
            .get(&index)
            .and_then(|earlier| same_text(documents, original, earlier));
        if let Some(other) = same_url {
            found.push(url_twice(original, other));
        } else if let Some(other) = same_text {
            found.push(article_twice(original, other));
        }
    }
    found
}

/// Returns, for each original (an index) that has passages of an earlier one, the first original of each of these passages.
fn with_same_passages(documents: &Documents) -> BTreeMap<usize, BTreeSet<usize>> {
    let originals = documents.originals.iter().enumerate();
    let passages = originals
        .flat_map(|(index, original)| original.sketch.iter().map(move |passage| (*passage, index)));
    let mut passages: Vec<(u64, usize)> = passages.collect();
    // Nearly all passages stand in one original: sorting finds the others faster than a map of all.
    passages.par_sort_unstable();
    let mut earlier: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for same in passages.chunk_by(|(one, _), (other, _)| one == other) {
        let (_, first) = same[0];
        for (_, index) in &same[1..] {
            earlier.entry(*index).or_default().insert(first);
        }
    }
    earlier
}

/// Returns true if two originals are the same one, or have the same id in one article, which has a finding of its own.
fn is_rival(one: &Original, other: &Original) -> bool {
    one.article == other.article && one.id == other.id
}

/// An original that is the same article as a text, and the evidence.
#[derive(Debug, Clone, Copy)]
pub enum SameArticle<'o> {
    /// The original has the same address.
    Address(&'o Original),
    /// The original has the same text.
    Text(&'o Original),
}

/// Returns the original that has an address, or a text with its title.
pub fn same_article<'o>(
    documents: &'o Documents,
    sources: &Sources,
    url: Option<&str>,
    (title, body): (&str, &str),
) -> Option<SameArticle<'o>> {
    let originals = || documents.originals.iter().map(|original| &**original);
    if let Some(same) = originals().find(|original| same_url(url, original.url.as_deref())) {
        return Some(SameArticle::Address(same));
    }
    let sketch = sketch(&format!("{title}\n{body}"));
    let words: Vec<&str> = words(body).collect();
    let same = originals().find(|original| {
        // A short text has no sketch.
        let is_same = || {
            let file = sources.text(&original.path).unwrap_or_default();
            let parts = split(&original.path, file, &mut Vec::new());
            let body = parts.map_or("", |parts| &file[parts.body_start..]);
            let body: Vec<&str> = self::words(body).collect();
            // A title that is no heading may have been taken for the first paragraph.
            let title: Vec<&str> = self::words(&original.title).collect();
            strip(&body, &title) == strip(&words, &title)
        };
        share_at_least(&sketch, &original.sketch, SAME) || is_same()
    });
    same.map(SameArticle::Text)
}

/// Returns true if two addresses lead to the same page.
pub fn same_url(one: Option<&str>, other: Option<&str>) -> bool {
    let plain = |url: Option<&str>| url.and_then(plain_url);
    plain(one).is_some_and(|one| Some(one) == plain(other))
}

/// Returns the words without the prefix `first`, or all words if they do not begin with it.
fn strip<'w, 't>(words: &'w [&'t str], first: &[&'t str]) -> &'w [&'t str] {
    words.strip_prefix(first).unwrap_or(words)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !is_alphanumeric(c));
    words.filter(|word| !word.is_empty())
}

fn url_twice(original: &Original, other: &Original) -> Diagnostic {
    let message = format!("this is also the address of {}", other.path);
    let twice = Diagnostic::new(codes::URL_TWICE, &original.path, message);
    let twice = match &original.url_span {
        Some(span) => twice.at(span.clone()),
        None => twice,
    };
    twice.help(match original.article == other.article {
        true => "if both are the same text, remove one of the files; else give each the address of its own page",
        false => "if the article was imported twice, remove one of the folders; else give each the address of its own page",
    })
}

fn article_twice(original: &Original, other: &Original) -> Diagnostic {
    let message = format!("this original has nearly the same text as {}", other.path);
    Diagnostic::new(codes::ARTICLE_TWICE, &original.path, message)
        .help("if it is the same article, remove one of the folders; else put the code into `[check] ignore`")
}

/// Returns the first of these earlier originals, by path, that belongs to another article and has nearly the same text.
fn same_text<'o>(
    documents: &'o Documents,
    original: &Original,
    earlier: &BTreeSet<usize>,
) -> Option<&'o Original> {
    let others = earlier.iter().map(|index| &*documents.originals[*index]);
    let others = others.filter(|other| other.article != original.article);
    others
        .filter(|other| is_alike(&original.sketch, &other.sketch))
        .min_by(|one, other| one.path.cmp(&other.path))
}

/// Returns true if two sketches (hashes of passages, in ascending order) belong to nearly the same text. Compares the
/// smallest hashes of both: their proportion of common hashes estimates that of all passages (MinHash).
fn is_alike(one: &[u64], other: &[u64]) -> bool {
    share_at_least(one, other, ALIKE)
}

fn share_at_least(one: &[u64], other: &[u64], hundredths: usize) -> bool {
    let size = one.len().min(other.len());
    let (mut left, mut right) = (one, other);
    let mut common = 0;
    // The smallest hashes of both, in ascending order.
    for _ in 0..size {
        let (Some(a), Some(b)) = (left.first(), right.first()) else {
            break;
        };
        let (is_of_left, is_of_right) = (a <= b, b <= a);
        common += usize::from(is_of_left && is_of_right);
        left = &left[usize::from(is_of_left)..];
        right = &right[usize::from(is_of_right)..];
    }
    size > 0 && common * 100 >= size * hundredths
}

/// Normalizes a URL: removes the parts that do not change the page. Returns `None` for a URL without path and query.
fn plain_url(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let rest = rest.split('#').next().unwrap_or_default();
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let host = host.to_lowercase();
    let host = host.trim_end_matches(":443").trim_end_matches(":80");
    let host = ["www.", "m."]
        .iter()
        .find_map(|prefix| host.strip_prefix(prefix))
        .unwrap_or(host);
    let path = percent_decode_str(path).decode_utf8_lossy();
    let path = path.trim_end_matches('/');
    let path = path
        .strip_suffix("index.html")
        .unwrap_or(path)
        .trim_end_matches('/');
    let query: Vec<&str> = query.split('&').filter(|pair| !is_tracking(pair)).collect();
    let is_host = path.is_empty() && query.is_empty();
    (!is_host).then(|| format!("{host}/{path}?{}", query.join("&")))
}

/// Returns true if a part of a query only tracks where a reader came from.
fn is_tracking(pair: &str) -> bool {
    const KEYS: [&str; 14] = [
        "fbclid",
        "gclid",
        "dclid",
        "msclkid",
        "yclid",
        "igshid",
        "mc_cid",
        "mc_eid",
        "ref",
        "ref_src",
        "cmpid",
        "ocid",
        "at_medium",
        "at_campaign",
    ];
    let key = pair.split('=').next().unwrap_or_default().to_lowercase();
    key.is_empty() || key.starts_with("utm_") || KEYS.contains(&key.as_str())
}

#[cfg(test)]
mod tests {
    use super::plain_url;

    #[test]
    fn addresses_of_one_page_are_equal() {
        let page = plain_url("https://example.org/news/treaty");
        for same in [
            "http://example.org/news/treaty",
            "https://www.example.org/news/treaty/",
            "https://EXAMPLE.org:443/news/treaty#top",
            "https://example.org/news/treaty?utm_source=x&utm_medium=y&fbclid=z",
            "https://example.org/news/%74reaty/index.html",
        ] {
            assert_eq!(plain_url(same), page, "{same}");
        }
        for other in [
            "https://example.org/news/Treaty",
            "https://example.org/news/treaty?id=2",
            "https://example.net/news/treaty",
            "https://example.org/",
        ] {
            assert_ne!(plain_url(other), page, "{other}");
        }
        assert_eq!(plain_url("https://example.org"), None);
        assert_ne!(
            plain_url("https://example.org/?p=1"),
            plain_url("https://example.org/?p=2")
        );
    }
}
