//! The archive: the list of months, and a page for each with its articles day by day.
//!
//! Takes a language and, for a month's page, its index; gives head and view.

use crate::link::address::Address;
use crate::plan::Plan;
use crate::plan::heads::{Head, plain};
use crate::plan::lists::Month;
use crate::plan::pages::{Slots, bare_head};
use crate::plan::view::{ArchiveView, MonthLink, MonthView, View, YearView};

impl<'a> Plan<'a> {
    pub(super) fn archive(&self, language: usize, slots: &mut Slots<'a>) -> (Head<'a>, View<'a>) {
        let lists = &self.lists[language];
        let locale = &self.site.languages[language].locale;
        let years = lists
            .months
            .chunk_by(|a, b| a.year == b.year)
            .map(|months| YearView {
                year: locale.year(months[0].year),
                months: months
                    .iter()
                    .map(|month| self.month_link(language, month))
                    .collect(),
            })
            .collect();
        let undated = slots.teasers(&lists.undated);
        (
            self.section_head(language, "archive"),
            View::Archive(ArchiveView { years, undated }),
        )
    }

    fn month_link(&self, language: usize, month: &Month) -> MonthLink {
        let locale = &self.site.languages[language].locale;
        let address = Address::month(self.tag(language), month.year, month.month);
        MonthLink {
            title: locale.month(month.month),
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
    ) -> (Head<'p>, View<'p>) {
        let months = &self.lists[language].months;
        let month = &months[index];
        let view = MonthView {
            title: month.title.clone(),
            count: month.articles.len(),
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
        let head = Head {
            title: plain(&month.title),
            section: "archive",
            counterparts,
            ..bare_head()
        };
        (head, View::Month(view))
    }
}
