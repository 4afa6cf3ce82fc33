//! Arabic words around figures.

use crate::figures::clause::bound::Bound::{self, About, AtLeast, AtMost, Exactly, Nearly, Over, Under};
use crate::figures::clause::concepts::Table;
use crate::figures::clause::grammar::{Grammar, Phrase};
use crate::figures::clause::words::{Affixes, hash};

#[allow(long_running_const_eval, reason = "the file is hashed once, when this is compiled")]
const CONCEPTS: Table = Table::read(include_str!("concepts/ar.txt"));

const fn p(text: &str) -> Phrase {
    Phrase::of(text)
}

const fn h(text: &str) -> u32 {
    hash(text.as_bytes())
}

const BEFORE: &[(Phrase, Bound)] = &[
    (p("لا يقل عن"), AtLeast), (p("لا تقل عن"), AtLeast), (p("لا يقل عددهم عن"), AtLeast), (p("لم يقل عن"), AtLeast), (p("ليس أقل من"), AtLeast), (p("ليس اقل من"), AtLeast),
    (p("لا يزيد على"), AtMost), (p("لا يزيد عن"), AtMost), (p("لا تزيد على"), AtMost), (p("لا تزيد عن"), AtMost), (p("لا يتجاوز"), AtMost), (p("لا تتجاوز"), AtMost),
    (p("لم يتجاوز"), AtMost), (p("لم تتجاوز"), AtMost), (p("لا يتعدى"), AtMost), (p("لا تتعدى"), AtMost), (p("ليس أكثر من"), AtMost), (p("لا أكثر من"), AtMost),
    (p("على الأقل"), AtLeast), (p("حد أدنى"), AtLeast), (p("حد أدنى قدره"), AtLeast), (p("الحد الأدنى"), AtLeast), (p("أدناه"), AtLeast),
    (p("على الأكثر"), AtMost), (p("حد أقصى"), AtMost), (p("حد أقصى قدره"), AtMost), (p("حدا أقصى"), AtMost), (p("حدا أدنى"), AtLeast), (p("الحد الأقصى"), AtMost), (p("أقصاه"), AtMost), (p("ما يصل إلى"), AtMost),
    (p("أكثر من"), Over), (p("يزيد على"), Over), (p("يزيد عن"), Over), (p("تزيد على"), Over), (p("تزيد عن"), Over), (p("يزيدون على"), Over), (p("يربو على"), Over), (p("تربو على"), Over),
    (p("أزيد من"), Over), (p("ينيف على"), Over), (p("أعلى من"), Over), (p("فوق"), Over), (p("تجاوز"), Over), (p("تجاوزت"), Over), (p("يتجاوز"), Over), (p("تتجاوز"), Over), (p("يفوق"), Over), (p("تفوق"), Over), (p("تخطى"), Over), (p("تخطت"), Over),
    (p("أقل من"), Under), (p("يقل عن"), Under), (p("تقل عن"), Under), (p("أدنى من"), Under), (p("ما دون"), Under), (p("تحت"), Under),
    (p("نحو"), About), (p("حوالي"), About), (p("زهاء"), About), (p("ما يقارب"), Nearly), (p("يقارب"), Nearly), (p("تقارب"), Nearly), (p("ما يقرب من"), Nearly), (p("يقرب من"), Nearly), (p("قرابة"), Nearly), (p("تقدر"), About), (p("يقدر"), About), (p("تقريبا"), About),
    (p("بالضبط"), Exactly), (p("تحديدا"), Exactly), (p("بالتحديد"), Exactly), (p("تماما"), Exactly),
];

const AFTER: &[(Phrase, Bound)] = &[
    (p("على الأقل"), AtLeast), (p("فأكثر"), AtLeast), (p("أو أكثر"), AtLeast), (p("فما فوق"), AtLeast), (p("كحد أدنى"), AtLeast), (p("كحد أقصى"), AtMost), (p("حدا أقصى"), AtMost), (p("حدا أدنى"), AtLeast),
    (p("على الأكثر"), AtMost), (p("على أكثر تقدير"), AtMost), (p("على أقل تقدير"), AtLeast), (p("أو أقل"), AtMost), (p("فأقل"), AtMost), (p("فما دون"), AtMost),
    (p("تقريبا"), About), (p("بالضبط"), Exactly), (p("تماما"), Exactly), (p("بالتحديد"), Exactly), (p("تحديدا"), Exactly),
];

const TABLES: Grammar = Grammar {
    concepts: &CONCEPTS,
    affixes: Affixes {
        prefixes: &["وبال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال", "و", "ف", "ب", "ل", "ك", "س"],
        suffixes: &["يين", "يون", "ات", "ين", "ون", "ان", "تين", "تان", "هما", "ها", "هم", "نا", "ية", "وا", "ه", "ة", "ا", "ي", "ت"],
        least: 3,
    },
    before: BEFORE,
    after: AFTER,
    small: &[h("من"), h("إلى"), h("على"), h("عن"), h("في"), h("ما"), h("نسبته"), h("نسبتها"), h("نسبة"), h("بنسبة"), h("قدره"), h("قدرها"), h("بلغ"), h("بلغت"), h("بمقدار"), h("مقداره"), h("عدد"), h("عددهم"), h("بواقع"), h("قيمته"), h("قيمتها"), h("بقيمة"), h("مبلغ")],
    negative: &[p("ناقص"), p("سالب")],
    below_zero: &[p("تحت الصفر"), p("دون الصفر")],
    age_before: &[p("من العمر"), p("عمره"), p("عمرها"), p("سن"), p("عن عمر"), p("عن عمر ناهز"), p("عمر")],
    age_after: &[p("من العمر"), p("عاما من العمر")],
    linking: &[h("من"), h("على"), h("الأقل"), h("هذه")],
    number: &[h("رقم"), h("المرتبة"), h("المركز")],
    to: &[h("إلى"), h("عند"), h("لتبلغ"), h("ليبلغ"), h("لتصل"), h("ليصل")],
    not: &[h("لا"), h("لم"), h("لن"), h("ليس"), h("عدم"), h("دون")],
    conjunctions: &[h("بينما"), h("فيما"), h("لكن"), h("حين"), h("مقابل"), h("مقارنة"), h("مع"), h("بعد")],
    ordinals: &[
        &[h("أول"), h("أولى")], &[h("ثان"), h("ثاني"), h("ثانية")], &[h("ثالث"), h("ثالثة")], &[h("رابع"), h("رابعة")], &[h("خامس"), h("خامسة")],
        &[h("سادس"), h("سادسة")], &[h("سابع"), h("سابعة")], &[h("ثامن"), h("ثامنة")], &[h("تاسع"), h("تاسعة")], &[h("عاشر"), h("عاشرة")],
    ],
    and: &[h("و"), h("أو")],
    joined_and: &["و"],
    capitals: false,
};

/// The tables.
pub const GRAMMAR: &Grammar = &TABLES;
