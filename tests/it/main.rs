//! The tests of the program as a whole, in one binary, so that it is linked once.
//!
//! A module is a subject: `cargo test --test it golden::` runs one. The files that they read are in the folders next to
//! `it/`.

mod common;

mod architecture;
mod attachments;
mod cards;
mod check;
mod cli;
mod cms;
mod crash;
mod deploy;
mod diagnostics;
mod docs;
mod editions;
mod email;
mod embargo;
mod epub;
mod explain;
mod exports;
mod faults;
mod fix;
mod golden;
mod growth;
mod hosting;
mod images;
mod import;
mod import_pages;
mod incremental;
mod integrity;
mod languages;
mod lsp;
mod mcp;
mod metadata;
mod minified;
mod new;
mod newsroom;
mod newsroom_day;
mod originals;
mod pairs;
mod parse;
mod promises;
mod promises_write;
mod seal;
mod serve;
mod since;
mod status;
mod unchanged;
mod verify;
mod web;
mod word;
