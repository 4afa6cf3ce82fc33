//! Removes elements that mislead dom_smoothie from a parsed page, before it searches for the readable part.

use super::clean::LONGEST_RUN;
use super::page::ChunkedPage;
use super::select::is_prose;
use dom_query::NodeData;
use dom_smoothie::Readability;

/// Minimum weight of prose for a page, or its hidden part, to count as having a text.
const SHOWN: usize = 250;

/// Makes long texts and attributes easy to serialize, as dom_smoothie does with the readable part. The time for a text
/// with many characters that are escaped, or look escaped, grows with the square of its length (html5ever 0.40). Only
/// the choice of readable texts matters, so such characters are replaced.
pub(super) fn shorten(document: &Readability) {
    let is_slow_to_escape = |c: char| matches!(c, '&' | '\u{80}'..='\u{bf}');
    let nodes: Vec<_> = document.doc.root().descendants_it().collect();
    for node in nodes {
        node.update(|node| match &mut node.data {
            NodeData::Text { contents } if contents.len() > LONGEST_RUN => {
                *contents = contents.replace(is_slow_to_escape, " ").into();
            }
            NodeData::Element(element) => {
                element.attrs.retain(|attr| attr.value.len() <= LONGEST_RUN);
            }
            _ => {}
        });
    }
}

/// Prepares a page. `page` is the same page in chunks.
///
/// Embedded players and frames contain no text of the page. dom_smoothie 0.19 also panics on them, if an attribute has a
/// video's address right after a letter outside ASCII. Hidden text is unhidden if the page shows hardly any text without
/// it: streamed pages have such text, which a script shows.
pub(super) fn prepare(document: &Readability, page: &mut ChunkedPage) {
    document.doc.select("iframe, embed, object").remove();
    let hidden = |page: &ChunkedPage, at: usize| page.up(at).any(|up| page.elements[up].hidden);
    let prose = |is_hidden: bool| -> usize {
        let all = page.chunks.iter().filter(|c| is_prose(c));
        let all = all.filter(|c| hidden(page, c.element) == is_hidden);
        all.map(|c| c.weight).sum()
    };
    if prose(false) >= SHOWN || prose(true) < SHOWN {
        return;
    }
    for element in &mut page.elements {
        if element.hidden
            && let Some(id) = element.node
        {
            element.hidden = false;
            if let Some(node) = document.doc.tree.get(&id) {
                node.remove_attrs(&["hidden", "style", "aria-hidden"]);
            }
        }
    }
}
