//! What a figure says.

use std::ops::Range;

/// A figure in running text.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The bytes of the text: the number with its unit, the date; without a word before it that marks it as rounded.
    pub range: Range<usize>,
    /// What it says.
    pub quantity: Quantity,
}

/// What a figure says.
#[derive(Debug, Clone, PartialEq)]
pub enum Quantity {}
