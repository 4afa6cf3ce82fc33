//! Slips in the wording of summaries, topics and pages: characters that nobody meant to write.
//!
//! Takes texts; gives a finding for each slip that [`slips`] tells of.

use crate::diagnostic::codes;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::lang::slips::{Kind, Slip, slips};
use crate::link::site::Site;
use crate::load::Sources;
use crate::parse::markdown::Body;

/// Checks the wording of the topics' introductions and the standing pages.
pub fn check_standing(site: &Site<'_>, sources: &Sources, found: &mut Vec<Diagnostic>) {
    let topics = site.topics.iter().flat_map(|topic| &topic.introductions);
    let pages = site.pages.iter().flat_map(|page| &page.texts);
    for standing in topics.chain(pages).flatten().map(|linked| linked.standing) {
        let file = sources.text(&standing.path).unwrap_or_default();
        let text = standing.body.prose.text(file);
        check(&standing.path, &standing.body, &text, &standing.lang, found);
    }
}

/// Checks the wording of a text, which is that of the body's prose.
pub fn check(path: &Arc<str>, body: &Body, text: &str, lang: &str, found: &mut Vec<Diagnostic>) {
    for slip in slips(text, lang) {
        let words = text.get(slip.range.clone()).unwrap_or_default();
        let place = body.prose.in_file(&slip.range);
        found.push(finding(path, &slip, words).at(place));
    }
}

fn finding(path: &Arc<str>, slip: &Slip, words: &str) -> Diagnostic {
    let detail = &slip.detail;
    match slip.kind {
        Kind::UnpairedControl => {
            let message =
                format!("{detail} turns the text here, and its paragraph does not pair it");
            Diagnostic::new(codes::DIRECTION_MARK_UNPAIRED, path, message)
                .help("delete it: a page sets the direction of its text by itself")
        }
        Kind::Override => {
            let message = format!("{detail} shows the text in another order than it is written in");
            Diagnostic::new(codes::DIRECTION_OVERRIDE, path, message).help("delete it")
        }
        Kind::DirectionMark | Kind::Invisible | Kind::Joiner => {
            let message = format!("{detail} cannot be seen and does nothing here");
            Diagnostic::new(codes::DIRECTION_MARK_USELESS, path, message).help("delete it")
        }
        Kind::LatinPunctuation => {
            let message = format!("the Latin “{words}” stands in Arabic-script text");
            Diagnostic::new(codes::COMMA_LATIN, path, message).help(format!("write “{detail}”"))
        }
        Kind::ArabicPunctuation => {
            let message = format!("the Arabic “{words}” stands in Latin text");
            Diagnostic::new(codes::COMMA_ARABIC, path, message).help(format!("write “{detail}”"))
        }
        Kind::MixedDigits => {
            let message = format!("“{words}” is in other digits than most of this text");
            Diagnostic::new(codes::DIGITS_MIXED, path, message)
                .help(format!("write all numbers with {detail}"))
        }
        Kind::MixedNumber => {
            let message = format!("“{words}” is one number in two sets of digits");
            Diagnostic::new(codes::DIGITS_MIXED, path, message).help(format!("write “{detail}”"))
        }
        Kind::ForeignLetter => {
            let message = format!("“{words}” holds {detail}, which Arabic does not write");
            Diagnostic::new(codes::LETTERS_PERSIAN, path, message)
                .help("type the word anew on an Arabic keyboard")
        }
        Kind::UnpairedQuote => {
            let message = format!("this `{words}` has no partner in its paragraph");
            Diagnostic::new(codes::QUOTE_UNPAIRED, path, message)
                .help("close the quotation, or delete the mark")
        }
        Kind::DoubledWord => {
            let message = format!("“{detail}” stands here twice");
            Diagnostic::new(codes::WORD_DOUBLED, path, message).help("delete one of them")
        }
    }
}
