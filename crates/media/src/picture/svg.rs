//! Reads the size of an SVG drawing.
//!
//! Takes its bytes; returns the `width` and `height` of its root. If both are missing, `viewBox` gives only the aspect
//! ratio. Browsers show such a drawing as wide as possible (SVG 2, section 8.2; CSS 2.2, section 10.3.2), so its width is
//! that of the widest copy of a picture. It reads one tag without an XML parser; anything unusual has no size.

use std::borrow::Cow;

use super::{Size, WIDTHS};

/// Number of bytes that are searched for the root tag.
const HEAD: usize = 64 * 1024;

/// Returns true if the bytes are an SVG drawing.
pub(super) fn is_drawing(bytes: &[u8]) -> bool {
    root(&head(bytes)).is_some()
}

/// Returns the size of a drawing in CSS pixels.
pub(super) fn size(bytes: &[u8]) -> Option<Size> {
    let head = head(bytes);
    let tag = root(&head)?;
    let side = |name| attribute(tag, name).and_then(pixels);
    if let (Some(width), Some(height)) = (side("width"), side("height")) {
        return whole(width, height);
    }
    let numbers = attribute(tag, "viewBox")?
        .split([' ', ',', '\t', '\r', '\n'])
        .filter(|number| !number.is_empty());
    let numbers: Vec<f64> = numbers.map_while(|number| number.parse().ok()).collect();
    let [_, _, width, height] = numbers[..] else {
        return None;
    };
    match (side("width"), side("height")) {
        (Some(own), _) => whole(own, own * height / width),
        (_, Some(own)) => whole(own * width / height, own),
        _ => {
            let widest = f64::from(WIDTHS[0]);
            whole(widest, widest * height / width)
        }
    }
}

/// Returns the first active element or attribute of a drawing: a script, an attribute that runs one, or an embedded
/// page. Anything that looks like one counts, even in a comment.
pub(super) fn active(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    text.split('<').skip(1).find_map(|tag| {
        let tag = tag.split('>').next().unwrap_or_default();
        let mut words = tag.split(|c: char| c.is_whitespace() || matches!(c, '/' | '"' | '\''));
        let name = words.next().unwrap_or_default();
        let name = name.rsplit(':').next().unwrap_or_default();
        if ["script", "foreignobject"].contains(&name.to_ascii_lowercase().as_str()) {
            return Some(format!("<{name}>"));
        }
        if tag.to_ascii_lowercase().contains("javascript:") {
            return Some("javascript:".to_owned());
        }
        let is_handler = |word: &&str| {
            let event = word.trim_end_matches('=').strip_prefix("on");
            event.is_some_and(|e| e.len() > 2 && e.bytes().all(|b| b.is_ascii_alphabetic()))
        };
        words
            .filter(|word| word.ends_with('='))
            .find(is_handler)
            .map(|word| word.trim_end_matches('=').to_owned())
    })
}

fn head(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)])
}

/// Returns the text of the root tag after its name, if the root is an `svg`.
fn root(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.split_once('<')?.1;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->")?.1;
        } else if !rest.starts_with(['!', '?']) {
            break;
        }
    }
    let (tag, _) = rest.split_once('>')?;
    let end = tag.find(|c: char| c.is_ascii_whitespace() || c == '/');
    let (name, attributes) = tag.split_at(end.unwrap_or(tag.len()));
    let local = name.rsplit(':').next();
    (local == Some("svg")).then_some(attributes)
}

/// Returns the value of an attribute of a tag.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = tag;
    loop {
        let (own, value) = rest.split_once('=')?;
        let value = value.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, after) = value[1..].split_once(quote)?;
        if own.trim() == name {
            return Some(value.trim());
        }
        rest = after;
    }
}

/// Returns a length in pixels; `None` for other units, such as per cent.
fn pixels(length: &str) -> Option<f64> {
    length.strip_suffix("px").unwrap_or(length).parse().ok()
}

fn whole(width: f64, height: f64) -> Option<Size> {
    let side = |length: f64| {
        let is_sound = (0.5..1e6).contains(&length);
        // Lengths within these bounds fit.
        is_sound.then(|| length.round() as u32)
    };
    Size::new(side(width)?, side(height)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_with_a_script_is_known() {
        for (svg, expected) in [
            ("<svg><script>x()</script></svg>", Some("<script>")),
            ("<s:svg><s:script href='x'/></s:svg>", Some("<script>")),
            ("<svg onload=\"x()\"/>", Some("onload")),
            (
                "<svg><foreignObject><p>x</p></foreignObject></svg>",
                Some("<foreignObject>"),
            ),
            ("<svg><a href='javascript:x()'/></svg>", Some("javascript:")),
            (
                "<svg><path d='M0 0' one='1'/><text>once on script</text></svg>",
                None,
            ),
        ] {
            assert_eq!(super::active(svg.as_bytes()).as_deref(), expected, "{svg}");
        }
    }

    #[test]
    fn a_drawing_is_known_by_its_root() {
        for (text, expected) in [
            ("<svg/>", true),
            (
                "\u{FEFF}<?xml version='1.0'?>\n<!DOCTYPE svg [<!ENTITY a 'b'>]>\n<svg width='1'></svg>",
                true,
            ),
            ("<!doctype html><title>Not found</title><svg/>", false),
            ("<svg", false),
            ("x", false),
            ("", false),
        ] {
            assert_eq!(is_drawing(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn a_drawing_says_how_large_it_is() {
        for (svg, expected) in [
            (r#"<svg width="30" height="20px">"#, Some((30, 20))),
            (r#"<svg viewBox="0 0 640 480">"#, Some((1600, 1200))),
            (r#"<svg viewBox='0,0,12.5,7.5'/>"#, Some((1600, 960))),
            (
                r#"<svg width="320" viewBox="0 0 640 480">"#,
                Some((320, 240)),
            ),
            (
                r#"<svg viewBox="0 0 640 480" height="100%">"#,
                Some((1600, 1200)),
            ),
            (
                "<?xml version='1.0'?><!-- <svg width='1' height='1'> -->\n<svg xmlns=\"x\"\n data-width='9' height = '5' width = '4'>",
                Some((4, 5)),
            ),
            (r#"<svg width="100%" height="100%">"#, None),
            (r#"<svg viewBox="0 0 0 0">"#, None),
            (r#"<svg viewBox="0 0 1e99 1">"#, None),
            (r#"<svg viewBox="0 0 NaN 1">"#, None),
            ("<s:svg xmlns:s='x' width='7' height='8'/>", Some((7, 8))),
            ("<html><svg width='7' height='8'/></html>", None),
            ("<svg>", None),
            ("<svg", None),
            ("<svg width=5 height=5>", None),
            ("<svgx width='1' height='1'>", None),
            ("", None),
        ] {
            let size = size(svg.as_bytes()).map(|size| (size.width.get(), size.height.get()));
            assert_eq!(size, expected, "{svg}");
        }
    }
}
