//! Which language an article is in: what the editor says, else what the page says, else what its letters say. Pure.

use super::{Field, Imported, ReadError};
use icu_locale::{LanguageIdentifier, LocaleExpander};
use mujaz_locale::dominant_language;

/// Sets the article's language.
///
/// `given` is the editor's word. What a page says of itself stands in `imported.language` and counts unless its letters
/// are of another script: a site's theme may well say `en` above an Arabic text.
pub(super) fn settle(imported: &mut Imported, given: Option<&str>) -> Result<(), ReadError> {
    if let Some(tag) = given {
        imported.taken.remove(&Field::Language);
        imported.language = tag.to_string();
        return Ok(());
    }
    let title = imported.title.as_deref().unwrap_or_default();
    let by_script = dominant_language(&format!("{title}\n{}", imported.body));
    let said = std::mem::take(&mut imported.language);
    match by_script {
        _ if said.is_empty() => {}
        Some(by_script) if !same_script(&said, by_script) => {
            imported.remarks.push(format!(
                "The page says that its language is {said}, but its letters are those of {by_script}."
            ));
            imported.taken.remove(&Field::Language);
        }
        _ => {
            imported.language = said;
            return Ok(());
        }
    }
    imported.language = by_script.ok_or(ReadError::LanguageUndecided)?.to_string();
    imported.language_inferred = true;
    Ok(())
}

/// Whether a language that a page names is written in the script of another one.
fn same_script(said: &str, by_script: &str) -> bool {
    let script = |tag: &str| {
        let mut id = tag.parse::<LanguageIdentifier>().ok()?;
        LocaleExpander::new_extended().maximize(&mut id);
        id.script
    };
    script(said).is_some() && script(said) == script(by_script)
}
