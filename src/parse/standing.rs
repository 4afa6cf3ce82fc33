//! Parses texts beside the articles: the introductions of topics, and pages such as "About".

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, codes};
use crate::parse::extra::Extra;
use crate::parse::fields::Fields;
use crate::parse::markdown::{Body, Cites, DoubtfulCitation, MarkdownInput, Trust, body};
use crate::parse::prose::{ProseBlockKind, head};
use crate::parse::text::split;

/// A menu, shown on every page, that links to standing pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Menu {
    /// The navigation at the top.
    Header,
    /// The footer.
    Footer,
}

/// A topic's introduction in one language, or a standing page.
#[derive(Debug)]
pub struct StandingText {
    /// Path of the file.
    pub path: Arc<str>,
    /// The topic's id or the page's slug.
    pub id: String,
    /// The text's language, one of the site's.
    pub lang: String,
    pub title: String,
    pub description: Option<String>,
    /// Sort key among the texts of the same kind, in ascending order.
    pub weight: i64,
    /// The menu that contains it; `None` if none does.
    pub menu: Option<Menu>,
    /// Whatever the theme's templates make use of.
    pub extra: Extra,
    pub body: Body,
}

/// Parses a topic's introduction or a standing page.
pub fn standing(
    path: &Arc<str>,
    id: String,
    lang: String,
    text: &str,
    owner: &'static str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<StandingText> {
    let parts = split(path, text, diagnostics)?;
    let mut fields = Fields::new(&parts.front, path, owner, diagnostics);
    fields.hints(&[
        (
            "lang",
            "the file's name gives the language, as in about.en.md",
        ),
        (
            "language",
            "the file's name gives the language, as in about.en.md",
        ),
        (
            "slug",
            "the name of the file or of the topic's folder is the address",
        ),
        (
            "permalink",
            "the name of the file or of the topic's folder is the address",
        ),
        (
            "url",
            "the name of the file or of the topic's folder is the address",
        ),
    ]);
    fields.synonyms(&[
        ("summary", "description"),
        ("subtitle", "description"),
        ("order", "weight"),
    ]);
    let title = fields.required("title");
    let description = fields.string("description");
    let weight = fields.integer("weight").unwrap_or(0);
    let extra = fields.extra("extra");
    let menu = fields.one_of("menu", &["header", "footer"]);
    fields.finish();
    let head = head([
        (ProseBlockKind::Title, &title),
        (ProseBlockKind::Description, &description),
    ]);
    let input = MarkdownInput {
        path,
        file: text,
        start: parts.body_start,
        trust: Trust::Trusted,
        cites: Cites::Original,
        lang: &lang,
        head: &head,
    };
    let body = body(&input, diagnostics);
    check_citations(path, &body, diagnostics);
    Some(StandingText {
        path: path.clone(),
        id,
        lang,
        title: title.map(|t| t.value).unwrap_or_default(),
        description: description.map(|d| d.value),
        weight,
        menu: menu.map(|m| [Menu::Header, Menu::Footer][m.value]),
        extra,
        body,
    })
}

/// Reports citations, and text that looks like one, since there is nothing to cite.
fn check_citations(path: &Arc<str>, body: &Body, diagnostics: &mut Vec<Diagnostic>) {
    let message = "only a summary has an original to cite";
    for citation in &body.citations {
        let unknown = Diagnostic::new(codes::CITATION_UNKNOWN, path, message);
        let help = "remove the citation, or write `\\[p…]` to show the brackets";
        diagnostics.push(unknown.at(citation.span.clone()).help(help));
    }
    // A word may stand before any number, and what stands in round brackets may be of another work.
    let is_bare = |one: &&DoubtfulCitation| one.name.is_none() && !one.is_aside;
    for one in body.lookalikes.iter().filter(is_bare) {
        let words = &one.words;
        let message = format!(
            "`{words}` looks like a citation, and only a summary has an original to cite: readers would see it"
        );
        let doubtful = Diagnostic::new(codes::CITATION_DOUBTFUL, path, message);
        let help = format!(
            "remove it, or {} if readers are to see it",
            one.escape_advice()
        );
        diagnostics.push(doubtful.at(one.span.clone()).help(help));
    }
}
