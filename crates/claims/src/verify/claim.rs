//! A claim of a summary with its verdict: the record in the output of `check` and `verify` and in a site's data.

use std::ops::Range;

use serde::Serialize;

use crate::figures::{Figure, FigureVerdict, Reservation, Wording};
use crate::verify::document::Document;
use crate::verify::figures::{JudgedFigure, OriginalFigures};
use crate::verify::names::{JudgedName, NameVerdict, OriginalNames, SpelledName};
use crate::verify::people::WrongName;
use crate::verify::quotations::{JudgedQuotation, QuotationVerdict};
use crate::verify::reason::{ClaimVerdict, Reason, Severity};
use crate::verify::understood::{FigureContext, Understood, UnderstoodFigure, UnderstoodName};

/// Version of the record. It changes when a field that a program may rely on is removed or changes its meaning.
pub const CLAIMS_VERSION: u32 = 1;

/// A figure, quotation or name of a summary, its parsed value, and the result of its check against the original.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Claim {
    /// Kind of the claim.
    pub kind: ClaimKind,
    /// Byte range in the summary's text.
    #[serde(skip)]
    pub range: Range<usize>,
    /// Words of the claim.
    pub text: String,
    /// Parsed value of the claim; `None` for a quotation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub understood: Option<Understood>,
    /// The verdict.
    pub verdict: ClaimVerdict,
    /// The reason for the verdict.
    pub reason: Reason,
    /// Code of the finding that `check` reports for the claim; `None` if there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'static str>,
    /// Id of the original with this verdict, if the summary has several and this one has an id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original: Option<Box<str>>,
    /// The paragraphs of this original that the claim's sentence cites.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cited: Vec<u32>,
    /// The passages of the original that decided the verdict.
    pub places: Vec<SourcePlace>,
}

/// The kind of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimKind {
    /// A number, amount, date, range or code.
    Figure,
    /// Words between quotation marks, or a block quotation.
    Quotation,
    /// A name of the register.
    Name,
}

/// A passage of the original.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SourcePlace {
    /// Relation of the passage to the claim.
    pub role: PlaceRole,
    /// Article whose original has the passage, for a text that cites the originals of several articles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<Box<str>>,
    /// Id of the original that has the passage, if the summary has several and this one has an id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original: Option<Box<str>>,
    /// Paragraph number; `None` for a title or a heading.
    pub paragraph: Option<u32>,
    /// Words of the passage; `None` if the record must not contain them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Words of the passage with their context.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
}

/// The relation of a passage of the original to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceRole {
    /// The passage states the same value.
    Same,
    /// The passage has the number, but makes another statement about it.
    Differs,
    /// The passage gives another value for the subject of the claim.
    Instead,
    /// The passage is the most similar one of the original.
    Nearest,
}

impl Claim {
    /// Builds the claim for a figure from stored parts; `words` are the words of the figure.
    pub fn of_figure(
        words: String,
        understood: UnderstoodFigure,
        reason: Reason,
        places: Vec<SourcePlace>,
    ) -> Claim {
        Claim {
            kind: ClaimKind::Figure,
            range: 0..0,
            text: words,
            understood: Some(Understood::Figure(Box::new(understood))),
            verdict: reason.outcome(),
            reason,
            code: figure_code(reason),
            original: None,
            cited: Vec::new(),
            places,
        }
    }

    /// Builds the claim for a quotation.
    pub fn of_quotation(words: String, reason: Reason, places: Vec<SourcePlace>) -> Claim {
        Claim {
            kind: ClaimKind::Quotation,
            range: 0..0,
            text: words,
            understood: None,
            verdict: reason.outcome(),
            reason,
            code: match reason.outcome() {
                ClaimVerdict::Absent => Some("quote-not-in-original"),
                ClaimVerdict::Undecided => Some("quote-unchecked"),
                ClaimVerdict::Found => {
                    (reason == Reason::NotInCited).then_some("quote-not-in-cited")
                }
                _ => None,
            },
            original: None,
            cited: Vec::new(),
            places,
        }
    }

    /// Builds the claim for a listed name; `preferred` is the spelling that should replace it.
    pub fn of_name(
        words: String,
        (id, stands_for): (String, &'static str),
        preferred: Option<String>,
        reason: Reason,
        places: Vec<SourcePlace>,
    ) -> Claim {
        let code = match reason {
            Reason::NotStated => Some("name-not-in-original"),
            _ => preferred.is_some().then_some("name-variant"),
        };
        Claim {
            kind: ClaimKind::Name,
            range: 0..0,
            text: words,
            understood: Some(Understood::Name(UnderstoodName {
                is: "name",
                id,
                stands_for,
                preferred,
            })),
            verdict: reason.outcome(),
            reason,
            code,
            original: None,
            cited: Vec::new(),
            places,
        }
    }

    /// Returns true if the claim would probably mislead a reader of the summary.
    pub fn is_warning(&self) -> bool {
        self.reason.severity() == Some(Severity::Warning) || self.code == Some("name-variant")
    }
}

/// Returns the code of the finding for a figure.
fn figure_code(reason: Reason) -> Option<&'static str> {
    match reason {
        Reason::NotStated | Reason::OtherBound => Some("figure-not-in-original"),
        Reason::Reversed => Some("figure-reversed"),
        Reason::OfAnother => Some("figure-of-another"),
        Reason::NotInCited | Reason::CitedHasAnother => Some("figure-not-in-cited"),
        Reason::BoundNotStated => Some("figure-bound"),
        _ => match reason.outcome() {
            ClaimVerdict::Undecided => Some("figure-unchecked"),
            _ => None,
        },
    }
}

impl SourcePlace {
    /// Returns a paragraph that states the claim, without its words.
    pub fn paragraph(number: u32) -> SourcePlace {
        SourcePlace {
            role: PlaceRole::Same,
            article: None,
            original: None,
            paragraph: Some(number),
            text: None,
            context: None,
        }
    }
}

/// An original and a summary that are being compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct ComparedPair<'p, 'c> {
    pub original: &'c Document<'c>,
    pub summary: &'c Document<'c>,
    pub figures: Option<&'p OriginalFigures<'c>>,
}

impl<'c> ComparedPair<'_, 'c> {
    fn words(&self, range: &Range<usize>) -> String {
        self.summary
            .text
            .get(range.clone())
            .unwrap_or_default()
            .to_owned()
    }

    fn cited(&self, place: usize) -> Vec<u32> {
        let sentence = self.summary.sentence_at(place);
        sentence.map_or(Vec::new(), |sentence| sentence.cites.clone())
    }

    /// Builds the claim for a judged figure.
    pub fn figure(&self, judged: &JudgedFigure<'c>, wording: &Wording<'_>) -> Claim {
        let figure = judged.figure;
        let text_of = |index: usize| {
            let other = self.summary.figures.get(index)?;
            Some(self.words(&other.range))
        };
        let context = FigureContext::new(self.summary, wording, figure);
        let understood = UnderstoodFigure::new(figure, &context, text_of);
        let mut claim = Claim::of_figure(
            self.words(&figure.range),
            understood,
            judged.reason(),
            self.figure_places(judged),
        );
        claim.range = figure.range.clone();
        claim.cited = judged.cited.to_vec();
        claim
    }

    fn figure_places(&self, judged: &JudgedFigure<'_>) -> Vec<SourcePlace> {
        let Some(verdict) = &judged.verdict else {
            return Vec::new();
        };
        let stated = |index: usize, role| self.statement(index, role);
        match verdict {
            FigureVerdict::Found(paragraphs)
            | FigureVerdict::FoundBut(paragraphs, Reservation::Bound(_)) => {
                let mut places = self.same(judged.figure, paragraphs);
                if let FigureVerdict::FoundBut(_, Reservation::Bound(index)) = verdict
                    && places.is_empty()
                {
                    places.extend(stated(*index, PlaceRole::Same));
                }
                places
            }
            FigureVerdict::FoundBut(paragraphs, Reservation::Cited(rival)) => {
                let mut places = self.same(judged.figure, paragraphs);
                places.extend(stated(*rival, PlaceRole::Instead));
                places
            }
            FigureVerdict::OtherBound(index)
            | FigureVerdict::Reversed(index)
            | FigureVerdict::OtherThing(index, _) => {
                stated(*index, PlaceRole::Differs).into_iter().collect()
            }
            FigureVerdict::OfAnother(rival) => {
                let places = [
                    stated(rival.stated, PlaceRole::Differs),
                    stated(rival.rival, PlaceRole::Instead),
                ];
                places.into_iter().flatten().collect()
            }
            FigureVerdict::Absent(near) => near
                .and_then(|index| stated(index, PlaceRole::Nearest))
                .into_iter()
                .collect(),
            FigureVerdict::CannotTell(_) => Vec::new(),
        }
    }

    /// Returns the passages in these paragraphs that state a figure; without words if the figure is derived from several.
    fn same(&self, figure: &Figure, paragraphs: &[u32]) -> Vec<SourcePlace> {
        let Some(original) = self.figures else {
            return Vec::new();
        };
        let mut places = Vec::new();
        let mut missing = paragraphs.to_vec();
        for index in original.statements.stating(figure) {
            let place = original.statements.all()[index].place;
            let is_meant = match place {
                Some(number) => paragraphs.contains(&number),
                None => paragraphs.is_empty(),
            };
            if is_meant {
                missing.retain(|number| Some(*number) != place);
                places.extend(self.statement(index, PlaceRole::Same));
            }
        }
        places.extend(missing.into_iter().map(SourcePlace::paragraph));
        places
    }

    /// Returns the passage of a figure of the original.
    fn statement(&self, index: usize, role: PlaceRole) -> Option<SourcePlace> {
        let figures = self.figures?;
        let statement = figures.statements.all().get(index)?;
        let figure = &statement.figure;
        Some(SourcePlace {
            role,
            article: None,
            original: None,
            paragraph: statement.place,
            text: self.original_words(&figure.range),
            context: self
                .original_words(&figures.wording.around(figure))
                .map(one_line),
        })
    }

    fn original_words(&self, range: &Range<usize>) -> Option<String> {
        self.original.text.get(range.clone()).map(str::to_owned)
    }

    /// Builds the claim for a judged quotation.
    pub fn quotation(&self, judged: &JudgedQuotation) -> Claim {
        let places = match &judged.verdict {
            QuotationVerdict::Found(blocks) => {
                let places = blocks.iter().filter_map(|index| {
                    let block = self.original.blocks.get(*index)?;
                    Some(SourcePlace {
                        role: PlaceRole::Same,
                        article: None,
                        original: None,
                        paragraph: block.paragraph,
                        text: None,
                        context: self.original_words(&block.range),
                    })
                });
                places.collect()
            }
            QuotationVerdict::Absent(Some((index, range))) => {
                let block = self.original.blocks.get(*index);
                let place = block.map(|block| SourcePlace {
                    role: PlaceRole::Nearest,
                    article: None,
                    original: None,
                    paragraph: block.paragraph,
                    text: self
                        .original
                        .text
                        .get(block.range.start + range.start..block.range.start + range.end)
                        .map(str::to_owned),
                    context: None,
                });
                place.into_iter().collect()
            }
            _ => Vec::new(),
        };
        let reason = judged.reason();
        let mut claim = Claim::of_quotation(self.words(&judged.range), reason, places);
        claim.cited.clone_from(&judged.cited);
        claim.range = judged.range.clone();
        claim
    }

    /// Returns the passage with these words of the original.
    fn passage(&self, role: PlaceRole, range: &Range<usize>) -> SourcePlace {
        SourcePlace {
            role,
            article: None,
            original: None,
            paragraph: self
                .original
                .block_at(range.start)
                .and_then(|block| block.paragraph),
            text: self.original_words(range),
            context: None,
        }
    }

    /// Builds the claim for a full name whose family name is not in the original.
    pub fn person(&self, wrong: &WrongName) -> Claim {
        let place = |role, range: &Option<Range<usize>>| {
            range.clone().map(|range| self.passage(role, &range))
        };
        let (reason, role) = match wrong.other {
            Some(_) => (Reason::OfAnother, PlaceRole::Instead),
            None => (Reason::NotStated, PlaceRole::Nearest),
        };
        let places = [
            place(PlaceRole::Differs, &wrong.other),
            place(role, &wrong.instead),
        ];
        Claim {
            kind: ClaimKind::Name,
            range: wrong.range.clone(),
            text: self.words(&wrong.range),
            understood: None,
            verdict: reason.outcome(),
            reason,
            code: Some("name-not-in-original"),
            original: None,
            cited: self.cited(wrong.range.start),
            places: places.into_iter().flatten().collect(),
        }
    }

    /// Builds the claim for a judged name.
    pub fn name(
        &self,
        judged: &JudgedName<'c>,
        entry: &SpelledName<'c>,
        names: &mut OriginalNames<'_>,
    ) -> Claim {
        let name = &judged.name;
        let spelled = match judged.verdict {
            Some(NameVerdict::Spelled) => names.places(name.index),
            _ => Vec::new(),
        };
        let mut claim = Claim::of_name(
            self.words(&name.range),
            (entry.id.to_owned(), entry.kind.word()),
            judged.preferred.map(str::to_owned),
            judged.reason(),
            spelled
                .iter()
                .map(|range| self.passage(PlaceRole::Same, range))
                .collect(),
        );
        // A name that is missing in the original is reported only once.
        if judged.is_repeated && claim.reason == Reason::NotStated {
            claim.code = judged.preferred.is_some().then_some("name-variant");
        }
        claim.cited = self.cited(name.range.start);
        claim.range = name.range.clone();
        claim
    }
}

/// Joins words into one line.
fn one_line(words: String) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
