//! The remaining pages: the site's root, front pages, standing pages, "not found" and redirects.
//!
//! Takes a language and, for a standing page, its index; returns head and view.

use crate::link::address::Address;
use crate::link::site::LinkedStanding;
use crate::plan::body::{BodyPart, CrossReferences, PageBody, ShownParagraphs};
use crate::plan::page_context::{PageHead, plain};
use crate::plan::pages::{Slots, bare_head};
use crate::plan::view::{HomeView, KindView, RedirectView, RootView, StandingView};
use crate::plan::{HOME_PAGE, HOME_TEASERS, Plan};

impl<'a> Plan<'a> {
    pub(super) fn root(&self) -> (PageHead<'a>, KindView<'a>) {
        let home = Address::home(self.tag(self.site.default));
        let language = &self.site.languages[self.site.default];
        let head = PageHead {
            title: plain(&language.title),
            description: Some(&language.description),
            counterparts: self.everywhere(Address::home),
            ..bare_head()
        };
        (
            head,
            KindView::Root(RootView {
                target: self.site.href(&home),
            }),
        )
    }

    pub(super) fn home(
        &self,
        language: usize,
        slots: &mut Slots<'a>,
    ) -> (PageHead<'a>, KindView<'a>) {
        let site = self.site;
        let this = &site.languages[language];
        let order = &site.order[language];
        let shown = &order[..order.len().min(HOME_PAGE)];
        let (lead, rest) = match shown.split_first() {
            Some((lead, rest)) => (Some(*lead), rest),
            None => (None, shown),
        };
        let (next, earlier) = rest.split_at(rest.len().min(HOME_TEASERS));
        let (weeks, months) = self.by_time(language, earlier);
        let head = PageHead {
            title: plain(&this.title),
            description: Some(this.description.as_str()).filter(|d| !d.is_empty()),
            section: "home",
            counterparts: self.everywhere(Address::home),
            ..bare_head()
        };
        (
            head,
            KindView::Home(Box::new(HomeView {
                edition: self.newest_issue(language),
                lead: lead.and_then(|lead| self.teaser(language, lead)),
                opening: lead.and_then(|lead| self.opening(language, lead, slots)),
                briefing: self.briefing(language, slots),
                next: slots.teasers(next),
                weeks,
                months,
                total: order.len(),
            })),
        )
    }

    pub(super) fn standing(
        &self,
        language: usize,
        index: usize,
        slots: &mut Slots<'a>,
    ) -> (PageHead<'a>, KindView<'a>) {
        let page = &self.site.pages[index];
        let Some(text) = &page.texts[language] else {
            // Jobs are made only for texts that exist.
            return self.not_found(language);
        };
        let view = StandingView {
            title: &text.standing.title,
            description: text.standing.description.as_deref(),
            body: slots.add(standing_body(text)),
        };
        let counterparts = page
            .texts
            .iter()
            .enumerate()
            .map(|(other, text)| {
                text.as_ref()
                    .map(|_| Address::standing(self.tag(other), page.slug))
            })
            .collect();
        let head = PageHead {
            title: plain(&text.standing.title),
            description: text.standing.description.as_deref(),
            section: page.slug,
            counterparts,
            extra: Some(&text.standing.extra),
            ..bare_head()
        };
        (head, KindView::Standing(view))
    }

    pub(super) fn not_found(&self, language: usize) -> (PageHead<'a>, KindView<'a>) {
        let title = plain(self.word(language, "not_found"));
        let counterparts = self.everywhere(|tag| Address::not_found(Some(tag)));
        (
            PageHead {
                title,
                counterparts,
                ..bare_head()
            },
            KindView::NotFound,
        )
    }

    pub(super) fn redirect(&self, target: &Address) -> (PageHead<'a>, KindView<'a>) {
        (
            bare_head(),
            KindView::Redirect(RedirectView {
                target: self.site.href(target),
            }),
        )
    }
}

/// Returns the text of a standing page, or of a topic's introduction, as the body for a slot.
pub(in crate::plan) fn standing_body<'a>(text: &'a LinkedStanding<'a>) -> PageBody<'a> {
    let body = &text.standing.body;
    PageBody {
        html: &body.html,
        part: BodyPart::Whole,
        targets: &text.targets,
        citations: &[],
        shown: ShownParagraphs::None,
        own_page_url: None,
        originals: None,
        cross_references: CrossReferences::None,
        marks: Vec::new(),
    }
}
