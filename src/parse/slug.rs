//! Checks slugs and aliases, which become parts of addresses.

use crate::diagnostic::codes;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::parse::fields::Located;
use crate::parse::file_name::{self, NameUse};

/// Returns true if a text is valid as a segment of an address: letters and digits of any script, with `-`, `_` and `.`
/// between them.
pub fn is_slug(text: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || is_mark(c) || matches!(c, '-' | '_' | '.');
    !text.is_empty() && text.chars().all(fits) && !text.starts_with('.') && !text.ends_with('.')
}

/// Returns true for combining marks of the scripts that site languages use: tashkeel, niqqud, and general ones.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{0591}'..='\u{05C7}' | '\u{0610}'..='\u{061A}'
        | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}' | '\u{200C}')
}

/// Reports an invalid slug. Returns true if it has no error.
pub fn check(
    path: &Arc<str>,
    what: &str,
    slug: &Located<String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> bool {
    let fault = fault(path, what, &slug.value);
    let fits = fault
        .as_ref()
        .is_none_or(|found| found.severity != Severity::Error);
    diagnostics.extend(fault.map(|found| found.at(slug.span.clone())));
    fits
}

/// Returns the fault of a name that becomes a segment of an address, without a range.
pub fn fault(path: &Arc<str>, what: &str, name: &str) -> Option<Diagnostic> {
    if is_slug(name) {
        file_name::fault(path, what, name, NameUse::Folder)
    } else {
        Some(unfit(path, what, name))
    }
}

/// Returns the finding that a name is invalid in an address.
pub fn unfit(path: &Arc<str>, what: &str, name: &str) -> Diagnostic {
    let better = crate::parse::markdown::anchor(name);
    Diagnostic::new(
        codes::SLUG_INVALID,
        path,
        format!("the {what} `{name}` cannot stand in an address"),
    )
    .help(format!("use letters, digits and hyphens, as in `{better}`"))
}

/// Reports an alias that is not an address within the site. Returns true if it is valid.
pub fn check_alias(
    path: &Arc<str>,
    alias: &Located<String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> bool {
    let fits = alias.value.strip_prefix('/').is_some_and(|rest| {
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        !rest.is_empty() && rest.split('/').all(is_slug)
    });
    if !fits {
        diagnostics.push(
            Diagnostic::new(
                codes::ALIAS_INVALID,
                path,
                format!("the alias `{}` is no address of this site", alias.value),
            )
            .at(alias.span.clone())
            .help("write it from the root of the site, as in \"/ar/old-address/\""),
        );
        return false;
    }
    let fault = file_name::fault(path, "alias", &alias.value, NameUse::Folder);
    let fits = fault
        .as_ref()
        .is_none_or(|found| found.severity != Severity::Error);
    diagnostics.extend(fault.map(|found| found.at(alias.span.clone())));
    fits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_hold_letters_of_any_script() {
        for slug in [
            "treaty",
            "a-year-on",
            "معاهدة-الشراكة",
            "договор",
            "v1.2",
            "مُعاهَدة",
        ] {
            assert!(is_slug(slug), "{slug}");
        }
        for slug in [
            "",
            ".",
            "..",
            ".hidden",
            "a b",
            "a/b",
            "a?b",
            "a#b",
            "a%b",
            "a\\b",
            "a\u{202E}b",
        ] {
            assert!(!is_slug(slug), "{slug}");
        }
    }

    #[test]
    fn aliases_are_addresses_within_the_site() {
        for (alias, fits) in [
            ("/ar/old/", true),
            ("/old", true),
            ("/ar/اتفاق/", true),
            ("old/", false),
            ("/", false),
            ("//evil.example/", false),
            ("/../x/", false),
            ("https://x.example/", false),
        ] {
            let located = Located {
                value: alias.to_owned(),
                span: 0..0,
            };
            assert_eq!(
                check_alias(&"x".into(), &located, &mut Vec::new()),
                fits,
                "{alias}"
            );
        }
    }
}
