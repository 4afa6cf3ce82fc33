//! Maps output paths to the job or file that produces them, and source files to the pages made from them. Used by `serve`.

use std::sync::Arc;

use crate::plan::{FileIndex, PageJob, PageKind, Plan, PlannedFile, same_file};

impl<'a> Plan<'a> {
    /// Returns what is planned at an output path; `None` if nothing is.
    pub fn target(&self, output: &str) -> Option<PlannedFile<'_>> {
        let Some(taken) = self.taken.get(&same_file(output)) else {
            let following = self.following(output)?;
            let own = following.output.clone();
            return (own == output).then_some(PlannedFile::Export(following));
        };
        let (target, own) = match taken.what {
            FileIndex::Job(index) => {
                let job = self.jobs.get(index)?;
                (PlannedFile::Page(job), job.address.output())
            }
            FileIndex::Copy(index) => {
                let copy = self.copies.get(index)?;
                (PlannedFile::Copy(copy), copy.output.clone())
            }
            FileIndex::Scaled(index) => {
                let copy = self.scaled.get(index)?;
                (PlannedFile::Scaled(copy), copy.output.clone())
            }
            FileIndex::Export(index) => {
                let export = self.exports.get(index)?;
                (PlannedFile::Export(export.clone()), export.output.clone())
            }
            FileIndex::Card(index) => {
                let card = self.cards.get(index)?;
                (PlannedFile::Card(card), card.output.clone())
            }
        };
        // Most hosts distinguish upper and lower case.
        (own == output).then_some(target)
    }

    /// Returns the paths of a page's main source files.
    pub fn source_paths(&self, job: &PageJob) -> Vec<Arc<str>> {
        let site = self.site;
        let mut sources = Vec::new();
        match &job.kind {
            PageKind::Article(index) | PageKind::Parallel(index) => {
                let article = &site.articles[*index];
                let edition = article.editions[job.language].as_ref();
                sources.extend(edition.map(|edition| edition.summary.path.clone()));
                sources.extend(
                    article
                        .originals
                        .iter()
                        .map(|original| original.path.clone()),
                );
            }
            PageKind::Topic { topic, .. } => {
                let text = site.topics[*topic].introductions[job.language].as_ref();
                sources.extend(text.map(|text| text.standing.path.clone()));
            }
            PageKind::Standing(index) => {
                let text = site.pages[*index].texts[job.language].as_ref();
                sources.extend(text.map(|text| text.standing.path.clone()));
            }
            PageKind::Publisher { publisher, .. } => {
                sources.push(site.publishers[*publisher].path.clone());
            }
            PageKind::Name { name, .. } => sources.push(site.names[*name].path.clone()),
            PageKind::Home => sources.push(site.config.path.clone()),
            _ => {}
        }
        sources
    }

    /// Returns the page for a source file; for an original, that of the first language that has one.
    pub fn page_of(&self, source: &str) -> Option<&PageJob> {
        let is_for = |job: &&PageJob| match &job.kind {
            PageKind::Article(_) | PageKind::Topic { page: 1, .. } | PageKind::Standing(_) => {
                self.source_paths(job).iter().any(|own| **own == *source)
            }
            _ => false,
        };
        self.jobs.iter().find(is_for)
    }
}
