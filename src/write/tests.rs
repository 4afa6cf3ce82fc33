//! Tests of builds that fail or are killed at any operation on the file system, and of random histories of an output
//! folder.
//!
//! Tests of behaviour without such faults are in `tests/it/promises_write.rs`.

use super::disk::Disk;
use super::{CommitReport, OutputWriter, STATE_FOLDER};
use crate::diagnostic::codes;
use crate::diagnostic::{Diagnostic, any_error};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

/// Makes operations fail: the one after the next `left` operations. With `for_good`, also all after it, as if the process
/// were killed.
#[derive(Debug)]
pub(super) struct InjectedFaults {
    left: AtomicI64,
    for_good: AtomicBool,
}

impl Default for InjectedFaults {
    fn default() -> Self {
        InjectedFaults::after(i64::MAX, false)
    }
}

impl InjectedFaults {
    fn after(operations: i64, for_good: bool) -> InjectedFaults {
        InjectedFaults {
            left: operations.into(),
            for_good: for_good.into(),
        }
    }

    pub fn strike(&self) -> std::io::Result<()> {
        let left = self.left.fetch_sub(1, Ordering::Relaxed);
        if left == 0 || (left < 0 && self.for_good.load(Ordering::Relaxed)) {
            return Err(std::io::Error::other("an injected fault"));
        }
        Ok(())
    }

    fn struck(&self) -> bool {
        self.left.load(Ordering::Relaxed) < 0
    }
}

/// Creates a temporary folder, in memory if possible, since these tests create thousands.
fn quick_folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm")
        .or_else(|_| tempfile::tempdir())
        .unwrap()
}

type FileContents = BTreeMap<String, String>;

fn files(list: &[(&str, &str)]) -> FileContents {
    list.iter()
        .map(|(p, c)| (p.to_string(), c.to_string()))
        .collect()
}

/// Runs a build on one thread, so that its operations have a fixed order.
fn build(root: &Path, disk: Disk, outputs: &FileContents) -> Result<CommitReport, Vec<Diagnostic>> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    pool.expect("a thread can be started").install(|| {
        let writer = OutputWriter::open_on(disk, root, "public").map_err(|e| vec![e])?;
        for (path, content) in outputs {
            writer
                .stage(path, content.as_bytes())
                .map_err(|e| vec![e])?;
        }
        writer.commit()
    })
}

/// Returns all files of a folder with their content, and all its subfolders, without `.mujaz`.
fn tree(root: &Path) -> (FileContents, BTreeSet<String>) {
    fn walk(root: &Path, folder: &str, found: &mut (FileContents, BTreeSet<String>)) {
        let Ok(entries) = fs::read_dir(root.join(folder)) else {
            return;
        };
        for entry in entries {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let path = format!("{folder}{name}");
            if path == STATE_FOLDER {
                continue;
            }
            if root.join(&path).is_dir() {
                walk(root, &format!("{path}/"), found);
                found.1.insert(path);
            } else {
                let content = fs::read_to_string(root.join(&path)).unwrap();
                found.0.insert(path, content);
            }
        }
    }
    let mut found = Default::default();
    walk(root, "", &mut found);
    found
}

fn folders_of(files: &FileContents) -> BTreeSet<String> {
    let above = |path: &String| {
        path.match_indices('/')
            .map(|(at, _)| path[..at].to_owned())
            .collect::<Vec<_>>()
    };
    files.keys().flat_map(above).collect()
}

/// Returns the outputs of two builds; a change from the first to the second needs every kind of step.
fn before_and_after() -> (FileContents, FileContents) {
    let before = files(&[
        ("index.html", "same"),
        ("ar/index.html", "old"),
        ("ar/gone/index.html", "gone"),
        ("ar/gone/image.png", "gone"),
        ("file-to-folder", "old"),
        ("folder-to-file/a/b", "old"),
        ("folder-to-file/c", "old"),
    ]);
    let after = files(&[
        ("index.html", "same"),
        ("ar/index.html", "new"),
        ("en/new/index.html", "new"),
        ("file-to-folder/x/index.html", "new"),
        ("folder-to-file", "new"),
    ]);
    (before, after)
}

/// Runs the second build with a fault after 0, 1, 2, … operations, until it finishes without one. Calls `look` after each
/// run.
fn with_every_fault(for_good: bool, look: impl Fn(&Path, &Result<CommitReport, Vec<Diagnostic>>)) {
    let (before, after) = before_and_after();
    with_every_fault_from(&before, &after, for_good, 20, look);
}

/// Like [`with_every_fault`], for a build that has at least `least` operations. Without files before, it is a first build.
fn with_every_fault_from(
    before: &FileContents,
    after: &FileContents,
    for_good: bool,
    least: i64,
    look: impl Fn(&Path, &Result<CommitReport, Vec<Diagnostic>>),
) {
    for operations in 0.. {
        let folder = quick_folder();
        if !before.is_empty() {
            build(folder.path(), Disk::default(), before).unwrap();
        }
        let disk = Disk {
            fault: InjectedFaults::after(operations, for_good).into(),
        };
        let fault = disk.fault.clone();
        let result = build(folder.path(), disk, after);
        if !fault.struck() {
            assert!(operations > least, "{operations} operations cannot be all");
            assert_eq!(tree(folder.path()).0, *after);
            return;
        }
        look(folder.path(), &result);
    }
}

#[test]
fn a_build_that_fails_at_any_step_leaves_what_was_there() {
    let (before, after) = before_and_after();
    with_every_fault(false, |root, result| {
        let expected = if result.is_ok() { &after } else { &before };
        assert_eq!(
            tree(root),
            (expected.clone(), folders_of(expected)),
            "{result:?}"
        );
        assert!(result.as_ref().err().is_none_or(|errors| any_error(errors)));
        let entries = fs::read_dir(root.join(STATE_FOLDER)).unwrap();
        let left: Vec<_> = entries.map(|e| e.unwrap().file_name()).collect();
        assert!(
            !left.iter().any(|name| name == "journal") || result.is_ok(),
            "{left:?}"
        );
    });
}

#[test]
fn a_build_that_is_killed_at_any_step_is_healed_by_the_next() {
    let (before, after) = before_and_after();
    let other = files(&[("en/index.html", "other"), ("file-to-folder", "other")]);
    for next in [&after, &before, &other, &FileContents::new()] {
        with_every_fault(true, |root, _| {
            let (now, _) = tree(root);
            for (path, content) in &now {
                let known = [before.get(path), after.get(path)];
                assert!(
                    known.contains(&Some(content)),
                    "{path} is neither old nor new"
                );
            }
            let report = build(root, Disk::default(), next).unwrap();
            assert_eq!(tree(root), (next.clone(), folders_of(next)));
            assert_eq!(report.named, []);
            let mut left: Vec<_> = fs::read_dir(root.join(STATE_FOLDER)).unwrap().collect();
            left.retain(|entry| {
                let name = entry.as_ref().unwrap().file_name();
                name == "journal" || name == "stage"
            });
            assert!(left.is_empty(), "{left:?}");
        });
    }
}

#[test]
fn a_first_build_that_fails_at_any_step_leaves_nothing() {
    let (_, after) = before_and_after();
    with_every_fault_from(&FileContents::new(), &after, false, 10, |root, result| {
        let expected = if result.is_ok() {
            &after
        } else {
            &FileContents::new()
        };
        assert_eq!(
            tree(root),
            (expected.clone(), folders_of(expected)),
            "{result:?}"
        );
    });
}

#[test]
fn a_first_build_that_is_killed_at_any_step_is_healed_by_the_next() {
    let (before, after) = before_and_after();
    for next in [&after, &before, &FileContents::new()] {
        with_every_fault_from(&FileContents::new(), &after, true, 10, |root, _| {
            for (path, content) in &tree(root).0 {
                assert_eq!(after.get(path), Some(content), "{path}");
            }
            let report = build(root, Disk::default(), next).unwrap();
            assert_eq!(tree(root), (next.clone(), folders_of(next)));
            assert_eq!(report.named, []);
        });
    }
}

/// Somebody else's folder is where a folder of the site belongs, and two outputs exclude each other.
#[test]
fn a_first_build_moves_files_where_it_cannot_move_folders() {
    let folder = quick_folder();
    let root = folder.path();
    fs::create_dir_all(root.join("ar/notes")).unwrap();
    fs::write(root.join("ar/notes/a.txt"), "kept").unwrap();
    let site = files(&[("ar/index.html", "a"), ("en/a/index.html", "b"), ("c", "c")]);
    let report = build(root, Disk::default(), &site).unwrap();
    assert_eq!(report.written, site.keys().cloned().collect::<Vec<_>>());
    let mut expected = site.clone();
    expected.insert("ar/notes/a.txt".into(), "kept".into());
    assert_eq!(tree(root), (expected.clone(), folders_of(&expected)));
    let again = build(root, Disk::default(), &site).unwrap();
    assert_eq!((again.written.len(), again.unchanged), (0, 3));

    let folder = quick_folder();
    let clash = files(&[("a", "file"), ("a/b", "folder")]);
    let errors = build(folder.path(), Disk::default(), &clash).unwrap_err();
    assert_eq!(errors[0].code, codes::OUTPUT_PATH);
    assert_eq!(tree(folder.path()), Default::default());
}

#[test]
fn a_changed_file_that_a_killed_build_overwrote_is_named_by_the_next() {
    for operations in 0.. {
        let folder = quick_folder();
        let root = folder.path();
        build(root, Disk::default(), &files(&[("index.html", "old")])).unwrap();
        fs::write(root.join("index.html"), "by hand").unwrap();
        let disk = Disk {
            fault: InjectedFaults::after(operations, true).into(),
        };
        let fault = disk.fault.clone();
        let result = build(root, disk, &files(&[("index.html", "new")]));
        if !fault.struck() {
            break;
        }
        let named_already = result.is_ok_and(|report| !report.named.is_empty());
        let report = build(root, Disk::default(), &files(&[("index.html", "new")])).unwrap();
        let codes: Vec<_> = report.named.iter().map(|d| d.code).collect();
        assert!(
            named_already || codes == [codes::OUTPUT_CHANGED],
            "{operations}: {codes:?}"
        );
    }
}

#[test]
fn without_hard_links_a_failed_commit_says_that_the_folder_is_partly_new() {
    let folder = quick_folder();
    let root = folder.path();
    build(root, Disk::default(), &files(&[("a", "old"), ("b", "old")])).unwrap();
    let writer = OutputWriter::open(root).unwrap();
    writer.stage("a", b"new").unwrap();
    writer.stage("b", b"new").unwrap();
    // Put folders where the copies of the old files would be, and remove one staged file.
    fs::create_dir_all(writer.out.state("stage/old/w0")).unwrap();
    let b = writer.staged.lock().unwrap()[1].waiting.clone().unwrap();
    fs::remove_file(b).unwrap();
    let errors = writer.commit().unwrap_err();
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(
        errors[0].message.contains("partly old and partly new"),
        "{errors:?}"
    );
    assert_eq!(tree(root).0, files(&[("a", "new"), ("b", "old")]));
    let next = files(&[("a", "next"), ("b", "next")]);
    assert_eq!(build(root, Disk::default(), &next).unwrap().named, []);
    assert_eq!(tree(root).0, next);
}

#[test]
fn the_lock_ends_with_the_build_even_if_a_started_process_still_holds_a_copy() {
    let folder = quick_folder();
    let writer = OutputWriter::open(folder.path()).unwrap();
    let _copy = writer.lock.try_clone().unwrap();
    drop(writer);
    assert!(OutputWriter::open(folder.path()).is_ok());
}

/// An event in the history of an output folder.
#[derive(Debug, Clone)]
enum HistoryEvent {
    /// A build, perhaps with a fault: the number of operations before it, and whether it is permanent.
    Build(FileContents, Option<(i64, bool)>),
    /// Somebody writes a file.
    Put(&'static str, &'static str),
    /// Somebody deletes a file, and the folders that become empty.
    Delete(&'static str),
}

const PATHS: [&str; 7] = ["a", "a/b", "a/b/c", "a/d", "e", "e/f/g", "h"];
const BY_BUILDS: [&str; 3] = ["1", "2", "3"];
const BY_HAND: [&str; 3] = ["F", "G", "2"];

fn event() -> impl Strategy<Value = HistoryEvent> {
    let path = || prop::sample::select(&PATHS[..]);
    let outputs = prop::collection::btree_map(path(), prop::sample::select(&BY_BUILDS[..]), 0..5);
    let fault = prop::option::weighted(0.5, (0..40i64, any::<bool>()));
    let build = (outputs, fault).prop_map(|(outputs, fault)| {
        let mut kept = FileContents::new();
        for (path, content) in outputs {
            // A path cannot be an output if a parent of it is one. Maps are sorted, so parents come first.
            if !kept
                .keys()
                .any(|above| path.starts_with(&format!("{above}/")))
            {
                kept.insert(path.to_owned(), content.to_owned());
            }
        }
        HistoryEvent::Build(kept, fault)
    });
    prop_oneof![
        4 => build,
        2 => (path(), prop::sample::select(&BY_HAND[..])).prop_map(|(p, c)| HistoryEvent::Put(p, c)),
        1 => path().prop_map(HistoryEvent::Delete),
    ]
}

/// The state of the folder's history that the test needs.
#[derive(Default)]
struct History {
    /// Files written by hand and not overwritten since.
    foreign: FileContents,
    /// Files written by hand that a killed build overwrote.
    to_be_named: BTreeSet<String>,
}

impl History {
    fn put(&mut self, root: &Path, path: &str, content: &str) {
        let target = root.join(path);
        if fs::create_dir_all(target.parent().unwrap()).is_ok()
            && fs::write(target, content).is_ok()
        {
            self.foreign.insert(path.into(), content.into());
        }
    }

    fn delete(&mut self, root: &Path, path: &str) {
        if fs::remove_file(root.join(path)).is_ok() {
            self.foreign.remove(path);
            let mut folder = Path::new(path);
            while let Some(above) = folder.parent().filter(|p| !p.as_os_str().is_empty()) {
                if fs::remove_dir(root.join(above)).is_err() {
                    break;
                }
                folder = above;
            }
        }
    }

    fn build(&mut self, root: &Path, outputs: &FileContents, fault: Option<(i64, bool)>) {
        let disk = fault.map_or_else(Disk::default, |(operations, for_good)| Disk {
            fault: InjectedFaults::after(operations, for_good).into(),
        });
        let fault = disk.fault.clone();
        let before = tree(root);
        let result = build(root, disk, outputs);
        let killed = fault.struck() && fault.for_good.load(Ordering::Relaxed);
        match result {
            Ok(report) => self.check_success(root, outputs, &report),
            Err(_) if killed => self.check_killed(root, outputs),
            Err(errors) => {
                assert_eq!(tree(root), before, "a failed build changes nothing");
                let refused = errors.iter().all(|e| e.code == codes::OUTPUT_FOREIGN);
                assert!(fault.struck() || refused, "{errors:?}");
                assert!(fault.struck() || !self.foreign.is_empty(), "{errors:?}");
            }
        }
        if !killed {
            self.to_be_named.clear();
        }
    }

    /// Checks that the folder contains the outputs, the foreign files, and nothing else.
    fn check_success(&mut self, root: &Path, outputs: &FileContents, report: &CommitReport) {
        let named = |path: &str| {
            report
                .named
                .iter()
                .any(|d| *d.path == format!("public/{path}"))
        };
        let (found, folders) = tree(root);
        for (path, content) in outputs {
            assert_eq!(found.get(path), Some(content), "{path}");
            let lost = self.foreign.remove(path);
            let by_hand_alone = lost.is_some_and(|lost| !BY_BUILDS.contains(&&*lost));
            assert!(
                !by_hand_alone || named(path),
                "{path} was overwritten silently"
            );
        }
        for path in &self.to_be_named {
            assert!(
                named(path),
                "{path} was overwritten silently by a killed build"
            );
        }
        // A file written by hand with exactly the content of a build counts as the build's, and may be removed with it.
        self.foreign.retain(|path, content| {
            assert!(
                found.contains_key(path) || BY_BUILDS.contains(&&**content),
                "{path} is lost"
            );
            found.contains_key(path)
        });
        let expected: FileContents = self
            .foreign
            .iter()
            .chain(outputs)
            .map(|(p, c)| (p.clone(), c.clone()))
            .collect();
        assert_eq!(folders, folders_of(&expected));
        assert_eq!(found, expected);
    }

    /// Checks that every file that no output replaces still exists.
    fn check_killed(&mut self, root: &Path, outputs: &FileContents) {
        let (found, _) = tree(root);
        let mut overwritten = BTreeSet::new();
        self.foreign.retain(|path, content| {
            let intact = found.get(path) == Some(&*content);
            let ours = BY_BUILDS.contains(&&**content);
            assert!(
                intact || ours || outputs.contains_key(path),
                "{path} is lost"
            );
            if !intact && !ours {
                overwritten.insert(path.clone());
            }
            intact
        });
        self.to_be_named = overwritten;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_history_the_folder_holds_the_outputs_and_what_is_foreign(
        events in prop::collection::vec(event(), 1..12)
    ) {
        let folder = quick_folder();
        let root = folder.path().join("public");
        let mut history = History::default();
        for event in &events {
            match event {
                HistoryEvent::Build(outputs, fault) => history.build(&root, outputs, *fault),
                HistoryEvent::Put(path, content) => history.put(&root, path, content),
                HistoryEvent::Delete(path) => history.delete(&root, path),
            }
        }
    }
}
