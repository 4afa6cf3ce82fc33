//! Numbers strings: each distinct string is stored once.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

/// A set of strings, numbered from 0 in the order in which they were added.
#[derive(Debug, Default)]
pub struct Interner {
    text: String,
    /// End offset of each string in `text`.
    ends: Vec<u32>,
    table: HashTable<u32>,
    state: FixedState,
}

impl Interner {
    /// Returns the number of a string, and adds it if it is new.
    pub fn add(&mut self, string: &str) -> u32 {
        let hash = self.state.hash_one(string);
        let (text, ends) = (&self.text, &self.ends);
        if let Some(known) = self.table.find(hash, |id| slice(text, ends, *id) == string) {
            return *known;
        }
        let id = self.ends.len() as u32;
        self.text.push_str(string);
        self.ends.push(self.text.len() as u32);
        let (text, ends, state) = (&self.text, &self.ends, &self.state);
        self.table
            .insert_unique(hash, id, |id| state.hash_one(slice(text, ends, *id)));
        id
    }

    /// Returns the number of a string; `None` if it was not added.
    pub fn find(&self, string: &str) -> Option<u32> {
        let hash = self.state.hash_one(string);
        self.table.find(hash, |id| self.get(*id) == string).copied()
    }

    /// Returns the string with a number.
    pub fn get(&self, id: u32) -> &str {
        slice(&self.text, &self.ends, id)
    }

    /// Returns the number of strings.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns the strings in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len() as u32).map(|id| self.get(id))
    }
}

fn slice<'t>(text: &'t str, ends: &[u32], id: u32) -> &'t str {
    let start = if id == 0 { 0 } else { ends[id as usize - 1] };
    &text[start as usize..ends[id as usize] as usize]
}
