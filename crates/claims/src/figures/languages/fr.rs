//! The French words that figures consist of, and rules of French numbers.
//!
//! Numbers up to a hundred are counted by twenties (soixante-dix, quatre-vingt-dix-sept); hours (15 h 30) and decades (les
//! années 1990) have forms of their own.

use crate::figures::cardinal::Cardinal;
use crate::figures::clause as context;
use crate::figures::figure::{Bound, DatePart, Hedge as H, PartialDate, Quantity};
use crate::figures::languages::{DateOrder, FigureGrammar, FigureLanguage};
use crate::figures::lexicon::Meaning::*;
use crate::figures::lexicon::{Lexicon, Meaning, endings, index};
use crate::figures::number::Number;
use crate::figures::read::FigureReader;
use crate::figures::units::{Unit as Measure, known as u};

pub struct French;

static LEXICON: Lexicon = Lexicon {
    words: WORDS,
    index: &index(WORDS),
    endings: &endings(WORDS, &[]),
    longest: 16,
    clitics: None,
};

static GRAMMAR: FigureGrammar = FigureGrammar {
    plain_months: true,
    this_period: &["ce", "cette"],
    last_period: &[
        "dernier",
        "dernière",
        "passé",
        "passée",
        "écoulé",
        "écoulée",
    ],
    next_period: &["prochain", "prochaine"],
    decimal_comma: true,
    date_order: DateOrder::DayFirst,
    elisions: &["d", "l", "qu", "jusqu", "n", "D", "L", "Qu", "Jusqu"],
    ordinal_suffixes: &["er", "re", "e", "ème", "eme"],
    bare_scales: true,
    juxtaposes: true,
    digits_continue: true,
    of_is_from: true,
    before_part: &["de", "d"],
    shares: &[(&["sur"], true)],
    bounds_before: &[
        (&["pas", "plus", "de"], Bound::AtMost),
        (&["pas", "moins", "de"], Bound::AtLeast),
        (&["plus", "de"], Bound::Over),
        (&["plus", "d'"], Bound::Over),
        (&["plus", "d’"], Bound::Over),
        (&["moins", "de"], Bound::Under),
        (&["moins", "d'"], Bound::Under),
        (&["moins", "d’"], Bound::Under),
        (&["au", "moins"], Bound::AtLeast),
        (&["au", "minimum"], Bound::AtLeast),
        (&["au", "plus"], Bound::AtMost),
        (&["au", "maximum"], Bound::AtMost),
        (&["jusqu'", "à"], Bound::AtMost),
        (&["jusqu’", "à"], Bound::AtMost),
        (&["près", "de"], Bound::About),
        (&["autour", "de"], Bound::About),
        (&["quelque"], Bound::About),
    ],
    bounds_after: &[
        (&["ou", "plus"], Bound::AtLeast),
        (&["et", "plus"], Bound::AtLeast),
        (&["au", "moins"], Bound::AtLeast),
        (&["au", "minimum"], Bound::AtLeast),
        (&["ou", "moins"], Bound::AtMost),
        (&["et", "moins"], Bound::AtMost),
        (&["au", "plus"], Bound::AtMost),
        (&["au", "maximum"], Bound::AtMost),
        (&["environ"], Bound::About),
    ],
    minus_before: &[&["moins"]],
    minus_after: &[
        &["sous", "zéro"],
        &["au", "-", "dessous", "de", "zéro"],
        &["degrés", "sous", "zéro"],
        &["degrés", "au", "-", "dessous", "de", "zéro"],
    ],
    percent_phrases: &[&["pour", "cent"]],
    unit_phrases: &[
        (&["points", "de", "pourcentage"], Measure::POINT),
        (&["point", "de", "pourcentage"], Measure::POINT),
        (&["points", "de", "base"], u::BASIS_POINT),
    ],
    countries: &[
        ("américain", "US"),
        ("australien", "AU"),
        ("canadien", "CA"),
        ("hongkongais", "HK"),
        ("singapourien", "SG"),
        ("néo", "NZ"),
        ("taïwanais", "TW"),
        ("sterling", "GB"),
        ("britannique", "GB"),
        ("égyptien", "EG"),
        ("libanais", "LB"),
        ("soudanais", "SD"),
        ("syrien", "SY"),
        ("turque", "TR"),
        ("koweïtien", "KW"),
        ("irakien", "IQ"),
        ("jordanien", "JO"),
        ("libyen", "LY"),
        ("algérien", "DZ"),
        ("tunisien", "TN"),
        ("marocain", "MA"),
        ("émirati", "AE"),
        ("saoudien", "SA"),
        ("qatari", "QA"),
        ("iranien", "IR"),
        ("yéménite", "YE"),
        ("indien", "IN"),
        ("pakistanais", "PK"),
        ("mexicain", "MX"),
        ("argentin", "AR"),
        ("chilien", "CL"),
        ("suisse", "CH"),
        ("français", "FR"),
        ("belge", "BE"),
        ("congolais", "CD"),
        ("suédois", "SE"),
        ("norvégien", "NO"),
        ("danois", "DK"),
        ("tchèque", "CZ"),
        ("russe", "RU"),
    ],
    country_follows: true,
    before_month: &["en", "de", "d", "depuis", "à", "au", "de"],
    before_year: &["en", "depuis"],
    quarters: &["trimestre"],
    halves: &["semestre"],
    quarter_letters: &["T", "Q"],
    half_letters: &["S"],
    number_signs: &[&["n", "°"], &["no", "."]],
    numbered_names: &[("covid", 19)],
    not_codes: &["pré", "post", "anti", "non", "sous", "page", "top"],
    plural_suffix: "s",
    ..FigureGrammar::PLAIN
};

impl FigureLanguage for French {
    fn subtag(&self) -> &'static str {
        "fr"
    }

    fn lexicon(&self) -> &'static Lexicon {
        &LEXICON
    }

    fn grammar(&self) -> &'static FigureGrammar {
        &GRAMMAR
    }

    fn context(&self) -> &'static context::ClauseGrammar {
        context::fr::GRAMMAR
    }

    /// "Un tiers" and "deux tiers" use the same word.
    fn cardinal(&self, reader: &FigureReader<'_>, at: usize, joins: bool) -> Option<Cardinal> {
        if let (Some(Ones(1)), Some(Fractions(parts))) =
            (reader.meaning(at), reader.meaning(at + 1))
        {
            let mut third = Cardinal::of(Number::fraction(1, parts.into()), at + 2);
            third.is_part = true;
            return Some(third);
        }
        reader.cardinal_in_groups(at, joins)
    }

    fn below_hundred(
        &self,
        reader: &FigureReader<'_>,
        at: usize,
        _joins: bool,
    ) -> Option<(u64, usize)> {
        let (tens, next) = match reader.meaning(at)? {
            // quatre-vingts
            Ones(4) if reader.meaning(reader.past_hyphen(at + 1)) == Some(Tens(20)) => {
                (80, reader.past_hyphen(at + 1) + 1)
            }
            Ones(10) => {
                let after = reader.past_hyphen(at + 1);
                return match reader.meaning(after) {
                    Some(Ones(ones @ 7..=9)) => Some((10 + u64::from(ones), after + 1)),
                    _ => Some((10, at + 1)),
                };
            }
            Ones(ones) => return Some((ones.into(), at + 1)),
            Tens(tens) => (u64::from(tens), at + 1),
            _ => return None,
        };
        let after = reader.past_hyphen(next);
        let after = reader.past_hyphen(reader.and(after).unwrap_or(after));
        let limit = if tens == 60 || tens == 80 { 19 } else { 9 };
        match reader.meaning(after) {
            Some(Ones(1..)) => {
                let (ones, end) = self.below_hundred(reader, after, true)?;
                // "Vingt et un" is one number; "vingt et cinq" are two.
                let joins =
                    reader.and(reader.past_hyphen(next)).is_none() || matches!(ones, 1 | 11);
                if ones <= limit && joins {
                    Some((tens + ones, end))
                } else {
                    Some((tens, next))
                }
            }
            _ => Some((tens, next)),
        }
    }

    fn own_figure(&self, reader: &mut FigureReader<'_>, at: usize) -> Option<usize> {
        decade(reader, at).or_else(|| clock(reader, at))
    }
}

/// Reads a decade: les années 1990.
fn decade(reader: &mut FigureReader<'_>, at: usize) -> Option<usize> {
    if reader.meaning(at) != Some(Unit(u::YEAR, 0)) || !reader.is_word(at, "années") {
        return None;
    }
    let year = reader
        .numeral(at + 1)?
        .plain(4)
        .filter(|year| year % 10 == 0)?;
    let date = PartialDate {
        decade: true,
        year: u16::try_from(year).ok(),
        ..PartialDate::default()
    };
    reader.push(at + 1, at + 2, Quantity::Date(date), H::EXACT);
    Some(at + 2)
}

/// Reads a time of day: 15 h 30, 15h, à 15 heures, peu avant 15 heures.
fn clock(reader: &mut FigureReader<'_>, at: usize) -> Option<usize> {
    let hour = reader.numeral(at)?.plain(2).filter(|hour| *hour <= 24)?;
    let is_letter = reader.piece(at + 1) == "h";
    let is_word =
        follows_preposition_of_time(reader, at) && reader.meaning(at + 1) == Some(Unit(u::HOUR, 0));
    if !is_letter && !is_word {
        return None;
    }
    let minutes = reader
        .numeral(at + 2)
        .and_then(|numeral| numeral.plain(2))
        .filter(|minutes| *minutes < 60);
    let clock = Quantity::Clock {
        minutes: u16::try_from(hour % 24 * 60 + minutes.unwrap_or(0)).ok()?,
        half: false,
    };
    let next = at + 2 + usize::from(minutes.is_some());
    reader.push(at, next, clock, H::EXACT);
    Some(next)
}

/// Returns true if hours after the words before a number are a time of day: à, vers, peu avant. "Après 15 heures" may be a length.
fn follows_preposition_of_time(reader: &FigureReader<'_>, at: usize) -> bool {
    let word = |back: usize, words: &[&str]| {
        at.checked_sub(back)
            .is_some_and(|before| reader.is_one_of(before, words))
    };
    word(1, &["à", "vers", "dès"]) || word(1, &["avant", "après"]) && word(2, &["peu", "juste"])
}

#[rustfmt::skip]
const WORDS: &[(&str, Meaning)] = &[
    // Numbers.
    ("zéro", Ones(0)), ("un", Ones(1)), ("deux", Ones(2)), ("trois", Ones(3)), ("quatre", Ones(4)), ("cinq", Ones(5)), ("six", Ones(6)),
    ("sept", Ones(7)), ("huit", Ones(8)), ("neuf", Ones(9)), ("dix", Ones(10)), ("onze", Ones(11)), ("douze", Ones(12)), ("treize", Ones(13)),
    ("quatorze", Ones(14)), ("quinze", Ones(15)), ("seize", Ones(16)), ("une", Ones(1)), ("vingt", Tens(20)), ("vingts", Tens(20)),
    ("trente", Tens(30)), ("quarante", Tens(40)), ("cinquante", Tens(50)), ("soixante", Tens(60)), ("septante", Tens(70)), ("huitante", Tens(80)),
    ("octante", Tens(80)), ("nonante", Tens(90)), ("cent", Hundreds(1)), ("cents", Hundreds(1)), ("mille", Scale { power: 3, count: 1 }),
    ("million", Scale { power: 6, count: 1 }), ("mio", Scale { power: 6, count: 1 }), ("millions", Scales(6)),
    ("milliard", Scale { power: 9, count: 1 }), ("mds", Scale { power: 9, count: 1 }), ("md", Scale { power: 9, count: 1 }),
    ("mrd", Scale { power: 9, count: 1 }), ("milliards", Scales(9)), ("billion", Scale { power: 12, count: 1 }), ("billions", Scales(12)),
    ("milliers", Scales(3)), ("dizaines", OrderOfMagnitude(10)), ("centaines", OrderOfMagnitude(100)), ("douzaine", Lot(12)), ("dizaine", Lot(10)), ("quinzaine", Lot(15)), ("vingtaine", Lot(20)), ("trentaine", Lot(30)), ("quarantaine", Lot(40)), ("cinquantaine", Lot(50)), ("soixantaine", Lot(60)), ("centaine", Lot(100)), ("plusieurs", Several),
    ("quelques", Several), ("moitié", Fraction(1, 2)), ("demi", Fraction(1, 2)), ("demie", Fraction(1, 2)), ("demis", Fraction(1, 2)),
    ("tiers", Fractions(3)), ("quart", Fraction(1, 4)), ("quarts", Fractions(4)), ("cinquième", Ordinal(5)), ("virgule", Point),
    ("premier", Ordinal(1)), ("première", Ordinal(1)), ("deuxième", Ordinal(2)), ("second", Ordinal(2)), ("seconde", Ordinal(2)),
    ("troisième", Ordinal(3)), ("quatrième", Ordinal(4)), ("sixième", Ordinal(6)), ("septième", Ordinal(7)), ("huitième", Ordinal(8)),
    ("neuvième", Ordinal(9)), ("dixième", Ordinal(10)), ("onzième", Ordinal(11)), ("douzième", Ordinal(12)), ("treizième", Ordinal(13)),
    ("quatorzième", Ordinal(14)), ("quinzième", Ordinal(15)), ("seizième", Ordinal(16)), ("vingtième", Ordinal(20)), ("trentième", Ordinal(30)),
    ("double", Multiplicity(2)), ("doublé", Multiplicity(2)), ("bilatéral", Multiplicity(2)), ("bilatérale", Multiplicity(2)),
    ("triple", Multiplicity(3)), ("triplé", Multiplicity(3)), ("trilatéral", Multiplicity(3)), ("trilatérale", Multiplicity(3)),
    ("tripartite", Multiplicity(3)), ("quadruple", Multiplicity(4)), ("quadruplé", Multiplicity(4)), ("décuplé", Multiplicity(10)),
    // Units.
    ("secondes", Unit(u::SECOND, 0)), ("minute", Unit(u::MINUTE, 0)), ("minutes", Unit(u::MINUTE, 0)), ("min", Unit(u::MINUTE, 0)),
    ("heure", Unit(u::HOUR, 0)), ("heures", Unit(u::HOUR, 0)), ("jour", Unit(u::DAY, 0)), ("jours", Unit(u::DAY, 0)), ("semaine", Unit(u::WEEK, 0)),
    ("semaines", Unit(u::WEEK, 0)), ("mois", Unit(u::MONTH, 0)), ("an", Unit(u::YEAR, 0)), ("ans", Unit(u::YEAR, 0)), ("année", Unit(u::YEAR, 0)),
    ("années", Unit(u::YEAR, 0)), ("décennie", Unit(u::DECADE, 0)), ("décennies", Unit(u::DECADE, 0)), ("siècle", Unit(u::CENTURY, 0)),
    ("siècles", Unit(u::CENTURY, 0)), ("millénaire", Unit(u::MILLENNIUM, 0)), ("millénaires", Unit(u::MILLENNIUM, 0)), ("gramme", Unit(u::GRAM, 0)),
    ("grammes", Unit(u::GRAM, 0)), ("kg", Unit(u::KILOGRAM, 0)), ("kilo", Unit(u::KILOGRAM, 0)), ("kilos", Unit(u::KILOGRAM, 0)),
    ("kilogramme", Unit(u::KILOGRAM, 0)), ("kilogrammes", Unit(u::KILOGRAM, 0)), ("tonne", Unit(u::TONNE, 0)), ("tonnes", Unit(u::TONNE, 0)),
    ("t", Tight(&Unit(u::TONNE, 0))), ("mètre", Unit(u::METRE, 0)), ("mètres", Unit(u::METRE, 0)), ("m", Tight(&Unit(u::METRE, 0))),
    ("km", Unit(u::KILOMETRE, 0)), ("kilomètre", Unit(u::KILOMETRE, 0)), ("kilomètres", Unit(u::KILOMETRE, 0)), ("cm", Unit(u::CENTIMETRE, 0)),
    ("centimètre", Unit(u::CENTIMETRE, 0)), ("centimètres", Unit(u::CENTIMETRE, 0)), ("mm", Unit(u::MILLIMETRE, 0)),
    ("millimètre", Unit(u::MILLIMETRE, 0)), ("millimètres", Unit(u::MILLIMETRE, 0)), ("mile", Unit(u::MILE, 0)), ("miles", Unit(u::MILE, 0)),
    ("pied", Unit(u::FOOT, 0)), ("pieds", Unit(u::FOOT, 0)), ("pouce", Unit(u::INCH, 0)), ("pouces", Unit(u::INCH, 0)), ("ha", Unit(u::HECTARE, 0)),
    ("hectare", Unit(u::HECTARE, 0)), ("hectares", Unit(u::HECTARE, 0)), ("litre", Unit(u::LITRE, 0)), ("litres", Unit(u::LITRE, 0)),
    ("baril", Unit(u::OIL_BARREL, 0)), ("barils", Unit(u::OIL_BARREL, 0)), ("degré", Unit(u::DEGREE, 0)), ("degrés", Unit(u::DEGREE, 0)),
    ("celsius", Celsius), ("nœud", Unit(u::KNOT, 0)), ("nœuds", Unit(u::KNOT, 0)), ("mw", Unit(u::MEGAWATT, 0)), ("mégawatt", Unit(u::MEGAWATT, 0)),
    ("mégawatts", Unit(u::MEGAWATT, 0)), ("gw", Unit(u::GIGAWATT, 0)), ("gigawatt", Unit(u::GIGAWATT, 0)), ("gigawatts", Unit(u::GIGAWATT, 0)),
    ("kw", Unit(u::KILOWATT, 0)), ("kilowatt", Unit(u::KILOWATT, 0)), ("kilowatts", Unit(u::KILOWATT, 0)), ("carré", Power(2)), ("carrés", Power(2)),
    ("cube", Power(3)), ("cubes", Power(3)), ("nautique", Nautical), ("nautiques", Nautical), ("marin", Nautical), ("marins", Nautical),
    ("fois", Unit(u::TIMES, 0)),
    // Money.
    ("dollar", Unit(u::DOLLAR, 0)), ("dollars", Unit(u::DOLLAR, 0)), ("euro", Unit(u::EURO, 0)), ("euros", Unit(u::EURO, 0)),
    ("livre", Unit(u::POUND_STERLING, 0)), ("livres", Unit(u::POUND_STERLING, 0)), ("rouble", Unit(u::ROUBLE, 0)), ("roubles", Unit(u::ROUBLE, 0)),
    ("yuan", Unit(u::YUAN, 0)), ("yuans", Unit(u::YUAN, 0)), ("yen", Unit(u::YEN, 0)), ("yens", Unit(u::YEN, 0)), ("won", Unit(u::WON, 0)),
    ("wons", Unit(u::WON, 0)), ("riyal", Unit(u::RIYAL, 0)), ("riyals", Unit(u::RIYAL, 0)), ("rial", Unit(u::RIYAL, 0)),
    ("rials", Unit(u::RIYAL, 0)), ("dirham", Unit(u::DIRHAM, 0)), ("dirhams", Unit(u::DIRHAM, 0)), ("dinar", Unit(u::DINAR, 0)),
    ("dinars", Unit(u::DINAR, 0)), ("shekel", Unit(u::SHEKEL, 0)), ("shekels", Unit(u::SHEKEL, 0)), ("roupie", Unit(u::RUPEE, 0)),
    ("roupies", Unit(u::RUPEE, 0)), ("franc", Unit(u::FRANC, 0)), ("francs", Unit(u::FRANC, 0)), ("couronne", Unit(u::KRONA, 0)),
    ("couronnes", Unit(u::KRONA, 0)), ("peso", Unit(u::PESO, 0)), ("pesos", Unit(u::PESO, 0)), ("centime", Unit(u::COIN, 0)),
    ("centimes", Unit(u::COIN, 0)),
    // Dates.
    ("janvier", Month(1)), ("février", Month(2)), ("mars", Month(3)), ("avril", Month(4)), ("mai", Month(5)), ("juin", Month(6)),
    ("juillet", Month(7)), ("août", Month(8)), ("septembre", Month(9)), ("octobre", Month(10)), ("novembre", Month(11)), ("décembre", Month(12)),
    ("début", PartOf(DatePart::Early)), ("milieu", PartOf(DatePart::Mid)), ("mi", PartOf(DatePart::Mid)), ("fin", PartOf(DatePart::Late)), ("depuis", YearBefore),
    ("après", YearBefore), ("avant", YearBefore), ("dès", YearBefore), ("aujourd", OneDay(0)), ("hier", OneDay(-1)), ("demain", OneDay(1)),
    ("lundi", Weekday(0)), ("mardi", Weekday(1)), ("mercredi", Weekday(2)), ("jeudi", Weekday(3)), ("vendredi", Weekday(4)), ("samedi", Weekday(5)),
    ("dimanche", Weekday(6)), ("dernier", Relative), ("dernière", Relative), ("derniers", Relative), ("dernières", Relative), ("prochain", Relative),
    ("prochaine", Relative), ("cette", Relative), ("ce", Relative), ("passé", Relative), ("passée", Relative), ("écoulé", Relative), ("écoulée", Relative),
    // Bounds and small words.
    ("environ", Hedge(H::ABOUT)), ("quasiment", Hedge(H::NEARLY)), ("presque", Hedge(H::NEARLY)), ("minimum", Hedge(H::AT_LEAST)),
    ("maximum", Hedge(H::AT_MOST)), ("et", And), ("ou", Or), ("à", To), ("entre", Between), ("de", Of), ("d", Of), ("du", Of), ("des", Of),
    ("le", The), ("la", The), ("les", The), ("l", The), ("par", Per), ("au", Small), ("en", Small), ("que", Small), ("trimestre", Small),
    ("semestre", Small),
];

#[cfg(test)]
mod tests {
    use crate::figures::tests::check;

    #[test]
    fn numbers_and_bounds() {
        check(
            "fr",
            &[
                ("vingt-cinq personnes", "25"),
                ("vingt et un blessés", "21"),
                ("soixante-dix soldats", "70"),
                ("soixante et onze", "71"),
                ("quatre-vingt-dix-sept morts", "97"),
                ("quatre-vingts chars", "80"),
                ("deux cent mille habitants", "200000"),
                ("mille cinq cents soldats", "1500"),
                ("1,5 million de personnes", "1500000"),
                ("3 milliards d'euros", "3000000000 Euro"),
                ("1 200 000 habitants", "1200000"),
                (
                    "un tiers des sièges, deux tiers, trois quarts",
                    "1/3 | 2/3 | 3/4",
                ),
                ("la moitié", "1/2"),
                ("plus de 30 pays, moins de 5", ">30 | <5"),
                ("au moins 30, pas plus de 30", "≥30 | ≤30"),
                ("jusqu'à 500 soldats", "≤500"),
                ("environ 20 000", "~20000"),
                ("30 ou plus", "≥30"),
                ("moins 3 degrés", "-3"),
                ("de 20 à 30 millions", "20000000..30000000"),
                ("entre 20 et 50 mille", "20000..50000"),
            ],
        );
    }

    #[test]
    fn measures_money_and_dates() {
        check(
            "fr",
            &[
                ("35 %, 35 pour cent", "35% | 35%"),
                ("3 points de pourcentage", "3 Point"),
                ("300 dollars canadiens", "300 CA-Dollar"),
                ("20 millions de livres sterling", "20000000 GB-Pound"),
                ("12 mars 2025, le 1er mai", "2025-3-12 | ?-5-1"),
                ("en mars 2025, en 1812", "2025-3 | 1812"),
                ("12/03/2025", "2025-3-12"),
                ("les années 1990", "1990s"),
                ("le troisième trimestre 2024, T3 2024", "Q3 2024 | Q3 2024"),
                ("à 15 h 30, à 15h", "15:30 | 15:00"),
                ("trois ans, deux ans et demi", "3 years | 5/2 years"),
                ("le 21e siècle", "21th"),
            ],
        );
    }
}
