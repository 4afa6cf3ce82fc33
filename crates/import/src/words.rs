//! Helpers for a line of text: its length, its end, its beginning, its folded form. Pure.

/// Returns the number of words.
pub(super) fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Returns the number of characters.
pub(super) fn chars(text: &str) -> usize {
    text.chars().count()
}

/// Returns the amount of text: the number of characters, those of scripts without spaces counting three times.
pub(super) fn weight(text: &str) -> usize {
    text.chars()
        .map(|c| if is_ideograph(c) { 3 } else { 1 })
        .sum()
}

/// Returns true if a character is of a script that is written without spaces between words.
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// Returns the last character that is not a closing quotation mark or bracket, an invisible mark or white space.
pub(super) fn last_sign(text: &str) -> Option<char> {
    text.chars().rev().find(|&c| {
        !c.is_whitespace()
            && !matches!(
                c,
                '"' | '\''
                    | '”'
                    | '’'
                    | '“'
                    | '»'
                    | '«'
                    | '″'
                    | ')'
                    | ']'
                    | '）'
                    | '」'
                    | '』'
                    | '\u{200e}'
                    | '\u{200f}'
                    | '\u{61c}'
                    | '\u{feff}'
                    | '\u{200b}'
            )
    })
}

/// Returns true if a text ends as a sentence does.
pub(super) fn ends_sentence(text: &str) -> bool {
    last_sign(text)
        .is_some_and(|c| matches!(c, '.' | '!' | '?' | '؟' | '…' | '۔' | '。' | '！' | '？'))
}

/// Phrases of links to the full text of another article, in folded form.
const MORE: &[&str] = &[
    "mehr",
    "mehr lesen",
    "weiterlesen",
    "more",
    "read more",
    "continue reading",
    "lire la suite",
    "leer más",
    "seguir leyendo",
    "leggi tutto",
    "leia mais",
    "les mer",
    "läs mer",
    "læs mere",
    "lees meer",
    "czytaj więcej",
    "devamı",
    "читать далее",
    "اقرأ المزيد",
    "المزيد",
];

/// Returns true if a sentence is followed by a link to the full text of another article: "The harvest is in. Read
/// more".
pub(super) fn ends_in_more(text: &str) -> bool {
    let last = text.trim_end_matches([' ', '›', '»', '→', '>', '.', '…', '[', ']']);
    let Some((before, link)) = last.rsplit_once(['.', '!', '?', '…', '؟']) else {
        return false;
    };
    let link = folded(link);
    !before.is_empty() && MORE.iter().any(|more| folded(more) == link)
}

/// Returns true if a text ends in a question mark.
pub(super) fn is_question(text: &str) -> bool {
    last_sign(text).is_some_and(|c| matches!(c, '?' | '؟' | '？'))
}

/// Returns true if a text begins with a quotation mark.
pub(super) fn opens_quotation(text: &str) -> bool {
    text.starts_with(['"', '“', '”', '«', '„', '‘', '\'', '「', '『'])
}

/// Returns a text on one line, with single spaces between its words.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns true if a character cannot be published: a control character other than white space, or a Unicode noncharacter
/// (Unicode, section 23.7).
pub(super) fn is_unfit(c: char) -> bool {
    let noncharacter = matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe;
    noncharacter || (c.is_control() && !c.is_whitespace())
}

/// Returns a text on one line, with single spaces between its words and without the characters that cannot be published.
pub(super) fn fit_line(text: &str) -> String {
    one_line(&text.replace(is_unfit, ""))
}

/// Returns the folded form of a line, for comparisons: lower case, no vowel signs, tatweel or invisible marks, one form
/// of alef, and a single space instead of punctuation and white space.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}' | '\u{200b}'..='\u{200f}' | '\u{61c}' => {
            }
            'أ' | 'إ' | 'آ' | 'ٱ' => out.push('ا'),
            c if c.is_alphanumeric() => out.push(c),
            _ => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
        }
    }
    out.trim().to_string()
}
