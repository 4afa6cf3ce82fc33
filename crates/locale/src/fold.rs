//! Folds text into a form in which two spellings of the same words are equal, and maps it back to the original's bytes.
//!
//! Takes text; returns its folded form and a map from offsets in it to offsets in the text. Names are searched for in this
//! form, and quotations are compared in it. Folding makes these equal:
//!
//! | in the text | folded |
//! |---|---|
//! | uppercase letters | lowercase letters |
//! | tashkeel and Koranic marks, tatweel | nothing |
//! | أ إ آ ٱ | ا |
//! | ؤ, ئ | و, ي (as is a separate hamza above: both ways of encoding them are equal) |
//! | ک, ی (Persian) | ك, ي |
//! | ٠ … ٩, ۰ … ۹ | 0 … 9 |
//! | runs of white space, no-break spaces, hyphens | one space |
//! | ’ and ʼ | ' |
//! | soft hyphens, joiners, bidi controls | nothing |
//! | ﻻ, ﬁ, ２ (presentation forms) | لا, fi, 2 |
//!
//! Deliberately **not** folded: ى and ي, since in texts that write one for the other, على ("on") and علي (Ali) look the
//! same, and the preposition is far more frequent than the name; ة and ه; dashes, which separate words while hyphens join
//! them. To find such spellings, list them as variants. Letters with accents are unchanged. The text should be in NFC.

use std::borrow::Cow;
use std::ops::Range;

use icu_normalizer::ComposingNormalizer;

/// Returns a text in Unicode's composed form (NFC), in which a letter and its mark are one character where such a character
/// exists. Some systems use other forms in file names.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    ComposingNormalizer::new_nfc().normalize(text)
}

/// A text in folded form, with a map back to the original. A value can be reused for many texts, to save allocations.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    text: String,
    /// Points where the distance between the offsets in the two texts changes; `folded` is strictly ascending.
    shifts: Vec<Shift>,
    /// The offset in the original that corresponds to the end of `text`.
    reached: usize,
}

/// A point in the folded text where the offsets in the original jump.
#[derive(Debug, Clone, Copy)]
struct Shift {
    /// The offset in the folded text.
    folded: usize,
    /// The offset in the original where the part before the point ends.
    end: usize,
    /// The offset in the original where the part after the point begins.
    start: usize,
}

/// Returns the text in folded form.
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded::default();
    folded.refill(text);
    folded
}

impl Folded {
    /// Replaces the content with the folded form of another text.
    pub fn refill(&mut self, text: &str) {
        self.text.clear();
        self.shifts.clear();
        self.reached = 0;
        self.text.reserve(text.len());
        // Most characters are folded to themselves, so they are copied in runs.
        let bytes = text.as_bytes();
        let mut run = 0;
        for (at, c) in text.char_indices() {
            let folding_of_c = match FOLDINGS.get(c as usize) {
                Some(Folding::To(to)) if *to == c => continue,
                Some(Folding::Lowercase) if c.is_lowercase() => continue,
                Some(Folding::Separator) if c == ' ' && run < at && bytes[at - 1] != b' ' => {
                    continue;
                }
                Some(known) => *known,
                None => folding(c),
            };
            if run < at {
                self.copy(text, run..at);
            }
            let end = at + c.len_utf8();
            run = end;
            match folding_of_c {
                Folding::To(to) => self.put(to, end),
                Folding::Mark => self.leave_out(at, end, true),
                Folding::Separator if self.text.ends_with(' ') => self.leave_out(at, end, true),
                Folding::Separator => self.put(' ', end),
                Folding::Invisible => self.leave_out(at, end, false),
                Folding::Lowercase => c.to_lowercase().for_each(|lower| self.put(lower, end)),
                Folding::PrintForm => {
                    for letter in print_form(c).unwrap_or_default().chars() {
                        match folding(letter) {
                            Folding::To(to) => self.put(to, end),
                            Folding::Lowercase => self.put(letter, end),
                            _ => {}
                        }
                    }
                }
            }
        }
        self.copy(text, run..text.len());
    }

    /// Appends a part of the original that is folded to itself.
    fn copy(&mut self, text: &str, part: Range<usize>) {
        self.reached += part.len();
        self.text.push_str(&text[part]);
    }

    /// Returns the folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the bytes of the original for a part of the folded text, with the marks on its last letter, but without the
    /// invisible characters around it.
    ///
    /// `range` must lie on character boundaries of [`Folded::text`]; then the result lies on character boundaries of the
    /// original.
    pub fn in_original(&self, range: Range<usize>) -> Range<usize> {
        let start = self.start_in_original(range.start);
        start..self.end_in_original(range.end).max(start)
    }

    /// Returns the offset in the original for the start of a range in the folded text.
    fn start_in_original(&self, place: usize) -> usize {
        let after = self.shifts.partition_point(|s| s.folded <= place);
        match self.shifts[..after].last() {
            Some(shift) => shift.start + (place - shift.folded),
            None => place,
        }
    }

    /// Returns the offset in the original for the end of a range in the folded text.
    fn end_in_original(&self, place: usize) -> usize {
        match self.shifts.binary_search_by_key(&place, |s| s.folded) {
            Ok(i) => self.shifts[i].end,
            Err(_) => self.start_in_original(place),
        }
    }

    /// Appends a character, which represents the original up to `end`.
    fn put(&mut self, c: char, end: usize) {
        self.text.push(c);
        self.reached += c.len_utf8();
        if self.reached != end {
            let folded = self.text.len();
            self.shifts.push(Shift {
                folded,
                end,
                start: end,
            });
            self.reached = end;
        }
    }

    /// Skips a part of the original. If `attached`, it belongs to the character before it.
    fn leave_out(&mut self, at: usize, end: usize, attached: bool) {
        let folded = self.text.len();
        match self.shifts.last_mut() {
            Some(shift) if shift.folded == folded => {
                if attached && shift.end == at {
                    shift.end = end;
                }
                shift.start = end;
            }
            _ => self.shifts.push(Shift {
                folded,
                end: if attached { end } else { at },
                start: end,
            }),
        }
        self.reached = end;
    }
}

/// Number of characters up to the end of the Arabic block.
const TABLE_LENGTH: usize = 0x700;

/// The foldings of frequent characters, indexed by code point. A lookup is several times as fast as matching each
/// letter.
static FOLDINGS: [Folding; TABLE_LENGTH] = {
    let mut foldings = [Folding::Lowercase; TABLE_LENGTH];
    let mut code = 0;
    while code < TABLE_LENGTH {
        if let Some(c) = char::from_u32(code as u32) {
            foldings[code] = caseless_folding(c);
        }
        code += 1;
    }
    foldings
};

/// The result of folding a character.
#[derive(Debug, Clone, Copy)]
pub enum Folding {
    /// Another character, or the same one.
    To(char),
    /// The lowercase form, which may have several characters.
    Lowercase,
    /// Nothing; the character belongs to the letter before it.
    Mark,
    /// A space, unless the text already ends with one.
    Separator,
    /// Nothing; the character belongs to no letter.
    Invisible,
    /// The letters of a presentation form, see [`print_form`].
    PrintForm,
}

/// Returns the letters of a presentation form: the shapes that an Arabic letter takes within a word, ligatures, full-width
/// letters. `None` for any other character, also for signs such as ﷺ.
pub fn print_form(c: char) -> Option<String> {
    is_print_form(c).then(|| {
        let mut buffer = [0; 4];
        let letter: &str = c.encode_utf8(&mut buffer);
        ComposingNormalizer::new_nfkc()
            .normalize(letter)
            .into_owned()
    })
}

/// Returns true if a character is a presentation form, see [`print_form`].
pub const fn is_print_form(c: char) -> bool {
    matches!(
        c,
        '\u{FB00}'..='\u{FB06}'
            | '\u{FB50}'..='\u{FBB1}'
            | '\u{FBD3}'..='\u{FD3D}'
            | '\u{FE80}'..='\u{FEFC}'
            | '\u{FF10}'..='\u{FF19}'
            | '\u{FF21}'..='\u{FF3A}'
            | '\u{FF41}'..='\u{FF5A}'
    )
}

/// Returns the folding of a character, by the table in the module's documentation.
pub fn folding(c: char) -> Folding {
    match caseless_folding(c) {
        Folding::Lowercase if c.is_lowercase() => Folding::To(c),
        folding => folding,
    }
}

/// Folds a character like [`folding`], except that lowercase letters give [`Folding::Lowercase`]: they are their own lowercase
/// form.
const fn caseless_folding(c: char) -> Folding {
    use Folding::{Invisible, Lowercase, Mark, PrintForm, Separator, To};
    match c {
        'a'..='z' | '0'..='9' => To(c),
        'A'..='Z' => To(c.to_ascii_lowercase()),
        ' ' | '\t'..='\r' | '-' => Separator,
        '\0'..='\u{7F}' => To(c),
        'أ' | 'إ' | 'آ' | 'ٱ' => To('ا'),
        'ؤ' => To('و'),
        'ئ' | 'ی' => To('ي'),
        'ک' => To('ك'),
        // Folded like the base letter with a separate hamza above, whose mark is dropped.
        'ۀ' => To('ه'),
        'ۂ' => To('ہ'),
        'ۓ' => To('ے'),
        '\u{0660}'..='\u{0669}' => To(ascii_digit(c, 0x0660)),
        '\u{06F0}'..='\u{06F9}' => To(ascii_digit(c, 0x06F0)),
        // Tatweel; Koranic signs above; tashkeel, hamza above and below; alef above; Koranic signs.
        '\u{0640}'
        | '\u{0610}'..='\u{061A}'
        | '\u{064B}'..='\u{065F}'
        | '\u{0670}'
        | '\u{06D6}'..='\u{06DC}'
        | '\u{06DF}'..='\u{06E4}'
        | '\u{06E7}'
        | '\u{06E8}'
        | '\u{06EA}'..='\u{06ED}' => Mark,
        '\u{061C}' => Invisible,
        '\u{0600}'..='\u{06FF}' => To(c),
        // Hebrew points and accents; then the maqaf, a hyphen.
        '\u{0591}'..='\u{05BD}'
        | '\u{05BF}'
        | '\u{05C1}'
        | '\u{05C2}'
        | '\u{05C4}'
        | '\u{05C5}'
        | '\u{05C7}' => Mark,
        '\u{05BE}' => Separator,
        '’' | 'ʼ' => To('\''),
        // HYPHEN, NON-BREAKING HYPHEN, and the small and the full-width hyphen-minus.
        '\u{2010}' | '\u{2011}' | '\u{FE63}' | '\u{FF0D}' => Separator,
        // The soft hyphen; joiners, directional marks, embeddings, isolates; the byte order mark.
        '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{FEFF}' => Invisible,
        _ if is_print_form(c) => PrintForm,
        _ if c.is_whitespace() => Separator,
        _ => Lowercase,
    }
}

/// Returns the ASCII digit for a digit of the set whose zero is `zero`.
const fn ascii_digit(c: char, zero: u32) -> char {
    match char::from_digit(c as u32 - zero, 10) {
        Some(digit) => digit,
        None => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_the_same_words_are_equal() {
        for (text, folded) in [
            ("Kim Jong-Un", "kim jong un"),
            ("KIM  JONG\u{2011}UN", "kim jong un"),
            ("Kim\u{a0}Jong \n\t Un", "kim jong un"),
            ("Kim – Jong", "kim – jong"),
            ("Kim’s", "kim's"),
            ("co\u{ad}op", "coop"),
            ("Élan ÅSE Ж", "élan åse ж"),
            ("كِيم جُونغ أُون", "كيم جونغ اون"),
            ("كيم جونغ-أون", "كيم جونغ اون"),
            ("كيـــم", "كيم"),
            ("إيران آسيا ٱلله", "ايران اسيا الله"),
            ("ا\u{655}يران ا\u{653}سيا", "ايران اسيا"),
            ("مسؤول مسئول", "مسوول مسيول"),
            ("و\u{654} ي\u{654}", "و ي"),
            ("علي على", "علي على"),
            ("سنة سنه", "سنة سنه"),
            ("٣٥٪ ۳۵٪ 35%", "35٪ 35٪ 35%"),
            ("کوریا", "كوريا"),
            ("\u{2068}كيم\u{2069}\u{200f}.", "كيم."),
            ("می\u{200c}خواهد", "ميخواهد"),
            ("שָׁלוֹם תל־אביב", "שלום תל אביב"),
            ("İ", "i\u{307}"),
            ("o\u{FB03}ce ＡＢ２", "office ab2"),
            ("\u{FEFB} \u{FEB7}\u{FEF2}\u{FE80}", "لا شيء"),
            ("", ""),
        ] {
            assert_eq!(fold(text).text(), folded, "{text:?}");
        }
    }

    #[test]
    fn a_part_of_the_folded_text_leads_back_to_the_original() {
        for (text, part, original) in [
            ("في كِيمُ أُونْ.", "كيم اون", "كِيمُ أُونْ"),
            ("«كيـــم»", "كيم", "كيـــم"),
            ("Mr Kim \u{a0}- Jong", "kim jong", "Kim \u{a0}- Jong"),
            ("لـSpaceX", "spacex", "SpaceX"),
            ("\u{2068}Kim\u{2069}'s", "kim", "Kim"),
            ("كيم\u{64f}\u{200f}، و", "كيم", "كيم\u{64f}"),
            ("نسبة ٣٥٪", "35", "٣٥"),
            ("co\u{ad}op", "coop", "co\u{ad}op"),
        ] {
            let folded = fold(text);
            let start = folded.text().find(part).unwrap();
            let range = folded.in_original(start..start + part.len());
            assert_eq!(&text[range], original, "{text:?}");
        }
    }

    #[test]
    fn a_value_can_be_filled_again() {
        let mut folded = fold("كِيم  جونغ");
        folded.refill("Kim");
        assert_eq!(folded.text(), "kim");
        assert_eq!(folded.in_original(0..3), 0..3);
    }

    /// Generates text with many of the characters that are folded.
    fn tricky() -> impl Strategy<Value = String> {
        "([ابكليمونغأإآىية ]|[A-Za-zİßÉ' -]|[\u{640}\u{64B}-\u{652}\u{670}\u{200B}-\u{200F}\u{2066}-\u{2069}]|\u{a0}|[٣۳3]|\\PC){0,40}"
    }

    proptest! {
        #[test]
        fn places_lead_back_in_order_and_to_whole_characters(text in tricky()) {
            let folded = fold(&text);
            let places: Vec<usize> = (0..=folded.text().len())
                .filter(|&p| folded.text().is_char_boundary(p))
                .collect();
            let mut last = 0..0;
            for pair in places.windows(2) {
                let range = folded.in_original(pair[0]..pair[1]);
                prop_assert!(text.get(range.clone()).is_some());
                prop_assert!(last.end <= range.start || last == range || range.is_empty());
                prop_assert!(last.start <= range.start && last.end <= range.end);
                last = range;
            }
            prop_assert!(last.end <= text.len());
        }

        #[test]
        fn what_was_folded_stays_as_it_is(text in tricky()) {
            let once = fold(&text);
            let twice = fold(once.text());
            prop_assert_eq!(twice.text(), once.text());
        }

        #[test]
        fn a_part_of_the_original_folds_to_the_part_it_was_found_for(text in "[ابكيمأإ َُA-Zc-x\u{200F}-]{0,30}", from in 0usize..20, length in 0usize..10) {
            let folded = fold(&text);
            let places: Vec<usize> = folded.text().char_indices().map(|(i, _)| i).chain([folded.text().len()]).collect();
            let from = from.min(places.len() - 1);
            let to = (from + length).min(places.len() - 1);
            let part = places[from]..places[to];
            let again = fold(&text[folded.in_original(part.clone())]);
            prop_assert_eq!(again.text(), &folded.text()[part]);
        }
    }
}
