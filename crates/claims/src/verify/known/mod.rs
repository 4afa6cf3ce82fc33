//! Finds countries and other well-known names of a summary that its original does not mention, without a register of names.
//!
//! Takes a summary and the original; returns names of a table that the original neither has nor implies, in any of the languages
//! of the table, while it has another name of the table that the summary leaves out: North Korea for South Korea, Iran for Iraq.
//! A name that is only added is not reported: an editor may know that Mumbai is in India.

mod mentions;
mod table;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;

use crate::figures::is_known;
use crate::verify::document::{Document, primary};
use crate::verify::people::WrongName;
use mentions::{KnownMention, find};
use table::{KINDS, NameTable};

/// The files of names, by kind.
const FILES: [&str; KINDS] = [
    include_str!("countries.txt"),
    include_str!("cities.txt"),
    include_str!("bodies.txt"),
    include_str!("people.txt"),
    include_str!("ministries.txt"),
];

/// True for the kinds whose names are capitalized in scripts with capital letters; offices may not be.
const HAS_CAPITAL: [bool; KINDS] = [true, true, true, true, false];

#[allow(
    long_running_const_eval,
    reason = "the files are hashed once, when this is compiled"
)]
static TABLE: NameTable = NameTable::read(&FILES);

/// Countries that originals in a language omit when they mean their own country.
const IMPLIED: [(&str, &[&str]); 5] = [
    ("en", &["US", "GB"]),
    ("fa", &["IR"]),
    ("fr", &["FR"]),
    ("ko", &["KR"]),
    ("ru", &["RU"]),
];

/// The well-known names of an original. They are read when a summary has one that does not occur literally in the
/// original.
#[derive(Debug)]
pub struct OriginalKnown<'o> {
    original: &'o Document<'o>,
    stated: RefCell<Option<Rc<StatedNames>>>,
}

/// The well-known names in an original.
#[derive(Debug)]
struct StatedNames {
    /// The lines of the table that the original has or implies.
    implied: BTreeSet<u16>,
    /// The names that the original certainly mentions.
    named: Vec<KnownMention>,
}

impl StatedNames {
    fn new(text: &str) -> StatedNames {
        let mentions = find(&TABLE, text, HAS_CAPITAL);
        StatedNames {
            implied: mentions.iter().map(|mention| mention.line).collect(),
            named: mentions.into_iter().filter(|one| one.is_claim).collect(),
        }
    }
}

impl<'o> OriginalKnown<'o> {
    /// Takes an original.
    pub fn new(original: &'o Document<'o>) -> OriginalKnown<'o> {
        OriginalKnown {
            original,
            stated: RefCell::default(),
        }
    }

    /// Returns the names of a summary that the original does not mention, each once. `beside` are lines that belong to the
    /// original.
    pub fn judge(&self, summary: &Document<'_>, beside: &[&str]) -> Vec<WrongName> {
        let is_read = is_known(&self.original.language) && is_known(&summary.language);
        if !is_read || self.original.text.is_empty() {
            return Vec::new();
        }
        let mentions = find(&TABLE, &summary.text, HAS_CAPITAL);
        let words = |range: &Range<usize>| &summary.text[range.clone()];
        let claims = mentions.iter().filter(|one| one.is_claim);
        let mut claims = claims
            .filter(|one| !self.original.text.contains(words(&one.range)))
            .peekable();
        if claims.peek().is_none() {
            return Vec::new();
        }
        let stated = self.stated();
        let beside: Vec<StatedNames> = beside.iter().map(|line| StatedNames::new(line)).collect();
        let own: BTreeSet<u16> = mentions.iter().map(|one| one.line).collect();
        let mut seen = BTreeSet::new();
        let mut wrong = Vec::new();
        for claim in claims {
            let mut alike = mentions
                .iter()
                .filter(|one| one.range == claim.range && one.is_claim);
            let is_meant = alike.any(|one| {
                stated.implied.contains(&one.line)
                    || beside.iter().any(|line| line.implied.contains(&one.line))
                    || is_implied(one.line, &self.original.language)
            });
            let sentence = summary.sentence_at(claim.range.start);
            let is_elsewhere = sentence.is_some_and(|sentence| sentence.is_elsewhere);
            if is_meant || is_elsewhere || !seen.insert(claim.line) {
                continue;
            }
            let left_out = stated.left_out(claim.kind, &own);
            if let Some((instead, others)) = left_out.split_first() {
                let is_only = others.iter().all(|other| other.line == instead.line);
                wrong.push(WrongName {
                    range: claim.range.clone(),
                    instead: is_only.then(|| instead.range.clone()),
                    other: None,
                });
            }
        }
        wrong
    }

    fn stated(&self) -> Rc<StatedNames> {
        let mut stated = self.stated.borrow_mut();
        let stated = stated.get_or_insert_with(|| Rc::new(StatedNames::new(&self.original.text)));
        Rc::clone(stated)
    }
}

impl StatedNames {
    /// Returns the names of a kind that the original has and a summary with these names does not.
    fn left_out(&self, kind: usize, own: &BTreeSet<u16>) -> Vec<&KnownMention> {
        let named = self.named.iter();
        named
            .filter(|one| one.kind == kind && !own.contains(&one.line))
            .collect()
    }
}

/// Returns true if originals in a language leave the name out.
fn is_implied(line: u16, language: &str) -> bool {
    let implied = IMPLIED.iter().find(|(of, _)| *of == primary(language));
    implied.is_some_and(|(_, ids)| ids.contains(&id(line)))
}

/// Returns the id of a line.
fn id(line: u16) -> &'static str {
    let (kind, index) = TABLE.kind_of(line);
    let mut lines = FILES[kind].lines().filter(|line| !line.starts_with('#'));
    let line = lines.nth(index);
    line.and_then(|line| line.split(':').next())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
