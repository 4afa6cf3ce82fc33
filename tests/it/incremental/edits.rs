//! Edits of a site: what people, editors and version control do to its files, each from one state to the next.
//!
//! A [`Step`] says what is done by kind and by a few picks, which choose among what is there: so a script of steps means
//! something for any site, and still does when some of its steps are left out.

use std::collections::BTreeSet;
use std::fmt;

use proptest::prelude::*;
use proptest::sample::Index;

use crate::common::Tree;
use crate::incremental::words::*;

/// One edit.
#[derive(Clone)]
pub struct Step {
    pub kind: Kind,
    /// Indices that choose the object and the arguments of the edit.
    pub picks: [Index; 3],
    /// The paths that the watcher reports.
    pub named: Named,
    /// True to reset a site that cannot be built to its last good state instead.
    pub mends: bool,
    /// True to compare the result with a full build; the last step of a script is always compared.
    pub compared: bool,
}

/// The kind of an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    AddText,
    TakeLine,
    ChangeFigure,
    SetField,
    Break,
    AddArticle,
    AddLanguage,
    AddStanding,
    Attach,
    DeleteFile,
    DeleteFolder,
    RenameFile,
    RenameFolder,
    /// A text gets another language.
    RenameLanguage,
    /// A file of a folder gets another name, and its texts name it by that.
    RenameAttachment,
    /// A file of a theme gets another name.
    RenameThemeFile,
    /// A topic gets another id, and whatever names it does so by that.
    RenameTopic,
    /// A publisher gets another id, and so does who names it.
    RenamePublisher,
    /// A file or folder gets the same name with a capital letter.
    ChangeCase,
    Swap,
    /// Two articles change their folders.
    SwapFolders,
    SetConfig,
    AddConfigTable,
    SetName,
    AddName,
    SetPublisher,
    AddPublisher,
    TakeTable,
    SwapTables,
    AddThemeFile,
    EditTemplate,
    EditWords,
    /// Back to an earlier state, as by version control.
    Undo,
    /// A file of the output is deleted.
    LoseOutput,
}

/// The paths that the watcher reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// Each file; for a folder that was added or removed, only the folder.
    Exactly,
    /// Each file.
    Files,
    /// The folders of the files.
    Folders,
    /// `content` or `themes`.
    Tops,
}

/// A step.
pub fn step() -> impl Strategy<Value = Step> {
    use Kind::*;
    let kind = prop_oneof![
        12 => prop::sample::select(vec![AddText, TakeLine, ChangeFigure, SetField]),
        5 => prop::sample::select(vec![AddArticle, AddLanguage, AddStanding, Attach]),
        5 => prop::sample::select(vec![DeleteFile, DeleteFolder, RenameFile, RenameFolder, Swap]),
        5 => prop::sample::select(vec![RenameLanguage, RenameAttachment, RenameThemeFile, RenameTopic, RenamePublisher, ChangeCase, SwapFolders]),
        3 => prop::sample::select(vec![SetConfig, AddConfigTable]),
        4 => prop::sample::select(vec![SetName, AddName, SetPublisher, AddPublisher, TakeTable, SwapTables]),
        3 => prop::sample::select(vec![AddThemeFile, EditTemplate, EditWords]),
        2 => Just(Break),
        6 => Just(Undo),
        1 => Just(LoseOutput),
    ];
    let named = prop_oneof![
        5 => Just(Named::Exactly),
        1 => Just(Named::Files),
        1 => Just(Named::Folders),
        1 => Just(Named::Tops),
    ];
    let is_compared = prop::bool::weighted(0.4);
    let parts = (
        kind,
        any::<[Index; 3]>(),
        named,
        prop::bool::weighted(0.6),
        is_compared,
    );
    parts.prop_map(|(kind, picks, named, mends, compared)| Step {
        kind,
        picks,
        named,
        mends,
        compared,
    })
}

/// The meaning of the picks depends on the state, so it is printed when the step is done.
impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}, named {:?}", self.kind, self.named)
    }
}

impl Step {
    /// The state after it; `history` are the states so far, the present one last, and `good` is the last that could be built
    /// where the present one cannot. As it was where there is nothing that it could be done to.
    pub fn applied(&self, history: &[Tree], good: Option<&Tree>) -> Tree {
        if let Some(good) = good.filter(|_| self.mends) {
            return good.clone();
        }
        let mut tree = history.last().cloned().unwrap_or_default();
        self.apply(&mut tree, history);
        tree
    }

    /// Returns a description of the step, where `good` is the last state that could be built and the present one
    /// cannot.
    pub fn told(&self, good: Option<&Tree>) -> String {
        match good.filter(|_| self.mends) {
            Some(_) => "mended".into(),
            None => format!("{:?}", self.kind),
        }
    }

    fn apply(&self, tree: &mut Tree, history: &[Tree]) -> Option<()> {
        let [first, second, third] = self.picks;
        match self.kind {
            Kind::AddText => {
                let path = pick(first, paths(tree, |p| p.ends_with(".md")))?;
                edit(tree, &path, |text| {
                    add_line(text, one_of(third, &LINES), body(text), second)
                });
            }
            Kind::TakeLine => {
                let path = pick(first, paths(tree, is_text))?;
                edit(tree, &path, |text| take_line(text, second));
            }
            Kind::ChangeFigure => {
                let path = pick(first, paths(tree, |p| p.ends_with(".md")))?;
                edit(tree, &path, |text| change_figure(text, second, third));
            }
            Kind::SetField => {
                let path = pick(first, paths(tree, |p| p.ends_with(".md")))?;
                let lines = fields(&path);
                edit(tree, &path, |text| set_field(text, one_of(third, &lines)));
            }
            Kind::Break => {
                let path = pick(first, paths(tree, is_text))?;
                let bytes = tree.get_mut(&path)?;
                match third.index(4) {
                    0 => bytes.clear(),
                    1 => bytes.splice(..0, *b"\xD9half a letter\n").for_each(drop),
                    2 => bytes.splice(..0, *b"+++\ntitle = [\n").for_each(drop),
                    _ => bytes.truncate(second.index(bytes.len().max(1))),
                }
            }
            Kind::AddArticle => {
                let from = pick(first, folders(tree, is_article))?;
                let to = format!("content/articles/{}", one_of(second, &SLUGS));
                copy(tree, &from, &to);
            }
            Kind::AddLanguage => {
                let from = pick(first, paths(tree, |p| p.ends_with(".md")))?;
                let (stem, _) = from.strip_suffix(".md")?.rsplit_once('.')?;
                let to = format!(
                    "{stem}.{}.md",
                    one_of(second, &["ar", "en", "ar", "en", "fa", "ru"])
                );
                tree.insert(to, tree[&from].clone());
            }
            Kind::AddStanding => put(tree, *third.get(&STANDING)),
            Kind::Attach => {
                let folder = pick(first, folders(tree, is_article))?;
                let (name, bytes) = third.get(&ATTACHMENTS);
                put(tree, (&format!("{folder}/{name}"), bytes));
            }
            Kind::DeleteFile => {
                let path = pick(first, paths(tree, |_| true))?;
                tree.remove(&path);
            }
            Kind::DeleteFolder => {
                let folder = pick(first, folders(tree, |f| f != "content"))?;
                tree.retain(|path, _| !is_below(path, &folder));
            }
            Kind::RenameFile => {
                let from = pick(first, paths(tree, |p| p.starts_with("content/")))?;
                let (folder, _) = from.rsplit_once('/')?;
                let to = format!("{folder}/{}", one_of(second, &FILE_NAMES));
                let bytes = tree.remove(&from)?;
                tree.insert(to, bytes);
            }
            Kind::RenameFolder => {
                let is_entry = |f: &str| f.split('/').count() == 3 && f.starts_with("content/");
                let from = pick(first, folders(tree, is_entry))?;
                let (folder, _) = from.rsplit_once('/')?;
                let to = format!("{folder}/{}", one_of(second, &SLUGS));
                if from != to {
                    copy(tree, &from, &to);
                    tree.retain(|path, _| !is_below(path, &from));
                }
            }
            Kind::RenameLanguage => {
                let from = pick(first, paths(tree, |p| p.ends_with(".md")))?;
                let (stem, _) = from.strip_suffix(".md")?.rsplit_once('.')?;
                let bytes = tree.remove(&from)?;
                tree.insert(format!("{stem}.{}.md", one_of(second, &TAGS)), bytes);
            }
            Kind::RenameAttachment => {
                let is_attached =
                    |p: &str| p.starts_with("content/articles/") && !p.ends_with(".md");
                let from = pick(first, paths(tree, is_attached))?;
                let (folder, name) = from.rsplit_once('/')?;
                let new = one_of(second, &["plan.svg", "Plan.svg", "other.svg", "خريطة.svg"]);
                let bytes = tree.remove(&from)?;
                tree.insert(format!("{folder}/{new}"), bytes);
                edit_all(tree, folder, &[(name.to_owned(), new.to_owned())]);
            }
            Kind::RenameThemeFile => {
                let from = pick(first, paths(tree, |p| p.starts_with("themes/")))?;
                let (folder, name) = from.rsplit_once('/')?;
                let (stem, ending) = name.rsplit_once('.')?;
                let new = one_of(
                    second,
                    &["article", "teaser", "shared_extra", "en", "ar", "ru"],
                );
                let to = match third.index(2) {
                    0 => format!("{folder}/{new}.{ending}"),
                    _ => format!("{folder}/{stem}.ar.{ending}"),
                };
                let bytes = tree.remove(&from)?;
                tree.insert(to, bytes);
            }
            Kind::RenameTopic => {
                let is_topic = |f: &str| f.starts_with("content/topics/");
                let from = pick(first, folders(tree, is_topic))?;
                let (_, id) = from.rsplit_once('/')?;
                let new = one_of(second, &SLUGS);
                if id != new {
                    copy(tree, &from, &format!("content/topics/{new}"));
                    tree.retain(|path, _| !is_below(path, &from));
                    let named = [format!("topic={id}"), format!("\"{id}\"")];
                    let named = named.map(|old| (old.clone(), old.replace(id, new)));
                    edit_all(tree, "content/articles", &named);
                }
            }
            Kind::RenamePublisher => {
                let text = String::from_utf8_lossy(tree.get(PUBLISHERS_FILE)?).into_owned();
                let ids = text
                    .lines()
                    .filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'));
                let id = pick(first, ids.map(str::to_owned).collect())?;
                let new = one_of(
                    second,
                    &["herald", "agency", "gazette", "a-paper", "zeitung"],
                );
                let tables = [(format!("[{id}]"), format!("[{new}]"))];
                edit_all(tree, "content", &tables);
                let named = [(
                    format!("publisher = \"{id}\""),
                    format!("publisher = \"{new}\""),
                )];
                edit_all(tree, "content/articles", &named);
            }
            Kind::ChangeCase => {
                let from = pick(first, paths(tree, |p| p.split('/').count() > 2))?;
                let (folder, name) = from.rsplit_once('/')?;
                let parts = [folder, name].map(|part| (part, in_other_case(part)));
                let [(_, other_folder), (_, other_name)] = parts;
                if second.index(2) == 0 {
                    let bytes = tree.remove(&from)?;
                    tree.insert(format!("{folder}/{other_name}"), bytes);
                } else if other_folder != folder {
                    copy(tree, folder, &other_folder);
                    tree.retain(|path, _| !is_below(path, folder));
                }
            }
            Kind::SwapFolders => {
                let one = pick(first, folders(tree, is_article))?;
                let other = pick(second, folders(tree, is_article))?;
                let of = |tree: &Tree, folder: &str, to: &str| -> Tree {
                    let files = tree.iter().filter(|(path, _)| is_below(path, folder));
                    let files = files.map(|(path, bytes)| {
                        (format!("{to}{}", &path[folder.len()..]), bytes.clone())
                    });
                    files.collect()
                };
                let (a, b) = (of(tree, &one, &other), of(tree, &other, &one));
                tree.retain(|path, _| !is_below(path, &one) && !is_below(path, &other));
                tree.extend(a.into_iter().chain(b));
            }
            Kind::Swap => {
                let one = pick(first, paths(tree, |p| p.ends_with(".md")))?;
                let other = pick(second, paths(tree, |p| p.ends_with(".md")))?;
                let (a, b) = (tree[&one].clone(), tree[&other].clone());
                tree.extend([(one, b), (other, a)]);
            }
            Kind::SetConfig => {
                let line = one_of(third, &CONFIG);
                edit(tree, "config.toml", |text| set_line(text, line, second));
            }
            Kind::AddConfigTable => add_table(tree, "config.toml", one_of(third, &CONFIG_TABLES)),
            Kind::SetName => {
                let line = one_of(third, &NAME_LINES);
                edit(tree, NAMES_FILE, |text| set_line(text, line, second));
            }
            Kind::AddName => add_table(tree, NAMES_FILE, one_of(third, &NAMES)),
            Kind::SetPublisher => {
                let line = one_of(third, &PUBLISHER_LINES);
                edit(tree, PUBLISHERS_FILE, |text| set_line(text, line, second));
            }
            Kind::AddPublisher => add_table(tree, PUBLISHERS_FILE, one_of(third, &PUBLISHERS)),
            Kind::TakeTable => {
                let path = one_of(first, &[NAMES_FILE, PUBLISHERS_FILE, "config.toml"]);
                edit(tree, path, |text| {
                    let mut tables = tables(text);
                    let place = 1 + second.index(tables.len());
                    if place < tables.len() {
                        tables.remove(place);
                    }
                    tables.concat()
                });
            }
            Kind::SwapTables => {
                let path = one_of(first, &[NAMES_FILE, PUBLISHERS_FILE, "config.toml"]);
                edit(tree, path, |text| {
                    let mut tables = tables(text);
                    // What stands before the first table is none.
                    if let Some(count) = tables.len().checked_sub(1).filter(|count| *count > 0) {
                        tables.swap(1 + second.index(count), 1 + third.index(count));
                    }
                    tables.concat()
                });
            }
            Kind::AddThemeFile => {
                let theme = one_of(first, &["plain", "plain", "nashra", "own"]);
                let (name, bytes) = third.get(&THEME_FILES);
                put(tree, (&format!("themes/{theme}/{name}"), bytes));
            }
            Kind::EditTemplate => {
                let path = pick(first, paths(tree, |p| p.ends_with(".html")))?;
                let line = one_of(third, &TEMPLATE_LINES);
                edit(tree, &path, |text| format!("{text}{line}\n"));
            }
            Kind::EditWords => {
                let path = pick(first, paths(tree, |p| p.contains("/i18n/")))?;
                let line = one_of(third, &WORDS);
                edit(tree, &path, |text| set_line(text, line, second));
            }
            Kind::Undo => {
                let back = history.len().saturating_sub(1).min(6);
                if back > 0 {
                    *tree = history[history.len() - 2 - first.index(back)].clone();
                }
            }
            Kind::LoseOutput => {}
        }
        Some(())
    }
}

/// Returns the paths that the watcher reports for the change from one state to the next.
pub fn touched(named: Named, before: &Tree, after: &Tree) -> BTreeSet<String> {
    let name = |path: &String| match named {
        Named::Files => path.clone(),
        Named::Exactly => whole_folder(path, before, after).to_owned(),
        Named::Folders => match path.rsplit_once('/') {
            Some((folder, _)) => folder.to_owned(),
            None => path.clone(),
        },
        Named::Tops => path.split('/').next().unwrap_or(path).to_owned(),
    };
    changed(before, after).iter().map(name).collect()
}

const NAMES_FILE: &str = "content/names.toml";
const PUBLISHERS_FILE: &str = "content/publishers.toml";

/// Names of folders of articles and topics.
const SLUGS: [&str; 6] = ["a", "zebra", "harbour", "trade", "costs", "ميناء"];

/// Language tags for files, some of which are not in any site.
const TAGS: [&str; 8] = ["ar", "en", "fa", "ru", "uk", "ko", "he", "zh-Hant"];

/// Names of files in `content/` and its folders.
const FILE_NAMES: [&str; 11] = [
    "original.reuters.en.md",
    "summary.ar.md",
    "summary.en.md",
    "summary.fa.md",
    "original.en.md",
    "original.ar.md",
    "index.en.md",
    "index.ar.md",
    "notes.txt",
    "about.en.md",
    "stray.md",
];

/// The paths that came, went, or hold something else.
pub fn changed(before: &Tree, after: &Tree) -> BTreeSet<String> {
    let paths = before.keys().chain(after.keys());
    paths
        .filter(|path| before.get(*path) != after.get(*path))
        .cloned()
        .collect()
}

/// The highest folder of a path that came or went as a whole; the path itself where none did.
fn whole_folder<'p>(path: &'p str, before: &Tree, after: &Tree) -> &'p str {
    let is_in = |tree: &Tree, folder: &str| tree.keys().any(|path| is_below(path, folder));
    let mut ends = path.match_indices('/').map(|(end, _)| &path[..end]);
    ends.find(|folder| is_in(before, folder) != is_in(after, folder))
        .unwrap_or(path)
}

fn is_below(path: &str, folder: &str) -> bool {
    let rest = path.strip_prefix(folder);
    rest.is_some_and(|rest| rest.starts_with('/'))
}

fn is_text(path: &str) -> bool {
    [".md", ".toml", ".html"]
        .iter()
        .any(|ending| path.ends_with(ending))
}

fn is_article(folder: &str) -> bool {
    folder.starts_with("content/articles/") && folder.split('/').count() == 3
}

fn paths(tree: &Tree, is_meant: impl Fn(&str) -> bool) -> Vec<String> {
    tree.keys().filter(|path| is_meant(path)).cloned().collect()
}

fn folders(tree: &Tree, is_meant: impl Fn(&str) -> bool) -> Vec<String> {
    let above = tree.keys().flat_map(|path| {
        let ends = path.match_indices('/');
        ends.map(|(end, _)| path[..end].to_owned())
    });
    let folders: BTreeSet<String> = above.filter(|folder| is_meant(folder)).collect();
    folders.into_iter().collect()
}

fn pick(index: Index, among: Vec<String>) -> Option<String> {
    let place = (!among.is_empty()).then(|| index.index(among.len()))?;
    among.into_iter().nth(place)
}

fn one_of(index: Index, among: &[&'static str]) -> &'static str {
    among[index.index(among.len())]
}

fn put(tree: &mut Tree, (path, text): (&str, &str)) {
    tree.insert(path.to_owned(), text.as_bytes().to_vec());
}

/// Copies a folder over another.
fn copy(tree: &mut Tree, from: &str, to: &str) {
    let files: Vec<(String, Vec<u8>)> = tree
        .iter()
        .filter(|(path, _)| is_below(path, from))
        .map(|(path, bytes)| (format!("{to}{}", &path[from.len()..]), bytes.clone()))
        .collect();
    tree.extend(files);
}

/// A path whose last part begins with a letter of the other case.
fn in_other_case(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let slash = if folder.is_empty() { "" } else { "/" };
    let mut letters = name.chars();
    let first = letters.next().map(|c| match c {
        c if c.is_ascii_lowercase() => c.to_ascii_uppercase(),
        c => c.to_ascii_lowercase(),
    });
    format!(
        "{folder}{slash}{}{}",
        first.unwrap_or_default(),
        letters.as_str()
    )
}

/// Puts words in place of others in all texts below a folder.
fn edit_all(tree: &mut Tree, folder: &str, words: &[(String, String)]) {
    let texts = paths(tree, |path| is_below(path, folder) && is_text(path));
    for path in texts {
        edit(tree, &path, |text| {
            words
                .iter()
                .fold(text.to_owned(), |text, (old, new)| text.replace(old, new))
        });
    }
}

/// Changes a file that is there.
fn edit(tree: &mut Tree, path: &str, change: impl FnOnce(&str) -> String) {
    if let Some(bytes) = tree.get_mut(path) {
        // A file that was broken before becomes another broken file.
        *bytes = change(&String::from_utf8_lossy(bytes)).into_bytes();
    }
}

/// Returns the offset of a text's body, after its front matter.
fn body(text: &str) -> usize {
    let end = text.get(3..).and_then(|rest| rest.find("\n+++\n"));
    end.map_or(0, |end| end + 3 + "\n+++\n".len())
}

/// A text with a line, and empty ones around it, after some line beyond `from`.
fn add_line(text: &str, line: &str, from: usize, after: Index) -> String {
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
    let places: Vec<usize> = ends.into_iter().filter(|end| *end >= from).collect();
    let at = if places.is_empty() {
        text.len()
    } else {
        places[after.index(places.len())]
    };
    format!("{}\n{line}\n\n{}", &text[..at], &text[at..])
}

fn take_line(text: &str, which: Index) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    if !lines.is_empty() {
        lines.remove(which.index(lines.len()));
    }
    lines.concat()
}

/// A text with another digit in the place of one.
fn change_figure(text: &str, which: Index, new: Index) -> String {
    let digits: Vec<usize> = text
        .match_indices(|c: char| c.is_ascii_digit())
        .map(|(at, _)| at)
        .collect();
    if digits.is_empty() {
        return text.to_owned();
    }
    let at = digits[which.index(digits.len())];
    format!("{}{}{}", &text[..at], new.index(10), &text[at + 1..])
}

/// Lines of front matter for a text: those that fit into it, and mistakes.
fn fields(path: &str) -> Vec<&'static str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut kinds = ["summary", "original"].into_iter();
    let other = match path.contains("/editions/") {
        true => "edition",
        false => "standing",
    };
    let kind = kinds.rfind(|kind| name.starts_with(kind)).unwrap_or(other);
    let fit = FIELDS
        .iter()
        .filter(|(kinds, _)| kinds.is_empty() || kinds.contains(kind));
    fit.map(|(_, line)| *line).collect()
}

/// A text with a line of front matter in the place of the one with the same key, or at the front matter's end.
fn set_field(text: &str, line: &str) -> String {
    let end = body(text).saturating_sub("+++\n".len());
    let (front, rest) = text.split_at(end);
    let key = line.split(' ').next().unwrap_or_default();
    let has_key = |old: &&str| old.split(' ').next() == Some(key);
    match front.split_inclusive('\n').find(has_key) {
        Some(old) => text.replacen(old, &format!("{line}\n"), 1),
        None => format!("{front}{line}\n{rest}"),
    }
}

/// A table with a line in the place of one with the same key, or after some line.
fn set_line(text: &str, line: &str, which: Index) -> String {
    let key = line.split(' ').next().unwrap_or_default();
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let same: Vec<usize> = (0..lines.len())
        .filter(|at| lines[*at].split(' ').next() == Some(key))
        .collect();
    let line = format!("{line}\n");
    if same.is_empty() {
        lines.insert(which.index(lines.len() + 1), line);
    } else {
        lines[same[which.index(same.len())]] = line;
    }
    lines.concat()
}

/// Splits a TOML file into the text before its first table, and its tables.
fn tables(text: &str) -> Vec<&str> {
    let begins = text.match_indices("\n[").map(|(at, _)| at + 1);
    let first = usize::from(!text.starts_with('['));
    let mut places: Vec<usize> = std::iter::once(0).chain(begins).collect();
    places.push(text.len());
    let parts = places.windows(2).map(|pair| &text[pair[0]..pair[1]]);
    let none = (first == 0).then_some("");
    none.into_iter().chain(parts).collect()
}

/// Adds a table at a file's end; a file that is not there comes to be.
fn add_table(tree: &mut Tree, path: &str, table: &str) {
    let bytes = tree.entry(path.to_owned()).or_default();
    bytes.extend_from_slice(format!("\n{table}").as_bytes());
}
