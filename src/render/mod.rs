//! `render`: turns a theme and a page into bytes.
//!
//! Takes a [`Theme`] and one [`Page`]; returns the page's bytes, or a diagnostic about a template. A [`Renderer`] renders
//! all pages of a plan. It may not touch the rest of the site: a template sees only its view, the words of its language,
//! and functions that depend on nothing but the language and the theme.
//!
//! Tera renders the page's shell around short placeholders, minify-html minifies the shell, and then the bodies are
//! inserted. So an author's HTML never goes through the minifier, and most bytes of a page skip both. Elements of shells that differ
//! in texts, addresses and the elements within are minified once (`skeleton`).

mod bidi;
mod exports;
mod faults;
pub mod fill;
mod metadata;
mod policy;
mod relative;
mod shared;
mod sheet;
mod skeleton;
pub mod theme;
mod unclosed;

use memchr::memmem;
use minify_html::{Cfg, minify};
use mujaz_guard::guard;
use tera::{Context, Value};

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::memo::{Digest, digest};
use crate::parse::config::BaseUrl;
use crate::plan::body::Filling;
use crate::plan::policy::Policy;
use crate::plan::{Page, Plan};
use crate::render::faults::{diagnostic, no_page};
use crate::render::fill::{FillContext, fill};
use crate::render::shared::SharedParts;
use crate::render::skeleton::Finisher;
use crate::render::theme::Theme;

/// Post-processes a rendered shell, or a part of one: [`minified`].
pub type Finish = fn(&[u8]) -> String;

/// Renders the pages of a plan with a theme, and holds everything that pages share.
pub struct Renderer<'p> {
    theme: &'p Theme,
    /// Indexed by language.
    styles: Vec<FillContext<'p>>,
    shared: Vec<SharedParts<'p>>,
    base: &'p BaseUrl,
    policy: Policy,
    finisher: Arc<Finisher>,
}

/// Buffers that one thread reuses for page after page.
#[derive(Default)]
pub struct Scratch {
    shell: Vec<u8>,
    /// Byte ranges of the page that authors wrote.
    texts: Vec<Range<usize>>,
    /// The page before its links are made relative.
    unsettled: String,
    /// The page that was rendered last.
    pub page: String,
}

impl<'p> Renderer<'p> {
    /// Takes a theme, the plan of a site, and the style of each of its languages.
    pub fn new(
        theme: &'p Theme,
        plan: &'p Plan<'p>,
        styles: Vec<FillContext<'p>>,
        finish: Finish,
    ) -> Self {
        Self::with_finisher(theme, plan, styles, Finisher::new(finish))
    }

    /// Like [`Renderer::new`], but processes every shell as a whole. The resulting pages are the same, which a test
    /// checks.
    pub fn without_skeletons(
        theme: &'p Theme,
        plan: &'p Plan<'p>,
        styles: Vec<FillContext<'p>>,
        finish: Finish,
    ) -> Self {
        let mut finisher = Finisher::new(finish);
        finisher.is_whole = true;
        Self::with_finisher(theme, plan, styles, finisher)
    }

    fn with_finisher(
        theme: &'p Theme,
        plan: &'p Plan<'p>,
        styles: Vec<FillContext<'p>>,
        finisher: Finisher,
    ) -> Self {
        let finisher = Arc::new(finisher);
        let styled = styles.iter().enumerate();
        let shared = styled
            .map(|(language, style)| SharedParts::new(theme, plan, language, *style, &finisher))
            .collect();
        Renderer {
            theme,
            styles,
            shared,
            base: plan.base(),
            policy: plan.policy(),
            finisher,
        }
    }

    /// Returns the digest of all inputs of a page: its view, the contents of its slots, shared parts, and the theme.
    /// Pages with the same digest have the same bytes.
    pub fn digest(&self, page: &Page<'_>) -> Digest {
        let shared = &self.shared[page.language];
        // The digest of the teaser, not the article's index: the index changes when an article is inserted before it.
        let filling = |filling| match filling {
            &Filling::Teaser(article) => (shared.teaser_digest(article), None),
            other => (None, Some(other)),
        };
        let fillings: Vec<_> = page.fillings.iter().map(filling).collect();
        let around = (self.theme.digest(page.language), shared.frame_digest(page));
        digest(&(around, &page.head, &page.view, fillings))
    }

    /// Renders a page into `scratch.page`.
    ///
    /// # Errors
    /// Returns a diagnostic if a template fails.
    pub fn render(&self, page: &Page<'_>, scratch: &mut Scratch) -> Result<(), Diagnostic> {
        let style = self.styles[page.language];
        self.theme.shell(page, style, &mut scratch.shell)?;
        let Scratch {
            shell,
            texts,
            unsettled,
            page: html,
        } = scratch;
        html.clear();
        let shell = self.finisher.finished(shell);
        let shared = &self.shared[page.language];
        fill(&shell, page, shared, style, html, texts)?;
        policy::state(html, texts, &self.policy, page);
        if self.base.is_relative {
            std::mem::swap(html, unsettled);
            html.clear();
            relative::settle(unsettled, &page.output, html);
        }
        Ok(())
    }

    /// Returns a page for `serve`, with a wider policy: its styles change while it is open, and a script changes them.
    pub fn opened(&self, html: String) -> String {
        policy::widen(html, &self.policy, self.theme.has_programs)
    }
}

impl Theme {
    /// Renders a page's shell into `shell`, with placeholders for shared parts and bodies.
    fn shell(
        &self,
        page: &Page<'_>,
        style: FillContext<'_>,
        shell: &mut Vec<u8>,
    ) -> Result<(), Diagnostic> {
        let set = &self.sets[page.language];
        let template = format!("{}.html", page.head.kind);
        let mut context = Context::new();
        context.insert_value("page", Value::from_serializable(&page.head));
        context.insert_value("extra", Value::from_serializable(&page.head.extra));
        context.insert_value(page.head.kind, Value::from_serializable(&page.view));
        shell.clear();
        set.tera
            .render_to(&template, &context, &mut *shell)
            .map_err(|error| diagnostic(&error, &template, &set.files, style.words))?;
        // `<html>` and `<head>` may be left out of a page; its title may not (WHATWG HTML, section 4.2.2).
        match memmem::find(shell, b"<title") {
            Some(_) => Ok(()),
            None => Err(no_page(&template, &set.files, shell.is_empty())),
        }
    }
}

/// Maximum number of elements that are open at once in a shell that is minified.
const DEEPEST: usize = 200;

/// Elements without an end tag.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Returns true if elements of a shell may be nested deeper than [`DEEPEST`]. Elements whose end tags are left out count
/// as open.
fn is_deep(shell: &[u8]) -> bool {
    let mut open = 0_usize;
    memchr::memchr_iter(b'<', shell).any(|at| {
        let tag = &shell[at + 1..];
        let is_letter = |tag: &[u8]| tag.first().is_some_and(u8::is_ascii_alphabetic);
        if tag.strip_prefix(b"/").is_some_and(is_letter) {
            open = open.saturating_sub(1);
        } else if is_letter(tag) {
            let end = tag.iter().position(|byte| !byte.is_ascii_alphanumeric());
            let name = &tag[..end.unwrap_or(tag.len())];
            let is_void = VOID
                .iter()
                .any(|void| name.eq_ignore_ascii_case(void.as_bytes()));
            let end = memchr::memchr(b'>', tag).unwrap_or(tag.len());
            open += usize::from(!is_void && !tag[..end].ends_with(b"/"));
        }
        open > DEEPEST
    })
}

/// Minifies a shell or a part of one. Only uses options whose result is equivalent for all HTML parsers, not only
/// browsers. If the minifier fails, the input stays unchanged.
pub fn minified(shell: &[u8]) -> String {
    let cfg = Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        ..Cfg::new()
    };
    // The minifier follows the nesting of elements by recursion.
    let minified = match is_deep(shell) {
        true => shell.to_vec(),
        false => guard(|| minify(shell, &cfg)).unwrap_or_else(|_| shell.to_vec()),
    };
    // The templates' output is UTF-8, and the minifier removes only whole characters.
    String::from_utf8(minified)
        .unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned())
}
