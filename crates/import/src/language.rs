//! Decides an article's language: the editor's choice, else the page's language, else the language of its letters.
//! Pure.

use super::{Imported, MetadataField, ReadError};
use icu_locale::{LanguageIdentifier, LocaleExpander};
use mujaz_locale::{dominant_language, only_language_of};
use std::collections::BTreeMap;
use unicode_script::{Script, UnicodeScript};

/// Sets the article's language.
///
/// `given` is the editor's choice. `imported.language` is the page's language; it is ignored if the letters belong to
/// another script, since a site's theme may say `en` above an Arabic text.
pub(super) fn settle(imported: &mut Imported, given: Option<&str>) -> Result<(), ReadError> {
    if let Some(tag) = given {
        imported.taken.remove(&MetadataField::Language);
        imported.language = tag.to_string();
        return Ok(());
    }
    let title = imported.title.as_deref().unwrap_or_default();
    let by_script = by_script(&format!("{title}\n{}", imported.body));
    let said = std::mem::take(&mut imported.language);
    match by_script {
        _ if said.is_empty() => {}
        Some(by_script) if !same_script(&said, by_script) => {
            imported.remarks.push(format!(
                "The page says that its language is {said}, but its letters are those of {by_script}."
            ));
            imported.taken.remove(&MetadataField::Language);
        }
        _ => {
            imported.language = said;
            return Ok(());
        }
    }
    imported.language = by_script.ok_or(ReadError::LanguageUndecided)?.to_string();
    imported.language_inferred = true;
    Ok(())
}

/// Returns the language that most of a text's letters suggest.
///
/// Japanese has kana among its Chinese characters, Chinese has none. Other scripts are decided by [`dominant_language`],
/// or else by [`only_language_of`] the most frequent one.
pub(super) fn by_script(text: &str) -> Option<&'static str> {
    let mut scripts: BTreeMap<&str, (usize, Script)> = BTreeMap::new();
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        let script = c.script();
        let entry = scripts.entry(script.short_name()).or_insert((0, script));
        entry.0 += 1;
    }
    let count = |script: Script| {
        scripts
            .get(script.short_name())
            .map_or(0, |(count, _)| *count)
    };
    let kana = count(Script::Hiragana) + count(Script::Katakana);
    let han = count(Script::Han);
    let others: usize = scripts.values().map(|(count, _)| count).sum::<usize>() - kana - han;
    // Latin letters in headings and names must not outweigh the rest: a Chinese character is most of a word.
    if (kana + han) * 2 > others && count(Script::Hangul) < kana + han {
        return Some(if kana * 20 > han { "ja" } else { "zh" });
    }
    dominant_language(text).or_else(|| {
        let (_, script) = scripts.values().max_by_key(|(count, _)| *count)?;
        only_language_of(*script)
    })
}

/// Words that make up a fifth of every English text.
const ENGLISH: [&str; 16] = [
    "the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "was", "on", "with", "as",
    "by", "at",
];
/// Minimum number of words for a judgement.
const ENOUGH_WORDS: usize = 40;
/// Minimum share of those words in an English text, in percent.
const ENGLISH_SHARE: usize = 8;

/// Returns false if a text in Latin letters is certainly not English: it has hardly any of the most frequent words.
pub(super) fn may_be_english(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let known = words.iter().filter(|word| ENGLISH.contains(&word.as_str()));
    let is_latin = |word: &&String| word.chars().any(|c| c.script() == Script::Latin);
    // Other scripts are told by their letters.
    let latin = words.iter().filter(is_latin).count();
    latin < ENOUGH_WORDS
        || latin * 2 < words.len()
        || known.count() * 100 >= words.len() * ENGLISH_SHARE
}

/// Returns true if CLDR has a language. Pages write names of character sets and other things in its place.
pub(super) fn is_known(tag: &str) -> bool {
    script(tag).is_some()
}

/// Returns the script that a language is written in.
fn script(tag: &str) -> Option<icu_locale::subtags::Script> {
    let mut id = tag.parse::<LanguageIdentifier>().ok()?;
    LocaleExpander::new_extended().maximize(&mut id);
    id.script
}

/// Returns true if two languages are written in the same script.
fn same_script(said: &str, by_script: &str) -> bool {
    script(said).is_some() && script(said) == script(by_script)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_tell_the_language_also_where_a_script_has_no_spaces() {
        for (text, language) in [
            ("青溪县跨江大桥24日上午正式通车。", Some("zh")),
            ("青浜の港に、来年の春、新しい灯台ができます。", Some("ja")),
            ("조약은 평양에서 체결되었다", Some("ko")),
            ("Η συνθήκη υπογράφηκε", Some("el")),
            ("انتهى الحصاد", Some("ar")),
            ("Only letters", Some("en")),
            ("123", None),
        ] {
            assert_eq!(by_script(text), language, "{text}");
        }
        let zulu = "Isivuno sikakolweni enyakatho siphele ngamasonto amathathu ngaphambi kwesikhathi, kusho uMnyango. ";
        assert!(!may_be_english(&zulu.repeat(5)));
        let english = "The wheat harvest in the north ended three weeks early, the ministry said, and silos are full. ";
        assert!(may_be_english(&english.repeat(5)) && may_be_english(zulu));
        for (tag, known) in [("zh", true), ("zu", true), ("utf", false), ("xx", false)] {
            assert_eq!(is_known(tag), known, "{tag}");
        }
    }
}
