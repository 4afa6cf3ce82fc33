//! The direction (right to left or left to right) of a language, and of a text.
//!
//! Takes tags and text; returns a direction. The direction of a language is that of its script; it is never configured.

use std::borrow::Cow;

use icu_locale::{LanguageIdentifier, LocaleDirectionality, LocaleExpander};
use unicode_bidi::BidiClass;
use unicode_script::Script;

use super::runs::{Writing, runs};

/// The direction in which lines are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// Returns the value of the HTML attribute `dir`.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

/// Returns the direction of the tag's script. If the tag names none, its language's likely script is used (CLDR's likely
/// subtags). Returns left to right for unknown languages and malformed tags.
pub fn direction_of_language(tag: &str) -> Direction {
    let Ok(locale) = tag.parse::<icu_locale::Locale>() else {
        return Direction::Ltr;
    };
    direction_of(&locale.id)
}

/// Does the same as [`direction_of_language`] for a tag that is already parsed.
pub(super) fn direction_of(id: &LanguageIdentifier) -> Direction {
    if LocaleDirectionality::new_extended().is_right_to_left(id) {
        Direction::Rtl
    } else {
        Direction::Ltr
    }
}

/// Returns the tag's script or, if it names none, its language's likely script. If a language uses several scripts together,
/// returns one of them, such as `Hiragana` for Japanese. Returns `None` if the script is unknown.
pub fn script_of_language(tag: &str) -> Option<Script> {
    let mut id = tag.parse::<icu_locale::Locale>().ok()?.id;
    LocaleExpander::new_extended().maximize(&mut id);
    match id.script?.as_str() {
        "Jpan" => Some(Script::Hiragana),
        "Kore" => Some(Script::Hangul),
        "Hans" | "Hant" => Some(Script::Han),
        script => Script::from_short_name(script),
    }
}

/// Returns the language of a script that only one language uses, or that one language uses far more than all others.
pub fn only_language_of(script: Script) -> Option<&'static str> {
    match script {
        Script::Hangul => Some("ko"),
        Script::Hiragana | Script::Katakana => Some("ja"),
        Script::Hebrew => Some("he"),
        Script::Greek => Some("el"),
        Script::Armenian => Some("hy"),
        Script::Georgian => Some("ka"),
        Script::Thai => Some("th"),
        _ => None,
    }
}

/// Returns the direction of the first strong character (UAX #9, rules P2 and P3); `None` if there is none.
///
/// Characters inside isolates are skipped. The search continues in the next paragraph if a paragraph has no strong
/// character.
pub fn first_strong(text: &str) -> Option<Direction> {
    match unicode_bidi::get_base_direction_full(text) {
        unicode_bidi::Direction::Ltr => Some(Direction::Ltr),
        unicode_bidi::Direction::Rtl => Some(Direction::Rtl),
        unicode_bidi::Direction::Mixed => None,
    }
}

/// Returns the text between FIRST STRONG ISOLATE (U+2068) and POP DIRECTIONAL ISOLATE (U+2069), for places where `<bdi>` is
/// not possible: titles, messages, attributes. The text then has its own direction and does not affect the text around it.
pub fn isolate(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

/// Returns a text in one language with its runs isolated, for places that have its direction but no markup, such as an
/// attribute. Runs that would lose their order are put between LEFT-TO-RIGHT ISOLATE (U+2066) or RIGHT-TO-LEFT ISOLATE
/// (U+2067) and POP DIRECTIONAL ISOLATE (U+2069).
pub fn with_isolates(text: &str, writing: Writing) -> Cow<'_, str> {
    let mut marks: Vec<(usize, char)> = Vec::new();
    for run in runs(text, writing).iter().filter(|run| run.is_isolated) {
        let end = marks.partition_point(|(at, _)| *at < run.range.end);
        marks.insert(end, (run.range.end, POP));
        let start = marks.partition_point(|(at, _)| *at <= run.range.start);
        marks.insert(start, (run.range.start, opening(run.direction)));
    }
    if marks.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 3 * marks.len());
    let mut done = 0;
    for (at, mark) in marks {
        out.push_str(&text[done..at]);
        out.push(mark);
        done = at;
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// Returns a text in one language with isolates, for places that have neither markup nor a direction of their own, such as
/// `<title>` or a feed. `page` is the direction of the text around it.
///
/// In addition to [`with_isolates`], the text is isolated as a whole if its direction differs from `page`, or if its order
/// would depend on the text around it. A browser, for example, shows a page's title in the direction of its window.
pub fn isolated_text(text: &str, writing: Writing, page: Direction) -> Cow<'_, str> {
    let inner = with_isolates(text, writing);
    let own = writing.direction;
    if own == page && is_in_order_anywhere(text, own) {
        return inner;
    }
    Cow::Owned(format!("{}{inner}{POP}", opening(own)))
}

/// Returns `true` if a text looks the same in surroundings of either direction: it has no letters of the other direction,
/// begins with a letter, and ends with a letter or a digit.
fn is_in_order_anywhere(text: &str, own: Direction) -> bool {
    let direction = |c: char| match c {
        // Most characters of most texts, without a lookup in the tables.
        'a'..='z' | 'A'..='Z' => Some(Direction::Ltr),
        'ء'..='ي' => Some(Direction::Rtl),
        ' ' => None,
        _ => match unicode_bidi::bidi_class(c) {
            BidiClass::L => Some(Direction::Ltr),
            BidiClass::R | BidiClass::AL | BidiClass::AN => Some(Direction::Rtl),
            _ => None,
        },
    };
    let begins = text
        .chars()
        .next()
        .is_none_or(|c| direction(c) == Some(own));
    let ends = text
        .chars()
        .next_back()
        .is_none_or(|c| direction(c) == Some(own) || c.is_numeric());
    begins && ends && text.chars().filter_map(direction).all(|found| found == own)
}

/// POP DIRECTIONAL ISOLATE
const POP: char = '\u{2069}';

/// Returns the character that opens an isolate of a direction.
fn opening(direction: Direction) -> char {
    match direction {
        Direction::Ltr => '\u{2066}',
        Direction::Rtl => '\u{2067}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Direction::{Ltr, Rtl};

    #[test]
    fn a_language_runs_as_its_script_does() {
        for (tag, direction) in [
            ("ar", Rtl),
            ("ar-EG", Rtl),
            ("ar-Latn", Ltr),
            ("en", Ltr),
            ("en-Arab", Rtl),
            ("fa", Rtl),
            ("he", Rtl),
            ("ur", Rtl),
            ("az", Ltr),
            ("az-Arab", Rtl),
            ("az-IR", Rtl),
            ("pa", Ltr),
            ("pa-Arab", Rtl),
            ("pa-PK", Rtl),
            ("dv", Rtl),
            ("yi", Rtl),
            ("ckb", Rtl),
            ("ku", Ltr),
            ("ks", Rtl),
            ("ks-Deva", Ltr),
            ("ru", Ltr),
            ("ko", Ltr),
            ("qaa", Ltr),
            ("und", Ltr),
            ("und-Hebr", Rtl),
            ("no tag", Ltr),
        ] {
            assert_eq!(direction_of_language(tag), direction, "{tag}");
        }
    }

    #[test]
    fn the_first_strong_character_decides() {
        for (text, direction) in [
            ("كيم", Some(Rtl)),
            ("Kim كيم", Some(Ltr)),
            ("«Kim» كيم", Some(Ltr)),
            ("2024: معاهدة", Some(Rtl)),
            ("35% of trade", Some(Ltr)),
            ("٣٥٪", None),
            ("שלום", Some(Rtl)),
            ("", None),
            ("… 12 –", None),
            ("\u{2068}Kim\u{2069} في موسكو", Some(Rtl)),
            ("\u{2067}كيم\u{2069} in Moscow", Some(Ltr)),
            ("\u{2068}Kim \u{2067}كيم\u{2069} Kim\u{2069} كيم", Some(Rtl)),
            ("\u{2068}Kim كيم", None),
            ("\u{2069}Kim", Some(Ltr)),
            ("\u{2068}Kim\n\nكيم", Some(Rtl)),
            ("\u{200F}Kim", Some(Rtl)),
        ] {
            assert_eq!(first_strong(text), direction, "{text:?}");
        }
    }

    #[test]
    fn where_markup_cannot_go_characters_isolate() {
        for (text, lang, page, expected) in [
            ("نمو 5% في عام", "ar", Rtl, "نمو {5%} في عام"),
            ("صاروخ KN-23 جديد", "ar", Rtl, "<صاروخ KN-23 جديد}"),
            (
                "هل زار كيم موسكو في 2024",
                "ar",
                Rtl,
                "هل زار كيم موسكو في 2024",
            ),
            ("5% من الناتج", "ar", Rtl, "<5% من الناتج}"),
            ("Kim in Moscow?", "en", Ltr, "{Kim in Moscow?}"),
            ("C++ في الجامعات", "ar", Rtl, "<{C++} في الجامعات}"),
            ("كيم في موسكو", "ar", Rtl, "كيم في موسكو"),
            ("كيم في موسكو", "ar", Ltr, "<كيم في موسكو}"),
            ("Kim in Moscow", "en", Rtl, "{Kim in Moscow}"),
            ("Kim in Moscow", "en", Ltr, "Kim in Moscow"),
            ("كيم and Putin", "en", Ltr, "{كيم and Putin}"),
            ("The tag #كيم trends", "en", Ltr, "{The tag <#كيم} trends}"),
            ("2024", "ar", Rtl, "<2024}"),
        ] {
            let found = isolated_text(text, Writing::of(lang), page);
            let found = found.replace('\u{2066}', "{").replace('\u{2067}', "<");
            assert_eq!(found.replace(POP, "}"), expected);
        }
    }

    #[test]
    fn an_isolated_text_does_not_turn_its_surroundings() {
        assert_eq!(isolate("Kim"), "\u{2068}Kim\u{2069}");
        assert_eq!(first_strong(&(isolate("Kim") + " في موسكو")), Some(Rtl));
    }
}
