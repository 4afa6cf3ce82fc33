//! Re-exports the crates `mujaz-locale` and `mujaz-claims` as one module.

pub use mujaz_claims::*;
pub use mujaz_locale::*;
