//! Reads the title and the description in the front matter of a summary: in TOML, or in the YAML of other programs.

use std::ops::Range;

use crate::parse::fields::Located;
use crate::parse::prose::ProseBlockKind;

/// The keys that readers see, each with the kind of its block.
const KEYS: [(&str, ProseBlockKind); 2] = [
    ("title", ProseBlockKind::Title),
    ("description", ProseBlockKind::Description),
];

/// The parts of front matter that readers see.
#[derive(Debug, Default)]
pub struct FrontMatter {
    /// Offset of the text after the front matter; the text's first character if there is none.
    pub end: usize,
    /// Title and description.
    pub lines: Vec<(ProseBlockKind, Located<String>)>,
    /// Byte ranges of titles and descriptions that cannot be read.
    pub unread: Vec<Range<usize>>,
}

/// A value: its byte range with its key, and its text if that can be read.
type FrontMatterValue = (Range<usize>, Option<String>);

/// Reads the front matter of a text.
pub fn front_matter(text: &str) -> FrontMatter {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let none = FrontMatter {
        end: start,
        ..FrontMatter::default()
    };
    for (fence, value) in [
        (
            "+++",
            toml_value as fn(&str, &str) -> Option<FrontMatterValue>,
        ),
        ("---", yaml_value),
    ] {
        let Some(front) = between(text, start, fence) else {
            continue;
        };
        let close = front.end + 1 + fence.len();
        let rest = text[close..].find('\n');
        let mut found = FrontMatter {
            end: rest.map_or(text.len(), |at| close + at + 1),
            ..FrontMatter::default()
        };
        for (key, kind) in KEYS {
            if let Some(value) = value(&text[front.clone()], key) {
                found.add(kind, value, text, &front);
            }
        }
        return found;
    }
    none
}

impl FrontMatter {
    fn add(
        &mut self,
        kind: ProseBlockKind,
        value: FrontMatterValue,
        text: &str,
        front: &Range<usize>,
    ) {
        let (range, value) = value;
        let range = front.start + range.start..front.start + range.end;
        let Some(value) = value else {
            self.unread.push(range);
            return;
        };
        let at = text[range.clone()].find(&value);
        let span = at.map_or(front.start..front.start, |at| {
            range.start + at..range.start + at + value.len()
        });
        self.lines.push((kind, Located { value, span }));
    }
}

/// Returns the byte range between two lines of a fence, of which the first begins at `start`; `None` if there is no key in it.
fn between(text: &str, start: usize, fence: &str) -> Option<Range<usize>> {
    let rest = text[start..].strip_prefix(fence)?;
    if !rest.starts_with(['\n', '\r']) {
        return None;
    }
    let length = rest.find(&format!("\n{fence}"))?;
    let has_key = |line: &str| {
        let key = line.split([':', '=']).next().unwrap_or_default();
        let is_key = |c: char| c.is_alphanumeric() || "_-. ".contains(c);
        key.len() < line.len() && !key.is_empty() && key.chars().all(is_key)
    };
    let from = start + fence.len();
    let is_front = fence == "+++" || rest[..length].lines().any(has_key);
    is_front.then_some(from..from + length)
}

/// Returns a value of TOML. If the whole is invalid, each line is read by itself.
fn toml_value(front: &str, key: &str) -> Option<FrontMatterValue> {
    let string = |table: &toml::Table| Some(table.get(key)?.as_str()?.to_owned());
    if let Ok(table) = front.parse::<toml::Table>() {
        return string(&table).map(|text| (0..front.len(), Some(text)));
    }
    let mut start = 0;
    for line in front.split_inclusive('\n') {
        if line.starts_with('[') {
            break;
        }
        let is_own = line
            .split_once('=')
            .is_some_and(|(own, _)| own.trim() == key);
        if is_own {
            let text = line.parse::<toml::Table>().ok();
            let range = start..start + line.trim_end().len();
            return Some((range, text.as_ref().and_then(string)));
        }
        start += line.len();
    }
    None
}

/// Returns a value of YAML at the top level: a plain, quoted or block scalar.
fn yaml_value(front: &str, key: &str) -> Option<FrontMatterValue> {
    let mut start = 0;
    let length_of_key = |line: &str| {
        let rest = line.strip_prefix(key)?.trim_start_matches(' ');
        rest.strip_prefix(':').map(|rest| line.len() - rest.len())
    };
    for line in front.split_inclusive('\n') {
        let Some(length) = length_of_key(line) else {
            start += line.len();
            continue;
        };
        // Lines that are indented belong to the value.
        let after = &front[start + line.len()..];
        let more = after.split_inclusive('\n');
        let more = more.take_while(|line| line.starts_with([' ', '\t']) || line.trim().is_empty());
        let end = start + line.len() + more.map(str::len).sum::<usize>();
        let written = front[start + length..end].trim();
        let range = start..start + length + front[start + length..end].trim_end().len();
        let text = yaml_scalar(written);
        return text
            .as_deref()
            .is_none_or(|text| !text.is_empty())
            .then_some((range, text));
    }
    None
}

/// Returns the text of a YAML scalar on one line; `None` for other values, and for escapes that are rare.
fn yaml_scalar(written: &str) -> Option<String> {
    let first = written.chars().next().unwrap_or_default();
    let text = match first {
        '"' => unescaped(written.strip_prefix('"')?.strip_suffix('"')?)?,
        '\'' => {
            let inner = written.strip_prefix('\'')?.strip_suffix('\'')?;
            let text = inner.replace("''", "\u{0}");
            (!text.contains('\'')).then(|| text.replace('\u{0}', "'"))?
        }
        '>' | '|' => {
            let (indicator, text) = written.split_once('\n')?;
            let is_plain = |c: char| "+-".contains(c) || c.is_ascii_digit();
            indicator[1..]
                .trim_end()
                .chars()
                .all(is_plain)
                .then_some(text)?
                .to_owned()
        }
        '[' | '{' | '&' | '*' | '!' | '%' | '@' | '`' => return None,
        '#' => String::new(),
        _ => written.split(" #").next()?.to_owned(),
    };
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Returns the text between two double quotation marks of YAML.
fn unescaped(inner: &str) -> Option<String> {
    let mut text = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        text.push(match c {
            '"' => return None,
            '\\' => match chars.next()? {
                c @ ('"' | '\\' | '/') => c,
                'n' | 't' | ' ' => ' ',
                _ => return None,
            },
            c => c,
        });
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::front_matter;

    #[test]
    fn title_and_description_are_read_in_every_form() {
        let unread = "?";
        for (front, expected) in [
            ("+++\ntitle = \"A\"\ndescription = 'B'\n+++\n", "A|B"),
            (
                "+++\ntitle = \"A\"\nnot toml\ndescription = \"B\"\n+++\n",
                "A|B",
            ),
            ("+++\ntitle = \"A\nd = 1\n+++\n", unread),
            ("+++\nd = 1\n[extra]\ntitle = \"A\"\n+++\n", ""),
            (
                "---\ntitle: Treaty of 99 states\ndescription: 'It''s 88'\n---\n",
                "Treaty of 99 states|It's 88",
            ),
            ("---\r\ntitle: \"A \\\"b\\\"\"  \r\n---\r\n", "A \"b\""),
            (
                "---\ndescription: >-\n  one\n  two\ntags: [a]\n---\n",
                "one two",
            ),
            (
                "---\ntitle: A # not this\nextra:\n  description: B\n---\n",
                "A",
            ),
            ("---\ntitle: A\n  goes on\n---\n", "A goes on"),
            ("---\ntitle: [A, B]\n---\n", unread),
            ("---\ntitle:\n---\n", ""),
            ("---\n\nProse between two lines.\n\n---\n", "-"),
            ("title: A\n", "-"),
        ] {
            let text = format!("{front}\nText.\n");
            let found = front_matter(&text);
            let values: Vec<&str> = found.lines.iter().map(|(_, line)| &*line.value).collect();
            let read = match (found.end, found.unread.len()) {
                (0, _) => "-".to_owned(),
                (_, 0) => values.join("|"),
                _ => unread.to_owned(),
            };
            assert_eq!(read, expected, "{front}");
            assert!(
                found.end == 0 || text[found.end..] == *"\nText.\n",
                "{front}"
            );
            for (_, line) in found.lines.iter().filter(|(_, line)| !line.span.is_empty()) {
                assert_eq!(text[line.span.clone()], line.value);
            }
        }
    }
}
