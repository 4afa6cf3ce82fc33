//! Fills a page's slots with bodies, and the holes of the bodies with data of that page.

use std::fmt::Write;
use std::ops::{Range, RangeInclusive};

use pulldown_cmark_escape::escape_html;

use crate::diagnostic::Diagnostic;
use crate::lang::{Locale, Numerals, Writing, direction_of_language, isolate};
use crate::parse::catalogue::Catalogue;
use crate::parse::config::Language;
use crate::parse::html::{BidiRun, Hole};
use crate::parse::markdown::{Citation, Paragraph, ParagraphElement};
use crate::plan::Page;
use crate::plan::body::{
    BodyOriginals, BodyPart, CitedPage, CrossReferences, FigureReference, Filling, HeadLinks,
    HighlightTarget, PageBody, PageMark, ParagraphName, ShownParagraphs, ShownPicture,
    original_anchor,
};
use crate::plan::view::{Slot, TextView};
use crate::render::bidi;
use crate::render::metadata::write_metadata;
use crate::render::shared::SharedParts;

/// The settings of a language and its theme for filling holes.
#[derive(Clone, Copy)]
pub struct FillContext<'a> {
    /// Formats numbers, with the page's digits.
    pub locale: &'a Locale,
    /// The page's words.
    pub words: &'a Catalogue,
    /// The site's languages.
    pub languages: &'a [Language],
    /// The width at which the theme shows pictures, as the `sizes` of an `<img>`.
    pub sizes: &'a str,
}

/// Copies a rendered shell to `out`, with shared parts and bodies in place of their placeholders. Stores in `texts` the
/// byte ranges of `out` that were written by authors.
///
/// # Errors
/// Returns a diagnostic if the template of a shared part fails.
pub(super) fn fill(
    shell: &str,
    page: &Page<'_>,
    shared: &SharedParts<'_>,
    style: FillContext<'_>,
    out: &mut String,
    texts: &mut Vec<Range<usize>>,
) -> Result<(), Diagnostic> {
    texts.clear();
    let mut rest = shell;
    while let Some((before, after)) = split_at_mark(rest, Slot::OPEN) {
        out.push_str(before);
        let Some((name, after)) = split_at_mark(after, Slot::CLOSE) else {
            rest = after;
            break;
        };
        if let Some(name) = name.strip_prefix('=') {
            out.push_str(shared.part(page, name)?);
        } else if let Some(filling) = name
            .parse()
            .ok()
            .and_then(|index: usize| page.fillings.get(index))
        {
            match filling {
                Filling::Body(body) => {
                    let start = out.len();
                    write_body(body, style, out);
                    texts.push(start..out.len());
                }
                Filling::Teaser(article) => out.push_str(shared.teaser(*article)?),
                Filling::Text(text) => write_text(text, page.language, style, out),
                Filling::Links(links) => write_links(links, out),
                Filling::Metadata(metadata) => write_metadata(metadata, out),
                Filling::Selectors(lit, paragraphs) => write_selectors(*lit, paragraphs, out),
            }
        }
        rest = after;
    }
    out.push_str(rest);
    Ok(())
}

/// Splits a text at a noncharacter, as [`str::split_once`] does. The standard library looks for a character's last byte, which is
/// frequent in Arabic; the first byte of noncharacters is rare.
fn split_at_mark(text: &str, mark: char) -> Option<(&str, &str)> {
    let mut encoded = [0; 4];
    let mark = mark.encode_utf8(&mut encoded).as_bytes();
    let mut firsts = memchr::memchr_iter(mark[0], text.as_bytes());
    let at = firsts.find(|at| text.as_bytes()[*at..].starts_with(mark))?;
    Some((&text[..at], &text[at + mark.len()..]))
}

/// Writes a text on a page of this language; isolated as a whole if it is in another language.
fn write_text(text: &TextView<'_>, language: usize, style: FillContext<'_>, out: &mut String) {
    write_text_in(text, &style.languages[language].tag, style, out);
}

/// Writes a text in a file of the style's language. A text in another language is isolated as a whole.
pub(super) fn write_own_text(text: &TextView<'_>, style: FillContext<'_>, out: &mut String) {
    write_text_in(text, style.locale.tag(), style, out);
}

/// Writes a text that is in the style's language.
pub(super) fn write_plain_text(text: &str, style: FillContext<'_>, out: &mut String) {
    let tags = style.languages.iter().map(|language| language.tag.as_str());
    out.push_str(&bidi::html(text, Writing::of(style.locale.tag()), tags));
}

fn write_text_in(text: &TextView<'_>, own: &str, style: FillContext<'_>, out: &mut String) {
    let tags = style.languages.iter().map(|language| language.tag.as_str());
    let in_order = |lang| bidi::html(text.text, Writing::of(lang), tags.clone());
    match (text.lang, text.dir) {
        (Some(lang), Some(dir)) => {
            out.push_str("<bdi lang=\"");
            escape(lang, out);
            out.push_str("\" dir=\"");
            out.push_str(dir);
            out.push_str("\">");
            out.push_str(&in_order(lang));
            out.push_str("</bdi>");
        }
        _ => out.push_str(&in_order(own)),
    }
}

fn write_links(links: &HeadLinks<'_>, out: &mut String) {
    let mut link = |rel: &str, hreflang: Option<&str>, href: &str| {
        out.push_str("<link rel=\"");
        out.push_str(rel);
        if let Some(lang) = hreflang {
            out.push_str("\" hreflang=\"");
            escape(lang, out);
        }
        out.push_str("\" href=\"");
        escape(href, out);
        out.push_str("\">");
    };
    link("canonical", None, &links.canonical);
    for (lang, url) in &links.alternates {
        link("alternate", Some(lang), url);
    }
    if let Some(url) = &links.x_default {
        link("alternate", Some("x-default"), url);
    }
    for feed in &links.feeds {
        for (kind, href) in ["atom+xml", "feed+json"].iter().zip(&feed.forms) {
            out.push_str("<link rel=\"alternate\" type=\"application/");
            out.push_str(kind);
            out.push_str("\" title=\"");
            escape(&feed.title, out);
            out.push_str("\" href=\"");
            escape(href, out);
            out.push_str("\">");
        }
    }
}

/// Writes a list of selectors, one per paragraph. `:target > *` is a link in the citation that a reader has come back to.
fn write_selectors(lit: HighlightTarget, paragraphs: &[String], out: &mut String) {
    for (index, n) in paragraphs.iter().enumerate() {
        let comma = if index > 0 { "," } else { "" };
        match lit {
            HighlightTarget::Paragraphs => write!(
                out,
                "{comma}:root:has(.{n}:is(:hover,:focus,:target > *)) #{n}"
            ),
            HighlightTarget::Links => write!(
                out,
                "{comma}:root:has(#{n}:is(:hover,:focus-within,:target)) .{n}"
            ),
        }
        .expect("a String takes any text");
    }
}

pub(super) fn write_body(body: &PageBody<'_>, style: FillContext<'_>, out: &mut String) {
    match &body.part {
        BodyPart::Whole => write_html(body, 0..body.html.text.len(), style, out),
        BodyPart::Excerpt(part) => write_html(body, part.clone(), style, out),
        BodyPart::Paragraphs(numbers, paragraphs) => {
            write_paragraphs(body, numbers, paragraphs, style, out);
        }
        BodyPart::Paragraph(number, paragraphs) => {
            if let Some(paragraph) = paragraphs.get((*number as usize).wrapping_sub(1)) {
                write_paragraph(body, *number, paragraph, style, out);
            }
        }
    }
}

/// Writes some paragraphs of an original, with a mark for omitted ones.
fn write_paragraphs(
    body: &PageBody<'_>,
    numbers: &[u32],
    paragraphs: &[Paragraph],
    style: FillContext<'_>,
    out: &mut String,
) {
    let gap = "<p class=\"gap\">[…]</p>\n";
    let mut last = 0;
    for number in numbers {
        let Some(paragraph) = paragraphs.get(*number as usize - 1) else {
            continue;
        };
        if *number != last + 1 {
            out.push_str(gap);
        }
        last = *number;
        write_paragraph(body, *number, paragraph, style, out);
    }
    if (last as usize) < paragraphs.len() {
        out.push_str(gap);
    }
}

/// Writes a paragraph of an original, with the element around it.
fn write_paragraph(
    body: &PageBody<'_>,
    number: u32,
    paragraph: &Paragraph,
    style: FillContext<'_>,
    out: &mut String,
) {
    let (open, close) = match paragraph.shape {
        ParagraphElement::Block => ("<p", "</p>\n"),
        ParagraphElement::Row => ("<table><tbody><tr", "</tr></tbody></table>\n"),
    };
    out.push_str(open);
    write_paragraph_attributes(body, number, style, out);
    out.push('>');
    let (start, end) = (paragraph.html.start, paragraph.html.end);
    let start = write_way_back(body, number, start, style, out);
    write_html(body, start..end, style, out);
    out.push_str(close);
}

/// Writes a part of a body's HTML with its holes filled.
fn write_html(body: &PageBody<'_>, part: Range<usize>, style: FillContext<'_>, out: &mut String) {
    let text = &body.html.text;
    let mut at = part.start;
    let first = body.marks.partition_point(|(at, _)| *at < part.start);
    let after = body.marks.partition_point(|(at, _)| *at <= part.end);
    let mut marks = &body.marks[first..after];
    for (place, hole) in body.html.holes_in(&part) {
        let place = *place as usize;
        // An element that ends at the place of a mark is closed first.
        let is_end = matches!(hole, Hole::RunEnd(_) | Hole::FigureEnd(_));
        while let Some((marked, mark)) = marks.first()
            && (*marked < place || (*marked == place && !is_end))
        {
            out.push_str(&text[at..*marked]);
            at = *marked;
            write_mark(mark, style, out);
            marks = &marks[1..];
        }
        out.push_str(&text[at..place]);
        at = place;
        if let Some(end) = unlinked(body, *hole, &text[at..], out) {
            at += end;
            continue;
        }
        match *hole {
            Hole::FigureStart(index) => {
                if let Some(tie) = figure_tie(body, index) {
                    let is_long = is_long_figure(body, place, index);
                    write_figure_start(body, tie, is_long, style, out);
                }
            }
            hole => write_hole(body, hole, style, out),
        }
        if let Hole::Paragraph(number) = hole {
            at = write_way_back(body, *number, at, style, out);
        }
    }
    for (marked, mark) in marks {
        out.push_str(&text[at..*marked]);
        at = *marked;
        write_mark(mark, style, out);
    }
    out.push_str(&text[at..part.end]);
}

/// Removes the address of a link to a target that is held back: `<a>` without `href` is not a link. Returns the length
/// of the text after the hole to omit; `None` for all other holes.
fn unlinked(body: &PageBody<'_>, hole: Hole, rest: &str, out: &mut String) -> Option<usize> {
    const START: &str = " href=\"";
    const OTHER_SITE: &str = " rel=\"external\"";
    let Hole::Link(index) = hole else {
        return None;
    };
    let is_nowhere = body.targets.hrefs.get(index as usize)?.is_empty();
    if !is_nowhere || !rest.starts_with('"') || !out.ends_with(START) {
        return None;
    }
    out.truncate(out.len() - START.len());
    out.truncate(out.strip_suffix(OTHER_SITE).map_or(out.len(), str::len));
    Some(1)
}

/// Writes the start or end of an element that the page puts around a part of a summary. A sentence ends with an empty
/// link to itself, for which the style sheet shows a sign that is not part of the text.
fn write_mark(mark: &PageMark<'_>, style: FillContext<'_>, out: &mut String) {
    match mark {
        PageMark::SentenceStart(number) => {
            out.push_str("<span class=\"said\" id=\"s");
            push_integer(*number, out);
            out.push_str("\">");
        }
        PageMark::SentenceEnd(number) => {
            out.push_str("<a class=\"quote\" href=\"#s");
            push_integer(*number, out);
            out.push_str("\" aria-label=\"");
            let words = style.words.words.get("sentence_link");
            escape(words.map_or("#", String::as_str), out);
            out.push_str("\"></a></span>");
        }
        PageMark::NameStart { url, note } => {
            out.push_str("<a class=\"known\" href=\"");
            escape(url, out);
            out.push_str("\" data-note=\"");
            escape(note.text, out);
            out.push_str("\">");
        }
        PageMark::NameEnd => out.push_str("</a>"),
        PageMark::BoundStart => out.push_str("<mark>"),
        PageMark::BoundEnd => out.push_str("</mark>"),
    }
}

/// Adds a link from a paragraph to the first citation that names it, if any.
///
/// Copies the HTML from `at`, which is in or after the paragraph's start tag, to the beginning of the paragraph's text, and
/// puts the link there. Returns the offset after the copied part.
///
/// The link is empty: the style sheet lays it over the paragraph's number, which is not part of the text either.
fn write_way_back(
    body: &PageBody<'_>,
    number: u32,
    at: usize,
    style: FillContext<'_>,
    out: &mut String,
) -> usize {
    let CrossReferences::Citations {
        first,
        lang,
        paragraphs,
    } = &body.cross_references
    else {
        return at;
    };
    let index = (number as usize).wrapping_sub(1);
    let (Some(Some(citation)), Some(paragraph)) = (first.get(index), paragraphs.get(index)) else {
        return at;
    };
    let text = &body.html.text;
    let start = paragraph.html.start;
    let start = match paragraph.shape {
        ParagraphElement::Block => start,
        // In a table row, text is only allowed in cells.
        ParagraphElement::Row => start + text[start..].find('>').map_or(0, |end| end + 1),
    };
    out.push_str(&text[at..start]);
    write!(out, "<a class=\"cited\" href=\"#c{}\"", citation + 1).expect("a String takes any text");
    if let Some(lang) = lang {
        out.push_str(" lang=\"");
        escape(lang, out);
        out.push('"');
    }
    out.push_str(" aria-label=\"");
    let phrase = style.words.words.get("back").map_or("{p}", String::as_str);
    write_phrase(phrase, out, |out| write_number(number, style, out));
    out.push_str("\"></a>");
    start
}

fn write_hole(body: &PageBody<'_>, hole: Hole, style: FillContext<'_>, out: &mut String) {
    match hole {
        Hole::Id(_) if body.own_page_url.is_some() => {}
        Hole::Id(index) => {
            out.push_str(" id=\"");
            write_id_prefix(body, out);
            escape(id(body, index), out);
            out.push('"');
        }
        // Footnotes are shown only below the whole original.
        Hole::Local(_)
            if matches!(
                body.part,
                BodyPart::Paragraphs(..) | BodyPart::Paragraph(..)
            ) =>
        {
            escape(body.own_page_url.as_deref().unwrap_or_default(), out);
            out.push('#');
            out.push_str(&original_anchor(own_id(body)));
        }
        Hole::Local(index) => {
            escape(body.own_page_url.as_deref().unwrap_or_default(), out);
            out.push('#');
            write_id_prefix(body, out);
            escape(id(body, index), out);
        }
        Hole::Link(index) => {
            let href = body
                .targets
                .hrefs
                .get(index as usize)
                .map_or("", String::as_str);
            match href.strip_prefix('#') {
                Some(fragment) => {
                    escape(body.own_page_url.as_deref().unwrap_or_default(), out);
                    out.push('#');
                    write_id_prefix(body, out);
                    escape(fragment, out);
                }
                None => escape(href, out),
            }
        }
        Hole::Picture(index) => {
            write_copies(body, index, style.sizes, out);
            write_size(body, index, out);
            write_loading(body, index, out);
        }
        Hole::PictureCopies(index) => write_copies(body, index, style.sizes, out),
        Hole::PictureSize(index) => write_size(body, index, out),
        Hole::PictureLoading(index) => write_loading(body, index, out),
        Hole::Citation(_) if matches!(body.cross_references, CrossReferences::Beside(_)) => {
            out.truncate(out.trim_end_matches([' ', '\u{a0}']).len());
        }
        Hole::Citation(index) => {
            if let Some(citation) = body.citations.get(index as usize) {
                write_citation(body, index, citation, style, out);
            }
        }
        Hole::Paragraph(number) => write_paragraph_attributes(body, number, style, out),
        Hole::Number(number) => write_number(number, style, out),
        Hole::Amount(index) => {
            if let Some(amount) = body.html.amounts.get(index as usize) {
                // A hyphen is too short for a minus sign.
                escape(&style.locale.amount(amount).replace('-', "\u{2212}"), out);
            }
        }
        Hole::NumbersLabel => {
            let words = style.words.words.get("chart_numbers");
            escape(words.map_or("", String::as_str), out);
        }
        // `write_html` writes it, since it depends on the text that follows.
        Hole::FigureStart(_) => {}
        Hole::FigureEnd(index) => {
            if figure_tie(body, index).is_some() {
                out.push_str("</a>");
            }
        }
        Hole::RunStart(apart) => bidi::write_start(apart, language_of(body, apart, style), out),
        Hole::RunEnd(apart) => bidi::write_end(apart, language_of(body, apart, style), out),
        // On another page, a passage is shown below its article's teaser, which has a heading of level 3.
        Hole::Level(level) => {
            let level = level + if body.own_page_url.is_some() { 2 } else { 0 };
            out.push(char::from(b'0' + level.min(6)));
        }
    }
}

/// Returns the language of a run, if known: a language that is written in the run's script. For a summary, the originals'
/// languages are preferred over those of the site.
fn language_of<'a>(body: &PageBody<'a>, apart: BidiRun, style: FillContext<'a>) -> Option<&'a str> {
    let site = style.languages.iter().map(|language| language.tag.as_str());
    let cited = body.originals.filter(|originals| originals.own.is_none());
    let labels = cited.map_or(&[][..], |originals| originals.labels);
    let originals = labels.iter().map(|label| label.lang.as_str());
    bidi::language_of(apart.script?, originals.chain(site))
}

/// Writes the `srcset` of a picture, if it has copies.
fn write_copies(body: &PageBody<'_>, index: u32, sizes: &str, out: &mut String) {
    if let Some(Some(ShownPicture { srcset, .. })) = body.targets.pictures.get(index as usize)
        && !srcset.is_empty()
    {
        out.push_str(" srcset=\"");
        escape(srcset, out);
        out.push_str("\" sizes=\"");
        escape(sizes, out);
        out.push('"');
    }
}

/// Writes the size of a picture, so that the layout does not shift when it is loaded.
fn write_size(body: &PageBody<'_>, index: u32, out: &mut String) {
    if let Some(Some(ShownPicture { size, .. })) = body.targets.pictures.get(index as usize) {
        let (width, height) = (size.width, size.height);
        write!(out, " width=\"{width}\" height=\"{height}\"").expect("a String takes any text");
    }
}

/// Writes the attributes for lazy loading, except for the first picture of a page's main text.
fn write_loading(body: &PageBody<'_>, index: u32, out: &mut String) {
    if index > 0 || !body.leads() {
        out.push_str(" loading=\"lazy\" decoding=\"async\"");
    }
}

/// Returns the target of a figure, on the page that its body belongs to.
fn figure_tie(body: &PageBody<'_>, index: u32) -> Option<FigureReference> {
    match &body.cross_references {
        CrossReferences::Figures(figures) | CrossReferences::Beside(figures) => {
            *figures.get(index as usize)?
        }
        _ => None,
    }
}

/// Length from which a figure may be broken over lines, in characters: a shorter one fits into a line of a telephone.
const LONG_FIGURE: usize = 25;

/// Returns true if a figure that starts at this offset of the body's HTML is long.
fn is_long_figure(body: &PageBody<'_>, start: usize, index: u32) -> bool {
    let holes = &body.html.holes;
    let first = holes.partition_point(|(at, _)| (*at as usize) < start);
    let end = holes[first..]
        .iter()
        .find(|(_, hole)| *hole == Hole::FigureEnd(index));
    let text = end.and_then(|(end, _)| body.html.text.get(start..*end as usize));
    text.is_some_and(|text| text.chars().count() >= LONG_FIGURE)
}

/// A figure is a link, but not reachable by the tab key if a citation leads to the same paragraph: otherwise, keyboard
/// users would pass every paragraph twice.
///
/// If the page does not show the paragraph, the figure leads to the section on the original, and its title names the
/// paragraph.
fn write_figure_start(
    body: &PageBody<'_>,
    tie: FigureReference,
    is_long: bool,
    style: FillContext<'_>,
    out: &mut String,
) {
    let n = tie.paragraph;
    let source = name(body.originals.as_ref(), n);
    if body.shown.contains(n) {
        let anchor = source.anchor();
        out.push_str("<a class=\"figure ");
        if is_long {
            out.push_str("long ");
        }
        anchor.push_to(out);
        out.push_str("\" href=\"#");
        anchor.push_to(out);
        out.push('"');
    } else {
        let anchor = original_anchor(source.id);
        let long = if is_long { " long" } else { "" };
        write!(out, "<a class=\"figure{long}\" href=\"#{anchor}\" title=\"")
            .expect("a String takes any text");
        write_label(body.originals.as_ref(), &(n..=n), style, out);
        out.push('"');
    }
    let has_citations = !matches!(body.cross_references, CrossReferences::Beside(_));
    if tie.is_cited && has_citations {
        out.push_str(" tabindex=\"-1\"");
    }
    out.push('>');
}

fn id<'a>(body: &PageBody<'a>, index: u32) -> &'a str {
    body.html.ids.get(index as usize).map_or("", String::as_str)
}

/// Returns the name of a paragraph of an article's originals.
fn name<'a>(originals: Option<&BodyOriginals<'a>>, number: u32) -> ParagraphName<'a> {
    match originals {
        Some(originals) => originals.numbering.name(number),
        None => ParagraphName {
            original: 0,
            id: None,
            number,
        },
    }
}

/// Returns the id of the original that a body belongs to; `None` if it has none, or if the body is another text.
fn own_id<'a>(body: &PageBody<'a>) -> Option<&'a str> {
    let originals = body.originals.as_ref()?;
    originals.numbering.name_in(originals.own?, 1).id
}

/// Returns the label of the original that a body is, if its article has several: a paragraph that is shown by itself names it.
fn own_label<'a>(body: &PageBody<'a>) -> Option<&'a str> {
    let originals = body.originals.as_ref()?;
    let label = originals.labels.get(originals.own?)?;
    (originals.labels.len() > 1).then_some(label.name.as_str())
}

/// Writes the prefix that makes the ids of an original unique on the page.
fn write_id_prefix(body: &PageBody<'_>, out: &mut String) {
    if let Some(id) = own_id(body) {
        escape(id, out);
        out.push('-');
    }
}

/// Writes the attributes of a paragraph of an original, given its number in that original.
fn write_paragraph_attributes(
    body: &PageBody<'_>,
    number: u32,
    style: FillContext<'_>,
    out: &mut String,
) {
    out.push_str(" id=\"");
    write_id_prefix(body, out);
    out.push('p');
    push_integer(number, out);
    out.push_str("\" class=\"par\" data-p=\"");
    write_number(number, style, out);
    if let Some(label) = own_label(body) {
        out.push_str("\" data-of=\"");
        escape(label, out);
    }
    out.push('"');
}

/// Writes a number in Western digits. A page has hundreds of them, so they are written without formatting.
fn push_integer(number: u32, out: &mut String) {
    if number >= 10 {
        push_integer(number / 10, out);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}

/// Writes a number in the page's digits.
fn write_number(number: u32, style: FillContext<'_>, out: &mut String) {
    if style.locale.numerals() == Numerals::Latn {
        push_integer(number, out);
    } else {
        out.push_str(&style.locale.digits(&number.to_string()));
    }
}

/// Writes a citation: one link per paragraph or range, to the paragraph if the page shows it, or else to the box with the
/// original's title.
fn write_citation(
    body: &PageBody<'_>,
    index: u32,
    citation: &Citation,
    style: FillContext<'_>,
    out: &mut String,
) {
    if let CrossReferences::Articles(pages) = &body.cross_references {
        match pages.get(index as usize) {
            Some(Some(page)) => write_note_marks(page, citation, style, out),
            // What it cites is not published.
            _ => out.truncate(out.trim_end_matches([' ', '\u{a0}']).len()),
        }
        return;
    }
    let originals = body.originals.as_ref();
    out.push_str("<span class=\"cites\"");
    let is_tied = body.own_page_url.is_none() && body.shown != ShownParagraphs::None;
    if is_tied {
        out.push_str(" id=\"c");
        push_integer(index + 1, out);
        out.push('"');
    }
    out.push('>');
    for range in &citation.paragraphs {
        out.push_str("<a class=\"cite");
        if is_tied {
            for number in range.clone().filter(|n| body.shown.contains(*n)) {
                out.push(' ');
                name(originals, number).anchor().push_to(out);
            }
        }
        out.push_str("\" href=\"");
        escape(body.own_page_url.as_deref().unwrap_or_default(), out);
        let source = name(originals, *range.start());
        write_fragment(body.shown, *range.start(), source, out);
        out.push('"');
        let label = source.id.and_then(|_| label_of(originals, source));
        let is_range = range.start() != range.end();
        if is_range && style.locale.turns_ranges() && label.is_none() {
            out.push_str(" dir=\"ltr\"");
        }
        out.push_str(" aria-label=\"");
        write_label(originals.filter(|_| label.is_some()), range, style, out);
        // Brackets separate the number from a figure before it when the text is copied, or shown without its style sheet.
        out.push_str("\">[");
        let numbers = source.number..=name(originals, *range.end()).number;
        match label {
            Some(label) => {
                out.push_str("<bdi>");
                escape(label, out);
                out.push_str("</bdi> ");
                if is_range && style.locale.turns_ranges() {
                    out.push_str("<bdi dir=\"ltr\">");
                    write_range(&numbers, style, out);
                    out.push_str("</bdi>");
                } else {
                    write_range(&numbers, style, out);
                }
            }
            None => write_range(&numbers, style, out),
        }
        out.push(']');
        out.push_str("</a>");
    }
    write_bound_of(citation, originals, out);
    out.push_str("</span>");
}

/// Writes a citation of an edition: one link per paragraph or range, whose text is the number of its note. The article and the
/// paragraph are in the link's name.
fn write_note_marks(
    page: &CitedPage<'_>,
    citation: &Citation,
    style: FillContext<'_>,
    out: &mut String,
) {
    let originals = Some(&page.originals);
    out.push_str("<span class=\"cites\">");
    for (range, note) in citation.paragraphs.iter().zip(&page.notes) {
        let source = name(originals, *range.start());
        out.push_str("<a class=\"cite\" href=\"");
        escape(&page.url, out);
        write_fragment(page.shown, *range.start(), source, out);
        let mut source_in_words = String::new();
        write_source(page, range, style, &mut source_in_words);
        out.push_str("\" title=\"");
        out.push_str(&source_in_words);
        // A link's name begins with the text that is seen (WCAG 2.2, 2.5.3).
        out.push_str("\" aria-label=\"");
        write_number(*note, style, out);
        out.push_str(": ");
        out.push_str(&source_in_words);
        out.push_str("\">[");
        write_number(*note, style, out);
        out.push_str("]</a>");
    }
    write_bound_of(citation, originals, out);
    out.push_str("</span>");
}

/// Writes the target of an edition's citation for an attribute: the article's title, the original's label if there are
/// several, and the paragraphs.
fn write_source(
    page: &CitedPage<'_>,
    range: &RangeInclusive<u32>,
    style: FillContext<'_>,
    out: &mut String,
) {
    let originals = Some(&page.originals);
    match page.title.lang {
        None => escape(page.title.text, out),
        Some(_) => escape(&isolate(page.title.text), out),
    }
    out.push_str(" · ");
    let (first, last) = (
        name(originals, *range.start()),
        name(originals, *range.end()),
    );
    if let Some(label) = first.id.and_then(|_| label_of(originals, first)) {
        escape(&isolate(label), out);
        out.push_str(" · ");
    }
    let range = first.number..=last.number;
    // A tooltip has no markup that keeps the order of a range of Western digits.
    let is_turned = style.locale.turns_ranges() && range.start() != range.end();
    write_paragraphs_in_words(&range, style, out, |out| {
        out.push_str(if is_turned { "\u{2066}" } else { "" });
        write_range(&range, style, out);
        out.push_str(if is_turned { "\u{2069}" } else { "" });
    });
}

/// Writes the fragment of an address that leads to a paragraph, or to the original if the page does not show the paragraph.
fn write_fragment(
    shown: ShownParagraphs<'_>,
    paragraph: u32,
    source: ParagraphName<'_>,
    out: &mut String,
) {
    out.push('#');
    if shown.contains(paragraph) {
        source.anchor().push_to(out);
    } else {
        out.push_str(&original_anchor(source.id));
    }
}

/// Writes the words of the original that a citation is bound to, if there are any.
fn write_bound_of(citation: &Citation, originals: Option<&BodyOriginals<'_>>, out: &mut String) {
    if let Some(bound) = &citation.bound {
        let first = citation
            .paragraphs
            .first()
            .map_or(1, |range| *range.start());
        let lang = originals.and_then(|originals| originals.language_of(first));
        write_bound(&bound.words, lang, out);
    }
}

/// Returns the label of the original that has a paragraph.
fn label_of<'a>(originals: Option<&BodyOriginals<'a>>, name: ParagraphName<'_>) -> Option<&'a str> {
    let label = originals?.labels.get(name.original)?;
    Some(&label.name)
}

/// Writes the words of the original that a translated quotation is bound to, in the original's language.
fn write_bound(words: &str, lang: Option<&str>, out: &mut String) {
    out.push_str(" <q class=\"bound\"");
    if let Some(lang) = lang {
        out.push_str(" lang=\"");
        escape(lang, out);
        out.push_str("\" dir=\"");
        out.push_str(direction_of_language(lang).as_str());
        out.push('"');
    }
    out.push('>');
    escape(words, out);
    out.push_str("</q>");
}

/// Writes the accessible label of a citation: the catalogue's phrase `cite` for this number of paragraphs, with the
/// paragraph numbers in place of `{p}`.
///
/// If there are several originals, the visible label of the original and the number come first (WCAG 2.2, 2.5.3).
fn write_label(
    originals: Option<&BodyOriginals<'_>>,
    range: &RangeInclusive<u32>,
    style: FillContext<'_>,
    out: &mut String,
) {
    let (first, last) = (
        name(originals, *range.start()),
        name(originals, *range.end()),
    );
    let range = first.number..=last.number;
    if first.id.is_some()
        && let Some(label) = label_of(originals, first)
    {
        escape(label, out);
        out.push(' ');
        write_range(&range, style, out);
        out.push_str(": ");
    }
    write_paragraphs_in_words(&range, style, out, |out| write_range(&range, style, out));
}

/// Writes the catalogue's phrase `cite` for some paragraphs; `numbers` writes their numbers.
fn write_paragraphs_in_words(
    range: &RangeInclusive<u32>,
    style: FillContext<'_>,
    out: &mut String,
    numbers: impl FnOnce(&mut String),
) {
    let paragraphs = u64::from(range.end() - range.start()) + 1;
    let category = style.locale.plural(paragraphs);
    let phrase = style.words.count("cite", category).unwrap_or("{p}");
    write_phrase(phrase, out, numbers);
}

/// Writes a phrase with numbers in place of `{p}`.
fn write_phrase(phrase: &str, out: &mut String, numbers: impl FnOnce(&mut String)) {
    // Splits at the brace only: searching for a string costs more than the rest of a citation, and a page has dozens.
    let (before, after) = match phrase.split_once('{') {
        Some((before, rest)) => (before, rest.strip_prefix("p}").unwrap_or(rest)),
        None => (phrase, ""),
    };
    escape(before, out);
    numbers(out);
    escape(after, out);
}

/// Writes `4`, or `4–6`.
fn write_range(range: &RangeInclusive<u32>, style: FillContext<'_>, out: &mut String) {
    write_number(*range.start(), style, out);
    if range.start() != range.end() {
        out.push('–');
        write_number(*range.end(), style, out);
    }
}

pub(super) fn escape(text: &str, out: &mut String) {
    escape_html(out, text).expect("a String takes any text");
}
