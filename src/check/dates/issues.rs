//! Finds implausible days of the briefing's editions: in the future, or contradicting the days that the edition's id names.
//!
//! Takes a site; reports `date-future`, `date-unlikely` and `date-order`. An edition of a running week or month is not in the
//! future, although its last day is.

use std::ops::Range;

use super::{FIRST_YEAR, FirstDay, NEAR, meant};
use crate::clock::Zone;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::{self, Code};
use crate::lang::{Date, WeekRule};
use crate::link::issues::{DaySpan, days};
use crate::link::site::{LinkedIssue, Site};
use crate::parse::fields::Located;
use crate::parse::issue::{CalendarUnit, IssueText};

/// Checks the days of all editions that have files.
pub(super) fn check(site: &Site<'_>, found: &mut Vec<Diagnostic>) {
    let default = site.default;
    let weeks = site.config.languages[default].locale.weeks();
    let zone = site.config.timezone.as_ref();
    let issues = site.issues.iter().flat_map(|issue| &issue.texts).flatten();
    for issue in issues {
        let Some(text) = issue.text else { continue };
        let future = site
            .today
            .and_then(|today| future(issue, text, today, zone));
        match future {
            Some(future) => found.push(future),
            None => found.extend(unlikely(text, site.today).or_else(|| order(text, weeks))),
        }
        check_corrections(issue, text, zone, found);
        found.extend(super::far_off(&text.path, &text.available, site));
    }
}

/// Checks that no correction is dated before its edition. One without a `date` may appear, and be corrected, on the first of the
/// days that it covers.
fn check_corrections(
    issue: &LinkedIssue<'_>,
    text: &IssueText,
    zone: Option<&Zone>,
    found: &mut Vec<Diagnostic>,
) {
    let date = text.date.as_ref().map(|date| date.value);
    let date = date.unwrap_or(*issue.span.start());
    let first = FirstDay::new("edition", Some(date), &text.available, zone);
    let early = |correction| first.as_ref()?.early(&text.path, correction);
    found.extend(text.corrections.iter().filter_map(early));
}

/// Reports an edition whose days have not begun, whose `date` is later than both its days and today, or that ends more
/// than a month from now.
fn future(
    issue: &LinkedIssue<'_>,
    text: &IssueText,
    today: Date,
    zone: Option<&Zone>,
) -> Option<Diagnostic> {
    let appears = text.available.publish.as_ref();
    let appears = appears.map(|publish| publish.value.day(zone));
    // An edition that appears later may have the days before it appears.
    let latest = appears.map_or(today, |day| day.max(today));
    let (first, last) = (*issue.span.start(), *issue.span.end());
    let is_running = |day: Date| first <= latest && day <= last;
    let is_far = |day: Date| day.number() - latest.number() > NEAR;
    let is_future = |day: Date| day > latest && (!is_running(day) || is_far(day));
    let written = [("date", &text.date), ("from", &text.from), ("to", &text.to)];
    let mut written = written
        .into_iter()
        .filter_map(|(key, day)| Some((key, day.as_ref()?)));
    let (what, day, span) = match written.find(|(_, day)| is_future(day.value)) {
        Some((key, day)) => (format!("the date `{key}`"), day.value, Some(&day.span)),
        None if is_future(first) => (
            format!("the day in the name of this edition, `{}`,", text.id),
            first,
            None,
        ),
        None => return None,
    };
    let message = format!("{what} is in the future: {day} is after today, {today}");
    // The name of a week or a month is not the day with which it begins.
    let is_day = span.is_some() || matches!(text.unit, Some(CalendarUnit::Day(_)));
    let help = meant(day, Some(today)).filter(|_| is_day).unwrap_or_else(|| {
        "correct it; an edition that is not to appear before that day has `publish`, as in `publish = 2025-09-01`".into()
    });
    Some(finding(codes::DATE_FUTURE, text, span, message, help))
}

/// Reports an edition of a year before newspapers' archives.
fn unlikely(text: &IssueText, today: Option<Date>) -> Option<Diagnostic> {
    let mut written = [&text.date, &text.from, &text.to].into_iter().flatten();
    let early = written.find(|day| day.value.year() < FIRST_YEAR)?;
    let message = format!("this edition is of the year {}", early.value.year());
    let help = super::hijri(early.value)
        .or_else(|| meant(early.value, today))
        .unwrap_or_else(|| "write the year with four digits, as in 2025-08-31".into());
    let span = Some(&early.span);
    Some(finding(codes::DATE_UNLIKELY, text, span, message, help))
}

/// Reports a `date` that is before the edition's days or long after them, and days that are not those of its id.
fn order(text: &IssueText, weeks: WeekRule) -> Option<Diagnostic> {
    let named = text.unit.and_then(|unit| days(unit, weeks));
    let first = text.from.as_ref().map(|from| from.value);
    let last = text.to.as_ref().map(|to| to.value);
    let (first, last) = match &named {
        Some(named) => (
            first.unwrap_or(*named.start()),
            last.unwrap_or(*named.end()),
        ),
        None => (first.or(last)?, last.or(first)?),
    };
    let apart = named.as_ref().and_then(|named| apart(text, named));
    if apart.is_some() {
        return apart;
    }
    let Located { value: date, span } = text.date.as_ref()?;
    let covered = said(&(first..=last));
    let message = if *date < first {
        format!("this edition is dated {date}, before its first day: it covers {covered}")
    } else if date.number() - last.number() > NEAR {
        format!(
            "this edition is dated {date}, more than a month after its last day: it covers {covered}"
        )
    } else {
        return None;
    };
    let help = match named.is_some() && text.from.is_none() && text.to.is_none() {
        true => "correct `date`, or the days in the name of the file",
        false => "correct `date`, or `from` and `to`",
    };
    let span = Some(span);
    Some(finding(codes::DATE_ORDER, text, span, message, help.into()))
}

/// Reports `from` and `to` that exclude all days that the edition's id names.
fn apart(text: &IssueText, named: &DaySpan) -> Option<Diagnostic> {
    let (from, to) = (text.from.as_ref(), text.to.as_ref());
    let is_after = from.is_some_and(|from| from.value > *named.end());
    let is_before = to.is_some_and(|to| to.value < *named.start());
    let wrong = match (is_after, is_before) {
        (true, _) => from?,
        (_, true) => to?,
        _ => return None,
    };
    let message = format!(
        "the name of this edition says {}, and its days are others",
        said(named)
    );
    let help = "name the file after its days, or correct `from` and `to`";
    let span = Some(&wrong.span);
    Some(finding(codes::DATE_ORDER, text, span, message, help.into()))
}

/// Returns days as a message names them.
fn said(days: &DaySpan) -> String {
    match days.start() == days.end() {
        true => days.start().to_string(),
        false => format!("{} to {}", days.start(), days.end()),
    }
}

fn finding(
    code: Code,
    text: &IssueText,
    span: Option<&Range<usize>>,
    message: String,
    help: String,
) -> Diagnostic {
    let found = Diagnostic::new(code, &text.path, message).help(help);
    match span {
        Some(span) => found.at(span.clone()),
        None => found,
    }
}
