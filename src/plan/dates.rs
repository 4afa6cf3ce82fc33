//! The dates that summaries name, in their order: what chronologies are made of.
//!
//! Takes the site and a language; gives references to the dated sentences of articles. In an article that has no summary
//! in the language, they are those of the summary that its lists show instead.

use crate::lang::When;
use crate::link::site::{Article, Site};
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

/// Every date that summaries name, oldest first; of one date, what was published first comes first.
pub fn all(site: &Site<'_>, language: usize) -> Vec<Mention> {
    gather(site, language, |_, _, _| true)
}

/// The dates on a topic: those of its passages and, in its articles, those of the text outside all passages.
pub fn on_topic(site: &Site<'_>, language: usize, topic: usize) -> Vec<Mention> {
    let id = site.topics[topic].id;
    gather(site, language, |article, body, dated| {
        article.topics.contains(&topic) && is_on(body, dated, id)
    })
}

fn gather(
    site: &Site<'_>,
    language: usize,
    is_wanted: impl Fn(&Article<'_>, &Body, &Dated) -> bool,
) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for index in site.order[language].iter().rev().copied() {
        let article = &site.articles[index];
        let Some((_, edition)) = article.edition_for(language, site.default) else {
            continue;
        };
        let body = &edition.summary.body;
        let from = mentions.len();
        for (at, dated) in body.dated.iter().enumerate() {
            // An article tells of a date once, where it first names it.
            let is_new = |m: &Mention| m.when != dated.when;
            if is_wanted(article, body, dated) && mentions[from..].iter().all(is_new) {
                mentions.push(Mention {
                    when: dated.when,
                    article: index,
                    dated: at,
                });
            }
        }
    }
    mentions.sort_by_key(|mention| mention.when);
    mentions
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
