//! Defines [`Site`], the result of `link`: the documents with their addresses, resolved links, lists and references.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::lang::Date;
use crate::link::address::Address;
use crate::link::held::{Hold, Holds};
use crate::link::issues::DaySpan;
use crate::link::originals::ParagraphNumbering;
use crate::link::people::People;
use crate::link::references::{MentionedDates, References};
use crate::memo::Digest;
use crate::parse::Attachment;
use crate::parse::article::{Original, Rights, Summary};
use crate::parse::catalogue::Catalogue;
use crate::parse::config::{BaseUrl, Config, Language};
use crate::parse::issue::{CalendarUnit, IssueText};
use crate::parse::markdown::{Body, Citation};
use crate::parse::registers::{Name, Publisher};
use crate::parse::standing::StandingText;
use crate::picture::Size;

/// A site whose documents are linked. Languages are indices into `languages` everywhere.
#[derive(Debug)]
pub struct Site<'a> {
    pub config: &'a Config,
    /// The address of the site.
    pub base: BaseUrl,
    /// The day of the build; `None` if it is unknown.
    pub today: Option<Date>,
    /// The site's languages, in the order of the configuration.
    pub languages: &'a [Language],
    /// Index of the default language, to which `/` redirects.
    pub default: usize,
    /// The articles that are published in at least one language, sorted by slug.
    pub articles: Vec<Article<'a>>,
    /// For each language, the indices of all articles, newest first.
    pub order: Vec<Vec<usize>>,
    /// Number of summaries that are left out because they are drafts.
    pub drafts_left_out: usize,
    /// The authors, translators and reviewers of the summaries.
    pub people: People<'a>,
    /// The topics, sorted by weight, then by id.
    pub topics: Vec<Topic<'a>>,
    /// The publishers, in the order of `publishers.toml`.
    pub publishers: &'a [Publisher],
    /// The names, in the order of `names.toml`.
    pub names: &'a [Name],
    /// The standing pages, sorted by slug.
    pub pages: Vec<StandingPage<'a>>,
    /// The editions of the briefing, the newest first.
    pub issues: Vec<Issue<'a>>,
    /// The theme's words in each language.
    pub words: Vec<Catalogue>,
}

/// An article: its originals and their summaries.
#[derive(Debug)]
pub struct Article<'a> {
    /// Name of the article's folder.
    pub slug: &'a str,
    /// The main original: the one without an id, or else the first of `originals`.
    pub original: &'a Original,
    /// All its originals, the main one first, the others by their ids.
    pub originals: Vec<&'a Original>,
    pub references: Arc<References>,
    /// The published summary in each of the site's languages, if there is one.
    pub editions: Vec<Option<Edition<'a>>>,
    /// The other files in its folder. Editions publish only those that a text names.
    pub attachments: Vec<&'a Attachment>,
}

/// An article in one language.
#[derive(Debug)]
pub struct Edition<'a> {
    pub summary: &'a Summary,
    pub address: Address,
    /// The summary's own date, or else the original's; `None` if neither has one.
    pub date: Option<Date>,
    /// The resolved links of the summary's body.
    pub targets: Targets<'a>,
    /// The citations of the body, with the consecutive numbers of [`ParagraphNumbering`].
    pub citations: Cow<'a, [Citation]>,
    /// The label of each original, for citations of several originals.
    pub labels: Vec<OriginalLabel>,
    /// The resolved links of each original's body, for the readers of this edition.
    pub original_targets: Vec<Targets<'a>>,
    /// The files that are published next to the summary: those that a text names by an address below the edition's own.
    pub files: Vec<&'a Attachment>,
    /// Indices of the listed names that the summary mentions, ascending.
    pub names: Arc<[usize]>,
    /// The dates that the summary's text mentions.
    pub dates: Arc<MentionedDates>,
    /// The reasons why the summary is held back; `None` if it is published. Held-back texts are only in preview builds
    /// (`--drafts`).
    pub held: Option<Hold>,
}

/// The label of an original, which stands before the number of a paragraph in citations.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct OriginalLabel {
    /// The publisher's name or, if that is ambiguous, the original's id.
    pub name: String,
    /// The original's language.
    pub lang: String,
}

/// An edition of the briefing.
#[derive(Debug)]
pub struct Issue<'a> {
    /// The id, in canonical form.
    pub id: String,
    /// The days that the id names; `None` if it names none.
    pub unit: Option<CalendarUnit>,
    /// The edition in each of the site's languages, if there is one.
    pub texts: Vec<Option<LinkedIssue<'a>>>,
}

/// An original of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CitedOriginal {
    /// Index of the article.
    pub article: usize,
    /// Index of the original among those of the article.
    pub original: usize,
}

/// An edition of the briefing in one language.
#[derive(Debug)]
pub struct LinkedIssue<'a> {
    /// The file; `None` if it is made of the articles of its days.
    pub text: Option<&'a IssueText>,
    pub title: String,
    /// The resolved links of its body.
    pub targets: Targets<'a>,
    /// The original that each of the body's citations cites; `None` for a citation that is left out.
    pub cited: Vec<Option<CitedOriginal>>,
    /// The body's citations, with the consecutive numbers of the paragraphs of the article's originals.
    pub citations: Vec<Citation>,
    pub date: Date,
    /// The days that the edition covers.
    pub span: DaySpan,
    /// Indices of the edition's articles, in its order.
    pub articles: Vec<usize>,
    /// True if a part of an article that the edition names is not published.
    pub is_incomplete: bool,
    /// The reasons why the edition is held back; `None` if it is published.
    pub held: Option<Hold>,
}

impl<'a> Issue<'a> {
    /// Returns the first text in an order of languages ([`Language::preference`]), with the index of its language.
    pub fn text_for(&self, preference: &[usize]) -> Option<(usize, &LinkedIssue<'a>)> {
        let mut order = preference.iter();
        order.find_map(|index| Some((*index, self.texts[*index].as_ref()?)))
    }

    /// Returns the edition's latest date in any language.
    pub fn date(&self) -> Option<Date> {
        self.texts.iter().flatten().map(|text| text.date).max()
    }

    /// Returns the edition's address in a language.
    pub fn address(&self, lang: &str) -> Address {
        Address::entry(lang, "editions", &self.id)
    }
}

impl LinkedIssue<'_> {
    /// Returns true if the edition's days are not over on the day of the build: its last day is in the future. An
    /// edition whose file gives a `date` or a `publish` is finished on that day.
    pub fn is_running(&self, today: Option<Date>) -> bool {
        let Some(today) = today else {
            return false;
        };
        let written = self.text.is_some_and(|text| {
            text.date.as_ref().is_some_and(|date| date.value <= today)
                || text.available.publish.is_some() && self.held.is_none()
        });
        *self.span.end() > today && !written
    }

    /// Returns the later of the text's date and the day of its last correction.
    pub fn updated(&self) -> Date {
        self.corrected().map_or(self.date, |day| day.max(self.date))
    }

    /// Returns the day of the text's last correction.
    pub fn corrected(&self) -> Option<Date> {
        let newest = self.text?.corrections.first();
        newest.map(|correction| correction.date.value)
    }

    /// Returns true if the text is a draft or held back, and so only in preview builds (`--drafts`).
    pub fn is_unpublished(&self) -> bool {
        self.held.is_some() || self.text.is_some_and(|text| text.draft)
    }
}

/// A topic.
#[derive(Debug)]
pub struct Topic<'a> {
    /// Name of the topic's folder.
    pub id: &'a str,
    /// The introduction in each of the site's languages, if there is one.
    pub introductions: Vec<Option<LinkedStanding<'a>>>,
}

/// A page of `content/pages/`, such as "About", with its text in each language.
#[derive(Debug)]
pub struct StandingPage<'a> {
    pub slug: &'a str,
    /// The text in each of the site's languages, if there is one.
    pub texts: Vec<Option<LinkedStanding<'a>>>,
}

/// A text that is not an article's, with its links resolved.
#[derive(Debug)]
pub struct LinkedStanding<'a> {
    pub standing: &'a StandingText,
    /// The resolved links of its body.
    pub targets: Targets<'a>,
}

/// The resolved links and pictures of a body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Targets<'a> {
    /// The address of each of the body's links.
    pub hrefs: Vec<String>,
    /// Each of the body's pictures; `None` if its size is unknown.
    pub pictures: Vec<Option<ShownPicture<'a>>>,
}

/// A picture that a text shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ShownPicture<'a> {
    /// Path of the picture's file in the site's folder.
    pub source: &'a Arc<str>,
    /// Digest of the file.
    pub digest: Digest,
    pub address: Address,
    pub size: Size,
    /// Width in pixels and address of each smaller copy, the narrowest first.
    pub copies: Vec<(u32, Address)>,
    /// The `srcset` of the `<img>`; empty if there are no copies.
    pub srcset: String,
}

impl<'a> Article<'a> {
    /// Returns the first edition in an order of languages ([`Language::preference`]), with the index of its language.
    pub fn edition_for(&self, preference: &[usize]) -> Option<(usize, &Edition<'a>)> {
        let mut order = preference.iter();
        order.find_map(|index| Some((*index, self.editions[*index].as_ref()?)))
    }

    /// Returns `true` if the article has parallel pages: they are not disabled, the rights allow some of its text, and
    /// a summary cites it.
    pub fn has_parallel(&self, config: &Config) -> bool {
        config.parallel.enabled && self.shows_text() && !self.references.cited.is_empty()
    }

    /// Returns true if the rights of an original allow some of its text to be published.
    pub fn shows_text(&self) -> bool {
        let mut originals = self.originals.iter();
        originals.any(|original| original.rights != Rights::Link)
    }

    /// Returns the numbering of the paragraphs of the article's originals.
    pub fn numbering(&self) -> &ParagraphNumbering {
        &self.references.numbering
    }

    /// Returns the date of the first edition in an order of languages, or the date of the original if there is no
    /// edition.
    pub fn date(&self, preference: &[usize]) -> Option<Date> {
        self.edition_for(preference)
            .map_or(self.original.published, |(_, edition)| edition.date)
    }
}

impl Edition<'_> {
    /// Returns true if the summary is a draft or held back, and so only in preview builds (`--drafts`).
    pub fn is_unpublished(&self) -> bool {
        self.summary.draft || self.held.is_some()
    }

    /// Returns the day of the summary's last correction.
    pub fn corrected(&self) -> Option<Date> {
        let newest = self.summary.corrections.first();
        newest.map(|correction| correction.date.value)
    }

    /// Returns the later of the day of the summary's seal and that of its last correction.
    pub fn changed(&self) -> Option<Date> {
        self.sealed().max(self.corrected())
    }

    /// Returns the day of the summary's seal, even if the seal is no longer valid.
    pub fn sealed(&self) -> Option<Date> {
        self.summary.sealed.as_ref().map(|seal| seal.date.value)
    }
}

impl<'a> Site<'a> {
    /// Returns all texts that the authors of the site wrote, with the paths of their files: summaries, editions, introductions of
    /// topics and standing pages.
    pub fn texts(&self) -> impl Iterator<Item = (&'a Arc<str>, &'a Body)> {
        self.linked_texts().map(|(path, body, _)| (path, body))
    }

    /// Returns the path and the body of each text, with its resolved links.
    pub fn linked_texts(&self) -> impl Iterator<Item = (&'a Arc<str>, &'a Body, &Targets<'a>)> {
        let summaries = self.articles.iter().flat_map(|article| &article.editions);
        let summaries = summaries.flatten().map(|edition| {
            let summary = edition.summary;
            (&summary.path, &summary.body, &edition.targets)
        });
        let issues = self.issues.iter().flat_map(|issue| &issue.texts);
        let issues = issues.flatten().filter_map(|issue| {
            let text = issue.text?;
            Some((&text.path, &text.body, &issue.targets))
        });
        let topics = self.topics.iter().flat_map(|topic| &topic.introductions);
        let pages = self.pages.iter().flat_map(|page| &page.texts);
        let standing = topics.chain(pages).flatten().map(|linked| {
            let text = linked.standing;
            (&text.path, &text.body, &linked.targets)
        });
        summaries.chain(issues).chain(standing)
    }

    /// Marks the summaries and editions that are held back, on a site that shows them.
    pub fn mark_held(&mut self, holds: &Holds) {
        let editions = self.articles.iter_mut().flat_map(|a| a.editions.iter_mut());
        for edition in editions.flatten() {
            edition.held = holds.get(&edition.summary.path).cloned();
        }
        let issues = self.issues.iter_mut().flat_map(|issue| &mut issue.texts);
        for issue in issues.flatten() {
            issue.held = issue.text.and_then(|text| holds.get(&text.path).cloned());
        }
    }

    /// Returns the order of languages in which readers of a language get a text; see [`Language::preference`].
    pub fn preference(&self, language: usize) -> &'a [usize] {
        &self.languages[language].preference
    }

    /// Returns the entry of a table by language tag for the readers of a language: the first one in their order of
    /// preference, or else the first entry, whose language is none of the site's.
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

    /// Returns the address of a page, from the root of the host.
    pub fn href(&self, address: &Address) -> String {
        address.href(&self.base)
    }

    /// Returns the tags of the languages that can be searched: the site's own, then those of published originals.
    pub fn searched(&self) -> Vec<&str> {
        let mut tags: Vec<&str> = self.languages.iter().map(|l| l.tag.as_str()).collect();
        let own = tags.len();
        for original in self.articles.iter().flat_map(|article| &article.originals) {
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

/// Returns the indices of the publishers that have an article, and therefore a page: publishers of originals, and of
/// the sources of originals.
pub fn publishers_of(articles: &[Article<'_>]) -> BTreeSet<usize> {
    let references = articles.iter().map(|article| &article.references);
    references
        .flat_map(|references| references.publishers())
        .collect()
}

/// Returns the indices of the names that have a page for readers with this order of languages: those mentioned in the
/// summaries that these readers get.
pub fn names_of(articles: &[Article<'_>], preference: &[usize]) -> BTreeSet<usize> {
    let editions = articles.iter().filter_map(|a| a.edition_for(preference));
    editions
        .flat_map(|(_, edition)| edition.names.iter().copied())
        .collect()
}

/// Returns the primary language of a tag, without script and region.
pub fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}
