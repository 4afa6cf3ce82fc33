//! The digits of a language's numbers.
//!
//! Takes the name from the configuration; returns the digits. Does not depend on a language.

/// A set of ten digits, named as in CLDR and BCP 47 (`-u-nu-`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Numerals {
    /// 0 1 2 3 4 5 6 7 8 9
    Latn,
    /// ٠ ١ ٢ ٣ ٤ ٥ ٦ ٧ ٨ ٩, as in Egypt and the Levant.
    Arab,
    /// ۰ ۱ ۲ ۳ ۴ ۵ ۶ ۷ ۸ ۹, as in Iran and Pakistan.
    ArabExt,
}

impl Numerals {
    /// All sets, in the order in which messages list them.
    pub const ALL: [Numerals; 3] = [Numerals::Latn, Numerals::Arab, Numerals::ArabExt];

    /// Returns the set with this name; `None` if there is none. Names are in lowercase, as in the configuration.
    pub fn parse(name: &str) -> Option<Numerals> {
        Self::ALL.into_iter().find(|n| n.name() == name)
    }

    /// Returns the name in the configuration, which is also the value of `-u-nu-`.
    pub fn name(self) -> &'static str {
        match self {
            Numerals::Latn => "latn",
            Numerals::Arab => "arab",
            Numerals::ArabExt => "arabext",
        }
    }

    /// Returns the digit for zero. The other nine follow it in Unicode.
    fn zero(self) -> char {
        match self {
            Numerals::Latn => '0',
            Numerals::Arab => '\u{0660}',
            Numerals::ArabExt => '\u{06F0}',
        }
    }

    /// Replaces all ASCII digits of a text by their counterparts in this set; everything else is unchanged.
    pub fn localise(self, text: &str) -> String {
        text.chars()
            .map(|c| match c.to_digit(10) {
                Some(d) => char::from_u32(self.zero() as u32 + d).unwrap_or(c),
                None => c,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_s_words_are_read_back() {
        for (word, numerals) in [
            ("latn", Some(Numerals::Latn)),
            ("arab", Some(Numerals::Arab)),
            ("arabext", Some(Numerals::ArabExt)),
            ("Latn", None),
            ("hanidec", None),
            ("", None),
        ] {
            assert_eq!(Numerals::parse(word), numerals, "{word}");
        }
    }

    #[test]
    fn only_ascii_digits_change() {
        for (numerals, text, expected) in [
            (Numerals::Latn, "p4–p6", "p4–p6"),
            (Numerals::Arab, "p4–p60", "p٤–p٦٠"),
            (Numerals::ArabExt, "1234567890", "۱۲۳۴۵۶۷۸۹۰"),
            (Numerals::Arab, "٣ من x", "٣ من x"),
        ] {
            assert_eq!(numerals.localise(text), expected);
        }
    }
}
