//! Defines the **view** of each kind of page: the data that its template sees.
//!
//! A view is the dependency list of its page: a template sees only its view and the words of its language, so whatever a
//! page depends on is in here, by construction. Views hold formatted text (`lang` writes dates, numerals and lists),
//! addresses, and a [`Slot`] for each body, which is inserted after the page's shell was minified.
//!
//! Every template sees these variables:
//!
//! | name     | value                                                                              |
//! |----------|------------------------------------------------------------------------------------|
//! | `site`   | [`SiteView`]: common to all pages of a language                                    |
//! | `page`   | [`PageView`]: address, direction, counterparts, links                              |
//! | `t`      | the words of the page's language, from the theme's catalogue                       |
//! | `shared` | the parts that pages of a kind share, made from the templates `shared_<name>.html` |
//!
//! and one more, named after the kind of page (`home`, `article`, `topics`, `topic`, `archive`, `month`, `publishers`,
//! `publisher`, `names`, `name`, `authors`, `author`, `corrections`, `chronology`, `figures`, `parallel`, `standing`, `search`, `root`, `redirect`); `404` has none. The templates of
//! shared parts see a [`Frame`] as `page` instead. `teaser.html`, which makes an article's entry for every list, sees a
//! [`Teaser`] as `teaser`.

use serde::{Serialize, Serializer};

use crate::parse::extra::Extra;
use crate::plan::extra::ExtraView;

/// A place in a template for a body: an index into the page's fillings.
///
/// It is printed as a short placeholder of noncharacters, which cannot occur in a source. The placeholder is replaced by the
/// body after the page around it is rendered and minified.
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

/// A text that may be in another language than the page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Text<'a> {
    /// The text itself, unescaped.
    pub text: &'a str,
    /// Its language; `None` if it is the page's.
    pub lang: Option<&'a str>,
    /// Its direction (`ltr`, `rtl`); `None` if `lang` is.
    pub dir: Option<&'static str>,
}

/// A date in the page's language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DateView {
    /// `2024-06-19`, for `<time datetime>`.
    pub iso: String,
    /// The date in the format of the page's language.
    pub text: String,
    /// The same day in the language's second calendar, if one is configured.
    pub second: Option<String>,
}

/// A link to another page of the site.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Link<'a> {
    /// The id of its target (a topic, a name, a publisher), or an empty string.
    pub id: &'a str,
    pub title: Text<'a>,
    /// Its address, from the root of the host.
    pub url: String,
}

/// Data that all pages of one language share.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SiteView<'a> {
    /// The site's title in this language.
    pub title: &'a str,
    pub description: &'a str,
    /// The language of these pages (BCP 47).
    pub lang: &'a str,
    /// Its direction, `ltr` or `rtl`.
    pub dir: &'static str,
    /// The date of the newest article, with the day of the week: the day of the briefing.
    pub day: Option<DateView>,
    /// The address of the language's front page.
    pub home: String,
    /// The address of the language's Atom feed.
    pub feed: String,
    /// Addresses of the sections' front pages.
    pub sections: Sections,
    /// All topics, by weight and title.
    pub topics: Vec<Link<'a>>,
    /// True if readers can copy a sentence with its source, for which articles load a script.
    pub copy: bool,
    /// The table `extra` of the configuration.
    pub extra: &'a Extra,
    /// Standing pages with `menu = "header"`.
    pub header: Vec<Link<'a>>,
    /// Standing pages with `menu = "footer"`.
    pub footer: Vec<Link<'a>>,
}

/// Addresses of the front pages of a language's sections.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Sections {
    /// `/<lang>/topics/`; `None` if the site has no topics.
    pub topics: Option<String>,
    /// `/<lang>/archive/`
    pub archive: String,
    /// `/<lang>/chronology/`
    pub chronology: String,
    /// `/<lang>/figures/`; `None` if the register of figures is disabled.
    pub figures: Option<String>,
    /// `/<lang>/names/`; `None` if articles mention no listed names.
    pub names: Option<String>,
    /// `/<lang>/authors/`; `None` if no summary names anybody.
    pub authors: Option<String>,
    /// `/<lang>/corrections/`; `None` if nothing was corrected.
    pub corrections: Option<String>,
    /// The list of editions; `None` if there are none.
    pub editions: Option<String>,
    /// `/<lang>/publishers/`; `None` if no publisher has articles.
    pub publishers: Option<String>,
    /// `/<lang>/search/`; `None` if search is disabled.
    pub search: Option<String>,
}

/// The part of a view that pages of every kind have.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PageView<'a> {
    /// The kind of page: the name of its template without `.html`.
    pub kind: &'static str,
    /// For `<title>` and link previews, without the site's name.
    pub title: Text<'a>,
    /// The page's number in a list; `None` on the first page.
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
    /// The page's metadata (Open Graph, JSON-LD), for its head; `None` on the root, redirects and error pages.
    pub metadata: Option<Slot>,
    /// The tables `extra` of the configuration and of the page's text, which the variable `extra` holds as well.
    pub extra: ExtraView<'a>,
    /// The language switcher, one entry per site language.
    pub languages: Vec<Switch<'a>>,
    /// The section that it belongs to: `home`, `topics`, `archive`, `chronology`, `figures`, `names`, `publishers`, `authors`, `corrections`,
    /// `search`, the slug
    /// of a standing page, or empty.
    pub section: &'a str,
}

/// Data that all pages of a kind share: the variable `page` of the templates `shared_<name>.html`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Frame<'a> {
    /// The kind of page.
    pub kind: &'static str,
    /// The section that it belongs to, as in [`PageView`].
    pub section: &'a str,
    /// The breadcrumbs from the language's front page down to such a page, without the page itself.
    pub breadcrumbs: Vec<Link<'a>>,
}

/// An entry of the language switcher.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Switch<'a> {
    /// Its language (BCP 47).
    pub lang: &'a str,
    /// Its direction, `ltr` or `rtl`.
    pub dir: &'static str,
    /// The language's name in that language: العربية, English.
    pub name: &'a str,
    /// The address of the counterpart, or of the nearest page that exists.
    pub url: String,
    /// True if this is the page's own language.
    pub current: bool,
    /// True if `url` is the same page in that language, not merely the nearest one.
    pub exact: bool,
}

/// An article in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Teaser<'a> {
    /// The summary's title, in the page's language or else in one that has a summary.
    pub title: Text<'a>,
    pub url: String,
    /// Its `description`.
    pub standfirst: Option<Text<'a>>,
    pub date: Option<DateView>,
    pub topics: Vec<Link<'a>>,
    /// The publisher of the original.
    pub publisher: Link<'a>,
    /// The languages that the article is in, as a phrase in the page's language: `In Arabic and English`. `None` if the
    /// page's language is one of them.
    pub elsewhere: Option<String>,
    /// Its proof, in small.
    pub proof: Option<ProofView<'a>>,
    /// True if it is a draft (shown with `--drafts` alone).
    pub draft: bool,
    /// Label of a text that is not published now, such as "Embargoed until 1 September 2025". Only set with `--drafts`.
    pub held: Option<String>,
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
    /// Its number in its original, from 1.
    pub number: u32,
    /// Its id on the article's page.
    pub anchor: String,
    /// The label of its original, if it is the first paragraph of one of several.
    pub original: Option<&'a str>,
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
    /// The day; `None` for articles without a date.
    pub date: Option<DateView>,
    /// The day of the month; 0 without a date.
    pub number: u8,
    /// The teasers of its articles.
    pub articles: Vec<Slot>,
}

/// The front page of a language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct HomeView<'a> {
    /// The newest edition of the briefing.
    pub edition: Option<IssueEntry<'a>>,
    /// The newest article.
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
    /// The summary's `description`.
    pub standfirst: Option<&'a str>,
    pub date: Option<DateView>,
    /// The authors of the summary, as a list in the page's language.
    pub authors: Option<String>,
    /// Who wrote, translated and reviewed the summary, each role with its people; empty if nobody is named.
    pub bylines: Vec<Byline<'a>>,
    /// Description of a machine's part in the summary, in the words of the desk.
    pub assistance: Option<&'a str>,
    /// Corrections since the summary was published, the newest first.
    pub corrections: Vec<CorrectionView<'a>>,
    /// Why the desk lets something stand that was not found in the original.
    pub notes: Vec<NoteView<'a>>,
    pub topics: Vec<Link<'a>>,
    /// Listed names that the summary mentions.
    pub names: Vec<NameLink<'a>>,
    /// The summary.
    pub body: Slot,
    /// The original that it summarises; of several the main one.
    pub original: OriginalView<'a>,
    /// The other originals, by their ids.
    pub further_originals: Vec<OriginalView<'a>>,
    /// The next older article in this language.
    pub older: Option<Link<'a>>,
    /// The next newer article in this language.
    pub newer: Option<Link<'a>>,
    /// The teasers of related articles, which share its names and topics.
    pub related: Vec<Slot>,
    /// The address of the page with its texts beside each other; `None` if it has none.
    pub parallel: Option<String>,
    /// The addresses of the summary's links to other sites, in order: footnotes for a printed page.
    pub links: Vec<String>,
    /// Selectors that connect the summary with the paragraphs that it cites; `None` if the page shows none of them.
    pub cross_references: Option<TiesView>,
    /// Its proof; none where it states no figure and cites nothing.
    pub proof: Option<ProofView<'a>>,
    /// The numbers of its figures and quotations that were traced to the original; `None` if it has none.
    pub trace: Option<TraceView>,
    /// The day on which the summary was checked against the original and sealed; `None` if either text has changed since.
    pub sealed: Option<DateView>,
    pub draft: bool,
    /// Label of a text that is not published now, such as "Embargoed until 1 September 2025". Only set with `--drafts`.
    pub held: Option<String>,
}

/// The people of one role in an article.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Byline<'a> {
    /// The role in words, as in "Translated by".
    pub label: &'a str,
    pub people: Vec<Credit<'a>>,
}

/// A person in a byline.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Credit<'a> {
    /// Separator between the name before and this one: a comma, or "and".
    pub before: String,
    pub name: &'a str,
    /// The address of the person's page; `None` if there is none.
    pub url: Option<String>,
}

/// A change that was made since a summary was published.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CorrectionView<'a> {
    /// Its kind in words, as in "Correction".
    pub kind: &'a str,
    pub date: DateView,
    /// The change and its reason, in words for readers.
    pub text: Text<'a>,
}

/// Why the desk lets something stand that was not found in the original.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NoteView<'a> {
    /// The words that it is about; `None` if it is about the whole summary.
    pub words: Option<&'a str>,
    pub why: &'a str,
}

/// The list of authors.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct AuthorsView<'a> {
    /// People who wrote, translated or reviewed summaries, in the sort order of the page's language.
    pub authors: Vec<Entry<'a>>,
}

/// A page of an author.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct AuthorView<'a> {
    pub author: Link<'a>,
    /// Who it is, in a few words.
    pub note: Option<Text<'a>>,
    /// The page with the mentions of a listed person; `None` if there is none.
    pub name: Option<Link<'a>>,
    /// The address of the Atom feed of the articles.
    pub feed: String,
    /// Number of articles.
    pub count: usize,
    /// The sparkline of the articles, on the first page.
    pub pulse: Option<PulseView>,
    /// The teasers of the articles, newest first.
    pub articles: Vec<Slot>,
    /// This page's position among the author's pages.
    pub pagination: Pagination,
}

/// The list of corrections.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CorrectionsView<'a> {
    /// Number of corrections.
    pub count: usize,
    /// The newest first.
    pub entries: Vec<CorrectedArticle<'a>>,
    /// The address of the Atom feed of corrected articles.
    pub feed: String,
    pub pagination: Pagination,
}

/// A correction with the article that was corrected.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CorrectedArticle<'a> {
    pub correction: CorrectionView<'a>,
    pub article: Link<'a>,
    /// The languages that the article is in, as in [`Teaser`].
    pub elsewhere: Option<String>,
}

/// The list of editions of the briefing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct IssuesView<'a> {
    /// Number of editions.
    pub count: usize,
    /// The newest first.
    pub entries: Vec<IssueEntry<'a>>,
    /// The address of the Atom feed of editions.
    pub feed: String,
    pub pagination: Pagination,
}

/// An edition of the briefing in a list. It prints as a [`Link`] with more fields.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct IssueEntry<'a> {
    /// The edition.
    #[serde(flatten)]
    pub link: Link<'a>,
    /// Its `description`.
    pub standfirst: Option<Text<'a>>,
    pub date: DateView,
    /// The days that it covers, in words.
    pub days: String,
    /// The number of its week in words, if it is of a week.
    pub week: Option<String>,
    /// Number of its articles.
    pub count: usize,
    /// The languages that it is in, as in [`Teaser`].
    pub elsewhere: Option<String>,
    /// True if it is a draft (shown with `--drafts` alone).
    pub draft: bool,
    /// Label of an edition that is not published now, as in [`Teaser`].
    pub held: Option<String>,
}

/// An edition of the briefing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct IssueView<'a> {
    pub title: &'a str,
    /// Its `description`.
    pub standfirst: Option<&'a str>,
    pub date: DateView,
    /// The days that it covers, in words.
    pub days: String,
    /// The number of its week in words, if it is of a week.
    pub week: Option<String>,
    /// Names of the authors; empty if nobody is named.
    pub authors: Vec<Credit<'a>>,
    /// Names of the reviewers.
    pub reviewers: Vec<Credit<'a>>,
    /// Its text; `None` if it consists of its articles.
    pub body: Option<Slot>,
    /// Number of its articles.
    pub count: usize,
    /// The teasers of its articles, in its order.
    pub articles: Vec<Slot>,
    /// The originals of these articles, in the same order.
    pub sources: Vec<SourceView<'a>>,
    /// The next older edition in this language.
    pub older: Option<Link<'a>>,
    /// The next newer edition in this language.
    pub newer: Option<Link<'a>>,
    /// The address of the Atom feed of editions.
    pub feed: String,
    /// The address of the edition as an e-book; `None` if there is none.
    pub book: Option<String>,
    /// True if it is a draft (shown with `--drafts` alone).
    pub draft: bool,
    /// Label of an edition that is not published now, as in [`Teaser`].
    pub held: Option<String>,
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

/// Selectors for a `<style>` of the page, since CSS alone cannot relate a link to its paragraph. Each goes before `{ … }`. A
/// paragraph has its number as id (`p4`). The links that lead to it, citations and figures of the summary, have the same
/// value as a class.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TiesView {
    /// Each paragraph, while a reader points at a link to it, has the focus on one, or has come back to one.
    pub paragraphs: Slot,
    /// The links to a paragraph, while a reader points at it or has gone to it.
    pub links: Slot,
}

/// The result of comparing a summary's figures and quotations with the original, as phrases such as "14 figures and 2
/// quotations". Quotations are counted only if summary and original are in the same language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TraceView {
    /// Figures and quotations that the original contains, as a phrase.
    pub traced: Option<String>,
    /// Number of items in `traced`, for words that agree with it.
    pub count: usize,
    /// Figures and quotations that the original does not contain, as a phrase.
    pub absent: Option<String>,
    /// Figures and quotations that could not be decided, as a phrase.
    pub unclear: Option<String>,
}

/// The original of an article.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct OriginalView<'a> {
    /// The id by which the summary cites it; `None` for the one that is cited without an id.
    pub id: Option<&'a str>,
    /// Its id on the page.
    pub anchor: String,
    pub title: Text<'a>,
    /// Its language (BCP 47).
    pub lang: &'a str,
    /// Its direction, `ltr` or `rtl`.
    pub dir: &'static str,
    /// The name of its language, in the page's language.
    pub language: &'a str,
    pub publisher: Link<'a>,
    /// The address at which it was published.
    pub url: Option<&'a str>,
    pub author: Option<Text<'a>>,
    /// The date of publication.
    pub published: Option<DateView>,
    /// The date on which the copy was taken.
    pub retrieved: Option<DateView>,
    /// `link`, `cited` or `full`.
    pub rights: &'static str,
    /// The sources that the original itself names.
    pub sources: Vec<SourceView<'a>>,
    /// The text, as far as `rights` allows its publication.
    pub body: Option<Slot>,
    /// Number of paragraphs of the original.
    pub paragraphs: usize,
    /// Number of those paragraphs that are published here.
    pub shown: usize,
}

/// A source that an original names.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SourceView<'a> {
    pub publisher: Link<'a>,
    pub title: Option<Text<'a>>,
    pub url: Option<&'a str>,
}

/// The list of topics.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TopicsView<'a> {
    /// By weight and title.
    pub topics: Vec<TopicEntry<'a>>,
}

/// A topic in the list of topics.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TopicEntry<'a> {
    pub topic: Link<'a>,
    pub description: Option<Text<'a>>,
    /// Number of articles on the topic.
    pub count: usize,
    /// The newest of them.
    pub latest: Option<Teaser<'a>>,
    /// What is new of it; none where it has no article.
    pub newest: Option<BriefView<'a>>,
}

/// A page of a topic.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TopicView<'a> {
    pub topic: Link<'a>,
    pub description: Option<Text<'a>>,
    /// Its introduction, on the first page.
    pub introduction: Option<Slot>,
    /// The address of its chronology; `None` if it has no dates.
    pub chronology: Option<String>,
    /// The address of its Atom feed.
    pub feed: String,
    /// The address of the topic as an e-book; `None` if there is none.
    pub book: Option<String>,
    /// Number of articles on the topic.
    pub count: usize,
    /// The sparkline of its articles, on the first page.
    pub pulse: Option<PulseView>,
    /// The newest figures of its passages that were found in the originals, on the first page.
    pub figures: Vec<FigureView<'a>>,
    /// This page's articles, newest first.
    pub articles: Vec<TopicArticle>,
    /// This page's position among the topic's pages.
    pub pagination: Pagination,
}

/// An article on a topic's page: only the passages on that topic.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TopicArticle {
    /// The article's teaser.
    pub teaser: Slot,
    /// Its passages on the topic; empty if only its front matter names the topic, or if the summary is missing.
    pub passages: Vec<Slot>,
}

/// The sparkline of a list: bars with the number of articles per month.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PulseView {
    /// The oldest month first, without gaps.
    pub bars: Vec<BarView>,
    /// The title of the first month.
    pub from: String,
    /// The title of the last month.
    pub to: String,
}

/// The bar of one month.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct BarView {
    /// Month and year; empty if there are no articles.
    pub title: String,
    /// Number of articles.
    pub count: usize,
    /// Height of the bar in percent of the sparkline's height.
    pub height: usize,
}

/// A figure of a passage, in its sentence.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct FigureView<'a> {
    /// The figure as the summary writes it.
    pub text: String,
    /// The sentence.
    pub sentence: Slot,
    /// The article that contains it.
    pub article: Link<'a>,
    /// The article's date.
    pub date: Option<DateView>,
}

/// The pagination of a long list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Pagination {
    /// This page's number, from 1.
    pub number: usize,
    /// Number of pages.
    pub total: usize,
    /// The address of the previous page.
    pub previous: Option<String>,
    /// The address of the next page.
    pub next: Option<String>,
    /// The links to show: the first page, the last, and those around this one.
    pub pages: Vec<PageLink>,
}

/// A link of a pagination.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PageLink {
    /// The page's number, from 1.
    pub number: usize,
    pub url: String,
    /// True if it is the page itself.
    pub current: bool,
    /// True if numbers were left out just before it.
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

/// A day of the week, as the heading of a calendar's column.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct WeekdayView {
    /// Its abbreviation of one letter.
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
    /// The address of its page. There, a day that has articles has an id such as `d18`.
    pub url: String,
    /// Number of articles in the month.
    pub count: usize,
    /// Its weeks, which begin with the language's first day of the week.
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
    /// The day of the month; 0 for cells before the first and after the last day.
    pub day: u8,
    /// Number of articles on that day.
    pub count: usize,
}

/// A link to a month that has articles.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct MonthLink {
    /// Month and year.
    pub full: String,
    pub url: String,
    /// Number of articles in the month.
    pub count: usize,
}

/// The page of a month.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct MonthView<'a> {
    /// Month and year.
    pub title: String,
    /// Number of articles in the month.
    pub count: usize,
    /// The headings of the calendar's columns.
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

/// The list of publishers.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PublishersView<'a> {
    /// Publishers that have articles, in the sort order of the page's language.
    pub publishers: Vec<Entry<'a>>,
}

/// A publisher or name in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Entry<'a> {
    pub link: Link<'a>,
    /// Who or what it is, in a few words.
    pub note: Option<Text<'a>>,
    /// Number of articles.
    pub count: usize,
}

/// A page of a publisher.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct PublisherView<'a> {
    pub publisher: Link<'a>,
    /// Who it is, in a few words.
    pub note: Option<Text<'a>>,
    /// The address of its own site.
    pub url: Option<&'a str>,
    /// Number of articles.
    pub count: usize,
    /// The sparkline of its articles, on the first page.
    pub pulse: Option<PulseView>,
    /// The teasers of the articles whose original it published or was a source of, newest first.
    pub articles: Vec<Slot>,
    /// This page's position among the publisher's pages.
    pub pagination: Pagination,
}

/// The list of names.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NamesView<'a> {
    /// Names by kind; kinds without names are left out.
    pub groups: Vec<NameGroup<'a>>,
}

/// Names of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NameGroup<'a> {
    /// `person`, `organisation`, `place` or `thing`.
    pub kind: &'static str,
    /// Names that articles mention, in the sort order of the page's language.
    pub names: Vec<Entry<'a>>,
}

/// A page of a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NameView<'a> {
    pub name: Link<'a>,
    /// `person`, `organisation`, `place` or `thing`.
    pub kind: &'static str,
    /// Who or what it is, in a few words.
    pub note: Option<Text<'a>>,
    /// How its own language's letters are written in Latin ones.
    pub transliteration: Option<&'a str>,
    /// Every spelling, by language.
    pub spellings: Vec<Spelling<'a>>,
    /// Number of articles that mention it.
    pub count: usize,
    /// The sparkline of its articles, on the first page.
    pub pulse: Option<PulseView>,
    /// The articles on this page, newest first.
    pub articles: Vec<NameArticle>,
    /// This page's position among the name's pages.
    pub pagination: Pagination,
}

/// An article on a name's page, with the sentences of its summary that contain the name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct NameArticle {
    /// The article's teaser.
    pub teaser: Slot,
    /// The sentences; empty if the summary is in another language, or has the name only in its title.
    pub mentions: Vec<Slot>,
}

/// The spellings of a name in one language.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Spelling<'a> {
    /// The language (BCP 47).
    pub lang: &'a str,
    /// Its direction, `ltr` or `rtl`.
    pub dir: &'static str,
    /// The name of the language, in the page's language.
    pub language: &'a str,
    /// The spelling that summaries use.
    pub preferred: &'a str,
    /// Other spellings that occur in originals.
    pub variants: &'a [String],
}

/// A chronology: sentences from summaries by the date that they mention, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ChronologyView<'a> {
    /// Its topic; `None` for the chronology of the whole site.
    pub topic: Option<Link<'a>>,
    /// Number of sentences on all its pages.
    pub count: usize,
    /// Links to all its years, on whatever page they are.
    pub index: Vec<YearLink>,
    /// The years on this page.
    pub years: Vec<ChronologyYear<'a>>,
    /// Where this page stands among the chronology's pages.
    pub pagination: Pagination,
}

/// A link to a year of a chronology.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct YearLink {
    /// The year, in the format of the page's language.
    pub year: String,
    /// The address where the year begins.
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

/// The sentences for one day, month or year.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ChronologyDate<'a> {
    /// The day, or the month (`2024-06`); none where no more than the year is named.
    pub date: Option<DateView>,
    /// What was published first comes first.
    pub entries: Vec<ChronologyEntry<'a>>,
}

/// An article's sentence for a date.
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
    /// The address of the sentence if it has an id, or else of the article.
    pub url: String,
    /// The languages that the article is in, as in [`Teaser`].
    pub elsewhere: Option<String>,
    /// True if it is a draft (shown only with `--drafts`).
    pub draft: bool,
    /// Label of a text that is not published now, such as "Embargoed until 1 September 2025". Only set with `--drafts`.
    pub held: Option<String>,
}

/// A page of the register of figures: every amount that was found in an original, by topic, unit and day.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct FiguresView<'a> {
    /// Number of figures on all its pages.
    pub count: usize,
    /// The address of the register as JSON.
    pub json: String,
    /// The address of the register as CSV.
    pub csv: String,
    /// Links to all its topics, on whatever page they are; the last one may be for figures outside all topics.
    pub index: Vec<Link<'a>>,
    /// The topics on this page.
    pub topics: Vec<FigureTopic<'a>>,
    /// Position of this page among the register's pages.
    pub pagination: Pagination,
}

/// The figures of a topic.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct FigureTopic<'a> {
    /// `None` for figures outside all topics.
    pub topic: Option<Link<'a>>,
    /// An id for its heading.
    pub id: String,
    pub units: Vec<FigureUnit<'a>>,
}

/// The figures of a topic in units of one kind: sums of money, percentages, numbers of things.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct FigureUnit<'a> {
    pub title: &'a str,
    /// The newest first.
    pub series: Vec<FigureSeries<'a>>,
}

/// Figures that are about the same thing; most often a single one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct FigureSeries<'a> {
    /// True if sources that wrote at about the same time contradict each other.
    pub disputed: bool,
    /// Its chart, if it has three days or more.
    pub plot: Option<SeriesPlot>,
    /// The newest first.
    pub entries: Vec<FigureEntry<'a>>,
}

/// The chart of a series: paths of SVG in a box of 100 by 100.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SeriesPlot {
    /// The line.
    pub way: String,
    /// Its points.
    pub stops: String,
    /// The first day.
    pub from: Option<DateView>,
    /// The last day.
    pub to: Option<DateView>,
}

/// A figure of the register.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct FigureEntry<'a> {
    /// Words before the figure that belong to it, as `from` does in `from 20 to 50 workers`. Often empty.
    pub before: String,
    /// The figure as the summary writes it.
    pub text: String,
    /// The noun that it counts; empty if the figure contains its unit, or if the noun was not recognized.
    pub after: String,
    /// Its sentence.
    pub sentence: Slot,
    /// The article that contains it.
    pub article: Link<'a>,
    /// The publisher of the original.
    pub publisher: Link<'a>,
    /// The article's date.
    pub date: Option<DateView>,
    /// The paragraph of the original that states it, as a phrase.
    pub place: String,
    /// The address of that paragraph, or of what is said of the original if the page does not show the paragraph.
    pub url: String,
    /// True if the article is a draft (shown only with `--drafts`).
    pub draft: bool,
    /// Label of a text that is not published now, such as "Embargoed until 1 September 2025". Only set with `--drafts`.
    pub held: Option<String>,
}

/// The texts of an article beside each other, a row for each paragraph of the original.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ParallelView<'a> {
    /// The title of the summary in the page's language.
    pub title: &'a str,
    /// The address of the article's page.
    pub url: String,
    pub date: Option<DateView>,
    /// The summaries: that of the page's language first, then the others in the order that its readers prefer.
    pub columns: Vec<ParallelColumn<'a>>,
    /// The main original.
    pub original: ParallelOriginal<'a>,
    /// The paragraphs that the article's page shows.
    pub rows: Vec<ParallelRow<'a>>,
    /// True if paragraphs after the last row are left out, as its rights demand.
    pub gap: bool,
    /// The sentences of the summaries that cite nothing, a cell for each column; empty if there are none.
    pub rest: Vec<ParallelCell<'a>>,
}

/// A summary, as a column of a parallel page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ParallelColumn<'a> {
    /// Its language (BCP 47).
    pub lang: &'a str,
    /// Its direction, `ltr` or `rtl`.
    pub dir: &'static str,
    /// The language's name in that language.
    pub name: &'a str,
    /// Its title.
    pub title: Text<'a>,
    /// The address of its page.
    pub url: String,
}

/// The original, as a column of a parallel page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ParallelOriginal<'a> {
    pub title: Text<'a>,
    /// Its language (BCP 47).
    pub lang: &'a str,
    /// Its direction, `ltr` or `rtl`.
    pub dir: &'static str,
    /// The name of its language, in the page's language.
    pub language: &'a str,
    pub publisher: Link<'a>,
    /// The address at which it was published.
    pub url: Option<&'a str>,
}

/// A paragraph of the original with what the summaries say of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ParallelRow<'a> {
    /// Its number in its original, from 1.
    pub number: u32,
    /// The original that begins with this row, if the article has several; otherwise `None`.
    pub begins: Option<ParallelOriginal<'a>>,
    /// The language and direction of its original, if they are not the page's.
    pub lang: Option<&'a str>,
    pub dir: Option<&'static str>,
    /// True if paragraphs before it are left out, as its rights demand.
    pub gap: bool,
    /// True if a summary cites it.
    pub cited: bool,
    /// The paragraph, in an element with the id `p4`.
    pub paragraph: Slot,
    /// A cell for each column.
    pub cells: Vec<ParallelCell<'a>>,
}

/// The sentences of a summary that belong to a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ParallelCell<'a> {
    /// Its language; `None` if it is the page's.
    pub lang: Option<&'a str>,
    /// Its direction; `None` if `lang` is.
    pub dir: Option<&'static str>,
    /// The language's name in that language.
    pub name: &'a str,
    pub texts: Vec<ParallelText<'a>>,
    /// If it has no texts, the rows whose texts cite this paragraph as well.
    pub also: Vec<ParallelAlso<'a>>,
}

/// A row whose text cites another paragraph as well.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ParallelAlso<'a> {
    /// The number of its paragraph in its original.
    pub number: u32,
    /// The label of this original, if it is another one than that of the row.
    pub original: Option<&'a str>,
    /// The paragraph's id on the page.
    pub anchor: String,
    /// That paragraph as a phrase, for those who hear the page.
    pub place: String,
}

impl ParallelCell<'_> {
    /// Returns `true` if the summary does not cite the paragraph.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.also.is_empty()
    }
}

/// A part of a summary beside a paragraph of the original.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ParallelText<'a> {
    /// The topic of its passage.
    pub topic: Option<Link<'a>>,
    pub text: Slot,
}

/// The search page. Its script takes its texts from here; without the script, the page links to lists.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SearchView<'a> {
    /// The languages that can be searched, the page's own first.
    pub languages: Vec<Searched<'a>>,
    /// Phrases for a number of results, by plural category of CLDR; `{n}` is replaced by the number.
    pub phrases: Vec<Phrase<'a>>,
    /// The digits of the page's language: a numbering system of CLDR, such as `latn` or `arab`.
    pub numerals: &'static str,
    /// The names that most articles mention, in the sort order of the page's language.
    pub names: Vec<Entry<'a>>,
    /// The publishers of articles, by whom results can be filtered, in the order of the page's language.
    pub publishers: Vec<Entry<'a>>,
}

/// A language that can be searched.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Searched<'a> {
    /// Its tag (BCP 47).
    pub lang: &'a str,
    /// Its direction, `ltr` or `rtl`.
    pub dir: &'static str,
    /// Its name in the page's language.
    pub name: &'a str,
    /// True if the site has summaries in it; false if only originals are in it.
    pub has_summaries: bool,
}

/// A phrase for numbers of one plural category.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Phrase<'a> {
    /// `zero`, `one`, `two`, `few`, `many` or `other`.
    pub category: &'a str,
    pub text: &'a str,
}

/// A page that redirects from an old address to a new one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct RedirectView {
    /// The address that it redirects to.
    pub target: String,
}

/// The part of a view that depends on the kind of page. It is serialized as the view itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
#[allow(
    missing_docs,
    reason = "each variant is named after the view that it holds"
)]
pub enum View<'a> {
    Root(RootView),
    Home(Box<HomeView<'a>>),
    Article(Box<ArticleView<'a>>),
    Topics(TopicsView<'a>),
    Topic(TopicView<'a>),
    Archive(ArchiveView<'a>),
    Month(MonthView<'a>),
    Publishers(PublishersView<'a>),
    Publisher(PublisherView<'a>),
    Names(NamesView<'a>),
    Name(NameView<'a>),
    Authors(AuthorsView<'a>),
    Author(AuthorView<'a>),
    Corrections(CorrectionsView<'a>),
    Editions(IssuesView<'a>),
    Edition(Box<IssueView<'a>>),
    Chronology(ChronologyView<'a>),
    Figures(FiguresView<'a>),
    Parallel(Box<ParallelView<'a>>),
    Standing(StandingView<'a>),
    Search(SearchView<'a>),
    Redirect(RedirectView),
    NotFound,
}

/// A standing page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct StandingView<'a> {
    pub title: &'a str,
    pub description: Option<&'a str>,
    /// Its text.
    pub body: Slot,
}

/// The page at the root of the site, which redirects to a language's front page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct RootView {
    /// The address of the default language's front page.
    pub target: String,
}
