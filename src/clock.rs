//! Which day it is: the one place that decides.
//!
//! The phases of a build may not read a clock: they are given the day, in [`Options::today`](crate::link::Options::today).
//! Whoever starts a build asks here, once for each build, so that a server that runs over midnight takes notice.

use crate::lang::Date;

/// Where the day of today comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Clock {
    /// From the machine's clock, in its time zone.
    #[default]
    System,
    /// From whoever gave `--now`.
    Fixed(Date),
}

impl Clock {
    /// Returns today.
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
