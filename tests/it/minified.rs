//! Minifying changes nothing for readers: a page before and after it has the same elements, attributes and text, as a
//! browser reads them; and a page whose skeleton is minified is the page that is minified as a whole, byte for byte.
//!
//! The pages are those of the sample briefing and of all golden cases, with the built-in theme. Whoever changes a
//! template and meets a failure here: minify-html takes away the white space between inline elements that stand directly
//! in `div`, `nav`, `section`, `article`, `main`, `header`, `footer`, `blockquote` or `figure`; put them into a `p`, or
//! into a `span` each.

use std::fs;
use std::path::Path;

use crate::common::dom::{self, Piece};
use crate::common::{brief, copy_golden, copy_sample, golden_cases, put};
use mujaz::build::{styles, theme};
use mujaz::check::check as check_site;
use mujaz::diagnostic::any_error;
use mujaz::link::{BuildOptions, link};
use mujaz::load::load;
use mujaz::memo::Memo;
use mujaz::parse::parse;
use mujaz::plan::{RegisterMemos, plan};
use mujaz::render::{Renderer, Scratch, minified};

#[test]
fn the_sample_site_reads_the_same() {
    let folder = tempfile::tempdir().expect("a folder for the site");
    copy_sample(folder.path());
    let pages = check(folder.path());
    assert!(pages > 50, "only {pages} pages were compared");
}

#[test]
fn the_golden_sites_read_the_same_in_the_built_in_theme() {
    let mut pages = 0;
    for case in golden_cases() {
        let folder = tempfile::tempdir().expect("a folder for the site");
        copy_golden(&case, folder.path());
        let config = folder.path().join("config.toml");
        let config = fs::read_to_string(config).expect("a configuration");
        put(
            folder.path(),
            "config.toml",
            config.replace("\"plain\"", "\"nashra\""),
        );
        pages += check(folder.path());
    }
    assert!(pages > 200, "only {pages} pages were compared");
}

/// Compares every page of a site before and after minifying; gives how many it has.
fn check(folder: &Path) -> usize {
    let options = BuildOptions {
        drafts: true,
        base_url: None,
        ..BuildOptions::default()
    };
    let (sources, mut found) = load(folder);
    let (documents, parsed) = parse(&sources, &Memo::disabled());
    let (site, linked) = link(&documents, &sources, &options, &Memo::disabled());
    found.extend(parsed.into_iter().chain(linked));
    let site = site.expect("a site");
    let checked = check_site(&site, &sources, &Memo::disabled(), &mut found);
    let (plan, planned) = plan(&site, &checked, None, &RegisterMemos::disabled());
    found.extend(planned);
    let theme = theme(&site, &plan, &sources, &mut found);
    assert!(!any_error(&found), "{}", brief(&found));
    let theme = theme.expect("the built-in theme");
    let plain = Renderer::new(&theme, &plan, styles(&site, &theme), as_it_is);
    let tight = Renderer::new(&theme, &plan, styles(&site, &theme), minified);
    let whole = Renderer::without_skeletons(&theme, &plan, styles(&site, &theme), minified);
    let mut scratch = Scratch::default();
    let mut printed = |press: &Renderer<'_>, page: &_| {
        let done = press.render(page, &mut scratch);
        done.expect("a page of the built-in theme");
        scratch.page.clone()
    };
    for job in &plan.jobs {
        let page = plan.page(job);
        let (before, after) = (printed(&plain, &page), printed(&tight, &page));
        let by_page = printed(&whole, &page);
        assert!(
            after == by_page,
            "{}: minified by its skeleton, it is another page than minified as a whole:\n{after}\n{by_page}",
            page.output
        );
        let (before, after) = (dom::read(&before), dom::read(&after));
        if let Some(difference) = first_difference(&before, &after) {
            panic!(
                "{} reads differently once it is minified:\n{difference}",
                page.output
            );
        }
    }
    plan.jobs.len()
}

/// Returns a shell without minification.
fn as_it_is(shell: &[u8]) -> String {
    String::from_utf8(shell.to_vec()).expect("templates in UTF-8")
}

/// Returns the first difference of two pages, with the text before it.
fn first_difference(before: &[Piece], after: &[Piece]) -> Option<String> {
    let same = before.iter().zip(after).take_while(|(b, a)| b == a).count();
    if same == before.len() && same == after.len() {
        return None;
    }
    let context = &before[same.saturating_sub(4)..same];
    let shown = |pieces: &[Piece]| {
        format!(
            "{:?}",
            pieces[same.min(pieces.len())..]
                .iter()
                .take(3)
                .collect::<Vec<_>>()
        )
    };
    Some(format!(
        "  after   {context:?}\n  before  {}\n  then    {}",
        shown(before),
        shown(after)
    ))
}

/// Page before, page after, and whether they are equivalent: checks that the comparison detects differences.
#[test]
fn a_difference_would_be_seen() {
    for (before, after, same) in [
        ("<p> a  b </p>\n<p>c</p>", "<p>a b</p><p>c</p>", true),
        (
            "<nav><a>x</a> <a>y</a></nav>",
            "<nav><a>x</a><a>y</a></nav>",
            false,
        ),
        (
            "<nav> <a>x</a> <a>y</a> </nav>",
            "<nav><a>x</a> <a>y</a></nav>",
            true,
        ),
        ("<p>a <b>b</b></p>", "<p>a<b>b</b></p>", false),
        ("<p>a\u{A0}b</p>", "<p>a b</p>", false),
        ("<div>a <p>b</p> c</div>", "<div>a<p>b</p>c</div>", true),
        ("<p>a <img> b</p>", "<p>a<img>b</p>", false),
        ("<p>a<br> b</p>", "<p>a<br>b</p>", true),
        ("<pre> a\n  b</pre>", "<pre> a b</pre>", false),
        (
            "<textarea>\n\n a</textarea>",
            "<textarea>\n a</textarea>",
            false,
        ),
        (
            "<a href=\"/?a&amp;copy=1\">x</a>",
            "<a href=\"/?a&copy=1\">x</a>",
            true,
        ),
        (
            "<a href=\"/?a&amp;copy_x\">x</a>",
            "<a href=\"/?a&copy_x\">x</a>",
            false,
        ),
        (
            "<a href=\"/?a&amp;copy;\">x</a>",
            "<a href=\"/?a&copy;\">x</a>",
            false,
        ),
        ("<p lang=\"\">x</p>", "<p>x</p>", false),
        (
            "<p id=a class=b>x</p>",
            "<p class=\"b\" id=\"a\">x</p>",
            true,
        ),
        (
            "<table><tr><td>x</table>",
            "<table><tbody><tr><td>x</td></tr></tbody></table>",
            true,
        ),
        (
            "<ul><li>a<li>b</ul>",
            "<ul><li>a</li> <li>b</li></ul>",
            true,
        ),
        ("<!-- note --><p>a", "<p>a</p>", true),
    ] {
        let difference = first_difference(&dom::read(before), &dom::read(after));
        assert_eq!(
            difference.is_none(),
            same,
            "{before}\n{after}\n{difference:?}"
        );
    }
}

/// Constructs in templates, and whether minifying leaves them unchanged. Changed ones should not be used in a template;
/// bodies never go through the minifier.
#[test]
fn what_the_minifier_leaves_alone_is_known() {
    for (body, survives) in [
        ("<a href=\"/?a=1&amp;copy=2&amp;lang=ar\">x</a>", true),
        ("<a href=\"/?a=1&amp;copy_x=2\">x</a>", true),
        (
            "<a href=\"\" title=\"&amp;lt; &amp;amp; &quot;'&#39;\">x</a>",
            true,
        ),
        ("<p>&amp;lt; &amp;copy; &lt;b&gt; &amp;copy_x</p>", true),
        (
            "<img src=\"a.png\" alt=\"\"><img src=\"b.png\" alt=\" \">",
            true,
        ),
        ("<details open><summary>x</summary>y</details>", true),
        (
            "<table><caption>a</caption><tr><th>b</th><td>c</td></tr></table>",
            true,
        ),
        ("<p>a</p> b <p>c</p>", true),
        ("<p><b> a </b> <i> b </i></p>", true),
        ("<ul><li><b>a</b> <i>b</i></li></ul>", true),
        ("<p>\u{2068}a\u{2069} \u{A0} b</p>", true),
        ("<pre>\n\n a\n  b\n</pre>", true),
        ("<textarea>\n\n a </textarea>", true),
        (
            "<script type=\"application/ld+json\">{\"a\": \"<\\/script> & <b>\"}</script>",
            true,
        ),
        ("<noscript><p>x</p></noscript>", true),
        (
            "<svg viewBox=\"0 0 1 1\"><path d=\"M 0 0 L 1 1\"/><title>a</title></svg>",
            true,
        ),
        ("<nav><b>a</b> <i>b</i></nav>", false),
        ("<time>a</time> <small>b</small>", false),
        ("<p lang=\"\">x</p>", false),
        ("<p dir=\"\">x</p>", false),
        ("<p class=\"\">x</p>", false),
        ("<input value=\"\">", false),
    ] {
        let shell =
            format!("<!doctype html><html lang=\"ar\"><head></head><body>{body}</body></html>");
        let after = minified(shell.as_bytes());
        let difference = first_difference(&dom::read(&shell), &dom::read(&after));
        assert_eq!(
            difference.is_none(),
            survives,
            "{body}\n{after}\n{difference:?}"
        );
    }
}
