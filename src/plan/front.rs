//! The part of a front page below its newest article: a column for each topic with its newest figure, and the titles of
//! older articles by week or by month.
//!
//! Takes a language's lists; returns views. If a site lacks something (descriptions, figures, passages on a topic, topics),
//! only that part is left out.

use std::ops::Range;

use crate::lang::Date;
use crate::parse::html::Html;
use crate::parse::markdown::Passage;
use crate::plan::Plan;
use crate::plan::pages::Slots;
use crate::plan::sentence::{is_running_text, plain, sentence_around};
use crate::plan::view::{BriefView, HomeMonth, HomeMonthArticle, Slot, WeekView};

/// Maximum number of topics with a column.
const TOPICS: usize = 8;
/// Maximum number of articles of a topic in which a passage is searched for.
const LOOKED_AT: usize = 4;
/// Maximum length of an opening, in bytes of UTF-8. A longer one is cut to its first sentence.
const LONGEST_OPENING: usize = 900;

impl<'a> Plan<'a> {
    /// A column for each topic that has an article, by weight and title.
    pub(super) fn briefing(&self, language: usize, slots: &mut Slots<'a>) -> Vec<BriefView<'a>> {
        let topics = 0..self.site.topics.len();
        topics
            .filter(|topic| !self.lists[language].topics[*topic].is_empty())
            .take(TOPICS)
            .filter_map(|topic| self.brief(language, topic, slots))
            .collect()
    }

    /// Returns a topic's newest figure, or else a sentence on it, for its column; `None` if the topic has no article.
    pub(super) fn brief(
        &self,
        language: usize,
        topic: usize,
        slots: &mut Slots<'a>,
    ) -> Option<BriefView<'a>> {
        let link = self.topic_link(language, topic);
        if let Some(newest) = self.newest_figures(language, topic, 1, slots).pop() {
            return Some(BriefView {
                topic: link,
                figure: Some(newest.text),
                lead_in: newest.lead_in,
                rest: newest.rest,
                url: Some(newest.url),
                sentence: Some(newest.sentence),
                article: newest.article,
                date: newest.date,
            });
        }
        let articles = &self.lists[language].topics[topic];
        let told = articles.iter().take(LOOKED_AT).find_map(|index| {
            let sentence = self.first_sentence(language, *index, topic)?;
            Some((*index, self.excerpt(language, *index, sentence, slots)?))
        });
        let (index, sentence) = match told {
            Some((index, sentence)) => (index, Some(sentence)),
            None => (*articles.first()?, None),
        };
        let article = &self.site.articles[index];
        let date = article.date(self.site.preference(language));
        Some(BriefView {
            topic: link,
            figure: None,
            lead_in: String::new(),
            rest: String::new(),
            url: None,
            sentence,
            article: self.article_link(language, article)?,
            date: date.map(|date| self.date(language, date)),
        })
    }

    /// The first sentence of an article's first passage on a topic.
    fn first_sentence(&self, language: usize, index: usize, topic: usize) -> Option<Range<usize>> {
        let id = self.site.topics[topic].id;
        let edition = self.site.articles[index].editions[language].as_ref()?;
        let body = &edition.summary.body;
        let on_topic = |passage: &&Passage| passage.topics.iter().any(|topic| topic.value == id);
        let passage = body.passages.iter().find(on_topic)?;
        let paragraph = first_paragraph(&body.html, passage.html.clone())?;
        sentence_around(&body.html, paragraph.start)
    }

    /// Returns the first paragraph of an article's summary, or only its first sentence if the paragraph is long.
    pub(super) fn opening(
        &self,
        language: usize,
        index: usize,
        slots: &mut Slots<'a>,
    ) -> Option<Slot> {
        let edition = self.site.articles[index].editions[language].as_ref()?;
        let html = &edition.summary.body.html;
        let paragraph = first_paragraph(html, 0..html.text.len())?;
        let is_short = plain(html, paragraph.clone()).len() <= LONGEST_OPENING;
        let part = match is_short {
            true => paragraph,
            false => sentence_around(html, paragraph.start)?,
        };
        self.excerpt(language, index, part, slots)
    }

    /// Groups articles, which are sorted newest first, by week, or by month if most of the weeks have a single article.
    pub(super) fn by_time(
        &self,
        language: usize,
        articles: &[usize],
    ) -> (Vec<WeekView<'a>>, Vec<HomeMonth<'a>>) {
        let site = self.site;
        let first_day = site.languages[language].locale.weekdays()[0].number;
        let date = |index: usize| site.articles[index].date(site.preference(language));
        let week = |index: usize| date(index).map(|date| first_of_week(date, first_day));
        let month = |index: usize| date(index).map(|date| (date.year(), date.month()));
        let of_week = |articles: &[usize]| WeekView {
            from: week(articles[0]).map(|date| self.date(language, date)),
            articles: articles
                .iter()
                .filter_map(|index| self.teaser(language, *index))
                .collect(),
        };
        let of_month = |articles: &[usize]| {
            let mut months = self.lists[language].months.iter();
            let own = month(articles[0]);
            let listed = months.find(|listed| Some((listed.year, listed.month)) == own);
            HomeMonth {
                title: listed.map(|month| month.title.clone()),
                articles: articles
                    .iter()
                    .filter_map(|index| {
                        Some(HomeMonthArticle {
                            day: date(*index).map_or(0, Date::day),
                            teaser: self.teaser(language, *index)?,
                        })
                    })
                    .collect(),
            }
        };
        let weeks = articles.chunk_by(|a, b| week(*a) == week(*b));
        match are_mostly_single(weeks.clone().map(<[usize]>::len)) {
            true => {
                let months = articles.chunk_by(|a, b| month(*a) == month(*b));
                (Vec::new(), months.map(of_month).collect())
            }
            false => (weeks.map(of_week).collect(), Vec::new()),
        }
    }
}

/// Returns true if fewer than half of the weeks have several articles; `weeks` has the number of articles of each.
fn are_mostly_single(weeks: impl Iterator<Item = usize>) -> bool {
    let (all, several) = weeks.fold((0, 0), |(all, several), articles| {
        (all + 1, several + usize::from(articles > 1))
    });
    several * 2 < all
}

/// Returns the first day of the week that contains a date; `first` is the number of its weekday, from Monday, 0.
fn first_of_week(date: Date, first: u8) -> Date {
    let weekday = (date.number() - 1).rem_euclid(7);
    let since = (weekday - i64::from(first)).rem_euclid(7);
    let day = i64::from(date.day()) - since;
    let (year, month) = match (day > 0, date.month()) {
        (true, month) => (date.year(), month),
        (false, 1) => (date.year() - 1, 12),
        (false, month) => (date.year(), month - 1),
    };
    let last = (28..=31)
        .rev()
        .find(|day| Date::new(year, month, *day).is_some());
    let day = if day > 0 {
        day
    } else {
        day + i64::from(last.unwrap_or(28))
    };
    Date::new(year, month, day as u8).unwrap_or(date)
}

/// The text of the first paragraph in a part of a body.
fn first_paragraph(html: &Html, part: Range<usize>) -> Option<Range<usize>> {
    const OPEN: &str = "<p>";
    let text = html.text.get(part.clone())?;
    let starts = text
        .match_indices(OPEN)
        .map(|(at, _)| part.start + at + OPEN.len());
    starts
        .filter(|start| is_running_text(&html.text, *start))
        .find_map(|start| {
            let end = start + html.text[start..].find("</p>")?;
            (!html.text[start..end].trim().is_empty()).then_some(start..end)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_begins_on_the_day_of_its_language() {
        for (date, first, begins) in [
            ("2025-08-18", 0, "2025-08-18"),
            ("2025-08-18", 5, "2025-08-16"),
            ("2025-08-18", 6, "2025-08-17"),
            ("2024-03-02", 0, "2024-02-26"),
            ("2025-01-01", 0, "2024-12-30"),
        ] {
            let date = Date::parse(date).unwrap();
            assert_eq!(first_of_week(date, first).to_string(), begins, "{date}");
        }
    }

    #[test]
    fn a_site_with_few_articles_a_week_lists_them_by_month() {
        for (weeks, by_month) in [
            (&[][..], false),
            (&[1], true),
            (&[2], false),
            (&[1, 2], false),
            (&[1, 2, 1], true),
            (&[3, 1, 2, 1], false),
        ] {
            let found = are_mostly_single(weeks.iter().copied());
            assert_eq!(found, by_month, "{weeks:?}");
        }
    }

    #[test]
    fn the_first_paragraph_is_one_that_says_something() {
        for (html, paragraph) in [
            (
                "<h2>Title</h2>\n<p>One. Two.</p>\n<p>Three.</p>",
                Some("One. Two."),
            ),
            ("<p></p><p>One.</p>", Some("One.")),
            ("<ul><li>One</li></ul>", None),
        ] {
            let body = Html {
                text: html.into(),
                ..Html::default()
            };
            let found = first_paragraph(&body, 0..html.len()).map(|range| &html[range]);
            assert_eq!(found, paragraph, "{html}");
        }
    }
}
