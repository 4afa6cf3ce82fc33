//! Parses citations of paragraphs, `[p4]`, `[p4-p6]`, `[p2, p7]`, and of words in them, `[p4 «…»]`, to paragraph numbers and words.
//!
//! Names before the numbers say to which original the paragraphs belong: in a summary, `[reuters p4]` names an original by
//! its id; in an edition, `[treaty p4]` names an article and `[treaty reuters p4]` a further original of that article.

mod lookalikes;

use std::fmt;
use std::ops::RangeInclusive;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, codes};
use crate::parse::slug::is_slug;

pub use lookalikes::{Certainty, Lookalike, find as lookalikes, repaired, words_alone};

/// The texts whose paragraphs a text can cite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cites {
    /// One original: `[p4]`.
    Original,
    /// The originals of its own article, with an id for further ones: `[p4]`, `[reuters p4]`.
    Originals,
    /// The originals of articles, each named by its slug: `[treaty p4]`, `[treaty reuters p4]`.
    Articles,
}

/// The names before the paragraphs of a citation. The `Display` form is the one in citations, with a space at its end.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct CitationNames {
    /// Slug of the article; `None` in a summary, which cites its own originals.
    pub article: Option<Box<str>>,
    /// Id of the original; `None` for the original without an id.
    pub original: Option<Box<str>>,
}

impl fmt::Display for CitationNames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let CitationNames { article, original } = self;
        let mut names = article.iter().chain(original);
        names.try_for_each(|name| write!(f, "{name} "))
    }
}

/// A citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitationReference<'l> {
    /// The paragraphs.
    pub paragraphs: Box<[RangeInclusive<u32>]>,
    /// The words of these paragraphs that a translated quotation is bound to, without the quotation marks around them.
    pub words: Option<&'l str>,
}

/// Pairs of quotation marks that can stand around the words of a paragraph.
const QUOTATION_MARKS: [(char, char); 9] = [
    ('«', '»'),
    ('“', '”'),
    ('„', '“'),
    ('„', '”'),
    ('"', '"'),
    ('‹', '›'),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
];

/// Parses the text between square brackets: returns the citation, or its fault; `None` if it is not a citation.
///
/// Any text that begins with `p` and a digit counts as a citation, so that a typing error is reported and not printed.
pub fn read(label: &str) -> Option<Result<CitationReference<'_>, &'static str>> {
    let mut rest = label.trim_start().chars();
    let is_attempt = matches!(rest.next(), Some('p' | 'P'))
        && rest
            .find(|c| !c.is_whitespace())
            .is_some_and(char::is_numeric);
    is_attempt.then(|| reference(label))
}

/// Splits the label of a citation, `treaty reuters p4`, into the names that a text can give there and the rest.
pub fn names(label: &str, cites: Cites) -> (CitationNames, &str) {
    let boxed = |name: &str| Some(Box::from(name));
    let named = match cites {
        Cites::Original => None,
        Cites::Originals => named(label).map(|(original, rest)| {
            let original = boxed(original);
            let article = None;
            (CitationNames { article, original }, rest)
        }),
        Cites::Articles => match named(label) {
            Some((article, rest)) => {
                let article = boxed(article);
                let original = None;
                Some((CitationNames { article, original }, rest))
            }
            None => twice_named(label).map(|(article, original, rest)| {
                let (article, original) = (boxed(article), boxed(original));
                (CitationNames { article, original }, rest)
            }),
        },
    };
    named.unwrap_or((CitationNames::default(), label))
}

/// Splits a label with two names, `treaty reuters p4`.
fn twice_named(label: &str) -> Option<(&str, &str, &str)> {
    let (article, rest) = label.trim().split_once(char::is_whitespace)?;
    let is_paragraph = matches!(read(article), Some(Ok(_)));
    let (original, rest) = named(rest).filter(|_| !is_paragraph && is_slug(article))?;
    Some((article, original, rest))
}

/// Splits the label of a citation with a name before its paragraphs, `treaty p4`, into the name and the rest; `None` if it has
/// no name.
fn named(label: &str) -> Option<(&str, &str)> {
    let (name, rest) = label.trim().split_once(char::is_whitespace)?;
    // A slip such as `p4 p5` has no name.
    let is_paragraph = matches!(read(name), Some(Ok(_)));
    // Words after a paragraph are those of a sentence in brackets, as in `see p4 of it`.
    let is_part = |c: char| c.is_numeric() || c.is_whitespace() || "pP,;،؛-–—".contains(c);
    let is_citation = match read(rest) {
        Some(Ok(_)) => true,
        Some(Err(_)) => rest.chars().all(is_part) || repaired(rest).is_some(),
        None => false,
    };
    (!is_paragraph && is_slug(name) && is_citation).then_some((name, rest))
}

/// Marks that are typed between a name and its paragraphs, as in `treaty, p4`.
const MARKS_AFTER_NAMES: [char; 5] = [',', '،', ':', ';', '؛'];

/// Splits a label with a mark between its names and its paragraphs, as in `treaty, p4` or `treaty: reuters p4`, into
/// names and paragraphs; `None` if there is no such mark, or if the label cannot be a citation even without the mark.
pub fn marked_names(label: &str, cites: Cites) -> Option<(CitationNames, String)> {
    let is_mark = |c: char| MARKS_AFTER_NAMES.contains(&c);
    let (name, rest) = label.trim().split_once(is_mark)?;
    let without = format!(
        "{} {}",
        name.trim(),
        rest.trim_start_matches(is_mark).trim()
    );
    let (names, rest) = names(&without, cites);
    let is_named = names.article.is_some() || names.original.is_some();
    (is_named && matches!(read(rest), Some(Ok(_)))).then(|| (names, rest.to_owned()))
}

/// Reports paragraphs that an original does not have. `original` names it in the help; `last` is the number of its last
/// paragraph.
pub fn unknown(
    path: &Arc<str>,
    paragraphs: &[RangeInclusive<u32>],
    original: &str,
    last: u32,
) -> Option<Diagnostic> {
    let beyond = paragraphs.iter().map(|range| *range.end()).max()?;
    // An original without paragraphs has a finding of its own.
    (last > 0 && beyond > last).then(|| {
        let message = format!("the original has no paragraph p{beyond}");
        Diagnostic::new(codes::CITATION_UNKNOWN, path, message).help(format!(
            "the paragraphs of {original} go from p1 to p{last}"
        ))
    })
}

fn reference(label: &str) -> Result<CitationReference<'_>, &'static str> {
    let is_opening = |c: char| QUOTATION_MARKS.iter().any(|(open, _)| *open == c);
    let (numbers, words) = match label.find(is_opening) {
        Some(at) => (
            label[..at].trim_end(),
            Some(quoted(label[at..].trim_end())?),
        ),
        None => (label, None),
    };
    let paragraphs: Result<_, _> = numbers.split([',', '،']).map(part).collect();
    Ok(CitationReference {
        paragraphs: paragraphs?,
        words,
    })
}

/// Returns the words between the quotation marks around a text.
fn quoted(text: &str) -> Result<&str, &'static str> {
    let within = |(open, close): &(char, char)| text.strip_prefix(*open)?.strip_suffix(*close);
    let words = QUOTATION_MARKS.iter().find_map(within);
    let words =
        words.ok_or("the original's words end with a quotation mark, and nothing follows them")?;
    match words.contains(char::is_alphanumeric) {
        true => Ok(words),
        false => Err("no words stand between its quotation marks"),
    }
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
    use super::{Cites, named, names, read, repaired};

    #[test]
    fn a_citation_can_name_its_article_or_original() {
        for (label, expected) in [
            ("treaty p4", Some(("treaty", "p4"))),
            ("treaty p4-p6", Some(("treaty", "p4-p6"))),
            (" treaty  p2, p7", Some(("treaty", " p2, p7"))),
            ("p4-deal p4", Some(("p4-deal", "p4"))),
            ("reuters p2, p5", Some(("reuters", "p2, p5"))),
            ("reuters p4–p6", Some(("reuters", "p4–p6"))),
            ("reuters p2، p5", Some(("reuters", "p2، p5"))),
            ("reuters p4 “words”", Some(("reuters", "p4 “words”"))),
            ("معاهدة p4 «الأخوة»", Some(("معاهدة", "p4 «الأخوة»"))),
            ("treaty p٤", Some(("treaty", "p٤"))),
            ("p4", None),
            ("p4 p5", None),
            ("p4 «words»", None),
            ("treaty", None),
            ("see page 4", None),
            ("see p4 of it", None),
            ("treaty p0", Some(("treaty", "p0"))),
            ("a/b p4", None),
        ] {
            assert_eq!(named(label), expected, "{label}");
        }
    }

    #[test]
    fn an_edition_can_name_an_original_after_the_article() {
        for (label, expected, rest) in [
            ("treaty p4", "treaty ", "p4"),
            ("treaty reuters p4-p6", "treaty reuters ", "p4-p6"),
            (" treaty  reuters  p2, p7", "treaty reuters ", " p2, p7"),
            ("معاهدة رويترز p4 «الأخوة»", "معاهدة رويترز ", "p4 «الأخوة»"),
            ("treaty reuters p٤", "treaty reuters ", "p٤"),
            ("p4 reuters p4", "", "p4 reuters p4"),
            ("a treaty reuters p4", "", "a treaty reuters p4"),
            ("a/b reuters p4", "", "a/b reuters p4"),
            ("see page 4", "", "see page 4"),
        ] {
            let (found, after) = names(label, Cites::Articles);
            assert_eq!(
                (found.to_string().as_str(), after),
                (expected, rest),
                "{label}"
            );
        }
        let (found, _) = names("reuters p4", Cites::Originals);
        assert_eq!(
            (found.article, found.original.as_deref()),
            (None, Some("reuters"))
        );
    }

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
            ("p6-p4", Some("p4-p6")),
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
                    .map(|reference| {
                        reference
                            .paragraphs
                            .iter()
                            .map(|r| (*r.start(), *r.end()))
                            .collect::<Vec<_>>()
                    })
                    .map_err(|_| ())
            });
            assert_eq!(got, expected.map(|r| r.map(<[_]>::to_vec)), "[{label}]");
        }
    }

    #[test]
    fn a_citation_can_give_the_words_of_its_paragraph() {
        for (label, expected) in [
            ("p4 «الأخوة التي لا تقهر»", Some("الأخوة التي لا تقهر")),
            ("p4 “an unbreakable bond”", Some("an unbreakable bond")),
            ("p4, p5 \"one … two\"", Some("one … two")),
            ("p4-p6 „unzerbrechlich“ ", Some("unzerbrechlich")),
            ("p4«слова»", Some("слова")),
            ("p4 『말』", Some("말")),
            (
                "p4 «говорил, что «всё» так»",
                Some("говорил, что «всё» так"),
            ),
            ("p4 «»", None),
            ("p4 «…»", None),
            ("p4 «open", None),
            ("p4 «words» p5", None),
            ("p4 words", None),
            ("p «words»", None),
        ] {
            let words = read(label)
                .and_then(Result::ok)
                .and_then(|reference| reference.words);
            assert_eq!(words, expected, "[{label}]");
        }
    }
}
