//! Parts that many pages share: rendered and minified once, when the first page needs them, and then inserted into each
//! page.
//!
//! There are two kinds: the theme's templates `shared_<name>.html`, whose result is the same on all pages of a kind
//! (the masthead, the breadcrumbs, the footer), and `teaser.html`, whose result is the same in every list with the
//! article.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::memo::{Digest, digest};
use crate::plan::view::{SharedPageView, Slot};
use crate::plan::{Page, Plan};
use crate::render::faults::diagnostic;
use crate::render::fill::FillContext;
use crate::render::skeleton::Finisher;
use crate::render::theme::Theme;

/// The shared parts of one language.
pub(super) struct SharedParts<'p> {
    theme: &'p Theme,
    plan: &'p Plan<'p>,
    language: usize,
    style: FillContext<'p>,
    finisher: Arc<Finisher>,
    /// Indexed by kind and section.
    frames: BTreeMap<(&'static str, String), Framed<'p>>,
    /// Indexed by article.
    teasers: Vec<RenderedTeaser>,
}

/// The parts that all pages of a kind share.
struct Framed<'p> {
    frame: SharedPageView<'p>,
    digest: Digest,
    /// Indexed by the name in `shared_<name>.html`.
    parts: OnceLock<RenderResult<BTreeMap<String, String>>>,
}

/// The teaser of one article, rendered on first use.
#[derive(Default)]
struct RenderedTeaser {
    digest: OnceLock<Digest>,
    html: OnceLock<RenderResult<String>>,
}

/// The result of rendering. The error is boxed, since there are as many results as articles, and hardly any errors.
type RenderResult<T> = Result<T, Box<Diagnostic>>;

impl<'p> SharedParts<'p> {
    /// Takes a theme and the pages of a language. `finisher` post-processes each rendered part.
    pub(super) fn new(
        theme: &'p Theme,
        plan: &'p Plan<'p>,
        language: usize,
        style: FillContext<'p>,
        finisher: &Arc<Finisher>,
    ) -> Self {
        let framed = |frame: SharedPageView<'p>| {
            let key = (frame.kind, frame.section.to_owned());
            let digest = digest(&frame);
            let parts = OnceLock::new();
            (
                key,
                Framed {
                    frame,
                    digest,
                    parts,
                },
            )
        };
        SharedParts {
            theme,
            plan,
            language,
            style,
            finisher: finisher.clone(),
            frames: plan.frames(language).into_iter().map(framed).collect(),
            teasers: (0..plan.articles())
                .map(|_| RenderedTeaser::default())
                .collect(),
        }
    }

    /// Returns the digest of a page's frame.
    pub(super) fn frame_digest(&self, page: &Page<'_>) -> Option<Digest> {
        self.framed(page).map(|framed| framed.digest)
    }

    /// Returns the digest of an article's teaser.
    pub(super) fn teaser_digest(&self, article: usize) -> Option<Digest> {
        let view = || digest(&self.plan.article_teaser(self.language, article));
        let teaser = self.teasers.get(article)?;
        Some(*teaser.digest.get_or_init(view))
    }

    /// Returns the part `name` of a page's frame, rendered on first use; empty if there is no such part.
    ///
    /// # Errors
    /// Returns a diagnostic if a template fails.
    pub(super) fn part(&self, page: &Page<'_>, name: &str) -> Result<&str, Diagnostic> {
        let Some(framed) = self.framed(page) else {
            return Ok("");
        };
        let parts = framed.parts.get_or_init(|| self.parts(&framed.frame));
        let parts = parts.as_ref().map_err(|fault| (**fault).clone())?;
        Ok(parts.get(name).map_or("", String::as_str))
    }

    /// Returns the teaser of an article, rendered on first use.
    ///
    /// # Errors
    /// Returns a diagnostic if its template fails.
    pub(super) fn teaser(&self, article: usize) -> Result<&str, Diagnostic> {
        let Some(teaser) = self.teasers.get(article) else {
            return Ok("");
        };
        let html =
            teaser
                .html
                .get_or_init(|| match self.plan.article_teaser(self.language, article) {
                    Some(view) => self.render("teaser.html", "teaser", &view),
                    None => Ok(String::new()),
                });
        html.as_deref().map_err(|fault| (**fault).clone())
    }

    fn framed(&self, page: &Page<'_>) -> Option<&Framed<'p>> {
        self.frames
            .get(&(page.head.kind, page.head.section.to_owned()))
    }

    fn parts(&self, frame: &SharedPageView<'_>) -> RenderResult<BTreeMap<String, String>> {
        let names = &self.theme.sets[self.language].shared;
        let part = |name: &String| {
            let part = self.render(&format!("shared_{name}.html"), "page", frame)?;
            Ok((name.clone(), part))
        };
        names.iter().map(part).collect()
    }

    fn render(
        &self,
        template: &str,
        variable: &'static str,
        view: &impl Serialize,
    ) -> RenderResult<String> {
        let set = &self.theme.sets[self.language];
        let mut context = Context::new();
        context.insert_value(variable, Value::from_serializable(view));
        let rendered = set.tera.render(template, &context);
        let rendered = rendered
            .map_err(|error| Box::new(diagnostic(&error, template, &set.files, self.style.words)));
        Ok(self.finisher.finished(rendered?.as_bytes()))
    }
}

/// Returns the variable `shared` of a page's template: a placeholder for each part. A `=` before the name distinguishes it
/// from a slot, which has a number.
pub(super) fn placeholders(names: &[String]) -> Value {
    let placeholder = |name| format!("{}={name}{}", Slot::OPEN, Slot::CLOSE);
    let placeholders: BTreeMap<&str, String> = names
        .iter()
        .map(|name| (name.as_str(), placeholder(name)))
        .collect();
    Value::from_serializable(&placeholders)
}
