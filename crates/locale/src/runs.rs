//! Finds runs of another direction or script in a text: those that must be isolated so that a line keeps its order, and
//! those that are in another language than the text.
//!
//! Takes a text and the [writing](Writing) of its language; returns [`Run`]s. It does not change the text: the caller puts
//! an element or control characters around a run.
//!
//! In most cases the Unicode bidirectional algorithm (UAX #9) is right without help, and then a run is not isolated. It goes
//! wrong if characters without a direction of their own belong to a run:
//!
//! | text | problem in a line from right to left |
//! |---|---|
//! | `3–5%`, `10-8`, `+7 495 123-45-67`, `−5` | after an Arabic letter the parts of a number change sides |
//! | `C++`, `#news`, `"Is it true?"` | signs at either end of a run move to its other side |
//! | `Reuters: 35` , `KN-23، KN-24` | a number or a run that follows becomes part of the run before it |
//! | `10 km`, `https://example.org/موجز` | parts of one expression are treated as several runs |
//!
//! Arabic-Indic digits are left to the algorithm: signs, ranges and percentages with them run from right to left. CLDR does
//! the same: in Arabic, a percentage is `35%` with Western digits and ٣٥٪ with Arabic-Indic ones.

mod foreign;
mod number;
mod reader;

use std::ops::Range;

pub use unicode_script::Script;

use super::direction::{Direction, direction_of_language, script_of_language};
use reader::{CharClass, CharReader};

/// The direction and script of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Writing {
    /// The direction.
    pub direction: Direction,
    /// The script; `None` if it is unknown.
    pub script: Option<Script>,
}

impl Writing {
    /// Returns the writing of the language with this tag (BCP 47).
    pub fn of(tag: &str) -> Writing {
        Writing {
            direction: direction_of_language(tag),
            script: script_of_language(tag),
        }
    }
}

/// A part of a text that must be isolated or marked as another language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The byte range in the text. Runs are in order; one may lie inside another, and then comes after it.
    pub range: Range<usize>,
    /// The direction.
    pub direction: Direction,
    /// True if it must be isolated so that the line keeps its order.
    pub is_isolated: bool,
    /// The script, if it is in another language and more than a proper name (WCAG 2.2, 3.1.2).
    pub script: Option<Script>,
}

/// Returns the runs of a text that must be isolated, or that are in another language.
///
/// A text with embeddings or isolates of its own has no runs: it stays as its author arranged it.
pub fn runs(text: &str, writing: Writing) -> Vec<Run> {
    let mut found = Vec::new();
    if !reader::may_have_runs(text, writing) || is_arranged(text) {
        return found;
    }
    let reader = CharReader { text, writing };
    if let Some(run) = reader.whole() {
        keep(run, &reader, &mut found);
        return found;
    }
    let mut at = 0;
    let mut is_after_letter = false;
    while let Some(start) = reader.next_start(at) {
        is_after_letter |= reader.has_arabic_letter(at..start);
        let run = match reader.kind(start) {
            Some(CharClass::Digit) => reader.number(at, start, is_after_letter),
            _ => reader.foreign(at, start),
        };
        at = run.range.end.max(start + 1);
        keep(run, &reader, &mut found);
    }
    found
}

/// Adds a run to `found` if it needs treatment, and the runs inside it that do: numbers in right-to-left words lose their
/// order there as well, and so do right-to-left words in an address.
fn keep(run: Run, reader: &CharReader<'_>, found: &mut Vec<Run>) {
    let Range { start, end } = run.range;
    let direction = run.direction;
    if run.is_isolated || run.script.is_some() {
        found.push(run);
    }
    let words = &reader.text[start..end];
    let is_mixed = match direction {
        Direction::Rtl => words.contains(|c: char| c.is_ascii_digit()),
        Direction::Ltr => {
            reader.is_rtl() && words.chars().any(|c| reader.kind_of(c) == CharClass::Own)
        }
    };
    if is_mixed && direction != reader.writing.direction {
        let writing = Writing {
            direction,
            script: None,
        };
        let inner = runs(words, writing)
            .into_iter()
            .filter(|run| run.is_isolated);
        found.extend(inner.map(|run| Run {
            range: start + run.range.start..start + run.range.end,
            script: None,
            ..run
        }));
    }
}

/// Returns `true` if a text contains embeddings, overrides or isolates.
fn is_arranged(text: &str) -> bool {
    // In UTF-8, all of these characters begin with this byte, and few texts contain it.
    let mut rest = text.as_bytes();
    while let Some(at) = memchr::memchr(0xE2, rest) {
        if matches!(
            rest.get(at + 1..at + 3),
            Some([0x80, 0xAA..=0xAE] | [0x81, 0xA6..=0xA9])
        ) {
            return true;
        }
        rest = &rest[at + 1..];
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Returns a text with its runs marked as `‹…›`, and the script of those that are in another language.
    fn marked(text: &str, lang: &str) -> String {
        let mut marks: Vec<(usize, String)> = Vec::new();
        for run in runs(text, Writing::of(lang)) {
            let (open, close) = if run.is_isolated {
                ("⟨", "⟩")
            } else {
                ("[", "]")
            };
            let script = run.script.map(Script::short_name).unwrap_or_default();
            let end = marks.partition_point(|(at, _)| *at < run.range.end);
            marks.insert(end, (run.range.end, close.into()));
            let start = marks.partition_point(|(at, _)| *at <= run.range.start);
            marks.insert(start, (run.range.start, format!("{open}{script}")));
        }
        let mut out = text.to_owned();
        for (at, mark) in marks.into_iter().rev() {
            out.insert_str(at, &mark);
        }
        out
    }

    proptest! {
        #[test]
        fn runs_of_any_text_lie_in_it_and_nest(
            pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..20),
            any in ".{0,12}",
            lang in prop::sample::select(vec!["ar", "en", "he", "fa", "ru", "ko", "ja", "qaa"]),
        ) {
            let text = pieces.concat() + &any;
            let mut open: Vec<Range<usize>> = Vec::new();
            for run in runs(&text, Writing::of(lang)) {
                let words = text.get(run.range.clone());
                prop_assert!(words.is_some_and(|words| !words.trim().is_empty()), "{run:?} of {text:?}");
                while open.last().is_some_and(|outer| outer.end <= run.range.start) {
                    open.pop();
                }
                if let Some(outer) = open.last() {
                    prop_assert!(outer.start <= run.range.start && run.range.end <= outer.end, "{run:?} of {text:?}");
                }
                open.push(run.range);
            }
        }
    }

    const PIECES: [&str; 34] = [
        " ",
        " ",
        " ",
        "كيم",
        "و",
        "שלום",
        "Kim",
        "is it",
        "true?",
        "조선",
        "Газета",
        "新华社",
        "35",
        "2024",
        "3–5",
        "%",
        "+7",
        "-",
        "،",
        ",",
        ": ",
        "\"",
        "«",
        "»",
        "(",
        ")",
        "“",
        "”",
        "https://a.example/",
        "خبر/",
        "#",
        "U.S",
        ".",
        "٣٥٪",
    ];

    #[test]
    fn numbers_in_arabic_keep_their_order() {
        for (text, expected) in [
            ("في عام 2024 وقع 35 شخصا", "في عام 2024 وقع 35 شخصا"),
            ("مقاتلات سو-57 الروسية", "مقاتلات سو-57 الروسية"),
            ("نمو 3–5% سنويا", "نمو ⟨3–5%⟩ سنويا"),
            ("نسبة 35% منها.", "نسبة ⟨35%⟩ منها."),
            ("3–5%", "⟨3–5%⟩"),
            ("35%", "35%"),
            ("10-8", "10-8"),
            ("فاز 10-8 أمس", "فاز ⟨10-8⟩ أمس"),
            ("يوم 2024/06/19 في", "يوم 2024/06/19 في"),
            ("يوم 2024-06-19 في", "يوم ⟨2024-06-19⟩ في"),
            ("يوم ٢٠٢٤/٠٦/١٩ في ٣–٥٪", "يوم ٢٠٢٤/٠٦/١٩ في ٣–٥٪"),
            ("رقم +7 495 123-45-67 في", "رقم ⟨+7 495 123-45-67⟩ في"),
            ("رقم +7 (495) 123-45-67 في", "رقم ⟨+7 (495) 123-45-67⟩ في"),
            ("رقم 00 850 2 381 في", "رقم ⟨00 850 2 381⟩ في"),
            ("حوالي 1 234 567 نسمة", "حوالي ⟨1 234 567⟩ نسمة"),
            ("بين 2019 – 2024 وبعدها", "بين ⟨2019 – 2024⟩ وبعدها"),
            ("بلغت −5 درجات", "بلغت ⟨−5⟩ درجات"),
            ("بلغت -5 درجات", "بلغت ⟨-5⟩ درجات"),
            ("بلغت ±2 درجات", "بلغت ⟨±2⟩ درجات"),
            ("بلغ (3.5$) أو $3.5 هنا", "بلغ (3.5$) أو ⟨$3.5⟩ هنا"),
            ("حرارة 25°C اليوم", "حرارة ⟨25°C⟩ اليوم"),
            ("مسافة 10 km بينهما", "مسافة ⟨10 km⟩ بينهما"),
            ("نسبة 3:1 بينهما", "نسبة 3:1 بينهما"),
            ("الإصدار 2.4.1 منه", "الإصدار 2.4.1 منه"),
            ("ثمنه 1,234.5 ريال", "ثمنه 1,234.5 ريال"),
            ("هو 1st منهم", "هو 1st منهم"),
            ("طول 2½ متر", "طول ⟨2½⟩ متر"),
            ("للأعمار 18+ وحدها", "للأعمار ⟨18+⟩ وحدها"),
            ("أكثر (>5) هنا", "أكثر (⟨>5⟩) هنا"),
            ("المعادلة 2 + 2 = 4 صحيحة", "المعادلة ⟨2 + 2 = 4⟩ صحيحة"),
            ("بين 35 و40، 50، 60 منهم", "بين 35 و40، 50، 60 منهم"),
        ] {
            assert_eq!(marked(text, "ar"), expected, "{text}");
        }
    }

    #[test]
    fn foreign_words_in_arabic_keep_their_order() {
        for (text, expected) in [
            ("صاروخ KN-23 الجديد", "صاروخ KN-23 الجديد"),
            (
                "وكالة KCNA (Korean Central News Agency) قالت",
                "وكالة KCNA (Korean Central News Agency) قالت",
            ),
            ("لغة C++ سريعة", "لغة ⟨C++⟩ سريعة"),
            ("لغة C# سريعة", "لغة ⟨C#⟩ سريعة"),
            (
                "قال: \"Is it true?\" ثم سكت",
                "قال: \"⟨LatnIs it true?⟩\" ثم سكت",
            ),
            ("قال «Is it true?» ثم", "قال «⟨LatnIs it true?⟩» ثم"),
            ("وسم #news على", "وسم ⟨#news⟩ على"),
            ("حساب @user على", "حساب ⟨@user⟩ على"),
            ("بريد a.b@c.org هنا", "بريد a.b@c.org هنا"),
            (
                "موقع https://example.org/a/b?x=1 هنا",
                "موقع https://example.org/a/b?x=1 هنا",
            ),
            (
                "موقع https://example.org/ هنا",
                "موقع ⟨https://example.org/⟩ هنا",
            ),
            (
                "موقع https://example.org/موجز/1 هنا",
                "موقع ⟨https://example.org/⟨موجز⟩/1⟩ هنا",
            ),
            ("ملف a/b/c.txt هنا", "ملف a/b/c.txt هنا"),
            ("ملف /etc/hosts هنا", "ملف ⟨/etc/hosts⟩ هنا"),
            (
                "الصواريخ KN-23، KN-24، KN-25 كلها",
                "الصواريخ ⟨KN-23⟩، ⟨KN-24⟩، KN-25 كلها",
            ),
            ("Reuters: 35 قتيلا", "⟨Reuters⟩: 35 قتيلا"),
            ("Reuters: قتل 35", "Reuters: قتل 35"),
            ("نظام Windows 11 الجديد", "نظام Windows 11 الجديد"),
            (
                "طائرة Boeing 737، 350 راكبا",
                "طائرة ⟨Boeing 737⟩، 350 راكبا",
            ),
            ("في U.S. اليوم", "في ⟨U.S.⟩ اليوم"),
            ("زار Kim.", "زار Kim."),
            (
                "شركة Operation \"Storm\" هنا",
                "شركة ⟨Operation \"Storm\"⟩ هنا",
            ),
            (
                "من Pyongyang, North Korea إلى",
                "من Pyongyang, North Korea إلى",
            ),
            ("مركب H₂O وCO₂ هنا", "مركب H₂O وCO₂ هنا"),
            (
                "صحيفة Российская газета الروسية",
                "صحيفة Российская газета الروسية",
            ),
            (
                "وكتب the economy is growing fast في",
                "وكتب [Latnthe economy is growing fast] في",
            ),
            ("C++", "⟨C++⟩"),
            ("هل زار Kim?", "هل زار Kim?"),
            ("KN-23 (2019).", "⟨KN-23 (2019).⟩"),
        ] {
            assert_eq!(marked(text, "ar"), expected, "{text}");
        }
    }

    #[test]
    fn arabic_words_in_english_keep_their_order() {
        for (text, expected) in [
            ("the word كيم means", "the word كيم means"),
            ("the سو-57 jet", "the سو-57 jet"),
            ("Kim (كيم), 35, said", "Kim (⟨كيم⟩), 35, said"),
            ("by كيم, باك and Lee", "by ⟨كيم⟩, باك and Lee"),
            (
                "he said \"يا للعجب!\" and left",
                "he said \"⟨يا للعجب!⟩\" and left",
            ),
            (
                "he asked «هل هذا صحيح؟» twice",
                "he asked «هل هذا صحيح؟» twice",
            ),
            ("the tag #وسم trended", "the tag ⟨#وسم⟩ trended"),
            ("about ٣٥٪ of", "about ⟨٣٥٪⟩ of"),
            (
                "wrote أعلنت وزارة الخارجية الروسية أمس in",
                "wrote [Arabأعلنت وزارة الخارجية الروسية أمس] in",
            ),
            (
                "plain text – “with” quotes, é and 35%",
                "plain text – “with” quotes, é and 35%",
            ),
            (
                "paper Российская газета пишет об этом said",
                "paper [CyrlРоссийская газета пишет об этом] said",
            ),
        ] {
            assert_eq!(marked(text, "en"), expected);
        }
    }
}
