//! Finds well-known names in a text.

use std::ops::Range;

use crate::figures::{NO_LETTERS, hash_more, hash_of};
use crate::verify::known::table::{ARTICLE, KINDS, NamePattern, NameTable};
use crate::verify::people::words;

/// Maximum number of words of a name.
const MOST_WORDS: usize = 4;

/// Maximum number of patterns that match equally many letters.
const MOST_ALIKE: usize = 6;

/// Words that are joined to the beginning of Arabic words, in this order, before the article.
const CONJUNCTIONS: [char; 2] = ['و', 'ف'];
const PREPOSITIONS: [char; 3] = ['ب', 'ل', 'ك'];

/// A well-known name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownMention {
    /// Byte range in the text.
    pub range: Range<usize>,
    /// Line of the table.
    pub line: u16,
    /// Kind of the name.
    pub kind: usize,
    /// True if the words certainly name it.
    pub is_claim: bool,
}

/// The matches of one kind at one place of a text.
#[derive(Debug, Default)]
struct LongestMatch {
    /// Number of letters of the longest match.
    letters: usize,
    /// Index of the word after the last one.
    end: usize,
    longest: [Option<NamePattern>; MOST_ALIKE],
    /// Patterns that match fewer letters of the same words. They may be the intended ones.
    shorter: [Option<NamePattern>; MOST_ALIKE],
}

/// The words of a text in the form in which they are compared with a table.
struct Scan<'t> {
    table: &'static NameTable,
    text: &'t str,
    words: Vec<Range<usize>>,
}

/// Returns the names of a table in a text, in order. Of overlapping names of one kind, the first is taken; of these,
/// the longest. `has_capital` is true for the kinds that are capitalized in scripts with capital letters.
pub fn find(
    table: &'static NameTable,
    text: &str,
    has_capital: [bool; KINDS],
) -> Vec<KnownMention> {
    let scan = Scan {
        table,
        text,
        words: words(text).collect(),
    };
    let mut found = Vec::new();
    let mut free_from = [0; KINDS];
    for at in 0..scan.words.len() {
        let matches = scan.longest(at);
        for (kind, longest) in matches.iter().enumerate() {
            if longest.end == 0 || at < free_from[kind] {
                continue;
            }
            free_from[kind] = longest.end;
            let range = scan.words[at].start..scan.words[longest.end - 1].end;
            let is_small = text[range.clone()].starts_with(char::is_lowercase);
            let mention = |pattern: &NamePattern, is_longest: bool| KnownMention {
                range: range.clone(),
                line: pattern.line(),
                kind,
                is_claim: is_longest && pattern.is_claim() && !(is_small && has_capital[kind]),
            };
            let shorter = longest.shorter.iter().flatten();
            let longest = longest.longest.iter().flatten();
            found.extend(longest.map(|pattern| mention(pattern, true)));
            found.extend(shorter.map(|pattern| mention(pattern, false)));
        }
    }
    found
}

impl Scan<'_> {
    fn word(&self, at: usize) -> &str {
        &self.text[self.words[at].clone()]
    }

    fn longest(&self, at: usize) -> [LongestMatch; KINDS] {
        let mut longest: [LongestMatch; KINDS] = Default::default();
        let word = self.word(at);
        let is_arabic = word.starts_with(|c| matches!(c, '\u{620}'..='\u{6FF}'));
        self.match_from(NO_LETTERS, word, at, 0, &mut longest);
        if !is_arabic {
            return longest;
        }
        let conjunction = word.strip_prefix(CONJUNCTIONS);
        for start in [Some(word), conjunction].into_iter().flatten() {
            let preposition = start.strip_prefix(PREPOSITIONS);
            for bare in [Some(start), preposition].into_iter().flatten() {
                if bare.len() < word.len() {
                    self.match_from(NO_LETTERS, bare, at, 0, &mut longest);
                }
                // In "for the", the first letter of the article is left out.
                let rest = bare.strip_prefix(ARTICLE);
                let rest = rest.or_else(|| {
                    bare.strip_prefix("لل")
                        .filter(|_| bare.len() == start.len())
                });
                if let Some(rest) = rest {
                    self.match_from(NO_LETTERS, rest, at, 0, &mut longest);
                    self.match_from(
                        hash_more(NO_LETTERS, ARTICLE.as_bytes()),
                        rest,
                        at,
                        2,
                        &mut longest,
                    );
                }
            }
        }
        longest
    }

    /// Matches the letters of a word, and the words after it, starting after letters that are already hashed.
    fn match_from(
        &self,
        state: u32,
        word: &str,
        at: usize,
        letters: usize,
        longest: &mut [LongestMatch; KINDS],
    ) {
        let mut state = state;
        let mut letters = letters;
        let mut words = at;
        let mut word = word;
        loop {
            let is_first = words == at;
            for (start, letter) in word.char_indices() {
                let end = start + letter.len_utf8();
                let longer = hash_more(state, &word.as_bytes()[start..end]);
                if longer == state {
                    continue;
                }
                (state, letters) = (longer, letters + 1);
                let key = hash_of(state);
                if is_first && letters == 2 && end < word.len() && !self.table.may_begin(key) {
                    return;
                }
                // Patterns of one letter are words of scripts with syllables.
                if letters > 1 || letter >= '\u{3000}' || end == word.len() {
                    let is_whole = end == word.len();
                    let fits = |pattern: &NamePattern| {
                        (pattern.is_prefix() || is_whole)
                            && !pattern.continues()
                            && (!pattern.is_in_capitals() || is_in_capitals(&word[..end]))
                    };
                    for pattern in self.table.patterns(key).filter(fits) {
                        let (kind, _) = self.table.kind_of(pattern.line());
                        longest[kind].consider(pattern, letters, words + 1);
                    }
                }
            }
            let continues = self
                .table
                .patterns(hash_of(state))
                .any(NamePattern::continues);
            if !continues || words + 1 == self.words.len() || words + 1 - at == MOST_WORDS {
                return;
            }
            let gap = &self.text[self.words[words].end..self.words[words + 1].start];
            if !matches!(gap, " " | "-" | "." | "\u{a0}" | "\u{2011}" | "’" | "'") {
                return;
            }
            words += 1;
            state = hash_more(state, b"_");
            word = self.word(words);
            word = word.strip_prefix(ARTICLE).unwrap_or(word);
        }
    }
}

impl LongestMatch {
    /// Adds a pattern that matches some letters and the words before `end`. Of matches of several words, only the
    /// longest counts.
    fn consider(&mut self, pattern: NamePattern, letters: usize, end: usize) {
        if end < self.end {
            return;
        }
        if letters > self.letters || end > self.end {
            let is_same_word = end == self.end;
            let before = std::mem::take(self);
            (self.letters, self.end) = (letters, end);
            if is_same_word {
                self.shorter = before.shorter;
                let outdone = before.longest.into_iter().flatten();
                outdone.for_each(|pattern| add(&mut self.shorter, pattern));
            }
        }
        match letters == self.letters {
            true => add(&mut self.longest, pattern),
            false => add(&mut self.shorter, pattern),
        }
    }
}

/// Adds a pattern if it is new and there is room for it.
fn add(patterns: &mut [Option<NamePattern>; MOST_ALIKE], pattern: NamePattern) {
    let is_new = !patterns.contains(&Some(pattern));
    if let Some(free) = patterns.iter_mut().find(|slot| slot.is_none())
        && is_new
    {
        *free = Some(pattern);
    }
}

fn is_in_capitals(word: &str) -> bool {
    !word.contains(char::is_lowercase)
}
