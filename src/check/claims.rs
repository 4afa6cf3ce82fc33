//! Returns every claim of the site's summaries with its verdict, for programs.
//!
//! Takes a site; returns the records of `lang::verify`, with ranges in the files. Built only on request, by the same
//! comparison as the findings, which do not depend on it.

use std::sync::Arc;

use rayon::prelude::*;

use crate::check::{Reading, Subject, names};
use crate::lang::verify::{Claim, Document, Options, Register, verify};
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
    let subject = Subject::new(site, article, sources);
    let original = subject.original.document();
    let summaries: Vec<&Reading<'_>> = subject.editions().map(|(.., summary)| summary).collect();
    let documents: Vec<Document<'_>> = summaries.iter().map(|text| text.document()).collect();
    let options = Options {
        published: article.original.published,
        names: Some(register),
        beside: names::beside(site, article),
    };
    let reports = verify(&original, &documents, &options).into_iter();
    let located = |(report, summary): (crate::lang::verify::Report, &&Reading<'_>)| {
        let mut claims = report.claims;
        for claim in &mut claims {
            claim.range = summary.prose().in_file(&claim.range);
        }
        (summary.path.clone(), claims)
    };
    reports.zip(&summaries).map(located).collect()
}
