//! Bringing an article's files together, and what they say of topics, publishers, names and each other.

use std::collections::BTreeSet;

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

/// Puts the files of each folder together. Links and names are still open: [`resolve`] finds them.
pub fn gather<'a>(
    documents: &'a Documents,
    languages: &[Language],
    drafts: bool,
    topics: &[&str],
    found: &mut Vec<Diagnostic>,
) -> Vec<Article<'a>> {
    let folders = folders(documents);
    let gatherer = Gatherer {
        documents,
        languages,
        drafts,
        topics,
    };
    let gathered: Vec<_> = folders
        .par_iter()
        .map(|(slug, folder)| {
            let mut found = Vec::new();
            (gatherer.article(slug, folder, &mut found), found)
        })
        .collect();
    let mut articles = Vec::with_capacity(gathered.len());
    for (article, diagnostics) in gathered {
        articles.extend(article);
        found.extend(diagnostics);
    }
    articles
}

/// The files of each folder, in the order of the folders' names.
fn folders(documents: &Documents) -> Vec<(&str, Folder<'_>)> {
    let mut folders: Vec<(&str, Folder<'_>)> = Vec::with_capacity(documents.originals.len());
    let (mut originals, mut summaries, mut attachments) = (
        documents.originals.iter().peekable(),
        documents.summaries.iter().peekable(),
        documents.attachments.iter().peekable(),
    );
    // Each kind comes in the order of the paths, so that the files of a folder come together.
    loop {
        let next = [
            originals.peek().map(|file| (&file.path, &file.article)),
            summaries.peek().map(|file| (&file.path, &file.article)),
            attachments.peek().map(|file| (&file.path, &file.article)),
        ];
        let Some((_, slug)) = next.into_iter().flatten().min() else {
            break;
        };
        let mut folder = Folder::default();
        let is_here = |article: &String| article == slug;
        while let Some(original) = originals.next_if(|file| is_here(&file.article)) {
            folder.originals.push(original);
        }
        while let Some(summary) = summaries.next_if(|file| is_here(&file.article)) {
            folder.summaries.push(summary);
        }
        while let Some(attachment) = attachments.next_if(|file| is_here(&file.article)) {
            folder.attachments.push(attachment);
        }
        folders.push((slug, folder));
    }
    // `a-b/` comes before `a/` among paths, and after it among names.
    folders.sort_unstable_by_key(|(slug, _)| *slug);
    folders
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

/// What an edition has from other files: see [`Edition`].
struct Resolved<'a> {
    targets: Targets<'a>,
    original_targets: Targets<'a>,
    names: Vec<usize>,
}

/// What the editions of articles have from other files, by article and language.
pub struct Resolutions<'a>(Vec<Vec<Option<Resolved<'a>>>>);

/// Finds where the links of each article lead, and which names its summaries mention.
pub fn resolve<'a>(
    articles: &[Article<'a>],
    names: &NamesHere<'_>,
    resolver: &Resolver<'_, 'a>,
    found: &mut Vec<Diagnostic>,
) -> Resolutions<'a> {
    let edition = |article: &Article<'_>, edition: &Edition<'_>, found: &mut Vec<Diagnostic>| {
        let (summary, original) = (edition.summary, article.original);
        Resolved {
            targets: resolver.body(&summary.path, &summary.lang, &summary.body, found),
            original_targets: resolver.body(&original.path, &summary.lang, &original.body, found),
            names: names.of(summary),
        }
    };
    let resolved: Vec<_> = articles
        .par_iter()
        .map(|article| {
            let mut found = Vec::new();
            let editions = article.editions.iter();
            let editions = editions.map(|e| Some(edition(article, e.as_ref()?, &mut found)));
            (editions.collect(), found)
        })
        .collect();
    names.done();
    let mut resolutions = Vec::with_capacity(resolved.len());
    for (editions, diagnostics) in resolved {
        resolutions.push(editions);
        found.extend(diagnostics);
    }
    Resolutions(resolutions)
}

impl<'a> Resolutions<'a> {
    /// Fills them in.
    pub fn fill_in(self, articles: &mut [Article<'a>]) {
        let pairs = articles.par_iter_mut().zip(self.0);
        pairs.for_each(|(article, resolved)| {
            let mut mentioned = BTreeSet::new();
            let pairs = article.editions.iter_mut().flatten();
            for (edition, resolved) in pairs.zip(resolved.into_iter().flatten()) {
                mentioned.extend(resolved.names.iter().copied());
                edition.targets = resolved.targets;
                edition.original_targets = resolved.original_targets;
                edition.names = resolved.names;
            }
            article.names = mentioned.into_iter().collect();
        });
    }
}
