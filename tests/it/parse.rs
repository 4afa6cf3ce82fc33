//! The conversion of Markdown: tables of text and HTML for trusted and untrusted texts, and properties of any text.
//!
//! In the tables, holes are filled so that they can be read: `<p p1>` is numbered paragraph 1, `{cite p1}` a citation,
//! `href="{to x.md}"` a link within the site, `<h2` a heading whose level the page may change.

use std::ops::Range;
use std::sync::Arc;

use crate::common::dom::{self, Piece};
use mujaz::diagnostic::Diagnostic;
use mujaz::load::Sources;
use mujaz::parse::document;
use mujaz::parse::html::Hole;
use mujaz::parse::markdown::{Body, Cites, LinkUse, MarkdownInput, Trust, body, web_href};
use mujaz::parse::prose::ProseBlockKind;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser};

fn parsed(text: &str, trust: Trust) -> (Body, Vec<Diagnostic>) {
    parsed_in("en", text, trust)
}

fn parsed_in(lang: &str, text: &str, trust: Trust) -> (Body, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let path: Arc<str> = "x.md".into();
    let input = MarkdownInput {
        path: &path,
        file: text,
        start: 0,
        trust,
        cites: Cites::Original,
        lang,
        head: &[],
    };
    let body = body(&input, &mut found);
    (body, found)
}

/// A part of a body's HTML with its holes filled for people.
fn shown(body: &Body, part: Range<usize>) -> String {
    filled(body, part, |hole| match hole {
        Hole::Id(id) => format!(" id=\"{}\"", body.html.ids[id as usize]),
        Hole::Local(id) => format!("#{}", body.html.ids[id as usize]),
        Hole::Link(index) => match &body.links[index as usize] {
            link if link.used == LinkUse::Web => web_href(&link.target).replace('&', "&amp;"),
            link => format!("{{to {}}}", link.target),
        },
        Hole::Citation(index) => {
            let paragraphs = &body.citations[index as usize].paragraphs;
            let ranges = paragraphs
                .iter()
                .map(|range| match (range.start(), range.end()) {
                    (first, last) if first == last => format!("p{first}"),
                    (first, last) => format!("p{first}-p{last}"),
                });
            format!("{{cite {}}}", ranges.collect::<Vec<_>>().join(", "))
        }
        Hole::Picture(index) => format!("{{picture {index}}}"),
        Hole::PictureCopies(_) => "{copies}".into(),
        Hole::PictureSize(_) => "{size}".into(),
        Hole::PictureLoading(_) => "{loading}".into(),
        Hole::Paragraph(number) => format!(" p{number}"),
        Hole::Number(number) => number.to_string(),
        Hole::Amount(index) => body.html.amounts[index as usize].clone(),
        Hole::FigureStart(_) | Hole::FigureEnd(_) | Hole::NumbersLabel => String::new(),
        Hole::RunStart(_) | Hole::RunEnd(_) => String::new(),
        Hole::Level(level) => level.to_string(),
    })
}

fn filled(body: &Body, part: Range<usize>, fill: impl Fn(Hole) -> String) -> String {
    let mut out = String::new();
    let mut at = part.start;
    for (place, hole) in body.html.holes_in(&part) {
        let place = *place as usize;
        out.push_str(&body.html.text[at..place]);
        out.push_str(&fill(*hole));
        at = place;
    }
    out.push_str(&body.html.text[at..part.end]);
    out
}

fn html(text: &str, trust: Trust) -> String {
    let body = parsed(text, trust).0;
    let html = shown(&body, 0..body.html.text.len());
    html.trim_end().replace('\u{A0}', "&nbsp;")
}

fn check(trust: Trust, table: &[(&str, &str)]) {
    let wrong: Vec<_> = table
        .iter()
        .map(|(text, expected)| (text, html(text, trust), expected))
        .filter(|(_, got, expected)| got != *expected)
        .map(|(text, got, expected)| format!("{text}\n   got: {got}\nwanted: {expected}\n"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Returns the prose of a text, a block per line, each with its kind and number, and the source of each word in the
/// file.
fn prose(text: &str, trust: Trust) -> String {
    let body = parsed(text, trust).0;
    let read = body.prose.text(text);
    let mut lines = Vec::new();
    for block in &body.prose.blocks {
        let kind = match block.kind {
            ProseBlockKind::Heading => "#",
            ProseBlockKind::Item => "-",
            ProseBlockKind::Quotation => ">",
            ProseBlockKind::Cell { is_first: true } => "||",
            ProseBlockKind::Cell { is_first: false } => "|",
            _ => "",
        };
        let number = block.paragraph.map_or(String::new(), |n| format!("p{n}"));
        let mut words = read[block.range()].to_owned();
        for (index, place) in body.prose.citations.iter().enumerate().rev() {
            let place = *place as usize;
            if block.range().contains(&place) || block.end as usize == place {
                words.insert_str(place - block.start as usize, &format!("^{}", index + 1));
            }
        }
        lines.push(format!("{kind}{number}:{words}"));
    }
    lines.join(" / ")
}

#[test]
fn prose_is_what_a_reader_reads() {
    let table: &[(Trust, &str, &str)] = &[
        (Trust::Trusted, "", ""),
        (Trust::Trusted, "One *two* **th**ree.", ":One two three."),
        (
            Trust::Trusted,
            "One\ntwo  \nthree<br>four",
            ":One two three four",
        ),
        (
            Trust::Trusted,
            "A &amp; b &lt; 5&percnt; \\*c\\*",
            ":A & b < 5% *c*",
        ),
        (
            Trust::Trusted,
            "Up 35% [p6]. Down 28% [p2, p3].",
            ":Up 35%^1. Down 28%^2.",
        ),
        (Trust::Trusted, "Up.[p6] Down. [p7]", ":Up.^1 Down.^2"),
        (Trust::Trusted, "[p6] Up.", ":^1Up."),
        (
            Trust::Trusted,
            "## Head { topic=x }\n\nText",
            "#:Head / :Text",
        ),
        (Trust::Trusted, "A `let x = 5` b", ":A \u{FFFC} b"),
        (
            Trust::Trusted,
            "See <https://example.org/2024>.",
            ":See \u{FFFC}.",
        ),
        (
            Trust::Trusted,
            "See [here](https://example.org/2024 \"2025\").",
            ":See here.",
        ),
        (Trust::Trusted, "```\n35%\n```\n\n    28%\n\nText", ":Text"),
        (
            Trust::Trusted,
            "<div>35%</div>\n\nText <b>28</b>%",
            ":35% / :Text 28%",
        ),
        (Trust::Trusted, "![A map of 5 roads](map.png) Text", ":Text"),
        (
            Trust::Trusted,
            "> Said.\n> More.\n\nText",
            ">:Said. More. / :Text",
        ),
        (
            Trust::Trusted,
            "- One\n- Two\n  - Three",
            "-:One / -:Two / -:Three",
        ),
        (
            Trust::Trusted,
            "| A | B |\n|---|---|\n| 1 [p1] | 2 |\n| | 3 |",
            "||:A / |:B / ||:1^1 / |:2 / ||:3",
        ),
        (
            Trust::Trusted,
            "Text.[^n]\n\n[^n]: A note [p1].",
            ":Text. / -:A note^1.",
        ),
        (
            Trust::Untrusted,
            "One.\n\n# Head\n\nTwo [p1].",
            "p1:One. / #:Head / p2:Two [p1].",
        ),
        (
            Trust::Untrusted,
            "- One\n  - Two\n\n  Three\n\n| A | B |\n|-|-|\n| 1 | 2 |",
            "-p1:One / -p2:Two / -p3:Three / ||p4:A / |p4:B / ||p5:1 / |p5:2",
        ),
        (
            Trust::Untrusted,
            "<div>\nOne\n</div>",
            "p1:<div> One </div>",
        ),
        (
            Trust::Untrusted,
            "A <b>bold</b> word",
            "p1:A <b>bold</b> word",
        ),
    ];
    for (trust, text, expected) in table {
        assert_eq!(&prose(text, *trust), expected, "{text:?}");
    }
}

#[test]
fn a_place_in_the_prose_leads_back_to_the_file() {
    for (text, words, expected) in [
        ("One *two* three", "two", "two"),
        ("One *two* three", "One two", "One *two"),
        ("One **th**ree.", "three", "th**ree"),
        ("A &amp; b", "&", "&amp;"),
        ("A &amp; b", "A & b", "A &amp; b"),
        ("Over\nthe line", "Over the", "Over\nthe"),
        ("5&percnt; of it", "5%", "5&percnt;"),
        ("Up 35% [p6]. Down", "35%.", "35% [p6]."),
        ("\\*c\\*", "*c*", "*c\\*"),
        ("نمت ٣٥٪ [p6].", "٣٥٪", "٣٥٪"),
    ] {
        let body = parsed(text, Trust::Trusted).0;
        let read = body.prose.text(text);
        let at = read.find(words).expect("the prose holds the words");
        let place = body.prose.in_file(&(at..at + words.len()));
        assert_eq!(&text[place], expected, "{text:?}");
    }
}

#[test]
fn a_figure_of_the_desk_stands_between_two_holes() {
    for (text, expected) in [
        ("Up 35%.", "<p>Up {35%}.</p>"),
        (
            "Up 35%[p1], down 28% [p2].",
            "<p>Up {35%}…, down {28%}&nbsp;….</p>",
        ),
        (
            "A & 35%, **28%** *or* 5 < 6",
            "<p>A &amp; {35%}, <strong>{28%}</strong> <em>or</em> {5} &lt; {6}</p>",
        ),
        // An element that begins or ends within a figure cannot stand in one of its own.
        ("Up **35**%.", "<p>Up <strong>35</strong>%.</p>"),
        ("On *19 June* 2024.", "<p>On <em>19 June</em> 2024.</p>"),
        // Nor can a link stand in a link.
        (
            "See [35%](x.md) and 28%.",
            "<p>See <a href=\"…\">35%</a> and {28%}.</p>",
        ),
        (
            "<a href=\"/x\">35%</a> and 28%",
            "<p><a href=\"…\">35%</a> and {28%}</p>",
        ),
        (
            "`35%` and https://example.org/2024 or 28%",
            "<p><code dir=\"ltr\">35%</code> and https://example.org/2024 or {28%}</p>",
        ),
        (
            "Up on\nthe 19 June\n2024.",
            "<p>Up on\nthe {19 June\n2024}.</p>",
        ),
        ("## In 2024 { #x }", "<h… id=…>In {2024}</h…>"),
    ] {
        let body = parsed(text, Trust::Trusted).0;
        let html = filled(&body, 0..body.html.text.len(), |hole| match hole {
            Hole::FigureStart(_) => "{".into(),
            Hole::FigureEnd(_) => "}".into(),
            Hole::Id(_) => " id=…".into(),
            _ => "…".into(),
        });
        assert_eq!(
            html.trim_end().replace('\u{A0}', "&nbsp;"),
            expected,
            "{text}"
        );
    }
}

#[test]
fn a_run_stands_between_two_holes() {
    // `⟨…⟩` is a run that is isolated, `[…]` one that is in another language alone, `{…}` a figure.
    for (text, trust, expected) in [
        ("لغة C++ سريعة", Trust::Trusted, "<p>لغة ⟨C++⟩ سريعة</p>"),
        ("لغة C++ سريعة", Trust::Untrusted, "<p…>لغة ⟨C++⟩ سريعة</p>"),
        (
            "لغة **C++** سريعة",
            Trust::Trusted,
            "<p>لغة <strong>⟨C++⟩</strong> سريعة</p>",
        ),
        (
            "هل *C*++ سريعة",
            Trust::Trusted,
            "<p>هل ⟨<em>C</em>++⟩ سريعة</p>",
        ),
        (
            "قال «*Is it* true?»",
            Trust::Trusted,
            "<p>قال «⟨<em>Is it</em> true?⟩»</p>",
        ),
        (
            "قال «Is it *true?*»",
            Trust::Trusted,
            "<p>قال «⟨Is it <em>true?</em>⟩»</p>",
        ),
        (
            "قال «Is it [true?](x.md)»",
            Trust::Trusted,
            "<p>قال «⟨Is it <a href=\"…\">true?</a>⟩»</p>",
        ),
        (
            "نمو 3–5% هنا[p1]",
            Trust::Trusted,
            "<p>نمو ⟨{3–5%}⟩ هنا…</p>",
        ),
        ("نمو 35%[p1]", Trust::Trusted, "<p>نمو ⟨{35%}⟩…</p>"),
        ("لغة C++[p1]", Trust::Trusted, "<p>لغة ⟨C++⟩…</p>"),
        (
            "أ & <C++> ب",
            Trust::Untrusted,
            "<p…>أ &amp; &lt;⟨C++⟩&gt; ب</p>",
        ),
        ("## صاروخ C++", Trust::Trusted, "<h… id=…>صاروخ ⟨C++⟩</h…>"),
        (
            "- C++\n- صاروخ",
            Trust::Untrusted,
            "<ul><li…>⟨C++⟩</li>\n<li…>صاروخ</li>\n</ul>",
        ),
        (
            "| أ | ب |\n|---|---|\n| C++ | 3–5% |",
            Trust::Untrusted,
            "<table><thead><tr…><th scope=\"col\">أ</th><th scope=\"col\">ب</th></tr></thead><tbody>\n<tr…><td>⟨C++⟩</td><td>⟨3–5%⟩</td></tr>\n</tbody></table>",
        ),
        (
            "كتب the war goes on هنا",
            Trust::Trusted,
            "<p>كتب [the war goes on] هنا</p>",
        ),
        (
            "الرمز `a + b` و<https://a.example/>",
            Trust::Trusted,
            "<p>الرمز <code dir=\"ltr\">a + b</code> و<a rel=\"external\" href=\"…\" dir=\"ltr\">https://a.example/</a></p>",
        ),
        (
            "![لغة C++ سريعة](x.png)",
            Trust::Trusted,
            "<p><img src=\"…\"… alt=\"لغة \u{2066}C++\u{2069} سريعة\"></p>",
        ),
    ] {
        let body = parsed_in("ar", text, trust).0;
        assert_eq!(
            with_runs(&body, 0..body.html.text.len()).trim_end(),
            expected,
            "{text}"
        );
        for paragraph in &body.paragraphs {
            let own = with_runs(&body, paragraph.html.clone());
            assert_eq!(own.matches('⟨').count(), own.matches('⟩').count(), "{own}");
        }
    }
}

/// Returns a part of a body's HTML with its runs, and `…` for all other holes.
fn with_runs(body: &Body, part: Range<usize>) -> String {
    filled(body, part, |hole| match hole {
        Hole::RunStart(apart) if apart.is_isolated => "⟨".into(),
        Hole::RunEnd(apart) if apart.is_isolated => "⟩".into(),
        Hole::RunStart(_) => "[".into(),
        Hole::RunEnd(_) => "]".into(),
        Hole::FigureStart(_) => "{".into(),
        Hole::FigureEnd(_) => "}".into(),
        Hole::Id(_) => " id=…".into(),
        _ => "…".into(),
    })
}

#[test]
fn what_leads_to_another_site_is_known() {
    for (text, expected) in [
        (
            "See [the report](https://example.org/a) now.",
            "the report https://example.org/a",
        ),
        ("See [the report](other.md).", ""),
        ("Write to [us](mailto:a@example.org).", ""),
        (
            "See <https://example.org/a>.",
            "\u{FFFC} https://example.org/a",
        ),
        (
            "Up 5%.[^1] More.\n\n[^1]: See [it](https://example.org/a).",
            " https://example.org/a / it https://example.org/a",
        ),
    ] {
        let body = parsed(text, Trust::Trusted).0;
        let read = body.prose.text(text);
        let links = body.prose.outside.iter().map(|outside| {
            let words = &read[outside.start as usize..outside.end as usize];
            format!("{words} {}", outside.url)
        });
        assert_eq!(links.collect::<Vec<_>>().join(" / "), expected, "{text}");
    }
}

#[test]
fn what_the_desk_writes_becomes_html() {
    check(
        Trust::Trusted,
        &[
            ("A word.", "<p>A word.</p>"),
            ("Signed [p1].", "<p>Signed&nbsp;{cite p1}.</p>"),
            (
                "Signed [p1]\nand more [p2, p4-p6].",
                "<p>Signed&nbsp;{cite p1}\nand more&nbsp;{cite p2, p4-p6}.</p>",
            ),
            (
                "[p4][] and \\[p4] and `[p4]`",
                "<p>{cite p4} and [p4] and <code dir=\"ltr\">[p4]</code></p>",
            ),
            (
                "Not one: [4], [page 2], [p].",
                "<p>Not one: [4], [page 2], [p].</p>",
            ),
            ("## Trade", "<h2 id=\"trade\">Trade</h2>"),
            ("# Title", "<h2 id=\"title\">Title</h2>"),
            (
                "## Trade { topic=economy }",
                "<h2 id=\"trade\" data-topic=\"economy\">Trade</h2>",
            ),
            (
                "## Trade { #x .wide topic=economy topic=arms }",
                "<h2 id=\"x\" class=\"wide\" data-topic=\"economy arms\">Trade</h2>",
            ),
            (
                "## Trade\n\n## Trade\n\n## p4",
                "<h2 id=\"trade\">Trade</h2>\n<h2 id=\"trade-2\">Trade</h2>\n<h2 id=\"p4-2\">p4</h2>",
            ),
            (
                "## التجارة والاقتصاد",
                "<h2 id=\"التجارة-والاقتصاد\">التجارة والاقتصاد</h2>",
            ),
            (
                "## *Trade* & `x` [p1]",
                "<h2 id=\"trade-x\"><em>Trade</em> &amp; <code dir=\"ltr\">x</code>&nbsp;{cite p1}</h2>",
            ),
            ("- a\n- b", "<ul><li>a</li>\n<li>b</li>\n</ul>"),
            (
                "3. a\n4. b",
                "<ol start=\"3\"><li>a</li>\n<li>b</li>\n</ol>",
            ),
            ("> quoted", "<blockquote><p>quoted</p>\n</blockquote>"),
            (
                "| a | b |\n|--:|:-:|\n| 1 | 2 |",
                "<table><thead><tr><th scope=\"col\" class=\"end\">a</th><th scope=\"col\" class=\"center\">b</th></tr></thead><tbody>\n<tr><td class=\"end\">1</td><td class=\"center\">2</td></tr>\n</tbody></table>",
            ),
            (
                "[x](../y/summary.ar.md#z)",
                "<p><a href=\"{to ../y/summary.ar.md#z}\">x</a></p>",
            ),
            (
                "[x](https://example.org/?a=1&b=2 \"A & B\")",
                "<p><a rel=\"external\" href=\"https://example.org/?a=1&amp;b=2\" title=\"A &amp; B\">x</a></p>",
            ),
            (
                "<https://example.org> <a@example.org>",
                "<p><a rel=\"external\" href=\"https://example.org\">https://example.org</a> <a rel=\"external\" href=\"mailto:a@example.org\">a@example.org</a></p>",
            ),
            ("[x](javascript:alert(1))", "<p>x</p>"),
            (
                "![A map](map.png \"Map\")",
                "<figure class=\"picture\"><img src=\"{to map.png}\"{picture 0} alt=\"A map\"><figcaption>Map</figcaption></figure>",
            ),
            (
                "![A *fine* [map](x.md)](map.png)",
                "<p><img src=\"{to map.png}\"{picture 0} alt=\"A fine map\"></p>",
            ),
            (
                "![A map](https://example.org/map.png)",
                "<p><a rel=\"external\" href=\"https://example.org/map.png\">A map</a></p>",
            ),
            (
                "A note.[^1] Again.[^1]\n\n[^1]: The note.",
                "<p>A note.<sup dir=\"ltr\" class=\"fnref\" id=\"fn-s1-ref\"><a role=\"doc-noteref\" href=\"#fn-s1\">1</a></sup> Again.<sup dir=\"ltr\" class=\"fnref\"><a role=\"doc-noteref\" href=\"#fn-s1\">1</a></sup></p>\n<section class=\"footnotes\" role=\"doc-endnotes\"><ol>\n<li id=\"fn-s1\"><p>The note.</p>\n<a class=\"fnback\" role=\"doc-backlink\" href=\"#fn-s1-ref\">↑</a></li>\n</ol></section>",
            ),
            (
                "<div class=\"box\">raw</div>",
                "<div class=\"box\">raw</div>",
            ),
            (
                "<figure><IMG SRC=map.png ALT='A map'><figcaption>See <a href='../y/'>y</a></figcaption></figure>",
                "<figure><IMG src=\"{to map.png}\"{copies}{size}{loading} ALT='A map'><figcaption>See <a href=\"{to ../y/}\">y</a></figcaption></figure>",
            ),
            (
                "<img src=\"map.png\" alt=\"\" width=40 loading=lazy/>",
                "<img src=\"{to map.png}\"{copies} alt=\"\" width=40 loading=lazy/>",
            ),
            (
                "Up <a\nclass=x href=\"/en/?a=1&amp;b=2#c\">there</a> and <a href=https://a.example/>here</a>.",
                "<p>Up <a\nclass=x href=\"{to /en/?a=1&b=2#c}\">there</a> and <a href=\"https://a.example/\" rel=\"external\">here</a>.</p>",
            ),
            (
                "<picture>\n<source srcset=\"a.webp 1x,\n  b.webp 2x\">\n<img src=a.png alt=x>\n</picture>",
                "<picture>\n<source srcset=\"{to a.webp} 1x, {to b.webp} 2x\">\n<img src=\"{to a.png}\"{copies}{size}{loading} alt=x>\n</picture>",
            ),
            (
                "> <video src=a.mp4\n> poster=b.png></video>",
                "<blockquote><p><video src=\"{to a.mp4}\" poster=\"{to b.png}\"></video></p>\n</blockquote>",
            ),
            (
                "<!-- <a href=x> --> <style>a{}</style>\n\n<script>\"<a href=x>\"</script>",
                " <style>a{}</style>\n<script>\"<a href=x>\"</script>",
            ),
            (
                "One <!-- ask [p9]? --> two.\n\n<!-- a\n\nb -->\n\n<div>\n<!-- c --><b>d</b><!---->e<!-- f --!>g<!-->h<!--->i\n</div>\n\n<?php j ?>\n\n<!note>\n\nEnd.",
                "<p>One  two.</p>\n\n<div>\n<b>d</b>eghi\n</div>\n\n\n<p>End.</p>",
            ),
            ("One.\n\n<!-- two\n\nthree", "<p>One.</p>"),
            (
                "![A map](map.png \"The \\\"old\\\" quay & [p2] | Photo: A. B.\")",
                "<figure class=\"picture\"><img src=\"{to map.png}\"{picture 0} alt=\"A map\"><figcaption>The \"old\" quay &amp;&nbsp;{cite p2} <span class=\"credit\">Photo: A. B.</span></figcaption></figure>",
            ),
            (
                "![A map](map.png \"A \\| B <b>\")",
                "<figure class=\"picture\"><img src=\"{to map.png}\"{picture 0} alt=\"A map\"><figcaption>A | B &lt;b&gt;</figcaption></figure>",
            ),
            (
                "[![A map](map.png '| A. B.')](https://a.example/)",
                "<figure class=\"picture\"><a rel=\"external\" href=\"https://a.example/\"><img src=\"{to map.png}\"{picture 0} alt=\"A map\"></a><figcaption><span class=\"credit\">A. B.</span></figcaption></figure>",
            ),
            (
                "![A](a.png \"One\") ![B](b.png \"Two\")",
                "<p><img src=\"{to a.png}\"{picture 0} title=\"One\" alt=\"A\"> <img src=\"{to b.png}\"{picture 1} title=\"Two\" alt=\"B\"></p>",
            ),
            (
                "![A][a]\n\n[a]: a.png \"One\"",
                "<figure class=\"picture\"><img src=\"{to a.png}\"{picture 0} alt=\"A\"><figcaption>One</figcaption></figure>",
            ),
            (
                "~~gone~~ **bold** a\\\nb",
                "<p><del>gone</del> <strong>bold</strong> a<br>\nb</p>",
            ),
            (
                "```rust\nfn\n```",
                "<pre dir=\"ltr\"><code class=\"language-rust\">fn\n</code></pre>",
            ),
            (
                "a < b & c > d \"e\"",
                "<p>a &lt; b &amp; c &gt; d \"e\"</p>",
            ),
            ("---", "<hr>"),
            (
                "[![A map](https://example.org/map.png)](https://example.org)",
                "<p><a rel=\"external\" href=\"https://example.org\">A map</a></p>",
            ),
            (
                "[See the note[^1]](https://example.org)\n\n[^1]: A note.",
                "<p>[See the note<sup dir=\"ltr\" class=\"fnref\" id=\"fn-s1-ref\"><a role=\"doc-noteref\" href=\"#fn-s1\">1</a></sup>](https://example.org)</p>\n<section class=\"footnotes\" role=\"doc-endnotes\"><ol>\n<li id=\"fn-s1\"><p>A note.</p>\n<a class=\"fnback\" role=\"doc-backlink\" href=\"#fn-s1-ref\">↑</a></li>\n</ol></section>",
            ),
            (
                "![A note[^1]](map.png) and text[^1]\n\n[^1]: A note.",
                "<p>![A note<sup dir=\"ltr\" class=\"fnref\" id=\"fn-s1-ref\"><a role=\"doc-noteref\" href=\"#fn-s1\">1</a></sup>](map.png) and text<sup dir=\"ltr\" class=\"fnref\"><a role=\"doc-noteref\" href=\"#fn-s1\">1</a></sup></p>\n<section class=\"footnotes\" role=\"doc-endnotes\"><ol>\n<li id=\"fn-s1\"><p>A note.</p>\n<a class=\"fnback\" role=\"doc-backlink\" href=\"#fn-s1-ref\">↑</a></li>\n</ol></section>",
            ),
            (
                "- a\n\n  [^1]: In a list.\n\n  b[^1]",
                "<ul><li><p>a</p>\n<p>b<sup dir=\"ltr\" class=\"fnref\" id=\"fn-s1-ref\"><a role=\"doc-noteref\" href=\"#fn-s1\">1</a></sup></p>\n</li>\n</ul>\n<section class=\"footnotes\" role=\"doc-endnotes\"><ol>\n<li id=\"fn-s1\"><p>In a list.</p>\n<a class=\"fnback\" role=\"doc-backlink\" href=\"#fn-s1-ref\">↑</a></li>\n</ol></section>",
            ),
        ],
    );
}

#[test]
fn what_the_press_writes_becomes_text_with_numbers() {
    check(
        Trust::Untrusted,
        &[
            ("One.\n\nTwo.", "<p p1>One.</p>\n<p p2>Two.</p>"),
            ("# Title\n\nOne.", "<h3>Title</h3>\n<p p1>One.</p>"),
            ("- a\n- b", "<ul><li p1>a</li>\n<li p2>b</li>\n</ul>"),
            (
                "- a\n\n- b",
                "<ul><li><p p1>a</p>\n</li>\n<li><p p2>b</p>\n</li>\n</ul>",
            ),
            (
                "- a\n  - b\n- c",
                "<ul><li p1>a<ul><li p2>b</li>\n</ul>\n</li>\n<li p3>c</li>\n</ul>",
            ),
            (
                "- a\n\n  b",
                "<ul><li><p p1>a</p>\n<p p2>b</p>\n</li>\n</ul>",
            ),
            (
                "> quoted\n>\n> twice",
                "<blockquote><p p1>quoted</p>\n<p p2>twice</p>\n</blockquote>",
            ),
            (
                "| a | b |\n|---|---|\n| 1 | 2 |",
                "<table><thead><tr p1><th scope=\"col\">a</th><th scope=\"col\">b</th></tr></thead><tbody>\n<tr p2><td>1</td><td>2</td></tr>\n</tbody></table>",
            ),
            (
                "|   |   |\n|---|---|\n|   |   |\n| 1 |   |",
                "<table><thead><tr><th scope=\"col\"></th><th scope=\"col\"></th></tr></thead><tbody>\n<tr><td></td><td></td></tr>\n<tr p1><td>1</td><td></td></tr>\n</tbody></table>",
            ),
            (
                "- ## Heading\n- text",
                "<ul><li><h4>Heading</h4>\n</li>\n<li p1>text</li>\n</ul>",
            ),
            ("-\n- text", "<ul><li></li>\n<li p1>text</li>\n</ul>"),
            ("[p1] is no citation", "<p p1>[p1] is no citation</p>"),
            (
                "## Trade { topic=economy }",
                "<h4>Trade { topic=economy }</h4>",
            ),
            (
                "<script>alert(1)</script>",
                "<p p1>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
            ),
            (
                "a <b onclick=\"x\">b</b>",
                "<p p1>a &lt;b onclick=\"x\"&gt;b&lt;/b&gt;</p>",
            ),
            ("<!-- comment -->\n\nOne.", "<p p1>One.</p>"),
            (
                "[x](javascript:alert(1)) [y](/local) [z](https://example.org)",
                "<p p1>x y <a rel=\"external nofollow ugc\" href=\"https://example.org\">z</a></p>",
            ),
            (
                "[x](JAVASCRIPT:alert(1)) [y](&#106;avascript:x) [z](java\\\nscript:x)",
                "<p p1>x y [z](java<br>\nscript:x)</p>",
            ),
            (
                "![A map](map.png)",
                "<p p1><img src=\"{to map.png}\"{picture 0} alt=\"A map\"></p>",
            ),
            (
                "![A map](https://example.org/map.png)",
                "<p p1><a rel=\"external nofollow ugc\" href=\"https://example.org/map.png\">A map</a></p>",
            ),
            (
                "Note.[^a]\n\n[^a]: First.\n\n    Second.\n\nLast.",
                "<p p1>Note.<sup dir=\"ltr\" class=\"fnref\" id=\"fn-o1-ref\"><a role=\"doc-noteref\" href=\"#fn-o1\">1</a></sup></p>\n<p p4>Last.</p>\n<section class=\"footnotes\" role=\"doc-endnotes\"><ol>\n<li id=\"fn-o1\"><p p2>First.</p>\n<p p3>Second.</p>\n<a class=\"fnback\" role=\"doc-backlink\" href=\"#fn-o1-ref\">↑</a></li>\n</ol></section>",
            ),
            (
                "[^a]: One.\n[^a]: Two.\n\nNote.[^a]",
                "<p p3>Note.<sup dir=\"ltr\" class=\"fnref\" id=\"fn-o1-ref\"><a role=\"doc-noteref\" href=\"#fn-o1\">1</a></sup></p>\n<section class=\"footnotes\" role=\"doc-endnotes\"><ol>\n<li id=\"fn-o1\"><p p1>One.</p>\n<a class=\"fnback\" role=\"doc-backlink\" href=\"#fn-o1-ref\">↑</a></li>\n<li><p p2>Two.</p>\n</li>\n</ol></section>",
            ),
            (
                "- a\n  > b\n  > - c\n\n  ```\n  d\n  ```",
                "<ul><li p4><p p1>a</p>\n<blockquote><p p2>b</p>\n<ul><li p3>c</li>\n</ul>\n</blockquote>\n<pre dir=\"ltr\"><code>d\n</code></pre>\n</li>\n</ul>",
            ),
            (
                "- a\n\n  [^1]: In a list.\n\n  b[^1]",
                "<ul><li><p p1>a</p>\n<p p3>b<sup dir=\"ltr\" class=\"fnref\" id=\"fn-o1-ref\"><a role=\"doc-noteref\" href=\"#fn-o1\">1</a></sup></p>\n</li>\n</ul>\n<section class=\"footnotes\" role=\"doc-endnotes\"><ol>\n<li id=\"fn-o1\"><p p2>In a list.</p>\n<a class=\"fnback\" role=\"doc-backlink\" href=\"#fn-o1-ref\">↑</a></li>\n</ol></section>",
            ),
            (
                "[![A map](https://example.org/map.png)](https://example.org)",
                "<p p1><a rel=\"external nofollow ugc\" href=\"https://example.org\">A map</a></p>",
            ),
            (
                "    indented",
                "<pre dir=\"ltr\"><code>indented</code></pre>",
            ),
            ("```js\nx\n```", "<pre dir=\"ltr\"><code>x\n</code></pre>"),
        ],
    );
}

#[test]
fn emphasis_beside_letters_and_quotation_marks_is_written() {
    check(
        Trust::Trusted,
        &[
            (
                "سمّاها الناس بـ**«نورس المدينة»** أمس",
                "<p>سمّاها الناس بـ<strong>«نورس المدينة»</strong> أمس</p>",
            ),
            (
                "وهي **«الأولى»**من نوعها",
                "<p>وهي <strong>«الأولى»</strong>من نوعها</p>",
            ),
            (
                "the **“Gull”**of the town [p1]",
                "<p>the <strong>“Gull”</strong>of the town&nbsp;{cite p1}</p>",
            ),
            (
                "كلمة**،نص** وبـ*«نورس»*",
                "<p>كلمة<strong>،نص</strong> وبـ<em>«نورس»</em></p>",
            ),
            (
                "## بـ**«نورس»**",
                "<h2 id=\"بـنورس\">بـ<strong>«نورس»</strong></h2>",
            ),
            (
                "بـ**[«نورس»](x.md)** أمس",
                "<p>بـ<strong><a href=\"{to x.md}\">«نورس»</a></strong> أمس</p>",
            ),
            (
                "2*(3+4) and price*, cost*.",
                "<p>2*(3+4) and price*, cost*.</p>",
            ),
        ],
    );
    check(
        Trust::Untrusted,
        &[(
            "بـ**«نورس»** أمس",
            "<p p1>بـ<strong>«نورس»</strong> أمس</p>",
        )],
    );
}

#[test]
fn numbers_of_paragraphs_are_no_figures() {
    // How many figures, how many look-alikes that depend on the original, and how many findings.
    for (text, figures, lookalikes, findings) in [
        ("A secret [3].", 0, 1, 0),
        ("A secret [3, 5] for 4 years.", 1, 1, 0),
        ("سرّي [٣].", 0, 1, 0),
        ("A secret [ف3].", 0, 0, 1),
        ("A secret [p.3].", 0, 0, 1),
        ("A secret 【p3】.", 0, 0, 1),
        ("A secret (p. 3).", 0, 1, 0),
        ("A secret \\[3].", 1, 0, 0),
        ("He said “[20] soldiers” fell.", 1, 0, 0),
        ("It lost [20] soldiers.", 1, 0, 0),
        ("A secret [3].\n\n[3]: https://a.example", 1, 0, 0),
        ("A secret [5].\n\n[3]: https://a.example", 1, 0, 0),
    ] {
        let (body, found) = parsed(text, Trust::Trusted);
        let got = (body.figures.len(), body.lookalikes.len(), found.len());
        assert_eq!(got, (figures, lookalikes, findings), "{text}: {found:?}");
        assert!(body.citations.is_empty(), "{text}");
    }
}

#[test]
fn footnotes_are_referred_to_without_regard_to_case() {
    let (body, found) = parsed(
        "It was launched[^Who].\n\n[^who]: The office.",
        Trust::Trusted,
    );
    let html = shown(&body, 0..body.html.text.len());
    assert!(found.is_empty(), "{found:?}");
    assert!(
        html.contains("href=\"#fn-s1\"") && html.contains("<li id=\"fn-s1\""),
        "{html}"
    );
}

/// Every text is parsed in linear time: quadratic time would take minutes here.
#[test]
fn the_time_for_a_text_grows_with_its_length_alone() {
    for piece in [
        "## FN\n\n",
        "## p4 {#p4}\n\n",
        "[",
        "]",
        "[[",
        "[3] a ",
        "[p3 ",
        "(p3",
        "【",
        "**a",
        "*",
        "_«",
        "`a",
        "~~«a",
        "](",
        "][",
        "![",
        "[^a",
        "[^a]",
        "&#",
        "&nbsp",
        "==a",
        "{{",
        "\\",
        "|a",
        "> ",
        "- a\n",
        "• a\n",
        "1. a\n",
        "«",
        "بـ**«a»**",
        "<p3>",
        "<!--",
        "a\n---\n",
        "\u{200F}",
        "[p1]",
        "```\n",
        "    a\n\n",
    ] {
        let text = piece.repeat(5_000);
        for trust in [Trust::Trusted, Trust::Untrusted] {
            let (_, found) = parsed(&text, trust);
            check_places(&text, &found[..found.len().min(100)]).unwrap();
        }
    }
}

/// Pieces for text like Markdown: marks of every kind, words of two scripts, and harmful input.
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "word",
        "كلمة",
        " ",
        " ",
        "\n",
        "\n",
        "\n\n",
        "# ",
        "## ",
        "###### ",
        "- ",
        "3. ",
        "> ",
        "    ",
        "\t",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "```\n",
        "\\",
        "[",
        "]",
        "(",
        ")",
        "![",
        "](",
        "](https://a.example/x)",
        "](x.md)",
        "](javascript:alert(1))",
        "<https://a.example>",
        "<a@b.example>",
        "[x]: https://a.example\n",
        "[x]",
        "\n| a | b |\n|---|:-:|\n| 1 | 2 |\n",
        "|",
        "\n---\n",
        "\n===\n",
        "&amp;",
        "&#106;",
        "&lt;b&gt;",
        "<script>",
        "</script>",
        "<b onclick=x>",
        "<!--",
        "-->",
        "<p",
        ">",
        "\"",
        "'",
        "[p1]",
        "[p1-",
        "[P2]",
        "[p1, p9]",
        "{ topic=x }",
        "{ #id }",
        "{",
        "\u{200F}",
        "\u{FEFF}",
        "\u{2028}",
        "😀",
        "e\u{301}",
        "\r\n",
    ])
}

/// Pieces of an Arabic text with much that is set apart, and markup that begins and ends anywhere.
fn piece_in_arabic() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "كيم ",
        "و",
        "، ",
        "C++",
        "Is it ",
        "true? ",
        "35%",
        "3–5",
        " km ",
        "2024",
        "Reuters: ",
        "«",
        "»",
        "\"",
        "(",
        ")",
        "*",
        "**",
        "[",
        "](x.md)",
        "](https://a.example)",
        "`",
        "&",
        "[p1]",
        "\n",
        "\n\n",
        "\n- ",
        "\n## ",
        "\n> ",
        "<https://a.example/>",
        "![",
        "#news",
        "19 يونيو ",
        " ",
    ])
}

fn footnote() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["[^1]", "\n[^1]: ", "\n\n[^2]: ", "[^2]", "\n    "])
}

fn markdown() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

fn markdown_with_notes() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop_oneof![4 => piece().boxed(), 1 => footnote().boxed()],
        0..40,
    )
    .prop_map(|pieces| pieces.concat())
}

fn trust() -> impl Strategy<Value = Trust> {
    prop_oneof![Just(Trust::Trusted), Just(Trust::Untrusted)]
}

/// Checks that places of findings are places in the file.
fn check_places(text: &str, found: &[Diagnostic]) -> Result<(), TestCaseError> {
    for finding in found {
        if let Some(span) = &finding.span {
            prop_assert!(
                span.start <= span.end && span.end <= text.len(),
                "{finding:?}"
            );
            prop_assert!(text.is_char_boundary(span.start), "{finding:?}");
            prop_assert!(text.is_char_boundary(span.end), "{finding:?}");
        }
    }
    Ok(())
}

/// The tags of an HTML text that is written as strictly as XML, but for elements that have no end.
fn check_balance(html: &str) -> Result<(), TestCaseError> {
    let mut open: Vec<&str> = Vec::new();
    for tag in html.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').expect("text holds neither < nor >");
        let name = tag.split(' ').next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(name) => prop_assert_eq!(open.pop(), Some(name), "{}", html),
            None if ["br", "hr", "img"].contains(&name) => {}
            None => open.push(name),
        }
    }
    prop_assert!(open.is_empty(), "{open:?} in {html}");
    Ok(())
}

/// The page's shell around a body, so that html5ever reads it as a browser does.
fn pieces(html: &str) -> Vec<Piece> {
    dom::read(&format!("<!doctype html><title></title><div>{html}</div>"))
}

/// Elements that an untrusted body may contain.
const ELEMENTS: [&str; 29] = [
    "html",
    "head",
    "title",
    "body",
    "div",
    "p",
    "ul",
    "ol",
    "li",
    "blockquote",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "h3",
    "h4",
    "h5",
    "h6",
    "em",
    "strong",
    "del",
    "a",
    "img",
    "br",
    "hr",
    "pre",
    "code",
];
const ATTRIBUTES: [&str; 11] = [
    "p", "start", "scope", "class", "rel", "href", "src", "loading", "alt", "title", "dir",
];

/// Charts, most of them with something wrong.
fn chart() -> impl Strategy<Value = String> {
    let kind = prop::sample::select(vec![
        "bars", "line", "share", "bars", "line", "share", "pie",
    ]);
    let unit = prop::sample::select(vec!["%", "t", "مليون دولار", ""]);
    let cells = |cells: &[&'static str]| prop::sample::select(cells.to_vec());
    let row = (
        cells(&[
            "Oil", "نفط", "2020", "2024", "\"a,b\"", "é\\n", "a", "b", "c", " ",
        ]),
        cells(&["12", "7.50", "0", "1200000", "12", "9", "8", "-3.5", "1e3"]),
        cells(&["p1", "p2-p3", "[p2]", "p1", "p1", "p2", "p2-p3", "p"]),
    );
    let row = row.prop_map(|(label, value, cite)| [label, value, cite]);
    let rows = prop::collection::vec(row, 2..5);
    let form = prop::sample::select(vec!["csv", "values", "\r\n"]);
    (kind, unit, "[a-z<&\"é]{1,8}", rows, form, any::<bool>()).prop_map(|(kind, unit, title, rows, form, is_open)| {
        let line = |row: &[&str; 3]| match form {
            "values" => format!("{{ label = '{}', value = {}, cite = '{}' }},", row[0], row[1], row[2]),
            _ => row.join(", "),
        };
        let rows: Vec<String> = rows.iter().map(line).collect();
        let data = match form {
            "values" => format!("values = [\n{}\n]", rows.join("\n")),
            _ => format!("csv = \"\"\"\n{}\n\"\"\"", rows.join("\n")),
        };
        let fence = if is_open { "" } else { "```" };
        let chart = format!("Text.\n\n```chart\nkind = \"{kind}\"\ntitle = '{title}'\nunit = \"{unit}\"\n{data}\n{fence}\n");
        if form == "\r\n" { chart.replace('\n', form) } else { chart }
    })
}

proptest! {
    #[test]
    fn headings_of_any_text_have_ids_of_their_own(
        words in prop::collection::vec("(FN|fn-s1|fn-|p4|c1|main|original|summary|\\{#fn-x\\}|\\{#p4\\}|[- A2])[- A2]{0,3}|\\PC{0,9}", 0..30),
    ) {
        let text: String = words.iter().map(|words| format!("## {words}\n\n")).collect();
        let body = parsed(&text, Trust::Trusted).0;
        let anchors: std::collections::BTreeSet<_> = body.anchors.iter().collect();
        // An id that its author chose twice is reported, and the second heading gets another.
        prop_assert_eq!(anchors.len(), body.anchors.len());
        let ids: std::collections::BTreeSet<_> = body.html.ids.iter().collect();
        prop_assert_eq!(ids.len(), body.html.ids.len());
    }

    #[test]
    fn a_chart_is_drawn_or_said_to_be_wrong(text in chart(), lang in prop::sample::select(vec!["ar", "en", "fa"])) {
        let path: Arc<str> = "x.md".into();
        let mut found = Vec::new();
        let input = MarkdownInput { path: &path, file: &text, start: 0, trust: Trust::Trusted, cites: Cites::Original, lang, head: &[] };
        let body = body(&input, &mut found);
        check_places(&text, &found)?;
        let html = shown(&body, 0..body.html.text.len());
        prop_assert_eq!(html.contains("<figure"), found.is_empty(), "{} {:?}", html, found);
        prop_assert!(!html.contains("NaN") && !html.contains("inf"), "{html}");
        check_balance(&html.replace("/>", "></path>"))?;
        let read = body.prose.text(&text);
        for (figure, next) in body.figures.iter().zip(body.figures.iter().skip(1)) {
            prop_assert!(figure.range.end <= next.range.start);
        }
        for figure in &body.figures {
            prop_assert!(read.get(figure.range.clone()).is_some());
            prop_assert!(text.get(body.prose.in_file(&figure.range)).is_some());
        }
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..200),
            any::<String>().prop_map(String::into_bytes),
            markdown_with_notes().prop_map(|text| format!("+++\ntitle = \"x\"\n+++\n{text}").into_bytes()),
            "[a-z =\"\\[\\]{}\n.,'-]{0,60}".prop_map(|toml| format!("+++\n{toml}\n+++\n").into_bytes()),
            "[a-z =\"\\[\\]{}\n.,'-]{0,60}".prop_map(String::into_bytes),
        ],
        path in prop::sample::select(vec![
            "config.toml", "content/names.toml", "content/publishers.toml", "content/articles/x/original.en.md",
            "content/articles/x/summary.ar.md", "content/topics/x/index.ar.md", "content/pages/x.ar.md",
            "themes/x/theme.toml", "themes/x/i18n/ar.toml", "content/articles/x/x.png", "x",
        ]),
    ) {
        let mut sources = Sources::default();
        sources.insert(path, bytes.clone());
        for source in sources.iter() {
            let (read, found) = document(source);
            prop_assert!(read.is_some() || !found.is_empty() || path.ends_with("theme.toml"), "nothing is dropped silently");
            let text = String::from_utf8(bytes.clone()).unwrap_or_default();
            if !text.is_empty() {
                check_places(&text, &found)?;
            }
        }
    }

    #[test]
    fn prose_leads_back_to_the_text(text in markdown_with_notes(), trust in trust()) {
        let body = parsed(&text, trust).0;
        let prose = &body.prose;
        let read = prose.text(&text);
        prop_assert_eq!(read.len(), prose.len());
        prop_assert_eq!(prose.citations.len(), body.citations.len());
        let blocks: Vec<&str> = prose.blocks.iter().map(|block| &read[block.range()]).collect();
        prop_assert_eq!(blocks.join("\n\n"), read.clone());
        let places: Vec<usize> = read.char_indices().map(|(at, _)| at).chain([read.len()]).collect();
        for block in &prose.blocks {
            prop_assert_eq!(read[block.range()].trim(), &read[block.range()]);
            prop_assert!(text.get(prose.in_file(&block.range())).is_some());
            prop_assert!(block.paragraph.is_none_or(|number| (1..=body.paragraphs.len()).contains(&(number as usize))));
        }
        for pair in places.windows(2) {
            let place = prose.in_file(&(pair[0]..pair[1]));
            prop_assert!(text.get(place.clone()).is_some(), "{place:?}");
        }
        for outside in &prose.outside {
            prop_assert!(read.get(outside.start as usize..outside.end as usize).is_some() || outside.start as usize >= read.len());
        }
    }

    #[test]
    fn places_and_holes_fit_the_text(text in markdown_with_notes(), trust in trust(), offset in 0usize..9) {
        let path: Arc<str> = "x.md".into();
        let mut found = Vec::new();
        let file = format!("{}{text}", " ".repeat(offset));
        let input = MarkdownInput {
            path: &path,
            file: &file,
            start: offset,
            trust,
            cites: Cites::Original,
            lang: "en",
            head: &[],
        };
        let body = body(&input, &mut found);
        let html = &body.html;
        prop_assert!(html.holes.is_sorted_by_key(|(at, _)| *at));
        for (at, hole) in &html.holes {
            prop_assert!(html.text.is_char_boundary(*at as usize));
            match hole {
                Hole::Id(index) | Hole::Local(index) => prop_assert!((*index as usize) < html.ids.len()),
                Hole::Link(index) => prop_assert!((*index as usize) < body.links.len()),
                Hole::Picture(index)
                | Hole::PictureCopies(index)
                | Hole::PictureSize(index)
                | Hole::PictureLoading(index) => {
                    let link = body.pictures.get(*index as usize);
                    prop_assert!(link.is_some_and(|link| (*link as usize) < body.links.len()));
                }
                Hole::Citation(index) => prop_assert!((*index as usize) < body.citations.len()),
                Hole::Paragraph(number) => prop_assert!((1..=body.paragraphs.len()).contains(&(*number as usize))),
                Hole::FigureStart(index) | Hole::FigureEnd(index) => prop_assert!((*index as usize) < body.figures.len()),
                Hole::Amount(index) => prop_assert!((*index as usize) < html.amounts.len()),
                Hole::Number(_) | Hole::Level(_) | Hole::NumbersLabel => {}
                Hole::RunStart(_) | Hole::RunEnd(_) => {}
            }
        }
        let spans = body.links.iter().map(|l| &l.span).chain(body.citations.iter().map(|c| &c.span));
        let spans = spans.chain(body.paragraphs.iter().map(|p| &p.source));
        for span in spans.chain(body.passages.iter().flat_map(|p| &p.topics).map(|t| &t.span)) {
            prop_assert!(span.start >= offset && file.get(span.clone()).is_some(), "{span:?}");
        }
        let parts = body.paragraphs.iter().map(|p| &p.html).chain(body.passages.iter().map(|p| &p.html));
        for part in parts {
            prop_assert!(html.text.get(part.clone()).is_some(), "{part:?}");
        }
        for paragraph in &body.paragraphs {
            prop_assert!(!paragraph.html.is_empty(), "{paragraph:?} has no text");
        }
        check_places(&file, &found)?;
    }

    #[test]
    fn elements_around_runs_and_figures_nest(pieces in prop::collection::vec(piece_in_arabic(), 0..30), trust in trust()) {
        let body = parsed_in("ar", &pieces.concat(), trust).0;
        let parts = body.paragraphs.iter().map(|p| p.html.clone());
        for part in parts.chain(std::iter::once(0..body.html.text.len())) {
            let html = with_runs(&body, part);
            let mut open = Vec::new();
            for (at, c) in html.char_indices() {
                match c {
                    '⟨' | '{' => open.push(c),
                    '⟩' => prop_assert_eq!(open.pop(), Some('⟨'), "{}", html),
                    '}' => prop_assert_eq!(open.pop(), Some('{'), "{}", html),
                    '<' if html[at..].starts_with("</") => prop_assert_eq!(open.pop(), Some('<'), "{}", html),
                    '<' if !["<br", "<hr", "<img"].iter().any(|void| html[at..].starts_with(void)) => open.push('<'),
                    _ => {}
                }
            }
            prop_assert!(open.is_empty(), "{}", html);
        }
    }

    #[test]
    fn paragraphs_stand_in_the_order_of_the_text(text in markdown()) {
        let body = parsed(&text, Trust::Untrusted).0;
        prop_assert!(body.paragraphs.is_sorted_by_key(|p| p.html.start));
        prop_assert!(body.paragraphs.is_sorted_by_key(|p| p.source.start));
        for paragraph in &body.paragraphs {
            let own = shown(&body, paragraph.html.clone());
            prop_assert!(!own.trim().is_empty(), "a paragraph has text: {own:?}");
        }
    }

    /// Raw HTML of the desk's is the desk's own, and is left out here.
    #[test]
    fn every_element_is_closed(text in markdown_with_notes(), trust in trust()) {
        let text = match trust {
            Trust::Trusted => text.replace('<', ""),
            Trust::Untrusted => text,
        };
        let body = parsed(&text, trust).0;
        check_balance(&shown(&body, 0..body.html.text.len()))?;
        for paragraph in &body.paragraphs {
            check_balance(&shown(&body, paragraph.html.clone()))?;
        }
        for passage in &body.passages {
            check_balance(&shown(&body, passage.html.clone()))?;
        }
    }

    /// Comments are not text, and are left out here.
    #[test]
    fn an_original_is_text_and_structure_alone(text in markdown()) {
        let text = text.replace("<!--", "");
        let body = parsed(&text, Trust::Untrusted).0;
        let html = filled(&body, 0..body.html.text.len(), |hole| match hole {
            Hole::Paragraph(number) => format!(" p=\"{number}\""),
            Hole::Level(level) => level.to_string(),
            Hole::Link(_) => "/x".into(),
            _ => String::new(),
        });
        let mut seen = String::new();
        for piece in pieces(&html) {
            match piece {
                Piece::Open(name, attributes) => {
                    prop_assert!(ELEMENTS.contains(&name.as_str()), "{name} in {html}");
                    for (key, value) in attributes {
                        prop_assert!(ATTRIBUTES.contains(&key.as_str()), "{key} in {html}");
                        if key == "href" || key == "src" {
                            let is_safe = ["https://", "mailto:", "/x"].iter().any(|s| value.starts_with(s));
                            prop_assert!(is_safe, "{value} in {html}");
                        }
                        if key == "alt" {
                            seen.push_str(&value);
                        }
                    }
                }
                Piece::Text(text) => seen.push_str(&text),
                Piece::Close(_) => {}
            }
        }
        // The words of a picture's `alt` are isolated where they would lose their order. In some places, marks are text
        // for CommonMark but emphasis here.
        let is_bare = |c: &char| !c.is_whitespace() && !matches!(c, '\u{2066}'..='\u{2069}' | '*' | '_' | '~');
        let bare = |text: &str| text.chars().filter(is_bare).collect::<String>();
        prop_assert_eq!(bare(&seen), bare(&text_of(&text)), "{}", html);
    }

    /// A paragraph, list item or row has a number if, and only if, it has text of its own.
    #[test]
    fn what_holds_text_is_numbered(text in markdown()) {
        let body = parsed(&text, Trust::Untrusted).0;
        let html = filled(&body, 0..body.html.text.len(), |hole| match hole {
            Hole::Paragraph(number) => format!(" p=\"{number}\""),
            Hole::Level(level) => level.to_string(),
            _ => String::new(),
        });
        // Elements that are open: their names, numbers, and whether they have text of their own.
        let mut open: Vec<(String, Option<String>, bool)> = Vec::new();
        let mut numbers = Vec::new();
        for piece in pieces(&html) {
            let own = |text: &str, open: &mut Vec<(String, Option<String>, bool)>| {
                let holder = open.iter_mut().rev().find(|(name, ..)| {
                    ["p", "li", "tr", "h3", "h4", "h5", "h6"].contains(&name.as_str())
                });
                if let Some((.., has_text)) = holder {
                    *has_text |= !text.trim().is_empty();
                }
            };
            match piece {
                Piece::Text(text) => own(&text, &mut open),
                Piece::Open(name, attributes) => {
                    let value = |key: &str| attributes.iter().find(|(k, _)| k == key).map(|(_, v)| v.clone());
                    if let Some(alt) = value("alt") {
                        own(&alt, &mut open);
                    }
                    numbers.extend(value("p"));
                    open.push((name, value("p"), false));
                }
                Piece::Close(_) => {
                    let (name, number, has_text) = open.pop().expect("what closes was open");
                    if ["p", "li", "tr"].contains(&name.as_str()) {
                        prop_assert_eq!(number.is_some(), has_text, "<{}> in {}", name, html);
                    }
                }
            }
        }
        let expected: Vec<_> = (1..=body.paragraphs.len()).map(|n| n.to_string()).collect();
        prop_assert_eq!(numbers, expected);
    }
}

/// The text of Markdown, markup in HTML included, for in an original that is text.
fn text_of(markdown: &str) -> String {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut text = String::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(part) | Event::Code(part) | Event::Html(part) | Event::InlineHtml(part) => {
                text.push_str(&part);
            }
            _ => {}
        }
    }
    text
}
