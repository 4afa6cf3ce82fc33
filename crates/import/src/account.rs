//! Writes the report of an import for a person: takes the results of the three steps, returns plain text. Pure.

use super::{
    Charset, CreatedArticle, Dropped, How, Imported, MetadataField, Noticed, ReadingDoubt, Why,
    words,
};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Maximum length of a quoted line, in characters.
const QUOTED: usize = 90;
/// Maximum number of lines on text that was left out.
const LEFT_OUT_LINES: usize = 10;
/// Maximum number of these lines for sentences that may belong to the article.
const DOUBTFUL_LINES: usize = 4;
/// Number of texts that are named for each reason.
const NAMED: usize = 3;
/// Maximum length of such a text, in characters.
const SHORT_QUOTE: usize = 30;
/// Maximum number of lines listed for one invisible character.
const PLACES: usize = 5;
/// Minimum number of words for a line from outside the article to get a line of its own: menus and buttons are shorter.
const SENTENCE: usize = 8;
/// Maximum number of shorter lines that are listed.
const SHORT_LINES: usize = 12;

/// Returns the report of an import: where the article is, how it was read, what was left out and why, and what to do
/// next.
///
/// The report is plain text in lines. Words of the article are isolated (U+2068, U+2069), so that their direction does
/// not affect the lines. If `everything` is true, each short line from outside the article is listed too.
pub fn account(
    charset: &Charset,
    imported: &Imported,
    created: &CreatedArticle,
    everything: bool,
) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write_account(&mut out, charset, imported, created, everything);
    out
}

fn write_account(
    out: &mut String,
    charset: &Charset,
    imported: &Imported,
    created: &CreatedArticle,
    everything: bool,
) -> std::fmt::Result {
    writeln!(out, "Imported into {}", created.folder)?;
    write_front(out, imported, created)?;
    write_charset(out, charset)?;
    let from = taken(imported, MetadataField::Body);
    writeln!(out, "  paragraphs: {}{from}", imported.paragraphs)?;
    writeln!(out, "  files:      {}", created.files.join(", "))?;
    write_left_out(out, &imported.dropped, everything)?;
    write_possible_lead(out, imported, created)?;
    write_noticed(out, &imported.noticed)?;
    if !imported.remarks.is_empty() || !created.notes.is_empty() {
        writeln!(out)?;
    }
    for note in imported.remarks.iter().chain(&created.notes) {
        writeln!(out, "{note}")?;
    }
    write_next(out, created)
}

/// Writes the values of the front matter, each with the place that it comes from.
fn write_front(
    out: &mut String,
    imported: &Imported,
    created: &CreatedArticle,
) -> std::fmt::Result {
    let from = |field, same: bool| match same {
        true => taken(imported, field),
        false => String::new(),
    };
    let title_from = match created.title_made {
        true => " (made of the first words: the text has no title)".to_string(),
        false => from(MetadataField::Title, true),
    };
    writeln!(out, "  title:      {}{title_from}", quoted(&created.title))?;
    let language_from = match imported.language_inferred {
        true => " (by its script; --language says otherwise)".to_string(),
        false => from(MetadataField::Language, true),
    };
    writeln!(out, "  language:   {}{language_from}", imported.language)?;
    write_publisher(out, imported, created)?;
    if let Some(author) = &created.author {
        let from = from(MetadataField::Author, created.author == imported.author);
        writeln!(out, "  author:     {}{from}", quoted(author))?;
    }
    if let Some(published) = &created.published {
        let from = from(
            MetadataField::Published,
            created.published == imported.published,
        );
        writeln!(out, "  published:  {published}{from}")?;
    }
    if let Some(url) = &created.url {
        let from = from(MetadataField::Url, created.url == imported.url);
        writeln!(out, "  url:        {url}{from}")?;
    }
    Ok(())
}

/// Writes the publisher if the page names one or its address is a known publisher's.
fn write_publisher(
    out: &mut String,
    imported: &Imported,
    created: &CreatedArticle,
) -> std::fmt::Result {
    if imported.publisher.is_none() && created.publisher_by.is_none() {
        return Ok(());
    }
    write!(out, "  publisher:  {}", created.publisher)?;
    if let Some(by) = created.publisher_by {
        write!(out, ", known {by}")?;
    }
    if let Some(name) = &imported.publisher {
        let from = taken(imported, MetadataField::Publisher);
        write!(out, "; the page says {}{from}", quoted(name))?;
    }
    writeln!(out)
}

/// Returns the source of a value, in brackets; an empty string if it is unknown.
fn taken(imported: &Imported, field: MetadataField) -> String {
    let from = imported.taken.get(&field);
    from.map_or(String::new(), |from| format!(" (from {from})"))
}

/// Writes the character set, unless it is UTF-8 and the page declares nothing else.
fn write_charset(out: &mut String, charset: &Charset) -> std::fmt::Result {
    let declared = charset.declared.as_deref().unwrap_or_default();
    let contradicts = !declared.is_empty()
        && !matches!(charset.how, How::Declared | How::Header)
        && !declared.eq_ignore_ascii_case(charset.name);
    if charset.is_plain_utf8() && !contradicts {
        return Ok(());
    }
    let how = match charset.how {
        How::Bytes => "by its bytes",
        How::Mark => "by its byte order mark",
        How::Header => "as the server says",
        How::Declared => "as the page says",
        How::Guessed => "guessed by its letters",
    };
    write!(out, "  charset:    {} ({how}", charset.name)?;
    if contradicts {
        write!(out, ", though the page says {declared}")?;
    }
    match charset.damaged {
        0 => {}
        1 => write!(out, "; 1 character is damaged and stands as U+FFFD")?,
        n => write!(out, "; {n} characters are damaged and stand as U+FFFD")?,
    }
    writeln!(out, ")")
}

/// Writes the texts that were left out: line by line if there are few or `everything` is true, else in groups.
fn write_left_out(out: &mut String, dropped: &[Dropped], everything: bool) -> std::fmt::Result {
    let mut each = String::new();
    write_dropped(&mut each, dropped)?;
    write_outside(&mut each, dropped, everything)?;
    let many = each.lines().filter(|line| !line.is_empty()).count();
    match everything || many <= LEFT_OUT_LINES {
        true => out.push_str(&each),
        false => write_groups(out, dropped)?,
    }
    Ok(())
}

/// Writes the texts that were left out in at most [`LEFT_OUT_LINES`] lines: first the sentences that may belong to the
/// article, then a line for each reason.
fn write_groups(out: &mut String, dropped: &[Dropped]) -> std::fmt::Result {
    let is_doubtful = |d: &&Dropped| {
        let is_text = matches!(d.why, Why::Outside | Why::Furniture | Why::Links);
        is_text && words::count(&d.text) >= SENTENCE && words::ends_sentence(&d.text)
    };
    let doubtful: Vec<&Dropped> = dropped.iter().filter(is_doubtful).collect();
    let mut groups: BTreeMap<Why, Vec<&str>> = BTreeMap::new();
    for d in dropped.iter().filter(|d| !is_doubtful(d)) {
        groups.entry(d.why).or_default().push(&d.text);
    }
    writeln!(out, "\nLeft out (--verbose names all of it):")?;
    let places = LEFT_OUT_LINES.saturating_sub(2);
    let own_lines = places.saturating_sub(groups.len()).clamp(2, DOUBTFUL_LINES);
    for d in doubtful.iter().take(own_lines) {
        writeln!(out, "  perhaps text: {}", quoted(&d.text))?;
    }
    if let Some(more @ 1..) = doubtful.len().checked_sub(own_lines) {
        writeln!(out, "  and {more} more that may be text")?;
    }
    let mut groups: Vec<(Why, Vec<&str>)> = groups.into_iter().collect();
    groups.sort_by_key(|(_, texts)| std::cmp::Reverse(texts.len()));
    let room = places.saturating_sub(doubtful.len().min(own_lines));
    for (why, texts) in groups.iter().take(room) {
        let named: Vec<String> = texts
            .iter()
            .take(NAMED)
            .map(|text| excerpt(text, SHORT_QUOTE))
            .collect();
        let more = match texts.len().saturating_sub(NAMED) {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        writeln!(out, "  {}: {}{more}", why.words(), named.join(", "))?;
    }
    let rest: usize = groups.iter().skip(room).map(|(_, texts)| texts.len()).sum();
    match rest {
        0 => Ok(()),
        n => writeln!(out, "  and {n} more for other reasons"),
    }
}

fn write_dropped(out: &mut String, dropped: &[Dropped]) -> std::fmt::Result {
    let mut signs: BTreeMap<(Why, &str), Vec<Option<usize>>> = BTreeMap::new();
    let mut dropped = dropped.iter().filter(|d| d.why != Why::Outside).peekable();
    if dropped.peek().is_some() {
        writeln!(out, "\nLeft out:")?;
    }
    for d in dropped {
        match d.why {
            Why::InvisibleMark | Why::ControlCharacter => {
                signs.entry((d.why, &d.text)).or_default().push(d.line);
            }
            why => {
                let place = place(d.line);
                writeln!(out, "  {place}{} – {}", quoted(&d.text), why.words())?;
            }
        }
    }
    for ((why, sign), lines) in signs {
        writeln!(out, "  {}{sign} – {}", places(&lines), why.words())?;
    }
    Ok(())
}

/// Writes the lines from outside the article: each long line, since it may belong to the article, and some of the short
/// ones.
fn write_outside(out: &mut String, dropped: &[Dropped], everything: bool) -> std::fmt::Result {
    let outside = || {
        dropped
            .iter()
            .filter(|d| d.why == Why::Outside)
            .map(|d| d.text.as_str())
    };
    let is_long = |text: &&str| everything || words::count(text) >= SENTENCE;
    let short = outside().filter(|text| !is_long(text)).count();
    if outside().next().is_some() {
        writeln!(out, "\nLeft out, for it stands outside the page's article:")?;
    }
    for text in outside().filter(is_long) {
        writeln!(out, "  {}", quoted(text))?;
    }
    let mut named = outside()
        .filter(|text| !is_long(text))
        .take(SHORT_LINES)
        .map(quoted);
    if let Some(first) = named.next() {
        write!(out, "  short: {first}")?;
        named.try_for_each(|text| write!(out, ", {text}"))?;
        match short.saturating_sub(SHORT_LINES) {
            0 => writeln!(out)?,
            n => writeln!(out, " and {n} more (--verbose names them)")?,
        }
    }
    Ok(())
}

/// Returns a line's number as a prefix for its text.
fn place(line: Option<usize>) -> String {
    line.map_or(String::new(), |line| format!("line {line}: "))
}

/// Returns the numbers of the lines that contain a character, as a prefix; the number of occurrences if the lines have no
/// numbers.
fn places(lines: &[Option<usize>]) -> String {
    let numbers: Vec<String> = lines.iter().flatten().map(usize::to_string).collect();
    if numbers.is_empty() {
        return format!("{} × ", lines.len());
    }
    let more = match numbers.len().saturating_sub(PLACES) {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    let line = if numbers.len() == 1 { "line" } else { "lines" };
    let places = numbers[..numbers.len().min(PLACES)].join(", ");
    format!("{line} {places}{more}: ")
}

/// Writes the text that may be the lead, whole, and what to do if it is.
fn write_possible_lead(
    out: &mut String,
    imported: &Imported,
    created: &CreatedArticle,
) -> std::fmt::Result {
    let (Some(lead), Some(original)) = (&imported.possible_lead, created.files.first()) else {
        return Ok(());
    };
    writeln!(
        out,
        "\nLeft out, but perhaps the lead; if it is, put it above the first paragraph of {original} (--keep-lead does):"
    )?;
    writeln!(out, "  {}", quoted_whole(lead))
}

fn write_noticed(out: &mut String, noticed: &[Noticed]) -> std::fmt::Result {
    let mut readings: BTreeMap<ReadingDoubt, Vec<&Noticed>> = BTreeMap::new();
    for n in noticed {
        readings.entry(n.what).or_default().push(n);
    }
    for (what, all) in readings {
        writeln!(out, "\n{}:", what.words())?;
        for n in all {
            writeln!(out, "  {}{}", place(n.line), quoted(&n.text))?;
        }
    }
    Ok(())
}

fn write_next(out: &mut String, created: &CreatedArticle) -> std::fmt::Result {
    writeln!(out, "\nNext:")?;
    writeln!(
        out,
        "  run `mujaz serve --open --drafts`, which shows each change as it is saved;"
    )?;
    if let Some(original) = created.files.first() {
        writeln!(
            out,
            "  compare {}/{original} with the source, and set its publisher and `rights`;",
            created.folder
        )?;
    }
    let files = created.files.iter().skip(1).map(String::as_str);
    let summaries: Vec<&str> = files.filter(|file| file.starts_with("summary.")).collect();
    if !summaries.is_empty() {
        writeln!(
            out,
            "  write {}, title and text, and take `draft = true` out;",
            summaries.join(" and ")
        )?;
    }
    let parts = created
        .files
        .first()
        .map(|file| file.split('.').collect::<Vec<_>>());
    if let Some(["original", id, _, "md"]) = parts.as_deref() {
        writeln!(
            out,
            "  cite its paragraphs in the article's summaries, as in `[{id} p1]`;"
        )?;
    }
    let slug = &created.slug;
    writeln!(
        out,
        "  run `mujaz check`, then `mujaz seal {slug}`, then `mujaz build`."
    )
}

/// Returns words of the article in quotation marks: cut to [`QUOTED`] characters, without control and reordering
/// characters, between isolating marks (U+2068 and U+2069).
fn quoted(text: &str) -> String {
    excerpt(text, QUOTED)
}

/// Returns words of the article in quotation marks and isolating marks, without control and reordering characters, to be
/// shown on a terminal.
pub fn quoted_whole(text: &str) -> String {
    excerpt(text, usize::MAX)
}

/// Returns words of the article as [`quoted`] does, cut to `most` characters.
fn excerpt(text: &str, most: usize) -> String {
    let reorders = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text = words::one_line(text);
    let mut signs = text
        .chars()
        .filter(|&c| !c.is_control() && !words::is_unfit(c) && !reorders(c));
    let mut shown: String = signs.by_ref().take(most).collect();
    if signs.next().is_some() {
        shown.push('…');
    }
    format!("\u{2068}“{shown}”\u{2069}")
}
