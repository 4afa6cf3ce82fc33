//! A loose text to be compared: an original or a draft of a summary, without a site.
//!
//! Takes bytes or text with known metadata; returns a [`Draft`]. An original is read in the same way as by `import`, so that
//! its paragraphs have the same numbers as in a site. A summary keeps its lines and its citations.

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::check::CheckedText;
use crate::import::{
    self, DecodeError, Imported, InputFormat, MAX_BYTES, ReadError, ReadOptions, format_of,
    is_archive,
};
use crate::lang::verify::Document;
use crate::lang::{Date, language_of, parse_tag};
use crate::parse::citation;
use crate::parse::fields::Located;
use crate::parse::markdown::{Body, Cites, MarkdownInput, Trust, body};
use crate::parse::prose::ProseBlockKind;
use crate::verify::front::front_matter;

/// The tag for an undetermined language (BCP 47).
pub const UNDETERMINED: &str = "und";

/// Number of characters from which the language is detected.
const SAMPLE: usize = 20_000;

/// A text's metadata.
#[derive(Debug, Clone)]
pub struct DraftMetadata<'s> {
    /// The path, or a placeholder for it in output.
    pub path: &'s str,
    /// The format; `None` to detect it from the text.
    pub kind: Option<InputFormat>,
    /// The language, if the user named it.
    pub language: Option<&'s str>,
}

/// A loose text.
#[derive(Debug)]
pub struct Draft {
    /// The path, or a placeholder for it in output.
    pub path: Arc<str>,
    /// Language tag (BCP 47).
    pub language: String,
    /// Publication date, if the text states it.
    pub published: Option<Date>,
    /// Web address, if the text states it.
    pub url: Option<String>,
    /// Byte ranges of titles and descriptions in the front matter that cannot be read.
    pub unread: Vec<Range<usize>>,
    words: DraftWords,
}

#[derive(Debug)]
enum DraftWords {
    /// Plain text: the parsed document, and the text of the file.
    Plain(Document<'static>, String),
    /// Markdown with its parsed body; `is_file` is true if it is the text of the file.
    Markdown {
        text: String,
        body: Box<Body>,
        is_file: bool,
    },
}

impl Draft {
    /// Reads the bytes of a text or of a Word document: an original, whose words are not trusted, or a summary.
    pub fn read(source: &DraftMetadata<'_>, bytes: &[u8], trust: Trust) -> Result<Draft, String> {
        match trust {
            _ if is_archive(bytes) && bytes.len() <= MAX_BYTES => Draft::word(source, bytes, trust),
            Trust::Untrusted => Draft::original(source, &decoded(bytes)?),
            Trust::Trusted => Draft::summary(source, &decoded(bytes)?),
        }
    }

    /// Reads an original.
    pub fn original(source: &DraftMetadata<'_>, text: &str) -> Result<Draft, String> {
        let options = ReadOptions {
            language: Some(source.language.unwrap_or(UNDETERMINED).to_owned()),
            ..ReadOptions::default()
        };
        let kind = source.kind.unwrap_or_else(|| format_of(text));
        let imported = match import::read(text, kind, &options) {
            Ok(imported) => imported,
            // `import` rejects a single short line and lines that look like the surroundings of an article; here they are
            // accepted as text.
            Err(ReadError::NothingLeft { .. } | ReadError::NoParagraph)
                if kind != InputFormat::Html =>
            {
                return Draft::plain(source, text);
            }
            Err(error) => return Err(why_not(&error)),
        };
        Draft::imported(source, imported, Trust::Untrusted)
    }

    /// Reads a summary.
    pub fn summary(source: &DraftMetadata<'_>, text: &str) -> Result<Draft, String> {
        let told = format_of(text);
        let kind = source.kind.unwrap_or(told);
        match kind {
            _ if kind == InputFormat::Html || told == InputFormat::Html => {
                let options = ReadOptions {
                    language: Some(source.language.unwrap_or(UNDETERMINED).to_owned()),
                    ..ReadOptions::default()
                };
                let mut imported = import::read(text, InputFormat::Html, &options)
                    .map_err(|error| why_not(&error))?;
                // `import` escapes text that looks like a citation, since an original has none.
                imported.body = with_citations(&imported.body);
                Draft::imported(source, imported, Trust::Trusted)
            }
            InputFormat::Markdown => Draft::markdown(source, text),
            _ => Draft::plain(source, text),
        }
    }

    /// Reads a Word document: an original, or a summary, whose citations are kept.
    fn word(source: &DraftMetadata<'_>, bytes: &[u8], trust: Trust) -> Result<Draft, String> {
        let options = ReadOptions {
            language: Some(source.language.unwrap_or(UNDETERMINED).to_owned()),
            ..ReadOptions::default()
        };
        let read = import::read_word(bytes, &options).map_err(|error| error.to_string())?;
        let mut imported = read.map_err(|error| why_not(&error))?;
        if trust == Trust::Trusted {
            imported.body = with_citations(&imported.body);
        }
        Draft::imported(source, imported, trust)
    }

    fn plain(source: &DraftMetadata<'_>, text: &str) -> Result<Draft, String> {
        let language = language(source, None, text)?;
        Ok(Draft {
            path: source.path.into(),
            words: DraftWords::Plain(Document::plain(text, &language), text.to_owned()),
            language,
            published: None,
            url: None,
            unread: Vec::new(),
        })
    }

    /// Reads a summary in Markdown, with the title and the description of its front matter.
    fn markdown(source: &DraftMetadata<'_>, text: &str) -> Result<Draft, String> {
        let language = language(source, None, text)?;
        let front = front_matter(text);
        let path = source.path.into();
        let head = (front.end, &*front.lines);
        let body = read_body(&path, text, head, Trust::Trusted, &language);
        Ok(Draft {
            path,
            language,
            published: None,
            url: None,
            unread: front.unread,
            words: DraftWords::Markdown {
                text: text.to_owned(),
                body: Box::new(body),
                is_file: true,
            },
        })
    }

    fn imported(
        source: &DraftMetadata<'_>,
        imported: Imported,
        trust: Trust,
    ) -> Result<Draft, String> {
        let said = Some(imported.language.as_str()).filter(|tag| *tag != UNDETERMINED);
        let title = imported.title.as_deref().unwrap_or_default();
        let language = language(source, said, &format!("{title}\n{}", imported.body))?;
        let head: Vec<(ProseBlockKind, Located<String>)> = imported
            .title
            .map(|title| Located {
                value: title,
                span: 0..0,
            })
            .map(|title| (ProseBlockKind::Title, title))
            .into_iter()
            .collect();
        let path = source.path.into();
        let body = read_body(&path, &imported.body, (0, &head), trust, &language);
        Ok(Draft {
            path,
            language,
            published: imported.published.as_deref().and_then(Date::parse),
            url: imported.url,
            unread: Vec::new(),
            words: DraftWords::Markdown {
                text: imported.body,
                body: Box::new(body),
                is_file: false,
            },
        })
    }

    /// Returns the text in the form in which it is compared. For a summary, `original` holds its original and the number of
    /// that original's last paragraph.
    pub fn ready<'d>(&'d self, original: Option<(&Draft, u32)>) -> ReadyDraft<'d> {
        match &self.words {
            DraftWords::Plain(document, _) => ReadyDraft::Plain(document),
            DraftWords::Markdown { text, body, .. } => {
                let reading = CheckedText::of_text(&self.path, &self.language, body, text);
                ReadyDraft::Markdown(match original {
                    Some((original, last)) => {
                        let url: Vec<&str> = original.url.as_deref().into_iter().collect();
                        reading.with_sentences(last, &url)
                    }
                    None => reading,
                })
            }
        }
    }

    /// Returns the text with the paragraph numbers that it cites.
    pub fn text(&self) -> &str {
        match &self.words {
            DraftWords::Plain(_, text) | DraftWords::Markdown { text, .. } => text,
        }
    }

    /// Returns the text of the draft's file; `None` if offsets in the draft differ from offsets in the file.
    pub fn file(&self) -> Option<&str> {
        match &self.words {
            DraftWords::Plain(_, text) => Some(text),
            DraftWords::Markdown { text, is_file, .. } => is_file.then_some(text),
        }
    }
}

/// A draft in the form in which it is compared.
pub enum ReadyDraft<'d> {
    Plain(&'d Document<'static>),
    Markdown(CheckedText<'d>),
}

impl ReadyDraft<'_> {
    /// Returns the document for the comparison.
    pub fn document(&self) -> Document<'_> {
        match self {
            ReadyDraft::Plain(document) => Document {
                text: Cow::Borrowed(&document.text),
                language: Cow::Borrowed(&document.language),
                blocks: document.blocks.clone(),
                figures: Cow::Borrowed(&document.figures),
                sentences: Cow::Borrowed(&document.sentences),
                bindings: document.bindings.clone(),
            },
            ReadyDraft::Markdown(reading) => reading.document(),
        }
    }

    /// Maps a range of the document to a range of the draft's text.
    pub fn in_file(&self, range: &Range<usize>) -> Range<usize> {
        match self {
            ReadyDraft::Plain(_) => range.clone(),
            ReadyDraft::Markdown(reading) => reading.prose().in_file(range),
        }
    }
}

/// Returns the format of a file by its extension. Text that begins like a page is read as a page anyway.
pub fn kind_of(path: &Path) -> InputFormat {
    let ending = path.extension().and_then(|ending| ending.to_str());
    match ending.unwrap_or_default().to_ascii_lowercase().as_str() {
        "md" | "markdown" | "mdown" => InputFormat::Markdown,
        "html" | "htm" | "xhtml" | "shtml" => InputFormat::Html,
        _ => InputFormat::PlainText,
    }
}

/// Decodes the bytes of a file.
pub fn decoded(bytes: &[u8]) -> Result<String, String> {
    match import::decode(bytes) {
        Ok(decoded) => Ok(decoded.text),
        Err(DecodeError::TooLarge { .. }) => Err(format!(
            "has more than the {} MiB that a text may have; cut out the article and verify that",
            MAX_BYTES / (1024 * 1024)
        )),
        Err(DecodeError::Document { what, advice }) => {
            Err(format!("is {what}, not text; {advice}, and verify that"))
        }
        Err(DecodeError::Nul { .. } | DecodeError::Unreadable) => {
            Err("is not text; save it as a UTF-8 text file and verify that".into())
        }
        Err(DecodeError::Empty) => Err("is empty; there is nothing to verify".into()),
    }
}

fn why_not(error: &ReadError) -> String {
    match error {
        ReadError::TooLong { size } => format!(
            "has {size} bytes of text, more than the {} that an original may have; cut out the article and verify that",
            import::MAX_BODY
        ),
        ReadError::NoArticle => {
            "has no text that could be an article; where a browser shows one, a script may have put it there: copy its text into a file and verify that".into()
        }
        ReadError::Unreadable => {
            "is a page that the parser fails on; copy the article's text into a file and verify that".into()
        }
        ReadError::TooManyAttributes => {
            "has an element with more than a thousand attributes, as no article's has; copy its text into a file and verify that".into()
        }
        ReadError::TooDeep => {
            "has elements nested thousands deep, as no article's are; copy its text into a file and verify that".into()
        }
        ReadError::NothingLeft { .. } | ReadError::NoParagraph | ReadError::LanguageUndecided => {
            "has no paragraph of text; copy the article's own text into a file and verify that".into()
        }
    }
}

/// Returns the language, from the first of these that is known: the user's setting, the file's name, the page (`said`),
/// detection by the words.
fn language(source: &DraftMetadata<'_>, said: Option<&str>, text: &str) -> Result<String, String> {
    if !text.contains(char::is_alphanumeric) {
        return Err("has no words; there is nothing to verify".into());
    }
    let sample = text.char_indices().nth(SAMPLE);
    let sample = &text[..sample.map_or(text.len(), |(end, _)| end)];
    let named = source.language.or_else(|| of_name(source.path));
    let tag = named.or(said).or_else(|| language_of(sample));
    Ok(tag.unwrap_or(UNDETERMINED).to_owned())
}

/// Returns the language in a file's name, as in `summary.ar.md`.
fn of_name(path: &str) -> Option<&str> {
    let name = path.rsplit(['/', '\\']).next()?;
    let (stem, _) = name.rsplit_once('.')?;
    let (_, tag) = stem.rsplit_once('.')?;
    let is_language = tag.len() >= 2 && tag.starts_with(|c: char| c.is_ascii_lowercase());
    let primary = tag.split('-').next().unwrap_or(tag);
    // `report.final.txt` and `v1.draft.txt` name no language.
    let is_short = matches!(primary.len(), 2 | 3) && crate::lang::endonym(primary).is_some();
    (is_language && is_short && parse_tag(tag).is_ok()).then_some(tag)
}

/// Removes the escapes of citations from Markdown.
fn with_citations(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some(open) = rest.find("\\[") {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let close = rest.find(']').filter(|close| *close > 2);
        let label = close.map(|close| rest[2..close].replace('\\', ""));
        match (close, label) {
            (Some(close), Some(label)) if matches!(citation::read(&label), Some(Ok(_))) => {
                out.push_str(&format!("[{label}]"));
                rest = &rest[close + 1..];
            }
            _ => {
                out.push_str("\\[");
                rest = &rest[2..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn read_body(
    path: &Arc<str>,
    text: &str,
    (start, head): (usize, &[(ProseBlockKind, Located<String>)]),
    trust: Trust,
    language: &str,
) -> Body {
    let head: Vec<(ProseBlockKind, &Located<String>)> =
        head.iter().map(|(kind, line)| (*kind, line)).collect();
    let input = MarkdownInput {
        path,
        file: text,
        start,
        trust,
        cites: Cites::Original,
        lang: language,
        head: &head,
    };
    // Errors of the markup are reported by `check`; here there is no site to check.
    body(&input, &mut Vec::new())
}

#[cfg(test)]
mod tests {
    use super::with_citations;

    #[test]
    fn citations_alone_are_unescaped() {
        for (text, expected) in [
            (
                r"A \[p3\] and \[p4-p6], \[p2, p7\].",
                "A [p3] and [p4-p6], [p2, p7].",
            ),
            (
                r"A \[pause\] and \[ and \\[p3",
                r"A \[pause\] and \[ and \\[p3",
            ),
            (r"\[a\](b) \[", r"\[a\](b) \["),
        ] {
            assert_eq!(with_citations(text), expected);
        }
    }
}
