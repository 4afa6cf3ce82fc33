//! Completions: paragraphs in citations, spellings of names, keys and ids in front matter and registers, codes in waivers.
//!
//! Looks only at the line before the cursor, since the text is rarely valid while it is typed.

use std::collections::BTreeSet;
use std::ops::Range;

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionTextEdit,
    Documentation, TextEdit,
};

use crate::diagnostic::beginning;
use crate::diagnostic::codes::{Code, Severity, all};
use crate::lang::fold;
use crate::lsp::hover::article_of;
use crate::lsp::keys::KeySchema;
use crate::lsp::markup::{MarkupText, one_line};
use crate::lsp::view::RequestView;
use crate::parse::article::Original;
use crate::parse::layout::{FileRole, is_original_id, role};

/// Characters after which a client requests completions automatically.
pub const TRIGGERS: [&str; 5] = ["[", "p", ",", "\"", "="];

/// Maximum number of characters of a paragraph that a list shows.
const SHOWN: usize = 60;

/// Maximum number of names that are offered at once.
const MOST_NAMES: usize = 50;

/// Minimum length of a word that names are offered for, in characters.
const SHORTEST_WORD: usize = 2;

/// Returns the completions at an offset of a file.
pub fn complete(
    view: &RequestView<'_>,
    path: &str,
    at: usize,
    is_markdown: bool,
) -> Vec<CompletionItem> {
    let text = view.text(path);
    let Some(before) = text.get(..at) else {
        return Vec::new();
    };
    let place = CompletionPosition {
        view,
        path,
        line: &before[before.rfind(['\n', '\r']).map_or(0, |n| n + 1)..],
        at,
        is_markdown,
    };
    let role = role(path);
    match &role {
        FileRole::Config | FileRole::Names | FileRole::Publishers => place.in_toml(&role, before),
        FileRole::Summary { .. }
        | FileRole::Original { .. }
        | FileRole::Topic { .. }
        | FileRole::Page { .. }
        | FileRole::Issue { .. } => match front(before) {
            Some(toml) => place.in_toml(&role, toml),
            None => place.in_body(&role),
        },
        _ => Vec::new(),
    }
}

/// Returns the TOML before the cursor, if the cursor is in front matter.
fn front(before: &str) -> Option<&str> {
    let text = before.trim_start_matches('\u{FEFF}');
    let rest = text.strip_prefix("+++")?;
    (!rest.contains("\n+++")).then_some(rest)
}

/// The place of the cursor.
struct CompletionPosition<'c> {
    view: &'c RequestView<'c>,
    path: &'c str,
    /// The line before the cursor.
    line: &'c str,
    at: usize,
    is_markdown: bool,
}

impl CompletionPosition<'_> {
    /// Returns an item that replaces the last `length` bytes before the cursor.
    fn item(&self, label: &str, kind: CompletionItemKind, length: usize) -> CompletionItem {
        let span = self.at - length..self.at;
        let range = self.view.workspace.lines(self.path).range(&span);
        CompletionItem {
            label: label.to_owned(),
            kind: Some(kind),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(
                range,
                label.to_owned(),
            ))),
            ..CompletionItem::default()
        }
    }

    fn in_body(&self, role: &FileRole) -> Vec<CompletionItem> {
        if let Some(word) = self
            .line
            .rfind("topic=")
            .map(|n| &self.line[n + "topic=".len()..])
            && self.line.starts_with('#')
            && !word.contains(char::is_whitespace)
        {
            return self.topics(word.trim_start_matches('"').len());
        }
        match (role, citation(self.line)) {
            (FileRole::Summary { .. }, Some(citation)) => self.paragraphs(citation),
            (FileRole::Original { .. }, _) => Vec::new(),
            (FileRole::Issue { .. }, _) => self.in_issue().unwrap_or_else(|| self.names()),
            _ => self.names(),
        }
    }

    /// Offers completions in a citation of an edition: the articles, then an article's paragraphs and further
    /// originals; `None` outside of citations.
    fn in_issue(&self) -> Option<Vec<CompletionItem>> {
        let label = &self.line[self.line.rfind('[')? + 1..];
        if label.contains([']', '«', '“', '"', '(']) {
            return None;
        }
        let Some((slug, rest)) = label.split_once(' ') else {
            let slugs: BTreeSet<&str> = self
                .view
                .summaries()
                .iter()
                .map(|one| one.article.as_str())
                .collect();
            let own = slugs.into_iter().filter(|slug| slug.starts_with(label));
            let items = own.map(|slug| self.item(slug, CompletionItemKind::REFERENCE, label.len()));
            let items: Vec<CompletionItem> = items.collect();
            return (!items.is_empty()).then_some(items);
        };
        let originals = self.view.originals_of(slug);
        let id = rest.split_once(' ').map(|(id, _)| id);
        let word = rest.rsplit([' ', ',', '،', '-', '–']).next()?;
        let mut items = Vec::new();
        for original in originals {
            let prefix = match (original.id.as_deref(), id) {
                (own, named) if own.is_some() && own == named => String::new(),
                (None, _) if named_paragraphs(rest) => String::new(),
                (Some(own), None) if own.starts_with(word) => format!("{own} "),
                _ => continue,
            };
            items.extend(self.paragraphs_of(original, &prefix, word.len()));
        }
        (!items.is_empty()).then_some(items)
    }

    /// Offers the paragraphs of the originals.
    fn paragraphs(&self, citation: OpenCitation<'_>) -> Vec<CompletionItem> {
        let Some(article) = article_of(self.path) else {
            return Vec::new();
        };
        let originals = self.view.originals_of(article).into_iter();
        let mut items = Vec::new();
        for original in originals {
            let id = original.id.as_deref();
            let prefix = match (citation.name, id) {
                (Some(name), Some(id)) if name == id => String::new(),
                (Some(_), _) => continue,
                (None, None) if !citation.is_id => String::new(),
                (None, None) => continue,
                (None, Some(id)) => match citation.is_first && id.starts_with(citation.word) {
                    true => format!("{id} "),
                    false => continue,
                },
            };
            items.extend(self.paragraphs_of(original, &prefix, citation.word.len()));
        }
        if items.is_empty() && citation.is_id {
            return self.names();
        }
        items
    }

    /// Offers the paragraphs of an original, with `prefix` before their numbers.
    fn paragraphs_of(
        &self,
        original: &Original,
        prefix: &str,
        length: usize,
    ) -> Vec<CompletionItem> {
        let prose = &original.body.prose;
        let text = prose.text(self.view.text(&original.path));
        let item = |number: u32| {
            let blocks = prose.blocks.iter().filter(|b| b.paragraph == Some(number));
            let blocks: Vec<Range<usize>> = blocks.map(|block| block.range()).collect();
            let words: Vec<&str> = blocks.iter().filter_map(|b| text.get(b.clone())).collect();
            let words = one_line(&words.join(" "));
            let figures = original.body.figures.iter();
            let is_own = |place: &Range<usize>| {
                blocks
                    .iter()
                    .any(|block| block.start <= place.start && place.end <= block.end)
            };
            let figures = figures.filter(|figure| is_own(&figure.range));
            let figures = figures.filter_map(|figure| text.get(figure.range.clone()));
            let figures: Vec<String> = figures
                .map(|words| isolated(words, &original.lang))
                .collect();
            let label = format!("{prefix}p{number}");
            let mut item = self.item(&label, CompletionItemKind::REFERENCE, length);
            item.sort_text = Some(format!("{prefix}{number:06}"));
            item.label_details = Some(CompletionItemLabelDetails {
                detail: None,
                description: Some(isolated(&beginning(&words, SHOWN), &original.lang)),
            });
            item.detail = (!figures.is_empty()).then(|| figures.join(", "));
            item.documentation = Some(self.quoted(&words, &original.lang));
            item
        };
        (1..=original.paragraphs()).map(item).collect()
    }

    /// Offers the preferred spelling of names that have a spelling which begins with the word before the cursor.
    fn names(&self) -> Vec<CompletionItem> {
        let start = self
            .line
            .trim_end_matches(|c: char| c.is_alphanumeric() || c == '-')
            .len();
        let word = &self.line[start..];
        if word.chars().count() < SHORTEST_WORD {
            return Vec::new();
        }
        let Some(language) = role_language(self.path) else {
            return Vec::new();
        };
        let folded = fold(word);
        let begins = |spelling: &str| {
            let spelling = fold(spelling);
            let mut words = spelling.text().split_whitespace();
            words.any(|own| {
                own.starts_with(folded.text()) || without_article(own).starts_with(folded.text())
            })
        };
        let items = self.view.names().iter().filter_map(|name| {
            let preferred = name.entry().preferred_in(&language)?;
            let is_meant = name.entry().spellings().any(begins);
            is_meant.then(|| {
                let mut item = self.item(preferred, CompletionItemKind::CONSTANT, word.len());
                item.detail = Some(name.kind.word().to_owned());
                item.documentation = name
                    .note
                    .get(&language)
                    .map(|note| self.quoted(note, &language));
                // The client would leave out a name that is spelled otherwise than what was typed.
                item.filter_text = Some(word.to_owned());
                item
            })
        });
        items.take(MOST_NAMES).collect()
    }

    fn in_toml(&self, role: &FileRole, toml: &str) -> Vec<CompletionItem> {
        let line = self.line.trim_start();
        let above = toml.strip_suffix(self.line).unwrap_or(toml);
        match open_string(line, above) {
            Some((key, word)) => self.values(role, toml, key, word),
            None if line.chars().all(is_key) => self.keys(role, toml, line),
            None => match line.rsplit_once(['{', ',']) {
                // Within `waive = [{ code = "…", `: the keys of the inline table.
                Some((outer, word)) if word.trim_start().chars().all(is_key) => {
                    let key = outer.split('=').next().unwrap_or_default().trim();
                    self.keys_of(
                        role,
                        &[table_keys(toml), vec![key]].concat(),
                        word.trim_start(),
                        outer,
                    )
                }
                _ => Vec::new(),
            },
        }
    }

    /// Offers the keys that the table at the cursor does not have yet.
    fn keys(&self, role: &FileRole, toml: &str, word: &str) -> Vec<CompletionItem> {
        let start = toml.rfind("\n[").map_or(0, |n| n + 1);
        let after = self.view.text(self.path).get(self.at..).unwrap_or_default();
        let ends = ["\n+++", "\n["].map(|end| after.find(end).unwrap_or(after.len()));
        let rest = &after[..ends[0].min(ends[1])];
        self.keys_of(
            role,
            &table_keys(toml),
            word,
            &[&toml[start..], rest].concat(),
        )
    }

    fn keys_of(
        &self,
        role: &FileRole,
        table: &[&str],
        word: &str,
        written: &str,
    ) -> Vec<CompletionItem> {
        let schema = KeySchema::of(role).and_then(|schema| schema.table(table.iter().copied()));
        let properties = schema.map(|schema| schema.properties).unwrap_or_default();
        let starts = |key: &str| {
            let mut parts = written.split(['\n', '{', ',']).map(str::trim_start);
            parts.any(|part| {
                part.strip_prefix(key)
                    .is_some_and(|rest| rest.trim_start().starts_with('='))
            })
        };
        let new = properties.into_iter().filter(|(key, _)| !starts(key));
        let item = |(key, schema): (String, KeySchema)| {
            let mut item = self.item(&key, CompletionItemKind::PROPERTY, word.len());
            item.documentation = Some(Documentation::String(schema.description));
            item
        };
        new.map(item).collect()
    }

    /// Offers the values of a key that begin with `word`.
    fn values(&self, role: &FileRole, toml: &str, key: &str, word: &str) -> Vec<CompletionItem> {
        let table = table_keys(toml);
        match key {
            "topics" => self.topics(word.len()),
            "publisher" => self.publishers(word.len()),
            "code" => self.codes(word.len(), |code| code.waivable),
            "ignore" if matches!(role, FileRole::Config) => {
                self.codes(word.len(), |code| code.severity != Severity::Error)
            }
            _ => {
                let keys = [table, vec![key]].concat();
                let schema = KeySchema::of(role).and_then(|schema| schema.table(keys));
                let values = schema.map(|schema| schema.values).unwrap_or_default();
                let words = values.iter().filter_map(|value| value.as_str());
                words
                    .map(|value| self.item(value, CompletionItemKind::ENUM_MEMBER, word.len()))
                    .collect()
            }
        }
    }

    fn topics(&self, length: usize) -> Vec<CompletionItem> {
        let mut items: Vec<CompletionItem> = Vec::new();
        for topic in &self.view.documents.topics {
            let title = isolated(&topic.title, &topic.lang);
            match items.last_mut().filter(|item| item.label == topic.id) {
                Some(item) => {
                    let detail = item.detail.get_or_insert_default();
                    detail.push_str(" · ");
                    detail.push_str(&title);
                }
                None => {
                    let mut item = self.item(&topic.id, CompletionItemKind::ENUM_MEMBER, length);
                    item.detail = Some(title);
                    items.push(item);
                }
            }
        }
        items
    }

    fn publishers(&self, length: usize) -> Vec<CompletionItem> {
        let publishers = self.view.documents.publishers.iter();
        let item = |publisher: &crate::parse::registers::Publisher| {
            let mut item = self.item(&publisher.id.value, CompletionItemKind::ENUM_MEMBER, length);
            let names = publisher
                .name
                .iter()
                .map(|(language, name)| isolated(name, language));
            item.detail = Some(names.collect::<Vec<_>>().join(" · "));
            item
        };
        publishers.map(item).collect()
    }

    fn codes(&self, length: usize, is_wanted: impl Fn(&Code) -> bool) -> Vec<CompletionItem> {
        let item = |code: Code| {
            let mut item = self.item(code.name(), CompletionItemKind::ENUM_MEMBER, length);
            item.detail = Some(code.title.to_owned());
            item.documentation = Some(Documentation::String(format!(
                "{} {}",
                code.means, code.why
            )));
            item
        };
        all().filter(is_wanted).map(item).collect()
    }

    fn quoted(&self, words: &str, language: &str) -> Documentation {
        let mut markup = MarkupText::new(self.is_markdown);
        markup.quoted(words, language);
        Documentation::MarkupContent(markup.content())
    }
}

/// Returns words in plain text, isolated in the direction of their language.
fn isolated(words: &str, language: &str) -> String {
    let mut markup = MarkupText::new(false);
    markup.quoted(words, language);
    markup.content().value
}

/// Returns the language in a text's file name.
fn role_language(path: &str) -> Option<String> {
    match role(path) {
        FileRole::Summary { lang, .. }
        | FileRole::Topic { lang, .. }
        | FileRole::Page { lang, .. }
        | FileRole::Issue { lang, .. } => Some(lang),
        _ => None,
    }
}

/// Returns an Arabic word without its article, so that كرملين finds الكرملين.
fn without_article(word: &str) -> &str {
    word.strip_prefix("ال").unwrap_or(word)
}

/// Returns true if a text consists of paragraph numbers only, the last one possibly incomplete.
fn named_paragraphs(text: &str) -> bool {
    let is_part = |c: char| c == 'p' || c.is_ascii_digit() || " ,،-–".contains(c);
    text.chars().all(is_part)
}

/// A citation that is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct OpenCitation<'l> {
    /// The id of the original that the citation names.
    name: Option<&'l str>,
    /// The part of a paragraph number, or of an id, before the cursor.
    word: &'l str,
    /// True if this word is the first one in the citation.
    is_first: bool,
    /// True if the word may be the beginning of an id, and is not part of a paragraph number.
    is_id: bool,
}

/// Returns the citation before the cursor, if the cursor is in one.
fn citation(line: &str) -> Option<OpenCitation<'_>> {
    let label = &line[line.rfind('[')? + 1..];
    let (name, numbers) = match label.split_once(' ') {
        Some((name, rest)) if !named_paragraphs(name) && is_original_id(name) => (Some(name), rest),
        _ => (None, label),
    };
    if name.is_none() && !named_paragraphs(label) {
        return is_original_id(label).then_some(OpenCitation {
            name,
            word: label,
            is_first: true,
            is_id: true,
        });
    }
    let last = numbers
        .rsplit([' ', ',', '،', '-', '–'])
        .next()
        .unwrap_or_default();
    let is_sound = named_paragraphs(numbers) && (last.is_empty() || last.starts_with('p'));
    is_sound.then_some(OpenCitation {
        name,
        word: last,
        is_first: name.is_none() && last.len() == label.len(),
        is_id: false,
    })
}

/// Returns the key whose string is open at the end of a line, and the part of the string before the cursor. `above` are
/// the lines before it, where a list may begin.
fn open_string<'l>(line: &'l str, above: &'l str) -> Option<(&'l str, &'l str)> {
    let mut open = None;
    for (at, c) in line.char_indices() {
        match (open, c) {
            (None, '"' | '\'') => open = Some((at, c)),
            (None, '#') => return None,
            (Some((_, quote)), c) if c == quote => open = None,
            _ => {}
        }
    }
    let (at, _) = open?;
    // The last `key =` outside strings.
    let mut key = "";
    let mut is_open = false;
    for (index, c) in line[..at].char_indices() {
        match c {
            '"' | '\'' => is_open = !is_open,
            '=' if !is_open => {
                let name = line[..index].trim_end();
                let start = name.trim_end_matches(is_key).len();
                key = name[start..].rsplit('.').next().unwrap_or_default();
            }
            _ => {}
        }
    }
    if key.is_empty() {
        key = open_list(above)?;
    }
    Some((key, &line[at + 1..]))
}

/// Returns the key of the list that is open at the end of some lines.
fn open_list(toml: &str) -> Option<&str> {
    let (before, list) = toml.rsplit_once('[')?;
    let before = before.trim_end().strip_suffix('=')?.trim_end();
    let key = &before[before.trim_end_matches(is_key).len()..];
    (!list.contains(']') && !key.is_empty()).then_some(key)
}

/// Returns the keys of the table that the last heading before the cursor opens.
fn table_keys(toml: &str) -> Vec<&str> {
    let lines = toml.lines().rev().map(str::trim);
    let mut headings = lines.filter(|line| line.starts_with('[') && line.contains(']'));
    let heading = headings
        .next()
        .map(|line| line.trim_matches(['[', ']', ' ']));
    let keys = heading.into_iter().flat_map(|heading| heading.split('.'));
    keys.map(|key| key.trim().trim_matches('"')).collect()
}

fn is_key(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_is_known_by_what_is_before_the_cursor() {
        for (line, length) in [
            ("Signed in June [", Some(0)),
            ("Signed in June [p", Some(1)),
            ("وقّعت دولتان [p1", Some(2)),
            ("Signed [p1, ", Some(0)),
            ("Signed [p1-p", Some(1)),
            ("Signed [reuters ", Some(0)),
            ("Signed [reuters p2, p", Some(1)),
            ("Signed [p1] and", None),
            ("Signed [the treaty", None),
            ("Signed [p1 «", None),
            ("Signed [1", None),
            ("Signed", None),
        ] {
            let citation = citation(line).filter(|citation| !citation.is_id);
            assert_eq!(citation.map(|one| one.word.len()), length, "{line}");
        }
    }

    #[test]
    fn an_open_string_belongs_to_its_key() {
        for (line, expected) in [
            ("topics = [\"", Some(("topics", ""))),
            ("topics = [\"economy\", \"mil", Some(("topics", "mil"))),
            ("publisher = \"x", Some(("publisher", "x"))),
            ("waive = [{ code = \"figure", Some(("code", "figure"))),
            ("waive = [{ code = \"a = b\", why = \"", Some(("why", ""))),
            ("name.ar = \"", Some(("ar", ""))),
            ("title = \"a\"", None),
            ("# title = \"a", None),
            ("\"", None),
            ("title", None),
        ] {
            assert_eq!(open_string(line, ""), expected, "{line}");
        }
        let above = "title = \"x\"\ntopics = [\n  \"economy\",\n";
        assert_eq!(open_string("\"mil", above), Some(("topics", "mil")));
        assert_eq!(open_string("\"mil", "topics = []\n"), None);
        assert_eq!(
            table_keys("a = 1\n[languages.ar]\ntitle"),
            ["languages", "ar"]
        );
        assert_eq!(table_keys("[[name]]\nid = \"x\"\n"), ["name"]);
        assert!(table_keys("title = 1\n").is_empty());
    }
}
