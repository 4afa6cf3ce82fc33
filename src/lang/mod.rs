//! The crates on language, under one name.

pub use mujaz_claims::*;
pub use mujaz_locale::*;
