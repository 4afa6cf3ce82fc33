//! Reads the attributes of a heading in braces, even malformed ones.
//!
//! Takes the text between the braces; returns the topics, ids and classes that the author meant, and true if the text has
//! the correct form: `{ topic=economy #trade .wide }`.

use crate::diagnostic::nearest;

/// Names that people use for the attribute `topic`, besides misspellings.
const SYNONYMS: [&str; 12] = [
    "topics",
    "tag",
    "tags",
    "category",
    "categories",
    "subject",
    "موضوع",
    "مواضيع",
    "الموضوع",
    "ملف",
    "الملف",
    "تصنيف",
];

/// The attributes that a heading's author meant.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct MeantAttributes<'t> {
    pub(super) topics: Vec<&'t str>,
    ids: Vec<&'t str>,
    classes: Vec<&'t str>,
    /// Words that are not the value of any attribute.
    bare: Vec<&'t str>,
    /// Names of attributes that a heading does not support.
    unknown: Vec<&'t str>,
}

impl<'t> MeantAttributes<'t> {
    /// Returns the attributes in their correct form, with braces. Bare words are taken for topics. Returns `None` if the
    /// meaning is not clear.
    pub(super) fn written(&self) -> Option<String> {
        let topics = match (self.topics.is_empty(), self.bare.is_empty()) {
            (false, true) => &self.topics,
            (true, false) if self.bare.iter().all(|word| is_name(word)) => &self.bare,
            _ => return None,
        };
        if !self.unknown.is_empty() || !topics.iter().all(|topic| is_id(topic)) {
            return None;
        }
        let topics = topics.iter().map(|topic| format!("topic={topic}"));
        let ids = self.ids.iter().map(|id| format!("#{id}"));
        let classes = self.classes.iter().map(|class| format!(".{class}"));
        let all: Vec<String> = topics.chain(ids).chain(classes).collect();
        Some(format!("{{ {} }}", all.join(" ")))
    }
}

/// Returns true if all attributes between the braces have the correct form. A topic may be in quotation marks.
pub(super) fn is_exact(braces: &str) -> bool {
    braces.split_ascii_whitespace().all(|part| {
        let is_marked = part
            .strip_prefix(['#', '.'])
            .is_some_and(|id| !id.is_empty());
        let topic = part.strip_prefix("topic=").map(unquoted);
        is_marked || topic.is_some_and(is_id)
    })
}

/// Returns a value without the straight quotation marks around it.
pub(super) fn unquoted(value: &str) -> &str {
    let inner = |mark: char| value.strip_prefix(mark)?.strip_suffix(mark);
    inner('"').or_else(|| inner('\'')).unwrap_or(value)
}

/// Reads the text between the braces, whatever separates names and values.
pub(super) fn read(braces: &str) -> MeantAttributes<'_> {
    let mut meant = MeantAttributes::default();
    let mut parts = parts(braces).into_iter().peekable();
    // `None` before the first name.
    let mut is_topic = None;
    let mut is_first = true;
    while let Some(part) = parts.next() {
        let AttributePart::Word(word) = part else {
            continue;
        };
        let is_named = parts.next_if_eq(&AttributePart::Sign).is_some();
        let is_name = is_named
            || (is_first
                && is_topic_name(word)
                && matches!(parts.peek(), Some(AttributePart::Word(_))));
        is_first = false;
        match word.strip_prefix(['#', '.']).filter(|id| !id.is_empty()) {
            Some(id) if word.starts_with('#') => meant.ids.push(id),
            Some(class) => meant.classes.push(class),
            None if is_name => {
                is_topic = Some(is_topic_name(word));
                if is_topic == Some(false) {
                    meant.unknown.push(word);
                }
            }
            None => match is_topic {
                Some(true) => meant.topics.push(word),
                Some(false) => {}
                None => meant.bare.push(word),
            },
        }
    }
    meant
}

#[derive(Debug, PartialEq, Eq)]
enum AttributePart<'t> {
    Word(&'t str),
    /// A sign between a name and its value.
    Sign,
}

/// Splits the text between braces at spaces, commas and quotation marks, and at `=` and `:`.
fn parts(braces: &str) -> Vec<AttributePart<'_>> {
    let is_sign = |c: char| matches!(c, '=' | ':' | '＝' | '：');
    let is_gap = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ',' | '،' | ';' | '؛' | '|' | '"' | '\'' | '(' | ')' | '[' | ']'
            )
            || matches!(c, '“' | '”' | '„' | '‘' | '’' | '«' | '»')
    };
    let mut parts = Vec::new();
    let mut rest = braces;
    while let Some(first) = rest.chars().next() {
        let length = rest.find(|c| is_sign(c) || is_gap(c)).unwrap_or(rest.len());
        if length > 0 {
            parts.push(AttributePart::Word(&rest[..length]));
            rest = &rest[length..];
            continue;
        }
        if is_sign(first) && parts.last() != Some(&AttributePart::Sign) && !parts.is_empty() {
            parts.push(AttributePart::Sign);
        }
        rest = &rest[first.len_utf8()..];
    }
    parts
}

/// Returns true if a name was probably meant as `topic`.
fn is_topic_name(name: &str) -> bool {
    let name = name.to_lowercase();
    SYNONYMS.contains(&name.as_str()) || nearest(&name, ["topic"]).is_some()
}

/// Returns true if a bare word may have been meant as a topic.
fn is_name(word: &str) -> bool {
    word.chars().count() > 1 && word.starts_with(char::is_alphabetic) && !is_topic_name(word)
}

/// Returns true if a word is valid as the id of a topic, which is a folder's name.
fn is_id(word: &str) -> bool {
    !word.is_empty()
        && word
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// Returns the text between the braces at the end of a heading, by the rules of pulldown-cmark.
pub(super) fn braces(heading: &str) -> Option<&str> {
    let mut lines = heading.trim_end().lines().rev();
    let is_underline = |line: &&str| line.trim().chars().all(|c| matches!(c, '=' | '-'));
    let line = lines.find(|line| !is_underline(line))?.trim_end();
    let line = line.strip_suffix('}')?;
    let open = line.rfind(['{', '}', '<', '>', '\\'])?;
    line[open..].strip_prefix('{')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_is_read_from_whatever_is_written() {
        for (braces, exact, written) in [
            (" topic=economy ", true, Some("{ topic=economy }")),
            ("topic=economy", true, Some("{ topic=economy }")),
            (
                " topic=economy topic=military #a .b ",
                true,
                Some("{ topic=economy topic=military #a .b }"),
            ),
            (" topic=\"economy\" ", true, Some("{ topic=economy }")),
            (" topic='economy' ", true, Some("{ topic=economy }")),
            (" topic=اقتصاد ", true, Some("{ topic=اقتصاد }")),
            (" #id ", true, None),
            (" topic: economy ", false, Some("{ topic=economy }")),
            ("topic:economy", false, Some("{ topic=economy }")),
            (" topic = economy ", false, Some("{ topic=economy }")),
            (" topic= economy ", false, Some("{ topic=economy }")),
            (" topic==economy ", false, Some("{ topic=economy }")),
            (" topic economy ", false, Some("{ topic=economy }")),
            (" Topic=economy ", false, Some("{ topic=economy }")),
            (" topics=economy ", false, Some("{ topic=economy }")),
            (" موضوع=economy ", false, Some("{ topic=economy }")),
            (
                " topic=economy, military ",
                false,
                Some("{ topic=economy topic=military }"),
            ),
            (
                " topic=economy،military ",
                false,
                Some("{ topic=economy topic=military }"),
            ),
            (
                " topic=economy, topic=military ",
                false,
                Some("{ topic=economy topic=military }"),
            ),
            (
                " topic=[economy, military] ",
                false,
                Some("{ topic=economy topic=military }"),
            ),
            (
                " topic=\"economy military\" #a ",
                false,
                Some("{ topic=economy topic=military #a }"),
            ),
            (" topic=“economy” ", false, Some("{ topic=economy }")),
            (": topic=economy ", false, Some("{ topic=economy }")),
            (" economy ", false, Some("{ topic=economy }")),
            (" topic ", false, None),
            ("1, 2", false, None),
            (" x ", false, None),
            (" topic= ", false, None),
            (" colour=red ", false, None),
            (" topic=economy colour=red ", false, None),
            (" topic=a/b ", false, None),
        ] {
            assert_eq!(is_exact(braces), exact, "{braces}");
            assert_eq!(read(braces).written().as_deref(), written, "{braces}");
        }
    }

    #[test]
    fn braces_stand_at_the_end() {
        for (heading, expected) in [
            ("## Trade { topic=economy }\n", Some(" topic=economy ")),
            ("## Trade {topic=economy} ##\n", None),
            ("Trade { topic=economy }\n=====\n", Some(" topic=economy ")),
            ("## Trade { topic=economy } and more", None),
            ("## Trade \\{ topic=economy }", Some(" topic=economy ")),
            ("## Trade {{ topic=economy }}", None),
            ("## Trade", None),
        ] {
            assert_eq!(braces(heading), expected, "{heading}");
        }
    }
}
