//! `mujaz deploy` to a folder: its output and its refusals. Other machines are in `tests/deploy/`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use crate::common::{files, put};
use tempfile::TempDir;

const RECORD: &str = ".mujaz-deploy.json";

/// The result of a command.
#[derive(Debug)]
struct Ran {
    status: i32,
    out: String,
    err: String,
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mujaz"));
    command.current_dir(folder).args(args);
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if ["AWS_", "AZURE_", "GOOGLE_"]
            .iter()
            .any(|family| name.starts_with(family))
        {
            command.env_remove(name);
        }
    }
    command
}

fn ran(command: &mut Command) -> Ran {
    let output = command.output().expect("the program runs");
    Ran {
        status: output.status.code().expect("no signal ends it"),
        out: String::from_utf8(output.stdout).expect("it prints UTF-8"),
        err: String::from_utf8(output.stderr).expect("it prints UTF-8"),
    }
}

fn run(folder: &Path, args: &[&str]) -> Ran {
    ran(&mut command(folder, args))
}

/// A site that is built, and a folder beside it that it can be deployed to as `disk`.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Desk {
        Desk::with("[deploy.disk]\nto = \"../disk\"\n")
    }

    /// A desk with these targets.
    fn with(targets: &str) -> Desk {
        let folder = TempDir::new().expect("there is room for a temporary folder");
        let desk = Desk { folder };
        let site = desk.path("site");
        fs::create_dir(&site).unwrap();
        crate::common::copy(&crate::common::repository("tests/diagnostics/base"), &site);
        let config = fs::read_to_string(site.join("config.toml")).unwrap();
        // Nothing is deployed for an address that only documents use.
        let config = config.replace("https://example.org/", "https://harbour-brief.net/");
        // The index of a search changes with every word: its files are no matter of these tests.
        let config = format!("{config}\n[search]\nenabled = false\n{targets}");
        put(&site, "config.toml", config);
        desk.build(&[]);
        desk
    }

    fn path(&self, path: &str) -> std::path::PathBuf {
        self.folder.path().join(path)
    }

    fn build(&self, args: &[&str]) {
        let built = run(&self.path("site"), &[&["build", "-q"], args].concat());
        assert_eq!(built.status, 0, "{built:?}");
    }

    fn put(&self, path: &str, text: &str) {
        put(self.folder.path(), path, text);
    }

    fn deploy(&self, args: &[&str]) -> Ran {
        run(&self.path("site"), &[&["deploy"], args].concat())
    }

    /// Deploys, and returns the line about the result, without the time that it took.
    fn done(&self, args: &[&str]) -> String {
        let ran = self.deploy(args);
        assert_eq!(ran.status, 0, "{ran:?}");
        let line = ran.out.lines().last().unwrap_or_default();
        line.split(", in ")
            .next()
            .unwrap_or_default()
            .replace("to ../disk: ", "")
    }

    /// Asserts that the disk holds the site, byte for byte, and besides nothing but these.
    fn assert_deployed(&self, others: &[&str]) {
        let held = |folder: &str| -> BTreeMap<String, Vec<u8>> {
            let root = self.path(folder);
            let files = files(&root).into_iter();
            let files = files.filter(|path| !path.starts_with(".mujaz/") && path != RECORD);
            files
                .map(|path| (path.clone(), fs::read(root.join(path)).unwrap()))
                .collect()
        };
        let mut there = held("disk");
        for other in others {
            assert!(there.remove(*other).is_some(), "{other} is there");
        }
        let here = held("site/public");
        assert_eq!(
            there.keys().collect::<Vec<_>>(),
            here.keys().collect::<Vec<_>>()
        );
        assert!(there == here, "a file differs");
    }

    fn record(&self) -> serde_json::Value {
        let bytes = fs::read(self.path("disk").join(RECORD)).expect("there is a record");
        serde_json::from_slice(&bytes).expect("it is JSON")
    }
}

#[test]
fn only_what_changed_goes_up() {
    let desk = Desk::new();
    let all = files(&desk.path("site/public"))
        .iter()
        .filter(|p| !p.starts_with(".mujaz/"))
        .count();
    let size = |line: &str| line.split(['(', ')']).nth(1).unwrap_or_default().to_owned();
    let first = desk.done(&[]);
    assert_eq!(
        first,
        format!(
            "{all} files went up ({}), 0 removed, 0 unchanged",
            size(&first)
        )
    );
    desk.assert_deployed(&[]);
    let page = desk.path("disk/index.html");
    let time = |path: &Path| fs::metadata(path).unwrap().modified().unwrap();
    let (before, record) = (time(&page), time(&desk.path("disk").join(RECORD)));
    assert_eq!(
        desk.done(&["disk"]),
        format!("0 files went up (0 B), 0 removed, {all} unchanged")
    );
    assert_eq!(
        (time(&page), time(&desk.path("disk").join(RECORD))),
        (before, record),
        "nothing is touched"
    );

    let text = fs::read_to_string(desk.path("site/content/pages/about.en.md")).unwrap();
    desk.put(
        "site/content/pages/about.en.md",
        &format!("{text}\nOne more sentence.\n"),
    );
    desk.build(&[]);
    let second = desk.done(&[]);
    assert!(second.starts_with("1 file went up"), "{second}");
    desk.assert_deployed(&[]);

    fs::remove_file(desk.path("site/content/pages/about.en.md")).unwrap();
    desk.build(&[]);
    let third = desk.done(&[]);
    assert!(third.contains(" 1 removed"), "{third}");
    assert!(
        !desk.path("disk/en/about").exists(),
        "nor does its folder stay"
    );
    desk.assert_deployed(&[]);
}

#[test]
fn what_others_put_there_stays_unless_it_is_pruned() {
    let desk = Desk::new();
    desk.put("disk/notes.txt", "theirs");
    desk.put("disk/en/theirs.html", "theirs");
    desk.put("disk/.git/HEAD", "theirs");
    desk.put(
        "disk/robots.txt",
        "theirs, and the site's own takes its place",
    );
    let dry = desk.deploy(&["--dry-run"]);
    assert!(
        dry.out.contains("replaced robots.txt\n") && dry.out.contains("new      index.html\n"),
        "{dry:?}"
    );
    desk.done(&[]);
    desk.assert_deployed(&["notes.txt", "en/theirs.html", ".git/HEAD"]);
    let dry = desk.deploy(&["--dry-run", "--prune"]);
    assert_eq!(
        dry.out
            .lines()
            .filter(|line| line.starts_with("removed"))
            .collect::<Vec<_>>(),
        ["removed  notes.txt", "removed  en/theirs.html"]
    );
    assert!(
        desk.path("disk/notes.txt").exists(),
        "a dry run does nothing"
    );
    assert!(desk.done(&["--prune"]).contains(" 2 removed"));
    desk.assert_deployed(&[".git/HEAD"]);
}

/// A dry run prints the same actions as a deploy, and does nothing.
#[test]
fn a_dry_run_says_what_would_happen() {
    let desk = Desk::new();
    let state = |folder: &Path| -> BTreeMap<String, (Vec<u8>, SystemTime)> {
        let look = |path: String| {
            let place = folder.join(&path);
            let time = fs::metadata(&place).unwrap().modified().unwrap();
            (path, (fs::read(place).unwrap(), time))
        };
        files(folder).into_iter().map(look).collect()
    };
    let dry = desk.deploy(&["--dry-run"]);
    assert!(!desk.path("disk").exists(), "{dry:?}");
    let went = desk.done(&[]);
    let would = dry
        .out
        .lines()
        .last()
        .unwrap_or_default()
        .replace("to ../disk: ", "");
    let would = would
        .replace("would go up", "went up")
        .replace("would be ", "");
    assert_eq!(would, went);
    desk.put("site/public/added.html", "added");
    desk.put("disk/index.html", "changed by somebody");
    fs::remove_file(desk.path("site/content/pages/about.en.md")).unwrap();
    desk.build(&[]);
    let before = state(&desk.path("disk"));
    let dry = desk.deploy(&["--dry-run"]);
    assert!(state(&desk.path("disk")) == before);
    let said = desk.deploy(&["-v"]);
    assert_eq!(said.status, 0);
    let lines = |text: &str| -> BTreeSet<String> {
        let words = ["new ", "changed ", "removed ", "replaced ", "kept "];
        let is_one = |line: &&str| words.iter().any(|word| line.starts_with(word));
        text.lines().filter(is_one).map(str::to_owned).collect()
    };
    assert_eq!(lines(&dry.out), lines(&said.err));
    for line in [
        "new      added.html",
        "changed  index.html",
        "removed  en/about/index.html",
    ] {
        assert!(lines(&dry.out).contains(line), "{line}: {dry:?}");
    }
    assert!(
        said.err.contains(
            "warning: files that were changed there since they were deployed are put back: index.html\n"
        ),
        "{said:?}"
    );
    desk.assert_deployed(&[]);
}

#[test]
fn what_somebody_changed_there_is_not_removed() {
    let desk = Desk::new();
    desk.done(&[]);
    desk.put("disk/en/about/index.html", "somebody's");
    fs::remove_file(desk.path("site/content/pages/about.en.md")).unwrap();
    desk.build(&[]);
    let ran = desk.deploy(&[]);
    assert!(
        ran.err.contains("warning: files that were changed there since they were deployed, and are no longer part of the site, stay there: en/about/index.html"),
        "{ran:?}"
    );
    desk.assert_deployed(&["en/about/index.html"]);
    assert!(desk.done(&["--prune"]).contains(" 1 removed"));
    desk.assert_deployed(&[]);
}

#[test]
fn what_is_gone_there_goes_up_again() {
    let desk = Desk::new();
    desk.done(&[]);
    fs::remove_file(desk.path("disk/index.html")).unwrap();
    fs::remove_dir_all(desk.path("disk/en")).unwrap();
    desk.done(&[]);
    desk.assert_deployed(&[]);
}

/// If the record is missing or invalid, the site is still complete, and nothing is removed.
#[test]
fn a_record_is_not_trusted_blindly() {
    let wild = "{\"version\": 1, \"files\": {\"../secret\": {}}}";
    for (record, said) in [
        (None, false),
        (Some(""), true),
        (Some("{\"version\": 1"), true),
        (Some(wild), true),
    ] {
        let desk = Desk::new();
        desk.put("secret", "not there");
        desk.done(&[]);
        desk.put("disk/extra.html", "theirs");
        match record {
            None => fs::remove_file(desk.path("disk").join(RECORD)).unwrap(),
            Some(text) => desk.put(&format!("disk/{RECORD}"), text),
        }
        fs::remove_file(desk.path("site/content/pages/about.en.md")).unwrap();
        desk.build(&[]);
        let ran = desk.deploy(&[]);
        assert_eq!(ran.status, 0, "{ran:?}");
        assert_eq!(
            ran.err.contains("the record of earlier deploys is damaged"),
            said,
            "{ran:?}"
        );
        desk.assert_deployed(&["extra.html", "en/about/index.html"]);
        assert!(desk.path("secret").exists());
        assert!(desk.done(&[]).starts_with("0 files went up"));
    }
    let desk = Desk::new();
    desk.done(&[]);
    desk.put(&format!("disk/{RECORD}"), "{\"version\": 7}");
    let ran = desk.deploy(&[]);
    assert_eq!(ran.status, 1);
    assert!(
        ran.err.contains("a later version of Mujaz wrote"),
        "{ran:?}"
    );
}

#[test]
fn names_of_every_kind() {
    let desk = Desk::new();
    for name in [
        "مقال/صورة أولى.png",
        "100%.txt",
        "100%25.txt",
        "a b.txt",
        "#;&?+'\"$(x).txt",
        "-rf",
        "Ünï.txt",
        "CASE.txt",
        "case.txt",
        ".well-known/security.txt",
    ] {
        desk.put(&format!("site/public/{name}"), name);
    }
    desk.put("site/public/empty.bin", "");
    desk.put("site/public/.DS_Store", "an editor's");
    let large = "0123456789abcdef".repeat(1024 * 1024);
    desk.put("site/public/large.bin", &large);
    let ran = desk.deploy(&[]);
    assert_eq!(ran.status, 0, "{ran:?}");
    for note in [
        "CASE.txt and case.txt differ in capital letters alone",
        "hidden files, and what is no file, stay here: .DS_Store",
        "files that the build did not write go up, too: ",
    ] {
        assert!(ran.err.contains(note), "{note}: {ran:?}");
    }
    assert!(!desk.path("disk/.DS_Store").exists());
    fs::remove_file(desk.path("site/public/.DS_Store")).unwrap();
    desk.assert_deployed(&[]);
    assert!(desk.done(&[]).starts_with("0 files went up"));
}

#[test]
#[cfg(unix)]
fn no_link_is_followed() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new();
    desk.put("secret/key", "secret");
    symlink(desk.path("secret"), desk.path("site/public/away")).unwrap();
    symlink(desk.path("secret/key"), desk.path("site/public/key.txt")).unwrap();
    let ran = desk.deploy(&[]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(!desk.path("disk/away").exists() && !desk.path("disk/key.txt").exists());
    // Nor is anything written or removed through one there.
    fs::remove_dir_all(desk.path("disk/en")).unwrap();
    symlink(desk.path("secret"), desk.path("disk/en")).unwrap();
    let ran = desk.deploy(&[]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.err.contains("is no folder"), "{ran:?}");
    assert_eq!(files(&desk.path("secret")), BTreeSet::from(["key".into()]));
}

/// A file takes the place of a folder, and a folder that of a file.
#[test]
fn files_and_folders_change_places() {
    let desk = Desk::new();
    desk.put("site/public/one", "a file");
    desk.put("site/public/two/in/it.txt", "in a folder");
    desk.done(&[]);
    fs::remove_file(desk.path("site/public/one")).unwrap();
    fs::remove_dir_all(desk.path("site/public/two")).unwrap();
    desk.put("site/public/one/it.txt", "in a folder");
    desk.put("site/public/two", "a file");
    desk.done(&[]);
    desk.assert_deployed(&[]);
}

/// Whenever a deploy is killed: no page is uploaded before its assets, the record is correct, and the next deploy
/// completes it.
#[test]
#[cfg(unix)]
fn a_deploy_that_was_killed_goes_on() {
    let desk = Desk::new();
    let all = 3000;
    for n in 0..all / 2 {
        desk.put(&format!("site/public/many/{n}.bin"), &format!("asset {n}"));
        desk.put(&format!("site/public/many/{n}.html"), &format!("page {n}"));
    }
    let count = |ending: &str| match fs::read_dir(desk.path("disk/many")) {
        Ok(entries) => entries
            .flatten()
            .filter(|e| e.path().to_string_lossy().ends_with(ending))
            .count(),
        Err(_) => 0,
    };
    let mut kills = 0;
    for at in [200, 1000, 1700, 2500] {
        let mut child = command(&desk.path("site"), &["deploy", "-q"])
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        let start = Instant::now();
        while count("") < at && start.elapsed() < Duration::from_secs(60) {
            std::thread::sleep(Duration::from_millis(1));
        }
        child.kill().expect("it is ours");
        let ended = child.wait().expect("it is ours");
        kills += usize::from(ended.code().is_none());
        let (assets, pages) = (count(".bin"), count(".html"));
        assert!(
            pages == 0 || assets == all / 2,
            "{pages} pages and {assets} assets"
        );
        for (path, entry) in desk.record()["files"].as_object().expect("an object") {
            if let Some(digest) = entry["blake3"].as_str() {
                let bytes =
                    fs::read(desk.path("disk").join(path)).expect("what the record names is there");
                assert_eq!(blake3::hash(&bytes).to_hex().as_str(), digest, "{path}");
            }
        }
    }
    assert!(kills > 0, "none of them was killed in time");
    let there = count("");
    let last = desk.done(&[]);
    let went: usize = last
        .split(' ')
        .next()
        .unwrap_or_default()
        .parse()
        .expect("a number");
    assert!(went + there <= all + 200, "{last}, and {there} were there");
    desk.assert_deployed(&[]);
    assert!(desk.done(&[]).starts_with("0 files went up"));
}

/// The messages for outputs that cannot be deployed, and the exit status.
#[test]
fn an_output_that_is_no_whole_build_stays_here() {
    type Spoil = fn(&Desk);
    let cases: [(Spoil, &str); 6] = [
        (
            |desk| fs::remove_dir_all(desk.path("site/public")).unwrap(),
            "error: there is no ./public; run `mujaz build` first\n",
        ),
        (
            |desk| fs::remove_dir_all(desk.path("site/public/.mujaz")).unwrap(),
            "error: ./public holds no build: there is no .mujaz/manifest in it; run `mujaz build` first; a copy of the folder needs the hidden files, too\n",
        ),
        (
            |desk| desk.put("site/public/.mujaz/journal", "x"),
            "error: ./public is half of one build and half of another: the last one was interrupted; run `mujaz build` again, which mends it\n",
        ),
        (
            |desk| desk.put("site/public/.mujaz/manifest", "x"),
            "error: the list of what is in ./public is damaged; remove the folder and run `mujaz build`\n",
        ),
        (
            |desk| fs::remove_file(desk.path("site/public/index.html")).unwrap(),
            "error: ./public lacks what the build wrote there: index.html; run `mujaz build` again\n",
        ),
        (
            |desk| desk.build(&["--base-url", "http://localhost:8000/"]),
            "error: the site was built for http://localhost:8000/, and disk is https://harbour-brief.net/brief/; run `mujaz build --base-url https://harbour-brief.net/brief/` first\n",
        ),
    ];
    for (spoil, said) in cases {
        let desk = Desk::new();
        spoil(&desk);
        let ran = desk.deploy(&[]);
        assert_eq!((ran.status, ran.err.as_str()), (1, said));
        assert!(!desk.path("disk").exists());
    }
}

#[test]
fn what_is_not_as_it_was_built_is_named() {
    let desk = Desk::new();
    desk.put("site/public/index.html", "minified by another program");
    std::thread::sleep(Duration::from_millis(20));
    let page = fs::read_to_string(desk.path("site/content/pages/about.en.md")).unwrap();
    desk.put("site/content/pages/about.en.md", &page);
    let ran = desk.deploy(&[]);
    for note in [
        "note: content/pages/about.en.md was changed after the last build; what goes up is as it was built\n",
        "note: files that were changed since the build go up as they are: index.html\n",
    ] {
        assert!(ran.err.contains(note), "{note}: {ran:?}");
    }
    desk.assert_deployed(&[]);
}

const SUMMARY: &str = "site/content/articles/treaty/summary.en.md";

impl Desk {
    /// Puts words in place of others in a file.
    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(path)).expect("a text");
        assert!(text.contains(from), "{path} holds {from}");
        self.put(path, &text.replacen(from, to, 1));
    }

    /// Sets the address of the site and builds for it.
    fn build_for(&self, address: &str) {
        self.edit(
            "site/config.toml",
            "https://harbour-brief.net/brief/",
            address,
        );
        self.build(&[]);
    }
}

/// Files that should not be published: the cause, the message, and the option that allows them, if any.
#[test]
fn what_nobody_wants_on_a_host_stays_here() {
    type Spoil = fn(&Desk);
    let draft: Spoil = |desk| {
        desk.edit(SUMMARY, "title", "draft = true\ntitle");
        desk.build(&["--drafts"]);
    };
    let starter: Spoil = |desk| {
        let about = crate::common::repository("src/init/site/content/pages/about.en.md");
        let about = fs::read_to_string(about).unwrap();
        desk.put("site/content/pages/about.en.md", &about);
        desk.build(&[]);
    };
    let cases: [(Spoil, &str, &[&str]); 14] = [
        (
            starter,
            "the site has texts that `mujaz init` made, and that are invented: content/pages/about.en.md",
            &[],
        ),
        (
            draft,
            "the site was built with drafts, or with what is held back: content/articles/treaty/summary.en.md; run `mujaz build` without --drafts first",
            &["--drafts"],
        ),
        (
            |desk| desk.build_for("https://example.org/"),
            "the site has no address yet: https://example.org/ stands for one in documents; set `base_url`",
            &[],
        ),
        (
            |desk| desk.build_for("https://press.example.com/brief/"),
            "the site has no address yet: https://press.example.com/brief/",
            &[],
        ),
        (
            |desk| desk.build_for("http://localhost:1111/"),
            "readers cannot reach http://localhost:1111/",
            &[],
        ),
        (
            |desk| desk.build_for("http://192.168.0.7/"),
            "write `base_url = \"http://192.168.0.7/\"` into [deploy.disk]",
            &[],
        ),
        (
            |desk| desk.put("site/public/notes.bak", "x"),
            "there are files that the build did not write, and that do not look meant for readers: notes.bak; remove them",
            &["--allow", "unknown-files"],
        ),
        (
            |desk| desk.put("site/public/a/Thumbs.db", "x"),
            "that do not look meant for readers: a/Thumbs.db",
            &["--allow", "unknown-files"],
        ),
        (
            |desk| desk.put("site/public/en/articles/old/index.html", "x"),
            "that do not look meant for readers: en/articles/old/index.html",
            &["--allow", "unknown-files"],
        ),
        (
            |desk| desk.put("site/public/server.key", "x"),
            "that do not look meant for readers: server.key",
            &["--allow", "unknown-files"],
        ),
        (
            |desk| {
                desk.edit(SUMMARY, "title =", "titel =");
                let built = run(&desk.path("site"), &["build", "-q"]);
                assert_eq!(built.status, 1, "{built:?}");
            },
            "the last build failed, so the output is older than the site's sources; mend the errors",
            &["--allow", "failed-build"],
        ),
        (
            |desk| {
                let place = desk.path("site/public/.mujaz/manifest");
                let text = fs::read_to_string(&place).unwrap();
                let (_, text) = text.split_once('\n').unwrap();
                let lines = text.lines().filter(|line| !line.starts_with(':'));
                let text: String = lines.map(|line| format!("{line}\n")).collect();
                let digest = blake3::hash(text.as_bytes()).to_hex();
                fs::write(place, format!("{digest}\n{text}")).unwrap();
            },
            "the site was built by a version that did not record what it built",
            &[],
        ),
        (
            |desk| {
                let place = desk.path("site/public/.mujaz/manifest");
                let text = fs::read_to_string(&place).unwrap();
                let (_, text) = text.split_once('\n').unwrap();
                let rest = text.split_once('\n').unwrap().1;
                let text = format!(":version 0.0.1\n{rest}");
                let digest = blake3::hash(text.as_bytes()).to_hex();
                fs::write(place, format!("{digest}\n{text}")).unwrap();
            },
            "the site was built by mujaz 0.0.1, and this is mujaz",
            &[],
        ),
        (
            |desk| {
                draft_and_other_address(desk);
            },
            "the site was built with drafts",
            &[],
        ),
    ];
    for (spoil, said, allowed_by) in cases {
        let desk = Desk::new();
        spoil(&desk);
        for dry in [&["--dry-run"][..], &[]] {
            let ran = desk.deploy(dry);
            assert_eq!(ran.status, 1, "{said}: {ran:?}");
            assert!(ran.err.contains(said), "{said}: {ran:?}");
            assert!(!desk.path("disk").join(RECORD).exists(), "{said}");
        }
        if !allowed_by.is_empty() {
            let ran = desk.deploy(allowed_by);
            assert_eq!(ran.status, 0, "{said}: {ran:?}");
        }
    }
}

fn draft_and_other_address(desk: &Desk) {
    desk.edit(SUMMARY, "title", "draft = true\ntitle");
    desk.build(&["--drafts", "--base-url", "http://localhost:8000/"]);
    let said = desk.deploy(&[]).err;
    assert_eq!(
        said.lines().filter(|l| l.starts_with("error: ")).count(),
        2,
        "{said}"
    );
}

/// A name of a machine is taken for a folder only if there is one, or if it is written as a path.
#[test]
fn a_host_is_not_taken_for_a_new_folder() {
    for to in ["www.brief.news", "brief.news/htdocs", "192.0.2.7"] {
        let desk = Desk::with(&format!("[deploy.disk]\nto = \"{to}\"\n"));
        let ran = desk.deploy(&[]);
        assert_eq!(ran.status, 1, "{ran:?}");
        let said = format!("`{to}` looks like a machine's name");
        assert!(ran.err.contains(&said), "{ran:?}");
        assert!(ran.err.contains("ssh://user@"), "{ran:?}");
        assert!(!desk.path("site").join(to).exists());
    }
    let desk = Desk::with("[deploy.disk]\nto = \"www.brief.news\"\n");
    fs::create_dir(desk.path("site/www.brief.news")).unwrap();
    let ran = desk.deploy(&[]);
    assert!(!ran.err.contains("looks like a machine's name"), "{ran:?}");
}

/// A refused output is deployed after the fault is mended.
#[test]
fn what_was_refused_goes_up_once_it_is_mended() {
    let desk = Desk::new();
    // `--drafts` without a draft publishes nothing that should not be.
    desk.build(&["--drafts"]);
    desk.done(&[]);
    desk.edit(SUMMARY, "title", "draft = true\ntitle");
    desk.build(&["--drafts"]);
    assert_eq!(desk.deploy(&[]).status, 1);
    desk.build(&[]);
    desk.done(&[]);
    assert!(!desk.path("disk/en/articles/treaty").exists());
    desk.edit(SUMMARY, "title =", "titel =");
    assert_eq!(run(&desk.path("site"), &["build", "-q"]).status, 1);
    assert_eq!(desk.deploy(&[]).status, 1);
    desk.edit(SUMMARY, "titel =", "title =");
    desk.build(&[]);
    desk.done(&[]);
    desk.assert_deployed(&[]);
}

/// Files that people put beside the site on purpose go up, and hidden ones stay.
#[test]
fn what_is_meant_for_a_host_goes_up() {
    let desk = Desk::new();
    for name in ["CNAME", "google1234.html", "press-kit/logo.png"] {
        desk.put(&format!("site/public/{name}"), name);
    }
    for name in [".env", ".git/config", "a/.DS_Store", ".index.html.swp"] {
        desk.put(&format!("site/public/{name}"), "nobody else's");
    }
    let ran = desk.deploy(&[]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(desk.path("disk/press-kit/logo.png").exists() && desk.path("disk/CNAME").exists());
    for name in [".env", ".git", "a/.DS_Store", ".index.html.swp"] {
        assert!(!desk.path("disk").join(name).exists(), "{name}");
    }
}

/// An address within a network, which somebody wrote for this very target; and links from page to page for a folder.
#[test]
fn what_a_target_asks_for_goes_up() {
    let desk =
        Desk::with("[deploy.disk]\nto = \"../disk\"\nbase_url = \"http://newsroom.local/\"\n");
    desk.build(&["--base-url", "http://newsroom.local/"]);
    desk.done(&[]);
    let desk = Desk::new();
    desk.build(&["--relative"]);
    desk.done(&[]);
    let desk = Desk::with("[deploy.server]\nto = \"ssh://nobody@127.0.0.1:1/brief\"\n");
    desk.build(&["--relative"]);
    let ran = desk.deploy(&[]);
    assert_eq!(ran.status, 1);
    assert!(
        ran.err.contains("the site was built with --relative"),
        "{ran:?}"
    );
    let ran = desk.deploy(&["--allow", "relative-links"]);
    assert!(!ran.err.contains("--relative"), "{ran:?}");
}

#[test]
fn a_target_is_chosen_by_its_name() {
    let two = "[deploy.production]\nto = \"../disk\"\nbase_url = \"https://harbour-brief.net/brief/\"\n\n[deploy.staging]\nto = \"../disk\"\nbase_url = \"https://staging.harbour-brief.net/\"\n";
    for (targets, args, status, said) in [
        (
            "",
            &[][..],
            2,
            "error: config.toml has no target: add a table such as [deploy.production] with `to = \"…\"`\n",
        ),
        (
            two,
            &[],
            2,
            "error: which target? config.toml has production, staging\n",
        ),
        (
            two,
            &["stagign"],
            2,
            "error: there is no target `stagign`; did you mean `staging`?\n",
        ),
        (
            two,
            &["x"],
            2,
            "error: there is no target `x`; config.toml has production, staging\n",
        ),
        (two, &["production"], 0, ""),
        (
            two,
            &["staging"],
            1,
            "error: the site was built for https://harbour-brief.net/brief/, and staging is https://staging.harbour-brief.net/; run `mujaz build --base-url https://staging.harbour-brief.net/` first\n",
        ),
        (
            "[deploy.a]\nto = \"public/sub\"\n",
            &[],
            2,
            "lie within each other",
        ),
        ("[deploy.a]\nto = \"..\"\n", &[], 2, "lie within each other"),
        (
            "[deploy.a]\nto = \"content\"\n",
            &[],
            2,
            "lie within each other",
        ),
        (
            "[deploy.a]\nto = \"../not/mounted\"\n",
            &[],
            1,
            "not; is the disk mounted?",
        ),
    ] {
        let desk = Desk::with(targets);
        let ran = desk.deploy(args);
        assert_eq!(ran.status, status, "{targets}{args:?}: {ran:?}");
        assert!(
            ran.err.contains(said) && (status > 0 || ran.err.is_empty()),
            "{targets}{args:?}: {ran:?}"
        );
    }
}

/// A server that repeats in its answer all that it knows of who asks.
#[cfg(feature = "cloud")]
fn talkative(answer: &'static str) -> String {
    use std::io::{Read, Write};
    use std::net::TcpListener;
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = format!("http://{}", listener.local_addr().expect("it has one"));
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { continue };
            let mut request = [0; 8192];
            let n = stream.read(&mut request).unwrap_or(0);
            let echo = String::from_utf8_lossy(&request[..n]).replace(['<', '>'], "");
            let body = format!(
                "<Error><Code>InvalidAccessKeyId</Code><Message>{answer} {}</Message></Error>",
                echo.replace("\r\n", " ")
            );
            let _ = write!(
                stream,
                "HTTP/1.1 403 Forbidden\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            );
        }
    });
    address
}

#[test]
#[cfg(feature = "cloud")]
fn no_credential_is_printed() {
    let (id, secret, token) = (
        "AKIATESTTESTTEST",
        "wJalrXUtnFEMI/K7MDENG",
        "FwoGZXIvYXdzEXAMPLETOKEN",
    );
    let endpoint =
        talkative("AKIATESTTESTTEST wJalrXUtnFEMI/K7MDENG sv=1&sig=c2lnbmF0dXJlLXNlY3JldA%3D%3D");
    let desk = Desk::with(&format!(
        "[deploy.s3]\nto = \"s3://brief\"\nregion = \"eu-west-1\"\nendpoint = \"{endpoint}\"\n\n\
         [deploy.az]\nto = \"az://web\"\naccount = \"desk\"\nendpoint = \"{endpoint}\"\n"
    ));
    let no_credentials = desk.deploy(&["s3"]);
    assert_eq!(
        (no_credentials.status, no_credentials.err.as_str()),
        (
            1,
            "error: there are no credentials for s3://brief; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment\n"
        )
    );
    let sas = "sv=1&sig=c2lnbmF0dXJlLXNlY3JldA%3D%3D";
    for args in [
        &["deploy", "s3"][..],
        &["deploy", "s3", "-v"],
        &["deploy", "s3", "--dry-run"],
        &["deploy", "az", "-v"],
    ] {
        let mut command = command(&desk.path("site"), args);
        command
            .env("AWS_ACCESS_KEY_ID", id)
            .env("AWS_SECRET_ACCESS_KEY", secret)
            .env("AWS_SESSION_TOKEN", token)
            .env("AZURE_STORAGE_SAS_TOKEN", sas)
            .env("RUST_LOG", "trace");
        let ran = ran(&mut command);
        assert_eq!(ran.status, 1, "{ran:?}");
        assert!(
            ran.err.contains("InvalidAccessKeyId") && ran.err.contains("***"),
            "{ran:?}"
        );
        for credential in [id, secret, token, sas, "c2lnbmF0dXJlLXNlY3JldA"] {
            assert!(
                !format!("{ran:?}").contains(credential),
                "{args:?} {credential}: {ran:?}"
            );
        }
    }
}

#[test]
fn a_secret_in_the_configuration_is_an_error_that_does_not_show_it() {
    let desk = Desk::new();
    let config = fs::read_to_string(desk.path("site/config.toml")).unwrap();
    desk.put(
        "site/config.toml",
        &format!("{config}secret_access_key = \"hunter2hunter2\"\n"),
    );
    for command in [
        &["deploy"][..],
        &["deploy", "-v", "--dry-run"],
        &["build"],
        &["check", "--format", "json"],
        &["check", "--format", "sarif"],
    ] {
        let ran = run(&desk.path("site"), command);
        assert_eq!(ran.status, 2, "{command:?}: {ran:?}");
        let said = format!("{}{}", ran.out, ran.err);
        assert!(
            said.contains("deploy-credential") && !said.contains("hunter2"),
            "{command:?}: {said}"
        );
    }
}

/// Lines of a target with a secret in some form, none of which may be printed.
const SECRETS: [&str; 16] = [
    "to = \"s3://AKIAX:hunter2@bucket\"",
    "to = \"s3://b\"\nsecret_access_key = \"hunter2\"",
    "to = \"az://c?hunter2\"",
    "to = \"az://c;hunter2\"",
    "to = \"s3://b#hunter2\"",
    "to = \"s3://b#\\u0068unter2\"",
    "to = \"u:22/hunter2@host:/x\"",
    "to = \"ftp://u/hunter2@host/x\"",
    "to = \"ssh://u%3Ahunter2@h/x\"",
    "to = \"https://h/hunter2\"",
    "to = [\"s3://b\", \"hunter2\"]",
    "to = [\"s3://b\",\n\"hunter2\"]",
    "to = \"s3://b\"\nx = { p = \"hunter2\" x }",
    "to = \"ssh://h/x\"\nrsh = \"sshpass -p hunter2 ssh",
    "to = \"s3://b\"\nendpoint = \"https://u:hunter2@h/\"",
    "to = \"s3://b\"\npasswrod = \"\"\"\nhunter2",
];

#[test]
fn no_form_of_a_secret_in_the_configuration_is_printed() {
    let desk = Desk::new();
    let config = fs::read_to_string(desk.path("site/config.toml")).unwrap();
    for secret in SECRETS {
        desk.put("site/config.toml", &config);
        let target = format!("[deploy.disk]\n{secret}\n");
        desk.put("site/config.prod.toml", &target);
        let commands: [&[&str]; 4] = [
            &["build", "--env", "prod"],
            &["check", "--env", "prod", "--format", "json"],
            &["deploy", "--env", "prod"],
            &["check"],
        ];
        for command in commands {
            if command == ["check"] {
                let config = config.replace("[deploy.disk]\nto = \"../disk\"\n", &target);
                desk.put("site/config.toml", &config);
            }
            let ran = run(&desk.path("site"), command);
            let said = format!("{}{}", ran.out, ran.err);
            assert!(
                ran.status != 0 && !said.contains("hunter2") && said.contains("config."),
                "{command:?} {secret}: {said}"
            );
        }
    }
}

const LOCK: &str = ".mujaz-deploy.lock";

/// The lock of a deploy on another machine, which cannot be checked here.
fn lock_of_another_machine(desk: &Desk) {
    desk.put(
        &format!("disk/{LOCK}"),
        "{\"id\": \"1\", \"owner\": \"mona on desk, process 7\", \"since\": \"2025-08-14T10:00:00Z\", \"machine\": \"other\", \"process\": 7, \"started\": \"1\"}",
    );
}

#[test]
fn two_deploys_at_once_are_kept_apart() {
    let desk = Desk::new();
    lock_of_another_machine(&desk);
    let ran = desk.deploy(&[]);
    assert_eq!(ran.status, 1, "{ran:?}");
    for said in [
        "mona on desk, process 7",
        "2025-08-14 10:00 UTC",
        "days ago",
        "--break-lock",
    ] {
        assert!(ran.err.contains(said), "{said}: {ran:?}");
    }
    assert_eq!(
        files(&desk.path("disk")).into_iter().collect::<Vec<_>>(),
        [LOCK]
    );
    desk.put(&format!("disk/{LOCK}"), "");
    assert_eq!(
        desk.deploy(&[]).status,
        1,
        "a lock that says nothing is a lock"
    );
    desk.done(&["--break-lock"]);
    desk.assert_deployed(&[]);

    // Many at once: each is refused or done, and what is there is the site.
    for n in 0..200 {
        desk.put(&format!("site/public/many/{n}.html"), &"x".repeat(100 + n));
    }
    let start = |_| {
        let mut deploy = command(&desk.path("site"), &["deploy"]);
        deploy.stdout(Stdio::piped()).stderr(Stdio::piped());
        deploy.spawn().expect("the program runs")
    };
    let deploys: Vec<_> = (0..6).map(start).collect();
    let ended = deploys
        .into_iter()
        .map(|deploy| deploy.wait_with_output().expect("it ends"));
    let (mut done, mut refused) = (0, 0);
    for ended in ended {
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        match ended.status.code() {
            Some(0) => done += 1,
            _ => {
                assert!(said.contains("another deploy to this target"), "{said}");
                refused += 1;
            }
        }
    }
    assert!(done > 0, "{refused} were refused");
    desk.assert_deployed(&[]);
}

/// A deploy whose lock was broken stops, since it would overwrite files of the other one.
#[test]
fn a_deploy_whose_lock_was_broken_stops() {
    let desk = Desk::new();
    for n in 0..3000 {
        desk.put(&format!("site/public/many/{n}.html"), &format!("page {n}"));
    }
    let mut deploy = command(&desk.path("site"), &["deploy"]);
    let deploy = deploy.stdout(Stdio::piped()).stderr(Stdio::piped());
    let deploy = deploy.spawn().expect("the program runs");
    let start = Instant::now();
    while !desk.path("disk/many").exists() && start.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(1));
    }
    lock_of_another_machine(&desk);
    let ended = deploy.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&ended.stderr);
    assert_eq!(ended.status.code(), Some(1), "{said}");
    assert!(said.contains("mona on desk"), "{said}");
    assert!(
        desk.path("disk").join(LOCK).exists(),
        "the other's lock stays"
    );
    desk.done(&["--break-lock"]);
    desk.assert_deployed(&[]);
}

#[test]
fn a_deploy_asks_before_it_removes_much() {
    let desk = Desk::new();
    desk.done(&[]);
    let before = files(&desk.path("disk"));
    fs::remove_dir_all(desk.path("site/content/articles/treaty")).unwrap();
    fs::remove_dir_all(desk.path("site/content/topics")).unwrap();
    desk.build(&["--allow-empty"]);
    let ran = desk.deploy(&[]);
    assert_eq!(ran.status, 1, "{ran:?}");
    for said in [
        "files at the target would be removed",
        "--allow removals",
        "--dry-run",
    ] {
        assert!(ran.err.contains(said), "{said}: {ran:?}");
    }
    assert_eq!(files(&desk.path("disk")), before, "nothing was changed");
    assert_eq!(desk.deploy(&["--dry-run"]).status, 0);
    desk.done(&["--allow", "removals"]);
    desk.assert_deployed(&[]);
}
