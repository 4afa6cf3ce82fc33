//! Writes `email.html`: one column of tables with inline styles, as mail programs need it.
//!
//! Outlook knows neither `max-width` nor logical properties, so that cells have a fixed width and sides that follow the
//! direction. Gmail cuts off messages above 102 kB, so what exceeds [`MOST`] is left out and replaced by a link to the
//! page.

use std::fmt::Write;

use crate::parse::config::BaseUrl;
use crate::parse::html::Html;
use crate::plan::body::BodyPart;
use crate::plan::exports::email::EmailView;
use crate::plan::exports::feeds::ListedArticle;
use crate::render::exports::content::write_content;
use crate::render::exports::email::pictures::for_mail;
use crate::render::exports::email::plain_text::others;
use crate::render::exports::email::{subject, titled};
use crate::render::exports::markup::{HtmlToken, attributes, tokens};
use crate::render::exports::notes::{notes_until, write_note};
use crate::render::fill::{FillContext, escape, write_body, write_own_text, write_plain_text};
use crate::render::relative;

/// Maximum length of the HTML, in bytes.
pub(super) const MOST: usize = 90_000;
/// Maximum length of the edition's text in the e-mail, in bytes.
const MOST_TEXT: usize = 50_000;
/// Width of the column, and of the pictures in it.
const COLUMN: usize = 600;
const PICTURE: usize = COLUMN - 48;

const FONT: &str = "font-family:Georgia,'Noto Naskh Arabic','Geeza Pro',serif;";
const SMALL: &str = "font-size:14px;line-height:1.5;color:#5b6166;";

/// The styles that cannot be in an attribute: dark mode.
const SHEET: &str = ":root{color-scheme:light dark;supported-color-schemes:light dark}\
@media (prefers-color-scheme:dark){\
.page{background:#14181b!important}.sheet{background:#1c2226!important}\
.sheet,.sheet td,.sheet th,.sheet p,.sheet li,.sheet h1,.sheet h2,.sheet h3,.sheet blockquote{color:#e8e6e1!important}\
.sheet .small,.sheet .small p{color:#a9b0b5!important}.sheet a{color:#9ec5ff!important}\
.rule{border-color:#39424a!important}}\
@media (max-width:620px){.sheet{width:100%!important}.cell{padding-left:16px!important;padding-right:16px!important}img{height:auto!important}}";

/// Returns an e-mail as HTML. `styles` has one entry per language of the site.
pub(in crate::render::exports) fn html(
    parts: &[EmailView<'_>],
    styles: &[FillContext<'_>],
    base: &BaseUrl,
) -> String {
    let Some(first) = parts.first() else {
        return String::new();
    };
    let mut out = String::with_capacity(16_384);
    write_head(first, &subject(parts), &mut out);
    for (index, view) in parts.iter().enumerate() {
        let style = styles[view.language];
        // Each part has its share of the room.
        let text = text(view, MOST_TEXT / parts.len(), style, base);
        write_opening(parts, index, style, &mut out);
        out.push_str(&remarks(view, style));
        if !text.html.is_empty() || !text.is_whole {
            open_cell(view, "", &mut out);
            out.push_str(&text.html);
            if !text.is_whole {
                write_link(&view.page, view.words.read_on, &mut out);
            }
            close_cell(&mut out);
            out.push_str(&text.notes);
        }
        let foot = foot(view);
        let most = MOST * (index + 1) / parts.len() - foot.len() - END.len();
        write_articles(view, style, most, &mut out);
        out.push_str(&foot);
    }
    out.push_str(END);
    out
}

/// Replaces `bdi`, which neither Gmail nor Outlook knows, by `span` with a direction, which has the same effect.
fn isolated(html: &str) -> String {
    let html = html.replace("<bdi>", "<span dir=\"auto\">");
    html.replace("<bdi ", "<span ").replace("</bdi>", "</span>")
}

/// The rendered text of an edition with its source notes; shortened if it would be too long for an e-mail.
#[derive(Default)]
struct EmailText {
    html: String,
    /// Rows with the cited sources.
    notes: String,
    is_whole: bool,
}

impl EmailText {
    fn len(&self) -> usize {
        self.html.len() + self.notes.len()
    }
}

/// Returns the edition's text with its notes, up to `most` bytes.
fn text(view: &EmailView<'_>, most: usize, style: FillContext<'_>, base: &BaseUrl) -> EmailText {
    let Some(body) = &view.body else {
        return EmailText {
            is_whole: true,
            ..EmailText::default()
        };
    };
    let write = |part: BodyPart<'_>, end: usize| {
        let mut filled = String::new();
        let mut body = body.clone();
        body.part = match part {
            BodyPart::Excerpt(range) => BodyPart::Excerpt(range),
            _ => BodyPart::Whole,
        };
        write_body(&body, style, &mut filled);
        let filled = relative::unmarked(filled, &base.path);
        let mut content = String::new();
        write_content(&for_mail(&filled), &view.page, view.origin, &mut content);
        EmailText {
            html: isolated(&styled(&content, view)),
            notes: notes(view, notes_until(&body, end), style),
            is_whole: end == body.html.text.len(),
        }
    };
    let whole = write(BodyPart::Whole, body.html.text.len());
    if whole.len() <= most {
        return whole;
    }
    // Styles and addresses make a text several times as long.
    let mut length = most;
    loop {
        let end = leading_paragraphs(body.html, length);
        let part = write(BodyPart::Excerpt(0..end), end);
        if part.len() <= most {
            return part;
        }
        length /= 2;
    }
}

/// Returns a row with the first `count` sources; empty if there are none.
fn notes(view: &EmailView<'_>, count: usize, style: FillContext<'_>) -> String {
    let mut out = String::new();
    let shown = &view.notes[..count.min(view.notes.len())];
    if shown.is_empty() {
        return out;
    }
    open_cell(view, "", &mut out);
    write!(
        out,
        "<h2 style=\"margin:0 0 4px;font-size:14px;line-height:1.5;\">"
    )
    .expect(TEXT);
    escape(view.words.notes, &mut out);
    out.push_str("</h2>\n");
    for note in shown {
        write!(out, "<p class=\"small\" style=\"margin:0;{SMALL}\">").expect(TEXT);
        write_note(
            note,
            &note.address,
            " style=\"color:#1d4e89;\"",
            style,
            &mut out,
        );
        out.push_str("</p>\n");
    }
    close_cell(&mut out);
    isolated(&out)
}

/// Returns the byte offset in a body where its leading paragraphs end, no longer than `most` bytes.
fn leading_paragraphs(html: &Html, most: usize) -> usize {
    const END: &str = "</p>\n";
    let text = &html.text;
    let mut end = 0;
    while text[end..].starts_with("<p>") {
        let Some(length) = text[end..].find(END) else {
            break;
        };
        if end + length + END.len() > most {
            break;
        }
        end += length + END.len();
    }
    end
}

fn write_head(view: &EmailView<'_>, subject: &str, out: &mut String) {
    out.push_str("<!doctype html>\n<html lang=\"");
    escape(view.lang, out);
    writeln!(
        out,
        "\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">",
        view.dir
    )
    .expect(TEXT);
    out.push_str("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"supported-color-schemes\" content=\"light dark\">\n<meta name=\"robots\" content=\"noindex\">\n<title>");
    escape(subject, out);
    out.push_str("</title>\n<style>");
    out.push_str(SHEET);
    out.push_str("</style>\n</head>\n<body class=\"page\" style=\"margin:0;padding:0;background:#f1f1ec;\">\n");
    let first = view.articles.first().map(|article| article.title.text);
    let preview = view.standfirst.or(first).unwrap_or(view.title);
    // What programs show beside the subject.
    out.push_str("<div style=\"display:none;max-height:0;overflow:hidden;mso-hide:all;\">");
    escape(preview, out);
    out.push_str("</div>\n");
    out.push_str("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" class=\"page\" style=\"background:#f1f1ec;\"><tr><td align=\"center\" lang=\"");
    escape(view.lang, out);
    writeln!(out, "\" dir=\"{}\" style=\"padding:16px 0;\">", view.dir).expect(TEXT);
    writeln!(out, "<table role=\"presentation\" width=\"{COLUMN}\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" class=\"sheet\" style=\"width:{COLUMN}px;max-width:100%;background:#ffffff;\">").expect(TEXT);
}

/// Writes the title of a part, and links to the parts in other languages.
fn write_opening(parts: &[EmailView<'_>], index: usize, style: FillContext<'_>, out: &mut String) {
    let view = &parts[index];
    open_cell(view, if index > 0 { "rule" } else { "" }, out);
    if parts.len() > 1 {
        out.push_str("<a name=\"");
        escape(view.lang, out);
        out.push_str("\" id=\"");
        escape(view.lang, out);
        writeln!(
            out,
            "\"></a>\n<p class=\"small\" style=\"margin:0 0 8px;{SMALL}\">"
        )
        .expect(TEXT);
        for (place, (other, name)) in others(parts, index).enumerate() {
            let Some(other_view) = parts.get(other) else {
                continue;
            };
            if place > 0 {
                out.push_str(" · ");
            }
            // Outlook ignores `dir` on links.
            let (lang, dir) = (other_view.lang, other_view.dir);
            write!(
                out,
                "<span lang=\"{lang}\" dir=\"{dir}\"><a href=\"#{lang}\" style=\"color:#1d4e89;\">"
            )
            .expect(TEXT);
            escape(name, out);
            let arrow = if other < index { "↑" } else { "↓" };
            write!(out, " {arrow}</a></span>").expect(TEXT);
        }
        out.push_str("</p>\n");
    }
    write!(out, "<p class=\"small\" style=\"margin:0 0 8px;{SMALL}\">").expect(TEXT);
    write_anchor(&view.archive, view.site, out);
    if let Some(days) = &view.days {
        out.push_str(" · ");
        escape(days, out);
    }
    out.push_str("</p>\n<h1 style=\"margin:0 0 8px;font-size:26px;line-height:1.3;\">");
    write_anchor(&view.page, &titled(view), out);
    out.push_str("</h1>\n");
    if let Some(standfirst) = view.standfirst {
        out.push_str("<p style=\"margin:0;font-size:18px;line-height:1.5;\">");
        escape(standfirst, out);
        out.push_str("</p>\n");
    }
    if let Some(byline) = &view.byline {
        write!(out, "<p class=\"small\" style=\"margin:8px 0 0;{SMALL}\">").expect(TEXT);
        write_plain_text(byline, style, out);
        out.push_str("</p>\n");
    }
    close_cell(out);
}

/// Returns a row with the edition's corrections and other remarks; empty if there are none.
fn remarks(view: &EmailView<'_>, style: FillContext<'_>) -> String {
    let mut out = String::new();
    if view.remarks.is_empty() {
        return out;
    }
    open_cell(view, "", &mut out);
    for (label, text) in &view.remarks {
        write!(
            out,
            "<p class=\"small\" style=\"margin:0 0 4px;{SMALL}\"><b>"
        )
        .expect(TEXT);
        escape(label, &mut out);
        out.push_str(":</b> ");
        write_plain_text(text, style, &mut out);
        out.push_str("</p>\n");
    }
    close_cell(&mut out);
    isolated(&out)
}

/// Writes the articles for which there is room.
fn write_articles(view: &EmailView<'_>, style: FillContext<'_>, most: usize, out: &mut String) {
    if view.articles.is_empty() {
        return;
    }
    open_cell(view, "rule", out);
    out.push_str("<h2 style=\"margin:0;font-size:20px;line-height:1.3;\">");
    escape(view.words.articles, out);
    out.push_str("</h2>\n");
    close_cell(out);
    for article in &view.articles {
        let mut cell = String::new();
        write_article(view, article, style, &mut cell);
        let cell = isolated(&cell);
        // Room for the link to the rest.
        if out.len() + cell.len() + 1_000 > most {
            open_cell(view, "", out);
            write_link(&view.page, view.words.read_on, out);
            close_cell(out);
            return;
        }
        out.push_str(&cell);
    }
}

fn write_article(
    view: &EmailView<'_>,
    article: &ListedArticle<'_>,
    style: FillContext<'_>,
    out: &mut String,
) {
    open_cell(view, "", out);
    out.push_str("<h3 style=\"margin:0 0 4px;font-size:18px;line-height:1.4;\"><a href=\"");
    escape(&article.url, out);
    out.push_str("\" style=\"color:#1d4e89;\">");
    write_own_text(&article.title, style, out);
    out.push_str("</a></h3>\n");
    if let Some(standfirst) = &article.standfirst {
        out.push_str("<p style=\"margin:0;font-size:16px;line-height:1.5;\">");
        write_own_text(standfirst, style, out);
        out.push_str("</p>\n");
    }
    for (index, publisher) in article.publishers.iter().enumerate() {
        if index == 0 {
            write!(out, "<p class=\"small\" style=\"margin:4px 0 0;{SMALL}\">").expect(TEXT);
            escape(view.words.publisher, out);
        }
        out.push_str(if index == 0 { " " } else { " · " });
        write_own_text(publisher, style, out);
    }
    if !article.publishers.is_empty() {
        out.push_str("</p>\n");
    }
    close_cell(out);
}

/// End tags of the tables and of the document.
const END: &str = "</table>\n</td></tr></table>\n</body>\n</html>\n";

/// Returns the end of a part: its address on the web, and how to unsubscribe.
fn foot(view: &EmailView<'_>) -> String {
    let mut out = String::new();
    open_cell(view, "rule", &mut out);
    write!(out, "<p class=\"small\" style=\"margin:0;{SMALL}\">").expect(TEXT);
    write_anchor(&view.page, view.words.on_the_web, &mut out);
    if let Some(unsubscribe) = view.unsubscribe {
        out.push_str(" · ");
        write_anchor(unsubscribe, view.words.unsubscribe, &mut out);
    }
    out.push_str("</p>\n");
    close_cell(&mut out);
    out
}

/// Opens a row with a cell; one of the class `rule` has a line above it.
fn open_cell(view: &EmailView<'_>, class: &str, out: &mut String) {
    let side = side(view.dir);
    let (class, rule) = match class {
        "rule" => ("cell rule", "border-top:1px solid #d6d6cf;"),
        _ => ("cell", ""),
    };
    out.push_str("<tr><td lang=\"");
    escape(view.lang, out);
    writeln!(out,
        "\" dir=\"{}\" align=\"{side}\" class=\"{class}\" style=\"padding:12px 24px;text-align:{side};{FONT}font-size:17px;line-height:1.6;color:#1b1f22;{rule}\">",
        view.dir
    )
    .expect(TEXT);
}

fn close_cell(out: &mut String) {
    out.push_str("</td></tr>\n");
}

fn write_link(url: &str, words: &str, out: &mut String) {
    out.push_str("<p style=\"margin:0;\">");
    write_anchor(url, words, out);
    out.push_str("</p>\n");
}

fn write_anchor(url: &str, words: &str, out: &mut String) {
    out.push_str("<a href=\"");
    escape(url, out);
    out.push_str("\" style=\"color:#1d4e89;\">");
    escape(words, out);
    out.push_str("</a>");
}

fn side(dir: &str) -> &'static str {
    match dir {
        "rtl" => "right",
        _ => "left",
    }
}

/// Returns the HTML of a body with styles in each element, and with language and direction in each cell.
fn styled(html: &str, view: &EmailView<'_>) -> String {
    let mut out = String::with_capacity(2 * html.len());
    for (place, token) in tokens(html) {
        let HtmlToken::Open(name, own) = token else {
            out.push_str(&html[place]);
            continue;
        };
        out.push('<');
        out.push_str(name);
        let is_picture = name.eq_ignore_ascii_case("img");
        let is_cell = ["td", "th"]
            .iter()
            .any(|cell| name.eq_ignore_ascii_case(cell));
        let is_wide = |value: &str| value.parse::<usize>().is_ok_and(|width| width > PICTURE);
        let too_wide =
            is_picture && attributes(own).any(|(name, value)| name == "width" && is_wide(value));
        let mut has = [false; 3];
        for (name, value) in attributes(own) {
            for (has, key) in has.iter_mut().zip(["alt", "lang", "dir"]) {
                *has |= name == key;
            }
            match name {
                "width" if too_wide => write!(out, " width=\"{PICTURE}\"").expect(TEXT),
                "height" if too_wide => {}
                _ => write!(out, " {name}=\"{}\"", value.replace('"', "&quot;")).expect(TEXT),
            }
        }
        let [has_alt, has_lang, has_dir] = has;
        if is_picture && !has_alt {
            out.push_str(" alt=\"\"");
        }
        if is_cell && !has_lang {
            out.push_str(" lang=\"");
            escape(view.lang, &mut out);
            out.push('"');
        }
        if is_cell && !has_dir {
            write!(out, " dir=\"{}\"", view.dir).expect(TEXT);
        }
        let style = style_of(&name.to_ascii_lowercase());
        if !style.is_empty() {
            write!(out, " style=\"{style}").expect(TEXT);
            if is_cell {
                write!(out, "text-align:{};", side(view.dir)).expect(TEXT);
            }
            out.push('"');
        }
        out.push('>');
    }
    out
}

/// Returns the style of an element of a text.
fn style_of(name: &str) -> &'static str {
    match name {
        "p" | "figure" => "margin:0 0 16px;",
        "h1" | "h2" => "margin:24px 0 8px;font-size:20px;line-height:1.3;",
        "h3" | "h4" | "h5" | "h6" => "margin:20px 0 8px;font-size:18px;line-height:1.4;",
        "ul" | "ol" => "margin:0 0 16px;padding:0 24px;",
        "li" => "margin:0 0 6px;",
        "blockquote" => "margin:0 0 16px;padding:0 16px;",
        "a" => "color:#1d4e89;",
        "img" => "max-width:100%;border:0;",
        "table" => "border-collapse:collapse;width:100%;margin:0 0 16px;",
        "td" | "th" => "padding:4px 8px;border:1px solid #d6d6cf;",
        "pre" => "white-space:pre-wrap;margin:0 0 16px;",
        "hr" => "border:0;border-top:1px solid #d6d6cf;margin:16px 0;",
        _ => "",
    }
}

const TEXT: &str = "a String takes any text";
