//! Finds numbers with Western digits in a right-to-left text.
//!
//! Takes the offset of a digit; returns the number with its sign, its unit and the numbers joined to it, as one run from
//! left to right. Decides whether the line keeps its order without isolation.

use std::ops::Range;

use super::Run;
use super::reader::{CharClass, CharReader};
use crate::chars::is_alphanumeric;
use crate::direction::Direction;

/// Unit symbols that follow a number and a space.
const UNITS: [&str; 44] = [
    "%", "AM", "CHF", "EUR", "GB", "GHz", "GMT", "GW", "GWh", "Gbps", "Hz", "KB", "MB", "MHz",
    "MW", "MWh", "Mbps", "PM", "TB", "USD", "UTC", "V", "W", "cm", "dB", "ft", "g", "ha", "kHz",
    "kN", "kW", "kWh", "kg", "km", "km/h", "kt", "m", "mAh", "mg", "ml", "mm", "m²", "°C", "°F",
];

impl CharReader<'_> {
    /// Returns the run that the digit at `at` begins. The run does not begin before `floor`. `is_after_letter` is true if an
    /// Arabic letter comes before it.
    pub(super) fn number(&self, floor: usize, at: usize, is_after_letter: bool) -> Run {
        let start = self.sign(floor, at);
        let word = self.word_end(at, CharClass::Other);
        if self.text[at..word].contains(char::is_alphabetic) {
            let end = self.words_end(at, CharClass::Other);
            let is_counted = start < at;
            let mut run = self.run_of_words(floor, at..end, CharClass::Other);
            run.range.start = run.range.start.min(start);
            run.is_isolated |= is_counted;
            return run;
        }
        let end = self.number_end(start, at, self.trailing(at, word));
        let range = start..end;
        // "35 killed" inside quotation marks
        let enclosed = self.enclosed(floor, &range, CharClass::Other);
        if enclosed.is_some_and(|words| self.text[words].contains(char::is_alphabetic)) {
            return self.run_of_words(floor, range, CharClass::Other);
        }
        Run {
            is_isolated: !keeps_order(&self.text[range.clone()], is_after_letter),
            range,
            direction: Direction::Ltr,
            script: None,
        }
    }

    /// Returns the start of the signs before a number: `−5`, `+7`, `$3.5`, `±2`, `#1`.
    fn sign(&self, floor: usize, at: usize) -> usize {
        let mut start = at;
        while start > floor
            && let Some(c) = self.char_before(start)
            && matches!(
                c,
                '+' | '-'
                    | '−'
                    | '±'
                    | '~'
                    | '≈'
                    | '<'
                    | '>'
                    | '≤'
                    | '≥'
                    | '='
                    | '#'
                    | '$'
                    | '€'
                    | '£'
                    | '¥'
                    | '₩'
                    | '₽'
                    | '₪'
            )
        {
            start -= c.len_utf8();
        }
        // After a word, a hyphen joins: سو-57.
        match self.kind_before(start) {
            None | Some(CharClass::Space | CharClass::Open | CharClass::Fence) => start,
            _ => at,
        }
    }

    /// Returns the end of a number with everything that continues it after a space: a range, a sum, groups of digits, a
    /// unit.
    fn number_end(&self, start: usize, at: usize, end: usize) -> usize {
        let mut end = end;
        let mut groups = 1;
        let is_phone = self.text[start..].starts_with('+') || self.text[at..].starts_with("00");
        loop {
            let rest = &self.text[end..];
            let next = if let Some(operand) = operand(rest) {
                operand
            } else if let Some(group) = group(&self.text[at..end], rest, is_phone || groups > 2) {
                groups += 1;
                group
            } else {
                break;
            };
            let digit = end + next;
            end = self.trailing(digit, self.word_end(digit, CharClass::Other));
            if self.text[end..].starts_with(')') && self.text[at..end].contains('(') {
                end += 1;
            }
        }
        end + unit(&self.text[end..])
    }
}

/// Returns the distance to the number that continues a range or a sum: ` – 40`, ` + 2`.
fn operand(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix([' ', '\u{A0}'])?;
    let after = after.strip_prefix(['-', '–', '−', '+', '×', '÷', '='])?;
    let after = after.strip_prefix([' ', '\u{A0}'])?;
    after
        .starts_with(|c: char| c.is_ascii_digit())
        .then(|| rest.len() - after.len())
}

/// Returns the distance to the next group of digits of the same number: of a telephone number, or three digits after a group
/// of up to three.
fn group(number: &str, rest: &str, is_phone: bool) -> Option<usize> {
    let after = rest.strip_prefix([' ', '\u{A0}', '\u{202F}', '\u{2009}'])?;
    let inner = match after.strip_prefix('(') {
        Some(inner) if is_phone => inner,
        Some(_) => return None,
        None => after,
    };
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let length = digits(inner);
    if length == 0 {
        return None;
    }
    let is_thousands = length == 3
        && !inner[3..].starts_with(['-', '/', ':'])
        && number
            .split([' ', '\u{A0}', '\u{202F}', '\u{2009}'])
            .enumerate()
            .all(|(i, part)| {
                part.bytes().all(|b| b.is_ascii_digit())
                    && (part.len() == 3 || (i == 0 && part.len() < 3))
            });
    // A third group indicates a telephone number as well: two separate numbers in a row are rare, and three do not occur.
    let is_dialled = || {
        let next = inner[length..].strip_prefix([' ', '\u{A0}']);
        next.is_some_and(|next| digits(next) > 0) && number.bytes().all(|b| b.is_ascii_digit())
    };
    let is_within = |text: &str| {
        text.bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b' ' | b'-'))
    };
    let goes_on = number.contains(' ') && is_within(number);
    (is_phone || is_thousands || goes_on || is_dialled()).then(|| rest.len() - inner.len())
}

/// Returns the length of a unit with the space before it; 0 if there is none.
fn unit(rest: &str) -> usize {
    let Some(after) = rest.strip_prefix([' ', '\u{A0}', '\u{202F}']) else {
        return 0;
    };
    let symbol = after
        .split(|c: char| !is_alphanumeric(c) && !matches!(c, '°' | '%' | '/'))
        .next();
    match symbol {
        Some(symbol) if UNITS.contains(&symbol) => rest.len() - after.len() + symbol.len(),
        _ => 0,
    }
}

/// Returns `true` if the line keeps the order of a number without isolation (UAX #9, rules W2 to W5): after an Arabic
/// letter, only a single separator between digits holds them together.
fn keeps_order(number: &str, is_after_letter: bool) -> bool {
    let digits: Range<usize> = match number.find(|c: char| c.is_ascii_digit()) {
        Some(start) => {
            start
                ..number
                    .rfind(|c: char| c.is_ascii_digit())
                    .map_or(start, |end| end + 1)
        }
        None => return true,
    };
    let is_terminator = |c: char| {
        matches!(
            c,
            '%' | '‰' | '$' | '€' | '£' | '¥' | '₩' | '₽' | '₪' | '#' | '±' | '°' | '′' | '″'
        )
    };
    let around = [&number[..digits.start], &number[digits.end..]];
    let is_around = around
        .iter()
        .all(|part| part.is_empty() || (!is_after_letter && part.chars().all(is_terminator)));
    let mut separators = number[digits]
        .split(|c: char| c.is_ascii_digit())
        .filter(|s| !s.is_empty());
    is_around
        && separators.all(|separator| match separator {
            "." | "," | ":" | "/" | "\u{A0}" | "\u{202F}" => true,
            "+" | "-" | "−" => !is_after_letter,
            _ => false,
        })
}
