//! Finds implausible dates in front matter and in the names of editions: in the future, before 1900, or in the
//! wrong order; and articles without a date.
//!
//! Takes a site and the day of the build; reports findings at the date. Comparisons with today are not cached between
//! builds, since the day changes while the files do not.

mod issues;

use crate::diagnostic::codes::{self, Code};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::clock::Zone;
use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::lang::Date;
use crate::link::site::{Article, Site};
use crate::parse::article::{KeyedDate, Summary};
use crate::parse::corrections::Correction;
use crate::parse::due::Availability;

/// First plausible year of a news article.
const FIRST_YEAR: i32 = 1900;

/// Number of days after today in which a date is more likely a plan than a typing error, so that no other date is suggested.
const NEAR: i64 = 31;

/// Number of days in which texts under embargo usually appear.
const YEAR: i64 = 366;

/// A date and its place in a file.
struct DateSubject<'s> {
    path: &'s Arc<str>,
    key: &'static str,
    date: Date,
    span: &'s Range<usize>,
    /// The day on which the text becomes public; `None` if it is public at once.
    appears: Option<Date>,
}

/// Checks the dates of all articles.
pub(super) fn check(site: &Site<'_>, found: &mut Vec<Diagnostic>) {
    let zone = site.config.timezone.as_ref();
    for article in &site.articles {
        for subject in subjects(article, zone) {
            // A text under embargo may have the date of the day on which it becomes public.
            let is_of_that_day = subject.appears.is_some_and(|day| subject.date <= day);
            let today = site.today.filter(|_| !is_of_that_day);
            check_one(&subject, today, found);
        }
        check_order(article, site.today, zone, found);
        check_corrections(article, zone, found);
        for edition in article.editions.iter().flatten() {
            let summary = edition.summary;
            found.extend(far_off(&summary.path, &summary.available, site));
        }
    }
    issues::check(site, found);
    found.extend(expired_security(site));
    check_undated(site, found);
}

/// Reports a text that is to appear more than a year from now.
fn far_off(path: &Arc<str>, available: &Availability, site: &Site<'_>) -> Option<Diagnostic> {
    let publish = available.publish.as_ref()?;
    let (day, today) = (
        publish.value.day(site.config.timezone.as_ref()),
        site.today?,
    );
    if day.number() - today.number() <= YEAR {
        return None;
    }
    let message = format!(
        "this text is to appear on {day}, more than a year from now: until then nobody sees it"
    );
    let help = meant(day, Some(today)).unwrap_or_else(|| {
        "correct `publish`; a text that is not finished has `draft = true` instead".into()
    });
    let far = Diagnostic::new(codes::DATE_UNLIKELY, path, message);
    Some(far.at(publish.span.clone()).help(help))
}

/// Reports that the site's security.txt has expired.
fn expired_security(site: &Site<'_>) -> Option<Diagnostic> {
    let expires = &site.config.publish.security.as_ref()?.expires;
    let today = site.today.filter(|today| expires.value < *today)?;
    let message = format!(
        "security.txt expired on {}, and today is {today}: programs take no notice of it any more",
        expires.value
    );
    let expired = Diagnostic::new(codes::SECURITY_EXPIRED, &site.config.path, message);
    Some(expired.at(expires.span.clone()).help(
        "see whether the addresses for reports are still right, and write a day within the next year",
    ))
}

/// Notes published articles without a date. A date that could not be read has a finding of its own.
fn check_undated(site: &Site<'_>, found: &mut Vec<Diagnostic>) {
    let is_undated = |article: &&Article<'_>| {
        let mut published = article.editions.iter().flatten();
        published.any(|edition| !edition.summary.draft && edition.date.is_none())
    };
    let undated: Vec<&Article<'_>> = site.articles.iter().filter(is_undated).collect();
    if undated.is_empty() {
        return;
    }
    let errors = found.iter().filter(|d| d.severity == Severity::Error);
    let broken: BTreeSet<Arc<str>> = errors.map(|d| d.path.clone()).collect();
    for article in undated {
        let path = &article.original.path;
        let mut summaries = article.editions.iter().flatten();
        if broken.contains(path) || summaries.any(|e| broken.contains(&e.summary.path)) {
            continue;
        }
        let message = "this article has no date: it comes last in lists, and is in no feed and no edition of its day";
        let missing = Diagnostic::new(codes::DATE_MISSING, path, message);
        let help = "add the day on which the original was published, as in `published = 2025-08-31`, or give its summaries a `date`";
        found.push(missing.help(help));
    }
}

/// Returns all dates of an article's files.
fn subjects<'s>(article: &'s Article<'_>, zone: Option<&Zone>) -> Vec<DateSubject<'s>> {
    let summaries = || article.editions.iter().flatten().map(|e| e.summary);
    let appears = |summary: &Summary| {
        let publish = summary.available.publish.as_ref()?;
        Some(publish.value.day(zone))
    };
    // The original becomes public with the first summary.
    let first = summaries().map(appears).min().flatten();
    let originals = article.originals.iter();
    let mut subjects: Vec<_> = originals
        .flat_map(|original| dated(&original.path, &original.dates, first))
        .collect();
    for summary in summaries() {
        subjects.extend(dated(&summary.path, &summary.dates, appears(summary)));
        subjects.extend(summary.sealed.as_ref().map(|seal| DateSubject {
            path: &summary.path,
            key: "sealed",
            date: seal.date.value,
            span: &seal.date.span,
            appears: None,
        }));
    }
    subjects
}

fn dated<'s>(
    path: &'s Arc<str>,
    dates: &'s [KeyedDate],
    appears: Option<Date>,
) -> impl Iterator<Item = DateSubject<'s>> {
    dates.iter().map(move |dated| DateSubject {
        path,
        key: dated.key,
        date: dated.date.value,
        span: &dated.date.span,
        appears,
    })
}

/// Checks a single date.
fn check_one(subject: &DateSubject<'_>, today: Option<Date>, found: &mut Vec<Diagnostic>) {
    let DateSubject { key, date, .. } = subject;
    if let Some(today) = today.filter(|today| date > today) {
        let message = format!("the date `{key}` is in the future: {date} is after today, {today}");
        let otherwise = match *key {
            "published" | "date" => {
                "correct it; a summary that is not to appear before that day has `publish`, as in `publish = 2025-09-01`"
            }
            _ => "correct it; if it is right, the clock of this machine is wrong",
        };
        let help = meant(*date, Some(today)).unwrap_or_else(|| otherwise.into());
        found.push(subject.warning(codes::DATE_FUTURE, message, help));
    } else if date.year() < FIRST_YEAR {
        let message = format!("the date `{key}` is in the year {}", date.year());
        let help = hijri(*date).or_else(|| meant(*date, today)).unwrap_or_else(|| {
            "write the year with four digits, as in 2025-08-31; if it is right, `ignore = [\"date-unlikely\"]` in [check] keeps this silent".into()
        });
        found.push(subject.warning(codes::DATE_UNLIKELY, message, help));
    }
}

/// Checks that no date is before the publication of the original.
fn check_order(
    article: &Article<'_>,
    today: Option<Date>,
    zone: Option<&Zone>,
    found: &mut Vec<Diagnostic>,
) {
    // If the publication date itself is wrong, nothing is compared with it.
    let is_past = |date: &Date| today.is_none_or(|today| *date <= today);
    for subject in subjects(article, zone) {
        // Summaries are compared with the main original.
        let mut originals = article.originals.iter();
        let own = originals.find(|original| original.path == *subject.path);
        let original = own.unwrap_or(&article.original);
        let Some(published) = original.published.filter(is_past) else {
            continue;
        };
        let is_reported = subject.date.year() < FIRST_YEAR;
        if matches!(subject.key, "published" | "corrections")
            || subject.date >= published
            || is_reported
        {
            continue;
        }
        let DateSubject { key, date, .. } = subject;
        let what = match key {
            "retrieved" => "the copy was taken",
            "sealed" => "the summary was checked",
            _ => "the summary is dated",
        };
        let message = format!("{what} on {date}, before the original was published on {published}");
        let help = format!("correct `{key}`, or `published` of {}", original.path);
        found.push(subject.warning(codes::DATE_ORDER, message, help));
    }
}

/// Checks that no correction is dated before its article, or before the day on which readers first see it.
fn check_corrections(article: &Article<'_>, zone: Option<&Zone>, found: &mut Vec<Diagnostic>) {
    for edition in article.editions.iter().flatten() {
        let summary = edition.summary;
        let first = FirstDay::new("article", edition.date, &summary.available, zone);
        let early = |correction| first.as_ref()?.early(&summary.path, correction);
        found.extend(summary.corrections.iter().filter_map(early));
    }
}

/// The day before which a text has no corrections.
struct FirstDay {
    day: Date,
    /// The text and the day in words, as the rest of a sentence.
    words: String,
}

impl FirstDay {
    /// Returns the later of the date of a text and the day on which it appears. `what` names the text.
    fn new(
        what: &str,
        date: Option<Date>,
        available: &Availability,
        zone: Option<&Zone>,
    ) -> Option<FirstDay> {
        let publish = available.publish.as_ref();
        let appears = publish.map(|publish| publish.value.day(zone));
        let is_later = appears.is_some_and(|appears| date.is_none_or(|date| date < appears));
        let (day, verb) = match is_later {
            true => (appears?, "appears on"),
            false => (date?, "is of"),
        };
        let words = format!("the {what}, which {verb} {day}");
        Some(FirstDay { day, words })
    }

    /// Reports a correction that is dated before its text.
    fn early(&self, path: &Arc<str>, correction: &Correction) -> Option<Diagnostic> {
        let day = &correction.date;
        if day.value >= self.day || day.value.year() < FIRST_YEAR {
            return None;
        }
        let message = format!(
            "this {} is of {}, before {}",
            correction.kind.word(),
            day.value,
            self.words
        );
        let early = Diagnostic::new(codes::DATE_ORDER, path, message);
        Some(early.at(day.span.clone()).help(
            "write the day on which the published text was changed; what was changed before it was published needs no entry",
        ))
    }
}

impl DateSubject<'_> {
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
    let is_near = |today: Date| (1..=NEAR).contains(&(date.number() - today.number()));
    // A wrong year is no likelier there than a wrong day.
    let today = today.filter(|today| !is_near(*today))?;
    let this_year = today.year();
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

/// Returns advice on a year of the Hijri calendar, lunar or solar, of the last hundred years.
fn hijri(date: Date) -> Option<String> {
    (1340..=1460)
        .contains(&date.year())
        .then(|| "a Hijri year? Write the day of the Gregorian calendar, as in 2025-08-31".into())
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
            ("2026-11-29", None),
            ("2026-12-03", None),
            ("2026-12-29", None),
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
