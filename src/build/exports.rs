//! Makes the bytes of a file for programs, and packs books.

use crate::build::Ready;
use crate::coding::archive::packed;
use crate::diagnostic::{Diagnostic, codes};
use crate::load::Sources;
use crate::plan::exports::View;
use crate::plan::exports::epub::BookPicture;

/// Returns the bytes of a file for programs. `card` returns the bytes of the preview card with an output path.
///
/// # Errors
/// Returns `output-io` if a book is too large for its format.
pub fn export(
    ready: &Ready<'_>,
    sources: &Sources,
    output: &str,
    view: &View<'_>,
    card: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Result<Vec<u8>, Diagnostic> {
    let View::Book(Some(book)) = view else {
        return Ok(ready.renderer.export(view));
    };
    // A picture that cannot be read is reported where it is published beside its article, and a card where it is drawn.
    let read = |picture: BookPicture<'_>| match picture {
        BookPicture::Source(source) => sources.picture(source)?.read(source).ok(),
        BookPicture::Card(output) => card(output),
    };
    packed(&ready.renderer.book(book, &read)).map_err(|why| {
        let message = format!("this book cannot be made: {why}");
        Diagnostic::new(codes::OUTPUT_IO, &output.into(), message).help(
            "leave pictures out, or set `epub = false` in [editions] or [topics] of config.toml",
        )
    })
}
