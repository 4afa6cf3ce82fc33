//! Detects the format of a text that comes without a file name. Pure.

use super::{InputFormat, html, markdown};

/// Returns the format of a text by its markup. HTML begins like a page. Markdown has front matter, or a heading after
/// `#`, a table, a code fence, a link or bold words. Every other text is plain.
pub fn format_of(text: &str) -> InputFormat {
    let text = text.trim_start_matches('\u{feff}');
    let mut lines = text.lines().zip(text.lines().skip(1).chain([""]));
    match () {
        () if html::is_page(text) => InputFormat::Html,
        () if markdown::has_front_matter(text) => InputFormat::Markdown,
        () if lines.any(|(line, next)| is_markup(line) || is_table(line, next)) => {
            InputFormat::Markdown
        }
        () => InputFormat::PlainText,
    }
}

/// Returns true if a line has markup that occurs only in Markdown.
fn is_markup(line: &str) -> bool {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    let is_heading = (1..=6).contains(&level) && words.starts_with(' ') && !words.trim().is_empty();
    let is_definition = line.starts_with('[') && line.contains("]: http");
    is_heading || is_definition || line.starts_with("```") || has_link(line) || has_bold(line)
}

/// Returns true if a line has a link or a picture, as in `[words](address)`.
fn has_link(line: &str) -> bool {
    line.match_indices("](").any(|(at, _)| {
        let target = &line[at + 2..];
        let target = target.split_once(')').map_or("", |(target, _)| target);
        let is_address = target.contains(['/', '.', '#', ':']) && !target.starts_with(' ');
        is_address && line[..at].contains('[')
    })
}

/// Returns true if a line has words between two asterisks each.
fn has_bold(line: &str) -> bool {
    let parts: Vec<&str> = line.split("**").collect();
    let is_bold = |part: &&str| !part.is_empty() && part.trim() == *part && !part.contains('*');
    parts.len() > 2 && parts[1..parts.len() - 1].iter().any(is_bold)
}

/// Returns true if a line is the head of a table: cells, and below them a line such as `|---|---|`.
fn is_table(line: &str, next: &str) -> bool {
    let is_rule = next.contains("--") && next.trim().chars().all(|c| "|-: ".contains(c));
    line.contains('|') && next.contains('|') && is_rule
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_is_told_by_the_text() {
        use InputFormat::{Html, Markdown, PlainText};
        for (text, expected) in [
            ("<!doctype html><p>A</p>", Html),
            ("\u{feff}<!-- saved -->\n<html><p>A</p></html>", Html),
            ("+++\ntitle = \"T\"\n+++\n\nA.\n", Markdown),
            ("\u{feff}---\r\ntitle: T\r\n---\r\n\r\nA.\r\n", Markdown),
            ("A.\n\n## H\n\nB.\n", Markdown),
            ("A.\n\n| a | b |\n|---|--:|\n| c | d |\n", Markdown),
            ("A [treaty](https://example.org/t) was signed.", Markdown),
            ("A [treaty][t].\n\n[t]: https://example.org/t\n", Markdown),
            ("It cost **5 million** euros.", Markdown),
            ("```\ncode\n```\n", Markdown),
            ("Talks\n\nA treaty was signed [p1]. It was long.", PlainText),
            (
                "---\n\nA separator, and no front matter.\n\n---\n",
                PlainText,
            ),
            ("#Brexit is on. Ticket #4 of 9.\n#\n", PlainText),
            ("- one\n- two\n\n1. three\n", PlainText),
            ("f(a[i](b) and 2**3, 2 ** 3 ** 4", PlainText),
            ("a | b\n-----\n", PlainText),
            ("", PlainText),
        ] {
            assert_eq!(format_of(text), expected, "{text}");
        }
    }
}
