//! Explains what is wrong with a text that was meant as a date.
//!
//! Takes the text; returns a message and advice. Independent of files.

use crate::lang::Date;
use crate::lang::figures::{PartialDate, Quantity, find};
use crate::parse::unseen::{described, first, visible};

/// Dashes that look like hyphens.
const DASHES: [char; 6] = ['–', '—', '−', '‐', '‑', '‒'];

/// Returns the fault of `text`, and what to write instead; `None` if the text does not look like a date.
pub fn fault(text: &str) -> Option<(String, String)> {
    let day = text.trim_matches(['"', '\'']).trim();
    if let Some(c) = first(day) {
        let date = meant(&visible(day))?;
        let message = format!("this date holds {}", described(c));
        return Some((message, format!("type it anew, without quotes: {date}")));
    }
    if let Some(c) = day.chars().find(|c| DASHES.contains(c)) {
        let date = meant(&day.replace(DASHES, "-"))?;
        let message = format!(
            "`{c}` (U+{:04X}) is a dash, and a date has hyphens",
            c as u32
        );
        return Some((message, format!("write {date}, without quotes")));
    }
    let day = day.split(['T', 't', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let numbers: Vec<i32> = parts.iter().map_while(|part| number(part)).collect();
    if let Some(fault) = year_fault(&parts) {
        return Some(fault);
    }
    let is_year = |part: &str| part.chars().count() == 4;
    match (numbers.as_slice(), parts.as_slice()) {
        ([year, month, day], [first, _, _]) if is_year(first) => {
            Some(of(*year, *month, *day, text))
        }
        ([first, second, year], [_, _, last]) if is_year(last) => {
            let european = date(*year, *second, *first).is_some();
            let (month, day) = if european {
                (second, first)
            } else {
                (first, second)
            };
            Some(of(*year, *month, *day, text))
        }
        ([year, month], [first, _]) if is_year(first) && (1..=12).contains(month) => Some((
            "the day is missing from this date".into(),
            format!("write year, month and day, as in {year:04}-{month:02}-01, without quotes"),
        )),
        _ => None,
    }
}

/// Returns advice on a day for a value that may also be a moment.
pub fn for_moment(help: &str) -> String {
    help.replace(" and without quotes or a time", " and without quotes")
}

/// Returns the date that was meant by a text in another notation.
fn meant(text: &str) -> Option<Date> {
    let text = text.trim();
    Date::parse(text).or_else(|| {
        let (_, help) = fault(text)?;
        help.split([' ', ',']).find_map(Date::parse)
    })
}

/// Returns the date of a text in words, such as `Mar 10, 2025` or `١٠ مارس ٢٠٢٥`.
pub fn spelt(text: &str) -> Option<Date> {
    const LANGUAGES: [&str; 6] = ["en", "ar", "fr", "ru", "fa", "ko"];
    let text = text.trim_matches(['"', '\'']).trim();
    let date = |language: &&str| {
        let figures = find(text, language);
        let [figure] = figures.as_slice() else {
            return None;
        };
        let is_whole = text.len() <= figure.range.len() + 2;
        let Quantity::Date(moment) = &figure.quantity else {
            return None;
        };
        let PartialDate {
            hijri: false,
            ancient: false,
            decade: false,
            swappable: false,
            year: Some(year),
            month: Some(month),
            day: Some(day),
            ..
        } = *moment
        else {
            return None;
        };
        is_whole.then(|| Date::new(i32::from(year), month, day))?
    };
    LANGUAGES.iter().find_map(date)
}

/// Explains a date, year first, whose year does not have four digits; `None` if it does, or if the text is not such a
/// date.
fn year_fault(parts: &[&str]) -> Option<(String, String)> {
    let [year, month, day] = parts else {
        return None;
    };
    let is_pair = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    let is_number = !year.is_empty() && year.bytes().all(|b| b.is_ascii_digit());
    if !is_number || year.len() == 4 || year.len() < 3 || !is_pair(month) || !is_pair(day) {
        return None;
    }
    let message = format!("a year has four digits, and `{year}` has {}", year.len());
    // A digit was typed twice.
    let doubled = (1..year.len()).find(|at| year.as_bytes()[*at] == year.as_bytes()[at - 1]);
    let meant = doubled.map(|at| format!("{}{}", &year[..at], &year[at + 1..]));
    let help = match meant.filter(|meant| meant.len() == 4) {
        Some(meant) => format!("did you mean {meant}-{month}-{day}?"),
        None => "write year, month and day, as in 2025-08-31, without quotes".into(),
    };
    Some((message, help))
}

/// Parses a number in European, Arabic or Persian digits.
fn number(text: &str) -> Option<i32> {
    if text.is_empty() || text.chars().count() > 4 {
        return None;
    }
    text.chars().try_fold(0, |sum, c| {
        let zero = match c {
            '0'..='9' => '0',
            '٠'..='٩' => '٠',
            '۰'..='۹' => '۰',
            _ => return None,
        };
        // At most four digits, each at most 9 above its zero, so this cannot overflow.
        Some(sum * 10 + (c as i32 - zero as i32))
    })
}

fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

fn of(year: i32, month: i32, day: i32, text: &str) -> (String, String) {
    if let Some(date) = date(year, month, day) {
        let message = match text.trim_start().starts_with(['"', '\'']) {
            true => "this is a text, not a date",
            false => "this is not how a date is written",
        };
        return (
            message.into(),
            format!("write {date}, the year first and without quotes or a time"),
        );
    }
    let last = (1..=31)
        .rev()
        .find_map(|last| Date::new(year, u8::try_from(month).ok()?, last));
    match last {
        Some(last) => (
            format!("there is no day {year:04}-{month:02}-{day:02}"),
            format!("the last day of that month is {last}"),
        ),
        None if (1..=12).contains(&month) => (
            format!("there is no year {year}"),
            "years go from 0001 to 9999".into(),
        ),
        None => (
            format!("there is no month {month}"),
            "a date is year, month and day, as in 2025-08-31".into(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{fault, spelt};

    #[test]
    fn a_date_in_words_is_read() {
        for (text, date) in [
            ("Mar 10, 2025", Some("2025-03-10")),
            ("\"10 March 2025\"", Some("2025-03-10")),
            ("10 مارس 2025", Some("2025-03-10")),
            ("١٠ مارس ٢٠٢٥", Some("2025-03-10")),
            ("10 марта 2025", Some("2025-03-10")),
            ("March 2025", None),
            ("on the treaty of 10 March 2025", None),
            ("", None),
        ] {
            let read = spelt(text).map(|date| date.to_string());
            assert_eq!(read.as_deref(), date, "{text}");
        }
    }

    #[test]
    fn what_was_meant_is_told_where_it_can_be() {
        for (text, message, help) in [
            ("2024-02-30", "no day 2024-02-30", "2024-02-29"),
            ("2023-02-29", "no day 2023-02-29", "2023-02-28"),
            ("2024-06-00", "no day 2024-06-00", "2024-06-30"),
            ("2024-13-01", "no month 13", "2025-08-31"),
            ("0000-01-01", "no year 0", "0001"),
            ("\"2024-06-19\"", "a text, not a date", "write 2024-06-19"),
            ("2024-6-9", "not how", "write 2024-06-09"),
            ("2024/06/19", "not how", "write 2024-06-19"),
            ("19-06-2024", "not how", "write 2024-06-19"),
            ("19.6.2024", "not how", "write 2024-06-19"),
            ("06/19/2024", "not how", "write 2024-06-19"),
            ("٢٠٢٤-٠٦-١٩", "not how", "write 2024-06-19"),
            ("۱۹/۰۶/۲۰۲۴", "not how", "write 2024-06-19"),
            ("2024-06-19T10:00:00Z", "not how", "write 2024-06-19"),
            ("2024-06-19 10:00", "not how", "write 2024-06-19"),
            ("2024-06", "the day is missing", "2024-06-01"),
            ("2025–03–10", "U+2013", "write 2025-03-10"),
            ("\"10−3−2025\"", "U+2212", "write 2025-03-10"),
            (
                "\u{200F}2025-03-10",
                "U+200F",
                "anew, without quotes: 2025-03-10",
            ),
            ("20025-03-02", "`20025` has 5", "mean 2025-03-02"),
            ("202-03-02", "`202` has 3", "2025-08-31"),
            ("\"20255-03-02\"", "`20255` has 5", "mean 2025-03-02"),
        ] {
            let (got, way_out) = fault(text).unwrap_or_default();
            assert!(got.contains(message), "{text}: {got}");
            assert!(way_out.contains(help), "{text}: {way_out}");
        }
        for text in [
            "",
            "19 June 2024",
            "10:30:00",
            "2024",
            "1.5",
            "a-b-c",
            "1-2-3",
        ] {
            assert_eq!(fault(text), None, "{text}");
        }
    }
}
