//! Tests of the layouts of news pages: texts around and within articles, and parts of articles that look like something
//! else.

use mujaz_import::{Imported, InputFormat, ReadOptions, Why, read};

/// Five paragraphs.
const TEXT: &str = "<p>The ferry to Skerry will sail twice as often from May, the harbour board said on Monday, and at half the fare.</p>\
    <p>For nine years the islanders had written, called and once, in a small flotilla, come in person to ask for it.</p>\
    <p>The second ship was built in 1994, has new engines, and belonged until the winter to a line in the south.</p>\
    <p>It takes 40 cars and 300 passengers, which is more than the island has inhabitants, and rolls less than the first.</p>\
    <p>Whoever works in the city can be home by six, said the board's head, who lives on the island and knows the way.</p>";

fn page(head: &str, body: &str) -> Imported {
    let page = format!(
        "<!doctype html><html lang=en><head>{head}</head><body><article>{body}</article></body></html>"
    );
    read(&page, InputFormat::Html, &ReadOptions::default()).expect("a page that can be read")
}

fn with_title(body: &str) -> Imported {
    page("", &format!("<h1>Second ferry for Skerry</h1>{body}"))
}

/// Returns true if a text was left out for a reason.
fn left_out(read: &Imported, text: &str, why: Why) -> bool {
    let is_it = |line: &mujaz_import::Dropped| line.why == why && line.text.contains(text);
    !read.body.contains(text) && read.dropped.iter().any(is_it)
}

#[test]
fn an_article_that_the_page_appends_is_left_out_whatever_names_it_a_body() {
    let next = TEXT.replace("ferry", "tunnel").replace("ship", "tube");
    let read = page(
        "<title>Second ferry for Skerry</title>",
        &format!(
            "<h1>Second ferry for Skerry</h1><div class=bodytext>{TEXT}</div></article>\
            <div class=under><article id=second><h1>A tunnel instead</h1><p class=subtitle>The tunnel is dearer, as all know, but it never rolls.</p>\
            <div class=bodytext>{next}{next}</div></article></div><article>"
        ),
    );
    assert!(read.body.contains("The ferry to Skerry"), "{}", read.body);
    assert!(!read.body.contains("tunnel"), "{}", read.body);
}

#[test]
fn a_heading_of_a_live_report_keeps_its_words_beside_the_time() {
    let heading = "<h3 class='part time'><span class=value>11.04</span>: The first cars drive on board in Skerry</h3>";
    let read = with_title(&format!("<div>{TEXT}{heading}{TEXT}</div>"));
    assert!(
        read.body.contains("The first cars drive on board"),
        "{}",
        read.body
    );
    let read = with_title(&format!("<div>{TEXT}<h3 class=time>11.04</h3>{TEXT}</div>"));
    assert!(!read.body.contains("11.04"), "{}", read.body);
}

#[test]
fn headings_that_are_sentences_are_no_tags() {
    let list = "<h2>1. The ship takes 40 cars.</h2><h2>2. It was built in 1994.</h2><h2>3. It has new engines.</h2>";
    let read = with_title(&format!("{TEXT}{list}{TEXT}"));
    assert!(read.body.contains("It was built in 1994."), "{}", read.body);
    let tags = "<h2>Ferries</h2><h2>Skerry</h2><h2>Harbours</h2>";
    let read = with_title(&format!("{TEXT}{tags}"));
    assert!(!read.body.contains("Harbours"), "{}", read.body);
}

#[test]
fn paragraphs_behind_a_paywall_are_the_article_in_a_page_saved_with_them() {
    let gated = "<p class=paywall aria-hidden=true>The board pays 2 million a year for it, a third of what a bridge would cost.</p>";
    let read = with_title(&format!("<div>{TEXT}{gated}{TEXT}</div>"));
    assert!(
        read.body.contains("a third of what a bridge"),
        "{}",
        read.body
    );
    let offer = "<div class=sign-in-group><header class=intro-header><p>Sign in to read all our articles about ferries, harbours and the sea.</p>\
        <ul><li>Puzzles every day</li></ul></header></div>";
    let read = with_title(&format!("<div>{TEXT}{offer}{TEXT}</div>"));
    assert!(!read.body.contains("Puzzles"), "{}", read.body);
    assert!(!read.body.contains("Sign in"), "{}", read.body);
}

#[test]
fn paragraphs_beside_the_longest_one_are_kept_and_a_notice_is_not_the_article() {
    let text = "<p>港務局は13日、島への渡し船を5月から一日に二度ずつ増やし、運賃を半分に下げると発表した。島民は九年前から求めていた。船は1994年に造られ、車40台と300人を乗せる。冬までは南の会社が使っていた。</p>\
        <p>便は次のとおり。</p><p>朝便：北町、南町、島</p><p>夕便：島、西町、北町</p>";
    let notice =
        "<p>会員になるとこの記事のほかに島についての有料記事もすべてお読みいただけます。</p>";
    let source = format!(
        "<!doctype html><html lang=ja><head><title>渡し船が増便</title></head><body><main><h1>渡し船が増便</h1>\
        <div class=xq1>{text}</div><div class=xq2><div class=xq3>{notice}</div></div></main></body></html>"
    );
    let read = read(&source, InputFormat::Html, &ReadOptions::default()).expect("a page");
    for part in ["港務局は13日", "便は次のとおり", "夕便：島"] {
        assert!(read.body.contains(part), "{part}: {}", read.body);
    }
}

#[test]
fn a_caption_shown_several_times_and_a_line_with_a_credit_are_captions() {
    let slide = "<div class=caption>The ship in the harbour of Skerry on its first day, with the band of the fire brigade on the quay.</div>";
    let gallery = format!(
        "<div class=gallery><ul>{}</ul></div>",
        format!("<li>{slide}</li>").repeat(6)
    );
    let read = with_title(&format!("<div>{TEXT}{gallery}</div>"));
    assert!(
        left_out(&read, "the band of the fire brigade", Why::Caption),
        "{}",
        read.body
    );
    for (line, is_caption) in [
        ("The ship in the harbour. Foto: Mara Oste", true),
        ("The quay at Skerry © Sound and Strand", true),
        ("صورة: مارا أوست", true),
        (
            "The photo: a ship, a quay, a band; and in the middle the head of the board, who laughs.",
            false,
        ),
        ("The © sign is older than the ship.", false),
    ] {
        let read = with_title(&format!("<div>{TEXT}<p>{line}</p>{TEXT}</div>"));
        assert_eq!(left_out(&read, line, Why::Caption), is_caption, "{line}");
    }
}

#[test]
fn who_the_author_is_at_the_end_is_no_paragraph() {
    let head = "<meta name=author content='Lena Corrow and Omar Nasser'>";
    let bio = "<p>Lena Corrow is a reporter in Northtown, and has written about ships for twenty years, three of them at sea.</p>";
    let read = page(
        head,
        &format!("<h1>Second ferry for Skerry</h1>{TEXT}{bio}"),
    );
    assert!(
        left_out(&read, "three of them at sea", Why::Byline),
        "{}",
        read.body
    );
    let read = page(
        "",
        &format!("<h1>Second ferry for Skerry</h1>{TEXT}<p>About the author</p>{bio}"),
    );
    assert!(
        left_out(&read, "three of them at sea", Why::Byline),
        "{}",
        read.body
    );
    let read = page(
        head,
        &format!("<h1>Second ferry for Skerry</h1>{bio}{TEXT}"),
    );
    assert!(read.body.contains("three of them at sea"), "{}", read.body);
    // A box about the author is one, however long its text is.
    let boxed = format!(
        "<div class='slice-author-bio'><div class=author__text>{}</div></div>",
        bio.repeat(3).replace("Lena", "She, Lena")
    );
    let read = with_title(&format!("<div>{TEXT}{TEXT}{TEXT}{boxed}</div>"));
    assert!(!read.body.contains("three of them at sea"), "{}", read.body);
}

#[test]
fn requests_to_follow_and_to_subscribe_and_links_to_more_are_no_paragraphs() {
    for line in [
        "Follow Sound and Strand on Facebook for more about ferries.",
        "Sign up for our letter about the sea, every Monday.",
        "An dieser Stelle finden Sie externe Inhalte, die den Artikel ergänzen.",
        "حمل الآن تطبيق الصحيفة",
    ] {
        let read = with_title(&format!("<div>{TEXT}<p>{line}</p>{TEXT}</div>"));
        assert!(
            left_out(&read, line, Why::Furniture),
            "{line}\n{}",
            read.body
        );
    }
    let teaser = "<p>In the winter the old ship had to be towed home again, for the third time in a year. <a href=/b>Read more</a></p>";
    let read = with_title(&format!("<div>{TEXT}{teaser}{TEXT}</div>"));
    assert!(
        left_out(&read, "towed home again", Why::Links),
        "{}",
        read.body
    );
    let sentence =
        "<p>They follow the ship on Facebook and at the window. The board wants more.</p>";
    let read = with_title(&format!("<div>{TEXT}{sentence}{TEXT}</div>"));
    assert!(read.body.contains("at the window"), "{}", read.body);
}

#[test]
fn the_lead_between_two_headings_with_the_title_is_kept() {
    let read = page(
        "<title>Second ferry for Skerry</title>",
        &format!(
            "<section><h1>Second ferry for Skerry</h1><div class=excerpt>The islanders get what they asked for, and the board what it feared.</div></section>\
            <section><h1>Second ferry for Skerry</h1><h5 class=short>lc Northtown</h5>{TEXT}</section>"
        ),
    );
    assert!(
        read.body
            .starts_with("The islanders get what they asked for"),
        "{}",
        read.body
    );
    assert_eq!(
        read.body.matches("Second ferry").count(),
        0,
        "{}",
        read.body
    );
}

#[test]
fn the_title_is_the_headline_and_is_spelled_as_the_page_names_it() {
    let read = |head: &str, heading: &str| {
        page(head, &format!("<header><h1>{heading}</h1></header>{TEXT}")).title
    };
    // A style sheet sets the space between the parts of a heading.
    for heading in [
        "<span>Skerry</span><span> : </span><span>Ferry sails twice</span>",
        "<span>Skerry</span> <span>Ferry sails twice</span>",
    ] {
        let title = read(
            "<title>Skerry: Ferry sails twice | Sound and Strand</title>",
            heading,
        );
        assert_eq!(
            title.as_deref(),
            Some("Skerry: Ferry sails twice"),
            "{heading}"
        );
    }
    // Titles for search engines and social networks are other than the headline.
    let head = "<title>Ferry Skerry: fares and times in May</title><meta property=og:title content='They asked for nine years'>";
    assert_eq!(
        read(head, "How the islanders got their second ship").as_deref(),
        Some("How the islanders got their second ship")
    );
    // The name of a section is no headline.
    assert_eq!(
        read(head, "Sea and Coast").as_deref(),
        Some("They asked for nine years")
    );
}

#[test]
fn authors_are_persons_not_desks_places_or_codes() {
    let site = "<meta property=og:site_name content='Strandpost'><link rel=canonical href='https://strandpost.example/a'>";
    let author = |said: &str| {
        page(
            &format!("{site}<meta name=author content='{said}'>"),
            &format!("<h1>Second ferry for Skerry</h1>{TEXT}"),
        )
        .author
    };
    for (said, expected) in [
        ("Strandpost-Redaktion", None),
        ("strandpost.example, Northtown, Norway", None),
        ("Lena Corrow, Strandpost North", Some("Lena Corrow")),
        ("Lena Corrow", Some("Lena Corrow")),
        ("van der Berg, Kai", Some("van der Berg, Kai")),
    ] {
        assert_eq!(author(said).as_deref(), expected, "{said}");
    }
    let byline = |line: &str| {
        page(
            site,
            &format!("<h1>Second ferry for Skerry</h1><h5 class=author-short>{line}</h5>{TEXT}"),
        )
        .author
    };
    assert_eq!(byline("lc Northtown"), None);
    let bold = |line: &str| {
        page(
            site,
            &format!(
                "<h1>Second ferry for Skerry</h1><div><p><strong>{line}</strong></p>{TEXT}</div>"
            ),
        )
        .author
    };
    assert_eq!(bold("Lena Corrow").as_deref(), Some("Lena Corrow"));
    assert_eq!(
        bold("Lena Corrow / Omar Nasser").as_deref(),
        Some("Lena Corrow, Omar Nasser")
    );
    assert_eq!(bold("Twice a day"), None);
}

#[test]
fn the_text_may_be_in_another_article_element_than_the_title() {
    let source = format!(
        "<!doctype html><html lang=en><head><title>Second ferry for Skerry</title></head><body>\
        <article><h1>Second ferry for Skerry</h1></article><article><h1>What happened</h1>{TEXT}</article></body></html>"
    );
    let read = read(&source, InputFormat::Html, &ReadOptions::default()).expect("a page");
    assert!(read.body.contains("The ferry to Skerry"), "{}", read.body);
}

#[test]
fn a_page_of_captions_alone_keeps_them() {
    let read = with_title(
        "<p>The ship in the harbour of Skerry, with the band of the fire brigade, on its first day. Foto: Mara Oste</p>",
    );
    assert!(read.body.contains("fire brigade"), "{}", read.body);
}
