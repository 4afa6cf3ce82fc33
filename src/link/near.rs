//! Finds the existing path that a mistyped path was probably meant to be, and describes the difference. It reads no files.

use crate::diagnostic::nearest;
use crate::lang::nfc;
use crate::parse::unseen::is_invisible;

/// Returns the path that a mistyped one was probably meant to be: it differs in a single part, and only slightly.
pub(super) fn nearest_path<'p>(
    path: &str,
    paths: impl Iterator<Item = &'p str>,
) -> Option<&'p str> {
    let parts: Vec<&str> = path.split('/').collect();
    let is_near = |other: &&str| {
        let others: Vec<&str> = other.split('/').collect();
        let mut pairs = parts.iter().zip(&others).filter(|(a, b)| a != b);
        let near = pairs
            .next()
            .and_then(|(mistyped, meant)| nearest(mistyped, [*meant]));
        near.is_some() && pairs.next().is_none() && others.len() == parts.len()
    };
    nearest(path, paths.filter(is_near))
}

/// Returns the path that looks the same or nearly the same, and a description of the difference.
pub(super) fn twin<'p>(
    path: &str,
    paths: impl Iterator<Item = &'p str>,
) -> Option<(&'p str, String)> {
    let folded = fold(path);
    let mut twins = paths.filter(|other| *other != path && fold(other) == folded);
    let twin = twins.next()?;
    Some((twin, difference(path, twin)))
}

/// Removes the differences that people and some file systems ignore: case, invisible characters, the composition of
/// letters with marks (NFC or NFD), and kinds of spaces.
fn fold(path: &str) -> String {
    let visible: String = path.chars().filter(|c| !is_invisible(*c)).collect();
    let composed = nfc(&visible);
    let spaced = composed
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c });
    spaced.flat_map(char::to_lowercase).collect()
}

/// Describes the difference of two paths that are equal after [`fold`].
fn difference(written: &str, there: &str) -> String {
    let invisible = |text: &str| text.chars().find(|c| is_invisible(*c));
    if let Some(c) = invisible(written).filter(|c| !there.contains(*c)) {
        return format!(
            "The name as it is written here holds an invisible character, U+{:04X}: type it anew",
            c as u32
        );
    }
    if let Some(c) = invisible(there).filter(|c| !written.contains(*c)) {
        return format!(
            "The file's own name holds an invisible character, U+{:04X}: rename the file",
            c as u32
        );
    }
    if nfc(written) == nfc(there) {
        return "The two look alike, but letters with marks are composed in another way (NFC and NFD): copy the file's own name"
            .into();
    }
    let differs = |(a, b): &(char, char)| a != b;
    let pairs = || written.chars().zip(there.chars());
    match pairs().find(differs) {
        Some((a, b)) if a.is_whitespace() && b.is_whitespace() => format!(
            "It has another kind of space: U+{:04X} and not U+{:04X}",
            b as u32, a as u32
        ),
        Some((a, b)) => format!(
            "Capital and small letters are not the same: `{b}` and not `{a}`, on most hosts if not on this machine"
        ),
        None => "Capital and small letters are not the same on most hosts".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{nearest_path, twin};

    #[test]
    fn a_path_that_looks_the_same_is_told_from_the_one_that_is_there() {
        for (path, there, says) in [
            ("a/map.jpg", "a/Map.jpg", "`M` and not `m`"),
            ("a/MAP.JPG", "a/map.jpg", "`m` and not `M`"),
            ("a/Map.jpg", "A/map.jpg", "`A` and not `a`"),
            ("a/cafe\u{301}.png", "a/caf\u{e9}.png", "NFC and NFD"),
            ("a/م\u{622}ل.png", "a/م\u{627}\u{653}ل.png", "NFC and NFD"),
            ("a/map\u{200E}.jpg", "a/map.jpg", "U+200E: type it anew"),
            ("a/map.jpg", "a/map\u{200B}.jpg", "U+200B: rename the file"),
            ("a/my map.jpg", "a/my\u{A0}map.jpg", "U+00A0 and not U+0020"),
        ] {
            let (got, difference) = twin(path, [there].into_iter()).expect(there);
            assert_eq!(got, there);
            assert!(difference.contains(says), "{path}: {difference}");
        }
        assert_eq!(
            twin("a/map.jpg", ["a/map.png", "a/map.jpg"].into_iter()),
            None
        );
    }

    #[test]
    fn a_path_is_suggested_where_one_part_of_it_is_mistyped() {
        let paths = [
            "a/treaty/summary.en.md",
            "a/treaty/summary.ar.md",
            "en/topics/economy/",
        ];
        for (path, meant) in [
            ("a/traety/summary.en.md", Some("a/treaty/summary.en.md")),
            ("a/treaty/sumary.ar.md", Some("a/treaty/summary.ar.md")),
            ("en/topics/econmy/", Some("en/topics/economy/")),
            ("a/معاهدة/summary.ar.md", None),
            ("a/treaty/picture.png", None),
            ("treaty/summary.en.md", None),
        ] {
            assert_eq!(nearest_path(path, paths.into_iter()), meant, "{path}");
        }
    }
}
