//! Finds what a figure counts, as concepts: the nouns after it, and the events that happen to these (killed, wounded).

use std::ops::Range;

use crate::figures::clause::concepts::{PERSON, POINT, RESULTS};
use crate::figures::clause::grammar::HeadPosition;
use crate::figures::clause::words::{Word, hash};
use crate::figures::clause::{Clause, Wording};
use crate::figures::figure::Figure;

/// Names of the concepts for events that happen to the counted people: killed, wounded. In the first [`VICTIMS`] entries,
/// the people are victims.
const EVENTS: [u32; 20] = [
    hash(b"killed"),
    hash(b"wounded"),
    hash(b"missing"),
    hash(b"arrested"),
    hash(b"rescue"),
    hash(b"evacuate"),
    hash(b"capture"),
    hash(b"release"),
    hash(b"acquit"),
    hash(b"convict"),
    hash(b"dismiss"),
    hash(b"hire"),
    hash(b"support"),
    hash(b"oppose"),
    hash(b"abstain"),
    hash(b"buy"),
    hash(b"sell"),
    hash(b"export"),
    hash(b"import"),
    hash(b"destroy"),
];

/// Names of the concepts for people.
const PEOPLE: [u32; 39] = [
    PERSON,
    hash(b"soldier"),
    hash(b"officer"),
    hash(b"police"),
    hash(b"fighter"),
    hash(b"civilian"),
    hash(b"child"),
    hash(b"woman"),
    hash(b"man"),
    hash(b"girl"),
    hash(b"boy"),
    hash(b"nurse"),
    hash(b"lawyer"),
    hash(b"worker"),
    hash(b"student"),
    hash(b"teacher"),
    hash(b"doctor"),
    hash(b"patient"),
    hash(b"prisoner"),
    hash(b"hostage"),
    hash(b"refugee"),
    hash(b"passenger"),
    hash(b"tourist"),
    hash(b"customer"),
    hash(b"voter"),
    hash(b"member"),
    hash(b"candidate"),
    hash(b"minister"),
    hash(b"president"),
    hash(b"journalist"),
    hash(b"expert"),
    hash(b"engineer"),
    hash(b"farmer"),
    hash(b"suspect"),
    hash(b"victim"),
    hash(b"survivor"),
    hash(b"player"),
    hash(b"killed"),
    hash(b"wounded"),
];

/// Number of entries of [`EVENTS`], from its start, whose people are victims.
const VICTIMS: usize = 12;

/// Maximum number of words between a number and an event after it.
const NEAR: usize = 7;

/// Maximum number of words in a noun phrase.
const MOST_OF_PHRASE: usize = 5;

/// Concepts of units. Needed since the lexicon of figures may lack a language's word for a unit.
const UNITS: [u32; 13] = [
    hash(b"tonne"),
    hash(b"barrel"),
    hash(b"metre"),
    hash(b"kilometre"),
    hash(b"mile"),
    hash(b"degree"),
    hash(b"day"),
    hash(b"week"),
    hash(b"month"),
    hash(b"year"),
    hash(b"hour"),
    hash(b"minute"),
    hash(b"point"),
];

/// The result of comparing the things that two figures count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CountedMatch {
    /// Different things.
    Different,
    /// One of the figures does not name the counted thing, or no table has the words for it.
    Unknown,
    /// Both figures count the same.
    Same,
}

impl Wording<'_> {
    /// Returns true if a number is part of an expression such as 24/7.
    pub(super) fn is_code(&self, figure: &Figure) -> bool {
        let before = self.text.get(..figure.range.start).unwrap_or_default();
        let after = self.text.get(figure.range.end..).unwrap_or_default();
        let mut next = after.chars();
        before.ends_with('/')
            || (next.next() == Some('/') && next.next().is_some_and(char::is_numeric))
    }

    /// Returns true if a number labels a name, as in lists of players: 16 Ed Barlow.
    pub(super) fn is_label(&self, figure: &Figure, before: &[Word], after: &[Word]) -> bool {
        if !self.grammar.capitals
            || figure.in_words
            || before
                .last()
                .is_some_and(|word| word.key != 0 && self.touches(word, figure))
        {
            return false;
        }
        let [first, second, ..] = after else {
            return false;
        };
        let is_name = |word: &Word| word.capital && !word.is_concept() && word.key != 0;
        first.start as usize <= figure.range.end + 1
            && is_name(first)
            && is_name(second)
            && first.part == second.part
    }

    /// Returns true if a word stands directly before a figure, with only a space between them.
    fn touches(&self, word: &Word, figure: &Figure) -> bool {
        self.text
            .get(word.end as usize..figure.range.start)
            .is_some_and(|between| between == " ")
    }

    /// Reads the counted thing: the noun after the number, and the events that happen to it.
    pub(super) fn read_counted(&self, clause: &mut Clause, before: &[Word], after: &[Word]) {
        let is_break = |word: &Word| {
            self.grammar.conjunctions.iter().any(|c| word.is(*c))
                || self.grammar.and.iter().any(|c| word.is(*c))
        };
        let part = self.part_of(clause);
        let near = || {
            after
                .iter()
                .take(NEAR)
                .take_while(|word| Some(word.part) == part && !is_break(word) && !word.numeral)
        };
        if let Some(noun) = self.definite_noun(before, clause) {
            clause.counted.push(noun.key);
            clause.counted_words = Some(noun.start as usize..noun.end as usize);
            return;
        }
        // Skips small words, then takes the noun with its adjectives.
        let nouns = near()
            .skip_while(|word| self.grammar.linking.iter().any(|small| word.is(*small)))
            .take_while(|word| word.key != 0)
            .take(3);
        let mut stem: Option<&Word> = None;
        let mut first: Option<&Word> = None;
        for word in nouns {
            if EVENTS.contains(&word.key) {
                clause.events.push(word.key);
                continue;
            }
            first = first.or(Some(word));
            if word.is_concept() {
                clause.counted.push(word.key);
                let start = first.map_or(word.start, |first| first.start);
                clause.counted_words = Some(start as usize..word.end as usize);
            } else {
                stem = stem.or(Some(word));
            }
        }
        if let (true, Some(stem)) = (clause.counted.is_empty(), stem) {
            clause.counted.push(stem.key);
            clause.counted_words = Some(stem.start as usize..stem.end as usize);
        }
        clause.events.extend(
            near()
                .map(|word| word.key)
                .filter(|key| EVENTS.contains(key)),
        );
        if self.grammar.is_verb_final {
            // The verb of the clause before stands there; only a noun for the event belongs to the number: 사망자 3명.
            if clause.events.is_empty() {
                let last = before.last().filter(|word| !self.closes(word));
                let last = last.map(|word| word.key);
                clause
                    .events
                    .extend(last.filter(|key| EVENTS.contains(key)));
            }
            return;
        }
        let part = before.last().map(|word| word.part);
        for word in before.iter().rev().take(4) {
            if Some(word.part) != part || word.numeral || self.is_joining(word) {
                break;
            }
            if EVENTS.contains(&word.key) {
                clause.events.push(word.key);
            }
        }
    }

    /// Returns the noun before a number if both have the definite article, so that the number counts it: المتهمون التسعة.
    fn definite_noun<'w>(&self, before: &'w [Word], clause: &Clause) -> Option<&'w Word> {
        let article = self.grammar.article_after_noun;
        let noun = before.last()?;
        let number = self.words.get(clause.figure.start)?;
        let is_definite = |word: &Word| self.text[word.start as usize..].starts_with(article);
        // Digits have a joined article: المتهمون الـ9.
        let is_noun =
            !article.is_empty() && noun.part == number.part && noun.key != 0 && !noun.numeral;
        (is_noun && is_definite(noun) && is_definite(number)).then_some(noun)
    }

    /// Reads the event that certainly happens to the counted thing; 0 if there are several, or none.
    pub(super) fn fate(&self, clause: &Clause, before: &[Word], after: &[Word]) -> u32 {
        let mut fate = 0;
        let mut is_clear = true;
        let mut add = |word: &Word| {
            if EVENTS.contains(&word.key) {
                is_clear &= fate == 0 || fate == word.key;
                fate = word.key;
            }
        };
        let part = self.part_of(clause);
        for (at, word) in after.iter().enumerate().take(NEAR) {
            // "… and wounded 30" tells of another number.
            let next = &after[at..(at + 4).min(after.len())];
            let begins_another = || self.is_joining(word) || self.is_and(word);
            if Some(word.part) != part
                || word.numeral
                || begins_another() && next.iter().any(|word| word.numeral)
            {
                break;
            }
            add(word);
        }
        let reach = match self.grammar.is_verb_final {
            false => 4,
            true if after
                .iter()
                .take(NEAR)
                .any(|word| EVENTS.contains(&word.key)) =>
            {
                0
            }
            true => 1,
        };
        let part = before.last().map(|word| word.part);
        for word in before.iter().rev().take(reach) {
            if Some(word.part) != part || word.numeral || self.closes(word) {
                break;
            }
            add(word);
        }
        if is_clear { fate } else { 0 }
    }

    /// Returns true if a word is a verb that ends its clause.
    fn closes(&self, word: &Word) -> bool {
        let letters = &self.text[word.start as usize..word.end as usize];
        let mut endings = self.grammar.closing.iter();
        endings.any(|ending| letters.ends_with(ending))
    }

    /// Returns the part of the sentence in which a figure ends.
    fn part_of(&self, clause: &Clause) -> Option<u32> {
        let last = clause.figure.end.checked_sub(1)?;
        self.words.get(last).map(|word| word.part)
    }

    /// Returns true if a word is "and" or another conjunction.
    fn is_joining(&self, word: &Word) -> bool {
        let conjunctions = self.grammar.conjunctions.iter();
        conjunctions.chain(self.grammar.and).any(|c| word.is(*c))
    }

    /// Reads the head of the noun phrase after the number, if it is certain.
    pub(super) fn read_heads(&self, clause: &mut Clause, before: &[Word], after: &[Word]) {
        let part = self.part_of(clause);
        let near: Vec<&Word> = after
            .iter()
            .skip_while(|word| {
                let is_event = EVENTS.contains(&word.key) && self.grammar.head_is_first();
                is_event || self.grammar.linking.iter().any(|small| word.is(*small))
            })
            .take(MOST_OF_PHRASE)
            .take_while(|word| Some(word.part) == part && !word.numeral)
            .collect();
        let mut at = self.head(&near);
        if self.grammar.counts_before {
            let noun = before.last();
            let noun = noun.filter(|noun| self.grammar.concepts.concept(noun.hash) == noun.key);
            if let Some(noun) = noun.filter(|noun| noun.is_concept()) {
                clause.heads.push(noun.key);
                return;
            }
            // A counter of people may stand before the noun: 12명의 병사.
            let follows = near.get(1).filter(|word| word.is_concept());
            let is_counter = near.first().is_some_and(|word| word.key == PERSON);
            if is_counter && follows.is_some_and(|word| !EVENTS.contains(&word.key)) {
                at = Some(1);
            }
        }
        let Some(head) = at.map(|at| near[at]).filter(|head| head.is_concept()) else {
            return;
        };
        clause.heads.push(head.key);
        // Soldiers and policemen.
        let rest = at.and_then(|at| near.get(at + 1..)).unwrap_or_default();
        let mut joined = rest.iter().enumerate();
        if let Some((at, word)) =
            joined.find(|(_, word)| self.is_joining(word) || self.is_and(word))
        {
            let beside = [Some(word), rest.get(at + 1)].into_iter().flatten();
            let keys = beside.filter(|word| word.is_concept()).map(|word| word.key);
            clause.heads.extend(keys);
        }
    }

    /// Returns the index of the head of a noun phrase that begins with the first word; `None` if it cannot be told.
    fn head(&self, phrase: &[&Word]) -> Option<usize> {
        let HeadPosition::Last {
            endings,
            irregular,
            attributive,
        } = self.grammar.head
        else {
            return (!phrase.is_empty()).then_some(0);
        };
        let is_plural = |word: &&Word| {
            let letters = &self.text[word.start as usize..word.end as usize];
            endings.iter().any(|ending| letters.ends_with(ending)) || irregular.contains(&word.hash)
        };
        let phrase = phrase
            .iter()
            .take_while(|word| word.key != 0 && !self.is_and(word));
        let at = phrase.clone().position(is_plural)?;
        let head = phrase.clone().nth(at)?;
        // 12 police cars, 12 children's homes.
        let is_genitive = self.text[head.end as usize..].starts_with(['\'', '’']);
        let is_adjective = attributive.contains(&head.hash) && phrase.clone().nth(at + 1).is_some();
        (!is_genitive && !is_adjective).then_some(at)
    }
}

impl Clause {
    /// Compares the things that two figures count.
    pub fn counted(&self, other: &Clause) -> CountedMatch {
        self.nouns(other).min(self.events(other)).max(
            match (self.nouns(other), self.events(other)) {
                (CountedMatch::Same, CountedMatch::Unknown)
                | (CountedMatch::Unknown, CountedMatch::Same) => CountedMatch::Same,
                _ => CountedMatch::Different,
            },
        )
    }

    /// Returns true if both texts name the counted thing by words with the same meaning.
    pub fn names_same(&self, other: &Clause) -> bool {
        self.nouns(other) == CountedMatch::Same
    }

    fn nouns(&self, other: &Clause) -> CountedMatch {
        if self.counted.iter().any(|key| other.counted.contains(key)) {
            return CountedMatch::Same;
        }
        let concepts = |clause: &Clause| {
            clause
                .counted
                .iter()
                .copied()
                .filter(|key| key >> 31 == 0)
                .collect::<Vec<_>>()
        };
        let (ours, theirs) = (concepts(self), concepts(other));
        if ours.is_empty() || theirs.is_empty() {
            return CountedMatch::Unknown;
        }
        let are_people = |keys: &[u32]| keys.iter().any(|key| PEOPLE.contains(key));
        if (ours.contains(&PERSON) && are_people(&theirs))
            || (theirs.contains(&PERSON) && are_people(&ours))
        {
            return CountedMatch::Unknown;
        }
        CountedMatch::Different
    }

    fn events(&self, other: &Clause) -> CountedMatch {
        if self.events.is_empty() || other.events.is_empty() {
            return CountedMatch::Unknown;
        }
        match self.events.iter().any(|key| other.events.contains(key)) {
            true => CountedMatch::Same,
            false => CountedMatch::Different,
        }
    }

    /// Returns the byte range of the words for the counted thing.
    pub fn counted_words(&self) -> Option<Range<usize>> {
        self.counted_words.clone()
    }

    /// Returns the concept of the counted thing, for [`concept_name`](super::concept_name); 0 if it has none.
    pub fn counted_concept(&self) -> u32 {
        let mut concepts = self.counted.iter().filter(|key| *key >> 31 == 0);
        concepts.next().copied().unwrap_or(0)
    }

    /// Returns the concept of the event that happens to the counted thing, such as killed; 0 if there is none.
    pub fn event(&self) -> u32 {
        self.events.first().copied().unwrap_or(0)
    }

    /// Returns true if the counted things are people, without any other information about them.
    pub fn counts_any_people(&self) -> bool {
        self.heads == [PERSON]
    }

    /// Returns true if the figure counts points.
    pub fn counts_points(&self) -> bool {
        self.counted.contains(&POINT)
    }

    /// Returns true if the counted thing is named.
    pub fn names_counted(&self) -> bool {
        !self.counted.is_empty() || !self.events.is_empty()
    }

    /// Returns true if the figure counts something more specific than people in general.
    pub fn counts_specifically(&self) -> bool {
        !self.events.is_empty() || self.counted.iter().any(|key| *key != PERSON)
    }

    /// Returns true if the word directly after the number is a word for people.
    pub fn counts_people(&self) -> bool {
        self.counted.first().is_some_and(|key| PEOPLE.contains(key))
    }

    /// Returns true if the figure counts in a unit, and another figure's words have only other units.
    pub fn counts_other_unit(&self, words: &[Word]) -> bool {
        let is_unit = |key: &u32| UNITS.contains(key);
        let mut units = words.iter().map(|word| word.key).filter(is_unit).peekable();
        let counted = self.counted.first().filter(|key| is_unit(key));
        counted.is_some_and(|counted| units.peek().is_some() && units.all(|unit| unit != *counted))
    }

    /// Returns true if the counted things are victims of an event. Texts do not list victims one by one.
    pub fn counts_victims(&self) -> bool {
        self.events
            .iter()
            .any(|key| EVENTS[..VICTIMS].contains(key))
    }

    /// Returns true if the counted things are those of a result (goals, votes), or are not named.
    pub fn may_be_of_result(&self) -> bool {
        self.counted.is_empty() && self.events.is_empty() && !self.labels
            || self.counted.iter().any(|key| RESULTS.contains(key))
    }
}
