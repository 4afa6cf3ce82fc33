//! Does what a [`Plan`] says, or nothing: when one step fails, those before it are undone.
//!
//! Takes the plan and the manifest that is to hold afterwards. The journal is complete before anything is touched and is
//! there until the manifest is; so whenever the process ends, the next build knows which files may be Mujaz's.

use super::Folder;
use super::disk::is_absent;
use super::manifest::{Manifest, save_journal};
use super::plan::{Plan, Removal, Target, Write};
use crate::diagnostic::{self, Diagnostic};
use rayon::prelude::*;
use std::io::{self, ErrorKind};
use std::path::PathBuf;

/// Changes the output folder as planned and writes the manifest.
///
/// # Errors
/// Every step that failed. The files are as they were then, unless undoing failed, too, which is said.
pub(super) fn apply(
    out: &Folder,
    manifest: &mut Manifest,
    plan: &Plan,
) -> Result<(), Vec<Diagnostic>> {
    let journal = out.state("journal");
    let mut steps = Steps {
        out,
        done: Vec::new(),
    };
    let prepare = || {
        if !plan.writes.is_empty() {
            out.at("", save_journal(&out.disk, &journal, plan.intents()))?;
        }
        if !plan.is_idle() {
            out.at("", out.disk.make_folders(&out.state("stage/old")))?;
        }
        Ok(())
    };
    let mut save = || {
        let saved = manifest.save(&out.disk, &out.state("manifest"));
        out.at(".mujaz/manifest", saved)
    };
    let result = (prepare().map_err(|e| vec![e]))
        .and_then(|()| steps.run(plan))
        .and_then(|()| save().map_err(|e| vec![e]));
    match result {
        Ok(()) => {
            // A journal that stays says nothing that the manifest does not say as well.
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
    out: &'a Folder,
    done: Vec<Step>,
}

/// Something that was done, with what it takes to undo it.
enum Step {
    Moved {
        from: PathBuf,
        to: PathBuf,
    },
    Made(PathBuf),
    Dropped(PathBuf),
    /// A file was replaced on a file system where no copy of the old one could be kept.
    Final(PathBuf),
}

impl Steps<'_> {
    fn run(&mut self, plan: &Plan) -> Result<(), Vec<Diagnostic>> {
        self.remove(plan, true)?;
        for level in &plan.new_folders {
            self.all(level, |out, _, folder| make(out, folder))?;
        }
        self.all(&plan.writes, put)?;
        self.remove(plan, false)
    }

    /// Removes either what is in the way or the rest.
    fn remove(&mut self, plan: &Plan, in_the_way: bool) -> Result<(), Vec<Diagnostic>> {
        self.all(&plan.removals, |out, n, removal| {
            if removal.in_the_way == in_the_way {
                take_away(out, n, removal)
            } else {
                Ok(None)
            }
        })?;
        // One after the other: a folder is empty only once those within it are gone.
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

    /// Does one thing to each item, in parallel, and reports every failure in the items' order.
    fn all<T: Sync + Named>(
        &mut self,
        items: &[T],
        act: impl Fn(&Folder, usize, &T) -> io::Result<Option<Step>> + Sync,
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

    /// Undoes all steps, the last one first; stops at none, and gives the first failure.
    fn undo(self) -> io::Result<()> {
        let disk = &self.out.disk;
        let mut result = Ok(());
        for step in self.done.into_iter().rev() {
            let undone = match step {
                Step::Moved { from, to } => disk.rename(&to, &from),
                Step::Made(folder) => disk.remove_empty_folder(&folder),
                Step::Dropped(folder) => disk.make_folder(&folder),
                Step::Final(file) => Err(io::Error::other(format!(
                    "{} was already replaced",
                    file.display()
                ))),
            };
            result = result.and(undone);
        }
        result
    }
}

fn make(out: &Folder, folder: &str) -> io::Result<Option<Step>> {
    let folder = out.target(folder);
    out.disk.make_folder(&folder)?;
    Ok(Some(Step::Made(folder)))
}

/// Puts a staged file in its place. What it replaces stays linked in the stage until the commit is done.
fn put(out: &Folder, n: usize, write: &Write) -> io::Result<Option<Step>> {
    let target = out.target(&write.path);
    let old = out.state(&format!("stage/old/w{n}"));
    let kept = write.target != Target::Free && out.disk.hard_link(&target, &old).is_ok();
    out.disk.rename(&write.waiting, &target)?;
    Ok(Some(match write.target {
        Target::Free => Step::Moved {
            from: write.waiting.clone(),
            to: target,
        },
        // To move the old file back is to put it over the new one.
        _ if kept => Step::Moved {
            from: target,
            to: old,
        },
        _ => Step::Final(target),
    }))
}

fn take_away(out: &Folder, n: usize, removal: &Removal) -> io::Result<Option<Step>> {
    let from = out.target(&removal.path);
    let to = out.state(&format!("stage/old/r{n}"));
    match out.disk.rename(&from, &to) {
        Ok(()) => Ok(Some(Step::Moved { from, to })),
        Err(e) if is_absent(&e) => Ok(None),
        Err(e) => Err(e),
    }
}

/// Removes a folder if it is empty; one that must go and is not empty is found by whatever takes its place.
fn drop_empty(out: &Folder, folder: &Removal) -> io::Result<Option<Step>> {
    let folder = out.target(&folder.path);
    match out.disk.remove_empty_folder(&folder) {
        Ok(()) => Ok(Some(Step::Dropped(folder))),
        Err(e) if e.kind() == ErrorKind::DirectoryNotEmpty || is_absent(&e) => Ok(None),
        Err(e) => Err(e),
    }
}

/// Whatever has a path in the output folder.
trait Named {
    fn path(&self) -> &str;
}

impl Named for String {
    fn path(&self) -> &str {
        self
    }
}

impl Named for Write {
    fn path(&self) -> &str {
        &self.path
    }
}

impl Named for Removal {
    fn path(&self) -> &str {
        &self.path
    }
}
