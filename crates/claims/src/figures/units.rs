//! Defines [`Unit`] and the constants for all units of measurement and currencies, with their sizes in the base unit.

use crate::figures::number::Number;

/// The unit of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Unit {
    /// The measured dimension.
    pub dimension: Dimension,
    /// Size of the unit in the base unit of its dimension.
    pub size: Number,
    /// Country of the currency, if several countries share its name and the text identifies one.
    pub country: Option<Country>,
}

/// A country code (ISO 3166).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// Creates a country from a code of two letters. Further letters are ignored.
    pub const fn new(code: &str) -> Country {
        let code = code.as_bytes();
        Country([code[0], code[1]])
    }

    /// Returns the code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// The dimension of a unit. Numbers of one dimension can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// Things, or an unknown unit.
    Count,
    /// Hundredths of something.
    Percent,
    /// Differences between percentages.
    Point,
    /// Money.
    Money(Currency),
    /// Hundredths of an unspecified currency: cents, pence, قروش.
    Coin,
    /// Grams.
    Mass,
    /// Tenths of a millimetre, in which an inch and a mile are whole numbers.
    Length,
    /// Square metres.
    Area,
    /// Millilitres.
    Volume,
    /// Barrels.
    Barrel,
    /// Kilometres per hour.
    Speed,
    /// Watts.
    Power,
    /// Watt-hours.
    Energy,
    /// Degrees Celsius, or degrees of an unspecified scale.
    Celsius,
    /// Degrees Fahrenheit.
    Fahrenheit,
    /// Bytes.
    Data,
    /// Hertz.
    Frequency,
    /// Months; years, decades and centuries are multiples.
    Months,
    /// Seconds; minutes, hours, days and weeks are multiples.
    Seconds,
    /// Multiples: three times as much.
    Times,
}

/// Currencies by their noun. The country is in [`Unit::country`], since texts often leave it open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it all")]
pub enum Currency {
    Dollar,
    Euro,
    /// Pounds and lira, which Arabic and English distinguish in different ways.
    Pound,
    Rouble,
    Yuan,
    Yen,
    Won,
    Riyal,
    Dirham,
    Dinar,
    Shekel,
    Rupee,
    Franc,
    Krona,
    Peso,
    Real,
    Rand,
    Toman,
    Shilling,
    Rupiah,
    Hryvnia,
    Tenge,
    Zloty,
}

impl Unit {
    /// The unit of a number without a known unit.
    pub const COUNT: Unit = Unit::whole(Dimension::Count, 1);
    /// Per cent.
    pub const PERCENT: Unit = Unit::whole(Dimension::Percent, 1);
    /// Percentage points.
    pub const POINT: Unit = Unit::whole(Dimension::Point, 1);
    /// Years.
    pub const YEAR: Unit = Unit::whole(Dimension::Months, 12);

    /// Creates a unit of a whole number of base units.
    pub const fn whole(dimension: Dimension, size: u64) -> Unit {
        Unit {
            dimension,
            size: Number::whole(size),
            country: None,
        }
    }

    /// Creates a unit of a fraction of base units.
    pub const fn part(dimension: Dimension, numerator: u64, denominator: u64) -> Unit {
        Unit {
            dimension,
            size: Number::fraction(numerator, denominator),
            country: None,
        }
    }

    /// Creates the unit of a currency.
    pub const fn money(currency: Currency) -> Unit {
        Unit::whole(Dimension::Money(currency), 1)
    }

    /// Returns the currency of a country.
    pub const fn of_country(self, country: Country) -> Unit {
        Unit {
            country: Some(country),
            ..self
        }
    }

    /// Returns true if two units may be the same: a currency without a country may be of any country.
    pub fn is_compatible(self, other: Unit) -> bool {
        self.dimension == other.dimension
            && (self.country.is_none() || other.country.is_none() || self.country == other.country)
    }

    /// Returns the square of a length, in square metres; `None` if the unit is not a length.
    pub fn squared(self) -> Option<Unit> {
        let metres = self.metres()?;
        Some(Unit {
            dimension: Dimension::Area,
            size: metres.times(metres)?,
            country: None,
        })
    }

    /// Returns the cube of a length, in millilitres; `None` if the unit is not a length.
    pub fn cubed(self) -> Option<Unit> {
        let metres = self.metres()?;
        let cube = metres.times(metres)?.times(metres)?;
        Some(Unit {
            dimension: Dimension::Volume,
            size: cube.times(Number::whole(1_000_000))?,
            country: None,
        })
    }

    /// Returns the speed of this length per hour or, if `second` is set, per second.
    pub fn per_time(self, second: bool) -> Option<Unit> {
        let kilometres = self.metres()?.times(Number::fraction(1, 1000))?;
        let hours = Number::whole(if second { 3600 } else { 1 });
        Some(Unit {
            dimension: Dimension::Speed,
            size: kilometres.times(hours)?,
            country: None,
        })
    }

    fn metres(self) -> Option<Number> {
        if self.dimension != Dimension::Length {
            return None;
        }
        self.size.times(Number::fraction(1, 10_000))
    }
}

/// Returns the currency of a code (ISO 4217), with its country.
pub const fn currency_of_code(code: &str) -> Option<Unit> {
    let mut at = 0;
    while at < CURRENCIES.len() {
        let (currency, codes) = CURRENCIES[at];
        let (bytes, wanted) = (codes.as_bytes(), code.as_bytes());
        let mut place = 0;
        while wanted.len() == 3 && place + 3 <= bytes.len() {
            if bytes[place] == wanted[0]
                && bytes[place + 1] == wanted[1]
                && bytes[place + 2] == wanted[2]
            {
                let unit = Unit::money(currency);
                // The euro has no country of its own.
                return Some(if matches!(currency, Currency::Euro) {
                    unit
                } else {
                    unit.of_country(Country([bytes[place], bytes[place + 1]]))
                });
            }
            place += 4;
        }
        at += 1;
    }
    None
}

/// The codes (ISO 4217) of the currencies; their first two letters are the country code. RMB and other non-standard codes
/// are in the tables of the languages.
const CURRENCIES: &[(Currency, &str)] = &[
    (
        Currency::Dollar,
        "USD AUD CAD HKD SGD NZD TWD JMD NAD LRD BBD BSD BZD FJD GYD TTD BND",
    ),
    (Currency::Euro, "EUR"),
    (
        Currency::Pound,
        "GBP EGP LBP SDG SYP SSP TRY ITL CYP FKP GIP",
    ),
    (Currency::Rouble, "RUB BYN"),
    (Currency::Yuan, "CNY"),
    (Currency::Yen, "JPY"),
    (Currency::Won, "KRW KPW"),
    (Currency::Riyal, "SAR QAR OMR YER IRR"),
    (Currency::Dirham, "AED MAD"),
    (Currency::Dinar, "KWD IQD JOD BHD LYD TND DZD RSD"),
    (Currency::Shekel, "ILS"),
    (Currency::Rupee, "INR PKR LKR NPR MUR"),
    (Currency::Franc, "CHF CDF RWF DJF XOF XAF GNF"),
    (Currency::Krona, "SEK NOK DKK ISK CZK"),
    (Currency::Peso, "MXN ARS CLP COP PHP CUP DOP UYU"),
    (Currency::Real, "BRL"),
    (Currency::Rand, "ZAR"),
    (Currency::Shilling, "KES UGX TZS SOS"),
    (Currency::Rupiah, "IDR"),
    (Currency::Hryvnia, "UAH"),
    (Currency::Tenge, "KZT"),
    (Currency::Zloty, "PLN"),
];

/// All units that the tables of the languages use.
#[allow(missing_docs, reason = "the names say it all")]
pub mod known {
    use super::Dimension::*;
    use super::{Currency, Unit};

    pub const MILLIGRAM: Unit = Unit::part(Mass, 1, 1000);
    pub const MICROGRAM: Unit = Unit::part(Mass, 1, 1_000_000);
    pub const GRAM: Unit = Unit::whole(Mass, 1);
    pub const KILOGRAM: Unit = Unit::whole(Mass, 1000);
    pub const QUINTAL: Unit = Unit::whole(Mass, 100_000);
    pub const TONNE: Unit = Unit::whole(Mass, 1_000_000);
    pub const KILOTONNE: Unit = Unit::whole(Mass, 1_000_000_000);
    pub const POUND: Unit = Unit::part(Mass, 45_359, 100);
    pub const OUNCE: Unit = Unit::part(Mass, 28_350, 1000);
    pub const STONE: Unit = Unit::part(Mass, 635_029, 100);

    pub const NANOMETRE: Unit = Unit::part(Length, 1, 100_000);
    pub const MICROMETRE: Unit = Unit::part(Length, 1, 100);
    pub const MILLIMETRE: Unit = Unit::whole(Length, 10);
    pub const CENTIMETRE: Unit = Unit::whole(Length, 100);
    pub const METRE: Unit = Unit::whole(Length, 10_000);
    pub const KILOMETRE: Unit = Unit::whole(Length, 10_000_000);
    pub const INCH: Unit = Unit::whole(Length, 254);
    pub const FOOT: Unit = Unit::whole(Length, 3048);
    pub const YARD: Unit = Unit::whole(Length, 9144);
    pub const MILE: Unit = Unit::whole(Length, 16_093_440);
    pub const NAUTICAL_MILE: Unit = Unit::whole(Length, 18_520_000);

    pub const SQUARE_METRE: Unit = Unit::whole(Area, 1);
    pub const SQUARE_KILOMETRE: Unit = Unit::whole(Area, 1_000_000);
    pub const HECTARE: Unit = Unit::whole(Area, 10_000);
    pub const ACRE: Unit = Unit::part(Area, 4_046_856, 1000);
    pub const FEDDAN: Unit = Unit::part(Area, 420_083, 100);
    pub const DUNAM: Unit = Unit::whole(Area, 1000);

    pub const MILLILITRE: Unit = Unit::whole(Volume, 1);
    pub const LITRE: Unit = Unit::whole(Volume, 1000);
    pub const GALLON: Unit = Unit::part(Volume, 3_785_412, 1000);
    pub const OIL_BARREL: Unit = Unit::whole(Barrel, 1);

    pub const KNOT: Unit = Unit::part(Speed, 1852, 1000);
    pub const MILES_AN_HOUR: Unit = Unit::part(Speed, 1_609_344, 1_000_000);
    pub const KILOMETRES_AN_HOUR: Unit = Unit::whole(Speed, 1);

    pub const WATT: Unit = Unit::whole(Power, 1);
    pub const KILOWATT: Unit = Unit::whole(Power, 1000);
    pub const MEGAWATT: Unit = Unit::whole(Power, 1_000_000);
    pub const GIGAWATT: Unit = Unit::whole(Power, 1_000_000_000);
    pub const TERAWATT: Unit = Unit::whole(Power, 1_000_000_000_000);
    pub const HORSEPOWER: Unit = Unit::part(Power, 7457, 10);
    pub const KILOWATT_HOUR: Unit = Unit::whole(Energy, 1000);
    pub const MEGAWATT_HOUR: Unit = Unit::whole(Energy, 1_000_000);
    pub const GIGAWATT_HOUR: Unit = Unit::whole(Energy, 1_000_000_000);
    pub const TERAWATT_HOUR: Unit = Unit::whole(Energy, 1_000_000_000_000);

    pub const DEGREE: Unit = Unit::whole(Celsius, 1);
    pub const DEGREE_FAHRENHEIT: Unit = Unit::whole(Fahrenheit, 1);

    pub const KILOBYTE: Unit = Unit::whole(Data, 1000);
    pub const MEGABYTE: Unit = Unit::whole(Data, 1_000_000);
    pub const GIGABYTE: Unit = Unit::whole(Data, 1_000_000_000);
    pub const TERABYTE: Unit = Unit::whole(Data, 1_000_000_000_000);
    pub const MEGABIT: Unit = Unit::whole(Data, 125_000);
    pub const GIGABIT: Unit = Unit::whole(Data, 125_000_000);
    pub const HERTZ: Unit = Unit::whole(Frequency, 1);
    pub const MEGAHERTZ: Unit = Unit::whole(Frequency, 1_000_000);
    pub const GIGAHERTZ: Unit = Unit::whole(Frequency, 1_000_000_000);

    pub const SECOND: Unit = Unit::whole(Seconds, 1);
    pub const MILLISECOND: Unit = Unit::part(Seconds, 1, 1000);
    pub const MINUTE: Unit = Unit::whole(Seconds, 60);
    pub const HOUR: Unit = Unit::whole(Seconds, 3600);
    pub const DAY: Unit = Unit::whole(Seconds, 86_400);
    pub const WEEK: Unit = Unit::whole(Seconds, 604_800);
    pub const FORTNIGHT: Unit = Unit::whole(Seconds, 1_209_600);
    pub const MONTH: Unit = Unit::whole(Months, 1);
    pub const YEAR: Unit = Unit::YEAR;
    pub const DECADE: Unit = Unit::whole(Months, 120);
    pub const CENTURY: Unit = Unit::whole(Months, 1200);
    pub const MILLENNIUM: Unit = Unit::whole(Months, 12_000);

    pub const TIMES: Unit = Unit::whole(Times, 1);
    pub const BASIS_POINT: Unit = Unit::part(Point, 1, 100);
    pub const PARTS_PER_MILLION: Unit = Unit::part(Percent, 100, 1_000_000);
    pub const PARTS_PER_BILLION: Unit = Unit::part(Percent, 100, 1_000_000_000);
    pub const PER_MILLE: Unit = Unit::part(Percent, 1, 10);

    pub const DOLLAR: Unit = Unit::money(Currency::Dollar);
    pub const COIN: Unit = Unit::whole(Coin, 1);
    pub const EURO: Unit = Unit::money(Currency::Euro);
    pub const POUND_STERLING: Unit = Unit::money(Currency::Pound);
    pub const ROUBLE: Unit = Unit::money(Currency::Rouble);
    pub const YUAN: Unit = Unit::money(Currency::Yuan);
    pub const YEN: Unit = Unit::money(Currency::Yen);
    pub const WON: Unit = Unit::money(Currency::Won);
    pub const RIYAL: Unit = Unit::money(Currency::Riyal);
    pub const DIRHAM: Unit = Unit::money(Currency::Dirham);
    pub const DINAR: Unit = Unit::money(Currency::Dinar);
    pub const SHEKEL: Unit = Unit::money(Currency::Shekel);
    pub const RUPEE: Unit = Unit::money(Currency::Rupee);
    pub const FRANC: Unit = Unit::money(Currency::Franc);
    pub const KRONA: Unit = Unit::money(Currency::Krona);
    pub const PESO: Unit = Unit::money(Currency::Peso);
    pub const REAL: Unit = Unit::money(Currency::Real);
    pub const RAND: Unit = Unit::money(Currency::Rand);
    pub const TOMAN: Unit = Unit::money(Currency::Toman);
    pub const SHILLING: Unit = Unit::money(Currency::Shilling);
    pub const RUPIAH: Unit = Unit::money(Currency::Rupiah);
    pub const HRYVNIA: Unit = Unit::money(Currency::Hryvnia);
    pub const TENGE: Unit = Unit::money(Currency::Tenge);
    pub const ZLOTY: Unit = Unit::money(Currency::Zloty);

    /// Returns the currency of a code (ISO 4217), for the tables of the languages. Panics if the code is unknown.
    pub const fn of(code: &str) -> Unit {
        match super::currency_of_code(code) {
            Some(unit) => unit,
            None => panic!("not a currency's code"),
        }
    }
}
