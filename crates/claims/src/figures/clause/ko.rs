//! Tables of Korean words around figures.

use crate::figures::clause::bound::StatedBound::{
    self, About, AtLeast, AtMost, Exactly, Nearly, Over, Under,
};
use crate::figures::clause::concepts::Table;
use crate::figures::clause::grammar::{Grammar, Head, Phrase};
use crate::figures::clause::prospect::Prospects;
use crate::figures::clause::words::{Affixes, hash};

#[allow(
    long_running_const_eval,
    reason = "the file is hashed once, when this is compiled"
)]
const CONCEPTS: Table = Table::read(include_str!("concepts/ko.txt"));

const fn p(text: &str) -> Phrase {
    Phrase::of(text)
}

const fn h(text: &str) -> u32 {
    hash(text.as_bytes())
}

const AFTER: &[(Phrase, StatedBound)] = &[
    (p("명 이상"), AtLeast),
    (p("이상"), AtLeast),
    (p("명 이하"), AtMost),
    (p("이하"), AtMost),
    (p("초과"), Over),
    (p("명 초과"), Over),
    (p("넘게"), Over),
    (p("명 넘게"), Over),
    (p("미만"), Under),
    (p("명 미만"), Under),
    (p("가량"), About),
    (p("명 가량"), About),
    (p("정도"), About),
    (p("안팎"), About),
];

/// Words that tell what has happened from what is ahead.
const PROSPECTS: Prospects = Prospects {
    ahead: &[p("예정")],
    is_ahead: is_plan,
    exceptions: &[],
    done: &[
        h("기록했다"),
        h("달했다"),
        h("늘었다"),
        h("줄었다"),
        h("증가했다"),
        h("감소했다"),
        h("숨졌다"),
    ],
    undertakings: &[h("계약"), h("예산")],
};

/// Returns true if a word has the stem of a plan or a forecast, whatever its particle.
fn is_plan(word: &str) -> bool {
    const STEMS: &[&str] = &[
        "예정", "계획", "전망", "목표", "예상", "방침", "추진", "기대", "예측",
    ];
    STEMS.iter().any(|stem| word.starts_with(stem))
}

const TABLES: Grammar = Grammar {
    concepts: &CONCEPTS,
    affixes: Affixes {
        prefixes: &[],
        suffixes: &[
            "에서는",
            "다고",
            "다며",
            "으로",
            "에서",
            "까지",
            "부터",
            "였던",
            "이던",
            "이다",
            "했다",
            "됐다",
            "이",
            "가",
            "은",
            "는",
            "을",
            "를",
            "의",
            "에",
            "로",
            "도",
            "만",
            "과",
            "와",
        ],
        least: 1,
    },
    before: &[
        (p("최소"), AtLeast),
        (p("적어도"), AtLeast),
        (p("최대"), AtMost),
        (p("약"), About),
        (p("대략"), About),
        (p("거의"), Nearly),
        (p("정확히"), Exactly),
    ],
    after: AFTER,
    verbs: &[],
    moves: &[],
    limits: &[],
    small: &[h("총")],
    articles: &[],
    negative: &[p("마이너스")],
    below_zero: &[],
    in_all: &[p("총"), p("모두")],
    age_before: &[p("만")],
    age_after: &[p("세"), p("살")],
    linking: &[h("의")],
    number: &[],
    to: &[],
    from: &[],
    since: &[],
    extremes: &[],
    may: &[],
    by: &[],
    rising: &[],
    falling: &[],
    improving: &[],
    worsening: &[],
    growth: &[h("성장")],
    sides: &[],
    year: &[],
    relative: &[],
    partitive: &[],
    between: &[],
    hour: &[],
    conditions: &[],
    not: &[],
    compared: &[],
    bases: &[],
    opposites: &[],
    prospects: PROSPECTS,
    earlier: &[],
    is_verb_final: true,
    closing: &["고", "며", "면서", "지만"],
    uses_bounds_of_figures: true,
    conjunctions: &[],
    ordinals: &[],
    and: &[h("및")],
    joined_and: &[],
    capitals: false,
    during: &[],
    more: &[p("더"), p("많은"), p("많다"), p("많았다")],
    less: &[p("적은"), p("적다"), p("적었다")],
    per: &[],
    each: &[h("각각"), h("각"), h("마다")],
    financial_year: &[p("회계연도"), p("회계 연도")],
    year_before: &[p("전년"), p("전년도")],
    century: &[h("세기")],
    ago: &[h("전")],
    near_hour: &[p("약")],
    has_duals: false,
    article_after_noun: "",
    rates: &[],
    head: Head::First,
    counts_before: true,
    name_prefixes: &[],
};

pub const GRAMMAR: &Grammar = &TABLES;
