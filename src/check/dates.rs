//! Finds implausible dates in front matter: in the future, before 1900, or in the wrong order.
//!
//! Takes a site and the day of the build; reports findings at the date. Comparisons with today are not cached between
//! builds, since the day changes while the files do not.

use crate::diagnostic::codes::{self, Code};
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, nearest};
use crate::lang::Date;
use crate::link::site::{Article, Site};
use crate::parse::article::KeyedDate;

/// First plausible year of a news article.
const FIRST_YEAR: i32 = 1900;

/// A date and its place in a file.
struct Subject<'s> {
    path: &'s Arc<str>,
    key: &'static str,
    date: Date,
    span: &'s Range<usize>,
}

/// Checks the dates of all articles.
pub(super) fn check(site: &Site<'_>, found: &mut Vec<Diagnostic>) {
    for article in &site.articles {
        for subject in subjects(article) {
            check_one(&subject, site.today, found);
        }
        check_order(article, site.today, found);
    }
}

/// Returns all dates of an article's files.
fn subjects<'s>(article: &'s Article<'_>) -> Vec<Subject<'s>> {
    let original = article.original;
    let mut subjects: Vec<_> = dated(&original.path, &original.dates).collect();
    let editions = article.editions.iter().flatten();
    for summary in editions.map(|edition| edition.summary) {
        subjects.extend(dated(&summary.path, &summary.dates));
        subjects.extend(summary.sealed.as_ref().map(|seal| Subject {
            path: &summary.path,
            key: "sealed",
            date: seal.date,
            span: &seal.digest.span,
        }));
    }
    subjects
}

fn dated<'s>(path: &'s Arc<str>, dates: &'s [KeyedDate]) -> impl Iterator<Item = Subject<'s>> {
    dates.iter().map(move |dated| Subject {
        path,
        key: dated.key,
        date: dated.date.value,
        span: &dated.date.span,
    })
}

/// Checks a single date.
fn check_one(subject: &Subject<'_>, today: Option<Date>, found: &mut Vec<Diagnostic>) {
    let Subject { key, date, .. } = subject;
    if let Some(today) = today.filter(|today| date > today) {
        let message = format!("the date `{key}` is in the future: {date} is after today, {today}");
        let otherwise = match *key {
            "published" | "date" => {
                "correct it; an article that is not to appear before that day is a draft until then, with `draft = true` in its summaries"
            }
            _ => "correct it; if it is right, the clock of this machine is wrong",
        };
        let help = meant(*date, Some(today)).unwrap_or_else(|| otherwise.into());
        found.push(subject.warning(codes::DATE_FUTURE, message, help));
    } else if date.year() < FIRST_YEAR {
        let message = format!("the date `{key}` is in the year {}", date.year());
        let help = meant(*date, today).unwrap_or_else(|| {
            "write the year with four digits, as in 2025-08-31; if it is right, `ignore = [\"date-unlikely\"]` in [check] keeps this silent".into()
        });
        found.push(subject.warning(codes::DATE_UNLIKELY, message, help));
    }
}

/// Checks that no date is before the publication of the original.
fn check_order(article: &Article<'_>, today: Option<Date>, found: &mut Vec<Diagnostic>) {
    // If the publication date itself is wrong, nothing is compared with it.
    let is_past = |date: &Date| today.is_none_or(|today| *date <= today);
    let Some(published) = article.original.published.filter(is_past) else {
        return;
    };
    for subject in subjects(article) {
        if subject.key == "published" || subject.date >= published {
            continue;
        }
        let Subject { key, date, .. } = subject;
        let what = match key {
            "retrieved" => "the copy was taken",
            "sealed" => "the summary was checked",
            _ => "the summary is dated",
        };
        let message = format!("{what} on {date}, before the original was published on {published}");
        let help = format!(
            "correct `{key}`, or `published` of {}",
            article.original.path
        );
        found.push(subject.warning(codes::DATE_ORDER, message, help));
    }
}

impl Subject<'_> {
    fn warning(&self, code: Code, message: String, help: String) -> Diagnostic {
        let found = Diagnostic::new(code, self.path, message);
        found.at(self.span.clone()).help(help)
    }
}

/// Returns a "did you mean" for a date with a typing error: two digits of the year swapped, one wrong or doubled, a year of
/// two digits, or day and month swapped.
fn meant(date: Date, today: Option<Date>) -> Option<String> {
    let is_past = |other: &Date| today.is_none_or(|today| *other <= today);
    let in_year = |year| Date::new(year, date.month(), date.day()).filter(is_past);
    let this_year = today?.year();
    if date.year() == this_year {
        let turned = Date::new(this_year, date.day(), date.month());
        let turned = turned.filter(|turned| *turned != date && is_past(turned));
        return turned.or_else(|| in_year(this_year - 1)).map(said);
    }
    let written = format!("{:04}", date.year());
    let short = written
        .strip_prefix("00")
        .and_then(|digits| digits.parse::<i32>().ok());
    let candidates = (this_year - 30..=this_year)
        .rev()
        .map(|year| year.to_string());
    let candidates: Vec<String> = candidates.collect();
    let swapped = |other: &&String| {
        let sorted = |text: &str| {
            let mut digits: Vec<char> = text.chars().collect();
            digits.sort_unstable();
            digits
        };
        sorted(other) == sorted(&written)
    };
    // One typing error away from this or the last year; otherwise any of the last 30 years with the same digits in another
    // order.
    let latest = || candidates.iter().take(2).map(String::as_str);
    let near = latest().find(|year| nearest(&written, [*year]).is_some());
    let near = near.or_else(|| candidates.iter().find(swapped).map(String::as_str));
    let year = near.and_then(|year| year.parse().ok());
    let short = short.map(|short| this_year - this_year % 100 + short);
    let short = short.filter(|year| *year <= this_year);
    short.or(year).and_then(in_year).map(said)
}

fn said(date: Date) -> String {
    format!("did you mean {date}?")
}

#[cfg(test)]
mod tests {
    use super::meant;
    use crate::lang::Date;

    #[test]
    fn a_slip_is_told_from_the_day_that_was_meant() {
        let today = Date::parse("2026-11-28");
        for (date, expected) in [
            ("2062-03-02", Some("2026-03-02")),
            ("2206-03-02", Some("2026-03-02")),
            ("0225-03-02", Some("2025-03-02")),
            ("1025-03-02", Some("2025-03-02")),
            ("0025-03-02", Some("2025-03-02")),
            ("2027-03-02", Some("2026-03-02")),
            ("2026-12-03", Some("2026-03-12")),
            ("2026-12-30", Some("2025-12-30")),
            ("1871-03-18", None),
            ("9999-12-31", None),
        ] {
            let date = Date::parse(date).expect("a date");
            let got = meant(date, today);
            let expected = expected.map(|meant| format!("did you mean {meant}?"));
            assert_eq!(got, expected, "{date}");
        }
    }
}
