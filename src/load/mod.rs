//! `load`: a site's folder → [`Sources`], every file that a build may depend on.
//!
//! This is the only reader of a site's files. It takes the folder and gives path → bytes and hash, with what could not
//! be read as diagnostics; it knows nothing of what the files mean. The files of the built-in theme are laid under those
//! of the folder, so that a site without a `themes/` folder has one all the same and a site can replace any single file.
//!
//! Of a picture beside an article nothing is kept but its measures and its digest.
//!
//! [`load`] reads everything, [`Sources::refresh`] what has been touched since: the first is the second for the whole site.

mod walk;

use crate::diagnostic::codes;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::diagnostic::{Diagnostic, sort};
use crate::picture::Measured;
use walk::{Found, Link, own_names, real_place, unreadable, walk};

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
        /// All of it; shared, so that the sources of the next build cost no copy.
        bytes: Arc<Vec<u8>>,
        /// Its digest, which tells whether it changed.
        hash: blake3::Hash,
    },
    /// A file that is published as it is, at this place of the file system.
    Attached(PathBuf),
    /// A picture, which is published as it is and of which smaller copies may be made.
    Picture(Picture),
}

/// A picture, as far as a build needs it in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its place of the file system.
    pub place: PathBuf,
    /// Its digest, which tells whether it changed.
    pub hash: blake3::Hash,
    /// How large it is, and what is wrong with it.
    pub measured: Measured,
}

/// By path, the digest of a file; none of one that is not read before it is published.
type Looks = BTreeMap<Arc<str>, Option<blake3::Hash>>;

/// Every file of a site, by path.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: BTreeMap<Arc<str>, Source>,
    /// What is there and could not be read, by path, and why.
    faults: BTreeMap<Arc<str>, Vec<Diagnostic>>,
    /// The symbolic links that were followed.
    links: BTreeMap<Arc<str>, Link>,
    /// The site's folder.
    root: PathBuf,
}

impl Sources {
    /// All files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files.values()
    }

    /// The site's folder, for files that a site names and that are no part of it.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The bytes of a loaded file.
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        match &self.files.get(path)?.content {
            Content::Loaded { bytes, .. } => Some(bytes),
            Content::Attached(_) | Content::Picture(_) => None,
        }
    }

    /// A picture.
    pub fn picture(&self, path: &str) -> Option<&Picture> {
        match self.content(path)? {
            Content::Picture(picture) => Some(picture),
            _ => None,
        }
    }

    /// What a file holds.
    pub fn content(&self, path: &str) -> Option<&Content> {
        self.files.get(path).map(|source| &source.content)
    }

    /// What tells whether a file says something else than before: see [`Source::digest`].
    pub fn digest(&self, path: &str) -> Option<blake3::Hash> {
        self.files.get(path).map(Source::digest)
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
        self.faults.keys()
    }

    /// Why they could not be read.
    pub fn faults(&self) -> Vec<Diagnostic> {
        let mut faults: Vec<Diagnostic> = self.faults.values().flatten().cloned().collect();
        sort(&mut faults);
        faults
    }

    /// Files whose path begins with `prefix`.
    pub fn below<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Source> {
        self.files
            .range::<str, _>((Bound::Included(prefix), Bound::Unbounded))
            .map(|(_, source)| source)
            .take_while(move |source| source.path.starts_with(prefix))
    }

    /// Adds a file, replacing one of the same path.
    pub fn insert(&mut self, path: &str, bytes: Vec<u8>) {
        let path: Arc<str> = path.into();
        let content = Content::loaded(bytes);
        self.files.insert(path.clone(), Source { path, content });
    }

    /// Reads anew what stands at these places of the site in `root`, files or whole folders, each given as its path
    /// relative to the site's folder; what is no longer there is dropped. Gives the paths of the files that came, went, say
    /// something else, or may do so.
    pub fn refresh(&mut self, root: &Path, touched: &BTreeSet<String>) -> BTreeSet<Arc<str>> {
        let mut changed = BTreeSet::new();
        let mut touched = touched.clone();
        touched.extend(self.by_links(root, &touched));
        for path in &touched {
            let above = |end: usize| touched.contains(&path[..end]);
            if path.match_indices('/').any(|(end, _)| above(end)) {
                continue;
            }
            let (path, found) = walk(root, path);
            let before = self.looks(path);
            self.forget(path);
            self.lay_under(path);
            for found in found {
                self.take(found);
            }
            let after = self.looks(path);
            // What is not read may have changed whenever it is touched.
            let is_same = |path: &Arc<str>| matches!((before.get(path), after.get(path)), (Some(Some(b)), Some(Some(a))) if b == a);
            let paths = before.keys().chain(after.keys());
            changed.extend(paths.filter(|path| !is_same(path)).cloned());
        }
        changed
    }

    /// What else is to be read anew on account of symbolic links, when these places were touched.
    fn by_links(&self, root: &Path, touched: &BTreeSet<String>) -> BTreeSet<String> {
        // One that could not be followed may lead somewhere now.
        let is_lost = |faults: &[Diagnostic]| {
            faults
                .iter()
                .any(|fault| fault.code.name().starts_with("symlink"))
        };
        let lost = self.faults.iter().filter(|(_, faults)| is_lost(faults));
        let mut names: BTreeSet<String> = lost.map(|(path, _)| path.to_string()).collect();
        let has_link = |path: &String| {
            below(&self.links, path).next().is_some()
                || below(&self.faults, path).any(|(_, faults)| is_lost(faults))
                || root.join(path).is_symlink()
        };
        if touched.iter().any(has_link) {
            // Others may lead through it.
            names.extend(self.links.keys().map(|path| path.to_string()));
        }
        if !self.links.is_empty() || !names.is_empty() {
            for path in touched {
                let place = real_place(&root.join(path));
                names.extend(own_names(root, &place));
                names.extend(self.links.values().filter_map(|link| link.name_of(&place)));
            }
        }
        names
    }

    /// What tells whether a path and all below it are as they were.
    fn looks(&self, path: &str) -> Looks {
        let looks = |source: &Source| match source.content {
            Content::Loaded { hash, .. } | Content::Picture(Picture { hash, .. }) => Some(hash),
            Content::Attached(_) => None,
        };
        let files = below(&self.files, path).map(|(path, source)| (path.clone(), looks(source)));
        let faults = below(&self.faults, path).map(|(path, faults)| {
            let told = format!("{faults:?}");
            (path.clone(), Some(blake3::hash(told.as_bytes())))
        });
        files.chain(faults).collect()
    }

    fn take(&mut self, found: Found) {
        match found {
            Found::File(source) => drop(self.files.insert(source.path.clone(), source)),
            Found::Fault(fault) => {
                let faults = self.faults.entry(fault.path.clone());
                faults.or_default().push(fault);
            }
            Found::Link(link) => drop(self.links.insert(link.path.clone(), link)),
        }
    }

    /// Drops what was known of a path and all below it.
    fn forget(&mut self, path: &str) {
        remove_below(&mut self.files, path);
        remove_below(&mut self.faults, path);
        remove_below(&mut self.links, path);
    }

    /// Puts the files of the built-in theme back that stand at a path or below it.
    fn lay_under(&mut self, path: &str) {
        if path.split('/').next() == Some("themes") {
            let built_in = built_in().files.into_iter();
            self.files
                .extend(built_in.filter(|(own, _)| is_below(own, path)));
        }
    }
}

/// Whether a path is `folder`, or leads to something below it.
fn is_below(path: &str, folder: &str) -> bool {
    let rest = path.strip_prefix(folder);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What a map has of a path and all paths below it.
fn below<'m, V>(
    map: &'m BTreeMap<Arc<str>, V>,
    path: &'m str,
) -> impl Iterator<Item = (&'m Arc<str>, &'m V)> {
    // What begins with the path and goes on without a `/` stands between it and what is below: `a`, `a-b`, `a/b`.
    map.range::<str, _>((Bound::Included(path), Bound::Unbounded))
        .take_while(move |(own, _)| own.starts_with(path))
        .filter(move |(own, _)| is_below(own, path))
}

/// Removes a path and all paths below it.
fn remove_below<V>(map: &mut BTreeMap<Arc<str>, V>, path: &str) {
    let gone: Vec<Arc<str>> = below(map, path).map(|(own, _)| own.clone()).collect();
    for path in gone {
        map.remove(&path);
    }
}

impl Source {
    /// What tells whether the file says something else than before. Of a file that is published as it is, nothing says
    /// more than its path.
    pub fn digest(&self) -> blake3::Hash {
        match &self.content {
            Content::Loaded { hash, .. } | Content::Picture(Picture { hash, .. }) => *hash,
            Content::Attached(_) => blake3::Hash::from_bytes([0; blake3::OUT_LEN]),
        }
    }
}

impl Picture {
    /// All of it, read anew.
    ///
    /// # Errors
    /// `file-unreadable` where it cannot be read, or is no longer what it was when the build began.
    pub fn read(&self, path: &Arc<str>) -> Result<Vec<u8>, Diagnostic> {
        let bytes = fs::read(&self.place).map_err(|error| unreadable(path, &error))?;
        if blake3::hash(&bytes) == self.hash {
            return Ok(bytes);
        }
        let message = "this picture was changed while the site was being built";
        Err(Diagnostic::new(codes::FILE_UNREADABLE, path, message).help("build again"))
    }
}

impl Content {
    fn loaded(bytes: Vec<u8>) -> Self {
        let hash = blake3::hash(&bytes);
        let bytes = Arc::new(bytes);
        Content::Loaded { bytes, hash }
    }
}

/// Where a site's own files stand, relative to its folder.
pub const PLACES: [&str; 3] = ["config.toml", "content", "themes"];

/// Reads the site in `root`: `config.toml`, `content/`, `themes/`, and the built-in theme below them.
///
/// Hidden files and the traces that editors leave (`x~`, `#x#`, `.x.swp`) are no part of a site. A symbolic link is
/// followed as long as it stays within the site; `content` and `themes` themselves may stand elsewhere.
pub fn load(root: &Path) -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources {
        root: root.to_owned(),
        ..Sources::default()
    };
    sources.refresh(root, &PLACES.map(str::to_owned).into());
    let faults = sources.faults();
    (sources, faults)
}

/// What a file of the built-in theme holds, by its path in a site: `themes/nashra/…`.
pub fn built_in_file(path: &str) -> Option<&'static [u8]> {
    let path = path.strip_prefix("themes/")?.strip_prefix(BUILT_IN_THEME)?;
    let file = NASHRA.get_file(path.strip_prefix('/')?)?;
    Some(file.contents())
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
