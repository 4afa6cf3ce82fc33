//! What goes into an index: records and settings.

/// Something that can be found: a text with an address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Record {
    /// What it is: an index into [`Settings::kinds`].
    pub kind: usize,
    /// Where it leads. The index hands it to the page as it is.
    pub address: String,
    /// Its title, which is shown and weighs most.
    pub title: String,
    /// Lines that are shown with it, such as its date and its publisher. They are searched, with the least weight.
    pub notes: Vec<String>,
    /// Words that it is found by and that are not shown, such as the names of its topics.
    pub keywords: Vec<String>,
    /// Its text.
    pub blocks: Vec<Block>,
    /// Its day, counted from any fixed day: newer records rank higher, and a span of days can be asked for.
    pub day: Option<i32>,
    /// What it can be filtered by: `topic=economy`, `publisher=reuters`. The form is the caller's.
    pub tags: Vec<String>,
}

/// A paragraph or heading of a record's text. Phrases and excerpts do not cross its ends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Block {
    /// Its text, without markup.
    pub text: String,
    /// The id of the element to which an excerpt from this block leads; empty for none.
    pub anchor: String,
    /// True if it is a heading, whose words weigh more.
    pub is_heading: bool,
}

/// A name and its spellings in every language and script: who looks for one of them finds the others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Name {
    /// The spellings.
    pub spellings: Vec<String>,
    /// Whether the words of two spellings correspond in their order, as a person's given name and family name do. The words of
    /// "North Korea" and "كوريا الشمالية" do not.
    pub is_ordered: bool,
}

/// How an index is made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Settings {
    /// The language of the texts, a BCP 47 tag.
    pub language: String,
    /// The names of the kinds of records, such as `article` and `page`.
    pub kinds: Vec<String>,
    /// Names with more than one spelling.
    pub names: Vec<Name>,
}

/// A file of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexFile {
    /// Its name, without a folder.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}
