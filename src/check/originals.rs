//! Combines the results of checking a summary against each of its article's originals.
//!
//! A claim is checked against every original by itself. The results of the originals that its sentence cites count
//! first: a figure that is only in another original is reported as being elsewhere. Where the sentence cites nothing,
//! one original that supports the claim is enough.

use crate::diagnostic::codes;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lang::figures::{Figure, Wording};
use crate::lang::verify::{ClaimVerdict, Document, Reason};
use crate::link::originals::ParagraphNumbering;
use crate::parse::article::Original;

use crate::check::figures::{CheckedFigure, OriginalUnderCheck};
use crate::check::names::CheckedName;
use crate::check::quotes::CheckedQuotation;
use crate::check::{CheckedText, FigureReading, FigureTrace, NameTrace, QuotationTrace};

/// The verdict of one original on a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OriginalVerdict {
    pub reason: Reason,
    /// True if the claim's sentence cites the original.
    pub is_cited: bool,
}

/// Returns the index of the verdict that counts.
pub(super) fn deciding(verdicts: &[OriginalVerdict]) -> usize {
    let any_cited = verdicts.iter().any(|verdict| verdict.is_cited);
    let rank = |verdict: &OriginalVerdict| match (verdict.reason.outcome(), verdict.is_cited) {
        (ClaimVerdict::Elsewhere, _) => 0,
        (ClaimVerdict::Found, is_cited) if is_cited == any_cited => match verdict.reason {
            Reason::Stated => 1,
            Reason::BoundNotStated => 2,
            Reason::NotInCited => 3,
            _ => 4,
        },
        (ClaimVerdict::Undecided, is_cited)
            if is_cited == any_cited && verdict.reason != Reason::Translated =>
        {
            5
        }
        (ClaimVerdict::Found, _) => match verdict.reason {
            Reason::Stated => 6,
            _ => 7,
        },
        // A quotation may be translated from the cited original, unless another one has its words.
        (ClaimVerdict::Undecided, is_cited) if is_cited == any_cited => 8,
        (ClaimVerdict::Contradicted, is_cited) if is_cited == any_cited => 9,
        (ClaimVerdict::Absent, is_cited) if is_cited == any_cited => 10,
        _ => 11,
    };
    let ranks = verdicts.iter().map(rank).enumerate();
    let best = ranks.min_by_key(|(_, rank)| *rank);
    best.map_or(0, |(index, _)| index)
}

/// The originals of a summary's article, one or several, for combining verdicts.
pub(super) struct Combination<'c> {
    pub originals: &'c [&'c Original],
    pub numbering: &'c ParagraphNumbering,
    /// Slug of the article, where a text has the paragraphs of several.
    pub article: Option<&'c str>,
}

impl Combination<'_> {
    /// Combines the verdicts of the originals on each figure of a summary.
    pub fn figures(
        &self,
        summary: &CheckedText<'_>,
        each: Vec<Vec<CheckedFigure>>,
        found: &mut Vec<Diagnostic>,
    ) -> (Vec<FigureTrace>, Vec<FigureReading>) {
        let (mut traces, mut readings) = (Vec::new(), Vec::new());
        for (index, results) in transposed(each).into_iter().enumerate() {
            let verdict = |one: &CheckedFigure| OriginalVerdict {
                reason: one.reading.reason,
                is_cited: one.is_cited,
            };
            let verdicts: Vec<_> = results.iter().map(verdict).collect();
            let best = deciding(&verdicts);
            let trace = self.trace(best, results.iter().map(|one| &one.trace));
            let mut reading = results[best].reading.clone();
            let figure = &summary.body.figures[index];
            if self.is_elsewhere(&verdicts, best) {
                reading.reason = Reason::NotInCited;
                found.push(self.not_in_cited(summary, figure, &trace, &results));
            } else {
                let findings = results[best].findings.iter().cloned();
                found.extend(findings.map(|one| self.named(one, &verdicts, best)));
            }
            traces.push(trace);
            readings.push(reading);
        }
        (traces, readings)
    }

    /// Combines the verdicts of the originals on each quotation of a summary.
    pub fn quotations(
        &self,
        summary: &CheckedText<'_>,
        each: Vec<Vec<CheckedQuotation>>,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<QuotationTrace> {
        let combined = transposed(each).into_iter().map(|results| {
            let verdict = |one: &CheckedQuotation| OriginalVerdict {
                reason: one.reason,
                is_cited: one.is_cited,
            };
            let verdicts: Vec<_> = results.iter().map(verdict).collect();
            let best = deciding(&verdicts);
            let trace = QuotationTrace {
                verdict: self.trace(best, results.iter().map(|one| &one.trace.verdict)),
                ..results[best].trace.clone()
            };
            if self.is_elsewhere(&verdicts, best) {
                found.extend(self.quotation_elsewhere(summary, &trace));
            } else {
                let findings = results[best].findings.iter().cloned();
                found.extend(findings.map(|one| self.named(one, &verdicts, best)));
            }
            trace
        });
        combined.collect()
    }

    /// Reports a quotation that stands in other originals than its sentence cites.
    fn quotation_elsewhere(
        &self,
        summary: &CheckedText<'_>,
        trace: &QuotationTrace,
    ) -> Option<Diagnostic> {
        let FigureTrace::Found(stated) = &trace.verdict else {
            return None;
        };
        let first = self.numbering.name(*stated.first()?);
        let sentence = summary.sentence_at(trace.range.start);
        let cited = sentence.map_or(&[][..], |sentence| &sentence.cites);
        let message = format!(
            "this quotation stands in {}, not in {}",
            self.numbering.list(stated),
            self.numbering.list(cited)
        );
        let found = Diagnostic::new(codes::QUOTE_NOT_IN_CITED, summary.path, message);
        let help = format!("cite the paragraph that has it: `[{first}]`");
        Some(summary.at(found, &trace.range).help(help))
    }

    /// Combines the verdicts of the originals on each name of a summary: one of them must mention it.
    pub fn names(
        &self,
        each: Vec<Vec<CheckedName>>,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<NameTrace> {
        if let [_] = each.as_slice() {
            let each = each.into_iter().flatten();
            let traces = each.map(|one| {
                found.extend(one.findings);
                one.trace
            });
            return traces.collect();
        }
        let Some((first, others)) = each.split_first() else {
            return Vec::new();
        };
        let mut traces = Vec::new();
        for one in first {
            let same = others.iter().filter_map(|names| {
                let mut names = names.iter();
                names.find(|other| {
                    other.trace.start == one.trace.start && other.trace.name == one.trace.name
                })
            });
            let same: Vec<&CheckedName> = std::iter::once(one).chain(same).collect();
            // A surname is listed only for originals that never mention the person.
            if same.len() < each.len() {
                continue;
            }
            let verdict = |one: &&CheckedName| OriginalVerdict {
                reason: one.trace.reason,
                is_cited: false,
            };
            let verdicts: Vec<_> = same.iter().map(verdict).collect();
            let best = same[deciding(&verdicts)];
            let is_shared = |finding: &&Diagnostic| {
                same.iter()
                    .all(|one| one.findings.iter().any(|other| other.code == finding.code))
            };
            let findings = best.findings.iter().filter(is_shared).cloned();
            found.extend(findings.map(of_none));
            traces.push(best.trace.clone());
        }
        traces
    }

    /// Returns the deciding verdict with consecutive numbers. A claim is found in the paragraphs of all originals that have it.
    fn trace<'t>(
        &self,
        best: usize,
        each: impl Iterator<Item = &'t FigureTrace> + Clone,
    ) -> FigureTrace {
        let decided = each.clone().nth(best).cloned();
        match decided {
            Some(FigureTrace::Found(_)) => {
                let numbered = each.enumerate().flat_map(|(index, trace)| {
                    let before = self.numbering.before(index);
                    let own = match trace {
                        FigureTrace::Found(paragraphs) => &paragraphs[..],
                        _ => &[],
                    };
                    own.iter().map(move |number| before + number)
                });
                FigureTrace::Found(numbered.collect())
            }
            Some(trace) => trace,
            None => FigureTrace::Elsewhere,
        }
    }

    /// Returns true if the claim stands in a paragraph that its sentence does not cite, and the article has several originals.
    fn is_elsewhere(&self, verdicts: &[OriginalVerdict], best: usize) -> bool {
        let any_cited = verdicts.iter().any(|verdict| verdict.is_cited);
        let OriginalVerdict { reason, is_cited } = verdicts[best];
        let is_several = self.originals.len() > 1;
        is_several
            && any_cited
            && (reason == Reason::NotInCited
                || !is_cited && reason.outcome() == ClaimVerdict::Found)
    }

    /// Reports a figure that stands in other originals than its sentence cites.
    fn not_in_cited(
        &self,
        summary: &CheckedText<'_>,
        figure: &Figure,
        trace: &FigureTrace,
        results: &[CheckedFigure],
    ) -> Diagnostic {
        let words = summary.text.get(figure.range.clone()).unwrap_or_default();
        let stated = match trace {
            FigureTrace::Found(paragraphs) => &paragraphs[..],
            _ => &[],
        };
        let sentence = summary.sentence_at(figure.range.start);
        let cited = sentence.map_or(&[][..], |sentence| &sentence.cites);
        let there = match stated.is_empty() {
            true => "the title of another original".into(),
            false => self.numbering.list(stated),
        };
        let mut message = format!(
            "“{words}” stands in {there}, not in {}",
            self.numbering.list(cited)
        );
        let instead = results.iter().find_map(|one| one.instead.as_deref());
        if let Some(instead) = instead {
            message.push_str(&format!(", which has “{instead}”"));
        }
        let severity = match instead {
            Some(_) => Severity::Warning,
            None => Severity::Note,
        };
        let found = Diagnostic::new(codes::FIGURE_NOT_IN_CITED, summary.path, message);
        let found = summary.at(found.severity(severity), &figure.range);
        match stated.first() {
            Some(first) => found.help(format!(
                "cite the paragraph that has it: `[{}]`",
                self.numbering.name(*first)
            )),
            None => found.help("cite a paragraph that has it"),
        }
    }

    /// Names the original in a finding about one of several originals.
    fn named(&self, finding: Diagnostic, verdicts: &[OriginalVerdict], index: usize) -> Diagnostic {
        if self.originals.len() < 2 {
            return finding;
        }
        let is_absent = verdicts[index].reason == Reason::NotStated;
        if is_absent && !verdicts.iter().any(|verdict| verdict.is_cited) {
            return of_none(finding);
        }
        of_original(finding, self.originals[index].id.as_deref())
    }

    /// Reports figures of a summary that stand in the original that their sentence cites, while another original clearly has
    /// another figure for the same thing.
    pub fn disagreements(
        &self,
        (summary, wording): (&CheckedText<'_>, &Wording<'_>),
        document: &Document<'_>,
        (each, traces): (&[OriginalUnderCheck<'_, '_>], &[FigureTrace]),
        found: &mut Vec<Diagnostic>,
    ) {
        let article = self
            .article
            .map_or(String::new(), |slug| format!("{slug} "));
        for (figure, trace) in document.figures.iter().zip(traces) {
            let FigureTrace::Found(stated) = trace else {
                continue;
            };
            // What the sentence cites for something else says nothing of this figure.
            let sentence = document.sentence_at(figure.range.start);
            let cites = sentence.map_or(Vec::new(), |sentence| {
                summary.cited_for(sentence, figure.range.end)
            });
            let Some(here) = stated.iter().find(|number| cites.contains(number)) else {
                continue;
            };
            for (other, original) in each.iter().enumerate() {
                let states = stated
                    .iter()
                    .any(|number| self.numbering.name(*number).original == other);
                let is_cited = cites
                    .iter()
                    .any(|number| self.numbering.name(*number).original == other);
                if states || is_cited {
                    continue;
                }
                let Some((words, place)) = original.contradiction(document, wording, figure) else {
                    continue;
                };
                let there = match place {
                    Some(number) => format!("{article}{}", self.numbering.name_in(other, number)),
                    None => format!(
                        "the title or a heading of {}",
                        name_of(self.originals[other].id.as_deref())
                    ),
                };
                let claimed = summary.text.get(figure.range.clone()).unwrap_or_default();
                let message = format!(
                    "“{claimed}” stands in {article}{}, but {there} seems to have another figure for it: “{words}”",
                    self.numbering.name(*here)
                );
                let note = Diagnostic::new(codes::ORIGINALS_DISAGREE, summary.path, message);
                found.push(summary.at(note, &figure.range).help(
                    "tell readers both, each with its citation; if they are not about the same thing, nothing is wrong",
                ));
            }
        }
    }
}

/// Puts the results of each original for one claim together.
fn transposed<T>(each: Vec<Vec<T>>) -> Vec<Vec<T>> {
    let mut each: Vec<_> = each.into_iter().map(Vec::into_iter).collect();
    let mut rows = Vec::new();
    loop {
        let row: Vec<T> = each.iter_mut().filter_map(Iterator::next).collect();
        if row.is_empty() || row.len() < each.len() {
            return rows;
        }
        rows.push(row);
    }
}

/// Returns the words for an original of several.
pub(super) fn name_of(id: Option<&str>) -> String {
    match id {
        Some(id) => format!("the original `{id}`"),
        None => "the main original".into(),
    }
}

/// Adds the original's id to a finding whose message assumes that the article has only one original.
pub(super) fn of_original(mut finding: Diagnostic, id: Option<&str>) -> Diagnostic {
    let name = name_of(id);
    finding.message = finding
        .message
        .replace("; the original has", "; it has")
        .replacen("the original", &name, 1);
    finding.help = finding.help.map(|help| {
        let help = help.replacen("the original has", &format!("{name} has"), 1);
        match id {
            Some(id) => help.replace("`[p", &format!("`[{id} p")),
            None => help,
        }
    });
    finding
}

/// Changes a finding to apply to all originals.
fn of_none(mut finding: Diagnostic) -> Diagnostic {
    let message = finding.message.split("; the original has").next();
    let message = message.unwrap_or_default();
    finding.message = message
        .replacen("the original never mentions", "no original mentions", 1)
        .replacen("the original does not contain", "no original contains", 1)
        .replacen("is not in the original", "is in no original", 1);
    finding
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cited_original_decides_and_another_one_only_where_it_has_the_claim() {
        let cited = |reason| OriginalVerdict {
            reason,
            is_cited: true,
        };
        let other = |reason| OriginalVerdict {
            reason,
            is_cited: false,
        };
        use Reason::{
            CitedHasAnother, InWords, NotInCited, NotStated, Reversed, Stated, Translated,
        };
        for (verdicts, expected) in [
            (vec![other(NotStated), cited(Stated)], 1),
            (vec![other(Stated), cited(NotStated)], 0),
            (vec![other(Stated), cited(NotInCited)], 1),
            (vec![other(Stated), cited(CitedHasAnother)], 1),
            (vec![other(Stated), cited(InWords)], 1),
            (vec![other(Stated), cited(Translated)], 0),
            (vec![other(NotStated), cited(Translated)], 1),
            (vec![other(InWords), cited(NotStated)], 1),
            (vec![other(NotStated), cited(Reversed)], 1),
            (vec![cited(NotStated), cited(Stated)], 1),
            (vec![other(NotStated), other(Stated)], 1),
            (vec![other(NotStated), other(InWords)], 1),
            (vec![other(NotStated), other(NotStated)], 0),
        ] {
            assert_eq!(deciding(&verdicts), expected, "{verdicts:?}");
        }
    }
}
