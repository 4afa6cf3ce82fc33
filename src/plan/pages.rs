//! The view of each kind of page.

use std::collections::BTreeMap;

use crate::link::address::Address;
use crate::link::site::{Article, Edition, LinkedStanding};
use crate::parse::article::Rights;
use crate::parse::markdown::Passage;
use crate::parse::registers::NameKind;
use crate::plan::body::{Body, Filling, Part, Shown};
use crate::plan::heads::{Head, plain};
use crate::plan::lists::Month;
use crate::plan::view::{
    ArchiveView, ArticleView, Entry, HomeView, Link, MonthLink, MonthView, NameGroup, NameView,
    NamesView, OriginalView, PublisherView, PublishersView, RedirectView, RootView, Slot,
    SourceView, Spelling, StandingView, TopicArticle, TopicEntry, TopicView, TopicsView, View,
    YearView,
};
use crate::plan::{HOME_PAGE, Job, Kind, LIST_PAGE, Page, Plan, TOPIC_PAGE, pages};

/// The articles on page `number` of a list.
fn on_page(list: &[usize], number: usize, size: usize) -> &[usize] {
    list.chunks(size).nth(number - 1).unwrap_or_default()
}

/// What goes into a page's slots.
#[derive(Default)]
pub(super) struct Slots<'a>(Vec<Filling<'a>>);

impl<'a> Slots<'a> {
    /// A slot for a body.
    fn add(&mut self, body: Body<'a>) -> Slot {
        self.fill(Filling::Body(body))
    }

    /// A slot for each of these articles' teasers.
    pub(super) fn teasers(&mut self, articles: &[usize]) -> Vec<Slot> {
        articles
            .iter()
            .map(|article| self.fill(Filling::Teaser(*article)))
            .collect()
    }

    fn fill(&mut self, filling: Filling<'a>) -> Slot {
        self.0.push(filling);
        Slot(self.0.len() - 1)
    }
}

impl<'a> Plan<'a> {
    /// A page with its view.
    pub fn page<'p>(&'p self, job: &Job) -> Page<'p> {
        let mut slots = Slots::default();
        let (head, view) = match &job.kind {
            Kind::Root => self.root(),
            Kind::Home => self.home(job.language, &mut slots),
            Kind::Article(index) => self.article(job.language, *index, &mut slots),
            Kind::Topics => self.topics(job.language),
            Kind::Topic { topic, page } => self.topic(job.language, *topic, *page, &mut slots),
            Kind::Archive => self.archive(job.language, &mut slots),
            Kind::Month(index) => self.month(job.language, *index, &mut slots),
            Kind::Publishers => self.publishers(job.language),
            Kind::Publisher { publisher, page } => {
                self.publisher(job.language, *publisher, *page, &mut slots)
            }
            Kind::Names => self.names(job.language),
            Kind::Name { name, page } => self.name(job.language, *name, *page, &mut slots),
            Kind::Standing(index) => self.standing(job.language, *index, &mut slots),
            Kind::NotFound => self.not_found(job.language),
            Kind::Redirect(target) => self.redirect(target),
        };
        let head = Head {
            kind: Self::template(&job.kind),
            ..head
        };
        // A redirect stands in for its target.
        let address = match &job.kind {
            Kind::Redirect(target) => target,
            _ => &job.address,
        };
        Page {
            output: job.address.output(),
            language: job.language,
            head: self.head(job.language, address, head),
            view,
            fillings: slots.0,
        }
    }

    fn root(&self) -> (Head<'a>, View<'a>) {
        let home = Address::home(self.tag(self.site.default));
        let language = &self.site.languages[self.site.default];
        let head = Head {
            title: plain(&language.title),
            description: Some(&language.description),
            counterparts: self.everywhere(Address::home),
            ..bare_head()
        };
        (
            head,
            View::Root(RootView {
                target: self.site.href(&home),
            }),
        )
    }

    fn redirect(&self, target: &Address) -> (Head<'a>, View<'a>) {
        (
            bare_head(),
            View::Redirect(RedirectView {
                target: self.site.href(target),
            }),
        )
    }

    fn not_found(&self, language: usize) -> (Head<'a>, View<'a>) {
        let title = plain(self.word(language, "not_found"));
        let counterparts = self.everywhere(|tag| Address::not_found(Some(tag)));
        (
            Head {
                title,
                counterparts,
                ..bare_head()
            },
            View::NotFound,
        )
    }

    fn home(&self, language: usize, slots: &mut Slots<'a>) -> (Head<'a>, View<'a>) {
        let site = self.site;
        let this = &site.languages[language];
        let order = &site.order[language];
        let shown = &order[..order.len().min(HOME_PAGE)];
        let (lead, rest) = match shown.split_first() {
            Some((lead, rest)) => (self.teaser(language, &site.articles[*lead]), rest),
            None => (None, shown),
        };
        let head = Head {
            title: plain(&this.title),
            description: Some(this.description.as_str()).filter(|d| !d.is_empty()),
            section: "home",
            counterparts: self.everywhere(Address::home),
            ..bare_head()
        };
        (
            head,
            View::Home(HomeView {
                lead,
                days: self.days(language, rest, slots),
                total: order.len(),
            }),
        )
    }

    fn article(
        &self,
        language: usize,
        index: usize,
        slots: &mut Slots<'a>,
    ) -> (Head<'a>, View<'a>) {
        let site = self.site;
        let article = &site.articles[index];
        let Some(edition) = &article.editions[language] else {
            // A job stands for an edition that exists; without one there is nothing to say.
            return self.not_found(language);
        };
        let summary = edition.summary;
        let shown = shown(article);
        let lists = &self.lists[language];
        let neighbour = |step: isize| {
            let place = lists.place[index]?.checked_add_signed(step)?;
            self.article_link(language, &site.articles[*lists.own.get(place)?])
        };
        let authors = (!summary.authors.is_empty())
            .then(|| site.languages[language].locale.list(&summary.authors));
        let view = ArticleView {
            title: &summary.title,
            standfirst: summary.description.as_deref(),
            date: article
                .date(language, site.default)
                .map(|date| self.date(language, date)),
            authors,
            topics: article
                .topics
                .iter()
                .map(|topic| self.topic_link(language, *topic))
                .collect(),
            names: edition
                .names
                .iter()
                .map(|name| self.name_link(language, *name))
                .collect(),
            body: slots.add(summary_body(edition, Part::Whole, shown, None)),
            original: self.original(language, article, edition, slots),
            older: neighbour(1),
            newer: neighbour(-1),
            sealed: summary
                .sealed
                .as_ref()
                .map(|seal| self.date(language, seal.date)),
            draft: summary.draft,
        };
        let counterparts = article
            .editions
            .iter()
            .map(|edition| edition.as_ref().map(|edition| edition.address.clone()))
            .collect();
        let head = Head {
            title: plain(&summary.title),
            description: summary.description.as_deref(),
            counterparts,
            ..bare_head()
        };
        (head, View::Article(Box::new(view)))
    }

    fn original(
        &self,
        language: usize,
        article: &'a Article<'a>,
        edition: &'a Edition<'a>,
        slots: &mut Slots<'a>,
    ) -> OriginalView<'a> {
        let original = article.original;
        let tag = original.lang.as_str();
        let paragraphs = &original.body.paragraphs;
        let shown = shown(article);
        let part = match original.rights {
            Rights::Link => None,
            Rights::Cited => {
                (!article.cited.is_empty()).then_some(Part::Paragraphs(&article.cited, paragraphs))
            }
            Rights::Full => Some(Part::Whole),
        };
        let body = part.map(|part| Body {
            html: &original.body.html,
            part,
            hrefs: &edition.original_hrefs,
            citations: &[],
            shown,
            away: None,
        });
        let sources = original
            .sources
            .iter()
            .zip(&article.sources)
            .map(|(source, publisher)| SourceView {
                publisher: self.publisher_link(language, *publisher),
                title: source
                    .title
                    .as_ref()
                    .map(|title| self.text(language, tag, title)),
                url: source.url.as_deref(),
            });
        OriginalView {
            title: self.text(language, tag, &original.title),
            lang: tag,
            dir: crate::lang::direction_of_language(tag).as_str(),
            language: self.language_name(language, tag),
            publisher: self.publisher_link(language, article.publisher),
            url: original.url.as_deref(),
            author: original
                .author
                .as_ref()
                .map(|author| self.text(language, tag, author)),
            published: original.published.map(|date| self.date(language, date)),
            retrieved: original.retrieved.map(|date| self.date(language, date)),
            rights: original.rights.word(),
            sources: sources.collect(),
            body: body.map(|body| slots.add(body)),
            paragraphs: paragraphs.len(),
            shown: (1..=original.paragraphs())
                .filter(|n| shown.contains(*n))
                .count(),
        }
    }

    fn topics(&self, language: usize) -> (Head<'a>, View<'a>) {
        let topics = (0..self.site.topics.len())
            .map(|topic| {
                let articles = &self.lists[language].topics[topic];
                let latest = articles
                    .first()
                    .and_then(|a| self.teaser(language, &self.site.articles[*a]));
                TopicEntry {
                    topic: self.topic_link(language, topic),
                    description: self.topic_description(language, topic),
                    count: articles.len(),
                    latest,
                }
            })
            .collect();
        (
            self.section_head(language, "topics"),
            View::Topics(TopicsView { topics }),
        )
    }

    fn topic_description(
        &self,
        language: usize,
        topic: usize,
    ) -> Option<crate::plan::view::Text<'a>> {
        let texts = &self.site.topics[topic].introductions;
        self.first_in(language, |index| {
            texts[index].as_ref()?.standing.description.as_deref()
        })
    }

    fn topic(
        &self,
        language: usize,
        topic: usize,
        number: usize,
        slots: &mut Slots<'a>,
    ) -> (Head<'a>, View<'a>) {
        let entry = &self.site.topics[topic];
        let list = &self.lists[language].topics[topic];
        let link = self.topic_link(language, topic);
        let own = entry.introductions[language].as_ref();
        let introduction = own
            .filter(|text| number == 1 && !text.standing.body.html.text.is_empty())
            .map(|text| slots.add(standing_body(text)));
        let articles = on_page(list, number, TOPIC_PAGE)
            .iter()
            .map(|index| self.topic_article(language, topic, *index, slots))
            .collect();
        let first = |tag: &str| Address::entry(tag, "topics", entry.id);
        let total = |language: usize| pages(self.lists[language].topics[topic].len(), TOPIC_PAGE);
        let view = TopicView {
            topic: link.clone(),
            description: self.topic_description(language, topic),
            introduction,
            count: list.len(),
            articles,
            pagination: self.pagination(&first(self.tag(language)), number, total(language)),
        };
        let head = Head {
            title: link.title,
            number: (number > 1).then_some(number),
            description: own.and_then(|text| text.standing.description.as_deref()),
            section: "topics",
            counterparts: self.same_page(number, total, first),
            ..bare_head()
        };
        (head, View::Topic(view))
    }

    /// An article on a topic's page: the outermost of its passages on that topic, for those within stand in them.
    fn topic_article(
        &self,
        language: usize,
        topic: usize,
        index: usize,
        slots: &mut Slots<'a>,
    ) -> TopicArticle {
        let id = self.site.topics[topic].id;
        let article = &self.site.articles[index];
        let teaser = slots.fill(Filling::Teaser(index));
        let mut passages = Vec::new();
        let mut shown_to = 0;
        if let Some(edition) = &article.editions[language] {
            let on_topic =
                |passage: &&Passage| passage.topics.iter().any(|topic| topic.value == id);
            for passage in edition.summary.body.passages.iter().filter(on_topic) {
                if passage.html.end > shown_to {
                    shown_to = passage.html.end;
                    let part = Part::Excerpt(passage.html.clone());
                    let away = self.site.href(&edition.address);
                    let body = summary_body(edition, part, shown(article), Some(away));
                    passages.push(slots.add(body));
                }
            }
        }
        TopicArticle { teaser, passages }
    }

    fn archive(&self, language: usize, slots: &mut Slots<'a>) -> (Head<'a>, View<'a>) {
        let lists = &self.lists[language];
        let locale = &self.site.languages[language].locale;
        let years = lists
            .months
            .chunk_by(|a, b| a.year == b.year)
            .map(|months| YearView {
                year: locale.year(months[0].year),
                months: months
                    .iter()
                    .map(|month| self.month_link(language, month))
                    .collect(),
            })
            .collect();
        let undated = slots.teasers(&lists.undated);
        (
            self.section_head(language, "archive"),
            View::Archive(ArchiveView { years, undated }),
        )
    }

    fn month_link(&self, language: usize, month: &Month) -> MonthLink {
        let locale = &self.site.languages[language].locale;
        let address = Address::month(self.tag(language), month.year, month.month);
        MonthLink {
            title: locale.month(month.month),
            full: month.title.clone(),
            url: self.site.href(&address),
            count: month.articles.len(),
        }
    }

    fn month<'p>(
        &'p self,
        language: usize,
        index: usize,
        slots: &mut Slots<'a>,
    ) -> (Head<'p>, View<'p>) {
        let months = &self.lists[language].months;
        let month = &months[index];
        let view = MonthView {
            title: month.title.clone(),
            count: month.articles.len(),
            days: self.days(language, &month.articles, slots),
            older: months
                .get(index + 1)
                .map(|month| self.month_link(language, month)),
            newer: index
                .checked_sub(1)
                .map(|newer| self.month_link(language, &months[newer])),
        };
        let counterparts = (0..self.site.languages.len())
            .map(|other| {
                let same = |m: &&Month| (m.year, m.month) == (month.year, month.month);
                self.lists[other].months.iter().find(same)?;
                Some(Address::month(self.tag(other), month.year, month.month))
            })
            .collect();
        let head = Head {
            title: plain(&month.title),
            section: "archive",
            counterparts,
            ..bare_head()
        };
        (head, View::Month(view))
    }

    fn publishers(&self, language: usize) -> (Head<'a>, View<'a>) {
        let links = (0..self.site.publishers.len()).map(|index| {
            (
                self.publisher_link(language, Some(index)),
                &self.lists[language].publishers[index],
            )
        });
        let publishers = self.entries(language, links);
        (
            self.section_head(language, "publishers"),
            View::Publishers(PublishersView { publishers }),
        )
    }

    /// Links with how many articles each has, in the order of the language.
    fn entries<'l>(
        &self,
        language: usize,
        links: impl Iterator<Item = (Link<'a>, &'l Vec<usize>)>,
    ) -> Vec<Entry<'a>> {
        let locale = &self.site.languages[language].locale;
        let mut entries: Vec<_> = links
            .map(|(link, articles)| Entry {
                link,
                count: articles.len(),
            })
            .collect();
        entries.sort_by(|a, b| locale.compare(a.link.title.text, b.link.title.text));
        entries
    }

    fn publisher(
        &self,
        language: usize,
        index: usize,
        number: usize,
        slots: &mut Slots<'a>,
    ) -> (Head<'a>, View<'a>) {
        let entry = &self.site.publishers[index];
        let list = &self.lists[language].publishers[index];
        let link = self.publisher_link(language, Some(index));
        let first = |tag: &str| Address::entry(tag, "publishers", &entry.id.value);
        let total =
            |language: usize| pages(self.lists[language].publishers[index].len(), LIST_PAGE);
        let view = PublisherView {
            publisher: link.clone(),
            url: entry.url.as_deref(),
            count: list.len(),
            articles: slots.teasers(on_page(list, number, LIST_PAGE)),
            pagination: self.pagination(&first(self.tag(language)), number, total(language)),
        };
        let head = Head {
            title: link.title,
            number: (number > 1).then_some(number),
            section: "publishers",
            counterparts: self.same_page(number, total, first),
            ..bare_head()
        };
        (head, View::Publisher(view))
    }

    fn names(&self, language: usize) -> (Head<'a>, View<'a>) {
        let names = self.site.names;
        let groups = NameKind::ALL
            .into_iter()
            .map(|kind| {
                let of_kind = (0..names.len()).filter(|index| names[*index].kind == kind);
                let links = of_kind.map(|index| {
                    (
                        self.name_link(language, index),
                        &self.lists[language].names[index],
                    )
                });
                NameGroup {
                    kind: kind.word(),
                    names: self.entries(language, links),
                }
            })
            .filter(|group| !group.names.is_empty())
            .collect();
        (
            self.section_head(language, "names"),
            View::Names(NamesView { groups }),
        )
    }

    fn name(
        &self,
        language: usize,
        index: usize,
        number: usize,
        slots: &mut Slots<'a>,
    ) -> (Head<'a>, View<'a>) {
        let entry = &self.site.names[index];
        let list = &self.lists[language].names[index];
        let link = self.name_link(language, index);
        let first = |tag: &str| Address::entry(tag, "names", &entry.id.value);
        let total = |language: usize| pages(self.lists[language].names[index].len(), LIST_PAGE);
        let view = NameView {
            name: link.clone(),
            kind: entry.kind.word(),
            spellings: self.spellings(language, &entry.preferred, &entry.variants),
            count: list.len(),
            articles: slots.teasers(on_page(list, number, LIST_PAGE)),
            pagination: self.pagination(&first(self.tag(language)), number, total(language)),
        };
        let head = Head {
            title: link.title,
            number: (number > 1).then_some(number),
            section: "names",
            counterparts: self.same_page(number, total, first),
            ..bare_head()
        };
        (head, View::Name(view))
    }

    /// The spellings of a name, the page's own language first.
    fn spellings(
        &self,
        language: usize,
        preferred: &'a BTreeMap<String, String>,
        variants: &'a BTreeMap<String, Vec<String>>,
    ) -> Vec<Spelling<'a>> {
        let own = self.tag(language);
        let mut spellings: Vec<_> = preferred
            .iter()
            .map(|(tag, text)| Spelling {
                lang: tag,
                dir: crate::lang::direction_of_language(tag).as_str(),
                language: self.language_name(language, tag),
                preferred: text,
                variants: variants.get(tag).map(Vec::as_slice).unwrap_or_default(),
            })
            .collect();
        spellings.sort_by_key(|spelling| spelling.lang != own);
        spellings
    }

    fn standing(
        &self,
        language: usize,
        index: usize,
        slots: &mut Slots<'a>,
    ) -> (Head<'a>, View<'a>) {
        let page = &self.site.pages[index];
        let Some(text) = &page.texts[language] else {
            // A job stands for a text that exists.
            return self.not_found(language);
        };
        let view = StandingView {
            title: &text.standing.title,
            description: text.standing.description.as_deref(),
            body: slots.add(standing_body(text)),
        };
        let counterparts = page
            .texts
            .iter()
            .enumerate()
            .map(|(other, text)| {
                text.as_ref()
                    .map(|_| Address::standing(self.tag(other), page.slug))
            })
            .collect();
        let head = Head {
            title: plain(&text.standing.title),
            description: text.standing.description.as_deref(),
            section: page.slug,
            counterparts,
            ..bare_head()
        };
        (head, View::Standing(view))
    }

    /// The head of a section's front page.
    fn section_head(&self, language: usize, section: &'static str) -> Head<'a> {
        Head {
            title: plain(self.word(language, section)),
            section,
            counterparts: self.everywhere(|tag| Address::section(tag, section)),
            ..bare_head()
        }
    }
}

fn bare_head<'a>() -> Head<'a> {
    Head {
        kind: "",
        title: plain(""),
        number: None,
        description: None,
        section: "",
        counterparts: Vec::new(),
    }
}

/// Which paragraphs of its original an article's page shows.
fn shown<'a>(article: &'a Article<'a>) -> Shown<'a> {
    match article.original.rights {
        Rights::Link => Shown::None,
        Rights::Cited => Shown::Some(&article.cited),
        Rights::Full => Shown::All,
    }
}

fn summary_body<'a>(
    edition: &'a Edition<'a>,
    part: Part<'a>,
    shown: Shown<'a>,
    away: Option<String>,
) -> Body<'a> {
    let body = &edition.summary.body;
    Body {
        html: &body.html,
        part,
        hrefs: &edition.hrefs,
        citations: &body.citations,
        shown,
        away,
    }
}

fn standing_body<'a>(text: &'a LinkedStanding<'a>) -> Body<'a> {
    let body = &text.standing.body;
    Body {
        html: &body.html,
        part: Part::Whole,
        hrefs: &text.hrefs,
        citations: &[],
        shown: Shown::None,
        away: None,
    }
}
