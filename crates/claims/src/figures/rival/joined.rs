//! Detects numbers that readers can calculate from several numbers of one sentence: the sum of things that "and" joins
//! (seven women and five men: a jury of 12), and the product where each of several things has the same number (each of
//! the four provinces gets 25: 100).
//!
//! Such a claim stays undecided. A claim about one of the joined things alone ("12 women") is not a sum of them.

use std::rc::Rc;

use crate::figures::clause::{Clause, CountedMatch};
use crate::figures::compare::is_looked_at;
use crate::figures::figure::Quantity;
use crate::figures::number::Number;
use crate::figures::rival::Pairing;
use crate::figures::units::{Dimension, Unit, known};

/// Smallest sum and product: smaller ones match by chance. The second one applies if the claim does not name the
/// counted thing.
const LEAST: [Number; 2] = [Number::whole(3), Number::whole(6)];

/// Maximum number of figures in a sentence of which sums and products are tried.
const MANY: usize = 24;

/// Minimum number of significant digits of a sum whose summands are not joined by a word.
const LONG: usize = 3;

/// A number of the original, with its unit and its clause.
type Counting = (Number, Unit, Rc<Clause>);

impl Pairing<'_, '_> {
    /// Returns true if a claim is the sum of numbers that a sentence of the original joins, or the product of two.
    pub fn follows_from_joined(&self) -> bool {
        let Quantity::Amount { from, to, unit, .. } = &self.claim.figure.quantity else {
            return false;
        };
        let least = LEAST[usize::from(!self.clause.names_counted())];
        if from != to || *from < least {
            return false;
        }
        self.sentences().iter().any(|sentence| {
            self.is_sum_of(sentence, *from, *unit)
                || self.is_sum_of_all(sentence, *from, *unit)
                || self.is_product_of(sentence, *from, *unit)
        }) || self.is_each_of_all(*from, *unit)
            || self.is_rest_of_day(*from, *unit)
    }

    /// Returns true if a number is the sum of three or more neighbours of a sentence, however they are joined.
    fn is_sum_of_all(&self, sentence: &[Counting], number: Number, unit: Unit) -> bool {
        number.digits().len() >= LONG
            && (0..sentence.len()).any(|first| {
                let mut sum = Number::whole(0);
                let rest = sentence[first..].iter();
                let rest = rest.take_while(|(_, other, _)| *other == unit);
                rest.enumerate().any(|(at, (value, ..))| {
                    sum = sum.plus(*value).unwrap_or(sum);
                    at >= 2 && sum == number
                })
            })
    }

    /// Returns true if a claim is the share of each of several things, of which the original gives the total and the
    /// count: 1.8 billion for five ships, 360 million apiece.
    fn is_each_of_all(&self, number: Number, unit: Unit) -> bool {
        if !self.claim.wording.has_each(&self.clause) {
            return false;
        }
        let all: Vec<Counting> = self.singles().take(MANY).collect();
        let counts = all.iter().filter(|(count, unit, _)| {
            unit.dimension == Dimension::Count && count.as_whole().is_some_and(|count| count > 1)
        });
        let products = counts.filter_map(|(count, ..)| number.times(*count));
        products.into_iter().any(|total| {
            let is_total = |(value, other, _): &Counting| *other == unit && *value == total;
            total != number && all.iter().any(is_total)
        })
    }

    /// Returns true if a claim is the rest of a day of which the original gives some hours: power for 11 hours, none for 13.
    fn is_rest_of_day(&self, number: Number, unit: Unit) -> bool {
        let rest = Number::whole(24).distance(number);
        unit == known::HOUR
            && number < Number::whole(24)
            && self.clause.is_daily()
            && self
                .singles()
                .any(|(value, other, clause)| other == unit && value == rest && clause.is_daily())
    }

    /// Returns the single numbers of the cited paragraphs.
    fn singles(&self) -> impl Iterator<Item = Counting> {
        let all = self.statements.all().iter();
        let looked_at = all.filter(|statement| is_looked_at(statement.place, self.claim.cited));
        looked_at.filter_map(|statement| match &statement.figure.quantity {
            Quantity::Amount { from, to, unit, .. } if from == to => {
                Some((*from, *unit, self.original.clause(&statement.figure)))
            }
            _ => None,
        })
    }

    /// Returns the single numbers of the cited sentences, by sentence. Sentences with one number, or with very many,
    /// are left out.
    fn sentences(&self) -> Vec<Vec<Counting>> {
        let mut sentences: Vec<Vec<Counting>> = Vec::new();
        for counting in self.singles() {
            match sentences.last_mut() {
                Some(last) if last[0].2.shares_sentence(&counting.2) => last.push(counting),
                _ => sentences.push(vec![counting]),
            }
        }
        sentences.retain(|sentence| (2..=MANY).contains(&sentence.len()));
        sentences
    }

    /// Returns true if a number is the sum of neighbours in a list whose last item follows "and".
    fn is_sum_of(&self, sentence: &[Counting], number: Number, unit: Unit) -> bool {
        (0..sentence.len()).any(|first| {
            let mut sum = sentence[first].0;
            let is_of = |(_, other, _): &Counting| *other == unit;
            if !is_of(&sentence[first]) || unit.dimension == Dimension::Times {
                return false;
            }
            for at in first + 1..sentence.len() {
                let (before, (value, _, clause)) = (&sentence[at - 1].2, &sentence[at]);
                let Some(join) = self.original.join(before, clause) else {
                    return false;
                };
                match sum.plus(*value) {
                    Some(more) if is_of(&sentence[at]) => sum = more,
                    _ => return false,
                }
                if sum == number && join.is_last && !self.counts_one_of(&sentence[first..=at]) {
                    return true;
                }
            }
            false
        })
    }

    /// Returns true if the claim counts the same as some of the numbers, and something else than others.
    fn counts_one_of(&self, summands: &[Counting]) -> bool {
        let names_same = |(_, _, clause): &Counting| self.clause.names_same(clause);
        let counts = |other: CountedMatch| {
            let mut clauses = summands.iter().map(|(_, _, clause)| clause);
            clauses.any(|clause| self.clause.counted(clause) == other)
        };
        summands.iter().any(names_same) && !summands.iter().all(names_same)
            || counts(CountedMatch::Same) && counts(CountedMatch::Different)
    }

    /// Returns true if a number is the product of two numbers of a sentence with "each".
    fn is_product_of(&self, sentence: &[Counting], number: Number, unit: Unit) -> bool {
        if !self.original.has_each(&sentence[0].2) {
            return false;
        }
        let is_many = |value: Number| value.as_whole().is_some_and(|value| value > 1);
        let pairs = (0..sentence.len())
            .flat_map(|one| (one + 1..sentence.len()).map(move |two| (one, two)));
        let mut pairs = pairs.map(|(one, two)| (&sentence[one], &sentence[two]));
        pairs.any(|(one, two)| {
            let units = [one.1, two.1];
            let is_times_count = units.contains(&unit)
                && units.iter().any(|unit| unit.dimension == Dimension::Count);
            is_times_count && is_many(one.0) && is_many(two.0) && one.0.times(two.0) == Some(number)
        })
    }
}
