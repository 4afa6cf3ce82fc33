//! Finds quotations in running text, and decides whether another text contains their words.
//!
//! Takes text; returns [`Quotation`]s with their byte ranges and, for a quotation and an original, a
//! [`QuotationMatch`]. Pure functions without knowledge of sites and files; languages matter only through their letters
//! and marks.
//!
//! - `marks`: which quotation marks open, which close, and which form a pair
//! - `words`: the normalized form in which the words of a quotation and of its original are compared
//! - `pieces`: a quotation with its ellipses and square brackets
//! - `source`: an original in which quotations are searched for
//! - `near`: the passage of an original that is most similar to a quotation it does not contain

mod marks;
mod near;
mod pieces;
mod source;
mod words;

use std::ops::Range;

use marks::MarkPair;
pub(super) use marks::{continued, is_invisible, pair, paragraphs};
pub use source::{QuotationMatch, QuotationSource, has_few_words};
pub(super) use words::is_arabic;

/// A part of a text between quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// Byte range between the marks, without white space and invisible characters at both ends.
    pub range: Range<usize>,
    /// Byte range including the marks.
    pub whole: Range<usize>,
    /// Nesting depth: 0 for an outer quotation.
    pub depth: usize,
    /// True if the quotation continues in the next paragraph, which opens anew; `whole` then ends with the paragraph.
    pub continues: bool,
}

/// Returns the quotations of a text in the order of their beginnings, an outer one before those inside it.
///
/// `text` is running text without markup; a blank line ends a paragraph. These count as quotations:
///
/// - words between “ ”, « », ‹ ›, „ “, " ", '' '', in one paragraph; each kind may be reversed (”…“, »…«), and any double
///   mark may close any other (“…″), as long as white space and letters around a mark decide its role;
/// - words between ‘ ’ or ' ', if neither can be an apostrophe;
/// - from an unclosed mark to the end of its paragraph, if the next paragraph begins with such a mark.
///
/// These do not: inches and minutes (5"), Hebrew abbreviations (צה"ל), a mark that is never closed, marks with no letter or
/// digit between them, and doubled marks around the same words (only the outer ones count).
pub fn quotations(text: &str) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut next = paragraphs(text).peekable();
    while let Some(range) = next.next() {
        let paragraph = &text[range.clone()];
        let following = next.peek().map(|range| &text[range.clone()]);
        let mut marks = pair(paragraph);
        let continued = continued(paragraph, &marks, following);
        if let Some(open) = continued.clone() {
            let end = paragraph.trim_end().len();
            marks.pairs.push(MarkPair {
                open,
                close: end..end,
            });
        }
        for quotation in in_paragraph(paragraph, marks.pairs) {
            found.push(Quotation {
                continues: continued
                    .as_ref()
                    .is_some_and(|open| open.start == quotation.whole.start),
                range: quotation.range.start + range.start..quotation.range.end + range.start,
                whole: quotation.whole.start + range.start..quotation.whole.end + range.start,
                depth: quotation.depth,
            });
        }
    }
    found
}

/// Returns the quotations of a paragraph for these pairs of marks.
fn in_paragraph(text: &str, mut pairs: Vec<MarkPair>) -> Vec<Quotation> {
    if pairs.is_empty() {
        return Vec::new();
    }
    let letters = LetterPositions::of(text);
    pairs.sort_by_key(|p| (p.open.start, usize::MAX - p.close.end));
    let mut found = Vec::new();
    let mut around: Vec<&MarkPair> = Vec::new();
    for pair in &pairs {
        around.retain(|outer| outer.close.start >= pair.close.end);
        let doubled = around.last().is_some_and(|outer| {
            !letters.are_in(&(outer.open.end..pair.open.start))
                && !letters.are_in(&(pair.close.end..outer.close.start))
        });
        let range = marks::inside(text, pair.open.end..pair.close.start);
        if letters.are_in(&range) && !doubled && around.len() < DEEPEST {
            found.push(Quotation {
                range,
                whole: pair.open.start..pair.close.end,
                depth: around.len(),
                continues: false,
            });
            around.push(pair);
        }
    }
    found
}

/// Maximum nesting depth of quotations. Deeper ones are ignored.
const DEEPEST: usize = 16;

/// The places of the letters and digits of a text.
struct LetterPositions(Vec<usize>);

impl LetterPositions {
    fn of(text: &str) -> LetterPositions {
        let letters = text.char_indices().filter(|(_, c)| c.is_alphanumeric());
        LetterPositions(letters.map(|(at, _)| at).collect())
    }

    /// Returns true if a part of the text holds a letter or digit.
    fn are_in(&self, part: &Range<usize>) -> bool {
        let first = self.0.partition_point(|at| *at < part.start);
        self.0.get(first).is_some_and(|at| *at < part.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn has_words(text: &str) -> bool {
        text.contains(char::is_alphanumeric)
    }

    /// Returns the words of the quotations, each with its depth.
    fn found(text: &str) -> Vec<(usize, &str)> {
        let quotations = quotations(text);
        quotations
            .into_iter()
            .map(|q| (q.depth, &text[q.range]))
            .collect()
    }

    #[test]
    fn every_kind_of_marks_is_read() {
        for (text, expected) in [
            (
                "The mayor said “the quay is ours” and left.",
                &["the quay is ours"][..],
            ),
            (
                "The mayor said \"the quay is ours\" and left.",
                &["the quay is ours"],
            ),
            (
                "“The quay is ours,” she said. “We will keep it.”",
                &["The quay is ours,", "We will keep it."],
            ),
            (
                "\"The quay is ours,\" she said. \"We will keep it.\"",
                &["The quay is ours,", "We will keep it."],
            ),
            ("Der Hafen „gehört uns“, sagte sie.", &["gehört uns"]),
            ("Der Hafen »gehört uns«, sagte sie.", &["gehört uns"]),
            ("Le port « est à nous », dit-elle.", &["est à nous"]),
            (
                "Порт «принадлежит „нам“ всем».",
                &["принадлежит „нам“ всем", "нам"],
            ),
            ("said—“no”—and left; (“yes”)", &["no", "yes"]),
            (
                "said—\"no\"—and left; (\"yes\") [\"or\"]",
                &["no", "yes", "or"],
            ),
            ("He said ''the quay is ours'' twice.", &["the quay is ours"]),
            (
                "She wrote: \"...and so it was...\" and stopped.",
                &["...and so it was..."],
            ),
            ("“But I—” he began.", &["But I—"]),
            ("a “so-called”, “new” quay", &["so-called", "new"]),
            (
                "\u{2068}“the quay”\u{2069} and \u{201c}\u{2067}المرفأ\u{2069}”",
                &["the quay", "المرفأ"],
            ),
            // Arabic.
            (
                "قال الوزير «المرفأ لنا جميعًا» ثم غادر.",
                &["المرفأ لنا جميعًا"],
            ),
            ("قال الوزير: “المرفأ لنا جميعًا”.", &["المرفأ لنا جميعًا"]),
            ("قال الوزير: \"المرفأ لنا جميعًا\".", &["المرفأ لنا جميعًا"]),
            (
                "قال الوزير:\"المرفأ لنا\" ثم \"غادر\"",
                &["المرفأ لنا", "غادر"],
            ),
            ("قال الوزير ” المرفأ لنا “ ثم غادر", &["المرفأ لنا"]),
            ("قال الوزير \" المرفأ لنا \" ثم غادر", &["المرفأ لنا"]),
            ("قال الوزير »المرفأ لنا« ثم غادر", &["المرفأ لنا"]),
            // Reversed and mixed marks.
            (
                "قال الوزير ”المرفأ لنا“ ثم قال ”وداعًا“.",
                &["المرفأ لنا", "وداعًا"],
            ),
            (
                "لقاح “كوفيد-19″ ولقاح “الحصبة″، و“غيرهما″.",
                &["كوفيد-19", "الحصبة", "غيرهما"],
            ),
            (
                "قال “المرفأ لنا“ و“المدينة لنا“",
                &["المرفأ لنا", "المدينة لنا"],
            ),
            (
                "قال ”المرفأ لنا” و”المدينة لنا”",
                &["المرفأ لنا", "المدينة لنا"],
            ),
            (
                "قال “المرفأ لنا\" و\"المدينة لنا”",
                &["المرفأ لنا", "المدينة لنا"],
            ),
            ("سنة “2022″", &["2022"]),
            // Attached to prefixes.
            (
                "وصفه بـ”أعز مدينة“، ولـ«البحر» شأن",
                &["أعز مدينة", "البحر"],
            ),
            (
                "وصفه بـ\"الحليف\"، و\"الصديق\" فـ\"الجار\"",
                &["الحليف", "الصديق", "الجار"],
            ),
            (
                "قال \"وصفه بـ\"الحليف\" أمس\" وغادر",
                &["وصفه بـ\"الحليف\" أمس", "الحليف"],
            ),
            ("بين \"البحر\"و\"المدينة\" طريق", &["البحر", "المدينة"]),
            ("حرف \"و\" وحرف \"ب\" وحرف «ل»", &["و", "ب", "ل"]),
            ("دول الـ\"جنوب\" والـ“شمال”", &["جنوب", "شمال"]),
            ("بـ “الشراكة البحرية” بين", &["الشراكة البحرية"]),
            // Korean joins particles to the closing mark; Hebrew has the mark inside abbreviations.
            ("그는 “항구는 우리 것”이라고 말했다.", &["항구는 우리 것"]),
            ("דובר צה\"ל אמר \"הנמל שלנו\" ועזב", &["הנמל שלנו"]),
        ] {
            let words: Vec<&str> = found(text).into_iter().map(|(_, words)| words).collect();
            assert_eq!(words, expected, "{text}");
        }
    }

    #[test]
    fn quotations_stand_in_quotations() {
        for (text, expected) in [
            (
                "“She told me ‘the quay is ours’ and left,” he said.",
                &[
                    (0, "She told me ‘the quay is ours’ and left,"),
                    (1, "the quay is ours"),
                ][..],
            ),
            (
                "‘She told me “the quay is ours” and left,’ he said.",
                &[
                    (0, "She told me “the quay is ours” and left,"),
                    (1, "the quay is ours"),
                ],
            ),
            (
                "\"She told me 'the quay is ours' and left,\" he said.",
                &[
                    (0, "She told me 'the quay is ours' and left,"),
                    (1, "the quay is ours"),
                ],
            ),
            (
                "“She told me “the quay is ours” and left,” he said.",
                &[
                    (0, "She told me “the quay is ours” and left,"),
                    (1, "the quay is ours"),
                ],
            ),
            (
                "قال: «سمعت الوزير يقول “المرفأ لنا” ثم يغادر».",
                &[
                    (0, "سمعت الوزير يقول “المرفأ لنا” ثم يغادر"),
                    (1, "المرفأ لنا"),
                ],
            ),
            (
                "قال: «سمعت «الوزير» أمس».",
                &[(0, "سمعت «الوزير» أمس"), (1, "الوزير")],
            ),
            (
                "قال: ”سمعت ”الوزير“ أمس“.",
                &[(0, "سمعت ”الوزير“ أمس"), (1, "الوزير")],
            ),
            // Doubled around the same words: one quotation.
            (
                "“‘The quay is ours,’” he said.",
                &[(0, "‘The quay is ours,’")],
            ),
            ("\"\"المرفأ لنا\"\" قال", &[(0, "\"المرفأ لنا\"")]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn an_apostrophe_is_no_quotation_mark() {
        for (text, expected) in [
            (
                "I don’t know the workers’ rights, nor the ’90s’ rules.",
                &[][..],
            ),
            (
                "I don't know the workers' rights, nor the '90s' rules.",
                &[],
            ),
            (
                "’Tis the fishers’ quay; 'tis theirs' too, rock 'n' roll",
                &[],
            ),
            ("the ‘90s were the dockers’ years", &[]),
            ("‘Ali met the dockers’ union", &[]),
            ("James’s boat and the boys' boats", &[]),
            (
                "He said ‘the workers’ rights are lost’ and left.",
                &["the workers’ rights are lost"],
            ),
            (
                "‘We don’t know,’ she said. ‘It’s theirs.’",
                &["We don’t know,", "It’s theirs."],
            ),
            (
                "'We don't know,' she said. 'It's theirs.'",
                &["We don't know,", "It's theirs."],
            ),
            (
                "‘It is for the workers’ she said",
                &["It is for the workers"],
            ),
            ("the ‘new’ quay of O'Brien's", &["new"]),
            ("وصفها بـ'الحليفة' أمس", &["الحليفة"]),
            ("l’homme et l'eau", &[]),
        ] {
            let words: Vec<&str> = found(text).into_iter().map(|(_, words)| words).collect();
            assert_eq!(words, expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_quotation_is_left_alone() {
        for (text, expected) in [
            (
                "a 5\" pipe, a 3\"-wide one and a 7″ screen, 6'2\" tall",
                &[][..],
            ),
            ("latitude 35° 12′ 5″ north", &[]),
            (
                "the \"5\" pipe\" and the “7″ screen”",
                &["5\" pipe", "7″ screen"],
            ),
            ("an “unclosed mark and more words", &[]),
            ("an unclosed mark” and more words", &[]),
            (
                "an “unclosed mark and “a closed one” after it",
                &["a closed one"],
            ),
            (
                "an \"unclosed mark and \"a closed one\" after it",
                &["a closed one"],
            ),
            ("قال «المرفأ لنا ثم غادر", &[]),
            ("“” and “ ” and \"…\" and « — »", &[]),
            ("", &[]),
            ("\n\n \n", &[]),
        ] {
            let words: Vec<&str> = found(text).into_iter().map(|(_, words)| words).collect();
            assert_eq!(words, expected, "{text}");
        }
    }

    #[test]
    fn a_quotation_ends_with_its_paragraph_unless_the_next_opens_anew() {
        for (text, expected) in [
            ("an “unclosed mark\n\nand a closed” one", &[][..]),
            (
                "over “two\nlines” of one paragraph",
                &[("two\nlines", false)],
            ),
            (
                "She said: “The quay is ours.\n\n“It will stay ours.\n\n“For ever,” and left.",
                &[
                    ("The quay is ours.", true),
                    ("It will stay ours.", true),
                    ("For ever,", false),
                ],
            ),
            (
                "قال: «المرفأ لنا.\n \n«وسيبقى لنا».",
                &[("المرفأ لنا.", true), ("وسيبقى لنا", false)],
            ),
            (
                "An “unclosed mark. He was “angry”.\n\n“Yes,” he said.",
                &[("angry", false), ("Yes,", false)],
            ),
        ] {
            let quotations: Vec<(&str, bool)> = quotations(text)
                .into_iter()
                .map(|q| (&text[q.range], q.continues))
                .collect();
            assert_eq!(quotations, expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_searched(text in "([“”«»\"'‘’„‹›″\n ]|[a-c]|[وبا]|[1-3]|\\PC){0,60}") {
            let mut last = (0, usize::MAX);
            for q in quotations(&text) {
                prop_assert!(text.get(q.range.clone()).is_some_and(has_words));
                prop_assert!(text.get(q.whole.clone()).is_some());
                prop_assert!(q.whole.start < q.range.start && q.range.end <= q.whole.end);
                prop_assert!(last.0 < q.whole.start || (last.0 == q.whole.start && q.whole.end <= last.1));
                last = (q.whole.start, q.whole.end);
            }
        }

        #[test]
        fn quotations_that_a_careful_writer_marks_are_found(
            parts in prop::collection::vec(("[a-r]{1,9}( [a-r]{1,9}){0,5}[,.]?", "[اتجدرسمن]{3,6}( [اتجدرسمن]{3,6}){0,5}", 0usize..6), 1..6),
        ) {
            let marks = [("“", "”"), ("«", "»"), ("\"", "\""), ("„", "“"), ("”", "“"), ("‹", "›")];
            let mut text = String::new();
            let mut expected = Vec::new();
            for (words, between, kind) in &parts {
                let (open, close) = marks[*kind];
                text += &format!("{between} {open}{words}{close} {between}. ");
                expected.push((0, words.as_str()));
            }
            prop_assert_eq!(found(&text), expected, "{}", text);
        }
    }
}
