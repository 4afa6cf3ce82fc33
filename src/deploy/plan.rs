//! What a deploy would do: a comparison of values, which touches nothing.
//!
//! Takes the files of a site, what was found at a place and the record of the last deploy; gives what goes up, what is
//! removed, and what is left alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use blake3::Hash;

use super::headers::{Headers, Stage};
use super::record::{Entry, Record};
use super::site::Local;
use super::{Fault, Found, Place, Survey};

/// What a deploy does.
#[derive(Debug, Default)]
pub struct Plan {
    /// What goes up, in this order.
    pub uploads: Vec<Upload>,
    /// What is removed, in this order.
    pub removals: Vec<String>,
    /// How many files are there as they should be.
    pub unchanged: usize,
    /// Files that an earlier deploy put there, that somebody changed since, and that are left there.
    pub kept: Vec<String>,
    /// Files that somebody changed since an earlier deploy put them there, and that are put back.
    pub restored: Vec<String>,
    /// What the record has to say of files that are there as they should be, and does not.
    settled: Vec<(String, Entry)>,
    /// What the record says of files that are gone without anybody's removing them here.
    gone: Vec<String>,
}

/// A file that goes up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Its path in the site.
    pub path: String,
    /// Where it lies.
    pub place: PathBuf,
    /// The digest of its bytes.
    pub digest: Hash,
    /// Bytes.
    pub size: u64,
    /// What the host is to say of it.
    pub headers: Headers,
    /// When it goes up.
    pub stage: Stage,
    /// What it means for the place.
    pub change: Change,
}

/// What a file that goes up means for a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// There was none.
    New,
    /// It replaces one that an earlier deploy put there.
    Changed,
    /// It replaces one that no deploy put there, as far as is known.
    Foreign,
}

impl Upload {
    /// What the record says of it once it is there.
    pub(super) fn entry(&self, tag: Option<String>) -> Entry {
        Entry {
            digest: Some(self.digest),
            size: self.size,
            headers: self.headers.mark(),
            tag,
        }
    }
}

/// Plans a deploy. With `prune`, also what no deploy put there is removed, but for hidden files.
///
/// # Errors
/// Why the place cannot tell what is in a file.
pub fn plan(
    files: &BTreeMap<String, Local>,
    languages: &BTreeSet<String>,
    survey: &Survey,
    place: &dyn Place,
    prune: bool,
) -> Result<Plan, Fault> {
    let mut plan = Plan::default();
    for (path, file) in files {
        let upload = Upload {
            path: path.clone(),
            place: file.place.clone(),
            digest: file.digest,
            size: file.size,
            headers: Headers::of(path, languages),
            stage: Stage::of(path),
            change: Change::New,
        };
        plan.judge(upload, survey, place)?;
    }
    plan.uploads
        .sort_by(|a, b| (a.stage, &a.path).cmp(&(b.stage, &b.path)));
    for (path, entry) in &survey.record.files {
        if files.contains_key(path) {
            continue;
        }
        match survey.found.get(path) {
            None => plan.gone.push(path.clone()),
            Some(found) if prune || is_as_left(entry, path, found, place)? => {
                plan.removals.push(path.clone());
            }
            Some(_) => plan.kept.push(path.clone()),
        }
    }
    if prune {
        let is_ours =
            |path: &str| files.contains_key(path) || survey.record.files.contains_key(path);
        let others = survey.found.keys();
        let others = others.filter(|path| !is_ours(path) && !is_hidden(path));
        plan.removals.extend(others.cloned());
    }
    // What leads to pages goes before pages, and what pages need after them.
    plan.removals
        .sort_by(|a, b| (Stage::of(b), a).cmp(&(Stage::of(a), b)));
    Ok(plan)
}

impl Plan {
    /// Decides whether a file goes up.
    fn judge(
        &mut self,
        mut upload: Upload,
        survey: &Survey,
        place: &dyn Place,
    ) -> Result<(), Fault> {
        let path = &upload.path;
        let (found, known) = (survey.found.get(path), survey.record.files.get(path));
        let Some(found) = found else {
            self.uploads.push(upload);
            return Ok(());
        };
        let wanted = upload.entry(found.tag.clone());
        let is_same_kind =
            |known: &Entry| known.digest.is_none() || known.headers == wanted.headers;
        let is_known = |known: &Entry| {
            known.digest == wanted.digest && is_same_kind(known) && agree(&known.tag, &found.tag)
        };
        if found.size == upload.size && known.is_some_and(is_known) {
            self.unchanged += 1;
            return Ok(());
        }
        if found.size == upload.size
            && known.is_none_or(is_same_kind)
            && place.digest(path)? == Some(upload.digest)
        {
            self.unchanged += 1;
            self.settled.push((upload.path, wanted));
            return Ok(());
        }
        upload.change = match known {
            None => Change::Foreign,
            Some(known) => {
                if !is_as_left(known, path, found, place)? {
                    self.restored.push(path.clone());
                }
                Change::Changed
            }
        };
        self.uploads.push(upload);
        Ok(())
    }

    /// Brings a record up to what is known now, and marks in it what is about to change. Says whether that changed it.
    pub(super) fn settle(&self, record: &mut Record) -> bool {
        for (path, entry) in &self.settled {
            record.files.insert(path.clone(), entry.clone());
        }
        for path in &self.gone {
            record.files.remove(path);
        }
        for upload in &self.uploads {
            // Somebody else's file counts as ours only once it is: whoever ends this before is not to lose it.
            if upload.change != Change::Foreign {
                record.files.insert(upload.path.clone(), Entry::default());
            }
        }
        !self.settled.is_empty() || !self.gone.is_empty() || !self.uploads.is_empty()
    }

    /// The files to be removed that stand where a folder is needed, or below where a file is; and the others.
    pub(super) fn removals_by_need(&self) -> (Vec<String>, Vec<String>) {
        let paths: BTreeSet<&str> = self.uploads.iter().map(|u| u.path.as_str()).collect();
        let is_in_the_way = |path: &String| {
            let below = format!("{path}/");
            let next = paths.range(below.as_str()..).next();
            next.is_some_and(|upload| upload.starts_with(&below))
                || path
                    .match_indices('/')
                    .any(|(end, _)| paths.contains(&path[..end]))
        };
        self.removals.iter().cloned().partition(is_in_the_way)
    }

    /// How many bytes go up.
    pub fn bytes(&self) -> u64 {
        self.uploads.iter().map(|upload| upload.size).sum()
    }
}

/// Whether a file is as a deploy left it, as far as can be told.
fn is_as_left(entry: &Entry, path: &str, found: &Found, place: &dyn Place) -> Result<bool, Fault> {
    let Some(digest) = entry.digest else {
        return Ok(true);
    };
    if entry.size != found.size {
        return Ok(false);
    }
    Ok(agree(&entry.tag, &found.tag) || place.digest(path)? == Some(digest))
}

/// Whether two tags may be of one file. A place need not have any.
fn agree(then: &Option<String>, now: &Option<String>) -> bool {
    match (then, now) {
        (Some(then), Some(now)) => then == now,
        _ => true,
    }
}

/// Whether a file is hidden, or in a hidden folder.
fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.'))
}
