//! Resolves what the files of an article refer to: publishers, topics, names, paragraphs of the original, dates.
//!
//! Takes an original and its summaries, the citations of editions, and the registers; returns [`References`]. They depend
//! on these inputs alone. Computing them takes most of the time of linking, so a memo keeps them by article.

use crate::diagnostic::codes;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::diagnostic::{Diagnostic, nearest};
use crate::lang::{Date, NameFinder, When, fold};
use crate::link::address::Address;
use crate::link::citations::CitationCheck;
use crate::link::held::Holds;
use crate::link::originals::ParagraphNumbering;
use crate::link::{language, language_twice, unknown_id};
use crate::load::Sources;
use crate::memo::{Digest, Memo, digest};
use crate::parse::Documents;
use crate::parse::article::{Original, Rights, Summary};
use crate::parse::config::Config;
use crate::parse::fields::Located;
use crate::parse::markdown::{Body, Citation, Dated};
use crate::parse::registers::Name;
use crate::parse::standing::StandingText;
use crate::parse::{slug, unseen};

/// The references of an article.
#[derive(Debug)]
pub struct References {
    /// Index of the publisher of the main original; `None` if it has none or an unknown one.
    pub publisher: Option<usize>,
    /// The references of each original, the main one first.
    pub originals: Vec<OriginalReferences>,
    /// The consecutive numbers of the paragraphs of all originals.
    pub numbering: ParagraphNumbering,
    /// Indices of the topics of the article's summaries in all languages, in the site's order.
    pub topics: Vec<usize>,
    /// Indices of the listed names that a summary mentions, in the order of the register.
    pub names: Vec<usize>,
    /// Numbers of the paragraphs that summaries and editions cite, from 1, in ascending order.
    pub cited: Vec<u32>,
    /// Numbers of the paragraphs that may be published, in ascending order.
    pub shown: Vec<u32>,
    /// The published summaries.
    pub(super) published: Vec<PublishedSummary>,
    /// True if any of the article's texts has links, or a summary has resources that a browser would load.
    pub(super) has_links: bool,
    /// All findings on the references.
    pub(super) found: Vec<Diagnostic>,
    /// Digest of all inputs: the article's texts, and the registers.
    pub digest: Digest,
}

/// The references of an original.
#[derive(Debug)]
pub struct OriginalReferences {
    /// Index of the original's publisher; `None` if it has none or an unknown one.
    pub publisher: Option<usize>,
    /// For each source that the original names, the index of its publisher.
    pub sources: Vec<Option<usize>>,
    /// The paragraphs that summaries and editions cite, by their numbers in this original, in ascending order.
    pub cited: Vec<u32>,
}

impl References {
    /// Returns the indices of the publishers of the originals and of their sources, with repetitions.
    pub fn publishers(&self) -> impl Iterator<Item = usize> {
        let each = self.originals.iter();
        each.flat_map(|original| original.sources.iter().chain([&original.publisher]))
            .flatten()
            .copied()
    }
}

/// A published summary.
#[derive(Debug)]
pub(super) struct PublishedSummary {
    /// Index among the article's summaries.
    pub summary: usize,
    /// Index of the summary's language among the site's languages.
    pub language: usize,
    pub address: Address,
    /// The summary's own date, or else the original's; `None` if neither has one.
    pub date: Option<Date>,
    /// Indices of the names that the summary mentions, ascending.
    pub names: Arc<[usize]>,
    /// The dates that the summary's text mentions.
    pub dates: Arc<MentionedDates>,
}

/// The dates that the text of a summary mentions.
#[derive(Debug, Default)]
pub struct MentionedDates {
    /// Each date, with its topics as a range of `topics`.
    each: Vec<(When, Range<usize>)>,
    topics: Vec<usize>,
}

impl MentionedDates {
    /// Returns each date, in the order of the summary's dated sentences, with the indices of the article's topics in
    /// its sentence.
    pub fn iter(&self) -> impl Iterator<Item = (When, &[usize])> {
        let each = self.each.iter();
        each.map(|(when, topics)| (*when, &self.topics[topics.clone()]))
    }
}

/// The summaries and editions that are not part of a site.
#[derive(Clone, Copy)]
pub struct Omitted<'s> {
    /// True if drafts are published.
    pub drafts: bool,
    /// The summaries that are held back; `None` if they are part of the site.
    pub holds: Option<&'s Holds>,
}

impl Omitted<'_> {
    fn contains(self, summary: &Summary) -> bool {
        self.holds_back(summary.draft, &summary.path)
    }

    /// Returns true if a text is left out.
    pub fn holds_back(self, is_draft: bool, path: &str) -> bool {
        let is_held = |holds: &Holds| holds.get(path).is_some();
        is_draft && !self.drafts || self.holds.is_some_and(is_held)
    }
}

/// The registers of a site, for resolving the references of articles.
pub struct Registers<'s> {
    documents: &'s Documents,
    sources: &'s Sources,
    config: &'s Config,
    omitted: Omitted<'s>,
    /// Ids of the site's topics, in its order.
    topics: &'s [&'s str],
    topics_by_id: BTreeMap<&'s str, usize>,
    publishers_by_id: BTreeMap<&'s str, usize>,
    /// The citations of published editions, by the slugs of the articles that they name.
    cited_by_issues: BTreeMap<&'s str, Vec<&'s Citation>>,
    /// Made for the first summary that is searched.
    finder: OnceLock<NameFinder>,
    memo: &'s Memo<Arc<References>>,
    /// Digest of the registers, the topics, `drafts` and the files that could not be parsed.
    digest: Digest,
}

impl<'s> Registers<'s> {
    /// Prepares the registers of a site; `topics` are the ids of its topics, in its order.
    pub fn new(
        documents: &'s Documents,
        sources: &'s Sources,
        config: &'s Config,
        omitted: Omitted<'s>,
        topics: &'s [&'s str],
        memo: &'s Memo<Arc<References>>,
    ) -> Self {
        let files = [
            "config.toml",
            "content/names.toml",
            "content/publishers.toml",
        ];
        let files = files.map(|path| sources.digest(path));
        let overlay = sources.environment_config().map(|config| config.digest());
        let publishers = documents.publishers.iter();
        Registers {
            documents,
            sources,
            config,
            omitted,
            topics,
            topics_by_id: by_id(topics.iter().copied()),
            publishers_by_id: by_id(publishers.map(|publisher| publisher.id.value.as_str())),
            cited_by_issues: cited_by_issues(documents, config, omitted),
            finder: OnceLock::new(),
            memo,
            // Files that could not be parsed are part of the digest, since ids that they may define are not reported as
            // unknown.
            digest: digest(&(files, overlay, topics, omitted.drafts, &documents.unread)),
        }
    }

    /// Returns the references of an article, from the memo if the inputs are unchanged.
    pub fn references(
        &self,
        slug: &str,
        originals: &[&Original],
        summaries: &[Arc<Summary>],
    ) -> Arc<References> {
        let text = |summary: &Arc<Summary>| {
            let is_omitted = self.omitted.contains(summary);
            (summary.body.html.digest, is_omitted)
        };
        let texts = summaries.iter().map(text);
        let texts: Vec<_> = texts.collect();
        let sources: Vec<_> = originals.iter().map(|o| o.body.html.digest).collect();
        let of_issues = self.cited_by_issues.get(slug).into_iter().flatten();
        let of_issues: Vec<_> = of_issues
            .map(|citation| (&citation.names.original, &citation.paragraphs))
            .collect();
        let digest = digest(&(self.digest, sources, texts, of_issues));
        let find = || Arc::new(self.find(slug, originals, summaries, digest));
        self.memo.reuse(slug, || digest, find)
    }

    /// Must be called after the last article; drops unused values from the memo.
    pub fn done(&self) {
        self.memo.sweep();
    }

    fn find(
        &self,
        slug: &str,
        originals: &[&Original],
        summaries: &[Arc<Summary>],
        digest: Digest,
    ) -> References {
        let mut found = Vec::new();
        let numbering = ParagraphNumbering::new(originals.iter().copied());
        let mut each: Vec<OriginalReferences> = originals
            .iter()
            .map(|original| self.of_original(original, &mut found))
            .collect();
        let folder = format!("content/articles/{slug}/original.");
        let cites = CitationCheck {
            originals,
            numbering: &numbering,
            has_unread: self.documents.is_unread(&folder),
        };
        let (mut topics, mut names, mut cited) = (Vec::new(), Vec::new(), Vec::new());
        let mut published: Vec<PublishedSummary> = Vec::new();
        for (index, summary) in summaries.iter().enumerate() {
            let language = language(&summary.path, &summary.lang, self.config, &mut found);
            let own = self.topics(summary, &mut found);
            cites.check(summary, &mut found);
            cites.check_lookalikes(summary, &mut found);
            let Some(language) = language.filter(|_| !self.omitted.contains(summary)) else {
                continue;
            };
            if let Some(other) = published.iter().find(|other| other.language == language) {
                let other = &summaries[other.summary].path;
                found.push(language_twice(&summary.path, other, &summary.lang));
                continue;
            }
            topics.extend(own);
            cited.extend(cited_by(&summary.body.citations, &numbering));
            let mentioned = self.names(summary);
            names.extend_from_slice(&mentioned);
            let segment = summary.slug.as_ref().map_or(slug, |slug| &slug.value);
            published.push(PublishedSummary {
                summary: index,
                language,
                address: Address::article(&summary.lang, segment),
                date: summary.date.or(originals[0].published),
                names: mentioned.into(),
                dates: Arc::default(),
            });
        }
        // Readers of an edition must be able to follow its citations, too.
        let of_issues = self.cited_by_issues.get(slug).into_iter().flatten();
        for citation in of_issues.filter(|_| !published.is_empty()) {
            cited.extend(cited_by(std::slice::from_ref(*citation), &numbering));
        }
        let topics = ascending(topics);
        for one in &mut published {
            one.dates = Arc::new(self.dates(&summaries[one.summary].body, &topics));
        }
        cites.check_uncited(summaries, &mut found);
        let cited = ascending(cited);
        for (index, one) in each.iter_mut().enumerate() {
            let range = numbering.range(index);
            let own = cited.iter().filter(|number| range.contains(number));
            one.cited = own.map(|number| number - numbering.before(index)).collect();
        }
        let mut bodies = summaries.iter().map(|summary| &summary.body);
        let mut sources = originals.iter().map(|original| &original.body);
        References {
            publisher: each.first().and_then(|main| main.publisher),
            shown: shown(originals, &numbering, &cited),
            originals: each,
            topics,
            names: ascending(names),
            cited,
            published,
            has_links: sources.any(|body| !body.links.is_empty()) || bodies.any(names_something),
            numbering,
            found,
            digest,
        }
    }

    /// Resolves the publishers of an original and of its sources.
    fn of_original(&self, original: &Original, found: &mut Vec<Diagnostic>) -> OriginalReferences {
        let publisher = original.publisher.as_ref();
        let mut publisher_of = |id| self.publisher(original, id, found);
        let publisher = publisher.and_then(&mut publisher_of);
        let sources = original.sources.iter().map(|source| &source.publisher);
        OriginalReferences {
            publisher,
            sources: sources.map(publisher_of).collect(),
            cited: Vec::new(),
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
        let register = "content/publishers.toml";
        // A missing register is reported once, for the site.
        if self.documents.is_unread(register) || self.sources.content(register).is_none() {
            return None;
        }
        let publishers = self.documents.publishers.iter();
        let ids: Vec<_> = publishers.map(|p| p.id.value.as_str()).collect();
        let (code, path) = (codes::PUBLISHER_UNKNOWN, &original.path);
        let mut publishers = self.documents.publishers.iter();
        let has_name = |name: &String| fold(name).text() == fold(&id.value).text();
        if let Some(named) = publishers.find(|p| p.name.values().any(has_name)) {
            let message = format!("there is no publisher `{}`", id.value);
            let found_one = Diagnostic::new(code, path, message).at(id.span.clone());
            let help = format!(
                "an original gives its publisher's id: did you mean `{}`?",
                named.id.value
            );
            found.push(found_one.help(help));
            return None;
        }
        let add = addition(&id.value);
        found.push(unknown_id(code, "publisher", path, id, &ids, &add));
        None
    }

    /// Returns the topics of a summary: those of its passages, then those of its front matter.
    fn topics(&self, summary: &Summary, found: &mut Vec<Diagnostic>) -> Vec<usize> {
        let passages = summary.body.passages.iter();
        let ids = passages.flat_map(|passage| &passage.topics);
        let topic = |id: &Located<String>| {
            if let Some(index) = self.topics_by_id.get(id.value.as_str()) {
                return Some(*index);
            }
            let folder = format!("content/topics/{}/", id.value);
            // A topic is known, too, if its only introduction is in a language that the site does not have.
            let mut introductions = self.documents.topics.iter();
            if self.documents.is_unread(&folder) || introductions.any(|t| t.id == id.value) {
                return None;
            }
            // A topic whose folder has an unfit name is reported itself.
            let near = nearest(&id.value, self.topics.iter().copied());
            if near.is_some_and(|near| !slug::is_slug(near)) {
                return None;
            }
            let (code, path) = (codes::TOPIC_UNKNOWN, &summary.path);
            let words = |text: &str| {
                let folded = fold(text);
                let words = folded.text();
                words.strip_prefix("ال").unwrap_or(words).to_owned()
            };
            let mut introductions = self.documents.topics.iter();
            // An id with an invisible character is told from the right one below.
            let looks_right = unseen::first(&id.value).is_none();
            let has_title = |t: &&Arc<StandingText>| words(&t.title) == words(&id.value);
            let titled = introductions.find(|t| looks_right && has_title(t));
            if let Some(topic) = titled {
                let message = format!("there is no topic `{}`", id.value);
                let help = format!(
                    "a topic is named by its folder: did you mean `{}`?",
                    topic.id
                );
                found.push(
                    Diagnostic::new(code, path, message)
                        .at(id.span.clone())
                        .help(help),
                );
                return None;
            }
            let add = match slug::is_slug(&id.value) {
                true => format!("add {folder}index.{}.md", summary.lang),
                false => format!(
                    "write an id such as `{0}` here, and add content/topics/{0}/index.{1}.md",
                    slug::meant(&id.value),
                    summary.lang
                ),
            };
            found.push(unknown_id(code, "topic", path, id, self.topics, &add));
            None
        };
        ids.chain(&summary.topics).filter_map(topic).collect()
    }

    /// Returns the indices of the names that a summary mentions, ascending.
    fn names(&self, summary: &Summary) -> Vec<usize> {
        let text = self.sources.text(&summary.path).unwrap_or_default();
        let text = text.get(summary.body_start..).unwrap_or_default();
        let finder = || NameFinder::new(spellings(&self.documents.names));
        let finder = self.finder.get_or_init(finder);
        ascending(finder.find(text).iter().map(|m| m.id).collect())
    }

    /// Returns the dates of a summary; `topics` are those of its article.
    fn dates(&self, body: &Body, topics: &[usize]) -> MentionedDates {
        let mut dates = MentionedDates::default();
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

/// Returns advice on how to list a publisher under an id.
fn addition(id: &str) -> String {
    let is_bare = |id: &str| {
        id.bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    };
    let heading = |id: &str| match is_bare(id) {
        true => format!("[{id}]"),
        false => format!("[\"{id}\"]"),
    };
    if slug::is_slug(id) {
        return format!("add a table {} to content/publishers.toml", heading(id));
    }
    let better = slug::meant(id);
    format!(
        "write an id such as `{better}` here, and add a table {} to content/publishers.toml",
        heading(&better)
    )
}

/// Returns true if a sentence is about a topic of its article: no passage contains it, or one of the passages around it
/// has the topic.
fn is_on(body: &Body, dated: &Dated, topic: &str) -> bool {
    let around = |html: &Range<usize>| {
        let at = dated.html as usize;
        html.start < at && at <= html.end
    };
    let mut passages = body.passages.iter().filter(|p| around(&p.html)).peekable();
    passages.peek().is_none()
        || passages.any(|passage| passage.topics.iter().any(|id| id.value == topic))
}

/// Returns true if a body has links, or resources that a browser would load.
fn names_something(body: &Body) -> bool {
    !body.links.is_empty() || !body.resources.is_empty()
}

/// Sorts the values and removes duplicates.
fn ascending<T: Ord>(mut values: Vec<T>) -> Vec<T> {
    values.sort_unstable();
    values.dedup();
    values
}

/// Maps each id to its first index in a list.
fn by_id<'i>(ids: impl Iterator<Item = &'i str>) -> BTreeMap<&'i str, usize> {
    let mut places = BTreeMap::new();
    for (index, id) in ids.enumerate() {
        places.entry(id).or_insert(index);
    }
    places
}

/// Returns every spelling of every name, with the index of the name.
fn spellings(names: &[Name]) -> impl Iterator<Item = (usize, &str)> {
    names.iter().enumerate().flat_map(|(index, name)| {
        let variants = name.variants.values().flatten();
        let spellings = name.preferred.values().chain(variants);
        spellings.map(move |spelling| (index, spelling.as_str()))
    })
}

/// Returns the citations of the editions that are part of the site, by the slugs of the articles that they name.
fn cited_by_issues<'s>(
    documents: &'s Documents,
    config: &Config,
    omitted: Omitted<'_>,
) -> BTreeMap<&'s str, Vec<&'s Citation>> {
    let is_of_site = |lang: &str| config.languages.iter().any(|own| own.tag == lang);
    let issues = documents.issues.iter();
    let published =
        issues.filter(|text| is_of_site(&text.lang) && !omitted.holds_back(text.draft, &text.path));
    let mut cited: BTreeMap<&str, Vec<&Citation>> = BTreeMap::new();
    for citation in published.flat_map(|text| &text.body.citations) {
        if let Some(slug) = citation.names.article.as_deref() {
            cited.entry(slug).or_default().push(citation);
        }
    }
    cited
}

/// Returns the numbers of the paragraphs that citations name, without those that the originals do not have.
fn cited_by(citations: &[Citation], numbering: &ParagraphNumbering) -> Vec<u32> {
    let last = numbering.last();
    let citations = numbering.citations(citations);
    let ranges = citations.iter().flat_map(|citation| &citation.paragraphs);
    let numbers = ranges.flat_map(move |range| *range.start()..=*range.end().min(&last));
    numbers.collect()
}

/// Returns the numbers of the paragraphs that the rights of the originals allow to publish.
fn shown(originals: &[&Original], numbering: &ParagraphNumbering, cited: &[u32]) -> Vec<u32> {
    let mut shown = Vec::new();
    for (index, original) in originals.iter().enumerate() {
        let range = numbering.range(index);
        match original.rights {
            Rights::Link => {}
            Rights::Cited => shown.extend(cited.iter().filter(|number| range.contains(number))),
            Rights::Full => shown.extend(range),
        }
    }
    shown
}
