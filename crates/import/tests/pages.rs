//! Tests of pages and texts that are hard to read correctly.

use mujaz_import::{DecodeError, Imported, InputFormat, ReadOptions, Why, decode, read};

const TEXT: &str = "<p>The wheat harvest in the north ended three weeks early, the ministry said, and the silos are full.\
    <p>It had been dry in spring, wet in May, and hot in June, so that the ears ripened ahead of time, growers said.\
    <p>The money, they were told, will come in September, and a tenth of the crop is kept as seed, as ever.";

fn imported(text: &str, kind: InputFormat) -> Imported {
    read(text, kind, &ReadOptions::default()).expect("a text that can be read")
}

fn page(body: &str) -> Imported {
    imported(
        &format!(
            "<!doctype html><html lang=en><body><article><h1>Harvest ends early</h1>{body}</article></body></html>"
        ),
        InputFormat::Html,
    )
}

#[test]
fn a_video_whose_title_has_its_address_after_an_arabic_letter_does_no_harm() {
    for video in [
        "<iframe title='شاهدyoutube.com' src='https://www.youtube.com/embed/1'></iframe>",
        "<embed title='شاهدvimeo.com'>",
        "<object data='شاهدwww.youtube.com'><p>شاهدyoutube.com</p></object>",
    ] {
        let read = page(&format!("{TEXT}<div>{video}</div>"));
        assert_eq!(read.paragraphs, 3, "{video}\n{}", read.body);
    }
}

#[test]
fn a_stray_nul_is_taken_out_and_a_file_full_of_them_is_no_text() {
    let text = format!(
        "{}\0 {}",
        "Words of a text. ".repeat(20),
        "More of them. ".repeat(20)
    );
    let decoded = decode(text.as_bytes()).expect("a text");
    let read = imported(&decoded.text, InputFormat::PlainText);
    assert!(!read.body.contains('\0'));
    assert!(read.dropped.iter().any(|d| d.text == "U+0000"));
    assert_eq!(
        decode(b"a\0b\0c\0").err(),
        Some(DecodeError::Nul { offset: 1 })
    );
}

#[test]
fn control_characters_in_references_do_not_get_into_the_original() {
    for text in ["One &#x1; word.", "One &#1; word.", "*One* &#x0E; word."] {
        let read = imported(text, InputFormat::Markdown);
        assert!(!read.body.contains("&#"), "{}", read.body);
        assert!(
            read.dropped.iter().any(|d| d.why == Why::ControlCharacter),
            "{text}"
        );
    }
    assert!(
        imported("One &#65; `&#x1;` word.", InputFormat::Markdown)
            .body
            .contains("`&#x1;`")
    );
    assert!(
        !page(&format!("<p>&#x1;One&#x1;{TEXT}"))
            .body
            .contains('\u{1}')
    );
}

#[test]
fn the_day_that_readers_see_goes_before_the_next_day_in_utc() {
    let source = |stamp: &str, seen: &str| {
        format!(
            "<!doctype html><html lang=en-US><head><meta property=article:published_time content={stamp}></head><body>\
             <article><h1>Harvest ends early</h1><div class=date>{seen}</div>{TEXT}</article></body></html>"
        )
    };
    for (stamp, seen, expected) in [
        ("2025-08-15T02:30:00Z", "August 14, 2025", "2025-08-14"),
        ("2025-08-15T02:30:00-04:00", "August 14, 2025", "2025-08-15"),
        ("2025-08-15T02:30:00Z", "August 2, 2025", "2025-08-15"),
        ("0000-06-19T00:00:00Z", "Aug. 14, 2025", "2025-08-14"),
        ("14.08.2025", "", "2025-08-14"),
    ] {
        let read = imported(&source(stamp, seen), InputFormat::Html);
        assert_eq!(read.published.as_deref(), Some(expected), "{stamp} {seen}");
    }
}

#[test]
fn closing_notes_and_leads_said_twice_are_named_and_left_out() {
    let text = "حصاد مبكر في الشمال\n\nانتهى حصاد القمح في الشمال قبل موعده بثلاثة أسابيع وامتلأت الصوامع...\n\n\
        انتهى حصاد القمح في الشمال قبل موعده بثلاثة أسابيع وامتلأت الصوامع، بحسب ما أعلنته وزارة الزراعة صباح الخميس في بيان.\n\n\
        ترجمة: سلمى حداد\n\n(وكالة الحصاد)\n";
    let read = imported(text, InputFormat::PlainText);
    assert_eq!(read.paragraphs, 1, "{}", read.body);
    let why = |why| read.dropped.iter().filter(|d| d.why == why).count();
    assert_eq!((why(Why::ClosingNote), why(Why::RepeatedLead)), (2, 1));
}

#[test]
fn the_address_that_a_page_came_from_gives_its_day_and_its_place() {
    let page = format!(
        "<!doctype html><html lang=en><head><link rel=canonical href='https://a.example/'></head><body><article>\
         <h1>Harvest ends early</h1>{TEXT}</article></body></html>"
    );
    let came_from = |url: &str| {
        let options = ReadOptions {
            url: Some(url.to_string()),
            ..ReadOptions::default()
        };
        read(&page, InputFormat::Html, &options).expect("a page")
    };
    for (url, expected, published) in [
        (
            "https://a.example/2025/04/01/harvest",
            "https://a.example/2025/04/01/harvest",
            Some("2025-04-01"),
        ),
        // A copy of the page elsewhere is where it was read.
        (
            "https://b.example/harvest",
            "https://b.example/harvest",
            None,
        ),
    ] {
        let read = came_from(url);
        assert_eq!(read.url.as_deref(), Some(expected));
        assert_eq!(read.published.as_deref(), published, "{url}");
    }
}

#[test]
fn a_blogs_name_in_the_first_heading_is_not_the_title() {
    let read = |title: &str, first: &str, second: &str| {
        let page = format!(
            "<!doctype html><html lang=en><head><title>{title}</title><link rel=canonical href='https://fieldpost.example/a'>\
             </head><body><h1><a href=/>{first}</a></h1><div class=post><h2>{second}</h2>{TEXT}</div></body></html>"
        );
        imported(&page, InputFormat::Html).title.expect("a title")
    };
    for (title, first, second, expected) in [
        (
            "Fieldpost.example » Harvest ends early",
            "Fieldpost.example",
            "Harvest ends early",
            "Harvest ends early",
        ),
        (
            "Notes and more | Harvest ends early in the north",
            "Notes and more",
            "Harvest ends early in the north",
            "Harvest ends early in the north",
        ),
        (
            "Harvest ends early | Fieldpost",
            "Harvest ends early",
            "What it costs",
            "Harvest ends early",
        ),
    ] {
        assert_eq!(read(title, first, second), expected, "{title}");
    }
}
