//! Imports the raw text, the saved page or the Word document of a press article as an article's folder, in three steps that can also be used
//! alone:
//!
//! 1. [`decode`]: bytes of a file → text, in whichever character set they are, or the reason why they are not text;
//! 2. [`read`]: text → [`Imported`]: title, body in Markdown, and a report of every line that was left out. Pure: no
//!    file system, no clock. [`read_word`] does both for a Word document;
//! 3. [`create`]: [`Imported`] → `content/articles/<slug>/` with the original and a draft summary per language. Only this
//!    step writes: the whole folder or nothing.
//!
//! [`account`] writes a report for a person. Two rules hold throughout: in doubt a line is kept, and every line that is
//! left out is reported.

mod account;
mod blocks;
mod charset;
mod create;
mod days;
mod decode;
mod format;
mod furniture;
mod html;
mod language;
mod lines;
mod markdown;
mod notices;
mod people;
pub mod placeholder;
mod plain;
mod publishers;
mod sift;
mod slug;
mod title;
mod word;
mod words;
mod write;

pub use account::{account, quoted_whole};
pub use charset::{Charset, How};
pub use create::{Capture, CreateError, CreateOptions, CreatedArticle, FurtherOriginal, create};
pub use decode::{DecodeError, Decoded, MAX_BYTES, decode, decode_from};
pub use format::format_of;
pub use word::{WordError, is_archive, read_word};

use std::collections::BTreeMap;

use mujaz_guard::guard_deep;

/// Maximum size of an original's text, in bytes: a build reads no file of more than 10 MiB, including front matter.
pub const MAX_BODY: usize = 9 * 1024 * 1024;

/// The format of a text to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputFormat {
    /// Text copied from a page or saved by a text extractor: nothing in it is markup.
    PlainText,
    /// Markdown, possibly with another tool's front matter. Its markup is kept.
    Markdown,
    /// The source of a saved page that contains the article.
    Html,
}

/// Information for the reader that the text itself does not contain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// The article's language as a BCP 47 tag; if `None`, the page's language or else the one suggested by the letters.
    pub language: Option<String>,
    /// The address of the page, used if the page contains none. Its date and host can show when and by whom the article
    /// was published.
    pub url: Option<String>,
}

/// An article that was read, before anything is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// The title, as plain text on one line; `None` if no line looks like one.
    pub title: Option<String>,
    /// The article's language, a BCP 47 tag.
    pub language: String,
    /// True if [`Imported::language`] was only inferred from the script.
    pub language_inferred: bool,
    /// The author; `None` unless the text names one unambiguously.
    pub author: Option<String>,
    /// The day of publication as YYYY-MM-DD; `None` unless the text gives it unambiguously.
    pub published: Option<String>,
    /// The publisher's name, as the page gives it.
    pub publisher: Option<String>,
    /// The article's web address, as the page gives it.
    pub url: Option<String>,
    /// The source of each field in the page, in words; empty for texts that are not pages.
    pub taken: BTreeMap<MetadataField, String>,
    /// Remarks about the page as a whole for the editor, in sentences.
    pub remarks: Vec<String>,
    /// The article's text in Markdown, without its title. Ends with one line feed.
    pub body: String,
    /// Number of paragraphs, list items and table rows with text in [`Imported::body`].
    pub paragraphs: usize,
    /// A text of the page that may be the lead: it stands between the title and the body, and is not in the body but in
    /// [`Imported::dropped`]. `None` if there is no such text, or no doubt about it.
    pub possible_lead: Option<String>,
    /// The lines and characters of the text that are not in the body, by line.
    pub dropped: Vec<Dropped>,
    /// The lines that were kept but that an editor should check, by line.
    pub noticed: Vec<Noticed>,
}

impl Imported {
    /// Makes [`Imported::possible_lead`] the first paragraph of the body. Does nothing if it is `None`.
    pub fn take_lead(&mut self) {
        let Some(lead) = self.possible_lead.take() else {
            return;
        };
        let is_lead = |d: &Dropped| d.why == Why::Outside && d.text == lead;
        if let Some(at) = self.dropped.iter().position(is_lead) {
            self.dropped.remove(at);
        }
        let block = blocks::Block {
            text: words::fit_line(lead.trim_start_matches(lines::INVISIBLE)),
            ..blocks::Block::default()
        };
        self.body = format!("{}\n{}", write::markdown(&[block]), self.body);
        self.paragraphs += 1;
    }
}

/// A field of [`Imported`] that is taken from a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MetadataField {
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

/// A line, or a character of a line, that is not in the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// The line's number in the text, from 1; `None` for a page, where line numbers mean nothing.
    pub line: Option<usize>,
    /// The line's text; for a character, its code point, such as `U+200F`.
    pub text: String,
    /// The reason why the text was left out.
    pub why: Why,
}

/// The reason why something was left out of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// A line of the page around the article: buttons, advertisements, cookie notices.
    Furniture,
    /// Text outside the readable part of the page: menus, lists of other articles, comments.
    Outside,
    /// A line that contains only links: other articles to read, keywords.
    Links,
    /// A picture's caption. Pictures are not imported.
    Caption,
    /// A list of tags after the article's end.
    Tags,
    /// A note at the end on agencies, translators or editors.
    ClosingNote,
    /// A line of strokes or stars, without a word.
    Separator,
    /// The title again, right after the title.
    RepeatedTitle,
    /// A teaser that the paragraph after it repeats.
    RepeatedLead,
    /// The line with the author, who is now in the front matter.
    Author,
    /// A line about the author.
    Byline,
    /// A line with a day or a time.
    Day,
    /// The line with the day of publication, which is now in the front matter.
    Published,
    /// A line of another tool's front matter that Mujaz does not use.
    FrontMatter,
    /// An invisible mark that would hide the first character of a line or split a word.
    InvisibleMark,
    /// A control character or noncharacter, which cannot be published.
    ControlCharacter,
    /// A picture beside the text, which is not imported.
    Picture,
    /// A tracked deletion of a Word document.
    Deleted,
    /// Hidden text of a Word document.
    Hidden,
    /// A line of a table of contents.
    Contents,
    /// The link led to a file next to the text, which is not imported. The words of the link stay.
    Target,
}

impl Why {
    /// Returns the reason in words, to be printed after the dropped text.
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
            Why::Deleted => "deleted, as a tracked change",
            Why::Hidden => "hidden in the document",
            Why::Contents => "a line of the table of contents",
            Why::Target => "the target of a link, a file that is not imported",
        }
    }
}

/// A line that was kept, but read in a way that an editor should check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noticed {
    /// The line's number in the text, from 1; `None` for a page.
    pub line: Option<usize>,
    /// The line's text.
    pub text: String,
    /// The way in which the line was read.
    pub what: ReadingDoubt,
}

/// A way of reading a line that may be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReadingDoubt {
    /// A short line between paragraphs became a heading, which has no paragraph number and cannot be cited.
    Heading,
    /// A short last line without a full stop was kept, but may be boilerplate of the page.
    ShortEnd,
    /// Text in the form of one of Mujaz's citations was escaped, since it cites nothing here.
    Citation,
}

impl ReadingDoubt {
    /// Returns a description of the reading, to be printed above the lines concerned.
    pub fn words(self) -> &'static str {
        match self {
            ReadingDoubt::Heading => "Read as headings, which have no number and cannot be cited",
            ReadingDoubt::ShortEnd => "Kept, but delete it if it is left over from the page",
            ReadingDoubt::Citation => "Kept as text, for it only looks like a citation",
        }
    }
}

/// The reason why a text cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No script has the majority of the letters, or Mujaz has no language for that script.
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
        /// Number of lines or characters that were dropped.
        dropped: usize,
    },
    /// The text has no paragraph, list item or table row, so a summary could cite nothing.
    #[error(
        "no paragraph is left of the text, only headings, pictures or code; copy the article's own text into a file and import that"
    )]
    NoParagraph,
    /// The page has no text that could be an article.
    #[error(
        "no article can be found in this page; where a browser shows one, a script may have put it there: copy its text \
         into a file and import that"
    )]
    NoArticle,
    /// The text is larger than a file of a site may be.
    #[error(
        "its text has {size} bytes, more than the {MAX_BODY} that an original may have; cut out the article and import \
         that"
    )]
    TooLong {
        /// Size of the text as it would be written, in bytes.
        size: usize,
    },
    /// The parser fails on the page.
    #[error(
        "this page cannot be read: its source makes the parser fail; copy the article's text into a file and import \
         that"
    )]
    Unreadable,
    /// The page's elements are nested too deep for a parser.
    #[error(
        "this page's elements are nested thousands deep, as no article's are; copy the article's text into a file and \
         import that"
    )]
    TooDeep,
    /// A page with an element that has thousands of attributes, which no real page has.
    #[error(
        "an element of this page has thousands of attributes, as none of an article has; copy the article's text into a \
         file and import that"
    )]
    TooManyAttributes,
}

/// Reads the text of an article.
///
/// `text` is a text that [`decode`] returned. A text that begins like the source of a page is read as a page, whatever
/// its `kind`. Returns the article, or a [`ReadError`] whose message says what to do. All words of the text are in the
/// title, the body, the author, the date or `dropped`; of a page, all words that a reader would see.
pub fn read(text: &str, kind: InputFormat, options: &ReadOptions) -> Result<Imported, ReadError> {
    // A panic of one of the libraries that parse a text is an error about this text alone.
    guard_deep(|| read_unguarded(text, kind, options)).unwrap_or(Err(ReadError::Unreadable))
}

fn read_unguarded(
    text: &str,
    kind: InputFormat,
    options: &ReadOptions,
) -> Result<Imported, ReadError> {
    let mut imported = match kind {
        InputFormat::Markdown if !html::is_page(text) => markdown::read(text),
        InputFormat::PlainText if !html::is_page(text) => plain::read(text),
        _ => html::read(text, options.url.as_deref())?,
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
