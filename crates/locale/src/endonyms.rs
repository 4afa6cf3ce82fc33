//! The name of each language in that language: العربية, English, Français.
//!
//! The names are CLDR's, capitalized for use on their own. (ICU4X has them only in `icu_experimental`, whose API may change
//! with every release.) The names of languages in *other* languages are in a theme's `i18n/`.

use super::fold::fold;

/// Tags in ascending order, each with the language's own name. A language that has its name in several scripts has an entry
/// with a script subtag as well.
const ENDONYMS: &[(&str, &str)] = &[
    ("af", "Afrikaans"),
    ("am", "አማርኛ"),
    ("ar", "العربية"),
    ("as", "অসমীয়া"),
    ("az", "Azərbaycanca"),
    ("az-Arab", "تۆرکجه"),
    ("be", "Беларуская"),
    ("bg", "Български"),
    ("bn", "বাংলা"),
    ("bs", "Bosanski"),
    ("ca", "Català"),
    ("ckb", "کوردیی ناوەندی"),
    ("cs", "Čeština"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("dv", "ދިވެހިބަސް"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("eu", "Euskara"),
    ("fa", "فارسی"),
    ("fi", "Suomi"),
    ("fil", "Filipino"),
    ("fr", "Français"),
    ("gl", "Galego"),
    ("gu", "ગુજરાતી"),
    ("ha", "Hausa"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("hy", "Հայերեն"),
    ("id", "Bahasa Indonesia"),
    ("ig", "Igbo"),
    ("is", "Íslenska"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("jv", "Basa Jawa"),
    ("ka", "ქართული"),
    ("kk", "Қазақ тілі"),
    ("km", "ខ្មែរ"),
    ("kn", "ಕನ್ನಡ"),
    ("ko", "한국어"),
    ("ku", "Kurdî"),
    ("ky", "Кыргызча"),
    ("lo", "ລາວ"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("mk", "Македонски"),
    ("ml", "മലയാളം"),
    ("mn", "Монгол"),
    ("mr", "मराठी"),
    ("ms", "Bahasa Melayu"),
    ("my", "မြန်မာ"),
    ("nb", "Norsk bokmål"),
    ("ne", "नेपाली"),
    ("nl", "Nederlands"),
    ("no", "Norsk"),
    ("or", "ଓଡ଼ିଆ"),
    ("pa", "ਪੰਜਾਬੀ"),
    ("pl", "Polski"),
    ("ps", "پښتو"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sd", "سنڌي"),
    ("si", "සිංහල"),
    ("sk", "Slovenčina"),
    ("sl", "Slovenščina"),
    ("so", "Soomaali"),
    ("sq", "Shqip"),
    ("sr", "Српски"),
    ("sr-Latn", "Srpski"),
    ("sv", "Svenska"),
    ("sw", "Kiswahili"),
    ("ta", "தமிழ்"),
    ("te", "తెలుగు"),
    ("tg", "Тоҷикӣ"),
    ("th", "ไทย"),
    ("ti", "ትግርኛ"),
    ("tk", "Türkmen dili"),
    ("tr", "Türkçe"),
    ("ug", "ئۇيغۇرچە"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("uz", "Oʻzbekcha"),
    ("uz-Cyrl", "Ўзбекча"),
    ("vi", "Tiếng Việt"),
    ("yi", "ייִדיש"),
    ("yo", "Yorùbá"),
    ("zh", "中文"),
    ("zh-Hans", "简体中文"),
    ("zh-Hant", "繁體中文"),
    ("zu", "isiZulu"),
];

/// Returns the name of a language in that language. A tag whose script or region has no entry gets the name of its language:
/// `fr-CA` gives `Français`. Returns `None` if the language is not listed.
pub fn endonym(tag: &str) -> Option<&'static str> {
    let tag = match tag {
        // The script follows from the region.
        "zh-TW" | "zh-HK" | "zh-MO" => "zh-Hant",
        "zh-CN" | "zh-SG" => "zh-Hans",
        _ => tag,
    };
    let shorter = tag.match_indices('-').map(|(end, _)| &tag[..end]);
    let mut candidates: Vec<&str> = shorter.collect();
    candidates.push(tag);
    let name = |tag: &&str| {
        let place = ENDONYMS
            .binary_search_by(|(known, _)| known.cmp(tag))
            .ok()?;
        Some(ENDONYMS[place].1)
    };
    candidates.iter().rev().find_map(name)
}

/// Returns the tag of the language with this name for itself, compared without the Arabic article, marks and case. `None` if
/// no listed language has it.
pub(super) fn endonym_tag(name: &str) -> Option<&'static str> {
    let plain = |text: &str| {
        let folded = fold(text).text().trim().to_lowercase();
        folded.strip_prefix("ال").unwrap_or(&folded).to_owned()
    };
    // العربية and عربي count as one name.
    let stem = |text: &str| {
        let plain = plain(text);
        match plain.strip_suffix(['ه', 'ة']) {
            Some(stem) if stem.ends_with('ي') => stem.to_owned(),
            _ => plain,
        }
    };
    let wanted = stem(name);
    let is_meant = |(_, endonym): &&(&str, &str)| !wanted.is_empty() && stem(endonym) == wanted;
    ENDONYMS.iter().find(is_meant).map(|(tag, _)| *tag)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::direction::{direction_of_language, first_strong};
    use crate::tag::parse_tag;

    #[test]
    fn a_tag_gives_the_name_of_its_language() {
        for (tag, expected) in [
            ("ar", Some("العربية")),
            ("ar-EG", Some("العربية")),
            ("fr", Some("Français")),
            ("fr-CA", Some("Français")),
            ("zh-Hant-TW", Some("繁體中文")),
            ("zh-TW", Some("繁體中文")),
            ("sr-Latn", Some("Srpski")),
            ("arz", None),
            ("", None),
        ] {
            assert_eq!(endonym(tag), expected, "{tag}");
        }
    }

    #[test]
    fn names_are_in_the_script_of_their_language() {
        assert!(ENDONYMS.is_sorted_by(|(a, _), (b, _)| a < b));
        for (tag, name) in ENDONYMS {
            assert_eq!(parse_tag(tag).as_deref(), Ok(*tag));
            let direction = Some(direction_of_language(tag));
            assert_eq!(first_strong(name), direction, "{tag}: {name}");
        }
    }
}
