//! The Russian words that figures consist of, and rules of Russian numbers.
//!
//! Numbers and nouns occur in all cases, since each governs the other; ё and е count as one letter. Digits with a suffix
//! (1990-е, 12-го), hours (в 15 часов) and centuries (XX век) have forms of their own. "До" is a bound unless something
//! changes to a number (вырос до 30%).

use crate::figures::clause as context;
use crate::figures::figure::{Bound, DatePart, Hedge as H, PartialDate, Quantity};
use crate::figures::languages::{Before, DateOrder, FigureGrammar, FigureLanguage};
use crate::figures::lexicon::Meaning::*;
use crate::figures::lexicon::{Lexicon, Meaning, endings, index};
use crate::figures::read::FigureReader;
use crate::figures::units::known as u;

pub struct Russian;

static LEXICON: Lexicon = Lexicon {
    words: WORDS,
    index: &index(WORDS),
    endings: &endings(WORDS, &[]),
    longest: 34,
    clitics: None,
};

static GRAMMAR: FigureGrammar = FigureGrammar {
    decimal_comma: true,
    splits_words: true,
    date_order: DateOrder::DayFirst,
    decade_suffixes: &["е", "х"],
    abbreviations: &[
        "тыс", "млн", "млрд", "трлн", "руб", "долл", "проц", "г", "гг", "кв", "куб", "чел", "п",
        "мес", "мин", "сек", "янв", "фев", "апр", "авг", "сент", "окт", "дек",
    ],
    bare_scales: true,
    juxtaposes: true,
    digits_continue: true,
    part_joins: &["с"],
    fractions_stand_alone: true,
    before_part: &["на"],
    shares: &[(&["из", "каждых"], true), (&["из"], false)],
    in_a_row: &[&["подряд"]],
    bounds_before: &[
        (&["как", "минимум"], Bound::AtLeast),
        (&["по", "меньшей", "мере"], Bound::AtLeast),
        (&["по", "крайней", "мере"], Bound::AtLeast),
        (&["самое", "меньшее"], Bound::AtLeast),
        (&["не", "превышает"], Bound::AtMost),
        (&["самое", "большее"], Bound::AtMost),
        (&["не", "выше"], Bound::AtMost),
        (&["не", "ниже"], Bound::AtLeast),
    ],
    bounds_after: &[
        (&["и", "более"], Bound::AtLeast),
        (&["и", "больше"], Bound::AtLeast),
        (&["и", "выше"], Bound::AtLeast),
        (&["и", "старше"], Bound::AtLeast),
        (&["или", "более"], Bound::AtLeast),
        (&["или", "больше"], Bound::AtLeast),
        (&["или", "выше"], Bound::AtLeast),
        (&["как", "минимум"], Bound::AtLeast),
        (&["по", "меньшей", "мере"], Bound::AtLeast),
        (&["и", "менее"], Bound::AtMost),
        (&["и", "меньше"], Bound::AtMost),
        (&["и", "ниже"], Bound::AtMost),
        (&["и", "моложе"], Bound::AtMost),
        (&["или", "менее"], Bound::AtMost),
        (&["или", "меньше"], Bound::AtMost),
        (&["максимум"], Bound::AtMost),
        (&["с", "лишним"], Bound::Over),
        (&["с", "небольшим"], Bound::Over),
        (&["примерно"], Bound::About),
    ],
    minus_before: &[&["минус"]],
    minus_after: &[
        &["ниже", "нуля"],
        &["градусов", "ниже", "нуля"],
        &["градуса", "ниже", "нуля"],
        &["мороза"],
        &["градусов", "мороза"],
        &["градуса", "мороза"],
    ],
    unit_phrases: &[
        (&["п.", "п."], crate::figures::units::Unit::POINT),
        (&["п.п", "."], crate::figures::units::Unit::POINT),
        (&["процентный", "пункт"], crate::figures::units::Unit::POINT),
        (
            &["процентного", "пункта"],
            crate::figures::units::Unit::POINT,
        ),
        (&["б.", "п."], u::BASIS_POINT),
    ],
    unit_stems: &[
        ("дневн", u::DAY),
        ("суточн", u::DAY),
        ("недельн", u::WEEK),
        ("месячн", u::MONTH),
        ("летн", u::YEAR),
        ("годичн", u::YEAR),
        ("часов", u::HOUR),
        ("минутн", u::MINUTE),
        ("секундн", u::SECOND),
        ("процентн", crate::figures::units::Unit::PERCENT),
        ("километров", u::KILOMETRE),
        ("сантиметров", u::CENTIMETRE),
        ("метров", u::METRE),
        ("футов", u::FOOT),
        ("дюймов", u::INCH),
        ("тонн", u::TONNE),
        ("килограммов", u::KILOGRAM),
        ("литров", u::LITRE),
    ],
    countries: COUNTRIES,
    country_follows: true,
    year_after_number: &[
        "год",
        "года",
        "году",
        "годом",
        "годы",
        "годов",
        "годам",
        "годах",
        "г",
        "г.",
        "гг.",
        "гг",
    ],
    before_month: &["в", "с", "до", "от", "по", "к", "на", "за"],
    eras: &["н.э"],
    before_christ: &[&["до", "н", ".", "э", "."], &["до", "нашей", "эры"]],
    last_of_year: &["последний", "последнего", "последнем", "последнему"],
    quarters: &["квартал", "квартала", "квартале", "кварталу", "кварталом"],
    halves: &[
        "полугодие",
        "полугодия",
        "полугодии",
        "половина",
        "половине",
        "половины",
    ],
    number_signs: &[&["№"]],
    numbered_names: &[("ковид", 19), ("covid", 19)],
    not_codes: &["до", "после", "топ", "анти", "не"],
    ..FigureGrammar::PLAIN
};

impl FigureLanguage for Russian {
    fn subtag(&self) -> &'static str {
        "ru"
    }

    fn lexicon(&self) -> &'static Lexicon {
        &LEXICON
    }

    fn grammar(&self) -> &'static FigureGrammar {
        &GRAMMAR
    }

    fn context(&self) -> &'static context::ClauseGrammar {
        context::ru::GRAMMAR
    }

    /// Splits off "пол" (полмиллиона, полгода, полвека) and the number of an adjective (десяти|дневный,
    /// двадцати|пяти|летний).
    fn first_piece(&self, run: &str, _before: Before) -> usize {
        if let Some(length) = number_of_adjective(run) {
            return length;
        }
        const HALVED: [&str; 6] = ["миллиона", "миллиарда", "тысячи", "года", "века", "часа"];
        match run.strip_prefix("пол").or_else(|| run.strip_prefix("Пол")) {
            Some(rest) if HALVED.contains(&rest) => run.len() - rest.len(),
            _ => run.len(),
        }
    }

    fn own_figure(&self, reader: &mut FigureReader<'_>, at: usize) -> Option<usize> {
        with_ending(reader, at)
            .or_else(|| hours(reader, at))
            .or_else(|| roman(reader, at))
    }

    /// "До" before a number is a bound, unless something changes or extends to it.
    fn hedge_before(&self, reader: &FigureReader<'_>, start: usize) -> H {
        let to = |at: &usize| reader.is(*at, To) && reader.is_word(*at, "до");
        let Some(at) = start.checked_sub(1).filter(to) else {
            return H::EXACT;
        };
        // After a mark, the number is the result of a change, not a bound: упал на 8%, до 148 млн тонн.
        let follows_mark = at
            .checked_sub(1)
            .is_some_and(|before| reader.mark(before).is_some());
        let changes = (at.saturating_sub(6)..at).any(|word| {
            let word = reader.piece(word).to_lowercase();
            CHANGES.iter().any(|stem| word.starts_with(stem))
        });
        if changes || follows_mark {
            H::EXACT
        } else {
            H::AT_MOST
        }
    }
}

/// Returns the length of the number, or of its first word, that an adjective of measure begins with: десятидневный,
/// двадцатипятилетний.
fn number_of_adjective(run: &str) -> Option<usize> {
    // Almost all words are rejected here.
    let may_be = run.len() >= 18
        && run.starts_with([
            'д', 'Д', 'т', 'Т', 'ч', 'Ч', 'п', 'П', 'ш', 'Ш', 'с', 'С', 'в', 'В', 'о', 'О',
        ]);
    if !may_be {
        return None;
    }
    let word = run.to_lowercase().replace('ё', "е");
    let numbers = || {
        IN_ADJECTIVES
            .iter()
            .filter(|number| word.starts_with(**number))
    };
    let measures = |rest: &str| {
        let is_stem = |(stem, _): &(&str, _)| {
            rest.strip_prefix(stem)
                .is_some_and(|end| (1..=3).contains(&end.chars().count()))
        };
        GRAMMAR.unit_stems.iter().any(is_stem)
    };
    numbers().map(|number| number.len()).find(|length| {
        let rest = &word[*length..];
        measures(rest)
            || IN_ADJECTIVES
                .iter()
                .any(|ones| rest.strip_prefix(ones).is_some_and(measures))
    })
}

/// Numbers in the form that they have at the start of adjectives of measure.
#[rustfmt::skip]
const IN_ADJECTIVES: &[&str] = &[
    "двух", "трех", "четырех", "пяти", "шести", "семи", "восьми", "девяти", "десяти", "одиннадцати", "двенадцати", "тринадцати", "четырнадцати", "пятнадцати",
    "шестнадцати", "семнадцати", "восемнадцати", "девятнадцати", "двадцати", "тридцати", "сорока", "пятидесяти", "шестидесяти", "семидесяти", "восьмидесяти",
    "девяносто", "сто", "двухсот", "трехсот", "пятисот", "полутора",
];

/// Stems of verbs and nouns of change, whose end value follows "до".
#[rustfmt::skip]
const CHANGES: &[&str] = &[
    "вырас", "вырос", "рост", "раст", "возрас", "возрос", "увелич", "сниз", "сниж", "упа", "пада", "подня", "повы", "уменьш", "сократ", "сокращ",
    "подорож", "подешев", "довел", "довес", "опуст", "опуск", "дошл", "дошел", "доход", "расшир", "продл", "ослаб", "укреп", "прибав", "замедл", "ускор",
];

/// Reads digits with the suffix of an ordinal or a decade: 12-го, 1990-е, 90-х годов.
fn with_ending(reader: &mut FigureReader<'_>, at: usize) -> Option<usize> {
    let number = reader.numeral(at)?.plain(4)?;
    let ending = reader.past_hyphen(at + 1);
    if ending == at + 1 {
        return None;
    }
    let is_year = |at: usize| reader.is_one_of(at, &["годы", "годов", "годах", "годам", "годами"]);
    let is_decade = number % 10 == 0 && matches!(reader.piece(ending), "е" | "х" | "м" | "ми");
    if is_decade && (is_year(ending + 1) || (1000..3000).contains(&number)) {
        let next = ending + 1 + usize::from(is_year(ending + 1));
        let date = PartialDate {
            decade: true,
            year: u16::try_from(number).ok(),
            ..PartialDate::default()
        };
        reader.push(at, next, Quantity::Date(date), H::EXACT);
        return Some(next);
    }
    let is_ordinal = matches!(
        reader.piece(ending),
        "й" | "я"
            | "е"
            | "го"
            | "му"
            | "м"
            | "ю"
            | "ой"
            | "ый"
            | "ая"
            | "ое"
            | "ого"
            | "ому"
            | "ей"
            | "ую"
    );
    // The third quarter and the 12th of March are dates.
    if !is_ordinal || reader.is_one_of(ending + 1, GRAMMAR.quarters) {
        let quarter = reader.is_one_of(ending + 1, GRAMMAR.quarters) && (1..=4).contains(&number);
        return if quarter {
            reader.push_part(at, ending + 2, DatePart::Quarter(number as u8), true)
        } else {
            None
        };
    }
    // В 2023-м году
    if (1000..3000).contains(&number) {
        let next =
            ending + 1 + usize::from(reader.is_one_of(ending + 1, GRAMMAR.year_after_number));
        let date = PartialDate {
            year: u16::try_from(number).ok(),
            ..PartialDate::default()
        };
        reader.push(at, next, Quantity::Date(date), H::EXACT);
        return Some(next);
    }
    let place = u32::try_from(number).ok()?;
    reader.push(at, ending + 1, Quantity::Ordinal(place), H::EXACT);
    Some(ending + 1)
}

/// Reads a time of day: в 15 часов 30 минут, в 9 часов вечера, в 15.30.
fn hours(reader: &mut FigureReader<'_>, at: usize) -> Option<usize> {
    let follows_at = at
        .checked_sub(1)
        .is_some_and(|before| reader.is_one_of(before, &["в", "к"]));
    if !follows_at {
        return None;
    }
    let piece = reader.piece(at);
    let two = |digits: &str| digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
    let (mut hour, mut minutes, mut next) = match piece.split_once('.') {
        Some((hour, minutes)) if two(minutes) && hour.len() <= 2 => {
            let is_measured = matches!(
                reader.meaning(at + 1),
                Some(Unit(..) | Percent | Scale { .. } | Scales(_))
            ) || reader.is_mark(at + 1, '%');
            if is_measured {
                return None;
            }
            (
                hour.parse::<u16>().ok()?,
                minutes.parse::<u16>().ok()?,
                at + 1,
            )
        }
        _ => {
            let (hour, next) = match reader.numeral(at) {
                Some(numeral) => (numeral.plain(2)?, at + 1),
                None => reader.below_hundred(at, true)?,
            };
            if reader.meaning(next) != Some(Unit(u::HOUR, 0))
                || !reader.is_one_of(next, &["час", "часа", "часов"])
            {
                return None;
            }
            (u16::try_from(hour).ok()?, 0, next + 1)
        }
    };
    if let Some(numeral) = reader.numeral(next)
        && reader.meaning(next + 1) == Some(Unit(u::MINUTE, 0))
    {
        minutes = u16::try_from(numeral.plain(2)?).ok()?;
        next += 2;
    }
    if hour > 24 || minutes > 59 {
        return None;
    }
    let is_afternoon = reader.is_one_of(next, &["дня", "вечера"]);
    let is_told = is_afternoon || reader.is_one_of(next, &["утра", "ночи"]);
    if is_told {
        next += 1;
    }
    if is_afternoon && hour < 12 {
        hour += 12;
    }
    let clock = Quantity::Clock {
        minutes: hour % 24 * 60 + minutes,
        half: !is_told && hour <= 12,
    };
    reader.push(at, next, clock, H::EXACT);
    Some(next)
}

/// Reads a Roman numeral before a century or a quarter: XX век, III квартал.
fn roman(reader: &mut FigureReader<'_>, at: usize) -> Option<usize> {
    let is_century = reader.meaning(at) == Some(Unit(u::CENTURY, 0));
    let is_quarter = reader.meaning(at) == Some(Small) && reader.is_one_of(at, GRAMMAR.quarters);
    if !is_century && !is_quarter {
        return None;
    }
    let before = at.checked_sub(1)?;
    let place = roman_value(reader.piece(before))?;
    if is_quarter {
        let quarter = u8::try_from(place).ok().filter(|quarter| *quarter <= 4)?;
        return reader.push_part(before, at + 1, DatePart::Quarter(quarter), true);
    }
    reader.push(before, at + 1, Quantity::Ordinal(place), H::EXACT);
    Some(at + 1)
}

/// Returns the value of a Roman numeral, in Latin letters or in Cyrillic letters that look like them.
fn roman_value(letters: &str) -> Option<u32> {
    let mut values = Vec::new();
    for letter in letters.chars() {
        values.push(match letter {
            'I' | 'І' => 1,
            'V' => 5,
            'X' | 'Х' => 10,
            'L' => 50,
            'C' | 'С' => 100,
            _ => return None,
        });
    }
    let mut sum = 0;
    for (index, value) in values.iter().enumerate() {
        if values.get(index + 1).is_some_and(|next| next > value) {
            sum -= value;
        } else {
            sum += value;
        }
    }
    u32::try_from(sum).ok().filter(|sum| *sum > 0)
}

/// Words for the country of a currency: египетских фунтов, долларов США.
#[rustfmt::skip]
const COUNTRIES: &[(&str, &str)] = &[
    ("американск", "US"), ("сша", "US"), ("австралийск", "AU"), ("канадск", "CA"), ("гонконгск", "HK"), ("сингапурск", "SG"), ("новозеландск", "NZ"),
    ("тайваньск", "TW"), ("ямайск", "JM"), ("британск", "GB"), ("английск", "GB"), ("стерлингов", "GB"), ("египетск", "EG"), ("ливанск", "LB"),
    ("суданск", "SD"), ("сирийск", "SY"), ("турецк", "TR"), ("итальянск", "IT"), ("кипрск", "CY"), ("кувейтск", "KW"), ("иракск", "IQ"),
    ("иорданск", "JO"), ("бахрейнск", "BH"), ("ливийск", "LY"), ("алжирск", "DZ"), ("тунисск", "TN"), ("сербск", "RS"), ("марокканск", "MA"),
    ("эмиратск", "AE"), ("саудовск", "SA"), ("катарск", "QA"), ("оманск", "OM"), ("йеменск", "YE"), ("иранск", "IR"), ("индийск", "IN"),
    ("пакистанск", "PK"), ("непальск", "NP"), ("мексиканск", "MX"), ("аргентинск", "AR"), ("чилийск", "CL"), ("колумбийск", "CO"),
    ("филиппинск", "PH"), ("кубинск", "CU"), ("швейцарск", "CH"), ("французск", "FR"), ("бельгийск", "BE"), ("конголезск", "CD"), ("шведск", "SE"),
    ("норвежск", "NO"), ("датск", "DK"), ("исландск", "IS"), ("чешск", "CZ"), ("российск", "RU"), ("белорусск", "BY"), ("южнокорейск", "KR"),
    ("северокорейск", "KP"), ("китайск", "CN"), ("японск", "JP"), ("кенийск", "KE"), ("сомалийск", "SO"), ("угандийск", "UG"), ("танзанийск", "TZ"),
    ("израильск", "IL"),
];

#[rustfmt::skip]
const WORDS: &[(&str, Meaning)] = &[
    // Numbers.
    ("ноль", Ones(0)), ("нуля", Ones(0)), ("нулю", Ones(0)), ("нулем", Ones(0)), ("один", Ones(1)), ("одна", Ones(1)), ("одно", Ones(1)),
    ("одного", Ones(1)), ("одной", Ones(1)), ("одному", Ones(1)), ("одним", Ones(1)), ("одном", Ones(1)), ("одну", Ones(1)), ("два", Ones(2)),
    ("две", Ones(2)), ("двух", Ones(2)), ("двум", Ones(2)), ("двумя", Ones(2)), ("двое", Ones(2)), ("двоих", Ones(2)), ("три", Ones(3)),
    ("трех", Ones(3)), ("трем", Ones(3)), ("тремя", Ones(3)), ("трое", Ones(3)), ("троих", Ones(3)), ("четыре", Ones(4)), ("четырех", Ones(4)),
    ("четырем", Ones(4)), ("четырьмя", Ones(4)), ("четверо", Ones(4)), ("четверых", Ones(4)), ("пять", Ones(5)), ("пяти", Ones(5)),
    ("пятью", Ones(5)), ("пятеро", Ones(5)), ("пятерых", Ones(5)), ("шесть", Ones(6)), ("шести", Ones(6)), ("шестью", Ones(6)), ("шестеро", Ones(6)),
    ("шестерых", Ones(6)), ("семь", Ones(7)), ("семи", Ones(7)), ("семью", Ones(7)), ("семеро", Ones(7)), ("семерых", Ones(7)), ("восемь", Ones(8)),
    ("восьми", Ones(8)), ("восемью", Ones(8)), ("восьмью", Ones(8)), ("девять", Ones(9)), ("девяти", Ones(9)), ("девятью", Ones(9)),
    ("десять", Ones(10)), ("десяти", Ones(10)), ("десятью", Ones(10)), ("одиннадцать", Ones(11)), ("одиннадцати", Ones(11)),
    ("одиннадцатью", Ones(11)), ("двенадцать", Ones(12)), ("двенадцати", Ones(12)), ("двенадцатью", Ones(12)), ("тринадцать", Ones(13)),
    ("тринадцати", Ones(13)), ("тринадцатью", Ones(13)), ("четырнадцать", Ones(14)), ("четырнадцати", Ones(14)), ("четырнадцатью", Ones(14)),
    ("пятнадцать", Ones(15)), ("пятнадцати", Ones(15)), ("пятнадцатью", Ones(15)), ("шестнадцать", Ones(16)), ("шестнадцати", Ones(16)),
    ("шестнадцатью", Ones(16)), ("семнадцать", Ones(17)), ("семнадцати", Ones(17)), ("семнадцатью", Ones(17)), ("восемнадцать", Ones(18)),
    ("восемнадцати", Ones(18)), ("восемнадцатью", Ones(18)), ("девятнадцать", Ones(19)), ("девятнадцати", Ones(19)), ("девятнадцатью", Ones(19)),
    ("двадцать", Tens(20)), ("двадцати", Tens(20)), ("двадцатью", Tens(20)), ("тридцать", Tens(30)), ("тридцати", Tens(30)), ("тридцатью", Tens(30)),
    ("сорок", Tens(40)), ("сорока", Tens(40)), ("пятьдесят", Tens(50)), ("пятидесяти", Tens(50)), ("пятьюдесятью", Tens(50)),
    ("шестьдесят", Tens(60)), ("шестидесяти", Tens(60)), ("шестьюдесятью", Tens(60)), ("семьдесят", Tens(70)), ("семидесяти", Tens(70)),
    ("семьюдесятью", Tens(70)), ("восемьдесят", Tens(80)), ("восьмидесяти", Tens(80)), ("восьмьюдесятью", Tens(80)), ("девяносто", Tens(90)),
    ("девяноста", Tens(90)), ("сто", Hundreds(1)), ("ста", Hundreds(1)), ("двести", Hundreds(2)), ("двухсот", Hundreds(2)),
    ("двумстам", Hundreds(2)), ("двумястами", Hundreds(2)), ("двухстах", Hundreds(2)), ("триста", Hundreds(3)), ("трехсот", Hundreds(3)),
    ("тремстам", Hundreds(3)), ("тремястами", Hundreds(3)), ("трехстах", Hundreds(3)), ("четыреста", Hundreds(4)), ("четырехсот", Hundreds(4)),
    ("четыремстам", Hundreds(4)), ("четырьмястами", Hundreds(4)), ("четырехстах", Hundreds(4)), ("пятьсот", Hundreds(5)), ("пятисот", Hundreds(5)),
    ("пятистам", Hundreds(5)), ("пятьюстами", Hundreds(5)), ("пятистах", Hundreds(5)), ("шестьсот", Hundreds(6)), ("шестисот", Hundreds(6)),
    ("шестистам", Hundreds(6)), ("шестьюстами", Hundreds(6)), ("шестистах", Hundreds(6)), ("семьсот", Hundreds(7)), ("семисот", Hundreds(7)),
    ("семистам", Hundreds(7)), ("семьюстами", Hundreds(7)), ("семистах", Hundreds(7)), ("восемьсот", Hundreds(8)), ("восьмисот", Hundreds(8)),
    ("восьмистам", Hundreds(8)), ("восьмьюстами", Hundreds(8)), ("восьмистах", Hundreds(8)), ("девятьсот", Hundreds(9)), ("девятисот", Hundreds(9)),
    ("девятистам", Hundreds(9)), ("девятьюстами", Hundreds(9)), ("девятистах", Hundreds(9)), ("тысяча", Scale { power: 3, count: 1 }),
    ("тысячу", Scale { power: 3, count: 1 }), ("тысячей", Scale { power: 3, count: 1 }), ("тысячью", Scale { power: 3, count: 1 }),
    ("тыс", Scale { power: 3, count: 1 }), ("тысячи", Scales(3)), ("тысяч", Scales(3)), ("тысячам", Scales(3)), ("тысячами", Scales(3)),
    ("тысячах", Scales(3)), ("миллион", Scale { power: 6, count: 1 }), ("миллиона", Scale { power: 6, count: 1 }),
    ("миллиону", Scale { power: 6, count: 1 }), ("миллионом", Scale { power: 6, count: 1 }), ("миллионе", Scale { power: 6, count: 1 }),
    ("млн", Scale { power: 6, count: 1 }), ("миллионы", Scales(6)), ("миллионов", Scales(6)), ("миллионам", Scales(6)), ("миллионами", Scales(6)),
    ("миллионах", Scales(6)), ("миллиард", Scale { power: 9, count: 1 }), ("миллиарда", Scale { power: 9, count: 1 }),
    ("миллиарду", Scale { power: 9, count: 1 }), ("миллиардом", Scale { power: 9, count: 1 }), ("миллиарде", Scale { power: 9, count: 1 }),
    ("млрд", Scale { power: 9, count: 1 }), ("миллиарды", Scales(9)), ("миллиардов", Scales(9)), ("миллиардам", Scales(9)),
    ("миллиардами", Scales(9)), ("миллиардах", Scales(9)), ("триллион", Scale { power: 12, count: 1 }), ("триллиона", Scale { power: 12, count: 1 }),
    ("триллиону", Scale { power: 12, count: 1 }), ("триллионом", Scale { power: 12, count: 1 }), ("триллионе", Scale { power: 12, count: 1 }),
    ("трлн", Scale { power: 12, count: 1 }), ("триллионы", Scales(12)), ("триллионов", Scales(12)), ("триллионам", Scales(12)),
    ("триллионами", Scales(12)), ("триллионах", Scales(12)), ("десятки", OrderOfMagnitude(10)), ("десятков", OrderOfMagnitude(10)),
    ("десяткам", OrderOfMagnitude(10)), ("десятками", OrderOfMagnitude(10)), ("десятках", OrderOfMagnitude(10)), ("сотни", OrderOfMagnitude(100)),
    ("сотен", OrderOfMagnitude(100)), ("сотням", OrderOfMagnitude(100)), ("сотнями", OrderOfMagnitude(100)), ("сотнях", OrderOfMagnitude(100)),
    ("дюжина", Lot(12)), ("десяток", Lot(10)), ("десятка", Lot(10)), ("десятку", Lot(10)), ("десятком", Lot(10)), ("сотня", Lot(100)), ("сотню", Lot(100)), ("дюжину", Lot(12)), ("дюжины", Lot(12)), ("дюжин", Lot(12)), ("несколько", Several), ("нескольких", Several),
    ("нескольким", Several), ("полтора", Mixed(3, 2)), ("полторы", Mixed(3, 2)), ("полутора", Mixed(3, 2)), ("половина", Fraction(1, 2)),
    ("половины", Fraction(1, 2)), ("половине", Fraction(1, 2)), ("половину", Fraction(1, 2)), ("половиной", Fraction(1, 2)),
    ("половин", Fraction(1, 2)), ("пол", Fraction(1, 2)), ("полугода", Unit(u::MONTH, 6)), ("полугоду", Unit(u::MONTH, 6)), ("десятых", Fractions(10)), ("десятые", Fractions(10)), ("сотых", Fractions(100)), ("сотые", Fractions(100)), ("тысячных", Fractions(1000)), ("треть", Fraction(1, 3)), ("третью", Fraction(1, 3)), ("трети", Fractions(3)),
    ("третей", Fractions(3)), ("четверть", Fraction(1, 4)), ("четвертью", Fraction(1, 4)), ("четверти", Fractions(4)), ("четвертей", Fractions(4)),
    ("запятая", Point), ("запятой", Point), ("первый", Ordinal(1)), ("первой", Ordinal(1)), ("первая", Ordinal(1)), ("первое", Ordinal(1)),
    ("первого", Ordinal(1)), ("первому", Ordinal(1)), ("первым", Ordinal(1)), ("первом", Ordinal(1)), ("первую", Ordinal(1)), ("второй", Ordinal(2)),
    ("вторая", Ordinal(2)), ("второе", Ordinal(2)), ("второго", Ordinal(2)), ("второму", Ordinal(2)), ("вторым", Ordinal(2)), ("втором", Ordinal(2)),
    ("вторую", Ordinal(2)), ("четвертый", Ordinal(4)), ("четвертой", Ordinal(4)), ("четвертая", Ordinal(4)), ("четвертое", Ordinal(4)),
    ("четвертого", Ordinal(4)), ("четвертому", Ordinal(4)), ("четвертым", Ordinal(4)), ("четвертом", Ordinal(4)), ("четвертую", Ordinal(4)),
    ("пятый", Ordinal(5)), ("пятой", Ordinal(5)), ("пятая", Ordinal(5)), ("пятое", Ordinal(5)), ("пятого", Ordinal(5)), ("пятому", Ordinal(5)),
    ("пятым", Ordinal(5)), ("пятом", Ordinal(5)), ("пятую", Ordinal(5)), ("шестой", Ordinal(6)), ("шестая", Ordinal(6)), ("шестое", Ordinal(6)),
    ("шестого", Ordinal(6)), ("шестому", Ordinal(6)), ("шестым", Ordinal(6)), ("шестом", Ordinal(6)), ("шестую", Ordinal(6)),
    ("седьмой", Ordinal(7)), ("седьмая", Ordinal(7)), ("седьмое", Ordinal(7)), ("седьмого", Ordinal(7)), ("седьмому", Ordinal(7)),
    ("седьмым", Ordinal(7)), ("седьмом", Ordinal(7)), ("седьмую", Ordinal(7)), ("восьмой", Ordinal(8)), ("восьмая", Ordinal(8)),
    ("восьмое", Ordinal(8)), ("восьмого", Ordinal(8)), ("восьмому", Ordinal(8)), ("восьмым", Ordinal(8)), ("восьмом", Ordinal(8)),
    ("восьмую", Ordinal(8)), ("девятый", Ordinal(9)), ("девятой", Ordinal(9)), ("девятая", Ordinal(9)), ("девятое", Ordinal(9)),
    ("девятого", Ordinal(9)), ("девятому", Ordinal(9)), ("девятым", Ordinal(9)), ("девятом", Ordinal(9)), ("девятую", Ordinal(9)),
    ("десятый", Ordinal(10)), ("десятой", Ordinal(10)), ("десятая", Ordinal(10)), ("десятое", Ordinal(10)), ("десятого", Ordinal(10)),
    ("десятому", Ordinal(10)), ("десятым", Ordinal(10)), ("десятом", Ordinal(10)), ("десятую", Ordinal(10)), ("одиннадцатый", Ordinal(11)),
    ("одиннадцатой", Ordinal(11)), ("одиннадцатая", Ordinal(11)), ("одиннадцатое", Ordinal(11)), ("одиннадцатого", Ordinal(11)),
    ("одиннадцатому", Ordinal(11)), ("одиннадцатым", Ordinal(11)), ("одиннадцатом", Ordinal(11)), ("одиннадцатую", Ordinal(11)),
    ("двенадцатый", Ordinal(12)), ("двенадцатой", Ordinal(12)), ("двенадцатая", Ordinal(12)), ("двенадцатое", Ordinal(12)),
    ("двенадцатого", Ordinal(12)), ("двенадцатому", Ordinal(12)), ("двенадцатым", Ordinal(12)), ("двенадцатом", Ordinal(12)),
    ("двенадцатую", Ordinal(12)), ("тринадцатый", Ordinal(13)), ("тринадцатой", Ordinal(13)), ("тринадцатая", Ordinal(13)),
    ("тринадцатое", Ordinal(13)), ("тринадцатого", Ordinal(13)), ("тринадцатому", Ordinal(13)), ("тринадцатым", Ordinal(13)),
    ("тринадцатом", Ordinal(13)), ("тринадцатую", Ordinal(13)), ("четырнадцатый", Ordinal(14)), ("четырнадцатой", Ordinal(14)),
    ("четырнадцатая", Ordinal(14)), ("четырнадцатое", Ordinal(14)), ("четырнадцатого", Ordinal(14)), ("четырнадцатому", Ordinal(14)),
    ("четырнадцатым", Ordinal(14)), ("четырнадцатом", Ordinal(14)), ("четырнадцатую", Ordinal(14)), ("пятнадцатый", Ordinal(15)),
    ("пятнадцатой", Ordinal(15)), ("пятнадцатая", Ordinal(15)), ("пятнадцатое", Ordinal(15)), ("пятнадцатого", Ordinal(15)),
    ("пятнадцатому", Ordinal(15)), ("пятнадцатым", Ordinal(15)), ("пятнадцатом", Ordinal(15)), ("пятнадцатую", Ordinal(15)),
    ("шестнадцатый", Ordinal(16)), ("шестнадцатой", Ordinal(16)), ("шестнадцатая", Ordinal(16)), ("шестнадцатое", Ordinal(16)),
    ("шестнадцатого", Ordinal(16)), ("шестнадцатому", Ordinal(16)), ("шестнадцатым", Ordinal(16)), ("шестнадцатом", Ordinal(16)),
    ("шестнадцатую", Ordinal(16)), ("семнадцатый", Ordinal(17)), ("семнадцатой", Ordinal(17)), ("семнадцатая", Ordinal(17)),
    ("семнадцатое", Ordinal(17)), ("семнадцатого", Ordinal(17)), ("семнадцатому", Ordinal(17)), ("семнадцатым", Ordinal(17)),
    ("семнадцатом", Ordinal(17)), ("семнадцатую", Ordinal(17)), ("восемнадцатый", Ordinal(18)), ("восемнадцатой", Ordinal(18)),
    ("восемнадцатая", Ordinal(18)), ("восемнадцатое", Ordinal(18)), ("восемнадцатого", Ordinal(18)), ("восемнадцатому", Ordinal(18)),
    ("восемнадцатым", Ordinal(18)), ("восемнадцатом", Ordinal(18)), ("восемнадцатую", Ordinal(18)), ("девятнадцатый", Ordinal(19)),
    ("девятнадцатой", Ordinal(19)), ("девятнадцатая", Ordinal(19)), ("девятнадцатое", Ordinal(19)), ("девятнадцатого", Ordinal(19)),
    ("девятнадцатому", Ordinal(19)), ("девятнадцатым", Ordinal(19)), ("девятнадцатом", Ordinal(19)), ("девятнадцатую", Ordinal(19)),
    ("двадцатый", Ordinal(20)), ("двадцатой", Ordinal(20)), ("двадцатая", Ordinal(20)), ("двадцатое", Ordinal(20)), ("двадцатого", Ordinal(20)),
    ("двадцатому", Ordinal(20)), ("двадцатым", Ordinal(20)), ("двадцатом", Ordinal(20)), ("двадцатую", Ordinal(20)), ("тридцатый", Ordinal(30)),
    ("тридцатой", Ordinal(30)), ("тридцатая", Ordinal(30)), ("тридцатое", Ordinal(30)), ("тридцатого", Ordinal(30)), ("тридцатому", Ordinal(30)),
    ("тридцатым", Ordinal(30)), ("тридцатом", Ordinal(30)), ("тридцатую", Ordinal(30)), ("сороковой", Ordinal(40)), ("сороковая", Ordinal(40)),
    ("сороковое", Ordinal(40)), ("сорокового", Ordinal(40)), ("сороковому", Ordinal(40)), ("сороковым", Ordinal(40)), ("сороковом", Ordinal(40)),
    ("сороковую", Ordinal(40)), ("пятидесятый", Ordinal(50)), ("пятидесятой", Ordinal(50)), ("пятидесятая", Ordinal(50)),
    ("пятидесятое", Ordinal(50)), ("пятидесятого", Ordinal(50)), ("пятидесятому", Ordinal(50)), ("пятидесятым", Ordinal(50)),
    ("пятидесятом", Ordinal(50)), ("пятидесятую", Ordinal(50)), ("шестидесятый", Ordinal(60)), ("шестидесятой", Ordinal(60)),
    ("шестидесятая", Ordinal(60)), ("шестидесятое", Ordinal(60)), ("шестидесятого", Ordinal(60)), ("шестидесятому", Ordinal(60)),
    ("шестидесятым", Ordinal(60)), ("шестидесятом", Ordinal(60)), ("шестидесятую", Ordinal(60)), ("семидесятый", Ordinal(70)),
    ("семидесятой", Ordinal(70)), ("семидесятая", Ordinal(70)), ("семидесятое", Ordinal(70)), ("семидесятого", Ordinal(70)),
    ("семидесятому", Ordinal(70)), ("семидесятым", Ordinal(70)), ("семидесятом", Ordinal(70)), ("семидесятую", Ordinal(70)),
    ("восьмидесятый", Ordinal(80)), ("восьмидесятой", Ordinal(80)), ("восьмидесятая", Ordinal(80)), ("восьмидесятое", Ordinal(80)),
    ("восьмидесятого", Ordinal(80)), ("восьмидесятому", Ordinal(80)), ("восьмидесятым", Ordinal(80)), ("восьмидесятом", Ordinal(80)),
    ("восьмидесятую", Ordinal(80)), ("девяностый", Ordinal(90)), ("девяностой", Ordinal(90)), ("девяностая", Ordinal(90)),
    ("девяностое", Ordinal(90)), ("девяностого", Ordinal(90)), ("девяностому", Ordinal(90)), ("девяностым", Ordinal(90)),
    ("девяностом", Ordinal(90)), ("девяностую", Ordinal(90)), ("сотый", Ordinal(100)), ("сотой", Ordinal(100)), ("сотая", Ordinal(100)),
    ("сотое", Ordinal(100)), ("сотого", Ordinal(100)), ("сотому", Ordinal(100)), ("сотым", Ordinal(100)), ("сотом", Ordinal(100)),
    ("сотую", Ordinal(100)), ("третий", Ordinal(3)), ("третья", Ordinal(3)), ("третье", Ordinal(3)), ("третьего", Ordinal(3)),
    ("третьей", Ordinal(3)), ("третьему", Ordinal(3)), ("третьем", Ordinal(3)), ("третьим", Ordinal(3)), ("двадцатые", Decade(20)),
    ("двадцатых", Decade(20)), ("двадцатыми", Decade(20)), ("тридцатые", Decade(30)), ("тридцатых", Decade(30)), ("тридцатыми", Decade(30)),
    ("сороковые", Decade(40)), ("сороковых", Decade(40)), ("сороковыми", Decade(40)), ("пятидесятые", Decade(50)), ("пятидесятых", Decade(50)),
    ("пятидесятыми", Decade(50)), ("шестидесятые", Decade(60)), ("шестидесятых", Decade(60)), ("шестидесятыми", Decade(60)),
    ("семидесятые", Decade(70)), ("семидесятых", Decade(70)), ("семидесятыми", Decade(70)), ("восьмидесятые", Decade(80)),
    ("восьмидесятых", Decade(80)), ("восьмидесятыми", Decade(80)), ("девяностые", Decade(90)), ("девяностых", Decade(90)),
    ("девяностыми", Decade(90)), ("вдвое", Multiplicity(2)), ("двукратно", Multiplicity(2)), ("двукратный", Multiplicity(2)),
    ("двукратного", Multiplicity(2)), ("двойной", Multiplicity(2)), ("двусторонний", Multiplicity(2)), ("двусторонних", Multiplicity(2)),
    ("двусторонние", Multiplicity(2)), ("двусторонней", Multiplicity(2)), ("двустороннего", Multiplicity(2)), ("втрое", Multiplicity(3)),
    ("трехкратно", Multiplicity(3)), ("трехкратный", Multiplicity(3)), ("тройной", Multiplicity(3)), ("трехсторонний", Multiplicity(3)),
    ("трехсторонних", Multiplicity(3)), ("трехсторонние", Multiplicity(3)), ("трехсторонней", Multiplicity(3)), ("трехстороннего", Multiplicity(3)),
    ("вчетверо", Multiplicity(4)), ("четырехкратно", Multiplicity(4)), ("четырехсторонний", Multiplicity(4)), ("четырехсторонних", Multiplicity(4)),
    ("четырехсторонние", Multiplicity(4)), ("четырехсторонней", Multiplicity(4)), ("впятеро", Multiplicity(5)), ("пятикратно", Multiplicity(5)),
    ("пятисторонний", Multiplicity(5)), ("вдесятеро", Multiplicity(10)), ("десятикратно", Multiplicity(10)),
    // Percentages.
    ("процент", Percent), ("процента", Percent), ("проценту", Percent), ("процентом", Percent), ("проценте", Percent), ("проценты", Percent),
    ("процентов", Percent), ("процентам", Percent), ("процентами", Percent), ("процентах", Percent), ("проц", Percent),
    ("процентный", Tight(&Percent)), ("процентного", Tight(&Percent)), ("процентному", Tight(&Percent)), ("процентным", Tight(&Percent)),
    ("процентном", Tight(&Percent)), ("процентная", Tight(&Percent)), ("процентной", Tight(&Percent)), ("процентную", Tight(&Percent)),
    ("процентных", Centesimal), ("процентные", Centesimal), ("пункт", Points), ("пункта", Points), ("пункту", Points), ("пунктом", Points),
    ("пункте", Points), ("пункты", Points), ("пунктов", Points), ("пунктам", Points), ("пунктами", Points), ("пунктах", Points), ("базисный", Basis),
    ("базисного", Basis), ("базисных", Basis), ("базисные", Basis), ("промилле", Unit(u::PER_MILLE, 0)),
    // Time.
    ("секунда", Unit(u::SECOND, 0)), ("секунды", Unit(u::SECOND, 0)), ("секунде", Unit(u::SECOND, 0)), ("секунду", Unit(u::SECOND, 0)),
    ("секундой", Unit(u::SECOND, 0)), ("секунд", Unit(u::SECOND, 0)), ("секундам", Unit(u::SECOND, 0)), ("секундами", Unit(u::SECOND, 0)),
    ("сек", Unit(u::SECOND, 0)), ("минута", Unit(u::MINUTE, 0)), ("минуты", Unit(u::MINUTE, 0)), ("минуте", Unit(u::MINUTE, 0)),
    ("минуту", Unit(u::MINUTE, 0)), ("минутой", Unit(u::MINUTE, 0)), ("минут", Unit(u::MINUTE, 0)), ("минутам", Unit(u::MINUTE, 0)),
    ("минутами", Unit(u::MINUTE, 0)), ("мин", Unit(u::MINUTE, 0)), ("час", Unit(u::HOUR, 0)), ("часа", Unit(u::HOUR, 0)), ("часу", Unit(u::HOUR, 0)),
    ("часом", Unit(u::HOUR, 0)), ("часе", Unit(u::HOUR, 0)), ("часы", Unit(u::HOUR, 0)), ("часов", Unit(u::HOUR, 0)), ("часам", Unit(u::HOUR, 0)),
    ("часами", Unit(u::HOUR, 0)), ("часах", Unit(u::HOUR, 0)), ("ч", Unit(u::HOUR, 0)), ("день", Unit(u::DAY, 0)), ("дня", Unit(u::DAY, 0)),
    ("дню", Unit(u::DAY, 0)), ("днем", Unit(u::DAY, 0)), ("дне", Unit(u::DAY, 0)), ("дни", Unit(u::DAY, 0)), ("дней", Unit(u::DAY, 0)),
    ("дням", Unit(u::DAY, 0)), ("днями", Unit(u::DAY, 0)), ("днях", Unit(u::DAY, 0)), ("сутки", Unit(u::DAY, 0)), ("суток", Unit(u::DAY, 0)),
    ("суткам", Unit(u::DAY, 0)), ("сутками", Unit(u::DAY, 0)), ("неделя", Unit(u::WEEK, 0)), ("недели", Unit(u::WEEK, 0)),
    ("неделе", Unit(u::WEEK, 0)), ("неделю", Unit(u::WEEK, 0)), ("неделей", Unit(u::WEEK, 0)), ("недель", Unit(u::WEEK, 0)),
    ("неделям", Unit(u::WEEK, 0)), ("неделями", Unit(u::WEEK, 0)), ("неделях", Unit(u::WEEK, 0)), ("месяц", Unit(u::MONTH, 0)),
    ("месяца", Unit(u::MONTH, 0)), ("месяцу", Unit(u::MONTH, 0)), ("месяцем", Unit(u::MONTH, 0)), ("месяце", Unit(u::MONTH, 0)),
    ("месяцы", Unit(u::MONTH, 0)), ("месяцев", Unit(u::MONTH, 0)), ("месяцам", Unit(u::MONTH, 0)), ("месяцами", Unit(u::MONTH, 0)),
    ("месяцах", Unit(u::MONTH, 0)), ("мес", Unit(u::MONTH, 0)), ("год", Unit(u::YEAR, 0)), ("года", Unit(u::YEAR, 0)), ("году", Unit(u::YEAR, 0)),
    ("годом", Unit(u::YEAR, 0)), ("годе", Unit(u::YEAR, 0)), ("годы", Unit(u::YEAR, 0)), ("годов", Unit(u::YEAR, 0)), ("годам", Unit(u::YEAR, 0)),
    ("годами", Unit(u::YEAR, 0)), ("годах", Unit(u::YEAR, 0)), ("лет", Unit(u::YEAR, 0)), ("г", Unit(u::YEAR, 0)), ("гг", Unit(u::YEAR, 0)),
    ("десятилетие", Unit(u::DECADE, 0)), ("десятилетия", Unit(u::DECADE, 0)), ("десятилетий", Unit(u::DECADE, 0)),
    ("десятилетию", Unit(u::DECADE, 0)), ("десятилетием", Unit(u::DECADE, 0)), ("десятилетиям", Unit(u::DECADE, 0)), ("век", Unit(u::CENTURY, 0)),
    ("века", Unit(u::CENTURY, 0)), ("веку", Unit(u::CENTURY, 0)), ("веком", Unit(u::CENTURY, 0)), ("веке", Unit(u::CENTURY, 0)),
    ("веков", Unit(u::CENTURY, 0)), ("векам", Unit(u::CENTURY, 0)), ("столетие", Unit(u::CENTURY, 0)), ("столетия", Unit(u::CENTURY, 0)),
    ("столетий", Unit(u::CENTURY, 0)), ("столетию", Unit(u::CENTURY, 0)), ("тысячелетие", Unit(u::MILLENNIUM, 0)),
    ("тысячелетия", Unit(u::MILLENNIUM, 0)), ("тысячелетий", Unit(u::MILLENNIUM, 0)), ("летний", Tight(&Unit(u::YEAR, 0))),
    ("летнего", Tight(&Unit(u::YEAR, 0))), ("летнему", Tight(&Unit(u::YEAR, 0))), ("летним", Tight(&Unit(u::YEAR, 0))),
    ("летнем", Tight(&Unit(u::YEAR, 0))), ("летняя", Tight(&Unit(u::YEAR, 0))), ("летней", Tight(&Unit(u::YEAR, 0))),
    ("летнюю", Tight(&Unit(u::YEAR, 0))), ("летних", Tight(&Unit(u::YEAR, 0))), ("летние", Tight(&Unit(u::YEAR, 0))),
    ("летие", Tight(&Unit(u::YEAR, 0))), ("летия", Tight(&Unit(u::YEAR, 0))), ("летию", Tight(&Unit(u::YEAR, 0))),
    ("летием", Tight(&Unit(u::YEAR, 0))), ("дневный", Tight(&Unit(u::DAY, 0))), ("дневного", Tight(&Unit(u::DAY, 0))),
    ("дневной", Tight(&Unit(u::DAY, 0))), ("дневном", Tight(&Unit(u::DAY, 0))), ("дневная", Tight(&Unit(u::DAY, 0))),
    ("дневную", Tight(&Unit(u::DAY, 0))), ("часовой", Tight(&Unit(u::HOUR, 0))), ("часового", Tight(&Unit(u::HOUR, 0))),
    ("часовом", Tight(&Unit(u::HOUR, 0))), ("часовая", Tight(&Unit(u::HOUR, 0))), ("часовую", Tight(&Unit(u::HOUR, 0))),
    ("месячный", Tight(&Unit(u::MONTH, 0))), ("месячного", Tight(&Unit(u::MONTH, 0))), ("месячной", Tight(&Unit(u::MONTH, 0))),
    ("месячная", Tight(&Unit(u::MONTH, 0))), ("минутный", Tight(&Unit(u::MINUTE, 0))), ("минутного", Tight(&Unit(u::MINUTE, 0))),
    ("минутной", Tight(&Unit(u::MINUTE, 0))), ("минутная", Tight(&Unit(u::MINUTE, 0))), ("метровый", Tight(&Unit(u::METRE, 0))), ("метровой", Tight(&Unit(u::METRE, 0))), ("метрового", Tight(&Unit(u::METRE, 0))), ("километровый", Tight(&Unit(u::KILOMETRE, 0))),
    ("километрового", Tight(&Unit(u::KILOMETRE, 0))), ("километровой", Tight(&Unit(u::KILOMETRE, 0))),
    ("километровая", Tight(&Unit(u::KILOMETRE, 0))), ("километровую", Tight(&Unit(u::KILOMETRE, 0))),
    ("тысячный", Tight(&Scale { power: 3, count: 1 })), ("тысячного", Tight(&Scale { power: 3, count: 1 })),
    ("тысячной", Tight(&Scale { power: 3, count: 1 })), ("тысячная", Tight(&Scale { power: 3, count: 1 })),
    ("миллионный", Tight(&Scale { power: 6, count: 1 })), ("миллионного", Tight(&Scale { power: 6, count: 1 })),
    ("миллионной", Tight(&Scale { power: 6, count: 1 })), ("миллионная", Tight(&Scale { power: 6, count: 1 })),
    ("миллиардный", Tight(&Scale { power: 9, count: 1 })), ("миллиардного", Tight(&Scale { power: 9, count: 1 })),
    ("миллиардной", Tight(&Scale { power: 9, count: 1 })), ("назад", Old),
    // Measures.
    ("грамм", Unit(u::GRAM, 0)), ("грамма", Unit(u::GRAM, 0)), ("грамму", Unit(u::GRAM, 0)), ("граммом", Unit(u::GRAM, 0)),
    ("грамме", Unit(u::GRAM, 0)), ("граммы", Unit(u::GRAM, 0)), ("граммов", Unit(u::GRAM, 0)), ("граммам", Unit(u::GRAM, 0)),
    ("граммами", Unit(u::GRAM, 0)), ("граммах", Unit(u::GRAM, 0)), ("килограмм", Unit(u::KILOGRAM, 0)), ("килограмма", Unit(u::KILOGRAM, 0)),
    ("килограмму", Unit(u::KILOGRAM, 0)), ("килограммом", Unit(u::KILOGRAM, 0)), ("килограмме", Unit(u::KILOGRAM, 0)),
    ("килограммы", Unit(u::KILOGRAM, 0)), ("килограммов", Unit(u::KILOGRAM, 0)), ("килограммам", Unit(u::KILOGRAM, 0)),
    ("килограммами", Unit(u::KILOGRAM, 0)), ("килограммах", Unit(u::KILOGRAM, 0)), ("миллиграмм", Unit(u::MILLIGRAM, 0)),
    ("миллиграмма", Unit(u::MILLIGRAM, 0)), ("миллиграмму", Unit(u::MILLIGRAM, 0)), ("миллиграммом", Unit(u::MILLIGRAM, 0)),
    ("миллиграмме", Unit(u::MILLIGRAM, 0)), ("миллиграммы", Unit(u::MILLIGRAM, 0)), ("миллиграммов", Unit(u::MILLIGRAM, 0)),
    ("миллиграммам", Unit(u::MILLIGRAM, 0)), ("миллиграммами", Unit(u::MILLIGRAM, 0)), ("миллиграммах", Unit(u::MILLIGRAM, 0)),
    ("метр", Unit(u::METRE, 0)), ("метра", Unit(u::METRE, 0)), ("метру", Unit(u::METRE, 0)), ("метром", Unit(u::METRE, 0)),
    ("метре", Unit(u::METRE, 0)), ("метры", Unit(u::METRE, 0)), ("метров", Unit(u::METRE, 0)), ("метрам", Unit(u::METRE, 0)),
    ("метрами", Unit(u::METRE, 0)), ("метрах", Unit(u::METRE, 0)), ("километр", Unit(u::KILOMETRE, 0)), ("километра", Unit(u::KILOMETRE, 0)),
    ("километру", Unit(u::KILOMETRE, 0)), ("километром", Unit(u::KILOMETRE, 0)), ("километре", Unit(u::KILOMETRE, 0)),
    ("километры", Unit(u::KILOMETRE, 0)), ("километров", Unit(u::KILOMETRE, 0)), ("километрам", Unit(u::KILOMETRE, 0)),
    ("километрами", Unit(u::KILOMETRE, 0)), ("километрах", Unit(u::KILOMETRE, 0)), ("сантиметр", Unit(u::CENTIMETRE, 0)),
    ("сантиметра", Unit(u::CENTIMETRE, 0)), ("сантиметру", Unit(u::CENTIMETRE, 0)), ("сантиметром", Unit(u::CENTIMETRE, 0)),
    ("сантиметре", Unit(u::CENTIMETRE, 0)), ("сантиметры", Unit(u::CENTIMETRE, 0)), ("сантиметров", Unit(u::CENTIMETRE, 0)),
    ("сантиметрам", Unit(u::CENTIMETRE, 0)), ("сантиметрами", Unit(u::CENTIMETRE, 0)), ("сантиметрах", Unit(u::CENTIMETRE, 0)),
    ("миллиметр", Unit(u::MILLIMETRE, 0)), ("миллиметра", Unit(u::MILLIMETRE, 0)), ("миллиметру", Unit(u::MILLIMETRE, 0)),
    ("миллиметром", Unit(u::MILLIMETRE, 0)), ("миллиметре", Unit(u::MILLIMETRE, 0)), ("миллиметры", Unit(u::MILLIMETRE, 0)),
    ("миллиметров", Unit(u::MILLIMETRE, 0)), ("миллиметрам", Unit(u::MILLIMETRE, 0)), ("миллиметрами", Unit(u::MILLIMETRE, 0)),
    ("миллиметрах", Unit(u::MILLIMETRE, 0)), ("литр", Unit(u::LITRE, 0)), ("литра", Unit(u::LITRE, 0)), ("литру", Unit(u::LITRE, 0)),
    ("литром", Unit(u::LITRE, 0)), ("литре", Unit(u::LITRE, 0)), ("литры", Unit(u::LITRE, 0)), ("литров", Unit(u::LITRE, 0)),
    ("литрам", Unit(u::LITRE, 0)), ("литрами", Unit(u::LITRE, 0)), ("литрах", Unit(u::LITRE, 0)), ("гектар", Unit(u::HECTARE, 0)),
    ("гектара", Unit(u::HECTARE, 0)), ("гектару", Unit(u::HECTARE, 0)), ("гектаром", Unit(u::HECTARE, 0)), ("гектаре", Unit(u::HECTARE, 0)),
    ("гектары", Unit(u::HECTARE, 0)), ("гектаров", Unit(u::HECTARE, 0)), ("гектарам", Unit(u::HECTARE, 0)), ("гектарами", Unit(u::HECTARE, 0)),
    ("гектарах", Unit(u::HECTARE, 0)), ("центнер", Unit(u::QUINTAL, 0)), ("центнера", Unit(u::QUINTAL, 0)), ("центнеру", Unit(u::QUINTAL, 0)),
    ("центнером", Unit(u::QUINTAL, 0)), ("центнере", Unit(u::QUINTAL, 0)), ("центнеры", Unit(u::QUINTAL, 0)), ("центнеров", Unit(u::QUINTAL, 0)),
    ("центнерам", Unit(u::QUINTAL, 0)), ("центнерами", Unit(u::QUINTAL, 0)), ("центнерах", Unit(u::QUINTAL, 0)), ("фут", Unit(u::FOOT, 0)),
    ("фута", Unit(u::FOOT, 0)), ("футу", Unit(u::FOOT, 0)), ("футом", Unit(u::FOOT, 0)), ("футе", Unit(u::FOOT, 0)), ("футы", Unit(u::FOOT, 0)),
    ("футов", Unit(u::FOOT, 0)), ("футам", Unit(u::FOOT, 0)), ("футами", Unit(u::FOOT, 0)), ("футах", Unit(u::FOOT, 0)), ("дюйм", Unit(u::INCH, 0)),
    ("дюйма", Unit(u::INCH, 0)), ("дюйму", Unit(u::INCH, 0)), ("дюймом", Unit(u::INCH, 0)), ("дюйме", Unit(u::INCH, 0)), ("дюймы", Unit(u::INCH, 0)),
    ("дюймов", Unit(u::INCH, 0)), ("дюймам", Unit(u::INCH, 0)), ("дюймами", Unit(u::INCH, 0)), ("дюймах", Unit(u::INCH, 0)),
    ("акр", Unit(u::ACRE, 0)), ("акра", Unit(u::ACRE, 0)), ("акру", Unit(u::ACRE, 0)), ("акром", Unit(u::ACRE, 0)), ("акре", Unit(u::ACRE, 0)),
    ("акры", Unit(u::ACRE, 0)), ("акров", Unit(u::ACRE, 0)), ("акрам", Unit(u::ACRE, 0)), ("акрами", Unit(u::ACRE, 0)), ("акрах", Unit(u::ACRE, 0)),
    ("узла", Unit(u::KNOT, 0)), ("узлов", Unit(u::KNOT, 0)), ("ватт", Unit(u::WATT, 0)), ("ватта", Unit(u::WATT, 0)), ("ватту", Unit(u::WATT, 0)),
    ("ваттом", Unit(u::WATT, 0)), ("ватте", Unit(u::WATT, 0)), ("ватты", Unit(u::WATT, 0)), ("ваттов", Unit(u::WATT, 0)),
    ("ваттам", Unit(u::WATT, 0)), ("ваттами", Unit(u::WATT, 0)), ("ваттах", Unit(u::WATT, 0)), ("киловатт", Unit(u::KILOWATT, 0)),
    ("киловатта", Unit(u::KILOWATT, 0)), ("киловатту", Unit(u::KILOWATT, 0)), ("киловаттом", Unit(u::KILOWATT, 0)),
    ("киловатте", Unit(u::KILOWATT, 0)), ("киловатты", Unit(u::KILOWATT, 0)), ("киловаттов", Unit(u::KILOWATT, 0)),
    ("киловаттам", Unit(u::KILOWATT, 0)), ("киловаттами", Unit(u::KILOWATT, 0)), ("киловаттах", Unit(u::KILOWATT, 0)),
    ("мегаватт", Unit(u::MEGAWATT, 0)), ("мегаватта", Unit(u::MEGAWATT, 0)), ("мегаватту", Unit(u::MEGAWATT, 0)),
    ("мегаваттом", Unit(u::MEGAWATT, 0)), ("мегаватте", Unit(u::MEGAWATT, 0)), ("мегаватты", Unit(u::MEGAWATT, 0)),
    ("мегаваттов", Unit(u::MEGAWATT, 0)), ("мегаваттам", Unit(u::MEGAWATT, 0)), ("мегаваттами", Unit(u::MEGAWATT, 0)),
    ("мегаваттах", Unit(u::MEGAWATT, 0)), ("гигаватт", Unit(u::GIGAWATT, 0)), ("гигаватта", Unit(u::GIGAWATT, 0)),
    ("гигаватту", Unit(u::GIGAWATT, 0)), ("гигаваттом", Unit(u::GIGAWATT, 0)), ("гигаватте", Unit(u::GIGAWATT, 0)),
    ("гигаватты", Unit(u::GIGAWATT, 0)), ("гигаваттов", Unit(u::GIGAWATT, 0)), ("гигаваттам", Unit(u::GIGAWATT, 0)),
    ("гигаваттами", Unit(u::GIGAWATT, 0)), ("гигаваттах", Unit(u::GIGAWATT, 0)), ("градус", Unit(u::DEGREE, 0)), ("градуса", Unit(u::DEGREE, 0)),
    ("градусу", Unit(u::DEGREE, 0)), ("градусом", Unit(u::DEGREE, 0)), ("градусе", Unit(u::DEGREE, 0)), ("градусы", Unit(u::DEGREE, 0)),
    ("градусов", Unit(u::DEGREE, 0)), ("градусам", Unit(u::DEGREE, 0)), ("градусами", Unit(u::DEGREE, 0)), ("градусах", Unit(u::DEGREE, 0)),
    ("мегабайт", Unit(u::MEGABYTE, 0)), ("мегабайта", Unit(u::MEGABYTE, 0)), ("мегабайту", Unit(u::MEGABYTE, 0)),
    ("мегабайтом", Unit(u::MEGABYTE, 0)), ("мегабайте", Unit(u::MEGABYTE, 0)), ("мегабайты", Unit(u::MEGABYTE, 0)),
    ("мегабайтов", Unit(u::MEGABYTE, 0)), ("мегабайтам", Unit(u::MEGABYTE, 0)), ("мегабайтами", Unit(u::MEGABYTE, 0)),
    ("мегабайтах", Unit(u::MEGABYTE, 0)), ("гигабайт", Unit(u::GIGABYTE, 0)), ("гигабайта", Unit(u::GIGABYTE, 0)),
    ("гигабайту", Unit(u::GIGABYTE, 0)), ("гигабайтом", Unit(u::GIGABYTE, 0)), ("гигабайте", Unit(u::GIGABYTE, 0)),
    ("гигабайты", Unit(u::GIGABYTE, 0)), ("гигабайтов", Unit(u::GIGABYTE, 0)), ("гигабайтам", Unit(u::GIGABYTE, 0)),
    ("гигабайтами", Unit(u::GIGABYTE, 0)), ("гигабайтах", Unit(u::GIGABYTE, 0)), ("терабайт", Unit(u::TERABYTE, 0)),
    ("терабайта", Unit(u::TERABYTE, 0)), ("терабайту", Unit(u::TERABYTE, 0)), ("терабайтом", Unit(u::TERABYTE, 0)),
    ("терабайте", Unit(u::TERABYTE, 0)), ("терабайты", Unit(u::TERABYTE, 0)), ("терабайтов", Unit(u::TERABYTE, 0)),
    ("терабайтам", Unit(u::TERABYTE, 0)), ("терабайтами", Unit(u::TERABYTE, 0)), ("терабайтах", Unit(u::TERABYTE, 0)),
    ("баррель", Unit(u::OIL_BARREL, 0)), ("барреля", Unit(u::OIL_BARREL, 0)), ("баррелю", Unit(u::OIL_BARREL, 0)),
    ("баррелем", Unit(u::OIL_BARREL, 0)), ("барреле", Unit(u::OIL_BARREL, 0)), ("баррели", Unit(u::OIL_BARREL, 0)),
    ("баррелей", Unit(u::OIL_BARREL, 0)), ("баррелям", Unit(u::OIL_BARREL, 0)), ("баррелями", Unit(u::OIL_BARREL, 0)),
    ("баррелях", Unit(u::OIL_BARREL, 0)), ("тонна", Unit(u::TONNE, 0)), ("тонны", Unit(u::TONNE, 0)), ("тонне", Unit(u::TONNE, 0)),
    ("тонну", Unit(u::TONNE, 0)), ("тонной", Unit(u::TONNE, 0)), ("тонн", Unit(u::TONNE, 0)), ("тоннам", Unit(u::TONNE, 0)),
    ("тоннами", Unit(u::TONNE, 0)), ("тоннах", Unit(u::TONNE, 0)), ("т", Unit(u::TONNE, 0)), ("миля", Unit(u::MILE, 0)), ("мили", Unit(u::MILE, 0)),
    ("миле", Unit(u::MILE, 0)), ("милю", Unit(u::MILE, 0)), ("милей", Unit(u::MILE, 0)), ("миль", Unit(u::MILE, 0)), ("милям", Unit(u::MILE, 0)),
    ("милями", Unit(u::MILE, 0)), ("милях", Unit(u::MILE, 0)), ("унция", Unit(u::OUNCE, 0)), ("унции", Unit(u::OUNCE, 0)),
    ("унций", Unit(u::OUNCE, 0)), ("унцию", Unit(u::OUNCE, 0)), ("кг", Unit(u::KILOGRAM, 0)), ("мг", Unit(u::MILLIGRAM, 0)),
    ("км", Unit(u::KILOMETRE, 0)), ("м", Unit(u::METRE, 0)), ("см", Unit(u::CENTIMETRE, 0)), ("мм", Unit(u::MILLIMETRE, 0)),
    ("га", Unit(u::HECTARE, 0)), ("л", Unit(u::LITRE, 0)), ("мл", Unit(u::MILLILITRE, 0)), ("ц", Unit(u::QUINTAL, 0)), ("квт", Unit(u::KILOWATT, 0)),
    ("мвт", Unit(u::MEGAWATT, 0)), ("гвт", Unit(u::GIGAWATT, 0)), ("гб", Unit(u::GIGABYTE, 0)), ("мб", Unit(u::MEGABYTE, 0)),
    ("тб", Unit(u::TERABYTE, 0)), ("квадратный", Power(2)), ("квадратного", Power(2)), ("квадратных", Power(2)), ("квадратные", Power(2)),
    ("квадратном", Power(2)), ("кв", Power(2)), ("кубический", Power(3)), ("кубического", Power(3)), ("кубических", Power(3)),
    ("кубические", Power(3)), ("кубометров", Power(3)), ("куб", Power(3)), ("морских", Nautical), ("морской", Nautical), ("морские", Nautical),
    ("морскую", Nautical), ("цельсия", Celsius), ("фаренгейта", Unit(u::DEGREE_FAHRENHEIT, 0)), ("раз", Unit(u::TIMES, 0)),
    ("раза", Unit(u::TIMES, 0)), ("разу", Unit(u::TIMES, 0)), ("человек", Counter), ("человека", Counter),
    // Money.
    ("доллар", Unit(u::DOLLAR, 0)), ("доллара", Unit(u::DOLLAR, 0)), ("доллару", Unit(u::DOLLAR, 0)), ("долларом", Unit(u::DOLLAR, 0)),
    ("долларе", Unit(u::DOLLAR, 0)), ("доллары", Unit(u::DOLLAR, 0)), ("долларов", Unit(u::DOLLAR, 0)), ("долларам", Unit(u::DOLLAR, 0)),
    ("долларами", Unit(u::DOLLAR, 0)), ("долларах", Unit(u::DOLLAR, 0)), ("долл", Unit(u::DOLLAR, 0)), ("евро", Unit(u::EURO, 0)),
    ("фунт", Unit(u::POUND_STERLING, 0)), ("фунта", Unit(u::POUND_STERLING, 0)), ("фунту", Unit(u::POUND_STERLING, 0)),
    ("фунтом", Unit(u::POUND_STERLING, 0)), ("фунте", Unit(u::POUND_STERLING, 0)), ("фунты", Unit(u::POUND_STERLING, 0)),
    ("фунтов", Unit(u::POUND_STERLING, 0)), ("фунтам", Unit(u::POUND_STERLING, 0)), ("фунтами", Unit(u::POUND_STERLING, 0)),
    ("фунтах", Unit(u::POUND_STERLING, 0)), ("лира", Unit(u::POUND_STERLING, 0)), ("лиры", Unit(u::POUND_STERLING, 0)),
    ("лир", Unit(u::POUND_STERLING, 0)), ("лире", Unit(u::POUND_STERLING, 0)), ("лиру", Unit(u::POUND_STERLING, 0)),
    ("лирами", Unit(u::POUND_STERLING, 0)), ("рубль", Unit(u::ROUBLE, 0)), ("рубля", Unit(u::ROUBLE, 0)), ("рублю", Unit(u::ROUBLE, 0)),
    ("рублем", Unit(u::ROUBLE, 0)), ("рубле", Unit(u::ROUBLE, 0)), ("рубли", Unit(u::ROUBLE, 0)), ("рублей", Unit(u::ROUBLE, 0)),
    ("рублям", Unit(u::ROUBLE, 0)), ("рублями", Unit(u::ROUBLE, 0)), ("рублях", Unit(u::ROUBLE, 0)), ("руб", Unit(u::ROUBLE, 0)),
    ("копейка", Unit(u::COIN, 0)), ("копейки", Unit(u::COIN, 0)), ("копеек", Unit(u::COIN, 0)), ("цент", Unit(u::COIN, 0)),
    ("цента", Unit(u::COIN, 0)), ("центов", Unit(u::COIN, 0)), ("юань", Unit(u::YUAN, 0)), ("юаня", Unit(u::YUAN, 0)), ("юаней", Unit(u::YUAN, 0)),
    ("юани", Unit(u::YUAN, 0)), ("юанях", Unit(u::YUAN, 0)), ("иена", Unit(u::YEN, 0)), ("иены", Unit(u::YEN, 0)), ("иен", Unit(u::YEN, 0)),
    ("йена", Unit(u::YEN, 0)), ("йены", Unit(u::YEN, 0)), ("йен", Unit(u::YEN, 0)), ("вона", Unit(u::WON, 0)), ("воны", Unit(u::WON, 0)),
    ("вон", Unit(u::WON, 0)), ("риал", Unit(u::RIYAL, 0)), ("риала", Unit(u::RIYAL, 0)), ("риалу", Unit(u::RIYAL, 0)), ("риалом", Unit(u::RIYAL, 0)),
    ("риале", Unit(u::RIYAL, 0)), ("риалы", Unit(u::RIYAL, 0)), ("риалов", Unit(u::RIYAL, 0)), ("риалам", Unit(u::RIYAL, 0)),
    ("риалами", Unit(u::RIYAL, 0)), ("риалах", Unit(u::RIYAL, 0)), ("динар", Unit(u::DINAR, 0)), ("динара", Unit(u::DINAR, 0)),
    ("динару", Unit(u::DINAR, 0)), ("динаром", Unit(u::DINAR, 0)), ("динаре", Unit(u::DINAR, 0)), ("динары", Unit(u::DINAR, 0)),
    ("динаров", Unit(u::DINAR, 0)), ("динарам", Unit(u::DINAR, 0)), ("динарами", Unit(u::DINAR, 0)), ("динарах", Unit(u::DINAR, 0)),
    ("дирхам", Unit(u::DIRHAM, 0)), ("дирхама", Unit(u::DIRHAM, 0)), ("дирхаму", Unit(u::DIRHAM, 0)), ("дирхамом", Unit(u::DIRHAM, 0)),
    ("дирхаме", Unit(u::DIRHAM, 0)), ("дирхамы", Unit(u::DIRHAM, 0)), ("дирхамов", Unit(u::DIRHAM, 0)), ("дирхамам", Unit(u::DIRHAM, 0)),
    ("дирхамами", Unit(u::DIRHAM, 0)), ("дирхамах", Unit(u::DIRHAM, 0)), ("шекель", Unit(u::SHEKEL, 0)), ("шекеля", Unit(u::SHEKEL, 0)),
    ("шекелей", Unit(u::SHEKEL, 0)), ("шекели", Unit(u::SHEKEL, 0)), ("рупия", Unit(u::RUPEE, 0)), ("рупии", Unit(u::RUPEE, 0)),
    ("рупий", Unit(u::RUPEE, 0)), ("рупию", Unit(u::RUPEE, 0)), ("франк", Unit(u::FRANC, 0)), ("франка", Unit(u::FRANC, 0)),
    ("франку", Unit(u::FRANC, 0)), ("франком", Unit(u::FRANC, 0)), ("франке", Unit(u::FRANC, 0)), ("франкы", Unit(u::FRANC, 0)),
    ("франков", Unit(u::FRANC, 0)), ("франкам", Unit(u::FRANC, 0)), ("франками", Unit(u::FRANC, 0)), ("франках", Unit(u::FRANC, 0)),
    ("крона", Unit(u::KRONA, 0)), ("кроны", Unit(u::KRONA, 0)), ("крон", Unit(u::KRONA, 0)), ("крону", Unit(u::KRONA, 0)),
    ("песо", Unit(u::PESO, 0)), ("реал", Unit(u::REAL, 0)), ("реала", Unit(u::REAL, 0)), ("реалов", Unit(u::REAL, 0)), ("рэнд", Unit(u::RAND, 0)),
    ("рэнда", Unit(u::RAND, 0)), ("рэндов", Unit(u::RAND, 0)), ("ранд", Unit(u::RAND, 0)), ("рандов", Unit(u::RAND, 0)),
    ("гривна", Unit(u::HRYVNIA, 0)), ("гривны", Unit(u::HRYVNIA, 0)), ("гривен", Unit(u::HRYVNIA, 0)), ("гривню", Unit(u::HRYVNIA, 0)),
    ("гривну", Unit(u::HRYVNIA, 0)), ("тенге", Unit(u::TENGE, 0)), ("злотый", Unit(u::ZLOTY, 0)), ("злотых", Unit(u::ZLOTY, 0)),
    ("туман", Unit(u::TOMAN, 0)), ("тумана", Unit(u::TOMAN, 0)), ("туманов", Unit(u::TOMAN, 0)), ("шиллинг", Unit(u::SHILLING, 0)),
    ("шиллинга", Unit(u::SHILLING, 0)), ("шиллингов", Unit(u::SHILLING, 0)), ("рупиах", Unit(u::RUPIAH, 0)),
    // Dates.
    ("январь", Month(1)), ("января", Month(1)), ("январе", Month(1)), ("январю", Month(1)), ("январем", Month(1)), ("янв", Month(1)),
    ("февраль", Month(2)), ("февраля", Month(2)), ("феврале", Month(2)), ("февралю", Month(2)), ("февралем", Month(2)), ("фев", Month(2)),
    ("апрель", Month(4)), ("апреля", Month(4)), ("апреле", Month(4)), ("апрелю", Month(4)), ("апрелем", Month(4)), ("апр", Month(4)),
    ("май", Month(5)), ("мая", Month(5)), ("мае", Month(5)), ("маю", Month(5)), ("маем", Month(5)), ("июнь", Month(6)), ("июня", Month(6)),
    ("июне", Month(6)), ("июню", Month(6)), ("июнем", Month(6)), ("июль", Month(7)), ("июля", Month(7)), ("июле", Month(7)), ("июлю", Month(7)),
    ("июлем", Month(7)), ("август", Month(8)), ("августа", Month(8)), ("августе", Month(8)), ("августу", Month(8)), ("августом", Month(8)),
    ("авг", Month(8)), ("сентябрь", Month(9)), ("сентября", Month(9)), ("сентябре", Month(9)), ("сентябрю", Month(9)), ("сентябрем", Month(9)),
    ("сент", Month(9)), ("сен", Month(9)), ("октябрь", Month(10)), ("октября", Month(10)), ("октябре", Month(10)), ("октябрю", Month(10)),
    ("октябрем", Month(10)), ("окт", Month(10)), ("ноябрь", Month(11)), ("ноября", Month(11)), ("ноябре", Month(11)), ("ноябрю", Month(11)),
    ("ноябрем", Month(11)), ("ноя", Month(11)), ("декабрь", Month(12)), ("декабря", Month(12)), ("декабре", Month(12)), ("декабрю", Month(12)),
    ("декабрем", Month(12)), ("дек", Month(12)), ("март", Month(3)), ("марта", Month(3)), ("марте", Month(3)), ("марту", Month(3)),
    ("мартом", Month(3)), ("начало", PartOf(DatePart::Early)), ("начале", PartOf(DatePart::Early)), ("начала", PartOf(DatePart::Early)),
    ("начальный", PartOf(DatePart::Early)), ("середина", PartOf(DatePart::Mid)), ("середине", PartOf(DatePart::Mid)), ("середины", PartOf(DatePart::Mid)),
    ("середину", PartOf(DatePart::Mid)), ("конец", PartOf(DatePart::Late)), ("конце", PartOf(DatePart::Late)), ("конца", PartOf(DatePart::Late)),
    ("концу", PartOf(DatePart::Late)), ("с", From), ("со", From), ("в", From), ("во", From), ("от", From), ("из", From), ("после", YearBefore),
    ("перед", YearBefore), ("сегодня", OneDay(0)), ("вчера", OneDay(-1)), ("позавчера", OneDay(-2)), ("завтра", OneDay(1)),
    ("понедельник", Weekday(0)), ("понедельника", Weekday(0)), ("понедельнику", Weekday(0)), ("вторник", Weekday(1)), ("вторника", Weekday(1)),
    ("вторнику", Weekday(1)), ("среду", Weekday(2)), ("среды", Weekday(2)), ("четверг", Weekday(3)), ("четверга", Weekday(3)),
    ("пятница", Weekday(4)), ("пятницу", Weekday(4)), ("пятницы", Weekday(4)), ("суббота", Weekday(5)), ("субботу", Weekday(5)),
    ("субботы", Weekday(5)), ("воскресенье", Weekday(6)), ("воскресенья", Weekday(6)), ("прошлый", Relative), ("прошлого", Relative),
    ("прошлом", Relative), ("прошлой", Relative), ("прошлую", Relative), ("прошлая", Relative), ("прошлых", Relative), ("прошлые", Relative),
    ("прошедший", Relative), ("прошедшего", Relative), ("текущий", Relative), ("текущего", Relative), ("текущем", Relative), ("этот", Relative),
    ("этого", Relative), ("этом", Relative), ("этой", Relative), ("эту", Relative), ("нынешний", Relative), ("нынешнего", Relative),
    ("нынешнем", Relative), ("следующий", Relative), ("следующего", Relative), ("следующем", Relative), ("следующей", Relative),
    ("будущем", Relative), ("минувший", Relative), ("минувшего", Relative), ("минувшем", Relative), ("последние", Relative), ("последних", Relative),
    ("утра", HalfDay(false)), ("вечера", HalfDay(true)),
    // Bounds.
    ("около", Hedge(H::ABOUT)), ("примерно", Hedge(H::ABOUT)), ("приблизительно", Hedge(H::ABOUT)), ("порядка", Hedge(H::ABOUT)),
    ("ориентировочно", Hedge(H::ABOUT)), ("почти", Hedge(H::NEARLY)), ("более", Hedge(H::OVER)), ("больше", Hedge(H::OVER)),
    ("свыше", Hedge(H::OVER)), ("выше", Hedge(H::OVER)), ("сверх", Hedge(H::OVER)), ("превысил", Hedge(H::OVER)), ("превысила", Hedge(H::OVER)),
    ("превысило", Hedge(H::OVER)), ("превысили", Hedge(H::OVER)), ("превышает", Hedge(H::OVER)), ("превышающий", Hedge(H::OVER)),
    ("менее", Hedge(H::UNDER)), ("меньше", Hedge(H::UNDER)), ("ниже", Hedge(H::UNDER)), ("минимум", Hedge(H::AT_LEAST)),
    ("максимум", Hedge(H::AT_MOST)), ("не", Not),
    // Small words.
    ("и", And), ("или", Or), ("до", To), ("между", Between), ("на", Small), ("чем", Small), ("по", Small), ("за", Small), ("квартал", Small),
    ("квартале", Small), ("квартала", Small), ("полугодие", Small), ("полугодии", Small), ("полугодия", Small),
];

#[cfg(test)]
mod tests {
    use crate::figures::tests::check;

    #[test]
    fn adjectives_of_measure() {
        check(
            "ru",
            &[
                ("в десятидневный срок", "10 Seconds*86400"),
                ("трёхмесячный отпуск", "3 Months"),
                ("двадцатипятилетний водитель", "25 years"),
                ("Сорокафутовый контейнер", "40 Length*3048"),
                ("40-футового контейнера", "40 Length*3048"),
                ("пятипроцентная надбавка", "5%"),
                ("стометровая дорожка", "100 Length*10000"),
                ("в течение полугода", "6 Months"),
                ("двухэтажный дом, пятилетка, столица", ""),
            ],
        );
    }

    #[test]
    fn numbers() {
        check(
            "ru",
            &[
                ("двадцать пять тысяч человек", "25000"),
                (
                    "двести тридцать четыре тысячи пятьсот шестьдесят семь",
                    "234567",
                ),
                ("1,5 млн человек", "1500000"),
                ("3 млрд 400 млн", "3400000000"),
                ("2 тыс. 500 солдат", "2500"),
                ("около 20 тыс. солдат", "~20000"),
                ("полтора миллиона жителей", "1500000"),
                ("два с половиной миллиона", "2500000"),
                ("полмиллиона человек", "500000"),
                ("миллион человек", "1000000"),
                ("двух тысяч пятисот", "2500"),
                ("пятидесяти семи", "57"),
                ("1 200 000 жителей", "1200000"),
                ("десятки тысяч людей, сотни раненых", "10000s | 100s"),
                (
                    "треть населения, две трети мест, три четверти",
                    "1/3 | 2/3 | 3/4",
                ),
                ("половина населения", "1/2"),
                ("вдвое больше, втрое", "2-fold | 3-fold"),
                ("в 2,5 раза", "5/2 Times"),
                ("от 20 до 30 тыс. человек", "20000..30000"),
                ("20–30 тыс. человек", "20000..30000"),
                ("между 20 и 50 тысячами", "20000..50000"),
                ("12-й раунд, 21-го", "12th | 21th"),
                ("двадцать первый", "21th"),
                ("25-летний мужчина", "25 years"),
                ("Су-57 и Т-72", "су-57 | т-72"),
            ],
        );
    }

    #[test]
    fn bounds_and_signs() {
        check(
            "ru",
            &[
                ("более 30 стран", ">30"),
                ("не менее 30 человек", "≥30"),
                ("не более 30 человек", "≤30"),
                ("свыше 100 танков", ">100"),
                ("до 500 человек", "≤500"),
                ("вырос до 30%", "30%"),
                ("упал на 8%, до 148 млн тонн", "8% | 148000000 Mass*1000000"),
                ("около двух с половиной часов", "~5/2 Seconds*3600"),
                ("как минимум 12 погибших", "≥12"),
                ("почти 40 тысяч", "~40000"),
                ("30 и более", "≥30"),
                ("30 человек и более", "≥30"),
                ("менее чем 5%", "<5%"),
                ("минус 3 градуса, 5 градусов ниже нуля", "-3 | -5"),
                ("−0,3%", "-3/10%"),
            ],
        );
    }

    #[test]
    fn measures_money_and_dates() {
        check(
            "ru",
            &[
                ("35%, 35 процентов и 5-процентный", "35% | 35% | 5%"),
                ("3 процентных пункта, 2 п.п.", "3 Point | 2 Point"),
                ("0,5 процентного пункта", "1/2 Point"),
                ("5 млрд долларов", "5000000000 Dollar"),
                ("5 млрд долларов США", "5000000000 US-Dollar"),
                ("300 тыс. канадских долларов", "300000 CA-Dollar"),
                ("100 млн египетских фунтов", "100000000 EG-Pound"),
                ("20 млн фунтов стерлингов", "20000000 GB-Pound"),
                ("500 руб. и 20 рублей", "500 Rouble | 20 Rouble"),
                ("$5 млрд", "5000000000 US-Dollar"),
                ("3 тонны, 120 км", "3 Mass*1000000 | 120 Length*10000000"),
                ("30 кв. км", "30 Area*1000000"),
                ("12 марта 2025 года", "2025-3-12"),
                ("12 марта", "?-3-12"),
                ("в марте 2025 года", "2025-3"),
                ("в 2025 году, 2024 год, 1812 года", "2025 | 2024 | 1812"),
                ("12.03.2025", "2025-3-12"),
                ("1990-е годы, в 90-х годах, девяностые", "1990s | 90s | 90s"),
                ("XX век, в XXI веке", "20th | 21th"),
                (
                    "в начале 2000-х, в конце 1980-х годов",
                    "early 2000s | late 1980s",
                ),
                ("в 2023-м, к 2024-му году", "2023 | 2024"),
                (
                    "в третьем квартале 2024 года, III квартал",
                    "Q3 2024 | Q3 ?",
                ),
                ("в начале 2023 года, конец июня", "early 2023 | late ?-6"),
                ("три года, 25 лет", "3 years | 25 years"),
                ("полтора года, полгода", "3/2 years | 1/2 years"),
                (
                    "в 15:30, в 15 часов, в 9 часов вечера",
                    "15:30 | 15:00 | 21:00",
                ),
                ("седьмой год подряд", "7 years"),
                ("вчера и в прошлом году", "relative | relative"),
            ],
        );
    }
}
