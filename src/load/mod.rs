//! Loads a site's folder into [`Sources`]: every file that a build may depend on.
//!
//! Takes the folder; returns bytes and hash by path, and diagnostics for what could not be read. It is the only reader of a
//! site's files, and does not interpret them. The files of the built-in theme lie under those of the folder, so a site
//! needs no `themes/` folder and can replace any single file of the theme. Of a picture beside an article only its size,
//! its flaws and its digest are kept.
//!
//! [`load`] reads everything; [`Sources::refresh`] reads the files that were touched since.

mod overlay;
mod part;
mod walk;

use crate::diagnostic::codes;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use include_dir::{Dir, include_dir};
use rayon::prelude::*;

pub use crate::diagnostic::secrets::is_config;
use crate::diagnostic::{Diagnostic, sort};
use crate::files;
use crate::lang::nfc;
use crate::picture::PictureProperties;
pub use walk::{MOST_FOLDERS, is_configuration};
use walk::{SymbolicLink, WalkResult, content_missing, own_names, real_place, unreadable, walk};

/// The theme that is built into the program.
static NASHRA: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/nashra");

/// Name of the built-in theme, which lies under every other theme.
pub const BUILT_IN_THEME: &str = "nashra";

pub use crate::files::LARGEST_TEXT;

/// A file of a site.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path, relative to the site's folder, with `/` as separator.
    pub path: Arc<str>,
    pub content: Content,
}

/// The content of a file, to the extent that a build needs it in memory.
#[derive(Debug, Clone)]
pub enum Content {
    /// A file that is parsed or rendered.
    Loaded {
        /// All bytes; shared, so that the sources of the next build need no copy.
        bytes: Arc<Vec<u8>>,
        hash: blake3::Hash,
    },
    /// Path on disk, without symbolic links, of a file that is published unchanged.
    Attached(PathBuf),
    /// A picture, which is published unchanged and of which smaller copies may be made.
    Picture(PictureSource),
}

/// The data of a picture that a build needs in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureSource {
    /// Path on disk, without symbolic links.
    pub place: PathBuf,
    pub hash: blake3::Hash,
    /// The size and the faults of the picture.
    pub measured: PictureProperties,
}

/// Digests of files by path; `None` for a file that is not read before it is published.
type Looks = BTreeMap<Arc<str>, Option<blake3::Hash>>;

/// Every file of a site, by path.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: BTreeMap<Arc<str>, Source>,
    /// The reasons why files could not be read, by path.
    faults: BTreeMap<Arc<str>, Vec<Diagnostic>>,
    /// The symbolic links that were followed, by path.
    links: BTreeMap<Arc<str>, SymbolicLink>,
    /// Paths on disk of files whose paths on disk are not in NFC. Some systems decompose letters with marks: é, أ, 한.
    on_disk: BTreeMap<Arc<str>, Arc<str>>,
    root: PathBuf,
    /// The environment whose configuration is laid over `config.toml`; `None` if none is.
    environment: Option<Arc<str>>,
    /// True if a file could not be read. It is shared with whoever watches the folder.
    is_incomplete: Arc<AtomicBool>,
}

/// Returns the path of the configuration of an environment, which is laid over `config.toml`.
pub fn environment_file(environment: &str) -> String {
    format!("config.{environment}.toml")
}

impl Sources {
    /// Reads the configuration of an environment as well, to be laid over `config.toml`.
    pub fn with_environment(mut self, environment: Option<&str>) -> Self {
        if let Some(environment) = environment {
            self.environment = Some(environment.into());
            let root = self.root.clone();
            self.refresh(&root, &BTreeSet::from([environment_file(environment)]));
        }
        self
    }

    /// Returns the configuration of the environment; `None` if there is no environment, or no such file.
    pub fn environment_config(&self) -> Option<&Source> {
        let path = environment_file(self.environment.as_deref()?);
        self.files.get(path.as_str())
    }

    /// Returns all files, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files.values()
    }

    /// Returns the site's folder, for files that a site names but that are not part of it.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Returns the bytes of a loaded file.
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        match &self.files.get(path)?.content {
            Content::Loaded { bytes, .. } => Some(bytes),
            Content::Attached(_) | Content::Picture(_) => None,
        }
    }

    /// Returns the picture at a path; `None` for other files.
    pub fn picture(&self, path: &str) -> Option<&PictureSource> {
        match self.content(path)? {
            Content::Picture(picture) => Some(picture),
            _ => None,
        }
    }

    pub fn content(&self, path: &str) -> Option<&Content> {
        self.files.get(path).map(|source| &source.content)
    }

    /// Returns the digest for detecting a change of a file; see [`Source::digest`].
    pub fn digest(&self, path: &str) -> Option<blake3::Hash> {
        self.files.get(path).map(Source::digest)
    }

    /// Returns the text of a loaded file; `None` if it is not UTF-8.
    pub fn text(&self, path: &str) -> Option<&str> {
        simdutf8::basic::from_utf8(self.bytes(path)?).ok()
    }

    /// Returns the text of a loaded file up to the first byte that is not UTF-8, for excerpts in messages.
    pub fn readable(&self, path: &str) -> Option<&str> {
        let bytes = self.bytes(path)?;
        match std::str::from_utf8(bytes) {
            Ok(text) => Some(text),
            Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).ok(),
        }
    }

    /// Returns the paths of files that could not be read. Each has a diagnostic.
    pub fn failed(&self) -> impl Iterator<Item = &Arc<str>> {
        self.faults.keys()
    }

    /// Returns the reasons why files could not be read, sorted.
    pub fn faults(&self) -> Vec<Diagnostic> {
        let mut faults: Vec<Diagnostic> = self.faults.values().flatten().cloned().collect();
        // A folder on which nothing is mounted is empty. Sources that were made in memory have no root.
        let is_on_disk = !self.root.as_os_str().is_empty();
        let mut paths = self.files.keys().chain(self.faults.keys());
        if is_on_disk && !paths.any(|path| path.starts_with("content")) {
            faults.push(content_missing("the folder of all texts is empty"));
        }
        sort(&mut faults);
        faults
    }

    /// Returns a digest of all files and faults. Sites with the same digest are read in the same way. A file that is
    /// published unchanged is included with its content and its modification time, since it is read again later.
    /// Returns `None` if one cannot be read.
    pub fn fingerprint(&self) -> Option<blake3::Hash> {
        let files: Vec<&Source> = self.files.values().collect();
        let states = files.par_iter().map(|source| source.state());
        let states: Vec<blake3::Hash> = states.collect::<io::Result<_>>().ok()?;
        let mut hasher = blake3::Hasher::new();
        let mut add = |bytes: &[u8]| {
            hasher.update(&bytes.len().to_le_bytes()).update(bytes);
        };
        for (source, state) in files.iter().zip(&states) {
            add(source.path.as_bytes());
            add(state.as_bytes());
        }
        add(format!("{:?}", self.faults).as_bytes());
        Some(hasher.finalize())
    }

    /// Returns the files whose path begins with `prefix`.
    pub fn below<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Source> {
        self.files
            .range::<str, _>((Bound::Included(prefix), Bound::Unbounded))
            .map(|(_, source)| source)
            .take_while(move |source| source.path.starts_with(prefix))
    }

    /// Adds a file, or replaces the one with the same path.
    pub fn insert(&mut self, path: &str, bytes: Vec<u8>) {
        let path: Arc<str> = path.into();
        let content = Content::loaded(bytes);
        self.files.insert(path.clone(), Source { path, content });
    }

    /// Removes a file or everything below a folder. A file of the built-in theme takes the place of one that replaced it.
    pub fn remove(&mut self, path: &str) {
        self.forget(path);
        self.lay_under(path);
    }

    /// Returns a flag that is true while a file cannot be read. [`refresh`](Sources::refresh) always reads such files
    /// again: the system may refuse them for a moment only, and reports no change afterwards.
    pub fn is_incomplete(&self) -> Arc<AtomicBool> {
        self.is_incomplete.clone()
    }

    /// Returns the paths, on disk, of the files that could not be read.
    fn unread(&self) -> BTreeSet<String> {
        let is_unread = |fault: &Diagnostic| fault.code == codes::FILE_UNREADABLE;
        let unread = self
            .faults
            .iter()
            .filter(|(_, faults)| faults.iter().any(is_unread));
        let on_disk = |path: &Arc<str>| self.on_disk.get(path).unwrap_or(path).to_string();
        unread.map(|(path, _)| on_disk(path)).collect()
    }

    /// Returns true if a file may have its place behind a symbolic link.
    pub fn has_links(&self) -> bool {
        let is_link = |place: &&str| self.root.join(place).is_symlink();
        !self.links.is_empty() || PLACES.iter().any(is_link)
    }

    /// Reads some places of the site in `root` again: files or whole folders, given by path relative to the site's
    /// folder. Drops files that no longer exist. Returns the paths of the files that were added, removed or changed, or
    /// that may have changed.
    pub fn refresh(&mut self, root: &Path, touched: &BTreeSet<String>) -> BTreeSet<Arc<str>> {
        let mut changed = BTreeSet::new();
        let mut touched = touched.clone();
        let environment = self.environment.as_deref().map(environment_file);
        if touched.contains("config.toml") {
            touched.extend(environment.clone());
        }
        // The configurations of other environments are no part of the site.
        touched.retain(|path| {
            path == "config.toml" || !is_configuration(path) || environment.as_ref() == Some(path)
        });
        touched.extend(self.unread());
        touched.extend(self.by_links(root, &touched));
        for path in &touched {
            let above = |end: usize| touched.contains(&path[..end]);
            if path.match_indices('/').any(|(end, _)| above(end)) {
                continue;
            }
            let (path, found) = walk(root, self.without_twins(root, path));
            let path = &*nfc(path);
            let before = self.looks(path);
            self.forget(path);
            self.lay_under(path);
            let mut taken = BTreeSet::new();
            for found in found {
                self.take(found, &mut taken);
            }
            let after = self.looks(path);
            // A file that is not read may have changed whenever it is touched.
            let is_same = |path: &Arc<str>| matches!((before.get(path), after.get(path)), (Some(Some(b)), Some(Some(a))) if b == a);
            let paths = before.keys().chain(after.keys());
            changed.extend(paths.filter(|path| !is_same(path)).cloned());
        }
        let is_incomplete = !self.unread().is_empty();
        self.is_incomplete.store(is_incomplete, Ordering::Relaxed);
        changed
    }

    /// Returns the paths that must also be read again after these were touched, because of symbolic links.
    fn by_links(&self, root: &Path, touched: &BTreeSet<String>) -> BTreeSet<String> {
        // A link that could not be followed may have a target now.
        let is_lost = |faults: &[Diagnostic]| {
            faults
                .iter()
                .any(|fault| fault.code.name().starts_with("symlink"))
        };
        let lost = self.faults.iter().filter(|(_, faults)| is_lost(faults));
        let on_disk = |path: &Arc<str>| self.on_disk.get(path).unwrap_or(path).to_string();
        let mut names: BTreeSet<String> = lost.map(|(path, _)| on_disk(path)).collect();
        let has_link = |path: &String| {
            let composed = nfc(path);
            below(&self.links, &composed).next().is_some()
                || below(&self.faults, &composed).any(|(_, faults)| is_lost(faults))
                || root.join(path).is_symlink()
        };
        if touched.iter().any(has_link) {
            // The targets of other links may be below this one.
            names.extend(self.links.values().map(|link| link.path.to_string()));
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

    /// Returns the digests for detecting a change of a path, or of anything below it.
    fn looks(&self, path: &str) -> Looks {
        let looks = |source: &Source| match source.content {
            Content::Loaded { hash, .. } | Content::Picture(PictureSource { hash, .. }) => {
                Some(hash)
            }
            Content::Attached(_) => None,
        };
        let files = below(&self.files, path).map(|(path, source)| (path.clone(), looks(source)));
        let faults = below(&self.faults, path).map(|(path, faults)| {
            let told = format!("{faults:?}");
            (path.clone(), Some(blake3::hash(told.as_bytes())))
        });
        files.chain(faults).collect()
    }

    /// Adds the found files. `taken` has the paths of the files that were added before.
    fn take(&mut self, found: WalkResult, taken: &mut BTreeSet<Arc<str>>) {
        match found {
            WalkResult::File(mut source) => {
                source.path = self.composed(source.path);
                if !taken.insert(source.path.clone()) {
                    let twin = twin(&source.path);
                    self.faults.entry(twin.path.clone()).or_default().push(twin);
                }
                self.files.insert(source.path.clone(), source);
            }
            WalkResult::Fault(mut fault) => {
                fault.path = self.composed(fault.path);
                let faults = self.faults.entry(fault.path.clone());
                faults.or_default().push(fault);
            }
            // A link's path stays as it is on disk: it is read again by it.
            WalkResult::Link(link) => drop(self.links.insert(nfc(&link.path).into(), link)),
        }
    }

    /// Returns a path in NFC, the form in which all links and ids are compared, and remembers the path on disk.
    fn composed(&mut self, path: Arc<str>) -> Arc<str> {
        if path.is_ascii() {
            return path;
        }
        let composed: Arc<str> = nfc(&path).into();
        if composed != path {
            self.on_disk.insert(composed.clone(), path);
        }
        composed
    }

    /// Returns the part of a path that must be read as a whole: up to the folder with two entries whose names are equal
    /// in NFC.
    fn without_twins<'p>(&self, root: &Path, path: &'p str) -> &'p str {
        if path.is_ascii() {
            return path;
        }
        let ends = path.match_indices('/').map(|(end, _)| end);
        let is_twin = |end: &usize| {
            let this = &path[..*end];
            let composed = nfc(this);
            let other = self.on_disk.iter().find_map(|(own, disk)| {
                let is_other = is_below(own, &composed) && !is_below(disk, this);
                is_other.then_some(())
            });
            other.is_some() || (composed != this && root.join(&*composed).exists())
        };
        let first = ends.chain([path.len()]).find(is_twin);
        first
            .and_then(|end| path[..end].rfind('/'))
            .map_or(path, |end| &path[..end])
    }

    /// Returns the place of a file on disk. Its name there may be decomposed.
    pub fn place(&self, path: &str) -> PathBuf {
        let on_disk = self.on_disk.get(path);
        self.root.join(on_disk.map_or(path, |on_disk| on_disk))
    }

    /// Removes a path and all paths below it.
    fn forget(&mut self, path: &str) {
        remove_below(&mut self.files, path);
        remove_below(&mut self.faults, path);
        remove_below(&mut self.links, path);
        remove_below(&mut self.on_disk, path);
    }

    /// Adds the files of the built-in theme at a path or below it.
    fn lay_under(&mut self, path: &str) {
        if path.split('/').next() == Some("themes") {
            let built_in = built_in().files.into_iter();
            self.files
                .extend(built_in.filter(|(own, _)| is_below(own, path)));
        }
    }
}

/// Reports a file whose path is equal to another one's in NFC.
fn twin(path: &Arc<str>) -> Diagnostic {
    let message = "two files have this name: one is written with composed letters, the other with letters and marks (NFC and NFD)";
    Diagnostic::new(codes::FILE_NAME, path, message)
        .help("remove one of the two, or rename it: many systems and hosts take them for one file")
}

/// Returns true if a path is `folder` or below it.
fn is_below(path: &str, folder: &str) -> bool {
    let rest = path.strip_prefix(folder);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Returns the entries of a map for a path and all paths below it.
fn below<'m, V>(
    map: &'m BTreeMap<Arc<str>, V>,
    path: &'m str,
) -> impl Iterator<Item = (&'m Arc<str>, &'m V)> {
    // Sorted by path, siblings with a longer name may come in between: `a`, `a-b`, `a/b`.
    map.range::<str, _>((Bound::Included(path), Bound::Unbounded))
        .take_while(move |(own, _)| own.starts_with(path))
        .filter(move |(own, _)| is_below(own, path))
}

/// Removes a path and all paths below it from a map.
fn remove_below<V>(map: &mut BTreeMap<Arc<str>, V>, path: &str) {
    let gone: Vec<Arc<str>> = below(map, path).map(|(own, _)| own.clone()).collect();
    for path in gone {
        map.remove(&path);
    }
}

impl Source {
    /// Returns the digest for detecting a change of the file. It is constant for a file that is published unchanged.
    pub fn digest(&self) -> blake3::Hash {
        match &self.content {
            Content::Loaded { hash, .. } | Content::Picture(PictureSource { hash, .. }) => *hash,
            Content::Attached(_) => blake3::Hash::from_bytes([0; blake3::OUT_LEN]),
        }
    }

    /// Returns the digest for detecting a change between two builds.
    fn state(&self) -> io::Result<blake3::Hash> {
        let (hash, place) = match &self.content {
            Content::Loaded { hash, .. } => return Ok(*hash),
            Content::Picture(PictureSource { hash, place, .. }) => (*hash, place),
            Content::Attached(place) => {
                let mut hasher = blake3::Hasher::new();
                (
                    hasher.update_reader(files::open_real(place)?)?.finalize(),
                    place,
                )
            }
        };
        let modified = format!("{:?}", std::fs::symlink_metadata(place)?.modified()?);
        Ok(blake3::Hasher::new()
            .update(hash.as_bytes())
            .update(modified.as_bytes())
            .finalize())
    }
}

impl PictureSource {
    /// Reads the picture again.
    ///
    /// # Errors
    /// Returns `file-unreadable` if it cannot be read, or if it changed since the build began.
    pub fn read(&self, path: &Arc<str>) -> Result<Vec<u8>, Diagnostic> {
        let bytes = files::read_real(&self.place).map_err(|error| unreadable(path, &error))?;
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

/// The files and folders of a site, relative to its folder.
pub const PLACES: [&str; 3] = ["config.toml", "content", "themes"];

/// Reads the site in `root`: `config.toml`, `content/`, `themes/`, and the built-in theme under them.
///
/// Hidden files and files that editors leave behind (`x~`, `#x#`, `.x.swp`) are not part of a site. A symbolic link is
/// followed if it stays within the site; `content` and `themes` themselves may be links to other places.
pub fn load(root: &Path) -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources {
        root: root.to_owned(),
        ..Sources::default()
    };
    sources.refresh(root, &PLACES.map(str::to_owned).into());
    let faults = sources.faults();
    (sources, faults)
}

/// Returns the content of a file of the built-in theme, by its path in a site (`themes/nashra/…`).
pub fn built_in_file(path: &str) -> Option<&'static [u8]> {
    let path = path.strip_prefix("themes/")?.strip_prefix(BUILT_IN_THEME)?;
    let file = NASHRA.get_file(path.strip_prefix('/')?)?;
    Some(file.contents())
}

/// Returns the files of the built-in theme, under `themes/nashra/`.
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
