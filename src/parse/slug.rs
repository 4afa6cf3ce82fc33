//! Checks slugs and aliases, which become parts of addresses.

use crate::diagnostic::codes;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::parse::fields::Located;
use crate::parse::file_name::{self, NameUse};
use crate::parse::markdown::anchor;
use crate::parse::unseen;

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

/// Reports an invalid slug. Returns true if the slug is valid.
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
    if name.trim().is_empty() {
        let message = format!("the {what} is empty");
        return Diagnostic::new(codes::SLUG_INVALID, path, message)
            .help("write letters, digits and hyphens, or take the line out");
    }
    let message = match unseen::first(name).filter(|c| *c != '\u{A0}') {
        Some(c) => format!("the {what} `{name}` holds {}", unseen::described(c)),
        None => format!("the {what} `{name}` cannot stand in an address"),
    };
    let better = meant(name);
    Diagnostic::new(codes::SLUG_INVALID, path, message)
        .help(format!("use letters, digits and hyphens, as in `{better}`"))
}

/// Returns the slug that a name was probably meant to be.
pub fn meant(name: &str) -> String {
    let visible = unseen::visible(name);
    let name = visible.replace(['/', '\\', '.', '&', '+', ','], "-");
    anchor(&name)
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
        let (message, help) = alias_fault(&alias.value);
        diagnostics.push(
            Diagnostic::new(codes::ALIAS_INVALID, path, message)
                .at(alias.span.clone())
                .help(help),
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

/// Returns the fault of an alias, and advice.
fn alias_fault(alias: &str) -> (String, String) {
    let message = format!("the alias `{alias}` is no address of this site");
    let from_root = "write it from the root of the site, as in \"/ar/old-address/\"";
    let Some(rest) = alias
        .strip_prefix('/')
        .filter(|rest| !rest.starts_with('/'))
    else {
        return (message, from_root.into());
    };
    if let Some(at) = alias.find(['?', '#']) {
        let message = format!(
            "the alias `{alias}` holds `{}`, and what follows it never reaches a host of files",
            &alias[at..=at]
        );
        return (
            message,
            "write the part before it, if no other page stands there".into(),
        );
    }
    let Some(part) = rest
        .trim_end_matches('/')
        .split('/')
        .find(|part| !is_slug(part))
    else {
        return (message, from_root.into());
    };
    let sign = part.chars().find(|c| !is_slug(&c.to_string()) && *c != '.');
    let what = match sign {
        _ if part.is_empty() => "two slashes side by side".to_owned(),
        Some(' ') => "a space".to_owned(),
        Some(c) if unseen::first(part) == Some(c) => unseen::described(c),
        Some(c) => format!("`{c}`"),
        None => {
            return (
                message,
                "a part of an address neither begins nor ends with a point".into(),
            );
        }
    };
    let better: Vec<String> = rest
        .trim_end_matches('/')
        .split('/')
        .filter(|part| !part.is_empty())
        .map(|part| match is_slug(part) {
            true => part.to_owned(),
            false => meant(part),
        })
        .filter(|part| !part.is_empty())
        .collect();
    let help = match better.is_empty() {
        true => from_root.to_owned(),
        false => format!(
            "an address of this site holds letters, digits and hyphens, as in \"/{}/\"",
            better.join("/")
        ),
    };
    (format!("the alias `{alias}` holds {what}"), help)
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
