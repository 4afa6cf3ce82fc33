//! Each phase of a build and the whole, over a generated site of a thousand articles: `cargo bench`.
//!
//! For ten thousand, and beside `cp -r`, see BENCHMARKS.md.

#[allow(
    dead_code,
    reason = "the generator's own command line is not used here"
)]
#[path = "../examples/corpus/main.rs"]
mod corpus;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use divan::{Bencher, black_box};
use mujaz::build::{BuildRequest, build, styles, theme};
use mujaz::check::check;
use mujaz::link::{BuildOptions, link};
use mujaz::load::load;
use mujaz::memo::Memo;
use mujaz::parse::parse;
use mujaz::plan::{RegisterMemos, plan};
use mujaz::render::{Renderer, Scratch, minified};
use mujaz::write::OutputWriter;
use tempfile::TempDir;

/// As in the program, so that allocations cost the same.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Articles of the generated site.
const ARTICLES: usize = 1_000;

/// The generated site, in memory where the machine has a RAM disk.
static SITE: LazyLock<(TempDir, PathBuf)> = LazyLock::new(|| {
    let folder = scratch_folder();
    let site = folder.path().join("site");
    let wanted = corpus::CorpusOptions {
        folder: site.clone(),
        articles: ARTICLES,
        seed: 1,
    };
    corpus::write_site(&wanted).expect("a new folder takes the site");
    (folder, site)
});

fn scratch_folder() -> TempDir {
    let ram = Path::new("/dev/shm");
    let folder = if ram.is_dir() {
        tempfile::tempdir_in(ram)
    } else {
        tempfile::tempdir()
    };
    folder.expect("a temporary folder can be made")
}

fn main() {
    divan::main();
}

#[divan::bench]
fn phase_1_load() {
    black_box(load(&SITE.1));
}

#[divan::bench]
fn phase_2_parse(bencher: Bencher<'_, '_>) {
    let (sources, _) = load(&SITE.1);
    bencher.bench(|| parse(black_box(&sources), &Memo::disabled()));
}

#[divan::bench]
fn phase_3_link(bencher: Bencher<'_, '_>) {
    let (sources, _) = load(&SITE.1);
    let (documents, _) = parse(&sources, &Memo::disabled());
    bencher.bench(|| {
        drop(black_box(link(
            &documents,
            &sources,
            &BuildOptions::default(),
            &Memo::disabled(),
        )))
    });
}

#[divan::bench]
fn phase_4_plan(bencher: Bencher<'_, '_>) {
    let (sources, _) = load(&SITE.1);
    let (documents, _) = parse(&sources, &Memo::disabled());
    let (site, _) = link(
        &documents,
        &sources,
        &BuildOptions::default(),
        &Memo::disabled(),
    );
    let site = site.expect("the generated site has a configuration");
    let checked = check(&site, &sources, &Memo::disabled(), &mut Vec::new());
    bencher.bench(|| {
        drop(black_box(plan(
            &site,
            &checked,
            None,
            &RegisterMemos::disabled(),
        )))
    });
}

/// On one thread: every page rendered, none written.
#[divan::bench]
fn phase_5_render(bencher: Bencher<'_, '_>) {
    let (sources, _) = load(&SITE.1);
    let (documents, _) = parse(&sources, &Memo::disabled());
    let (site, _) = link(
        &documents,
        &sources,
        &BuildOptions::default(),
        &Memo::disabled(),
    );
    let site = site.expect("the generated site has a configuration");
    let checked = check(&site, &sources, &Memo::disabled(), &mut Vec::new());
    let (plan, _) = plan(&site, &checked, None, &RegisterMemos::disabled());
    let theme =
        theme(&site, &plan, &sources, &mut Vec::new()).expect("the built-in theme is sound");
    bencher.bench(|| {
        let press = Renderer::new(&theme, &plan, styles(&site, &theme), minified);
        let mut scratch = Scratch::default();
        for job in &plan.jobs {
            let page = plan.page(job);
            let printed = press.render(&page, &mut scratch);
            printed.expect("the built-in theme is sound");
            black_box(&scratch.page);
        }
    });
}

/// As many pages as the site has articles in two languages, into an empty folder.
#[divan::bench]
fn phase_6_write(bencher: Bencher<'_, '_>) {
    let page = vec![b'x'; 15_000];
    bencher.with_inputs(scratch_folder).bench_values(|folder| {
        let writer = OutputWriter::open(&folder.path().join("public")).expect("the folder is new");
        for index in 0..2 * ARTICLES {
            writer
                .stage(&format!("{index}/index.html"), &page)
                .expect("the folder takes it");
        }
        writer.commit().expect("the folder is new");
        folder
    });
}

#[divan::bench]
fn whole_into_an_empty_folder(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(scratch_folder).bench_values(|folder| {
        black_box(build(&request(folder.path())));
        folder
    });
}

#[divan::bench]
fn whole_with_nothing_changed(bencher: Bencher<'_, '_>) {
    let folder = scratch_folder();
    build(&request(folder.path()));
    bencher.bench(|| build(&request(folder.path())));
}

fn request(folder: &Path) -> BuildRequest {
    BuildRequest {
        site: SITE.1.clone(),
        output: folder.join("public"),
        options: BuildOptions::default(),
        program: None,
    }
}
