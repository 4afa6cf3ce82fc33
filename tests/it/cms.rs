//! `mujaz schema cms`: the configuration of a CMS, from what the site has. `tests/cms/` tries it in the CMS itself.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::common::{copy, put, repository};

fn run(folder: &Path) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_mujaz"))
        .current_dir(folder)
        .args(["schema", "cms"])
        .output()
        .expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("it prints UTF-8");
    let status = output.status.code().expect("no signal ends it");
    (status, text(output.stdout), text(output.stderr))
}

#[test]
fn the_configuration_has_what_the_site_has() {
    let site = TempDir::new().unwrap();
    copy(&repository("tests/diagnostics/base"), site.path());
    let topic = "+++\ntitle = \"A \\\"new\\\" topic: #1\"\n+++\n";
    put(site.path(), "content/topics/new/index.en.md", topic);
    let original = "+++\ntitle = \"조약\"\npublisher = \"example-desk\"\n+++\n\n조약.\n";
    put(
        site.path(),
        "content/articles/korean/original.ko.md",
        original,
    );
    let summary = "+++\ntitle = \"A treaty\"\n+++\n\nA treaty [p1].\n";
    put(
        site.path(),
        "content/articles/korean/summary.en.md",
        summary,
    );
    let (status, out, err) = run(site.path());
    assert_eq!((status, err.as_str()), (0, ""));
    for words in [
        "default_locale: \"ar\"",
        "locales: [\"ar\",\"en\"]\n",
        // An original can be in a language that the site does not have.
        "locales: [\"ar\",\"en\",\"ko\"]\n",
        "value: \"economy\"",
        "label: \"A \\\"new\\\" topic: #1\"",
        "value: \"example-desk\"",
        "path: \"{{slug}}/summary\"",
        "name: \"editions\"",
        "folder: \"content/editions\"",
        "name: \"reviewers\"",
    ] {
        assert!(out.contains(words), "{words}:\n{out}");
    }
}

#[test]
fn without_a_site_there_is_none() {
    let folder = TempDir::new().unwrap();
    let (status, out, err) = run(folder.path());
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(err.contains("config.toml"), "{err}");
    put(folder.path(), "config.toml", "base_url = 7\n");
    let (status, out, err) = run(folder.path());
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(err.contains("`mujaz check` lists them"), "{err}");
}
