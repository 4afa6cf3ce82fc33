//! Recognizes frequent slips in TOML: invisible marks, digits, dashes and commas of an Arabic keyboard or a word
//! processor, numbers with separators, and the syntax of other formats.
//!
//! Takes the text and a line that has a syntax error; returns the fault with its line and advice. A slip is only
//! reported if its correction makes the line valid TOML, so the advice can be followed without causing the next error.

use std::ops::Range;

use toml::de::DeTable;

use crate::parse::day;
use crate::parse::number::{self, plain_digits};
use crate::parse::slug;
use crate::parse::unseen::{described, is_invisible, is_odd_space, latin_twin};

/// Maximum length of a text whose lines are corrected on trial, since it is parsed again for each.
const LONGEST: usize = 256 * 1024;

/// A slip, with ranges that count from the beginning of the TOML.
#[derive(Debug)]
pub struct TomlSlip {
    pub span: Range<usize>,
    pub message: String,
    pub help: String,
    /// The part of the text that cannot be read because of the slip.
    pub lost: Range<usize>,
}

/// A way in which a line may be corrected.
struct Repair {
    /// The corrected line.
    line: String,
    /// The range of the slip in the line as written.
    span: Range<usize>,
    message: String,
    help: String,
}

/// The slips that are searched for, in this order.
const REPAIRS: [fn(&str) -> Option<Repair>; 10] = [
    unseen_character,
    assignment,
    other_digits,
    dash,
    comma,
    separated_number,
    sign_at_end,
    comment,
    heading,
    other_letter,
];

/// Returns the slip in a line that has a syntax error.
pub fn find(text: &str, line: Range<usize>) -> Option<TomlSlip> {
    if let Some(slip) = yaml_list(text, &line).or_else(|| text_of_several_lines(text, &line)) {
        return Some(slip);
    }
    if text.len() > LONGEST {
        return None;
    }
    let written = &text[line.clone()];
    let alone = REPAIRS.iter().filter_map(|repair| repair(written));
    let mut alone = alone.filter(|repair| is_valid(text, &line, &repair.line));
    let repair = alone.next().or_else(|| several(text, &line))?;
    Some(TomlSlip {
        span: line.start + repair.span.start..line.start + repair.span.end,
        message: repair.message,
        help: repair.help,
        lost: line,
    })
}

/// Returns the first of several slips in a line.
fn several(text: &str, line: &Range<usize>) -> Option<Repair> {
    let mut mended = text[line.clone()].to_owned();
    let mut first: Option<Repair> = None;
    for repair in REPAIRS {
        let Some(next) = repair(&mended) else {
            continue;
        };
        mended.clone_from(&next.line);
        first.get_or_insert(next);
        if is_valid(text, line, &mended) {
            return first;
        }
    }
    None
}

/// Returns the range of the line that holds a byte, without its end.
pub fn line_at(text: &str, at: usize) -> Range<usize> {
    let at = at.min(text.len());
    let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    let end = text[start..].find('\n').map_or(text.len(), |n| start + n);
    let end = start + text[start..end].trim_end_matches('\r').len();
    start..end
}

/// Returns true if a line has no syntax error after replacing it by `mended`.
fn is_valid(text: &str, line: &Range<usize>, mended: &str) -> bool {
    let whole = [&text[..line.start], mended, &text[line.end..]].concat();
    let end = line.start + mended.len();
    let (_, errors) = DeTable::parse_recoverable(&whole);
    let is_here = |span: Range<usize>| span.start <= end && span.end >= line.start;
    errors.iter().all(|error| {
        error.message().starts_with("duplicate key") || !error.span().is_some_and(is_here)
    })
}

/// Returns the characters of a line that are neither in quotation marks nor in a comment.
fn outside(line: &str) -> impl Iterator<Item = (usize, char)> {
    let (mut quote, mut is_escaped, mut is_comment) = (None, false, false);
    line.char_indices().filter(move |(_, c)| {
        if is_comment {
            return false;
        }
        match quote {
            Some(mark) => {
                if *c == mark && !is_escaped {
                    quote = None;
                }
                is_escaped = mark == '"' && *c == '\\' && !is_escaped;
                false
            }
            None => {
                is_comment = *c == '#';
                quote = matches!(*c, '"' | '\'').then_some(*c);
                !is_comment && quote.is_none()
            }
        }
    })
}

/// Replaces characters outside quotation marks and comments. Returns the line and the first character that was replaced.
fn replaced(
    line: &str,
    replacement: impl Fn(&str, usize, char) -> Option<String>,
) -> Option<(String, usize, char)> {
    let (mut mended, mut end, mut first) = (String::new(), 0, None);
    for (at, c) in outside(line) {
        if let Some(other) = replacement(line, at, c) {
            mended.push_str(&line[end..at]);
            mended.push_str(&other);
            end = at + c.len_utf8();
            first.get_or_insert((at, c));
        }
    }
    mended.push_str(&line[end..]);
    first.map(|(at, c)| (mended, at, c))
}

/// Returns the range of the value or word around a byte.
fn word_around(line: &str, at: usize) -> Range<usize> {
    let ends = |c: char| c.is_whitespace() || "=,،[]{}\"'#".contains(c);
    let start = line[..at].rfind(ends).map_or(0, |n| {
        n + line[n..].chars().next().map_or(1, char::len_utf8)
    });
    let end = line[at..].find(ends).map_or(line.len(), |n| at + n);
    start..end.max(at)
}

fn unseen_character(line: &str) -> Option<Repair> {
    let plain = |_: &str, _, c: char| match c {
        '\u{200C}' => Some(String::new()),
        _ if is_invisible(c) => Some(String::new()),
        _ if is_odd_space(c) => Some(" ".to_owned()),
        _ => None,
    };
    let (mended, at, c) = replaced(line, plain)?;
    Some(Repair {
        line: mended,
        span: at..at + c.len_utf8(),
        message: format!("this line holds {}", described(c)),
        help: "delete it, or type the line anew".into(),
    })
}

fn other_letter(line: &str) -> Option<Repair> {
    let (mended, at, c) = replaced(line, |_, _, c| latin_twin(c).map(String::from))?;
    let latin = latin_twin(c)?;
    Some(Repair {
        line: mended,
        span: at..at + c.len_utf8(),
        message: format!(
            "this `{c}` looks like the Latin `{latin}` and is another letter, U+{:04X}",
            c as u32
        ),
        help: "type the word anew in Latin letters".into(),
    })
}

fn other_digits(line: &str) -> Option<Repair> {
    let digit = |line: &str, at: usize, c: char| {
        let is_between = line[..at].ends_with(char::is_numeric);
        match c {
            '٫' if is_between => Some(".".to_owned()),
            '٬' if is_between => Some(String::new()),
            _ => plain_digits(c).map(String::from),
        }
    };
    let (mended, at, _) = replaced(line, digit)?;
    let span = word_around(line, at);
    let word = replaced(&line[span.clone()], digit)?.0;
    let word = word.replace(['–', '—', '−', '/'], "-");
    Some(Repair {
        line: mended,
        span,
        message: "TOML knows only the digits 0 to 9".into(),
        help: format!("write `{word}`"),
    })
}

fn is_dash(c: char) -> bool {
    matches!(c, '–' | '—' | '−' | '‐' | '‑' | '‒' | '―' | '﹣' | '－')
}

fn dash(line: &str) -> Option<Repair> {
    let hyphen = |_: &str, _, c: char| is_dash(c).then(|| "-".to_owned());
    let (mended, at, c) = replaced(line, hyphen)?;
    let span = word_around(line, at);
    let word = line[span.clone()].replace(is_dash, "-");
    Some(Repair {
        line: mended,
        span,
        message: format!(
            "`{c}` (U+{:04X}) is a dash, and TOML needs a hyphen",
            c as u32
        ),
        help: format!("write `{word}`"),
    })
}

fn comma(line: &str) -> Option<Repair> {
    let is_other = |c: char| matches!(c, '،' | '؛' | '，' | '、' | ';');
    let follows_value = |line: &str, at: usize| {
        let before = line[..at].trim_end();
        before.ends_with(['"', '\'', ']', '}']) || before.ends_with(char::is_alphanumeric)
    };
    let latin = |line: &str, at: usize, c: char| {
        (is_other(c) && follows_value(line, at)).then(|| ",".to_owned())
    };
    let (mended, at, c) = replaced(line, latin)?;
    Some(Repair {
        line: mended,
        span: at..at + c.len_utf8(),
        message: format!("`{c}` is not TOML's comma"),
        help: "write `,`".into(),
    })
}

/// Recognizes `value = 30,000` and `value = 40%`.
fn separated_number(line: &str) -> Option<Repair> {
    let is_part = |c: char| c.is_ascii_digit() || " ,.'_%٪٬٫+-".contains(c);
    for (at, _) in outside(line).filter(|(_, c)| *c == '=') {
        let rest = &line[at + 1..];
        let value = rest.trim_start();
        let start = at + 1 + rest.len() - value.len();
        let end = value.find(|c| !is_part(c)).unwrap_or(value.len());
        let written = value[..end].trim_end_matches([' ', ',']);
        if let Some(meant) = number::meant(written) {
            let span = start..start + written.len();
            let mended = [&line[..span.start], &*meant.digits, &line[span.end..]].concat();
            return Some(Repair {
                line: mended,
                span,
                message: meant.why.into(),
                help: format!("write `{}`{}", meant.digits, meant.also),
            });
        }
    }
    None
}

/// Recognizes `title = "x",`.
fn sign_at_end(line: &str) -> Option<Repair> {
    let (at, c) = outside(line).filter(|(_, c)| !c.is_whitespace()).last()?;
    let is_extra = matches!(c, ',' | ';' | '،' | '؛' | '.')
        && line[at + c.len_utf8()..].trim_start().is_empty()
        || matches!(c, ',' | ';') && line[at + 1..].trim_start().starts_with('#');
    is_extra.then(|| Repair {
        line: [&line[..at], &line[at + c.len_utf8()..]].concat(),
        span: at..at + c.len_utf8(),
        message: format!("no `{c}` stands at the end of a line"),
        help: format!("delete the `{c}`"),
    })
}

/// Recognizes comments of other languages, on a line of their own or after a value.
fn comment(line: &str) -> Option<Repair> {
    let indent = line.len() - line.trim_start().len();
    let marks = ["//", "/*", "<!--", ";", "--", "%", "rem "];
    let mark = marks.iter().find(|mark| line[indent..].starts_with(**mark));
    let (at, mark) = match mark {
        Some(mark) if !line.trim().starts_with("---") => (indent, *mark),
        _ => {
            let mut places = outside(line).map(|(at, _)| at);
            let mark = |at: usize| {
                let mut marks = ["//", "/*", "<!--", ";", "--"].into_iter();
                marks.find(|mark| line[at..].starts_with(mark))
            };
            places.find_map(|at| Some((at, mark(at)?)))?
        }
    };
    Some(Repair {
        line: format!("{}# {}", &line[..at], &line[at + mark.len()..]),
        span: at..at + mark.trim_end().len(),
        message: format!("a comment begins with `#`, not with `{}`", mark.trim_end()),
        help: format!("write `#` instead of `{}`", mark.trim_end()),
    })
}

/// Recognizes `title == "x"` and `title := "x"`.
fn assignment(line: &str) -> Option<Repair> {
    let (at, _) = outside(line).find(|(_, c)| *c == '=')?;
    let start = at - usize::from(line[..at].ends_with([':', '!', '+', '?']));
    let end = at + 1 + usize::from(line[at + 1..].starts_with(['=', '>']));
    (end - start > 1).then(|| Repair {
        line: [&line[..start], "=", &line[end..]].concat(),
        span: start..end,
        message: "a single `=` stands between a key and its value".into(),
        help: format!("write `=` instead of `{}`", &line[start..end]),
    })
}

/// Recognizes a heading with a name that needs quotation marks.
fn heading(line: &str) -> Option<Repair> {
    let indent = line.len() - line.trim_start().len();
    let rest = line[indent..].trim_start_matches('[');
    let brackets = line.len() - indent - rest.len();
    let close = if brackets == 2 { "]]" } else { "]" };
    if !(1..=2).contains(&brackets) || rest.contains(['"', '\'']) {
        return None;
    }
    let (name, after) = rest.split_once(close)?;
    let is_bare = |part: &str| {
        let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
        !part.is_empty() && part.bytes().all(fits)
    };
    let parts: Vec<&str> = name.split('.').map(str::trim).collect();
    if name.trim().is_empty() || parts.iter().all(|part| is_bare(part)) {
        return None;
    }
    let open = &line[indent..indent + brackets];
    let with = |quoted: &dyn Fn(&str) -> String| {
        let parts = parts.iter().map(|part| match is_bare(part) {
            true => (*part).to_owned(),
            false => quoted(part),
        });
        format!("{open}{}{close}", parts.collect::<Vec<_>>().join("."))
    };
    let in_quotes = with(&|part| format!("\"{part}\""));
    let unfit = parts.iter().find(|part| !slug::is_slug(part));
    let (message, better) = match unfit {
        Some(part) => {
            let c = part
                .chars()
                .find(|c| !c.is_alphanumeric() && !matches!(c, '-' | '_'));
            let sign = match c {
                Some(c) if !c.is_whitespace() => format!("`{c}`"),
                _ => "space".into(),
            };
            (
                format!("the name in a heading holds no {sign}"),
                with(&|part| match slug::meant(part) {
                    meant if is_bare(&meant) => meant,
                    meant => format!("\"{meant}\""),
                }),
            )
        }
        None => (
            "a name of other letters than Latin ones stands in quotes here".into(),
            in_quotes.clone(),
        ),
    };
    Some(Repair {
        line: format!("{}{in_quotes}{after}", &line[..indent]),
        span: indent..line.len() - after.len(),
        message,
        help: format!("write `{better}`"),
    })
}

/// Recognizes a list as in YAML: a key with a colon, and lines with hyphens below.
fn yaml_list(text: &str, line: &Range<usize>) -> Option<TomlSlip> {
    let is_item = |line: &str| line.trim_start().strip_prefix("- ").is_some();
    let mut first = line.clone();
    // The error may be in an item; the key is above.
    while is_item(&text[first.clone()]) && first.start > 0 {
        first = line_at(text, first.start - 1);
    }
    let head = text[first.clone()].trim_end();
    let key = head.strip_suffix([':', '='])?.trim();
    let is_key = !key.is_empty()
        && key
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    let mut end = first.end;
    let mut items = Vec::new();
    for below in text[first.end..].split_inclusive('\n').skip(1) {
        if !is_item(below) {
            break;
        }
        let item = below.trim().trim_start_matches("- ").trim();
        items.push(item.trim_matches(['"', '\'']).to_owned());
        end += below.len();
    }
    if !is_key || items.is_empty() {
        return None;
    }
    let list: Vec<_> = items.iter().map(|item| format!("\"{item}\"")).collect();
    Some(TomlSlip {
        span: first.start..first.start + head.len(),
        message: "a list stands between brackets, on the line of its key".into(),
        help: format!("write `{key} = [{}]`", list.join(", ")),
        lost: first.start..(end + 1).min(text.len()),
    })
}

/// Recognizes a text that begins on one line and ends on another.
fn text_of_several_lines(text: &str, line: &Range<usize>) -> Option<TomlSlip> {
    let opening = |line: &str| {
        let (key, value) = line.split_once('=')?;
        let value = value.trim_start();
        let mark = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let is_key = !key.trim().is_empty() && !key.contains(['"', '\'', '#', '{', '[']);
        let is_open = value.matches(mark).count() == 1;
        (is_key && is_open).then(|| (line.len() - value.len(), mark))
    };
    let (at, mark) = opening(&text[line.clone()])?;
    let mut end = line.end;
    for below in text[line.end..].split_inclusive('\n').skip(1).take(20) {
        let words = below.trim();
        let is_next = words.starts_with(['[', '#'])
            || words.split_once('=').is_some_and(|(key, _)| {
                let key = key.trim();
                !key.is_empty()
                    && key
                        .bytes()
                        .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
            });
        if is_next {
            return None;
        }
        end += below.len();
        if words.ends_with(mark) {
            let start = line.start + at;
            return Some(TomlSlip {
                span: start..line.end,
                message: "this text goes on in the next line".into(),
                help: "write it on one line, or put it between two `\"\"\"`".into(),
                lost: line.start..(end + 1).min(text.len()),
            });
        }
    }
    None
}

/// Returns a day that is written in words, in a line whose key takes one.
pub fn spelt_day(line: &str) -> Option<String> {
    const KEYS: [&str; 6] = [
        "date",
        "published",
        "retrieved",
        "publish",
        "expires",
        "from",
    ];
    let (key, value) = line.split_once('=')?;
    KEYS.contains(&key.trim())
        .then(|| day::spelt(value.trim()))?
        .map(|date| date.to_string())
}
