//! What templates see of the tables `extra`, in `config.toml` and in the front matter of a page's text.

use std::collections::BTreeMap;

use serde::ser::{Serialize, Serializer};

use crate::parse::extra::Extra;

/// The keys of the site's `extra`, and over them those of a page's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ExtraView<'a> {
    pub site: &'a Extra,
    /// The table `extra` of the page's text; `None` if the page has no text of its own.
    pub page: Option<&'a Extra>,
}

impl Serialize for ExtraView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut merged: BTreeMap<&str, &Extra> = BTreeMap::new();
        for extra in [Some(self.site), self.page].into_iter().flatten() {
            if let Extra::Table(table) = extra {
                merged.extend(table.iter().map(|(key, value)| (key.as_str(), value)));
            }
        }
        serializer.collect_map(merged)
    }
}

impl Serialize for Extra {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Extra::Text(text) => serializer.serialize_str(text),
            Extra::Integer(number) => serializer.serialize_i64(*number),
            Extra::Float(bits) => serializer.serialize_f64(f64::from_bits(*bits)),
            Extra::Boolean(value) => serializer.serialize_bool(*value),
            Extra::List(items) => serializer.collect_seq(items),
            Extra::Table(table) => serializer.collect_map(table),
        }
    }
}
