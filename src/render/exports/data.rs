//! Writes `articles.json` and `article.json`: see `docs/data.md`.

use crate::diagnostic::codes;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;

use crate::check::FigureTrace;
use crate::lang::verify::{CLAIMS_VERSION, Claim, Reason, SourcePlace, UnderstoodFigure};
use crate::parse::html::{Hole, Html};
use crate::parse::prose::ProseBlockKind;
use crate::plan::body::ParagraphNumbering;
use crate::plan::exports::data::{ArticleData, ParagraphNames, TextWithTrace};
use crate::render::exports::json;
use crate::render::exports::plain::text;
use crate::render::fill::FillContext;

#[derive(Serialize)]
struct ArticleJson<'v, 'p> {
    #[serde(flatten)]
    about: &'v ArticleData<'p>,
    text: String,
    lead: String,
    passages: Vec<PassageJson<'v>>,
    figures: Vec<Traced<'v>>,
    quotations: Vec<Traced<'v>>,
    claims_version: u32,
    claims: Vec<Claim>,
}

#[derive(Serialize)]
struct PassageJson<'v> {
    topics: Vec<&'v str>,
    heading: String,
    text: String,
}

/// A figure or quotation, and the result of tracing it.
#[derive(Serialize)]
struct Traced<'v> {
    text: Cow<'v, str>,
    found: &'static str,
    /// Numbers of the paragraphs of the main original that have it.
    paragraphs: Vec<u32>,
    /// The paragraphs of the other originals that have it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    elsewhere: Vec<FurtherParagraph<'v>>,
}

/// A paragraph of an original that is not the main one.
#[derive(Serialize)]
struct FurtherParagraph<'v> {
    original: &'v str,
    paragraph: u32,
}

/// Returns the data of an article as JSON.
pub(super) fn article(view: &ArticleData<'_>, style: FillContext<'_>) -> Vec<u8> {
    let told = &view.told;
    let body = told.body;
    let passages = body.passages.iter().map(|passage| {
        let start = after_heading(&body.html, &passage.html);
        PassageJson {
            topics: passage
                .topics
                .iter()
                .map(|topic| topic.value.as_str())
                .collect(),
            heading: text(&body.html, passage.html.start..start, style),
            text: text(&body.html, start..passage.html.end, style),
        }
    });
    let words = figure_words(told, style);
    json(&ArticleJson {
        about: view,
        text: text(&body.html, 0..body.html.text.len(), style),
        lead: text(&body.html, 0..view.lead, style),
        passages: passages.collect(),
        claims_version: CLAIMS_VERSION,
        claims: claims(told, ParagraphNames::OfArticle(view.numbering), &words),
        figures: figures(view, words),
        quotations: quotations(view),
    })
}

/// Returns the byte offset where the heading ends that a passage begins with.
fn after_heading(html: &Html, passage: &Range<usize>) -> usize {
    let rest = &html.text[passage.clone()];
    let end = rest
        .find("</h")
        .and_then(|at| Some(at + rest[at..].find('>')? + 1));
    passage.start + end.unwrap_or(0)
}

/// Returns the figures of a summary in order, with their traces.
fn figures<'v>(view: &'v ArticleData<'_>, words: Vec<Cow<'v, str>>) -> Vec<Traced<'v>> {
    let Some(trace) = view.told.trace else {
        return Vec::new();
    };
    let traced = words.into_iter().zip(&trace.figures);
    traced
        .filter(|(words, _)| !words.is_empty())
        .map(|(words, verdict)| traced_as(words, verdict, view.numbering))
        .collect()
}

/// Returns the words of each figure of a text; empty for figures that readers do not see.
pub(super) fn figure_words<'v>(
    told: &'v TextWithTrace<'_>,
    style: FillContext<'_>,
) -> Vec<Cow<'v, str>> {
    let mut words = in_head(told);
    let body = told.body;
    let mut started = vec![None; body.figures.len()];
    for (place, hole) in &body.html.holes {
        let place = *place as usize;
        match *hole {
            Hole::FigureStart(index) => {
                if let Some(start) = started.get_mut(index as usize) {
                    *start = Some(place);
                }
            }
            Hole::FigureEnd(index) => {
                let index = index as usize;
                if let Some(Some(start)) = started.get(index) {
                    words[index] = Cow::Owned(figure(&body.html, *start..place, style));
                }
            }
            _ => {}
        }
    }
    words
}

/// Returns all claims of a text, in the form that `check` and `verify` use, but without words of the original, which
/// are not published here.
pub(super) fn claims(
    told: &TextWithTrace<'_>,
    paragraphs: ParagraphNames<'_>,
    words: &[Cow<'_, str>],
) -> Vec<Claim> {
    let Some(trace) = told.trace else {
        return Vec::new();
    };
    let mut claims: Vec<(usize, Claim)> = Vec::new();
    let figures = told.body.figures.iter().zip(words);
    let traced = trace.figures.iter().zip(&trace.readings);
    for ((figure, text), (verdict, reading)) in figures.zip(traced) {
        if text.is_empty() || *verdict == FigureTrace::OwnCount {
            continue;
        }
        let text_of = |index: usize| Some(words.get(index)?.to_string());
        let understood = UnderstoodFigure::new(figure, &reading.context, text_of);
        let places = places(verdict, paragraphs);
        let claim = Claim::of_figure(text.to_string(), understood, reading.reason, places);
        claims.push((figure.range.start, with_original(claim)));
    }
    for quotation in &trace.quotations {
        let places = places(&quotation.verdict, paragraphs);
        let claim = Claim::of_quotation(quotation.words.to_string(), quotation.reason(), places);
        claims.push((quotation.range.start, with_original(claim)));
    }
    let mut seen = BTreeSet::new();
    for (name, entry) in trace.names.iter().zip(&told.names) {
        let preferred = entry.preferred.map(str::to_owned);
        let mut claim = Claim::of_name(
            name.words.to_string(),
            (entry.id.to_owned(), entry.kind),
            preferred,
            name.reason,
            Vec::new(),
        );
        // A name that the original lacks is reported once.
        if name.reason == Reason::NotStated && !seen.insert(name.name) {
            claim.code = name.is_variant.then_some(codes::NAME_VARIANT.name());
        }
        claims.push((name.start as usize, claim));
    }
    claims.sort_by_key(|(start, claim)| (*start, claim.kind));
    claims.into_iter().map(|(_, claim)| claim).collect()
}

/// Adds the original to a claim, from the claim's first place.
fn with_original(mut claim: Claim) -> Claim {
    let first = claim.places.first();
    claim.original = first.and_then(|place| place.original.clone());
    claim
}

/// Returns the paragraphs that state the claim.
fn places(verdict: &FigureTrace, paragraphs: ParagraphNames<'_>) -> Vec<SourcePlace> {
    let place = |number: &u32| match paragraphs {
        ParagraphNames::OfArticle(numbering) => {
            let name = numbering.name(*number);
            Some(SourcePlace {
                original: name.id.map(Box::from),
                ..SourcePlace::paragraph(name.number)
            })
        }
        ParagraphNames::OfEdition(paragraphs) => {
            let paragraph = paragraphs.get(number)?;
            Some(SourcePlace {
                article: Some(paragraph.article.clone()),
                original: paragraph.original.clone(),
                ..SourcePlace::paragraph(paragraph.number)
            })
        }
    };
    match verdict {
        FigureTrace::Found(stated) => stated.iter().filter_map(place).collect(),
        FigureTrace::Absent
        | FigureTrace::Unchecked(_)
        | FigureTrace::Elsewhere
        | FigureTrace::OwnCount => Vec::new(),
    }
}

/// Returns the words of a figure. A number of a chart has no text, only a hole, which is formatted here.
fn figure(html: &Html, part: Range<usize>, style: FillContext<'_>) -> String {
    let written = text(html, part.clone(), style);
    if !written.is_empty() {
        return written;
    }
    let amount = html.holes.iter().find_map(|(place, hole)| match hole {
        Hole::Amount(index) if *place as usize == part.start => html.amounts.get(*index as usize),
        _ => None,
    });
    amount.map_or(String::new(), |amount| style.locale.amount(amount))
}

/// Returns the words of each figure that is in the title or the description, and an empty text for all others.
fn in_head<'v>(told: &'v TextWithTrace<'_>) -> Vec<Cow<'v, str>> {
    let figures = told.body.figures.iter();
    let words = figures.map(|figure| {
        let mut blocks = told.body.prose.blocks.iter();
        let block = blocks.find(|block| figure.range.start < block.end as usize)?;
        let line = match block.kind {
            ProseBlockKind::Title => told.title,
            ProseBlockKind::Description => told.description?,
            _ => return None,
        };
        let start = block.range().start;
        line.get(figure.range.start.checked_sub(start)?..figure.range.end - start)
    });
    words
        .map(|words| Cow::Borrowed(words.unwrap_or_default()))
        .collect()
}

/// Returns the quotations of a summary in order, with the results of tracing them.
fn quotations<'v>(view: &'v ArticleData<'_>) -> Vec<Traced<'v>> {
    let quotations = view.told.trace.iter().flat_map(|trace| &trace.quotations);
    quotations
        .map(|quotation| {
            let words = Cow::Borrowed(&*quotation.words);
            traced_as(words, &quotation.verdict, view.numbering)
        })
        .collect()
}

fn traced_as<'v>(
    text: Cow<'v, str>,
    verdict: &FigureTrace,
    numbering: &'v ParagraphNumbering,
) -> Traced<'v> {
    let (found, stated): (_, &[u32]) = match verdict {
        FigureTrace::Found(paragraphs) => ("yes", paragraphs),
        FigureTrace::Absent => ("no", &[]),
        FigureTrace::Unchecked(_) => ("undecided", &[]),
        FigureTrace::Elsewhere | FigureTrace::OwnCount => ("elsewhere", &[]),
    };
    let (mut paragraphs, mut elsewhere) = (Vec::new(), Vec::new());
    for name in stated.iter().map(|number| numbering.name(*number)) {
        match name.id.filter(|_| name.original > 0) {
            Some(original) => elsewhere.push(FurtherParagraph {
                original,
                paragraph: name.number,
            }),
            None => paragraphs.push(name.number),
        }
    }
    Traced {
        text,
        found,
        paragraphs,
        elsewhere,
    }
}
