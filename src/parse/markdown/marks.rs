//! Finds marks of emphasis that Markdown does not read, so that readers would see them: `**bold`, `*one word`,
//! `__ bold __`.
//!
//! Takes the text of a block as readers see it, which does not contain the marks that were read; returns the remaining
//! ones, with the two marks of a pair as one.

use std::ops::Range;

/// A run of marks that remains in a text.
#[derive(Debug, Clone)]
struct MarkRun {
    at: Range<usize>,
    mark: char,
    side: MarkSide,
}

/// The role that a run can have, given the characters next to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MarkSide {
    Opens,
    Closes,
    /// There is white space, or there are letters, on both sides.
    Either,
}

/// The context of a text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct MarkContext {
    /// True if the text is a title or description. In these, a single mark on each side of words is accepted.
    pub(super) is_head: bool,
    /// True if an asterisk at the end of a word may refer to a note that begins with one.
    pub(super) has_note_marks: bool,
    /// True if the lines that begin with a mark were reported as a list.
    pub(super) is_list: bool,
}

/// Returns the runs of marks that an author probably meant as emphasis, the first of each pair. `is_escaped` returns true
/// for marks that are meant to be visible.
pub(super) fn stray(
    text: &str,
    beside: MarkContext,
    is_escaped: impl Fn(usize) -> bool,
) -> Vec<Range<usize>> {
    let runs: Vec<MarkRun> = runs(text).filter(|run| !is_escaped(run.at.start)).collect();
    let mut found = Vec::new();
    for mark in ['*', '_', '~'] {
        for length in 1..=3 {
            let is_alike = |run: &&MarkRun| run.mark == mark && run.at.len() == length;
            let alike: Vec<&MarkRun> = runs.iter().filter(is_alike).collect();
            match (length, mark) {
                (1, '~') => {}
                (1, _) => found.extend(single(text, &alike, beside)),
                _ => found.extend(paired(&alike).into_iter().map(|(open, _)| open.at.clone())),
            }
        }
    }
    found.sort_by_key(|at| at.start);
    found
}

/// Returns true if an asterisk remains at the end of a word or sentence: it may refer to a note.
pub(super) fn has_note_mark(text: &str) -> bool {
    runs(text).any(|run| run.mark == '*' && run.at.len() == 1 && run.side == MarkSide::Closes)
}

/// Pairs runs in their order. A run without a partner is paired with `None`.
fn paired<'r>(runs: &[&'r MarkRun]) -> Vec<(&'r MarkRun, Option<&'r MarkRun>)> {
    let mut pairs: Vec<(&MarkRun, Option<&MarkRun>)> = Vec::new();
    let mut is_open = false;
    for run in runs {
        match pairs
            .last_mut()
            .filter(|_| is_open && run.side != MarkSide::Opens)
        {
            Some((_, close)) => {
                *close = Some(run);
                is_open = false;
            }
            None => {
                pairs.push((run, None));
                is_open = run.side != MarkSide::Closes;
            }
        }
    }
    pairs
}

/// Returns the single marks that were meant as emphasis. A lone asterisk can be a symbol, as in `price*` and `5 * 3`.
fn single(text: &str, runs: &[&MarkRun], beside: MarkContext) -> Vec<Range<usize>> {
    let pairs = paired(runs);
    let is_only = pairs.len() == 1;
    let is_meant = |(open, close): &(&MarkRun, Option<&MarkRun>)| match (open.side, close) {
        (MarkSide::Opens, Some(close)) => !beside.is_head || is_words(text, open, close),
        (MarkSide::Opens, None) => {
            let is_note = open.mark == '*' && beside.has_note_marks;
            !beside.is_head && !beside.is_list && !is_note && begins_word(text, open)
        }
        // The form `* words *`.
        (MarkSide::Either, Some(close)) => {
            is_only && close.side == MarkSide::Either && is_words(text, open, close)
        }
        (MarkSide::Closes, None) => open.mark == '_' && !beside.is_head && ends_word(text, open),
        _ => false,
    };
    let meant = pairs.iter().filter(|pair| is_meant(pair));
    meant.map(|(open, _)| open.at.clone()).collect()
}

/// Returns true if there are words between two marks: more than a sign or a number.
fn is_words(text: &str, open: &MarkRun, close: &MarkRun) -> bool {
    let inner = text[open.at.end..close.at.start].trim();
    inner.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && inner.starts_with(|c: char| !c.is_numeric())
        && inner.ends_with(|c: char| !c.is_numeric())
}

/// Returns true if a letter follows a mark, possibly after an opening bracket or quotation mark.
fn begins_word(text: &str, run: &MarkRun) -> bool {
    let after = text[run.at.end..].trim_start_matches(['«', '“', '"', '(', '[', '‘']);
    after.starts_with(char::is_alphabetic)
}

fn ends_word(text: &str, run: &MarkRun) -> bool {
    text[..run.at.start].ends_with(|c: char| c.is_alphabetic() || "»”\")]".contains(c))
}

/// Returns the runs of one to three marks, in order.
fn runs(text: &str) -> impl Iterator<Item = MarkRun> {
    let mut end = 0;
    let mut starts = text.match_indices(['*', '_', '~']);
    std::iter::from_fn(move || {
        loop {
            let (at, mark) = starts.next()?;
            if at < end {
                continue;
            }
            let mark = mark.chars().next()?;
            let length = text[at..].bytes().take_while(|b| *b == mark as u8).count();
            end = at + length;
            // A longer run is a blank to fill in, or a rule.
            if length > 3 {
                continue;
            }
            if let Some(side) = side(text, &(at..end), mark) {
                return Some(MarkRun {
                    at: at..end,
                    mark,
                    side,
                });
            }
        }
    })
}

/// Returns the role that a run can have; `None` within a name such as `snake_case`, and between spaces except for
/// asterisks.
fn side(text: &str, at: &Range<usize>, mark: char) -> Option<MarkSide> {
    let before = text[..at.start].chars().next_back();
    let after = text[at.end..].chars().next();
    let is_gap = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_ascii_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let is_opening = |c: Option<char>| c.is_some_and(|c| "([«“\"‘—–".contains(c));
    let is_double = at.len() > 1;
    let ends = |c: Option<char>| c.is_some_and(|c| ".,;:!?)]}»”…،؛؟".contains(c));
    if is_double && mark == '_' && is_ascii_word(before) && is_ascii_word(after) {
        return None;
    }
    if is_double && mark == '~' && is_gap(before) && is_gap(after) {
        return None;
    }
    match (is_gap(before), is_gap(after)) {
        (true, true) if before.is_none() && after.is_none() => None,
        (true, true) => Some(MarkSide::Either),
        (true, false) if ends(after) => Some(MarkSide::Either),
        (true, false) => Some(MarkSide::Opens),
        (false, true) => Some(MarkSide::Closes),
        (false, false) if is_opening(before) && is_word(after) => Some(MarkSide::Opens),
        (false, false) if is_double => Some(MarkSide::Either),
        (false, false) if is_word(before) && !is_word(after) => Some(MarkSide::Closes),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, beside: MarkContext) -> Vec<usize> {
        let found = stray(text, beside, |_| false);
        found.into_iter().map(|at| at.start).collect()
    }

    #[test]
    fn each_fault_is_found_once() {
        for (text, expected) in [
            ("one *two three. And __four five", &[4, 20][..]),
            ("one *two. And *three.", &[4, 14]),
            ("one ** two ** three ** four ** five", &[4, 20]),
            ("one * two * three", &[4]),
            ("one _ two _ three", &[4]),
            ("one __ two __ three", &[4]),
            ("one __ two __.", &[4]),
            ("one _two three", &[4]),
            ("one two_ three", &[7]),
            ("one (*two) three", &[5]),
            ("كلمة__نص__كلمة", &[8]),
            ("وقّعت *دولتان معاهدة", &[11]),
            ("قال: *«نعم ثم غادر", &[8]),
            ("one ~~two", &[4]),
            ("one two**", &[7]),
            ("one ***two", &[4]),
            // Signs that are not emphasis.
            (
                "5 * 3, price*, a_b, 2 * x * 4, snake__case, ______, *****",
                &[],
            ),
            ("The price* is 5", &[]),
            ("Music * Film * Theatre * Art", &[]),
            ("5*3*2 and *5", &[]),
            ("*", &[]),
        ] {
            assert_eq!(found(text, MarkContext::default()), expected, "{text}");
        }
    }

    #[test]
    fn a_title_has_no_markup_at_all() {
        let beside = MarkContext {
            is_head: true,
            ..MarkContext::default()
        };
        for (text, expected) in [
            ("title **bold**", &[6][..]),
            ("a *new* title", &[2]),
            ("عنوان _جديد_", &[11]),
            ("a *note", &[]),
            ("5*3*2, a * b * c, snake_case_name, price* and cost*", &[]),
        ] {
            assert_eq!(found(text, beside), expected, "{text}");
        }
    }

    #[test]
    fn an_asterisk_can_point_to_a_note() {
        assert!(has_note_mark("The price* is 5"));
        assert!(!has_note_mark("The *price is 5"));
        let beside = MarkContext {
            has_note_marks: true,
            ..MarkContext::default()
        };
        assert_eq!(found("*In prices of 2020", beside), [0; 0]);
        assert_eq!(found("*In prices of 2020", MarkContext::default()), [0]);
        let beside = MarkContext {
            is_list: true,
            ..MarkContext::default()
        };
        assert_eq!(found("*one *two", beside), [0; 0]);
    }
}
