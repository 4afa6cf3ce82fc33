//! Documents of Word as people and programs write them, made here part by part; and documents that are damaged or hostile.

use std::io::{Cursor, Write};

use mujaz_import::{Imported, ReadOptions, Why, WordError, is_archive, read_word};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:mc=\"mc\" xmlns:wp=\"wp\" xmlns:a=\"a\" xmlns:m=\"m\" xmlns:wps=\"wps\"";

/// Packs parts into an archive.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(*name, options).expect("a name");
        zip.write_all(text.as_bytes()).expect("a text");
    }
    zip.finish().expect("an archive").into_inner()
}

/// Returns a document with this body and further parts.
fn document(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>"
    );
    let mut all = vec![
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", text.as_str()),
    ];
    all.extend(parts);
    archive(&all)
}

fn read(bytes: &[u8]) -> Imported {
    let article = read_word(bytes, &ReadOptions::default()).expect("a document");
    article.expect("an article")
}

/// Returns a paragraph of a style with this text.
fn styled(style: &str, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>"
    )
}

fn plain(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A first and a last paragraph, so that each case is an article.
fn article(inner: &str) -> String {
    let first = plain(
        "The ministers signed the treaty in the capital on Monday, after two years of talks about it.",
    );
    format!("{}{first}{inner}", styled("Title", "A treaty"))
}

/// Returns the Markdown of a body below its title and first paragraph.
fn body(inner: &str, parts: &[(&str, &str)]) -> String {
    let imported = read(&document(&article(inner), parts));
    assert_eq!(imported.title.as_deref(), Some("A treaty"));
    let (first, rest) = imported.body.split_once('\n').expect("a line");
    assert!(first.starts_with("The ministers"), "{first}");
    rest.trim_matches('\n').to_owned()
}

const STYLES: &str = "<w:styles xmlns:w=\"w\"><w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"Kicker\"><w:name w:val=\"Kicker\"/><w:basedOn w:val=\"1\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"Zit\"><w:name w:val=\"Quote\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"LB\"><w:name w:val=\"List Bullet\"/><w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr></w:style></w:styles>";
const NUMBERING: &str = "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"3\"/><w:numFmt w:val=\"decimal\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"bullet\"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId=\"8\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"8\"/></w:num><w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num></w:numbering>";

fn listed(list: &str, level: &str, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

#[test]
fn paragraphs_become_markdown() {
    let styles = [
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
    ];
    let links = "<Relationships><Relationship Id=\"rId5\" Type=\"x/hyperlink\" Target=\"https://a.example/?b=1&amp;c=2\" TargetMode=\"External\"/><Relationship Id=\"rId6\" Type=\"x/hyperlink\" Target=\"file:///C:/b.docx\"/></Relationships>";
    let parts = [
        styles[0],
        styles[1],
        ("word/_rels/document.xml.rels", links),
    ];
    for (inner, expected) in [
        (plain("One &amp; two &#x2014; *three* [p4] &lt;b&gt;."), "One & two — \\*three\\* \\[p4\\] \\<b>."),
        (styled("1", "A part"), "## A part"),
        (styled("Kicker", "A part"), "## A part"),
        (styled("Heading2", "A part"), "## A part"),
        (styled("Zit", "A saying"), "> A saying"),
        (
            listed("1", "0", "a") + &listed("1", "1", "b") + &listed("1", "0", "c") + &listed("3", "0", "d"),
            "3. a\n   - b\n\n4. c\n\n1) d",
        ),
        (styled("LB", "a") + &styled("LB", "b"), "- a\n- b"),
        // Words and letters in several runs, as programs split them.
        (
            "<w:p><w:r><w:t>The </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>tre</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:rPr><w:b/></w:rPr><w:t>aty</w:t></w:r><w:r><w:t xml:space=\"preserve\"> and </w:t></w:r><w:r><w:rPr><w:i/><w:b w:val=\"0\"/></w:rPr><w:t>its text </w:t></w:r><w:r><w:t>end.</w:t></w:r></w:p>".into(),
            "The **treaty** and *its text* end.",
        ),
        // Emphasis that Markdown would not read.
        ("<w:p><w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>(b)</w:t></w:r><w:r><w:t>c d.</w:t></w:r></w:p>".into(), "a(b)c d."),
        (
            "<w:p><w:hyperlink r:id=\"rId5\"><w:r><w:t>A page</w:t></w:r></w:hyperlink><w:r><w:t xml:space=\"preserve\"> and </w:t></w:r><w:hyperlink r:id=\"rId6\"><w:r><w:t>a file</w:t></w:r></w:hyperlink>.</w:p>".into(),
            "[A page](<https://a.example/?b=1&c=2>) and a file",
        ),
        (
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> HYPERLINK \"https://b.example/\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>a field</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t xml:space=\"preserve\"> after</w:t></w:r></w:p>".into(),
            "[a field](<https://b.example/>) after",
        ),
        ("<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:br/><w:br/><w:t>e</w:t></w:r></w:p>".into(), "a b c\u{2011}d\n\ne"),
        // A box has its text twice, for programs with and without an extension.
        (
            "<w:p><w:r><w:t>before</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>".into(),
            "in a box\n\nbefore",
        ),
        ("<w:sdt><w:sdtPr><w:placeholder/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>in a control</w:t></w:r></w:p></w:sdtContent></w:sdt>".into(), "in a control"),
        ("<w:p><m:oMath><m:r><m:t>E=mc²</m:t></m:r></m:oMath></w:p>".into(), "E=mc²"),
    ] {
        assert_eq!(body(&inner, &parts), expected, "{inner}");
    }
}

#[test]
fn tables_have_a_row_per_line() {
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", plain(text))
    };
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let table = |rows: &[String]| format!("<w:tbl><w:tblPr/>{}</w:tbl>", rows.concat());
    let whole = table(&[
        row(&[cell("", "Good"), cell("", "Share")]),
        row(&[cell("", "Oil | gas"), cell("", "35%")]),
        row(&[cell("<w:gridSpan w:val=\"2\"/>", "Both")]),
    ]);
    assert_eq!(
        body(&whole, &[]),
        "| Good | Share |\n|---|---|\n| Oil \\| gas | 35% |\n| Both |  |"
    );
    // A table of one cell is a box around text.
    let boxed = table(&[row(&[format!(
        "<w:tc>{}{}</w:tc>",
        plain("One."),
        plain("Two.")
    )])]);
    assert_eq!(body(&boxed, &[]), "One.\n\nTwo.");
    let nested = table(&[row(&[
        cell("", "a"),
        format!(
            "<w:tc>{}</w:tc>",
            table(&[row(&[cell("", "b"), cell("", "c")])])
        ),
    ])]);
    assert_eq!(body(&nested, &[]), "| a | b c |\n|---|---|");
}

#[test]
fn notes_stand_at_the_end() {
    let notes = format!(
        "<w:footnotes {W}><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p/></w:footnote><w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> A note.</w:t></w:r></w:p><w:p><w:r><w:t>More of it.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    );
    let ends = format!(
        "<w:endnotes {W}><w:endnote w:id=\"2\"><w:p><w:r><w:t>At the end.</w:t></w:r></w:p></w:endnote></w:endnotes>"
    );
    let parts = [
        ("word/footnotes.xml", notes.as_str()),
        ("word/endnotes.xml", ends.as_str()),
    ];
    let inner = "<w:p><w:r><w:t>One</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t xml:space=\"preserve\"> two</w:t></w:r><w:r><w:endnoteReference w:id=\"2\"/></w:r><w:r><w:t>.</w:t></w:r></w:p>";
    assert_eq!(
        body(inner, &parts),
        "One[^1] two[^2].\n\n[^1]: A note.\n\n    More of it.\n\n[^2]: At the end."
    );
}

#[test]
fn tracked_changes_are_as_if_they_were_accepted_and_said() {
    let inner = "<w:p><w:r><w:t xml:space=\"preserve\">It has </w:t></w:r><w:del w:id=\"1\"><w:r><w:delText>11</w:delText></w:r></w:del><w:ins w:id=\"2\"><w:r><w:t>12</w:t></w:r></w:ins><w:r><w:t xml:space=\"preserve\"> cranes</w:t></w:r></w:p>\
        <w:p><w:pPr><w:rPr><w:del w:id=\"3\"/></w:rPr></w:pPr><w:r><w:t xml:space=\"preserve\">One </w:t></w:r></w:p><w:p><w:pPr><w:pPrChange w:id=\"4\"><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr></w:pPrChange></w:pPr><w:r><w:t>line.</w:t></w:r></w:p>\
        <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:t>Seen.</w:t></w:r></w:p>";
    let imported = read(&document(&article(inner), &[]));
    assert!(
        imported
            .body
            .ends_with("It has 12 cranes\n\nOne line.\n\nSeen.\n"),
        "{}",
        imported.body
    );
    let left_out: Vec<(&str, Why)> = imported
        .dropped
        .iter()
        .map(|one| (one.text.as_str(), one.why))
        .collect();
    assert_eq!(left_out, [("secret", Why::Hidden), ("11", Why::Deleted)]);
    assert!(
        imported.remarks[0].contains("1 insertions are in the text, 1 deletions are not"),
        "{:?}",
        imported.remarks
    );
}

#[test]
fn what_is_left_out_is_said() {
    let margin = format!("<w:hdr {W}>{}</w:hdr>", plain("Page 1 of the paper"));
    let rels = "<Relationships><Relationship Id=\"rId1\" Type=\"x/header\" Target=\"header1.xml\"/></Relationships>";
    let inner = styled("TOC1", "A part\t2")
        + "<w:p><w:r><w:drawing><wp:inline><wp:docPr w:id=\"1\" name=\"Picture 1\" descr=\"A quay\"/><a:blip/></wp:inline></w:drawing></w:r><w:r><w:sym w:char=\"F0B7\"/></w:r><w:r><w:commentReference w:id=\"0\"/></w:r></w:p>";
    let parts = [
        ("word/header1.xml", margin.as_str()),
        ("word/_rels/document.xml.rels", rels),
    ];
    let imported = read(&document(&article(&inner), &parts));
    let left_out: Vec<(&str, Why)> = imported
        .dropped
        .iter()
        .map(|one| (one.text.as_str(), one.why))
        .collect();
    assert_eq!(
        left_out,
        [
            ("A part 2", Why::Contents),
            ("A quay", Why::Picture),
            ("Page 1 of the paper", Why::Furniture)
        ]
    );
    assert!(
        imported.remarks.iter().any(|one| one.contains("Comments")),
        "{:?}",
        imported.remarks
    );
    assert!(
        imported
            .remarks
            .iter()
            .any(|one| one.contains("symbol font")),
        "{:?}",
        imported.remarks
    );
}

#[test]
fn an_arabic_document_is_read_in_its_order() {
    let core = "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\" xmlns:dcterms=\"t\"><dc:title>عنوان الملف</dc:title><dc:creator>منى</dc:creator><dcterms:created>2025-08-18T09:00:00Z</dcterms:created></cp:coreProperties>";
    let bidi = |text: &str| {
        format!(
            "<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let bold = "<w:p><w:r><w:rPr><w:bCs/><w:rtl/></w:rPr><w:t>مهم</w:t></w:r><w:r><w:rPr><w:b/><w:rtl/></w:rPr><w:t xml:space=\"preserve\"> أن يُقرأ هذا كله.</w:t></w:r></w:p>";
    assert_eq!(body(bold, &[]), "**مهم** أن يُقرأ هذا كله.");
    let text = styled("1", "معاهدة جديدة")
        + &bidi("وقّع الوزيران المعاهدة في العاصمة يوم الاثنين، بعد عامين من المحادثات بين البلدين.")
        + &bidi("وزادت التجارة (35%) في عام.");
    let parts = [("word/styles.xml", STYLES), ("docProps/core.xml", core)];
    let imported = read(&document(&text, &parts));
    assert_eq!(imported.title.as_deref(), Some("معاهدة جديدة"));
    assert_eq!(imported.language, "ar");
    assert_eq!(imported.paragraphs, 2);
    assert!(
        imported.body.ends_with("\n\nوزادت التجارة (35%) في عام.\n"),
        "{}",
        imported.body
    );
    // Who made the file need not be who wrote the text.
    assert_eq!((imported.author, imported.published), (None, None));
    assert!(
        imported.remarks[0].contains("منى") && imported.remarks[0].contains("2025-08-18"),
        "{:?}",
        imported.remarks
    );
    // A title that stands nowhere in the text.
    let imported = read(&document(
        &(bidi("وقّع الوزيران المعاهدة في العاصمة يوم الاثنين، بعد عامين من المحادثات بين البلدين.")
            + &bidi("وزادت التجارة في عام واحد بنسبة كبيرة، كما قالت الوزارة في بيان لها.")),
        &parts,
    ));
    assert_eq!(imported.title.as_deref(), Some("عنوان الملف"));
}

#[test]
fn other_archives_are_refused_with_what_to_do() {
    for (parts, what) in [
        (
            &[("mimetype", "x"), ("content.xml", "<x/>")][..],
            "OpenDocument",
        ),
        (
            &[("[Content_Types].xml", "x"), ("xl/workbook.xml", "<x/>")],
            "spreadsheet",
        ),
        (
            &[
                ("[Content_Types].xml", "x"),
                ("ppt/presentation.xml", "<x/>"),
            ],
            "slides",
        ),
        (
            &[("mimetype", "x"), ("META-INF/container.xml", "<x/>")],
            "book",
        ),
        (&[("a.txt", "a")], "zip archive"),
    ] {
        let error = read_word(&archive(parts), &ReadOptions::default()).expect_err(what);
        assert!(error.to_string().contains(what), "{error}");
        assert!(matches!(error, WordError::Foreign { .. }));
    }
}

#[test]
fn damaged_and_hostile_documents_are_errors() {
    let sound = document(&article(""), &[]);
    assert!(is_archive(&sound));
    // Cut off anywhere, or with any byte of another value, it is an error or an article, and nothing else.
    for cut in 0..sound.len() {
        let _ = read_word(&sound[..cut], &ReadOptions::default());
    }
    for at in 0..sound.len() {
        let mut bytes = sound.clone();
        bytes[at] ^= 0x5A;
        let _ = read_word(&bytes, &ReadOptions::default());
    }
    let deep = "<w:tbl><w:tr><w:tc>".repeat(3_000);
    let error = |bytes: &[u8]| read_word(bytes, &ReadOptions::default()).expect_err("an error");
    assert_eq!(error(&document(&deep, &[])), WordError::TooDeep);
    assert_eq!(error(&document("<w:p>", &[])), WordError::Damaged);
    // 40 MB of one letter are 40 kB in the archive.
    let bomb = document(&plain(&"a".repeat(40 * 1024 * 1024)), &[]);
    assert!(bomb.len() < 200_000, "{}", bomb.len());
    assert_eq!(error(&bomb), WordError::TooLarge);
    let part = format!("<w:styles {W}>{}</w:styles>", " ".repeat(30 * 1024 * 1024));
    let parts = [
        ("word/styles.xml", part.as_str()),
        ("word/numbering.xml", &part),
        ("word/footnotes.xml", &part),
    ];
    assert_eq!(error(&document(&article(""), &parts)), WordError::TooLarge);
    // No entity of a document's own is expanded.
    let entities = "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>&b; A sentence that is long enough to be read.</w:t></w:r></w:p></w:body></w:document>";
    let imported = read(&archive(&[("word/document.xml", entities)]));
    assert!(!imported.body.contains("aaaa"), "{}", imported.body);
}

/// Each header takes a look-up in the archive, and many headers name the same part.
#[test]
#[allow(clippy::disallowed_methods, reason = "the test measures time")]
fn headers_without_number_take_no_time() {
    let header = |n: usize| format!("<Relationship Type=\"x/header\" Target=\"h{n}.xml\"/>");
    let names: Vec<String> = (0..9_000).map(|n| format!("word/x{n}.xml")).collect();
    for (what, headers) in [
        (
            "missing parts",
            (0..100_000).map(header).collect::<String>(),
        ),
        ("one part", header(1).repeat(100_000)),
    ] {
        let relations = format!("<Relationships>{headers}</Relationships>");
        let text = plain("Page 1").repeat(100);
        let mut parts = vec![
            ("word/_rels/document.xml.rels", relations.as_str()),
            ("word/h1.xml", text.as_str()),
        ];
        parts.extend(names.iter().map(|name| (name.as_str(), "")));
        let document = document(&article(""), &parts);
        let start = std::time::Instant::now();
        read(&document);
        let time = start.elapsed();
        assert!(time.as_secs() < 20, "{what}: {time:?}");
    }
}
