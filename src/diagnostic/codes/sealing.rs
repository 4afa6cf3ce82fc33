//! Diagnostic codes about seals and waivers in a summary's front matter.

use super::Severity::{Error, Note, Warning};
use super::{Entry, Given};

codes! {
    SUMMARY_STALE = Entry {
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
    SUMMARY_CHANGED = Entry {
        code: "summary-changed",
        severity: Warning,
        waivable: false,
        title: "The summary was changed after it was sealed",
        means: "The summary is sealed, and its text is not what it was on the day of the seal. Each sentence, heading or title that was changed or added since has a finding of its own; so has what was removed. Citations, links to other sites, pictures and their descriptions, code and HTML count, too. White space, emphasis and other keys of the front matter, such as `draft` and `waive`, do not. Check what changed against the original, then run `mujaz seal` with the article's name.",
        why: "The page tells readers that the summary was checked; that is not true of words that came later. Until the summary is sealed again the page does not say it.",
        given: Some(Given {
            place: "The original, p3",
            text: "The toll rose to 17, officials said on Friday.",
        }),
        wrong: "sealed = { date = 2025-03-15, digest = \"b81e04d2c6f79a35\", summary = \"0f6e1d2c3b4a5968\" }\n\nOfficials counted 17 dead [p3]. They suspect arson.",
        right: "sealed = { date = 2025-03-16, digest = \"b81e04d2c6f79a35\", summary = \"77aa10c4e2f0b916\" }\n\nOfficials counted 17 dead [p3].",
    },
    SEAL_ORIGINAL_ONLY = Entry {
        code: "seal-original-only",
        severity: Note,
        waivable: false,
        title: "A seal covers the original only",
        means: "The seal was written by an earlier version of Mujaz, which recorded the original's text and not the summary's. The original is still the same. Whether the summary is cannot be told. Check the summary, then run `mujaz seal` with the article's name.",
        why: "The page says that a summary was checked only where both texts are known to be those that were checked.",
        given: None,
        wrong: "sealed = { date = 2025-03-12, digest = \"5f0c9a1e7d3b2468\" }",
        right: "sealed = { date = 2025-03-12, digest = \"5f0c9a1e7d3b2468\", summary = \"0f6e1d2c3b4a5968\" }",
    },
    SEAL_INVALID = Entry {
        code: "seal-invalid",
        severity: Warning,
        waivable: false,
        title: "A seal is not as `mujaz seal` writes it",
        means: "A digest in `sealed` was typed or changed by hand: it cannot be compared with the text.",
        why: "Such a seal vouches for nothing. `mujaz seal` with the article's name writes a true one.",
        given: None,
        wrong: "sealed = { date = 2025-03-12, digest = \"checked by Mona\" }",
        right: "sealed = { date = 2025-03-12, digest = \"5f0c9a1e7d3b2468\" }",
    },
    WAIVER_UNUSED = Entry {
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
    WAIVER_UNKNOWN = Entry {
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
}
