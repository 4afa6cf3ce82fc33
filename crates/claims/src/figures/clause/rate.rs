//! Reads the period of a rate: the month in "$49 per month", the hour in "1,500 tonnes an hour".

use crate::figures::clause::words::{Word, hash};
use crate::figures::clause::{Clause, Wording};
use crate::figures::figure::Figure;

/// Maximum number of words between a number and the time.
const REACH: usize = 5;

/// Names of the concepts for times that rates refer to.
const TIMES: [u32; 6] = [
    hash(b"minute"),
    hash(b"hour"),
    hash(b"day"),
    hash(b"week"),
    hash(b"month"),
    hash(b"year"),
];

impl Wording<'_> {
    /// Reads the time unit of a rate after a number, as a concept; 0 if none is named.
    pub(super) fn rate(&self, figure: &Figure, after: &[Word]) -> u32 {
        let Some(first) = after.first() else {
            return 0;
        };
        // $29/month
        let between = self.text.get(figure.range.end..first.start as usize);
        if between == Some("/") && TIMES.contains(&first.key) {
            return first.key;
        }
        let near = after.iter().take(REACH);
        let near: Vec<&Word> = near
            .take_while(|word| word.part == first.part && !word.numeral)
            .collect();
        for (at, word) in near.iter().enumerate() {
            let rates = self.grammar.rates.iter();
            if let Some((_, time)) = rates.into_iter().find(|(rate, _)| word.is(*rate)) {
                return *time;
            }
            let is_per = self.grammar.per.iter().any(|per| word.is(*per));
            let time = near.get(at + 1).map_or(0, |word| word.key);
            if is_per && TIMES.contains(&time) {
                return time;
            }
        }
        0
    }
}

impl Clause {
    /// Returns true if both are rates, of different times.
    pub fn has_other_rate(&self, other: &Clause) -> bool {
        self.rate != 0 && other.rate != 0 && self.rate != other.rate
    }
}
