//! Pages of articles: a summary and its original.
//!
//! Takes an article and a language; returns head and view. The rights of the original decide how much of it is shown.

use std::rc::Rc;

use crate::check::Trace;
use crate::link::originals::original_anchor;
use crate::link::references::OriginalReferences;
use crate::link::site::{Article, Edition};
use crate::parse::article::{Original, Rights};
use crate::parse::html::Hole;
use crate::plan::Plan;
use crate::plan::body::{
    BodyOriginals, BodyPart, CrossReferences, Filling, HighlightTarget, PageBody, ShownParagraphs,
};
use crate::plan::bound::bound_marks;
use crate::plan::cross_references::{figure_references, first_citations};
use crate::plan::page_context::{PageHead, plain};
use crate::plan::pages::{Slots, bare_head};
use crate::plan::view::{
    ArticleView, KindView, LinkView, NameLink, OriginalView, SourceView, TiesView,
};

impl<'a> Plan<'a> {
    pub(super) fn article(
        &self,
        language: usize,
        index: usize,
        slots: &mut Slots<'a>,
    ) -> (PageHead<'a>, KindView<'a>) {
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
        let related = self.related(language, index);
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
            notes: self.notes(&summary.waive),
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
            body: slots.add(PageBody {
                cross_references: figures(edition, trace, shown(article)),
                marks: self.marks(language, edition),
                ..summary_body(article, edition, BodyPart::Whole, None)
            }),
            original: self.original(language, article, edition, 0, slots),
            further_originals: (1..article.originals.len())
                .map(|original| self.original(language, article, edition, original, slots))
                .collect(),
            cross_references: cross_references(article, edition, slots),
            parallel: self.parallel_url(article, edition),
            related: slots.teasers(&related),
            links: outside(edition),
            older: self.neighbour(language, index, 1, &related),
            newer: self.neighbour(language, index, -1, &related),
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
        let head = PageHead {
            title: plain(&summary.title),
            description: summary.description.as_deref(),
            counterparts,
            extra: Some(&summary.extra),
            ..bare_head()
        };
        (head, KindView::Article(Box::new(view)))
    }

    /// Returns the article `step` places further down the language's list, which is sorted newest first; `None` if it
    /// is among the related articles, which the page already shows.
    fn neighbour(
        &self,
        language: usize,
        index: usize,
        step: isize,
        related: &[usize],
    ) -> Option<LinkView<'a>> {
        let lists = &self.lists[language];
        let place = lists.place[index]?.checked_add_signed(step)?;
        let other = *lists.own.get(place)?;
        let is_shown = related.contains(&other);
        (!is_shown).then(|| self.article_link(language, &self.site.articles[other]))?
    }

    fn original(
        &self,
        language: usize,
        article: &'a Article<'a>,
        edition: &'a Edition<'a>,
        index: usize,
        slots: &mut Slots<'a>,
    ) -> OriginalView<'a> {
        let original = article.originals[index];
        let references = &article.references.originals[index];
        let tag = original.lang.as_str();
        let shown = shown(article);
        let body = original_body(article, edition, index, self.tag(language));
        OriginalView {
            id: original.id.as_deref(),
            anchor: original_anchor(original.id.as_deref()),
            title: self.text(language, tag, &original.title),
            lang: tag,
            dir: crate::lang::direction_of_language(tag).as_str(),
            language: self.language_name(language, tag),
            publisher: self.publisher_link(language, references.publisher),
            url: original.url.as_deref(),
            author: original
                .author
                .as_ref()
                .map(|author| self.text(language, tag, author)),
            published: original.published.map(|date| self.date(language, date)),
            retrieved: original.retrieved.map(|date| self.date(language, date)),
            rights: original.rights.word(),
            sources: self.sources(language, original, references),
            body: body.map(|body| slots.add(body)),
            paragraphs: original.body.paragraphs.len(),
            shown: article
                .numbering()
                .range(index)
                .filter(|n| shown.contains(*n))
                .count(),
        }
    }

    /// Returns the sources that the original names.
    fn sources(
        &self,
        language: usize,
        original: &'a Original,
        references: &OriginalReferences,
    ) -> Vec<SourceView<'a>> {
        let tag = original.lang.as_str();
        let sources = original.sources.iter().zip(&references.sources);
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

/// Returns the addresses of a summary's links to the web, in the order of the page: those of footnotes come after those
/// of the text. `LINK` is the exact text that `parse` writes for such links.
pub(in crate::plan) fn outside(edition: &Edition<'_>) -> Vec<String> {
    const LINK: &str = "<a rel=\"external\" href=\"";
    let body = &edition.summary.body;
    if body.prose.outside.is_empty() {
        return Vec::new();
    }
    let holes = body.html.holes.iter();
    let hrefs = holes.filter_map(|(place, hole)| match hole {
        Hole::Link(index) if body.html.text[..*place as usize].ends_with(LINK) => {
            edition.targets.hrefs.get(*index as usize)
        }
        _ => None,
    });
    hrefs
        .filter(|href| href.starts_with("http"))
        .cloned()
        .collect()
}

/// Returns the paragraphs of the article's originals that its page shows.
pub(in crate::plan) fn shown<'a>(article: &'a Article<'a>) -> ShownParagraphs<'a> {
    let all = |rights: Rights| article.originals.iter().all(|o| o.rights == rights);
    match () {
        () if all(Rights::Link) => ShownParagraphs::None,
        () if all(Rights::Full) => ShownParagraphs::All,
        () => ShownParagraphs::Some(&article.references.shown),
    }
}

/// Returns the originals of an article for one of its texts; `own` is the index of the original if the text is one.
pub(in crate::plan) fn originals_of<'a>(
    article: &'a Article<'a>,
    edition: &'a Edition<'a>,
    own: Option<usize>,
) -> BodyOriginals<'a> {
    BodyOriginals {
        numbering: article.numbering(),
        labels: &edition.labels,
        own,
    }
}

/// Returns a summary, or a part of it, as the body for a slot.
pub(in crate::plan) fn summary_body<'a>(
    article: &'a Article<'a>,
    edition: &'a Edition<'a>,
    part: BodyPart<'a>,
    own_page_url: Option<String>,
) -> PageBody<'a> {
    let body = &edition.summary.body;
    PageBody {
        html: &body.html,
        part,
        targets: &edition.targets,
        citations: &edition.citations,
        shown: shown(article),
        own_page_url,
        originals: Some(originals_of(article, edition, None)),
        cross_references: CrossReferences::None,
        marks: Vec::new(),
    }
}

/// Returns the paragraphs that a summary's figures lead to, for the summary's own page.
fn figures<'a>(
    edition: &Edition<'_>,
    trace: Option<&Trace>,
    shown: ShownParagraphs<'_>,
) -> CrossReferences<'a> {
    match trace {
        Some(trace) => {
            // Where the page shows nothing of the original, a figure says in which paragraph it stands.
            let stated = if shown == ShownParagraphs::None {
                ShownParagraphs::All
            } else {
                shown
            };
            CrossReferences::Figures(figure_references(edition, &trace.figures, stated))
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
    let numbering = article.numbering();
    let first = first_citations(&edition.citations, numbering.last());
    let cited = (1..).zip(&first).filter(|(_, citation)| citation.is_some());
    let tied: Rc<[String]> = cited
        .map(|(number, _)| number)
        .filter(|number| shown.contains(*number))
        .map(|number| numbering.name(number).anchor().to_string())
        .collect();
    let mut selectors = |lit| slots.fill(Filling::Selectors(lit, Rc::clone(&tied)));
    (!tied.is_empty()).then(|| TiesView {
        paragraphs: selectors(HighlightTarget::Paragraphs),
        links: selectors(HighlightTarget::Links),
    })
}

/// Returns the part of an original's text that the page shows; `None` if its rights allow nothing.
pub(in crate::plan) fn original_body<'a>(
    article: &'a Article<'a>,
    edition: &'a Edition<'a>,
    index: usize,
    lang: &'a str,
) -> Option<PageBody<'a>> {
    let original = article.originals[index];
    let body = &original.body;
    let cited = &article.references.originals[index].cited;
    let part = match original.rights {
        Rights::Link => None,
        Rights::Cited => {
            (!cited.is_empty()).then_some(BodyPart::Paragraphs(cited, &body.paragraphs))
        }
        Rights::Full => Some(BodyPart::Whole),
    }?;
    let numbering = article.numbering();
    let citations = numbering.citations_of(index, &edition.summary.body.citations);
    Some(PageBody {
        html: &body.html,
        part,
        targets: &edition.original_targets[index],
        citations: &[],
        shown: shown(article),
        own_page_url: None,
        originals: Some(originals_of(article, edition, Some(index))),
        cross_references: CrossReferences::Citations {
            first: first_citations(&citations, original.paragraphs()),
            lang: (lang != original.lang).then_some(lang),
            paragraphs: &body.paragraphs,
        },
        marks: bound_marks(body, &citations),
    })
}
