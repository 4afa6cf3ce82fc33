//! From the raw text or the saved page of a press article to an article's folder, in three steps that can be used on
//! their own:
//!
//! 1. [`decode`]: the bytes of a file → its text in whichever character set they are, or why they are not one;
//! 2. [`read`]: text → [`Imported`], title, body in Markdown, and an account of every line that was left out. Pure: no
//!    file system, no clock;
//! 3. [`create`]: [`Imported`] → `content/articles/<slug>/` with the original and a draft summary per language. The only
//!    part that writes, and it writes a whole folder or nothing.
//!
//! [`account`] puts into words, for a person, what was done. The rule throughout: when in doubt, a line is kept, and no
//! line goes unnamed.

mod account;
mod blocks;
mod charset;
mod create;
mod days;
mod decode;
mod furniture;
mod html;
mod language;
mod lines;
mod markdown;
mod people;
pub mod placeholder;
mod plain;
mod publishers;
mod sift;
mod slug;
mod title;
mod words;
mod write;

pub use account::account;
pub use charset::{Charset, How};
pub use create::{CreateError, CreateOptions, Created, create};
pub use decode::{DecodeError, Decoded, MAX_BYTES, decode};

use std::collections::BTreeMap;

/// The longest text of an original, in bytes: a build reads no file of more than 10 MiB, front matter and all.
pub const MAX_BODY: usize = 9 * 1024 * 1024;

/// How the text that is read is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// As copied from a page or saved by a text extractor: nothing in it is markup.
    PlainText,
    /// Markdown, possibly with another tool's front matter; its markup is kept.
    Markdown,
    /// The source of a saved page, of which the article is a part.
    Html,
}

/// What the reader of a text cannot know from the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// The article's language as a BCP 47 tag; taken from the script of its letters when it is `None`.
    pub language: Option<String>,
}

/// An article as it was read, before anything is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// The title, as plain text on one line; `None` where the text has no line that reads as one.
    pub title: Option<String>,
    /// The article's language, a BCP 47 tag.
    pub language: String,
    /// True if [`Imported::language`] was only inferred from the script.
    pub language_inferred: bool,
    /// The author, where the text plainly names one.
    pub author: Option<String>,
    /// The day of publication as YYYY-MM-DD, where the text plainly gives it.
    pub published: Option<String>,
    /// The publisher's name as the page gives it.
    pub publisher: Option<String>,
    /// The article's address on the web, as the page gives it.
    pub url: Option<String>,
    /// Which part of a page each of these things was taken from, in words; empty for texts that are no pages.
    pub taken: BTreeMap<Field, String>,
    /// What an editor has to know of the page as a whole, in sentences.
    pub remarks: Vec<String>,
    /// The article's text in Markdown, without its title; ends in one line feed.
    pub body: String,
    /// How many paragraphs, list items and table rows of [`Imported::body`] hold text.
    pub paragraphs: usize,
    /// What the body does not have and the text had, by line.
    pub dropped: Vec<Dropped>,
    /// What was kept and is worth a look, by line.
    pub noticed: Vec<Noticed>,
}

/// What is known of an article beside its text, and the text itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// [`Imported::title`]
    Title,
    /// [`Imported::language`]
    Language,
    /// [`Imported::publisher`]
    Publisher,
    /// [`Imported::author`]
    Author,
    /// [`Imported::published`]
    Published,
    /// [`Imported::url`]
    Url,
    /// [`Imported::body`]
    Body,
}

/// A line, or a sign of a line, that is not in the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// The line of the text, from 1; `None` for a page, in whose source the lines say nothing.
    pub line: Option<usize>,
    /// The line's text; for a sign, its code point, such as `U+200F`.
    pub text: String,
    /// Why it was left out.
    pub why: Why,
}

/// Why something was left out of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// A line that belongs to the page around the article: buttons, advertisements, cookie notices.
    Furniture,
    /// A part of the page that does not belong to its readable part: menus, lists of other articles, comments.
    Outside,
    /// A line of nothing but links: other articles to read, keywords.
    Links,
    /// What stands under a picture, which is not imported.
    Caption,
    /// A list of tags after the article's end.
    Tags,
    /// A note at the end on agencies, translators or editors.
    ClosingNote,
    /// A line of strokes or stars without a word.
    Separator,
    /// The title once more, right after the title.
    RepeatedTitle,
    /// A teaser that the paragraph after it says again.
    RepeatedLead,
    /// The author's line, which goes into the front matter.
    Author,
    /// A line about who wrote the article.
    Byline,
    /// A line with a day or a time.
    Day,
    /// The line with the day of publication, which goes into the front matter.
    Published,
    /// A line of another tool's front matter that Mujaz has no use for.
    FrontMatter,
    /// An invisible mark where it would hide what a line begins with, or what a word is.
    InvisibleMark,
    /// A control character, or another one that cannot be published.
    ControlCharacter,
    /// A picture beside the text, which is not imported.
    Picture,
    /// Where a link leads to a file beside the text, which is not imported. The words of the link stay.
    Target,
}

impl Why {
    /// The reason in words, to stand after what was dropped.
    pub fn words(self) -> &'static str {
        match self {
            Why::Furniture => "left over from the page around the article",
            Why::Outside => "outside the page's article",
            Why::Links => "nothing but links",
            Why::Caption => "a picture's caption",
            Why::Tags => "a list of tags",
            Why::ClosingNote => "a note on agencies, translators or editors",
            Why::Separator => "a line without a word",
            Why::RepeatedTitle => "the title once more",
            Why::RepeatedLead => "the paragraph after it says the same",
            Why::Author => "now `author` in the front matter",
            Why::Byline => "about who wrote it",
            Why::Day => "a day or a time",
            Why::Published => "now `published` in the front matter",
            Why::FrontMatter => "front matter that Mujaz does not use",
            Why::InvisibleMark => "an invisible mark",
            Why::ControlCharacter => "a character that cannot be published",
            Why::Picture => {
                "a picture, which is not imported: put it into the article's folder, and show it in a summary"
            }
            Why::Target => "the target of a link, a file that is not imported",
        }
    }
}

/// Something that was kept, but read in a way that an editor may want to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noticed {
    /// The line of the text, from 1; `None` for a page.
    pub line: Option<usize>,
    /// The line's text.
    pub text: String,
    /// How it was read.
    pub what: What,
}

/// How something was read that could have been read otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// A short line between paragraphs became a heading, which has no paragraph number and cannot be cited.
    Heading,
    /// A short last line without a full stop is still there; it may be left over from the page.
    ShortEnd,
    /// Something in the form of one of Mujaz's citations was escaped, since it cites nothing here.
    Citation,
}

impl What {
    /// The reading in words, to stand above the lines that were read so.
    pub fn words(self) -> &'static str {
        match self {
            What::Heading => "Read as headings, which have no number and cannot be cited",
            What::ShortEnd => "Kept, but delete it if it is left over from the page",
            What::Citation => "Kept as text, for it only looks like a citation",
        }
    }
}

/// Why a text cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No script has the majority of the letters, or it is one that Mujaz knows no language for.
    #[error(
        "the article's language cannot be told from its script; name it, for example with --language ar"
    )]
    LanguageUndecided,
    /// Every line was dropped.
    #[error(
        "nothing is left of the text: its {dropped} lines are all left over from a page around an article; \
         copy the article's own text into a file and import that"
    )]
    NothingLeft {
        /// How many lines or signs were dropped.
        dropped: usize,
    },
    /// A text without a paragraph, list item or table row, of which a summary could cite nothing.
    #[error(
        "no paragraph is left of the text, only headings, pictures or code; copy the article's own text into a file and import that"
    )]
    NoParagraph,
    /// A page without any text that could be an article.
    #[error(
        "no article can be found in this page; where a browser shows one, a script may have put it there: copy its text \
         into a file and import that"
    )]
    NoArticle,
    /// More text than a file of a site may have.
    #[error(
        "its text has {size} bytes, more than the {MAX_BODY} that an original may have; cut out the article and import \
         that"
    )]
    TooLong {
        /// The size of the text as it would be written, in bytes.
        size: usize,
    },
    /// A page that the parser fails on.
    #[error(
        "this page cannot be read: its source makes the parser fail; copy the article's text into a file and import \
         that"
    )]
    Unreadable,
    /// A page whose elements are nested so deep that it is none.
    #[error(
        "this page's elements are nested thousands deep, as no article's are; copy the article's text into a file and \
         import that"
    )]
    TooDeep,
}

/// Reads a page. A panic of one of the libraries that parse it is an error about this page alone.
fn read_page(text: &str) -> Result<Imported, ReadError> {
    std::panic::catch_unwind(|| html::read(text)).unwrap_or(Err(ReadError::Unreadable))
}

/// Reads the text of an article.
///
/// Takes a text as [`decode`] gives it; one that begins as the source of a page is read as one, whatever its `kind`.
/// Gives the article, or a [`ReadError`] that says what to do. The text's own words are all in the title, the body, the
/// author, the date, or in `dropped`; of a page, those that a reader would see.
pub fn read(text: &str, kind: Kind, options: &ReadOptions) -> Result<Imported, ReadError> {
    let mut imported = match kind {
        Kind::Markdown if !html::is_page(text) => markdown::read(text),
        Kind::PlainText if !html::is_page(text) => plain::read(text),
        _ => read_page(text)?,
    };
    if imported.body.trim().is_empty() {
        return Err(ReadError::NothingLeft {
            dropped: imported.dropped.len(),
        });
    }
    if imported.paragraphs == 0 {
        return Err(ReadError::NoParagraph);
    }
    if imported.body.len() > MAX_BODY {
        return Err(ReadError::TooLong {
            size: imported.body.len(),
        });
    }
    imported.dropped.sort_by_key(|d| d.line);
    imported.noticed.sort_by_key(|n| n.line);
    language::settle(&mut imported, options.language.as_deref())?;
    Ok(imported)
}
