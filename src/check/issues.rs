//! Checks the editions of the briefing: figures, quotations and names of their own sentences.
//!
//! Takes the site; returns findings. A sentence that cites is held against the originals of the articles that it cites, and one
//! that cites nothing against those of all the edition's articles: one of them must support each claim. For each article the
//! edition is read with all other sentences blanked out, by the same rules as a summary.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::check::figures::OriginalUnderCheck;
use crate::check::{Checked, Reading, figures, names, quotes, slips};
use crate::diagnostic::Diagnostic;
use crate::lang::figures::Wording;
use crate::lang::quotes::quotations;
use crate::lang::verify::{OriginalFigures, OriginalNames, Register, Sentence};
use crate::link::site::{CitedOriginal, LinkedIssue, Site};
use crate::load::Sources;
use crate::memo::{Memo, digest};
use crate::parse::issue::IssueText;
use crate::parse::markdown::Body;

/// Checks the editions that have files. The results for unchanged ones are taken from the memo.
pub(super) fn check<'s>(
    site: &'s Site<'_>,
    sources: &Sources,
    memo: &Memo<Arc<Checked>>,
    register: &OnceLock<Register<'s>>,
    found: &mut Vec<Diagnostic>,
) {
    let issues: Vec<&LinkedIssue<'_>> = site
        .issues
        .iter()
        .flat_map(|issue| issue.texts.iter().flatten())
        .collect();
    let check = |issue: &&LinkedIssue<'_>| {
        let text = issue.text?;
        let linked = || {
            let cited = issue.cited.iter().flatten().map(|cited| cited.article);
            let articles = issue.articles.iter().copied().chain(cited);
            let articles = articles.map(|index| {
                let article = &site.articles[index];
                (article.slug, article.references.digest)
            });
            let articles: Vec<_> = articles.collect();
            digest(&(text.body.html.digest, &issue.cited, articles))
        };
        Some(memo.reuse(&text.path, linked, || {
            let register = register.get_or_init(|| names::register(site));
            let found = IssueCheck::new(site, issue, text, sources).findings(register, sources);
            Arc::new(Checked {
                traces: Vec::new(),
                unchecked: Vec::new(),
                found,
            })
        }))
    };
    let checked: Vec<_> = issues.par_iter().filter_map(check).collect();
    for checked in checked {
        found.extend_from_slice(&checked.found);
    }
}

/// An edition that is being checked.
struct IssueCheck<'c> {
    site: &'c Site<'c>,
    issue: &'c LinkedIssue<'c>,
    text: &'c IssueText,
    reading: Reading<'c>,
    /// For each sentence, the originals that must support it; `None` for one that cites something unknown.
    candidates: Vec<Option<BTreeSet<CitedOriginal>>>,
}

impl<'c> IssueCheck<'c> {
    fn new(
        site: &'c Site<'c>,
        issue: &'c LinkedIssue<'c>,
        text: &'c IssueText,
        sources: &Sources,
    ) -> Self {
        let reading = Reading::new(&text.path, &text.lang, &text.body, sources);
        let reading = reading.with_sentences(u32::MAX, &[]);
        let places = reading.prose().citations.iter().zip(&issue.cited);
        let cited: Vec<(usize, Option<CitedOriginal>)> = places
            .map(|(place, cited)| (*place as usize, *cited))
            .collect();
        let candidates = reading.sentences.iter().map(|sentence| {
            let Range { start, end } = sentence.range;
            let own = cited
                .iter()
                .filter(|(place, _)| start < *place && *place <= end);
            own.map(|(_, cited)| *cited).collect()
        });
        let candidates = candidates.collect();
        IssueCheck {
            site,
            issue,
            text,
            reading,
            candidates,
        }
    }

    /// Returns what is wrong with its sentences.
    fn findings(mut self, register: &Register<'_>, sources: &Sources) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let Reading { path, body, .. } = self.reading;
        slips::check(
            path,
            body,
            &self.reading.text,
            self.reading.lang,
            &mut found,
        );
        if self.claims_without_citation(register) {
            let originals = |article: &usize| {
                let originals = self.site.articles[*article].originals.len();
                let article = *article;
                (0..originals).map(move |original| CitedOriginal { article, original })
            };
            let all: Vec<CitedOriginal> = self.issue.articles.iter().flat_map(originals).collect();
            for candidates in self.candidates.iter_mut().flatten() {
                if candidates.is_empty() {
                    candidates.extend(all.iter().copied());
                }
            }
        }
        let articles: BTreeSet<CitedOriginal> = self
            .candidates
            .iter()
            .flatten()
            .flatten()
            .copied()
            .collect();
        let by_article: BTreeMap<CitedOriginal, Vec<Diagnostic>> = articles
            .into_iter()
            .map(|article| (article, self.against(article, register, sources)))
            .collect();
        found.extend(self.agreed(&by_article));
        found
    }

    /// Returns true if a sentence that cites nothing has a figure, a quotation or a listed name.
    fn claims_without_citation(&self, register: &Register<'_>) -> bool {
        let text = &self.reading.text;
        let sentences = self.reading.sentences.iter().zip(&self.candidates);
        let mut uncited = sentences.filter(|(_, candidates)| {
            candidates
                .as_ref()
                .is_some_and(|candidates| candidates.is_empty())
        });
        uncited.any(|(Sentence { range, .. }, _)| {
            let words = text.get(range.clone()).unwrap_or_default();
            let mut figures = self.text.body.figures.iter();
            figures.any(|figure| range.contains(&figure.range.start))
                || !quotations(words).is_empty()
                || !register.find(words).is_empty()
        })
    }

    /// Returns the findings on the sentences that an original must support.
    fn against(
        &self,
        candidate: CitedOriginal,
        register: &Register<'_>,
        sources: &Sources,
    ) -> Vec<Diagnostic> {
        let article = &self.site.articles[candidate.article];
        let original = article.originals[candidate.original];
        if original.paragraphs() == 0 {
            return Vec::new();
        }
        let source = Reading::new(&original.path, &original.lang, &original.body, sources);
        let (body, text) = self.part(candidate);
        let reading = Reading {
            path: self.reading.path,
            lang: self.reading.lang,
            body: &body,
            citations: Cow::Borrowed(&body.citations),
            text,
            sentences: Vec::new(),
        };
        let url: Vec<&str> = original.url.as_deref().into_iter().collect();
        let reading = reading.with_sentences(original.paragraphs(), &url);
        let document = source.document();
        let beside = names::beside(self.site, article, candidate.original);
        let mut original_names = OriginalNames::new(register, &document, beside);
        let compared = OriginalUnderCheck {
            reading: &source,
            document: &document,
            figures: Some(OriginalFigures::new(&document, original.published)),
            name: (None, false),
        };
        let own = reading.document();
        let own = (&reading, &own);
        let wording = Wording::new(&reading.text, reading.lang);
        let mut found = Vec::new();
        let figures = figures::check(&compared, own, &wording);
        found.extend(figures.into_iter().flat_map(|one| one.findings));
        let names = names::check(register, &mut original_names, own);
        found.extend(names.into_iter().flat_map(|one| one.findings));
        let quotations = quotes::check(&compared, &[], own, &mut found);
        found.extend(quotations.into_iter().flat_map(|one| one.findings));
        found
    }

    /// Returns the body with the citations and figures of the sentences that an original must support, and its words, with all
    /// other sentences blanked out.
    fn part(&self, candidate: CitedOriginal) -> (Body, String) {
        let sentences = self.reading.sentences.iter().zip(&self.candidates);
        let own: Vec<&Range<usize>> = sentences
            .filter(|(_, candidates)| {
                candidates
                    .as_ref()
                    .is_some_and(|candidates| candidates.contains(&candidate))
            })
            .map(|(sentence, _)| &sentence.range)
            .collect();
        let is_own = |place: usize| own.iter().any(|range| range.contains(&place));
        let mut body = self.text.body.clone();
        body.figures.retain(|figure| is_own(figure.range.start));
        let cited = self.issue.cited.iter();
        let mut cited = cited.map(|cited| *cited == Some(candidate));
        let mut cited_too = cited.clone();
        body.citations.retain(|_| cited.next().unwrap_or(false));
        body.prose
            .citations
            .retain(|_| cited_too.next().unwrap_or(false));
        let text = self.reading.text.char_indices().map(|(at, c)| match c {
            '\n' => Cow::Borrowed("\n"),
            _ if is_own(at) => Cow::Owned(c.to_string()),
            // Offsets stay as they are.
            _ => Cow::Owned(" ".repeat(c.len_utf8())),
        });
        (body, text.collect())
    }

    /// Returns the findings on which all originals agree that a sentence is held against.
    fn agreed(&self, by_article: &BTreeMap<CitedOriginal, Vec<Diagnostic>>) -> Vec<Diagnostic> {
        let mut agreed = Vec::new();
        for (sentence, candidates) in self.reading.sentences.iter().zip(&self.candidates) {
            let span = self.reading.prose().in_file(&sentence.range);
            let own = |article: &CitedOriginal| {
                let found = by_article.get(article).into_iter().flatten();
                found.filter(|one| {
                    let place = one.span.as_ref();
                    place.is_some_and(|place| span.start <= place.start && place.start < span.end)
                })
            };
            let Some(candidates) = candidates else {
                continue;
            };
            let Some(first) = candidates.first() else {
                continue;
            };
            for one in own(first) {
                let is_same = |other: &Diagnostic| other.span == one.span;
                if candidates.iter().all(|article| own(article).any(is_same)) {
                    agreed.push(match candidates.len() {
                        1 => self.of_original(one.clone(), *first),
                        _ => of_none(one.clone()),
                    });
                }
            }
        }
        agreed
    }

    /// Names the original in a finding: an edition has the originals of many articles.
    fn of_original(&self, mut finding: Diagnostic, cited: CitedOriginal) -> Diagnostic {
        let article = &self.site.articles[cited.article];
        let slug = article.slug;
        let (named, prefix) = match article.originals[cited.original].id.as_deref() {
            Some(id) => (
                format!("the original `{id}` of `{slug}`"),
                format!("{slug} {id}"),
            ),
            None if article.originals.len() > 1 => {
                (format!("the main original of `{slug}`"), slug.to_owned())
            }
            None => (format!("the original of `{slug}`"), slug.to_owned()),
        };
        finding.message = finding.message.replacen("the original", &named, 1);
        let help = finding.help.take();
        finding.help = help.map(|help| help.replace("`[p", &format!("`[{prefix} p")));
        finding
    }
}

/// Says that a finding holds for several originals. What one of them has instead is left out.
fn of_none(mut finding: Diagnostic) -> Diagnostic {
    let message = finding.message.split("; the original has").next();
    let message = message.unwrap_or_default();
    finding.message = message.replacen("the original", "any original of this edition", 1);
    finding
}
