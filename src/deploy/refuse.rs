//! Finds the reasons not to deploy an output, such as drafts in it, each with advice.
//!
//! Takes the output, the facts that its build recorded, and the target; returns all reasons at once. It changes nothing, so
//! a dry run gives the same reasons. The user can permit some of them by an option ([`DeployExceptions`]).

use std::collections::BTreeSet;

use super::site::some;
use super::{DeployError, OutputSite};
use crate::built::VERSION;
use crate::clock::{UnixTime, Zone};
use crate::parse::config::BaseUrl;
use crate::parse::deploy::{DeployTarget, Destination};
use crate::parse::hosts::{host, is_local, is_placeholder};

/// Exceptions that the user permits.
#[derive(Debug, Clone, Default)]
pub struct DeployExceptions {
    /// Permits texts that are drafts.
    pub drafts: bool,
    /// Permits links from page to page that are relative, on a host.
    pub relative_links: bool,
    /// Permits files that look as if they were left in the folder by mistake.
    pub unknown_files: bool,
    /// Permits the output of an earlier build after a failed one.
    pub failed_build: bool,
}

/// Suffixes of files that editors and other programs leave behind, or that hold secrets or data.
const SUSPICIOUS_ENDINGS: [&str; 26] = [
    "~",
    ".bak",
    ".backup",
    ".orig",
    ".rej",
    ".old",
    ".save",
    ".swp",
    ".swo",
    ".tmp",
    ".temp",
    ".part",
    ".crdownload",
    ".log",
    ".lock",
    ".env",
    ".pem",
    ".key",
    ".p12",
    ".pfx",
    ".kdbx",
    ".sql",
    ".sqlite",
    ".db",
    ".md",
    ".toml",
];

/// Names of such files and folders, in lower case.
const SUSPICIOUS_NAMES: [&str; 10] = [
    "thumbs.db",
    "desktop.ini",
    "icon\r",
    "__macosx",
    "node_modules",
    "__pycache__",
    "id_rsa",
    "id_ed25519",
    "credentials",
    "cvs",
];

/// Returns every reason not to deploy a site to a target.
///
/// `wanted` is the address of the target, `now` the moment of the deploy, and `zone` the site's time zone. `languages` are
/// the site's languages: in their folders every file should come from the build.
pub fn reasons(
    site: &OutputSite,
    target: &DeployTarget,
    wanted: &BaseUrl,
    languages: &BTreeSet<String>,
    allow: &DeployExceptions,
    (now, zone): (UnixTime, Option<&Zone>),
) -> Vec<DeployError> {
    let reasons = [
        version(site),
        failed_build(site, allow),
        other_address(site, target, wanted),
        unreachable(target, wanted),
        starter(site),
        drafts(site, allow),
        embargo(site, allow, now, zone),
        relative_links(site, target, allow),
        unknown_files(site, languages, allow),
    ];
    reasons.into_iter().flatten().collect()
}

/// Refuses a build by another version: it may not have recorded all facts for the other checks.
fn version(site: &OutputSite) -> Option<DeployError> {
    let by = match site.built() {
        Some(built) if built.version == VERSION => return None,
        Some(built) => format!("mujaz {}", built.version),
        None => "a version that did not record what it built".into(),
    };
    let message = format!("the site was built by {by}, and this is mujaz {VERSION}");
    Some(DeployError::new(message).help("run `mujaz build` again"))
}

fn failed_build(site: &OutputSite, allow: &DeployExceptions) -> Option<DeployError> {
    if !site.has_failed() || allow.failed_build {
        return None;
    }
    let message = "the last build failed, so the output is older than the site's sources";
    Some(DeployError::new(message).help(
        "mend the errors that `mujaz check` names and run `mujaz build`, or add `--allow failed-build` to take the older output",
    ))
}

fn other_address(
    site: &OutputSite,
    target: &DeployTarget,
    wanted: &BaseUrl,
) -> Option<DeployError> {
    let built = site.base()?;
    if (&built.origin, &built.path) == (&wanted.origin, &wanted.path) {
        return None;
    }
    let (built, wanted) = (shown(&built), shown(wanted));
    let message = format!(
        "the site was built for {built}, and {} is {wanted}",
        target.name.value
    );
    Some(DeployError::new(message).help(format!("run `mujaz build --base-url {wanted}` first")))
}

/// Refuses a `base_url` that no reader can reach.
fn unreachable(target: &DeployTarget, wanted: &BaseUrl) -> Option<DeployError> {
    let (address, name) = (shown(wanted), &target.name.value);
    let host = host(&wanted.origin);
    if is_placeholder(wanted) {
        let message = format!("the site has no address yet: {address} stands for one in documents");
        return Some(DeployError::new(message).help(format!(
            "set `base_url` in config.toml, or in [deploy.{name}], to the address that readers will use, and run `mujaz build`"
        )));
    }
    // An address that is set for this very target is intended.
    if !is_local(&host) || target.base_url.is_some() {
        return None;
    }
    let message = format!(
        "readers cannot reach {address}: it leads to the machine or network that they are in"
    );
    Some(DeployError::new(message).help(format!(
        "set `base_url` in config.toml to the address that readers will use and run `mujaz build`; if this one is meant, write `base_url = \"{address}\"` into [deploy.{name}]"
    )))
}

/// Refuses the invented texts of a new site.
fn starter(site: &OutputSite) -> Option<DeployError> {
    let starter = site.built().map_or(&[][..], |built| &built.starter);
    if starter.is_empty() {
        return None;
    }
    let paths: Vec<&str> = starter.iter().map(String::as_str).collect();
    let message = format!(
        "the site has texts that `mujaz init` made, and that are invented: {}",
        some(&paths)
    );
    Some(DeployError::new(message).help("write your own, or remove them, and run `mujaz build`"))
}

fn drafts(site: &OutputSite, allow: &DeployExceptions) -> Option<DeployError> {
    let drafts = site.built().map_or(&[][..], |built| &built.drafts);
    if drafts.is_empty() || allow.drafts {
        return None;
    }
    let paths: Vec<&str> = drafts.iter().map(String::as_str).collect();
    let message = format!(
        "the site was built with drafts, or with what is held back: {}",
        some(&paths)
    );
    Some(DeployError::new(message).help(
        "run `mujaz build` without --drafts first, or add --drafts to put them where others can read them",
    ))
}

/// Refuses texts that were published for another day than this: built with `--now`, or expired since.
fn embargo(
    site: &OutputSite,
    allow: &DeployExceptions,
    now: UnixTime,
    zone: Option<&Zone>,
) -> Option<DeployError> {
    let validity = site.built()?.validity;
    let shown = |time| zone.unwrap_or(&Zone::utc()).rfc3339(time);
    let message = match (validity.from, validity.until) {
        _ if allow.drafts => return None,
        (Some(from), _) if now < from => format!(
            "the site was built for a later time: it has a text that is under embargo until {}",
            shown(from)
        ),
        (_, Some(until)) if now >= until => {
            format!("the site has a text that expired at {}", shown(until))
        }
        _ => return None,
    };
    Some(DeployError::new(message).help(
        "run `mujaz build` without --now first, or add --drafts to put it where others can read it",
    ))
}

/// Refuses relative links on a host: a host sends its 404 page for addresses at any depth, where relative links break.
fn relative_links(
    site: &OutputSite,
    target: &DeployTarget,
    allow: &DeployExceptions,
) -> Option<DeployError> {
    let is_host = !matches!(target.to.value, Destination::Folder(_));
    let is_relative = site.built().is_some_and(|built| built.base.is_relative);
    if !is_relative || !is_host || allow.relative_links {
        return None;
    }
    let message = "the site was built with --relative, for opening it from a disk: on a host its page for missing addresses has broken links";
    Some(
        DeployError::new(message)
            .help("run `mujaz build` without --relative first, or add `--allow relative-links`"),
    )
}

/// Refuses files that no build wrote and that probably nobody meant to publish.
fn unknown_files(
    site: &OutputSite,
    languages: &BTreeSet<String>,
    allow: &DeployExceptions,
) -> Option<DeployError> {
    if allow.unknown_files {
        return None;
    }
    let is_left_over = |path: &str| {
        let top = path.split_once('/').map(|(top, _)| top);
        top.is_some_and(|top| languages.contains(top)) || is_suspicious(path)
    };
    let unknown: Vec<&str> = site.unknown().filter(|path| is_left_over(path)).collect();
    if unknown.is_empty() {
        return None;
    }
    let message = format!(
        "there are files that the build did not write, and that do not look meant for readers: {}",
        some(&unknown)
    );
    Some(DeployError::new(message).help(
        "remove them or move them out of the output folder, or add `--allow unknown-files` to put them up",
    ))
}

/// Returns true if a part of a path has a name that pages, pictures and documents do not have.
fn is_suspicious(path: &str) -> bool {
    let mut parts = path.split('/').map(str::to_lowercase);
    parts.any(|part| {
        let name = SUSPICIOUS_NAMES.contains(&part.as_str());
        let copy = part.starts_with("copy of ") || part.contains(" - copy");
        let lock = part.starts_with("~$") || (part.starts_with('#') && part.ends_with('#'));
        name || copy
            || lock
            || SUSPICIOUS_ENDINGS
                .iter()
                .any(|ending| part.ends_with(ending))
    })
}

fn shown(base: &BaseUrl) -> String {
    format!("{}{}/", base.origin, base.path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_left_behind() {
        for path in [
            "notes.bak",
            "en/index.html~",
            "a/Thumbs.db",
            "page.html.orig",
            "~$draft.docx",
            "#page.html#",
            "server.KEY",
            "node_modules/a/index.js",
            "summary.en.md",
            "config.toml",
            "Copy of page.html",
        ] {
            assert!(is_suspicious(path), "{path}");
        }
        for path in [
            "CNAME",
            "google1234.html",
            "favicon.ico",
            "ads.txt",
            "data/tons.csv",
            "old/page.html",
            "keys/index.html",
            "report.pdf",
        ] {
            assert!(!is_suspicious(path), "{path}");
        }
    }
}
