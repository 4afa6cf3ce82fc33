//! Reads `publish` and `expires` of front matter: a day, or a moment.
//!
//! Takes a value of TOML; returns a [`Due`]. Days and times without an offset are in the site's time zone, which only
//! `link` knows.

use toml::value::{Datetime, Offset};

use crate::clock::{UnixTime, Zone};
use crate::lang::Date;
use crate::parse::fields::Located;

/// A time as front matter states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Due {
    /// The beginning of a day in the site's time zone.
    Day(Date),
    /// A time of day in the site's time zone: hour, minute and second.
    Local(Date, (u8, u8, u8)),
    /// A moment, written with its offset.
    At(UnixTime),
}

impl Due {
    /// Converts a value of TOML; `None` if it has no date or no such day.
    pub fn of(value: &Datetime) -> Option<Due> {
        let date = value.date?;
        let date = Date::new(i32::from(date.year), date.month, date.day)?;
        let Some(time) = value.time else {
            return value.offset.is_none().then_some(Due::Day(date));
        };
        let second = time.second.unwrap_or(0);
        let local = Due::Local(date, (time.hour, time.minute, second));
        let minutes = match value.offset {
            None => return Some(local),
            Some(Offset::Z) => 0,
            Some(Offset::Custom { minutes }) => i64::from(minutes),
        };
        let UnixTime(utc) = Zone::utc().at(date, time.hour, time.minute, second);
        Some(Due::At(UnixTime(utc - 60 * minutes)))
    }

    /// Returns the day in a site's time zone, or in UTC if the site has none.
    pub fn day(self, zone: Option<&Zone>) -> Date {
        match self {
            Due::Day(date) | Due::Local(date, _) => date,
            Due::At(time) => {
                zone.map_or_else(|| Zone::utc().day_of(time), |zone| zone.day_of(time))
            }
        }
    }

    /// Returns the moment in a site's time zone; `None` if the site has none and the value needs it.
    pub fn time(self, zone: Option<&Zone>) -> Option<UnixTime> {
        match self {
            Due::Day(date) => Some(zone?.start_of(date)),
            Due::Local(date, (hour, minute, second)) => Some(zone?.at(date, hour, minute, second)),
            Due::At(time) => Some(time),
        }
    }
}

/// Period in which readers can see a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Availability {
    /// The beginning; `None` if the text is public at once.
    pub publish: Option<Located<Due>>,
    /// The end, which is exclusive; `None` if the text stays public.
    pub expires: Option<Located<Due>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_has_its_offset_and_a_day_that_of_the_zone() {
        let zone = Zone::new("Africa/Cairo").expect("a zone");
        for (written, with_zone, without) in [
            ("2025-09-01", "2025-09-01T00:00:00+03:00", false),
            ("2025-09-01T06:30:00", "2025-09-01T06:30:00+03:00", false),
            ("2025-09-01T06:30:00Z", "2025-09-01T09:30:00+03:00", true),
            (
                "2025-09-01T06:30:00-04:00",
                "2025-09-01T13:30:00+03:00",
                true,
            ),
        ] {
            let value: Datetime = written.parse().expect("a date");
            let due = Due::of(&value).expect("a day that exists");
            let time = due.time(Some(&zone)).expect("a moment");
            assert_eq!(zone.rfc3339(time), with_zone, "{written}");
            assert_eq!(due.time(None).is_some(), without, "{written}");
        }
        let hour: Datetime = "06:30:00".parse().expect("a time");
        assert_eq!(Due::of(&hour), None);
    }
}
