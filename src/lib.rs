//! Mujaz (موجز, "in brief"): a static site generator for bilingual briefings.
//!
//! Start with [`build`](mod@build), which runs the phases, and ARCHITECTURE.md.

// This library serves only the program and its tests. Public items are documented in the crates below `crates/`.
#![allow(missing_docs)]

pub mod build;
pub mod built;
pub mod check;
pub mod cli;
pub mod clock;
pub mod cms;
pub mod coding;
pub mod deploy;
pub mod diagnostic;
pub mod edit;
pub mod explain;
pub mod files;
pub mod init;
pub mod lang;
pub mod link;
pub mod load;
pub mod lsp;
pub mod mcp;
pub mod memo;
pub mod parse;
pub mod plan;
pub mod recheck;
pub mod render;
pub mod report;
pub mod seal;
pub mod search;
pub mod serve;
pub mod since;
pub mod starter;
pub mod status;
pub mod verify;
pub mod watch;
pub mod write;

/// Stack of the threads that parse and render, in bytes. In a debug build, Tera needs more than 1 MB for the nesting of
/// forty blocks that it allows, and its callers need some as well.
pub const STACK: usize = 8 * 1024 * 1024;

pub use mujaz_import as import;
pub use mujaz_media::{card, fonts, picture, types as media};
