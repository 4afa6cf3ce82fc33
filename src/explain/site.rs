//! Codes on the site as a whole: its configuration, its languages and its addresses.

use super::{Entry, Given};
use crate::diagnostic::Severity::Error;

/// What there is to say about each.
pub const ENTRIES: &[Entry] = &[
    Entry {
        code: "config-missing",
        severity: Error,
        waivable: false,
        title: "The site has no config.toml",
        means: "The folder is no site: a site's folder holds `config.toml`. `mujaz init` makes a new site, and `--site` names the folder of one.",
        why: "Without it neither the site's address nor its languages are known.",
        given: None,
        wrong: "content/",
        right: "config.toml\ncontent/",
    },
    Entry {
        code: "language-missing",
        severity: Error,
        waivable: false,
        title: "The site has no language",
        means: "`config.toml` has a table `[languages.<tag>]` for each language of the site, and at least one.",
        why: "Every page is in a language.",
        given: None,
        wrong: "base_url = \"https://example.org/\"\ndefault_language = \"ar\"",
        right: "base_url = \"https://example.org/\"\ndefault_language = \"ar\"\n\n[languages.ar]\ntitle = \"موجز\"",
    },
    Entry {
        code: "language-unknown",
        severity: Error,
        waivable: false,
        title: "A language is none of the site's",
        means: "The language in a file's name, or `default_language`, has no table `[languages.<tag>]` in config.toml. Originals alone may be in any language.",
        why: "The text would have no place on the site.",
        given: Some(Given {
            place: "config.toml",
            text: "[languages.ar]\n[languages.en]",
        }),
        wrong: "content/articles/treaty/summary.arb.md",
        right: "content/articles/treaty/summary.ar.md",
    },
    Entry {
        code: "language-tag",
        severity: Error,
        waivable: false,
        title: "A language is not named by its tag",
        means: "Languages are named by BCP 47 tags: ar, en, fa, sr-Latn. A `locale` is a tag of the same language, most often with a country, such as ar-EG.",
        why: "Direction, dates, numbers and the order of lists follow from the tag.",
        given: None,
        wrong: "[languages.arabic]\nlocale = \"Egypt\"",
        right: "[languages.ar]\nlocale = \"ar-EG\"",
    },
    Entry {
        code: "address-twice",
        severity: Error,
        waivable: false,
        title: "Two pages would stand at one address",
        means: "Two texts have the same `slug`, an alias is the address of another page, or two names differ in capital letters alone.",
        why: "One of the two pages would overwrite the other.",
        given: Some(Given {
            place: "content/articles/treaty/summary.en.md",
            text: "is the page /en/articles/treaty/",
        }),
        wrong: "slug = \"treaty\"",
        right: "slug = \"treaty-one-year-on\"",
    },
    Entry {
        code: "slug-reserved",
        severity: Error,
        waivable: false,
        title: "A standing page has the name of a section",
        means: "Every site has sections such as topics, archive and names, and a page of that name would stand in their place.",
        why: "Readers would lose the section.",
        given: None,
        wrong: "content/pages/topics.en.md",
        right: "content/pages/our-topics.en.md",
    },
];
