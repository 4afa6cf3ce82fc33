//! The guarantees for the output folder: foreign files are kept, files are complete, unchanged files are not rewritten,
//! and a build that fails or is killed does no harm. Faults at each single step are in `src/write/tests.rs`.

use mujaz::diagnostic::Diagnostic;
use mujaz::write::{CommitReport, OutputWriter, STATE_FOLDER};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

type Outputs<'a> = &'a [(&'a str, &'a str)];

fn build(root: &Path, outputs: Outputs) -> Result<CommitReport, Vec<Diagnostic>> {
    let writer = OutputWriter::open_as(root, "public").map_err(|e| vec![e])?;
    for (path, content) in outputs {
        writer
            .stage(path, content.as_bytes())
            .map_err(|e| vec![e])?;
    }
    writer.commit()
}

/// Every file, link and folder below `root` but `.mujaz`: a file's content, `/` for a folder, `→` and a link's target.
fn tree(root: &Path) -> BTreeMap<String, String> {
    fn walk(root: &Path, folder: &str, found: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let entry = entry.unwrap();
            let path = format!("{folder}{}", entry.file_name().to_str().unwrap());
            let kind = entry.file_type().unwrap();
            if path == STATE_FOLDER {
                continue;
            } else if kind.is_symlink() {
                let target = fs::read_link(entry.path()).unwrap();
                found.insert(path, format!("→{}", target.display()));
            } else if kind.is_dir() {
                walk(root, &format!("{path}/"), found);
                found.insert(path, "/".into());
            } else {
                found.insert(path, fs::read_to_string(entry.path()).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(root, "", &mut found);
    found
}

fn expected(entries: &[(&str, &str)]) -> BTreeMap<String, String> {
    entries
        .iter()
        .map(|(p, c)| (p.to_string(), c.to_string()))
        .collect()
}

/// Returns data that identify an unchanged file: its time of modification and, if there is one, its inode.
fn identity(path: &Path) -> (SystemTime, u64) {
    let metadata = fs::symlink_metadata(path).unwrap();
    #[cfg(unix)]
    let inode = std::os::unix::fs::MetadataExt::ino(&metadata);
    #[cfg(not(unix))]
    let inode = 0;
    (metadata.modified().unwrap(), inode)
}

fn put(root: &Path, path: &str, content: &str) {
    fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
    fs::write(root.join(path), content).unwrap();
}

/// Findings as `code path`.
fn brief(found: &[Diagnostic]) -> Vec<String> {
    found
        .iter()
        .map(|d| format!("{} {}", d.code, d.path))
        .collect()
}

#[test]
fn a_build_writes_its_outputs_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("new/public");
    let outputs = [
        ("index.html", "1"),
        ("ar/index.html", "2"),
        ("ar/مقال/index.html", "3"),
        ("empty", ""),
    ];
    let report = build(&root, &outputs).unwrap();
    assert_eq!(
        report.written,
        ["ar/index.html", "ar/مقال/index.html", "empty", "index.html"]
    );
    assert_eq!(
        (report.unchanged, report.removed.len(), report.named.len()),
        (0, 0, 0)
    );
    let folders = [("ar", "/"), ("ar/مقال", "/")];
    assert_eq!(tree(&root), expected(&[&outputs[..], &folders].concat()));
    // What is kept there is neither for version control nor a part of the site.
    assert_eq!(
        fs::read_to_string(root.join(".mujaz/.gitignore")).unwrap(),
        "*\n"
    );
}

#[test]
fn a_next_build_replaces_what_changed_and_removes_what_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    build(
        root,
        &[
            ("same", "1"),
            ("other", "1"),
            ("gone/deep/x", "1"),
            ("gone/y", "1"),
        ],
    )
    .unwrap();
    let same = identity(&root.join("same"));
    std::thread::sleep(Duration::from_millis(20));
    let report = build(root, &[("same", "1"), ("other", "2"), ("new", "1")]).unwrap();
    assert_eq!(
        tree(root),
        expected(&[("same", "1"), ("other", "2"), ("new", "1")])
    );
    assert_eq!(report.written, ["new", "other"]);
    assert_eq!(report.removed, ["gone/deep/x", "gone/y"]);
    assert_eq!((report.unchanged, &*report.named), (1, &[][..]));
    assert_eq!(
        identity(&root.join("same")),
        same,
        "an unchanged file is left alone"
    );
}

#[test]
fn a_build_that_changes_nothing_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let outputs = [("a/index.html", "1"), ("b/index.html", "2")];
    build(root, &outputs).unwrap();
    // The files are as young as the manifest: this build reads them to be sure and writes a younger manifest.
    std::thread::sleep(Duration::from_millis(20));
    build(root, &outputs).unwrap();
    let all = [
        "a/index.html",
        "b/index.html",
        "a",
        "b",
        ".",
        ".mujaz",
        ".mujaz/manifest",
    ];
    let identities = || all.map(|path| identity(&root.join(path)));
    let before = identities();
    std::thread::sleep(Duration::from_millis(20));
    assert_eq!(build(root, &outputs).unwrap().unchanged, 2);
    assert_eq!(identities(), before);
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    build(root, &[("a", "1"), ("b/c/d", "1"), ("b/e", "1")]).unwrap();
    build(root, &[("a/x/y", "2"), ("b", "2")]).unwrap();
    assert_eq!(
        tree(root),
        expected(&[("a", "/"), ("a/x", "/"), ("a/x/y", "2"), ("b", "2")])
    );
}

#[test]
fn files_of_others_are_kept_and_their_folders_too() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for path in ["CNAME", "ar/old/note.txt", "elsewhere/file"] {
        put(root, path, "foreign");
    }
    fs::create_dir(root.join("empty")).unwrap();
    build(root, &[("ar/old/index.html", "1"), ("index.html", "1")]).unwrap();
    let report = build(root, &[("index.html", "1")]).unwrap();
    assert_eq!(report.removed, ["ar/old/index.html"]);
    let kept = [
        ("CNAME", "foreign"),
        ("ar", "/"),
        ("ar/old", "/"),
        ("ar/old/note.txt", "foreign"),
        ("elsewhere", "/"),
        ("elsewhere/file", "foreign"),
        ("empty", "/"),
        ("index.html", "1"),
    ];
    assert_eq!(tree(root), expected(&kept));
}

/// The content of the output folder before a first build of `index.html` = "page" and `ar/index.html` = "page".
#[test]
fn what_is_foreign_and_in_the_way_is_named_and_nothing_is_written() {
    type Prepare = fn(&Path);
    let cases: [(&str, Prepare, &[&str]); 7] = [
        (
            "another file",
            |root| put(root, "index.html", "mine"),
            &["index.html"],
        ),
        (
            "all are named at once",
            |root| {
                put(root, "index.html", "mine");
                put(root, "ar/index.html", "mine!");
            },
            &["ar/index.html", "index.html"],
        ),
        (
            "a folder for a file",
            |root| put(root, "index.html/x", "mine"),
            &["index.html"],
        ),
        (
            "an empty folder for a file",
            |root| fs::create_dir(root.join("index.html")).unwrap(),
            &["index.html"],
        ),
        (
            "a file for a folder",
            |root| put(root, "ar", "mine"),
            &["ar"],
        ),
        #[cfg(unix)]
        (
            "a link for a file, even to the same content",
            |root| {
                put(root, "elsewhere", "page");
                std::os::unix::fs::symlink("elsewhere", root.join("index.html")).unwrap();
            },
            &["index.html"],
        ),
        #[cfg(unix)]
        (
            "a link for a folder",
            |root| {
                fs::create_dir(root.join("elsewhere")).unwrap();
                std::os::unix::fs::symlink("elsewhere", root.join("ar")).unwrap();
            },
            &["ar"],
        ),
    ];
    for (name, prepare, in_the_way) in cases {
        let folder = tempfile::tempdir().unwrap();
        prepare(folder.path());
        let before = tree(folder.path());
        let outputs = [("index.html", "page"), ("ar/index.html", "page")];
        let errors = build(folder.path(), &outputs).unwrap_err();
        let paths = in_the_way
            .iter()
            .map(|path| format!("output-foreign public/{path}"));
        assert_eq!(brief(&errors), paths.collect::<Vec<_>>(), "{name}");
        assert!(
            errors
                .iter()
                .all(|e| e.help.as_ref().is_some_and(|h| h.contains("--output")))
        );
        assert_eq!(tree(folder.path()), before, "{name}");
    }
}

#[test]
fn a_foreign_file_that_is_just_what_belongs_there_is_adopted() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    put(root, "ar/index.html", "page");
    let before = identity(&root.join("ar/index.html"));
    let report = build(root, &[("ar/index.html", "page")]).unwrap();
    assert_eq!((report.unchanged, report.written.len()), (1, 0));
    assert_eq!(identity(&root.join("ar/index.html")), before);
    build(root, &[("ar/index.html", "next")]).unwrap();
    build(root, &[]).unwrap();
    assert_eq!(tree(root), expected(&[]));
}

#[test]
fn without_its_manifest_a_folder_is_taken_over_as_far_as_it_agrees() {
    for damage in [
        (|root| fs::remove_dir_all(root.join(".mujaz")).unwrap()) as fn(&Path),
        |root| fs::write(root.join(".mujaz/manifest"), "rubbish").unwrap(),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let outputs = [("a", "1"), ("b/c", "1")];
        build(root, &outputs).unwrap();
        damage(root);
        assert_eq!(build(root, &outputs).unwrap().unchanged, 2);
        let report = build(root, &[("a", "2")]).unwrap();
        assert_eq!(tree(root), expected(&[("a", "2")]));
        assert_eq!(report.named, []);
    }
}

#[test]
fn a_damaged_manifest_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path(), &[("a", "1")]).unwrap();
    fs::write(folder.path().join(".mujaz/manifest"), "rubbish").unwrap();
    let report = build(folder.path(), &[("a", "1")]).unwrap();
    assert_eq!(
        brief(&report.named),
        ["output-manifest public/.mujaz/manifest"]
    );
}

#[test]
fn a_changed_output_is_overwritten_and_named() {
    for (by_hand, next) in [("by hand", "1"), ("H", "1"), ("H", "2"), ("", "1")] {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        build(root, &[("ar/index.html", "1")]).unwrap();
        put(root, "ar/index.html", by_hand);
        let report = build(root, &[("ar/index.html", next)]).unwrap();
        assert_eq!(
            brief(&report.named),
            ["output-changed public/ar/index.html"],
            "{by_hand:?}"
        );
        assert_eq!(
            fs::read_to_string(root.join("ar/index.html")).unwrap(),
            next
        );
    }
}

#[test]
fn a_change_that_nothing_overwrites_is_not_named() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    build(
        root,
        &[("touched", "1"), ("deleted", "1"), ("anticipated", "1")],
    )
    .unwrap();
    let later = SystemTime::now() + Duration::from_secs(100);
    fs::File::options()
        .write(true)
        .open(root.join("touched"))
        .unwrap()
        .set_modified(later)
        .unwrap();
    fs::remove_file(root.join("deleted")).unwrap();
    put(root, "anticipated", "2");
    let report = build(
        root,
        &[("touched", "1"), ("deleted", "1"), ("anticipated", "2")],
    )
    .unwrap();
    assert_eq!(
        (report.written, report.unchanged, report.named),
        (vec!["deleted".into()], 2, vec![])
    );
}

#[test]
fn a_stale_output_that_was_changed_is_kept_and_named_once() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    build(root, &[("ar/a/x", "1"), ("ar/b", "1"), ("c", "1")]).unwrap();
    put(root, "ar/a/x", "H");
    fs::File::options()
        .append(true)
        .open(root.join("ar/b"))
        .unwrap()
        .set_modified(SystemTime::UNIX_EPOCH)
        .unwrap();
    let report = build(root, &[("c", "1")]).unwrap();
    assert_eq!(brief(&report.named), ["output-kept public/ar/a/x"]);
    assert_eq!(report.removed, ["ar/b"], "a new time alone is no change");
    let kept = [("ar", "/"), ("ar/a", "/"), ("ar/a/x", "H"), ("c", "1")];
    assert_eq!(tree(root), expected(&kept));
    assert_eq!(build(root, &[("c", "1")]).unwrap().named, []);
    let errors = build(root, &[("c", "1"), ("ar/a/x", "2")]).unwrap_err();
    assert_eq!(
        brief(&errors),
        ["output-foreign public/ar/a/x"],
        "it is the editor's now"
    );
}

#[cfg(unix)]
#[test]
fn nothing_is_removed_through_a_link() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("public");
    build(&root, &[("ar/index.html", "1"), ("index.html", "1")]).unwrap();
    fs::rename(root.join("ar"), folder.path().join("moved")).unwrap();
    std::os::unix::fs::symlink("../moved", root.join("ar")).unwrap();
    build(&root, &[("index.html", "1")]).unwrap();
    assert_eq!(
        tree(&folder.path().join("moved")),
        expected(&[("index.html", "1")])
    );
    assert_eq!(
        tree(&root),
        expected(&[("ar", "→../moved"), ("index.html", "1")])
    );
}

#[cfg(unix)]
#[test]
fn the_output_folder_itself_may_be_a_link_but_not_what_mujaz_keeps_in_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("real")).unwrap();
    let root = folder.path().join("public");
    std::os::unix::fs::symlink("real", &root).unwrap();
    build(&root, &[("a", "1")]).unwrap();
    assert_eq!(tree(&folder.path().join("real")), expected(&[("a", "1")]));
    fs::rename(root.join(".mujaz"), folder.path().join("state")).unwrap();
    std::os::unix::fs::symlink("../state", root.join(".mujaz")).unwrap();
    let errors = build(&root, &[("a", "2")]).unwrap_err();
    assert_eq!(brief(&errors), ["output-foreign public/.mujaz"]);
}

#[test]
fn what_is_staged_and_not_committed_leaves_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    build(root, &[("a/x", "1"), ("b", "1")]).unwrap();
    let before = (
        tree(root),
        identity(&root.join("a/x")),
        identity(&root.join("b")),
        identity(root),
    );
    let writer = OutputWriter::open(root).unwrap();
    writer.stage("a/x", b"2").unwrap();
    writer.stage("new/y", b"2").unwrap();
    assert_eq!(tree(root), before.0, "staging alone changes nothing");
    drop(writer);
    let after = (
        tree(root),
        identity(&root.join("a/x")),
        identity(&root.join("b")),
        identity(root),
    );
    assert_eq!(after, before);
    assert!(!root.join(".mujaz/stage").exists());
    assert_eq!(
        build(root, &[("a/x", "1"), ("b", "1")]).unwrap().unchanged,
        2
    );
}

#[test]
fn a_folder_is_open_once_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let first = OutputWriter::open_as(folder.path(), "public").unwrap();
    first.stage("a", b"1").unwrap();
    let refused = OutputWriter::open_as(folder.path(), "public").unwrap_err();
    assert_eq!(brief(&[refused]), ["output-locked public"]);
    first.commit().unwrap();
    assert_eq!(tree(folder.path()), expected(&[("a", "1")]));
    assert_eq!(build(folder.path(), &[("a", "1")]).unwrap().unchanged, 1);
}

#[test]
fn paths_that_could_lead_elsewhere_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("public");
    let writer = OutputWriter::open(&root).unwrap();
    for path in [
        "",
        "/",
        "/etc/x",
        "a/",
        "a//b",
        ".",
        "./a",
        "a/.",
        "..",
        "../a",
        "a/../../b",
        "a\\b",
        "a\0",
        "a\nb",
        ".mujaz",
        ".mujaz/manifest",
        ".Mujaz/x",
    ] {
        let refused = writer.stage(path, b"x").unwrap_err();
        assert_eq!(refused.code.name(), "output-path", "{path:?}");
        assert_eq!(
            writer
                .stage_copy(path, Path::new("x"))
                .unwrap_err()
                .code
                .name(),
            "output-path"
        );
    }
    for path in [
        ".well-known/x",
        "..a",
        "a/.mujaz/b",
        "a b",
        "مقال/index.html",
        "...",
        "%2e%2e",
    ] {
        writer.stage(path, b"x").unwrap();
    }
    assert_eq!(writer.commit().unwrap().written.len(), 7);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn outputs_that_exclude_each_other_are_refused() {
    for (outputs, named) in [
        (
            &[("a", "1"), ("b", "1"), ("a", "2")][..],
            "output-path public/a",
        ),
        (&[("a", "1"), ("a/b/c", "1")], "output-path public/a"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(brief(&build(folder.path(), outputs).unwrap_err()), [named]);
        assert_eq!(tree(folder.path()), expected(&[]));
    }
}

#[test]
fn a_file_is_copied_and_left_alone_when_it_is_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    let (root, image) = (
        folder.path().join("public"),
        folder.path().join("image.png"),
    );
    let copy = |content: &str| {
        fs::write(&image, content).unwrap();
        let writer = OutputWriter::open(&root).unwrap();
        writer.stage_copy("ar/image.png", &image).unwrap();
        writer.commit().unwrap().written.len()
    };
    let long = "0123456789".repeat(100_000);
    assert_eq!(copy(&long), 1);
    let before = identity(&root.join("ar/image.png"));
    assert_eq!(copy(&long), 0);
    assert_eq!(identity(&root.join("ar/image.png")), before);
    let other = long.replace('9', "x");
    assert_eq!(copy(&other), 1, "the size is the same, the content is not");
    assert_eq!(
        fs::read_to_string(root.join("ar/image.png")).unwrap(),
        other
    );
    assert_eq!(copy(""), 1);
}

#[test]
fn what_the_system_refuses_is_told_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("public");
    let writer = OutputWriter::open_as(&root, "public").unwrap();
    let absent = writer
        .stage_copy("a.png", Path::new("no/such/file"))
        .unwrap_err();
    assert_eq!(
        brief(std::slice::from_ref(&absent)),
        ["output-io public/a.png"]
    );
    assert!(
        absent
            .message
            .starts_with("cannot copy no/such/file here: "),
        "{}",
        absent.message
    );
    drop(writer);

    let long = format!("ar/{}", "x".repeat(300));
    let errors = build(&root, &[("a", "1"), (&long, "1")]).unwrap_err();
    assert_eq!(brief(&errors), [format!("output-io public/{long}")]);
    assert!(
        errors[0]
            .help
            .as_ref()
            .is_some_and(|help| help.contains("shorten")),
        "{errors:?}"
    );
    assert_eq!(
        tree(&root),
        expected(&[]),
        "a build that fails leaves what was there"
    );

    fs::write(folder.path().join("file"), "").unwrap();
    let no_folder = OutputWriter::open_as(&folder.path().join("file"), "file").unwrap_err();
    assert_eq!(brief(&[no_folder]), ["output-foreign file"]);
}

fn numbered(count: usize, version: usize) -> Vec<(String, String)> {
    (0..count)
        // Some pages are there in some versions only, and some are the same in all.
        .filter(|n| n % 5 != version % 5)
        .map(|n| {
            let content = if n % 7 == 0 { n } else { n * 1000 + version };
            (
                format!("ar/articles/{n}/index.html"),
                content.to_string().repeat(200),
            )
        })
        .collect()
}

#[test]
fn one_thread_or_many_give_the_same() {
    let run = |threads| {
        let folder = tempfile::tempdir().unwrap();
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        let reports = pool.install(|| {
            [0, 1, 2].map(|version| {
                let writer = OutputWriter::open_as(folder.path(), "public").unwrap();
                let outputs = numbered(200, version);
                outputs.par_iter().for_each(|(path, content)| {
                    writer.stage(path, content.as_bytes()).unwrap();
                });
                writer.commit().unwrap()
            })
        });
        (reports, tree(folder.path()))
    };
    assert_eq!(run(1), run(4));
}

/// Not a test of its own: the next test starts it, in order to kill it.
#[test]
#[ignore = "runs until it is killed"]
fn builds_without_end() {
    let Some(root) = std::env::var_os("MUJAZ_TEST_OUTPUT") else {
        return;
    };
    for version in 0.. {
        let outputs = numbered(100, version);
        let outputs: Vec<_> = outputs
            .iter()
            .map(|(p, c)| (p.as_str(), c.as_str()))
            .collect();
        build(Path::new(&root), &outputs).unwrap();
    }
}

#[test]
fn a_build_that_is_really_killed_is_healed_by_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("public");
    put(&root, "ar/articles/3/foreign", "foreign");
    for round in 0..12 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["builds_without_end", "--exact", "--ignored"])
            .env("MUJAZ_TEST_OUTPUT", &root)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(60 + 7 * round));
        child.kill().unwrap();
        child.wait().unwrap();

        let outputs = numbered(100, round as usize % 3);
        let pairs: Vec<_> = outputs
            .iter()
            .map(|(p, c)| (p.as_str(), c.as_str()))
            .collect();
        assert_eq!(build(&root, &pairs).unwrap().named, []);
        let clean = folder.path().join(format!("clean-{round}"));
        put(&clean, "ar/articles/3/foreign", "foreign");
        build(&clean, &pairs).unwrap();
        assert_eq!(tree(&root), tree(&clean));
    }
}
