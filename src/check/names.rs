//! Names of the register in summaries: in their preferred spelling, and none that the original does not mention.
//!
//! Takes an article and the register; gives findings, and for `check --fix` the places where a variant gives way to the
//! preferred spelling. A variant within a quotation stays where the original has it so. A name is held against the
//! original in all its spellings and in whatever the press says for it (`lang::allusions`); a sentence that links to
//! another site is that site's.

use crate::diagnostic::codes;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::check::ambiguous::AmbiguousSpellings;
use crate::check::{Reading, Subject};
use crate::diagnostic::Diagnostic;
use crate::lang::allusions::{Shared, Words};
use crate::lang::quotes::quotations;
use crate::lang::{Mention, NameFinder, fold};
use crate::link::site::Site;
use crate::load::Sources;
use crate::parse::prose::Kind;
use crate::parse::registers::{Name, NameKind};

/// The register of names, ready to be looked up.
pub struct Names<'s> {
    names: &'s [Name],
    /// All spellings in the order in which the finder counts them.
    spellings: Vec<&'s str>,
    finder: NameFinder,
    /// The words that several of them have.
    shared: Shared,
    /// Spellings of which it cannot be told which name they are.
    ambiguous: AmbiguousSpellings,
}

/// A variant that can give way to the preferred spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The summary's file.
    pub path: Arc<str>,
    /// Where the variant stands in the file.
    pub span: Range<usize>,
    /// What is to stand there.
    pub new: String,
}

/// A name in a text that is being checked.
struct Place<'s> {
    /// Its index in the register.
    name: usize,
    /// Its bytes in the prose.
    range: Range<usize>,
    /// What stands before it in its word: Arabic prefixes.
    prefix: String,
    /// Its words, with the article that may be a part of the prefix.
    words: String,
    /// The listed spelling that it was found as.
    spelling: &'s str,
}

impl<'s> Names<'s> {
    /// Takes the register of a site.
    pub fn new(site: &'s Site<'s>) -> Self {
        let mut listed: Vec<(usize, &str)> = Vec::new();
        for (index, name) in site.names.iter().enumerate() {
            let variants = name.variants.values().flatten();
            let spellings = name.preferred.values().chain(variants);
            listed.extend(spellings.map(|spelling| (index, spelling.as_str())));
        }
        Names {
            names: site.names,
            ambiguous: AmbiguousSpellings::new(site.names),
            spellings: listed.iter().map(|(_, spelling)| *spelling).collect(),
            shared: Shared::new(listed.iter().copied()),
            finder: NameFinder::new(listed),
        }
    }

    /// Checks the names in an article's summaries.
    pub fn check(&self, subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
        let mut original = Original::new(self, subject);
        for (_, _, summary) in subject.comparable() {
            let places = self.places(&summary.text);
            let mut quoted = Quoted::default();
            for place in &places {
                if let Some(preferred) = self.preferred(place, summary, &mut quoted, &original) {
                    found.push(variant(place, summary, preferred));
                }
            }
            self.absent(&places, summary, &mut original, found);
        }
    }

    /// The listed names in a text, but for those that may be other words.
    fn places(&self, text: &str) -> Vec<Place<'s>> {
        let mentions = self.finder.find(text).into_iter();
        let places = mentions.map(|mention| self.place(text, &mention));
        places.filter(|place| !place.is_doubtful()).collect()
    }

    fn place(&self, text: &str, mention: &Mention) -> Place<'s> {
        let spelling = self.spellings[mention.spelling_index];
        let words = &text[mention.range.clone()];
        let before = prefix(&text[..mention.range.start]);
        let article = if before.is_empty() {
            ""
        } else {
            article_before(words, spelling)
        };
        Place {
            name: mention.id,
            prefix: fold(before).text().to_owned(),
            words: [article, words].concat(),
            range: mention.range.clone(),
            spelling,
        }
    }

    /// The preferred spelling of a name that stands in a variant which is to be reported.
    fn preferred(
        &self,
        place: &Place<'_>,
        summary: &Reading<'_>,
        quoted: &mut Quoted,
        original: &Original<'_, '_>,
    ) -> Option<&'s str> {
        let name = &self.names[place.name];
        let preferred = in_language(&name.preferred, summary.lang)?;
        if self.ambiguous.contains(summary.lang, &place.words) {
            return None;
        }
        if place.words == *preferred {
            return None;
        }
        let variants = in_language(&name.variants, summary.lang)?;
        let is_variant = is_variant(&place.words, preferred, variants);
        let is_wrong =
            is_variant && !(quoted.holds(place, summary) && original.spells(&place.words));
        is_wrong.then_some(preferred)
    }

    /// Reports the names that the original never mentions, each where it stands first.
    fn absent(
        &self,
        places: &[Place<'_>],
        summary: &Reading<'_>,
        original: &mut Original<'_, '_>,
        found: &mut Vec<Diagnostic>,
    ) {
        let mut seen = BTreeSet::new();
        for place in places {
            let sentence = summary.sentence_at(place.range.start);
            let is_others = sentence.is_some_and(|s| original.subject.is_elsewhere(summary, s));
            if is_others || !seen.insert(place.name) || original.mentions(place.name) {
                continue;
            }
            let message = format!("the original never mentions \"{}\"", place.words);
            let absent = Diagnostic::new(codes::NAME_NOT_IN_ORIGINAL, summary.path, message).help(
                "link to where it is from; if the original spells it otherwise, add that spelling to its variants in content/names.toml",
            );
            found.push(summary.at(absent, &place.range));
        }
    }
}

/// The finding that a variant stands where the preferred spelling should.
fn variant(place: &Place<'_>, summary: &Reading<'_>, preferred: &str) -> Diagnostic {
    let message = format!("\"{}\" is a variant of \"{preferred}\"", place.words);
    let variant = Diagnostic::new(codes::NAME_VARIANT, summary.path, message);
    let help = format!("write \"{preferred}\", by hand or by `mujaz check --fix`");
    summary.at(variant.help(help), &place.range)
}

/// Where a variant that was reported can give way to the preferred spelling, by files and places: where the file has it in plain words, outside
/// of quotations, and nothing around it would have to change as well. `found` are the findings that hold.
pub fn fixes(site: &Site<'_>, sources: &Sources, found: &[Diagnostic]) -> Vec<Fix> {
    let variants = found.iter().filter(|d| d.code == codes::NAME_VARIANT);
    let reported: BTreeSet<_> = variants
        .filter_map(|d| Some((d.path.clone(), d.span.as_ref()?.start)))
        .collect();
    let names = Names::new(site);
    let mut fixes = Vec::new();
    for article in &site.articles {
        let summaries = article.editions.iter().flatten().map(|e| e.summary);
        let mut paths = summaries.map(|summary| &summary.path);
        if !paths.any(|path| reported.iter().any(|(reported, _)| reported == path)) {
            continue;
        }
        let subject = Subject::new(site, article, sources);
        for (_, _, summary) in subject.editions() {
            let file = sources.text(summary.path).unwrap_or_default();
            let mut quoted = Quoted::default();
            let fixable = names.places(&summary.text).into_iter().filter_map(|place| {
                let span = summary.prose().in_file(&place.range);
                let is_plain = file.get(span.clone()) == summary.text.get(place.range.clone());
                let is_reported = reported.contains(&(summary.path.clone(), span.start));
                let preferred = in_language(&names.names[place.name].preferred, summary.lang)?;
                let fits = is_plain && is_reported && !quoted.holds(&place, summary);
                let new = place
                    .replacement(preferred, &summary.text)
                    .filter(|_| fits)?;
                Some(Fix {
                    path: summary.path.clone(),
                    span,
                    new,
                })
            });
            fixes.extend(fixable);
        }
    }
    // Titles and footnotes stand elsewhere in the file than in the prose.
    fixes.sort_by(|a, b| (&a.path, a.span.start).cmp(&(&b.path, b.span.start)));
    fixes
}

impl Place<'_> {
    /// Whether it may well be another word: فعلي ("actual") is not و، ف + علي, nor is "may" the name May. Nothing is said
    /// of such a place.
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

    /// What is to stand in its place, for the preferred spelling to be read there; `None` where words around it would have
    /// to change.
    fn replacement(&self, preferred: &str, text: &str) -> Option<String> {
        // "the DPRK" would become "the North Korea".
        let before = text[..self.range.start].trim_end();
        let last = before
            .get(before.len().saturating_sub(3)..)
            .unwrap_or_default();
        let has_article = last.eq_ignore_ascii_case("the") && !preferred.starts_with("the ");
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
            // The article stands in the prefix.
            ("ال" | "بال" | "كال" | "لل", Some(rest)) => rest.to_owned(),
            _ => preferred.to_owned(),
        };
        Some(new)
    }
}

/// A spelling of so many bytes is hardly a part of another word.
const PLAIN: usize = 8;

/// Names of so many letters or fewer are not looked for behind prefixes.
const SHORT_NAME: usize = 3;

/// Words that a prefix and a name make, and that are names of their own: Prussia, not "in Russia".
const OTHER_WORDS: [&str; 1] = ["بروسيا"];

/// What of a name's article is a part of the prefix before it: for للكرملين, found as "لكرملين", the alef.
fn article_before(words: &str, spelling: &str) -> &'static str {
    let (here, listed) = (fold(words), fold(spelling));
    let mut articles = ["ا", "ال"].into_iter();
    let is_missing =
        |article: &&str| listed.text().trim().strip_prefix(*article) == Some(here.text());
    articles.find(is_missing).unwrap_or_default()
}

/// The part of a word that a text ends with.
fn prefix(before: &str) -> &str {
    let is_of_word =
        |c: char| c.is_alphanumeric() || matches!(c, '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}');
    let start = before.trim_end_matches(is_of_word).len();
    &before[start..]
}

/// The entry for a language, or else for another region's form of it.
fn in_language<'m, T>(texts: &'m BTreeMap<String, T>, lang: &str) -> Option<&'m T> {
    let related = || texts.iter().find(|(tag, _)| primary(tag) == primary(lang));
    texts.get(lang).or_else(|| related().map(|(_, text)| text))
}

/// A language tag without script and region.
fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// Returns true if words are a listed variant rather than the preferred spelling. Case tells first, then it is left aside.
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

/// A spelling in the form in which it is told from other spellings: without tashkeel, tatweel and invisible characters,
/// white space as one space, hyphens and apostrophes of one kind.
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

/// The quotations of a summary that stand in no other, once they have been asked for.
#[derive(Default)]
struct Quoted(Option<Vec<Range<usize>>>);

impl Quoted {
    /// Returns true if a place of the summary lies in a quotation.
    fn holds(&mut self, place: &Place<'_>, summary: &Reading<'_>) -> bool {
        let blocks = &summary.prose().blocks;
        let after = blocks.partition_point(|block| block.range().start <= place.range.start);
        let Some(block) = after.checked_sub(1).map(|index| &blocks[index]) else {
            return false;
        };
        let outer = self.0.get_or_insert_with(|| {
            let all = quotations(&summary.text).into_iter();
            let outer = all.filter(|quotation| quotation.depth == 0);
            outer.map(|quotation| quotation.whole).collect()
        });
        let after = outer.partition_point(|whole| whole.start <= place.range.start);
        let before = after.checked_sub(1).map(|index| &outer[index]);
        block.kind == Kind::Quotation || before.is_some_and(|whole| place.range.end <= whole.end)
    }
}

/// What an original says of names, found out when it is first asked.
struct Original<'n, 's> {
    names: &'n Names<'n>,
    subject: &'n Subject<'s>,
    /// The text, with the names of those who published it and what it draws on.
    text: Option<String>,
    /// The same, but for the persons that it spells out: what is left of "Sergei Lavrov" says nothing of Sergei Shoigu.
    without_persons: String,
    /// The names that it spells out.
    spelled: BTreeSet<usize>,
}

impl<'n, 's> Original<'n, 's> {
    fn new(names: &'n Names<'n>, subject: &'n Subject<'s>) -> Self {
        Original {
            names,
            subject,
            text: None,
            without_persons: String::new(),
            spelled: BTreeSet::new(),
        }
    }

    /// Returns true if the original mentions a name, or may, as far as a program can tell.
    fn mentions(&mut self, index: usize) -> bool {
        let name = &self.names.names[index];
        let variants = name.variants.values().flatten();
        let spellings = name.preferred.values().chain(variants);
        let spellings: Vec<&str> = spellings.map(String::as_str).collect();
        // Most originals spell most names as the register does, which is told without reading all of them for all names.
        let text = self.subject.original.text.as_str();
        let is_plain = |spelling: &&str| spelling.len() >= PLAIN && text.contains(*spelling);
        if spellings.iter().any(is_plain) {
            return true;
        }
        self.read();
        if self.spelled.contains(&index) {
            return true;
        }
        let language = self.subject.original.lang;
        if in_language(&name.preferred, language).is_none()
            && in_language(&name.variants, language).is_none()
        {
            return true;
        }
        match name.kind {
            NameKind::Person => {
                Words::new(&self.without_persons, language).may_mention_person(&spellings)
            }
            NameKind::Organisation | NameKind::Place | NameKind::Thing => {
                let words = Words::new(self.text.as_deref().unwrap_or_default(), language);
                words.may_mention_thing(&spellings, &self.names.shared)
            }
        }
    }

    /// Returns true if the original has a spelling just so.
    fn spells(&self, words: &str) -> bool {
        exact(&self.subject.original.text).contains(&exact(words))
    }

    /// Puts the text together and finds the names in it.
    fn read(&mut self) {
        if self.text.is_some() {
            return;
        }
        let article = self.subject.article;
        let publishers = article
            .references
            .publisher
            .iter()
            .chain(article.references.sources.iter().flatten());
        let publishers = publishers.filter_map(|index| self.subject.site.publishers.get(*index));
        let mut text = self.subject.original.text.clone();
        let names = publishers.flat_map(|publisher| publisher.name.values());
        let titles = article
            .original
            .sources
            .iter()
            .filter_map(|source| source.title.as_ref());
        for line in names.chain(titles) {
            text.push('\n');
            text.push_str(line);
        }
        let mentions = self.names.finder.find(&text);
        self.spelled = mentions.iter().map(|mention| mention.id).collect();
        self.without_persons.clone_from(&text);
        let is_person = |id: usize| self.names.names[id].kind == NameKind::Person;
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

#[cfg(test)]
mod tests;
