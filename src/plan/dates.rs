//! The dates that summaries mention, in chronological order: the data of chronologies.
//!
//! Takes the site and a language; returns references to the dated sentences of articles. If an article has no summary in
//! the language, the dates are those of the summary that the language's lists show instead.

use crate::lang::When;
use crate::link::site::Site;

/// A dated sentence of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateMention {
    pub when: When,
    /// The index of the article.
    pub article: usize,
    /// The index among the dated sentences of the article's summary.
    pub dated: usize,
}

#[derive(Debug, Default)]
pub struct TopicDates {
    /// The title of the topic's chronology.
    pub title: String,
    /// The dates, oldest first.
    pub mentions: Vec<DateMention>,
}

/// All dates of a site in a language.
#[derive(Debug, Default)]
pub struct SiteDates {
    /// Every date that summaries mention, oldest first; for the same date, in the order in which the articles were
    /// published.
    pub all: Vec<DateMention>,
    /// Indexed by topic: the dates of its passages and, in its articles, those of the text outside all passages.
    pub by_topic: Vec<Vec<DateMention>>,
}

/// Collects the dates of a site in a language.
pub fn dates(site: &Site<'_>, language: usize) -> SiteDates {
    let mut every: Vec<(DateMention, &[usize])> = Vec::new();
    for index in site.order[language].iter().rev().copied() {
        let edition = site.articles[index].edition_for(site.preference(language));
        let Some((_, edition)) = edition else {
            continue;
        };
        let mentions = edition.dates.iter().enumerate();
        every.extend(mentions.map(|(at, (when, topics))| {
            let mention = DateMention {
                when,
                article: index,
                dated: at,
            };
            (mention, topics)
        }));
    }
    // The sort is stable: an article's mentions of the same date stay together and in order.
    every.sort_by_key(|(mention, _)| mention.when);
    let mut dates = SiteDates {
        all: Vec::with_capacity(every.len()),
        by_topic: vec![Vec::new(); site.topics.len()],
    };
    for (mention, topics) in every {
        add(&mut dates.all, mention);
        for topic in topics {
            add(&mut dates.by_topic[*topic], mention);
        }
    }
    dates
}

/// Adds a mention, unless the list has the article with this date already: an article is listed once per date, with the
/// first mention.
fn add(list: &mut Vec<DateMention>, mention: DateMention) {
    let of = |mention: &DateMention| (mention.when, mention.article);
    if list.last().map(of) != Some(of(&mention)) {
        list.push(mention);
    }
}
