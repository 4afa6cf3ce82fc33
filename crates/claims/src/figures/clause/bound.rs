//! Bounds: whether a text says that a number is exact, a lower limit or an upper one, and which of them supports which.

use crate::figures::clause::grammar::Grammar;
use crate::figures::clause::words::Word;

/// How a text limits a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Bound {
    /// It gives the number alone.
    #[default]
    Plain,
    /// "exactly"
    Exactly,
    /// "about"
    About,
    /// "nearly"
    Nearly,
    /// "at least", "a minimum of"
    AtLeast,
    /// "more than"
    Over,
    /// "up to", "a maximum of"
    AtMost,
    /// "fewer than"
    Under,
}

/// How the bound of a claim compares with that of a statement of the same number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BoundFit {
    /// They exclude each other, or the claim says what the statement leaves open.
    Conflict,
    /// The statement does not say it, and does not exclude it.
    Differs,
    /// The statement implies it.
    Implied,
}

impl Bound {
    fn is_lower(self) -> bool {
        matches!(self, Bound::AtLeast | Bound::Over)
    }

    fn is_upper(self) -> bool {
        matches!(self, Bound::AtMost | Bound::Under)
    }

    /// Compares the bound of a claim with that of a statement; `equal` if their numbers are equal and not rounded.
    pub fn fit(self, statement: Bound, equal: bool) -> BoundFit {
        use Bound::{About, Exactly, Nearly, Plain};
        use BoundFit::{Conflict, Differs, Implied};
        let lower = self.is_lower();
        if (lower && (statement.is_upper() || statement == Nearly))
            || (statement.is_lower() && (self.is_upper() || self == Nearly))
        {
            return Conflict;
        }
        // A number that lies within the bound is no less than it: 34 for "over 30".
        if !equal {
            return Implied;
        }
        match (self, statement) {
            (one, other) if one == other => Implied,
            (Exactly, Plain) | (Plain, Exactly) => Implied,
            (Exactly, _) => Conflict,
            (Plain, other) if other.is_upper() => Conflict,
            (Plain, other) if other.is_lower() => Differs,
            (Plain | About | Nearly, _) => Implied,
            // More than 30 are at least 30, fewer than 30 at most 30.
            (Bound::AtLeast, Bound::Over) | (Bound::AtMost, Bound::Under | Nearly) | (Bound::Under, Nearly) => Implied,
            _ => Differs,
        }
    }
}

/// Reads the bound of a figure from the words before and after it.
pub fn read(grammar: &Grammar, before: &[Word], after: &[Word]) -> Bound {
    let mut rest = before;
    for _ in 0..4 {
        let found = grammar.before.iter().find(|(phrase, _)| phrase.ends(rest));
        if let Some((_, bound)) = found {
            return *bound;
        }
        match rest.split_last() {
            Some((last, others)) if grammar.small.iter().any(|small| last.is(*small)) => rest = others,
            _ => break,
        }
    }
    // A maximum purchase of 30.
    if rest.len() < before.len()
        && let Some((_, others)) = rest.split_last()
        && let Some((_, bound)) = grammar.before.iter().find(|(phrase, bound)| {
            phrase.length() == 1 && matches!(bound, Bound::AtLeast | Bound::AtMost) && phrase.ends(others)
        })
    {
        return *bound;
    }
    let mut rest = after;
    for _ in 0..3 {
        let found = grammar.after.iter().find(|(phrase, _)| phrase.begins(rest));
        if let Some((_, bound)) = found {
            return *bound;
        }
        // The noun that is counted: 30 people or more.
        let Some((first, others)) = rest.split_first() else {
            break;
        };
        if grammar.conjunctions.iter().any(|word| first.is(*word)) {
            break;
        }
        rest = others;
    }
    Bound::Plain
}
