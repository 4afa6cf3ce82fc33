//! Language tags (BCP 47) in their canonical form.
//!
//! Takes a tag as a person wrote it, in a file's name or the configuration; gives the one spelling that is compared.

use icu_locale::LocaleCanonicalizer;
use thiserror::Error;

/// Why a text is no language tag.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TagError {
    /// It does not follow the grammar of BCP 47.
    #[error("`{0}` is not a language tag; language tags look like `ar`, `en-GB` or `az-Arab`")]
    Malformed(String),
    /// It follows the grammar, but no language has a code of four letters or more.
    #[error("`{0}` names no language: codes of languages have two or three letters, such as `ar`")]
    NoLanguage(String),
}

/// Reads a language tag and gives its canonical form: `EN-gb` → `en-GB`, `iw` → `he`.
///
/// Case and deprecated subtags are set right as UTS #35 (annex C, "LocaleId canonicalization") says. Whether the language
/// exists is not looked up, with one exception: BCP 47 lets primary subtags have four to eight letters, yet none was ever
/// registered, so that `draft` in `summary.draft.md` is refused.
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
