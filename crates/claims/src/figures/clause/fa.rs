//! Tables of Persian words around figures.

use crate::figures::clause::bound::StatedBound::{
    self, About, AtLeast, AtMost, Exactly, Nearly, Over, Under,
};
use crate::figures::clause::concepts::ConceptTable;
use crate::figures::clause::contrast::{Opposites, Pole};
use crate::figures::clause::grammar::{ClauseGrammar, HashedPhrase, HourSide, NONE};
use crate::figures::clause::polarity::{Denials, REACHED};
use crate::figures::clause::prospect::Prospects;
use crate::figures::clause::words::{Affixes, hash};

#[allow(
    long_running_const_eval,
    reason = "the file is hashed once, when this is compiled"
)]
const CONCEPTS: ConceptTable = ConceptTable::read(include_str!("concepts/fa.txt"));

const fn p(text: &str) -> HashedPhrase {
    HashedPhrase::of(text)
}

const fn h(text: &str) -> u32 {
    hash(text.as_bytes())
}

const BEFORE: &[(HashedPhrase, StatedBound)] = &[
    (p("نه بیشتر از"), AtMost),
    (p("نه بیش از"), AtMost),
    (p("حداکثر"), AtMost),
    (p("دست بالا"), AtMost),
    (p("تا سقف"), AtMost),
    (p("بالغ بر حداکثر"), AtMost),
    (p("نه کمتر از"), AtLeast),
    (p("حداقل"), AtLeast),
    (p("دست‌کم"), AtLeast),
    (p("دست کم"), AtLeast),
    (p("لااقل"), AtLeast),
    (p("کم کم"), AtLeast),
    (p("بیش از"), Over),
    (p("بیشتر از"), Over),
    (p("افزون بر"), Over),
    (p("بالغ بر"), Over),
    (p("بالای"), Over),
    (p("متجاوز از"), Over),
    (p("فراتر از"), Over),
    (p("کمتر از"), Under),
    (p("کم‌تر از"), Under),
    (p("پایین‌تر از"), Under),
    (p("زیر"), Under),
    (p("حدود"), About),
    (p("در حدود"), About),
    (p("حدودا"), About),
    (p("تقریبا"), About),
    (p("قریب"), About),
    (p("حوالی"), About),
    (p("نزدیک به"), Nearly),
    (p("نزدیک"), Nearly),
    (p("قریب به"), Nearly),
    (p("دقیقا"), Exactly),
    (p("درست"), Exactly),
    (p("عینا"), Exactly),
];

const AFTER: &[(HashedPhrase, StatedBound)] = &[
    (p("یا بیشتر"), AtLeast),
    (p("و بیشتر"), AtLeast),
    (p("به بالا"), AtLeast),
    (p("نفر یا بیشتر"), AtLeast),
    (p("یا کمتر"), AtMost),
    (p("و کمتر"), AtMost),
    (p("دقیقا"), Exactly),
];

/// Words of opposite meaning.
const OPPOSITES: &[Opposites] = &[
    (
        Pole::Area,
        &[h("شهری"), h("شهرها")],
        &[h("روستایی"), h("روستاها")],
    ),
    (Pole::Sector, &[h("دولتی")], &[h("خصوصی")]),
    (
        Pole::Answer,
        &[h("موافق"), h("موافقان")],
        &[h("مخالف"), h("مخالفان")],
    ),
];

/// Words that distinguish past events from expected ones.
const PROSPECTS: Prospects = Prospects {
    ahead: &[
        p("خواهد"),
        p("خواهند"),
        p("انتظار"),
        p("قصد"),
        p("قرار است"),
        p("برنامه"),
        p("پیش‌بینی"),
        p("هدف"),
        p("پیشنهاد"),
    ],
    is_ahead: |_| false,
    exceptions: &[],
    done: &[h("رسید"), h("یافت"), h("کشته")],
    undertakings: &[h("اگر"), h("طرح"), h("قرارداد")],
};

/// Words that negate an event.
const DENIALS: Denials = Denials {
    not: &[],
    between: &[],
    still: &[],
    none: &[],
    open: &[
        h("فقط"),
        h("تنها"),
        h("مگر"),
        h("اگر"),
        h("بدون"),
        h("جز"),
        h("نه"),
        h("شکست"),
    ],
    deny: &[h("تکذیب")],
    until: &[h("قبل"), h("پیش")],
    verbs: &[(
        REACHED,
        &[h("رسید"), h("رسیدند"), h("رسیده"), h("می‌رسد"), h("رسیدن")],
    )],
    negative: negative_verb,
    stem: |_, _| None,
};

/// Returns the verb of a form with the prefix of negation: نرسید, نمی‌رسد, نخواهد رسید.
fn negative_verb(word: &str, next: &str) -> Option<String> {
    match word {
        "نخواهد" | "نخواهند" => Some(next.to_owned()),
        _ => word.strip_prefix('ن').map(str::to_owned),
    }
}

const TABLES: ClauseGrammar = ClauseGrammar {
    concepts: &CONCEPTS,
    affixes: Affixes {
        prefixes: &["نمی", "می"],
        suffixes: &[
            "هایی", "های", "ها‌", "ها", "شان", "ترین", "تر", "ان", "ات", "ین", "ای", "ی", "ش", "ه",
            "م",
        ],
        least: 2,
    },
    before: BEFORE,
    after: AFTER,
    moves: &[],
    creeps: &[],
    limits: &[h("حداقل"), h("حداکثر")],
    small: &[
        h("از"),
        h("به"),
        h("در"),
        h("تا"),
        h("با"),
        h("را"),
        h("این"),
        h("هر"),
    ],
    negative: &[p("منفی")],
    below_zero: &[p("زیر صفر"), p("درجه زیر صفر")],
    in_all: &[p("در مجموع"), p("مجموعا"), p("جمعا")],
    age_before: &[p("سن"), p("به سن")],
    age_after: &[p("ساله"), p("سال سن"), p("سالگی")],
    linking: &[h("از"), h("این"), h("دیگر")],
    number: &[h("شماره"), h("ردیف"), h("رتبه")],
    to: &[h("به")],
    from: &[h("از")],
    since: &[],
    extremes: &[],
    by: &[],
    rising: &[h("بهبود"), h("جبران")],
    falling: &[h("باخت"), h("ریخت"), h("افتاد"), h("عقب")],
    improving: &[],
    worsening: &[h("وخیم")],
    growth: &[h("رشد")],
    year: &[h("سال"), h("در")],
    relative: &[h("که")],
    partitive: &[],
    out_of: &[h("از")],
    share_of: &[h("از")],
    whole_before: false,
    share_of_endings: &[],
    stating: &[h("تعداد"), h("شمار"), h("رسید"), h("است"), h("بود")],
    including: &[p("از این"), p("از جمله"), p("که از آن"), p("از آن")],
    between: &[h("بین"), h("میان")],
    conditions: &[h("اگر")],
    contrary: &[h("غیر")],
    not: &[
        h("نخواهد"),
        h("نخواهند"),
        h("نمی‌شود"),
        h("نمی‌کند"),
        h("نه"),
        h("نیست"),
        h("نبود"),
        h("نشد"),
        h("بدون"),
    ],
    compared: &[p("در مقایسه با"), p("نسبت به"), p("در برابر")],
    earlier: &[
        h("گذشته"),
        h("قبل"),
        h("پیش"),
        h("پیشین"),
        h("پیش‌تر"),
        h("بود"),
        h("قبلی"),
    ],
    is_verb_final: true,
    closing: &[],
    conjunctions: &[h("اما"), h("ولی"), h("درحالی‌که"), h("حالی")],
    ordinals: &[
        &[h("اول"), h("نخست"), h("نخستین"), h("اولین")],
        &[h("دوم"), h("دومین")],
        &[h("سوم"), h("سومین")],
        &[h("چهارم"), h("چهارمین")],
        &[h("پنجم"), h("پنجمین")],
        &[h("ششم"), h("ششمین")],
        &[h("هفتم"), h("هفتمین")],
        &[h("هشتم"), h("هشتمین")],
        &[h("نهم"), h("نهمین")],
        &[h("دهم"), h("دهمین")],
    ],
    and: &[h("و"), h("یا")],
    capitals: false,
    more: &[p("بیشتر")],
    less: &[p("کمتر")],
    ranks: &[
        h("رتبه"),
        h("مقام"),
        h("جایگاه"),
        h("بزرگترین"),
        h("بزرگ‌ترین"),
        h("پرجمعیت‌ترین"),
    ],
    per: &[h("در"), h("هر")],
    each: &[h("هر"), h("هریک")],
    financial_year: &[p("سال مالی")],
    year_before: &[p("سال پیش از آن"), p("سال قبل از آن")],
    century: &[h("قرن"), h("سده")],
    ago: &[h("پیش"), h("قبل")],
    near_hour: &[
        (p("حدود"), HourSide::Either),
        (p("حوالی"), HourSide::Either),
        (p("پس از"), HourSide::After),
        (p("پیش از"), HourSide::Before),
    ],
    has_duals: false,
    article_after_noun: "",
    rates: &[
        (h("روزانه"), h("day")),
        (h("ماهانه"), h("month")),
        (h("سالانه"), h("year")),
    ],
    opposites: OPPOSITES,
    prospects: PROSPECTS,
    denials: DENIALS,
    disagreeing: &[h("متفاوت"), h("متناقض"), h("اختلاف")],
    ..NONE
};

pub const GRAMMAR: &ClauseGrammar = &TABLES;
