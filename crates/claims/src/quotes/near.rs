//! Finds the passage of an original that is most similar to a quotation it does not contain. For display only, never for a
//! verdict.
//!
//! Takes the original's texts and the quotation's pieces, returns a byte range. The passage is the best local alignment of
//! the quotation's words with those of a text (Smith and Waterman, Journal of Molecular Biology 147, 1981, pages 195–197).

use std::ops::Range;

use super::pieces::QuotationPiece;
use super::words::words;

/// Score of a word that occurs in both texts; a word in only one of them costs 1.
const SAME: i32 = 2;
/// Maximum number of words of the original shown before the first and after the last common word, in place of words of the
/// quotation that the original lacks there.
const BEYOND: usize = 3;

/// Maximum number of comparisons of words for an alignment: enough for a quotation of 200 words and a paragraph of
/// 5,000.
const MOST_COMPARISONS: usize = 1_000_000;

/// The end of an alignment, with the data needed to find its beginning.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct AlignmentCell {
    score: i32,
    /// Number of words that both have.
    same: usize,
    /// The first common word: its index in the text, and in the quotation.
    first: (usize, usize),
    /// The last common word, in the same form.
    last: (usize, usize),
}

/// Returns the passage with the most words of the quotation in their order, as the index of the text and a byte range in it.
/// `None` if no passage has half of them.
///
/// `texts` are the original's texts, each with its words in the form of `words`.
pub fn nearest<'t>(
    texts: impl Iterator<Item = (&'t str, &'t str)>,
    pieces: &[QuotationPiece],
) -> Option<(usize, Range<usize>)> {
    let quoted = quoted_words(pieces);
    let mut known: Vec<&str> = quoted.iter().map(String::as_str).collect();
    known.sort_unstable();
    known.dedup();
    let ids = |word: &str| known.binary_search(&word).ok();
    let quoted: Vec<Option<usize>> = quoted.iter().map(|word| ids(word)).collect();
    let mut best: Option<(AlignmentCell, usize, &str)> = None;
    for (index, (text, words)) in texts.enumerate() {
        let theirs: Vec<Option<usize>> = words.split_terminator(' ').map(ids).collect();
        if 2 * theirs.iter().flatten().count() < quoted.len() {
            continue;
        }
        if quoted.len().saturating_mul(theirs.len()) > MOST_COMPARISONS {
            continue;
        }
        let cell = align(&quoted, &theirs);
        if 2 * cell.same >= quoted.len() && best.is_none_or(|(b, ..)| cell.score > b.score) {
            best = Some((cell, index, text));
        }
    }
    best.map(|(cell, index, text)| (index, passage(text, cell, quoted.len())))
}

/// Returns the words of a quotation that should be in the original.
fn quoted_words(pieces: &[QuotationPiece]) -> Vec<String> {
    let mut all = Vec::new();
    for piece in pieces {
        match piece {
            QuotationPiece::Run(run) => all.extend(run.split_terminator(' ').map(str::to_owned)),
            QuotationPiece::Altered {
                before,
                inside,
                after,
            } => all.push([before.as_str(), inside, after].concat()),
            QuotationPiece::Gap | QuotationPiece::Insert => {}
        }
    }
    all
}

/// Returns the best local alignment of two lists of words; of equal ones, the first.
fn align(quoted: &[Option<usize>], theirs: &[Option<usize>]) -> AlignmentCell {
    let mut best = AlignmentCell::default();
    let mut above = vec![AlignmentCell::default(); quoted.len() + 1];
    for (t, their) in theirs.iter().enumerate() {
        let mut diagonal = AlignmentCell::default();
        for (q, word) in quoted.iter().enumerate() {
            let cell = next(diagonal, above[q], above[q + 1], (t, q), word == their);
            diagonal = above[q + 1];
            above[q + 1] = cell;
            if cell.score > best.score {
                best = cell;
            }
        }
    }
    best
}

/// Returns the best alignment that ends with a word of each; it extends the alignment before both, or before one of them.
fn next(
    diagonal: AlignmentCell,
    left: AlignmentCell,
    above: AlignmentCell,
    at: (usize, usize),
    same: bool,
) -> AlignmentCell {
    let mut cell = diagonal;
    if same {
        if cell.same == 0 {
            cell.first = at;
        }
        cell.last = at;
        cell.same += 1;
        cell.score += SAME;
    } else {
        cell.score -= 1;
    }
    for mut other in [left, above] {
        other.score -= 1;
        if other.score > cell.score {
            cell = other;
        }
    }
    if cell.score <= 0 {
        AlignmentCell::default()
    } else {
        cell
    }
}

/// Returns the byte range of an alignment, extended by up to [`BEYOND`] words in the same sentence.
fn passage(text: &str, cell: AlignmentCell, quoted: usize) -> Range<usize> {
    let mut places = Vec::new();
    words(text, &mut String::new(), |_, range| places.push(range));
    let same_sentence = |i: usize| {
        let between = &text[places[i].end..places[i + 1].start];
        !between.contains(['.', '!', '?', '؟', '۔'])
    };
    let (mut from, mut to) = (cell.first.0, cell.last.0);
    for _ in 0..cell.first.1.min(BEYOND) {
        if from > 0 && same_sentence(from - 1) {
            from -= 1;
        }
    }
    for _ in 0..(quoted - 1 - cell.last.1).min(BEYOND) {
        if to + 1 < places.len() && same_sentence(to) {
            to += 1;
        }
    }
    places[from].start..places[to].end
}
