//! Recognizes titles, and makes one from an article's first words. Pure.

use super::words;

/// Maximum length of a title, in words.
const MAX_WORDS: usize = 25;
/// Maximum length of a date in words, by weight.
const MAX_DAY_WEIGHT: usize = 60;
/// Maximum number of words of a title made from the first sentence.
const MADE_WORDS: usize = 10;
/// Maximum length of the place and the agency in a dateline, in characters.
const DATELINE_CHARS: usize = 60;

/// Returns true if the first line of a text looks like its title, given what follows it.
///
/// `rest` contains the paragraphs after it.
pub(super) fn is_title(line: &str, rest: &[&str]) -> bool {
    let Some(next) = rest.first() else {
        return false;
    };
    if words::folded(next) == words::folded(line) {
        return words::count(line) <= MAX_WORDS && has_words(line);
    }
    let longest = rest.iter().map(|p| words::chars(p)).max().unwrap_or(0);
    let sentence = words::ends_sentence(line) && !words::is_question(line);
    let goes_on = matches!(
        words::last_sign(line),
        Some(':' | ',' | '،' | ';' | '؛' | '-' | '–' | '—')
    );
    !sentence
        && !goes_on
        && has_words(line)
        && words::count(line) <= MAX_WORDS
        && words::chars(line) < longest
        && after_dateline(line).is_none()
        && !is_day(line)
}

/// Makes a title from the first words of an article's first sentence; empty only if the text is.
pub(super) fn made_from(paragraph: &str) -> String {
    let text = after_dateline(paragraph)
        .filter(|rest| has_words(rest))
        .unwrap_or(paragraph);
    let mut taken: Vec<&str> = Vec::new();
    let mut cut = false;
    for word in text.split_whitespace() {
        if taken.len() == MADE_WORDS {
            cut = true;
            break;
        }
        taken.push(word);
        // A full stop after one or two letters belongs to an abbreviation.
        if words::ends_sentence(word) && words::chars(word) > 3 && taken.len() > 2 {
            break;
        }
    }
    let title = taken.join(" ");
    let trimmed = title
        .trim_end_matches(['.', '،', ',', ';', '؛', ':', '-', '–', '—', '۔'])
        .trim_end();
    match (trimmed.is_empty(), cut) {
        (true, _) => title,
        (false, true) => format!("{trimmed}…"),
        (false, false) => trimmed.to_string(),
    }
}

/// Returns the text after a dateline, which is a place and an agency in brackets before a stroke or a colon: "MOSCOW
/// (Agency) -", "موسكو – (وكالة):". Returns `None` if the text does not begin with one; empty if it contains nothing
/// else.
fn after_dateline(text: &str) -> Option<&str> {
    let (place, rest) = text.split_once('(')?;
    let (agency, rest) = rest.split_once(')')?;
    if words::chars(place) + words::chars(agency) > DATELINE_CHARS {
        return None;
    }
    let strokes = [':', '-', '–', '—', '：'];
    let rest = rest.trim_start();
    let after = rest.trim_start_matches(strokes);
    let before_bracket = place.trim_end().ends_with(strokes);
    let is_dateline = after.len() < rest.len() || (rest.is_empty() && before_bracket);
    is_dateline.then_some(after.trim_start())
}

/// Returns true if a line is a date in words: a few words, one of them a year, another a day.
pub(super) fn is_day(line: &str) -> bool {
    let numbers = || line.split(|c: char| !c.is_numeric()).map(words::chars);
    // Scripts without spaces have no words to count.
    let few = words::count(line) <= 6 && words::weight(line) <= MAX_DAY_WEIGHT;
    few && numbers().any(|n| n == 4) && numbers().any(|n| n == 1 || n == 2)
}

fn has_words(line: &str) -> bool {
    line.contains(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARAGRAPH: &str = "The harvest in the north ended three weeks early this year, the ministry said on Monday, \
        and the stores are full to the roof for the first time since the great flood.";

    #[test]
    fn a_title_is_short_and_no_sentence() {
        for (line, expected) in [
            ("Harvest ends early in the north", true),
            ("حصاد مبكر في الشمال.. أسبابه ونتائجه", true),
            ("Why did the harvest end early?", true),
            ("\"A good year\"", true),
            ("The harvest has ended early.", false),
            ("He said:", false),
            ("الشمال – (وكالة الحصاد): انتهى الحصاد", false),
            ("NORTHTOWN (Harvest Agency) -", false),
            ("Northtown – (Harvest Agency)", false),
            ("14 August 2025", false),
            ("الخميس 14 أغسطس 2025", false),
            ("2025", false),
        ] {
            assert_eq!(is_title(line, &[PARAGRAPH]), expected, "{line}");
        }
        assert!(!is_title("Harvest ends early", &[]), "a text of one line");
        assert!(
            !is_title("Harvest ends early", &["In brief"]),
            "a list of short lines"
        );
        assert!(
            is_title("It is over.", &["It is over", PARAGRAPH]),
            "said twice"
        );
    }

    #[test]
    fn a_made_title_is_the_first_sentence_or_its_first_words() {
        for (paragraph, expected) in [
            ("The harvest is over. It was good.", "The harvest is over"),
            (
                PARAGRAPH,
                "The harvest in the north ended three weeks early this…",
            ),
            (
                "NORTHTOWN (Agency) - The harvest is over.",
                "The harvest is over",
            ),
            (
                "الشمال – (وكالة الحصاد): انتهى الحصاد مبكرًا، وفق الوزارة.",
                "انتهى الحصاد مبكرًا، وفق الوزارة",
            ),
            ("Mr. Doe is pleased. So are we.", "Mr. Doe is pleased"),
            ("Over", "Over"),
            ("(Agency) -", "(Agency)"),
            ("...", "..."),
        ] {
            assert_eq!(made_from(paragraph), expected, "{paragraph}");
        }
    }
}
