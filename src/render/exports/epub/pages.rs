//! The pages of a book: the cover, the introduction, the chapters and the originals.

use crate::parse::article::Rights;
use crate::parse::config::BaseUrl;
use crate::plan::body::PageBody;
use crate::plan::exports::epub::{BookOriginal, BookView, ChapterView};
use crate::plan::view::TextView;
use crate::render::exports::epub::links::{BookLinks, ContentDocument, Texts};
use crate::render::exports::epub::package::CARD;
use crate::render::exports::epub::xhtml::write_xhtml;
use crate::render::exports::notes::write_note;
use crate::render::exports::xml::write_escaped;
use crate::render::fill::{FillContext, escape, write_body, write_own_text, write_plain_text};
use crate::render::relative;

/// The data for the head of a page's file.
pub(super) struct BookPageHead<'h> {
    pub lang: &'h str,
    pub dir: &'h str,
    pub title: &'h str,
    /// The kinds of its body and of its section (`epub:type`).
    pub types: [&'h str; 2],
    /// Class of the section.
    pub class: &'h str,
}

/// Begins a page, and its section.
pub(super) fn open_page(head: &BookPageHead<'_>, out: &mut String) {
    let [body, section] = head.types;
    open_html(head.lang, head.dir, head.title, body, out);
    out.push_str("<section epub:type=\"");
    out.push_str(section);
    out.push_str("\" class=\"");
    out.push_str(head.class);
    out.push_str("\">\n");
}

/// Begins a page with a body of this kind (`epub:type`).
pub(super) fn open_html(lang: &str, dir: &str, title: &str, body: &str, out: &mut String) {
    let mut put = |before: &str, value: &str| {
        out.push_str(before);
        write_escaped(value, out);
    };
    put(START, lang);
    put("\" xml:lang=\"", lang);
    put("\" dir=\"", dir);
    put("\">\n<head>\n<meta charset=\"utf-8\"/>\n<title>", title);
    put(
        "</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/>\n</head>\n<body epub:type=\"",
        body,
    );
    out.push_str("\">\n");
}

/// The beginning of every page, up to its language.
const START: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n\
    <html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"";

/// Ends a page.
pub(super) fn close_page(out: &mut String) {
    out.push_str("</section>\n</body>\n</html>\n");
}

/// Returns the page with a text of the book.
pub(super) fn page(
    view: &BookView<'_>,
    place: ContentDocument,
    texts: &Texts<'_>,
    styles: &[FillContext<'_>],
) -> String {
    let chapter = match place {
        ContentDocument::Front => None,
        ContentDocument::Chapter(index) | ContentDocument::Original(index) => {
            view.chapters.get(index)
        }
    };
    let (language, lang, dir) = match (place, chapter) {
        (ContentDocument::Chapter(_), Some(own)) => (own.language, own.lang, own.dir),
        _ => (view.language, view.lang, view.dir),
    };
    let (html, title, types) = match place {
        ContentDocument::Front => (
            texts.front.as_ref(),
            view.title.text,
            ["bodymatter", "introduction"],
        ),
        ContentDocument::Chapter(index) => (
            texts.chapters.get(index),
            chapter.map_or("", |own| own.title),
            ["bodymatter", "chapter"],
        ),
        ContentDocument::Original(index) => (
            texts.originals.get(index),
            chapter
                .and_then(|own| own.originals.first())
                .map_or("", |original| original.title.text),
            ["backmatter", "appendix"],
        ),
    };
    let digits = |number: usize| styles[language].locale.digits(&number.to_string());
    let links = BookLinks {
        texts,
        place,
        path: chapter.map_or(&view.path, |own| &own.path),
        digits: &digits,
    };
    let html = html.map_or("", |text| text.html.as_str());
    let mut out = String::with_capacity(html.len() + html.len() / 2 + 1_024);
    let head = BookPageHead {
        lang,
        dir,
        title,
        types,
        class: "text",
    };
    open_page(&head, &mut out);
    write_xhtml(html, &links, &mut out);
    let on_web = match place {
        ContentDocument::Front => Some(&view.path),
        ContentDocument::Chapter(_) => chapter.map(|own| &own.path),
        ContentDocument::Original(_) => None,
    };
    if let Some(path) = on_web {
        out.push_str("\n<p class=\"address\">");
        write_address(&format!("{}{path}", view.origin), &mut out);
        out.push_str("</p>\n");
    }
    close_page(&mut out);
    out
}

/// Writes an address as a link with the address as its text.
fn write_address(url: &str, out: &mut String) {
    out.push_str("<a dir=\"ltr\" href=\"");
    write_escaped(url, out);
    out.push_str("\">");
    write_escaped(url, out);
    out.push_str("</a>");
}

/// Returns the cover: the title in letters and, if the book has it, the preview card of the edition, or of the topic's first article.
pub(super) fn cover(view: &BookView<'_>, has_card: bool, styles: &[FillContext<'_>]) -> String {
    let style = styles[view.language];
    let mut out = String::new();
    let head = BookPageHead {
        lang: view.lang,
        dir: view.dir,
        title: view.words.cover,
        types: ["cover", "titlepage"],
        class: "cover",
    };
    open_page(&head, &mut out);
    let mut html = String::new();
    html.push_str("<p class=\"masthead\">");
    escape(view.site, &mut html);
    html.push_str("</p>");
    write_label(view.label.as_deref(), &mut html);
    html.push_str("<h1>");
    write_own_text(&view.title, style, &mut html);
    html.push_str("</h1>");
    write_paragraph("days", view.days.as_deref(), &mut html);
    if let Some(standfirst) = &view.standfirst {
        html.push_str("<p class=\"standfirst\">");
        write_own_text(standfirst, style, &mut html);
        html.push_str("</p>");
    }
    if let Some(byline) = &view.byline {
        write_paragraph("meta", Some(byline), &mut html);
    }
    write_alone(&html, view, styles, &mut out);
    if let Some(card) = view.card.as_ref().filter(|_| has_card) {
        out.push_str("\n<p><img src=\"");
        out.push_str(CARD);
        out.push_str("\" alt=\"");
        write_escaped(card.title, &mut out);
        out.push_str("\"/></p>\n");
    }
    html.clear();
    write_paragraph("imprint", Some(&rights(view, styles)), &mut html);
    write_alone(&html, view, styles, &mut out);
    close_page(&mut out);
    out
}

/// Writes HTML that has no links as XHTML.
pub(super) fn write_alone(
    html: &str,
    view: &BookView<'_>,
    styles: &[FillContext<'_>],
    out: &mut String,
) {
    let texts = Texts {
        front: None,
        chapters: Vec::new(),
        originals: Vec::new(),
        path: &view.path,
        pages: Default::default(),
        pictures: Default::default(),
        origin: view.origin,
    };
    let digits = |number: usize| styles[view.language].locale.digits(&number.to_string());
    let links = BookLinks {
        texts: &texts,
        place: ContentDocument::Front,
        path: &view.path,
        digits: &digits,
    };
    write_xhtml(html, &links, out);
}

/// Returns who has the rights to the texts, in words.
pub(super) fn rights(view: &BookView<'_>, styles: &[FillContext<'_>]) -> String {
    let mut publishers: Vec<String> = Vec::new();
    for original in view.chapters.iter().flat_map(|one| &one.originals) {
        let name = original.publisher.text;
        if !name.is_empty() && !publishers.iter().any(|own| own == name) {
            publishers.push(name.to_owned());
        }
    }
    let list = styles[view.language].locale.list(&publishers);
    if publishers.is_empty() {
        return format!("© {}", view.site);
    }
    let words = view.words.rights.replace("{site}", view.site);
    words.replace("{publishers}", &list)
}

/// Returns the HTML of the introduction; `None` if there is none.
pub(super) fn front(
    view: &BookView<'_>,
    styles: &[FillContext<'_>],
    base: &BaseUrl,
) -> Option<String> {
    let body = view.body.as_ref()?;
    let style = styles[view.language];
    let mut html = String::from("<h1>");
    write_own_text(&view.title, style, &mut html);
    html.push_str("</h1>");
    write_text(body, style, base, &mut html);
    for (label, text) in &view.remarks {
        html.push_str("<p class=\"note\"><b>");
        escape(label, &mut html);
        html.push_str(":</b> ");
        write_plain_text(text, style, &mut html);
        html.push_str("</p>");
    }
    if !view.notes.is_empty() {
        html.push_str("<h2>");
        escape(view.words.notes, &mut html);
        html.push_str("</h2>");
    }
    for note in &view.notes {
        let href = relative::unmarked(note.url.clone(), &base.path);
        html.push_str("<p class=\"note\">");
        write_note(note, &href, "", style, &mut html);
        html.push_str("</p>");
    }
    Some(html)
}

/// Returns the HTML of a chapter.
pub(super) fn chapter(
    view: &BookView<'_>,
    own: &ChapterView<'_>,
    styles: &[FillContext<'_>],
    base: &BaseUrl,
) -> String {
    let style = styles[own.language];
    let text = |text| TextView {
        text,
        lang: None,
        dir: None,
    };
    let mut html = String::new();
    write_label(own.label.as_deref(), &mut html);
    html.push_str("<h1>");
    write_own_text(&text(own.title), style, &mut html);
    html.push_str("</h1>");
    if let Some(standfirst) = own.standfirst {
        html.push_str("<p class=\"standfirst\">");
        write_own_text(&text(standfirst), style, &mut html);
        html.push_str("</p>");
    }
    let bylines = own
        .bylines
        .iter()
        .map(|(role, names)| format!("{role} {names}"));
    let meta: Vec<String> = own.date.clone().into_iter().chain(bylines).collect();
    if !meta.is_empty() {
        write_paragraph("meta", Some(&meta.join(" · ")), &mut html);
    }
    write_text(&own.body, style, base, &mut html);
    for (when, correction) in &own.corrections {
        html.push_str("<p class=\"note\"><b>");
        escape(when, &mut html);
        html.push_str(":</b> ");
        write_own_text(correction, style, &mut html);
        html.push_str("</p>");
    }
    if let Some(assistance) = own.assistance {
        let line = format!("{} {assistance}", view.words.assistance);
        write_paragraph("note", Some(&line), &mut html);
    }
    html
}

/// Returns the HTML of an article's originals, as far as their rights allow.
pub(super) fn originals(
    view: &BookView<'_>,
    chapter: &ChapterView<'_>,
    styles: &[FillContext<'_>],
    base: &BaseUrl,
) -> String {
    let style = styles[view.language];
    let mut html = String::from("<p class=\"meta\"><a href=\"");
    escape(&chapter.path, &mut html);
    html.push_str("\">");
    let lang = (chapter.language != view.language).then_some(chapter.lang);
    let title = TextView {
        text: chapter.title,
        lang,
        dir: lang.map(|_| chapter.dir),
    };
    write_own_text(&title, style, &mut html);
    html.push_str("</a></p>");
    for own in &chapter.originals {
        write_original(view, own, style, base, &mut html);
    }
    html
}

fn write_original(
    view: &BookView<'_>,
    own: &BookOriginal<'_>,
    style: FillContext<'_>,
    base: &BaseUrl,
    html: &mut String,
) {
    html.push_str("<h1");
    if let Some(anchor) = &own.anchor {
        html.push_str(" id=\"");
        escape(anchor, html);
        html.push('"');
    }
    html.push('>');
    write_own_text(&own.title, style, html);
    html.push_str("</h1><p class=\"meta\">");
    write_own_text(&own.publisher, style, html);
    if let Some(author) = own
        .author
        .as_ref()
        .filter(|one| one.text != own.publisher.text)
    {
        html.push_str(" · ");
        write_own_text(author, style, html);
    }
    if let Some(published) = &own.published {
        html.push_str(" · ");
        escape(published, html);
    }
    html.push_str("</p>");
    let note = match own.rights {
        Rights::Link => Some(view.words.rights_link),
        Rights::Cited => own.body.as_ref().map(|_| view.words.rights_cited),
        Rights::Full => None,
    };
    if let Some(url) = own.url {
        html.push_str("<p class=\"address\">");
        escape(view.words.read_original, html);
        html.push_str(" <a dir=\"ltr\" href=\"");
        escape(url, html);
        html.push_str("\">");
        escape(url, html);
        html.push_str("</a></p>");
    }
    write_paragraph("note", note, html);
    if let Some(body) = &own.body {
        html.push_str("<div lang=\"");
        escape(own.lang, html);
        html.push_str("\" dir=\"");
        html.push_str(own.dir);
        html.push_str("\">");
        write_text(body, style, base, html);
        html.push_str("</div>");
    }
}

fn write_text(body: &PageBody<'_>, style: FillContext<'_>, base: &BaseUrl, html: &mut String) {
    let mut filled = String::new();
    write_body(body, style, &mut filled);
    html.push_str(&relative::unmarked(filled, &base.path));
}

fn write_label(label: Option<&str>, html: &mut String) {
    write_paragraph("label", label, html);
}

fn write_paragraph(class: &str, text: Option<&str>, html: &mut String) {
    let Some(text) = text else { return };
    html.push_str("<p class=\"");
    html.push_str(class);
    html.push_str("\">");
    escape(text, html);
    html.push_str("</p>");
}
