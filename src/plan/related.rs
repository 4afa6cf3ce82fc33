//! Articles that go with an article: those that share its names and topics, then those nearest in time.
//!
//! Takes lists of articles by name and by topic; gives at most [`MOST`] articles. Of each list it looks at the
//! [`NEAR`] articles on each side alone, so that the work for an article does not grow with the site: about a hundred
//! steps, a few microseconds.

use crate::plan::Plan;
use crate::plan::lists::Lists;

/// Articles named at most.
const MOST: usize = 3;
/// Articles looked at on each side of the article in a list.
const NEAR: usize = 6;
/// What a name is worth that no other article but two has; one that twice as many have is worth one less.
const NAME: u32 = 16;
/// What a topic is worth.
const TOPIC: u32 = 4;

impl<'a> Plan<'a> {
    /// The articles that go best with an article, the best first.
    ///
    /// A shared name counts the more, the fewer articles have it; a shared topic counts less than most names. Of equals,
    /// the one nearest in the order of dates comes first, and of two as near, the newer one.
    pub(super) fn related(&self, language: usize, article: usize) -> Vec<usize> {
        let lists = &self.lists[language];
        let this = &self.site.articles[article];
        let mut shared: Vec<(usize, u32)> = Vec::with_capacity(128);
        for name in &this.names {
            let list = &lists.names[*name];
            let worth = NAME.saturating_sub(list.len().checked_ilog2().unwrap_or(0));
            shared.extend(lists.near(list, article).map(|other| (other, worth)));
        }
        for topic in &this.topics {
            let list = &lists.topics[*topic];
            shared.extend(lists.near(list, article).map(|other| (other, TOPIC)));
        }
        shared.sort_unstable();
        let mut scored: Vec<(u32, usize)> = shared
            .chunk_by(|a, b| a.0 == b.0)
            .map(|same| (same.iter().map(|(_, worth)| worth).sum(), same[0].0))
            .collect();
        let rank = |index: usize| lists.rank[index];
        let key = |(score, other): &(u32, usize)| {
            let apart = rank(*other).abs_diff(rank(article));
            (std::cmp::Reverse(*score), apart, rank(*other))
        };
        scored.sort_unstable_by_key(key);
        scored.truncate(MOST);
        scored.into_iter().map(|(_, other)| other).collect()
    }
}

impl Lists {
    /// The articles around an article in a list that is in the order of ranks.
    fn near<'l>(&self, list: &'l [usize], article: usize) -> impl Iterator<Item = usize> + use<'l> {
        let place = list.partition_point(|other| self.rank[*other] < self.rank[article]);
        let around = place.saturating_sub(NEAR)..(place + NEAR + 1).min(list.len());
        list[around]
            .iter()
            .copied()
            .filter(move |other| *other != article)
    }
}
