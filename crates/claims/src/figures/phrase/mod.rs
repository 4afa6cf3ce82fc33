//! Finds the phrase of a figure with the noun it counts: "20,000 North Korean workers", not "20,000".
//!
//! Takes a sentence and a figure in it; returns the range of a phrase that is meaningful by itself. The grammar is per
//! language and coarse: if the noun is not recognized, there is no phrase, never half of one.

pub mod ar;
mod clause;
pub mod en;

pub use clause::{FigureClause, clause_of};

use std::ops::Range;

use crate::figures::Number;
use crate::figures::figure::{Figure, Quantity};
use crate::figures::languages;
use crate::figures::units::{Dimension, Unit};

/// Finds the phrase of an amount at `range` of a sentence: the amount with its unit, or with the noun that it counts.
/// Returns `None` if it has neither, or if there are no rules for the language.
pub fn phrase(
    sentence: &str,
    range: Range<usize>,
    figure: &Figure,
    language: &str,
) -> Option<Range<usize>> {
    let (unit, is_range) = match figure.quantity {
        Quantity::Amount { from, to, unit, .. } => (Some(unit), from != to),
        Quantity::Some { .. } => (None, false),
        _ => return None,
    };
    let rules = languages::of(language).phrases();
    let mut phrase = range;
    if is_range && let Some(rules) = rules {
        phrase.start = rules.with_opening(sentence, phrase.start);
    }
    if unit.is_some_and(|unit| unit.dimension != Dimension::Count) {
        return Some(phrase);
    }
    phrase.end = (rules?.end_of_noun)(sentence, phrase.end)?;
    Some(phrase)
}

/// Returns true if an amount is meaningful only with its whole or subject: 35%, twice, 2 points; unlike 20 tonnes.
pub fn is_relative(figure: &Figure) -> bool {
    matches!(&figure.quantity, Quantity::Amount { unit, .. }
        if matches!(unit.dimension, Dimension::Percent | Dimension::Point | Dimension::Times))
}

/// Returns true if the whole or material of an amount stands directly after it: "of steel" after "3,000 kg".
pub fn is_followed_by_whole(sentence: &str, end: usize, language: &str) -> bool {
    let rules = languages::of(language).phrases();
    let next = words_after(sentence, end).next();
    let (Some(rules), Some((_, word))) = (rules, next) else {
        return false;
    };
    rules.partitives.contains(&word.to_lowercase().as_str())
}

/// Returns true if an amount is a length of time.
pub fn is_duration(figure: &Figure) -> bool {
    matches!(&figure.quantity, Quantity::Amount { unit, .. }
        if matches!(unit.dimension, Dimension::Months | Dimension::Seconds))
}

/// Returns true if two figures state the same amount: 20,000 and 20 thousand, 1.5 km and 1,500 m.
pub fn is_same_amount(one: &Figure, other: &Figure) -> bool {
    match (&one.quantity, &other.quantity) {
        (
            Quantity::Amount {
                from: from_1,
                to: to_1,
                unit: unit_1,
                ..
            },
            Quantity::Amount {
                from: from_2,
                to: to_2,
                unit: unit_2,
                ..
            },
        ) => {
            let in_base = |number: Number, unit: &Unit| number.times(unit.size);
            let is_same = |(a, b): (Number, Number)| {
                let (a, b) = (in_base(a, unit_1), in_base(b, unit_2));
                a.is_some() && a == b
            };
            unit_1.dimension == unit_2.dimension
                && is_same((*from_1, *from_2))
                && is_same((*to_1, *to_2))
        }
        (one, other) => one == other,
    }
}

/// Rules for the phrases of a language.
pub struct Rules {
    /// Lowercase words that open a range: "between", "from".
    openings: &'static [&'static str],
    /// Lowercase words between a measure and the thing that is measured: "of" in "3 tonnes of steel".
    partitives: &'static [&'static str],
    /// Lowercase words that may be left out where a clause begins with them: "and".
    joints: &'static [&'static str],
    /// Finds the end of the noun that a number counts, given the end of the number.
    end_of_noun: fn(&str, usize) -> Option<usize>,
}

impl Rules {
    /// Returns the start of a range: the word that opens it, or its first number if there is none.
    fn with_opening(&self, sentence: &str, start: usize) -> usize {
        let before = sentence[..start].trim_end();
        let is_word = |at: usize| !before[..at].ends_with(char::is_alphanumeric);
        let opening = |word: &str| {
            let tail = before.len().checked_sub(word.len());
            let tail = tail.filter(|at| before.is_char_boundary(*at) && is_word(*at));
            tail.filter(|at| before[*at..].to_lowercase() == word)
        };
        let starts = self.openings.iter().filter_map(|word| opening(word));
        starts.min().unwrap_or(start)
    }
}

/// Iterates over the words after an offset, up to the first mark that is not part of a word: the end of each word, and the
/// word.
fn words_after(sentence: &str, place: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut at = place;
    std::iter::from_fn(move || {
        let rest = &sentence[at..];
        let word_at = rest.find(|c: char| !matches!(c, ' ' | '\u{a0}' | '\u{202f}'))?;
        let word = &rest[word_at..];
        let is_part = |c: char| c.is_alphabetic() || is_mark(c) || matches!(c, '-' | '’' | '\'');
        let end = word.find(|c: char| !is_part(c)).unwrap_or(word.len());
        if word_at == 0 || end == 0 {
            return None;
        }
        at += word_at + end;
        Some((at, &word[..end]))
    })
}

/// Returns true for a mark on an Arabic letter.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{64B}'..='\u{652}' | '\u{670}' | '\u{640}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::find;

    #[test]
    fn an_amount_stands_with_its_unit_or_its_noun() {
        for (language, sentence, expected) in [
            (
                "en",
                "It needs 20,000 North Korean workers by then.",
                Some("20,000 North Korean workers"),
            ),
            ("en", "Exports rose by 35% in May.", Some("35%")),
            ("en", "It costs $1.5 billion.", Some("$1.5 billion")),
            ("en", "There were 25 in all.", None),
            ("en", "Some 25 of them left.", None),
            ("en", "Of 25, few came back.", None),
            ("en", "The bridge is 300 metres long.", Some("300 metres")),
            ("en", "About 12,000 people came.", Some("12,000 people")),
            (
                "en",
                "Growth of between 3% and 5% is expected.",
                Some("between 3% and 5%"),
            ),
            (
                "en",
                "From 20,000 to 50,000 workers are to come.",
                Some("From 20,000 to 50,000 workers"),
            ),
            ("ar", "تحتاج إلى 20 ألف عامل كوري.", Some("20 ألف عامل")),
            ("ar", "وقّعت 25 اتفاقية أمس.", Some("25 اتفاقية")),
            ("ar", "بلغ العدد 25 في مايو.", None),
            ("ar", "غادر 25 منهم.", None),
            ("ar", "ارتفعت الصادرات 35% في مايو.", Some("35%")),
            (
                "ar",
                "بين 20 ألفًا و50 ألف عامل.",
                Some("بين 20 ألفًا و50 ألف عامل"),
            ),
            ("fr", "Il faut 20 ouvriers.", None),
            ("fr", "Une hausse de 35% en mai.", Some("35%")),
        ] {
            let figures = find(sentence, language);
            let figure = &figures[0];
            let found = phrase(sentence, figure.range.clone(), figure, language);
            assert_eq!(found.map(|range| &sentence[range]), expected, "{sentence}");
        }
    }

    #[test]
    fn one_amount_can_be_written_in_several_ways() {
        for (one, other, is_same) in [
            ("20,000 workers", "20 thousand workers", true),
            ("1.5 km", "1,500 m", true),
            ("$1 billion", "1,000 million dollars", true),
            ("35%", "35 per cent", true),
            ("20,000 workers", "30,000 workers", false),
            ("35%", "35 workers", false),
            ("20,000 to 50,000 workers", "20,000 workers", false),
        ] {
            let [one_figure, other_figure] = [one, other].map(|text| find(text, "en").remove(0));
            let found = is_same_amount(&one_figure, &other_figure);
            assert_eq!(found, is_same, "{one} – {other}");
        }
    }
}
