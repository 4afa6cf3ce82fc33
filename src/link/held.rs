//! Decides which summaries are held back: those under embargo, those that have expired, and those that do not pass the
//! site's requirements.
//!
//! Takes the documents and the time of the build; returns [`Holds`]. `link` leaves these summaries out of the site,
//! like drafts.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use crate::clock::{Now, UnixTime, Zone};
use crate::diagnostic::{Diagnostic, codes};
use crate::link::site::Site;
use crate::parse::Documents;
use crate::parse::config::Config;
use crate::parse::due::{Availability, Due};
use crate::parse::fields::Located;

/// The summaries that are held back, with the reasons, and the next moment when the site changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holds {
    by_path: BTreeMap<Arc<str>, Hold>,
    /// The moments at which a text appears or disappears, in ascending order.
    changes: BTreeSet<UnixTime>,
    /// The moment of the build; `None` if it is unknown.
    time: Option<UnixTime>,
    zone: Option<Zone>,
}

/// The summaries to leave out of the public site, and the whole site that they are part of.
#[derive(Debug, Clone, Copy)]
pub struct Withheld<'r, 'a> {
    pub holds: &'r Holds,
    /// The site including texts that are held back, to distinguish links to these from broken links.
    pub whole: &'r Site<'a>,
}

/// The reasons why a summary is held back, at least one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Hold {
    pub time: Option<TimeHold>,
    /// Requirements of `[publish]` that the summary does not meet.
    pub unmet: Vec<Unmet>,
}

/// A summary that is not due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeHold {
    /// The summary is published at this moment.
    Until(UnixTime),
    /// The summary was published until this moment.
    Expired(UnixTime),
}

/// A requirement of the site that a text does not meet.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Unmet {
    /// The summary has no seal.
    Unsealed,
    /// The summary has a seal that is no longer valid.
    SealBroken,
    /// The article has no summary in the language with this tag.
    Missing(String),
    /// The summary in the language with this tag is held back.
    Held(String),
    /// The edition has no text in the language with this tag.
    NoText(String),
    /// The edition's text in the language with this tag is held back.
    TextHeld(String),
    /// The edition cites or links to the article with this slug, which is not published yet.
    ArticleHeld(String),
    /// Number of warnings in it and its original.
    Warnings(usize),
    /// The summary has no reviewer.
    Unreviewed,
}

impl Hold {
    /// Returns true if the text was public and has expired.
    pub fn is_expired(&self) -> bool {
        matches!(self.time, Some(TimeHold::Expired(_)))
    }
}

impl Holds {
    /// Returns the summaries that are held back at the time of a build, and reports times that cannot be determined.
    pub fn due(
        documents: &Documents,
        config: &Config,
        now: Option<Now>,
        found: &mut Vec<Diagnostic>,
    ) -> Holds {
        let zone = config.timezone.clone();
        let mut holds = Holds {
            time: now.map(|now| now.time(zone.as_ref())),
            zone,
            ..Holds::default()
        };
        for summary in &documents.summaries {
            let span = holds.times(&summary.path, &summary.available, config, found);
            // The time of a draft changes nothing.
            if !summary.draft {
                holds.add(&summary.path, span);
            }
        }
        for issue in &documents.issues {
            let span = holds.times(&issue.path, &issue.available, config, found);
            if !issue.draft {
                holds.add(&issue.path, span);
            }
        }
        holds
    }

    /// Returns the moments at which a text appears and disappears.
    fn times(
        &self,
        path: &Arc<str>,
        available: &Availability,
        config: &Config,
        found: &mut Vec<Diagnostic>,
    ) -> (Option<UnixTime>, Option<UnixTime>) {
        let Availability { publish, expires } = available;
        let mut time = |key: &str, due: &Option<Located<Due>>| {
            let due = due.as_ref()?;
            let time = due.value.time(self.zone.as_ref());
            // An unknown zone is reported itself.
            if time.is_none() && !config.has_timezone {
                found.push(no_zone(path, key, due));
            }
            time
        };
        let (from, until) = (time("publish", publish), time("expires", expires));
        if let (Some(from), Some(until), Some(expires)) = (from, until, expires)
            && until <= from
        {
            let zone = self.zone();
            let message = format!(
                "this text expires at {}, and is published at {}",
                zone.rfc3339(until),
                zone.rfc3339(from)
            );
            let early = Diagnostic::new(codes::EXPIRES_EARLY, path, message);
            let help = "write a later `expires`, or an earlier `publish`; with both as they are, nobody would ever see it";
            found.push(early.at(expires.span.clone()).help(help));
        }
        (from, until)
    }

    fn add(&mut self, path: &Arc<str>, (from, until): (Option<UnixTime>, Option<UnixTime>)) {
        self.changes.extend(from.into_iter().chain(until));
        let Some(time) = self.time else {
            return;
        };
        let hold = match (from, until) {
            (_, Some(until)) if until <= time => TimeHold::Expired(until),
            (Some(from), _) if from > time => TimeHold::Until(from),
            _ => return,
        };
        self.by_path.entry(path.clone()).or_default().time = Some(hold);
    }

    /// Holds a summary back, with the requirements that it does not meet.
    pub fn add_unmet(&mut self, path: &Arc<str>, unmet: Vec<Unmet>) {
        let hold = self.by_path.entry(path.clone()).or_default();
        hold.unmet.extend(unmet);
    }

    /// Returns the reasons why the summary at a path is held back; `None` if it is not.
    pub fn get(&self, path: &str) -> Option<&Hold> {
        self.by_path.get(path)
    }

    /// Returns true if a text is held back at least as long as another one, judging only by their times.
    pub fn outlasts(&self, path: &str, other: &str) -> bool {
        let until = |path: &str| match self.get(path) {
            Some(Hold {
                time: Some(TimeHold::Until(time)),
                unmet,
            }) if unmet.is_empty() => Some(*time),
            _ => None,
        };
        until(path)
            .zip(until(other))
            .is_some_and(|(own, other)| own >= other)
    }

    /// Returns true if nothing is held back.
    pub fn is_empty(&self) -> bool {
        self.by_path.is_empty()
    }

    /// Returns the summaries that are held back, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &Hold)> {
        self.by_path.iter()
    }

    /// Returns the number of texts that have expired.
    pub fn expired(&self) -> usize {
        self.by_path
            .values()
            .filter(|hold| hold.is_expired())
            .count()
    }

    /// Returns the path of each summary that is held back, with the reason in words.
    pub fn in_words(&self) -> Vec<(Arc<str>, String)> {
        let held = self.by_path.iter();
        held.map(|(path, hold)| (path.clone(), self.reason(hold)))
            .collect()
    }

    /// Returns the next moment after the build at which a text appears or disappears.
    pub fn next(&self) -> Option<UnixTime> {
        let time = self.time?;
        self.changes.iter().copied().find(|change| *change > time)
    }

    /// Returns the last moment, up to the build, at which a text appeared or disappeared.
    pub fn last(&self) -> Option<UnixTime> {
        let time = self.time?;
        let past = self.changes.iter().copied();
        past.take_while(|change| *change <= time).last()
    }

    /// Returns the site's time zone, or UTC if it has none.
    pub fn zone(&self) -> Zone {
        self.zone.clone().unwrap_or_else(Zone::utc)
    }

    /// Returns the reasons of a hold in words, as in "until 2025-09-01T06:00:00+03:00; not sealed".
    pub fn reason(&self, hold: &Hold) -> String {
        let zone = self.zone();
        let time = hold.time.map(|time| match time {
            TimeHold::Until(time) => format!("until {}", zone.rfc3339(time)),
            TimeHold::Expired(time) => format!("expired at {}", zone.rfc3339(time)),
        });
        let unmet = hold.unmet.iter().map(ToString::to_string);
        let reasons: Vec<String> = time.into_iter().chain(unmet).collect();
        reasons.join("; ")
    }
}

impl fmt::Display for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unmet::Unsealed => f.write_str("not sealed"),
            Unmet::SealBroken => f.write_str("changed since it was sealed"),
            Unmet::Missing(tag) => write!(f, "no summary in `{tag}`"),
            Unmet::Held(tag) => write!(f, "waits for its summary in `{tag}`"),
            Unmet::NoText(tag) => write!(f, "no text in `{tag}`"),
            Unmet::TextHeld(tag) => write!(f, "waits for its text in `{tag}`"),
            Unmet::ArticleHeld(slug) => write!(f, "waits for the article `{slug}`"),
            Unmet::Warnings(1) => f.write_str("1 warning"),
            Unmet::Warnings(n) => write!(f, "{n} warnings"),
            Unmet::Unreviewed => f.write_str("no reviewer"),
        }
    }
}

/// Reports a day, or a time without an offset, on a site without a time zone.
fn no_zone(path: &Arc<str>, key: &str, due: &Located<Due>) -> Diagnostic {
    let (date, time) = match due.value {
        Due::Day(date) => (date, "00:00:00".to_owned()),
        Due::Local(date, (hour, minute, second)) => {
            (date, format!("{hour:02}:{minute:02}:{second:02}"))
        }
        // A moment needs no zone.
        Due::At(time) => (Zone::utc().day_of(time), String::new()),
    };
    let message = format!(
        "`{key}` is a day of no time zone: it begins at different moments in Cairo and in London"
    );
    let help = format!(
        "add `timezone = \"Africa/Cairo\"`, or the zone that is right, at the top of config.toml; or write the moment with its offset, as in {date}T{time}+03:00"
    );
    Diagnostic::new(codes::TIMEZONE_MISSING, path, message)
        .at(due.span.clone())
        .help(help)
}
