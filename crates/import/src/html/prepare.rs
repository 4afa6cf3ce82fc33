//! Removes from a parsed page what misleads dom_smoothie, before it looks for the readable part.

use super::page::Page;
use super::select::is_prose;
use dom_smoothie::Readability;

/// Minimum weight of prose for a page, or its hidden part, to count as having a text.
const SHOWN: usize = 250;

/// Prepares a page. `page` is the same page in chunks.
///
/// Embedded players and frames contain no text of the page. dom_smoothie 0.19 also panics on them, if an attribute has a
/// video's address right after a letter outside ASCII. Hidden text is unhidden if the page shows hardly any text without
/// it: streamed pages have such text, which a script shows.
pub(super) fn prepare(document: &Readability, page: &mut Page) {
    document.doc.select("iframe, embed, object").remove();
    let hidden = |page: &Page, at: usize| page.up(at).any(|up| page.elements[up].hidden);
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
