//! Converts findings to diagnostics of the protocol, and publishes those that changed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::Arc;

use lsp_types::{
    CodeDescription, DiagnosticSeverity, NumberOrString, PublishDiagnosticsParams, Uri,
};

use crate::diagnostic::{Diagnostic, Severity};
use crate::lsp::documents::Workspace;
use crate::lsp::positions::LineIndex;

/// The findings that the client has.
#[derive(Debug, Default)]
pub struct PublishedFindings {
    /// The findings of each file with findings, with the digest of its text.
    files: BTreeMap<Arc<str>, (Option<blake3::Hash>, Vec<Diagnostic>)>,
}

impl PublishedFindings {
    /// Returns the notifications after which the client has exactly these findings of the files whose path begins with
    /// `scope`. The findings are sorted by file. A file whose text changed is published again: its findings may have
    /// moved.
    pub fn update(
        &mut self,
        found: &[Diagnostic],
        scope: &str,
        workspace: &Workspace,
        page: Option<&Uri>,
    ) -> Vec<PublishDiagnosticsParams> {
        let is_in = |path: &str| path.starts_with(scope);
        let mut changed = Vec::new();
        let before = self
            .files
            .range::<str, _>((Bound::Included(scope), Bound::Unbounded));
        let before = before.map(|(path, _)| path.clone());
        let mut gone: BTreeSet<Arc<str>> = before.take_while(|path| is_in(path)).collect();
        let from = found.partition_point(|d| *d.path < *scope);
        let found = found[from..].chunk_by(|a, b| a.path == b.path);
        for found in found.take_while(|found| is_in(&found[0].path)) {
            let path = &found[0].path;
            gone.remove(path);
            let digest = workspace.sources.digest(path);
            let last = self.files.get(path);
            if !last.is_some_and(|(of, own)| *of == digest && own == found) {
                changed.extend(published(path, found, workspace, page));
                self.files.insert(path.clone(), (digest, found.to_vec()));
            }
        }
        for path in gone {
            changed.extend(published(&path, &[], workspace, page));
            self.files.remove(&path);
        }
        changed
    }
}

fn published(
    path: &Arc<str>,
    found: &[Diagnostic],
    workspace: &Workspace,
    page: Option<&Uri>,
) -> Option<PublishDiagnosticsParams> {
    let lines = workspace.lines(path);
    let diagnostics = found.iter().map(|one| diagnostic(one, &lines, page));
    Some(PublishDiagnosticsParams {
        uri: workspace.uri(path)?,
        diagnostics: diagnostics.collect(),
        version: workspace.version(path),
    })
}

/// Returns a finding for the client. `page` is the page with the documentation of all codes.
pub fn diagnostic(
    found: &Diagnostic,
    lines: &LineIndex<'_>,
    page: Option<&Uri>,
) -> lsp_types::Diagnostic {
    let Diagnostic {
        path: _,
        span,
        severity,
        code,
        message,
        help,
    } = found;
    let message = match help {
        Some(help) => format!("{message}\n{help}"),
        None => message.clone(),
    };
    let documentation = page.and_then(|page| format!("{}#{code}", page.as_str()).parse().ok());
    lsp_types::Diagnostic {
        range: lines.range(&span.clone().unwrap_or(0..0)),
        severity: Some(match severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Note => DiagnosticSeverity::INFORMATION,
        }),
        code: Some(NumberOrString::String(code.name().to_owned())),
        code_description: documentation.map(|href| CodeDescription { href }),
        source: Some("mujaz".into()),
        message,
        ..lsp_types::Diagnostic::default()
    }
}
