//! Commands that are killed, or that the system refuses something, at each system call that changes a file or opens one.
//!
//! strace kills the command at one call, or makes the call fail; one run for each of a sample of calls. After each run, every
//! file is the old one or the new one, and the next run of the command gives what a first run gives, with nothing left over.
//! `watch` is attacked while it builds after an edit, and the next `build` heals what it left.
//! Without strace the tests do nothing; `tests/run.sh` installs it. `CRASH=all` tries every call, which takes many minutes.

#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::common::{copy, font_for_tests, put, repository};
use tempfile::TempDir;

/// The system calls that change files, as strace names them; `?` for those that a machine may not have.
const CALLS: [&str; 22] = [
    "?rename",
    "?renameat",
    "?renameat2",
    "?link",
    "?linkat",
    "?mkdir",
    "?mkdirat",
    "?unlink",
    "?unlinkat",
    "?rmdir",
    "?truncate",
    "?ftruncate",
    "?symlink",
    "?symlinkat",
    "?open",
    "?openat",
    "?openat2",
    "?creat",
    "?fchmod",
    "?fsync",
    "?write",
    "?copy_file_range",
];

/// The effect on a system call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Killed,
    /// The system refuses it, as on a full disk.
    Refused,
}

/// A command whose effect is looked at: a desk before it, and its arguments.
struct Scenario {
    name: &'static str,
    /// Makes the folder in which the command runs.
    desk: fn(&Path),
    args: &'static [&'static str],
    /// The folders, relative to that, whose files are old or new.
    folders: &'static [&'static str],
    /// True if it takes long: each call is tried with one fault instead of both.
    is_long: bool,
}

impl Scenario {
    /// Returns the faults to try with a system call.
    fn faults(&self, call: &str) -> &'static [Fault] {
        let is_refused = call.starts_with("open") || call == "write";
        match (self.is_long, is_refused) {
            (false, _) => &[Fault::Killed, Fault::Refused],
            (true, true) => &[Fault::Refused],
            (true, false) => &[Fault::Killed],
        }
    }
}

/// Returns true if strace can be run here.
fn has_strace() -> bool {
    let mut strace = Command::new("strace");
    strace.args(["-f", "-o", "/dev/null", "true"]);
    let run = strace.stdout(Stdio::null()).stderr(Stdio::null()).status();
    run.is_ok_and(|status| status.success())
}

fn mujaz(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mujaz"));
    command.args(args);
    place(&mut command, folder);
    command
}

fn place(command: &mut Command, folder: &Path) {
    // Few threads: strace counts the calls of each.
    command.env("RAYON_NUM_THREADS", "1").current_dir(folder);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
}

fn run(folder: &Path, args: &[&str]) {
    let output = mujaz(folder, args)
        .stderr(Stdio::piped())
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr);
    // A check exits 1 where it finds anything.
    let is_check = args[0] == "check" && output.status.code() == Some(1);
    assert!(
        output.status.success() || is_check,
        "mujaz {args:?}: {said}"
    );
}

/// Runs the command under strace with these options.
fn traced(folder: &Path, args: &[&str], options: &[&str]) {
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq"]).args(options);
    strace.arg(env!("CARGO_BIN_EXE_mujaz")).args(args);
    place(&mut strace, folder);
    // A status of failure is expected.
    let _ = strace.status().expect("strace runs");
}

/// Returns every file below some folders by path, including hidden ones, except Mujaz's own.
fn tree(root: &Path, folders: &[&str]) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let place = entry.path();
            let path = place
                .strip_prefix(root)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            let name = entry.file_name();
            let name = name.to_str().unwrap();
            if name == ".mujaz" || name == ".mujaz-deploy.json" {
                continue;
            }
            if place.is_dir() {
                walk(root, &place, found);
            } else {
                found.insert(path, fs::read(&place).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    for folder in folders {
        walk(root, &root.join(folder), &mut found);
    }
    found
}

/// Returns true for a temporary file of Mujaz, which a killed command may leave until the next one.
fn is_temporary(path: &str) -> bool {
    let of_mujaz = [".mujaz-new", ".mujaz-deploy.lock"];
    of_mujaz.iter().any(|end| path.ends_with(end))
        || path.contains(".mujaz-deploy.tmp/")
        || path.contains("/.import-")
}

/// Returns the options with which strace logs system calls.
fn logging(log: &Path) -> [String; 4] {
    let trace = format!("trace={}", CALLS.join(","));
    let log = log.to_str().unwrap().to_owned();
    ["-o".into(), log, "-e".into(), trace]
}

/// Maximum number of times that a thread of the command makes each system call.
fn counts(scenario: &Scenario, before: &Path) -> BTreeMap<String, usize> {
    let desk = clone(before);
    let log = desk.path().join("log");
    let options = logging(&log);
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    traced(desk.path(), scenario.args, &options);
    counted(&log)
}

/// Counts the calls in a log of strace.
fn counted(log: &Path) -> BTreeMap<String, usize> {
    let mut of_thread: BTreeMap<(String, String), usize> = BTreeMap::new();
    let text = fs::read_to_string(log).unwrap();
    for line in text.lines() {
        let Some((thread, call)) = line.split_once(' ') else {
            continue;
        };
        let Some((call, _)) = call.trim_start().split_once('(') else {
            continue;
        };
        if call
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        {
            *of_thread.entry((thread.into(), call.into())).or_default() += 1;
        }
    }
    let mut most: BTreeMap<String, usize> = BTreeMap::new();
    for ((_, call), n) in of_thread {
        let most = most.entry(call).or_default();
        *most = n.max(*most);
    }
    most
}

/// Returns the invocations to try of one system call that is made so often: all of a few, one of many, or all with `CRASH=all`.
fn sample(n: usize, fault: Fault) -> Vec<usize> {
    const FEW: usize = 3;
    if n <= FEW || std::env::var("CRASH").is_ok_and(|value| value == "all") {
        return (1..=n).collect();
    }
    match fault {
        Fault::Killed => vec![n.div_ceil(2)],
        Fault::Refused => vec![n],
    }
}

/// Tries a command: each sampled call, killed and refused. Returns the number of runs.
fn attack(scenario: &Scenario) -> usize {
    let before = TempDir::new().unwrap();
    (scenario.desk)(before.path());
    let cold = clone(before.path());
    let old = tree(before.path(), scenario.folders);
    run(cold.path(), scenario.args);
    let new = tree(cold.path(), scenario.folders);
    let mut runs = 0;
    let trees = Trees {
        desk: before.path(),
        old,
        new,
    };
    for (call, n) in counts(scenario, before.path()) {
        for &fault in scenario.faults(&call) {
            for when in sample(n, fault) {
                runs += 1;
                attempt(scenario, &call, when, fault, &trees);
            }
        }
    }
    println!("{}: {runs} runs", scenario.name);
    runs
}

type Tree = BTreeMap<String, Vec<u8>>;

/// The folder that a command starts from, with the files before and after it.
struct Trees<'a> {
    desk: &'a Path,
    old: Tree,
    new: Tree,
}

/// Copies a desk with all times, which a build compares.
fn clone(before: &Path) -> TempDir {
    let desk = TempDir::new().unwrap();
    let copied = Command::new("cp")
        .arg("-a")
        .arg(before.join("."))
        .arg(desk.path())
        .status();
    assert!(copied.expect("cp runs").success());
    desk
}

/// Returns strace's expression for a fault at one invocation of a system call.
fn injection(call: &str, fault: Fault, when: usize) -> String {
    let how = match fault {
        Fault::Killed => "signal=SIGKILL",
        Fault::Refused => "error=ENOSPC",
    };
    format!("inject={call}:{how}:when={when}")
}

fn attempt(scenario: &Scenario, call: &str, when: usize, fault: Fault, trees: &Trees<'_>) {
    let what = format!("{}: {call} {when} {fault:?}", scenario.name);
    let (old, new) = (&trees.old, &trees.new);
    let desk = clone(trees.desk);
    traced(
        desk.path(),
        scenario.args,
        &["-o", "/dev/null", "-e", &injection(call, fault, when)],
    );
    for (path, bytes) in tree(desk.path(), scenario.folders) {
        let is_whole = [old, new]
            .iter()
            .any(|tree| tree.get(&path) == Some(&bytes));
        assert!(
            is_whole || is_temporary(&path),
            "{what}: {path} is neither old nor new"
        );
    }
    // A repeated import or seal is a new one. The next one of its kind cleans up.
    let mut healed = tree(desk.path(), scenario.folders);
    let is_repeatable = ["build", "deploy"].contains(&scenario.args[0]);
    if !is_repeatable {
        healed.retain(|path, _| !is_temporary(path));
    }
    if healed != *new || is_repeatable {
        run(desk.path(), scenario.args);
        healed = tree(desk.path(), scenario.folders);
    }
    let differs = |path: &&String| healed.get(*path) != new.get(*path);
    let differences: Vec<_> = healed.keys().chain(new.keys()).filter(differs).collect();
    assert!(
        differences.is_empty(),
        "{what}: after the next run {differences:?} differ"
    );
    let stage = desk.path().join("site/public/.mujaz/stage");
    assert!(
        !stage.exists() || scenario.args[0] != "build",
        "{what}: the stage is left"
    );
}

fn site(desk: &Path) -> PathBuf {
    let site = desk.join("site");
    copy(&repository("tests/diagnostics/base"), &site);
    let config = fs::read_to_string(site.join("config.toml")).unwrap();
    let config = config.replace("https://example.org/", "https://harbour-brief.net/");
    let more = "[publish]\ncompress = [\"gzip\"]\n\n[deploy.disk]\nto = \"../disk\"\n";
    put(&site, "config.toml", format!("{config}\n{more}"));
    let picture = image::RgbImage::from_fn(700, 8, |x, y| image::Rgb([x as u8, y as u8, 9]));
    picture
        .save(site.join("content/articles/treaty/map.png"))
        .unwrap();
    edit(
        &site,
        "content/articles/treaty/summary.en.md",
        "\n\n![The map](map.png)\n",
    );
    site
}

/// Adds text to a file of a site.
fn edit(site: &Path, path: &str, more: &str) {
    let text = fs::read_to_string(site.join(path)).unwrap();
    put(site, path, text + more);
}

/// A site that was built, and edited since: a word is new, a page is gone, another one has come.
fn edited(desk: &Path) {
    let site = site(desk);
    run(&site, &["build", "-q"]);
    edit(
        &site,
        "content/articles/treaty/summary.en.md",
        "\nA zebrafish.\n",
    );
    fs::remove_file(site.join("content/pages/about.en.md")).unwrap();
    put(
        &site,
        "content/pages/method.en.md",
        "+++\ntitle = \"Method\"\n+++\n\nHow.\n",
    );
}

/// The same, deployed before the edit and built after it.
fn deployed(desk: &Path) {
    let site = site(desk);
    run(&site, &["build", "-q"]);
    run(&site, &["deploy", "-q"]);
    edited(desk);
    run(&site, &["build", "-q"]);
}

fn unsealed(desk: &Path) {
    site(desk);
}

fn with_variant(desk: &Path) {
    let site = site(desk);
    let names = "[[name]]\nid = \"harbour\"\nkind = \"place\"\nen = \"Port Marsa\"\nvariants.en = [\"Marsa Harbour\"]\n";
    put(&site, "content/names.toml", names);
    edit(
        &site,
        "content/articles/treaty/summary.en.md",
        "\nIn Marsa Harbour.\n",
    );
    edit(
        &site,
        "content/articles/treaty/original.en.md",
        "\nIn Marsa Harbour.\n",
    );
}

fn with_text(desk: &Path) {
    site(desk);
    put(
        desk,
        "page.txt",
        "The harbour opens\n\nThe harbour opened on Sunday, after nine years of work, said the ministry.\n",
    );
}

/// A site with cards, and with an edition in each language as a page, a book and an e-mail; built, and edited since.
fn with_editions(desk: &Path) {
    let site = site(desk);
    let more = "\n[cards]\nfonts = [\"fonts/squares.ttf\"]\n\n[editions]\nemail = true\n\n[topics]\nepub = true\n";
    edit(&site, "config.toml", more);
    put(&site, "fonts/squares.ttf", font_for_tests::file());
    for (language, title) in [("en", "The week"), ("ar", "الأسبوع")] {
        let path = format!("content/editions/2025-08-18.{language}.md");
        put(
            &site,
            &path,
            format!("+++\ntitle = \"{title}\"\n+++\n\nTwo states signed a treaty [treaty p1].\n"),
        );
    }
    run(&site, &["build", "-q"]);
    let edition = "content/editions/2025-08-18.en.md";
    let text = fs::read_to_string(site.join(edition)).unwrap();
    put(&site, edition, text.replace("The week", "Zebrafish"));
    let summary = "content/articles/treaty/summary.ar.md";
    let text = fs::read_to_string(site.join(summary)).unwrap();
    put(
        &site,
        summary,
        text.replacen("title = \"", "title = \"جديد: ", 1),
    );
}

const SCENARIOS: [Scenario; 10] = [
    Scenario {
        name: "build",
        desk: edited,
        args: &["build", "-q", "--site", "site"],
        folders: &["site/public"],
        is_long: false,
    },
    Scenario {
        name: "editions",
        desk: with_editions,
        args: &["build", "-q", "--site", "site"],
        folders: &["site/public"],
        is_long: true,
    },
    Scenario {
        name: "deploy",
        desk: deployed,
        args: &["deploy", "-q", "--site", "site"],
        folders: &["disk"],
        is_long: false,
    },
    Scenario {
        name: "seal",
        desk: unsealed,
        args: &[
            "seal",
            "-q",
            "treaty",
            "--site",
            "site",
            "--now",
            "2026-11-28",
        ],
        folders: &["site/content"],
        is_long: false,
    },
    Scenario {
        name: "fix",
        desk: with_variant,
        args: &["check", "--fix", "-q", "--site", "site"],
        folders: &["site/content"],
        is_long: false,
    },
    Scenario {
        name: "import",
        desk: with_text,
        args: &[
            "import",
            "-q",
            "--site",
            "site",
            "--slug",
            "harbour",
            "--now",
            "2026-11-28",
            "page.txt",
        ],
        folders: &["site/content"],
        is_long: false,
    },
    Scenario {
        name: "new",
        desk: unsealed,
        args: &["new", "article", "harbour", "-q", "--site", "site"],
        folders: &["site/content"],
        is_long: false,
    },
    Scenario {
        name: "new name",
        desk: unsealed,
        args: &[
            "new",
            "name",
            "harbour",
            "--kind",
            "place",
            "--spelling",
            "en=Harbour",
            "-q",
            "--site",
            "site",
        ],
        folders: &["site/content"],
        is_long: false,
    },
    Scenario {
        name: "init",
        desk: |_| {},
        args: &["init", "fresh", "-q"],
        folders: &["fresh"],
        is_long: false,
    },
    Scenario {
        name: "theme",
        desk: unsealed,
        args: &[
            "theme",
            "copy",
            "templates/base.html",
            "-q",
            "--site",
            "site",
        ],
        folders: &["site/themes"],
        is_long: false,
    },
];

fn attack_by_name(name: &str) {
    if !has_strace() {
        println!("skipped: strace is missing, or may not trace here");
        return;
    }
    let scenario = SCENARIOS.iter().find(|scenario| scenario.name == name);
    assert!(attack(scenario.expect("there is such a scenario")) > 5);
}

#[test]
fn a_build_that_is_killed_or_refused_something_is_healed() {
    attack_by_name("build");
}

#[test]
fn books_mails_and_cards_are_whole_after_a_build_that_is_killed() {
    attack_by_name("editions");
}

/// The page that a watcher has built, once it has built it.
const WATCHED: &str = "site/public/en/articles/treaty/index.html";

/// A `watch` under strace, from the first build to the end of the one that follows an edit.
struct Watched {
    strace: Child,
    pid: PathBuf,
}

impl Watched {
    /// Starts it, and waits for the first build. Returns `None` if the process ends before.
    fn start(desk: &Path, options: &[&str]) -> Option<Watched> {
        let pid = desk.join("pid");
        let mut strace = Command::new("strace");
        strace.args(["-f", "-qq"]).args(options);
        strace.args(["sh", "-c", "echo $$ > pid; exec \"$0\" \"$@\""]);
        strace.arg(env!("CARGO_BIN_EXE_mujaz"));
        strace.args(["watch", "--site", "site"]);
        place(&mut strace, desk);
        strace.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut watched = Watched {
            strace: strace.spawn().expect("strace runs"),
            pid,
        };
        let output = watched.strace.stdout.take().unwrap();
        let waits = |line: Result<String, _>| line.is_ok_and(|line| line.contains("waiting"));
        BufReader::new(output).lines().any(waits).then_some(watched)
    }

    /// Starts it, edits a text, and waits until the new page is there, the process has ended, or the system's refusal was
    /// reported.
    fn run(desk: &Path, options: &[&str]) {
        let Some(mut watched) = Watched::start(desk, options) else {
            return;
        };
        edit(
            &desk.join("site"),
            "content/articles/treaty/summary.en.md",
            "\nA zebrafish.\n",
        );
        let end = Instant::now() + Duration::from_secs(10);
        let is_new =
            || fs::read_to_string(desk.join(WATCHED)).is_ok_and(|text| text.contains("zebrafish"));
        let is_over = || !desk.join("site/public/.mujaz/stage").exists();
        let has_failed = || desk.join("site/public/.mujaz/failed").exists();
        while Instant::now() < end && watched.strace.try_wait().unwrap().is_none() {
            if (is_new() || has_failed()) && is_over() {
                break;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        // The journal and the manifest are written last.
        std::thread::sleep(Duration::from_millis(200));
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        if self.strace.try_wait().is_ok_and(|ended| ended.is_none())
            && let Ok(pid) = fs::read_to_string(&self.pid)
        {
            let _ = Command::new("kill").args(["-9", pid.trim()]).status();
        }
        let _ = self.strace.wait();
    }
}

/// A file that the system refuses to open for a moment is read again later, even if it does not change.
#[test]
fn what_could_not_be_read_for_a_moment_is_read_again() {
    if !has_strace() {
        println!("skipped: strace is missing, or may not trace here");
        return;
    }
    let desk = tempfile::tempdir().expect("a folder");
    let root = desk.path().canonicalize().expect("it is there");
    site(&root);
    let summary = root.join("site/content/articles/treaty/summary.en.md");
    for error in ["EMFILE", "EIO"] {
        let _ = fs::remove_dir_all(root.join("site/public"));
        let inject = format!("inject=openat2:error={error}:when=1");
        let summary = summary.to_str().expect("a path in UTF-8");
        let options = ["-o", "/dev/null", "-P", summary, "-e", &inject];
        let _watched = Watched::start(&root, &options).expect("it watches");
        let end = Instant::now() + Duration::from_secs(20);
        while !root.join(WATCHED).exists() {
            assert!(Instant::now() < end, "{error}: the text is not read again");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

#[test]
fn a_watch_that_is_killed_or_refused_something_is_healed_by_a_build() {
    if !has_strace() {
        println!("skipped: strace is missing, or may not trace here");
        return;
    }
    let (before, folders) = (TempDir::new().unwrap(), &["site/public"][..]);
    run(&site(before.path()), &["build", "-q"]);
    let old = tree(before.path(), folders);
    let desk = clone(before.path());
    let log = desk.path().join("log");
    let options = logging(&log);
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    Watched::run(desk.path(), &options);
    let counts = counted(&log);
    let new = tree(desk.path(), folders);
    assert_ne!(new, old, "the watcher has built the edit");
    let mut runs = 0;
    // What it opens, it opens to look for changes; the builds are tried with every call above.
    for (call, n) in counts
        .into_iter()
        .filter(|(call, _)| !call.starts_with("open"))
    {
        for (fault, when) in [(Fault::Killed, n - n / 4), (Fault::Refused, n)] {
            runs += 1;
            let what = format!("watch: {call} {when} {fault:?}");
            let desk = clone(before.path());
            let inject = injection(&call, fault, when);
            Watched::run(desk.path(), &["-o", "/dev/null", "-e", &inject]);
            for (path, bytes) in tree(desk.path(), folders) {
                let is_whole = [&old, &new]
                    .iter()
                    .any(|tree| tree.get(&path) == Some(&bytes));
                assert!(
                    is_whole || is_temporary(&path),
                    "{what}: {path} is neither old nor new"
                );
            }
            let cold = fs::read_to_string(
                desk.path()
                    .join("site/content/articles/treaty/summary.en.md"),
            );
            if !cold.unwrap().contains("zebrafish") {
                // It ended before the edit.
                edit(
                    &desk.path().join("site"),
                    "content/articles/treaty/summary.en.md",
                    "\nA zebrafish.\n",
                );
            }
            run(&desk.path().join("site"), &["build", "-q"]);
            assert!(
                tree(desk.path(), folders) == new,
                "{what}: the next build differs from a first one"
            );
            assert!(
                !desk.path().join("site/public/.mujaz/stage").exists(),
                "{what}: the stage is left"
            );
        }
    }
    println!("watch: {runs} runs");
    assert!(runs > 5);
}

#[test]
fn a_deploy_that_is_killed_or_refused_something_is_healed() {
    attack_by_name("deploy");
}

#[test]
fn sources_are_never_half_written() {
    for name in ["seal", "fix", "import", "new", "new name", "init", "theme"] {
        attack_by_name(name);
    }
}
