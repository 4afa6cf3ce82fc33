//! Negotiates capabilities with the client: what it supports, and what the server offers.

use std::path::PathBuf;

use lsp_types::{
    CodeActionOptions, CodeActionProviderCapability, CompletionOptions, ExecuteCommandOptions,
    HoverProviderCapability, InitializeParams, InitializeResult, MarkupKind, OneOf, RenameOptions,
    ResourceOperationKind, ServerCapabilities, ServerInfo, TextDocumentSyncCapability,
    TextDocumentSyncKind, TextDocumentSyncOptions,
};

use crate::lsp::actions::{EXPLAIN, kinds};
use crate::lsp::complete::TRIGGERS;
use crate::lsp::edits::EditAbilities;
use crate::lsp::places::place;
use crate::lsp::positions::Encoding;

/// The client's root folder, position encoding and abilities, as its `initialize` request states them.
#[derive(Debug)]
pub struct Client {
    pub encoding: Encoding,
    pub edits: EditAbilities,
    /// True if hovers may be in Markdown.
    pub hovers_in_markdown: bool,
    /// True if the documentation of completions may be in Markdown.
    pub completes_in_markdown: bool,
    /// True if the client can ask for the range and the name before a symbol is renamed.
    pub prepares_renames: bool,
    /// Id of the client's process.
    pub process: Option<u32>,
    /// The folders that the client has open.
    pub folders: Vec<PathBuf>,
}

impl Client {
    #[allow(deprecated)] // Clients that know no workspace folders give a root.
    pub fn new(params: &InitializeParams) -> Client {
        let capabilities = &params.capabilities;
        let general = capabilities.general.as_ref();
        let offered = general.and_then(|general| general.position_encodings.as_deref());
        let text = capabilities.text_document.as_ref();
        let hover = text.and_then(|text| text.hover.as_ref());
        let formats = hover.and_then(|hover| hover.content_format.as_ref());
        let item = text
            .and_then(|text| text.completion.as_ref())
            .and_then(|completion| completion.completion_item.as_ref());
        let documentation = item.and_then(|item| item.documentation_format.as_ref());
        let in_markdown = |formats: Option<&Vec<MarkupKind>>| {
            formats.is_some_and(|f| f.contains(&MarkupKind::Markdown))
        };
        let rename = text.and_then(|text| text.rename.as_ref());
        let edit = capabilities
            .workspace
            .as_ref()
            .and_then(|w| w.workspace_edit.as_ref());
        let operations = edit
            .and_then(|edit| edit.resource_operations.as_deref())
            .unwrap_or_default();
        let takes_changes = edit.and_then(|edit| edit.document_changes) == Some(true);
        let folders = params.workspace_folders.iter().flatten();
        let folders = folders.map(|folder| &folder.uri).chain(&params.root_uri);
        Client {
            encoding: Encoding::negotiated(offered),
            edits: EditAbilities {
                // A client that can rename files can only be told to by document changes.
                has_document_changes: takes_changes || !operations.is_empty(),
                can_rename: operations.contains(&ResourceOperationKind::Rename),
            },
            hovers_in_markdown: in_markdown(formats),
            completes_in_markdown: in_markdown(documentation),
            prepares_renames: rename.and_then(|rename| rename.prepare_support) == Some(true),
            process: params.process_id,
            folders: folders.filter_map(place).collect(),
        }
    }

    /// Returns the nearest folder with a config.toml, from the client's folders upward.
    pub fn site(&self) -> Option<PathBuf> {
        let above = self.folders.iter().flat_map(|folder| folder.ancestors());
        let mut sites = above.filter(|folder| folder.join("config.toml").is_file());
        sites.next().map(|folder| folder.to_path_buf())
    }

    /// Returns the capabilities of the server.
    pub fn answer(&self) -> InitializeResult {
        let sync = TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            ..TextDocumentSyncOptions::default()
        };
        let rename = match self.prepares_renames {
            true => OneOf::Right(RenameOptions {
                prepare_provider: Some(true),
                work_done_progress_options: Default::default(),
            }),
            false => OneOf::Left(true),
        };
        InitializeResult {
            capabilities: ServerCapabilities {
                position_encoding: Some(self.encoding.kind()),
                text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
                hover_provider: Some(HoverProviderCapability::Simple(true)),
                definition_provider: Some(OneOf::Left(true)),
                references_provider: Some(OneOf::Left(true)),
                rename_provider: Some(rename),
                completion_provider: Some(CompletionOptions {
                    trigger_characters: Some(TRIGGERS.map(str::to_owned).into()),
                    ..CompletionOptions::default()
                }),
                code_action_provider: Some(CodeActionProviderCapability::Options(
                    CodeActionOptions {
                        code_action_kinds: Some(kinds()),
                        ..CodeActionOptions::default()
                    },
                )),
                execute_command_provider: Some(ExecuteCommandOptions {
                    commands: vec![EXPLAIN.to_owned()],
                    ..ExecuteCommandOptions::default()
                }),
                ..ServerCapabilities::default()
            },
            server_info: Some(ServerInfo {
                name: "mujaz".into(),
                version: Some(env!("CARGO_PKG_VERSION").into()),
            }),
        }
    }
}
