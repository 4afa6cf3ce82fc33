//! Turns the elements and text of an article into its blocks. Pure.

use super::clean::{CleanToken, is_block, number};
use super::inline::{InlineBuffer, InlineLine, tidy};
use super::tables;
use crate::blocks::{Block, Is};
use crate::{Dropped, Why, lines, words};

/// An open element that determines the kind of its text.
#[derive(Debug)]
enum OpenContainer {
    Quote,
    Heading(u8),
    /// A list, and the number of its next item; `None` if it has no numbers.
    List(Option<u32>),
    /// A list item with its number, and its depth once it has text.
    Item {
        number: Option<u32>,
        depth: Option<usize>,
    },
    /// A picture with its caption, unless it contains text of the article.
    Figure {
        has_text: bool,
    },
    Caption,
    Other,
}

/// The blocks of an article, and the texts that were left out.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub blocks: Vec<Block>,
    pub dropped: Vec<Dropped>,
    open: Vec<OpenContainer>,
    inline: InlineBuffer,
}

/// Turns an article's tokens into blocks.
pub(super) fn read(tokens: &[CleanToken]) -> Flow {
    let data = tables::of_data(tokens);
    let mut flow = Flow::default();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if let Some(&end) = data.get(&at) {
            flow.end_paragraphs();
            flow.table(&tokens[at + 1..end]);
            at = end + 1;
            continue;
        }
        flow.take(token);
        at += 1;
    }
    flow.end_paragraphs();
    flow
}

impl Flow {
    fn take(&mut self, token: &CleanToken) {
        match token {
            CleanToken::Open(name, attributes) if is_block(name) => {
                self.end_paragraphs();
                if *name != "hr" {
                    let open = self.opened(name, attributes);
                    self.open.push(open);
                }
            }
            // The markup is well-formed: an end tag always closes the last open element.
            CleanToken::Close(name) if is_block(name) => {
                self.end_paragraphs();
                self.open.pop();
            }
            token => self.inline.take(token),
        }
    }

    fn opened(&mut self, name: &str, attributes: &str) -> OpenContainer {
        match name {
            "blockquote" => OpenContainer::Quote,
            "h1" | "h2" => OpenContainer::Heading(2),
            "h3" => OpenContainer::Heading(3),
            "h4" => OpenContainer::Heading(4),
            "h5" => OpenContainer::Heading(5),
            "h6" => OpenContainer::Heading(6),
            "ul" | "dir" => OpenContainer::List(None),
            "ol" => {
                let start = number(attributes, "start").and_then(|n| n.try_into().ok());
                OpenContainer::List(Some(start.unwrap_or(1)))
            }
            "li" => {
                let list = self.open.iter_mut().rev().find_map(|open| match open {
                    OpenContainer::List(next) => Some(next),
                    _ => None,
                });
                let number = list.and_then(|next| {
                    let number = *next;
                    // CommonMark allows nine digits at most in a list item's number.
                    *next = number.map(|n| (n + 1).min(999_999_999));
                    number
                });
                OpenContainer::Item {
                    number,
                    depth: None,
                }
            }
            "figure" => OpenContainer::Figure { has_text: false },
            "figcaption" => OpenContainer::Caption,
            _ => OpenContainer::Other,
        }
    }

    /// Turns the text since the last tag that separates paragraphs into blocks.
    fn end_paragraphs(&mut self) {
        if matches!(self.open.last(), Some(OpenContainer::Heading(_))) {
            let lines = self.inline.paragraphs();
            let whole = lines.into_iter().reduce(|mut whole, line| {
                whole.append(line);
                whole
            });
            return whole.into_iter().for_each(|line| self.paragraph(&line));
        }
        for line in self.inline.paragraphs() {
            self.paragraph(&line);
        }
    }

    fn paragraph(&mut self, line: &InlineLine) {
        let text = self.tidied(&line.text);
        if text.is_empty() {
            return;
        }
        if self.is_caption() {
            self.dropped.push(Dropped {
                line: None,
                text,
                why: Why::Caption,
            });
            return;
        }
        let is = self.kind();
        self.push(Block {
            text,
            is,
            linked: line.is_linked(),
            bold: line.is_bold(),
            ..Block::default()
        });
    }

    fn tidied(&mut self, text: &str) -> String {
        let (text, signs) = tidy(text);
        let why = |c: char| match words::is_unfit(c) {
            true => Why::ControlCharacter,
            false => Why::InvisibleMark,
        };
        self.dropped
            .extend(signs.into_iter().map(|c| lines::sign(None, c, why(c))));
        text
    }

    fn push(&mut self, block: Block) {
        for open in &mut self.open {
            if let OpenContainer::Figure { has_text } = open {
                *has_text = true;
            }
        }
        let quoted = self
            .open
            .iter()
            .any(|open| matches!(open, OpenContainer::Quote));
        self.blocks.push(Block { quoted, ..block });
    }

    /// Returns true if the text is a picture's caption. Text below a quotation or a table in a `<figure>` is its source,
    /// not a caption.
    fn is_caption(&self) -> bool {
        let has_text =
            |open: &OpenContainer| matches!(open, OpenContainer::Figure { has_text: true });
        self.open
            .iter()
            .any(|open| matches!(open, OpenContainer::Caption))
            && !self.open.iter().any(has_text)
    }

    /// Returns the kind of a paragraph in the open elements.
    fn kind(&mut self) -> Is {
        let within = self
            .open
            .iter()
            .rposition(|open| matches!(open, OpenContainer::Quote))
            .unwrap_or(0);
        let items_with_text = self.open[within..]
            .iter()
            .filter(|open| matches!(open, OpenContainer::Item { depth: Some(_), .. }));
        let deeper = items_with_text.count();
        let innermost = self.open[within..]
            .iter_mut()
            .rev()
            .find_map(|open| match open {
                OpenContainer::Item { number, depth } => Some((*number, depth)),
                _ => None,
            });
        match innermost {
            Some((_, Some(depth))) => Is::Continued { depth: *depth },
            Some((number, depth)) => {
                *depth = Some(deeper);
                Is::Item {
                    depth: deeper,
                    number,
                }
            }
            None => match self.open.last() {
                Some(&OpenContainer::Heading(level))
                    if !self.open.iter().any(|o| matches!(o, OpenContainer::Quote)) =>
                {
                    Is::Heading(level)
                }
                _ => Is::Paragraph,
            },
        }
    }

    /// Turns a table of data into blocks. Inside a list or a quotation, it is added after the existing content.
    fn table(&mut self, tokens: &[CleanToken]) {
        for text in tables::captions(tokens, &mut self.inline) {
            self.push(Block {
                text,
                ..Block::default()
            });
        }
        for (i, cells) in tables::rows(tokens, &mut self.inline)
            .into_iter()
            .enumerate()
        {
            self.push(Block {
                text: cells.join(" "),
                is: Is::Row { first: i == 0 },
                cells,
                ..Block::default()
            });
        }
    }
}
