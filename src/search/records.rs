//! What is found: a record for each thing that has an address.
//!
//! Takes the linked site and its sources, of which it knows the text of files; gives a [`Bundle`] for each language. An
//! article is found in the language of its summary, and its original in the language of the original, as far as its text is
//! published; names, topics, publishers and standing pages in every language that has a page of them.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::lang::Date;
use crate::link::address::Address;
use crate::link::site::{Article, Edition, Site, primary};
use crate::load::Sources;
use crate::parse::article::{Original, Rights};
use crate::parse::prose::{Kind as BlockKind, Prose};
use crate::parse::standing::Standing;
use crate::search::spelling::{Speller, spellings};

/// What is looked through together: the records of one language.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Bundle {
    /// The language (BCP 47), which names the folder of the index.
    pub language: String,
    /// The language by whose rules words are cut to their stems: its primary subtag.
    pub stems: String,
    /// The records, the newest articles first, so that they come first among equals.
    pub records: Vec<Record>,
}

/// What can be found.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Record {
    /// Where it stands, for readers of each language: `ar=ar/articles/x/ en=en/articles/x/`, below the address of the site.
    pub url: String,
    /// What it is.
    pub kind: Kind,
    /// Its text, with riders (see [`spelling`](crate::search::spelling)).
    pub text: String,
    /// What is shown of it, and found by, too.
    pub meta: BTreeMap<&'static str, String>,
}

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A summary.
    Article,
    /// The original of an article.
    Original,
    /// A page about something: a name, a topic, a publisher; or a standing page.
    Page,
}

impl Kind {
    /// The word for it in the index.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Article => "article",
            Kind::Original => "original",
            Kind::Page => "page",
        }
    }
}

/// Everything that can be found.
pub fn bundles(site: &Site<'_>, sources: &Sources) -> Vec<Bundle> {
    let gather = Gather {
        site,
        sources,
        speller: Speller::new(site.names),
    };
    let bundle = |tag: &&str| Bundle {
        language: (*tag).to_owned(),
        stems: primary(tag).to_owned(),
        records: gather.records(tag),
    };
    site.searched().iter().map(bundle).collect()
}

/// What records are made from.
struct Gather<'g> {
    site: &'g Site<'g>,
    sources: &'g Sources,
    speller: Speller,
}

impl<'g> Gather<'g> {
    fn records(&self, tag: &str) -> Vec<Record> {
        let site = self.site;
        let own = site
            .languages
            .iter()
            .position(|language| language.tag == tag);
        let order = &site.order[own.unwrap_or(site.default)];
        // Where two languages of the site differ by their region alone, originals are found in the first.
        let first = site
            .languages
            .iter()
            .position(|l| primary(&l.tag) == primary(tag));
        let of_article = |index: &usize| {
            let article = &site.articles[*index];
            let edition = own.and_then(|own| Some((own, article.editions[own].as_ref()?)));
            let summary = edition.map(|(own, edition)| self.summary(own, article, edition));
            let is_of_bundle = primary(&article.original.lang) == primary(tag) && first == own;
            let is_shown = is_of_bundle && article.original.rights != Rights::Link;
            let original = is_shown.then(|| self.original(article));
            summary.into_iter().chain(original)
        };
        let mut records: Vec<Record> = order.par_iter().flat_map_iter(of_article).collect();
        if let Some(own) = own {
            self.pages(own, &mut records);
        }
        records
    }

    fn summary(&self, language: usize, article: &Article<'_>, edition: &Edition<'_>) -> Record {
        let site = self.site;
        let summary = edition.summary;
        let topics = article
            .references
            .topics
            .iter()
            .map(|topic| self.topic(language, *topic).0);
        let publisher = article
            .references
            .publisher
            .map(|index| &site.publishers[index].name);
        let tag = &summary.lang;
        let publisher = publisher.and_then(|name| name.get(tag).or(name.values().next()));
        let mut meta = BTreeMap::from([
            ("title", self.line(&summary.title)),
            ("topics", self.line(&topics.collect::<Vec<_>>().join(" · "))),
            ("original", self.line(&article.original.title)),
        ]);
        meta.extend(publisher.map(|name| ("publisher", self.line(name))));
        meta.extend(self.date(language, article.date(language, site.default)));
        Record {
            url: format!("{tag}={}", edition.address.below_site()),
            kind: Kind::Article,
            text: self.prose(&summary.path, &summary.body.prose, |_| true),
            meta,
        }
    }

    fn original(&self, article: &Article<'_>) -> Record {
        let site = self.site;
        let original = article.original;
        let editions = article.editions.iter().flatten();
        let urls = editions.map(|edition| {
            let address = edition.address.below_site();
            format!("{}={address}", edition.summary.lang)
        });
        let mut meta = BTreeMap::from([("title", self.line(&original.title))]);
        let publisher = article
            .references
            .publisher
            .map(|index| &site.publishers[index].name);
        let publisher =
            publisher.and_then(|name| name.get(&original.lang).or(name.values().next()));
        meta.extend(publisher.map(|name| ("publisher", self.line(name))));
        Record {
            url: urls.collect::<Vec<_>>().join(" "),
            kind: Kind::Original,
            text: self.prose(&original.path, &original.body.prose, |paragraph| {
                is_published(original, article, paragraph)
            }),
            meta,
        }
    }

    /// Names, topics, publishers and standing pages.
    fn pages(&self, language: usize, records: &mut Vec<Record>) {
        let site = self.site;
        let tag = site.languages[language].tag.as_str();
        let mut page = |address: &Address, title: &str, text: String| {
            records.push(Record {
                url: format!("{tag}={}", address.below_site()),
                kind: Kind::Page,
                text,
                meta: BTreeMap::from([("title", self.line(title))]),
            });
        };
        for name in site.names {
            let id = name.id.value.as_str();
            let title = name.preferred.get(tag).or(name.preferred.values().next());
            let all: Vec<&str> = spellings(name).collect();
            let text = self.line(&all.join(" · "));
            page(
                &Address::entry(tag, "names", id),
                title.map_or(id, String::as_str),
                text,
            );
        }
        for publisher in site.publishers {
            let id = publisher.id.value.as_str();
            let title = publisher.name.get(tag).or(publisher.name.values().next());
            let all: Vec<&str> = publisher.name.values().map(String::as_str).collect();
            let text = self.line(&all.join(" · "));
            page(
                &Address::entry(tag, "publishers", id),
                title.map_or(id, String::as_str),
                text,
            );
        }
        for index in 0..site.topics.len() {
            let (title, own) = self.topic(language, index);
            let text = own.map_or_else(|| self.line(title), |text| self.standing(text));
            page(
                &Address::entry(tag, "topics", site.topics[index].id),
                title,
                text,
            );
        }
        for text in site
            .pages
            .iter()
            .filter_map(|page| page.texts[language].as_ref())
        {
            let text = text.standing;
            page(
                &Address::standing(tag, &text.id),
                &text.title,
                self.standing(text),
            );
        }
    }

    /// The title of a topic, and its introduction in this language.
    fn topic(&self, language: usize, topic: usize) -> (&'g str, Option<&'g Standing>) {
        let topic = &self.site.topics[topic];
        let own = topic.introductions[language]
            .as_ref()
            .map(|text| text.standing);
        let any = topic
            .introductions
            .iter()
            .flatten()
            .map(|text| text.standing)
            .next();
        let title = own.or(any).map_or(topic.id, |text| text.title.as_str());
        (title, own)
    }

    fn standing(&self, text: &Standing) -> String {
        self.prose(&text.path, &text.body.prose, |_| true)
    }

    /// The text of a file below its title, block by block, of an original the paragraphs that `is_shown` lets through.
    fn prose(&self, path: &str, prose: &Prose, is_shown: impl Fn(Option<u32>) -> bool) -> String {
        let text = prose.text(self.sources.text(path).unwrap_or_default());
        let is_numbered = prose.blocks.iter().any(|block| block.paragraph.is_some());
        let mut blocks = Vec::new();
        let mut last = 0;
        for block in &prose.blocks {
            let is_head = matches!(block.kind, BlockKind::Title | BlockKind::Author);
            if is_head || !is_shown(block.paragraph) {
                continue;
            }
            // Blocks of a text whose paragraphs have no number are told apart all the same.
            let marks = match block.paragraph {
                Some(number) => number.saturating_sub(last),
                None => u32::from(!is_numbered && !blocks.is_empty()),
            };
            last = block.paragraph.unwrap_or(last);
            let Some(words) = text.get(block.range()) else {
                continue;
            };
            blocks.push((marks as usize, words));
        }
        self.speller.write(&blocks, true)
    }

    /// A line that is shown, such as a title.
    fn line(&self, text: &str) -> String {
        self.speller.write(&[(0, text)], false)
    }

    fn date(&self, language: usize, date: Option<Date>) -> Option<(&'static str, String)> {
        let locale = &self.site.languages[language].locale;
        Some(("date", locale.date(date?)))
    }
}

/// Whether a block of an original, which is of this paragraph, stands on the article's page.
fn is_published(original: &Original, article: &Article<'_>, paragraph: Option<u32>) -> bool {
    match original.rights {
        Rights::Full => true,
        Rights::Cited => {
            paragraph.is_some_and(|p| article.references.cited.binary_search(&p).is_ok())
        }
        Rights::Link => false,
    }
}
