//! Codes on themes: templates and words.

use super::{Entry, Given};
use crate::diagnostic::Severity::{Error, Warning};

/// What there is to say about each.
pub const ENTRIES: &[Entry] = &[
    Entry {
        code: "theme-unknown",
        severity: Error,
        waivable: false,
        title: "There is no theme of this name",
        means: "`theme` in config.toml is the name of a folder in `themes/`. Without the key the site has the built-in theme, `nashra`.",
        why: "Pages have no form without a theme.",
        given: None,
        wrong: "theme = \"nahsra\"",
        right: "theme = \"nashra\"",
    },
    Entry {
        code: "template-missing",
        severity: Error,
        waivable: false,
        title: "A theme has no such template",
        means: "A template extends another that neither the theme nor the built-in one has, or a page needs one that is not there.",
        why: "The pages that need it cannot be made.",
        given: None,
        wrong: "{% extends \"bsae.html\" %}",
        right: "{% extends \"base.html\" %}",
    },
    Entry {
        code: "template-syntax",
        severity: Error,
        waivable: false,
        title: "A template cannot be read",
        means: "The template is not what the template language (Tera) allows: most often a brace, a quotation mark or an `endif` is missing.",
        why: "The pages that need it cannot be made.",
        given: None,
        wrong: "<h1>{{ page.title }</h1>",
        right: "<h1>{{ page.title }}</h1>",
    },
    Entry {
        code: "template-render",
        severity: Error,
        waivable: false,
        title: "A template asks for what is not there",
        means: "A template names a variable, a word or a file of the theme that does not exist. A template sees `site`, `page`, `t`, `shared` and the variable of its kind; what may be missing stands in `{% if … %}`.",
        why: "A blank in its place would go unnoticed on a thousand pages.",
        given: None,
        wrong: "<h1>{{ page.titel }}</h1>",
        right: "<h1>{{ page.title }}</h1>",
    },
    Entry {
        code: "word-missing",
        severity: Warning,
        waivable: false,
        title: "The theme has no words for something in one language",
        means: "A phrase of the pages, such as the label of a button, is not in the theme's `i18n/<lang>.toml`. The English one stands in.",
        why: "Readers meet an English phrase on a page in their own language.",
        given: Some(Given {
            place: "themes/mine/i18n/en.toml",
            text: "latest = \"Latest\"",
        }),
        wrong: "themes/mine/i18n/ar.toml, without `latest`",
        right: "themes/mine/i18n/ar.toml:\nlatest = \"الأحدث\"",
    },
];
