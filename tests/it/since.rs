//! `mujaz check --since`: the findings that a change touches, and the messages if git cannot answer.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::common::{copy, put, repository};

const ORIGINAL: &str = "\
+++
title = \"The treaty\"
publisher = \"PUBLISHER\"
url = \"https://example.org/SLUG\"
published = 2024-06-19
+++

Two states signed a treaty on 19 June 2024 in Oslo. The minister of SLUG spoke.

Trade is to grow by 35% to 1.2 million tonnes.
";

/// A repository whose site, in `desk/`, has the articles `one`, `two` and `three`, each with a figure that its original
/// does not have. `three` has another publisher and another topic.
fn site() -> TempDir {
    let top = TempDir::new().expect("there is room for a temporary folder");
    let site = top.path().join("desk");
    copy(&repository("tests/diagnostics/base"), &site);
    let publishers = "\n[other-desk]\nname.en = \"Other\"\nname.ar = \"أخرى\"\n";
    append(&site, "content/publishers.toml", publishers);
    let topic = "+++\ntitle = \"TITLE\"\n+++\n\nTEXT\n";
    for (lang, title) in [("en", "War"), ("ar", "الحرب")] {
        let text = topic.replace("TITLE", title).replace("TEXT", title);
        put(&site, &format!("content/topics/war/index.{lang}.md"), text);
    }
    for (slug, publisher, topic) in [
        ("one", "example-desk", "economy"),
        ("two", "example-desk", "economy"),
        ("three", "other-desk", "war"),
    ] {
        let folder = format!("content/articles/{slug}");
        let original = ORIGINAL.replace("PUBLISHER", publisher);
        let original = original.replace("SLUG", slug);
        put(&site, &format!("{folder}/original.en.md"), original);
        let summary = format!(
            "+++\ntitle = \"The treaty {slug}\"\n+++\n\n## Trade {{ topic={topic} }}\n\nTrade grows by 53% [p2].\n"
        );
        put(&site, &format!("{folder}/summary.en.md"), summary);
        let arabic = format!(
            "+++\ntitle = \"المعاهدة {slug}\"\n+++\n\n## التجارة {{ topic={topic} }}\n\nنص.\n"
        );
        put(&site, &format!("{folder}/summary.ar.md"), arabic);
    }
    git(top.path(), &["init", "-q", "-b", "main"]);
    commit(top.path());
    top
}

fn append(site: &Path, path: &str, text: &str) {
    let old = fs::read_to_string(site.join(path)).unwrap_or_default();
    put(site, path, old + text);
}

fn git(folder: &Path, args: &[&str]) {
    let done = Command::new("git")
        .current_dir(folder)
        .args(["-c", "user.name=Desk", "-c", "user.email=desk@example.org"])
        .args(args)
        .output()
        .expect("git runs");
    assert!(done.status.success(), "{args:?}: {done:?}");
}

fn commit(folder: &Path) {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "-q", "-m", "Texts", "--allow-empty"]);
}

fn run(site: &Path, args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_mujaz"))
        .current_dir(site)
        .args(args)
        .output()
        .expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("it prints UTF-8");
    let status = output.status.code().expect("no signal ends it");
    (status, text(output.stdout), text(output.stderr))
}

/// The findings since a revision as `slug or path: code`, sorted, without those about the base of the site.
fn since(top: &Path, revision: &str) -> Vec<String> {
    let args = ["check", "--since", revision, "--format", "json"];
    let (_, out, err) = run(&top.join("desk"), &args);
    let log: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{out}{err}"));
    let found = log["diagnostics"].as_array().expect("a list").iter();
    let found = found.filter(|one| one["severity"] != "note").map(|one| {
        let path = one["path"].as_str().unwrap();
        let rest = path.strip_prefix("content/articles/").unwrap_or(path);
        let slug = rest.split('/').next().unwrap();
        format!("{slug}: {}", one["code"].as_str().unwrap())
    });
    let mut found: Vec<String> = found.collect();
    found.sort();
    found
}

const FIGURE: &str = "figure-not-in-original";

/// An edit of the site → the articles whose old findings are reported, and the new findings.
#[test]
fn what_a_change_touches_is_reported() {
    type Edit = fn(&Path);
    let table: &[(&str, Edit, &[&str])] = &[
        ("nothing", |_| {}, &[]),
        (
            "a summary",
            |site| append(site, "content/articles/one/summary.ar.md", "\nنص آخر.\n"),
            &["one: figure-not-in-original"],
        ),
        (
            "an original",
            |site| append(site, "content/articles/two/original.en.md", "\nMore.\n"),
            &["two: figure-not-in-original"],
        ),
        (
            "a file that is gone",
            |site| fs::remove_file(site.join("content/articles/one/summary.ar.md")).unwrap(),
            &["one: figure-not-in-original"],
        ),
        (
            "an untracked file",
            |site| put(site, "content/articles/two/original.id2.en.md", "x"),
            &["two: figure-not-in-original"],
        ),
        (
            "a topic's introduction",
            |site| append(site, "content/topics/war/index.en.md", "\nMore.\n"),
            &["three: figure-not-in-original"],
        ),
        (
            "a publisher's entry",
            |site| {
                append(
                    site,
                    "content/publishers.toml",
                    "url = \"https://example.org\"\n",
                )
            },
            &["three: figure-not-in-original"],
        ),
        (
            "a publisher that no article has",
            |site| {
                let entry = "\n[third]\nname.en = \"Third\"\nname.ar = \"ثالثة\"\n";
                append(site, "content/publishers.toml", entry);
            },
            &[],
        ),
        (
            "a new name whose variant a summary has",
            |site| {
                let name = "\n[[name]]\nid = \"treaty\"\nkind = \"thing\"\nen = \"The Pact\"\nar = \"الميثاق\"\nvariants.en = [\"treaty three\"]\n";
                append(site, "content/names.toml", name);
            },
            &["three: name-variant"],
        ),
        (
            "a folder outside the site",
            |site| put(site.parent().unwrap(), "notes/a.md", "x"),
            &[],
        ),
    ];
    for (what, edit, expected) in table {
        let top = site();
        edit(&top.path().join("desk"));
        let found = since(top.path(), "HEAD");
        for one in *expected {
            assert!(
                found.iter().any(|found| found == one),
                "{what}: {one}: {found:?}"
            );
        }
        let figures = |found: &[String]| found.iter().filter(|one| one.ends_with(FIGURE)).count();
        let wanted: Vec<String> = expected.iter().map(ToString::to_string).collect();
        assert_eq!(figures(&found), figures(&wanted), "{what}: {found:?}");
        // The same once it is committed, and against an older revision through a branch.
        commit(top.path());
        assert_eq!(since(top.path(), "HEAD~1"), found, "{what}, committed");
        git(top.path(), &["tag", "v1"]);
        assert_eq!(
            since(top.path(), "v1"),
            Vec::<String>::new(),
            "{what}, later"
        );
    }
}

/// A link to an article that goes away is broken in a file that did not change.
#[test]
fn a_finding_that_the_change_causes_elsewhere_is_reported() {
    let top = site();
    let desk = top.path().join("desk");
    append(
        &desk,
        "content/articles/one/summary.en.md",
        "\n[The other](../two/summary.en.md).\n",
    );
    commit(top.path());
    fs::remove_dir_all(desk.join("content/articles/two")).unwrap();
    let found = since(top.path(), "HEAD");
    assert_eq!(found, ["one: link-broken"]);
    let (status, out, _) = run(&desk, &["check", "--since", "HEAD"]);
    assert_eq!(status, 1);
    assert!(out.starts_with("3 files changed since HEAD;"), "{out}");
}

/// Changes of another branch are not changes of this one.
#[test]
fn a_branch_is_compared_with_where_it_began() {
    let top = site();
    let desk = top.path().join("desk");
    git(top.path(), &["checkout", "-q", "-b", "draft"]);
    append(&desk, "content/articles/one/summary.en.md", "\nMore.\n");
    commit(top.path());
    git(top.path(), &["checkout", "-q", "main"]);
    append(&desk, "content/articles/two/summary.en.md", "\nMore.\n");
    commit(top.path());
    git(top.path(), &["checkout", "-q", "draft"]);
    assert_eq!(since(top.path(), "main"), ["one: figure-not-in-original"]);
}

#[test]
fn names_of_files_may_be_any() {
    let top = site();
    let desk = top.path().join("desk");
    let from = desk.join("content/articles/one");
    copy(&from, &desk.join("content/articles/حصاد é \" x"));
    let found = since(top.path(), "HEAD");
    assert!(found.iter().any(|one| one.ends_with(FIGURE)), "{found:?}");
    assert!(found.iter().all(|one| one.starts_with("حصاد")), "{found:?}");
}

/// A file that git ignores is a part of the site, and git knows no earlier state of it.
#[test]
fn ignored_files_count_as_changed() {
    let top = site();
    let desk = top.path().join("desk");
    put(
        top.path(),
        ".gitignore",
        "desk/content/articles/four/\ndesk/public/\n",
    );
    commit(top.path());
    copy(
        &desk.join("content/articles/one"),
        &desk.join("content/articles/four"),
    );
    let found = since(top.path(), "HEAD");
    assert!(
        found.contains(&"four: figure-not-in-original".to_owned()),
        "{found:?}"
    );
}

#[test]
fn before_the_first_commit_everything_is_new() {
    let top = site();
    fs::remove_dir_all(top.path().join(".git")).unwrap();
    git(top.path(), &["init", "-q", "-b", "main"]);
    for _ in 0..2 {
        let found = since(top.path(), "HEAD");
        for slug in ["one", "two", "three"] {
            assert!(found.contains(&format!("{slug}: {FIGURE}")), "{found:?}");
        }
        git(top.path(), &["add", "--all"]);
    }
}

/// Git hooks run with variables that name their repository and a temporary index.
#[test]
fn hooks_of_other_repositories_do_not_mislead() {
    let top = site();
    let desk = top.path().join("desk");
    append(&desk, "content/articles/one/summary.en.md", "\nMore.\n");
    let output = Command::new(env!("CARGO_BIN_EXE_mujaz"))
        .current_dir(&desk)
        .args(["check", "-q", "--since", "HEAD"])
        .env("GIT_DIR", ".git")
        .env("GIT_INDEX_FILE", "/nowhere/index")
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{err}");
}

#[test]
fn what_git_cannot_answer_is_said() {
    let top = site();
    let desk = top.path().join("desk");
    let bare = TempDir::new().unwrap();
    copy(&desk, bare.path());
    for (folder, revision, words) in [
        (
            desk.as_path(),
            "no-such",
            "git has no commit `no-such` here",
        ),
        (desk.as_path(), "", "git has no commit `` here"),
        (desk.as_path(), "--help", "git has no commit `--help` here"),
        (
            desk.as_path(),
            "HEAD~1..HEAD",
            "is a range; name the one revision",
        ),
        (
            desk.as_path(),
            "HEAD:desk",
            "git has no commit `HEAD:desk` here",
        ),
        (
            bare.path(),
            "HEAD",
            "needs the site to be in a git repository",
        ),
    ] {
        let since = format!("--since={revision}");
        let (status, out, err) = run(folder, &["check", &since]);
        assert_eq!((status, out.as_str()), (2, ""), "{revision}: {err}");
        assert!(err.contains(words), "{revision}: {err}");
    }
    let output = Command::new(env!("CARGO_BIN_EXE_mujaz"))
        .current_dir(&desk)
        .args(["check", "--since", "HEAD"])
        .env("PATH", "/nowhere")
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(err.contains("needs the program git"), "{err}");
}

/// A clone of a server has the branch under another name, and one with only the last commit has no history.
#[test]
fn clones_get_advice() {
    let top = site();
    commit(top.path());
    git(top.path(), &["branch", "stable"]);
    let clones = TempDir::new().unwrap();
    let url = format!("file://{}", top.path().display());
    git(clones.path(), &["clone", "-q", &url, "full"]);
    git(
        clones.path(),
        &["clone", "-q", "--depth", "1", &url, "shallow"],
    );
    let (_, _, err) = run(
        &clones.path().join("full/desk"),
        &["check", "--since", "stable"],
    );
    assert!(err.contains("did you mean `origin/stable`?"), "{err}");
    let (_, _, err) = run(
        &clones.path().join("shallow/desk"),
        &["check", "--since", "HEAD~1"],
    );
    assert!(err.contains("this clone is shallow"), "{err}");
}
