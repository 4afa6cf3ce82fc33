//! Language tags (BCP 47) in their canonical form.
//!
//! Takes a tag as a user wrote it, in a file's name or the configuration; returns the canonical spelling for comparisons.

use icu_locale::LocaleCanonicalizer;
use thiserror::Error;

/// The reason why a text is not a language tag.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TagError {
    /// The tag does not follow the grammar of BCP 47.
    #[error("`{0}` is not a language tag; language tags look like `ar`, `en-GB` or `az-Arab`")]
    Malformed(String),
    /// The tag follows the grammar, but its language code has four letters or more, and no language has such a code.
    #[error("`{0}` names no language: codes of languages have two or three letters, such as `ar`")]
    NoLanguage(String),
}

/// Parses a language tag and returns its canonical form: `EN-gb` → `en-GB`, `iw` → `he`.
///
/// Case and deprecated subtags are corrected by UTS #35 (annex C, "LocaleId canonicalization"). It is not checked whether
/// the language exists, with one exception: BCP 47 allows primary subtags of four to eight letters, but none was ever
/// registered. They are refused, so that the `draft` in `summary.draft.md` is not taken for a language.
pub fn parse_tag(tag: &str) -> Result<String, TagError> {
    let malformed = || TagError::Malformed(tag.to_owned());
    let mut locale: icu_locale::Locale = tag.parse().map_err(|_| malformed())?;
    if locale.id.language.as_str().len() > 3 {
        return Err(TagError::NoLanguage(tag.to_owned()));
    }
    LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
    Ok(locale.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_take_their_canonical_form() {
        for (written, canonical) in [
            ("ar", "ar"),
            ("EN-gb", "en-GB"),
            ("az-ARAB", "az-Arab"),
            ("ZH-hant-tw", "zh-Hant-TW"),
            ("es-419", "es-419"),
            ("iw", "he"),
            ("und", "und"),
            ("ar-u-NU-arab", "ar-u-nu-arab"),
            ("ckb", "ckb"),
        ] {
            assert_eq!(parse_tag(written).as_deref(), Ok(canonical), "{written}");
        }
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for written in [
            "", "e", "en_GB", "en-", "-en", "عربي", "en gb", "en-GB-GB", "draft", "summary",
        ] {
            assert!(parse_tag(written).is_err(), "{written}");
        }
    }
}
