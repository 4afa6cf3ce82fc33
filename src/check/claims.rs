//! Returns every claim of the site's summaries with its verdict, for programs.
//!
//! Takes a site; returns the records of `lang::verify`, with ranges in the files. They are made only on request. They
//! come from the same comparison as the findings, which do not depend on this module.

use std::sync::Arc;

use rayon::prelude::*;

use crate::check::originals::{OriginalVerdict, deciding};
use crate::check::{ArticleUnderCheck, CheckedText, names};
use crate::lang::verify::{
    Claim, ClaimKind, ClaimVerdict, Document, PlaceRole, Reason, Register, VerifyOptions, verify,
};
use crate::link::site::{Article, Site};
use crate::load::Sources;

/// A file's path and its claims, whose ranges are bytes of the file.
pub type FileClaims = (Arc<str>, Vec<Claim>);

/// Returns the claims of all summaries of a site, by articles and their languages.
pub fn claims(site: &Site<'_>, sources: &Sources) -> Vec<FileClaims> {
    let register = names::register(site);
    let of_article = |article| of_article(site, article, &register, sources);
    site.articles.par_iter().flat_map_iter(of_article).collect()
}

/// Returns the claims of the summaries of one article, by their languages.
pub fn claims_of(site: &Site<'_>, article: &Article<'_>, sources: &Sources) -> Vec<FileClaims> {
    of_article(site, article, &names::register(site), sources)
}

fn of_article(
    site: &Site<'_>,
    article: &Article<'_>,
    register: &Register<'_>,
    sources: &Sources,
) -> Vec<FileClaims> {
    let subject = ArticleUnderCheck::new(site, article, sources);
    let editions: Vec<_> = subject.editions().collect();
    let mut by_original: Vec<Vec<Vec<Claim>>> = Vec::new();
    for (index, reading) in subject.originals.iter().enumerate() {
        let original = reading.document();
        let own: Vec<Option<CheckedText<'_>>> = editions
            .iter()
            .map(|(_, edition, summary)| subject.beside(index, edition, summary))
            .collect();
        let summaries = editions.iter().zip(&own);
        let documents: Vec<Document<'_>> = summaries
            .map(|((.., summary), own)| own.as_ref().unwrap_or(summary).document())
            .collect();
        let options = VerifyOptions {
            published: article.originals[index].published,
            names: Some(register),
            beside: names::beside(site, article, index),
        };
        let reports = verify(&original, &documents, &options).into_iter();
        by_original.push(reports.map(|report| report.claims).collect());
    }
    let mut claims = Vec::new();
    for (place, (language, _, summary)) in editions.iter().enumerate().rev() {
        let each = by_original.iter_mut().filter_map(|reports| {
            reports.truncate(place + 1);
            reports.pop()
        });
        let each: Vec<Vec<Claim>> = each.collect();
        let mut combined = combined(article, each);
        for claim in &mut combined {
            claim.range = summary.prose().in_file(&claim.range);
            if !subject.is_comparable(*language) {
                make_undecided(claim);
            }
        }
        claims.push((summary.path.clone(), combined));
    }
    claims.reverse();
    claims
}

/// Turns "not in the original" into "undecided", for texts that cannot be compared.
fn make_undecided(claim: &mut Claim) {
    if !matches!(
        claim.verdict,
        ClaimVerdict::Absent | ClaimVerdict::Contradicted
    ) {
        return;
    }
    claim.reason = Reason::NotComparable;
    claim.verdict = ClaimVerdict::Undecided;
    claim.code = None;
}

/// Combines the claims of a summary from the verdicts of each original; see `originals`.
fn combined(article: &Article<'_>, mut each: Vec<Vec<Claim>>) -> Vec<Claim> {
    if each.len() < 2 {
        return each.pop().unwrap_or_default();
    }
    for (claims, original) in each.iter_mut().zip(&article.originals) {
        let id = || original.id.as_deref().map(Box::from);
        for claim in claims {
            claim.original = id();
            claim
                .places
                .iter_mut()
                .for_each(|place| place.original = id());
        }
    }
    let Some((first, others)) = each.split_first() else {
        return Vec::new();
    };
    let all = first.iter().filter_map(|claim| {
        let same = others.iter().filter_map(|claims| {
            let is_same = |other: &&Claim| other.range == claim.range && other.kind == claim.kind;
            claims.iter().find(is_same)
        });
        let same: Vec<&Claim> = std::iter::once(claim).chain(same).collect();
        // A surname is listed only for originals that never mention the person.
        (same.len() == each.len()).then(|| decided(&same))
    });
    all.collect()
}

/// Returns the claim with the decisive verdict, and the places of all originals with the same verdict.
fn decided(same: &[&Claim]) -> Claim {
    let verdict = |claim: &&Claim| OriginalVerdict {
        reason: claim.reason,
        is_cited: claim.kind != ClaimKind::Name && !claim.cited.is_empty(),
    };
    let verdicts: Vec<OriginalVerdict> = same.iter().map(verdict).collect();
    let best = deciding(&verdicts);
    let mut claim = same[best].clone();
    let any_cited = verdicts.iter().any(|verdict| verdict.is_cited);
    if claim.verdict == ClaimVerdict::Found {
        if any_cited && !verdicts[best].is_cited {
            claim.reason = Reason::NotInCited;
            claim.code = Some(match claim.kind {
                ClaimKind::Quotation => "quote-not-in-cited",
                _ => "figure-not-in-cited",
            });
        }
        let others = same.iter().enumerate().filter(|(index, _)| *index != best);
        let places = others.flat_map(|(_, other)| &other.places);
        claim.places.extend(
            places
                .filter(|place| place.role == PlaceRole::Same)
                .cloned(),
        );
    }
    claim
}
