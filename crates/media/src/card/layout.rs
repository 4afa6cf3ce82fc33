//! Places everything on a card: rule, title of the site, double rule, topic, headline, and at the foot the date and the
//! source. If the article has a figure, the card shows it large, with the place in the original below it, and a smaller
//! headline.
//!
//! Takes words and fonts; returns SVG. The layout follows the front page of the built-in theme. A card in a right-to-left
//! language is mirrored.

use std::fmt::Write;

use skrifa::MetadataProvider;
use skrifa::outline::{DrawSettings, OutlinePen};

use super::fonts::Fonts;
use super::line::{CardLine, Glyph, ShapedParagraph};
use super::paragraph::{Room, set};
use super::{CardFigure, CardTexts, HEIGHT, StripCell, WIDTH};
use mujaz_locale::Direction;

/// Distance from the edges of the card to its content. All measures here are in pixels.
const MARGIN: f32 = 72.0;
const PAPER: &str = "#fbfbf9";
const INK: &str = "#15191c";
const SOFT: &str = "#545d63";
const RULE: &str = "#c5cbcc";
/// The colour for figures found in the original.
const TRACE: &str = "#0b5a63";
/// The colour for figures missing from the original.
const LACKING: &str = "#98341d";

/// Colours of topics, by index, and their marks as SVG paths in a square of 100 units: those of the built-in theme.
const TOPICS: [(&str, &str); 8] = [
    ("#98341d", "M50 8 96 90 4 90Z"),
    ("#2c6534", "M14 14H86V86H14Z"),
    ("#3a4b9c", "M50 0 100 50 50 100 0 50Z"),
    ("#7a5200", "M0 30H100V70H0Z"),
    ("#77316f", "M8 50A42 42 0 1 1 92 50A42 42 0 1 1 8 50Z"),
    ("#56560f", "M35 4H65V35H96V65H65V96H35V65H4V35H35Z"),
    ("#9c2456", "M4 10H96L50 92Z"),
    ("#475764", "M0 12H40V88H0ZM60 12H100V88H60Z"),
];

/// Available space for a headline in unjoined letters.
const APART: Room<'_> = Room {
    width: WIDTH as f32 - 2.0 * MARGIN,
    height: 312.0,
    lines: 4,
    leading: 1.16,
    sizes: &[80.0, 76.0, 70.0, 64.0, 58.0, 52.0],
};

/// Available space for a headline in Arabic letters, which have higher ascenders and lower descenders.
const JOINED: Room<'_> = Room {
    leading: 1.5,
    sizes: &[84.0, 76.0, 68.0, 60.0, 54.0, 50.0],
    ..APART
};

/// Available space for a headline below a figure.
const BELOW: Room<'_> = Room {
    height: 100.0,
    lines: 2,
    leading: 1.18,
    sizes: &[42.0, 38.0, 34.0, 30.0],
    ..APART
};

/// The same in Arabic letters.
const JOINED_BELOW: Room<'_> = Room {
    height: 110.0,
    leading: 1.42,
    sizes: &[42.0, 38.0, 34.0, 30.0],
    ..BELOW
};

/// Font sizes to try for a figure. A figure that does not fit at the smallest size is not shown.
const FIGURE_SIZES: [f32; 8] = [180.0, 160.0, 140.0, 124.0, 110.0, 98.0, 88.0, 78.0];

/// The largest size for a figure with letters, whose ascenders and descenders need space above and below.
const LETTERED: f32 = 140.0;

/// The largest size for a figure below a line of words.
const BELOW_WORDS: f32 = 110.0;

/// Size of the words around a figure, relative to the figure's.
const AROUND: f32 = 0.36;

/// Longest strip that is drawn, in cells.
const MAX_CELLS: usize = 40;

/// The side of the card that a line is aligned to.
#[derive(Clone, Copy)]
enum LineAlignment {
    Start,
    End,
}

/// Returns a card as SVG. It contains no text: every glyph is an outline.
pub fn svg(words: &CardTexts<'_>, fonts: &Fonts) -> String {
    let mut card = CardDrawing {
        direction: words.direction,
        fonts,
        svg: format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\">"
        ),
    };
    card.rect(0.0, 0.0, (WIDTH as f32, HEIGHT as f32), PAPER);
    card.rule(48.0, 10.0, INK);
    card.text(
        &words.masthead,
        (40.0, true),
        LineAlignment::Start,
        (114.0, INK),
        None,
    );
    card.rule(141.0, 4.0, INK);
    card.rule(149.0, 1.5, INK);
    if let Some((title, place)) = &words.topic {
        card.topic(title, *place);
    }
    let colour = words
        .topic
        .as_ref()
        .map_or(TRACE, |(_, place)| colour_of(*place));
    let figure = words.figure.as_ref();
    let has_figure = figure.is_some_and(|figure| card.figure(figure, colour));
    if has_figure {
        card.proof(words);
        card.headline_below(&words.headline);
    } else {
        card.headline(&words.headline, words.topic.is_some());
    }
    card.rule(556.0, 1.5, RULE);
    let small = (28.0, false);
    let date = words.date.as_deref().unwrap_or_default();
    let taken = card.text(date, small, LineAlignment::Start, (600.0, SOFT), None);
    let left = APART.width - taken - 48.0;
    card.text(
        &words.source,
        small,
        LineAlignment::End,
        (600.0, SOFT),
        Some(left),
    );
    card.svg.push_str("</svg>");
    card.svg
}

/// A card while it is drawn.
struct CardDrawing<'w> {
    direction: Direction,
    fonts: &'w Fonts,
    svg: String,
}

impl CardDrawing<'_> {
    fn rect(&mut self, x: f32, y: f32, (width, height): (f32, f32), colour: &str) {
        write!(
            self.svg,
            "<path fill=\"{colour}\" d=\"M{x} {y}h{width}v{height}h-{width}z\"/>"
        )
        .expect("a String takes any text");
    }

    /// Draws a rule across the card.
    fn rule(&mut self, y: f32, height: f32, colour: &str) {
        self.rect(MARGIN, y, (APART.width, height), colour);
    }

    /// Draws the topic: its mark and its title.
    fn topic(&mut self, title: &str, place: usize) {
        let (colour, mark) = TOPICS[place % TOPICS.len()];
        let (side, baseline) = (26.0, 205.0);
        let x = match self.direction {
            Direction::Ltr => MARGIN,
            Direction::Rtl => WIDTH as f32 - MARGIN - side,
        };
        let (y, scale) = (baseline - 23.0, side / 100.0);
        write!(
            self.svg,
            "<path fill=\"{colour}\" transform=\"translate({x} {y}) scale({scale})\" d=\"{mark}\"/>"
        )
        .expect("a String takes any text");
        let room = APART.width - side - 14.0;
        let line = cut_line(title, self.direction, self.fonts, (30.0, true), room);
        let (text, part) = &line;
        let paragraph = ShapedParagraph::new(text, self.direction, self.fonts, true);
        let line = paragraph.line(part.clone());
        let x = match self.direction {
            Direction::Ltr => MARGIN + side + 14.0,
            Direction::Rtl => x - 14.0 - line.width * 30.0,
        };
        self.glyphs(&line, 30.0, (x, baseline), colour);
    }

    /// Draws a figure and the words around it in one line, as large as possible. Returns `false` if they do not fit, or
    /// if there is nothing to draw.
    fn figure(&mut self, figure: &CardFigure, colour: &str) -> bool {
        let lead_in = clean(&figure.lead_in);
        let has_words = !lead_in.is_empty();
        // Below the topic, or below the words.
        let middle = if has_words { 324.0 } else { 309.0 };
        let parts = [
            (clean(&figure.before), AROUND, INK),
            (clean(&figure.text), 1.0, colour),
            (clean(&figure.after), AROUND, INK),
        ];
        let parts: Vec<_> = parts.iter().filter(|part| !part.0.is_empty()).collect();
        let paragraph = |text| ShapedParagraph::new(text, self.direction, self.fonts, true);
        let paragraphs: Vec<_> = parts.iter().map(|part| paragraph(&part.0)).collect();
        let pairs = paragraphs.iter().zip(&parts);
        let lines: Vec<_> = pairs
            .map(|(paragraph, part)| paragraph.line(0..part.0.len()))
            .collect();
        let pairs = lines.iter().zip(&parts);
        // All widths are in ems of the figure. The words have a space of their own size beside them.
        let spaces = parts.len().saturating_sub(1) as f32 * AROUND * 0.3;
        let width = pairs.map(|(line, part)| line.width * part.1).sum::<f32>() + spaces;
        let largest = match figure.text.contains(char::is_alphabetic) {
            _ if has_words => BELOW_WORDS,
            true => LETTERED,
            false => FIGURE_SIZES[0],
        };
        let fits = |size: &&f32| **size <= largest && width * **size <= APART.width;
        let Some(size) = FIGURE_SIZES.iter().find(fits).filter(|_| width > spaces) else {
            return false;
        };
        let baseline = middle + size * 0.34;
        if has_words {
            let line = (252.0, INK);
            self.text(&lead_in, (30.0, false), LineAlignment::Start, line, None);
        }
        let mut from_start = 0.0;
        for (line, (_, scale, colour)) in lines.iter().zip(&parts) {
            let width = line.width * scale * size;
            let x = match self.direction {
                Direction::Ltr => MARGIN + from_start,
                Direction::Rtl => WIDTH as f32 - MARGIN - from_start - width,
            };
            self.glyphs(line, size * scale, (x, baseline), colour);
            from_start += width + size * AROUND * 0.3;
        }
        true
    }

    /// Draws the line below a figure: its place in the original, and at the end the proof and a strip of the paragraphs.
    fn proof(&mut self, words: &CardTexts<'_>) {
        let (size, baseline) = ((28.0, true), 423.0);
        let mut taken = self.strip(&words.cells, baseline - 10.0);
        if let Some((text, is_short)) = &words.proof {
            let colour = if *is_short { LACKING } else { TRACE };
            let space = if taken > 0.0 { 16.0 } else { 0.0 };
            let line = cut_line(text, self.direction, self.fonts, size, 240.0);
            let paragraph = ShapedParagraph::new(&line.0, self.direction, self.fonts, true);
            let line = paragraph.line(line.1);
            let width = line.width * size.0;
            let x = match self.direction {
                Direction::Ltr => WIDTH as f32 - MARGIN - taken - space - width,
                Direction::Rtl => MARGIN + taken + space,
            };
            self.glyphs(&line, size.0, (x, baseline), colour);
            taken += width + space;
        }
        if let Some(figure) = &words.figure {
            let left = APART.width - taken - 40.0;
            let colour = (baseline, SOFT);
            self.text(
                &figure.place,
                (28.0, false),
                LineAlignment::Start,
                colour,
                Some(left),
            );
        }
    }

    /// Draws a cell for each paragraph of the original, at the end of the lines. Returns the width of the strip.
    fn strip(&mut self, cells: &[StripCell], middle: f32) -> f32 {
        const STEP: f32 = 14.0;
        const SPACE: f32 = 3.0;
        if cells.len() > MAX_CELLS || cells.is_empty() {
            return 0.0;
        }
        let width = STEP * cells.len() as f32 - SPACE;
        for (index, cell) in cells.iter().enumerate() {
            let colour = match cell {
                StripCell::Uncited => RULE,
                StripCell::Cited => TRACE,
                StripCell::OnTopic(place) => colour_of(*place),
            };
            let from_start = STEP * index as f32;
            let x = match self.direction {
                Direction::Ltr => WIDTH as f32 - MARGIN - width + from_start,
                Direction::Rtl => MARGIN + width - from_start - (STEP - SPACE),
            };
            self.rect(x, middle - 13.0, (STEP - SPACE, 26.0), colour);
        }
        width
    }

    /// Draws the headline, below the topic or the double rule.
    fn headline(&mut self, text: &str, has_topic: bool) {
        let room = match self.direction {
            Direction::Ltr => APART,
            Direction::Rtl => JOINED,
        };
        self.lines(text, &room, if has_topic { 230.0 } else { 190.0 });
    }

    /// Draws the headline below a figure.
    fn headline_below(&mut self, text: &str) {
        match self.direction {
            Direction::Ltr => self.lines(text, &BELOW, 446.0),
            Direction::Rtl => self.lines(text, &JOINED_BELOW, 437.0),
        }
    }

    /// Draws a headline in a box whose upper edge is at `top`.
    fn lines(&mut self, text: &str, room: &Room<'_>, top: f32) {
        let text = clean(text);
        let set = set(&text, self.direction, self.fonts, true, room);
        let paragraph = ShapedParagraph::new(&set.text, self.direction, self.fonts, true);
        let step = set.size * room.leading;
        let block = step * set.lines.len() as f32;
        // A short headline is placed slightly above the middle.
        let top = top + (room.height - block).max(0.0) * 0.36;
        for (index, part) in set.lines.iter().enumerate() {
            let line = paragraph.line(part.clone());
            // Within a line, the baseline is at about three quarters of the height.
            let baseline = top + step * (index as f32 + 0.5) + set.size * 0.3;
            let x = self.left(LineAlignment::Start, line.width * set.size);
            self.glyphs(&line, set.size, (x, baseline), INK);
        }
    }

    /// Draws a line of text, shortened if it does not fit. Returns its width.
    fn text(
        &mut self,
        text: &str,
        (size, is_bold): (f32, bool),
        side: LineAlignment,
        (baseline, colour): (f32, &str),
        room: Option<f32>,
    ) -> f32 {
        let room = room.unwrap_or(APART.width);
        let (text, part) = cut_line(text, self.direction, self.fonts, (size, is_bold), room);
        let paragraph = ShapedParagraph::new(&text, self.direction, self.fonts, is_bold);
        let line = paragraph.line(part);
        let width = line.width * size;
        let x = self.left(side, width);
        self.glyphs(&line, size, (x, baseline), colour);
        width
    }

    /// Returns the x coordinate of the left end of a line of this width.
    fn left(&self, side: LineAlignment, width: f32) -> f32 {
        match (side, self.direction) {
            (LineAlignment::Start, Direction::Ltr) | (LineAlignment::End, Direction::Rtl) => MARGIN,
            (LineAlignment::Start, Direction::Rtl) | (LineAlignment::End, Direction::Ltr) => {
                WIDTH as f32 - MARGIN - width
            }
        }
    }

    fn glyphs(&mut self, line: &CardLine<'_>, size: f32, (x, baseline): (f32, f32), colour: &str) {
        write!(self.svg, "<path fill=\"{colour}\" d=\"").expect("a String takes any text");
        for glyph in &line.glyphs {
            outline(glyph, size, (x, baseline), &mut self.svg);
        }
        self.svg.push_str("\"/>");
    }
}

/// Shortens a text to one line if it does not fit. Returns the text and the byte range of the line.
fn cut_line(
    text: &str,
    direction: Direction,
    fonts: &Fonts,
    (size, is_bold): (f32, bool),
    width: f32,
) -> (String, std::ops::Range<usize>) {
    let text = clean(text);
    let room = Room {
        width,
        height: f32::INFINITY,
        lines: 1,
        leading: 1.0,
        sizes: &[size],
    };
    let set = set(&text, direction, fonts, is_bold, &room);
    let part = set.lines.first().cloned().unwrap_or(0..0);
    (set.text.into_owned(), part)
}

/// Returns the colour of the topic with this index.
fn colour_of(topic: usize) -> &'static str {
    TOPICS[topic % TOPICS.len()].0
}

/// Replaces line breaks and other control characters by spaces.
fn clean(text: &str) -> String {
    let plain = |c: char| {
        if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
            ' '
        } else {
            c
        }
    };
    text.trim().chars().map(plain).collect()
}

/// Appends the outline of a glyph to an SVG path. The line begins at the given point.
fn outline(glyph: &Glyph<'_>, size: f32, (x, baseline): (f32, f32), svg: &mut String) {
    let Some(font) = glyph.face.font() else {
        return;
    };
    let outlines = font.outline_glyphs();
    let Some(drawn) = outlines.get(skrifa::GlyphId::new(glyph.id)) else {
        return;
    };
    let mut pen = Pen {
        x: x + glyph.x * size,
        y: baseline - glyph.y * size,
        scale: size * glyph.scale / glyph.face.units(),
        svg,
    };
    let unscaled = skrifa::instance::Size::unscaled();
    let location = skrifa::instance::LocationRef::default();
    // A glyph with a damaged outline is left out; the positions of the others do not change.
    let _damaged = drawn.draw(DrawSettings::unhinted(unscaled, location), &mut pen);
}

/// Converts font units, with the y axis pointing up from the baseline, to pixels of the card.
struct Pen<'s> {
    x: f32,
    y: f32,
    scale: f32,
    svg: &'s mut String,
}

impl Pen<'_> {
    fn write(&mut self, command: char, points: &[(f32, f32)]) {
        self.svg.push(command);
        for (x, y) in points {
            let (x, y) = (self.x + x * self.scale, self.y - y * self.scale);
            write!(self.svg, "{x:.2} {y:.2} ").expect("a String takes any text");
        }
    }
}

impl OutlinePen for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.write('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.write('L', &[(x, y)]);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.write('Q', &[(cx0, cy0), (x, y)]);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.write('C', &[(cx0, cy0), (cx1, cy1), (x, y)]);
    }

    fn close(&mut self) {
        self.svg.push('Z');
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::{CardTexts, HEIGHT, WIDTH, digest, draw, fonts::for_tests};
    use super::*;

    fn words(direction: Direction, headline: &str) -> CardTexts<'_> {
        CardTexts {
            direction,
            masthead: "The Brief".into(),
            headline: headline.into(),
            topic: Some(("Economy".into(), 1)),
            date: Some("19 June 2024".into()),
            source: "Source: Herald".into(),
            figure: None,
            proof: None,
            cells: Vec::new(),
        }
    }

    fn figure(text: &str) -> CardFigure {
        CardFigure {
            lead_in: String::new(),
            before: String::new(),
            text: text.into(),
            after: "workers".into(),
            place: "paragraph 8 of the original".into(),
        }
    }

    #[test]
    fn a_figure_is_shown_if_it_fits_and_else_the_headline_alone() {
        let fonts = for_tests();
        let headline_alone = |direction| svg(&words(direction, "Kim in Moscow"), &fonts);
        for direction in [Direction::Ltr, Direction::Rtl] {
            for (text, is_shown) in [
                ("35%", true),
                ("from 20,000 to 50,000", true),
                ("from twenty-five thousand to fifty thousand and one", false),
            ] {
                let card = CardTexts {
                    figure: Some(figure(text)),
                    proof: Some(("3/3".into(), false)),
                    cells: vec![StripCell::Cited, StripCell::OnTopic(1), StripCell::Uncited],
                    ..words(direction, "Kim in Moscow")
                };
                let drawn = svg(&card, &fonts);
                assert_eq!(drawn != headline_alone(direction), is_shown, "{text}");
                let png = draw(&card, &fonts).expect("a card");
                assert!(png.len() < 40_000, "{text}: {}", png.len());
            }
        }
    }

    #[test]
    fn a_strip_has_the_colours_of_its_cells_unless_it_is_too_long() {
        let fonts = for_tests();
        let card = |cells: Vec<StripCell>| CardTexts {
            topic: None,
            figure: Some(figure("35%")),
            cells,
            ..words(Direction::Ltr, "Kim")
        };
        let cells = vec![StripCell::Cited, StripCell::OnTopic(1), StripCell::Uncited];
        let with = |cells| svg(&card(cells), &fonts).matches(TOPICS[1].0).count();
        assert_eq!(with(cells), 1);
        assert_eq!(with(vec![StripCell::OnTopic(1); MAX_CELLS]), MAX_CELLS);
        assert_eq!(with(vec![StripCell::OnTopic(1); MAX_CELLS + 1]), 0);
    }

    #[test]
    fn a_card_is_a_png_of_its_size() {
        let fonts = for_tests();
        for direction in [Direction::Ltr, Direction::Rtl] {
            for headline in ["", "Kim", "a\nb", &"كيم in Moscow ".repeat(40)] {
                let png = draw(&words(direction, headline), &fonts).expect("a card");
                let picture = image::load_from_memory(&png).expect("a PNG");
                assert_eq!((picture.width(), picture.height()), (WIDTH, HEIGHT));
                assert_eq!(picture.color(), image::ColorType::Rgb8);
                assert!(png.len() < 40_000, "{}", png.len());
            }
        }
    }

    /// If this test fails, the drawing has changed. Increase `OUTPUT_VERSION`, so that cards get new names.
    #[test]
    fn a_change_of_what_is_drawn_needs_another_recipe() {
        let fonts = for_tests();
        let with_figure = CardTexts {
            figure: Some(figure("20,000")),
            proof: Some(("2/3".into(), true)),
            cells: vec![StripCell::Cited, StripCell::OnTopic(1), StripCell::Uncited],
            ..words(Direction::Ltr, "Kim in Moscow")
        };
        let cards = [
            svg(&words(Direction::Ltr, "Kim in Moscow"), &fonts),
            svg(&words(Direction::Rtl, "كيم في Moscow عام 2024"), &fonts),
            svg(&with_figure, &fonts),
        ];
        let found = blake3::hash(cards.concat().as_bytes()).to_hex();
        assert_eq!(
            (super::super::OUTPUT_VERSION, &found[..12]),
            (3, "5a4481a488cf")
        );
    }

    #[test]
    fn the_name_of_a_card_depends_on_all_that_is_on_it() {
        let fonts = for_tests();
        let base = || words(Direction::Ltr, "Kim");
        let mut others = vec![base(); 14];
        others[0].direction = Direction::Rtl;
        others[1].masthead = "Brief".into();
        others[2].headline = "Kim ".into();
        others[3].topic = None;
        others[4].topic = Some(("Economy".into(), 2));
        others[5].date = None;
        others[6].source = "Source".into();
        others[7].figure = Some(figure("35%"));
        others[8].figure = Some(figure("36%"));
        others[9].proof = Some(("3/3".into(), false));
        others[10].proof = Some(("3/3".into(), true));
        others[11].cells = vec![StripCell::Cited];
        others[12].cells = vec![StripCell::OnTopic(0)];
        others[13].cells = vec![StripCell::Uncited];
        let names: BTreeSet<String> = others.iter().map(|other| digest(other, &fonts)).collect();
        assert_eq!(names.len(), others.len());
        assert!(!names.contains(&digest(&base(), &fonts)));
        assert_ne!(
            digest(&base(), &Fonts::new(Vec::new())),
            digest(&base(), &fonts)
        );
        assert_eq!(digest(&base(), &for_tests()), digest(&base(), &fonts));
    }
}
