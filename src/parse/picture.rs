//! Checks a picture in an article's folder.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::{self, Code};
use crate::load::{Content, Source};
use crate::parse::Picture;
use crate::picture::{Flaw, MOST_BYTES, MOST_PIXELS};

/// Returns the picture in a file, and reports its flaws; `None` if the file is not a picture.
pub(super) fn picture(source: &Source, found: &mut Vec<Diagnostic>) -> Option<Picture> {
    let Content::Picture(picture) = &source.content else {
        return None;
    };
    let measured = picture.measured.clone();
    if let Some(flaw) = &measured.flaw {
        let (code, message) = said(flaw);
        let help = match flaw {
            Flaw::Unreadable(_) => {
                "open it in a program for pictures, and save it as JPEG, PNG or WebP"
            }
            Flaw::Pixels(_) | Flaw::Bytes(_) => {
                "put a smaller one in its place: readers are sent 1600 pixels across at most"
            }
        };
        found.push(Diagnostic::new(code, &source.path, message).help(help));
    }
    Some(Picture {
        digest: picture.hash,
        measured,
    })
}

/// Returns the code and the message for a flaw.
fn said(flaw: &Flaw) -> (Code, String) {
    match flaw {
        Flaw::Unreadable(why) => (
            codes::PICTURE_UNREADABLE,
            format!("this picture cannot be read, and is published as it is: {why}"),
        ),
        Flaw::Pixels(millions) => {
            let most = MOST_PIXELS / 1_000_000;
            let message = format!(
                "this picture has {millions} million pixels and is published as it is: smaller copies are made of pictures with up to {most} million"
            );
            (codes::PICTURE_TOO_LARGE, message)
        }
        Flaw::Bytes(size) => {
            let most = MOST_BYTES / (1024 * 1024);
            let message = format!(
                "this picture has {size} MB and is published as it is: smaller copies are made of pictures with up to {most} MB"
            );
            (codes::PICTURE_TOO_LARGE, message)
        }
    }
}
