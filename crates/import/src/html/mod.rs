//! The source of a saved page → an article. Pure.
//!
//! 1. `metadata`: what the page says of its article: title, author, day, publisher, address, language;
//! 2. dom_smoothie finds the readable part;
//! 3. `clean`: ammonia leaves of it the elements that shape a text;
//! 4. `flow` (with `inline` and `tables`) makes blocks of it, and from there on a page is read as a text is;
//! 5. `rest` names whatever of the page is not in that part.

mod clean;
mod flow;
mod inline;
mod json_ld;
mod metadata;
mod nesting;
mod rest;
mod tables;

use super::blocks::{self, Block};
use super::furniture::{self, Furniture};
use super::sift::{self, Sieve};
use super::{Dropped, Field, Imported, ReadError, Why, lines, write};
use clean::Token;
use dom_smoothie::{Config, Readability};
use flow::Flow;
use metadata::{Found, Metadata};

/// How deep elements are nested in a page at most, as in browsers: the time to find the readable part grows with the
/// square of it.
const MAX_DEPTH: usize = 512;
/// How many elements may be open at once in a page's source.
const MAX_OPEN: usize = 2000;
/// From how many characters on a readable part is taken for one. Below that, what looks like comments and menus is taken
/// in as well, which a short report must not suffer.
const SHORT_ARTICLE: usize = 200;
/// How many elements a page has at most for the readable part to be looked for.
const MAX_ELEMENTS: usize = 200_000;

/// Whether a text is the source of a page: it begins with a doctype or the root element, after comments and an XML
/// declaration.
pub(super) fn is_page(text: &str) -> bool {
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    loop {
        let end = match rest {
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<?xml") => "?>",
            _ => break,
        };
        let Some((_, after)) = rest.split_once(end) else {
            return false;
        };
        rest = after.trim_start();
    }
    let start: String = rest.chars().take(14).collect();
    let start = start.to_ascii_lowercase();
    start == "<!doctype html"
        || ["<html>", "<html ", "<html\n", "<html\r", "<html\t"]
            .iter()
            .any(|s| start.starts_with(s))
}

/// Reads a page; the caller settles the language.
pub(super) fn read(source: &str) -> Result<Imported, ReadError> {
    if nesting::of(source) > MAX_OPEN {
        return Err(ReadError::TooDeep);
    }
    let config = Config {
        disable_json_ld: true,
        max_elements_to_parse: MAX_ELEMENTS,
        char_threshold: SHORT_ARTICLE,
        ..Config::default()
    };
    // An error is one in the address, which is not given.
    let mut page =
        Readability::new(source, None, Some(config)).map_err(|_| ReadError::NoArticle)?;
    let metadata = metadata::read(&page, source);
    let whole = clean::cleaned(source);
    let readable = (depth(&page) <= MAX_DEPTH)
        .then(|| page.parse().ok())
        .flatten();
    let mut text = match readable {
        Some(article) => Text {
            markup: clean::cleaned(&article.content),
            place: "the page's readable part",
        },
        None => Text {
            markup: whole.clone(),
            place: "the whole page",
        },
    };
    if let Some(body) = &metadata.body {
        text = text.or_json_ld(body);
    }
    let mut imported = sort_out(&whole, &text, metadata);
    if is_cut_off(source) {
        imported.remarks.push(CUT_OFF.to_string());
    }
    if imported.body.is_empty() {
        return Err(ReadError::NoArticle);
    }
    Ok(imported)
}

/// An article's text.
struct Text {
    /// As [`clean::cleaned`] gives it.
    markup: String,
    /// Where it is from, in words.
    place: &'static str,
}

impl Text {
    /// The text in JSON-LD instead, where the page shows less than half of it: pages whose text a script puts in have it
    /// there alone.
    fn or_json_ld(self, body: &str) -> Text {
        let has_tags = body.contains("</") || body.contains("<br");
        let line_break = if has_tags { "\n\n" } else { "\n" };
        let body = lines::one_kind_of_line_end(body);
        let markup = clean::cleaned(&body.replace(line_break, "<p></p>"));
        let letters = |markup: &str| {
            let tokens = clean::tokens(markup);
            let texts = tokens.iter().map(|token| match token {
                Token::Text(text) => text.chars().filter(|c| c.is_alphanumeric()).count(),
                _ => 0,
            });
            texts.sum::<usize>()
        };
        if letters(&self.markup) * 2 < letters(&markup) {
            let place = "JSON-LD articleBody";
            return Text { markup, place };
        }
        self
    }
}

/// What to say of a page that is not all there.
const CUT_OFF: &str = "The page's source has no end: it may be cut off, and the article with it.";

/// Whether a page's source stops before its end: it has a body and closes neither that nor the page.
fn is_cut_off(source: &str) -> bool {
    let has = |tag: &str| {
        source
            .as_bytes()
            .windows(tag.len())
            .any(|w| w.eq_ignore_ascii_case(tag.as_bytes()))
    };
    has("<body") && !has("</body") && !has("</html")
}

/// How deep the elements of a page are nested.
fn depth(page: &Readability) -> usize {
    let mut deepest = 0;
    let mut depth = 0_usize;
    let mut node = Some(page.doc.root());
    while let Some(at) = node {
        deepest = deepest.max(depth);
        if let Some(child) = at.first_child() {
            depth += 1;
            node = Some(child);
            continue;
        }
        let mut up = Some(at);
        node = None;
        while let Some(at) = up {
            if let Some(next) = at.next_sibling() {
                node = Some(next);
                break;
            }
            depth = depth.saturating_sub(1);
            up = at.parent();
        }
    }
    deepest
}

/// Makes an article of its text and of what its page says. `whole` is the page, cleaned.
fn sort_out(whole: &str, text: &Text, metadata: Metadata) -> Imported {
    let tokens = clean::tokens(&text.markup);
    let page = rest::lines(&clean::tokens(whole));
    let mut imported = taken(metadata);
    imported.taken.insert(Field::Body, text.place.to_string());
    if let Some(title) = &imported.title
        && let Some(shown) = metadata::shown(title, &page)
    {
        imported.title = Some(shown.to_string());
    }
    let mut blocks = sift(flow::read(&tokens), &mut imported);
    blocks::mark_items(&mut blocks);
    imported.noticed = blocks::mark_bold_headings(&mut blocks);
    imported.noticed.extend(sift::short_end(&blocks));
    blocks::settle_depths(&mut blocks);
    let known = imported.title.iter().chain(&imported.author);
    let known: Vec<&str> = known.map(String::as_str).collect();
    let outside = rest::outside(page, &tokens, &known);
    imported
        .dropped
        .extend(outside.into_iter().map(|text| Dropped {
            line: None,
            text,
            why: Why::Outside,
        }));
    imported.body = write::markdown(&blocks);
    imported.paragraphs = sift::paragraphs(&blocks);
    imported
}

/// Takes out what is no text of the article, and of it what the page does not say elsewhere.
fn sift(flow: Flow, imported: &mut Imported) -> Vec<Block> {
    let mut sieve = Sieve {
        blocks: flow.blocks,
        dropped: flow.dropped,
    };
    let table = Furniture::table();
    sieve.drop_from(0, Why::Separator, |b| furniture::is_separator(&b.text));
    sieve.drop_from(0, Why::Furniture, |b| table.holds(&b.text));
    sieve.drop_links();
    sieve.drop_tags(&table);
    if imported.published.is_none() {
        imported.published = sieve.lift(Why::Published, 0, furniture::published);
    }
    sieve.drop_known(imported.author.as_deref(), imported.published.is_some());
    if imported.title.is_none() {
        imported.title = sieve.take_title();
    }
    if imported.author.is_none() {
        imported.author = sieve.lift(Why::Author, 0, furniture::author);
    }
    if let Some(title) = &imported.title {
        sieve.drop_repeated(title);
    }
    imported.dropped = sieve.dropped;
    sieve.blocks
}

/// An article of which nothing is known but what its page says beside the text.
fn taken(metadata: Metadata) -> Imported {
    let mut imported = Imported::default();
    let mut take = |field, found: Option<Found>| {
        let found = found?;
        imported.taken.insert(field, found.place);
        Some(found.value)
    };
    let title = take(Field::Title, metadata.title);
    let language = take(Field::Language, metadata.language);
    let publisher = take(Field::Publisher, metadata.publisher);
    let author = take(Field::Author, metadata.author);
    let published = take(Field::Published, metadata.published);
    let url = take(Field::Url, metadata.url);
    for day in metadata.unread_days {
        imported.remarks.push(format!(
            "The day of publication cannot be read from “{}” ({}): write it as `published = 2025-08-31`.",
            day.value, day.place
        ));
    }
    Imported {
        title,
        language: language.unwrap_or_default(),
        publisher,
        author,
        published,
        url,
        ..imported
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;
    use crate::write::tests::{as_read_back, read_back};
    use proptest::prelude::*;

    /// Pages full of elements that are closed wrongly or not at all, and of what is markup in Markdown.
    fn hostile() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => prop::sample::select(vec![
                "<p>", "<p>", "</p>", "<div>", "</div>", "<div class=article>", "<div class=sidebar>", "<br>", "<br><br>",
                "<h1>", "<h2>", "</h2>", "<h4>", "<ul>", "<ol>", "<ol start=7>", "<li>", "</li>", "</ul>", "</ol>",
                "<blockquote>", "</blockquote>", "<table>", "<tr>", "<td>", "<td colspan=3>", "<th rowspan=2>", "</table>",
                "<caption>", "<figure>", "<figcaption>", "</figure>", "<a href=x>", "</a>", "<b>", "</b>", "<q>", "</q>",
                "<sup>", "2", "</sup>", "<sub>", "</sub>", "<script>", "</script>", "<style>", "<svg>", "<math>", "<title>",
                "</title>", "<template>", "<noscript>", "<select>", "<textarea>", "<iframe>", "<body>", "</body>", "<html>",
                "<frameset>", "<plaintext>", "<form>", "<article>", "</article>", "<aside>", "<nav>", "<font color=red>",
                "<pre>\n", "<hr>", "<dl><dt>", "<dd>", "<!--", "-->", "<![CDATA[", "]]>", "<", ">", "&", "&lt;", "&nbsp;",
                "&rlm;", "&shy;", "&#8211;", "&#0;", "&#1;", "&#x85;", "&#xfffe;", "\u{0}", "\n", " ", "\u{a0}", "\u{2003}", "\u{feff}", "# ",
                "- ", "– ", "> ", "1. ", "|", "[p4]", "*a*", "`", "\\", "{#id}", "a", "بيت", "35", ".", "؟",
                "<meta property=og:title content='a - b'>", "<meta name=author content=x>", "<time datetime=2025-08-14>",
                "<script type=application/ld+json>{\"@type\":\"Article\",\"articleBody\":\"a\\n- b\"}</script>",
            ]).prop_map(str::to_string),
            1 => any::<String>(),
            2 => Just("انتهى الحصاد في الشمال مبكرًا هذا العام، كما قالت الوزارة صباح الاثنين، وامتلأت المخازن كلها.".to_string()),
            2 => Just("The stores are full to the roof for the first time since the flood, and the mills run day and night.".to_string()),
        ];
        prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn markdown_means_what_the_markup_meant(markup in hostile()) {
            let cleaned = clean::cleaned(&markup);
            let mut blocks = flow::read(&clean::tokens(&cleaned)).blocks;
            blocks::mark_items(&mut blocks);
            blocks::settle_depths(&mut blocks);
            let written = write::markdown(&blocks);
            prop_assert_eq!(read_back(&written), as_read_back(&blocks), "{}", written);
        }

        #[test]
        fn every_line_of_a_page_is_kept_or_named(markup in hostile()) {
            let Ok(imported) = read(&markup) else {
                return Ok(());
            };
            let body = read_back(&imported.body).into_iter().flat_map(|b| [vec![b.text], b.cells].concat());
            let named = imported.dropped.into_iter().map(|d| d.text);
            let front = imported.title.into_iter().chain(imported.author).chain(imported.published);
            let all = body.chain(named).chain(front).collect::<Vec<_>>().join(" ");
            let all = words::folded(&all);
            for line in rest::lines(&clean::tokens(&clean::cleaned(&markup))) {
                prop_assert!(all.contains(&words::folded(&line)), "{} in {}", line, all);
            }
        }
    }
}
