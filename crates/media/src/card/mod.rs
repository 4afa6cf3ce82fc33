//! Preview cards: the picture of a page that messengers and social networks show beside a link to it.
//!
//! Takes words and fonts; returns SVG ([`svg`]) and PNG ([`draw`]). Both depend on these inputs alone, so they are the same
//! in every build. It does not depend on sites and reads no file.
//!
//! 1. `line` orders the characters of a line and finds their glyphs. SVG renderers choose a base direction and fallback
//!    fonts by themselves, so they get outlines instead of text.
//! 2. `paragraph` breaks a headline into lines.
//! 3. `layout` places everything on the card.

#[cfg(test)]
mod font_for_tests;
mod fonts;
mod layout;
mod line;
mod paragraph;

use std::borrow::Cow;

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use mujaz_guard::guard;
use mujaz_locale::Direction;

pub use fonts::{Face, FontFamily, Fonts};
pub use layout::svg;

/// Width of a card in pixels. Networks ask for this size, a ratio of 1.91 : 1.
pub const WIDTH: u32 = 1200;
/// Height of a card in pixels.
pub const HEIGHT: u32 = 630;

/// Version of the drawing, a part of the digest in a card's name. Increase it with every change of the drawing for the
/// same words and fonts.
const OUTPUT_VERSION: u32 = 3;

/// Number of hexadecimal digits in the name of a card: 80 bits.
const DIGEST: usize = 20;

/// The texts of a card. They contain isolates (U+2066 to U+2069) around parts that would otherwise lose their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardTexts<'a> {
    /// Direction of the card and of its texts.
    pub direction: Direction,
    /// Title of the site.
    pub masthead: Cow<'a, str>,
    /// Title of the article.
    pub headline: Cow<'a, str>,
    /// Title of the article's first topic, and its index among the site's topics, which selects its mark and its colour.
    pub topic: Option<(Cow<'a, str>, usize)>,
    /// Date of the article.
    pub date: Option<String>,
    /// Line that names the publisher of the original.
    pub source: String,
    /// The figure that the card shows large; `None` if the article has none that is meaningful by itself.
    pub figure: Option<CardFigure>,
    /// Number of the article's figures that were found, as in `3/3`, and true if some were not found. `None` if it has no
    /// figures.
    pub proof: Option<(String, bool)>,
    /// The paragraphs of the original, in order.
    pub cells: Vec<StripCell>,
}

/// A figure in large characters, with the words around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardFigure {
    /// For a figure that does not name its subject: the words of its clause before it, in a line above it. Often empty.
    pub lead_in: String,
    /// Words that belong to the figure and stand before it, as `from` does in `from 20 to 50 workers`. Often empty.
    pub before: String,
    /// The figure itself.
    pub text: String,
    /// The noun that the figure counts. Empty if the figure contains its unit.
    pub after: String,
    /// The line below the figure: its place in the original.
    pub place: String,
}

/// A paragraph of the original, drawn as a cell of a strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StripCell {
    /// The article does not cite it.
    Uncited,
    /// The article cites it outside all topics.
    Cited,
    /// The article cites it on the topic with this index among the site's topics.
    OnTopic(usize),
}

impl CardFigure {
    /// Returns the texts of the card.
    fn texts(&self) -> [&str; 5] {
        let CardFigure {
            lead_in,
            before,
            text,
            after,
            place,
        } = self;
        [lead_in, before, text, after, place]
    }
}

impl CardTexts<'_> {
    /// Returns all texts of the card.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let topic = self.topic.as_ref().map(|(title, _)| &**title);
        let always = [&*self.masthead, &*self.headline, &*self.source];
        let figure = self.figure.iter().flat_map(CardFigure::texts);
        let proof = self.proof.iter().map(|(text, _)| text.as_str());
        let optional = topic.into_iter().chain(self.date.as_deref());
        always
            .into_iter()
            .chain(optional)
            .chain(figure)
            .chain(proof)
    }

    /// Returns the first character that none of these fonts has; `None` if they have all.
    pub fn lacking(&self, fonts: &Fonts) -> Option<char> {
        self.texts().find_map(|text| fonts.lacking(text))
    }
}

/// Returns the digest in a card's name: of the words, the fonts and the version of the drawing.
pub fn digest(words: &CardTexts<'_>, fonts: &Fonts) -> String {
    let CardTexts {
        direction,
        masthead,
        headline,
        topic,
        date,
        source,
        figure,
        proof,
        cells,
    } = words;
    let mut hasher = blake3::Hasher::new();
    hasher.update(&OUTPUT_VERSION.to_le_bytes());
    hasher.update(fonts.digest().as_bytes());
    hasher.update(direction.as_str().as_bytes());
    let number = |hasher: &mut blake3::Hasher, number: usize| {
        hasher.update(&(number as u64).to_le_bytes());
    };
    number(
        &mut hasher,
        topic.as_ref().map_or(0, |(_, place)| place + 1),
    );
    let is_short = proof.as_ref().is_some_and(|(_, is_short)| *is_short);
    let present = [date.is_some(), figure.is_some(), proof.is_some(), is_short];
    hasher.update(&present.map(u8::from));
    number(&mut hasher, cells.len());
    for cell in cells {
        let code = match cell {
            StripCell::Uncited => 0,
            StripCell::Cited => 1,
            StripCell::OnTopic(place) => place + 2,
        };
        number(&mut hasher, code);
    }
    let always = [&**masthead, &**headline, source.as_str()].into_iter();
    let title = topic.as_ref().map(|(title, _)| &**title);
    let optional = title.into_iter().chain(date.as_deref());
    let figure = figure.iter().flat_map(CardFigure::texts);
    let proof = proof.iter().map(|(text, _)| text.as_str());
    for text in always.chain(optional).chain(figure).chain(proof) {
        number(&mut hasher, text.len());
        hasher.update(text.as_bytes());
    }
    let hex = hasher.finalize().to_hex();
    hex[..DIGEST].to_owned()
}

/// Draws a card and returns it as PNG.
///
/// # Errors
/// Returns why it cannot be drawn, which should not happen for any words or fonts.
pub fn draw(words: &CardTexts<'_>, fonts: &Fonts) -> Result<Vec<u8>, String> {
    // Fonts and their tables are read as they are needed.
    let drawn = guard(|| draw_unguarded(words, fonts));
    drawn.map_err(|panicked| panicked.to_string())?
}

fn draw_unguarded(words: &CardTexts<'_>, fonts: &Fonts) -> Result<Vec<u8>, String> {
    let svg = svg(words, fonts);
    let tree = Tree::from_str(&svg, &Options::default()).map_err(|e| e.to_string())?;
    let mut pixmap = Pixmap::new(WIDTH, HEIGHT).ok_or("there is no memory for it")?;
    pixmap.fill(Color::WHITE);
    resvg::render(&tree, Transform::identity(), &mut pixmap.as_mut());
    encoded(&pixmap).map_err(|e| e.to_string())
}

/// Encodes a picture as PNG. A card normally has at most 256 colours; it is then written with a palette, at one byte per
/// pixel. This takes a quarter of the space of RGB, which is used for more colours.
fn encoded(pixmap: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    // A card is opaque, so premultiplied colours equal the plain ones.
    let pixels = pixmap.pixels().iter();
    let pixels: Vec<[u8; 3]> = pixels.map(|p| [p.red(), p.green(), p.blue()]).collect();
    let mut palette: Vec<[u8; 3]> = pixels.chunk_by(|a, b| a == b).map(|run| run[0]).collect();
    palette.sort_unstable();
    palette.dedup();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, WIDTH, HEIGHT);
    encoder.set_compression(png::Compression::Balanced);
    if palette.len() > 256 {
        encoder.set_color(png::ColorType::Rgb);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(pixels.as_flattened())?;
        writer.finish()?;
        return Ok(bytes);
    }
    // Every colour is in the palette, which has at most 256 entries.
    let index = |colour: &[u8; 3]| palette.partition_point(|own| own < colour) as u8;
    let indices: Vec<u8> = pixels.iter().map(index).collect();
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_palette(palette.as_flattened());
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&indices)?;
    writer.finish()?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A font with a changed byte draws something, or is an error: never a panic that reaches the caller.
    #[test]
    fn damage_to_a_font_does_no_harm() {
        let sound = font_for_tests::file();
        let words = CardTexts {
            direction: Direction::Rtl,
            masthead: "موجز".into(),
            headline: "The treaty (2024) معاهدة".into(),
            topic: None,
            date: None,
            source: "KCNA".into(),
            figure: None,
            proof: None,
            cells: Vec::new(),
        };
        let places = (0..400).chain((400..sound.len()).step_by(61));
        for place in places {
            for byte in [0, 1, 0xFF] {
                let mut damaged = sound.clone();
                damaged[place] = byte;
                let face = guard(|| Face::new(damaged, 0));
                let Ok(Some(regular)) = face else { continue };
                let fonts = Fonts::new(vec![FontFamily {
                    regular,
                    bold: None,
                }]);
                // Drawing takes a hundred times as long as reading the glyphs.
                let _ = guard(|| svg(&words, &fonts));
                if place % 50 == 0 {
                    let _ = draw(&words, &fonts);
                }
            }
        }
    }
}
