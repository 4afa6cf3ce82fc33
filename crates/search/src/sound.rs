//! How a word sounds, roughly: its consonants, those that transliterations confuse as one.
//!
//! شويجو and شويغو sound alike, as do Pyongyang and Pyeongyang. The reader's module looks for a word by its sound where no text
//! has the word as it was typed.

/// What stands for a letter; an empty string for a vowel, which is left out unless the word begins with it.
pub const SOUNDS: [(char, &str); 40] = [
    ('ا', ""),
    ('و', ""),
    ('ي', ""),
    ('ء', ""),
    ('ه', ""),
    ('غ', "ج"),
    ('گ', "ج"),
    ('چ', "ش"),
    ('ق', "ك"),
    ('ط', "ت"),
    ('ظ', "ض"),
    ('ذ', "د"),
    ('ص', "س"),
    ('ث', "س"),
    ('ڤ', "ف"),
    ('پ', "ب"),
    ('ژ', "ج"),
    ('a', ""),
    ('e', ""),
    ('i', ""),
    ('o', ""),
    ('u', ""),
    ('y', ""),
    ('h', ""),
    ('q', "k"),
    ('c', "k"),
    ('z', "s"),
    ('w', "v"),
    ('j', "g"),
    ('а', ""),
    ('е', ""),
    ('и', ""),
    ('о', ""),
    ('у', ""),
    ('ы', ""),
    ('э', ""),
    ('ю', ""),
    ('я', ""),
    ('й', ""),
    ('ь', ""),
];

/// A sound of fewer letters says nothing of a word.
const LEAST: usize = 3;

/// Returns the sound of a folded word, if it has one that tells it apart.
pub fn sound(word: &str) -> Option<String> {
    let mut out = String::new();
    let mut last = None;
    let mut count = 0;
    for (at, c) in word.chars().enumerate() {
        if !c.is_alphabetic() {
            return None;
        }
        let to = SOUNDS
            .iter()
            .find(|(from, _)| *from == c)
            .map(|(_, to)| *to);
        let to = match to {
            Some("") if at == 0 => '*',
            Some("") => continue,
            Some(to) => to.chars().next().unwrap_or(c),
            None => c,
        };
        if last != Some(to) {
            out.push(to);
            count += 1;
        }
        last = Some(to);
    }
    (count >= LEAST).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::sound;

    #[test]
    fn transliterations_of_a_name_sound_alike() {
        for (one, other) in [
            ("كورسك", "كيرسك"),
            ("pyongyang", "pyeongyang"),
            ("kassem", "qasim"),
            ("فلاديفوستوك", "فلاديفستوك"),
            ("اوباما", "اوبامه"),
        ] {
            assert_eq!(sound(one), sound(other), "{one} {other}");
        }
        for word in ["شويغو", "2024", "سد"] {
            assert_eq!(sound(word), None, "{word}");
        }
    }
}
