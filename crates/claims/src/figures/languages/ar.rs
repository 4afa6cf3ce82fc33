//! The Arabic words that figures consist of.
//!
//! The words are listed in their dictionary forms. Spelling variants (hamzas, ة and ه, ى and ي, marks) and joined prefixes
//! (و ف ب ل ك ال) need not be listed. The names of months include those of Egypt, the Levant and the Maghreb.

use crate::figures::cardinal::Cardinal;
use crate::figures::clause as context;
use crate::figures::figure::{Bound, DatePart, Hedge as H};
use crate::figures::languages::{FigureGrammar, FigureLanguage};
use crate::figures::lexicon::Meaning::*;
use crate::figures::lexicon::{Lexicon, Meaning, Prefix, Query, endings, index};
use crate::figures::number::Number;
use crate::figures::phrase;
use crate::figures::read::FigureReader;
use crate::figures::tokens::FigureTokenKind;
use crate::figures::units::known as u;

/// Arabic.
pub struct Arabic;

static LEXICON: Lexicon = Lexicon {
    words: WORDS,
    index: &index(WORDS),
    endings: &endings(WORDS, &LETTERS_BEFORE),
    longest: 40,
    clitics: Some(clitics),
};

static GRAMMAR: FigureGrammar = FigureGrammar {
    orders_results: false,
    bare_scales: true,
    and_continues: true,
    of_is_from: true,
    fractions_stand_alone: true,
    before_part: &[
        "بمقدار",
        "بنسبة",
        "إلى",
        "من",
        "على",
        "عن",
        "البالغ",
        "البالغة",
        "تبلغ",
        "يبلغ",
        "بلغ",
        "بلغت",
    ],
    shares: &[(&["من", "كل"], true)],
    after_ordinal: &["بعد"],
    finals: &["النهائي", "نهائي", "النهائية", "نهائيات"],
    units_stand_alone: true,
    after_span: &["الزمن", "الزمان"],
    in_a_row: &[&["على", "التوالي"], &["تواليا"]],
    bounds_before: &[
        (&["على", "الأقل"], Bound::AtLeast),
        (&["على", "الأكثر"], Bound::AtMost),
        (&["حد", "أقصى"], Bound::AtMost),
        (&["بحد", "أقصى"], Bound::AtMost),
        (&["كحد", "أقصى"], Bound::AtMost),
        (&["حد", "أدنى"], Bound::AtLeast),
        (&["بحد", "أدنى"], Bound::AtLeast),
        (&["كحد", "أدنى"], Bound::AtLeast),
        (&["حد", "أقصاه"], Bound::AtMost),
        (&["حده", "الأقصى"], Bound::AtMost),
        (&["يصل", "إلى"], Bound::AtMost),
        (&["تصل", "إلى"], Bound::AtMost),
        (&["ليس", "أقل", "من"], Bound::AtLeast),
        (&["ليس", "أكثر", "من"], Bound::AtMost),
        (&["بما", "لا", "يتجاوز"], Bound::AtMost),
    ],
    bounds_after: &[
        (&["على", "الأقل"], Bound::AtLeast),
        (&["على", "أقل", "تقدير"], Bound::AtLeast),
        (&["كحد", "أدنى"], Bound::AtLeast),
        (&["بحد", "أدنى"], Bound::AtLeast),
        (&["أو", "أكثر"], Bound::AtLeast),
        (&["أو", "يزيد"], Bound::AtLeast),
        (&["فأكثر"], Bound::AtLeast),
        (&["وأكثر"], Bound::AtLeast),
        (&["فما", "فوق"], Bound::AtLeast),
        (&["وما", "فوق"], Bound::AtLeast),
        (&["على", "الأكثر"], Bound::AtMost),
        (&["على", "أكثر", "تقدير"], Bound::AtMost),
        (&["على", "أبعد", "تقدير"], Bound::AtMost),
        (&["كحد", "أقصى"], Bound::AtMost),
        (&["بحد", "أقصى"], Bound::AtMost),
        (&["أو", "أقل"], Bound::AtMost),
        (&["فأقل"], Bound::AtMost),
        (&["فما", "دون"], Bound::AtMost),
        (&["وما", "دون"], Bound::AtMost),
        (&["تقريبا"], Bound::About),
        (&["ونيف"], Bound::About),
    ],
    minus_before: &[&["سالب"], &["ناقص"], &["بالسالب"]],
    minus_after: &[
        &["تحت", "الصفر"],
        &["دون", "الصفر"],
        &["درجة", "تحت", "الصفر"],
        &["درجات", "تحت", "الصفر"],
        &["درجة", "مئوية", "تحت", "الصفر"],
        &["درجات", "مئوية", "تحت", "الصفر"],
        &["بالسالب"],
    ],
    unit_phrases: &[
        (&["كيلو", "متر"], u::KILOMETRE),
        (&["كيلو", "مترا"], u::KILOMETRE),
        (&["كيلو", "مترات"], u::KILOMETRE),
        (&["كيلو", "غرام"], u::KILOGRAM),
        (&["كيلو", "غراما"], u::KILOGRAM),
        (&["كيلو", "غرامات"], u::KILOGRAM),
        (&["كيلو", "جرام"], u::KILOGRAM),
        (&["كيلو", "جراما"], u::KILOGRAM),
        (&["كيلو", "واط"], u::KILOWATT),
        (&["كيلو", "وات"], u::KILOWATT),
        (&["ميغا", "واط"], u::MEGAWATT),
        (&["ميجا", "وات"], u::MEGAWATT),
        (&["سنتي", "متر"], u::CENTIMETRE),
        (&["سنتي", "مترا"], u::CENTIMETRE),
        (&["ملي", "متر"], u::MILLIMETRE),
        (&["ملي", "مترا"], u::MILLIMETRE),
    ],
    parts: &["جزء", "جزءا", "أجزاء"],
    per_hour: &["س"],
    per_second: &["ث"],
    countries: COUNTRIES,
    country_follows: true,
    article: "ال",
    money_phrases: &[
        (&["ج", ".", "م"], u::of("EGP")),
        (&["ل", ".", "ل"], u::of("LBP")),
        (&["ل", ".", "س"], u::of("SYP")),
        (&["ل", ".", "ت"], u::of("TRY")),
        (&["د", ".", "ك"], u::of("KWD")),
        (&["د", ".", "ع"], u::of("IQD")),
        (&["د", ".", "أ"], u::of("JOD")),
        (&["د", ".", "ب"], u::of("BHD")),
        (&["د", ".", "ل"], u::of("LYD")),
        (&["د", ".", "ت"], u::of("TND")),
        (&["د", ".", "ج"], u::of("DZD")),
        (&["د", ".", "م"], u::of("MAD")),
        (&["د", ".", "إ"], u::of("AED")),
        (&["ر", ".", "س"], u::of("SAR")),
        (&["ر", ".", "ق"], u::of("QAR")),
        (&["ر", ".", "ع"], u::of("OMR")),
        (&["ر", ".", "ي"], u::of("YER")),
        (&["ج", ".", "س"], u::of("SDG")),
    ],
    plain_months: true,
    near_months: &["نسيان"],
    weekday_links: &["الموافق", "الموافق لـ"],
    paired_months: true,
    month_openers: &["ذو", "ذي"],
    before_month: &["حتى"],
    not_months: &["بمارس"],
    eras: &["ميلادية", "ميلادي", "ميلاديا", "ميلاديًا"],
    before_christ: &[&["ق", ".", "م", "."], &["ق", ".", "م"], &["قبل", "الميلاد"]],
    last_century: &["الماضي", "المنصرم", "الفائت"],
    this_period: &["هذا", "هذه", "الجاري", "الجارية", "الحالي", "الحالية"],
    last_period: &[
        "الماضي",
        "الماضية",
        "المنصرم",
        "المنصرمة",
        "الفائت",
        "الفائتة",
        "السابق",
        "السابقة",
    ],
    next_period: &["المقبل", "المقبلة", "القادم", "القادمة"],
    quarters: &[
        "الربع",
        "ربع",
        "بالربع",
        "للربع",
        "والربع",
        "الفصل",
        "بالفصل",
        "للفصل",
    ],
    unsure_quarters: &["الفصل", "بالفصل", "للفصل"],
    last_of_year: &["الأخير"],
    duals_before_nouns: &["ألفا", "مليونا", "مليارا", "بليونا", "تريليونا"],
    rates_need_article: true,
    halves: &["النصف", "بالنصف", "للنصف", "والنصف"],
    last_part: &["الأخير"],
    after_decade_of_life: &["عمره", "عمرها", "عمرهم", "عمرهن", "العمر"],
    less: &["إلا"],
    number_signs: &[&["رقم"], &["الرقم"]],
    numbered_names: &[("كوفيد", 19), ("covid", 19)],
    clitic_letters: true,
    ..FigureGrammar::PLAIN
};

/// Adjectives for the country of a currency: جنيه مصري، دينارًا كويتيًا.
#[rustfmt::skip]
const COUNTRIES: &[(&str, &str)] = &[
    ("أمريكي", "US"), ("أميركي", "US"), ("أسترالي", "AU"), ("كندي", "CA"), ("سنغافوري", "SG"), ("تايواني", "TW"), ("هونغ", "HK"), ("هونج", "HK"),
    ("نيوزيلندي", "NZ"), ("جامايكي", "JM"), ("ناميبي", "NA"), ("إسترليني", "GB"), ("استرليني", "GB"), ("بريطاني", "GB"), ("مصري", "EG"), ("لبناني", "LB"),
    ("سوداني", "SD"), ("سوري", "SY"), ("تركي", "TR"), ("إيطالي", "IT"), ("قبرصي", "CY"), ("كويتي", "KW"), ("عراقي", "IQ"), ("أردني", "JO"), ("بحريني", "BH"),
    ("ليبي", "LY"), ("جزائري", "DZ"), ("تونسي", "TN"), ("صربي", "RS"), ("مغربي", "MA"), ("إماراتي", "AE"), ("سعودي", "SA"), ("قطري", "QA"), ("عماني", "OM"),
    ("يمني", "YE"), ("إيراني", "IR"), ("هندي", "IN"), ("باكستاني", "PK"), ("نيبالي", "NP"), ("سريلانكي", "LK"), ("إندونيسي", "ID"), ("مكسيكي", "MX"), ("أرجنتيني", "AR"),
    ("تشيلي", "CL"), ("كولومبي", "CO"), ("فلبيني", "PH"), ("كوبي", "CU"), ("سويسري", "CH"), ("فرنسي", "FR"), ("بلجيكي", "BE"), ("كونغولي", "CD"), ("رواندي", "RW"),
    ("جيبوتي", "DJ"), ("أفريقي", "XA"), ("سويدي", "SE"), ("نرويجي", "NO"), ("دنماركي", "DK"), ("آيسلندي", "IS"), ("تشيكي", "CZ"), ("روسي", "RU"), ("بيلاروسي", "BY"), ("كوري", "KR"),
    ("صيني", "CN"), ("ياباني", "JP"), ("كيني", "KE"), ("صومالي", "SO"), ("أوغندي", "UG"), ("تنزاني", "TZ"), ("إسرائيلي", "IL"),
];

impl FigureLanguage for Arabic {
    fn subtag(&self) -> &'static str {
        "ar"
    }

    fn lexicon(&self) -> &'static Lexicon {
        &LEXICON
    }

    fn grammar(&self) -> &'static FigureGrammar {
        &GRAMMAR
    }

    fn context(&self) -> &'static context::ClauseGrammar {
        context::ar::GRAMMAR
    }

    fn phrases(&self) -> Option<&'static phrase::Rules> {
        Some(&phrase::ar::RULES)
    }

    fn own_figure(&self, reader: &mut FigureReader<'_>, at: usize) -> Option<usize> {
        noun_first(reader, at)
    }

    /// Returns true for ألفًا (one thousand, as ألف); ألفا without tanwin may be two thousand.
    fn counts_once(&self, word: &str) -> bool {
        word.contains('\u{64B}')
    }

    /// Recognizes خُمس and عُشر.
    fn marked_fraction(&self, word: &str, meaning: Meaning) -> Option<u64> {
        match meaning {
            Ones(5) if word.contains("خُ") => Some(5),
            Teen if word.contains("عُ") => Some(10),
            _ => None,
        }
    }

    /// Recognizes Sunday and Monday, whose names also mean one and two.
    fn weekday(&self, word: &str) -> Option<u8> {
        match word {
            "الاثنين" | "الإثنين" => Some(0),
            "الأحد" => Some(6),
            _ => None,
        }
    }

    fn may_be_hour(&self, word: &str) -> bool {
        word.ends_with('ة') || word.ends_with('ى')
    }

    /// Handles a subject between a verb and its number: لا تتجاوز نسبتهم 5%.
    fn hedge_before(&self, reader: &FigureReader<'_>, start: usize) -> H {
        let small = start
            .checked_sub(1)
            .is_some_and(|at| matches!(reader.meaning(at), Some(Small | Of)));
        let Some(verb) = start.checked_sub(2 + usize::from(small)) else {
            return H::EXACT;
        };
        let is_verb = reader.piece(verb).starts_with(['ي', 'ت']);
        match (reader.kind(verb + 1), reader.meaning(verb)) {
            (Some(FigureTokenKind::Other), Some(Hedge(hedge))) if is_verb => {
                let negated = verb
                    .checked_sub(1)
                    .is_some_and(|before| reader.is(before, Not));
                if negated { hedge.negated() } else { hedge }
            }
            _ => H::EXACT,
        }
    }

    /// Removes the letters that are joined to a Latin name: وLEAP.
    fn code_name<'w>(&self, name: &'w str) -> &'w str {
        let latin = self.without_clitics(name);
        if latin.is_ascii() && !latin.is_empty() {
            latin
        } else {
            name
        }
    }

    fn without_clitics<'w>(&self, word: &'w str) -> &'w str {
        word.trim_start_matches(['و', 'ف', 'ب', 'ل', 'ك', 'ـ'])
    }
}

/// Reads a number after the noun that it counts: الأعوام الثلاثين الأخيرة, الأشهر الثلاثة الأولى.
fn noun_first(reader: &mut FigureReader<'_>, at: usize) -> Option<usize> {
    let (prefix, Unit(unit, 0)) = reader.word(at)? else {
        return None;
    };
    let noun = reader.piece(at);
    let is_plural = PLURALS.iter().any(|plural| noun.ends_with(plural));
    if !prefix.article || !is_plural {
        return None;
    }
    let (number, meaning) = reader.word(at + 1)?;
    if !number.article || number.and || !matches!(meaning, Ones(3..) | Tens(_) | Teen) {
        return None;
    }
    let (value, next) = reader.below_hundred(at + 1, true)?;
    let cardinal = Cardinal::of(Number::whole(value), next);
    let hedge = H::EXACT;
    reader.push_amount(at, next, cardinal, unit, hedge);
    Some(next)
}

/// Plurals of units of time.
const PLURALS: [&str; 11] = [
    "أعوام",
    "سنوات",
    "سنين",
    "أشهر",
    "شهور",
    "أيام",
    "أسابيع",
    "ساعات",
    "دقائق",
    "عقود",
    "قرون",
];

/// The letters that can directly precede a word: و ف ب ل ك.
const LETTERS_BEFORE: [[u8; 2]; 5] = [
    [0xD9, 0x88],
    [0xD9, 0x81],
    [0xD8, 0xA8],
    [0xD9, 0x84],
    [0xD9, 0x83],
];

/// Looks up a word together with the conjunction, the preposition and the article that may be joined to it.
fn clitics(lexicon: &Lexicon, word: &str, query: &Query<'_>) -> Option<(Prefix, &'static Meaning)> {
    let mut prefix = Prefix::default();
    // وأحد is "and one of", not واحد (one).
    let begins_with_and = word.starts_with("وأ");
    if let Some(meaning) = lexicon.after(query, 0).filter(|_| !begins_with_and) {
        return Some((prefix, meaning));
    }
    let mut at = 0;
    if query.has(at, "و") || query.has(at, "ف") {
        prefix.and = true;
        at += 1;
        if let Some(meaning) = lexicon.after(query, at) {
            return Some((prefix, meaning));
        }
    }
    if query.has(at, "لل") {
        prefix.preposition = true;
        prefix.article = true;
        return lexicon
            .after(query, at + 2)
            .map(|meaning| (prefix, meaning));
    }
    if query.has(at, "ب") || query.has(at, "ل") || query.has(at, "ك") {
        prefix.preposition = true;
        at += 1;
        if let Some(meaning) = lexicon.after(query, at) {
            return Some((prefix, meaning));
        }
    }
    if !query.has(at, "ال") {
        return None;
    }
    prefix.article = true;
    lexicon
        .after(query, at + 2)
        .map(|meaning| (prefix, meaning))
}

#[rustfmt::skip]
const WORDS: &[(&str, Meaning)] = &[
    // Numbers.
    ("واحد", Ones(1)), ("واحدا", Ones(1)), ("واحدة", Ones(1)), ("أحد", Ones(1)), ("إحدى", Ones(1)), ("اثنان", Ones(2)), ("اثنين", Ones(2)), ("اثنتان", Ones(2)),
    ("اثنتين", Ones(2)), ("اثنا", Ones(2)), ("اثني", Ones(2)), ("اثنتا", Ones(2)), ("اثنتي", Ones(2)), ("ثلاثة", Ones(3)), ("ثلاث", Ones(3)),
    ("ثلاثا", Ones(3)), ("أربعا", Ones(4)), ("خمسا", Ones(5)), ("ستا", Ones(6)), ("سبعا", Ones(7)), ("ثمانيا", Ones(8)), ("تسعا", Ones(9)), ("أربعة", Ones(4)), ("أربع", Ones(4)), ("خمسة", Ones(5)), ("خمس", Ones(5)), ("ستة", Ones(6)), ("ست", Ones(6)), ("سبعة", Ones(7)),
    ("سبع", Ones(7)), ("ثمانية", Ones(8)), ("ثماني", Ones(8)), ("ثمان", Ones(8)), ("تسعة", Ones(9)), ("تسع", Ones(9)), ("عشرة", Teen), ("عشر", Teen),
    ("عشرون", Tens(20)), ("عشرين", Tens(20)), ("ثلاثون", Tens(30)), ("ثلاثين", Tens(30)), ("أربعون", Tens(40)), ("أربعين", Tens(40)),
    ("خمسون", Tens(50)), ("خمسين", Tens(50)), ("ستون", Tens(60)), ("ستين", Tens(60)), ("سبعون", Tens(70)), ("سبعين", Tens(70)), ("ثمانون", Tens(80)),
    ("ثمانين", Tens(80)), ("تسعون", Tens(90)), ("تسعين", Tens(90)),
    ("مئة", Hundreds(1)), ("مائة", Hundreds(1)), ("مئتان", Hundreds(2)), ("مئتين", Hundreds(2)), ("مئتا", Hundreds(2)), ("مئتي", Hundreds(2)),
    ("مائتان", Hundreds(2)), ("مائتين", Hundreds(2)), ("مائتا", Hundreds(2)), ("مائتي", Hundreds(2)), ("ثلاثمئة", Hundreds(3)),
    ("ثلاثمائة", Hundreds(3)), ("أربعمئة", Hundreds(4)), ("أربعمائة", Hundreds(4)), ("خمسمئة", Hundreds(5)), ("خمسمائة", Hundreds(5)),
    ("ستمئة", Hundreds(6)), ("ستمائة", Hundreds(6)), ("سبعمئة", Hundreds(7)), ("سبعمائة", Hundreds(7)), ("ثمانمئة", Hundreds(8)),
    ("ثمانمائة", Hundreds(8)), ("تسعمئة", Hundreds(9)), ("تسعمائة", Hundreds(9)), ("ثمانيمئة", Hundreds(8)), ("ثمانيمائة", Hundreds(8)),
    ("ألف", Scale { power: 3, count: 1 }), ("ألفان", Scale { power: 3, count: 2 }), ("ألفين", Scale { power: 3, count: 2 }),
    ("ألفا", Scale { power: 3, count: 2 }), ("ألفي", Scale { power: 3, count: 2 }), ("آلاف", Scales(3)), ("ألوف", Scales(3)),
    ("مليون", Scale { power: 6, count: 1 }), ("مليونان", Scale { power: 6, count: 2 }), ("مليونين", Scale { power: 6, count: 2 }),
    ("مليونا", Scale { power: 6, count: 2 }), ("مليوني", Scale { power: 6, count: 2 }), ("ملايين", Scales(6)),
    ("مليار", Scale { power: 9, count: 1 }), ("ملياران", Scale { power: 9, count: 2 }), ("مليارين", Scale { power: 9, count: 2 }),
    ("مليارا", Scale { power: 9, count: 2 }), ("ملياري", Scale { power: 9, count: 2 }), ("مليارات", Scales(9)),
    ("بليون", Scale { power: 9, count: 1 }), ("بليونان", Scale { power: 9, count: 2 }), ("بليونين", Scale { power: 9, count: 2 }),
    ("بليونا", Scale { power: 9, count: 2 }), ("بليوني", Scale { power: 9, count: 2 }), ("بلايين", Scales(9)),
    ("تريليون", Scale { power: 12, count: 1 }), ("تريليونان", Scale { power: 12, count: 2 }), ("تريليونين", Scale { power: 12, count: 2 }),
    ("تريليونا", Scale { power: 12, count: 2 }), ("تريليوني", Scale { power: 12, count: 2 }), ("تريليونات", Scales(12)),
    ("ترليون", Scale { power: 12, count: 1 }), ("ترليونان", Scale { power: 12, count: 2 }), ("ترليونين", Scale { power: 12, count: 2 }),
    ("ترليونا", Scale { power: 12, count: 2 }), ("ترليوني", Scale { power: 12, count: 2 }), ("ترليونات", Scales(12)), ("عشرات", OrderOfMagnitude(10)),
    ("مئات", OrderOfMagnitude(100)), ("مائات", OrderOfMagnitude(100)), ("فصل", Small), ("بضعة", Several), ("بضع", Several), ("دزينة", Lot(12)), ("نصف", Fraction(1, 2)), ("نصفهم", Fraction(1, 2)), ("نصفه", Fraction(1, 2)), ("ثلثه", Fraction(1, 3)), ("ثلثيها", Fraction(2, 3)), ("ثلثيه", Fraction(2, 3)), ("ثلثاه", Fraction(2, 3)), ("ربعه", Fraction(1, 4)), ("نصفها", Fraction(1, 2)), ("ثلثهم", Fraction(1, 3)), ("ثلثها", Fraction(1, 3)), ("ثلثاهم", Fraction(2, 3)), ("ثلثيهم", Fraction(2, 3)), ("ثلثاها", Fraction(2, 3)), ("ربعهم", Fraction(1, 4)), ("ربعها", Fraction(1, 4)), ("أرباعهم", Fractions(4)), ("أرباعها", Fractions(4)), ("أخماسهم", Fractions(5)), ("أخماسها", Fractions(5)), ("نصفا", Fraction(1, 2)), ("ربعا", Fraction(1, 4)),
    ("ثلث", Fraction(1, 3)), ("ثلثا", Fraction(2, 3)), ("ثلثي", Fraction(2, 3)), ("ثلثين", Fraction(2, 3)), ("ثلثان", Fraction(2, 3)),
    ("ربع", Fraction(1, 4)), ("سدس", Fraction(1, 6)), ("أرباع", Fractions(4)), ("أخماس", Fractions(5)), ("أثلاث", Fractions(3)),
    ("أعشار", Fractions(10)), ("فاصلة", Point), ("فاصل", Point),
    ("أول", Ordinal(1)), ("غرة", Ordinal(1)), ("فاتح", Ordinal(1)), ("أولى", Ordinal(1)), ("حادي", Ordinal(1)), ("حادية", Ordinal(1)), ("ثاني", Ordinal(2)), ("ثالث", Ordinal(3)),
    ("ثالثة", Ordinal(3)), ("رابع", Ordinal(4)), ("رابعة", Ordinal(4)), ("خامس", Ordinal(5)), ("خامسة", Ordinal(5)), ("سادس", Ordinal(6)),
    ("سادسة", Ordinal(6)), ("سابع", Ordinal(7)), ("سابعة", Ordinal(7)), ("ثامن", Ordinal(8)), ("ثامنة", Ordinal(8)), ("تاسع", Ordinal(9)),
    ("تاسعة", Ordinal(9)), ("عاشر", Ordinal(10)), ("عاشرة", Ordinal(10)), ("ثنائي", Multiplicity(2)), ("ثنائية", Multiplicity(2)), ("ثلاثي", Multiplicity(3)),
    ("ثلاثية", Multiplicity(3)), ("رباعي", Multiplicity(4)), ("رباعية", Multiplicity(4)), ("خماسي", Multiplicity(5)), ("خماسية", Multiplicity(5)), ("سداسي", Multiplicity(6)), ("سداسية", Multiplicity(6)),
    ("سباعي", Multiplicity(7)), ("سباعية", Multiplicity(7)), ("ضعف", Multiplicity(2)), ("ضعفي", Multiplicity(2)), ("ضعفا", Multiplicity(2)), ("ضعفين", Multiplicity(2)), ("ضعفان", Multiplicity(2)),
    // Percentages.
    ("بالمئة", Percent), ("بالمائة", Percent), ("بالمية", Percent), ("بالماية", Percent), ("نقطة", Points), ("نقطتان", Unit(crate::figures::units::Unit::POINT, 2)), ("نقطتين", Unit(crate::figures::units::Unit::POINT, 2)), ("نقاط", Points), ("مئوية", Centesimal), ("مئويتين", Centesimal), ("مئويتان", Centesimal), ("أساس", Basis),
    ("بالألف", Unit(u::PER_MILLE, 0)),
    // Time.
    ("ثانية", Unit(u::SECOND, 0)), ("ثوان", Unit(u::SECOND, 0)), ("ثواني", Unit(u::SECOND, 0)), ("ثانيتان", Unit(u::SECOND, 2)),
    ("ثانيتين", Unit(u::SECOND, 2)), ("دقيقة", Unit(u::MINUTE, 0)), ("دقائق", Unit(u::MINUTE, 0)), ("دقيقتان", Unit(u::MINUTE, 2)),
    ("دقيقتين", Unit(u::MINUTE, 2)), ("ساعة", Unit(u::HOUR, 0)), ("ساعات", Unit(u::HOUR, 0)), ("ساعتان", Unit(u::HOUR, 2)),
    ("ساعتين", Unit(u::HOUR, 2)), ("يوم", Unit(u::DAY, 0)), ("يوما", Unit(u::DAY, 0)), ("أيام", Unit(u::DAY, 0)), ("يومان", Unit(u::DAY, 2)),
    ("يومين", Unit(u::DAY, 2)), ("أسبوع", Unit(u::WEEK, 0)), ("أسبوعا", Unit(u::WEEK, 0)), ("أسابيع", Unit(u::WEEK, 0)),
    ("أسبوعان", Unit(u::WEEK, 2)), ("أسبوعين", Unit(u::WEEK, 2)), ("شهر", Unit(u::MONTH, 0)), ("شهرا", Unit(u::MONTH, 0)),
    ("أشهر", Unit(u::MONTH, 0)), ("شهور", Unit(u::MONTH, 0)), ("شهران", Unit(u::MONTH, 2)), ("شهرين", Unit(u::MONTH, 2)), ("عام", Unit(u::YEAR, 0)),
    ("عاما", Unit(u::YEAR, 0)), ("أعوام", Unit(u::YEAR, 0)), ("عامان", Unit(u::YEAR, 2)), ("عامين", Unit(u::YEAR, 2)), ("سنة", Unit(u::YEAR, 0)),
    ("سنوات", Unit(u::YEAR, 0)), ("سنين", Unit(u::YEAR, 0)), ("سنتان", Unit(u::YEAR, 2)), ("سنتين", Unit(u::YEAR, 2)), ("عامي", YearWord),
    ("عقد", Unit(u::DECADE, 0)), ("عقدا", Unit(u::DECADE, 0)), ("عقود", Unit(u::DECADE, 0)), ("عقدان", Unit(u::DECADE, 2)),
    ("عقدين", Unit(u::DECADE, 2)), ("قرن", Unit(u::CENTURY, 0)), ("قرنا", Unit(u::CENTURY, 0)), ("قرون", Unit(u::CENTURY, 0)),
    ("قرنان", Unit(u::CENTURY, 2)), ("قرنين", Unit(u::CENTURY, 2)), ("ألفية", Unit(u::MILLENNIUM, 0)),
    // Mass.
    ("غرام", Unit(u::GRAM, 0)), ("غراما", Unit(u::GRAM, 0)), ("غرامات", Unit(u::GRAM, 0)), ("كيلوغرام", Unit(u::KILOGRAM, 0)),
    ("كيلوغراما", Unit(u::KILOGRAM, 0)), ("كيلوغرامات", Unit(u::KILOGRAM, 0)), ("كيلوغرامان", Unit(u::KILOGRAM, 2)),
    ("كيلوغرامين", Unit(u::KILOGRAM, 2)), ("مليغرام", Unit(u::MILLIGRAM, 0)), ("مليغراما", Unit(u::MILLIGRAM, 0)),
    ("مليغرامات", Unit(u::MILLIGRAM, 0)), ("ملليغرام", Unit(u::MILLIGRAM, 0)), ("ملليغراما", Unit(u::MILLIGRAM, 0)),
    ("ميكروغرام", Unit(u::MICROGRAM, 0)), ("ميكروغراما", Unit(u::MICROGRAM, 0)), ("جرام", Unit(u::GRAM, 0)), ("جراما", Unit(u::GRAM, 0)),
    ("جرامات", Unit(u::GRAM, 0)), ("كيلوجرام", Unit(u::KILOGRAM, 0)), ("كيلوجراما", Unit(u::KILOGRAM, 0)), ("كيلوجرامات", Unit(u::KILOGRAM, 0)),
    ("كيلوجرامان", Unit(u::KILOGRAM, 2)), ("كيلوجرامين", Unit(u::KILOGRAM, 2)), ("مليجرام", Unit(u::MILLIGRAM, 0)),
    ("مليجراما", Unit(u::MILLIGRAM, 0)), ("مليجرامات", Unit(u::MILLIGRAM, 0)), ("ملليجرام", Unit(u::MILLIGRAM, 0)),
    ("ملليجراما", Unit(u::MILLIGRAM, 0)), ("ميكروجرام", Unit(u::MICROGRAM, 0)), ("ميكروجراما", Unit(u::MICROGRAM, 0)), ("كيلو", Unit(u::KILOGRAM, 0)),
    ("كلغ", Unit(u::KILOGRAM, 0)), ("غ", Unit(u::GRAM, 0)), ("غم", Unit(u::GRAM, 0)), ("كغ", Unit(u::KILOGRAM, 0)), ("كجم", Unit(u::KILOGRAM, 0)), ("كغم", Unit(u::KILOGRAM, 0)),
    ("كلغم", Unit(u::KILOGRAM, 0)), ("ملغ", Unit(u::MILLIGRAM, 0)), ("ملغم", Unit(u::MILLIGRAM, 0)), ("مجم", Unit(u::MILLIGRAM, 0)),
    ("طن", Unit(u::TONNE, 0)), ("طنا", Unit(u::TONNE, 0)), ("أطنان", Unit(u::TONNE, 0)), ("طنان", Unit(u::TONNE, 2)), ("طنين", Unit(u::TONNE, 2)),
    ("كيلوطن", Unit(u::KILOTONNE, 0)), ("كيلوطنا", Unit(u::KILOTONNE, 0)), ("قنطار", Unit(u::QUINTAL, 0)), ("قنطارا", Unit(u::QUINTAL, 0)),
    ("قناطير", Unit(u::QUINTAL, 0)), ("قنطاران", Unit(u::QUINTAL, 2)), ("قنطارين", Unit(u::QUINTAL, 2)), ("رطل", Unit(u::POUND, 0)),
    ("رطلا", Unit(u::POUND, 0)), ("أرطال", Unit(u::POUND, 0)), ("رطلان", Unit(u::POUND, 2)), ("رطلين", Unit(u::POUND, 2)),
    ("أونصة", Unit(u::OUNCE, 0)), ("أونصات", Unit(u::OUNCE, 0)), ("أونصتان", Unit(u::OUNCE, 2)), ("أونصتين", Unit(u::OUNCE, 2)),
    ("أوقية", Unit(u::OUNCE, 0)), ("أوقيات", Unit(u::OUNCE, 0)), ("أوقيتان", Unit(u::OUNCE, 2)), ("أوقيتين", Unit(u::OUNCE, 2)),
    // Length, area, volume.
    ("متر", Unit(u::METRE, 0)), ("مترا", Unit(u::METRE, 0)), ("أمتار", Unit(u::METRE, 0)), ("متران", Unit(u::METRE, 2)), ("مترين", Unit(u::METRE, 2)),
    ("كيلومتر", Unit(u::KILOMETRE, 0)), ("كيلومترا", Unit(u::KILOMETRE, 0)), ("كيلومترات", Unit(u::KILOMETRE, 0)),
    ("كيلومتران", Unit(u::KILOMETRE, 2)), ("كيلومترين", Unit(u::KILOMETRE, 2)), ("كلم", Unit(u::KILOMETRE, 0)), ("كم", Unit(u::KILOMETRE, 0)),
    ("سنتيمتر", Unit(u::CENTIMETRE, 0)), ("سنتيمترا", Unit(u::CENTIMETRE, 0)), ("سنتيمترات", Unit(u::CENTIMETRE, 0)),
    ("سنتيمتران", Unit(u::CENTIMETRE, 2)), ("سنتيمترين", Unit(u::CENTIMETRE, 2)), ("سنتمتر", Unit(u::CENTIMETRE, 0)),
    ("سنتمترا", Unit(u::CENTIMETRE, 0)), ("سنتمترات", Unit(u::CENTIMETRE, 0)), ("سم", Unit(u::CENTIMETRE, 0)), ("سنتم", Unit(u::CENTIMETRE, 0)), ("سنتي", Unit(u::CENTIMETRE, 0)),
    ("مليمتر", Unit(u::MILLIMETRE, 0)), ("مليمترا", Unit(u::MILLIMETRE, 0)), ("مليمترات", Unit(u::MILLIMETRE, 0)),
    ("مليمتران", Unit(u::MILLIMETRE, 2)), ("مليمترين", Unit(u::MILLIMETRE, 2)), ("ملليمتر", Unit(u::MILLIMETRE, 0)),
    ("ملليمترا", Unit(u::MILLIMETRE, 0)), ("ملليمترات", Unit(u::MILLIMETRE, 0)), ("ميليمتر", Unit(u::MILLIMETRE, 0)),
    ("ميليمترا", Unit(u::MILLIMETRE, 0)), ("ميليمترات", Unit(u::MILLIMETRE, 0)), ("ملم", Unit(u::MILLIMETRE, 0)), ("مم", Unit(u::MILLIMETRE, 0)),
    ("نانومتر", Unit(u::NANOMETRE, 0)), ("نانومترا", Unit(u::NANOMETRE, 0)), ("ميكرومتر", Unit(u::MICROMETRE, 0)),
    ("ميكرومترا", Unit(u::MICROMETRE, 0)), ("ميل", Unit(u::MILE, 0)), ("ميلا", Unit(u::MILE, 0)), ("أميال", Unit(u::MILE, 0)),
    ("ميلان", Unit(u::MILE, 2)), ("ميلين", Unit(u::MILE, 2)), ("قدم", Unit(u::FOOT, 0)), ("قدما", Unit(u::FOOT, 0)), ("أقدام", Unit(u::FOOT, 0)),
    ("قدمان", Unit(u::FOOT, 2)), ("قدمين", Unit(u::FOOT, 2)), ("بوصة", Unit(u::INCH, 0)), ("بوصات", Unit(u::INCH, 0)), ("بوصتان", Unit(u::INCH, 2)),
    ("بوصتين", Unit(u::INCH, 2)), ("إنش", Unit(u::INCH, 0)), ("إنشا", Unit(u::INCH, 0)), ("ياردة", Unit(u::YARD, 0)), ("ياردات", Unit(u::YARD, 0)),
    ("بحري", Nautical), ("بحريين", Nautical), ("بحريان", Nautical), ("بحرية", Nautical), ("بحريا", Nautical), ("مربع", Power(2)), ("مربعة", Power(2)), ("مربعا", Power(2)), ("مكعب", Power(3)),
    ("مكعبة", Power(3)), ("مكعبا", Power(3)), ("هكتار", Unit(u::HECTARE, 0)), ("هكتارا", Unit(u::HECTARE, 0)), ("هكتارات", Unit(u::HECTARE, 0)),
    ("هكتاران", Unit(u::HECTARE, 2)), ("هكتارين", Unit(u::HECTARE, 2)), ("فدان", Unit(u::FEDDAN, 0)), ("فدانا", Unit(u::FEDDAN, 0)),
    ("أفدنة", Unit(u::FEDDAN, 0)), ("فدادين", Unit(u::FEDDAN, 0)), ("فدانان", Unit(u::FEDDAN, 2)), ("فدانين", Unit(u::FEDDAN, 2)),
    ("دونم", Unit(u::DUNAM, 0)), ("دونما", Unit(u::DUNAM, 0)), ("دونمات", Unit(u::DUNAM, 0)), ("دونمان", Unit(u::DUNAM, 2)),
    ("دونمين", Unit(u::DUNAM, 2)), ("أكر", Unit(u::ACRE, 0)), ("لتر", Unit(u::LITRE, 0)), ("لترا", Unit(u::LITRE, 0)), ("لترات", Unit(u::LITRE, 0)),
    ("لتران", Unit(u::LITRE, 2)), ("لترين", Unit(u::LITRE, 2)), ("ليتر", Unit(u::LITRE, 0)), ("ليترا", Unit(u::LITRE, 0)),
    ("ليترات", Unit(u::LITRE, 0)), ("ليتران", Unit(u::LITRE, 2)), ("ليترين", Unit(u::LITRE, 2)), ("ملليلتر", Unit(u::MILLILITRE, 0)),
    ("ملليلترا", Unit(u::MILLILITRE, 0)), ("مليلتر", Unit(u::MILLILITRE, 0)), ("مليلترا", Unit(u::MILLILITRE, 0)), ("مل", Unit(u::MILLILITRE, 0)),
    ("غالون", Unit(u::GALLON, 0)), ("غالونا", Unit(u::GALLON, 0)), ("غالونات", Unit(u::GALLON, 0)), ("جالون", Unit(u::GALLON, 0)),
    ("جالونا", Unit(u::GALLON, 0)), ("جالونات", Unit(u::GALLON, 0)), ("برميل", Unit(u::OIL_BARREL, 0)), ("برميلا", Unit(u::OIL_BARREL, 0)),
    ("براميل", Unit(u::OIL_BARREL, 0)), ("برميلان", Unit(u::OIL_BARREL, 2)), ("برميلين", Unit(u::OIL_BARREL, 2)),
    // Speed, power, energy, data, temperature.
    ("عقدة", Unit(u::KNOT, 0)), ("واط", Unit(u::WATT, 0)), ("واطا", Unit(u::WATT, 0)), ("وات", Unit(u::WATT, 0)), ("واتا", Unit(u::WATT, 0)),
    ("كيلوواط", Unit(u::KILOWATT, 0)), ("كيلوواطا", Unit(u::KILOWATT, 0)), ("كيلووات", Unit(u::KILOWATT, 0)), ("كيلوواتا", Unit(u::KILOWATT, 0)),
    ("كيلواط", Unit(u::KILOWATT, 0)), ("كيلواطا", Unit(u::KILOWATT, 0)), ("ميغاواط", Unit(u::MEGAWATT, 0)), ("ميغاواطا", Unit(u::MEGAWATT, 0)),
    ("ميجاواط", Unit(u::MEGAWATT, 0)), ("ميجاواطا", Unit(u::MEGAWATT, 0)), ("ميغاوات", Unit(u::MEGAWATT, 0)), ("ميغاواتا", Unit(u::MEGAWATT, 0)),
    ("ميجاوات", Unit(u::MEGAWATT, 0)), ("ميجاواتا", Unit(u::MEGAWATT, 0)), ("غيغاواط", Unit(u::GIGAWATT, 0)), ("غيغاواطا", Unit(u::GIGAWATT, 0)),
    ("جيجاواط", Unit(u::GIGAWATT, 0)), ("جيجاواطا", Unit(u::GIGAWATT, 0)), ("غيغاوات", Unit(u::GIGAWATT, 0)), ("غيغاواتا", Unit(u::GIGAWATT, 0)),
    ("جيجاوات", Unit(u::GIGAWATT, 0)), ("جيجاواتا", Unit(u::GIGAWATT, 0)), ("تيراواط", Unit(u::TERAWATT, 0)), ("تيراواطا", Unit(u::TERAWATT, 0)),
    ("تيراوات", Unit(u::TERAWATT, 0)), ("تيراواتا", Unit(u::TERAWATT, 0)), ("درجة", Unit(u::DEGREE, 0)), ("درجات", Unit(u::DEGREE, 0)),
    ("درجتان", Unit(u::DEGREE, 2)), ("درجتين", Unit(u::DEGREE, 2)), ("فهرنهايت", Unit(u::DEGREE_FAHRENHEIT, 0)),
    ("فهرنهايتية", Unit(u::DEGREE_FAHRENHEIT, 0)), ("كيلوبايت", Unit(u::KILOBYTE, 0)), ("ميغابايت", Unit(u::MEGABYTE, 0)),
    ("ميجابايت", Unit(u::MEGABYTE, 0)), ("غيغابايت", Unit(u::GIGABYTE, 0)), ("جيجابايت", Unit(u::GIGABYTE, 0)), ("تيرابايت", Unit(u::TERABYTE, 0)),
    ("هرتز", Unit(u::HERTZ, 0)), ("ميغابت", Unit(u::MEGABIT, 0)), ("ميجابت", Unit(u::MEGABIT, 0)), ("غيغابت", Unit(u::GIGABIT, 0)), ("جيجابت", Unit(u::GIGABIT, 0)), ("ميغاهرتز", Unit(u::MEGAHERTZ, 0)), ("ميجاهرتز", Unit(u::MEGAHERTZ, 0)), ("غيغاهرتز", Unit(u::GIGAHERTZ, 0)),
    ("جيجاهرتز", Unit(u::GIGAHERTZ, 0)), ("مرة", Unit(u::TIMES, 0)), ("مرات", Unit(u::TIMES, 0)), ("أضعاف", Unit(u::TIMES, 0)),
    ("مرتين", Unit(u::TIMES, 2)), ("مرتان", Unit(u::TIMES, 2)),
    // Money.
    ("دولار", Unit(u::DOLLAR, 0)), ("دولارا", Unit(u::DOLLAR, 0)), ("دولارات", Unit(u::DOLLAR, 0)), ("دولاران", Unit(u::DOLLAR, 2)),
    ("دولارين", Unit(u::DOLLAR, 2)), ("سنت", Unit(u::COIN, 0)), ("قرش", Unit(u::COIN, 0)), ("قرشا", Unit(u::COIN, 0)), ("قروش", Unit(u::COIN, 0)), ("قرشين", Unit(u::COIN, 2)), ("هللة", Unit(u::COIN, 0)), ("هللات", Unit(u::COIN, 0)), ("بنس", Unit(u::COIN, 0)), ("بنسا", Unit(u::COIN, 0)), ("بنسات", Unit(u::COIN, 0)), ("سنتا", Unit(u::COIN, 0)), ("سنتات", Unit(u::COIN, 0)), ("يورو", Unit(u::EURO, 0)),
    ("جنيه", Unit(u::POUND_STERLING, 0)), ("جنيها", Unit(u::POUND_STERLING, 0)), ("جنيهات", Unit(u::POUND_STERLING, 0)),
    ("جنيهان", Unit(u::POUND_STERLING, 2)), ("جنيهين", Unit(u::POUND_STERLING, 2)), ("ليرة", Unit(u::POUND_STERLING, 0)),
    ("ليرات", Unit(u::POUND_STERLING, 0)), ("ليرتان", Unit(u::POUND_STERLING, 2)), ("ليرتين", Unit(u::POUND_STERLING, 2)),
    ("روبل", Unit(u::ROUBLE, 0)), ("روبلا", Unit(u::ROUBLE, 0)), ("روبلات", Unit(u::ROUBLE, 0)), ("روبلان", Unit(u::ROUBLE, 2)),
    ("روبلين", Unit(u::ROUBLE, 2)), ("يوان", Unit(u::YUAN, 0)), ("يوانا", Unit(u::YUAN, 0)), ("يوانات", Unit(u::YUAN, 0)), ("ين", Unit(u::YEN, 0)),
    ("ينا", Unit(u::YEN, 0)), ("وون", Unit(u::WON, 0)), ("ريال", Unit(u::RIYAL, 0)), ("ريالا", Unit(u::RIYAL, 0)), ("ريالات", Unit(u::RIYAL, 0)),
    ("ريالان", Unit(u::RIYAL, 2)), ("ريالين", Unit(u::RIYAL, 2)), ("درهم", Unit(u::DIRHAM, 0)), ("درهما", Unit(u::DIRHAM, 0)),
    ("دراهم", Unit(u::DIRHAM, 0)), ("درهمان", Unit(u::DIRHAM, 2)), ("درهمين", Unit(u::DIRHAM, 2)), ("دينار", Unit(u::DINAR, 0)),
    ("دينارا", Unit(u::DINAR, 0)), ("دنانير", Unit(u::DINAR, 0)), ("ديناران", Unit(u::DINAR, 2)), ("دينارين", Unit(u::DINAR, 2)),
    ("شيكل", Unit(u::SHEKEL, 0)), ("شيكلا", Unit(u::SHEKEL, 0)), ("شواكل", Unit(u::SHEKEL, 0)), ("شيكلان", Unit(u::SHEKEL, 2)),
    ("شيكلين", Unit(u::SHEKEL, 2)), ("شيقل", Unit(u::SHEKEL, 0)), ("شيقلا", Unit(u::SHEKEL, 0)), ("روبية", Unit(u::RUPEE, 0)),
    ("روبيات", Unit(u::RUPEE, 0)), ("روبيتان", Unit(u::RUPEE, 2)), ("روبيتين", Unit(u::RUPEE, 2)), ("فرنك", Unit(u::FRANC, 0)),
    ("فرنكا", Unit(u::FRANC, 0)), ("فرنكات", Unit(u::FRANC, 0)), ("فرنكان", Unit(u::FRANC, 2)), ("فرنكين", Unit(u::FRANC, 2)),
    ("كرونة", Unit(u::KRONA, 0)), ("كرونات", Unit(u::KRONA, 0)), ("كرونا", Unit(u::KRONA, 0)), ("بيزو", Unit(u::PESO, 0)), ("بيسو", Unit(u::PESO, 0)),
    ("راند", Unit(u::RAND, 0)), ("تومان", Unit(u::TOMAN, 0)),
    // Dates.
    ("يناير", Month(1)), ("جانفي", Month(1)), ("فبراير", Month(2)), ("شباط", Month(2)), ("فيفري", Month(2)), ("آذار", Month(3)), ("أبريل", Month(4)),
    ("نيسان", Month(4)), ("أفريل", Month(4)), ("مايو", Month(5)), ("أيار", Month(5)), ("يونيو", Month(6)), ("يونيه", Month(6)), ("حزيران", Month(6)),
    ("يوليو", Month(7)), ("يوليه", Month(7)), ("تموز", Month(7)), ("جويلية", Month(7)), ("يوليوز", Month(7)), ("أغسطس", Month(8)), ("غشت", Month(8)),
    ("سبتمبر", Month(9)), ("أيلول", Month(9)), ("شتنبر", Month(9)), ("أكتوبر", Month(10)), ("نوفمبر", Month(11)), ("نونبر", Month(11)),
    ("ديسمبر", Month(12)), ("دجنبر", Month(12)), ("مارس", MonthPerhaps(3)), ("ماي", MonthPerhaps(5)), ("جوان", MonthPerhaps(6)),
    ("آب", MonthPerhaps(8)), ("أوت", MonthPerhaps(8)), ("كانون", MonthOf(12, 1)), ("تشرين", MonthOf(10, 11)), ("محرم", HijriMonth(1)),
    ("صفر", HijriMonth(2)), ("رجب", HijriMonth(7)), ("شعبان", HijriMonth(8)), ("رمضان", HijriMonth(9)), ("شوال", HijriMonth(10)),
    ("قعدة", HijriMonth(11)), ("حجة", HijriMonth(12)), ("ربيع", HijriMonthOf(3, 4)), ("جمادى", HijriMonthOf(5, 6)), ("آخر", Ordinal(2)),
    ("آخرة", Ordinal(2)), ("عشرينيات", Decade(20)), ("عشرينات", Decade(20)), ("ثلاثينيات", Decade(30)), ("ثلاثينات", Decade(30)),
    ("أربعينيات", Decade(40)), ("أربعينات", Decade(40)), ("خمسينيات", Decade(50)), ("خمسينات", Decade(50)), ("ستينيات", Decade(60)),
    ("ستينات", Decade(60)), ("سبعينيات", Decade(70)), ("سبعينات", Decade(70)), ("ثمانينيات", Decade(80)), ("ثمانينات", Decade(80)),
    ("تسعينيات", Decade(90)), ("تسعينات", Decade(90)), ("منتصف", PartOf(DatePart::Mid)), ("أواسط", PartOf(DatePart::Mid)), ("مطلع", PartOf(DatePart::Early)),
    ("أوائل", PartOf(DatePart::Early)), ("بداية", PartOf(DatePart::Early)), ("مستهل", PartOf(DatePart::Early)), ("أواخر", PartOf(DatePart::Late)),
    ("نهاية", PartOf(DatePart::Late)), ("منذ", YearBefore), ("خلال", YearBefore), ("بحلول", YearBefore), ("قبل", YearBefore), ("بعد", YearBefore),
    ("هـ", Hijri), ("هجرة", Hijri), ("هجري", Hijri), ("هجرية", Hijri), ("هجريا", Hijri), ("م", Gregorian), ("ميلادي", Gregorian), ("ميلادية", Gregorian),
    ("ميلاديا", Gregorian), ("صباحا", HalfDay(false)), ("فجرا", HalfDay(false)), ("مساء", HalfDay(true)), ("ظهرا", HalfDay(true)),
    ("عصرا", HalfDay(true)), ("ليلا", HalfDay(true)),
    ("أمس", OneDay(-1)), ("غدا", OneDay(1)), ("غد", OneDay(1)), ("ثلاثاء", Weekday(1)), ("أربعاء", Weekday(2)),
    ("خميس", Weekday(3)), ("جمعة", Weekday(4)), ("سبت", Weekday(5)), ("ماضي", Relative), ("ماضية", Relative),
    ("جاري", Relative), ("جارية", Relative), ("حالي", Relative), ("حالية", Relative), ("مقبل", Relative),
    ("مقبلة", Relative), ("قادم", Relative), ("قادمة", Relative), ("منصرم", Relative), ("فائت", Relative), ("سابق", Relative),
    ("هذا", Relative), ("ماضيين", Relative), ("ماضيتين", Relative), ("مقبلين", Relative), ("مقبلتين", Relative), ("أخيرين", Relative), ("أخيرة", Relative), ("أخير", Relative), ("أخيرتين", Relative), ("هذه", Relative), ("نفسه", Relative), ("ذاته", Relative),
    // Rounding.
    ("نحو", Hedge(H::ABOUT)), ("حوالي", Hedge(H::ABOUT)), ("زهاء", Hedge(H::ABOUT)),
    ("يناهز", Hedge(H::ABOUT)), ("يقترب", Hedge(H::NEARLY)), ("تقترب", Hedge(H::NEARLY)), ("اقترب", Hedge(H::NEARLY)), ("اقتربت", Hedge(H::NEARLY)), ("بالكاد", Hedge(H::ABOUT)), ("تناهز", Hedge(H::ABOUT)), ("تقريبا", Hedge(H::ABOUT)), ("يقدر", Hedge(H::ABOUT)),
    ("تقدر", Hedge(H::ABOUT)), ("قرابة", Hedge(H::NEARLY)), ("يقارب", Hedge(H::NEARLY)), ("تقارب", Hedge(H::NEARLY)),
    ("قارب", Hedge(H::NEARLY)), ("قاربت", Hedge(H::NEARLY)), ("يقرب", Hedge(H::NEARLY)), ("أقل", Hedge(H::UNDER)),
    ("يقل", Hedge(H::UNDER)), ("تقل", Hedge(H::UNDER)), ("دون", Hedge(H::UNDER)), ("أكثر", Hedge(H::OVER)), ("يزيد", Hedge(H::OVER)),
    ("تزيد", Hedge(H::OVER)), ("زاد", Hedge(H::OVER)), ("يفوق", Hedge(H::OVER)), ("تفوق", Hedge(H::OVER)), ("فاق", Hedge(H::OVER)),
    ("يتجاوز", Hedge(H::OVER)), ("تتجاوز", Hedge(H::OVER)), ("تجاوز", Hedge(H::OVER)), ("تجاوزت", Hedge(H::OVER)),
    ("متجاوزا", Hedge(H::OVER)), ("متجاوزة", Hedge(H::OVER)), ("فوق", Hedge(H::OVER)), ("يتعدى", Hedge(H::OVER)),
    ("تعدى", Hedge(H::OVER)), ("نيف", Hedge(H::ODD)),
    // Small words.
    ("و", And), ("ف", And), ("وال", And), ("وب", And), ("ول", And), ("أو", Or), ("إلى", To), ("لغاية", To), ("حتى", To), ("بين", Between), ("من", Of),
    ("على", Small), ("عن", Small), ("ب", Small), ("ل", Small), ("ك", Small), ("إلا", Small), ("ما", Small), ("في", Per), ("لكل", Per), ("ال", The),
    ("بال", The), ("لل", The), ("لا", Not), ("ولا", Not), ("فلا", Not), ("لم", Not), ("ولم", Not), ("لن", Not), ("يتخطى", Hedge(H::OVER)), ("تتخطى", Hedge(H::OVER)), ("يتخط", Hedge(H::OVER)), ("تتخط", Hedge(H::OVER)), ("تخطى", Hedge(H::OVER)), ("تخطت", Hedge(H::OVER)), ("تتعدى", Hedge(H::OVER)), ("تعدت", Hedge(H::OVER)), ("يربو", Hedge(H::OVER)), ("تربو", Hedge(H::OVER)),
    ("تضاعف", Multiplicity(2)), ("تضاعفت", Multiplicity(2)),
];

#[cfg(test)]
mod tests {
    use crate::figures::tests::check;

    #[test]
    fn bounds() {
        check(
            "ar",
            &[
                ("30 شخصًا فما فوق", "≥30"),
                ("30 فأكثر", "≥30"),
                ("لا يقل عن 30، ما لا يقل عن 30", "≥30 | ≥30"),
                ("ما لا يزيد على 30، لا يتجاوز 30", "≤30 | ≤30"),
                ("أكثر من 30، ما يزيد على 30", ">30 | >30"),
                ("أقل من 30، دون 5%", "<30 | <5%"),
                ("نحو 30، قرابة 30، حوالي 30", "~30 | ~30 | ~30"),
                ("ليس أقل من 12", "≥12"),
                ("لا تتجاوز نسبتهم 5%، ولا يتعدى 40", "≤5% | ≤40"),
                ("لا تقل أعمارهم عن 18 عامًا", "≥18 years"),
                ("ما يربو على مئتي ألف، لم يتخطَّ 30", ">200000 | ≤30"),
                ("بحد أقصى 40 يومًا", "≤40 Seconds*86400"),
                ("30 قتيلًا على الأقل", "≥30"),
                ("30 مقعدًا على الأكثر", "≤30"),
            ],
        );
    }

    #[test]
    fn signs() {
        check(
            "ar",
            &[
                ("-0.3% و−0.3%", "-3/10% | -3/10%"),
                ("ناقص 3 درجات، سالب 0.3%", "-3 | -3/10%"),
                ("5 درجات تحت الصفر", "-5"),
            ],
        );
    }

    #[test]
    fn money_by_country() {
        check(
            "ar",
            &[
                ("5 ملايين جنيه مصري", "5000000 EG-Pound"),
                ("5 ملايين جنيه إسترليني", "5000000 GB-Pound"),
                (
                    "5 ملايين ليرة تركية، 5 ملايين ليرة لبنانية",
                    "5000000 TR-Pound | 5000000 LB-Pound",
                ),
                (
                    "300 دينار كويتي، 300 دينار عراقي، 300 دينار",
                    "300 KW-Dinar | 300 IQ-Dinar | 300 Dinar",
                ),
                ("500 دولار كندي", "500 CA-Dollar"),
                (
                    "500 ر.س، 500 د.ك، 500 ج.م، 500 ل.ل",
                    "500 SA-Riyal | 500 KW-Dinar | 500 EG-Pound | 500 LB-Pound",
                ),
            ],
        );
    }

    #[test]
    fn what_only_looks_like_a_figure() {
        check(
            "ar",
            &[
                ("الربع الثالث من عام 2024", "Q3 2024"),
                ("الربع الأخير من عام 2024", "Q4 2024"),
                ("النصف الأول من أكتوبر", "H1 ?-10"),
                ("النصف الأول من عام 2024", "H1 2024"),
                ("كل سنتين", "2 years"),
                ("للعام السابع على التوالي", "7 years"),
                ("للعام الثاني عشر على التوالي", "12th"),
                ("120 كيلو مترًا", "120 Length*10000000"),
                ("هزم بثلاثًا", "3"),
                ("رقم 5 والقرار رقم 1701", "5th | 1701"),
            ],
        );
    }
}
