//! The sources of the site, with the texts that are open in the editor laid over those on disk.
//!
//! It keeps two versions: the sources for the next examination, and those that the current documents and findings were made
//! from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use lsp_types::{TextDocumentContentChangeEvent, Uri};

use crate::load::Sources;
use crate::lsp::places::{Root, uri};
use crate::lsp::positions::{Encoding, LineIndex};

/// The files of the site as the editor has them.
#[derive(Debug)]
pub struct Workspace {
    pub root: Root,
    /// The files as they were examined last, with the newest texts of the editor.
    pub sources: Sources,
    /// The files in their current state, for the next examination.
    pub newest: Sources,
    /// True if the newest files differ from those that were examined last, or are being examined.
    pub is_changed: bool,
    /// The open documents, by path.
    open: BTreeMap<Arc<str>, OpenDocument>,
    encoding: Encoding,
}

/// A document that is open in the editor.
#[derive(Debug)]
struct OpenDocument {
    /// The URI that the client uses for it.
    uri: Uri,
    version: i32,
    text: String,
    /// True if the newest sources contain this text; false if the document is not a text of the site.
    is_shown: bool,
}

impl Workspace {
    pub fn new(root: Root, sources: Sources, encoding: Encoding) -> Workspace {
        Workspace {
            root,
            sources: sources.clone(),
            newest: sources,
            is_changed: true,
            open: BTreeMap::new(),
            encoding,
        }
    }

    /// Opens a document. Returns false if it is outside the site.
    pub fn open(&mut self, uri: Uri, version: i32, text: String) -> bool {
        let Some(path) = self.root.path(&uri) else {
            return false;
        };
        let before = self.newest.digest(&path);
        let is_shown = self.newest.overlay(&path, &text);
        self.is_changed |= self.newest.digest(&path) != before;
        let document = OpenDocument {
            uri,
            version,
            text,
            is_shown,
        };
        self.open.insert(path.into(), document);
        true
    }

    /// Applies changes to an open document, in order. Returns false if it is not open.
    pub fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
    ) -> bool {
        let path = self.root.path(uri);
        let Some((path, document)) =
            path.and_then(|path| self.open.get_mut(path.as_str()).map(|one| (path, one)))
        else {
            return false;
        };
        for change in changes {
            match change.range {
                Some(range) => {
                    let span = LineIndex::new(&document.text, self.encoding).span(range);
                    document.text.replace_range(span, &change.text);
                }
                None => document.text = change.text,
            }
        }
        document.version = version;
        let before = self.newest.digest(&path);
        document.is_shown = self.newest.overlay(&path, &document.text);
        self.is_changed |= self.newest.digest(&path) != before;
        true
    }

    /// Closes a document, so that the content on disk is used again. Returns false if it was not open.
    pub fn close(&mut self, uri: &Uri) -> bool {
        let path = self.root.path(uri);
        let Some(path) = path.filter(|path| self.open.remove(path.as_str()).is_some()) else {
            return false;
        };
        self.refresh(&BTreeSet::from([path]));
        true
    }

    /// Reads places of the site again.
    pub fn refresh(&mut self, touched: &BTreeSet<String>) {
        let mut changed = self.newest.refresh(self.root.folder(), touched);
        for (path, document) in &mut self.open {
            let was_shown = document.is_shown;
            document.is_shown = self.newest.overlay(path, &document.text);
            if was_shown && document.is_shown {
                changed.remove(path);
            }
        }
        self.is_changed |= !changed.is_empty();
    }

    /// Returns the paths of the open documents whose newest text was not shown yet.
    pub fn unshown(&self) -> Vec<Arc<str>> {
        let is_unshown = |(path, document): &(&Arc<str>, &OpenDocument)| {
            document.is_shown && self.sources.digest(path) != self.newest.digest(path)
        };
        let unshown = self.open.iter().filter(is_unshown);
        unshown.map(|(path, _)| path.clone()).collect()
    }

    /// Lays the newest text of an open document over the last examined files.
    pub fn show(&mut self, path: &str) {
        if let Some(document) = self.open.get(path) {
            self.sources.overlay(path, &document.text);
        }
    }

    /// Returns the URI of a file: the client's own if it is open there.
    pub fn uri(&self, path: &str) -> Option<Uri> {
        match self.open.get(path) {
            Some(document) => Some(document.uri.clone()),
            None => {
                let place = self.sources.place(path);
                uri(&std::path::absolute(&place).unwrap_or(place))
            }
        }
    }

    /// Returns the version of an open document; `None` if it is not open.
    pub fn version(&self, path: &str) -> Option<i32> {
        self.open.get(path).map(|document| document.version)
    }

    /// Returns the lines of a file, up to the first invalid UTF-8.
    pub fn lines(&self, path: &str) -> LineIndex<'_> {
        let text = self.sources.readable(path).unwrap_or_default();
        LineIndex::new(text, self.encoding)
    }
}
