//! An edition of the briefing as an e-mail: `email.html`, `email.txt` and `email.eml` beside its page; and, if the site asks for
//! it, one with all languages of the edition, each below the other.
//!
//! Everything comes from the site's content: the date is that of the edition, so that a build at another time gives the
//! same bytes. Data that only the mailing list's server knows must be added by the sender.

use std::borrow::Cow;

use crate::clock::{UnixTime, Zone};
use crate::lang::Date;
use crate::link::address::Address;
use crate::parse::due::Due;
use crate::parse::mailing::Mailing;
use crate::plan::Plan;
use crate::plan::body::PageBody;
use crate::plan::exports::feeds::ListedArticle;
use crate::plan::notes::SourceNote;

/// The content of an e-mail in one language. Texts are as the authors wrote them, without bidi isolation.
#[derive(Debug, Hash)]
pub struct EmailView<'a> {
    /// The language: an index into the site's languages.
    pub language: usize,
    /// Tag of that language (BCP 47).
    pub lang: &'a str,
    /// The language's own name for itself.
    pub language_name: &'a str,
    /// The direction, `ltr` or `rtl`.
    pub dir: &'static str,
    /// The edition's id.
    pub id: &'a str,
    pub title: &'a str,
    /// Label of a draft, or of an edition that is not published now.
    pub label: Option<String>,
    pub standfirst: Option<&'a str>,
    /// The days that the edition covers, in words; `None` if the title consists of them.
    pub days: Option<String>,
    /// The authors, translators and reviewers, in words.
    pub byline: Option<String>,
    pub date: Date,
    /// The moment from which the edition is public.
    pub time: UnixTime,
    /// The same moment as text (RFC 3339).
    pub moment: String,
    /// The site's title.
    pub site: &'a str,
    /// Scheme and host of the site.
    pub origin: &'a str,
    /// The absolute address of the edition's page.
    pub page: String,
    /// The absolute address of the list of editions.
    pub archive: String,
    /// The text; `None` if the edition consists of its articles.
    pub body: Option<PageBody<'a>>,
    /// The corrections and the reasons of waivers that readers see: a label, and the text.
    pub remarks: Vec<(String, String)>,
    /// The sources that the text cites, in order of their numbers.
    pub notes: Vec<SourceNote<'a>>,
    pub articles: Vec<ListedArticle<'a>>,
    /// The address at which readers unsubscribe; `None` if the site names none.
    pub unsubscribe: Option<&'a str>,
    pub mailing: &'a Mailing,
    pub words: EmailWords<'a>,
}

/// The theme's words in an e-mail.
#[derive(Debug, Hash)]
pub struct EmailWords<'a> {
    /// The heading of the articles.
    pub articles: &'a str,
    /// The label before an article's publishers.
    pub publisher: &'a str,
    /// The heading of the notes.
    pub notes: &'a str,
    /// The link to the edition's page.
    pub on_the_web: &'a str,
    /// The link to the rest of an edition that is too long for an e-mail.
    pub read_on: &'a str,
    /// The link for unsubscribing.
    pub unsubscribe: &'a str,
}

impl<'a> Plan<'a> {
    /// Returns an edition as an e-mail in a language; if `is_together`, in the other languages as well, in the order that its
    /// readers prefer. The result is empty if there is no such edition.
    pub(super) fn emails(
        &self,
        language: usize,
        index: usize,
        is_together: bool,
    ) -> Vec<EmailView<'_>> {
        let order = self.site.preference(language).iter().copied();
        let others = order.filter(|other| is_together && *other != language);
        let languages = std::iter::once(language).chain(others);
        languages
            .filter_map(|language| self.email(language, index))
            .collect()
    }

    /// Returns an edition as an e-mail; `None` if the edition does not exist in this language.
    fn email(&self, language: usize, index: usize) -> Option<EmailView<'a>> {
        let site = self.site;
        let this = &site.languages[language];
        let issue = &site.issues[index];
        let own = issue.texts[language].as_ref()?;
        let zone = site.config.timezone.as_ref();
        let zone = zone.map_or_else(|| Cow::Owned(Zone::utc()), Cow::Borrowed);
        let publish = own.text.and_then(|text| text.available.publish.as_ref());
        let publish = publish.map_or(Due::Day(own.date), |publish| publish.value);
        let moment = publish.time(Some(&zone));
        let moment = moment.unwrap_or_else(|| zone.start_of(own.date));
        Some(EmailView {
            language,
            lang: &this.tag,
            language_name: &this.name,
            dir: this.locale.direction().as_str(),
            id: &issue.id,
            title: &own.title,
            label: self.issue_label(language, own),
            standfirst: own.text.and_then(|text| text.description.as_deref()),
            days: own.text.map(|_| self.days_of_issue(language, own)),
            byline: self.byline_of_issue(language, own),
            date: own.date,
            time: moment,
            moment: zone.rfc3339(moment),
            site: &this.title,
            origin: &site.base.origin,
            page: issue.address(&this.tag).absolute(&site.base),
            archive: Address::section(&this.tag, "editions").absolute(&site.base),
            body: self.issue_body(own),
            remarks: self.issue_remarks(language, own),
            notes: self.source_notes(language, own),
            articles: self.listed_articles(language, own),
            unsubscribe: site.config.editions.mailing.unsubscribe.as_deref(),
            mailing: &site.config.editions.mailing,
            words: EmailWords {
                articles: self.word(language, "in_edition"),
                publisher: self.word(language, "source"),
                notes: self.word(language, "sources"),
                on_the_web: self.word(language, "email_on_the_web"),
                read_on: self.word(language, "read_on"),
                unsubscribe: self.word(language, "email_unsubscribe"),
            },
        })
    }
}
