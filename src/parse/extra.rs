//! Reads tables `extra`, whose values are for a theme's templates.
//!
//! Takes a value of TOML; returns an [`Extra`]. Mujaz does not interpret the values, so all keys and types are accepted.

use std::collections::BTreeMap;

use toml::de::DeValue;

/// A value of any type.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Extra {
    /// A text, or a date as it is written.
    Text(String),
    Integer(i64),
    /// A number with a fraction, as bits, so that it can be hashed.
    Float(u64),
    Boolean(bool),
    List(Vec<Extra>),
    Table(BTreeMap<String, Extra>),
}

impl Default for Extra {
    fn default() -> Self {
        Extra::Table(BTreeMap::new())
    }
}

impl Extra {
    /// Converts a value of TOML.
    pub(super) fn of(value: &DeValue<'_>) -> Extra {
        match value {
            DeValue::String(text) => Extra::Text(text.to_string()),
            DeValue::Integer(number) => {
                let read = i64::from_str_radix(number.as_str(), number.radix());
                // Numbers with more digits than 64 bits hold are passed on as they are written.
                read.map_or_else(|_| Extra::Text(number.as_str().to_owned()), Extra::Integer)
            }
            DeValue::Float(number) => {
                let read: Result<f64, _> = number.as_str().parse();
                match read {
                    Ok(read) if read.is_finite() => Extra::Float(read.to_bits()),
                    _ => Extra::Text(number.as_str().to_owned()),
                }
            }
            DeValue::Boolean(value) => Extra::Boolean(*value),
            DeValue::Datetime(value) => Extra::Text(value.to_string()),
            DeValue::Array(items) => {
                Extra::List(items.iter().map(|item| Extra::of(item.get_ref())).collect())
            }
            DeValue::Table(table) => {
                let mut entries = BTreeMap::new();
                for (key, value) in table {
                    entries.insert(key.get_ref().to_string(), Extra::of(value.get_ref()));
                }
                Extra::Table(entries)
            }
        }
    }

    /// Returns all texts in the value, including keys.
    pub(super) fn texts(&self) -> Vec<&str> {
        match self {
            Extra::Text(text) => vec![text],
            Extra::List(items) => items.iter().flat_map(Extra::texts).collect(),
            Extra::Table(table) => table
                .iter()
                .flat_map(|(key, value)| [vec![key.as_str()], value.texts()].concat())
                .collect(),
            Extra::Integer(_) | Extra::Float(_) | Extra::Boolean(_) => Vec::new(),
        }
    }
}
