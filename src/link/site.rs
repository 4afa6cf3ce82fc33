//! The linked site: every document in its place, with all that follows from the others.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::lang::Date;
use crate::link::address::Address;
use crate::link::references::{Dates, References};
use crate::parse::Attachment;
use crate::parse::article::{Original, Rights, Summary};
use crate::parse::catalogue::Catalogue;
use crate::parse::config::{BaseUrl, Config, Language};
use crate::parse::registers::{Name, Publisher};
use crate::parse::standing::Standing;
use crate::picture::Size;

/// A site whose documents know each other. Languages are given as indices into `languages` everywhere.
#[derive(Debug)]
pub struct Site<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// Where the site will stand.
    pub base: BaseUrl,
    /// The day on which it is built, if that is known.
    pub today: Option<Date>,
    /// Its languages, in the order of the configuration.
    pub languages: &'a [Language],
    /// The language that `/` leads to.
    pub default: usize,
    /// The articles that are published in at least one language, in the order of their slugs.
    pub articles: Vec<Article<'a>>,
    /// For each language, indices of all articles, newest first.
    pub order: Vec<Vec<usize>>,
    /// How many summaries are left out because they are drafts.
    pub drafts_left_out: usize,
    /// The topics, by weight and id.
    pub topics: Vec<Topic<'a>>,
    /// The publishers, in the order of `publishers.toml`.
    pub publishers: &'a [Publisher],
    /// The names, in the order of `names.toml`.
    pub names: &'a [Name],
    /// The standing pages, by slug.
    pub pages: Vec<StandingPage<'a>>,
    /// The theme's words in each language.
    pub words: Vec<Catalogue>,
}

/// An article: an original and its summaries.
#[derive(Debug)]
pub struct Article<'a> {
    /// Its folder.
    pub slug: &'a str,
    /// The original.
    pub original: &'a Original,
    /// What it refers to.
    pub references: Arc<References>,
    /// The summary in each of the site's languages, where there is one to publish.
    pub editions: Vec<Option<Edition<'a>>>,
    /// The other files of its folder, of which an edition publishes those that a text names there.
    pub attachments: Vec<&'a Attachment>,
}

/// An article in one language.
#[derive(Debug)]
pub struct Edition<'a> {
    /// The summary.
    pub summary: &'a Summary,
    /// Where it stands.
    pub address: Address,
    /// Its own date, or else the original's.
    pub date: Option<Date>,
    /// Where its body leads.
    pub targets: Targets<'a>,
    /// Where the original's body leads, as readers of this edition want it.
    pub original_targets: Targets<'a>,
    /// The files that are published beside it: those that a text names by an address below the edition's own.
    pub files: Vec<&'a Attachment>,
    /// The listed names that it mentions: indices into the names.
    pub names: Arc<[usize]>,
    /// The dates that it names.
    pub dates: Arc<Dates>,
}

/// A topic, with its introduction in each of the site's languages, where there is one.
#[derive(Debug)]
pub struct Topic<'a> {
    /// Its folder.
    pub id: &'a str,
    /// Its introductions.
    pub introductions: Vec<Option<LinkedStanding<'a>>>,
}

/// A standing page in each of the site's languages, where there is one.
#[derive(Debug)]
pub struct StandingPage<'a> {
    /// Its slug.
    pub slug: &'a str,
    /// Its texts.
    pub texts: Vec<Option<LinkedStanding<'a>>>,
}

/// A text that stands beside the articles, with its links resolved.
#[derive(Debug)]
pub struct LinkedStanding<'a> {
    /// The text.
    pub standing: &'a Standing,
    /// Where its body leads.
    pub targets: Targets<'a>,
}

/// Where the links of a body lead, and what its pictures are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Targets<'a> {
    /// The address of each of the body's links.
    pub hrefs: Vec<String>,
    /// Each of the body's pictures, where its size is known.
    pub pictures: Vec<Option<Shown<'a>>>,
}

/// A picture as a text shows it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Shown<'a> {
    /// Its file.
    pub source: &'a Arc<str>,
    /// Where it stands.
    pub address: Address,
    /// Its size.
    pub size: Size,
    /// The width of each of its smaller copies, in pixels, and where it stands; the narrowest first.
    pub copies: Vec<(u32, Address)>,
    /// What a browser may choose from, as the `srcset` of an `<img>`: empty where there are no copies.
    pub srcset: String,
}

impl<'a> Article<'a> {
    /// The first edition in an order of languages ([`Language::preference`]), and the index of its language.
    pub fn edition_for(&self, preference: &[usize]) -> Option<(usize, &Edition<'a>)> {
        let mut order = preference.iter();
        order.find_map(|index| Some((*index, self.editions[*index].as_ref()?)))
    }

    /// The date of the first edition in an order of languages.
    pub fn date(&self, preference: &[usize]) -> Option<Date> {
        self.edition_for(preference)
            .map_or(self.original.published, |(_, edition)| edition.date)
    }
}

impl Edition<'_> {
    /// The day on which its summary was last sealed, whether or not the seal still holds.
    pub fn sealed(&self) -> Option<Date> {
        self.summary.sealed.as_ref().map(|seal| seal.date)
    }
}

impl<'a> Site<'a> {
    /// The order in which readers of a language get a text: see [`Language::preference`].
    pub fn preference(&self, language: usize) -> &'a [usize] {
        &self.languages[language].preference
    }

    /// The entry of a table by language tag that readers of a language get: the first in their order of preference, or else
    /// the first of a language that is not the site's.
    pub fn preferred<'t, T>(
        &self,
        language: usize,
        by_tag: &'t BTreeMap<String, T>,
    ) -> Option<(&'t String, &'t T)> {
        let mut order = self.preference(language).iter();
        order
            .find_map(|index| by_tag.get_key_value(&self.languages[*index].tag))
            .or_else(|| by_tag.iter().next())
    }

    /// The address of a page from the root of the host.
    pub fn href(&self, address: &Address) -> String {
        address.href(&self.base)
    }

    /// The languages that a reader can search in: the site's own, then those of published originals.
    pub fn searched(&self) -> Vec<&str> {
        let mut tags: Vec<&str> = self.languages.iter().map(|l| l.tag.as_str()).collect();
        let own = tags.len();
        for Article { original, .. } in &self.articles {
            let is_new = !tags
                .iter()
                .any(|tag| primary(tag) == primary(&original.lang));
            if original.rights != Rights::Link && is_new {
                tags.push(&original.lang);
            }
        }
        tags[own..].sort_unstable();
        tags
    }
}

/// The publishers that have an article, and so a page: of its original, or of a source that the original draws on. Indices
/// in ascending order.
pub fn publishers_of(articles: &[Article<'_>]) -> BTreeSet<usize> {
    let references = articles.iter().map(|article| &article.references);
    references
        .flat_map(|references| references.sources.iter().chain([&references.publisher]))
        .flatten()
        .copied()
        .collect()
}

/// The names that have a page for readers with this order of languages: those that the summaries mention that they are
/// shown. Indices in ascending order.
pub fn names_of(articles: &[Article<'_>], preference: &[usize]) -> BTreeSet<usize> {
    let editions = articles.iter().filter_map(|a| a.edition_for(preference));
    editions
        .flat_map(|(_, edition)| edition.names.iter().copied())
        .collect()
}

/// The language of a tag, without script and region.
pub fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}
