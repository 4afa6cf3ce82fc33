//! Parses `[deploy.<name>]` of `config.toml`: the targets of `mujaz deploy`.
//!
//! Takes the table `deploy`; returns its targets, with a diagnostic for each fault. Credentials are never part of a
//! target: a key that names a secret is an error here, and messages never show its value ([`names_secret`]).

use crate::diagnostic::codes;
use std::fmt;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, names_secret, nearest};
use crate::parse::config::{BaseUrl, base_url_invalid};
use crate::parse::fields::{Fields, Located};

/// A target of `mujaz deploy`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeployTarget {
    /// The name, with the range of the table's name in the file.
    pub name: Located<String>,
    pub to: Located<Destination>,
    /// The address that the site must have been built for; `None` for the site's own.
    pub base_url: Option<BaseUrl>,
}

/// The place that a site is deployed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A folder as written: absolute, or relative to the site's folder.
    Folder(String),
    /// A folder of another machine, by rsync over ssh.
    Ssh(Ssh),
    /// A bucket or container.
    Bucket(Bucket),
}

/// A folder of another machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ssh {
    /// The machine, with the user's name if one is written: `user@example.org`.
    pub host: String,
    /// The port; `None` for the default.
    pub port: Option<u16>,
    /// The folder: absolute, or relative to the user's home (never with `~`).
    pub folder: String,
    /// The remote shell for rsync, with its options; `None` for `ssh`.
    pub rsh: Option<String>,
}

/// A bucket or container, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bucket {
    pub service: Service,
    /// The name; Azure calls it a container.
    pub name: String,
    /// Prefix of the site's keys: empty, or as in `sites/brief`.
    pub prefix: String,
    /// Region of an S3 bucket.
    pub region: Option<String>,
    /// Address of a service other than the provider's own.
    pub endpoint: Option<String>,
    /// Storage account of an Azure container.
    pub account: Option<String>,
}

/// The provider of a bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Service {
    /// Amazon S3, and services with a compatible API.
    S3,
    /// Google Cloud Storage.
    Gcs,
    /// Azure Blob Storage.
    Azure,
}

impl Service {
    const ALL: [Service; 3] = [Service::S3, Service::Gcs, Service::Azure];

    /// Returns the scheme of the service's addresses.
    pub fn scheme(self) -> &'static str {
        match self {
            Service::S3 => "s3",
            Service::Gcs => "gs",
            Service::Azure => "az",
        }
    }
}

/// Writes the address as in `s3://bucket/prefix`.
impl fmt::Display for Destination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Destination::Folder(folder) => f.write_str(folder),
            Destination::Ssh(Ssh { host, folder, .. }) => write!(f, "{host}:{folder}"),
            Destination::Bucket(bucket) => {
                write!(f, "{}://{}", bucket.service.scheme(), bucket.name)?;
                if !bucket.prefix.is_empty() {
                    write!(f, "/{}", bucket.prefix)?;
                }
                Ok(())
            }
        }
    }
}

/// The possible forms of a destination, for messages.
const FORMS: &str =
    "write a folder, ssh://user@host/folder, s3://bucket, gs://bucket or az://container";

/// The keys that only some destinations have, each with the schemes of these destinations.
const PARTICULAR: [(&str, &[&str]); 4] = [
    ("region", &["s3"]),
    ("endpoint", &["s3", "az"]),
    ("account", &["az"]),
    ("rsh", &["ssh"]),
];

/// Reads the targets in the table `deploy`, in the order of the file.
pub(super) fn targets(fields: &mut Fields<'_, '_, '_>) -> Vec<DeployTarget> {
    let Some(mut table) = fields.table("deploy", "`deploy`", "[deploy.production]") else {
        return Vec::new();
    };
    let keys = table.keys();
    keys.iter()
        .filter_map(|key| target(&mut table, key))
        .collect()
}

fn target<'t>(table: &mut Fields<'t, '_, '_>, name: &Located<&'t str>) -> Option<DeployTarget> {
    let mut entry = table.table(name.value, "a target", "[deploy.production]")?;
    let to = entry.required("to");
    let base_url = entry.string("base_url").and_then(|url| {
        let read = BaseUrl::parse(&url.value);
        let fault = match read {
            Ok(base) => return Some(base),
            Err(fault) => fault,
        };
        let found = base_url_invalid(entry.path(), url.span, &fault);
        entry.report(found);
        None
    });
    let particular = PARTICULAR.map(|(key, _)| entry.string(key));
    refuse_secrets(&mut entry);
    let to = to.filter(|to| !refuse_password(&mut entry, to));
    let to = to.and_then(|to| destination(&mut entry, to, particular));
    entry.finish();
    Some(DeployTarget {
        name: Located {
            value: name.value.to_owned(),
            span: name.span.clone(),
        },
        to: to?,
        base_url,
    })
}

/// Reports every key that names a secret: everybody who has the site can read its configuration.
fn refuse_secrets(entry: &mut Fields<'_, '_, '_>) {
    let keys = entry.unread_keys(&["to", "base_url", "region", "endpoint", "account", "rsh"]);
    for key in keys.iter().filter(|key| names_secret(key.value)) {
        entry.reserve(&[key.value]);
        let message = format!(
            "`{}` is a secret, and no secret is read from here",
            key.value
        );
        let found = Diagnostic::new(codes::DEPLOY_CREDENTIAL, entry.path(), message);
        let help = "take it out, give it to the environment (AWS_SECRET_ACCESS_KEY, GOOGLE_SERVICE_ACCOUNT, \
                    AZURE_STORAGE_ACCOUNT_KEY), and replace it with a new one if anybody else has the file";
        entry.report(found.at(key.span.clone()).help(help));
    }
}

/// Reports a destination that holds a password or a key, without repeating any of it; returns true if it does.
fn refuse_password(entry: &mut Fields<'_, '_, '_>, to: &Located<String>) -> bool {
    if credential(&to.value).is_none() {
        return false;
    }
    let message = "`to` holds a password or a key, and no secret is read from here";
    let found = Diagnostic::new(codes::DEPLOY_CREDENTIAL, entry.path(), message);
    let help = "take it out, give it to the environment or to ssh, and replace it with a new one if anybody else has the file";
    entry.report(found.at(to.span.clone()).help(help));
    true
}

/// Returns the bytes of a destination that hold a password, a key or a signature, as in `s3://KEY:SECRET@bucket`,
/// `mona:SECRET@host:/srv` and `az://container?sig=SECRET`.
pub fn credential(to: &str) -> Option<Range<usize>> {
    let (scheme, start) = match to.split_once("://") {
        Some((scheme, _)) => (scheme, scheme.len() + 3),
        // `ssh:mona@host:/srv`, a slip that is told of elsewhere.
        None => match to.split_once(':') {
            Some((word, _)) if meant_scheme(word).is_some() => (word, word.len() + 1),
            _ => ("", 0),
        },
    };
    let rest = &to[start..];
    if !scheme.is_empty()
        && let Some(query) = rest.find('?').filter(|at| rest[*at..].contains('='))
    {
        return Some(start + query..to.len());
    }
    let user = &rest[..rest.rfind('@')?];
    let has_password = match user.split_once(':') {
        // `host:22/srv/a@b` has a port, `[::1]/a@b` an address, `mona@host:/a@b` a user before its machine.
        Some((before, after)) => {
            let number = after.split('/').next().unwrap_or_default();
            let is_port = after.contains('/') && number.bytes().all(|b| b.is_ascii_digit());
            !before.contains(['/', '@', '[']) && !is_port
        }
        // Who may write to a bucket is in no address of one.
        None => {
            let service = meant_scheme(scheme).unwrap_or_default();
            !user.contains('/') && ["s3", "gs", "az"].contains(&service)
        }
    };
    has_password.then(|| start..start + user.len())
}

/// Reads the destination of a target, with the other keys that belong to it.
fn destination(
    entry: &mut Fields<'_, '_, '_>,
    to: Located<String>,
    particular: [Option<Located<String>>; PARTICULAR.len()],
) -> Option<Located<Destination>> {
    let scheme = to.value.split_once("://").map(|(scheme, _)| scheme);
    for ((key, schemes), value) in PARTICULAR.iter().zip(&particular) {
        let Some(value) = value else { continue };
        if !scheme.is_some_and(|scheme| schemes.contains(&scheme)) {
            let all: Vec<_> = schemes.iter().map(|s| format!("{s}://")).collect();
            let message = format!("`{key}` is for {} alone", all.join(" and "));
            let found = Diagnostic::new(codes::KEY_UNKNOWN, entry.path(), message);
            entry.report(found.at(value.span.clone()).help("take it out"));
        }
    }
    let [region, endpoint, account, rsh] = particular;
    if let Some(endpoint) = &endpoint
        && let Err(fault) = endpoint_fault(&endpoint.value)
    {
        let found = Diagnostic::new(codes::URL_INVALID, entry.path(), fault);
        let help = "write where the service answers, as in https://storage.example.org";
        entry.report(found.at(endpoint.span.clone()).help(help));
        return None;
    }
    let plain = |key: Option<Located<String>>| key.map(|key| key.value);
    let read = read(&to.value).map(|read| match read {
        Destination::Ssh(ssh) => Destination::Ssh(Ssh {
            rsh: plain(rsh),
            ..ssh
        }),
        Destination::Bucket(bucket) => Destination::Bucket(Bucket {
            region: plain(region),
            endpoint: plain(endpoint),
            account: plain(account),
            ..bucket
        }),
        folder => folder,
    });
    match read {
        Ok(value) => Some(Located {
            value,
            span: to.span,
        }),
        Err((message, help)) => {
            let found = Diagnostic::new(codes::DEPLOY_DESTINATION, entry.path(), message);
            entry.report(found.at(to.span).help(help));
            None
        }
    }
}

fn endpoint_fault(endpoint: &str) -> Result<(), String> {
    if endpoint.contains('@') {
        return Err(
            "`endpoint` holds a name or a password, and no secret is read from here".into(),
        );
    }
    match BaseUrl::parse(endpoint) {
        Ok(_) => Ok(()),
        Err(fault) => Err(format!("`endpoint` is no address: {fault}")),
    }
}

/// A fault of a destination: a message and advice.
type TargetError = (String, String);

/// Parses a destination, without the keys beside it.
fn read(to: &str) -> Result<Destination, TargetError> {
    let to = to.trim();
    let Some((scheme, rest)) = to.split_once("://") else {
        return folder(to);
    };
    if scheme == "ssh" {
        return ssh(rest).map(Destination::Ssh);
    }
    match Service::ALL.into_iter().find(|s| s.scheme() == scheme) {
        Some(service) => bucket(service, rest).map(Destination::Bucket),
        None => Err(foreign_scheme(scheme, rest)),
    }
}

/// Schemes of other programs, each with the equivalent scheme here; `file` means a folder.
const MEANT_SCHEMES: &[(&str, &str)] = &[
    ("sftp", "ssh"),
    ("scp", "ssh"),
    ("rsync", "ssh"),
    ("rsync+ssh", "ssh"),
    ("ssh+rsync", "ssh"),
    ("s3a", "s3"),
    ("s3n", "s3"),
    ("aws", "s3"),
    ("gcs", "gs"),
    ("gcp", "gs"),
    ("azure", "az"),
    ("azblob", "az"),
    ("abfs", "az"),
    ("file", "file"),
];

/// Returns the equivalent of a scheme here, ignoring case.
fn meant_scheme(scheme: &str) -> Option<&'static str> {
    let scheme = scheme.to_lowercase();
    let own = ["ssh", "s3", "gs", "az"];
    let own = own.into_iter().find(|own| *own == scheme);
    let others = MEANT_SCHEMES.iter().find(|(other, _)| *other == scheme);
    own.or(others.map(|(_, meant)| *meant))
}

/// Returns the fault of an address with an unsupported scheme.
fn foreign_scheme(scheme: &str, rest: &str) -> TargetError {
    let message = format!("nothing is deployed to {scheme}://");
    let help = match meant_scheme(scheme) {
        Some("file") => folder_meant(rest),
        Some(meant) => format!("did you mean {meant}://{rest}? {FORMS}"),
        None => match nearest(&scheme.to_lowercase(), ["ssh", "s3", "gs", "az"]) {
            Some(near) => format!("did you mean {near}://{rest}? {FORMS}"),
            None => FORMS.into(),
        },
    };
    (message, help)
}

/// Returns advice on an address that means a folder of this machine.
fn folder_meant(path: &str) -> String {
    let path = match path.strip_prefix("//") {
        Some(path) => path,
        None => path,
    };
    match path.is_empty() {
        true => FORMS.into(),
        false => format!("name the folder by its path: did you mean `{path}`?"),
    }
}

fn folder(to: &str) -> Result<Destination, TargetError> {
    if to.starts_with('~') {
        let help = "write the whole path, as in /home/mona/www";
        return Err(("`~` means nothing here".into(), help.into()));
    }
    if is_variable(to) {
        let help = "write the whole path, as in /home/mona/www";
        let message = "variables of a shell mean nothing here";
        return Err((message.into(), help.into()));
    }
    if is_of_windows(to) {
        return windows_folder(to);
    }
    match to.split_once(':') {
        Some((before, rest)) if !before.contains('/') => Err(with_colon(to, before, rest)),
        _ if is_login(to) => {
            let message = format!("`{to}` names a machine, and no folder of it");
            Err((message, format!("did you mean ssh://{to}/~/www?")))
        }
        _ => Ok(Destination::Folder(to.into())),
    }
}

/// Returns the fault of `<word>:<rest>`: a scheme without `//`, or a machine as in scp and rsync.
fn with_colon(to: &str, before: &str, rest: &str) -> TargetError {
    let message = format!("`{to}` is no folder");
    let bare = rest.trim_start_matches('/');
    let help = match meant_scheme(before) {
        Some("file") => folder_meant(rest),
        // The form `ssh:user@host:/folder`.
        Some("ssh") => format!(
            "did you mean ssh://{}?",
            bare.replacen(":/", "/", 1).replacen(':', "/~/", 1)
        ),
        Some(meant) => format!("did you mean {meant}://{bare}?"),
        None if matches!(
            before.to_lowercase().as_str(),
            "http" | "https" | "ftp" | "ftps"
        ) =>
        {
            FORMS.into()
        }
        None => match rest.strip_prefix('/') {
            Some(path) => format!("did you mean ssh://{before}/{path}?"),
            None if rest.is_empty() => format!("did you mean ssh://{before}/~/www?"),
            None => format!(
                "did you mean ssh://{before}/~/{}?",
                rest.trim_start_matches("~/")
            ),
        },
    };
    (message, help)
}

/// Returns true if a path begins with a shell variable, which is not expanded here.
fn is_variable(to: &str) -> bool {
    let percent = to.strip_prefix('%').and_then(|rest| rest.split_once('%'));
    to.starts_with('$') || percent.is_some_and(|(name, _)| !name.is_empty())
}

/// Returns true if a path begins with a drive letter, or is a network share of Windows.
fn is_of_windows(to: &str) -> bool {
    let mut chars = to.chars();
    let drive = chars.next().is_some_and(|c| c.is_ascii_alphabetic()) && chars.next() == Some(':');
    drive || to.starts_with("\\\\")
}

/// Parses a folder in Windows notation, which is a fault on other systems: it would be a name with unusual characters.
fn windows_folder(to: &str) -> Result<Destination, TargetError> {
    let rest = to.get(2..).unwrap_or_default();
    let is_whole = to.starts_with("\\\\") || rest.starts_with(['\\', '/']);
    if cfg!(windows) && is_whole {
        return Ok(Destination::Folder(to.into()));
    }
    if cfg!(windows) {
        let message = format!("`{to}` names a drive, and no whole path on it");
        let help = format!("did you mean {}:/{rest}?", &to[..1]);
        return Err((message, help));
    }
    let message =
        format!("`{to}` is a folder of Windows, and this machine has no drives with letters");
    let help = "write a path of this machine, as in /srv/www or ../www, or ssh://user@host/folder for another one";
    Err((message, help.into()))
}

/// Returns true if a folder's first part looks like the name of a machine: `www.brief.news`, `brief.news/htdocs`,
/// `192.0.2.7/www`. A folder may have such a name, too.
pub fn looks_like_host(folder: &str) -> bool {
    let first = folder
        .split('/')
        .next()
        .unwrap_or_default()
        .trim_end_matches('.');
    let labels: Vec<&str> = first.split('.').collect();
    let is_label = |label: &&str| {
        let is_part = |c: char| c.is_alphanumeric() || c == '-';
        !label.is_empty() && label.chars().all(is_part) && !label.starts_with('-')
    };
    let is_domain = |last: &&str| last.chars().count() > 1 && last.chars().all(char::is_alphabetic);
    let is_address = labels.len() == 4 && labels.iter().all(|label| label.parse::<u8>().is_ok());
    labels.len() > 1
        && labels.iter().all(is_label)
        && (is_address || labels.last().is_some_and(is_domain))
}

/// Returns true if a text is only `user@host`.
fn is_login(to: &str) -> bool {
    to.split_once('@').is_some_and(|(user, host)| {
        is_name_of_machine_or_user(user) && is_name_of_machine_or_user(host)
    })
}

fn ssh(rest: &str) -> Result<Ssh, TargetError> {
    let form = || {
        "write it as in ssh://user@example.org:22/srv/www, or ssh://user@example.org/~/www for a folder in the home".to_owned()
    };
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (user, machine) = match authority.rsplit_once('@') {
        Some((user, machine)) => (Some(user), machine),
        None => (None, authority),
    };
    let (machine, port) = match machine.rsplit_once(':') {
        Some((machine, port)) if !port.contains(']') => (machine, Some(port)),
        _ => (machine, None),
    };
    if user.is_some_and(|user| user.contains(':')) {
        return Err((
            "an address holds no password".into(),
            "give the other machine your public key, and take the password out".into(),
        ));
    }
    let port = match port.map(str::parse::<u16>) {
        None => None,
        Some(Ok(port)) if port > 0 => Some(port),
        Some(_) => return Err(("this is no port".into(), form())),
    };
    let named = [Some(machine), user].into_iter().flatten();
    if !named.into_iter().all(is_name_of_machine_or_user) {
        return Err(("this names no machine and no user".into(), form()));
    }
    let folder = match path.strip_prefix("~/") {
        Some(in_home) => in_home.to_owned(),
        None => format!("/{path}"),
    };
    let folder = folder.trim_end_matches('/');
    if folder.is_empty() {
        return Err(("this names no folder".into(), form()));
    }
    plain_parts(folder.trim_start_matches('/')).map_err(|message| (message, form()))?;
    Ok(Ssh {
        host: authority_without_port(user, machine),
        port,
        folder: folder.into(),
        rsh: None,
    })
}

fn authority_without_port(user: Option<&str>, machine: &str) -> String {
    match user {
        Some(user) => format!("{user}@{machine}"),
        None => machine.to_owned(),
    }
}

/// Returns true if ssh can only read the text as a name, not as an option or several words.
fn is_name_of_machine_or_user(name: &str) -> bool {
    let inner = name.strip_prefix('[').and_then(|n| n.strip_suffix(']'));
    let is_fit = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    match inner {
        Some(address) => address.chars().all(|c| c.is_ascii_hexdigit() || c == ':'),
        None => !name.is_empty() && !name.starts_with('-') && name.chars().all(is_fit),
    }
}

fn bucket(service: Service, rest: &str) -> Result<Bucket, TargetError> {
    let form = || format!("write it as in {}://name/prefix", service.scheme());
    let (name, prefix) = rest.split_once('/').unwrap_or((rest, ""));
    // Only the characters that all three services allow in names.
    let is_fit = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '$');
    if name.is_empty() || !name.chars().all(is_fit) {
        return Err((format!("`{name}` names no bucket"), form()));
    }
    let prefix = prefix.trim_end_matches('/');
    if !prefix.is_empty() {
        plain_parts(prefix).map_err(|message| (message, form()))?;
    }
    Ok(Bucket {
        service,
        name: name.into(),
        prefix: prefix.into(),
        region: None,
        endpoint: None,
        account: None,
    })
}

/// Rejects path segments that are empty, `.` or `..`.
fn plain_parts(path: &str) -> Result<(), String> {
    match path
        .split('/')
        .find(|part| matches!(*part, "" | "." | ".."))
    {
        Some("") => Err("its path has a part without a name".into()),
        Some(part) => Err(format!("its path has a part `{part}`")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_destination_that_holds_a_secret_is_known() {
        for (to, secret) in [
            (
                "s3://AKIA:wJalr/XUtn+FEMI@brief",
                Some("AKIA:wJalr/XUtn+FEMI"),
            ),
            ("s3://AKIAEXAMPLE@brief/a", Some("AKIAEXAMPLE")),
            ("s4://a:b@brief", Some("a:b")),
            ("mona:hunter2@example.org:/srv", Some("mona:hunter2")),
            ("mona:hun@ter2@example.org", Some("mona:hun@ter2")),
            ("ssh:mona:hunter2@example.org:/srv", Some("mona:hunter2")),
            ("ssh://mona:hunter2@example.org/srv", Some("mona:hunter2")),
            ("https://mona:hunter2@example.org/", Some("mona:hunter2")),
            ("az://web?sv=2024&sig=abc", Some("?sv=2024&sig=abc")),
            ("ssh://mona@example.org:22/srv/a@b", None),
            ("ssh://example.org:22/srv/a@b", None),
            ("ssh://[::1]/srv/a@b", None),
            ("mona@example.org:/srv/a@b", None),
            ("ssh:mona@example.org:/srv", None),
            ("example.org:/srv", None),
            ("../a:b/c@d", None),
            ("/srv/a?b=c", None),
            ("s3://brief/a@b", None),
            ("", None),
        ] {
            let found = credential(to).map(|range| &to[range]);
            assert_eq!(found, secret, "{to}");
        }
    }

    #[test]
    fn a_wrong_destination_is_told_the_form_that_is_meant() {
        for (written, help) in [
            ("ssh:/mona@h/y", "did you mean ssh://mona@h/y?"),
            ("ssh:mona@h:/y", "did you mean ssh://mona@h/y?"),
            ("ssh:mona@h:y", "did you mean ssh://mona@h/~/y?"),
            ("mona@h:y", "did you mean ssh://mona@h/~/y?"),
            ("mona@h:~/y", "did you mean ssh://mona@h/~/y?"),
            ("host:/srv/y", "did you mean ssh://host/srv/y?"),
            ("rsync:h/y", "did you mean ssh://h/y?"),
            ("sftp://h/y", "did you mean ssh://h/y?"),
            ("SSH://h/y", "did you mean ssh://h/y?"),
            ("S3://b", "did you mean s3://b?"),
            ("s3:/b", "did you mean s3://b?"),
            ("s3:b/c", "did you mean s3://b/c?"),
            ("gcs://b", "did you mean gs://b?"),
            ("azure:c", "did you mean az://c?"),
            ("file:x", "did you mean `x`?"),
            ("file:///srv/y", "did you mean `/srv/y`?"),
            ("~/www", "write the whole path"),
            ("$HOME/www", "write the whole path"),
            ("https://example.org", "write a folder, ssh://"),
            ("http:example.org", "write a folder, ssh://"),
        ] {
            let (_, got) = read(written).expect_err(written);
            assert!(got.contains(help), "{written}: {got}");
        }
        #[cfg(not(windows))]
        for written in [r"C:\www", "C:/www", "C:www", r"\\server\share"] {
            let (message, _) = read(written).expect_err(written);
            assert!(message.contains("a folder of Windows"), "{message}");
        }
    }

    #[test]
    fn a_destination_is_a_folder_a_machine_or_a_bucket() {
        for (written, expected) in [
            ("/mnt/site", Ok("Folder /mnt/site")),
            ("../site of ours", Ok("Folder ../site of ours")),
            (
                "ssh://mona@example.org/srv/www",
                Ok("Ssh mona@example.org:/srv/www"),
            ),
            (
                "ssh://example.org:2222/srv/www/",
                Ok("Ssh example.org:/srv/www 2222"),
            ),
            ("ssh://example.org/~/www", Ok("Ssh example.org:www")),
            ("ssh://m@[::1]:22/a b", Ok("Ssh m@[::1]:/a b 22")),
            ("ssh://[::1]/srv", Ok("Ssh [::1]:/srv")),
            ("s3://bucket", Ok("S3 s3://bucket")),
            ("s3://bucket/", Ok("S3 s3://bucket")),
            ("s3://bucket/a/موجز/", Ok("S3 s3://bucket/a/موجز")),
            ("gs://bucket/a", Ok("Gcs gs://bucket/a")),
            ("az://$web", Ok("Azure az://$web")),
            ("~/www", Err("`~` means nothing here")),
            (
                "mona@example.org:/srv",
                Err("`mona@example.org:/srv` is no folder"),
            ),
            ("example.org:/srv", Err("`example.org:/srv` is no folder")),
            (
                "mona@example.org",
                Err("`mona@example.org` names a machine, and no folder of it"),
            ),
            ("ssh:/mona@h/y", Err("`ssh:/mona@h/y` is no folder")),
            ("s3:/b", Err("`s3:/b` is no folder")),
            ("file:x", Err("`file:x` is no folder")),
            ("rsync:h/www", Err("`rsync:h/www` is no folder")),
            ("$HOME/www", Err("variables of a shell mean nothing here")),
            (
                "%USERPROFILE%/www",
                Err("variables of a shell mean nothing here"),
            ),
            ("./a:b", Ok("Folder ./a:b")),
            ("../a/b@c", Ok("Folder ../a/b@c")),
            ("S3://bucket", Err("nothing is deployed to S3://")),
            ("ftp://example.org/", Err("nothing is deployed to ftp://")),
            ("ssh://example.org", Err("this names no folder")),
            (
                "ssh://-oProxyCommand=x/srv",
                Err("this names no machine and no user"),
            ),
            ("ssh://a b/srv", Err("this names no machine and no user")),
            (
                "ssh://mona:pw@example.org/srv",
                Err("an address holds no password"),
            ),
            ("ssh://example.org:0/srv", Err("this is no port")),
            (
                "ssh://example.org/srv/../etc",
                Err("its path has a part `..`"),
            ),
            ("s3:///a", Err("`` names no bucket")),
            ("s3://a/b//c", Err("its path has a part without a name")),
            ("s3://a/../c", Err("its path has a part `..`")),
        ] {
            let got = read(written).map(|to| match &to {
                Destination::Folder(_) => format!("Folder {to}"),
                Destination::Ssh(ssh) => match ssh.port {
                    Some(port) => format!("Ssh {to} {port}"),
                    None => format!("Ssh {to}"),
                },
                Destination::Bucket(bucket) => format!("{:?} {to}", bucket.service),
            });
            let got = got.as_deref().map_err(|(message, _)| message.as_str());
            assert_eq!(got, expected, "{written}");
        }
    }
}
