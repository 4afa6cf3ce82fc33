//! The input of an index: records and settings.

/// A text with an address that a search can find.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Record {
    /// The kind: an index into [`Settings::kinds`].
    pub kind: usize,
    /// The address that a result links to. The index passes it to the page unchanged.
    pub address: String,
    /// The title, which is shown with a result and has the highest weight.
    pub title: String,
    /// Lines that are shown with a result, such as date and publisher. They are searched with the lowest weight.
    pub notes: Vec<String>,
    /// Words by which the record is found but that are not shown, such as the names of its topics.
    pub keywords: Vec<String>,
    /// The paragraphs and headings of its text.
    pub blocks: Vec<RecordBlock>,
    /// The day, counted from any fixed day; `None` if it has none. Newer records rank higher, and a search can be limited
    /// to a range of days.
    pub day: Option<i32>,
    /// Strings to filter by, in a form that the caller chooses: `topic=economy`, `publisher=reuters`.
    pub tags: Vec<String>,
}

/// A paragraph or heading of a record's text. Phrases and excerpts never cross its ends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct RecordBlock {
    /// The text, without markup.
    pub text: String,
    /// Id of the element that an excerpt from this block links to; empty if there is none.
    pub anchor: String,
    /// True if the block is a heading. Words in headings weigh more.
    pub is_heading: bool,
}

/// A name with its spellings in every language and script: a search for one of them finds the others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct SearchName {
    /// The spellings.
    pub spellings: Vec<String>,
    /// True if the words of two spellings correspond in their order, as a person's given name and family name do. The
    /// words of "North Korea" and "كوريا الشمالية" do not.
    pub is_ordered: bool,
}

/// Settings of an index.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Settings {
    /// The language of the texts, a BCP 47 tag.
    pub language: String,
    /// The names of the kinds of records, such as `article` and `page`.
    pub kinds: Vec<String>,
    /// Names with more than one spelling.
    pub names: Vec<SearchName>,
}

/// A file of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexFile {
    /// The name, without a folder.
    pub name: String,
    /// The content.
    pub bytes: Vec<u8>,
}
