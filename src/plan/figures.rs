//! The register of figures: every amount of a language's summaries that was found in its original, by topic, unit and day.
//!
//! Takes the site, the results of `check` and a language; gives entries, grouped into series. A **series** is made of
//! figures of one topic and unit about the same thing in different articles: most often one entry, sometimes the values
//! of several sources, or of one source on several days. Series are found by the words around the figures, which never
//! proves that two figures are about the same thing; so the register shows the sentences as well.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::check::{CheckResult, FigureTrace};
use crate::lang::Date;
use crate::lang::figures::{
    Clause, Dimension, Figure, Quantity, TextSubject, Wording, is_same_amount,
};
use crate::link::site::{Edition, Site};
use crate::memo::{Digest, Memo, digest};
use crate::parse::html::Hole;
use crate::plan::dispute::{SeriesStatement, StatedScope};
use crate::plan::excerpts::{FigureWords, TellingFigure, is_amount, telling_figure};
use crate::plan::proof::topic_at;
use crate::plan::sentence::{SentenceFinder, is_running_text, plain};

/// Minimum number of figures on a page of the register; a series is never split.
const PAGE: usize = 60;
/// Minimum resemblance of two clauses for their figures to belong to one series.
const LIKE: f32 = 0.42;
/// Minimum resemblance if both clauses have the same amount.
const LIKE_EQUAL: f32 = 0.16;
/// Number of words of a clause that are looked up to find its series.
const LOOKED_UP: usize = 6;
/// Maximum number of series per word that are compared, the latest first.
const CANDIDATES: usize = 8;
/// Different days that a series needs for a chart.
const POINTS: usize = 3;

/// Maximum ratio of the largest to the smallest figure in a chart. Figures further apart are seldom about the same
/// thing.
const SPREAD: f64 = 20.0;

/// The register of one language.
#[derive(Debug, Default)]
pub struct FigureRegister {
    /// The series by topic, unit and day, the newest first.
    pub series: Vec<Arc<Series>>,
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
    /// True if publishers contradict each other; see [`dispute`](crate::plan::dispute).
    pub is_disputed: bool,
}

/// A figure of the register.
#[derive(Debug, Clone)]
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
    /// The paragraph of the original that states the figure.
    pub paragraph: u32,
}

impl RegisterEntry {
    /// Returns true if both figures are in one sentence.
    pub fn shares_sentence(&self, other: &RegisterEntry) -> bool {
        self.article == other.article && self.sentence == other.sentence
    }
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
    /// Returns the group of a quantity; `None` if it is not an amount.
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

    /// Returns the key of the group's title among the theme's words, which ends with its id in data files.
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

    /// Returns the group's id in data files.
    pub fn id(self) -> &'static str {
        self.key().trim_start_matches("unit_")
    }
}

/// Caches the register for the next build of the same site.
#[derive(Debug, Default)]
pub struct RegisterMemos {
    /// Indexed by article and language.
    amounts: Memo<Arc<SummaryAmounts>>,
    /// Indexed by language, topic and unit.
    series: Memo<Arc<[Arc<Series>]>>,
}

impl RegisterMemos {
    /// Returns memos that cache nothing.
    pub fn disabled() -> RegisterMemos {
        RegisterMemos {
            amounts: Memo::disabled(),
            series: Memo::disabled(),
        }
    }

    /// Returns the number of kept values.
    pub fn count(&self) -> usize {
        self.amounts.len() + self.series.len()
    }

    /// Drops the values that the registers of this build did not request.
    pub fn sweep(&self) {
        self.amounts.sweep();
        self.series.sweep();
    }
}

/// The amounts of a summary. They depend on its article alone.
#[derive(Debug)]
struct SummaryAmounts {
    amounts: Vec<SummaryAmount>,
    /// The digest of the summary, and of what was found of its amounts.
    digest: Digest,
    /// The subject of the summary, read when it is first needed: few summaries have a figure that another one contradicts.
    subject: OnceLock<TextSubject>,
}

impl SummaryAmounts {
    fn new(edition: Option<&Edition<'_>>, amounts: Vec<SummaryAmount>) -> SummaryAmounts {
        // Sentences and clauses follow from the text.
        let text =
            edition.map(|edition| (&edition.summary.title, edition.summary.body.html.digest));
        let found = amounts.iter().map(|amount| {
            let SummaryAmount {
                figure, paragraph, ..
            } = amount;
            (
                figure,
                paragraph,
                amount.topic,
                amount.unit,
                amount.publisher,
            )
        });
        SummaryAmounts {
            digest: digest(&(text, found.collect::<Vec<_>>())),
            amounts,
            subject: OnceLock::new(),
        }
    }

    fn subject(&self, edition: &Edition<'_>, tag: &str) -> &TextSubject {
        self.subject.get_or_init(|| {
            let html = &edition.summary.body.html;
            let text = plain(html, 0..html.text.len());
            TextSubject::new(&edition.summary.title, &text, tag)
        })
    }
}

/// An amount of a summary, and the information that determines its series.
#[derive(Debug)]
struct SummaryAmount {
    /// Index of the figure among those of the summary's body.
    figure: usize,
    sentence: Range<usize>,
    words: FigureWords,
    paragraph: u32,
    topic: Option<usize>,
    unit: UnitGroup,
    publisher: Option<usize>,
    clause: Clause,
    scope: StatedScope,
}

/// An amount of one of the site's articles.
struct SeriesCandidate<'a> {
    amount: &'a SummaryAmount,
    summary: &'a SummaryAmounts,
    figure: &'a Figure,
    article: usize,
    date: Option<Date>,
}

impl SeriesCandidate<'_> {
    fn group(&self) -> (Option<usize>, UnitGroup) {
        (self.amount.topic, self.amount.unit)
    }

    fn statement(&self) -> SeriesStatement<'_> {
        SeriesStatement {
            figure: self.figure,
            clause: &self.amount.clause,
            scope: &self.amount.scope,
            publisher: self.amount.publisher,
            date: self.date,
        }
    }

    /// Returns the subject of its summary.
    fn subject(&self, site: &Site<'_>, language: usize) -> Option<&TextSubject> {
        let edition = site.articles[self.article].editions[language].as_ref()?;
        Some(self.summary.subject(edition, &site.languages[language].tag))
    }

    /// Returns true if both stand in one sentence.
    fn shares_sentence(&self, other: &SeriesCandidate<'_>) -> bool {
        self.article == other.article && self.amount.sentence == other.amount.sentence
    }

    fn entry(&self) -> RegisterEntry {
        let SummaryAmount {
            figure,
            sentence,
            words,
            paragraph,
            ..
        } = self.amount;
        RegisterEntry {
            article: self.article,
            figure: *figure,
            date: self.date,
            sentence: sentence.clone(),
            words: words.clone(),
            paragraph: *paragraph,
        }
    }
}

impl FigureRegister {
    /// Builds the register of a language; it is empty if the site has no register.
    pub fn new(
        site: &Site<'_>,
        checked: &[Arc<CheckResult>],
        language: usize,
        memos: &RegisterMemos,
    ) -> FigureRegister {
        if !site.config.figures.enabled {
            return FigureRegister::default();
        }
        let tag = &site.languages[language].tag;
        let amounts = |index: &usize| {
            let article = &site.articles[*index];
            let key = format!("{}.{tag}", article.slug);
            // What an article's summaries say, and where that was found, depends on the article and on the registers.
            let digest = || article.references.digest;
            let amounts = memos.amounts.reuse(&key, digest, || {
                let amounts = of_article(site, checked, language, *index);
                Arc::new(SummaryAmounts::new(
                    article.editions[language].as_ref(),
                    amounts,
                ))
            });
            (*index, amounts)
        };
        // The newest first.
        let amounts: Vec<(usize, Arc<SummaryAmounts>)> =
            site.order[language].par_iter().map(amounts).collect();
        let mut candidates: Vec<SeriesCandidate<'_>> = amounts
            .iter()
            .flat_map(|(index, amounts)| candidates(site, language, *index, amounts))
            .collect();
        // The sort is stable, so that within a topic and unit they stay in this order.
        candidates.sort_by_key(|one| (one.amount.topic.unwrap_or(usize::MAX), one.amount.unit));
        let groups: Vec<&[SeriesCandidate<'_>]> =
            candidates.chunk_by(|a, b| a.group() == b.group()).collect();
        let of_group = |group: &&[SeriesCandidate<'_>]| {
            let key = format!("{tag} {:?}", group[0].group());
            let inputs = || {
                let of_candidate = |one: &SeriesCandidate<'_>| {
                    (one.article, one.summary.digest, one.date, one.amount.figure)
                };
                digest(&group.iter().map(of_candidate).collect::<Vec<_>>())
            };
            memos
                .series
                .reuse(&key, inputs, || in_series(site, language, group))
        };
        let series: Vec<Arc<[Arc<Series>]>> = groups.par_iter().map(of_group).collect();
        let series: Vec<Arc<Series>> = series.iter().flat_map(|group| group.to_vec()).collect();
        FigureRegister {
            pages: pages_of(&series),
            series,
            count: candidates.len(),
        }
    }
}

/// Returns the amounts of an article, each with its figure.
fn candidates<'a>(
    site: &'a Site<'_>,
    language: usize,
    index: usize,
    summary: &'a SummaryAmounts,
) -> impl Iterator<Item = SeriesCandidate<'a>> {
    let article = &site.articles[index];
    let date = article.date(site.preference(language));
    let edition = article.editions[language].as_ref();
    summary.amounts.iter().filter_map(move |amount| {
        Some(SeriesCandidate {
            figure: edition?.summary.body.figures.get(amount.figure)?,
            amount,
            summary,
            article: index,
            date,
        })
    })
}

/// Returns the figures of an article, each amount of a topic once.
fn of_article(
    site: &Site<'_>,
    checked: &[Arc<CheckResult>],
    language: usize,
    index: usize,
) -> Vec<SummaryAmount> {
    let article = &site.articles[index];
    let mut found: Vec<SummaryAmount> = Vec::new();
    // For each of them, the text of its sentence, and its bytes in it.
    let mut texts: Vec<(String, Range<usize>)> = Vec::new();
    let trace = checked
        .get(index)
        .and_then(|checked| checked.traces.get(language)?.as_ref());
    let (Some(edition), Some(trace)) = (&article.editions[language], trace) else {
        return found;
    };
    let body = &edition.summary.body;
    let tag = site.languages[language].tag.as_str();
    let mut finder = SentenceFinder::new(&body.html);
    for (place, hole) in &body.html.holes {
        let Hole::FigureStart(number) = hole else {
            continue;
        };
        let Some(FigureTrace::Found(stated)) = trace.figures.get(*number as usize) else {
            continue;
        };
        let Some(paragraph) = stated.first() else {
            continue;
        };
        let Some((mut amount, text)) = amount(site, edition, tag, &mut finder, (*place, *number))
        else {
            continue;
        };
        let figure = &body.figures[amount.figure];
        let is_known = |other: &SummaryAmount| {
            other.topic == amount.topic && is_same_amount(&body.figures[other.figure], figure)
        };
        if !found.iter().any(is_known) {
            amount.paragraph = *paragraph;
            let original = article.numbering().name(*paragraph).original;
            amount.publisher = article.references.originals[original].publisher;
            found.push(amount);
            texts.push(text);
        }
    }
    // The words of a sentence are read once for all its figures.
    let mut texts = texts.into_iter().peekable();
    for of_sentence in found.chunk_by_mut(|a, b| a.sentence == b.sentence) {
        let text = texts.peek().map_or(String::new(), |(text, _)| text.clone());
        let wording = Wording::new(&text, tag);
        for (amount, (_, range)) in of_sentence.iter_mut().zip(&mut texts) {
            let clause = wording.clause(&Figure {
                range,
                ..body.figures[amount.figure].clone()
            });
            let holes = body.html.holes_in(&amount.sentence).iter();
            let figures = holes.filter_map(|(_, hole)| match hole {
                Hole::FigureStart(number) => body.figures.get(*number as usize),
                _ => None,
            });
            amount.scope = StatedScope::new(&wording, &clause, figures);
            amount.clause = (*clause).clone();
        }
    }
    found
}

/// Returns a figure of a summary and its place in the text of its sentence, if it is an amount in running text. Its
/// clause is not computed yet.
fn amount(
    site: &Site<'_>,
    edition: &Edition<'_>,
    tag: &str,
    finder: &mut SentenceFinder<'_>,
    (place, number): (u32, u32),
) -> Option<(SummaryAmount, (String, Range<usize>))> {
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
    let amount = SummaryAmount {
        topic: topic.and_then(|id| site.topics.iter().position(|topic| topic.id == id)),
        unit,
        publisher: None,
        clause: Clause::default(),
        scope: StatedScope::default(),
        figure: number as usize,
        sentence,
        words,
        paragraph: 0,
    };
    Some((amount, (text, range)))
}

/// Groups the figures of one topic and unit, the newest first, into series.
fn in_series(
    site: &Site<'_>,
    language: usize,
    group: &[SeriesCandidate<'_>],
) -> Arc<[Arc<Series>]> {
    let mut series: Vec<Vec<&SeriesCandidate<'_>>> = Vec::new();
    // For each word, the series that have it among their heaviest, the latest last.
    let mut by_word: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for candidate in group {
        let words = candidate.amount.clause.heaviest(LOOKED_UP);
        let near: BTreeSet<usize> = words
            .iter()
            .filter_map(|word| by_word.get(word))
            .flat_map(|known| known.iter().rev().take(CANDIDATES).copied())
            .collect();
        let like = |index: usize| (likeness(&series[index], candidate), index);
        // What its own sentence says that others report instead stands right before it.
        let beside = series.len().checked_sub(1);
        let beside = beside.filter(|last| is_contrast(&series[*last], candidate));
        let best = near.into_iter().map(like);
        let best = best.max_by(|(a, one), (b, other)| a.total_cmp(b).then(other.cmp(one)));
        let index = match (beside, best) {
            (Some(index), _) => index,
            (None, Some((like, index))) if like >= 1.0 => index,
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
    let series = series
        .iter()
        .filter_map(|one| finished(site, language, one));
    series.map(Arc::new).collect()
}

/// Returns the resemblance of a figure to a series, relative to the required minimum; 0 if its own article is already
/// in the series.
fn likeness(series: &[&SeriesCandidate<'_>], candidate: &SeriesCandidate<'_>) -> f32 {
    // The figures of an article stand together, so its own would be the last.
    let is_own = |other: &&SeriesCandidate<'_>| other.article == candidate.article;
    if series.last().is_some_and(is_own) {
        return 0.0;
    }
    let compared = series.iter().rev().take(CANDIDATES);
    compared
        .filter(|other| is_same_unit(other.figure, candidate.figure))
        .map(|other| {
            let like = other.amount.clause.resemblance(&candidate.amount.clause);
            // Most clauses have little in common: their amounts need not be compared.
            let is_equal = || is_same_amount(other.figure, candidate.figure);
            let needed = if like >= LIKE_EQUAL && is_equal() {
                LIKE_EQUAL
            } else {
                LIKE
            };
            like / needed
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

/// Returns true if a series is a single figure and its sentence says that others give the candidate's value instead.
fn is_contrast(series: &[&SeriesCandidate<'_>], candidate: &SeriesCandidate<'_>) -> bool {
    let [only] = series else {
        return false;
    };
    only.shares_sentence(candidate)
        && is_same_unit(only.figure, candidate.figure)
        && only.statement().is_contrasted_with(&candidate.statement())
}

fn finished(
    site: &Site<'_>,
    language: usize,
    candidates: &[&SeriesCandidate<'_>],
) -> Option<Series> {
    let (topic, unit) = candidates.first()?.group();
    Some(Series {
        topic,
        unit,
        is_disputed: is_disputed(site, language, candidates),
        entries: candidates.iter().map(|one| one.entry()).collect(),
    })
}

/// Returns true if two publishers contradict each other.
fn is_disputed(site: &Site<'_>, language: usize, candidates: &[&SeriesCandidate<'_>]) -> bool {
    let differ = |one: &SeriesCandidate<'_>, other: &SeriesCandidate<'_>| {
        let (statement, contrary) = (one.statement(), other.statement());
        match one.shares_sentence(other) {
            true => statement.is_contrasted_with(&contrary),
            // Few pairs get so far as to have their articles compared.
            false => {
                statement.contradicts(&contrary) && are_of_one_matter(site, language, one, other)
            }
        }
    };
    let pairs = candidates.iter().enumerate();
    let mut pairs = pairs.flat_map(|(at, one)| {
        // The list is sorted by date, so that what was written at the same time is near.
        let near = candidates[at + 1..].iter().take(CANDIDATES);
        near.map(move |other| (one, other))
    });
    pairs.any(|(one, other)| differ(one, other))
}

/// Returns true if the articles of two figures are about one thing.
fn are_of_one_matter(
    site: &Site<'_>,
    language: usize,
    one: &SeriesCandidate<'_>,
    other: &SeriesCandidate<'_>,
) -> bool {
    match (one.subject(site, language), other.subject(site, language)) {
        (Some(subject), Some(contrary)) => subject.is_shared(
            contrary,
            [&one.amount.scope.scope, &other.amount.scope.scope],
        ),
        _ => false,
    }
}

/// Distributes series over pages. There is a first page even if there is no series.
fn pages_of(series: &[Arc<Series>]) -> Vec<Range<usize>> {
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
    /// Returns the points of the series' chart, the oldest first, one for each day. Empty if there are too few days, if
    /// a figure is not a single number, or if the sizes are too far apart to be about one thing.
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

/// Returns the lower and the upper end of an amount, in the unit that the figure is written in; both are equal if it is
/// not a range.
pub fn ends_of(figure: &Figure) -> Option<(f64, f64)> {
    match &figure.quantity {
        Quantity::Amount { from, to, .. } => Some((from.to_f64(), to.to_f64())),
        _ => None,
    }
}
