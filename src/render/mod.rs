//! `render`: theme and page → bytes.
//!
//! Takes a [`Theme`] and one [`Page`] and gives the page's bytes or a diagnostic about a template. It may not touch the
//! rest of the site: what a template sees is its view, the words of its language, and functions that depend on the
//! language and the theme alone.
//!
//! Tera renders the page's shell around short placeholders, minify-html minifies the shell, and then the bodies are put
//! in, so that an author's HTML never goes through the minifier and most bytes of a page skip both.

mod apart;
pub mod fill;
pub mod shared;
pub mod theme;

use minify_html::{Cfg, minify};
use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::plan::Page;
use crate::render::fill::{Style, fill};
use crate::render::shared::Shared;
use crate::render::theme::{Theme, diagnostic};

/// Buffers that one thread uses for page after page.
#[derive(Default)]
pub struct Scratch {
    shell: Vec<u8>,
    /// The page that was rendered last.
    pub page: String,
}

impl Theme {
    /// Renders a page into `scratch.page`.
    pub fn render(
        &self,
        page: &Page<'_>,
        shared: &Shared,
        style: Style<'_>,
        scratch: &mut Scratch,
    ) -> Result<(), Diagnostic> {
        self.shell(page, style, &mut scratch.shell)?;
        scratch.page.clear();
        fill(
            &minified(&scratch.shell),
            page,
            shared,
            style,
            &mut scratch.page,
        );
        Ok(())
    }

    /// Renders a page's shell, with placeholders where shared parts and bodies go, into `shell`.
    pub fn shell(
        &self,
        page: &Page<'_>,
        style: Style<'_>,
        shell: &mut Vec<u8>,
    ) -> Result<(), Diagnostic> {
        let set = &self.sets[page.language];
        let template = format!("{}.html", page.head.kind);
        let mut context = Context::new();
        context.insert_value("page", Value::from_serializable(&page.head));
        context.insert_value(page.head.kind, Value::from_serializable(&page.view));
        shell.clear();
        set.tera
            .render_to(&template, &context, shell)
            .map_err(|error| diagnostic(&error, &template, &set.files, style.words))
    }
}

/// A shell or a part of one, minified: nothing is done that another program than a browser could misread.
pub fn minified(shell: &[u8]) -> String {
    let cfg = Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        ..Cfg::new()
    };
    let minified = minify(shell, &cfg);
    // The templates and what they print are UTF-8, and minifying takes bytes away between characters alone.
    String::from_utf8(minified)
        .unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned())
}
