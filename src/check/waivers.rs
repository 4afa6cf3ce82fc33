//! Applies waivers: findings that a summary's author accepts, and codes that the site ignores.
//!
//! Takes all findings; removes those that are waived or ignored, and reports `waiver-unknown`, `waiver-unused`, `waiver-wide`, and
//! invalid entries of `ignore` in `config.toml`. Errors can be neither waived nor ignored.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::check::reading::overlaps;
use crate::diagnostic::codes::{self, Code, all, known, near};
use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::link::site::Site;
use crate::load::Sources;
use crate::parse::article::Waiver;

/// Removes waived and ignored findings, and reports unused waivers.
pub fn apply(site: &Site<'_>, sources: &Sources, found: &mut Vec<Diagnostic>) {
    let mut waiving: BTreeMap<&str, Waiving<'_>> = BTreeMap::new();
    let editions = site
        .articles
        .iter()
        .flat_map(|article| article.editions.iter().flatten());
    let summaries = editions.map(|edition| (&edition.summary.path, &edition.summary.waive));
    let issues = site.issues.iter().flat_map(|issue| &issue.texts).flatten();
    let issues = issues.filter_map(|issue| issue.text);
    let issues = issues.map(|text| (&text.path, &text.waive));
    for (path, waivers) in summaries.chain(issues) {
        if !waivers.is_empty() {
            waiving.insert(path, Waiving::new(path, waivers, sources));
        }
    }
    found.retain(|diagnostic| {
        let waiving = waiving.get_mut(diagnostic.path.as_ref());
        diagnostic.severity == Severity::Error || !waiving.is_some_and(|w| w.waives(diagnostic))
    });
    for waiving in waiving.values() {
        waiving.report(found);
    }
    let ignored = ignored(site, found);
    found.retain(|diagnostic| {
        diagnostic.severity == Severity::Error || !ignored.contains(&diagnostic.code)
    });
}

/// Returns the codes that the site ignores; reports invalid ones.
fn ignored(site: &Site<'_>, found: &mut Vec<Diagnostic>) -> Vec<Code> {
    let config = site.config;
    let mut ignored = Vec::new();
    for code in &config.ignore {
        let name = code.value.as_str();
        let (message, help) = match known(name) {
            Some(code) if code.severity != Severity::Error => {
                ignored.push(code);
                continue;
            }
            Some(_) => (
                format!("`{name}` is an error, which cannot be ignored"),
                "mend what it tells of".into(),
            ),
            None => (
                format!("there is no code `{name}` to ignore"),
                which(near(name)),
            ),
        };
        let diagnostic = Diagnostic::new(codes::VALUE_UNKNOWN, &config.path, message);
        found.push(diagnostic.at(code.span.clone()).help(help));
    }
    ignored
}

fn which(near: Option<&str>) -> String {
    match near {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => "`mujaz explain` lists all codes".into(),
    }
}

/// The waivers of a text, with a flag for those that were used.
struct Waiving<'s> {
    /// Path of the file with the waivers.
    path: &'s Arc<str>,
    waivers: &'s [Waiver],
    /// Text of the file. A finding's words are compared with the waiver's.
    text: &'s str,
    used: Vec<bool>,
    /// For each waiver, the words of the removed findings that contain more than the waiver's words.
    silenced: Vec<BTreeSet<String>>,
}

impl<'s> Waiving<'s> {
    fn new(path: &'s Arc<str>, waivers: &'s [Waiver], sources: &'s Sources) -> Self {
        Waiving {
            path,
            waivers,
            text: sources.text(path).unwrap_or_default(),
            used: vec![false; waivers.len()],
            silenced: vec![BTreeSet::new(); waivers.len()],
        }
    }

    /// Returns true if a finding is waived.
    fn waives(&mut self, diagnostic: &Diagnostic) -> bool {
        if !diagnostic.code.waivable {
            return false;
        }
        let words = diagnostic.span.clone().and_then(|span| self.text.get(span));
        let mut is_waived = false;
        let records = self.used.iter_mut().zip(&mut self.silenced);
        for (waiver, (used, silenced)) in self.waivers.iter().zip(records) {
            let is_meant = waiver.code.value == diagnostic.code.name()
                && waiver
                    .text
                    .as_ref()
                    .is_none_or(|text| words.is_some_and(|words| overlaps(words, &text.value)));
            *used |= is_meant;
            let own = waiver.text.as_ref().map(|text| text.value.as_str());
            let more = words.filter(|words| own.is_some_and(|own| !own.contains(words)));
            silenced.extend(more.filter(|_| is_meant).map(str::to_owned));
            is_waived |= is_meant;
        }
        is_waived
    }

    /// Reports waivers with an invalid code, and unused ones.
    fn report(&self, found: &mut Vec<Diagnostic>) {
        let path = self.path;
        let records = self.used.iter().zip(&self.silenced);
        for (waiver, (used, silenced)) in self.waivers.iter().zip(records) {
            let code = &waiver.code;
            let diagnostic = match known(&code.value) {
                Some(code) if code.waivable => {
                    if *used {
                        found.extend(wide(path, waiver, silenced));
                        continue;
                    }
                    unused(path, waiver)
                }
                Some(_) => Diagnostic::new(
                    codes::WAIVER_UNKNOWN,
                    path,
                    format!("`{}` cannot be waived", code.value),
                )
                .at(code.span.clone())
                .help("mend what it tells of, and remove the waiver"),
                None => {
                    let waivable = all().filter(|code| code.waivable).map(Code::name);
                    Diagnostic::new(
                        codes::WAIVER_UNKNOWN,
                        path,
                        format!("there is no code `{}` to waive", code.value),
                    )
                    .at(code.span.clone())
                    .help(which(nearest(&code.value, waivable)))
                }
            };
            found.push(diagnostic);
        }
    }
}

/// Notes a waiver with so few words that it removes findings on several different texts.
fn wide(path: &Arc<str>, waiver: &Waiver, silenced: &BTreeSet<String>) -> Option<Diagnostic> {
    const SHOWN: usize = 4;
    let text = waiver.text.as_ref().filter(|_| silenced.len() > 1)?;
    let words = silenced.iter().take(SHOWN);
    let words: Vec<String> = words.map(|words| format!("“{words}”")).collect();
    let more = if silenced.len() > SHOWN { ", …" } else { "" };
    let message = format!(
        "this waiver hides the findings on {}{more}, and on the next one with these words",
        words.join(", ")
    );
    let wide = Diagnostic::new(codes::WAIVER_WIDE, path, message);
    Some(
        wide.at(text.span.clone())
            .help("give each finding that is accepted a waiver of its own, with its own words"),
    )
}

fn unused(path: &Arc<str>, waiver: &Waiver) -> Diagnostic {
    let code = &waiver.code.value;
    let (message, span) = match &waiver.text {
        Some(text) => (
            format!("nothing is found of `{code}` in the words “{}”", text.value),
            &text.span,
        ),
        None => (
            format!("nothing is found of `{code}` in this summary"),
            &waiver.code.span,
        ),
    };
    Diagnostic::new(codes::WAIVER_UNUSED, path, message)
        .at(span.clone())
        .help("remove the waiver; it would hide the next mistake of its kind")
}
