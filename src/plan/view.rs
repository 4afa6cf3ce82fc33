//! What a template sees: the **view** of each kind of page.
//!
//! A view is the dependency list of its page: a template sees its view, the words of its language and nothing else, so
//! whatever a page depends on is in here, by construction. Views hold ready text (dates, numerals and lists are written
//! by `lang`), addresses, and [`Slot`]s for bodies, which are put in after the page's shell was minified.
//!
//! Every template sees these variables:
//!
//! | name   | what                                                        |
//! |--------|-------------------------------------------------------------|
//! | `site` | [`SiteView`]: what all pages of a language share             |
//! | `page` | [`PageView`]: address, direction, counterparts, breadcrumbs  |
//! | `t`    | the words of the page's language, from the theme's catalogue |
//!
//! | `shared` | the parts that pages of a kind share, made from the templates `shared_<name>.html` |
//!
//! and one more, named after the kind of page (`home`, `article`, `topics`, `topic`, `archive`, `month`, `publishers`,
//! `publisher`, `names`, `name`, `chronology`, `standing`, `search`, `root`, `redirect`); `404` has none. The templates of shared parts see a [`Frame`]
//! as `page` instead, and `teaser.html`, which makes an article's entry for every list, sees a [`Teaser`] as `teaser`.

use serde::{Serialize, Serializer};

/// A place in a template where a body goes: an index into the job's bodies.
///
/// It prints as a short placeholder of noncharacters, which cannot occur in a source, and is replaced by the body once
/// the page around it is rendered and minified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Slot(pub usize);

impl Slot {
    /// Opens a placeholder. A Unicode noncharacter: `load` refuses sources that contain one.
    pub const OPEN: char = '\u{FDD0}';
    /// Closes a placeholder.
    pub const CLOSE: char = '\u{FDD1}';
}

impl Serialize for Slot {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}{}{}", Self::OPEN, self.0, Self::CLOSE))
    }
}

/// A piece of text that may be in another language than the page it stands on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Text<'a> {
    /// The text itself, unescaped.
    pub text: &'a str,
    /// Its language, only where it differs from the page's.
    pub lang: Option<&'a str>,
    /// Its direction (`ltr`, `rtl`), only where `lang` is given.
    pub dir: Option<&'static str>,
}

/// A date in the page's language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DateView {
    /// `2024-06-19`, for `<time datetime>`.
    pub iso: String,
    /// The date as the page's language writes it.
    pub text: String,
    /// The same day in the language's second calendar, where one is configured.
    pub second: Option<String>,
}

/// A link to another page of the site.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Link<'a> {
    /// The id of what it leads to (a topic, a name, a publisher), or an empty string.
    pub id: &'a str,
    /// What it is called.
    pub title: Text<'a>,
    /// Its address, from the root of the host.
    pub url: String,
}

/// What all pages of one language share.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SiteView<'a> {
    /// The site's title in this language.
    pub title: &'a str,
    /// Its description.
    pub description: &'a str,
    /// The language of these pages (BCP 47).
    pub lang: &'a str,
    /// Its direction, `ltr` or `rtl`.
    pub dir: &'static str,
    /// The day of the briefing: that of its newest article, with the day of the week.
    pub day: Option<DateView>,
    /// The address of the language's home.
    pub home: String,
    /// The address of the language's feed, in Atom.
    pub feed: String,
    /// Addresses of the sections' front pages.
    pub sections: Sections,
    /// All topics, by weight and title.
    pub topics: Vec<Link<'a>>,
    /// Standing pages with `menu = "header"`.
    pub header: Vec<Link<'a>>,
    /// Standing pages with `menu = "footer"`.
    pub footer: Vec<Link<'a>>,
}

/// Addresses of the front pages of a language's sections.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Sections {
    /// `/<lang>/topics/`, where the site has topics.
    pub topics: Option<String>,
    /// `/<lang>/archive/`
    pub archive: String,
    /// `/<lang>/chronology/`
    pub chronology: String,
    /// `/<lang>/names/`, where articles mention listed names.
    pub names: Option<String>,
    /// `/<lang>/publishers/`, where there are articles.
    pub publishers: Option<String>,
    /// `/<lang>/search/`, where readers can search.
    pub search: Option<String>,
}

/// What is true of a page whatever its kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PageView<'a> {
    /// The kind of page: the name of its template without `.html`.
    pub kind: &'static str,
    /// For `<title>` and link previews, without the site's name.
    pub title: Text<'a>,
    /// The page's number, on the pages of a list after the first.
    pub number: Option<usize>,
    /// For `<meta name="description">`.
    pub description: Option<&'a str>,
    /// The page's language (BCP 47).
    pub lang: &'a str,
    /// The page's direction, `ltr` or `rtl`.
    pub dir: &'static str,
    /// The page's absolute address.
    pub canonical: String,
    /// The `<link>` elements for the page's own address and its counterparts (`canonical`, `hreflang`), for its head.
    pub links: Slot,
    /// What the page says of itself to programs (Open Graph, JSON-LD), for its head; none on pages that only lead elsewhere.
    pub metadata: Option<Slot>,
    /// The language switcher, one entry per site language.
    pub languages: Vec<Switch<'a>>,
    /// The section it belongs to: `home`, `topics`, `archive`, `chronology`, `names`, `publishers`, `search`, the slug of a standing page, or
    /// empty.
    pub section: &'a str,
}

/// What is the same on all pages of a kind: the variable `page` of the templates `shared_<name>.html`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Frame<'a> {
    /// The kind of page.
    pub kind: &'static str,
    /// The section it belongs to, as in [`PageView`].
    pub section: &'a str,
    /// The way from the language's home down to such a page, itself excluded.
    pub breadcrumbs: Vec<Link<'a>>,
}

/// An entry of the language switcher.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Switch<'a> {
    /// BCP 47.
    pub lang: &'a str,
    /// Its direction.
    pub dir: &'static str,
    /// The language's name in itself: العربية, English.
    pub name: &'a str,
    /// The counterpart, or the nearest page that exists.
    pub url: String,
    /// Whether this is the page's own language.
    pub current: bool,
    /// Whether `url` is this very page in that language, not merely the nearest one.
    pub exact: bool,
}

/// An article in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Teaser<'a> {
    /// The summary's title, in the page's language or, where there is none, in one that has it.
    pub title: Text<'a>,
    /// Its address.
    pub url: String,
    /// Its standfirst (`description`).
    pub standfirst: Option<Text<'a>>,
    /// Its date.
    pub date: Option<DateView>,
    /// Its topics.
    pub topics: Vec<Link<'a>>,
    /// Who published the original.
    pub publisher: Link<'a>,
    /// The languages that it is in, as a phrase in the page's language, only where that is none of them: `In Arabic and
    /// English`.
    pub elsewhere: Option<String>,
    /// Its proof, in small.
    pub proof: Option<ProofView<'a>>,
    /// Whether it is a draft (shown with `--drafts` alone).
    pub draft: bool,
}

/// The proof of a summary: how many of its figures its original has, and which paragraphs its summary cites.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ProofView<'a> {
    /// Figures that the original states.
    pub found: usize,
    /// Figures of the summary, but for those that it gives to other sources.
    pub total: usize,
    /// Figures that the original does not state.
    pub absent: usize,
    /// The first of these, as the summary writes them, joined as the language joins a list.
    pub missing: Option<String>,
    /// Figures that the texts do not let a program decide.
    pub unclear: usize,
    /// Quotations that the original has word for word; 0 where the two are in different languages.
    pub quotations: usize,
    /// Paragraphs that the summary cites.
    pub cited: usize,
    /// Every paragraph of the original, in its order.
    pub cells: Vec<CellView<'a>>,
}

/// A paragraph of an original, as a cell of a strip.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CellView<'a> {
    /// Its number, from 1.
    pub number: u32,
    /// Whether the summary cites it.
    pub cited: bool,
    /// The id of the topic of the passage that cites it first.
    pub topic: Option<&'a str>,
    /// Whether the article's page shows it.
    pub shown: bool,
}

/// Articles of one day; `date` is none for those without a date.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Day {
    /// The day.
    pub date: Option<DateView>,
    /// The day of the month; 0 without a date.
    pub number: u8,
    /// The teasers of its articles.
    pub articles: Vec<Slot>,
}

/// The front page of a language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct HomeView<'a> {
    /// The latest article.
    pub lead: Option<Teaser<'a>>,
    /// The beginning of its summary, with its citations.
    pub opening: Option<Slot>,
    /// A column for each topic: its newest figure, or else a sentence on it.
    pub briefing: Vec<BriefView<'a>>,
    /// The teasers of the articles that come next.
    pub next: Vec<Slot>,
    /// Earlier ones, newest week first.
    pub weeks: Vec<WeekView<'a>>,
    /// How many articles the site has in all.
    pub total: usize,
}

/// What is new of a topic.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct BriefView<'a> {
    /// The topic.
    pub topic: Link<'a>,
    /// Its newest figure that says something by itself and was traced.
    pub figure: Option<String>,
    /// The sentence of the figure, or else the first one on the topic; none where no summary in the language has a passage on it.
    pub sentence: Option<Slot>,
    /// The article that it stands in.
    pub article: Link<'a>,
    /// The article's date.
    pub date: Option<DateView>,
}

/// Articles of one week.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct WeekView<'a> {
    /// The day that the week begins with; none for articles without a date.
    pub from: Option<DateView>,
    /// Its articles, newest first.
    pub articles: Vec<Teaser<'a>>,
}

/// An article: a summary and its original.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ArticleView<'a> {
    /// The summary's title.
    pub title: &'a str,
    /// Its standfirst.
    pub standfirst: Option<&'a str>,
    /// Its date.
    pub date: Option<DateView>,
    /// Who wrote the summary, joined as the language joins a list.
    pub authors: Option<String>,
    /// Its topics.
    pub topics: Vec<Link<'a>>,
    /// Listed names that the summary mentions.
    pub names: Vec<NameLink<'a>>,
    /// The summary.
    pub body: Slot,
    /// What it summarises.
    pub original: OriginalView<'a>,
    /// The next older article in this language.
    pub older: Option<Link<'a>>,
    /// The next newer article in this language.
    pub newer: Option<Link<'a>>,
    /// The teasers of the articles that go with it: they share its names and topics.
    pub related: Vec<Slot>,
    /// Where the links of the summary to other sites lead, in their order: footnotes for a printed page.
    pub links: Vec<String>,
    /// What cross_references the summary to the paragraphs that it cites; none where the page shows none of them.
    pub cross_references: Option<TiesView>,
    /// Its proof; none where it states no figure and cites nothing.
    pub proof: Option<ProofView<'a>>,
    /// How many of its figures and quotations were traced to the original; none where it has none.
    pub trace: Option<TraceView>,
    /// When the summary was checked against the original and sealed; none where either text has changed since.
    pub sealed: Option<DateView>,
    /// Whether it is a draft.
    pub draft: bool,
}

/// A link to a name, and who or what that is. It prints as a [`Link`] with one more field.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NameLink<'a> {
    /// The name.
    #[serde(flatten)]
    pub link: Link<'a>,
    /// Who or what it is, in a few words.
    pub note: Option<Text<'a>>,
}

/// Selectors for a `<style>` of the page, since CSS by itself cannot tell that a link and a paragraph go together. Each
/// goes before `{ … }`. A paragraph has its number as id (`p4`); the links that lead to it, citations and figures of the
/// summary, have the same as a class.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TiesView {
    /// Each paragraph, while a reader points at a link to it, has the focus on one, or has come back to one.
    pub paragraphs: Slot,
    /// The links to a paragraph, while a reader points at it or has gone to it.
    pub links: Slot,
}

/// What came of holding a summary's figures and quotations against the original: phrases such as "14 figures and 2
/// quotations". Quotations are counted only where summary and original are in one language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TraceView {
    /// Those that the original contains.
    pub traced: Option<String>,
    /// How many these are, for words that agree with the number.
    pub count: usize,
    /// Those that it does not contain.
    pub absent: Option<String>,
    /// Those that the texts do not let a program decide.
    pub unclear: Option<String>,
}

/// The original of an article.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct OriginalView<'a> {
    /// Its title.
    pub title: Text<'a>,
    /// Its language (BCP 47).
    pub lang: &'a str,
    /// Its direction.
    pub dir: &'static str,
    /// Its language's name in the page's language.
    pub language: &'a str,
    /// Who published it.
    pub publisher: Link<'a>,
    /// Where it was published.
    pub url: Option<&'a str>,
    /// Who wrote it.
    pub author: Option<Text<'a>>,
    /// When it was published.
    pub published: Option<DateView>,
    /// When the desk took its copy.
    pub retrieved: Option<DateView>,
    /// `link`, `cited` or `full`.
    pub rights: &'static str,
    /// What the original itself draws on.
    pub sources: Vec<SourceView<'a>>,
    /// The text, as far as `rights` lets it be published.
    pub body: Option<Slot>,
    /// How many paragraphs the original has.
    pub paragraphs: usize,
    /// How many of them are published here.
    pub shown: usize,
}

/// A source that an original names.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SourceView<'a> {
    /// Who published it.
    pub publisher: Link<'a>,
    /// Its title.
    pub title: Option<Text<'a>>,
    /// Its address.
    pub url: Option<&'a str>,
}

/// All topics.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TopicsView<'a> {
    /// By weight and title.
    pub topics: Vec<TopicEntry<'a>>,
}

/// A topic in the list of topics.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TopicEntry<'a> {
    /// The topic.
    pub topic: Link<'a>,
    /// Its description.
    pub description: Option<Text<'a>>,
    /// How many articles have it.
    pub count: usize,
    /// The latest of them.
    pub latest: Option<Teaser<'a>>,
    /// What is new of it; none where it has no article.
    pub newest: Option<BriefView<'a>>,
}

/// A page of a topic.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TopicView<'a> {
    /// The topic.
    pub topic: Link<'a>,
    /// Its description.
    pub description: Option<Text<'a>>,
    /// Its introduction, on the first page.
    pub introduction: Option<Slot>,
    /// The address of its chronology; none where it has no date.
    pub chronology: Option<String>,
    /// The address of its feed, in Atom.
    pub feed: String,
    /// How many articles have it.
    pub count: usize,
    /// How many came month by month, on the first page.
    pub pulse: Option<PulseView>,
    /// The newest figures of its passages that were traced, on the first page.
    pub figures: Vec<FigureView<'a>>,
    /// This page's articles, newest first.
    pub articles: Vec<TopicArticle>,
    /// Where this page stands among the topic's pages.
    pub pagination: Pagination,
}

/// An article on a topic's page: just the passages on that topic.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TopicArticle {
    /// The article's teaser.
    pub teaser: Slot,
    /// Its passages on the topic; none where its front matter alone names the topic or the summary is missing.
    pub passages: Vec<Slot>,
}

/// How many articles came month by month: a picture of bars.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PulseView {
    /// The oldest month first, without a gap.
    pub bars: Vec<BarView>,
    /// The first month.
    pub from: String,
    /// The last month.
    pub to: String,
}

/// A month's bar.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct BarView {
    /// Month and year; empty where there is no article.
    pub title: String,
    /// How many articles.
    pub count: usize,
    /// How tall the bar is, as a percentage of the picture.
    pub height: usize,
}

/// A figure of a passage, in its sentence.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct FigureView<'a> {
    /// The figure as the summary writes it.
    pub text: String,
    /// The sentence.
    pub sentence: Slot,
    /// The article.
    pub article: Link<'a>,
    /// Its date.
    pub date: Option<DateView>,
}

/// The pages that a long list is spread over.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Pagination {
    /// This page's number, from 1.
    pub number: usize,
    /// How many pages there are.
    pub total: usize,
    /// The address of the page before.
    pub previous: Option<String>,
    /// The address of the page after.
    pub next: Option<String>,
    /// Links worth showing: the first, the last and those around this one.
    pub pages: Vec<PageLink>,
}

/// A page's number and address.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PageLink {
    /// From 1.
    pub number: usize,
    /// Its address.
    pub url: String,
    /// Whether it is the page itself.
    pub current: bool,
    /// Whether numbers were left out just before it.
    pub gap: bool,
}

/// The archive's front page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ArchiveView<'a> {
    /// The columns of the calendars.
    pub week: Vec<WeekdayView>,
    /// Newest first.
    pub years: Vec<YearView<'a>>,
    /// The teasers of articles without a date.
    pub undated: Vec<Slot>,
}

/// A year of the archive.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct YearView<'a> {
    /// In the page's digits.
    pub year: String,
    /// Its months that have articles, in the order of a calendar.
    pub months: Vec<CalendarView<'a>>,
}

/// A day of the week, at the head of a calendar's column.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct WeekdayView {
    /// Its letter.
    pub letter: String,
    /// Its name.
    pub name: String,
}

/// A month as a grid of days.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CalendarView<'a> {
    /// The month's name.
    pub title: String,
    /// Month and year.
    pub full: String,
    /// The address of its page, where each day that has articles has the id `d18`.
    pub url: String,
    /// How many articles it has.
    pub count: usize,
    /// Its weeks, from the day that the language's weeks begin with.
    pub weeks: Vec<Vec<DayView>>,
    /// Its articles where they are few, as links; empty where a grid shows more than a list of them would.
    pub articles: Vec<MonthArticle<'a>>,
}

/// An article of a month that has few.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct MonthArticle<'a> {
    /// The day of the month.
    pub day: u8,
    /// The article.
    pub article: Link<'a>,
}

/// A day in a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DayView {
    /// The day of the month; 0 before the first and after the last.
    pub day: u8,
    /// How many articles it has.
    pub count: usize,
}

/// A month that has articles.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct MonthLink {
    /// Month and year.
    pub full: String,
    /// Its address.
    pub url: String,
    /// How many articles it has.
    pub count: usize,
}

/// A month's articles.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct MonthView<'a> {
    /// Month and year.
    pub title: String,
    /// How many articles it has.
    pub count: usize,
    /// The columns of the calendar.
    pub week: Vec<WeekdayView>,
    /// Its days as a grid.
    pub calendar: CalendarView<'a>,
    /// Newest day first.
    pub days: Vec<Day>,
    /// The next older month that has articles.
    pub older: Option<MonthLink>,
    /// The next newer month that has articles.
    pub newer: Option<MonthLink>,
}

/// All publishers.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PublishersView<'a> {
    /// Those that have an article, in the order of the page's language.
    pub publishers: Vec<Entry<'a>>,
}

/// Something with a page of its own, and how many articles it has.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Entry<'a> {
    /// The publisher or name.
    pub link: Link<'a>,
    /// Who or what it is, in a few words.
    pub note: Option<Text<'a>>,
    /// How many articles.
    pub count: usize,
}

/// A publisher.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PublisherView<'a> {
    /// The publisher.
    pub publisher: Link<'a>,
    /// Who it is, in a few words.
    pub note: Option<Text<'a>>,
    /// Its own site.
    pub url: Option<&'a str>,
    /// How many articles.
    pub count: usize,
    /// How many came month by month, on the first page.
    pub pulse: Option<PulseView>,
    /// The teasers of the articles whose original it published or was a source of, newest first.
    pub articles: Vec<Slot>,
    /// Where this page stands among the publisher's pages.
    pub pagination: Pagination,
}

/// All names.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NamesView<'a> {
    /// By kind; kinds without such a name are left out.
    pub groups: Vec<NameGroup<'a>>,
}

/// Names of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NameGroup<'a> {
    /// `person`, `organisation`, `place` or `thing`.
    pub kind: &'static str,
    /// Those that an article mentions, in the order of the page's language.
    pub names: Vec<Entry<'a>>,
}

/// A name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NameView<'a> {
    /// The name.
    pub name: Link<'a>,
    /// `person`, `organisation`, `place` or `thing`.
    pub kind: &'static str,
    /// Who or what it is, in a few words.
    pub note: Option<Text<'a>>,
    /// How its own language's letters are written in Latin ones.
    pub transliteration: Option<&'a str>,
    /// Every spelling, by language.
    pub spellings: Vec<Spelling<'a>>,
    /// How many articles mention it.
    pub count: usize,
    /// How many came month by month, on the first page.
    pub pulse: Option<PulseView>,
    /// Those articles, newest first.
    pub articles: Vec<NameArticle>,
    /// Where this page stands among the name's pages.
    pub pagination: Pagination,
}

/// An article on a name's page: every sentence of its summary that has the name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NameArticle {
    /// The article's teaser.
    pub teaser: Slot,
    /// Those sentences; none where the summary is in another language, or has the name in its title alone.
    pub mentions: Vec<Slot>,
}

/// How a name is spelled in one language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Spelling<'a> {
    /// The language (BCP 47).
    pub lang: &'a str,
    /// Its direction.
    pub dir: &'static str,
    /// Its name in the page's language.
    pub language: &'a str,
    /// The spelling that summaries use.
    pub preferred: &'a str,
    /// Others that occur in the press.
    pub variants: &'a [String],
}

/// A chronology: sentences of summaries by the date that they name, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ChronologyView<'a> {
    /// The topic that it is of; none for the whole site's.
    pub topic: Option<Link<'a>>,
    /// How many sentences it has in all.
    pub count: usize,
    /// Every year of it, on whatever page.
    pub index: Vec<YearLink>,
    /// The years on this page.
    pub years: Vec<ChronologyYear<'a>>,
    /// Where this page stands among the chronology's pages.
    pub pagination: Pagination,
}

/// A link to a year of a chronology.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct YearLink {
    /// As the page's language writes it.
    pub year: String,
    /// Where it begins.
    pub url: String,
}

/// A year of a chronology.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ChronologyYear<'a> {
    /// As the page's language writes it.
    pub year: String,
    /// An id for its heading.
    pub id: String,
    /// What is dated with the year alone, then its months and days.
    pub dates: Vec<ChronologyDate<'a>>,
}

/// A day, a month or a year, and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ChronologyDate<'a> {
    /// The day, or the month (`2024-06`); none where no more than the year is named.
    pub date: Option<DateView>,
    /// What was published first comes first.
    pub entries: Vec<ChronologyEntry<'a>>,
}

/// What an article says of a date.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ChronologyEntry<'a> {
    /// The first sentence of the summary that names the date, with its citations where it could be cut out whole, in order.
    pub sentence: Slot,
    /// Other dates that it names, for which it is not shown again.
    pub also: Vec<DateView>,
    /// The topics that it is on.
    pub topics: Vec<Link<'a>>,
    /// The article's title, in order.
    pub title: Slot,
    /// Where the sentence stands, or else the article's address.
    pub url: String,
    /// The languages that the article is in, as in [`Teaser`].
    pub elsewhere: Option<String>,
    /// Whether it is a draft (shown with `--drafts` alone).
    pub draft: bool,
}

/// The search page. Its script finds the words to say in here; without it, the page leads to lists.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SearchView<'a> {
    /// The languages that can be searched, the page's own first.
    pub languages: Vec<Searched<'a>>,
    /// Phrases for a number of results, `{n}` standing for the number, by the plural category of CLDR.
    pub phrases: Vec<Phrase<'a>>,
    /// The digits of the page's language: a numbering system of CLDR, such as `latn` or `arab`.
    pub numerals: &'static str,
    /// The names that most articles mention, in the order of the page's language.
    pub names: Vec<Entry<'a>>,
    /// The publishers of articles, by whom results can be filtered, in the order of the page's language.
    pub publishers: Vec<Entry<'a>>,
}

/// A language that can be searched.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Searched<'a> {
    /// BCP 47.
    pub lang: &'a str,
    /// Its direction.
    pub dir: &'static str,
    /// Its name in the page's language.
    pub name: &'a str,
    /// Whether the site has summaries in it, and not originals alone.
    pub has_summaries: bool,
}

/// A phrase for numbers of one plural category.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Phrase<'a> {
    /// `zero`, `one`, `two`, `few`, `many` or `other`.
    pub category: &'a str,
    /// The phrase.
    pub text: &'a str,
}

/// A page that leads on to another address, for one that has moved.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct RedirectView {
    /// The address that it leads to.
    pub target: String,
}

/// What a page shows, by kind. It prints as the view itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
#[allow(
    missing_docs,
    reason = "each variant is named after the view that it holds"
)]
pub enum View<'a> {
    Root(RootView),
    Home(HomeView<'a>),
    Article(Box<ArticleView<'a>>),
    Topics(TopicsView<'a>),
    Topic(TopicView<'a>),
    Archive(ArchiveView<'a>),
    Month(MonthView<'a>),
    Publishers(PublishersView<'a>),
    Publisher(PublisherView<'a>),
    Names(NamesView<'a>),
    Name(NameView<'a>),
    Chronology(ChronologyView<'a>),
    Standing(StandingView<'a>),
    Search(SearchView<'a>),
    Redirect(RedirectView),
    NotFound,
}

/// A standing page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct StandingView<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its description.
    pub description: Option<&'a str>,
    /// Its text.
    pub body: Slot,
}

/// The page at the root of the site, which leads to the default language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct RootView {
    /// The address of the default language's home.
    pub target: String,
}
