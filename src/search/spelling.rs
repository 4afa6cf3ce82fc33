//! Beside each word, the other forms under which somebody may look for it.
//!
//! Takes running text; gives the same words, one space apart, some with **riders**: other forms that stand right behind the
//! word, each after a bar, so that pagefind finds the word by any of them, at its place. Whoever shows the text cuts each word
//! at its first bar:
//!
//! ```text
//! زارت بيونغ|بيونج|pyongyang يانغ|يانج|pyongyang
//! ```
//!
//! | riders | for |
//! |---|---|
//! | every other spelling of a name, in all languages of `names.toml` | Lavrov finds لافروف, بيونج finds بيونغ |
//! | the singular of an Arabic plural, and its plurals | صاروخ finds صواريخ |
//! | an Arabic word without what is joined before it, where its stem would be another | جنود finds وللجنود |
//!
//! What pagefind itself brings together needs no rider: capitals, tashkeel, hamzas, digits, ة and ه, most endings.

use std::collections::{BTreeMap, BTreeSet};

use pagefind_stem::{Algorithm, Stemmer};

use crate::lang::forms::{Forms, without_prefixes};
use crate::lang::{Mention, NameFinder, fold};
use crate::parse::registers::{Name, NameKind};

/// What parts a word from its riders, and these from each other. It must be ASCII punctuation, at which pagefind parts words.
pub const BAR: char = '|';

/// What stands, as a word of its own, where a block of text begins; in an original where a paragraph begins, once for each
/// that begins here or was left out before. It has no letter, so it is never found.
pub const PARAGRAPH: char = '¶';

/// Pagefind gives the parts of a word its weight in equal shares; so much it can be made to weigh at most.
const MOST_WEIGHT: usize = 10;

/// Writes texts with riders. Made once for a site, then only read.
pub struct Speller {
    finder: NameFinder,
    names: Vec<Spelled>,
    forms: Forms,
    stemmer: Stemmer,
}

/// A name of the register.
#[derive(Debug, Hash)]
pub struct Spelled {
    /// Each of its spellings, as it is written: by these it is found in a text, which the digest of an index has to tell.
    written: Vec<String>,
    /// The folded words of each of its spellings.
    spellings: Vec<Vec<String>>,
    /// Whether the words of two spellings stand for each other in their order, as those of a person's name do. كوريا
    /// الشمالية is North Korea the other way round.
    is_by_order: bool,
}

/// Other forms of folded words, as the names that a record mentions have them.
type Aliases = BTreeMap<String, BTreeSet<String>>;

impl Speller {
    /// Takes the register of names.
    pub fn new(names: &[Name]) -> Self {
        let all = names.iter().enumerate();
        let all = all.flat_map(|(id, name)| spellings(name).map(move |one| (id, one)));
        Speller {
            finder: NameFinder::new(all),
            names: names.iter().map(Spelled::new).collect(),
            forms: Forms::default(),
            stemmer: Stemmer::create(Algorithm::Arabic),
        }
    }

    /// The names whose spellings it puts beside words: what it writes depends on them and on the texts alone.
    pub fn names(&self) -> &[Spelled] {
        &self.names
    }

    /// Writes the blocks of one record, each with the number of marks that stand before it. `weighed` for text that pagefind
    /// weighs word by word: there a word with riders weighs as much as one without.
    pub fn write(&self, blocks: &[(usize, &str)], weighed: bool) -> String {
        let mut aliases = Aliases::default();
        let find = |(_, text): &(usize, &str)| self.finder.find(text);
        let mentions: Vec<Vec<Mention>> = blocks.iter().map(find).collect();
        for ((_, text), mentions) in blocks.iter().zip(&mentions) {
            for mention in mentions {
                self.names[mention.id].teach(&text[mention.range.clone()], &mut aliases);
            }
        }
        let mut out = String::new();
        for ((marks, text), mentions) in blocks.iter().zip(&mentions) {
            if *marks > 0 {
                out.extend(std::iter::repeat_n(PARAGRAPH, *marks));
                out.push(' ');
            }
            for (at, word) in words(text) {
                let is_within = |m: &&Mention| m.range.start < at + word.len() && at < m.range.end;
                let name = mentions.iter().find(is_within).map(|m| &self.names[m.id]);
                let mut riders = self.riders(word, &aliases);
                if let Some(name) = name.filter(|name| !name.is_by_order) {
                    riders.extend(name.spellings.iter().flatten().cloned());
                }
                put(word, &riders, weighed, &mut out);
            }
        }
        out.truncate(out.trim_end().len());
        out
    }

    /// The riders of a word by itself.
    fn riders(&self, word: &str, aliases: &Aliases) -> BTreeSet<String> {
        let folded = fold(word);
        let mut riders = BTreeSet::new();
        for part in folded.text().split(|c: char| !c.is_alphanumeric()) {
            let bare = without_prefixes(part);
            for form in std::iter::once(part).chain(bare.iter().copied()) {
                riders.extend(aliases.get(form).into_iter().flatten().cloned());
            }
            riders.extend(self.forms.partners(part).into_iter().map(str::to_owned));
            let stem = self.stemmer.stem(part);
            let other = bare
                .into_iter()
                .filter(|bare| self.stemmer.stem(bare) != stem);
            riders.extend(other.map(str::to_owned));
        }
        riders
    }
}

impl Spelled {
    fn new(name: &Name) -> Self {
        let words = |spelling: &str| fold(spelling).text().split(' ').map(letters).collect();
        let spellings: Vec<Vec<String>> = spellings(name).map(words).collect();
        Spelled {
            is_by_order: name.kind == NameKind::Person || spellings.iter().all(|s| s.len() == 1),
            spellings,
            written: self::spellings(name).map(str::to_owned).collect(),
        }
    }

    /// Says of each word of a mention how the name's other spellings of as many words have it.
    fn teach(&self, mentioned: &str, aliases: &mut Aliases) {
        if !self.is_by_order {
            return;
        }
        let folded = fold(mentioned);
        let own: Vec<&str> = folded.text().split(' ').collect();
        for other in self.spellings.iter().filter(|o| o.len() == own.len()) {
            for (word, alias) in own.iter().zip(other) {
                let known = aliases.entry((*word).to_owned()).or_default();
                known.insert(alias.clone());
            }
        }
    }
}

/// Every spelling of a name.
pub fn spellings(name: &Name) -> impl Iterator<Item = &str> {
    let variants = name.variants.values().flatten();
    name.preferred.values().chain(variants).map(String::as_str)
}

/// The words of a text, with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = text.as_ptr() as usize;
    text.split_whitespace()
        .map(move |word| (word.as_ptr() as usize - start, word))
}

/// Writes a word with its riders. What pagefind or the search page would take for a mark of theirs is left out of the word.
fn put(word: &str, riders: &BTreeSet<String>, weighed: bool, out: &mut String) {
    let word = word.trim_start_matches('_').replace([BAR, PARAGRAPH], "");
    if word.is_empty() {
        return;
    }
    let own = letters(&word);
    let mut forms: Vec<&str> = riders.iter().map(String::as_str).collect();
    forms.retain(|form| !form.is_empty() && *form != own);
    if forms.is_empty() {
        out.push_str(&word);
        out.push(' ');
        return;
    }
    // Pagefind takes a quotation mark or a comma of another script for a part of the word beside it.
    if own != word {
        forms.insert(0, &own);
    }
    let weight = (forms.len() + 1).min(MOST_WEIGHT);
    if weighed {
        out.push_str(&format!("___PAGEFIND_WEIGHT___{weight} "));
    }
    out.push_str(&word);
    for form in forms {
        out.push(BAR);
        out.push_str(form);
    }
    out.push(' ');
    if weighed {
        out.push_str("___END_PAGEFIND_WEIGHT___ ");
    }
}

/// Letters and digits alone.
fn letters(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::any_error;
    use crate::parse::registers::names;

    const NAMES: &str = r#"
[[name]]
id = "lavrov"
kind = "person"
ar = "سيرغي لافروف"
en = "Sergei Lavrov"
variants.ar = ["سيرجي لافروف"]

[[name]]
id = "korea"
kind = "place"
ar = "كوريا الشمالية"
en = "North Korea"
"#;

    fn speller() -> Speller {
        let mut found = Vec::new();
        let names = names(&"content/names.toml".into(), NAMES, &mut found);
        assert!(!any_error(&found), "{found:?}");
        Speller::new(&names)
    }

    #[test]
    fn a_word_has_the_forms_beside_it_that_its_stem_misses() {
        let speller = speller();
        for (text, expected) in [
            ("in plain words", "in plain words"),
            // Names word by word, and wherever a word of theirs stands alone.
            ("سيرغي لافروف", "سيرغي|lavrov|sergei"),
            // Plurals; what is joined before a word and would give it another stem.
            ("صواريخ", "صواريخ|صاروخ"),
            ("والمعاهدة،", "والمعاهدة،|والمعاهدة|المعاهدة|معاهدة"),
            // What a mark of ours is made of does not stay in a word.
            ("a|b ¶ ___PAGEFIND_WEIGHT___9", "ab PAGEFIND_WEIGHT___9"),
        ] {
            let got = speller.write(&[(0, text)], false);
            match expected
                .split_once('|')
                .filter(|_| text.starts_with("سيرغي"))
            {
                None => assert_eq!(got, expected, "{text}"),
                Some((word, riders)) => {
                    assert!(got.starts_with(word), "{got}");
                    assert!(riders.split('|').all(|rider| got.contains(rider)), "{got}");
                }
            }
        }
    }

    #[test]
    fn names_that_are_no_persons_have_all_their_spellings_at_each_word() {
        let got = speller().write(&[(0, "إلى كوريا الشمالية")], false);
        let words: Vec<&str> = got.split(' ').collect();
        assert_eq!(words.len(), 3, "{got}");
        for word in &words[1..] {
            assert!(word.contains("|korea") && word.contains("|north"), "{got}");
        }
    }

    #[test]
    fn paragraphs_are_counted_by_marks_and_weights_are_evened_out() {
        let got = speller().write(&[(1, "one"), (2, "صواريخ")], true);
        let expected = "¶ one ¶¶ ___PAGEFIND_WEIGHT___2 صواريخ|صاروخ ___END_PAGEFIND_WEIGHT___";
        assert_eq!(got, expected);
    }
}
