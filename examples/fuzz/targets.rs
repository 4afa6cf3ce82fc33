//! The readers of foreign bytes.

use mujaz::build::Memos;
use mujaz::card::{CardTexts, Face, FontFamily, Fonts, draw};
use mujaz::coding::Coding;
use mujaz::coding::archive::{ArchiveEntry, packed};
use mujaz::import::{self, InputFormat, ReadOptions};
use mujaz::lang::{Direction, figures, quotes, sentences, slips};
use mujaz::link::{BuildOptions, link};
use mujaz::load::Sources;
use mujaz::parse::{document, parse};
use mujaz::picture::{copies, measure};
use mujaz::render::minified;

use crate::{outputs, services};

/// A reader of bytes.
pub struct FuzzTarget {
    pub name: &'static str,
    pub read: fn(&[u8]),
    pub seeds: &'static [Seeds],
    /// Words that mean something to it.
    pub words: &'static [&'static str],
}

/// The sources of valid inputs.
pub enum Seeds {
    Text(&'static str),
    /// The files below a folder of the repository whose names end so.
    Files(&'static str, &'static str),
    /// Pictures of all kinds.
    Pictures,
    /// The font of the tests.
    Font,
    /// A compressed text.
    Coded,
    /// A Word document.
    Word,
}

const SAMPLE: Seeds = Seeds::Files("content/articles", ".md");
const CASES: Seeds = Seeds::Files("tests/diagnostics/cases", ".txt");

const MARKDOWN: &[&str] = &[
    "*",
    "**",
    "_",
    "`",
    "[",
    "](",
    "[p1]",
    "[^1]",
    "[^1]: ",
    "![",
    "<!--",
    "-->",
    "<b>",
    "</b>",
    "> ",
    "- ",
    "1. ",
    "# ",
    "|",
    "|-|\n",
    "```chart\n",
    "```\n",
    "{ topic=a }",
    "\\",
    "&amp;",
    "<a href=\"",
    "«",
    "»",
    "“",
    "”",
    "\n\n",
    "\u{200F}",
    "\u{2067}",
    "[a]: /b\n",
    "---\n",
    "~~",
    "\t",
    "http://a.b/",
    "]",
    ")",
    "\"",
];
const TOML: &[&str] = &[
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    "\"",
    "\"\"\"",
    "'''",
    ".",
    ",",
    "\n",
    "#",
    "2025-01-01",
    "1e9",
    "true",
    "a = 1\n",
    "a.a",
    "[a]\n",
    "\\u0000",
    "+++",
    "0x",
    "inf",
    "title",
    "topics = ",
    "waive = ",
];
const PROSE: &[&str] = &[
    "1",
    "1,",
    "1.",
    "1-",
    "1/",
    "1:",
    "% ",
    "$",
    "5 May 2024 ",
    "one hundred ",
    "million ",
    "and ",
    "between ",
    "to ",
    "«",
    "»",
    "“",
    "”",
    "\"",
    "'",
    "‘",
    "’",
    "مئة ",
    "و",
    "ألف ",
    "مليون ",
    "٥",
    "في ",
    "مايو ",
    "сто ",
    "тысяч ",
    "백만 ",
    "صد ",
    "cent ",
    "KN-23 ",
    "(",
    ")",
    " ",
    "\u{A0}",
    "\u{200F}",
    "\u{2067}",
    "\u{301}",
    ". ",
    "? ",
    "\n\n",
    "Mr. ",
    "a",
    "ـ",
];
/// Everything that a document's XML can have, in one part.
pub const WORD_TEXT: &str = "<w:document xmlns:w=\"w\"><w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style><w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"3\"/><w:numFmt w:val=\"decimal\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num><w:footnote w:id=\"2\"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote><w:body><w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr><w:r><w:t>A title</w:t></w:r></w:p><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Two states</w:t></w:r><w:r><w:t> signed &amp; sealed it.</w:t><w:footnoteReference w:id=\"2\"/></w:r><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p><w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>an item</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:t>a cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>";

const WORD: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "<w:t>",
    "</w:t>",
    "<w:tbl>",
    "<w:tr>",
    "<w:tc>",
    "<w:pPr>",
    "<w:del>",
    "<mc:Fallback>",
    "<w:txbxContent>",
    "<w:hyperlink>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:br/>",
    "w:val=\"4294967295\"",
    "w:val=\"-1\"",
    "&#x10FFFF;",
    "&b;",
    "<!DOCTYPE a [",
    "<![CDATA[",
    "]]>",
    "\u{fdd0}",
    "<?",
];
const HTML: &[&str] = &[
    "<div>",
    "</div>",
    "<p>",
    "<b>",
    "</b>",
    "<a href=x>",
    "<table>",
    "<tr>",
    "<td colspan=9>",
    "<!--",
    "-->",
    "<script>",
    "<style>",
    "<ul><li>",
    "<iframe title=\"شاهد على youtube.com\" src=\"https://www.youtube.com/embed/1\">",
    "<svg>",
    "<math>",
    "<template>",
    "<select>",
    "<svg><p>",
    "&#x1;",
    "&lt;",
    "<br>",
    "<h2>",
    "<meta property=og:title content=x>",
    "<script type=\"application/ld+json\">{\"@type\":[",
    "<base href=//>",
    "<noscript>",
    "<figure>",
    "<article>",
];
const TEMPLATE: &[&str] = &[
    "{{ ",
    " }}",
    "{% if a %}",
    "{% endif %}",
    "{% for a in b %}",
    "{% endfor %}",
    "{% include \"a.html\" %}",
    "{% extends \"page.html\" %}",
    "{% block a %}",
    "{% endblock %}",
    "{# ",
    " #}",
    "((",
    "[[",
    "a.b",
    "| safe",
    "~",
    "{% set a = ",
    "%}",
    "<div>",
    "<script>",
    "<style>",
    "</table>",
    "not ",
    "\"",
    "range(end=9)",
    "{% raw %}",
];

const RECORDS: &[&str] = &[
    "DIGEST",
    " ",
    "\n",
    ":",
    "0",
    "8",
    "-1",
    "../",
    "../precious",
    "/",
    ".",
    "a/",
    "a.html",
    ".mujaz/",
    ".mujaz/manifest",
    "put ",
    "over ",
    "====\n",
    ":made-from ",
    ":draft ",
    "\"files\":{",
    "\"../precious\":{}",
    "18446744073709551616",
    "\\",
    "\u{301}",
];
const JSON_RPC: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "\n",
    "null",
    "-1",
    "1e999",
    "4294967296",
    "\\ud800",
    "\\u0000",
    "موجز",
    "🏛",
    "SITE",
    "../../secret",
    "file:///",
    "%2e%2e/",
    "content/articles/treaty/original.en.md",
    "content/names.toml",
    "\"id\":7,",
    "\"method\":\"shutdown\"",
    "\"method\":\"textDocument/completion\"",
    "\"method\":\"textDocument/prepareRename\"",
    "\"method\":\"textDocument/references\"",
    "\"method\":\"textDocument/formatting\"",
    "\"method\":\"workspace/didChangeWatchedFiles\"",
    "\"params\":[]",
    "\"line\":999999",
    "\"character\":4294967295",
    "\"arguments\":{",
    "\"name\":\"verify\"",
];
const HEADERS: &[&str] = &[
    "\r\n",
    "\r\n\r\n",
    "\n",
    ":",
    " ",
    "\t",
    "\0",
    "Content-Length: 5",
    "Content-Length: -1",
    "Content-Length: 18446744073709551616",
    "Transfer-Encoding: chunked\r\n",
    "Content-Encoding: gzip\r\n",
    "Content-Encoding: br\r\n",
    "Content-Encoding: deflate, gzip\r\n",
    "Content-Type: text/html; charset=x\r\n",
    "Location: /b\r\n",
    "Location: ?\r\n",
    "HTTP/1.1 ",
    "HTTP/1.1 302 Found\r\n",
    "HTTP/1.1 103 Early\r\n\r\n",
    "HTTP/1.1 204 No\r\n",
    "HTTP/0.9",
    "====",
    "ffffffffffffffff\r\n",
    "0\r\n\r\n",
    "\u{1F}\u{8B}\u{8}",
    "Connection: keep-alive\r\n",
    "Expect: 100-continue\r\n",
    "Upgrade: websocket\r\n",
    "Range: bytes=0-\r\n",
    "Range: bytes=9223372036854775807-,0-0\r\n",
    "If-Range: \"\r\n",
    "If-None-Match: *\r\n",
    "Host: 127.0.0.1\r\n",
    "Host: a.example\r\n",
    "GET /brief/ HTTP/1.1\r\n",
    "/../secret",
    "%2e%2e%2f",
    "%00",
    "%ff",
    "/brief/.mujaz/",
    "?",
    "#",
    "{\"id\":1}",
];

/// All readers.
pub static TARGETS: [FuzzTarget; 23] = [
    FuzzTarget {
        name: "markdown",
        read: markdown,
        seeds: &[SAMPLE, CASES],
        words: MARKDOWN,
    },
    FuzzTarget {
        name: "front-matter",
        read: front_matter,
        seeds: &[
            Seeds::Text(
                "title = \"T\"\ndate = 2025-01-01\ntopics = [\"a\"]\nwaive = [{ code = \"figure-bound\", text = \"a\", why = \"b\" }]\n[extra]\na = 1\n",
            ),
            Seeds::Text(
                "title = '''T'''\nseal = \"x\"\ncorrections = [{ date = 2025-01-01, text = \"a\" }]\n",
            ),
        ],
        words: TOML,
    },
    FuzzTarget {
        name: "config",
        read: config,
        seeds: &[
            Seeds::Files("tests/golden", "config.toml"),
            Seeds::Files("tests/diagnostics/base", "config.toml"),
        ],
        words: TOML,
    },
    FuzzTarget {
        name: "registers",
        read: registers,
        seeds: &[
            Seeds::Files("content", ".toml"),
            Seeds::Files("themes/nashra/i18n", ".toml"),
        ],
        words: TOML,
    },
    FuzzTarget {
        name: "claims",
        read: claims,
        seeds: &[
            SAMPLE,
            Seeds::Text("Выросло на 5 % в 2024 году."),
            Seeds::Text("2024년 5월 3일 백만 명"),
        ],
        words: PROSE,
    },
    FuzzTarget {
        name: "site",
        read: site,
        seeds: &[SAMPLE],
        words: PROSE,
    },
    FuzzTarget {
        name: "page",
        read: page,
        seeds: &[Seeds::Files("crates/import/tests/cases", ".html")],
        words: HTML,
    },
    FuzzTarget {
        name: "word",
        read: word,
        seeds: &[Seeds::Word],
        words: &[
            "PK\u{3}\u{4}",
            "PK\u{1}\u{2}",
            "PK\u{5}\u{6}",
            "\0\0",
            "word/",
        ],
    },
    // The XML of a document, which a mutated archive hides: its checksum does not hold.
    FuzzTarget {
        name: "word-text",
        read: word_text,
        seeds: &[Seeds::Text(WORD_TEXT)],
        words: WORD,
    },
    FuzzTarget {
        name: "text",
        read: text,
        seeds: &[SAMPLE, Seeds::Files("crates/import/tests/cases", ".txt")],
        words: MARKDOWN,
    },
    FuzzTarget {
        name: "svg",
        read: picture,
        seeds: &[
            Seeds::Text(
                "<?xml version='1.0'?><!-- a --><svg xmlns='x' width='5px' height = \"7\" viewBox='0,0 5 7'/>",
            ),
            Seeds::Files("content", ".svg"),
        ],
        words: &[
            "<svg", "<!--", "-->", "<?", "=", "'", "\"", "viewBox=", "width=", "1e99", "NaN", "-",
            ">", "/", "%", "px", " ", "<s:svg",
        ],
    },
    FuzzTarget {
        name: "pictures",
        read: picture,
        seeds: &[Seeds::Pictures],
        words: &[
            "IHDR", "iCCP", "acTL", "IDAT", "RIFF", "WEBP", "VP8X", "ANMF", "ICCP", "ftypavif",
            "ispe", "Exif", "\u{7FF}",
        ],
    },
    FuzzTarget {
        name: "fonts",
        read: font,
        seeds: &[Seeds::Font],
        words: &[
            "glyf", "loca", "cmap", "head", "maxp", "hmtx", "GSUB", "\0\0", "OTTO", "ttcf",
        ],
    },
    FuzzTarget {
        name: "templates",
        read: template,
        seeds: &[Seeds::Files("themes/nashra/templates", ".html")],
        words: TEMPLATE,
    },
    FuzzTarget {
        name: "compressed",
        read: compressed,
        seeds: &[Seeds::Coded],
        words: &[],
    },
    // Feeds, data, e-mails and books.
    FuzzTarget {
        name: "exports",
        read: outputs::exports,
        seeds: &[Seeds::Files("examples/fuzz/seeds/exports", "")],
        words: MARKDOWN,
    },
    FuzzTarget {
        name: "seals",
        read: outputs::seals,
        seeds: &[Seeds::Files("examples/fuzz/seeds/seals", ""), SAMPLE],
        words: TOML,
    },
    FuzzTarget {
        name: "records",
        read: outputs::records,
        seeds: &[Seeds::Files("examples/fuzz/seeds/records", "")],
        words: RECORDS,
    },
    FuzzTarget {
        name: "lsp",
        read: services::editor_messages,
        seeds: &[Seeds::Files("examples/fuzz/seeds/lsp", "")],
        words: JSON_RPC,
    },
    FuzzTarget {
        name: "lsp-stream",
        read: services::editor_stream,
        seeds: &[Seeds::Files("examples/fuzz/seeds/lsp-stream", "")],
        words: HEADERS,
    },
    FuzzTarget {
        name: "mcp",
        read: services::model_messages,
        seeds: &[Seeds::Files("examples/fuzz/seeds/mcp", "")],
        words: JSON_RPC,
    },
    FuzzTarget {
        name: "fetch",
        read: services::server_answers,
        seeds: &[Seeds::Files("examples/fuzz/seeds/answers", "")],
        words: HEADERS,
    },
    FuzzTarget {
        name: "requests",
        read: services::browser_requests,
        seeds: &[Seeds::Files("examples/fuzz/seeds/requests", "")],
        words: HEADERS,
    },
];

/// Reads a file of a site by itself.
fn read_file(path: &str, bytes: Vec<u8>) {
    let mut sources = Sources::default();
    sources.insert(path, bytes);
    sources.iter().for_each(|source| drop(document(source)));
}

fn markdown(bytes: &[u8]) {
    let file = [b"+++\ntitle = \"T\"\npublisher = \"p\"\n+++\n", bytes].concat();
    read_file("content/articles/a/summary.en.md", file.clone());
    read_file("content/articles/a/original.ar.md", file);
    read_file("content/pages/a.ar.md", bytes.to_vec());
}

fn front_matter(bytes: &[u8]) {
    let file = [b"+++\n", bytes, b"\n+++\nText.\n"].concat();
    for path in [
        "articles/a/summary.en.md",
        "articles/a/original.ar.md",
        "topics/a/index.ar.md",
        "pages/a.en.md",
    ] {
        read_file(&format!("content/{path}"), file.clone());
    }
}

fn config(bytes: &[u8]) {
    read_file("config.toml", bytes.to_vec());
    read_file("themes/a/theme.toml", bytes.to_vec());
}

fn registers(bytes: &[u8]) {
    for path in [
        "content/names.toml",
        "content/publishers.toml",
        "themes/a/i18n/ar.toml",
    ] {
        read_file(path, bytes.to_vec());
    }
}

fn claims(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for language in ["ar", "en", "ru", "ko", "fa", "fr", "he"] {
        for figure in figures::find(&text, language) {
            assert!(
                text.get(figure.range).is_some(),
                "a figure stands between characters"
            );
        }
        for slip in slips::slips(&text, language) {
            assert!(
                text.get(slip.range).is_some(),
                "a slip stands between characters"
            );
        }
    }
    for quotation in quotes::quotations(&text) {
        assert!(
            text.get(quotation.whole).is_some(),
            "a quotation stands between characters"
        );
    }
    for sentence in sentences(&text) {
        assert!(
            text.get(sentence).is_some(),
            "a sentence stands between characters"
        );
    }
}

/// Checks a summary against an original, each a half of the input.
fn site(bytes: &[u8]) {
    const CONFIG: &str = "base_url = \"https://a.example\"\ndefault_language = \"ar\"\n[languages.ar]\ntitle = \"a\"\ndescription = \"a\"\n[languages.en]\ntitle = \"a\"\ndescription = \"a\"\n";
    const NAMES: &str = "[[name]]\nid = \"kim\"\nkind = \"person\"\nen = \"Kim Jong Un\"\nar = \"كيم جونغ أون\"\nvariants.en = [\"Kim Jong-un\"]\n";
    let (original, summary) = bytes.split_at(bytes.len() / 2);
    let text = |head: &str, body: &[u8]| {
        let body = String::from_utf8_lossy(body);
        let body: String = body
            .chars()
            .filter(|c| *c == '\n' || !c.is_control())
            .collect();
        format!("+++\ntitle = \"T\"\n{head}+++\n{body}").into_bytes()
    };
    let mut sources = mujaz::load::built_in();
    sources.insert("config.toml", CONFIG.into());
    sources.insert("content/names.toml", NAMES.into());
    sources.insert(
        "content/publishers.toml",
        "[p]\nname.ar = \"a\"\nname.en = \"a\"\n".into(),
    );
    sources.insert(
        "content/articles/a/original.ar.md",
        text("publisher = \"p\"\npublished = 2025-01-01\n", original),
    );
    sources.insert("content/articles/a/summary.en.md", text("", summary));
    sources.insert("content/articles/a/summary.ar.md", text("", original));
    let memos = Memos::disabled();
    let (documents, _) = parse(&sources, &memos.parsed);
    let (site, _) = link(
        &documents,
        &sources,
        &BuildOptions::default(),
        &memos.linked,
    );
    if let Some(site) = site {
        mujaz::check::check(&site, &sources, &memos.checked, &mut Vec::new());
    }
}

fn word(bytes: &[u8]) {
    drop(import::read_word(bytes, &ReadOptions::default()));
}

fn word_text(bytes: &[u8]) {
    word(&document_of_word(bytes));
}

/// Returns a Word document whose parts all have this XML.
pub fn document_of_word(xml: &[u8]) -> Vec<u8> {
    let names = [
        "word/document.xml",
        "word/styles.xml",
        "word/numbering.xml",
        "word/footnotes.xml",
        "docProps/core.xml",
    ];
    let entries = names.map(|name| ArchiveEntry {
        name: name.into(),
        bytes: xml.to_vec(),
        is_compressed: true,
    });
    packed(&entries).unwrap_or_default()
}

fn page(bytes: &[u8]) {
    if let Ok(decoded) = import::decode(bytes) {
        drop(import::read(
            &decoded.text,
            InputFormat::Html,
            &ReadOptions::default(),
        ));
    }
}

fn text(bytes: &[u8]) {
    if let Ok(decoded) = import::decode(bytes) {
        for kind in [InputFormat::PlainText, InputFormat::Markdown] {
            drop(import::read(&decoded.text, kind, &ReadOptions::default()));
        }
    }
}

fn picture(bytes: &[u8]) {
    let widths: Vec<u32> = measure(bytes).widths().collect();
    drop(copies(bytes, &widths));
}

fn font(bytes: &[u8]) {
    let face = mujaz_guard::guard(|| Face::new(bytes.to_vec(), 0));
    let Ok(Some(regular)) = face else { return };
    let fonts = Fonts::new(vec![FontFamily {
        regular,
        bold: None,
    }]);
    let words = CardTexts {
        direction: Direction::Rtl,
        masthead: "موجز".into(),
        headline: "The treaty (2024) معاهدة".into(),
        topic: None,
        date: None,
        source: "KCNA".into(),
        figure: None,
        proof: None,
        cells: Vec::new(),
    };
    drop(draw(&words, &fonts));
}

fn template(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut tera = tera::Tera::new();
    if tera.add_raw_template("page.html", &text).is_ok() {
        let context = tera::Context::new();
        if let Ok(shell) = tera.render("page.html", &context) {
            minified(shell.as_bytes());
        }
    }
    minified(text.as_bytes());
}

fn compressed(bytes: &[u8]) {
    for coding in Coding::ALL {
        coding.stands_for(bytes, "Mutual assistance. ".repeat(40).as_bytes());
    }
}
