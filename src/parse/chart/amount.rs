//! Parses the numbers of charts.

/// Maximum number of digits. A column of longer numbers would not fit beside its labels.
pub(super) const DIGITS: usize = 15;

/// A decimal number.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartNumber {
    /// The digits as written, in ASCII, with `.` before decimals and `-` before a negative number.
    pub digits: String,
    /// The value, for drawing.
    pub size: f64,
}

impl ChartNumber {
    /// Parses a number without grouping marks, in European, Arabic or Persian digits.
    pub(super) fn read(text: &str) -> Option<ChartNumber> {
        let mut digits = String::with_capacity(text.len());
        for c in text.trim().chars() {
            digits.push(match c {
                '٠'..='٩' => ascii(c, '٠')?,
                '۰'..='۹' => ascii(c, '۰')?,
                '٫' => '.',
                '−' => '-',
                '+' | '_' => continue,
                c => c,
            });
        }
        let bare = digits.strip_prefix('-').unwrap_or(&digits);
        let (whole, decimals) = bare.split_once('.').unwrap_or((bare, "0"));
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let is_short = bare.len() <= DIGITS + usize::from(bare.contains('.'));
        if !(is_number(whole) && is_number(decimals) && is_short) {
            return None;
        }
        let size = digits.parse().ok()?;
        Some(ChartNumber { digits, size })
    }

    /// Returns the number as in running text, in groups of three digits, so that 1900 is not read as a year.
    pub fn grouped(&self) -> String {
        let start = usize::from(self.digits.starts_with('-'));
        let end = self.digits.find('.').unwrap_or(self.digits.len());
        let mut grouped = String::with_capacity(self.digits.len() + 4);
        for (at, digit) in self.digits.char_indices() {
            if at > start && at < end && (end - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        grouped
    }
}

fn ascii(digit: char, zero: char) -> Option<char> {
    char::from_digit((digit as u32).checked_sub(zero as u32)?, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_digits_alone_in_any_of_three_kinds() {
        for (written, read) in [
            ("1200000", Some("1,200,000")),
            ("1_200", Some("1,200")),
            (" 3.50 ", Some("3.50")),
            ("-1234.5", Some("-1,234.5")),
            ("−7", Some("-7")),
            ("+7", Some("7")),
            ("٣٥٫٢", Some("35.2")),
            ("۱۲۳", Some("123")),
            ("1,200", None),
            ("1 200", None),
            ("35%", None),
            (".5", None),
            ("5.", None),
            ("1e6", None),
            ("inf", None),
            ("1.2.3", None),
            ("", None),
            ("-", None),
            ("1234567890123456", None),
        ] {
            let got = ChartNumber::read(written).map(|amount| amount.grouped());
            assert_eq!(got.as_deref(), read, "{written}");
        }
    }
}
