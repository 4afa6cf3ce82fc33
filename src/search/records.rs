//! Makes the records of the search index: one for each article, original, edition and other page that a search can find.
//!
//! An article is found in the language of its summary, and its original in the language of the original, as far as its text is
//! published; an edition of the briefing by the words of its own text; names, topics, publishers and standing pages in every
//! language that has a page of them.

use std::collections::{BTreeMap, BTreeSet};

use mujaz_search::{Record, RecordBlock};
use rayon::prelude::*;

use crate::lang::{Date, Writing, with_isolates};
use crate::link::address::Address;
use crate::link::issues::span_in_words;
use crate::link::site::{Article, Edition, Issue, Site, names_of, primary, publishers_of};
use crate::load::Sources;
use crate::parse::article::{Original, Rights};
use crate::parse::markdown::{Body, anchor};
use crate::parse::prose::ProseBlockKind;
use crate::parse::standing::StandingText;
use crate::search::spellings;

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordKind {
    /// A summary.
    Article,
    /// The original of an article.
    Original,
    /// A page about something: a name, a topic, a publisher; or a standing page.
    Page,
    /// An edition of the briefing that has a file. It is the last kind: the index of a site without editions lacks it.
    Edition,
}

impl RecordKind {
    /// All kinds, in their order in the index.
    pub const ALL: [RecordKind; 4] = [
        RecordKind::Article,
        RecordKind::Original,
        RecordKind::Page,
        RecordKind::Edition,
    ];

    /// Returns the word for the kind in the index.
    pub fn word(self) -> &'static str {
        match self {
            RecordKind::Article => "article",
            RecordKind::Original => "original",
            RecordKind::Page => "page",
            RecordKind::Edition => "edition",
        }
    }
}

/// Returns the records of a language: the articles in the order of the site, then the editions and the other pages.
pub fn records<'g>(
    site: &'g Site<'g>,
    sources: &'g Sources,
    language: &'g str,
) -> impl ParallelIterator<Item = Record> + 'g {
    let mut own = site.languages.iter();
    let own = own.position(|known| known.tag == language);
    // Where two languages of the site differ by their region alone, originals are found in the first.
    let mut first = site.languages.iter();
    let first = first.position(|known| primary(&known.tag) == primary(language));
    let gather = Gather {
        site,
        sources,
        language,
        writing: Writing::of(language),
        own,
        has_originals: first == own,
    };
    // Originals in a language that is not the site's are in the order of the default language.
    let order = &site.order[own.unwrap_or(site.default)];
    let editions = own.map(|own| gather.editions(own)).unwrap_or_default();
    let pages = own.map(|own| gather.pages(own)).unwrap_or_default();
    let articles = order.par_iter();
    let articles = articles.flat_map_iter(move |index| gather.article(&site.articles[*index]));
    articles.chain(editions).chain(pages)
}

/// What the records of a language are made from.
#[derive(Clone, Copy)]
struct Gather<'g> {
    site: &'g Site<'g>,
    sources: &'g Sources,
    /// The tag.
    language: &'g str,
    writing: Writing,
    /// Index among the site's languages; `None` if it is not one of them.
    own: Option<usize>,
    /// True if originals in its primary language are part of this index.
    has_originals: bool,
}

impl<'g> Gather<'g> {
    fn article(&self, article: &Article<'_>) -> Vec<Record> {
        let edition = self
            .own
            .and_then(|own| Some((own, article.editions[own].as_ref()?)));
        let summary = edition.map(|(own, edition)| self.summary(own, article, edition));
        let is_here = |original: &Original| {
            self.has_originals && primary(&original.lang) == primary(self.language)
        };
        let is_shown = |original: &Original| is_here(original) && original.rights != Rights::Link;
        let originals = article.originals.iter().enumerate();
        let originals = originals
            .filter(|(_, original)| is_shown(original))
            .map(|(index, _)| self.original(article, index));
        summary.into_iter().chain(originals).collect()
    }

    fn summary(&self, language: usize, article: &Article<'_>, edition: &Edition<'_>) -> Record {
        let summary = edition.summary;
        let tag = &summary.lang;
        let date = article.date(self.site.preference(language));
        let names = edition.names.iter().filter_map(|index| {
            let preferred = &self.site.names[*index].preferred;
            Some(self.site.preferred(language, preferred)?.1.clone())
        });
        let topics = article.references.topics.iter();
        let topics = topics.map(|topic| self.topic(language, *topic).0.to_owned());
        let keywords = topics.chain(names).chain(
            article
                .originals
                .iter()
                .map(|original| original.title.clone()),
        );
        Record {
            kind: RecordKind::Article as usize,
            address: self.with_topics(format!("{tag}={}", edition.address.below_site()), article),
            title: self.line(&summary.title),
            notes: self.notes(article.references.publisher, tag, language, date),
            keywords: keywords.collect(),
            blocks: self.blocks(&summary.path, &summary.body, |_| true),
            day: date.map(day),
            tags: self.tags(article),
        }
    }

    fn original(&self, article: &Article<'_>, index: usize) -> Record {
        let original = article.originals[index];
        let publisher = article.references.originals[index].publisher;
        let editions = article.editions.iter().flatten();
        let addresses = editions.map(|edition| {
            let address = edition.address.below_site();
            format!("{}={address}", edition.summary.lang)
        });
        let language = self.own.unwrap_or(self.site.default);
        let cited = &article.references.originals[index].cited;
        Record {
            kind: RecordKind::Original as usize,
            address: self.with_topics(addresses.collect::<Vec<_>>().join(" "), article),
            title: self.line(&original.title),
            notes: self.notes(publisher, &original.lang, language, None),
            keywords: Vec::new(),
            blocks: self.blocks(&original.path, &original.body, |paragraph| {
                is_published(original, cited, paragraph)
            }),
            day: article.date(self.site.preference(language)).map(day),
            tags: self.tags(article),
        }
    }

    /// Returns the lines below the title of a result: the date and the publisher.
    fn notes(
        &self,
        publisher: Option<usize>,
        tag: &str,
        language: usize,
        date: Option<Date>,
    ) -> Vec<String> {
        let locale = &self.site.languages[language].locale;
        let date = date.map(|date| locale.date(date));
        date.into_iter()
            .chain(self.publisher(publisher, tag, language))
            .map(|note| self.line(&note))
            .collect()
    }

    /// Returns the publisher's name in the language `tag`; if that is missing, the name that readers of a language of the site
    /// see.
    fn publisher(&self, publisher: Option<usize>, tag: &str, language: usize) -> Option<String> {
        let name = &self.site.publishers[publisher?].name;
        let preferred = || Some(self.site.preferred(language, name)?.1);
        name.get(tag).or_else(preferred).cloned()
    }

    /// Adds an article's topics to its address: the page shows the mark of each next to the result.
    fn with_topics(&self, mut address: String, article: &Article<'_>) -> String {
        for topic in &article.references.topics {
            address.push_str(" topic=");
            address.push_str(self.site.topics[*topic].id);
        }
        address
    }

    /// What an article can be filtered by.
    fn tags(&self, article: &Article<'_>) -> Vec<String> {
        let references = &article.references;
        let topics = references
            .topics
            .iter()
            .map(|topic| format!("topic={}", self.site.topics[*topic].id));
        let publishers = references.publishers();
        let publishers =
            publishers.map(|index| format!("publisher={}", self.site.publishers[index].id.value));
        topics.chain(publishers).collect()
    }

    /// Returns the editions of the briefing that have files, the newest first. Editions made of articles have no words
    /// of their own.
    fn editions(&self, language: usize) -> Vec<Record> {
        let site = self.site;
        let locale = &site.languages[language].locale;
        let record = |issue: &Issue<'_>| {
            let own = issue.texts[language].as_ref()?;
            let text = own.text?;
            let articles = own.articles.iter().map(|index| &site.articles[*index]);
            let tags: BTreeSet<String> = articles.flat_map(|article| self.tags(article)).collect();
            let days = match own.span.start() == own.span.end() {
                true => locale.date_and_weekday(*own.span.start()),
                false => span_in_words(&own.span, locale, &site.words[language]),
            };
            let tag = &site.languages[language].tag;
            Some(Record {
                kind: RecordKind::Edition as usize,
                address: format!("{tag}={}", issue.address(tag).below_site()),
                title: self.line(&own.title),
                notes: vec![self.line(&days)],
                keywords: Vec::new(),
                blocks: self.blocks(&text.path, &text.body, |_| true),
                day: Some(day(own.date)),
                tags: tags.into_iter().collect(),
            })
        };
        site.issues.iter().filter_map(record).collect()
    }

    /// Names, topics, publishers and standing pages.
    fn pages(&self, language: usize) -> Vec<Record> {
        let site = self.site;
        let tag = site.languages[language].tag.as_str();
        let page = |address: &Address, title: &str, keywords: Vec<String>, blocks| Record {
            kind: RecordKind::Page as usize,
            address: format!("{tag}={}", address.below_site()),
            title: self.line(title),
            keywords,
            blocks,
            ..Record::default()
        };
        let mut records = Vec::new();
        for index in names_of(&site.articles, site.preference(language)) {
            let name = &site.names[index];
            let id = name.id.value.as_str();
            let title = site
                .preferred(language, &name.preferred)
                .map_or(id, |(_, title)| title.as_str());
            let all = spellings(name).map(str::to_owned).collect();
            records.push(page(
                &Address::entry(tag, "names", id),
                title,
                all,
                Vec::new(),
            ));
        }
        for index in publishers_of(&site.articles) {
            let publisher = &site.publishers[index];
            let id = publisher.id.value.as_str();
            let title = site
                .preferred(language, &publisher.name)
                .map_or(id, |(_, title)| title.as_str());
            let all = publisher.name.values().cloned().collect();
            records.push(page(
                &Address::entry(tag, "publishers", id),
                title,
                all,
                Vec::new(),
            ));
        }
        for (index, topic) in site.topics.iter().enumerate() {
            let (title, own) = self.topic(language, index);
            let blocks = own.map(|text| self.standing(text)).unwrap_or_default();
            records.push(page(
                &Address::entry(tag, "topics", topic.id),
                title,
                Vec::new(),
                blocks,
            ));
        }
        for text in site
            .pages
            .iter()
            .filter_map(|page| page.texts[language].as_ref())
        {
            let text = text.standing;
            let blocks = self.standing(text);
            records.push(page(
                &Address::standing(tag, &text.id),
                &text.title,
                Vec::new(),
                blocks,
            ));
        }
        records
    }

    /// The title of a topic, and its introduction in this language.
    fn topic(&self, language: usize, topic: usize) -> (&'g str, Option<&'g StandingText>) {
        let topic = &self.site.topics[topic];
        let text = |index: &usize| Some(topic.introductions[*index].as_ref()?.standing);
        let own = text(&language);
        let any = self.site.preference(language).iter().find_map(text);
        let title = any.map_or(topic.id, |text| text.title.as_str());
        (title, own)
    }

    fn standing(&self, text: &StandingText) -> Vec<RecordBlock> {
        self.blocks(&text.path, &text.body, |_| true)
    }

    /// Returns a line with isolates where it would lose its order, since the page shows it without markup.
    fn line(&self, text: &str) -> String {
        with_isolates(text, self.writing).into_owned()
    }

    /// Returns the text of a file below its title, block by block; of an original, only the paragraphs that `is_shown`
    /// accepts. Paragraphs of an original have their number as anchor, others have the heading above them.
    fn blocks(
        &self,
        path: &str,
        body: &Body,
        is_shown: impl Fn(Option<u32>) -> bool,
    ) -> Vec<RecordBlock> {
        let words = body.prose.text(self.sources.text(path).unwrap_or_default());
        let anchors = HeadingAnchors::new(&body.anchors);
        let (mut next, mut below) = (0, "");
        let mut blocks = Vec::new();
        for block in &body.prose.blocks {
            let text = words.get(block.range()).unwrap_or_default();
            let is_heading = block.kind == ProseBlockKind::Heading;
            if is_heading && let Some(index) = anchors.find(text, next) {
                (below, next) = (&body.anchors[index], index + 1);
            }
            let is_head = matches!(block.kind, ProseBlockKind::Title | ProseBlockKind::Author);
            if is_head || text.is_empty() || !is_shown(block.paragraph) {
                continue;
            }
            let anchor = block
                .paragraph
                .map_or_else(|| below.to_owned(), |number| format!("p{number}"));
            let text = self.line(text);
            // A result shows a row of a table as a whole.
            if block.kind == (ProseBlockKind::Cell { is_first: false })
                && let Some(RecordBlock { text: row, .. }) = blocks.last_mut()
            {
                row.push_str(" · ");
                row.push_str(&text);
                continue;
            }
            blocks.push(RecordBlock {
                text,
                anchor,
                is_heading,
            });
        }
        blocks
    }
}

/// Maximum number of ids that are tried for a heading. Ids of equal words follow each other in the order of their headings.
const MOST_TRIED: usize = 100;

/// The ids of a body's headings, by the words that they are made of.
struct HeadingAnchors<'b> {
    ids: &'b [String],
    by_words: BTreeMap<&'b str, Vec<usize>>,
}

impl<'b> HeadingAnchors<'b> {
    fn new(ids: &'b [String]) -> Self {
        let mut by_words: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, id) in ids.iter().enumerate() {
            by_words.entry(without_number(id)).or_default().push(index);
        }
        HeadingAnchors { ids, by_words }
    }

    /// Returns the index of the first id, from `next` on, that belongs to this heading.
    fn find(&self, text: &str, next: usize) -> Option<usize> {
        let anchor = anchor(text);
        let same = self.by_words.get(without_number(&anchor))?;
        let from = same.partition_point(|index| *index < next);
        let mut tried = same[from..].iter().take(MOST_TRIED).copied();
        tried.find(|index| is_anchor(&self.ids[*index], &anchor))
    }
}

/// Returns an id without the number at its end.
fn without_number(id: &str) -> &str {
    let id = id.trim_end_matches(|c: char| c.is_ascii_digit());
    id.trim_end_matches('-')
}

/// Returns true if an id belongs to a heading: its words as an id (`anchor`), with a number if an earlier heading has
/// the same.
fn is_anchor(id: &str, anchor: &str) -> bool {
    let rest = id.strip_prefix(anchor);
    rest.is_some_and(|rest| {
        rest.trim_start_matches('-')
            .chars()
            .all(|c| c.is_ascii_digit())
    })
}

/// Converts a day to the number in the index: days since the first day of 1970.
fn day(date: Date) -> i32 {
    const EPOCH: i64 = 719_163;
    i32::try_from(date.number() - EPOCH).unwrap_or_default()
}

/// Returns true if a block of an original, in this paragraph, is on the article's page.
fn is_published(original: &Original, cited: &[u32], paragraph: Option<u32>) -> bool {
    match original.rights {
        Rights::Full => true,
        Rights::Cited => paragraph.is_some_and(|p| cited.binary_search(&p).is_ok()),
        Rights::Link => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        for (date, expected) in [((1970, 1, 1), 0), ((2025, 8, 18), 20_318)] {
            assert_eq!(Date::new(date.0, date.1, date.2).map(day), Some(expected));
        }
    }

    #[test]
    fn a_heading_is_known_by_its_id() {
        for (id, expected) in [
            ("the-treaty", true),
            ("the-treaty-2", true),
            ("the-treaty-text", false),
            ("other", false),
        ] {
            assert_eq!(is_anchor(id, &anchor("The treaty")), expected, "{id}");
        }
    }
}
