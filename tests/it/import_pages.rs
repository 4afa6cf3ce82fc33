//! What an editor gets from `mujaz import` of saved pages. The pages in `tests/import/` are built as news sites build
//! theirs; their words are made up.

use encoding_rs::{UTF_8, WINDOWS_1256};
use mujaz::diagnostic::Severity;
use mujaz::import::{
    Charset, CreateOptions, CreatedArticle, How, Imported, InputFormat, MetadataField, ReadError,
    ReadOptions, ReadingDoubt, Why, account, create, decode, read,
};
use mujaz::load::load;
use mujaz::memo::Memo;
use mujaz::parse::parse;
use proptest::prelude::*;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

const ARABIC: &str = include_str!("../import/arabic.html");
const ENGLISH: &str = include_str!("../import/english.html");
const OLD_LAYOUT: &str = include_str!("../import/old-layout.html");

/// Three paragraphs, long enough for an article.
const LONG: &str = "<p>The wheat harvest in the north ended three weeks early, the ministry said, and the silos are full.\
    <p>It had been dry in spring, wet in May, and hot in June, so that the ears ripened ahead of time, growers said.\
    <p>The money, they were told, will come in September, and a tenth of the crop is kept as seed, as ever.";

fn page(source: &str) -> Imported {
    try_page(source).expect("a page that can be read")
}

fn try_page(source: &str) -> Result<Imported, ReadError> {
    read(source, InputFormat::Html, &ReadOptions::default())
}

fn dropped(imported: &Imported, why: Why) -> Vec<&str> {
    let all = imported.dropped.iter().filter(|d| d.why == why);
    all.map(|d| d.text.as_str()).collect()
}

/// The text before which and the place where a page says something.
fn taken(imported: &Imported, field: MetadataField) -> &str {
    imported.taken.get(&field).map_or("", String::as_str)
}

#[test]
fn an_arabic_page_gives_its_article_and_nothing_around_it() {
    let imported = page(ARABIC);
    let expected = "\
انتهى حصاد القمح في محافظات الشمال قبل موعده بثلاثة أسابيع، وامتلأت الصوامع لأول مرة منذ تسع سنوات، بحسب ما أعلنته وزارة الزراعة صباح الخميس.

وقال مدير الصوامع نادر خليل: «لم نشهد موسمًا كهذا منذ عشرين عامًا»، مضيفًا أن الكميات المستلمة بلغت 1\u{a0}200\u{a0}000 طن – أي بزيادة 35% عن الموسم الماضي.

## الحر عجّل بالموسم

ويعزو المهندسون الزراعيون ذلك إلى موجة الحر التي ضربت البلاد في حزيران/يونيو، إذ زادت الحرارة خمس درجات عن معدلها، فنضجت السنابل في معظم الحقول قبل أوانها.

> كنا نعمل من الفجر حتى منتصف الليل، ولم نكن نعرف أين نضع القمح.
>
> هكذا وصف أحد السائقين أيام الموسم الأولى.

## ما الذي تسلّمته الصوامع؟

تشمل الكميات ثلاثة أصناف:

- القمح القاسي، وهو أكثر من النصف؛
- القمح الطري؛
- الشعير.

الكميات المستلمة بالأطنان

| المحافظة | 2024 | 2025 |
|---|---|---|
| الشمال | 510,000 | 800,000 |
| الساحل | 380,000 | 400,000 |

وتقول الوزارة إنها ستدفع مستحقات المزارعين قبل نهاية أيلول، وإن 10% من المحصول ستُحفظ بذارًا للموسم المقبل، بعد أن نفدت البذار المحسّنة العام الماضي.
";
    assert_eq!(imported.body, expected);
    assert_eq!(imported.paragraphs, 14);
    let headings = imported
        .noticed
        .iter()
        .filter(|n| n.what == ReadingDoubt::Heading);
    let headings: Vec<&str> = headings.map(|n| n.text.as_str()).collect();
    assert_eq!(headings, ["الحر عجّل بالموسم"], "a bold line is read as one");

    for (why, texts) in [
        (
            Why::Furniture,
            vec!["اقرأ أيضًا: الخبز يرخص في العاصمة", "مواضيع ذات صلة"],
        ),
        (Why::Links, vec!["الصوامع الجديدة تدخل الخدمة في الخريف"]),
        (Why::Tags, vec!["الوسوم: قمح، زراعة"]),
        (Why::InvisibleMark, vec!["U+200F"]),
    ] {
        assert_eq!(dropped(&imported, why), texts);
    }
    let outside = dropped(&imported, Why::Outside);
    for text in [
        "حصّادة في حقول الشمال – تصوير عمر ناصر",
        "نستخدم ملفات تعريف الارتباط لتحسين تجربتك.",
        "مباراة الليلة",
        "التعليقات",
    ] {
        assert!(outside.contains(&text), "{text} in {outside:?}");
    }
}

#[test]
fn an_english_page_gives_its_article_and_nothing_around_it() {
    let imported = page(ENGLISH);
    let expected = "\
Stores are full three weeks ahead of time, and farmers wait for their money

The wheat harvest in the northern provinces ended three weeks early, the agriculture ministry said on Thursday, and the silos are full for the first time in nine years.

“We have not seen a season like this in twenty years,” said Nader Khalil, who runs the silos. They have taken in 1.2m tonnes, 35% more than last year, he said.

## Heat in June

Agronomists put it down to the heatwave of June, when temperatures stood five degrees above the average¹ and the ears ripened ahead of time in most fields, which cover 10⁶ hectares.

> We worked from dawn to midnight, and did not know where to put the wheat.

A lorry driver

The silos report three kinds:

1. durum wheat, more than half;
   - of the old kind
   - of the new kind

2. soft wheat;
3. barley.

| Province | Tonnes |
|---|---|
| North | 800,000 |
| Coast \\| ports | 400,000 |

The ministry says that it will pay the farmers before the end of September, and that a tenth of the crop \\[p4\\] will be kept as seed for the next season; last year \\*improved\\* seed ran out.

1\\. This figure is the ministry’s.
";
    assert_eq!(imported.body, expected);
    assert_eq!(dropped(&imported, Why::Links), ["New silos open in autumn"]);
    let outside = dropped(&imported, Why::Outside);
    let offer = "Sign up for our newsletter";
    assert!(outside.contains(&offer), "{outside:?}");
}

#[test]
fn an_old_page_is_laid_out_in_tables_and_parts_paragraphs_with_breaks() {
    let (bytes, _, _) = WINDOWS_1256.encode(OLD_LAYOUT);
    let decoded = decode(&bytes).expect("a text");
    assert_eq!(
        (decoded.charset.name, decoded.charset.how),
        ("windows-1256", How::Declared)
    );
    let imported = page(&decoded.text);
    let expected = "\
أعلنت وزارة الزراعة أمس أن صوامع الشمال امتلأت كلها، وأن الموسم كان الأفضل منذ تسع سنوات، بعد أن هطلت أمطار غزيرة في الربيع.

وقال مدير الصوامع: \"لم نر مثل هذا الموسم من قبل\"، مشيرًا إلى أن الكميات بلغت 900 ألف طن، وهو رقم لم تبلغه البلاد في تاريخها.

وأضاف أن الوزارة ستدفع للمزارعين ثمن القمح قبل نهاية الشهر، وأنها ستبني ثلاث صوامع جديدة في الساحل، كلفتها أربعون مليونًا.
";
    assert_eq!(imported.body, expected);
    // The newspaper's name in <title> is told by what the page shows as its heading.
    assert_eq!(imported.title.as_deref(), Some("الصوامع تمتلئ في الشمال"));
}

#[test]
fn pages_say_who_when_and_where_in_many_ways() {
    let ld = |json: &str| format!("<script type='application/ld+json'>{json}</script>");
    let author = |i: &Imported| i.author.clone();
    let published = |i: &Imported| i.published.clone();
    let publisher = |i: &Imported| i.publisher.clone();
    let title = |i: &Imported| i.title.clone();
    let url = |i: &Imported| i.url.clone();
    let language = |i: &Imported| Some(i.language.clone());
    type Read<'a> = &'a dyn Fn(&Imported) -> Option<String>;
    let table: [(MetadataField, Read, &str, Option<&str>, &str); 31] = [
        (
            MetadataField::Title,
            &title,
            "<title>Silos are full</title>",
            Some("Silos are full"),
            "<title>",
        ),
        (
            MetadataField::Title,
            &title,
            "<meta property=og:title content='Silos &amp; wheat'>",
            Some("Silos & wheat"),
            "og:title",
        ),
        (
            MetadataField::Title,
            &title,
            "<h1>Silos are full</h1>",
            Some("Silos are full"),
            "<h1>",
        ),
        // The site's name goes.
        (
            MetadataField::Title,
            &title,
            "<meta property=og:site_name content=Ear><title>Ear | Silos are full</title>",
            Some("Silos are full"),
            "<title>",
        ),
        // The headline is the one that readers see, be the others shortened.
        (
            MetadataField::Title,
            &title,
            "<meta property=og:title content='Silos are full'><h1>Silos are full, and why</h1>",
            Some("Silos are full, and why"),
            "<h1>",
        ),
        // A logo is no headline.
        (
            MetadataField::Title,
            &title,
            "<meta property=og:title content='Silos are full'><h1>The Ear</h1>",
            Some("Silos are full"),
            "og:title",
        ),
        (
            MetadataField::Author,
            &author,
            "<meta name=author content='Jane Doe'>",
            Some("Jane Doe"),
            "author",
        ),
        (
            MetadataField::Author,
            &author,
            "<meta name=byl content='By Jane Doe'>",
            Some("Jane Doe"),
            "byl",
        ),
        (
            MetadataField::Author,
            &author,
            "<meta property=article:author content='https://x.example/jane'>",
            None,
            "",
        ),
        (
            MetadataField::Author,
            &author,
            &ld("{'@type':'Article','author':['Jane Doe',{'name':'Omar Nasser'}]}")
                .replace('\'', "\"")
                .replace("\"application/ld+json\"", "'application/ld+json'"),
            Some("Jane Doe, Omar Nasser"),
            "JSON-LD author",
        ),
        // The publisher is not the author.
        (
            MetadataField::Author,
            &author,
            "<meta property=og:site_name content='The Ear'><meta name=author content='The Ear'><a rel=author>Jane Doe</a>",
            Some("Jane Doe"),
            "rel=author",
        ),
        (
            MetadataField::Published,
            &published,
            "<meta property=article:published_time content=2025-08-14T23:30:00+03:00>",
            Some("2025-08-14"),
            "article:published_time",
        ),
        (
            MetadataField::Published,
            &published,
            "<meta itemprop=datePublished content=2025/08/14>",
            Some("2025-08-14"),
            "datepublished",
        ),
        (
            MetadataField::Published,
            &published,
            "<meta name=date content='Thu, 14 Aug 2025 09:30:00 +0300'>",
            Some("2025-08-14"),
            "date",
        ),
        (
            MetadataField::Published,
            &published,
            "<time datetime='2025-08-14 09:30'>yesterday</time>",
            Some("2025-08-14"),
            "<time>",
        ),
        (
            MetadataField::Published,
            &published,
            "<meta name=date content=0001-01-01>",
            None,
            "",
        ),
        (
            MetadataField::Published,
            &published,
            "<meta name=date content='14 أغسطس 2025'>",
            None,
            "",
        ),
        (
            MetadataField::Publisher,
            &publisher,
            "<meta property=og:site_name content='The Ear'>",
            Some("The Ear"),
            "og:site_name",
        ),
        (
            MetadataField::Publisher,
            &publisher,
            &ld(
                "[{\"@type\":\"NewsArticle\",\"publisher\":{\"@id\":\"#o\"}},{\"@id\":\"#o\",\"name\":\"The Ear\"}]",
            ),
            Some("The Ear"),
            "JSON-LD publisher",
        ),
        // Line breaks in strings are no JSON, and common.
        (
            MetadataField::Publisher,
            &publisher,
            &ld(
                "<!-- {\"@type\":\"BlogPosting\",\"description\":\"a\nb\",\"publisher\":{\"name\":\"Ear &amp; Eye\"}} -->",
            ),
            Some("Ear & Eye"),
            "JSON-LD publisher",
        ),
        (
            MetadataField::Publisher,
            &publisher,
            &ld("{\"@type\":\"Recipe\",\"publisher\":\"The Ear\"}"),
            None,
            "",
        ),
        (
            MetadataField::Publisher,
            &publisher,
            &ld("not JSON"),
            None,
            "",
        ),
        (
            MetadataField::Url,
            &url,
            "<link rel=canonical href=https://ear.example/1>",
            Some("https://ear.example/1"),
            "<link rel=canonical>",
        ),
        (
            MetadataField::Url,
            &url,
            "<link rel=canonical href=/1><meta property=og:url content=https://ear.example/1>",
            Some("https://ear.example/1"),
            "og:url",
        ),
        (
            MetadataField::Url,
            &url,
            "<!-- saved from url=(0021)https://ear.example/1 -->",
            Some("https://ear.example/1"),
            "the browser's note",
        ),
        (
            MetadataField::Url,
            &url,
            "<link rel=canonical href='javascript:x'>",
            None,
            "",
        ),
        (
            MetadataField::Language,
            &language,
            "<html lang=fr-CA>",
            Some("fr"),
            "<html lang>",
        ),
        (
            MetadataField::Language,
            &language,
            "<meta property=og:locale content=en_US>",
            Some("en"),
            "og:locale",
        ),
        // A wrong one is known by the letters.
        (
            MetadataField::Language,
            &language,
            "<html lang=ar>",
            Some("en"),
            "",
        ),
        (
            MetadataField::Language,
            &language,
            "<html lang=' x '>",
            Some("en"),
            "",
        ),
        (MetadataField::Language, &language, "", Some("en"), ""),
    ];
    for (field, read, head, expected, place) in table {
        let imported = page(&format!("{head}<article>{LONG}</article>"));
        assert_eq!(read(&imported).as_deref(), expected, "{head}");
        assert_eq!(taken(&imported, field), place, "{head}");
    }
    let unread = page(&format!("<meta name=date content='14 أغسطس 2025'>{LONG}"));
    assert!(
        unread.remarks[0].contains("14 أغسطس 2025"),
        "{:?}",
        unread.remarks
    );
    let wrong = page(&format!("<html lang=ar>{LONG}"));
    assert!(
        wrong.remarks[0].contains("language is ar"),
        "{:?}",
        wrong.remarks
    );
}

#[test]
fn markup_becomes_markdown() {
    for (what, markup, expected) in [
        ("a break goes on", "a<br>b", "a b\n"),
        ("two breaks do not", "a<br> &nbsp; <br/>b", "a\n\nb\n"),
        (
            "a list of breaks",
            "Three:<br>- a<br>- b",
            "Three:\n\n- a\n- b\n",
        ),
        ("a paragraph is a line", "<p> a\n  b\t c </p>", "a b c\n"),
        (
            "spaces",
            "<p>&nbsp;a&nbsp;&nbsp;b 1&nbsp;200",
            "a b 1\u{a0}200\n",
        ),
        (
            "references",
            "<p>a &#8211; b &amp;amp; &lt;i&gt; &copy;",
            "a – b \\&amp; \\<i> ©\n",
        ),
        (
            "links, type",
            "<p><a href=x>a</a><b>b</b> <i>c</i><span>d</span>.",
            "ab cd.\n",
        ),
        ("quotation marks", "<p><q>a</q>, said b", "“a”, said b\n"),
        (
            "small digits",
            "<p>m<sup>2</sup>, CO<sub>2</sub>, 4<sup>th</sup>",
            "m², CO₂, 4th\n",
        ),
        (
            "marks",
            "<p>&rlm;&#x200b;بيت&shy;نا&rlm;!",
            "بيتنا\u{200f}!\n",
        ),
        (
            "levels",
            "<h1>a</h1><p>b<h3>c<br>d</h3><p>e",
            "## a\n\nb\n\n### c d\n\ne\n",
        ),
        (
            "lists",
            "<ul><li><p>a<p>b<li>c<ol start=3><li>d<li>e</ol></ul>",
            "- a\n\n  b\n\n- c\n\n  3. d\n  4. e\n",
        ),
        (
            "two lists",
            "<ol><li>a<li>b</ol><ol><li>c</ol>",
            "1. a\n2. b\n\n1) c\n",
        ),
        (
            "an empty item",
            "<ul><li><ul><li>a</ul><li> <li>b</ul>",
            "- a\n- b\n",
        ),
        ("terms", "<dl><dt>a<dd>b</dl>", "a\n\nb\n"),
        (
            "a quotation",
            "a<blockquote>b<ul><li>c</ul></blockquote>d",
            "a\n\n> b\n>\n> - c\n\nd\n",
        ),
        (
            "a table",
            "<table><tr><th>a<th>b<tr><td>1<br>2<td><p>3<p>4</table>",
            "| a | b |\n|---|---|\n| 1 2 | 3 4 |\n",
        ),
        (
            "spans",
            "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d<tr><td>e</table>",
            "| a | b |  |\n|---|---|---|\n|  | c | d |\n| e |  |  |\n",
        ),
        ("a layout", "<table><tr><td>a<td>b</table>", "a\n\nb\n"),
        (
            "a table in a layout",
            "<table><tr><td>a<td><table><tr><td>b<td>c<tr><td>d<td>e</table><tr><td>f<td>g</table>",
            "a\n\n| b | c |\n|---|---|\n| d | e |\n\nf\n\ng\n",
        ),
        (
            "no text",
            "<p>a<script>b</script><style>c</style><svg><text>d</text></svg><button>e</button><!-- f -->",
            "a\n",
        ),
        (
            "a picture",
            "<p>a<figure><img src=x><figcaption>b</figcaption></figure>",
            "a\n",
        ),
        (
            "a source",
            "<figure><blockquote>a</blockquote><figcaption>b</figcaption></figure>",
            "> a\n\nb\n",
        ),
        ("rules", "a<hr>b<p>* * *<p>c", "a\n\nb\n\nc\n"),
    ] {
        // Around it there is enough for the readable part to be found, whatever the markup.
        let imported = page(&format!(
            "<title>T</title><article>{LONG}<div>{markup}</div>{LONG}</article>"
        ));
        let long = page(&format!("<title>T</title><article>{LONG}</article>")).body;
        let between = imported
            .body
            .strip_prefix(&long)
            .and_then(|rest| rest.strip_suffix(&long));
        let expected = format!("\n{expected}\n");
        assert_eq!(
            between,
            Some(expected.as_str()),
            "{what}: {}",
            imported.body
        );
    }
}

#[test]
fn a_short_report_is_parted_from_the_comments_under_it() {
    let from = ARABIC
        .find("<div class=\"ad-slot\"")
        .expect("the advertisement");
    let to = ARABIC.find("<h3>مواضيع").expect("other articles");
    let imported = page(&format!("{}{}", &ARABIC[..from], &ARABIC[to..]));
    assert_eq!(imported.paragraphs, 2, "{}", imported.body);
}

#[test]
fn who_and_when_is_not_said_again_at_the_top() {
    let body = format!("<p>JANE DOE<p>Thursday, 14 August 2025<br>{LONG}<p>14 August 2025</p>");
    let json =
        format!("{{\"@type\":\"Article\",\"author\":\"Jane Doe\",\"articleBody\":\"{body}\"}}");
    let imported = page(&format!(
        "<script type='application/ld+json'>{json}</script><meta name=date content=2025-08-14>"
    ));
    assert_eq!(imported.paragraphs, 4, "{}", imported.body);
    assert_eq!(dropped(&imported, Why::Author), ["JANE DOE"]);
    assert_eq!(
        dropped(&imported, Why::Published),
        ["Thursday, 14 August 2025"]
    );
}

#[test]
fn where_a_script_puts_the_text_in_it_is_read_from_json_ld() {
    let page_with = |body: &str| {
        let json = format!("{{\"@type\":\"NewsArticle\",\"articleBody\":\"{body}\"}}");
        let script = format!("<script type='application/ld+json'>{json}</script>");
        page(&format!(
            "<html>{script}<body><div id=app></div><noscript>Allow scripts</noscript>"
        ))
    };
    for (body, expected) in [
        (
            "One is &#8211; well.\\n\\nTwo &amp; three.\\nFour.",
            "One is – well.\n\nTwo & three.\n\nFour.\n",
        ),
        (
            "<p>One.</p><h3>Two</h3><ul><li>three</li></ul>",
            "One.\n\n### Two\n\n- three\n",
        ),
    ] {
        let imported = page_with(body);
        assert_eq!(imported.body, expected);
        assert_eq!(taken(&imported, MetadataField::Body), "JSON-LD articleBody");
    }
    // A page that shows its text is read as it shows it.
    let json = "<script type='application/ld+json'>{\"@type\":\"Article\",\"articleBody\":\"Short.\"}</script>";
    let shown = page(&format!("{json}<article>{LONG}</article>"));
    assert_eq!(shown.paragraphs, 3);
}

#[test]
fn pages_without_an_article_are_refused() {
    let links: String = (0..40)
        .map(|i| format!("<li><a href=/{i}>The story number {i} of the day</a>"))
        .collect();
    for (what, source, error) in [
        (
            "an empty page",
            "<!doctype html><title>T</title><body></body>".to_string(),
            ReadError::NoArticle,
        ),
        (
            "a list of links",
            format!("<html><body><ul>{links}</ul>"),
            ReadError::NoArticle,
        ),
        (
            "a script's page",
            "<html><div id=app></div><script>run()</script>".to_string(),
            ReadError::NoArticle,
        ),
        (
            "a trap",
            format!("<html>{}", "<div>".repeat(100_000)),
            ReadError::TooDeep,
        ),
    ] {
        assert_eq!(try_page(&source).expect_err(what), error, "{what}");
    }
}

#[test]
fn a_page_that_is_cut_off_or_deeply_nested_is_read_and_said_to_be_so() {
    let half = &ARABIC[..ARABIC.find("عجّل").expect("the heading")];
    let cut_off = page(half);
    assert_eq!(cut_off.paragraphs, 3);
    assert!(
        cut_off.remarks[0].contains("cut off"),
        "{:?}",
        cut_off.remarks
    );
    assert_eq!(page(ARABIC).remarks, [""; 0]);

    let deep = page(&format!("<html>{}{LONG}", "<div>".repeat(1500)));
    assert_eq!(deep.paragraphs, 3);
    assert_eq!(taken(&deep, MetadataField::Body), "the whole page");
}

#[test]
fn a_page_is_known_by_its_beginning() {
    for (start, is_page) in [
        ("<!DOCTYPE html>", true),
        ("\u{feff}\n<html lang=en>", true),
        (
            "<?xml version='1.0'?><!-- a --><!doctype HTML PUBLIC>",
            true,
        ),
        ("<HTML\ndir=rtl>", true),
        ("<htmlx>", false),
        ("Text <html>", false),
        ("<!-- a comment", false),
    ] {
        let text = format!("{start}{LONG}");
        let imported =
            read(&text, InputFormat::PlainText, &ReadOptions::default()).expect("a text");
        assert_eq!(imported.body.contains("<p>"), !is_page, "{start}");
    }
}

// On disk.

/// A site with two languages and one publisher.
fn site() -> tempfile::TempDir {
    let site = tempfile::tempdir().expect("a folder");
    let content = site.path().join("content");
    fs::create_dir(&content).expect("a folder");
    fs::write(
        site.path().join("config.toml"),
        "base_url = \"https://desk.example\"\ndefault_language = \"ar\"\n\
         [languages.ar]\ntitle = \"موجز\"\n[languages.en]\ntitle = \"Brief\"\n",
    )
    .expect("a file");
    fs::write(
        content.join("publishers.toml"),
        "[ear]\nname.ar = \"أذن الشمال\"\nname.en = \"The Northern Ear\"\nurl = \"https://ear.example/\"\n",
    )
    .expect("a file");
    site
}

fn create_in(site: &Path, imported: &Imported) -> CreatedArticle {
    let languages = ["ar".to_string(), "en".to_string()];
    let options = CreateOptions {
        languages: &languages,
        today: "2026-11-20",
        ..CreateOptions::default()
    };
    create(site, imported, &options).expect("an article")
}

/// Reads the site as a build does: the errors in it, and how many paragraphs the only original has.
fn built(site: &Path) -> (Vec<String>, u32) {
    let (documents, found) = parse(&load(site).0, &Memo::disabled());
    let errors = found.into_iter().filter(|d| d.severity == Severity::Error);
    let paragraphs = documents.originals.first().map_or(0, |o| o.paragraphs());
    (errors.map(|d| format!("{d:?}")).collect(), paragraphs)
}

#[test]
fn the_publisher_is_the_one_in_the_list_or_a_new_one_in_it() {
    let site_name = |name: &str| format!("<meta property=og:site_name content='{name}'>");
    let canonical = |url: &str| format!("<link rel=canonical href='{url}'>");
    for (head, publisher, by, added) in [
        (
            canonical("https://www.ear.example/1"),
            "ear",
            Some("by its address"),
            "",
        ),
        (
            canonical("https://arabic.ear.example/1"),
            "ear",
            Some("by its address"),
            "",
        ),
        (
            site_name("the northern EAR"),
            "ear",
            Some("by its name"),
            "",
        ),
        (site_name("أُذن الشمال"), "ear", Some("by its name"), ""),
        (
            site_name("The Southern Eye") + &canonical("https://www.eye.example/1?a#b"),
            "the-southern-eye",
            None,
            "\n[the-southern-eye]\nname.en = \"The Southern Eye\"\nurl = \"https://www.eye.example/\"\n",
        ),
        (
            site_name("عين الجنوب") + &canonical("https://eye.example/1"),
            "eye-example",
            None,
            "\n[eye-example]\nname.en = \"عين الجنوب\"\nurl = \"https://eye.example/\"\n",
        ),
        (
            site_name("Ear"),
            "ear-2",
            None,
            "\n[ear-2]\nname.en = \"Ear\"\n",
        ),
        (
            site_name("عين الجنوب"),
            "publisher",
            None,
            "\n[publisher]\nname.en = \"عين الجنوب\"\n",
        ),
        (
            canonical("https://other.example/1"),
            "other-example",
            None,
            "\n[other-example]\nname.en = \"other.example\"\nurl = \"https://other.example/\"\n",
        ),
        (
            site_name("The Southern Eye") + &canonical("http://127.0.0.1:8000/1"),
            "the-southern-eye",
            None,
            "\n[the-southern-eye]\nname.en = \"The Southern Eye\"\n",
        ),
        (
            String::new(),
            "unknown",
            None,
            "\n[unknown]\nname.ar = \"جهة نشر غير معروفة\"\nname.en = \"Publisher unknown\"\n",
        ),
    ] {
        let site = site();
        let path = site.path().join("content/publishers.toml");
        let before = fs::read_to_string(&path).expect("a list");
        let created = create_in(site.path(), &page(&format!("{head}{LONG}")));
        assert_eq!(
            (created.publisher.as_str(), created.publisher_by),
            (publisher, by),
            "{head}"
        );
        let after = fs::read_to_string(&path).expect("a list");
        assert_eq!(after.strip_prefix(&before), Some(added), "{head}");
        assert_eq!(created.notes.is_empty(), added.is_empty(), "{head}");
        assert_eq!(built(site.path()).0, [""; 0], "{head}");
    }
}

/// A line in the place of a lead, without the full stop that identifies one.
const STANDFIRST: &str = "Farmers fear for the seed of the coming year as the silos fill up";

#[test]
fn a_text_that_may_be_the_lead_is_named_and_taken_when_asked_for() {
    let source = |above: &str| {
        format!(
            "<html lang=en><body><header><h1>Harvest ends early</h1>{above}</header><article>{LONG}</article>"
        )
    };
    let mut imported = page(&source(&format!("<p>{STANDFIRST}</p>")));
    assert_eq!(imported.possible_lead.as_deref(), Some(STANDFIRST));
    assert_eq!(imported.paragraphs, 3);
    let site = site();
    let created = create_in(site.path(), &imported);
    let report = account(&Charset::utf8(), &imported, &created, false);
    assert!(report.contains("perhaps the lead"), "{report}");
    assert!(
        report.contains(&format!("  \u{2068}“{STANDFIRST}”\u{2069}\n")),
        "{report}"
    );
    imported.take_lead();
    assert!(
        imported
            .body
            .starts_with(&format!("{STANDFIRST}\n\nThe wheat"))
    );
    assert_eq!((imported.paragraphs, &imported.possible_lead), (4, &None));
    assert!(!dropped(&imported, Why::Outside).contains(&STANDFIRST));

    let sure =
        "<p>Farmers fear for the seed of the coming year as the silos fill up to the roof.</p>";
    for above in [
        "",
        sure,
        "<p>Share this article with your friends</p>",
        "<p class=byline>By Mona Haddad, agriculture correspondent, in the northern plains</p>",
        "<p>Published on Monday, 3 March 2025, at twenty past ten in the morning</p>",
        "<ul><li>Farmers fear for the seed of the coming year as the silos fill</ul>",
        "<p class=newsletter>All the news of the fields in your mailbox each morning</p>",
        "<p hidden>Farmers fear for the seed of the coming year as silos fill</p>",
        "<p>The wheat harvest in the north ended three weeks early, the ministry</p>",
    ] {
        assert_eq!(page(&source(above)).possible_lead, None, "{above}");
    }
}

#[test]
fn the_command_takes_a_possible_lead_as_it_is_told_and_asks_nobody_without_a_terminal() {
    let source = format!(
        "<html lang=en><body><header><h1>Harvest ends early</h1><p>{STANDFIRST}</p></header><article>{LONG}</article>"
    );
    for (args, is_taken) in [(&[][..], false), (&["--keep-lead"], true)] {
        let site = site();
        let file = site.path().join("page.html");
        fs::write(&file, &source).expect("a file");
        let ran = Command::new(env!("CARGO_BIN_EXE_mujaz"))
            .current_dir(site.path())
            .args(["import", "page.html", "--slug", "harvest"])
            .args(args)
            .stdin(Stdio::null())
            .output()
            .expect("the program runs");
        assert!(ran.status.success() && ran.stderr.is_empty(), "{ran:?}");
        let original = site.path().join("content/articles/harvest/original.en.md");
        let original = fs::read_to_string(original).expect("an original");
        assert_eq!(original.contains(STANDFIRST), is_taken, "{original}");
        let report = String::from_utf8_lossy(&ran.stdout).into_owned();
        assert_eq!(report.contains("perhaps the lead"), !is_taken, "{report}");
    }
}

#[test]
fn a_machine_is_no_publisher_unless_the_list_says_so() {
    let options = |url| ReadOptions {
        url: Some(url),
        ..ReadOptions::default()
    };
    for address in [
        "http://127.0.0.1:8000/2025/harvest.html",
        "http://192.168.1.20/a",
        "https://93.184.215.14/a",
        "http://[::1]:8000/a",
        "http://[::ffff:127.0.0.1]/a",
        "http://localhost:8000/a",
        "http://news.localhost/a",
    ] {
        let site = site();
        let imported = read(LONG, InputFormat::Html, &options(address.to_string()));
        let mut imported = imported.expect("an article");
        imported.url = Some(address.to_string());
        let created = create_in(site.path(), &imported);
        assert_eq!(created.publisher, "unknown", "{address}");
        assert_eq!(created.url.as_deref(), Some(address));
        let note = created.notes.join(" ");
        assert!(note.contains("No publisher was named"), "{address}: {note}");
        let list = fs::read_to_string(site.path().join("content/publishers.toml"));
        let list = list.expect("a list");
        assert!(
            !list.contains(address.split('/').nth(2).expect("a host")),
            "{list}"
        );
    }
    let site = site();
    let path = site.path().join("content/publishers.toml");
    let list = fs::read_to_string(&path).expect("a list");
    let wire = "[wire]\nname.en = \"Wire\"\nname.ar = \"وكالة\"\nurl = \"http://192.168.1.20/\"\n";
    fs::write(&path, list + wire).expect("a list");
    let mut imported = page(LONG);
    imported.url = Some("http://192.168.1.20/a".into());
    let created = create_in(site.path(), &imported);
    assert_eq!(created.publisher, "wire");
}

#[test]
fn what_was_read_is_what_the_site_has() {
    for source in [ARABIC, ENGLISH, OLD_LAYOUT] {
        let site = site();
        let imported = page(source);
        create_in(site.path(), &imported);
        let (errors, paragraphs) = built(site.path());
        assert_eq!(errors, [""; 0]);
        assert_eq!(paragraphs as usize, imported.paragraphs);
    }
}

#[test]
fn the_account_says_where_everything_is_from_and_what_was_left_out() {
    let source =
        "<html lang=en><meta charset=iso-8859-1><meta property=og:title content='Silos are full'>\
        <meta name=author content='سلمى حداد'><link rel=canonical href=https://www.ear.example/1>\
        <body><nav><a href=a>News</a><p><a href=b>Sport</a></nav><article>"
            .to_string()
            + LONG
            + "<p>Read also: <a href=c>Bread is cheap</a><p>&rlm;اقرأ <a href=d>أيضا</a></article>\
           <footer><p>All of these words belong to the page and to no article</footer></body>";
    let (bytes, _, _) = WINDOWS_1256.encode(&source);
    let decoded = decode(&bytes).expect("a text");
    let imported = page(&decoded.text);
    let site = site();
    let created = create_in(site.path(), &imported);
    let expected = "\
Imported into content/articles/silos-are-full
  title:      \u{2068}“Silos are full”\u{2069} (from og:title)
  language:   en (from <html lang>)
  publisher:  ear, known by its address
  author:     \u{2068}“سلمى حداد”\u{2069} (from author)
  url:        https://www.ear.example/1 (from <link rel=canonical>)
  charset:    windows-1256 (guessed by its letters, though the page says iso-8859-1)
  paragraphs: 3 (from the page's readable part)
  files:      original.en.md, summary.ar.md, summary.en.md

Left out:
  \u{2068}“Read also: Bread is cheap”\u{2069} – left over from the page around the article
  \u{2068}“اقرأ أيضا”\u{2069} – left over from the page around the article
  1 × U+200F – an invisible mark

Left out, for it stands outside the page's article:
  \u{2068}“All of these words belong to the page and to no article”\u{2069}
  short: \u{2068}“News”\u{2069}, \u{2068}“Sport”\u{2069}

Next:
  run `mujaz serve --open --drafts`, which shows each change as it is saved;
  compare content/articles/silos-are-full/original.en.md with the source, and set its publisher and `rights`;
  write summary.ar.md and summary.en.md, title and text, and take `draft = true` out;
  run `mujaz check`, then `mujaz seal silos-are-full`, then `mujaz build`.
";
    assert_eq!(
        account(&decoded.charset, &imported, &created, false),
        expected
    );
    let everything = account(&decoded.charset, &imported, &created, true);
    assert!(
        everything.contains("\n  \u{2068}“Sport”\u{2069}\n"),
        "{everything}"
    );
}

#[test]
fn the_command_takes_pages_by_their_ending_their_beginning_or_as_it_is_told() {
    let site = site();
    let text = "<p>انتهى الحصاد في الشمال مبكرًا هذا العام.<p>وامتلأت المخازن.";
    let (bytes, _, _) = WINDOWS_1256.encode(text);
    fs::write(site.path().join("harvest.HTM"), &bytes).expect("a file");
    fs::write(site.path().join("page.txt"), ARABIC).expect("a file");
    for (arguments, input, paragraph) in [
        (
            &["harvest.HTM", "--slug", "a"][..],
            &b""[..],
            "\nوامتلأت المخازن.\n",
        ),
        (&["page.txt", "--slug", "b"], b"", "\n- القمح الطري؛\n"),
        (
            &["-", "--html", "--slug", "c"],
            &bytes,
            "\nوامتلأت المخازن.\n",
        ),
        (&["-", "--slug", "d"], &bytes, "\\<p>وامتلأت المخازن."),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mujaz"));
        command
            .args(["import", "--again"])
            .args(arguments)
            .current_dir(site.path());
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("mujaz");
        // Where the command reads a file, nobody may listen.
        let _ = process.stdin.take().expect("its input").write_all(input);
        assert!(process.wait().expect("its end").success(), "{arguments:?}");
        let slug = arguments.last().expect("a slug");
        let original = format!("content/articles/{slug}/original.ar.md");
        let original = fs::read_to_string(site.path().join(original)).expect("an original");
        assert!(original.contains(paragraph), "{arguments:?}: {original}");
    }
}

/// A page with bytes changed, doubled or missing, in either character set.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let pages = prop::sample::select(vec![ARABIC, ENGLISH, OLD_LAYOUT]);
    let sets = prop::sample::select(vec![UTF_8, WINDOWS_1256]);
    let edits = prop::collection::vec(
        (any::<prop::sample::Index>(), 0..400_usize, any::<Vec<u8>>()),
        0..8,
    );
    (pages, sets, edits).prop_map(|(page, set, edits)| {
        let mut bytes = set.encode(page).0.into_owned();
        for (at, length, new) in edits {
            let start = at.index(bytes.len() + 1);
            let end = (start + length).min(bytes.len());
            bytes.splice(start..end, new);
        }
        bytes
    })
}

/// A text with references to characters that cannot be published, such characters, and markup that a parser refuses.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "&#x1;", "&#1;", "&#0;", "&#x0;", "&#xD800;", "&#xFFFE;", "&#xFDD0;", "&#127;", "&#x80;", "&#11;", "&#12;", "&#x85;",
            "&#x110000;", "&#99999999;", "\\&#x1;", "&amp;#x1;", "&#x&#x1;1;", "`&#x1;`", "[a](https://b.org/&#x1;)",
            "![a](https://b.org/&#1;.png)", "<b title='&#x1;'>", "</b>", "<!-- ", "-->", "<![CDATA[", "<?x ", "<div>", "\u{0}", "\u{1}",
            "\u{7f}", "\u{85}", "\u{9b}", "\u{b}", "\u{feff}", "\u{fffe}", "\u{202e}", "\n", "\n\n", "# ", "## ", "> ", "- ", "    ",
            "```\n", "+++\n", "---\n", "title: &#x1;\n", "title = \"\\u0001\"\n", "author: a\u{1}b\n", "By Jane &#x1; Doe", "<h1>",
            "</h1>", "<title>", "</title>", "<meta name=author content='a&#x1;b'>", "[^1]", "[^1]: ", "[p4]",
            "{#a}", "~~~\n", "<script>", "<style>", "http://a.b/&#x1;",
        ]).prop_map(str::to_string),
        1 => Just("The stores are full to the roof for the first time since the flood, and the mills run day and night.".to_string()),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn whatever_the_bytes_what_is_written_has_no_errors(bytes in prop_oneof![3 => damaged(), 1 => any::<Vec<u8>>()]) {
        let Ok(decoded) = decode(&bytes) else {
            return Ok(());
        };
        for kind in [InputFormat::Html, InputFormat::PlainText] {
            let Ok(imported) = read(&decoded.text, kind, &ReadOptions::default()) else {
                continue;
            };
            let site = site();
            create_in(site.path(), &imported);
            let (errors, paragraphs) = built(site.path());
            prop_assert!(errors.is_empty(), "{:?}", errors);
            prop_assert_eq!(paragraphs as usize, imported.paragraphs);
        }
    }

    #[test]
    fn whatever_the_text_what_is_written_has_no_errors(text in hostile()) {
        for kind in [InputFormat::Html, InputFormat::PlainText, InputFormat::Markdown] {
            let Ok(imported) = read(&text, kind, &ReadOptions::default()) else {
                continue;
            };
            let site = site();
            create_in(site.path(), &imported);
            let (errors, paragraphs) = built(site.path());
            prop_assert!(errors.is_empty(), "{:?}: {:?}", kind, errors);
            if kind != InputFormat::Markdown {
                prop_assert_eq!(paragraphs as usize, imported.paragraphs);
            }
        }
    }
}
