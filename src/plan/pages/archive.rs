//! The archive: the calendars of all months, and a page per month with its articles by day.
//!
//! Takes a language and, for a month's page, its index; returns head and view.

use crate::link::address::Address;
use crate::plan::Plan;
use crate::plan::lists::Month;
use crate::plan::page_context::{PageHead, plain};
use crate::plan::pages::{Slots, bare_head};
use crate::plan::view::{ArchiveView, KindView, MonthLink, MonthView, YearView};

impl<'a> Plan<'a> {
    pub(super) fn archive(
        &self,
        language: usize,
        slots: &mut Slots<'a>,
    ) -> (PageHead<'a>, KindView<'a>) {
        let lists = &self.lists[language];
        let locale = &self.site.languages[language].locale;
        let years = lists
            .months
            .chunk_by(|a, b| a.year == b.year)
            .map(|months| YearView {
                year: locale.year(months[0].year),
                months: months
                    .iter()
                    .rev()
                    .map(|month| self.calendar(language, month))
                    .collect(),
            })
            .collect();
        let undated = slots.teasers(&lists.undated);
        (
            self.section_head(language, "archive"),
            KindView::Archive(ArchiveView {
                week: self.week(language),
                years,
                undated,
            }),
        )
    }

    fn month_link(&self, language: usize, month: &Month) -> MonthLink {
        let address = Address::month(self.tag(language), month.year, month.month);
        MonthLink {
            full: month.title.clone(),
            url: self.site.href(&address),
            count: month.articles.len(),
        }
    }

    pub(super) fn month<'p>(
        &'p self,
        language: usize,
        index: usize,
        slots: &mut Slots<'a>,
    ) -> (PageHead<'p>, KindView<'p>) {
        let months = &self.lists[language].months;
        let month = &months[index];
        let view = MonthView {
            title: month.title.clone(),
            count: month.articles.len(),
            week: self.week(language),
            calendar: self.calendar(language, month),
            days: self.days(language, &month.articles, slots),
            older: months
                .get(index + 1)
                .map(|month| self.month_link(language, month)),
            newer: index
                .checked_sub(1)
                .map(|newer| self.month_link(language, &months[newer])),
        };
        let counterparts = (0..self.site.languages.len())
            .map(|other| {
                let same = |m: &&Month| (m.year, m.month) == (month.year, month.month);
                self.lists[other].months.iter().find(same)?;
                Some(Address::month(self.tag(other), month.year, month.month))
            })
            .collect();
        let head = PageHead {
            title: plain(&month.title),
            section: "archive",
            counterparts,
            ..bare_head()
        };
        (head, KindView::Month(view))
    }
}
