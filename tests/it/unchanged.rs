//! A build from the same inputs ends early, and only then: a change of any input and of any output is noticed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::{difference, files, put, times, tree};
use image::{DynamicImage, ImageFormat, RgbImage};
use mujaz::build::{BuildOutcome, BuildRequest, build};
use mujaz::clock::Now;
use mujaz::lang::Date;
use mujaz::link::BuildOptions;
use mujaz::parse::config::BaseUrl;
use mujaz::write::{STATE_FOLDER, note_failure};
use tempfile::TempDir;

const ARTICLE: &str = "content/articles/harbour/";
const CONFIG: &str = "base_url = \"https://example.org/press/\"\ndefault_language = \"en\"\ntheme = \"own\"\n\n[languages.en]\ntitle = \"Brief\"\n\n[publish]\ncompress = [\"gzip\"]\n";

/// A site with a file of every kind, and the options of its build.
struct Site {
    folder: TempDir,
    options: BuildOptions,
    program: blake3::Hash,
}

impl Site {
    fn new() -> Site {
        let folder = tempfile::tempdir().expect("a folder for a site");
        let root = folder.path();
        let summary = "+++\ntitle = \"Harbour\"\ndate = 2025-03-09\n+++\n\nThe *Port* opened with 12 cranes [p1]. See [the plan](plan.pdf).\n\n## Ports { topic=ports }\n\n![Seen](quay.png)\n";
        let original = "+++\ntitle = \"Harbour\"\npublisher = \"herald\"\nrights = \"full\"\n+++\n\nThe Port opened with 10 cranes.\n";
        for (path, text) in [
            ("config.toml", CONFIG),
            (
                "content/publishers.toml",
                "[herald]\nname.en = \"The Herald\"\n",
            ),
            (
                "content/names.toml",
                "[[name]]\nid = \"port\"\nkind = \"place\"\nen = \"Port\"\n",
            ),
            (
                "content/topics/ports/index.en.md",
                "+++\ntitle = \"Ports\"\n+++\n",
            ),
            (
                "content/pages/about.en.md",
                "+++\ntitle = \"About\"\n+++\n\nAbout us.\n",
            ),
            ("content/articles/harbour/original.en.md", original),
            ("content/articles/harbour/summary.en.md", summary),
            ("content/articles/harbour/plan.pdf", "%PDF-1.4 a plan"),
            ("themes/own/theme.toml", "name = \"own\"\n"),
            ("themes/own/static/own.txt", "own"),
            ("themes/own/i18n/en.toml", ""),
        ] {
            put(root, path, text);
        }
        let picture = DynamicImage::from(RgbImage::new(1300, 40));
        let place = root.join(ARTICLE).join("quay.png");
        picture
            .save_with_format(place, ImageFormat::Png)
            .expect("a picture");
        Site {
            folder,
            options: BuildOptions {
                now: Date::new(2025, 8, 18).map(Now::Day),
                ..BuildOptions::default()
            },
            program: blake3::hash(b"this version"),
        }
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn public(&self) -> PathBuf {
        self.root().join("public")
    }

    fn build_into(&self, output: &Path) -> BuildOutcome {
        let outcome = build(&BuildRequest {
            site: self.root().to_owned(),
            output: output.to_owned(),
            options: self.options.clone(),
            program: Some(self.program),
        });
        assert!(outcome.report.is_some(), "{:#?}", outcome.diagnostics);
        outcome
    }

    fn build(&self) -> BuildOutcome {
        self.build_into(&self.public())
    }

    /// Builds after a change: it must be noticed, and give the same files as a build into an empty folder.
    #[track_caller]
    fn build_changed(&self, what: &str) {
        assert!(!self.build().is_unchanged, "{what}: it was not noticed");
        let elsewhere = self.folder.path().join("elsewhere");
        self.build_into(&elsewhere);
        let difference = difference(&tree(&elsewhere), &tree(&self.public()));
        fs::remove_dir_all(&elsewhere).expect("an output folder");
        assert_eq!(difference, "", "{what}");
        assert!(self.build().is_unchanged, "{what}: it is built twice");
    }
}

#[test]
fn the_same_build_again_says_the_same_and_touches_nothing() {
    let site = Site::new();
    let first = site.build();
    let (before, state) = (
        times(&site.public()),
        tree(&site.public().join(STATE_FOLDER)),
    );
    let again = site.build();
    assert!(!first.is_unchanged && again.is_unchanged);
    assert!(!first.diagnostics.is_empty(), "the figure is wrong");
    assert_eq!(first.diagnostics, again.diagnostics);
    assert_eq!(
        (first.pages, first.drafts_left_out),
        (again.pages, again.drafts_left_out)
    );
    let report = again.report.expect("it was built");
    assert!(report.written.is_empty() && report.removed.is_empty());
    assert_eq!(report.unchanged, before.len());
    assert_eq!(before, times(&site.public()));
    let difference = difference(&state, &tree(&site.public().join(STATE_FOLDER)));
    // Files that were younger than the manifest were read, and are not read again.
    assert!(
        difference.is_empty() || difference.starts_with("different: manifest"),
        "{difference}"
    );
}

#[test]
fn a_change_of_any_input_is_noticed() {
    let mut site = Site::new();
    site.build();
    let sources = files(site.root())
        .into_iter()
        .filter(|path| !path.starts_with("public/"));
    for path in sources.collect::<Vec<_>>() {
        let place = site.root().join(&path);
        let content = fs::read(&place).expect("a source");
        let changed = match path.as_str() {
            "content/articles/harbour/quay.png" => {
                let picture = DynamicImage::from(RgbImage::from_pixel(1300, 40, [9; 3].into()));
                let mut bytes = std::io::Cursor::new(Vec::new());
                picture
                    .write_to(&mut bytes, ImageFormat::Png)
                    .expect("a picture");
                bytes.into_inner()
            }
            // Of the same length.
            "content/articles/harbour/plan.pdf" => b"%PDF-1.4 b plan".to_vec(),
            "themes/own/static/own.txt" => b"new".to_vec(),
            _ => [&content[..], b"\n# a comment, or a heading\n"].concat(),
        };
        put(site.root(), &path, changed);
        site.build_changed(&path);
        put(site.root(), &path, content);
        site.build_changed(&format!("{path}, as it was"));
    }
    for path in [
        "content/pages/method.en.md",
        "content/articles/harbour/unnamed.pdf",
        "content/articles/harbour/notes.txt",
        "themes/nashra/static/more.txt",
        "themes/own/templates/page.html",
    ] {
        let text = match path {
            "themes/own/templates/page.html" => "<!doctype html><title>own</title>",
            _ => "+++\ntitle = \"Added\"\n+++\n\nAdded.\n",
        };
        put(site.root(), path, text);
        site.build_changed(path);
        fs::remove_file(site.root().join(path)).expect("a source");
        site.build_changed(&format!("{path} removed"));
    }
    site.options.now = Date::new(2025, 8, 19).map(Now::Day);
    site.build_changed("the day");
    site.options.drafts = true;
    site.build_changed("drafts");
    site.options.base_url = BaseUrl::parse("https://other.example/").ok();
    site.build_changed("the address");
    site.options.relative = true;
    site.build_changed("relative links");
    site.options.origin = Some("http://localhost:1".to_owned());
    site.build_changed("the origin");
    site.program = blake3::hash(b"the next version");
    site.build_changed("the program");
}

#[test]
fn a_change_of_any_output_is_noticed() {
    let site = Site::new();
    site.build();
    let public = site.public();
    let outputs = files(&public);
    let kinds = [
        ".html", ".html.gz", ".json", ".xml", ".css", ".pdf", ".txt", ".png", ".bin", ".js",
    ];
    for kind in kinds {
        assert!(
            outputs.iter().any(|path| path.ends_with(kind)),
            "no {kind} among {outputs:?}"
        );
    }
    for path in &outputs {
        let place = public.join(path);
        let content = fs::read(&place).expect("an output");
        fs::remove_file(&place).expect("an output");
        site.build_changed(&format!("{path} removed"));
        // Of the same length.
        let mut other = content.iter().map(|byte| byte ^ 1).collect::<Vec<_>>();
        if other.is_empty() {
            other.push(b'x');
        }
        fs::write(&place, &other).expect("an output");
        site.build_changed(&format!("{path} changed"));
    }
}

/// The files in the folder that are not files of the build.
#[test]
fn the_state_of_the_output_counts() {
    let site = Site::new();
    site.build();
    let state = site.public().join(STATE_FOLDER);
    let manifest = fs::read(state.join("manifest")).expect("a manifest");
    // A manifest that was edited proves nothing.
    put(&state, "manifest", [&manifest[..], b"x\n"].concat());
    assert!(!site.build().is_unchanged);
    assert!(site.build().is_unchanged);
    // An interrupted build may have left files of its own.
    let manifest = fs::read(state.join("manifest")).expect("a manifest");
    let journal = blake3::hash(b"").to_hex().to_string() + "\n";
    put(&state, "journal", journal);
    assert!(!site.build().is_unchanged);
    assert!(site.build().is_unchanged);
    drop(manifest);
    // A mark of failure is taken away, as by any build that succeeds.
    note_failure(&site.public());
    assert!(site.build().is_unchanged);
    assert!(!state.join("failed").exists());
    // Files of others stay.
    put(&site.public(), "CNAME", "example.org");
    assert!(site.build().is_unchanged);
    assert!(site.public().join("CNAME").exists());
}

#[cfg(unix)]
#[test]
fn a_folder_that_became_a_link_is_noticed() {
    let site = Site::new();
    site.build();
    let (folder, away) = (site.public().join("en/about"), site.root().join("away"));
    fs::rename(&folder, &away).expect("a folder of the output");
    std::os::unix::fs::symlink(&away, &folder).expect("a link");
    let outcome = build(&BuildRequest {
        site: site.root().to_owned(),
        output: site.public(),
        options: site.options.clone(),
        program: Some(site.program),
    });
    assert!(outcome.report.is_none(), "a link in the way stops a build");
}

/// Without a digest of the program, every build is made.
#[test]
fn without_a_program_every_build_is_whole() {
    let site = Site::new();
    let request = BuildRequest {
        site: site.root().to_owned(),
        output: site.public(),
        options: site.options.clone(),
        program: None,
    };
    build(&request);
    assert!(!build(&request).is_unchanged);
    assert!(!site.build().is_unchanged);
}
