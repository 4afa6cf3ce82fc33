//! Makes the notices on preview pages (`--drafts`) about texts that are held back.

use crate::clock::{UnixTime, Zone};
use crate::link::held::{Hold, TimeHold};
use crate::link::site::{Edition, LinkedIssue};
use crate::plan::Plan;

impl Plan<'_> {
    /// Returns the notice about a summary that is held back; `None` if it is published.
    pub(in crate::plan) fn held(&self, language: usize, edition: &Edition<'_>) -> Option<String> {
        let hold = edition.held.as_ref()?;
        Some(self.hold_in_words(language, hold))
    }

    /// Returns the label of an edition of the briefing that is a draft or held back; `None` if it is published.
    pub(in crate::plan) fn issue_label(
        &self,
        language: usize,
        issue: &LinkedIssue<'_>,
    ) -> Option<String> {
        if issue.text.is_some_and(|text| text.draft) {
            return Some(self.word(language, "draft").to_owned());
        }
        let hold = issue.held.as_ref()?;
        Some(self.hold_in_words(language, hold))
    }

    /// Returns the label of an article's summary that is a draft or held back; `None` if it is published.
    pub(in crate::plan) fn edition_label(
        &self,
        language: usize,
        edition: &Edition<'_>,
    ) -> Option<String> {
        match edition.summary.draft {
            true => Some(self.word(language, "draft").to_owned()),
            false => self.held(language, edition),
        }
    }

    /// Returns the reasons of a hold in words, for preview pages.
    pub(in crate::plan) fn hold_in_words(&self, language: usize, hold: &Hold) -> String {
        let (key, time) = match hold.time {
            Some(TimeHold::Until(time)) => ("held_until", time),
            Some(TimeHold::Expired(time)) => ("expired", time),
            None => return self.word(language, "held_back").to_owned(),
        };
        let when = self.moment(language, time);
        self.word(language, key).replace("{when}", &when)
    }

    /// Returns a moment in the site's time zone: its date and, unless the day begins then, the time of day.
    fn moment(&self, language: usize, time: UnixTime) -> String {
        let zone = self.site.config.timezone.clone();
        let zone = zone.unwrap_or_else(Zone::utc);
        let locale = &self.site.languages[language].locale;
        let day = zone.day_of(time);
        let date = locale.date(day);
        if zone.start_of(day) == time {
            return date;
        }
        let (hour, minute) = zone.clock_of(time);
        let time = locale.digits(&format!("{hour:02}:{minute:02}"));
        let phrase = self.word(language, "date_and_time");
        phrase.replace("{date}", &date).replace("{time}", &time)
    }
}
