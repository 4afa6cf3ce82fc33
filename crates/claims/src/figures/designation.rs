//! Finds designations of models, diseases and the like in all their forms: F-35, F35, F 35, F‑35; CO2, CO₂.
//!
//! Takes a figure and a text; returns the offsets at which its name and its number stand side by side.

use mujaz_locale::fold;

use crate::figures::figure::{Figure, Quantity};
use crate::figures::languages::{self, FigureLanguage};

/// A name with a number, or a number with letters after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Designation {
    /// The letters before the number, in folded form.
    name: String,
    number: u64,
    /// The letters after the number.
    suffix: String,
}

/// Symbols of the elements in formulas that occur in news.
const ELEMENTS: [&str; 24] = [
    "Al", "Br", "Ca", "Cl", "Cu", "Fe", "He", "Li", "Mg", "Na", "Ni", "Pb", "Si", "Ti", "Zn", "C",
    "F", "H", "I", "K", "N", "O", "P", "S",
];

impl Designation {
    /// Returns the designation of a figure; `None` if it is a figure of another kind.
    pub fn of(figure: &Figure) -> Option<Designation> {
        let Quantity::Code {
            letters,
            number,
            suffix,
        } = &figure.quantity
        else {
            return None;
        };
        Some(Designation {
            name: fold(letters).text().to_owned(),
            number: *number,
            suffix: fold(suffix).text().to_owned(),
        })
    }

    /// Returns the byte offsets at which a text has this name and number side by side.
    pub fn places(&self, text: &str, language: &str) -> Vec<usize> {
        let language = languages::of(language);
        let folded = fold(text);
        let words = folded.text();
        let starts: Vec<usize> = match self.name.is_empty() {
            false => words
                .match_indices(self.name.as_str())
                .map(|(at, _)| at)
                .collect(),
            true => number_starts(words).collect(),
        };
        let is_here = |at: &usize| {
            let after = &words[at + self.name.len()..];
            begins_word(&words[..*at], language) && self.follows(after)
        };
        let here = starts.into_iter().filter(is_here);
        here.map(|at| folded.in_original(at..at + 1).start)
            .collect()
    }

    /// Returns true if a text continues with the number and the suffix.
    fn follows(&self, after: &str) -> bool {
        let after = match self.name.is_empty() {
            true => after,
            false => after.trim_start_matches([' ', '–']),
        };
        let Some((number, rest)) = number(after) else {
            return false;
        };
        let rest = match self.suffix.is_empty() {
            true => Some(rest),
            false => rest
                .trim_start_matches(' ')
                .strip_prefix(self.suffix.as_str())
                .filter(|rest| !rest.starts_with(char::is_alphabetic)),
        };
        // Excludes the 35 of 35.5 and of 35,000.
        let is_whole = |rest: &str| {
            let next = rest.strip_prefix(['.', ',']).unwrap_or(rest);
            !next.starts_with(char::is_numeric)
        };
        number == self.number && rest.is_some_and(is_whole)
    }
}

/// Returns true if letters and a number are a chemical formula, which is a name and not a figure: CO2, H2O. A single letter
/// with a number may mean anything (F16), except for gases.
pub(super) fn is_formula(name: &str, number: u64, suffix: &str) -> bool {
    let (Some(first), Some(last)) = (elements(name), elements(suffix)) else {
        return false;
    };
    let is_gas = matches!(
        (name, number, suffix),
        ("O" | "H" | "N", 2, "") | ("O", 3, "")
    );
    (2..=9).contains(&number) && first > 0 && (first + last > 1 || is_gas)
}

/// Returns the number of element symbols that the letters consist of; `None` if they are something else.
fn elements(letters: &str) -> Option<usize> {
    let mut rest = letters;
    let mut count = 0;
    while !rest.is_empty() {
        // Symbols of two letters stand first in the list.
        let symbol = ELEMENTS.iter().find(|symbol| rest.starts_with(**symbol))?;
        rest = &rest[symbol.len()..];
        count += 1;
    }
    Some(count)
}

/// Returns the number that a text begins with, in digits of any set, and the rest of the text.
fn number(text: &str) -> Option<(u64, &str)> {
    let mut value: u64 = 0;
    let mut end = 0;
    for c in text.chars() {
        let Some(digit) = digit(c) else { break };
        value = value.checked_mul(10)?.checked_add(digit)?;
        end += c.len_utf8();
    }
    (end > 0).then(|| (value, &text[end..]))
}

fn digit(c: char) -> Option<u64> {
    Some(match c {
        '0'..='9' => u64::from(c) - u64::from('0'),
        '\u{2080}'..='\u{2089}' => u64::from(c) - 0x2080,
        '\u{660}'..='\u{669}' => u64::from(c) - 0x660,
        '\u{6F0}'..='\u{6F9}' => u64::from(c) - 0x6F0,
        _ => return None,
    })
}

/// Returns the offsets of the numbers of a text.
fn number_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut last = false;
    text.char_indices().filter_map(move |(at, c)| {
        let is_digit = digit(c).is_some();
        let is_start = is_digit && !last;
        last = is_digit;
        is_start.then_some(at)
    })
}

/// Returns true if a word can begin after a text: after no letter, or after letters that the language joins to the word.
fn begins_word(before: &str, language: &dyn FigureLanguage) -> bool {
    let rest = before.trim_end_matches(char::is_alphanumeric);
    language.without_clitics(&before[rest.len()..]).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn designations_are_found_in_every_form() {
        for (name, number, suffix, text, places) in [
            (
                "f",
                35,
                "",
                "Two F-35 jets and one F35, an F 35, an F‑35A.",
                &[4, 22, 30, 39][..],
            ),
            ("f", 35, "", "F-350, F 35,000, 35 F, of 35, AF-35", &[]),
            ("co", 2, "", "CO₂ and CO2 and CO 3", &[0, 10]),
            ("covid", 19, "", "Covid-19, COVID 19", &[0, 10]),
            ("اف", 35, "", "مقاتلات إف-35 وإف ٣٥", &[15, 25]),
            ("f", 35, "", "مقاتلات وF-35", &[17]),
            (
                "",
                5,
                "g",
                "a 5-G net, 5G nets, 5 G, 15G, 5GB",
                &[2, 11, 20],
            ),
        ] {
            let designation = Designation {
                name: name.into(),
                number,
                suffix: suffix.into(),
            };
            assert_eq!(designation.places(text, "ar"), places, "{text}");
        }
    }

    #[test]
    fn formulas_are_told_from_models() {
        for (name, number, suffix, is) in [
            ("CO", 2, "", true),
            ("H", 2, "O", true),
            ("CH", 4, "", true),
            ("SO", 2, "", true),
            ("O", 3, "", true),
            ("F", 16, "", false),
            ("B", 52, "", false),
            ("P", 5, "", false),
            ("COVID", 19, "", false),
            ("G", 7, "", false),
            ("SU", 5, "", false),
        ] {
            assert_eq!(
                is_formula(name, number, suffix),
                is,
                "{name}{number}{suffix}"
            );
        }
    }
}
