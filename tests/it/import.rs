//! `mujaz import` for an editor: how texts are read, and which files are written.

use mujaz::import::{
    CreateError, CreateOptions, CreatedArticle, DecodeError, Imported, InputFormat, MAX_BYTES,
    ReadError, ReadOptions, ReadingDoubt, Why, account, create, decode, read,
};
use std::fs;
use std::path::Path;

/// Two paragraphs that are long enough not to look like titles or headings.
const LONG: &str = "The stores in the north are full to the roof for the first time since the great flood, said \
    the ministry on Monday, and the mills run day and night.";
const LONG_AR: &str = "امتلأت مخازن الشمال حتى السقف لأول مرة منذ الفيضان الكبير، كما قالت الوزارة صباح الاثنين، \
    وباتت المطاحن تعمل ليلًا ونهارًا من دون توقف.";

fn plain(text: &str) -> Imported {
    read(text, InputFormat::PlainText, &ReadOptions::default()).expect("a text that can be read")
}

fn markdown(text: &str) -> Imported {
    read(text, InputFormat::Markdown, &ReadOptions::default()).expect("a text that can be read")
}

/// Returns the dropped lines, as (line, text, reason).
fn dropped(imported: &Imported) -> Vec<(usize, &str, Why)> {
    let all = imported.dropped.iter();
    let line = |line: Option<usize>| line.expect("a text's lines have numbers");
    all.map(|d| (line(d.line), d.text.as_str(), d.why))
        .collect()
}

#[test]
fn bytes_that_are_no_text_are_refused_with_the_reason() {
    let large = vec![b'a'; MAX_BYTES + 1];
    let size = MAX_BYTES + 1;
    let what = "a PDF document";
    let advice = "save its text as a text file, or copy it into a Word document (.docx)";
    for (bytes, expected) in [
        (&b"caf\xc3\xa9"[..], Ok("café")),
        (b"\xef\xbb\xbfText", Ok("Text")),
        (b"", Err(DecodeError::Empty)),
        (b" \n\t\xc2\xa0\n", Err(DecodeError::Empty)),
        (b"caf\xe9", Ok("café")),
        (b"\xff\xfea\0b\0", Ok("ab")),
        (b"ab\0cd", Err(DecodeError::Nul { offset: 2 })),
        (b"\x01\x02\x03\x80\x81", Err(DecodeError::Unreadable)),
        (b"%PDF-1.7", Err(DecodeError::Document { what, advice })),
        (&large, Err(DecodeError::TooLarge { size })),
    ] {
        let text = decode(bytes).map(|decoded| decoded.text);
        assert_eq!(text.as_deref(), expected.as_ref().copied());
    }
}

#[test]
fn paragraphs_are_found_in_whichever_shape_the_file_has() {
    for (shape, text, body) in [
        (
            "a paragraph per line",
            format!("{LONG}\n{LONG_AR}\n{LONG}"),
            format!("{LONG}\n\n{LONG_AR}\n\n{LONG}\n"),
        ),
        (
            "blank lines between",
            format!("{LONG}\r\n\r\n\r\n{LONG_AR}\r\n"),
            format!("{LONG}\n\n{LONG_AR}\n"),
        ),
        (
            "short sentences, one per line",
            "It is over.\nThe mills run day and night.\nSo it goes.".to_string(),
            "It is over.\n\nThe mills run day and night.\n\nSo it goes.\n".to_string(),
        ),
        (
            "wrapped, with blank lines",
            format!("{}\n\n{}", wrapped(LONG, 60), wrapped(LONG_AR, 60)),
            format!("{LONG}\n\n{LONG_AR}\n"),
        ),
        (
            "wrapped, without blank lines",
            format!(
                "{}\n{}\n{}",
                wrapped(LONG, 60),
                wrapped(LONG_AR, 60),
                wrapped(LONG, 60)
            ),
            format!("{LONG}\n\n{LONG_AR}\n\n{LONG}\n"),
        ),
        (
            "wrapped and in one line",
            format!("{LONG}\n\n{}\n\n{LONG_AR}", wrapped(LONG_AR, 60)),
            format!("{LONG}\n\n{LONG_AR}\n\n{LONG_AR}\n"),
        ),
        (
            "a list in a wrapped text",
            format!("{}\n\n- wheat\n- barley and\n  oats", wrapped(LONG, 60)),
            format!("{LONG}\n\n- wheat\n- barley and oats\n"),
        ),
        (
            "strokes in a list, and a single one",
            format!("{LONG}\n– wheat\n– barley\n{LONG}\n– rye is short\n{LONG}"),
            format!("{LONG}\n\n- wheat\n- barley\n\n{LONG}\n\n– rye is short\n\n{LONG}\n"),
        ),
        (
            "a no-break space",
            format!("{LONG} 5\u{a0}000 tonnes.\n"),
            format!("{LONG} 5\u{a0}000 tonnes.\n"),
        ),
    ] {
        assert_eq!(plain(&text).body, body, "{shape}");
    }
}

/// A text broken into lines of at most `width` characters.
fn wrapped(text: &str, width: usize) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("at least one line");
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_string());
        }
    }
    lines.join("\n")
}

#[test]
fn the_title_is_the_first_line_where_that_reads_as_one() {
    for (text, title, body) in [
        (
            format!("Harvest ends early\n\n{LONG}"),
            Some("Harvest ends early"),
            format!("{LONG}\n"),
        ),
        // Repeated, with other signs and vowels.
        (
            format!("حصاد مبكر.. أسبابه ونتائجه\n\nحَصاد  مبكر: أسبابه ونتائجه\n{LONG_AR}"),
            Some("حصاد مبكر.. أسبابه ونتائجه"),
            format!("{LONG_AR}\n"),
        ),
        // After left-overs and the date.
        (
            format!("Advertisement\n2025-08-14\nHarvest ends early\nBy Jane Doe\n{LONG}"),
            Some("Harvest ends early"),
            format!("{LONG}\n"),
        ),
        // None: paragraphs alone, a dateline, a sentence, a text of one line.
        (
            format!("{LONG}\n{LONG_AR}"),
            None,
            format!("{LONG}\n\n{LONG_AR}\n"),
        ),
        (
            format!("الشمال – (وكالة الحصاد)\n{LONG_AR}"),
            None,
            format!("الشمال – (وكالة الحصاد)\n\n{LONG_AR}\n"),
        ),
        (
            format!("It is over.\n{LONG}"),
            None,
            format!("It is over.\n\n{LONG}\n"),
        ),
        (
            "Harvest ends early".to_string(),
            None,
            "Harvest ends early\n".to_string(),
        ),
        // Another number is another line.
        (
            "Part 1\nPart 2\nPart 3 of them".to_string(),
            Some("Part 1"),
            "Part 2\n\nPart 3 of them\n".to_string(),
        ),
    ] {
        let imported = plain(&text);
        assert_eq!(
            (imported.title.as_deref(), imported.body),
            (title, body),
            "{text}"
        );
    }
}

#[test]
fn what_is_left_out_is_named_with_its_line() {
    let text = format!(
        "\u{200f}حصاد مبكر\n\nحصاد مبكر\n\nبقلم: سلمى حداد\n\nشارك هذا\n\n{LONG_AR}\u{7}\n\n\
         اقرأ أيضًا: الفيضان الكبير بعد عام\n\n{LONG_AR}\n\n* * *\n\nساهمت الوكالة في هذا المقال\n\n\
         الوسوم: الحصاد، الشمال\n\n#الحصاد #الشمال\n"
    );
    let imported = plain(&text);
    assert_eq!(
        dropped(&imported),
        [
            (1, "U+200F", Why::InvisibleMark),
            (3, "حصاد مبكر", Why::RepeatedTitle),
            (5, "بقلم: سلمى حداد", Why::Author),
            (7, "شارك هذا", Why::Furniture),
            (9, "U+0007", Why::ControlCharacter),
            (11, "اقرأ أيضًا: الفيضان الكبير بعد عام", Why::Furniture),
            (15, "* * *", Why::Separator),
            (19, "الوسوم: الحصاد، الشمال", Why::Tags),
            (21, "#الحصاد #الشمال", Why::Tags),
        ]
    );
    assert_eq!(imported.author.as_deref(), Some("سلمى حداد"));
    let body = format!("{LONG_AR}\n\n{LONG_AR}\n\nساهمت الوكالة في هذا المقال\n");
    assert_eq!(imported.body, body);
    assert_eq!(imported.paragraphs, 3);
}

#[test]
fn tags_are_dropped_after_the_end_alone() {
    let text = format!("{LONG}\nTags: a list of them\n{LONG}\n#harvest\nFrom our own reporter\n");
    let imported = plain(&text);
    assert_eq!(dropped(&imported), [(4, "#harvest", Why::Tags)]);
    assert!(
        imported.body.contains("Tags: a list of them"),
        "{}",
        imported.body
    );
}

#[test]
fn short_lines_between_long_paragraphs_are_headings_and_others_are_not() {
    let quotation = format!("“{LONG}”");
    let many_words = "Full stores, empty mills and what the ministry, which said so, has known";
    for (line, after, heading) in [
        ("What comes next?", LONG, true),
        ("ماذا بعد؟", LONG_AR, true),
        ("أسباب الحصاد المبكر:", LONG_AR, true),
        ("“Grain for bread” in the north:", LONG, true),
        ("Full stores", LONG, true),
        ("It is over.", LONG, false),
        ("The minister said:", &quotation, false),
        ("The questions are:", "- Why?\n- When?", false),
        ("Full stores", "Empty mills", false),
        (many_words, LONG, false),
    ] {
        let imported = plain(&format!("{LONG}\n{line}\n{after}\n{LONG}"));
        let read_as = imported.body.contains(&format!("## {line}\n"));
        assert_eq!(read_as, heading, "{line}");
        let mut noticed = imported.noticed.iter();
        let pointed_out = noticed.any(|n| n.text == line && n.what == ReadingDoubt::Heading);
        assert_eq!(pointed_out, heading, "{line}");
    }
}

#[test]
fn a_short_last_line_is_kept_and_pointed_out() {
    let imported = plain(&format!("{LONG_AR}\n{LONG}\nالشمالالحصادالمطاحن"));
    assert!(imported.body.ends_with("\n\nالشمالالحصادالمطاحن\n"));
    assert_eq!(imported.noticed.len(), 1);
    assert_eq!(imported.noticed[0].what, ReadingDoubt::ShortEnd);
}

#[test]
fn the_language_is_that_of_the_script_unless_it_is_given() {
    for (text, language) in [
        (LONG_AR, Ok("ar")),
        (LONG, Ok("en")),
        (
            "Урожай на севере закончился на три недели раньше срока.",
            Ok("ru"),
        ),
        (
            "북부의 수확이 예년보다 삼 주 일찍 끝났다고 밝혔다.",
            Ok("ko"),
        ),
        ("הקציר בצפון הסתיים מוקדם מהרגיל השנה.", Ok("he")),
        ("麦の収穫は例年より早く終わった。", Ok("ja")),
        ("北方的小麦收割比往年提前了三个星期。", Ok("zh")),
        ("12.5 + 7 = 19.5", Err(ReadError::LanguageUndecided)),
    ] {
        let found = read(text, InputFormat::PlainText, &ReadOptions::default()).map(|i| i.language);
        assert_eq!(found, language.map(str::to_string), "{text}");
    }
    let language = Some("fr".to_string());
    let given = read(
        LONG,
        InputFormat::PlainText,
        &ReadOptions {
            language,
            ..ReadOptions::default()
        },
    )
    .expect("a text");
    assert_eq!(
        (given.language.as_str(), given.language_inferred),
        ("fr", false)
    );
}

#[test]
fn what_is_no_article_is_refused() {
    for (text, kind, why) in [
        (
            "Advertisement\nShare this\n",
            InputFormat::PlainText,
            ReadError::NothingLeft { dropped: 2 },
        ),
        // A summary could cite nothing of it.
        (
            "# A title\n\n## A heading\n\n```\ncode\n```\n",
            InputFormat::Markdown,
            ReadError::NoParagraph,
        ),
    ] {
        let refused = read(text, kind, &ReadOptions::default());
        assert_eq!(refused.expect_err("nothing to import"), why, "{text}");
    }
}

#[test]
fn another_tools_front_matter_is_taken_over_where_it_is_plain_and_named_where_not() {
    let yaml = markdown(
        "---\ntitle: \"Harvest: it ends\"\nauthor: Jane Doe\ndate: 2025-08-14T09:30:00+03:00\n\
         tags:\n  - north\n---\n\n# Harvest: it ends\n\nFull *stores*.\n",
    );
    assert_eq!(yaml.title.as_deref(), Some("Harvest: it ends"));
    assert_eq!(yaml.author.as_deref(), Some("Jane Doe"));
    assert_eq!(yaml.published.as_deref(), Some("2025-08-14"));
    assert_eq!(
        dropped(&yaml),
        [
            (5, "tags:", Why::FrontMatter),
            (6, "- north", Why::FrontMatter),
            (9, "Harvest: it ends", Why::RepeatedTitle),
        ]
    );
    assert_eq!(yaml.body, "Full *stores*.\n");

    let toml = markdown(
        "+++\ntitle = 'Harvest'\nauthors = [\"A B\", \"C D\"]\ndate = 2025-08-14\nweight = 3\n\
         [extra]\ntitle = \"no\"\n+++\nFull stores.\n",
    );
    assert_eq!(toml.title.as_deref(), Some("Harvest"));
    assert_eq!(toml.author.as_deref(), Some("A B, C D"));
    assert_eq!(toml.published.as_deref(), Some("2025-08-14"));
    let lines = toml.dropped.iter().map(|d| d.line);
    assert_eq!(lines.collect::<Vec<_>>(), [Some(5), Some(6), Some(7)]);
}

#[test]
fn the_body_of_markdown_stays_as_it_is_but_for_its_title_and_citations() {
    for (what, text, title, body) in [
        (
            "title",
            "# The *big* `deal` {#id}\n\nText.\n",
            Some("The big deal"),
            "Text.\n",
        ),
        (
            "title underlined",
            "Deal\n====\nText.\n",
            Some("Deal"),
            "Text.\n",
        ),
        (
            "title twice",
            "# Deal\r\n\r\n**Deal**\r\n\r\nText.",
            Some("Deal"),
            "Text.\n",
        ),
        (
            "title further down",
            "Lead.\n\n# Deal\n\nText.\n",
            Some("Deal"),
            "Lead.\n\n# Deal\n\nText.\n",
        ),
        ("no title", "## Part\n\nText.\n", None, "## Part\n\nText.\n"),
        (
            "markup",
            "- a\n  - b\n\n> <b>c</b>\n\n|a|\n|-|\n|d|\n",
            None,
            "- a\n  - b\n\n> <b>c</b>\n\n|a|\n|-|\n|d|\n",
        ),
        (
            "indented code",
            "\n\n    a = b\n\nText.\n",
            None,
            "    a = b\n\nText.\n",
        ),
        (
            "rules",
            "---\n\nText.\n\n---\n\nMore.\n",
            None,
            "---\n\nText.\n\n---\n\nMore.\n",
        ),
        (
            "unclosed front matter",
            "---\ntitle: Deal\n",
            None,
            "---\ntitle: Deal\n",
        ),
        (
            "citations",
            "So [p4-p6] and [x][p2], `[p1]`, [P9].\n",
            None,
            "So \\[p4-p6] and \\[x][p2], `[p1]`, \\[P9].\n",
        ),
    ] {
        let imported = markdown(text);
        let read_as = (imported.title.as_deref(), imported.body.as_str());
        assert_eq!(read_as, (title, body), "{what}");
    }
    let imported = markdown("One.\n\nSee [p4].\n");
    let noticed = &imported.noticed[0];
    let expected = (Some(3), "[p4]", ReadingDoubt::Citation);
    assert_eq!(
        (noticed.line, noticed.text.as_str(), noticed.what),
        expected
    );
    assert_eq!(
        markdown("- a\n  - b\n\nc\n\n|a|\n|-|\n|d|\n\n## e\n").paragraphs,
        5
    );
}

// On disk.

const TODAY: &str = "2026-11-20";

/// Creates with the languages ar and en.
fn create_in(
    site: &Path,
    imported: &Imported,
    options: CreateOptions,
) -> Result<CreatedArticle, CreateError> {
    let languages = ["ar".to_string(), "en".to_string()];
    let options = CreateOptions {
        languages: &languages,
        today: TODAY,
        ..options
    };
    create(site, imported, &options)
}

fn site() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn text_of(path: &Path) -> String {
    fs::read_to_string(path).expect("a text file")
}

/// All files below a folder with their content, by path.
fn files(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below").display();
                found.push((name.to_string(), text_of(&path)));
            }
        }
    }
    found.sort();
    found
}

/// A file's front matter as TOML and its body.
fn parts(file: &str) -> (toml::Table, &str) {
    let rest = file.strip_prefix("+++\n").expect("front matter");
    let (front, body) = rest.split_once("\n+++\n").expect("its end");
    (front.parse().expect("TOML"), body)
}

#[test]
fn a_new_article_is_an_original_and_a_draft_in_each_language() {
    let site = site();
    let imported = plain(&format!("Harvest ends early\n{LONG}"));
    let created = create_in(site.path(), &imported, CreateOptions::default()).expect("an article");
    assert_eq!(created.folder, "content/articles/harvest-ends-early");
    assert_eq!(
        created.files,
        ["original.en.md", "summary.ar.md", "summary.en.md"]
    );
    let original = format!(
        "+++\ntitle = \"Harvest ends early\"\npublisher = \"unknown\"\nretrieved = 2026-11-20\n\
         # rights = \"link\"  # or \"cited\", \"full\"\n+++\n\n{LONG}\n"
    );
    let expected = [
        (
            "content/articles/harvest-ends-early/original.en.md",
            original.as_str(),
        ),
        (
            "content/articles/harvest-ends-early/summary.ar.md",
            "+++\ntitle = \"Harvest ends early\"\ndraft = true\ntopics = []\n+++\n\n\
             يُكتب الملخص هنا، وتُذيَّل كل معلومة برقم الفقرة التي وردت فيها من النص الأصلي، هكذا [p1].\n",
        ),
        (
            "content/articles/harvest-ends-early/summary.en.md",
            "+++\ntitle = \"Harvest ends early\"\ndraft = true\ntopics = []\n+++\n\n\
             Write the summary here, and after each statement cite the paragraph of the original that it rests on, \
             like this [p1].\n",
        ),
        (
            "content/publishers.toml",
            "[unknown]\nname.ar = \"جهة نشر غير معروفة\"\nname.en = \"Publisher unknown\"\n",
        ),
    ];
    let expected = expected.map(|(name, text)| (name.to_string(), text.to_string()));
    assert_eq!(files(site.path()), expected);
}

#[test]
fn the_front_matter_holds_what_is_given_and_nothing_breaks_out_of_it() {
    let site = site();
    let imported = Imported {
        title: Some("A \"title\" with '''\n+++\nquotes\\".to_string()),
        author: Some("Of the text".to_string()),
        published: Some("2025-08-13".to_string()),
        ..plain("+++\n+++ and more of it\n+++\n")
    };
    let options = CreateOptions {
        slug: Some("quotes"),
        publisher: Some("the-north"),
        url: Some("https://example.org/?a=1&b=\"2\""),
        author: Some("Jane \"JD\" Doe"),
        published: Some("2025-08-14"),
        ..CreateOptions::default()
    };
    let created = create_in(site.path(), &imported, options).expect("an article");
    let file = text_of(&site.path().join(&created.folder).join("original.en.md"));
    let (front, body) = parts(&file);
    let expected: toml::Table = r#"
        title = "A \"title\" with ''' +++ quotes\\"
        publisher = "the-north"
        author = "Jane \"JD\" Doe"
        url = 'https://example.org/?a=1&b="2"'
        published = 2025-08-14
        retrieved = 2026-11-20
    "#
    .parse()
    .expect("TOML");
    assert_eq!(front, expected);
    assert_eq!(body, "\n\\+++ and more of it\n");
    assert!(
        created.notes[0].contains("`the-north`"),
        "{:?}",
        created.notes
    );
    assert!(!site.path().join("content/publishers.toml").exists());
}

#[test]
fn an_article_without_a_title_gets_one_of_its_first_words() {
    for (text, title) in [
        (
            format!("الشمال – (وكالة الحصاد): {LONG_AR}"),
            "امتلأت مخازن الشمال حتى السقف لأول مرة منذ الفيضان الكبير…",
        ),
        ("It is *over*. So it goes.".to_string(), "It is *over*"),
        ("Over.".to_string(), "Over"),
    ] {
        let site = site();
        let created = create_in(site.path(), &plain(&text), CreateOptions::default());
        let created = created.expect("an article");
        assert_eq!(
            (created.title.as_str(), created.title_made),
            (title, true),
            "{text}"
        );
    }
    let no_words = Imported {
        language: "en".into(),
        ..Imported::default()
    };
    let created = create_in(site().path(), &no_words, CreateOptions::default());
    assert_eq!(
        created.expect("an article").title,
        TODAY,
        "no words to make a title of"
    );
}

#[test]
fn a_folder_that_is_there_is_never_written_to() {
    let site = site();
    let imported = plain(&format!("Harvest ends early\n{LONG}"));
    let given = CreateOptions {
        slug: Some("harvest"),
        ..CreateOptions::default()
    };
    create_in(site.path(), &imported, given).expect("the first time");
    let before = files(site.path());
    let error = create_in(site.path(), &imported, given).expect_err("it is there");
    let error = error.to_string();
    assert!(
        error.contains("content/articles/harvest is there already"),
        "{error}"
    );
    assert!(error.contains("--slug harvest-2"), "{error}");
    assert_eq!(files(site.path()), before);

    let generated = || create_in(site.path(), &imported, CreateOptions::default());
    for slug in [
        "harvest-ends-early",
        "harvest-ends-early-2",
        "harvest-ends-early-3",
    ] {
        assert_eq!(generated().expect("a free name").slug, slug);
    }
}

#[test]
fn what_cannot_be_written_leaves_nothing_behind() {
    let imported = plain(&format!("Harvest ends early\n{LONG}"));
    let bad_language = Imported {
        language: "../en".into(),
        ..imported.clone()
    };
    let slug = CreateOptions {
        slug: Some("../up"),
        ..CreateOptions::default()
    };
    let published = CreateOptions {
        published: Some("August"),
        ..CreateOptions::default()
    };
    for (imported, options, words) in [
        (&imported, slug, "`../up`"),
        (&imported, published, "`August`"),
        (&bad_language, CreateOptions::default(), "`../en`"),
    ] {
        let site = site();
        let error = create_in(site.path(), imported, options).expect_err("refused");
        assert!(error.to_string().contains(words), "{error}");
        assert_eq!(files(site.path()), []);
    }
    // The articles' folder is a file.
    let site = site();
    fs::create_dir(site.path().join("content")).expect("a folder");
    fs::write(site.path().join("content/articles"), "").expect("a file");
    let error = create_in(site.path(), &imported, CreateOptions::default()).expect_err("no folder");
    assert!(error.to_string().contains("articles"), "{error}");
    assert_eq!(files(site.path()).len(), 1);
}

#[test]
fn the_unknown_publisher_is_added_once_and_the_rest_of_the_list_stays() {
    for (list, publisher, expected) in [
        (
            "# Ours\n[a]\nname.en = \"A\"",
            None,
            "# Ours\n[a]\nname.en = \"A\"\n\n\
             [unknown]\nname.ar = \"جهة نشر غير معروفة\"\nname.en = \"Publisher unknown\"\n",
        ),
        (
            "[unknown]\nname.en = \"?\"\n",
            None,
            "[unknown]\nname.en = \"?\"\n",
        ),
        (
            "[a]\nname.en = \"A\"\n",
            Some("a"),
            "[a]\nname.en = \"A\"\n",
        ),
        ("not TOML", Some("a"), "not TOML"),
    ] {
        let site = site();
        let path = site.path().join("content/publishers.toml");
        fs::create_dir(site.path().join("content")).expect("a folder");
        fs::write(&path, list).expect("a list");
        let options = CreateOptions {
            publisher,
            ..CreateOptions::default()
        };
        let created = create_in(site.path(), &plain(LONG), options).expect("an article");
        assert_eq!(text_of(&path), expected);
        assert_eq!(
            created.notes.is_empty(),
            list == expected,
            "{:?}",
            created.notes
        );
    }
    let site = site();
    fs::create_dir(site.path().join("content")).expect("a folder");
    fs::write(site.path().join("content/publishers.toml"), "not TOML").expect("a list");
    let error = create_in(site.path(), &plain(LONG), CreateOptions::default()).expect_err("a list");
    assert!(
        error.to_string().contains("content/publishers.toml"),
        "{error}"
    );
    assert_eq!(files(site.path()).len(), 1);
}

#[test]
fn stubs_are_toml_and_one_paragraph_in_every_language() {
    let site = site();
    let tags = ["ar-EG", "en", "fa", "he", "ko", "ru", "ur", "sw"].map(str::to_string);
    let options = CreateOptions {
        languages: &tags,
        today: TODAY,
        ..CreateOptions::default()
    };
    let created = create(site.path(), &plain(LONG), &options).expect("an article");
    assert_eq!(created.files.len(), 1 + tags.len());
    for name in &created.files[1..] {
        let file = text_of(&site.path().join(&created.folder).join(name));
        let (front, body) = parts(&file);
        assert_eq!(front["draft"].as_bool(), Some(true), "{name}");
        assert_eq!(front["topics"].as_array().map(Vec::len), Some(0), "{name}");
        assert_eq!(body.trim().lines().count(), 1, "{name}");
        assert!(body.contains("[p1]"), "{name}");
    }
    let list = text_of(&site.path().join("content/publishers.toml"));
    let list: toml::Table = list.parse().expect("TOML");
    let names = list["unknown"]["name"].as_table().map(toml::Table::len);
    assert_eq!(names, Some(tags.len()));
}

#[test]
fn the_account_tells_a_person_what_was_done() {
    let site = site();
    let imported = plain(&format!(
        "\u{200f}حصاد مبكر\nحصاد مبكر\nشارك هذا\n\u{200f}{LONG_AR}\nماذا بعد؟\n{LONG_AR}\nعن \u{202e}وكالة الشمال\n"
    ));
    let options = CreateOptions {
        slug: Some("harvest"),
        ..CreateOptions::default()
    };
    let created = create_in(site.path(), &imported, options).expect("an article");
    let expected = "\
Imported into content/articles/harvest
  title:      \u{2068}“حصاد مبكر”\u{2069}
  language:   ar (by its script; --language says otherwise)
  paragraphs: 3
  files:      original.ar.md, summary.ar.md, summary.en.md

Left out:
  line 2: \u{2068}“حصاد مبكر”\u{2069} – the title once more
  line 3: \u{2068}“شارك هذا”\u{2069} – left over from the page around the article
  lines 1, 4: U+200F – an invisible mark

Read as headings, which have no number and cannot be cited:
  line 5: \u{2068}“ماذا بعد؟”\u{2069}

Kept, but delete it if it is left over from the page:
  line 7: \u{2068}“عن وكالة الشمال”\u{2069}

No publisher was named: `unknown` was added to content/publishers.toml and stands in the original.

Next:
  run `mujaz serve --open --drafts`, which shows each change as it is saved;
  compare content/articles/harvest/original.ar.md with the source, and set its publisher and `rights`;
  write summary.ar.md and summary.en.md, title and text, and take `draft = true` out;
  run `mujaz check`, then `mujaz seal harvest`, then `mujaz build`.
";
    let charset = decode(b"-").expect("a text").charset;
    assert_eq!(account(&charset, &imported, &created, false), expected);
}
