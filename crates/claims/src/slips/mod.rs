//! Finds slips in running text: errors that a keyboard, a word processor or a web page left in it.
//!
//! Takes text and its language; returns [`Slip`]s with their byte ranges. Pure functions without knowledge of sites and
//! files. Reports only unambiguous slips.
//!
//! - `direction`: bidirectional controls, and invisible characters
//! - `punctuation`: marks of another script, and unpaired quotation marks
//! - `digits`: digits of two numeral systems
//! - `words`: doubled words
//! - `dates`: misspelt months, wrong days of the week
//! - `letters`: letters of another alphabet in a word
//! - `pasted`: artifacts of copying from other programs

mod dates;
mod digits;
mod direction;
mod letters;
mod pasted;
mod punctuation;
mod words;

use std::ops::Range;

use crate::sentences::floor;

use icu_locale::{LanguageIdentifier, LocaleExpander};

/// A slip and its byte range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Byte range in the text.
    pub range: Range<usize>,
    /// Kind of the slip.
    pub kind: SlipKind,
    /// The character's name, or the correct text, as documented for each [`SlipKind`].
    pub detail: String,
}

/// The kinds of slips, each with its rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SlipKind {
    /// An isolate or an embedding that is not closed in its paragraph, or the end of one that was never opened, as the
    /// Unicode bidirectional algorithm pairs them (UAX #9, BD9 and X1 to X8). `detail`: the character's name.
    UnpairedControl,
    /// A character that overrides the direction of text (LRO, RLO): it can disguise the text. `detail`: the character's
    /// name.
    Override,
    /// A direction mark (LRM, RLM, ALM) that has no effect or a bad one: directly after the same mark; between two letters
    /// of one script; at the beginning of a line before what would otherwise be Markdown (`# `, `- `, `1. `, `_`). `detail`:
    /// the character's name.
    DirectionMark,
    /// A byte order mark; a zero-width space between two letters of one script that writes words with spaces; a soft hyphen
    /// beside an Arabic letter, since Arabic is not hyphenated. `detail`: the character's name.
    Invisible,
    /// A non-joiner (ZWNJ) beside white space, punctuation or another ZWNJ, or a joiner (ZWJ) between two of these. Between
    /// letters, Persian and Arabic need them. `detail`: the character's name.
    Joiner,
    /// A comma, semicolon or question mark of the Latin script in a text of an Arabic-script language: after an Arabic
    /// letter, or after a number before an Arabic word. Not inside numbers and addresses, nor after Latin words. `detail`:
    /// the correct mark.
    LatinPunctuation,
    /// A comma, semicolon or question mark of the Arabic script in a text of another script, after a letter or digit that is
    /// not Arabic and not before an Arabic letter. `detail`: the correct mark.
    ArabicPunctuation,
    /// The first number in digits of a system (0–9, ٠–٩, ۰–۹) that the text uses less often than another; if both are
    /// equally frequent, the system that occurs later. Digits beside Latin letters (F-16, addresses), digits after a letter
    /// and a hyphen (سو-57) and, in a text of another script, digits among Arabic words do not count. `detail`: the ten
    /// digits of the more frequent system.
    MixedDigits,
    /// One number in digits of two systems. `detail`: the number in the system of most of its digits.
    MixedNumber,
    /// In Arabic text, a letter that only Persian, Urdu or Kurdish uses (ک, ی, ہ, ھ, ە), in a word that is recognized
    /// as Arabic by another letter (ة, ى, ي, ك, إ), by its article, or as a frequent word (فی), or in a word of at
    /// least three letters with ہ or ھ. Neither this word nor its neighbours have letters that Arabic lacks (پ, چ, ژ,
    /// گ). If one word of a text is found, other words of at least three letters with the same letter are found as
    /// well. `range`: the word. `detail`: the first such letter and the intended one, each with its code point.
    ForeignLetter,
    /// In Persian, Dari, Urdu or Sorani text, ك or ي (in Urdu, also ه) in a word that is not Arabic: neither this word nor
    /// its neighbours have the article, ة, أ, إ or vowel signs. `range` and `detail` as for
    /// [`SlipKind::ForeignLetter`].
    ArabicLetter,
    /// A word in two alphabets (Latin and Cyrillic or Greek), where all letters of one of them look like letters of the
    /// other; or an Arabic word with a letter of these alphabets between two of its own. `range` and `detail` as for
    /// [`SlipKind::ForeignLetter`]; for an Arabic word, the detail does not name the intended letter.
    MixedAlphabets,
    /// A word with presentation forms of Arabic letters (ﻻ), ligatures (ﬁ) or full-width letters. `range`: the word.
    /// `detail`: the word in ordinary letters.
    PrintForm,
    /// A word that is stretched by a tatweel, except after a prefix that is joined to the next word (لـكيم). `range`: the
    /// word. `detail`: the word without tatweel.
    Stretched,
    /// A replacement character (U+FFFD), a private-use character, a control character, or text decoded in a wrong encoding
    /// (Ã©). `detail`: the code point of the first such character.
    Garbled,
    /// A word that is cut in two by a hyphen and a space (con- struction), except before words such as `and` and `or`.
    /// `detail`: the word.
    CutWord,
    /// A double quotation mark or a guillemet without a partner in its paragraph. Inches, arrows with white space on
    /// both sides, and quotations that continue in the next paragraph do not count. `detail`: the mark.
    UnpairedQuote,
    /// A function word twice, with only white space between; only words that no sentence has twice (the the, في في), so not
    /// `had had`, `that that`, `من من`. `detail`: the word.
    DoubledWord,
    /// A word between a day and a year, or beside one of them, that is one edit away from the name of a month (Novmber)
    /// and is not a word of figures. Short names count only between a day and a year. `range`: the word with its
    /// numbers. `detail`: the word and the name, each on a line.
    MisspeltMonth,
    /// A full date after a wrong day of the week. `range`: both. `detail`: the written day and the right one in
    /// English, each on a line.
    WrongWeekday,
    /// White space before an Arabic comma, semicolon or question mark, or none after it. `detail`: the mark.
    MarkSpacing,
    /// A round bracket that is opened and not closed in its paragraph, directly before a word. `detail`: the bracket.
    UnclosedBracket,
}

impl SlipKind {
    /// Returns true if the slip is one only in the language of its text, so that words of another language in the text
    /// may be right.
    pub fn is_of_language(self) -> bool {
        matches!(
            self,
            SlipKind::LatinPunctuation
                | SlipKind::ArabicPunctuation
                | SlipKind::MixedDigits
                | SlipKind::ForeignLetter
                | SlipKind::ArabicLetter
                | SlipKind::DoubledWord
                | SlipKind::MisspeltMonth
        )
    }
}

/// Returns the slips of a text, in its order.
///
/// `text` is running text without markup and without code; a blank line ends a paragraph. `language` is its language tag
/// (BCP 47).
pub fn slips(text: &str, language: &str) -> Vec<Slip> {
    let language = SlipLanguage::of(language);
    let mut slips = Vec::new();
    direction::find(text, &mut slips);
    punctuation::find(text, &language, &mut slips);
    digits::find(text, &language, &mut slips);
    words::find(text, &language, &mut slips);
    dates::misspelt_months(text, &language, &mut slips);
    pasted::find(text, &language, &mut slips);
    slips.sort_by_key(|s| (s.range.start, s.range.end, s.kind));
    slips
}

pub use dates::wrong_weekdays;

/// The properties of a language that the rules need.
struct SlipLanguage {
    primary: String,
    is_arabic_script: bool,
}

impl SlipLanguage {
    /// Takes the script from the tag or, if the tag has none, the likely script of its language (CLDR's likely subtags).
    fn of(tag: &str) -> SlipLanguage {
        let mut id: LanguageIdentifier = tag.parse().unwrap_or(LanguageIdentifier::UNKNOWN);
        LocaleExpander::new_extended().maximize(&mut id);
        SlipLanguage {
            primary: id.language.to_string(),
            is_arabic_script: id.script.is_some_and(|s| s.as_str() == "Arab"),
        }
    }
}

/// Returns true for a letter of the Latin script: ASCII, Latin-1 Supplement, Latin Extended-A and -B.
fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{C0}'..='\u{24F}' if c.is_alphabetic())
}

/// Distance around an offset in which the rest of its word is searched for, in bytes.
const WORD: usize = 256;

/// Extends a range in both directions up to the next white space.
fn chunk(text: &str, range: &Range<usize>) -> Range<usize> {
    let from = floor(text, range.start.saturating_sub(WORD));
    let to = floor(text, range.end + WORD).max(range.end);
    let before = text[from..range.start].rfind(char::is_whitespace);
    let start = before.map_or(from, |at| from + at);
    let after = text[range.end..to].find(char::is_whitespace);
    let end = after.map_or(to, |at| range.end + at);
    // White space itself is none of it.
    let white = text[start..].chars().next().filter(|c| c.is_whitespace());
    let start = start + white.map_or(0, char::len_utf8);
    start.min(range.start)..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Returns the slips as kind, text, detail.
    fn found<'t>(text: &'t str, language: &str) -> Vec<(SlipKind, &'t str, String)> {
        let slips = slips(text, language);
        slips
            .into_iter()
            .map(|s| (s.kind, &text[s.range], s.detail))
            .collect()
    }

    /// A language, a text in it, and the expected slips: the text of each and its detail.
    type Case<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)]);

    fn check(kind: SlipKind, table: &[Case]) {
        for (language, text, expected) in table {
            let expected: Vec<(SlipKind, &str, String)> = expected
                .iter()
                .map(|(part, detail)| (kind, *part, (*detail).to_owned()))
                .collect();
            assert_eq!(found(text, language), expected, "{text:?}");
        }
    }

    #[test]
    fn a_misspelt_month_beside_a_day_or_a_year() {
        check(
            SlipKind::MisspeltMonth,
            &[
                (
                    "en",
                    "The pier opens on 15 Novmber 2026.",
                    &[("15 Novmber 2026", "Novmber\nNovember")],
                ),
                (
                    "en",
                    "It opens on Setpember 15th, 2026, at noon.",
                    &[("Setpember 15th, 2026", "Setpember\nSeptember")],
                ),
                (
                    "en",
                    "It closed in Decembr 2025 and on 3 Apirl 2026.",
                    &[
                        ("Decembr 2025", "Decembr\nDecember"),
                        ("3 Apirl 2026", "Apirl\nApril"),
                    ],
                ),
                (
                    "ar",
                    "يُفتتح الرصيف في 15 نوفنبر 2026، ثم في 3 سبتمير.",
                    &[
                        ("15 نوفنبر 2026", "نوفنبر\nنوفمبر"),
                        ("3 سبتمير", "سبتمير\nسبتمبر"),
                    ],
                ),
                ("ar", "في 15 نوفمبر 2026 و3 اكتوبر وفي إبريل 2024", &[]),
                ("fr", "le 15 novembre 2026", &[]),
                (
                    "fr",
                    "le 15 novenbre 2026",
                    &[("15 novenbre 2026", "novenbre\nnovembre")],
                ),
                (
                    "en",
                    "In November 2026, Match 15, 2026 and the 12 June 2026 games, Jane 14 and 3 Marches.",
                    &[],
                ),
                (
                    "en",
                    "He scored 15 augusts; in 2026 members met; October, 2026.",
                    &[],
                ),
            ],
        );
    }

    #[test]
    fn a_date_on_another_day_of_the_week() {
        let found = |text, language| {
            let figures = crate::figures::find(text, language);
            let slips = wrong_weekdays(text, language, &figures);
            let slips = slips.into_iter();
            slips
                .map(|slip| (text[slip.range].to_owned(), slip.detail))
                .collect::<Vec<_>>()
        };
        for (language, text, expected) in [
            (
                "en",
                "It opens on Monday, 15 November 2026.",
                Some("Monday\nSunday"),
            ),
            (
                "en",
                "It opens on Monday, November 15, 2026.",
                Some("Monday\nSunday"),
            ),
            ("en", "It opens on Sunday, 15 November 2026.", None),
            ("en", "It opens on Monday, 15 November.", None),
            (
                "en",
                "It closed on Monday. On 15 November 2026 it opens.",
                None,
            ),
            (
                "ar",
                "يُفتتح يوم الاثنين 15 نوفمبر 2026 صباحًا",
                Some("الاثنين\nSunday"),
            ),
            (
                "ar",
                "يُفتتح يوم الثلاثاء الموافق 15 نوفمبر 2026",
                Some("الثلاثاء\nSunday"),
            ),
            ("ar", "يُفتتح يوم الأحد، 15 نوفمبر 2026", None),
            ("ar", "اجتمع الاثنان في 15 نوفمبر 2026", None),
            ("fr", "le lundi 15 novembre 2026", Some("lundi\nSunday")),
        ] {
            let found = found(text, language);
            let details: Vec<&str> = found.iter().map(|(_, detail)| detail.as_str()).collect();
            assert_eq!(
                details,
                expected.into_iter().collect::<Vec<_>>(),
                "{text}: {found:?}"
            );
        }
    }

    #[test]
    fn spaces_and_brackets() {
        check(
            SlipKind::MarkSpacing,
            &[
                (
                    "ar",
                    "زار الوفد المصنع ،ثم عاد، وقال ؛ لماذا؟لا نعرف",
                    &[(" ،ث", "،"), (" ؛", "؛"), ("؟ل", "؟")],
                ),
                (
                    "ar",
                    "زار الوفد المصنع، ثم عاد؛ لماذا؟! «نعم،» قال، (و) 1،5",
                    &[],
                ),
                ("fa", "وزیر ، رفت", &[(" ،", "،")]),
            ],
        );
        check(
            SlipKind::UnclosedBracket,
            &[
                (
                    "en",
                    "The ministers (of trade met.\n\nAnd (so) on.",
                    &[("(", "(")],
                ),
                ("ar", "الوزراء (التجارة اجتمعوا", &[("(", "(")]),
                ("en", "f(x, a) 1) b) :( and (a (b) c) :-(", &[]),
            ],
        );
        check(
            SlipKind::MixedAlphabets,
            &[
                (
                    "ar",
                    "المدaنة",
                    &[("المدaنة", "a (U+0061) among Arabic letters")],
                ),
                (
                    "ar",
                    "المرفо\u{627}",
                    &[("المرف\u{43E}\u{627}", "о (U+043E) among Arabic letters")],
                ),
                ("ar", "وGoogle والـCNN وSu-57", &[]),
            ],
        );
    }

    #[test]
    fn controls_need_their_partner() {
        check(
            SlipKind::UnpairedControl,
            &[
                (
                    "ar",
                    "زار \u{2068}Kim\u{2069} المدينة \u{202A}Su-57\u{202C} أمس.",
                    &[],
                ),
                (
                    "ar",
                    "زار \u{2068}Kim المدينة أمس.",
                    &[("\u{2068}", "FSI (U+2068)")],
                ),
                (
                    "ar",
                    "زار Kim\u{2069} المدينة أمس.",
                    &[("\u{2069}", "PDI (U+2069)")],
                ),
                (
                    "en",
                    "The \u{202B}المرفأ quay is open.",
                    &[("\u{202B}", "RLE (U+202B)")],
                ),
                (
                    "en",
                    "The المرفأ\u{202C} quay is open.",
                    &[("\u{202C}", "PDF (U+202C)")],
                ),
                // An isolate ends with its paragraph.
                (
                    "ar",
                    "زار \u{2068}Kim المدينة.\n\nوغادرها\u{2069} أمس.",
                    &[("\u{2068}", "FSI (U+2068)"), ("\u{2069}", "PDI (U+2069)")],
                ),
                // The end of an isolate also ends the embedding inside it; the end of an embedding has no effect outside its
                // isolate.
                (
                    "ar",
                    "زار \u{2067}هذا \u{202A}Kim\u{2069} أمس.",
                    &[("\u{202A}", "LRE (U+202A)")],
                ),
                (
                    "ar",
                    "زار \u{202A}A \u{2067}هذا\u{202C}\u{2069} أمس.",
                    &[("\u{202A}", "LRE (U+202A)"), ("\u{202C}", "PDF (U+202C)")],
                ),
            ],
        );
        check(
            SlipKind::Override,
            &[
                (
                    "en",
                    "The file is photo\u{202E}gpj.exe",
                    &[("\u{202E}", "RLO (U+202E)")],
                ),
                (
                    "ar",
                    "رقم الهاتف \u{202D}555 12\u{202C} للحجز",
                    &[("\u{202D}", "LRO (U+202D)")],
                ),
            ],
        );
    }

    #[test]
    fn invisible_characters_that_do_nothing_or_harm() {
        check(
            SlipKind::DirectionMark,
            &[
                (
                    "ar",
                    "مقاتلات (Su-57)\u{200F}، ورقم 12\u{200E}-34 و C++\u{200E} أيضًا",
                    &[],
                ),
                ("ar", "\u{200F}افتتح الوزير المرفأ", &[]),
                ("ar", "اقتراب KN\u{200F}الصاروخ", &[]),
                (
                    "ar",
                    "المدينة\u{200F}\u{200F}، والمرفأ",
                    &[("\u{200F}", "RLM (U+200F)")],
                ),
                (
                    "ar",
                    "المد\u{200F}ينة والمرفأ",
                    &[("\u{200F}", "RLM (U+200F)")],
                ),
                ("en", "The har\u{200E}bour", &[("\u{200E}", "LRM (U+200E)")]),
                ("ar", "\u{200F}# عنوان", &[("\u{200F}", "RLM (U+200F)")]),
                (
                    "ar",
                    "المرفأ\n\u{61C}- بند\n\u{200F}١. بند",
                    &[("\u{61C}", "ALM (U+061C)")],
                ),
                ("ar", "\u{200F}12. بند", &[("\u{200F}", "RLM (U+200F)")]),
                ("ar", "\u{200F}#وسم في أول السطر", &[]),
            ],
        );
        check(
            SlipKind::Invisible,
            &[
                (
                    "ar",
                    "المد\u{200B}ينة",
                    &[("\u{200B}", "zero-width space (U+200B)")],
                ),
                (
                    "en",
                    "har\u{200B}bour and/\u{200B}or",
                    &[("\u{200B}", "zero-width space (U+200B)")],
                ),
                (
                    "en",
                    "\u{FEFF}The harbour",
                    &[("\u{FEFF}", "byte order mark (U+FEFF)")],
                ),
                ("ar", "المد\u{AD}ينة", &[("\u{AD}", "soft hyphen (U+00AD)")]),
                ("en", "the har\u{AD}bour", &[]),
                ("th", "ท่า\u{200B}เรือ", &[]),
            ],
        );
        check(
            SlipKind::Joiner,
            &[
                ("fa", "می\u{200C}خواهد به بندرگاه\u{200C}ها برود", &[]),
                (
                    "ar",
                    "عام 1446 ه\u{200D}، وعائلة 👨\u{200D}👩\u{200D}👧",
                    &[],
                ),
                ("fa", "می\u{200C} خواهد", &[("\u{200C}", "ZWNJ (U+200C)")]),
                ("fa", "بندرگاه\u{200C}.", &[("\u{200C}", "ZWNJ (U+200C)")]),
                (
                    "ar",
                    "المدينة \u{200D} والمرفأ",
                    &[("\u{200D}", "ZWJ (U+200D)")],
                ),
            ],
        );
    }

    #[test]
    fn marks_of_another_script() {
        check(
            SlipKind::LatinPunctuation,
            &[
                ("ar", "زار المدينة, ثم غادرها", &[(",", "،")]),
                (
                    "ar",
                    "زار المدينةَ,ثم غادرها; هل عاد?",
                    &[(",", "،"), (";", "؛"), ("?", "؟")],
                ),
                (
                    "ar",
                    "قال «المرفأ لنا», ثم غادر (أمس);",
                    &[(",", "،"), (";", "؛")],
                ),
                (
                    "ar",
                    "في عام 2022, زار المدينة بنسبة 35%, ثم غادر",
                    &[(",", "،"), (",", "،")],
                ),
                ("fa", "آمد, رفت", &[(",", "،")]),
                ("ur", "وہ آیا, گیا", &[(",", "،")]),
                ("en-Arab", "زار المدينة, ثم", &[(",", "،")]),
                // Numbers, Latin words, addresses.
                ("ar", "بلغت 1,200 طن أو 3,5 أطنان، وهي 5, 10, 15 طنًا", &[]),
                (
                    "ar",
                    "شركات مثل Shell, BP, Total وغيرها في (Moscow, Russia)",
                    &[],
                ),
                (
                    "ar",
                    "العنوان https://example.org/مرفأ?صفحة=1,2 على الشبكة",
                    &[],
                ),
                ("ar", "زار المدينة، ثم غادرها؛ هل عاد؟", &[]),
                ("en", "The word معاهدة, treaty, is old; is مرفأ?", &[]),
            ],
        );
        check(
            SlipKind::ArabicPunctuation,
            &[
                (
                    "en",
                    "He came، saw؛ and left؟",
                    &[("،", ","), ("؛", ";"), ("؟", "?")],
                ),
                ("en", "In 2022، he came", &[("،", ",")]),
                ("ru", "Он пришёл، увидел", &[("،", ",")]),
                (
                    "en",
                    "The line «جاء، رأى» and the words جاء، رأى، غادر",
                    &[],
                ),
                ("en", "He said Kim، ثم غادر", &[]),
            ],
        );
    }

    #[test]
    fn quotation_marks_need_their_partner() {
        check(
            SlipKind::UnpairedQuote,
            &[
                ("en", "She said “the quay is ours and left.", &[("“", "“")]),
                ("en", "She said the quay is ours” and left.", &[("”", "”")]),
                (
                    "en",
                    "She said \"the quay is ours and left.",
                    &[("\"", "\"")],
                ),
                (
                    "en",
                    "She said “the “quay” is ours and left.",
                    &[("“", "“")],
                ),
                ("ar", "قال الوزير «المرفأ لنا ثم غادر.", &[("«", "«")]),
                ("ar", "قال الوزير المرفأ لنا» ثم غادر.", &[("»", "»")]),
                ("ar", "وصفه بـ\"الحليف ثم غادر", &[("\"", "\"")]),
                (
                    "ar",
                    "قال «المرفأ لنا.\n\nثم غادر» المدينة.",
                    &[("«", "«"), ("»", "»")],
                ),
                // Paired, however oddly; measures; arrows; possessives; quotations that go on.
                (
                    "ar",
                    "لقاح “كوفيد-19″ و”الحصبة“ و \" غيرهما \" وبـ\"هذا\"",
                    &[],
                ),
                ("en", "a 5\" pipe and a 7″ screen at 6'2\"", &[]),
                ("en", "Home » News » Harbour", &[]),
                ("en", "the workers’ rights in the ’90s, 'tis said", &[]),
                ("he", "דובר צה\"ל אמר", &[]),
                ("en", "“The quay is ours.\n\n“It stays ours.”", &[]),
            ],
        );
    }

    #[test]
    fn digits_of_two_systems() {
        check(
            SlipKind::MixedDigits,
            &[
                (
                    "ar",
                    "بلغت 35% في 2022 ثم ٤٠٪ في 2023",
                    &[("٤٠", "0123456789")],
                ),
                (
                    "ar",
                    "بلغت ٣٥٪ في ٢٠٢٢ ثم 1,200 في ٢٠٢٣",
                    &[("1,200", "٠١٢٣٤٥٦٧٨٩")],
                ),
                ("ar", "بلغت ٣٥٪ ثم 40%", &[("40", "٠١٢٣٤٥٦٧٨٩")]),
                ("fa", "در سال ۱۴۰۲ و ۱۴۰۳ و ٢٠٢٤", &[("٢٠٢٤", "۰۱۲۳۴۵۶۷۸۹")]),
                ("ar", "بلغت ٣٥٪ في ٢٠٢٢ و٤٫٥ و١٬٢٠٠", &[]),
                ("ar", "بلغت ۳۵٪ في ۲۰۲۴", &[("۳۵", "٠١٢٣٤٥٦٧٨٩")]),
                ("fa", "در سال ٢٠٢٤ و ٢٠٢٥", &[("٢٠٢٤", "۰۱۲۳۴۵۶۷۸۹")]),
                ("fa", "در سال 2024", &[]),
                // Codes and addresses keep their digits.
                (
                    "ar",
                    "بلغت ٣٥٪ ودخلت F-16 وسو-57 وCOVID-19 الخدمة https://example.org/2022",
                    &[],
                ),
                ("en", "In 2022 the sign read المرفأ ٣٥ كيلومترًا", &[]),
                (
                    "en",
                    "In 2022 and 2023 it was ٣٥ per cent",
                    &[("٣٥", "0123456789")],
                ),
            ],
        );
        check(
            SlipKind::MixedNumber,
            &[
                ("ar", "في عام ٢٠24 و٢٠٢٣", &[("٢٠24", "٢٠٢٤")]),
                ("fa", "در سال ۱۴٠۲ و ۱۴۰۳", &[("۱۴٠۲", "۱۴۰۲")]),
                ("ar", "بلغت ١٬2٠٠ طن", &[("١٬2٠٠", "١٬٢٠٠")]),
                ("ar", "بلغت ١٬٢٠٠ طن و٣.", &[]),
            ],
        );
    }

    #[test]
    fn letters_of_another_language() {
        check(
            SlipKind::ForeignLetter,
            &[
                (
                    "ar",
                    "وقّع الوزير الاتفاقیة أمس",
                    &[("الاتفاقیة", "ی (U+06CC), not ي (U+064A)")],
                ),
                (
                    "ar",
                    "وقّع الوزیر وبالمکتب كذلك",
                    &[
                        ("الوزیر", "ی (U+06CC), not ي (U+064A)"),
                        ("وبالمکتب", "ک (U+06A9), not ك (U+0643)"),
                    ],
                ),
                (
                    "ar",
                    "عاد إلی المدينة فی الربيع",
                    &[
                        ("إلی", "ی (U+06CC), not ي (U+064A)"),
                        ("فی", "ی (U+06CC), not ي (U+064A)"),
                    ],
                ),
                (
                    "ar",
                    "زار طھران ثم ھذه المدينة وھذا المرفأ والھدف واحد",
                    &[
                        ("طھران", "ھ (U+06BE), not ه (U+0647)"),
                        ("ھذه", "ھ (U+06BE), not ه (U+0647)"),
                        ("وھذا", "ھ (U+06BE), not ه (U+0647)"),
                        ("والھدف", "ھ (U+06BE), not ه (U+0647)"),
                    ],
                ),
                // Persian words, names and single letters in an Arabic text; Persian itself.
                ("ar", "كتبت صحيفة کیهان عن علی", &[]),
                ("ar", "صحيفة «روزنامه الکترونیک گسترش» الإيرانية", &[]),
                ("ar", "سنة 1446ھ في الرياض", &[]),
                ("fa", "وزیر الکتریکی را دید و کتابة", &[]),
            ],
        );
        check(
            SlipKind::ArabicLetter,
            &[
                (
                    "fa",
                    "وزير خارجه گفت كه پیمان مهم است",
                    &[
                        ("وزير", "ي (U+064A), not ی (U+06CC)"),
                        ("كه", "ك (U+0643), not ک (U+06A9)"),
                    ],
                ),
                ("ur", "وہ كیا ہے", &[("كیا", "ك (U+0643), not ک (U+06A9)")]),
                // Arabic in Persian.
                ("fa", "او گفت إنا لله وإنا إليه راجعون", &[]),
                ("fa", "کتاب «الكافي في الفقه» را خواند", &[]),
                ("ar", "وزير خارجية", &[]),
            ],
        );
        check(
            SlipKind::MixedAlphabets,
            &[
                (
                    "ru",
                    "Две cтраны в Mocкве",
                    &[
                        ("cтраны", "c (U+0063), not с (U+0441)"),
                        ("Mocкве", "M (U+004D), not М (U+041C)"),
                    ],
                ),
                (
                    "en",
                    "Twо states in Моscow",
                    &[
                        ("Twо", "о (U+043E), not o (U+006F)"),
                        ("Моscow", "М (U+041C), not M (U+004D)"),
                    ],
                ),
                // Words that show both alphabets.
                (
                    "ru",
                    "SMSки, IT-компания, PRщик, iPhone и Wi-Fi, МиГ-29",
                    &[],
                ),
                ("en", "the word мир, μm, Ω, α-particle", &[]),
            ],
        );
    }

    #[test]
    fn what_other_programs_leave() {
        check(
            SlipKind::PrintForm,
            &[
                (
                    "ar",
                    "قال \u{FEFB} \u{FEB7}\u{FEF2}\u{FE80} هناك ﷺ",
                    &[("\u{FEFB}", "لا"), ("\u{FEB7}\u{FEF2}\u{FE80}", "شيء")],
                ),
                (
                    "en",
                    "the o\u{FB03}cial \u{FB02}oor",
                    &[("o\u{FB03}cial", "official"), ("\u{FB02}oor", "floor")],
                ),
                ("en", "in ２０２４", &[("２０２４", "2024")]),
                ("ja", "２０２４年", &[]),
            ],
        );
        check(
            SlipKind::Stretched,
            &[
                (
                    "ar",
                    "وقال كـــيم إن الــوزير غـادر",
                    &[("كـــيم", "كيم"), ("الــوزير", "الوزير"), ("غـادر", "غادر")],
                ),
                (
                    "ar",
                    "وصفه بـ«الحليف» ولـكيم والـ25 عام 1445هـ وبـحزب والـحزب",
                    &[],
                ),
            ],
        );
        check(
            SlipKind::Garbled,
            &[
                (
                    "en",
                    "the caf\u{FFFD} and caf\u{C3}\u{A9}",
                    &[("\u{FFFD}", "U+FFFD"), ("\u{C3}\u{A9}", "U+00C3")],
                ),
                (
                    "en",
                    "It\u{E2}\u{20AC}\u{2122}s \u{E000}",
                    &[("\u{E2}\u{20AC}\u{2122}", "U+00E2"), ("\u{E000}", "U+E000")],
                ),
                (
                    "ar",
                    "\u{D8}\u{A7}\u{D9}\u{2026} نص",
                    &[("\u{D8}\u{A7}\u{D9}\u{2026}", "U+00D8")],
                ),
                ("fr", "Ça et là, château, São Paulo, Ørsted, Âge", &[]),
            ],
        );
        check(
            SlipKind::CutWord,
            &[
                (
                    "en",
                    "The con- struction of a Con- cert hall",
                    &[("con- struction", "construction"), ("Con- cert", "Concert")],
                ),
                (
                    "en",
                    "pre- and post-war, two- to three-year, a 10- year plan, e- mail, A- level - fine",
                    &[],
                ),
            ],
        );
    }

    #[test]
    fn words_that_stand_twice() {
        check(
            SlipKind::DoubledWord,
            &[
                ("en", "He saw the the quay", &[("the the", "the")]),
                (
                    "en",
                    "The the quay is open and\nand busy",
                    &[("The the", "the"), ("and\nand", "and")],
                ),
                (
                    "ar",
                    "وصل إلى إلى المدينة في في الربيع",
                    &[("إلى إلى", "إلى"), ("في في", "في")],
                ),
                (
                    "en",
                    "He had had that that he would do; The The play; Duran Duran",
                    &[],
                ),
                ("en", "He went in in March, to the, the quay", &[]),
                (
                    "ar",
                    "عرف من من الوزراء غاب، ومَن مِن الحاضرين، شيئًا فشيئًا ورويدًا رويدًا",
                    &[],
                ),
                ("ar", "سأل علي على أي شيء", &[]),
            ],
        );
    }

    #[test]
    fn clean_text_has_no_slips() {
        for (language, text) in [
            (
                "ar",
                "أعلنت بلدية المدينة، في ١٢ أيار/مايو ٢٠٢٤، افتتاح «المرفأ الجديد» بكلفة ٣٫٥ ملايين دولار؛ \
                 فهل يكفي؟ ووصفه الوزير بـ«أهم إنجاز» (وفق صحيفة \u{2068}The Quay\u{2069}).",
            ),
            (
                "en",
                "The city opened its “new harbour” on 12 May 2024, at a cost of $3.5m; will it do? The workers’ union \
                 said it wasn’t ‘what we were promised’, and left.",
            ),
            (
                "fa",
                "شهرداری می\u{200C}گوید «بندر تازه» در ۱۴۰۳ باز شد، اما کارگران راضی نیستند؟",
            ),
            ("no language", "Anything, ever; ok?"),
            ("", ""),
        ] {
            assert_eq!(found(text, language), [], "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_searched(
            text in "([ابيکیىة ]|[a-c]|[0٠۰1-3١-٣]|[,;?،؛؟.#\n-]|[“”\"«»']|[\u{200B}-\u{200F}\u{202A}-\u{202E}\u{2066}-\u{2069}\u{FEFF}\u{AD}]|\\PC){0,60}",
            language in "ar|en|fa|ru|\\PC{0,4}",
        ) {
            let mut last = 0;
            for slip in slips(&text, &language) {
                prop_assert!(text.get(slip.range.clone()).is_some_and(|t| !t.is_empty()));
                prop_assert!(last <= slip.range.start && !slip.detail.is_empty());
                last = slip.range.start;
            }
        }
    }
}
