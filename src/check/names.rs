//! Checks names of the register in summaries: their spelling, and whether the original mentions them.
//!
//! Takes an article and the register; returns findings and, for `check --fix`, the replacements of variants by preferred
//! spellings. `lang::verify` decides what counts as a mention. The original need not mention names in a sentence that links
//! to another site.

use crate::diagnostic::codes;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::check::{ArticleUnderCheck, CheckedText, NameTrace};
use crate::diagnostic::Diagnostic;
use crate::lang::verify::{Document, JudgedName, NameVerdict, OriginalNames, Quoted, Register};
use crate::link::site::{Article, Site};
use crate::load::Sources;
use crate::parse::registers::Name;

/// The replacement of a variant by the preferred spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Path of the summary.
    pub path: Arc<str>,
    /// Byte range of the variant in the file.
    pub span: Range<usize>,
    /// The replacement text.
    pub new: String,
}

/// Returns the site's register of names, prepared for searches.
pub fn register<'s>(site: &'s Site<'s>) -> Register<'s> {
    Register::new(site.names.iter().map(Name::entry))
}

/// Returns the lines that belong to an original of an article (an index) but are not in its text: its publishers, and the
/// sources it uses.
pub fn beside<'s>(site: &'s Site<'s>, article: &'s Article<'s>, original: usize) -> Vec<&'s str> {
    let references = &article.references.originals[original];
    let publishers = references
        .publisher
        .iter()
        .chain(references.sources.iter().flatten());
    let publishers = publishers.filter_map(|index| site.publishers.get(*index));
    let names = publishers.flat_map(|publisher| publisher.name.values());
    let sources = article.originals[original].sources.iter();
    let titles = sources.filter_map(|source| source.title.as_ref());
    names.chain(titles).map(String::as_str).collect()
}

/// A name of a summary after its check against one original.
#[derive(Debug)]
pub struct CheckedName {
    pub trace: NameTrace,
    pub findings: Vec<Diagnostic>,
}

/// Checks the names in a summary against an original.
pub fn check(
    register: &Register<'_>,
    original: &mut OriginalNames<'_>,
    (summary, document): (&CheckedText<'_>, &Document<'_>),
) -> Vec<CheckedName> {
    let checked = |one: &JudgedName<'_>| {
        let mut findings = Vec::new();
        if let Some(preferred) = one.preferred {
            findings.push(variant(one, summary, preferred));
        }
        if one.verdict == Some(NameVerdict::Absent) && !one.is_repeated {
            findings.push(absent(one, summary));
        }
        let trace = NameTrace {
            start: u32::try_from(one.name.range.start).unwrap_or(u32::MAX),
            words: summary.text[one.name.range.clone()].into(),
            name: one.name.index,
            is_variant: one.preferred.is_some(),
            reason: one.reason(),
        };
        CheckedName { trace, findings }
    };
    let judged = register.judge(document, original);
    judged.iter().map(checked).collect()
}

/// Builds the finding that the original never mentions a name.
fn absent(judged: &JudgedName<'_>, summary: &CheckedText<'_>) -> Diagnostic {
    let message = format!("the original never mentions \"{}\"", judged.name.words);
    let absent = Diagnostic::new(codes::NAME_NOT_IN_ORIGINAL, summary.path, message).help(
        "link to where it is from; if the original spells it otherwise, add that spelling to its variants in content/names.toml",
    );
    summary.at(absent, &judged.name.range)
}

/// Builds the finding that a variant should be replaced by the preferred spelling.
fn variant(judged: &JudgedName<'_>, summary: &CheckedText<'_>, preferred: &str) -> Diagnostic {
    let words = &judged.name.words;
    let message = format!("\"{words}\" is a variant of \"{preferred}\"");
    let variant = Diagnostic::new(codes::NAME_VARIANT, summary.path, message);
    // See `fixes` for what is replaced.
    let range = &judged.name.range;
    let is_plain = summary.prose().in_file(range).len() == range.len();
    let is_fixed = is_plain && judged.name.replacement(preferred, &summary.text).is_some();
    let help = match (is_fixed, is_plain) {
        (true, _) => format!("write \"{preferred}\", by hand or by `mujaz check --fix`"),
        (false, false) => {
            format!("write \"{preferred}\" by hand: markup stands within the name")
        }
        (false, true) => {
            format!("write \"{preferred}\" by hand: a word beside it may have to change as well")
        }
    };
    summary.at(variant.help(help), range)
}

/// Returns the replacements for reported variants, by files and places. A variant is replaced only if the file has it in
/// plain words, outside quotations, and no word around it would have to change as well. `found` are the findings that remain
/// after waivers.
pub fn fixes(site: &Site<'_>, sources: &Sources, found: &[Diagnostic]) -> Vec<Fix> {
    let variants = found.iter().filter(|d| d.code == codes::NAME_VARIANT);
    let reported: BTreeSet<_> = variants
        .filter_map(|d| Some((d.path.clone(), d.span.as_ref()?.start)))
        .collect();
    let register = register(site);
    let mut fixes = Vec::new();
    for article in &site.articles {
        let summaries = article.editions.iter().flatten().map(|e| e.summary);
        let mut paths = summaries.map(|summary| &summary.path);
        if !paths.any(|path| reported.iter().any(|(reported, _)| reported == path)) {
            continue;
        }
        let subject = ArticleUnderCheck::new(site, article, sources);
        for (_, _, summary) in subject.editions() {
            let file = sources.text(summary.path).unwrap_or_default();
            let document = summary.document();
            let mut quoted = Quoted::new(&document);
            let fixable = register.find(&summary.text).into_iter().filter_map(|name| {
                let span = summary.prose().in_file(&name.range);
                let is_plain = file.get(span.clone()) == summary.text.get(name.range.clone());
                let is_reported = reported.contains(&(summary.path.clone(), span.start));
                let preferred = register.entry(name.index).preferred_in(summary.lang)?;
                let fits = is_plain && is_reported && !quoted.holds(&name.range);
                let new = name
                    .replacement(preferred, &summary.text)
                    .filter(|_| fits)?;
                Some(Fix {
                    path: summary.path.clone(),
                    span,
                    new,
                })
            });
            fixes.extend(fixable);
        }
    }
    // Titles and footnotes are at other positions in the file than in the prose.
    fixes.sort_by(|a, b| (&a.path, a.span.start).cmp(&(&b.path, b.span.start)));
    fixes
}

#[cfg(test)]
mod tests;
