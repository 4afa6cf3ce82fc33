//! The search page, and the lists that it offers to readers who do not search.

use crate::lang::direction_of_language;
use crate::link::address::Address;
use crate::plan::Plan;
use crate::plan::page_context::{PageHead, plain};
use crate::plan::pages::bare_head;
use crate::plan::view::{KindView, PluralPhrase, SearchView, Searched};

/// Maximum number of names on the page.
const NAMES: usize = 24;

impl<'a> Plan<'a> {
    pub(super) fn search(&self, language: usize) -> (PageHead<'a>, KindView<'a>) {
        let phrases = self.site.words[language].counts.get("results");
        let phrases = phrases.into_iter().flatten();
        let view = SearchView {
            languages: self.searched(language),
            phrases: phrases
                .map(|(category, text)| PluralPhrase { category, text })
                .collect(),
            numerals: self.site.languages[language].locale.numerals().name(),
            names: self.most_mentioned(language, NAMES),
            publishers: self.publisher_entries(language),
        };
        let head = PageHead {
            title: plain(self.word(language, "search")),
            section: "search",
            counterparts: self.everywhere(|tag| Address::section(tag, "search")),
            ..bare_head()
        };
        (head, KindView::Search(view))
    }

    /// Returns the languages that can be searched, in the order in which readers of this language prefer them.
    fn searched(&self, language: usize) -> Vec<Searched<'a>> {
        let site = self.site;
        let mut searched: Vec<_> = site
            .searched()
            .into_iter()
            .map(|tag| Searched {
                lang: tag,
                dir: direction_of_language(tag).as_str(),
                name: self.language_name(language, tag),
                has_summaries: site.languages.iter().any(|known| known.tag == tag),
            })
            .collect();
        // Languages that only originals are in come last.
        let order = site.preference(language).iter();
        let order: Vec<&str> = order.map(|index| self.tag(*index)).collect();
        let place = |tag: &str| order.iter().position(|known| *known == tag);
        searched.sort_by_key(|searched| place(searched.lang).unwrap_or(order.len()));
        searched
    }
}
