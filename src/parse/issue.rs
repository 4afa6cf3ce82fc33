//! Parses editions of the briefing: `content/editions/<id>.<lang>.md`.
//!
//! Takes the text of a file; returns an [`IssueText`]. In code an edition of the briefing is an **issue**: an `Edition` is an
//! article in one language. Its id may name the days that it covers: `2025-08-18`, `2025-w34` or `2025-08`. Which days a week
//! has is a matter of the region, which `link` knows.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes;
use crate::lang::Date;
use crate::parse::article::{Waiver, people, waivers};
use crate::parse::corrections::{Correction, corrections};
use crate::parse::due::Availability;
use crate::parse::extra::Extra;
use crate::parse::fields::{Fields, Located};
use crate::parse::markdown::{Body, Cites, MarkdownInput, Trust, body};
use crate::parse::prose::{ProseBlockKind, head};
use crate::parse::text::split;

/// The days that an id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CalendarUnit {
    Day(Date),
    /// A year and the number of a week in it.
    Week(i32, u8),
    /// A year and a month.
    Month(i32, u8),
}

impl CalendarUnit {
    /// Returns true if an id that is not a unit looks like one: a day, week or month that does not exist, or is written
    /// in another order.
    pub fn is_meant(id: &str) -> bool {
        let parts: Vec<&str> = id.split(['-', '.', '_']).collect();
        let is_number = |part: &&str| {
            let digits = part.strip_prefix(['w', 'W']).unwrap_or(part);
            !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
        };
        let is_like = (2..=3).contains(&parts.len()) && parts.iter().all(is_number);
        is_like && CalendarUnit::of_id(id).is_none()
    }

    /// Parses an id: `2025-08-18`, `2025-w34`, `2025-08`. Letters may be capital, and numbers may lack their leading zero.
    pub fn of_id(id: &str) -> Option<CalendarUnit> {
        let mut parts = id.split('-');
        let year = parts.next().filter(|year| year.len() == 4)?;
        let number = |text: &str| -> Option<u8> {
            let is_number =
                (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
            is_number.then(|| text.parse().ok())?
        };
        let is_year = year.bytes().all(|b| b.is_ascii_digit());
        let year: i32 = is_year.then(|| year.parse().ok())??;
        let second = parts.next()?;
        let unit = match (second.strip_prefix(['w', 'W']), parts.next()) {
            (Some(week), None) => {
                CalendarUnit::Week(year, number(week).filter(|n| (1..=53).contains(n))?)
            }
            (None, None) => {
                CalendarUnit::Month(year, number(second).filter(|n| (1..=12).contains(n))?)
            }
            (None, Some(day)) => CalendarUnit::Day(Date::new(year, number(second)?, number(day)?)?),
            (Some(_), Some(_)) => return None,
        };
        (parts.next().is_none() && year > 0).then_some(unit)
    }

    /// Returns the unit's id in canonical form.
    pub fn id(self) -> String {
        match self {
            CalendarUnit::Day(date) => date.to_string(),
            CalendarUnit::Week(year, week) => format!("{year:04}-w{week:02}"),
            CalendarUnit::Month(year, month) => format!("{year:04}-{month:02}"),
        }
    }
}

/// An edition of the briefing in one language.
#[derive(Debug)]
pub struct IssueText {
    /// Path of the file.
    pub path: Arc<str>,
    /// The id, in canonical form.
    pub id: String,
    /// The days that the id names; `None` if it names none.
    pub unit: Option<CalendarUnit>,
    /// The text's language, one of the site's.
    pub lang: String,
    pub title: String,
    pub description: Option<String>,
    pub date: Option<Located<Date>>,
    /// The first day that the edition covers, if it differs from the id's.
    pub from: Option<Located<Date>>,
    /// The last day that the edition covers, if it differs from the id's.
    pub to: Option<Located<Date>>,
    /// The slugs of the edition's articles, in order; `None` to use the articles of its days.
    pub articles: Option<Vec<Located<String>>>,
    /// True if `articles` is not a list, which is reported.
    pub has_malformed_articles: bool,
    pub authors: Vec<String>,
    pub translators: Vec<String>,
    /// The people who reviewed it.
    pub reviewers: Vec<String>,
    /// True if it is not to be published yet.
    pub draft: bool,
    /// Period in which the edition is public.
    pub available: Availability,
    /// Changes since it was published, the newest first.
    pub corrections: Vec<Correction>,
    /// Findings that its author accepts.
    pub waive: Vec<Waiver>,
    /// Whatever the theme's templates make use of.
    pub extra: Extra,
    pub body: Body,
}

/// Keys of other programs without an equivalent in an edition, each with advice.
const ISSUE_HINTS: [(&str, &str); 7] = [
    (
        "lang",
        "the file's name gives the language, as in 2025-08-18.en.md",
    ),
    (
        "language",
        "the file's name gives the language, as in 2025-08-18.en.md",
    ),
    ("slug", "the name of the file is the address"),
    ("permalink", "the name of the file is the address"),
    ("topics", "the topics are those of its articles"),
    ("sealed", "take it out: only summaries are sealed"),
    ("expires", "take it out: an edition stays where it is"),
];

/// Keys of other programs for which an edition has another name.
const ISSUE_SYNONYMS: [(&str, &str); 19] = [
    ("summary", "description"),
    ("subtitle", "description"),
    ("article", "articles"),
    ("items", "articles"),
    ("author", "authors"),
    ("translator", "translators"),
    ("translated_by", "translators"),
    ("reviewer", "reviewers"),
    ("correction", "corrections"),
    ("errata", "corrections"),
    ("reviewed_by", "reviewers"),
    ("published", "date"),
    ("publishDate", "publish"),
    ("publish_date", "publish"),
    ("embargo", "publish"),
    ("start", "from"),
    ("since", "from"),
    ("end", "to"),
    ("until", "to"),
];

/// Parses an edition; `None` if too much of it is invalid.
pub fn issue(
    path: &Arc<str>,
    id: &str,
    lang: String,
    text: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<IssueText> {
    let parts = split(path, text, diagnostics)?;
    let mut fields = Fields::new(&parts.front, path, "an edition's front matter", diagnostics);
    let (mut issue, title, description) = front_matter(&mut fields, id, lang);
    fields.finish();
    diagnostics.extend(days_out_of_order(&issue));
    let head = head([
        (ProseBlockKind::Title, &title),
        (ProseBlockKind::Description, &description),
    ]);
    let input = MarkdownInput {
        path,
        file: text,
        start: parts.body_start,
        trust: Trust::Trusted,
        cites: Cites::Articles,
        lang: &issue.lang,
        head: &head,
    };
    issue.body = body(&input, diagnostics);
    issue.title = title.map(|title| title.value).unwrap_or_default();
    issue.description = description.map(|description| description.value);
    Some(issue)
}

/// Reads the front matter of an edition. Returns the edition without its texts, and its title and description, which
/// are parsed later with the body.
fn front_matter(
    fields: &mut Fields<'_, '_, '_>,
    id: &str,
    lang: String,
) -> (IssueText, Option<Located<String>>, Option<Located<String>>) {
    fields.hints(&ISSUE_HINTS);
    fields.synonyms(&ISSUE_SYNONYMS);
    let unit = CalendarUnit::of_id(id);
    let has_articles = fields.has("articles");
    let title = fields.required("title");
    let description = fields.string("description");
    let mut issue = IssueText {
        path: fields.path().clone(),
        id: unit.map_or_else(|| id.to_owned(), CalendarUnit::id),
        unit,
        lang,
        title: String::new(),
        description: None,
        date: fields.date("date"),
        from: fields.date("from"),
        to: fields.date("to"),
        has_malformed_articles: has_articles && !fields.is_list("articles"),
        articles: Some(fields.strings("articles")).filter(|_| has_articles),
        authors: people(fields, "authors"),
        translators: people(fields, "translators"),
        reviewers: people(fields, "reviewers"),
        draft: fields.boolean("draft").unwrap_or(false),
        available: Availability {
            publish: fields.due("publish"),
            expires: None,
        },
        corrections: corrections(fields),
        waive: waivers(fields),
        extra: fields.extra("extra"),
        body: Body::default(),
    };
    issue
        .corrections
        .sort_by_key(|correction| Reverse(correction.date.value));
    (issue, title, description)
}

/// Reports an edition that ends before it begins.
fn days_out_of_order(issue: &IssueText) -> Option<Diagnostic> {
    let (from, to) = (issue.from.as_ref()?, issue.to.as_ref()?);
    if to.value >= from.value {
        return None;
    }
    let message = format!(
        "this edition ends on {}, before it begins on {}",
        to.value, from.value
    );
    let found = Diagnostic::new(codes::EDITION_DAYS, &issue.path, message);
    Some(
        found
            .at(to.span.clone())
            .help("exchange `from` and `to`, or correct one of them"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_names_a_day_a_week_or_a_month() {
        let day = Date::parse("2025-08-18").map(CalendarUnit::Day);
        for (id, unit, canonical) in [
            ("2025-08-18", day, "2025-08-18"),
            ("2025-8-18", day, "2025-08-18"),
            ("2025-w34", Some(CalendarUnit::Week(2025, 34)), "2025-w34"),
            ("2025-W9", Some(CalendarUnit::Week(2025, 9)), "2025-w09"),
            ("2025-08", Some(CalendarUnit::Month(2025, 8)), "2025-08"),
            ("2025-13", None, ""),
            ("2025-w54", None, ""),
            ("2025-w0", None, ""),
            ("2025-02-30", None, ""),
            ("2025", None, ""),
            ("2025-08-18-evening", None, ""),
            ("0000-01", None, ""),
            ("summit", None, ""),
            ("٢٠٢٥-٠٨", None, ""),
        ] {
            assert_eq!(CalendarUnit::of_id(id), unit, "{id}");
            assert_eq!(
                unit.map(CalendarUnit::id).unwrap_or_default(),
                canonical,
                "{id}"
            );
        }
    }
}
