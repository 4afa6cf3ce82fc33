//! Time that grows with the text, and no faster: each shape of hostile text is checked at one size and at twice the size.
//!
//! The processor time of the command counts, not the time that passes, so that a busy machine does not matter. A shape is
//! made longer until it takes long enough to be compared, or has half a megabyte. The time that an empty shape takes is
//! subtracted. Noise makes a single ratio too high or too low: a shape fails if each of several tries fails. `MUJAZ` names the
//! program, if not the one of this build, since a debug build takes ten times as long.

use std::fmt::Write;
use std::process::{Command, Stdio};

use crate::common::{copy, put, repository};

/// Maximum ratio of the time for twice the text.
const MOST: f64 = 2.6;

/// Processor time that is compared, in seconds.
const ENOUGH: f64 = 0.2;

/// A text for which a limit of Mujaz bounds the time takes less than this, in seconds: it must stay below it until twice the
/// text takes at most [`MOST`] times as long.
const LIMIT: f64 = 12.0;

/// A shape is not made longer than this to take [`ENOUGH`] time, in bytes.
const LONGEST: usize = 512 * 1024;

/// The files of a site, or an `article` to import.
type Files = Vec<(String, String)>;

/// A kind of text, by the number of its parts.
type Shape = (&'static str, fn(usize) -> Files);

const SUMMARY: &str = "content/articles/treaty/summary.en.md";
const ORIGINAL: &str = "content/articles/treaty/original.en.md";
const ARABIC_ORIGINAL: &str = "content/articles/treaty/original.ar.md";

/// Adds a text to the original and the summary of an article.
fn both(text: String) -> Files {
    vec![(ORIGINAL.into(), text.clone()), (SUMMARY.into(), text)]
}

fn summary(text: String) -> Files {
    vec![(SUMMARY.into(), text)]
}

/// Adds keys to the front matter of a summary.
fn front(keys: String) -> Files {
    vec![(format!("{SUMMARY}+"), keys)]
}

fn site(path: &str, text: String) -> Files {
    vec![(path.into(), text)]
}

/// An article of a page to import, with a text in it.
fn page(html: &str) -> Files {
    let text = "<p>The harbour opened on Sunday, after nine years of work, said the ministry.</p>"
        .repeat(4);
    let page = format!(
        "<html lang=en><title>Harbour</title><article><h1>Harbour</h1>{text}{html}</article></html>"
    );
    site("article.html", page)
}

/// A description of an article, for programs, that has these members.
fn json_ld(members: &str) -> String {
    format!("<script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",{members}}}</script>")
}

/// Joins the results of a function for each number.
fn each(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

const MARKDOWN: [Shape; 20] = [
    ("lists in lists", |n| both("- ".repeat(n) + "a")),
    ("quotations in quotations", |n| both("> ".repeat(n) + "a")),
    ("items", |n| both("- a\n".repeat(n))),
    ("open emphasis", |n| both("*a **b ".repeat(n))),
    ("open brackets", |n| both("[".repeat(n))),
    ("open links", |n| both("[a](".repeat(n))),
    ("links", |n| summary(each(n, |i| format!("[a](x{i}.pdf) ")))),
    ("backticks", |n| both("`a".repeat(n))),
    ("link definitions", |n| {
        both(each(n, |i| format!("[a{i}]: /x\n")))
    }),
    ("links by reference", |n| {
        summary(each(n, |i| {
            format!("[a{i}]\n\n[a{i}]: https://x.example/{i}\n\n")
        }))
    }),
    ("footnotes", |n| {
        both(each(n, |i| format!("x[^{i}]\n\n[^{i}]: y\n\n")))
    }),
    ("unknown footnotes", |n| {
        summary(each(n, |i| format!("x[^z{i}] ")))
    }),
    ("rows", |n| {
        both("|a|b|\n|-|-|\n".to_owned() + &"|1|2|\n".repeat(n))
    }),
    ("tags", |n| both("<b>".repeat(n) + "a" + &"</b>".repeat(n))),
    ("comments in a paragraph", |n| both("<!-- a --> ".repeat(n))),
    ("attributes of a tag", |n| {
        both(format!("<p {}>x</p>", each(n, |i| format!("data-a{i}=x "))))
    }),
    ("open tags", |n| both(format!("<div>\n{}", "<a ".repeat(n)))),
    ("open tags before an end", |n| {
        both(format!("<div>\n{}b='>", "<a ".repeat(n)))
    }),
    ("references to control characters", |n| {
        both("a &#x1; ".repeat(n))
    }),
    ("escaped references", |n| both("a \\&#x1; ".repeat(n))),
];

/// Adds a text to an original and a summary in different languages.
fn both_languages(text: String) -> Files {
    vec![
        (ARABIC_ORIGINAL.into(), text.clone()),
        (SUMMARY.into(), text),
    ]
}

const WORDS: [Shape; 21] = [
    ("stretched letters", |n| summary("ـ".repeat(n))),
    ("runs of two scripts with figures", |n| {
        summary("وقّع KCNA و5% ".repeat(n))
    }),
    ("what looks like citations", |n| {
        summary("[p.3] (p3) [3] ".repeat(n))
    }),
    ("amounts in a sentence", |n| {
        both("5 million and ".repeat(n))
    }),
    ("amounts in two languages", |n| {
        both_languages("5 million and ".repeat(n))
    }),
    ("quoted figures in a sentence", |n| {
        both(each(n, |i| {
            format!("“the {i} ships of the state came in” ")
        }))
    }),
    ("quoted figures in two languages", |n| {
        both_languages(each(n, |i| {
            format!("“the {i} ships of the state came in” ")
        }))
    }),
    ("numbers without white space", |n| both("1,".repeat(n))),
    ("numbers", |n| both("1 ".repeat(n))),
    ("ranges", |n| both("1-".repeat(n))),
    ("numbers in words", |n| {
        summary("one hundred and ".repeat(n))
    }),
    ("dates", |n| summary("5 May 2024 ".repeat(n))),
    ("different figures", |n| {
        both(each(n, |i| {
            format!(
                "The port took {} ships in {}.\n\n",
                i * 7 + 3,
                1900 + i % 100
            )
        }))
    }),
    ("a word again and again", |n| both("a ".repeat(n))),
    ("one long word", |n| both("ab".repeat(n))),
    ("quotation marks in each other", |n| {
        both("«".repeat(n) + "x" + &"»".repeat(n))
    }),
    ("open quotation marks", |n| both("“a ".repeat(n))),
    ("straight quotation marks", |n| both("\"a ".repeat(n))),
    ("quotations", |n| {
        both(each(n, |i| {
            format!("He said “word {i} of the state is good” [p1]. ")
        }))
    }),
    ("capitals", |n| summary(each(n, |i| format!("Kim{i} ")))),
    ("citations", |n| {
        summary(each(n, |i| format!("Five [p{}]. ", i % 9 + 1)))
    }),
];

/// Lists so many people.
fn people(key: &str, count: usize) -> String {
    format!("{key} = [{}]\n", each(count, |i| format!("\"Name {i}\",")))
}

/// Has the site built, not only checked.
fn built(mut files: Files) -> Files {
    files.push(("build".into(), String::new()));
    files
}

const SITES: [Shape; 17] = [
    ("headings with ids and topics", |n| {
        built(summary(each(n, |i| {
            format!("## h {{ #x{i} topic=economy }}\n\n")
        })))
    }),
    ("equal headings", |n| both("a\n=\n".repeat(n))),
    ("headings with topics", |n| {
        summary("## a { topic=economy }\n\nText.\n\n".repeat(n))
    }),
    ("unknown topics", |n| {
        summary(each(n, |i| format!("## a {{ topic=t{i} }}\n\n")))
    }),
    ("topics of front matter", |n| {
        front(format!(
            "topics = [{}]\n",
            each(n, |i| format!("\"t{i}\","))
        ))
    }),
    ("authors", |n| built(front(people("authors", n)))),
    ("translators", |n| built(front(people("translators", n)))),
    ("reviewers", |n| built(front(people("reviewers", n)))),
    ("aliases", |n| {
        built(front(format!(
            "aliases = [{}]\n",
            each(n, |i| format!("\"/x/{i}/\","))
        )))
    }),
    ("unknown keys", |n| {
        front(each(n, |i| format!("k{i} = 1\n")))
    }),
    ("faulty lines", |n| front("=\n".repeat(n))),
    ("lists of TOML", |n| {
        front(format!("extra.a = {}{}\n", "[".repeat(n), "]".repeat(n)))
    }),
    ("dotted keys", |n| {
        front(format!("extra{} = 1\n", ".a".repeat(n)))
    }),
    ("names", |n| {
        let name = |i| {
            format!(
                "\n[[name]]\nid = \"n{i}\"\nkind = \"person\"\nen = \"Karim N{i}\"\nar = \"كريم ن{i}\"\n"
            )
        };
        let mut files = site("content/names.toml", each(n, name));
        files.extend(summary(each(n, |i| format!("Karim N{i} spoke [p1].\n\n"))));
        files
    }),
    ("variants", |n| {
        let variants = each(n, |i| format!("\"Kareem{i}\","));
        let name = format!(
            "\n[[name]]\nid = \"n\"\nkind = \"person\"\nen = \"Karim\"\nvariants.en = [{variants}]\n"
        );
        site("content/names.toml", name)
    }),
    ("publishers", |n| {
        site(
            "content/publishers.toml",
            each(n, |i| {
                format!("\n[q{i}]\nname.en = \"P{i}\"\nname.ar = \"ن{i}\"\n")
            }),
        )
    }),
    ("files", |n| {
        let file = |i| (format!("content/articles/treaty/x{i}.pdf"), "x".into());
        (0..n / 10).map(file).collect()
    }),
];

const PAGES: [Shape; 20] = [
    ("paragraphs", |n| {
        page(&"<p>The harbour takes ships from spring on.</p>".repeat(n))
    }),
    ("elements in elements", |n| page(&"<div>".repeat(n))),
    ("open formatting", |n| page(&"<p><b>".repeat(n))),
    ("crossed formatting", |n| {
        page(&"<a><b><i></a></b></i>".repeat(n))
    }),
    ("links in a row", |n| {
        page(&format!("<p>{}", "<a href=x>x</a> ".repeat(n)))
    }),
    ("rows of a table", |n| {
        page(&format!("<table>{}", "<tr><td>x<td>5".repeat(n)))
    }),
    ("open comments", |n| page(&"<!--".repeat(n))),
    ("attributes", |n| {
        page(&format!("<p {}>x", each(n, |i| format!("a{i}=x "))))
    }),
    ("open lists", |n| page(&"<ul><li>x".repeat(n))),
    ("no-break spaces", |n| {
        page(&format!("<p>{}", "a &nbsp; ".repeat(n)))
    }),
    ("ampersands", |n| {
        page(&format!("<p>{}", "a&amp;".repeat(n)))
    }),
    ("quotation marks", |n| {
        page(&format!("<p>{}", "«a» ".repeat(n)))
    }),
    ("ampersands in an attribute", |n| {
        page(&format!("<p>a <img src='x?{}'>", "&amp;a".repeat(n)))
    }),
    ("open scripts", |n| page(&"<script>".repeat(n))),
    ("authors of JSON-LD", |n| {
        page(&json_ld(&format!(
            "\"author\":[{}\"x\"]",
            each(n, |i| format!("\"Jane {i}\","))
        )))
    }),
    ("references of JSON-LD", |n| {
        let authors = each(n, |i| format!("{{\"@id\":\"{i}\"}},"));
        page(&json_ld(&format!(
            "\"author\":[{authors}{{\"@id\":\"0\"}}]"
        )))
    }),
    ("a text in JSON-LD", |n| {
        page(&json_ld(&format!(
            "\"articleBody\":\"{}\"",
            "a &nbsp; ".repeat(n)
        )))
    }),
    ("links to files", |n| {
        site(
            "article.md",
            format!("# Harbour\n\n{}", "[a](b(c)) ".repeat(n)),
        )
    }),
    ("references in Markdown", |n| {
        site(
            "article.md",
            format!("# Harbour\n\n{}", "a &#x1; ".repeat(n)),
        )
    }),
    ("lines of text", |n| {
        site(
            "article.txt",
            "The harbour opened on Sunday, said the ministry.\n".repeat(n),
        )
    }),
];

/// Returns the processor time of the command for these files, in seconds.
fn time(files: &Files) -> f64 {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    copy(&repository("tests/diagnostics/base"), root);
    let mut args = vec!["check", "-q", "--site"];
    for (path, text) in files {
        if path == "build" {
            args[0] = "build";
            continue;
        }
        if path.starts_with("article.") {
            args = vec!["import", path, "--site"];
            put(root, path, text);
            continue;
        }
        #[cfg(unix)]
        if let Some(link) = path.strip_suffix('@') {
            let link = root.join(link);
            std::fs::create_dir_all(link.parent().expect("a folder")).expect("a folder");
            std::os::unix::fs::symlink(text, link).expect("a link");
            continue;
        }
        if path == ARABIC_ORIGINAL {
            std::fs::rename(root.join(ORIGINAL), root.join(path)).expect("an original");
        }
        let file = path.trim_end_matches('+');
        let mut whole = std::fs::read_to_string(root.join(file)).unwrap_or_default();
        match path.ends_with('+') {
            true => whole = whole.replacen("+++\n", &format!("+++\n{text}"), 1),
            false => write!(whole, "\n\n{text}\n").expect("a String takes any text"),
        }
        put(root, file, whole);
    }
    // The shell's `times` has the processor time of its children, in its second line: `0m0.150s 0m0.020s`.
    let script = "ulimit -t 100; \"$@\" >/dev/null 2>&1; times";
    let program = std::env::var("MUJAZ").unwrap_or(env!("CARGO_BIN_EXE_mujaz").into());
    let output = Command::new("sh")
        .args(["-c", script, "sh", &program])
        .args(args)
        .arg(".")
        .current_dir(root)
        .stdin(Stdio::null())
        .output()
        .expect("a shell");
    let output = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = output.lines().nth(1).expect("the times of children");
    let times = line.split_whitespace().filter_map(|time| {
        let (minutes, seconds) = time.trim_end_matches('s').split_once('m')?;
        Some(minutes.parse::<f64>().ok()? * 60.0 + seconds.parse::<f64>().ok()?)
    });
    times.sum()
}

/// Checks that twice the text takes at most [`MOST`] times as long, for each shape.
fn hold(shapes: &[Shape], nothing: fn(usize) -> Files) {
    let base = (0..3).map(|_| time(&nothing(0))).fold(f64::MAX, f64::min);
    let mut failed = String::new();
    for (name, shape) in shapes {
        let cost = |n| (time(&shape(n)) - base).max(0.0);
        let mut n = 250;
        let mut single = cost(n);
        let size = |n| shape(n).iter().map(|(_, text)| text.len()).sum::<usize>();
        while single < ENOUGH && size(2 * n) < LONGEST {
            n *= 2;
            single = cost(n);
        }
        let mut double = cost(2 * n);
        loop {
            for _ in 0..3 {
                if double <= MOST * single.max(ENOUGH) {
                    break;
                }
                // Noise only adds time.
                (single, double) = (single.min(cost(n)), double.min(cost(2 * n)));
            }
            // A limit on what is compared may lie beyond this size.
            if double <= MOST * single.max(ENOUGH) || double > LIMIT {
                break;
            }
            n *= 2;
            (single, double) = (double, cost(2 * n));
        }
        let shown = format!("{name}: {n} parts take {single:.2} s, twice as many {double:.2} s\n");
        eprint!("{shown}");
        if double > MOST * single.max(ENOUGH) {
            failed.push_str(&shown);
        }
    }
    assert!(
        failed.is_empty(),
        "the time grows faster than the text:\n{failed}"
    );
}

/// Each person has a page that lists the article with all of its people, so their number is limited.
#[test]
fn a_list_of_people_has_a_limit() {
    for (count, is_refused) in [(100, false), (101, true)] {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        copy(&repository("tests/diagnostics/base"), root);
        for key in ["authors", "translators", "reviewers"] {
            let text = std::fs::read_to_string(root.join(SUMMARY)).expect("a summary");
            let keys = people(key, count);
            put(
                root,
                SUMMARY,
                text.replacen("+++\n", &format!("+++\n{keys}"), 1),
            );
        }
        let mut check = Command::new(env!("CARGO_BIN_EXE_mujaz"));
        let output = check.args(["check", "--site"]).arg(root).output();
        let output = output.expect("it runs").stderr;
        let found = String::from_utf8_lossy(&output)
            .matches("has more than 100 names")
            .count();
        assert_eq!(found, if is_refused { 3 } else { 0 }, "{count}");
    }
}

#[test]
#[ignore = "takes minutes: MUJAZ=target/release/mujaz cargo test --test it growth:: -- --ignored"]
fn markdown_takes_time_in_proportion() {
    hold(&MARKDOWN, |_| Files::new());
}

#[test]
#[ignore = "takes minutes: MUJAZ=target/release/mujaz cargo test --test it growth:: -- --ignored"]
fn words_take_time_in_proportion() {
    hold(&WORDS, |_| Files::new());
}

#[test]
#[ignore = "takes minutes: MUJAZ=target/release/mujaz cargo test --test it growth:: -- --ignored"]
fn registers_and_front_matter_take_time_in_proportion() {
    hold(&SITES, |_| Files::new());
}

#[test]
#[ignore = "takes minutes: MUJAZ=target/release/mujaz cargo test --test it growth:: -- --ignored"]
fn pages_to_import_take_time_in_proportion() {
    hold(&PAGES, |_| page(""));
}

/// Folders with two links each to the next one.
#[test]
#[ignore = "takes minutes: MUJAZ=target/release/mujaz cargo test --test it growth:: -- --ignored"]
#[cfg(unix)]
fn folders_of_links_take_time_in_proportion() {
    hold(
        &[("folders of links", |n| {
            let link = |i| {
                [
                    (
                        format!("content/articles/treaty/d{i}/a@"),
                        format!("../d{}", i + 1),
                    ),
                    (
                        format!("content/articles/treaty/d{i}/b@"),
                        format!("../d{}", i + 1),
                    ),
                ]
            };
            (0..n / 10).flat_map(link).collect()
        })],
        |_| Files::new(),
    );
}
