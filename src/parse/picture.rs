//! Reads the size and format of a picture in an article's folder, and reports pictures that are damaged or too large to
//! scale.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::{self, Code};
use crate::load::{Content, Source};
use crate::parse::Picture;
use crate::picture::{Flaw, MOST_BYTES, MOST_FRAMES, MOST_PIXELS, MOST_PROFILE, MOST_SIDE};

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
            Flaw::Pixels(_) | Flaw::Bytes(_) | Flaw::Side(_) | Flaw::Scans(_) => {
                "put a smaller one in its place: readers are sent 1600 pixels across at most"
            }
            Flaw::Frames(_) => "make a video of it, or leave frames out",
            Flaw::Active(_) => "take it out, or put a picture in its place that was saved as PNG",
            Flaw::Profile => "save it with the colours of the web (sRGB), or without a profile",
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
        Flaw::Side(length) => {
            let message = format!(
                "a side of this picture has {length} pixels, and it is published as it is: smaller copies are made of pictures with up to {MOST_SIDE} on each side"
            );
            (codes::PICTURE_TOO_LARGE, message)
        }
        Flaw::Scans(scans) => {
            let message = format!(
                "this picture is built up in {scans} passes and is published as it is: to decode it would take too long"
            );
            (codes::PICTURE_TOO_LARGE, message)
        }
        Flaw::Frames(frames) => {
            let message = format!(
                "this animation has {frames} frames and is published as it is: more than {MOST_FRAMES} slow down the reader's browser"
            );
            (codes::PICTURE_TOO_LARGE, message)
        }
        Flaw::Profile => {
            let most = MOST_PROFILE / (1024 * 1024);
            let message = format!(
                "the colour profile of this picture has more than {most} MB, and it is published as it is: smaller copies are made of pictures with a smaller one"
            );
            (codes::PICTURE_TOO_LARGE, message)
        }
        Flaw::Active(what) => (
            codes::HTML_INERT,
            format!(
                "this drawing holds `{what}`, which does nothing on a page, and runs where the drawing is opened by itself"
            ),
        ),
        Flaw::Bytes(size) => {
            let most = MOST_BYTES / (1024 * 1024);
            let message = format!(
                "this picture has {size} MB and is published as it is: smaller copies are made of pictures with up to {most} MB"
            );
            (codes::PICTURE_TOO_LARGE, message)
        }
    }
}
