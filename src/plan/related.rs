//! Related articles: those that share names and topics with an article, then those nearest in time.
//!
//! Takes the lists of articles that contain the article, by name and by topic; returns at most [`MOST`] articles. In each
//! list only the [`NEAR`] articles on each side are considered, so the cost per article does not grow with the site: about
//! a hundred steps, a few microseconds.

use std::cmp::Reverse;

use crate::plan::Plan;

/// Maximum number of related articles.
const MOST: usize = 3;
/// Number of articles considered on each side of the article in a list.
const NEAR: usize = 5;
/// Base score of a shared name; one less for each doubling of the number of articles that mention it.
const NAME: u32 = 16;
/// Score of a shared topic.
const TOPIC: u32 = 4;

/// A list that contains an article.
struct ContainingList<'l> {
    /// Score for two articles that are both in the list.
    worth: u32,
    /// The articles, sorted by rank.
    articles: &'l [usize],
}

impl<'a> Plan<'a> {
    /// Returns the most related articles, the best first.
    pub(super) fn related(&self, language: usize, article: usize) -> Vec<usize> {
        let lists = &self.lists[language];
        let this = &self.site.articles[article];
        let names = this.references.names.iter().map(|name| {
            let articles = lists.names[*name].as_slice();
            let worth = NAME.saturating_sub(articles.len().checked_ilog2().unwrap_or(0));
            ContainingList { worth, articles }
        });
        let topics = this.references.topics.iter().map(|topic| ContainingList {
            worth: TOPIC,
            articles: &lists.topics[*topic],
        });
        best(names.chain(topics), &lists.rank, article)
    }
}

/// Returns the articles with the highest sum of scores over all lists that they share with `article`. Among equals, the one
/// that is nearest by rank comes first; at the same distance, the newer one. `rank` holds each article's position by date.
fn best<'l>(
    lists: impl Iterator<Item = ContainingList<'l>>,
    rank: &[usize],
    article: usize,
) -> Vec<usize> {
    // Article and score are packed into one integer, so that sorting brings all entries of an article together.
    let mut shared: Vec<u64> = Vec::with_capacity(128);
    for ContainingList { worth, articles } in lists {
        let place = articles.partition_point(|other| rank[*other] < rank[article]);
        let around = place.saturating_sub(NEAR)..(place + NEAR + 1).min(articles.len());
        let others = articles[around].iter().filter(|other| **other != article);
        shared.extend(others.map(|other| (*other as u64) << 32 | u64::from(worth)));
    }
    shared.sort_unstable();
    let mut best: Vec<(Reverse<u64>, usize, usize, usize)> = Vec::with_capacity(MOST + 1);
    for same in shared.chunk_by(|a, b| a >> 32 == b >> 32) {
        let other = (same[0] >> 32) as usize;
        let score = same.iter().map(|worth| worth & 0xffff_ffff).sum();
        let apart = rank[other].abs_diff(rank[article]);
        let this = (Reverse(score), apart, rank[other], other);
        if best.len() < MOST || best.last().is_some_and(|last| this < *last) {
            best.push(this);
            best.sort_unstable();
            best.truncate(MOST);
        }
    }
    best.into_iter().map(|(.., other)| other).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shared_decides_and_then_what_is_near() {
        // Article n has rank n.
        let rank: Vec<usize> = (0..40).collect();
        let far: Vec<usize> = (0..40).collect();
        for (lists, found, why) in [
            (&[][..], &[][..], "nothing is shared"),
            (&[(4, &[5][..])], &[], "it stands there alone"),
            (
                &[(4, &[1, 4, 5, 6, 9])],
                &[4, 6, 1],
                "of as near ones, the newer first",
            ),
            (
                &[(4, &[3, 4, 5]), (16, &[1, 5])],
                &[1, 4, 3],
                "a rare name before a topic",
            ),
            (
                &[(4, &[3, 4, 5]), (4, &[3, 5, 20])],
                &[3, 4, 20],
                "two lists before one",
            ),
            (&[(4, &far)], &[4, 6, 3], "a long list"),
        ] {
            let lists = lists.iter().map(|(worth, articles)| ContainingList {
                worth: *worth,
                articles,
            });
            assert_eq!(best(lists, &rank, 5), found, "{why}");
        }
    }
}
