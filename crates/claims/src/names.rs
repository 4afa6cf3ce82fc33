//! Finds listed names in running text, regardless of vowel marks, hamzas, case and spaces.
//!
//! Takes spellings and a text; returns ranges of the text. Works on the folded form (`fold`) and does not know the
//! meaning of names: callers give each spelling an id.
//!
//! A name is found as a whole word. Arabic joins و ف ب ل ك and the article to the following word, so these may precede a
//! name, singly and combined (`وبال`), and are not part of the mention. Since ل absorbs the alef of the article (ل +
//! الكرملين = للكرملين), a name with the article is also searched for without it. English possessives need no rule: an
//! apostrophe ends a word.

use std::cmp::Reverse;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Match};

use mujaz_locale::fold::{Folded, fold};

/// An occurrence of a name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameMention {
    /// Id that was given with the spelling.
    pub id: usize,
    /// Index of the spelling among all those given to [`NameFinder::new`], from 0.
    pub spelling_index: usize,
    /// Byte range in the text, on character boundaries, without prefix and possessive.
    pub range: Range<usize>,
}

/// Maximum length of the names of one automaton, in bytes. The time to build an automaton grows with the square of its size, so
/// a longer list is searched for by several.
const MOST_OF_AUTOMATON: usize = 64 * 1024;

/// Finds names in texts; built once for a list of names, then read-only.
#[derive(Debug)]
pub struct NameFinder {
    /// The automata, each with the index of its first pattern.
    automata: Vec<(usize, AhoCorasick)>,
    /// One entry per pattern of the automata, in their order.
    patterns: Vec<Pattern>,
}

/// A string that is searched for in the folded text.
#[derive(Debug)]
struct Pattern {
    id: usize,
    spelling_index: usize,
    /// True if the article was removed from the name, so that a ل must precede the match.
    without_article: bool,
    /// True if the spelling is all capitals, such as `US`, and must also be so in the text.
    in_capitals: bool,
}

/// A match in the folded text.
struct Hit {
    range: Range<usize>,
    pattern: usize,
}

impl NameFinder {
    /// Takes spellings with the ids of their names. If two are equal after folding, the first one is found. A spelling
    /// without a letter or digit is never found.
    pub fn new<'a>(spellings: impl IntoIterator<Item = (usize, &'a str)>) -> NameFinder {
        let mut texts = Vec::new();
        let mut patterns = Vec::new();
        for (spelling_index, (id, spelling)) in spellings.into_iter().enumerate() {
            let folded = fold(spelling);
            let text = folded.text().trim();
            if !text.chars().any(is_of_word) {
                continue;
            }
            let mut add = |text: &str, without_article| {
                texts.push(text.to_owned());
                patterns.push(Pattern {
                    id,
                    spelling_index,
                    without_article,
                    in_capitals: is_in_capitals(spelling),
                });
            };
            add(text, false);
            if let Some(rest) = text
                .strip_prefix("ال")
                .filter(|r| r.starts_with(is_of_word))
            {
                add(rest, true);
            }
        }
        NameFinder {
            automata: automata(&texts),
            patterns,
        }
    }

    /// Returns the names in a text, in its order. Of overlapping names, the one that starts first is taken; of these, the
    /// longest.
    pub fn find(&self, text: &str) -> Vec<NameMention> {
        self.find_folded(text, &fold(text))
    }

    /// Does the same as [`NameFinder::find`] for a text that is already folded; `folded` must be made from `text`.
    pub fn find_folded(&self, text: &str, folded: &Folded) -> Vec<NameMention> {
        let mut hits: Vec<Hit> = Vec::new();
        for (first, automaton) in &self.automata {
            let found = automaton.find_overlapping_iter(folded.text());
            hits.extend(found.filter_map(|found| self.as_whole_word(folded.text(), found, *first)));
        }
        hits.sort_by_key(|h| (h.range.start, Reverse(h.range.end), h.pattern));
        let mut mentions: Vec<NameMention> = Vec::with_capacity(hits.len());
        let mut free_from = 0;
        for hit in hits {
            let pattern = &self.patterns[hit.pattern];
            let range = folded.in_original(hit.range.clone());
            let fits = !pattern.in_capitals || text.get(range.clone()).is_some_and(is_in_capitals);
            // A match can be the second half of a ligature, which has no byte range of its own in the text: ا in ﻵ.
            if hit.range.start >= free_from && fits && !range.is_empty() {
                free_from = hit.range.end;
                mentions.push(NameMention {
                    id: pattern.id,
                    spelling_index: pattern.spelling_index,
                    range,
                });
            }
        }
        mentions
    }

    /// Returns the match if it is a whole word, apart from an Arabic prefix. `first` is the first pattern of its automaton.
    fn as_whole_word(&self, text: &str, found: Match, first: usize) -> Option<Hit> {
        let (before, name, after) = (
            &text[..found.start()],
            &text[found.range()],
            &text[found.end()..],
        );
        if name.ends_with(is_of_word) && after.starts_with(is_of_word) {
            return None;
        }
        let prefix = if name.starts_with(is_of_word) {
            rest_of_word(before)
        } else {
            ""
        };
        let pattern = first + found.pattern().as_usize();
        let start = if self.patterns[pattern].without_article {
            found.start() - lam_of_article(prefix, name)?.len()
        } else if prefix.is_empty() || is_arabic_prefix(prefix) {
            found.start()
        } else {
            return None;
        };
        Some(Hit {
            range: start..found.end(),
            pattern,
        })
    }
}

/// Compiles names to automata, each with the index of its first name.
fn automata(names: &[String]) -> Vec<(usize, AhoCorasick)> {
    let mut automata = Vec::new();
    let mut first = 0;
    while first < names.len() {
        let mut size = 0;
        let fitting = names[first..].iter().take_while(|name| {
            size += name.len();
            size <= MOST_OF_AUTOMATON
        });
        let last = first + fitting.count().max(1);
        // A DFA reads text about 1.5 times as fast as the crate's default, and takes about ten times the memory.
        let is_all = first == 0 && last == names.len();
        let automaton = AhoCorasick::builder()
            .kind(is_all.then_some(AhoCorasickKind::DFA))
            .build(&names[first..last])
            .expect("an automaton stays far below the limit of 2³¹ states");
        automata.push((first, automaton));
        first = last;
    }
    automata
}

/// Returns true if a character is part of a word: letters, digits, and combining accents.
pub(super) fn is_of_word(c: char) -> bool {
    // Arabic letters first: they are the most frequent, and the standard library's tables are slow for them.
    matches!(c, 'ء'..='ي' | '\u{300}'..='\u{36F}') || c.is_alphanumeric()
}

/// Returns true if a text has at least two uppercase letters and no lowercase one.
fn is_in_capitals(text: &str) -> bool {
    text.chars().filter(|c| c.is_uppercase()).count() >= 2 && !text.contains(char::is_lowercase)
}

/// Returns the part of a word that stands at the end of a text.
fn rest_of_word(before: &str) -> &str {
    let start = before
        .char_indices()
        .rev()
        .take_while(|&(_, c)| is_of_word(c))
        // One letter more than the longest prefix (وبال) is enough to reject it.
        .take(5)
        .last()
        .map_or(before.len(), |(i, _)| i);
    &before[start..]
}

/// Returns true if the text is a prefix that Arabic joins to a following noun: a conjunction (و ف), a preposition (ب ك ل)
/// and the article, in this order, any of them, with ل and the article as لل.
///
/// Excluded are س, which precedes only verbs, and the interrogative أ, which is rare in news and would turn many words into
/// names.
fn is_arabic_prefix(text: &str) -> bool {
    matches!(
        without_conjunction(text),
        "ب" | "ك" | "ل" | "ال" | "بال" | "كال" | "لل"
    ) || matches!(text, "و" | "ف")
}

/// Returns the part of the prefix that belongs to a name whose `ال` is missing before `name`: the lam of the article.
///
/// ل + الكرملين = للكرملين: its second lam is the article's. ل + اللجنة = للجنة: before another lam, the article's lam is
/// not written either. `None` if the prefix is not ل before an article.
fn lam_of_article<'a>(prefix: &'a str, name: &str) -> Option<&'a str> {
    match without_conjunction(prefix) {
        "لل" if !name.starts_with('ل') => Some("ل"),
        "ل" if name.starts_with('ل') => Some(""),
        _ => None,
    }
}

/// Returns a prefix without a leading و or ف.
fn without_conjunction(prefix: &str) -> &str {
    prefix.strip_prefix(['و', 'ف']).unwrap_or(prefix)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SPELLINGS: [(usize, &str); 22] = [
        (0, "كيم جونغ أون"),
        (0, "كيم"),
        (0, "Kim Jong Un"),
        (0, "Kim"),
        (1, "سيرغي لافروف"),
        (1, "سيرجي لافروف"),
        (1, "لافروف"),
        (1, "Lavrov"),
        (2, "الكرملين"),
        (2, "the Kremlin"),
        (3, "اللجنة المركزية"),
        (4, "روسيا"),
        (4, "Russia"),
        (5, "الأمم المتحدة"),
        (5, "UN"),
        (6, "علي"),
        (7, "Su-57"),
        (7, "سو-57"),
        (8, "بوتين"),
        (9, "بيونغ يانغ"),
        (10, "إيران"),
        (11, "—"),
    ];

    /// Returns the mentions as (id, words of the text).
    fn found<'t>(finder: &NameFinder, text: &'t str) -> Vec<(usize, &'t str)> {
        let mentions = finder.find(text);
        mentions
            .into_iter()
            .map(|m| {
                assert_eq!(SPELLINGS[m.spelling_index].0, m.id);
                (m.id, &text[m.range])
            })
            .collect()
    }

    /// A list that needs several automata: names of each are found, and the longest match of different automata is
    /// taken.
    #[test]
    fn a_long_list_is_searched_for_whole() {
        let fillers: Vec<String> = (0..20_000).map(|n| format!("Harbour{n}")).collect();
        let mut spellings = vec![(1, "Kim")];
        spellings.extend(fillers.iter().map(|name| (2, name.as_str())));
        spellings.push((3, "Kim Jong Un"));
        let finder = NameFinder::new(spellings);
        assert!(finder.automata.len() > 1);
        let text = "Kim Jong Un saw Kim at Harbour19999, not Harbour7.";
        let mentions = finder.find(text).into_iter();
        let found: Vec<_> = mentions.map(|m| (m.id, &text[m.range])).collect();
        let expected = [
            (3, "Kim Jong Un"),
            (1, "Kim"),
            (2, "Harbour19999"),
            (2, "Harbour7"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn names_are_found_in_all_their_spellings() {
        let finder = NameFinder::new(SPELLINGS);
        for (text, mentions) in [
            // English: capitals, hyphens, spaces, possessives.
            (
                "Kim Jong Un met Lavrov.",
                &[(0, "Kim Jong Un"), (1, "Lavrov")][..],
            ),
            ("KIM JONG-UN", &[(0, "KIM JONG-UN")]),
            (
                "Kim\u{a0}Jong\u{2011}un’s visit",
                &[(0, "Kim\u{a0}Jong\u{2011}un")],
            ),
            ("Kim's and Lavrov’s", &[(0, "Kim"), (1, "Lavrov")]),
            (
                "(Kim), “Kim”: pro-Kim",
                &[(0, "Kim"), (0, "Kim"), (0, "Kim")],
            ),
            ("the  Kremlin", &[(2, "the  Kremlin")]),
            (
                "an Su-57, a Su 57, an SU\u{2010}57",
                &[(7, "Su-57"), (7, "Su 57"), (7, "SU\u{2010}57")],
            ),
            // The longest match wins; a word that only begins like it leaves the shorter match.
            (
                "كيم جونغ أون وكيم جونغل",
                &[(0, "كيم جونغ أون"), (0, "كيم")],
            ),
            ("Kim Jong Unlikely", &[(0, "Kim")]),
            // Arabic: marks, hamzas, tatweel, hyphens, white space.
            ("كِيمُ جونغ-اون", &[(0, "كِيمُ جونغ-اون")]),
            ("كيـــم", &[(0, "كيـــم")]),
            ("سيرجي\nلافروف", &[(1, "سيرجي\nلافروف")]),
            ("ايران وإيران", &[(10, "ايران"), (10, "إيران")]),
            ("الامم المتحدة", &[(5, "الامم المتحدة")]),
            ("سو ٥٧", &[(7, "سو ٥٧")]),
            // Arabic prefixes are no part of the mention.
            ("وكيم فكيم بكيم لكيم ككيم", &[(0, "كيم"); 5]),
            ("ولروسيا وبروسيا فلروسيا", &[(4, "روسيا"); 3]),
            ("وَبِروسيا", &[(4, "روسيا")]),
            (
                "والكرملين بالكرملين وبالكرملين كالكرملين",
                &[(2, "الكرملين"); 4],
            ),
            ("للكرملين وللكرملين فللكرملين", &[(2, "لكرملين"); 3]),
            ("للأمم المتحدة", &[(5, "لأمم المتحدة")]),
            ("للجنة المركزية", &[(3, "لجنة المركزية")]),
            ("باللجنة المركزية", &[(3, "اللجنة المركزية")]),
            ("لبيونغ يانغ", &[(9, "بيونغ يانغ")]),
            ("وKim ولـLavrov", &[(0, "Kim"), (1, "Lavrov")]),
            // Invisible characters do not hide a name and are left outside.
            (
                "\u{2068}Kim\u{2069} \u{200f}كيم\u{200f}",
                &[(0, "Kim"), (0, "كيم")],
            ),
            // An acronym is found only in capitals.
            ("the UN's vote", &[(5, "UN")]),
        ] {
            assert_eq!(found(&finder, text), mentions, "{text}");
        }
    }

    #[test]
    fn a_name_inside_another_word_is_none() {
        let finder = NameFinder::new(SPELLINGS);
        for text in [
            "Kimberley",
            "Akim",
            "Kim2",
            "Kim\u{301}",
            "Lavrovs",
            "theKremlin",
            "Prussia Russian",
            "un homme",
            "Su-575",
            "لافروفسكي",
            "حكيم",
            "حَكيم وحكيم الحكيم",
            "كيمياء كيميائي والكيمياء",
            "روسياوي",
            "بروسياني",
            "سكيم أكيم تكيم",
            // The preposition على is not the name علي.
            "على الطاولة",
            // More letters before the name than any prefix has.
            "ووكيم",
            "وبالفكيم",
            "الالال كيميا",
            // The article is missing, and there is no ل before it that could have absorbed it.
            "كرملين",
            "بكرملين",
            "لكرملين",
            "—",
            "",
        ] {
            assert_eq!(found(&finder, text), [], "{text}");
        }
    }

    #[test]
    fn of_equal_spellings_the_first_is_found() {
        let finder = NameFinder::new([(7, "إيران"), (8, "ايران")]);
        assert_eq!(
            finder.find("ايران"),
            [NameMention {
                id: 7,
                spelling_index: 0,
                range: 0..10
            }]
        );
    }

    #[test]
    fn without_names_nothing_is_found() {
        assert_eq!(NameFinder::new([]).find("Kim"), []);
        assert_eq!(NameFinder::new([(0, ""), (1, "ـُ")]).find("Kim ـُ"), []);
        assert_eq!(NameFinder::new([(0, "ا")]).find("\u{FEF5} "), []);
    }

    proptest! {
        #[test]
        fn any_text_can_be_searched(
            spellings in prop::collection::vec("[كيمالو ABa-cé'ُ-]{0,6}|\\PC{0,4}", 0..6),
            text in "([كيمالوف ABa-cé'ُ\u{200F}-]|\\PC){0,60}",
        ) {
            let finder = NameFinder::new(spellings.iter().map(String::as_str).enumerate());
            let mut last = 0;
            for mention in finder.find(&text) {
                prop_assert!(text.get(mention.range.clone()).is_some());
                prop_assert!(last <= mention.range.start && !mention.range.is_empty());
                prop_assert_eq!(mention.id, mention.spelling_index);
                last = mention.range.end;
            }
        }

        #[test]
        fn a_name_between_spaces_is_found(name in "[كيمأإون]{1,6}( [كيمأإون]{1,6})?", before in "[a-z. ]{0,9}") {
            let finder = NameFinder::new([(3, name.as_str())]);
            let text = format!("{before} {name} .");
            let start = before.len() + 1;
            let mentions = finder.find(&text);
            prop_assert_eq!(mentions.len(), 1);
            prop_assert_eq!(&mentions[0].range, &(start..start + name.len()));
        }
    }
}
