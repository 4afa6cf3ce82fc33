//! Formats the claims of summaries as a table for people.

use crate::diagnostic::{Diagnostic, codes, counted};
use crate::lang::verify::{Claim, ClaimVerdict, PlaceRole, Understood};
use crate::lang::{Direction, endonym, first_strong, isolate};
use crate::report::place::{Places, Region};
use crate::report::tame;
use crate::verify::{Draft, Verified, read_by};

/// Maximum number of characters of the original's words in a line.
const LONGEST: usize = 80;

/// Formats the claims of all summaries, a line each, with a heading for each summary; with `warnings_only`, only claims that
/// would mislead a reader.
pub fn table(verified: &Verified, warnings_only: bool) -> String {
    let mut places = Places::new(|path: &str| verified.file(path));
    let paragraphs = counted(verified.paragraphs as usize, "paragraph");
    let mut out = format!("{}; {paragraphs}\n", about(&verified.original));
    for (summary, (path, claims)) in verified.summaries.iter().zip(&verified.claims) {
        out.push_str(&format!("\n{}\n", about(summary)));
        for claim in claims {
            if warnings_only && !claim.is_warning() {
                continue;
            }
            let found = places.find_at(path, claim.range.clone());
            let place = match (found, verified.block(path, claim)) {
                (Some((region, _)), _) => {
                    format!("{}:{}", region.start.line, region.start.column)
                }
                (None, Some(block)) => format!("¶{block}"),
                (None, None) => "-".to_owned(),
            };
            out.push_str(&claim_line(&place, claim));
        }
        let (mut citations, mut unread) = (0, 0);
        for finding in verified.findings() {
            if *finding.path == **path {
                let found = places.find(finding);
                out.push_str(&finding_line(found, finding));
                match finding.code {
                    codes::TOML_SYNTAX => unread += 1,
                    _ => citations += 1,
                }
            }
        }
        out.push_str(&totals(claims));
        for (count, what) in [(citations, "wrong citation"), (unread, "unread title")] {
            if count > 0 {
                out.push_str(&format!(", {}", counted(count, what)));
            }
        }
        out.push('\n');
    }
    out
}

/// Returns a text's name and language, with a note if only its digits are read.
fn about(draft: &Draft) -> String {
    let language = &draft.language;
    let name = endonym(language).map_or_else(|| language.clone(), shown);
    let note = match read_by(language) {
        "digits" => "; read by its digits alone",
        _ => "",
    };
    format!("{}: {name}{note}", tame(&draft.path))
}

/// Returns the kind of item that a finding about a summary concerns.
pub fn finding_kind(finding: &Diagnostic) -> &'static str {
    match finding.code {
        codes::TOML_SYNTAX => "title",
        _ => "citation",
    }
}

/// Formats a finding about a citation or a title on a line; `found` is its place with the words there.
pub fn finding_line(found: Option<(Region, &str)>, finding: &Diagnostic) -> String {
    let place = found.map_or("-".to_owned(), |(Region { start, .. }, _)| {
        format!("{}:{}", start.line, start.column)
    });
    let words = found.map_or(String::new(), |(_, words)| {
        format!("“{}”: ", shown(&cut(words)))
    });
    let help = finding.help.as_deref().unwrap_or_default();
    format!(
        "  {place:<8} {:<12} {:<9} {words}{}; {}\n",
        "wrong",
        finding_kind(finding),
        tame(&finding.message),
        tame(help)
    )
}

/// Formats a claim on a line, with its verdict and the decisive passages; `place` is its line and column.
pub fn claim_line(place: &str, claim: &Claim) -> String {
    let kind = match claim.kind {
        crate::lang::verify::ClaimKind::Figure => "figure",
        crate::lang::verify::ClaimKind::Quotation => "quotation",
        crate::lang::verify::ClaimKind::Name => "name",
    };
    let words = shown(&cut(&claim.text));
    let preferred = preferred(claim);
    let verdict = match preferred {
        Some(_) => "wrong",
        None => claim.verdict.word(),
    };
    let mut line = format!("  {place:<8} {verdict:<12} {kind:<9} “{words}”");
    if let Some(Understood::Figure(figure)) = &claim.understood {
        let remarks = figure.remarks();
        if !remarks.is_empty() {
            let remarks: Vec<String> = remarks.iter().map(|remark| shown(remark)).collect();
            line.push_str(&format!(" ({})", remarks.join(", ")));
        }
    }
    if preferred.is_some() || claim.reason.word() != "stated" {
        line.push_str(&format!(": {}", explanation(claim)));
    }
    if let Some(preferred) = preferred {
        line.push_str(&format!("; write “{}”", shown(preferred)));
    }
    let places: Vec<String> = claim.places.iter().map(source).collect();
    if !places.is_empty() {
        line.push_str(&format!("; {}", places.join(", ")));
    }
    line.push('\n');
    line
}

/// Returns the spelling that the list of names prefers; `None` if the claim has it, or is not a name.
pub fn preferred(claim: &Claim) -> Option<&str> {
    match &claim.understood {
        Some(Understood::Name(name)) => name.preferred(),
        _ => None,
    }
}

/// Returns the reason of a claim's verdict, or the fault of a name that the original has.
pub fn explanation(claim: &Claim) -> &'static str {
    match (preferred(claim), claim.verdict) {
        (Some(_), ClaimVerdict::Found) => "the list of names has another spelling of it",
        _ => claim.reason.explanation(),
    }
}

/// Formats a passage of the original with its words.
fn source(place: &crate::lang::verify::SourcePlace) -> String {
    let number = place
        .paragraph
        .map_or("title or heading".to_owned(), |number| format!("p{number}"));
    let words = place.context.as_ref().or(place.text.as_ref());
    let before = match place.role {
        PlaceRole::Same | PlaceRole::Differs => "",
        PlaceRole::Instead => "but ",
        PlaceRole::Nearest => "nearest is ",
    };
    match words {
        Some(words) => format!("{before}{number} “{}”", shown(&cut(words))),
        None => format!("{before}{number}"),
    }
}

/// Formats the counts, as in `14 found, 1 absent`.
fn totals(claims: &[Claim]) -> String {
    if claims.is_empty() {
        return "  no figures, quotations or listed names".into();
    }
    let word = |outcome: ClaimVerdict| match outcome {
        ClaimVerdict::Undecided => "not decided",
        ClaimVerdict::Elsewhere => "of other sources",
        outcome => outcome.word(),
    };
    let (misspelt, others): (Vec<&Claim>, Vec<&Claim>) =
        claims.iter().partition(|claim| preferred(claim).is_some());
    let counts = ClaimVerdict::ALL.into_iter().filter_map(|outcome| {
        let count = others.iter().filter(|c| c.verdict == outcome).count();
        (count > 0).then(|| format!("{count} {}", word(outcome)))
    });
    let misspelt = (!misspelt.is_empty()).then(|| counted(misspelt.len(), "wrong spelling"));
    let counts: Vec<String> = counts.chain(misspelt).collect();
    format!("  {}", counts.join(", "))
}

/// Returns words on one line, without terminal control sequences; isolated if they run from right to left.
fn shown(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = tame(&line);
    match first_strong(&line) {
        Some(Direction::Rtl) => isolate(&line),
        _ => line,
    }
}

/// Truncates words to [`LONGEST`] characters.
fn cut(words: &str) -> String {
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}
