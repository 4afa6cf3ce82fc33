//! Finds misspelt months, and dates with a wrong day of the week.
//!
//! Takes text, its language and its words or figures; adds slips. The names of months and days are those of the
//! figures' lexicons, so these slips are not found in languages without a module.

use std::ops::Range;

use mujaz_locale::{Date, is_numeric};

use super::{Slip, SlipKind, SlipLanguage, digits, words::words};
use crate::figures::languages::{self, FigureLanguage};
use crate::figures::lexicon::{Meaning, Normalized, normalize};
use crate::figures::{Figure, PartialDate, Quantity};

/// Names of months with fewer letters than this are compared only between a day and a year: many words are one edit
/// away from a short name.
const LONG: usize = 6;

/// Minimum length of a name of a month that is compared at all.
const SHORTEST: usize = 4;

/// Finds words next to a day or a year that are one edit away from the name of a month, and are not words of figures.
pub fn misspelt_months(text: &str, language: &SlipLanguage, slips: &mut Vec<Slip>) {
    let Some(figures) = languages::named(&language.primary) else {
        return;
    };
    let grammar = figures.grammar();
    if !grammar.plain_months || !text.contains(is_numeric) {
        return;
    }
    let words = words(text);
    let begins_with_digit = |range: &Range<usize>| text[range.start..].starts_with(is_numeric);
    let numbers: Vec<bool> = words.iter().map(begins_with_digit).collect();
    for (at, range) in words.iter().enumerate() {
        // Few words stand beside a number.
        if numbers[at] || !numbers[at.saturating_sub(1)..words.len().min(at + 2)].contains(&true) {
            continue;
        }
        let word = &text[range.clone()];
        let around = Around::new(text, &words, at);
        if !around.has_number() || word.contains(char::is_numeric) {
            continue;
        }
        let is_small = word.chars().next().is_some_and(char::is_lowercase);
        if grammar.capital_months && is_small || grammar.near_months.contains(&word) {
            continue;
        }
        if let Some(month) = near_month(figures, word, &around) {
            slips.push(Slip {
                range: around.range(range),
                kind: SlipKind::MisspeltMonth,
                detail: format!("{word}\n{}", in_case_of(word, month)),
            });
        }
    }
}

/// The numbers beside a word that may be parts of a date.
struct Around {
    /// The day before or after the word.
    day: Option<Range<usize>>,
    year: Option<Range<usize>>,
}

impl Around {
    fn new(text: &str, words: &[Range<usize>], at: usize) -> Around {
        let number = |index: usize, (first, last): (u32, u32)| {
            let range = words.get(index)?.clone();
            let value = value(&text[range.clone()])?;
            (first <= value && value <= last).then_some(range)
        };
        let joins = |index: usize, marks: &[char]| {
            let (Some(one), Some(other)) = (words.get(index), words.get(index + 1)) else {
                return false;
            };
            let between = text[one.end..other.start].trim_start_matches(marks);
            matches!(between, " " | "\u{A0}" | "")
        };
        let (days, years) = ((1, 31), (1800, 2199));
        let before = at.checked_sub(1).filter(|before| joins(*before, &[]));
        let before = before.and_then(|before| number(before, days));
        let is_followed = joins(at, &[',', '،']);
        let after = number(at + 1, days).filter(|_| is_followed);
        let year = match &after {
            Some(_) => number(at + 2, years).filter(|_| joins(at + 1, &[',', '،'])),
            None => number(at + 1, years).filter(|_| is_followed),
        };
        Around {
            day: before.or(after),
            year,
        }
    }

    fn has_number(&self) -> bool {
        self.day.is_some() || self.year.is_some()
    }

    /// Returns the range of a word with its numbers.
    fn range(&self, word: &Range<usize>) -> Range<usize> {
        let parts = [Some(word), self.day.as_ref(), self.year.as_ref()];
        let parts = || parts.into_iter().flatten();
        let start = parts().map(|part| part.start).min();
        let end = parts().map(|part| part.end).max();
        start.unwrap_or(word.start)..end.unwrap_or(word.end)
    }
}

/// Returns the value of a number in the digits of any numeral system, also of an ordinal such as `15th`.
fn value(word: &str) -> Option<u32> {
    let number = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let is_plain = !number.is_empty() && number.chars().count() <= 4;
    let digit = |value: u32, c: char| Some(10 * value + digits::digit(c)?.1);
    is_plain.then(|| number.chars().try_fold(0, digit))?
}

/// Returns the name of the month that a word is one edit away from.
fn near_month(figures: &dyn FigureLanguage, word: &str, around: &Around) -> Option<&'static str> {
    let lexicon = figures.lexicon();
    let length = word.chars().count();
    if length + 1 < SHORTEST || lexicon.meaning(word).is_some() {
        return None;
    }
    let bare = figures.without_clitics(word);
    let is_full = around.day.is_some() && around.year.is_some();
    let months = lexicon.words.iter().filter(|(name, meaning)| {
        let is_month = matches!(meaning, Meaning::Month(_) | Meaning::MonthPerhaps(_));
        let is_long = |letters: usize| letters >= LONG || is_full && letters >= SHORTEST;
        is_month && is_long(name.chars().count())
    });
    let mut names = months.map(|(name, _)| *name);
    names.find(|name| [word, bare].iter().any(|word| is_one_edit(word, name)))
}

/// Returns the name of a month with a capital if the word has one.
fn in_case_of(word: &str, month: &str) -> String {
    let mut letters = month.chars();
    match (word.chars().next(), letters.next()) {
        (Some(own), Some(first)) if own.is_uppercase() => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => month.to_owned(),
    }
}

/// Returns true if two words differ by one letter, or by two that changed places.
fn is_one_edit(word: &str, name: &str) -> bool {
    let (Some(word), Some(name)) = (normalize(word.as_bytes()), normalize(name.as_bytes())) else {
        return false;
    };
    // No letter has more than four bytes.
    if word.bytes().len().abs_diff(name.bytes().len()) > 4 {
        return false;
    }
    let text = |word: Normalized| String::from_utf8(word.bytes().to_vec()).ok();
    let pair = text(word).zip(text(name));
    pair.is_some_and(|(word, name)| strsim::damerau_levenshtein(&word, &name) == 1)
}

/// Finds full dates next to a wrong day of the week: “Monday, 15 November 2026”.
pub fn wrong_weekdays(text: &str, language: &str, figures: &[Figure]) -> Vec<Slip> {
    let Some(names) = languages::named(language) else {
        return Vec::new();
    };
    let wrong = figures.iter().filter_map(|figure| {
        let Quantity::Date(date) = &figure.quantity else {
            return None;
        };
        let day = weekday(date)?;
        let (range, named) = weekday_beside(text, names, &figure.range)?;
        (named != day).then(|| Slip {
            range: range.start.min(figure.range.start)..range.end.max(figure.range.end),
            kind: SlipKind::WrongWeekday,
            detail: format!("{}\n{}", &text[range], WEEKDAYS[usize::from(day)]),
        })
    });
    wrong.collect()
}

/// The days of the week, from Monday, as messages name them.
const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// Returns the day of the week of a full date, from Monday, 0.
fn weekday(date: &PartialDate) -> Option<u8> {
    let PartialDate {
        hijri,
        ancient,
        year,
        decade,
        month,
        day,
        part,
        swappable,
    } = *date;
    if hijri || ancient || decade || swappable || part.is_some() {
        return None;
    }
    // Calendars differed before, and weekdays are rarely given.
    let year = year.filter(|year| *year >= 1900)?;
    let date = Date::new(i32::from(year), month?, day?)?;
    u8::try_from((date.number() - 1).rem_euclid(7)).ok()
}

/// Returns the day of the week that stands directly before a date, with its place.
fn weekday_beside(
    text: &str,
    names: &dyn FigureLanguage,
    date: &Range<usize>,
) -> Option<(Range<usize>, u8)> {
    let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | '،' | '(');
    let mut before = text[..date.start].trim_end_matches(is_between);
    let links = names.grammar().weekday_links;
    if let Some(rest) = links.iter().find_map(|link| before.strip_suffix(link)) {
        before = rest.trim_end_matches(is_between);
    }
    // A date in the next paragraph is another one.
    if text[before.len()..date.start].contains('\n') {
        return None;
    }
    let start = before.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| {
        at + before[at..].chars().next().map_or(1, char::len_utf8)
    });
    let word = before.get(start..)?;
    let named = match names.lexicon().meaning(word) {
        Some((_, Meaning::Weekday(day))) => Some(*day),
        _ => names.weekday(word),
    };
    Some((start..before.len(), named?))
}
