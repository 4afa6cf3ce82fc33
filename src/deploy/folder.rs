//! A folder as a place for a site: on this machine, or on a mounted disk or share.
//!
//! A file is first copied into a temporary folder at the target and then renamed into place, so a reader sees the old
//! file or the new one. Nothing is written or removed through a symbolic link below the target.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, DirEntry, File, Metadata};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use blake3::Hash;

use super::{DeployError, DeployStore, Sent, StoredFile, Upload};
use crate::files;
use crate::write::copy_hashing;

/// Maximum number of folders in a path, which has at most 1,024 bytes.
const MOST_FOLDERS: usize = 512;

/// Name of the temporary folder, within the target.
const WAITING: &str = ".mujaz-deploy.tmp";

/// A target folder.
#[derive(Debug)]
pub struct FolderStore {
    root: PathBuf,
    /// Name of this deploy's folder within the temporary folder. If two deploys run at once in spite of the lock, neither
    /// writes to the other's temporary files.
    own: String,
}

/// Maximum number of further attempts if another deploy removes a folder at the same moment.
const ATTEMPTS: usize = 20;

fn is_kind(error: &io::Error, kind: io::ErrorKind) -> bool {
    error.kind() == kind
}

impl FolderStore {
    /// Uses the folder at `root`. A missing folder is created later, but never its parent: a disk may not be mounted.
    ///
    /// # Errors
    /// Returns that `root` is not a folder, or that its parent is missing.
    pub fn new(root: &Path) -> Result<FolderStore, DeployError> {
        match fs::metadata(root) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => return Err(DeployError::new(format!("{} is no folder", root.display()))),
            Err(_) => {
                let whole = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
                let above = whole.parent().unwrap_or(&whole);
                if !above.is_dir() {
                    let message = format!("there is no {}", above.display());
                    return Err(DeployError::new(message).help("is the disk mounted?"));
                }
            }
        }
        let random = RandomState::new().hash_one(std::process::id());
        Ok(FolderStore {
            root: root.to_owned(),
            own: format!("{random:016x}"),
        })
    }

    fn at<T>(&self, path: &str, what: &str, result: io::Result<T>) -> Result<T, DeployError> {
        result.map_err(|e| {
            let fault = DeployError::new(format!(
                "{} cannot be {what}: {e}",
                self.root.join(path).display()
            ));
            match e.kind() {
                io::ErrorKind::PermissionDenied => {
                    fault.help("give yourself the right to write there")
                }
                io::ErrorKind::StorageFull => fault.help("free some space there"),
                _ => fault,
            }
        })
    }

    /// Collects the files below a folder. Files that another deploy removes meanwhile are skipped: even a refused
    /// deploy creates and removes a temporary folder.
    fn walk(
        &self,
        folder: &Path,
        path: &str,
        found: &mut BTreeMap<String, StoredFile>,
    ) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            // Deploys write only files with UTF-8 names.
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            let path = match path {
                "" => name,
                path => format!("{path}/{name}"),
            };
            // Deploys write no path so deep.
            if path == WAITING || path.matches('/').count() > MOST_FOLDERS {
                continue;
            }
            match self.collect(&entry, path, found) {
                Err(e) if is_kind(&e, io::ErrorKind::NotFound) => {}
                collected => collected?,
            }
        }
        Ok(())
    }

    fn collect(
        &self,
        entry: &DirEntry,
        path: String,
        found: &mut BTreeMap<String, StoredFile>,
    ) -> io::Result<()> {
        let metadata = entry.metadata()?;
        if metadata.is_dir() {
            self.walk(&entry.path(), &path, found)?;
        } else if metadata.is_file() {
            found.insert(path, look(&metadata)?);
        }
        Ok(())
    }

    /// Creates the folders that a path needs. Fails if one of them exists as anything but a real folder.
    fn folders(&self, path: &str, known: &mut BTreeSet<PathBuf>) -> io::Result<()> {
        let mut folder = self.root.clone();
        let parts = path.rsplit_once('/').map(|(folders, _)| folders.split('/'));
        for part in parts.into_iter().flatten() {
            folder.push(part);
            if known.contains(&folder) {
                continue;
            }
            match fs::symlink_metadata(&folder) {
                Ok(metadata) if metadata.is_dir() => {}
                Ok(_) => {
                    let message = format!("{} is no folder", folder.display());
                    return Err(io::Error::new(io::ErrorKind::NotADirectory, message));
                }
                Err(_) => fs::create_dir(&folder)?,
            }
            known.insert(folder.clone());
        }
        Ok(())
    }

    /// Copies a file into the temporary folder, under this name. Returns its tag.
    fn copy(&self, upload: &Upload, name: &str) -> io::Result<String> {
        let mut from = files::open_own(&upload.place)?;
        let mut to = files::create_anew(&self.waiting().join(name))?;
        if copy_hashing(&mut from, &mut to)? != upload.digest {
            return Err(io::Error::other("the site changed meanwhile; deploy again"));
        }
        tag(&to.metadata()?)
    }

    /// Renames a file from the temporary folder into place.
    fn place(&self, upload: &Upload, name: &str, known: &mut BTreeSet<PathBuf>) -> io::Result<()> {
        self.folders(&upload.path, known)?;
        fs::rename(self.waiting().join(name), self.root.join(&upload.path))
    }

    /// Returns true if every folder on the path exists and is a real folder, not a symbolic link.
    fn is_within(&self, path: &str) -> bool {
        let mut folder = self.root.clone();
        let parts = path.rsplit_once('/').map(|(folders, _)| folders.split('/'));
        parts.into_iter().flatten().all(|part| {
            folder.push(part);
            fs::symlink_metadata(&folder).is_ok_and(|metadata| metadata.is_dir())
        })
    }

    fn begin(&self) -> io::Result<()> {
        if !self.root.is_dir() {
            fs::create_dir(&self.root)?;
        }
        // A deploy that was refused removes the outer folder while it is empty, maybe right before the inner one is made.
        for _ in 0..ATTEMPTS {
            match self.make_folders() {
                Err(e) if is_kind(&e, io::ErrorKind::NotFound) => {}
                made => return made,
            }
        }
        self.make_folders()
    }

    fn make_folders(&self) -> io::Result<()> {
        for waiting in [self.root.join(WAITING), self.waiting()] {
            match fs::create_dir(&waiting) {
                // Another deploy may have left the folder. A symbolic link is not accepted.
                Err(_) if fs::symlink_metadata(&waiting).is_ok_and(|found| found.is_dir()) => {}
                made => made?,
            }
        }
        Ok(())
    }

    /// Removes this deploy's temporary folder. If that fails, the next deploy removes it.
    fn end(&self) {
        let _ = fs::remove_dir_all(self.waiting());
        // It stays while it has the folder of another deploy.
        let _ = fs::remove_dir(self.root.join(WAITING));
    }

    /// Returns the path of this deploy's temporary folder.
    fn waiting(&self) -> PathBuf {
        self.root.join(WAITING).join(&self.own)
    }

    /// Copies all files, waits until they are on the disk, and renames them into place: even if the power fails, no
    /// file is half-written.
    fn put_all(&self, files: &[Upload], sent: &mut Sent<'_>) -> Result<(), DeployError> {
        let mut known = BTreeSet::new();
        let mut copies = Vec::new();
        for (number, upload) in files.iter().enumerate() {
            let name = format!("file-{number}");
            let tag = self.at(&upload.path, "written", self.copy(upload, &name))?;
            copies.push((upload, name, tag));
        }
        self.at("", "written", files::sync_system(&self.waiting()))?;
        for (upload, name, tag) in copies {
            let placed = self.place(upload, &name, &mut known);
            self.at(&upload.path, "written", placed)?;
            if !sent(upload, Some(tag)) {
                break;
            }
        }
        Ok(())
    }
}

impl DeployStore for FolderStore {
    fn list(&self) -> Result<BTreeMap<String, StoredFile>, DeployError> {
        let mut found = BTreeMap::new();
        if self.root.is_dir() {
            self.at("", "read", self.walk(&self.root, "", &mut found))?;
        }
        Ok(found)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, DeployError> {
        self.at(path, "read", files::read_own(&self.root.join(path)))
    }

    fn read_if_any(&self, path: &str) -> Result<Option<Vec<u8>>, DeployError> {
        match files::read_own(&self.root.join(path)) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
            read => self.at(path, "read", read).map(Some),
        }
    }

    fn create(&self, path: &str, bytes: &[u8]) -> Result<bool, DeployError> {
        let waiting = self.waiting().join("new");
        let target = self.root.join(path);
        let create = || {
            self.begin()?;
            files::create_anew(&waiting)?.write_all(bytes)?;
            match fs::hard_link(&waiting, &target) {
                Err(e) if is_kind(&e, io::ErrorKind::AlreadyExists) => Err(e),
                Err(e) if is_kind(&e, io::ErrorKind::NotFound) => Err(e),
                // Not every file system has links. Without them, the file is empty for a moment.
                Err(_) => File::create_new(&target)?
                    .write_all(bytes)
                    .inspect_err(|_| drop(fs::remove_file(&target))),
                Ok(()) => Ok(()),
            }
        };
        // A deploy that holds the lock may remove the folder of waiting files at any moment.
        let mut created = create();
        for _ in 0..ATTEMPTS {
            if !matches!(&created, Err(e) if is_kind(e, io::ErrorKind::NotFound)) {
                break;
            }
            created = create();
        }
        self.end();
        match created {
            Err(e) if is_kind(&e, io::ErrorKind::AlreadyExists) => Ok(false),
            created => self.at(path, "written", created).map(|()| true),
        }
    }

    fn clean(&self) -> Result<(), DeployError> {
        match fs::remove_dir_all(self.root.join(WAITING)) {
            Err(e) if is_kind(&e, io::ErrorKind::NotFound) => Ok(()),
            // A deploy that is being refused has made its folder in the meantime, and removes it.
            Err(e) if is_kind(&e, io::ErrorKind::DirectoryNotEmpty) => Ok(()),
            removed => self.at(WAITING, "removed", removed),
        }
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), DeployError> {
        let waiting = self.waiting().join("record");
        let written = self
            .begin()
            .and_then(|()| {
                let mut file = files::create_anew(&waiting)?;
                file.write_all(bytes)?;
                file.sync_all()
            })
            .and_then(|()| fs::rename(&waiting, self.root.join(path)));
        self.end();
        self.at(path, "written", written)
    }

    fn put(&self, files: &[Upload], sent: &mut Sent<'_>) -> Result<(), DeployError> {
        self.at("", "written", self.begin())?;
        let put = self.put_all(files, sent);
        self.end();
        put
    }

    fn remove(&self, paths: &[String]) -> Result<(), DeployError> {
        for path in paths {
            if !self.is_within(path) {
                continue;
            }
            match fs::remove_file(self.root.join(path)) {
                Err(e) if e.kind() == io::ErrorKind::NotFound => {}
                removed => self.at(path, "removed", removed)?,
            }
            let mut folder = path.as_str();
            while let Some((above, _)) = folder.rsplit_once('/') {
                // A folder that is not empty stays, and so do its parents.
                if fs::remove_dir(self.root.join(above)).is_err() {
                    break;
                }
                folder = above;
            }
        }
        Ok(())
    }

    fn digest(&self, path: &str) -> Result<Option<Hash>, DeployError> {
        let read = files::open_own(&self.root.join(path))
            .and_then(|mut f| copy_hashing(&mut f, &mut io::sink()));
        self.at(path, "read", read).map(Some)
    }

    fn has_folders(&self) -> bool {
        true
    }

    fn portion(&self) -> usize {
        256
    }
}

fn look(metadata: &Metadata) -> io::Result<StoredFile> {
    Ok(StoredFile {
        size: metadata.len(),
        tag: Some(tag(metadata)?),
    })
}

/// Returns the modification time, in nanoseconds since 1970, as the tag. The size is compared separately.
fn tag(metadata: &Metadata) -> io::Result<String> {
    let modified = metadata.modified()?.duration_since(UNIX_EPOCH);
    Ok(modified.map_or(0, |after| after.as_nanos()).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_listed_while_another_deploy_writes_there() {
        let target = tempfile::tempdir().unwrap();
        let root = target.path();
        fs::create_dir(root.join("kept")).unwrap();
        fs::write(root.join("kept/page.html"), "page").unwrap();
        let folder = FolderStore::new(root).unwrap();
        std::thread::scope(|scope| {
            let other = scope.spawn(|| {
                for _ in 0..2000 {
                    for made in [root.join(WAITING), root.join("old")] {
                        fs::create_dir(&made).unwrap();
                        fs::write(made.join("file"), "text").unwrap();
                        fs::remove_dir_all(&made).unwrap();
                    }
                }
            });
            while !other.is_finished() {
                let found = folder.list().expect("what is there is listed");
                assert!(found.contains_key("kept/page.html"), "{found:?}");
            }
        });
    }
}
