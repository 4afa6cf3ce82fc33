//! What goes into a slot of a page: a body, or a part of one, and what its holes become there.

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::rc::Rc;

pub use crate::link::site::Shown as Picture;
use crate::link::site::Targets;
use crate::parse::html::Html;
use crate::parse::markdown::{Citation, Paragraph};
use crate::plan::metadata::Metadata;
use crate::plan::view::Text;

/// What goes into a slot. It is hashed as all that decides what it becomes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Filling<'a> {
    /// A body, or a part of one.
    Body(Body<'a>),
    /// The teaser of an article.
    Teaser(usize),
    /// A text, set in order. For pages that print so many that a template's own way would take most of their time.
    Text(Text<'a>),
    /// The links of a page's head.
    Links(Links<'a>),
    /// What a page's head says to programs.
    Metadata(Box<Metadata<'a>>),
    /// Selectors of the style sheet, for a page that cross_references a summary to these paragraphs of its original.
    Selectors(HighlightTarget, Rc<[u32]>),
}

/// What selectors select.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HighlightTarget {
    /// Each paragraph, while a reader points at a citation or figure that leads to it.
    Paragraphs,
    /// The citations and figures that lead to a paragraph, while a reader points at it or has gone to it.
    Links,
}

/// A page's own address and its counterparts. They are the same elements in every theme, on every page, so they pass by
/// the template and the minifier.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Links<'a> {
    /// The page's absolute address, or that of the page that it leads to.
    pub canonical: String,
    /// Language and absolute address of the page in each language that has it, itself included; empty where it stands
    /// alone.
    pub alternates: Vec<(&'a str, String)>,
    /// The absolute address for readers of other languages, where there are alternates.
    pub x_default: Option<String>,
    /// The feeds that follow the page: that of its language, and that of its topic.
    pub feeds: Vec<FeedLink>,
}

/// A feed, as a page's head names it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FeedLink {
    /// Its title, isolated as among words of any direction.
    pub title: String,
    /// Its address from the root of the host: in Atom, and as JSON Feed.
    pub forms: [String; 2],
}

/// A body for a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body<'a> {
    /// The HTML with holes.
    pub html: &'a Html,
    /// How much of it is shown.
    pub part: Part<'a>,
    /// Where its links lead, and what its pictures are.
    pub targets: &'a Targets<'a>,
    /// Its citations.
    pub citations: &'a [Citation],
    /// Which paragraphs of the original stand on the page that the citations lead to.
    pub shown: Shown<'a>,
    /// The address of the page that it belongs to, where it is shown on another.
    pub own_page_url: Option<String>,
    /// The language of the text that it is about, for a summary.
    pub about: Option<&'a str>,
    /// What cross_references it to the other text on its page.
    pub cross_references: CrossReferences<'a>,
    /// Elements around parts of a summary, on its own page; by their places in the HTML, ascending.
    pub marks: Vec<(usize, Mark<'a>)>,
}

/// Where an element begins or ends that the page puts around a part of a summary.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Mark<'a> {
    /// A sentence that cites, which can be linked to. It has the number of its first citation.
    SentenceStart(u32),
    /// The end of that sentence.
    SentenceEnd(u32),
    /// The first mention of a name that has a note.
    NameStart {
        /// The address of the name's page.
        url: String,
        /// Who or what it is.
        note: Text<'a>,
    },
    /// The end of the mention.
    NameEnd,
}

impl Body<'_> {
    /// Whether it is what its page is there for, and stands at its top.
    pub fn leads(&self) -> bool {
        self.own_page_url.is_none()
            && self.part == Part::Whole
            && !matches!(self.cross_references, CrossReferences::Citations { .. })
    }
}

impl Hash for Body<'_> {
    /// Leaves out citations and paragraphs: they come from the file that the HTML comes from, whose digest is hashed.
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self {
            html,
            part,
            targets,
            citations: _,
            shown,
            own_page_url,
            about,
            cross_references,
            marks,
        } = self;
        let part = match part {
            Part::Whole => (None, None),
            Part::Excerpt(range) => (None, Some(range)),
            Part::Paragraphs(numbers, _) => (Some(numbers), None),
        };
        let cross_references = match cross_references {
            CrossReferences::None => (None, None),
            CrossReferences::Figures(cross_references) => (Some(cross_references), None),
            CrossReferences::Citations {
                first,
                lang,
                paragraphs: _,
            } => (None, Some((first, lang))),
        };
        (
            html,
            part,
            targets,
            shown,
            own_page_url,
            about,
            cross_references,
            marks,
        )
            .hash(state);
    }
}

/// What cross_references a text to another on the same page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CrossReferences<'a> {
    /// Nothing.
    None,
    /// A summary to its original: for each figure of the body, where it leads, if anywhere.
    Figures(Vec<Option<FigureReference>>),
    /// An original to its summary: for each paragraph, from p1, the index of the summary's first citation of it.
    Citations {
        /// Those indices.
        first: Vec<Option<u32>>,
        /// The language of the page, where it is not the original's.
        lang: Option<&'a str>,
        /// The original's paragraphs.
        paragraphs: &'a [Paragraph],
    },
}

/// Where a figure of a summary leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FigureReference {
    /// The number of a paragraph that states it.
    pub paragraph: u32,
    /// Whether a citation leads to that paragraph as well.
    pub is_cited: bool,
}

/// How much of a body is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part<'a> {
    /// All of it.
    Whole,
    /// A part of its HTML.
    Excerpt(Range<usize>),
    /// Some of its paragraphs (numbers from 1, ascending), of all that it has.
    Paragraphs(&'a [u32], &'a [Paragraph]),
}

/// Which paragraphs of an original a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shown<'a> {
    /// None.
    None,
    /// Those of these numbers, ascending.
    Some(&'a [u32]),
    /// All.
    All,
}

impl Shown<'_> {
    /// Whether it shows the paragraph of this number.
    pub fn contains(&self, paragraph: u32) -> bool {
        match self {
            Shown::None => false,
            Shown::Some(numbers) => numbers.binary_search(&paragraph).is_ok(),
            Shown::All => true,
        }
    }
}
