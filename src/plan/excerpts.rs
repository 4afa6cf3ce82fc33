//! Sentences from summaries for other pages: the newest figures of a topic, and the mentions of a name.
//!
//! Takes a topic, or a name and an article; returns slots with the sentences. The numbers are limited, and the search stops
//! when a page has enough.

use std::ops::Range;

use memchr::memmem::Finder;

use crate::check::FigureTrace;
use crate::lang::figures::{Figure, Quantity, is_same_amount, phrase};
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
    SentenceFinder, is_in_tag, is_running_text, plain_with, sentence_around,
};
use crate::plan::view::{FigureView, Slot};

/// Maximum number of figures from one article.
const OF_AN_ARTICLE: usize = 2;
/// Figures shown on a topic's page.
pub(super) const FIGURES: usize = 4;
/// Articles that they are looked for in.
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
        Some(FigureView {
            text: figure.text,
            url: match figure.paragraph {
                Some(paragraph) => paragraph_url(&link, article, paragraph),
                None => link.url.clone(),
            },
            sentence: self.excerpt(language, index, figure.sentence, slots)?,
            article: link,
            date: date.map(|date| self.date(language, date)),
        })
    }

    /// Returns the first `wanted` figures of an article's passages on a topic.
    ///
    /// A figure qualifies if it is an amount in digits with a unit or noun, is found in the original, and equals none of
    /// `told`, to which it is then added. Each figure comes from another sentence.
    fn telling_figures(
        &self,
        language: usize,
        topic: usize,
        index: usize,
        wanted: usize,
        told: &mut Vec<&'a Figure>,
    ) -> Vec<TopicFigure> {
        let id = self.site.topics[topic].id;
        let mut found: Vec<TopicFigure> = Vec::new();
        let edition = self.site.articles[index].editions[language].as_ref();
        let (Some(edition), Some(trace)) = (edition, self.trace(language, index)) else {
            return found;
        };
        let body = &edition.summary.body;
        let traced = |number: u32| {
            let FigureTrace::Found(stated) = trace.figures.get(number as usize)? else {
                return None;
            };
            let figure = body.figures.get(number as usize)?;
            is_amount(figure).then_some((figure, stated.first().copied()))
        };
        let on_topic = |passage: &&Passage| passage.topics.iter().any(|topic| topic.value == id);
        let passages = body.passages.iter().filter(on_topic);
        for (place, hole) in passages.flat_map(|passage| body.html.holes_in(&passage.html)) {
            let Hole::FigureStart(number) = hole else {
                continue;
            };
            if found.len() < wanted
                && let Some((figure, paragraph)) = traced(*number)
                && told.iter().all(|other| !is_same_amount(figure, other))
                && is_running_text(&body.html.text, *place as usize)
                && let Some(sentence) = sentence_around(&body.html, *place as usize)
                && found.iter().all(|other| other.sentence != sentence)
                && let place = figure_place(&body.html, *place, *number)
                && let Some(text) =
                    words_of(&body.html, &sentence, place, figure, self.tag(language))
            {
                told.push(figure);
                found.push(TopicFigure {
                    text,
                    sentence,
                    paragraph,
                });
            }
        }
        found
    }

    /// Returns the first figure of a summary that has a meaning by itself and is found in a paragraph of the original.
    pub(super) fn first_telling_figure(
        &self,
        language: usize,
        article: usize,
    ) -> Option<CardPlan<'a>> {
        let edition = self.site.articles[article].editions[language].as_ref()?;
        let trace = self.trace(language, article)?;
        let body = &edition.summary.body;
        body.html.holes.iter().find_map(|(place, hole)| {
            let Hole::FigureStart(number) = hole else {
                return None;
            };
            let index = *number as usize;
            let figure = body.figures.get(index)?;
            let FigureTrace::Found(stated) = trace.figures.get(index)? else {
                return None;
            };
            let at = *place as usize;
            if !is_amount(figure) || !is_running_text(&body.html.text, at) {
                return None;
            }
            let sentence = sentence_around(&body.html, at)?;
            let tag = self.tag(language);
            let told = telling_figure(body, &sentence, (*place, *number), tag)?;
            told.is_clear.then_some(())?;
            Some(CardPlan {
                paragraph: *stated.first()?,
                topic: topic_at(body, at),
                words: told.words,
            })
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
    /// The first paragraph of the original that states it.
    pub paragraph: u32,
    /// The id of the topic of its passage.
    pub topic: Option<&'a str>,
    pub words: FigureWords,
}

/// A figure of a topic's passages, for the topic's pages and the front page.
struct TopicFigure {
    /// The figure as the summary writes it, with its noun.
    text: String,
    /// The byte range of its sentence.
    sentence: Range<usize>,
    /// The first paragraph of the original that states it; `None` if only its title or a heading does.
    paragraph: Option<u32>,
}

/// A figure as the summary writes it, with the words that belong to it.
#[derive(Debug, Clone, Default)]
pub struct FigureWords {
    /// Words before it that belong to it: `from`.
    pub before: String,
    /// The figure itself.
    pub text: String,
    /// The noun that it counts; empty if the figure contains its unit, or if the noun was not recognized.
    pub after: String,
}

/// A figure with the words that belong to it.
pub(super) struct TellingFigure {
    pub words: FigureWords,
    /// The text of its sentence.
    pub text: String,
    /// The bytes of the figure in it.
    pub range: Range<usize>,
    /// True if it has a meaning by itself: `20 workers` and `20%`, not `20`.
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

/// Returns the words of a figure with its unit or noun; `None` if it has no meaning by itself.
fn words_of(
    html: &Html,
    sentence: &Range<usize>,
    place: Range<usize>,
    figure: &Figure,
    language: &str,
) -> Option<String> {
    let told = told_figure(html, sentence, place, figure, language)?;
    let FigureWords {
        before,
        text,
        after,
    } = told.words;
    told.is_clear.then(|| format!("{before}{text}{after}"))
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
    Some(TellingFigure {
        words: FigureWords {
            before: part(words.start, own.start)?,
            text: part(own.start, own.end)?,
            after: part(own.end, words.end)?,
        },
        range: own,
        text,
        is_clear,
    })
}

/// The HTML of a figure that begins at a place.
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
    /// Finds the spellings in `all` in other forms as well; made for the first summary that needs it.
    any_form: Option<NameFinder>,
}

impl Spellings<'_> {
    /// Returns the offsets where a body has the name, ascending. The spellings of the page's language come first, since that
    /// search is fast; only if they occur nowhere, any form that `lang::names` finds.
    fn places(&mut self, html: &Html) -> Vec<usize> {
        let ranges = self.ranges(html).into_iter();
        ranges.map(|range| range.start).collect()
    }

    /// The same with their ends.
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

    /// Returns the ranges in which a text has the name in another form.
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
