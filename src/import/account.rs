//! What an import did, in words for a person. Pure.

use super::{Created, Dropped, Imported, Noticed, What, Why, words};
use std::collections::BTreeMap;
use std::fmt::Write;

/// How much of a line is quoted, in characters.
const QUOTED: usize = 90;
/// How many places of one invisible sign are listed.
const PLACES: usize = 5;

/// An account of an import: where the article is, how it was read, what was left out and why, and what to do next.
///
/// Plain text in lines; words of the article are isolated, so that their direction does not disturb the lines.
pub fn account(imported: &Imported, created: &Created) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write_account(&mut out, imported, created);
    out
}

fn write_account(out: &mut String, imported: &Imported, created: &Created) -> std::fmt::Result {
    writeln!(out, "Imported into {}", created.folder)?;
    let made = match created.title_made {
        true => " (made of the first words: the text has no title)",
        false => "",
    };
    writeln!(out, "  title:      {}{made}", quoted(&created.title))?;
    let inferred = match imported.language_inferred {
        true => " (by its script; --language says otherwise)",
        false => "",
    };
    writeln!(out, "  language:   {}{inferred}", imported.language)?;
    if let Some(author) = &imported.author {
        writeln!(out, "  author:     {}", quoted(author))?;
    }
    if let Some(published) = &imported.published {
        writeln!(out, "  published:  {published}")?;
    }
    writeln!(out, "  paragraphs: {}", imported.paragraphs)?;
    writeln!(out, "  files:      {}", created.files.join(", "))?;
    write_dropped(out, &imported.dropped)?;
    write_noticed(out, &imported.noticed)?;
    if !created.notes.is_empty() {
        writeln!(out)?;
    }
    for note in &created.notes {
        writeln!(out, "{note}")?;
    }
    write_next(out, created)
}

fn write_dropped(out: &mut String, dropped: &[Dropped]) -> std::fmt::Result {
    if dropped.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nLeft out:")?;
    let mut signs: BTreeMap<(Why, &str), Vec<usize>> = BTreeMap::new();
    for d in dropped {
        match d.why {
            Why::InvisibleMark | Why::ControlCharacter => {
                signs.entry((d.why, &d.text)).or_default().push(d.line);
            }
            why => writeln!(
                out,
                "  line {}: {} – {}",
                d.line,
                quoted(&d.text),
                why.words()
            )?,
        }
    }
    for ((why, sign), lines) in signs {
        let places: Vec<String> = lines.iter().take(PLACES).map(usize::to_string).collect();
        let more = match lines.len().saturating_sub(PLACES) {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        let line = if lines.len() == 1 { "line" } else { "lines" };
        let places = places.join(", ");
        writeln!(out, "  {line} {places}{more}: {sign} – {}", why.words())?;
    }
    Ok(())
}

fn write_noticed(out: &mut String, noticed: &[Noticed]) -> std::fmt::Result {
    let mut readings: BTreeMap<What, Vec<&Noticed>> = BTreeMap::new();
    for n in noticed {
        readings.entry(n.what).or_default().push(n);
    }
    for (what, all) in readings {
        writeln!(out, "\n{}:", what.words())?;
        for n in all {
            writeln!(out, "  line {}: {}", n.line, quoted(&n.text))?;
        }
    }
    Ok(())
}

fn write_next(out: &mut String, created: &Created) -> std::fmt::Result {
    writeln!(out, "\nNext:")?;
    if let Some(original) = created.files.first() {
        writeln!(
            out,
            "  compare {}/{original} with the source, and complete its front matter;",
            created.folder
        )?;
    }
    let summaries: Vec<&str> = created.files.iter().skip(1).map(String::as_str).collect();
    if !summaries.is_empty() {
        writeln!(
            out,
            "  write {}, title and text, and take `draft = true` out;",
            summaries.join(" and ")
        )?;
    }
    writeln!(out, "  run `mujaz build`.")
}

/// Words of the article for a line of the account: cut to a length, without signs that reorder or control, between
/// isolating marks (U+2068 and U+2069).
fn quoted(text: &str) -> String {
    let reorders = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text = words::one_line(text);
    let mut signs = text.chars().filter(|&c| !c.is_control() && !reorders(c));
    let mut shown: String = signs.by_ref().take(QUOTED).collect();
    if signs.next().is_some() {
        shown.push('…');
    }
    format!("\u{2068}“{shown}”\u{2069}")
}
