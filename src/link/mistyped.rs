//! Recognizes link targets that were parsed as files of the site but meant something else: another site, a mailbox, or a
//! path of the author's machine.

/// Returns advice for a path with backslashes, or for a path of the author's machine.
pub(super) fn path(target: &str) -> Option<String> {
    let of_machine = ["\\", "~/", "/home/", "/Users/", "/mnt/", "/Volumes/"];
    if of_machine.iter().any(|start| target.starts_with(start)) {
        return Some("copy the file into the article's folder, and write its name alone".into());
    }
    let path = target.replace('\\', "/");
    (path != target)
        .then(|| format!("did you mean `{path}`? Folders are separated by `/`, on every system"))
}

/// Returns advice for a target that is no file of the site, if it has the form of a URL or of a mail address.
pub(super) fn elsewhere(target: &str) -> Option<String> {
    let lower = target.to_ascii_lowercase();
    for (start, scheme) in [
        ("https//", "https"),
        ("http//", "http"),
        ("https;//", "https"),
        ("http;//", "http"),
        ("https/", "https"),
        ("http/", "http"),
        ("ttps://", "https"),
        ("://", "https"),
    ] {
        let rest = lower.strip_prefix(start).map(|_| &target[start.len()..]);
        if let Some(rest) = rest
            .map(|rest| rest.trim_start_matches('/'))
            .filter(|rest| !rest.is_empty())
        {
            return Some(format!("did you mean `{scheme}://{rest}`?"));
        }
    }
    let first = lower.split(['/', '?', '#']).next().unwrap_or_default();
    if let Some((name, host)) = first.split_once('@') {
        let is_mailbox = !name.is_empty() && is_host(host) && !target.contains('/');
        return is_mailbox.then(|| format!("did you mean `mailto:{target}`?"));
    }
    let is_web = first.starts_with("www.") || has_common_ending(first);
    (is_web && is_host(first)).then(|| format!("did you mean `https://{target}`?"))
}

/// Returns true if a text can be a host name: labels of letters, digits and hyphens, separated by full stops.
fn is_host(name: &str) -> bool {
    let is_label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    name.contains('.') && name.split('.').all(is_label)
}

/// Returns true if a name ends in a common top-level domain that is not also an extension of an article's files.
fn has_common_ending(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    matches!(
        ending,
        Some("com" | "org" | "net" | "int" | "gov" | "edu" | "info")
    )
}

#[cfg(test)]
mod tests {
    use super::{elsewhere, path};

    #[test]
    fn a_target_tells_what_was_meant() {
        for (target, expected) in [
            ("www.example.net", Some("https://www.example.net")),
            ("WWW.example.net/a?b", Some("https://WWW.example.net/a?b")),
            ("example.org/news", Some("https://example.org/news")),
            ("https//a.b", Some("https://a.b")),
            ("http/a.b", Some("http://a.b")),
            ("editor@example.net", Some("mailto:editor@example.net")),
            ("images\\map.png", Some("images/map.png")),
            ("..\\treaty\\summary.en.md", Some("../treaty/summary.en.md")),
            ("map@2x.png/x", None),
            ("map.png", None),
            ("../treaty/summary.en.md", None),
            ("/en/topics/", None),
            ("@", None),
            ("", None),
        ] {
            let help = path(target).or_else(|| elsewhere(target));
            let help = help.as_deref();
            match expected {
                Some(meant) => assert!(
                    help.is_some_and(|help| help.starts_with(&format!("did you mean `{meant}`?"))),
                    "{target}: {help:?}"
                ),
                None => assert_eq!(help, None, "{target}"),
            }
        }
    }
}
