//! Reads cardinal numbers, in digits, in words, and mixed: 1.2 million, مليون و200 ألف, twenty-five, half a million.
//!
//! A number is a sum of groups, each a small number times a power of ten, in descending order: (2 million) + (300 thousand)
//! + 45. The grammar of the language decides whether "and" joins the groups or nothing does.

use crate::figures::lexicon::Meaning::{
    A, Fraction, Fractions, Hundreds, Lot, Mixed, Of, Ones, Ordinal, Point, Scale, Scales, Teen,
    Tens, The, Tight, Unit,
};
use crate::figures::number::Number;
use crate::figures::read::FigureReader;
use crate::figures::tokens::FigureTokenKind;

/// A cardinal number that was read.
#[derive(Debug, Clone, Copy)]
pub struct Cardinal {
    /// Value of the number.
    pub value: Number,
    /// Value in the other reading of the separator in its digits; `None` if there is only one reading.
    pub otherwise: Option<Number>,
    /// Index of the token after the number.
    pub next: usize,
    /// Exponent of the power of ten that ends the number as a word, and may apply to a number before it as well; 0 if there
    /// is none.
    pub power: u32,
    /// The number before that word.
    pub mantissa: Number,
    /// True if the number is in digits, or begins with digits.
    pub in_digits: bool,
    /// True if the number is a fraction of something: a third.
    pub is_part: bool,
}

/// A small number and the powers of ten after it.
struct PowerGroup {
    cardinal: Cardinal,
    /// True if the small number is in words.
    in_words: bool,
}

impl FigureReader<'_> {
    /// Reads the cardinal number that begins at `at`. If `joins` is false, ones are not joined by "and" to tens that follow.
    pub(super) fn cardinal(&self, at: usize, joins: bool) -> Option<Cardinal> {
        self.language.cardinal(self, at, joins)
    }

    /// Reads a sum of groups of thousands.
    pub(super) fn cardinal_in_groups(&self, at: usize, joins: bool) -> Option<Cardinal> {
        if let Some(part) = self.part(at) {
            return Some(part);
        }
        let first = self.group(at, joins)?;
        let mut sum = first.cardinal;
        // 2.1 billion and 780 million are two numbers, since their digits would overlap.
        let is_whole = !first.cardinal.in_digits || first.cardinal.mantissa.as_whole().is_some();
        while joins && is_whole && sum.power >= 3 {
            let Some((next, has_and)) = self.continuation(sum.next, first.in_words) else {
                break;
            };
            if let Some(half) = self.and_part(next, sum.power).filter(|_| has_and) {
                sum.value = sum.value.plus(half.0)?;
                sum.mantissa = sum.value;
                sum.next = half.1;
                break;
            }
            let Some(group) = self.group(next, true) else {
                break;
            };
            let more = group.cardinal;
            // ألف ومئة مليون: a thousand and one hundred million.
            if sum.power == 3
                && !first.cardinal.in_digits
                && group.in_words
                && more.power >= 6
                && has_and
                && more.mantissa < Number::whole(1000)
            {
                sum.mantissa = sum.value.plus(more.mantissa)?;
                sum.value = sum.mantissa.times(power(more.power)?)?;
                sum.power = more.power;
                sum.next = more.next;
                break;
            }
            let fits = more.value < power(sum.power)?;
            // An amount may end before "and", and another may begin: 3 million dead and 5 wounded.
            let is_one = self.grammar.and_continues
                || more.power >= 3
                || group.in_words
                || (!has_and && self.grammar.digits_continue);
            if !fits || !is_one || more.is_part {
                break;
            }
            sum.value = sum.value.plus(more.value)?;
            sum.otherwise = None;
            sum.power = more.power;
            sum.mantissa = sum.value;
            sum.next = more.next;
        }
        Some(sum)
    }

    /// Returns the index of the next group, and true if "and" joins it.
    fn continuation(&self, at: usize, in_words: bool) -> Option<(usize, bool)> {
        if let Some(next) = self.and(at) {
            return Some((next, true));
        }
        // 2 тыс. 500, 1 млн 200 тыс.
        if self.grammar.digits_continue && self.numeral(at).is_some_and(|n| n.plain(3).is_some()) {
            let ends = !self.is_glued(at + 1) || !matches!(self.mark(at + 1), Some('-' | '–'));
            return ends.then_some((at, false));
        }
        match self.meaning(at)? {
            // Two hundred thousand five hundred; but 1.7 million four years ago are two numbers.
            Ones(_) | Tens(_) | Hundreds(_) if self.grammar.juxtaposes && in_words => {
                Some((at, false))
            }
            _ => None,
        }
    }

    /// Reads a fraction of the preceding power of ten: مليون ونصف, a million and a half.
    fn and_part(&self, at: usize, scale: u32) -> Option<(Number, usize)> {
        let at = self.past(at, &[A]);
        let Some(Fraction(numerator, denominator)) = self.meaning(at) else {
            return None;
        };
        let part = Number::fraction(numerator.into(), denominator.into());
        // The power of ten may be repeated: ثلاثة ملايين ونصف المليون.
        let again = match self.meaning(at + 1) {
            Some(Scale { power, .. }) if u32::from(power) == scale => at + 2,
            Some(Scale { .. }) => return None,
            _ => at + 1,
        };
        Some((part.times(power(scale)?)?, again))
    }

    /// Reads a small number and the powers of ten after it, or a power of ten alone.
    fn group(&self, at: usize, joins: bool) -> Option<PowerGroup> {
        let (mut cardinal, in_words) = match self.small(at, joins) {
            Some(small) => small,
            None => {
                let start = self.past(at, &[A]);
                let count = match self.meaning(start)? {
                    Scale { power, count } if power >= 3 && start > at => (power, count.min(1)),
                    // في المليون means a millionth.
                    Scale { power, count }
                        if power >= 3 && self.grammar.bare_scales && !self.word(at)?.0.article =>
                    {
                        (power, self.count_of_scale(start, count))
                    }
                    Lot(size) if start > at || self.grammar.bare_scales => {
                        return Some(PowerGroup {
                            cardinal: Cardinal::of(Number::whole(size.into()), start + 1),
                            in_words: true,
                        });
                    }
                    _ => return None,
                };
                let value = power(count.0.into())?.times(Number::whole(count.1.into()))?;
                let mut alone = Cardinal::of(value, start + 1);
                alone.power = count.0.into();
                alone.mantissa = Number::whole(count.1.into());
                (alone, true)
            }
        };
        if !cardinal.is_part {
            self.multiply(&mut cardinal)?;
        }
        Some(PowerGroup { cardinal, in_words })
    }

    /// Returns the count that is part of a word for a power of ten: 2 for ألفان, 1 for ألف, and 2 for ألفا unless it is
    /// ألفًا.
    fn count_of_scale(&self, at: usize, count: u8) -> u8 {
        // A dual stands directly before its noun: مليونا و800 ألف is 1.8 million.
        if self.language.counts_once(self.piece(at)) || count == 2 && self.is_once(at) {
            1
        } else {
            count
        }
    }

    /// Returns true if "and" follows a form that is a dual only directly before its noun.
    fn is_once(&self, at: usize) -> bool {
        self.is_one_of(at, self.grammar.duals_before_nouns) && self.and(at + 1).is_some()
    }

    /// Applies the powers of ten that follow.
    fn multiply(&self, cardinal: &mut Cardinal) -> Option<()> {
        loop {
            let at = self.past_hyphen(cardinal.next);
            let at = if cardinal.power > 0 {
                at
            } else {
                self.past(at, &[])
            };
            let by = match self.word(at) {
                Some((prefix, Scale { power, .. } | Scales(power)))
                    if !prefix.and && !prefix.preposition && power >= 3 =>
                {
                    Some(power)
                }
                Some((_, Tight(Scale { power, .. }))) if self.is_glued(at) => {
                    if self.piece(at).len() == 1 && self.piece(at) != self.piece(at).to_lowercase()
                    {
                        // 5M is 5 million, as 5m is; but 4K and 5T are no numbers.
                        self.grammar
                            .capital_scales
                            .contains(&self.piece(at))
                            .then_some(*power)
                    } else {
                        Some(*power)
                    }
                }
                Some((_, Lot(size))) if cardinal.power == 0 => {
                    let size = Number::whole(size.into());
                    cardinal.value = cardinal.value.times(size)?;
                    cardinal.next = at + 1;
                    None
                }
                _ => None,
            };
            let Some(by) = by else { return Some(()) };
            if cardinal.power == 0 {
                cardinal.mantissa = cardinal.value;
            }
            cardinal.value = cardinal.value.times(power(by.into())?)?;
            // 4.218 million never means 4,218 million.
            cardinal.otherwise = None;
            cardinal.power += u32::from(by);
            cardinal.next = at + 1;
        }
    }

    /// Reads a number below a thousand in words, or any number in digits.
    fn small(&self, at: usize, joins: bool) -> Option<(Cardinal, bool)> {
        if let Some(numeral) = self.numeral(at) {
            let mut cardinal = Cardinal::of(numeral.value, at + 1);
            cardinal.otherwise = numeral.otherwise;
            cardinal.in_digits = true;
            self.take_in_part(&mut cardinal);
            return Some((cardinal, false));
        }
        if let Some(Mixed(numerator, denominator)) = self.meaning(at) {
            let value = Number::fraction(numerator.into(), denominator.into());
            return Some((Cardinal::of(value, at + 1), true));
        }
        let (value, next) = self.below_thousand(at, joins)?;
        let mut cardinal = Cardinal::of(Number::whole(value), next);
        self.take_in_decimals(&mut cardinal);
        self.take_in_part(&mut cardinal);
        Some((cardinal, true))
    }

    /// Adds a half or quarter that follows: 2½, three and a half, ثلاثة ونصف.
    fn take_in_part(&self, cardinal: &mut Cardinal) {
        if let Some(numeral) = self.numeral(cardinal.next)
            && self.is_glued(cardinal.next)
            && numeral.digits == 0
            && numeral.value < Number::whole(1)
        {
            cardinal.value = cardinal.value.plus(numeral.value).unwrap_or(cardinal.value);
            cardinal.next += 1;
            return;
        }
        let joins = self.is_one_of(cardinal.next, self.grammar.part_joins);
        // A four-and-a-half-year term.
        let past_hyphen = self.past_hyphen(cardinal.next);
        let is_hyphenated = past_hyphen > cardinal.next;
        let Some(next) = self.and(past_hyphen).or(joins.then_some(cardinal.next + 1)) else {
            return;
        };
        let next = match is_hyphenated {
            true => self.past_hyphen(next),
            false => next,
        };
        if let Some((tenths, after)) = self.decimal_parts(next)
            && let Some(value) = cardinal.value.plus(tenths)
        {
            cardinal.value = value;
            cardinal.next = after;
            return;
        }
        let article = self.past(next, &[A]);
        let after = match is_hyphenated {
            true => self.past_hyphen(article),
            false => article,
        };
        if let Some(Fraction(numerator, denominator)) = self.meaning(after)
            && (after > next || !self.grammar.half_needs_article)
            && let Some(value) = cardinal
                .value
                .plus(Number::fraction(numerator.into(), denominator.into()))
        {
            cardinal.value = value;
            cardinal.next = after + 1;
        }
    }

    /// Reads tenths or hundredths after "and": four and nine tenths, خمسة وثلاثة أعشار, چهار و نه دهم.
    pub(super) fn decimal_parts(&self, at: usize) -> Option<(Number, usize)> {
        let (count, next) = self.below_hundred(at, true)?;
        let next = self.past_hyphen(next);
        let parts = match self.meaning(next)? {
            Fractions(parts @ (10 | 100 | 1000)) => parts,
            Ordinal(10) if self.grammar.ordinals_are_parts => 10,
            _ => return None,
        };
        (count > 0 && count < parts.into())
            .then(|| (Number::fraction(count, parts.into()), next + 1))
    }

    /// Adds decimals in words: three point five, ثلاثة فاصلة خمسة.
    fn take_in_decimals(&self, cardinal: &mut Cardinal) {
        if !self.is(cardinal.next, Point) {
            return;
        }
        let mut next = cardinal.next + 1;
        let (mut part, mut scale) = (0_u64, 1_u64);
        while let Some(Ones(digit @ 0..=9)) = self.meaning(next)
            && scale < 1_000_000
        {
            part = part * 10 + u64::from(digit);
            scale *= 10;
            next += 1;
        }
        // Twelve point fifty.
        if scale == 1
            && let Some(Tens(tens)) = self.meaning(next)
            && self.grammar.juxtaposes
        {
            (part, scale, next) = (u64::from(tens), 100, next + 1);
        }
        if scale > 1
            && let Some(value) = cardinal.value.plus(Number::fraction(part, scale))
        {
            cardinal.value = value;
            cardinal.next = next;
        }
    }

    /// Reads a number below a thousand in words.
    fn below_thousand(&self, at: usize, joins: bool) -> Option<(u64, usize)> {
        let hundred =
            |at: usize| matches!(self.meaning(at), Some(Scale { power: 2, .. } | Hundreds(1)));
        let (mut value, mut next) = match self.meaning(at)? {
            Hundreds(count) => (100 * u64::from(count), at + 1),
            A if hundred(at + 1) => (100, at + 2),
            Ones(count @ 1..=9) if hundred(at + 1) && !self.word(at + 1)?.0.and => {
                (100 * u64::from(count), at + 2)
            }
            _ => match self.below_hundred(at, joins) {
                // Fifteen hundred, twenty-five hundred.
                Some((count @ 11..=99, next))
                    if self.grammar.counts_hundreds
                        && !count.is_multiple_of(10)
                        && matches!(self.meaning(next), Some(Scale { power: 2, .. })) =>
                {
                    (100 * count, next + 1)
                }
                below => return below,
            },
        };
        if let Some(more) = self.and(next).filter(|_| joins) {
            if let Some((rest, end)) = self.below_hundred(more, true) {
                (value, next) = (value + rest, end);
            } else if let Some(numeral) = self.numeral(more).and_then(|n| n.plain(2)) {
                (value, next) = (value + numeral, more + 1);
            }
        } else if self.grammar.juxtaposes
            && let Some((rest, end)) = self.below_hundred(next, true)
        {
            (value, next) = (value + rest, end);
        }
        Some((value, next))
    }

    /// Reads a number below a hundred in words.
    pub(super) fn below_hundred(&self, at: usize, joins: bool) -> Option<(u64, usize)> {
        self.language.below_hundred(self, at, joins)
    }

    /// Reads a number below a hundred with separate words for ones, teens and tens.
    pub(super) fn below_hundred_in_words(&self, at: usize, joins: bool) -> Option<(u64, usize)> {
        match self.meaning(at)? {
            Ones(ones) => {
                let ones = u64::from(ones);
                match self.word(at + 1) {
                    // ثلاثة عشر
                    Some((prefix, Teen)) if !prefix.and && !prefix.preposition && ones < 10 => {
                        Some((10 + ones, at + 2))
                    }
                    // ثلاثة وعشرون
                    Some((prefix, Tens(tens)))
                        if prefix.and && joins && (1..10).contains(&ones) =>
                    {
                        Some((u64::from(tens) + ones, at + 2))
                    }
                    _ => Some((ones, at + 1)),
                }
            }
            Teen => Some((10, at + 1)),
            Tens(tens) => {
                // twenty-three, twenty three
                let next = self.past_hyphen(at + 1);
                match self.meaning(next) {
                    Some(Ones(ones @ 1..=9)) if self.grammar.juxtaposes => {
                        Some((u64::from(tens) + u64::from(ones), next + 1))
                    }
                    _ => Some((tens.into(), at + 1)),
                }
            }
            _ => None,
        }
    }

    /// Reads a fraction of a whole, or of a power of ten: half, a third, two-thirds, ثلاثة أرباع, half a million, ربع مليون,
    /// 3/4.
    fn part(&self, at: usize) -> Option<Cardinal> {
        let (part, next) = self.fraction(at)?;
        // A fraction of a power of ten: a quarter of a million, نصف المليون.
        let hyphen = self.past_hyphen(next);
        let mut then = hyphen;
        if matches!(self.meaning(then), Some(Of | A)) {
            let past = self.past(then, &[Of, A, The]);
            if matches!(self.meaning(past), Some(Scale { .. } | Lot(_))) {
                then = past;
            }
        }
        if let Some((prefix, Scale { power: by, .. })) = self.word(then)
            && !prefix.and
            && !prefix.preposition
        {
            let mut cardinal = Cardinal::of(power(by.into())?.times(part)?, then + 1);
            cardinal.power = by.into();
            cardinal.mantissa = part;
            return Some(cardinal);
        }
        if let Some((prefix, Lot(size))) = self.word(then)
            && !prefix.and
        {
            let size = Number::whole(size.into());
            return Some(Cardinal::of(part.times(size)?, then + 1));
        }
        let mut cardinal = Cardinal::of(part, next);
        cardinal.is_part = true;
        Some(cardinal)
    }

    /// Reads a share: two out of three, one in five, three children in four, اثنان من كل ثلاثة.
    fn share(&self, at: usize) -> Option<(Number, usize)> {
        let number = |at: usize| match self.numeral(at) {
            Some(numeral) => numeral.value.as_whole().map(|n| (n, at + 1)),
            None => self.below_hundred(at, true),
        };
        let (part, next) = number(at)?;
        let noun = usize::from(matches!(self.kind(next), Some(FigureTokenKind::Other)));
        let start = [next, next + noun].into_iter().find_map(|from| {
            let (end, in_digits) =
                self.grammar.shares.iter().find_map(|(form, in_digits)| {
                    Some((self.past_phrase(from, form)?, *in_digits))
                })?;
            // Without "every", numbers in words form a share, and round ones in digits: one in five, 9 in 10, 1 in 8.
            let is_round = || {
                let whole = number(end);
                whole.is_some_and(|(whole, next)| {
                    (part == 1 || matches!(whole, 10 | 100 | 1000))
                        && !matches!(self.meaning(next), Some(Unit(..)))
                })
            };
            (in_digits || self.numeral(at).is_none() || is_round()).then_some(end)
        })?;
        let (whole, end) = number(start)?;
        // 240 out of 3,850 are two numbers, and so are 4 out of 52.
        let is_small = whole <= 20 || part == 1 || matches!(whole, 100 | 1000);
        let is_share = is_small && (part <= 10 || whole == 100 || self.numeral(at).is_none());
        (is_share && part < whole && part > 0 && !self.is(end, Scale { power: 6, count: 1 }))
            .then(|| (Number::fraction(part, whole), end))
    }

    /// Reads a fraction below one, in words or digits.
    fn fraction(&self, at: usize) -> Option<(Number, usize)> {
        if let Some(share) = self.share(at) {
            return Some(share);
        }
        match self.meaning(at) {
            Some(Fraction(numerator, denominator)) => {
                // Half-time and half-hearted are not fractions.
                let joined = self.past_hyphen(at + 1) > at + 1
                    && matches!(self.kind(at + 2), Some(FigureTokenKind::Other));
                let stands = self.grammar.fractions_stand_alone || (denominator == 2 && !joined);
                // الربع الأول is a quarter of the year, النصف الثاني its second half.
                let in_a_row = self.is_in_a_row(at + 1) || (at > 0 && self.is_in_a_row(at - 1));
                // الربع may be a quarter of the year, and النصف a half of a match, unless the context asks for a quantity.
                let how_much = self.hedge_before(at).is_some()
                    || self.is_one_of(at.wrapping_sub(1), self.grammar.before_part);
                let article = self.word(at).is_some_and(|(prefix, _)| prefix.article)
                    && matches!(denominator, 2 | 4)
                    && !matches!(self.meaning(at + 1), Some(Scale { .. }));
                let is_round = self.is_one_of(at + 1, self.grammar.finals);
                (stands && !in_a_row && !is_round && (!article || how_much)).then(|| {
                    let part = Number::fraction(numerator.into(), denominator.into());
                    (part, at + 1)
                })
            }
            // A word for a fifth may be written like five, except for a mark.
            Some(meaning)
                if let Some(parts) = self.language.marked_fraction(self.piece(at), meaning) =>
            {
                Some((Number::fraction(1, parts), at + 1))
            }
            Some(A | Ones(1)) => match self.meaning(self.past_hyphen(at + 1)) {
                Some(Fraction(1, denominator)) => {
                    let next = self.past_hyphen(at + 1) + 1;
                    // "A third man" is not a fraction, but "a third of", "by a third," and "about a sixth" are.
                    let is_part = denominator == 2
                        || self.is_one_of(next - 1, self.grammar.only_parts)
                        || self.is_one_of(next, self.grammar.after_part)
                        || matches!(self.kind(next), None | Some(FigureTokenKind::Mark(_)))
                        || self.is_one_of(at.wrapping_sub(1), self.grammar.before_part)
                        || self.hedge_before(at).is_some();
                    is_part.then(|| (Number::fraction(1, denominator.into()), next))
                }
                _ => None,
            },
            Some(Ones(count)) => match self.meaning(self.past_hyphen(at + 1)) {
                Some(Fractions(denominator)) if u16::from(count) < denominator => Some((
                    Number::fraction(count.into(), denominator.into()),
                    self.past_hyphen(at + 1) + 1,
                )),
                _ => None,
            },
            None => self.fraction_in_digits(at),
            _ => None,
        }
    }

    fn fraction_in_digits(&self, at: usize) -> Option<(Number, usize)> {
        let numeral = self.numeral(at)?;
        if numeral.digits == 0
            && numeral.value < Number::whole(1)
            && numeral.otherwise.is_none()
            && self.piece(at).chars().count() == 1
        {
            return Some((numeral.value, at + 1));
        }
        if let Some(Fractions(denominator)) = self.meaning(self.past_hyphen(at + 1)) {
            let count = numeral.plain(1)?;
            return Some((
                Number::fraction(count, denominator.into()),
                self.past_hyphen(at + 1) + 1,
            ));
        }
        let slash = self.is_mark(at + 1, '/') && self.is_glued(at + 1) && self.is_glued(at + 2);
        let (part, whole) = (numeral.plain(1)?, self.numeral(at + 2)?.plain(1)?);
        let ends = !(self.is_mark(at + 3, '/') && self.is_glued(at + 3));
        (slash && ends && part < whole).then(|| (Number::fraction(part, whole), at + 3))
    }

    /// Returns true if a word is an ordinal or a relative position: first, last.
    fn is_in_a_row(&self, at: usize) -> bool {
        use crate::figures::lexicon::Meaning::Relative;
        matches!(self.meaning(at), Some(Ordinal(_) | Relative))
    }
}

impl Cardinal {
    pub fn of(value: Number, next: usize) -> Cardinal {
        Cardinal {
            value,
            otherwise: None,
            next,
            power: 0,
            mantissa: value,
            in_digits: false,
            is_part: false,
        }
    }

    /// Returns true if the number is a whole multiple of its power of ten, such as two million.
    pub fn is_whole_scale(&self) -> bool {
        power(self.power).and_then(|scale| self.mantissa.times(scale)) == Some(self.value)
    }

    /// Returns the number multiplied by the power of ten of another number that applies to it: 20 in "20 to 50 thousand".
    pub fn scaled(self, scale: u32) -> Option<Number> {
        self.value.times(power(scale)?)
    }
}

/// Returns ten to a power.
pub(super) fn power(power: u32) -> Option<Number> {
    Some(Number::whole(10_u64.checked_pow(power)?))
}
