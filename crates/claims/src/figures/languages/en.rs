//! The English words that figures consist of.

use crate::figures::cardinal::Cardinal;
use crate::figures::clause as context;
use crate::figures::figure::{Bound, DatePart, Hedge as H};
use crate::figures::languages::{FigureGrammar, FigureLanguage};
use crate::figures::lexicon::Meaning::*;
use crate::figures::lexicon::{Lexicon, Meaning, endings, index};
use crate::figures::number::Number;
use crate::figures::phrase;
use crate::figures::read::FigureReader;
use crate::figures::units::known as u;

/// English.
pub struct English;

static LEXICON: Lexicon = Lexicon {
    words: WORDS,
    index: &index(WORDS),
    endings: &endings(WORDS, &[]),
    longest: 13,
    clitics: None,
};

static GRAMMAR: FigureGrammar = FigureGrammar {
    ordinal_suffixes: &["st", "nd", "rd", "th"],
    decade_suffixes: &["s"],
    juxtaposes: true,
    half_needs_article: true,
    before_part: &["by", "only", "to"],
    after_part: &["of", "less", "more", "lower", "higher", "fewer"],
    change_before: &["by"],
    only_parts: &["quarter"],
    counts_hundreds: true,
    last_of_year: &["last", "final", "closing"],
    shares: &[
        (&["out", "of", "every"], true),
        (&["out", "of"], true),
        (&["of", "every"], true),
        (&["in", "every"], true),
        (&["in"], false),
    ],
    capital_scales: &["M"],
    million_or_metre: "m",
    second: "second",
    fold_nouns: &["way", "party", "sided", "fold", "nation", "country"],
    this_period: &["this", "current"],
    last_period: &["last", "previous"],
    next_period: &["next", "coming"],
    in_a_row: &[&["in", "a", "row"], &["running"]],
    consecutive: &["consecutive", "straight", "successive"],
    bounds_before: &[
        (&["at", "most"], Bound::AtMost),
        (&["up", "to"], Bound::AtMost),
        (&["as", "many", "as"], Bound::AtMost),
        (&["as", "much", "as"], Bound::AtMost),
        (&["as", "few", "as"], Bound::AtLeast),
        (&["as", "little", "as"], Bound::AtLeast),
        (&["a", "maximum", "of"], Bound::AtMost),
        (&["the", "maximum", "of"], Bound::AtMost),
        (&["maximum", "of"], Bound::AtMost),
        (&["a", "minimum", "of"], Bound::AtLeast),
        (&["minimum", "of"], Bound::AtLeast),
        (&["not", "exceeding"], Bound::AtMost),
        (&["does", "not", "exceed"], Bound::AtMost),
        (&["did", "not", "exceed"], Bound::AtMost),
        (&["not", "exceed"], Bound::AtMost),
        (&["north", "of"], Bound::Over),
        (&["south", "of"], Bound::Under),
        (&["just", "over"], Bound::Over),
        (&["just", "under"], Bound::Under),
        (&["more", "or", "less"], Bound::About),
    ],
    bounds_after: &[
        (&["or", "more"], Bound::AtLeast),
        (&["or", "over"], Bound::AtLeast),
        (&["or", "above"], Bound::AtLeast),
        (&["or", "higher"], Bound::AtLeast),
        (&["or", "older"], Bound::AtLeast),
        (&["and", "over"], Bound::AtLeast),
        (&["and", "above"], Bound::AtLeast),
        (&["and", "older"], Bound::AtLeast),
        (&["and", "up"], Bound::AtLeast),
        (&["at", "least"], Bound::AtLeast),
        (&["at", "a", "minimum"], Bound::AtLeast),
        (&["or", "less"], Bound::AtMost),
        (&["or", "fewer"], Bound::AtMost),
        (&["or", "under"], Bound::AtMost),
        (&["or", "below"], Bound::AtMost),
        (&["or", "lower"], Bound::AtMost),
        (&["or", "younger"], Bound::AtMost),
        (&["and", "under"], Bound::AtMost),
        (&["and", "below"], Bound::AtMost),
        (&["at", "most"], Bound::AtMost),
        (&["at", "the", "most"], Bound::AtMost),
        (&["at", "the", "least"], Bound::AtLeast),
        (&["maximum"], Bound::AtMost),
        (&["or", "so"], Bound::About),
        (&["or", "thereabouts"], Bound::About),
        (&["odd"], Bound::About),
        (&["-", "odd"], Bound::About),
        (&["+"], Bound::AtLeast),
    ],
    during: &["over"],
    minus_before: &[&["minus"], &["negative"]],
    minus_after: &[
        &["below", "zero"],
        &["degrees", "below", "zero"],
        &["below", "freezing"],
        &["degrees", "below", "freezing"],
    ],
    percent_phrases: &[&["per", "cent"]],
    unit_adjectives: &["metric", "deadweight", "gross", "short", "long"],
    parts: &["part", "parts"],
    points_after_percent: true,
    per_hour: &["h"],
    per_second: &["s", "second"],
    money_phrases: &[
        (&["pounds", "sterling"], u::of("GBP")),
        (&["pound", "sterling"], u::of("GBP")),
    ],
    countries: COUNTRIES,
    weight_words: &[
        "weigh", "weighs", "weighed", "weighing", "heavier", "lighter", "weight", "lost", "gained",
    ],
    capital_months: true,
    plain_months: true,
    near_months: &[
        "Match",
        "Marsh",
        "Larch",
        "Parch",
        "Marco",
        "Marc",
        "Marcy",
        "Marcha",
        "Jane",
        "Dune",
        "Tune",
        "Jude",
        "Jury",
        "Judy",
        "Augusta",
        "Auguste",
        "Septembre",
        "Novembre",
        "Octobre",
        "Decembre",
    ],
    month_before_day: true,
    second_month: &["al"],
    before_month: &["of", "from", "until", "by", "to"],
    comma_before_year: true,
    before_year: &["in", "since"],
    before_decade_of_life: &["his", "her", "their", "my", "our"],
    eras: &["AD", "CE"],
    quarters: &["quarter"],
    quarter_letters: &["Q", "q"],
    halves: &["half"],
    past: &["past"],
    half_days: &[
        (&["a", ".", "m", "."], false),
        (&["p", ".", "m", "."], true),
        (&["a", ".", "m"], false),
        (&["p", ".", "m"], true),
    ],
    number_signs: &[&["no", "."], &["nos", "."], &["number"], &["#"], &["№"]],
    numbered_names: &[("covid", 19), ("ww", 1), ("ww", 2)],
    month_like_names: &["jan"],
    not_codes: &[
        "pre", "post", "anti", "non", "sub", "under", "over", "age", "page", "top",
    ],
    plural_suffix: "s",
    ..FigureGrammar::PLAIN
};

/// Adjectives for the country of a currency: Egyptian pounds, Canadian dollars.
#[rustfmt::skip]
const COUNTRIES: &[(&str, &str)] = &[
    ("american", "US"), ("us", "US"), ("u.s", "US"), ("australian", "AU"), ("aussie", "AU"), ("canadian", "CA"), ("singapore", "SG"), ("singaporean", "SG"),
    ("taiwan", "TW"), ("taiwanese", "TW"), ("jamaican", "JM"), ("namibian", "NA"), ("liberian", "LR"), ("zimbabwean", "ZW"), ("british", "GB"),
    ("sterling", "GB"), ("uk", "GB"), ("egyptian", "EG"), ("lebanese", "LB"), ("sudanese", "SD"), ("syrian", "SY"), ("turkish", "TR"), ("italian", "IT"),
    ("cypriot", "CY"), ("kuwaiti", "KW"), ("iraqi", "IQ"), ("jordanian", "JO"), ("bahraini", "BH"), ("libyan", "LY"), ("algerian", "DZ"), ("tunisian", "TN"),
    ("serbian", "RS"), ("moroccan", "MA"), ("emirati", "AE"), ("uae", "AE"), ("saudi", "SA"), ("qatari", "QA"), ("omani", "OM"), ("yemeni", "YE"),
    ("iranian", "IR"), ("indian", "IN"), ("pakistani", "PK"), ("nepalese", "NP"), ("nepali", "NP"), ("mauritian", "MU"), ("mexican", "MX"), ("argentine", "AR"),
    ("argentinian", "AR"), ("chilean", "CL"), ("colombian", "CO"), ("philippine", "PH"), ("cuban", "CU"), ("dominican", "DO"), ("uruguayan", "UY"), ("swiss", "CH"), ("french", "FR"),
    ("belgian", "BE"), ("congolese", "CD"), ("rwandan", "RW"), ("djiboutian", "DJ"), ("swedish", "SE"), ("norwegian", "NO"), ("danish", "DK"), ("icelandic", "IS"),
    ("czech", "CZ"), ("russian", "RU"), ("belarusian", "BY"), ("south korean", "KR"), ("north korean", "KP"), ("korean", "KR"), ("chinese", "CN"), ("japanese", "JP"),
    ("hong", "HK"), ("zealand", "NZ"), ("ghanaian", "GH"), ("kenyan", "KE"), ("somali", "SO"), ("ugandan", "UG"), ("tanzanian", "TZ"), ("israeli", "IL"),
    ("lankan", "LK"),
];

impl FigureLanguage for English {
    fn subtag(&self) -> &'static str {
        "en"
    }

    fn lexicon(&self) -> &'static Lexicon {
        &LEXICON
    }

    fn grammar(&self) -> &'static FigureGrammar {
        &GRAMMAR
    }

    fn context(&self) -> &'static context::ClauseGrammar {
        context::en::GRAMMAR
    }

    fn phrases(&self) -> Option<&'static phrase::Rules> {
        Some(&phrase::en::RULES)
    }

    fn own_figure(&self, reader: &mut FigureReader<'_>, at: usize) -> Option<usize> {
        couple(reader, at)
            .or_else(|| half_year(reader, at))
            .or_else(|| spoken_amount(reader, at))
    }
}

/// Reads "a couple of days".
fn couple(reader: &mut FigureReader<'_>, at: usize) -> Option<usize> {
    if reader.meaning(at) != Some(Small) || !reader.is_word(at, "couple") {
        return None;
    }
    let noun = reader.past(at + 1, &[Of]);
    let Some(Unit(unit, 0)) = reader.meaning(noun) else {
        return None;
    };
    let two = Cardinal::of(Number::whole(2), noun + 1);
    reader.push_amount(at, noun + 1, two, unit, H::ABOUT);
    Some(noun + 1)
}

/// Reads an amount in spoken form: "three forty" for 340 or 3.40, "twelve fifty" for 1,250 or 12.50.
fn spoken_amount(reader: &mut FigureReader<'_>, at: usize) -> Option<usize> {
    let in_words = |at: usize| matches!(reader.meaning(at), Some(Ones(1..) | Tens(_)));
    if !in_words(at) || at.checked_sub(1).is_some_and(in_words) {
        return None;
    }
    let (first, second_at) = reader.below_hundred(at, true)?;
    if !in_words(second_at) {
        return None;
    }
    let (second, next) = reader.below_hundred(second_at, true)?;
    // 1995 is a year; "twenty thirty" is a guess between two numbers; "three ten-minute calls" counts.
    let is_year = matches!(first, 17..=20);
    let is_guess = first % 10 == 0 && second % 10 == 0;
    let is_unit = matches!(
        reader.meaning(next),
        Some(Unit(..) | Hundreds(_) | Scale { .. } | Scales(_) | Percent | Month(_))
    );
    if second < 10
        || is_year
        || is_guess
        || is_unit
        || first >= 10 && second < 20
        || reader.past_hyphen(next) > next
    {
        return None;
    }
    let mut amount = Cardinal::of(Number::whole(first * 100 + second), next);
    amount.otherwise = Some(Number::fraction(first * 100 + second, 100));
    let hedge = reader.hedge(at, next);
    reader.push_amount(at, next, amount, crate::figures::units::Unit::COUNT, hedge);
    Some(next)
}

/// Skips the adjective in "half-year results", which is not a period. After a number or an article it is one.
fn half_year(reader: &FigureReader<'_>, at: usize) -> Option<usize> {
    let year = reader.past_hyphen(at + 1);
    let is_adjective = year > at + 1 && reader.is_word(at, "half") && reader.is_word(year, "year");
    let counted = at.checked_sub(1).is_some_and(|before| {
        matches!(
            reader.meaning(before),
            Some(A | Ones(_) | Tens(_) | Per | And)
        )
    });
    (is_adjective && !counted).then_some(year + 1)
}

const THOUSAND: Meaning = Scale { power: 3, count: 1 };
const MILLION: Meaning = Scale { power: 6, count: 1 };
const BILLION: Meaning = Scale { power: 9, count: 1 };
const TRILLION: Meaning = Scale {
    power: 12,
    count: 1,
};

#[rustfmt::skip]
const WORDS: &[(&str, Meaning)] = &[
    // Numbers.
    ("zero", Ones(0)), ("one", Ones(1)), ("two", Ones(2)), ("three", Ones(3)), ("four", Ones(4)), ("five", Ones(5)),
    ("six", Ones(6)), ("seven", Ones(7)), ("eight", Ones(8)), ("nine", Ones(9)), ("ten", Ones(10)), ("eleven", Ones(11)),
    ("twelve", Ones(12)), ("thirteen", Ones(13)), ("fourteen", Ones(14)), ("fifteen", Ones(15)), ("sixteen", Ones(16)),
    ("seventeen", Ones(17)), ("eighteen", Ones(18)), ("nineteen", Ones(19)),
    ("twenty", Tens(20)), ("thirty", Tens(30)), ("forty", Tens(40)), ("fourty", Tens(40)), ("fifty", Tens(50)),
    ("sixty", Tens(60)), ("seventy", Tens(70)), ("eighty", Tens(80)), ("ninety", Tens(90)),
    ("hundred", Scale { power: 2, count: 1 }), ("thousand", THOUSAND), ("lakh", Scale { power: 5, count: 1 }), ("lakhs", Scales(5)), ("crore", Scale { power: 7, count: 1 }), ("crores", Scales(7)), ("million", MILLION), ("billion", BILLION),
    ("trillion", TRILLION), ("mln", MILLION), ("bln", BILLION), ("tn", Tight(&TRILLION)), ("trn", Tight(&TRILLION)),
    ("k", Tight(&THOUSAND)), ("bn", Tight(&BILLION)), ("mn", Tight(&MILLION)), ("m", Tight(&MILLION)),
    ("hundreds", Scales(2)), ("thousands", Scales(3)), ("millions", Scales(6)), ("billions", Scales(9)),
    ("trillions", Scales(12)), ("tens", OrderOfScale(10)), ("dozens", OrderOfMagnitude(10)), ("scores", OrderOfScale(10)), ("dozen", Lot(12)), ("couple", Small),
    ("several", Several), ("few", Several),
    ("half", Fraction(1, 2)), ("third", Fraction(1, 3)), ("quarter", Fraction(1, 4)), ("fifth", Fraction(1, 5)),
    ("sixth", Fraction(1, 6)), ("seventh", Fraction(1, 7)), ("eighth", Fraction(1, 8)), ("ninth", Fraction(1, 9)),
    ("tenth", Fraction(1, 10)), ("thirds", Fractions(3)), ("quarters", Fractions(4)), ("fifths", Fractions(5)),
    ("sixths", Fractions(6)), ("sevenths", Fractions(7)), ("eighths", Fractions(8)), ("tenths", Fractions(10)), ("hundredths", Fractions(100)), ("thousandths", Fractions(1000)),
    ("first", Ordinal(1)), ("eleventh", Ordinal(11)), ("twelfth", Ordinal(12)),
    ("thirteenth", Ordinal(13)), ("fourteenth", Ordinal(14)), ("fifteenth", Ordinal(15)), ("sixteenth", Ordinal(16)),
    ("seventeenth", Ordinal(17)), ("eighteenth", Ordinal(18)), ("nineteenth", Ordinal(19)), ("twentieth", Ordinal(20)),
    ("thirtieth", Ordinal(30)), ("fortieth", Ordinal(40)), ("fourth", Fraction(1, 4)),
    ("fiftieth", Ordinal(50)), ("sixtieth", Ordinal(60)), ("hundredth", Ordinal(100)), ("point", Point),
    ("trilateral", Multiplicity(3)), ("tripartite", Multiplicity(3)), ("tripled", Multiplicity(3)), ("trebled", Multiplicity(3)), ("tripling", Multiplicity(3)), ("quadrupled", Multiplicity(4)), ("quadrupling", Multiplicity(4)), ("doubled", Multiplicity(2)), ("doubling", Multiplicity(2)), ("triple", Multiplicity(3)), ("threefold", Multiplicity(3)), ("quadrilateral", Multiplicity(4)),
    ("quadripartite", Multiplicity(4)), ("fourfold", Multiplicity(4)), ("bilateral", Multiplicity(2)), ("double", Multiplicity(2)), ("twofold", Multiplicity(2)),
    ("twice", Multiplicity(2)), ("thrice", Multiplicity(3)), ("pentagonal", Multiplicity(5)), ("fivefold", Multiplicity(5)), ("tenfold", Multiplicity(10)),
    // Percentages.
    ("percent", Percent), ("pct", Percent), ("pc", Tight(&Percent)), ("per", Per), ("cent", Unit(u::COIN, 0)), ("cents", Unit(u::COIN, 0)), ("centime", Unit(u::COIN, 0)), ("centimes", Unit(u::COIN, 0)), ("dot", Point),
    ("percentage", Centesimal), ("points", Points), ("basis", Basis), ("bps", Unit(u::BASIS_POINT, 0)), ("ppm", Unit(u::PARTS_PER_MILLION, 0)), ("ppb", Unit(u::PARTS_PER_BILLION, 0)),
    ("bp", Tight(&Unit(u::BASIS_POINT, 0))), ("pp", Tight(&Unit(crate::figures::units::Unit::POINT, 0))),
    ("ppts", Unit(crate::figures::units::Unit::POINT, 0)),
    // Time.
    ("second", Ordinal(2)), ("seconds", Unit(u::SECOND, 0)), ("sec", Unit(u::SECOND, 0)), ("milliseconds", Unit(u::MILLISECOND, 0)),
    ("minute", Unit(u::MINUTE, 0)), ("minutes", Unit(u::MINUTE, 0)), ("min", Unit(u::MINUTE, 0)), ("mins", Unit(u::MINUTE, 0)),
    ("hour", Unit(u::HOUR, 0)), ("hours", Unit(u::HOUR, 0)), ("hr", Unit(u::HOUR, 0)), ("hrs", Unit(u::HOUR, 0)),
    ("day", Unit(u::DAY, 0)), ("days", Unit(u::DAY, 0)), ("week", Unit(u::WEEK, 0)), ("weeks", Unit(u::WEEK, 0)),
    ("fortnight", Unit(u::FORTNIGHT, 1)), ("month", Unit(u::MONTH, 0)), ("months", Unit(u::MONTH, 0)),
    ("year", Unit(u::YEAR, 0)), ("years", Unit(u::YEAR, 0)), ("yr", Unit(u::YEAR, 0)), ("yrs", Unit(u::YEAR, 0)),
    ("biennial", Unit(u::YEAR, 2)), ("biennially", Unit(u::YEAR, 2)), ("triennial", Unit(u::YEAR, 3)), ("triennially", Unit(u::YEAR, 3)), ("decade", Unit(u::DECADE, 1)), ("decades", Unit(u::DECADE, 0)), ("century", Unit(u::CENTURY, 1)),
    ("centuries", Unit(u::CENTURY, 0)), ("millennium", Unit(u::MILLENNIUM, 1)), ("millennia", Unit(u::MILLENNIUM, 0)),
    ("old", Old), ("olds", Old), ("long", Old), ("ago", Old),
    // Mass.
    ("mg", Unit(u::MILLIGRAM, 0)), ("milligram", Unit(u::MILLIGRAM, 0)), ("milligrams", Unit(u::MILLIGRAM, 0)), ("mcg", Unit(u::MICROGRAM, 0)),
    ("micrograms", Unit(u::MICROGRAM, 0)), ("gram", Unit(u::GRAM, 0)), ("grams", Unit(u::GRAM, 0)), ("g", Tight(&Unit(u::GRAM, 0))),
    ("gramme", Unit(u::GRAM, 0)), ("grammes", Unit(u::GRAM, 0)),
    ("kg", Unit(u::KILOGRAM, 0)), ("kgs", Unit(u::KILOGRAM, 0)), ("kilo", Unit(u::KILOGRAM, 0)), ("kilos", Unit(u::KILOGRAM, 0)),
    ("kilogram", Unit(u::KILOGRAM, 0)), ("kilograms", Unit(u::KILOGRAM, 0)), ("kilogramme", Unit(u::KILOGRAM, 0)),
    ("kilogrammes", Unit(u::KILOGRAM, 0)), ("t", Tight(&Unit(u::TONNE, 0))), ("ton", Unit(u::TONNE, 0)), ("tons", Unit(u::TONNE, 0)),
    ("tonne", Unit(u::TONNE, 0)), ("tonnes", Unit(u::TONNE, 0)), ("kiloton", Unit(u::KILOTONNE, 0)), ("kilotons", Unit(u::KILOTONNE, 0)),
    ("quintal", Unit(u::QUINTAL, 0)), ("quintals", Unit(u::QUINTAL, 0)),
    ("lb", Unit(u::POUND, 0)), ("lbs", Unit(u::POUND, 0)), ("oz", Unit(u::OUNCE, 0)), ("ounce", Unit(u::OUNCE, 0)),
    ("ounces", Unit(u::OUNCE, 0)), ("stone", Unit(u::STONE, 0)),
    // Length, area, volume.
    ("nm", Unit(u::NANOMETRE, 0)), ("nanometre", Unit(u::NANOMETRE, 0)), ("nanometres", Unit(u::NANOMETRE, 0)),
    ("nanometer", Unit(u::NANOMETRE, 0)), ("nanometers", Unit(u::NANOMETRE, 0)), ("microns", Unit(u::MICROMETRE, 0)),
    ("micrometres", Unit(u::MICROMETRE, 0)), ("micrometers", Unit(u::MICROMETRE, 0)),
    ("mm", Unit(u::MILLIMETRE, 0)), ("millimetre", Unit(u::MILLIMETRE, 0)), ("millimetres", Unit(u::MILLIMETRE, 0)),
    ("millimeter", Unit(u::MILLIMETRE, 0)), ("millimeters", Unit(u::MILLIMETRE, 0)), ("cm", Unit(u::CENTIMETRE, 0)),
    ("centimetre", Unit(u::CENTIMETRE, 0)), ("centimetres", Unit(u::CENTIMETRE, 0)), ("centimeter", Unit(u::CENTIMETRE, 0)),
    ("centimeters", Unit(u::CENTIMETRE, 0)), ("metre", Unit(u::METRE, 0)), ("metres", Unit(u::METRE, 0)), ("meter", Unit(u::METRE, 0)),
    ("meters", Unit(u::METRE, 0)), ("km", Unit(u::KILOMETRE, 0)), ("kms", Unit(u::KILOMETRE, 0)), ("kilometre", Unit(u::KILOMETRE, 0)),
    ("kilometres", Unit(u::KILOMETRE, 0)), ("kilometer", Unit(u::KILOMETRE, 0)), ("kilometers", Unit(u::KILOMETRE, 0)),
    ("inch", Unit(u::INCH, 0)), ("inches", Unit(u::INCH, 0)), ("foot", Unit(u::FOOT, 0)), ("feet", Unit(u::FOOT, 0)), ("ft", Unit(u::FOOT, 0)),
    ("yard", Unit(u::YARD, 0)), ("yards", Unit(u::YARD, 0)), ("mile", Unit(u::MILE, 0)), ("miles", Unit(u::MILE, 0)), ("mi", Tight(&Unit(u::MILE, 0))),
    ("nautical", Nautical), ("nmi", Unit(u::NAUTICAL_MILE, 0)), ("hectare", Unit(u::HECTARE, 0)), ("hectares", Unit(u::HECTARE, 0)), ("ha", Tight(&Unit(u::HECTARE, 0))),
    ("acre", Unit(u::ACRE, 0)), ("acres", Unit(u::ACRE, 0)), ("feddan", Unit(u::FEDDAN, 0)), ("feddans", Unit(u::FEDDAN, 0)),
    ("dunam", Unit(u::DUNAM, 0)), ("dunams", Unit(u::DUNAM, 0)), ("dunum", Unit(u::DUNAM, 0)), ("dunums", Unit(u::DUNAM, 0)),
    ("square", Power(2)), ("sq", Power(2)), ("cubic", Power(3)), ("cu", Power(3)),
    ("ml", Unit(u::MILLILITRE, 0)), ("millilitres", Unit(u::MILLILITRE, 0)), ("milliliters", Unit(u::MILLILITRE, 0)),
    ("litre", Unit(u::LITRE, 0)), ("litres", Unit(u::LITRE, 0)), ("liter", Unit(u::LITRE, 0)), ("liters", Unit(u::LITRE, 0)),
    ("l", Tight(&Unit(u::LITRE, 0))), ("gallon", Unit(u::GALLON, 0)), ("gallons", Unit(u::GALLON, 0)),
    ("barrel", Unit(u::OIL_BARREL, 0)), ("barrels", Unit(u::OIL_BARREL, 0)), ("bbl", Unit(u::OIL_BARREL, 0)), ("bpd", Unit(u::OIL_BARREL, 0)),
    // Speed, power, energy, data, temperature.
    ("knot", Unit(u::KNOT, 0)), ("knots", Unit(u::KNOT, 0)), ("mph", Unit(u::MILES_AN_HOUR, 0)), ("kph", Unit(u::KILOMETRES_AN_HOUR, 0)),
    ("kmh", Unit(u::KILOMETRES_AN_HOUR, 0)), ("w", Tight(&Unit(u::WATT, 0))), ("watt", Unit(u::WATT, 0)), ("watts", Unit(u::WATT, 0)), ("kw", Unit(u::KILOWATT, 0)),
    ("kilowatt", Unit(u::KILOWATT, 0)), ("kilowatts", Unit(u::KILOWATT, 0)), ("mw", Unit(u::MEGAWATT, 0)), ("megawatt", Unit(u::MEGAWATT, 0)),
    ("megawatts", Unit(u::MEGAWATT, 0)), ("gw", Unit(u::GIGAWATT, 0)), ("gigawatt", Unit(u::GIGAWATT, 0)), ("gigawatts", Unit(u::GIGAWATT, 0)),
    ("tw", Unit(u::TERAWATT, 0)), ("terawatts", Unit(u::TERAWATT, 0)), ("horsepower", Unit(u::HORSEPOWER, 0)), ("hp", Unit(u::HORSEPOWER, 0)),
    ("kwh", Unit(u::KILOWATT_HOUR, 0)), ("mwh", Unit(u::MEGAWATT_HOUR, 0)), ("gwh", Unit(u::GIGAWATT_HOUR, 0)), ("twh", Unit(u::TERAWATT_HOUR, 0)),
    ("degree", Unit(u::DEGREE, 0)), ("degrees", Unit(u::DEGREE, 0)), ("celsius", Celsius), ("centigrade", Celsius),
    ("fahrenheit", Unit(u::DEGREE_FAHRENHEIT, 0)), ("c", Tight(&Unit(u::DEGREE, 0))), ("f", Tight(&Unit(u::DEGREE_FAHRENHEIT, 0))),
    ("kb", Unit(u::KILOBYTE, 0)), ("kilobytes", Unit(u::KILOBYTE, 0)), ("mb", Unit(u::MEGABYTE, 0)), ("megabyte", Unit(u::MEGABYTE, 0)), ("megabytes", Unit(u::MEGABYTE, 0)),
    ("gb", Unit(u::GIGABYTE, 0)), ("gigabyte", Unit(u::GIGABYTE, 0)), ("gigabytes", Unit(u::GIGABYTE, 0)), ("tb", Unit(u::TERABYTE, 0)),
    ("terabyte", Unit(u::TERABYTE, 0)), ("terabytes", Unit(u::TERABYTE, 0)), ("hertz", Unit(u::HERTZ, 0)), ("megabit", Unit(u::MEGABIT, 0)), ("megabits", Unit(u::MEGABIT, 0)), ("mbps", Unit(u::MEGABIT, 0)), ("gigabit", Unit(u::GIGABIT, 0)), ("gigabits", Unit(u::GIGABIT, 0)), ("gbps", Unit(u::GIGABIT, 0)), ("hz", Unit(u::HERTZ, 0)),
    ("mhz", Unit(u::MEGAHERTZ, 0)), ("megahertz", Unit(u::MEGAHERTZ, 0)), ("ghz", Unit(u::GIGAHERTZ, 0)), ("gigahertz", Unit(u::GIGAHERTZ, 0)),
    ("times", Unit(u::TIMES, 0)), ("x", Tight(&Unit(u::TIMES, 0))),
    // Money.
    ("dollar", Unit(u::DOLLAR, 0)), ("dollars", Unit(u::DOLLAR, 0)), ("usd", Unit(u::DOLLAR, 0)), ("euro", Unit(u::EURO, 0)), ("euros", Unit(u::EURO, 0)),
    ("eur", Unit(u::EURO, 0)), ("pound", Unit(u::POUND_STERLING, 0)), ("pounds", Unit(u::POUND_STERLING, 0)), ("gbp", Unit(u::POUND_STERLING, 0)),
    ("egp", Unit(u::POUND_STERLING, 0)), ("lira", Unit(u::POUND_STERLING, 0)), ("liras", Unit(u::POUND_STERLING, 0)), ("lire", Unit(u::POUND_STERLING, 0)),
    ("try", Tight(&Unit(u::POUND_STERLING, 0))), ("rouble", Unit(u::ROUBLE, 0)), ("roubles", Unit(u::ROUBLE, 0)), ("ruble", Unit(u::ROUBLE, 0)), ("rubles", Unit(u::ROUBLE, 0)),
    ("rub", Tight(&Unit(u::ROUBLE, 0))), ("yuan", Unit(u::YUAN, 0)), ("renminbi", Unit(u::YUAN, 0)), ("rmb", Unit(u::YUAN, 0)), ("cny", Unit(u::YUAN, 0)),
    ("yen", Unit(u::YEN, 0)), ("jpy", Unit(u::YEN, 0)), ("won", Unit(u::WON, 0)), ("krw", Unit(u::WON, 0)), ("riyal", Unit(u::RIYAL, 0)), ("riyals", Unit(u::RIYAL, 0)),
    ("rial", Unit(u::RIYAL, 0)), ("rials", Unit(u::RIYAL, 0)), ("sar", Unit(u::RIYAL, 0)), ("qar", Unit(u::RIYAL, 0)), ("sr", Tight(&Unit(u::RIYAL, 0))), ("dh", Tight(&Unit(u::DIRHAM, 0))), ("dhs", Tight(&Unit(u::DIRHAM, 0))), ("dirham", Unit(u::DIRHAM, 0)),
    ("dirhams", Unit(u::DIRHAM, 0)), ("aed", Unit(u::DIRHAM, 0)), ("dinar", Unit(u::DINAR, 0)), ("dinars", Unit(u::DINAR, 0)), ("kwd", Unit(u::DINAR, 0)),
    ("shekel", Unit(u::SHEKEL, 0)), ("shekels", Unit(u::SHEKEL, 0)), ("rupee", Unit(u::RUPEE, 0)), ("rupees", Unit(u::RUPEE, 0)), ("franc", Unit(u::FRANC, 0)),
    ("francs", Unit(u::FRANC, 0)), ("chf", Unit(u::FRANC, 0)), ("krona", Unit(u::KRONA, 0)), ("crown", Unit(u::KRONA, 0)), ("crowns", Unit(u::KRONA, 0)), ("pence", Unit(u::COIN, 0)), ("penny", Unit(u::COIN, 0)), ("piastre", Unit(u::COIN, 0)), ("piastres", Unit(u::COIN, 0)), ("piaster", Unit(u::COIN, 0)), ("piasters", Unit(u::COIN, 0)), ("kopeck", Unit(u::COIN, 0)), ("kopecks", Unit(u::COIN, 0)), ("p", Tight(&Unit(u::COIN, 0))), ("kronor", Unit(u::KRONA, 0)), ("krone", Unit(u::KRONA, 0)),
    ("kroner", Unit(u::KRONA, 0)), ("peso", Unit(u::PESO, 0)), ("pesos", Unit(u::PESO, 0)), ("reais", Unit(u::REAL, 0)), ("rand", Unit(u::RAND, 0)),
    ("toman", Unit(u::TOMAN, 0)), ("tomans", Unit(u::TOMAN, 0)),
    // Dates.
    ("january", Month(1)), ("jan", Month(1)), ("february", Month(2)), ("feb", Month(2)), ("march", MonthPerhaps(3)), ("mar", MonthPerhaps(3)),
    ("april", Month(4)), ("apr", Month(4)), ("may", MonthPerhaps(5)), ("june", Month(6)), ("jun", Month(6)), ("july", Month(7)), ("jul", Month(7)),
    ("august", Month(8)), ("aug", Month(8)), ("september", Month(9)), ("sept", Month(9)), ("sep", Month(9)), ("october", Month(10)),
    ("oct", Month(10)), ("november", Month(11)), ("nov", Month(11)), ("december", Month(12)), ("dec", Month(12)),
    ("muharram", HijriMonth(1)), ("safar", HijriMonth(2)), ("rajab", HijriMonth(7)), ("shaaban", HijriMonth(8)), ("shaban", HijriMonth(8)), ("ramadan", HijriMonth(9)),
    ("shawwal", HijriMonth(10)), ("rabi", HijriMonthOf(3, 4)), ("jumada", HijriMonthOf(5, 6)),
    ("twenties", Decade(20)), ("thirties", Decade(30)), ("forties", Decade(40)), ("fifties", Decade(50)), ("sixties", Decade(60)),
    ("seventies", Decade(70)), ("eighties", Decade(80)), ("nineties", Decade(90)),
    ("mid", PartOf(DatePart::Mid)), ("middle", PartOf(DatePart::Mid)), ("early", PartOf(DatePart::Early)), ("beginning", PartOf(DatePart::Early)), ("start", PartOf(DatePart::Early)),
    ("late", PartOf(DatePart::Late)), ("end", PartOf(DatePart::Late)),
    ("in", YearBefore), ("since", YearBefore), ("until", YearBefore), ("till", YearBefore), ("during", YearBefore), ("by", YearBefore),
    ("before", YearBefore), ("after", YearBefore), ("through", YearBefore),
    ("ah", Hijri), ("hijri", Hijri), ("ad", Gregorian), ("ce", Gregorian), ("bc", BeforeChrist), ("bce", BeforeChrist),
    ("am", Tight(&HalfDay(false))), ("pm", Tight(&HalfDay(true))), ("noon", HalfDay(true)),
    ("today", OneDay(0)), ("yesterday", OneDay(-1)), ("tomorrow", OneDay(1)), ("tonight", OneDay(0)), ("monday", Weekday(0)),
    ("tuesday", Weekday(1)), ("wednesday", Weekday(2)), ("thursday", Weekday(3)), ("friday", Weekday(4)), ("saturday", Weekday(5)),
    ("sunday", Weekday(6)), ("last", Relative), ("this", Relative), ("next", Relative), ("past", Relative),
    ("current", Relative), ("previous", Relative), ("coming", Relative),
    // Rounding.
    ("about", Hedge(H::ABOUT)), ("around", Hedge(H::ABOUT)), ("roughly", Hedge(H::ABOUT)), ("approximately", Hedge(H::ABOUT)),
    ("approx", Hedge(H::ABOUT)), ("some", Hedge(H::ABOUT)), ("estimated", Hedge(H::ABOUT)), ("circa", Hedge(H::ABOUT)), ("near", Hedge(H::ABOUT)),
    ("close", Hedge(H::ABOUT)), ("barely", Hedge(H::ABOUT)), ("nearly", Hedge(H::NEARLY)), ("nears", Hedge(H::NEARLY)), ("nearing", Hedge(H::NEARLY)), ("approaches", Hedge(H::NEARLY)), ("almost", Hedge(H::NEARLY)), ("under", Hedge(H::UNDER)),
    ("below", Hedge(H::UNDER)), ("less", Hedge(H::UNDER)), ("fewer", Hedge(H::UNDER)), ("approaching", Hedge(H::NEARLY)), ("shy", Hedge(H::UNDER)),
    ("over", Hedge(H::OVER)), ("more", Hedge(H::OVER)), ("above", Hedge(H::OVER)), ("least", Hedge(H::AT_LEAST)),
    ("exceeding", Hedge(H::OVER)), ("exceeded", Hedge(H::OVER)), ("exceeds", Hedge(H::OVER)), ("exceed", Hedge(H::OVER)), ("surpassed", Hedge(H::OVER)),
    ("topped", Hedge(H::OVER)), ("topping", Hedge(H::OVER)), ("upwards", Hedge(H::OVER)), ("excess", Hedge(H::OVER)),
    // Small words.
    ("and", And), ("or", Or), ("to", To), ("between", Between), ("of", Of), ("from", From), ("a", A), ("an", A), ("the", The),
    ("than", Small), ("no", Not), ("not", Not), ("at", Small), ("as", Small),
];

#[cfg(test)]
mod tests {
    use crate::figures::tests::check;

    #[test]
    fn bounds() {
        check(
            "en",
            &[
                ("30 or more people", "≥30"),
                ("30 people or more", "≥30"),
                ("no fewer than 30, not less than 5%", "≥30 | ≥5%"),
                ("no more than 30, not more than 12", "≤30 | ≤12"),
                ("up to 500 troops, a maximum of 40", "≤500 | ≤40"),
                (
                    "as many as 300, at most 12, a minimum of 15",
                    "≤300 | ≤12 | ≥15",
                ),
                (
                    "fewer than 30, under 5%, below $3bn",
                    "<30 | <5% | <3000000000 US-Dollar",
                ),
                (
                    "over 100, in excess of 40 and upwards of 20",
                    ">100 | >40 | >20",
                ),
                (
                    "at least 12 tonnes, 12 tonnes at least",
                    "≥12 Mass*1000000 | ≥12 Mass*1000000",
                ),
                (
                    "nearly 3,000, almost 40, about 12, some 300",
                    "~3000 | ~40 | ~12 | ~300",
                ),
                ("exactly 30 people", "30"),
                ("it does not exceed 30", "≤30"),
                ("people aged 65 and over", "≥65"),
                (
                    "12% over 5 years, but over 5 years ago",
                    "12% | 5 years | >5 years",
                ),
            ],
        );
    }

    #[test]
    fn signs() {
        check(
            "en",
            &[
                ("−0.3%, -0.3% and +0.3%", "-3/10% | -3/10% | +3/10%"),
                ("minus 3 degrees, negative 5%", "-3 | -5%"),
                ("12 degrees below zero", "-12"),
                ("-5 to 3 degrees", "-5 | 3"),
                (
                    "3-1, the 2020-21 season and 5-10%",
                    "3:1 | 2020 | 2021 | 5..10%",
                ),
            ],
        );
    }

    #[test]
    fn money_by_country() {
        check(
            "en",
            &[
                (
                    "A$5m, C$3bn, HK$20, NZ$7, S$9, NT$100",
                    "5000000 AU-Dollar | 3000000000 CA-Dollar | 20 HK-Dollar | 7 NZ-Dollar | 9 SG-Dollar | 100 TW-Dollar",
                ),
                (
                    "US$5, 5 U.S. dollars, 5 US dollars",
                    "5 US-Dollar | 5 US-Dollar | 5 US-Dollar",
                ),
                (
                    "300 Hong Kong dollars, 20 New Zealand dollars",
                    "300 HK-Dollar | 20 NZ-Dollar",
                ),
                (
                    "£5, E£5, £E5, 20 Lebanese pounds",
                    "5 GB-Pound | 5 EG-Pound | 5 EG-Pound | 20 LB-Pound",
                ),
                ("20 pounds, 7 pounds sterling", "20 Pound | 7 GB-Pound"),
                ("₺300, 300 Turkish lira", "300 TR-Pound | 300 TR-Pound"),
                (
                    "KWD 300, 300 Iraqi dinars, 30 dinars",
                    "300 KW-Dinar | 300 IQ-Dinar | 30 Dinar",
                ),
                ("5 million EGP, 20 SAR", "5000000 EG-Pound | 20 SA-Riyal"),
                (
                    "₽500, ₩3000, ₹70",
                    "500 RU-Rouble | 3000 KR-Won | 70 IN-Rupee",
                ),
                (
                    "it weighs 20 pounds, 50 pounds of explosives",
                    "20 Mass*45359/100 | 50 Mass*45359/100",
                ),
                ("SDG 13 and COP 28", "13 | 28"),
            ],
        );
    }

    #[test]
    fn what_only_looks_like_a_figure() {
        check(
            "en",
            &[
                (
                    "Q3, Q3 2024 and the third quarter of 2024",
                    "Q3 ? | Q3 2024 | Q3 2024",
                ),
                ("in the third quarter, revenue", "Q3 ?"),
                ("the first half of 2024, H1 2024", "H1 2024 | H1 2024"),
                ("first-half profit", "H1 ?"),
                ("COVID-19 and WW2", ""),
                ("twelve euros and fifty.", "25/2 Euro"),
                ("the No. 1 player", "1th"),
                ("1.7 million four years ago", "1700000 | 4 years"),
                ("the biennial fair", "2 years"),
                ("prices tripled", "3-fold"),
                ("a couple of days", "~2 Seconds*86400"),
                (
                    "for the seventh year in a row, a third consecutive month",
                    "7 years | 3 Months",
                ),
                ("the seventh year of the war", "7th"),
                ("$3 to 5 dollars", "3..5 US-Dollar"),
                ("he won seven halves", "7"),
                ("call 0800-123-4567 now, or (212) 555-0100", ""),
                ("June Carter and April Jones", ""),
                ("up 4% year over year", "4%"),
                ("closed at 24.50, 1.2 percent lower", "49/2 | 6/5%"),
                ("at No 10's door", "10"),
                ("50 percent plus one", "50%"),
                ("Jan Egeland said so in Jan 2024", "2024-1"),
                ("two hundred thousand five hundred", "200500"),
            ],
        );
    }
}
