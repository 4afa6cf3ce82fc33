//! `load`: a site's folder → [`Sources`], every file that a build may depend on.
//!
//! This is the only reader of a site's files. It takes the folder and gives path → bytes and hash, with what could not
//! be read as diagnostics; it knows nothing of what the files mean. The files of the built-in theme are laid under those
//! of the folder, so that a site without a `themes/` folder has one all the same and a site can replace any single file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, sort};

/// The theme that is built into the program.
static NASHRA: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/nashra");

/// The name of the built-in theme, which every other theme lies over.
pub const BUILT_IN_THEME: &str = "nashra";

/// No text of a briefing is this long; a larger file is one that slipped in.
pub const LARGEST_TEXT: u64 = 10 * 1024 * 1024;

/// One file of a site.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its path, relative to the site's folder, with `/` between the parts.
    pub path: Arc<str>,
    /// What it holds.
    pub content: Content,
}

/// What a file holds, as far as a build needs it in memory.
#[derive(Debug, Clone)]
pub enum Content {
    /// A file that is parsed or rendered.
    Loaded {
        /// All of it.
        bytes: Vec<u8>,
        /// Its digest, which tells whether it changed.
        hash: blake3::Hash,
    },
    /// A picture or another file that is published as it is, at this place of the file system.
    Attached(PathBuf),
}

/// Every file of a site, by path.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: BTreeMap<Arc<str>, Source>,
    /// Files that are there and could not be read.
    failed: BTreeSet<Arc<str>>,
}

impl Sources {
    /// All files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files.values()
    }

    /// The bytes of a loaded file.
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        match &self.files.get(path)?.content {
            Content::Loaded { bytes, .. } => Some(bytes),
            Content::Attached(_) => None,
        }
    }

    /// What a file holds.
    pub fn content(&self, path: &str) -> Option<&Content> {
        self.files.get(path).map(|source| &source.content)
    }

    /// The text of a loaded file; `None` where it is not UTF-8.
    pub fn text(&self, path: &str) -> Option<&str> {
        simdutf8::basic::from_utf8(self.bytes(path)?).ok()
    }

    /// As much of a loaded file as is text: all of it, or what stands before the first byte that is no UTF-8. For
    /// excerpts in messages.
    pub fn readable(&self, path: &str) -> Option<&str> {
        let bytes = self.bytes(path)?;
        match std::str::from_utf8(bytes) {
            Ok(text) => Some(text),
            Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).ok(),
        }
    }

    /// The paths of files that are there and could not be read, each with a diagnostic of its own.
    pub fn failed(&self) -> impl Iterator<Item = &Arc<str>> {
        self.failed.iter()
    }

    /// Files whose path begins with `prefix`.
    pub fn below<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Source> {
        self.files
            .range::<str, _>((
                std::ops::Bound::Included(prefix),
                std::ops::Bound::Unbounded,
            ))
            .map(|(_, source)| source)
            .take_while(move |source| source.path.starts_with(prefix))
    }

    /// Adds a file, replacing one of the same path.
    pub fn insert(&mut self, path: &str, bytes: Vec<u8>) {
        let path: Arc<str> = path.into();
        let content = Content::loaded(bytes);
        self.files.insert(path.clone(), Source { path, content });
    }
}

impl Content {
    fn loaded(bytes: Vec<u8>) -> Self {
        let hash = blake3::hash(&bytes);
        Content::Loaded { bytes, hash }
    }
}

/// Reads the site in `root`: `config.toml`, `content/`, `themes/`, and the built-in theme below them.
///
/// Hidden files and the traces that editors leave (`x~`, `#x#`, `.x.swp`) are no part of a site. A symbolic link is
/// followed as long as it stays within the site; `content` and `themes` themselves may stand elsewhere.
pub fn load(root: &Path) -> (Sources, Vec<Diagnostic>) {
    let mut found: Vec<Result<Source, Diagnostic>> = Vec::new();
    let config = root.join("config.toml");
    if config.exists() {
        found.push(read(&config, "config.toml"));
    }
    for top in ["content", "themes"] {
        let folder = root.join(top);
        if folder.exists() {
            let home = fs::canonicalize(&folder).unwrap_or_else(|_| folder.clone());
            let walk = Walk { home, root };
            found.extend(walk.folder(&folder, top, &[]));
        }
    }
    let mut sources = built_in();
    let mut diagnostics = Vec::new();
    for result in found {
        match result {
            Ok(source) => {
                sources.files.insert(source.path.clone(), source);
            }
            Err(diagnostic) => {
                sources.failed.insert(diagnostic.path.clone());
                diagnostics.push(diagnostic);
            }
        }
    }
    sort(&mut diagnostics);
    (sources, diagnostics)
}

/// The files of the built-in theme, under `themes/nashra/`.
pub fn built_in() -> Sources {
    fn add(dir: &Dir<'_>, sources: &mut Sources) {
        for file in dir.files() {
            let path = format!("themes/{BUILT_IN_THEME}/{}", file.path().display());
            sources.insert(&path, file.contents().to_vec());
        }
        for below in dir.dirs() {
            add(below, sources);
        }
    }
    let mut sources = Sources::default();
    add(&NASHRA, &mut sources);
    sources
}

/// A walk through `content` or `themes`.
struct Walk<'a> {
    /// Where the folder really is: links may lead anywhere below it.
    home: PathBuf,
    /// The site's folder: links may lead anywhere below it, too.
    root: &'a Path,
}

impl Walk<'_> {
    /// Everything below `folder`; `trail` are the real places of the folders above that were entered by a link.
    fn folder(
        &self,
        folder: &Path,
        path: &str,
        trail: &[PathBuf],
    ) -> Vec<Result<Source, Diagnostic>> {
        let entries = match fs::read_dir(folder).and_then(|e| e.collect::<io::Result<Vec<_>>>()) {
            Ok(entries) => entries,
            Err(error) => return vec![Err(unreadable(path, &error))],
        };
        entries
            .into_par_iter()
            .flat_map_iter(|entry| {
                let name = match entry.file_name().into_string() {
                    Ok(name) if !name.chars().any(is_unfit) => name,
                    Ok(name) => return vec![Err(bad_name(path, &name, WILD))],
                    Err(name) => {
                        return vec![Err(bad_name(path, &name.to_string_lossy(), NOT_UTF8))];
                    }
                };
                if is_left_over(&name) {
                    return Vec::new();
                }
                self.entry(&entry, &format!("{path}/{name}"), trail)
            })
            .collect()
    }

    fn entry(
        &self,
        entry: &fs::DirEntry,
        path: &str,
        trail: &[PathBuf],
    ) -> Vec<Result<Source, Diagnostic>> {
        let place = entry.path();
        let kind = match entry.file_type() {
            Ok(kind) => kind,
            Err(error) => return vec![Err(unreadable(path, &error))],
        };
        if kind.is_dir() {
            return self.folder(&place, path, trail);
        }
        if kind.is_file() {
            return vec![read(&place, path)];
        }
        if !kind.is_symlink() {
            return vec![Err(Diagnostic::error(
                "file-unreadable",
                &path.into(),
                "this is neither a file nor a folder",
            )
            .help("remove it from the site's folder"))];
        }
        let real = match fs::canonicalize(&place) {
            Ok(real) => real,
            Err(error) => return vec![Err(dead_link(path, &error))],
        };
        let root = fs::canonicalize(self.root).unwrap_or_else(|_| self.root.to_path_buf());
        if !real.starts_with(&self.home) && !real.starts_with(root) {
            return vec![Err(outside(path, &real))];
        }
        if !real.is_dir() {
            return vec![read(&place, path)];
        }
        let parent = place.parent().and_then(|p| fs::canonicalize(p).ok());
        if trail.contains(&real) || parent.is_some_and(|parent| parent.starts_with(&real)) {
            return vec![Err(Diagnostic::error(
                "symlink-loop",
                &path.into(),
                "this symbolic link leads back to a folder that it stands in",
            )
            .help("remove the link"))];
        }
        let trail = [trail, &[real]].concat();
        self.folder(&place, path, &trail)
    }
}

/// Reads one file, or notes its place where it is published as it is.
fn read(place: &Path, path: &str) -> Result<Source, Diagnostic> {
    let arc: Arc<str> = path.into();
    if !is_loaded(path) {
        return Ok(Source {
            path: arc,
            content: Content::Attached(place.to_path_buf()),
        });
    }
    let size = fs::metadata(place).map_err(|e| unreadable(path, &e))?.len();
    if size > LARGEST_TEXT {
        return Err(Diagnostic::error(
            "file-too-large",
            &arc,
            format!(
                "this file has {} MB; a text may have {} MB at most",
                size / (1024 * 1024),
                LARGEST_TEXT / (1024 * 1024)
            ),
        )
        .help("split the text, or move what is no text of the site out of its folder"));
    }
    let bytes = fs::read(place).map_err(|e| unreadable(path, &e))?;
    Ok(Source {
        path: arc,
        content: Content::loaded(bytes),
    })
}

/// Whether a build needs the file in memory: texts and tables of content, and all of a theme.
fn is_loaded(path: &str) -> bool {
    path.starts_with("themes/") || path.ends_with(".md") || path.ends_with(".toml")
}

/// Whether a name belongs to the file system or an editor rather than to the site.
fn is_left_over(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || matches!(name, "Thumbs.db" | "desktop.ini")
}

fn unreadable(path: &str, error: &io::Error) -> Diagnostic {
    let (message, help) = match error.kind() {
        io::ErrorKind::PermissionDenied => (
            "this cannot be read: permission denied".into(),
            "give yourself the right to read it",
        ),
        _ => (
            format!("this cannot be read: {error}"),
            "see whether it can be opened in an editor",
        ),
    };
    Diagnostic::error("file-unreadable", &path.into(), message).help(help)
}

/// The finding that a symbolic link cannot be followed.
fn dead_link(path: &str, error: &io::Error) -> Diagnostic {
    match error.kind() {
        io::ErrorKind::PermissionDenied => unreadable(path, error),
        io::ErrorKind::NotFound => Diagnostic::error(
            "symlink-broken",
            &path.into(),
            "this symbolic link leads to nothing",
        )
        .help("remove the link, or put the file into its place"),
        // What is left is a chain of links without an end (`ELOOP`), which the standard library has no stable name for.
        _ => Diagnostic::error(
            "symlink-loop",
            &path.into(),
            format!("this symbolic link cannot be followed: {error}"),
        )
        .help("remove the link"),
    }
}

const NOT_UTF8: &str = "is not UTF-8";
const WILD: &str = "holds a control character, or what is no character";

/// Characters that cannot stand in the name of a file that is published: see `parse::text` on those in texts.
fn is_unfit(c: char) -> bool {
    c.is_control() || matches!(c, '\u{FDD0}'..='\u{FDEF}' | '\u{FFFE}' | '\u{FFFF}')
}

fn bad_name(folder: &str, name: &str, why: &str) -> Diagnostic {
    let name = name.replace(is_unfit, "\u{FFFD}");
    let message = format!("the name of the file `{name}` {why}");
    Diagnostic::error("file-name", &format!("{folder}/{name}").into(), message)
        .help("rename the file: letters, digits, hyphens and dots are safe everywhere")
}

fn outside(path: &str, real: &Path) -> Diagnostic {
    Diagnostic::error(
        "symlink-outside",
        &path.into(),
        format!(
            "this symbolic link leaves the site: it leads to {}",
            real.display()
        ),
    )
    .help("put a copy of the file into the site's folder instead")
}
