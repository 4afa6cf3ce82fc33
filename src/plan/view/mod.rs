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
//! `publisher`, `names`, `name`, `authors`, `author`, `corrections`, `editions`, `edition`, `chronology`, `figures`,
//! `parallel`, `standing`, `search`, `root`, `redirect`); `404` has none. The templates of shared parts see a
//! [`SharedPageView`] as `page` instead. `teaser.html`, which makes an article's entry for every list, sees a
//! [`TeaserView`] as `teaser`.

mod archive;
mod article;
mod chronology;
mod editions;
mod figures;
mod home;
mod parallel;
mod people;
mod registers;
mod search;
mod topics;

use serde::{Serialize, Serializer};

use crate::parse::extra::Extra;
use crate::plan::extra::ExtraView;

pub use archive::{
    ArchiveView, CalendarView, DayView, MonthArticle, MonthLink, MonthView, WeekdayView, YearView,
};
pub use article::{
    ArticleView, Byline, CellView, CorrectionView, Credit, NameLink, NoteView, OriginalView,
    ProofView, SourceView, TeaserView, TiesView, TraceView,
};
pub use chronology::{ChronologyDate, ChronologyEntry, ChronologyView, ChronologyYear, YearLink};
pub use editions::{IssueEntry, IssueView, IssuesView};
pub use figures::{
    FigureAmount, FigureEntry, FigureSeries, FigureTopic, FigureUnit, FiguresView, SeriesPlot,
};
pub use home::{BriefView, Day, HomeMonth, HomeMonthArticle, HomeView, WeekView};
pub use parallel::{
    ParallelAlso, ParallelCell, ParallelColumn, ParallelOriginal, ParallelRow, ParallelText,
    ParallelView,
};
pub use people::{AuthorEntry, AuthorView, AuthorsView, CorrectedArticle, CorrectionsView};
pub use registers::{
    NameArticle, NameGroup, NameView, NamesView, PublisherView, PublishersView, RegisterEntryView,
    Spelling,
};
pub use search::{PluralPhrase, SearchView, Searched};
pub use topics::{BarView, FigureView, PulseView, TopicArticle, TopicEntry, TopicView, TopicsView};

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
        // A page has dozens of slots, so this is written without formatting.
        let mut placeholder = String::with_capacity(16);
        placeholder.push(Self::OPEN);
        placeholder.push_str(&self.0.to_string());
        placeholder.push(Self::CLOSE);
        serializer.serialize_str(&placeholder)
    }
}

/// A text that may be in another language than the page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct TextView<'a> {
    /// The text itself, unescaped.
    pub text: &'a str,
    /// The language; `None` if it is the page's language.
    pub lang: Option<&'a str>,
    /// The direction (`ltr`, `rtl`); `None` if `lang` is.
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
pub struct LinkView<'a> {
    /// The id of its target (a topic, a name, a publisher), or an empty string.
    pub id: &'a str,
    pub title: TextView<'a>,
    /// The address, from the root of the host.
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
    /// The direction, `ltr` or `rtl`.
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
    pub topics: Vec<LinkView<'a>>,
    /// True if readers can copy a sentence with its source, for which articles load a script.
    pub copy: bool,
    /// The table `extra` of the configuration.
    pub extra: &'a Extra,
    /// Standing pages with `menu = "header"`.
    pub header: Vec<LinkView<'a>>,
    /// Standing pages with `menu = "footer"`.
    pub footer: Vec<LinkView<'a>>,
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
    pub title: TextView<'a>,
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
    /// The section that the page belongs to: `home`, `topics`, `archive`, `chronology`, `figures`, `names`,
    /// `publishers`, `authors`, `corrections`, `search`, the slug of a standing page, or empty.
    pub section: &'a str,
}

/// Data that all pages of a kind share: the variable `page` of the templates `shared_<name>.html`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SharedPageView<'a> {
    /// The kind of page.
    pub kind: &'static str,
    /// The section that the page belongs to, as in [`PageView`].
    pub section: &'a str,
    /// The breadcrumbs from the language's front page down to such a page, without the page itself.
    pub breadcrumbs: Vec<LinkView<'a>>,
}

/// An entry of the language switcher.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Switch<'a> {
    /// The language (BCP 47).
    pub lang: &'a str,
    /// The direction, `ltr` or `rtl`.
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
    /// True if the link is to the current page.
    pub current: bool,
    /// True if numbers were left out just before it.
    pub gap: bool,
}

/// A page that redirects from an old address to a new one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct RedirectView {
    /// The address of the redirect's target.
    pub target: String,
}

/// The part of a view that depends on the kind of page. It is serialized as the view itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
#[allow(
    missing_docs,
    reason = "each variant is named after the view that it holds"
)]
pub enum KindView<'a> {
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
    /// The text.
    pub body: Slot,
}

/// The page at the root of the site, which redirects to a language's front page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct RootView {
    /// The address of the default language's front page.
    pub target: String,
}
