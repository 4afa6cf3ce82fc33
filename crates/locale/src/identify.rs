//! Detects texts that are not in the language that they are labelled with.
//!
//! Takes a text and a language tag; returns the actual language of the text, if that is certain. The script of the letters
//! decides first, then the most common words of languages that share a script. There is no result for texts that are short,
//! mixed, or in a language without a table here.

use std::collections::BTreeMap;

use unicode_script::{Script, UnicodeScript};

use crate::chars::{is_alphabetic, is_alphanumeric};
use crate::direction::script_of_language;
use crate::fold::fold;
use crate::guess::dominant_language;
use crate::words::{is_not_persian, is_not_russian, latin_language};

/// The kind of text, which decides how much of it is needed for a judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextLength {
    /// A title or a line, in which most words can be names.
    Line,
    /// Sentences.
    Prose,
}

/// Minimum number of letters in prose.
const PROSE_LETTERS: usize = 24;
/// Minimum number of letters in a line.
const LINE_LETTERS: usize = 6;
/// Minimum number of words for a distinction between two languages of the same script.
const WORDS: usize = 12;

/// Common words of a language that other languages of its script do not have, or rarely.
struct CommonWords {
    tag: &'static str,
    name: &'static str,
    words: &'static [&'static str],
}

const COMMON_WORDS: &[CommonWords] = &[
    CommonWords {
        tag: "ar",
        name: "Arabic",
        words: &[
            "في", "من", "على", "إلى", "عن", "أن", "التي", "الذي", "هذا", "هذه", "ذلك", "مع", "بين",
            "قال", "كما", "بعد", "وقد", "كان", "لم", "كل",
        ],
    },
    CommonWords {
        tag: "de",
        name: "German",
        words: &[
            "der", "das", "und", "ist", "nicht", "ein", "eine", "mit", "von", "für", "auf", "dem",
            "den", "zu", "sich", "wird", "wurde", "auch", "nach", "im",
        ],
    },
    CommonWords {
        tag: "en",
        name: "English",
        words: &[
            "the", "of", "and", "to", "is", "that", "for", "was", "with", "by", "its", "are",
            "from", "this", "which", "has", "have", "will", "be", "it",
        ],
    },
    CommonWords {
        tag: "es",
        name: "Spanish",
        words: &[
            "el", "los", "las", "del", "que", "y", "en", "una", "por", "con", "para", "se", "su",
            "al", "como", "más", "fue", "sus", "ha", "pero",
        ],
    },
    CommonWords {
        tag: "fa",
        name: "Persian",
        words: &[
            "را", "که", "این", "است", "از", "به", "در", "با", "برای", "آن", "شد", "کرد", "خود",
            "های", "می", "بود", "شده", "یک", "تا", "نیز",
        ],
    },
    CommonWords {
        tag: "fr",
        name: "French",
        words: &[
            "le", "les", "des", "du", "et", "est", "que", "qui", "dans", "pour", "une", "sur",
            "par", "au", "aux", "avec", "ce", "cette", "ont", "été",
        ],
    },
    CommonWords {
        tag: "it",
        name: "Italian",
        words: &[
            "il", "gli", "della", "del", "che", "di", "e", "una", "per", "con", "sono", "nel",
            "alla", "dei", "delle", "è", "non", "da", "ha", "anche",
        ],
    },
    CommonWords {
        tag: "ru",
        name: "Russian",
        words: &[
            "и",
            "в",
            "не",
            "на",
            "что",
            "с",
            "по",
            "как",
            "это",
            "к",
            "его",
            "из",
            "для",
            "от",
            "был",
            "были",
            "также",
            "или",
            "при",
            "года",
        ],
    },
    CommonWords {
        tag: "tr",
        name: "Turkish",
        words: &[
            "ve",
            "bir",
            "bu",
            "için",
            "ile",
            "olarak",
            "daha",
            "olan",
            "çok",
            "gibi",
            "kadar",
            "sonra",
            "değil",
            "ise",
            "göre",
            "oldu",
            "olduğunu",
            "etti",
            "yeni",
            "da",
        ],
    },
    CommonWords {
        tag: "uk",
        name: "Ukrainian",
        words: &[
            "і",
            "та",
            "що",
            "на",
            "не",
            "у",
            "від",
            "для",
            "як",
            "це",
            "до",
            "його",
            "є",
            "був",
            "також",
            "про",
            "за",
            "які",
            "але",
            "року",
        ],
    },
    CommonWords {
        tag: "ur",
        name: "Urdu",
        words: &[
            "کے", "کی", "کا", "میں", "ہے", "اور", "سے", "کو", "نے", "پر", "ہیں", "یہ", "تھا", "کہ",
            "گیا", "ایک", "بھی", "اس", "جو", "کر",
        ],
    },
];

/// Returns the English name of the language (or script) that a text is in; `None` unless it is certainly not the tag's
/// language.
pub fn other_language(text: &str, tag: &str, length: TextLength) -> Option<&'static str> {
    let least = match length {
        TextLength::Line => LINE_LETTERS,
        TextLength::Prose => PROSE_LETTERS,
    };
    let letters = letters_by_script(text);
    let all: usize = letters.values().sum();
    if all < least {
        return None;
    }
    let expected = scripts_of(tag)?;
    let own: usize = expected
        .iter()
        .filter_map(|script| letters.get(script.short_name()))
        .sum();
    let (dominant, count) = letters.iter().max_by_key(|(_, count)| **count)?;
    let is_other = !expected
        .iter()
        .any(|script| script.short_name() == *dominant);
    if is_other {
        // At least 80% of the letters, so that a title that begins with a name in another script is not reported.
        let is_clear = *count * 5 >= all * 4 && own * 8 <= all;
        let is_text = *dominant != Script::Latin.short_name() || is_latin_text(text, length);
        return (is_clear && is_text).then(|| name_of(text, dominant));
    }
    if length == TextLength::Prose {
        by_common_words(text, tag)
    } else {
        None
    }
}

/// Returns true if all letters of a text are in a script of the first language (`tag`) that the second (`other`) does not
/// use, so that the text can be in the first language but not in the second.
pub fn is_in_script_of(text: &str, tag: &str, other: &str) -> bool {
    let (Some(scripts), Some(others)) = (scripts_of(tag), scripts_of(other)) else {
        return false;
    };
    let letters = letters_by_script(text);
    let is_in = |scripts: &[Script], name: &str| scripts.iter().any(|s| s.short_name() == name);
    !letters.is_empty()
        && letters
            .keys()
            .all(|name| is_in(&scripts, name) && !is_in(&others, name))
}

/// Further function words by language, too ambiguous to identify it.
const SMALL_WORDS: [(&str, &[&str]); 1] = [(
    "ar",
    &[
        "أو", "ثم", "قد", "لا", "ما", "هو", "هي", "هم", "عند", "حتى", "منذ", "خلال", "غير", "هناك",
        "إن", "أي", "ليس", "لكن", "إذا", "حيث", "قبل", "أما",
    ],
)];

/// Returns true if a word is a function word of a language, such as `the` or في.
pub fn is_common_word(word: &str, tag: &str) -> bool {
    let primary = tag.split('-').next().unwrap_or(tag);
    let folded = fold(word);
    let word = folded.text().trim();
    let is_same = |own: &&str| fold(own).text() == word;
    let common = COMMON_WORDS.iter().map(|list| (list.tag, list.words));
    let mut lists = common.chain(SMALL_WORDS);
    lists.any(|(tag, words)| tag == primary && words.iter().any(is_same))
}

/// Returns the probable language of a text: by its script and, if several languages share this, by their words.
/// `None` if several languages use the script and none of them is listed, or if the words are those of no listed language.
pub fn language_of(text: &str) -> Option<&'static str> {
    let guess = dominant_language(text)?;
    if guess == "en" {
        return latin_language(text);
    }
    let found = WordCounts::of(text);
    let own = found
        .by_language()
        .find(|(_, language)| language.tag == guess);
    let own = own.map_or(0, |(hits, _)| hits);
    let script = script_of_language(guess);
    let of_script = found
        .by_language()
        .filter(|(_, language)| script_of_language(language.tag) == script);
    let Some((most, best)) = of_script.max_by_key(|(hits, _)| *hits) else {
        // The script alone told the language, as Hangul does.
        return Some(guess);
    };
    let is_clear = most >= 3 && most >= 2 * own.max(1) && most * 10 >= found.words;
    let is_unlisted = match guess {
        "ru" => is_not_russian(text),
        "ar" | "fa" | "ur" => is_not_persian(text),
        _ => false,
    };
    match () {
        () if is_clear && best.tag != guess => Some(best.tag),
        () if is_unlisted => None,
        () => Some(guess),
    }
}

/// Returns the number of letters of each script, without letters that all scripts share.
fn letters_by_script(text: &str) -> BTreeMap<&'static str, usize> {
    let mut letters = BTreeMap::new();
    // Most letters are of these scripts, and need no look-up.
    let (mut latin, mut arabic) = (0, 0);
    for c in text.chars() {
        match c {
            'A'..='Z' | 'a'..='z' => latin += 1,
            '\0'..='\u{7F}' => {}
            'ء'..='غ' | 'ف'..='ي' => arabic += 1,
            c if is_alphabetic(c) => *letters.entry(c.script().short_name()).or_default() += 1,
            _ => {}
        }
    }
    for (script, count) in [(Script::Latin, latin), (Script::Arabic, arabic)] {
        if count > 0 {
            *letters.entry(script.short_name()).or_default() += count;
        }
    }
    letters.remove(Script::Common.short_name());
    letters.remove(Script::Inherited.short_name());
    letters
}

/// Returns the scripts in which a language is written; `None` if the language is unknown, or if it has alternative scripts
/// and the tag names none.
fn scripts_of(tag: &str) -> Option<Vec<Script>> {
    const SEVERAL: [&str; 16] = [
        "az", "bs", "ha", "kk", "ks", "ku", "ky", "mn", "ms", "pa", "sd", "sr", "tg", "tk", "ug",
        "uz",
    ];
    let primary = tag.split('-').next().unwrap_or(tag);
    let names_script = tag.split('-').nth(1).is_some_and(|part| part.len() == 4);
    if SEVERAL.contains(&primary) && !names_script {
        return None;
    }
    let script = script_of_language(tag)?;
    Some(match primary {
        "ja" => vec![Script::Hiragana, Script::Katakana, Script::Han],
        "ko" => vec![Script::Hangul, Script::Han],
        "zh" => vec![Script::Han, Script::Bopomofo],
        _ => vec![script],
    })
}

/// Returns `true` if Latin letters form a text in a language, rather than names, addresses and codes in another text.
fn is_latin_text(text: &str, length: TextLength) -> bool {
    let found = WordCounts::of(text);
    let common = found
        .by_language()
        .filter(|(_, language)| !matches!(language.tag, "ar" | "fa" | "ru" | "uk" | "ur"))
        .map(|(hits, _)| hits)
        .max()
        .unwrap_or(0);
    match length {
        TextLength::Line => found.words >= 3 && common >= 1,
        TextLength::Prose => common >= 2 && common * 12 >= found.words,
    }
}

/// Returns the language whose common words a text has, if it has hardly any common words of the tag's language.
fn by_common_words(text: &str, tag: &str) -> Option<&'static str> {
    let primary = tag.split('-').next().unwrap_or(tag);
    if !COMMON_WORDS.iter().any(|language| language.tag == primary) {
        return None;
    }
    let found = WordCounts::of(text);
    if found.words < WORDS {
        return None;
    }
    let is_own = |(_, language): &(usize, &CommonWords)| language.tag == primary;
    let (own, _) = found.by_language().find(is_own)?;
    let others = found.by_language().filter(|found| !is_own(found));
    let (most, other) = others.max_by_key(|(hits, _)| *hits)?;
    let is_clear = most >= 4 && most >= 4 * own.max(1) && most * 10 >= found.words;
    is_clear.then_some(other.name)
}

/// The number of words of a text, and how many of them are common in each language.
struct WordCounts {
    words: usize,
    /// By the index of the language.
    hits: [usize; COMMON_WORDS.len()],
}

impl WordCounts {
    fn of(text: &str) -> Self {
        let mut counts = WordCounts {
            words: 0,
            hits: [0; COMMON_WORDS.len()],
        };
        let words = text.split(|c: char| !is_alphanumeric(c) && c != '\'' && c != '’');
        for word in words.filter(|word| !word.is_empty()) {
            counts.words += 1;
            let is_small = |c| matches!(c, 'a'..='z' | '0'..='9' | '\'' | '\u{620}'..='\u{6FF}');
            if word.chars().all(is_small) {
                counts.add(word);
            } else if word.len() <= 3 * LONGEST {
                // A small letter has at least a third of the bytes of its capital.
                counts.add(&word.to_lowercase());
            }
        }
        counts
    }

    /// Counts a word in small letters.
    fn add(&mut self, word: &str) {
        if word.len() > LONGEST {
            return;
        }
        let mut languages = languages_of(word);
        while languages != 0 {
            self.hits[languages.trailing_zeros() as usize] += 1;
            languages &= languages - 1;
        }
    }

    fn by_language(&self) -> impl Iterator<Item = (usize, &'static CommonWords)> {
        self.hits.into_iter().zip(COMMON_WORDS)
    }
}

/// Length of the longest common word, in bytes.
const LONGEST: usize = {
    let mut longest = 0;
    let (mut language, mut word) = (0, 0);
    while language < COMMON_WORDS.len() {
        if word == COMMON_WORDS[language].words.len() {
            (language, word) = (language + 1, 0);
            continue;
        }
        let length = COMMON_WORDS[language].words[word].len();
        longest = if length > longest { length } else { longest };
        word += 1;
    }
    longest
};

/// Number of slots of [`LANGUAGES_BY_HASH`]: about four for each common word.
const SLOTS: usize = 1024;

/// The languages in which each common word is common, as bits by their indices, with the word's hash. A word stands in
/// the slot of its hash or in the next free one. An entry without languages is a free slot.
static LANGUAGES_BY_HASH: [(u32, u16); SLOTS] = {
    let mut slots = [(0, 0); SLOTS];
    let (mut language, mut word) = (0, 0);
    while language < COMMON_WORDS.len() {
        if word == COMMON_WORDS[language].words.len() {
            (language, word) = (language + 1, 0);
            continue;
        }
        let hash = hash(COMMON_WORDS[language].words[word].as_bytes());
        let mut slot = hash as usize % SLOTS;
        while slots[slot].1 != 0 && slots[slot].0 != hash {
            slot = (slot + 1) % SLOTS;
        }
        slots[slot] = (hash, slots[slot].1 | 1 << language);
        word += 1;
    }
    slots
};

/// Returns the languages in which a word is common, as bits by their indices.
fn languages_of(word: &str) -> u16 {
    let hash = hash(word.as_bytes());
    let mut slot = hash as usize % SLOTS;
    loop {
        match LANGUAGES_BY_HASH[slot] {
            (_, 0) => return 0,
            (other, languages) if other == hash => return languages,
            _ => slot = (slot + 1) % SLOTS,
        }
    }
}

/// Returns the hash of a word (FNV-1a).
const fn hash(word: &[u8]) -> u32 {
    let mut hash: u32 = 0x811C_9DC5;
    let mut at = 0;
    while at < word.len() {
        hash = (hash ^ word[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
}

/// Returns the name to report for a text whose letters are mostly of this script.
fn name_of(text: &str, script: &str) -> &'static str {
    let found = WordCounts::of(text);
    let best = found
        .by_language()
        .map(|(hits, language)| (hits, language.name))
        .filter(|(hits, _)| *hits > 0)
        .max_by_key(|(hits, _)| *hits);
    if script == "Latn" {
        return best.map_or("Latin letters", |(_, name)| name);
    }
    match (script, dominant_language(text)) {
        (_, Some("ar")) => "Arabic",
        (_, Some("fa")) => "Persian",
        (_, Some("ur")) => "Urdu",
        (_, Some("he")) => "Hebrew",
        (_, Some("ko")) => "Korean",
        ("Cyrl", _) => best.map_or("Cyrillic letters", |(_, name)| name),
        ("Hani", _) => "Chinese characters",
        ("Hira" | "Kana", _) => "Japanese",
        ("Grek", _) => "Greek",
        _ => "another script",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_can_be_in_the_script_of_one_of_two_languages() {
        for (text, tag, other, is_in) in [
            ("أفضل خبر في عقد", "ar", "en", true),
            ("أفضل خبر Brexit", "ar", "en", false),
            ("the best news", "en", "ar", true),
            ("the best news", "en", "fr", false),
            ("أفضل خبر", "ar", "fa", false),
            ("최고의 소식", "ko", "en", true),
            ("лучшая новость", "ru", "ar", true),
            ("2024", "ar", "en", false),
        ] {
            assert_eq!(
                is_in_script_of(text, tag, other),
                is_in,
                "{text} {tag} {other}"
            );
        }
    }

    #[test]
    fn the_language_of_a_text_is_told() {
        for (text, expected) in [
            (
                "The dam was closed on Monday, and the town is dry.",
                Some("en"),
            ),
            (
                "Le pont a été fermé dans la nuit et les trains sont à l'arrêt.",
                Some("fr"),
            ),
            (
                "Die Brücke wurde in der Nacht gesperrt, und der Verkehr ist zum Erliegen gekommen.",
                Some("de"),
            ),
            ("أُغلق الجسر في الليل", Some("ar")),
            ("این پل در شب بسته شد و است که را", Some("fa")),
            ("다리는 밤사이 통제됐다.", Some("ko")),
            ("Σκοτώθηκαν 35 άνθρωποι.", None),
            ("12 345", None),
            ("", None),
        ] {
            assert_eq!(language_of(text), expected, "{text}");
        }
    }

    #[test]
    fn prose_in_another_language_is_recognised() {
        for (text, tag, expected) in [
            (
                "وقّعت دولتان معاهدة في بيونغ يانغ يوم الأربعاء بعد محادثات طويلة.",
                "en",
                Some("Arabic"),
            ),
            (
                "وقّعت دولتان معاهدة في بيونغ يانغ يوم الأربعاء بعد محادثات طويلة.",
                "ar",
                None,
            ),
            (
                "Two states signed the treaty in Pyongyang after a year of talks.",
                "ar",
                Some("English"),
            ),
            (
                "Two states signed the treaty in Pyongyang after a year of talks.",
                "ar-EG",
                Some("English"),
            ),
            (
                "Two states signed the treaty in Pyongyang after a year of talks.",
                "en-GB",
                None,
            ),
            (
                "Two states signed the treaty in Pyongyang after a year of talks.",
                "tlh",
                None,
            ),
            (
                "Les deux pays ont signé le traité dans la capitale et les ministres sont rentrés avec des textes pour une ratification.",
                "en",
                Some("French"),
            ),
            (
                "Les deux pays ont signé le traité dans la capitale et les ministres sont rentrés avec des textes pour une ratification.",
                "fr",
                None,
            ),
            (
                "دو کشور پیمان را در پایتخت امضا کردند و وزیران گفتند که این پیمان برای صلح است و از آن دفاع شد.",
                "ar",
                Some("Persian"),
            ),
            (
                "Договор был подписан в столице, и министры вернулись домой.",
                "en",
                Some("Russian"),
            ),
            (
                "조약은 평양에서 체결되었다고 통신사가 전했다. 두 나라는 서명했다.",
                "en",
                Some("Korean"),
            ),
            // Names and codes, a list of agencies, a quotation, and too little text.
            (
                "تطلق KCNA وReuters وAFP وAssociated Press أخبارها عن KN-23.",
                "ar",
                None,
            ),
            (
                "KCNA, Reuters, Agence France-Presse, Associated Press, Yonhap",
                "ar",
                None,
            ),
            (
                "The word is «الأخوّة التي لا تقهر», he said, and meant it.",
                "en",
                None,
            ),
            ("كلمة", "en", None),
            ("", "en", None),
        ] {
            assert_eq!(
                other_language(text, tag, TextLength::Prose),
                expected,
                "{tag}: {text}"
            );
        }
    }

    #[test]
    fn a_title_in_another_language_is_recognised() {
        for (text, tag, expected) in [
            ("معاهدة بين دولتين", "en", Some("Arabic")),
            ("معاهدة بين دولتين", "ar", None),
            ("KN-23: صاروخ جديد", "en", None),
            ("Kim Jong Un", "ar", None),
            ("World Cup 2026", "ar", None),
            ("The treaty of Pyongyang", "ar", Some("English")),
            ("Договор в столице", "en", Some("Russian")),
            ("“النكبة” explained", "en", None),
            ("T", "ar", None),
        ] {
            assert_eq!(
                other_language(text, tag, TextLength::Line),
                expected,
                "{tag}: {text}"
            );
        }
    }
}
