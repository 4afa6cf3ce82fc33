//! Collects sentences that name a date, for a chronology.
//!
//! Takes a block's words and the figures found in it; returns the body's dated sentences. Headings, titles, tables and
//! notes are skipped, since they repeat the text or support it. A date only counts if it has a year and is unambiguous in
//! the Gregorian calendar: "the 1990s", "19 June", 3/4/2024 and Hijri dates are skipped.

use crate::lang::figures::{Figure, PartialDate, Quantity};
use crate::lang::{When, sentences};
use crate::parse::html::small;
use crate::parse::markdown::writer::BodyWriter;
use crate::parse::markdown::{Dated, Trust};
use crate::parse::prose::{OBJECT, ProseBlockKind};

impl BodyWriter<'_, '_> {
    /// Collects the dates in a block that begins at offset `start` of the prose. `first` is the index of its first
    /// figure.
    pub(super) fn note_dates(
        &mut self,
        text: &str,
        kind: ProseBlockKind,
        start: usize,
        first: usize,
    ) {
        let is_said = matches!(
            kind,
            ProseBlockKind::Paragraph | ProseBlockKind::Item | ProseBlockKind::Quotation
        );
        if self.trust == Trust::Untrusted || !is_said || self.notes.current().is_some() {
            return;
        }
        let figures = self.body.figures.iter().skip(first);
        let dates: Vec<(usize, When)> = figures
            .filter_map(|figure| Some((figure.range.start - start, when(figure)?)))
            .collect();
        if dates.is_empty() {
            return;
        }
        for range in sentences(text) {
            let mut named: Vec<When> = dates
                .iter()
                .filter(|(at, _)| range.contains(at))
                .map(|(_, when)| *when)
                .collect();
            // A year next to a day only gives context. Several years are mostly the ends of a range, so only the first
            // counts.
            let is_fine = |when: &When| when.month().is_some();
            match named.iter().any(is_fine) {
                true => named.retain(is_fine),
                false => {
                    let first = named.iter().min().copied();
                    named.retain(|when| Some(*when) == first);
                }
            }
            named.sort_unstable();
            named.dedup();
            let citation = self.citation_in(start + range.start, start + range.end);
            let html = small(self.html.text.len());
            self.body.dated.extend(named.into_iter().map(|when| Dated {
                when,
                sentence: text[range.clone()].replace(OBJECT, "…").into(),
                citation,
                html,
            }));
        }
    }

    /// Returns the index of the first citation in a sentence or at its end.
    fn citation_in(&self, start: usize, end: usize) -> Option<u32> {
        let places = &self.body.prose.citations;
        let index = places.partition_point(|at| (*at as usize) <= start);
        let is_within = places.get(index).is_some_and(|at| *at as usize <= end);
        is_within.then(|| small(index))
    }
}

/// Returns the day, month or year that a figure names.
fn when(figure: &Figure) -> Option<When> {
    let Quantity::Date(moment) = &figure.quantity else {
        return None;
    };
    let PartialDate {
        hijri: false,
        ancient: false,
        decade: false,
        swappable: false,
        year: Some(year),
        month,
        day,
        ..
    } = *moment
    else {
        return None;
    };
    When::new(i32::from(year), month, day)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::parse::markdown::{Body, Cites, MarkdownInput, Trust, body};

    fn read(lang: &str, text: &str) -> Body {
        let path: Arc<str> = "summary.md".into();
        let input = MarkdownInput {
            path: &path,
            file: text,
            start: 0,
            trust: Trust::Trusted,
            cites: Cites::Original,
            lang,
            head: &[],
        };
        body(&input, &mut Vec::new())
    }

    /// Language, text, and the dates with their sentences and citations.
    #[test]
    fn sentences_are_kept_with_the_dates_that_they_name() {
        for (lang, text, expected) in [
            (
                "en",
                "It was signed on 19 June 2024 [p1]. Then came rain. In 2012 a debt was cancelled [p2].",
                &[
                    "2024-06-19 It was signed on 19 June 2024. 0",
                    "2012 In 2012 a debt was cancelled. 1",
                ][..],
            ),
            (
                "ar",
                "وقّع الزعيمان المعاهدة في 19 يونيو 2024 [p1].",
                &["2024-06-19 وقّع الزعيمان المعاهدة في 19 يونيو 2024. 0"],
            ),
            (
                "en",
                "The road of May 2012 opened on 19 June 2024, eight years after 2016.",
                &[
                    "2012-05 The road of May 2012 opened on 19 June 2024, eight years after 2016. -",
                    "2024-06-19 The road of May 2012 opened on 19 June 2024, eight years after 2016. -",
                ],
            ),
            (
                "en",
                "Between 2016 and 2021 he tried, and again in 2016.",
                &["2016 Between 2016 and 2021 he tried, and again in 2016. -"],
            ),
            (
                "en",
                "Signed on 19 June 2024, it was ratified on 12 November 2024.",
                &[
                    "2024-06-19 Signed on 19 June 2024, it was ratified on 12 November 2024. -",
                    "2024-11-12 Signed on 19 June 2024, it was ratified on 12 November 2024. -",
                ],
            ),
            (
                "en",
                "In the 1990s, on 19 June, on 3/4/2024, last year.",
                &[],
            ),
            (
                "en",
                "## The year 2012\n\n| In 2013 |\n|---|\n| 2014 |\n",
                &[],
            ),
            (
                "en",
                "It ran `x` on 19 June 2024.",
                &["2024-06-19 It ran … on 19 June 2024. -"],
            ),
            ("en", "Text[^n].\n\n[^n]: In 2012.", &[]),
            ("en", "- In May 2012.", &["2012-05 In May 2012. -"]),
        ] {
            let got: Vec<_> = read(lang, text)
                .dated
                .into_iter()
                .map(|dated| {
                    let citation = dated.citation.map_or("-".into(), |index| index.to_string());
                    format!("{} {} {citation}", dated.when, dated.sentence)
                })
                .collect();
            assert_eq!(got, expected, "{text}");
        }
    }
}
