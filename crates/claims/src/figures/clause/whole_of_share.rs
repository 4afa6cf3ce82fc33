//! Finds the whole of a share: the sales of "58% of sales". Compares wholes that exclude each other, such as sales and
//! profit.

use crate::figures::clause::words::hash;
use crate::figures::clause::{Clause, Word, Wording};

/// Maximum number of words between a share and the word for its whole.
const REACH: usize = 5;

/// Concepts of wholes that are distinguished.
const WHOLES: [u32; 15] = [
    hash(b"revenue"),
    hash(b"profit"),
    hash(b"cost"),
    hash(b"population"),
    hash(b"case"),
    hash(b"export"),
    hash(b"import"),
    hash(b"vote"),
    hash(b"seat"),
    hash(b"job"),
    hash(b"debt"),
    hash(b"land"),
    hash(b"investment"),
    hash(b"output"),
    hash(b"demand"),
];

/// Pairs of wholes that different texts may use for the same thing: exports are sales, too.
const ALIKE: [(u32, u32); 7] = [
    (hash(b"revenue"), hash(b"export")),
    // One Korean word means both.
    (hash(b"revenue"), hash(b"import")),
    (hash(b"revenue"), hash(b"output")),
    (hash(b"output"), hash(b"export")),
    (hash(b"cost"), hash(b"investment")),
    (hash(b"cost"), hash(b"debt")),
    (hash(b"demand"), hash(b"import")),
];

impl Wording<'_> {
    /// Returns true if a share of this text and one of the original are shares of different wholes.
    pub fn has_other_whole(&self, clause: &Clause, original: &Wording<'_>, other: &Clause) -> bool {
        let (Some(own), Some(theirs)) =
            (self.whole_of_share(clause), original.whole_of_share(other))
        else {
            return false;
        };
        own != theirs && !ALIKE.contains(&(own, theirs)) && !ALIKE.contains(&(theirs, own))
    }

    /// Returns the whole of a share, if a single one stands after "of" beside it.
    fn whole_of_share(&self, clause: &Clause) -> Option<u32> {
        let part = self.words.get(clause.figure.start)?.part;
        let is_near = |word: &&Word| {
            word.part == part
                && !word.numeral
                && !self.is_and(word)
                && !word.is_one_of(self.grammar.conjunctions)
                && !word.is_one_of(self.grammar.relative)
        };
        let before = &self.words[clause.sentence.start..clause.figure.start];
        let after = &self.words[clause.figure.end..clause.sentence.end];
        let phrase: Vec<&Word> = match self.grammar.whole_before {
            // 매출의 34%
            true => {
                let last = before.last().filter(|last| {
                    let mut endings = self.grammar.share_of_endings.iter();
                    let spelled = self.spelled(last);
                    endings.any(|ending| spelled.ends_with(ending))
                });
                last.into_iter().collect()
            }
            false => {
                let (first, rest) = after.split_first()?;
                let of = self.grammar.share_of;
                if !of.is_empty() && !first.is_one_of(of) {
                    return None;
                }
                let rest = if of.is_empty() { after } else { rest };
                rest.iter().take(REACH).take_while(is_near).collect()
            }
        };
        let mut wholes = phrase.iter().filter(|word| WHOLES.contains(&word.key));
        let whole = wholes.next()?.key;
        wholes.all(|other| other.key == whole).then_some(whole)
    }
}
