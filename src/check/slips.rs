//! Reports slips in the wording of summaries, topics and pages: unintended characters.
//!
//! Takes texts; reports a finding for each result of [`slips`].

use crate::diagnostic::codes;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::lang::slips::{Slip, SlipKind, slips, wrong_weekdays};
use crate::lang::verify::quotations::is_caption;
use crate::link::site::Site;
use crate::load::Sources;
use crate::parse::markdown::Body;

/// Checks the wording of the topics' introductions and of the standing pages.
pub fn check_standing(site: &Site<'_>, sources: &Sources, found: &mut Vec<Diagnostic>) {
    let topics = site.topics.iter().flat_map(|topic| &topic.introductions);
    let pages = site.pages.iter().flat_map(|page| &page.texts);
    for standing in topics.chain(pages).flatten().map(|linked| linked.standing) {
        let file = sources.text(&standing.path).unwrap_or_default();
        let text = standing.body.prose.text(file);
        check(&standing.path, &standing.body, &text, &standing.lang, found);
    }
}

/// Checks the wording of a text; `text` holds the words of the body's prose.
pub fn check(path: &Arc<str>, body: &Body, text: &str, lang: &str, found: &mut Vec<Diagnostic>) {
    let weekdays = wrong_weekdays(text, lang, &body.figures);
    for slip in slips(text, lang).into_iter().chain(weekdays) {
        let words = text.get(slip.range.clone()).unwrap_or_default();
        if slip.kind == SlipKind::UnpairedQuote && is_caption(&text[..slip.range.start]) {
            continue;
        }
        if slip.kind.is_of_language() && body.prose.is_foreign(&slip.range) {
            continue;
        }
        let place = body.prose.in_file(&slip.range);
        found.push(finding(path, &slip, words).at(place));
    }
}

/// Returns the origin of an unintended character.
fn junk(words: &str) -> &'static str {
    match words.chars().next() {
        Some('\u{FFFD}') => "stands for a character that was lost",
        Some('\u{E000}'..='\u{F8FF}') => "is a sign of a font that readers do not have",
        Some('\u{80}'..='\u{9F}' | '\u{2028}' | '\u{2029}') => "is a control character",
        _ => "is left of a character that was read in a wrong encoding",
    }
}

fn finding(path: &Arc<str>, slip: &Slip, words: &str) -> Diagnostic {
    let detail = &slip.detail;
    match slip.kind {
        SlipKind::UnpairedControl => {
            let message =
                format!("{detail} turns the text here, and its paragraph does not pair it");
            Diagnostic::new(codes::DIRECTION_MARK_UNPAIRED, path, message)
                .help("delete it: a page sets the direction of its text by itself")
        }
        SlipKind::Override => {
            let message = format!("{detail} shows the text in another order than it is written in");
            Diagnostic::new(codes::DIRECTION_OVERRIDE, path, message).help("delete it")
        }
        SlipKind::DirectionMark | SlipKind::Invisible | SlipKind::Joiner => {
            let message = format!("{detail} cannot be seen and does nothing here");
            Diagnostic::new(codes::DIRECTION_MARK_USELESS, path, message).help("delete it")
        }
        SlipKind::LatinPunctuation => {
            let message = format!("the Latin “{words}” stands in Arabic-script text");
            Diagnostic::new(codes::COMMA_LATIN, path, message).help(format!("write “{detail}”"))
        }
        SlipKind::ArabicPunctuation => {
            let message = format!("the Arabic “{words}” stands in Latin text");
            Diagnostic::new(codes::COMMA_ARABIC, path, message).help(format!("write “{detail}”"))
        }
        SlipKind::MixedDigits => {
            let message = format!("“{words}” is in other digits than most of this text");
            Diagnostic::new(codes::DIGITS_MIXED, path, message)
                .help(format!("write all numbers with {detail}"))
        }
        SlipKind::MixedNumber => {
            let message = format!("“{words}” is one number in two sets of digits");
            Diagnostic::new(codes::DIGITS_MIXED, path, message).help(format!("write “{detail}”"))
        }
        SlipKind::ForeignLetter => {
            let message = format!("“{words}” holds {detail}: Arabic does not write it");
            Diagnostic::new(codes::LETTERS_PERSIAN, path, message)
                .help("type the word anew on an Arabic keyboard")
        }
        SlipKind::ArabicLetter => {
            let message =
                format!("“{words}” holds {detail}: this language has a letter of its own");
            Diagnostic::new(codes::LETTERS_ARABIC, path, message)
                .help("type the word anew on a keyboard of this language")
        }
        SlipKind::MixedAlphabets => {
            let message = format!("“{words}” is in two alphabets: it holds {detail}");
            Diagnostic::new(codes::LETTERS_MIXED, path, message)
                .help("type the word anew: a search does not find it as it is")
        }
        SlipKind::PrintForm => {
            let message =
                format!("“{words}” is written with forms of letters that only printers need");
            Diagnostic::new(codes::CHARACTERS_PASTED, path, message)
                .help(format!("write “{detail}”"))
        }
        SlipKind::Stretched => {
            let message = format!("“{words}” is stretched by a tatweel (U+0640)");
            Diagnostic::new(codes::CHARACTERS_PASTED, path, message)
                .help(format!("write “{detail}”"))
        }
        SlipKind::CutWord => {
            let message =
                format!("“{words}” seems to be one word that the end of a line cut in two");
            Diagnostic::new(codes::CHARACTERS_PASTED, path, message).help(format!(
                "write “{detail}”, or delete the space after the hyphen"
            ))
        }
        SlipKind::Garbled => {
            let what = junk(words);
            let message = format!("“{words}” is no text: {detail} {what}");
            Diagnostic::new(codes::CHARACTERS_PASTED, path, message)
                .help("write the character that belongs here")
        }
        SlipKind::UnpairedQuote => {
            let message = format!("this `{words}` has no partner in its paragraph");
            Diagnostic::new(codes::QUOTE_UNPAIRED, path, message)
                .help("close the quotation, or delete the mark")
        }
        SlipKind::MisspeltMonth => {
            let (written, month) = detail.split_once('\n').unwrap_or((words, detail));
            let message = format!(
                "“{written}” is not the name of a month, and stands beside a number as one"
            );
            Diagnostic::new(codes::MONTH_MISSPELT, path, message).help(format!(
                "did you mean “{month}”? As it is, the date is not read"
            ))
        }
        SlipKind::WrongWeekday => {
            let (written, right) = detail.split_once('\n').unwrap_or((words, detail));
            let message = format!("this date is not a “{written}”: it is a {right}");
            Diagnostic::new(codes::WEEKDAY_WRONG, path, message)
                .help("correct the day of the week, or the date; if the original has it so, waive it and say why")
        }
        SlipKind::MarkSpacing => {
            let message = format!("white space belongs after “{detail}”, and not before it");
            Diagnostic::new(codes::MARK_SPACING, path, message)
                .help("write the mark directly after its word, and a space after the mark")
        }
        SlipKind::UnclosedBracket => {
            let message = format!("this `{detail}` is not closed in its paragraph");
            Diagnostic::new(codes::BRACKET_UNCLOSED, path, message).help("close it, or delete it")
        }
        SlipKind::DoubledWord => {
            let message = format!("“{detail}” stands here twice");
            Diagnostic::new(codes::WORD_DOUBLED, path, message).help("delete one of them")
        }
    }
}
