//! Parses dates in words or digits, in any language that CLDR has: "Thursday, 14 August 2025", «14 أغسطس 2025», 14.08.2025,
//! 2025年8月14日. Pure.

use crate::words;
use mujaz_locale::{Date, Locale, LocaleOptions};
use std::iter::Peekable;
use std::str::Chars;

/// First year in which an article on the web can be published; earlier dates are not publication dates.
const FIRST_YEAR: i32 = 1990;
/// Last year in which an article can be published.
const LAST_YEAR: i32 = 2100;

/// The names of the months in some languages, folded, and the order of day and month in digits.
pub(crate) struct MonthNames {
    /// The twelve names of the months, for each language.
    months: Vec<[String; 12]>,
    /// True if the month comes before the day in 8/14/2025; `None` if that is not known.
    month_first: Option<bool>,
}

/// A token of a text.
#[derive(Debug, PartialEq)]
enum DateToken {
    Number {
        value: i32,
        digits: usize,
    },
    Month(u32),
    /// A word that is not a month's name.
    Word,
    /// A character other than white space.
    Sign(char),
}

impl MonthNames {
    /// Returns the months of a language, whose tag may have a region. English is always included, since many themes are
    /// English. With English, some other Western languages are included, too.
    pub(crate) fn new(tag: &str) -> Self {
        let (language, region) = tag.split_once(['-', '_']).unwrap_or((tag, ""));
        let language = language.to_ascii_lowercase();
        let mut locales: Vec<(String, Option<&str>)> = vec![(language.clone(), None)];
        if language == "ar" {
            // Month names differ between the east and the west of the Arab world.
            locales
                .extend(["ar-SY", "ar-DZ", "ar-MA"].map(|locale| ("ar".to_string(), Some(locale))));
        }
        if language != "en" {
            locales.push(("en".to_string(), None));
        }
        // A theme may say `en`, or nothing, above a text in another language. The names of these languages' months do not
        // contradict each other.
        if language.is_empty() || language == "en" {
            locales.extend(["de", "fr", "es", "it", "pt", "nl"].map(|tag| (tag.to_string(), None)));
        }
        let months = locales
            .iter()
            .filter_map(|(tag, locale)| months(tag, *locale));
        let month_first = match (language.as_str(), region.to_ascii_uppercase().as_str()) {
            ("en", "US" | "PH") => Some(true),
            ("en", "") => None,
            _ => Some(false),
        };
        MonthNames {
            months: months.collect(),
            month_first,
        }
    }

    /// Returns the first full day that a text gives, as YYYY-MM-DD.
    pub(crate) fn find(&self, text: &str) -> Option<String> {
        let pieces = self.pieces(text);
        (0..pieces.len()).find_map(|at| self.at(&pieces[at..]))
    }

    /// Returns the day that begins at the first of the tokens.
    fn at(&self, pieces: &[DateToken]) -> Option<String> {
        use DateToken::{Month, Number, Sign, Word};
        let number = |piece: Option<&DateToken>| match piece {
            Some(Number { value, digits }) => Some((*value, *digits)),
            _ => None,
        };
        // 2025-08-14, 14.08.2025, 8/14/25, 2025年8月14日
        if let [
            Number { value: a, digits },
            first,
            Number { value: b, .. },
            second,
            rest @ ..,
        ] = pieces
        {
            let signs = match (first, second) {
                (Sign(a), Sign(b)) => a == b && matches!(a, '-' | '/' | '.' | '‐' | '–'),
                (Word, Word) => *digits == 4,
                _ => false,
            };
            if signs && let Some((c, last)) = number(rest.first()) {
                return match (digits, last) {
                    (4, 1 | 2) => day(*a, *b, c),
                    (1 | 2, 4) => self.ordered(*a, *b, c, *first == Sign('/')),
                    (1 | 2, 2) if *first == Sign('.') => day(2000 + c, *b, *a),
                    _ => None,
                };
            }
        }
        match pieces {
            // 14 August 2025, 14. August 2025, 14 de agosto de 2025, 14th of August, 2025
            [
                Number {
                    value: d,
                    digits: 1 | 2,
                },
                rest @ ..,
            ] => {
                let rest = skip(rest, 2);
                let [Month(month), rest @ ..] = rest else {
                    return None;
                };
                // The month may be named twice: آب/أغسطس.
                let rest = match skip(rest, 2) {
                    [Month(_), rest @ ..] => rest,
                    _ => rest,
                };
                let (year, 4) = number(skip(rest, 3).first())? else {
                    return None;
                };
                day(year, i32::try_from(*month).ok()?, *d)
            }
            // August 14, 2025
            [Month(month), rest @ ..] => {
                let rest = skip(rest, 1);
                let (d, 1 | 2) = number(rest.first())? else {
                    return None;
                };
                let (year, 4) = number(skip(&rest[1..], 2).first())? else {
                    return None;
                };
                day(year, i32::try_from(*month).ok()?, d)
            }
            // 2025. augusztus 14.
            [
                Number {
                    value: year,
                    digits: 4,
                },
                rest @ ..,
            ] => {
                let [Month(month), rest @ ..] = skip(rest, 2) else {
                    return None;
                };
                let (d, 1 | 2) = number(skip(rest, 1).first())? else {
                    return None;
                };
                day(*year, i32::try_from(*month).ok()?, d)
            }
            _ => None,
        }
    }

    /// Returns the day of two numbers and a year; the language or the numbers themselves decide which number is the
    /// month.
    fn ordered(&self, a: i32, b: i32, year: i32, slashes: bool) -> Option<String> {
        match () {
            () if a > 12 || !slashes => day(year, b, a),
            () if b > 12 || a == b => day(year, a, b),
            () => match self.month_first? {
                true => day(year, a, b),
                false => day(year, b, a),
            },
        }
    }

    fn pieces(&self, text: &str) -> Vec<DateToken> {
        let mut pieces = Vec::new();
        let mut signs = text.chars().peekable();
        while let Some(c) = signs.next() {
            if let Some(first) = digit(c) {
                let (mut value, mut digits) = (first, 1);
                while let Some(next) = signs.peek().and_then(|&c| digit(c)) {
                    value = value.saturating_mul(10).saturating_add(next);
                    digits += 1;
                    signs.next();
                }
                pieces.push(DateToken::Number { value, digits });
            } else if c.is_alphabetic() {
                let mut word = c.to_string();
                let goes_on = |c: char| {
                    c.is_alphanumeric() && digit(c).is_none()
                        || ('\u{64b}'..='\u{65f}').contains(&c)
                };
                while let Some(next) = signs.next_if(|&c| goes_on(c)) {
                    word.push(next);
                }
                let (next, rest) = next_word(signs.clone());
                if let Some(month) = self.month(&format!("{word} {next}")) {
                    signs = rest;
                    pieces.push(DateToken::Month(month));
                } else {
                    pieces.push(self.month(&word).map_or(DateToken::Word, DateToken::Month));
                }
            } else if !c.is_whitespace() && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}') {
                pieces.push(DateToken::Sign(c));
            }
        }
        pieces
    }

    /// Returns the month (1 to 12) that one or two words name, such as أيلول or تشرين الثاني. A prefix of three letters or
    /// more counts if no other month begins with it.
    fn month(&self, words: &str) -> Option<u32> {
        let word = words::folded(words);
        self.months.iter().find_map(|names| {
            let exact = names.iter().position(|name| *name == word);
            let month = exact.or_else(|| {
                let is_prefix = words::chars(&word) >= 3
                    && !word.contains(' ')
                    && word.chars().all(|c| c.is_lowercase());
                // The first of two words, if it names one month alone.
                let begins = |name: &str| match name.split_once(' ') {
                    Some((first, _)) => first == word,
                    None => is_prefix && name.starts_with(&word),
                };
                let mut all = names.iter().enumerate().filter(|(_, name)| begins(name));
                let first = all.next()?;
                all.next().is_none().then_some(first.0)
            })?;
            u32::try_from(month + 1).ok()
        })
    }
}

/// Returns the word that a text begins with, after white space, and the text after it.
fn next_word(mut signs: Peekable<Chars>) -> (String, Peekable<Chars>) {
    while signs.next_if(|c| c.is_whitespace()).is_some() {}
    let mut word = String::new();
    while let Some(c) = signs.next_if(|&c| c.is_alphabetic()) {
        word.push(c);
    }
    (word, signs)
}

/// Skips up to `most` characters and words that can occur within a day, such as "of", "de", "." and ",".
fn skip(pieces: &[DateToken], most: usize) -> &[DateToken] {
    let fills = |piece: &&DateToken| {
        matches!(
            piece,
            DateToken::Word
                | DateToken::Sign('.' | ',' | '،' | '/' | '-' | '\'' | '’' | 'º' | 'ª' | '°')
        )
    };
    let many = pieces.iter().take(most).take_while(fills).count();
    &pieces[many..]
}

fn day(year: i32, month: i32, day: i32) -> Option<String> {
    let date = Date::new(year, month.try_into().ok()?, day.try_into().ok()?)?;
    (FIRST_YEAR..=LAST_YEAR)
        .contains(&year)
        .then(|| format!("{year:04}-{:02}-{:02}", date.month(), date.day()))
}

/// Returns the value of a decimal digit, in the scripts that newspapers write numbers in.
fn digit(c: char) -> Option<i32> {
    const ZEROS: [char; 7] = [
        '0', '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{e50}', '\u{ff10}',
    ];
    let value = |zero: char| {
        u32::from(c)
            .checked_sub(u32::from(zero))
            .filter(|value| *value < 10)
    };
    ZEROS
        .iter()
        .find_map(|&zero| value(zero))
        .and_then(|value| value.try_into().ok())
}

/// Returns the names of a language's months, folded, in the form that they have within a date.
fn months(tag: &str, locale: Option<&str>) -> Option<[String; 12]> {
    let locale = Locale::new(LocaleOptions {
        tag,
        locale,
        numerals: None,
        calendar: None,
    });
    let locale = locale.ok()?;
    let words: Vec<Vec<String>> = (1..=12)
        .map(|month| {
            let date = Date::new(2001, month, 11)
                .map(|date| locale.date(date))
                .unwrap_or_default();
            let words =
                date.split(|c: char| !c.is_alphabetic() && !('\u{64b}'..='\u{65f}').contains(&c));
            words
                .filter(|word| !word.is_empty())
                .map(words::folded)
                .collect()
        })
        .collect();
    // A word in all twelve dates is not a month's name: "de", "г".
    let common = |word: &String| words.iter().all(|other| other.contains(word));
    let names: Vec<String> = words
        .iter()
        .map(|own| {
            let own: Vec<&str> = own
                .iter()
                .filter(|word| !common(word))
                .map(String::as_str)
                .collect();
            own.join(" ")
        })
        .collect();
    let names: [String; 12] = names.try_into().ok()?;
    names.iter().all(|name| !name.is_empty()).then_some(names)
}

/// Returns the day in an address: /2025/04/01/, /20250401-title, /01-04-2025.
pub(crate) fn in_address(url: &str) -> Option<String> {
    let (_, path) = url.split_once("://")?.1.split_once('/')?;
    let path = path.split(['?', '#']).next()?;
    let numbers: Vec<(&str, bool)> = path
        .split(|c: char| !c.is_ascii_digit())
        .map(|part| (part, !part.is_empty()))
        .collect();
    let value = |text: &str| text.parse::<i32>().ok();
    // Parts separated by one character have no empty part between them.
    let parts = numbers.windows(3).find_map(|three| {
        let [(a, true), (b, true), (c, true)] = three else {
            return None;
        };
        match (a.len(), b.len(), c.len()) {
            (4, 1 | 2, 1 | 2) => day(value(a)?, value(b)?, value(c)?),
            (1 | 2, 1 | 2, 4) => day(value(c)?, value(b)?, value(a)?),
            _ => None,
        }
    });
    let whole = || {
        let eight = numbers
            .iter()
            .map(|(part, _)| *part)
            .filter(|part| part.len() == 8);
        eight
            .into_iter()
            .find_map(|part| day(value(&part[..4])?, value(&part[4..6])?, value(&part[6..])?))
    };
    parts.or_else(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_words_and_digits_of_many_languages() {
        for (language, text, expected) in [
            ("en", "Thursday, 14 August 2025 | 10:20", Some("2025-08-14")),
            ("en", "Aug 14, 2025", Some("2025-08-14")),
            ("en", "August 14th, 2025 at 9 am", Some("2025-08-14")),
            ("en", "14th of August 2025", Some("2025-08-14")),
            ("en", "8/14/2025", Some("2025-08-14")),
            ("en", "8/4/2025", None),
            ("en-US", "8/4/2025", Some("2025-08-04")),
            ("en-GB", "8/4/2025", Some("2025-04-08")),
            ("de", "Do., 14. August 2025", Some("2025-08-14")),
            ("de", "Stand: 14.08.2025, 08:30 Uhr", Some("2025-08-14")),
            ("de", "Veröffentlicht am 3. Dez. 2021", Some("2021-12-03")),
            ("de", "14.8.25", Some("2025-08-14")),
            ("fr", "le 1er août 2025 à 10h", Some("2025-08-01")),
            ("es", "14 de agosto de 2025", Some("2025-08-14")),
            ("pt", "14 de agosto de 2025", Some("2025-08-14")),
            ("ru", "14 августа 2025 г.", Some("2025-08-14")),
            ("pl", "14 sierpnia 2025", Some("2025-08-14")),
            ("tr", "14 Ağustos 2025 Perşembe", Some("2025-08-14")),
            ("nb", "14. august 2025", Some("2025-08-14")),
            ("hu", "2025. augusztus 14.", Some("2025-08-14")),
            ("ar", "الخميس 14 أغسطس 2025", Some("2025-08-14")),
            ("ar", "١٤ آب/أغسطس ٢٠٢٥", Some("2025-08-14")),
            ("ar", "14 آب 2025", Some("2025-08-14")),
            ("ar", "14 أوت 2025", Some("2025-08-14")),
            ("ar", "6 تشرين الثاني/نوفمبر 2025", Some("2025-11-06")),
            ("ar", "6 تشرين الأول 2025", Some("2025-10-06")),
            ("ar", "6 كانون الثاني 2025", Some("2025-01-06")),
            ("ar", "6 كانون الأول / ديسمبر 2025", Some("2025-12-06")),
            ("ar", "6 تشرين 2025", None),
            ("he", "14 באוגוסט 2025", Some("2025-08-14")),
            ("ur", "14 اگست 2025", Some("2025-08-14")),
            ("ja", "2025年8月14日", Some("2025-08-14")),
            ("zh", "2025年08月14日 09:30", Some("2025-08-14")),
            ("ko", "2025년 8월 14일", Some("2025-08-14")),
            ("en", "2025-08-14T09:30", Some("2025-08-14")),
            ("en", "31 February 2025", None),
            ("en", "0000-06-19", None),
            ("en", "Dienstag 6. Mai 2014", Some("2014-05-06")),
            ("", "11 février 2020", Some("2020-02-11")),
            ("en", "14 August", None),
            ("en", "In 2025 the 14 mills", None),
            ("en", "1.2.3", None),
            ("en", "", None),
        ] {
            assert_eq!(
                MonthNames::new(language).find(text).as_deref(),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn days_are_read_in_addresses() {
        for (url, expected) in [
            (
                "https://a.example/2025/04/01/last-barge/",
                Some("2025-04-01"),
            ),
            ("https://a.example/news/2025-4-1-barge", Some("2025-04-01")),
            ("https://a.example/20250401-barge.html", Some("2025-04-01")),
            ("https://a.example/aktuell/01-04-2025", Some("2025-04-01")),
            ("https://a.example/2025/04/barge", None),
            ("https://a.example/2025/99/01/barge", None),
            ("https://a.example/12345678/barge", None),
            ("https://a.example/?d=2025/04/01", None),
        ] {
            assert_eq!(in_address(url).as_deref(), expected, "{url}");
        }
    }
}
