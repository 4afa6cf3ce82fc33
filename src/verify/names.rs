//! Reads a list of names and their spellings, as a site's `content/names.toml`.

use std::sync::Arc;

use crate::diagnostic::{Severity, any_error};
use crate::parse::registers::{Name, names};

/// Reads a list of names; returns a message about the fault on failure.
pub fn read(path: &str, text: &str) -> Result<Vec<Name>, String> {
    let mut found = Vec::new();
    let shared: Arc<str> = path.into();
    let names = names(&shared, text, &mut found);
    if any_error(&found) {
        let messages: Vec<String> = found
            .iter()
            .filter(|one| one.severity == Severity::Error)
            .map(|one| one.message.to_string())
            .collect();
        return Err(format!("{path}: {}", messages.join("; ")));
    }
    Ok(names)
}
