//! Reads a file of a site's folder, or a folder with everything below it.
//!
//! Takes the site's folder and a path in it; returns files, faults, and the symbolic links that were followed.

use crate::diagnostic::codes;
use crate::files;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::{Content, LARGEST_TEXT, PictureSource, Source};
use crate::diagnostic::Diagnostic;
use crate::picture::{Flaw, MOST_BYTES, PictureProperties, measure};

/// Maximum number of folders in a path, from the site's folder down.
pub const MOST_FOLDERS: usize = 32;

/// Maximum number of links to folders in a path. Each folder with two links to the next one doubles the number of paths.
const MOST_LINKS: usize = 4;

/// Maximum number of files and folders that are read through links to folders.
const MOST_LINKED: usize = 20_000;

/// A result of a walk.
pub(super) enum WalkResult {
    /// A file of the site.
    File(Source),
    /// A file that cannot be read, with the reason.
    Fault(Diagnostic),
    /// A symbolic link that was followed.
    Link(SymbolicLink),
}

impl WalkResult {
    fn path(&self) -> &str {
        match self {
            WalkResult::File(source) => &source.path,
            WalkResult::Fault(fault) => &fault.path,
            WalkResult::Link(link) => &link.path,
        }
    }

    /// Returns the path of a link.
    fn link(&self) -> Option<String> {
        match self {
            WalkResult::Link(link) => Some(link.path.to_string()),
            _ => None,
        }
    }
}

/// A symbolic link within a site. It gives its target a second path.
#[derive(Debug, Clone)]
pub(super) struct SymbolicLink {
    /// Path of the link, relative to the site's folder.
    pub path: Arc<str>,
    /// The target, without symbolic links.
    real: PathBuf,
}

impl SymbolicLink {
    /// Returns the path of `place` through this link, if `place` is its target or below it. If `place` is above the
    /// target, returns the path of the link.
    pub fn name_of(&self, place: &Path) -> Option<String> {
        match place.strip_prefix(&self.real) {
            Ok(rest) => joined(&self.path, rest),
            Err(_) if self.real.starts_with(place) => Some(self.path.to_string()),
            Err(_) => None,
        }
    }
}

/// Returns the paths of `place` without a link, in the top folders of the site in `root`.
pub(super) fn own_names(root: &Path, place: &Path) -> Vec<String> {
    let own = |top: &&str| {
        let home = fs::canonicalize(root.join(top)).ok()?;
        joined(top, place.strip_prefix(home).ok()?)
    };
    ["content", "themes"].iter().filter_map(own).collect()
}

/// Returns true for `config.toml`, and for the configuration of an environment, such as `config.staging.toml`.
pub fn is_configuration(path: &str) -> bool {
    let rest = path.strip_prefix("config");
    let environment = rest.and_then(|rest| rest.strip_suffix(".toml"));
    environment
        .is_some_and(|name| !name.contains('/') && (name.is_empty() || name.starts_with('.')))
}

/// Resolves the symbolic links among the parent folders of a path. The path itself is not resolved, even if it is a
/// link, and need not exist.
pub(super) fn real_place(path: &Path) -> PathBuf {
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => fs::canonicalize(parent)
            .unwrap_or_else(|_| real_place(parent))
            .join(name),
        _ => path.to_owned(),
    }
}

fn joined(path: &str, rest: &Path) -> Option<String> {
    let rest = rest.to_str()?;
    let parts = [path, rest];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Some(parts.join("/"))
}

/// Reads the file or folder at `path` in the site in `root`, if there is one. Returns the path that was read, and the
/// result. That path is a parent of `path` if `path` contains a symbolic link or an invalid name.
pub(super) fn walk<'p>(root: &Path, path: &'p str) -> (&'p str, Vec<WalkResult>) {
    if is_configuration(path) {
        return (path, configuration(root, path).into_iter().collect());
    }
    let top = match path.split('/').next() {
        Some("content") => "content",
        Some("themes") => "themes",
        _ => return (path, Vec::new()),
    };
    let home = match fs::canonicalize(root.join(top)) {
        Ok(home) => home,
        Err(error) => {
            let fault = lost(root, top, &error);
            return (top, fault.map(WalkResult::Fault).into_iter().collect());
        }
    };
    let linked = AtomicUsize::new(0);
    let walk = SourceWalk { home, root, linked };
    let path = from_where(root, path);
    let place = real_place(&root.join(path));
    let mut found = match (path == top, fs::symlink_metadata(&place)) {
        (true, _) => walk.folder(&walk.home, top, &[]),
        (false, Ok(metadata)) if !path.split('/').any(is_left_over) => {
            walk.entry(&place, metadata.file_type(), path, &[])
        }
        // It no longer exists, or is not part of the site.
        _ => Vec::new(),
    };
    if walk.linked.into_inner() > MOST_LINKED {
        drop_linked(&mut found);
        found.push(WalkResult::Fault(too_many_linked(top)));
    }
    (path, found)
}

/// Reads a configuration. It may be a link within the site. Files outside must not be read, since messages would show
/// words of them.
fn configuration(root: &Path, path: &str) -> Option<WalkResult> {
    let place = root.join(path);
    let real = match fs::canonicalize(&place) {
        Ok(real) => real,
        Err(error) if place.is_symlink() => {
            return Some(WalkResult::Fault(dead_link(path, &error)));
        }
        Err(_) => return None,
    };
    let is_within = fs::canonicalize(root).is_ok_and(|root| real.starts_with(root));
    Some(match is_within {
        true => read(&real, path),
        false => WalkResult::Fault(outside(path, &real)),
    })
}

/// Reports a top folder of the site that cannot be reached; `None` if it is missing and need not exist.
fn lost(root: &Path, top: &str, error: &io::Error) -> Option<Diagnostic> {
    if root.join(top).is_symlink() || error.kind() != io::ErrorKind::NotFound {
        return Some(dead_link(top, error));
    }
    // A site needs no themes of its own.
    (top == "content").then(|| content_missing("the folder of all texts is missing"))
}

/// Reports that there are no texts.
pub(super) fn content_missing(message: &str) -> Diagnostic {
    Diagnostic::new(codes::CONTENT_MISSING, &"content".into(), message).help(
        "mount the disk that it is on, or bring it back; `--allow-empty` builds the site without it",
    )
}

/// Removes files that were found through links: which of them were read depends on the order of threads.
fn drop_linked(found: &mut Vec<WalkResult>) {
    let mut links: Vec<String> = found.iter().filter_map(WalkResult::link).collect();
    links.sort_unstable();
    found.retain(|found| {
        let path = found.path();
        let mut above = path.match_indices('/').map(|(end, _)| &path[..end]);
        !above.any(|folder| {
            links
                .binary_search_by(|link| link.as_str().cmp(folder))
                .is_ok()
        })
    });
}

/// Returns the part of a path that must be read as a whole: up to the first symbolic link in it, or to the folder that
/// contains an invalid name.
fn from_where<'p>(root: &Path, path: &'p str) -> &'p str {
    let ends = path.match_indices('/').map(|(end, _)| end);
    let mut last = path.len();
    for end in ends.chain([path.len()]).skip(1) {
        let folder = path[..end].rfind('/').unwrap_or(end);
        if path[folder..end].chars().any(is_unfit) {
            last = folder;
            break;
        }
        if root.join(&path[..end]).is_symlink() {
            last = end;
            break;
        }
    }
    &path[..last]
}

/// A walk through `content` or `themes`.
struct SourceWalk<'a> {
    /// The real path of the top folder. Symbolic links may point to places below it.
    home: PathBuf,
    /// The site's folder. Symbolic links may point to places below it, too.
    root: &'a Path,
    /// Number of files and folders that were found through links.
    linked: AtomicUsize,
}

impl SourceWalk<'_> {
    /// Reads everything below `folder`. `trail` has the real paths of the parent folders that were entered through links.
    fn folder(&self, folder: &Path, path: &str, trail: &[PathBuf]) -> Vec<WalkResult> {
        if path.split('/').count() > MOST_FOLDERS {
            return vec![WalkResult::Fault(too_deep(path))];
        }
        let entries = match fs::read_dir(folder).and_then(|e| e.collect::<io::Result<Vec<_>>>()) {
            Ok(entries) => entries,
            Err(error) => return vec![WalkResult::Fault(unreadable(path, &error))],
        };
        if !trail.is_empty() {
            let before = self.linked.fetch_add(entries.len(), Ordering::Relaxed);
            if before + entries.len() > MOST_LINKED {
                return Vec::new();
            }
        }
        entries
            .into_par_iter()
            .flat_map_iter(|entry| {
                let name = match entry.file_name().into_string() {
                    Ok(name) if !name.chars().any(is_unfit) => name,
                    Ok(name) => return vec![WalkResult::Fault(bad_name(path, &name, WILD))],
                    Err(name) => {
                        let name = name.to_string_lossy();
                        return vec![WalkResult::Fault(bad_name(path, &name, NOT_UTF8))];
                    }
                };
                if is_left_over(&name) {
                    return Vec::new();
                }
                let path = format!("{path}/{name}");
                match entry.file_type() {
                    Ok(kind) => self.entry(&entry.path(), kind, &path, trail),
                    Err(error) => vec![WalkResult::Fault(unreadable(&path, &error))],
                }
            })
            .collect()
    }

    fn entry(
        &self,
        place: &Path,
        kind: fs::FileType,
        path: &str,
        trail: &[PathBuf],
    ) -> Vec<WalkResult> {
        if kind.is_dir() && path.starts_with("content/") && is_loaded(path) {
            return vec![WalkResult::Fault(folder_for_text(path))];
        }
        if kind.is_dir() {
            return self.folder(place, path, trail);
        }
        if kind.is_file() {
            return vec![read(place, path)];
        }
        if !kind.is_symlink() {
            return vec![WalkResult::Fault(special(path))];
        }
        match self.target(place, path, trail) {
            Ok(real) => self.linked(path, real, trail),
            Err(fault) => vec![WalkResult::Fault(fault)],
        }
    }

    /// Returns the target of a symbolic link, if the link may be followed.
    fn target(&self, place: &Path, path: &str, trail: &[PathBuf]) -> Result<PathBuf, Diagnostic> {
        let real = fs::canonicalize(place).map_err(|error| dead_link(path, &error))?;
        let root = fs::canonicalize(self.root).unwrap_or_else(|_| self.root.to_path_buf());
        if !real.starts_with(&self.home) && !real.starts_with(root) {
            return Err(outside(path, &real));
        }
        let parent = place.parent().and_then(|p| fs::canonicalize(p).ok());
        let is_above = trail.contains(&real) || parent.is_some_and(|p| p.starts_with(&real));
        if real.is_dir() && is_above {
            let message = "this symbolic link leads back to a folder that it stands in";
            return Err(
                Diagnostic::new(codes::SYMLINK_LOOP, &path.into(), message).help("remove the link")
            );
        }
        Ok(real)
    }

    /// Reads the target of a symbolic link, under the path of the link. The files get the real path, which has no links.
    fn linked(&self, path: &str, real: PathBuf, trail: &[PathBuf]) -> Vec<WalkResult> {
        let link = WalkResult::Link(SymbolicLink {
            path: path.into(),
            real: real.clone(),
        });
        let mut found = if real.is_dir() && trail.len() >= MOST_LINKS {
            vec![WalkResult::Fault(too_many_links(path))]
        } else if real.is_dir() {
            self.folder(&real, path, &[trail, std::slice::from_ref(&real)].concat())
        } else {
            vec![read(&real, path)]
        };
        found.push(link);
        found
    }
}

/// Reads a file, or only records its path if its content does not matter to a build. `place` has no symbolic links.
fn read(place: &Path, path: &str) -> WalkResult {
    let content = if is_loaded(path) {
        read_text(place, path)
    } else if is_picture(path) {
        read_picture(place).map_err(|error| unreadable(path, &error))
    } else {
        let is_file = fs::symlink_metadata(place).map(|found| found.is_file());
        match is_file {
            Ok(true) => Ok(Content::Attached(place.to_path_buf())),
            Ok(false) => Err(special(path)),
            Err(error) => Err(unreadable(path, &error)),
        }
    };
    let path = path.into();
    content.map_or_else(WalkResult::Fault, |content| {
        WalkResult::File(Source { path, content })
    })
}

/// Reads a picture to get its digest and its size.
fn read_picture(place: &Path) -> io::Result<Content> {
    let mut file = files::open_real(place)?;
    let size = file.metadata()?.len();
    let (hash, measured) = if size > MOST_BYTES {
        let hash = blake3::Hasher::new().update_reader(&mut file)?.finalize();
        let flaw = Some(Flaw::Bytes(size / (1024 * 1024)));
        let measured = PictureProperties {
            flaw,
            ..PictureProperties::default()
        };
        (hash, measured)
    } else {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        (blake3::hash(&bytes), measure(&bytes))
    };
    Ok(Content::Picture(PictureSource {
        place: place.to_path_buf(),
        hash,
        measured,
    }))
}

fn read_text(place: &Path, path: &str) -> Result<Content, Diagnostic> {
    let cannot = |error: io::Error| unreadable(path, &error);
    let mut file = files::open_real(place).map_err(cannot)?;
    let size = file.metadata().map_err(cannot)?.len();
    if size > LARGEST_TEXT {
        return Err(too_large(path, size));
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(cannot)?;
    Ok(Content::loaded(bytes))
}

/// Builds the finding that a text of `size` bytes is larger than [`LARGEST_TEXT`].
pub(super) fn too_large(path: &str, size: u64) -> Diagnostic {
    let message = format!(
        "this file has {} MB; a text may have {} MB at most",
        size / (1024 * 1024),
        LARGEST_TEXT / (1024 * 1024)
    );
    Diagnostic::new(codes::FILE_TOO_LARGE, &path.into(), message)
        .help("split the text, or move what is no text of the site out of its folder")
}

/// Returns true if a build needs the file in memory: texts and registers of content, and all files of a theme.
pub(super) fn is_loaded(path: &str) -> bool {
    path.starts_with("themes/") || path.ends_with(".md") || path.ends_with(".toml")
}

/// Returns true if a file is a picture that a text may show, by its name.
fn is_picture(path: &str) -> bool {
    const ENDINGS: [&str; 7] = ["jpg", "jpeg", "png", "webp", "gif", "avif", "svg"];
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    path.starts_with("content/articles/")
        && ENDINGS.iter().any(|own| ending.eq_ignore_ascii_case(own))
}

/// Returns true if a file belongs to the system or an editor and not to the site, judging by its name.
pub(super) fn is_left_over(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || matches!(name, "Thumbs.db" | "desktop.ini")
}

/// Reports a folder with the name of a text, which would otherwise be missing without notice.
fn folder_for_text(path: &str) -> Diagnostic {
    let message = "this is a folder, and its name is that of a text";
    Diagnostic::new(codes::FILE_UNREADABLE, &path.into(), message)
        .help("bring the text back, or give the folder another name")
}

/// Reports a pipe, a socket or a device.
fn special(path: &str) -> Diagnostic {
    let message = "this is neither a file nor a folder";
    Diagnostic::new(codes::FILE_UNREADABLE, &path.into(), message)
        .help("remove it from the site's folder")
}

pub(super) fn unreadable(path: &str, error: &io::Error) -> Diagnostic {
    if files::is_special(error) {
        return special(path);
    }
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
    Diagnostic::new(codes::FILE_UNREADABLE, &path.into(), message).help(help)
}

/// Reports a symbolic link that cannot be followed.
fn dead_link(path: &str, error: &io::Error) -> Diagnostic {
    match error.kind() {
        io::ErrorKind::PermissionDenied => unreadable(path, error),
        io::ErrorKind::NotFound => Diagnostic::new(
            codes::SYMLINK_BROKEN,
            &path.into(),
            "this symbolic link leads to nothing",
        )
        .help("remove the link, or put the file into its place"),
        // What remains is a loop of links (`ELOOP`), for which the standard library has no stable name.
        _ => Diagnostic::new(
            codes::SYMLINK_LOOP,
            &path.into(),
            format!("this symbolic link cannot be followed: {error}"),
        )
        .help("remove the link"),
    }
}

const NOT_UTF8: &str = "is not UTF-8";
const WILD: &str = "holds a control character, or what is no character";

/// Returns true for a character that is not allowed in the name of a published file; see `parse::text` for those in
/// texts.
pub(super) fn is_unfit(c: char) -> bool {
    c.is_control() || matches!(c, '\u{FDD0}'..='\u{FDEF}' | '\u{FFFE}' | '\u{FFFF}')
}

fn bad_name(folder: &str, name: &str, why: &str) -> Diagnostic {
    let name = name.replace(is_unfit, "\u{FFFD}");
    let message = format!("the name of the file `{name}` {why}");
    Diagnostic::new(
        codes::FILE_NAME,
        &format!("{folder}/{name}").into(),
        message,
    )
    .help("rename the file: letters, digits, hyphens and dots are safe everywhere")
}

fn too_deep(path: &str) -> Diagnostic {
    let message = format!("this folder lies more than {MOST_FOLDERS} folders deep and is not read");
    Diagnostic::new(codes::FOLDER_TOO_DEEP, &path.into(), message)
        .help("move what belongs to the site further up, and remove the rest")
}

fn too_many_links(path: &str) -> Diagnostic {
    let message = format!(
        "this symbolic link is not followed: {MOST_LINKS} others lead to the folder that it stands in"
    );
    Diagnostic::new(codes::SYMLINK_TOO_MANY, &path.into(), message)
        .help("remove the link, or put the files into its place")
}

fn too_many_linked(path: &str) -> Diagnostic {
    let message = format!(
        "symbolic links lead to more than {MOST_LINKED} files and folders, which are not read"
    );
    Diagnostic::new(codes::SYMLINK_TOO_MANY, &path.into(), message)
        .help("remove links: each link to a folder publishes everything in it once more")
}

fn outside(path: &str, real: &Path) -> Diagnostic {
    Diagnostic::new(
        codes::SYMLINK_OUTSIDE,
        &path.into(),
        format!(
            "this symbolic link leaves the site: it leads to {}",
            real.display()
        ),
    )
    .help("put a copy of the file into the site's folder instead")
}
