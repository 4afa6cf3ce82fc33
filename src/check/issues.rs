//! Checks the editions of the briefing: figures, quotations and names of their own sentences.
//!
//! Takes the site; returns findings, and the trace of each text. A sentence that cites is compared with the originals of
//! the articles that it cites, and one that cites nothing against those of all the edition's articles: one of them must
//! support each claim. For each article the edition is read with all other sentences blanked out, by the same rules as a
//! summary.
//!
//! Where a sentence has several citations, a figure must not contradict the citation that follows it ([`clauses`]). The texts
//! of an edition in several languages are compared with each other, and each with the other originals of the articles that it
//! cites ([`compare`]).

mod clauses;
mod compare;
mod paragraphs;
mod traced;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::check::figures::OriginalUnderCheck;
use crate::check::names::CheckedName;
use crate::check::quotes::CheckedQuotation;
use crate::check::{
    CheckResult, CheckedText, FigureTrace, Trace, Traces, figures, names, quotes, slips,
};
use crate::diagnostic::Diagnostic;
use crate::lang::figures::{Figure, Number, Quantity, Unit, Wording, find};
use crate::lang::quotes::quotations;
use crate::lang::verify::{
    OriginalFigures, OriginalNames, OriginalQuotations, Reason, Register, Sentence,
};
use crate::link::site::{CitedOriginal, Issue, LinkedIssue, Site};
use crate::load::Sources;
use crate::memo::{Memo, digest};
use crate::parse::issue::IssueText;
use crate::parse::markdown::Body;

use paragraphs::Paragraphs;

/// Checks the editions that have files. The results for unchanged ones are taken from the memo.
///
/// Returns the results for the site's editions, in their order; `None` for one without a file.
pub(super) fn check<'s>(
    site: &'s Site<'_>,
    sources: &Sources,
    memo: &Memo<Arc<CheckResult>>,
    register: &OnceLock<Register<'s>>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Option<Arc<CheckResult>>> {
    let check = |issue: &Issue<'_>| {
        let texts = || issue.texts.iter().flatten();
        texts().find(|linked| linked.text.is_some())?;
        let linked = || {
            let inputs: Vec<_> = texts().map(|linked| inputs(site, linked)).collect();
            digest(&inputs)
        };
        let key = format!("content/editions/{}", issue.id);
        Some(memo.reuse(&key, linked, || {
            let register = register.get_or_init(|| names::register(site));
            Arc::new(check_issue(site, issue, register, sources))
        }))
    };
    let checked: Vec<_> = site.issues.par_iter().map(check).collect();
    for checked in checked.iter().flatten() {
        found.extend_from_slice(&checked.found);
    }
    checked
}

/// Returns everything that the findings on an edition's text depend on.
fn inputs<'i>(site: &'i Site<'_>, linked: &'i LinkedIssue<'_>) -> impl Hash + 'i {
    let cited = linked.cited.iter().flatten().map(|cited| cited.article);
    let articles = linked.articles.iter().copied().chain(cited);
    let articles = articles.map(|index| {
        let article = &site.articles[index];
        (article.slug, article.references.digest)
    });
    let articles: Vec<_> = articles.collect();
    let text = linked.text.map(|text| (&text.path, text.body.html.digest));
    (text, &linked.cited, articles, linked.articles.len())
}

/// Checks the texts of an edition in all languages.
fn check_issue(
    site: &Site<'_>,
    issue: &Issue<'_>,
    register: &Register<'_>,
    sources: &Sources,
) -> CheckResult {
    let mut found = Vec::new();
    let paragraphs = Paragraphs::new(site, issue);
    let mut traces: Traces = issue.texts.iter().map(|_| None).collect();
    let mut traced = Vec::new();
    for (language, linked) in issue.texts.iter().enumerate() {
        let text = linked
            .as_ref()
            .and_then(|linked| Some((linked, linked.text?)));
        let Some((linked, text)) = text else {
            continue;
        };
        let check = IssueCheck::new(site, linked, text, &paragraphs, sources);
        let (text, trace) = check.run(register, sources, &mut found);
        traced.push(text);
        traces[language] = Some(trace);
    }
    compare::languages(&traced, &paragraphs, &mut found);
    for one in &traced {
        compare::originals(site, one, sources, &mut found);
    }
    CheckResult {
        traces,
        unchecked: Vec::new(),
        found,
    }
}

/// A checked text of an edition, with the verdict on each of its figures.
struct CheckedIssueText<'c> {
    issue: &'c LinkedIssue<'c>,
    /// The text, with the numbers of [`Paragraphs`].
    reading: CheckedText<'c>,
    /// The verdicts on the body's figures, in its order, with the numbers of [`Paragraphs`].
    traces: Vec<FigureTrace>,
    /// The same verdicts by the original that gave them.
    by_original: BTreeMap<CitedOriginal, ComparedPart>,
}

/// The sentences of an edition that an original must support, with the results of the comparison.
#[derive(Default)]
struct ComparedPart {
    findings: Vec<Diagnostic>,
    /// The verdict on each figure, by its place in the prose. Paragraphs have the original's own numbers.
    figures: BTreeMap<usize, FigureTrace>,
    /// The reasons for these verdicts.
    reasons: BTreeMap<usize, Reason>,
    names: Vec<CheckedName>,
    quotations: Vec<CheckedQuotation>,
    /// The figures of the original's paragraphs.
    statements: Vec<StatedFigure>,
}

/// A figure in a paragraph of an original.
struct StatedFigure {
    paragraph: u32,
    figure: Figure,
    words: String,
}

/// An edition that is being checked.
struct IssueCheck<'c> {
    site: &'c Site<'c>,
    issue: &'c LinkedIssue<'c>,
    text: &'c IssueText,
    paragraphs: &'c Paragraphs<'c>,
    reading: CheckedText<'c>,
    /// For each sentence, the originals that must support it; `None` for one that cites something unknown.
    candidates: Vec<Option<BTreeSet<CitedOriginal>>>,
    /// The places of the figures that count the edition's own articles. Originals need not support them.
    own_counts: BTreeSet<usize>,
}

impl<'c> IssueCheck<'c> {
    fn new(
        site: &'c Site<'c>,
        issue: &'c LinkedIssue<'c>,
        text: &'c IssueText,
        paragraphs: &'c Paragraphs<'c>,
        sources: &Sources,
    ) -> Self {
        let reading = CheckedText::new(&text.path, &text.lang, &text.body, sources);
        let reading = reading.with_citations(Cow::Owned(paragraphs.citations(issue, text)));
        let reading = reading.with_sentences(u32::MAX, &[]);
        let places = reading.prose().citations.iter().zip(&issue.cited);
        let cited: Vec<(usize, Option<CitedOriginal>)> = places
            .map(|(place, cited)| (*place as usize, *cited))
            .collect();
        let candidates = reading.sentences.iter().map(|sentence| {
            let Range { start, end } = sentence.range;
            if sentence.is_misled {
                return None;
            }
            let own = cited
                .iter()
                .filter(|(place, _)| start < *place && *place <= end);
            own.map(|(_, cited)| *cited).collect()
        });
        let candidates: Vec<Option<BTreeSet<CitedOriginal>>> = candidates.collect();
        let own_counts = own_counts(site, issue, &reading, &candidates);
        IssueCheck {
            site,
            issue,
            text,
            paragraphs,
            reading,
            candidates,
            own_counts,
        }
    }

    /// Checks the sentences of the edition, and reports findings.
    fn run(
        mut self,
        register: &Register<'_>,
        sources: &Sources,
        found: &mut Vec<Diagnostic>,
    ) -> (CheckedIssueText<'c>, Trace) {
        let CheckedText { path, body, .. } = self.reading;
        slips::check(path, body, &self.reading.text, self.reading.lang, found);
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
        let by_original: BTreeMap<CitedOriginal, ComparedPart> = articles
            .into_iter()
            .map(|article| (article, self.against(article, register, sources)))
            .collect();
        let agreed = self.agreed(&by_original);
        found.extend(self.misplaced(&by_original, &agreed));
        found.extend(agreed);
        let trace = self.trace(&by_original);
        let text = CheckedIssueText {
            issue: self.issue,
            traces: trace.figures.clone(),
            reading: self.reading,
            by_original,
        };
        (text, trace)
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
            figures.any(|figure| {
                let place = figure.range.start;
                range.contains(&place) && !self.own_counts.contains(&place)
            }) || !quotations(words).is_empty()
                || !register.find(words).is_empty()
        })
    }

    /// Compares the sentences that an original must support with it.
    fn against(
        &self,
        candidate: CitedOriginal,
        register: &Register<'_>,
        sources: &Sources,
    ) -> ComparedPart {
        let article = &self.site.articles[candidate.article];
        let original = article.originals[candidate.original];
        if original.paragraphs() == 0 {
            return ComparedPart::default();
        }
        let source = CheckedText::new(&original.path, &original.lang, &original.body, sources);
        let (body, text) = self.part(candidate);
        let reading = CheckedText {
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
        let checked = figures::check(&compared, own, &wording);
        let places = claimed(&body.figures).map(|figure| figure.range.start);
        let (mut figures, mut reasons) = (BTreeMap::new(), BTreeMap::new());
        for (place, one) in places.zip(checked) {
            figures.insert(place, one.trace);
            reasons.insert(place, one.reading.reason);
            found.extend(one.findings);
        }
        let mut names = names::check(register, &mut original_names, own);
        found.extend(names.iter_mut().flat_map(|one| one.findings.drain(..)));
        let mut quoted = OriginalQuotations::new(&document);
        let mut quotations = quotes::check((&compared, &mut quoted), &[], own, &mut found);
        found.extend(quotations.iter_mut().flat_map(|one| one.findings.drain(..)));
        ComparedPart {
            findings: found,
            figures,
            reasons,
            names,
            quotations,
            statements: stated(&compared),
        }
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
        body.figures.retain(|figure| {
            let place = figure.range.start;
            is_own(place) && !self.own_counts.contains(&place)
        });
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

    /// Returns the findings on which all originals agree that a sentence is compared with.
    fn agreed(&self, by_original: &BTreeMap<CitedOriginal, ComparedPart>) -> Vec<Diagnostic> {
        let mut agreed = Vec::new();
        for (sentence, candidates) in self.reading.sentences.iter().zip(&self.candidates) {
            let span = self.reading.prose().in_file(&sentence.range);
            let own = |article: &CitedOriginal| {
                let parts = by_original.get(article).into_iter();
                parts.flat_map(|part| &part.findings).filter(|one| {
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
                        _ => self.with_article(of_none(one.clone()), *first),
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
        let named = match article.originals[cited.original].id.as_deref() {
            Some(id) => format!("the original `{id}` of `{slug}`"),
            None if article.originals.len() > 1 => format!("the main original of `{slug}`"),
            None => format!("the original of `{slug}`"),
        };
        finding.message = finding.message.replacen("the original", &named, 1);
        self.with_article(finding, cited)
    }

    /// Names the article, and the original if it has an id, in the citations that a finding advises.
    fn with_article(&self, mut finding: Diagnostic, cited: CitedOriginal) -> Diagnostic {
        let article = &self.site.articles[cited.article];
        let id = article.originals[cited.original].id.as_deref();
        let id = id.map_or(String::new(), |id| format!("{id} "));
        let help = finding.help.take();
        finding.help = help.map(|help| help.replace("`[p", &format!("`[{} {id}p", article.slug)));
        finding
    }
}

/// Returns the figures for which [`figures::check`] gives a verdict.
fn claimed(figures: &[Figure]) -> impl Iterator<Item = &Figure> {
    let is_claim =
        |figure: &&Figure| !matches!(figure.quantity, Quantity::Relative(_) | Quantity::Named(_));
    figures.iter().filter(is_claim)
}

/// Returns the figures of an original's paragraphs.
fn stated(original: &OriginalUnderCheck<'_, '_>) -> Vec<StatedFigure> {
    let figures = original.figures.iter();
    let statements = figures.flat_map(|figures| figures.statements.all());
    let stated = statements.filter_map(|statement| {
        let words = original.reading.text.get(statement.figure.range.clone())?;
        Some(StatedFigure {
            paragraph: statement.place?,
            figure: statement.figure.clone(),
            words: words.to_owned(),
        })
    });
    stated.collect()
}

/// Returns the places of the figures that count the edition's own articles, such as "six articles this week": in a
/// sentence without citations, the number of articles with the theme's word for articles in this language.
fn own_counts(
    site: &Site<'_>,
    issue: &LinkedIssue<'_>,
    reading: &CheckedText<'_>,
    candidates: &[Option<BTreeSet<CitedOriginal>>],
) -> BTreeSet<usize> {
    let count = u64::try_from(issue.articles.len()).map(Number::whole);
    let is_count = |figure: &&Figure| match figure.quantity {
        Quantity::Amount { from, to, unit, .. } => {
            from == to && unit == Unit::COUNT && Ok(to) == count
        }
        _ => false,
    };
    let mut own = reading.body.figures.iter().filter(is_count).peekable();
    if own.peek().is_none() {
        return BTreeSet::new();
    }
    let articles = concept_of_articles(site, reading.lang);
    let wording = Wording::new(&reading.text, reading.lang);
    let is_uncited = |place: usize| {
        let mut sentences = reading.sentences.iter().zip(candidates);
        let own = sentences.find(|(sentence, _)| sentence.range.contains(&place));
        own.is_some_and(|(_, cited)| cited.as_ref().is_some_and(BTreeSet::is_empty))
    };
    own.filter(|figure| {
        articles != 0
            && wording.clause(figure).counted_concept() == articles
            && is_uncited(figure.range.start)
    })
    .map(|figure| figure.range.start)
    .collect()
}

/// Returns the concept of the counted noun in the theme's phrase "5 articles" in a language; 0 if there is none.
fn concept_of_articles(site: &Site<'_>, lang: &str) -> u32 {
    let index = site.languages.iter().position(|own| own.tag == lang);
    let phrase = index.and_then(|index| site.words[index].count("articles", "few"));
    let Some(phrase) = phrase.map(|phrase| phrase.replace("{n}", "5")) else {
        return 0;
    };
    let figures = find(&phrase, lang);
    let wording = Wording::new(&phrase, lang);
    figures
        .first()
        .map_or(0, |figure| wording.clause(figure).counted_concept())
}

/// Changes a finding to apply to several originals. Drops the figure that one of them has instead.
fn of_none(mut finding: Diagnostic) -> Diagnostic {
    let message = finding.message.split("; the original has").next();
    let message = message.unwrap_or_default();
    finding.message = message.replacen("the original", "any original of this edition", 1);
    finding
}
