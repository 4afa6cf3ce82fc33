//! The context that every page has: its address, its counterparts, its breadcrumbs, and links to its topics and names.

use crate::lang::{Date, list_in};
use crate::link::address::Address;
use crate::link::site::Article;
use crate::link::words::{STAND_IN, language_name};
use crate::parse::config::BaseUrl;
use crate::parse::extra::Extra;
use crate::parse::standing::Menu;
use crate::plan::body::{Filling, HeadLinks};
use crate::plan::exports::feeds::FeedSubject;
use crate::plan::extra::ExtraView;
use crate::plan::lists::written_date;
use crate::plan::pages::Slots;
use crate::plan::view::{
    DateView, Day, LinkView, PageLink, PageView, Pagination, Sections, SharedPageView, SiteView,
    Switch, TeaserView, TextView,
};
use crate::plan::{AROUND, PageJob, PageKind, Plan};

/// A page's title, section and counterparts: the input of [`Plan::head`].
pub struct PageHead<'a> {
    /// The template's name.
    pub kind: &'static str,
    pub title: TextView<'a>,
    /// The page's number in a list; `None` on the first page.
    pub number: Option<usize>,
    pub description: Option<&'a str>,
    /// The section that the page belongs to.
    pub section: &'a str,
    /// For each language, the address of the page in it; `None` if the language lacks the page.
    pub counterparts: Vec<Option<Address>>,
    /// The feed of the page's own subject, beside that of all articles.
    pub feed: Option<FeedSubject>,
    /// The table `extra` of the page's text.
    pub extra: Option<&'a Extra>,
}

impl<'a> Plan<'a> {
    /// Returns the base address of the site.
    pub fn base(&self) -> &BaseUrl {
        &self.site.base
    }

    /// Returns the data that all pages of a language share.
    pub fn shared(&self, language: usize) -> SiteView<'a> {
        let site = self.site;
        let this = &site.languages[language];
        let section = |name| site.href(&Address::section(&this.tag, name));
        let optional = |name| self.has_section(language, name).then(|| section(name));
        SiteView {
            title: &this.title,
            description: &this.description,
            lang: &this.tag,
            dir: this.locale.direction().as_str(),
            day: self.newest_day(language),
            home: site.href(&Address::home(&this.tag)),
            feed: self.feed_href(language, FeedSubject::All),
            sections: Sections {
                topics: optional("topics"),
                archive: section("archive"),
                chronology: section("chronology"),
                figures: optional("figures"),
                names: optional("names"),
                authors: optional("authors"),
                corrections: optional("corrections"),
                editions: optional("editions"),
                publishers: optional("publishers"),
                search: optional("search"),
            },
            topics: (0..site.topics.len())
                .map(|topic| self.topic_link(language, topic))
                .collect(),
            copy: site.config.copy.enabled,
            extra: &site.config.extra,
            header: self.menu(language, Menu::Header),
            footer: self.menu(language, Menu::Footer),
        }
    }

    /// Returns the date of the newest article, with the day of the week.
    fn newest_day(&self, language: usize) -> Option<DateView> {
        let newest = *self.site.order[language].first()?;
        let date = self.site.articles[newest].date(self.site.preference(language))?;
        Some(DateView {
            text: self.site.languages[language].locale.date_and_weekday(date),
            ..self.date(language, date)
        })
    }

    /// Returns the frames of a language's pages: one per kind, and one per standing page.
    pub fn frames(&self, language: usize) -> Vec<SharedPageView<'a>> {
        let kinds = [
            ("root", ""),
            ("home", "home"),
            ("404", ""),
            ("redirect", ""),
            ("article", ""),
            ("parallel", ""),
            ("topics", "topics"),
            ("topic", "topics"),
            ("archive", "archive"),
            ("month", "archive"),
            ("chronology", "chronology"),
            ("chronology", "topics"),
            ("figures", "figures"),
            ("publishers", "publishers"),
            ("publisher", "publishers"),
            ("names", "names"),
            ("name", "names"),
            ("authors", "authors"),
            ("author", "authors"),
            ("corrections", "corrections"),
            ("editions", "editions"),
            ("edition", "editions"),
            ("search", "search"),
        ];
        let standing = self.site.pages.iter().map(|page| ("standing", page.slug));
        kinds
            .into_iter()
            .chain(standing)
            .map(|(kind, section)| SharedPageView {
                kind,
                section,
                breadcrumbs: self.way_to(language, kind, section),
            })
            .collect()
    }

    /// Returns the breadcrumbs of a page of this kind and section: the language's front page, and the section if the page is
    /// below one. Empty for pages without breadcrumbs, such as the front page itself.
    pub(super) fn way_to(&self, language: usize, kind: &str, section: &str) -> Vec<LinkView<'a>> {
        let above = match (kind, section) {
            ("root" | "home" | "404" | "redirect", _) => return Vec::new(),
            ("topic", _) | ("chronology", "topics") => Some("topics"),
            ("month", _) => Some("archive"),
            ("publisher", _) => Some("publishers"),
            ("name", _) => Some("names"),
            ("author", _) => Some("authors"),
            ("edition", _) => Some("editions"),
            _ => None,
        };
        let home = LinkView {
            id: "home",
            title: plain(self.word(language, "home")),
            url: self.site.href(&Address::home(self.tag(language))),
        };
        let above = above.map(|section| self.section_link(language, section));
        std::iter::once(home).chain(above).collect()
    }

    /// Returns `true` if a language has a section, that is, if the section's front page would not be empty.
    pub(super) fn has_section(&self, language: usize, section: &str) -> bool {
        self.lists[language].has_section(self.site, section)
    }

    /// Returns the number of articles on the site.
    pub fn articles(&self) -> usize {
        self.site.articles.len()
    }

    /// Returns the teaser of the article with this index.
    pub fn article_teaser(&self, language: usize, article: usize) -> Option<TeaserView<'a>> {
        self.teaser(language, article)
    }

    /// Returns the standing pages of a menu, by weight and slug. If a page is missing in the language, its version in
    /// another language appears.
    fn menu(&self, language: usize, menu: Menu) -> Vec<LinkView<'a>> {
        let site = self.site;
        let mut links: Vec<_> = site
            .pages
            .iter()
            .filter_map(|page| {
                let mut order = site.preference(language).iter();
                let text = order.find_map(|index| page.texts[*index].as_ref())?;
                Some((page.slug, text.standing))
            })
            .filter(|(_, text)| text.menu == Some(menu))
            .collect();
        links.sort_by_key(|(slug, text)| (text.weight, *slug));
        links
            .into_iter()
            .map(|(slug, text)| LinkView {
                id: slug,
                title: self.text(language, &text.lang, &text.title),
                url: site.href(&Address::standing(&text.lang, slug)),
            })
            .collect()
    }

    /// Makes the part of the view that every page has.
    pub(super) fn head(
        &self,
        job: &PageJob,
        address: &Address,
        head: PageHead<'a>,
        slots: &mut Slots<'a>,
    ) -> PageView<'a> {
        let (site, language) = (self.site, job.language);
        let this = &site.languages[language];
        let metadata = self.metadata(job, address, &head);
        let links = self.links(language, address, &head);
        PageView {
            kind: head.kind,
            title: head.title,
            number: head.number,
            description: head.description,
            lang: &this.tag,
            dir: this.locale.direction().as_str(),
            canonical: links.canonical.clone(),
            links: slots.fill(Filling::Links(links)),
            metadata: metadata.map(|data| slots.fill(Filling::Metadata(Box::new(data)))),
            extra: ExtraView {
                site: &site.config.extra,
                page: head.extra,
            },
            languages: self.switch(job.language, &head.counterparts),
            section: head.section,
        }
    }

    /// Returns a page's own address, its counterparts and its feeds.
    fn links(&self, language: usize, address: &Address, head: &PageHead<'a>) -> HeadLinks<'a> {
        let site = self.site;
        let existing = || {
            let places = head.counterparts.iter().enumerate();
            places.filter_map(|(index, address)| Some((index, address.as_ref()?)))
        };
        let canonical = address.absolute(&site.base);
        // Browsers leave a redirect before a reader could follow a feed.
        let feeds = match head.kind {
            "redirect" => Vec::new(),
            _ => self.feed_links(language, head.feed),
        };
        // A page for missing addresses is not one that a search engine could offer in another language.
        if head.kind == "404" || existing().count() < 2 {
            return HeadLinks {
                canonical,
                alternates: Vec::new(),
                x_default: None,
                feeds,
            };
        }
        // For readers of other languages: the root redirects to one of the front pages; elsewhere the default language is
        // used.
        let x_default = match head.kind {
            "home" | "root" => Some(Address::root()),
            _ => head.counterparts[site.default].clone(),
        };
        HeadLinks {
            canonical,
            alternates: existing()
                .map(|(index, address)| (self.tag(index), address.absolute(&site.base)))
                .collect(),
            x_default: x_default.map(|address| address.absolute(&site.base)),
            feeds,
        }
    }

    fn switch(&self, language: usize, counterparts: &[Option<Address>]) -> Vec<Switch<'a>> {
        let site = self.site;
        site.languages
            .iter()
            .enumerate()
            .map(|(index, other)| {
                let counterpart = counterparts.get(index).and_then(Option::as_ref);
                let home = Address::home(&other.tag);
                Switch {
                    lang: &other.tag,
                    dir: other.locale.direction().as_str(),
                    name: &other.name,
                    url: site.href(counterpart.unwrap_or(&home)),
                    current: index == language,
                    exact: counterpart.is_some(),
                }
            })
            .collect()
    }

    /// Returns the counterparts of a page that every language has.
    pub fn everywhere(&self, address: impl Fn(&str) -> Address) -> Vec<Option<Address>> {
        self.site
            .languages
            .iter()
            .map(|language| Some(address(&language.tag)))
            .collect()
    }

    /// Returns a word of the theme in a language; the key itself if there is no such word, which `link` has reported.
    pub fn word(&self, language: usize, key: &'static str) -> &'a str {
        self.site.words[language]
            .words
            .get(key)
            .map_or(key, String::as_str)
    }

    /// Returns the name of a language, in another language.
    pub fn language_name(&self, language: usize, tag: &'a str) -> &'a str {
        language_name(&self.site.words[language], tag)
    }

    /// Returns the languages that an article is in, as a phrase in the page's language: `In Arabic and English`. `None` if
    /// the page's language is one of them.
    pub(super) fn elsewhere(&self, language: usize, article: &Article<'_>) -> Option<String> {
        self.in_other_languages(language, |index| article.editions[index].is_some())
    }

    /// Returns the languages that a text is in, as a phrase in the page's language: `In Arabic and English`. `None` if the
    /// page's language is one of them.
    pub(super) fn in_other_languages(
        &self,
        language: usize,
        is_in: impl Fn(usize) -> bool,
    ) -> Option<String> {
        if is_in(language) {
            return None;
        }
        let site = self.site;
        let order = site.preference(language).iter();
        let there = order.filter(|index| is_in(**index));
        let mut names: Vec<&str> = there
            .map(|index| self.language_name(language, self.tag(*index)))
            .collect();
        names.dedup();
        let words = &site.words[language];
        let list = match words.stood_in.contains("in_languages") {
            true => list_in(STAND_IN, &names),
            false => site.languages[language].locale.list(&names),
        };
        let phrase = words.words.get("in_languages");
        let phrase = phrase.map_or("{languages}", String::as_str);
        Some(phrase.replace("{languages}", &list))
    }

    /// Returns the link to a section's front page.
    fn section_link(&self, language: usize, section: &'static str) -> LinkView<'a> {
        let address = Address::section(&self.site.languages[language].tag, section);
        LinkView {
            id: section,
            title: plain(self.word(language, section)),
            url: self.site.href(&address),
        }
    }

    /// Returns the link to a topic.
    pub fn topic_link(&self, language: usize, topic: usize) -> LinkView<'a> {
        let entry = &self.site.topics[topic];
        let address = Address::entry(self.tag(language), "topics", entry.id);
        let texts = &entry.introductions;
        let title = self
            .first_in(language, |index| {
                texts[index].as_ref().map(|t| t.standing.title.as_str())
            })
            .unwrap_or(plain(entry.id));
        LinkView {
            id: entry.id,
            title,
            url: self.site.href(&address),
        }
    }

    /// Returns the link to a publisher; an empty link if there is none.
    pub fn publisher_link(&self, language: usize, publisher: Option<usize>) -> LinkView<'a> {
        let Some(entry) = publisher.map(|index| &self.site.publishers[index]) else {
            return LinkView {
                id: "",
                title: plain(""),
                url: String::new(),
            };
        };
        let id = entry.id.value.as_str();
        let address = Address::entry(self.tag(language), "publishers", id);
        let title = self.by_tag(language, &entry.name).unwrap_or(plain(id));
        LinkView {
            id,
            title,
            url: self.site.href(&address),
        }
    }

    /// Returns the link to a name.
    pub fn name_link(&self, language: usize, name: usize) -> LinkView<'a> {
        let entry = &self.site.names[name];
        let id = entry.id.value.as_str();
        let address = Address::entry(self.tag(language), "names", id);
        let title = self.by_tag(language, &entry.preferred).unwrap_or(plain(id));
        LinkView {
            id,
            title,
            url: self.site.href(&address),
        }
    }

    /// Returns the link to an article, in the page's language or the most preferred other one.
    pub fn article_link(&self, language: usize, article: &'a Article<'a>) -> Option<LinkView<'a>> {
        let (other, edition) = article.edition_for(self.site.preference(language))?;
        Some(LinkView {
            id: article.slug,
            title: self.text(
                language,
                &self.site.languages[other].tag,
                &edition.summary.title,
            ),
            url: self.site.href(&edition.address),
        })
    }

    /// An article in a list.
    pub fn teaser(&self, language: usize, index: usize) -> Option<TeaserView<'a>> {
        let site = self.site;
        let article = &site.articles[index];
        let (other, edition) = article.edition_for(site.preference(language))?;
        let tag = site.languages[other].tag.as_str();
        let summary = edition.summary;
        Some(TeaserView {
            title: self.text(language, tag, &summary.title),
            url: site.href(&edition.address),
            standfirst: summary
                .description
                .as_ref()
                .map(|d| self.text(language, tag, d)),
            date: article
                .date(site.preference(language))
                .map(|date| self.date(language, date)),
            topics: article
                .references
                .topics
                .iter()
                .map(|topic| self.topic_link(language, *topic))
                .collect(),
            publisher: self.publisher_link(language, article.references.publisher),
            elsewhere: self.elsewhere(language, article),
            proof: self.proof(other, index, edition),
            draft: summary.draft,
            held: self.held(language, edition),
        })
    }

    /// Groups articles by day. They must be sorted by date.
    pub(super) fn days(
        &self,
        language: usize,
        articles: &[usize],
        slots: &mut Slots<'a>,
    ) -> Vec<Day> {
        let date = |index: usize| self.site.articles[index].date(self.site.preference(language));
        articles
            .chunk_by(|a, b| date(*a) == date(*b))
            .map(|day| Day {
                date: date(day[0]).map(|date| self.date(language, date)),
                number: date(day[0]).map_or(0, Date::day),
                articles: slots.teasers(day),
            })
            .collect()
    }

    /// Returns a date in a language's format.
    pub fn date(&self, language: usize, date: Date) -> DateView {
        match self.lists[language].written_dates.get(&date) {
            Some(written) => written.clone(),
            None => written_date(&self.site.languages[language].locale, date),
        }
    }

    /// Returns a text in the language `tag`, for a page of `language`.
    pub fn text(&self, language: usize, tag: &'a str, text: &'a str) -> TextView<'a> {
        if tag == self.tag(language) {
            return plain(text);
        }
        let dir = crate::lang::direction_of_language(tag).as_str();
        TextView {
            text,
            lang: Some(tag),
            dir: Some(dir),
        }
    }

    /// Returns the tag of a language.
    pub fn tag(&self, language: usize) -> &'a str {
        &self.site.languages[language].tag
    }

    /// Returns a text that exists per site language, in the first language that readers of the page's language prefer.
    pub fn first_in(
        &self,
        language: usize,
        text: impl Fn(usize) -> Option<&'a str>,
    ) -> Option<TextView<'a>> {
        let mut order = self.site.preference(language).iter();
        order.find_map(|index| Some(self.text(language, self.tag(*index), text(*index)?)))
    }

    /// A text that exists per language tag, in the first that readers of the page's language prefer.
    pub(super) fn by_tag(
        &self,
        language: usize,
        texts: &'a std::collections::BTreeMap<String, String>,
    ) -> Option<TextView<'a>> {
        let (tag, text) = self.site.preferred(language, texts)?;
        Some(self.text(language, tag, text))
    }

    /// Returns the pagination for page `number` of `total`; `first` is the address of page 1.
    pub fn pagination(&self, first: &Address, number: usize, total: usize) -> Pagination {
        let url = |number: usize| self.site.href(&first.page(number));
        let shown = |n: &usize| *n == 1 || *n == total || n.abs_diff(number) <= AROUND;
        let mut last = 0;
        let pages = (1..=total)
            .filter(shown)
            .map(|n| {
                let gap = n > last + 1;
                last = n;
                PageLink {
                    number: n,
                    url: url(n),
                    current: n == number,
                    gap,
                }
            })
            .collect();
        Pagination {
            number,
            total,
            previous: (number > 1).then(|| url(number - 1)),
            next: (number < total).then(|| url(number + 1)),
            pages,
        }
    }

    /// Returns the addresses of the same page of a list, for each language in which the list has that many pages.
    pub fn same_page(
        &self,
        number: usize,
        total: impl Fn(usize) -> usize,
        first: impl Fn(&str) -> Address,
    ) -> Vec<Option<Address>> {
        (0..self.site.languages.len())
            .map(|index| (number <= total(index)).then(|| first(self.tag(index)).page(number)))
            .collect()
    }

    /// Returns the name of the template for a kind of page.
    pub(super) fn template(kind: &PageKind) -> &'static str {
        match kind {
            PageKind::Root => "root",
            PageKind::Home => "home",
            PageKind::Article(_) => "article",
            PageKind::Parallel(_) => "parallel",
            PageKind::Figures(_) => "figures",
            PageKind::Topics => "topics",
            PageKind::Topic { .. } => "topic",
            PageKind::Archive => "archive",
            PageKind::Month(_) => "month",
            PageKind::Publishers => "publishers",
            PageKind::Publisher { .. } => "publisher",
            PageKind::Names => "names",
            PageKind::Name { .. } => "name",
            PageKind::Authors => "authors",
            PageKind::Author { .. } => "author",
            PageKind::Corrections(_) => "corrections",
            PageKind::Editions(_) => "editions",
            PageKind::Edition(_) => "edition",
            PageKind::Chronology { .. } => "chronology",
            PageKind::Standing(_) => "standing",
            PageKind::Search => "search",
            PageKind::NotFound => "404",
            PageKind::Redirect(_) => "redirect",
        }
    }
}

/// Wraps a text that is in the page's own language.
pub fn plain(text: &str) -> TextView<'_> {
    TextView {
        text,
        lang: None,
        dir: None,
    }
}
