//! Decides which day it is. No other module does.
//!
//! The phases of a build may not read a clock: they get the day in [`Options::today`](crate::link::Options::today). The
//! caller of a build asks here once per build, so a server that runs past midnight uses the new day.

use crate::lang::Date;

/// The source of today's date.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Clock {
    /// The clock of the machine, in its time zone.
    #[default]
    System,
    /// A fixed day, from `--now`.
    Fixed(Date),
}

impl Clock {
    pub fn today(self) -> Date {
        match self {
            Clock::Fixed(date) => date,
            Clock::System => {
                let now = jiff::Zoned::now().date();
                let (month, day) = (now.month().unsigned_abs(), now.day().unsigned_abs());
                Date::new(now.year().into(), month, day)
                    // A clock before the year 1 is wrong in any case.
                    .unwrap_or_else(|| Date::new(1, 1, 1).expect("the first day exists"))
            }
        }
    }
}
