//! Removes the values of credentials from messages.
//!
//! Takes the environment and a text; returns the text without the secrets in it. Everything that a place reports passes
//! through here before it is shown, since a service may echo what it was sent. Places print nothing themselves.

use crate::diagnostic::names_secret;

/// Prefixes of the environment variables that hold credentials.
const FAMILIES: [&str; 3] = ["AWS_", "AZURE_", "GOOGLE_"];

/// Minimum length of a secret, in bytes. Shorter values are not secret, and would be found everywhere in a text.
const SHORTEST: usize = 6;

/// Values to hide in messages, longest first.
#[derive(Default)]
pub struct Secrets(Vec<String>);

impl Secrets {
    /// Collects the secrets in the environment of this process.
    pub fn of_environment() -> Secrets {
        let pairs = std::env::vars_os();
        Secrets::of(pairs.filter_map(|(k, v)| Some((k.into_string().ok()?, v.into_string().ok()?))))
    }

    /// Collects the secrets among some variables.
    pub fn of(variables: impl Iterator<Item = (String, String)>) -> Secrets {
        let is_secret = |name: &str| {
            let name = name.to_uppercase();
            FAMILIES.iter().any(|family| name.starts_with(family)) && names_secret(&name)
        };
        let mut values: Vec<String> = variables
            .filter(|(name, value)| is_secret(name) && value.trim().len() >= SHORTEST)
            .flat_map(|(_, value)| forms(value.trim()))
            .collect();
        // The longest first, since one value may contain another.
        values.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        values.dedup();
        Secrets(values)
    }

    /// Replaces every secret in a text, and the query of every URL, which may contain a signature.
    pub fn hide(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for value in &self.0 {
            text = text.replace(value, "***");
        }
        without_queries(&text)
    }
}

/// Returns the forms in which a value may appear in a message: unchanged, percent-encoded, and, for a SAS token, only
/// its signature.
fn forms(value: &str) -> Vec<String> {
    let encoded = percent_encoding::utf8_percent_encode(value, percent_encoding::NON_ALPHANUMERIC);
    let parts = value.split('&').filter_map(|part| part.split_once('='));
    let signatures = parts.filter(|(key, value)| *key == "sig" && value.len() >= SHORTEST);
    let mut forms: Vec<String> = signatures.map(|(_, value)| value.to_owned()).collect();
    forms.push(encoded.to_string());
    forms.push(value.to_owned());
    forms
}

fn without_queries(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            out.push(' ');
        }
        match word.split_once('?') {
            Some((address, query)) if address.contains("://") && query.contains('=') => {
                out.push_str(address);
                out.push_str("?…");
            }
            _ => out.push_str(word),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_credential_is_shown() {
        let variables = [
            ("AWS_SECRET_ACCESS_KEY", "wJalr/XUtn+FEMI"),
            ("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE"),
            ("AWS_REGION", "eu-west-1"),
            ("AZURE_STORAGE_SAS_TOKEN", "sv=2024&sig=abc%2Fdef"),
            ("GOOGLE_SERVICE_ACCOUNT_KEY", "{\"private_key\": \"x\"}"),
            ("AWS_SESSION_TOKEN", "x"),
            ("SECRET", "not one of ours"),
        ];
        let secrets = Secrets::of(
            variables
                .iter()
                .map(|(k, v)| (k.to_string(), v.to_string())),
        );
        for (text, expected) in [
            ("key wJalr/XUtn+FEMI.", "key ***."),
            ("key wJalr%2FXUtn%2BFEMI.", "key ***."),
            ("<Id>AKIAEXAMPLE</Id>", "<Id>***</Id>"),
            ("in eu-west-1: x", "in eu-west-1: x"),
            (
                "at https://a.org/b?sig=1&x failed",
                "at https://a.org/b?… failed",
            ),
            ("sig abc%2Fdef", "sig ***"),
            ("not one of ours", "not one of ours"),
            ("is it? a=b", "is it? a=b"),
        ] {
            assert_eq!(secrets.hide(text), expected);
        }
    }
}
