//! Finds persons whose family name in a summary differs from the original, without a register of names.
//!
//! Takes a summary and the original; returns full names of two kinds. The family name stands nowhere in the original,
//! in any spelling ("Margaret Olsen", where the original has Margaret Olin); or it is that of another person ("Ruth
//! Pryce", where the original has Ruth Calloway and Daniel Pryce). A full name is recognized by a common given name
//! (`given.txt`). In a script without capitals the end of a name cannot be seen, so only names of the second kind are
//! found there. Words of two scripts are compared by their consonants; if there are too few of them, nothing is found.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;

use crate::figures::{ConceptTable, Sound, sound, word_hash};
use crate::verify::document::Document;
use mujaz_locale::fold::Folded;
use mujaz_locale::is_alphabetic;

/// Given names by which a full name is recognized.
#[allow(
    long_running_const_eval,
    reason = "the file is hashed once, when this is compiled"
)]
static GIVEN: ConceptTable = ConceptTable::read(include_str!("given.txt"));

/// Maximum number of words of a full name.
const MOST_WORDS: usize = 5;

/// Maximum number of full names of a summary that are looked up.
const MOST_NAMES: usize = 300;

/// Maximum number of words between a given name and its family name in the original: Bill and Hillary Clinton.
const NEAR: usize = 4;

/// Minimum number of letters of a family name, and of its consonants if it is compared with another script.
const SHORTEST: (usize, usize) = (3, 2);

/// Minimum lead in consonants by which a family name counts as another person's, not as a spelling of the right one.
const LEAD: usize = 2;

/// Words that are joined to a family name.
const PARTICLES: [&str; 24] = [
    "al", "el", "ul", "bin", "ibn", "bint", "ben", "abu", "van", "von", "der", "den", "de", "la",
    "le", "di", "da", "do", "dos", "del", "du", "af", "ter", "zu",
];

/// Words that are joined to a family name in Arabic.
const ARABIC_PARTICLES: [&str; 6] = ["بن", "ابن", "أبو", "ابو", "آل", "عبد"];

/// Last words of names of places, institutions and things that are named after a person.
const NOT_FAMILY: &str = "street road avenue square park gardens bridge tower airport hospital clinic university college school \
    institute academy museum library theatre theater hall house centre center foundation fund trust prize award medal cup \
    trophy stadium arena united rovers wanderers athletic fc field church cathedral mosque temple island islands river lake bay cape mount mountain valley \
    peninsula county city town beach company corporation corp inc ltd plc llc group bank capital partners holdings energy \
    airlines motors records studios pictures entertainment ministry office committee commission council court act law bill \
    amendment day week report inquiry review jr sr ii iii iv january february march april may june july august september \
    october november december monday tuesday wednesday thursday friday saturday sunday";

/// Words before a given name that make it part of the name of a place.
const PLACES: [&str; 12] = [
    "saint", "st", "san", "santa", "sao", "port", "fort", "mount", "lake", "cape", "point",
    "sainte",
];

/// The article, with the prefixes that may be joined to it.
const PREFIXES: [&str; 6] = ["وال", "فال", "بال", "كال", "لل", "ال"];

/// A name of a summary that the original does not have: a full name with another family name, or a well-known name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongName {
    /// Byte range in the summary.
    pub range: Range<usize>,
    /// Byte range of the name that the original has with the same given name, if there is one.
    pub instead: Option<Range<usize>>,
    /// Byte range of the name that the original has with this family name, if it is another person's.
    pub other: Option<Range<usize>>,
}

/// A word of a text.
#[derive(Debug, Clone)]
struct Token {
    range: Range<usize>,
    /// The folded word; empty for a word without a capital in a text with capitals, which is not part of a name.
    folded: String,
    /// Read when it is first needed: words of one script are compared by their letters.
    sound: Cell<Option<Sound>>,
    is_capital: bool,
}

impl Token {
    fn sound(&self) -> Sound {
        let sound = self.sound.get().unwrap_or_else(|| {
            // Fischer and فيشر have one sound in the middle.
            sound(&self.folded.replace("sch", "sh"), &PREFIXES)
        });
        self.sound.set(Some(sound));
        sound
    }
}

/// A given name and the words after it that belong to the name, as indices of tokens.
#[derive(Debug, Clone)]
struct FullName {
    given: usize,
    /// The family name and the words before it.
    rest: Range<usize>,
}

/// The people of an original, which is read when a summary has a full name.
#[derive(Debug)]
pub struct OriginalPeople<'o> {
    original: &'o str,
    read: RefCell<Option<Rc<StatedPeople<'o>>>>,
}

/// The words and full names of an original.
#[derive(Debug)]
struct StatedPeople<'o> {
    text: Text<'o>,
    names: Vec<FullName>,
}

/// A text as words.
#[derive(Debug)]
struct Text<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    /// True if the script has capitals.
    has_capitals: bool,
}

impl<'o> OriginalPeople<'o> {
    /// Takes an original.
    pub fn new(original: &'o Document<'_>) -> OriginalPeople<'o> {
        OriginalPeople {
            original: &original.text,
            read: RefCell::default(),
        }
    }

    /// Returns the names of a summary that the original does not have, each once. `beside` are lines that belong to the
    /// original.
    pub fn judge(&self, summary: &Document<'_>, beside: &[&str]) -> Vec<WrongName> {
        let may_be_named = has_given_name(&summary.text)
            || !has_case(&summary.text) && has_given_name(self.original);
        match may_be_named {
            true => self.people().judge(summary, beside),
            false => Vec::new(),
        }
    }

    fn people(&self) -> Rc<StatedPeople<'o>> {
        let mut read = self.read.borrow_mut();
        let people = read.get_or_insert_with(|| {
            let text = Text::new(self.original);
            let names = match text.has_capitals {
                true => text.capitalized_names(),
                false => text.uncapitalized_names(|_| false),
            };
            Rc::new(StatedPeople { text, names })
        });
        Rc::clone(people)
    }
}

impl StatedPeople<'_> {
    fn judge(&self, summary: &Document<'_>, beside: &[&str]) -> Vec<WrongName> {
        let text = Text::new(&summary.text);
        let names = match text.has_capitals {
            true => text.full_names(),
            false => {
                let givens = self.given_names();
                text.uncapitalized_names(|token| {
                    let mut alike = givens.iter();
                    !givens.is_empty()
                        && token.sound().length() > SHORTEST.1
                        && alike.any(|given| token.sound() == *given)
                })
            }
        };
        if names.is_empty() {
            return Vec::new();
        }
        let beside: Vec<Text<'_>> = beside.iter().map(|line| Text::new(line)).collect();
        let mut wrong: Vec<WrongName> = Vec::new();
        let mut seen = BTreeSet::new();
        for name in names {
            let start = text.tokens[name.given].range.start;
            let sentence = summary.sentence_at(start);
            let words = text.tokens[name.given].folded.clone()
                + " "
                + &text.tokens[name.rest.end - 1].folded;
            if sentence.is_some_and(|sentence| sentence.is_elsewhere) || !seen.insert(words) {
                continue;
            }
            let found = self.of_another(&text, &name);
            wrong.extend(found.or_else(|| self.absent(&text, &name, &beside)));
            if seen.len() == MOST_NAMES {
                break;
            }
        }
        wrong
    }

    /// Returns the sounds of the common given names in the original.
    fn given_names(&self) -> Vec<Sound> {
        let givens = self.names.iter().map(|name| &self.text.tokens[name.given]);
        let common = givens.filter(|given| is_given_name(&given.folded));
        common.map(|given| given.sound()).take(MOST_NAMES).collect()
    }

    /// Returns a name if none of its parts after the given name occurs in the original, in any spelling.
    fn absent(&self, text: &Text<'_>, name: &FullName, beside: &[Text<'_>]) -> Option<WrongName> {
        if !text.has_capitals || self.text.tokens.is_empty() {
            return None;
        }
        let is_stated = |at: usize| {
            let token = &text.tokens[at];
            let originals = std::iter::once(&self.text).chain(beside);
            originals
                .flat_map(Text::words)
                .any(|(_, other)| may_be_spelling(token, other))
        };
        let mut parts = name.rest.clone().filter(|at| !text.is_particle(*at));
        if parts.any(is_stated) {
            return None;
        }
        let given = &text.tokens[name.given];
        let mut alike = self.names.iter();
        let instead = alike.find(|other| is_spelling(given, &self.text.tokens[other.given]));
        Some(WrongName {
            range: text.range(name),
            instead: instead.map(|name| self.text.range(name)),
            other: None,
        })
    }

    /// Returns a name whose given name has another family name in the original, and whose family name another given name.
    fn of_another(&self, text: &Text<'_>, name: &FullName) -> Option<WrongName> {
        let (given, family) = (&text.tokens[name.given], &text.tokens[name.rest.end - 1]);
        if family.folded.chars().count() < SHORTEST.0 {
            return None;
        }
        let token = |at: usize| &self.text.tokens[at];
        let is_given = |at: usize| is_spelling(given, token(at));
        // The two stand near each other somewhere.
        let words = self.text.words();
        let mut places = words
            .filter(|(_, other)| is_spelling(given, other))
            .map(|(at, _)| at);
        let is_together = places.any(|at| {
            let last = (at + 1 + NEAR).min(self.text.tokens.len());
            let near = self
                .text
                .words()
                .filter(|(index, _)| (at + 1..last).contains(index));
            near.into_iter()
                .any(|(_, other)| may_be_spelling(family, other))
        });
        if is_together {
            return None;
        }
        let own = self.names.iter().find(|other| is_given(other.given))?;
        let distance = |other: &FullName| difference(family, token(other.rest.end - 1));
        let others = self
            .names
            .iter()
            .filter(|other| !may_be_spelling(given, token(other.given)));
        // Without capitals, the word after a given name may be any.
        let is_same = |other: &&FullName| {
            let other = token(other.rest.end - 1);
            is_spelling(family, other) && (text.has_capitals || difference(family, other) == 0)
        };
        let other = others.filter(is_same).min_by_key(|other| distance(other))?;
        (distance(own) >= distance(other) + LEAD).then(|| WrongName {
            range: text.range(name),
            instead: Some(self.text.range(own)),
            other: Some(self.text.range(other)),
        })
    }
}

impl<'t> Text<'t> {
    fn new(text: &'t str) -> Text<'t> {
        let has_capitals = has_case(text);
        let mut reused = Folded::default();
        let token = |range: Range<usize>| {
            let word = &text[range.clone()];
            let is_capital = word.starts_with(char::is_uppercase);
            if has_capitals && !is_capital {
                return Token {
                    range,
                    folded: String::new(),
                    sound: Cell::default(),
                    is_capital,
                };
            }
            reused.refill(word);
            Token {
                sound: Cell::default(),
                folded: reused.text().to_owned(),
                range,
                is_capital,
            }
        };
        Text {
            text,
            tokens: words(text).map(token).collect(),
            has_capitals,
        }
    }

    /// Returns the words that may belong to a name.
    fn words(&self) -> impl Iterator<Item = (usize, &Token)> {
        let tokens = self.tokens.iter().enumerate();
        tokens.filter(|(_, token)| token.is_capital || !self.has_capitals)
    }

    fn range(&self, name: &FullName) -> Range<usize> {
        self.tokens[name.given].range.start..self.tokens[name.rest.end - 1].range.end
    }

    fn is_particle(&self, at: usize) -> bool {
        let word = self.text[self.tokens[at].range.clone()].to_lowercase();
        PARTICLES.contains(&word.as_str())
    }

    /// Returns the text between a token and the next one.
    fn gap(&self, at: usize) -> &str {
        let next = self.tokens.get(at + 1);
        next.map_or("", |next| {
            &self.text[self.tokens[at].range.end..next.range.start]
        })
    }

    /// Returns the names that begin with a common given name, in a script with capitals.
    fn full_names(&self) -> Vec<FullName> {
        let mut names: Vec<FullName> = Vec::new();
        for given in 0..self.tokens.len() {
            let is_inside = names.last().is_some_and(|name| name.rest.contains(&given));
            let before = given
                .checked_sub(1)
                .map(|at| self.tokens[at].folded.as_str());
            let is_of_place = before.is_some_and(|word| PLACES.contains(&word));
            let token = &self.tokens[given];
            if is_inside || is_of_place || !token.is_capital || !is_given_name(&token.folded) {
                continue;
            }
            let Some(end) = self.end_of_name(given) else {
                continue;
            };
            let last = &self.tokens[end - 1];
            if may_be_family(&last.folded) && last.folded.chars().count() >= SHORTEST.0 {
                names.push(FullName {
                    given,
                    rest: given + 1..end,
                });
            }
        }
        names
    }

    /// Returns the end of the capitalized words that follow a given name, with the particles among them; `None` if there is
    /// none, or too many follow.
    fn end_of_name(&self, given: usize) -> Option<usize> {
        let mut end = given + 1;
        let mut last = None;
        while let Some(token) = self.tokens.get(end) {
            // Dmitry S. Peskov, Anne-Marie, al-Subaie.
            let is_initial = self.tokens[end - 1].folded.chars().count() == 1;
            let is_joined = match self.gap(end - 1) {
                " " | "-" | "'" | "’" => true,
                ". " => is_initial,
                _ => false,
            };
            let is_particle = self.is_particle(end);
            if !is_joined || !(token.is_capital || is_particle) {
                break;
            }
            end += 1;
            // The "s" of a genitive is no part of the name.
            let is_part = token.is_capital && !is_particle;
            last = if is_part { Some(end) } else { last };
        }
        last.filter(|end| end - given <= MOST_WORDS)
    }

    /// Returns all pairs of neighbouring capitalized words.
    fn capitalized_names(&self) -> Vec<FullName> {
        let mut names = Vec::new();
        for given in 0..self.tokens.len() {
            if self.tokens[given].is_capital
                && let Some(end) = self.end_of_name(given)
                && may_be_family(&self.tokens[end - 1].folded)
            {
                names.push(FullName {
                    given,
                    rest: given + 1..end,
                });
            }
        }
        names
    }

    /// Returns the common given names, and the given names of another text, with the word after each, in a script
    /// without capitals.
    fn uncapitalized_names(&self, is_of_other: impl Fn(&Token) -> bool) -> Vec<FullName> {
        let is_given = |at: &usize| {
            let token = &self.tokens[*at];
            is_given_name(&token.folded) || is_of_other(token)
        };
        let names = (0..self.tokens.len()).filter(is_given).filter_map(|given| {
            let mut end = given + 1;
            while self.tokens.get(end).is_some_and(|token| {
                ARABIC_PARTICLES.contains(&&self.text[token.range.clone()])
                    || is_given_name(&token.folded)
            }) {
                end += 1;
            }
            let is_joined = (given..end).all(|at| self.gap(at) == " ");
            (end < self.tokens.len() && is_joined && end - given < MOST_WORDS).then(|| FullName {
                given,
                rest: given + 1..end + 1,
            })
        });
        names.collect()
    }
}

/// Returns true unless a folded word ends the names of places, institutions or things.
fn may_be_family(word: &str) -> bool {
    !NOT_FAMILY.split_whitespace().any(|other| other == word)
}

/// Returns the ranges of the words of a text: runs of letters.
pub(super) fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut letters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = letters.find(|(_, c)| is_alphabetic(*c))?;
        let mut end = start + first.len_utf8();
        while let Some((at, c)) = letters.next_if(|(_, c)| is_alphabetic(*c)) {
            end = at + c.len_utf8();
        }
        Some(start..end)
    })
}

/// Returns true if most letters of a text are of a script with capitals.
fn has_case(text: &str) -> bool {
    let letters = text.chars().filter(|c| is_alphabetic(*c));
    let balance = letters.map(|c| match c.is_lowercase() || c.is_uppercase() {
        true => 1,
        false => -1,
    });
    balance.sum::<i64>() > 0
}

/// Returns true if a text has a common given name.
fn has_given_name(text: &str) -> bool {
    let has_capitals = has_case(text);
    words(text).any(|range| {
        let word = &text[range];
        (!has_capitals || word.starts_with(char::is_uppercase)) && is_given_name(word)
    })
}

/// Returns true if a folded word is a common given name.
fn is_given_name(word: &str) -> bool {
    GIVEN.concept(word_hash(word.as_bytes())) != 0
}

/// Returns the number of edits between two words: of letters in one script, of consonants between two.
fn difference(one: &Token, other: &Token) -> usize {
    match share_script(&one.folded, &other.folded) {
        true => strsim::levenshtein(without_article(&one.folded), without_article(&other.folded)),
        false => one.sound().difference(&other.sound()),
    }
}

/// Returns true if a word is certainly another spelling of the other one.
fn is_spelling(one: &Token, other: &Token) -> bool {
    if share_script(&one.folded, &other.folded) {
        return without_article(&one.folded) == without_article(&other.folded);
    }
    let length = one.sound().length().min(other.sound().length());
    let allowed = usize::from(length > SHORTEST.1);
    length >= SHORTEST.1 && difference(one, other) <= allowed
}

/// Returns true unless a word is certainly no spelling of the other one.
fn may_be_spelling(one: &Token, other: &Token) -> bool {
    if share_script(&one.folded, &other.folded) {
        let (one, other) = (without_article(&one.folded), without_article(&other.folded));
        let length = one.chars().count().min(other.chars().count());
        let shared = one
            .chars()
            .zip(other.chars())
            .take_while(|(a, b)| a == b)
            .count();
        // An ending of a case: Соколовой.
        let is_inflected = length >= 5 && shared + 1 >= length;
        let allowed = match length {
            ..=3 => 0,
            4..=6 => 1,
            _ => 2,
        };
        return is_inflected
            || one.chars().count().abs_diff(other.chars().count()) <= allowed
                && strsim::levenshtein(one, other) <= allowed;
    }
    // Hardly any consonants, or a script whose consonants are not known.
    if one.sound().length() < SHORTEST.1 || script_of(&other.folded).is_none() {
        return true;
    }
    let length = one.sound().length().min(other.sound().length());
    let allowed = match length {
        ..=1 => 0,
        2..=4 => 1,
        _ => 2,
    };
    difference(one, other) <= allowed
}

fn without_article(word: &str) -> &str {
    word.strip_prefix("ال").unwrap_or(word)
}

fn share_script(one: &str, other: &str) -> bool {
    script_of(one) == script_of(other)
}

/// Returns the script of a word by its first letter: Latin, Cyrillic or Arabic.
fn script_of(word: &str) -> Option<u8> {
    match word.chars().next()? {
        'a'..='z' | '\u{C0}'..='\u{24F}' => Some(0),
        '\u{400}'..='\u{52F}' => Some(1),
        '\u{600}'..='\u{6FF}' => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::verify::{Document, VerifyOptions, verify};

    /// Returns the names of a summary that are reported, with the words of the original that are shown beside each.
    fn reported(original: (&str, &str), summary: (&str, &str)) -> Vec<String> {
        let original = Document::plain(original.0, original.1);
        let summaries = [Document::plain(summary.0, summary.1)];
        let reports = verify(&original, &summaries, &VerifyOptions::default());
        let claims = reports[0].claims.iter();
        let names = claims.filter(|claim| claim.code == Some("name-not-in-original"));
        let shown = names.map(|claim| {
            let places = claim
                .places
                .iter()
                .filter_map(|place| place.text.as_deref());
            let places: Vec<&str> = places.collect();
            format!("{}: {}", claim.text, places.join(", "))
        });
        shown.collect()
    }

    const EN: &str = "Deputy mayor Helen Marsh opened the hall. Her predecessor, Daniel Okoro, thanked the choir. \
        Bill and Hannah Weston paid for the roof.";
    const AR: &str = "افتتح خالد الحموي القاعة، وشكر سلفها فهد السبيعي الحضور.";
    const RU: &str = "Директором назначена Ирина Соколова. Она сменит Павла Лебедева.";

    #[test]
    fn a_family_name_that_the_original_lacks_or_has_for_another_person_is_reported() {
        for (original, summary, expected) in [
            (
                (EN, "en"),
                ("Helen Murray opened the hall.", "en"),
                "Helen Murray: Helen Marsh",
            ),
            (
                (EN, "en"),
                ("Helen Okoro opened the hall.", "en"),
                "Helen Okoro: Daniel Okoro, Helen Marsh",
            ),
            (
                (EN, "en"),
                ("The mayor, Susan Albright, stayed away.", "en"),
                "Susan Albright: ",
            ),
            (
                (EN, "en"),
                ("افتتحت هيلين أوكورو القاعة.", "ar"),
                "هيلين أوكورو: Daniel Okoro, Helen Marsh",
            ),
            (
                (EN, "en"),
                ("La salle a été ouverte par Helen Dubois.", "fr"),
                "Helen Dubois: Helen Marsh",
            ),
            (
                (AR, "ar"),
                ("Khalid al-Subaie opened the hall.", "en"),
                "Khalid al-Subaie: فهد السبيعي, خالد الحموي",
            ),
            (
                (AR, "ar"),
                ("Khaled Karimi opened the hall.", "en"),
                "Khaled Karimi: خالد الحموي",
            ),
            (
                (AR, "ar"),
                ("Khaled al-Karimi opened the hall.", "en"),
                "Khaled al-Karimi: خالد الحموي",
            ),
            (
                (AR, "ar"),
                ("افتتح خالد السبيعي القاعة.", "ar"),
                "خالد السبيعي: فهد السبيعي, خالد الحموي",
            ),
            (
                (RU, "ru"),
                ("Irina Lebedeva becomes director.", "en"),
                "Irina Lebedeva: Павла Лебедева, Ирина Соколова",
            ),
            (
                (RU, "ru"),
                ("عينت إيرينا ليبيديفا مديرة.", "ar"),
                "إيرينا ليبيديفا: Павла Лебедева, Ирина Соколова",
            ),
        ] {
            assert_eq!(reported(original, summary), [expected], "{summary:?}");
        }
    }

    #[test]
    fn names_of_the_original_in_any_spelling_and_other_words_are_not_reported() {
        for (original, summary) in [
            (
                (EN, "en"),
                ("Helen Marsh's choir sang; Mr Okoro listened.", "en"),
            ),
            ((EN, "en"), ("Bill Weston paid for the roof.", "en")),
            (
                (EN, "en"),
                ("افتتحت هيلين مارش القاعة، وشكر دانيال أوكورو الجوقة.", "ar"),
            ),
            ((EN, "en"), ("افتتحت هيلين القاعة.", "ar")),
            (
                (EN, "en"),
                (
                    "The Thomas Percy Foundation paid. So did Martin Street.",
                    "en",
                ),
            ),
            ((EN, "en"), ("It was sung in San Jose Tarragona.", "en")),
            (
                (AR, "ar"),
                (
                    "Khalid al-Hamwi opened the hall; Fahd al-Subai'i spoke.",
                    "en",
                ),
            ),
            ((AR, "ar"), ("افتتح خالد القاعة.", "ar")),
            (
                ("افتتح خالد الحموي القاعة التابعة لشركة SkyNet.", "ar"),
                ("Khalid al-Hamwi opened the hall.", "en"),
            ),
            ((RU, "ru"), ("Irina Sokolova succeeds Pavel Lebedev.", "en")),
            ((RU, "ru"), ("تخلف إيرينا سوكولوفا بافل ليبيديف.", "ar")),
            (
                ("윤석열 대통령이 말했다.", "ko"),
                ("President Yoon Suk Yeol met Daniel Carter.", "en"),
            ),
        ] {
            assert_eq!(reported(original, summary), [""; 0], "{summary:?}");
        }
    }
}
