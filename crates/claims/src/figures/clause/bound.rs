//! Reads the bound of a number from the words around it (exact, lower limit, upper limit), and decides which bounds support
//! which.

use crate::figures::clause::grammar::{ClauseGrammar, HashedPhrase};
use crate::figures::clause::words::Word;
use crate::figures::figure::Bound;

/// The bound of a number as stated in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum StatedBound {
    /// No bound is stated.
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
    /// A bound after a negation that may or may not apply to it.
    Unclear,
}

/// The result of comparing a claim's bound with a statement's bound of the same number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BoundFit {
    /// The bounds contradict each other, or the claim is more specific than the statement.
    Conflict,
    /// The statement neither states nor contradicts the claim's bound.
    Differs,
    /// The statement implies the claim's bound.
    Implied,
}

impl StatedBound {
    /// Returns the bound that the grammar of numbers found.
    pub fn of(bound: Bound) -> StatedBound {
        match bound {
            Bound::Exact => StatedBound::Plain,
            Bound::About => StatedBound::About,
            Bound::AtLeast => StatedBound::AtLeast,
            Bound::Over => StatedBound::Over,
            Bound::AtMost => StatedBound::AtMost,
            Bound::Under => StatedBound::Under,
        }
    }

    fn is_lower(self) -> bool {
        matches!(self, StatedBound::AtLeast | StatedBound::Over)
    }

    fn is_upper(self) -> bool {
        matches!(self, StatedBound::AtMost | StatedBound::Under)
    }

    /// Compares the bound of a claim with that of a statement; `equal` is true if their numbers are equal and not rounded.
    pub fn fit(self, statement: StatedBound, equal: bool) -> BoundFit {
        use BoundFit::{Conflict, Differs, Implied};
        use StatedBound::{About, Exactly, Nearly, Plain};
        if self == StatedBound::Unclear || statement == StatedBound::Unclear {
            return Implied;
        }
        let lower = self.is_lower();
        if (lower && (statement.is_upper() || statement == Nearly))
            || (statement.is_lower() && (self.is_upper() || self == Nearly))
        {
            return Conflict;
        }
        // A different number within the bound supports it: 34 supports "over 30".
        if !equal {
            return Implied;
        }
        match (self, statement) {
            (one, other) if one == other => Implied,
            (Exactly, Plain) | (Plain, Exactly) => Implied,
            (Exactly, _) => Conflict,
            // "Exactly 30" rules out both "more than 30" and "fewer than 30", but not "at least 30".
            (StatedBound::Over | StatedBound::Under, Exactly) => Conflict,
            (Plain, other) if other.is_upper() => Conflict,
            (Plain, other) if other.is_lower() => Differs,
            (Plain | About | Nearly, _) => Implied,
            // More than 30 implies at least 30, fewer than 30 implies at most 30.
            (StatedBound::AtLeast, StatedBound::Over)
            | (StatedBound::AtMost, StatedBound::Under | Nearly)
            | (StatedBound::Under, Nearly) => Implied,
            _ => Differs,
        }
    }
}

/// Maximum number of words between a negation and its bound.
const NEGATED: usize = 9;

/// Maximum number of words between a limiting verb and its number: visits did not exceed the usual 30.
const REACH: usize = 6;

/// Reads the bound of a figure from the words before and after it.
pub fn read(grammar: &ClauseGrammar, before: &[Word], after: &[Word]) -> StatedBound {
    let found = match read_before(grammar, before) {
        Some(StatedBound::AtMost) if is_destination(grammar, before) => Some(StatedBound::Unclear),
        found => found.or_else(|| read_verb(grammar, before)),
    };
    let is_between = |word: &Word| grammar.between.iter().any(|between| word.is(*between));
    let is_denied = || {
        let part = before.last().map(|word| word.part);
        let mut near = after
            .iter()
            .take(NEGATED)
            .take_while(|word| Some(word.part) == part);
        grammar.is_verb_final && near.any(|word| word.is_one_of(grammar.not))
    };
    match found {
        Some(StatedBound::Over | StatedBound::Under) if is_denied() => StatedBound::Unclear,
        Some(bound) => bound,
        None if before.iter().rev().take(REACH).any(is_between) => StatedBound::Unclear,
        None => read_after(grammar, after),
    }
}

/// Returns true if "up to" names a destination, not an upper bound: it does after a verb of movement and its object, as in "took the
/// side up to 64 points", but not in "took up to 64 hostages".
fn is_destination(grammar: &ClauseGrammar, before: &[Word]) -> bool {
    let ahead = without_bound(grammar, before);
    let Some((object, rest)) = ahead.split_last() else {
        return false;
    };
    let near = rest.iter().rev().take(REACH);
    let mut near = near.take_while(|word| word.part == object.part && !word.numeral);
    near.any(|word| word.is_one_of(grammar.moves))
}

/// Returns true if a verb of a small movement stands directly before "up to", so that "up" is the direction of the movement:
/// edged up to 4%. "Rose up to 4%" may state a limit.
fn is_movement(
    grammar: &ClauseGrammar,
    before: &[Word],
    phrase: &HashedPhrase,
    bound: StatedBound,
) -> bool {
    let verb = before[..before.len() - phrase.length()].last();
    bound == StatedBound::AtMost
        && verb.is_some_and(|verb| {
            verb.is_one_of(grammar.creeps) && before.last().map(|word| word.part) == Some(verb.part)
        })
}

/// Returns the words before a figure without the phrase for its bound.
pub fn without_bound<'w>(grammar: &ClauseGrammar, before: &'w [Word]) -> &'w [Word] {
    let found = grammar
        .before
        .iter()
        .find(|(phrase, _)| phrase.ends(before));
    match found {
        Some((phrase, bound)) if is_movement(grammar, before, phrase, *bound) => before,
        Some((phrase, _)) => &before[..before.len() - phrase.length()],
        None => before,
    }
}

fn read_before(grammar: &ClauseGrammar, before: &[Word]) -> Option<StatedBound> {
    let mut rest = before;
    // "40% at least, to 80%": a bound that may follow a number belongs to the number before it.
    let follows_number = |phrase: &HashedPhrase, rest: &[Word]| {
        let ahead = &rest[..rest.len() - phrase.length()];
        let after = grammar.after.iter();
        rest.len() < before.len()
            && ahead.iter().rev().take(2).any(|word| word.numeral)
            && after.into_iter().any(|(other, _)| other == phrase)
    };
    for skipped in 0..4 {
        // "Under a deal", "over the 3 years" are not bounds.
        let fits = |phrase: &HashedPhrase| {
            phrase.ends(rest)
                && !follows_number(phrase, rest)
                && (skipped == 0 || phrase.length() > 1 || phrase.is_noun(grammar))
        };
        if let Some((phrase, bound)) = grammar.before.iter().find(|(phrase, _)| fits(phrase)) {
            if is_movement(grammar, rest, phrase, *bound) {
                return None;
            }
            let ahead = &rest[..rest.len() - phrase.length()];
            let is_strict = matches!(bound, StatedBound::Over | StatedBound::Under);
            return Some(match *bound {
                // Will not take more than 14 months.
                StatedBound::Over if is_negated_closely(grammar, ahead) => StatedBound::AtMost,
                StatedBound::Under if is_negated_closely(grammar, ahead) => StatedBound::AtLeast,
                _ if is_strict && is_negated(grammar, ahead) => StatedBound::Unclear,
                bound => bound,
            });
        }
        match rest.split_last() {
            Some((last, others)) if grammar.small.iter().any(|small| last.is(*small)) => {
                rest = others
            }
            _ => break,
        }
    }
    // A maximum purchase of 30.
    if rest.len() == before.len() {
        return None;
    }
    let (_, others) = rest.split_last()?;
    grammar
        .before
        .iter()
        .find(|(phrase, _)| phrase.is_noun(grammar) && phrase.ends(others))
        .map(|(_, bound)| *bound)
}

/// Reads a verb that is separated from its number: لم تتجاوز شحناتها 30, تقل الرؤية في الجبال عن 200.
fn read_verb(grammar: &ClauseGrammar, before: &[Word]) -> Option<StatedBound> {
    let part = before.last()?.part;
    let near = before
        .iter()
        .enumerate()
        .rev()
        .take(REACH + 1)
        .take_while(|(_, word)| word.part == part && !word.numeral);
    for (at, word) in near {
        let verb = grammar
            .verbs
            .iter()
            .find(|verb| verb.words.iter().any(|hash| word.is(*hash)));
        if let Some(verb) = verb {
            let last = before.last()?;
            if !verb.before.is_empty() && !verb.before.iter().any(|small| last.is(*small)) {
                return None;
            }
            // "May reach" a number is an upper bound; "reaches" states the number.
            let may = before[..at]
                .last()
                .is_some_and(|word| grammar.may.iter().any(|may| word.is(*may)));
            if verb.bound == StatedBound::Unclear && !may && !verb.before.is_empty() {
                return None;
            }
            return Some(match (is_negated(grammar, &before[..at]), verb.bound) {
                (_, StatedBound::Unclear) => StatedBound::Unclear,
                (false, bound) => bound,
                (true, StatedBound::Over) => StatedBound::AtMost,
                (true, _) => StatedBound::AtLeast,
            });
        }
    }
    None
}

/// Returns true if the number is the value that something reaches, which may be its upper limit: يصل عددهم إلى 30.
pub fn is_reached(grammar: &ClauseGrammar, before: &[Word]) -> bool {
    let Some(last) = before.last() else {
        return false;
    };
    let fits = |hashes: &[u32], word: &Word| hashes.iter().any(|hash| word.is(*hash));
    let near = || {
        let near = before.iter().rev().take(REACH + 1);
        near.take_while(|word| word.part == last.part && !word.numeral)
    };
    grammar
        .verbs
        .iter()
        .filter(|verb| verb.bound == StatedBound::Unclear && fits(verb.before, last))
        .any(|verb| near().any(|word| fits(verb.words, word)))
}

/// Returns true if at most a verb and its subject stand between a negation and a bound.
fn is_negated_closely(grammar: &ClauseGrammar, before: &[Word]) -> bool {
    let denials = &grammar.denials;
    let is_not = |word: &Word| denials.not.contains(&word.hash);
    let near = &before[before.len().saturating_sub(3)..];
    let Some(at) = near.iter().rposition(is_not) else {
        return false;
    };
    let between = &near[at + 1..];
    let is_plain = |word: &Word| {
        word.part == near[at].part
            && !word.numeral
            && !word.is_one_of(denials.between)
            && !word.is_one_of(denials.still)
            && !word.is_one_of(grammar.relative)
            && !word.is_one_of(grammar.conjunctions)
    };
    between.first().is_some_and(|verb| verb.key != 0) && between.iter().all(is_plain)
}

fn is_negated(grammar: &ClauseGrammar, before: &[Word]) -> bool {
    let part = before.last().map(|word| word.part);
    let near = before
        .iter()
        .rev()
        .take(NEGATED)
        .take_while(|word| Some(word.part) == part && !word.is_one_of(grammar.conditions));
    near.into_iter()
        .any(|word| grammar.not.iter().any(|not| word.is(*not)))
}

fn read_after(grammar: &ClauseGrammar, after: &[Word]) -> StatedBound {
    let mut rest = after;
    for _ in 0..3 {
        if let Some((phrase, bound)) = grammar.after.iter().find(|(phrase, _)| phrase.begins(rest))
        {
            // $18 per seat, minimum 20 seats.
            let is_of_next = rest.first().map(|word| word.part)
                != after.first().map(|word| word.part)
                && rest.get(phrase.length()).is_some_and(|word| word.numeral);
            if !is_of_next {
                return *bound;
            }
        }
        // Skips the counted noun: 30 people or more.
        let Some((first, others)) = rest.split_first() else {
            break;
        };
        if grammar.conjunctions.iter().any(|word| first.is(*word)) {
            break;
        }
        rest = others;
    }
    StatedBound::Plain
}
