//! Codes on seals and waivers in a summary's front matter.

use super::{Entry, Given};
use crate::diagnostic::Severity::{Error, Warning};

/// What there is to say about each.
pub const ENTRIES: &[Entry] = &[
    Entry {
        code: "summary-stale",
        severity: Warning,
        waivable: true,
        title: "The original was changed after the summary was checked against it",
        means: "The summary is sealed, and the original's text is not what it was on the day of the seal. The finding says which paragraphs changed, came or went since. Check the summary against them, then run `mujaz seal` with the article's name.",
        why: "The page tells readers that the summary was checked; that is no longer true of this original.",
        given: Some(Given {
            place: "The original, p3, changed after the seal",
            text: "The toll rose to 17, officials said on Friday.",
        }),
        wrong: "sealed = { date = 2025-03-12, digest = \"5f0c9a1e7d3b2468\" }\n\nOfficials counted 14 dead [p3].",
        right: "sealed = { date = 2025-03-15, digest = \"b81e04d2c6f79a35\" }\n\nOfficials counted 17 dead [p3].",
    },
    Entry {
        code: "seal-invalid",
        severity: Warning,
        waivable: false,
        title: "A seal is not as `mujaz seal` writes it",
        means: "The digest in `sealed` was typed or changed by hand: it cannot be compared with the original.",
        why: "Such a seal vouches for nothing. `mujaz seal` with the article's name writes a true one.",
        given: None,
        wrong: "sealed = { date = 2025-03-12, digest = \"checked by Mona\" }",
        right: "sealed = { date = 2025-03-12, digest = \"5f0c9a1e7d3b2468\" }",
    },
    Entry {
        code: "waiver-unused",
        severity: Warning,
        waivable: false,
        title: "A waiver waives nothing",
        means: "No finding has the waiver's code and its words: what it was written for has been mended or removed, or its `text` is not what stands in the summary.",
        why: "A waiver that is left behind would hide the next mistake of its kind.",
        given: Some(Given {
            place: "The summary",
            text: "The survey reached 2,400 households [p5].",
        }),
        wrong: "waive = [{ code = \"figure-not-in-original\", text = \"2,500\", why = \"confirmed by the author\" }]",
        right: "waive = [{ code = \"figure-not-in-original\", text = \"2,400\", why = \"confirmed by the author\" }]",
    },
    Entry {
        code: "waiver-unknown",
        severity: Error,
        waivable: false,
        title: "A waiver has a code that does not exist or cannot be waived",
        means: "The `code` of an entry of `waive` is mistyped, or is the code of something that has to be mended, such as a broken link. `mujaz explain` lists all codes; each one's entry says whether it can be waived.",
        why: "A waiver that cannot work would leave its author thinking that the matter is settled.",
        given: None,
        wrong: "waive = [{ code = \"figures-not-in-orginal\", text = \"2,400\", why = \"confirmed by the author\" }]",
        right: "waive = [{ code = \"figure-not-in-original\", text = \"2,400\", why = \"confirmed by the author\" }]",
    },
];
