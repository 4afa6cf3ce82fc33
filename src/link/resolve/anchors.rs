//! Resolves the fragments of links: headings and other ids of a page, and paragraphs of originals.
//!
//! Takes a page's address and text, or an original; returns the address with the fragment, or the reason why there is
//! no such part.

use crate::diagnostic::{codes, nearest};
use crate::link::MOST_LISTED;
use crate::link::resolve::Resolver;
use crate::link::resolve::broken::Broken;
use crate::parse::article::Original;
use crate::parse::layout::is_original_id;
use crate::parse::markdown::Body;

impl Resolver<'_, '_> {
    /// Returns a link to a part of a page. Only pages of a single text have known ids; on others any fragment is accepted.
    /// `article` is the index of the article that the page shows.
    pub(super) fn anchor(
        &self,
        href: &str,
        body: Option<&Body>,
        article: Option<usize>,
        fragment: &str,
    ) -> Result<String, Broken> {
        let Some(body) = body else {
            return Ok(format!("{href}#{fragment}"));
        };
        let is_known =
            body.has_anchor(fragment) || matches!(fragment, "main" | "original" | "summary");
        if is_known {
            return Ok(format!("{href}#{fragment}"));
        }
        if let Some((id, number)) = paragraph(fragment)
            && let Some(article) = article.map(|index| &self.articles[index])
        {
            let folder = format!("content/articles/{}/original.", article.slug);
            let original = article.numbering().position(id);
            match original.map(|index| article.originals[index]) {
                Some(original) => check_paragraph(original, number)?,
                None if self.documents.is_unread(&folder) => {}
                None => {
                    let why = match id {
                        Some(id) => format!("the article has no original `{id}`"),
                        None => "all originals of the article have ids".into(),
                    };
                    let ids = article.numbering().ids();
                    let mut forms = ids.map(|id| format!("`#{id}-p{number}`"));
                    let form = forms.next().unwrap_or_else(|| "`#p1`".into());
                    let help = format!("name one of its paragraphs, as in {form}");
                    return Err(Broken {
                        code: codes::ANCHOR_BROKEN,
                        why,
                        help: Some(help),
                    });
                }
            }
            return Ok(format!("{href}#{fragment}"));
        }
        let near = nearest(fragment, body.anchors.iter().map(String::as_str));
        Err(Broken {
            code: codes::ANCHOR_BROKEN,
            why: format!("there is no heading `#{fragment}` on that page"),
            help: Some(match (near, body.anchors.is_empty()) {
                (Some(near), _) => format!("did you mean `#{near}`?"),
                (None, true) => "the page has no headings".into(),
                (None, false) => {
                    let most = body.anchors.len().min(MOST_LISTED);
                    let more = if most < body.anchors.len() {
                        ", …"
                    } else {
                        ""
                    };
                    format!(
                        "its headings are #{}{more}",
                        body.anchors[..most].join(", #")
                    )
                }
            }),
        })
    }

    /// Returns the fragment for a part of an original. A paragraph of a further original, `#p4` of its file, has the
    /// original's id in its anchor.
    pub(super) fn in_original(
        &self,
        article: usize,
        original: usize,
        fragment: &str,
    ) -> Result<String, Broken> {
        let article = &self.articles[article];
        let Some((None, number)) = paragraph(fragment) else {
            return Ok(fragment.to_owned());
        };
        check_paragraph(article.originals[original], number)?;
        let name = article.numbering().name_in(original, number);
        Ok(name.anchor().to_string())
    }
}

/// Splits the id of a paragraph, `p4` or `reuters-p4`, into the original's id and the paragraph's number.
fn paragraph(fragment: &str) -> Option<(Option<&str>, u32)> {
    let (id, number) = match fragment.rsplit_once("-p") {
        Some((id, number)) => (Some(id), number),
        None => (None, fragment.strip_prefix('p')?),
    };
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let number = is_number.then(|| number.parse().unwrap_or(u32::MAX))?;
    id.is_none_or(is_original_id).then_some((id, number))
}

/// Returns an error for a paragraph that an original does not have. An original without paragraphs has a finding of its
/// own.
fn check_paragraph(original: &Original, number: u32) -> Result<(), Broken> {
    let last = original.paragraphs();
    if (1..=last).contains(&number) || last == 0 {
        return Ok(());
    }
    Err(Broken {
        code: codes::ANCHOR_BROKEN,
        why: match number {
            u32::MAX => "the original has no such paragraph".into(),
            _ => format!("the original has no paragraph p{number}"),
        },
        help: Some(format!(
            "the paragraphs of {} go from p1 to p{last}",
            original.path
        )),
    })
}
