//! Finds an article's text in the data that a page's scripts build it from. Pure.
//!
//! Such pages show nothing without their scripts. Their data are JSON, in which the text is one string with markup, or a
//! list of paragraphs.

use serde_json::Value;

/// Names under which data hold an article's text, in lower case.
const KEYS: [&str; 10] = [
    "articlebody",
    "body",
    "bodyhtml",
    "bodytext",
    "content",
    "contenthtml",
    "fulltext",
    "html",
    "paragraphs",
    "text",
];
/// Minimum number of letters of a text.
const LETTERS: usize = 200;
/// Maximum size of a script that is parsed, in bytes.
const LARGEST: usize = 4 * 1024 * 1024;

/// Returns the longest text of an article in some scripts, as markup or plain text.
pub(super) fn text(scripts: &[String]) -> Option<String> {
    let mut longest: Option<(usize, String)> = None;
    let scripts = scripts.iter().filter(|script| script.len() <= LARGEST);
    let values: Vec<Value> = scripts.filter_map(|script| parsed(script)).collect();
    let mut open: Vec<(&str, &Value)> = values.iter().map(|value| ("", value)).collect();
    while let Some((key, value)) = open.pop() {
        let is_text = KEYS.contains(&key.to_ascii_lowercase().as_str());
        let text = match value {
            Value::String(text) if is_text => Some(text.clone()),
            Value::Array(parts) if is_text => joined(parts),
            _ => None,
        };
        if let Some(text) = text {
            let letters = letters(&text);
            if letters >= LETTERS && longest.as_ref().is_none_or(|(most, _)| letters > *most) {
                longest = Some((letters, text));
            }
        }
        match value {
            Value::Object(object) => {
                open.extend(object.iter().map(|(key, value)| (key.as_str(), value)))
            }
            Value::Array(values) => open.extend(values.iter().map(|value| ("", value))),
            _ => {}
        }
    }
    longest.map(|(_, text)| text)
}

/// Parses a script that is JSON, or that assigns JSON to a variable.
fn parsed(script: &str) -> Option<Value> {
    let start = script.find('{')?;
    let end = script.rfind('}')?;
    serde_json::from_str(script.get(start..=end)?).ok()
}

/// Joins a list of paragraphs, each a string or an object with a string.
fn joined(parts: &[Value]) -> Option<String> {
    let mut text = String::new();
    for part in parts {
        let own = match part {
            Value::String(text) => Some(text.as_str()),
            Value::Object(object) => ["text", "content", "html", "value"]
                .iter()
                .find_map(|key| object.get(*key)?.as_str()),
            _ => None,
        };
        text.push_str(&format!("<p>{}</p>", own.unwrap_or_default()));
    }
    (!text.is_empty()).then_some(text)
}

fn letters(text: &str) -> usize {
    // Addresses and code have no spaces.
    let is_prose = text.split_whitespace().count() * 20 > text.chars().count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let cjk = text
        .chars()
        .filter(|c| ('\u{3000}'..='\u{9fff}').contains(c))
        .count();
    match is_prose || cjk * 2 > letters {
        true => letters,
        false => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn the_longest_text_under_a_name_for_texts_is_found() {
        let long = "The harvest ended early, the ministry said. ".repeat(10);
        for (script, expected) in [
            (
                format!("{{\"a\":{{\"body\":\"<p>{long}</p>\"}},\"text\":\"short\"}}"),
                Some(format!("<p>{long}</p>")),
            ),
            (
                format!("window.data = {{\"content\":[{{\"text\":\"{long}\"}},\"b\"]}};"),
                Some(format!("<p>{long}</p><p>b</p>")),
            ),
            (format!("{{\"style\":\"{long}\"}}"), None),
            (format!("{{\"html\":\"{}\"}}", "x".repeat(900)), None),
            ("no data".to_string(), None),
        ] {
            assert_eq!(text(std::slice::from_ref(&script)), expected, "{script}");
        }
    }
}
