//! Placeholder texts of files that are not written yet.
//!
//! `import` and `new` write them into new files, and `check` reports published texts that contain one.

use std::collections::BTreeMap;

use mujaz_locale::{fold, is_alphanumeric};

/// The id of an unknown publisher.
pub const UNKNOWN_PUBLISHER: &str = "unknown";

/// Placeholders in one language for unknown values and unwritten texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StubTexts {
    /// The primary language subtag.
    pub language: &'static str,
    /// The name of an unknown publisher.
    pub unknown: &'static str,
    /// The text of a summary that is not written yet. It cites the first paragraph as an example.
    pub stub: &'static str,
}

/// The placeholders by language. The first row is the fallback for other languages.
const PLACEHOLDERS: &[StubTexts] = &[
    StubTexts {
        language: "en",
        unknown: "Publisher unknown",
        stub: "Write the summary here, and after each statement cite the paragraph of the original that it rests on, \
               like this [p1].",
    },
    StubTexts {
        language: "ar",
        unknown: "جهة نشر غير معروفة",
        stub: "يُكتب الملخص هنا، وتُذيَّل كل معلومة برقم الفقرة التي وردت فيها من النص الأصلي، هكذا [p1].",
    },
    StubTexts {
        language: "fa",
        unknown: "ناشر نامعلوم",
        stub: "خلاصه را اینجا بنویسید و پس از هر گفته، بند مربوط در متن اصلی را ذکر کنید، این‌گونه [p1].",
    },
    StubTexts {
        language: "he",
        unknown: "מוציא לאור לא ידוע",
        stub: "כתבו כאן את התקציר, ואחרי כל קביעה ציינו את הפסקה במקור שעליה היא נשענת, כך [p1].",
    },
    StubTexts {
        language: "ko",
        unknown: "발행처 미상",
        stub: "여기에 요약을 쓰고, 문장마다 근거가 되는 원문 문단을 이렇게 표시하세요 [p1].",
    },
    StubTexts {
        language: "ru",
        unknown: "Издатель неизвестен",
        stub: "Напишите здесь краткое изложение и после каждого утверждения укажите абзац оригинала, вот так [p1].",
    },
    StubTexts {
        language: "ur",
        unknown: "ناشر نامعلوم",
        stub: "خلاصہ یہاں لکھیں اور ہر بات کے بعد اصل متن کے متعلقہ پیراگراف کا حوالہ دیں، یوں [p1]۔",
    },
];

/// Placeholder texts of new files other than summaries, in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewTexts {
    /// The primary language subtag.
    language: &'static str,
    /// The text of a new original.
    pub original: &'static str,
    /// The text of a new page, topic or edition.
    pub page: &'static str,
}

/// The texts of new files by language. The first row is the fallback for other languages.
const NEW_TEXTS: &[NewTexts] = &[
    NewTexts {
        language: "en",
        original: "Paste the text of the original here, with an empty line between paragraphs.",
        page: "Write the text here.",
    },
    NewTexts {
        language: "ar",
        original: "يُلصق هنا النص الأصلي، وبين كل فقرتين سطر فارغ.",
        page: "يُكتب النص هنا.",
    },
];

/// Returns the texts of new files in a tag's language.
pub fn new_texts(tag: &str) -> &'static NewTexts {
    let language = tag.split('-').next().unwrap_or(tag).to_ascii_lowercase();
    NEW_TEXTS
        .iter()
        .find(|row| row.language == language)
        .unwrap_or(&NEW_TEXTS[0])
}

/// Returns true if a paragraph is the text of a new file of any kind, or begins like the text of a new original.
pub fn is_new_text(paragraph: &str) -> bool {
    // Nearly all paragraphs begin with another word.
    let Some(first) = first_word(paragraph) else {
        return false;
    };
    let texts = || NEW_TEXTS.iter().flat_map(|row| [row.original, row.page]);
    let is_first = |text: &str| first_word(text).is_some_and(|own| own == first);
    if !(first == FILLER[0] || texts().any(is_first)) {
        return false;
    }
    // Longer paragraphs cannot match, so folding their beginning is enough.
    let end = paragraph.char_indices().nth(LONGEST_NEW_TEXT);
    let folded = fold(&paragraph[..end.map_or(paragraph.len(), |(at, _)| at)]);
    let own: Vec<&str> = words(folded.text()).collect();
    let is_of = |text: &str| {
        let text = folded_words(text);
        own.len() >= OWN_BEGINNING.min(text.len())
            && own
                .iter()
                .zip(&text)
                .take(OWN_BEGINNING)
                .all(|(a, b)| a == b)
            && (own.len() == text.len() || text.len() > OWN_BEGINNING)
    };
    is_filler(&own) || texts().any(is_of)
}

/// Returns the placeholders in a tag's language.
pub fn placeholders(tag: &str) -> &'static StubTexts {
    let language = tag.split('-').next().unwrap_or(tag).to_ascii_lowercase();
    PLACEHOLDERS
        .iter()
        .find(|row| row.language == language)
        .unwrap_or(&PLACEHOLDERS[0])
}

/// Number of consecutive words that a paragraph must share with a stub to count as one.
const RUN: usize = 5;
/// Number of first words of a new original's text that suffice to recognize it at the beginning of a paragraph.
const OWN_BEGINNING: usize = 6;
/// Upper limit for the length of these texts, in characters.
const LONGEST_NEW_TEXT: usize = 120;
/// Number of a stub's first words that suffice at the beginning of a paragraph.
const BEGINNING: usize = 3;

/// The words of the stubs of all languages.
#[derive(Debug, Clone)]
pub struct Stubs {
    stubs: Vec<Vec<String>>,
    /// The runs of [`RUN`] words of all stubs, by their first words: the index of the stub, and that of the word.
    runs: BTreeMap<String, Vec<(usize, usize)>>,
}

impl Default for Stubs {
    fn default() -> Self {
        Stubs::new()
    }
}

impl Stubs {
    /// Folds the stubs of all languages.
    pub fn new() -> Self {
        let stubs: Vec<Vec<String>> = PLACEHOLDERS
            .iter()
            .map(|row| folded_words(row.stub))
            .collect();
        let mut runs: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
        for (index, stub) in stubs.iter().enumerate() {
            for (at, run) in stub.windows(RUN).enumerate() {
                runs.entry(run[0].clone()).or_default().push((index, at));
            }
        }
        Stubs { stubs, runs }
    }

    /// Returns true if a paragraph is the stub of a summary, or the remainder of one that somebody began to edit.
    pub fn contain(&self, paragraph: &str) -> bool {
        let folded = fold(paragraph);
        let own: Vec<&str> = words(folded.text()).collect();
        is_filler(&own)
            || self.stubs.iter().any(|stub| begins_as(&own, stub))
            || own.windows(RUN).any(|run| self.is_run_of_stub(run))
    }

    /// Returns true if some stub contains these [`RUN`] words in a row.
    fn is_run_of_stub(&self, run: &[&str]) -> bool {
        let places = self.runs.get(run[0]).into_iter().flatten();
        places
            .map(|(stub, at)| &self.stubs[*stub][*at..*at + RUN])
            .any(|of_stub| of_stub == run)
    }
}

/// The first words of the filler of designers.
const FILLER: [&str; 2] = ["lorem", "ipsum"];

/// Returns true if a text begins as the filler of designers does.
fn is_filler(own: &[&str]) -> bool {
    let third = own.strip_prefix(&FILLER).and_then(|rest| rest.first());
    third.is_some_and(|third| third.starts_with("dolor"))
}

fn begins_as(own: &[&str], stub: &[String]) -> bool {
    own.len() >= BEGINNING && own.iter().zip(stub).take(BEGINNING).all(|(a, b)| a == b)
}

/// Folds a text and returns its words, as [`words`] does.
fn folded_words(text: &str) -> Vec<String> {
    words(fold(text).text()).map(str::to_owned).collect()
}

/// Returns the first word of a text as [`words`] gives it, without folding the rest.
fn first_word(text: &str) -> Option<String> {
    let mut parts = text.split_whitespace();
    parts.find_map(|part| words(fold(part).text()).next().map(str::to_owned))
}

/// Returns the words of a folded text, without marks and citations.
fn words(folded: &str) -> impl Iterator<Item = &str> {
    let words = folded.split(|c: char| !is_alphanumeric(c));
    words.filter(|word| !word.is_empty() && *word != "p1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stub_is_recognised_also_when_it_was_edited() {
        let stubs = Stubs::new();
        for row in PLACEHOLDERS {
            assert!(stubs.contain(row.stub), "{}", row.language);
            let text = row.stub.replace(" [p1]", "");
            assert!(stubs.contain(&text), "{text}");
            assert!(!stubs.contain(row.unknown), "{}", row.unknown);
        }
        for text in [
            "Write the summary here.",
            "The treaty was signed. After each statement cite the paragraph of the original.",
            "يُكتب الملخص هنا",
            "Lorem ipsum dolor sit amet.",
            "Nobody wrote it: here, and after each statement cite what you know.",
        ] {
            assert!(stubs.contain(text), "{text}");
        }
        for text in [
            "The committee will write the summary of its findings in May.",
            "Each statement of the report cites its source.",
            "كل معلومة في التقرير منسوبة إلى مصدرها.",
            "Write to the editors.",
            "",
        ] {
            assert!(!stubs.contain(text), "{text}");
        }
    }

    #[test]
    fn the_text_of_a_new_file_is_recognised() {
        for row in NEW_TEXTS {
            let longest = row.original.len().max(row.page.len());
            assert!(longest < LONGEST_NEW_TEXT, "{longest}");
            assert!(
                is_new_text(row.original) && is_new_text(row.page),
                "{}",
                row.language
            );
        }
        for text in [
            "Paste the text of the original here",
            "WRITE THE TEXT HERE",
            "يكتب النص هنا",
            "Lorem ipsum dolor sit amet",
        ] {
            assert!(is_new_text(text), "{text}");
        }
        for text in [
            "",
            "Paste the text of the treaty into the form.",
            "Write the text here that you wish to send.",
            "يُكتب النص هنا بالعربية ثم يُراجع.",
        ] {
            assert!(!is_new_text(text), "{text}");
        }
    }
}
