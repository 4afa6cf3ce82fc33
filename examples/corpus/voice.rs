//! How a sentence becomes text: fills the slots of a template with words, names and figures of one scene.
//!
//! Takes a template, a [`Scene`] (what the sentence is about, the same in each text that says it) and a [`Voice`] (which
//! text that is); returns the text. A slot is `{key}`, or `{key:masculine|feminine}` to agree with a name. May not draw
//! numbers while it fills: a scene is complete when it is made, so that every text gives the same figures.

use super::names::{Bilingual, CorpusName, ENGLISH, HouseStyle, PLAIN};
use super::phrases::{
    CURRENCIES, DEEDS, OBSERVERS, PAST, QUOTATIONS, SCALES, SERIES, SUBJECTS, SentenceVariants,
    TAILS, VERBS,
};
use super::rng::Rng;
use super::topics::{CorpusTopic, CountedNoun};

/// A language of the site.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum CorpusLanguage {
    /// Arabic.
    Ar,
    /// English.
    En,
}

impl CorpusLanguage {
    /// Its tag, as in file names.
    pub fn tag(self) -> &'static str {
        self.of(&("ar", "en"))
    }

    /// The words of `pair` in it.
    pub fn of(self, pair: &Bilingual) -> &'static str {
        match self {
            CorpusLanguage::Ar => pair.0,
            CorpusLanguage::En => pair.1,
        }
    }
}

/// A text in which a sentence stands: the original or one of the summaries.
#[derive(Clone, Copy)]
pub struct Voice {
    /// Its language.
    pub language: CorpusLanguage,
    style: &'static HouseStyle,
    is_original: bool,
}

impl Voice {
    /// The original, as its publisher prints it.
    pub fn original(style: &'static HouseStyle) -> Self {
        Voice {
            language: CorpusLanguage::Ar,
            style,
            is_original: true,
        }
    }

    /// The summary in `language`.
    pub fn summary(language: CorpusLanguage) -> Self {
        let style = match language {
            CorpusLanguage::Ar => &PLAIN,
            CorpusLanguage::En => &ENGLISH,
        };
        Voice {
            language,
            style,
            is_original: false,
        }
    }

    /// The form of `sentence` for this text.
    pub fn form(self, sentence: &SentenceVariants) -> &'static str {
        match (self.is_original, self.language) {
            (true, _) => sentence.original,
            (false, CorpusLanguage::Ar) => sentence.ar,
            (false, CorpusLanguage::En) => sentence.en,
        }
    }

    /// `template` filled from `scene`, with a capital letter first.
    pub fn say(self, template: &str, scene: &Scene) -> String {
        capitalised(&self.fill(template, scene))
    }

    /// `template` filled from `scene`. A slot that is none stays as it is.
    pub fn fill(self, template: &str, scene: &Scene) -> String {
        let mut text = String::with_capacity(template.len() * 2);
        let mut rest = template;
        while let Some((before, (slot, after))) = rest
            .split_once('{')
            .and_then(|(before, tail)| Some((before, tail.split_once('}')?)))
        {
            text.push_str(before);
            match self.slot(slot, scene) {
                Some(words) => text.push_str(&words),
                None => text.extend(["{", slot, "}"]),
            }
            rest = after;
        }
        text.push_str(rest);
        text
    }

    fn slot(self, slot: &str, scene: &Scene) -> Option<String> {
        if let Some((key, forms)) = slot.split_once(':') {
            let (masculine, feminine) = forms.split_once('|')?;
            let agreed = if scene.cast.name(key)?.feminine {
                feminine
            } else {
                masculine
            };
            return Some(agreed.to_owned());
        }
        if let Some(name) = scene.cast.name(slot) {
            return Some(self.name(name, scene).to_owned());
        }
        if let Some(words) = self.words(slot, scene) {
            return Some(words.to_owned());
        }
        match slot {
            "quote" => Some(self.fill(self.language.of(scene.quotation), scene)),
            _ => self.figure(slot, &scene.figures),
        }
    }

    /// A name in its preferred spelling; originals have the other one now and then.
    fn name(self, name: &'static CorpusName, scene: &Scene) -> &'static str {
        let spelling = if self.is_original && scene.variants {
            &name.variant
        } else {
            &name.spelling
        };
        self.language.of(spelling)
    }

    fn words(self, slot: &str, scene: &Scene) -> Option<&'static str> {
        let pair = match slot {
            "role" => &scene.cast.person.role,
            "role2" => &scene.cast.person2.role,
            "project" => scene.cast.project,
            "subject" => scene.subject,
            "verb" => scene.verb,
            "deed" => scene.deeds.0,
            "deed2" => scene.deeds.1,
            "matter" => scene.matters.0,
            "matter2" => scene.matters.1,
            "tail" => scene.tail,
            "observer" => return Some(scene.observer),
            "past" => return Some(scene.past),
            _ => return None,
        };
        Some(self.language.of(pair))
    }

    fn figure(self, slot: &str, figures: &Figures) -> Option<String> {
        Some(match slot {
            "pct" => self.percent(figures.small_share),
            "pct2" => self.percent(figures.large_share),
            "money" => self.money(figures),
            "count" => self.counted(figures.count, figures.people),
            "hundreds" => self.digits(&grouped(figures.hundreds)),
            "year" => self.digits(&figures.year.to_string()),
            "goal" => self.digits(&figures.goal.to_string()),
            "low" => self.digits(&figures.low.to_string()),
            "high" => self.digits(&figures.high.to_string()),
            "months" => self.digits(&figures.months.to_string()),
            "km" => {
                let unit = self.language.of(&("كيلومتراً", "kilometres"));
                format!("{} {unit}", self.digits(&figures.kilometres.to_string()))
            }
            "day" => self.date(figures.day),
            // A model's name is the same in every script.
            "model" => format!("{}-{}", figures.model.0, figures.model.1),
            _ => return None,
        })
    }

    fn percent(self, tenths: u32) -> String {
        self.digits(&decimal(tenths)) + self.style.percent
    }

    fn money(self, figures: &Figures) -> String {
        let number = self.digits(&decimal(figures.money));
        let scale = self.language.of(figures.scale);
        format!("{number} {scale} {}", self.language.of(figures.currency))
    }

    fn counted(self, number: u32, noun: &CountedNoun) -> String {
        // After 11 to 99 an Arabic noun is accusative, after whole hundreds genitive.
        let noun = match (self.language, number % 100) {
            (CorpusLanguage::En, _) => noun.2,
            (CorpusLanguage::Ar, 0) => noun.0,
            (CorpusLanguage::Ar, _) => noun.1,
        };
        format!("{} {noun}", self.digits(&grouped(number)))
    }

    fn date(self, date: CorpusDate) -> String {
        let month = self.style.months[date.month as usize - 1];
        let day = self.digits(&date.day.to_string());
        format!("{day} {month} {}", self.digits(&date.year.to_string()))
    }

    fn digits(self, european: &str) -> String {
        if !self.style.arabic_indic {
            return european.to_owned();
        }
        european.chars().map(arabic_indic).collect()
    }
}

/// The names and the project that an article is about.
#[derive(Clone, Copy)]
pub struct Cast {
    /// Who announces the project.
    pub org: &'static CorpusName,
    /// The other organisation.
    pub partner: &'static CorpusName,
    /// Where it happens.
    pub place: &'static CorpusName,
    /// Who is quoted.
    pub person: &'static CorpusName,
    /// Who else has an opinion.
    pub person2: &'static CorpusName,
    /// The programme that it has to do with.
    pub thing: &'static CorpusName,
    /// What is announced.
    pub project: &'static Bilingual,
}

impl Cast {
    fn name(&self, key: &str) -> Option<&'static CorpusName> {
        match key {
            "org" => Some(self.org),
            "partner" => Some(self.partner),
            "place" => Some(self.place),
            "person" => Some(self.person),
            "person2" => Some(self.person2),
            "thing" => Some(self.thing),
            _ => None,
        }
    }
}

/// Everything that a sentence may mention.
pub struct Scene {
    /// The figures of the sentence.
    pub figures: Figures,
    cast: Cast,
    variants: bool,
    subject: &'static Bilingual,
    verb: &'static Bilingual,
    deeds: (&'static Bilingual, &'static Bilingual),
    matters: (&'static Bilingual, &'static Bilingual),
    tail: &'static Bilingual,
    observer: &'static str,
    past: &'static str,
    quotation: &'static Bilingual,
}

impl Scene {
    /// A scene of an article on `topic` that was published on day `published` (as in [`CorpusDate::of_day`]).
    pub fn draw(rng: &mut Rng, cast: Cast, topic: &'static CorpusTopic, published: u32) -> Self {
        Scene {
            figures: Figures::draw(rng, topic, published),
            cast,
            variants: rng.chance(12),
            subject: rng.pick(&SUBJECTS),
            verb: rng.pick(&VERBS),
            deeds: rng.pick_two(&DEEDS),
            matters: rng.pick_two(&topic.matters),
            tail: rng.pick(&TAILS),
            observer: rng.pick::<&str>(&OBSERVERS),
            past: rng.pick::<&str>(&PAST),
            quotation: rng.pick(&QUOTATIONS),
        }
    }
}

/// The figures that a sentence may give.
pub struct Figures {
    /// The date of an event.
    pub day: CorpusDate,
    /// Shares in tenths of a per cent, the first always the smaller.
    small_share: u32,
    large_share: u32,
    /// Money in tenths of its scale (a million or a thousand millions).
    money: u32,
    scale: &'static Bilingual,
    currency: &'static Bilingual,
    count: u32,
    people: &'static CountedNoun,
    hundreds: u32,
    year: u32,
    goal: u32,
    low: u32,
    high: u32,
    months: u32,
    kilometres: u32,
    model: (&'static str, u32),
}

impl Figures {
    fn draw(rng: &mut Rng, topic: &'static CorpusTopic, published: u32) -> Self {
        let this_year = CorpusDate::of_day(published).year;
        let low = rng.between(11, 40);
        Figures {
            day: CorpusDate::of_day(published.saturating_sub(rng.between(4, 500))),
            small_share: rng.between(20, 349),
            large_share: rng.between(360, 949),
            // Never whole: Arabic would then want the accusative after some numbers.
            money: rng.between(1, 95) * 10 + rng.between(1, 9),
            scale: &SCALES[usize::from(rng.chance(20))],
            currency: rng.pick(&CURRENCIES),
            count: rng.between(10, 950) * 100 + [0, rng.between(11, 99)][rng.below(2)],
            people: rng.pick(&topic.people),
            hundreds: rng.between(11, 480) * 100,
            year: this_year - rng.between(1, 18),
            goal: this_year + rng.between(2, 15),
            low,
            high: low + rng.between(2, 50),
            months: rng.between(11, 60),
            kilometres: rng.between(11, 99),
            model: (*rng.pick(&SERIES), rng.between(12, 99) * 10),
        }
    }
}

/// A day of the Gregorian calendar.
#[derive(Clone, Copy)]
pub struct CorpusDate {
    /// The year.
    pub year: u32,
    /// The month, from 1.
    pub month: u32,
    /// The day of the month, from 1.
    pub day: u32,
}

impl CorpusDate {
    /// The date of day `number`, counted from 1 January 2019 as 0.
    pub fn of_day(number: u32) -> Self {
        let (mut year, mut left) = (2019, number);
        while left >= days_of_year(year) {
            left -= days_of_year(year);
            year += 1;
        }
        let mut month = 1;
        while left >= days_of_month(year, month) {
            left -= days_of_month(year, month);
            month += 1;
        }
        CorpusDate {
            year,
            month,
            day: left + 1,
        }
    }

    /// As TOML writes it.
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn days_of_year(year: u32) -> u32 {
    (1..=12).map(|month| days_of_month(year, month)).sum()
}

/// True of every year that the corpus can reach.
fn days_of_month(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Tenths as a decimal: 125 is 12.5, 120 is 12.
fn decimal(tenths: u32) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        part => format!("{}.{part}", tenths / 10),
    }
}

/// A number below a million with its thousands set off: 12,450.
fn grouped(number: u32) -> String {
    match number / 1000 {
        0 => number.to_string(),
        thousands => format!("{thousands},{:03}", number % 1000),
    }
}

fn arabic_indic(c: char) -> char {
    match c {
        '0'..='9' => char::from_u32(c as u32 - '0' as u32 + '٠' as u32).unwrap_or(c),
        '.' => '٫',
        ',' => '٬',
        other => other,
    }
}

/// `text` with its first letter in capitals.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}
