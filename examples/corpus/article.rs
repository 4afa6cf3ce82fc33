//! One article: its original and its two summaries.
//!
//! [`CorpusArticle::draw`] plans it from the seed and its number alone; [`CorpusArticle::original`] and
//! [`CorpusArticle::summary`] write it out. What a summary says is a choice of the original's [`SceneClaim`]s, and both
//! languages say the same ones; so each figure and name of a summary is in the paragraph that it cites, and the
//! languages agree by construction.

use std::collections::BTreeSet;

use super::names::{Bilingual, CorpusPublisher, ORGANISATIONS, PEOPLE, PLACES, PUBLISHERS, THINGS};
use super::phrases::{
    BACKGROUND, DESCRIPTIONS, FACTS, LINKS_TO_THINGS, OPENINGS, OPINIONS, Opening, PARTNERS,
    QUOTED, REMARKS, REPORTED, SEE_ALSO, SentenceVariants, WHILE,
};
use super::rng::Rng;
use super::topics::{CorpusTopic, TOPICS};
use super::voice::{Cast, CorpusDate, CorpusLanguage, Scene, Voice, capitalised};

/// Paragraphs of an original.
pub const PARAGRAPHS: usize = 8;
const PARAGRAPH_WORDS: usize = 75;
/// A summary is filled until it has as many words as this; one more remark has about ten.
const SUMMARY_WORDS: usize = 144;
/// Claims are added to a summary while its English has fewer words than this.
const CLAIMED_WORDS: usize = 118;

/// The paragraph, from 0, in which each thing is said.
const OPENING_PARAGRAPH: usize = 0;
const PARTNER_PARAGRAPH: usize = 4;
const STATEMENT_PARAGRAPH: usize = 5;
const OPINION_PARAGRAPH: usize = 6;
const THING_PARAGRAPH: usize = 7;

/// The first day on which anything is published, counted as in [`CorpusDate::of_day`]: 1 January 2021.
const FIRST_DAY: u32 = 731;
const FIVE_YEARS: u32 = 5 * 365 + 1;

/// A file of the corpus.
pub struct CorpusFile {
    /// What is in it.
    pub file: String,
    /// The words of its body: no markup, no citations.
    pub words: usize,
}

/// What another article must know to refer to this one.
struct ArticleHeader {
    topic: usize,
    project: &'static Bilingual,
    slug: String,
}

impl ArticleHeader {
    fn draw(rng: &mut Rng, index: usize) -> Self {
        let topic = rng.below(TOPICS.len());
        let project = rng.pick(&TOPICS[topic].projects);
        ArticleHeader {
            topic,
            project,
            slug: format!("{}-{:05}", slug(project.1), index + 1),
        }
    }
}

/// What a paragraph of the original says, in a scene that fixes its words, names and figures.
struct SceneClaim {
    paragraph: usize,
    sentence: &'static SentenceVariants,
    /// It has figures and no name of its own: a summary may leave it out, or join it to another.
    is_fact: bool,
    scene: Scene,
}

/// A sentence of a summary: one claim, or more of them joined.
type Point = Vec<usize>;

/// A passage of a summary under a heading with its topic.
struct CorpusPassage {
    topic: &'static CorpusTopic,
    heading: &'static Bilingual,
    points: Vec<Point>,
}

/// An article.
pub struct CorpusArticle {
    /// Its folder's name.
    pub slug: String,
    cast: Cast,
    publisher: &'static CorpusPublisher,
    opening: &'static Opening,
    published: u32,
    retrieved: u32,
    topics: Vec<&'static CorpusTopic>,
    claims: Vec<SceneClaim>,
    passages: Vec<CorpusPassage>,
    description: &'static Bilingual,
    see_also: Option<ArticleHeader>,
    has_subheadings: bool,
    /// Where the words begin that fill the original and each summary.
    filling: [Rng; 3],
}

impl CorpusArticle {
    /// Article `index` (from 0) of the corpus of `seed`.
    pub fn draw(seed: u64, index: usize) -> Self {
        let mut stream = Rng::of_article(seed, index);
        let header = ArticleHeader::draw(&mut stream, index);
        let rng = &mut stream;
        let cast = draw_cast(rng, header.project);
        let published = FIRST_DAY + rng.between(0, FIVE_YEARS - 1);
        let topics = draw_topics(rng, header.topic);
        let opening = rng.pick(&OPENINGS);
        let claims = draw_claims(rng, cast, &topics, opening, published);
        let passages = draw_passages(rng, &topics, &claims);
        let see_also = (index > 0 && rng.chance(35)).then(|| {
            let other = rng.below(index);
            ArticleHeader::draw(&mut Rng::of_article(seed, other), other)
        });
        CorpusArticle {
            slug: header.slug,
            cast,
            publisher: rng.pick(&PUBLISHERS),
            opening,
            published,
            retrieved: published + rng.between(0, 20),
            topics,
            claims,
            passages,
            description: rng.pick(&DESCRIPTIONS),
            see_also,
            has_subheadings: rng.chance(35),
            filling: [rng.fork(), rng.fork(), rng.fork()],
        }
    }

    /// `original.ar.md`.
    pub fn original(&self) -> CorpusFile {
        let voice = Voice::original(self.publisher.style);
        let mut rng = self.filling[0].clone();
        let mut background = Deck::new(&mut rng, &BACKGROUND);
        let (mut file, mut words) = (self.original_front_matter(), 0);
        for paragraph in 0..PARAGRAPHS {
            if self.has_subheadings && [3, 6].contains(&paragraph) {
                let heading = rng.pick(&self.topic_of(paragraph).headings);
                file += &format!("\n## {}\n", heading.0);
            }
            let mut sentences = self.claims_of(paragraph, voice);
            words += sentences
                .iter()
                .map(|sentence| count_words(sentence))
                .sum::<usize>();
            // Half a sentence too few or too many, and the next paragraph makes up for it.
            while words + 9 < PARAGRAPH_WORDS * (paragraph + 1) {
                let scene = self.scene(&mut rng, self.topic_of(paragraph));
                let sentence = voice.say(background.next(&mut rng), &scene) + ".";
                words += count_words(&sentence);
                sentences.push(sentence);
            }
            file += &format!("\n{}\n", sentences.join(" "));
        }
        CorpusFile { file, words }
    }

    /// `summary.<language>.md`.
    pub fn summary(&self, language: CorpusLanguage) -> CorpusFile {
        let voice = Voice::summary(language);
        let mut rng = self.filling[1 + usize::from(language == CorpusLanguage::En)].clone();
        let mut blocks = self.blocks(voice);
        let mut words: usize = blocks.iter().map(|block| block.words).sum();
        let mut remarks = Deck::new(&mut rng, &REMARKS);
        while words < SUMMARY_WORDS {
            let block = rng.below(blocks.len());
            let scene = self.scene(&mut rng, blocks[block].topic);
            let remark = voice.say(language.of(remarks.next(&mut rng)), &scene) + ".";
            words += count_words(&remark);
            blocks[block].sentences.push(remark);
        }
        let mut file = self.summary_front_matter(voice);
        for block in blocks {
            file += &format!("\n{}{}\n", block.heading, block.sentences.join(" "));
        }
        CorpusFile { file, words }
    }

    /// The lead and the passages of a summary, before they are filled.
    fn blocks(&self, voice: Voice) -> Vec<UnfinishedBlock> {
        let mut lead = UnfinishedBlock::new(self.topics[0], String::new());
        let opening: Point = vec![0];
        lead.push(
            &restated(&opening, &self.claims, voice),
            citation(&opening, &self.claims),
        );
        if let Some(other) = &self.see_also {
            lead.refer(other, voice.language, self.published);
        }
        let mut blocks = vec![lead];
        for passage in &self.passages {
            let heading = voice.language.of(passage.heading);
            let mut block = UnfinishedBlock::new(passage.topic, heading.to_owned());
            for point in &passage.points {
                block.push(
                    &restated(point, &self.claims, voice),
                    citation(point, &self.claims),
                );
            }
            blocks.push(block);
        }
        blocks
    }

    fn original_front_matter(&self) -> String {
        let voice = Voice::original(self.publisher.style);
        let published = CorpusDate::of_day(self.published);
        let address = format!(
            "https://{}.example/{}/{:02}/{}",
            self.publisher.id, published.year, published.month, self.slug
        );
        format!(
            "+++\ntitle = {}\npublisher = {}\nurl = {}\npublished = {}\nretrieved = {}\nrights = \"full\"\n+++\n",
            toml_string(&self.title(voice)),
            toml_string(self.publisher.id),
            toml_string(&address),
            published.iso(),
            CorpusDate::of_day(self.retrieved).iso(),
        )
    }

    fn summary_front_matter(&self, voice: Voice) -> String {
        let description = voice.say(voice.language.of(self.description), &self.claims[0].scene);
        format!(
            "+++\ntitle = {}\ndescription = {}\n+++\n",
            toml_string(&self.title(voice)),
            toml_string(&description),
        )
    }

    fn title(&self, voice: Voice) -> String {
        voice.say(voice.form(&self.opening.title), &self.claims[0].scene)
    }

    fn claims_of(&self, paragraph: usize, voice: Voice) -> Vec<String> {
        self.claims
            .iter()
            .filter(|claim| claim.paragraph == paragraph)
            .map(|claim| voice.say(voice.form(claim.sentence), &claim.scene) + ".")
            .collect()
    }

    fn topic_of(&self, paragraph: usize) -> &'static CorpusTopic {
        self.topics[part_of(paragraph, self.topics.len())]
    }

    fn scene(&self, rng: &mut Rng, topic: &'static CorpusTopic) -> Scene {
        Scene::draw(rng, self.cast, topic, self.published)
    }
}

/// A lead or a passage while it is written.
struct UnfinishedBlock {
    topic: &'static CorpusTopic,
    heading: String,
    sentences: Vec<String>,
    words: usize,
}

impl UnfinishedBlock {
    /// An empty passage on `topic`; without a heading, a lead.
    fn new(topic: &'static CorpusTopic, heading: String) -> Self {
        let words = count_words(&heading);
        let heading = match words {
            0 => String::new(),
            _ => format!("## {heading} {{ topic={} }}\n\n", topic.id),
        };
        UnfinishedBlock {
            topic,
            heading,
            sentences: Vec::new(),
            words,
        }
    }

    fn push(&mut self, sentence: &str, citation: String) {
        self.words += count_words(sentence);
        self.sentences.push(format!("{sentence} {citation}."));
    }

    /// Adds a sentence with a link to the summary of `other` in `language`; `choice` says which sentence.
    fn refer(&mut self, other: &ArticleHeader, language: CorpusLanguage, choice: u32) {
        let (before, link) = match (language, &SEE_ALSO[choice as usize % SEE_ALSO.len()]) {
            (CorpusLanguage::Ar, (ar, _)) => *ar,
            (CorpusLanguage::En, (_, en)) => *en,
        };
        let link = link.replace("{linked}", language.of(other.project));
        self.words += count_words(before) + count_words(&link);
        let target = format!("../{}/summary.{}.md", other.slug, language.tag());
        self.sentences.push(format!("{before}[{link}]({target})."));
    }
}

/// The items of a table in a random order, again and again: no repetition before all have had their turn.
struct Deck<T: 'static> {
    table: &'static [T],
    left: Vec<&'static T>,
}

impl<T> Deck<T> {
    fn new(rng: &mut Rng, table: &'static [T]) -> Self {
        Deck {
            table,
            left: rng.deck(table),
        }
    }

    fn next(&mut self, rng: &mut Rng) -> &'static T {
        if self.left.is_empty() {
            self.left = rng.deck(self.table);
        }
        self.left.pop().unwrap_or(&self.table[0])
    }
}

fn draw_cast(rng: &mut Rng, project: &'static Bilingual) -> Cast {
    let (org, partner) = rng.pick_two(&ORGANISATIONS);
    let (person, person2) = rng.pick_two(&PEOPLE);
    let (place, thing) = (rng.pick(&PLACES), rng.pick(&THINGS));
    Cast {
        org,
        partner,
        place,
        person,
        person2,
        thing,
        project,
    }
}

/// Two or three topics, `first` among them as the main one.
fn draw_topics(rng: &mut Rng, first: usize) -> Vec<&'static CorpusTopic> {
    let mut topics = vec![&TOPICS[first]];
    let others = rng.deck(&TOPICS);
    let wanted = 1 + usize::from(rng.chance(60));
    topics.extend(
        others
            .into_iter()
            .filter(|topic| topic.id != TOPICS[first].id)
            .take(wanted),
    );
    topics
}

/// Which of the article's topics a paragraph is on: they follow one another.
fn part_of(paragraph: usize, topics: usize) -> usize {
    match topics {
        3 => [0, 0, 0, 1, 1, 1, 2, 2][paragraph],
        _ => [0, 0, 0, 0, 1, 1, 1, 1][paragraph],
    }
}

/// What the original says, in order; first the opening.
fn draw_claims(
    rng: &mut Rng,
    cast: Cast,
    topics: &[&'static CorpusTopic],
    opening: &'static Opening,
    published: u32,
) -> Vec<SceneClaim> {
    let mut general = Deck::new(rng, &FACTS);
    let mut special: Vec<_> = topics
        .iter()
        .map(|topic| Deck::new(rng, &topic.facts))
        .collect();
    let mut claims = Vec::new();
    for paragraph in 0..PARAGRAPHS {
        let part = part_of(paragraph, topics.len());
        let (main, is_fact) = match paragraph {
            OPENING_PARAGRAPH => (&opening.event, false),
            STATEMENT_PARAGRAPH if rng.chance(60) => (rng.pick(&QUOTED), false),
            STATEMENT_PARAGRAPH => (rng.pick(&REPORTED), false),
            _ if rng.chance(50) => (special[part].next(rng), true),
            _ => (general.next(rng), true),
        };
        let mention = draw_mention(rng, paragraph).map(|sentence| (sentence, false));
        for (sentence, is_fact) in [Some((main, is_fact)), mention].into_iter().flatten() {
            let scene = Scene::draw(rng, cast, topics[part], published);
            claims.push(SceneClaim {
                paragraph,
                sentence,
                is_fact,
                scene,
            });
        }
    }
    // News is of these days.
    claims[0].scene.figures.day = CorpusDate::of_day(published - rng.between(0, 3));
    claims
}

/// A sentence about a further name, where a paragraph has room for it.
fn draw_mention(rng: &mut Rng, paragraph: usize) -> Option<&'static SentenceVariants> {
    let (table, percent): (&'static [SentenceVariants], u32) = match paragraph {
        PARTNER_PARAGRAPH => (&PARTNERS, 60),
        OPINION_PARAGRAPH => (&OPINIONS, 30),
        THING_PARAGRAPH => (&LINKS_TO_THINGS, 50),
        _ => return None,
    };
    rng.chance(percent).then(|| rng.pick(table))
}

/// What the summaries say under each topic's heading.
fn draw_passages(
    rng: &mut Rng,
    topics: &[&'static CorpusTopic],
    claims: &[SceneClaim],
) -> Vec<CorpusPassage> {
    let chosen = choose_claims(rng, topics.len(), claims);
    let mut passages = Vec::new();
    for (part, &topic) in topics.iter().enumerate() {
        let of_topic = chosen.iter().copied();
        let of_topic = of_topic.filter(|&c| part_of(claims[c].paragraph, topics.len()) == part);
        let points = join_some(rng, of_topic, claims);
        passages.push(CorpusPassage {
            topic,
            heading: rng.pick(&topic.headings),
            points,
        });
    }
    passages
}

/// What the summaries say after the opening: every name, a fact for every topic, and more facts while there is room.
fn choose_claims(rng: &mut Rng, topics: usize, claims: &[SceneClaim]) -> BTreeSet<usize> {
    let (facts, mut chosen): (Vec<usize>, BTreeSet<usize>) = {
        let (facts, names): (Vec<_>, Vec<_>) =
            (1..claims.len()).partition(|&claim| claims[claim].is_fact);
        (facts, names.into_iter().collect())
    };
    for part in 0..topics {
        let of_part = facts.iter().copied();
        let of_part = of_part.filter(|&c| part_of(claims[c].paragraph, topics) == part);
        chosen.insert(*rng.pick(&of_part.collect::<Vec<_>>()));
    }
    let english = Voice::summary(CorpusLanguage::En);
    let length = |claim: usize| count_words(&restated(&[claim], claims, english));
    let mut words = length(0) + chosen.iter().map(|&claim| length(claim)).sum::<usize>();
    for &fact in rng.deck(&facts) {
        if !chosen.contains(&fact) && words + length(fact) <= CLAIMED_WORDS {
            words += length(fact);
            chosen.insert(fact);
        }
    }
    chosen
}

/// Makes points of claims: mostly one of each, now and then one of two neighbouring facts.
fn join_some(
    rng: &mut Rng,
    chosen: impl Iterator<Item = usize>,
    claims: &[SceneClaim],
) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for claim in chosen {
        match points.last_mut().map(Vec::as_mut_slice) {
            Some([before])
                if claims[*before].is_fact && claims[claim].is_fact && rng.chance(60) =>
            {
                let pair = vec![*before, claim];
                points.pop();
                points.push(pair);
            }
            _ => points.push(vec![claim]),
        }
    }
    points
}

/// A sentence of a summary, without its citation and full stop.
fn restated(point: &[usize], claims: &[SceneClaim], voice: Voice) -> String {
    let sentences: Vec<String> = point
        .iter()
        .map(|&claim| voice.fill(voice.form(claims[claim].sentence), &claims[claim].scene))
        .collect();
    let joint = voice.language.of(&WHILE[point[0] % WHILE.len()]);
    capitalised(&sentences.join(joint))
}

/// The reference to the paragraphs of a point: `[p3]`, `[p2, p5]` or, where they are close, `[p4-p6]`.
fn citation(point: &[usize], claims: &[SceneClaim]) -> String {
    let first = claims[point[0]].paragraph + 1;
    let last = claims[point[point.len() - 1]].paragraph + 1;
    match last - first {
        0 => format!("[p{first}]"),
        1 if first.is_multiple_of(2) => format!("[p{first}, p{last}]"),
        1 | 2 => format!("[p{first}-p{last}]"),
        _ => format!("[p{first}, p{last}]"),
    }
}

/// Words between white space, of those that have a letter or digit.
fn count_words(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric))
        .count()
}

/// A basic string of TOML; `text` has no control characters.
pub fn toml_string(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// English words as the segment of a URL, without their article.
fn slug(english: &str) -> String {
    let kept = english.to_ascii_lowercase().replace('\'', "");
    let words = kept.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words
        .filter(|word| !["", "a", "an", "the"].contains(word))
        .collect();
    words.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs of digits with their separators, in European digits and without thousands separators.
    fn figures(text: &str) -> BTreeSet<String> {
        let european = text.chars().map(|c| match c {
            '٠'..='٩' => char::from(b'0' + (c as u32 - '٠' as u32) as u8),
            '٫' => '.',
            other => other,
        });
        let european: String = european.filter(|c| !['٬', ','].contains(c)).collect();
        let figures = european.split(|c: char| !c.is_ascii_digit() && c != '.');
        let figures = figures.map(|figure| figure.trim_matches('.').to_owned());
        figures.filter(|figure| !figure.is_empty()).collect()
    }

    /// The paragraphs of a file without its front matter and headings.
    fn paragraphs(file: &str) -> Vec<&str> {
        let body = file.rsplit("+++\n").next().unwrap_or_default();
        body.split("\n\n")
            .filter(|block| !block.trim_start().starts_with("## "))
            .collect()
    }

    /// The paragraphs (from 0) and the figures of each sentence with a citation, in order.
    fn cited(file: &str) -> Vec<(Vec<usize>, BTreeSet<String>)> {
        let mut cited = Vec::new();
        for (sentence, after) in file
            .split("].")
            .filter_map(|sentence| sentence.rsplit_once(" [p"))
        {
            let numbers = after
                .split(|c: char| !c.is_ascii_digit())
                .filter(|n| !n.is_empty());
            let numbers: Vec<usize> = numbers.filter_map(|n| n.parse().ok()).collect();
            let paragraphs: Vec<usize> = match (after.contains('-'), numbers.as_slice()) {
                (true, [first, last]) => (first - 1..*last).collect(),
                (_, listed) => listed.iter().map(|number| number - 1).collect(),
            };
            let own = sentence.rsplit("\n\n").next().unwrap_or_default();
            // A link to another article has its number in the address.
            let own = own.rsplit(".md).").next().unwrap_or_default();
            cited.push((paragraphs, figures(own)));
        }
        cited
    }

    #[test]
    fn figures_are_in_the_cited_paragraphs_and_languages_agree() {
        for index in 0..300 {
            let article = CorpusArticle::draw(1, index);
            let original = article.original().file;
            let original = paragraphs(&original);
            assert_eq!(original.len(), PARAGRAPHS, "{}", article.slug);
            let [arabic, english] =
                [CorpusLanguage::Ar, CorpusLanguage::En].map(|l| article.summary(l).file);
            assert_eq!(cited(&arabic), cited(&english), "{}", article.slug);
            for (paragraphs, in_summary) in cited(&arabic) {
                let in_original: BTreeSet<String> = paragraphs
                    .iter()
                    .flat_map(|&paragraph| figures(original[paragraph]))
                    .collect();
                assert!(
                    in_summary.is_subset(&in_original),
                    "{}: {in_summary:?}",
                    article.slug
                );
            }
        }
    }

    #[test]
    fn texts_have_the_promised_length() {
        for index in 0..300 {
            let article = CorpusArticle::draw(2, index);
            assert!(
                (540..=660).contains(&article.original().words),
                "{}",
                article.slug
            );
            for language in [CorpusLanguage::Ar, CorpusLanguage::En] {
                let words = article.summary(language).words;
                assert!((128..=172).contains(&words), "{}: {words}", article.slug);
            }
        }
    }

    #[test]
    fn the_seed_and_the_number_determine_an_article() {
        let text = |seed, index| CorpusArticle::draw(seed, index).original().file;
        assert_eq!(text(7, 41), text(7, 41));
        assert_ne!(text(7, 41), text(8, 41));
        assert_ne!(text(7, 41), text(7, 42));
    }

    #[test]
    fn no_slot_is_left_unfilled() {
        for index in 0..300 {
            let article = CorpusArticle::draw(3, index);
            let texts = [
                article.original(),
                article.summary(CorpusLanguage::Ar),
                article.summary(CorpusLanguage::En),
            ];
            for text in texts {
                assert!(
                    !text.file.replace("{ topic=", "").contains('{'),
                    "{}",
                    text.file
                );
            }
        }
    }
}
