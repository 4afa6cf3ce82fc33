//! The calendars in which a date can be shown besides the Gregorian one.
//!
//! Takes the name from the configuration; `locale` converts dates with ICU4X.

/// A second calendar, named as in CLDR and BCP 47 (`-u-ca-`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Calendar {
    /// The Hijri calendar of Saudi Arabia, from its published tables (1300 to 1600 AH; calculated outside of them).
    IslamicUmalqura,
    /// The Hijri calendar with a 30-year cycle, counted from Friday 16 July 622 (Julian).
    IslamicCivil,
    /// The solar Hijri calendar of Iran.
    Persian,
    /// The Hebrew calendar.
    Hebrew,
}

impl Calendar {
    /// All calendars, in the order in which messages list them.
    pub const ALL: [Calendar; 4] = [
        Calendar::IslamicUmalqura,
        Calendar::IslamicCivil,
        Calendar::Persian,
        Calendar::Hebrew,
    ];

    /// Returns the calendar with this name; `None` if there is none. Names are in lowercase.
    pub fn parse(name: &str) -> Option<Calendar> {
        Self::ALL.into_iter().find(|c| c.name() == name)
    }

    /// Returns the name in the configuration, which is also the value of `-u-ca-`.
    pub fn name(self) -> &'static str {
        match self {
            Calendar::IslamicUmalqura => "islamic-umalqura",
            Calendar::IslamicCivil => "islamic-civil",
            Calendar::Persian => "persian",
            Calendar::Hebrew => "hebrew",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_s_words_are_read_back() {
        for calendar in Calendar::ALL {
            assert_eq!(Calendar::parse(calendar.name()), Some(calendar));
        }
        for unknown in ["gregory", "islamic", "Persian", ""] {
            assert_eq!(Calendar::parse(unknown), None, "{unknown}");
        }
    }
}
