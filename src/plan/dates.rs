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
    let mut dates = Dates {
        all: Vec::new(),
        by_topic: vec![Vec::new(); site.topics.len()],
    };
    for index in site.order[language].iter().rev().copied() {
        let article = &site.articles[index];
        let Some((_, edition)) = article.edition_for(language, site.default) else {
            continue;
        };
        let body = &edition.summary.body;
        for (at, dated) in body.dated.iter().enumerate() {
            let mention = Mention {
                when: dated.when,
                article: index,
                dated: at,
            };
            add(&mut dates.all, mention);
            let topics = article.topics.iter();
            for topic in topics.filter(|topic| is_on(body, dated, site.topics[**topic].id)) {
                add(&mut dates.by_topic[*topic], mention);
            }
        }
    }
    let lists = dates.by_topic.iter_mut().chain([&mut dates.all]);
    lists.for_each(|list| list.sort_by_key(|mention| mention.when));
    dates
}

/// Adds a mention, unless its article tells of the date already: it does so once, where it first names it.
fn add(list: &mut Vec<Mention>, mention: Mention) {
    let own = list.iter().rev();
    let mut own = own.take_while(|other| other.article == mention.article);
    if own.all(|other| other.when != mention.when) {
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
