//! Takes out of a parsed page what misleads dom_smoothie, before it looks for the readable part.

use super::page::Page;
use super::select::is_prose;
use dom_smoothie::Readability;

/// Least weight of prose that a page shows without a script.
const SHOWN: usize = 250;

/// Prepares a page. `page` is the same page in chunks.
///
/// Embedded players and frames hold no text of the page, and dom_smoothie 0.19 panics where the address of a video stands
/// right after a letter outside ASCII in one of their attributes. Text that a script will show is shown where the page
/// shows hardly any without one: pages are streamed so.
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
