//! Stages every file of a site that is new or has changed.
//!
//! Takes a site that is [`Ready`]; returns the [`OutputWriter`] with the staged files. Pages and exports go through the
//! memo; copies of pictures, cards, compressed copies and the search index have modules of their own.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::build::{
    BuildProgress, BuildRequest, Memos, Ready, cards, compressed, exports, losses, pictures, search,
};
use crate::built::{BuildInfo, Extent, VERSION, Validity};
use crate::diagnostic::{Diagnostic, any_error};
use crate::link::site::Site;
use crate::load::{Content, Sources};
use crate::memo::Digest;
use crate::parse::due::{Availability, Due};
use crate::parse::fields::Located;
use crate::plan::exports::Export;
use crate::plan::{PageJob, Plan};
use crate::render::Scratch;
use crate::render::theme::Theme;
use crate::starter::ExampleTexts;
use crate::write::OutputWriter;

/// Makes and stages every file that is new or has changed; `None` if there are errors.
pub fn stage_site(
    request: &BuildRequest,
    sources: &Sources,
    ready: &Ready<'_>,
    memos: &Memos,
    (progress, rendered): (&BuildProgress, &AtomicUsize),
    found: &mut Vec<Diagnostic>,
) -> Option<OutputWriter> {
    let plan = ready.plan;
    let parts = plan.jobs.len() + plan.scaled.len() + plan.cards.len();
    progress.pages.store(parts, Ordering::Relaxed);
    let mut writer = OutputWriter::open(&request.output)
        .map_err(|fault| found.push(fault))
        .ok()?;
    let mut info = info(ready.site, sources);
    let earlier = BuildInfo::from_pairs(writer.recorded_facts());
    if let Some(earlier) = &earlier {
        if !request.options.allow_empty
            && let Some(fault) = losses::find(request, ready, &info, earlier)
        {
            found.push(fault);
            return None;
        }
        if request.options.drafts {
            // The next build for readers is compared with the last one for readers.
            info.published = earlier.published.or(info.published);
        }
    }
    if earlier.is_none_or(|earlier| earlier.version != info.version) {
        writer.make_everything();
    }
    writer.describe(info.to_pairs());
    let before = found.len();
    let page = |scratch: &mut Scratch, job: &PageJob| {
        let is_new = stage_page(ready, memos, &writer, job, scratch)?;
        progress.rendered.fetch_add(1, Ordering::Relaxed);
        rendered.fetch_add(usize::from(is_new), Ordering::Relaxed);
        Ok(())
    };
    let pages = plan.jobs.par_iter().map_init(Scratch::default, page);
    found.par_extend(pages.filter_map(Result::err));
    found.extend(search::stage_index(
        &writer,
        ready.site,
        sources,
        &memos.search,
    ));
    found.extend(stage_files(&writer, sources, plan, ready.theme));
    found.extend(pictures::stage_copies(&writer, sources, plan, progress));
    found.extend(cards::stage_cards(&writer, plan, progress));
    found.extend(stage_exports(ready, sources, memos, &writer));
    let codings = &ready.site.config.publish.compress;
    found.extend(compressed::stage_copies(&writer, memos, codings));
    memos.pages.sweep();
    (!any_error(&found[before..])).then_some(writer)
}

/// Counts the articles and texts of a site, public or not.
fn extent(sources: &Sources) -> Extent {
    let folder = |path: &str| {
        let (folder, _) = path.strip_prefix("content/articles/")?.split_once('/')?;
        Some(folder.to_owned())
    };
    let paths = || sources.below("content/").map(|source| &*source.path);
    let folders: BTreeSet<String> = paths().filter_map(folder).collect();
    Extent {
        articles: folders.len(),
        texts: paths().filter(|path| path.ends_with(".md")).count(),
    }
}

/// Returns the description that the build stores in its output.
fn info(site: &Site<'_>, sources: &Sources) -> BuildInfo {
    let editions = site.articles.iter().flat_map(|article| &article.editions);
    let drafts = editions
        .clone()
        .flatten()
        .filter(|edition| edition.is_unpublished());
    let issues = site.issues.iter().flat_map(|issue| &issue.texts).flatten();
    let unpublished = issues.clone().filter(|issue| issue.is_unpublished());
    let unpublished = unpublished.filter_map(|issue| Some(issue.text?.path.to_string()));
    let zone = site.config.timezone.as_ref();
    let published = issues.filter(|issue| !issue.is_unpublished());
    let published = published.filter_map(|issue| {
        let due = issue.text?.available.publish.as_ref()?;
        due.value.time(zone)
    });
    let times = |due: fn(&Availability) -> &Option<Located<Due>>| {
        let published = editions.clone().flatten().filter(|e| !e.is_unpublished());
        published.filter_map(move |edition| {
            let due = due(&edition.summary.available).as_ref()?;
            due.value.time(zone)
        })
    };
    let examples = ExampleTexts::read();
    BuildInfo {
        version: VERSION.into(),
        base: site.base.clone(),
        extent: Some(extent(sources)),
        published: Some(losses::published(site)),
        drafts: drafts
            .map(|draft| draft.summary.path.to_string())
            .chain(unpublished)
            .collect(),
        starter: site
            .texts()
            .map(|(path, _)| path)
            .filter(|path| examples.contain(path, sources.text(path).unwrap_or_default()))
            .map(ToString::to_string)
            .collect(),
        validity: Validity {
            from: times(|available| &available.publish).chain(published).max(),
            until: times(|available| &available.expires).min(),
        },
    }
}

/// Stages a page. It is rendered only if it has changed; returns `true` if it was rendered.
fn stage_page(
    ready: &Ready<'_>,
    memos: &Memos,
    writer: &OutputWriter,
    job: &PageJob,
    scratch: &mut Scratch,
) -> Result<bool, Diagnostic> {
    let page = ready.plan.page(job);
    let digest = || ready.renderer.digest(&page);
    stage_made(&page.output, memos, writer, digest, || {
        ready.renderer.render(&page, scratch)?;
        writer.stage(&page.output, scratch.page.as_bytes())
    })
}

/// Stages the files for programs. Only those that have changed are made; returns the errors.
fn stage_exports(
    ready: &Ready<'_>,
    sources: &Sources,
    memos: &Memos,
    writer: &OutputWriter,
) -> Vec<Diagnostic> {
    // The cards that books have on their covers are staged already.
    let staged = match ready.plan.cards.is_empty() {
        true => Vec::new(),
        false => writer.outputs(),
    };
    let stage = |export: Export| {
        let view = ready.plan.export(&export);
        let digest = || ready.renderer.export_digest(&view);
        stage_made(&export.output, memos, writer, digest, || {
            let card = |output: &str| {
                let at = staged
                    .binary_search_by(|one| one.path.as_str().cmp(output))
                    .ok()?;
                Some(writer.read(&staged[at]))
            };
            let bytes = exports::export(ready, sources, &export.output, &view, &card)?;
            writer.stage(&export.output, &bytes)
        })
    };
    let staged = ready.plan.exports().into_par_iter().map(stage);
    staged.filter_map(Result::err).collect()
}

/// Stages a file whose inputs have this digest. Calls `make` only if the inputs have changed or the file in the output has
/// been changed or deleted; returns `true` if `make` was called.
pub fn stage_made(
    output: &str,
    memos: &Memos,
    writer: &OutputWriter,
    digest: impl FnOnce() -> Digest,
    mut make: impl FnMut() -> Result<Digest, Diagnostic>,
) -> Result<bool, Diagnostic> {
    let mut is_new = false;
    let hash = memos.pages.try_reuse(output, digest, || {
        is_new = true;
        make()
    })?;
    // Somebody has deleted or changed the file in the output since.
    if !is_new && !writer.keep(output, hash)? {
        make()?;
        is_new = true;
    }
    Ok(is_new)
}

/// Stages files that are published unchanged: the theme's assets and the articles' files; returns the errors.
fn stage_files(
    writer: &OutputWriter,
    sources: &Sources,
    plan: &Plan<'_>,
    theme: &Theme,
) -> Vec<Diagnostic> {
    let assets = theme
        .assets
        .iter()
        .map(|asset| writer.stage(&asset.output, &asset.bytes).map(drop));
    let copies = plan
        .copies
        .iter()
        .map(|copy| match sources.content(copy.source) {
            Some(Content::Attached(place)) => writer.stage_copy(&copy.output, place),
            Some(Content::Picture(picture)) => pictures::stage(writer, &copy.output, picture),
            _ => {
                let bytes = sources.bytes(copy.source).unwrap_or_default();
                writer.stage(&copy.output, bytes).map(drop)
            }
        });
    assets.chain(copies).filter_map(Result::err).collect()
}
