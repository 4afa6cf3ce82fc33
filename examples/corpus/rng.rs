//! A small generator of pseudo-random numbers, so that a seed gives the same corpus on every machine and for ever.
//!
//! Takes a seed; returns numbers and choices. It is SplitMix64 (Steele, Lea and Flood, 2014): good enough to choose words.

/// A stream of numbers that its seed determines.
#[derive(Clone)]
pub struct Rng(u64);

impl Rng {
    /// The stream of article `index`: streams of neighbouring articles have nothing in common.
    pub fn of_article(seed: u64, index: usize) -> Self {
        let mut mixed = Rng(seed);
        let start = mixed.next();
        let mut stream = Rng(start ^ (index as u64).wrapping_mul(0xD1B5_4A32_D192_ED03));
        Rng(stream.next())
    }

    /// A stream of its own, so that what is drawn from it does not shift what is drawn from this one.
    pub fn fork(&mut self) -> Self {
        Rng(self.next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from `low` to `high`, both included; `low` where the range is empty.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        let span = u64::from(high.saturating_sub(low)) + 1;
        low + (self.next() % span) as u32
    }

    /// An index below `len`, or 0 where there is none.
    pub fn below(&mut self, len: usize) -> usize {
        (self.next() % (len.max(1) as u64)) as usize
    }

    /// True in `percent` of a hundred cases.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.between(1, 100) <= percent
    }

    /// One of `items`, which is a table of this program and so never empty.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// Two different ones of `items`, a table of at least two.
    pub fn pick_two<'a, T>(&mut self, items: &'a [T]) -> (&'a T, &'a T) {
        let one = self.below(items.len());
        let other = (one + 1 + self.below(items.len() - 1)) % items.len();
        (&items[one], &items[other])
    }

    /// All of `items` in a random order, the first of them drawn first by `pop`.
    pub fn deck<'a, T>(&mut self, items: &'a [T]) -> Vec<&'a T> {
        let mut deck: Vec<&T> = items.iter().collect();
        for last in (1..deck.len()).rev() {
            deck.swap(last, self.below(last + 1));
        }
        deck
    }
}
