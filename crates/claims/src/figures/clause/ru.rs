//! Tables of Russian words around figures.

use crate::figures::clause::bound::StatedBound::{
    self, About, AtLeast, AtMost, Exactly, Nearly, Over, Under,
};
use crate::figures::clause::concepts::Table;
use crate::figures::clause::grammar::{Grammar, Head, Phrase};
use crate::figures::clause::words::{Affixes, hash};

#[allow(
    long_running_const_eval,
    reason = "the file is hashed once, when this is compiled"
)]
const CONCEPTS: Table = Table::read(include_str!("concepts/ru.txt"));

const fn p(text: &str) -> Phrase {
    Phrase::of(text)
}

const fn h(text: &str) -> u32 {
    hash(text.as_bytes())
}

const BEFORE: &[(Phrase, StatedBound)] = &[
    (p("не менее"), AtLeast),
    (p("не меньше"), AtLeast),
    (p("как минимум"), AtLeast),
    (p("по меньшей мере"), AtLeast),
    (p("минимум"), AtLeast),
    (p("не более"), AtMost),
    (p("не больше"), AtMost),
    (p("не превышает"), AtMost),
    (p("максимум"), AtMost),
    (p("более чем"), Over),
    (p("более"), Over),
    (p("больше"), Over),
    (p("свыше"), Over),
    (p("превысил"), Over),
    (p("превысила"), Over),
    (p("превысило"), Over),
    (p("превышает"), Over),
    (p("выше"), Over),
    (p("менее чем"), Under),
    (p("менее"), Under),
    (p("меньше"), Under),
    (p("ниже"), Under),
    (p("около"), About),
    (p("примерно"), About),
    (p("порядка"), About),
    (p("приблизительно"), About),
    (p("почти"), Nearly),
    (p("ровно"), Exactly),
    (p("точно"), Exactly),
];

const TABLES: Grammar = Grammar {
    concepts: &CONCEPTS,
    affixes: Affixes {
        prefixes: &[],
        suffixes: &[
            "иями", "ями", "ами", "ого", "его", "ому", "ему", "ыми", "ими", "ием", "иях", "ая",
            "яя", "ое", "ее", "ые", "ие", "ый", "ий", "ой", "ом", "ем", "ам", "ям", "ах", "ях",
            "ов", "ев", "ей", "ых", "их", "ую", "ы", "и", "а", "я", "у", "ю", "о", "е", "ь",
        ],
        least: 3,
    },
    before: BEFORE,
    after: &[
        (p("и более"), AtLeast),
        (p("и выше"), AtLeast),
        (p("или более"), AtLeast),
        (p("и менее"), AtMost),
    ],
    verbs: &[],
    moves: &[],
    limits: &[h("минимум"), h("максимум")],
    small: &[h("на"), h("в"), h("до"), h("чем")],
    articles: &[],
    negative: &[p("минус")],
    below_zero: &[p("ниже нуля"), p("мороза")],
    in_all: &[p("всего"), p("в общей сложности"), p("в сумме")],
    age_before: &[p("возрасте"), p("в возрасте")],
    age_after: &[p("летний"), p("летняя"), p("летнего")],
    linking: &[h("из")],
    number: &[h("номер")],
    to: &[h("до")],
    from: &[h("с"), h("со"), h("от")],
    since: &[],
    extremes: &[],
    may: &[],
    by: &[h("на")],
    rising: &[
        h("прибавил"),
        h("прибавила"),
        h("прибавило"),
        h("прибавили"),
        h("укрепился"),
        h("укрепилась"),
        h("укрепилось"),
        h("подрос"),
        h("подросла"),
        h("подросли"),
    ],
    falling: &[
        h("замедлился"),
        h("замедлилась"),
        h("замедлилось"),
        h("убавил"),
        h("убавила"),
        h("просел"),
        h("просела"),
        h("просело"),
        h("просели"),
        h("ослаб"),
        h("ослабла"),
        h("ослабли"),
        h("ослабел"),
    ],
    improving: &[
        h("улучшился"),
        h("улучшилась"),
        h("улучшилось"),
        h("улучшились"),
        h("восстановился"),
        h("восстановилась"),
    ],
    worsening: &[
        h("ухудшился"),
        h("ухудшилась"),
        h("ухудшилось"),
        h("ухудшились"),
    ],
    growth: &[h("рост"), h("роста"), h("росту"), h("ростом")],
    sides: &[],
    year: &[h("в")],
    relative: &[
        h("который"),
        h("которая"),
        h("которое"),
        h("которые"),
        h("которых"),
        h("которой"),
        h("что"),
    ],
    partitive: &[hash("из".as_bytes())],
    between: &[h("между")],
    hour: &[],
    not: &[h("не"), h("нет"), h("без")],
    compared: &[p("по сравнению с"), p("против"), p("чем")],
    bases: &[],
    opposites: &[],
    earlier: &[
        h("назад"),
        h("ранее"),
        h("прошлого"),
        h("прошлом"),
        h("прошлый"),
    ],
    is_verb_final: false,
    uses_bounds_of_figures: true,
    conjunctions: &[h("и"), h("а"), h("но"), h("при"), h("тогда")],
    ordinals: &[],
    and: &[h("и"), h("или")],
    joined_and: &[],
    capitals: true,
    during: &[],
    more: &[p("больше"), p("более")],
    less: &[p("меньше"), p("менее")],
    per: &[h("в")],
    rates: &[
        (h("ежедневно"), h("day")),
        (h("еженедельно"), h("week")),
        (h("ежемесячно"), h("month")),
        (h("ежегодно"), h("year")),
    ],
    head: Head::First,
    counts_before: false,
    name_prefixes: &[],
};

pub const GRAMMAR: &Grammar = &TABLES;
