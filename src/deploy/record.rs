//! The record of the last deploy, which is kept at the place that it went to.
//!
//! Text to values and back; touches nothing else. It is a JSON object with a version, and for each file that deploys put
//! there what they put:
//!
//! ```json
//! {"version": 1, "files": {"en/index.html": {"blake3": "…", "size": 512, "headers": "0a1b2c3d", "tag": "…"}}}
//! ```
//!
//! A file that a deploy was about to put has an empty object: it is one of ours, and nothing is known of what is in it. Who
//! reads the record trusts it with nothing but this: paths that could lead elsewhere make it a damaged one.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use blake3::Hash;
use serde_json::{Map, Value, json};

/// Where it lies.
pub const RECORD: &str = ".mujaz-deploy.json";

/// The version of its form that is written and read.
const VERSION: u64 = 1;

/// What deploys put somewhere, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// The files.
    pub files: BTreeMap<String, Entry>,
}

/// A file that a deploy put there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// The digest of its bytes; none of one that a deploy was about to put there.
    pub digest: Option<Hash>,
    /// Bytes.
    pub size: u64,
    /// What differs where its headers do.
    pub headers: String,
    /// What the place said changes whenever the file does.
    pub tag: Option<String>,
}

/// What a record turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Read {
    /// A record.
    Sound(Record),
    /// None.
    Damaged,
    /// One of a version that is not known here.
    Later(u64),
}

impl Record {
    /// What is kept at the place.
    pub fn to_bytes(&self) -> Vec<u8> {
        let entry = |entry: &Entry| match entry.digest {
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

/// Reads what is kept at a place.
pub fn read(bytes: &[u8]) -> Read {
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else {
        return Read::Damaged;
    };
    match value["version"].as_u64() {
        Some(VERSION) => {}
        Some(version) if version > VERSION => return Read::Later(version),
        _ => return Read::Damaged,
    }
    let Some(files) = value["files"].as_object() else {
        return Read::Damaged;
    };
    let files = files.iter();
    let files = files.map(|(path, value)| {
        is_plain(path)
            .then_some(())
            .and_then(|()| entry(value))
            .map(|entry| (path.clone(), entry))
    });
    match files.collect() {
        Some(files) => Read::Sound(Record { files }),
        None => Read::Damaged,
    }
}

fn entry(value: &Value) -> Option<Entry> {
    if value.as_object()?.is_empty() {
        return Some(Entry::default());
    }
    let tag = match &value["tag"] {
        Value::Null => None,
        tag => Some(tag.as_str()?.to_owned()),
    };
    Some(Entry {
        digest: Some(Hash::from_hex(value["blake3"].as_str()?).ok()?),
        size: value["size"].as_u64()?,
        headers: value["headers"].as_str()?.to_owned(),
        tag,
    })
}

/// Whether a path is one of a file below a place, whatever reads it: no part is empty, `.` or `..`, and nothing in it is a
/// backslash or a control character.
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
        let mut record = Record::default();
        for (path, digest, tag) in [
            ("en/index.html", Some("page"), Some("\"abc\"")),
            ("ar/مقال/صورة 100%.png", Some(""), None),
            ("begun.html", None, None),
        ] {
            let entry = match digest {
                None => Entry::default(),
                Some(text) => Entry {
                    digest: Some(blake3::hash(text.as_bytes())),
                    size: text.len() as u64,
                    headers: "0a1b2c3d".into(),
                    tag: tag.map(str::to_owned),
                },
            };
            record.files.insert(path.into(), entry);
        }
        assert_eq!(read(&record.to_bytes()), Read::Sound(record.clone()));
        let bytes = record.to_bytes();
        for end in 0..bytes.len() - 1 {
            assert_eq!(read(&bytes[..end]), Read::Damaged, "cut at {end}");
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
            ("", Read::Damaged),
            ("[]", Read::Damaged),
            ("{}", Read::Damaged),
            ("{\"version\": 1}", Read::Damaged),
            ("{\"version\": 0, \"files\": {}}", Read::Damaged),
            ("{\"version\": \"1\", \"files\": {}}", Read::Damaged),
            ("{\"version\": 2, \"files\": 7}", Read::Later(2)),
            (
                "{\"version\": 1, \"files\": {}}",
                Read::Sound(Record::default()),
            ),
            (
                "{\"version\": 1, \"files\": {\"a\": {\"size\": 1}}}",
                Read::Damaged,
            ),
            ("{\"version\": 1, \"files\": {\"a\": 1}}", Read::Damaged),
            (&file("../a"), Read::Damaged),
            (&file("/etc/passwd"), Read::Damaged),
            (&file("a//b"), Read::Damaged),
            (&file("a\\b"), Read::Damaged),
            (&file(""), Read::Damaged),
        ] {
            assert_eq!(read(text.as_bytes()), expected, "{text}");
        }
        assert!(matches!(read(file("a/b").as_bytes()), Read::Sound(_)));
    }
}
