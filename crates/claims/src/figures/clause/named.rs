//! The name that a figure belongs to: the age of a person (“Vireck, 26,”), or a number beside a name in a list.

use crate::figures::clause::owners::Owner;
use crate::figures::clause::words::Word;
use crate::figures::clause::{Clause, Wording};
use crate::figures::figure::{Figure, Quantity};
use crate::figures::number::Number;
use crate::figures::units::{Unit, known};

/// Highest number that can be an age.
const OLDEST: u64 = 120;

/// Maximum number of small words between a name and its number in a list: "Lucinia with 12,800".
const MOST_BETWEEN: usize = 2;

/// The name before a figure.
#[derive(Debug)]
pub struct Named {
    /// The last word of the name.
    pub name: Owner,
    /// True if the figure stands between commas or in brackets after the name, as an age does.
    pub is_age: bool,
}

impl Wording<'_> {
    /// Returns the name directly before a figure; `None` if there is none, or if the word before may be no name.
    pub fn named(&self, figure: &Figure, clause: &Clause) -> Option<Named> {
        let all = &self.words[clause.sentence.start..clause.figure.start];
        let mut phrases = self.grammar.age_before.iter();
        let phrase = phrases.find(|phrase| phrase.ends(all));
        let before = &all[..all.len() - phrase.map_or(0, |phrase| phrase.length())];
        let is_told = phrase.is_some();
        if may_be_age(figure)
            && let Some(last) = before.last().filter(|last| self.is_name(last))
            && (is_told || self.is_apposed(last, figure))
        {
            return Some(Named {
                name: self.owner(last, true),
                is_age: true,
            });
        }
        let part = self.words.get(clause.figure.start)?.part;
        let near = all.iter().rev().take(MOST_BETWEEN + 1);
        let mut near = near.take_while(|word| word.part == part);
        let last = near.find(|word| word.key != 0 && self.has_letters(word))?;
        // The first word of a sentence has its capital from there.
        let is_first = all.first().is_some_and(|first| first.start == last.start);
        (self.is_name(last) && !(is_first && self.grammar.capitals)).then(|| Named {
            name: self.owner(last, true),
            is_age: false,
        })
    }

    /// Returns true if a word may be a name: it is in no table and, where names have capital letters, has one.
    fn is_name(&self, word: &Word) -> bool {
        self.has_letters(word)
            && word.key != 0
            && !word.is_concept()
            && !word.numeral
            && (!self.grammar.capitals || word.capital)
    }

    /// Returns true if a word has more than one letter, unlike the preposition in بـ19.
    fn has_letters(&self, word: &Word) -> bool {
        let letters = self.text[word.start as usize..word.end as usize].chars();
        letters.filter(|c| *c != '\u{640}').nth(1).is_some()
    }

    /// Returns true if names can be told from other words of the text by their capital letters.
    pub fn has_capitals(&self) -> bool {
        self.grammar.capitals
    }

    /// Returns true if only a comma or an opening bracket stands between a word and a figure, and a mark after the figure.
    fn is_apposed(&self, word: &Word, figure: &Figure) -> bool {
        let (end, range) = (word.end as usize, &figure.range);
        let between = self.text.get(end..range.start).map(str::trim);
        let after = self.text[range.end..].trim_start().chars().next();
        matches!(between, Some("," | "،" | "("))
            && after.is_none_or(|c| matches!(c, ',' | '،' | ')' | '.' | ';' | '؛' | '—' | '–'))
    }
}

/// Returns true if a figure is a number of years, or one without a unit, that a person can have lived.
fn may_be_age(figure: &Figure) -> bool {
    matches!(&figure.quantity, Quantity::Amount { from, to, unit, .. }
        if from == to && *to <= Number::whole(OLDEST) && (*unit == Unit::COUNT || *unit == known::YEAR))
}
