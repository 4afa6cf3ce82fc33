//! Recognizes a build that would change nothing, so that it can be skipped.
//!
//! A build records, in its output, the digest of all its inputs, and its diagnostics. If the next build has the same
//! inputs and all outputs match the record, it reports the same diagnostics and ends. If anything is unknown, the build
//! is done in full.

use std::sync::Arc;

use crate::build::{BuildOutcome, BuildRequest, PhaseTimings, Ready};
use crate::clock::{Now, UnixTime, Zone};
use crate::diagnostic::codes::known;
use crate::diagnostic::{Diagnostic, Severity, sort};
use crate::lang::Date;
use crate::link::BuildOptions;
use crate::load::Sources;
use crate::memo::{Digest, digest};
use crate::write::{MADE_FROM, OutputWriter, recorded_input};

/// Keys of the recorded facts.
const PAGES: &str = "pages";
const DRAFTS_LEFT_OUT: &str = "drafts-left-out";
const FINDING: &str = "finding";
const TODAY: &str = "today";
const TIMEZONE: &str = "timezone";
const SINCE: &str = "since";
const UNTIL: &str = "until";

/// The time during which builds from the same files give the same site: one day, and no longer than until a text appears or
/// disappears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Period {
    /// The day of the build; `None` if it is unknown.
    today: Option<Date>,
    /// The site's time zone.
    zone: Option<Zone>,
    /// The last moment before the build at which a text appeared or disappeared.
    since: Option<UnixTime>,
    /// The next such moment.
    until: Option<UnixTime>,
}

impl Period {
    /// Returns the period of a build at a time.
    pub fn of(ready: &Ready<'_>, now: Option<Now>) -> Period {
        let zone = ready.site.config.timezone.clone();
        Period {
            today: now.map(|now| now.today(zone.as_ref())),
            zone,
            since: ready.holds.last(),
            until: ready.holds.next(),
        }
    }

    /// Returns true if a build at this time gives the same site.
    fn contains(&self, now: Option<Now>) -> bool {
        let Period {
            today,
            zone,
            since,
            until,
        } = self;
        let Some(now) = now else {
            return today.is_none();
        };
        let time = now.time(zone.as_ref());
        *today == Some(now.today(zone.as_ref()))
            && since.is_none_or(|since| since <= time)
            && until.is_none_or(|until| time < until)
    }

    fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let Period {
            today,
            zone,
            since,
            until,
        } = self;
        let time = |time: &UnixTime| time.0.to_string();
        let pairs = [
            (TODAY, today.map(|today| today.to_string())),
            (TIMEZONE, zone.as_ref().map(|zone| zone.name().to_owned())),
            (SINCE, since.as_ref().map(time)),
            (UNTIL, until.as_ref().map(time)),
        ];
        let pairs = pairs.into_iter();
        pairs
            .filter_map(|(key, value)| Some((key, value?)))
            .collect()
    }

    /// Reads a period; `None` if one of its values is invalid.
    fn from_pairs(pairs: &[(String, String)]) -> Option<Period> {
        let value = |key: &str| Some(pairs.iter().find(|(own, _)| own == key)?.1.as_str());
        let time = |key: &str| value(key).map(|value| value.parse().ok().map(UnixTime));
        Some(Period {
            today: value(TODAY)
                .map(Date::parse)
                .map_or(Some(None), |day| day.map(Some))?,
            zone: value(TIMEZONE)
                .map(Zone::new)
                .map_or(Some(None), |zone| zone.map(Some))?,
            since: time(SINCE).map_or(Some(None), |time| time.map(Some))?,
            until: time(UNTIL).map_or(Some(None), |time| time.map(Some))?,
        })
    }
}

/// The result of a build, without the files that it wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RecordedResult {
    /// Number of pages on the site.
    pub pages: usize,
    /// Number of drafts that the build leaves out.
    pub drafts_left_out: usize,
    /// The findings in the site.
    pub diagnostics: Vec<Diagnostic>,
}

/// Returns the digest of all inputs of a build except the time: the program, the options and the site's files. Returns
/// `None` if it cannot be determined.
pub(super) fn inputs(request: &BuildRequest, sources: &Sources) -> Option<Digest> {
    let program = request.program?;
    let sources = sources.fingerprint()?;
    let options = BuildOptions {
        now: None,
        ..request.options.clone()
    };
    Some(digest(&(program.as_bytes(), &options, sources.as_bytes())))
}

/// Returns the outcome of a build from these inputs, if the last build had the same inputs and its outputs are
/// unchanged. Removes the mark of a build that failed since, as a build does.
pub(super) fn unchanged(
    request: &BuildRequest,
    sources: &Arc<Sources>,
    inputs: Digest,
    timings: &mut PhaseTimings,
) -> Option<BuildOutcome> {
    let recorded = |value: &str| value == inputs.to_hex().as_str();
    // The whole list of outputs takes a while to read.
    if !recorded_input(&request.output).is_some_and(|value| recorded(&value)) {
        return None;
    }
    // Whatever is wrong with the output is reported by the full build.
    let mut writer = OutputWriter::open(&request.output).ok()?;
    let facts = writer.recorded_facts().to_vec();
    let fact = facts.iter().find(|(key, _)| key == MADE_FROM);
    if !fact.is_some_and(|(_, value)| recorded(value)) {
        return None;
    }
    if !Period::from_pairs(&facts)?.contains(request.options.now) {
        return None;
    }
    let result = RecordedResult::from_pairs(&facts)?;
    if !writer.keep_all().ok()? {
        return None;
    }
    writer.describe(facts);
    let report = writer.commit().ok()?;
    timings.record("compare");
    Some(BuildOutcome {
        sources: sources.clone(),
        diagnostics: result.diagnostics,
        report: Some(report),
        pages: result.pages,
        drafts_left_out: result.drafts_left_out,
        // A build that holds something back records no inputs.
        held: Vec::new(),
        next: None,
        rendered: 0,
        is_unchanged: true,
        timings: timings.timings().to_vec(),
    })
}

/// Returns the facts that let the next build recognize these inputs.
pub(super) fn facts(
    inputs: Digest,
    period: &Period,
    result: RecordedResult,
) -> Vec<(String, String)> {
    let input = (MADE_FROM.to_owned(), inputs.to_hex().to_string());
    let period = period.to_pairs().into_iter();
    let period = period.map(|(key, value)| (key.to_owned(), value));
    [input]
        .into_iter()
        .chain(period)
        .chain(result.to_pairs())
        .collect()
}

impl RecordedResult {
    fn to_pairs(&self) -> Vec<(String, String)> {
        let RecordedResult {
            pages,
            drafts_left_out,
            diagnostics,
        } = self;
        let mut diagnostics = diagnostics.clone();
        sort(&mut diagnostics);
        let findings = diagnostics.iter().map(|d| (FINDING, finding_to_line(d)));
        let counts = [
            (PAGES, pages.to_string()),
            (DRAFTS_LEFT_OUT, drafts_left_out.to_string()),
        ];
        let pairs = counts.into_iter().chain(findings);
        pairs.map(|(key, value)| (key.to_owned(), value)).collect()
    }

    fn from_pairs(pairs: &[(String, String)]) -> Option<RecordedResult> {
        let value = |key: &str| Some(&pairs.iter().find(|(own, _)| own == key)?.1);
        let findings = pairs.iter().filter(|(key, _)| key == FINDING);
        Some(RecordedResult {
            pages: value(PAGES)?.parse().ok()?,
            drafts_left_out: value(DRAFTS_LEFT_OUT)?.parse().ok()?,
            diagnostics: findings
                .map(|(_, line)| finding_from_line(line))
                .collect::<Option<_>>()?,
        })
    }
}

/// Writes a finding on one line: its fields between tabs, an empty one for `None`.
fn finding_to_line(diagnostic: &Diagnostic) -> String {
    let Diagnostic {
        path,
        span,
        severity,
        code,
        message,
        help,
    } = diagnostic;
    let span = span.as_ref();
    let span = span.map_or(String::new(), |span| format!("{}-{}", span.start, span.end));
    let help = help.as_ref();
    [
        severity.word(),
        code.name(),
        &span,
        &escaped(path),
        &escaped(message),
        if help.is_some() { "help" } else { "" },
        &help.map_or(String::new(), |help| escaped(help)),
    ]
    .join("\t")
}

fn finding_from_line(line: &str) -> Option<Diagnostic> {
    let fields: Vec<&str> = line.split('\t').collect();
    let [severity, code, span, path, message, has_help, help] = fields[..] else {
        return None;
    };
    let all = [Severity::Error, Severity::Warning, Severity::Note];
    let span = match span.split_once('-') {
        Some((start, end)) => Some(start.parse().ok()?..end.parse().ok()?),
        None => None,
    };
    Some(Diagnostic {
        path: unescaped(path)?.into(),
        span,
        severity: all.into_iter().find(|known| known.word() == severity)?,
        code: known(code)?,
        message: unescaped(message)?,
        help: match has_help {
            "" => None,
            _ => Some(unescaped(help)?),
        },
    })
}

/// Returns a text without tabs and line breaks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c => out.push(c),
        }
    }
    out
}

fn unescaped(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' => match chars.next()? {
                '\\' => '\\',
                't' => '\t',
                'n' => '\n',
                'r' => '\r',
                _ => return None,
            },
            c => c,
        });
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::codes;

    #[test]
    fn what_a_build_reported_is_read_as_it_was_recorded() {
        let path: Arc<str> = "content/articles/سد/summary.ar.md".into();
        let result = RecordedResult {
            pages: 12,
            drafts_left_out: 1,
            diagnostics: vec![
                Diagnostic::new(codes::LINK_BROKEN, &path, "a \\ and\ta tab\r\nand a line"),
                Diagnostic::new(codes::LINK_BROKEN, &path, "")
                    .at(3..17)
                    .severity(Severity::Note)
                    .help(""),
            ],
        };
        let pairs = result.to_pairs();
        assert!(pairs.iter().all(|(_, value)| !value.contains(['\n', '\r'])));
        let mut expected = result;
        sort(&mut expected.diagnostics);
        assert_eq!(RecordedResult::from_pairs(&pairs), Some(expected));
    }

    #[test]
    fn what_cannot_be_read_means_a_full_build() {
        for line in [
            "",
            "warning\tlink-broken\t\tpath\tmessage\t",
            "grave\tlink-broken\t\tpath\tmessage\t\t",
            "warning\tunknown-code\t\tpath\tmessage\t\t",
            "warning\tlink-broken\t1-x\tpath\tmessage\t\t",
            "warning\tlink-broken\t\tpath\tmess\\age\t\t",
        ] {
            assert_eq!(finding_from_line(line), None, "{line:?}");
        }
        assert_eq!(RecordedResult::from_pairs(&[]), None);
    }
}
