//! Finds the number that was meant by one in another notation: with Arabic digits, with separators, or with a percent sign.
//!
//! Takes the text; returns the digits in TOML's notation and the fault. Independent of files.

/// A number in another notation than TOML's.
#[derive(Debug, PartialEq, Eq)]
pub struct MeantNumber {
    /// The number in TOML's notation.
    pub digits: String,
    /// The fault of the notation.
    pub why: &'static str,
    /// Additional advice, to be appended.
    pub also: &'static str,
}

/// Returns the European digit for an Arabic, Persian or fullwidth one.
pub fn plain_digits(c: char) -> Option<char> {
    let zero = match c {
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '０'..='９' => '０',
        _ => return None,
    };
    char::from_digit(c as u32 - zero as u32, 10)
}

/// Returns the number that was meant by a text; `None` if it is not a number, or is valid TOML.
pub fn meant(text: &str) -> Option<MeantNumber> {
    let text = text.trim();
    let found = |digits: String, why, also| Some(MeantNumber { digits, why, also });
    let european: String = text
        .chars()
        .map(|c| match c {
            '٫' => '.',
            '−' | '–' => '-',
            _ => plain_digits(c).unwrap_or(c),
        })
        .collect();
    if is_number(&european) {
        return match european == text {
            true => None,
            false => found(european, "TOML knows only the digits 0 to 9", ""),
        };
    }
    if let Some(number) = european.strip_suffix(['%', '٪']) {
        let number = number.trim_end();
        let digits = meant(number).map_or(number.to_owned(), |meant| meant.digits);
        return match is_number(&digits) {
            true => found(
                digits,
                "a number has no sign behind it",
                ", and `unit = \"%\"` beside it",
            ),
            false => None,
        };
    }
    let (sign, number) = match european.strip_prefix(['-', '+']) {
        Some(number) => (&european[..1], number.trim_start()),
        None => ("", european.as_str()),
    };
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) if !fraction.contains('.') => (whole, Some(fraction)),
        _ => (number, None),
    };
    for (separator, why) in [
        (',', "no comma stands within a number"),
        ('٬', "no comma stands within a number"),
        ('،', "no comma stands within a number"),
        (' ', "no space stands within a number"),
        ('\u{A0}', "no space stands within a number"),
        ('\u{202F}', "no space stands within a number"),
        ('\'', "no apostrophe stands within a number"),
        ('.', "a number has one point, before its decimals"),
    ] {
        if let Some(digits) = joined(whole, separator) {
            let fraction = fraction.map_or(String::new(), |digits| format!(".{digits}"));
            let digits = format!("{sign}{digits}{fraction}");
            if is_number(&digits) {
                return found(digits, why, "");
            }
        }
    }
    let decimals = number.replacen([',', '،'], ".", 1);
    if is_number(&decimals) && !number.contains('.') {
        let why = "a point stands before decimals, not a comma";
        return found(format!("{sign}{decimals}"), why, "");
    }
    let bare = match number.strip_suffix('.') {
        Some(whole) => Some(format!("{sign}{whole}")),
        None => number.starts_with('.').then(|| format!("{sign}0{number}")),
    };
    if let Some(digits) = bare.filter(|digits| is_number(digits)) {
        let why = "digits stand on both sides of a decimal point";
        return found(digits, why, "");
    }
    None
}

/// Returns digits in groups of three without their separators.
fn joined(text: &str, separator: char) -> Option<String> {
    let groups: Vec<&str> = text.split(separator).collect();
    let (first, others) = groups.split_first()?;
    let is_group = |group: &&str| group.len() == 3 && is_digits(group);
    let is_joined = !others.is_empty()
        && (1..=3).contains(&first.len())
        && is_digits(first)
        && others.iter().all(is_group);
    is_joined.then(|| groups.concat())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Returns true if TOML reads a text as a number.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let is_whole = is_digits(whole) && (whole == "0" || !whole.starts_with('0'));
    is_whole && fraction.is_none_or(is_digits)
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn the_number_that_was_meant() {
        for (text, digits) in [
            ("٤٠", Some("40")),
            ("۳٫۵", Some("3.5")),
            ("30,000", Some("30000")),
            ("1,200,000", Some("1200000")),
            ("1 200 000", Some("1200000")),
            ("1.200.000", Some("1200000")),
            ("٣٠٬٠٠٠", Some("30000")),
            ("1,200.5", Some("1200.5")),
            ("3,5", Some("3.5")),
            ("40%", Some("40")),
            ("٤٠٪", Some("40")),
            (".5", Some("0.5")),
            ("5.", Some("5")),
            ("−5", Some("-5")),
            ("40", None),
            ("3.5", None),
            ("2025-03-10", None),
            ("40, 50", None),
            ("", None),
            ("forty", None),
        ] {
            let got = meant(text).map(|meant| meant.digits);
            assert_eq!(got.as_deref(), digits, "{text}");
        }
    }
}
