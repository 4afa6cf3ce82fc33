//! Formats findings as workflow commands, which GitHub Actions shows as annotations at the lines of a change.
//!
//! Takes diagnostics and a function that returns sources; returns one line per finding. Commands and escapes follow
//! GitHub's "Workflow commands for GitHub Actions" and its toolkit (`@actions/core`).

use std::fmt::Write;

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::place::{Places, Region, below};
use crate::report::tame;

/// Returns findings as workflow commands, for the standard output of a step.
///
/// `folder` is the site's folder within the repository, or empty for the root: GitHub looks up files from the root.
/// `source` returns the text of a file by its path in the site.
pub fn github<'s>(
    diagnostics: &[Diagnostic],
    source: impl Fn(&str) -> Option<&'s str>,
    folder: &str,
) -> String {
    let mut places = Places::new(source);
    let mut out = String::new();
    for diagnostic in diagnostics {
        let region = places.find(diagnostic).map(|(region, _)| region);
        command(diagnostic, region, folder, &mut out);
    }
    out
}

fn command(diagnostic: &Diagnostic, region: Option<Region>, folder: &str, out: &mut String) {
    let name = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let file = property(&below(folder, &diagnostic.path));
    write!(out, "::{name} file={file}").expect("a String takes any text");
    if let Some(Region { start, end }) = region {
        write!(out, ",line={},endLine={}", start.line, end.line).expect("a String takes any text");
        // GitHub allows no columns for an annotation of several lines.
        if start.line == end.line {
            write!(out, ",col={},endColumn={}", start.column, end.column)
                .expect("a String takes any text");
        }
    }
    let title = property(diagnostic.code.name());
    let message = match &diagnostic.help {
        Some(help) => format!("{}\nhelp: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let message = data(&message);
    writeln!(out, ",title={title}::{message}").expect("a String takes any text");
}

/// Escapes the text after `::`, so that it stays on one line. Replaces characters that reorder or rewrite a line.
fn data(text: &str) -> String {
    let text = tame(text);
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes the value of a property, which must contain no comma or colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::codes;

    #[test]
    fn each_finding_is_a_command() {
        let path = "content/articles/a,b/summary.ar.md".into();
        let text = "ارتفعت الأسعار 53%.\nالثاني";
        let at = text.find("53").unwrap();
        let found = [
            Diagnostic::new(
                codes::FIGURE_NOT_IN_ORIGINAL,
                &path,
                "the original has no “53%”",
            )
            .at(at..at + 3)
            .help("it has “35%” in p4,\nsee: there"),
            Diagnostic::new(codes::LANGUAGES_DIFFER, &path, "several lines").at(0..text.len()),
            Diagnostic::new(codes::TEXT_MISSING, &path, "x\r::error::y \u{202E}z"),
        ];
        assert_eq!(
            github(&found, |_| Some(text), "sites/brief"),
            "\
::warning file=sites/brief/content/articles/a%2Cb/summary.ar.md,line=1,endLine=1,col=16,endColumn=19,title=figure-not-in-original::the original has no “53%25”%0Ahelp: it has “35%25” in p4,%0Asee: there
::notice file=sites/brief/content/articles/a%2Cb/summary.ar.md,line=1,endLine=2,title=languages-differ::several lines
::error file=sites/brief/content/articles/a%2Cb/summary.ar.md,title=text-missing::x\u{FFFD}::error::y \u{FFFD}z
"
        );
        assert_eq!(github(&[], |_| None, ""), "");
    }
}
