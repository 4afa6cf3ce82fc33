//! Watching a site's folder: which places in it were touched.
//!
//! Takes the site's folder; gives, each time that something happened and then nothing for a moment, the paths that are to be
//! read again. It says where something happened, never what: that is found by reading. Folders are watched, not files,
//! since editors save by writing another file and renaming it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode};
use notify::{
    Config, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _,
};
use walkdir::WalkDir;

use crate::load::PLACES;

/// Nothing may have happened for so long before a change counts as complete: an editor's writing, renaming and deleting of one
/// saving come within a few milliseconds.
const DEBOUNCE: Duration = Duration::from_millis(3);

/// A change counts as complete after so long, even if it goes on.
const MAX_DEBOUNCE: Duration = Duration::from_millis(500);

/// How often a folder is looked through that the system does not watch.
pub const POLLING: Duration = Duration::from_secs(1);

/// A site's folder that is being watched.
pub struct Watcher {
    /// Where the site is.
    root: PathBuf,
    /// The same place without symbolic links, as some systems name it.
    real: PathBuf,
    system: System,
}

/// What tells of changes.
enum System {
    /// The operating system.
    Notified(RecommendedWatcher, Receiver<notify::Result<Event>>),
    /// How everything looked the last time.
    Polled(Snapshot),
}

/// Of every file and folder, by path: when it was last modified, and how many bytes it has.
type Snapshot = BTreeMap<String, (Option<SystemTime>, u64)>;

/// Something happened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    /// The paths of files and folders, relative to the site's folder, with `/` between their parts.
    pub paths: BTreeSet<String>,
    /// Why the folder is looked through every second from now on, where the system can no longer watch it.
    pub polled: Option<String>,
}

impl Watcher {
    /// Watches the site in `root`; if the system cannot, or is not to (`poll`), the folder is looked through every second.
    /// Gives why as well, where the system cannot.
    pub fn start(root: &Path, poll: bool) -> (Watcher, Option<String>) {
        let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
        let real = std::fs::canonicalize(&root).unwrap_or_else(|_| root.clone());
        let (system, reason) = match notified(&root) {
            Ok(system) if !poll => (system, None),
            Err(error) if !poll => (System::Polled(snapshot(&root)), Some(why(&error))),
            _ => (System::Polled(snapshot(&root)), None),
        };
        let watcher = Watcher { root, real, system };
        (watcher, reason)
    }

    /// Waits until something has happened and is complete; `None` when nothing can happen any more.
    pub fn wait(&mut self) -> Option<Touched> {
        match &mut self.system {
            System::Notified(..) => self.listen(),
            System::Polled(before) => Some(look_until_changed(&self.root, before)),
        }
    }

    fn listen(&mut self) -> Option<Touched> {
        let mut touched = Touched::default();
        let mut patience: Option<Instant> = None;
        loop {
            let System::Notified(_, events) = &self.system else {
                return Some(touched);
            };
            let event = match patience {
                None => events.recv().ok()?,
                Some(end) => {
                    let left = DEBOUNCE.min(end.saturating_duration_since(Instant::now()));
                    match events.recv_timeout(left) {
                        Ok(event) => event,
                        Err(RecvTimeoutError::Timeout) => return Some(touched),
                        Err(RecvTimeoutError::Disconnected) => return None,
                    }
                }
            };
            if self.note(event, &mut touched) {
                patience.get_or_insert(Instant::now() + MAX_DEBOUNCE);
            }
        }
    }

    /// Notes what an event says; whether it says anything.
    fn note(&mut self, event: notify::Result<Event>, touched: &mut Touched) -> bool {
        let event = match event {
            Ok(event) => event,
            Err(error) => {
                touched.polled = Some(why(&error));
                touched.paths.extend(PLACES.map(str::to_owned));
                self.system = System::Polled(snapshot(&self.root));
                return true;
            }
        };
        if event.need_rescan() {
            touched.paths.extend(PLACES.map(str::to_owned));
            return true;
        }
        if !changes_something(event.kind) {
            return false;
        }
        let paths = event.paths.iter().filter_map(|path| self.relative(path));
        let paths: Vec<String> = paths.collect();
        // Folders below one that is watched are watched as they come; these are not below one.
        for top in PLACES[1..]
            .iter()
            .filter(|top| paths.iter().any(|path| path == *top))
        {
            if let System::Notified(watcher, _) = &mut self.system {
                // What is gone again has said so, or will.
                let _ = watcher.watch(&self.root.join(top), RecursiveMode::Recursive);
            }
        }
        touched.paths.extend(paths.iter().cloned());
        !paths.is_empty()
    }

    /// The path within the site of a place that the system names; of what has no such path, that of its folder.
    fn relative(&self, place: &Path) -> Option<String> {
        let within = place
            .strip_prefix(&self.root)
            .or_else(|_| place.strip_prefix(&self.real))
            .ok()?;
        let parts: Vec<&str> = within.iter().map_while(|part| part.to_str()).collect();
        PLACES.contains(parts.first()?).then(|| parts.join("/"))
    }
}

/// Has the system watch a site's folder.
fn notified(root: &Path) -> notify::Result<System> {
    let (sender, events) = channel();
    let mut watcher = RecommendedWatcher::new(sender, Config::default())?;
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for top in &PLACES[1..] {
        let folder = root.join(top);
        if folder.is_dir() {
            watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
    }
    Ok(System::Notified(watcher, events))
}

/// How everything in a site's folder looks now.
fn snapshot(root: &Path) -> Snapshot {
    let walk = |top: &&str| WalkDir::new(root.join(top)).follow_links(true);
    let entries = PLACES.iter().map(walk).flat_map(WalkDir::into_iter);
    entries
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let path = entry.path().strip_prefix(root).ok()?.to_str()?;
            let metadata = entry.metadata().ok()?;
            let size = if metadata.is_file() {
                metadata.len()
            } else {
                0
            };
            Some((path.replace('\\', "/"), (metadata.modified().ok(), size)))
        })
        .collect()
}

/// Looks through a site's folder every second until it looks otherwise than before.
fn look_until_changed(root: &Path, before: &mut Snapshot) -> Touched {
    loop {
        std::thread::sleep(POLLING);
        let now = snapshot(root);
        let came_or_changed = now
            .iter()
            .filter(|(path, look)| before.get(*path) != Some(*look));
        let gone = before.iter().filter(|(path, _)| !now.contains_key(*path));
        let paths: BTreeSet<String> = came_or_changed
            .chain(gone)
            .map(|(path, _)| path.clone())
            .collect();
        *before = now;
        if !paths.is_empty() {
            return Touched {
                paths,
                polled: None,
            };
        }
    }
}

/// Whether an event may mean that something is to be read again. Reading is none, or each build would bring on the next.
fn changes_something(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}

/// What to tell people of a fault in watching.
fn why(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => "the system watches no more folders for you (on Linux, raise fs.inotify.max_user_watches)".into(),
        ErrorKind::Io(error) if error.raw_os_error() == Some(TOO_MANY_FILES) => {
            "the system has no watcher left (on Linux, raise fs.inotify.max_user_instances)".into()
        }
        _ => format!("the system cannot watch the folder: {error}"),
    }
}

/// `EMFILE`, which the standard library has no stable name for.
const TOO_MANY_FILES: i32 = 24;

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// What is touched by `change` in a site with one article.
    fn touched(poll: bool, change: impl FnOnce(&Path)) -> BTreeSet<String> {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        fs::create_dir_all(root.join("content/articles/a")).expect("a folder");
        fs::write(root.join("content/articles/a/summary.en.md"), "one").expect("a file");
        fs::write(root.join("config.toml"), "").expect("a file");
        let (mut watcher, reason) = Watcher::start(root, poll);
        assert_eq!(reason, None);
        change(root);
        let touched = watcher.wait().expect("something happened");
        assert_eq!(touched.polled, None);
        touched.paths
    }

    #[test]
    fn it_names_what_is_to_be_read_again() {
        type Change = fn(&Path);
        let file = "content/articles/a/summary.en.md";
        let changes: [(&str, Change, &[&str]); 6] = [
            (
                "written",
                |root| fs::write(root.join("content/articles/a/summary.en.md"), "two").unwrap(),
                &[file],
            ),
            (
                "saved by renaming",
                |root| {
                    let new = root.join("content/articles/a/.summary.new");
                    fs::write(&new, "two").unwrap();
                    fs::rename(new, root.join("content/articles/a/summary.en.md")).unwrap();
                },
                &[file],
            ),
            (
                "a folder renamed",
                |root| {
                    fs::rename(
                        root.join("content/articles/a"),
                        root.join("content/articles/b"),
                    )
                    .unwrap()
                },
                &["content/articles/a", "content/articles/b"],
            ),
            (
                "a folder deleted",
                |root| fs::remove_dir_all(root.join("content/articles/a")).unwrap(),
                &["content/articles/a"],
            ),
            (
                "the configuration",
                |root| fs::write(root.join("config.toml"), "# x").unwrap(),
                &["config.toml"],
            ),
            (
                "a theme added",
                |root| fs::create_dir_all(root.join("themes/own")).unwrap(),
                &["themes"],
            ),
        ];
        for (what, change, expected) in changes {
            let touched = touched(false, change);
            for path in expected {
                assert!(touched.contains(*path), "{what}: {touched:?}");
            }
        }
    }

    #[test]
    fn what_is_no_part_of_the_site_does_not_wake_it() {
        let touched = touched(false, |root| {
            fs::create_dir_all(root.join("public")).unwrap();
            fs::write(root.join("notes.txt"), "x").unwrap();
            fs::read(root.join("config.toml")).unwrap();
            std::thread::sleep(2 * DEBOUNCE);
            fs::write(root.join("config.toml"), "# x").unwrap();
        });
        assert_eq!(touched, BTreeSet::from(["config.toml".to_owned()]));
    }

    #[test]
    fn a_folder_can_be_polled() {
        let touched = touched(true, |root| {
            fs::write(root.join("content/articles/a/summary.en.md"), "longer").unwrap();
        });
        assert!(
            touched.contains("content/articles/a/summary.en.md"),
            "{touched:?}"
        );
    }

    #[test]
    fn the_limits_of_the_system_are_named() {
        let error = notify::Error::new(ErrorKind::MaxFilesWatch);
        assert!(why(&error).contains("max_user_watches"));
        let error = notify::Error::io(std::io::Error::from_raw_os_error(TOO_MANY_FILES));
        assert!(why(&error).contains("max_user_instances"));
    }
}
