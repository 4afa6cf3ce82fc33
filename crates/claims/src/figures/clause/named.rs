//! Finds the name that a figure belongs to: the person whose age it is (“Vireck, 26,”), the name beside it in a list, or the only name
//! between it and the figure before it.

use crate::figures::clause::owners::OwnedWord;
use crate::figures::clause::words::{Word, hash};
use crate::figures::clause::{Clause, Wording};
use crate::figures::figure::{Figure, Quantity};
use crate::figures::number::Number;
use crate::figures::units::{Unit, known};

/// Highest number that can be an age.
const OLDEST: u64 = 120;

/// Maximum number of small words between a name and its number in a list: "Lucinia with 12,800".
const MOST_BETWEEN: usize = 2;

/// Maximum number of ages between a figure and the one before it.
const MOST_AGES: usize = 4;

/// Maximum length of a word within a name, in bytes: al, bin, von.
const LONGEST_JOINT: u32 = 3;

/// Concepts of the verbs that state who defeated whom.
const BEATEN: [u32; 2] = [hash(b"win"), hash(b"defeat")];

/// The name before a figure.
#[derive(Debug)]
pub struct FigureName {
    /// The last word of the name.
    pub name: OwnedWord,
    /// True if the figure stands between commas or in brackets after the name, as an age does.
    pub is_age: bool,
}

impl Wording<'_> {
    /// Returns the name directly before a figure; `None` if there is none, or if the word before it may not be a name.
    pub fn named(&self, figure: &Figure, clause: &Clause) -> Option<FigureName> {
        let all = &self.words[clause.sentence.start..clause.figure.start];
        let mut phrases = self.grammar.age_before.iter();
        let is_years =
            matches!(&figure.quantity, Quantity::Amount { unit, .. } if *unit == known::YEAR);
        let aged = || self.grammar.aged.iter().filter(|_| is_years);
        let phrase = (phrases.find(|phrase| phrase.ends(all)))
            .or_else(|| aged().find(|phrase| phrase.ends(all)));
        let before = &all[..all.len() - phrase.map_or(0, |phrase| phrase.length())];
        let is_told = phrase.is_some();
        if may_be_age(figure)
            && let Some(last) = before.last().filter(|last| self.is_name(last))
            && (is_told || self.is_apposed(last, figure))
        {
            return Some(FigureName {
                name: self.owner(last, true),
                is_age: true,
            });
        }
        if let Some(name) = self.name_after_age(clause).filter(|_| may_be_age(figure)) {
            return Some(FigureName {
                name: self.owner(name, true),
                is_age: true,
            });
        }
        // "2.7% in Tamanrasset and 1.9% in Blida": the name belongs to the number before it.
        if self.is_joined_by_and(clause) || all.last().is_some_and(|word| self.is_and(word)) {
            return None;
        }
        let part = self.words.get(clause.figure.start)?.part;
        let near = all.iter().rev().take(MOST_BETWEEN + 1);
        let mut near = near.take_while(|word| word.part == part);
        let last = near.find(|word| word.key != 0 && self.has_several_letters(word))?;
        // The first word of a sentence has its capital from there.
        let is_first = all.first().is_some_and(|first| first.start == last.start);
        (self.is_name(last) && !(is_first && self.grammar.capitals)).then(|| FigureName {
            name: self.owner(last, true),
            is_age: false,
        })
    }

    /// Returns the last word of the name that follows an age: 44-year-old Anna Marsk, 19-летний Ерлан Садыков.
    fn name_after_age(&self, clause: &Clause) -> Option<&Word> {
        if !clause.age || !self.grammar.capitals {
            return None;
        }
        // The phrase may begin within the figure: 44-year-old.
        let end = clause.figure.end;
        let starts = (clause.figure.start + 1).max(end.saturating_sub(1))..=end;
        let ends = starts.flat_map(|start| {
            let phrases = self.grammar.age_after.iter();
            let phrases = phrases.filter(move |phrase| phrase.begins(&self.words[start..]));
            phrases.map(move |phrase| start + phrase.length())
        });
        let from = ends.max().unwrap_or(end).clamp(end, clause.sentence.end);
        let after = &self.words[from..clause.sentence.end];
        let first = after.first()?;
        let of_name = after
            .iter()
            .take_while(|word| self.is_name(word) && word.part == first.part);
        of_name.last()
    }

    /// Returns the name between the figure before a figure and the figure itself, in its sentence; `None` if there is
    /// none, or if there are several. `figures` are those of the text. Requires a script in which names are
    /// capitalized.
    pub fn sole_name(
        &self,
        figure: &Figure,
        clause: &Clause,
        figures: &[Figure],
    ) -> Option<OwnedWord> {
        let (_, at) = self.sole_name_at(figure, clause, figures)?;
        Some(self.owner(&self.words[at], true))
    }

    /// Returns the name that certainly belongs to a figure: the only one between the figure before it and itself, with a comma or
    /// a conjunction on its other side alone ("Spain's stood at 1.12 and Germany's at 1.35"). `figures` are those of the sentence.
    pub fn holder(
        &self,
        figure: &Figure,
        clause: &Clause,
        figures: &[Figure],
    ) -> Option<OwnedWord> {
        let (from, at) = self.sole_name_at(figure, clause, figures)?;
        let is_whole = |words: &[Word]| {
            !words.iter().any(|word| self.joins_clauses(word))
                && words.first().map(|word| word.part) == words.last().map(|word| word.part)
        };
        let figure = clause.figure.start;
        // Nothing but a mark stands between: в Астане — 1,4.
        let is_next = at + 1 == figure;
        let is_beside = !self.is_joined_by_and(clause)
            && (is_next || is_whole(&self.words[at..(figure + 1).min(self.words.len())]));
        // What is not parted from the figure before it may belong to that one: 1.12 in Spain.
        let is_parted = from == clause.sentence.start || !is_whole(&self.words[from - 1..=at]);
        (is_beside && is_parted).then(|| self.owner(&self.words[at], true))
    }

    /// Returns the index of the first word after the figure before a figure, and that of the name as in [`Wording::sole_name`].
    fn sole_name_at(
        &self,
        figure: &Figure,
        clause: &Clause,
        figures: &[Figure],
    ) -> Option<(usize, usize)> {
        let before =
            figures[..figures.partition_point(|f| f.range.start < figure.range.start)].iter();
        // The age of a person belongs to the name.
        let is_age = |other: &Figure| {
            let named = self.named(other, &self.clause(other));
            named.is_some_and(|named| named.is_age)
        };
        let last = before.rev().take(MOST_AGES).find(|other| !is_age(other));
        let end = last.map_or(0, |last| last.range.end);
        let words = &self.words[clause.sentence.start..clause.figure.start];
        let from = words.partition_point(|word| (word.start as usize) < end);
        let words = &words[from..];
        let mut names = words
            .iter()
            .enumerate()
            .filter(|(_, word)| self.is_name(word));
        let (mut at, _) = names.next()?;
        for (next, _) in names {
            let is_joined = |word: &Word| word.end - word.start <= LONGEST_JOINT;
            if !words[at + 1..next].iter().all(is_joined) || next - at > 2 {
                return None;
            }
            at = next;
        }
        let from = clause.sentence.start + from;
        self.grammar.capitals.then_some((from, from + at))
    }

    /// Returns the key of the word right before a figure, such as the verb of a result: led 2-0. 0 if the word is not
    /// significant.
    pub fn verb_before(&self, clause: &Clause) -> u32 {
        let before = &self.words[clause.sentence.start..clause.figure.start];
        before.last().map_or(0, |word| word.key)
    }

    /// Returns true if a sentence states that one of two names of other texts defeated the other.
    pub fn are_opponents(
        &self,
        (wording, one): (&Wording<'_>, &OwnedWord),
        other: &OwnedWord,
    ) -> bool {
        let is_own =
            |word: &Word| self.is_name(word) && self.owner(word, true).has_key(other.key());
        let is_theirs =
            |word: &Word| self.is_name(word) && wording.is_like(one, self, &self.owner(word, true));
        let verbs = self.words.iter().enumerate();
        let mut verbs = verbs.filter(|(_, word)| BEATEN.contains(&word.key));
        verbs.any(|(at, verb)| {
            let before = self.words[..at].iter().rev();
            let mut before = before.take_while(|word| word.sentence == verb.sentence);
            let after = self.words[at + 1..].iter();
            let mut after = after.take_while(|word| word.sentence == verb.sentence);
            let first = before.find(|word| is_own(word) || is_theirs(word));
            let second = after.find(|word| is_own(word) || is_theirs(word));
            let (Some(first), Some(second)) = (first, second) else {
                return false;
            };
            is_own(first) != is_own(second)
        })
    }

    /// Returns the end of the only word of a clause's sentence that is like a name of another text.
    pub fn only_like(
        &self,
        clause: &Clause,
        other: &Wording<'_>,
        name: &OwnedWord,
    ) -> Option<usize> {
        let mut alike = self.alike(clause, other, name);
        let first = alike.next()?;
        alike.next().is_none().then_some(first.end as usize)
    }

    /// Returns true if a word of a clause's sentence is like a name of another text.
    pub fn has_like(&self, clause: &Clause, other: &Wording<'_>, name: &OwnedWord) -> bool {
        self.alike(clause, other, name).next().is_some()
    }

    fn alike(
        &self,
        clause: &Clause,
        other: &Wording<'_>,
        name: &OwnedWord,
    ) -> impl Iterator<Item = &Word> {
        let words = self.words[clause.sentence.clone()].iter();
        words
            .filter(|word| self.is_name(word) && other.is_like(name, self, &self.owner(word, true)))
    }

    /// Returns true if a word may be a name: it is in no table, and is capitalized if names are.
    pub(super) fn is_name(&self, word: &Word) -> bool {
        self.has_several_letters(word)
            && word.key != 0
            && !word.is_concept()
            && !word.numeral
            && (!self.grammar.capitals || word.capital)
    }

    /// Returns true if a word has more than one letter, unlike the preposition in بـ19.
    fn has_several_letters(&self, word: &Word) -> bool {
        let letters = self.text[word.start as usize..word.end as usize].chars();
        letters.filter(|c| *c != '\u{640}').nth(1).is_some()
    }

    /// Returns true if names can be told from other words of the text by their capital letters.
    pub fn has_capitals(&self) -> bool {
        self.grammar.capitals
    }

    /// Returns true if only a comma or an opening bracket stands between a word and a figure, and a punctuation mark
    /// follows the figure.
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
