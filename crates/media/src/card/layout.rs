//! Places everything on a card: rule, title of the site, double rule, topic, headline, and at the foot the date and the
//! source.
//!
//! Takes words and fonts; gives SVG. The layout follows the front page of the built-in theme. A card in a right-to-left
//! language is mirrored.

use std::fmt::Write;

use skrifa::MetadataProvider;
use skrifa::outline::{DrawSettings, OutlinePen};

use super::fonts::Fonts;
use super::line::{Glyph, Line, Paragraph};
use super::paragraph::{Room, set};
use super::{HEIGHT, WIDTH, Words};
use mujaz_locale::Direction;

/// Distance from the edges of the card to its content. All measures here are in pixels.
const MARGIN: f32 = 72.0;
const PAPER: &str = "#fbfbf9";
const INK: &str = "#15191c";
const SOFT: &str = "#545d63";
const RULE: &str = "#c5cbcc";

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

/// The side of the card that a line is aligned to.
#[derive(Clone, Copy)]
enum Side {
    Start,
    End,
}

/// Returns a card as SVG. It contains no text: every glyph is an outline.
pub fn svg(words: &Words<'_>, fonts: &Fonts) -> String {
    let mut card = Card {
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
        Side::Start,
        (114.0, INK),
        None,
    );
    card.rule(141.0, 4.0, INK);
    card.rule(149.0, 1.5, INK);
    if let Some((title, place)) = &words.topic {
        card.topic(title, *place);
    }
    card.headline(&words.headline, words.topic.is_some());
    card.rule(556.0, 1.5, RULE);
    let small = (28.0, false);
    let date = words.date.as_deref().unwrap_or_default();
    let taken = card.text(date, small, Side::Start, (600.0, SOFT), None);
    let left = APART.width - taken - 48.0;
    card.text(&words.source, small, Side::End, (600.0, SOFT), Some(left));
    card.svg.push_str("</svg>");
    card.svg
}

/// A card while it is drawn.
struct Card<'w> {
    direction: Direction,
    fonts: &'w Fonts,
    svg: String,
}

impl Card<'_> {
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
        let paragraph = Paragraph::new(text, self.direction, self.fonts, true);
        let line = paragraph.line(part.clone());
        let x = match self.direction {
            Direction::Ltr => MARGIN + side + 14.0,
            Direction::Rtl => x - 14.0 - line.width * 30.0,
        };
        self.glyphs(&line, 30.0, (x, baseline), colour);
    }

    /// Draws the headline, below the topic or the double rule.
    fn headline(&mut self, text: &str, has_topic: bool) {
        let room = match self.direction {
            Direction::Ltr => APART,
            Direction::Rtl => JOINED,
        };
        let text = clean(text);
        let set = set(&text, self.direction, self.fonts, true, &room);
        let paragraph = Paragraph::new(&set.text, self.direction, self.fonts, true);
        let step = set.size * room.leading;
        let block = step * set.lines.len() as f32;
        // A short headline is placed slightly above the middle.
        let top = if has_topic { 230.0 } else { 190.0 };
        let top = top + (room.height - block).max(0.0) * 0.36;
        for (index, part) in set.lines.iter().enumerate() {
            let line = paragraph.line(part.clone());
            // Within a line, the baseline is at about three quarters of the height.
            let baseline = top + step * (index as f32 + 0.5) + set.size * 0.3;
            let x = self.left(Side::Start, line.width * set.size);
            self.glyphs(&line, set.size, (x, baseline), INK);
        }
    }

    /// Draws a line of text, shortened if it does not fit. Returns its width.
    fn text(
        &mut self,
        text: &str,
        (size, is_bold): (f32, bool),
        side: Side,
        (baseline, colour): (f32, &str),
        room: Option<f32>,
    ) -> f32 {
        let room = room.unwrap_or(APART.width);
        let (text, part) = cut_line(text, self.direction, self.fonts, (size, is_bold), room);
        let paragraph = Paragraph::new(&text, self.direction, self.fonts, is_bold);
        let line = paragraph.line(part);
        let width = line.width * size;
        let x = self.left(side, width);
        self.glyphs(&line, size, (x, baseline), colour);
        width
    }

    /// Returns the x coordinate of the left end of a line of this width.
    fn left(&self, side: Side, width: f32) -> f32 {
        match (side, self.direction) {
            (Side::Start, Direction::Ltr) | (Side::End, Direction::Rtl) => MARGIN,
            (Side::Start, Direction::Rtl) | (Side::End, Direction::Ltr) => {
                WIDTH as f32 - MARGIN - width
            }
        }
    }

    fn glyphs(&mut self, line: &Line<'_>, size: f32, (x, baseline): (f32, f32), colour: &str) {
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
    use super::super::{HEIGHT, WIDTH, Words, digest, draw, fonts::for_tests};
    use super::*;

    fn words(direction: Direction, headline: &str) -> Words<'_> {
        Words {
            direction,
            masthead: "The Brief".into(),
            headline: headline.into(),
            topic: Some(("Economy".into(), 1)),
            date: Some("19 June 2024".into()),
            source: "Source: Herald".into(),
        }
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

    /// If this test fails, the drawing has changed. Raise `OUTPUT_VERSION`, so that cards get new names.
    #[test]
    fn a_change_of_what_is_drawn_needs_another_recipe() {
        let fonts = for_tests();
        let cards = [
            svg(&words(Direction::Ltr, "Kim in Moscow"), &fonts),
            svg(&words(Direction::Rtl, "كيم في Moscow عام 2024"), &fonts),
        ];
        let found = blake3::hash(cards.concat().as_bytes()).to_hex();
        assert_eq!(
            (super::super::OUTPUT_VERSION, &found[..12]),
            (1, "ac7cc4cc86b7")
        );
    }

    #[test]
    fn the_name_of_a_card_depends_on_all_that_is_on_it() {
        let fonts = for_tests();
        let base = || words(Direction::Ltr, "Kim");
        let mut others = vec![base(); 7];
        others[0].direction = Direction::Rtl;
        others[1].masthead = "Brief".into();
        others[2].headline = "Kim ".into();
        others[3].topic = None;
        others[4].topic = Some(("Economy".into(), 2));
        others[5].date = None;
        others[6].source = "Source".into();
        for other in &others {
            assert_ne!(digest(other, &fonts), digest(&base(), &fonts), "{other:?}");
        }
        assert_ne!(
            digest(&base(), &Fonts::new(Vec::new())),
            digest(&base(), &fonts)
        );
        assert_eq!(digest(&base(), &for_tests()), digest(&base(), &fonts));
    }
}
