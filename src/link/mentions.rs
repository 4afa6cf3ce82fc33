//! Which names of the register a summary mentions.
//!
//! Finding them is most of what linking takes, and depends on the summary and the register alone: a memo keeps it.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use crate::lang::NameFinder;
use crate::load::Sources;
use crate::memo::{Digest, Memo, digest};
use crate::parse::Documents;
use crate::parse::article::Summary;
use crate::parse::registers::Name;

/// The names that a summary mentions: indices into the register, ascending.
pub type Mentions = Arc<[usize]>;

/// The register of names, for looking through one summary after another.
pub struct NamesHere<'s> {
    sources: &'s Sources,
    memo: &'s Memo<Mentions>,
    /// The register, and the digest of its file.
    names: &'s [Name],
    register: Option<Digest>,
    /// Made for the first summary that the memo does not have.
    finder: OnceLock<NameFinder>,
}

impl<'s> NamesHere<'s> {
    /// Takes the register of a site.
    pub fn new(documents: &'s Documents, sources: &'s Sources, memo: &'s Memo<Mentions>) -> Self {
        NamesHere {
            sources,
            memo,
            names: &documents.names,
            register: sources.digest("content/names.toml"),
            finder: OnceLock::new(),
        }
    }

    /// The names that a summary mentions.
    pub fn of(&self, summary: &Summary) -> Vec<usize> {
        let digest = || digest(&(summary.body.html.digest, self.register));
        let mentions = self
            .memo
            .reuse(&summary.path, digest, || self.find(summary));
        mentions.to_vec()
    }

    /// To be called when every summary has been looked through.
    pub fn done(&self) {
        self.memo.sweep();
    }

    fn find(&self, summary: &Summary) -> Mentions {
        let text = self.sources.text(&summary.path).unwrap_or_default();
        let text = text.get(summary.body_start..).unwrap_or_default();
        let finder = || NameFinder::new(spellings(self.names));
        let finder = self.finder.get_or_init(finder);
        let found: BTreeSet<usize> = finder.find(text).iter().map(|m| m.id).collect();
        found.into_iter().collect()
    }
}

/// Every spelling of every name, with the name's index.
fn spellings(names: &[Name]) -> impl Iterator<Item = (usize, &str)> {
    names.iter().enumerate().flat_map(|(index, name)| {
        let variants = name.variants.values().flatten();
        name.preferred
            .values()
            .chain(variants)
            .map(move |spelling| (index, spelling.as_str()))
    })
}
