//! Writes the text of hovers and of the documentation of completions.

use lsp_types::{MarkupContent, MarkupKind};

use crate::lang::{Direction, direction_of_language, first_strong};

/// A text in Markdown, or in plain text for a client that shows no Markdown.
#[derive(Debug)]
pub struct MarkupText {
    text: String,
    is_markdown: bool,
}

impl MarkupText {
    pub fn new(is_markdown: bool) -> MarkupText {
        MarkupText {
            text: String::new(),
            is_markdown,
        }
    }

    /// Begins a paragraph, unless it is the first.
    pub fn paragraph(&mut self) -> &mut MarkupText {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self
    }

    /// Adds words of the server itself, which may contain Markdown.
    pub fn words(&mut self, words: &str) -> &mut MarkupText {
        self.text.push_str(words);
        self
    }

    /// Adds bold words.
    pub fn bold(&mut self, words: &str) -> &mut MarkupText {
        let mark = if self.is_markdown { "**" } else { "" };
        self.text.push_str(mark);
        self.escaped(words);
        self.text.push_str(mark);
        self
    }

    /// Adds words of a site's text in a language, on one line. They are isolated, in the direction of the language, so
    /// that they and the surrounding text do not affect each other's order.
    pub fn quoted(&mut self, words: &str, language: &str) -> &mut MarkupText {
        self.isolated(words, direction_of_language(language))
    }

    /// Adds words of unknown language, on one line, isolated in the direction of their first letter.
    pub fn shown(&mut self, words: &str) -> &mut MarkupText {
        self.isolated(words, first_strong(words).unwrap_or(Direction::Ltr))
    }

    fn isolated(&mut self, words: &str, direction: Direction) -> &mut MarkupText {
        self.text.push(match direction {
            Direction::Rtl => '\u{2067}',
            Direction::Ltr => '\u{2066}',
        });
        self.escaped(&one_line(words));
        self.text.push('\u{2069}');
        self
    }

    /// Adds words, with a backslash before Markdown syntax within a line. Words that begin a line are the server's own,
    /// or isolated.
    fn escaped(&mut self, words: &str) {
        for c in words.chars() {
            let is_mark = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '~');
            if self.is_markdown && is_mark {
                self.text.push('\\');
            }
            self.text.push(c);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub fn content(self) -> MarkupContent {
        MarkupContent {
            kind: match self.is_markdown {
                true => MarkupKind::Markdown,
                false => MarkupKind::PlainText,
            },
            value: self.text,
        }
    }
}

/// Returns words on one line, without characters that would end an isolate or begin another.
pub fn one_line(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_control =
        |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    line.replace(is_control, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_texts_are_isolated_and_escaped() {
        let mut markup = MarkupText::new(true);
        markup
            .bold("p4")
            .words(" ")
            .quoted("12 دولة [وقّعت]\n\u{2069}أمس", "ar");
        markup
            .paragraph()
            .quoted("*Signed* <b>", "en")
            .shown("وقّعت");
        assert_eq!(
            markup.content().value,
            "**p4** \u{2067}12 دولة \\[وقّعت\\] أمس\u{2069}\n\n\u{2066}\\*Signed\\* \\<b>\u{2069}\u{2067}وقّعت\u{2069}"
        );
        let mut plain = MarkupText::new(false);
        plain.bold("p4").words(" ").quoted("[a]", "en");
        assert_eq!(plain.content().value, "p4 \u{2066}[a]\u{2069}");
    }
}
