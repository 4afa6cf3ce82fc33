//! Reads figures from the tokens of a text, from left to right.
//!
//! At each token, the kinds of figures are tried in turn, the longest first: codes, dates, times of day, amounts, ordinals.
//! Figures are appended to a list; other tokens are skipped.

use crate::figures::figure::{Bound, Course, Figure, Hedge, Quantity, Sign};
use crate::figures::languages::{FigureGrammar, FigureLanguage, WrittenPhrase};
use crate::figures::lexicon::{Meaning, Prefix};
use crate::figures::spelling::{PhraseEnds, same_word};
use crate::figures::tokens::{FigureToken, FigureTokenKind, FigureTokens, Numeral};

/// The tokens of a text, and the figures that were read so far.
pub struct FigureReader<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [FigureToken],
    numerals: &'t [Numeral],
    pub(super) figures: Vec<Figure>,
    pub(super) language: &'static dyn FigureLanguage,
    pub(super) grammar: &'static FigureGrammar,
    phrases: PhraseEnds,
}

impl<'t> FigureReader<'t> {
    /// Reads all figures of a text.
    pub fn read(
        text: &'t str,
        tokens: &'t FigureTokens,
        language: &'static dyn FigureLanguage,
    ) -> Vec<Figure> {
        let mut reader = FigureReader {
            text,
            tokens: &tokens.all,
            numerals: &tokens.numerals,
            figures: Vec::new(),
            language,
            grammar: language.grammar(),
            phrases: PhraseEnds::new(language.grammar()),
        };
        let mut at = 0;
        while at < tokens.all.len() {
            // Each step advances by at least one token, so that the loop ends.
            at = reader.figure(at).unwrap_or(at).max(at + 1);
        }
        reader.figures
    }

    /// Reads the figure that begins at a token; returns the index of the token after it.
    fn figure(&mut self, at: usize) -> Option<usize> {
        match self.tokens[at].kind {
            // The most frequent case: no figure begins with such a word, unless a number or a hyphen follows without space.
            FigureTokenKind::Other if !self.is_glued(at + 1) => {
                // COVID 19
                let is_numeral = matches!(self.kind(at + 1), Some(FigureTokenKind::Numeral(_)));
                (is_numeral && self.is_named_number(at, at + 1)).then_some(at + 2)
            }
            FigureTokenKind::Other => self.code(at),
            FigureTokenKind::Mark('+') => self.telephone(at),
            FigureTokenKind::Mark('(') => self
                .telephone_with_brackets(at)
                .or_else(|| self.named_unit(at)),
            FigureTokenKind::Mark('%') => self.percent_before(at),
            FigureTokenKind::Mark(c) => {
                if self.is_currency(c) || c == '\'' {
                    self.decade(at).or_else(|| self.amount(at))
                } else {
                    None
                }
            }
            // Words that occur inside and around figures, but never begin one.
            FigureTokenKind::Word(
                _,
                Meaning::And
                | Meaning::Or
                | Meaning::To
                | Meaning::Not
                | Meaning::Hedge(_)
                | Meaning::YearBefore
                | Meaning::Per
                | Meaning::Old,
            ) => None,
            FigureTokenKind::Word(_, Meaning::Of) if !self.grammar.of_is_from => None,
            FigureTokenKind::Word(_, Meaning::Of | Meaning::From | Meaning::Between) => {
                self.amount(at)
            }
            FigureTokenKind::Word(_, Meaning::Small | Meaning::The) => {
                self.own_figure(at).or_else(|| self.quarter_or_half(at))
            }
            FigureTokenKind::Word(_, Meaning::Weekday(_) | Meaning::OneDay(_)) => self.relative(at),
            FigureTokenKind::Numeral(_) if self.is_list_label(at) => Some(at + 2),
            FigureTokenKind::Numeral(_) | FigureTokenKind::Word(..) => self
                .own_figure(at)
                .or_else(|| self.code(at))
                .or_else(|| self.date(at))
                .or_else(|| self.clock(at))
                .or_else(|| self.ordinal_in_digits(at))
                .or_else(|| self.ordinal(at))
                .or_else(|| self.made_fold(at))
                .or_else(|| self.amount(at))
                .or_else(|| self.fold(at))
                .or_else(|| self.relative(at)),
        }
    }

    /// Returns true if a number is the label of a list item: "3. " or "3) " at the start of a line.
    fn is_list_label(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let begins_line = self.text[..token.start()]
            .trim_end_matches([' ', '\t'])
            .chars()
            .next_back()
            .is_none_or(|c| c == '\n');
        begins_line
            && matches!(self.mark(at + 1), Some('.' | ')'))
            && self.is_glued(at + 1)
            && self.numeral(at).and_then(|n| n.plain(2)).is_some()
            && self
                .text
                .get(self.tokens[at + 1].end()..)
                .is_some_and(|rest| rest.starts_with(' ') && !rest.trim_start().is_empty())
            && self.numeral(at + 2).is_none()
            && !matches!(
                self.meaning(at + 2),
                Some(Meaning::Month(_) | Meaning::MonthPerhaps(_))
            )
    }

    /// Reads a figure in a form that only this language has.
    fn own_figure(&mut self, at: usize) -> Option<usize> {
        let language = self.language;
        language.own_figure(self, at)
    }

    /// Adds a figure that consists of the tokens `from..to`.
    pub(super) fn push(&mut self, from: usize, to: usize, quantity: Quantity, hedge: Hedge) {
        let of = &self.tokens[from..to];
        let in_words = !of
            .iter()
            .any(|token| matches!(token.kind, FigureTokenKind::Numeral(_)));
        let start = self.word_start(from);
        self.figures.push(Figure {
            range: start..self.tokens[to - 1].end(),
            quantity,
            rounding: hedge.rounding,
            bound: hedge.bound,
            sign: Sign::Unsigned,
            course: Course::Unknown,
            in_words,
        });
    }

    /// Returns the offset of a word after the prefixes that are joined to it.
    fn word_start(&self, at: usize) -> usize {
        let token = &self.tokens[at];
        let FigureTokenKind::Word(prefix, _) = token.kind else {
            return token.start();
        };
        // Skips as many letters as the prefixes have, with their marks.
        let mut letters = usize::from(prefix.and) + usize::from(prefix.preposition);
        let word = &self.text[token.start()..token.end()];
        for (index, c) in word.char_indices() {
            if !matches!(c, '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}') {
                if letters == 0 {
                    return token.start() + index;
                }
                letters -= 1;
            }
        }
        token.start()
    }

    pub(super) fn kind(&self, at: usize) -> Option<FigureTokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    pub(super) fn meaning(&self, at: usize) -> Option<Meaning> {
        match self.kind(at)? {
            FigureTokenKind::Word(_, meaning) => Some(*meaning),
            _ => None,
        }
    }

    pub(super) fn word(&self, at: usize) -> Option<(Prefix, Meaning)> {
        match self.kind(at)? {
            FigureTokenKind::Word(prefix, meaning) => Some((prefix, *meaning)),
            _ => None,
        }
    }

    pub(super) fn numeral(&self, at: usize) -> Option<Numeral> {
        match self.kind(at)? {
            FigureTokenKind::Numeral(place) => self.numerals.get(place as usize).copied(),
            _ => None,
        }
    }

    pub(super) fn is(&self, at: usize, meaning: Meaning) -> bool {
        self.meaning(at) == Some(meaning)
    }

    pub(super) fn mark(&self, at: usize) -> Option<char> {
        match self.kind(at)? {
            FigureTokenKind::Mark(c) => Some(c),
            _ => None,
        }
    }

    pub(super) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.mark(at) == Some(mark)
    }

    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.glued)
    }

    /// Returns the text of a token.
    pub(super) fn piece(&self, at: usize) -> &'t str {
        self.tokens
            .get(at)
            .map_or("", |token| &self.text[token.start()..token.end()])
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.piece(at).starts_with(char::is_uppercase)
    }

    /// Skips a hyphen that joins two tokens, if there is one.
    pub(super) fn past_hyphen(&self, at: usize) -> usize {
        if self.is_mark(at, '-') && self.is_glued(at) && self.is_glued(at + 1) {
            at + 1
        } else {
            at
        }
    }

    /// Skips words with one of these meanings.
    pub(super) fn past(&self, mut at: usize, small: &[Meaning]) -> usize {
        // No text has more of them in a row.
        let most = at + 6;
        while at < most && self.meaning(at).is_some_and(|m| small.contains(&m)) {
            at += 1;
        }
        at
    }

    /// Returns the index of the token that "and" joins to the text before it; `None` if there is no "and" at `at`.
    pub(super) fn and(&self, at: usize) -> Option<usize> {
        match self.word(at)? {
            (_, Meaning::And) => Some(at + 1),
            (prefix, _) if prefix.and => Some(at),
            _ => None,
        }
    }

    /// Returns true if a phrase for a unit may begin with a token.
    #[inline]
    pub(super) fn may_begin_unit(&self, at: usize) -> bool {
        self.phrases.units.may_have(self.piece(at))
    }

    /// Returns true if a token is this word, in any spelling.
    #[inline]
    pub(super) fn is_word(&self, at: usize, word: &str) -> bool {
        same_word(self.piece(at), word)
    }

    /// Returns true if a token is one of these words.
    pub(super) fn is_one_of(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is_word(at, word))
    }

    /// Returns the index of the token after a phrase that begins at `at`.
    #[inline]
    pub(super) fn past_phrase(&self, at: usize, phrase: WrittenPhrase) -> Option<usize> {
        let (first, rest) = phrase.split_first()?;
        if !self.is_word(at, first) {
            return None;
        }
        let mut rest = rest.iter().zip(at + 1..);
        rest.all(|(word, at)| self.is_word(at, word))
            .then_some(at + phrase.len())
    }

    /// Returns the value of the first of these phrases that begins at `at`, and the index of the token after it.
    pub(super) fn first_phrase<T: Copy>(
        &self,
        at: usize,
        phrases: &[(WrittenPhrase, T)],
    ) -> Option<(T, usize)> {
        let piece = self.piece(at);
        phrases
            .iter()
            .filter(|(phrase, _)| phrase.first().is_some_and(|first| same_word(piece, first)))
            .find_map(|(phrase, value)| Some((*value, self.past_phrase(at, phrase)?)))
    }

    /// Returns true if a phrase ends directly before a token.
    #[inline]
    pub(super) fn ends_phrase(&self, at: usize, phrase: WrittenPhrase) -> bool {
        let Some((last, before)) = phrase.split_last() else {
            return false;
        };
        at >= phrase.len()
            && self.is_word(at - 1, last)
            && before
                .iter()
                .rev()
                .enumerate()
                .all(|(index, word)| self.is_word(at - 2 - index, word))
    }

    /// Returns the hedge that the words before a number express.
    pub(super) fn hedge_before(&self, start: usize) -> Hedge {
        let mut at = start;
        for _ in 0..4 {
            let Some(before) = at.checked_sub(1) else {
                break;
            };
            let piece = self.piece(before);
            let bounds = match self.phrases.bounds_before.may_have(piece) {
                true => self.grammar.bounds_before,
                false => &[],
            };
            for (phrase, bound) in bounds {
                let ends = phrase.last().is_some_and(|last| same_word(piece, last));
                if ends && self.ends_phrase(at, phrase) {
                    return Hedge::of(*bound);
                }
            }
            at = before;
            match self.kind(at) {
                Some(FigureTokenKind::Mark('~' | '≈')) => return Hedge::ABOUT,
                Some(FigureTokenKind::Mark('>')) => return Hedge::OVER,
                Some(FigureTokenKind::Mark('≥')) => return Hedge::AT_LEAST,
                Some(FigureTokenKind::Mark('<')) => return Hedge::UNDER,
                Some(FigureTokenKind::Mark('≤')) => return Hedge::AT_MOST,
                Some(FigureTokenKind::Word(prefix, &Meaning::Hedge(hedge))) if !prefix.article => {
                    return if self.is_negated(at) {
                        hedge.negated()
                    } else {
                        hedge
                    };
                }
                Some(FigureTokenKind::Word(
                    _,
                    Meaning::Of
                    | Meaning::From
                    | Meaning::Small
                    | Meaning::Per
                    | Meaning::A
                    | Meaning::The
                    | Meaning::To
                    | Meaning::Between,
                )) => {}
                _ => break,
            }
        }
        self.language.hedge_before(self, start)
    }

    /// Returns true if "not" stands directly before a token.
    fn is_negated(&self, at: usize) -> bool {
        at.checked_sub(1)
            .is_some_and(|before| self.is(before, Meaning::Not))
    }

    /// Returns the hedge that the words after a number express; the counted noun may stand between.
    fn hedge_after(&self, at: usize) -> Hedge {
        let noun = matches!(
            self.kind(at),
            Some(FigureTokenKind::Other | FigureTokenKind::Word(_, Meaning::Counter))
        );
        for start in at..=at + usize::from(noun) {
            if self.phrases.bounds_after.may_have(self.piece(start))
                && let Some((bound, _)) = self.first_phrase(start, self.grammar.bounds_after)
            {
                return Hedge::of(bound);
            }
        }
        self.language.hedge_after(self, at)
    }

    /// Returns the hedge before the number; if there is none, the hedge after it.
    pub(super) fn hedge(&self, from: usize, to: usize) -> Hedge {
        let before = self.hedge_before(from);
        if before.is_some() {
            before
        } else {
            self.hedge_after(to)
        }
    }

    /// Returns the sign of the number in the tokens `from..to`.
    pub(super) fn sign(&self, from: usize, to: usize) -> Sign {
        let Some(before) = from.checked_sub(1) else {
            return self.sign_after(to);
        };
        // A hyphen with a space before it and none after.
        let stands_free = before == 0
            || !self.is_glued(before)
            || matches!(self.mark(before - 1), Some('(' | '[' | ':' | '/'))
            || self.is(before - 1, Meaning::And);
        if self.is_glued(from) && stands_free {
            match self.mark(before) {
                Some('-' | '–') => return Sign::Minus,
                Some('+') => return Sign::Plus,
                _ => {}
            }
        }
        let has_word = |phrase: &WrittenPhrase| self.ends_phrase(from, phrase);
        // "At least" may end with the word for minus.
        let is_bound = |(phrase, _): &(WrittenPhrase, Bound)| self.ends_phrase(from, phrase);
        if self.grammar.minus_before.iter().any(has_word)
            && !self.grammar.bounds_before.iter().any(is_bound)
        {
            return Sign::Minus;
        }
        self.sign_after(to)
    }

    fn sign_after(&self, to: usize) -> Sign {
        if !self.phrases.minus_after.may_have(self.piece(to)) {
            return Sign::Unsigned;
        }
        let follows = |phrase: &WrittenPhrase| self.past_phrase(to, phrase).is_some();
        if self.grammar.minus_after.iter().any(follows) {
            Sign::Minus
        } else {
            Sign::Unsigned
        }
    }

    /// Skips a telephone number without a country code: 0800-123-456, 212-555-0100.
    pub(super) fn telephone_with_hyphens(&self, at: usize) -> Option<usize> {
        let (mut end, mut digits, mut groups) = (at, 0, 0);
        while let Some(numeral) = self.numeral(end).filter(|n| n.digits > 0) {
            digits += usize::from(numeral.digits);
            groups += 1;
            end += 1;
            let joins = self.is_mark(end, '-') && self.is_glued(end) && self.is_glued(end + 1);
            if !joins || self.numeral(end + 1).is_none() {
                break;
            }
            end += 1;
        }
        (groups > 2 && digits > 8).then_some(end)
    }

    /// Skips a telephone number with an area code in brackets: (212) 555-0100.
    fn telephone_with_brackets(&self, at: usize) -> Option<usize> {
        let code = self
            .numeral(at + 1)
            .filter(|n| (2..=5).contains(&n.digits))?;
        self.numeral(at + 3).filter(|n| n.digits >= 3)?;
        self.numeral(at + 5).filter(|n| n.digits >= 2)?;
        let joins = self.is_mark(at + 2, ')') && self.is_mark(at + 4, '-') && self.is_glued(at + 5);
        (joins && code.digits > 1).then_some(at + 6)
    }

    /// Skips a telephone number, which is not a figure.
    fn telephone(&self, at: usize) -> Option<usize> {
        let mut end = at + 1;
        let mut numerals = 0;
        loop {
            match self.kind(end) {
                Some(FigureTokenKind::Numeral(_)) => numerals += 1,
                Some(FigureTokenKind::Mark('-' | '(' | ')' | '.')) if numerals > 0 => {}
                _ => break,
            }
            end += 1;
        }
        (numerals > 1).then_some(end)
    }
}
