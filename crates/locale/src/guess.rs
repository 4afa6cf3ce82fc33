//! Guesses the language of a text from its letters: good enough for a suggestion that a person confirms.
//!
//! Takes text; returns a tag. It distinguishes only the languages listed here, and uses no dictionary.

use std::collections::BTreeMap;

use unicode_script::{Script, UnicodeScript};

use crate::chars::is_alphabetic;

/// Letters that Persian and Urdu use, but Arabic does not.
const PERSIAN_OR_URDU: &str = "پچژگکی";
/// Letters that Urdu uses, but Persian does not.
const URDU: &str = "ٹڈڑںہھے";
/// Letters that Arabic uses, but Persian and Urdu hardly or never.
const ARABIC: &str = "كيىةأإؤ";

/// Returns the language that most letters of a text indicate; `None` if the text has no letters, or letters of another
/// script.
///
/// The script decides: Arabic → `ar`, `fa` or `ur` (by letters that only some of them use), Latin → `en`, Cyrillic → `ru`,
/// Hangul → `ko`, Hebrew → `he`.
pub fn dominant_language(text: &str) -> Option<&'static str> {
    let mut letters: BTreeMap<&str, usize> = BTreeMap::new();
    for c in text.chars().filter(|c| is_alphabetic(*c)) {
        *letters.entry(c.script().short_name()).or_default() += 1;
    }
    // Letters that all scripts share, such as the tatweel, do not indicate a language.
    letters.remove(Script::Common.short_name());
    letters.remove(Script::Inherited.short_name());
    let (script, _) = letters.into_iter().max_by_key(|&(_, count)| count)?;
    match script {
        "Arab" => Some(language_in_arabic_script(text)),
        "Latn" => Some("en"),
        "Cyrl" => Some("ru"),
        "Hang" => Some("ko"),
        "Hebr" => Some("he"),
        _ => None,
    }
}

/// Returns `ar`, unless letters that Arabic lacks are at least twice as frequent as letters that only Arabic has. So an
/// Arabic article that quotes a Persian line is still Arabic.
fn language_in_arabic_script(text: &str) -> &'static str {
    let count = |set: &str| text.chars().filter(|&c| set.contains(c)).count();
    let (persian_or_urdu, urdu, arabic) = (count(PERSIAN_OR_URDU), count(URDU), count(ARABIC));
    let foreign = persian_or_urdu + urdu;
    if foreign == 0 || foreign < 2 * arabic {
        "ar"
    } else if 4 * urdu >= foreign {
        "ur"
    } else {
        "fa"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_tell_the_language() {
        for (text, language) in [
            ("أعلنت وزارة الخارجية توقيع المعاهدة", Some("ar")),
            ("The treaty was signed in Pyongyang", Some("en")),
            (
                "این پیمان در پیونگ‌یانگ امضا شد و گزارش آن منتشر شد",
                Some("fa"),
            ),
            ("یہ معاہدہ پیانگ یانگ میں طے پایا ہے", Some("ur")),
            ("Договор был подписан в Пхеньяне", Some("ru")),
            ("조약은 평양에서 체결되었다", Some("ko")),
            ("ההסכם נחתם בפיונגיאנג", Some("he")),
            ("Η συνθήκη υπογράφηκε", None),
            ("١٢٣ – 35٪ …", None),
            ("", None),
            (
                "أعلنت وكالة الأنباء عن صاروخ كيه إن 23 من طراز KN-23",
                Some("ar"),
            ),
            (
                "قال المسؤول إن القرية اسمها «چگونه» كما ورد في الخريطة",
                Some("ar"),
            ),
            ("KCNA: كيم", Some("en")),
        ] {
            assert_eq!(dominant_language(text), language, "{text}");
        }
    }
}
