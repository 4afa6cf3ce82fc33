//! Decides which chunks of a page are its article. Pure.
//!
//! dom_smoothie's choice is a first opinion. It is checked against the container that the page itself marks as its
//! article, extended (the lead above it, sentences lost in the middle, further containers of the same kind), and
//! reduced by the chunks that labels of elements exclude from the article.

use super::clean::CleanToken;
use super::labels::ElementRole;
use super::page::{Chunk, ChunkedPage, NodeId};
use crate::{Dropped, Why, words};
use std::collections::{BTreeMap, BTreeSet};

/// Minimum weight of a chunk that is prose even without a full stop.
const LONG: usize = 140;
/// Minimum weight from which a chunk that ends like a sentence counts as prose.
const SENTENCE: usize = 60;
/// Minimum share of the article's prose that its container must hold, in percent.
const CORE_SHARE: usize = 90;

/// Minimum number of words of a heading that is the lead.
const LEAD_WORDS: usize = 9;

/// Minimum weight of prose in the article with the title.
const OWN_ARTICLE: usize = 200;

/// Maximum weight of prose in a readable part that may be a notice; other paragraphs with at least this weight may then
/// be the article.
const SHORT: usize = 300;

/// Minimum weight of prose without a label from which labels are always trusted: such a page is an article with
/// pictures and boxes, not a gallery or a page made of boxes.
const REPORT: usize = 1200;

/// Share of the article's prose, in percent, above which a label is ignored.
const MUCH: usize = 35;

/// The metadata that helps to find an article in its page.
#[derive(Debug, Default)]
pub(super) struct MetadataHints<'a> {
    pub title: Option<&'a str>,
    /// The page's descriptions of the article.
    pub descriptions: &'a [String],
    /// The article's text in JSON-LD.
    pub body: Option<&'a str>,
}

/// The decision on each chunk of a page, and the source of the decision.
pub(super) struct Selection {
    /// For each chunk, the reason why it was dropped; `None` if it is kept.
    pub dropped: Vec<Option<Why>>,
    /// Index of the chunk with the title above the article.
    pub title: Option<usize>,
    /// The source of the decision, in words.
    pub place: &'static str,
}

impl Selection {
    /// Returns the text of the kept chunks.
    pub(super) fn text(&self, page: &ChunkedPage) -> String {
        let all = page.chunks.iter().zip(&self.dropped);
        let kept = all
            .filter(|(_, why)| why.is_none())
            .map(|(chunk, _)| chunk.text.as_str());
        kept.collect::<Vec<_>>().join(" ")
    }

    /// Returns the page's tokens without the text of the dropped chunks.
    pub(super) fn tokens(&self, page: &ChunkedPage) -> Vec<CleanToken<'static>> {
        let mut without = vec![false; page.tokens.len()];
        for (chunk, why) in page.chunks.iter().zip(&self.dropped) {
            if why.is_some() {
                without[chunk.tokens.clone()].fill(true);
            }
        }
        let is_text =
            |token: &CleanToken| matches!(token, CleanToken::Text(_) | CleanToken::Open("br", _));
        let all = page.tokens.iter().zip(without);
        all.filter(|(token, without)| !without || !is_text(token))
            .map(|(token, _)| token.clone())
            .collect()
    }

    /// Returns the dropped chunks, except texts that are `known` elsewhere.
    pub(super) fn account(&self, page: &ChunkedPage, known: &[&str]) -> Vec<Dropped> {
        let known: Vec<String> = known.iter().map(|text| words::folded(text)).collect();
        let all = page.chunks.iter().zip(&self.dropped);
        let dropped = all.filter_map(|(chunk, why)| {
            let text = chunk.text.clone();
            let is_worth =
                text.contains(char::is_alphanumeric) && !known.contains(&words::folded(&text));
            is_worth.then_some(Dropped {
                line: None,
                text,
                why: (*why)?,
            })
        });
        dropped.collect()
    }
}

/// Chooses the chunks. `readable` contains the text nodes of the readable part.
pub(super) fn select(
    page: &ChunkedPage,
    readable: &BTreeSet<NodeId>,
    hints: &MetadataHints,
) -> Selection {
    let mut selector = Selector::new(page, readable, hints);
    selector.drop_next_articles();
    selector.second_opinion(hints);
    selector.third_opinion();
    selector.find_core();
    selector.drop_labelled();
    selector.add_twins();
    selector.drop_next_articles_again();
    selector.add_middle();
    selector.add_end();
    selector.drop_head();
    selector.add_lead(hints);
    selector.drop_teasers();
    selector.drop_head();
    selector.drop_title_again();
    Selection {
        dropped: selector.result(),
        title: selector.title,
        place: selector.place,
    }
}

struct Selector<'p> {
    page: &'p ChunkedPage,
    kept: Vec<bool>,
    /// The reason why a chunk is dropped, by index; chunks without an entry are outside the article.
    why: BTreeMap<usize, Why>,
    /// The weight of prose in each element.
    prose: Vec<usize>,
    /// Index of the innermost element that contains the article.
    core: usize,
    /// Index of the chunk with the title above the article.
    title: Option<usize>,
    /// Index of the first heading of the page that shows the title.
    first_title: Option<usize>,
    /// The elements with the articles that the page appends to its own.
    next_articles: Vec<usize>,
    place: &'static str,
    /// True if there is a readable part, or a container that the page marks as its article.
    is_found: bool,
}

/// Returns true if a chunk is prose: a sentence or a long text that is not mostly a link.
pub(super) fn is_prose(chunk: &Chunk) -> bool {
    chunk.linked * 2 < chunk.letters.max(1)
        && (chunk.weight >= LONG || (chunk.weight >= SENTENCE && words::ends_sentence(&chunk.text)))
}

impl<'p> Selector<'p> {
    fn new(page: &'p ChunkedPage, readable: &BTreeSet<NodeId>, hints: &MetadataHints) -> Self {
        let is_readable = |chunk: &Chunk| {
            let found = chunk
                .nodes
                .iter()
                .filter(|(node, _)| readable.contains(node));
            let found: usize = found.map(|(_, letters)| letters).sum();
            found > 0 && found * 2 >= chunk.letters
        };
        let mut kept: Vec<bool> = page.chunks.iter().map(is_readable).collect();
        let is_found = kept.contains(&true);
        if !is_found {
            kept.fill(true);
        }
        let prose = by_element(page, |_, chunk| is_prose(chunk));
        let mut selector = Selector {
            page,
            kept,
            why: BTreeMap::new(),
            prose,
            core: 0,
            title: None,
            first_title: None,
            next_articles: Vec::new(),
            place: match is_found {
                true => "the page's readable part",
                false => "the whole page",
            },
            is_found,
        };
        selector.title = hints.title.and_then(|title| selector.find_title(title));
        selector.first_title = hints.title.and_then(|title| selector.first_title(title));
        selector
    }

    /// Returns the chunk that shows the title: the last such one above the text, else the first one anywhere.
    fn find_title(&self, title: &str) -> Option<usize> {
        let title = words::folded(title);
        let first = self.first_prose().unwrap_or(usize::MAX);
        let shows = |chunk: &Chunk| {
            let is_heading =
                self.page.around(chunk).take(3).any(|at| {
                    matches!(self.page.elements[at].name.as_str(), "h1" | "h2" | "header")
                });
            let text = words::folded(&chunk.text);
            text == title
                || (is_heading
                    && text.len() >= 12
                    && (title.contains(&text) || text.contains(&title)))
        };
        let mut all = self
            .page
            .chunks
            .iter()
            .enumerate()
            .filter(|(_, c)| shows(c))
            .map(|(i, _)| i);
        let before = all.clone().rfind(|&at| at < first);
        before.or_else(|| all.next())
    }

    /// Returns the first chunk in a first-level heading with the title.
    fn first_title(&self, title: &str) -> Option<usize> {
        let title = words::folded(title);
        let all = self.page.chunks.iter();
        all.into_iter()
            .position(|chunk| self.heading(chunk) == Some(1) && words::folded(&chunk.text) == title)
    }

    fn first_prose(&self) -> Option<usize> {
        let mut all = self.page.chunks.iter().zip(&self.kept);
        all.position(|(chunk, &kept)| kept && is_prose(chunk))
    }

    fn kept_prose(&self) -> usize {
        let all = self.page.chunks.iter().zip(&self.kept);
        all.filter(|(c, kept)| **kept && is_prose(c))
            .map(|(c, _)| c.weight)
            .sum()
    }

    /// Returns the chunks in an element.
    fn within(&self, element: usize) -> Vec<usize> {
        let inside = |chunk: &Chunk| self.page.around(chunk).any(|at| at == element);
        let all = self.page.chunks.iter().enumerate();
        all.filter(|(_, c)| inside(c)).map(|(i, _)| i).collect()
    }

    /// Returns the label of an element between a chunk and `outer` that identifies the chunk as something other than the
    /// article's text.
    fn label(&self, chunk: &Chunk, outer: usize) -> Option<ElementRole> {
        let total = self.prose[outer].max(1);
        let between = self.page.around(chunk).take_while(|&at| at != outer);
        let small = between.filter(|&at| self.prose[at] * 2 < total);
        small
            .flat_map(|at| &self.page.elements[at].labels)
            .find(|label| !matches!(label, ElementRole::Body | ElementRole::Lead))
            .copied()
    }

    /// Returns the label by which a kept chunk is dropped. A long text is neither a byline nor a time, but the box
    /// around it can be about the author. A frame has no meaning by itself, but the elements around it can.
    fn label_to_drop(&self, chunk: &Chunk) -> Option<ElementRole> {
        let total = self.prose[self.core].max(1);
        let between = self.page.around(chunk).take_while(|&at| at != self.core);
        let small = between.filter(|&at| self.prose[at] * 2 < total);
        let labels: Vec<ElementRole> = small
            .flat_map(|at| &self.page.elements[at].labels)
            .filter(|label| {
                !matches!(
                    label,
                    ElementRole::Body | ElementRole::Lead | ElementRole::Frame
                )
            })
            .copied()
            .collect();
        let is_line =
            |label: &ElementRole| matches!(label, ElementRole::Byline | ElementRole::Time);
        let is_box = |label: &ElementRole| !is_line(label);
        let first = labels.first().copied()?;
        match is_line(&first) && chunk.weight >= LONG {
            true => labels.into_iter().find(is_box).or(Some(first)),
            false => Some(first),
        }
    }

    fn is_hidden(&self, chunk: &Chunk) -> bool {
        self.page
            .around(chunk)
            .any(|at| self.page.elements[at].hidden)
    }

    /// Uses the container that the page marks as its article, if the readable part is elsewhere or much smaller.
    fn second_opinion(&mut self, hints: &MetadataHints) {
        let readable = self.kept_prose();
        if let Some(body) = hints.body {
            let body = squash(body);
            let said: Vec<usize> = (0..self.page.chunks.len())
                .filter(|&at| {
                    let chunk = &self.page.chunks[at];
                    chunk.weight >= SENTENCE && body.contains(&squash(&chunk.text))
                })
                .collect();
            let weight = |all: &[usize]| -> usize {
                all.iter().map(|&at| self.page.chunks[at].weight).sum()
            };
            let both: Vec<usize> = said.iter().copied().filter(|&at| self.kept[at]).collect();
            if weight(&said) >= 300 && weight(&both) * 2 < weight(&said) {
                let root = self.common(&said);
                return self.take(root, "the element with JSON-LD's articleBody");
            }
            if weight(&both) * 2 > readable {
                return;
            }
        }
        let Some(candidate) = self.named_container() else {
            return;
        };
        let inside = self.within(candidate);
        let own: usize = inside
            .iter()
            .map(|&at| &self.page.chunks[at])
            .filter(|c| is_prose(c) && self.label(c, candidate).is_none() && !self.is_hidden(c))
            .map(|c| c.weight)
            .sum();
        let both: usize = inside
            .iter()
            .filter(|&&at| self.kept[at])
            .map(|&at| &self.page.chunks[at])
            .filter(|c| is_prose(c))
            .map(|c| c.weight)
            .sum();
        // Chunks that the labels exclude do not count.
        let good: usize = (0..self.page.chunks.len())
            .filter(|&at| self.kept[at])
            .map(|at| &self.page.chunks[at])
            .filter(|c| is_prose(c) && self.label(c, 0).is_none())
            .map(|c| c.weight)
            .sum();
        if own >= 200 && both * 2 < own && own > good && own * 2 > readable {
            self.take(candidate, "the element that the page names as its article");
        }
    }

    /// If the readable part has hardly any text, uses the element with the most text in paragraphs above it, below the
    /// title: dom_smoothie may prefer a notice to a short report above it.
    fn third_opinion(&mut self) {
        let found = self.kept_prose();
        let (Some(title), Some(first)) = (self.title, self.first_prose()) else {
            return;
        };
        if found >= SHORT || first <= title {
            return;
        }
        let elements = &self.page.elements;
        let mut containers: BTreeMap<usize, usize> = BTreeMap::new();
        for chunk in &self.page.chunks[title + 1..first] {
            let element = &elements[chunk.element];
            if element.name == "p"
                && is_prose(chunk)
                && self.label(chunk, 0).is_none()
                && !self.is_hidden(chunk)
                && let Some(parent) = element.parent
            {
                *containers.entry(parent).or_default() += chunk.weight;
            }
        }
        let largest = containers.into_iter().max_by_key(|(_, weight)| *weight);
        if let Some((container, weight)) = largest
            && weight >= SHORT.max(found * 2)
            && !self.is_in_next_article(container)
        {
            self.take(container, "the element with the most paragraphs");
        }
    }

    /// Drops the articles that a page with infinite scrolling appends to its own.
    fn drop_next_articles(&mut self) {
        let Some(title) = self.title else {
            return;
        };
        let is_article = |&at: &usize| self.page.elements[at].name == "article";
        let title = &self.page.chunks[title];
        let Some(own) = self.page.around(title).find(is_article) else {
            return;
        };
        // An `<article>` around the title alone is not the article: its text is in another one.
        if self.prose[own] < OWN_ARTICLE {
            return;
        }
        let level = self.heading(title).unwrap_or(1);
        let around: Vec<usize> = self.page.around(title).collect();
        let others: Vec<usize> = (0..self.page.elements.len())
            .filter(is_article)
            .filter(|&at| !around.contains(&at) && !self.page.up(at).any(|up| up == own))
            .collect();
        for other in others {
            let inside = self.within(other);
            let titled = inside.iter().any(|&at| {
                self.heading(&self.page.chunks[at])
                    .is_some_and(|other| other <= level)
            });
            if titled {
                self.next_articles.push(other);
                inside.into_iter().for_each(|at| self.kept[at] = false);
            }
        }
        if self.kept_prose() == 0 {
            self.take(own, "the element that the page names as its article");
        }
    }

    /// Returns true if an element is in an article that the page appends to its own.
    fn is_in_next_article(&self, element: usize) -> bool {
        self.page
            .up(element)
            .any(|up| self.next_articles.contains(&up))
    }

    /// Drops the parts of the next articles that other steps have added.
    fn drop_next_articles_again(&mut self) {
        for at in 0..self.kept.len() {
            if self.is_in_next_article(self.page.chunks[at].element) {
                self.kept[at] = false;
            }
        }
    }

    /// Returns the element that is marked as the article's text, else the only `<article>` with prose.
    fn named_container(&self) -> Option<usize> {
        let elements = || self.page.elements.iter().enumerate();
        let outermost = |all: Vec<usize>| -> Vec<usize> {
            let inner = |&at: &usize| !self.page.up(at).skip(1).any(|up| all.contains(&up));
            all.iter().copied().filter(inner).collect()
        };
        let bodies: Vec<usize> = elements()
            .filter(|(at, e)| e.labels.contains(&ElementRole::Body) && self.prose[*at] >= 200)
            .filter(|(at, _)| !self.is_in_next_article(*at))
            .map(|(at, _)| at)
            .collect();
        let largest = outermost(bodies)
            .into_iter()
            .max_by_key(|&at| self.prose[at]);
        let articles: Vec<usize> = elements()
            .filter(|(at, e)| e.name == "article" && self.prose[*at] >= 200)
            .map(|(at, _)| at)
            .filter(|at| !self.is_in_next_article(*at))
            .collect();
        largest.or(match outermost(articles).as_slice() {
            [sole] => Some(*sole),
            _ => None,
        })
    }

    /// Makes the text of an element the article.
    fn take(&mut self, element: usize, place: &'static str) {
        self.kept.fill(false);
        for at in self.within(element) {
            let chunk = &self.page.chunks[at];
            let teaser = chunk.linked * 4 > chunk.letters * 3 && !words::ends_sentence(&chunk.text);
            self.kept[at] =
                self.label(chunk, element).is_none() && !teaser && !self.is_hidden(chunk);
        }
        self.place = place;
        self.is_found = true;
    }

    /// Returns the innermost element that contains all of some chunks.
    fn common(&self, chunks: &[usize]) -> usize {
        let elements: Vec<usize> = chunks
            .iter()
            .map(|&at| self.page.chunks[at].element)
            .collect();
        self.page.common(&elements)
    }

    fn find_core(&mut self) {
        let kept = |i: usize| self.kept[i];
        let prose = by_element(self.page, |i, chunk| kept(i) && is_prose(chunk));
        let total = prose.first().copied().unwrap_or(0);
        let holds = |&at: &usize| prose[at] * 100 >= total * CORE_SHARE;
        // Elements precede their descendants, so the last one with enough prose is the innermost.
        let innermost = (0..prose.len()).rfind(holds);
        self.core = innermost.filter(|_| total > 0).unwrap_or(0);
    }

    /// Drops the chunks that labels exclude, unless they are a large part of the article: then the labels have another
    /// meaning here, as in a gallery whose captions are the text.
    fn drop_labelled(&mut self) {
        let labelled: Vec<(usize, ElementRole)> = (0..self.page.chunks.len())
            .filter(|&at| self.kept[at])
            .filter_map(|at| Some((at, self.label_to_drop(&self.page.chunks[at])?)))
            .collect();
        let total = self.kept_prose();
        for label in [
            ElementRole::Caption,
            ElementRole::Byline,
            ElementRole::Time,
            ElementRole::Tags,
            ElementRole::Comments,
            ElementRole::Boilerplate,
            ElementRole::ScreenReader,
        ] {
            let own = || {
                labelled
                    .iter()
                    .filter(|(_, l)| *l == label)
                    .map(|(at, _)| *at)
            };
            // Galleries show each caption several times.
            let mut seen = BTreeSet::new();
            let is_repeated = |at: &usize| !seen.insert(squash(&self.page.chunks[*at].text));
            let repeated: BTreeSet<usize> = match label {
                ElementRole::Caption => own().filter(is_repeated).collect(),
                _ => BTreeSet::new(),
            };
            let weight = |at: usize| match is_prose(&self.page.chunks[at]) {
                true => self.page.chunks[at].weight,
                false => 0,
            };
            let all: usize = own().map(weight).sum();
            let prose: usize = own().filter(|at| !repeated.contains(at)).map(weight).sum();
            let rest = total.saturating_sub(all);
            let is_much = prose * 100 > (prose + rest) * MUCH
                && !(label == ElementRole::Caption && rest >= REPORT)
                && !(label == ElementRole::Boilerplate && rest >= REPORT.max(prose));
            for at in own() {
                let chunk = &self.page.chunks[at];
                let short = chunk.weight < LONG;
                let why = match label {
                    _ if is_much && is_prose(chunk) => continue,
                    ElementRole::Caption if self.is_source(chunk) => continue,
                    _ if repeated.contains(&at) => Why::Caption,
                    ElementRole::Caption => Why::Caption,
                    ElementRole::Byline if short => Why::Byline,
                    ElementRole::Time if short && !self.is_titled_time(chunk) => Why::Day,
                    ElementRole::Byline | ElementRole::Time => continue,
                    ElementRole::Tags => Why::Tags,
                    _ => Why::Furniture,
                };
                self.kept[at] = false;
                self.why.insert(at, why);
            }
        }
    }

    /// Returns true if a chunk is a heading with more words than a time has, like the headings of live reports.
    fn is_titled_time(&self, chunk: &Chunk) -> bool {
        let words = chunk.text.split_whitespace();
        let named = words.filter(|word| word.chars().all(|c| !c.is_numeric()));
        self.heading(chunk).is_some() && named.count() >= 4
    }

    /// Returns true if a chunk is in a `<figure>` with a quotation or a table, and so names its source.
    fn is_source(&self, chunk: &Chunk) -> bool {
        let elements = &self.page.elements;
        let figure = self
            .page
            .around(chunk)
            .find(|&at| elements[at].name == "figure");
        figure.is_some_and(|figure| {
            let mut inner = (figure..elements.len())
                .filter(|&at| matches!(elements[at].name.as_str(), "blockquote" | "table" | "pre"));
            inner.any(|at| self.page.up(at).any(|up| up == figure))
        })
    }

    /// Returns the names and classes of the elements between a chunk and `outer`, innermost first.
    fn shape(&self, chunk: &Chunk, outer: usize) -> Vec<(&str, &str)> {
        let between = self.page.around(chunk).take_while(|&at| at != outer);
        between
            .map(|at| {
                let element = &self.page.elements[at];
                (element.name.as_str(), element.class.as_str())
            })
            .collect()
    }

    /// Adds the text of sibling containers with the same structure as the article's: pages put banners between them.
    fn add_twins(&mut self) {
        let up: Vec<usize> = self.page.up(self.core).collect();
        for &at in &up {
            let element = &self.page.elements[at];
            if matches!(element.name.as_str(), "article" | "main" | "body")
                || element.class.is_empty()
            {
                if matches!(element.name.as_str(), "article" | "main" | "body") {
                    return;
                }
                continue;
            }
            let twins: Vec<usize> = (0..self.page.elements.len())
                .filter(|&other| {
                    let twin = &self.page.elements[other];
                    other != at
                        && twin.parent == element.parent
                        && twin.name == element.name
                        && twin.class == element.class
                })
                .collect();
            let shapes: BTreeSet<Vec<(String, String)>> = (0..self.page.chunks.len())
                .filter(|&i| self.kept[i] && is_prose(&self.page.chunks[i]))
                .map(|i| owned(self.shape(&self.page.chunks[i], at)))
                .collect();
            for twin in twins {
                let inside = self.within(twin);
                let fits = |&i: &usize| {
                    let chunk = &self.page.chunks[i];
                    let heading = self.heading(chunk).is_some();
                    let shape = owned(self.shape(chunk, twin));
                    let like = shapes.contains(&shape)
                        || (heading
                            && shapes
                                .iter()
                                .any(|s| s.len() == shape.len() && s[1..] == shape[1..]));
                    like && self.label(chunk, twin).is_none() && !self.is_hidden(chunk)
                };
                let like: Vec<usize> = inside.iter().copied().filter(fits).collect();
                let has_title = inside
                    .iter()
                    .any(|&i| self.heading(&self.page.chunks[i]) == Some(1));
                let prose = like.iter().any(|&i| is_prose(&self.page.chunks[i]));
                if prose && !has_title {
                    like.into_iter().for_each(|i| self.kept[i] = true);
                }
            }
        }
    }

    /// Returns the level of the heading that a chunk is in; `None` if it is in none.
    fn heading(&self, chunk: &Chunk) -> Option<u8> {
        self.page.around(chunk).take(2).find_map(|at| {
            match self.page.elements[at].name.as_bytes() {
                [b'h', n @ b'1'..=b'6'] => Some(n - b'0'),
                _ => None,
            }
        })
    }

    /// Adds sentences, and headings above kept chunks, that were lost between the first and the last sentence.
    fn add_middle(&mut self) {
        let Some(first) = self.first_prose() else {
            return;
        };
        let last = (0..self.kept.len())
            .rev()
            .find(|&i| self.kept[i] && is_prose(&self.page.chunks[i]));
        let last = last.unwrap_or(first);
        let shapes: BTreeSet<Vec<(String, String)>> = (first..=last)
            .filter(|&i| self.kept[i] && is_prose(&self.page.chunks[i]))
            .map(|i| owned(self.shape(&self.page.chunks[i], self.core)))
            .collect();
        for at in first..last {
            let chunk = &self.page.chunks[at];
            let inside = self.page.around(chunk).any(|up| up == self.core);
            if self.kept[at] || !inside || self.is_hidden(chunk) || self.why.contains_key(&at) {
                continue;
            }
            if self.label(chunk, self.core).is_some() {
                continue;
            }
            let shape = owned(self.shape(chunk, self.core));
            let like = shapes.contains(&shape);
            let sentence = words::ends_sentence(&chunk.text) && !is_teaser(chunk);
            self.kept[at] =
                is_prose(chunk) && chunk.linked * 3 < chunk.letters || (like && sentence);
        }
        for at in first..last {
            let chunk = &self.page.chunks[at];
            let above = self.kept[at + 1];
            let inside = self.page.around(chunk).any(|up| up == self.core);
            let bare = chunk.linked * 2 < chunk.letters
                && !self.why.contains_key(&at)
                && self.label(chunk, self.core).is_none();
            if above
                && inside
                && bare
                && self.heading(chunk).is_some_and(|level| level > 1)
                && !self.is_hidden(chunk)
            {
                self.kept[at] = true;
            }
        }
    }

    /// Adds the paragraphs that were lost in the container that has most of the kept ones, also below the last sentence.
    fn add_end(&mut self) {
        let elements = &self.page.elements;
        // The weight of the kept paragraphs in each element, and the index of the first.
        let mut containers: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for (at, chunk) in self.page.chunks.iter().enumerate() {
            let element = &elements[chunk.element];
            if self.kept[at]
                && is_prose(chunk)
                && element.name == "p"
                && let Some(parent) = element.parent
            {
                let (weight, _) = containers.entry(parent).or_insert((0, at));
                *weight += chunk.weight;
            }
        }
        let largest = containers.iter().max_by_key(|(_, (weight, _))| *weight);
        let Some((&container, &(_, first))) = largest else {
            return;
        };
        let class = &elements[self.page.chunks[first].element].class;
        let last = self.kept.iter().rposition(|&kept| kept).unwrap_or(first);
        for at in first + 1..self.kept.len() {
            let chunk = &self.page.chunks[at];
            let element = &elements[chunk.element];
            let fits = element.parent == Some(container)
                && element.name == "p"
                && element.class == *class
                && chunk.linked * 2 < chunk.letters
                && !self.why.contains_key(&at)
                && self.label(chunk, self.core).is_none()
                && !self.is_hidden(chunk);
            // Below the text, what follows anything else is not the article's.
            if at > last && !fits {
                break;
            }
            self.kept[at] |= fits;
        }
    }

    /// Adds the lead, which many pages put above the container of the text.
    fn add_lead(&mut self, hints: &MetadataHints) {
        let Some(first) = self.first_prose() else {
            return;
        };
        let described: Vec<String> = hints
            .descriptions
            .iter()
            .map(|d| squash(d))
            .filter(|d| d.len() >= 30)
            .collect();
        let is_described = |text: &str| {
            let text = squash(text);
            described.iter().any(|d| {
                let (short, long) = if d.len() < text.len() {
                    (d, &text)
                } else {
                    (&text, d)
                };
                short.len() >= 30
                    && long.starts_with(short.as_str())
                    && short.len() * 2 >= long.len()
            })
        };
        let from = self.title.filter(|&at| at < first).map(|at| at + 1);
        // Some pages show the title twice, and the lead between.
        let earliest = self.first_title.map(|at| at + 1).min(from).or(from);
        let is_known = |text: &str, kept: &[bool]| {
            let text = squash(text);
            let mut all = self.page.chunks.iter().zip(kept);
            all.any(|(c, kept)| *kept && squash(&c.text).starts_with(&text))
        };
        for at in earliest.unwrap_or(0)..first {
            let chunk = &self.page.chunks[at];
            if self.kept[at]
                || self.is_hidden(chunk)
                || self.why.contains_key(&at)
                || chunk.linked * 2 > chunk.letters
            {
                continue;
            }
            let labels = || {
                self.page
                    .around(chunk)
                    .take(3)
                    .flat_map(|up| &self.page.elements[up].labels)
            };
            let is_lead = labels().any(|l| *l == ElementRole::Lead);
            let barred = labels().any(|l| {
                matches!(
                    l,
                    ElementRole::Boilerplate
                        | ElementRole::Caption
                        | ElementRole::Comments
                        | ElementRole::Tags
                        | ElementRole::ScreenReader
                        | ElementRole::Time
                        | ElementRole::Byline
                )
            });
            let after_title = from.is_some();
            let sentence = is_prose(chunk) && words::ends_sentence(&chunk.text);
            // A heading right below the title that is as long as a sentence is one, also without a full stop.
            let is_above = from.is_some_and(|from| at < from);
            let below_title = after_title && at <= from.unwrap_or(0) + 1;
            let is_long = below_title
                && chunk.weight >= SENTENCE
                && words::count(&chunk.text) >= LEAD_WORDS
                && self.heading(chunk).is_some();
            let fits = is_described(&chunk.text)
                || (after_title
                    && !barred
                    && chunk.weight >= 40
                    && (is_lead || (!is_above && (sentence || is_long))));
            if fits && !is_known(&chunk.text, &self.kept) {
                self.kept[at] = true;
            }
        }
    }

    /// Drops links to other articles, even if they end as sentences do.
    fn drop_teasers(&mut self) {
        for at in 0..self.page.chunks.len() {
            if self.kept[at]
                && is_teaser(&self.page.chunks[at])
                && self.heading(&self.page.chunks[at]).is_none()
            {
                self.kept[at] = false;
                self.why.insert(at, Why::Links);
            }
        }
    }

    /// Drops short lines above the first sentence: kickers, reading times, numbers of comments.
    fn drop_head(&mut self) {
        let Some(first) = self.first_prose() else {
            return;
        };
        for at in 0..first {
            let chunk = &self.page.chunks[at];
            let short = chunk.weight < 40 && !words::ends_sentence(&chunk.text);
            let before_title = self.title.is_some_and(|title| at < title);
            let in_list = self.page.around(chunk).take(2).any(|up| {
                matches!(
                    self.page.elements[up].name.as_str(),
                    "li" | "td" | "th" | "blockquote" | "pre" | "dt"
                )
            });
            let bare = words::count(&chunk.text) <= 3 && self.heading(chunk).is_none() && !in_list;
            if self.kept[at] && Some(at) == self.title {
                self.kept[at] = false;
                self.why.insert(at, Why::RepeatedTitle);
            }
            if self.kept[at] && short && (before_title || bare) {
                self.kept[at] = false;
                self.why.insert(at, Why::Furniture);
            }
        }
    }

    /// Drops the headings that show the title again.
    fn drop_title_again(&mut self) {
        let Some(title) = self.title else {
            return;
        };
        let title = words::folded(&self.page.chunks[title].text);
        for at in 0..self.kept.len() {
            let chunk = &self.page.chunks[at];
            if self.kept[at] && self.heading(chunk).is_some() && words::folded(&chunk.text) == title
            {
                self.kept[at] = false;
                self.why.insert(at, Why::RepeatedTitle);
            }
        }
    }

    fn result(&self) -> Vec<Option<Why>> {
        let all = self.kept.iter().enumerate();
        all.map(|(at, kept)| (!kept).then(|| self.why.get(&at).copied().unwrap_or(Why::Outside)))
            .collect()
    }
}

/// Returns true if a chunk is a link to another article: only a link, or a few words, a colon and a link.
fn is_teaser(chunk: &Chunk) -> bool {
    if chunk.ends_linked && words::ends_in_more(&chunk.text) {
        return true;
    }
    let rest = chunk.letters - chunk.linked;
    chunk.linked > 0
        && rest * 4 <= chunk.linked
        && chunk.ends_linked
        && (rest == 0 || chunk.text.contains(':'))
}

/// Returns, for each element, the weight of the `wanted` chunks in it.
fn by_element(page: &ChunkedPage, wanted: impl Fn(usize, &Chunk) -> bool) -> Vec<usize> {
    let mut weights = vec![0; page.elements.len()];
    for (i, chunk) in page.chunks.iter().enumerate() {
        if wanted(i, chunk) {
            page.around(chunk)
                .for_each(|at| weights[at] += chunk.weight);
        }
    }
    weights
}

fn owned(shape: Vec<(&str, &str)>) -> Vec<(String, String)> {
    shape
        .into_iter()
        .map(|(name, class)| (name.to_string(), class.to_string()))
        .collect()
}

/// Returns the letters and digits of a text, in folded form.
fn squash(text: &str) -> String {
    words::folded(text).replace(' ', "")
}
