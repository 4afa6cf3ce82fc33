//! Compares the paragraphs of an original with a page. Pure.

use mujaz_import::Imported;

use crate::lang::fold;

/// The differences between an original and a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageDifferences {
    /// Numbers of the paragraphs that the page does not have.
    pub missing: Vec<u32>,
    /// Number of paragraphs of the page that the original does not have.
    pub added: u32,
    /// True if the page has no paragraph of the original.
    pub is_replaced: bool,
}

/// Minimum number of letters for a paragraph of the page to count as added: shorter ones are captions and labels.
const SHORT: usize = 40;

/// Compares paragraphs with a page that was read as an article.
///
/// A paragraph is on the page if its letters and digits, folded, occur there in one piece, in the article or in the
/// text that was left out: imports of different versions leave out different text, and an editor may have restored some
/// of it.
pub fn compare(paragraphs: &[String], page: &Imported) -> PageDifferences {
    let article: Vec<String> = page.body.lines().map(letters).collect();
    let mut text = letters(page.title.as_deref().unwrap_or_default());
    let dropped = page.dropped.iter().map(|dropped| letters(&dropped.text));
    for line in article.iter().cloned().chain(dropped) {
        // A space keeps the words of two lines apart.
        text.push(' ');
        text.push_str(&line);
    }
    let own: Vec<String> = paragraphs.iter().map(|text| letters(text)).collect();
    let known = own.join(" ");
    let missing = |paragraph: &String| !paragraph.is_empty() && !text.contains(paragraph.as_str());
    let numbers = (1_u32..).zip(&own);
    let missing: Vec<u32> = numbers
        .filter(|(_, paragraph)| missing(paragraph))
        .map(|(number, _)| number)
        .collect();
    let added = article
        .iter()
        .filter(|line| line.chars().count() >= SHORT && !known.contains(line.as_str()));
    let added = u32::try_from(added.count()).unwrap_or(u32::MAX);
    let filled = own.iter().filter(|paragraph| !paragraph.is_empty());
    PageDifferences {
        is_replaced: !missing.is_empty() && missing.len() == filled.count(),
        missing,
        added,
    }
}

/// Returns the letters and digits of a text in one spelling: without case, vowel signs and the tatweel.
fn letters(text: &str) -> String {
    let folded = fold(text);
    let is_word = |c: &char| c.is_alphanumeric();
    folded.text().chars().filter(is_word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(body: &str, dropped: &[&str]) -> Imported {
        let dropped = dropped.iter().map(|text| mujaz_import::Dropped {
            line: None,
            text: text.to_string(),
            why: mujaz_import::Why::Outside,
        });
        Imported {
            body: body.to_string(),
            dropped: dropped.collect(),
            ..Imported::default()
        }
    }

    #[test]
    fn paragraphs_that_the_page_lacks_are_named_by_their_numbers() {
        let original: Vec<String> = [
            "The harvest ended early.",
            "«نعم» قال الوزير، وأضاف أن المخازن ممتلئة.",
            "It cost 52 cents.",
        ]
        .map(str::to_string)
        .into();
        for (body, dropped, missing, added, is_replaced) in [
            (
                "The *harvest* ended early.\n\n«نعم» قال الوزير، وأضاف أنّ المخازن ممتلئة.\n\nIt cost 52 cents.\n",
                &[][..],
                &[][..],
                0,
                false,
            ),
            (
                "The harvest ended early.\n\nIt cost 53 cents.\n",
                &[],
                &[2, 3],
                0,
                false,
            ),
            (
                "The harvest ended early.\n\nIt cost 52 cents.\n\nA correction was made on Monday, for the figure was wrong at first.\n",
                &["«نعم» قال الوزير، وأضاف أن المخازن ممتلئة."],
                &[],
                1,
                false,
            ),
            ("Log in to read on.\n", &[], &[1, 2, 3], 0, true),
        ] {
            let expected = PageDifferences {
                missing: missing.to_vec(),
                added,
                is_replaced,
            };
            assert_eq!(compare(&original, &page(body, dropped)), expected, "{body}");
        }
    }
}
