//! The register of figures as data: `figures.json` and `figures.csv`.
//!
//! `docs/data.md` documents the fields. Both files hold the same entries, in the order of the pages.

use std::hash::{Hash, Hasher};

use serde::{Serialize, Serializer};

use crate::lang::Date;
use crate::link::address::Address;
use crate::plan::Plan;
use crate::plan::exports::data::{AbsoluteUrl, Displayed, VERSION, is_not};
use crate::plan::figures::{RegisterEntry, Series, ends_of};
use crate::plan::sentence::plain_without_citations;

/// The register of a language.
#[derive(Debug, Hash, Serialize)]
pub struct FiguresData<'a> {
    version: u32,
    language: &'a str,
    direction: &'static str,
    title: &'a str,
    url: AbsoluteUrl<'a>,
    /// The entries, which are the rows of the CSV file.
    pub figures: Vec<FigureData<'a>>,
}

/// A figure of the register.
#[derive(Debug, Hash, Serialize)]
pub struct FigureData<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<&'a str>,
    pub unit: &'static str,
    /// Number of its series, from 1: figures with the same number are about the same thing.
    pub series: usize,
    #[serde(skip_serializing_if = "is_not")]
    pub disputed: bool,
    pub figure: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<PlainNumber>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_to: Option<PlainNumber>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub counts: String,
    pub sentence: String,
    pub article: &'a str,
    pub title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Displayed<Date>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original: Option<&'a str>,
    pub paragraph: u32,
    pub url: AbsoluteUrl<'a>,
    #[serde(skip_serializing_if = "is_not")]
    pub draft: bool,
}

/// A number, serialized without decimals if it has none.
#[derive(Debug, Clone, Copy)]
pub struct PlainNumber(f64);

impl PlainNumber {
    /// Returns the number as an integer if it is one that a double represents exactly.
    fn whole(self) -> Option<i64> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        (self.0.fract() == 0.0 && self.0.abs() <= EXACT).then_some(self.0 as i64)
    }
}

impl std::fmt::Display for PlainNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.whole() {
            Some(whole) => whole.fmt(f),
            None => self.0.fmt(f),
        }
    }
}

impl Hash for PlainNumber {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { 0: number } = self;
        number.to_bits().hash(state);
    }
}

impl Serialize for PlainNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.whole() {
            Some(whole) => serializer.serialize_i64(whole),
            None => serializer.serialize_f64(self.0),
        }
    }
}

impl<'a> Plan<'a> {
    /// Returns the register of a language.
    pub(super) fn figures_data(&self, language: usize) -> FiguresData<'a> {
        let this = &self.site.languages[language];
        let series = (1..).zip(&self.lists[language].figures.series);
        let entries = series.flat_map(|(number, series)| {
            let entries = series.entries.iter();
            entries.map(move |entry| (number, series, entry))
        });
        FiguresData {
            version: VERSION,
            language: &this.tag,
            direction: this.locale.direction().as_str(),
            title: &this.title,
            url: self.place(Address::section(&this.tag, "figures")),
            figures: entries
                .filter_map(|(number, series, entry)| {
                    self.figure_data(language, number, series, entry)
                })
                .collect(),
        }
    }

    fn figure_data(
        &self,
        language: usize,
        number: usize,
        series: &Series,
        entry: &RegisterEntry,
    ) -> Option<FigureData<'a>> {
        let site = self.site;
        let article = &site.articles[entry.article];
        let edition = article.editions[language].as_ref()?;
        let body = &edition.summary.body;
        let ends = body.figures.get(entry.figure).and_then(ends_of);
        let name = article.numbering().name(entry.paragraph);
        let publisher = article.references.originals[name.original].publisher;
        let publisher = publisher.map(|p| &site.publishers[p]);
        let is_range = ends.filter(|(from, to)| from != to);
        Some(FigureData {
            topic: series.topic.map(|topic| site.topics[topic].id),
            unit: series.unit.id(),
            series: number,
            disputed: series.is_disputed,
            figure: entry.words.text.clone(),
            value: ends.map(|(from, _)| PlainNumber(from)),
            value_to: is_range.map(|(_, to)| PlainNumber(to)),
            counts: entry.words.after.trim().to_owned(),
            sentence: plain_without_citations(&body.html, entry.sentence.clone()),
            article: article.slug,
            title: &edition.summary.title,
            date: entry.date.map(Displayed),
            publisher: publisher.map(|p| p.id.value.as_str()),
            original: name.id,
            paragraph: name.number,
            url: self.place(edition.address.clone()),
            draft: edition.is_unpublished(),
        })
    }
}
