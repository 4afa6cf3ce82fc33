//! Finds listed persons whom a summary names by their surname alone.
//!
//! Takes a summary and a register; returns the words that are certainly the surname of one listed person. Since a
//! surname may also be an ordinary word, a place or somebody else, most are left out. Surnames are searched only for
//! persons whom the original never mentions: a summary may name all others by their surname.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::figures::vowel_groups;
use crate::verify::document::primary;
use crate::verify::people::words;
use mujaz_locale::fold::{Folded, fold};

/// Minimum length of a surname, in letters.
const SHORTEST: usize = 5;

/// Minimum number of vowels of a surname in a script without capitals.
const VOWELS: usize = 2;

/// Words with a capital letter that may stand before a surname, by language: titles.
const TITLES: [(&str, &[&str]); 3] = [
    (
        "en",
        &[
            "Mr",
            "Mrs",
            "Ms",
            "Dr",
            "President",
            "Minister",
            "Chancellor",
            "General",
            "Senator",
            "Governor",
            "Secretary",
            "Chairman",
            "Judge",
            "Professor",
        ],
    ),
    (
        "fr",
        &["M", "Mme", "Président", "Ministre", "Chancelier", "Général"],
    ),
    ("ru", &["Президент", "Министр", "Генерал", "Канцлер"]),
];

/// The surnames of a register, by their folded form, with the index of the person and the words as they are written.
#[derive(Debug, Default)]
pub struct Surnames(BTreeMap<String, Vec<(usize, String)>>);

impl Surnames {
    /// Adds the surname of a spelling of a person, if it is unlikely to be another word. `others` are all spellings of that
    /// person.
    pub fn add(&mut self, index: usize, spelling: &str, others: &[&str]) {
        let mut words = spelling.split_whitespace();
        let (Some(surname), Some(_)) = (words.next_back(), words.next()) else {
            return;
        };
        let has_letters = surname.chars().filter(|c| c.is_alphabetic()).count() >= SHORTEST;
        let is_word = surname.chars().all(char::is_alphabetic);
        let tells = surname.starts_with(char::is_uppercase) || is_written_in_full(surname, others);
        if has_letters && is_word && tells {
            let key = fold(surname).text().to_owned();
            let all = self.0.entry(key).or_default();
            all.push((index, surname.to_owned()));
        }
    }

    /// Returns true if there are no surnames.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the surnames in a text: the index of the person, and the byte range.
    pub fn find(&self, text: &str, language: &str) -> Vec<(usize, Range<usize>)> {
        let words: Vec<Range<usize>> = words(text).collect();
        let mut all = self.0.values().flatten();
        let cased = all.all(|(_, surname)| surname.starts_with(char::is_uppercase));
        let mut found = Vec::new();
        let mut folded = Folded::default();
        for (at, range) in words.iter().enumerate() {
            let word = &text[range.clone()];
            let is_small = cased && word.starts_with(char::is_lowercase);
            if is_small || word.chars().nth(SHORTEST - 1).is_none() {
                continue;
            }
            let starts = word.char_indices().take(2).map(|(at, _)| at);
            for start in starts {
                folded.refill(&word[start..]);
                let Some(all) = self.0.get(folded.text()) else {
                    continue;
                };
                let [(index, surname)] = all.as_slice() else {
                    continue;
                };
                let has_case = surname.starts_with(char::is_uppercase);
                let is_name = match has_case {
                    true => start == 0 && stands_alone(text, &words, at, language),
                    false => true,
                };
                if is_name {
                    found.push((*index, range.start + start..range.end));
                }
                break;
            }
        }
        found
    }
}

/// Returns true if a word with a capital letter is neither the first word of its sentence nor a part of a longer name.
fn stands_alone(text: &str, words: &[Range<usize>], at: usize, language: &str) -> bool {
    let is_capital = |at: usize| {
        let range = words.get(at)?;
        Some(text[range.clone()].starts_with(char::is_uppercase))
    };
    if is_capital(at) != Some(true) {
        return false;
    }
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let gap = |one: usize, other: usize| {
        let range = words.get(one)?.end..words.get(other)?.start;
        text.get(range)
    };
    // "Putin" after a full stop, a colon or a quotation mark may have its capital from there.
    if gap(before, at).is_none_or(|gap| !matches!(gap, " " | ". " | ", ")) {
        return false;
    }
    let last = &text[words[before].clone()];
    let titles = TITLES.iter().find(|(of, _)| *of == primary(language));
    let is_title = titles.is_some_and(|(_, titles)| titles.contains(&last));
    let follows_name = is_capital(before) == Some(true) && !is_title;
    let ends_sentence = gap(before, at) == Some(". ") && !is_title;
    let continues = gap(at, at + 1) == Some(" ") && is_capital(at + 1) == Some(true);
    !follows_name && !ends_sentence && !continues
}

/// Returns true if a name is written with all vowels of its spellings in other scripts. Scripts that omit short vowels
/// write foreign names in this way.
fn is_written_in_full(surname: &str, others: &[&str]) -> bool {
    let own = vowel_groups(surname);
    let is_alike = |other: &&str| {
        let other = other.split_whitespace().next_back().unwrap_or_default();
        // A name with an article may be an adjective: السوداني, Al-Sudani.
        let is_plain = other.chars().all(char::is_alphabetic);
        is_plain && other.starts_with(char::is_uppercase) && vowel_groups(other) == own
    };
    own >= VOWELS && others.iter().any(is_alike)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::verify::{Document, NameKind, Register, SpelledName, VerifyOptions, verify};

    /// Persons with their spellings in English, Arabic and Russian.
    const PERSONS: [[&str; 3]; 5] = [
        ["Sergei Lavrov", "سيرغي لافروف", "Сергей Лавров"],
        ["Vladimir Putin", "فلاديمير بوتين", "Владимир Путин"],
        ["Fadi Haddad", "فادي حداد", "Фади Хаддад"],
        ["Mohammed Al-Sudani", "محمد السوداني", "Мухаммед ас-Судани"],
        ["Clara Houston", "كلارا هيوستن", "Клара Хьюстон"],
    ];

    /// Returns the words of a summary that are reported as names that the original lacks.
    fn reported(original: (&str, &str), summary: (&str, &str)) -> Vec<String> {
        let none = BTreeMap::new();
        let tags = ["en", "ar", "ru"];
        let spellings = PERSONS.map(|person| {
            let pairs = tags.iter().zip(person);
            let owned = pairs.map(|(tag, name)| ((*tag).to_owned(), name.to_owned()));
            owned.collect::<BTreeMap<String, String>>()
        });
        let entries = spellings.iter().map(|preferred| SpelledName {
            id: "person",
            kind: NameKind::Person,
            preferred,
            variants: &none,
        });
        let register = Register::new(entries);
        let options = VerifyOptions {
            names: Some(&register),
            ..VerifyOptions::default()
        };
        let original = Document::plain(original.0, original.1);
        let summaries = [Document::plain(summary.0, summary.1)];
        let reports = verify(&original, &summaries, &options);
        let claims = reports[0].claims.iter();
        let absent = claims.filter(|claim| claim.code == Some("name-not-in-original"));
        absent.map(|claim| claim.text.to_string()).collect()
    }

    #[test]
    fn a_surname_alone_is_reported_if_the_original_never_mentions_the_person() {
        let lavrov = ("زار سيرغي لافروف الصين.", "ar");
        let visit = ("Sergei Lavrov visited China.", "en");
        for (original, summary, expected) in [
            (lavrov, ("زار بوتين الصين.", "ar"), &["بوتين"][..]),
            (lavrov, ("أشاد الوزير ببوتين أمس.", "ar"), &["بوتين"]),
            (
                lavrov,
                ("Yesterday President Putin visited China.", "en"),
                &["Putin"],
            ),
            (lavrov, ("The visit pleased Putin.", "en"), &["Putin"]),
            (visit, ("В Китай приехал Путин.", "ru"), &["Путин"]),
            (visit, ("The visit was Houston's idea.", "en"), &["Houston"]),
        ] {
            assert_eq!(reported(original, summary), expected, "{summary:?}");
        }
    }

    #[test]
    fn other_words_and_persons_of_the_original_are_not_reported() {
        let lavrov = ("زار سيرغي لافروف الصين.", "ar");
        let visit = ("Sergei Lavrov visited China.", "en");
        for (original, summary) in [
            (lavrov, ("زار لافروف الصين.", "ar")),
            (lavrov, ("On Monday Lavrov visited China.", "en")),
            (("التقى بوتين ضيفه.", "ar"), ("The guest met Putin.", "en")),
            // A trade, a nationality.
            (lavrov, ("يعمل في الورشة حداد واحد.", "ar")),
            (lavrov, ("قال الوزير السوداني إنه سيزور الصين.", "ar")),
            // Somebody else, a street, the first word of a sentence.
            (visit, ("The singer Whitney Houston was there.", "en")),
            (visit, ("He walked down Houston Street.", "en")),
            (visit, ("It was late. Houston slept.", "en")),
        ] {
            assert_eq!(reported(original, summary), [""; 0], "{summary:?}");
        }
    }
}
