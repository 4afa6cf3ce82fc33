//! Explains why `[words](address "caption")` is not read as a link or a picture, so that readers would see its source.
//!
//! Takes the text from its first bracket on; returns the fault, with its message and advice.

/// Extensions of files that a text may link to.
const ENDINGS: [&str; 18] = [
    "md", "html", "htm", "pdf", "jpg", "jpeg", "png", "svg", "gif", "webp", "avif", "mp3", "mp4",
    "doc", "docx", "xls", "xlsx", "csv",
];

/// The reason why a link or a picture is not read as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LinkFault {
    /// `[words] (address)`
    SpaceBetweenBrackets,
    /// `(words)[address]`
    Swapped,
    /// `[words](address`
    EndMissing,
    /// `[words(address)`
    BracketMissing,
    /// `words](address)`
    StartMissing,
    /// `[words [p3]](address)`
    CitationWithin,
    /// `[words](two words.pdf)`
    Spaces,
    /// `[words](file.jpg "a "b" c")`
    MarksInCaption,
    /// `[words](file.jpg “caption”)`
    CurlyCaption,
    /// `[words](file.jpg"caption")`
    CaptionTouches,
    /// `[words](file.jpg "caption" | credit)`
    AfterCaption,
    /// `[words](file.jpg "caption)`
    CaptionOpen,
}

impl LinkFault {
    /// Returns the reason, as the end of a sentence.
    pub(super) fn why(self) -> &'static str {
        match self {
            LinkFault::SpaceBetweenBrackets => "a space parts the brackets",
            LinkFault::Swapped => "the brackets stand in the wrong order",
            LinkFault::EndMissing => "its `)` is missing",
            LinkFault::BracketMissing => "its `]` is missing",
            LinkFault::StartMissing => "its `[` is missing",
            LinkFault::CitationWithin => {
                "a citation is a link, and no link can stand within another"
            }
            LinkFault::Spaces => "there is a space in its address",
            LinkFault::MarksInCaption => "the quotation marks within its caption end the caption",
            LinkFault::CurlyCaption => "its caption does not stand between `\"` and `\"`",
            LinkFault::CaptionTouches => "a space is missing before its caption",
            LinkFault::AfterCaption => "words follow its caption",
            LinkFault::CaptionOpen => "the `\"` at the end of its caption is missing",
        }
    }

    /// Returns the advice.
    pub(super) fn help(self) -> &'static str {
        match self {
            LinkFault::CitationWithin => {
                "write the citation behind the link, as in `[words](address) [p3]`"
            }
            LinkFault::Spaces => {
                "put the address between `<` and `>`, or write `%20` for each space; a caption stands between `\"` and `\"`"
            }
            LinkFault::MarksInCaption => {
                "within a caption write “ ” or « », or put a backslash before each `\"` but the first and the last"
            }
            LinkFault::CurlyCaption | LinkFault::CaptionTouches | LinkFault::CaptionOpen => {
                "write `![what it shows](file.jpg \"caption\")`, with straight quotation marks and a space before the first"
            }
            LinkFault::AfterCaption => {
                "a credit stands within the same marks: `(file.jpg \"caption | credit\")`"
            }
            _ => "write a link as `[words](address)` and a picture as `![what it shows](file.jpg)`",
        }
    }
}

/// Returns the fault of a text that begins with `[` or `![` and may be a link or a picture.
pub(super) fn fault(text: &str) -> Option<LinkFault> {
    let inner = text.strip_prefix('!').unwrap_or(text).strip_prefix('[')?;
    if let Some(at) = inner.find("](") {
        return target_fault(&inner[at + 2..]);
    }
    let (words, after) = inner.split_once(']')?;
    let after = after.strip_prefix(char::is_whitespace)?.trim_start();
    let is_link = after.strip_prefix('(').is_some_and(is_address);
    (is_link && !words.is_empty()).then_some(LinkFault::SpaceBetweenBrackets)
}

/// Returns the fault of the text after `](`.
pub(super) fn target_fault(target: &str) -> Option<LinkFault> {
    let target = target.trim_start();
    let length = target
        .find(|c: char| c.is_whitespace() || c == ')')
        .unwrap_or(target.len());
    let (address, rest) = target.split_at(length);
    let rest = rest.trim_start();
    if address.contains(['"', '“', '«']) && !address.starts_with(['"', '“', '«']) {
        return Some(LinkFault::CaptionTouches);
    }
    let Some(mark) = rest.chars().next() else {
        return Some(LinkFault::EndMissing);
    };
    match mark {
        ')' => None,
        '"' | '\'' => Some(caption_fault(&rest[1..], mark)),
        '“' | '”' | '„' | '«' | '‘' => Some(LinkFault::CurlyCaption),
        // A bracket before the next `)` begins something else.
        _ if rest
            .find([')', '[', '('])
            .is_none_or(|at| !rest[at..].starts_with(')')) =>
        {
            Some(LinkFault::EndMissing)
        }
        _ => Some(LinkFault::Spaces),
    }
}

/// Returns the fault of a caption, given the text after its first quotation mark.
fn caption_fault(caption: &str, mark: char) -> LinkFault {
    let end = caption.find(&format!("{mark})"));
    match (end, caption.find(mark)) {
        (Some(end), Some(first)) if first < end => LinkFault::MarksInCaption,
        (None, None) => LinkFault::CaptionOpen,
        _ => LinkFault::AfterCaption,
    }
}

/// Returns true if a text in brackets begins with an address, not with words.
pub(super) fn is_address(text: &str) -> bool {
    const STARTS: [&str; 7] = ["http", "www.", "/", "./", "../", "#", "mailto:"];
    let end = text.find([' ', ')', ']', '\t']).unwrap_or(text.len());
    let first = &text[..end];
    let ending = first.rsplit_once('.').map_or("", |(_, ending)| ending);
    (STARTS.iter().any(|start| first.starts_with(start)) && first != "#")
        || ENDINGS.iter().any(|one| ending.eq_ignore_ascii_case(one))
}

/// Returns true if a text up to its first bracket is a file's name with spaces: `two words.pdf)`.
pub(super) fn is_spaced_file(text: &str) -> bool {
    let Some((name, _)) = text.split_once(')') else {
        return false;
    };
    let is_name = name.len() <= 100 && !name.contains(['(', '[', '"', '“', '«']);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    is_name && name.contains(' ') && ENDINGS.iter().any(|one| ending.eq_ignore_ascii_case(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_of_links_are_named() {
        for (text, expected) in [
            (
                "[the report] (https://a.example)",
                Some(LinkFault::SpaceBetweenBrackets),
            ),
            (
                "[the report] (report.pdf) says",
                Some(LinkFault::SpaceBetweenBrackets),
            ),
            ("![map] (map.svg)", Some(LinkFault::SpaceBetweenBrackets)),
            ("[sic] (so he said)", None),
            ("![a](x.svg \"a \"b\" c\")", Some(LinkFault::MarksInCaption)),
            ("![a](x.svg 'a 'b' c')", Some(LinkFault::MarksInCaption)),
            ("![a](x.svg “b”)", Some(LinkFault::CurlyCaption)),
            ("![a](x.svg «b»)", Some(LinkFault::CurlyCaption)),
            ("![a](x.svg\"b\")", Some(LinkFault::CaptionTouches)),
            (
                "![a](x.svg \"b\" | Photo: AP)",
                Some(LinkFault::AfterCaption),
            ),
            ("![a](x.svg \"b)", Some(LinkFault::CaptionOpen)),
            ("![a](x.svg", Some(LinkFault::EndMissing)),
            (
                "[a](https://a.example and more",
                Some(LinkFault::EndMissing),
            ),
            (
                "[a](https://a.example and [b](c.md)",
                Some(LinkFault::EndMissing),
            ),
            ("[a](the report.pdf)", Some(LinkFault::Spaces)),
            ("[a](x.svg the map)", Some(LinkFault::Spaces)),
        ] {
            assert_eq!(fault(text), expected, "{text}");
        }
    }
}
