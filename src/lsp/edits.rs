//! Converts edits of the site's files to workspace edits of the protocol.

use std::collections::BTreeMap;
use std::ops::Range;

use lsp_types::{
    DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier,
    RenameFile, ResourceOp, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use crate::lsp::documents::Workspace;

/// The kinds of workspace edit that a client supports.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct EditAbilities {
    /// The client accepts edits of several documents in order, each for a version.
    pub has_document_changes: bool,
    /// The client can rename files and folders.
    pub can_rename: bool,
}

/// Edits by file.
#[derive(Debug, Default)]
pub struct Edits {
    files: BTreeMap<String, Vec<(Range<usize>, String)>>,
    /// Folders to rename after the edits: their URIs before and after.
    renamed: Vec<(Uri, Uri)>,
}

impl Edits {
    /// Returns the edits of a single file.
    pub fn of(path: &str, edits: Vec<(Range<usize>, String)>) -> Edits {
        let mut all = Edits::default();
        for (span, new) in edits {
            all.replace(path, span, new);
        }
        all
    }

    /// Replaces a part of a file.
    pub fn replace(&mut self, path: &str, span: Range<usize>, new: String) {
        let file = self.files.entry(path.to_owned()).or_default();
        file.push((span, new));
    }

    pub fn rename(&mut self, old: Uri, new: Uri) {
        self.renamed.push((old, new));
    }

    /// Returns the edits for a client.
    // The hash of a `Uri` is that of its text, which does not change.
    #[allow(clippy::mutable_key_type)]
    pub fn workspace_edit(self, workspace: &Workspace, abilities: EditAbilities) -> WorkspaceEdit {
        let files = self.files.into_iter().filter_map(|(path, mut edits)| {
            edits.sort_by_key(|(span, _)| (span.start, span.end));
            edits.dedup();
            let lines = workspace.lines(&path);
            let edits = edits.into_iter();
            let edits = edits.map(|(span, new)| TextEdit::new(lines.range(&span), new));
            Some((
                workspace.uri(&path)?,
                workspace.version(&path),
                edits.collect::<Vec<_>>(),
            ))
        });
        if !abilities.has_document_changes {
            let changes = files.map(|(uri, _, edits)| (uri, edits)).collect();
            return WorkspaceEdit::new(changes);
        }
        let edits = files.map(|(uri, version, edits)| TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
            edits: edits.into_iter().map(OneOf::Left).collect(),
        });
        let changes = if self.renamed.is_empty() {
            DocumentChanges::Edits(edits.collect())
        } else {
            // Files are edited under their old names first.
            let edits = edits.map(DocumentChangeOperation::Edit);
            let renames = self.renamed.into_iter().map(|(old_uri, new_uri)| {
                DocumentChangeOperation::Op(ResourceOp::Rename(RenameFile {
                    old_uri,
                    new_uri,
                    options: None,
                    annotation_id: None,
                }))
            });
            DocumentChanges::Operations(edits.chain(renames).collect())
        };
        WorkspaceEdit {
            document_changes: Some(changes),
            ..WorkspaceEdit::default()
        }
    }
}

/// Returns the smallest range in which a text differs from a new one, and its replacement.
pub fn difference(old: &str, new: &str) -> (Range<usize>, String) {
    let same = |(a, b): &(char, char)| a == b;
    let start = old.chars().zip(new.chars()).take_while(same);
    let start: usize = start.map(|(c, _)| c.len_utf8()).sum();
    let backwards = old[start..].chars().rev().zip(new[start..].chars().rev());
    let end: usize = backwards.take_while(same).map(|(c, _)| c.len_utf8()).sum();
    (
        start..old.len() - end,
        new[start..new.len() - end].to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn a_difference_is_as_small_as_can_be() {
        for (old, new, span, text) in [
            ("abc", "abc", 3..3, ""),
            ("abc", "abxc", 2..2, "x"),
            ("abc", "ac", 1..2, ""),
            ("aa", "aaa", 2..2, "a"),
            ("وقّع", "وقّعت", 8..8, "ت"),
            ("سب", "شب", 0..2, "ش"),
            ("", "x", 0..0, "x"),
        ] {
            assert_eq!(difference(old, new), (span, text.to_owned()), "{old} {new}");
        }
    }
}
