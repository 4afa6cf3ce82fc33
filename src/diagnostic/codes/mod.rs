//! The registry of diagnostic codes. A code has a severity, an explanation and an example, and may be waivable.
//!
//! A code is a constant with its documentation, in the file of its group. A new constant is listed, explained and
//! documented automatically. `explain` turns codes into text. This module does not depend on findings.

/// Defines a constant for each code, and the list of all of them.
macro_rules! codes {
    ($($name:ident = $entry:expr,)+) => {
        $(
            /// A diagnostic code, documented by its entry.
            pub const $name: super::Code = super::Code(&$entry);
        )+

        pub(super) const ENTRIES: &[super::Code] = &[$($name),+];
    };
}

mod charts;
mod citations;
mod editions;
mod files;
mod front_matter;
mod links;
mod markdown;
mod output;
mod sealing;
mod site;
mod themes;
mod tracing;
mod wording;

pub use charts::*;
pub use citations::*;
pub use editions::*;
pub use files::*;
pub use front_matter::*;
pub use links::*;
pub use markdown::*;
pub use output::*;
pub use sealing::*;
pub use site::*;
pub use themes::*;
pub use tracing::*;
pub use wording::*;

use std::fmt;
use std::ops::Deref;

use crate::diagnostic::nearest;

/// The severity of a finding. An error stops a build; a warning makes `check` fail; a note does neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The site cannot be built.
    Error,
    /// The site can be built, but readers would be misled or would miss something.
    Warning,
    /// Worth knowing; no action is needed.
    Note,
}

impl Severity {
    /// Returns the name of the severity in messages and in machine-readable output.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// A diagnostic code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(&'static CodeEntry);

impl Code {
    /// Returns the name, such as `citation-unknown`.
    pub fn name(self) -> &'static str {
        self.0.code
    }
}

impl Deref for Code {
    type Target = CodeEntry;

    fn deref(&self) -> &CodeEntry {
        self.0
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The documentation and the properties of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeEntry {
    /// Name of the code, such as `figure-not-in-original`.
    pub code: &'static str,
    /// Severity of the code's findings; the highest one if it varies.
    pub severity: Severity,
    /// True if a summary's front matter can waive it. Only judgements on content can be waived, never an error.
    pub waivable: bool,
    /// Description of the problem for a list, without a full stop.
    pub title: &'static str,
    /// Meaning of the code, in full sentences.
    pub means: &'static str,
    /// Reason why the problem matters, in full sentences.
    pub why: &'static str,
    /// Other text that the example depends on, if any.
    pub given: Option<Given>,
    /// Example of an input with the problem.
    pub wrong: &'static str,
    /// The same input, corrected.
    pub right: &'static str,
}

/// A part of an example that gives context and is not itself wrong or right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Given {
    /// File or place in which the text is.
    pub place: &'static str,
    pub text: &'static str,
}

/// A group of codes about one subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeGroup {
    pub title: &'static str,
    pub codes: &'static [Code],
}

/// All groups of codes; those about content come first.
pub const GROUPS: &[CodeGroup] = &[
    CodeGroup {
        title: "Summaries against their originals",
        codes: tracing::ENTRIES,
    },
    CodeGroup {
        title: "Seals and waivers",
        codes: sealing::ENTRIES,
    },
    CodeGroup {
        title: "Wording and characters",
        codes: wording::ENTRIES,
    },
    CodeGroup {
        title: "Citations, topics and headings",
        codes: citations::ENTRIES,
    },
    CodeGroup {
        title: "Editions",
        codes: editions::ENTRIES,
    },
    CodeGroup {
        title: "Markdown",
        codes: markdown::ENTRIES,
    },
    CodeGroup {
        title: "Charts",
        codes: charts::ENTRIES,
    },
    CodeGroup {
        title: "Links and pictures",
        codes: links::ENTRIES,
    },
    CodeGroup {
        title: "Front matter and registers",
        codes: front_matter::ENTRIES,
    },
    CodeGroup {
        title: "Files",
        codes: files::ENTRIES,
    },
    CodeGroup {
        title: "The site: configuration, languages, addresses",
        codes: site::ENTRIES,
    },
    CodeGroup {
        title: "Themes",
        codes: themes::ENTRIES,
    },
    CodeGroup {
        title: "The output folder",
        codes: output::ENTRIES,
    },
];

/// Returns every code, group by group.
pub fn all() -> impl Iterator<Item = Code> {
    GROUPS.iter().flat_map(|group| group.codes).copied()
}

/// Returns the code with this name, if it exists.
pub fn known(name: &str) -> Option<Code> {
    all().find(|code| code.name() == name)
}

/// Returns the name of the code that a mistyped name was probably meant to be.
pub fn near(name: &str) -> Option<&'static str> {
    nearest(name, all().map(Code::name))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_code_stands_once() {
        let mut seen = BTreeSet::new();
        for entry in all() {
            assert!(seen.insert(entry.code), "{}", entry.code);
            assert_eq!(known(entry.code), Some(entry));
        }
        assert_eq!(known("figure"), None);
    }

    #[test]
    fn an_entry_says_all_there_is_to_say() {
        for entry in all() {
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
        for entry in all().filter(|entry| entry.severity == Severity::Error) {
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
