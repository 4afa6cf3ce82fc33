//! Renames an article's folder, a topic, a publisher or a name with all references.

use std::ops::Range;

use lsp_types::{Uri, WorkspaceEdit};

use crate::link::path_of;
use crate::lsp::edits::{EditAbilities, Edits};
use crate::lsp::navigate::{FileRange, links_to_name, mentions};
use crate::lsp::places::uri;
use crate::lsp::symbols::{Symbol, target};
use crate::lsp::view::RequestView;
use crate::parse::slug::is_slug;

/// Returns the id that a symbol is renamed by; an error if it cannot be renamed.
pub fn renamable(view: &RequestView<'_>, symbol: &Symbol) -> Result<String, String> {
    match symbol {
        Symbol::Topic(id) | Symbol::Publisher(id) | Symbol::Article(id) => Ok(id.clone()),
        Symbol::Name(index) => {
            let name = view.names().get(*index);
            name.map(|name| name.id.value.clone()).ok_or_else(|| "this name is not in the register".into())
        }
        Symbol::File(path) => match folder_of(path) {
            Some(symbol) => renamable(view, &symbol),
            None => Err(CANNOT.into()),
        },
        Symbol::Paragraphs { .. } => Err(
            "paragraphs are numbered in their order; code actions renumber citations after the original changed".into(),
        ),
    }
}

const CANNOT: &str =
    "what stands here cannot be renamed: rename articles, topics, publishers and names";

/// Returns the article or the topic that a text belongs to.
fn folder_of(path: &str) -> Option<Symbol> {
    // A picture or another file does not stand for its article.
    let path = path.strip_suffix(".md")?;
    let (kind, rest) = path.strip_prefix("content/")?.split_once('/')?;
    let (id, _) = rest.split_once('/')?;
    match kind {
        "articles" => Some(Symbol::Article(id.to_owned())),
        "topics" => Some(Symbol::Topic(id.to_owned())),
        _ => None,
    }
}

/// Returns the edits that give a symbol a new id.
///
/// # Errors
/// Returns the reason why it cannot have this id, or why the client cannot carry it out.
pub fn rename(
    view: &RequestView<'_>,
    symbol: &Symbol,
    new: &str,
    abilities: EditAbilities,
) -> Result<WorkspaceEdit, String> {
    if let Symbol::File(path) = symbol {
        let symbol = folder_of(path).ok_or(CANNOT)?;
        return rename(view, &symbol, new, abilities);
    }
    let old = renamable(view, symbol)?;
    if !is_slug(new) {
        return Err(format!(
            "`{new}` cannot stand in an address: write letters, digits and hyphens"
        ));
    }
    if new != old && is_taken(view, symbol, new) {
        return Err(format!("there is a `{new}` already"));
    }
    let mut edits = Edits::default();
    let places = match symbol {
        // Texts have a name's spellings; only links have its id.
        Symbol::Name(index) => links_to_name(view, *index),
        _ => mentions(view, symbol),
    };
    for (path, span) in places {
        for (span, text) in mention(view, symbol, (&path, &span), &old, new) {
            edits.replace(&path, span, text);
        }
    }
    match symbol {
        Symbol::Name(_) | Symbol::Publisher(_) => {
            let (path, span) = definition(view, symbol).ok_or(CANNOT)?;
            let (span, text) = id_in(view.text(&path), &span, new);
            edits.replace(&path, span, text);
        }
        Symbol::Topic(_) | Symbol::Article(_) => {
            let kind = if matches!(symbol, Symbol::Topic(_)) {
                "topics"
            } else {
                "articles"
            };
            if !(abilities.can_rename && abilities.has_document_changes) {
                return Err(format!(
                    "this editor cannot rename folders; rename content/{kind}/{old}, then mend what `mujaz check` reports"
                ));
            }
            let folder = |id: &str| folder_uri(view, kind, id).ok_or(CANNOT);
            edits.rename(folder(&old)?, folder(new)?);
        }
        Symbol::Paragraphs { .. } | Symbol::File(_) => return Err(CANNOT.into()),
    }
    Ok(edits.workspace_edit(view.workspace, abilities))
}

fn folder_uri(view: &RequestView<'_>, kind: &str, id: &str) -> Option<Uri> {
    let place = view
        .workspace
        .sources
        .place(&format!("content/{kind}/{id}"));
    uri(&std::path::absolute(&place).unwrap_or(place))
}

fn is_taken(view: &RequestView<'_>, symbol: &Symbol, id: &str) -> bool {
    let documents = view.documents;
    let has_files = |kind: &str| {
        let folder = format!("content/{kind}/{id}/");
        view.workspace.sources.below(&folder).next().is_some()
    };
    match symbol {
        Symbol::Topic(_) => has_files("topics"),
        Symbol::Article(_) => has_files("articles"),
        Symbol::Name(_) => view.names().iter().any(|name| name.id.value == id),
        Symbol::Publisher(_) => documents.publishers.iter().any(|one| one.id.value == id),
        Symbol::Paragraphs { .. } | Symbol::File(_) => false,
    }
}

fn definition(view: &RequestView<'_>, symbol: &Symbol) -> Option<FileRange> {
    crate::lsp::navigate::definitions(view, symbol)
        .into_iter()
        .next()
}

/// Returns the edits of one reference to a symbol: an id, or a link. For a link with a definition elsewhere in the
/// text, as in `[words][treaty]`, they edit the definition.
fn mention(
    view: &RequestView<'_>,
    symbol: &Symbol,
    (path, span): (&str, &Range<usize>),
    old: &str,
    new: &str,
) -> Vec<(Range<usize>, String)> {
    let text = view.text(path);
    let links = view.body(path).map_or(&[][..], |body| &body.links);
    let link = links
        .iter()
        .find(|link| link.span == *span && target(view, path, &link.target).is_some());
    let Some(link) = link else {
        // An edition cites an article between brackets, as in `[treaty p4]`.
        let (span, id) = id_in(text, span, new);
        let is_cited = path.ends_with(".md") && id.len() > new.len();
        return vec![(span, if is_cited { new.to_owned() } else { id })];
    };
    let Some(target) = segment(path, &link.target, symbol, old, new) else {
        return Vec::new();
    };
    let within = text.get(span.clone()).unwrap_or_default();
    let places = match within.ends_with(']') {
        true => definitions_of_target(text, &link.target),
        // The address is the last of what a link is written with.
        false => within
            .rfind(&link.target)
            .map(|at| span.start + at)
            .into_iter()
            .collect(),
    };
    let edit = |at: usize| (at..at + link.target.len(), target.clone());
    places.into_iter().map(edit).collect()
}

/// Returns the offsets of a target in the link reference definitions of a text, such as `[treaty]: ../treaty/summary.en.md`.
fn definitions_of_target(text: &str, target: &str) -> Vec<usize> {
    let labels = text.match_indices("]:").map(|(at, label)| at + label.len());
    let targets = labels.filter_map(|after| {
        let rest = text[after..].trim_start();
        let rest = rest.strip_prefix('<').unwrap_or(rest);
        let end = rest.strip_prefix(target)?;
        let is_whole = end.is_empty() || end.starts_with(|c: char| c.is_whitespace() || c == '>');
        is_whole.then_some(text.len() - rest.len())
    });
    targets.collect()
}

/// Returns a link's target with the segment that names an article or a topic replaced; `None` if it names neither, such
/// as a link within the same folder.
fn segment(path: &str, link: &str, symbol: &Symbol, old: &str, new: &str) -> Option<String> {
    let end = link.find(['?', '#']).unwrap_or(link.len());
    let (place, rest) = link.split_at(end);
    let mut parts: Vec<&str> = place.split('/').collect();
    let index = match path_of(path, link) {
        Some(file) => {
            // What follows the folder in the path follows it in the link, too.
            let below = file
                .strip_prefix("content/")?
                .split('/')
                .count()
                .checked_sub(2)?;
            let below = below + usize::from(place.ends_with('/'));
            parts.len().checked_sub(below + 1)?
        }
        None => {
            let kind = match symbol {
                Symbol::Topic(_) => "topics",
                Symbol::Publisher(_) => "publishers",
                Symbol::Name(_) => "names",
                _ => "articles",
            };
            parts.iter().position(|part| *part == kind)? + 1
        }
    };
    let part = parts.get_mut(index)?;
    let decoded = percent_encoding::percent_decode_str(part).decode_utf8_lossy();
    if decoded != old {
        return None;
    }
    *part = new;
    Some(parts.join("/") + rest)
}

/// Returns the edit of an id, without the quotation marks around it.
fn id_in(text: &str, span: &Range<usize>, new: &str) -> (Range<usize>, String) {
    let written = text.get(span.clone()).unwrap_or_default();
    let is_quoted = written.len() > 1 && written.starts_with(['"', '\'']);
    // A key without quotation marks can hold ASCII only.
    let is_bare_key = !is_quoted && text[..span.start].ends_with('[');
    match is_quoted {
        true => (span.start + 1..span.end - 1, new.to_owned()),
        false if is_bare_key && !new.is_ascii() => (span.clone(), format!("\"{new}\"")),
        false => (span.clone(), new.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_segment_that_names_the_folder_is_replaced() {
        let topic = Symbol::Topic("economy".into());
        let article = Symbol::Article("treaty".into());
        for (path, link, symbol, old, new) in [
            (
                "content/articles/a/summary.en.md",
                "../../topics/economy/index.en.md",
                &topic,
                "economy",
                Some("../../topics/x/index.en.md"),
            ),
            (
                "content/articles/a/summary.en.md",
                "../treaty/summary.en.md#p4",
                &article,
                "treaty",
                Some("../x/summary.en.md#p4"),
            ),
            (
                "content/articles/a/summary.en.md",
                "/en/articles/treaty/?q",
                &article,
                "treaty",
                Some("/en/articles/x/?q"),
            ),
            (
                "content/pages/about.en.md",
                "/en/topics/economy/",
                &topic,
                "economy",
                Some("/en/topics/x/"),
            ),
            (
                "content/topics/economy/index.en.md",
                "index.ar.md",
                &topic,
                "economy",
                None,
            ),
            (
                "content/topics/economy/index.en.md",
                "../economy/index.ar.md",
                &topic,
                "economy",
                Some("../x/index.ar.md"),
            ),
            (
                "content/articles/treaty/summary.en.md",
                "chart.png",
                &article,
                "treaty",
                None,
            ),
        ] {
            let segment = segment(path, link, symbol, old, "x");
            assert_eq!(segment.as_deref(), new, "{link} in {path}");
        }
    }

    #[test]
    fn definitions_of_links_are_found() {
        let text = "See [a][t], [b][u].\n\n[t]: ../treaty/s.md\n[u]: <../treaty/s.md> \"T\"\n[v]:\n  ../treaty/s.md#p4\n[w]: ../treaty/s.md";
        let at = |line: &str| text.find(line).unwrap();
        let expected = [at("[t]: ") + 5, at("[u]: <") + 6, at("[w]: ") + 5];
        assert_eq!(definitions_of_target(text, "../treaty/s.md"), expected);
        assert_eq!(
            definitions_of_target(text, "../treaty/s.md#p4"),
            [at("[v]:\n") + 7]
        );
    }

    #[test]
    fn quotation_marks_stay() {
        assert_eq!(id_in("a = \"old\"", &(4..9), "new"), (5..8, "new".into()));
        assert_eq!(
            id_in("# x { topic=old }", &(12..15), "new"),
            (12..15, "new".into())
        );
        assert_eq!(id_in("[old]", &(1..4), "خبر"), (1..4, "\"خبر\"".into()));
    }
}
