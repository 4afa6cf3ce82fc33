//! Defines [`RequestView`], the data of the site that the handlers of requests read.

use std::ops::Range;
use std::sync::Arc;

use lsp_types::Location;

use crate::diagnostic::Diagnostic;
use crate::lang::Date;
use crate::lang::verify::Register;
use crate::link::originals::in_order;
use crate::link::site::{Article, Site};
use crate::lsp::documents::Workspace;
use crate::parse::Documents;
use crate::parse::article::{Original, Summary};
use crate::parse::issue::IssueText;
use crate::parse::markdown::Body;
use crate::parse::registers::Name;
use crate::parse::standing::StandingText;

/// The documents of a site, and the texts that they were parsed from.
pub struct RequestView<'v> {
    pub documents: &'v Documents,
    /// The site of the article that a request is about, without other articles. `None` if the configuration is invalid.
    pub site: Option<&'v Site<'v>>,
    pub workspace: &'v Workspace,
    /// All findings, sorted by file and place.
    pub found: &'v [Diagnostic],
    pub today: Date,
}

impl<'v> RequestView<'v> {
    /// Returns the text of a file; empty if it is not a text.
    pub fn text(&self, path: &str) -> &'v str {
        self.workspace.sources.text(path).unwrap_or_default()
    }

    /// Returns the location of a part of a file.
    pub fn location(&self, path: &str, span: &Range<usize>) -> Option<Location> {
        let range = self.workspace.lines(path).range(span);
        Some(Location::new(self.workspace.uri(path)?, range))
    }

    /// Returns the article with this slug, if the request is about it and it is part of the site; drafts are only with
    /// `--drafts`.
    pub fn article(&self, slug: &str) -> Option<&'v Article<'v>> {
        let articles = &self.site?.articles;
        let index = articles.binary_search_by(|article| article.slug.cmp(slug));
        articles.get(index.ok()?)
    }

    pub fn names(&self) -> &'v [Name] {
        &self.documents.names
    }

    /// Returns the register of names, prepared for searches.
    pub fn register(&self) -> Register<'v> {
        Register::new(self.names().iter().map(Name::entry))
    }

    pub fn summaries(&self) -> &'v [Arc<Summary>] {
        &self.documents.summaries
    }

    pub fn originals(&self) -> &'v [Arc<Original>] {
        &self.documents.originals
    }

    pub fn summary(&self, path: &str) -> Option<&'v Summary> {
        let summaries = self.summaries();
        let index = summaries.binary_search_by(|summary| summary.path.as_ref().cmp(path));
        summaries.get(index.ok()?).map(|summary| &**summary)
    }

    pub fn original(&self, path: &str) -> Option<&'v Original> {
        let originals = self.originals();
        let index = originals.binary_search_by(|original| original.path.as_ref().cmp(path));
        originals.get(index.ok()?).map(|original| &**original)
    }

    /// Returns the originals of an article, the main one first.
    pub fn originals_of(&self, article: &str) -> Vec<&'v Original> {
        let folder = format!("content/articles/{article}/");
        let originals = self.originals();
        let from = originals.partition_point(|original| *original.path < *folder);
        let own = originals[from..].iter().map(|original| &**original);
        in_order(own.take_while(|original| original.path.starts_with(&folder)))
    }

    /// Returns the original of an article with this id.
    pub fn original_of(&self, article: &str, id: Option<&str>) -> Option<&'v Original> {
        let mut originals = self.originals_of(article).into_iter();
        originals.find(|original| original.id.as_deref() == id)
    }

    /// Returns the summaries of an article, including drafts.
    pub fn summaries_of(&self, article: &str) -> impl Iterator<Item = &'v Summary> + use<'v> {
        let folder = format!("content/articles/{article}/");
        let summaries = self.summaries();
        let from = summaries.partition_point(|summary| *summary.path < *folder);
        let rest = summaries[from..].iter().map(|summary| &**summary);
        rest.take_while(move |summary| summary.path.starts_with(&folder))
    }

    /// Returns the introductions of topics, then the standing pages.
    pub fn standing(&self) -> impl Iterator<Item = &'v StandingText> + use<'v> {
        let documents = self.documents;
        let texts = documents.topics.iter().chain(&documents.pages);
        texts.map(|standing| &**standing)
    }

    /// Returns the editions of the briefing.
    pub fn issues(&self) -> &'v [Arc<IssueText>] {
        &self.documents.issues
    }

    /// Returns every text of the site with its path.
    pub fn bodies(&self) -> Vec<(&'v Arc<str>, &'v Body)> {
        let summaries = self.summaries().iter().map(|one| (&one.path, &one.body));
        let originals = self.originals().iter().map(|one| (&one.path, &one.body));
        let standing = self.standing().map(|one| (&one.path, &one.body));
        let issues = self.issues().iter().map(|one| (&one.path, &one.body));
        let texts = summaries.chain(originals).chain(standing);
        texts.chain(issues).collect()
    }

    /// Returns the body of a text.
    pub fn body(&self, path: &str) -> Option<&'v Body> {
        let standing = || self.standing().find(|one| one.path.as_ref() == path);
        let summary = self.summary(path).map(|summary| &summary.body);
        summary
            .or_else(|| self.original(path).map(|original| &original.body))
            .or_else(|| standing().map(|standing| &standing.body))
            .or_else(|| {
                let mut issues = self.issues().iter();
                let issue = issues.find(|one| one.path.as_ref() == path);
                issue.map(|issue| &issue.body)
            })
    }

    /// Returns the words of a paragraph of an original, with a space between its parts.
    pub fn paragraph(&self, original: &Original, number: u32) -> Option<String> {
        let prose = &original.body.prose;
        let text = prose.text(self.text(&original.path));
        let blocks = prose.blocks.iter();
        let blocks = blocks.filter(|block| block.paragraph == Some(number));
        let words: Vec<&str> = blocks.filter_map(|block| text.get(block.range())).collect();
        (!words.is_empty()).then(|| words.join(" "))
    }

    /// Returns the findings in a file that touch a range.
    pub fn findings<'f>(
        &'f self,
        path: &'f str,
        range: &'f Range<usize>,
    ) -> impl Iterator<Item = &'v Diagnostic> + 'f {
        let from = self.found.partition_point(|d| d.path.as_ref() < path);
        let own = self.found[from..].iter();
        let own = own.take_while(move |d| d.path.as_ref() == path);
        own.filter(move |d| match &d.span {
            Some(span) => span.start <= range.end && range.start <= span.end,
            None => range.start == 0,
        })
    }
}
