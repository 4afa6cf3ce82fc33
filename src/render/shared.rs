//! What many pages have in common, rendered and minified once and then put into each of them.
//!
//! Two kinds: the theme's templates `shared_<name>.html`, which are the same on all pages of a kind (the masthead, the
//! way here, the footer), and `teaser.html`, which is the same in every list that an article stands in.

use std::collections::BTreeMap;

use rayon::prelude::*;
use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::plan::view::Slot;
use crate::plan::{Page, Plan};
use crate::render::fill::Style;
use crate::render::theme::{Theme, diagnostic};

/// What the pages of one language have in common.
#[derive(Debug, Default)]
pub struct Shared {
    /// By frame, then by the name in `shared_<name>.html`.
    frames: BTreeMap<(&'static str, String), BTreeMap<String, String>>,
    /// By article.
    teasers: Vec<String>,
}

impl Shared {
    /// The part `name` of a page's frame.
    pub fn part(&self, page: &Page<'_>, name: &str) -> Option<&str> {
        let frame = self
            .frames
            .get(&(page.head.kind, page.head.section.to_owned()))?;
        frame.get(name).map(String::as_str)
    }

    /// The teaser of an article.
    pub fn teaser(&self, article: usize) -> Option<&str> {
        self.teasers.get(article).map(String::as_str)
    }

    /// The variable `shared` of a page's template: for each part, the placeholder that it is put in for. An `=` tells its
    /// name from the number of a slot.
    pub(super) fn placeholders(names: &[String]) -> Value {
        let placeholders: BTreeMap<&str, String> = names
            .iter()
            .map(|name| {
                (
                    name.as_str(),
                    format!("{}={name}{}", Slot::OPEN, Slot::CLOSE),
                )
            })
            .collect();
        Value::from_serializable(&placeholders)
    }
}

impl Theme {
    /// Renders what the pages of a language have in common. `finish` makes of each rendered part what goes into the
    /// pages: [`minified`](crate::render::minified).
    pub fn shared(
        &self,
        plan: &Plan<'_>,
        language: usize,
        style: Style<'_>,
        finish: fn(&[u8]) -> String,
    ) -> Result<Shared, Vec<Diagnostic>> {
        let mut shared = Shared::default();
        let mut found = Vec::new();
        for frame in plan.frames(language) {
            let mut parts = BTreeMap::new();
            for name in &self.sets[language].shared {
                match self.part(
                    language,
                    &format!("shared_{name}.html"),
                    "page",
                    &frame,
                    style,
                ) {
                    Ok(part) => drop(parts.insert(name.clone(), finish(part.as_bytes()))),
                    Err(diagnostic) => found.push(diagnostic),
                }
            }
            shared
                .frames
                .insert((frame.kind, frame.section.to_owned()), parts);
        }
        let teasers: Vec<_> = (0..plan.articles())
            .into_par_iter()
            .map(|article| match plan.article_teaser(language, article) {
                Some(teaser) => self
                    .part(language, "teaser.html", "teaser", &teaser, style)
                    .map(|teaser| finish(teaser.as_bytes())),
                None => Ok(String::new()),
            })
            .collect();
        for teaser in teasers {
            match teaser {
                Ok(teaser) => shared.teasers.push(teaser),
                Err(diagnostic) => found.push(diagnostic),
            }
        }
        if found.is_empty() {
            Ok(shared)
        } else {
            Err(found)
        }
    }

    fn part(
        &self,
        language: usize,
        template: &str,
        variable: &'static str,
        view: &impl serde::Serialize,
        style: Style<'_>,
    ) -> Result<String, Diagnostic> {
        let set = &self.sets[language];
        let mut context = Context::new();
        context.insert_value(variable, Value::from_serializable(view));
        set.tera
            .render(template, &context)
            .map_err(|error| diagnostic(&error, template, &set.files, style.words))
    }
}
