//! Time zones: which day a moment belongs to, and when a day begins.
//!
//! The zones are those of the IANA database that is compiled into the program, so that every machine converts alike.

use std::fmt;

use jiff::civil;
use jiff::tz::{self, TimeZone};

use crate::lang::Date;

/// A moment: seconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnixTime(pub i64);

/// A time zone of the IANA database, such as Africa/Cairo.
#[derive(Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

impl Zone {
    /// Returns the zone with this name; `None` if there is none.
    pub fn new(name: &str) -> Option<Zone> {
        // An empty name and `Local` would mean the zone of the machine.
        if name.trim() != name || !name.contains(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        TimeZone::get(name).ok().map(Zone)
    }

    /// Returns coordinated universal time.
    pub fn utc() -> Zone {
        Zone(TimeZone::UTC)
    }

    /// Returns the name of the zone, such as `Africa/Cairo`.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// Returns the names of all zones.
    pub fn names() -> Vec<String> {
        let names = tz::db().available();
        names.map(|name| name.to_string()).collect()
    }

    /// Returns the day of a moment.
    pub fn day_of(&self, time: UnixTime) -> Date {
        day(self.0.to_datetime(timestamp(time)).date())
    }

    /// Returns the first moment of a day. In some zones a day of daylight saving time begins at one o'clock.
    pub fn start_of(&self, date: Date) -> UnixTime {
        self.at(date, 0, 0, 0)
    }

    /// Returns the moment of a day and a time of day. Times that do not exist, or exist twice, are resolved as in
    /// calendars.
    pub fn at(&self, date: Date, hour: u8, minute: u8, second: u8) -> UnixTime {
        let part = |number: u8| i8::try_from(number).unwrap_or(0);
        let time = civil::time(
            part(hour).min(23),
            part(minute).min(59),
            part(second).min(59),
            0,
        );
        let moment = self
            .0
            .to_ambiguous_timestamp(civil_day(date).to_datetime(time))
            .compatible();
        // Fails in the last hours of the year 9999 only.
        UnixTime(moment.map_or(i64::MAX, |moment| moment.as_second()))
    }

    /// Returns the hour and the minute of a moment.
    pub fn clock_of(&self, time: UnixTime) -> (u8, u8) {
        let time = self.0.to_datetime(timestamp(time));
        (time.hour().unsigned_abs(), time.minute().unsigned_abs())
    }

    /// Formats a moment as in RFC 3339: `2025-09-01T06:00:00+03:00`.
    pub fn rfc3339(&self, time: UnixTime) -> String {
        if self.0 == TimeZone::UTC {
            return timestamp(time).to_string();
        }
        let zoned = timestamp(time).to_zoned(self.0.clone());
        zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Parses a moment with its offset; returns it with its day at that offset.
pub fn moment(text: &str) -> Option<(UnixTime, Date)> {
    let is_date_time = text.len() > 10 && Date::parse(text.get(..10)?).is_some();
    let time: jiff::Timestamp = text.parse().ok().filter(|_| is_date_time)?;
    Some((UnixTime(time.as_second()), Date::parse(&text[..10])?))
}

pub(super) fn day(date: civil::Date) -> Date {
    let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
    Date::new(date.year().into(), month, day)
        // A clock before the year 1 is wrong in any case.
        .unwrap_or_else(|| Date::new(1, 1, 1).expect("the first day exists"))
}

fn civil_day(date: Date) -> civil::Date {
    let number = |n: u8| i8::try_from(n).unwrap_or(1);
    civil::Date::new(
        i16::try_from(date.year()).unwrap_or(i16::MAX),
        number(date.month()),
        number(date.day()),
    )
    // Both calendars have the same days, from year 1 to year 9999.
    .unwrap_or(civil::Date::MAX)
}

fn timestamp(time: UnixTime) -> jiff::Timestamp {
    jiff::Timestamp::from_second(time.0).unwrap_or(jiff::Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Now;

    #[test]
    fn a_day_begins_when_it_begins_in_the_zone() {
        for (zone, date, expected) in [
            ("Africa/Cairo", "2025-08-31", "2025-08-31T00:00:00+03:00"),
            ("Africa/Cairo", "2025-01-31", "2025-01-31T00:00:00+02:00"),
            // Clocks went from midnight to one o'clock.
            ("Africa/Cairo", "2025-04-25", "2025-04-25T01:00:00+03:00"),
            ("Europe/London", "2025-08-31", "2025-08-31T00:00:00+01:00"),
            (
                "America/New_York",
                "2025-08-31",
                "2025-08-31T00:00:00-04:00",
            ),
            ("UTC", "2025-08-31", "2025-08-31T00:00:00Z"),
        ] {
            let zone = Zone::new(zone).expect(zone);
            let date = Date::parse(date).expect("a date");
            let start = zone.start_of(date);
            assert_eq!(zone.rfc3339(start), expected);
            assert_eq!(zone.day_of(start), date);
            assert_ne!(zone.day_of(UnixTime(start.0 - 1)), date);
        }
    }

    #[test]
    fn a_zone_has_a_name_of_the_database() {
        for (name, exists) in [
            ("Asia/Riyadh", true),
            ("UTC", true),
            ("Africa/Kairo", false),
            ("+03:00", false),
            ("EEST", false),
            ("", false),
            (" UTC", false),
            ("../etc/passwd", false),
        ] {
            assert_eq!(Zone::new(name).is_some(), exists, "{name}");
        }
    }

    #[test]
    fn now_is_a_day_or_a_moment_with_its_offset() {
        let zone = Zone::new("Asia/Seoul");
        for (text, today, seoul) in [
            ("2025-08-31", Some("2025-08-31"), "2025-08-31"),
            ("2025-08-31T20:00:00Z", Some("2025-08-31"), "2025-09-01"),
            ("2025-08-31T06:00+03:00", Some("2025-08-31"), "2025-08-31"),
            ("2025-08-31T06:00", None, ""),
            ("2025-08-32", None, ""),
            ("noon", None, ""),
            ("", None, ""),
        ] {
            let now = Now::parse(text);
            let day = |zone: Option<&Zone>| now.map(|now| now.today(zone).to_string());
            assert_eq!(day(None).as_deref(), today, "{text}");
            if today.is_some() {
                assert_eq!(day(zone.as_ref()).as_deref(), Some(seoul), "{text}");
            }
        }
    }
}
