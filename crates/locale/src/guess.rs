//! Which language a text is in, guessed from its letters: good enough for a suggestion that a person confirms.
//!
//! Takes text, gives a tag; tells apart only the languages listed here, and never asks a dictionary.

use std::collections::BTreeMap;

use unicode_script::{Script, UnicodeScript};

/// Letters that Persian and Urdu use and Arabic does not.
const PERSIAN_OR_URDU: &str = "پچژگکی";
/// Letters that Urdu uses and Persian does not.
const URDU: &str = "ٹڈڑںہھے";
/// Letters that Arabic uses and that Persian and Urdu do not, or hardly.
const ARABIC: &str = "كيىةأإؤ";

/// The language that most of a text's letters point to, or `None` where it has no letters or those of another script.
///
/// The script decides: Arabic → `ar`, `fa` or `ur` (by the letters that only these have), Latin → `en`, Cyrillic → `ru`,
/// Hangul → `ko`, Hebrew → `he`.
pub fn dominant_language(text: &str) -> Option<&'static str> {
    let mut letters: BTreeMap<&str, usize> = BTreeMap::new();
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        *letters.entry(c.script().short_name()).or_default() += 1;
    }
    // Letters of every script, such as the tatweel, say nothing about the language.
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

/// Arabic, unless letters that it lacks are at least twice as frequent as those that only it has: an Arabic article that
/// quotes a Persian line stays Arabic.
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
