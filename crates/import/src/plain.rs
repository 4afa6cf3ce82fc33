//! Reads plain text as an article. Pure.
//!
//! The order of the steps matters. Boilerplate is dropped first, so that the first line is the title. The lines of the
//! author and the date are dropped before a second search for the title. Lists are marked before headings, since a line
//! that introduces a list is not a heading.

use super::blocks::{self, Block};
use super::furniture::{self, Furniture};
use super::sift::{self, Sieve};
use super::{Imported, Why};
use super::{lines, write};

/// Reads plain text. The caller sets the language.
pub(super) fn read(text: &str) -> Imported {
    let (blocks, article) = sort_out(text);
    Imported {
        body: write::markdown(&blocks),
        paragraphs: sift::paragraphs(&blocks),
        ..article
    }
}

/// Returns the blocks of the article's text, and its metadata.
fn sort_out(text: &str) -> (Vec<Block>, Imported) {
    let (lines, dropped) = lines::split(text);
    let mut sieve = Sieve {
        blocks: blocks::gather(&lines),
        dropped,
    };
    let table = Furniture::table();
    sieve.drop_from(0, Why::Separator, |b| furniture::is_separator(&b.text));
    sieve.drop_from(0, Why::Furniture, |b| table.holds(&b.text));
    sieve.drop_tags(&table);
    sieve.drop_closing_notes();
    let published = sieve.lift(Why::Published, 0, furniture::published);
    let title = sieve.take_title();
    let author = sieve.lift(Why::Author, usize::from(title.is_none()), furniture::author);
    if let Some(title) = &title {
        sieve.drop_repeated(title);
    }
    sieve.drop_repeated_lead();
    blocks::mark_items(&mut sieve.blocks);
    let mut noticed = blocks::mark_headings(&mut sieve.blocks);
    noticed.extend(sift::short_end(&sieve.blocks));
    let Sieve { blocks, dropped } = sieve;
    let article = Imported {
        title,
        author,
        published,
        dropped,
        noticed,
        ..Imported::default()
    };
    (blocks, article)
}

#[cfg(test)]
mod tests {
    use super::super::write::tests::{as_read_back, read_back};
    use super::*;
    use proptest::prelude::*;

    /// Generates texts full of markup of all kinds, in lines and paragraphs of all lengths.
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
            prop_assert_eq!(read_back(&written), as_read_back(&blocks), "{}", written);
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
