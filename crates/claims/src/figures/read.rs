//! Reading figures from the pieces of a text, from left to right.
//!
//! At each piece the kinds of figures are tried in turn, the longest first: codes, dates, times of the day, amounts, places
//! in a row. What is read goes into a list; what is none is passed over.

use crate::figures::figure::{Figure, Quantity, Rounding};
use crate::figures::lexicon::{Meaning, Prefix};
use crate::figures::tokens::{Kind, Numeral, Token, Tokens};

/// The pieces of a text, and what was read so far.
pub struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
    numerals: &'t [Numeral],
    pub(super) figures: Vec<Figure>,
    /// Whether the sides of a result stand in a certain order: in Arabic they stand in either.
    pub(super) ordered: bool,
}

impl<'t> Reader<'t> {
    /// Reads everything.
    pub fn read(text: &'t str, tokens: &'t Tokens, ordered: bool) -> Vec<Figure> {
        let mut reader = Reader {
            text,
            tokens: &tokens.all,
            numerals: &tokens.numerals,
            figures: Vec::new(),
            ordered,
        };
        let mut at = 0;
        while at < tokens.all.len() {
            // Each step goes on by one token at least, so that this ends.
            at = reader.figure(at).unwrap_or(at).max(at + 1);
        }
        reader.figures
    }

    /// Reads what begins here, and gives where it ends.
    fn figure(&mut self, at: usize) -> Option<usize> {
        match self.tokens[at].kind {
            // Nearly every word: no figure begins with it, unless a number or a hyphen stands tight after it.
            Kind::Other if !self.is_glued(at + 1) => None,
            Kind::Other => self.code(at),
            Kind::Mark('+') => self.telephone(at),
            Kind::Mark('(') => self.named_unit(at),
            Kind::Mark('%') => self.percent_before(at),
            Kind::Mark(c) => {
                if self.is_currency(c) || c == '\'' {
                    self.decade(at).or_else(|| self.amount(at))
                } else {
                    None
                }
            }
            Kind::Numeral(_) | Kind::Word(..) => self
                .code(at)
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

    /// Adds a figure that reaches from one piece to before another.
    pub(super) fn push(&mut self, from: usize, to: usize, quantity: Quantity, rounding: Rounding) {
        let of = &self.tokens[from..to];
        let in_words = !of
            .iter()
            .any(|token| matches!(token.kind, Kind::Numeral(_)));
        let start = self.word_start(from);
        self.figures.push(Figure {
            range: start..self.tokens[to - 1].end(),
            quantity,
            rounding,
            in_words,
        });
    }

    /// Where a word begins after what Arabic writes together with it.
    fn word_start(&self, at: usize) -> usize {
        let token = &self.tokens[at];
        let Kind::Word(prefix, _) = token.kind else {
            return token.start();
        };
        // As many letters as the prefixes have, with their marks.
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

    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    pub(super) fn meaning(&self, at: usize) -> Option<Meaning> {
        match self.kind(at)? {
            Kind::Word(_, meaning) => Some(*meaning),
            _ => None,
        }
    }

    pub(super) fn word(&self, at: usize) -> Option<(Prefix, Meaning)> {
        match self.kind(at)? {
            Kind::Word(prefix, meaning) => Some((prefix, *meaning)),
            _ => None,
        }
    }

    pub(super) fn numeral(&self, at: usize) -> Option<Numeral> {
        match self.kind(at)? {
            Kind::Numeral(place) => self.numerals.get(place as usize).copied(),
            _ => None,
        }
    }

    pub(super) fn is(&self, at: usize, meaning: Meaning) -> bool {
        self.meaning(at) == Some(meaning)
    }

    pub(super) fn mark(&self, at: usize) -> Option<char> {
        match self.kind(at)? {
            Kind::Mark(c) => Some(c),
            _ => None,
        }
    }

    pub(super) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.mark(at) == Some(mark)
    }

    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.glued)
    }

    /// The words of a piece.
    pub(super) fn piece(&self, at: usize) -> &'t str {
        self.tokens
            .get(at)
            .map_or("", |token| &self.text[token.start()..token.end()])
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.piece(at).starts_with(char::is_uppercase)
    }

    /// Past a hyphen that joins two pieces, where there is one.
    pub(super) fn past_hyphen(&self, at: usize) -> usize {
        if self.is_mark(at, '-') && self.is_glued(at) && self.is_glued(at + 1) {
            at + 1
        } else {
            at
        }
    }

    /// Past small words of these meanings.
    pub(super) fn past(&self, mut at: usize, small: &[Meaning]) -> usize {
        while self.meaning(at).is_some_and(|m| small.contains(&m)) {
            at += 1;
        }
        at
    }

    /// Whether a piece is joined to what stands before by "and", and where the piece itself stands.
    pub(super) fn and(&self, at: usize) -> Option<usize> {
        match self.word(at)? {
            (_, Meaning::And) => Some(at + 1),
            (prefix, _) if prefix.and => Some(at),
            _ => None,
        }
    }

    /// How the number that starts here is rounded, by the words before it.
    pub(super) fn rounding_before(&self, start: usize) -> Rounding {
        let mut at = start;
        for _ in 0..4 {
            let Some(before) = at.checked_sub(1) else {
                break;
            };
            at = before;
            match self.kind(at) {
                Some(Kind::Mark('~' | '≈')) => return Rounding::About,
                Some(Kind::Mark('>')) => return Rounding::Over,
                Some(Kind::Mark('<')) => return Rounding::Under,
                Some(Kind::Word(prefix, &Meaning::Rounding(rounding))) if !prefix.article => {
                    return if self.is_negated(at) {
                        opposite(rounding)
                    } else {
                        rounding
                    };
                }
                Some(Kind::Word(
                    _,
                    Meaning::Of
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
        Rounding::Exact
    }

    fn is_negated(&self, at: usize) -> bool {
        at.checked_sub(1)
            .is_some_and(|before| self.is(before, Meaning::Not))
    }

    /// How the number that ended here is rounded, by the words after it.
    pub(super) fn rounding_after(&self, at: usize) -> Rounding {
        let is = |at, words: &[&str]| words.contains(&self.piece(at));
        if is(at, &["تقريبا", "تقريبًا", "تقريباً"]) {
            return Rounding::About;
        }
        let two = is(at, &["على", "or", "أو", "at"]).then_some(at + 1);
        match two.map(|next| self.piece(next)) {
            Some("الأقل" | "more" | "أكثر" | "least") => Rounding::Over,
            Some("الأكثر" | "less" | "fewer" | "most") => Rounding::Under,
            Some("so") => Rounding::About,
            _ => Rounding::Exact,
        }
    }

    /// Both.
    pub(super) fn rounding(&self, from: usize, to: usize) -> Rounding {
        match self.rounding_before(from) {
            Rounding::Exact => self.rounding_after(to),
            rounding => rounding,
        }
    }

    /// A telephone number, which says nothing: passes over it.
    fn telephone(&self, at: usize) -> Option<usize> {
        let mut end = at + 1;
        let mut numerals = 0;
        loop {
            match self.kind(end) {
                Some(Kind::Numeral(_)) => numerals += 1,
                Some(Kind::Mark('-' | '(' | ')' | '.')) if numerals > 0 => {}
                _ => break,
            }
            end += 1;
        }
        (numerals > 1).then_some(end)
    }
}

fn opposite(rounding: Rounding) -> Rounding {
    match rounding {
        Rounding::Over => Rounding::Under,
        Rounding::Under => Rounding::Over,
        same => same,
    }
}
