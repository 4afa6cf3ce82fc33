//! The Persian words that figures consist of, and rules of Persian numbers.
//!
//! "And" joins all parts of a number (بیست و پنج), and units are in the singular. Dates of the solar calendar are marked as
//! not Gregorian, so that they are not compared with Gregorian dates.

use crate::figures::clause as context;
use crate::figures::figure::{Bound, DatePart, Hedge as H, PartialDate, Quantity};
use crate::figures::languages::{DateOrder, FigureGrammar, FigureLanguage};
use crate::figures::lexicon::Meaning::*;
use crate::figures::lexicon::{Lexicon, Meaning, endings, index};
use crate::figures::read::FigureReader;
use crate::figures::units::known as u;

pub struct Persian;

static LEXICON: Lexicon = Lexicon {
    words: WORDS,
    index: &index(WORDS),
    endings: &endings(WORDS, &[]),
    longest: 24,
    clitics: None,
};

static GRAMMAR: FigureGrammar = FigureGrammar {
    date_order: DateOrder::DayFirst,
    orders_results: false,
    bare_scales: true,
    and_continues: true,
    of_is_from: true,
    fractions_stand_alone: true,
    bounds_before: &[
        (&["نه", "بیش", "از"], Bound::AtMost),
        (&["نه", "کمتر", "از"], Bound::AtLeast),
        (&["دست", "کم"], Bound::AtLeast),
        (&["بالغ", "بر"], Bound::Over),
    ],
    bounds_after: &[
        (&["یا", "بیشتر"], Bound::AtLeast),
        (&["و", "بیشتر"], Bound::AtLeast),
        (&["یا", "کمتر"], Bound::AtMost),
        (&["به", "بالا"], Bound::AtLeast),
    ],
    minus_before: &[&["منفی"]],
    minus_after: &[&["زیر", "صفر"], &["درجه", "زیر", "صفر"]],
    countries: &[
        ("آمریکا", "US"),
        ("امریکا", "US"),
        ("استرالیا", "AU"),
        ("کانادا", "CA"),
        ("بریتانیا", "GB"),
        ("استرلینگ", "GB"),
        ("مصر", "EG"),
        ("لبنان", "LB"),
        ("سوریه", "SY"),
        ("ترکیه", "TR"),
        ("کویت", "KW"),
        ("عراق", "IQ"),
        ("اردن", "JO"),
        ("امارات", "AE"),
        ("عربستان", "SA"),
        ("قطر", "QA"),
        ("عمان", "OM"),
        ("ایران", "IR"),
        ("هند", "IN"),
        ("پاکستان", "PK"),
        ("سوئیس", "CH"),
        ("روسیه", "RU"),
    ],
    country_follows: true,
    unit_phrases: &[(&["واحد", "درصد"], crate::figures::units::Unit::POINT)],
    before_month: &["در", "از", "تا", "ماه"],
    eras: &["میلادی"],
    last_century: &["گذشته"],
    quarters: &["سه‌ماهه"],
    number_signs: &[&["شماره"]],
    numbered_names: &[("کووید", 19)],
    ordinals_are_parts: true,
    ..FigureGrammar::PLAIN
};

impl FigureLanguage for Persian {
    fn subtag(&self) -> &'static str {
        "fa"
    }

    fn lexicon(&self) -> &'static Lexicon {
        &LEXICON
    }

    fn grammar(&self) -> &'static FigureGrammar {
        &GRAMMAR
    }

    fn context(&self) -> &'static context::ClauseGrammar {
        context::fa::GRAMMAR
    }

    /// Reads tens before ones, with "and" between: بیست و پنج.
    fn below_hundred(
        &self,
        reader: &FigureReader<'_>,
        at: usize,
        joins: bool,
    ) -> Option<(u64, usize)> {
        match reader.meaning(at)? {
            Tens(tens) => {
                let ones = reader.and(at + 1).filter(|_| joins);
                match ones.map(|next| (reader.meaning(next), next)) {
                    Some((Some(Ones(ones @ 1..=9)), next)) => {
                        Some((u64::from(tens) + u64::from(ones), next + 1))
                    }
                    _ => Some((tens.into(), at + 1)),
                }
            }
            Ones(ones) => Some((ones.into(), at + 1)),
            _ => None,
        }
    }

    /// Reads a decade: دهه ۱۹۹۰.
    fn own_figure(&self, reader: &mut FigureReader<'_>, at: usize) -> Option<usize> {
        if reader.meaning(at) != Some(Unit(u::DECADE, 0)) {
            return None;
        }
        let year = reader
            .numeral(at + 1)?
            .plain(4)
            .filter(|year| year % 10 == 0)?;
        let date = PartialDate {
            decade: true,
            hijri: (1300..1500).contains(&year),
            year: u16::try_from(year).ok(),
            ..PartialDate::default()
        };
        reader.push(at + 1, at + 2, Quantity::Date(date), H::EXACT);
        Some(at + 2)
    }
}

#[rustfmt::skip]
const WORDS: &[(&str, Meaning)] = &[
    // Numbers.
    ("صفر", Ones(0)), ("یک", Ones(1)), ("دو", Ones(2)), ("سه", Ones(3)), ("چهار", Ones(4)), ("پنج", Ones(5)), ("شش", Ones(6)), ("هفت", Ones(7)),
    ("هشت", Ones(8)), ("نه", Ones(9)), ("ده", Ones(10)), ("یازده", Ones(11)), ("دوازده", Ones(12)), ("سیزده", Ones(13)), ("چهارده", Ones(14)),
    ("پانزده", Ones(15)), ("شانزده", Ones(16)), ("هفده", Ones(17)), ("هجده", Ones(18)), ("نوزده", Ones(19)), ("بیست", Tens(20)), ("سی", Tens(30)),
    ("چهل", Tens(40)), ("پنجاه", Tens(50)), ("شصت", Tens(60)), ("هفتاد", Tens(70)), ("هشتاد", Tens(80)), ("نود", Tens(90)), ("صد", Hundreds(1)),
    ("دویست", Hundreds(2)), ("سیصد", Hundreds(3)), ("چهارصد", Hundreds(4)), ("پانصد", Hundreds(5)), ("ششصد", Hundreds(6)), ("هفتصد", Hundreds(7)),
    ("هشتصد", Hundreds(8)), ("نهصد", Hundreds(9)), ("یکصد", Hundreds(1)), ("هزار", Scale { power: 3, count: 1 }),
    ("میلیون", Scale { power: 6, count: 1 }), ("میلیارد", Scale { power: 9, count: 1 }), ("تریلیون", Scale { power: 12, count: 1 }),
    ("هزاران", Scales(3)), ("میلیون‌ها", Scales(6)), ("میلیونها", Scales(6)), ("میلیاردها", Scales(9)), ("میلیارد‌ها", Scales(9)),
    ("ده‌ها", OrderOfMagnitude(10)), ("دهها", OrderOfMagnitude(10)), ("صدها", OrderOfMagnitude(100)), ("صد‌ها", OrderOfMagnitude(100)),
    ("چند", Several), ("چندین", Several), ("نصف", Fraction(1, 2)), ("نیمی", Fraction(1, 2)), ("نیم", Fraction(1, 2)), ("یک‌سوم", Fraction(1, 3)),
    ("دوسوم", Fraction(2, 3)), ("دو‌سوم", Fraction(2, 3)), ("یک‌چهارم", Fraction(1, 4)), ("سه‌چهارم", Fraction(3, 4)), ("یک‌پنجم", Fraction(1, 5)),
    ("ممیز", Point), ("اول", Ordinal(1)), ("دوم", Ordinal(2)), ("سوم", Ordinal(3)), ("چهارم", Ordinal(4)), ("پنجم", Ordinal(5)), ("ششم", Ordinal(6)),
    ("هفتم", Ordinal(7)), ("هشتم", Ordinal(8)), ("نهم", Ordinal(9)), ("دهم", Ordinal(10)), ("یازدهم", Ordinal(11)), ("دوازدهم", Ordinal(12)),
    ("سیزدهم", Ordinal(13)), ("چهاردهم", Ordinal(14)), ("پانزدهم", Ordinal(15)), ("شانزدهم", Ordinal(16)), ("هفدهم", Ordinal(17)),
    ("هجدهم", Ordinal(18)), ("نوزدهم", Ordinal(19)), ("بیستم", Ordinal(20)), ("نخست", Ordinal(1)), ("نخستین", Ordinal(1)),
    ("دوجانبه", Multiplicity(2)), ("سه‌جانبه", Multiplicity(3)), ("درصد", Percent),
    // Units.
    ("ثانیه", Unit(u::SECOND, 0)), ("دقیقه", Unit(u::MINUTE, 0)), ("ساعت", Unit(u::HOUR, 0)), ("روز", Unit(u::DAY, 0)), ("هفته", Unit(u::WEEK, 0)),
    ("ماه", Unit(u::MONTH, 0)), ("سال", Unit(u::YEAR, 0)), ("ساله", Unit(u::YEAR, 0)), ("دهه", Unit(u::DECADE, 0)), ("قرن", Unit(u::CENTURY, 0)),
    ("سده", Unit(u::CENTURY, 0)), ("گرم", Unit(u::GRAM, 0)), ("کیلوگرم", Unit(u::KILOGRAM, 0)), ("کیلو", Unit(u::KILOGRAM, 0)),
    ("تن", Unit(u::TONNE, 0)), ("متر", Unit(u::METRE, 0)), ("کیلومتر", Unit(u::KILOMETRE, 0)), ("سانتی‌متر", Unit(u::CENTIMETRE, 0)),
    ("سانتیمتر", Unit(u::CENTIMETRE, 0)), ("هکتار", Unit(u::HECTARE, 0)), ("لیتر", Unit(u::LITRE, 0)), ("بشکه", Unit(u::OIL_BARREL, 0)),
    ("مایل", Unit(u::MILE, 0)), ("درجه", Unit(u::DEGREE, 0)), ("مگاوات", Unit(u::MEGAWATT, 0)), ("گیگاوات", Unit(u::GIGAWATT, 0)),
    ("برابر", Unit(u::TIMES, 0)), ("بار", Unit(u::TIMES, 0)), ("مرتبه", Unit(u::TIMES, 0)), ("مربع", Power(2)), ("مترمربع", Power(2)),
    ("مکعب", Power(3)), ("نفر", Counter), ("دلار", Unit(u::DOLLAR, 0)), ("یورو", Unit(u::EURO, 0)), ("پوند", Unit(u::POUND_STERLING, 0)),
    ("لیر", Unit(u::POUND_STERLING, 0)), ("روبل", Unit(u::ROUBLE, 0)), ("یوان", Unit(u::YUAN, 0)), ("ین", Unit(u::YEN, 0)), ("وون", Unit(u::WON, 0)),
    ("ریال", Unit(u::RIYAL, 0)), ("تومان", Unit(u::TOMAN, 0)), ("درهم", Unit(u::DIRHAM, 0)), ("دینار", Unit(u::DINAR, 0)),
    ("روپیه", Unit(u::RUPEE, 0)), ("فرانک", Unit(u::FRANC, 0)),
    // Dates: the Gregorian months, and those of the solar calendar, which are marked as not Gregorian.
    ("ژانویه", Month(1)), ("فوریه", Month(2)), ("مارس", Month(3)), ("آوریل", Month(4)), ("مه", MonthPerhaps(5)), ("ژوئن", Month(6)),
    ("ژوئیه", Month(7)), ("اوت", Month(8)), ("سپتامبر", Month(9)), ("اکتبر", Month(10)), ("نوامبر", Month(11)), ("دسامبر", Month(12)),
    ("می", MonthPerhaps(5)), ("جولای", Month(7)), ("فروردین", HijriMonth(1)), ("اردیبهشت", HijriMonth(2)), ("خرداد", HijriMonth(3)),
    ("تیر", HijriMonth(4)), ("مرداد", HijriMonth(5)), ("شهریور", HijriMonth(6)), ("مهر", HijriMonth(7)), ("آبان", HijriMonth(8)),
    ("آذر", HijriMonth(9)), ("دی", HijriMonth(10)), ("بهمن", HijriMonth(11)), ("اسفند", HijriMonth(12)), ("اوایل", PartOf(DatePart::Early)),
    ("آغاز", PartOf(DatePart::Early)), ("ابتدای", PartOf(DatePart::Early)), ("اواسط", PartOf(DatePart::Mid)), ("نیمه", PartOf(DatePart::Mid)),
    ("اواخر", PartOf(DatePart::Late)), ("پایان", PartOf(DatePart::Late)), ("میلادی", Gregorian), ("شمسی", Hijri), ("خورشیدی", Hijri), ("قمری", Hijri),
    ("امروز", OneDay(0)), ("دیروز", OneDay(-1)), ("فردا", OneDay(1)), ("گذشته", Relative), ("جاری", Relative), ("آینده", Relative),
    ("صبح", HalfDay(false)), ("بامداد", HalfDay(false)), ("عصر", HalfDay(true)), ("شب", HalfDay(true)),
    // Bounds and small words.
    ("حدود", Hedge(H::ABOUT)), ("تقریبا", Hedge(H::ABOUT)), ("قریب", Hedge(H::ABOUT)), ("نزدیک", Hedge(H::NEARLY)), ("بیش", Hedge(H::OVER)),
    ("بیشتر", Hedge(H::OVER)), ("کمتر", Hedge(H::UNDER)), ("زیر", Hedge(H::UNDER)), ("حداقل", Hedge(H::AT_LEAST)), ("دست‌کم", Hedge(H::AT_LEAST)),
    ("دستکم", Hedge(H::AT_LEAST)), ("حداکثر", Hedge(H::AT_MOST)), ("و", And), ("یا", Or), ("تا", To), ("بین", Between), ("میان", Between),
    ("از", Of), ("به", Small), ("در", Small), ("سه‌ماهه", Small),
];

#[cfg(test)]
mod tests {
    use crate::figures::tests::check;

    #[test]
    fn numbers_and_bounds() {
        check(
            "fa",
            &[
                ("بیست و پنج نفر", "25"),
                ("صد و بیست و پنج هزار", "125000"),
                ("دو هزار و پانصد", "2500"),
                ("یک میلیون و دویست هزار نفر", "1200000"),
                ("۱٫۲ میلیون نفر", "1200000"),
                ("ده‌ها هزار نفر", "10000s"),
                ("بیش از ۳۰ کشور", ">30"),
                ("حداقل ۳۰ نفر، حداکثر ۵۰ نفر", "≥30 | ≤50"),
                ("حدود ۲۰ هزار", "~20000"),
                ("کمتر از ۵ درصد", "<5%"),
                ("۳۰ نفر یا بیشتر", "≥30"),
                ("بین ۲۰ تا ۵۰ هزار", "20000..50000"),
                ("منفی ۳ درجه", "-3"),
                ("نیمی از جمعیت، یک‌سوم", "1/2 | 1/3"),
                ("دو برابر", "2 Times"),
            ],
        );
    }

    #[test]
    fn measures_money_and_dates() {
        check(
            "fa",
            &[
                ("۳۵ درصد", "35%"),
                ("۵ میلیارد دلار آمریکا", "5000000000 US-Dollar"),
                ("۲۰۰ میلیون تومان", "200000000 Toman"),
                ("۱۲ مارس ۲۰۲۵", "2025-3-12"),
                ("سال ۲۰۲۵", "2025"),
                ("۱۲ اسفند ۱۴۰۳", "1403-12-12h"),
                ("دهه ۱۹۹۰", "1990s"),
                ("سه سال", "3 years"),
                ("۳ تن و ۱۲۰ کیلومتر", "3 Mass*1000000 | 120 Length*10000000"),
            ],
        );
    }
}
