//! Finds countries and other well-known names of a summary that its original does not mention, without a register of names.
//!
//! Takes a summary and the original; returns names of a table that the original neither has nor implies, in any of the languages
//! of the table, while it has another name of the table that the summary leaves out: North Korea for South Korea, Iran for Iraq.
//! A name that is only added is not reported: an editor may know that Mumbai is in India.

mod mentions;
mod table;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use crate::figures::is_known;
use crate::verify::document::{Document, primary};
use crate::verify::people::WrongPerson;
use mentions::{KnownMention, find};
use table::NameTable;

/// A table of names of one kind.
#[derive(Debug)]
struct KnownKind {
    table: NameTable,
    file: &'static str,
}

const COUNTRIES: &str = include_str!("countries.txt");

#[allow(
    long_running_const_eval,
    reason = "the file is hashed once, when this is compiled"
)]
static KINDS: [KnownKind; 1] = [KnownKind {
    table: NameTable::read(COUNTRIES),
    file: COUNTRIES,
}];

/// Countries that originals in a language leave out where they mean their own.
const IMPLIED: [(&str, &[&str]); 5] = [
    ("en", &["US", "GB"]),
    ("fa", &["IR"]),
    ("fr", &["FR"]),
    ("ko", &["KR"]),
    ("ru", &["RU"]),
];

/// The well-known names of an original, which are read when a summary has one.
#[derive(Debug)]
pub struct OriginalKnown<'o> {
    original: &'o Document<'o>,
    stated: RefCell<[Option<Rc<StatedNames>>; KINDS.len()]>,
}

/// The names of a table in an original.
#[derive(Debug)]
struct StatedNames {
    /// The lines of the table that the original has or implies.
    implied: BTreeSet<u16>,
    /// The names that it has for certain.
    named: Vec<KnownMention>,
}

impl StatedNames {
    fn new(kind: &'static KnownKind, text: &str) -> StatedNames {
        let mentions = find(&kind.table, text);
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
    pub fn judge(&self, summary: &Document<'_>, beside: &[&str]) -> Vec<WrongPerson> {
        let is_read = is_known(&self.original.language) && is_known(&summary.language);
        if !is_read || self.original.text.is_empty() {
            return Vec::new();
        }
        let kinds = 0..KINDS.len();
        kinds
            .flat_map(|kind| self.judge_kind(kind, summary, beside))
            .collect()
    }

    fn judge_kind(&self, kind: usize, summary: &Document<'_>, beside: &[&str]) -> Vec<WrongPerson> {
        let table = &KINDS[kind].table;
        let mentions = find(table, &summary.text);
        let is_stated = |range: &std::ops::Range<usize>| {
            self.original.text.contains(&summary.text[range.clone()])
        };
        let mut claims = mentions
            .iter()
            .filter(|one| one.is_claim && !is_stated(&one.range))
            .peekable();
        if claims.peek().is_none() {
            return Vec::new();
        }
        let stated = self.stated(kind);
        let beside: Vec<StatedNames> = beside
            .iter()
            .map(|line| StatedNames::new(&KINDS[kind], line))
            .collect();
        let own: BTreeSet<u16> = mentions.iter().map(|one| one.line).collect();
        let mut instead = stated.named.iter().filter(|one| !own.contains(&one.line));
        let Some(instead) = instead.next() else {
            return Vec::new();
        };
        let mut seen = BTreeSet::new();
        let mut wrong = Vec::new();
        for claim in claims {
            let alike = mentions.iter().filter(|one| one.range == claim.range);
            let is_meant = alike.clone().any(|one| {
                stated.implied.contains(&one.line)
                    || beside.iter().any(|line| line.implied.contains(&one.line))
                    || KINDS[kind].is_implied(one.line, &self.original.language)
            });
            let sentence = summary.sentence_at(claim.range.start);
            let is_elsewhere = sentence.is_some_and(|sentence| sentence.is_elsewhere);
            if is_meant || is_elsewhere || !seen.insert(claim.line) {
                continue;
            }
            wrong.push(WrongPerson {
                range: claim.range.clone(),
                instead: Some(instead.range.clone()),
                other: None,
            });
        }
        wrong
    }

    fn stated(&self, kind: usize) -> Rc<StatedNames> {
        let mut stated = self.stated.borrow_mut();
        let stated = stated[kind]
            .get_or_insert_with(|| Rc::new(StatedNames::new(&KINDS[kind], &self.original.text)));
        Rc::clone(stated)
    }
}

impl KnownKind {
    /// Returns true if originals in a language leave the name out.
    fn is_implied(&self, line: u16, language: &str) -> bool {
        let implied = IMPLIED.iter().find(|(of, _)| *of == primary(language));
        implied.is_some_and(|(_, ids)| ids.contains(&self.id(line)))
    }

    /// Returns the id of a line.
    fn id(&self, line: u16) -> &'static str {
        let mut lines = self.file.lines().filter(|line| !line.starts_with('#'));
        let line = lines.nth(usize::from(line).saturating_sub(1));
        line.and_then(|line| line.split(':').next())
            .unwrap_or_default()
    }
}
