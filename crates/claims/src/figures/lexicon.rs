//! Words that figures consist of, and their lookup in running text.
//!
//! The table of a language is a list of words and meanings. It is hashed at compile time, since almost every word of a text
//! is looked up and almost none is found.

use crate::figures::figure::{DatePart, Hedge};
use crate::figures::units::Unit;

/// The meaning of a word in a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Meaning {
    /// A number from 0 to 19.
    Ones(u8),
    /// The second word of an Arabic teen, and ten.
    Teen,
    /// 20, 30 … 90.
    Tens(u8),
    /// A number of hundreds, in one word (Arabic).
    Hundreds(u8),
    /// A power of ten, times 1 or, in a dual, 2: thousand, million; مليونان.
    Scale {
        /// Exponent of the power of ten.
        power: u8,
        /// The number that the word includes: 1 or 2.
        count: u8,
    },
    /// The plural of a power of ten: thousands, آلاف. After a number it multiplies; alone it is an unknown number.
    Scales(u8),
    /// A word for a fixed number: a dozen, une vingtaine, десяток.
    Lot(u8),
    /// An unknown number of this order of magnitude: dozens, عشرات, hundreds, مئات.
    OrderOfMagnitude(u64),
    /// The same as `OrderOfMagnitude`, but only before a power of ten: tens of thousands.
    OrderOfScale(u64),
    /// A mixed number, in one word: полтора. Numerator and denominator.
    Mixed(u8, u8),
    /// A counter word, which measures nothing: 명.
    Counter,
    /// The word for "month" after a number: 월.
    MonthNoun,
    /// Degrees Celsius.
    Celsius,
    /// A few, several.
    Several,
    /// A fraction: half, a quarter. Numerator and denominator.
    Fraction(u8, u8),
    /// Fractions in the plural: quarters, أرباع. The denominator.
    Fractions(u16),
    /// A unit, and the number that the word includes: 1, 2 in a dual, or 0 if it needs a number.
    Unit(Unit, u8),
    /// `square` or `cubic`: the exponent.
    Power(u8),
    /// Per cent, in one word.
    Percent,
    /// `points` after a percentage, نقطة.
    Points,
    /// `basis`, أساس.
    Basis,
    /// `مئوية`: turns a point into a percentage point, and a degree into a degree Celsius.
    Centesimal,
    /// A month of the Gregorian calendar.
    Month(u8),
    /// The first word of a Gregorian month's name of two words, with the months that `first` and `second` after it select.
    MonthOf(u8, u8),
    /// A month's name that is an everyday word as well: May, March, مارس.
    MonthPerhaps(u8),
    /// A month of the Hijri calendar.
    HijriMonth(u8),
    /// The first word of a Hijri month's name of two words, with the two months that it may begin.
    HijriMonthOf(u8, u8),
    /// `years` before their numbers: عامي 2016 و2021.
    YearWord,
    /// A decade: the nineties, التسعينيات.
    Decade(u8),
    /// A word after which a number without unit is a year: in, since.
    YearBefore,
    /// The beginning, middle or end of a month or year.
    PartOf(DatePart),
    /// An ordinal number.
    Ordinal(u8),
    /// A multiplicative word: double, trilateral.
    Multiplicity(u8),
    /// The bound and rounding of a number.
    Hedge(Hedge),
    /// A negation of the bound: no more than, لا يقل عن.
    Not,
    /// Turns a mile into a nautical mile.
    Nautical,
    /// Hijri, after a year.
    Hijri,
    /// Gregorian, after a year.
    Gregorian,
    /// Before Christ, after a year.
    BeforeChrist,
    /// A day relative to the day of publication, as an offset: yesterday -1, today 0.
    OneDay(i8),
    /// A day of the week, from Monday, 0.
    Weekday(u8),
    /// A word that makes a period relative to the day of publication: last year, الشهر الجاري.
    Relative,
    /// False for am, true for pm.
    HalfDay(bool),
    /// `and`
    And,
    /// `or`
    Or,
    /// `to`, between the ends of a range or as a preposition.
    To,
    /// `between`
    Between,
    /// `of`, `من`: between a fraction and its whole.
    Of,
    /// `from`, if the word differs from `of`; if the language has one word for both, `Of` begins ranges as well.
    From,
    /// Other small words that may be part of a figure: per, في, than, على.
    Small,
    /// `a`, `an`: one.
    A,
    /// `the`; also the Arabic article if it stands alone before digits.
    The,
    /// The decimal point in words.
    Point,
    /// `per`, a division: kilometres per hour.
    Per,
    /// `old`, `ago`, and other words that may follow a unit and belong to it.
    Old,
    /// A Latin letter or word that is a currency or a unit only directly before or after digits: m, bn, k, p.
    Tight(&'static Meaning),
}

/// The words of a language.
#[derive(Debug)]
pub struct Lexicon {
    /// The words with their meanings.
    pub words: &'static [(&'static str, Meaning)],
    /// Hash index of `words`, as [`index`] returns it.
    pub index: &'static [u32; SLOTS],
    /// The endings of the words, as [`endings`] returns them.
    pub endings: &'static Endings,
    /// Maximum length of a word in bytes, with prefixes and marks.
    pub longest: usize,
    /// Looks up words with their joined prefixes; `None` in languages without such prefixes.
    pub clitics: Option<Clitics>,
}

/// Looks up a word together with the prefixes that are joined to it.
pub type Clitics = fn(&Lexicon, &str, &Query<'_>) -> Option<(Prefix, &'static Meaning)>;

/// Number of slots of an index: several times the number of words, so that most lookups hit an empty slot.
pub const SLOTS: usize = 4096;

/// Maximum length of a word that is looked up, in bytes.
const LONGEST: usize = 40;

/// The prefixes that are joined to a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Prefix {
    /// و or ف
    pub and: bool,
    /// ب, ل or ك
    pub preposition: bool,
    /// ال
    pub article: bool,
}

/// A word in the form in which it is looked up.
#[derive(Debug, Clone, Copy)]
pub struct Normalized {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Normalized {
    /// Returns the normalized bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

/// Normalizes a word: without differences of case, tashkeel, tatweel, hamzas on alef, ة and ه, ى and ي, Persian forms.
/// `None` for words longer than any table entry.
pub const fn normalize(word: &[u8]) -> Option<Normalized> {
    let mut folded = Normalized {
        bytes: [0; LONGEST],
        length: 0,
    };
    // No character becomes longer by normalization.
    if word.len() > LONGEST {
        return None;
    }
    let mut at = 0;
    while at < word.len() {
        let byte = word[at];
        if byte >= 0xC3 && byte <= 0xDF && at + 1 < word.len() {
            let code = ((byte as u16 & 0x1F) << 6) | (word[at + 1] as u16 & 0x3F);
            if let Some(code) = normalize_letter(code) {
                folded.bytes[folded.length] = 0xC0 | (code >> 6) as u8;
                folded.bytes[folded.length + 1] = 0x80 | (code & 0x3F) as u8;
                folded.length += 2;
            }
            at += 2;
        } else {
            folded.bytes[folded.length] = byte.to_ascii_lowercase();
            folded.length += 1;
            at += 1;
        }
    }
    Some(folded)
}

/// Normalizes a letter of two bytes (Latin with marks, Cyrillic, Arabic); `None` for marks.
#[inline]
pub const fn normalize_letter(code: u16) -> Option<u16> {
    Some(match code {
        // Most Arabic letters are unchanged.
        0x0628 | 0x062A..=0x063F | 0x0641..=0x0648 | 0x064A => code,
        // Tashkeel and Koranic marks, hamza above and below, tatweel.
        0x0610..=0x061A | 0x0640 | 0x064B..=0x065F | 0x0670 | 0x06D6..=0x06DC => return None,
        // أ إ آ ٱ
        0x0622 | 0x0623 | 0x0625 | 0x0671 => 0x0627,
        // ى ی. Not ئ: otherwise كمية (a quantity) would be read as ك + مئة.
        0x0649 | 0x06CC => 0x064A,
        // ة
        0x0629 => 0x0647,
        // ک
        0x06A9 => 0x0643,
        // Capitals: Latin, Cyrillic. Ё is usually written as Е.
        0x00C0..=0x00DE => code + 0x20,
        0x0401 | 0x0451 => 0x0435,
        0x0410..=0x042F => code + 0x20,
        other => other,
    })
}

/// FNV-1a over the bytes from last to first, so that one pass yields the hashes of a word and of all its suffixes.
const fn hash(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// The initial hash value.
const START: u32 = 0x811C_9DC5;

/// Returns the first slot of a hash.
const fn slot(hash: u32) -> usize {
    (hash ^ (hash >> 12)) as usize % SLOTS
}

/// Builds the index of a table: each slot holds the upper half of a hash and, in its lower half, the word's index plus one.
pub const fn index(words: &[(&str, Meaning)]) -> [u32; SLOTS] {
    let mut index = [0; SLOTS];
    let mut at = 0;
    while at < words.len() {
        let Some(folded) = normalize(words[at].0.as_bytes()) else {
            panic!("a word of the table is too long");
        };
        let (mut hashed, mut byte) = (START, folded.length);
        while byte > 0 {
            byte -= 1;
            hashed = hash(hashed, folded.bytes[byte]);
        }
        let mut place = slot(hashed);
        while index[place] != 0 {
            place = (place + 1) % SLOTS;
        }
        index[place] = (hashed & 0xFFFF_0000) | (at as u32 + 1);
        at += 1;
    }
    index
}

/// Size of the filter of endings, in bits.
const ENDINGS: usize = 1 << 14;

/// A filter with a bit for each ending of three letters of a table's words; words of two letters are combined with the
/// letters that can precede them.
pub type Endings = [u64; ENDINGS / 64];

/// Returns the bit of a word's last three letters. `None` if there are fewer than three, or if they have marks.
const fn ending(word: &[u8]) -> Option<usize> {
    let (mut hashed, mut at, mut letters) = (START, word.len(), 0);
    while letters < 3 {
        if at == 0 {
            return None;
        }
        let byte = word[at - 1];
        if byte < 0x80 {
            hashed = hash(hashed, byte.to_ascii_lowercase());
            at -= 1;
        } else if at > 1 && word[at - 2] >= 0xC3 && word[at - 2] <= 0xDF {
            let code = ((word[at - 2] as u16 & 0x1F) << 6) | (byte as u16 & 0x3F);
            let Some(code) = normalize_letter(code) else {
                return None;
            };
            hashed = hash(hash(hashed, code as u8), (code >> 8) as u8);
            at -= 2;
        } else {
            return None;
        }
        letters += 1;
    }
    Some((hashed ^ (hashed >> 15)) as usize % ENDINGS)
}

/// Builds the filter of endings of a table's words.
///
/// `before` are the letters of two bytes that can stand directly before a word.
pub const fn endings(words: &[(&str, Meaning)], before: &[[u8; 2]]) -> Endings {
    let mut endings = [0; ENDINGS / 64];
    let mut at = 0;
    while at < words.len() {
        let word = words[at].0.as_bytes();
        if let Some(bit) = ending(word) {
            endings[bit / 64] |= 1 << (bit % 64);
        } else if word.len() == 4 {
            let mut prefix = 0;
            while prefix < before.len() {
                let [one, two] = before[prefix];
                if let Some(bit) = ending(&[one, two, word[0], word[1], word[2], word[3]]) {
                    endings[bit / 64] |= 1 << (bit % 64);
                }
                prefix += 1;
            }
        }
        at += 1;
    }
    endings
}

/// Maximum number of prefix letters of a word.
const PREFIXES: usize = 5;

/// A word to look up, with the hashes of its suffixes.
pub struct Query<'w> {
    folded: &'w [u8],
    /// Hashes of the suffixes, by the number of two-byte letters before them.
    hashes: [u32; PREFIXES + 1],
}

impl<'w> Query<'w> {
    fn new(folded: &'w [u8]) -> Query<'w> {
        let mut hashes = [START; PREFIXES + 1];
        let mut hashed = START;
        for (at, byte) in folded.iter().enumerate().rev() {
            hashed = hash(hashed, *byte);
            if at % 2 == 0 && at / 2 <= PREFIXES {
                hashes[at / 2] = hashed;
            }
        }
        Query { folded, hashes }
    }

    /// Returns true if these letters follow the first `at` letters, with more after them.
    pub fn has(&self, at: usize, letters: &str) -> bool {
        self.folded
            .get(2 * at..)
            .is_some_and(|rest| rest.len() > letters.len() && rest.starts_with(letters.as_bytes()))
    }
}

impl Lexicon {
    /// Returns the prefixes and the meaning of a word.
    pub fn meaning(&self, word: &str) -> Option<(Prefix, &'static Meaning)> {
        // Most words are longer than any table entry with its prefixes.
        if word.len() > self.longest || self.ends_otherwise(word) {
            return None;
        }
        let folded = normalize(word.as_bytes())?;
        let query = Query::new(folded.bytes());
        match self.clitics {
            Some(clitics) => clitics(self, word, &query),
            None => self
                .after(&query, 0)
                .map(|meaning| (Prefix::default(), meaning)),
        }
    }

    /// Returns true if no word of the table has this word's ending. This is the case for almost all words of a text.
    fn ends_otherwise(&self, word: &str) -> bool {
        ending(word.as_bytes()).is_some_and(|bit| self.endings[bit / 64] & (1 << (bit % 64)) == 0)
    }

    /// Returns the meaning of a word after a prefix of `letters` letters. A word of two letters must be a number: لم is not
    /// ل with the م of a year.
    pub fn after(&self, query: &Query<'_>, letters: usize) -> Option<&'static Meaning> {
        let (folded, hashed) = (&query.folded[2 * letters..], query.hashes[letters]);
        let mut place = slot(hashed);
        loop {
            let entry = self.index[place];
            let number = (entry & 0xFFFF).checked_sub(1)?;
            if (entry ^ hashed) & 0xFFFF_0000 == 0 {
                let (word, meaning) = &self.words[number as usize];
                if normalize(word.as_bytes())?.bytes() == folded {
                    let is_short = letters > 0 && folded.len() < 6;
                    return (!is_short || matches!(meaning, Meaning::Ones(_))).then_some(meaning);
                }
            }
            place = (place + 1) % SLOTS;
        }
    }
}
