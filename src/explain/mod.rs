//! What each code means: in plain words, why it matters, and an example of wrong and of right.
//!
//! Takes a code; gives an entry, or text made of entries for a terminal, for `docs/codes.md` and for machine formats. The
//! entries are data, a file for each group. A code that any phase gives has an entry here, and an entry has a code;
//! `tests/explain.rs` holds the two together.

mod charts;
mod citations;
mod files;
mod front_matter;
mod links;
mod markdown;
mod output;
mod sealing;
mod site;
mod text;
mod themes;
mod tracing;
mod wording;

use crate::diagnostic::{Severity, nearest};

pub use text::{list, page};

/// What there is to say about a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The code, as in `figure-not-in-original`.
    pub code: &'static str,
    /// How much a finding of this code weighs; where that differs from place to place, the most.
    pub severity: Severity,
    /// Whether a summary's front matter can waive it. Only judgements on content can be: an error never.
    pub waivable: bool,
    /// What is wrong, as the line of a list: no full stop.
    pub title: &'static str,
    /// What the code means.
    pub means: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What stands elsewhere in the example, and where, if that has to be known.
    pub given: Option<Given>,
    /// What an editor may have typed.
    pub wrong: &'static str,
    /// The same, mended.
    pub right: &'static str,
}

/// A part of an example that is neither wrong nor right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// Where it stands.
    pub place: &'static str,
    /// What stands there.
    pub text: &'static str,
}

/// Codes about one matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// What they are about.
    pub title: &'static str,
    /// What there is to say about each.
    pub entries: &'static [Entry],
}

/// All codes, those about content first.
pub const GROUPS: &[Group] = &[
    Group {
        title: "Summaries against their originals",
        entries: tracing::ENTRIES,
    },
    Group {
        title: "Seals and waivers",
        entries: sealing::ENTRIES,
    },
    Group {
        title: "Wording and characters",
        entries: wording::ENTRIES,
    },
    Group {
        title: "Citations, topics and headings",
        entries: citations::ENTRIES,
    },
    Group {
        title: "Markdown",
        entries: markdown::ENTRIES,
    },
    Group {
        title: "Charts",
        entries: charts::ENTRIES,
    },
    Group {
        title: "Links and pictures",
        entries: links::ENTRIES,
    },
    Group {
        title: "Front matter and registers",
        entries: front_matter::ENTRIES,
    },
    Group {
        title: "Files",
        entries: files::ENTRIES,
    },
    Group {
        title: "The site: configuration, languages, addresses",
        entries: site::ENTRIES,
    },
    Group {
        title: "Themes",
        entries: themes::ENTRIES,
    },
    Group {
        title: "The output folder",
        entries: output::ENTRIES,
    },
];

/// Every entry, group by group.
pub fn entries() -> impl Iterator<Item = &'static Entry> {
    GROUPS.iter().flat_map(|group| group.entries)
}

/// The entry of a code; `None` where there is no such code.
pub fn known(code: &str) -> Option<&'static Entry> {
    entries().find(|entry| entry.code == code)
}

/// The code that a mistyped one was most likely meant to be.
pub fn near(code: &str) -> Option<&'static str> {
    nearest(code, entries().map(|entry| entry.code))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_code_stands_once() {
        let mut seen = BTreeSet::new();
        for entry in entries() {
            assert!(seen.insert(entry.code), "{}", entry.code);
            assert_eq!(known(entry.code), Some(entry));
        }
        assert_eq!(known("figure"), None);
    }

    #[test]
    fn an_entry_says_all_there_is_to_say() {
        for entry in entries() {
            let code = entry.code;
            assert!(
                code.split('-').all(|word| !word.is_empty()
                    && word.chars().all(|c| c.is_ascii_lowercase() || c == '8')),
                "{code} is kebab-case"
            );
            assert!(
                !entry.title.is_empty() && !entry.title.ends_with('.'),
                "{code}"
            );
            assert!(entry.title.chars().count() <= 90, "{code}: a line");
            for text in [entry.means, entry.why] {
                assert!(text.len() > 20 && text.ends_with('.'), "{code}: {text}");
                assert!(
                    !text.contains('\n') && !text.contains("  "),
                    "{code}: {text}"
                );
            }
            let examples = [
                entry.wrong,
                entry.right,
                entry.given.map_or("x", |given| given.text),
            ];
            for example in examples {
                assert!(
                    !example.is_empty() && !example.ends_with('\n'),
                    "{code}: {example}"
                );
                assert!(!example.contains("```"), "{code}: {example}");
            }
            assert_ne!(entry.wrong, entry.right, "{code}");
        }
    }

    #[test]
    fn an_error_cannot_be_waived() {
        for entry in entries().filter(|entry| entry.severity == Severity::Error) {
            assert!(!entry.waivable, "{}", entry.code);
        }
    }

    #[test]
    fn a_mistyped_code_is_guessed() {
        for (typed, meant) in [
            ("figure-not-in-orginal", Some("figure-not-in-original")),
            ("figures-not-in-original", Some("figure-not-in-original")),
            ("citation_unknown", Some("citation-unknown")),
            ("weather", None),
            ("", None),
        ] {
            assert_eq!(near(typed), meant, "{typed}");
        }
    }
}
