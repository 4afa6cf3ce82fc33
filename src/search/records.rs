//! What is found: a record for each thing that has an address.
//!
//! Takes the linked site and its sources, of which it knows the text of files; gives a [`Bundle`] for each [`Part`] of a
//! language. An article is found in the language of its summary, and its original in the language of the original, as far as
//! its text is published; names, topics, publishers and standing pages in every language that has a page of them.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use crate::lang::Date;
use crate::link::address::Address;
use crate::link::site::{Article, Edition, Site, names_of, primary, publishers_of};
use crate::load::Sources;
use crate::parse::article::{Original, Rights};
use crate::parse::prose::{Kind as BlockKind, Prose};
use crate::parse::standing::Standing;
use crate::search::spelling::spellings;

/// So many articles come together in a part. Making an index takes up to half a megabyte of memory for each, and a reader's
/// browser some hundred kilobytes for each part.
const PART: usize = 2000;

/// A part of what is found in one language: some articles, and whether all else is in it, too. Articles go into parts in the
/// order of their dates, the oldest into the first, so that a new one changes the last part alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The language (BCP 47).
    pub language: String,
    /// Its number among the parts of the language, from 1.
    pub number: usize,
    /// Which articles of the language's order.
    articles: Range<usize>,
    is_last: bool,
}

/// What is looked through together: the records of one part.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Bundle {
    /// The language (BCP 47).
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
    /// Its text.
    pub text: Text,
    /// What is shown of it, and found by, too.
    pub meta: BTreeMap<&'static str, String>,
}

/// The text of a record, as it is before other forms of its words are put beside them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Text {
    /// Its words.
    pub words: String,
    /// The blocks that it consists of, each with the number of marks that stand before it: those of paragraphs that begin
    /// there or were left out before.
    pub blocks: Vec<(usize, Range<usize>)>,
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

/// The parts of all languages.
pub fn parts(site: &Site<'_>) -> Vec<Part> {
    let of_language = |tag: &'_ &str| {
        let language = (*tag).to_owned();
        let ranges = ranges(site.order[order_of(site, tag)].len());
        let last = ranges.len();
        (1..).zip(ranges).map(move |(number, articles)| Part {
            language: language.clone(),
            number,
            articles,
            is_last: number == last,
        })
    };
    site.searched().iter().flat_map(of_language).collect()
}

/// The parts of an order of so many articles, which begins with the newest.
fn ranges(count: usize) -> Vec<Range<usize>> {
    let parts = 1..=count.div_ceil(PART).max(1);
    let range = |part: usize| count.saturating_sub(part * PART)..count - (part - 1) * PART;
    parts.map(range).collect()
}

/// The language in whose order articles are found under a tag, which may be that of originals alone.
fn order_of(site: &Site<'_>, tag: &str) -> usize {
    own(site, tag).unwrap_or(site.default)
}

fn own(site: &Site<'_>, tag: &str) -> Option<usize> {
    let mut languages = site.languages.iter();
    languages.position(|language| language.tag == tag)
}

/// What is found in a part.
pub fn bundle(site: &Site<'_>, sources: &Sources, part: &Part) -> Bundle {
    let gather = Gather { site, sources };
    Bundle {
        language: part.language.clone(),
        stems: primary(&part.language).to_owned(),
        records: gather.records(part),
    }
}

/// What records are made from.
struct Gather<'g> {
    site: &'g Site<'g>,
    sources: &'g Sources,
}

impl<'g> Gather<'g> {
    fn records(&self, part: &Part) -> Vec<Record> {
        let site = self.site;
        let tag = part.language.as_str();
        let own = own(site, tag);
        let order = &site.order[order_of(site, tag)][part.articles.clone()];
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
        if let Some(own) = own.filter(|_| part.is_last) {
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
        let tag = &summary.lang;
        let mut meta = BTreeMap::from([
            ("title", summary.title.clone()),
            ("topics", topics.collect::<Vec<_>>().join(" · ")),
            ("original", article.original.title.clone()),
        ]);
        meta.extend(self.publisher(article, tag, language));
        meta.extend(self.date(language, article.date(site.preference(language))));
        Record {
            url: format!("{tag}={}", edition.address.below_site()),
            kind: Kind::Article,
            text: self.prose(&summary.path, &summary.body.prose, |_| true),
            meta,
        }
    }

    fn original(&self, article: &Article<'_>) -> Record {
        let original = article.original;
        let editions = article.editions.iter().flatten();
        let urls = editions.map(|edition| {
            let address = edition.address.below_site();
            format!("{}={address}", edition.summary.lang)
        });
        let mut meta = BTreeMap::from([("title", original.title.clone())]);
        let language = order_of(self.site, &original.lang);
        meta.extend(self.publisher(article, &original.lang, language));
        Record {
            url: urls.collect::<Vec<_>>().join(" "),
            kind: Kind::Original,
            text: self.prose(&original.path, &original.body.prose, |paragraph| {
                is_published(original, article, paragraph)
            }),
            meta,
        }
    }

    /// Who published an article's original: its name in the language `tag` or, where that is missing, as readers of a
    /// language of the site see it.
    fn publisher(
        &self,
        article: &Article<'_>,
        tag: &str,
        language: usize,
    ) -> Option<(&'static str, String)> {
        let name = &self.site.publishers[article.references.publisher?].name;
        let preferred = || Some(self.site.preferred(language, name)?.1);
        let written = name.get(tag).or_else(preferred)?;
        Some(("publisher", written.clone()))
    }

    /// Names, topics, publishers and standing pages.
    fn pages(&self, language: usize, records: &mut Vec<Record>) {
        let site = self.site;
        let tag = site.languages[language].tag.as_str();
        let mut page = |address: &Address, title: &str, text: Text| {
            records.push(Record {
                url: format!("{tag}={}", address.below_site()),
                kind: Kind::Page,
                text,
                meta: BTreeMap::from([("title", title.to_owned())]),
            });
        };
        let preference = site.preference(language);
        for index in names_of(&site.articles, preference) {
            let name = &site.names[index];
            let id = name.id.value.as_str();
            let title = site.preferred(language, &name.preferred);
            let all: Vec<&str> = spellings(name).collect();
            let text = Text::line(all.join(" · "));
            page(
                &Address::entry(tag, "names", id),
                title.map_or(id, |(_, title)| title.as_str()),
                text,
            );
        }
        for index in publishers_of(&site.articles) {
            let publisher = &site.publishers[index];
            let id = publisher.id.value.as_str();
            let title = site.preferred(language, &publisher.name);
            let all: Vec<&str> = publisher.name.values().map(String::as_str).collect();
            let text = Text::line(all.join(" · "));
            page(
                &Address::entry(tag, "publishers", id),
                title.map_or(id, |(_, title)| title.as_str()),
                text,
            );
        }
        for index in 0..site.topics.len() {
            let (title, own) = self.topic(language, index);
            let text = own.map_or_else(|| Text::line(title.to_owned()), |text| self.standing(text));
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
        let text = |index: &usize| Some(topic.introductions[*index].as_ref()?.standing);
        let own = text(&language);
        let any = self.site.preference(language).iter().find_map(text);
        let title = any.map_or(topic.id, |text| text.title.as_str());
        (title, own)
    }

    fn standing(&self, text: &Standing) -> Text {
        self.prose(&text.path, &text.body.prose, |_| true)
    }

    /// The text of a file below its title, block by block, of an original the paragraphs that `is_shown` lets through.
    fn prose(&self, path: &str, prose: &Prose, is_shown: impl Fn(Option<u32>) -> bool) -> Text {
        let words = prose.text(self.sources.text(path).unwrap_or_default());
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
            blocks.push((marks as usize, block.range()));
        }
        Text { words, blocks }
    }

    fn date(&self, language: usize, date: Option<Date>) -> Option<(&'static str, String)> {
        let locale = &self.site.languages[language].locale;
        Some(("date", locale.date(date?)))
    }
}

impl Text {
    /// A line that stands alone, such as the spellings of a name.
    pub fn line(words: String) -> Text {
        Text {
            blocks: vec![(0, 0..words.len())],
            words,
        }
    }

    /// Its blocks, with the number of marks before each.
    pub fn blocks(&self) -> impl Iterator<Item = (usize, &str)> {
        let words = |range: &Range<usize>| self.words.get(range.clone()).unwrap_or_default();
        let blocks = self.blocks.iter();
        blocks.map(move |(marks, range)| (*marks, words(range)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_article_changes_the_last_part_alone() {
        for (count, parts) in [
            (0, &[(0, 0)][..]),
            (1, &[(0, 1)]),
            (PART, &[(0, PART)]),
            (PART + 1, &[(1, PART + 1), (0, 1)]),
            (
                2 * PART + 5,
                &[(PART + 5, 2 * PART + 5), (5, PART + 5), (0, 5)],
            ),
        ] {
            let got: Vec<_> = ranges(count).iter().map(|r| (r.start, r.end)).collect();
            assert_eq!(got, parts, "{count} articles");
        }
    }
}
