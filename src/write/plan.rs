//! Decides which steps a commit needs, and whether it is allowed. It changes nothing.
//!
//! Takes the outputs of this build, the manifest of the last one and the state of the disk; returns a [`CommitPlan`],
//! or every reason against it. Symbolic links are never followed: nothing exists below one, and one in the way is
//! refused.

use super::disk::{FileKind, hash_file, look};
use super::manifest::{Intent, Manifest, OutputRecord};
use super::{OutputFolder, StagedOutput, TREE};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::path::PathBuf;

/// The steps of a commit. Lists are sorted by path, so that errors are reported in a fixed order.
#[derive(Debug)]
pub(super) struct CommitPlan {
    /// The manifest after the commit.
    pub records: BTreeMap<String, OutputRecord>,
    /// Staged files to move into place one by one.
    pub writes: Vec<Write>,
    /// Staged folders to move into place as a whole, by their names.
    pub trees: Vec<String>,
    /// The staged files in these folders.
    pub in_trees: Vec<Write>,
    pub removals: Vec<Removal>,
    /// Folders to make, grouped by depth. The folders of a group need only those of the groups before it.
    pub new_folders: Vec<Vec<String>>,
    /// Folders that may become empty, children before parents.
    pub old_folders: Vec<Removal>,
    pub unchanged: usize,
    pub named: Vec<Diagnostic>,
}

impl CommitPlan {
    /// Returns true if no file and no folder changes.
    pub fn is_idle(&self) -> bool {
        self.writes.is_empty()
            && self.in_trees.is_empty()
            && self.removals.is_empty()
            && self.old_folders.is_empty()
    }

    /// Returns the paths of all files that are put in place, sorted.
    pub fn written(self) -> Vec<String> {
        let writes = self.writes.into_iter().chain(self.in_trees);
        let mut paths: Vec<String> = writes.map(|write| write.path).collect();
        paths.sort_unstable();
        paths
    }

    /// Returns the entries of the journal.
    pub fn intents(&self) -> impl Iterator<Item = (&str, Intent)> {
        self.writes.iter().chain(&self.in_trees).map(|write| {
            let intent = Intent {
                record: write.record,
                over_changed: write.target == ReplacedFile::Changed,
            };
            (write.path.as_str(), intent)
        })
    }
}

/// A staged file and its target path.
#[derive(Debug)]
pub(super) struct Write {
    pub path: String,
    pub waiting: PathBuf,
    pub record: OutputRecord,
    pub target: ReplacedFile,
}

/// The kind of file that a write replaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReplacedFile {
    Free,
    /// A file as Mujaz wrote it.
    Ours,
    /// A file that Mujaz wrote and somebody changed.
    Changed,
}

/// A file or folder of an earlier build to remove.
#[derive(Debug)]
pub(super) struct Removal {
    pub path: String,
    /// True if the removed file is where this build needs a folder or a file, so it must be removed before anything is
    /// written. The others are removed last, so that old pages find their assets until the new pages are in place.
    pub in_the_way: bool,
}

/// Plans the commit.
///
/// # Errors
/// Returns every reason against it, in no particular order.
pub(super) fn plan(
    out: &OutputFolder,
    manifest: &Manifest,
    mut staged: Vec<StagedOutput>,
) -> Result<CommitPlan, Vec<Diagnostic>> {
    staged.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
    let stale = stale(out, manifest, &staged);
    let needed = folders_of(staged.iter().map(|s| s.path.as_str()));
    let outdated = folders_of(stale.iter().map(|(path, _)| *path));
    let survey = DiskSurvey::of(out, needed.union(&outdated).copied()).map_err(|e| vec![e])?;

    let (removable, named, mut errors) = judge_stale(out, &survey, manifest, &stale);
    errors.extend(clashes(out, &staged, &needed));
    errors.extend(blocked_folders(out, &survey, &needed, &removable));
    let context = OutputContext {
        out,
        survey: &survey,
        manifest,
        removable: &removable,
        outdated: &outdated,
    };
    let verdicts: Vec<_> = staged.par_iter().map(|one| context.judge(one)).collect();

    let displaced: BTreeSet<&str> = (staged.iter().zip(&verdicts))
        .filter(|(_, verdict)| matches!(verdict, Ok(OutputDecision::ReplaceFolder)))
        .map(|(one, _)| one.path.as_str())
        .collect();
    let removal = |path: &&str| Removal {
        in_the_way: needed.contains(path)
            || displaced.contains(path)
            || (!displaced.is_empty() && ancestors(path).any(|a| displaced.contains(a))),
        path: (*path).to_owned(),
    };
    let mut plan = CommitPlan {
        records: BTreeMap::new(),
        writes: Vec::new(),
        trees: Vec::new(),
        in_trees: Vec::new(),
        removals: removable.iter().map(removal).collect(),
        new_folders: new_folders(&survey, &needed),
        old_folders: (outdated.iter().rev())
            .filter(|f| !needed.contains(*f) && survey.0.get(*f) == Some(&FileKind::Folder))
            .map(removal)
            .collect(),
        unchanged: 0,
        named,
    };
    let is_missing = |folder: &&&str| {
        !folder.contains('/') && survey.0.get(**folder) == Some(&FileKind::Nothing)
    };
    let missing = needed.iter().filter(is_missing);
    let missing: BTreeSet<String> = missing.map(|folder| (*folder).to_owned()).collect();
    carry_out_verdicts(out, &mut plan, staged, verdicts, &mut errors);
    take_trees(out, &missing, &mut plan);
    if errors.is_empty() {
        Ok(plan)
    } else {
        Err(errors)
    }
}

/// The decision on a staged output.
enum OutputDecision {
    /// The file is already in place, with this record.
    InPlace(OutputRecord),
    /// The file is moved into place.
    Put(ReplacedFile),
    /// The file replaces a folder whose files are all removed by this commit.
    ReplaceFolder,
}

fn carry_out_verdicts(
    out: &OutputFolder,
    plan: &mut CommitPlan,
    staged: Vec<StagedOutput>,
    verdicts: Vec<Result<OutputDecision, Diagnostic>>,
    errors: &mut Vec<Diagnostic>,
) {
    let mut records = Vec::with_capacity(staged.len());
    for (one, verdict) in staged.into_iter().zip(verdicts) {
        let target = match (verdict, &one.waiting) {
            (Err(error), _) => {
                errors.push(error);
                continue;
            }
            (Ok(OutputDecision::InPlace(record)), _) => {
                plan.unchanged += 1;
                records.push((one.path, record));
                continue;
            }
            (Ok(OutputDecision::Put(target)), _) => target,
            (Ok(OutputDecision::ReplaceFolder), _) => ReplacedFile::Free,
        };
        if target == ReplacedFile::Changed {
            plan.named.push(out.changed(&one.path));
        }
        records.push((one.path.clone(), one.record));
        // Only outputs that wait in the stage get a verdict to be put in place.
        let waiting = one.waiting.unwrap_or_default();
        plan.writes.push(Write {
            path: one.path,
            waiting,
            record: one.record,
            target,
        });
    }
    plan.records = records.into_iter().collect();
}

/// Finds the folders that can be moved into place as a whole: they are missing, and all their files wait in a folder of their
/// name.
fn take_trees(out: &OutputFolder, missing: &BTreeSet<String>, plan: &mut CommitPlan) {
    let tree = out.state(TREE);
    let top = |path: &str| path.split_once('/').map(|(top, _)| top.to_owned());
    let is_whole = |writes: &[Write]| {
        let top = top(&writes[0].path).filter(|top| missing.contains(top));
        top.filter(|_| {
            writes
                .iter()
                .all(|write| write.waiting == tree.join(&write.path))
        })
    };
    let groups = plan.writes.chunk_by(|a, b| top(&a.path) == top(&b.path));
    plan.trees = groups.filter_map(is_whole).collect();
    let is_in_tree = |path: &str| top(path).is_some_and(|top| plan.trees.contains(&top));
    let writes = std::mem::take(&mut plan.writes);
    (plan.in_trees, plan.writes) = writes
        .into_iter()
        .partition(|write| is_in_tree(&write.path));
    let is_made = |folder: &String| {
        let name = folder.split('/').next().unwrap_or(folder);
        !plan.trees.iter().any(|tree| tree == name)
    };
    for level in &mut plan.new_folders {
        level.retain(is_made);
    }
}

/// Returns the outputs of the last build that this one does not have. Ignores paths that could be outside the folder,
/// which a forged manifest may contain.
fn stale<'a>(
    out: &OutputFolder,
    manifest: &'a Manifest,
    staged: &[StagedOutput],
) -> Vec<(&'a str, &'a OutputRecord)> {
    let is_staged = |path: &str| {
        staged
            .binary_search_by(|one| one.path.as_str().cmp(path))
            .is_ok()
    };
    (manifest.records.iter())
        .filter(|(path, _)| !is_staged(path) && out.check(path).is_ok())
        .map(|(path, record)| (path.as_str(), record))
        .collect()
}

/// Splits the stale outputs into those to remove and those that somebody changed, which are kept and reported. The third
/// value has errors.
fn judge_stale<'a>(
    out: &OutputFolder,
    survey: &DiskSurvey,
    manifest: &Manifest,
    stale: &[(&'a str, &OutputRecord)],
) -> (BTreeSet<&'a str>, Vec<Diagnostic>, Vec<Diagnostic>) {
    /// Returns true if the file is unchanged, false if somebody changed it, and `None` if it no longer exists.
    fn as_it_was(
        out: &OutputFolder,
        survey: &DiskSurvey,
        manifest: &Manifest,
        (path, record): (&str, &OutputRecord),
    ) -> io::Result<Option<bool>> {
        Ok(match survey.look(out, path)? {
            FileKind::Nothing | FileKind::Folder => None,
            FileKind::File(stat) if manifest.vouches(record, stat) => Some(true),
            FileKind::File(stat) if stat.size == record.stat.size => {
                Some(hash_file(&out.target(path))? == record.hash)
            }
            FileKind::File(_) | FileKind::Other => Some(false),
        })
    }
    let judged: Vec<_> = (stale.par_iter())
        .map(|one| as_it_was(out, survey, manifest, *one))
        .collect();
    let (mut removable, mut named, mut errors) = (BTreeSet::new(), Vec::new(), Vec::new());
    for ((path, _), verdict) in stale.iter().zip(judged) {
        match out.at(path, verdict) {
            Ok(Some(true)) => drop(removable.insert(*path)),
            Ok(Some(false)) => named.push(out.kept(path)),
            Ok(None) => {}
            Err(error) => errors.push(error),
        }
    }
    (removable, named, errors)
}

/// Reports outputs of this build that exclude each other.
fn clashes(
    out: &OutputFolder,
    staged: &[StagedOutput],
    needed: &BTreeSet<&str>,
) -> Vec<Diagnostic> {
    let clash = |path: &str, message: &str| {
        Diagnostic::new(codes::OUTPUT_PATH, &out.shown(path), message)
            .help("give one of the two another name or slug")
    };
    let twice = (staged.windows(2))
        .filter(|pair| pair[0].path == pair[1].path)
        .map(|pair| clash(&pair[0].path, "two outputs have this path"));
    let both = (staged.iter())
        .filter(|one| needed.contains(one.path.as_str()))
        .map(|one| {
            clash(
                &one.path,
                "this path is a file of the site and a folder of it, too",
            )
        });
    twice.chain(both).collect()
}

/// Reports files in the place of a folder that this build needs and that must not be removed.
fn blocked_folders(
    out: &OutputFolder,
    survey: &DiskSurvey,
    needed: &BTreeSet<&str>,
    removable: &BTreeSet<&str>,
) -> Vec<Diagnostic> {
    (needed.iter())
        .filter_map(|folder| match survey.0.get(folder)? {
            FileKind::File(_) if !removable.contains(folder) => {
                Some(out.foreign(folder, "a file is where a folder of the site belongs"))
            }
            FileKind::Other => Some(out.foreign(
                folder,
                "a symbolic link or special file is where a folder of the site belongs",
            )),
            _ => None,
        })
        .collect()
}

/// The values needed to decide on an output.
struct OutputContext<'a> {
    out: &'a OutputFolder,
    survey: &'a DiskSurvey<'a>,
    manifest: &'a Manifest,
    removable: &'a BTreeSet<&'a str>,
    outdated: &'a BTreeSet<&'a str>,
}

impl OutputContext<'_> {
    fn judge(&self, one: &StagedOutput) -> Result<OutputDecision, Diagnostic> {
        if one.waiting.is_none() {
            return Ok(OutputDecision::InPlace(one.record));
        }
        let found = self
            .out
            .at(&one.path, self.survey.look(self.out, &one.path))?;
        let refuse = |message| Err(self.out.foreign(&one.path, message));
        match found {
            FileKind::Nothing => Ok(OutputDecision::Put(ReplacedFile::Free)),
            FileKind::Folder if self.out.at(&one.path, self.is_all_stale(&one.path))? => {
                Ok(OutputDecision::ReplaceFolder)
            }
            FileKind::Folder => {
                refuse("a folder that Mujaz did not make alone is where a file of the site belongs")
            }
            FileKind::Other => {
                refuse("a symbolic link or special file is where a file of the site belongs")
            }
            FileKind::File(stat) => {
                let known = self.manifest.records.get(&one.path);
                if known.is_some_and(|known| self.manifest.vouches(known, stat)) {
                    return Ok(OutputDecision::Put(ReplacedFile::Ours));
                }
                let hash = self
                    .out
                    .at(&one.path, hash_file(&self.out.target(&one.path)))?;
                match known {
                    _ if hash == one.record.hash => {
                        Ok(OutputDecision::InPlace(OutputRecord { hash, stat }))
                    }
                    Some(known) if known.hash == hash => {
                        Ok(OutputDecision::Put(ReplacedFile::Ours))
                    }
                    Some(_) => Ok(OutputDecision::Put(ReplacedFile::Changed)),
                    None => refuse(
                        "a file that Mujaz did not write is here, and differs from what belongs here",
                    ),
                }
            }
        }
    }

    /// Returns true if a folder is of an earlier build and contains only files that are to be removed.
    fn is_all_stale(&self, folder: &str) -> io::Result<bool> {
        if !self.outdated.contains(folder) {
            return Ok(false);
        }
        for entry in self.out.target(folder).read_dir()? {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else {
                return Ok(false);
            };
            let path = format!("{folder}/{name}");
            let stale = if entry.file_type()?.is_dir() {
                self.is_all_stale(&path)?
            } else {
                self.removable.contains(path.as_str())
            };
            if !stale {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// The kind of file found at each path where a folder is needed or was made.
struct DiskSurvey<'a>(HashMap<&'a str, FileKind>);

impl<'a> DiskSurvey<'a> {
    /// Looks at folders from the top down, and never below a path that is not a folder.
    fn of(out: &OutputFolder, folders: impl Iterator<Item = &'a str>) -> Result<Self, Diagnostic> {
        let mut survey = DiskSurvey(HashMap::new());
        for level in by_depth(folders) {
            let found: Vec<_> = level.par_iter().map(|f| survey.look(out, f)).collect();
            for (folder, found) in level.into_iter().zip(found) {
                survey.0.insert(folder, out.at(folder, found)?);
            }
        }
        Ok(survey)
    }

    /// Returns the kind of file at a path whose parent folder was surveyed.
    fn look(&self, out: &OutputFolder, path: &str) -> io::Result<FileKind> {
        let reachable = parent(path).is_none_or(|p| self.0.get(p) == Some(&FileKind::Folder));
        if reachable {
            look(&out.target(path))
        } else {
            Ok(FileKind::Nothing)
        }
    }
}

/// Returns the folders to create: needed folders that do not exist, or that replace a file to be removed.
fn new_folders(survey: &DiskSurvey, needed: &BTreeSet<&str>) -> Vec<Vec<String>> {
    let missing = needed
        .iter()
        .copied()
        .filter(|f| survey.0.get(f) != Some(&FileKind::Folder));
    let own = |level: Vec<&str>| level.into_iter().map(str::to_owned).collect();
    by_depth(missing).into_iter().map(own).collect()
}

fn by_depth<'a>(folders: impl Iterator<Item = &'a str>) -> Vec<Vec<&'a str>> {
    let mut levels: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for folder in folders {
        levels
            .entry(folder.matches('/').count())
            .or_default()
            .push(folder);
    }
    levels.into_values().collect()
}

/// Returns every folder that contains one of the paths, without the output folder itself.
fn folders_of<'a>(paths: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut folders = BTreeSet::new();
    for path in paths {
        // If a folder is in the set, so are its parents.
        let _ = ancestors(path)
            .take_while(|folder| folders.insert(*folder))
            .count();
    }
    folders
}

/// Returns the folders above a path, nearest first.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(parent(path), |path| parent(path))
}

fn parent(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(parent, _)| parent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folders_of_paths() {
        for (paths, folders) in [
            (&["index.html"][..], &[][..]),
            (
                &["ar/a/index.html", "ar/b/index.html"],
                &["ar", "ar/a", "ar/b"],
            ),
            (&["a/b/c/d", "a/e"], &["a", "a/b", "a/b/c"]),
        ] {
            let found = folders_of(paths.iter().copied());
            assert_eq!(found.into_iter().collect::<Vec<_>>(), folders, "{paths:?}");
        }
    }
}
