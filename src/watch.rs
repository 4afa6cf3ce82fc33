//! Watches a site's folder and reports which paths in it were touched.
//!
//! Takes the site's folder. After each group of changes, once they have stopped for a moment, it returns the paths to
//! be read again. It reports only the paths, not the kind of change: the caller reads them again. It watches folders,
//! not files, since editors save by writing another file and renaming it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode};
use notify::{
    Config, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _,
};
use walkdir::WalkDir;

use crate::load::{MOST_FOLDERS, PLACES, is_configuration};

/// Time without events after which a change counts as complete. The events of one save (writing, renaming, deleting) come
/// within a few milliseconds.
const DEBOUNCE: Duration = Duration::from_millis(3);

/// Time after which a change counts as complete even if events go on.
const MAX_DEBOUNCE: Duration = Duration::from_millis(500);

/// Interval between two scans of a folder that the system does not watch.
pub const POLLING: Duration = Duration::from_secs(1);

/// A watcher of a site's folder.
pub struct Watcher {
    /// Absolute path of the site's folder.
    root: PathBuf,
    /// The same folder without symbolic links, since some systems report paths in this form.
    real: PathBuf,
    system: System,
}

/// The source of change events.
enum System {
    /// The operating system reports changes.
    Notified(RecommendedWatcher, Receiver<notify::Result<Event>>),
    /// The folder is scanned; its state at the last scan.
    Polled(Snapshot),
}

/// Modification time and size in bytes (0 for folders) of every file and folder, by path.
type Snapshot = BTreeMap<String, (Option<SystemTime>, u64)>;

/// The paths that were touched, reported as one change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    /// Paths of files and folders, relative to the site's folder, with `/` as separator.
    pub paths: BTreeSet<String>,
    /// The reason why the folder is scanned every second from now on; `None` if the system still watches it.
    pub polled: Option<String>,
}

/// Interval in which files that could not be read are read again.
pub const RETRY_DELAY: Duration = Duration::from_secs(1);

/// Sends each change, on a thread of its own, until `send` returns false. While `is_incomplete` is true, it sends a change
/// without paths every second, so that files that could not be read are read again.
pub fn watch_in_background(
    mut watcher: Watcher,
    is_incomplete: Arc<AtomicBool>,
    send: impl Fn(Touched) -> bool + Send + 'static,
) {
    std::thread::spawn(move || {
        while let Some(touched) = watcher.wait_at_most(Some(RETRY_DELAY)) {
            let is_change = touched != Touched::default();
            if (is_change || is_incomplete.load(Ordering::Relaxed)) && !send(touched) {
                return;
            }
        }
    });
}

impl Watcher {
    /// Watches the site in `root`. If `poll` is true or the system cannot watch, the folder is scanned every second.
    /// Also returns the reason if the system cannot watch.
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

    /// Waits until a change is complete; returns `None` if no more events can come.
    pub fn wait(&mut self) -> Option<Touched> {
        self.wait_at_most(None)
    }

    /// Waits until a change is complete, at most for `timeout`: then the result has no paths. Returns `None` if no more
    /// events can come.
    pub fn wait_at_most(&mut self, timeout: Option<Duration>) -> Option<Touched> {
        let deadline = timeout.map(|timeout| Instant::now() + timeout);
        match &mut self.system {
            System::Notified(..) => self.listen(deadline),
            System::Polled(before) => Some(look_until_changed(&self.root, before, deadline)),
        }
    }

    fn listen(&mut self, deadline: Option<Instant>) -> Option<Touched> {
        let mut touched = Touched::default();
        let mut patience: Option<Instant> = None;
        loop {
            let System::Notified(_, events) = &self.system else {
                return Some(touched);
            };
            let event = match patience {
                None => match deadline {
                    None => events.recv().ok()?,
                    Some(end) => {
                        let left = end.saturating_duration_since(Instant::now());
                        match events.recv_timeout(left) {
                            Ok(event) => event,
                            Err(RecvTimeoutError::Timeout) => return Some(touched),
                            Err(RecvTimeoutError::Disconnected) => return None,
                        }
                    }
                },
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

    /// Adds the paths of an event to `touched`; returns true if files may have changed.
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
        // The root is not watched recursively, so a new top folder is added here. The folders in it are then watched
        // automatically.
        for top in PLACES[1..]
            .iter()
            .filter(|top| paths.iter().any(|path| path == *top))
        {
            if let System::Notified(watcher, _) = &mut self.system {
                // The folder may be deleted again already; an event says so, or will.
                let _ = watcher.watch(&self.root.join(top), RecursiveMode::Recursive);
            }
        }
        touched.paths.extend(paths.iter().cloned());
        !paths.is_empty()
    }

    /// Returns a path within the site for one reported by the system. If a part of it is not UTF-8, returns the path of
    /// the nearest parent that is. Returns `None` if the path is not part of the site.
    fn relative(&self, place: &Path) -> Option<String> {
        let within = place
            .strip_prefix(&self.root)
            .or_else(|_| place.strip_prefix(&self.real))
            .ok()?;
        let parts: Vec<&str> = within.iter().map_while(|part| part.to_str()).collect();
        let first = parts.first()?;
        (PLACES.contains(first) || is_configuration(first)).then(|| parts.join("/"))
    }
}

/// Makes the system watch a site's folder.
fn notified(root: &Path) -> notify::Result<System> {
    // The system's watcher follows links as well, without a limit.
    if entries(root).count() == MOST_WATCHED {
        return Err(notify::Error::generic("the folder has too many files"));
    }
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

/// Maximum number of files and folders that are watched. Links to folders can multiply them without end.
const MOST_WATCHED: usize = 500_000;

/// Walks through a site's folder, following the links that a build follows: those within the site. Other links are not
/// followed.
fn entries(root: &Path) -> impl Iterator<Item = walkdir::Result<walkdir::DirEntry>> {
    let walk = move |top: &&str| {
        let home = root.join(top);
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let homes = [real(root), real(&home)];
        let mut walk = WalkDir::new(home)
            .follow_links(true)
            .max_depth(MOST_FOLDERS)
            .into_iter();
        std::iter::from_fn(move || {
            let next = walk.next()?;
            if let Ok(entry) = &next
                && entry.depth() > 0
                && entry.path_is_symlink()
                && entry.file_type().is_dir()
                && !homes
                    .iter()
                    .any(|home| real(entry.path()).starts_with(home))
            {
                walk.skip_current_dir();
            }
            Some(next)
        })
    };
    PLACES.iter().flat_map(walk).take(MOST_WATCHED)
}

/// Records the state of everything in a site's folder.
fn snapshot(root: &Path) -> Snapshot {
    entries(root)
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

/// Scans a site's folder every second until it differs from `before`.
fn look_until_changed(root: &Path, before: &mut Snapshot, deadline: Option<Instant>) -> Touched {
    loop {
        if deadline.is_some_and(|end| end <= Instant::now()) {
            return Touched::default();
        }
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

/// Returns true if files must be read again after such an event. Read accesses do not count, or each build would cause
/// the next one.
fn changes_something(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}

/// Returns the user-facing message for an error of the watcher.
fn why(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => "the system watches no more folders for you (on Linux, raise fs.inotify.max_user_watches)".into(),
        ErrorKind::Io(error) if error.raw_os_error() == Some(TOO_MANY_FILES) => {
            "the system has no watcher left (on Linux, raise fs.inotify.max_user_instances)".into()
        }
        _ => format!("the system cannot watch the folder: {error}"),
    }
}

/// `EMFILE`, for which the standard library has no stable name.
const TOO_MANY_FILES: i32 = 24;

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Returns the paths that the watcher reports after `change` in a site with one article.
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
    #[cfg(unix)]
    fn links_out_of_the_site_are_not_followed() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().expect("a folder");
        let (root, outside) = (folder.path().join("site"), folder.path().join("outside"));
        for place in [
            &root.join("content/articles"),
            &root.join("content/other"),
            &outside,
        ] {
            fs::create_dir_all(place).expect("a folder");
            fs::write(place.join("a.md"), "").expect("a file");
        }
        symlink(&outside, root.join("content/articles/out")).expect("a link");
        symlink(root.join("content/other"), root.join("content/articles/in")).expect("a link");
        let mut paths: Vec<String> = snapshot(&root).into_keys().collect();
        paths.retain(|path| path.starts_with("content/articles/"));
        assert_eq!(
            paths,
            [
                "content/articles/a.md",
                "content/articles/in",
                "content/articles/in/a.md",
                "content/articles/out"
            ]
        );
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
