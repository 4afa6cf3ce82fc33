//! Pages of articles: a summary and its original.
//!
//! Takes an article and a language; gives head and view. The rights of the original decide how much of it is shown.

use std::rc::Rc;

use crate::check::Trace;
use crate::link::site::{Article, Edition};
use crate::parse::article::{Rights, Summary};
use crate::plan::Plan;
use crate::plan::body::{Body, CrossReferences, Filling, HighlightTarget, Part, Shown};
use crate::plan::bound::bound_marks;
use crate::plan::cross_references::{figure_references, first_citations};
use crate::plan::page_context::{Head, plain};
use crate::plan::pages::{Slots, bare_head};
use crate::plan::view::{ArticleView, Link, NameLink, OriginalView, SourceView, TiesView, View};

impl<'a> Plan<'a> {
    pub(super) fn article(
        &self,
        language: usize,
        index: usize,
        slots: &mut Slots<'a>,
    ) -> (Head<'a>, View<'a>) {
        let site = self.site;
        let article = &site.articles[index];
        let Some(edition) = &article.editions[language] else {
            // Jobs are made only for editions that exist.
            return self.not_found(language);
        };
        let summary = edition.summary;
        let trace = self.trace(language, index);
        let authors = (!summary.authors.is_empty())
            .then(|| site.languages[language].locale.list(&summary.authors));
        let view = ArticleView {
            title: &summary.title,
            standfirst: summary.description.as_deref(),
            date: article
                .date(site.preference(language))
                .map(|date| self.date(language, date)),
            authors,
            bylines: self.bylines(language, summary),
            assistance: summary.assistance.as_deref(),
            corrections: self.correction_views(language, language, edition),
            notes: self.notes(summary),
            topics: article
                .references
                .topics
                .iter()
                .map(|topic| self.topic_link(language, *topic))
                .collect(),
            names: edition
                .names
                .iter()
                .map(|name| NameLink {
                    link: self.name_link(language, *name),
                    note: self.name_note(language, *name),
                })
                .collect(),
            body: slots.add(Body {
                cross_references: figures(edition, trace, shown(article)),
                marks: self.marks(language, edition),
                ..summary_body(article, edition, Part::Whole, None)
            }),
            original: self.original(language, article, edition, slots),
            cross_references: cross_references(article, edition, slots),
            parallel: self.parallel_url(article, edition),
            related: slots.teasers(&self.related(language, index)),
            links: outside(summary),
            older: self.neighbour(language, index, 1),
            newer: self.neighbour(language, index, -1),
            proof: self.proof(language, index, edition),
            trace: trace.and_then(|trace| self.trace_view(language, article, trace)),
            sealed: trace
                .and_then(|trace| trace.sealed)
                .map(|day| self.date(language, day)),
            draft: summary.draft,
            held: self.held(language, edition),
        };
        let counterparts = article
            .editions
            .iter()
            .map(|edition| edition.as_ref().map(|edition| edition.address.clone()))
            .collect();
        let head = Head {
            title: plain(&summary.title),
            description: summary.description.as_deref(),
            counterparts,
            extra: Some(&summary.extra),
            ..bare_head()
        };
        (head, View::Article(Box::new(view)))
    }

    /// Returns the article `step` places further down the language's list, which is sorted newest first.
    fn neighbour(&self, language: usize, index: usize, step: isize) -> Option<Link<'a>> {
        let lists = &self.lists[language];
        let place = lists.place[index]?.checked_add_signed(step)?;
        self.article_link(language, &self.site.articles[*lists.own.get(place)?])
    }

    fn original(
        &self,
        language: usize,
        article: &'a Article<'a>,
        edition: &'a Edition<'a>,
        slots: &mut Slots<'a>,
    ) -> OriginalView<'a> {
        let original = article.original;
        let tag = original.lang.as_str();
        let shown = shown(article);
        OriginalView {
            title: self.text(language, tag, &original.title),
            lang: tag,
            dir: crate::lang::direction_of_language(tag).as_str(),
            language: self.language_name(language, tag),
            publisher: self.publisher_link(language, article.references.publisher),
            url: original.url.as_deref(),
            author: original
                .author
                .as_ref()
                .map(|author| self.text(language, tag, author)),
            published: original.published.map(|date| self.date(language, date)),
            retrieved: original.retrieved.map(|date| self.date(language, date)),
            rights: original.rights.word(),
            sources: self.sources(language, article),
            body: original_body(article, edition, self.tag(language)).map(|body| slots.add(body)),
            paragraphs: original.body.paragraphs.len(),
            shown: (1..=original.paragraphs())
                .filter(|n| shown.contains(*n))
                .count(),
        }
    }

    /// Returns the sources that the original names.
    fn sources(&self, language: usize, article: &'a Article<'a>) -> Vec<SourceView<'a>> {
        let tag = article.original.lang.as_str();
        let sources = article
            .original
            .sources
            .iter()
            .zip(&article.references.sources);
        sources
            .map(|(source, publisher)| SourceView {
                publisher: self.publisher_link(language, *publisher),
                title: source
                    .title
                    .as_ref()
                    .map(|title| self.text(language, tag, title)),
                url: source.url.as_deref(),
            })
            .collect()
    }
}

/// Returns the addresses of a summary's links to other sites, in the order of the page: those of footnotes come after those
/// of the text. `LINK` is the exact text that `parse` writes for such links.
pub(in crate::plan) fn outside(summary: &Summary) -> Vec<String> {
    const LINK: &str = "<a rel=\"external\" href=\"";
    if summary.body.prose.outside.is_empty() {
        return Vec::new();
    }
    let links = summary.body.html.text.split(LINK).skip(1);
    links
        .filter_map(|rest| rest.split_once('"'))
        .filter(|(url, _)| url.starts_with("http"))
        .map(|(url, _)| url.replace("&#x27;", "'").replace("&amp;", "&"))
        .collect()
}

/// Returns the paragraphs of its original that an article's page shows.
pub(in crate::plan) fn shown<'a>(article: &'a Article<'a>) -> Shown<'a> {
    match article.original.rights {
        Rights::Link => Shown::None,
        Rights::Cited => Shown::Some(&article.references.cited),
        Rights::Full => Shown::All,
    }
}

/// Returns a summary, or a part of it, as the body for a slot.
pub(in crate::plan) fn summary_body<'a>(
    article: &'a Article<'a>,
    edition: &'a Edition<'a>,
    part: Part<'a>,
    own_page_url: Option<String>,
) -> Body<'a> {
    let body = &edition.summary.body;
    Body {
        html: &body.html,
        part,
        targets: &edition.targets,
        citations: &body.citations,
        shown: shown(article),
        own_page_url,
        about: Some(&article.original.lang),
        cross_references: CrossReferences::None,
        marks: Vec::new(),
    }
}

/// Returns the paragraphs that a summary's figures lead to, for the summary's own page.
fn figures<'a>(
    edition: &Edition<'_>,
    trace: Option<&Trace>,
    shown: Shown<'_>,
) -> CrossReferences<'a> {
    match trace {
        Some(trace) => {
            // Where the page shows nothing of the original, a figure says in which paragraph it stands.
            let stated = if shown == Shown::None {
                Shown::All
            } else {
                shown
            };
            let body = &edition.summary.body;
            CrossReferences::Figures(figure_references(body, &trace.figures, stated))
        }
        None => CrossReferences::None,
    }
}

/// Returns the selectors for the paragraphs that a summary cites and its page shows; `None` if there are none.
fn cross_references<'a>(
    article: &Article<'_>,
    edition: &Edition<'_>,
    slots: &mut Slots<'a>,
) -> Option<TiesView> {
    let shown = shown(article);
    let first = first_citations(
        &edition.summary.body.citations,
        article.original.paragraphs(),
    );
    let cited = (1..).zip(&first).filter(|(_, citation)| citation.is_some());
    let tied: Rc<[u32]> = cited
        .map(|(number, _)| number)
        .filter(|number| shown.contains(*number))
        .collect();
    let mut selectors = |lit| slots.fill(Filling::Selectors(lit, Rc::clone(&tied)));
    (!tied.is_empty()).then(|| TiesView {
        paragraphs: selectors(HighlightTarget::Paragraphs),
        links: selectors(HighlightTarget::Links),
    })
}

/// Returns the part of the original's text that the page shows; `None` if its rights allow nothing.
pub(in crate::plan) fn original_body<'a>(
    article: &'a Article<'a>,
    edition: &'a Edition<'a>,
    lang: &'a str,
) -> Option<Body<'a>> {
    let body = &article.original.body;
    let citations = &edition.summary.body.citations;
    let part = match article.original.rights {
        Rights::Link => None,
        Rights::Cited => (!article.references.cited.is_empty()).then_some(Part::Paragraphs(
            &article.references.cited,
            &body.paragraphs,
        )),
        Rights::Full => Some(Part::Whole),
    }?;
    Some(Body {
        html: &body.html,
        part,
        targets: &edition.original_targets,
        citations: &[],
        shown: shown(article),
        own_page_url: None,
        about: None,
        cross_references: CrossReferences::Citations {
            first: first_citations(citations, article.original.paragraphs()),
            lang: (lang != article.original.lang).then_some(lang),
            paragraphs: &body.paragraphs,
        },
        marks: bound_marks(body, citations),
    })
}
