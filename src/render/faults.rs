//! Turns faults in a theme's templates into diagnostics with their place.
//!
//! Takes an error from Tera, the theme's files and its words. It relies on the positions in Tera's reports; the wording
//! matters only for better help.

use crate::diagnostic::codes;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use tera::ErrorKind;

use crate::diagnostic::{Diagnostic, nearest};
use crate::load::{BUILT_IN_THEME, Sources, built_in_file};
use crate::parse::catalogue::Catalogue;
use crate::plan::Page;
use crate::render::unclosed::{TagFault, first_fault};
use crate::render::{Renderer, Scratch};

/// Returns the finding that a template of a page prints no page.
pub(super) fn no_page(
    template: &str,
    files: &BTreeMap<String, Arc<str>>,
    is_empty: bool,
) -> Diagnostic {
    let file = files.get(template).cloned();
    let file = file.unwrap_or_else(|| template.into());
    let message = match is_empty {
        true => "this template prints nothing",
        false => "this template prints no page: it has no `<title>`",
    };
    Diagnostic::new(codes::TEMPLATE_RENDER, &file, message)
        .help("begin it with `{% extends \"base.html\" %}` and fill the blocks of base.html, or write the whole page")
}

impl Renderer<'_> {
    /// Reports an element that the site's own templates leave open, from the shell of the page that was rendered last.
    pub fn shell_fault(
        &self,
        page: &Page<'_>,
        scratch: &Scratch,
        sources: &Sources,
    ) -> Option<Diagnostic> {
        let shell = std::str::from_utf8(&scratch.shell).ok()?;
        let files = &self.theme.sets[page.language].files;
        let template = format!("{}.html", page.head.kind);
        unclosed(shell, &template, files, sources)
    }
}

/// Returns the finding that an element of a page's shell is left open; `None` if there is no such element, or if the
/// page uses no template of the site's own.
fn unclosed(
    shell: &str,
    template: &str,
    files: &BTreeMap<String, Arc<str>>,
    sources: &Sources,
) -> Option<Diagnostic> {
    let is_own =
        |path: &&Arc<str>| built_in_file(path).is_none_or(|own| sources.bytes(path) != Some(own));
    let own: Vec<&Arc<str>> = [template, "base.html", "components.html"]
        .iter()
        .filter_map(|name| files.get(*name))
        .filter(is_own)
        .collect();
    let first = *own.first()?;
    let (tag, message) = match first_fault(shell)? {
        TagFault::Unclosed(tag) => (tag, format!("the element `{tag}` is not closed")),
        TagFault::Stray(tag) => (tag, format!("`{tag}` closes nothing")),
    };
    // Attributes may be computed: then the name of the element tells enough. Of several tags, nobody knows which it is.
    let name = tag.split([' ', '>', '\n']).next().unwrap_or(tag);
    let place = |path: &Arc<str>| {
        let text = sources.text(path)?;
        let only = |part: &str| {
            let mut places = text.match_indices(part).map(|(at, _)| at);
            places.next().filter(|_| places.next().is_none())
        };
        let at = only(tag).or_else(|| only(name))?;
        Some(at..at + name.len())
    };
    let path = own
        .iter()
        .copied()
        .find(|path| place(path).is_some())
        .unwrap_or(first);
    let found = Diagnostic::new(codes::TEMPLATE_UNCLOSED, path, message);
    let found = found.help(
        "an element has to be closed in the same template and the same block that opens it; check the branches of each {% if %}",
    );
    Some(match place(path) {
        Some(span) => found.at(span),
        None => found,
    })
}

/// Returns the diagnostic for an error from Tera: with the template's file, the position in it and the message.
pub(super) fn diagnostic(
    error: &tera::Error,
    template: &str,
    files: &BTreeMap<String, Arc<str>>,
    catalogue: &Catalogue,
) -> Diagnostic {
    let file = |name: &str| files.get(name).cloned().unwrap_or_else(|| name.into());
    let (code, report) = match error.kind() {
        ErrorKind::SyntaxError(report) => (codes::TEMPLATE_SYNTAX, report),
        ErrorKind::RenderingError(report) => (codes::TEMPLATE_RENDER, report),
        ErrorKind::MissingParent { current, parent } => {
            let near = nearest(parent, files.keys().map(String::as_str));
            return Diagnostic::new(
                codes::TEMPLATE_MISSING,
                &file(current),
                format!("this template extends `{parent}`, which the theme does not have"),
            )
            .help(did_you_mean(
                near,
                "templates stand in the theme's folder templates/",
            ));
        }
        ErrorKind::TemplateNotFound(name) => {
            return Diagnostic::new(
                codes::TEMPLATE_MISSING,
                &file(template),
                format!("the theme has no template `{name}`"),
            )
            .help(did_you_mean(
                None,
                "templates stand in the theme's folder templates/",
            ));
        }
        _ => {
            let message = format!("this template cannot be used: {error}");
            return Diagnostic::new(codes::TEMPLATE_SYNTAX, &file(template), message);
        }
    };
    let causes = std::iter::successors(std::error::Error::source(error), |e| e.source());
    let message = causes.fold(report.message().to_owned(), |all, cause| {
        format!("{all}: {cause}")
    });
    // Tera lists all variables or fields that exist; the most similar one is more helpful.
    let listed = [" Available fields: ", " Available variables: "]
        .iter()
        .find_map(|list| message.split_once(list));
    let (message, fields) = match listed {
        Some((message, fields)) => (message, fields.split(", ").collect()),
        None => (message.as_str(), catalogue.keys().collect::<Vec<_>>()),
    };
    let message = message.trim().trim_end_matches('.').to_owned();
    let word = word_of(&message);
    let found =
        Diagnostic::new(code, &file(report.filename()), message).at(report.span().range.clone());
    // Fields that are words of the theme are those of `t`.
    let is_word = listed.is_some() && fields.iter().take(8).all(|field| catalogue.has(field));
    match word {
        Some(key) if is_word => {
            let near = nearest(&key, fields);
            let near = near.map_or(String::new(), |near| format!("did you mean `{near}`? Otherwise "));
            found.help(format!(
                "{near}add the word, as in `{key} = \"…\"`, to i18n/<lang>.toml of the theme, for each language"
            ))
        }
        Some(key) => found.help(did_you_mean(
            nearest(&key, fields),
            "a template sees `site`, `page`, `t`, `shared` and the variable named after its kind; write `{% if … %}` around what may be missing",
        )),
        None => found,
    }
}

/// Returns the diagnostics for templates that are valid individually but not together: a filter, a function or a
/// template does not exist. Tera reports several such faults as one text, with a position for each.
pub(super) fn unsound(
    error: &tera::Error,
    files: &BTreeMap<String, Arc<str>>,
    sources: &Sources,
    words: &Catalogue,
) -> Vec<Diagnostic> {
    let text = error.to_string();
    let faults: Vec<Diagnostic> = match error.kind() {
        ErrorKind::Msg(_) => {
            let mut blocks = MissingBlocks::default();
            let mut reported = Vec::new();
            for report in reports(&text) {
                if !blocks.take(&report, files, sources) {
                    reported.extend(report.diagnostic(files, sources));
                }
            }
            reported.extend(blocks.findings(files, sources));
            reported.extend(repeated_components(files, sources));
            reported
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            let path = files.get(tpl).cloned();
            let path = path.unwrap_or_else(|| tpl.as_str().into());
            let message = format!("this template cannot be used: {text}");
            vec![Diagnostic::new(codes::TEMPLATE_SYNTAX, &path, message)]
        }
        _ => Vec::new(),
    };
    if faults.is_empty() {
        return vec![diagnostic(error, "base.html", files, words)];
    }
    faults
}

/// The blocks that templates fill and that the templates which they extend do not have.
#[derive(Default)]
struct MissingBlocks {
    /// Maps the name of each template that lacks blocks to these blocks, and each block to a template that fills it.
    by_parent: BTreeMap<String, BTreeMap<String, String>>,
}

impl MissingBlocks {
    /// Handles a report about a block of a built-in template that the site's own base template lacks; returns false for
    /// any other report.
    fn take(
        &mut self,
        report: &TemplateReport<'_>,
        files: &BTreeMap<String, Arc<str>>,
        sources: &Sources,
    ) -> bool {
        let Some(name) = report.block(files, sources) else {
            return false;
        };
        let is_built_in = |name: &str| {
            let built_in = format!("themes/{BUILT_IN_THEME}/");
            files.get(name).is_some_and(|path| {
                path.starts_with(&built_in) && built_in_file(path) == sources.bytes(path)
            })
        };
        if !is_built_in(report.template) {
            return false;
        }
        let parents = ancestors(report.template, files, sources);
        let Some(parent) = parents.iter().find(|parent| !is_built_in(parent)) else {
            return false;
        };
        let blocks = self.by_parent.entry(parent.clone()).or_default();
        blocks.insert(name.to_owned(), report.template.to_owned());
        true
    }

    /// Returns one finding for each template that lacks blocks.
    fn findings(
        self,
        files: &BTreeMap<String, Arc<str>>,
        sources: &Sources,
    ) -> impl Iterator<Item = Diagnostic> {
        self.by_parent.into_iter().filter_map(move |(parent, missing)| {
            const SHOWN: usize = 6;
            let path = files.get(&parent)?;
            let names: Vec<String> = missing.keys().map(|name| format!("`{name}`")).collect();
            let shown = names[..names.len().min(SHOWN)].join(", ");
            let more = match names.len().saturating_sub(SHOWN) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let (name, child) = missing.first_key_value()?;
            let blocks = match names.len() {
                1 => "the block",
                _ => "the blocks",
            };
            let message = format!(
                "this template lacks {blocks} {shown}{more}, which the templates that extend it fill, such as {child}"
            );
            let own: Vec<&str> = block_names(sources.text(path).unwrap_or_default())
                .filter(|own| !missing.contains_key(*own))
                .collect();
            let help = match missing.keys().find_map(|name| nearest(name, own.iter().copied())) {
                Some(near) => format!("is its block `{near}` misspelled?"),
                None => format!(
                    "add what is missing, as in `{{% block {name} %}}{{% endblock %}}`, or begin it as a copy: `mujaz theme copy {parent}`"
                ),
            };
            Some(Diagnostic::new(codes::TEMPLATE_SYNTAX, path, message).help(help))
        })
    }
}

/// Returns the names of the templates that a template extends, the nearest first.
fn ancestors(template: &str, files: &BTreeMap<String, Arc<str>>, sources: &Sources) -> Vec<String> {
    const DEEPEST: usize = 16;
    let mut names = Vec::new();
    let mut current = template.to_owned();
    while names.len() < DEEPEST {
        let text = files.get(&current).and_then(|path| sources.text(path));
        let Some(parent) = text.and_then(extended) else {
            break;
        };
        current = parent.to_owned();
        names.push(current.clone());
    }
    names
}

/// Returns the name of the template that this one extends.
fn extended(text: &str) -> Option<&str> {
    let rest = tags(text, "extends").next()?;
    let rest = rest.strip_prefix(['"', '\'', '`'])?;
    rest.split(['"', '\'', '`']).next()
}

/// Returns the names of the blocks of a template.
fn block_names(text: &str) -> impl Iterator<Item = &str> {
    tags(text, "block").filter_map(|rest| {
        let end = rest.find(|c: char| c != '_' && !c.is_alphanumeric())?;
        Some(&rest[..end])
    })
}

/// Returns the text after the keyword of each tag of one kind.
fn tags<'t>(text: &'t str, keyword: &'t str) -> impl Iterator<Item = &'t str> {
    text.match_indices("{%").filter_map(move |(at, opening)| {
        let tag = text[at + opening.len()..].trim_start_matches(['-', ' ', '\t', '\r', '\n']);
        let rest = tag.strip_prefix(keyword)?;
        Some(rest.strip_prefix(char::is_whitespace)?.trim_start())
    })
}

/// Returns the components that more than one template defines. Tera names only one of them, and not always the same one.
fn repeated_components(files: &BTreeMap<String, Arc<str>>, sources: &Sources) -> Vec<Diagnostic> {
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    let mut found = Vec::new();
    // The built-in theme's templates come first, so that the fault is reported in the site's own, which its author can
    // change.
    let built_in = format!("themes/{BUILT_IN_THEME}/");
    let (below, own): (Vec<_>, Vec<_>) = files.values().partition(|p| p.starts_with(&built_in));
    for path in below.into_iter().chain(own) {
        for (name, span) in components(sources.text(path).unwrap_or_default()) {
            match first.get(name) {
                None => {
                    first.insert(name, path);
                }
                Some(other) if *other == &**path => {}
                Some(other) => found.push(
                    Diagnostic::new(
                        codes::TEMPLATE_SYNTAX,
                        path,
                        format!("the component `{name}` is defined in `{other}` too"),
                    )
                    .at(span)
                    .help("give one of them another name, or remove it"),
                ),
            }
        }
    }
    found
}

/// Returns the components that a template defines, with the byte ranges of their names. The template must parse.
fn components(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    tags(text, "component").filter_map(|name| {
        let start = text.len() - name.len();
        let name = &name[..name.find(|c: char| c != '_' && !c.is_alphanumeric())?];
        Some((name, start..start + name.len()))
    })
}

/// One fault as Tera prints it: a message, a line `--> name:line:column`, the source line, and carets under the fault.
struct TemplateReport<'t> {
    message: &'t str,
    template: &'t str,
    /// Counted from 1.
    line: usize,
    /// In characters, counted from 1.
    column: usize,
    /// Number of characters with a caret under them.
    carets: usize,
}

/// Returns the faults in a text from Tera. It relies on their positions, not on their wording.
fn reports(text: &str) -> impl Iterator<Item = TemplateReport<'_>> {
    let lines: Vec<&str> = text.lines().collect();
    let places = 1..lines.len();
    let reports = places.filter_map(move |at| {
        let place = lines[at].trim_start().strip_prefix("--> ")?;
        let mut parts = place.rsplitn(3, ':');
        let column = parts.next()?.trim().parse().ok()?;
        let line = parts.next()?.parse().ok()?;
        let message = lines[at - 1].trim_start();
        let carets = lines
            .get(at + 3)
            .map_or(0, |line| line.matches('^').count());
        Some(TemplateReport {
            message: message.split_once(": ").map_or(message, |(_, after)| after),
            template: parts.next()?,
            line,
            column,
            carets,
        })
    });
    reports.collect::<Vec<_>>().into_iter()
}

impl TemplateReport<'_> {
    fn diagnostic(
        &self,
        files: &BTreeMap<String, Arc<str>>,
        sources: &Sources,
    ) -> Option<Diagnostic> {
        let path = files.get(self.template)?;
        let message = self.message.trim_end_matches('.');
        let found = Diagnostic::new(codes::TEMPLATE_SYNTAX, path, message);
        let meant = word_of(message).filter(|word| word.ends_with(".html"));
        let near = meant.and_then(|word| nearest(&word, files.keys().map(String::as_str)));
        let near = near.map(str::to_owned).or_else(|| {
            let parents = ancestors(self.template, files, sources);
            let texts = parents
                .iter()
                .filter_map(|parent| sources.text(files.get(parent)?));
            nearest(self.block(files, sources)?, texts.flat_map(block_names)).map(str::to_owned)
        });
        let found = match near {
            Some(near) => found.help(format!("did you mean `{near}`?")),
            None => found.help("correct the name, or remove what asks for it"),
        };
        Some(match self.span(sources.text(path).unwrap_or_default()) {
            Some(span) => found.at(span),
            None => found,
        })
    }

    /// Returns the name of the block that begins on the line of the fault.
    fn block<'s>(
        &self,
        files: &BTreeMap<String, Arc<str>>,
        sources: &'s Sources,
    ) -> Option<&'s str> {
        let text = sources.text(files.get(self.template)?)?;
        let span = self.span(text)?;
        let start = text[..span.end].rfind("{%")?;
        block_names(&text[start..]).next()
    }

    /// Returns the byte range of the fault in the template.
    fn span(&self, text: &str) -> Option<Range<usize>> {
        let mut lines = text.split_inclusive('\n');
        let before: usize = lines
            .by_ref()
            .take(self.line.saturating_sub(1))
            .map(str::len)
            .sum();
        let line = lines.next()?;
        let place = |column: usize| {
            line.char_indices()
                .nth(column)
                .map_or(line.len(), |(at, _)| at)
        };
        let start = place(self.column.checked_sub(1)?);
        let end = place(self.column - 1 + self.carets);
        Some(before + start..before + end)
    }
}

/// Returns the first word in backquotes of a message.
fn word_of(message: &str) -> Option<String> {
    message.split('`').nth(1).map(str::to_owned)
}

fn did_you_mean(near: Option<&str>, otherwise: &str) -> String {
    match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => otherwise.to_owned(),
    }
}
