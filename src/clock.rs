//! Provides the current moment and day. No other module does.
//!
//! The phases of a build may not read a clock: they get the moment in
//! [`BuildOptions::now`](crate::link::BuildOptions::now). The caller of a build asks [`Clock`] here once per build, so
//! a server that runs past midnight uses the new day. [`Now::today`] says which day that is in a site's time zone;
//! [`zone`] converts between days and moments, and reads no clock.

pub mod zone;

use std::time::Duration;

use crate::lang::Date;

pub use zone::{UnixTime, Zone};

/// The source of the current time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Clock {
    /// The clock of the machine, in its time zone.
    #[default]
    System,
    /// A fixed day or moment, from `--now`.
    Fixed(Now),
}

/// The time of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Now {
    /// The first moment of this day, in the site's time zone.
    Day(Date),
    /// A moment, and its day in the time zone of the machine or of `--now`, for sites without a time zone.
    At(UnixTime, Date),
}

impl Clock {
    /// Returns the current time.
    pub fn now(self) -> Now {
        match self {
            Clock::Fixed(now) => now,
            Clock::System => {
                let now = jiff::Zoned::now();
                Now::At(
                    UnixTime(now.timestamp().as_second()),
                    zone::day(now.datetime().date()),
                )
            }
        }
    }
}

/// Maximum time for which a command waits before it looks at the clock again, since a suspended laptop wakes up late.
const MOST_WAIT: Duration = Duration::from_secs(30);

impl Clock {
    /// Returns the time to wait before looking at the clock again, for a moment in the future; `None` for a fixed
    /// clock, which never reaches it.
    pub fn wait_for(self, moment: Option<UnixTime>) -> Option<Duration> {
        let (Clock::System, Some(UnixTime(moment))) = (self, moment) else {
            return None;
        };
        let UnixTime(now) = self.now().time(None);
        let seconds = u64::try_from(moment.saturating_sub(now)).unwrap_or(0);
        Some(Duration::from_secs(seconds).min(MOST_WAIT))
    }

    /// Returns true if a moment has come.
    pub fn has_come(self, moment: Option<UnixTime>) -> bool {
        moment.is_some_and(|moment| moment <= self.now().time(None))
    }
}

impl Now {
    /// Parses `2025-08-31`, or a moment with its offset as in `2025-08-31T06:00:00+03:00`.
    pub fn parse(text: &str) -> Option<Now> {
        if let Some(date) = Date::parse(text) {
            return Some(Now::Day(date));
        }
        let (time, date) = zone::moment(text)?;
        Some(Now::At(time, date))
    }

    /// Returns today's date in a site's time zone; without one, in that of the machine or of `--now`.
    pub fn today(self, zone: Option<&Zone>) -> Date {
        match (self, zone) {
            (Now::Day(date), _) | (Now::At(_, date), None) => date,
            (Now::At(time, _), Some(zone)) => zone.day_of(time),
        }
    }

    /// Returns the current moment. A day begins at midnight in the site's time zone, or in UTC if it has none.
    pub fn time(self, zone: Option<&Zone>) -> UnixTime {
        match (self, zone) {
            (Now::At(time, _), _) => time,
            (Now::Day(date), Some(zone)) => zone.start_of(date),
            (Now::Day(date), None) => Zone::utc().start_of(date),
        }
    }
}
