//! Compares the texts of an edition with each other, and with the originals of the articles that they do not cite.
//!
//! Takes the texts after their check; reports `languages-disagree` and `originals-disagree` by the rules for summaries.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::check::figures::OriginalUnderCheck;
use crate::check::languages::{ComparedText, disagreements};
use crate::check::originals::Combination;
use crate::check::{CheckedText, FigureTrace, urls};
use crate::diagnostic::Diagnostic;
use crate::lang::figures::Wording;
use crate::lang::verify::{Document, OriginalFigures};
use crate::link::site::{CitedOriginal, Site};
use crate::load::Sources;
use crate::parse::markdown::Citation;

use super::CheckedIssueText;
use super::paragraphs::Paragraphs;

/// Compares the texts in several languages with each other.
pub(super) fn languages(
    texts: &[CheckedIssueText<'_>],
    paragraphs: &Paragraphs<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let sides = texts
        .iter()
        .map(|text| ComparedText::new(&text.reading, &text.traces));
    let sides: Vec<ComparedText<'_>> = sides.collect();
    disagreements(&sides, |numbers| paragraphs.list(numbers), found);
}

/// Compares the figures of a text with the other originals of the articles that it cites.
pub(super) fn originals(
    site: &Site<'_>,
    text: &CheckedIssueText<'_>,
    sources: &Sources,
    found: &mut Vec<Diagnostic>,
) {
    let cited = text.issue.cited.iter().flatten();
    let articles: BTreeSet<usize> = cited.map(|cited| cited.article).collect();
    for article in articles {
        if site.articles[article].originals.len() > 1 {
            of_article(site, article, text, sources, found);
        }
    }
}

fn of_article(
    site: &Site<'_>,
    index: usize,
    text: &CheckedIssueText<'_>,
    sources: &Sources,
    found: &mut Vec<Diagnostic>,
) {
    let article = &site.articles[index];
    let numbering = article.numbering();
    let reading = CheckedText {
        path: text.reading.path,
        lang: text.reading.lang,
        body: text.reading.body,
        citations: Cow::Owned(citations_of(index, text)),
        text: text.reading.text.clone(),
        sentences: Vec::new(),
    };
    let reading = reading.with_sentences(numbering.last(), &urls(article));
    let sources: Vec<CheckedText<'_>> = article
        .originals
        .iter()
        .map(|original| CheckedText::new(&original.path, &original.lang, &original.body, sources))
        .collect();
    let documents: Vec<Document<'_>> = sources.iter().map(CheckedText::document).collect();
    let originals = article.originals.iter().zip(&sources).zip(&documents);
    let under_check = originals.map(|((original, reading), document)| OriginalUnderCheck {
        reading,
        document,
        figures: Some(OriginalFigures::new(document, original.published)),
        name: (original.id.as_deref(), true),
    });
    let under_check: Vec<_> = under_check.collect();
    let combination = Combination {
        originals: &article.originals,
        numbering,
        article: Some(article.slug),
    };
    let document = reading.document();
    let wording = Wording::new(&reading.text, reading.lang);
    let traces = traces_of(site, index, text);
    combination.disagreements(
        (&reading, &wording),
        &document,
        (&under_check, &traces),
        found,
    );
}

/// Returns the citations of a text; those of other articles have no paragraphs.
fn citations_of(article: usize, text: &CheckedIssueText<'_>) -> Vec<Citation> {
    let citations = text.issue.citations.iter().zip(&text.issue.cited);
    let own = citations.map(|(citation, cited)| match cited {
        Some(cited) if cited.article == article => citation.clone(),
        _ => Citation {
            paragraphs: Box::default(),
            ..citation.clone()
        },
    });
    own.collect()
}

/// Returns the verdicts of an article's originals on the figures of a text, with the numbers of the article's paragraphs.
fn traces_of(site: &Site<'_>, article: usize, text: &CheckedIssueText<'_>) -> Vec<FigureTrace> {
    let numbering = site.articles[article].numbering();
    let figures = text.reading.body.figures.iter();
    let verdicts = figures.map(|figure| {
        let own = text.by_original.iter();
        let own = own.filter(|(cited, _)| cited.article == article);
        let stated = own.flat_map(|(CitedOriginal { original, .. }, part)| {
            let before = numbering.before(*original);
            let stated = match part.figures.get(&figure.range.start) {
                Some(FigureTrace::Found(stated)) => &stated[..],
                _ => &[],
            };
            stated.iter().map(move |number| before + number)
        });
        let stated: Vec<u32> = stated.collect();
        match stated.is_empty() {
            true => FigureTrace::Absent,
            false => FigureTrace::Found(stated.into()),
        }
    });
    verdicts.collect()
}
