//! Tables of Korean words around figures.

use crate::figures::clause::bound::StatedBound::{
    self, About, AtLeast, AtMost, Exactly, Nearly, Over, Under,
};
use crate::figures::clause::concepts::ConceptTable;
use crate::figures::clause::contrast::{Opposites, Pole};
use crate::figures::clause::grammar::{ClauseGrammar, HashedPhrase, HeadPosition, HourSide};
use crate::figures::clause::polarity::{Denials, REACHED};
use crate::figures::clause::prospect::Prospects;
use crate::figures::clause::words::{Affixes, hash};

#[allow(
    long_running_const_eval,
    reason = "the file is hashed once, when this is compiled"
)]
const CONCEPTS: ConceptTable = ConceptTable::read(include_str!("concepts/ko.txt"));

const fn p(text: &str) -> HashedPhrase {
    HashedPhrase::of(text)
}

const fn h(text: &str) -> u32 {
    hash(text.as_bytes())
}

const AFTER: &[(HashedPhrase, StatedBound)] = &[
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

/// Words of opposite meaning.
const OPPOSITES: &[Opposites] = &[
    (
        Pole::Way,
        &[h("입국자"), h("입국자의")],
        &[h("출국자"), h("출국자의")],
    ),
    (
        Pole::Area,
        &[h("도시"), h("도시의")],
        &[h("농촌"), h("농촌의")],
    ),
    (
        Pole::Answer,
        &[h("찬성"), h("찬성했다"), h("찬성은"), h("승인했다")],
        &[h("반대"), h("반대했다"), h("반대는"), h("거부했다")],
    ),
];

/// Words that distinguish past events from expected ones.
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

/// Returns true if a word has the stem of a plan or a forecast, with any particle.
fn is_plan(word: &str) -> bool {
    const STEMS: &[&str] = &[
        "예정",
        "계획",
        "전망",
        "목표",
        "예상",
        "방침",
        "추진",
        "기대",
        "예측",
        "내다봤",
        "내다보",
        "관측",
    ];
    STEMS.iter().any(|stem| word.starts_with(stem))
}

/// Words that negate an event.
const DENIALS: Denials = Denials {
    not: &[],
    between: &[],
    still: &[],
    none: &[],
    open: &[h("뿐"), h("만약"), h("아니라")],
    deny: &[h("부인했다"), h("부인했고"), h("부인하며"), h("부인하고")],
    until: &[h("전"), h("전에"), h("이전")],
    verbs: &[(
        REACHED,
        &[
            h("이르렀다"),
            h("이른다"),
            h("이르러"),
            h("달했다"),
            h("달한다"),
            h("도달했다"),
            h("도달했고"),
            h("도달"),
            h("이르"),
            h("달하"),
        ],
    )],
    negative: negative_verb,
    stem: |_, _| None,
};

/// Returns the verb that "not" follows: 도달하지 못했다.
fn negative_verb(word: &str, next: &str) -> Option<String> {
    let is_negated = ["않", "못"].iter().any(|not| next.starts_with(not));
    let stem = word.strip_suffix('지').filter(|_| is_negated)?;
    Some(stem.strip_suffix(['하', '되']).unwrap_or(stem).to_owned())
}

const TABLES: ClauseGrammar = ClauseGrammar {
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
    creeps: &[],
    limits: &[],
    small: &[h("총")],
    articles: &[],
    negative: &[p("마이너스")],
    below_zero: &[],
    in_all: &[p("총"), p("모두")],
    age_before: &[p("만")],
    aged: &[],
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
    out_of: &[h("중"), h("가운데")],
    share_of: &[],
    whole_before: true,
    share_of_endings: &["의", "에서", "에서는"],
    totalling: &[],
    stating: &[
        h("수"),
        h("총수"),
        h("달했다"),
        h("기록했다"),
        h("집계됐다"),
        h("있다"),
    ],
    including: &[p("이 중"), p("이 가운데"), p("그중"), p("그 중"), p("이중")],
    between: &[],
    hour: &[],
    conditions: &[],
    contrary: &[h("비"), h("미")],
    not: &[],
    compared: &[],
    bases: &[],
    opposites: OPPOSITES,
    prospects: PROSPECTS,
    denials: DENIALS,
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
    multiples: &[],
    ranks: &[h("위"), h("큰"), h("많은"), h("높은")],
    per: &[],
    each: &[h("각각"), h("각"), h("마다")],
    financial_year: &[p("회계연도"), p("회계 연도")],
    year_before: &[p("전년"), p("전년도")],
    century: &[h("세기")],
    ago: &[h("전")],
    near_hour: &[(p("약"), HourSide::Either)],
    has_duals: false,
    article_after_noun: "",
    rates: &[],
    head: HeadPosition::First,
    counts_before: true,
    name_prefixes: &[],
    disagreeing: &[h("엇갈린다"), h("엇갈렸다"), h("엇갈리고")],
};

pub const GRAMMAR: &ClauseGrammar = &TABLES;
