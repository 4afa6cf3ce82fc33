//! Reads the styles and the numbering of a document, to decide which paragraphs are headings, list items or quotations.

use std::collections::BTreeMap;

use super::WordError;
use super::xml::{XmlToken, XmlTokens};

/// Maximum number of styles that a style is based on.
const MAX_BASES: usize = 16;

/// The role that a style gives a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ParagraphRole {
    /// The document's title.
    Title,
    /// A heading of this level, from 1.
    Heading(u8),
    Quotation,
    /// A line of a table of contents.
    Contents,
}

/// The paragraph styles of a document, by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<String, DocxStyle>);

#[derive(Debug, Default)]
struct DocxStyle {
    name: String,
    based_on: Option<String>,
    /// Outline level, from 0; 9 means none.
    outline: Option<u8>,
    number: NumberReference,
}

/// A paragraph's place in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct NumberReference {
    /// Id of the list; `0` removes a paragraph from its style's list.
    pub list: Option<String>,
    /// Level in the list, from 0.
    pub level: Option<usize>,
}

impl Styles {
    pub(super) fn read(text: &str) -> Result<Self, WordError> {
        let mut styles = Styles::default();
        let mut current: Option<(String, DocxStyle)> = None;
        let mut tokens = XmlTokens::of(text);
        while let Some(token) = tokens.next()? {
            match (token, &mut current) {
                (XmlToken::Open(tag), None) if tag.name == "style" => {
                    let id = tag.get("styleId").unwrap_or_default().to_owned();
                    current = Some((id, DocxStyle::default()));
                }
                (XmlToken::Open(tag), Some((_, style))) => match tag.name.as_str() {
                    "name" => style.name = tag.value().unwrap_or_default().to_owned(),
                    "basedOn" => style.based_on = tag.value().map(str::to_owned),
                    "outlineLvl" => style.outline = tag.value().and_then(|n| n.parse().ok()),
                    "numId" => style.number.list = tag.value().map(str::to_owned),
                    "ilvl" => style.number.level = tag.value().and_then(|n| n.parse().ok()),
                    _ => {}
                },
                (XmlToken::Close(name), Some(_)) if name == "style" => {
                    let (id, style) = current.take().unwrap_or_default();
                    styles.0.insert(id, style);
                }
                _ => {}
            }
        }
        Ok(styles)
    }

    /// Returns a style and those that it is based on, from the style itself.
    fn bases<'s>(&'s self, id: &'s str) -> impl Iterator<Item = (&'s str, &'s DocxStyle)> {
        let mut next = Some(id);
        let styles = std::iter::from_fn(move || {
            let id = next?;
            let style = self.0.get(id)?;
            next = style.based_on.as_deref();
            Some((id, style))
        });
        styles.take(MAX_BASES)
    }

    /// Returns the role of the paragraphs of a style; `None` for ordinary ones. If the name does not determine the
    /// role, the id does: some programs write documents without a list of styles.
    pub(super) fn role(&self, id: &str) -> Option<ParagraphRole> {
        if !self.0.contains_key(id) {
            return role_of(id);
        }
        self.bases(id).find_map(|(id, style)| {
            let outline = style.outline.filter(|level| *level < 9);
            let outline = outline.map(|level| ParagraphRole::Heading(level + 1));
            role_of(&style.name).or_else(|| role_of(id)).or(outline)
        })
    }

    /// Returns the list that the paragraphs of a style are in.
    pub(super) fn number(&self, id: &str) -> NumberReference {
        let mut found = NumberReference::default();
        for (_, style) in self.bases(id) {
            found.list = found.list.or_else(|| style.number.list.clone());
            found.level = found.level.or(style.number.level);
        }
        found
    }
}

/// Names of headings, in the languages of word processors, in lower case. A number follows them.
const HEADINGS: [&str; 33] = [
    "heading",
    "überschrift",
    "titre",
    "título",
    "titolo",
    "titulo",
    "заголовок",
    "kop",
    "rubrik",
    "overskrift",
    "otsikko",
    "nagłówek",
    "nadpis",
    "naslov",
    "címsor",
    "titlu",
    "başlık",
    "επικεφαλίδα",
    "заглавие",
    "כותרת",
    "عنوان",
    "العنوان",
    "سرصفحه",
    "سرفصل",
    "तालिका शीर्षक",
    "शीर्षक",
    "หัวเรื่อง",
    "tiêu đề",
    "标题",
    "標題",
    "見出し",
    "제목",
    "judul",
];
/// Names of titles, in lower case.
const TITLES: [&str; 21] = [
    "title",
    "titel",
    "titre",
    "título",
    "titulo",
    "titolo",
    "название",
    "заголовок",
    "tittel",
    "otsikko",
    "tytuł",
    "název",
    "naslov",
    "cím",
    "titlu",
    "konu başlığı",
    "τίτλος",
    "العنوان",
    "عنوان",
    "표제",
    "표제목",
];
/// Names of styles of quotations, in lower case.
const QUOTATIONS: [&str; 9] = [
    "quote",
    "intense quote",
    "block text",
    "quotations",
    "blockquote",
    "zitat",
    "citation",
    "цитата",
    "اقتباس",
];
/// Names of the lines of a table of contents, in lower case. A number may follow them.
const CONTENTS: [&str; 5] = [
    "toc",
    "toc heading",
    "contents heading",
    "contents",
    "verzeichnis",
];

/// Returns the role for a style's name or id.
fn role_of(name: &str) -> Option<ParagraphRole> {
    let name = name.trim().to_lowercase();
    let word = name.trim_end_matches(|c: char| c.is_numeric());
    let number = name[word.len()..].chars().next().and_then(digit);
    let word = word.trim_end_matches([' ', '_', '-', '\u{a0}']);
    let level = number.and_then(|n| u8::try_from(n).ok()).filter(|n| *n > 0);
    if let Some(level) = level.filter(|_| HEADINGS.contains(&word)) {
        return Some(ParagraphRole::Heading(level));
    }
    if CONTENTS.contains(&word) {
        return Some(ParagraphRole::Contents);
    }
    if level.is_none() && TITLES.contains(&word) {
        return Some(ParagraphRole::Title);
    }
    QUOTATIONS
        .contains(&name.as_str())
        .then_some(ParagraphRole::Quotation)
}

/// Returns the value of a Western, Arabic or Persian digit.
fn digit(c: char) -> Option<u32> {
    let value = |zero: char| {
        u32::from(c)
            .checked_sub(u32::from(zero))
            .filter(|n| *n < 10)
    };
    ['0', '٠', '۰'].into_iter().find_map(value)
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct ListNumbering {
    /// For each list, the id of its definition, and the numbers with which levels begin that differ from it.
    lists: BTreeMap<String, (String, BTreeMap<usize, u32>)>,
    /// The levels of each definition.
    definitions: BTreeMap<String, BTreeMap<usize, ListLevel>>,
}

#[derive(Debug, Clone)]
struct ListLevel {
    format: String,
    start: u32,
}

impl Default for ListLevel {
    fn default() -> Self {
        ListLevel {
            format: "decimal".into(),
            start: 1,
        }
    }
}

impl ListNumbering {
    pub(super) fn read(text: &str) -> Result<Self, WordError> {
        let mut numbering = ListNumbering::default();
        let (mut definition, mut list, mut level) = (None::<String>, None::<String>, 0);
        let mut tokens = XmlTokens::of(text);
        while let Some(token) = tokens.next()? {
            let tag = match token {
                XmlToken::Open(tag) => tag,
                XmlToken::Close(name) => {
                    match name.as_str() {
                        "abstractNum" => definition = None,
                        "num" => list = None,
                        _ => {}
                    }
                    continue;
                }
                XmlToken::Text(_) => continue,
            };
            let own = tag.value().map(str::to_owned);
            let number = || tag.value().and_then(|n| n.parse::<u32>().ok());
            match (tag.name.as_str(), &definition, &list) {
                ("abstractNum", ..) => definition = tag.get("abstractNumId").map(str::to_owned),
                ("num", ..) => list = tag.get("numId").map(str::to_owned),
                ("lvl" | "lvlOverride", ..) => {
                    level = tag.get("ilvl").and_then(|n| n.parse().ok()).unwrap_or(0);
                }
                ("abstractNumId", _, Some(list)) => {
                    numbering.lists.entry(list.clone()).or_default().0 = own.unwrap_or_default();
                }
                ("startOverride", _, Some(list)) => {
                    let starts = &mut numbering.lists.entry(list.clone()).or_default().1;
                    starts.extend(number().map(|start| (level, start)));
                }
                ("numFmt", Some(id), _) => {
                    numbering.level(id, level).format = own.unwrap_or_default();
                }
                ("start", Some(id), _) => {
                    numbering.level(id, level).start = number().unwrap_or(1);
                }
                _ => {}
            }
        }
        Ok(numbering)
    }

    fn level(&mut self, definition: &str, level: usize) -> &mut ListLevel {
        let levels = self.definitions.entry(definition.to_owned()).or_default();
        levels.entry(level).or_default()
    }

    /// Returns the number with which a level of a list begins; `None` if the level has bullets.
    pub(super) fn start(&self, list: &str, level: usize) -> Option<u32> {
        let (definition, starts) = self.lists.get(list)?;
        let own = self.definitions.get(definition)?.get(&level)?;
        let has_numbers = !matches!(own.format.as_str(), "bullet" | "none" | "");
        has_numbers.then(|| starts.get(&level).copied().unwrap_or(own.start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_known_by_its_name_in_many_languages() {
        for (name, expected) in [
            ("heading 1", Some(ParagraphRole::Heading(1))),
            ("Heading2", Some(ParagraphRole::Heading(2))),
            ("Überschrift 3", Some(ParagraphRole::Heading(3))),
            ("عنوان 1", Some(ParagraphRole::Heading(1))),
            ("العنوان ٢", Some(ParagraphRole::Heading(2))),
            ("제목 1", Some(ParagraphRole::Heading(1))),
            ("Title", Some(ParagraphRole::Title)),
            ("العنوان", Some(ParagraphRole::Title)),
            ("toc 2", Some(ParagraphRole::Contents)),
            ("TOC Heading", Some(ParagraphRole::Contents)),
            ("Intense Quote", Some(ParagraphRole::Quotation)),
            ("Normal", None),
            ("Heading", None),
            ("Body Text 2", None),
            ("", None),
        ] {
            assert_eq!(role_of(name), expected, "{name}");
        }
        let styles = "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"a\"><w:name w:val=\"Kicker\"/><w:basedOn w:val=\"b\"/></w:style><w:style w:styleId=\"b\"><w:name w:val=\"x\"/><w:basedOn w:val=\"a\"/><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style></w:styles>";
        let styles = Styles::read(styles).unwrap();
        assert_eq!(styles.role("a"), Some(ParagraphRole::Heading(2)));
        assert_eq!(styles.role("Heading1"), Some(ParagraphRole::Heading(1)));
    }
}
