//! Opens files for a client: only those below the folders given with `--root`.

use std::io::{self, ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

use crate::files::{is_link, is_special, open_real};
use crate::import::MAX_BYTES;

/// The folders that may be read, without symbolic links.
#[derive(Debug, Clone, Default)]
pub struct Roots(Vec<PathBuf>);

impl Roots {
    /// Takes folders as the user named them.
    ///
    /// # Errors
    /// Returns a message if one is not a folder.
    pub fn new(folders: &[PathBuf]) -> Result<Roots, String> {
        let real = folders.iter().map(|folder| match folder.canonicalize() {
            Ok(real) if real.is_dir() => Ok(real),
            Ok(_) => Err(format!("--root {} is not a folder", folder.display())),
            Err(error) => Err(format!(
                "--root {} cannot be read: {error}",
                folder.display()
            )),
        });
        Ok(Roots(real.collect::<Result<_, _>>()?))
    }

    /// Reads a file, at most one byte more than a text may have.
    ///
    /// # Errors
    /// Returns a message for the client.
    pub fn bytes(&self, path: &str) -> Result<Vec<u8>, String> {
        let real = self.resolve(path)?;
        let mut bytes = Vec::new();
        // The path had no links when it was resolved; if one takes the place of a part of it, it is refused here.
        let read = open_real(&real)
            .and_then(|file| file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes));
        read.map(|_| bytes)
            .map_err(|error| unreadable(path, &error))
    }

    /// Returns the place of a file or folder below a root. A relative path is looked for below each root.
    ///
    /// # Errors
    /// Returns a message for the client. It does not reveal whether a file outside the roots exists.
    pub fn resolve(&self, path: &str) -> Result<PathBuf, String> {
        if self.0.is_empty() {
            return Err(format!(
                "`{path}` cannot be read: this server was started without --root, so it reads no files; pass the text itself"
            ));
        }
        // A root can be named by a path with links in it.
        if let Ok(real) = Path::new(path).canonicalize()
            && Path::new(path).is_absolute()
            && self.contains(&real)
        {
            return Ok(real);
        }
        let mut is_outside = true;
        for root in &self.0 {
            let place = normalized(&root.join(path));
            if !self.contains(&place) {
                continue;
            }
            is_outside = false;
            match place.canonicalize() {
                Ok(real) if self.contains(&real) => return Ok(real),
                Ok(_) => return Err(self.leads_out(path)),
                Err(_) if self.is_behind_outward_link(&place) => {
                    return Err(self.leads_out(path));
                }
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(unreadable(path, &error)),
            }
        }
        Err(match is_outside {
            true => format!("`{path}` is outside {}; nothing else is read", self.names()),
            false => format!("there is no `{path}` below {}", self.names()),
        })
    }

    /// Returns true if a part of a path is a link that leads out of the roots, or nowhere.
    fn is_behind_outward_link(&self, place: &Path) -> bool {
        let parts = place.ancestors().filter(|part| self.contains(part));
        let mut links = parts.filter(|part| part.is_symlink());
        links.any(|link| !link.canonicalize().is_ok_and(|real| self.contains(&real)))
    }

    fn leads_out(&self, path: &str) -> String {
        format!(
            "`{path}` is a link, or is behind a link, that leads out of {}; it is not read",
            self.names()
        )
    }

    /// Returns true if a real path is a root or below one.
    pub fn contains(&self, path: &Path) -> bool {
        self.0.iter().any(|root| path.starts_with(root))
    }

    /// Returns the folders in the form in which messages name them.
    pub fn names(&self) -> String {
        let names: Vec<String> = self
            .0
            .iter()
            .map(|root| root.display().to_string())
            .collect();
        names.join(", ")
    }
}

/// Returns a path without `.` and `..`.
fn normalized(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(out.pop()),
            part => out.push(part),
        }
    }
    out
}

fn unreadable(path: &str, error: &io::Error) -> String {
    match () {
        () if is_special(error) => format!("`{path}` is neither a file nor a folder"),
        () if is_link(error) => format!("`{path}` has become a link; it is not read"),
        () if error.kind() == ErrorKind::IsADirectory => {
            format!("`{path}` is a folder; name a file in it")
        }
        () => format!("`{path}` cannot be read: {error}"),
    }
}

#[cfg(test)]
mod tests {
    #[cfg(unix)]
    #[test]
    fn only_files_below_the_roots_are_read() {
        use std::fs;
        use std::os::unix::fs::symlink;

        use super::Roots;

        let top = tempfile::TempDir::new().unwrap();
        let path = |name: &str| top.path().join(name);
        for folder in ["a/sub", "b", "ab", "outside"] {
            fs::create_dir_all(path(folder)).unwrap();
        }
        for file in [
            "a/x.txt",
            "a/sub/y.txt",
            "b/z.txt",
            "ab/n.txt",
            "outside/secret.txt",
        ] {
            fs::write(path(file), file).unwrap();
        }
        symlink(path("outside/secret.txt"), path("a/link.txt")).unwrap();
        symlink(path("outside"), path("a/linked")).unwrap();
        symlink(path("outside/no-such.txt"), path("a/dangling.txt")).unwrap();
        symlink(path("b/z.txt"), path("a/within.txt")).unwrap();
        symlink("sub", path("a/short")).unwrap();
        let roots = Roots::new(&[path("a"), path("b")]).unwrap();
        let absolute = |name: &str| path(name).display().to_string();
        for (asked, expected) in [
            ("x.txt".to_owned(), Ok("a/x.txt")),
            ("./sub/../x.txt".to_owned(), Ok("a/x.txt")),
            ("short/y.txt".to_owned(), Ok("a/sub/y.txt")),
            ("z.txt".to_owned(), Ok("b/z.txt")),
            ("within.txt".to_owned(), Ok("b/z.txt")),
            (absolute("b/z.txt"), Ok("b/z.txt")),
            ("link.txt".to_owned(), Err("leads out of")),
            ("linked/secret.txt".to_owned(), Err("leads out of")),
            ("linked/no-such.txt".to_owned(), Err("leads out of")),
            ("linked/secret.txt/x".to_owned(), Err("leads out of")),
            ("dangling.txt".to_owned(), Err("leads out of")),
            ("../outside/secret.txt".to_owned(), Err("is outside")),
            ("../outside/no-such.txt".to_owned(), Err("is outside")),
            ("../ab/n.txt".to_owned(), Err("is outside")),
            (absolute("ab/n.txt"), Err("is outside")),
            ("/etc/passwd".to_owned(), Err("is outside")),
            ("no-such.txt".to_owned(), Err("there is no")),
            ("x.txt/y".to_owned(), Err("cannot be read")),
            ("sub".to_owned(), Err("is a folder")),
        ] {
            match (roots.bytes(&asked), expected) {
                (Ok(bytes), Ok(expected)) => assert_eq!(bytes, expected.as_bytes(), "{asked}"),
                (Err(message), Err(words)) => {
                    assert!(message.contains(words), "{asked}: {message}");
                }
                (got, _) => panic!("{asked}: {got:?}"),
            }
        }
        let none = Roots::default().bytes("x.txt").unwrap_err();
        assert!(none.contains("without --root"), "{none}");
    }
}
