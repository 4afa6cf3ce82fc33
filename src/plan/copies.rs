//! The smaller copies of pictures that the site's pages refer to.
//!
//! Takes the site; returns one copy per address, however many texts show the picture.

use std::collections::BTreeMap;

use crate::link::site::{ShownPicture, Site, Targets};
use crate::parse::article::Rights;
use crate::plan::Scaled;
use crate::plan::planner::{Made, Planner};

impl Planner<'_> {
    pub(super) fn scaled(&mut self) {
        let site = self.site;
        let pictures = shown(site).flat_map(|targets| targets.pictures.iter().flatten());
        let mut copies = BTreeMap::new();
        for ShownPicture {
            source,
            copies: own,
            ..
        } in pictures
        {
            copies.extend(
                own.iter()
                    .map(|(width, address)| (address, (*source, *width))),
            );
        }
        let mut copies: Vec<_> = copies.into_iter().collect();
        copies.sort_by_key(|(_, picture)| *picture);
        for (address, (source, width)) in copies {
            let output = address.output();
            let scaled = Scaled {
                output,
                source,
                width,
            };
            self.want(Some(source), Made::Scaled(scaled));
        }
    }
}

/// Returns the links and pictures of all texts on the site's pages.
fn shown<'s>(site: &'s Site<'s>) -> impl Iterator<Item = &'s Targets<'s>> {
    let articles = site.articles.iter().flat_map(|article| {
        let editions = article.editions.iter().flatten();
        editions.flat_map(move |edition| {
            let originals = article.originals.iter().zip(&edition.original_targets);
            let shown = originals.filter(|(original, _)| original.rights != Rights::Link);
            let shown = shown.map(|(_, targets)| targets);
            [&edition.targets].into_iter().chain(shown)
        })
    });
    let topics = site.topics.iter().flat_map(|topic| &topic.introductions);
    let pages = site.pages.iter().flat_map(|page| &page.texts);
    let standing = topics.chain(pages).flatten().map(|text| &text.targets);
    articles.chain(standing)
}
