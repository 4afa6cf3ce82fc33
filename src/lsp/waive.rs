//! Adds a waiver to the front matter of a summary. The reason stays empty for the author to write; until then, the
//! empty `why` is a finding.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::parse::article::Summary;
use crate::seal::entry_place;

/// Returns the offset at which a waiver is added to the text of a summary, and its text; `None` if the front matter is
/// invalid.
pub fn waiver(
    summary: &Summary,
    text: &str,
    code: &str,
    words: Option<&str>,
) -> Option<(usize, String)> {
    let words = words.map(|words| format!("text = {}, ", quoted(words)));
    let words = words.unwrap_or_default();
    let entry = format!("{{ code = \"{code}\", {words}why = \"\" }}");
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    // `front` begins where the TOML does.
    let start = text.find('\n')? + 1;
    let front = text.get(start..summary.body_start)?.trim_end();
    let front = front.strip_suffix("+++")?;
    let root = DeTable::parse(front).ok()?;
    let Some(waive) = root.get_ref().get("waive") else {
        let at = entry_place(text, summary.body_start)?;
        return Some((at, format!("waive = [{entry}]{line_end}")));
    };
    let items = waive.get_ref().as_array()?;
    let last: Option<&Spanned<DeValue<'_>>> = items.iter().next_back();
    let is_inline = last.is_none_or(|last| front[last.span()].starts_with('{'));
    if !is_inline {
        let entry = entry
            .trim_matches(['{', '}', ' '])
            .replace(", text = ", "\ntext = ");
        let entry = entry
            .replace(", why = ", "\nwhy = ")
            .replace('\n', line_end);
        let gap = if front.ends_with('\n') { "" } else { line_end };
        let block = format!("{gap}[[waive]]{line_end}{entry}{line_end}");
        return Some((start + front.len(), block));
    }
    match last {
        Some(last) => Some((start + last.span().end, format!(", {entry}"))),
        None => {
            let open = front[waive.span()].find('[')? + 1;
            Some((start + waive.span().start + open, entry))
        }
    }
}

/// Returns a TOML string.
fn quoted(words: &str) -> String {
    let mut out = String::from("\"");
    for c in words.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::article::summary;

    fn waived(front: &str) -> String {
        let text = format!("+++\n{front}+++\n\nSigned [p1].\n");
        let path = "content/articles/a/summary.en.md".into();
        let read = summary(&path, "a".into(), "en".into(), &text, &mut Vec::new());
        let (at, new) = waiver(&read.unwrap(), &text, "quote-unbound", Some("a \"b\"")).unwrap();
        let text = [&text[..at], &new, &text[at..]].concat();
        let mut found = Vec::new();
        let read = summary(&path, "a".into(), "en".into(), &text, &mut found).unwrap();
        // Nothing but the missing reason is wrong.
        let codes: Vec<&str> = found.iter().map(|d| d.code.name()).collect();
        assert_eq!(codes, ["value-empty"], "{text}");
        let _ = read;
        text.strip_prefix("+++\n")
            .unwrap()
            .split("+++\n")
            .next()
            .unwrap()
            .to_owned()
    }

    #[test]
    fn a_waiver_is_added_and_the_rest_stays() {
        const NEW: &str = "{ code = \"quote-unbound\", text = \"a \\\"b\\\"\", why = \"\" }";
        for (before, after) in [
            ("title = \"x\"\n", "title = \"x\"\nwaive = [NEW]\n"),
            (
                "title = \"x\"\nwaive = []\ndraft = false\n",
                "title = \"x\"\nwaive = [NEW]\ndraft = false\n",
            ),
            (
                "title = \"x\"\nwaive = [\n  { code = \"quote-unbound\", why = \"y\" }, # c\n]\n",
                "title = \"x\"\nwaive = [\n  { code = \"quote-unbound\", why = \"y\" }, NEW, # c\n]\n",
            ),
            (
                "title = \"x\"\n[[waive]]\ncode = \"quote-unbound\"\nwhy = \"y\"\n",
                "title = \"x\"\n[[waive]]\ncode = \"quote-unbound\"\nwhy = \"y\"\n[[waive]]\ncode = \"quote-unbound\"\ntext = \"a \\\"b\\\"\"\nwhy = \"\"\n",
            ),
        ] {
            assert_eq!(waived(before), after.replace("NEW", NEW));
        }
    }
}
