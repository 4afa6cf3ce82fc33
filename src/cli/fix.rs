//! `mujaz check --fix`: replaces variants of names by the preferred spelling, and changes nothing else.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::check::names::{Fix, fixes};
use crate::cli::survey::{SiteSurvey, survey};
use crate::cli::{Global, complain, tell};
use crate::edit::{clean, replace};
use crate::lang::{Direction, first_strong, isolate};
use crate::link::BuildOptions;
use crate::report::position;

/// Rewrites variants in the summaries whose paths `is_asked` accepts, and prints the changes on standard error. Returns
/// true if every file could be written.
pub fn fix(
    global: &Global,
    root: &Path,
    options: &BuildOptions,
    is_asked: impl Fn(&str) -> bool,
) -> bool {
    clean(&root.join("content"));
    survey(root, options, |survey| {
        let Some(site) = &survey.site else {
            return true;
        };
        let mut by_file: BTreeMap<Arc<str>, Vec<Fix>> = BTreeMap::new();
        for fix in fixes(site, survey.sources, &survey.found) {
            if is_asked(&fix.path) {
                by_file.entry(fix.path.clone()).or_default().push(fix);
            }
        }
        let mut is_done = true;
        for (path, fixes) in &by_file {
            match apply(survey, path, fixes) {
                Ok(account) if global.quiet => drop(account),
                Ok(account) => tell(&account),
                Err(message) => {
                    complain(&format!("{path}: {message}"));
                    is_done = false;
                }
            }
        }
        is_done
    })
}

/// Returns words for a left-to-right line: right-to-left ones are isolated.
fn shown(words: &str) -> String {
    match first_strong(words) {
        Some(Direction::Rtl) => isolate(words),
        Some(Direction::Ltr) | None => words.to_owned(),
    }
}

/// Rewrites the variants of one file, and returns a description of the changes.
fn apply(survey: &SiteSurvey<'_>, path: &str, fixes: &[Fix]) -> Result<String, String> {
    let text = survey.sources.text(path).unwrap_or_default();
    let mut new = String::with_capacity(text.len());
    let mut account = String::new();
    let mut from = 0;
    for fix in fixes {
        new.push_str(&text[from..fix.span.start]);
        new.push_str(&fix.new);
        from = fix.span.end;
        let at = position(text, fix.span.start);
        let (before, after) = (shown(&text[fix.span.clone()]), shown(&fix.new));
        let (line, column) = (at.line, at.column);
        account.push_str(&format!("{path}:{line}:{column}: {before} → {after}\n"));
    }
    new.push_str(&text[from..]);
    let place = survey.sources.place(path);
    replace(&place, text.as_bytes(), new.as_bytes()).map_err(|error| error.to_string())?;
    Ok(account)
}
