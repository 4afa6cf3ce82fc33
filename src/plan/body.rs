//! Defines the contents of a page's slots: a body or a part of it, with the data for filling its holes on that page.

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::rc::Rc;

pub use crate::link::originals::{ParagraphName, ParagraphNumbering, original_anchor};
pub use crate::link::site::ShownPicture;
use crate::link::site::{OriginalLabel, Targets};
use crate::parse::html::Html;
use crate::parse::markdown::{Citation, Paragraph};
use crate::plan::metadata::PageMetadata;
use crate::plan::view::TextView;

/// The content of a slot. Its hash covers everything that decides the output.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Filling<'a> {
    /// A body, or a part of one.
    Body(PageBody<'a>),
    /// The teaser of an article: an index into the site's articles.
    Teaser(usize),
    /// A text with bidi isolation. Used on pages with so many texts that the template's filter would be slow.
    Text(TextView<'a>),
    /// The `<link>` elements of a page's head.
    Links(HeadLinks<'a>),
    /// The metadata in a page's head.
    Metadata(Box<PageMetadata<'a>>),
    /// Selectors of the style sheet for these paragraphs of the originals (their ids on the page), on a page that
    /// connects them with a summary.
    Selectors(HighlightTarget, Rc<[String]>),
}

/// The elements that selectors highlight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HighlightTarget {
    /// Highlights a paragraph while a reader points at a citation or figure that leads to it.
    Paragraphs,
    /// Highlights the citations and figures that lead to a paragraph while a reader points at it or after following a
    /// link to it.
    Links,
}

/// A page's own address and those of its counterparts. Their elements are the same in every theme and on every page, so
/// they need neither the template nor the minifier.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct HeadLinks<'a> {
    /// The page's absolute address, or that of the target if the page is a redirect.
    pub canonical: String,
    /// Language and absolute address of every version of the page, including itself; empty if there is only one.
    pub alternates: Vec<(&'a str, String)>,
    /// The absolute address for readers of other languages; `None` if there are no alternates.
    pub x_default: Option<String>,
    /// The feeds for the page: that of its language, and that of its topic.
    pub feeds: Vec<FeedLink>,
}

/// A feed that a page's head refers to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FeedLink {
    /// The title, isolated so that it can stand in text of any direction.
    pub title: String,
    /// The address from the root of the host: as Atom, and as JSON Feed.
    pub forms: [String; 2],
}

/// A body for a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageBody<'a> {
    pub html: &'a Html,
    /// The part of the body that is shown.
    pub part: BodyPart<'a>,
    /// The targets of the body's links, and its pictures.
    pub targets: &'a Targets<'a>,
    pub citations: &'a [Citation],
    /// The paragraphs of the original that are on the page that the citations lead to.
    pub shown: ShownParagraphs<'a>,
    /// The address of the page that the body belongs to; `None` if it is shown on that page.
    pub own_page_url: Option<String>,
    /// The originals that a summary cites, or to which this one belongs; `None` for other texts.
    pub originals: Option<BodyOriginals<'a>>,
    /// The references to the other text on the page.
    pub cross_references: CrossReferences<'a>,
    /// Elements around parts of the text on its own page, by their places in the HTML, ascending.
    pub marks: Vec<(usize, PageMark<'a>)>,
}

/// The originals of an article, with the data that its texts need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BodyOriginals<'a> {
    /// The numbers of the originals' paragraphs.
    pub numbering: &'a ParagraphNumbering,
    pub labels: &'a [OriginalLabel],
    /// The index of the original that the body belongs to; `None` for a summary.
    pub own: Option<usize>,
}

impl<'a> BodyOriginals<'a> {
    /// Returns the language of the original that has a paragraph.
    pub fn language_of(&self, paragraph: u32) -> Option<&'a str> {
        let label = self.labels.get(self.numbering.name(paragraph).original);
        label.map(|label| label.lang.as_str())
    }
}

/// The start or the end of an element that the page puts around a part of a summary.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PageMark<'a> {
    /// The start of a sentence with citations, which can be linked to, with the number of its first citation.
    SentenceStart(u32),
    /// The end of that sentence.
    SentenceEnd(u32),
    /// The first mention of a name that has a note.
    NameStart {
        /// The address of the name's page.
        url: String,
        /// Description of the named person, place or thing.
        note: TextView<'a>,
    },
    /// The end of the mention.
    NameEnd,
    /// Words of the original that a translated quotation is bound to.
    BoundStart,
    /// The end of these words.
    BoundEnd,
}

impl PageBody<'_> {
    /// Returns `true` if the body is the main text of its page.
    pub fn leads(&self) -> bool {
        self.own_page_url.is_none()
            && self.part == BodyPart::Whole
            && !matches!(self.cross_references, CrossReferences::Citations { .. })
    }
}

impl Hash for PageBody<'_> {
    /// Leaves out citations and paragraphs: they come from the same file as the HTML, whose digest is hashed.
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self {
            html,
            part,
            targets,
            citations: _,
            shown,
            own_page_url,
            originals,
            cross_references,
            marks,
        } = self;
        let part = match part {
            BodyPart::Whole => (None, None),
            BodyPart::Excerpt(range) => (None, Some(range)),
            BodyPart::Paragraphs(numbers, _) => (Some(*numbers), None),
            BodyPart::Paragraph(number, _) => (Some(std::slice::from_ref(number)), None),
        };
        let is_alone = matches!(self.part, BodyPart::Paragraph(..));
        let pages = match cross_references {
            CrossReferences::Articles(pages) => Some(pages),
            _ => None,
        };
        let cross_references = match cross_references {
            CrossReferences::None | CrossReferences::Articles(_) => (None, None),
            CrossReferences::Figures(figures) => (Some((false, figures)), None),
            CrossReferences::Beside(figures) => (Some((true, figures)), None),
            CrossReferences::Citations {
                first,
                lang,
                paragraphs: _,
            } => (None, Some((first, lang))),
        };
        (
            html,
            part,
            is_alone,
            targets,
            shown,
            own_page_url,
            originals,
            cross_references,
            pages,
            marks,
        )
            .hash(state);
    }
}

/// The references from a text to another text on the same page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CrossReferences<'a> {
    None,
    /// From a summary to its original: for each figure of the body, the paragraph that it leads to, if any.
    Figures(Rc<[Option<FigureReference>]>),
    /// From a summary to the paragraphs beside it: for each figure of the body, the paragraph that it leads to, if any.
    /// Citations are left out, since the cited paragraphs are next to the text.
    Beside(Rc<[Option<FigureReference>]>),
    /// From an edition of the briefing to the articles that it cites: for each citation of the body, the article's page;
    /// `None` for a citation that is left out.
    Articles(Vec<Option<CitedPage<'a>>>),
    /// From an original to its summary.
    Citations {
        /// For each paragraph, from p1, the index of the first citation of it in the summary.
        first: Vec<Option<u32>>,
        /// The language of the page; `None` if it is the original's.
        lang: Option<&'a str>,
        /// The original's paragraphs.
        paragraphs: &'a [Paragraph],
    },
}

/// The page of an article that a text on another page cites.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CitedPage<'a> {
    /// The address, from the root of the host.
    pub url: String,
    /// The paragraphs of the original that the page shows.
    pub shown: ShownParagraphs<'a>,
    /// The article's originals.
    pub originals: BodyOriginals<'a>,
    /// The article's title.
    pub title: TextView<'a>,
    /// The number of the note of each range of paragraphs that the citation names.
    pub notes: Vec<u32>,
}

/// The target of a figure in a summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FigureReference {
    /// The number of a paragraph that states the figure.
    pub paragraph: u32,
    /// True if a citation leads to the same paragraph as well.
    pub is_cited: bool,
}

/// The part of a body that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BodyPart<'a> {
    Whole,
    /// A byte range of the body's HTML.
    Excerpt(Range<usize>),
    /// Some of the body's paragraphs (numbers from 1, ascending); and all paragraphs of the body.
    Paragraphs(&'a [u32], &'a [Paragraph]),
    /// One of the body's paragraphs (a number from 1), without marks for omitted text; and all paragraphs of the body.
    Paragraph(u32, &'a [Paragraph]),
}

/// The paragraphs of an original that a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ShownParagraphs<'a> {
    None,
    /// The paragraphs with these numbers, ascending.
    Some(&'a [u32]),
    All,
}

impl ShownParagraphs<'_> {
    /// Returns `true` if the paragraphs include the one with this number.
    pub fn contains(&self, paragraph: u32) -> bool {
        match self {
            ShownParagraphs::None => false,
            ShownParagraphs::Some(numbers) => numbers.binary_search(&paragraph).is_ok(),
            ShownParagraphs::All => true,
        }
    }
}
