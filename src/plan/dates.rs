//! The dates that summaries name, in their order: what chronologies are made of.
//!
//! Takes the site and a language; gives references to the dated sentences of articles. In an article that has no summary
//! in the language, they are those of the summary that its lists show instead.

use crate::lang::When;
use crate::link::site::Site;
use crate::parse::markdown::{Body, Dated};

/// A dated sentence of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// The date.
    pub when: When,
    /// The index of the article.
    pub article: usize,
    /// Its index among the dated sentences of the article's summary.
    pub dated: usize,
}

/// A topic's dates.
#[derive(Debug, Default)]
pub struct TopicDates {
    /// What its chronology is called.
    pub title: String,
    /// Its dates, oldest first.
    pub mentions: Vec<Mention>,
}

/// All dates of a site in a language.
#[derive(Debug, Default)]
pub struct Dates {
    /// Every date that summaries name, oldest first; of one date, what was published first comes first.
    pub all: Vec<Mention>,
    /// By topic, the dates of its passages and, in its articles, those of the text outside all passages.
    pub by_topic: Vec<Vec<Mention>>,
}

/// Gathers the dates of a site in a language.
pub fn dates(site: &Site<'_>, language: usize) -> Dates {
    let mut every: Vec<(Mention, &Body)> = Vec::new();
    for index in site.order[language].iter().rev().copied() {
        let edition = site.articles[index].edition_for(language, site.default);
        let Some((_, edition)) = edition else {
            continue;
        };
        let body = &edition.summary.body;
        let mentions = body.dated.iter().enumerate().map(|(at, dated)| Mention {
            when: dated.when,
            article: index,
            dated: at,
        });
        every.extend(mentions.map(|mention| (mention, body)));
    }
    // The sort is stable: what an article says of a date stays together, in its order.
    every.sort_by_key(|(mention, _)| mention.when);
    let mut dates = Dates {
        all: Vec::with_capacity(every.len()),
        by_topic: vec![Vec::new(); site.topics.len()],
    };
    for (mention, body) in every {
        add(&mut dates.all, mention);
        let dated = &body.dated[mention.dated];
        let topics = site.articles[mention.article].topics.iter();
        for topic in topics.filter(|topic| is_on(body, dated, site.topics[**topic].id)) {
            add(&mut dates.by_topic[*topic], mention);
        }
    }
    dates
}

/// Adds a mention, unless its article tells of the date already: it does so once, where it first names it.
fn add(list: &mut Vec<Mention>, mention: Mention) {
    let of = |mention: &Mention| (mention.when, mention.article);
    if list.last().map(of) != Some(of(&mention)) {
        list.push(mention);
    }
}

/// Whether a sentence is on a topic of its article: unless it stands in passages on others alone.
fn is_on(body: &Body, dated: &Dated, topic: &str) -> bool {
    let around = |html: &std::ops::Range<usize>| {
        let at = dated.html as usize;
        html.start < at && at <= html.end
    };
    let mut passages = body.passages.iter().filter(|p| around(&p.html)).peekable();
    passages.peek().is_none()
        || passages.any(|passage| passage.topics.iter().any(|id| id.value == topic))
}
