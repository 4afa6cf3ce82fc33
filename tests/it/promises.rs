//! The guarantees of a build as a whole (those of its last phase are in `promises_write.rs`):
//!
//! - the same site gives the same bytes, however many threads there are and wherever and however its folder was made;
//! - a file that the build did not write is left alone, and so is one that would not change;
//! - a build that fails leaves what was there, and one that is interrupted is healed by the next;
//! - a site's own files are never written.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::common::{
    Tree, brief, build_into, copy_golden, copy_sample, difference, golden_cases, put, times, tree,
};
use mujaz::build::BuildOutcome;
use mujaz::diagnostic::any_error;
use mujaz::link::BuildOptions;
use tempfile::TempDir;

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder for a site")
}

/// Builds a site into its `public/`.
fn build(site: &Path) -> BuildOutcome {
    build_into(site, &site.join("public"), BuildOptions::default())
}

/// Builds a site that must be without errors.
fn build_well(site: &Path) -> BuildOutcome {
    let outcome = build(site);
    assert!(
        !any_error(&outcome.diagnostics),
        "{}",
        brief(&outcome.diagnostics)
    );
    outcome
}

/// Returns the files and findings of a build with this number of threads.
fn on_threads(threads: usize, site: &Path) -> (Tree, String) {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .expect("threads");
    let outcome = pool.install(|| build(site));
    (tree(&site.join("public")), brief(&outcome.diagnostics))
}

#[test]
fn the_same_site_gives_the_same_bytes() {
    for site in golden_cases().into_iter().map(Some).chain([None]) {
        let first = folder();
        match &site {
            Some(case) => copy_golden(case, first.path()),
            None => copy_sample(first.path()),
        }
        // Elsewhere, and with its files made the other way round, so that the file system lists them differently.
        let other = folder();
        let elsewhere = other.path().join("another name");
        for (path, content) in tree(first.path()).iter().rev() {
            put(&elsewhere, path, content);
        }
        let (files, found) = on_threads(1, first.path());
        assert!(files.len() > 5, "{site:?} was not built: {found}");
        for (threads, folder) in [(2, elsewhere.as_path()), (5, first.path())] {
            let (again, found_again) = on_threads(threads, folder);
            let difference = difference(&files, &again);
            assert!(
                difference.is_empty(),
                "{site:?} on {threads} threads:\n{difference}"
            );
            assert_eq!(found, found_again, "{site:?} on {threads} threads");
        }
    }
}

#[test]
fn what_mujaz_did_not_write_is_left_alone() {
    let site = folder();
    copy_sample(site.path());
    let public = site.path().join("public");
    let foreign = [
        ("CNAME", "brief.example"),
        (
            ".well-known/security.txt",
            "Contact: mailto:desk@example.org",
        ),
        ("ar/articles/notes.txt", "in a folder of the site"),
        (
            "en/articles/kim-tour-of-russia/photo.jpg",
            "in a folder that the site has not",
        ),
    ];
    for (path, content) in foreign {
        put(&public, path, content);
    }
    build_well(site.path());
    // An article vanishes, with its pages in both languages and its folders.
    let gone = "articles/food-debt-rail-link";
    assert!(public.join("en").join(gone).join("index.html").exists());
    fs::remove_dir_all(site.path().join("content").join(gone)).expect("an article of the sample");
    for lang in ["ar", "en"] {
        // It names the article.
        let edition = format!("content/editions/2024-08-05.{lang}.md");
        fs::remove_file(site.path().join(edition)).expect("an edition of the sample");
    }
    build_well(site.path());
    assert!(!public.join("en").join(gone).exists());
    for (path, content) in foreign {
        assert_eq!(fs::read_to_string(public.join(path)).expect(path), content);
    }
}

#[test]
fn a_foreign_file_in_the_way_stops_the_build_and_is_named() {
    let site = folder();
    copy_sample(site.path());
    let public = site.path().join("public");
    put(&public, "en/about/index.html", "somebody else's");
    let outcome = build(site.path());
    let found = brief(&outcome.diagnostics);
    assert!(
        found.contains("error output-foreign") && found.contains("en/about/index.html"),
        "{found}"
    );
    let only = Tree::from([("en/about/index.html".into(), b"somebody else's".to_vec())]);
    assert_eq!(difference(&only, &tree(&public)), "");
}

#[test]
fn what_does_not_change_is_not_written() {
    let site = folder();
    copy_sample(site.path());
    let public = site.path().join("public");
    let all = build_well(site.path())
        .report
        .expect("a report")
        .written
        .len();
    let before = times(&public);
    assert_eq!(before.len(), all);

    let report = build_well(site.path()).report.expect("a report");
    assert_eq!(
        (report.written.len(), report.removed.len(), report.unchanged),
        (0, 0, all)
    );
    assert_eq!(times(&public), before);

    // One more word in a body that nothing else shows.
    let about = site.path().join("content/pages/about.en.md");
    let text = fs::read_to_string(&about).expect("a page of the sample");
    fs::write(&about, format!("{text}\nOne more word.\n")).expect("a file that can be written");
    let mut report = build_well(site.path()).report.expect("a report");
    // The page can be searched, in its language.
    let index = |path: &String| path.starts_with("search/en/");
    assert!(report.written.iter().any(index));
    report.written.retain(|path| !index(path));
    assert_eq!(report.written, ["en/about/index.html"]);
    let changed: Vec<_> = times(&public)
        .into_iter()
        .filter(|(path, time)| before.get(path) != Some(time) && !index(path))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(changed, ["en/about/index.html"]);
}

/// A fault (file, content) and its code. Each is in the way of a build that would change many pages.
#[test]
fn a_build_that_fails_leaves_what_was_there() {
    let summary = "content/articles/lavrov-treaty-commitment/summary.en.md";
    for (path, content, code) in [
        ("config.toml", "base_url = ", "toml-syntax"),
        (
            summary,
            "+++\ntitle = \"x\"\n+++\n\nNo such paragraph [p999].\n",
            "citation-unknown",
        ),
        (
            summary,
            "+++\ntitle = \"x\"\ntopics = [\"militry\"]\n+++\n\nText.\n",
            "topic-unknown",
        ),
        (
            "themes/nashra/templates/article.html",
            "{% block main %}",
            "template-syntax",
        ),
        // An alias is the last page that is rendered, when all others have been.
        (
            "themes/nashra/templates/redirect.html",
            "{{ redirect.nothing.here }}",
            "template-render",
        ),
    ] {
        let site = folder();
        copy_sample(site.path());
        let public = site.path().join("public");
        build_well(site.path());
        let (files, when) = (tree(&public), times(&public));

        let config = fs::read_to_string(site.path().join("config.toml")).expect("a configuration");
        let renamed = config.replace("The Partnership Brief", "Another title");
        assert_ne!(config, renamed);
        put(site.path(), "config.toml", &renamed);
        let sound = fs::read(site.path().join(path)).ok();
        put(site.path(), path, content);
        let outcome = build(site.path());
        let found = brief(&outcome.diagnostics);
        assert!(
            found.contains(&format!("error {code} {path}")),
            "{path}: {found}"
        );
        assert!(outcome.report.is_none(), "{path}: something was written");
        assert_eq!(difference(&files, &tree(&public)), "", "{path}");
        assert_eq!(times(&public), when, "{path}");

        // Mended, the site builds.
        match sound {
            Some(sound) => put(site.path(), path, sound),
            None => fs::remove_file(site.path().join(path)).expect("the fault"),
        }
        let report = build_well(site.path()).report.expect("a report");
        assert!(report.written.len() > 20, "{path}: {:?}", report.written);
    }
}

#[test]
fn the_sources_are_never_written() {
    for site in golden_cases().into_iter().map(Some).chain([None]) {
        let place = folder();
        match &site {
            Some(case) => copy_golden(case, place.path()),
            None => copy_sample(place.path()),
        }
        let output = folder();
        let (files, when) = (tree(place.path()), times(place.path()));
        for drafts in [false, true] {
            let options = BuildOptions {
                drafts,
                base_url: None,
                ..BuildOptions::default()
            };
            build_into(place.path(), output.path(), options);
        }
        assert_eq!(difference(&files, &tree(place.path())), "", "{site:?}");
        assert_eq!(times(place.path()), when, "{site:?}");
    }
}

/// A site of so many articles, each with a page of its own and a passage on the page of a topic.
fn large_site(site: &Path, articles: usize) {
    copy_golden("rights-link", site);
    for number in 1..=articles {
        let article = format!("content/articles/a-{number:03}");
        let day = 1 + number % 28;
        let original = format!(
            "+++\ntitle = \"Original {number}\"\npublisher = \"herald\"\npublished = 2024-05-{day:02}\nrights = \"full\"\n\
             +++\n\nParagraph one of {number}.\n\nParagraph two of {number}.\n"
        );
        put(site, &format!("{article}/original.en.md"), original);
        let summary = format!(
            "+++\ntitle = \"Summary {number}\"\n+++\n\nThe text [p1].\n\n## Harbours {{ topic=harbours }}\n\nMore [p2].\n"
        );
        put(site, &format!("{article}/summary.en.md"), summary);
    }
}

/// Gives the site another address, which is on every page.
fn set_version(site: &Path, version: &str) {
    let config = fs::read_to_string(site.join("config.toml")).expect("a configuration");
    let (_, rest) = config.split_once('\n').expect("base_url on the first line");
    put(
        site,
        "config.toml",
        format!("base_url = \"https://{version}.example/\"\n{rest}"),
    );
}

fn command(site: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mujaz"));
    command.args(["build", "--site"]).arg(site);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
fn an_interrupted_build_is_healed_by_the_next() {
    let site = folder();
    let public = site.path().join("public");
    large_site(site.path(), 300);
    let versions = ["one", "two"].map(|version| {
        set_version(site.path(), version);
        let clean = folder();
        let outcome = build_into(site.path(), clean.path(), BuildOptions::default());
        assert!(
            !any_error(&outcome.diagnostics),
            "{}",
            brief(&outcome.diagnostics)
        );
        (version, tree(clean.path()))
    });

    let start = Instant::now();
    assert!(command(site.path()).status().expect("mujaz").success());
    let whole = start.elapsed();
    assert_eq!(difference(&versions[1].1, &tree(&public)), "");

    let mut interrupted = 0;
    let moments = 7;
    for moment in 1..moments {
        // Back and forth between the versions, so that each build has every page to replace.
        let (version, clean) = &versions[moment % 2];
        let before = tree(&public);
        set_version(site.path(), version);
        let mut child = command(site.path()).spawn().expect("mujaz");
        std::thread::sleep(whole * u32::try_from(moment).expect("a few") / moments as u32);
        interrupted += usize::from(child.try_wait().expect("a child").is_none());
        child.kill().expect("a child of this process");
        child.wait().expect("a child of this process");

        // Whatever the moment, each file is whole: the old one or the new.
        for (path, content) in tree(&public) {
            let known = [before.get(&path), clean.get(&path)];
            assert!(
                known.contains(&Some(&content)),
                "moment {moment}: {path} is neither old nor new"
            );
        }
        build_well(site.path());
        let difference = difference(clean, &tree(&public));
        assert!(difference.is_empty(), "moment {moment}:\n{difference}");
    }
    assert!(interrupted > 0, "every build was done before it was killed");
    // What the killed builds had put aside is gone.
    assert!(!public.join(".mujaz/stage").exists() && !public.join(".mujaz/journal").exists());
}
