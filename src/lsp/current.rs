//! Keeps the last examination of the site up to date while somebody types, with the newest texts of the editor.
//!
//! An edit of an article's file is examined as a site that has this article alone, which takes some milliseconds however large the
//! whole site is. Findings that depend on other articles ([`OF_OTHERS`]) stay as they were, and move with their words. In all
//! other files, and in the files of other articles, findings stay until the whole site is examined.

use std::ops::Range;

use mujaz_guard::{Panicked, guard};
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

use crate::build::{Examination, Memos, PhaseTimings, examine};
use crate::diagnostic::codes::{self, Code};
use crate::diagnostic::{Diagnostic, sort};
use crate::link::BuildOptions;
use crate::load::Sources;
use crate::lsp::documents::Workspace;
use crate::lsp::examiner::ExaminedSite;
use crate::lsp::hover::article_of;
use crate::parse::Documents;

/// Codes of findings on an article's files that depend on other files: on targets of links, on links to a file, and on
/// similar articles; and of consequences of such findings, such as an unused waiver.
const OF_OTHERS: [Code; 12] = [
    codes::ANCHOR_BROKEN,
    codes::ARTICLE_TWICE,
    codes::ATTACHMENT_UNUSED,
    codes::DATE_MISSING,
    codes::FILE_MISPLACED,
    codes::LINK_BROKEN,
    codes::LINK_HELD,
    codes::PICTURE_TOO_LARGE,
    codes::PICTURE_UNREADABLE,
    codes::URL_TWICE,
    codes::WAIVER_UNUSED,
    codes::WAIVER_WIDE,
];

/// Examines a part of a site, while the whole site may be under examination on the threads that builds share.
pub struct PartExaminer {
    memos: Memos,
    /// A separate thread pool, which never waits for other work.
    pool: ThreadPool,
}

impl PartExaminer {
    /// # Errors
    /// Returns an error if no thread can be started.
    pub fn new() -> Result<Self, ThreadPoolBuildError> {
        let pool = ThreadPoolBuilder::new().num_threads(1);
        Ok(PartExaminer {
            memos: Memos::default(),
            pool: pool.stack_size(crate::STACK).build()?,
        })
    }

    /// Examines the site of the article that a file belongs to, or, for any other file, a site without articles.
    ///
    /// # Errors
    /// Returns an error if the examination panics.
    pub fn examine<T: Send>(
        &self,
        sources: &Sources,
        path: &str,
        options: &BuildOptions,
        then: impl FnOnce(Examination<'_>) -> T + Send,
    ) -> Result<T, Panicked> {
        let part = sources.part(&scope(path));
        let examine = || {
            let timings = &mut PhaseTimings::start();
            examine(&part, options, &self.memos, timings, |it, _| then(it))
        };
        guard(|| self.pool.install(examine))
    }
}

/// Returns the beginning of the paths of all files that are examined with a file: those of its article, or the file alone.
pub fn scope(path: &str) -> String {
    match article_of(path) {
        Some(slug) => format!("content/articles/{slug}/"),
        None => path.to_owned(),
    }
}

/// The current state of the site.
pub struct Current {
    /// The parsed files, including drafts.
    pub documents: Documents,
    /// All findings, sorted by file and place.
    pub found: Vec<Diagnostic>,
    /// Findings of the phases after `check`, for example on templates; they are part of `found` as well.
    of_templates: Vec<Diagnostic>,
}

impl Current {
    /// Returns the site as it was examined. The findings on templates are those of the last try, whose texts are in
    /// `before`.
    pub fn new(examined: ExaminedSite, last: Option<Current>, before: &Sources) -> (Self, Sources) {
        let ExaminedSite {
            sources,
            documents,
            mut found,
        } = examined;
        let of_templates = last.map(|last| last.of_templates).unwrap_or_default();
        let moved = |mut one: Diagnostic| {
            if before.digest(&one.path) != sources.digest(&one.path)
                && let Some(span) = one.span
            {
                let [before, after] = [before, &sources].map(|it| it.text(&one.path));
                let [before, after] = [before, after].map(Option::unwrap_or_default);
                one.span = Some(TextChange::between(before, after).moved(span)?);
            }
            Some(one)
        };
        let of_templates: Vec<Diagnostic> = of_templates.into_iter().filter_map(moved).collect();
        if !of_templates.is_empty() {
            found.extend_from_slice(&of_templates);
            sort(&mut found);
        }
        let current = Current {
            documents,
            found,
            of_templates,
        };
        (current, sources)
    }

    /// Replaces the findings on templates.
    pub fn set_templates(&mut self, of_templates: Vec<Diagnostic>) {
        let last = std::mem::replace(&mut self.of_templates, of_templates);
        if !last.is_empty() {
            self.found.retain(|finding| !last.contains(finding));
        }
        self.found.extend_from_slice(&self.of_templates);
        sort(&mut self.found);
    }

    /// Takes over the newest text of an open document: lays it over the sources of the workspace, parses it, and examines its
    /// article.
    ///
    /// # Errors
    /// Returns an error if the examination panics. Then the findings stay as they were.
    pub fn take_edit(
        &mut self,
        workspace: &mut Workspace,
        path: &str,
        examiner: &PartExaminer,
        options: &BuildOptions,
    ) -> Result<(), Panicked> {
        let before = workspace.sources.text(path).unwrap_or_default().to_owned();
        workspace.show(path);
        let edit = TextChange::between(&before, workspace.sources.text(path).unwrap_or_default());
        let scope = scope(path);
        let (documents, new) = examiner.examine(&workspace.sources, path, options, |it| {
            (it.documents.clone(), it.found)
        })?;
        self.documents.take_over(documents, &scope);
        let from = self.found.partition_point(|d| *d.path < *scope);
        let own = self.found[from..].iter();
        let count = own.take_while(|d| d.path.starts_with(&scope)).count();
        let is_article = article_of(path).is_some();
        let is_of_others = |d: &Diagnostic| !is_article || OF_OTHERS.contains(&d.code);
        let of_templates = std::mem::take(&mut self.of_templates);
        let is_kept = |d: &Diagnostic| is_of_others(d) || of_templates.contains(d);
        let moved = |mut d: Diagnostic| {
            if *d.path == *path
                && let Some(span) = d.span
            {
                d.span = Some(edit.moved(span)?);
            }
            Some(d)
        };
        let last = self.found.splice(from..from + count, []);
        let mut all: Vec<Diagnostic> = last.filter(is_kept).filter_map(moved).collect();
        self.of_templates = of_templates.into_iter().filter_map(moved).collect();
        let is_new = |d: &Diagnostic| d.path.starts_with(&scope) && !is_of_others(d);
        all.extend(new.into_iter().filter(is_new));
        sort(&mut all);
        self.found.splice(from..from, all);
        Ok(())
    }
}

/// The difference between two texts: a range and its replacement.
#[derive(Debug)]
struct TextChange {
    start: usize,
    /// End of the range in the text before.
    before: usize,
    /// End of the range in the text after.
    after: usize,
}

impl TextChange {
    fn between(before: &str, after: &str) -> TextChange {
        let same = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
            let same = pairs.take_while(|(one, other)| one == other);
            same.map(|(c, _)| c.len_utf8()).sum()
        };
        let start = same(&mut before.chars().zip(after.chars()));
        let [old, new] = [&before[start..], &after[start..]];
        let end = same(&mut old.chars().rev().zip(new.chars().rev()));
        TextChange {
            start,
            before: before.len() - end,
            after: after.len() - end,
        }
    }

    /// Returns the range of the same words after the change; `None` if all of them were replaced.
    fn moved(&self, span: Range<usize>) -> Option<Range<usize>> {
        let TextChange {
            start,
            before,
            after,
        } = *self;
        if span.end <= start {
            return Some(span);
        }
        if start <= span.start && span.end <= before {
            return None;
        }
        let from = match span.start {
            from if from >= before => from - before + after,
            from if from <= start => from,
            _ => after,
        };
        let to = match span.end {
            to if to >= before => to - before + after,
            _ => start,
        };
        Some(from..to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_move_with_the_text_before_them() {
        for (before, after, words, moved) in [
            ("a link here", "a link here.", "link", Some("link")),
            ("a link here", "a new link here", "link", Some("link")),
            ("a link here", "a lxink here", "link", Some("lxink")),
            ("a link here", "a nk here", "link", Some("nk")),
            ("a link here", "a li here", "link", Some("li")),
            ("a link here", "a here", "link", None),
            ("وصلة هنا", "ووصلة هنا", "هنا", Some("هنا")),
            ("é link", "è link", "link", Some("link")),
            ("link", "linklink", "link", Some("link")),
            ("link", "", "link", None),
        ] {
            let at = before.find(words).unwrap();
            let change = TextChange::between(before, after);
            let span = change.moved(at..at + words.len());
            assert_eq!(span.map(|span| &after[span]), moved, "{before} → {after}");
        }
    }
}
