//! Round trips: a quantity in every form that the tables allow must be read back as the same quantity.

use proptest::prelude::*;
use proptest::sample::select;

use super::super::*;

/// Formats a number with a separator between thousands.
fn grouped(number: u64, separator: &str) -> String {
    let digits = number.to_string();
    let first = (digits.len() - 1) % 3 + 1;
    let mut text = digits[..first].to_owned();
    for group in digits.as_bytes()[first..].chunks(3) {
        text.push_str(separator);
        text.extend(group.iter().map(|byte| char::from(*byte)));
    }
    text
}

/// Converts digits to another set.
fn in_digits_from(text: &str, zero: char) -> String {
    text.chars()
        .map(|c| match c.to_digit(10) {
            Some(digit) => char::from_u32(zero as u32 + digit).expect("a digit of the set"),
            None => c,
        })
        .collect()
}

/// Returns a number as digits, in all forms.
fn digits(number: u64) -> Vec<String> {
    let mut forms = vec![
        number.to_string(),
        grouped(number, ","),
        grouped(number, "\u{a0}"),
        grouped(number, "\u{202f}"),
        grouped(number, "٬"),
        in_digits_from(&grouped(number, "٬"), '٠'),
        in_digits_from(&number.to_string(), '٠'),
        in_digits_from(&number.to_string(), '۰'),
    ];
    if number >= 1_000_000 {
        forms.push(grouped(number, "."));
        forms.push(grouped(number, " "));
    }
    forms
}

const ENGLISH_ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const ENGLISH_TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// Returns a number in English words, with or without the British "and".
fn english(number: u64, and: &str) -> String {
    let below_hundred = |n: u64| match n {
        0..20 => ENGLISH_ONES[n as usize].to_owned(),
        _ if n.is_multiple_of(10) => ENGLISH_TENS[n as usize / 10].to_owned(),
        _ => format!(
            "{}-{}",
            ENGLISH_TENS[n as usize / 10],
            ENGLISH_ONES[n as usize % 10]
        ),
    };
    let below_thousand = |n: u64| match (n / 100, n % 100) {
        (0, rest) => below_hundred(rest),
        (hundreds, 0) => format!("{} hundred", ENGLISH_ONES[hundreds as usize]),
        (hundreds, rest) => format!(
            "{} hundred{and} {}",
            ENGLISH_ONES[hundreds as usize],
            below_hundred(rest)
        ),
    };
    let mut parts = Vec::new();
    for (size, name) in [
        (1_000_000_000, "billion"),
        (1_000_000, "million"),
        (1000, "thousand"),
    ] {
        let count = number / size % 1000;
        if count > 0 {
            parts.push(format!("{} {name}", below_thousand(count)));
        }
    }
    if !number.is_multiple_of(1000) {
        let rest = number % 1000;
        let join = if !parts.is_empty() && rest < 100 && !and.is_empty() {
            "and "
        } else {
            ""
        };
        parts.push(format!("{join}{}", below_thousand(rest)));
    }
    parts.join(" ")
}

const ARABIC_ONES: [(&str, &str); 11] = [
    ("", ""),
    ("واحد", "واحدة"),
    ("اثنين", "اثنتين"),
    ("ثلاثة", "ثلاث"),
    ("أربعة", "أربع"),
    ("خمسة", "خمس"),
    ("ستة", "ست"),
    ("سبعة", "سبع"),
    ("ثمانية", "ثماني"),
    ("تسعة", "تسع"),
    ("عشرة", "عشر"),
];
const ARABIC_TENS: [(&str, &str); 10] = [
    ("", ""),
    ("", ""),
    ("عشرون", "عشرين"),
    ("ثلاثون", "ثلاثين"),
    ("أربعون", "أربعين"),
    ("خمسون", "خمسين"),
    ("ستون", "ستين"),
    ("سبعون", "سبعين"),
    ("ثمانون", "ثمانين"),
    ("تسعون", "تسعين"),
];

/// Inflection and spelling of Arabic words.
#[derive(Debug, Clone, Copy)]
struct ArabicForms {
    feminine: bool,
    genitive: bool,
    /// True for مائة instead of مئة.
    old_hundred: bool,
}

/// Returns a number below a hundred in Arabic words.
fn arabic_below_hundred(number: u64, grammar: ArabicForms) -> String {
    let pick = |(one, other): (&str, &str), second: bool| {
        if second {
            other.to_owned()
        } else {
            one.to_owned()
        }
    };
    let ones = |n: u64| pick(ARABIC_ONES[n as usize], grammar.feminine);
    match number {
        0..=10 => ones(number),
        11 => pick(("أحد عشر", "إحدى عشرة"), grammar.feminine),
        12 => pick(("اثني عشر", "اثنتي عشرة"), grammar.feminine),
        13..20 => format!(
            "{} {}",
            ones(number - 10),
            pick(("عشر", "عشرة"), grammar.feminine)
        ),
        _ => {
            let tens = pick(ARABIC_TENS[number as usize / 10], grammar.genitive);
            match number % 10 {
                0 => tens,
                rest => format!("{} و{tens}", ones(rest)),
            }
        }
    }
}

/// Returns a number below a thousand in Arabic words.
fn arabic_below_thousand(number: u64, grammar: ArabicForms) -> String {
    let hundred = if grammar.old_hundred {
        "مائة"
    } else {
        "مئة"
    };
    let hundreds = match number / 100 {
        0 => return arabic_below_hundred(number, grammar),
        1 => hundred.to_owned(),
        2 if grammar.genitive => format!("{}ين", &hundred.replace('ة', "ت")),
        2 => format!("{}ان", &hundred.replace('ة', "ت")),
        8 => format!("ثمان{hundred}"),
        n => format!("{}{hundred}", ARABIC_ONES[n as usize].1),
    };
    match number % 100 {
        0 => hundreds,
        rest => format!("{hundreds} و{}", arabic_below_hundred(rest, grammar)),
    }
}

/// Returns a number in Arabic words.
fn arabic(number: u64, grammar: ArabicForms) -> String {
    let scales = [
        (1_000_000_000, "مليار", "مليارات"),
        (1_000_000, "مليون", "ملايين"),
        (1000, "ألف", "آلاف"),
    ];
    let mut parts = Vec::new();
    for (size, one, many) in scales {
        let count = number / size % 1000;
        let dual = if grammar.genitive { "ين" } else { "ان" };
        let masculine = ArabicForms {
            feminine: false,
            ..grammar
        };
        match count {
            0 => {}
            1 => parts.push(one.to_owned()),
            2 => parts.push(format!("{one}{dual}")),
            3..=10 => parts.push(format!(
                "{} {many}",
                arabic_below_thousand(count, masculine)
            )),
            _ => parts.push(format!("{} {one}", arabic_below_thousand(count, masculine))),
        }
    }
    if !number.is_multiple_of(1000) {
        parts.push(arabic_below_thousand(number % 1000, grammar));
    }
    parts.join(" و")
}

/// Returns the amount if it is the only figure of a text.
fn amount(text: &str, language: &str) -> Option<(Number, Unit)> {
    let found = find(text, language);
    match found.as_slice() {
        [figure] => match figure.quantity {
            Quantity::Amount { from, to, unit, .. } if from == to => Some((from, unit)),
            // Four digits may be a year.
            Quantity::Date(PartialDate {
                year: Some(year), ..
            }) => Some((Number::whole(year.into()), Unit::COUNT)),
            _ => None,
        },
        _ => None,
    }
}

const MONTHS: [[&str; 4]; 12] = [
    ["January", "Jan.", "يناير", "كانون الثاني"],
    ["February", "Feb.", "فبراير", "شباط"],
    ["March", "March", "مارس", "آذار"],
    ["April", "Apr.", "أبريل", "نيسان"],
    ["May", "May", "مايو", "أيار"],
    ["June", "June", "يونيو", "حزيران"],
    ["July", "July", "يوليو", "تموز"],
    ["August", "Aug.", "أغسطس", "آب"],
    ["September", "Sept.", "سبتمبر", "أيلول"],
    ["October", "Oct.", "أكتوبر", "تشرين الأول"],
    ["November", "Nov.", "نوفمبر", "تشرين الثاني"],
    ["December", "Dec.", "ديسمبر", "كانون الأول"],
];

/// Returns a day in all forms.
fn dates(year: u16, month: usize, day: u8) -> Vec<(String, &'static str)> {
    let [long, short, egypt, levant] = MONTHS[month];
    let number = month + 1;
    let suffix = match day {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    };
    vec![
        (format!("{day} {long} {year}"), "en"),
        (format!("{day}{suffix} {long} {year}"), "en"),
        (format!("the {day}{suffix} of {long} {year}"), "en"),
        (format!("{long} {day}, {year}"), "en"),
        (format!("{short} {day}, {year}"), "en"),
        (format!("{year}-{number:02}-{day:02}"), "en"),
        (format!("{day} {egypt} {year}"), "ar"),
        (format!("{day} {levant} {year}"), "ar"),
        (format!("{day} {levant}/{egypt} {year}"), "ar"),
        (format!("{day} {egypt} ({levant}) {year}"), "ar"),
        (format!("{day} من {levant} عام {year}"), "ar"),
        (in_digits_from(&format!("{day} {egypt} {year}"), '٠'), "ar"),
        (format!("في {day} {egypt} من العام {year}م"), "ar"),
    ]
}

fn grammar() -> impl Strategy<Value = ArabicForms> {
    (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(feminine, genitive, old_hundred)| {
        ArabicForms {
            feminine,
            genitive,
            old_hundred,
        }
    })
}

/// Numbers of every magnitude, including round ones.
fn numbers() -> impl Strategy<Value = u64> {
    let round = (1..1000_u64, 0..7_u32).prop_map(|(n, power)| n * 10_u64.pow(power));
    prop_oneof![2..1000_u64, 2..1_000_000_u64, 2..999_000_000_000_u64, round]
        .prop_filter("more than one", |n| *n > 1)
}

proptest! {
    #[test]
    fn digits_are_read_back(number in numbers()) {
        for form in digits(number) {
            for language in ["ar", "en", "ko"] {
                let text = format!("({form})");
                prop_assert_eq!(amount(&text, language), Some((Number::whole(number), Unit::COUNT)), "{} {}", language, text);
            }
        }
    }

    #[test]
    fn english_words_are_read_back(number in numbers(), and in select(vec!["", " and"])) {
        let text = english(number, and);
        prop_assert_eq!(amount(&text, "en"), Some((Number::whole(number), Unit::COUNT)), "{}", text);
    }

    #[test]
    fn arabic_words_are_read_back(number in numbers(), grammar in grammar(), prefix in select(vec!["", "و", "ب", "ل", "وب"])) {
        let text = format!("{prefix}{}", arabic(number, grammar));
        prop_assert_eq!(amount(&text, "ar"), Some((Number::whole(number), Unit::COUNT)), "{}", text);
    }

    #[test]
    fn mixtures_are_read_back(count in 1..10_000_u64, power in select(vec![(3, "thousand", "k", "ألف"), (6, "million", "m", "مليون"), (9, "billion", "bn", "مليار")])) {
        let (power, word, short, arabic) = power;
        let number = Number::whole(count).times(Number::fraction(10_u64.pow(power), 10));
        let decimal = format!("{}.{}", count / 10, count % 10);
        for (text, language) in [
            (format!("{decimal} {word}"), "en"),
            (format!("{decimal}{short}"), "en"),
            (format!("{decimal} {arabic}"), "ar"),
            (format!("{} {arabic}", decimal.replace('.', ",")), "ar"),
            (in_digits_from(&format!("{} {arabic}", decimal.replace('.', "٫")), '٠'), "ar"),
        ] {
            prop_assert_eq!(amount(&text, language).map(|(n, _)| n), number, "{}", text);
        }
    }

    #[test]
    fn units_are_read_back(number in numbers(), grammar in grammar(), unit in select(vec![
        ("%", "٪", Unit::PERCENT), (" per cent", " في المئة", Unit::PERCENT), ("-percent", " بالمئة", Unit::PERCENT),
        (" percentage points", " نقطة مئوية", Unit::POINT), (" kg", " كيلوغرام", units::known::KILOGRAM), (" tonnes", " طن", units::known::TONNE),
        (" km", " كيلومتر", units::known::KILOMETRE), (" years", " عام", Unit::YEAR), (" days", " يوم", units::known::DAY),
        (" dollars", " دولار", units::known::DOLLAR), (" square kilometres", " كيلومتر مربع", units::known::KILOMETRE.squared().expect("a length")),
    ])) {
        let (english_unit, arabic_unit, unit) = unit;
        let expected = Some((Number::whole(number), unit));
        let text = format!("{}{english_unit}", grouped(number, ","));
        prop_assert_eq!(amount(&text, "en"), expected, "{}", text);
        let text = format!("{}{arabic_unit}", in_digits_from(&grouped(number, "٬"), '٠'));
        prop_assert_eq!(amount(&text, "ar"), expected, "{}", text);
        let text = format!("{}{arabic_unit}", arabic(number, grammar));
        prop_assert_eq!(amount(&text, "ar"), expected, "{}", text);
    }

    #[test]
    fn dates_are_read_back(year in 1800..2100_u16, month in 0..12_usize, day in 1..=28_u8) {
        for (text, language) in dates(year, month, day) {
            let found = find(&text, language);
            let moment = match found.as_slice() {
                [Figure { quantity: Quantity::Date(moment), .. }] => Some((moment.year, moment.month, moment.day)),
                _ => None,
            };
            prop_assert_eq!(moment, Some((Some(year), Some(month as u8 + 1), Some(day))), "{}", text);
        }
    }

    /// Every form of a quantity is found in every other.
    #[test]
    fn forms_bear_each_other_out(number in numbers(), grammar in grammar()) {
        let mut forms: Vec<(String, &str)> = digits(number).into_iter().map(|form| (form, "ar")).collect();
        forms.push((english(number, " and"), "en"));
        forms.push((arabic(number, grammar), "ar"));
        for (one, first) in &forms {
            for (other, second) in &forms {
                let claim = find(one, first);
                let stated = find(other, second).into_iter().map(|figure| Statement { place: Some(1), in_table: false, figure });
                let statements = Statements::new(stated.collect(), None, second);
                let (wording, original) = (Wording::new(one, first), Wording::new(other, second));
                let verdict = statements.verdict(FigureClaim { figure: &claim[0], cited: &[1], beside: &SummaryFigures::new(&claim), wording: &wording }, &original);
                prop_assert_eq!(verdict, FigureVerdict::Found(vec![1]), "{} {}", one, other);
            }
        }
    }

    #[test]
    fn any_text_can_be_read(text in "([0-9٠-٩۰-۹.,٬٫%$–/:'ـًوبلكفا -]|ألف|مليون|خمسة|عشر|يونيو|عام|million|May|half|and|of|to|\\PC){0,40}") {
        for language in ["ar", "en", "ko"] {
            let mut last = 0;
            for figure in find(&text, language) {
                prop_assert!(text.get(figure.range.clone()).is_some_and(|words| !words.is_empty()));
                prop_assert!(last <= figure.range.start);
                last = figure.range.end;
            }
        }
    }
}
