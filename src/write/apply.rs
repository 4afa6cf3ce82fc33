//! Carries out a [`CommitPlan`] as a whole or not at all: if a step fails, the earlier ones are undone.
//!
//! Takes the plan and the new manifest. The journal is complete before any file is touched, and is removed after the
//! manifest is written. So if the process is killed at any moment, the next build knows which files may be Mujaz's. A
//! power cut leaves no half-written file either: staged files are on the disk before the first one is moved into place.

use super::disk::is_absent;
use super::manifest::{Manifest, save_journal};
use super::plan::{CommitPlan, Removal, ReplacedFile, Write};
use super::{OutputFolder, TREE};
use crate::diagnostic::{self, Diagnostic};
use rayon::prelude::*;
use std::io::{self, ErrorKind};
use std::path::PathBuf;

/// Changes the output folder as planned and writes the manifest.
///
/// # Errors
/// Returns the errors of all failed steps. The files are then as before; if undoing failed as well, another error says so.
pub(super) fn apply(
    out: &OutputFolder,
    manifest: &mut Manifest,
    plan: &CommitPlan,
) -> Result<(), Vec<Diagnostic>> {
    let journal = out.state("journal");
    let mut steps = Steps {
        out,
        done: Vec::new(),
    };
    let prepare = || {
        if !(plan.writes.is_empty() && plan.in_trees.is_empty()) {
            out.at_state("journal", save_journal(&out.disk, &journal, plan.intents()))?;
        }
        if !plan.is_idle() {
            out.at_state("stage", out.disk.make_folders(&out.state("stage/old")))?;
            // No file gets its place before its content is on the disk.
            out.at_state("stage", out.disk.sync(&out.state("stage")))?;
        }
        Ok(())
    };
    let mut save = || {
        let saved = manifest.save(&out.disk, &out.state("manifest"));
        out.at_state("manifest", saved)
    };
    let result = (prepare().map_err(|e| vec![e]))
        .and_then(|()| steps.run(plan))
        .and_then(|()| save().map_err(|e| vec![e]));
    match result {
        Ok(()) => {
            // A remaining journal does no harm: it repeats what the manifest says.
            let _ = out.disk.remove_file(&journal);
            Ok(())
        }
        Err(mut errors) => {
            match steps.undo() {
                Ok(()) => drop(out.disk.remove_file(&journal)),
                Err(e) => {
                    let what = "this folder is now partly old and partly new";
                    let partly = out.io_error("", what, &e);
                    errors.push(
                        partly.help("build again: the next build that succeeds makes it whole"),
                    );
                }
            }
            diagnostic::sort(&mut errors);
            Err(errors)
        }
    }
}

/// The steps taken so far.
struct Steps<'a> {
    out: &'a OutputFolder,
    done: Vec<CompletedStep>,
}

/// A completed step, with the data for undoing it.
enum CompletedStep {
    Moved {
        from: PathBuf,
        to: PathBuf,
    },
    Made(PathBuf),
    Dropped(PathBuf),
    /// A replaced file whose old content could not be kept, on a file system without hard links. It cannot be undone.
    Final(PathBuf),
}

impl Steps<'_> {
    fn run(&mut self, plan: &CommitPlan) -> Result<(), Vec<Diagnostic>> {
        self.remove(plan, true)?;
        self.all(&plan.trees, put_tree)?;
        for level in &plan.new_folders {
            self.all(level, |out, _, folder| make(out, folder))?;
        }
        self.all(&plan.writes, put)?;
        self.remove(plan, false)
    }

    /// Does the removals that must come before writes, or the other ones.
    fn remove(&mut self, plan: &CommitPlan, in_the_way: bool) -> Result<(), Vec<Diagnostic>> {
        self.all(&plan.removals, |out, n, removal| {
            if removal.in_the_way == in_the_way {
                take_away(out, n, removal)
            } else {
                Ok(None)
            }
        })?;
        // One by one: a folder is empty only after its subfolders are removed.
        for folder in plan
            .old_folders
            .iter()
            .filter(|f| f.in_the_way == in_the_way)
        {
            let dropped = drop_empty(self.out, folder);
            self.done
                .extend(self.out.at(&folder.path, dropped).map_err(|e| vec![e])?);
        }
        Ok(())
    }

    /// Applies `act` to each item in parallel, and returns every error in the order of the items.
    fn all<T: Sync + HasPath>(
        &mut self,
        items: &[T],
        act: impl Fn(&OutputFolder, usize, &T) -> io::Result<Option<CompletedStep>> + Sync,
    ) -> Result<(), Vec<Diagnostic>> {
        let out = self.out;
        let results: Vec<_> = (items.par_iter().enumerate())
            .map(|(n, item)| out.at(item.path(), act(out, n, item)))
            .collect();
        let mut errors = Vec::new();
        for result in results {
            match result {
                Ok(step) => self.done.extend(step),
                Err(error) => errors.push(error),
            }
        }
        if errors.is_empty() {
            Ok(())
        } else {
            Err(errors)
        }
    }

    /// Undoes all steps, the last one first. Continues after a failure, and returns the first one.
    fn undo(self) -> io::Result<()> {
        let disk = &self.out.disk;
        let mut result = Ok(());
        for step in self.done.into_iter().rev() {
            let undone = match step {
                CompletedStep::Moved { from, to } => disk.rename(&to, &from),
                CompletedStep::Made(folder) => disk.remove_empty_folder(&folder),
                CompletedStep::Dropped(folder) => disk.make_folder(&folder),
                CompletedStep::Final(file) => Err(io::Error::other(format!(
                    "{} was already replaced",
                    file.display()
                ))),
            };
            result = result.and(undone);
        }
        result
    }
}

fn make(out: &OutputFolder, folder: &str) -> io::Result<Option<CompletedStep>> {
    let folder = out.target(folder);
    out.disk.make_folder(&folder)?;
    Ok(Some(CompletedStep::Made(folder)))
}

/// Moves a staged folder into place.
fn put_tree(out: &OutputFolder, _: usize, name: &String) -> io::Result<Option<CompletedStep>> {
    let (from, to) = (out.state(TREE).join(name), out.target(name));
    out.disk.rename(&from, &to)?;
    Ok(Some(CompletedStep::Moved { from, to }))
}

/// Moves a staged file into place. A hard link keeps the replaced file in the stage until the commit is done.
fn put(out: &OutputFolder, n: usize, write: &Write) -> io::Result<Option<CompletedStep>> {
    let target = out.target(&write.path);
    let old = out.state(&format!("stage/old/w{n}"));
    let kept = write.target != ReplacedFile::Free && out.disk.hard_link(&target, &old).is_ok();
    out.disk.rename(&write.waiting, &target)?;
    Ok(Some(match write.target {
        ReplacedFile::Free => CompletedStep::Moved {
            from: write.waiting.clone(),
            to: target,
        },
        // Undoing moves the old file over the new one.
        _ if kept => CompletedStep::Moved {
            from: target,
            to: old,
        },
        _ => CompletedStep::Final(target),
    }))
}

fn take_away(out: &OutputFolder, n: usize, removal: &Removal) -> io::Result<Option<CompletedStep>> {
    let from = out.target(&removal.path);
    let to = out.state(&format!("stage/old/r{n}"));
    match out.disk.rename(&from, &to) {
        Ok(()) => Ok(Some(CompletedStep::Moved { from, to })),
        Err(e) if is_absent(&e) => Ok(None),
        Err(e) => Err(e),
    }
}

/// Removes a folder if it is empty. If it must be removed but is not empty, a later step that needs its place fails.
fn drop_empty(out: &OutputFolder, folder: &Removal) -> io::Result<Option<CompletedStep>> {
    let folder = out.target(&folder.path);
    match out.disk.remove_empty_folder(&folder) {
        Ok(()) => Ok(Some(CompletedStep::Dropped(folder))),
        Err(e) if e.kind() == ErrorKind::DirectoryNotEmpty || is_absent(&e) => Ok(None),
        Err(e) => Err(e),
    }
}

/// An item with a path in the output folder.
trait HasPath {
    fn path(&self) -> &str;
}

impl HasPath for String {
    fn path(&self) -> &str {
        self
    }
}

impl HasPath for Write {
    fn path(&self) -> &str {
        &self.path
    }
}

impl HasPath for Removal {
    fn path(&self) -> &str {
        &self.path
    }
}
