//! Finds web and mail addresses that are invalid, such as `http://` or `mailto:desk@`.
//!
//! Takes an address as its author wrote it; returns the fault and the correction.

/// A fault of an address.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct AddressError {
    /// The reason, as the rest of a sentence.
    pub(super) why: &'static str,
    /// The advice.
    pub(super) help: String,
}

/// Returns the fault of an address of another site, a mailbox or a telephone; `None` if there is none.
pub(super) fn fault(url: &str) -> Option<AddressError> {
    if let Some(rest) = url.strip_prefix("//") {
        return web("https", rest);
    }
    let (scheme, rest) = url.split_once(':')?;
    match scheme.to_ascii_lowercase().as_str() {
        scheme @ ("http" | "https") => match rest.strip_prefix("//") {
            Some(rest) => web(scheme, rest),
            None => Some(AddressError {
                why: "two slashes have to follow the colon",
                help: meant(scheme, rest),
            }),
        },
        "mailto" => mail(rest),
        "tel" if !rest.contains(|c: char| c.is_ascii_digit()) => Some(AddressError {
            why: "it has no number",
            help: "write the whole number, as in `tel:+15550100`".into(),
        }),
        _ => None,
    }
}

/// Checks the text after `//`.
fn web(scheme: &str, rest: &str) -> Option<AddressError> {
    let host = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let name = host.split(':').next().unwrap_or_default();
    // A scheme is repeated: `https://https://example.org`, `https://http//example.org`.
    let is_doubled = matches!(name.to_ascii_lowercase().as_str(), "http" | "https");
    let why = match name {
        _ if is_doubled => "it has two beginnings",
        "" => "it has no host",
        _ => return None,
    };
    let rest = match is_doubled {
        true => &rest[name.len()..],
        false => rest,
    };
    Some(AddressError {
        why,
        help: meant(scheme, rest),
    })
}

/// Checks the text after `mailto:`. It needs no mailbox if it has a subject or other fields.
fn mail(rest: &str) -> Option<AddressError> {
    let (receivers, fields) = rest.split_once('?').unwrap_or((rest, ""));
    if receivers.is_empty() && !fields.is_empty() {
        return None;
    }
    let is_whole = |receiver: &str| {
        let receiver = receiver.trim().replace("%40", "@");
        receiver.rsplit_once('@').is_some_and(|(name, host)| {
            !name.trim_start_matches('/').is_empty() && !host.is_empty()
        })
    };
    let is_slashed = receivers.starts_with('/');
    (is_slashed || !receivers.split(',').all(is_whole)).then(|| AddressError {
        why: "it names no mailbox",
        help: match receivers.trim_start_matches('/') {
            rest if is_slashed && is_whole(rest) => format!("did you mean `mailto:{rest}`?"),
            _ => "write the whole address, as in `mailto:desk@example.org`".into(),
        },
    })
}

/// Returns advice on a web address, given the text after its scheme.
fn meant(scheme: &str, rest: &str) -> String {
    match rest.trim_start_matches([':', '/', '\\']) {
        "" => "write the whole address, as in `https://example.org/page`".into(),
        rest => format!("did you mean `{scheme}://{rest}`?"),
    }
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn an_address_has_a_host_or_a_mailbox() {
        for (url, expected) in [
            ("http://", Some("it has no host")),
            ("https:///x", Some("it has no host")),
            ("//", Some("it has no host")),
            ("https://?x", Some("it has no host")),
            ("https://:80/", Some("it has no host")),
            (
                "http:/example.net/x",
                Some("two slashes have to follow the colon"),
            ),
            (
                "HTTPS:example.net",
                Some("two slashes have to follow the colon"),
            ),
            ("https://https://example.net", Some("it has two beginnings")),
            ("https://http//example.net", Some("it has two beginnings")),
            ("mailto:", Some("it names no mailbox")),
            ("mailto:desk@", Some("it names no mailbox")),
            ("mailto:@example.net", Some("it names no mailbox")),
            ("mailto://desk@example.net", Some("it names no mailbox")),
            ("mailto:desk@a.example,desk", Some("it names no mailbox")),
            ("tel:", Some("it has no number")),
            ("https://example.net", None),
            ("//example.net/x", None),
            ("http://user@localhost:8080/x", None),
            ("https://موقع.example/", None),
            ("mailto:desk@example.net?subject=x", None),
            ("mailto:a%40example.net", None),
            ("mailto:?subject=x", None),
            ("tel:+15550100", None),
        ] {
            assert_eq!(fault(url).map(|fault| fault.why), expected, "{url}");
        }
        let help = |url| fault(url).map(|fault| fault.help).unwrap_or_default();
        assert_eq!(help("http:/a.net/x"), "did you mean `http://a.net/x`?");
        assert_eq!(
            help("https://https://a.net"),
            "did you mean `https://a.net`?"
        );
    }
}
