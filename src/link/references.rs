//! What the files of an article refer to: publishers, topics, names, paragraphs of the original, dates.
//!
//! Takes an original and its summaries, and the registers; gives [`References`]. All of it depends on those files alone and
//! is strewn over them, so that to go through it takes most of the time of linking: a memo keeps it by article.

use crate::diagnostic::codes;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::diagnostic::Diagnostic;
use crate::lang::{Date, NameFinder, When};
use crate::link::address::Address;
use crate::link::{language, language_twice, unknown_id};
use crate::load::Sources;
use crate::memo::{Digest, Memo, digest};
use crate::parse::Documents;
use crate::parse::article::{Original, Summary};
use crate::parse::config::Config;
use crate::parse::fields::Located;
use crate::parse::markdown::{Body, Dated};
use crate::parse::registers::Name;

/// What an article refers to.
#[derive(Debug)]
pub struct References {
    /// Who published it: an index into the publishers.
    pub publisher: Option<usize>,
    /// Who published what it draws on: for each of its sources, an index into the publishers.
    pub sources: Vec<Option<usize>>,
    /// Its topics in all languages, in the site's order: indices into the topics.
    pub topics: Vec<usize>,
    /// The listed names that a summary mentions, in the order of the register: indices into the names.
    pub names: Vec<usize>,
    /// The paragraphs that summaries cite, from 1, in ascending order.
    pub cited: Vec<u32>,
    /// Its summaries that are published.
    pub(super) published: Vec<Published>,
    /// Whether any of its texts has links.
    pub(super) has_links: bool,
    /// What is wrong with any of it.
    pub(super) found: Vec<Diagnostic>,
    /// The digest of all that it comes from: of the article's files but for attachments, and of the registers.
    pub digest: Digest,
}

/// A summary that is published.
#[derive(Debug)]
pub(super) struct Published {
    /// Its place among the article's summaries.
    pub summary: usize,
    /// Its language: an index into the site's.
    pub language: usize,
    /// Where it stands.
    pub address: Address,
    /// Its own date, or else the original's.
    pub date: Option<Date>,
    /// The names that it mentions.
    pub names: Arc<[usize]>,
    /// The dates that it names.
    pub dates: Arc<Dates>,
}

/// The dates that a summary names.
#[derive(Debug, Default)]
pub struct Dates {
    /// Each with its topics: a range of `topics`.
    each: Vec<(When, Range<usize>)>,
    topics: Vec<usize>,
}

impl Dates {
    /// Each date, in the order of the summary's dated sentences, with the topics of the article that its sentence is on.
    pub fn iter(&self) -> impl Iterator<Item = (When, &[usize])> {
        let each = self.each.iter();
        each.map(|(when, topics)| (*when, &self.topics[topics.clone()]))
    }
}

/// What articles refer to things by.
pub struct Registers<'s> {
    documents: &'s Documents,
    sources: &'s Sources,
    config: &'s Config,
    /// Whether drafts are published.
    drafts: bool,
    /// The ids of the site's topics, in its order.
    topics: &'s [&'s str],
    topics_by_id: BTreeMap<&'s str, usize>,
    publishers_by_id: BTreeMap<&'s str, usize>,
    /// Made for the first summary that is looked through.
    finder: OnceLock<NameFinder>,
    memo: &'s Memo<Arc<References>>,
    /// The digest of all of the above.
    digest: Digest,
}

impl<'s> Registers<'s> {
    /// Takes the registers of a site; `topics` are the ids of its topics, in its order.
    pub fn new(
        documents: &'s Documents,
        sources: &'s Sources,
        config: &'s Config,
        drafts: bool,
        topics: &'s [&'s str],
        memo: &'s Memo<Arc<References>>,
    ) -> Self {
        let files = [
            "config.toml",
            "content/names.toml",
            "content/publishers.toml",
        ];
        let files = files.map(|path| sources.digest(path));
        let publishers = documents.publishers.iter();
        Registers {
            documents,
            sources,
            config,
            drafts,
            topics,
            topics_by_id: by_id(topics.iter().copied()),
            publishers_by_id: by_id(publishers.map(|publisher| publisher.id.value.as_str())),
            finder: OnceLock::new(),
            memo,
            // What cannot be read keeps what refers to it from being called wrong.
            digest: digest(&(files, topics, drafts, &documents.unread)),
        }
    }

    /// What an article refers to.
    pub fn references(
        &self,
        slug: &str,
        original: &Original,
        summaries: &[Arc<Summary>],
    ) -> Arc<References> {
        let texts = summaries.iter().map(|summary| summary.body.html.digest);
        let texts: Vec<_> = texts.collect();
        let digest = digest(&(self.digest, original.body.html.digest, texts));
        let find = || Arc::new(self.find(slug, original, summaries, digest));
        self.memo.reuse(slug, || digest, find)
    }

    /// To be called when every article has been looked through.
    pub fn done(&self) {
        self.memo.sweep();
    }

    fn find(
        &self,
        slug: &str,
        original: &Original,
        summaries: &[Arc<Summary>],
        digest: Digest,
    ) -> References {
        let mut found = Vec::new();
        let publisher = original.publisher.as_ref();
        let mut publisher_of = |id| self.publisher(original, id, &mut found);
        let publisher = publisher.and_then(&mut publisher_of);
        let sources = original.sources.iter().map(|source| &source.publisher);
        let sources = sources.map(publisher_of).collect();
        let (mut topics, mut names, mut cited) = (Vec::new(), Vec::new(), Vec::new());
        let mut published: Vec<Published> = Vec::new();
        for (index, summary) in summaries.iter().enumerate() {
            let language = language(&summary.path, &summary.lang, self.config, &mut found);
            let own = self.topics(summary, &mut found);
            check_citations(summary, original, &mut found);
            check_lookalikes(summary, original, &mut found);
            let Some(language) = language.filter(|_| !summary.draft || self.drafts) else {
                continue;
            };
            if let Some(other) = published.iter().find(|other| other.language == language) {
                let other = &summaries[other.summary].path;
                found.push(language_twice(&summary.path, other, &summary.lang));
                continue;
            }
            topics.extend(own);
            cited.extend(cited_by(summary, original));
            let mentioned = self.names(summary);
            names.extend_from_slice(&mentioned);
            let segment = summary.slug.as_ref().map_or(slug, |slug| &slug.value);
            published.push(Published {
                summary: index,
                language,
                address: Address::article(&summary.lang, segment),
                date: summary.date.or(original.published),
                names: mentioned.into(),
                dates: Arc::default(),
            });
        }
        let topics = ascending(topics);
        for one in &mut published {
            one.dates = Arc::new(self.dates(&summaries[one.summary].body, &topics));
        }
        let mut bodies = summaries.iter().map(|summary| &summary.body);
        References {
            publisher,
            sources,
            topics,
            names: ascending(names),
            cited: ascending(cited),
            published,
            has_links: !original.body.links.is_empty() || bodies.any(names_something),
            found,
            digest,
        }
    }

    fn publisher(
        &self,
        original: &Original,
        id: &Located<String>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        if let Some(index) = self.publishers_by_id.get(id.value.as_str()) {
            return Some(*index);
        }
        if self.documents.is_unread("content/publishers.toml") {
            return None;
        }
        let publishers = self.documents.publishers.iter();
        let ids: Vec<_> = publishers.map(|p| p.id.value.as_str()).collect();
        let add = format!("add a table [{}] to content/publishers.toml", id.value);
        let (code, path) = (codes::PUBLISHER_UNKNOWN, &original.path);
        found.push(unknown_id(code, "publisher", path, id, &ids, &add));
        None
    }

    /// The topics of a summary: those of its passages and those of its front matter.
    fn topics(&self, summary: &Summary, found: &mut Vec<Diagnostic>) -> Vec<usize> {
        let passages = summary.body.passages.iter();
        let ids = passages.flat_map(|passage| &passage.topics);
        let topic = |id: &Located<String>| {
            if let Some(index) = self.topics_by_id.get(id.value.as_str()) {
                return Some(*index);
            }
            let folder = format!("content/topics/{}/", id.value);
            // Nor is a topic unknown whose introduction is in a language that the site has not.
            let mut introductions = self.documents.topics.iter();
            if self.documents.is_unread(&folder) || introductions.any(|t| t.id == id.value) {
                return None;
            }
            let add = format!("add {folder}index.{}.md", summary.lang);
            let (code, path) = (codes::TOPIC_UNKNOWN, &summary.path);
            found.push(unknown_id(code, "topic", path, id, self.topics, &add));
            None
        };
        ids.chain(&summary.topics).filter_map(topic).collect()
    }

    /// The names that a summary mentions, ascending.
    fn names(&self, summary: &Summary) -> Vec<usize> {
        let text = self.sources.text(&summary.path).unwrap_or_default();
        let text = text.get(summary.body_start..).unwrap_or_default();
        let finder = || NameFinder::new(spellings(&self.documents.names));
        let finder = self.finder.get_or_init(finder);
        ascending(finder.find(text).iter().map(|m| m.id).collect())
    }

    /// The dates of a summary, of an article on these topics.
    fn dates(&self, body: &Body, topics: &[usize]) -> Dates {
        let mut dates = Dates::default();
        for dated in &body.dated {
            let first = dates.topics.len();
            let on = topics.iter().copied();
            let on = on.filter(|topic| is_on(body, dated, self.topics[*topic]));
            dates.topics.extend(on);
            dates.each.push((dated.when, first..dates.topics.len()));
        }
        dates
    }
}

/// Whether a sentence is on a topic of its article: unless it stands in passages on others alone.
fn is_on(body: &Body, dated: &Dated, topic: &str) -> bool {
    let around = |html: &Range<usize>| {
        let at = dated.html as usize;
        html.start < at && at <= html.end
    };
    let mut passages = body.passages.iter().filter(|p| around(&p.html)).peekable();
    passages.peek().is_none()
        || passages.any(|passage| passage.topics.iter().any(|id| id.value == topic))
}

/// Whether a body has links, or asks for something that a browser would have to load.
fn names_something(body: &Body) -> bool {
    !body.links.is_empty() || !body.resources.is_empty()
}

/// Each of these once, in their order.
fn ascending<T: Ord>(mut values: Vec<T>) -> Vec<T> {
    values.sort_unstable();
    values.dedup();
    values
}

/// Where each id first stands in a list of ids.
fn by_id<'i>(ids: impl Iterator<Item = &'i str>) -> BTreeMap<&'i str, usize> {
    let mut places = BTreeMap::new();
    for (index, id) in ids.enumerate() {
        places.entry(id).or_insert(index);
    }
    places
}

/// Every spelling of every name, with the name's index.
fn spellings(names: &[Name]) -> impl Iterator<Item = (usize, &str)> {
    names.iter().enumerate().flat_map(|(index, name)| {
        let variants = name.variants.values().flatten();
        let spellings = name.preferred.values().chain(variants);
        spellings.map(move |spelling| (index, spelling.as_str()))
    })
}

/// The paragraphs that a summary cites, as far as they exist.
fn cited_by(summary: &Summary, original: &Original) -> impl Iterator<Item = u32> {
    let last = original.paragraphs();
    let ranges = summary
        .body
        .citations
        .iter()
        .flat_map(|citation| &citation.paragraphs);
    ranges.flat_map(move |range| *range.start()..=*range.end().min(&last))
}

fn check_citations(summary: &Summary, original: &Original, found: &mut Vec<Diagnostic>) {
    let last = original.paragraphs();
    for citation in &summary.body.citations {
        let beyond = citation
            .paragraphs
            .iter()
            .map(|range| *range.end())
            .max()
            .unwrap_or(0);
        if beyond > last {
            found.push(
                Diagnostic::new(
                    codes::CITATION_UNKNOWN,
                    &summary.path,
                    format!("the original has no paragraph p{beyond}"),
                )
                .at(citation.span.clone())
                .help(format!(
                    "the paragraphs of {} go from p1 to p{last}",
                    original.path
                )),
            );
        }
    }
}

/// Reports text of a summary that can only be meant as a citation of its original.
fn check_lookalikes(summary: &Summary, original: &Original, found: &mut Vec<Diagnostic>) {
    let last = original.paragraphs();
    for one in &summary.body.lookalikes {
        let exists = one.highest <= last;
        // A page of something else.
        if one.is_aside && !exists {
            continue;
        }
        let words = &one.words;
        let message = format!("`{words}` looks like a citation and is none: readers would see it");
        let help = if exists {
            format!(
                "did you mean `[{}]`? Write `\\{words}` if readers are to see it",
                one.meant
            )
        } else {
            format!(
                "a citation is written as `[p{last}]`, and there is none after p{last}; write `\\{words}` if readers are to see it"
            )
        };
        let doubtful = Diagnostic::new(codes::CITATION_DOUBTFUL, &summary.path, message);
        found.push(doubtful.at(one.span.clone()).help(help));
    }
}
