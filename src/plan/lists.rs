//! The lists on a site's pages, with their articles, in each language.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::lang::{Date, Locale, isolate};
use crate::link::site::{Article, Site};
use crate::parse::corrections::Correction;
use crate::plan::dates::{DateMention, TopicDates, dates};
use crate::plan::figures::FigureRegister;
use crate::plan::view::DateView;

/// All lists of one language. Each holds indices of articles, newest first.
#[derive(Debug, Default)]
pub struct Lists {
    /// Indexed by topic.
    pub topics: Vec<Vec<usize>>,
    /// Indexed by publisher.
    pub publishers: Vec<Vec<usize>>,
    /// Indexed by name: the articles whose summary mentions it, in the summary that readers of this language see.
    pub names: Vec<Vec<usize>>,
    /// Indexed by person: the articles whose summary the person wrote, translated or reviewed.
    pub people: Vec<Vec<usize>>,
    /// Indexed by person: the editions that the person wrote or reviewed.
    pub people_issues: Vec<Vec<usize>>,
    /// The corrections of the texts that readers of this language see, the newest first: the text, and the index of the
    /// correction in it.
    pub corrections: Vec<(Corrected, usize)>,
    /// The months that have articles, newest first.
    pub months: Vec<Month>,
    /// Every date that summaries mention, oldest first.
    pub dates: Vec<DateMention>,
    /// Indexed by topic.
    pub topic_dates: Vec<TopicDates>,
    /// The register of figures. It depends on the results of `check`, so it is added later.
    pub figures: FigureRegister,
    /// The editions that have a page in this language, newest first: indices into the site's editions.
    pub issues: Vec<usize>,
    /// The formatted dates of articles, since all lists of articles and figures repeat them.
    pub written_dates: BTreeMap<Date, DateView>,
    /// Articles without a date.
    pub undated: Vec<usize>,
    /// Articles that have a page in this language.
    pub own: Vec<usize>,
    /// For each article, its index in `own`; `None` if it has no page in this language.
    pub place: Vec<Option<usize>>,
    /// For each article, its rank among all articles; 0 is the newest.
    pub rank: Vec<usize>,
}

/// A text that has corrections: an index into the site's articles or editions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Corrected {
    Article(usize),
    Issue(usize),
}

impl Corrected {
    /// Returns the corrections of the text that readers of a language are shown.
    pub fn corrections<'a>(self, site: &Site<'a>, language: usize) -> &'a [Correction] {
        let preference = site.preference(language);
        match self {
            Corrected::Article(index) => {
                let shown = site.articles[index].edition_for(preference);
                shown.map_or(&[], |(_, edition)| &edition.summary.corrections)
            }
            Corrected::Issue(index) => {
                let shown = site.issues[index].text_for(preference);
                let text = shown.and_then(|(_, text)| text.text);
                text.map_or(&[], |text| &text.corrections)
            }
        }
    }
}

/// A month that has articles.
#[derive(Debug)]
pub struct Month {
    pub year: i32,
    /// The number of the month, from 1.
    pub month: u8,
    /// Month and year, in the language's format.
    pub title: String,
    pub articles: Vec<usize>,
}

impl Lists {
    /// Makes the lists of a language.
    pub fn new(site: &Site<'_>, language: usize) -> Self {
        let mut lists = Lists {
            topics: vec![Vec::new(); site.topics.len()],
            publishers: vec![Vec::new(); site.publishers.len()],
            names: vec![Vec::new(); site.names.len()],
            people: vec![Vec::new(); site.people.all.len()],
            people_issues: vec![Vec::new(); site.people.all.len()],
            place: vec![None; site.articles.len()],
            rank: vec![0; site.articles.len()],
            issues: issues_in(site, language),
            ..Lists::default()
        };
        let dates = dates(site, language);
        lists.dates = dates.all;
        lists.topic_dates = topic_dates(site, language, dates.by_topic);
        let mut months: BTreeMap<(i32, u8), Vec<usize>> = BTreeMap::new();
        for (rank, index) in site.order[language].iter().copied().enumerate() {
            lists.rank[index] = rank;
            let article = &site.articles[index];
            lists.add(index, article);
            let edition = article.edition_for(site.preference(language));
            for name in edition.iter().flat_map(|(_, edition)| edition.names.iter()) {
                lists.names[*name].push(index);
            }
            if let Some((_, edition)) = &edition {
                for person in site.people.of(edition.summary) {
                    lists.people[person].push(index);
                }
                let corrections = 0..edition.summary.corrections.len();
                lists
                    .corrections
                    .extend(corrections.map(|one| (Corrected::Article(index), one)));
            }
            match article.date(site.preference(language)) {
                Some(date) => months.entry(month_of(date)).or_default().push(index),
                None => lists.undated.push(index),
            }
            if article.editions[language].is_some() {
                lists.place[index] = Some(lists.own.len());
                lists.own.push(index);
            }
        }
        lists.add_issues(site, language);
        let locale = &site.languages[language].locale;
        let days = site.order[language].iter();
        let days: BTreeSet<Date> = days
            .filter_map(|index| site.articles[*index].date(site.preference(language)))
            .collect();
        let written = days.into_iter().map(|day| (day, written_date(locale, day)));
        lists.written_dates = written.collect();
        let day = |(text, one): &(Corrected, usize)| {
            let corrections = text.corrections(site, language);
            corrections
                .get(*one)
                .map(|correction| correction.date.value)
        };
        // The sort is stable: corrections of one day stay in the order of their texts.
        lists.corrections.sort_by_key(|one| Reverse(day(one)));
        let newest_first = months.into_iter().rev();
        lists.months = newest_first
            .map(|((year, month), articles)| Month {
                year,
                month,
                title: locale.month_and_year(year, month),
                articles,
            })
            .collect();
        lists
    }

    /// Returns `true` if the language has a section, that is, if the section's front page would not be empty.
    pub fn has_section(&self, site: &Site<'_>, section: &str) -> bool {
        let has_articles = |lists: &[Vec<usize>]| lists.iter().any(|articles| !articles.is_empty());
        match section {
            "topics" => !site.topics.is_empty(),
            "publishers" => has_articles(&self.publishers),
            "names" => has_articles(&self.names),
            "authors" => has_articles(&self.people) || has_articles(&self.people_issues),
            "editions" => !site.issues.is_empty(),
            "corrections" => !self.corrections.is_empty(),
            "search" => site.config.search.enabled,
            "figures" => site.config.figures.enabled,
            _ => true,
        }
    }

    /// Adds the people and the corrections of editions.
    fn add_issues(&mut self, site: &Site<'_>, language: usize) {
        for (index, issue) in site.issues.iter().enumerate() {
            let shown = issue.text_for(site.preference(language));
            let Some(text) = shown.and_then(|(_, text)| text.text) else {
                continue;
            };
            for person in site.people.of_issue(text) {
                self.people_issues[person].push(index);
            }
            let corrections = 0..text.corrections.len();
            self.corrections
                .extend(corrections.map(|one| (Corrected::Issue(index), one)));
        }
    }

    /// Returns true if a person has a page: they made a text that is shown in the language.
    pub fn has_author(&self, person: usize) -> bool {
        !self.people[person].is_empty() || !self.people_issues[person].is_empty()
    }

    fn add(&mut self, index: usize, article: &Article<'_>) {
        for topic in &article.references.topics {
            self.topics[*topic].push(index);
        }
        for publisher in article.references.publishers() {
            // An article can name a publisher twice; it is listed once.
            if self.publishers[publisher].last() != Some(&index) {
                self.publishers[publisher].push(index);
            }
        }
    }
}

/// Returns a date in the format of a language.
pub(super) fn written_date(locale: &Locale, date: Date) -> DateView {
    DateView {
        iso: date.to_string(),
        text: locale.date(date),
        second: locale.date_in_second_calendar(date),
    }
}

/// Returns the indices of the editions in a language, newest first.
fn issues_in(site: &Site<'_>, language: usize) -> Vec<usize> {
    let issues = site.issues.iter().enumerate();
    let own =
        issues.filter_map(|(index, issue)| Some((issue.texts[language].as_ref()?.date, index)));
    let mut own: Vec<_> = own.collect();
    // The site has them in the order of their latest date in any language.
    own.sort_by_key(|(date, index)| (Reverse(*date), *index));
    own.into_iter().map(|(_, index)| index).collect()
}

/// Returns the dates of each topic, with the titles of the chronologies.
fn topic_dates(
    site: &Site<'_>,
    language: usize,
    by_topic: Vec<Vec<DateMention>>,
) -> Vec<TopicDates> {
    let dates = |(topic, mentions)| TopicDates {
        title: chronology_title(site, language, topic),
        mentions,
    };
    by_topic.into_iter().enumerate().map(dates).collect()
}

/// Returns the title of a topic's chronology: the theme's phrase with the topic's title.
fn chronology_title(site: &Site<'_>, language: usize, topic: usize) -> String {
    let topic = &site.topics[topic];
    let mut order = site.preference(language).iter();
    let title = order.find_map(|index| {
        let title = &topic.introductions[*index].as_ref()?.standing.title;
        Some(if *index == language {
            title.clone()
        } else {
            isolate(title)
        })
    });
    let title = title.unwrap_or_else(|| topic.id.to_owned());
    let phrase = site.words[language].words.get("chronology_of");
    phrase
        .map_or("{topic}", String::as_str)
        .replace("{topic}", &title)
}

fn month_of(date: Date) -> (i32, u8) {
    (date.year(), date.month())
}
