//! The Korean words that figures consist of, and rules of Korean numbers.
//!
//! Numbers are grouped by myriads (만, 억, 조), in digits, words or both. Counters, units and particles are joined to them and
//! are split here. Native and Sino-Korean numerals are numbers only before a counter, since almost every syllable of them is
//! part of other words.

use crate::figures::cardinal::{Cardinal, power};
use crate::figures::clause as context;
use crate::figures::figure::{Bound, DatePart, Hedge as H, PartialDate, Quantity, RelativePeriod};
use crate::figures::languages::{Before, DateOrder, FigureGrammar, FigureLanguage};
use crate::figures::lexicon::Meaning::*;
use crate::figures::lexicon::{Lexicon, Meaning, endings, index};
use crate::figures::number::Number;
use crate::figures::read::FigureReader;
use crate::figures::units::{Unit as Measure, known as u};

pub struct Korean;

static LEXICON: Lexicon = Lexicon {
    words: WORDS,
    index: &index(WORDS),
    endings: &endings(WORDS, &[]),
    longest: 24,
    clitics: None,
};

static GRAMMAR: FigureGrammar = FigureGrammar {
    date_order: DateOrder::DayFirst,
    splits_words: true,
    fractions_stand_alone: true,
    bounds_before: &[
        (&["적어도"], Bound::AtLeast),
        (&["최소"], Bound::AtLeast),
        (&["최소한"], Bound::AtLeast),
        (&["최대"], Bound::AtMost),
        (&["많게는"], Bound::AtMost),
        (&["약"], Bound::About),
        (&["대략"], Bound::About),
    ],
    change_particles: &["로", "으로"],
    minus_before: &[&["마이너스"], &["영하"]],
    points_after_percent: true,
    unit_phrases: &[(&["세"], u::YEAR)],
    rate_before: &[
        ("시속", false),
        ("시간당", false),
        ("초속", true),
        ("초당", true),
    ],
    quarters: &["분기"],
    number_signs: &[&["제"]],
    numbered_names: &[("코로나", 19), ("covid", 19)],
    not_codes: &["제", "약", "총", "만"],
    countries: &[
        ("미국", "US"),
        ("호주", "AU"),
        ("캐나다", "CA"),
        ("홍콩", "HK"),
        ("싱가포르", "SG"),
        ("뉴질랜드", "NZ"),
        ("대만", "TW"),
        ("영국", "GB"),
        ("이집트", "EG"),
        ("레바논", "LB"),
        ("수단", "SD"),
        ("시리아", "SY"),
        ("튀르키예", "TR"),
        ("터키", "TR"),
        ("쿠웨이트", "KW"),
        ("이라크", "IQ"),
        ("요르단", "JO"),
        ("사우디", "SA"),
        ("카타르", "QA"),
        ("이란", "IR"),
        ("인도", "IN"),
        ("파키스탄", "PK"),
        ("멕시코", "MX"),
        ("아르헨티나", "AR"),
        ("스위스", "CH"),
        ("스웨덴", "SE"),
        ("노르웨이", "NO"),
        ("덴마크", "DK"),
        ("러시아", "RU"),
        ("북한", "KP"),
        ("한국", "KR"),
    ],
    ..FigureGrammar::PLAIN
};

impl FigureLanguage for Korean {
    fn subtag(&self) -> &'static str {
        "ko"
    }

    fn lexicon(&self) -> &'static Lexicon {
        &LEXICON
    }

    fn grammar(&self) -> &'static FigureGrammar {
        &GRAMMAR
    }

    fn context(&self) -> &'static context::ClauseGrammar {
        context::ko::GRAMMAR
    }

    fn first_piece(&self, run: &str, before: Before) -> usize {
        match before {
            Before::TightNumber => return longest(run, AFTER).unwrap_or(run.len()),
            Before::Number if longest_hedge(run).is_some() => return run.len(),
            Before::Number => {
                let unit = longest(run, COUNTERS).filter(|length| is_particle(&run[*length..]));
                if let Some(length) = unit {
                    return length;
                }
            }
            Before::Other => {}
        }
        if let Some(length) = longest(run, MAGNITUDES).filter(|length| is_counted(&run[*length..]))
        {
            return length;
        }
        // Reads the whole number first, to check whether a counter follows.
        let (mut end, mut pieces, mut first) = (0, 0, 0);
        while let Some(length) = longest(&run[end..], NUMERALS) {
            end += length;
            pieces += 1;
            if pieces == 1 {
                first = length;
            }
        }
        let rest = &run[end..];
        let is_number = pieces > 0
            && if rest.is_empty() {
                pieces > 1 || first > 3
            } else {
                longest(rest, COUNTERS).is_some()
                    && (pieces > 1 || is_native(&run[..first]) || is_round(&run[..first], rest))
            };
        if is_number {
            return first;
        }
        // A word of the lexicon with a particle.
        longest(run, WITH_PARTICLES).unwrap_or(run.len())
    }

    /// Reads 3만5천, 12억 3400만, 2천500만, 열두, 3분의 1.
    fn cardinal(&self, reader: &FigureReader<'_>, at: usize, _joins: bool) -> Option<Cardinal> {
        if reader.meaning(at) == Some(Fraction(1, 2)) {
            let mut half = Cardinal::of(Number::fraction(1, 2), at + 1);
            half.is_part = true;
            return Some(half);
        }
        if let Some(part) = part(reader, at) {
            return Some(part);
        }
        let all = myriads(reader, at)?;
        if all.in_digits {
            return Some(all);
        }
        // A syllable such as 이 is almost always another word.
        let is_digit = matches!(reader.meaning(at), Some(Ones(_))) && !is_native(reader.piece(at));
        if all.next == at + 1 && is_digit {
            return None;
        }
        // Numbers in words must count something.
        let counts = matches!(
            reader.meaning(all.next),
            Some(Counter | Unit(..) | Percent | Fraction(..) | Points)
        );
        let is_native = is_native(reader.piece(at)) && reader.piece(at).len() > 3;
        (counts || is_native).then_some(all)
    }

    fn own_figure(&self, reader: &mut FigureReader<'_>, at: usize) -> Option<usize> {
        full_date(reader, at)
            .or_else(|| month_and_day(reader, at))
            .or_else(|| day(reader, at))
            .or_else(|| named_by_day(reader, at))
            .or_else(|| decade_or_century(reader, at))
            .or_else(|| clock(reader, at))
            .or_else(|| place(reader, at))
            .or_else(|| half_of_year(reader, at))
            .or_else(|| relative(reader, at))
    }

    fn hedge_before(&self, reader: &FigureReader<'_>, start: usize) -> H {
        match start
            .checked_sub(1)
            .and_then(|before| reader.meaning(before))
        {
            Some(Hedge(hedge)) => hedge,
            _ => H::EXACT,
        }
    }

    /// Reads 30명 이상, 30여 명, 30명가량, 30%가 넘는.
    fn hedge_after(&self, reader: &FigureReader<'_>, at: usize) -> H {
        let odd = |at: usize| reader.is_word(at, "여");
        if odd(at) || (1..3).any(|back| at.checked_sub(back).is_some_and(odd)) {
            return H::ODD;
        }
        for next in at..at + 4 {
            let piece = reader.piece(next);
            if let Some((_, hedge)) = AFTER_HEDGES
                .iter()
                .find(|(word, _)| piece.starts_with(word))
            {
                return *hedge;
            }
            let is_between = matches!(reader.meaning(next), Some(Counter | Small))
                || piece.chars().count() == 1
                || next == at;
            if !is_between {
                break;
            }
        }
        H::EXACT
    }
}

/// Words after a number that indicate its bound.
const AFTER_HEDGES: &[(&str, H)] = &[
    ("이상", H::AT_LEAST),
    ("이하", H::AT_MOST),
    ("미만", H::UNDER),
    ("초과", H::OVER),
    ("넘는", H::OVER),
    ("넘게", H::OVER),
    ("넘어", H::OVER),
    ("넘었", H::OVER),
    ("웃도는", H::OVER),
    ("밑도는", H::UNDER),
    ("가량", H::ABOUT),
    ("정도", H::ABOUT),
    ("쯤", H::ABOUT),
    ("안팎", H::ABOUT),
    ("내외", H::ABOUT),
    ("남짓", H::ODD),
    ("가까", H::NEARLY),
];

/// Returns the length of the longest of these words that a run of letters begins with.
fn longest(run: &str, words: &[&str]) -> Option<usize> {
    words
        .iter()
        .filter(|word| run.starts_with(**word))
        .map(|word| word.len())
        .max()
}

fn longest_hedge(run: &str) -> Option<usize> {
    let hedges = AFTER_HEDGES.iter().map(|(word, _)| word);
    hedges
        .filter(|word| run.starts_with(**word))
        .map(|word| word.len())
        .max()
}

/// Returns true if one syllable is a round number, as in 천명, and not part of another word.
fn is_round(numeral: &str, rest: &str) -> bool {
    matches!(numeral, "십" | "백" | "천" | "만" | "억")
        && ["명", "원", "달러", "여"]
            .iter()
            .any(|counter| rest.starts_with(counter))
}

/// Returns true if the letters after a unit in the same word are a particle or a word of measure.
fn is_particle(rest: &str) -> bool {
    rest.is_empty()
        || PARTICLES.iter().any(|particle| rest.starts_with(particle))
        || AFTER_HEDGES.iter().any(|(word, _)| rest.starts_with(word))
}

const PARTICLES: &[&str] = &[
    "이", "가", "은", "는", "을", "를", "의", "에", "로", "으로", "와", "과", "도", "만", "까지",
    "부터", "보다", "씩", "당", "나", "째", "간", "여", "어치", "짜리", "쯤", "였", "다",
];

fn is_counted(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with('의') || longest(rest, COUNTERS).is_some()
}

fn is_native(numeral: &str) -> bool {
    NATIVE.contains(&numeral)
}

/// Reads a number that is grouped by myriads.
fn myriads(reader: &FigureReader<'_>, at: usize) -> Option<Cardinal> {
    let mut all = Cardinal::of(Number::whole(0), at);
    let (mut total, mut section) = (Number::whole(0), Number::whole(0));
    let mut current: Option<Number> = None;
    let mut last_power = u8::MAX;
    let mut next = at;
    loop {
        let joins = next == at || reader.is_glued(next) || last_power < u8::MAX;
        if !joins {
            break;
        }
        match (reader.numeral(next), reader.meaning(next)) {
            (Some(numeral), _) if current.is_none() => {
                let is_first = next == at;
                // In 만 60세, the first word means "full".
                let is_full = next == at + 1 && reader.is_word(at, "만") && !reader.is_glued(next);
                let is_other = !is_first
                    && (is_full
                        || numeral.value >= power(last_power.into())?
                        || (!reader.is_glued(next)
                            && matches!(
                                reader.meaning(next + 1),
                                Some(MonthNoun | Unit(u::YEAR | u::DAY, _))
                            )));
                if is_other {
                    break;
                }
                current = Some(numeral.value);
                if is_first {
                    all.in_digits = true;
                    all.otherwise = numeral.otherwise;
                }
            }
            // 십일 is a day of the month, unless something is counted.
            (_, Some(Unit(u::DAY, 0)))
                if current.is_none() && next > at && is_one(reader, next) =>
            {
                current = Some(Number::whole(1));
            }
            (_, Some(Ones(ones))) if last_power > 0 => {
                let tens = current.filter(|c| {
                    c.as_whole()
                        .is_some_and(|n| n >= 20 && n % 10 == 0 || n == 10)
                });
                match (current, tens) {
                    (None, _) => current = Some(Number::whole(ones.into())),
                    // 60세 is an age, not 63.
                    (Some(_), Some(tens))
                        if reader.is_glued(next) && reader.numeral(next - 1).is_none() =>
                    {
                        current = tens.plus(Number::whole(ones.into()));
                    }
                    _ => break,
                }
            }
            (_, Some(Tens(tens))) if current.is_none() => {
                current = Some(Number::whole(tens.into()))
            }
            (
                _,
                Some(Scale {
                    power: scale @ 1..=3,
                    ..
                }),
            ) if reader.is_glued(next) || next == at => {
                if scale >= last_power && last_power < 4 {
                    break;
                }
                let count = current.take().unwrap_or(Number::whole(1));
                section = section.plus(count.times(power(scale.into())?)?)?;
                last_power = scale;
                all.otherwise = None;
            }
            (_, Some(Scale { power: scale, .. }))
                if current.is_some() || section > Number::whole(0) || next == at =>
            {
                let is_lower = total == Number::whole(0) || total >= power(u32::from(scale) + 4)?;
                if !is_lower {
                    break;
                }
                let below = section.plus(current.take().unwrap_or(Number::whole(0)))?;
                let below = if below == Number::whole(0) {
                    Number::whole(1)
                } else {
                    below
                };
                total = total.plus(below.times(power(scale.into())?)?)?;
                section = Number::whole(0);
                last_power = scale;
                all.power = scale.into();
                all.mantissa = below;
                all.otherwise = None;
            }
            _ => break,
        }
        next += 1;
    }
    // After a space, a group belongs to the number only if it has a power of its own or shares its counter.
    if next == at {
        return None;
    }
    all.value = total
        .plus(section)?
        .plus(current.unwrap_or(Number::whole(0)))?;
    if section > Number::whole(0) || current.is_some_and(|_| all.power > 0) {
        all.power = 0;
        all.mantissa = all.value;
    }
    // 30여 명
    let odd = reader.is_word(next, "여") && reader.is_glued(next);
    all.next = next + usize::from(odd);
    Some(all)
}

/// Returns true if 일 means one: something is counted after it, or a power follows.
fn is_one(reader: &FigureReader<'_>, at: usize) -> bool {
    let tight = reader.is_glued(at + 1)
        && matches!(
            reader.meaning(at + 1),
            Some(Scale { .. } | Counter | Unit(..) | Percent)
        );
    reader.piece(at) == "일" && (tight || reader.is(at + 1, Counter))
}

/// Reads a fraction: 3분의 1.
fn part(reader: &FigureReader<'_>, at: usize) -> Option<Cardinal> {
    let whole = reader.numeral(at)?.plain(3)?;
    if !reader.is_word(at + 1, "분의") {
        return None;
    }
    let part = reader.numeral(at + 2)?.plain(3)?;
    if whole == 0 || part > whole {
        return None;
    }
    let mut cardinal = Cardinal::of(Number::fraction(part, whole), at + 3);
    cardinal.is_part = true;
    cardinal.in_digits = true;
    Some(cardinal)
}

/// Returns true if a token is this unit, joined to the number before it.
fn follows(reader: &FigureReader<'_>, at: usize, word: &str) -> bool {
    reader.is_glued(at) && reader.piece(at) == word
}

fn small(reader: &FigureReader<'_>, at: usize, limit: u64) -> Option<u8> {
    let number = reader.numeral(at)?.plain(2)?;
    u8::try_from(number)
        .ok()
        .filter(|n| (1..=limit).contains(&u64::from(*n)))
}

/// Returns true if the next token shows that years, months or days are a period: 3년간, 10일 만에.
fn is_span(reader: &FigureReader<'_>, at: usize) -> bool {
    let piece = reader.piece(at);
    let tight = ["간", "째", "치", "여", "짜리"];
    let loose = [
        "만에", "동안", "이내", "이상", "연속", "뒤", "전", "후", "넘게", "가량",
    ];
    (reader.is_glued(at) && tight.iter().any(|word| piece.starts_with(word)))
        || loose.iter().any(|word| piece.starts_with(word))
}

/// Reads 2025년 3월 12일, 2025년 3월, 2025년 3분기, 2025년.
fn full_date(reader: &mut FigureReader<'_>, at: usize) -> Option<usize> {
    let year = reader.numeral(at)?.plain(4)?;
    if !follows(reader, at + 1, "년")
        || !(1000..=2999).contains(&year)
        || is_span(reader, at + 2) && reader.is_glued(at + 2)
    {
        return dotted_date(reader, at);
    }
    if reader.is_word(at + 2, "대") {
        return None;
    }
    let mut date = PartialDate {
        year: u16::try_from(year).ok(),
        ..PartialDate::default()
    };
    let mut next = at + 2;
    if let Some(month) = small(reader, next, 12).filter(|_| follows(reader, next + 1, "월")) {
        date.month = Some(month);
        next += 2;
        if let Some(day) = small(reader, next, 31).filter(|_| follows(reader, next + 1, "일")) {
            date.day = Some(day);
            next += 2;
        }
    } else if let Some(quarter) =
        small(reader, next, 4).filter(|_| follows(reader, next + 1, "분기"))
    {
        date.part = Some(DatePart::Quarter(quarter));
        next += 2;
    } else if let Some(half) = half(reader, next) {
        date.part = Some(DatePart::Half(half));
        next += 1;
    } else if let Some(part) = part_of_time(reader, next) {
        date.part = Some(part);
        next += 1;
    }
    reader.push(at, next, Quantity::Date(date), H::EXACT);
    Some(next)
}

/// Reads 2025. 3. 12.
fn dotted_date(reader: &mut FigureReader<'_>, at: usize) -> Option<usize> {
    let year = reader
        .numeral(at)?
        .plain(4)
        .filter(|year| (1900..2100).contains(year))?;
    let month = small(reader, at + 2, 12)?;
    let day = small(reader, at + 4, 31)?;
    if !reader.is_mark(at + 1, '.') || !reader.is_mark(at + 3, '.') || reader.is_glued(at + 2) {
        return None;
    }
    let date = PartialDate {
        year: u16::try_from(year).ok(),
        month: Some(month),
        day: Some(day),
        ..PartialDate::default()
    };
    let next = at + 5 + usize::from(reader.is_mark(at + 5, '.'));
    reader.push(at, next, Quantity::Date(date), H::EXACT);
    Some(next)
}

fn part_of_time(reader: &FigureReader<'_>, at: usize) -> Option<DatePart> {
    match reader.piece(at) {
        "초" | "초반" => Some(DatePart::Early),
        "중순" | "중반" => Some(DatePart::Mid),
        "말" | "후반" | "하순" => Some(DatePart::Late),
        _ => None,
    }
}

/// Reads 3월 12일, 3월, 3월 초.
fn month_and_day(reader: &mut FigureReader<'_>, at: usize) -> Option<usize> {
    if let Some(next) = joined(reader, at, "월", 12) {
        return Some(next);
    }
    let month = small(reader, at, 12).filter(|_| follows(reader, at + 1, "월"))?;
    let mut date = PartialDate {
        month: Some(month),
        ..PartialDate::default()
    };
    let mut next = at + 2;
    if let Some(day) = small(reader, next, 31).filter(|_| follows(reader, next + 1, "일")) {
        date.day = Some(day);
        next += 2;
    } else if let Some(part) = part_of_time(reader, next) {
        date.part = Some(part);
        next += 1;
    }
    reader.push(at, next, Quantity::Date(date), H::EXACT);
    // 3월 12~15일
    if date.day.is_none()
        && let Some(first) = small(reader, next, 31)
        && matches!(reader.mark(next + 1), Some('-' | '–'))
        && let Some(last) = small(reader, next + 2, 31)
        && follows(reader, next + 3, "일")
    {
        if let Some(Quantity::Date(month)) = reader.figures.last_mut().map(|f| &mut f.quantity) {
            month.day = Some(first);
        }
        date.day = Some(last);
        reader.push(next + 2, next + 4, Quantity::Date(date), H::EXACT);
        return Some(next + 4);
    }
    Some(next)
}

/// Reads an event that is named by its month and day: 8·15, 6·25.
fn named_by_day(reader: &mut FigureReader<'_>, at: usize) -> Option<usize> {
    let is_tight =
        reader.is_mark(at + 1, '·') && reader.is_glued(at + 1) && reader.is_glued(at + 2);
    let (month, day) = (small(reader, at, 12)?, small(reader, at + 2, 31)?);
    if !is_tight || reader.is_mark(at + 3, '·') {
        return None;
    }
    let date = PartialDate {
        month: Some(month),
        day: Some(day),
        ..PartialDate::default()
    };
    reader.push(at, at + 3, Quantity::Date(date), H::EXACT);
    Some(at + 3)
}

/// Reads two months or days whose noun follows only the second: 1∼9월, 3∼5일.
fn joined(reader: &mut FigureReader<'_>, at: usize, noun: &str, limit: u64) -> Option<usize> {
    let (first, last) = (small(reader, at, limit)?, small(reader, at + 2, limit)?);
    let is_joined = matches!(reader.mark(at + 1), Some('-' | '–' | '·'));
    if !is_joined || !follows(reader, at + 3, noun) || is_span(reader, at + 4) || first >= last {
        return None;
    }
    for (from, to, value) in [(at, at + 1, first), (at + 2, at + 4, last)] {
        let mut date = PartialDate::default();
        if noun == "월" {
            date.month = Some(value);
        } else {
            date.day = Some(value);
        }
        reader.push(from, to, Quantity::Date(date), H::EXACT);
    }
    Some(at + 4)
}

/// Reads a day of the month of publication: 12일.
fn day(reader: &mut FigureReader<'_>, at: usize) -> Option<usize> {
    if let Some(next) = joined(reader, at, "일", 31) {
        return Some(next);
    }
    let day = small(reader, at, 31).filter(|_| follows(reader, at + 1, "일"))?;
    if is_span(reader, at + 2) {
        return None;
    }
    let date = PartialDate {
        day: Some(day),
        ..PartialDate::default()
    };
    reader.push(at, at + 2, Quantity::Date(date), H::EXACT);
    Some(at + 2)
}

/// Reads 1990년대, 90년대, 21세기.
fn decade_or_century(reader: &mut FigureReader<'_>, at: usize) -> Option<usize> {
    let number = reader.numeral(at)?.plain(4)?;
    if follows(reader, at + 1, "세기") {
        let place = u32::try_from(number).ok()?;
        reader.push(at, at + 2, Quantity::Ordinal(place), H::EXACT);
        return Some(at + 2);
    }
    if !follows(reader, at + 1, "년대") || number % 10 != 0 {
        return None;
    }
    let mut date = PartialDate {
        decade: true,
        year: u16::try_from(number).ok(),
        ..PartialDate::default()
    };
    date.part = part_of_time(reader, at + 2);
    let next = at + 2 + usize::from(date.part.is_some());
    reader.push(at, next, Quantity::Date(date), H::EXACT);
    Some(next)
}

/// Reads 오전 10시 30분, 오후 3시, 15시, 3시 반.
fn clock(reader: &mut FigureReader<'_>, at: usize) -> Option<usize> {
    let half_day = match reader.meaning(at) {
        Some(HalfDay(half)) => Some(half),
        _ => None,
    };
    let start = at + usize::from(half_day.is_some());
    let hour = u16::try_from(match reader.numeral(start) {
        Some(numeral) => numeral.plain(2)?,
        None => match reader.meaning(start)? {
            Ones(hour) => hour.into(),
            _ => return None,
        },
    })
    .ok()?;
    let mut next = start + 1;
    // 열한 시
    if hour == 10
        && let Some(Ones(more @ 1..=2)) = reader.meaning(next).filter(|_| reader.is_glued(next))
    {
        return hours(reader, at, 10 + u16::from(more), next + 1, half_day);
    }
    if reader.is_mark(next, ':') {
        return None;
    }
    if reader.piece(next) != "시" {
        return None;
    }
    next += 1;
    hours(reader, at, hour, next - 1, half_day)
}

/// Reads the minutes after an hour; `word` is the index of the word for "hour".
fn hours(
    reader: &mut FigureReader<'_>,
    at: usize,
    hour: u16,
    word: usize,
    half_day: Option<bool>,
) -> Option<usize> {
    if reader.piece(word) != "시" || hour > 24 {
        return None;
    }
    let mut next = word + 1;
    let mut minutes = 0;
    if let Some(told) = small(reader, next, 59).filter(|_| follows(reader, next + 1, "분")) {
        minutes = u16::from(told);
        next += 2;
    } else if reader.piece(next) == "반" {
        minutes = 30;
        next += 1;
    }
    let hour = match half_day {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    let clock = Quantity::Clock {
        minutes: hour % 24 * 60 + minutes,
        half: half_day.is_none() && hour <= 12,
    };
    reader.push(at, next, clock, H::EXACT);
    Some(next)
}

/// Reads an ordinal: 제3차, 3차, 세 번째, 12번째.
fn place(reader: &mut FigureReader<'_>, at: usize) -> Option<usize> {
    let (number, next) = match reader.numeral(at) {
        Some(numeral) => (numeral.plain(4)?, at + 1),
        None => {
            let cardinal = myriads(reader, at)?;
            (cardinal.value.as_whole()?, cardinal.next)
        }
    };
    let word = reader.piece(next);
    let is_place = word == "번째"
        || word == "번" && reader.is_word(next + 1, "째")
        || word == "차"
        || word == "위";
    if !is_place {
        return None;
    }
    let end = next + 1 + usize::from(word == "번");
    let place = u32::try_from(number).ok()?;
    reader.push(at, end, Quantity::Ordinal(place), H::EXACT);
    Some(end)
}

fn half(reader: &FigureReader<'_>, at: usize) -> Option<u8> {
    match reader.piece(at) {
        "상반기" => Some(1),
        "하반기" => Some(2),
        _ => None,
    }
}

/// Reads 상반기, 하반기.
fn half_of_year(reader: &mut FigureReader<'_>, at: usize) -> Option<usize> {
    let half = half(reader, at)?;
    reader.push_part(at, at + 1, DatePart::Half(half), true)
}

/// Reads 지난해, 올해, 내년, 지난달.
fn relative(reader: &mut FigureReader<'_>, at: usize) -> Option<usize> {
    let span = match reader.piece(at) {
        "지난해" | "작년" => RelativePeriod::Year(Some(-1)),
        "올해" | "금년" => RelativePeriod::Year(Some(0)),
        "내년" => RelativePeriod::Year(Some(1)),
        "재작년" => RelativePeriod::Year(Some(-2)),
        "지난달" | "이달" | "다음달" | "이번주" | "지난주" => RelativePeriod::Month,
        _ => return None,
    };
    reader.push(at, at + 1, Quantity::Relative(span), H::EXACT);
    Some(at + 1)
}

/// Native numerals.
#[rustfmt::skip]
const NATIVE: &[&str] = &[
    "하나", "둘", "셋", "넷", "한", "두", "세", "네", "석", "넉", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "스물", "스무", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔",
];

/// All words that can be part of a number written in words.
#[rustfmt::skip]
const NUMERALS: &[&str] = &[
    "하나", "둘", "셋", "넷", "한", "두", "세", "네", "석", "넉", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "스물", "스무", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔",
    "일", "이", "삼", "사", "오", "육", "칠", "팔", "구", "십", "백", "천", "만", "억", "조",
];

/// Unknown numbers of a known order of magnitude.
#[rustfmt::skip]
const MAGNITUDES: &[&str] = &["수십", "수백", "수천", "수만", "수십만", "수백만", "수천만", "수억", "수십억", "수백억"];

/// Counters and units.
#[rustfmt::skip]
const COUNTERS: &[&str] = &[
    "명", "개", "개국", "개사", "개월", "대", "척", "발", "기", "건", "곳", "살", "세", "차례", "번", "번째", "마리", "가구", "채", "권", "장", "년", "달", "주", "일", "시간", "시", "분", "초",
    "원", "달러", "유로", "엔", "위안", "루블", "파운드", "배", "톤", "킬로", "킬로미터", "킬로그램", "미터", "센티미터", "리터", "배럴", "퍼센트", "인", "쪽", "팀", "표", "석", "골", "주년", "여",
];

/// Words that can directly follow a number.
#[rustfmt::skip]
const AFTER: &[&str] = &[
    "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구", "십", "백", "천", "만", "억", "조", "여", "명", "개", "개국", "개사", "개월", "대", "척", "발", "기", "건", "곳", "살", "세", "세대", "세계", "가지", "개소", "회", "차례", "번", "번째", "마리",
    "가구", "채", "권", "장", "년", "년대", "년간", "달", "월", "주", "주일", "일", "일간", "시간", "시", "분", "분기", "분의", "초", "세기", "차", "위", "원", "달러", "유로", "엔", "위안", "루블", "파운드", "페소", "프랑", "루피", "리알", "디나르",
    "디르함", "리라", "셰켈", "배", "톤", "킬로", "킬로미터", "킬로그램", "미터", "센티미터", "밀리미터", "제곱미터", "제곱킬로미터", "헥타르", "리터", "배럴", "퍼센트", "퍼센트포인트", "포인트", "프로", "도", "인", "표", "석", "골", "km", "kg", "m", "cm", "mm", "t",
    "p", "km²", "가량", "이상", "이하", "미만", "초과", "정도", "쯤", "남짓", "안팎", "째", "킬로와트", "메가와트", "기가와트", "와트", "마일", "피트", "인치", "그램", "국", "박", "미국달러", "홍콩달러", "캐나다달러", "호주달러", "싱가포르달러",
];

/// Words of the lexicon to which particles are joined.
#[rustfmt::skip]
const WITH_PARTICLES: &[&str] = &["이틀", "사흘", "나흘", "닷새", "엿새", "여드레", "아흐레", "열흘", "보름", "절반", "반년", "지난해", "올해", "내년", "작년", "지난달", "이달", "어제", "오늘", "내일", "상반기", "하반기", "오전", "오후", "새벽"];

#[rustfmt::skip]
const WORDS: &[(&str, Meaning)] = &[
    // Numbers.
    ("하나", Ones(1)), ("한", Ones(1)), ("둘", Ones(2)), ("두", Ones(2)), ("셋", Ones(3)), ("세", Ones(3)), ("석", Ones(3)), ("넷", Ones(4)), ("네", Ones(4)), ("넉", Ones(4)), ("다섯", Ones(5)), ("여섯", Ones(6)),
    ("일곱", Ones(7)), ("여덟", Ones(8)), ("아홉", Ones(9)), ("열", Ones(10)), ("스물", Tens(20)), ("스무", Tens(20)), ("서른", Tens(30)), ("마흔", Tens(40)), ("쉰", Tens(50)), ("예순", Tens(60)), ("일흔", Tens(70)),
    ("여든", Tens(80)), ("아흔", Tens(90)), ("이", Ones(2)), ("삼", Ones(3)), ("사", Ones(4)), ("오", Ones(5)), ("육", Ones(6)), ("칠", Ones(7)), ("팔", Ones(8)), ("구", Ones(9)),
    ("십", Scale { power: 1, count: 1 }), ("백", Scale { power: 2, count: 1 }), ("천", Scale { power: 3, count: 1 }), ("만", Scale { power: 4, count: 1 }), ("억", Scale { power: 8, count: 1 }), ("조", Scale { power: 12, count: 1 }),
    ("수십", OrderOfMagnitude(10)), ("수백", OrderOfMagnitude(100)), ("수천", OrderOfMagnitude(1000)), ("수만", OrderOfMagnitude(10_000)), ("수십만", OrderOfMagnitude(100_000)), ("수백만", OrderOfMagnitude(1_000_000)),
    ("수천만", OrderOfMagnitude(10_000_000)), ("수억", OrderOfMagnitude(100_000_000)), ("수십억", OrderOfMagnitude(1_000_000_000)), ("수백억", OrderOfMagnitude(10_000_000_000)),
    ("절반", Fraction(1, 2)), ("분의", Small), ("여", Small),
    // Counters.
    ("명", Counter), ("개", Counter), ("개국", Counter), ("개사", Counter), ("대", Counter), ("척", Counter), ("발", Counter), ("기", Counter), ("건", Counter), ("곳", Counter), ("마리", Counter), ("가구", Counter), ("채", Counter),
    ("권", Counter), ("장", Counter), ("인", Counter), ("표", Counter), ("골", Counter), ("팀", Counter), ("세대", Counter), ("가지", Counter), ("개소", Counter), ("쪽", Counter), ("국", Counter), ("번째", Counter), ("차", Counter), ("위", Counter), ("차례", Unit(u::TIMES, 0)), ("번", Unit(u::TIMES, 0)), ("배", Unit(u::TIMES, 0)),
    // Percentages and measures.
    ("퍼센트", Percent), ("프로", Percent), ("포인트", Points), ("p", Points), ("퍼센트포인트", Unit(Measure::POINT, 0)), ("초", Unit(u::SECOND, 0)), ("분", Unit(u::MINUTE, 0)), ("시간", Unit(u::HOUR, 0)), ("일", Unit(u::DAY, 0)), ("일간", Unit(u::DAY, 0)), ("주", Unit(u::WEEK, 0)),
    ("주일", Unit(u::WEEK, 0)), ("주간", Unit(u::WEEK, 0)), ("개월", Unit(u::MONTH, 0)), ("달", Unit(u::MONTH, 0)), ("년", Unit(u::YEAR, 0)), ("년간", Unit(u::YEAR, 0)), ("주년", Unit(u::YEAR, 0)), ("반년", Unit(u::MONTH, 6)), ("이틀", Unit(u::DAY, 2)), ("사흘", Unit(u::DAY, 3)), ("나흘", Unit(u::DAY, 4)), ("닷새", Unit(u::DAY, 5)), ("엿새", Unit(u::DAY, 6)), ("여드레", Unit(u::DAY, 8)), ("아흐레", Unit(u::DAY, 9)), ("열흘", Unit(u::DAY, 10)), ("살", Unit(u::YEAR, 0)), ("월", MonthNoun),
    ("그램", Unit(u::GRAM, 0)), ("킬로그램", Unit(u::KILOGRAM, 0)), ("kg", Unit(u::KILOGRAM, 0)), ("톤", Unit(u::TONNE, 0)), ("t", Tight(&Unit(u::TONNE, 0))), ("미터", Unit(u::METRE, 0)), ("m", Tight(&Unit(u::METRE, 0))), ("킬로미터", Unit(u::KILOMETRE, 0)),
    ("km", Unit(u::KILOMETRE, 0)), ("킬로", Unit(u::KILOMETRE, 0)), ("센티미터", Unit(u::CENTIMETRE, 0)), ("cm", Unit(u::CENTIMETRE, 0)), ("밀리미터", Unit(u::MILLIMETRE, 0)), ("mm", Unit(u::MILLIMETRE, 0)), ("마일", Unit(u::MILE, 0)), ("피트", Unit(u::FOOT, 0)), ("인치", Unit(u::INCH, 0)),
    ("제곱미터", Unit(u::SQUARE_METRE, 0)), ("제곱킬로미터", Unit(u::SQUARE_KILOMETRE, 0)), ("헥타르", Unit(u::HECTARE, 0)), ("리터", Unit(u::LITRE, 0)), ("배럴", Unit(u::OIL_BARREL, 0)), ("도", Unit(u::DEGREE, 0)),
    ("와트", Unit(u::WATT, 0)), ("킬로와트", Unit(u::KILOWATT, 0)), ("메가와트", Unit(u::MEGAWATT, 0)), ("기가와트", Unit(u::GIGAWATT, 0)),
    // Money.
    ("원", Unit(u::of("KRW"), 0)), ("달러", Unit(u::DOLLAR, 0)), ("미국달러", Unit(u::of("USD"), 0)), ("홍콩달러", Unit(u::of("HKD"), 0)), ("캐나다달러", Unit(u::of("CAD"), 0)), ("호주달러", Unit(u::of("AUD"), 0)), ("싱가포르달러", Unit(u::of("SGD"), 0)),
    ("유로", Unit(u::EURO, 0)), ("엔", Unit(u::YEN, 0)), ("위안", Unit(u::YUAN, 0)), ("루블", Unit(u::ROUBLE, 0)), ("파운드", Unit(u::POUND_STERLING, 0)), ("리라", Unit(u::POUND_STERLING, 0)), ("페소", Unit(u::PESO, 0)), ("프랑", Unit(u::FRANC, 0)),
    ("루피", Unit(u::RUPEE, 0)), ("리알", Unit(u::RIYAL, 0)), ("디나르", Unit(u::DINAR, 0)), ("디르함", Unit(u::DIRHAM, 0)), ("셰켈", Unit(u::SHEKEL, 0)),
    // Dates and times.
    ("오전", HalfDay(false)), ("새벽", HalfDay(false)), ("오후", HalfDay(true)), ("어제", OneDay(-1)), ("오늘", OneDay(0)), ("내일", OneDay(1)), ("월요일", Weekday(0)), ("화요일", Weekday(1)), ("수요일", Weekday(2)), ("목요일", Weekday(3)),
    ("금요일", Weekday(4)), ("토요일", Weekday(5)), ("일요일", Weekday(6)), ("지난해", Small), ("작년", Small), ("올해", Small), ("금년", Small), ("내년", Small), ("재작년", Small), ("지난달", Small), ("이달", Small), ("다음달", Small), ("이번주", Small),
    ("지난주", Small), ("상반기", Small), ("하반기", Small), ("분기", Counter), ("세기", Counter), ("년대", Counter), ("시", Counter),
    ("이틀", Unit(u::DAY, 2)), ("사흘", Unit(u::DAY, 3)), ("나흘", Unit(u::DAY, 4)), ("닷새", Unit(u::DAY, 5)), ("엿새", Unit(u::DAY, 6)), ("열흘", Unit(u::DAY, 10)), ("보름", Unit(u::DAY, 15)), ("박", Counter),
    // Bounds and small words.
    ("약", Hedge(H::ABOUT)), ("대략", Hedge(H::ABOUT)), ("거의", Hedge(H::NEARLY)), ("최소", Hedge(H::AT_LEAST)), ("적어도", Hedge(H::AT_LEAST)), ("최대", Hedge(H::AT_MOST)), ("에서", To),
];

#[cfg(test)]
mod tests {
    use crate::figures::tests::check;

    #[test]
    fn numbers() {
        check(
            "ko",
            &[
                ("3만5천 명이", "35000"),
                ("3만 5000명", "35000"),
                ("2천500만 명", "25000000"),
                ("12억 3400만 원", "1234000000 KR-Won"),
                ("1조 2000억 원", "1200000000000 KR-Won"),
                ("병력 1만2000명을", "12000"),
                ("1.5억 달러", "150000000 Dollar"),
                ("십만 명", "100000"),
                ("세 명, 열두 살, 스무 명", "3 | 12 years | 20"),
                ("다섯 차례", "5 Times"),
                ("두 배로", "2 Times"),
                ("2배", "2 Times"),
                ("수천 명, 수백만 명이", "1000s | 1000000s"),
                ("3분의 1, 절반", "1/3 | 1/2"),
                ("20~30만 명", "200000..300000"),
                ("네, 그렇습니다. 이 일은 한국에서", ""),
                ("제3차, 세 번째, 12번째", "3th | 3th | 12th"),
            ],
        );
    }

    #[test]
    fn ages_rates_and_counted_days() {
        check(
            "ko",
            &[
                ("만 60세에서 최장 만 64세까지", "60 years | 64 years"),
                ("20세 이상", "≥20 years"),
                ("1천382세대", "1382"),
                ("최고 시속은 67㎞다", "67 Speed"),
                ("시속 약 300km", "~300 Speed"),
                ("초속 25m", "25 Speed*18/5"),
                ("시간당 114.9㎜의 비", "1149/10 Length*10"),
                ("논 12㏊", "12 Area*10000"),
                (
                    "엿새 동안, 이틀간, 열흘 만에",
                    "6 Seconds*86400 | 2 Seconds*86400 | 10 Seconds*86400",
                ),
                ("1∼9월 매출", "?-1 | ?-9"),
                ("3∼5일 파업", "? | ?"),
                ("2∼3일간", "2..3 Seconds*86400"),
            ],
        );
    }

    #[test]
    fn bounds() {
        check(
            "ko",
            &[
                ("30명 이상", "≥30"),
                ("30명이상", "≥30"),
                ("30% 이하", "≤30%"),
                ("5% 미만", "<5%"),
                ("100개 초과", ">100"),
                ("약 30명", "~30"),
                ("30여 명", "~30"),
                ("30여명", "~30"),
                ("30명가량", "~30"),
                ("최소 12명", "≥12"),
                ("최대 500명", "≤500"),
                ("30명이 넘는", ">30"),
                ("영하 3도", "-3"),
            ],
        );
    }

    #[test]
    fn measures_money_and_dates() {
        check(
            "ko",
            &[
                ("35%, 35퍼센트", "35% | 35%"),
                (
                    "3%p, 3%포인트, 2퍼센트포인트",
                    "3 Point | 3 Point | 2 Point",
                ),
                ("50억 달러를", "5000000000 Dollar"),
                ("300만 루블, 20만 유로", "3000000 Rouble | 200000 Euro"),
                ("캐나다 달러로", ""),
                ("100만 홍콩달러", "1000000 HK-Dollar"),
                ("100만 캐나다 달러", "1000000 CA-Dollar"),
                ("2025년 3월 12일", "2025-3-12"),
                ("3월 12일", "?-3-12"),
                ("2025년 3월에", "2025-3"),
                ("2025년에", "2025"),
                ("2025. 3. 12.", "2025-3-12"),
                ("1990년대, 90년대 초", "1990s | early 90s"),
                ("21세기", "21th"),
                ("8·15 경축사", "?-8-15"),
                (
                    "사흘간, 이틀 만에, 2박3일",
                    "3 Seconds*86400 | 2 Seconds*86400 | 2 | ?",
                ),
                ("2024년 3분기, 3분기", "Q3 2024 | Q3 ?"),
                ("올해 상반기", "relative | H1 ?"),
                ("3년간", "3 years"),
                ("3개월 뒤 5년 만에", "3 Months | 5 years"),
                ("오후 3시, 오전 10시 30분", "15:00 | 10:30"),
                ("3시간 동안", "3 Seconds*3600"),
                ("120km, 3톤", "120 Length*10000000 | 3 Mass*1000000"),
            ],
        );
    }
}
