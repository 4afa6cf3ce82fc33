//! Stages pictures: the files themselves, and the smaller copies that pages refer to.
//!
//! Making a copy takes a hundred times as long as rendering a page. Its name contains a digest of its content, so a copy
//! from an earlier build is kept, if its bytes are those that the build recorded. Copies are made in parallel, those of one picture together.

use crate::diagnostic::codes;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use rayon::prelude::*;

use crate::build::BuildProgress;
use crate::diagnostic::Diagnostic;
use crate::load::{PictureSource, Sources};
use crate::picture::{Gate, copies};
use crate::plan::{Plan, Scaled};
use crate::write::OutputWriter;

/// Stages a picture unchanged.
pub(super) fn stage(
    writer: &OutputWriter,
    output: &str,
    picture: &PictureSource,
) -> Result<(), Diagnostic> {
    if writer.keep(output, picture.hash)? {
        return Ok(());
    }
    writer.stage_copy(output, &picture.place)
}

/// Stages the smaller copies of all pictures; returns the errors.
pub(super) fn stage_copies(
    writer: &OutputWriter,
    sources: &Sources,
    plan: &Plan<'_>,
    progress: &BuildProgress,
) -> Vec<Diagnostic> {
    let gate = Gate::default();
    let pictures: Vec<&[Scaled<'_>]> = plan.scaled.chunk_by(|a, b| a.source == b.source).collect();
    let found = pictures.into_par_iter().flat_map_iter(|copies| {
        let mut found = Vec::new();
        if let Err(fault) = stage_picture(writer, sources, copies, &gate, &mut found) {
            found.push(fault);
        }
        progress.rendered.fetch_add(copies.len(), Ordering::Relaxed);
        found
    });
    found.collect()
}

/// Stages the copies of one picture. If it cannot be scaled, the picture itself is staged in place of each copy.
fn stage_picture(
    writer: &OutputWriter,
    sources: &Sources,
    copies: &[Scaled<'_>],
    gate: &Gate,
    found: &mut Vec<Diagnostic>,
) -> Result<(), Diagnostic> {
    let Some((source, picture)) = copies
        .first()
        .and_then(|copy| Some((copy.source, sources.picture(copy.source)?)))
    else {
        return Ok(());
    };
    let mut missing = Vec::new();
    for copy in copies {
        if !is_kept(writer, &copy.output, picture)? {
            missing.push(copy);
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    let bytes = picture.read(source)?;
    let widths: Vec<u32> = missing.iter().map(|copy| copy.width).collect();
    let permit = gate.admit(&picture.measured);
    let made = copies_of(source, &bytes, &widths);
    drop(permit);
    match made {
        Ok(made) => {
            for (copy, bytes) in missing.into_iter().zip(made) {
                writer.stage(&copy.output, &bytes)?;
            }
        }
        Err(damaged) => {
            found.push(damaged);
            for copy in missing {
                writer.stage(&copy.output, &bytes)?;
            }
        }
    }
    Ok(())
}

/// Keeps a copy from an earlier build; returns `false` if there is none. If the picture itself was staged in place of the
/// copy, scaling is tried again, so that every build reports the fault.
fn is_kept(
    writer: &OutputWriter,
    output: &str,
    picture: &PictureSource,
) -> Result<bool, Diagnostic> {
    match writer.recorded(output) {
        Some(hash) if hash != picture.hash => writer.keep_recorded(output),
        _ => Ok(false),
    }
}

/// Makes copies of a picture with these widths.
///
/// # Errors
/// Returns `picture-unreadable`, a warning, if the picture's header is valid but the rest is damaged.
fn copies_of(source: &Arc<str>, bytes: &[u8], widths: &[u32]) -> Result<Vec<Vec<u8>>, Diagnostic> {
    copies(bytes, widths).map_err(|why| {
        let message = format!("this picture is damaged, and is published as it is: {why}");
        Diagnostic::new(codes::PICTURE_UNREADABLE, source, message)
            .help("open it in a program for pictures, and save it as JPEG, PNG or WebP")
    })
}
