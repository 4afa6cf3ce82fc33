//! A JSON Schema applied strictly: a field that it does not describe is an error, so that none stays undocumented.
//!
//! Knows the keywords that the schemas in `docs/` use. `tests/schemas/run.sh` applies the same schemas with a validator that
//! knows all of JSON Schema.

use serde_json::Value;

/// Returns the faults of a value. Unknown fields of the outermost object are allowed where `open` is set.
pub fn faults(schema: &Value, value: &Value, open: bool) -> Vec<String> {
    let mut faults = Vec::new();
    apply(schema, schema, value, ("", open), &mut faults);
    faults
}

fn apply(
    root: &Value,
    schema: &Value,
    value: &Value,
    (place, open): (&str, bool),
    faults: &mut Vec<String>,
) {
    if let Some(reference) = schema["$ref"].as_str() {
        let pointer = reference.trim_start_matches('#');
        let target = root.pointer(pointer).expect("a reference leads somewhere");
        apply(root, target, value, (place, open), faults);
    }
    let mut fault = |what: String| faults.push(format!("{place}: {what}: {value}"));
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if !types.is_empty() && !types.iter().any(|name| is_of(name, value)) {
        fault(format!("is not of type {types:?}"));
    }
    if let Some(allowed) = schema["enum"].as_array()
        && !allowed.contains(value)
    {
        fault(format!("is not one of {allowed:?}"));
    }
    if let Some(constant) = schema.get("const")
        && constant != value
    {
        fault(format!("is not {constant}"));
    }
    for (key, is_within) in [
        ("minimum", f64::ge as fn(&f64, &f64) -> bool),
        ("maximum", f64::le),
    ] {
        if let (Some(limit), Some(number)) = (schema[key].as_f64(), value.as_f64())
            && !is_within(&number, &limit)
        {
            fault(format!("is beyond the {key} {limit}"));
        }
    }
    if let (Some(items), Some(list)) = (schema.get("items"), value.as_array()) {
        for (index, item) in list.iter().enumerate() {
            let place = format!("{place}/{index}");
            apply(root, items, item, (&place, false), faults);
        }
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let tried: Vec<Vec<String>> = choices
            .iter()
            .map(|choice| {
                let mut faults = Vec::new();
                apply(root, choice, value, (place, open), &mut faults);
                faults
            })
            .collect();
        if tried.iter().filter(|faults| faults.is_empty()).count() != 1 {
            faults.extend(tried.into_iter().flatten());
        }
    }
    let (properties, rest) = (&schema["properties"], &schema["additionalProperties"]);
    let Some(object) = value
        .as_object()
        .filter(|_| properties.is_object() || rest.is_object())
    else {
        return;
    };
    for required in schema["required"].as_array().into_iter().flatten() {
        let key = required.as_str().expect("a key");
        if !object.contains_key(key) {
            faults.push(format!("{place}: has no {key}"));
        }
    }
    for (key, value) in object {
        match properties.get(key) {
            Some(schema) => {
                let place = format!("{place}/{key}");
                apply(root, schema, value, (&place, false), faults);
            }
            None if rest.is_object() => {
                let place = format!("{place}/{key}");
                apply(root, rest, value, (&place, false), faults);
            }
            None if open || rest == true => {}
            None => faults.push(format!("{place}: the schema does not describe {key}")),
        }
    }
}

fn is_of(name: &str, value: &Value) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("{other} is no type"),
    }
}
