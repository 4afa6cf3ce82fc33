//! The preview cards of a site: one per article or edition, and language.
//!
//! Takes the site and the fonts; returns the text of each card, and its path, which contains a digest of the card's
//! content. A text gets no card if no font has all of its letters: no card is better than boxes in place of letters.

use crate::diagnostic::codes;
use rayon::prelude::*;

use crate::card::{CardFigure, CardTexts, Fonts, StripCell, digest};
use crate::diagnostic::Diagnostic;
use crate::lang::{Writing, isolate, with_isolates};
use crate::link::address::Address;
use crate::link::site::Article;
use crate::plan::excerpts::CardPlan;
use crate::plan::view::{CellView, ProofView, TextView};
use crate::plan::{FileIndex, Plan, Taken, same_file};

/// A preview card to be drawn.
#[derive(Debug)]
pub struct Card {
    /// The path in the output folder.
    pub output: String,
    pub(super) address: Address,
    subject: CardSubject,
    language: usize,
}

/// The subject of a card: an index into the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::plan) enum CardSubject {
    Article(usize),
    /// An edition of the briefing.
    Issue(usize),
}

impl<'a> Plan<'a> {
    /// Adds the cards, which use these fonts; returns a diagnostic if the fonts lack a letter.
    pub(super) fn add_cards(&mut self, fonts: &'a Fonts) -> Option<Diagnostic> {
        self.fonts = Some(fonts);
        let languages = self.site.languages.len();
        let articles = (0..self.site.articles.len()).map(CardSubject::Article);
        let subjects = articles.chain((0..self.site.issues.len()).map(CardSubject::Issue));
        let texts =
            subjects.flat_map(|subject| (0..languages).map(move |language| (subject, language)));
        let texts: Vec<_> = texts.collect();
        let planned: Vec<Result<Card, char>> = texts
            .into_par_iter()
            .filter_map(|(subject, language)| self.planned_card(subject, language, fonts))
            .collect();
        let mut lacking = Vec::new();
        for card in planned {
            match card {
                Ok(card) => {
                    let what = FileIndex::Card(self.cards.len());
                    // The name contains a digest of the content: whatever has that name already is the same card.
                    let taken = Taken { by: None, what };
                    self.taken.entry(same_file(&card.output)).or_insert(taken);
                    self.cards.push(card);
                }
                Err(c) => lacking.push(c),
            }
        }
        let first = *lacking.first()?;
        Some(missing(&self.site.config.path, lacking.len(), first))
    }

    /// Returns the card of an article or an edition in a language; `None` if it has no card.
    pub(in crate::plan) fn card(&self, subject: CardSubject, language: usize) -> Option<&Card> {
        let key = |card: &Card| (card.subject, card.language);
        let at = self
            .cards
            .binary_search_by_key(&(subject, language), key)
            .ok()?;
        self.cards.get(at)
    }

    /// Returns the inputs for drawing a card; `None` if there are no fonts, and so no planned cards.
    pub fn drawing(&self, card: &Card) -> Option<(CardTexts<'a>, &'a Fonts)> {
        Some((self.words(card.subject, card.language)?, self.fonts?))
    }

    /// Returns a card, or the letter that is missing from the fonts; `None` if there is no text in the language.
    fn planned_card(
        &self,
        subject: CardSubject,
        language: usize,
        fonts: &Fonts,
    ) -> Option<Result<Card, char>> {
        let words = self.words(subject, language)?;
        if let Some(c) = words.lacking(fonts) {
            return Some(Err(c));
        }
        let (kind, id) = match subject {
            CardSubject::Article(index) => ("", self.site.articles[index].slug),
            CardSubject::Issue(index) => ("edition-", self.site.issues[index].id.as_str()),
        };
        let id: String = id.chars().take(40).collect();
        let (tag, digest) = (self.tag(language), digest(&words, fonts));
        let address = Address::asset(&format!("card-{kind}{id}-{tag}.{digest}.png"));
        Some(Ok(Card {
            output: address.output(),
            address,
            subject,
            language,
        }))
    }

    /// Returns the texts on a card.
    fn words(&self, subject: CardSubject, language: usize) -> Option<CardTexts<'a>> {
        match subject {
            CardSubject::Article(index) => self.words_of_article(index, language),
            CardSubject::Issue(index) => self.words_of_issue(index, language),
        }
    }

    /// Returns the texts on the card of an edition: its title, its days, its number of articles, and a figure of these.
    fn words_of_issue(&self, index: usize, language: usize) -> Option<CardTexts<'a>> {
        let own = self.site.issues[index].texts[language].as_ref()?;
        let this = &self.site.languages[language];
        let writing = Writing::of(&this.tag);
        let proof = own
            .text
            .and_then(|text| self.issue_proof(language, index, text));
        // The figure of the first article that has one.
        let figure = own.articles.iter().find_map(|article| {
            let figure = self.card_figure_of(language, *article)?;
            Some(self.card_figure(language, &self.site.articles[*article], &figure))
        });
        Some(CardTexts {
            direction: this.locale.direction(),
            masthead: with_isolates(&this.title, writing),
            headline: with_isolates(&own.title, writing),
            topic: None,
            date: Some(self.days_of_issue(language, own)),
            source: self.count(language, "articles", own.articles.len()),
            figure,
            proof: proof
                .as_ref()
                .and_then(|proof| self.card_proof(language, proof)),
            cells: Vec::new(),
        })
    }

    fn words_of_article(&self, article: usize, language: usize) -> Option<CardTexts<'a>> {
        let site = self.site;
        let own = &site.articles[article];
        let edition = own.editions[language].as_ref()?;
        let this = &site.languages[language];
        let writing = Writing::of(&this.tag);
        let date = own.date(site.preference(language));
        let figure = self.card_figure_of(language, article);
        let proof = self.proof(language, article, edition);
        // The topic is that of the figure, since it stands above it.
        let topic = figure
            .as_ref()
            .and_then(|figure| self.topic_index(figure.topic));
        let topic = topic.or_else(|| own.references.topics.first().copied());
        let topic = topic.map(|topic| {
            let title = self.topic_link(language, topic).title;
            (self.in_line(language, title).into(), topic)
        });
        let publisher = self
            .publisher_link(language, own.references.publisher)
            .title;
        let publisher = isolate(&self.in_line(language, publisher));
        Some(CardTexts {
            direction: this.locale.direction(),
            masthead: with_isolates(&this.title, writing),
            headline: with_isolates(&edition.summary.title, writing),
            topic,
            date: date.map(|date| this.locale.date(date)),
            source: format!("{} {publisher}", self.word(language, "source")),
            figure: figure.map(|figure| self.card_figure(language, own, &figure)),
            proof: proof
                .as_ref()
                .and_then(|proof| self.card_proof(language, proof)),
            cells: proof.map_or_else(Vec::new, |proof| self.card_cells(&proof.cells)),
        })
    }

    /// Returns the number of figures that were found, and true if some were not; `None` if there are no figures.
    fn card_proof(&self, language: usize, proof: &ProofView<'_>) -> Option<(String, bool)> {
        let locale = &self.site.languages[language].locale;
        let integer = |n: usize| locale.integer(n as u64);
        let text = format!("{}/{}", integer(proof.found), integer(proof.total));
        (proof.total > 0).then_some((text, proof.absent > 0))
    }

    /// Returns the texts for a figure, and the line with its paragraph.
    fn card_figure(
        &self,
        language: usize,
        article: &Article<'_>,
        figure: &CardPlan<'_>,
    ) -> CardFigure {
        let place = self.paragraph_in_words(language, article, figure.paragraph);
        let writing = Writing::of(self.tag(language));
        let text = |text: &str| with_isolates(text.trim(), writing).into_owned();
        CardFigure {
            lead_in: text(&figure.words.lead_in),
            before: text(&figure.words.before),
            text: text(&figure.words.text),
            after: match figure.words.rest.is_empty() {
                true => text(&figure.words.after),
                false => text(&figure.words.rest),
            },
            place: text(&place),
        }
    }

    /// Returns the strip of a card.
    fn card_cells(&self, cells: &[CellView<'_>]) -> Vec<StripCell> {
        let cell = |cell: &CellView<'_>| match (cell.cited, self.topic_index(cell.topic)) {
            (false, _) => StripCell::Uncited,
            (true, None) => StripCell::Cited,
            (true, Some(topic)) => StripCell::OnTopic(topic),
        };
        cells.iter().map(cell).collect()
    }

    /// Returns the index of a topic among the site's topics.
    fn topic_index(&self, id: Option<&str>) -> Option<usize> {
        self.site
            .topics
            .iter()
            .position(|topic| Some(topic.id) == id)
    }

    /// Returns a text with bidi isolation, for a line of this language.
    fn in_line(&self, language: usize, text: TextView<'_>) -> String {
        match text.lang {
            Some(lang) => isolate(&with_isolates(text.text, Writing::of(lang))),
            None => with_isolates(text.text, Writing::of(self.tag(language))).into_owned(),
        }
    }
}

fn missing(config: &std::sync::Arc<str>, count: usize, first: char) -> Diagnostic {
    let these = if count == 1 {
        "1 card"
    } else {
        &format!("{count} cards")
    };
    let message = format!(
        "{these} could not be drawn: no font at hand has all of the letters, such as “{first}” (U+{:04X})",
        u32::from(first)
    );
    Diagnostic::new(codes::CARD_FONT_MISSING, config, message).help(
        "install Noto Naskh Arabic and Noto Serif (on Debian, fonts-noto-core), name files in `fonts` of [cards], or do without with `enabled = false`",
    )
}
