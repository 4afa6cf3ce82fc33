//! Reads a theme's manifest, `theme.toml`.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::parse::fields::Fields;
use crate::parse::syntax::TomlTable;

/// Reports the faults of a theme's manifest.
pub(super) fn check(path: &Arc<str>, text: &str, found: &mut Vec<Diagnostic>) {
    let table = TomlTable::parse(path, text, 0, None, found);
    let mut manifest = Fields::new(&table, path, "theme.toml", found);
    for key in ["name", "license", "author", "version", "sizes"] {
        manifest.string(key);
    }
    manifest.reserve(&["title", "description"]);
    manifest.finish();
}

/// Returns the `sizes` of an `<img>` in the theme; `None` if the manifest does not have the key.
pub fn sizes(text: &str) -> Option<String> {
    let table: toml::Table = text.parse().ok()?;
    Some(table.get("sizes")?.as_str()?.to_owned())
}
