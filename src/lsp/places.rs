//! Converts the URIs of a client to paths in the site, and back.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::lang::nfc;

/// The characters that need no escape in the path of a URI.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// The site's folder.
#[derive(Debug, Clone)]
pub struct Root {
    /// Absolute path, with its symbolic links.
    given: PathBuf,
    /// The same folder without symbolic links.
    real: PathBuf,
}

impl Root {
    pub fn new(site: &Path) -> Root {
        let given = std::path::absolute(site).unwrap_or_else(|_| site.to_owned());
        let real = std::fs::canonicalize(&given).unwrap_or_else(|_| given.clone());
        Root { given, real }
    }

    /// Returns the absolute path of the site's folder as it was given, with its symbolic links.
    pub fn folder(&self) -> &Path {
        &self.given
    }

    /// Returns the path in the site that a URI names, with `/` as separator and in NFC; `None` if it is outside.
    pub fn path(&self, uri: &Uri) -> Option<String> {
        let place = place(uri)?;
        let within = self.below(&place).map(Path::to_owned).or_else(|| {
            // The client may know the folder under another name: through a symbolic link, for example.
            let folder = std::fs::canonicalize(place.parent()?).ok()?;
            let place = folder.join(place.file_name()?);
            self.below(&place).map(Path::to_owned)
        })?;
        let parts: Option<Vec<&str>> = within.iter().map(|part| part.to_str()).collect();
        let parts = parts?;
        let is_fit = !parts.is_empty() && !parts.contains(&"..");
        is_fit.then(|| nfc(&parts.join("/")).into_owned())
    }

    fn below<'p>(&self, place: &'p Path) -> Option<&'p Path> {
        let within = place.strip_prefix(&self.given);
        within.or_else(|_| place.strip_prefix(&self.real)).ok()
    }
}

/// Returns the path that a `file:` URI names; `None` for other URIs.
pub fn place(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_str().strip_prefix("file://")?;
    let path = &rest[rest.find('/')?..];
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let bytes = path.as_bytes();
    // On Windows, `/C:/site` is `C:/site`.
    let has_drive = bytes.len() > 2 && bytes[1].is_ascii_alphabetic() && bytes[2] == b':';
    let path = if cfg!(windows) && has_drive {
        &path[1..]
    } else {
        &path
    };
    (!path.contains('\0')).then(|| PathBuf::from(path))
}

/// Returns the URI of a path on disk; `None` if the path is not UTF-8.
pub fn uri(place: &Path) -> Option<Uri> {
    let path = place.to_str()?.replace('\\', "/");
    let path = utf8_percent_encode(&path, PLAIN);
    let slash = if cfg!(windows) { "/" } else { "" };
    Uri::from_str(&format!("file://{slash}{path}")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_uris_stand_for_each_other() {
        let root = Root {
            given: "/home/desk/موجز site".into(),
            real: "/disk/site".into(),
        };
        let path = "content/articles/معاهدة/summary.ar.md";
        let own = uri(&root.folder().join(path)).unwrap();
        assert!(own.as_str().is_ascii() && own.as_str().starts_with("file:///home/desk/"));
        assert_eq!(root.path(&own).as_deref(), Some(path));
        for (uri, path) in [
            ("file:///disk/site/config.toml", Some("config.toml")),
            (
                "file://localhost/disk/site/config.toml",
                Some("config.toml"),
            ),
            ("file:///disk/site/a%20b.md", Some("a b.md")),
            ("file:///disk/site/cafe%CC%81.md", Some("café.md")),
            ("file:///disk/site/", None),
            ("file:///disk/site/../x.md", None),
            ("file:///disk/sites/x.md", None),
            ("file:///disk/site/%FF.md", None),
            ("file:///disk/site/a%00b.md", None),
            ("untitled:config.toml", None),
            ("https://example.org/disk/site/x.md", None),
            ("file://", None),
        ] {
            let uri = Uri::from_str(uri).unwrap();
            assert_eq!(root.path(&uri).as_deref(), path, "{}", uri.as_str());
        }
    }
}
