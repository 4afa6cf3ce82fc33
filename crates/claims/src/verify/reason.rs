//! Verdicts and their reasons, with their words for programs and people.

use serde::{Serialize, Serializer};

use crate::figures::{Doubt, FigureVerdict, Reservation};
use crate::verify::figures::JudgedFigure;
use crate::verify::names::{JudgedName, NameVerdict};
use crate::verify::quotations::{JudgedQuotation, QuotationVerdict};

/// The verdict on a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimVerdict {
    /// The original states the claim.
    Found,
    /// The original does not state the claim.
    Absent,
    /// The original states something else instead.
    Contradicted,
    /// The texts do not allow a decision.
    Undecided,
    /// The sentence links to another source, to which the claim belongs.
    Elsewhere,
}

impl ClaimVerdict {
    /// All outcomes.
    pub const ALL: [ClaimVerdict; 5] = [
        ClaimVerdict::Found,
        ClaimVerdict::Absent,
        ClaimVerdict::Contradicted,
        ClaimVerdict::Undecided,
        ClaimVerdict::Elsewhere,
    ];

    /// Returns the word for the verdict in JSON.
    pub fn word(self) -> &'static str {
        match self {
            ClaimVerdict::Found => "found",
            ClaimVerdict::Absent => "absent",
            ClaimVerdict::Contradicted => "contradicted",
            ClaimVerdict::Undecided => "undecided",
            ClaimVerdict::Elsewhere => "elsewhere",
        }
    }
}

/// The severity of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Possibly no fault.
    Note,
    /// A reader would be misled.
    Warning,
}

/// The reason for a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The original states the claim.
    Stated,
    /// The original states the claim, but not in the paragraphs that the sentence cites.
    NotInCited,
    /// The original has the number without the claim's bound: "at least 30" for "30".
    BoundNotStated,
    /// The original has the figure, but a cited paragraph has another one instead.
    CitedHasAnother,
    /// The original never states the claim.
    NotStated,
    /// The original has the number with a bound that contradicts the claim's.
    OtherBound,
    /// The original has the number with the opposite direction or sign.
    Reversed,
    /// The original has the number, but for another subject.
    OfAnother,
    /// The original has something similar.
    Similar,
    /// The original may express this time relative to its publication date ("yesterday").
    Reckoned,
    /// The original has only one of two numbers.
    OneMissing,
    /// Numbers in words are not supported in the original's language.
    UnreadLanguage,
    /// The original may express the figure in words that are not figures: "both", "doubled".
    InWords,
    /// The texts have too many claims to compare this one as well.
    TooMany,
    /// The quotation is in another language than the original.
    Translated,
    /// The quotation has too few words.
    FewWords,
    /// The original may mention the name indirectly: by a surname, an adjective, an acronym.
    MayBeMeant,
    /// The register has no spelling of the name in the original's language.
    NoSpelling,
    /// A text cannot be compared: it is in another language than its file says, or its sentence cites no paragraph that exists.
    NotComparable,
    /// The sentence links to another source.
    OtherSource,
}

impl Reason {
    /// All reasons.
    pub const ALL: [Reason; 20] = [
        Reason::Stated,
        Reason::NotInCited,
        Reason::BoundNotStated,
        Reason::CitedHasAnother,
        Reason::NotStated,
        Reason::OtherBound,
        Reason::Reversed,
        Reason::OfAnother,
        Reason::Similar,
        Reason::Reckoned,
        Reason::OneMissing,
        Reason::UnreadLanguage,
        Reason::InWords,
        Reason::TooMany,
        Reason::Translated,
        Reason::FewWords,
        Reason::MayBeMeant,
        Reason::NoSpelling,
        Reason::NotComparable,
        Reason::OtherSource,
    ];

    /// Returns the verdict that belongs to the reason.
    pub fn outcome(self) -> ClaimVerdict {
        match self {
            Reason::Stated
            | Reason::NotInCited
            | Reason::BoundNotStated
            | Reason::CitedHasAnother => ClaimVerdict::Found,
            Reason::NotStated => ClaimVerdict::Absent,
            Reason::OtherBound | Reason::Reversed | Reason::OfAnother => ClaimVerdict::Contradicted,
            Reason::Similar
            | Reason::Reckoned
            | Reason::OneMissing
            | Reason::UnreadLanguage
            | Reason::InWords
            | Reason::TooMany
            | Reason::Translated
            | Reason::FewWords
            | Reason::MayBeMeant
            | Reason::NoSpelling
            | Reason::NotComparable => ClaimVerdict::Undecided,
            Reason::OtherSource => ClaimVerdict::Elsewhere,
        }
    }

    /// Returns the severity; `None` if there is nothing to report.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Reason::CitedHasAnother => Some(Severity::Warning),
            Reason::NotInCited | Reason::BoundNotStated => Some(Severity::Note),
            _ => match self.outcome() {
                ClaimVerdict::Absent | ClaimVerdict::Contradicted => Some(Severity::Warning),
                ClaimVerdict::Found | ClaimVerdict::Undecided | ClaimVerdict::Elsewhere => None,
            },
        }
    }

    /// Returns the word for the reason in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Reason::Stated => "stated",
            Reason::NotInCited => "not-in-cited",
            Reason::BoundNotStated => "bound-not-stated",
            Reason::CitedHasAnother => "cited-has-another",
            Reason::NotStated => "not-stated",
            Reason::OtherBound => "other-bound",
            Reason::Reversed => "reversed",
            Reason::OfAnother => "of-another",
            Reason::Similar => "similar",
            Reason::Reckoned => "reckoned",
            Reason::OneMissing => "one-missing",
            Reason::UnreadLanguage => "unread-language",
            Reason::InWords => "in-words",
            Reason::TooMany => "too-many",
            Reason::Translated => "translated",
            Reason::FewWords => "few-words",
            Reason::MayBeMeant => "may-be-meant",
            Reason::NoSpelling => "no-spelling",
            Reason::NotComparable => "not-comparable",
            Reason::OtherSource => "other-source",
        }
    }

    /// Returns the meaning as a clause for people.
    pub fn explanation(self) -> &'static str {
        match self {
            Reason::Stated => "the original says the same",
            Reason::NotInCited => "the original says it, but not in the paragraphs cited",
            Reason::BoundNotStated => "the original gives the number without this bound",
            Reason::CitedHasAnother => {
                "the original has it elsewhere; the paragraph cited has another figure in its place"
            }
            Reason::NotStated => "the original does not say it",
            Reason::OtherBound => "the original gives the number with another bound",
            Reason::Reversed => "the original says the opposite: up for down, or minus for plus",
            Reason::OfAnother => "the original has this number for something else",
            Reason::Similar => {
                "the original has something similar, which may or may not be the same"
            }
            Reason::Reckoned => {
                "the original may leave it to be counted or reckoned, or say a time in other words, such as “yesterday”"
            }
            Reason::OneMissing => "the original has one of its two numbers",
            Reason::UnreadLanguage => "numbers in words are not read in the original's language",
            Reason::InWords => {
                "the original may say it in words that are no figure, such as “both” or “double”"
            }
            Reason::TooMany => "the texts have too many claims to compare all of them",
            Reason::Translated => "words can be compared within one language only",
            Reason::FewWords => "it has too few words to tell",
            Reason::MayBeMeant => "the original may mean it by other words",
            Reason::NoSpelling => {
                "the list of names has no spelling of it in the original's language"
            }
            Reason::NotComparable => {
                "the texts cannot be compared: one is in another language than its file says, or the citation is invalid"
            }
            Reason::OtherSource => "its sentence links to another source",
        }
    }

    fn of_figure(judged: &JudgedFigure<'_>) -> Reason {
        match &judged.verdict {
            None => Reason::OtherSource,
            Some(FigureVerdict::FoundBut(_, Reservation::Cited(_))) => Reason::CitedHasAnother,
            Some(FigureVerdict::FoundBut(_, Reservation::Bound(_))) => Reason::BoundNotStated,
            Some(FigureVerdict::Found(_)) if judged.not_in_cited().is_some() => Reason::NotInCited,
            Some(FigureVerdict::Found(_)) => Reason::Stated,
            Some(FigureVerdict::Absent(_)) => Reason::NotStated,
            Some(FigureVerdict::OtherBound(_)) => Reason::OtherBound,
            Some(FigureVerdict::Reversed(_)) => Reason::Reversed,
            Some(FigureVerdict::OfAnother(_) | FigureVerdict::OtherThing(..)) => Reason::OfAnother,
            Some(FigureVerdict::CannotTell(doubt)) => match doubt {
                Doubt::Similar => Reason::Similar,
                Doubt::Reckoned => Reason::Reckoned,
                Doubt::OneMissing => Reason::OneMissing,
                Doubt::UnreadLanguage => Reason::UnreadLanguage,
                Doubt::InWords => Reason::InWords,
                Doubt::TooMany => Reason::TooMany,
            },
        }
    }

    fn of_quotation(judged: &JudgedQuotation) -> Reason {
        match judged.verdict {
            QuotationVerdict::Found(_) if judged.not_in_cited().is_some() => Reason::NotInCited,
            QuotationVerdict::Found(_) => Reason::Stated,
            QuotationVerdict::Absent(_) => Reason::NotStated,
            QuotationVerdict::Translated => Reason::Translated,
            QuotationVerdict::FewWords => Reason::FewWords,
            QuotationVerdict::TooMany => Reason::TooMany,
            QuotationVerdict::Elsewhere => Reason::OtherSource,
        }
    }

    fn of_name(verdict: Option<NameVerdict>) -> Reason {
        match verdict {
            Some(NameVerdict::Spelled) => Reason::Stated,
            Some(NameVerdict::MayBeMeant) => Reason::MayBeMeant,
            Some(NameVerdict::NoSpelling) => Reason::NoSpelling,
            Some(NameVerdict::Absent) => Reason::NotStated,
            None => Reason::OtherSource,
        }
    }
}

impl JudgedFigure<'_> {
    /// Returns the reason for its verdict.
    pub fn reason(&self) -> Reason {
        Reason::of_figure(self)
    }
}

impl JudgedQuotation {
    /// Returns the reason for its verdict.
    pub fn reason(&self) -> Reason {
        Reason::of_quotation(self)
    }
}

impl JudgedName<'_> {
    /// Returns the reason for its verdict.
    pub fn reason(&self) -> Reason {
        Reason::of_name(self.verdict)
    }
}

impl Serialize for ClaimVerdict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}
