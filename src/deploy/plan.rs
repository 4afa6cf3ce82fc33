//! Plans a deploy.
//!
//! Takes the files of a site, the files at a place and the record of the last deploy; returns the files to upload, to
//! remove and to leave alone. It changes nothing; it may ask the place for digests.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use blake3::Hash;

use super::headers::{Headers, Stage};
use super::record::{DeployRecord, DeployedFile};
use super::site::Local;
use super::{DeployError, DeployStore, StoreSurvey, StoredFile};

/// The steps of a deploy.
#[derive(Debug, Default)]
pub struct DeployPlan {
    /// Files to upload, in this order.
    pub uploads: Vec<Upload>,
    /// Paths to remove, in this order.
    pub removals: Vec<String>,
    /// Number of these files that are temporary files of a killed deploy.
    pub temporary: usize,
    /// Number of files that are up to date at the place.
    pub unchanged: usize,
    /// Files of an earlier deploy that are no longer part of the site, but were changed at the target since. They stay
    /// there.
    pub kept: Vec<String>,
    /// Files of an earlier deploy that were changed at the place since, and are overwritten.
    pub restored: Vec<String>,
    /// Entries that the record lacks, of files that are up to date at the place.
    settled: Vec<(String, DeployedFile)>,
    /// Files in the record that are no longer at the place.
    gone: Vec<String>,
}

/// A file to upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Path in the site.
    pub path: String,
    /// Path of the file on this machine.
    pub place: PathBuf,
    /// Digest of the file's bytes.
    pub digest: Hash,
    /// Size in bytes.
    pub size: u64,
    pub headers: Headers,
    pub stage: Stage,
    pub change: UploadEffect,
}

/// The effect of an upload on the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UploadEffect {
    /// The target has no such file.
    New,
    /// The upload replaces a file of an earlier deploy.
    Changed,
    /// The upload replaces a file that, as far as is known, no deploy uploaded.
    Foreign,
}

impl Upload {
    /// Returns the record's entry for the uploaded file.
    pub(super) fn entry(&self, tag: Option<String>) -> DeployedFile {
        DeployedFile {
            digest: Some(self.digest),
            size: self.size,
            headers: self.headers.mark(),
            tag,
        }
    }
}

/// Plans a deploy. With `prune`, it also removes files that no deploy put there, except hidden ones.
///
/// # Errors
/// Returns why the place cannot compute a digest.
pub fn plan(
    files: &BTreeMap<String, Local>,
    languages: &BTreeSet<String>,
    survey: &StoreSurvey,
    place: &dyn DeployStore,
    prune: bool,
) -> Result<DeployPlan, DeployError> {
    let mut plan = DeployPlan::default();
    for (path, file) in files {
        let upload = Upload {
            path: path.clone(),
            place: file.place.clone(),
            digest: file.digest,
            size: file.size,
            headers: Headers::of(path, languages),
            stage: Stage::of(path),
            change: UploadEffect::New,
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
    let is_left = |path: &&String| {
        let whole = place.temporary_of(path);
        whole.is_some_and(|whole| {
            files.contains_key(&whole) || survey.record.files.contains_key(&whole)
        })
    };
    let left: BTreeSet<String> = survey.found.keys().filter(is_left).cloned().collect();
    plan.temporary = left.len();
    plan.removals.extend(left);
    if prune {
        let is_ours =
            |path: &str| files.contains_key(path) || survey.record.files.contains_key(path);
        let others = survey.found.keys();
        let others = others.filter(|path| !is_ours(path) && !is_hidden(path));
        plan.removals.extend(others.cloned());
    }
    // The reverse of the order of uploads: files that refer to pages, then pages, then the assets that pages need.
    plan.removals
        .sort_by(|a, b| (Stage::of(b), a).cmp(&(Stage::of(a), b)));
    Ok(plan)
}

impl DeployPlan {
    /// Decides if a file must be uploaded.
    fn judge(
        &mut self,
        mut upload: Upload,
        survey: &StoreSurvey,
        place: &dyn DeployStore,
    ) -> Result<(), DeployError> {
        let path = &upload.path;
        let (found, known) = (survey.found.get(path), survey.record.files.get(path));
        let Some(found) = found else {
            self.uploads.push(upload);
            return Ok(());
        };
        let wanted = upload.entry(found.tag.clone());
        let is_same_kind =
            |known: &DeployedFile| known.digest.is_none() || known.headers == wanted.headers;
        let is_known = |known: &DeployedFile| {
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
            None => UploadEffect::Foreign,
            Some(known) => {
                if !is_as_left(known, path, found, place)? {
                    self.restored.push(path.clone());
                }
                UploadEffect::Changed
            }
        };
        self.uploads.push(upload);
        Ok(())
    }

    /// Updates a record with the current state, and marks the files that are about to change. Returns true if anything
    /// was updated or marked.
    pub(super) fn settle(&self, record: &mut DeployRecord) -> bool {
        for (path, entry) in &self.settled {
            record.files.insert(path.clone(), entry.clone());
        }
        for path in &self.gone {
            record.files.remove(path);
        }
        for upload in &self.uploads {
            // A foreign file gets into the record only after it was overwritten. If the deploy ends before that, the next
            // one must not remove it as the site's own.
            if upload.change != UploadEffect::Foreign {
                record
                    .files
                    .insert(upload.path.clone(), DeployedFile::default());
            }
        }
        !self.settled.is_empty() || !self.gone.is_empty() || !self.uploads.is_empty()
    }

    /// Splits the files to remove: first those at a path where an upload needs a folder, or below a path where an upload
    /// needs a file; then the others.
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

    /// Returns the number of bytes to upload.
    pub fn bytes(&self) -> u64 {
        self.uploads.iter().map(|upload| upload.size).sum()
    }
}

/// Returns true if a file is unchanged since the last deploy, as far as the target can determine.
fn is_as_left(
    entry: &DeployedFile,
    path: &str,
    found: &StoredFile,
    place: &dyn DeployStore,
) -> Result<bool, DeployError> {
    let Some(digest) = entry.digest else {
        return Ok(true);
    };
    if entry.size != found.size {
        return Ok(false);
    }
    Ok(agree(&entry.tag, &found.tag) || place.digest(path)? == Some(digest))
}

/// Returns true unless both tags are present and differ. A place need not have tags.
fn agree(then: &Option<String>, now: &Option<String>) -> bool {
    match (then, now) {
        (Some(then), Some(now)) => then == now,
        _ => true,
    }
}

/// Returns true if a file is hidden or in a hidden folder.
fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.'))
}
