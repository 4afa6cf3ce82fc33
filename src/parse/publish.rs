//! Parses the table `[publish]` of `config.toml`: the requirements for publishing a text, files beside the pages, and
//! hosts that pages may load from.

use crate::coding::Coding;
use crate::diagnostic::codes;
use crate::diagnostic::{Diagnostic, nearest};
use crate::lang::Date;
use crate::parse::fields::{Fields, Located};

/// The files that are published beside the pages, and the hosts that pages may load from.
#[derive(Debug, Default)]
pub struct Publish {
    /// The codings of compressed copies of text files, each once.
    pub compress: Vec<Coding>,
    /// The text of `humans.txt`; `None` if the site has none.
    pub humans: Option<String>,
    /// The fields of `security.txt`; `None` if the site has none.
    pub security: Option<Security>,
    /// The sources on other hosts that pages may load from, by directive of the Content-Security-Policy.
    pub allow: Vec<(&'static str, Vec<String>)>,
    /// Requirements for publishing any text.
    pub require: Vec<Requirement>,
    /// Further requirements for the texts of a topic, by the topic's id.
    pub topics: Vec<(Located<String>, Vec<Requirement>)>,
}

/// Something that a text needs to be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Requirement {
    /// A valid seal.
    Sealed,
    /// A summary in every language of the site, all of which can be published.
    AllLanguages,
    /// No warnings in the text and in its original.
    NoWarnings,
    /// A reviewer of the text.
    Reviewer,
}

impl Requirement {
    const ALL: [Requirement; 4] = [
        Requirement::Sealed,
        Requirement::AllLanguages,
        Requirement::NoWarnings,
        Requirement::Reviewer,
    ];

    fn word(self) -> &'static str {
        match self {
            Requirement::Sealed => "sealed",
            Requirement::AllLanguages => "all-languages",
            Requirement::NoWarnings => "no-warnings",
            Requirement::Reviewer => "reviewer",
        }
    }
}

impl Publish {
    /// Returns the requirements for publishing the texts of an article with these topics.
    pub fn requirements<'t>(&self, topics: impl Iterator<Item = &'t str>) -> Vec<Requirement> {
        let mut required = self.require.clone();
        for topic in topics {
            let of_topic = self.topics.iter().filter(|(id, _)| id.value == topic);
            required.extend(of_topic.flat_map(|(_, require)| require));
        }
        required.sort_unstable();
        required.dedup();
        required
    }

    /// Returns true if any text needs something to be published.
    pub fn has_requirements(&self) -> bool {
        let mut topics = self.topics.iter();
        !self.require.is_empty() || topics.any(|(_, require)| !require.is_empty())
    }
}

/// The fields of `security.txt`, for reports of vulnerabilities (RFC 9116).
#[derive(Debug)]
pub struct Security {
    /// Addresses for reports, the preferred one first.
    pub contact: Vec<String>,
    /// The day on which the file expires.
    pub expires: Located<Date>,
    /// Further fields: name and address, in the order of [`LINKS`].
    pub links: Vec<(&'static str, String)>,
}

/// The keys of `[publish.security]` that contain an address, each with the name of its field.
const LINKS: [(&str, &str); 4] = [
    ("encryption", "Encryption"),
    ("acknowledgments", "Acknowledgments"),
    ("policy", "Policy"),
    ("hiring", "Hiring"),
];

/// The keys of `[publish.allow]`, each with its directive.
const ALLOWED: [(&str, &str); 7] = [
    ("images", "img-src"),
    ("media", "media-src"),
    ("frames", "frame-src"),
    ("styles", "style-src"),
    ("scripts", "script-src"),
    ("fonts", "font-src"),
    ("connections", "connect-src"),
];

/// Reads the table `[publish]`.
pub(super) fn publish(fields: &mut Fields<'_, '_, '_>) -> Publish {
    let Some(mut table) = fields.table("publish", "`publish`", "[publish]") else {
        return Publish::default();
    };
    table.synonyms(&[
        ("requires", "require"),
        ("required", "require"),
        ("gate", "require"),
        ("topic", "topics"),
    ]);
    let publish = Publish {
        compress: codings(&mut table),
        humans: table.string("humans").map(|text| text.value),
        allow: allow(&mut table),
        security: security(&mut table),
        require: requirements(&mut table),
        topics: topics(&mut table),
    };
    table.finish();
    publish
}

/// Reads the list `require` of `[publish]` or of one of its topics.
fn requirements(table: &mut Fields<'_, '_, '_>) -> Vec<Requirement> {
    let mut required = Vec::new();
    for word in table.strings("require") {
        let known = Requirement::ALL.map(Requirement::word);
        if let Some(index) = known.iter().position(|known| *known == word.value) {
            required.push(Requirement::ALL[index]);
            continue;
        }
        let near = nearest(&word.value, known);
        let help = match near {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => format!("it can be \"{}\"", known.join("\", \"")),
        };
        let message = format!("an entry of `require` cannot be \"{}\"", word.value);
        let found = Diagnostic::new(codes::VALUE_UNKNOWN, table.path(), message);
        table.report(found.at(word.span).help(help));
    }
    required
}

fn topics(table: &mut Fields<'_, '_, '_>) -> Vec<(Located<String>, Vec<Requirement>)> {
    let Some(mut topics) = table.table("topics", "`publish.topics`", "[publish.topics.economy]")
    else {
        return Vec::new();
    };
    let mut required = Vec::new();
    for id in topics.keys() {
        let form = "[publish.topics.economy]";
        let Some(mut topic) = topics.table(id.value, "a topic of `publish.topics`", form) else {
            continue;
        };
        let require = requirements(&mut topic);
        topic.finish();
        let id = Located {
            value: id.value.to_owned(),
            span: id.span,
        };
        required.push((id, require));
    }
    topics.finish();
    required
}

fn codings(table: &mut Fields<'_, '_, '_>) -> Vec<Coding> {
    let mut codings = Vec::new();
    for name in table.strings("compress") {
        match Coding::ALL.into_iter().find(|c| c.name() == name.value) {
            Some(coding) => codings.push(coding),
            None => {
                let message = format!("an entry of `compress` cannot be \"{}\"", name.value);
                let found = Diagnostic::new(codes::VALUE_UNKNOWN, table.path(), message);
                let help = "it can be \"gzip\" or \"brotli\"";
                table.report(found.at(name.span).help(help));
            }
        }
    }
    codings.sort_unstable();
    codings.dedup();
    codings
}

fn allow(table: &mut Fields<'_, '_, '_>) -> Vec<(&'static str, Vec<String>)> {
    let Some(mut allow) = table.table("allow", "`publish.allow`", "[publish.allow]") else {
        return Vec::new();
    };
    let mut sources = Vec::new();
    for (key, directive) in ALLOWED {
        let hosts = allow.strings(key);
        let sound = |host: &Located<String>| is_source(&host.value);
        let (hosts, wrong): (Vec<_>, Vec<_>) = hosts.into_iter().partition(sound);
        for host in wrong {
            let help = "write a host as in \"https://maps.example.org\"";
            invalid(&mut allow, key, host, help);
        }
        if !hosts.is_empty() {
            sources.push((
                directive,
                hosts.into_iter().map(|host| host.value).collect(),
            ));
        }
    }
    allow.finish();
    sources
}

/// Returns true if a text is a host, or a path on one, that cannot end the directive or attribute that contains it.
fn is_source(text: &str) -> bool {
    let host = text.strip_prefix("https://").unwrap_or_default();
    let fits = |c: char| c.is_ascii_alphanumeric() || "-._~:/*%".contains(c);
    host.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '*') && host.chars().all(fits)
}

fn security(table: &mut Fields<'_, '_, '_>) -> Option<Security> {
    let mut security = table.table("security", "`publish.security`", "[publish.security]")?;
    let before = security.strings("contact");
    let is_there = security.has("contact");
    let mut contact = Vec::new();
    for address in before {
        let schemes = ["mailto:", "https://", "tel:"];
        if is_address(&address.value, &schemes) {
            contact.push(address.value);
        } else {
            let help = "begin it with mailto:, https:// or tel:";
            invalid(&mut security, "contact", address, help);
        }
    }
    let mut links = Vec::new();
    for (key, field) in LINKS {
        match security.string(key) {
            Some(url) if is_address(&url.value, &["https://"]) => links.push((field, url.value)),
            Some(url) => invalid(&mut security, key, url, "begin it with https://"),
            None => {}
        }
    }
    let has_date = security.has("expires");
    let expires = security.date("expires");
    for (is_there, form) in [
        (is_there, "contact = [\"mailto:…\"]"),
        (has_date, "expires = 2027-01-31"),
    ] {
        if !is_there && security.is_sound() {
            missing(&mut security, form);
        }
    }
    security.finish();
    let expires = expires?;
    (!contact.is_empty()).then_some(Security {
        contact,
        expires,
        links,
    })
}

/// Reports a missing key. `form` shows how it is written.
fn missing(security: &mut Fields<'_, '_, '_>, form: &str) {
    let key = form.split(' ').next().unwrap_or_default();
    let message = format!("`{key}` is missing from `publish.security`");
    let found = Diagnostic::new(codes::KEY_MISSING, security.path(), message);
    let found = security.about(found.help(format!("add `{form}`")));
    security.report(found);
}

fn is_address(text: &str, schemes: &[&str]) -> bool {
    let rest = schemes.iter().find_map(|scheme| text.strip_prefix(scheme));
    let is_odd = |c: char| c.is_whitespace() || c.is_control();
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(is_odd))
}

fn invalid(table: &mut Fields<'_, '_, '_>, key: &str, url: Located<String>, help: &str) {
    let message = format!("`{key}` cannot be \"{}\"", url.value);
    let found = Diagnostic::new(codes::URL_INVALID, table.path(), message);
    table.report(found.at(url.span).help(help));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_a_host_and_can_end_neither_a_directive_nor_an_attribute() {
        for (text, expected) in [
            ("https://example.org", true),
            ("https://*.example.org", true),
            ("https://example.org:8443/maps/", true),
            ("http://example.org", false),
            ("https://", false),
            ("example.org", false),
            ("'unsafe-inline'", false),
            ("https://a.org; script-src *", false),
            ("https://a.org\"><script>", false),
        ] {
            assert_eq!(is_source(text), expected, "{text}");
        }
    }
}
