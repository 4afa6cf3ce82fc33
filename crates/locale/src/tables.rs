//! The table of languages: for each, the data that CLDR does not have. New languages are added here.
//!
//! A language that is not listed works too: dates, plurals, order and direction come from CLDR through ICU4X. The table
//! holds what CLDR lacks, and settings in which newspapers differ from CLDR.

use super::numerals::Numerals;

/// A pair of opening and closing quotation marks, in logical order.
pub type Quotes = (&'static str, &'static str);

/// The table's entry for one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LanguageEntry {
    /// The primary language subtag.
    pub tag: &'static str,
    /// The CLDR locale for dates and lists, if a site configures no `locale`.
    pub locale: &'static str,
    /// The digits, if a site configures no `numerals`.
    pub numerals: Numerals,
    /// Quotation marks.
    pub quotes: Quotes,
    /// Quotation marks inside a quotation.
    pub inner_quotes: Quotes,
    /// The value of `og:locale`. It requires a region (ogp.me), and Facebook accepts only values of a closed list.
    pub open_graph: &'static str,
}

/// The table, sorted by tag.
///
/// Quotation marks are CLDR's, except for Arabic: CLDR has ” “, but newspapers use « » with “ ” inside.
pub const LANGUAGES: [LanguageEntry; 7] = [
    LanguageEntry {
        tag: "ar",
        locale: "ar",
        numerals: Numerals::Latn,
        quotes: ("«", "»"),
        inner_quotes: ("“", "”"),
        open_graph: "ar_AR",
    },
    LanguageEntry {
        tag: "en",
        locale: "en",
        numerals: Numerals::Latn,
        quotes: ("“", "”"),
        inner_quotes: ("‘", "’"),
        open_graph: "en_US",
    },
    LanguageEntry {
        tag: "fa",
        locale: "fa",
        numerals: Numerals::ArabExt,
        quotes: ("«", "»"),
        inner_quotes: ("‹", "›"),
        open_graph: "fa_IR",
    },
    LanguageEntry {
        tag: "he",
        locale: "he",
        numerals: Numerals::Latn,
        quotes: ("”", "”"),
        inner_quotes: ("’", "’"),
        open_graph: "he_IL",
    },
    LanguageEntry {
        tag: "ko",
        locale: "ko",
        numerals: Numerals::Latn,
        quotes: ("“", "”"),
        inner_quotes: ("‘", "’"),
        open_graph: "ko_KR",
    },
    LanguageEntry {
        tag: "ru",
        locale: "ru",
        numerals: Numerals::Latn,
        quotes: ("«", "»"),
        inner_quotes: ("„", "“"),
        open_graph: "ru_RU",
    },
    LanguageEntry {
        tag: "ur",
        locale: "ur",
        numerals: Numerals::ArabExt,
        quotes: ("“", "”"),
        inner_quotes: ("‘", "’"),
        open_graph: "ur_PK",
    },
];

/// Returns the entry for a tag, by its primary language: `ar-EG` gives that of `ar`. `None` if the language is not listed.
pub fn language_table(tag: &str) -> Option<&'static LanguageEntry> {
    let primary = tag.split('-').next().unwrap_or(tag);
    LANGUAGES
        .iter()
        .find(|l| l.tag.eq_ignore_ascii_case(primary))
}

/// Values of `og:locale` for languages with more than one region in Facebook's closed list, in addition to those in the
/// table. Arabic is always `ar_AR` there.
const OPEN_GRAPH: [&str; 14] = [
    "en_GB", "en_US", "es_ES", "es_LA", "es_MX", "fr_CA", "fr_FR", "nl_BE", "nl_NL", "pt_BR",
    "pt_PT", "zh_CN", "zh_HK", "zh_TW",
];

/// Returns the value of `og:locale` for a language and the region that a site writes for: `en_GB`, `ar_AR`. `None` if no
/// value is known: no value is better than one that Facebook does not accept.
pub fn open_graph_locale(tag: &str, region: Option<&str>) -> Option<String> {
    let primary = tag.split('-').next().unwrap_or(tag);
    let own = format!("{primary}_{}", region.unwrap_or_default());
    if OPEN_GRAPH.contains(&own.as_str()) {
        return Some(own);
    }
    let entry = language_table(tag)?;
    Some(entry.open_graph.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tag::parse_tag;

    #[test]
    fn a_tag_finds_its_primary_language() {
        for (tag, found) in [
            ("ar", Some("ar")),
            ("ar-EG", Some("ar")),
            ("EN-gb", Some("en")),
            ("arz", None),
            ("", None),
        ] {
            assert_eq!(language_table(tag).map(|l| l.tag), found, "{tag}");
        }
    }

    #[test]
    fn open_graph_knows_some_regions() {
        for (tag, region, expected) in [
            ("ar", None, Some("ar_AR")),
            ("ar", Some("EG"), Some("ar_AR")),
            ("ar-SY", Some("SY"), Some("ar_AR")),
            ("en", Some("GB"), Some("en_GB")),
            ("en", Some("EG"), Some("en_US")),
            ("en", None, Some("en_US")),
            ("fa", Some("AF"), Some("fa_IR")),
            ("fr", Some("CA"), Some("fr_CA")),
            ("tlh", None, None),
        ] {
            let found = open_graph_locale(tag, region);
            assert_eq!(found.as_deref(), expected, "{tag} {region:?}");
        }
    }

    #[test]
    fn entries_are_sound() {
        assert!(LANGUAGES.is_sorted_by_key(|l| l.tag));
        for l in &LANGUAGES {
            assert_eq!(parse_tag(l.tag).as_deref(), Ok(l.tag));
            assert_eq!(language_table(l.locale), Some(l));
            assert!(l.open_graph.starts_with(l.tag));
        }
    }
}
