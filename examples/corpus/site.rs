//! The files of the site that are not articles, each as its path in the site's folder and its contents.

use super::article::toml_string;
use super::names::{KINDS, PUBLISHERS};
use super::topics::{CorpusTopic, TOPICS};
use super::voice::CorpusLanguage;

const CONFIG: &str = r#"base_url = "https://corpus.example/"
default_language = "ar"

[languages.ar]
title = "موجز القياس"
description = "موقع مولَّد آلياً لقياس سرعة البناء وحجم الصفحات"
locale = "ar-EG"
numerals = "latn"

[languages.en]
title = "The measuring brief"
description = "A generated site for measuring build times and page sizes"
locale = "en-GB"
numerals = "latn"
"#;

const ABOUT_AR: &str = r#"+++
title = "عن هذا الموقع"
description = "نصوص مولَّدة لا تصف أحداثاً حقيقية"
+++

كل ما في هذا الموقع من مقالات وأسماء وأرقام مختلق. وقد أنتجه برنامج لغرض القياس وحده، فلا يصح الاستشهاد به.
"#;

const ABOUT_EN: &str = r#"+++
title = "About this site"
description = "Generated texts that describe no real events"
+++

Every article, name and figure on this site is made up. A program wrote them for measuring alone, so do not quote them.
"#;

/// The configuration, tables, topics and pages.
pub fn files() -> Vec<(String, String)> {
    let mut files = vec![
        ("config.toml".to_owned(), CONFIG.to_owned()),
        ("content/publishers.toml".to_owned(), publishers()),
        ("content/names.toml".to_owned(), names()),
        ("content/pages/about.ar.md".to_owned(), ABOUT_AR.to_owned()),
        ("content/pages/about.en.md".to_owned(), ABOUT_EN.to_owned()),
    ];
    for (weight, topic) in (1..).zip(&TOPICS) {
        for language in [CorpusLanguage::Ar, CorpusLanguage::En] {
            let path = format!("content/topics/{}/index.{}.md", topic.id, language.tag());
            files.push((path, topic_page(topic, weight, language)));
        }
    }
    files
}

fn publishers() -> String {
    let entries = PUBLISHERS.iter().map(|publisher| {
        format!(
            "[{}]\nname.ar = {}\nname.en = {}\nurl = \"https://{}.example/\"\n",
            publisher.id,
            toml_string(publisher.name.0),
            toml_string(publisher.name.1),
            publisher.id,
        )
    });
    entries.collect::<Vec<_>>().join("\n")
}

fn names() -> String {
    let entries = KINDS
        .iter()
        .flat_map(|(kind, names)| names.iter().map(move |name| (kind, name)));
    let entries = entries.map(|(kind, name)| {
        format!(
            "[[name]]\nid = {}\nkind = \"{kind}\"\nar = {}\nen = {}\nvariants.ar = [{}]\nvariants.en = [{}]\n",
            toml_string(name.id),
            toml_string(name.spelling.0),
            toml_string(name.spelling.1),
            toml_string(name.variant.0),
            toml_string(name.variant.1),
        )
    });
    entries.collect::<Vec<_>>().join("\n")
}

fn topic_page(topic: &CorpusTopic, weight: usize, language: CorpusLanguage) -> String {
    format!(
        "+++\ntitle = {}\ndescription = {}\nweight = {weight}\n+++\n\n{}\n",
        toml_string(language.of(&topic.title)),
        toml_string(language.of(&topic.description)),
        language.of(&topic.introduction),
    )
}
