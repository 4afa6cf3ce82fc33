//! Formats the documentation of diagnostic codes: for a terminal, and as Markdown for `docs/codes.md`.

use std::fmt::Write;

use crate::diagnostic::codes::{CodeEntry, GROUPS, Severity, all};

/// Maximum length of a line, in characters.
const WIDTH: usize = 80;

impl CodeEntry {
    /// Returns the documentation for a terminal.
    pub fn text(&self) -> String {
        let mut out = format!("{}\n{}\n", self.code, self.title);
        let means = format!("{} {}", self.means, self.why);
        for part in [means.as_str(), weight(self.severity)] {
            write!(out, "\n{}", wrap(part)).expect("a String takes any text");
        }
        for (place, text) in self.example() {
            write!(out, "\n{place}:\n{}", indent(text)).expect("a String takes any text");
        }
        if self.waivable {
            let waiver = indent(&self.waiver());
            write!(out, "\n{}:\n{waiver}", wrap(WAIVE).trim_end())
                .expect("a String takes any text");
        }
        out
    }

    /// Returns the documentation as Markdown, without a heading.
    pub fn markdown(&self) -> String {
        let mut out = format!("{}\n\n{} {}\n", self.means, self.why, weight(self.severity));
        for (place, text) in self.example() {
            write!(out, "\n{place}:\n\n```\n{text}\n```\n").expect("a String takes any text");
        }
        if self.waivable {
            let waiver = self.waiver();
            write!(out, "\n{WAIVE}:\n\n```\n{waiver}\n```\n").expect("a String takes any text");
        }
        out
    }

    /// Returns the parts of the example, each with its label.
    fn example(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let given = self.given.map(|given| (given.place, given.text));
        let parts = [("Wrong", self.wrong), ("Right", self.right)];
        given.into_iter().chain(parts)
    }

    fn waiver(&self) -> String {
        format!(
            "waive = [{{ code = \"{}\", text = \"the words in question\", why = \"the reason\" }}]",
            self.code
        )
    }
}

const WAIVE: &str =
    "If the words are right, waive the finding in the summary's front matter and say why";

fn weight(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "An error: the site is not built until it is fixed.",
        Severity::Warning => "A warning: the site is built, but `mujaz check` fails.",
        Severity::Note => "A note: it fails no command.",
    }
}

/// Returns the list of all codes with their titles, by group, for a terminal.
pub fn list() -> String {
    let longest = all().map(|code| code.name().len()).max().unwrap_or(0);
    let mut out = String::new();
    for group in GROUPS {
        writeln!(out, "{}", group.title).expect("a String takes any text");
        for code in group.codes {
            let (severity, title) = (code.severity.word(), code.title);
            writeln!(out, "  {code:longest$}  {severity:7}  {title}")
                .expect("a String takes any text");
        }
        out.push('\n');
    }
    out.push_str(
        "`mujaz explain CODE` says what a code means, with an example of wrong and right.\n",
    );
    out
}

/// Returns the documentation of all codes as a Markdown page.
pub fn page() -> String {
    let mut out = String::from(PREFACE);
    for group in GROUPS {
        writeln!(out, "\n## {}\n\n| code | | |\n|---|---|---|", group.title)
            .expect("a String takes any text");
        for code in group.codes {
            let (severity, title) = (code.severity.word(), code.title);
            writeln!(out, "| [`{code}`](#{code}) | {severity} | {title} |")
                .expect("a String takes any text");
        }
        for entry in group.codes {
            write!(
                out,
                "\n### {}\n\n**{}.**\n{}",
                entry.code,
                entry.title,
                entry.markdown()
            )
            .expect("a String takes any text");
        }
    }
    out
}

const PREFACE: &str = "\
# What Mujaz reports

Every finding has a code, as in `warning[figure-not-in-original]`. `mujaz explain CODE` prints what stands here.
`mujaz build` fails on errors; `mujaz check` fails on errors and warnings; notes never fail a command.

This page is made from the program's own texts: change those in `src/diagnostic/codes/`, then run
`UPDATE=1 cargo test --test it explain::`.
";

/// Wraps a paragraph to lines of at most [`WIDTH`] characters, each ending in a line break.
fn wrap(text: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if width > 0 && width + 1 + length > WIDTH {
            out.push('\n');
            width = 0;
        }
        if width > 0 {
            out.push(' ');
            width += 1;
        }
        out.push_str(word);
        width += length;
    }
    out.push('\n');
    out
}

fn indent(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: CodeEntry = CodeEntry {
        code: "figure-odd",
        severity: Severity::Warning,
        waivable: true,
        title: "A figure is odd",
        means: "The figure is not even, as a figure should be that stands for something that comes in pairs.",
        why: "Shoes do.",
        given: Some(crate::diagnostic::codes::Given {
            place: "The original",
            text: "Four shoes.\nSix socks.",
        }),
        wrong: "ثلاثة أحذية [p1]",
        right: "أربعة أحذية [p1]",
    };

    #[test]
    fn an_entry_is_text() {
        assert_eq!(
            ENTRY.text(),
            "\
figure-odd
A figure is odd

The figure is not even, as a figure should be that stands for something that
comes in pairs. Shoes do.

A warning: the site is built, but `mujaz check` fails.

The original:
    Four shoes.
    Six socks.

Wrong:
    ثلاثة أحذية [p1]

Right:
    أربعة أحذية [p1]

If the words are right, waive the finding in the summary's front matter and say
why:
    waive = [{ code = \"figure-odd\", text = \"the words in question\", why = \"the reason\" }]
"
        );
    }

    #[test]
    fn an_entry_that_cannot_be_waived_does_not_say_how() {
        let entry = CodeEntry {
            severity: Severity::Error,
            waivable: false,
            given: None,
            ..ENTRY
        };
        for text in [entry.text(), entry.markdown()] {
            assert!(
                !text.contains("waive") && text.contains("An error: "),
                "{text}"
            );
        }
    }

    #[test]
    fn lines_are_wrapped_between_words() {
        let long = "x".repeat(WIDTH + 1);
        for (text, expected) in [
            ("", "\n".to_owned()),
            ("a b", "a b\n".to_owned()),
            (&long, format!("{long}\n")),
            (&format!("a {long} b"), format!("a\n{long}\nb\n")),
        ] {
            assert_eq!(wrap(text), expected);
        }
    }
}
