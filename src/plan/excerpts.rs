//! Sentences from summaries for other pages: the newest figures of a topic, and the mentions of a name.
//!
//! Takes a topic, or a name and an article; returns slots with the sentences. The numbers are limited, and the search stops
//! when a page has enough.

use std::ops::Range;

use memchr::memmem::Finder;

use crate::check::FigureTrace;
use crate::lang::figures::{
    Figure, Quantity, clause_of, is_duration, is_followed_by_whole, is_relative, is_same_amount,
    phrase,
};
use crate::lang::{NameFinder, is_alphanumeric};
use crate::link::site::Edition;
use crate::parse::html::{Hole, Html};
use crate::parse::markdown::{Body as Markdown, Passage};
use crate::plan::Plan;
use crate::plan::body::{BodyPart, Filling};
use crate::plan::pages::Slots;
use crate::plan::pages::article::summary_body;
use crate::plan::pages::figures::paragraph_url;
use crate::plan::proof::topic_at;
use crate::plan::sentence::{
    SentenceFinder, is_in_tag, is_running_text, plain, plain_with, sentence_around,
};
use crate::plan::view::{FigureView, Slot};

/// Maximum number of figures from one article.
const OF_AN_ARTICLE: usize = 2;
/// Figures shown on a topic's page.
pub(super) const FIGURES: usize = 4;
/// Maximum number of articles that are searched for them.
const LOOKED_AT: usize = 12;
/// Maximum number of mentions of a name shown for one article.
const MENTIONS: usize = 6;

impl<'a> Plan<'a> {
    /// Returns the newest figures of a topic's passages that have a meaning by themselves, each amount once.
    pub(super) fn newest_figures(
        &self,
        language: usize,
        topic: usize,
        most: usize,
        slots: &mut Slots<'a>,
    ) -> Vec<FigureView<'a>> {
        let articles = self.lists[language].topics[topic].iter().take(LOOKED_AT);
        let mut told: Vec<&Figure> = Vec::new();
        let mut views = Vec::new();
        for index in articles {
            let wanted = most.saturating_sub(views.len()).min(OF_AN_ARTICLE);
            let figures = self.telling_figures(language, topic, *index, wanted, &mut told);
            let view = |figure| self.figure_view(language, *index, figure, slots);
            views.extend(figures.into_iter().filter_map(view));
        }
        views
    }

    fn figure_view(
        &self,
        language: usize,
        index: usize,
        figure: TopicFigure,
        slots: &mut Slots<'a>,
    ) -> Option<FigureView<'a>> {
        let article = &self.site.articles[index];
        let date = article.date(self.site.preference(language));
        let link = self.article_link(language, article)?;
        let FigureWords {
            before,
            text,
            after,
            lead_in,
            rest,
        } = figure.words;
        Some(FigureView {
            text: format!("{before}{text}{after}"),
            lead_in,
            rest,
            url: match figure.paragraph {
                Some(paragraph) => paragraph_url(&link, article, paragraph),
                None => link.url.clone(),
            },
            sentence: self.excerpt(language, index, figure.sentence, slots)?,
            article: link,
            date: date.map(|date| self.date(language, date)),
        })
    }

    /// Returns up to `wanted` figures of an article's passages on a topic, the most meaningful ones first, each from
    /// another sentence. Leaves out figures that are equal to one in `told`, to which the result is added.
    fn telling_figures(
        &self,
        language: usize,
        topic: usize,
        index: usize,
        wanted: usize,
        told: &mut Vec<&'a Figure>,
    ) -> Vec<TopicFigure> {
        let mut found: Vec<TopicFigure> = Vec::new();
        if wanted == 0 {
            return found;
        }
        let on_topic = Some(self.site.topics[topic].id);
        self.telling_figure(language, index, on_topic, |place, telling| {
            let is_new = told
                .iter()
                .all(|other| !is_same_amount(place.figure, other))
                && found.iter().all(|other| other.sentence != telling.sentence);
            if is_new {
                told.push(place.figure);
                found.push(TopicFigure {
                    words: telling.words,
                    sentence: telling.sentence,
                    paragraph: place.paragraph,
                });
            }
            found.len() == wanted
        });
        found
    }

    /// Returns the figure of a summary for its preview card.
    pub(super) fn card_figure_of(&self, language: usize, article: usize) -> Option<CardPlan<'a>> {
        let mut chosen = None;
        self.telling_figure(language, article, None, |place, telling| {
            let body = &self.site.articles[article].editions[language].as_ref();
            chosen = place
                .paragraph
                .zip(*body)
                .map(|(paragraph, edition)| CardPlan {
                    paragraph,
                    topic: topic_at(&edition.summary.body, place.at as usize),
                    words: telling.words,
                });
            chosen.is_some()
        });
        chosen
    }

    /// Offers the figures of a summary to `take` until it returns true. If a topic is given, only figures of passages
    /// on it.
    ///
    /// A figure is offered if it is an amount in digits that was found in the original and has a meaning by itself. Figures that all
    /// summaries of the article have, so that pages in all languages can show the same one, come first, in the order of the first
    /// language; among these and among the others, amounts of something come before percentages, and these before lengths of time.
    fn telling_figure(
        &self,
        language: usize,
        index: usize,
        topic: Option<&str>,
        mut take: impl FnMut(&FoundAmount<'a>, Telling) -> bool,
    ) {
        let languages = 0..self.site.languages.len();
        let places = languages.map(|l| (l, self.figure_places(l, index, topic)));
        let places: Vec<_> = places
            .filter(|(l, all)| *l == language || !all.is_empty())
            .collect();
        let own = places.iter().find(|(l, _)| *l == language);
        let own = own.map_or(&[][..], |(_, all)| all.as_slice());
        let first = places.first().map_or(&[][..], |(_, all)| all.as_slice());
        let same = |all: &[FoundAmount<'a>], figure: &Figure| {
            let mut all = all.iter();
            all.find(|place| is_same_amount(place.figure, figure))
                .copied()
        };
        let mut shared: Vec<FoundAmount<'a>> = first
            .iter()
            .filter(|place| {
                places
                    .iter()
                    .all(|(_, all)| same(all, place.figure).is_some())
            })
            .filter_map(|place| same(own, place.figure))
            .collect();
        shared.sort_by_key(|place| amount_kind(place.figure));
        let mut others = own.to_vec();
        others.sort_by_key(|place| amount_kind(place.figure));
        let mut offered: Vec<u32> = Vec::new();
        for (place, is_shared) in (shared.iter().map(|place| (place, true)))
            .chain(others.iter().map(|place| (place, false)))
        {
            let is_clear = |(l, all): &(usize, Vec<FoundAmount<'a>>)| {
                let there = same(all, place.figure);
                there.is_some_and(|there| self.telling(*l, index, &there).is_some())
            };
            if offered.contains(&place.number)
                || is_shared && !places.iter().filter(|(l, _)| *l != language).all(is_clear)
            {
                continue;
            }
            if let Some(telling) = self.telling(language, index, place) {
                offered.push(place.number);
                if take(place, telling) {
                    return;
                }
            }
        }
    }

    /// Returns the amounts of a summary that were found in the original, in the order of the text. If a topic is given,
    /// only those of passages on it.
    fn figure_places(
        &self,
        language: usize,
        index: usize,
        topic: Option<&str>,
    ) -> Vec<FoundAmount<'a>> {
        let edition = self.site.articles[index].editions[language].as_ref();
        let (Some(edition), Some(trace)) = (edition, self.trace(language, index)) else {
            return Vec::new();
        };
        let body = &edition.summary.body;
        let place = |(at, hole): &(u32, Hole)| {
            let Hole::FigureStart(number) = hole else {
                return None;
            };
            let FigureTrace::Found(stated) = trace.figures.get(*number as usize)? else {
                return None;
            };
            let figure = body.figures.get(*number as usize)?;
            is_amount(figure).then_some(FoundAmount {
                at: *at,
                number: *number,
                figure,
                paragraph: stated.first().copied(),
            })
        };
        let Some(id) = topic else {
            return body.html.holes.iter().filter_map(place).collect();
        };
        let on_topic = |passage: &&Passage| passage.topics.iter().any(|topic| topic.value == id);
        let passages = body.passages.iter().filter(on_topic);
        let holes = passages.flat_map(|passage| body.html.holes_in(&passage.html));
        holes.filter_map(place).collect()
    }

    /// Returns a figure with its words; `None` if it has no meaning by itself, or is not in a sentence.
    fn telling(&self, language: usize, index: usize, place: &FoundAmount<'_>) -> Option<Telling> {
        let edition = self.site.articles[index].editions[language].as_ref()?;
        let body = &edition.summary.body;
        let at = place.at as usize;
        if !is_running_text(&body.html.text, at) {
            return None;
        }
        let sentence = sentence_around(&body.html, at)?;
        let told = telling_figure(
            body,
            &sentence,
            (place.at, place.number),
            self.tag(language),
        )?;
        told.is_clear.then_some(Telling {
            words: told.words,
            sentence,
        })
    }

    /// Returns the spellings to search for in summaries of a language.
    pub(super) fn spelled(&self, language: usize, name: usize) -> Spellings<'a> {
        let name = &self.site.names[name];
        let tag = self.tag(language);
        let variants = name.variants.get(tag).into_iter().flatten();
        let own = name.preferred.get(tag).into_iter().chain(variants);
        let all = name
            .preferred
            .values()
            .chain(name.variants.values().flatten());
        Spellings {
            own: own.map(Finder::new).collect(),
            all: all.map(String::as_str).collect(),
            any_form: None,
        }
    }

    /// Returns the sentences of an article's summary that mention a name, in the order of the text.
    pub(super) fn mentions(
        &self,
        language: usize,
        name: usize,
        spellings: &mut Spellings<'_>,
        article: usize,
        slots: &mut Slots<'a>,
    ) -> Vec<Slot> {
        let Some(edition) = &self.site.articles[article].editions[language] else {
            return Vec::new();
        };
        if edition.names.binary_search(&name).is_err() {
            return Vec::new();
        }
        let html = &edition.summary.body.html;
        let mut sentences: Vec<Range<usize>> = Vec::new();
        let mut finder = SentenceFinder::new(html);
        for place in spellings.places(html) {
            // A sentence that has the name twice is shown once.
            let is_new = sentences.last().is_none_or(|last| place >= last.end);
            if is_new && sentences.len() < MENTIONS {
                sentences.extend(finder.around(place));
            }
        }
        sentences
            .into_iter()
            .filter_map(|sentence| self.excerpt(language, article, sentence, slots))
            .collect()
    }

    /// A part of an article's summary, for another page.
    pub(super) fn excerpt(
        &self,
        language: usize,
        article: usize,
        part: Range<usize>,
        slots: &mut Slots<'a>,
    ) -> Option<Slot> {
        let article = &self.site.articles[article];
        let edition: &Edition<'_> = article.editions[language].as_ref()?;
        let own_page_url = self.site.href(&edition.address);
        let body = summary_body(
            article,
            edition,
            BodyPart::Excerpt(part),
            Some(own_page_url),
        );
        Some(slots.fill(Filling::Body(body)))
    }
}

/// The figure for an article's preview card.
pub(super) struct CardPlan<'a> {
    /// The first paragraph of the original that states the figure.
    pub paragraph: u32,
    /// The id of the topic of the figure's passage.
    pub topic: Option<&'a str>,
    pub words: FigureWords,
}

/// An amount of a summary that was found in the original.
#[derive(Debug, Clone, Copy)]
struct FoundAmount<'a> {
    /// Offset of the figure's hole.
    at: u32,
    /// The figure's index among the figures of the body.
    number: u32,
    figure: &'a Figure,
    /// The first paragraph of the original that states the figure; `None` if only its title or a heading does.
    paragraph: Option<u32>,
}

/// A figure that has a meaning by itself.
struct Telling {
    words: FigureWords,
    /// The byte range of the figure's sentence.
    sentence: Range<usize>,
}

/// The kinds of figures, the most meaningful first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum AmountKind {
    Amount,
    /// A percentage, or another number that needs a whole or a subject.
    Relative,
    Duration,
}

fn amount_kind(figure: &Figure) -> AmountKind {
    match () {
        () if is_relative(figure) => AmountKind::Relative,
        () if is_duration(figure) => AmountKind::Duration,
        () => AmountKind::Amount,
    }
}

/// A figure of a topic's passages, for the topic's pages and the front page.
struct TopicFigure {
    words: FigureWords,
    /// The byte range of the figure's sentence.
    sentence: Range<usize>,
    /// The first paragraph of the original that states the figure; `None` if only its title or a heading does.
    paragraph: Option<u32>,
}

/// A figure as written in the summary, with the words that belong to it.
#[derive(Debug, Clone, Default)]
pub struct FigureWords {
    /// Words that belong to the figure and stand before it: `from`.
    pub before: String,
    /// The figure itself.
    pub text: String,
    /// The noun that the figure counts; empty if the figure contains its unit, or if the noun was not recognized.
    pub after: String,
    /// For a figure whose words do not name its subject (35%, 86): the words of its clause before it. Empty if there
    /// are none.
    pub lead_in: String,
    /// The words of the clause after the figure.
    pub rest: String,
}

/// A figure with the words that belong to it.
pub(super) struct TellingFigure {
    pub words: FigureWords,
    /// The text of the figure's sentence.
    pub text: String,
    /// The bytes of the figure in the sentence.
    pub range: Range<usize>,
    /// True if the figure has a meaning by itself: `20 workers` and `20%`, not `20`.
    pub is_clear: bool,
}

/// Returns `true` if a figure is an amount in digits: not a date, not an ordinal, not written in words.
pub(super) fn is_amount(figure: &Figure) -> bool {
    !figure.in_words
        && matches!(
            figure.quantity,
            Quantity::Amount { .. } | Quantity::Some { .. }
        )
}

/// Returns a figure of a body with the words that belong to it; `(place, number)` is its hole.
pub(super) fn telling_figure(
    body: &Markdown,
    sentence: &Range<usize>,
    (place, number): (u32, u32),
    language: &str,
) -> Option<TellingFigure> {
    let part = figure_place(&body.html, place, number);
    let figure = body.figures.get(number as usize)?;
    told_figure(&body.html, sentence, part, figure, language)
}

fn told_figure(
    html: &Html,
    sentence: &Range<usize>,
    place: Range<usize>,
    figure: &Figure,
    language: &str,
) -> Option<TellingFigure> {
    let (text, own) = plain_with(html, sentence.clone(), &place);
    let clear = phrase(&text, own.clone(), figure, language);
    let is_clear = clear.is_some();
    let words = clear.unwrap_or_else(|| own.clone());
    let part = |start: usize, end: usize| text.get(start..end).map(str::to_owned);
    let has_noun = words.end > own.end;
    let (lead_in, rest) =
        match is_clear && (has_noun || !is_of_something(&text, own.end, figure, language)) {
            true => (String::new(), String::new()),
            false => {
                let limits = neighbours(html, sentence, &place);
                around(&text, words.clone(), limits, language)
            }
        };
    Some(TellingFigure {
        words: FigureWords {
            before: part(words.start, own.start)?,
            text: part(own.start, own.end)?,
            after: part(own.end, words.end)?,
            lead_in,
            rest,
        },
        range: own,
        text,
        is_clear,
    })
}

/// Returns true if a figure without a noun needs the words around it to name its subject: 35%, 3,000 kg of steel.
fn is_of_something(sentence: &str, end: usize, figure: &Figure, language: &str) -> bool {
    is_relative(figure) || !is_duration(figure) && is_followed_by_whole(sentence, end, language)
}

/// Returns the offsets, in the text of a sentence, of the end of the previous figure and of the start of the next one.
/// `place` is the HTML of the figure.
fn neighbours(html: &Html, sentence: &Range<usize>, place: &Range<usize>) -> Range<usize> {
    let offset = |at: usize| plain(html, sentence.start..at).len();
    let holes = html.holes_in(sentence).iter();
    let before = holes.clone().filter_map(|(at, hole)| {
        let at = *at as usize;
        (matches!(hole, Hole::FigureEnd(_)) && at <= place.start).then_some(at)
    });
    let after = holes.filter_map(|(at, hole)| {
        let at = *at as usize;
        (matches!(hole, Hole::FigureStart(_)) && at >= place.end).then_some(at)
    });
    before.max().map_or(0, offset)..after.min().map_or(usize::MAX, offset)
}

/// Returns the words of a figure's clause before and after it. Those before it are not needed if the subject follows
/// the figure.
fn around(
    sentence: &str,
    figure: Range<usize>,
    limits: Range<usize>,
    language: &str,
) -> (String, String) {
    let is_followed = is_followed_by_whole(sentence, figure.end, language);
    let clause = clause_of(sentence, figure, limits, language);
    let (mut lead_in, mut rest) = (String::new(), String::new());
    if !clause.before.is_empty() && !is_followed {
        lead_in.push_str(if clause.is_cut_before { "… " } else { "" });
        lead_in.push_str(&sentence[clause.before]);
    }
    if !clause.after.is_empty() {
        rest.push_str(&sentence[clause.after]);
        rest.push_str(if clause.is_cut_after { " …" } else { "" });
    }
    (lead_in, rest)
}

/// Returns the HTML of a figure that begins at a place.
pub(super) fn figure_place(html: &Html, start: u32, figure: u32) -> Range<usize> {
    let after = html.holes.partition_point(|(place, _)| *place < start);
    let mut ends = html.holes[after..].iter();
    let end = ends.find(|(_, hole)| *hole == Hole::FigureEnd(figure));
    start as usize..end.map_or(start, |(place, _)| *place) as usize
}

/// The spellings of a name.
pub(super) struct Spellings<'a> {
    /// Spellings in the page's language.
    own: Vec<Finder<'a>>,
    /// Spellings in all languages.
    all: Vec<&'a str>,
    /// Finds the spellings in `all` in other forms as well; created for the first summary that needs it.
    any_form: Option<NameFinder>,
}

impl Spellings<'_> {
    /// Returns the offsets of the name in a body, ascending. The spellings of the page's language come first, since
    /// that search is fast; only if they occur nowhere, any form that `lang::names` finds.
    fn places(&mut self, html: &Html) -> Vec<usize> {
        let ranges = self.ranges(html).into_iter();
        ranges.map(|range| range.start).collect()
    }

    /// Returns the same offsets with their ends.
    pub(super) fn ranges(&mut self, html: &Html) -> Vec<Range<usize>> {
        let text = html.text.as_str();
        let own = self.own.iter();
        let places = own.flat_map(|finder| {
            let length = finder.needle().len();
            written(text, finder).map(move |at| at..at + length)
        });
        let mut ranges: Vec<Range<usize>> = places.collect();
        if ranges.is_empty() {
            ranges = self.in_any_form(text);
        }
        ranges.sort_unstable_by_key(|range| (range.start, range.end));
        ranges
    }

    /// Returns the ranges of other forms of the name in a text.
    fn in_any_form(&mut self, text: &str) -> Vec<Range<usize>> {
        let all = || NameFinder::new(self.all.iter().map(|spelling| (0, *spelling)));
        let mentions = self.any_form.get_or_insert_with(all).find(text).into_iter();
        mentions
            .map(|mention| mention.range)
            .filter(|range| !is_in_tag(text, range.start))
            .collect()
    }
}

/// Returns the offsets where a text has a spelling as a word, or after an Arabic prefix.
fn written<'t>(text: &'t str, finder: &'t Finder<'_>) -> impl Iterator<Item = usize> + use<'t> {
    // Both are UTF-8, so a match always begins and ends at a character boundary.
    let length = finder.needle().len();
    finder.find_iter(text.as_bytes()).filter(move |at| {
        let before = text[..*at].chars().next_back();
        let after = text[*at + length..].chars().next();
        let is_joined = |c: Option<char>| c.is_some_and(is_alphanumeric);
        let is_prefix = |c: Option<char>| c.is_some_and(|c| "وفبلك".contains(c));
        !is_joined(after) && (!is_joined(before) || is_prefix(before)) && !is_in_tag(text, *at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_as_a_word_and_nowhere_else() {
        for (html, spelling, found) in [
            ("<p>Kim met Putin.</p>", "Putin", Some("Putin.")),
            ("<p>the Putins</p>", "Putin", None),
            ("<p>North Koreans</p>", "North Korea", None),
            (
                "<p>North Korea’s army</p>",
                "North Korea",
                Some("North Korea’s"),
            ),
            ("<p>زار بوتين المدينة</p>", "بوتين", Some("بوتين المدينة")),
            ("<p>اتفق مع لافروف وبوتين</p>", "بوتين", Some("بوتين")),
            ("<p>في موسكوفا</p>", "موسكو", None),
            ("<p><a title=\"Putin\">he</a></p>", "Putin", None),
            // With vowel marks on the letters.
            ("<p>زار بُوتين المدينة</p>", "بوتين", Some("بُوتين")),
        ] {
            let body = Html {
                text: html.into(),
                ..Html::default()
            };
            let mut spellings = Spellings {
                own: vec![Finder::new(spelling)],
                all: vec![spelling],
                any_form: None,
            };
            let places = spellings.places(&body);
            match found {
                Some(words) => {
                    assert_eq!(places.len(), 1, "{html}");
                    assert!(html[places[0]..].starts_with(words), "{html}");
                }
                None => assert!(places.is_empty(), "{html}: {places:?}"),
            }
        }
    }
}
