//! Gathers the editions of the briefing: those that have files, and those that are made of the articles of a day, week or
//! month.
//!
//! Takes the documents, the articles and their order; returns the [`Issue`]s with the articles of each, and reports what is
//! wrong between an edition and other files. Articles that are not published are in no edition. A week is that of the
//! default language's region, so that an edition covers the same days in all languages.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::Arc;

use crate::clock::Zone;
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::lang::{Date, Locale, WeekRule};
use crate::link::address::FEEDS;
use crate::link::citations::CitationCheck;
use crate::link::held::{Hold, TimeHold, Withheld};
use crate::link::references::Omitted;
use crate::link::site::{Article, CitedOriginal, Issue, LinkedIssue, Targets};
use crate::link::{language, language_twice, unknown_id};
use crate::parse::catalogue::Catalogue;
use crate::parse::citation::CitationNames;
use crate::parse::config::{Config, Every, Language};
use crate::parse::fields::Located;
use crate::parse::issue::{CalendarUnit, IssueText};
use crate::parse::markdown::Citation;
use crate::parse::{Documents, slug};

/// The days that an edition covers.
pub type DaySpan = RangeInclusive<Date>;

/// An edition's file of a language of the site, with its days.
pub struct IssueFile<'a> {
    text: &'a IssueText,
    /// Index of the edition's language.
    language: usize,
    span: DaySpan,
    date: Date,
    /// True if the edition is a draft or held back, so that it is not part of the site.
    is_omitted: bool,
}

impl<'a> IssueFile<'a> {
    /// Returns true if the edition covers some of the days of another one. Calendar units of different lengths may
    /// overlap.
    fn overlaps(&self, span: &DaySpan, unit: Option<CalendarUnit>) -> bool {
        let is_nested = match (self.unit(), unit) {
            (Some(own), Some(other)) => {
                std::mem::discriminant(&own) != std::mem::discriminant(&other)
            }
            _ => false,
        };
        self.has_days()
            && !is_nested
            && self.span.start() <= span.end()
            && span.start() <= self.span.end()
    }

    /// Returns true if the edition covers days, not only the articles that it names.
    fn has_days(&self) -> bool {
        let text = self.text;
        let is_named = text.articles.is_some() && text.unit.is_none();
        !is_named || text.from.is_some() || text.to.is_some()
    }

    /// Returns the day on which the edition appears: that of `publish`, or else the first day that it covers.
    fn first_day(&self, zone: &Zone) -> Date {
        let publish = self.text.available.publish.as_ref();
        publish.map_or(*self.span.start(), |publish| publish.value.day(Some(zone)))
    }

    /// Returns the calendar unit that the edition covers exactly; `None` if its front matter gives other days.
    fn unit(&self) -> Option<CalendarUnit> {
        let is_whole = self.text.from.is_none() && self.text.to.is_none();
        self.text.unit.filter(|_| is_whole)
    }
}

/// Returns the days of a calendar unit; `None` if there is no such week.
pub fn days(unit: CalendarUnit, weeks: WeekRule) -> Option<DaySpan> {
    match unit {
        CalendarUnit::Day(date) => Some(date..=date),
        CalendarUnit::Week(year, week) => {
            let first = weeks.first_day(year, week)?;
            Some(first..=first.plus(6)?)
        }
        CalendarUnit::Month(year, month) => {
            let first = Date::new(year, month, 1)?;
            Some(first..=first.last_of_month())
        }
    }
}

/// Returns the unit of a date.
fn unit_of(date: Date, every: Every, weeks: WeekRule) -> CalendarUnit {
    match every {
        Every::Day => CalendarUnit::Day(date),
        Every::Week => {
            let (year, week) = weeks.week_of(date);
            CalendarUnit::Week(year, week)
        }
        Every::Month => CalendarUnit::Month(date.year(), date.month()),
    }
}

/// Returns the editions that have files, with their days, sorted by path. Reports editions without days, with the same
/// id, or with days of other editions.
pub fn files<'a>(
    documents: &'a Documents,
    config: &Config,
    default: usize,
    omitted: &Omitted<'_>,
    found: &mut Vec<Diagnostic>,
) -> Vec<IssueFile<'a>> {
    let weeks = config.languages[default].locale.weeks();
    let mut files: Vec<IssueFile<'a>> = Vec::new();
    let mut unfit = BTreeSet::new();
    let mut places: BTreeMap<(&str, usize), &Arc<str>> = BTreeMap::new();
    let mut folded: BTreeMap<(String, usize), &IssueText> = BTreeMap::new();
    for text in &documents.issues {
        if unfit.insert(text.id.as_str()) {
            found.extend(slug::fault(&text.path, "name", &text.id));
        }
        let Some(language) = language(&text.path, &text.lang, config, found) else {
            continue;
        };
        if let Some(taken) = file_of_site(text) {
            found.push(taken);
            continue;
        }
        let Some((span, date)) = span_of(text, weeks, found) else {
            continue;
        };
        let own = (text.id.to_lowercase(), language);
        let other = folded.entry(own).or_insert(text);
        if other.id != text.id {
            found.push(alike(text, other));
            continue;
        }
        match places.get(&(text.id.as_str(), language)) {
            Some(other) => {
                found.push(twice(text, other));
                continue;
            }
            None => places.insert((&text.id, language), &text.path),
        };
        files.push(IssueFile {
            text,
            language,
            span,
            date,
            is_omitted: omitted.holds_back(text.draft, &text.path),
        });
    }
    check_overlaps(&files, found);
    check_days_of_languages(&files, found);
    files
}

/// Reports an edition whose id is the name of a file that every site has beside its editions.
fn file_of_site(text: &IssueText) -> Option<Diagnostic> {
    let name = text.id.to_lowercase();
    let feed = FEEDS.iter().find(|feed| **feed == name)?;
    let message = format!(
        "the name `{}` is taken: every site with editions has a file /{}/editions/{feed}",
        text.id, text.lang
    );
    let taken = Diagnostic::new(codes::SLUG_INVALID, &text.path, message);
    Some(taken.help("name the edition after its day, week or month, as in 2025-08-18.en.md, or after what it is about"))
}

/// Reports an edition whose id differs only in case from that of another one in the same language.
fn alike(text: &IssueText, other: &IssueText) -> Diagnostic {
    let message = format!(
        "{} is the edition `{}` in `{}`, and `{}` differs from it in nothing but its case: many file systems hold only one of the two",
        other.path, other.id, other.lang, text.id
    );
    Diagnostic::new(codes::EDITION_TWICE, &text.path, message)
        .help("keep one of them, or give this file another name")
}

/// Notes the editions that cover other days in another language.
fn check_days_of_languages(files: &[IssueFile<'_>], found: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<&str, &IssueFile<'_>> = BTreeMap::new();
    for file in files.iter().filter(|file| file.has_days()) {
        let other = *first.entry(&file.text.id).or_insert(file);
        if other.span == file.span {
            continue;
        }
        let message = format!(
            "this edition covers {}, and in `{}` it covers {}",
            in_words(&file.span),
            other.text.lang,
            in_words(&other.span)
        );
        let differ = Diagnostic::new(codes::EDITION_DAYS_DIFFER, &file.text.path, message);
        let written = [&file.text.from, &file.text.to, &file.text.date];
        let differ = match written.into_iter().flatten().next() {
            Some(day) => differ.at(day.span.clone()),
            None => differ,
        };
        found.push(differ.help(
            "give both files the same `from` and `to`, or name one of them after its own days",
        ));
    }
}

/// Returns days as a message names them.
fn in_words(span: &DaySpan) -> String {
    match span.start() == span.end() {
        true => span.start().to_string(),
        false => format!("{} to {}", span.start(), span.end()),
    }
}

/// Returns the days and the date of an edition; reports an edition without.
fn span_of(
    text: &IssueText,
    weeks: WeekRule,
    found: &mut Vec<Diagnostic>,
) -> Option<(DaySpan, Date)> {
    let IssueText {
        unit,
        date,
        from,
        to,
        ..
    } = text;
    let own = unit.and_then(|unit| days(unit, weeks));
    let date = date.as_ref().map(|date| date.value);
    let (first, last) = (
        from.as_ref().map(|from| from.value),
        to.as_ref().map(|to| to.value),
    );
    let end = last.or(own.as_ref().map(|own| *own.end())).or(date);
    let Some(end) = end else {
        let message = match unit {
            Some(CalendarUnit::Week(year, week)) => format!("the year {year} has no week {week}"),
            None if CalendarUnit::is_meant(&text.id) => {
                format!("there is no day, week or month `{}`", text.id)
            }
            _ => "nothing says which day this edition is of".into(),
        };
        let undated = Diagnostic::new(codes::EDITION_UNDATED, &text.path, message);
        found.push(undated.help(
            "write `date = 2025-08-18` into its front matter; or name the file after its day, week or month, as in 2025-08-18.en.md, 2025-w34.en.md or 2025-08.en.md",
        ));
        return None;
    };
    let start = first.or(own.map(|own| *own.start())).unwrap_or(end);
    if start > end {
        // If both days are written, `parse` reports them.
        if let Some(written) = from.as_ref().xor(to.as_ref()) {
            let message = format!("this edition would begin on {start} and end on {end}");
            let wrong = Diagnostic::new(codes::EDITION_DAYS, &text.path, message);
            let help = "give both `from` and `to`, or a day within those of its name";
            found.push(wrong.at(written.span.clone()).help(help));
        }
        return None;
    }
    Some((start..=end, date.unwrap_or(end)))
}

/// Reports an edition with the same id and language as another one.
fn twice(text: &IssueText, other: &str) -> Diagnostic {
    let without_language = |path: &str| {
        let stem = path.trim_end_matches(".md");
        stem.rsplit_once('.').map(|(stem, _)| stem.to_owned())
    };
    // Such as `en` and `eng`.
    if without_language(&text.path) == without_language(other) {
        return language_twice(&text.path, other, &text.lang);
    }
    let message = format!(
        "{other} is the edition `{}` in `{}`, too",
        text.id, text.lang
    );
    Diagnostic::new(codes::EDITION_TWICE, &text.path, message)
        .help("keep one of them, or name this file after other days")
}

/// Returns the days that two editions share, in words.
fn shared_days(file: &IssueFile<'_>, other: &IssueFile<'_>) -> String {
    let from = file.span.start().max(other.span.start());
    let to = file.span.end().min(other.span.end());
    format!(
        "{} covers {}, too",
        other.text.path,
        in_words(&(*from..=*to))
    )
}

fn check_overlaps(files: &[IssueFile<'_>], found: &mut Vec<Diagnostic>) {
    let mut sorted: Vec<&IssueFile<'_>> = files.iter().filter(|file| !file.text.draft).collect();
    sorted.sort_by_key(|file| (*file.span.start(), *file.span.end(), &file.text.path));
    for (place, file) in sorted.iter().enumerate() {
        let earlier = sorted[..place].iter();
        let others = earlier.filter(|other| {
            other.language == file.language
                && file.has_days()
                && other.overlaps(&file.span, file.unit())
        });
        let others: Vec<String> = others.map(|other| shared_days(file, other)).collect();
        if others.is_empty() {
            continue;
        }
        let mut named = others.iter().take(NAMED).cloned().collect::<Vec<_>>();
        if others.len() > NAMED {
            named.push(format!("and {} more do", others.len() - NAMED));
        }
        let message = named.join("; ");
        let overlap = Diagnostic::new(codes::EDITION_OVERLAP, &file.text.path, message);
        let written = [&file.text.from, &file.text.to, &file.text.date];
        let span = written
            .into_iter()
            .flatten()
            .next()
            .map(|day| day.span.clone());
        let overlap = match span {
            Some(span) => overlap.at(span),
            None => overlap,
        };
        found.push(overlap.help(
            "let one end before the other begins: `from` and `to` say which days an edition covers",
        ));
    }
}

/// Makes the editions of a site.
pub struct IssueGatherer<'g, 'a> {
    pub config: &'a Config,
    pub default: usize,
    pub articles: &'g [Article<'a>],
    /// For each language, the indices of all articles, newest first.
    pub order: &'g [Vec<usize>],
    /// The site including texts that are held back; `None` if nothing is held back.
    pub withheld: Option<Withheld<'g, 'a>>,
    pub documents: &'a Documents,
    /// The theme's words in each language.
    pub words: &'g [Catalogue],
    /// The day of the build; `None` if it is unknown.
    pub today: Option<Date>,
}

impl<'a> IssueGatherer<'_, 'a> {
    /// Returns the editions, the newest first.
    pub fn issues(&self, files: &[IssueFile<'a>], found: &mut Vec<Diagnostic>) -> Vec<Issue<'a>> {
        let languages = self.config.languages.len();
        let mut issues: BTreeMap<String, Issue<'a>> = BTreeMap::new();
        let mut add = |id: &str, unit, language: usize, issue: LinkedIssue<'a>| {
            let entry = issues.entry(id.to_owned()).or_insert_with(|| Issue {
                id: id.to_owned(),
                unit,
                texts: (0..languages).map(|_| None).collect(),
            });
            entry.texts[language] = Some(issue);
        };
        for file in files.iter().filter(|file| !file.is_omitted) {
            add(
                &file.text.id,
                file.text.unit,
                file.language,
                self.of_file(file, found),
            );
        }
        if let Some(every) = self.config.editions.every {
            for language in 0..languages {
                for (unit, issue) in self.made(every, language, files, found) {
                    add(&unit.id(), Some(unit), language, issue);
                }
            }
        }
        let mut issues: Vec<Issue<'a>> = issues.into_values().collect();
        // An edition of a running month is no newer than one of today.
        let date = |issue: &Issue<'_>| match self.today {
            Some(today) => issue.date().map(|date| date.min(today)),
            None => issue.date(),
        };
        issues.sort_by(|a, b| (date(b), &b.id).cmp(&(date(a), &a.id)));
        issues
    }

    fn of_file(&self, file: &IssueFile<'a>, found: &mut Vec<Diagnostic>) -> LinkedIssue<'a> {
        let text = file.text;
        let articles = match &text.articles {
            Some(slugs) => self.named(file, slugs, found),
            None => self.within(file.language, &file.span),
        };
        let is_incomplete = found.iter().any(|d| {
            d.path == text.path
                && (d.code == codes::EDITION_ARTICLE_UNKNOWN
                    || d.code == codes::EDITION_ARTICLE_HELD)
        });
        if articles.is_empty() && !is_incomplete && !text.has_malformed_articles {
            found.push(empty(file));
        }
        self.check_lookalikes(text, &articles, found);
        let (cited, citations) = self.cited(file, &articles, found);
        LinkedIssue {
            text: Some(text),
            title: text.title.clone(),
            targets: Targets::default(),
            cited,
            citations,
            date: file.date,
            span: file.span.clone(),
            articles,
            is_incomplete: found
                .iter()
                .any(|d| d.path == text.path && d.code == codes::EDITION_ARTICLE_HELD),
            held: None,
        }
    }

    /// Returns the articles that an edition names, in its order.
    fn named(
        &self,
        file: &IssueFile<'a>,
        slugs: &[Located<String>],
        found: &mut Vec<Diagnostic>,
    ) -> Vec<usize> {
        let path = &file.text.path;
        let mut articles = Vec::new();
        for slug in slugs {
            let Some(index) = self.article(file, slug, found) else {
                continue;
            };
            if articles.contains(&index) {
                let message = format!("`{}` is named twice", slug.value);
                let twice = Diagnostic::new(codes::EDITION_ARTICLE_TWICE, path, message);
                found.push(twice.at(slug.span.clone()).help("take one of them out"));
                continue;
            }
            if self.articles[index].editions[file.language].is_none() {
                found.push(self.elsewhere(file, slug, index));
            }
            articles.push(index);
        }
        articles
    }

    /// Returns the index of the article with this slug; reports one that does not exist or is not published.
    fn article(
        &self,
        file: &IssueFile<'a>,
        slug: &Located<String>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        let path = &file.text.path;
        let id = slug.value.as_str();
        if let Ok(index) = self.articles.binary_search_by(|a| a.slug.cmp(id)) {
            return Some(index);
        }
        let hold = self.hold(id, None);
        let folder = format!("content/articles/{id}/");
        // An article whose files could not be read is not unknown.
        if hold.is_none() && self.documents.is_unread(&folder) {
            return None;
        }
        let summaries = self.documents.summaries.iter();
        let is_draft = || summaries.clone().any(|summary| summary.article == id);
        let mut originals = self.documents.originals.iter();
        let not_published = |why: &str, help: &str| {
            let message = format!("the article `{id}` is not published: {why}");
            let held = Diagnostic::new(codes::EDITION_ARTICLE_HELD, path, message);
            held.at(slug.span.clone()).help(help)
        };
        let missing = if let Some(hold) = hold {
            self.held(file, slug, &format!("the article `{id}`"), hold)
        } else if originals.any(|original| original.article == id) {
            match is_draft() {
                true => not_published(
                    "its summaries are drafts",
                    "publish one of them, or take the article out",
                ),
                false => not_published("it has no summary", "write one, or take the article out"),
            }
        } else if is_draft() {
            not_published(
                "it has no original",
                &format!("add {folder}original.<lang>.md, or take the article out"),
            )
        } else {
            let slugs: Vec<&str> = self.articles.iter().map(|article| article.slug).collect();
            let add = format!("add the article {folder}");
            unknown_id(
                codes::EDITION_ARTICLE_UNKNOWN,
                "article",
                path,
                slug,
                &slugs,
                &add,
            )
        };
        found.push(missing);
        None
    }

    /// Reports a held-back part of an article that an edition names. `what` names the part.
    ///
    /// If the part expired after the edition appeared, this is only a note.
    fn held(
        &self,
        file: &IssueFile<'a>,
        slug: &Located<String>,
        what: &str,
        hold: &Hold,
    ) -> Diagnostic {
        let (path, span) = (&file.text.path, slug.span.clone());
        let report = |message: String| {
            Diagnostic::new(codes::EDITION_ARTICLE_HELD, path, message).at(span.clone())
        };
        let holds = self.withheld.map(|withheld| withheld.holds);
        let (zone, reason) = match holds {
            Some(holds) => (holds.zone(), holds.reason(hold)),
            None => (Zone::utc(), String::new()),
        };
        let Some(TimeHold::Expired(end)) = hold.time else {
            let message = format!("{what} is not published: it is held back ({reason})");
            return report(message).help("publish the edition after it, or take the article out");
        };
        let expired = format!(
            "{what} is no longer published: it expired at {}",
            zone.rfc3339(end)
        );
        if zone.day_of(end) < file.first_day(&zone) {
            let message = format!("{expired}, before the days of this edition");
            return report(message).help("take the article out");
        }
        report(expired).severity(Severity::Note).help(
            "leave it: the edition stays as it was published, without its links to the article; or take the article out",
        )
    }

    /// Returns the reasons why an article, or its summary in a language, is held back; `None` if it is not.
    fn hold(&self, slug: &str, language: Option<usize>) -> Option<&Hold> {
        let Withheld { holds, whole } = self.withheld?;
        let place = whole.articles.binary_search_by(|a| a.slug.cmp(slug)).ok()?;
        let editions = whole.articles[place].editions.iter().enumerate();
        let mut own = editions.filter(|(index, _)| language.is_none_or(|own| own == *index));
        own.find_map(|(_, edition)| holds.get(&edition.as_ref()?.summary.path))
    }

    /// Reports an article that an edition names, if the article has no published summary in the edition's language.
    fn elsewhere(&self, file: &IssueFile<'a>, slug: &Located<String>, index: usize) -> Diagnostic {
        let tag = &file.text.lang;
        let id = &slug.value;
        let what = format!("the summary of `{id}` in `{tag}`");
        if let Some(hold) = self.hold(id, Some(file.language)) {
            return self.held(file, slug, &what, hold);
        }
        let mut summaries = self.documents.summaries.iter();
        if summaries.any(|summary| summary.article == *id && summary.lang == *tag) {
            let message = format!("{what} is not published: it is a draft");
            let draft = Diagnostic::new(codes::EDITION_ARTICLE_HELD, &file.text.path, message);
            let draft = draft.at(slug.span.clone());
            return draft.help("publish it, or take the article out");
        }
        let languages = &self.config.languages;
        let editions = self.articles[index].editions.iter().zip(languages);
        let there = editions.filter(|(edition, _)| edition.is_some());
        let there: Vec<String> = there
            .map(|(_, language)| format!("`{}`", language.tag))
            .collect();
        let message = format!(
            "the article `{}` has no summary in `{tag}`, only in {}",
            slug.value,
            there.join(", ")
        );
        let elsewhere = Diagnostic::new(codes::EDITION_ARTICLE_ELSEWHERE, &file.text.path, message);
        elsewhere.at(slug.span.clone()).help(format!(
            "write content/articles/{}/summary.{tag}.md, or take the article out of this edition",
            slug.value
        ))
    }

    /// Reports the first citation of an article that has no published summary in the edition's language; one that the edition
    /// lists is reported there.
    fn cited_elsewhere(
        &self,
        file: &IssueFile<'a>,
        slug: &Located<String>,
        index: usize,
        is_listed: bool,
    ) -> Option<Diagnostic> {
        let has_text = self.articles[index].editions[file.language].is_some();
        let mut citations = file.text.body.citations.iter();
        let first = citations.find(|one| one.names.article.as_deref() == Some(&*slug.value));
        if has_text || is_listed || first.is_none_or(|first| first.span != slug.span) {
            return None;
        }
        let (tag, id) = (&file.text.lang, &slug.value);
        let elsewhere = self.elsewhere(file, slug, index);
        if elsewhere.code != codes::EDITION_ARTICLE_ELSEWHERE {
            return Some(elsewhere);
        }
        Some(elsewhere.help(format!(
            "write content/articles/{id}/summary.{tag}.md, or cite another article: this citation leads readers of `{tag}` to another language"
        )))
    }

    /// Returns the articles with a date within these days, the newest first.
    fn within(&self, language: usize, span: &DaySpan) -> Vec<usize> {
        let order = &self.order[language];
        let from = order.partition_point(|index| self.date(language, *index) > Some(*span.end()));
        let rest = order[from..].iter().copied();
        rest.take_while(|index| self.date(language, *index) >= Some(*span.start()))
            .collect()
    }

    fn date(&self, language: usize, article: usize) -> Option<Date> {
        self.articles[article].date(&self.config.languages[language].preference)
    }

    /// Returns, for each citation of an edition, the original that it cites, and the citation with consecutive numbers.
    /// `articles` are the edition's.
    fn cited(
        &self,
        file: &IssueFile<'a>,
        articles: &[usize],
        found: &mut Vec<Diagnostic>,
    ) -> (Vec<Option<CitedOriginal>>, Vec<Citation>) {
        let text = file.text;
        let citations = text.body.citations.iter().map(|citation| {
            let Some(index) = self.cited_article(file, citation, articles, found) else {
                return (None, citation.clone());
            };
            let article = &self.articles[index];
            let numbering = article.numbering();
            let folder = format!("content/articles/{}/original.", article.slug);
            let check = CitationCheck {
                originals: &article.originals,
                numbering,
                has_unread: self.documents.is_unread(&folder),
            };
            found.extend(check.unknown(&text.path, citation));
            let original = numbering.position(citation.names.original.as_deref());
            let cited = original.map(|original| CitedOriginal {
                article: index,
                original,
            });
            (cited, numbering.citation(citation))
        });
        citations.unzip()
    }

    /// Returns the index of the article that a citation names; reports one that does not exist or is not published.
    fn cited_article(
        &self,
        file: &IssueFile<'a>,
        citation: &Citation,
        articles: &[usize],
        found: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        let text = file.text;
        let Some(slug) = &citation.names.article else {
            let message = "this citation does not say of which article";
            let unknown = Diagnostic::new(codes::CITATION_UNKNOWN, &text.path, message);
            let first = citation.paragraphs.first().map_or(1, |p| *p.start());
            let slug = match articles {
                [only] => self.articles[*only].slug,
                _ => "treaty",
            };
            let help = format!("name the article before the paragraph, as in `[{slug} p{first}]`");
            found.push(unknown.at(citation.span.clone()).help(help));
            return None;
        };
        let slug = Located {
            value: slug.to_string(),
            span: citation.span.clone(),
        };
        let before = found.len();
        let index = self.article(file, &slug, found);
        if let Some(index) = index {
            let is_listed = text.articles.is_some() && articles.contains(&index);
            found.extend(self.cited_elsewhere(file, &slug, index, is_listed));
        }
        if let Some(meant) = self.meant(citation, articles)
            && let [unknown] = &mut found[before..]
            && unknown.code == codes::EDITION_ARTICLE_UNKNOWN
        {
            unknown.help = Some(meant);
        }
        index
    }

    /// Returns advice for a citation with the id of an original instead of an article's slug.
    fn meant(&self, citation: &Citation, articles: &[usize]) -> Option<String> {
        let CitationNames { article, original } = &citation.names;
        let id = article.as_deref()?;
        let first = citation.paragraphs.first().map_or(1, |p| *p.start());
        let has_it = |article: &Article<'_>| article.numbering().position(Some(id)).is_some();
        let slug = match original {
            // The names are in the wrong order.
            Some(slug) => {
                let own = self.articles.binary_search_by(|a| a.slug.cmp(slug)).ok()?;
                has_it(&self.articles[own]).then_some(&**slug)?
            }
            None => {
                let mut own = articles.iter().map(|index| &self.articles[*index]);
                own.find(|article| has_it(article))?.slug
            }
        };
        Some(format!(
            "`{id}` is an original of the article `{slug}`: did you mean `[{slug} {id} p{first}]`?"
        ))
    }

    /// Reports text of an edition that looks like a citation of one of its articles but is not parsed as one.
    fn check_lookalikes(&self, text: &IssueText, articles: &[usize], found: &mut Vec<Diagnostic>) {
        for one in &text.body.lookalikes {
            let mut own = articles.iter().map(|index| &self.articles[*index]);
            let named = match &one.name {
                Some(name) => self.named_by(one.article.as_deref(), name, articles),
                None => {
                    let cited = own.find(|article| one.highest <= article.original.paragraphs());
                    // It probably means a page of another work.
                    (!one.is_aside || cited.is_some())
                        .then(|| cited.map_or("treaty", |article| article.slug).to_owned())
                }
            };
            // Nothing of the site is named ("chapter 4"), so no citation was meant.
            let Some(named) = named else {
                continue;
            };
            let words = &one.words;
            let message =
                format!("`{words}` looks like a citation and is none: readers would see it");
            let help = format!(
                "name the article before the paragraph, as in `[{named} {}]`; {} if readers are to see it",
                one.meant,
                one.escape_advice()
            );
            let doubtful = Diagnostic::new(codes::CITATION_DOUBTFUL, &text.path, message);
            found.push(doubtful.at(one.span.clone()).help(help));
        }
    }

    /// Returns the names that were probably meant by a citation with these names: of an article, or of an original of
    /// an article of the edition; `None` if there are no such names.
    fn named_by(&self, article: Option<&str>, name: &str, articles: &[usize]) -> Option<String> {
        let of_slug = |slug: &str| {
            let index = self.articles.binary_search_by(|a| a.slug.cmp(slug)).ok()?;
            Some(&self.articles[index])
        };
        let has_it = |article: &&Article<'_>| article.numbering().position(Some(name)).is_some();
        let own = match article {
            Some(slug) => of_slug(slug).filter(has_it),
            None => {
                if of_slug(name).is_some() {
                    return Some(name.to_owned());
                }
                articles
                    .iter()
                    .map(|index| &self.articles[*index])
                    .find(has_it)
            }
        };
        own.map(|article| format!("{} {name}", article.slug))
    }

    /// Makes an edition of each span that has articles and whose days are in no file. Reports the articles of the other
    /// spans that are in no edition.
    fn made(
        &self,
        every: Every,
        language: usize,
        files: &[IssueFile<'a>],
        found: &mut Vec<Diagnostic>,
    ) -> Vec<(CalendarUnit, LinkedIssue<'a>)> {
        let weeks = self.config.languages[self.default].locale.weeks();
        let order = &self.order[language];
        let dated = order
            .iter()
            .filter_map(|index| Some((self.date(language, *index)?, *index)));
        let dated: Vec<(Date, usize)> = dated.collect();
        let same = |a: &(Date, usize), b: &(Date, usize)| {
            a.0 == b.0 || unit_of(a.0, every, weeks) == unit_of(b.0, every, weeks)
        };
        let files = files.iter().filter(|file| file.language == language);
        let files: Vec<&IssueFile<'a>> = files.collect();
        let mut covered = None;
        let mut made = Vec::new();
        for articles in dated.chunk_by(same) {
            let date = articles[0].0;
            let unit = unit_of(date, every, weeks);
            let Some(span) = days(unit, weeks) else {
                continue;
            };
            let articles: Vec<usize> = articles.iter().map(|(_, index)| *index).collect();
            let mut files_of_span = files
                .iter()
                .filter(|file| file.text.id == unit.id() || file.overlaps(&span, Some(unit)));
            if let Some(file) = files_of_span.next() {
                let covered = covered.get_or_insert_with(|| self.covered(&files));
                let left_out = articles.iter().filter(|index| !covered.contains(index));
                let left_out: Vec<&str> =
                    left_out.map(|index| self.articles[*index].slug).collect();
                let is_over = self.today.is_none_or(|today| *span.end() < today);
                if is_over && !left_out.is_empty() {
                    found.push(uncovered(file, &span, &left_out));
                }
                continue;
            }
            let issue = LinkedIssue {
                text: None,
                title: self.title(language, unit, &span),
                targets: Targets::default(),
                cited: Vec::new(),
                citations: Vec::new(),
                date,
                span,
                articles,
                is_incomplete: false,
                held: None,
            };
            made.push((unit, issue));
        }
        made
    }

    /// Returns the articles that are in editions with files. Editions under embargo count, since they appear
    /// automatically; drafts do not.
    fn covered(&self, files: &[&IssueFile<'a>]) -> BTreeSet<usize> {
        let written = files.iter().filter(|file| !file.text.draft);
        let articles = written.flat_map(|file| match &file.text.articles {
            Some(slugs) => {
                let find = |slug: &Located<String>| {
                    let id = slug.value.as_str();
                    self.articles.binary_search_by(|a| a.slug.cmp(id)).ok()
                };
                slugs.iter().filter_map(find).collect()
            }
            None => self.within(file.language, &file.span),
        });
        articles.collect()
    }

    /// Returns the title of an edition without a file.
    fn title(&self, language: usize, unit: CalendarUnit, span: &DaySpan) -> String {
        let Language { locale, .. } = &self.config.languages[language];
        title_of_unit(unit, span, locale, &self.words[language])
    }
}

/// Returns the title of an edition that has none of its own: the phrase for its days.
pub fn title_of_unit(
    unit: CalendarUnit,
    span: &DaySpan,
    locale: &Locale,
    words: &Catalogue,
) -> String {
    let (key, days) = match unit {
        CalendarUnit::Day(date) => ("edition_of_day", locale.date_and_weekday(date)),
        CalendarUnit::Week(..) => ("edition_of_week", span_in_words(span, locale, words)),
        CalendarUnit::Month(year, month) => {
            ("edition_of_month", locale.month_and_year(year, month))
        }
    };
    let phrase = words.words.get(key).map_or("{days}", String::as_str);
    phrase.replace("{days}", &days)
}

/// Returns the days of an edition in words: `18–24 August 2025`, or the date of a single day.
pub fn span_in_words(span: &DaySpan, locale: &Locale, words: &Catalogue) -> String {
    let (from, to) = (*span.start(), *span.end());
    if from == to {
        return locale.date(from);
    }
    let month = |date: Date| (date.year(), date.month());
    let day = locale
        .day_before_month(from)
        .filter(|_| month(from) == month(to) && locale.day_before_month(to).is_some());
    // The year stands once, too, if both are of one year.
    let of_year = || {
        locale
            .date_before_year(from)
            .filter(|_| from.year() == to.year())
    };
    let (key, from) = match day {
        Some(day) => ("days_of_month", day),
        None => ("days", of_year().unwrap_or_else(|| locale.date(from))),
    };
    let phrase = words.words.get(key).map_or("{from} – {to}", String::as_str);
    phrase
        .replace("{from}", &from)
        .replace("{to}", &locale.date(to))
}

/// Maximum number of articles that a note names.
const NAMED: usize = 6;

/// Notes the articles of a span that are in no edition: a file has days of the span but not the articles' days, or is a
/// draft.
fn uncovered(file: &IssueFile<'_>, span: &DaySpan, slugs: &[&str]) -> Diagnostic {
    let named = slugs.iter().take(NAMED).map(|slug| format!("`{slug}`"));
    let mut named = named.collect::<Vec<_>>().join(", ");
    if slugs.len() > NAMED {
        named.push_str(&format!(" and {} more", slugs.len() - NAMED));
    }
    let days = in_words(span);
    let (what, help) = match file.text.draft {
        true => (
            "this draft",
            "publish it, or delete the file: then one is made",
        ),
        false => (
            "this file",
            "let `from` and `to` cover their days, name them in `articles`, or write an edition of the other days",
        ),
    };
    let is = if slugs.len() == 1 { "is" } else { "are" };
    let message =
        format!("for {what}, no edition is made of {days}, and {named} {is} in no edition");
    Diagnostic::new(codes::EDITION_UNCOVERED, &file.text.path, message).help(help)
}

/// Reports an edition without articles.
fn empty(file: &IssueFile<'_>) -> Diagnostic {
    let text = file.text;
    let (message, help) = match &text.articles {
        Some(_) => (
            "this edition names no articles".to_owned(),
            "name them in `articles`; without that line, it has those of its days".to_owned(),
        ),
        None => {
            let (from, to) = (file.span.start(), file.span.end());
            let days = match from == to {
                true => format!("on {from}"),
                false => format!("from {from} to {to}"),
            };
            (
                format!("no published article has a date {days}"),
                "name its articles in `articles`, or give its days with `from` and `to`".to_owned(),
            )
        }
    };
    Diagnostic::new(codes::EDITION_EMPTY, &text.path, message).help(help)
}
