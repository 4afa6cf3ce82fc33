//! Checks that the originals (ids) and paragraphs (numbers) named in citations exist.
//!
//! Takes the originals of an article and the texts that cite it; reports citations of originals or paragraphs that do not
//! exist, text that looks like a citation but is not, and originals that no summary cites.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, codes, nearest};
use crate::link::originals::ParagraphNumbering;
use crate::parse::article::{Original, Summary};
use crate::parse::layout::{odd_id, role};
use crate::parse::markdown::Citation;
use crate::parse::{citation, unseen};

/// Checks citations of an article: those of its summaries, and those of editions.
pub struct CitationCheck<'c> {
    pub originals: &'c [&'c Original],
    pub numbering: &'c ParagraphNumbering,
    /// True if an original of the article could not be parsed.
    pub has_unread: bool,
}

impl CitationCheck<'_> {
    /// Reports citations of originals and paragraphs that do not exist.
    pub fn check(&self, summary: &Summary, found: &mut Vec<Diagnostic>) {
        let citations = summary.body.citations.iter();
        found.extend(citations.filter_map(|citation| self.unknown(&summary.path, citation)));
    }

    /// Reports a citation in the file at `path` of an original or a paragraph that does not exist.
    pub fn unknown(&self, path: &Arc<str>, citation: &Citation) -> Option<Diagnostic> {
        let unknown = match self.numbering.position(citation.names.original.as_deref()) {
            Some(index) => {
                let original = self.originals[index];
                let last = original.paragraphs();
                let unknown = citation::unknown(path, &citation.paragraphs, &original.path, last);
                unknown.map(|mut unknown| {
                    if let Some(id) = &original.id {
                        let named = format!("the original `{id}`");
                        unknown.message = unknown.message.replacen("the original", &named, 1);
                    }
                    unknown
                })
            }
            None => self.unknown_original(path, citation),
        };
        unknown.map(|unknown| unknown.at(citation.span.clone()))
    }

    /// Reports a citation of an original that does not exist.
    fn unknown_original(&self, path: &Arc<str>, citation: &Citation) -> Option<Diagnostic> {
        // The cited original may be one that could not be parsed.
        if self.has_unread {
            return None;
        }
        let first = citation.paragraphs.first().map_or(1, |p| *p.start());
        let article = citation.names.article.as_deref();
        let before = article.map_or(String::new(), |slug| format!("{slug} "));
        let the_article = match article {
            Some(slug) => format!("the article `{slug}`"),
            None => "the article".to_owned(),
        };
        let ids: Vec<&str> = self.numbering.ids().collect();
        let forms = || {
            let own = self
                .numbering
                .position(None)
                .map(|_| format!("`[{before}p{first}]`"));
            let named = ids.iter().map(|id| format!("`[{before}{id} p{first}]`"));
            own.into_iter().chain(named).collect::<Vec<_>>().join(", ")
        };
        let (message, help) = match citation.names.original.as_deref() {
            None => (
                "this citation does not say of which original".into(),
                format!("name the original before the paragraph: {}", forms()),
            ),
            Some(name) => {
                let folded = name.to_lowercase();
                let near = nearest(&folded, ids.iter().copied());
                let help = match near {
                    Some(near) => format!("did you mean `[{before}{near} p{first}]`?"),
                    None if self.numbering.is_plain() => format!(
                        "did you mean `[{before}p{first}]`? A further original would be named original.{folded}.<lang>.md"
                    ),
                    None => format!("its originals are cited as {}", forms()),
                };
                (format!("{the_article} has no original `{name}`"), help)
            }
        };
        let unknown = Diagnostic::new(codes::CITATION_UNKNOWN, path, message);
        Some(unknown.help(help))
    }

    /// Reports originals that no summary cites, if summaries cite another one.
    pub fn check_uncited(&self, summaries: &[Arc<Summary>], found: &mut Vec<Diagnostic>) {
        let citations = || summaries.iter().flat_map(|summary| &summary.body.citations);
        if self.originals.len() < 2 || citations().next().is_none() {
            return;
        }
        for original in self.originals {
            let id = original.id.as_deref();
            // An unfit id has a finding of its own.
            let is_fit = odd_id(&original.path, &role(&original.path)).is_none();
            let has_text = original.paragraphs() > 0;
            let mut citations = citations();
            if !is_fit
                || !has_text
                || citations.any(|citation| citation.names.original.as_deref() == id)
            {
                continue;
            }
            let message = "no summary cites this original";
            let cite = match &original.id {
                Some(id) => format!("[{id} p1]"),
                None => "[p1]".into(),
            };
            let uncited = Diagnostic::new(codes::ORIGINAL_UNCITED, &original.path, message);
            found.push(uncited.help(format!(
                "cite its paragraphs, as in `{cite}`, or take it out of the article's folder"
            )));
        }
    }

    /// Reports text of a summary that looks like a citation but is not parsed as one.
    pub fn check_lookalikes(&self, summary: &Summary, found: &mut Vec<Diagnostic>) {
        for one in &summary.body.lookalikes {
            let name = one.name.as_deref();
            // A word that is no id may stand before any number.
            let original = match (self.numbering.position(name), name) {
                (Some(index), _) => self.originals[index],
                (None, None) => self.originals[0],
                (None, Some(_)) => continue,
            };
            let last = original.paragraphs();
            let prefix = match &original.id {
                Some(id) => format!("{id} "),
                None => String::new(),
            };
            if last == 0 {
                continue;
            }
            let exists = one.highest <= last;
            // It probably means a page of another work.
            if one.is_aside && !exists {
                continue;
            }
            let words = &one.words;
            let message =
                format!("`{words}` looks like a citation and is none: readers would see it");
            let meant = format!("[{prefix}{}]", one.meant);
            let seen = one.escape_advice();
            let help = if let Some(difference) =
                unseen::difference(words, &meant).filter(|_| exists)
            {
                format!("{difference}; {seen} if readers are to see it")
            } else if exists {
                format!("did you mean `{meant}`? Otherwise {seen}, if readers are to see it")
            } else {
                format!(
                    "a citation is written as `[{prefix}p{last}]`, and there is none after p{last}; {seen} if readers are to see it"
                )
            };
            let doubtful = Diagnostic::new(codes::CITATION_DOUBTFUL, &summary.path, message);
            found.push(doubtful.at(one.span.clone()).help(help));
        }
    }
}
