//! English words around figures.

use crate::figures::clause::bound::Bound::{self, About, AtLeast, AtMost, Exactly, Nearly, Over, Under};
use crate::figures::clause::concepts::Table;
use crate::figures::clause::grammar::{Grammar, Phrase};
use crate::figures::clause::words::{Affixes, hash};

#[allow(long_running_const_eval, reason = "the file is hashed once, when this is compiled")]
const CONCEPTS: Table = Table::read(include_str!("concepts/en.txt"));

const fn p(text: &str) -> Phrase {
    Phrase::of(text)
}

const BEFORE: &[(Phrase, Bound)] = &[
    (p("no more than"), AtMost), (p("not more than"), AtMost), (p("no fewer than"), AtLeast), (p("no less than"), AtLeast),
    (p("not less than"), AtLeast), (p("not fewer than"), AtLeast), (p("not exceeding"), AtMost), (p("not exceed"), AtMost),
    (p("at least"), AtLeast), (p("a minimum"), AtLeast), (p("minimum"), AtLeast), (p("min"), AtLeast), (p("starting at"), AtLeast), (p("starting from"), AtLeast),
    (p("at most"), AtMost), (p("a maximum"), AtMost), (p("maximum"), AtMost), (p("max"), AtMost), (p("up to"), AtMost), (p("not above"), AtMost), (p("not over"), AtMost),
    (p("not below"), AtLeast), (p("not under"), AtLeast), (p("just under"), Nearly), (p("little under"), Nearly), (p("just below"), Nearly), (p("just over"), Over), (p("just above"), Over),
    (p("more than"), Over), (p("greater than"), Over), (p("higher than"), Over), (p("upwards of"), Over), (p("upward of"), Over), (p("excess"), Over),
    (p("over"), Over), (p("above"), Over), (p("exceeding"), Over), (p("exceeds"), Over), (p("exceeded"), Over), (p("exceed"), Over),
    (p("surpass"), Over), (p("surpassed"), Over), (p("surpassing"), Over), (p("surpasses"), Over), (p("topped"), Over), (p("topping"), Over), (p("beyond"), Over),
    (p("fewer than"), Under), (p("less than"), Under), (p("lower than"), Under), (p("under"), Under), (p("below"), Under), (p("short of"), Nearly), (p("shy of"), Nearly),
    (p("about"), About), (p("around"), About), (p("roughly"), About), (p("approximately"), About), (p("approx"), About), (p("some"), About),
    (p("estimated"), About), (p("circa"), About), (p("nearly"), Nearly), (p("almost"), Nearly), (p("close to"), Nearly), (p("approaching"), Nearly),
    (p("exactly"), Exactly), (p("precisely"), Exactly),
];

const AFTER: &[(Phrase, Bound)] = &[
    (p("or more"), AtLeast), (p("or above"), AtLeast), (p("or higher"), AtLeast), (p("at least"), AtLeast), (p("at the least"), AtLeast), (p("minimum"), AtLeast), (p("or over"), AtLeast), (p("and above"), AtLeast),
    (p("or less"), AtMost), (p("or fewer"), AtMost), (p("at most"), AtMost), (p("at the most"), AtMost), (p("maximum"), AtMost), (p("or under"), AtMost), (p("or below"), AtMost),
    (p("or so"), About), (p("exactly"), Exactly),
];

const TABLES: Grammar = Grammar {
    concepts: &CONCEPTS,
    affixes: Affixes {
        prefixes: &[],
        suffixes: &["ations", "ation", "ions", "ion", "ments", "ment", "ings", "ing", "ies", "ied", "ers", "es", "ed", "er", "ly", "s", "d", "e", "y"],
        least: 3,
    },
    before: BEFORE,
    after: AFTER,
    small: &[hash(b"the"), hash(b"a"), hash(b"an"), hash(b"of"), hash(b"to"), hash(b"by"), hash(b"in"), hash(b"us"), hash(b"at"), hash(b"as")],
    negative: &[p("minus"), p("negative")],
    below_zero: &[p("below zero"), p("below freezing")],
    age_before: &[p("aged"), p("age"), p("age of"), p("turned"), p("turns")],
    age_after: &[p("year old"), p("year olds"), p("years old"), p("years of age")],
    linking: &[hash(b"of"), hash(b"the"), hash(b"more"), hash(b"other"), hash(b"new"), hash(b"additional"), hash(b"its"), hash(b"their"), hash(b"these"), hash(b"those")],
    number: &[hash(b"no"), hash(b"number"), hash(b"nr")],
    to: &[hash(b"to"), hash(b"at")],
    not: &[hash(b"not"), hash(b"no"), hash(b"never"), hash(b"without"), hash(b"didn"), hash(b"nor")],
    conjunctions: &[hash(b"and"), hash(b"while"), hash(b"but"), hash(b"whereas"), hash(b"although"), hash(b"with"), hash(b"which"), hash(b"after"), hash(b"despite"), hash(b"compared")],
    ordinals: &[
        &[hash(b"first")], &[hash(b"second")], &[hash(b"third")], &[hash(b"fourth")], &[hash(b"fifth")], &[hash(b"sixth")], &[hash(b"seventh")], &[hash(b"eighth")], &[hash(b"ninth")], &[hash(b"tenth")], &[hash(b"eleventh")], &[hash(b"twelfth")],
    ],
    and: &[hash(b"and"), hash(b"or")],
    joined_and: &[],
    capitals: true,
};

/// The tables.
pub const GRAMMAR: &Grammar = &TABLES;
