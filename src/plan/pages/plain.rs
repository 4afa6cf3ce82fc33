//! The remaining pages: the site's root, front pages, standing pages, "not found" and redirects.
//!
//! Takes a language and, for a standing page, its index; returns head and view.

use crate::link::address::Address;
use crate::link::site::LinkedStanding;
use crate::plan::body::{Body, CrossReferences, Part, Shown};
use crate::plan::page_context::{Head, plain};
use crate::plan::pages::{Slots, bare_head};
use crate::plan::view::{HomeView, RedirectView, RootView, StandingView, View};
use crate::plan::{HOME_PAGE, HOME_TEASERS, Plan};

impl<'a> Plan<'a> {
    pub(super) fn root(&self) -> (Head<'a>, View<'a>) {
        let home = Address::home(self.tag(self.site.default));
        let language = &self.site.languages[self.site.default];
        let head = Head {
            title: plain(&language.title),
            description: Some(&language.description),
            counterparts: self.everywhere(Address::home),
            ..bare_head()
        };
        (
            head,
            View::Root(RootView {
                target: self.site.href(&home),
            }),
        )
    }

    pub(super) fn home(&self, language: usize, slots: &mut Slots<'a>) -> (Head<'a>, View<'a>) {
        let site = self.site;
        let this = &site.languages[language];
        let order = &site.order[language];
        let shown = &order[..order.len().min(HOME_PAGE)];
        let (lead, rest) = match shown.split_first() {
            Some((lead, rest)) => (Some(*lead), rest),
            None => (None, shown),
        };
        let (next, earlier) = rest.split_at(rest.len().min(HOME_TEASERS));
        let head = Head {
            title: plain(&this.title),
            description: Some(this.description.as_str()).filter(|d| !d.is_empty()),
            section: "home",
            counterparts: self.everywhere(Address::home),
            ..bare_head()
        };
        (
            head,
            View::Home(Box::new(HomeView {
                edition: self.newest_issue(language),
                lead: lead.and_then(|lead| self.teaser(language, lead)),
                opening: lead.and_then(|lead| self.opening(language, lead, slots)),
                briefing: self.briefing(language, slots),
                next: slots.teasers(next),
                weeks: self.weeks(language, earlier),
                total: order.len(),
            })),
        )
    }

    pub(super) fn standing(
        &self,
        language: usize,
        index: usize,
        slots: &mut Slots<'a>,
    ) -> (Head<'a>, View<'a>) {
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
        let head = Head {
            title: plain(&text.standing.title),
            description: text.standing.description.as_deref(),
            section: page.slug,
            counterparts,
            extra: Some(&text.standing.extra),
            ..bare_head()
        };
        (head, View::Standing(view))
    }

    pub(super) fn not_found(&self, language: usize) -> (Head<'a>, View<'a>) {
        let title = plain(self.word(language, "not_found"));
        let counterparts = self.everywhere(|tag| Address::not_found(Some(tag)));
        (
            Head {
                title,
                counterparts,
                ..bare_head()
            },
            View::NotFound,
        )
    }

    pub(super) fn redirect(&self, target: &Address) -> (Head<'a>, View<'a>) {
        (
            bare_head(),
            View::Redirect(RedirectView {
                target: self.site.href(target),
            }),
        )
    }
}

/// Returns the text of a standing page, or of a topic's introduction, as the body for a slot.
pub(in crate::plan) fn standing_body<'a>(text: &'a LinkedStanding<'a>) -> Body<'a> {
    let body = &text.standing.body;
    Body {
        html: &body.html,
        part: Part::Whole,
        targets: &text.targets,
        citations: &[],
        shown: Shown::None,
        own_page_url: None,
        originals: None,
        cross_references: CrossReferences::None,
        marks: Vec::new(),
    }
}
