//! Decides whether two figures certainly count different things: 12 soldiers are not 12 workers, and 18 wounded are not 18
//! killed.
//!
//! Most nouns in the news are roles that one person can have at the same time (member, victim, protester). So only the
//! concepts in the tables below exclude each other, and only if both texts name the counted things by words of the
//! tables.

use crate::figures::clause::Clause;
use crate::figures::clause::concepts::PERSON;
use crate::figures::clause::words::hash;

/// Concepts that exclude each other: a thing belongs to at most one of them, except for the pairs in [`ALIKE`].
type ExclusiveConcepts = &'static [u32];

/// Occupations, in civil life or in a war.
const OCCUPATIONS: ExclusiveConcepts = &[
    hash(b"soldier"),
    hash(b"officer"),
    hash(b"police"),
    hash(b"fighter"),
    hash(b"civilian"),
    hash(b"worker"),
    hash(b"teacher"),
    hash(b"doctor"),
    hash(b"nurse"),
    hash(b"journalist"),
    hash(b"engineer"),
    hash(b"farmer"),
    hash(b"lawyer"),
    hash(b"student"),
];

/// People by age and sex.
const AGES: ExclusiveConcepts = &[
    hash(b"woman"),
    hash(b"man"),
    hash(b"child"),
    hash(b"girl"),
    hash(b"boy"),
];

/// Concepts of people in general, and of roles that only people have.
const OTHER_PEOPLE: ExclusiveConcepts = &[
    PERSON,
    hash(b"passenger"),
    hash(b"refugee"),
    hash(b"prisoner"),
    hash(b"hostage"),
    hash(b"tourist"),
    hash(b"patient"),
];

/// Vehicles, weapons, buildings, places and goods.
const THINGS: ExclusiveConcepts = &[
    hash(b"ship"),
    hash(b"plane"),
    hash(b"helicopter"),
    hash(b"drone"),
    hash(b"missile"),
    hash(b"shell"),
    hash(b"bomb"),
    hash(b"tank"),
    hash(b"car"),
    hash(b"truck"),
    hash(b"bus"),
    hash(b"train"),
    hash(b"ambulance"),
    hash(b"house"),
    hash(b"flat"),
    hash(b"building"),
    hash(b"school"),
    hash(b"university"),
    hash(b"hospital"),
    hash(b"hotel"),
    hash(b"factory"),
    hash(b"shop"),
    hash(b"bridge"),
    hash(b"mine"),
    hash(b"tent"),
    hash(b"blanket"),
    hash(b"country"),
    hash(b"city"),
    hash(b"village"),
    hash(b"dog"),
    hash(b"book"),
    hash(b"film"),
];

/// Pairs of concepts of one kind that do not exclude each other.
const ALIKE: &[(u32, &[u32])] = &[
    // مقاتلة is an aircraft as well.
    (hash(b"fighter"), &[hash(b"soldier"), hash(b"plane")]),
    (
        hash(b"officer"),
        &[
            hash(b"soldier"),
            hash(b"police"),
            hash(b"fighter"),
            hash(b"civilian"),
            hash(b"worker"),
            hash(b"doctor"),
            hash(b"nurse"),
            hash(b"engineer"),
            hash(b"lawyer"),
        ],
    ),
    (
        hash(b"civilian"),
        &[
            hash(b"worker"),
            hash(b"teacher"),
            hash(b"doctor"),
            hash(b"nurse"),
            hash(b"journalist"),
            hash(b"engineer"),
            hash(b"farmer"),
            hash(b"lawyer"),
            hash(b"student"),
        ],
    ),
    (
        hash(b"worker"),
        &[
            hash(b"police"),
            hash(b"teacher"),
            hash(b"doctor"),
            hash(b"nurse"),
            hash(b"journalist"),
            hash(b"engineer"),
            hash(b"farmer"),
            hash(b"lawyer"),
        ],
    ),
    (hash(b"doctor"), &[hash(b"nurse")]),
    (hash(b"child"), &[hash(b"girl"), hash(b"boy")]),
    (hash(b"woman"), &[hash(b"girl")]),
    (hash(b"man"), &[hash(b"boy")]),
    (hash(b"plane"), &[hash(b"helicopter"), hash(b"drone")]),
    (hash(b"shell"), &[hash(b"missile"), hash(b"bomb")]),
    (hash(b"missile"), &[hash(b"bomb")]),
    // Of coal, or under a road.
    (
        hash(b"mine"),
        &[hash(b"bomb"), hash(b"shell"), hash(b"factory")],
    ),
    (
        hash(b"car"),
        &[
            hash(b"tank"),
            hash(b"truck"),
            hash(b"bus"),
            hash(b"ambulance"),
        ],
    ),
    (
        hash(b"building"),
        &[
            hash(b"house"),
            hash(b"flat"),
            hash(b"school"),
            hash(b"university"),
            hash(b"hospital"),
            hash(b"hotel"),
            hash(b"factory"),
            hash(b"shop"),
        ],
    ),
    (hash(b"house"), &[hash(b"flat")]),
    (hash(b"school"), &[hash(b"university")]),
    (hash(b"village"), &[hash(b"city")]),
];

/// Pairs of events of which a counted person undergoes only one.
const EVENTS: &[(u32, &[u32])] = &[
    (
        hash(b"killed"),
        &[
            hash(b"wounded"),
            hash(b"missing"),
            hash(b"arrested"),
            hash(b"rescue"),
            hash(b"release"),
        ],
    ),
    (hash(b"wounded"), &[hash(b"missing")]),
    (hash(b"arrested"), &[hash(b"release")]),
    (hash(b"convict"), &[hash(b"acquit")]),
];

/// Concepts of an event and of people to whom it did not happen: survivors were not killed.
const KILLED: u32 = hash(b"killed");
const SURVIVOR: u32 = hash(b"survivor");

fn has_pair(pairs: &[(u32, &[u32])], one: u32, other: u32) -> bool {
    let has = |one, other| {
        let mut pairs = pairs.iter();
        pairs.any(|(first, seconds)| *first == one && seconds.contains(&other))
    };
    has(one, other) || has(other, one)
}

/// Returns true if nothing is both.
fn are_apart(one: u32, other: u32) -> bool {
    let is_person = |key: u32| {
        [OCCUPATIONS, AGES, OTHER_PEOPLE]
            .iter()
            .any(|kind| kind.contains(&key))
    };
    let is_thing = |key: u32| THINGS.contains(&key);
    let is_either = is_person(one) && is_thing(other) || is_thing(one) && is_person(other);
    if is_either && !has_pair(ALIKE, one, other) {
        return true;
    }
    one != other
        && [OCCUPATIONS, AGES, THINGS]
            .iter()
            .any(|kind| kind.contains(&one) && kind.contains(&other))
        && !has_pair(ALIKE, one, other)
}

fn all_pairs(ones: &[u32], others: &[u32], test: impl Fn(u32, u32) -> bool) -> bool {
    !ones.is_empty()
        && !others.is_empty()
        && ones
            .iter()
            .all(|one| others.iter().all(|other| test(*one, *other)))
}

impl Clause {
    /// Returns true if two figures certainly count different things: their nouns exclude each other, or the events that
    /// happen to the counted things do.
    pub fn excludes(&self, other: &Clause) -> bool {
        let survives = |one: &Clause, other: &Clause| {
            one.fate == KILLED && other.fate != KILLED && other.heads == [SURVIVOR]
        };
        all_pairs(&self.heads, &other.heads, are_apart)
            || has_pair(EVENTS, self.fate, other.fate)
            || survives(self, other)
            || survives(other, self)
    }
}
