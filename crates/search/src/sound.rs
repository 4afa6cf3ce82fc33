//! Reduces a word to its rough sound: its consonants, with those that transliterations confuse made equal.
//!
//! شويجو and شويغو have the same sound, as do Pyongyang and Pyeongyang. The reader's module looks a word up by its sound
//! if no text contains the word as it was typed.

/// Replacements of letters; an empty string for vowels, which are left out unless the word begins with one.
pub const SOUNDS: [(char, &str); 41] = [
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
    ('f', "v"),
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

/// Minimum number of letters of a sound: a shorter one matches too many words.
const LEAST: usize = 3;

/// Returns the sound of a folded word; `None` if it is too short or the word has other characters than letters.
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
            ("lavroff", "lawrow"),
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
