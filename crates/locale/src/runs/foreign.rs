//! Finds runs of words in another direction or script.
//!
//! Takes the offset of such a word; returns the run that it begins: the words that follow it, and the signs that belong to
//! them. Decides whether the line keeps its order without isolation, and whether the run is more than a proper name.

use std::ops::Range;

use unicode_script::{Script, UnicodeScript};

use super::Run;
use super::reader::{CharClass, CharReader, is_pair};
use crate::direction::Direction;

impl CharReader<'_> {
    /// Returns the run that the letter at `at` begins. The run does not begin before `floor`.
    pub(super) fn foreign(&self, floor: usize, at: usize) -> Run {
        let kind = self.kind(at).unwrap_or(CharClass::Other);
        if !self.is_rtl() && self.is_in_address(at) {
            return self.part_of_address(at, kind);
        }
        let start = self.leading(floor, at);
        let end = self.words_end(at, kind);
        self.run_of_words(floor, start..end, kind)
    }

    /// Returns the run of these words; if they are in brackets or quotation marks, all that the marks enclose.
    pub(super) fn run_of_words(&self, floor: usize, words: Range<usize>, kind: CharClass) -> Run {
        let range = self
            .enclosed(floor, &words, kind)
            .unwrap_or_else(|| words.start..self.sentence_end(&words));
        self.run(range, kind)
    }

    /// Returns a run of the whole text, if all of its words are of the other direction.
    pub(super) fn whole(&self) -> Option<Run> {
        let mut kinds = self.text.chars().map(|c| self.kind_of(c));
        if kinds.any(|kind| {
            matches!(
                kind,
                CharClass::Own | CharClass::Strange | CharClass::Object
            )
        }) {
            return None;
        }
        let start = self.text.len() - self.text.trim_start().len();
        let range = start..start + self.text.trim().len();
        let mut letters = self.text.chars().filter(|c| c.is_alphabetic());
        (letters.next().is_some()).then(|| self.run(range, CharClass::Other))
    }

    fn run(&self, range: Range<usize>, kind: CharClass) -> Run {
        let direction = match (kind, self.is_rtl()) {
            (CharClass::Other, true) | (CharClass::Strange, false) => Direction::Ltr,
            _ => Direction::Rtl,
        };
        Run {
            direction,
            is_isolated: kind == CharClass::Other && !self.keeps_order(&range),
            script: script_of_words(&self.text[range.clone()]),
            range,
        }
    }

    /// Returns `true` if an offset is inside a web address.
    fn is_in_address(&self, at: usize) -> bool {
        let word = self.text[..at].rsplit(char::is_whitespace).next();
        word.is_some_and(|word| word.contains("://") || word.starts_with("www."))
    }

    /// Returns the run of letters of another direction at an offset in a web address, whose parts keep their order.
    fn part_of_address(&self, at: usize, kind: CharClass) -> Run {
        let letters = self.text[at..]
            .find(|c| !matches!(self.kind_of(c), k if k == kind || k == CharClass::Mark));
        let end = letters.map_or(self.text.len(), |length| at + length);
        Run {
            range: at..end,
            direction: Direction::Rtl,
            is_isolated: kind == CharClass::Other && self.draws_in(end),
            script: None,
        }
    }

    /// Returns the start of the signs that belong to a word: `#news`, `@desk`, `.NET`, `/etc`, `--verbose`.
    fn leading(&self, floor: usize, word: usize) -> usize {
        let mut start = word;
        while start > floor
            && let Some(c) = self.char_before(start)
            && matches!(
                c,
                '#' | '@' | '/' | '\\' | '.' | '~' | '$' | '&' | '_' | '-'
            )
        {
            start -= c.len_utf8();
        }
        let signs = &self.text[start..word];
        // A single hyphen is a dash, and so is one after a word. `و#` is rare, but such a tag must not be split.
        let is_joined = self.char_before(start).is_some_and(|c| {
            !c.is_whitespace() && !matches!(self.kind_of(c), CharClass::Open | CharClass::Fence)
        });
        let is_tag = signs.starts_with(['#', '@']);
        if signs == "-"
            || signs == "&"
            || (is_joined && !is_tag)
            || (signs.len() > 1 && signs == ".".repeat(signs.len()))
        {
            word
        } else {
            start
        }
    }

    /// Returns the end of the words that continue the word at `at`.
    pub(super) fn words_end(&self, at: usize, kind: CharClass) -> usize {
        let mut end = self.trailing(
            at,
            self.address_end(at)
                .unwrap_or_else(|| self.word_end(at, kind)),
        );
        while let Some(next) = self.next_word(end, kind) {
            end = self.trailing(end, next);
        }
        end
    }

    /// Returns the end of a web address, which may contain characters of any script; `None` if there is no address.
    fn address_end(&self, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        let word = rest
            .split(|c: char| c.is_whitespace() || "«»“”\"<>".contains(c) || c == '\u{FFFC}')
            .next()?;
        let is_address = word.starts_with("www.")
            || word.split_once("://").is_some_and(|(scheme, path)| {
                !path.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric())
            });
        let word =
            word.trim_end_matches(['.', ',', ';', ':', '!', '?', '،', '؛', '؟', '…', '\'', '’']);
        let word = if word.contains('(') {
            word
        } else {
            word.trim_end_matches(')')
        };
        is_address.then_some(at + word.len())
    }

    /// Returns the end of the signs that belong to the word or number before them: `C++`, `5%`, `U.S.`, `example.org/`.
    pub(super) fn trailing(&self, from: usize, end: usize) -> usize {
        let word = &self.text[from..end];
        let word = word.rsplit(char::is_whitespace).next().unwrap_or(word);
        let rest = &self.text[end..];
        let is_number = word.ends_with(|c: char| c.is_ascii_digit());
        let mut after = end;
        for c in rest.chars() {
            let is_part = match c {
                '+' | '™' | '®' | '©' | '°' | '′' => true,
                // Alone, it is often used as a closing quotation mark.
                '″' => word.contains('′'),
                '#' | '*' => !is_number,
                '%' | '‰' | '½' | '¼' | '¾' => is_number,
                '/' => word.contains(['.', '/']),
                '\\' => word.contains('\\'),
                _ => false,
            };
            if !is_part {
                break;
            }
            after += c.len_utf8();
        }
        if after == end && rest.starts_with('.') && is_abbreviation(word) {
            after += 1;
        }
        after
    }

    /// Returns the end of the next word that continues the run that ends at `end`; `None` if the run does not continue.
    fn next_word(&self, end: usize, kind: CharClass) -> Option<usize> {
        let gap = &self.text[end..];
        let signs = gap.trim_start();
        let has_space = signs.len() < gap.len();
        let here = end + gap.len() - signs.len();
        match self.kind(here)? {
            k if k == kind && has_space => Some(self.words_end_from(here, kind)),
            CharClass::Digit if has_space => self.name_number(here, kind),
            CharClass::Open | CharClass::Fence if has_space => {
                let close = self.closing(here, kind)?;
                let c = self.char(here)?;
                let inner = &self.text[here + c.len_utf8()..close];
                // A number alone in brackets belongs to the sentence.
                let has_words = inner.contains(char::is_alphabetic);
                (has_words && !inner.starts_with(char::is_whitespace)).then_some(close)
            }
            CharClass::Sign | CharClass::Other => self.after_signs(here, kind),
            _ => None,
        }
    }

    /// Returns the end of a single word, or of an address.
    fn words_end_from(&self, at: usize, kind: CharClass) -> usize {
        self.address_end(at)
            .unwrap_or_else(|| self.word_end(at, kind))
    }

    /// Returns the end of a number that is part of a name, as in "Windows 11"; `None` if it is more likely a quantity.
    fn name_number(&self, at: usize, kind: CharClass) -> Option<usize> {
        let end = self.word_end(at, kind);
        let word = &self.text[at..end];
        if word.contains(char::is_alphabetic) {
            return Some(end);
        }
        let is_plain = word.len() <= 4 || word.contains('.');
        let is_plain = is_plain && word.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let is_alone = self.trailing(at, end) == end;
        // A number in groups of digits is not part of a name.
        let rest = self.text[end..].trim_start_matches([' ', '\u{A0}', '\u{202F}']);
        let is_group =
            rest.len() < self.text[end..].len() && rest.starts_with(|c: char| c.is_ascii_digit());
        (is_plain && is_alone && !is_group).then_some(end)
    }

    /// Returns the end of the word after signs that join words: `Pyongyang, North Korea`, `AFP – Reuters`.
    fn after_signs(&self, at: usize, kind: CharClass) -> Option<usize> {
        let joining: &[char] = if self.is_rtl() {
            &[
                ',', ';', '.', ':', '!', '?', '…', '-', '–', '—', '/', '&', '|', '+', '’', '\'',
                '·', '•',
            ]
        } else {
            &['،', '؛', '؟', '.', ':', '!', '…', '-', '–', '—', '/', '·']
        };
        let rest = &self.text[at..];
        let signs = rest.trim_start_matches(joining);
        let words = signs.trim_start();
        if signs.len() == rest.len() || words.len() == signs.len() {
            return None;
        }
        let here = at + rest.len() - words.len();
        match self.kind(here)? {
            k if k == kind => Some(self.words_end_from(here, kind)),
            // A number belongs to the run only if words follow it.
            CharClass::Digit => {
                let end = self.word_end(here, kind);
                let rest = &self.text[end..];
                let next = end + rest.len() - rest.trim_start().len();
                (next > end && self.kind(next)? == kind).then_some(end)
            }
            _ => None,
        }
    }

    /// Returns everything between the brackets or quotation marks around some words; `None` if there are no marks, or if
    /// they contain words of the text's own script.
    pub(super) fn enclosed(
        &self,
        floor: usize,
        words: &Range<usize>,
        kind: CharClass,
    ) -> Option<Range<usize>> {
        let mut start = words.start;
        let open = loop {
            let c = (start > floor).then(|| self.char_before(start))??;
            match self.kind_of(c) {
                CharClass::Open | CharClass::Fence => break c,
                CharClass::Digit | CharClass::Sign | CharClass::Space | CharClass::Mark => {
                    start -= c.len_utf8()
                }
                k if k == kind => start -= c.len_utf8(),
                _ => return None,
            }
        };
        let mark = start - open.len_utf8();
        // A mark without a closing partner encloses nothing: a `"`, for example, may itself be a closing mark.
        let close = self.closing(mark, kind)?;
        let c = self.char_before(close)?;
        let end = close - c.len_utf8();
        let inner = self.text.get(start..end)?;
        let is_tight = inner.trim().len() == inner.len() && is_pair(open, c);
        (is_tight && words.end <= end).then_some(start..end)
    }

    /// Returns the end of a foreign sentence after a colon: its final punctuation belongs to it.
    fn sentence_end(&self, words: &Range<usize>) -> usize {
        let sentence = &self.text[words.clone()];
        let begins = self.text[..words.start].trim_end().ends_with(':');
        if !begins || sentence.split_whitespace().count() < 3 || !is_more_than_a_name(sentence) {
            return words.end;
        }
        let rest = &self.text[words.end..];
        let question = if self.is_rtl() { '?' } else { '؟' };
        self.text.len() - rest.trim_start_matches(['.', '!', '…', question]).len()
    }

    /// Returns `true` if the line keeps its order around these words without isolation.
    fn keeps_order(&self, range: &Range<usize>) -> bool {
        let words = &self.text[range.clone()];
        let is_strong = |c: char| {
            c.is_alphanumeric() && !matches!(c, '½' | '¼' | '¾')
                || self.kind_of(c) == CharClass::Mark
                || c == '؟'
        };
        let begins = if self.is_rtl() {
            let word = words.trim_start_matches(|c: char| c.is_ascii_digit());
            word.starts_with(char::is_alphabetic)
        } else {
            words.starts_with(|c: char| self.kind_of(c) == CharClass::Other && c.is_alphanumeric())
        };
        let ends = match words.chars().next_back() {
            // UAX #9, rule N0: a pair of brackets takes the direction of the words inside or before it.
            Some(close @ (')' | ']')) => {
                let open = words.rfind(|open| is_pair(open, close));
                open.is_some_and(|open| words[open..].contains(char::is_alphanumeric))
            }
            Some(c) => is_strong(c),
            None => true,
        };
        let is_pure = words
            .chars()
            .all(|c| self.kind_of(c) != CharClass::Own || c.is_ascii());
        begins && ends && is_pure && !self.draws_in(range.end)
    }

    /// Returns `true` if UAX #9 would make the text after `end` part of the run: a number, or other words of its direction.
    fn draws_in(&self, end: usize) -> bool {
        let mut rest = self.text[end..].chars().map(|c| (c, self.kind_of(c)));
        let next = rest.find(|(c, kind)| {
            !matches!(
                kind,
                CharClass::Space
                    | CharClass::Sign
                    | CharClass::Mark
                    | CharClass::Open
                    | CharClass::Close
                    | CharClass::Fence
                    | CharClass::Object
            ) && !is_weak(*c)
        });
        next.is_some_and(|(_, kind)| matches!(kind, CharClass::Digit | CharClass::Other))
    }
}

/// Returns `true` for Arabic punctuation that is weak in UAX #9 (classes CS and ET), which a right-to-left text counts as
/// its own.
fn is_weak(c: char) -> bool {
    matches!(c, '،' | '٪')
}

/// Returns `true` if a full stop after the word belongs to it: `U.S`, `e.g`, `Inc`.
fn is_abbreviation(word: &str) -> bool {
    let word = word.trim_start_matches(|c: char| !c.is_alphabetic());
    let has_stops = word.contains('.')
        && word.split('.').all(|part| {
            (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic)
        });
    has_stops || ABBREVIATIONS.contains(&word)
}

/// Words that are always written with a full stop.
const ABBREVIATIONS: [&str; 14] = [
    "Inc", "Ltd", "Co", "Corp", "Bros", "Jr", "Sr", "Dr", "Mr", "Mrs", "Ms", "No", "vs", "etc",
];

/// Returns the script of words that are more than a proper name; `None` if they have several scripts.
fn script_of_words(words: &str) -> Option<Script> {
    let mut scripts = words
        .chars()
        .filter(|c| c.is_alphabetic())
        .map(|c| c.script());
    let first = scripts.find(|s| !matches!(s, Script::Common | Script::Inherited))?;
    let is_one = scripts.all(|s| s == first || matches!(s, Script::Common | Script::Inherited));
    (is_one && is_more_than_a_name(words)).then_some(first)
}

/// Lowercase words that occur in names.
const PARTICLES: [&str; 31] = [
    "a", "al", "an", "and", "at", "bin", "by", "da", "de", "del", "der", "des", "di", "do", "du",
    "e", "el", "et", "for", "ibn", "in", "la", "le", "of", "on", "the", "to", "van", "von", "y",
    "и",
];

/// Returns `true` if words are more than a proper name. This is a heuristic without a dictionary, since names are
/// capitalized: two or more words are more than a name if all are in lowercase; three or more, if one of them is. In scripts
/// without case, names have up to three words, or up to eight characters if the script does not separate words.
fn is_more_than_a_name(words: &str) -> bool {
    let words = words
        .split(|c: char| c.is_whitespace())
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| {
            !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || is_within_word(c))
        });
    let (mut all, mut small, mut uncased, mut longest) = (0, 0, 0, 0);
    for word in words {
        all += 1;
        longest = longest.max(word.chars().count());
        if !word.chars().any(|c| c.is_lowercase() || c.is_uppercase()) {
            uncased += 1;
        } else if !word.chars().any(char::is_uppercase) && !PARTICLES.contains(&word) {
            small += 1;
        }
    }
    if uncased == all && all > 0 {
        let is_set_apart = all > 1 || longest <= 8;
        return all > 3 || !is_set_apart;
    }
    (small > 0 && all >= 3) || (small == all && all >= 2)
}

/// Returns `true` for apostrophes, hyphens, and marks on letters.
fn is_within_word(c: char) -> bool {
    matches!(c, '\'' | '’' | '-' | '‑')
        || unicode_bidi::bidi_class(c) == unicode_bidi::BidiClass::NSM
}
