//! Gathers the files of each article, and resolves its links.
//!
//! Takes the documents and the registers; returns articles with editions, and reports what is wrong in their folders.

use crate::diagnostic::Severity;
use crate::diagnostic::codes;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::link::address::Address;
use crate::link::originals::in_order;
use crate::link::references::{References, Registers};
use crate::link::resolve::Resolver;
use crate::link::site::{Article, Edition, OriginalLabel, Targets};
use crate::parse::article::{Original, Rights, Summary};
use crate::parse::config::Config;
use crate::parse::html::Hole;
use crate::parse::layout::text_of_attachment;
use crate::parse::{Attachment, Documents, slug};

struct ArticleFolder<'a> {
    originals: &'a [Arc<Original>],
    summaries: &'a [Arc<Summary>],
    attachments: &'a [Arc<Attachment>],
}

/// Articles whose links are not resolved yet; [`resolve`] does that.
pub struct UnresolvedArticles<'a> {
    /// Sorted by slug.
    pub articles: Vec<Article<'a>>,
    /// Indices of the articles that may have links to resolve.
    pub open: Vec<usize>,
}

/// Groups the files by folder and makes an article of each folder.
pub fn gather<'a>(
    documents: &'a Documents,
    config: &'a Config,
    registers: &Registers<'_>,
    found: &mut Vec<Diagnostic>,
) -> UnresolvedArticles<'a> {
    let gatherer = ArticleGatherer {
        documents,
        config,
        registers,
    };
    let portions = portions(documents);
    let each = portions.into_par_iter().flat_map_iter(|portion| {
        let gatherer = &gatherer;
        folders(portion).map(move |(slug, folder)| gatherer.article(slug, &folder))
    });
    let each: Vec<_> = each.collect();
    registers.done();
    let mut articles = Vec::with_capacity(each.len());
    for (article, diagnostics) in each {
        articles.extend(article);
        found.extend(diagnostics);
    }
    // Paths are sorted with their slashes: `a-b/` comes before `a/`, but the slug `a-b` after `a`.
    articles.sort_by_key(|article: &Article<'_>| article.slug);
    // Raw HTML may name files, too, so articles with attachments are included.
    let has_links = |index: &usize| {
        let article = &articles[*index];
        article.references.has_links || !article.attachments.is_empty()
    };
    UnresolvedArticles {
        open: (0..articles.len()).filter(has_links).collect(),
        articles,
    }
}

/// Files of several folders, sorted by path; each folder is complete.
type Portion<'a> = ArticleFolder<'a>;

/// Minimum number of folders in a portion.
const PORTION: usize = 128;

/// Splits the files of all articles into portions, to process them in parallel.
fn portions(documents: &Documents) -> Vec<Portion<'_>> {
    let mut rest = ArticleFolder {
        originals: &documents.originals,
        summaries: &documents.summaries,
        attachments: &documents.attachments,
    };
    let mut portions = Vec::new();
    let next = |rest: &ArticleFolder<'_>| {
        let first = &rest.originals.first()?.article;
        let mut others = rest.originals.iter().skip(PORTION);
        let next = others.find(|file| file.article != *first)?;
        Some(format!("content/articles/{}/", next.article))
    };
    while let Some(folder) = next(&rest) {
        let is_before = |path: &Arc<str>| **path < *folder;
        portions.push(ArticleFolder {
            originals: those_before(&mut rest.originals, |file| is_before(&file.path)),
            summaries: those_before(&mut rest.summaries, |file| is_before(&file.path)),
            attachments: those_before(&mut rest.attachments, |file| is_before(&file.path)),
        });
    }
    portions.push(rest);
    portions
}

/// Returns the files of each folder, sorted by path.
fn folders<'a>(mut rest: Portion<'a>) -> impl Iterator<Item = (&'a str, ArticleFolder<'a>)> {
    std::iter::from_fn(move || {
        // Each list is sorted by path, so the files of a folder are next to each other.
        let next = [
            rest.originals
                .first()
                .map(|file| (&file.path, &file.article)),
            rest.summaries
                .first()
                .map(|file| (&file.path, &file.article)),
            rest.attachments
                .first()
                .map(|file| (&file.path, &file.article)),
        ];
        let (_, slug) = next.into_iter().flatten().min()?;
        let folder = ArticleFolder {
            originals: those_of(&mut rest.originals, |file| file.article == *slug),
            summaries: those_of(&mut rest.summaries, |file| file.article == *slug),
            attachments: those_of(&mut rest.attachments, |file| file.article == *slug),
        };
        Some((slug.as_str(), folder))
    })
}

/// Splits off the files before a place in a sorted list, by binary search; `files` keeps the others.
fn those_before<'a, T>(files: &mut &'a [Arc<T>], is_before: impl Fn(&T) -> bool) -> &'a [Arc<T>] {
    let end = files.partition_point(|file| is_before(file));
    files.split_off(..end).unwrap_or_default()
}

/// Splits off the files at the start of a list for which `is_here` holds; `files` keeps the others.
fn those_of<'a, T>(files: &mut &'a [Arc<T>], is_here: impl Fn(&T) -> bool) -> &'a [Arc<T>] {
    let end = files.iter().take_while(|file| is_here(file)).count();
    files.split_off(..end).unwrap_or_default()
}

/// Makes articles from the files of folders.
struct ArticleGatherer<'s, 'a> {
    documents: &'a Documents,
    config: &'a Config,
    registers: &'s Registers<'s>,
}

impl<'a> ArticleGatherer<'_, 'a> {
    /// Returns the article of a folder, if it has an edition to publish, and what is wrong with the folder.
    fn article(
        &self,
        slug: &'a str,
        folder: &ArticleFolder<'a>,
    ) -> (Option<Article<'a>>, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let misnamed = folder.attachments.iter();
        found.extend(misnamed.filter_map(|file| misnamed_text(file, self.documents)));
        let originals = self.originals(slug, folder, &mut found);
        let Some(original) = originals.first().copied() else {
            return (None, found);
        };
        let references = self
            .registers
            .references(slug, &originals, folder.summaries);
        found.extend_from_slice(&references.found);
        let mut editions: Vec<_> = self.config.languages.iter().map(|_| None).collect();
        for published in &references.published {
            let summary: &Summary = &folder.summaries[published.summary];
            editions[published.language] = Some(Edition {
                summary,
                citations: references.numbering.citations(&summary.body.citations),
                address: published.address.clone(),
                date: published.date,
                targets: Targets::default(),
                labels: self.labels(&originals, &references, published.language),
                original_targets: vec![Targets::default(); originals.len()],
                files: Vec::new(),
                names: published.names.clone(),
                dates: published.dates.clone(),
                held: None,
            });
        }
        let attachments = folder.attachments.iter().filter(|file| !file.is_capture());
        let article = editions.iter().any(Option::is_some).then(|| Article {
            slug,
            original,
            originals,
            references,
            editions,
            attachments: attachments.map(Arc::as_ref).collect(),
        });
        (article, found)
    }

    /// Returns the label of each original for readers of a language (an index).
    fn labels(
        &self,
        originals: &[&Original],
        references: &References,
        language: usize,
    ) -> Vec<OriginalLabel> {
        let order = &self.config.languages[language].preference;
        let publisher = |index: usize| {
            let publisher = &self.documents.publishers[references.originals[index].publisher?];
            let mut order = order.iter();
            let own =
                order.find_map(|other| publisher.name.get(&self.config.languages[*other].tag));
            own.or_else(|| publisher.name.values().next())
        };
        let label = |(index, original): (usize, &&Original)| {
            let is_shared = |other: usize| {
                let publisher = |index: usize| references.originals[index].publisher;
                other != index && publisher(other) == publisher(index)
            };
            let name = publisher(index).filter(|_| !(0..originals.len()).any(is_shared));
            let id = || original.id.clone().unwrap_or_default();
            OriginalLabel {
                name: name.cloned().unwrap_or_else(id),
                lang: original.lang.clone(),
            }
        };
        originals.iter().enumerate().map(label).collect()
    }

    /// Returns the folder's originals, the one without an id first, the others by their ids. Reports originals with the
    /// same id, and each file without its original.
    fn originals(
        &self,
        name: &str,
        folder: &ArticleFolder<'a>,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<&'a Original> {
        let originals = in_order(folder.originals.iter().map(Arc::as_ref));
        for original in folder.originals {
            let mut others = originals.iter().filter(|other| other.id == original.id);
            let other = others.find(|other| other.path != original.path);
            found.extend(other.map(|other| same_id(original, other)));
        }
        let Some(original) = originals.first() else {
            // An original that could not be parsed, or whose name is wrong, is not missing.
            let prefix = format!("content/articles/{name}/original.");
            let mut names = folder.attachments.iter().map(|file| &file.name);
            if self.documents.is_unread(&prefix)
                || names.any(|name| {
                    text_of_attachment(name).is_some_and(|n| n.starts_with("original."))
                })
            {
                return originals;
            }
            for path in folder.summaries.iter().map(|s| &s.path) {
                found.push(
                    Diagnostic::new(
                        codes::ORIGINAL_MISSING,
                        path,
                        "this summary has no original beside it",
                    )
                    .help(format!("add content/articles/{name}/original.<lang>.md")),
                );
            }
            let nested = nested_articles(folder.attachments);
            found.extend(nested.values().cloned());
            if folder.summaries.is_empty() {
                let is_nested = |path: &str| nested.keys().any(|nest| path.starts_with(*nest));
                let files = folder.attachments.iter();
                let files = files.filter(|file| missing_text(file, self.documents).is_none());
                let paths = files.map(|file| &file.path);
                for path in paths.filter(|path| !is_nested(path)) {
                    found.push(
                        Diagnostic::new(codes::FILE_MISPLACED, path, "this file lies in a folder without an article, and is not published").severity(Severity::Warning)
                            .help(format!("add content/articles/{name}/original.<lang>.md, or move the file to the article it belongs to")),
                    );
                }
            }
            return originals;
        };
        found.extend(slug::fault(&original.path, "article's folder", name));
        originals
    }
}

/// Reports a file with the name of a text but another extension, if that text is missing. If the text exists, the file
/// is an ordinary file.
fn misnamed_text(file: &Attachment, documents: &Documents) -> Option<Diagnostic> {
    let meant = missing_text(file, documents)?;
    let message = "this file has no place in the site";
    let misnamed = Diagnostic::new(codes::FILE_MISPLACED, &file.path, message);
    Some(misnamed.help(format!("did you mean {meant}?")))
}

/// Returns the name of the text that a file probably is, if the article lacks that text.
pub(super) fn missing_text(file: &Attachment, documents: &Documents) -> Option<String> {
    let meant = text_of_attachment(&file.name)?;
    let path = format!("content/articles/{}/{meant}", file.article);
    let is_there = documents.unread.contains(path.as_str())
        || documents
            .originals
            .binary_search_by(|original| (*original.path).cmp(&path))
            .is_ok()
        || documents
            .summaries
            .binary_search_by(|summary| (*summary.path).cmp(&path))
            .is_ok();
    (!is_there).then_some(meant)
}

/// Reports an original with the same id as another one of its article, or two originals without an id.
fn same_id(original: &Original, other: &Original) -> Diagnostic {
    let lang = &original.lang;
    let (message, help) = match &original.id {
        None => (
            format!("this article has another original, {}", other.path),
            format!(
                "give one of them an id, as in original.reuters.{lang}.md, and cite it as `[reuters p4]`; or move it to a folder of its own"
            ),
        ),
        Some(id) => (
            format!(
                "this article has another original with the id `{id}`, {}",
                other.path
            ),
            format!("give one of them another id, as in original.{id}-{lang}.{lang}.md"),
        ),
    };
    Diagnostic::new(codes::ORIGINAL_TWICE, &original.path, message).help(help)
}

/// Finds articles in subfolders of a folder that is not an article itself. Returns a report for each such subfolder, by
/// its path with the trailing slash.
fn nested_articles(files: &[Arc<Attachment>]) -> BTreeMap<&str, Diagnostic> {
    let mut nested = BTreeMap::new();
    for file in files {
        let Some((below, name)) = file.name.rsplit_once('/') else {
            continue;
        };
        let is_text = ["original.", "summary."]
            .iter()
            .any(|s| name.starts_with(s));
        if !is_text || !name.ends_with(".md") {
            continue;
        }
        let folder = &file.path[..file.path.len() - name.len()];
        let own = below.rsplit('/').next().unwrap_or(below);
        nested.entry(folder).or_insert_with(|| {
            Diagnostic::new(
                codes::FILE_MISPLACED,
                &file.path,
                "articles do not stand in folders of articles, and this one is not read",
            )
            .help(format!(
                "move the folder {} to content/articles/{own}",
                folder.trim_end_matches('/')
            ))
        });
    }
    nested
}

/// The resolved links of an edition; see [`Edition`].
struct Resolved<'a> {
    targets: Targets<'a>,
    original_targets: Vec<Targets<'a>>,
    /// Addresses of the files in articles' folders that the edition's texts name.
    files: Vec<Address>,
}

/// The resolved links of articles: index of the article, and one entry for each of the site's languages.
pub struct Resolutions<'a>(Vec<(usize, Vec<Option<Resolved<'a>>>)>);

/// Resolves the links of the articles in [`UnresolvedArticles::open`].
pub fn resolve<'a>(
    gathered: &UnresolvedArticles<'a>,
    resolver: &Resolver<'_, 'a>,
    found: &mut Vec<Diagnostic>,
) -> Resolutions<'a> {
    let resolved: Vec<_> = gathered
        .open
        .par_iter()
        .map(|index| {
            let article = &gathered.articles[*index];
            let mut found = Vec::new();
            let editions = article.editions.iter();
            let editions =
                editions.map(|e| Some(resolve_edition(article, e.as_ref()?, resolver, &mut found)));
            ((*index, editions.collect()), found)
        })
        .collect();
    let mut resolutions = Vec::with_capacity(resolved.len());
    for (resolution, diagnostics) in resolved {
        resolutions.push(resolution);
        found.extend(diagnostics);
    }
    Resolutions(resolutions)
}

/// Resolves the links of a summary and, for its readers, those of the original. Unpublished parts of the original show no
/// pictures and name no files.
fn resolve_edition<'a>(
    article: &Article<'a>,
    edition: &Edition<'a>,
    resolver: &Resolver<'_, 'a>,
    found: &mut Vec<Diagnostic>,
) -> Resolved<'a> {
    let summary = edition.summary;
    let own = resolver.body(&summary.path, &summary.lang, &summary.body, found);
    let mut files: Vec<Address> = own.files.into_iter().map(|file| file.address).collect();
    let mut original_targets = Vec::with_capacity(article.originals.len());
    for (index, original) in article.originals.iter().enumerate() {
        let mut theirs = resolver.body(&original.path, &summary.lang, &original.body, found);
        let is_published = |link: usize| is_published(article, index, link);
        let links = original.body.pictures.iter();
        for (picture, link) in theirs.targets.pictures.iter_mut().zip(links) {
            if !is_published(*link as usize) {
                *picture = None;
            }
        }
        theirs.files.retain(|file| is_published(file.link));
        files.extend(theirs.files.into_iter().map(|file| file.address));
        original_targets.push(theirs.targets);
    }
    Resolved {
        targets: own.targets,
        original_targets,
        files,
    }
}

/// Returns true if the part of an original (an index) that contains the link with this index is published.
fn is_published(article: &Article<'_>, original: usize, link: usize) -> bool {
    let cited = &article.references.originals[original].cited;
    let original = article.originals[original];
    match original.rights {
        Rights::Full => true,
        Rights::Link => false,
        Rights::Cited => {
            let body = &original.body;
            let mut holes = body.html.holes.iter();
            let hole = holes.find(|(_, hole)| matches!(hole, Hole::Link(i) if *i as usize == link));
            let holds = |at: u32, number: &u32| {
                let index = (*number as usize).checked_sub(1);
                let paragraph = index.and_then(|index| body.paragraphs.get(index));
                paragraph.is_some_and(|p| p.html.start <= at as usize && at as usize <= p.html.end)
            };
            hole.is_some_and(|(at, _)| cited.iter().any(|number| holds(*at, number)))
        }
    }
}

impl<'a> Resolutions<'a> {
    /// Returns the addresses of the files in articles' folders that texts name.
    pub fn files(&self) -> impl Iterator<Item = &Address> {
        let editions = self.0.iter().flat_map(|(_, editions)| editions).flatten();
        editions.flat_map(|edition| &edition.files)
    }

    /// Stores the resolved links in the articles.
    pub fn fill_in(self, articles: &mut [Article<'a>]) {
        for (index, resolved) in self.0 {
            let pairs = articles[index].editions.iter_mut().zip(resolved);
            for (edition, resolved) in pairs.filter_map(|(e, r)| Some((e.as_mut()?, r?))) {
                edition.targets = resolved.targets;
                edition.original_targets = resolved.original_targets;
            }
        }
    }
}
