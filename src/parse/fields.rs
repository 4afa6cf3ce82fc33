//! Reading TOML tables key by key, so that every fault of a file is found at once and with its place.
//!
//! Takes a parsed table and the keys that its owner asks for; gives typed values with their places in the file, and a
//! diagnostic for each key that is missing, unknown or of the wrong type. (Deriving `Deserialize` would stop at the
//! first fault.)

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, nearest};
use crate::lang::Date;

/// A value and the bytes of its file that it was written in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Range<usize>,
}

impl<T> Located<T> {
    fn map<U>(self, f: impl FnOnce(T) -> U) -> Located<U> {
        Located {
            value: f(self.value),
            span: self.span,
        }
    }
}

/// Parses the TOML in `text`, which begins `offset` bytes into the file.
///
/// What does not parse is reported and left out; the rest is given all the same.
pub fn parse_table<'s>(
    path: &Arc<str>,
    text: &'s str,
    offset: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Spanned<DeTable<'s>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let message = error.message().trim().replace('\n', ", ");
        let mut diagnostic = Diagnostic::error(
            "toml-syntax",
            path,
            format!("this is not valid TOML: {message}"),
        )
        .at(span.start + offset..span.end + offset);
        if text.get(span).is_some_and(looks_like_a_date) {
            diagnostic.code = "date-invalid";
            diagnostic.message = "there is no such date".into();
            diagnostic.help = Some("write a date as 2025-08-31, without quotes".into());
        }
        diagnostics.push(diagnostic);
    }
    table
}

fn looks_like_a_date(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits >= 6 && text.matches('-').count() == 2
}

/// A table that is being read.
pub struct Fields<'t, 's, 'd> {
    table: &'t DeTable<'s>,
    span: Range<usize>,
    path: &'t Arc<str>,
    offset: usize,
    owner: &'static str,
    asked: Vec<&'t str>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'t, 's, 'd> Fields<'t, 's, 'd> {
    /// Reads `table`, whose text begins `offset` bytes into the file. `owner` says in messages whose keys these are, as
    /// in "a summary's front matter".
    pub fn new(
        table: &'t Spanned<DeTable<'s>>,
        path: &'t Arc<str>,
        offset: usize,
        owner: &'static str,
        diagnostics: &'d mut Vec<Diagnostic>,
    ) -> Self {
        Fields {
            table: table.get_ref(),
            span: table.span(),
            path,
            offset,
            owner,
            asked: Vec::new(),
            diagnostics,
        }
    }

    /// A text that must be there and not empty.
    pub fn required(&mut self, key: &'t str) -> Option<Located<String>> {
        if !self.table.contains_key(key) {
            self.asked.push(key);
            let mut diagnostic = Diagnostic::error(
                "key-missing",
                self.path,
                format!("`{key}` is missing from {}", self.owner),
            )
            .help(format!("add a line `{key} = \"…\"`"));
            diagnostic.span = Some(self.place(self.span.start..self.span.start));
            self.diagnostics.push(diagnostic);
            return None;
        }
        let text = self.string(key)?;
        if text.value.trim().is_empty() {
            self.diagnostics.push(
                Diagnostic::error("value-empty", self.path, format!("`{key}` is empty"))
                    .at(text.span)
                    .help("give it a text"),
            );
            return None;
        }
        Some(text)
    }

    /// A text.
    pub fn string(&mut self, key: &'t str) -> Option<Located<String>> {
        let value = self.get(key)?;
        self.as_string(key, value)
    }

    /// A text that must be one of `words`; the value is its index.
    pub fn one_of(&mut self, key: &'t str, words: &[&'static str]) -> Option<Located<usize>> {
        let text = self.string(key)?;
        match words.iter().position(|w| *w == text.value) {
            Some(index) => Some(text.map(|_| index)),
            None => {
                let choice = words
                    .iter()
                    .map(|w| format!("\"{w}\""))
                    .collect::<Vec<_>>()
                    .join(", ");
                let help = match nearest(&text.value, words.iter().copied()) {
                    Some(word) => format!("did you mean \"{word}\"? It can be {choice}"),
                    None => format!("it can be {choice}"),
                };
                self.diagnostics.push(
                    Diagnostic::error(
                        "value-unknown",
                        self.path,
                        format!("`{key}` cannot be \"{}\"", text.value),
                    )
                    .at(text.span)
                    .help(help),
                );
                None
            }
        }
    }

    /// `true` or `false`.
    pub fn boolean(&mut self, key: &'t str) -> Option<bool> {
        let value = self.get(key)?;
        let read = value.get_ref().as_bool();
        self.typed(key, value, read, "true or false")
            .map(|l| l.value)
    }

    /// A whole number.
    pub fn integer(&mut self, key: &'t str) -> Option<i64> {
        let value = self.get(key)?;
        let read = value
            .get_ref()
            .as_integer()
            .and_then(|i| i64::from_str_radix(i.as_str(), i.radix()).ok());
        self.typed(key, value, read, "a whole number such as 10")
            .map(|l| l.value)
    }

    /// A date.
    pub fn date(&mut self, key: &'t str) -> Option<Located<Date>> {
        let value = self.get(key)?;
        let read = value.get_ref().as_datetime().and_then(|d| d.date);
        let read = read.and_then(|d| Date::new(i32::from(d.year), d.month, d.day));
        self.typed(
            key,
            value,
            read,
            "a date such as 2025-08-31, without quotes",
        )
    }

    /// A list of texts; an empty one where the key is missing.
    pub fn strings(&mut self, key: &'t str) -> Vec<Located<String>> {
        self.list(key, "a list of texts such as [\"…\", \"…\"]")
            .into_iter()
            .filter_map(|item| self.as_string(key, item))
            .collect()
    }

    /// A table under this one.
    pub fn table(&mut self, key: &'t str, owner: &'static str) -> Option<Fields<'t, 's, '_>> {
        let value = self.get(key)?;
        self.open(key, value, owner)
    }

    /// A list of tables.
    pub fn tables(&mut self, key: &'t str, expected: &str) -> Vec<&'t Spanned<DeValue<'s>>> {
        self.list(key, expected)
    }

    /// Reads an item of [`Fields::tables`] as a table.
    pub fn open(
        &mut self,
        key: &str,
        value: &'t Spanned<DeValue<'s>>,
        owner: &'static str,
    ) -> Option<Fields<'t, 's, '_>> {
        let Some(table) = value.get_ref().as_table() else {
            let read: Option<()> = None;
            self.typed(key, value, read, "a table such as { … = \"…\" }");
            return None;
        };
        Some(Fields {
            table,
            span: value.span(),
            path: self.path,
            offset: self.offset,
            owner,
            asked: Vec::new(),
            diagnostics: self.diagnostics,
        })
    }

    /// Whether the value of a key is a table.
    pub fn is_table(&self, key: &str) -> bool {
        self.table
            .get(key)
            .is_some_and(|value| value.get_ref().is_table())
    }

    /// Lets keys be that others read.
    pub fn reserve(&mut self, keys: &[&'t str]) {
        self.asked.extend(keys);
    }

    /// The keys of this table in the order of the file, with their places; they count as known.
    pub fn keys(&mut self) -> Vec<Located<&'t str>> {
        let keys = self.unread_keys(&[]);
        self.asked.extend(keys.iter().map(|key| key.value));
        keys
    }

    /// The keys other than `known`, in the order of the file; they stay unknown until they are read.
    pub fn unread_keys(&self, known: &[&str]) -> Vec<Located<&'t str>> {
        let mut keys: Vec<_> = self
            .table
            .keys()
            .filter(|key| !known.contains(&key.get_ref().as_ref()))
            .map(|key| Located {
                value: key.get_ref().as_ref(),
                span: self.place(key.span()),
            })
            .collect();
        keys.sort_by_key(|key| key.span.start);
        keys
    }

    /// Where this table begins, for a finding about it as a whole.
    pub fn span(&self) -> Range<usize> {
        self.place(self.span.clone())
    }

    /// Adds a finding of the caller's.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The file that is being read.
    pub fn path(&self) -> &'t Arc<str> {
        self.path
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(self) {
        let mut unknown: Vec<_> = self
            .table
            .keys()
            .filter(|key| !self.asked.contains(&key.get_ref().as_ref()))
            .collect();
        unknown.sort_by_key(|key| key.span().start);
        for key in unknown {
            let word = key.get_ref().as_ref();
            let known = self.asked.join(", ");
            let help = match nearest(word, self.asked.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("it can hold {known}"),
            };
            self.diagnostics.push(
                Diagnostic::error(
                    "key-unknown",
                    self.path,
                    format!("{} has no key `{word}`", self.owner),
                )
                .at(key.span().start + self.offset..key.span().end + self.offset)
                .help(help),
            );
        }
    }

    fn get(&mut self, key: &'t str) -> Option<&'t Spanned<DeValue<'s>>> {
        self.asked.push(key);
        self.table.get(key)
    }

    fn list(&mut self, key: &'t str, expected: &str) -> Vec<&'t Spanned<DeValue<'s>>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let items = value.get_ref().as_array();
        if items.is_none() {
            let read: Option<()> = None;
            self.typed(key, value, read, expected);
        }
        items
            .map(|array| array.iter().collect())
            .unwrap_or_default()
    }

    fn as_string(&mut self, key: &str, value: &Spanned<DeValue<'s>>) -> Option<Located<String>> {
        let read = value.get_ref().as_str().map(str::to_owned);
        self.typed(key, value, read, "a text in quotes")
    }

    /// A value that was read, or a diagnostic that says what was expected instead.
    fn typed<T>(
        &mut self,
        key: &str,
        value: &Spanned<DeValue<'s>>,
        read: Option<T>,
        expected: &str,
    ) -> Option<Located<T>> {
        let span = self.place(value.span());
        match read {
            Some(value) => Some(Located { value, span }),
            None => {
                let found = match value.get_ref().type_str() {
                    "string" => "a text",
                    "integer" | "float" => "a number",
                    "boolean" => "true or false",
                    "datetime" => "a date or time",
                    "array" => "a list",
                    _ => "a table",
                };
                self.diagnostics.push(
                    Diagnostic::error(
                        "value-type",
                        self.path,
                        format!("`{key}` is {found}, not what it must be"),
                    )
                    .at(span)
                    .help(format!("it must be {expected}")),
                );
                None
            }
        }
    }

    fn place(&self, span: Range<usize>) -> Range<usize> {
        span.start + self.offset..span.end + self.offset
    }
}
