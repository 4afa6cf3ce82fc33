//! Refuses output folders that overlap with the site's sources.
//!
//! The next build would read output among the sources as a part of the site, and removing outdated files could delete
//! sources. So `build`, `watch` and `deploy` refuse a folder that contains sources or is inside them, and one that
//! belongs to something else: the internal files of a repository, a home folder, the system.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

use crate::load::PLACES;
use crate::write::STATE_FOLDER;

/// Folders of version control, package managers and keys, and Mujaz's own. No build may write to them.
const INTERNAL: [&str; 10] = [
    ".git",
    ".hg",
    ".svn",
    ".bzr",
    ".jj",
    "_darcs",
    "node_modules",
    ".ssh",
    ".gnupg",
    STATE_FOLDER,
];

/// Folders of the system. Nobody publishes a site in the folder itself.
const SYSTEM: [&str; 17] = [
    "/bin", "/boot", "/dev", "/etc", "/home", "/lib", "/lib64", "/proc", "/root", "/run", "/sbin",
    "/sys", "/tmp", "/usr", "/var", "/Users", "/System",
];

/// System folders in which files are not permanent.
const DEVICES: [&str; 4] = ["/boot", "/dev", "/proc", "/sys"];

/// Fails with a message if the output folder contains sources of the site or is inside them, or belongs to something else.
pub fn refuse_output(output: &Path, site: &Path) -> Result<(), String> {
    let way_out = format!(
        "choose another folder with --output, or leave it out for {}",
        site.join("public").display()
    );
    if let Some(source) = overlap(output, sources(site)) {
        return Err(format!(
            "the output {} and {} lie within each other, and the site would be written among its sources; {way_out}",
            output.display(),
            source.display(),
        ));
    }
    match owner(output, site) {
        Some(owner) => Err(format!(
            "the output {} is {owner}, where no site belongs; {way_out}",
            output.display(),
        )),
        None => Ok(()),
    }
}

/// Returns the owner of a folder if no site can be published in it: the system, a home folder, the sources of another
/// site, or a folder in [`INTERNAL`] that the site itself is not in.
pub fn owner(folder: &Path, site: &Path) -> Option<String> {
    let (folder, site) = (real(folder), real(site));
    if let Some(internal) = folder.ancestors().find(|place| is_internal(place))
        && !site.starts_with(internal)
    {
        let shown = internal.display();
        return Some(match internal == folder {
            true => "a folder of another program".into(),
            false => format!("in {shown}, a folder of another program"),
        });
    }
    if folder.parent().is_none() {
        return Some("the root of the file system".into());
    }
    let is_shared = ["/dev/shm"].iter().any(|shared| folder.starts_with(shared));
    let is_device = !is_shared && DEVICES.iter().any(|device| folder.starts_with(device));
    if is_device || SYSTEM.iter().any(|system| folder == Path::new(system)) {
        return Some("a folder of the system".into());
    }
    if let Some(other) = other_site(&folder, &site) {
        return Some(format!(
            "in {}, another site's folder of sources",
            other.display()
        ));
    }
    let homes = ["/home", "/Users"];
    let is_user = |place: &Path| homes.iter().any(|homes| place == Path::new(homes));
    let is_home = std::env::home_dir().is_some_and(|home| real(&home).starts_with(&folder));
    let is_home = is_home || folder.parent().is_some_and(is_user);
    is_home.then(|| "a home folder".into())
}

/// Returns the root of another site if a folder is that root, or among the site's sources. The user may have meant its
/// output.
fn other_site<'f>(folder: &'f Path, site: &Path) -> Option<&'f Path> {
    let is_site =
        |place: &Path| place.join("config.toml").is_file() && place.join("content").is_dir();
    folder.ancestors().find(|place| {
        let below = folder.strip_prefix(place).ok();
        let first = below.and_then(|below| below.components().next());
        let is_source =
            first.is_none_or(|first| PLACES.iter().any(|own| first.as_os_str() == *own));
        *place != site && is_source && is_site(place)
    })
}

/// Returns true for a folder with a name in [`INTERNAL`], and for a git repository without a work tree.
fn is_internal(place: &Path) -> bool {
    let name = place.file_name().and_then(|name| name.to_str());
    let is_listed =
        name.is_some_and(|name| INTERNAL.iter().any(|own| name.eq_ignore_ascii_case(own)));
    let has = |name: &str| place.join(name).exists();
    is_listed || (has("HEAD") && has("objects") && has("refs"))
}

/// Returns the files and folders that a site is made from.
pub fn sources(site: &Path) -> impl Iterator<Item = PathBuf> {
    PLACES.iter().map(move |place| site.join(place))
}

/// Returns the first of `others` that contains the folder or is inside it.
pub fn overlap(folder: &Path, others: impl IntoIterator<Item = PathBuf>) -> Option<PathBuf> {
    let folder = real(folder);
    others.into_iter().find(|other| {
        let other = real(other);
        other.starts_with(&folder) || folder.starts_with(&other)
    })
}

/// Returns the path on disk of a file of the site that a command reads or writes by itself, without symbolic links. Its folders need
/// not exist.
///
/// # Errors
/// Returns a message if a link leads out of the site; `content` and `themes` may themselves be links to other places.
pub fn within(site: &Path, path: &str) -> Result<PathBuf, String> {
    let place = real(&site.join(path));
    let homes = [site.to_owned(), site.join("content"), site.join("themes")];
    match homes.iter().any(|home| place.starts_with(real(home))) {
        true => Ok(place),
        false => Err(format!(
            "a symbolic link leads from {path} out of the site, to {}, so nothing was done; put a copy in its place",
            place.display(),
        )),
    }
}

/// Returns a path without symbolic links. Its last components need not exist.
fn real(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut there = whole.as_path();
    let mut rest: Vec<OsString> = Vec::new();
    let mut real = loop {
        if let Ok(real) = there.canonicalize() {
            break real;
        }
        let Some(parent) = there.parent() else {
            break there.to_owned();
        };
        let last = there.components().next_back();
        rest.extend(last.map(|part| part.as_os_str().to_owned()));
        there = parent;
    };
    for part in rest.iter().rev() {
        if Path::new(part).components().next() == Some(Component::ParentDir) {
            real.pop();
        } else {
            real.push(part);
        }
    }
    real
}
