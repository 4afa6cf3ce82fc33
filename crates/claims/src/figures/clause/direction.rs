//! Reads the direction of a figure: whether something rose or fell, was gained or lost.

use crate::figures::clause::concepts::{BURDENS, FALL, LOSS, POINT, PROFIT, RISE};
use crate::figures::clause::grammar::{ClauseGrammar, HashedPhrase};
use crate::figures::clause::words::Word;
use crate::figures::units::{Dimension, Unit};

/// The direction of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChangeDirection {
    /// Something rose by this number, or to it.
    Up,
    /// Something fell by this number, or to it.
    Down,
    /// Earned money.
    Profit,
    /// Lost money.
    Loss,
}

impl ChangeDirection {
    /// Returns true if one figure cannot have both directions.
    pub fn is_opposite(self, other: ChangeDirection) -> bool {
        use ChangeDirection::{Down, Loss, Profit, Up};
        matches!(
            (self, other),
            (Up, Down) | (Down, Up) | (Profit, Loss) | (Loss, Profit)
        )
    }

    fn of(key: u32) -> Option<ChangeDirection> {
        match key {
            RISE => Some(ChangeDirection::Up),
            FALL => Some(ChangeDirection::Down),
            PROFIT => Some(ChangeDirection::Profit),
            LOSS => Some(ChangeDirection::Loss),
            _ => None,
        }
    }

    fn is_balance(self) -> bool {
        matches!(self, ChangeDirection::Profit | ChangeDirection::Loss)
    }
}

/// Role of a number in the change that its direction word names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Manner {
    /// The size of the change: rose by 3%.
    #[default]
    Change,
    /// The level reached: rose to 3%.
    Level,
    /// Either of the two: "to" stands before the number, but may belong to another word.
    Unclear,
}

impl Manner {
    /// Returns true if opposite directions of two numbers contradict each other.
    pub fn compares_with(self, other: Manner) -> bool {
        self == other || self == Manner::Unclear || other == Manner::Unclear
    }
}

/// The kinds of numbers that distinguish words of direction from other uses of the same words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeasureKind {
    /// Percentages.
    Percent,
    /// Amounts of money.
    Money,
    /// Points of an index, or percentage points.
    Points,
    /// Anything else.
    Other,
}

impl MeasureKind {
    /// Returns the kind of a number with this unit; `counts_points` is true if "points" follows a number without a unit.
    pub fn of(unit: Option<Unit>, counts_points: bool) -> MeasureKind {
        match unit.map(|unit| unit.dimension) {
            Some(Dimension::Point) => MeasureKind::Points,
            Some(Dimension::Percent) => MeasureKind::Percent,
            Some(Dimension::Money(_)) => MeasureKind::Money,
            _ if counts_points => MeasureKind::Points,
            _ => MeasureKind::Other,
        }
    }
}

/// Maximum distance of a word of direction before the figure, in words.
const REACH: usize = 5;

/// Maximum distance before a percentage, money, points, or a number after "by" or "to": in languages whose verbs come first,
/// the subject stands between.
const FAR_REACH: usize = 14;

/// The tables and tests for reading the direction of one figure.
pub struct DirectionReader<'r> {
    pub grammar: &'static ClauseGrammar,
    pub measure: MeasureKind,
    /// Returns true if a numeral looks like a year.
    pub is_year: &'r dyn Fn(&Word) -> bool,
    /// Part of the sentence in which the figure begins.
    pub part: u32,
    /// Returns true if a word is "and" or begins with it.
    pub is_and: &'r dyn Fn(&Word) -> bool,
}

/// A direction, and the word that expresses it.
#[derive(Debug, Clone, Copy)]
pub struct Going {
    pub direction: ChangeDirection,
    pub manner: Manner,
    /// Number of words between that word and the figure, and true if the word stands before the figure.
    pub place: (usize, bool),
}

impl DirectionReader<'_> {
    /// Reads the direction of a figure from the nearest word of direction, within the figure's part of the sentence.
    pub fn read(&self, before: &[Word], after: &[Word]) -> Option<Going> {
        let comparative = || self.read_comparative(before, after);
        match self.grammar.is_verb_final {
            true => self
                .read_following(before, after)
                .or_else(comparative)
                .or_else(|| self.read_beside(before)),
            false => self
                .read_noun(before, after)
                .or_else(|| self.read_before(before))
                .or_else(comparative)
                .or_else(|| self.read_after(after)),
        }
    }

    /// Reads a direction from the first word of direction after the number, up to the next number: 3억달러 적자.
    fn read_following(&self, before: &[Word], after: &[Word]) -> Option<Going> {
        let part = after.first()?.part;
        let manner = match before.last() {
            _ if self.grammar.to.is_empty() => Manner::Unclear,
            Some(last) if last.is_one_of(self.grammar.to) => Manner::Level,
            _ => Manner::Change,
        };
        let near = after
            .iter()
            .take(REACH)
            .take_while(|word| word.part == part && !word.numeral);
        near.enumerate().find_map(|(at, word)| {
            Some(Going {
                direction: self.direction(word, &[])?,
                manner,
                place: (at, false),
            })
        })
    }

    /// Reads a noun of direction that ends the number's own phrase: a 1.8-point drop, an 8% rise.
    fn read_noun(&self, before: &[Word], after: &[Word]) -> Option<Going> {
        let is_phrase = before
            .last()
            .is_some_and(|last| last.is_one_of(self.grammar.articles));
        if !is_phrase {
            return None;
        }
        let at = usize::from(after.first()?.key == POINT);
        let noun = after.get(at).filter(|noun| noun.part == self.part)?;
        Some(Going {
            direction: self.direction(noun, &[])?,
            manner: Manner::Change,
            place: (at, false),
        })
    }

    /// Reads a noun of direction directly before the number, in languages whose verbs follow: کاهش ۱۸ درصدی.
    fn read_beside(&self, before: &[Word]) -> Option<Going> {
        let last = before.last().filter(|last| last.part == self.part)?;
        let direction = self.direction(last, &[])?;
        Some(Going {
            direction,
            manner: Manner::Change,
            place: (0, true),
        })
    }

    /// Reads a comparative after the number, or before "by" and the number: 9% fewer, أقل بنسبة 9%.
    fn read_comparative(&self, before: &[Word], after: &[Word]) -> Option<Going> {
        let compared = [
            (self.grammar.more, ChangeDirection::Up),
            (self.grammar.less, ChangeDirection::Down),
        ];
        let going = |direction, place| {
            Some(Going {
                direction,
                manner: Manner::Change,
                place,
            })
        };
        // 40% at least.
        let mut bounds = self.grammar.after.iter();
        if bounds.any(|(phrase, _)| phrase.begins(after)) {
            return None;
        }
        for at in 0..3.min(after.len()) {
            let word = &after[at];
            if word.part != self.part || word.numeral || self.is_break(word) || (self.is_and)(word)
            {
                break;
            }
            for (phrases, direction) in compared {
                if phrases.iter().any(|phrase| phrase.begins(&after[at..])) {
                    return going(direction, (at, false));
                }
            }
        }
        let (by, rest) = before.split_last()?;
        if !by.is_one_of(self.grammar.by) || rest.last()?.part != self.part {
            return None;
        }
        for (phrases, direction) in compared {
            if phrases.iter().any(|phrase| phrase.ends(rest)) {
                return going(direction, (1, true));
            }
        }
        None
    }

    /// Returns `None` as well if the word of direction is negated.
    fn read_before(&self, before: &[Word]) -> Option<Going> {
        let part = before.last()?.part;
        let is_introduced = self.measure != MeasureKind::Other
            || before
                .iter()
                .rev()
                .take(2)
                .any(|word| word.is_one_of(self.grammar.to) || word.is_one_of(self.grammar.by));
        let reach = if is_introduced { FAR_REACH } else { REACH };
        let mut found: Option<(usize, ChangeDirection)> = None;
        let ahead = self.before_change(before);
        for (index, word) in before.iter().enumerate().rev().take(reach) {
            // By 21 million since January, to 312 million.
            if ahead.is_some_and(|ahead| index >= ahead) {
                continue;
            }
            let is_of_part = word.part == ahead.map_or(part, |ahead| before[ahead].part);
            if !is_of_part || self.is_break(word) || self.is_other_number(before, index) {
                break;
            }
            let Some(direction) = self.direction(word, &before[index + 1..]) else {
                continue;
            };
            match found {
                None => found = Some((index, direction)),
                // Profits or growth that rise or fall: the verb decides.
                Some(_) if direction.is_balance() => break,
                Some(_) => found = Some((index, direction)),
            }
            if !self.may_change(word, direction, &before[index + 1..]) {
                break;
            }
        }
        let (index, direction) = found?;
        let mut near = before[..index].iter().rev().take(2);
        if near.any(|word| word.is_one_of(self.grammar.not)) {
            return None;
        }
        let manner = self.manner(&before[index + 1..]);
        // Growth of 2% is a rise; in "growth … to 2%", an unknown verb may tell of a fall.
        let is_growth = before[index].is_one_of(self.grammar.growth);
        (!is_growth || manner == Manner::Change).then_some(Going {
            direction,
            manner,
            place: (before.len() - index - 1, true),
        })
    }

    /// For a number after "to": returns the index of the "by" before it, with one number between them: by 21 million, to 312 million.
    fn before_change(&self, before: &[Word]) -> Option<usize> {
        let to = before.last()?;
        if !to.is_one_of(self.grammar.to) || to.is_one_of(self.grammar.by) {
            return None;
        }
        let near = before.iter().enumerate().rev().skip(1).take(REACH + 3);
        let near = near.take_while(|(_, word)| {
            to.part - word.part <= 1 && !self.is_break(word) && !(self.is_and)(word)
        });
        let mut numerals = near.filter(|(index, _)| self.is_other_number(before, *index));
        let ((number, _), None) = (numerals.next()?, numerals.next()) else {
            return None;
        };
        let by = number.checked_sub(1)?;
        let is_by = before[by].is_one_of(self.grammar.by);
        (is_by && before[by].part == before[number].part).then_some(by)
    }

    /// Reads a direction after the number: an 8% rise, 3% lower.
    fn read_after(&self, after: &[Word]) -> Option<Going> {
        let part = self.part;
        let near = after.iter().take(2).take_while(|word| {
            word.part == part && !self.is_break(word) && !word.numeral && !(self.is_and)(word)
        });
        near.enumerate().find_map(|(at, word)| {
            Some(Going {
                direction: self.direction(word, &[])?,
                manner: Manner::Change,
                place: (at, false),
            })
        })
    }

    /// Returns the direction of a word; `between` are the words between it and the number.
    fn direction(&self, word: &Word, between: &[Word]) -> Option<ChangeDirection> {
        // زاد على 30 is a bound.
        let is_bound = self.grammar.verbs.iter().any(|verb| {
            word.is_one_of(verb.words)
                && between
                    .last()
                    .is_some_and(|last| last.is_one_of(verb.before))
        });
        if is_bound {
            return None;
        }
        // The lower end of a range.
        if between
            .first()
            .is_some_and(|next| next.is_one_of(self.grammar.sides))
        {
            return None;
        }
        if let Some(direction) = ChangeDirection::of(word.key) {
            return Some(match (direction, self.measure) {
                (ChangeDirection::Profit, MeasureKind::Points) => ChangeDirection::Up,
                (ChangeDirection::Loss, MeasureKind::Points) => ChangeDirection::Down,
                _ => direction,
            });
        }
        if self.measure == MeasureKind::Other {
            return None;
        }
        let is_in = |words: &[u32]| word.is_one_of(words);
        if is_in(self.grammar.rising) {
            return Some(ChangeDirection::Up);
        }
        if is_in(self.grammar.falling) {
            return Some(ChangeDirection::Down);
        }
        // An unemployment rate that improves falls.
        let burdens = between.iter().any(|word| BURDENS.contains(&word.key));
        if burdens || between.is_empty() {
            return None;
        }
        match (is_in(self.grammar.improving), is_in(self.grammar.worsening)) {
            (true, _) => Some(ChangeDirection::Up),
            (_, true) => Some(ChangeDirection::Down),
            _ => None,
        }
    }

    /// Returns true if a word of direction may be the subject of another one before it: a fall in profits of 3%. "A
    /// loss of $3m" is not such a subject.
    fn may_change(&self, word: &Word, direction: ChangeDirection, between: &[Word]) -> bool {
        let is_marked = || {
            between
                .iter()
                .any(|word| word.is_one_of(self.grammar.to) || word.is_one_of(self.grammar.by))
        };
        if direction.is_balance() {
            self.measure == MeasureKind::Percent || is_marked()
        } else {
            word.is_one_of(self.grammar.growth)
        }
    }

    /// Returns whether a number is a change or a level, from the words between the word of direction and the number.
    fn manner(&self, between: &[Word]) -> Manner {
        let mut is_near = true;
        for word in between.iter().rev() {
            if word.is_one_of(self.grammar.by) {
                return Manner::Change;
            }
            if word.is_one_of(self.grammar.to) {
                return match is_near {
                    true => Manner::Level,
                    false => Manner::Unclear,
                };
            }
            let is_bound = |phrase: &HashedPhrase| phrase.has(word);
            is_near &= word.is_one_of(self.grammar.small)
                || self
                    .grammar
                    .before
                    .iter()
                    .any(|(phrase, _)| is_bound(phrase));
        }
        Manner::Change
    }

    fn is_break(&self, word: &Word) -> bool {
        word.is_one_of(self.grammar.conjunctions) || word.is_one_of(self.grammar.relative)
    }

    /// Returns true for a number other than a year after its word: in 2023.
    fn is_other_number(&self, before: &[Word], index: usize) -> bool {
        let word = &before[index];
        let follows_year = index
            .checked_sub(1)
            .is_some_and(|at| before[at].is_one_of(self.grammar.year));
        word.numeral && !(follows_year && (self.is_year)(word))
    }
}
