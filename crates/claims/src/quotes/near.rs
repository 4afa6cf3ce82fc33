//! The passage of an original that is nearest to a quotation it does not contain: to be shown to people, never to decide.
//!
//! Takes the original's texts and the quotation's pieces, gives a place. The passage is the best local alignment of the
//! quotation's words with a text's (Smith and Waterman, Journal of Molecular Biology 147, 1981, pages 195–197).

use std::ops::Range;

use super::pieces::Piece;
use super::words::words;

/// What a word is worth that both have; a word that only one of them has costs 1.
const SAME: i32 = 2;
/// Up to so many words of the original are shown beyond the first and the last that both have, in place of those of the
/// quotation that it lacks there.
const BEYOND: usize = 3;

/// Maximum number of comparisons of words for an alignment: a quotation of 200 words and a paragraph of 5,000 are within it.
const MOST_COMPARISONS: usize = 1_000_000;

/// The end of an alignment, with what is needed to tell where it began.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Cell {
    score: i32,
    /// How many words both have.
    same: usize,
    /// The first word of the text, and of the quotation, that both have.
    first: (usize, usize),
    /// The last ones.
    last: (usize, usize),
}

/// The passage with the most words of the quotation, in their order: the index of the text and the bytes in it. `None` if
/// no passage has half of them.
///
/// `texts` are the original's, each with its words in the form of `words`.
pub fn nearest<'t>(
    texts: impl Iterator<Item = (&'t str, &'t str)>,
    pieces: &[Piece],
) -> Option<(usize, Range<usize>)> {
    let quoted = quoted_words(pieces);
    let mut known: Vec<&str> = quoted.iter().map(String::as_str).collect();
    known.sort_unstable();
    known.dedup();
    let ids = |word: &str| known.binary_search(&word).ok();
    let quoted: Vec<Option<usize>> = quoted.iter().map(|word| ids(word)).collect();
    let mut best: Option<(Cell, usize, &str)> = None;
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

/// The words of a quotation that should be the original's.
fn quoted_words(pieces: &[Piece]) -> Vec<String> {
    let mut all = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Run(run) => all.extend(run.split_terminator(' ').map(str::to_owned)),
            Piece::Altered {
                before,
                inside,
                after,
            } => all.push([before.as_str(), inside, after].concat()),
            Piece::Gap | Piece::Insert => {}
        }
    }
    all
}

/// The best local alignment of two lists of words, the first of equal ones.
fn align(quoted: &[Option<usize>], theirs: &[Option<usize>]) -> Cell {
    let mut best = Cell::default();
    let mut above = vec![Cell::default(); quoted.len() + 1];
    for (t, their) in theirs.iter().enumerate() {
        let mut diagonal = Cell::default();
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

/// The best alignment that ends with a word of each: on from the alignment before both, or before one of them.
fn next(diagonal: Cell, left: Cell, above: Cell, at: (usize, usize), same: bool) -> Cell {
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
        Cell::default()
    } else {
        cell
    }
}

/// The bytes of an alignment, and of words beyond it in the same sentence.
fn passage(text: &str, cell: Cell, quoted: usize) -> Range<usize> {
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
