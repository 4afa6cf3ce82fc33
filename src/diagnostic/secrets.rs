//! Hides passwords and keys of a configuration file, in excerpts and in messages.
//!
//! Takes the text of a configuration file, which need not be valid TOML; returns it with asterisks in place of every
//! value that may be a secret. In tables of deploy targets all values are hidden except those that are known to be
//! harmless, since a mistyped key or a mistyped address may hold anything. Elsewhere, values of keys that name a secret
//! and passwords in addresses are hidden.

use std::borrow::Cow;
use std::ops::Range;

use super::codes::{DATE_INVALID, DEPLOY_DESTINATION, TOML_SYNTAX, URL_INVALID};
use super::{Diagnostic, names_secret};

/// Returns true if a path is that of the configuration, or of one that is laid over it.
pub fn is_config(path: &str) -> bool {
    let name = path.strip_prefix("config.");
    name.is_some_and(|name| name == "toml" || name.ends_with(".toml") && !name.contains('/'))
}

/// Returns the text of a file with its secrets hidden, for excerpts. It has as many bytes and characters as before, so that
/// places in it stay correct.
pub fn masked<'t>(path: &str, text: &'t str) -> Cow<'t, str> {
    let secrets = if is_config(path) {
        secrets(text)
    } else {
        Vec::new()
    };
    if secrets.is_empty() {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for secret in secrets {
        // Ranges may overlap: an address with a password in the value of a secret.
        let start = secret.start.max(end);
        if start < secret.end {
            out.push_str(&text[end..start]);
            out.extend(text[start..secret.end].chars().map(asterisk));
            end = secret.end;
        }
    }
    out.push_str(&text[end..]);
    out.into()
}

/// Returns the replacement for a character of a secret: a character of the same length. White space stays.
fn asterisk(c: char) -> char {
    match c.len_utf8() {
        _ if c.is_whitespace() => c,
        1 => '*',
        2 => '·',
        3 => '•',
        _ => '🞄',
    }
}

/// Removes the words of secrets from the messages of findings that quote a configuration file.
pub fn hide(found: &mut [Diagnostic], text: impl Fn(&Diagnostic) -> Option<String>) {
    const QUOTING: [super::Code; 4] = [DATE_INVALID, DEPLOY_DESTINATION, TOML_SYNTAX, URL_INVALID];
    for found in found.iter_mut().filter(|d| QUOTING.contains(&d.code)) {
        let Some(text) = text(found) else { continue };
        // What is written with escapes is quoted without them.
        if text.contains('\\') {
            found.message = "this cannot be read, and may hold a secret".into();
            found.help = None;
            continue;
        }
        let secrets: Vec<&str> = runs(&text).filter(|run| run.len() > 1).collect();
        let without = |message: &str| {
            let mut message = message.to_owned();
            let own: Vec<&str> = runs(&message).filter(|run| secrets.contains(run)).collect();
            for run in own.into_iter().map(str::to_owned).collect::<Vec<_>>() {
                message = message.replace(&run, "***");
            }
            message
        };
        found.help = found.help.as_deref().map(without);
        found.message = without(&found.message);
    }
}

/// Returns the secrets on the lines of a range, one after the other.
pub fn secrets_at(text: &str, secrets: &[Range<usize>], span: &Range<usize>) -> Option<String> {
    let start = text.get(..span.start)?.rfind('\n').map_or(0, |at| at + 1);
    let end = text
        .get(span.end..)?
        .find('\n')
        .map_or(text.len(), |at| span.end + at);
    let first = secrets.partition_point(|secret| secret.end <= start);
    let here = secrets[first..]
        .iter()
        .take_while(|secret| secret.start < end);
    let here: Vec<&str> = here.map(|secret| &text[secret.clone()]).collect();
    (!here.is_empty()).then(|| here.join(" "))
}

/// Returns the runs of letters and digits of a text.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let runs = text.split(|c: char| !c.is_alphanumeric());
    runs.filter(|run| !run.is_empty())
}

/// The part of a file that a line is in.
#[derive(Clone, Copy, PartialEq)]
enum ConfigPart {
    /// The tables of deploy targets.
    Targets,
    /// A table whose name indicates a secret.
    Secret,
    Other,
}

/// Returns the ranges of a configuration file that may be secrets, in order of their starts.
pub fn secrets(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut part = ConfigPart::Other;
    // Whether the value of an earlier line goes on, and it is hidden.
    let mut open = OpenDelimiters::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let line = line.trim_end();
        if let Some(name) = heading(line).filter(|_| !open.is_text()) {
            part = part_of(name);
            open = OpenDelimiters::default();
            found.extend(shifted(passwords(line), at));
            continue;
        }
        if open.goes_on() {
            open.read(line);
            found.push(at..at + line.len());
            continue;
        }
        let secret = secret_of_line(line, part);
        if let Some(secret) = &secret {
            open.read(&line[secret.clone()]);
        }
        let mut here: Vec<_> = secret.into_iter().chain(passwords(line)).collect();
        here.sort_by_key(|secret| secret.start);
        found.extend(shifted(here, at));
    }
    found
}

fn shifted(ranges: Vec<Range<usize>>, by: usize) -> impl Iterator<Item = Range<usize>> {
    let ranges = ranges.into_iter();
    ranges.map(move |range| range.start + by..range.end + by)
}

/// Returns the name in the heading of a table. A line such as `["a", "b"]` is not a heading.
fn heading(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix('[')?.trim_start_matches('[');
    let (name, after) = rest.split_once(']').unwrap_or((rest, ""));
    let after = after.trim_start_matches(']').trim_start();
    let is_name = name.starts_with(|c: char| c.is_alphanumeric() || matches!(c, ' ' | '_'))
        || name.contains('.')
        || name.trim_matches(['"', '\'']) == "deploy";
    let is_whole =
        is_name && name.chars().all(is_name_char) && (after.is_empty() || after.starts_with('#'));
    is_whole.then_some(name)
}

/// Returns the part of the file that a table with this name, or a key with dots, is in.
fn part_of(name: &str) -> ConfigPart {
    let mut parts = name
        .split('.')
        .map(|part| part.trim().trim_matches(['"', '\'']));
    match () {
        () if name
            .trim_start_matches([' ', '"', '\''])
            .starts_with("deploy") =>
        {
            ConfigPart::Targets
        }
        () if parts.any(names_secret) => ConfigPart::Secret,
        () => ConfigPart::Other,
    }
}

/// Returns the part of a line that may be a secret: the value, a line that has no key, or nothing.
fn secret_of_line(line: &str, part: ConfigPart) -> Option<Range<usize>> {
    let mut signs = line.match_indices('=').map(|(at, _)| at);
    let Some(first) = signs.clone().next() else {
        return (part != ConfigPart::Other && !line.is_empty()).then_some(0..line.len());
    };
    let is_in_part = part != ConfigPart::Other || part_of(&line[..first]) == ConfigPart::Targets;
    if is_in_part {
        let (key, value) = (last_word(&line[..first]), &line[first + 1..]);
        let shown = if part == ConfigPart::Secret {
            None
        } else {
            plain(key, value)
        };
        return match shown {
            Some(shown) if shown == value.len() => None,
            shown => Some(first + 1 + shown.unwrap_or(0)..line.len()),
        };
    }
    let key = signs.find(|at| names_secret(last_word(&line[..*at])))?;
    Some(key + 1..line.len())
}

/// Returns the last word before a sign, as the key of a value.
fn last_word(before: &str) -> &str {
    let before = before.trim_end_matches([' ', '\t', '"', '\'']);
    let mut words = before.rsplit(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-'));
    words.next().unwrap_or_default()
}

/// Returns the part of a target's value that can be shown: all of it, an address up to `://`, or nothing.
fn plain(key: &str, value: &str) -> Option<usize> {
    let start = value.len() - value.trim_start().len();
    let quote = value[start..]
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\''))?;
    let inner = &value[start + 1..];
    let text = inner.split(quote).next().unwrap_or_default();
    let is_whole = inner.len() == text.len() + 1 && !text.contains('\\');
    let scheme = text.find("://").filter(|at| *at < 12).map(|at| at + 3);
    let is_plain = match key {
        "to" => is_plain_address(text) && !is_of_web(text),
        "base_url" | "endpoint" => is_plain_address(text),
        "region" | "account" => text.chars().all(is_name_char),
        _ => return None,
    };
    match is_whole && is_plain {
        true => Some(value.len()),
        false => scheme.map(|scheme| start + 1 + scheme),
    }
}

fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ' | '"' | '\'')
}

/// Returns true if an address cannot contain a secret: no query, no fragment, no escape, and only a bare name before an
/// at sign.
fn is_plain_address(text: &str) -> bool {
    let is_scheme = |(before, _): &(&str, &str)| before.chars().all(|c| c.is_ascii_alphanumeric());
    let parts = text.split_once("://").or_else(|| text.split_once(":/"));
    let (scheme, rest) = parts.filter(is_scheme).unwrap_or(("", text));
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let rest = rest.trim_start_matches('/');
    let user = rest.split_once('@');
    let is_of_bucket = ["s3", "gs", "az"].contains(&scheme);
    let is_plain_user = |(user, host): (&str, &str)| {
        let user = user.strip_prefix("ssh:").unwrap_or(user);
        user.chars().all(is_bare) && !host.contains('@') && !is_of_bucket && !is_of_web(text)
    };
    user.is_none_or(is_plain_user) && !text.contains(['?', '#', ';', '%', '=', '&', ','])
}

/// Returns true if an address is a web address with a path. A program that accepts such an address for a site may have
/// a secret in it.
fn is_of_web(text: &str) -> bool {
    let rest = text.split_once("://").filter(|(scheme, _)| {
        let scheme = scheme.to_lowercase();
        scheme.starts_with("http") || scheme.starts_with("ftp")
    });
    rest.is_some_and(|(_, rest)| rest.trim_end_matches('/').contains(['/', '@']))
}

/// Brackets and strings of several lines that are open at the end of a line of TOML.
#[derive(Default)]
struct OpenDelimiters {
    brackets: usize,
    text: Option<&'static str>,
}

impl OpenDelimiters {
    fn goes_on(&self) -> bool {
        self.brackets > 0 || self.is_text()
    }

    fn is_text(&self) -> bool {
        self.text.is_some()
    }

    /// Reads a line of a value.
    fn read(&mut self, line: &str) {
        for mark in ["\"\"\"", "'''"] {
            let is_odd = line.matches(mark).count() % 2 == 1;
            match self.text {
                Some(open) if open == mark && is_odd => self.text = None,
                None if is_odd => self.text = Some(mark),
                _ => {}
            }
        }
        let count = |signs: [char; 2]| line.matches(signs).count();
        self.brackets = (self.brackets + count(['[', '{'])).saturating_sub(count([']', '}']));
    }
}

/// Returns the byte ranges of passwords, keys and signatures in the addresses of a line, as in `ssh://user:password@host/`,
/// `user:password@host:/folder`, `s3://key@bucket` and `az://container?sig=signature`.
fn passwords(line: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let pieces = line.split(['"', '\'']).map(|piece| {
        let at = start;
        start += piece.len() + 1;
        (at, piece)
    });
    let ranges = pieces.flat_map(|(at, piece)| {
        let ranges = passwords_of(piece).into_iter();
        ranges.map(move |range| at + range.start..at + range.end)
    });
    ranges.collect()
}

/// Returns the ranges of passwords in a text without quotation marks.
fn passwords_of(text: &str) -> Vec<Range<usize>> {
    let scheme = text.find("://");
    let start = scheme.map_or(0, |at| at + 3);
    let mut found = Vec::new();
    if let Some(query) = text[start..].find('?').map(|at| start + at)
        && scheme.is_some()
        && text[query..].contains('=')
    {
        found.push(query + 1..text.len());
    }
    let names = |schemes: &[&str]| {
        scheme.is_some_and(|at| schemes.iter().any(|own| text[..at].ends_with(own)))
    };
    if names(&["s3", "gs", "az"])
        && let Some(fragment) = text[start..].find('#').map(|at| start + at)
    {
        found.push(fragment + 1..text.len());
    }
    let colon = text[start..].find(':').map(|at| start + at);
    let user = colon.filter(|colon| !text[start..*colon].contains(['/', '@', '[']));
    let from = match user {
        Some(colon) => colon + 1,
        _ if names(&["s3", "gs", "az"]) => start,
        // A token before the machine; an at sign may also be in the path.
        _ if names(&["http", "https", "ftp", "ftps"])
            && text[start..]
                .split('/')
                .next()
                .is_some_and(|host| host.contains('@')) =>
        {
            start
        }
        _ => return found,
    };
    // A password may hold a slash or an at sign; the host after it does not.
    let Some(first) = text[from..].find('@').map(|at| from + at) else {
        return found;
    };
    let number = text[from..first].split('/').next().unwrap_or_default();
    let is_port = text[from..first].contains('/') && number.bytes().all(|b| b.is_ascii_digit());
    if is_port {
        return found;
    }
    let end = text[first..].find('/').map_or(text.len(), |at| first + at);
    let last = text[first..end].rfind('@').map_or(first, |at| first + at);
    found.push(from..last);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_of_a_secret_is_hidden() {
        for (line, shown) in [
            ("secret_key = \"ab c\"", "secret_key = *** **"),
            (
                "{ to = \"s3://b\", \"token\" = 'x' }",
                "{ to = \"s3://b\", \"token\" = *** *",
            ),
            ("# password=hunter2", "# password=*******"),
            ("title = \"a key = b\"", "title = \"a key = **"),
            ("region = \"eu\"", "region = \"eu\""),
            (
                "to = 'ssh://me:p:w@host:2/x@y'",
                "to = 'ssh://me:***@host:2/x@y'",
            ),
            ("to = 'ssh://me@host:22/x'", "to = 'ssh://me@host:22/x'"),
            ("to = 'ssh://host:22/x@y'", "to = 'ssh://host:22/x@y'"),
            ("to = \"s3://AK:a/b@c\"", "to = \"s3://AK:***@c\""),
            ("to = \"s3://AK@c\"", "to = \"s3://**@c\""),
            ("to = \"me:p@w@host:/x\"", "to = \"me:***@host:/x\""),
            ("to = 'az://c?sig=x'", "to = 'az://c?*****'"),
            ("mail = 'me@host'", "mail = 'me@host'"),
            ("secret = 'https://a:b@c'", "secret = ***************"),
            ("to = 'https://AB@host/x'", "to = 'https://**@host/x'"),
            ("to = 'https://host/@x'", "to = 'https://host/@x'"),
            ("to = 's3://b#AB'", "to = 's3://b#**'"),
            ("مفتاح = \"x\"", "مفتاح = \"x\""),
            ("=", "="),
        ] {
            let got = masked("config.prod.toml", line);
            assert_eq!(got, shown);
            assert_eq!(got.len(), line.len());
        }
    }

    #[test]
    fn an_unknown_key_of_a_target_may_hold_a_secret() {
        for (text, shown) in [
            ("[deploy.a]\nto = \"x\"\nsecert = \"ab\"", "secert = ****"),
            ("[deploy.a]\nto = \"x\"", "to = \"x\""),
            ("[deploy.a]\nto = \"az://c?AB\"", "to = \"az://*****"),
            ("[deploy.a]\nto = \"az://c;AB\"", "to = \"az://*****"),
            (
                "[deploy.a]\nto = \"u:22/AB@host:/x\"",
                "to = *****************",
            ),
            ("[deploy.a]\nto = [\"s3://b\",\n\"AB\"]", "*****"),
            ("[deploy.a]\nto = \"\"\"\ns3://b?AB", "*********"),
            (
                "[deploy]\nx = { to = \"s3://b\", p = \"AB\" }",
                "x = * ** * ********* * * **** *",
            ),
            ("deploy.x.p = \"AB\"", "deploy.x.p = ****"),
            ("[deploy.a]\nto = \"https://h/AB\"", "to = \"https://*****"),
            (
                "[deploy.a]\nto = \"ssh://u%3AAB@h/x\"",
                "to = \"ssh://***********",
            ),
            ("[deploy.a]\nrsh = \"sshpass -p AB", "rsh = ******** ** **"),
            (
                "[deploy.a]\nto = \"ssh://mona@h:22/x\"",
                "to = \"ssh://mona@h:22/x\"",
            ),
            ("[extra.credentials]\nx = \"AB\"", "x = ****"),
            ("password = \"\"\"\nAB\n\"\"\"", "***"),
            ("[deploy.a]\np = [\n[check]\nx = \"ab\"", "x = \"ab\""),
            ("[deploy.a]\n[check]\nignroe = \"ab\"", "ignroe = \"ab\""),
        ] {
            let got = masked("config.toml", text);
            assert_eq!(got.lines().last(), Some(shown), "{text}");
        }
    }
}
