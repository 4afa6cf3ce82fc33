//! The record of the last deploy, a file that is stored at the place.
//!
//! Converts the file to values and back, and touches nothing else. The file is a JSON object with a version, and an entry
//! for each file that deploys put there:
//!
//! ```json
//! {"version": 1, "files": {"en/index.html": {"blake3": "…", "size": 512, "headers": "0a1b2c3d", "tag": "…"}}}
//! ```
//!
//! A file that a deploy was about to upload has an empty object: it belongs to the site, but its content is unknown. The
//! record is not trusted otherwise: if a path in it could be outside the place, the record counts as damaged.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use blake3::Hash;
use serde_json::{Map, Value, json};

/// Path of the record, below the place.
pub const RECORD: &str = ".mujaz-deploy.json";

/// Version of the format.
const VERSION: u64 = 1;

/// The files that deploys put at a place, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeployRecord {
    pub files: BTreeMap<String, DeployedFile>,
}

/// A file that a deploy uploaded, or was about to upload.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeployedFile {
    /// Digest of the file's bytes; `None` if a deploy was about to upload the file.
    pub digest: Option<Hash>,
    /// Size in bytes.
    pub size: u64,
    /// Digest of its headers, from [`Headers::mark`](super::headers::Headers::mark).
    pub headers: String,
    /// The tag that the place gave it; see [`StoredFile::tag`](super::StoredFile::tag).
    pub tag: Option<String>,
}

/// The result of reading a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordState {
    /// A valid record.
    Sound(DeployRecord),
    /// Not a valid record.
    Damaged,
    /// A record in a later format that is unknown here; its version.
    Later(u64),
}

impl DeployRecord {
    /// Returns the record as the bytes of its file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let entry = |entry: &DeployedFile| match entry.digest {
            None => json!({}),
            Some(digest) => {
                let mut fields = json!({
                    "blake3": digest.to_hex().as_str(),
                    "size": entry.size,
                    "headers": entry.headers,
                });
                if let Some(tag) = &entry.tag {
                    fields["tag"] = tag.as_str().into();
                }
                fields
            }
        };
        let files = self.files.iter();
        let files: Map<String, Value> = files.map(|(path, e)| (path.clone(), entry(e))).collect();
        let mut text = json!({ "version": VERSION, "files": files }).to_string();
        text.push('\n');
        text.into_bytes()
    }
}

/// Reads the bytes of a record file.
pub fn read(bytes: &[u8]) -> RecordState {
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else {
        return RecordState::Damaged;
    };
    match value["version"].as_u64() {
        Some(VERSION) => {}
        Some(version) if version > VERSION => return RecordState::Later(version),
        _ => return RecordState::Damaged,
    }
    let Some(files) = value["files"].as_object() else {
        return RecordState::Damaged;
    };
    let files = files.iter();
    let files = files.map(|(path, value)| {
        is_plain(path)
            .then_some(())
            .and_then(|()| entry(value))
            .map(|entry| (path.clone(), entry))
    });
    match files.collect() {
        Some(files) => RecordState::Sound(DeployRecord { files }),
        None => RecordState::Damaged,
    }
}

fn entry(value: &Value) -> Option<DeployedFile> {
    if value.as_object()?.is_empty() {
        return Some(DeployedFile::default());
    }
    let tag = match &value["tag"] {
        Value::Null => None,
        tag => Some(tag.as_str()?.to_owned()),
    };
    Some(DeployedFile {
        digest: Some(Hash::from_hex(value["blake3"].as_str()?).ok()?),
        size: value["size"].as_u64()?,
        headers: value["headers"].as_str()?.to_owned(),
        tag,
    })
}

/// Returns true if a path is safe as a relative path on every system: no part is empty, `.` or `..`, and it contains no
/// backslash and no control character.
pub fn is_plain(path: &str) -> bool {
    let plain = |part: &str| {
        let mut components = Path::new(part).components();
        matches!(components.next(), Some(Component::Normal(p)) if p == part)
            && components.next().is_none()
    };
    !path.contains(|c: char| c == '\\' || c.is_control()) && path.split('/').all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut record = DeployRecord::default();
        for (path, digest, tag) in [
            ("en/index.html", Some("page"), Some("\"abc\"")),
            ("ar/مقال/صورة 100%.png", Some(""), None),
            ("begun.html", None, None),
        ] {
            let entry = match digest {
                None => DeployedFile::default(),
                Some(text) => DeployedFile {
                    digest: Some(blake3::hash(text.as_bytes())),
                    size: text.len() as u64,
                    headers: "0a1b2c3d".into(),
                    tag: tag.map(str::to_owned),
                },
            };
            record.files.insert(path.into(), entry);
        }
        assert_eq!(read(&record.to_bytes()), RecordState::Sound(record.clone()));
        let bytes = record.to_bytes();
        for end in 0..bytes.len() - 1 {
            assert_eq!(read(&bytes[..end]), RecordState::Damaged, "cut at {end}");
        }
    }

    #[test]
    fn what_is_no_record_is_damaged() {
        let hash = blake3::hash(b"x").to_hex();
        let file = |path: &str| {
            let entry = format!("{{\"blake3\": \"{hash}\", \"size\": 1, \"headers\": \"\"}}");
            format!("{{\"version\": 1, \"files\": {{{path:?}: {entry}}}}}")
        };
        for (text, expected) in [
            ("", RecordState::Damaged),
            ("[]", RecordState::Damaged),
            ("{}", RecordState::Damaged),
            ("{\"version\": 1}", RecordState::Damaged),
            ("{\"version\": 0, \"files\": {}}", RecordState::Damaged),
            ("{\"version\": \"1\", \"files\": {}}", RecordState::Damaged),
            ("{\"version\": 2, \"files\": 7}", RecordState::Later(2)),
            (
                "{\"version\": 1, \"files\": {}}",
                RecordState::Sound(DeployRecord::default()),
            ),
            (
                "{\"version\": 1, \"files\": {\"a\": {\"size\": 1}}}",
                RecordState::Damaged,
            ),
            (
                "{\"version\": 1, \"files\": {\"a\": 1}}",
                RecordState::Damaged,
            ),
            (&file("../a"), RecordState::Damaged),
            (&file("/etc/passwd"), RecordState::Damaged),
            (&file("a//b"), RecordState::Damaged),
            (&file("a\\b"), RecordState::Damaged),
            (&file(""), RecordState::Damaged),
        ] {
            assert_eq!(read(text.as_bytes()), expected, "{text}");
        }
        assert!(matches!(
            read(file("a/b").as_bytes()),
            RecordState::Sound(_)
        ));
    }
}
