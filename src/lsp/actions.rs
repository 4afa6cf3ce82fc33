//! Offers code actions: ways to fix the findings at a position, each with its edit.
//!
//! Names are replaced as `check --fix` does, and seals are those of `mujaz seal`.

use std::ops::Range;

use lsp_types::{CodeAction, CodeActionKind, CodeActionOrCommand, Command};

use crate::check::names::{Fix, fixes};
use crate::check::seals::against;
use crate::check::{ArticleUnderCheck, CheckedText};
use crate::diagnostic::codes;
use crate::diagnostic::{Diagnostic, Severity, counted};
use crate::lang::quotes::quotations;
use crate::lang::verify::{Claim, ClaimKind, PlaceRole};
use crate::lsp::edits::{EditAbilities, Edits, difference};
use crate::lsp::findings::diagnostic;
use crate::lsp::hover::{article_of, claims};
use crate::lsp::markup::one_line;
use crate::lsp::view::RequestView;
use crate::lsp::waive::waiver;
use crate::parse::article::{Original, Summary};
use crate::parse::markdown::Citation;
use crate::seal::{Renumbered, renumbered, sealed};

/// The command that shows the documentation of a code.
pub const EXPLAIN: &str = "mujaz.explain";

/// The kind of the action that makes all safe replacements in a file at once.
pub const FIX_ALL: &str = "source.fixAll.mujaz";

/// Maximum number of quotations of the original that one quotation can be bound to.
const MOST_BINDINGS: usize = 8;

/// Maximum number of words of a text that a title shows.
const SHOWN: usize = 40;

/// Returns the kinds of actions that there are.
pub fn kinds() -> Vec<CodeActionKind> {
    vec![
        CodeActionKind::QUICKFIX,
        CodeActionKind::REFACTOR_REWRITE,
        CodeActionKind::new(FIX_ALL),
    ]
}

/// Returns the actions for a range of a file.
pub fn actions(
    view: &RequestView<'_>,
    path: &str,
    range: &Range<usize>,
    abilities: EditAbilities,
) -> Vec<CodeActionOrCommand> {
    let mut list = Actions {
        view,
        path,
        abilities,
        actions: Vec::new(),
    };
    let found: Vec<&Diagnostic> = view.findings(path, range).collect();
    if let Some(summary) = view.summary(path) {
        list.spellings(&found);
        list.citations(summary, range);
        list.bindings(summary, &found);
        list.renumbering(summary, range);
        list.seal(summary, &found, range);
        list.waivers(summary, &found);
    }
    for found in found {
        list.explanation(found);
    }
    list.actions
}

/// A list of actions that is being made.
struct Actions<'a> {
    view: &'a RequestView<'a>,
    path: &'a str,
    abilities: EditAbilities,
    actions: Vec<CodeActionOrCommand>,
}

impl Actions<'_> {
    fn add(
        &mut self,
        title: String,
        kind: CodeActionKind,
        finding: Option<&Diagnostic>,
        edits: Vec<(Range<usize>, String)>,
    ) {
        let workspace = self.view.workspace;
        let edits = Edits::of(self.path, edits);
        let lines = workspace.lines(self.path);
        let finding = finding.map(|finding| vec![diagnostic(finding, &lines, None)]);
        self.actions
            .push(CodeActionOrCommand::CodeAction(CodeAction {
                title,
                kind: Some(kind),
                diagnostics: finding,
                edit: Some(edits.workspace_edit(workspace, self.abilities)),
                ..CodeAction::default()
            }));
    }

    /// Offers the preferred spelling of names.
    fn spellings(&mut self, found: &[&Diagnostic]) {
        let Some(site) = self.view.site else { return };
        let own: Vec<Diagnostic> = self
            .view
            .findings(self.path, &(0..usize::MAX))
            .cloned()
            .collect();
        if !own.iter().any(|d| d.code == codes::NAME_VARIANT) {
            return;
        }
        let fixes = fixes(site, &self.view.workspace.sources, &own);
        let edit = |fix: &Fix| (fix.span.clone(), fix.new.clone());
        for finding in found.iter().filter(|d| d.code == codes::NAME_VARIANT) {
            let is_own = |fix: &&Fix| {
                finding
                    .span
                    .as_ref()
                    .is_some_and(|span| span.start == fix.span.start)
            };
            if let Some(fix) = fixes.iter().find(is_own) {
                let title = format!("Write {}", shown(&fix.new));
                self.add(
                    title,
                    CodeActionKind::QUICKFIX,
                    Some(finding),
                    vec![edit(fix)],
                );
            }
        }
        if !fixes.is_empty() {
            let title = "Write the preferred spelling of all names in this file".into();
            let kind = CodeActionKind::new(FIX_ALL);
            self.add(title, kind, None, fixes.iter().map(edit).collect());
        }
    }

    /// Offers to cite the paragraphs that have a figure, a name or a quotation, if its sentence cites none of them.
    fn citations(&mut self, summary: &Summary, range: &Range<usize>) {
        let view = self.view;
        let Some(claims) = claims(view, self.path) else {
            return;
        };
        let touched = claims
            .iter()
            .filter(|claim| claim.range.start <= range.end && range.start <= claim.range.end);
        let touched: Vec<&Claim> = touched
            .filter(|claim| claim.kind != ClaimKind::Name)
            .collect();
        if touched.is_empty() {
            return;
        }
        let article = article_of(self.path).and_then(|slug| view.article(slug));
        let (Some(site), Some(article)) = (view.site, article) else {
            return;
        };
        let subject = ArticleUnderCheck::new(site, article, &view.workspace.sources);
        let mut editions = subject.editions();
        let Some((_, _, reading)) = editions.find(|(.., reading)| **reading.path == *self.path)
        else {
            return;
        };
        for claim in touched {
            let places = claim
                .places
                .iter()
                .filter(|place| place.role == PlaceRole::Same);
            let stated: Vec<(Option<&str>, u32)> = places
                .filter_map(|place| Some((place.original.as_deref(), place.paragraph?)))
                .collect();
            let is_cited = |(original, number): &(Option<&str>, u32)| {
                *original == claim.original.as_deref() && claim.cited.contains(number)
            };
            if stated.iter().any(is_cited) {
                continue;
            }
            for (original, number) in stated {
                let text = view.text(self.path);
                let Some(edit) = cited(reading, summary, claim, (original, number), text) else {
                    continue;
                };
                let number = match original {
                    Some(id) => format!("{id} p{number}"),
                    None => format!("p{number}"),
                };
                let finding = view
                    .findings(self.path, &claim.range)
                    .find(|finding| Some(finding.code.name()) == claim.code);
                let title = format!("Cite {number}, which has {}", shown(&claim.text));
                self.add(title, CodeActionKind::QUICKFIX, finding, vec![edit]);
            }
        }
    }

    /// Offers to bind a translated quotation to each quotation of the paragraphs that it cites.
    fn bindings(&mut self, summary: &Summary, found: &[&Diagnostic]) {
        let view = self.view;
        for finding in found.iter().filter(|d| d.code == codes::QUOTE_UNBOUND) {
            let Some(span) = &finding.span else { continue };
            let citations = summary.body.citations.iter();
            let Some(citation) = citations
                .filter(|c| c.span.start >= span.end)
                .min_by_key(|c| c.span.start)
            else {
                continue;
            };
            // A citation of another paragraph of the text is not that of the quotation.
            let text = view.text(self.path);
            let between = text.get(span.end..citation.span.start).unwrap_or_default();
            if citation.bound.is_some() || is_blank_line(between) {
                continue;
            }
            let Some(end) = closing(text, citation) else {
                continue;
            };
            let name = citation.names.original.as_deref();
            let Some(original) = view.original_of(&summary.article, name) else {
                continue;
            };
            for words in quoted_in(view, original, citation)
                .into_iter()
                .take(MOST_BINDINGS)
            {
                let title = format!("Bind it to {}", shown(&words));
                let Some(marked) = marked(&words) else {
                    continue;
                };
                let edit = (end..end, format!(" {marked}"));
                self.add(title, CodeActionKind::QUICKFIX, Some(finding), vec![edit]);
            }
        }
    }

    /// Offers to renumber citations after the original gained or lost paragraphs.
    fn renumbering(&mut self, summary: &Summary, range: &Range<usize>) {
        let stale = self.view.findings(self.path, &(0..usize::MAX));
        let Some(finding) = stale.into_iter().find(|d| d.code == codes::SUMMARY_STALE) else {
            return;
        };
        let originals = self.view.originals_of(&summary.article);
        let Renumbered {
            edits,
            lost,
            reduced,
        } = renumbered(summary, &originals, |path| {
            self.view.workspace.sources.text(path)
        });
        let touches = |span: &Range<usize>| span.start <= range.end && range.start <= span.end;
        let is_here = finding.span.as_ref().is_some_and(touches)
            || edits.iter().any(|(span, _)| touches(span));
        if !edits.is_empty() && is_here {
            let mut title = format!(
                "Renumber {} as the original's paragraphs are now",
                counted(edits.len(), "citation")
            );
            if reduced + lost.len() > 0 {
                title.push_str(&format!(
                    "; check {} of removed paragraphs",
                    counted(reduced + lost.len(), "citation")
                ));
            }
            self.add(title, CodeActionKind::QUICKFIX, Some(finding), edits);
        }
    }

    /// Offers to seal the summary, from its front matter and from findings about its seal.
    fn seal(&mut self, summary: &Summary, found: &[&Diagnostic], range: &Range<usize>) {
        const OF_SEAL: [codes::Code; 4] = [
            codes::SEAL_INVALID,
            codes::SEAL_ORIGINAL_ONLY,
            codes::SUMMARY_CHANGED,
            codes::SUMMARY_STALE,
        ];
        let finding = found.iter().find(|d| OF_SEAL.contains(&d.code)).copied();
        let is_in_front = range.end < summary.body_start;
        let view = self.view;
        let Some(article) = view.article(&summary.article) else {
            return;
        };
        let originals = &article.originals;
        // A draft is not ready to be published, so it is not sealed.
        let is_published = article
            .editions
            .iter()
            .flatten()
            .any(|e| e.summary.path == summary.path);
        let is_register_read = !view
            .found
            .iter()
            .any(|d| d.severity == Severity::Error && d.path.as_ref() == "content/names.toml");
        if (finding.is_none() && !is_in_front)
            || summary.draft
            || !is_published
            || !is_register_read
            || !against(view.found, summary, originals).is_empty()
        {
            return;
        }
        let text = |path: &str| view.workspace.sources.text(path);
        if let Ok(new) = sealed(summary, originals, text, view.today) {
            let old = view.text(self.path);
            if new.text != old {
                let title = format!(
                    "Seal it on {}: I have checked it against the original",
                    view.today
                );
                let kind = match finding {
                    Some(_) => CodeActionKind::QUICKFIX,
                    None => CodeActionKind::REFACTOR_REWRITE,
                };
                self.add(title, kind, finding, vec![difference(old, &new.text)]);
            }
        }
    }

    /// Offers to waive findings. The author writes the reason.
    fn waivers(&mut self, summary: &Summary, found: &[&Diagnostic]) {
        let text = self.view.text(self.path);
        for finding in found
            .iter()
            .filter(|d| d.code.waivable && d.severity != Severity::Error)
        {
            let words = finding
                .span
                .clone()
                .and_then(|span| text.get(span))
                .map(one_line);
            let words = words.filter(|words| words.contains(char::is_alphanumeric));
            let Some((at, new)) = waiver(summary, text, finding.code.name(), words.as_deref())
            else {
                continue;
            };
            let title = match &words {
                Some(words) => {
                    format!("Waive {} for {}, with a reason", finding.code, shown(words))
                }
                None => format!("Waive {}, with a reason", finding.code),
            };
            self.add(
                title,
                CodeActionKind::QUICKFIX,
                Some(finding),
                vec![(at..at, new)],
            );
        }
    }

    fn explanation(&mut self, finding: &Diagnostic) {
        let code = finding.code.name();
        let command = Command {
            title: format!("Explain {code}"),
            command: EXPLAIN.into(),
            arguments: Some(vec![code.into()]),
        };
        let command = CodeActionOrCommand::Command(command);
        if !self.actions.contains(&command) {
            self.actions.push(command);
        }
    }
}

/// Returns the edit that makes the sentence of a claim cite a paragraph: in the citation that follows the claim, or else at
/// the end of the sentence.
fn cited(
    reading: &CheckedText<'_>,
    summary: &Summary,
    claim: &Claim,
    (original, number): (Option<&str>, u32),
    text: &str,
) -> Option<(Range<usize>, String)> {
    let alone = match original {
        Some(id) => format!(" [{id} p{number}]"),
        None => format!(" [p{number}]"),
    };
    let prose = reading.prose();
    let sentences = reading.sentences.iter();
    let mut sentences = sentences.filter(|s| {
        let place = prose.in_file(&s.range);
        place.start <= claim.range.start && claim.range.start < place.end
    });
    let sentence = sentences.next()?;
    let citations = prose.citations.iter().zip(&summary.body.citations);
    let of_sentence = citations.filter(|(place, _)| {
        let place = **place as usize;
        sentence.range.start < place && place <= sentence.range.end
    });
    let of_sentence: Vec<&Citation> = of_sentence.map(|(_, citation)| citation).collect();
    let after = of_sentence.iter().find(|c| c.span.start >= claim.range.end);
    if let Some(citation) = after.or(of_sentence.last()) {
        let end = citation.span.end;
        let is_same = citation.names.original.as_deref() == original && citation.bound.is_none();
        return match closing(text, citation).filter(|_| is_same) {
            Some(end) => Some((end..end, format!(", p{number}"))),
            None => Some((end..end, alone)),
        };
    }
    let place = prose.in_file(&sentence.range);
    let words = text.get(place.clone())?;
    let is_end = |c: char| c.is_whitespace() || ".!?؟…。".contains(c);
    let end = place.start + words.trim_end_matches(is_end).len();
    (end >= claim.range.end).then_some((end..end, alone))
}

/// Returns the offset of the bracket that ends a citation.
fn closing(text: &str, citation: &Citation) -> Option<usize> {
    let label = text.get(citation.span.clone())?;
    // `[p4][]` and `[p4][p6]` are left alone.
    let is_plain = label.ends_with(']') && label.matches('[').count() == 1;
    is_plain.then(|| citation.span.end - 1)
}

fn is_blank_line(text: &str) -> bool {
    let mut lines = text.lines().skip(1);
    lines.any(|line| line.trim().is_empty())
}

/// Returns the quotations in the paragraphs that a citation names.
fn quoted_in(view: &RequestView<'_>, original: &Original, citation: &Citation) -> Vec<String> {
    let last = original.paragraphs();
    let ranges = citation.paragraphs.iter();
    let numbers = ranges.flat_map(|range| *range.start()..=(*range.end()).min(last));
    let paragraphs = numbers.filter_map(|number| view.paragraph(original, number));
    let words = |paragraph: String| {
        let quotations = quotations(&paragraph).into_iter();
        let words = quotations.filter_map(|one| Some(one_line(paragraph.get(one.range)?)));
        words.collect::<Vec<_>>()
    };
    paragraphs.flat_map(words).collect()
}

/// Returns words between quotation marks that do not occur in the words; `None` if a citation cannot contain them.
fn marked(words: &str) -> Option<String> {
    const MARKS: [(char, char); 4] = [('«', '»'), ('“', '”'), ('„', '“'), ('‹', '›')];
    if words.contains(['[', ']', '\\']) {
        return None;
    }
    let mut marks = MARKS
        .iter()
        .filter(|(open, close)| !words.contains([*open, *close]));
    marks
        .next()
        .map(|(open, close)| format!("{open}{words}{close}"))
}

/// Returns words for the title of an action: isolated and shortened.
fn shown(words: &str) -> String {
    let words = one_line(words);
    let words = crate::diagnostic::beginning(&words, SHOWN);
    format!("“{}”", crate::lang::isolate(&words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_marked_so_that_they_end_where_they_should() {
        for (words, expected) in [
            ("لا تقهر", Some("«لا تقهر»")),
            ("a «b» c", Some("“a «b» c”")),
            ("a [b]", None),
        ] {
            assert_eq!(marked(words).as_deref(), expected);
        }
    }

    #[test]
    fn a_paragraph_ends_at_a_blank_line() {
        for (text, expected) in [
            ("a", false),
            (" \n b", false),
            ("\n\n", true),
            ("\r\n\r\nx", true),
        ] {
            assert_eq!(is_blank_line(text), expected, "{text:?}");
        }
    }
}
