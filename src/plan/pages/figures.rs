//! Pages of the register of figures.
//!
//! Takes a language and a page's number; returns head and view. How figures are found and grouped is in `plan/figures`.

use std::ops::Range;
use std::sync::Arc;

use crate::lang::isolate;
use crate::link::address::{Address, FIGURES_DATA};
use crate::link::originals::original_anchor;
use crate::link::site::Article;
use crate::parse::article::Rights;
use crate::parse::chart::plot;
use crate::plan::Plan;
use crate::plan::excerpts::FigureWords;
use crate::plan::figures::{RegisterEntry, Series, SeriesPoint};
use crate::plan::page_context::{PageHead, plain};
use crate::plan::pages::{Slots, bare_head};
use crate::plan::view::{
    FigureAmount, FigureEntry, FigureSeries, FigureTopic, FigureUnit, FiguresView, KindView,
    LinkView, SeriesPlot,
};

/// The section, and the segment of its address.
const SECTION: &str = "figures";
/// Id of the part of the page for figures outside all topics. Those of topics begin with `t-`.
const NO_TOPIC: &str = "other";

impl<'a> Plan<'a> {
    pub(super) fn figures<'p>(
        &'p self,
        language: usize,
        number: usize,
        slots: &mut Slots<'p>,
    ) -> (PageHead<'p>, KindView<'p>) {
        let register = &self.lists[language].figures;
        let first = |tag: &str| Address::section(tag, SECTION);
        let here = first(self.tag(language));
        let range = register.pages.get(number - 1).cloned().unwrap_or_default();
        let [json, csv] = FIGURES_DATA.map(|name| self.site.href(&here.file(name)));
        let view = FiguresView {
            count: register.count,
            json,
            csv,
            index: self.figure_topics(language, &here),
            topics: self.topics_of_figures(language, &register.series[range], slots),
            pagination: self.pagination(&here, number, register.pages.len()),
        };
        let total = |language: usize| self.lists[language].figures.pages.len();
        let head = PageHead {
            title: plain(self.word(language, "register")),
            number: (number > 1).then_some(number),
            section: SECTION,
            counterparts: self.same_page(number, total, first),
            ..bare_head()
        };
        (head, KindView::Figures(view))
    }

    /// Returns a link to each topic of the register, to the page on which the topic begins.
    fn figure_topics(&self, language: usize, first: &Address) -> Vec<LinkView<'a>> {
        let register = &self.lists[language].figures;
        let mut links: Vec<LinkView<'a>> = Vec::new();
        let mut last = None;
        for (page, range) in (1..).zip(&register.pages) {
            for series in &register.series[range.clone()] {
                if last == Some(series.topic) {
                    continue;
                }
                last = Some(series.topic);
                let (id, title) = match series.topic {
                    Some(topic) => {
                        let link = self.topic_link(language, topic);
                        (link.id, link.title)
                    }
                    None => ("", plain(self.word(language, "no_topic"))),
                };
                let place = anchor(id);
                let url = format!("{}#{place}", self.site.href(&first.page(page)));
                links.push(LinkView { id, title, url });
            }
        }
        links
    }

    fn topics_of_figures(
        &self,
        language: usize,
        series: &[Arc<Series>],
        slots: &mut Slots<'a>,
    ) -> Vec<FigureTopic<'a>> {
        let topics = series.chunk_by(|a, b| a.topic == b.topic);
        topics
            .map(|of_topic| {
                let topic = of_topic[0].topic;
                let topic = topic.map(|topic| self.topic_link(language, topic));
                let units = of_topic.chunk_by(|a, b| a.unit == b.unit);
                let unit = |of_unit: &[Arc<Series>]| FigureUnit {
                    title: self.word(language, of_unit[0].unit.key()),
                    series: self.figure_rows(language, of_unit, slots),
                };
                FigureTopic {
                    id: anchor(topic.as_ref().map_or("", |topic| topic.id)),
                    units: units.map(unit).collect(),
                    topic,
                }
            })
            .collect()
    }

    /// Returns the series of a unit. Series with a single figure each, from one sentence, are joined.
    fn figure_rows(
        &self,
        language: usize,
        series: &[Arc<Series>],
        slots: &mut Slots<'a>,
    ) -> Vec<FigureSeries<'a>> {
        let is_one_row = |one: &Arc<Series>, other: &Arc<Series>| {
            matches!((one.entries.as_slice(), other.entries.as_slice()), ([one], [other])
                if one.shares_sentence(other))
        };
        let rows = series.chunk_by(is_one_row).map(|alike| {
            let points = match alike {
                [one] => one.points(self.site, language),
                _ => Vec::new(),
            };
            let entries: Vec<&RegisterEntry> = alike.iter().flat_map(|one| &one.entries).collect();
            let of_sentence = entries.chunk_by(|one, other| one.shares_sentence(other));
            FigureSeries {
                disputed: alike.iter().any(|one| one.is_disputed),
                plot: (!points.is_empty()).then(|| self.series_plot(language, &points)),
                entries: of_sentence
                    .filter_map(|entries| self.figure_entry(language, entries, slots))
                    .collect(),
            }
        });
        rows.collect()
    }

    /// Returns the figures of one sentence.
    fn figure_entry(
        &self,
        language: usize,
        entries: &[&RegisterEntry],
        slots: &mut Slots<'a>,
    ) -> Option<FigureEntry<'a>> {
        let entry = entries.first()?;
        let article = &self.site.articles[entry.article];
        let edition = article.editions[language].as_ref()?;
        let link = self.article_link(language, article)?;
        let mut publishers: Vec<Option<usize>> = Vec::new();
        for entry in entries {
            let original = article.numbering().name(entry.paragraph).original;
            let publisher = article.references.originals[original].publisher;
            if !publishers.contains(&publisher) {
                publishers.push(publisher);
            }
        }
        let mut publishers = publishers
            .into_iter()
            .map(|publisher| self.publisher_link(language, publisher));
        let sentence: Range<usize> = entry.sentence.clone();
        Some(FigureEntry {
            amounts: entries
                .iter()
                .map(|entry| self.figure_amount(language, article, &link, entry))
                .collect(),
            sentence: self.excerpt(language, entry.article, sentence, slots)?,
            article: link,
            publisher: publishers.next()?,
            further_publishers: publishers.collect(),
            date: entry.date.map(|date| self.date(language, date)),
            draft: edition.summary.draft,
            held: self.held(language, edition),
        })
    }

    fn figure_amount(
        &self,
        language: usize,
        article: &Article<'_>,
        link: &LinkView<'_>,
        entry: &RegisterEntry,
    ) -> FigureAmount {
        let FigureWords {
            lead_in,
            before,
            text,
            after,
            rest,
        } = entry.words.clone();
        FigureAmount {
            lead_in,
            before,
            text,
            after,
            rest,
            place: self.paragraph_in_words(language, article, entry.paragraph),
            url: paragraph_url(link, article, entry.paragraph),
        }
    }

    /// Returns the phrase for a paragraph of an article's original: `paragraph 8 of the original`. If the article has
    /// several originals, the publisher's name comes first.
    pub(in crate::plan) fn paragraph_in_words(
        &self,
        language: usize,
        article: &Article<'_>,
        paragraph: u32,
    ) -> String {
        let name = article.numbering().name(paragraph);
        let phrase = self.paragraph_phrase(language, name.number);
        if article.originals.len() < 2 {
            return phrase;
        }
        let publisher = article.references.originals[name.original].publisher;
        let publisher = self.publisher_link(language, publisher);
        format!("{}: {phrase}", isolate(publisher.title.text))
    }

    fn paragraph_phrase(&self, language: usize, paragraph: u32) -> String {
        let locale = &self.site.languages[language].locale;
        let phrase = self.site.words[language].count("cite", locale.plural(1));
        let number = locale.integer(u64::from(paragraph));
        phrase.unwrap_or("{p}").replace("{p}", &number)
    }

    /// Returns the chart of a series: a line from its first day to its last, on a scale of round numbers.
    fn series_plot(&self, language: usize, points: &[SeriesPoint<'_>]) -> SeriesPlot {
        let along: Vec<f64> = points
            .iter()
            .map(|point| point.date.number() as f64)
            .collect();
        let sizes: Vec<f64> = points.iter().map(|point| point.size).collect();
        let plot = plot::through(&along, &sizes);
        let day =
            |point: Option<&SeriesPoint<'_>>| point.map(|point| self.date(language, point.date));
        let text = |point: Option<&SeriesPoint<'_>>| {
            point.map_or(String::new(), |point| point.entry.words.text.clone())
        };
        SeriesPlot {
            way: plot.way,
            stops: plot.stops,
            from: day(points.first()),
            to: day(points.last()),
            first: text(points.first()),
            last: text(points.last()),
        }
    }
}

/// Returns the address of a paragraph of an article's original, given the link to the article's page; that of the
/// section on the original if the page does not show the paragraph.
pub(in crate::plan) fn paragraph_url(
    link: &LinkView<'_>,
    article: &Article<'_>,
    paragraph: u32,
) -> String {
    let name = article.numbering().name(paragraph);
    // A paragraph has an id only if the article's page shows it.
    let spot = match article.originals[name.original].rights {
        Rights::Link => original_anchor(name.id),
        Rights::Cited | Rights::Full => name.anchor().to_string(),
    };
    format!("{}#{spot}", link.url)
}

/// Returns the id of a topic's part of the page.
fn anchor(topic: &str) -> String {
    match topic {
        "" => NO_TOPIC.to_owned(),
        id => format!("t-{id}"),
    }
}
