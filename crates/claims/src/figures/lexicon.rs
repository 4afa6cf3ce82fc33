//! Words that figures are made of, and finding them in running text.
//!
//! A language's table is a list of words and meanings, written as a dictionary would; it is hashed when Mujaz is compiled, for
//! nearly every word of a text is asked for and nearly none is found.

use crate::figures::figure::{Hedge, Part};
use crate::figures::units::Unit;

/// What a word can mean in a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Meaning {
    /// 0 to 19.
    Ones(u8),
    /// The second word of an Arabic teen, and ten.
    Teen,
    /// 20, 30 … 90.
    Tens(u8),
    /// So many hundreds, in one word (Arabic).
    Hundreds(u8),
    /// Ten to this power, times 1 or, in a dual, 2: thousand, million; مليونان.
    Scale {
        /// The power of ten.
        power: u8,
        /// How many of it the word itself counts.
        count: u8,
    },
    /// The plural of a power of ten: thousands, آلاف. After a number it multiplies; alone it is of unknown number.
    Scales(u8),
    /// Twelve of something.
    Dozen,
    /// An unknown number of this size: dozens, عشرات, hundreds, مئات.
    OrderOfMagnitude(u64),
    /// The same, but only before a power of ten: tens of thousands.
    OrderOfScale(u64),
    /// A number that is no whole one, in one word: полтора.
    Mixed(u8, u8),
    /// A word that is counted by and measures nothing: 명.
    Counter,
    /// The word for months after their numbers: 월.
    MonthNoun,
    /// Degrees of Celsius.
    Celsius,
    /// A few, several.
    Several,
    /// A part: half, a quarter; its denominator, and how many of them the word counts.
    Fraction(u8, u8),
    /// Parts, in the plural: quarters, أرباع.
    Fractions(u16),
    /// A unit, and how many of it the word itself counts: 1, or 2 in a dual, or 0 where it is nothing without a number.
    Unit(Unit, u8),
    /// `square` or `cubic`: the power.
    Power(u8),
    /// Per cent, in one word.
    Percent,
    /// `points` after a percentage, نقطة.
    Points,
    /// `basis`, أساس.
    Basis,
    /// `مئوية`: of a point a percentage point, of a degree one of Celsius.
    Centesimal,
    /// A month of the Gregorian calendar; in a month's name of two words, of the second word 1.
    Month(u8),
    /// The first word of a Gregorian month's name of two words, with the months that `first` and `second` make of it.
    MonthOf(u8, u8),
    /// The same where the name is an everyday word, too: May, March, مارس.
    MonthPerhaps(u8),
    /// A month of the Hijri calendar.
    HijriMonth(u8),
    /// The first word of a Hijri month's name of two words.
    HijriMonthOf(u8, u8),
    /// `years` before their numbers: عامي 2016 و2021.
    YearWord,
    /// A decade: the nineties, التسعينيات.
    Decade(u8),
    /// A word after which a bare number is a year: in, since.
    YearBefore,
    /// The beginning, middle or end of a month or year.
    PartOf(Part),
    /// A place in a row.
    Ordinal(u8),
    /// An adjective of number.
    Multiplicity(u8),
    /// How exact a number is, and on which side of it the true one lies.
    Hedge(Hedge),
    /// Turns that round: no more than, لا يقل عن.
    Not,
    /// Makes a mile a nautical one.
    Nautical,
    /// Hijri, after a year.
    Hijri,
    /// Gregorian, after a year.
    Gregorian,
    /// Before Christ, after a year.
    BeforeChrist,
    /// A day that is so many days after that of publication: yesterday -1, today 0.
    OneDay(i8),
    /// A day of the week, from Monday, 0.
    Weekday(u8),
    /// A word that makes a stretch of time lean on the day of publication: last year, الشهر الجاري.
    Relative,
    /// After midnight or noon: am, pm.
    HalfDay(bool),
    /// `and`
    And,
    /// `or`
    Or,
    /// `to`, between the ends of a range or as a mere preposition.
    To,
    /// `between`
    Between,
    /// `of`, `من`: what stands between a fraction and its whole.
    Of,
    /// `from`, where it is another word than `of`; in a language where it is none, `Of` begins ranges as well.
    From,
    /// Other small words that may stand inside a figure: per, في, than, على.
    Small,
    /// `a`, `an`: one.
    A,
    /// `the`; the Arabic article where it stands alone before digits.
    The,
    /// The point of a decimal in words.
    Point,
    /// `per`, a division: kilometres per hour.
    Per,
    /// `old`, `ago`, and whatever else may follow a unit and belongs to it.
    Old,
    /// A Latin letter or word that is a currency or a unit only tight before or after digits: m, bn, k, p.
    Tight(&'static Meaning),
}

/// A language's words.
#[derive(Debug)]
pub struct Lexicon {
    /// The words.
    pub words: &'static [(&'static str, Meaning)],
    /// Where each stands in `words`, as [`index`] gives it.
    pub index: &'static [u32; SLOTS],
    /// How the words end, as [`endings`] gives it.
    pub endings: &'static Endings,
    /// How many bytes the longest word has, with prefixes and marks.
    pub longest: usize,
    /// Finds words with what is written together with them, in languages that do so.
    pub clitics: Option<Clitics>,
}

/// Looks a word up with what stands before it and is written together with it.
pub type Clitics = fn(&Lexicon, &str, &Query<'_>) -> Option<(Prefix, &'static Meaning)>;

/// How many places an index has: several times the words, so that most words of a text meet an empty one.
pub const SLOTS: usize = 4096;

/// The longest word that is looked up, in bytes.
const LONGEST: usize = 40;

/// What stands before a word and is written together with it.
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
    /// The normalized bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

/// A word without what spellings differ in: capitals, tashkeel, tatweel, hamzas on alef, ة and ه, ى and ي, Persian forms.
/// `None` for words too long to be in any table.
pub const fn normalize(word: &[u8]) -> Option<Normalized> {
    let mut folded = Normalized {
        bytes: [0; LONGEST],
        length: 0,
    };
    // No character folds to more bytes than it has.
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

/// A letter of two bytes (Latin with marks, Cyrillic, Arabic) without what spellings differ in; `None` for marks.
#[inline]
pub const fn normalize_letter(code: u16) -> Option<u16> {
    Some(match code {
        // Most letters.
        0x0628 | 0x062A..=0x063F | 0x0641..=0x0648 | 0x064A => code,
        // Tashkeel and Koranic marks, hamza above and below, tatweel.
        0x0610..=0x061A | 0x0640 | 0x064B..=0x065F | 0x0670 | 0x06D6..=0x06DC => return None,
        // أ إ آ ٱ
        0x0622 | 0x0623 | 0x0625 | 0x0671 => 0x0627,
        // ى ی. Not ئ, or كمية (a quantity) would be ك + مئة.
        0x0649 | 0x06CC => 0x064A,
        // ة
        0x0629 => 0x0647,
        // ک
        0x06A9 => 0x0643,
        // Capitals: Latin, Cyrillic. Ё is written Е by most.
        0x00C0..=0x00DE => code + 0x20,
        0x0401 | 0x0451 => 0x0435,
        0x0410..=0x042F => code + 0x20,
        other => other,
    })
}

/// FNV-1a over the bytes from the last to the first, so that one pass gives the hash of a word and of all its endings.
const fn hash(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// The hash of nothing.
const START: u32 = 0x811C_9DC5;

/// Where a hash is looked for first.
const fn slot(hash: u32) -> usize {
    (hash ^ (hash >> 12)) as usize % SLOTS
}

/// The index of a table: for each slot the upper half of a hash and, in the lower, the word's number plus one.
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

/// How many bits tell which endings the words of a table have.
const ENDINGS: usize = 1 << 14;

/// A bit for each ending of three letters that a table's words have, those of two letters with what can stand before them.
pub type Endings = [u64; ENDINGS / 64];

/// The bit of a word's last three letters. `None` where they are not three, or have marks on them.
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

/// The endings of a table's words.
///
/// `before` are the letters of two bytes that can stand right before a word.
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

/// How many letters of a word can be prefixes.
const PREFIXES: usize = 5;

/// A word that is looked up, with the hashes of its endings.
pub struct Query<'w> {
    folded: &'w [u8],
    /// The hash of what follows so many letters of two bytes.
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

    /// Returns true if these letters stand `at` so many letters, with more after them.
    pub fn has(&self, at: usize, letters: &str) -> bool {
        self.folded
            .get(2 * at..)
            .is_some_and(|rest| rest.len() > letters.len() && rest.starts_with(letters.as_bytes()))
    }
}

impl Lexicon {
    /// What a word means, and what is written together with it.
    pub fn meaning(&self, word: &str) -> Option<(Prefix, &'static Meaning)> {
        // Most words are longer than any of the table with all that can stand before it.
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

    /// Returns true if no word of the table ends as this one does: nearly all words of a text are told by that.
    fn ends_otherwise(&self, word: &str) -> bool {
        ending(word.as_bytes()).is_some_and(|bit| self.endings[bit / 64] & (1 << (bit % 64)) == 0)
    }

    /// A word after a prefix of so many letters. One of two letters is a number or nothing: لم is no ل with the م of a year.
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
