//! Analyses Arabic words: removes prefixes and endings, and finds broken plurals.
//!
//! The article, and what may precede it, is always removed. A single letter before a word (و ف ب ك ل س) counts as a
//! prefix only if the texts contain the rest more often than the whole word: وروسيا is روسيا, but وزير is not زير. An
//! ending after three letters is removed only if the texts contain the rest (لبنان is not لبن); one after four or more
//! letters is always removed.

use super::{Affixes, Analyser, Analysis, WordForms, plurals};

/// Minimum number of letters that are left when a prefix or an ending is removed.
const LEAST: usize = 3;

/// The article, alone and with the prepositions that may be joined before it. After ل it loses its alef.
const ARTICLES: [&str; 4] = ["ال", "بال", "كال", "لل"];

/// Letters that are joined to the next word: conjunctions, and prepositions together with the future marker س.
const CONJUNCTIONS: [char; 2] = ['و', 'ف'];
const PREPOSITIONS: [char; 4] = ['ب', 'ك', 'ل', 'س'];

/// Endings of case, number, gender and possession, in folded form; endings of two or more letters first.
const ENDINGS: [&str; 16] = [
    "تين", "تان", "هما", "ات", "ين", "ون", "ان", "ها", "هم", "هن", "نا", "يه", "وا", "ه", "ي", "ا",
];

/// Endings before which a feminine ending is written ت.
const POSSESSIVES: [&str; 6] = ["هما", "ها", "هم", "هن", "نا", "ه"];

/// Endings that a noun with a broken plural may have. A single ه is not among them: it would turn معاهدة (treaty) into
/// معاهد (institutes).
const NOUN_ENDINGS: [&str; 8] = ["هما", "ها", "هم", "هن", "نا", "ين", "ان", "ا"];

/// Patterns of a singular and its broken plural, in folded form; digits are letters of the root. The reader's module tries
/// them both ways for a word that no text contains, and the more reliable patterns first.
const BROKEN_PLURALS: [(&str, &str); 27] = [
    ("12ي3", "ا123ه"),
    ("12ا3", "ا123ه"),
    ("12ي3", "ا123اء"),
    ("12ي3", "123اء"),
    ("12ي3ه", "12اي3"),
    ("12ا3ه", "12اي3"),
    ("1ا23", "1وا23"),
    ("1ا23ه", "1وا23"),
    ("1234", "12ا34"),
    ("1234ه", "12ا34"),
    ("123و4", "12ا3ي4"),
    ("123ا4", "12ا3ي4"),
    ("123ي4", "12ا3ي4"),
    ("12اه", "12وات"),
    ("12اه", "12يات"),
    ("123ه", "123ات"),
    ("123", "ا12ا3"),
    ("123", "12و3"),
    ("12ي3ه", "123"),
    ("12ي3", "123"),
    ("12ا3", "123"),
    ("1ا23", "12ا3"),
    ("12ي3", "12ا3"),
    ("123ه", "12ا3"),
    ("12ي3", "123ي"),
    ("123", "123ان"),
    ("1ا2", "ا1وا2"),
];

/// Endings of words whose last letter is a hamza, which is written on و or ي before a possessive, in folded form:
/// حلفاؤها and حلفائهم are forms of حلفاء. نا is not among them: متعاونا is a form of متعاون.
const HAMZA_ENDINGS: [(&str, &str); 10] = [
    ("اوهما", "اء"),
    ("ايهما", "اء"),
    ("اوها", "اء"),
    ("ايها", "اء"),
    ("اوهم", "اء"),
    ("ايهم", "اء"),
    ("اوهن", "اء"),
    ("ايهن", "اء"),
    ("اوه", "اء"),
    ("ايه", "اء"),
];

/// The analyser for Arabic.
pub(super) struct Arabic {
    groups: WordForms,
}

impl Arabic {
    pub(super) fn new() -> Self {
        Arabic {
            groups: WordForms::new(plurals::ARABIC),
        }
    }

    /// Returns the group of a word without prefixes, which may have an ending.
    fn group(&self, word: &str) -> Option<&[String]> {
        let shorter = NOUN_ENDINGS
            .iter()
            .filter_map(|ending| word.strip_suffix(ending));
        let mut forms = std::iter::once(word).chain(shorter.filter(|rest| length(rest) >= LEAST));
        let group = forms.find_map(|form| self.groups.find(form));
        group.or_else(|| self.groups.find(&with_hamza(word)?))
    }
}

impl Analyser for Arabic {
    fn analyse(&self, word: &str, count: &dyn Fn(&str) -> u64) -> Analysis {
        if !word.chars().all(|c| matches!(c, 'ء'..='ي')) {
            return Analysis {
                stem: word.to_owned(),
                ..Analysis::default()
            };
        }
        let bare = without_prefix(word, count);
        let shorter = without_prefixes(word);
        let mut weak: Vec<String> = shorter.iter().map(|form| (*form).to_owned()).collect();
        // A noun of the table is recognized whatever prefix it has.
        let mut forms = std::iter::once(bare).chain(shorter);
        if let Some((bare, group)) = forms.find_map(|form| Some((form, self.group(form)?))) {
            weak.retain(|form| form != bare);
            return Analysis {
                stem: group[0].clone(),
                keys: [&group[1..], &[bare.to_owned()]].concat(),
                weak,
            };
        }
        let stem = match with_hamza(bare) {
            Some(noun) => without_ending(&noun, count).to_owned(),
            None => without_ending(bare, count).to_owned(),
        };
        let mut keys = vec![bare.to_owned()];
        // The future marker shows that a word is a verb; a single letter alone does not.
        if word.starts_with('س') {
            keys.extend(other_persons(word));
        } else {
            weak.extend(other_persons(word));
        }
        weak.retain(|form| form != bare && *form != stem);
        Analysis { stem, keys, weak }
    }

    fn affixes(&self) -> Affixes {
        Affixes {
            prefixes: vec![
                "وبال", "فبال", "وكال", "وال", "فال", "بال", "كال", "ولل", "فلل", "لل", "ال", "وب",
                "ول", "وس", "فب", "فل", "فس", "و", "ف", "ب", "ك", "ل", "س",
            ],
            endings: HAMZA_ENDINGS
                .into_iter()
                .chain(ENDINGS.iter().map(|ending| (*ending, "")))
                .collect(),
            patterns: BROKEN_PLURALS
                .into_iter()
                .flat_map(|(one, many)| [(one, many), (many, one)])
                .map(|(from, to)| (pattern(from, "(.)"), pattern(to, "$&")))
                .collect(),
        }
    }
}

/// Returns a word that ends with a hamza and a possessive without the latter: حلفاء for حلفاؤها.
fn with_hamza(word: &str) -> Option<String> {
    let rests = HAMZA_ENDINGS
        .iter()
        .filter_map(|(ending, to)| Some((word.strip_suffix(ending)?, to)));
    let mut long = rests.filter(|(rest, _)| length(rest) >= LEAST);
    long.next().map(|(rest, to)| format!("{rest}{to}"))
}

/// Returns a pattern with `letter` in place of each digit; `&` in it is the digit.
fn pattern(form: &str, letter: &str) -> String {
    let each = form.chars().map(|c| {
        if c.is_ascii_digit() {
            letter.replace('&', &c.to_string())
        } else {
            c.to_string()
        }
    });
    each.collect()
}

/// Returns a verb in the future or the present in other persons: for سيدور, تدور and يدور.
fn other_persons(word: &str) -> Vec<String> {
    let is_future = word.starts_with('س');
    let Some(rest) = word
        .strip_prefix('س')
        .unwrap_or(word)
        .strip_prefix(['ي', 'ت'])
    else {
        return Vec::new();
    };
    let persons = ["ي", "ت"].map(|person| format!("{person}{rest}"));
    let is_verb = length(rest) >= LEAST && (is_future || word.starts_with('ي'));
    persons
        .into_iter()
        .filter(|form| is_verb && form != word)
        .collect()
}

fn length(word: &str) -> usize {
    word.len() / 2
}

/// Returns a word without its prefixes. The frequencies of the possible rests decide which letters are prefixes.
fn without_prefix<'w>(word: &'w str, count: &dyn Fn(&str) -> u64) -> &'w str {
    let frequency = |word: &str| count(word) + count(&format!("ال{word}"));
    let after_conjunction = word.strip_prefix(CONJUNCTIONS);
    for (start, is_sure) in [(Some(word), true), (after_conjunction, false)] {
        let Some(start) = start else { continue };
        for article in ARTICLES {
            let Some(rest) = start.strip_prefix(article) else {
                continue;
            };
            let is_long =
                length(rest) >= LEAST || (length(rest) == 2 && is_sure && article == "ال");
            if is_long || (length(rest) == 2 && frequency(rest) > 0) {
                return rest;
            }
        }
    }
    let rests = [
        after_conjunction,
        word.strip_prefix(PREPOSITIONS),
        after_conjunction.and_then(|rest| rest.strip_prefix(PREPOSITIONS)),
    ];
    let rests = rests
        .into_iter()
        .flatten()
        .filter(|rest| length(rest) >= LEAST);
    let best = rests
        .map(|rest| (frequency(rest), rest))
        .max_by_key(|(n, rest)| (*n, rest.len()));
    match best {
        // Two letters that can be prefixes are more likely to be prefixes than one.
        Some((often, rest))
            if often > frequency(word)
                || (often > 0 && often == frequency(word) && length(rest) + 2 == length(word)) =>
        {
            rest
        }
        _ => word,
    }
}

/// Returns a word without its ending.
fn without_ending<'w>(word: &'w str, count: &dyn Fn(&str) -> u64) -> &'w str {
    let is_word = |rest: &str| {
        [
            rest,
            &format!("{rest}ه"),
            &format!("ال{rest}"),
            &format!("ال{rest}ه"),
        ]
        .iter()
        .any(|form| count(form) > 0)
    };
    for ending in ENDINGS {
        let Some(rest) = word.strip_suffix(ending) else {
            continue;
        };
        let is_sure = length(rest) > LEAST || (ending.len() == 2 && length(rest) == LEAST);
        let is_likely = length(rest) == LEAST && is_word(rest);
        if !(is_sure || is_likely) {
            continue;
        }
        if POSSESSIVES.contains(&ending) {
            let feminine = rest.strip_suffix('ت').filter(|rest| length(rest) >= LEAST);
            return feminine.unwrap_or(rest);
        }
        return rest;
    }
    word
}

/// Returns the word without prefixes, once for each way in which its first letters can be prefixes. `وكالة` also gives
/// `كالة`.
fn without_prefixes(word: &str) -> Vec<&str> {
    let long = |least: usize| move |rest: &&str| length(rest) >= least;
    let after_conjunction = word.strip_prefix(CONJUNCTIONS);
    let mut found = Vec::new();
    for start in [Some(word), after_conjunction].into_iter().flatten() {
        let after_article = ARTICLES
            .iter()
            .find_map(|article| start.strip_prefix(article));
        found.extend(after_article.filter(long(2)));
        found.extend(start.strip_prefix(PREPOSITIONS).filter(long(LEAST)));
    }
    found.extend(after_conjunction.filter(long(LEAST)));
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    /// Returns how often a word occurs on a large site.
    fn count(word: &str) -> u64 {
        match word {
            "روسيا" | "المعاهده" | "جنود" | "الصواريخ" | "السد" => 50,
            "وكاله" | "وزير" | "كوريا" | "بوتين" | "لبنان" => 40,
            "سد" | "وروسيا" | "لروسيا" => 3,
            _ => 0,
        }
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        let arabic = Arabic::new();
        let stem = |word: &str| arabic.analyse(&fold(word), &count).stem;
        for group in [
            &[
                "معاهدة",
                "المعاهدة",
                "والمعاهدة",
                "بالمعاهدة",
                "للمعاهدة",
                "معاهدات",
                "معاهدتها",
                "معاهدتان",
            ][..],
            &["روسيا", "وروسيا", "لروسيا"],
            &[
                "صاروخ",
                "صواريخ",
                "والصواريخ",
                "صاروخين",
                "كالصواريخ",
                "صواريخها",
            ],
            &["جندي", "جنود", "وللجنود", "الجنود"],
            &["السد", "سد", "بالسد"],
            &["مهندس", "مهندسون", "المهندسين"],
            &["قرض", "بقروض", "قروضها"],
            &["حليف", "حلفاء", "حلفاؤها", "لحلفائهم", "حلفاءنا"],
            &["استثناء", "استثنائها", "استثناؤهم"],
        ] {
            for word in group {
                assert_eq!(stem(word), stem(group[0]), "{word}");
            }
        }
        for (one, other) in [
            ("وزير", "زير"),
            ("وكالة", "كالة"),
            ("لبنان", "لبن"),
            ("بوتين", "بوت"),
            ("روسيا", "لافروف"),
        ] {
            assert_ne!(stem(one), stem(other), "{one}");
        }
    }

    #[test]
    fn a_word_is_known_without_any_of_its_possible_prefixes() {
        for (word, expected) in [
            ("وللجنود", &["جنود", "لجنود", "للجنود"][..]),
            ("فالصواريخ", &["الصواريخ", "صواريخ"]),
            ("ولي", &[]),
            ("في", &[]),
        ] {
            assert_eq!(without_prefixes(word), expected, "{word}");
        }
    }
}
