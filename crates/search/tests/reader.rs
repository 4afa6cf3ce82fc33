//! Tests the reader's module with files that the crate makes, and compares its folding with the crate's. Needs Node.js;
//! without it, nothing is tested.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "a test, which writes files for a program that it starts"
)]

use std::fs;
use std::process::Command;

use mujaz_search::{
    IndexFile, Record, RecordBlock, SearchName, Settings, analyser, fold, index, reader,
};
use rayon::prelude::*;

/// Runs a script in a folder with the reader's module and an index in `en/`, and returns its output.
fn run(name: &str, files: &[IndexFile], script: &str) -> Option<String> {
    let folder = std::env::temp_dir().join(format!("mujaz-search-{}-{name}", std::process::id()));
    fs::create_dir_all(folder.join("en")).expect("a folder");
    fs::write(folder.join("reader.mjs"), reader()).expect("a file");
    for file in files {
        fs::write(folder.join("en").join(&file.name), &file.bytes).expect("a file");
    }
    let start = r#"
        import { readFileSync } from 'node:fs';
        import { open, fold, words } from './reader.mjs';
        const fetch = async (url, { headers = {} } = {}) => {
          const bytes = readFileSync(url);
          const range = headers.range?.match(/(\d+)-(\d+)/);
          return range ? new Response(bytes.subarray(+range[1], +range[2] + 1), { status: 206 }) : new Response(bytes);
        };
    "#;
    fs::write(folder.join("test.mjs"), format!("{start}\n{script}")).expect("a file");
    let output = Command::new("node")
        .arg("test.mjs")
        .current_dir(&folder)
        .output();
    fs::remove_dir_all(&folder).expect("the folder is there");
    let output = output.ok()?;
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn record(number: usize, title: &str, text: &str) -> Record {
    let block = |(at, text): (usize, &str)| RecordBlock {
        text: text.to_owned(),
        anchor: format!("p{}", at + 1),
        is_heading: false,
    };
    Record {
        address: format!("{number}/"),
        title: title.to_owned(),
        blocks: text.split('|').enumerate().map(block).collect(),
        day: Some(20_000 + number as i32),
        tags: vec![format!(
            "half={}",
            if number < 3 { "first" } else { "second" }
        )],
        ..Record::default()
    }
}

fn records() -> Vec<Record> {
    [
        (
            "Wolves are back",
            "Cameras caught a pack of seven wolves.|Farmers want compensation.",
        ),
        (
            "Night ferry",
            "The ferry carries 1,500 passengers, and low-interest loans pay for it.",
        ),
        (
            "The treaty",
            "Lavrov signed the mutual defence treaty in Pyongyang.",
        ),
        (
            "A wolf in the village",
            "It was a mutual surprise; defence was not needed.",
        ),
        (
            "Treaties compared",
            "Sergey Lavrov of North Korea's neighbour spoke of treaties.",
        ),
    ]
    .iter()
    .enumerate()
    .map(|(number, (title, text))| record(number, title, text))
    .collect()
}

fn settings() -> Settings {
    let name = |spellings: &[&str], is_ordered| SearchName {
        spellings: spellings.iter().map(|s| (*s).to_owned()).collect(),
        is_ordered,
    };
    Settings {
        language: "en".into(),
        kinds: vec!["article".into()],
        names: vec![
            name(&["Sergei Lavrov", "سيرغي لافروف"], true),
            name(&["North Korea", "كوريا الشمالية"], false),
        ],
    }
}

#[test]
fn what_is_looked_for_is_found() {
    let files = index(&settings(), &*analyser("en"), records());
    let queries = [
        ("wolf", "3 0", ""),
        ("WOLVES -village", "0", ""),
        ("1500", "1", ""),
        ("1 500", "1", ""),
        ("lowinterest", "1", ""),
        ("low interest", "1", ""),
        ("mutual-defence", "2 3", ""),
        ("\"mutual defence\"", "2", ""),
        ("mutual defence", "2 3", ""),
        ("لافروف", "4 2", ""),
        ("كوريا", "4", ""),
        ("Pyeongyang", "2", "pyongyang"),
        ("tretay", "4 2", "treaty"),
        ("compens", "0", ""),
        ("xylophone", "", ""),
        ("wolf xylophone", "3 0", ""),
        ("nightferry", "1", "night ferry"),
        ("1,500passengers", "1", ""),
        ("1500passengers", "1", "1500 passengers"),
        ("Lavroff", "4 2", "lavrov"),
    ];
    let script = format!(
        "const index = await open(new URL('en/index.json', import.meta.url), {{ fetch }});
        for (const query of {:?}) {{
          const {{ kinds, near }} = await index.search(query);
          console.log(kinds.article.hits.map((hit) => hit.doc).join(' ') + ';' + near.flatMap((one) => one.shown).join(' '));
        }}",
        queries.map(|(query, ..)| query)
    );
    let Some(got) = run("found", &files, &script) else {
        return;
    };
    for ((query, expected, near), got) in queries.iter().zip(got.lines()) {
        let sorted = |docs: &str| {
            let mut docs: Vec<String> = docs.split_whitespace().map(str::to_owned).collect();
            docs.sort();
            docs
        };
        let (docs, shown) = got.split_once(';').unwrap_or_default();
        assert_eq!(sorted(docs), sorted(expected), "{query}");
        assert_eq!(shown, *near, "{query}");
    }
}

#[test]
fn a_percentage_is_found_with_its_sign() {
    let texts = [
        "Exports grew by 35%.",
        "Su-35 jets and 35 pilots",
        "Exports grew by 35 per cent, they say.",
        "A share of ٣٥٪ in 40%",
    ];
    let records = texts.iter().enumerate();
    let records: Vec<Record> = records
        .map(|(number, text)| record(number, "Title", text))
        .collect();
    let files = index(&settings(), &*analyser("en"), records);
    let queries = [
        ("35%", "0 2 3"),
        ("35 %", "0 2 3"),
        ("٣٥٪", "0 2 3"),
        ("35", "0 1 2 3"),
        ("exports 35%", "0 2"),
        ("40%", "3"),
        ("-35% su", "1"),
    ];
    let script = format!(
        "const index = await open(new URL('en/index.json', import.meta.url), {{ fetch }});
        for (const query of {:?}) {{
          const {{ kinds }} = await index.search(query);
          console.log(kinds.article.hits.map((hit) => hit.doc).sort().join(' '));
        }}
        for (const doc of [0, 2, 3]) {{
          const answer = await index.search('35%');
          const {{ excerpt }} = await answer.show(answer.kinds.article.hits.find((hit) => hit.doc === doc));
          console.log(excerpt.filter(({{ mark }}) => mark).map(({{ text }}) => text).join());
        }}",
        queries.map(|(query, _)| query)
    );
    let Some(got) = run("percent", &files, &script) else {
        return;
    };
    let expected = queries.iter().map(|(_, docs)| *docs);
    let expected: Vec<&str> = expected.chain(["35%", "35", "٣٥٪"]).collect();
    assert_eq!(got.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn arabic_plurals_and_names_in_other_spellings_are_found() {
    let texts = [
        "عادت قوارب الصيد إلى المرفأ",
        "تأخرت شحنات إلى هناك",
        "رحب حلفاؤها بالخطوة",
        "التقيا في قاعدة فوستوتشني الفضائية",
        "دُرست ظواهر جديدة من غير صناديق",
        "وقع ذلك في حزيران",
        "كان حديثهما عن سلام",
        "كُتب عن فوستوشني وعن Vostochny",
    ];
    let records = texts.iter().enumerate();
    let records = records.map(|(number, text)| record(number, "عنوان", text));
    let spellings = [
        "قاعدة فوستوتشني الفضائية",
        "Vostochny space centre",
        "قاعدة فوستوشني الفضائية",
    ];
    let settings = Settings {
        language: "ar".into(),
        kinds: vec!["article".into()],
        names: vec![SearchName {
            spellings: spellings.map(str::to_owned).to_vec(),
            is_ordered: false,
        }],
    };
    let files = index(&settings, &*analyser("ar"), records.collect::<Vec<_>>());
    let queries = [
        ("قارب", "0"),
        ("شحنة", "1"),
        ("حليف", "2"),
        ("حلفاءهم", "2"),
        ("لحلفائه", "2"),
        ("فوستوشني", "3 7"),
        ("Vostochny", "3 7"),
        ("صندوق", "4"),
        ("ظاهرة", "4"),
        ("يونيو", "5"),
        ("قواربالصيد", "0"),
        ("زرافة", ""),
    ];
    let script = format!(
        "const index = await open(new URL('en/index.json', import.meta.url), {{ fetch }});
        for (const query of {:?}) console.log((await index.search(query)).kinds.article.hits.map((hit) => hit.doc).sort().join(' '));",
        queries.map(|(query, _)| query)
    );
    let Some(got) = run("arabic", &files, &script) else {
        return;
    };
    for ((query, expected), got) in queries.iter().zip(got.lines()) {
        assert_eq!(got, *expected, "{query}");
    }
}

#[test]
fn the_module_has_at_most_8_kb() {
    let script = "import { gzipSync } from 'node:zlib';
        console.log(gzipSync(readFileSync('reader.mjs'), { level: 9 }).length);";
    let Some(got) = run("size", &[], script) else {
        return;
    };
    assert!(got.parse::<usize>().expect("a number") <= 8000, "{got}");
}

#[test]
fn hits_are_shown_with_their_words_marked_and_can_be_filtered() {
    let files = index(&settings(), &*analyser("en"), records());
    let script = "const index = await open(new URL('en/index.json', import.meta.url), { fetch });
        const answer = await index.search('farmers');
        console.log(JSON.stringify(await answer.show(answer.kinds.article.hits[0])));
        for (const filter of [{ tags: ['half=first'] }, { tags: ['half=none'] }, { from: 20003 }, { to: 20002 }])
          console.log((await index.search('wolf', filter)).kinds.article.hits.map((hit) => hit.doc).join());";
    let Some(got) = run("shown", &files, script) else {
        return;
    };
    let expected = r#"{"address":"0/","title":[{"text":"Wolves are back","mark":false}],"notes":[],"excerpt":[{"text":"Farmers","mark":true},{"text":" want compensation."}],"anchor":"p2"}"#;
    assert_eq!(
        got.lines().collect::<Vec<_>>(),
        [expected, "0", "", "3", "0"]
    );
}

#[test]
fn both_sides_fold_alike() {
    let words = [
        "Café",
        "STRASSE",
        "Straße",
        "مُعاهَدَة",
        "إستراتيجيّة",
        "مستشفى",
        "كـوريـا",
        "شؤون",
        "١٥٠٠",
        "۱۵۰۰",
        "35%",
        "Ёлка",
        "한국",
        "İstanbul",
        "Russia’s",
        "ﬁne",
        "½",
        "Ǆ",
        "ＡＢＣ",
        "नमस्ते",
        "१२",
        "ʼn",
        "ΣΊΣΥΦΟΣ",
        "\u{2066}٣٫٥\u{2069}",
    ];
    let script = format!(
        "for (const word of {}) console.log(fold(word));",
        serde_json::json!(words)
    );
    let Some(got) = run("fold", &[], &script) else {
        return;
    };
    let got: Vec<&str> = got.lines().collect();
    assert_eq!(got, words.map(fold));
}

#[test]
fn the_same_records_give_the_same_files_on_any_number_of_threads() {
    let many: Vec<Record> = (0..3000)
        .map(|n| {
            record(
                n,
                &format!("Title {}", n % 7),
                &format!("word{n} and number{}", n % 90),
            )
        })
        .collect();
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("a pool");
        pool.install(|| index(&settings(), &*analyser("en"), many.par_iter().cloned()))
    };
    assert_eq!(on(1), on(5));
    assert!(!index(&settings(), &*analyser("en"), Vec::new()).is_empty());
}
