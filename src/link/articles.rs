//! Bringing an article's files together, and what they say of topics, publishers, names and each other.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::link::address::Address;
use crate::link::mentions::NamesHere;
use crate::link::resolve::Resolver;
use crate::link::site::{Article, Edition, Targets};
use crate::link::{known_id, language};
use crate::parse::article::{Original, Summary};
use crate::parse::config::Language;
use crate::parse::{Attachment, Documents, slug};

/// The files of one article's folder.
#[derive(Default)]
struct Folder<'a> {
    originals: Vec<&'a Original>,
    summaries: Vec<&'a Summary>,
    attachments: Vec<&'a Attachment>,
}

/// Puts the files of each folder together. Links and names are still open; [`resolve`] fills them in.
pub fn gather<'a>(
    documents: &'a Documents,
    languages: &[Language],
    drafts: bool,
    topics: &[&str],
    found: &mut Vec<Diagnostic>,
) -> Vec<Article<'a>> {
    let mut folders: BTreeMap<&str, Folder<'_>> = BTreeMap::new();
    for original in &documents.originals {
        folders
            .entry(&original.article)
            .or_default()
            .originals
            .push(original);
    }
    for summary in &documents.summaries {
        folders
            .entry(&summary.article)
            .or_default()
            .summaries
            .push(summary);
    }
    for attachment in &documents.attachments {
        folders
            .entry(&attachment.article)
            .or_default()
            .attachments
            .push(attachment);
    }
    let gatherer = Gatherer {
        documents,
        languages,
        drafts,
        topics,
    };
    folders
        .iter()
        .filter_map(|(slug, folder)| gatherer.article(slug, folder, found))
        .collect()
}

struct Gatherer<'s, 'a> {
    documents: &'a Documents,
    languages: &'s [Language],
    drafts: bool,
    topics: &'s [&'s str],
}

impl<'a> Gatherer<'_, 'a> {
    fn article(
        &self,
        slug: &'a str,
        folder: &Folder<'a>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Article<'a>> {
        let original = self.original(slug, folder, found)?;
        let publisher = original
            .publisher
            .as_ref()
            .and_then(|id| self.publisher(original, id, found));
        let sources = original
            .sources
            .iter()
            .map(|source| self.publisher(original, &source.publisher, found))
            .collect();
        let mut editions: Vec<_> = self.languages.iter().map(|_| None).collect();
        let mut topics = BTreeSet::new();
        let mut cited = BTreeSet::new();
        for summary in &folder.summaries {
            let language = language(&summary.path, &summary.lang, self.languages, found);
            let summary_topics = self.topics(summary, found);
            check_citations(summary, original, found);
            let Some(language) = language else { continue };
            if summary.draft && !self.drafts {
                continue;
            }
            topics.extend(summary_topics);
            cited.extend(cited_by(summary, original));
            let segment = summary.slug.as_ref().map_or(slug, |slug| &slug.value);
            editions[language] = Some(Edition {
                summary,
                address: Address::article(&summary.lang, segment),
                targets: Targets::default(),
                original_targets: Targets::default(),
                names: Vec::new(),
            });
        }
        editions.iter().any(Option::is_some).then(|| Article {
            slug,
            original,
            publisher,
            sources,
            editions,
            topics: topics.into_iter().collect(),
            names: Vec::new(),
            cited: cited.into_iter().collect(),
            attachments: folder.attachments.clone(),
        })
    }

    /// The folder's one original, or a diagnostic for each file that lacks it.
    fn original(
        &self,
        name: &str,
        folder: &Folder<'a>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<&'a Original> {
        let first = folder.originals.first().copied();
        for second in folder.originals.iter().skip(1) {
            let other = first.map_or("", |first| &first.path);
            found.push(
                Diagnostic::error(
                    "original-twice",
                    &second.path,
                    format!("this article has another original, {other}"),
                )
                .help("an article summarises one original: move the other to a folder of its own"),
            );
        }
        let Some(original) = first else {
            // An original with an error of its own is not missing, too.
            if self
                .documents
                .is_unread(&format!("content/articles/{name}/original."))
            {
                return None;
            }
            for path in folder.summaries.iter().map(|s| &s.path) {
                found.push(
                    Diagnostic::error(
                        "original-missing",
                        path,
                        "this summary has no original beside it",
                    )
                    .help(format!("add content/articles/{name}/original.<lang>.md")),
                );
            }
            if folder.summaries.is_empty() {
                for path in folder.attachments.iter().map(|a| &a.path) {
                    found.push(
                        Diagnostic::warning("file-misplaced", path, "this file lies in a folder without an article, and is not published")
                            .help(format!("add content/articles/{name}/original.<lang>.md, or move the file to the article it belongs to")),
                    );
                }
            }
            return None;
        };
        if !slug::is_slug(name) {
            found.push(slug::unfit(&original.path, "article's folder", name));
        }
        Some(original)
    }

    fn publisher(
        &self,
        original: &Original,
        id: &crate::parse::fields::Located<String>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        let publishers = &self.documents.publishers;
        if let Some(index) = publishers.iter().position(|p| p.id.value == id.value) {
            return Some(index);
        }
        if self.documents.is_unread("content/publishers.toml") {
            return None;
        }
        let ids: Vec<_> = publishers.iter().map(|p| p.id.value.as_str()).collect();
        let add = |id: &str| format!("add a table [{id}] to content/publishers.toml");
        known_id(
            "publisher-unknown",
            "publisher",
            &original.path,
            id,
            &ids,
            add,
            found,
        )
    }

    /// The topics of a summary: those of its passages and those of its front matter.
    fn topics(&self, summary: &Summary, found: &mut Vec<Diagnostic>) -> Vec<usize> {
        let passages = summary
            .body
            .passages
            .iter()
            .flat_map(|passage| &passage.topics);
        passages
            .chain(&summary.topics)
            .filter_map(|id| {
                let is_known = self.topics.contains(&id.value.as_str());
                if !is_known
                    && self
                        .documents
                        .is_unread(&format!("content/topics/{}/", id.value))
                {
                    return None;
                }
                let add = |id: &str| format!("add content/topics/{id}/index.{}.md", summary.lang);
                known_id(
                    "topic-unknown",
                    "topic",
                    &summary.path,
                    id,
                    self.topics,
                    add,
                    found,
                )
            })
            .collect()
    }
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
                Diagnostic::error(
                    "citation-unknown",
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

/// Fills in where the links of each article lead, and which names its summaries mention.
pub fn resolve<'a>(
    articles: &mut [Article<'a>],
    names: &NamesHere<'_>,
    resolver: &Resolver<'a>,
    found: &mut Vec<Diagnostic>,
) {
    let diagnostics: Vec<Diagnostic> = articles
        .par_iter_mut()
        .flat_map_iter(|article| {
            let mut found = Vec::new();
            let original = article.original;
            let mut mentioned = BTreeSet::new();
            for edition in article.editions.iter_mut().flatten() {
                let summary = edition.summary;
                edition.targets =
                    resolver.body(&summary.path, &summary.lang, &summary.body, &mut found);
                edition.original_targets =
                    resolver.body(&original.path, &summary.lang, &original.body, &mut found);
                edition.names = names.of(summary);
                mentioned.extend(edition.names.iter().copied());
            }
            article.names = mentioned.into_iter().collect();
            found
        })
        .collect();
    names.done();
    found.extend(diagnostics);
}
