//! Tables of figures in Arabic and English, one for each kind.

mod across;
mod forms;
mod shared;
mod spelled;
mod verdicts;

use super::*;

/// Formats a figure in a short notation.
fn note(figure: &Figure) -> String {
    let number = |n: &Number| match n.as_whole() {
        Some(whole) => whole.to_string(),
        None => n.to_string(),
    };
    let bound = match figure.bound {
        Bound::Exact => "",
        Bound::About => "~",
        Bound::AtLeast => "≥",
        Bound::Over => ">",
        Bound::AtMost => "≤",
        Bound::Under => "<",
    };
    let sign = match figure.sign {
        Sign::Unsigned => "",
        Sign::Plus => "+",
        Sign::Minus => "-",
    };
    let said = match &figure.quantity {
        Quantity::Amount { from, to, unit, .. } => {
            let unit = unit_name(*unit);
            if from == to {
                format!("{}{unit}", number(from))
            } else {
                format!("{}..{}{unit}", number(from), number(to))
            }
        }
        Quantity::Some { order } => format!("{order}s"),
        Quantity::Date(m) => {
            let part = match m.part {
                None => "",
                Some(DatePart::Early) => "early ",
                Some(DatePart::Mid) => "mid ",
                Some(DatePart::Late) => "late ",
                Some(DatePart::Quarter(quarter)) => &format!("Q{quarter} "),
                Some(DatePart::Half(half)) => &format!("H{half} "),
            };
            let one = |n: Option<u16>| n.map_or("?".to_owned(), |n| n.to_string());
            let day = match (m.month, m.day) {
                (None, _) => String::new(),
                (month, None) => format!("-{}", one(month.map(u16::from))),
                (month, day) => {
                    format!("-{}-{}", one(month.map(u16::from)), one(day.map(u16::from)))
                }
            };
            let calendar = if m.hijri { "h" } else { "" };
            let decade = if m.decade { "s" } else { "" };
            format!("{part}{}{day}{calendar}{decade}", one(m.year))
        }
        Quantity::Relative(_) => "relative".into(),
        Quantity::Clock { minutes, half } => format!(
            "{:02}:{:02}{}",
            minutes / 60,
            minutes % 60,
            if *half { "?" } else { "" }
        ),
        Quantity::Fold(times) => format!("{times}-fold"),
        Quantity::Ordinal(place) => format!("{place}th"),
        Quantity::Pair { first, second, .. } => format!("{first}:{second}"),
        Quantity::Named(unit) => format!("({})", unit_name(*unit).trim()),
        Quantity::Code {
            letters,
            number,
            suffix,
        } => format!("{letters}-{number}{suffix}"),
    };
    format!("{bound}{sign}{said}")
}

fn unit_name(unit: Unit) -> String {
    let size = match unit.size.as_whole() {
        Some(1) => String::new(),
        _ => format!("*{}", unit.size),
    };
    match unit.dimension {
        Dimension::Count => String::new(),
        Dimension::Percent => format!("%{size}"),
        Dimension::Money(currency) => match unit.country {
            Some(country) => format!(" {}-{currency:?}{size}", country.code()),
            None => format!(" {currency:?}{size}"),
        },
        Dimension::Months if unit == Unit::YEAR => " years".into(),
        dimension => format!(" {dimension:?}{size}"),
    }
}

pub(super) fn check(language: &str, table: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (text, expected) in table {
        let found: Vec<String> = find(text, language).iter().map(note).collect();
        if found.join(" | ") != *expected {
            wrong.push(format!(
                "{text}\n  expected {expected}\n  found    {}",
                found.join(" | ")
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn numbers_in_arabic() {
    check(
        "ar",
        &[
            ("مليون و200 ألف جندي", "1200000"),
            ("مليون ومئتا ألف جندي", "1200000"),
            ("١٬٢٠٠٬٠٠٠ نسمة", "1200000"),
            ("1.2 مليون نسمة", "1200000"),
            ("1,2 مليون نسمة", "1200000"),
            ("مئتي ألف جندي", "200000"),
            ("عشرين ألف قطعة مدفعية", "20000"),
            ("خمسة وعشرين شخصًا", "25"),
            ("بخمسة وعشرين هدفا", "25"),
            ("وخمس وعشرون دولة", "25"),
            ("ثلاثة عشر قتيلا وسبع عشرة جريحة", "13 | 17"),
            (
                "اثنا عشر واثنتي عشرة وأحد عشر وإحدى عشرة",
                "12 | 12 | 11 | 11",
            ),
            ("نصف مليون شخص", "500000"),
            ("ربع مليون", "250000"),
            ("مليون ونصف المليون", "1500000"),
            ("مليون ونصف مليون لاجئ", "1500000"),
            ("ثلاثة ملايين ونصف المليون", "3500000"),
            ("مليوني شخص", "2000000"),
            ("مليونا شخص", "2000000"),
            ("ألفا جندي وألفي دبابة وألفان", "2000 | 2000 | 2000"),
            ("20 ألفا و500 جندي", "20500"),
            ("28 ألف جندي أمريكي", "28000"),
            ("ثلاثة آلاف وخمسمئة وخمسة وعشرون", "3525"),
            ("مئة وخمسة وعشرون ألفًا", "125000"),
            ("ثلاث مئة وسبعون", "370"),
            ("ألف وتسعمئة وثمانية وأربعون", "1948"),
            ("3 مليارات و400 مليون", "3400000000"),
            ("2.1 مليار و780 مليون", "2100000000 | 780000000"),
            ("٤٫٥٢ مليون و٩٨ ألف حامل", "4520000 | 98000"),
            ("الحصة البالغة الربع", "1/4"),
            (
                "الأشهر الثلاثة الأولى، الأعوام الخمسة والعشرين",
                "3 Months | 25 years",
            ),
            ("في البلدات الـ25 الأكثر تضررا", "25"),
            ("لـ3000 عامل وبـ٤٠ سفينة", "3000 | 40"),
            ("و200 ألف", "200000"),
            ("ثلاثة ونصف", "7/2"),
            ("نحو 20 ألف", "~20000"),
            ("حوالي مليون", "~1000000"),
            ("أكثر من 30 دولة", ">30"),
            ("ما يزيد على 30 دولة", ">30"),
            ("ما لا يقل عن 30 قتيلا", "≥30"),
            ("لا يزيد عن 30", "≤30"),
            ("قرابة ثلاثين", "~30"),
            ("ما يقرب من 40 ألفا", "~40000"),
            ("30 شخصا على الأقل", "≥30"),
            ("عشرات الملايين من القذائف", "10000000s"),
            ("عشرات الآلاف", "10000s"),
            ("مئات القتلى وآلاف الجرحى", "100s | 1000s"),
            ("بضعة آلاف", "1000s"),
            ("عشرات الصواريخ", "10s"),
            ("ثلث السكان وثلثا الأعضاء", "1/3 | 2/3"),
            ("ثلاثة أرباع المقاعد", "3/4"),
            ("واحد من أهم الملفات وإحدى الدول وأحد القادة", ""),
            ("الدولة الأولى والمرة الثانية والأول من نوعه", ""),
            ("كان يعمل في مصنع ولم يعد", ""),
            ("بين 20 ألفا و50 ألفا", "20000..50000"),
            ("ما بين 20 و50 ألف عامل", "20000..50000"),
            ("ما بين 30 ألفًا إلى 70 ألف لاجئ", "30000..70000"),
            ("من 3 إلى 5 ملايين", "3000000..5000000"),
            ("من ثلاثة إلى خمسة أشهر", "3..5 Months"),
            ("بين خمسة وعشرة ملايين", "5000000..10000000"),
        ],
    );
}

#[test]
fn numbers_in_english() {
    check(
        "en",
        &[
            ("twenty-five people", "25"),
            ("twenty five people", "25"),
            ("one hundred and twenty-five", "125"),
            ("a hundred soldiers", "100"),
            ("two hundred thousand five hundred", "200500"),
            ("fifteen hundred people, twenty-five hundred", "1500 | 2500"),
            ("2.1 billion and 780 million", "2100000000 | 780000000"),
            ("down from 36.95 billion a year before", "36950000000"),
            ("a fourth straight fall, a fourth of voters", "4th | 1/4"),
            ("a quarter", "1/4"),
            ("reports half-year loss", ""),
            ("over half a year", ">1/2 years"),
            ("pay $3 million to 5 people", "3000000 US-Dollar | 5"),
            ("half a million people", "500000"),
            ("a quarter of a million", "250000"),
            ("a million and a half", "1500000"),
            ("one and a half million", "1500000"),
            ("two and a half years", "5/2 years"),
            ("a dozen ships and two dozen planes", "12 | 24"),
            ("1.2m people and 3bn barrels", "1200000 | 3000000000 Barrel"),
            ("20k users", "20000"),
            ("1.2 million", "1200000"),
            ("1,200,000", "1200000"),
            ("3 million dead and 5 wounded", "3000000 | 5"),
            ("about 20,000 pieces", "~20000"),
            (
                "more than 30 countries, over 30, at least 30",
                ">30 | >30 | ≥30",
            ),
            ("no more than 30", "≤30"),
            ("nearly half", "~1/2"),
            ("some 300 people", "~300"),
            ("as many as 300", "≤300"),
            ("tens of thousands of shells", "10000s"),
            ("tens of millions", "10000000s"),
            ("thousands of people, dozens of cars", "1000s | 10s"),
            ("several hundred, a few thousand", "100s | 1000s"),
            ("hundreds of millions", "100000000s"),
            ("two-thirds of members, a third of the seats", "2/3 | 1/3"),
            ("the third man, the second half", "3th"),
            ("One of them, no one", ""),
            ("between 20,000 and 50,000", "20000..50000"),
            ("20 to 50 thousand", "20000..50000"),
            ("from 28% to 35%", "28..35%"),
            ("three point five", "7/2"),
            ("between five and twenty", "5..20"),
            ("the 12th round and the twenty-first century", "12th | 21th"),
            ("won 3-1 and lost 0-2", "3:1 | 0..2"),
            ("call +7 495 123-45-67 now", ""),
        ],
    );
}

#[test]
fn percentages_money_and_measures() {
    check(
        "ar",
        &[
            ("بنسبة 35% و28%", "35% | 28%"),
            ("٣٥٪", "35%"),
            ("35 بالمئة", "35%"),
            ("35 في المئة", "35%"),
            ("خمسة وثلاثين في المائة", "35%"),
            ("28 و35 في المئة", "28% | 35%"),
            ("نحو 4 إلى 6% من الناخبين", "~4..6%"),
            ("بين 3% و5%", "3..5%"),
            ("نقطتين مئويتين", "2 Point"),
            ("3 نقاط مئوية", "3 Point"),
            ("25 نقطة أساس", "25 Point*1/100"),
            ("ربع نقطة مئوية", "1/4 Point"),
            ("5 مليارات دولار", "5000000000 Dollar"),
            ("5 مليارات دولار أمريكي", "5000000000 US-Dollar"),
            ("50$", "50 US-Dollar"),
            ("مليون ليرة سورية", "1000000 SY-Pound"),
            ("عشرة جنيهات", "10 Pound"),
            ("7 آلاف كيلوغرام من النحاس", "7000 Mass*1000"),
            ("3 أطنان", "3 Mass*1000000"),
            ("ثلاثة كيلومترات مربعة", "3 Area*1000000"),
            ("120 كيلومترا في الساعة", "120 Speed"),
            ("40 درجة مئوية", "40 Celsius"),
            ("طنين من الوقود", "2 Mass*1000000"),
            ("50 ميغاواط ساعة", "50 Energy*1000000"),
        ],
    );
    check(
        "en",
        &[
            (
                "35%, 35 per cent, 35 percent and thirty-five per cent",
                "35% | 35% | 35% | 35%",
            ),
            ("28 and 35 per cent", "28% | 35%"),
            ("3–5%", "3..5%"),
            ("3 percentage points", "3 Point"),
            ("a 2-percentage-point rise", "2 Point"),
            ("25 basis points", "25 Point*1/100"),
            (
                "$5bn, US$5 million, 5 million Egyptian pounds",
                "5000000000 US-Dollar | 5000000 US-Dollar | 5000000 EG-Pound",
            ),
            ("$3–5m", "3000000..5000000 US-Dollar"),
            ("€1.5 billion", "1500000000 Euro"),
            ("USD 300", "300 US-Dollar"),
            ("3,000 kg of steel", "3000 Mass*1000"),
            ("3,000 tonnes", "3000 Mass*1000000"),
            (
                "120 km/h and 75 miles an hour",
                "120 Speed | 75 Speed*25146/15625",
            ),
            (
                "30 square kilometres, 5 sq km, 4 km²",
                "30 Area*1000000 | 5 Area*1000000 | 4 Area*1000000",
            ),
            (
                "40°C, 104 degrees Fahrenheit",
                "40 Celsius | 104 Fahrenheit",
            ),
            ("a 10-km race", "10 Length*10000000"),
            ("a 25-year-old man", "25 years"),
            ("3 million barrels a day", "3000000 Barrel"),
        ],
    );
}

#[test]
fn dates_and_durations() {
    check(
        "ar",
        &[
            ("13 سبتمبر 2023", "2023-9-13"),
            ("13 أيلول 2023", "2023-9-13"),
            ("في 13 أيلول/سبتمبر من عام 2023", "2023-9-13"),
            ("13 سبتمبر (أيلول) 2023", "2023-9-13"),
            ("الثالث عشر من سبتمبر", "?-9-13"),
            ("في الخامس والعشرين من كانون الأول/ديسمبر 2021", "2021-12-25"),
            ("فبراير/شباط 2022", "2022-2"),
            ("يوليو 2000، وهو", "2000-7"),
            ("منذ يوليو", "?-7"),
            ("في مارس", "?-3"),
            ("مارس الرئيس صلاحياته", ""),
            ("في مايو من العام 2021", "2021-5"),
            ("عام 2022", "2022"),
            ("بين عامي: 2016 و2021", "2016 | 2021"),
            ("بين عامي 2016 و2021", "2016 | 2021"),
            ("2016-2021", "2016 | 2021"),
            ("2023/24", "2023 | 2024"),
            ("منتصف عام 2022", "mid 2022"),
            ("منتصف 2022", "mid 2022"),
            ("في منتصف يونيو", "mid ?-6"),
            ("أواخر التسعينيات", "late 90s"),
            ("أزمة التسعينيات الماضية", "90s"),
            ("تسعينيات القرن الماضي", "1990s"),
            ("القرن الحادي والعشرين", "21th"),
            ("19/6/2024", "2024-6-19"),
            ("2024-06-19", "2024-6-19"),
            ("12 رمضان 1445هـ", "1445-9-12h"),
            ("عام 1445 هـ", "1445h"),
            ("10 ذي الحجة", "?-12-10h"),
            ("السابع من أكتوبر", "?-10-7"),
            ("7 و8 أكتوبر 2023", "2023-10-7 | 2023-10-8"),
            ("25 عامًا", "25 years"),
            ("ربع قرن", "1/4 Months*1200"),
            ("تسعة أشهر", "9 Months"),
            ("قبل عامين", "2 years"),
            ("سنة ونصف", "3/2 years"),
            ("عامين ونصف العام", "5/2 years"),
            ("أكثر من عام", ">1 years"),
            ("عقدين من الزمن", "2 Months*120"),
            ("الأمين العام والعام الماضي", "relative"),
            ("ستة وثلاثون ساعة", "36 Seconds*3600"),
            ("الساعة العاشرة والنصف صباحا", "10:30"),
            ("الساعة 15:30 بتوقيت غرينتش", "15:30"),
        ],
    );
    check(
        "en",
        &[
            ("13 September 2023", "2023-9-13"),
            ("September 13, 2023, was", "2023-9-13"),
            ("on the 13th of September", "?-9-13"),
            ("Sept. 13", "?-9-13"),
            ("since July 2000", "2000-7"),
            ("in July, in May, in March", "?-7 | ?-5 | ?-3"),
            ("They may march", ""),
            ("in 2022 and 2023", "2022 | 2023"),
            ("between 2016 and 2021", "2016 | 2021"),
            ("2016–2021, 2023-24", "2016 | 2021 | 2023 | 2024"),
            ("mid-2022", "mid 2022"),
            (
                "in mid-July, early 2023, late June 2024",
                "mid ?-7 | early 2023 | late 2024-6",
            ),
            (
                "the famine of the 1990s, the '90s and the nineties",
                "1990s | 90s | 90s",
            ),
            ("2024-06-19 or 19/06/2024", "2024-6-19 | 2024-6-19"),
            ("nine months after", "9 Months"),
            ("a quarter of a century", "1/4 Months*1200"),
            ("25 years ago", "25 years"),
            ("half a century", "1/2 Months*1200"),
            ("a year and a half", "3/2 years"),
            ("over a decade", ">1 Months*120"),
            ("yesterday and last year", "relative | relative"),
            ("at 10:30 am, at 3pm, 10.30 p.m.", "10:30 | 15:00 | 22:30"),
            ("July 13-15, 2024", "2024-7-13 | 2024-7-15"),
            ("2016 soldiers", "2016"),
            ("in 1812", "1812"),
        ],
    );
}

#[test]
fn codes_and_adjectives_of_number() {
    check(
        "ar",
        &[
            ("سو-57 وسو-35", "سو-57 | وسو-35"),
            ("كوفيد-19″ و كوفيد-18", "كوفيد-18"),
            ("هواسونغ-18", "هواسونغ-18"),
            ("التحالف الثلاثي بين", "3-fold"),
            ("لقاء ثلاثي", "3-fold"),
        ],
    );
    check(
        "en",
        &[
            ("Su-57 and Su-35s", "su-57 | su-35"),
            ("COVID-19 and COVID-18", "covid-18"),
            ("an F16, 5G", "f-16 | -5g"),
            ("three-way talks, trilateral", "3-fold | 3-fold"),
            ("the non-12 pre-2014 lot", "12 | 2014"),
            ("T-72 tanks and C-130s", "t-72 | c-130"),
        ],
    );
}

/// The size matters, since a large site has a million figures.
#[test]
fn a_figure_is_small() {
    assert!(size_of::<Figure>() <= 96, "{}", size_of::<Figure>());
}
