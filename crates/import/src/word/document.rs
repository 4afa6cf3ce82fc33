//! Turns the XML of a document's text into blocks.
//!
//! Of tracked changes, insertions are kept and deletions are left out, as if all were accepted.

use std::collections::BTreeMap;

use super::inserts::{self, Inserts, is_emphasis};
use super::styles::{ListNumbering, NumberReference, ParagraphRole, Styles};
use super::xml::{XmlTag, XmlToken, XmlTokens};
use super::{Properties, WordError};
use crate::blocks::{Block, Is};
use crate::{Dropped, Why, words, write};

/// Elements that are left out with their content: earlier formatting, fallbacks for programs without an extension, form
/// settings, and pronunciation.
const SKIPPED: [&str; 9] = [
    "pPrChange",
    "rPrChange",
    "sectPrChange",
    "tblPrChange",
    "trPrChange",
    "tcPrChange",
    "mc:Fallback",
    "sdtPr",
    "rt",
];
/// Maximum number of columns that a cell may span.
const MAX_SPAN: usize = 64;

/// A document that was read.
#[derive(Debug, Default)]
pub(super) struct DocxDocument {
    pub blocks: Vec<Block>,
    pub dropped: Vec<Dropped>,
    pub remarks: Vec<String>,
    pub properties: Properties,
    /// The title, if a paragraph has the style for it.
    title: Option<String>,
    /// The notes that are referred to, with their labels, in the order of their references.
    notes: Vec<(String, Vec<Block>)>,
    inserts: Inserts,
}

impl DocxDocument {
    /// Returns and removes the title: a paragraph in the style of titles, or a heading that the text begins with. The highest
    /// headings that are left are of level 2, below the title.
    pub(super) fn take_title(&mut self) -> Option<String> {
        if self.title.is_none() && self.blocks.first().is_some_and(|one| level(one).is_some()) {
            let heading = self.blocks.remove(0);
            self.title = Some(inserts::without(&heading.text));
        }
        let highest = self.blocks.iter().filter_map(level).min();
        let above = highest.unwrap_or(2).saturating_sub(2);
        for block in &mut self.blocks {
            if let Is::Heading(level) = &mut block.is {
                *level -= above;
            }
        }
        self.title.take()
    }

    pub(super) fn has_headings(&self) -> bool {
        let mut blocks = self.blocks.iter();
        blocks.any(|block| matches!(block.is, Is::Heading(_) | Is::Item { .. }))
    }

    /// Returns the text as Markdown, with its notes at the end.
    pub(super) fn markdown(&self) -> String {
        let mut out = write::markdown(&self.blocks);
        for (label, blocks) in &self.notes {
            let text = write::markdown(blocks);
            out.push_str(&format!("\n[^{label}]: "));
            for (index, line) in text.trim_end().lines().enumerate() {
                match (index, line.is_empty()) {
                    (0, _) => {}
                    (_, true) => out.push('\n'),
                    (_, false) => out.push_str("\n    "),
                }
                out.push_str(line);
            }
            out.push('\n');
        }
        self.inserts.filled(&out)
    }
}

/// Returns the level of a heading.
fn level(block: &Block) -> Option<u8> {
    match block.is {
        Is::Heading(level) => Some(level),
        _ => None,
    }
}

/// Reads the parts of a document.
pub(super) struct DocxReader<'d> {
    styles: &'d Styles,
    numbering: &'d ListNumbering,
    document: DocxDocument,
    /// The addresses of the links in the current part, by their ids.
    targets: BTreeMap<String, String>,
    /// The labels of the notes that were referred to: by their kind and id, in order.
    references: Vec<(String, String)>,
    /// For each list and level, the number of its last item.
    counters: BTreeMap<(String, usize), u32>,
    /// Depth of the last item of a list.
    last_depth: Option<usize>,
    /// The words of tracked deletions and of hidden text, and counts of other things that are left out.
    tally: DropCounts,
    part: PartState,
}

#[derive(Debug, Default)]
struct DropCounts {
    deleted: Vec<String>,
    inserted: usize,
    comments: usize,
    symbols: usize,
}

/// The open elements of the part that is being read.
#[derive(Default)]
struct PartState {
    /// Names of the open elements.
    open: Vec<String>,
    paragraphs: Vec<DocxParagraph>,
    tables: Vec<DocxTable>,
    fields: Vec<DocxField>,
    blocks: Vec<Block>,
    run: RunProperties,
    /// True if the run is written from right to left. Such runs have separate formatting properties.
    is_rtl: bool,
    /// Bold and italic of such a run.
    rtl_run: RunProperties,
    /// Number of open deletions.
    deletions: usize,
    /// The name of the last drawing.
    picture: String,
    /// The words of a paragraph whose end was deleted; they are joined to the next paragraph.
    joined: Option<DocxParagraph>,
}

/// Properties of a run of text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct RunProperties {
    bold: bool,
    italic: bool,
    hidden: bool,
}

#[derive(Debug, Default)]
struct DocxParagraph {
    style: Option<String>,
    number: NumberReference,
    outline: Option<u8>,
    /// True if the paragraph's end was deleted, so that the next paragraph continues it.
    goes_on: bool,
    pieces: Vec<RunPiece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum RunPiece {
    Text(String, RunProperties),
    /// A piece of Markdown syntax, such as `**`.
    Mark(String),
    LinkStart(String),
    LinkEnd,
    Break,
}

#[derive(Default)]
struct DocxTable {
    rows: Vec<Vec<String>>,
    /// The blocks of a table with a single cell, which represents a box.
    alone: Vec<Block>,
    row: Vec<String>,
    cell: Vec<Block>,
    span: usize,
    is_continued: bool,
    is_deleted: bool,
}

/// A field: an instruction and its result.
#[derive(Default)]
struct DocxField {
    instruction: String,
    has_result: bool,
    is_link: bool,
}

impl<'d> DocxReader<'d> {
    pub(super) fn new(styles: &'d Styles, numbering: &'d ListNumbering) -> Self {
        DocxReader {
            styles,
            numbering,
            document: DocxDocument::default(),
            targets: BTreeMap::new(),
            references: Vec::new(),
            counters: BTreeMap::new(),
            last_depth: None,
            tally: DropCounts::default(),
            part: PartState::default(),
        }
    }

    /// Reads the text of the document.
    pub(super) fn read(
        &mut self,
        text: &str,
        targets: BTreeMap<String, String>,
    ) -> Result<(), WordError> {
        self.targets = targets;
        self.document.blocks = self.blocks(&mut XmlTokens::of(text), None)?;
        Ok(())
    }

    /// Reads the notes that the text refers to. The ids of endnotes have a prefix.
    pub(super) fn read_notes(
        &mut self,
        text: &str,
        prefix: &str,
        targets: BTreeMap<String, String>,
    ) -> Result<(), WordError> {
        self.targets = targets;
        let mut notes = BTreeMap::new();
        let mut tokens = XmlTokens::of(text);
        while let Some(token) = tokens.next()? {
            let XmlToken::Open(tag) = token else { continue };
            if !matches!(tag.name.as_str(), "footnote" | "endnote") {
                continue;
            }
            let blocks = self.blocks(&mut tokens, Some(&tag.name))?;
            if tag.get("type").is_none_or(|kind| kind == "normal") {
                let id = tag.get("id").unwrap_or_default();
                notes.insert(format!("{prefix}{id}"), blocks);
            }
        }
        for (id, label) in &self.references {
            if let Some(blocks) = notes.remove(id) {
                self.document.notes.push((label.clone(), blocks));
            }
        }
        let unused = notes.into_values().flatten();
        let unused = unused.map(|block| dropped(block.text, Why::Outside));
        self.document.dropped.extend(unused);
        Ok(())
    }

    /// Reads a header or footer, whose words are shown on every page.
    pub(super) fn read_margin(&mut self, text: &str) -> Result<(), WordError> {
        let blocks = self.blocks(&mut XmlTokens::of(text), None)?;
        for block in blocks.into_iter().filter(|block| !block.text.is_empty()) {
            let one = dropped(block.text, Why::Furniture);
            if !self.document.dropped.contains(&one) {
                self.document.dropped.push(one);
            }
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> DocxDocument {
        // A reference without its note would be text that is no note.
        let known: Vec<&String> = self.document.notes.iter().map(|(label, _)| label).collect();
        let missing: Vec<String> = self
            .references
            .iter()
            .map(|(_, label)| label.clone())
            .filter(|label| !known.contains(&label))
            .collect();
        for label in missing {
            self.document.notes.push((
                label,
                vec![Block {
                    text: "…".into(),
                    ..Block::default()
                }],
            ));
        }
        let DropCounts {
            deleted,
            inserted,
            comments,
            symbols,
        } = self.tally;
        let deleted = deleted.into_iter().filter(|text| !text.trim().is_empty());
        let deleted: Vec<Dropped> = deleted.map(|text| dropped(text, Why::Deleted)).collect();
        let remarks = &mut self.document.remarks;
        if inserted > 0 || !deleted.is_empty() {
            remarks.push(format!(
                "The document has tracked changes: {inserted} insertions are in the text, {} deletions are not. Accept or reject them in the word processor first if that is not what you want.",
                deleted.len()
            ));
        }
        if comments > 0 {
            remarks.push(format!("Comments in the margin are left out: {comments}."));
        }
        if symbols > 0 {
            remarks.push(format!(
                "Signs of a symbol font, which have no character, are left out: {symbols}."
            ));
        }
        self.document.dropped.extend(deleted);
        self.document
    }

    /// Reads blocks up to the end of the part, or to the end tag of `within`.
    fn blocks(
        &mut self,
        tokens: &mut XmlTokens<'_>,
        within: Option<&str>,
    ) -> Result<Vec<Block>, WordError> {
        self.part = PartState::default();
        while let Some(token) = tokens.next()? {
            match token {
                XmlToken::Open(tag) if SKIPPED.contains(&tag.name.as_str()) => {
                    skip(tokens, &tag.name)?;
                }
                XmlToken::Open(tag) => {
                    self.open(&tag);
                    self.part.open.push(tag.name);
                }
                XmlToken::Close(name) => {
                    if self.part.open.is_empty() && within == Some(name.as_str()) {
                        break;
                    }
                    self.part.open.pop();
                    self.close(&name);
                }
                XmlToken::Text(text) => self.text(&text),
            }
        }
        if let Some(left) = self.part.joined.take() {
            self.add(left);
        }
        Ok(std::mem::take(&mut self.part.blocks))
    }

    /// Returns the name of the innermost open element, or of the element `step` levels further out.
    fn parent(&self, step: usize) -> &str {
        let open = &self.part.open;
        let index = open.len().checked_sub(step + 1);
        index.map_or("", |index| open[index].as_str())
    }

    fn open(&mut self, tag: &XmlTag) {
        match (tag.name.as_str(), self.parent(0)) {
            ("p", _) => self.part.paragraphs.push(DocxParagraph::default()),
            ("r", _) => self.start_run(),
            (_, "pPr" | "numPr") => self.paragraph_property(tag),
            (_, "rPr") => self.run_property(tag),
            ("del" | "moveFrom", "trPr") => {
                if let Some(table) = self.part.tables.last_mut() {
                    table.is_deleted = true;
                }
            }
            ("del" | "moveFrom", _) => {
                self.part.deletions += 1;
                self.tally.deleted.push(String::new());
            }
            ("ins" | "moveTo", parent) if parent != "trPr" => self.tally.inserted += 1,
            ("tbl", _) => self.part.tables.push(DocxTable::default()),
            ("tc", _) => {
                if let Some(table) = self.part.tables.last_mut() {
                    (table.span, table.is_continued) = (1, false);
                }
            }
            (_, "tcPr") => self.cell_property(tag),
            ("hyperlink", _) => {
                let target = tag.get("id").and_then(|id| self.targets.get(id)).cloned();
                self.piece(RunPiece::LinkStart(target.unwrap_or_default()));
            }
            ("fldSimple", _) => {
                let instruction = tag.get("instr").unwrap_or_default();
                self.piece(RunPiece::LinkStart(
                    link_in(instruction).unwrap_or_default(),
                ));
            }
            ("fldChar", _) => self.field(tag.get("fldCharType").unwrap_or_default()),
            (name, "r") => self.sign(name, tag),
            ("a:blip" | "v:imagedata" | "c:chart" | "dgm:relIds" | "o:OLEObject", _) => {
                let name = tag.get("title").unwrap_or_default();
                self.picture(name);
            }
            ("wp:docPr", _) => {
                let described = tag.get("descr").filter(|text| !text.is_empty());
                let name = described.or(tag.get("name")).unwrap_or_default();
                self.part.picture = name.to_owned();
            }
            _ => {}
        }
    }

    fn start_run(&mut self) {
        self.part.run = RunProperties::default();
        self.part.rtl_run = RunProperties::default();
        self.part.is_rtl = false;
    }

    fn paragraph_property(&mut self, tag: &XmlTag) {
        let Some(paragraph) = self.part.paragraphs.last_mut() else {
            return;
        };
        let number = || tag.value().and_then(|n| n.parse().ok());
        match tag.name.as_str() {
            "pStyle" => paragraph.style = tag.value().map(str::to_owned),
            "outlineLvl" => paragraph.outline = number().and_then(|n| u8::try_from(n).ok()),
            "numId" => paragraph.number.list = tag.value().map(str::to_owned),
            "ilvl" => paragraph.number.level = number(),
            _ => {}
        }
    }

    fn run_property(&mut self, tag: &XmlTag) {
        let run = &mut self.part.run;
        match (
            tag.name.as_str(),
            self.part.open.iter().rev().nth(1).map(String::as_str),
        ) {
            ("b", Some("r")) => run.bold = tag.is_on(),
            ("i", Some("r")) => run.italic = tag.is_on(),
            ("bCs", Some("r")) => self.part.rtl_run.bold = tag.is_on(),
            ("iCs", Some("r")) => self.part.rtl_run.italic = tag.is_on(),
            ("rtl", Some("r")) => self.part.is_rtl = tag.is_on(),
            ("vanish", Some("r")) => run.hidden = tag.is_on(),
            ("del" | "moveFrom", Some("pPr")) => {
                if let Some(paragraph) = self.part.paragraphs.last_mut() {
                    paragraph.goes_on = true;
                }
            }
            _ => {}
        }
    }

    fn cell_property(&mut self, tag: &XmlTag) {
        let Some(table) = self.part.tables.last_mut() else {
            return;
        };
        match tag.name.as_str() {
            "gridSpan" => {
                let span = tag.value().and_then(|n| n.parse().ok()).unwrap_or(1);
                table.span = usize::clamp(span, 1, MAX_SPAN);
            }
            "vMerge" => table.is_continued = tag.value() != Some("restart"),
            _ => {}
        }
    }

    /// Reads an element of a run that represents a character, or refers to a note.
    fn sign(&mut self, name: &str, tag: &XmlTag) {
        match name {
            "tab" | "ptab" => self.words(" "),
            "br" if tag.get("type").is_some_and(|kind| kind != "textWrapping") => self.words(" "),
            "br" | "cr" => self.piece(RunPiece::Break),
            "noBreakHyphen" => self.words("\u{2011}"),
            "sym" => self.tally.symbols += 1,
            "footnoteReference" => self.reference("", tag),
            "endnoteReference" => self.reference("e", tag),
            "commentReference" => self.tally.comments += 1,
            _ => {}
        }
    }

    fn reference(&mut self, prefix: &str, tag: &XmlTag) {
        let id = format!("{prefix}{}", tag.get("id").unwrap_or_default());
        if self.part.deletions > 0 || self.part.paragraphs.is_empty() {
            return;
        }
        let known = self.references.iter().find(|(own, _)| *own == id);
        let label = match known {
            Some((_, label)) => label.clone(),
            None => {
                let label = (self.references.len() + 1).to_string();
                self.references.push((id, label.clone()));
                label
            }
        };
        let mark = self.document.inserts.mark(format!("[^{label}]"));
        self.piece(RunPiece::Mark(mark));
    }

    fn field(&mut self, kind: &str) {
        match kind {
            "begin" => self.part.fields.push(DocxField::default()),
            "separate" => {
                let Some(field) = self.part.fields.last_mut() else {
                    return;
                };
                field.has_result = true;
                if let Some(target) = link_in(&field.instruction) {
                    field.is_link = true;
                    self.piece(RunPiece::LinkStart(target));
                }
            }
            "end" => {
                let field = self.part.fields.pop().unwrap_or_default();
                let end = field.is_link.then_some(RunPiece::LinkEnd);
                end.into_iter().for_each(|piece| self.piece(piece));
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match self.parent(0) {
            "instrText" => {
                if let Some(field) = self.part.fields.last_mut() {
                    field.instruction.push_str(text);
                }
            }
            "t" | "delText" | "m:t" => self.words(text),
            _ => {}
        }
    }

    /// Adds words to the paragraph, unless they are deleted, hidden or part of an instruction.
    fn words(&mut self, text: &str) {
        let text = inserts::fit(text);
        if self.part.deletions > 0 {
            if let Some(deleted) = self.tally.deleted.last_mut() {
                deleted.push_str(&text);
            }
            return;
        }
        let mut run = self.part.run;
        if self.part.is_rtl {
            (run.bold, run.italic) = (self.part.rtl_run.bold, self.part.rtl_run.italic);
        }
        if run.hidden {
            self.document.dropped.push(dropped(text, Why::Hidden));
            return;
        }
        self.piece(RunPiece::Text(text, run));
    }

    fn piece(&mut self, piece: RunPiece) {
        if let Some(paragraph) = self.part.paragraphs.last_mut() {
            paragraph.pieces.push(piece);
        }
    }

    /// Reports a picture under the name of its drawing.
    fn picture(&mut self, title: &str) {
        let name = std::mem::take(&mut self.part.picture);
        let names = [name.as_str(), title, "…"];
        let name = names.into_iter().find(|name| !name.trim().is_empty());
        let name = inserts::fit(name.unwrap_or_default());
        self.document.dropped.push(dropped(name, Why::Picture));
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "r" => self.start_run(),
            "del" | "moveFrom" if !matches!(self.parent(0), "trPr" | "rPr") => {
                self.part.deletions = self.part.deletions.saturating_sub(1);
            }
            "hyperlink" | "fldSimple" => self.piece(RunPiece::LinkEnd),
            "tc" => self.end_cell(),
            "tr" => self.end_row(),
            "tbl" => self.end_table(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.part.paragraphs.pop() else {
            return;
        };
        if let Some(mut before) = self.part.joined.take() {
            before.pieces.append(&mut paragraph.pieces);
            before.goes_on = paragraph.goes_on;
            paragraph = before;
        }
        match paragraph.goes_on {
            true => self.part.joined = Some(paragraph),
            false => self.add(paragraph),
        }
    }

    /// Adds a paragraph to the blocks: as several, if it has empty lines.
    fn add(&mut self, paragraph: DocxParagraph) {
        let id = paragraph.style.as_deref();
        let outline = paragraph.outline.filter(|level| *level < 9);
        let role = outline.map(|level| ParagraphRole::Heading(level + 1));
        let role = role.or_else(|| self.styles.role(id?));
        let lines = self.lines(&paragraph.pieces);
        let mut number = id.map_or_else(NumberReference::default, |id| self.styles.number(id));
        number.list = paragraph.number.list.or(number.list);
        number.level = paragraph.number.level.or(number.level);
        for (index, (text, bold)) in lines.into_iter().enumerate() {
            let mut block = Block {
                text,
                bold,
                ..Block::default()
            };
            match role {
                Some(ParagraphRole::Contents) => {
                    self.document
                        .dropped
                        .push(dropped(block.text, Why::Contents));
                    continue;
                }
                Some(ParagraphRole::Title)
                    if self.document.title.is_none() && self.is_outside() =>
                {
                    self.document.title = Some(inserts::without(&block.text));
                    continue;
                }
                Some(ParagraphRole::Title) => block.is = Is::Heading(2),
                Some(ParagraphRole::Heading(level)) => {
                    block.is = Is::Heading(level.saturating_add(1).min(6))
                }
                Some(ParagraphRole::Quotation) => block.quoted = true,
                None => {}
            }
            let is_plain = block.is == Is::Paragraph && !block.quoted;
            match number
                .list
                .as_deref()
                .filter(|list| is_plain && *list != "0")
            {
                Some(list) => block.is = self.item(list, number.level.unwrap_or(0), index > 0),
                None => self.last_depth = None,
            }
            self.put(block);
        }
    }

    /// Returns the kind of an item of a list.
    fn item(&mut self, list: &str, level: usize, is_continued: bool) -> Is {
        let depth = level.min(self.last_depth.map_or(0, |last| last + 1));
        if is_continued {
            return Is::Continued { depth };
        }
        self.last_depth = Some(depth);
        let start = self.numbering.start(list, level);
        let number = start.map(|start| {
            let key = (list.to_owned(), level);
            let next = self
                .counters
                .get(&key)
                .map_or(start, |last| last.saturating_add(1));
            self.counters.insert(key, next);
            next
        });
        // The levels below begin again.
        self.counters
            .retain(|(own, below), _| own != list || *below <= level);
        Is::Item { depth, number }
    }

    /// Returns true if the text is not in a table or a box.
    fn is_outside(&self) -> bool {
        self.part.tables.is_empty() && self.part.paragraphs.is_empty()
    }

    fn put(&mut self, block: Block) {
        match self.part.tables.last_mut() {
            Some(table) => table.cell.push(block),
            None => self.part.blocks.push(block),
        }
    }

    fn end_cell(&mut self) {
        let Some(table) = self.part.tables.last_mut() else {
            return;
        };
        let blocks = std::mem::take(&mut table.cell);
        let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
        let text = if table.is_continued {
            String::new()
        } else {
            texts.join(" ")
        };
        table.row.push(text);
        let empty = std::iter::repeat_n(String::new(), table.span.saturating_sub(1));
        table.row.extend(empty);
        table.alone = blocks;
    }

    fn end_row(&mut self) {
        let Some(table) = self.part.tables.last_mut() else {
            return;
        };
        let row = std::mem::take(&mut table.row);
        if std::mem::take(&mut table.is_deleted) {
            self.tally.deleted.push(inserts::without(&row.join(" ")));
        } else if !row.is_empty() {
            table.rows.push(row);
        }
    }

    /// Adds a table with rows of equal width. A table of one cell is a box around its text, and one in another table is
    /// the text of a cell.
    fn end_table(&mut self) {
        let Some(table) = self.part.tables.pop() else {
            return;
        };
        self.last_depth = None;
        let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
        if table.rows.len() == 1 && columns == 1 {
            for block in table.alone {
                self.put(block);
            }
            return;
        }
        let rows = table.rows.into_iter();
        let rows = rows.filter(|row| row.iter().any(|cell| !cell.is_empty()));
        for (index, mut row) in rows.enumerate() {
            row.resize(columns, String::new());
            let filled: Vec<&str> = row
                .iter()
                .map(String::as_str)
                .filter(|cell| !cell.is_empty())
                .collect();
            let block = Block {
                text: filled.join(" "),
                is: Is::Row { first: index == 0 },
                cells: row,
                ..Block::default()
            };
            self.put(block);
        }
    }

    /// Returns the lines of a paragraph, each on one line, and whether all words of it are bold. Single line breaks are
    /// spaces; two of them separate paragraphs.
    fn lines(&mut self, pieces: &[RunPiece]) -> Vec<(String, bool)> {
        let mut lines = Vec::new();
        let mut start = 0;
        for (index, pair) in pieces.windows(2).enumerate() {
            if pair == [RunPiece::Break, RunPiece::Break] {
                lines.push(&pieces[start.min(index)..index]);
                start = index + 2;
            }
        }
        lines.push(pieces.get(start..).unwrap_or_default());
        let lines = lines.into_iter().map(|pieces| self.line(pieces));
        lines
            .filter(|(text, _)| !inserts::without(text).is_empty())
            .collect()
    }

    fn line(&mut self, pieces: &[RunPiece]) -> (String, bool) {
        let runs = merged(pieces);
        let said = |is_it: fn(&RunProperties) -> bool| {
            let mut runs = runs.iter().filter_map(|piece| match piece {
                RunPiece::Text(text, run) if text.contains(char::is_alphanumeric) => Some(run),
                _ => None,
            });
            runs.all(is_it)
        };
        let (bold, italic) = (said(|run| run.bold), said(|run| run.italic));
        let mut out = String::new();
        let mut link: Option<(usize, String)> = None;
        for (index, piece) in runs.iter().enumerate() {
            match piece {
                RunPiece::Text(text, run) => {
                    let next = runs.get(index + 1).and_then(|piece| match piece {
                        RunPiece::Text(text, _) => text.chars().next(),
                        _ => None,
                    });
                    let emphasis = match (run.bold && !bold, run.italic && !italic) {
                        (true, true) => "***",
                        (true, false) => "**",
                        (false, true) => "*",
                        (false, false) => "",
                    };
                    self.emphasize(text, emphasis, next, &mut out);
                }
                RunPiece::Mark(mark) => out.push_str(mark),
                RunPiece::Break => out.push(' '),
                RunPiece::LinkStart(target) => {
                    if link.is_none() && self.is_allowed(target) {
                        link = Some((out.len(), target.clone()));
                    }
                }
                RunPiece::LinkEnd => self.end_link(link.take(), &mut out),
            }
        }
        self.end_link(link, &mut out);
        (words::one_line(&out), bold)
    }

    /// Adds text with emphasis, if a parser can recognize the emphasis there.
    fn emphasize(&mut self, text: &str, emphasis: &str, next: Option<char>, out: &mut String) {
        let inner = text.trim();
        let start = text.len() - text.trim_start().len();
        let (before, after) = (&text[..start], &text[start + inner.len()..]);
        let last = match before.is_empty() {
            true => out.chars().next_back(),
            false => Some(' '),
        };
        let next = after.chars().next().or(next);
        if emphasis.is_empty() || !is_emphasis(last, inner, next) {
            out.push_str(text);
            return;
        }
        let mark = self.document.inserts.mark(emphasis.to_owned());
        out.push_str(before);
        out.push_str(&mark);
        out.push_str(inner);
        out.push_str(&mark);
        out.push_str(after);
    }

    /// Returns true if a link has a web or mail address. Others, such as paths of files, are reported.
    fn is_allowed(&mut self, target: &str) -> bool {
        let lower = target.to_ascii_lowercase();
        let allowed = ["http://", "https://", "mailto:"];
        let is_allowed = allowed.iter().any(|scheme| lower.starts_with(scheme));
        if !is_allowed && !target.is_empty() {
            let target = inserts::fit(target);
            self.document.dropped.push(dropped(target, Why::Target));
        }
        is_allowed
    }

    fn end_link(&mut self, link: Option<(usize, String)>, out: &mut String) {
        let Some((start, target)) = link else { return };
        if inserts::without(&out[start..]).is_empty() {
            return;
        }
        let text = out.split_off(start);
        let inner = text.trim();
        let lead = text.len() - text.trim_start().len();
        let open = self.document.inserts.mark("[".into());
        let close = self
            .document
            .inserts
            .mark(format!("](<{}>)", encoded(&target)));
        out.push_str(&text[..lead]);
        out.push_str(&open);
        out.push_str(inner);
        out.push_str(&close);
        out.push_str(&text[lead + inner.len()..]);
    }
}

/// Skips the rest of an element with its content.
fn skip(tokens: &mut XmlTokens<'_>, name: &str) -> Result<(), WordError> {
    let mut depth = 1;
    while depth > 0 {
        match tokens.next()? {
            Some(XmlToken::Open(tag)) if tag.name == name => depth += 1,
            Some(XmlToken::Close(own)) if own == name => depth -= 1,
            Some(_) => {}
            None => return Err(WordError::Damaged),
        }
    }
    Ok(())
}

/// Joins texts in a row that have the same properties.
fn merged(pieces: &[RunPiece]) -> Vec<RunPiece> {
    let mut out: Vec<RunPiece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match (out.last_mut(), piece) {
            (Some(RunPiece::Text(before, own)), RunPiece::Text(text, run)) if own == run => {
                before.push_str(text);
            }
            _ => out.push(piece.clone()),
        }
    }
    out
}

/// Returns the address in the instruction of a field that is a link.
fn link_in(instruction: &str) -> Option<String> {
    let rest = instruction.trim().strip_prefix("HYPERLINK")?.trim_start();
    let (target, _) = rest.strip_prefix('"')?.split_once('"')?;
    Some(target.to_owned())
}

/// Returns an address in which the characters that would end it in Markdown are encoded.
fn encoded(target: &str) -> String {
    let mut out = String::with_capacity(target.len());
    for c in target.chars().filter(|c| !words::is_unfit(*c)) {
        match c {
            '<' | '>' | '|' | '\\' => out.push_str(&format!("%{:02X}", u32::from(c))),
            c if c.is_whitespace() => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out
}

fn dropped(text: String, why: Why) -> Dropped {
    Dropped {
        line: None,
        text: words::one_line(&text),
        why,
    }
}
