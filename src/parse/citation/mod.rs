//! Parses citations of paragraphs, `[p4]`, `[p4-p6]`, `[p2, p7]`, to paragraph numbers.

mod lookalikes;

use std::ops::RangeInclusive;

pub use lookalikes::{Likeness, Lookalike, find as lookalikes, repaired};

/// Parses the text between square brackets: returns the cited paragraphs, or what is wrong; `None` if it is not a
/// citation.
///
/// Any text that begins with `p` and a digit counts as a citation, so that a typing error is reported and not printed.
pub fn read(label: &str) -> Option<Result<Box<[RangeInclusive<u32>]>, &'static str>> {
    let mut rest = label.trim_start().chars();
    let is_attempt = matches!(rest.next(), Some('p' | 'P'))
        && rest
            .find(|c| !c.is_whitespace())
            .is_some_and(char::is_numeric);
    is_attempt.then(|| label.split([',', '،']).map(part).collect())
}

/// Parses `p4` or `p4-p6`.
fn part(text: &str) -> Result<RangeInclusive<u32>, &'static str> {
    let mut ends = text.split(['-', '–']);
    let first = number(ends.next().unwrap_or_default())?;
    let last = match ends.next() {
        Some(text) => number(text)?,
        None => first,
    };
    match () {
        () if ends.next().is_some() => Err("a range has two ends"),
        () if first == 0 => Err("paragraphs are numbered from p1"),
        () if first > last => Err("a range begins with the smaller number"),
        () => Ok(first..=last),
    }
}

fn number(text: &str) -> Result<u32, &'static str> {
    let digits = text
        .trim()
        .strip_prefix('p')
        .ok_or("each paragraph is written as p and its number")?;
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err("each paragraph is written as p and its number");
    }
    digits
        .parse()
        .map_err(|_| "no original has so many paragraphs")
}

#[cfg(test)]
mod tests {
    use super::{read, repaired};

    #[test]
    fn what_a_slip_was_meant_to_be_is_told_where_it_can_be() {
        for (label, meant) in [
            ("p2-4", Some("p2-p4")),
            ("P2", Some("p2")),
            ("p٢", Some("p2")),
            ("p 2", Some("p2")),
            ("p1; p2", Some("p1, p2")),
            ("p1,2", Some("p1, p2")),
            ("p1 – 3", Some("p1-p3")),
            ("p6-p4", None),
            ("p0", None),
            ("p1-p2-p3", None),
            ("p2 and p3", Some("p2, p3")),
            ("p2 p3", Some("p2, p3")),
            ("p2، p3", Some("p2, p3")),
        ] {
            assert_eq!(repaired(label).as_deref(), meant, "{label}");
        }
    }

    #[test]
    fn citations_are_told_from_other_words_in_brackets() {
        type Read<'a> = Option<Result<&'a [(u32, u32)], ()>>;
        let table: &[(&str, Read<'_>)] = &[
            ("p4", Some(Ok(&[(4, 4)]))),
            ("p4-p6", Some(Ok(&[(4, 6)]))),
            ("p4–p6", Some(Ok(&[(4, 6)]))),
            ("p2, p7", Some(Ok(&[(2, 2), (7, 7)]))),
            ("p2،p7", Some(Ok(&[(2, 2), (7, 7)]))),
            ("p1, p4-p6 , p9", Some(Ok(&[(1, 1), (4, 6), (9, 9)]))),
            ("p4-6", Some(Err(()))),
            ("p6-p4", Some(Err(()))),
            ("p0", Some(Err(()))),
            ("p 4", Some(Err(()))),
            ("P4", Some(Err(()))),
            ("p٤", Some(Err(()))),
            ("p4; p5", Some(Err(()))),
            ("p1-p2-p3", Some(Err(()))),
            ("p99999999999999999999", Some(Err(()))),
            ("p", None),
            ("page 4", None),
            ("…", None),
            ("4", None),
            ("", None),
        ];
        for (label, expected) in table {
            let got = read(label).map(|result| {
                result
                    .map(|ranges| {
                        ranges
                            .iter()
                            .map(|r| (*r.start(), *r.end()))
                            .collect::<Vec<_>>()
                    })
                    .map_err(|_| ())
            });
            assert_eq!(got, expected.map(|r| r.map(<[_]>::to_vec)), "[{label}]");
        }
    }
}
