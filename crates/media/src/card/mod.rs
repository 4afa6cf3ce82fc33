//! Preview cards: the picture of a page that a messenger or a network shows beside a link to it.
//!
//! Takes words and fonts; gives SVG ([`svg`]) and PNG ([`draw`]). Both depend on these two alone, so that they are the same in
//! every build. It knows nothing of sites and reads no file.
//!
//! 1. `line`: the characters of a line in the order in which they stand, and their glyphs. Renderers of SVG have a base
//!    direction of their own and fall back from font to font as they like, so no text is left to them: what they are given are
//!    outlines.
//! 2. `paragraph`: the lines of a headline.
//! 3. `layout`: what stands where on a card.

#[cfg(test)]
mod font_for_tests;
mod fonts;
mod layout;
mod line;
mod paragraph;

use std::borrow::Cow;

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use mujaz_locale::Direction;

pub use fonts::{Face, Family, Fonts};
pub use layout::svg;

/// The width of a card, in pixels: what the networks ask for, 1.91 : 1.
pub const WIDTH: u32 = 1200;
/// The height of a card, in pixels.
pub const HEIGHT: u32 = 630;

/// The way in which cards are drawn: to be raised with every change of what is drawn for the same words and fonts, since a
/// card's name holds the digest of all that decides its bytes.
const OUTPUT_VERSION: u32 = 1;

/// How many characters of a digest tell two cards apart: 80 bits.
const DIGEST: usize = 20;

/// What stands on a card. Texts have isolates (U+2066 to U+2069) where a run would else lose its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words<'a> {
    /// The direction of the card, and of its texts.
    pub direction: Direction,
    /// The site's title.
    pub masthead: Cow<'a, str>,
    /// The article's title.
    pub headline: Cow<'a, str>,
    /// The article's first topic and its place among the site's topics, which gives it its mark and its colour.
    pub topic: Option<(Cow<'a, str>, usize)>,
    /// The article's date.
    pub date: Option<String>,
    /// Who published the original.
    pub source: String,
}

impl Words<'_> {
    /// All texts of the card.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let topic = self.topic.as_ref().map(|(title, _)| &**title);
        let always = [&*self.masthead, &*self.headline, &*self.source];
        always.into_iter().chain(topic).chain(self.date.as_deref())
    }

    /// The first character that none of these fonts has.
    pub fn lacking(&self, fonts: &Fonts) -> Option<char> {
        self.texts().find_map(|text| fonts.lacking(text))
    }
}

/// The part of a card's name that says what is on it: the digest of the words, the fonts, and the way in which it is drawn.
pub fn digest(words: &Words<'_>, fonts: &Fonts) -> String {
    let Words {
        direction,
        masthead,
        headline,
        topic,
        date,
        source,
    } = words;
    let mut hasher = blake3::Hasher::new();
    hasher.update(&OUTPUT_VERSION.to_le_bytes());
    hasher.update(fonts.digest().as_bytes());
    hasher.update(direction.as_str().as_bytes());
    let place = topic.as_ref().map_or(0, |(_, place)| place + 1);
    hasher.update(&(place as u64).to_le_bytes());
    hasher.update(&[u8::from(date.is_some())]);
    let always = [&**masthead, &**headline, source.as_str()];
    let title = topic.as_ref().map(|(title, _)| &**title);
    for text in always.into_iter().chain(title).chain(date.as_deref()) {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    let hex = hasher.finalize().to_hex();
    hex[..DIGEST].to_owned()
}

/// A card as PNG.
///
/// # Errors
/// Why it cannot be drawn, which no words and no fonts should bring about.
pub fn draw(words: &Words<'_>, fonts: &Fonts) -> Result<Vec<u8>, String> {
    let svg = svg(words, fonts);
    let tree = Tree::from_str(&svg, &Options::default()).map_err(|e| e.to_string())?;
    let mut pixmap = Pixmap::new(WIDTH, HEIGHT).ok_or("there is no memory for it")?;
    pixmap.fill(Color::WHITE);
    resvg::render(&tree, Transform::identity(), &mut pixmap.as_mut());
    encoded(&pixmap).map_err(|e| e.to_string())
}

/// A picture as PNG. A card has fewer colours than a byte has values, so that each pixel is a byte: a quarter of what three
/// would take. One that has more is written with three.
fn encoded(pixmap: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    // Nothing shines through a card, so that a pixel's colours are as they are.
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
    // Every colour is in the palette, which has no more than a byte can number.
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
