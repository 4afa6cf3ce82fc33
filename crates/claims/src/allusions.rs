//! Decides whether a text may mention a name without spelling it out: by a surname, an adjective, a capital, an acronym.
//!
//! Takes the words of a text and the spellings of a name; returns a bool. Called where `names` found no spelling, before a
//! user is told that a text never mentions a name; so it returns true in all doubtful cases:
//!
//! - **a person** is matched by any word of the name of at least three letters, or by a word that differs from it in a
//!   single letter (surname, first name, another transcription);
//! - **everything else** is matched by at least half of its distinctive words, each as the prefix of a word (Korea: Korean;
//!   روسيا: الروسي، الروس); by its initials (IISS); and by its metonyms (`bynames`: Moscow, the Kremlin, Russian).
//!   Distinctive are the words that no other listed name has: if both are in the register, "Health" distinguishes the World
//!   Health Organization from the World Meteorological Organization. A word with digits must occur unchanged (Su-57 is not
//!   Su-35).

use std::collections::{BTreeMap, BTreeSet};

use super::bynames::rows;
use mujaz_locale::fold::fold;

/// Minimum length of a significant word or stem, in letters.
const SHORTEST: usize = 3;

/// Words that occur in more than one name, folded and without the article.
#[derive(Debug, Clone, Default)]
pub struct SharedWords(BTreeSet<String>);

impl SharedWords {
    /// Takes spellings with the ids of their names.
    pub fn new<'a>(spellings: impl IntoIterator<Item = (usize, &'a str)>) -> SharedWords {
        let mut names: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (id, spelling) in spellings {
            for word in split(spelling) {
                let word = without_article(fold(word).text()).to_owned();
                names.entry(word).or_default().insert(id);
            }
        }
        let shared = names.into_iter().filter(|(_, ids)| ids.len() > 1);
        SharedWords(shared.map(|(word, _)| word).collect())
    }

    /// Returns true if a folded word occurs in more than one name.
    pub fn has(&self, word: &str) -> bool {
        self.0.contains(without_article(word))
    }
}

/// The words of a text, prepared for the search.
#[derive(Debug)]
pub struct SearchedWords<'t> {
    text: &'t str,
    language: WordFormRules,
    words: Vec<FoldedWord>,
}

/// The rules for matching word forms in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WordFormRules {
    /// Arabic: prefixes are joined to words, and names are not marked.
    Arabic,
    /// English: names are capitalized.
    English,
    /// No rules: words are compared without their endings, and every name with metonyms counts as mentioned.
    Other,
}

#[derive(Debug)]
struct FoldedWord {
    folded: String,
    is_capital: bool,
}

impl<'t> SearchedWords<'t> {
    /// Takes a text and its language (BCP 47).
    pub fn new(text: &'t str, language: &str) -> SearchedWords<'t> {
        let language = match language.split('-').next() {
            Some("ar") => WordFormRules::Arabic,
            Some("en") => WordFormRules::English,
            _ => WordFormRules::Other,
        };
        let words = split(text).map(|word| FoldedWord {
            folded: fold(word).text().to_owned(),
            is_capital: word.chars().next().is_some_and(|c| !c.is_lowercase()),
        });
        SearchedWords {
            text,
            language,
            words: words.collect(),
        }
    }

    /// Returns true if the text may mention a person with these spellings.
    pub fn may_mention_person(&self, spellings: &[&str]) -> bool {
        let parts = || spellings.iter().flat_map(|spelling| split(spelling));
        parts().any(|part| {
            let part = fold(part).text().to_owned();
            part.chars().count() >= SHORTEST && self.any(false, |form| is_same_name(form, &part))
        })
    }

    /// Returns true if the text may mention a place, an organization or a thing with these spellings. `shared` are the words
    /// that several names have in common.
    pub fn may_mention_thing(&self, spellings: &[&str], shared: &SharedWords) -> bool {
        let none = SharedWords::default();
        spellings
            .iter()
            .any(|spelling| self.has_half_of(spelling, shared) || self.has_initials(spelling))
            || rows(spellings, bare).any(|row| {
                self.language == WordFormRules::Other
                    || row.names.iter().any(|name| self.has_half_of(name, &none))
                    || row
                        .beginnings
                        .iter()
                        .any(|beginning| self.has_beginning(beginning))
            })
    }

    /// Returns true if at least half of the distinctive words of a name occur, and all its words with digits.
    fn has_half_of(&self, spelling: &str, shared: &SharedWords) -> bool {
        let parts = split(spelling).filter(|part| !is_small(part, spelling));
        // Short words count as part of the name if they have a capital: UN.
        let tells =
            |part: &&str| part.chars().count() >= SHORTEST || part.contains(char::is_uppercase);
        let words = parts.filter(|part| tells(part) || has_digit(part));
        let words: Vec<String> = words.map(|part| fold(part).text().to_owned()).collect();
        let (numbers, words): (Vec<String>, Vec<String>) =
            words.into_iter().partition(|word| has_digit(word));
        let has_number = |number: &String| self.words.iter().any(|word| word.folded == *number);
        if !numbers.iter().all(has_number) {
            return false;
        }
        let (common, telling): (Vec<&String>, Vec<&String>) =
            words.iter().partition(|word| shared.has(word));
        let telling = if telling.is_empty() { common } else { telling };
        // In English, a capital distinguishes a name of one word from the word: China.
        let capital = self.language == WordFormRules::English && words.len() == 1;
        let here = telling
            .iter()
            .filter(|word| self.has_form_of(word, capital));
        let (here, all) = (here.count() + numbers.len(), telling.len() + numbers.len());
        all > 0 && here * 2 >= all
    }

    /// Returns true if a word occurs, or a form of it. With `capital`, only words with an initial capital count.
    fn has_form_of(&self, word: &str, capital: bool) -> bool {
        if word.chars().count() < SHORTEST {
            return self.any(true, |form| form == word);
        }
        let begins = |stem: &str| self.any(capital, |form| form.starts_with(stem));
        // A word may begin like the article without having it: الصين has it, ألمانيا does not.
        begins(self.stem(word))
            || (self.language == WordFormRules::Arabic
                && without_article(word) != word
                && begins(self.stem(without_article(word))))
    }

    /// Returns the prefix that all forms of a word share.
    fn stem<'w>(&self, word: &'w str) -> &'w str {
        let letters = word.chars().count();
        let ending = match self.language {
            WordFormRules::Arabic => {
                let weak = word.chars().rev().take_while(|c| "اةهىي".contains(*c));
                weak.count()
            }
            WordFormRules::English | WordFormRules::Other => 2,
        };
        let keep = letters.saturating_sub(ending).max(SHORTEST);
        let end = word
            .char_indices()
            .nth(keep)
            .map_or(word.len(), |(at, _)| at);
        &word[..end]
    }

    /// Returns true if the initials of a name occur in the text as a separate word.
    fn has_initials(&self, spelling: &str) -> bool {
        let initials: String = split(spelling)
            .filter_map(|part| part.chars().next().filter(|c| c.is_uppercase()))
            .collect();
        initials.chars().count() >= 3 && split(self.text).any(|word| word == initials)
    }

    /// Returns true if a word has this prefix. An entry in capitals must be a whole word; one with full stops is searched
    /// for verbatim.
    fn has_beginning(&self, beginning: &str) -> bool {
        if beginning.contains('.') {
            return self.text.contains(beginning);
        }
        if !beginning.contains(char::is_lowercase) && beginning.is_ascii() {
            return split(self.text).any(|word| word == beginning);
        }
        self.any(self.language == WordFormRules::English, |form| {
            form.starts_with(beginning)
        })
    }

    /// Returns true if `is_such` accepts a word of the text or, in Arabic, the word without its possible prefixes.
    fn any(&self, capital: bool, is_such: impl Fn(&str) -> bool) -> bool {
        let fits = |word: &&FoldedWord| word.is_capital || !capital;
        self.words
            .iter()
            .filter(fits)
            .any(|word| match self.language {
                WordFormRules::Arabic => without_prefixes(&word.folded).any(&is_such),
                WordFormRules::English | WordFormRules::Other => is_such(&word.folded),
            })
    }
}

/// Splits a text into words: runs of letters, marks and digits.
fn split(text: &str) -> impl Iterator<Item = &str> {
    // Combining marks of Arabic and other scripts, and the tatweel, are not alphanumeric.
    let is_of_word = |c: char| {
        c.is_alphanumeric()
            || matches!(c, '\u{300}'..='\u{36F}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}')
    };
    text.split(move |c| !is_of_word(c))
        .filter(|word| !word.is_empty())
}

fn has_digit(word: &str) -> bool {
    word.contains(char::is_numeric)
}

/// Returns true if a word of a name is a lowercase function word: "of", "the".
fn is_small(word: &str, name: &str) -> bool {
    name.contains(char::is_uppercase) && word.chars().all(char::is_lowercase)
}

/// Returns a name folded and without its article.
fn bare(name: &str) -> String {
    let folded = fold(name).text().trim().to_owned();
    let bare = folded.strip_prefix("the ").unwrap_or(&folded);
    // Checks the unfolded name: أل of ألمانيا is no article, but is folded to ال.
    let bare = if name.starts_with("ال") {
        without_article(bare)
    } else {
        bare
    };
    bare.to_owned()
}

/// Returns a folded Arabic word without its article.
fn without_article(word: &str) -> &str {
    word.strip_prefix("ال")
        .filter(|rest| !rest.is_empty())
        .unwrap_or(word)
}

/// Returns a folded Arabic word, and its remainders after removal of possible prefixes.
fn without_prefixes(word: &str) -> impl Iterator<Item = &str> {
    let conjunction = word.strip_prefix(['و', 'ف']);
    let forms = [Some(word), conjunction].into_iter().flatten();
    let forms = forms
        .flat_map(|form| [Some(form), form.strip_prefix(['ب', 'ك', 'ل'])])
        .flatten();
    // In لل, the second ل is the article.
    forms
        .flat_map(|form| [Some(form), form.strip_prefix("ال"), form.strip_prefix('ل')])
        .flatten()
}

/// Returns true if two words may be the same name: equal without the article, or both of at least five letters and different
/// in one letter at most.
fn is_same_name(one: &str, other: &str) -> bool {
    let (one, other) = (without_article(one), without_article(other));
    let is_long = |word: &str| word.chars().count() >= 5;
    one == other || (is_long(one) && is_long(other) && is_near(one, other))
}

/// Returns true if the two words differ by at most one inserted, removed or replaced letter.
fn is_near(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let start = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[start..], &other[start..]);
    let end = one
        .iter()
        .rev()
        .zip(other.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    one.len() - end <= 1 && other.len() - end <= 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Columns: language of the text, text, spellings of the name, whether the text may mention that person.
    #[test]
    fn a_person_goes_by_any_part_of_the_name() {
        for (language, text, spellings, may) in [
            ("en", "Putin’s plane landed.", &["Vladimir Putin"][..], true),
            ("en", "Mr Kim spoke.", &["Kim Jong Un"], true),
            ("en", "Sergey met reporters.", &["Sergei Lavrov"], true),
            ("en", "The minister spoke.", &["Sergei Lavrov"], false),
            ("en", "A kimono was on show.", &["Kim Jong Un"], false),
            ("ar", "استقبل كيم ضيفه", &["كيم جونغ أون"], true),
            ("ar", "وقال لبوتين إن", &["فلاديمير بوتين"], true),
            ("ar", "التقى الوزير لافرف نظيره", &["سيرغي لافروف"], true),
            ("ar", "التقى الوزير نظيره", &["سيرغي لافروف"], false),
            ("ar", "قال للسيسي", &["عبد الفتاح السيسي"], true),
            ("ar", "الكيمياء علم", &["كيم جونغ أون"], false),
            ("ar", "على الحدود", &["سمير الحداد"], false),
            ("ru", "Встреча с Лавровым", &["Сергей Лавров"], false),
        ] {
            let words = SearchedWords::new(text, language);
            assert_eq!(
                words.may_mention_person(spellings),
                may,
                "{text}: {spellings:?}"
            );
        }
    }

    #[test]
    fn words_that_several_names_have_tell_nothing() {
        let listed = [
            (0, "World Health Organization"),
            (0, "منظمة الصحة العالمية"),
            (1, "World Meteorological Organization"),
            (1, "المنظمة العالمية للأرصاد الجوية"),
            (2, "North Sea"),
            (3, "Black Sea"),
        ];
        let shared = SharedWords::new(listed);
        for (language, text, spelling, may) in [
            (
                "en",
                "The World Meteorological Organization warned",
                "World Health Organization",
                false,
            ),
            (
                "en",
                "The UN health agency warned",
                "World Health Organization",
                true,
            ),
            (
                "ar",
                "قالت المنظمة العالمية للأرصاد الجوية",
                "منظمة الصحة العالمية",
                false,
            ),
            ("ar", "قالت الصحة العالمية", "منظمة الصحة العالمية", true),
            (
                "ar",
                "الأرصاد الجوية",
                "المنظمة العالمية للأرصاد الجوية",
                true,
            ),
            ("en", "In the Black Sea", "North Sea", false),
        ] {
            let words = SearchedWords::new(text, language);
            assert_eq!(
                words.may_mention_thing(&[spelling], &shared),
                may,
                "{text}: {spelling}"
            );
        }
    }

    #[test]
    fn other_names_go_by_half_their_words_by_forms_and_by_bynames() {
        for (language, text, spellings, may) in [
            // Adjectives and nationalities.
            ("en", "A Russian delegation", &["Russia", "روسيا"][..], true),
            ("en", "Korean officials", &["North Korea"], true),
            ("en", "French farmers", &["France"], true),
            ("ar", "الوفد الروسي", &["روسيا", "Russia"], true),
            ("ar", "وللروس رأي", &["روسيا"], true),
            ("ar", "الجانب الكوري الشمالي", &["كوريا الشمالية"], true),
            ("ar", "بالصينية", &["الصين"], true),
            ("ar", "للألمان", &["ألمانيا"], true),
            // Capitals and seats for states, and states for capitals.
            (
                "en",
                "Russian officials said so",
                &["Moscow", "موسكو"],
                true,
            ),
            ("en", "The U.S. said so", &["Washington"], true),
            ("ar", "أعلنت روسيا", &["موسكو", "Moscow"], true),
            ("ar", "أعلن الكرملين", &["موسكو"], true),
            ("ar", "مسؤول أميركي", &["واشنطن"], true),
            ("ar", "في بيونغ يانغ", &["كوريا الشمالية"], true),
            ("ar", "كوريا الشمالية", &["بيونغ يانغ"], true),
            ("en", "The DPRK said so", &["Pyongyang"], true),
            // Short forms of organizations.
            (
                "en",
                "The Security Council met",
                &["UN Security Council"],
                true,
            ),
            ("ar", "اجتمع مجلس الأمن", &["مجلس الأمن الدولي"], true),
            (
                "en",
                "The IISS wrote",
                &["International Institute for Strategic Studies"],
                true,
            ),
            // Absent.
            (
                "en",
                "The harbour was closed for food security",
                &["UN Security Council"],
                false,
            ),
            ("en", "A town by the river", &["Moscow", "موسكو"], false),
            ("en", "the chief china buyer", &["China"], false),
            ("ar", "بلدة على النهر", &["موسكو", "Moscow"], false),
            ("ar", "أعلنت الشركة أرباحها", &["فلاديفوستوك"], false),
            ("ar", "أعلنت الشركة", &["أسطول المحيط الهادئ"], false),
            // Numbers distinguish things.
            ("en", "Two Su-35 landed", &["Su-57"], false),
            ("en", "Two Sukhoi 57 jets landed", &["Su-57"], true),
            ("ar", "طائرتان من طراز سو ٥٧", &["سو-57"], true),
            // A language whose word forms and metonyms are unknown.
            ("ru", "Власти Северной Кореи", &["Северная Корея"], true),
            ("ru", "Город на реке", &["Москва", "Moscow"], true),
            ("ru", "Город на реке", &["Тихоокеанский флот"], false),
        ] {
            let words = SearchedWords::new(text, language);
            assert_eq!(
                words.may_mention_thing(spellings, &SharedWords::default()),
                may,
                "{text}: {spellings:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_asked(text in "\\PC{0,40}", name in "\\PC{0,12}", language in "ar|en|ru") {
            let words = SearchedWords::new(&text, &language);
            let _ = words.may_mention_person(&[&name]);
            let _ = words.may_mention_thing(&[&name], &SharedWords::default());
        }

        #[test]
        fn a_text_may_mention_what_it_spells_out(name in "[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8})?", before in "[a-z ]{0,9}") {
            let text = format!("{before} {name}.");
            let words = SearchedWords::new(&text, "en");
            prop_assert!(words.may_mention_person(&[&name]));
            prop_assert!(words.may_mention_thing(&[&name], &SharedWords::default()));
        }
    }
}
