//! Tests faults around a site: sources that are gone, links and pipes in place of files, and hostile checkouts.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::common::{files, put, tree};
use tempfile::TempDir;

/// The result of a command.
#[derive(Debug)]
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// Runs `mujaz` in a folder. A command that takes longer than a minute fails the test.
pub fn run(folder: &Path, args: &[&str]) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mujaz"))
        .current_dir(folder)
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let end = Instant::now() + Duration::from_secs(60);
    while child.try_wait().expect("it can be waited for").is_none() {
        if Instant::now() > end {
            child.kill().expect("it can be ended");
            panic!("mujaz {args:?} waits without end");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let output = child.wait_with_output().expect("it has ended");
    Ran {
        status: output.status.code().expect("no signal ends it"),
        out: String::from_utf8(output.stdout).expect("it prints UTF-8"),
        err: String::from_utf8(output.stderr).expect("it prints UTF-8"),
    }
}

/// The sound site of `tests/diagnostics/`, in `site/` of a folder of its own, with a file beside its article's texts.
struct Desk(TempDir);

impl Desk {
    fn new() -> Desk {
        let desk = Desk(TempDir::new().expect("there is room for a temporary folder"));
        crate::common::copy(
            &crate::common::repository("tests/diagnostics/base"),
            &desk.path("site"),
        );
        desk
    }

    /// A site with so many articles.
    fn with_articles(articles: usize) -> Desk {
        let desk = Desk::new();
        for n in 1..articles {
            crate::common::copy(
                &desk.path("site/content/articles/treaty"),
                &desk.path(&format!("site/content/articles/treaty-{n}")),
            );
        }
        desk
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn run(&self, args: &[&str]) -> Ran {
        run(&self.path("site"), args)
    }

    /// Builds the site, and asserts that nothing is wrong.
    fn build(&self) {
        let ran = self.run(&["build", "-q"]);
        assert_eq!(ran.status, 0, "{ran:?}");
    }

    /// Builds the site, and asserts that this error leaves the output unchanged. Returns the printed text.
    fn refused(&self, code: &str) -> String {
        let before = tree(&self.path("site/public"));
        let ran = self.run(&["build"]);
        assert_eq!(ran.status, 1, "{ran:?}");
        assert!(ran.err.contains(&format!("error[{code}]")), "{ran:?}");
        assert!(
            tree(&self.path("site/public")) == before,
            "the output changed"
        );
        ran.err
    }
}

#[test]
fn a_site_whose_content_is_missing_is_not_emptied() {
    let desk = Desk::new();
    desk.build();
    fs::rename(desk.path("site/content"), desk.path("away")).unwrap();
    let said = desk.refused("content-missing");
    assert!(said.contains("--allow-empty"), "{said}");
    // As where a disk is to be mounted, and nothing was built yet.
    fs::create_dir(desk.path("site/content")).unwrap();
    fs::rename(desk.path("site/public"), desk.path("old")).unwrap();
    let ran = desk.run(&["build"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(
        ran.err
            .contains("error[content-missing]: the folder of all texts is empty"),
        "{ran:?}"
    );
    fs::rename(desk.path("old"), desk.path("site/public")).unwrap();
    assert_eq!(desk.run(&["check"]).status, 1);
    let built = desk.run(&["build", "--allow-empty"]);
    assert_eq!(built.status, 0, "{built:?}");
    assert!(
        !desk
            .path("site/public/en/articles/treaty/index.html")
            .exists()
    );
}

#[test]
fn a_site_that_lost_most_of_its_articles_is_not_emptied() {
    let desk = Desk::with_articles(4);
    desk.build();
    // As where a disk was mounted: an empty folder.
    fs::rename(desk.path("site/content/articles"), desk.path("away")).unwrap();
    fs::create_dir(desk.path("site/content/articles")).unwrap();
    let said = desk.refused("articles-lost");
    assert!(
        said.contains("4 articles") && said.contains("--allow-empty"),
        "{said}"
    );
    let watched = desk.run(&["status"]);
    assert_eq!(watched.status, 0, "other commands go on: {watched:?}");

    // Half of them is no loss, and neither is what was allowed once.
    fs::remove_dir(desk.path("site/content/articles")).unwrap();
    fs::rename(desk.path("away"), desk.path("site/content/articles")).unwrap();
    for n in 1..=2 {
        fs::remove_dir_all(desk.path(&format!("site/content/articles/treaty-{n}"))).unwrap();
    }
    desk.build();
    fs::remove_dir_all(desk.path("site/content/articles")).unwrap();
    desk.refused("articles-lost");
    assert_eq!(desk.run(&["build", "-q", "--allow-empty"]).status, 0);
    desk.build();
}

/// Every source is there, but nothing of most of them would be published.
#[test]
fn a_site_whose_texts_are_all_withdrawn_is_not_emptied() {
    let build_at = |desk: &Desk, now: &str, more: &[&str]| {
        let args = [&["build", "--now", now], more].concat();
        desk.run(&args)
    };
    let now = "2026-11-28T12:00:00Z";
    // Drafts, an embargo that was not there, and an end that was not announced.
    for line in [
        "draft = true",
        "publish = 2031-01-01T00:00:00Z",
        "expires = 2026-01-01T00:00:00Z",
    ] {
        let desk = Desk::with_articles(4);
        assert_eq!(build_at(&desk, now, &[]).status, 0);
        withdraw(&desk, 0..2, line);
        let half = build_at(&desk, now, &[]);
        assert_eq!(half.status, 0, "half of them is no loss: {half:?}");
        withdraw(&desk, 2..4, line);
        let before = tree(&desk.path("site/public"));
        let ran = build_at(&desk, now, &[]);
        assert_eq!(ran.status, 1, "{line}: {ran:?}");
        for said in [
            "error[articles-lost]",
            "--allow-empty",
            "mujaz status",
            "published 2 articles",
        ] {
            assert!(ran.err.contains(said), "{line}: {ran:?}");
        }
        assert!(tree(&desk.path("site/public")) == before, "{line}");
        // A look at the drafts is no loss, and none for the next build for readers.
        assert_eq!(build_at(&desk, now, &["--drafts", "-q"]).status, 0);
        let again = build_at(&desk, now, &[]);
        assert!(again.err.contains("articles-lost"), "{line}: {again:?}");
        assert_eq!(build_at(&desk, now, &["--allow-empty"]).status, 0);
        assert_eq!(build_at(&desk, now, &[]).status, 0, "allowed once");
    }
    // Articles without any summary are none for readers.
    let desk = Desk::with_articles(2);
    assert_eq!(build_at(&desk, now, &[]).status, 0);
    for folder in ["treaty", "treaty-1"] {
        for language in ["ar", "en"] {
            let path = format!("site/content/articles/{folder}/summary.{language}.md");
            fs::remove_file(desk.path(&path)).unwrap();
        }
    }
    let ran = build_at(&desk, now, &[]);
    assert!(ran.err.contains("error[articles-lost]"), "{ran:?}");
    // What the site requires counts, too.
    let desk = Desk::with_articles(2);
    assert_eq!(build_at(&desk, now, &[]).status, 0);
    let config = fs::read_to_string(desk.path("site/config.toml")).unwrap();
    let config = format!("{config}\n[publish]\nrequire = [\"sealed\"]\n");
    fs::write(desk.path("site/config.toml"), config).unwrap();
    let ran = build_at(&desk, now, &[]);
    assert!(ran.err.contains("error[articles-lost]"), "{ran:?}");
    // Texts that expire when they were said to are no loss.
    let desk = Desk::with_articles(3);
    withdraw(&desk, 0..3, "expires = 2026-12-01T00:00:00Z");
    assert_eq!(build_at(&desk, now, &[]).status, 0);
    let ran = build_at(&desk, "2026-12-02T12:00:00Z", &[]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(
        !desk
            .path("site/public/en/articles/treaty/index.html")
            .exists()
    );
}

/// Adds a line to the front matter of both summaries of some of the articles.
fn withdraw(desk: &Desk, articles: std::ops::Range<usize>, line: &str) {
    for n in articles {
        let folder = match n {
            0 => "treaty".to_owned(),
            n => format!("treaty-{n}"),
        };
        for language in ["ar", "en"] {
            let path = format!("site/content/articles/{folder}/summary.{language}.md");
            let text = fs::read_to_string(desk.path(&path)).unwrap();
            let text = text.replacen("+++\n", &format!("+++\n{line}\n"), 1);
            fs::write(desk.path(&path), text).unwrap();
        }
    }
}

/// Foreign files stay unchanged in any folder, and the message suggests another folder.
#[test]
fn an_output_or_target_in_a_folder_of_something_else_is_refused() {
    let desk = Desk::new();
    let config = fs::read_to_string(desk.path("site/config.toml")).unwrap();
    let config = config.replace("https://example.org/", "https://harbour-brief.net/");
    let with_target = |to: &str| {
        let target = format!("{config}\n[deploy.disk]\nto = {to:?}\n");
        fs::write(desk.path("site/config.toml"), target).unwrap();
    };
    with_target("../disk");
    desk.build();
    for folder in [
        "site/.git",
        ".git",
        ".git/hooks",
        "x/.GIT/a",
        "x/.hg",
        "x/.svn/a",
        "x/node_modules",
        "x/node_modules/a/public",
        ".ssh",
        "site/public/.mujaz/stage",
        "bare.git/hooks",
        "home",
        "home/../home/",
        "other/content/articles/a",
        "other/themes",
    ] {
        fs::create_dir_all(desk.path(folder)).unwrap();
    }
    for name in ["HEAD", "objects", "refs"] {
        fs::create_dir_all(desk.path("bare.git").join(name)).unwrap();
    }
    fs::write(desk.path("other/config.toml"), "").unwrap();
    let home = desk.path("home");
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mujaz"));
        command
            .current_dir(desk.path("site"))
            .args(args)
            .env("HOME", &home);
        let output = command.stdin(Stdio::null()).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), said)
    };
    let before = tree(desk.0.path());
    let folders = [
        ".git",
        "../.git",
        "../.git/hooks",
        "../.git/new",
        "../x/.GIT/a",
        "../x/.hg",
        "../x/.svn/a",
        "../x/node_modules",
        "../x/node_modules/a/public",
        "../.ssh",
        "../bare.git/hooks",
        "public/.mujaz/stage",
        "../home",
        "../other",
        "../other/content",
        "../other/content/articles/a",
        "../other/themes/new",
        ".",
        "..",
        "/",
        "/etc",
        "/dev/mujaz",
        "/home/somebody",
    ];
    for folder in folders {
        let (status, said) = run(&["build", "--output", folder]);
        assert_eq!(status, Some(2), "{folder}: {said}");
        assert!(
            said.contains("choose another folder with --output"),
            "{folder}: {said}"
        );
        let (status, said) = run(&["deploy", "-q", "--output", folder]);
        assert_eq!(status, Some(2), "{folder}: {said}");
        with_target(folder);
        let (status, said) = run(&["deploy", "-q"]);
        assert_eq!(status, Some(2), "{folder}: {said}");
        assert!(said.contains("choose another folder"), "{folder}: {said}");
        with_target("../disk");
    }
    assert!(tree(desk.0.path()) == before, "nothing is written");
    // A folder in a work tree, one that has a work tree in it, and one beside a site that is in such a folder.
    fs::create_dir_all(desk.path("pages/.git")).unwrap();
    fs::create_dir_all(desk.path("home/www")).unwrap();
    for folder in ["../pages", "../home/www", "../x/public"] {
        let (status, said) = run(&["build", "-q", "--output", folder]);
        assert_eq!(status, Some(0), "{folder}: {said}");
    }
    fs::rename(desk.path("site"), desk.path("x/node_modules/site")).unwrap();
    let ran = self::run(&desk.path("x/node_modules/site"), &["build", "-q"]);
    assert_eq!(ran.status, 0, "{ran:?}");
}

/// A message about a file of Mujaz's own gives its name on the disk.
#[test]
#[cfg(unix)]
fn a_file_of_mujaz_that_cannot_be_used_is_named_as_it_is() {
    let desk = Desk::new();
    for name in ["manifest", "journal"] {
        desk.build();
        let place = desk.path("site/public/.mujaz").join(name);
        let _ = fs::remove_file(&place);
        fs::create_dir(&place).unwrap();
        let ran = desk.run(&["build", "--output", "public/"]);
        assert_eq!(ran.status, 1, "{name}: {ran:?}");
        for said in [&format!("public/.mujaz/{name}"), "= help: move it away"] {
            assert!(ran.err.contains(said), "{said}: {ran:?}");
        }
        fs::remove_dir(&place).unwrap();
    }
}

/// Every text of the configuration that pages show, and an address, with characters that would end an attribute or
/// begin an element.
#[test]
fn no_value_of_the_configuration_becomes_markup() {
    use crate::common::dom::{Piece, read};
    let wild =
        "x' onzzz='1' \\\"onzzz=\\\"2\\\" ></title><onzzz>&lt;onzzz&gt; ]]> --> {{ 7 * 7 }} موجز";
    let config = format!(
        "base_url = \"https://harbour-brief.net/'onzzz='&copy;(x)/\"\n\
         default_language = \"en\"\n\
         [languages.en]\ntitle = \"{wild}\"\ndescription = \"{wild}\"\nname = \"{wild}\"\n\
         [languages.ar]\ntitle = \"{wild}\"\ndescription = \"{wild}\"\n\
         [publish]\nhumans = \"{wild}\"\n"
    );
    let desk = Desk::new();
    put(&desk.path("site"), "config.toml", config);
    let built = desk.run(&["build"]);
    assert_eq!(built.status, 0, "{built:?}");
    let mut pages = 0;
    for (path, bytes) in tree(&desk.path("site/public")) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if path.ends_with(".html") {
            pages += 1;
            for piece in read(&text) {
                if let Piece::Open(name, attributes) = &piece {
                    let is_wild = |(key, _): &(String, String)| key.contains("onzzz");
                    assert!(
                        name != "onzzz" && !attributes.iter().any(is_wild),
                        "{path}: {piece:?}"
                    );
                }
            }
        }
        if path.ends_with(".xml") || path.ends_with(".opml") {
            assert!(
                !text.contains("<onzzz") && !text.contains("]]> -->"),
                "{path}"
            );
        }
        if path == "_headers" || path == "_redirects" {
            assert!(!text.contains("'onzzz"), "{path}: {text}");
        }
    }
    assert!(pages > 10);
}

/// Words of a text, of a name and of a command's argument, with control sequences for terminals.
#[test]
fn no_control_character_reaches_the_terminal() {
    let desk = Desk::new();
    let wild = "\u{9B}2J\u{85}\u{90}x\u{202E}y";
    let summary = desk.path("site/content/articles/treaty/summary.en.md");
    let text = fs::read_to_string(&summary).unwrap();
    fs::write(
        &summary,
        format!("{text}\n[a{wild}](b{wild}.md) and 77{wild} ships [p1].\n"),
    )
    .unwrap();
    let wild_title = text.replacen("title = \"", &format!("titel{wild} = \"x\"\ntitle = \""), 1);
    put(
        &desk.path("site"),
        "content/articles/treaty-2/summary.en.md",
        wild_title,
    );
    put(
        desk.0.path(),
        "page.html",
        format!(
            "<title>A{wild} title</title><article><p>{wild} {}</p></article>",
            "words ".repeat(40)
        ),
    );
    for args in [
        &["check"][..],
        &["check", "--format", "json"],
        &["check", "--format", "sarif"],
        &["check", "--format", "github"],
        &["check", "--color", "always"],
        &["check", "a\u{9B}b"],
        &["build"],
        &["status"],
        &["seal", "--all"],
        &["explain", "a\u{9B}b"],
        &["import", "-v", "../page.html"],
        &["deploy", "a\u{9B}b"],
    ] {
        let ran = desk.run(args);
        let said = ran.out + &ran.err;
        let is_wild = |c: char| matches!(c, '\u{7F}'..='\u{9F}' | '\u{202A}'..='\u{202E}');
        assert!(!said.contains(is_wild), "{args:?}: {said:?}");
    }
}

/// A name on disk may be composed or decomposed, and a link or an argument the other.
#[test]
fn composed_and_decomposed_names_are_one() {
    let (composed, decomposed) = ("caf\u{E9}-\u{623}", "cafe\u{301}-\u{627}\u{654}");
    for (disk, written) in [(composed, decomposed), (decomposed, composed)] {
        let desk = Desk::new();
        let article = format!("content/articles/{disk}");
        crate::common::copy(
            &desk.path("site/content/articles/treaty"),
            &desk.path("site").join(&article),
        );
        let site = desk.path("site");
        put(&site, &format!("{article}/{disk}.pdf"), "a plan");
        let summary = site.join(&article).join("summary.en.md");
        let text = fs::read_to_string(&summary).unwrap();
        let links = format!(
            "[a]({written}.pdf) [b](/en/articles/{written}/) [c](../{written}/summary.ar.md)"
        );
        fs::write(&summary, format!("{text}\n{links}\n")).unwrap();
        let about = fs::read_to_string(site.join("content/pages/about.en.md")).unwrap();
        put(
            &site,
            "content/pages/about.en.md",
            format!("{about}\n[d](/en/articles/{written}/{written}.pdf)\n"),
        );
        let built = desk.run(&["build"]);
        assert_eq!(built.status, 0, "{built:?}");
        assert!(!built.err.contains("link-broken"), "{built:?}");
        assert!(
            desk.path(&format!(
                "site/public/en/articles/{composed}/{composed}.pdf"
            ))
            .exists()
        );
        let sealed = desk.run(&["seal", written]);
        assert_eq!(sealed.status, 0, "{sealed:?}");
        assert!(
            fs::read_to_string(&summary).unwrap().contains("sealed ="),
            "the file on disk"
        );
    }
}

#[test]
#[cfg(target_os = "linux")]
fn two_names_that_differ_in_composition_alone_are_named() {
    let desk = Desk::new();
    let site = desk.path("site");
    for name in ["caf\u{E9}", "cafe\u{301}"] {
        put(
            &site,
            &format!("content/articles/treaty/{name}.svg"),
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        );
    }
    let said = desk.refused("file-name");
    assert!(said.contains("NFC and NFD"), "{said}");
    fs::remove_file(site.join("content/articles/treaty/cafe\u{301}.svg")).unwrap();
    assert_eq!(desk.run(&["build", "-q"]).status, 0);
}

#[cfg(unix)]
mod links_and_pipes {
    use super::*;
    use crate::common::server::Server;
    use std::os::unix::fs::symlink;

    fn pipe(at: &Path) {
        let made = Command::new("mkfifo")
            .arg(at)
            .status()
            .expect("mkfifo runs");
        assert!(made.success());
    }

    #[test]
    fn a_folder_of_sources_behind_a_broken_link_is_not_emptied() {
        let desk = Desk::new();
        let content = desk.path("site/content");
        fs::rename(&content, desk.path("disk")).unwrap();
        symlink("../disk", &content).unwrap();
        desk.build();
        fs::rename(desk.path("disk"), desk.path("away")).unwrap();
        desk.refused("symlink-broken");
        let forced = desk.run(&["build", "--allow-empty"]);
        assert_eq!(forced.status, 1, "a broken link is never meant: {forced:?}");
        fs::rename(desk.path("away"), desk.path("disk")).unwrap();
        symlink("../nothing", desk.path("site/themes")).unwrap();
        desk.refused("symlink-broken");
        fs::remove_file(desk.path("site/themes")).unwrap();
        desk.build();
    }

    /// A file may be replaced by a link after the site was loaded.
    #[test]
    fn serve_follows_no_link_that_took_the_place_of_a_file() {
        let desk = Desk::new();
        let article = desk.path("site/content/articles/treaty");
        let summary = article.join("summary.en.md");
        let text = fs::read_to_string(&summary).unwrap();
        fs::write(
            &summary,
            format!("{text}\n[Map](late.bin), [plan](in/late.pdf)\n"),
        )
        .unwrap();
        fs::write(article.join("late.bin"), "fine").unwrap();
        put(&article, "in/late.pdf", "fine");
        put(desk.0.path(), "secret", "secret");
        put(desk.0.path(), "folder/late.pdf", "secret");
        let server = Server::start(&desk.path("site"), &["--poll"]);
        let get = |path: &str| {
            let page = format!("{}/en/articles/treaty/{path}", server.base);
            server.get(&page).text()
        };
        assert_eq!(
            (get("late.bin"), get("in/late.pdf")),
            ("fine".into(), "fine".into())
        );
        fs::remove_file(article.join("late.bin")).unwrap();
        symlink(desk.path("secret"), article.join("late.bin")).unwrap();
        fs::remove_dir_all(article.join("in")).unwrap();
        symlink(desk.path("folder"), article.join("in")).unwrap();
        // Before the change is noticed, and after it.
        for moment in 0..20 {
            for path in ["late.bin", "in/late.pdf"] {
                let answer = get(path);
                assert!(!answer.contains("secret"), "{moment}: {answer}");
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Every name that Mujaz uses for itself, as a link to a file that must stay.
    #[test]
    fn nothing_is_written_through_a_link() {
        let desk = Desk::new();
        put(desk.0.path(), "site/config.toml", {
            let config = fs::read_to_string(desk.path("site/config.toml")).unwrap();
            let config = config.replace("https://example.org/", "https://harbour-brief.net/");
            format!("{config}\n[deploy.disk]\nto = \"../disk\"\n")
        });
        desk.build();
        assert_eq!(desk.run(&["deploy", "-q"]).status, 0);
        let precious = desk.path("precious");
        let state = [
            "lock",
            "manifest.new",
            "manifest",
            "journal.new",
            "journal",
            "failed",
            "stage",
            ".gitignore",
        ];
        let summary = "site/content/articles/treaty/.summary.en.md.mujaz-new";
        let record = [
            "disk/.mujaz-deploy.json",
            "disk/.mujaz-deploy.lock",
            "disk/.mujaz-deploy.tmp",
        ];
        let state = state.map(|name| format!("site/public/.mujaz/{name}"));
        let places = state
            .iter()
            .map(String::as_str)
            .chain([summary])
            .chain(record);
        for place in places {
            fs::write(&precious, "precious").unwrap();
            let at = desk.path(place);
            let _ = fs::remove_file(&at);
            let _ = fs::remove_dir_all(&at);
            symlink(&precious, &at).unwrap();
            let about = desk.path("site/content/pages/about.en.md");
            let text = fs::read_to_string(&about).unwrap();
            fs::write(&about, format!("{text}\nOne more sentence on {place}.\n")).unwrap();
            desk.run(&["build"]);
            // A build that fails leaves a file that says so.
            fs::rename(&about, desk.path("about")).unwrap();
            fs::write(&about, "+++\nnonsense\n+++\n").unwrap();
            desk.run(&["build"]);
            fs::rename(desk.path("about"), &about).unwrap();
            desk.run(&["seal", "treaty"]);
            desk.run(&["deploy", "--break-lock"]);
            assert_eq!(
                fs::read_to_string(&precious).unwrap(),
                "precious",
                "{place}"
            );
            let _ = fs::remove_file(&at);
        }
    }

    /// Who makes a checkout can put a list of outputs into it that names other files, with their right digests.
    #[test]
    fn what_the_output_folder_says_of_itself_removes_nothing_elsewhere() {
        let sealed = |text: &str| format!("{}\n{text}", blake3::hash(text.as_bytes()).to_hex());
        let precious = "precious";
        let digest = blake3::hash(precious.as_bytes()).to_hex();
        for path in [
            "../precious",
            "a/../../precious",
            "link/precious",
            "./../precious",
            ".mujaz/../../precious",
            "ABSOLUTE/precious",
        ] {
            let desk = Desk::new();
            desk.build();
            let site = desk.path("site");
            fs::write(site.join("precious"), precious).unwrap();
            symlink("..", site.join("public/link")).unwrap();
            let path = path.replace("ABSOLUTE", site.to_str().unwrap());
            let stat = fs::metadata(site.join("precious")).unwrap();
            let time = stat
                .modified()
                .unwrap()
                .duration_since(std::time::UNIX_EPOCH);
            let line = format!("{digest} 8 {} {path}", time.unwrap().as_nanos());
            let state = site.join("public/.mujaz");
            let old = fs::read_to_string(state.join("manifest")).unwrap();
            let old = old
                .split_once('\n')
                .unwrap()
                .1
                .replace(":made-from ", ":made ");
            fs::write(state.join("manifest"), sealed(&format!("{old}{line}\n"))).unwrap();
            fs::write(
                state.join("journal"),
                sealed(&format!("put {line}\nover {line}\n")),
            )
            .unwrap();
            let ran = desk.run(&["build"]);
            let kept = fs::read_to_string(site.join("precious"));
            assert_eq!(kept.ok().as_deref(), Some(precious), "{path}: {ran:?}");
            // And the same when the list is trusted as a whole and nothing changes.
            let ran = desk.run(&["deploy", "-q"]);
            assert!(site.join("precious").exists(), "{path}: {ran:?}");
        }
    }

    /// A message would show words of the file, in the log of a host for example.
    #[test]
    fn a_configuration_elsewhere_is_not_read() {
        for name in ["config.toml", "config.staging.toml"] {
            let desk = Desk::new();
            let config = desk.path("site").join(name);
            put(
                desk.0.path(),
                "secret",
                "zebrafish = 1\nzebrafish root:x:0\n",
            );
            let _ = fs::remove_file(&config);
            symlink("../secret", &config).unwrap();
            let environment: &[&str] = match name {
                "config.toml" => &[],
                _ => &["--env", "staging"],
            };
            for command in [
                &["build"][..],
                &["check"],
                &["check", "--format", "json"],
                &["status"],
                &["deploy"],
                &["schema", "cms"],
                &["new", "page", "x"],
                &["seal", "treaty"],
            ] {
                let args = [command, environment].concat();
                let ran = desk.run(&args);
                let said = ran.out.clone() + &ran.err;
                assert!(!said.contains("zebrafish"), "{args:?}: {ran:?}");
                let is_named = ["build", "check"].contains(&command[0]);
                assert!(
                    !is_named || said.contains("symlink-outside"),
                    "{args:?}: {ran:?}"
                );
            }
            // Within the site it may be a link.
            fs::remove_file(&config).unwrap();
            let base = crate::common::repository("tests/diagnostics/base/config.toml");
            fs::copy(base, desk.path("site/shared.toml")).unwrap();
            symlink("shared.toml", &config).unwrap();
            let ran = desk.run(&[&["build", "-q"][..], environment].concat());
            assert_eq!(ran.status, 0, "{ran:?}");
        }
    }

    /// `new`, `theme copy` and `init` write only within their folder, even if it contains links.
    #[test]
    fn files_to_begin_with_are_written_within_the_site() {
        let names = [
            "new",
            "name",
            "x",
            "--kind",
            "place",
            "--spelling",
            "en=Quay",
            "--spelling",
            "ar=رصيف",
        ];
        for (link, args) in [
            ("content/articles", &["new", "article", "x"][..]),
            ("content/pages", &["new", "page", "x"]),
            ("content/editions", &["new", "edition", "2025-08-18"]),
            ("content/topics", &["new", "topic", "x"]),
            ("content/names.toml", &names),
            (
                "themes/nashra",
                &["theme", "copy", "templates/article.html"],
            ),
            (
                "themes/nashra/templates",
                &["theme", "copy", "templates/article.html"],
            ),
        ] {
            let desk = Desk::new();
            let (place, away) = (desk.path("site").join(link), desk.path("away"));
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            if fs::rename(&place, &away).is_err() {
                fs::create_dir(&away).unwrap();
            }
            symlink(&away, &place).unwrap();
            let before = tree(desk.0.path());
            let ran = desk.run(args);
            assert_ne!(ran.status, 0, "{link}: {ran:?}");
            assert!(tree(desk.0.path()) == before, "{link}: {ran:?}");
        }
        // Links within the site, and `content` on another disk, are no fault.
        let desk = Desk::new();
        let list = desk.path("site/content/names.toml");
        fs::create_dir(desk.path("site/content/shared")).unwrap();
        fs::rename(&list, desk.path("site/content/shared/names.toml")).unwrap();
        symlink("shared/names.toml", &list).unwrap();
        fs::rename(desk.path("site/content"), desk.path("disk")).unwrap();
        symlink("../disk", desk.path("site/content")).unwrap();
        for args in [&names[..], &["new", "article", "x"]] {
            let ran = desk.run(args);
            assert_eq!(ran.status, 0, "{ran:?}");
        }
        assert!(list.is_symlink(), "the link stays");
        assert!(fs::read_to_string(&list).unwrap().contains("Quay"));
        // A new site.
        for (link, target) in [
            ("config.toml", "away/x"),
            ("content", "away"),
            (".gitignore", "no"),
        ] {
            let folder = desk.path("new");
            let _ = fs::remove_dir_all(&folder);
            fs::create_dir_all(&folder).unwrap();
            fs::create_dir_all(desk.path("away")).unwrap();
            symlink(desk.path(target), folder.join(link)).unwrap();
            let ran = run(desk.0.path(), &["init", "new"]);
            assert_eq!(ran.status, 1, "{link}: {ran:?}");
            assert!(files(&desk.path("away")).is_empty(), "{link}");
            assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "{link}");
        }
    }

    #[test]
    fn what_is_no_regular_file_is_an_error_at_once() {
        let desk = Desk::new();
        pipe(&desk.path("site/pipe"));
        desk.build();
        let article = desk.path("site/content/articles/treaty");
        for name in ["a.jpg", "a.pdf", "summary.ko.md", "original.ko.md"] {
            symlink("../../../pipe", article.join(name)).unwrap();
            let said = desk.refused("file-unreadable");
            assert!(said.contains("neither a file nor a folder"), "{said}");
            assert_eq!(desk.run(&["check"]).status, 1);
            fs::remove_file(article.join(name)).unwrap();
            pipe(&article.join(name));
            desk.refused("file-unreadable");
            fs::remove_file(article.join(name)).unwrap();
        }
        for name in ["content/names.toml", "content/topics/economy/index.en.md"] {
            let place = desk.path("site").join(name);
            fs::rename(&place, desk.path("away")).unwrap();
            pipe(&place);
            desk.refused("file-unreadable");
            fs::rename(desk.path("away"), &place).unwrap();
        }
    }

    #[test]
    fn a_pipe_as_a_font_or_as_a_file_of_mujaz_is_an_error_at_once() {
        let desk = Desk::new();
        desk.build();
        for name in ["lock", "manifest", "journal"] {
            let place = desk.path("site/public/.mujaz").join(name);
            let _ = fs::rename(&place, desk.path("away"));
            pipe(&place);
            let ran = desk.run(&["build"]);
            assert_eq!(ran.status, 1, "{name}: {ran:?}");
            let deployed = desk.run(&["deploy"]);
            assert_ne!(deployed.status, 0, "{name}: {deployed:?}");
            fs::remove_file(&place).unwrap();
            let _ = fs::rename(desk.path("away"), &place);
        }
        desk.build();
        let config = fs::read_to_string(desk.path("site/config.toml")).unwrap();
        let cards = "[cards]\nfonts = [\"pipe\"]\n";
        pipe(&desk.path("site/pipe"));
        put(
            desk.0.path(),
            "site/config.toml",
            format!("{config}\n{cards}"),
        );
        let said = desk.run(&["build"]);
        assert_eq!(said.status, 2, "{said:?}");
        assert!(said.err.contains("card-font-unreadable"), "{said:?}");
        assert_eq!(desk.run(&["import", "pipe"]).status, 1);
        // Files that other commands read: the register that `new` extends, the last build for `seal`, and a
        // configuration above a new site.
        let names = desk.path("site/content/names.toml");
        fs::remove_file(&names).unwrap();
        pipe(&names);
        let spelling = ["--spelling", "en=X", "--spelling", "ar=X"];
        let new = [&["new", "name", "x", "--kind", "place"][..], &spelling].concat();
        assert_ne!(desk.run(&new).status, 0);
        fs::remove_file(&names).unwrap();
        let data = desk.path("site/public/en/articles/treaty/article.json");
        fs::remove_file(&data).unwrap();
        pipe(&data);
        desk.run(&["seal", "treaty"]);
        pipe(&desk.path("config.toml"));
        run(desk.0.path(), &["init", "beside"]);
        assert!(
            !files(&desk.path("site/content"))
                .iter()
                .any(|path| path.contains("pipe"))
        );
    }

    /// `import` adds to a linked list of publishers in the site, and writes nothing outside the site.
    #[test]
    fn import_writes_within_the_site() {
        let page = "<html lang=en><meta property=og:site_name content=\"The Gazette\"><title>Harbour</title><article><h1>Harbour</h1>\
                    <p>The harbour opened on Sunday, after nine years of work, said the ministry, and takes ships from spring on.</p></article></html>";
        let desk = Desk::new();
        let site = desk.path("site");
        put(desk.0.path(), "page.html", page);
        let list = site.join("content/publishers.toml");
        fs::create_dir(site.join("content/shared")).unwrap();
        fs::rename(&list, site.join("content/shared/all.toml")).unwrap();
        symlink("shared/all.toml", &list).unwrap();
        let ran = desk.run(&["import", "../page.html", "--slug", "one"]);
        assert_eq!(ran.status, 0, "{ran:?}");
        assert!(list.is_symlink(), "the link stays");
        assert!(fs::read_to_string(&list).unwrap().contains("Gazette"));

        let outside = desk.path("outside.toml");
        fs::rename(site.join("content/shared/all.toml"), &outside).unwrap();
        fs::remove_file(&list).unwrap();
        symlink(&outside, &list).unwrap();
        let before = fs::read_to_string(&outside)
            .unwrap()
            .replace("Gazette", "Other");
        fs::write(&outside, &before).unwrap();
        let ran = desk.run(&["import", "../page.html", "--again", "--slug", "two"]);
        assert_eq!(ran.status, 1, "{ran:?}");
        assert_eq!(fs::read_to_string(&outside).unwrap(), before);
        assert!(!site.join("content/articles/two").exists());

        fs::remove_file(&list).unwrap();
        fs::write(&list, &before).unwrap();
        fs::rename(site.join("content/articles"), desk.path("articles")).unwrap();
        symlink(desk.path("articles"), site.join("content/articles")).unwrap();
        let ran = desk.run(&["import", "../page.html", "--again", "--slug", "two"]);
        assert_eq!(ran.status, 1, "{ran:?}");
        assert!(!desk.path("articles/two").exists());
    }

    /// The next command removes leftovers of killed commands.
    #[test]
    fn what_killed_commands_left_is_removed() {
        let desk = Desk::new();
        let site = desk.path("site");
        put(
            &site,
            "content/articles/.import-77-article/original.en.md",
            "half",
        );
        put(&site, "content/.import-77-publishers.toml", "half");
        put(&site, "content/pages/.about.en.md.mujaz-new", "half");
        put(
            desk.0.path(),
            "page.txt",
            "The harbour opens\n\nThe harbour opened on Sunday, after nine years of work.\n",
        );
        let ran = desk.run(&["import", "../page.txt", "--language", "en"]);
        assert_eq!(ran.status, 0, "{ran:?}");
        desk.run(&["seal", "treaty"]);
        let left: Vec<_> = files(&site.join("content"))
            .into_iter()
            .filter(|path| path.contains("/."))
            .collect();
        assert!(left.is_empty(), "{left:?}");
        assert!(!site.join("content/articles/.import-77-article").exists());
        assert!(!site.join("content/.import-77-publishers.toml").exists());
    }
}
