//! Detects centuries and financial years that readers get from a year of the original: the 15th century from 1450, the financial
//! year 2023-24 from "the year ended March 2024".

use crate::figures::figure::Quantity;
use crate::figures::number::Number;
use crate::figures::rival::Pairing;
use crate::figures::units::Unit;

/// Length of the longest mark between two years, an en dash, in bytes.
const DASH: usize = 3;

/// What the years of an original say of a claimed century.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Century {
    /// The claim is no century, or the original names no year.
    Unknown,
    /// A year of the original lies in it.
    Named,
    /// All years of the original lie in other centuries.
    Other,
}

impl Pairing<'_, '_> {
    /// Compares a claimed century with the years of the original.
    pub fn century(&self) -> Century {
        let Quantity::Ordinal(century) = self.claim.figure.quantity else {
            return Century::Unknown;
        };
        if !self.claim.wording.numbers_century(&self.clause) {
            return Century::Unknown;
        }
        let years = self.statements.years().map(|(_, year)| u32::from(year));
        let mut years = years.chain(self.bare_years());
        let mut named = false;
        // 1700 is the first year of the 1700s and, strictly, the last one of the 17th century.
        let is_in = |year: u32| century == year / 100 + 1 || century == year.div_ceil(100);
        match years.any(|year| {
            named = true;
            is_in(year)
        }) {
            true => Century::Named,
            false if named => Century::Other,
            false => Century::Unknown,
        }
    }

    /// Returns the numbers of the original that may be years, though nothing shows it: about 1340.
    fn bare_years(&self) -> impl Iterator<Item = u32> {
        self.statements.all().iter().filter_map(|statement| {
            let Quantity::Amount { from, to, unit, .. } = &statement.figure.quantity else {
                return None;
            };
            let year = from.as_whole().filter(|year| (1000..2100).contains(year));
            let year = year.filter(|_| from == to && *unit == Unit::COUNT)?;
            let clause = self.original.clause(&statement.figure);
            (!clause.names_counted()).then_some(u32::try_from(year).ok()?)
        })
    }

    /// Returns true if a claim is a year in which a financial year of the original begins: it ends in the next year.
    pub fn begins_financial_year(&self) -> bool {
        let Quantity::Date(claimed) = self.claim.figure.quantity else {
            return false;
        };
        let is_year = claimed.parts()[1..].iter().all(Option::is_none) && !claimed.hijri;
        let Some(next) = claimed.year.filter(|_| is_year).map(|year| year + 1) else {
            return false;
        };
        let is_told =
            self.claim.wording.names_financial_year(&self.clause) || self.is_joined_to_year(next);
        is_told
            && self.statements.all().iter().any(|statement| {
                matches!(statement.figure.quantity, Quantity::Date(date) if date.year == Some(next))
                    && self
                        .original
                        .names_financial_year(&self.original.clause(&statement.figure))
            })
    }

    /// Returns true if a year follows the claim after a dash or a slash, in two or four digits: 2023-24, 2023/2024.
    fn is_joined_to_year(&self, year: u16) -> bool {
        let end = self.claim.figure.range.end;
        let figures = self.claim.beside.figures().iter();
        let mut joined =
            figures.filter(|other| (end + 1..=end + DASH).contains(&other.range.start));
        joined.any(|other| match &other.quantity {
            Quantity::Date(date) => date.year == Some(year),
            Quantity::Amount { from, .. } => *from == Number::whole(u64::from(year % 100)),
            _ => false,
        })
    }
}
