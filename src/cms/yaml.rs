//! Writes a JSON value as YAML in block style.

use serde_json::Value;

/// The order of keys, as a reader expects them. Other keys come after these.
const ORDER: [&str; 34] = [
    "name",
    "repo",
    "branch",
    "label",
    "label_singular",
    "value",
    "description",
    "folder",
    "path",
    "extension",
    "format",
    "create",
    "slug",
    "identifier_field",
    "hint",
    "widget",
    "type",
    "time_format",
    "value_type",
    "multiple",
    "modes",
    "required",
    "default",
    "options",
    "backend",
    "media_folder",
    "public_folder",
    "output",
    "structure",
    "locales",
    "default_locale",
    "i18n",
    "fields",
    "collections",
];

/// Returns a value as YAML. Texts are written as in JSON, which is valid YAML.
pub fn text(value: &Value) -> String {
    let mut out = String::new();
    write(value, 0, &mut out);
    out
}

fn write(value: &Value, depth: usize, out: &mut String) {
    match value {
        Value::Object(entries) => {
            let mut entries: Vec<(&String, &Value)> = entries.iter().collect();
            let place = |key: &str| ORDER.iter().position(|one| *one == key);
            entries.sort_by_key(|(key, _)| place(key).unwrap_or(ORDER.len()));
            for (index, (key, value)) in entries.into_iter().enumerate() {
                // The first entry of an item of a list stands on the line of its dash.
                if index > 0 || !out.ends_with("- ") {
                    out.push_str(&"  ".repeat(depth));
                }
                out.push_str(key);
                out.push(':');
                nested(value, depth + 1, out);
            }
        }
        Value::Array(items) => {
            for item in items {
                out.push_str(&"  ".repeat(depth));
                out.push_str("- ");
                match is_block(item) {
                    true => write(item, depth + 1, out),
                    false => out.push_str(&format!("{item}\n")),
                }
            }
        }
        scalar => out.push_str(&format!("{scalar}\n")),
    }
}

/// Writes the value of a key: on the same line, or below it if there are several values.
fn nested(value: &Value, depth: usize, out: &mut String) {
    if is_block(value) {
        out.push('\n');
        write(value, depth, out);
    } else {
        out.push_str(&format!(" {value}\n"));
    }
}

fn is_block(value: &Value) -> bool {
    match value {
        Value::Object(entries) => !entries.is_empty(),
        Value::Array(items) => items.iter().any(|item| item.is_object() || item.is_array()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::text;

    #[test]
    fn values_are_written_in_blocks() {
        let value = json!({
            "name": "موجز: \"x\"",
            "locales": ["ar", "en"],
            "none": [],
            "fields": [{ "a": 1, "b": { "c": true } }, { "a": 2 }, "x"],
        });
        let expected = r#"name: "موجز: \"x\""
locales: ["ar","en"]
fields:
  - a: 1
    b:
      c: true
  - a: 2
  - "x"
none: []
"#;
        assert_eq!(text(&value), expected);
    }
}
