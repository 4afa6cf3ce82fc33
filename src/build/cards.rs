//! Stages preview cards.
//!
//! Drawing a card takes as long as rendering a hundred pages. Its name contains a digest of its content, so a card from an
//! earlier build is kept, if its bytes are those that the build recorded. Cards are drawn in parallel.

use crate::diagnostic::codes;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use rayon::prelude::*;

use crate::build::{BuildProgress, Memos};
use crate::card::{Fonts, draw};
use crate::diagnostic::Diagnostic;
use crate::files;
use crate::fonts;
use crate::lang::{Script, script_of_language};
use crate::link::site::Site;
use crate::load::Sources;
use crate::memo::digest;
use crate::plan::{Card, Plan};
use crate::write::OutputWriter;

/// Returns the fonts for a site's cards; `None` if cards are disabled, or if a configured font cannot be read.
///
/// Configured fonts are read in every build. The machine's fonts are looked up only once, since that takes a while and they
/// rarely change while somebody is writing.
pub(super) fn fonts_of(
    site: &Site<'_>,
    sources: &Sources,
    memos: &Memos,
    found: &mut Vec<Diagnostic>,
) -> Option<Arc<Fonts>> {
    let cards = site.config.cards.as_ref()?;
    if cards.fonts.is_empty() {
        let tags: Vec<&str> = site.languages.iter().map(|one| one.tag.as_str()).collect();
        let scripts = || -> Vec<Script> {
            let scripts = tags.iter().filter_map(|tag| script_of_language(tag));
            scripts.collect()
        };
        let look = || Arc::new(fonts::on_this_machine(&scripts()));
        return Some(memos.fonts.reuse("machine", || digest(&tags), look));
    }
    configured(site, sources, found).map(Arc::new)
}

/// Reports a configured font that cannot be read.
pub(super) fn check_fonts(site: &Site<'_>, sources: &Sources, found: &mut Vec<Diagnostic>) {
    configured(site, sources, found);
}

/// Reads the fonts that the configuration names; `None` if it names none, or if one cannot be read. Reports unreadable
/// fonts.
fn configured(site: &Site<'_>, sources: &Sources, found: &mut Vec<Diagnostic>) -> Option<Fonts> {
    let cards = site.config.cards.as_ref()?;
    if cards.fonts.is_empty() {
        return None;
    }
    let place = |path: &str| sources.root().join(path);
    let paths: Vec<PathBuf> = cards.fonts.iter().map(|font| place(&font.value)).collect();
    // The reader of fonts opens them itself, and would wait for a pipe.
    let refused =
        |(index, path): (usize, &PathBuf)| Some((index, files::open(path).err()?.to_string()));
    let refused = paths.iter().enumerate().find_map(refused);
    match refused.map_or_else(|| fonts::in_files(&paths), Err) {
        Ok(fonts) => Some(fonts),
        Err((index, why)) => {
            let font = &cards.fonts[index];
            let message = format!("the font {} cannot be read: {why}", font.value);
            let fault = Diagnostic::new(codes::CARD_FONT_UNREADABLE, &site.config.path, message);
            found.push(fault.at(font.span.clone()).help(
                "name a TrueType or OpenType file (.ttf, .otf) by its path from the site's folder",
            ));
            None
        }
    }
}

/// Stages all cards; returns the errors.
pub(super) fn stage_cards(
    writer: &OutputWriter,
    plan: &Plan<'_>,
    progress: &BuildProgress,
) -> Vec<Diagnostic> {
    let stage = |card: &Card| {
        let staged = stage(writer, plan, card);
        progress.rendered.fetch_add(1, Ordering::Relaxed);
        staged.err()
    };
    plan.cards.par_iter().filter_map(stage).collect()
}

fn stage(writer: &OutputWriter, plan: &Plan<'_>, card: &Card) -> Result<(), Diagnostic> {
    if writer.keep_recorded(&card.output)? {
        return Ok(());
    }
    writer.stage(&card.output, &drawn(plan, card)?).map(drop)
}

/// Draws a card and returns its bytes.
///
/// # Errors
/// Returns `card-undrawn` if it cannot be drawn.
pub fn drawn(plan: &Plan<'_>, card: &Card) -> Result<Vec<u8>, Diagnostic> {
    let drawing = plan
        .drawing(card)
        .ok_or_else(|| "it has no words".to_owned());
    let bytes = drawing.and_then(|(words, fonts)| draw(&words, fonts));
    bytes.map_err(|why| {
        let message = format!("this preview card cannot be drawn: {why}");
        Diagnostic::new(codes::CARD_UNDRAWN, &card.output.as_str().into(), message)
            .help("try other fonts in [cards] of config.toml, or `enabled = false`")
    })
}
