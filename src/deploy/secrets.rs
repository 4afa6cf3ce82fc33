//! What no message may show: the values of credentials in the environment.
//!
//! Takes the environment and a text; gives the text without them. Places never print, and whatever they say goes through
//! here, since a service may answer with what it was sent.

use crate::diagnostic::names_secret;

/// How the variables begin that credentials are read from.
const FAMILIES: [&str; 3] = ["AWS_", "AZURE_", "GOOGLE_"];

/// A shorter value would be found everywhere, and is none.
const SHORTEST: usize = 6;

/// The values that are to be left out of messages.
#[derive(Default)]
pub struct Secrets(Vec<String>);

impl Secrets {
    /// Those of this process's environment.
    pub fn of_environment() -> Secrets {
        let pairs = std::env::vars_os();
        Secrets::of(pairs.filter_map(|(k, v)| Some((k.into_string().ok()?, v.into_string().ok()?))))
    }

    /// Those of some variables.
    pub fn of(variables: impl Iterator<Item = (String, String)>) -> Secrets {
        let is_secret = |name: &str| {
            let name = name.to_uppercase();
            FAMILIES.iter().any(|family| name.starts_with(family)) && names_secret(&name)
        };
        let mut values: Vec<String> = variables
            .filter(|(name, value)| is_secret(name) && value.trim().len() >= SHORTEST)
            .flat_map(|(_, value)| forms(value.trim()))
            .collect();
        // The longest first: one may hold another.
        values.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        values.dedup();
        Secrets(values)
    }

    /// A text without them, and without the query of any address in it, which may hold a signature.
    pub fn hide(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for value in &self.0 {
            text = text.replace(value, "***");
        }
        without_queries(&text)
    }
}

/// A value as it may come back: as it is, and as a part of an address. What is no address for a file, such as the parts of
/// a SAS token, is left out part by part.
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
