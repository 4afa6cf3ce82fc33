//! Reads the direction of a figure: whether something rose or fell, was gained or lost.

use crate::figures::clause::concepts::{FALL, LOSS, PROFIT, RISE};
use crate::figures::clause::grammar::Grammar;
use crate::figures::clause::words::Word;

/// The direction of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Something rose by this figure, or to it.
    Up,
    /// Something fell by this figure, or to it.
    Down,
    /// Earned money.
    Profit,
    /// Lost money.
    Loss,
}

impl Direction {
    /// Returns true if one figure cannot have both directions.
    pub fn is_opposite(self, other: Direction) -> bool {
        use Direction::{Down, Loss, Profit, Up};
        matches!(
            (self, other),
            (Up, Down) | (Down, Up) | (Profit, Loss) | (Loss, Profit)
        )
    }

    fn of(key: u32) -> Option<Direction> {
        match key {
            RISE => Some(Direction::Up),
            FALL => Some(Direction::Down),
            PROFIT => Some(Direction::Profit),
            LOSS => Some(Direction::Loss),
            _ => None,
        }
    }
}

/// Maximum distance of a word of direction before the figure, in words.
const REACH: usize = 5;

/// Reads the direction of a figure from the nearest word of direction, within the figure's part of the sentence. The bool is
/// true if the number is a level that was reached ("rose to"), and false for a change ("rose by").
pub fn read(grammar: &Grammar, before: &[Word], after: &[Word]) -> Option<(Direction, bool)> {
    let part = before.last().map(|word| word.part);
    let is_break = |word: &Word| grammar.conjunctions.iter().any(|c| word.is(*c));
    for (index, word) in before.iter().enumerate().rev().take(REACH) {
        if Some(word.part) != part || is_break(word) || word.numeral {
            break;
        }
        if let Some(direction) = Direction::of(word.key) {
            let negated = before[..index]
                .iter()
                .rev()
                .take(2)
                .any(|word| grammar.not.iter().any(|not| word.is(*not)));
            let level = before[index + 1..]
                .iter()
                .any(|word| grammar.to.iter().any(|to| word.is(*to)));
            return (!negated).then_some((direction, level));
        }
    }
    // An 8% rise, 3% lower.
    let part = after.first().map(|word| word.part);
    let near = after
        .iter()
        .take(2)
        .take_while(|word| Some(word.part) == part && !is_break(word) && !word.numeral);
    near.into_iter()
        .find_map(|word| Some((Direction::of(word.key)?, false)))
}
