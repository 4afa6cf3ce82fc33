//! Checks listed names in summaries: their spelling against the register, and their occurrence against the original.
//!
//! A variant within a quotation is accepted if the original spells it so. A name counts as mentioned if the original has
//! any of its spellings or an implicit mention (`allusions`).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::allusions::{SearchedWords, SharedWords};
use crate::names::{NameFinder, NameMention};
use crate::quotes::quotations;
use crate::verify::document::{BlockKind, Document, primary};
use crate::verify::surnames::Surnames;
use mujaz_locale::fold::fold;

/// Minimum length in bytes of a spelling that is unlikely to be a part of another word.
const PLAIN: usize = 8;

/// Maximum length in letters of a name that is not accepted after an Arabic prefix.
const SHORT_NAME: usize = 3;

/// Names that look like a prefix with a shorter name: Prussia, not "in Russia".
const OTHER_WORDS: [&str; 1] = ["بروسيا"];

/// A name with its spellings.
#[derive(Debug, Clone, Copy)]
pub struct SpelledName<'r> {
    /// Id of the name.
    pub id: &'r str,
    /// Kind of the named thing.
    pub kind: NameKind,
    /// Preferred spelling in summaries, by language.
    pub preferred: &'r BTreeMap<String, String>,
    /// Other spellings, by language.
    pub variants: &'r BTreeMap<String, Vec<String>>,
}

/// The kind of thing that a listed name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A human being.
    Person,
    /// A state, institution, company or party.
    Organisation,
    /// A place.
    Place,
    /// Anything else with a name: a weapon, a ship, a treaty.
    Thing,
}

impl NameKind {
    /// The words for the kinds, in the order of [`NameKind::ALL`].
    pub const WORDS: [&'static str; 4] = ["person", "organisation", "place", "thing"];
    /// All kinds, in the order in which they are listed.
    pub const ALL: [NameKind; 4] = [
        NameKind::Person,
        NameKind::Organisation,
        NameKind::Place,
        NameKind::Thing,
    ];

    /// Returns the word for the kind.
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize]
    }
}

/// A register of names, prepared for searches.
#[derive(Debug)]
pub struct Register<'r> {
    entries: Vec<SpelledName<'r>>,
    /// All spellings, by the spelling index of the finder.
    spellings: Vec<&'r str>,
    finder: NameFinder,
    /// Words that several names contain.
    shared: SharedWords,
    /// Spellings that several names share, by language; they do not identify a name.
    ambiguous: BTreeSet<(String, String)>,
    /// Surnames of persons, by primary language.
    surnames: BTreeMap<String, Surnames>,
}

/// A listed name in a text.
#[derive(Debug, Clone)]
pub struct ListedName<'r> {
    /// Index in the register.
    pub index: usize,
    /// Byte range in the text.
    pub range: Range<usize>,
    /// Letters before the name in the same word: Arabic prefixes.
    pub prefix: String,
    /// Words of the name, with the article that may be a part of the prefix.
    pub words: String,
    /// The listed spelling that matched.
    spelling: &'r str,
}

/// The result of checking one name of a summary against the original.
#[derive(Debug)]
pub struct JudgedName<'r> {
    /// The name.
    pub name: ListedName<'r>,
    /// The spelling that should replace the mention; `None` if the mention is correct.
    pub preferred: Option<&'r str>,
    /// The mention in the original; `None` if the sentence of the summary links to another source.
    pub verdict: Option<NameVerdict>,
    /// True if the name already occurred in the summary, in a sentence that is checked against the original.
    pub is_repeated: bool,
}

/// The kinds of mention of a name in an original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameVerdict {
    /// The original spells the name out.
    Spelled,
    /// The original may mean the name: by a surname, an adjective, a capital, an acronym.
    MayBeMeant,
    /// The register has no spelling in the original's language.
    NoSpelling,
    /// The original never mentions the name.
    Absent,
}

impl<'r> Register<'r> {
    /// Builds a register from entries.
    pub fn new(entries: impl IntoIterator<Item = SpelledName<'r>>) -> Register<'r> {
        let entries: Vec<SpelledName<'r>> = entries.into_iter().collect();
        let mut listed: Vec<(usize, &str)> = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            listed.extend(entry.spellings().map(|spelling| (index, spelling)));
        }
        Register {
            spellings: listed.iter().map(|(_, spelling)| *spelling).collect(),
            shared: SharedWords::new(listed.iter().copied()),
            ambiguous: ambiguous(&entries),
            surnames: surnames(&entries, &SharedWords::new(listed.iter().copied())),
            finder: NameFinder::new(listed),
            entries,
        }
    }

    /// Returns the name with this index.
    pub fn entry(&self, index: usize) -> &SpelledName<'r> {
        &self.entries[index]
    }

    /// Returns the listed names in a text, except those that may be ordinary words.
    pub fn find(&self, text: &str) -> Vec<ListedName<'r>> {
        let mentions = self.finder.find(text).into_iter();
        let listed = mentions.map(|mention| self.listed(text, &mention));
        listed.filter(|name| !name.is_doubtful()).collect()
    }

    fn listed(&self, text: &str, mention: &NameMention) -> ListedName<'r> {
        let spelling = self.spellings[mention.spelling_index];
        let words = &text[mention.range.clone()];
        let before = prefix(&text[..mention.range.start]);
        let article = if before.is_empty() {
            ""
        } else {
            article_before(words, spelling)
        };
        ListedName {
            index: mention.id,
            prefix: fold(before).text().to_owned(),
            words: [article, words].concat(),
            range: mention.range.clone(),
            spelling,
        }
    }

    /// Checks the listed names of a summary against an original.
    pub fn judge(
        &self,
        summary: &Document<'_>,
        original: &mut OriginalNames<'_>,
    ) -> Vec<JudgedName<'r>> {
        let mut verdicts: BTreeMap<usize, NameVerdict> = BTreeMap::new();
        let mut quoted = Quoted::new(summary);
        let judge = |name: ListedName<'r>| {
            let sentence = summary.sentence_at(name.range.start);
            let is_elsewhere = sentence.is_some_and(|s| s.is_elsewhere);
            let is_repeated = verdicts.contains_key(&name.index);
            let verdict = (!is_elsewhere).then(|| {
                let first = || original.verdict(name.index);
                *verdicts.entry(name.index).or_insert_with(first)
            });
            JudgedName {
                preferred: self.preferred(&name, &mut quoted, original),
                name,
                verdict,
                is_repeated,
            }
        };
        let mut judged: Vec<JudgedName<'r>> =
            self.find(&summary.text).into_iter().map(judge).collect();
        judged.extend(self.judge_surnames(summary, original, &verdicts));
        judged.sort_by_key(|one| one.name.range.start);
        judged
    }

    /// Returns the first mention by surname alone of each person whom the original never mentions and the summary never names
    /// in full.
    fn judge_surnames(
        &self,
        summary: &Document<'_>,
        original: &mut OriginalNames<'_>,
        named: &BTreeMap<usize, NameVerdict>,
    ) -> Vec<JudgedName<'r>> {
        let Some(surnames) = self.surnames.get(primary(&summary.language)) else {
            return Vec::new();
        };
        let mut judged: Vec<JudgedName<'r>> = Vec::new();
        for (index, range) in surnames.find(&summary.text, &summary.language) {
            let sentence = summary.sentence_at(range.start);
            let is_elsewhere = sentence.is_some_and(|sentence| sentence.is_elsewhere);
            if is_elsewhere
                || named.contains_key(&index)
                || judged.iter().any(|one| one.name.index == index)
                || original.verdict(index) != NameVerdict::Absent
            {
                continue;
            }
            let Some(spelling) = self.entries[index].preferred_in(&summary.language) else {
                continue;
            };
            judged.push(JudgedName {
                name: ListedName {
                    index,
                    prefix: String::new(),
                    words: summary.text[range.clone()].to_owned(),
                    range,
                    spelling,
                },
                preferred: None,
                verdict: Some(NameVerdict::Absent),
                is_repeated: false,
            });
        }
        judged
    }

    fn is_ambiguous(&self, language: &str, words: &str) -> bool {
        !self.ambiguous.is_empty() && self.ambiguous.contains(&spelling_key(language, words))
    }

    /// Returns the preferred spelling of a name that is written in a listed variant and should not be.
    fn preferred(
        &self,
        name: &ListedName<'_>,
        quoted: &mut Quoted<'_>,
        original: &OriginalNames<'_>,
    ) -> Option<&'r str> {
        let summary = quoted.summary;
        let entry = &self.entries[name.index];
        let preferred = in_language(entry.preferred, &summary.language)?;
        if name.words == *preferred || self.is_ambiguous(&summary.language, &name.words) {
            return None;
        }
        let variants = in_language(entry.variants, &summary.language)?;
        let is_variant = is_variant(&name.words, preferred, variants);
        let is_wrong = is_variant && !(quoted.holds(&name.range) && original.spells(&name.words));
        is_wrong.then_some(preferred)
    }
}

impl<'r> SpelledName<'r> {
    /// Returns all spellings of the name.
    pub fn spellings(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        let variants = self.variants.values().flatten();
        self.preferred.values().chain(variants).map(String::as_str)
    }

    /// Returns the preferred spelling in a language; if there is none, that of another region of the language.
    pub fn preferred_in(&self, language: &str) -> Option<&'r str> {
        in_language(self.preferred, language).map(String::as_str)
    }

    fn is_spelled_in(&self, language: &str) -> bool {
        in_language(self.preferred, language).is_some()
            || in_language(self.variants, language).is_some()
    }
}

impl ListedName<'_> {
    /// Returns true if the mention may be another word: فعلي ("actual") is not و، ف + علي, and "may" is not the name
    /// May. Such places are not reported.
    fn is_doubtful(&self) -> bool {
        let is_short = || {
            let is_one = !self.words.contains(char::is_whitespace);
            is_one && fold(&self.words).text().chars().count() <= SHORT_NAME
        };
        let begins = |text: &str, is: fn(char) -> bool| text.chars().next().is_some_and(is);
        let is_common =
            || begins(self.spelling, char::is_uppercase) && begins(&self.words, char::is_lowercase);
        (!self.prefix.is_empty() && is_short()) || is_common() || self.is_another_word()
    }

    /// Returns true if prefix and name together are another name.
    fn is_another_word(&self) -> bool {
        let word = [self.prefix.as_str(), fold(&self.words).text()].concat();
        OTHER_WORDS.contains(&word.as_str())
    }

    /// Returns the text that replaces the mention to give the preferred spelling; `None` if words around it would have
    /// to change.
    pub fn replacement(&self, preferred: &str, text: &str) -> Option<String> {
        // "the DPRK" would become "the North Korea".
        let before = text[..self.range.start].trim_end();
        let last = before.get(before.len().saturating_sub(3)..);
        let is_article = last.is_some_and(|last| last.eq_ignore_ascii_case("the"));
        let has_article = is_article && !preferred.starts_with("the ");
        let is_acronym = !self.words.contains(char::is_lowercase) && self.words.is_ascii();
        if has_article && is_acronym {
            return None;
        }
        let rest = preferred.strip_prefix("ال");
        let new = match (
            self.prefix.strip_prefix(['و', 'ف']).unwrap_or(&self.prefix),
            rest,
        ) {
            // ل + اللجنة = للجنة; ل + الكرملين = للكرملين.
            ("ل", Some(rest)) if rest.starts_with('ل') => rest.to_owned(),
            ("ل", Some(rest)) => format!("ل{rest}"),
            // The prefix contains the article.
            ("ال" | "بال" | "كال" | "لل", Some(rest)) => rest.to_owned(),
            _ => preferred.to_owned(),
        };
        Some(new)
    }
}

/// The mentions of a register's names in an original. The text is searched on first use.
#[derive(Debug)]
pub struct OriginalNames<'o> {
    register: &'o Register<'o>,
    original: &'o Document<'o>,
    /// Lines that belong to the original but are not in its text, such as the names of its publishers.
    beside: Vec<&'o str>,
    /// The text with those lines; `None` before the search.
    text: Option<String>,
    /// The searched text without the persons whose names it spells out: the "Sergei" of "Sergei Lavrov" is not a
    /// mention of Sergei Shoigu.
    without_persons: String,
    /// Indices of the names that the text spells out.
    spelled: BTreeSet<usize>,
    /// The mentions in the text itself, without the additional lines; `None` before first use.
    mentions: Option<Vec<NameMention>>,
}

impl<'o> OriginalNames<'o> {
    /// Takes an original and the lines that belong to it but are not in its text.
    pub fn new(
        register: &'o Register<'o>,
        original: &'o Document<'o>,
        beside: Vec<&'o str>,
    ) -> OriginalNames<'o> {
        OriginalNames {
            register,
            original,
            beside,
            text: None,
            without_persons: String::new(),
            spelled: BTreeSet::new(),
            mentions: None,
        }
    }

    /// Decides whether the original mentions a name, or may mention it.
    pub fn verdict(&mut self, index: usize) -> NameVerdict {
        let entry = self.register.entries[index];
        let spellings: Vec<&str> = entry.spellings().collect();
        // Most originals spell most names as the register does. This test is cheaper than a search for all names.
        let text = &self.original.text;
        let is_plain = |spelling: &&str| spelling.len() >= PLAIN && text.contains(*spelling);
        if spellings.iter().any(is_plain) {
            return NameVerdict::Spelled;
        }
        self.read();
        if self.spelled.contains(&index) {
            return NameVerdict::Spelled;
        }
        let language = &self.original.language;
        if !entry.is_spelled_in(language) {
            return NameVerdict::NoSpelling;
        }
        let may_be_meant = match entry.kind {
            NameKind::Person => {
                SearchedWords::new(&self.without_persons, language).may_mention_person(&spellings)
            }
            NameKind::Organisation | NameKind::Place | NameKind::Thing => {
                let words = SearchedWords::new(self.text.as_deref().unwrap_or_default(), language);
                words.may_mention_thing(&spellings, &self.register.shared)
            }
        };
        if may_be_meant {
            NameVerdict::MayBeMeant
        } else {
            NameVerdict::Absent
        }
    }

    /// Returns the ranges in which the original spells a name out.
    pub fn places(&mut self, index: usize) -> Vec<Range<usize>> {
        let (finder, text) = (&self.register.finder, &self.original.text);
        let mentions = self.mentions.get_or_insert_with(|| finder.find(text));
        let own = mentions.iter().filter(|mention| mention.id == index);
        own.map(|mention| mention.range.clone()).collect()
    }

    /// Returns true if the original contains exactly this spelling.
    fn spells(&self, words: &str) -> bool {
        exact(&self.original.text).contains(&exact(words))
    }

    /// Builds the text and finds the names in it.
    fn read(&mut self) {
        if self.text.is_some() {
            return;
        }
        let mut text = self.original.text.clone().into_owned();
        for line in &self.beside {
            text.push('\n');
            text.push_str(line);
        }
        let mentions = self.register.finder.find(&text);
        self.spelled = mentions.iter().map(|mention| mention.id).collect();
        self.without_persons.clone_from(&text);
        let is_person = |id: usize| self.register.entries[id].kind == NameKind::Person;
        for mention in mentions
            .iter()
            .rev()
            .filter(|mention| is_person(mention.id))
        {
            self.without_persons
                .replace_range(mention.range.clone(), " ");
        }
        self.text = Some(text);
    }
}

/// Returns the surnames of the persons in a register that no other name shares, by primary language.
fn surnames(entries: &[SpelledName<'_>], shared: &SharedWords) -> BTreeMap<String, Surnames> {
    let mut surnames: BTreeMap<String, Surnames> = BTreeMap::new();
    let persons = entries.iter().enumerate();
    for (index, entry) in persons.filter(|(_, entry)| entry.kind == NameKind::Person) {
        let all: Vec<&str> = entry.spellings().collect();
        for (language, spelling) in entry.preferred {
            let last = spelling.split_whitespace().next_back().unwrap_or_default();
            if !shared.has(fold(last).text()) {
                let of_language = surnames.entry(primary(language).to_owned()).or_default();
                of_language.add(index, spelling, &all);
            }
        }
    }
    surnames.retain(|_, of_language| !of_language.is_empty());
    surnames
}

/// Returns the key for comparing spellings: the primary language, and the spelling folded and trimmed.
pub fn spelling_key(language: &str, spelling: &str) -> (String, String) {
    let folded = fold(spelling).text().trim().to_owned();
    (primary(language).to_owned(), folded)
}

/// Returns the spellings that more than one entry has.
fn ambiguous(entries: &[SpelledName<'_>]) -> BTreeSet<(String, String)> {
    let mut owners: BTreeMap<(String, String), BTreeSet<usize>> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        let variants = entry
            .variants
            .iter()
            .flat_map(|(lang, all)| all.iter().map(move |one| (lang, one)));
        for (language, spelling) in entry.preferred.iter().chain(variants) {
            owners
                .entry(spelling_key(language, spelling))
                .or_default()
                .insert(index);
        }
    }
    owners.retain(|_, owners| owners.len() > 1);
    owners.into_keys().collect()
}

/// Returns the part of a name's article that belongs to the prefix before it: for للكرملين, found as "لكرملين", the alef.
fn article_before(words: &str, spelling: &str) -> &'static str {
    let (here, listed) = (fold(words), fold(spelling));
    let mut articles = ["ا", "ال"].into_iter();
    let is_missing =
        |article: &&str| listed.text().trim().strip_prefix(*article) == Some(here.text());
    articles.find(is_missing).unwrap_or_default()
}

/// Returns the part of a word that a text ends with.
fn prefix(before: &str) -> &str {
    let is_of_word =
        |c: char| c.is_alphanumeric() || matches!(c, '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}');
    let start = before.trim_end_matches(is_of_word).len();
    &before[start..]
}

/// Returns the entry for a language; if there is none, that for another region of the language.
pub fn in_language<'m, T>(texts: &'m BTreeMap<String, T>, lang: &str) -> Option<&'m T> {
    let related = || texts.iter().find(|(tag, _)| primary(tag) == primary(lang));
    texts.get(lang).or_else(|| related().map(|(_, text)| text))
}

/// Returns true if the words are a listed variant and not the preferred spelling. Compares with case first, then without.
fn is_variant(words: &str, preferred: &str, variants: &[String]) -> bool {
    let (words, preferred) = (exact(words), exact(preferred));
    let mut variants: Vec<String> = variants.iter().map(|variant| exact(variant)).collect();
    if words == preferred {
        return false;
    }
    if variants.contains(&words) {
        return true;
    }
    let words = words.to_lowercase();
    for variant in &mut variants {
        *variant = variant.to_lowercase();
    }
    words != preferred.to_lowercase() && variants.contains(&words)
}

/// Normalizes a spelling for exact comparison: without tashkeel, tatweel and invisible characters, white space as one space,
/// hyphens and apostrophes in one form.
fn exact(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{640}' | '\u{64B}'..='\u{652}' | '\u{670}' => {}
            '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' => {}
            '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' => {}
            '\u{2010}' | '\u{2011}' => out.push('-'),
            '’' | 'ʼ' => out.push('\''),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out
}

/// The outermost quotations of a summary, computed on first use.
#[derive(Debug)]
pub struct Quoted<'s> {
    summary: &'s Document<'s>,
    outer: Option<Vec<Range<usize>>>,
}

impl<'s> Quoted<'s> {
    /// Creates an instance for a summary.
    pub fn new(summary: &'s Document<'s>) -> Quoted<'s> {
        Quoted {
            summary,
            outer: None,
        }
    }

    /// Returns true if a part of the summary lies in a quotation.
    pub fn holds(&mut self, range: &Range<usize>) -> bool {
        let summary = self.summary;
        let blocks = &summary.blocks;
        let after = blocks.partition_point(|block| block.range.start <= range.start);
        let Some(block) = after.checked_sub(1).map(|index| &blocks[index]) else {
            return false;
        };
        let outer = self.outer.get_or_insert_with(|| {
            let all = quotations(&summary.text).into_iter();
            let outer = all.filter(|quotation| quotation.depth == 0);
            outer.map(|quotation| quotation.whole).collect()
        });
        let after = outer.partition_point(|whole| whole.start <= range.start);
        let before = after.checked_sub(1).map(|index| &outer[index]);
        block.kind == BlockKind::Quotation || before.is_some_and(|whole| range.end <= whole.end)
    }
}
