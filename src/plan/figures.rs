//! The register of figures: every amount of a language's summaries that was found in its original, by topic, unit and day.
//!
//! Takes the site, the results of `check` and a language; gives entries, grouped into series. A **series** is made of figures
//! of one topic and unit that say something of the same thing in different articles: most often one entry, sometimes what
//! several sources say of one thing, or one source on several days. Series are found by the words around the figures, which
//! never proves that two figures are about the same thing; so the register shows the sentences as well.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::check::{Checked, FigureTrace};
use crate::lang::Date;
use crate::lang::figures::{
    Clause, Dimension, Figure, Quantity, Wording, contradict, is_same_amount,
};
use crate::link::site::{Edition, Site};
use crate::parse::html::Hole;
use crate::plan::excerpts::{FigureWords, TellingFigure, is_amount, telling_figure};
use crate::plan::proof::topic_at;
use crate::plan::sentence::{SentenceFinder, is_running_text};

/// Number of figures on a page of the register, at least; a series is never split.
const PAGE: usize = 60;
/// Minimum resemblance of two clauses for their figures to belong to one series.
const LIKE: f32 = 0.42;
/// The same if they give the same amount.
const LIKE_EQUAL: f32 = 0.16;
/// Words of a clause by which series that may continue with it are looked up.
const LOOKED_UP: usize = 6;
/// Number of series with a word that are compared, the latest first.
const CANDIDATES: usize = 8;
/// Sources that differ within this many days disagree; later, the thing itself may have changed.
const AT_ONCE: i64 = 45;
/// Different days that a series needs for a chart.
const POINTS: usize = 3;

/// A chart whose largest figure is more than so many times its smallest is left out: they are seldom of the same thing.
const SPREAD: f64 = 20.0;

/// The register of one language.
#[derive(Debug, Default)]
pub struct FigureRegister {
    /// By topic, unit and day, the newest first.
    pub series: Vec<Series>,
    /// Ranges of the series on each page.
    pub pages: Vec<Range<usize>>,
    /// Number of entries.
    pub count: usize,
}

/// Figures about the same thing, the newest first.
#[derive(Debug)]
pub struct Series {
    /// Index of the topic; `None` for figures outside all topics.
    pub topic: Option<usize>,
    pub unit: UnitGroup,
    pub entries: Vec<RegisterEntry>,
    /// True if sources that wrote at about the same time contradict each other.
    pub is_disputed: bool,
}

/// A figure of the register.
#[derive(Debug)]
pub struct RegisterEntry {
    /// Index of the article.
    pub article: usize,
    /// Index of the figure among those of the summary's body.
    pub figure: usize,
    /// The date of the article.
    pub date: Option<Date>,
    /// The byte range of the sentence in the summary's HTML.
    pub sentence: Range<usize>,
    /// The words of the figure.
    pub words: FigureWords,
    /// The paragraph of the original that states it.
    pub paragraph: u32,
}

/// A point of a series' chart.
#[derive(Debug)]
pub struct SeriesPoint<'a> {
    pub date: Date,
    /// The size of the figure in its dimension's base unit.
    pub size: f64,
    pub entry: &'a RegisterEntry,
}

/// The groups of units under which the register lists figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitGroup {
    Money,
    Percent,
    Count,
    Times,
    Mass,
    Length,
    Area,
    Volume,
    Speed,
    Energy,
    Temperature,
    Data,
    Time,
}

impl UnitGroup {
    /// Returns the group of a quantity; `None` if it is no amount.
    fn of(quantity: &Quantity) -> Option<UnitGroup> {
        let dimension = match quantity {
            Quantity::Amount { unit, .. } => unit.dimension,
            Quantity::Some { .. } => Dimension::Count,
            _ => return None,
        };
        Some(match dimension {
            Dimension::Money(_) | Dimension::Coin => UnitGroup::Money,
            Dimension::Percent | Dimension::Point => UnitGroup::Percent,
            Dimension::Count => UnitGroup::Count,
            Dimension::Times => UnitGroup::Times,
            Dimension::Mass => UnitGroup::Mass,
            Dimension::Length => UnitGroup::Length,
            Dimension::Area => UnitGroup::Area,
            Dimension::Volume | Dimension::Barrel => UnitGroup::Volume,
            Dimension::Speed => UnitGroup::Speed,
            Dimension::Power | Dimension::Energy => UnitGroup::Energy,
            Dimension::Celsius | Dimension::Fahrenheit => UnitGroup::Temperature,
            Dimension::Data | Dimension::Frequency => UnitGroup::Data,
            Dimension::Months | Dimension::Seconds => UnitGroup::Time,
        })
    }

    /// Returns the key of its title among the theme's words, which ends with its id in data files.
    pub fn key(self) -> &'static str {
        match self {
            UnitGroup::Money => "unit_money",
            UnitGroup::Percent => "unit_percent",
            UnitGroup::Count => "unit_count",
            UnitGroup::Times => "unit_times",
            UnitGroup::Mass => "unit_mass",
            UnitGroup::Length => "unit_length",
            UnitGroup::Area => "unit_area",
            UnitGroup::Volume => "unit_volume",
            UnitGroup::Speed => "unit_speed",
            UnitGroup::Energy => "unit_energy",
            UnitGroup::Temperature => "unit_temperature",
            UnitGroup::Data => "unit_data",
            UnitGroup::Time => "unit_time",
        }
    }

    /// Returns its id in data files.
    pub fn id(self) -> &'static str {
        self.key().trim_start_matches("unit_")
    }
}

/// An entry with what decides its series.
struct Candidate<'a> {
    entry: RegisterEntry,
    topic: Option<usize>,
    unit: UnitGroup,
    figure: &'a Figure,
    publisher: Option<usize>,
    clause: Clause,
}

impl FigureRegister {
    /// Makes the register of a language; an empty one if the site has none.
    pub fn new(site: &Site<'_>, checked: &[Arc<Checked>], language: usize) -> FigureRegister {
        if !site.config.figures.enabled {
            return FigureRegister::default();
        }
        let of_article = |index: &usize| of_article(site, checked, language, *index);
        let order = site.order[language].par_iter();
        // The newest first. The sort is stable, so that within a topic and unit they stay in this order.
        let mut candidates: Vec<Candidate<'_>> = order.flat_map_iter(of_article).collect();
        let topic_or_last = |topic: Option<usize>| topic.unwrap_or(usize::MAX);
        candidates.sort_by_key(|one| (topic_or_last(one.topic), one.unit));
        let count = candidates.len();
        let mut series = Vec::new();
        let mut group = Vec::new();
        for candidate in candidates {
            let is_next =
                |last: &Candidate<'_>| (last.topic, last.unit) != (candidate.topic, candidate.unit);
            if group.last().is_some_and(is_next) {
                series.extend(in_series(std::mem::take(&mut group)));
            }
            group.push(candidate);
        }
        series.extend(in_series(group));
        FigureRegister {
            pages: pages_of(&series),
            series,
            count,
        }
    }
}

/// Returns the figures of an article, each amount of a topic once.
fn of_article<'a>(
    site: &'a Site<'_>,
    checked: &'a [Arc<Checked>],
    language: usize,
    index: usize,
) -> Vec<Candidate<'a>> {
    let article = &site.articles[index];
    let mut found: Vec<Candidate<'a>> = Vec::new();
    // For each of them, the text of its sentence, and its bytes in it.
    let mut texts: Vec<(String, Range<usize>)> = Vec::new();
    let trace = checked
        .get(index)
        .and_then(|checked| checked.traces.get(language)?.as_ref());
    let (Some(edition), Some(trace)) = (&article.editions[language], trace) else {
        return found;
    };
    let tag = site.languages[language].tag.as_str();
    let mut finder = SentenceFinder::new(&edition.summary.body.html);
    for (place, hole) in &edition.summary.body.html.holes {
        let Hole::FigureStart(number) = hole else {
            continue;
        };
        let Some(FigureTrace::Found(stated)) = trace.figures.get(*number as usize) else {
            continue;
        };
        let Some(paragraph) = stated.first() else {
            continue;
        };
        let Some((mut candidate, text)) =
            candidate(site, edition, tag, &mut finder, (*place, *number))
        else {
            continue;
        };
        let is_known = |other: &Candidate<'_>| {
            other.topic == candidate.topic && is_same_amount(other.figure, candidate.figure)
        };
        if !found.iter().any(is_known) {
            candidate.entry.article = index;
            candidate.entry.paragraph = *paragraph;
            candidate.entry.date = article.date(site.preference(language));
            let original = article.numbering().name(*paragraph).original;
            candidate.publisher = article.references.originals[original].publisher;
            found.push(candidate);
            texts.push(text);
        }
    }
    // The words of a sentence are read once for all its figures.
    let mut texts = texts.into_iter().peekable();
    for of_sentence in found.chunk_by_mut(|a, b| a.entry.sentence == b.entry.sentence) {
        let text = texts.peek().map_or(String::new(), |(text, _)| text.clone());
        let wording = Wording::new(&text, tag);
        for (candidate, (_, range)) in of_sentence.iter_mut().zip(&mut texts) {
            let clause = wording.clause(&Figure {
                range,
                ..candidate.figure.clone()
            });
            candidate.clause = (*clause).clone();
        }
    }
    found
}

/// Returns a figure of a summary, without its clause, and its place in the text of its sentence, if it is an amount in running text.
fn candidate<'a>(
    site: &Site<'_>,
    edition: &'a Edition<'_>,
    tag: &str,
    finder: &mut SentenceFinder<'_>,
    (place, number): (u32, u32),
) -> Option<(Candidate<'a>, (String, Range<usize>))> {
    let body = &edition.summary.body;
    let at = place as usize;
    let figure = body.figures.get(number as usize)?;
    if !is_amount(figure) || !is_running_text(&body.html.text, at) {
        return None;
    }
    let unit = UnitGroup::of(&figure.quantity)?;
    let sentence = finder.around(at)?;
    let TellingFigure {
        words, text, range, ..
    } = telling_figure(body, &sentence, (place, number), tag)?;
    let topic = topic_at(body, at);
    let candidate = Candidate {
        topic: topic.and_then(|id| site.topics.iter().position(|topic| topic.id == id)),
        unit,
        figure,
        publisher: None,
        clause: Clause::default(),
        entry: RegisterEntry {
            article: 0,
            figure: number as usize,
            date: None,
            sentence,
            words,
            paragraph: 0,
        },
    };
    Some((candidate, (text, range)))
}

/// Groups the figures of one topic and unit, the newest first, into series.
fn in_series(group: Vec<Candidate<'_>>) -> Vec<Series> {
    let mut series: Vec<Vec<Candidate<'_>>> = Vec::new();
    // For each word, the series that have it among their heaviest, the latest last.
    let mut by_word: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for candidate in group {
        let words = candidate.clause.heaviest(LOOKED_UP);
        let near: BTreeSet<usize> = words
            .iter()
            .filter_map(|word| by_word.get(word))
            .flat_map(|known| known.iter().rev().take(CANDIDATES).copied())
            .collect();
        let like = |index: usize| (likeness(&series[index], &candidate), index);
        let best = near.into_iter().map(like);
        let best = best.max_by(|(a, one), (b, other)| a.total_cmp(b).then(other.cmp(one)));
        let index = match best {
            Some((like, index)) if like >= 1.0 => index,
            _ => {
                series.push(Vec::new());
                series.len() - 1
            }
        };
        for word in words {
            let known = by_word.entry(word).or_default();
            if known.last() != Some(&index) {
                known.push(index);
            }
        }
        series[index].push(candidate);
    }
    series.into_iter().filter_map(finished).collect()
}

/// Returns how much a figure resembles those of a series, in relation to what is needed to be one of them; 0 if its own article
/// is among them.
fn likeness(series: &[Candidate<'_>], candidate: &Candidate<'_>) -> f32 {
    let is_own = |other: &Candidate<'_>| other.entry.article == candidate.entry.article;
    if series.iter().any(is_own) {
        return 0.0;
    }
    let compared = series.iter().rev().take(CANDIDATES);
    compared
        .filter(|other| is_same_unit(other.figure, candidate.figure))
        .map(|other| {
            let is_equal = is_same_amount(other.figure, candidate.figure);
            let needed = if is_equal { LIKE_EQUAL } else { LIKE };
            other.clause.resemblance(&candidate.clause) / needed
        })
        .fold(0.0, f32::max)
}

/// Returns `true` if two amounts can be compared.
fn is_same_unit(one: &Figure, other: &Figure) -> bool {
    match (&one.quantity, &other.quantity) {
        (Quantity::Amount { unit: one, .. }, Quantity::Amount { unit: other, .. }) => {
            one.is_compatible(*other)
        }
        (Quantity::Some { .. }, Quantity::Some { .. }) => true,
        _ => false,
    }
}

fn finished(candidates: Vec<Candidate<'_>>) -> Option<Series> {
    let first = candidates.first()?;
    let (topic, unit) = (first.topic, first.unit);
    Some(Series {
        topic,
        unit,
        is_disputed: is_disputed(&candidates),
        entries: candidates.into_iter().map(|one| one.entry).collect(),
    })
}

/// Returns `true` if two publishers contradict each other at about the same time.
fn is_disputed(candidates: &[Candidate<'_>]) -> bool {
    let differ = |one: &Candidate<'_>, other: &Candidate<'_>| {
        let is_at_once = match (one.entry.date, other.entry.date) {
            (Some(one), Some(other)) => (one.number() - other.number()).abs() <= AT_ONCE,
            _ => false,
        };
        is_at_once && one.publisher != other.publisher && contradict(one.figure, other.figure)
    };
    let pairs = candidates.iter().enumerate();
    let mut pairs = pairs.flat_map(|(at, one)| {
        // The list is sorted by date, so that what was written at the same time is near.
        let near = candidates[at + 1..].iter().take(CANDIDATES);
        near.map(move |other| (one, other))
    });
    pairs.any(|(one, other)| differ(one, other))
}

/// Distributes series over pages. There is a first page even if there is no series.
fn pages_of(series: &[Series]) -> Vec<Range<usize>> {
    let mut pages = Vec::new();
    let (mut start, mut length) = (0, 0);
    for (index, one) in series.iter().enumerate() {
        length += one.entries.len();
        if length >= PAGE {
            pages.push(start..index + 1);
            (start, length) = (index + 1, 0);
        }
    }
    if length > 0 || pages.is_empty() {
        pages.push(start..series.len());
    }
    pages
}

impl Series {
    /// Returns the points of its chart, the oldest first, one for each day. Empty if there are too few days, if a figure is not
    /// a single number, or if the sizes are too far apart to be of one thing.
    pub fn points(&self, site: &Site<'_>, language: usize) -> Vec<SeriesPoint<'_>> {
        let mut points: BTreeMap<Date, SeriesPoint<'_>> = BTreeMap::new();
        for entry in &self.entries {
            let edition = site.articles[entry.article].editions[language].as_ref();
            let figure = edition.and_then(|edition| edition.summary.body.figures.get(entry.figure));
            let (Some(figure), Some(date)) = (figure, entry.date) else {
                return Vec::new();
            };
            let Some(size) = size_of(figure) else {
                return Vec::new();
            };
            points.insert(date, SeriesPoint { date, size, entry });
        }
        let sizes = || points.values().map(|point| point.size.abs());
        let largest = sizes().fold(0.0, f64::max);
        let smallest = sizes().fold(f64::INFINITY, f64::min);
        let is_comparable = largest <= smallest * SPREAD;
        match points.len() >= POINTS && !self.is_disputed && is_comparable {
            true => points.into_values().collect(),
            false => Vec::new(),
        }
    }
}

/// Returns the size of an amount in its dimension's base unit; `None` if it is a range.
fn size_of(figure: &Figure) -> Option<f64> {
    match &figure.quantity {
        Quantity::Amount { from, to, unit, .. } if from == to => {
            Some(from.times(unit.size)?.to_f64())
        }
        _ => None,
    }
}

/// Returns the lower and the upper end of an amount, in the unit that the figure is written in; the same twice if it is no range.
pub fn ends_of(figure: &Figure) -> Option<(f64, f64)> {
    match &figure.quantity {
        Quantity::Amount { from, to, .. } => Some((from.to_f64(), to.to_f64())),
        _ => None,
    }
}
