//! Mujaz (موجز, "in brief"): a static site generator for bilingual briefings.

pub mod diagnostic;
pub mod import;
pub mod lang;
pub mod write;
