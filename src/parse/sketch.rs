//! Computes a sketch of a text (a few hashes), for finding nearly equal texts among many.

use std::collections::BTreeSet;

use crate::lang::is_alphanumeric;

/// Number of words of a passage.
const PASSAGE: usize = 4;
/// Maximum number of passages in a sketch.
const SIZE: usize = 48;
/// Minimum number of passages of a text with a sketch: shorter texts can match by chance.
const LEAST: usize = 24;

/// Returns the smallest digests of a text's passages, in ascending order (a bottom-k sketch). Texts with mostly the
/// same passages have mostly the same sketch.
pub fn sketch(text: &str) -> Vec<u64> {
    let words = text.split(|c: char| !is_alphanumeric(c));
    let words: Vec<u64> = words.filter(|word| !word.is_empty()).map(digest).collect();
    let passages: BTreeSet<u64> = words.windows(PASSAGE).map(joined).collect();
    if passages.len() < LEAST {
        return Vec::new();
    }
    passages.into_iter().take(SIZE).collect()
}

/// Returns the FNV-1a digest of the word in lower case.
fn digest(word: &str) -> u64 {
    let add = |digest: u64, letter: char| {
        (digest ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01B3)
    };
    let letters = word.chars();
    letters.fold(0xCBF2_9CE4_8422_2325, |digest, c| match c {
        // Letters of most texts, which need no look-up.
        '\0'..='\u{7F}' => add(digest, c.to_ascii_lowercase()),
        '\u{600}'..='\u{6FF}' => add(digest, c),
        _ => c.to_lowercase().fold(digest, add),
    })
}

/// Returns the digest of a passage, with its bits mixed by the last step of SplitMix64.
fn joined(words: &[u64]) -> u64 {
    let digest = words.iter().fold(0, |digest: u64, word| {
        digest.rotate_left(17).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ word
    });
    let digest = (digest ^ (digest >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let digest = (digest ^ (digest >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    digest ^ (digest >> 31)
}

#[cfg(test)]
mod tests {
    use super::sketch;

    #[test]
    fn texts_that_are_nearly_the_same_share_most_of_their_sketches() {
        let text = |from: usize, to: usize| {
            let words: Vec<String> = (from..to).map(|n| format!("word{n}")).collect();
            words.join(" ")
        };
        let shared = |one: &str, other: &str| {
            let (one, other) = (sketch(one), sketch(other));
            one.iter().filter(|passage| other.contains(passage)).count()
        };
        let whole = text(0, 200);
        assert_eq!(
            sketch(&whole),
            sketch(&whole.to_uppercase().replace(' ', ", "))
        );
        assert!(shared(&whole, &whole.replace("word50 ", "other ")) > 40);
        assert_eq!(shared(&whole, &text(200, 400)), 0);
        assert!(sketch("A few words are not enough.").is_empty());
    }
}
