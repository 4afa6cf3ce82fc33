//! Distinguishes two figures with the same number by the words near them: by the earlier time that each is compared
//! with (a year or a quarter ago), and by opposites (better and worse, above and below).
//!
//! The words are read only if two texts have the same number, not for every figure.

use std::cell::RefCell;
use std::rc::Rc;

use crate::figures::clause::polarity::Polarity;
use crate::figures::clause::prospect::Prospect;
use crate::figures::clause::words::{Word, hash};
use crate::figures::clause::{Clause, Wording};

/// Maximum number of words between a figure and such a word.
const REACH: usize = 7;

/// Length of the time before the present at which a number holds, or with which a number is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    Year,
    Quarter,
    Month,
}

/// A pair of opposites, the same in all languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pole {
    /// Better, worse.
    Quality,
    /// Above a mark, below it.
    Level,
    /// At the latest, at the earliest.
    Limit,
    /// Filled, vacant.
    Occupied,
    /// Upper, lower.
    Height,
    /// North, south.
    North,
    /// East, west.
    East,
    /// Surplus, deficit.
    Balance,
    /// At home, on the road.
    Home,
    /// Accepted, rejected.
    Answer,
    /// Met, missed.
    Target,
    /// People who arrive, and people who leave.
    Way,
    /// In towns, in the country.
    Area,
    /// Owned by the state, owned privately.
    Sector,
    /// Sold abroad, bought abroad.
    Trade,
    /// Men, women.
    Sex,
}

impl Pole {
    /// Returns true if this contrast identifies the whole of a share. The same number of people or goods may both leave
    /// one place and arrive in another.
    fn is_base_of_share(self) -> bool {
        matches!(
            self,
            Pole::Way | Pole::Area | Pole::Sector | Pole::Trade | Pole::Sex
        )
    }
}

/// Pairs of opposites that are concepts, with both sides.
const CONCEPTS: [(Pole, u32, u32); 2] = [
    (Pole::Trade, hash(b"export"), hash(b"import")),
    (Pole::Sex, hash(b"man"), hash(b"woman")),
];

/// The words for both sides of a pair.
pub type Opposites = (Pole, &'static [u32], &'static [u32]);

/// The time of comparison and the opposites among the words near a figure, whether these present it as past or
/// expected, and what they negate.
#[derive(Debug)]
pub struct Contrast {
    base: Option<Base>,
    poles: Vec<OppositePair>,
    pub(super) prospect: Option<Prospect>,
    /// Computed on first use.
    pub(super) polarity: RefCell<Option<Rc<Polarity>>>,
}

/// A pair of opposites of which one word stands near a figure.
#[derive(Debug)]
struct OppositePair {
    pole: Pole,
    /// For each side of the pair, true if a word of that side stands near the figure.
    beside: [bool; 2],
    /// True for each side that has a word in the figure's part of the sentence.
    in_part: [bool; 2],
}

impl Wording<'_> {
    /// Returns the earlier time that the words beside a figure name: 3% up on the year, 31 in the prior quarter.
    fn base(&self, clause: &Clause) -> Option<Base> {
        let found = |words: &[Word]| {
            (0..words.len()).find_map(|at| {
                let mut bases = self.grammar.bases.iter();
                let (_, base) = bases.find(|(phrase, _)| phrase.begins(&words[at..]))?;
                Some(*base)
            })
        };
        let (before, after) = self.beside(clause);
        // What stands behind another number is said of that.
        let start = clause.figure.start - before.len();
        let is_behind_number = clause.sentence.start < start && self.words[start - 1].numeral;
        found(after).or_else(|| found(before).filter(|_| !is_behind_number))
    }

    /// Returns the words on both sides of a figure, in its part of the sentence and up to the next number.
    fn beside(&self, clause: &Clause) -> (&[Word], &[Word]) {
        let (start, end) = (clause.figure.start, clause.figure.end);
        let part = self.words.get(start).map(|word| word.part);
        let is_near = |word: &&Word| {
            Some(word.part) == part
                && !word.numeral
                && !self.is_and(word)
                && !word.is_one_of(self.grammar.conjunctions)
        };
        let before = &self.words[clause.sentence.start..start];
        let length = before.iter().rev().take(REACH).take_while(is_near).count();
        let before = &before[before.len() - length..];
        let after = &self.words[end..clause.sentence.end];
        let length = after.iter().take(REACH).take_while(is_near).count();
        (before, &after[..length])
    }

    /// Returns the contrast of a figure. It is read once, however often the figure is compared.
    pub(super) fn contrast(&self, clause: &Clause) -> Rc<Contrast> {
        let mut contrasts = self.contrasts.borrow_mut();
        let entry = contrasts.entry(clause.figure.start);
        Rc::clone(entry.or_insert_with(|| {
            Rc::new(Contrast {
                base: self.base(clause),
                poles: self.poles(clause),
                prospect: self.prospect(clause),
                polarity: RefCell::default(),
            })
        }))
    }

    /// Returns the pairs of opposites with a word beside a figure.
    fn poles(&self, clause: &Clause) -> Vec<OppositePair> {
        let (before, after) = self.beside(clause);
        // Directly before a number, such a word is its bound: under 12%.
        let before = before.split_last().map_or(before, |(_, rest)| rest);
        let masks = self.masks();
        let mask = &masks.opposites;
        let is_any = before.iter().chain(after).any(|word| mask.may_have(word));
        let pairs = self.grammar.opposites.iter().filter(|_| is_any);
        let by_words = pairs.filter_map(|(pole, first, second)| {
            let sides = [*first, *second].map(|words| move |word: &Word| word.is_one_of(words));
            self.pole(*pole, sides, (before, after), clause)
        });
        let concepts = CONCEPTS.iter();
        let by_concepts = concepts.filter_map(|(pole, first, second)| {
            let sides = [*first, *second].map(|key| move |word: &Word| word.key == key);
            self.pole(*pole, sides, (before, after), clause)
        });
        by_words.chain(by_concepts).collect()
    }

    /// Returns a pair of opposites if a word of either side stands beside a figure.
    fn pole(
        &self,
        pole: Pole,
        sides: [impl Fn(&Word) -> bool; 2],
        (before, after): (&[Word], &[Word]),
        clause: &Clause,
    ) -> Option<OppositePair> {
        let beside = sides.each_ref().map(|is_of_side| {
            let mut beside = before.iter().chain(after);
            beside.any(is_of_side)
        });
        beside.contains(&true).then(|| OppositePair {
            pole,
            beside,
            in_part: sides.map(|is_of_side| self.has_in_part(clause, is_of_side)),
        })
    }

    /// Returns true if a figure of this text and one of the original are compared with different earlier times.
    pub fn has_other_base(&self, clause: &Clause, original: &Wording<'_>, other: &Clause) -> bool {
        match self.contrast(clause).base {
            Some(one) => (original.contrast(other).base).is_some_and(|two| one != two),
            None => false,
        }
    }

    /// Returns true if a figure is of a year ago.
    pub fn is_of_year_before(&self, clause: &Clause) -> bool {
        self.contrast(clause).base == Some(Base::Year)
    }

    /// Returns true if a figure of this text and one of the original are compared with the same earlier time.
    pub fn has_same_base(&self, clause: &Clause, original: &Wording<'_>, other: &Clause) -> bool {
        let base = self.contrast(clause).base;
        base.is_some() && base == original.contrast(other).base
    }

    /// Returns true if words of opposite meaning stand beside a figure of this text and one of the original, and
    /// neither part of a sentence has both. `is_share` is true if the figure is a share, in which case the opposites of
    /// its whole are compared, too.
    pub fn has_opposite(
        &self,
        clause: &Clause,
        original: &Wording<'_>,
        other: &Clause,
        is_share: bool,
    ) -> bool {
        let own = self.contrast(clause);
        let poles = own.poles.iter();
        let mut poles = poles.filter(|own| is_share || !own.pole.is_base_of_share());
        poles.any(|own| {
            let side = match own.beside {
                [true, false] => 0,
                [false, true] => 1,
                _ => return false,
            };
            !own.in_part[1 - side]
                && (original.contrast(other).poles.iter()).any(|theirs| {
                    theirs.pole == own.pole && theirs.beside[1 - side] && !theirs.in_part[side]
                })
        })
    }

    fn has_in_part(&self, clause: &Clause, is_of_side: impl Fn(&Word) -> bool) -> bool {
        let part = self.words.get(clause.figure.start).map(|word| word.part);
        let sentence = self.words[clause.sentence.clone()].iter();
        let mut here = sentence.filter(|word| Some(word.part) == part);
        here.any(is_of_side)
    }
}
