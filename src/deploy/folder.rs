//! A folder of this machine, or of a disk or share that is mounted, as a place for a site.
//!
//! A file is copied beside the site and moved into its place, so that a reader finds the old one or the new one. Nothing is
//! written or removed through a symbolic link below the folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use blake3::Hash;

use super::{Fault, Found, Place, Sent, Upload};
use crate::write::copy_hashing;

/// Where copies wait, within the folder.
const WAITING: &str = ".mujaz-deploy.tmp";

/// A folder.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The folder at a path. It is made where it is missing, but not those that it stands in: a disk may not be mounted.
    ///
    /// # Errors
    /// That it is no folder, or that the one it is in is missing.
    pub fn new(root: &Path) -> Result<Folder, Fault> {
        match fs::metadata(root) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => return Err(Fault::new(format!("{} is no folder", root.display()))),
            Err(_) => {
                let whole = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
                let above = whole.parent().unwrap_or(&whole);
                if !above.is_dir() {
                    let message = format!("there is no {}", above.display());
                    return Err(Fault::new(message).help("is the disk mounted?"));
                }
            }
        }
        Ok(Folder {
            root: root.to_owned(),
        })
    }

    fn at<T>(&self, path: &str, what: &str, result: io::Result<T>) -> Result<T, Fault> {
        result.map_err(|e| {
            let fault = Fault::new(format!(
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

    fn walk(
        &self,
        folder: &Path,
        path: &str,
        found: &mut BTreeMap<String, Found>,
    ) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            // What is not UTF-8 or no file is none of ours.
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            let path = match path {
                "" => name,
                path => format!("{path}/{name}"),
            };
            let metadata = entry.metadata()?;
            if path == WAITING {
                continue;
            }
            if metadata.is_dir() {
                self.walk(&entry.path(), &path, found)?;
            } else if metadata.is_file() {
                found.insert(path, look(&metadata)?);
            }
        }
        Ok(())
    }

    /// Makes the folders of a path, and refuses to go through anything but real ones.
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

    /// Copies a file beside the site, and moves it into its place.
    fn put_one(&self, upload: &Upload, known: &mut BTreeSet<PathBuf>) -> io::Result<String> {
        let waiting = self.root.join(WAITING).join("file");
        let mut from = File::open(&upload.place)?;
        let mut to = File::create(&waiting)?;
        if copy_hashing(&mut from, &mut to)? != upload.digest {
            return Err(io::Error::other("the site changed meanwhile; deploy again"));
        }
        let tag = tag(&to.metadata()?)?;
        drop(to);
        self.folders(&upload.path, known)?;
        fs::rename(&waiting, self.root.join(&upload.path))?;
        Ok(tag)
    }

    /// Whether all that a path leads through are real folders.
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
        let waiting = self.root.join(WAITING);
        match fs::create_dir(&waiting) {
            // An earlier deploy left it; a link is none of ours.
            Err(_) if fs::symlink_metadata(&waiting).is_ok_and(|found| found.is_dir()) => Ok(()),
            made => made,
        }
    }

    /// What stays is removed the next time.
    fn end(&self) {
        let _ = fs::remove_dir_all(self.root.join(WAITING));
    }

    fn put_all(&self, files: &[Upload], sent: &mut Sent<'_>) -> Result<(), Fault> {
        let mut known = BTreeSet::new();
        for upload in files {
            let tag = self.at(&upload.path, "written", self.put_one(upload, &mut known))?;
            if !sent(upload, Some(tag)) {
                break;
            }
        }
        Ok(())
    }
}

impl Place for Folder {
    fn list(&self) -> Result<BTreeMap<String, Found>, Fault> {
        let mut found = BTreeMap::new();
        if self.root.is_dir() {
            self.at("", "read", self.walk(&self.root, "", &mut found))?;
        }
        Ok(found)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Fault> {
        self.at(path, "read", fs::read(self.root.join(path)))
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        let waiting = self.root.join(WAITING).join("record");
        let written = self
            .begin()
            .and_then(|()| fs::write(&waiting, bytes))
            .and_then(|()| fs::rename(&waiting, self.root.join(path)));
        self.end();
        self.at(path, "written", written)
    }

    fn put(&self, files: &[Upload], sent: &mut Sent<'_>) -> Result<(), Fault> {
        self.at("", "written", self.begin())?;
        let put = self.put_all(files, sent);
        self.end();
        put
    }

    fn remove(&self, paths: &[String]) -> Result<(), Fault> {
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
                // One that is not empty stays, and so do those above it.
                if fs::remove_dir(self.root.join(above)).is_err() {
                    break;
                }
                folder = above;
            }
        }
        Ok(())
    }

    fn digest(&self, path: &str) -> Result<Option<Hash>, Fault> {
        let read = File::open(self.root.join(path))
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

fn look(metadata: &Metadata) -> io::Result<Found> {
    Ok(Found {
        size: metadata.len(),
        tag: Some(tag(metadata)?),
    })
}

/// The time of a file; its size is looked at anyway.
fn tag(metadata: &Metadata) -> io::Result<String> {
    let modified = metadata.modified()?.duration_since(UNIX_EPOCH);
    Ok(modified.map_or(0, |after| after.as_nanos()).to_string())
}
