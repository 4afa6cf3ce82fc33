//! Compares the summaries of an article with its originals: their figures, quotations and names.
//!
//! Takes the texts of an article; returns the trace of each summary, and findings on claims that the originals do not support.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::lang::figures::Wording;
use crate::lang::verify::{Document, OriginalNames, OriginalQuotations, Register, UnlistedNames};
use crate::link::site::Edition;

use crate::check::figures::{self, CheckedFigure, OriginalUnderCheck};
use crate::check::names::{self, CheckedName};
use crate::check::near_names::NearNames;
use crate::check::originals::Combination;
use crate::check::quotes::{self, CheckedQuotation};
use crate::check::{ArticleUnderCheck, CheckedText, NameTrace, Trace, people};

/// The originals of an article, with the data that each check reads from them. All summaries of the article share it.
pub(super) struct ComparedOriginals<'o, 's> {
    subject: &'o ArticleUnderCheck<'s>,
    register: &'o Register<'o>,
    near_names: &'o NearNames<'o>,
    under_check: Vec<OriginalUnderCheck<'o, 's>>,
    names: Vec<OriginalNames<'o>>,
    /// The words and the people of each original, and the lines beside it.
    people: Vec<(&'o Document<'o>, UnlistedNames<'o>, Vec<&'o str>)>,
    quotations: Vec<OriginalQuotations<'o>>,
}

/// The checked claims of a summary: for each original, its results in the order of the claims.
#[derive(Default)]
struct CheckedClaims {
    figures: Vec<Vec<CheckedFigure>>,
    quotations: Vec<Vec<CheckedQuotation>>,
    names: Vec<Vec<CheckedName>>,
}

impl<'o, 's> ComparedOriginals<'o, 's> {
    /// Takes the originals of an article, which `documents` holds.
    pub(super) fn new(
        subject: &'o ArticleUnderCheck<'s>,
        documents: &'o [Document<'o>],
        (register, near_names): (&'o Register<'o>, &'o NearNames<'o>),
    ) -> Self {
        let beside = |index| names::beside(subject.site, subject.article, index);
        let each = || documents.iter().enumerate();
        ComparedOriginals {
            subject,
            register,
            near_names,
            under_check: figures::originals(subject, documents),
            names: each()
                .map(|(index, document)| OriginalNames::new(register, document, beside(index)))
                .collect(),
            people: each()
                .map(|(index, document)| (document, UnlistedNames::new(document), beside(index)))
                .collect(),
            quotations: documents.iter().map(OriginalQuotations::new).collect(),
        }
    }

    /// Compares a summary with the originals. Returns its trace, without the day of its seal.
    pub(super) fn compare(
        &mut self,
        edition: &'s Edition<'s>,
        summary: &CheckedText<'s>,
        found: &mut Vec<Diagnostic>,
    ) -> Trace {
        let subject = self.subject;
        let combination = Combination {
            originals: &subject.article.originals,
            numbering: subject.article.numbering(),
            article: None,
        };
        let document = summary.document();
        let wording = Wording::new(&summary.text, summary.lang);
        let claims = self.check_claims(edition, (summary, &document), &wording, found);
        let (figures, readings) = combination.figures(summary, claims.figures, found);
        if self.under_check.len() > 1 {
            let originals = (self.under_check.as_slice(), figures.as_slice());
            combination.disagreements((summary, &wording), &document, originals, found);
        }
        let near_names = self.near_names;
        found.extend(near_names.check(summary, &subject.originals, &mut self.names));
        let listed: Vec<Range<usize>> = claims.names.first().map_or_else(Vec::new, |checked| {
            let traces = checked.iter().map(|name| &name.trace);
            traces.map(NameTrace::range).collect()
        });
        found.extend(people::check((summary, &document), &listed, &self.people));
        Trace {
            figures,
            readings,
            names: combination.names(claims.names, found),
            quotations: combination.quotations(summary, claims.quotations, found),
            sealed: None,
            paragraphs: BTreeMap::new(),
        }
    }

    /// Checks the claims of a summary against each original by itself. Adds findings on the words that quotations are bound
    /// to to `found`.
    fn check_claims(
        &mut self,
        edition: &'s Edition<'s>,
        (summary, document): (&CheckedText<'s>, &Document<'_>),
        wording: &Wording<'_>,
        found: &mut Vec<Diagnostic>,
    ) -> CheckedClaims {
        let mut claims = CheckedClaims::default();
        for (index, original) in self.under_check.iter().enumerate() {
            let own = self.subject.beside(index, edition, summary);
            let own_document = own.as_ref().map(CheckedText::document);
            let text = (
                own.as_ref().unwrap_or(summary),
                own_document.as_ref().unwrap_or(document),
            );
            claims.figures.push(figures::check(original, text, wording));
            let quotations = &mut self.quotations[index];
            claims.quotations.push(quotes::check(
                (original, quotations),
                &self.under_check,
                text,
                found,
            ));
            let names = names::check(self.register, &mut self.names[index], text);
            claims.names.push(names);
        }
        claims
    }
}
