//! Bringing the files of each article together, and finding where its links lead.

use crate::diagnostic::Severity;
use crate::diagnostic::codes;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::link::address::Address;
use crate::link::references::Registers;
use crate::link::resolve::Resolver;
use crate::link::site::{Article, Edition, Targets};
use crate::parse::article::{Original, Rights, Summary};
use crate::parse::html::Hole;
use crate::parse::{Attachment, Documents, slug};

/// The files of one article's folder.
struct Folder<'a> {
    originals: &'a [Arc<Original>],
    summaries: &'a [Arc<Summary>],
    attachments: &'a [Arc<Attachment>],
}

/// Articles whose links are still open: [`resolve`] finds where they lead.
pub struct Gathered<'a> {
    /// In the order of their slugs.
    pub articles: Vec<Article<'a>>,
    /// Those that have any links: indices into the articles.
    pub open: Vec<usize>,
}

/// Puts the files of each folder together.
pub fn gather<'a>(
    documents: &'a Documents,
    languages: usize,
    registers: &Registers<'_>,
    found: &mut Vec<Diagnostic>,
) -> Gathered<'a> {
    let gatherer = Gatherer {
        documents,
        languages,
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
    // `a-b/` comes before `a/` among paths, and after it among names.
    articles.sort_by_key(|article: &Article<'_>| article.slug);
    // Raw HTML may name files, too.
    let has_links = |index: &usize| {
        let article = &articles[*index];
        article.references.has_links || !article.attachments.is_empty()
    };
    Gathered {
        open: (0..articles.len()).filter(has_links).collect(),
        articles,
    }
}

/// Files of some folders, in the order of their paths; among them all files of each folder.
type Portion<'a> = Folder<'a>;

/// How many folders come together in a portion, at least.
const PORTION: usize = 128;

/// All articles' files in portions, so that several can be gone through at a time.
fn portions(documents: &Documents) -> Vec<Portion<'_>> {
    let mut rest = Folder {
        originals: &documents.originals,
        summaries: &documents.summaries,
        attachments: &documents.attachments,
    };
    let mut portions = Vec::new();
    let next = |rest: &Folder<'_>| {
        let first = &rest.originals.first()?.article;
        let mut others = rest.originals.iter().skip(PORTION);
        let next = others.find(|file| file.article != *first)?;
        Some(format!("content/articles/{}/", next.article))
    };
    while let Some(folder) = next(&rest) {
        let is_before = |path: &Arc<str>| **path < *folder;
        portions.push(Folder {
            originals: those_before(&mut rest.originals, |file| is_before(&file.path)),
            summaries: those_before(&mut rest.summaries, |file| is_before(&file.path)),
            attachments: those_before(&mut rest.attachments, |file| is_before(&file.path)),
        });
    }
    portions.push(rest);
    portions
}

/// The files of each folder, in the order of their paths.
fn folders<'a>(mut rest: Portion<'a>) -> impl Iterator<Item = (&'a str, Folder<'a>)> {
    std::iter::from_fn(move || {
        // Each kind comes in the order of the paths, so that the files of a folder come together.
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
        let folder = Folder {
            originals: those_of(&mut rest.originals, |file| file.article == *slug),
            summaries: those_of(&mut rest.summaries, |file| file.article == *slug),
            attachments: those_of(&mut rest.attachments, |file| file.article == *slug),
        };
        Some((slug.as_str(), folder))
    })
}

/// The files before a place in a list, which goes on from there.
fn those_before<'a, T>(files: &mut &'a [Arc<T>], is_before: impl Fn(&T) -> bool) -> &'a [Arc<T>] {
    let end = files.partition_point(|file| is_before(file));
    files.split_off(..end).unwrap_or_default()
}

/// The few files at the beginning of a list of which this holds; the list goes on after them.
fn those_of<'a, T>(files: &mut &'a [Arc<T>], is_here: impl Fn(&T) -> bool) -> &'a [Arc<T>] {
    let end = files.iter().take_while(|file| is_here(file)).count();
    files.split_off(..end).unwrap_or_default()
}

/// What brings the files of a folder together.
struct Gatherer<'s, 'a> {
    documents: &'a Documents,
    /// How many languages the site has.
    languages: usize,
    registers: &'s Registers<'s>,
}

impl<'a> Gatherer<'_, 'a> {
    /// The article of a folder, if it has one to publish, and what is wrong with the folder.
    fn article(
        &self,
        slug: &'a str,
        folder: &Folder<'a>,
    ) -> (Option<Article<'a>>, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let Some(original) = self.original(slug, folder, &mut found) else {
            return (None, found);
        };
        let references = self.registers.references(slug, original, folder.summaries);
        found.extend_from_slice(&references.found);
        let mut editions: Vec<_> = (0..self.languages).map(|_| None).collect();
        for published in &references.published {
            editions[published.language] = Some(Edition {
                summary: &folder.summaries[published.summary],
                address: published.address.clone(),
                date: published.date,
                targets: Targets::default(),
                original_targets: Targets::default(),
                files: Vec::new(),
                names: published.names.clone(),
                dates: published.dates.clone(),
            });
        }
        let attachments = folder.attachments.iter().filter(|file| !file.is_capture());
        let article = editions.iter().any(Option::is_some).then(|| Article {
            slug,
            original,
            references,
            editions,
            attachments: attachments.map(Arc::as_ref).collect(),
        });
        (article, found)
    }

    /// The folder's one original, or a diagnostic for each file that lacks it.
    fn original(
        &self,
        name: &str,
        folder: &Folder<'a>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<&'a Original> {
        let first = folder.originals.first().map(Arc::as_ref);
        for second in folder.originals.iter().skip(1) {
            let other = first.map_or("", |first| &first.path);
            found.push(
                Diagnostic::new(
                    codes::ORIGINAL_TWICE,
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
                let paths = folder.attachments.iter().map(|a| &a.path);
                for path in paths.filter(|path| !is_nested(path)) {
                    found.push(
                        Diagnostic::new(codes::FILE_MISPLACED, path, "this file lies in a folder without an article, and is not published").severity(Severity::Warning)
                            .help(format!("add content/articles/{name}/original.<lang>.md, or move the file to the article it belongs to")),
                    );
                }
            }
            return None;
        };
        found.extend(slug::fault(&original.path, "article's folder", name));
        Some(original)
    }
}

/// The articles in folders below a folder that is none itself: for the path of each folder, up to its last slash, what to say of
/// it.
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

/// Where the links of an edition lead: see [`Edition`].
struct Resolved<'a> {
    targets: Targets<'a>,
    original_targets: Targets<'a>,
    /// The files beside articles that it names.
    files: Vec<Address>,
}

/// Where the links of articles lead: an article's index, and for each of the site's languages its edition's.
pub struct Resolutions<'a>(Vec<(usize, Vec<Option<Resolved<'a>>>)>);

/// Finds where the links of those articles lead that have any.
pub fn resolve<'a>(
    gathered: &Gathered<'a>,
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

/// Resolves the links of a summary and, for its readers, those of the original. What is not published of the original
/// shows no picture and names no file.
fn resolve_edition<'a>(
    article: &Article<'a>,
    edition: &Edition<'a>,
    resolver: &Resolver<'_, 'a>,
    found: &mut Vec<Diagnostic>,
) -> Resolved<'a> {
    let (summary, original) = (edition.summary, article.original);
    let own = resolver.body(&summary.path, &summary.lang, &summary.body, found);
    let mut theirs = resolver.body(&original.path, &summary.lang, &original.body, found);
    let is_published = |link: usize| is_published(article, link);
    let links = original.body.pictures.iter();
    for (picture, link) in theirs.targets.pictures.iter_mut().zip(links) {
        if !is_published(*link as usize) {
            *picture = None;
        }
    }
    theirs.files.retain(|file| is_published(file.link));
    let files = own.files.into_iter().chain(theirs.files);
    Resolved {
        targets: own.targets,
        original_targets: theirs.targets,
        files: files.map(|file| file.address).collect(),
    }
}

/// Whether the part of an article's original is published that holds the body's link of this index.
fn is_published(article: &Article<'_>, link: usize) -> bool {
    let original = article.original;
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
            let cited = &article.references.cited;
            hole.is_some_and(|(at, _)| cited.iter().any(|number| holds(*at, number)))
        }
    }
}

impl<'a> Resolutions<'a> {
    /// The addresses of files beside articles that texts name.
    pub fn files(&self) -> impl Iterator<Item = &Address> {
        let editions = self.0.iter().flat_map(|(_, editions)| editions).flatten();
        editions.flat_map(|edition| &edition.files)
    }

    /// Fills them in.
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
