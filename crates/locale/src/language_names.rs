//! Maps names of languages to their tags: `arabic`, `English`, `العربية`, `farsi`, `eng`.
//!
//! For messages about invalid tags. Takes a name as a user wrote it; returns the tag that was probably meant.

use super::endonyms::endonym_tag;
use super::tag::parse_tag;

/// English names of languages in lowercase, in ascending order, each with its tag.
const ENGLISH_NAMES: &[(&str, &str)] = &[
    ("afrikaans", "af"),
    ("albanian", "sq"),
    ("amharic", "am"),
    ("arabic", "ar"),
    ("armenian", "hy"),
    ("azerbaijani", "az"),
    ("basque", "eu"),
    ("belarusian", "be"),
    ("bengali", "bn"),
    ("bosnian", "bs"),
    ("bulgarian", "bg"),
    ("burmese", "my"),
    ("catalan", "ca"),
    ("chinese", "zh"),
    ("croatian", "hr"),
    ("czech", "cs"),
    ("danish", "da"),
    ("dari", "fa-AF"),
    ("dutch", "nl"),
    ("english", "en"),
    ("estonian", "et"),
    ("farsi", "fa"),
    ("finnish", "fi"),
    ("french", "fr"),
    ("galician", "gl"),
    ("georgian", "ka"),
    ("german", "de"),
    ("greek", "el"),
    ("gujarati", "gu"),
    ("hausa", "ha"),
    ("hebrew", "he"),
    ("hindi", "hi"),
    ("hungarian", "hu"),
    ("icelandic", "is"),
    ("indonesian", "id"),
    ("irish", "ga"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("javanese", "jv"),
    ("kazakh", "kk"),
    ("khmer", "km"),
    ("korean", "ko"),
    ("kurdish", "ku"),
    ("kyrgyz", "ky"),
    ("lao", "lo"),
    ("latvian", "lv"),
    ("lithuanian", "lt"),
    ("macedonian", "mk"),
    ("malay", "ms"),
    ("malayalam", "ml"),
    ("mandarin", "zh"),
    ("marathi", "mr"),
    ("mongolian", "mn"),
    ("nepali", "ne"),
    ("norwegian", "no"),
    ("pashto", "ps"),
    ("persian", "fa"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("punjabi", "pa"),
    ("romanian", "ro"),
    ("russian", "ru"),
    ("serbian", "sr"),
    ("sindhi", "sd"),
    ("sinhala", "si"),
    ("slovak", "sk"),
    ("slovenian", "sl"),
    ("somali", "so"),
    ("sorani", "ckb"),
    ("spanish", "es"),
    ("swahili", "sw"),
    ("swedish", "sv"),
    ("tajik", "tg"),
    ("tamil", "ta"),
    ("telugu", "te"),
    ("thai", "th"),
    ("tigrinya", "ti"),
    ("turkish", "tr"),
    ("turkmen", "tk"),
    ("ukrainian", "uk"),
    ("urdu", "ur"),
    ("uyghur", "ug"),
    ("uzbek", "uz"),
    ("vietnamese", "vi"),
    ("welsh", "cy"),
    ("yiddish", "yi"),
    ("yoruba", "yo"),
    ("zulu", "zu"),
];

/// Returns the tag of the language that a text names, or the tag that it misspells: an English name, the language's name for
/// itself, or a tag with `_` for `-`. `None` if the text is a valid tag already, or if it names no listed language.
pub fn tag_meant(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some(tag) = tag_named(text) {
        return Some(tag.to_owned());
    }
    if parse_tag(text).is_ok() {
        return None;
    }
    let dashed = text.replace(['_', '.', ' '], "-");
    if let Ok(tag) = parse_tag(&dashed) {
        return Some(tag);
    }
    // `arabic-eg` and `English_GB`: a name with a region.
    let (name, rest) = dashed.split_once('-')?;
    parse_tag(&format!("{}-{rest}", tag_named(name)?)).ok()
}

/// Returns the tag of the language with this name, in English or in the language itself.
fn tag_named(name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    let place = ENGLISH_NAMES.binary_search_by(|(known, _)| (*known).cmp(&lower));
    match place {
        Ok(place) => Some(ENGLISH_NAMES[place].1),
        Err(_) => endonym_tag(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_a_language_gives_its_tag() {
        for (text, expected) in [
            ("arabic", Some("ar")),
            ("Arabic", Some("ar")),
            ("ENGLISH", Some("en")),
            ("العربية", Some("ar")),
            ("عربي", Some("ar")),
            ("العربيّة", Some("ar")),
            ("français", Some("fr")),
            ("farsi", Some("fa")),
            ("فارسی", Some("fa")),
            ("ar_EG", Some("ar-EG")),
            ("arabic_eg", Some("ar-EG")),
            ("en.GB", Some("en-GB")),
            ("ar", None),
            ("en-GB", None),
            ("draft", None),
            ("main", None),
            ("", None),
        ] {
            assert_eq!(tag_meant(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn english_names_are_in_order_and_lead_to_tags() {
        assert!(ENGLISH_NAMES.is_sorted_by(|(a, _), (b, _)| a < b));
        for (name, tag) in ENGLISH_NAMES {
            assert_eq!(parse_tag(tag).as_deref(), Ok(*tag), "{name}");
        }
    }
}
