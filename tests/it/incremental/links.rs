//! Reading what was touched anew gives what reading everything gives, with symbolic links within the site, too: what is
//! changed has two names then, and the watcher knows one of them.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use mujaz::load::load;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::incremental::{looks, scripts, sources_difference};

/// Paths for files, folders and links, and for targets of links.
const PLACES: [&str; 10] = [
    "content/articles/a",
    "content/articles/a/deep",
    "content/articles/b",
    "content/shared",
    "content/shared/deep",
    "content/articles/a/summary.en.md",
    "content/articles/b/plan.svg",
    "content/shared/summary.en.md",
    "content/shared/deep/plan.svg",
    "themes/own/static",
];

/// Links lead there, too: out of the site, and to itself.
const ELSEWHERE: [&str; 2] = ["../outside", "content"];

/// An action on a path.
#[derive(Debug, Clone)]
enum Act {
    /// A file is written, in that place or in the folder there.
    Write(&'static str, u8),
    /// Removes a file or a folder with its content.
    Remove(&'static str),
    /// Creates a link, in place of anything at the path.
    Link(&'static str, &'static str),
    /// Moves a file or folder.
    Rename(&'static str, &'static str),
}

fn act() -> impl Strategy<Value = Act> {
    let place = || prop::sample::select(PLACES.to_vec());
    let target = prop::sample::select([&PLACES[..], &ELSEWHERE].concat());
    prop_oneof![
        3 => (place(), 0..3u8).prop_map(|(place, text)| Act::Write(place, text)),
        2 => place().prop_map(Act::Remove),
        3 => (place(), target).prop_map(|(place, target)| Act::Link(place, target)),
        1 => (place(), place()).prop_map(|(from, to)| Act::Rename(from, to)),
    ]
}

impl Act {
    /// Does the action if possible. Returns the paths that were touched.
    fn act(&self, root: &Path) -> Vec<PathBuf> {
        let (touched, done) = match self {
            Act::Write(place, text) => {
                let file = if root.join(place).is_dir() {
                    format!("{place}/notes.txt.md")
                } else {
                    (*place).to_owned()
                };
                let touched = first_new(root, &file);
                let folder = Path::new(&file).parent().unwrap_or(Path::new(""));
                let done = fs::create_dir_all(root.join(folder))
                    .and_then(|()| fs::write(root.join(&file), text.to_string()));
                // What is written by way of a link to a file is touched where it is.
                let is_link = touched.is_symlink();
                let target = fs::canonicalize(&touched).ok().filter(|_| is_link);
                (vec![target.unwrap_or(touched)], done)
            }
            Act::Remove(place) => (vec![root.join(place)], remove(&root.join(place))),
            Act::Link(place, target) => {
                let touched = vec![first_new(root, place)];
                let folder = Path::new(place).parent().unwrap_or(Path::new(""));
                // What is in the way goes, if anything is.
                let _ = remove(&root.join(place));
                let done = fs::create_dir_all(root.join(folder))
                    .and_then(|()| symlink(root.join(target), root.join(place)));
                (touched, done)
            }
            // By way of itself: it has no name afterwards that it had before.
            Act::Rename(from, to) if to.starts_with(from) || from.starts_with(to) => {
                return Vec::new();
            }
            Act::Rename(from, to) => {
                let (from, to) = (root.join(from), root.join(to));
                let there = real(&to);
                let done = fs::rename(&from, &to);
                // The way there may have led through what was moved; the watcher has the other name.
                let to = if real(&to) == there { to } else { there };
                (vec![from, to], done)
            }
        };
        // Something may have been done before it failed.
        drop(done);
        touched
    }
}

/// The first part of a path that is not there yet: the watcher sees that come. The whole path where it is there.
fn first_new(root: &Path, path: &str) -> PathBuf {
    let ends = path.match_indices('/').map(|(end, _)| &path[..end]);
    let mut places = ends.chain([path]).map(|path| root.join(path));
    places
        .find(|place| place.symlink_metadata().is_err())
        .unwrap_or_else(|| root.join(path))
}

fn remove(place: &Path) -> io::Result<()> {
    if place.is_dir() && !place.is_symlink() {
        fs::remove_dir_all(place)
    } else {
        fs::remove_file(place)
    }
}

/// Returns a path with its existing part free of links.
fn real(place: &Path) -> PathBuf {
    match (place.parent(), place.file_name()) {
        (Some(folder), Some(name)) => match fs::canonicalize(folder) {
            Ok(folder) => folder.join(name),
            Err(_) => real(folder).join(name),
        },
        _ => place.to_owned(),
    }
}

/// Runs a script; returns the differences from reading everything anew.
fn run(script: &[(Act, bool)]) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let root = fs::canonicalize(folder.path())
        .map_err(|error| error.to_string())?
        .join("site");
    for path in ["outside", "site/content/articles/a", "site/themes/own"] {
        fs::create_dir_all(root.with_file_name(path)).map_err(|error| error.to_string())?;
    }
    let (mut sources, _) = load(&root);
    let mut log = String::new();
    for (act, by_real_name) in script {
        // A watcher names a place as it came to watch its folder: by the link, or without.
        let before = act.act(&root);
        let name = |place: PathBuf| {
            let real = real(&place);
            let place = if *by_real_name && real.starts_with(&root) {
                real
            } else {
                place
            };
            let path = place.strip_prefix(&root).ok()?.to_str()?;
            Some(path.to_owned())
        };
        let touched: BTreeSet<String> = before.into_iter().filter_map(name).collect();
        log += &format!("- {act:?}: {touched:?}\n");
        let old = looks(&sources);
        let changed = sources.refresh(&root, &touched);
        let (fresh, _) = load(&root);
        let mut found = sources_difference(&fresh, &sources);
        let new = looks(&fresh);
        for path in old.keys().chain(new.keys()) {
            if old.get(path) != new.get(path) && !changed.contains(path) {
                found += &format!("not named as changed: {path}\n");
            }
        }
        if !found.is_empty() {
            return Err(log + &found);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 8 * scripts(32),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_refreshed_is_what_is_loaded(script in prop::collection::vec((act(), any::<bool>()), 1..10)) {
        run(&script).map_err(TestCaseError::fail)?;
    }
}
