//! Reads the source of a saved page as an article. Pure.
//!
//! 1. `metadata` reads the page's information about its article: title, author, day, publisher, address, language.
//! 2. `page` (with `labels`) splits the page's text into chunks and labels the elements around each.
//! 3. dom_smoothie finds the readable part, after `prepare` has removed elements that mislead it.
//! 4. `select` chooses the chunks that are the article: the readable part, with corrections.
//! 5. `lead` finds a text that was not chosen but may be the lead.
//! 6. `flow` (with `inline` and `tables`) turns the chosen chunks into blocks. From there on a page is read like a
//!    plain text.
//!
//! Every chunk that is not chosen is reported. If only JSON-LD contains the text, `clean` reads it, and `rest` reports
//! what else the page contains.

mod clean;
mod embedded;
mod flow;
mod inline;
mod json_ld;
mod labels;
mod lead;
mod metadata;
mod nesting;
mod page;
mod prepare;
mod rest;
mod seen;
mod select;
mod tables;

use super::blocks::{self, Block, Is};
use super::furniture::{self, Furniture};
use super::sift::{self, Sieve};
use super::{Dropped, Imported, MetadataField, ReadError, Why, lines, notices, write};
use crate::days::{self, MonthNames};
use crate::language;
use dom_smoothie::{Config, Readability};
use flow::Flow;
use metadata::{FoundValue, Metadata, SaidDay};
use page::ChunkedPage;
use select::MetadataHints;
use std::collections::BTreeSet;

/// Maximum depth of nested elements, as in browsers: the time to find the readable part grows with its square. In a
/// deeper page it is not searched for.
const MAX_DEPTH: usize = 512;
/// Maximum number of elements open at once in a page's source.
const MAX_OPEN: usize = 2000;
/// Maximum number of attributes of an element. The parser's time grows with the square of their number.
const MAX_ATTRIBUTES: usize = 1000;
/// Minimum length of the readable part's text, in characters. Below it, dom_smoothie also accepts text that looks like
/// comments and menus, which would harm short reports.
const SHORT_ARTICLE: usize = 200;
/// Maximum number of letters that a page shows if its scripts insert its text.
const EMPTY_PAGE: usize = 400;
/// Maximum number of elements of a page; in a larger one dom_smoothie does not look for the readable part.
const MAX_ELEMENTS: usize = 200_000;

/// Returns true if a text is the source of a page: it begins with a doctype or the root element, possibly after comments
/// and an XML declaration.
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

/// Reads a page. The caller sets the language.
///
/// `address` is the page's address, if it is known.
pub(super) fn read(source: &str, address: Option<&str>) -> Result<Imported, ReadError> {
    if nesting::of(source) > MAX_OPEN {
        return Err(ReadError::TooDeep);
    }
    if nesting::attributes(source) > MAX_ATTRIBUTES {
        return Err(ReadError::TooManyAttributes);
    }
    let config = Config {
        disable_json_ld: true,
        max_elements_to_parse: MAX_ELEMENTS,
        char_threshold: SHORT_ARTICLE,
        ..Config::default()
    };
    // The only possible error is an invalid address, and no address is passed.
    let mut document =
        Readability::new(source, None, Some(config)).map_err(|_| ReadError::NoArticle)?;
    let metadata = metadata::read(&document, source, address);
    let mut page = page::read(&document);
    prepare::prepare(&document, &mut page);
    let readable = match depth(&document) <= MAX_DEPTH {
        true => readable_nodes(&mut document),
        false => BTreeSet::new(),
    };
    let mut imported = sort_out(&page, &readable, metadata);
    if page.readings > 0 {
        imported.remarks.push(READINGS.to_string());
    }
    if is_cut_off(source) {
        imported.remarks.push(CUT_OFF.to_string());
    }
    if imported.body.is_empty() {
        return Err(ReadError::NoArticle);
    }
    Ok(imported)
}

/// Returns the text nodes in the part of a page that dom_smoothie finds readable. Modifies the document.
fn readable_nodes(document: &mut Readability) -> BTreeSet<page::NodeId> {
    let mut nodes = BTreeSet::new();
    prepare::shorten(document);
    if document.parse().is_ok() {
        let content = document.doc.select("#readability-page-1");
        for node in content
            .nodes()
            .iter()
            .flat_map(|part| part.descendants_it())
        {
            if node.is_text() {
                nodes.insert(node.id);
            }
        }
    }
    nodes
}

/// The remark on ruby annotations that were left out.
const READINGS: &str =
    "The readings over letters (ruby) were left out: the letters stand without them.";

/// Returns the text in JSON-LD as markup if the article that was found has less than half as many letters. Some pages
/// insert their text by a script, and contain it only there.
fn json_ld_instead(found: &str, body: Option<&str>) -> Option<String> {
    let body = body?;
    let has_tags = body.contains("</") || body.contains("<br");
    let line_break = if has_tags { "\n\n" } else { "\n" };
    let body = lines::one_kind_of_line_end(body);
    let markup = clean::cleaned(&body.replace(line_break, "<p></p>"));
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    (letters(found) * 2 < letters(&clean::text(&markup))).then_some(markup)
}

/// The remark on a page that is incomplete.
const CUT_OFF: &str = "The page's source has no end: it may be cut off, and the article with it.";

/// Returns true if a page's source is truncated: it opens a body, but closes neither the body nor the root element.
fn is_cut_off(source: &str) -> bool {
    let has = |tag: &str| {
        source
            .as_bytes()
            .windows(tag.len())
            .any(|w| w.eq_ignore_ascii_case(tag.as_bytes()))
    };
    has("<body") && !has("</body") && !has("</html")
}

/// Returns the maximum depth of nested elements in a page.
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

/// Builds the article from a page and its metadata.
fn sort_out(page: &ChunkedPage, readable: &BTreeSet<page::NodeId>, metadata: Metadata) -> Imported {
    let lines = rest::lines(&page.tokens);
    let body = metadata.body.clone();
    let embedded = metadata.embedded.clone();
    let descriptions = metadata.descriptions.clone();
    let said_day = metadata.day.clone();
    let house = metadata.house.clone();
    let other_language = metadata.other_language.clone();
    let mut imported = taken(metadata);
    if let Some(title) = &imported.title
        && let Some(shown) = metadata::shown(title, &lines)
    {
        imported.title = Some(shown.to_string());
    }
    let title = imported.title.clone();
    let hints = MetadataHints {
        title: title.as_deref(),
        descriptions: &descriptions,
        body: body.as_deref(),
    };
    let selection = select::select(page, readable, &hints);
    settle_day(&mut imported, &said_day, page, &selection);
    if imported.author.is_none()
        && let Some(author) = seen::author(page, &selection, &house)
    {
        imported.author = Some(author);
        imported
            .taken
            .insert(MetadataField::Author, "the byline".to_string());
    }
    let found = selection.text(page);
    let in_json_ld = json_ld_instead(&found, body.as_deref());
    let place_instead = match in_json_ld {
        Some(_) => "JSON-LD articleBody",
        None => "the data of the page's scripts",
    };
    let is_empty = found.chars().filter(|c| c.is_alphanumeric()).count() < EMPTY_PAGE;
    let instead =
        in_json_ld.or_else(|| json_ld_instead(&found, embedded.as_deref().filter(|_| is_empty)));
    let (flow, place) = match &instead {
        Some(markup) => (flow::read(&clean::tokens(markup)), place_instead),
        None => (flow::read(&selection.tokens(page)), selection.place),
    };
    imported
        .taken
        .insert(MetadataField::Body, place.to_string());
    let mut blocks = sift(flow, &mut imported);
    blocks::mark_items(&mut blocks);
    imported.noticed = blocks::mark_bold_headings(&mut blocks);
    imported.noticed.extend(sift::short_end(&blocks));
    blocks::settle_depths(&mut blocks);
    let known = imported.title.iter().chain(&imported.author);
    let known: Vec<&str> = known.map(String::as_str).collect();
    match &instead {
        Some(markup) => {
            let outside = rest::outside(lines, &clean::tokens(markup), &known);
            let outside = outside.into_iter().map(|text| Dropped {
                line: None,
                text,
                why: Why::Outside,
            });
            imported.dropped.extend(outside);
        }
        None => {
            let (title, author) = (imported.title.as_deref(), imported.author.as_deref());
            let lead = lead::possible(page, &selection, title, author);
            imported.dropped.extend(selection.account(page, &known));
            imported.possible_lead = lead;
        }
    }
    imported.body = write::markdown(&blocks);
    imported.paragraphs = sift::paragraphs(&blocks);
    doubt_english(&mut imported, other_language);
    imported
}

/// Uses the other language that a page names if its text is not in English, as the page says. Themes name English by
/// default.
fn doubt_english(imported: &mut Imported, other: Option<FoundValue>) {
    if imported.language != "en" || language::may_be_english(&imported.body) {
        return;
    }
    match other.filter(|other| other.value != "en") {
        Some(other) => {
            imported.language = other.value;
            imported.taken.insert(MetadataField::Language, other.place);
        }
        None => imported.remarks.push(NOT_ENGLISH.to_string()),
    }
}

/// The note on a text with hardly any English words whose page names English as its language.
const NOT_ENGLISH: &str = "The page says that its language is en, but hardly a word of it is English: --language names another one.";

/// Sets the day of publication, from the first of these that has one: the page's metadata, its address, what readers see.
///
/// A time in UTC can be a day off for the readers of a page. If the address or the page shows the day before or after,
/// that day is used.
fn settle_day(
    imported: &mut Imported,
    said: &SaidDay,
    page: &ChunkedPage,
    selection: &select::Selection,
) {
    let calendar = MonthNames::new(&said.region);
    let addressed = || {
        imported
            .url
            .as_deref()
            .and_then(days::in_address)
            .map(|day| (day, "the address"))
    };
    let seen =
        || seen::day(page, selection, &calendar).map(|day| (day, "the day that the page shows"));
    let found = match &imported.published {
        None => addressed().or_else(seen),
        Some(day) if said.is_utc => addressed()
            .or_else(seen)
            .filter(|(other, _)| is_next(day, other)),
        // A `<time>` may be another article's; the address is this one's.
        Some(day) if is_from_time(imported) => addressed().filter(|(other, _)| other != day),
        Some(_) => None,
    };
    let weak = said.weak.clone().map(|found| (found.value, found.place));
    let found = found.map(|(day, place)| (day, place.to_string()));
    if let Some((day, place)) = found.or(weak.filter(|_| imported.published.is_none())) {
        imported.published = Some(day);
        imported.taken.insert(MetadataField::Published, place);
        imported
            .remarks
            .retain(|remark| !remark.starts_with(UNREAD_DAY));
    }
}

/// Returns true if the day of publication was found in a `<time>`.
fn is_from_time(imported: &Imported) -> bool {
    let place = imported.taken.get(&MetadataField::Published);
    place.is_some_and(|place| place == "<time>")
}

/// Returns true if two days follow each other.
fn is_next(a: &str, b: &str) -> bool {
    let day = |text: &str| text.parse::<jiff::civil::Date>().ok();
    let (Some(a), Some(b)) = (day(a), day(b)) else {
        return false;
    };
    a.tomorrow().ok() == Some(b) || b.tomorrow().ok() == Some(a)
}

/// The beginning of the remark on a day that cannot be parsed.
const UNREAD_DAY: &str = "The day of publication cannot be read";

/// Drops blocks that are not text of the article, and takes from them the values that the metadata lacks.
fn sift(flow: Flow, imported: &mut Imported) -> Vec<Block> {
    let mut sieve = Sieve {
        blocks: flow.blocks,
        dropped: flow.dropped,
    };
    let table = Furniture::table();
    sieve.drop_from(0, Why::Separator, |b| furniture::is_separator(&b.text));
    sieve.drop_from(0, Why::Furniture, |b| table.holds(&b.text));
    sieve.drop_from(0, Why::Furniture, |b| {
        b.is == Is::Paragraph && !b.quoted && Furniture::is_counter(&b.text)
    });
    let is_caption =
        |b: &Block| b.is == Is::Paragraph && !b.quoted && notices::is_credited(&b.text);
    if sieve
        .blocks
        .iter()
        .any(|b| blocks::is_prose(b) && !is_caption(b))
    {
        sieve.drop_from(0, Why::Caption, is_caption);
    }
    sieve.drop_tag_headings();
    sieve.drop_links();
    sieve.drop_tags(&table);
    sieve.drop_closing_notes();
    sieve.drop_about_author(imported.author.as_deref());
    sieve.drop_closing_notes();
    sieve.drop_last_headings();
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
    sieve.drop_repeated_lead();
    imported.dropped = sieve.dropped;
    sieve.blocks
}

/// Returns an article with the page's metadata and nothing else.
fn taken(metadata: Metadata) -> Imported {
    let mut imported = Imported::default();
    let mut take = |field, found: Option<FoundValue>| {
        let found = found?;
        imported.taken.insert(field, found.place);
        Some(found.value)
    };
    let title = take(MetadataField::Title, metadata.title);
    let language = take(MetadataField::Language, metadata.language);
    let publisher = take(MetadataField::Publisher, metadata.publisher);
    let author = take(MetadataField::Author, metadata.author);
    let published = take(MetadataField::Published, metadata.published);
    let url = take(MetadataField::Url, metadata.url);
    for day in metadata.unread_days {
        imported.remarks.push(format!(
            "{UNREAD_DAY} from “{}” ({}): write it as `published = 2025-08-31`.",
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

    /// Generates pages full of elements that are closed wrongly or not at all, and of text that has a meaning in
    /// Markdown.
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
            let Ok(imported) = read(&markup, None) else {
                return Ok(());
            };
            let body = read_back(&imported.body).into_iter().flat_map(|b| [vec![b.text], b.cells].concat());
            let named = imported.dropped.into_iter().map(|d| d.text);
            let front = imported.title.into_iter().chain(imported.author).chain(imported.published);
            let all = body.chain(named).chain(front).collect::<Vec<_>>().join(" ");
            let all = words::folded(&all);
            // Digits of `<sup>` become superscript characters.
            let plain = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|other| other == c).map_or(c, |digit| char::from(b'0' + digit as u8));
            let squash = |text: &str| words::folded(text).replace(' ', "").chars().map(plain).collect::<String>();
            let document = Readability::new(markup.as_str(), None, None).expect("no address");
            for line in rest::lines(&page::read(&document).tokens) {
                prop_assert!(squash(&all).contains(&squash(&line)), "{} in {}", line, all);
            }
        }
    }
}
