//! Phrases of English figures.

use crate::figures::phrase::{Rules, words_after};

/// Maximum number of words in a noun phrase after a number.
const MOST_WORDS: usize = 4;

pub static RULES: Rules = Rules {
    openings: &["between", "from"],
    partitives: &["of"],
    joints: &["and", "but", "or", "while"],
    end_of_noun,
};

/// Returns the end of the noun that an English number counts: the first plural within a few words, "20,000 North Korean
/// workers".
fn end_of_noun(sentence: &str, place: usize) -> Option<usize> {
    const NEVER: &[&str] = &[
        "a",
        "after",
        "ago",
        "all",
        "also",
        "an",
        "and",
        "are",
        "as",
        "at",
        "before",
        "but",
        "by",
        "during",
        "each",
        "for",
        "from",
        "had",
        "has",
        "have",
        "his",
        "in",
        "including",
        "into",
        "is",
        "its",
        "last",
        "less",
        "more",
        "next",
        "of",
        "on",
        "or",
        "over",
        "per",
        "plus",
        "since",
        "than",
        "that",
        "the",
        "their",
        "them",
        "this",
        "times",
        "to",
        "under",
        "until",
        "up",
        "was",
        "were",
        "which",
        "while",
        "who",
        "will",
        "with",
        "would",
        "years",
        "yes",
    ];
    const PLURALS: &[&str] = &[
        "aircraft",
        "cattle",
        "children",
        "crew",
        "data",
        "feet",
        "fish",
        "households",
        "livestock",
        "men",
        "people",
        "personnel",
        "police",
        "sheep",
        "staff",
        "teeth",
        "troops",
        "women",
    ];
    for (end, word) in words_after(sentence, place).take(MOST_WORDS) {
        let small = word.to_lowercase();
        if NEVER.contains(&small.as_str()) {
            return None;
        }
        let is_plural = small.len() > 3
            && small.ends_with('s')
            && !small.ends_with("ss")
            && !small.ends_with("us");
        let is_owner = small.ends_with("’s") || small.ends_with("'s");
        if PLURALS.contains(&small.as_str()) || is_plural && !is_owner {
            return Some(end);
        }
    }
    None
}
