//! Plain text → an article. Pure.
//!
//! The order matters: left-overs go first, so that the first line is the title's; the author's and the date's lines go
//! before the title is looked for a second time; lists are marked before headings, for a line that introduces a list is
//! none.

use super::blocks::{self, Block, Is};
use super::furniture::{self, Furniture};
use super::{Dropped, Imported, Noticed, ReadError, What, Why};
use super::{lines, title, words, write};

/// How many lines from the top the author and the day of publication may stand.
const HEAD_LINES: usize = 4;
/// A last line with fewer characters than this and no full stop is pointed out.
const SHORT_END: usize = 80;

/// Reads plain text; the caller fills in the language.
pub(super) fn read(text: &str) -> Result<Imported, ReadError> {
    if is_html(text) {
        return Err(ReadError::Html);
    }
    let (blocks, article) = sort_out(text);
    Ok(Imported {
        body: write::markdown(&blocks),
        paragraphs: blocks.iter().filter(|b| b.is != Is::Heading).count(),
        noticed: noticed(&blocks),
        ..article
    })
}

/// The blocks that are the article's text, and all that is known of the article beside them.
fn sort_out(text: &str) -> (Vec<Block>, Imported) {
    let (lines, dropped) = lines::split(text);
    let mut reader = Reader {
        blocks: blocks::gather(&lines),
        dropped,
    };
    let table = Furniture::table();
    reader.drop_from(0, Why::Separator, |b| furniture::is_separator(&b.text));
    reader.drop_from(0, Why::Furniture, |b| table.holds(&b.text));
    reader.drop_tags(&table);
    let published = reader.lift(Why::Published, 0, furniture::published);
    let title = reader.take_title();
    let author = reader.lift(Why::Author, usize::from(title.is_none()), furniture::author);
    if let Some(title) = &title {
        reader.drop_repeated(title);
    }
    blocks::mark_items(&mut reader.blocks);
    blocks::mark_headings(&mut reader.blocks);
    let Reader { blocks, dropped } = reader;
    let article = Imported {
        title,
        language: String::new(),
        language_inferred: false,
        author,
        published,
        body: String::new(),
        paragraphs: 0,
        dropped,
        noticed: Vec::new(),
    };
    (blocks, article)
}

/// Whether a text is the source of a page: it begins with a doctype or the root element.
fn is_html(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(14).collect();
    let start = start.to_ascii_lowercase();
    start == "<!doctype html" || start.starts_with("<html>") || start.starts_with("<html ")
}

/// The blocks that are left and what was taken from them.
struct Reader {
    blocks: Vec<Block>,
    dropped: Vec<Dropped>,
}

impl Reader {
    fn drop_at(&mut self, index: usize, why: Why) {
        let Block { line, text, .. } = self.blocks.remove(index);
        self.dropped.push(Dropped { line, text, why });
    }

    /// Drops the unwanted among the blocks from `from` on.
    fn drop_from(&mut self, from: usize, why: Why, unwanted: impl Fn(&Block) -> bool) {
        for block in self.blocks.split_off(from) {
            if unwanted(&block) {
                let Block { line, text, .. } = block;
                self.dropped.push(Dropped { line, text, why });
            } else {
                self.blocks.push(block);
            }
        }
    }

    /// Drops lists of tags after the last sentence.
    fn drop_tags(&mut self, table: &Furniture) {
        let is_tags = |b: &Block| table.is_tag_list(&b.text);
        let last_sentence = |b: &Block| words::ends_sentence(&b.text) && !is_tags(b);
        let end = self.blocks.iter().rposition(last_sentence);
        self.drop_from(end.map_or(0, |i| i + 1), Why::Tags, is_tags);
    }

    /// Takes out the first of the topmost lines, from `from` on, that `read` finds something in, and gives that.
    fn lift(&mut self, why: Why, from: usize, read: fn(&str) -> Option<String>) -> Option<String> {
        let head = self.blocks.iter().take(HEAD_LINES).enumerate().skip(from);
        let (index, found) = head
            .take_while(|(_, b)| !blocks::is_prose(b))
            .find_map(|(i, b)| Some((i, read(&b.text)?)))?;
        self.drop_at(index, why);
        Some(found)
    }

    /// Takes out the first line if it reads as a title.
    fn take_title(&mut self) -> Option<String> {
        let (first, rest) = self.blocks.split_first()?;
        let rest: Vec<&str> = rest.iter().map(|b| b.text.as_str()).collect();
        title::is_title(&first.text, &rest).then(|| words::one_line(&self.blocks.remove(0).text))
    }

    /// Drops the title where it stands once more at the top; a text of nothing else keeps its last line.
    fn drop_repeated(&mut self, title: &str) {
        let title = words::folded(title);
        let is_title = |b: &&Block| words::folded(&b.text) == title;
        let repeated = self.blocks.iter().take_while(is_title).count();
        let repeated = repeated.min(self.blocks.len().saturating_sub(1));
        let dropped = self.blocks.drain(..repeated);
        self.dropped.extend(dropped.map(|b| Dropped {
            line: b.line,
            text: b.text,
            why: Why::RepeatedTitle,
        }));
    }
}

/// The readings that an editor may want to check.
fn noticed(blocks: &[Block]) -> Vec<Noticed> {
    let mut noticed: Vec<Noticed> = blocks
        .iter()
        .filter(|b| b.is == Is::Heading)
        .map(|b| notice(b, What::Heading))
        .collect();
    if let Some(last) = blocks.last().filter(|_| blocks.len() > 1)
        && words::chars(&last.text) < SHORT_END
        && !words::ends_sentence(&last.text)
    {
        noticed.push(notice(last, What::ShortEnd));
    }
    noticed
}

fn notice(block: &Block, what: What) -> Noticed {
    Noticed {
        line: block.line,
        text: block.text.clone(),
        what,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{BrokenLink, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

    /// Reads Markdown back with all extensions but those that `write` leaves out; fails on any markup but paragraphs,
    /// `##` headings and flat lists, and on anything that could become a link or a citation.
    fn read_back(markdown: &str) -> Vec<(Is, String)> {
        let left_out =
            Options::ENABLE_MATH | Options::ENABLE_SUPERSCRIPT | Options::ENABLE_SMART_PUNCTUATION;
        let forged = |link: BrokenLink| -> Option<(CowStr, CowStr)> {
            panic!("[{}] in {markdown:?}", link.reference)
        };
        let options = Options::all() - left_out;
        let parser = Parser::new_with_broken_link_callback(markdown, options, Some(forged));
        let mut blocks: Vec<(Is, String)> = Vec::new();
        for event in parser {
            match event {
                Event::Start(Tag::Paragraph) => blocks.push((Is::Paragraph, String::new())),
                Event::Start(Tag::Item) => blocks.push((Is::Item, String::new())),
                Event::Start(Tag::Heading {
                    level: HeadingLevel::H2,
                    attrs,
                    id: None,
                    classes,
                }) if attrs.is_empty() && classes.is_empty() => {
                    blocks.push((Is::Heading, String::new()));
                }
                Event::Text(text) => blocks.last_mut().expect("a block").1.push_str(&text),
                Event::Start(Tag::List(None))
                | Event::End(
                    TagEnd::List(false) | TagEnd::Item | TagEnd::Paragraph | TagEnd::Heading(_),
                ) => {}
                other => panic!("{other:?} in {markdown:?}"),
            }
        }
        blocks
    }

    /// Texts full of what is markup somewhere, in lines and paragraphs of all lengths.
    fn hostile() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => prop::sample::select(vec![
                "\n", "\n", "\n\n", "\r\n", "\r", " ", "  ", "    ", "\t", "\u{200f}", "\u{feff}", "\u{a0}",
                "\u{2028}", "\u{0}", "\u{1b}", "# ", "## ", "#", "> ", "- ", "– ", "• ", "* ", "+ ", "1. ", "12) ",
                "---", "+++", "===", "***", "___", "```", "~~~", "`", "**", "_a_", "~a~", "~~", "[p4]", "[p4-p6]",
                "[^1]", "[^1]: ", "[a]: http://x", "[a](b)", "![a](b)", "[[a]]", "[ ] ", "[!NOTE]", "<b>", "<!--",
                "<http://x>", "&amp;", "&#65;", "&", "|", "| a | b |", "|---|---|", ": ", "\\", "{ topic=war }",
                "{#id}", " #", ":", "؟", ".", "a", "Tags: a", "#a", "إعلان", "Related", "By Jane Doe", "2025-08-14",
                "+++\ntitle = 1\n+++", "---\na: b\n---", ":::", "$a$ b", "^", "!",
            ]).prop_map(str::to_string),
            1 => any::<String>(),
            1 => Just("انتهى الحصاد في الشمال مبكرًا هذا العام، كما قالت الوزارة صباح الاثنين، وامتلأت المخازن كلها.".to_string()),
            1 => Just("The stores are full to the roof for the first time since the flood, and the mills run day and night.".to_string()),
        ];
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]
        #[test]
        fn markdown_means_what_the_text_meant(text in hostile()) {
            let (blocks, _) = sort_out(&text);
            let written = write::markdown(&blocks);
            let meant: Vec<(Is, String)> = blocks.into_iter().map(|b| (b.is, b.text)).collect();
            prop_assert_eq!(read_back(&written), meant, "{}", written);
        }

        #[test]
        fn every_letter_is_kept_or_named(text in hostile()) {
            let (blocks, article) = sort_out(&text);
            let signs = [Why::InvisibleMark, Why::ControlCharacter];
            let named = article.dropped.iter().filter(|d| !signs.contains(&d.why)).map(|d| d.text.as_str());
            let kept = blocks.iter().map(|b| b.text.as_str()).chain(article.title.as_deref());
            let letters = |text: &str| -> Vec<char> {
                let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
                letters.sort_unstable();
                letters
            };
            let accounted_for: String = kept.chain(named).collect();
            prop_assert_eq!(letters(&accounted_for), letters(&text));
        }
    }
}
