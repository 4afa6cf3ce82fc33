//! Parallel pages: the summaries of an article next to its original, one row per paragraph.
//!
//! Takes an article and a language; returns head and view. A sentence is in the row of the paragraph that states its
//! figure, or else of the first one that it cites. The page shows only the paragraphs of the original that the
//! article's page shows; if the rights allow none, there is no parallel page.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use crate::link::originals::ParagraphName;
use crate::link::site::{Article, Edition};
use crate::parse::html::{Hole, Html};
use crate::plan::Plan;
use crate::plan::body::{BodyPart, CrossReferences, FigureReference, PageBody, ShownParagraphs};
use crate::plan::cross_references::figure_references;
use crate::plan::page_context::{PageHead, plain};
use crate::plan::pages::article::{originals_of, shown, summary_body};
use crate::plan::pages::{Slots, bare_head};
use crate::plan::proof::topic_at;
use crate::plan::sentence::{has_words, running_sentences};
use crate::plan::view::{
    KindView, ParallelAlso, ParallelCell, ParallelColumn, ParallelOriginal, ParallelRow,
    ParallelText, ParallelView,
};

/// The sentences of a summary, by the row in which they are shown.
#[derive(Default)]
struct Placed {
    /// For each paragraph, the parts of the summary's HTML in its row, in order.
    parts: BTreeMap<u32, Vec<Range<usize>>>,
    /// For each paragraph cited by sentences in other rows, the paragraphs of those rows.
    also: BTreeMap<u32, BTreeSet<u32>>,
    /// Parts that cite no paragraph.
    rest: Vec<Range<usize>>,
    /// For each figure of the summary, the paragraph that it leads to.
    references: Rc<[Option<FigureReference>]>,
}

impl<'a> Plan<'a> {
    /// Returns the address of an article's parallel page, from the root of the host; `None` if it has none.
    pub(super) fn parallel_url(
        &self,
        article: &Article<'_>,
        edition: &Edition<'_>,
    ) -> Option<String> {
        let has_page = article.has_parallel(self.site.config);
        has_page.then(|| self.site.href(&edition.address.parallel()))
    }

    pub(super) fn parallel(
        &self,
        language: usize,
        index: usize,
        slots: &mut Slots<'a>,
    ) -> (PageHead<'a>, KindView<'a>) {
        let article = &self.site.articles[index];
        let Some(edition) = &article.editions[language] else {
            // Jobs are made only for editions that exist.
            return self.not_found(language);
        };
        let order = self.site.preference(language).iter();
        let editions: Vec<(usize, &'a Edition<'a>)> = order
            .filter_map(|other| Some((*other, article.editions[*other].as_ref()?)))
            .collect();
        let placed: Vec<Placed> = editions
            .iter()
            .map(|(other, edition)| self.placed(*other, index, edition))
            .collect();
        let texts: Vec<(usize, &'a Edition<'a>, &Placed)> = editions
            .iter()
            .zip(&placed)
            .map(|((other, edition), placed)| (*other, *edition, placed))
            .collect();
        let title = edition.summary.title.as_str();
        let date = article.date(self.site.preference(language));
        let rows = self.parallel_rows(language, index, &texts, slots);
        let numbers = shown_numbers(article);
        let last = numbers.last().copied().unwrap_or(0);
        let first = numbers
            .first()
            .map_or(0, |first| article.numbering().name(*first).original);
        let view = ParallelView {
            title,
            url: self.site.href(&edition.address),
            date: date.map(|date| self.date(language, date)),
            proof: self.proof(language, index, edition),
            columns: texts
                .iter()
                .map(|(other, edition, _)| self.parallel_column(language, *other, edition))
                .collect(),
            original: self.parallel_original(language, article, first),
            rows,
            gap: last
                < *article
                    .numbering()
                    .range(article.numbering().name(last).original)
                    .end(),
            rest: self.parallel_rest(language, index, &texts, slots),
        };
        let counterparts = article.editions.iter().map(|edition| {
            let edition = edition.as_ref()?;
            Some(edition.address.parallel())
        });
        let head = PageHead {
            title: plain(title),
            description: edition.summary.description.as_deref(),
            counterparts: counterparts.collect(),
            extra: Some(&edition.summary.extra),
            ..bare_head()
        };
        (head, KindView::Parallel(Box::new(view)))
    }

    fn parallel_column(
        &self,
        language: usize,
        other: usize,
        edition: &'a Edition<'a>,
    ) -> ParallelColumn<'a> {
        let this = &self.site.languages[other];
        ParallelColumn {
            lang: &this.tag,
            dir: this.locale.direction().as_str(),
            name: &this.name,
            title: self.text(language, &this.tag, &edition.summary.title),
            url: self.site.href(&edition.address),
        }
    }

    fn parallel_original(
        &self,
        language: usize,
        article: &'a Article<'a>,
        index: usize,
    ) -> ParallelOriginal<'a> {
        let original = article.originals[index];
        let references = &article.references.originals[index];
        ParallelOriginal {
            title: self.text(language, &original.lang, &original.title),
            lang: &original.lang,
            dir: crate::lang::direction_of_language(&original.lang).as_str(),
            language: self.language_name(language, &original.lang),
            publisher: self.publisher_link(language, references.publisher),
            url: original.url.as_deref(),
        }
    }

    /// Returns a row for each paragraph that the page shows.
    fn parallel_rows(
        &self,
        language: usize,
        index: usize,
        texts: &[(usize, &'a Edition<'a>, &Placed)],
        slots: &mut Slots<'a>,
    ) -> Vec<ParallelRow<'a>> {
        let article = &self.site.articles[index];
        let numbering = article.numbering();
        let numbers = shown_numbers(article);
        let mut rows = Vec::with_capacity(numbers.len());
        let mut last: Option<ParagraphName<'_>> = None;
        for number in numbers {
            let name = numbering.name(number);
            let cells: Vec<ParallelCell<'a>> = texts
                .iter()
                .map(|(other, edition, placed)| {
                    let parts = placed.parts.get(&number).map_or(&[][..], Vec::as_slice);
                    let also = placed.also.get(&number).filter(|_| parts.is_empty());
                    let also = also.into_iter().flatten().map(|number| ParallelAlso {
                        number: numbering.name(*number).number,
                        original: edition
                            .labels
                            .get(numbering.name(*number).original)
                            .filter(|_| numbering.name(*number).original != name.original)
                            .map(|label| label.name.as_str()),
                        anchor: numbering.name(*number).anchor().to_string(),
                        place: self.paragraph_in_words(*other, article, *number),
                    });
                    ParallelCell {
                        also: also.collect(),
                        ..self.parallel_cell(
                            (language, *other),
                            index,
                            edition,
                            placed,
                            parts,
                            slots,
                        )
                    }
                })
                .collect();
            let original = article.originals[name.original];
            let before = last.filter(|last| last.original == name.original);
            let begins = article.originals.len() > 1 && before.is_none();
            let is_other = original.lang != self.tag(language);
            let paragraph = self.parallel_paragraph(article, texts[0].1, name);
            rows.push(ParallelRow {
                number: name.number,
                begins: begins.then(|| self.parallel_original(language, article, name.original)),
                lang: is_other.then_some(original.lang.as_str()),
                dir: is_other.then(|| crate::lang::direction_of_language(&original.lang).as_str()),
                gap: name.number != before.map_or(0, |last| last.number) + 1,
                cited: cells.iter().any(|cell| !cell.is_empty()),
                paragraph: slots.add(paragraph),
                cells,
            });
            last = Some(name);
        }
        rows
    }

    /// Returns the uncited sentences of the summaries; empty if there are none.
    fn parallel_rest(
        &self,
        language: usize,
        index: usize,
        texts: &[(usize, &'a Edition<'a>, &Placed)],
        slots: &mut Slots<'a>,
    ) -> Vec<ParallelCell<'a>> {
        if texts.iter().all(|(_, _, placed)| placed.rest.is_empty()) {
            return Vec::new();
        }
        let cell = |(other, edition, placed): &(usize, &'a Edition<'a>, &Placed)| {
            self.parallel_cell(
                (language, *other),
                index,
                edition,
                placed,
                &placed.rest,
                slots,
            )
        };
        texts.iter().map(cell).collect()
    }

    /// Returns a cell with these parts of a summary.
    fn parallel_cell(
        &self,
        (language, other): (usize, usize),
        index: usize,
        edition: &'a Edition<'a>,
        placed: &Placed,
        parts: &[Range<usize>],
        slots: &mut Slots<'a>,
    ) -> ParallelCell<'a> {
        let article = &self.site.articles[index];
        let body = &edition.summary.body;
        let text = |part: &Range<usize>| {
            let topic = topic_at(body, part.start);
            let topic = topic.and_then(|id| self.site.topics.iter().position(|one| one.id == id));
            let own_page_url = Some(self.site.href(&edition.address));
            let part = BodyPart::Excerpt(part.clone());
            ParallelText {
                topic: topic.map(|topic| self.topic_link(language, topic)),
                text: slots.add(PageBody {
                    cross_references: CrossReferences::Beside(Rc::clone(&placed.references)),
                    ..summary_body(article, edition, part, own_page_url)
                }),
            }
        };
        let this = &self.site.languages[other];
        let is_other = other != language;
        ParallelCell {
            lang: is_other.then_some(this.tag.as_str()),
            dir: is_other.then(|| this.locale.direction().as_str()),
            name: &this.name,
            texts: parts.iter().map(text).collect(),
            also: Vec::new(),
            see: self.word(other, "see"),
        }
    }

    /// Returns a paragraph of the original as the body for a slot.
    fn parallel_paragraph(
        &self,
        article: &'a Article<'a>,
        edition: &'a Edition<'a>,
        paragraph: ParagraphName<'_>,
    ) -> PageBody<'a> {
        let index = paragraph.original;
        let body = &article.originals[index].body;
        PageBody {
            html: &body.html,
            part: BodyPart::Paragraph(paragraph.number, &body.paragraphs),
            targets: &edition.original_targets[index],
            citations: &[],
            shown: shown(article),
            own_page_url: Some(self.site.href(&edition.address)),
            originals: Some(originals_of(article, edition, Some(index))),
            cross_references: CrossReferences::None,
            marks: Vec::new(),
        }
    }

    /// Returns the paragraphs that a summary's figures lead to.
    fn figure_targets(
        &self,
        language: usize,
        index: usize,
        edition: &Edition<'_>,
    ) -> Rc<[Option<FigureReference>]> {
        let shown = shown(&self.site.articles[index]);
        let trace = self.trace(language, index);
        trace.map_or_else(Rc::default, |trace| {
            figure_references(edition, &trace.figures, shown)
        })
    }

    /// Finds the paragraph of each sentence of a summary.
    fn placed(&self, language: usize, index: usize, edition: &Edition<'_>) -> Placed {
        let article = &self.site.articles[index];
        let shown = shown(article);
        let html = &edition.summary.body.html;
        let mut placed = Placed {
            references: self.figure_targets(language, index, edition),
            ..Placed::default()
        };
        for mut block in running_sentences(html) {
            // The arrow at the end of a footnote is no sentence.
            block.retain(|part| has_words(html, part.clone()));
            let cited: Vec<Vec<u32>> = block
                .iter()
                .map(|sentence| cited_in(edition, sentence, shown))
                .collect();
            for (at, sentence) in block.iter().enumerate() {
                // A sentence without a citation rests on the next one in its block, or else on the last one before it.
                let after = cited[at..].iter();
                let mut nearest = after.chain(cited[..at].iter().rev());
                let cites = nearest.find(|cites| !cites.is_empty());
                let figure = figure_in(html, sentence, &placed.references);
                let Some(own) = figure.or_else(|| cites?.first().copied()) else {
                    add(&mut placed.rest, html, sentence);
                    continue;
                };
                add(placed.parts.entry(own).or_default(), html, sentence);
                for number in cited[at].iter().filter(|number| **number != own) {
                    placed.also.entry(*number).or_default().insert(own);
                }
            }
        }
        placed
    }
}

/// Returns the numbers of the paragraphs that a page shows.
fn shown_numbers(article: &Article<'_>) -> Vec<u32> {
    let shown = shown(article);
    let all = 1..=article.numbering().last();
    all.filter(|number| shown.contains(*number)).collect()
}

/// Returns the paragraphs that a sentence cites and the page shows, in the order of the sentence.
fn cited_in(
    edition: &Edition<'_>,
    sentence: &Range<usize>,
    shown: ShownParagraphs<'_>,
) -> Vec<u32> {
    let body = &edition.summary.body;
    let citations = body.html.holes_in(sentence).iter();
    let citations = citations.filter_map(|(_, hole)| match hole {
        Hole::Citation(index) => edition.citations.get(*index as usize),
        _ => None,
    });
    let ranges = citations.flat_map(|citation| citation.paragraphs.iter().cloned());
    ranges
        .flatten()
        .filter(|number| shown.contains(*number))
        .collect()
}

/// Returns the paragraph of a sentence's first figure that leads to one.
fn figure_in(
    html: &Html,
    sentence: &Range<usize>,
    references: &[Option<FigureReference>],
) -> Option<u32> {
    html.holes_in(sentence).iter().find_map(|(_, hole)| {
        let Hole::FigureStart(index) = hole else {
            return None;
        };
        let reference = references.get(*index as usize)?.as_ref()?;
        Some(reference.paragraph)
    })
}

/// Adds a sentence to a list of parts; joins it to the previous part if only a space is between them.
fn add(parts: &mut Vec<Range<usize>>, html: &Html, sentence: &Range<usize>) {
    if let Some(last) = parts.last_mut()
        && let Some(between) = html.text.get(last.end..sentence.start)
        && between.chars().all(char::is_whitespace)
    {
        last.end = sentence.end;
    } else {
        parts.push(sentence.clone());
    }
}
