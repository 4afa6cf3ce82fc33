//! Makes the bytes of an export (feed, JSON, e-mail), and packs e-books.

use std::cell::RefCell;

use crate::build::Ready;
use crate::coding::archive::packed;
use crate::diagnostic::{Diagnostic, codes};
use crate::load::Sources;
use crate::plan::exports::ExportView;
use crate::plan::exports::epub::BookPicture;

/// Reads the preview card with an output path; `None` if there is no such card.
type ReadCard<'c> = dyn Fn(&str) -> Option<Result<Vec<u8>, Diagnostic>> + 'c;

/// Returns the bytes of a file for programs. `card` reads a preview card.
///
/// # Errors
/// Returns the error of a picture or card of a book that cannot be read, and `output-io` if a book is too large for its format.
pub fn export(
    ready: &Ready<'_>,
    sources: &Sources,
    output: &str,
    view: &ExportView<'_>,
    card: &ReadCard<'_>,
) -> Result<Vec<u8>, Diagnostic> {
    let ExportView::Book(Some(book)) = view else {
        return Ok(ready.renderer.export(view));
    };
    // A book without them would be complete for nobody, and the next build would keep it.
    let fault = RefCell::new(None);
    let read = |picture: BookPicture<'_>| {
        let read = match picture {
            BookPicture::Source(source) => sources.picture(source)?.read(source),
            BookPicture::Card(output) => card(output)?,
        };
        read.map_err(|error| fault.replace(Some(error))).ok()
    };
    let entries = ready.renderer.book(book, &read);
    if let Some(fault) = fault.take() {
        return Err(fault);
    }
    packed(&entries).map_err(|why| {
        let message = format!("this book cannot be made: {why}");
        Diagnostic::new(codes::OUTPUT_IO, &output.into(), message).help(
            "leave pictures out, or set `epub = false` in [editions] or [topics] of config.toml",
        )
    })
}
