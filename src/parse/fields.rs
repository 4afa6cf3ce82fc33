//! Reads TOML tables key by key, so that all faults of a file are found at once, with their ranges.
//!
//! Takes a parsed table and the keys that the caller reads; returns typed values with their ranges in the file, and a
//! diagnostic for each key that is missing, unknown or of the wrong type. (Deriving `Deserialize` would stop at the first
//! fault.) Values that do not parse were reported already, and count as absent.

use crate::diagnostic::codes;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, nearest};
use crate::lang::Date;
use crate::parse::due::Due;
use crate::parse::extra::Extra;
use crate::parse::markdown::{check_plain, check_unseen};
use crate::parse::syntax::{TomlTable, spelt_boolean};
use crate::parse::text::{forbidden, no_character};
use crate::parse::{day, number, unseen};

/// A value and its byte range in the file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Located<T> {
    pub value: T,
    /// Byte range in the file.
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

/// A table that is being read.
pub struct Fields<'t, 's, 'd> {
    /// The whole TOML document that contains `table`.
    toml: &'t TomlTable<'s>,
    table: &'t DeTable<'s>,
    /// The range in the file for findings about the table as a whole.
    span: Option<Range<usize>>,
    path: &'t Arc<str>,
    owner: &'static str,
    asked: Vec<&'t str>,
    /// True if the table's keys are ids, none of which can be a misplaced key of a nested table.
    has_ids: bool,
    missing: Vec<&'t str>,
    /// Other keys that the table may have, for messages.
    others: Option<&'static str>,
    /// Keys of the enclosing tables: in TOML, a line below a heading belongs to that heading's table.
    outer: Vec<&'t str>,
    /// Keys that are in a table although an enclosing one reads them. All tables of a file share the set.
    misplaced: Rc<RefCell<BTreeSet<&'t str>>>,
    /// Keys of other tables, each with advice for when one is in this table.
    elsewhere: Vec<(&'t str, String)>,
    /// Keys of other programs, each with the equivalent key here.
    synonyms: Vec<(&'static str, &'static str)>,
    /// True if the table is written in braces, not below a heading.
    is_inline: bool,
    /// The table's own key, if it is written as the first part of dotted keys: `name.ar = "…"`.
    dotted: Option<&'t str>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'t, 's, 'd> Fields<'t, 's, 'd> {
    /// Begins reading a table. `owner` is the table's name in messages, as in "a summary's front matter".
    pub fn new(
        toml: &'t TomlTable<'s>,
        path: &'t Arc<str>,
        owner: &'static str,
        diagnostics: &'d mut Vec<Diagnostic>,
    ) -> Self {
        Fields {
            toml,
            table: toml.root.get_ref(),
            span: toml.opening.clone(),
            path,
            owner,
            asked: Vec::new(),
            has_ids: false,
            missing: Vec::new(),
            others: None,
            outer: Vec::new(),
            misplaced: Rc::default(),
            elsewhere: Vec::new(),
            synonyms: Vec::new(),
            is_inline: false,
            dotted: None,
            diagnostics,
        }
    }

    /// Reads a text that is required and must not be empty.
    pub fn required(&mut self, key: &'t str) -> Option<Located<String>> {
        if !self.table.contains_key(key) {
            self.asked.push(key);
            self.missing.push(key);
            return None;
        }
        let text = self.string(key)?;
        if unseen::is_blank(&text.value) {
            self.diagnostics.push(
                Diagnostic::new(codes::VALUE_EMPTY, self.path, format!("`{key}` is empty"))
                    .at(text.span)
                    .help("give it a text"),
            );
            return None;
        }
        Some(text)
    }

    /// Reads a text.
    pub fn string(&mut self, key: &'t str) -> Option<Located<String>> {
        let value = self.get(key)?;
        let prefix = self.prefix();
        let form = || format!("{prefix}{key} = \"…\"");
        self.as_string(&format!("`{prefix}{key}`"), form, value)
    }

    /// Reads a text that must be one of `words`; the value is its index.
    pub fn one_of(&mut self, key: &'t str, words: &[&'static str]) -> Option<Located<usize>> {
        let text = self.string(key)?;
        match words.iter().position(|w| *w == text.value) {
            Some(index) => Some(text.map(|_| index)),
            None => {
                let quoted: Vec<_> = words.iter().map(|w| format!("\"{w}\"")).collect();
                let choice = match quoted.split_last() {
                    Some((last, rest)) if !rest.is_empty() => {
                        format!("{} or {last}", rest.join(", "))
                    }
                    _ => quoted.concat(),
                };
                let help = match nearest(&text.value, words.iter().copied()) {
                    Some(word) => format!("did you mean \"{word}\"? It can be {choice}"),
                    None => format!("it can be {choice}"),
                };
                self.diagnostics.push(
                    Diagnostic::new(
                        codes::VALUE_UNKNOWN,
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

    /// Reads `true` or `false`.
    pub fn boolean(&mut self, key: &'t str) -> Option<bool> {
        let value = self.get(key)?;
        let read = value.get_ref().as_bool();
        let help = match meant_boolean(value.get_ref()) {
            Some(meant) => format!("write `{key} = {meant}`"),
            None => format!("write `{key} = true` or `{key} = false`"),
        };
        self.typed(&format!("`{key}`"), value, read, "true or false", help)
            .map(|l| l.value)
    }

    /// Reads an integer.
    pub fn integer(&mut self, key: &'t str) -> Option<i64> {
        self.whole(key).map(|l| l.value)
    }

    /// Reads an integer, with its range.
    pub fn whole(&mut self, key: &'t str) -> Option<Located<i64>> {
        let value = self.get(key)?;
        let read = value
            .get_ref()
            .as_integer()
            .and_then(|i| i64::from_str_radix(i.as_str(), i.radix()).ok());
        let help = number_help(key, value.get_ref(), "10");
        self.typed(&format!("`{key}`"), value, read, "a whole number", help)
    }

    /// Reads a required number, with its digits as written.
    pub fn number(&mut self, key: &'t str) -> Option<Located<String>> {
        if !self.table.contains_key(key) && self.is_sound() {
            let message = format!("`{key}` is missing from {}", self.owner);
            let found = Diagnostic::new(codes::KEY_MISSING, self.path, message);
            let found = self.about(found.help(format!("add `{key} = 10`")));
            self.diagnostics.push(found);
        }
        let value = self.get(key)?;
        let read = match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str().to_owned()),
            DeValue::Float(number) => Some(number.as_str().to_owned()),
            _ => None,
        };
        let help = number_help(key, value.get_ref(), "3.5");
        self.typed(&format!("`{key}`"), value, read, "a number", help)
    }

    /// Reads a date: a day without a time.
    pub fn date(&mut self, key: &'t str) -> Option<Located<Date>> {
        let value = self.get(key)?;
        let datetime = value.get_ref().as_datetime();
        let day = datetime.filter(|d| d.time.is_none()).and_then(|d| d.date);
        let read = day.and_then(|d| Date::new(i32::from(d.year), d.month, d.day));
        let as_written = written(value.get_ref());
        let fault = || {
            day::fault(&as_written).or_else(|| {
                let day = day::spelt(&as_written)?;
                let message = "this is a text, not a date".to_owned();
                Some((message, format!("write {day}, without quotes")))
            })
        };
        if read.is_none()
            && let Some((message, help)) = fault()
        {
            let found = Diagnostic::new(codes::DATE_INVALID, self.path, message);
            self.diagnostics
                .push(found.at(self.place(value.span())).help(help));
            return None;
        }
        let help = "write it as 2025-08-31, without quotes".into();
        self.typed(&format!("`{key}`"), value, read, "a date", help)
    }

    /// Reads a day or a moment. A moment is a day with a time and, if the site has no time zone, an offset.
    pub fn due(&mut self, key: &'t str) -> Option<Located<Due>> {
        let value = self.get(key)?;
        let read = value.get_ref().as_datetime().and_then(Due::of);
        let form = format!("{key} = 2025-09-01` or `{key} = 2025-09-01T06:00:00+03:00");
        let as_written = written(value.get_ref());
        // A text such as "2025-09-01T06:00:00+03:00" lacks nothing but its form.
        let bare = as_written.trim_matches('"').replace(' ', "T");
        let is_moment =
            bare.len() > 10 && bare.parse().is_ok_and(|value| Due::of(&value).is_some());
        let fault = if is_moment {
            let message = "this is a text, not a moment".to_owned();
            Some((message, format!("write {bare}, without quotes")))
        } else {
            day::fault(&as_written).map(|(message, help)| (message, day::for_moment(&help)))
        };
        if let Some((message, help)) = fault.filter(|_| read.is_none()) {
            let found = Diagnostic::new(codes::DATE_INVALID, self.path, message);
            self.diagnostics
                .push(found.at(self.place(value.span())).help(help));
            return None;
        }
        let help = format!("write it as in `{form}`, without quotes");
        self.typed(&format!("`{key}`"), value, read, "a day or a moment", help)
    }

    /// Reads a table with any keys and values; empty if the key is missing.
    pub fn extra(&mut self, key: &'t str) -> Extra {
        let Some(value) = self.get(key) else {
            return Extra::default();
        };
        if value.get_ref().as_table().is_none() {
            let read: Option<()> = None;
            let help = format!("write it as in `{key} = {{ … }}`, or below a heading `[{key}]`");
            self.typed(&format!("`{key}`"), value, read, "a table", help);
            return Extra::default();
        }
        let extra = Extra::of(value.get_ref());
        // Templates show texts as they are.
        let wrong = extra.texts().iter().find_map(|text| forbidden(text).next());
        if let Some((_, c)) = wrong {
            let found = no_character(self.path, c).at(self.place(value.span()));
            self.diagnostics.push(found);
            return Extra::default();
        }
        extra
    }

    /// Reads a list of texts; empty if the key is missing.
    pub fn strings(&mut self, key: &'t str) -> Vec<Located<String>> {
        let prefix = self.prefix();
        let form = || format!("{prefix}{key} = [\"…\", \"…\"]");
        let text = self
            .table
            .get(key)
            .and_then(|value| value.get_ref().as_str());
        let short = text.filter(|text| text.chars().count() <= 40 && !text.contains(['"', '\n']));
        let list = |_| match short {
            Some(text) => {
                let entries = text.split([',', '،', ';', '؛']).map(str::trim);
                let entries = entries.filter(|entry| !entry.is_empty());
                let entries: Vec<String> = entries.map(|entry| format!("\"{entry}\"")).collect();
                format!("write `{prefix}{key} = [{}]`", entries.join(", "))
            }
            None => format!("write it as in `{}`", form()),
        };
        self.list(key, list)
            .into_iter()
            .filter_map(|item| {
                self.as_string(&format!("an entry of `{}{key}`", self.prefix()), form, item)
            })
            .collect()
    }

    /// Reports Markdown and citations in a text that is printed unchanged.
    pub fn check_plain(&mut self, text: &Located<String>) {
        for found in check_plain(self.path(), text) {
            self.report(found);
        }
    }

    /// Reports characters in a visible text that are invisible or change its direction.
    pub fn check_unseen(&mut self, text: &Located<String>) {
        if let Some(found) = check_unseen(self.path(), text) {
            self.report(found);
        }
    }

    /// Reads a text that is printed unchanged, and reports Markdown and citations in it.
    pub fn plain_string(&mut self, key: &'t str) -> Option<Located<String>> {
        let text = self.string(key)?;
        self.check_plain(&text);
        Some(text)
    }

    /// Returns true if the value of a key is a list.
    pub fn is_list(&self, key: &str) -> bool {
        let value = self.table.get(key);
        value.is_some_and(|value| value.get_ref().is_array())
    }

    /// Opens a table below this one. `form` shows in messages how it is written.
    pub fn table(
        &mut self,
        key: &'t str,
        owner: &'static str,
        form: &str,
    ) -> Option<Fields<'t, 's, '_>> {
        let value = self.get(key)?;
        let is_dotted = !self.toml.written(&value.span()).starts_with(['[', '{']);
        let mut table = self.open_as(format!("`{key}`"), value, owner, form)?;
        table.dotted = is_dotted.then_some(key);
        Some(table)
    }

    /// Reads a list of tables. `form` shows in messages how it is written.
    pub fn tables(&mut self, key: &'t str, form: &str) -> Vec<&'t Spanned<DeValue<'s>>> {
        self.list(key, |written| match written {
            '[' => format!("double the brackets, as in `[[{key}]]`: each entry has such a heading"),
            '{' => format!("put it between brackets, as in `{key} = [{{ … }}]`"),
            _ => format!("write it as in `{form}`"),
        })
    }

    /// Opens an item of [`Fields::tables`] as a table.
    pub fn open(
        &mut self,
        key: &str,
        value: &'t Spanned<DeValue<'s>>,
        owner: &'static str,
        form: &str,
    ) -> Option<Fields<'t, 's, '_>> {
        self.open_as(format!("an entry of `{key}`"), value, owner, form)
    }

    fn open_as(
        &mut self,
        what: String,
        value: &'t Spanned<DeValue<'s>>,
        owner: &'static str,
        form: &str,
    ) -> Option<Fields<'t, 's, '_>> {
        let Some(table) = value.get_ref().as_table() else {
            let read: Option<()> = None;
            let help = match self.toml.written(&value.span()).starts_with("[[") {
                true => format!("write its heading once, with single brackets, as in `{form}`"),
                false => format!("write it as in `{form}`"),
            };
            self.typed(&what, value, read, "a table", help);
            return None;
        };
        Some(Fields {
            toml: self.toml,
            table,
            span: Some(self.place(value.span())),
            path: self.path,
            owner,
            asked: Vec::new(),
            has_ids: false,
            missing: Vec::new(),
            others: None,
            outer: match self.has_ids {
                true => self.outer.clone(),
                false => self.outer.iter().chain(&self.asked).copied().collect(),
            },
            misplaced: self.misplaced.clone(),
            elsewhere: Vec::new(),
            synonyms: Vec::new(),
            is_inline: self.toml.written(&value.span()).starts_with('{'),
            dotted: None,
            diagnostics: self.diagnostics,
        })
    }

    /// Returns true if the table has a key.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Returns true if the value of a key is a table.
    pub fn is_table(&self, key: &str) -> bool {
        self.table
            .get(key)
            .is_some_and(|value| value.get_ref().is_table())
    }

    /// Returns the keys of the table that is the value of a key; empty if it is not a table.
    pub fn keys_below(&self, key: &str) -> Vec<&'t str> {
        let table = self
            .table
            .get(key)
            .and_then(|value| value.get_ref().as_table());
        let keys = table.into_iter().flat_map(|table| table.keys());
        keys.map(|key| key.get_ref().as_ref()).collect()
    }

    /// Returns the texts in the table that is the value of a key, with their keys and their ranges in the file.
    pub fn texts_below(&self, key: &str) -> Vec<(&'t str, String, Range<usize>)> {
        let table = self
            .table
            .get(key)
            .and_then(|value| value.get_ref().as_table());
        let entries = table.into_iter().flat_map(|table| table.iter());
        let texts = entries.filter_map(|(key, value)| {
            let text = value.get_ref().as_str()?.to_owned();
            Some((key.get_ref().as_ref(), text, self.place(value.span())))
        });
        texts.collect()
    }

    /// Returns a value of any type as written, with its range in the file.
    pub fn as_written(&self, key: &str) -> Option<Located<String>> {
        let span = self.table.get(key)?.span();
        Some(Located {
            value: self.toml.written(&span).to_owned(),
            span: self.place(span),
        })
    }

    /// Returns the range of a key's value in the file; `None` if there is no such key, or if it does not parse.
    pub fn place_of(&self, key: &str) -> Option<Range<usize>> {
        let span = self.table.get(key)?.span();
        (!self.toml.is_faulty(&span)).then(|| self.place(span))
    }

    /// Marks keys as known that other code reads.
    pub fn reserve(&mut self, keys: &[&'t str]) {
        self.asked.extend(keys);
    }

    /// Sets the other keys that the table may have, for the message about an unknown key.
    pub fn others(&mut self, others: &'static str) {
        self.others = Some(others);
    }

    /// Registers keys of another table, for the message about one that is in this table. `form` is the heading that they
    /// belong below.
    pub fn below(&mut self, form: &str, keys: &[&'static str]) {
        let help = format!("it belongs below a heading such as `{form}`");
        let keys = keys.iter().map(|key| (*key, help.clone()));
        self.elsewhere.extend(keys);
    }

    /// Registers the key that was probably meant by an unknown key.
    pub fn meant(&mut self, key: &'t str, meant: String) {
        self.elsewhere
            .push((key, format!("did you mean `{meant}`?")));
    }

    /// Registers keys of other programs, each with the equivalent key here.
    pub fn synonyms(&mut self, synonyms: &[(&'static str, &'static str)]) {
        self.synonyms.extend(synonyms);
    }

    /// Registers keys of other programs that have no equivalent here, each with advice.
    pub fn hints(&mut self, hints: &[(&'static str, &str)]) {
        let hints = hints.iter().map(|(key, help)| (*key, (*help).to_owned()));
        self.elsewhere.extend(hints);
    }

    /// Returns true if all of the TOML parsed. If not, keys that seem to be missing may be in the invalid part.
    pub fn is_sound(&self) -> bool {
        self.toml.is_sound()
    }

    /// Returns the keys of this table in the order of the file, with their ranges, and marks them as known.
    pub fn keys(&mut self) -> Vec<Located<&'t str>> {
        let keys = self.unread_keys(&[]);
        self.asked.extend(keys.iter().map(|key| key.value));
        self.has_ids = true;
        keys
    }

    /// Returns the keys other than `known`, in the order of the file. They stay unknown until they are read.
    pub fn unread_keys(&self, known: &[&str]) -> Vec<Located<&'t str>> {
        let mut keys: Vec<_> = self
            .table
            .keys()
            .filter(|key| !known.contains(&key.get_ref().as_ref()))
            .filter(|key| !self.toml.is_faulty(&key.span()))
            .map(|key| Located {
                value: key.get_ref().as_ref(),
                span: self.place(key.span()),
            })
            .collect();
        keys.sort_by_key(|key| key.span.start);
        keys
    }

    /// Sets the range of a finding about the table as a whole.
    pub fn about(&self, mut diagnostic: Diagnostic) -> Diagnostic {
        diagnostic.span = self.span.clone();
        diagnostic
    }

    /// Adds a finding of the caller's.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports a missing key of a table. `form` shows how it is written, as in `date = 2025-09-01`.
    pub fn missing_key(&mut self, form: &str) {
        if !self.is_sound() {
            return;
        }
        let key = form.split(' ').next().unwrap_or_default();
        let message = format!("`{key}` is missing from {}", self.owner);
        let found = Diagnostic::new(codes::KEY_MISSING, self.path, message);
        let found = self.about(found.help(format!("add `{form}`")));
        self.diagnostics.push(found);
    }

    /// Returns the file's path.
    pub fn path(&self) -> &'t Arc<str> {
        self.path
    }

    /// Reports unknown and missing keys.
    pub fn finish(mut self) {
        for key in self.unread_keys(&self.asked) {
            let help = self.help_for(key.value);
            let message = format!("{} has no key `{}`", self.owner, key.value);
            self.diagnostics.push(
                Diagnostic::new(codes::KEY_UNKNOWN, self.path, message)
                    .at(key.span)
                    .help(help),
            );
        }
        if !self.is_sound() {
            return;
        }
        let misplaced = self.misplaced.borrow();
        for key in self.missing.iter().filter(|key| !misplaced.contains(*key)) {
            let message = format!("`{key}` is missing from {}", self.owner);
            let mut found = Diagnostic::new(codes::KEY_MISSING, self.path, message);
            found.span = self.span.clone();
            self.diagnostics
                .push(found.help(format!("add `{key} = \"…\"`")));
        }
    }

    /// Returns advice on an unknown key. If it was probably meant as a missing key, that one no longer counts as missing.
    fn help_for(&mut self, key: &'t str) -> String {
        if let Some((_, help)) = self.elsewhere.iter().find(|(other, _)| *other == key) {
            return help.clone();
        }
        if let Some(outer) = self.outer.iter().copied().find(|outer| *outer == key) {
            return self.belongs_outside(outer, false);
        }
        if let Some((meant, difference)) = unseen::twin(key, self.asked.iter().copied()) {
            self.missing.retain(|missing| *missing != meant);
            return difference;
        }
        let synonym = self.synonyms.iter().find(|(other, _)| *other == key);
        let synonym = synonym.map(|(_, own)| *own);
        if let Some(meant) = synonym.or_else(|| nearest(key, self.asked.iter().copied())) {
            self.missing.retain(|missing| *missing != meant);
            return format!("did you mean `{meant}`?");
        }
        if let Some(outer) = nearest(key, self.outer.iter().copied()) {
            return self.belongs_outside(outer, true);
        }
        let known = self.known();
        match self.others {
            Some(others) => format!("it can hold {known} and {others}"),
            None => format!("it can hold {known}"),
        }
    }

    /// Returns advice on a key that an enclosing table reads.
    fn belongs_outside(&mut self, key: &'t str, is_mistyped: bool) -> String {
        self.misplaced.borrow_mut().insert(key);
        let way_out = if self.is_inline {
            "put it outside these braces"
        } else {
            "put it above the first heading `[…]`: what stands below a heading belongs to it"
        };
        match is_mistyped {
            true => format!("did you mean `{key}`? Then {way_out}"),
            false => way_out.into(),
        }
    }

    /// Returns the text before a key of this table in dotted keys: `name.` in `name.ar = "…"`.
    fn prefix(&self) -> String {
        self.dotted.map_or(String::new(), |key| format!("{key}."))
    }

    /// Returns the keys that were read, as a list for messages.
    fn known(&self) -> String {
        self.asked.join(", ")
    }

    fn get(&mut self, key: &'t str) -> Option<&'t Spanned<DeValue<'s>>> {
        self.asked.push(key);
        let value = self.table.get(key)?;
        // A table's range covers its content, of which each part is checked separately.
        let is_whole = value.get_ref().is_table() || !self.toml.is_faulty(&value.span());
        is_whole.then_some(value)
    }

    /// Returns the entries of a list. `help` takes the value's first character if the value is not a list.
    fn list(
        &mut self,
        key: &'t str,
        help: impl FnOnce(char) -> String,
    ) -> Vec<&'t Spanned<DeValue<'s>>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let items = value.get_ref().as_array();
        // A heading with single brackets beside ones with double brackets was reported already.
        if items.is_none() && !self.toml.is_faulty(&value.span()) {
            let read: Option<()> = None;
            let written = self.toml.written(&value.span());
            let help = help(written.chars().next().unwrap_or_default());
            let what = format!("`{}{key}`", self.prefix());
            self.typed(&what, value, read, "a list", help);
        }
        items
            .map(|array| array.iter().collect())
            .unwrap_or_default()
    }

    fn as_string(
        &mut self,
        what: &str,
        form: impl FnOnce() -> String,
        value: &Spanned<DeValue<'s>>,
    ) -> Option<Located<String>> {
        let Some(text) = value.get_ref().as_str() else {
            let read: Option<()> = None;
            let help = format!("write it as in `{}`", form());
            self.typed(what, value, read, "a text", help);
            return None;
        };
        let text = Located {
            value: text.to_owned(),
            span: self.place(value.span()),
        };
        // An escape such as \u0007 can produce a character that the file itself must not contain.
        if let Some((_, c)) = forbidden(&text.value).next() {
            let found = no_character(self.path, c).at(text.span);
            self.diagnostics.push(found);
            return None;
        }
        Some(text)
    }

    /// Returns the value if it was read; otherwise reports the expected type.
    fn typed<T>(
        &mut self,
        what: &str,
        value: &Spanned<DeValue<'s>>,
        read: Option<T>,
        expected: &str,
        help: String,
    ) -> Option<Located<T>> {
        let span = self.place(value.span());
        if let Some(value) = read {
            return Some(Located { value, span });
        }
        let found = match value.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) if expected == "a whole number" => "one of so many digits",
            DeValue::Integer(_) => "a number",
            DeValue::Float(_) => "a number with a fraction",
            DeValue::Boolean(true) => "`true`",
            DeValue::Boolean(false) => "`false`",
            DeValue::Datetime(datetime) if datetime.date.is_none() => "a time",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        // What stands for a value that could not be read; its syntax is reported.
        if span.is_empty() {
            return None;
        }
        let message = format!("{what} must be {expected}, not {found}");
        self.diagnostics.push(
            Diagnostic::new(codes::VALUE_TYPE, self.path, message)
                .at(span)
                .help(help),
        );
        None
    }

    fn place(&self, span: Range<usize>) -> Range<usize> {
        let offset = self.toml.offset;
        span.start + offset..span.end + offset
    }
}

/// Returns advice on a value that must be a number.
fn number_help(key: &str, value: &DeValue<'_>, example: &str) -> String {
    let DeValue::String(text) = value else {
        return format!("write it as in `{key} = {example}`");
    };
    let visible = unseen::visible(text);
    let text = visible.trim();
    if let Some(meant) = number::meant(text) {
        return format!(
            "write `{key} = {}`, without quotes{}",
            meant.digits, meant.also
        );
    }
    match text.parse::<f64>() {
        Ok(_) => format!("write it without quotes: `{key} = {text}`"),
        Err(_) => format!("write digits without quotes, as in `{key} = {example}`"),
    }
}

/// Returns the boolean that a word or a number was probably meant as.
fn meant_boolean(value: &DeValue<'_>) -> Option<bool> {
    match value {
        DeValue::String(text) => spelt_boolean(text.trim()),
        DeValue::Integer(number) => match number.as_str() {
            "1" => Some(true),
            "0" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// Returns a text or date as written, to guess its meaning.
fn written(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("\"{text}\""),
        DeValue::Datetime(datetime) => datetime.to_string(),
        _ => String::new(),
    }
}
