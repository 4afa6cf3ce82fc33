//! Finds the names of a summary that the original does not have, without a register.

use crate::verify::document::Document;
use crate::verify::known::OriginalKnown;
use crate::verify::people::{OriginalPeople, WrongName};

/// An original whose names are compared with those of summaries. They are read on first use.
#[derive(Debug)]
pub struct UnlistedNames<'o> {
    people: OriginalPeople<'o>,
    known: OriginalKnown<'o>,
}

impl<'o> UnlistedNames<'o> {
    /// Takes an original.
    pub fn new(original: &'o Document<'o>) -> UnlistedNames<'o> {
        UnlistedNames {
            people: OriginalPeople::new(original),
            known: OriginalKnown::new(original),
        }
    }

    /// Returns the names of a summary that the original does not have, each once. `beside` are lines that belong to the
    /// original.
    pub fn judge(&self, summary: &Document<'_>, beside: &[&str]) -> Vec<WrongName> {
        let mut wrong = self.people.judge(summary, beside);
        let known = self.known.judge(summary, beside).into_iter();
        let is_new = |one: &WrongName| {
            let mut others = wrong.iter().map(|other| &other.range);
            !others.any(|other| other.start < one.range.end && one.range.start < other.end)
        };
        let known: Vec<WrongName> = known.filter(is_new).collect();
        wrong.extend(known);
        wrong.sort_by_key(|one| one.range.start);
        wrong
    }
}
