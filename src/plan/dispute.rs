//! Decides whether two publishers give different figures for the same thing.
//!
//! Takes two statements of figures with their sentences; says yes only if nothing but the numbers differs. Since a yes
//! accuses publishers, the answer is no in case of doubt: another year, another place, or a word in only one of the
//! sentences is enough.

use crate::lang::Date;
use crate::lang::figures::{
    Clause, CountedMatch, Dimension, Figure, Quantity, Scope, Wording, contradict,
};

/// Maximum number of days between two texts that describe the same state.
const SAME_TIME: i64 = 7;
/// Maximum number of days between two texts whose sentences name the date of their figures.
const SAME_DATE: i64 = 45;
/// Minimum resemblance of two clauses.
const ALIKE: f32 = 0.6;

/// The parts of a figure's sentence that determine its subject.
#[derive(Debug, Clone, Default)]
pub struct StatedScope {
    /// The sentence's names and concepts.
    pub scope: Scope,
    /// The sentence's dates, ordinals, codes and other figures that are not amounts, in order.
    pub others: Vec<Quantity>,
    /// True if the sentence says that its sources disagree.
    pub tells_of_disagreement: bool,
}

/// A figure, and the information that determines whether another figure contradicts it.
#[derive(Debug, Clone, Copy)]
pub struct SeriesStatement<'a> {
    pub figure: &'a Figure,
    pub clause: &'a Clause,
    pub scope: &'a StatedScope,
    /// Index of the publisher.
    pub publisher: Option<usize>,
    /// The date of the article.
    pub date: Option<Date>,
}

impl StatedScope {
    /// Reads the sentence of a figure. `figures` are all figures of the sentence.
    pub fn new<'f>(
        wording: &Wording<'_>,
        clause: &Clause,
        figures: impl Iterator<Item = &'f Figure>,
    ) -> StatedScope {
        let others = figures.map(|figure| &figure.quantity).filter(|quantity| {
            !matches!(quantity, Quantity::Amount { .. } | Quantity::Some { .. })
        });
        StatedScope {
            scope: wording.scope_of(clause),
            others: others.cloned().collect(),
            tells_of_disagreement: wording.tells_of_disagreement(clause),
        }
    }
}

impl SeriesStatement<'_> {
    /// Returns true if two sentences of different articles contradict each other, assuming that the articles are about
    /// one thing.
    pub fn contradicts(&self, other: &SeriesStatement<'_>) -> bool {
        let names_date = self.scope.others.iter().any(is_date);
        let most = if names_date { SAME_DATE } else { SAME_TIME };
        let is_at_once = match (self.date, other.date) {
            (Some(one), Some(other)) => (one.number() - other.number()).abs() <= most,
            _ => false,
        };
        is_at_once
            && self.publisher.is_some()
            && other.publisher.is_some()
            && self.publisher != other.publisher
            && contradict(self.figure, other.figure)
            && self.scope.others == other.scope.others
            && self.scope.scope.is_same(&other.scope.scope)
            && self.clause.is_meant_like(other.clause)
            && (!is_count(self.figure) || self.clause.counted(other.clause) == CountedMatch::Same)
            && self.clause.resemblance(other.clause) >= ALIKE
    }

    /// Returns true if both figures are in one sentence, which says that its sources disagree.
    pub fn is_contrasted_with(&self, other: &SeriesStatement<'_>) -> bool {
        self.scope.tells_of_disagreement
            && self.publisher.is_some()
            && other.publisher.is_some()
            && self.publisher != other.publisher
            && contradict(self.figure, other.figure)
            && (!is_count(self.figure)
                || self.clause.counted(other.clause) != CountedMatch::Different)
    }
}

fn is_count(figure: &Figure) -> bool {
    match &figure.quantity {
        Quantity::Amount { unit, .. } => unit.dimension == Dimension::Count,
        quantity => matches!(quantity, Quantity::Some { .. }),
    }
}

fn is_date(quantity: &Quantity) -> bool {
    matches!(quantity, Quantity::Date(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::figures::{TextSubject, find};

    /// An article: publisher, date, title, and a sentence of its summary with the figure in question first.
    type Article = (usize, &'static str, &'static str, &'static str);

    fn differ(language: &str, articles: [Article; 2]) -> bool {
        let figures = articles.map(|(_, _, _, sentence)| find(sentence, language));
        let wordings = articles.map(|(_, _, _, sentence)| Wording::new(sentence, language));
        let first = |figures: &[Figure]| {
            let is_amount = |figure: &&Figure| matches!(figure.quantity, Quantity::Amount { .. });
            figures
                .iter()
                .find(is_amount)
                .cloned()
                .expect("has an amount")
        };
        let own = [first(&figures[0]), first(&figures[1])];
        let clauses = [wordings[0].clause(&own[0]), wordings[1].clause(&own[1])];
        let scopes =
            [0, 1].map(|at| StatedScope::new(&wordings[at], &clauses[at], figures[at].iter()));
        let statement = |at: usize| SeriesStatement {
            figure: &own[at],
            clause: &clauses[at],
            scope: &scopes[at],
            publisher: Some(articles[at].0),
            date: Date::parse(articles[at].1),
        };
        let subjects = articles.map(|(_, _, title, text)| TextSubject::new(title, text, language));
        statement(0).contradicts(&statement(1))
            && subjects[0].is_shared(&subjects[1], [&scopes[0].scope, &scopes[1].scope])
    }

    #[test]
    fn only_a_contradiction_is_one() {
        let quay = "Varden builds";
        let builds = "About 5,000 workers are building the new quay at Varden.";
        for (case, language, one, other, expected) in [
            (
                "another number for the same thing",
                "en",
                (1, "2025-02-01", quay, builds),
                (
                    2,
                    "2025-01-29",
                    quay,
                    "About 3,000 workers are building the new quay at Varden.",
                ),
                true,
            ),
            (
                "the same in Arabic",
                "ar",
                (
                    1,
                    "2025-02-01",
                    "رصيف فاردن",
                    "يبني رصيف فاردن الجديد نحو 5000 عامل.",
                ),
                (
                    2,
                    "2025-01-29",
                    "رصيف فاردن",
                    "يبني رصيف فاردن الجديد نحو 3000 عامل.",
                ),
                true,
            ),
            (
                "the same publisher",
                "en",
                (1, "2025-02-01", quay, builds),
                (
                    1,
                    "2025-01-29",
                    quay,
                    "About 3,000 workers are building the new quay at Varden.",
                ),
                false,
            ),
            (
                "a month later, without a date",
                "en",
                (1, "2025-02-01", quay, builds),
                (
                    2,
                    "2025-01-02",
                    quay,
                    "About 3,000 workers are building the new quay at Varden.",
                ),
                false,
            ),
            (
                "a month later, for one date",
                "en",
                (
                    1,
                    "2025-02-01",
                    quay,
                    "Goods worth 7 million riyals passed through Varden in 2019.",
                ),
                (
                    2,
                    "2025-01-02",
                    quay,
                    "Goods worth 9 million riyals passed through Varden in 2019.",
                ),
                true,
            ),
            (
                "other years",
                "en",
                (
                    1,
                    "2024-09-02",
                    quay,
                    "Goods worth 1.2 million riyals passed through Varden in 2019.",
                ),
                (
                    2,
                    "2024-09-01",
                    quay,
                    "Goods worth 33.4 million riyals passed through Varden in 2011.",
                ),
                false,
            ),
            (
                "a year in one of them alone",
                "en",
                (
                    1,
                    "2024-09-02",
                    quay,
                    "Goods worth 1.2 million riyals passed through Varden in 2019.",
                ),
                (
                    2,
                    "2024-09-01",
                    quay,
                    "Goods worth 33.4 million riyals passed through Varden.",
                ),
                false,
            ),
            (
                "another year of the same sentence",
                "ar",
                (
                    1,
                    "2024-09-02",
                    "ميناء فاردن",
                    "مرت بميناء فاردن بضائع قيمتها 1.2 مليون ريال عام 2019.",
                ),
                (
                    2,
                    "2024-09-01",
                    "ميناء فاردن",
                    "مرت بميناء فاردن بضائع قيمتها 33.4 مليون ريال عام 2011.",
                ),
                false,
            ),
            (
                "other places",
                "en",
                (1, "2025-02-01", quay, builds),
                (
                    2,
                    "2025-01-29",
                    quay,
                    "About 3,000 workers are building the new quay at Molden.",
                ),
                false,
            ),
            (
                "other places in Arabic",
                "ar",
                (
                    1,
                    "2025-02-01",
                    "رصيف فاردن",
                    "يبني رصيف فاردن الجديد نحو 5000 عامل.",
                ),
                (
                    2,
                    "2025-01-29",
                    "رصيف فاردن",
                    "يبني رصيف مولدن الجديد نحو 3000 عامل.",
                ),
                false,
            ),
            (
                "other places, in the titles alone",
                "en",
                (
                    1,
                    "2025-02-01",
                    "A new school for Varden",
                    "Loans cover 77.8% of the funding.",
                ),
                (
                    2,
                    "2025-01-29",
                    "A new school for Molden",
                    "Loans cover 40% of the funding.",
                ),
                false,
            ),
            (
                "no place at all",
                "en",
                (
                    1,
                    "2025-02-01",
                    "A new school",
                    "Loans cover 77.8% of the funding.",
                ),
                (
                    2,
                    "2025-01-29",
                    "A new school",
                    "Loans cover 40% of the funding.",
                ),
                false,
            ),
            (
                "the other bank",
                "en",
                (
                    1,
                    "2025-02-01",
                    quay,
                    "About 5,000 workers are building the north quay at Varden.",
                ),
                (
                    2,
                    "2025-01-29",
                    quay,
                    "About 3,000 workers are building the south quay at Varden.",
                ),
                false,
            ),
            (
                "other things",
                "en",
                (
                    1,
                    "2025-02-01",
                    quay,
                    "About 5,000 workers are building the new quay at Varden.",
                ),
                (
                    2,
                    "2025-01-29",
                    quay,
                    "About 3,000 engineers are building the new quay at Varden.",
                ),
                false,
            ),
            (
                "a bound",
                "en",
                (1, "2025-02-01", quay, builds),
                (
                    2,
                    "2025-01-29",
                    quay,
                    "At least 6,000 workers are building the new quay at Varden.",
                ),
                false,
            ),
            (
                "a rate",
                "en",
                (
                    1,
                    "2025-02-01",
                    quay,
                    "The new quay at Varden costs $5 million a month.",
                ),
                (
                    2,
                    "2025-01-29",
                    quay,
                    "The new quay at Varden costs $50 million a year.",
                ),
                false,
            ),
            (
                "another round",
                "en",
                (
                    1,
                    "2025-02-01",
                    quay,
                    "About 5,000 workers came to Varden in the first round.",
                ),
                (
                    2,
                    "2025-01-29",
                    quay,
                    "About 3,000 workers came to Varden in the second round.",
                ),
                false,
            ),
            (
                "the same number in other words",
                "en",
                (
                    1,
                    "2025-02-01",
                    quay,
                    "Nearly 5,000 workers are building the new quay at Varden.",
                ),
                (
                    2,
                    "2025-01-29",
                    quay,
                    "Nearly five thousand workers are building the new quay at Varden.",
                ),
                false,
            ),
        ] {
            assert_eq!(differ(language, [one, other]), expected, "{case}");
            assert_eq!(
                differ(language, [other, one]),
                expected,
                "{case}, the other way round"
            );
        }
    }
}
