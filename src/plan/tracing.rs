//! What a page says of the tracing of its summary.
//!
//! Takes what `check` traced of a summary; gives a view in the page's words. It claims what was checked, and no more:
//! quotations are counted where summary and original are in one language, since only there they are held against it.

use crate::check::{Tally, Trace};
use crate::link::site::Article;
use crate::plan::Plan;
use crate::plan::view::TraceView;

impl<'a> Plan<'a> {
    /// What was traced of an article's summary; `None` where nobody traced it.
    pub(super) fn trace(&self, language: usize, article: usize) -> Option<&'a Trace> {
        self.checked.get(article)?.traces.get(language)?.as_ref()
    }

    /// How many figures and quotations of a summary were traced; `None` where it has none.
    pub(super) fn trace_view(
        &self,
        language: usize,
        article: &Article<'_>,
        trace: &Trace,
    ) -> Option<TraceView> {
        let figures = trace.figure_tally();
        let quotations = if is_comparable(self.tag(language), &article.original.lang) {
            // Two words between quotation marks are mostly a title or a manner of speaking, and nothing of a quotation
            // that could not be decided was checked.
            Tally {
                unchecked: 0,
                ..trace.quotation_tally()
            }
        } else {
            Tally::default()
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

    /// The theme's phrase for so many of something.
    pub(super) fn count(&self, language: usize, key: &str, n: usize) -> String {
        let locale = &self.site.languages[language].locale;
        let n = n as u64;
        let phrase = self.site.words[language].count(key, locale.plural(n));
        phrase.unwrap_or("{n}").replace("{n}", &locale.integer(n))
    }
}

/// Whether the words of two texts can be compared: their languages are one, whatever region or script.
pub(super) fn is_comparable(one: &str, other: &str) -> bool {
    let primary = |tag: &str| tag.split('-').next().map(str::to_ascii_lowercase);
    primary(one) == primary(other)
}
