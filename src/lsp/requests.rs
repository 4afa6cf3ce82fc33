//! Answers requests about the documents of an examined site.

use lsp_server::{ErrorCode, Response, ResponseError};
use lsp_types::request::{
    CodeActionRequest, Completion, ExecuteCommand, GotoDefinition, HoverRequest,
    PrepareRenameRequest, References, Rename, Request as Method,
};
use lsp_types::{
    CompletionResponse, GotoDefinitionResponse, PrepareRenameResponse, TextDocumentPositionParams,
    Uri,
};
use serde::Serialize;
use serde_json::Value;

use crate::diagnostic::codes::{known, near};
use crate::lsp::actions::{EXPLAIN, actions};
use crate::lsp::client::Client;
use crate::lsp::complete::complete;
use crate::lsp::hover::{hover, is_text};
use crate::lsp::navigate::{definition, references};
use crate::lsp::rename::{renamable, rename};
use crate::lsp::symbols::symbol_at;
use crate::lsp::view::RequestView;

/// The answer to a request: its result, or an error.
pub type RequestResult = Result<Value, ResponseError>;

/// Returns the answer to a request.
pub fn answer(view: &RequestView<'_>, client: &Client, request: lsp_server::Request) -> Response {
    let id = request.id.clone();
    let answer = dispatch(view, client, &request.method, request.params);
    response(id, answer)
}

/// Returns a response.
pub fn response(id: lsp_server::RequestId, answer: RequestResult) -> Response {
    let (result, error) = match answer {
        Ok(value) => (Some(value), None),
        Err(error) => (None, Some(error)),
    };
    Response { id, result, error }
}

/// Returns an error of the protocol.
pub fn error(code: ErrorCode, message: impl Into<String>) -> ResponseError {
    ResponseError {
        code: code as i32,
        message: message.into(),
        data: None,
    }
}

fn dispatch(view: &RequestView<'_>, client: &Client, method: &str, params: Value) -> RequestResult {
    match method {
        HoverRequest::METHOD => {
            let params: lsp_types::HoverParams = read(params)?;
            let (path, at) = place(view, &params.text_document_position_params)?;
            value(hover(view, &path, at, client.hovers_in_markdown))
        }
        GotoDefinition::METHOD => {
            let params: lsp_types::GotoDefinitionParams = read(params)?;
            let (path, at) = place(view, &params.text_document_position_params)?;
            let symbol = symbol_at(view, &path, at);
            let found = symbol.map(|(symbol, _)| definition(view, &path, &symbol));
            value(found.map(GotoDefinitionResponse::Array))
        }
        References::METHOD => {
            let params: lsp_types::ReferenceParams = read(params)?;
            let (path, at) = place(view, &params.text_document_position)?;
            let with_definitions = params.context.include_declaration;
            let symbol = symbol_at(view, &path, at);
            value(symbol.map(|(symbol, _)| references(view, &symbol, with_definitions)))
        }
        Completion::METHOD => {
            let params: lsp_types::CompletionParams = read(params)?;
            let (path, at) = place(view, &params.text_document_position)?;
            let items = complete(view, &path, at, client.completes_in_markdown);
            value(CompletionResponse::Array(items))
        }
        CodeActionRequest::METHOD => {
            let params: lsp_types::CodeActionParams = read(params)?;
            let path = path(view, &params.text_document.uri)?;
            let range = view.workspace.lines(&path).span(params.range);
            let only = params.context.only.unwrap_or_default();
            let mut list = actions(view, &path, &range, client.edits);
            list.retain(|action| only.is_empty() || is_wanted(action, &only));
            value(list)
        }
        PrepareRenameRequest::METHOD => {
            let params: TextDocumentPositionParams = read(params)?;
            let (path, at) = place(view, &params)?;
            let Some((symbol, span)) = symbol_at(view, &path, at) else {
                return Ok(Value::Null);
            };
            let placeholder = renamable(view, &symbol).map_err(failed)?;
            value(PrepareRenameResponse::RangeWithPlaceholder {
                range: view.workspace.lines(&path).range(&span),
                placeholder,
            })
        }
        Rename::METHOD => {
            let params: lsp_types::RenameParams = read(params)?;
            let (path, at) = place(view, &params.text_document_position)?;
            let (symbol, _) = symbol_at(view, &path, at)
                .ok_or_else(|| failed("what stands here cannot be renamed".into()))?;
            let edit = rename(view, &symbol, &params.new_name, client.edits);
            value(edit.map_err(failed)?)
        }
        ExecuteCommand::METHOD => {
            let params: lsp_types::ExecuteCommandParams = read(params)?;
            explain(&params)
        }
        _ => Err(error(
            ErrorCode::MethodNotFound,
            format!("`mujaz lsp` has no method `{method}`"),
        )),
    }
}

/// Returns the documentation of a code.
fn explain(params: &lsp_types::ExecuteCommandParams) -> RequestResult {
    if params.command != EXPLAIN {
        let message = format!("`mujaz lsp` has no command `{}`", params.command);
        return Err(error(ErrorCode::InvalidParams, message));
    }
    let name = params
        .arguments
        .first()
        .and_then(Value::as_str)
        .unwrap_or_default();
    match (known(name), near(name)) {
        (Some(code), _) => Ok(code.text().into()),
        (None, Some(near)) => Err(failed(format!(
            "there is no code `{name}`; did you mean `{near}`?"
        ))),
        (None, None) => Err(failed(format!("there is no code `{name}`"))),
    }
}

/// Returns true if an action is of one of the kinds in `only`, or of a kind below one of them.
fn is_wanted(action: &lsp_types::CodeActionOrCommand, only: &[lsp_types::CodeActionKind]) -> bool {
    let lsp_types::CodeActionOrCommand::CodeAction(action) = action else {
        return false;
    };
    let kind = action.kind.as_ref().map_or("", |kind| kind.as_str());
    only.iter().any(|only| {
        let rest = kind.strip_prefix(only.as_str());
        rest.is_some_and(|rest| {
            only.as_str().is_empty() || rest.is_empty() || rest.starts_with('.')
        })
    })
}

fn failed(message: String) -> ResponseError {
    error(ErrorCode::RequestFailed, message)
}

fn read<T: serde::de::DeserializeOwned>(params: Value) -> Result<T, ResponseError> {
    serde_json::from_value(params).map_err(|fault| {
        error(
            ErrorCode::InvalidParams,
            format!("the parameters are invalid: {fault}"),
        )
    })
}

fn value(value: impl Serialize) -> RequestResult {
    serde_json::to_value(value).map_err(|fault| {
        error(
            ErrorCode::InternalError,
            format!("the result cannot be written: {fault}"),
        )
    })
}

/// Returns the path and the offset of a place in a document.
fn place(
    view: &RequestView<'_>,
    params: &TextDocumentPositionParams,
) -> Result<(String, usize), ResponseError> {
    let path = path(view, &params.text_document.uri)?;
    let at = view.workspace.lines(&path).offset(params.position);
    Ok((path, at))
}

/// Returns the path of a text of the site.
fn path(view: &RequestView<'_>, uri: &Uri) -> Result<String, ResponseError> {
    let site = view.workspace.root.folder().display();
    let Some(path) = view.workspace.root.path(uri) else {
        let message = format!("{} is not in the site's folder, {site}", uri.as_str());
        return Err(failed(message));
    };
    if !is_text(&path) {
        return Err(failed(format!("{path} is no text of the site in {site}")));
    }
    if view.workspace.sources.text(&path).is_none() {
        return Err(failed(format!("{path} cannot be read as a text")));
    }
    Ok(path)
}
