//! Mutates inputs: a few random changes each, as AFL makes them.

/// Makes inputs from others. The same seed makes the same ones.
pub struct Mutator {
    state: u64,
    inputs: Vec<Vec<u8>>,
    /// Words that mean something to the reader.
    words: &'static [&'static str],
}

/// Bytes that decide something in many formats.
const BYTES: [u8; 12] = [
    0, 1, 0x7F, 0x80, 0xFF, b'\n', b'"', b'<', b'[', b'{', b'(', b'*',
];

impl Mutator {
    pub fn new(seed: u64, inputs: Vec<Vec<u8>>, words: &'static [&'static str]) -> Mutator {
        Mutator {
            state: seed,
            inputs,
            words,
        }
    }

    /// Returns the next number below a limit (SplitMix64).
    fn below(&mut self, limit: usize) -> usize {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % limit.max(1) as u64) as usize
    }

    fn input(&mut self) -> Vec<u8> {
        match self.below(self.inputs.len()) {
            _ if self.inputs.is_empty() => Vec::new(),
            index => self.inputs[index].clone(),
        }
    }

    /// Returns the next input.
    pub fn next(&mut self) -> Vec<u8> {
        let mut input = self.input();
        for _ in 0..=self.below(6) {
            self.change(&mut input);
        }
        input
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        let length = input.len();
        let at = self.below(length + 1);
        // Most decisive values stand near the beginning.
        let near = if self.below(2) == 0 {
            at.min(self.below(64))
        } else {
            at
        };
        let end = (at + 1 + self.below(40)).min(length);
        match self.below(10) {
            0 | 1 if near < length => input[near] ^= 1 << self.below(8),
            2 if near < length => input[near] = BYTES[self.below(BYTES.len())],
            3 => drop(input.drain(at.min(end)..end)),
            4 => {
                let part = input[at.min(end)..end].to_vec();
                let times = 1 + self.below(4).pow(5);
                drop(input.splice(at..at, part.repeat(times.min(16_000 / part.len().max(1)))));
            }
            5 | 6 if !self.words.is_empty() => {
                let word = self.words[self.below(self.words.len())].as_bytes();
                let times = 1 + self.below(5).pow(6);
                drop(input.splice(at..at, word.repeat(times.min(16_000 / word.len().max(1)))));
            }
            7 => {
                let other = self.input();
                let from = self.below(other.len() + 1);
                let to = (from + self.below(400)).min(other.len());
                drop(input.splice(at..at, other[from..to].iter().copied()));
            }
            8 => input.truncate(length - self.below(length / 2 + 1)),
            _ => input.insert(at, BYTES[self.below(BYTES.len())]),
        }
    }
}
