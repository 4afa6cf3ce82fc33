//! Other forms of a word under which somebody may look for it: in Arabic above all, and plurals of English that are no
//! matter of an ending.
//!
//! Takes a word in folded form ([`fold`](mujaz_locale::fold())); gives words in folded form. It is a help to a search that
//! compares stems, and meets what stems miss: small words that are written together with the next (`وللجنود`), and plurals that are
//! made by other vowels and other letters within the word (صاروخ, صواريخ), which no cutting of endings brings together.

mod plurals;

use std::collections::BTreeMap;

use plurals::PLURALS;

/// What is left of a word must have so many letters: fewer are no word that anybody looks for.
const LEAST: usize = 3;

/// Nothing else looks like the article before a word of two letters: السد is سد.
const LEAST_AFTER_ARTICLE: usize = 2;

/// The article, alone and with what may be joined before it. After ل it loses its alef.
const ARTICLES: [&str; 4] = ["ال", "بال", "كال", "لل"];

/// Conjunctions that are joined to the next word.
const CONJUNCTIONS: [&str; 2] = ["و", "ف"];

/// Prepositions, and the future's mark, that are joined to the next word.
const PREPOSITIONS: [&str; 4] = ["ب", "ك", "ل", "س"];

/// What may stand after a noun: case and number, and whose it is.
const ENDINGS: [&str; 15] = [
    "ا", "ه", "ها", "هم", "هن", "هما", "نا", "ي", "ك", "كم", "ان", "ين", "ون", "ات", "ية",
];

/// Other forms of Arabic words. Made once, then only read.
#[derive(Debug)]
pub struct Forms {
    /// For each form of the table, folded, the group that it is in.
    groups: BTreeMap<String, usize>,
    /// The forms of each group, folded.
    forms: Vec<Vec<String>>,
}

impl Default for Forms {
    fn default() -> Self {
        let folded = |word: &&str| mujaz_locale::fold(word).text().to_owned();
        let forms: Vec<Vec<String>> = PLURALS
            .iter()
            .map(|group| group.iter().map(folded).collect())
            .collect();
        let groups = forms.iter().enumerate();
        let groups =
            groups.flat_map(|(index, group)| group.iter().map(move |f| (f.clone(), index)));
        Forms {
            groups: groups.collect(),
            forms,
        }
    }
}

impl Forms {
    /// The singular of a word or its plurals, in the order of the table.
    pub fn partners(&self, word: &str) -> Vec<&str> {
        let mut shorter = vec![word];
        shorter.extend(without_prefixes(word));
        for index in 0..shorter.len() {
            let stem = shorter[index];
            let endings = ENDINGS
                .iter()
                .filter_map(|ending| stem.strip_suffix(ending));
            shorter.extend(endings.collect::<Vec<_>>());
        }
        let Some((found, group)) = shorter
            .iter()
            .find_map(|form| Some((*form, *self.groups.get(*form)?)))
        else {
            return Vec::new();
        };
        let others = self.forms[group].iter().map(String::as_str);
        others.filter(|form| *form != found).collect()
    }
}

/// The word without what is joined before it, for each way in which letters before it may be taken so: the article with a
/// conjunction or a preposition, or one of these alone. `وكالة` gives `كالة`, too, which is no harm to who looks for
/// the agency.
pub fn without_prefixes(word: &str) -> Vec<&str> {
    let has = |least: usize| move |rest: &&str| rest.chars().count() >= least;
    let after_conjunction = CONJUNCTIONS.iter().find_map(|c| word.strip_prefix(c));
    let mut found = Vec::new();
    for start in [Some(word), after_conjunction].into_iter().flatten() {
        let after_article = ARTICLES
            .iter()
            .find_map(|article| start.strip_prefix(article));
        found.extend(after_article.filter(has(LEAST_AFTER_ARTICLE)));
        let after_preposition = PREPOSITIONS.iter().find_map(|one| start.strip_prefix(one));
        found.extend(after_preposition.filter(has(LEAST)));
    }
    found.extend(after_conjunction.filter(has(LEAST)));
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use mujaz_locale::fold;

    #[test]
    fn what_is_joined_before_a_word_is_taken_off_in_every_way() {
        let table: [(&str, &[&str]); 14] = [
            ("صواريخ", &[]),
            ("الصواريخ", &["صواريخ"]),
            ("والصواريخ", &["الصواريخ", "صواريخ"]),
            ("فالصواريخ", &["الصواريخ", "صواريخ"]),
            ("وبالصواريخ", &["الصواريخ", "بالصواريخ", "صواريخ"]),
            ("وللجنود", &["جنود", "لجنود", "للجنود"]),
            ("لروسيا", &["روسيا"]),
            ("ستزود", &["تزود"]),
            ("وكالة", &["الة", "كالة"]),
            ("السد", &["سد"]),
            // Nothing that is too short to be a word.
            ("ولي", &[]),
            ("في", &[]),
            ("Lavrov", &[]),
            ("", &[]),
        ];
        for (word, expected) in table {
            assert_eq!(without_prefixes(word), expected, "{word}");
        }
    }

    #[test]
    fn a_plural_leads_to_its_singular_and_back() {
        let forms = Forms::default();
        for (word, expected) in [
            ("صاروخ", "صواريخ"),
            ("صواريخ", "صاروخ"),
            ("والصواريخ", "صاروخ"),
            ("صاروخين", "صواريخ"),
            ("الأقمار", "قمر"),
            ("قمرًا", "أقمار"),
            ("عمالها", "عامل"),
            ("وللجنود", "جندي"),
            ("مصنع", "مصانع"),
        ] {
            let folded = fold(word);
            let got = forms.partners(folded.text());
            let expected = fold(expected);
            assert!(got.contains(&expected.text()), "{word}: {got:?}");
        }
        for word in ["روسيا", "لافروف", "treaty", ""] {
            assert!(forms.partners(word).is_empty(), "{word}");
        }
    }

    #[test]
    fn every_form_of_the_table_is_in_one_group_alone() {
        let forms = Forms::default();
        let all: usize = forms.forms.iter().map(Vec::len).sum();
        assert_eq!(forms.groups.len(), all, "a form stands twice");
        assert!(forms.forms.iter().all(|group| group.len() > 1));
    }
}
