//! The result of `check` for a page: the parts of the summary that were found in the original.
//!
//! Takes the trace of a summary; returns a view in the page's language. It claims no more than was checked: quotations
//! are counted only if summary and original are in the same language, since only then they are compared.

use crate::check::{Trace, VerdictCounts};
use crate::link::site::Article;
use crate::plan::Plan;
use crate::plan::view::TraceView;

impl<'a> Plan<'a> {
    /// Returns the trace of an article's summary; `None` if it was not checked.
    pub(super) fn trace(&self, language: usize, article: usize) -> Option<&'a Trace> {
        let checked = self.checked.articles.get(article)?;
        checked.traces.get(language)?.as_ref()
    }

    /// Returns the trace of an edition's text; `None` if it has none.
    pub(super) fn issue_trace(&self, language: usize, issue: usize) -> Option<&'a Trace> {
        let checked = self.checked.issues.get(issue)?.as_ref()?;
        checked.traces.get(language)?.as_ref()
    }

    /// Returns the numbers of a summary's traced figures and quotations as phrases; `None` if it has none.
    pub(super) fn trace_view(
        &self,
        language: usize,
        article: &Article<'_>,
        trace: &Trace,
    ) -> Option<TraceView> {
        let figures = trace.figure_tally();
        let quotations = if is_comparable(self.tag(language), article) {
            // Quotations that could not be decided are not counted: short quotations are mostly titles or figures of
            // speech.
            VerdictCounts {
                unchecked: 0,
                ..trace.quotation_tally()
            }
        } else {
            VerdictCounts::default()
        };
        let words = |figures: usize, quotations: usize| {
            let counted = [("figures", figures), ("quotations", quotations)];
            let counted = counted.into_iter().filter(|(_, n)| *n > 0);
            let parts: Vec<String> = counted
                .map(|(key, n)| self.count(language, key, n))
                .collect();
            let locale = &self.site.languages[language].locale;
            (!parts.is_empty()).then(|| locale.list(&parts))
        };
        let view = TraceView {
            traced: words(figures.traced, quotations.traced),
            count: figures.traced + quotations.traced,
            absent: words(figures.absent, quotations.absent),
            unclear: words(figures.unchecked, quotations.unchecked),
        };
        let says_something = view.traced.is_some() || view.absent.is_some();
        (says_something || view.unclear.is_some()).then_some(view)
    }

    /// Returns the theme's phrase for a number of items.
    pub(super) fn count(&self, language: usize, key: &str, n: usize) -> String {
        let locale = &self.site.languages[language].locale;
        let n = n as u64;
        let phrase = self.site.words[language].count(key, locale.plural(n));
        phrase.unwrap_or("{n}").replace("{n}", &locale.integer(n))
    }
}

/// Returns true if the words of a summary in a language can be compared with those of an original: their primary languages are
/// equal.
pub(super) fn is_comparable(one: &str, article: &Article<'_>) -> bool {
    let primary = |tag: &str| tag.split('-').next().map(str::to_ascii_lowercase);
    let mut originals = article.originals.iter();
    originals.any(|original| primary(one) == primary(&original.lang))
}
