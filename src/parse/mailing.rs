//! Parses the settings of the mailing list in `[editions]` of `config.toml`.

use crate::diagnostic::{Code, Diagnostic, codes};
use crate::parse::fields::{Fields, Located};

/// The mailing list for editions. Missing values must be added by the sender.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Mailing {
    /// The sender's address.
    pub from: Option<String>,
    /// The list's address.
    pub to: Option<String>,
    /// The list's id (RFC 2919).
    pub list_id: Option<String>,
    /// The address at which readers unsubscribe: `https:` or `mailto:`.
    pub unsubscribe: Option<String>,
}

/// The keys of `[editions]` that are read here.
pub(super) const KEYS: [&str; 4] = ["from", "to", "list_id", "unsubscribe"];

/// Reads the keys of a list.
pub(super) fn mailing(table: &mut Fields<'_, '_, '_>) -> Mailing {
    const ADDRESS: &str =
        "write the address alone, as in \"desk@example.org\"; the site's title is its name";
    const LIST: &str = "write the address alone, as in \"briefing@lists.example.org\"";
    const ID: &str = "write it as a domain, as in \"briefing.example.org\"";
    const UNSUBSCRIBE: &str =
        "write it as in \"https://example.org/unsubscribe\" or \"mailto:leave@lists.example.org\"";
    let mut valid = |key, is_valid: fn(&str) -> bool, code, help| {
        let text = table.string(key)?;
        if is_valid(&text.value) {
            return Some(text.value);
        }
        report(table, key, &text, code, help);
        None
    };
    let address = codes::MAIL_ADDRESS_INVALID;
    Mailing {
        from: valid("from", is_mail_address, address, ADDRESS),
        to: valid("to", is_mail_address, address, LIST),
        list_id: valid("list_id", is_domain, address, ID),
        unsubscribe: valid("unsubscribe", is_way_out, codes::URL_INVALID, UNSUBSCRIBE),
    }
}

fn report(
    table: &mut Fields<'_, '_, '_>,
    key: &str,
    text: &Located<String>,
    code: Code,
    help: &str,
) {
    let message = format!("`{key}` cannot be \"{}\"", text.value);
    let found = Diagnostic::new(code, table.path(), message);
    table.report(found.at(text.span.clone()).help(help));
}

/// Returns true if a text is an address that needs no encoding in a header field: no quoted names and only ASCII
/// letters, since many servers accept no others.
fn is_mail_address(text: &str) -> bool {
    let is_local = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let has_gap = local.starts_with('.') || local.ends_with('.') || local.contains("..");
    !local.is_empty() && !has_gap && local.chars().all(is_local) && is_domain(domain)
}

/// Returns true if a text is a domain of at least two labels.
fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        !label.is_empty() && label.len() < 64 && label.chars().all(is_letter)
    };
    text.contains('.') && text.len() < 254 && text.split('.').all(is_label)
}

/// Returns true if a text is an address at which readers can unsubscribe, and can stand between `<` and `>` in a field.
fn is_way_out(text: &str) -> bool {
    if let Some(address) = text.strip_prefix("mailto:") {
        return is_mail_address(address.split('?').next().unwrap_or_default())
            && text.bytes().all(is_plain);
    }
    let host = text.strip_prefix("https://").unwrap_or_default();
    host.starts_with(|c: char| c.is_ascii_alphanumeric()) && text.bytes().all(is_plain)
}

/// Returns true for a character that needs no encoding in an address.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_graphic() && !b"<>\",\\".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_can_stand_in_a_field_as_it_is() {
        for (text, expected) in [
            ("desk@example.org", true),
            ("news+week@lists.example.org", true),
            ("The Desk <desk@example.org>", false),
            ("desk@example", false),
            ("desk@", false),
            ("@example.org", false),
            ("a..b@example.org", false),
            ("desk@example.org\r\nBcc: all@example.org", false),
            ("مكتب@example.org", false),
        ] {
            assert_eq!(is_mail_address(text), expected, "{text}");
        }
        for (text, expected) in [
            ("https://example.org/leave?list=1", true),
            ("mailto:leave@lists.example.org", true),
            ("mailto:leave@lists.example.org?subject=leave", true),
            ("http://example.org/leave", false),
            ("https://", false),
            ("https://example.org/a>,<b", false),
            ("https://example.org/a b", false),
            ("mailto:leave", false),
            ("leave@lists.example.org", false),
        ] {
            assert_eq!(is_way_out(text), expected, "{text}");
        }
    }
}
