//! `render`: theme and page → bytes.
//!
//! Takes a [`Theme`] and one [`Page`] and gives the page's bytes or a diagnostic about a template. It may not touch the
//! rest of the site: what a template sees is its view, the words of its language, and functions that depend on the
//! language and the theme alone.
//!
//! Tera renders the page's shell around short placeholders, minify-html minifies the shell, and then the bodies are put
//! in, so that an author's HTML never goes through the minifier and most bytes of a page skip both.

pub mod fill;
pub mod theme;

use minify_html::{Cfg, minify};
use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::plan::Page;
use crate::render::fill::{Style, fill};
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
        style: Style<'_>,
        scratch: &mut Scratch,
    ) -> Result<(), Diagnostic> {
        scratch.shell.clear();
        self.shell(page, style, &mut scratch.shell)?;
        scratch.page.clear();
        let shell = minified(&scratch.shell);
        fill(&shell, &page.bodies, style, &mut scratch.page);
        Ok(())
    }

    /// Renders a page's shell to the end of `out`: all that its template writes, with placeholders for the bodies.
    pub fn shell(
        &self,
        page: &Page<'_>,
        style: Style<'_>,
        out: &mut Vec<u8>,
    ) -> Result<(), Diagnostic> {
        let set = &self.sets[page.language];
        let template = format!("{}.html", page.head.kind);
        let mut context = Context::new();
        context.insert_value("page", Value::from_serializable(&page.head));
        context.insert_value(page.head.kind, Value::from_serializable(&page.view));
        set.tera
            .render_to(&template, &context, out)
            .map_err(|error| diagnostic(&error, &template, &set.files, style.words))
    }
}

/// A shell without what no browser needs. The minifier may leave out nothing that another program could misread.
pub fn minified(shell: &[u8]) -> String {
    let cfg = Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        ..Cfg::new()
    };
    String::from_utf8_lossy(&minify(shell, &cfg)).into_owned()
}
