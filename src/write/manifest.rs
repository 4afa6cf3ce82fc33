//! The manifest of the outputs that Mujaz wrote to a folder, and the journal of those that it is about to write.
//!
//! Converts text to values and back; touches no file but these two. Both are sorted by path, with one line per output,
//! and begin with a hash of the rest, so a truncated or edited file is recognized. In the manifest, lines that begin with
//! `:` come first; they have the facts about the build.

use super::disk::{Disk, Stat, is_absent};
use crate::files;
use blake3::Hash;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// The state of a file after Mujaz wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OutputRecord {
    pub hash: Hash,
    pub stat: Stat,
}

/// The outputs of the last build, by path.
#[derive(Debug)]
pub(super) struct Manifest {
    pub records: BTreeMap<String, OutputRecord>,
    /// Facts about the build, as keys and values.
    pub facts: Vec<(String, String)>,
    /// Time when the manifest's file was written, in nanoseconds since 1970.
    written: i128,
    /// True if the file exists but is not a valid manifest.
    pub damaged: bool,
}

impl Manifest {
    /// Reads the manifest. If the file is missing or damaged, no file counts as written by Mujaz.
    pub fn load(path: &Path) -> io::Result<Manifest> {
        let mut manifest = Manifest {
            records: BTreeMap::new(),
            facts: Vec::new(),
            written: i128::MIN,
            damaged: false,
        };
        if let Some(bytes) = read(path)? {
            match unseal(&bytes).and_then(parse_manifest) {
                Some((facts, records)) => (manifest.facts, manifest.records) = (facts, records),
                None => manifest.damaged = true,
            }
            manifest.written = Stat::of(&fs::symlink_metadata(path)?)?.mtime;
        }
        Ok(manifest)
    }

    /// Writes the manifest atomically.
    pub fn save(&mut self, disk: &Disk, path: &Path) -> io::Result<()> {
        let mut text = String::with_capacity(self.records.len() * 160);
        for (key, value) in &self.facts {
            // A line break would begin another entry.
            let value = value.replace(['\n', '\r'], "\u{FFFD}");
            // Writing to a String cannot fail.
            let _ = writeln!(text, ":{key} {value}");
        }
        for (output, record) in &self.records {
            print_record(&mut text, output, record);
        }
        self.written = disk.replace(path, &seal(&text))?;
        Ok(())
    }

    /// Returns true if size and time alone prove that the file is unchanged.
    ///
    /// The clock may advance in steps of milliseconds. So a file with the same or a later time than the manifest may have
    /// been changed after it was recorded, and still have the same time. Such a file must be read (Git calls it "racily
    /// clean").
    pub fn vouches(&self, record: &OutputRecord, found: Stat) -> bool {
        record.stat == found && found.mtime < self.written
    }
}

/// A path's entry in the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Intent {
    /// Record of the file that is about to be put there.
    pub record: OutputRecord,
    /// True if it replaces a file that somebody changed after Mujaz wrote it.
    pub over_changed: bool,
}

/// Reads the journal; `None` if there is none. A truncated one counts as empty: no file is touched before it is complete.
pub(super) fn load_journal(path: &Path) -> io::Result<Option<BTreeMap<String, Intent>>> {
    Ok(read(path)?.map(|bytes| {
        unseal(&bytes)
            .and_then(|text| text.lines().map(parse_intent).collect())
            .unwrap_or_default()
    }))
}

/// Writes the journal atomically.
pub(super) fn save_journal<'a>(
    disk: &Disk,
    path: &Path,
    intents: impl Iterator<Item = (&'a str, Intent)>,
) -> io::Result<()> {
    let mut text = String::new();
    for (output, intent) in intents {
        text.push_str(if intent.over_changed { "over " } else { "put " });
        print_record(&mut text, output, &intent.record);
    }
    disk.replace(path, &seal(&text)).map(drop)
}

/// Returns the value of a fact in a manifest. Reads no further, so it does not check that the manifest is whole.
pub(super) fn peek(path: &Path, key: &str) -> Option<String> {
    let lines = BufReader::new(files::open_own(path).ok()?).lines().skip(1);
    let mut facts = lines.map_while(|line| parse_fact(&line.ok()?));
    facts.find_map(|(own, value)| (own == key).then_some(value))
}

fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match files::read_own(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(e) if is_absent(&e) => Ok(None),
        Err(e) => Err(e),
    }
}

/// Prepends a line with the hash of the text.
fn seal(text: &str) -> String {
    format!("{}\n{text}", blake3::hash(text.as_bytes()).to_hex())
}

/// Returns the text after the first line, if that line has the hash of the text.
fn unseal(bytes: &[u8]) -> Option<&str> {
    let (seal, text) = str::from_utf8(bytes).ok()?.split_once('\n')?;
    (Hash::from_hex(seal).ok()? == blake3::hash(text.as_bytes())).then_some(text)
}

/// Appends a line `<hash> <size> <mtime> <path>`. A path has no control characters and so no line break.
fn print_record(text: &mut String, path: &str, record: &OutputRecord) {
    let OutputRecord { hash, stat } = record;
    // Writing to a String cannot fail.
    let _ = writeln!(
        text,
        "{} {} {} {path}",
        hash.to_hex(),
        stat.size,
        stat.mtime
    );
}

/// The facts about the build, and its outputs by path.
type ManifestEntries = (Vec<(String, String)>, BTreeMap<String, OutputRecord>);

fn parse_manifest(text: &str) -> Option<ManifestEntries> {
    let is_fact = |line: &&str| line.starts_with(':');
    let facts = text.lines().take_while(is_fact).map(parse_fact);
    let records = text.lines().skip_while(is_fact).map(parse_record);
    Some((
        facts.collect::<Option<_>>()?,
        records.collect::<Option<_>>()?,
    ))
}

fn parse_fact(line: &str) -> Option<(String, String)> {
    let (key, value) = line.strip_prefix(':')?.split_once(' ')?;
    Some((key.to_owned(), value.to_owned()))
}

fn parse_record(line: &str) -> Option<(String, OutputRecord)> {
    let mut fields = line.splitn(4, ' ');
    let hash = Hash::from_hex(fields.next()?).ok()?;
    let size = fields.next()?.parse().ok()?;
    let mtime = fields.next()?.parse().ok()?;
    let stat = Stat { size, mtime };
    Some((fields.next()?.to_owned(), OutputRecord { hash, stat }))
}

fn parse_intent(line: &str) -> Option<(String, Intent)> {
    let (word, rest) = line.split_once(' ')?;
    let over_changed = match word {
        "over" => true,
        "put" => false,
        _ => return None,
    };
    parse_record(rest).map(|(path, record)| {
        let intent = Intent {
            record,
            over_changed,
        };
        (path, intent)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(text: &str, mtime: i128) -> OutputRecord {
        OutputRecord {
            hash: blake3::hash(text.as_bytes()),
            stat: Stat {
                size: text.len() as u64,
                mtime,
            },
        }
    }

    #[test]
    fn what_is_saved_is_loaded() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("manifest");
        let mut saved = Manifest::load(&path).unwrap();
        for (output, mtime) in [
            ("index.html", 1_763_620_000_123_456_789),
            ("ar/مقال/index.html", 0),
            ("a name with  spaces", -5),
        ] {
            saved.records.insert(output.into(), record(output, mtime));
        }
        let fact = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        saved.facts = vec![fact("draft", "a  b"), fact("draft", "")];
        saved.save(&Disk::default(), &path).unwrap();
        let loaded = Manifest::load(&path).unwrap();
        assert_eq!(loaded.records, saved.records);
        assert_eq!(loaded.facts, saved.facts);
        assert_eq!(loaded.written, saved.written);
        assert!(!loaded.damaged);
    }

    #[test]
    fn a_file_that_was_cut_short_or_edited_is_recognised() {
        let mut text = String::new();
        print_record(&mut text, "index.html", &record("x", 1));
        print_record(&mut text, "z.html", &record("y", 2));
        let whole = seal(&text);
        assert_eq!(unseal(whole.as_bytes()), Some(&*text));
        for end in 0..whole.len() {
            assert_eq!(unseal(&whole.as_bytes()[..end]), None, "cut at {end}");
        }
        assert_eq!(unseal(whole.replace("index", "other").as_bytes()), None);
        assert_eq!(unseal(b"\xff\n"), None);
    }

    #[test]
    fn a_file_as_young_as_the_manifest_has_to_be_read() {
        let manifest = |written| Manifest {
            records: BTreeMap::new(),
            facts: Vec::new(),
            written,
            damaged: false,
        };
        let known = record("page", 100);
        for (written, found, vouches) in [
            (101, known.stat, true),
            (100, known.stat, false),
            (99, known.stat, false),
            (101, record("page", 99).stat, false),
            (101, record("pages", 100).stat, false),
        ] {
            assert_eq!(manifest(written).vouches(&known, found), vouches);
        }
    }
}
