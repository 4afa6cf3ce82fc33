//! Writes `security.txt`.

use crate::plan::exports::SecurityView;

/// Returns the file with its fields (RFC 9116, section 2.5).
pub(super) fn security(view: &SecurityView) -> String {
    let contact = view
        .contact
        .iter()
        .map(|address| ("Contact", address.clone()));
    let links = view.links.iter().map(|(name, url)| (*name, url.clone()));
    let mut fields: Vec<(&str, String)> = contact.collect();
    fields.push(("Expires", view.expires.clone()));
    fields.extend(links);
    fields.push(("Preferred-Languages", view.languages.join(", ")));
    // A canonical address must use https (section 2.5.2).
    if view.canonical.starts_with("https://") {
        fields.push(("Canonical", view.canonical.clone()));
    }
    fields
        .iter()
        .map(|(name, value)| format!("{name}: {value}\n"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_stands_on_a_line() {
        let view = |canonical: &str| SecurityView {
            contact: vec![
                "mailto:a@example.org".into(),
                "https://example.org/report".into(),
            ],
            expires: "2027-06-01T00:00:00Z".into(),
            links: vec![("Policy", "https://example.org/policy".into())],
            languages: vec!["ar".into(), "en".into()],
            canonical: canonical.into(),
        };
        let common = "Contact: mailto:a@example.org\nContact: https://example.org/report\n\
            Expires: 2027-06-01T00:00:00Z\nPolicy: https://example.org/policy\nPreferred-Languages: ar, en\n";
        for (canonical, last) in [
            (
                "https://e.org/.well-known/security.txt",
                "Canonical: https://e.org/.well-known/security.txt\n",
            ),
            ("http://127.0.0.1/.well-known/security.txt", ""),
        ] {
            assert_eq!(security(&view(canonical)), format!("{common}{last}"));
        }
    }
}
