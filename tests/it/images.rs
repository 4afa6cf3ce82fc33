//! Pictures as readers get them: sizes, smaller copies, and what is made again and what is not.
//!
//! The pictures are drawn here: four quarters of different colours, so that a test can tell how a copy is turned.

use std::collections::BTreeSet;
use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use crate::common::{alter_unseen, brief, build_into, difference, files, put, times, tree};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, Rgba, RgbaImage};
use mujaz::build::{BuildOutcome, BuildProgress, BuildRequest, Memos, rebuild};
use mujaz::link::BuildOptions;
use mujaz::load::load;
use tempfile::TempDir;

const ARTICLE: &str = "content/articles/harbour/";

/// Red, green, blue, and nothing at all.
const QUARTERS: [[u8; 4]; 4] = [
    [200, 0, 0, 255],
    [0, 200, 0, 255],
    [0, 0, 200, 255],
    [255, 255, 255, 0],
];

/// A picture whose quarters have these colours: in reading order.
fn picture(width: u32, height: u32) -> RgbaImage {
    RgbaImage::from_fn(width, height, |x, y| {
        let quarter = usize::from(x * 2 >= width) + 2 * usize::from(y * 2 >= height);
        Rgba(QUARTERS[quarter])
    })
}

fn encoded(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut picture = DynamicImage::from(picture(width, height));
    if format == ImageFormat::Jpeg {
        picture = picture.into_rgb8().into();
    }
    let mut bytes = Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, format)
        .expect("it can be encoded");
    bytes.into_inner()
}

pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encoded(width, height, ImageFormat::Jpeg)
}

pub fn png(width: u32, height: u32) -> Vec<u8> {
    encoded(width, height, ImageFormat::Png)
}

/// A photograph that was taken with the camera on its side: Exif's orientation 6, to be turned by 90° to the right.
fn turned(width: u32, height: u32) -> Vec<u8> {
    let exif = b"II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    let pixels = DynamicImage::from(picture(width, height)).into_rgb8();
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 90);
    encoder
        .set_exif_metadata(exif.to_vec())
        .expect("it is allowed");
    encoder
        .write_image(&pixels, width, height, ExtendedColorType::Rgb8)
        .expect("it can be encoded");
    bytes
}

/// A site with one article in two languages, whose summaries show these files.
fn site(pictures: &[(&str, Vec<u8>)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for a site");
    let root = folder.path();
    put(
        root,
        "config.toml",
        "base_url = \"https://example.org/press/\"\ndefault_language = \"en\"\n\n[languages.en]\ntitle = \"Brief\"\n\n[languages.ar]\ntitle = \"موجز\"\n",
    );
    put(
        root,
        "content/publishers.toml",
        "[herald]\nname.en = \"The Herald\"\nname.ar = \"هيرالد\"\n",
    );
    put(
        root,
        "content/topics/ports/index.en.md",
        "+++\ntitle = \"Ports\"\n+++\n",
    );
    put(
        root,
        "content/topics/ports/index.ar.md",
        "+++\ntitle = \"الموانئ\"\n+++\n",
    );
    put(
        root,
        &format!("{ARTICLE}original.en.md"),
        "+++\ntitle = \"Harbour\"\npublisher = \"herald\"\nrights = \"full\"\n+++\n\nIt opened.\n",
    );
    let mut shown = String::new();
    for (name, bytes) in pictures {
        put(root, &format!("{ARTICLE}{name}"), bytes);
        shown += &format!("![Seen]({name})\n\n");
    }
    let texts = [
        ("en", "Harbour", "It opened", "Ports"),
        ("ar", "الميناء", "افتُتح الميناء", "الموانئ"),
    ];
    for (lang, title, text, topic) in texts {
        let summary = format!(
            "+++\ntitle = \"{title}\"\ndate = 2025-03-09\n+++\n\n{text} [p1].\n\n## {topic} {{ topic=ports }}\n\n{shown}"
        );
        put(root, &format!("{ARTICLE}summary.{lang}.md"), summary);
    }
    folder
}

fn build(site: &Path) -> BuildOutcome {
    build_into(site, &site.join("public"), BuildOptions::default())
}

/// Returns the outcome of building a sound site, without the findings of the check.
fn build_well(site: &Path) -> BuildOutcome {
    let outcome = build(site);
    assert!(outcome.report.is_some(), "{}", brief(&outcome.diagnostics));
    outcome
}

/// The `<img>` elements of a page, with `#` for digests.
fn shown(site: &Path, page: &str) -> Vec<String> {
    let html = fs::read_to_string(site.join("public").join(page)).expect("a page");
    let images = html.split("<img ").skip(1);
    images
        .map(|rest| without_digests(rest.split_once('>').expect("the tag ends").0))
        .collect()
}

fn without_digests(text: &str) -> String {
    let is_digest = |part: &str| part.len() == 20 && part.chars().all(|c| c.is_ascii_hexdigit());
    let parts = text.split('.');
    let parts = parts.map(|part| if is_digest(part) { "#" } else { part });
    parts.collect::<Vec<_>>().join(".")
}

/// The copies in the output.
fn copies(site: &Path) -> BTreeSet<String> {
    let all = files(&site.join("public")).into_iter();
    all.filter(|path| path.starts_with("assets/") && without_digests(path).contains(".#."))
        .collect()
}

const SIZES: &str = "sizes=\"(min-width: 44rem) 41rem, calc(100vw - 2rem)\"";

#[test]
fn a_picture_has_its_size_and_smaller_copies() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 30\"/>";
    let gif = b"GIF89a\x40\x06\xb0\x04\0\0\0;".to_vec();
    let at = "/press/en/articles/harbour";
    let cases: [(&str, Vec<u8>, String); 9] = [
        (
            "quay.jpg",
            jpeg(2400, 360),
            format!(
                "srcset=\"/press/assets/quay-480.#.jpg 480w, /press/assets/quay-960.#.jpg 960w, /press/assets/quay-1600.#.jpg 1600w\" {SIZES} width=\"2400\" height=\"360\""
            ),
        ),
        (
            "تصميم 1.png",
            png(1300, 140),
            format!(
                "srcset=\"/press/assets/%D8%AA%D8%B5%D9%85%D9%8A%D9%85%201-480.#.png 480w, /press/assets/%D8%AA%D8%B5%D9%85%D9%8A%D9%85%201-960.#.png 960w, {at}/%D8%AA%D8%B5%D9%85%D9%8A%D9%85%201.png 1300w\" {SIZES} width=\"1300\" height=\"140\""
            ),
        ),
        (
            "plan.webp",
            encoded(700, 500, ImageFormat::WebP),
            format!(
                "srcset=\"/press/assets/plan-480.#.webp 480w, {at}/plan.webp 700w\" {SIZES} width=\"700\" height=\"500\""
            ),
        ),
        (
            "turned.jpeg",
            turned(800, 600),
            format!(
                "srcset=\"/press/assets/turned-480.#.jpg 480w, {at}/turned.jpeg 600w\" {SIZES} width=\"600\" height=\"800\""
            ),
        ),
        (
            // What it is, its bytes say.
            "really-png.JPG",
            png(620, 40),
            format!(
                "srcset=\"/press/assets/really-png-480.#.png 480w, {at}/really-png.JPG 620w\" {SIZES} width=\"620\" height=\"40\""
            ),
        ),
        (
            "small.png",
            png(400, 300),
            "width=\"400\" height=\"300\"".into(),
        ),
        (
            "map.svg",
            svg.into(),
            "width=\"1600\" height=\"1200\"".into(),
        ),
        ("old.gif", gif, "width=\"1600\" height=\"1200\"".into()),
        ("none.png", b"no picture".to_vec(), String::new()),
    ];
    let pictures: Vec<(&str, Vec<u8>)> = cases.iter().map(|(n, b, _)| (*n, b.clone())).collect();
    // A name with a space stands between angle brackets in Markdown.
    let site = site(&[]);
    let links: String = pictures
        .iter()
        .map(|(name, _)| format!("![Seen](<{name}>)\n\n"))
        .collect();
    for (name, bytes) in &pictures {
        put(site.path(), &format!("{ARTICLE}{name}"), bytes);
    }
    let summary = format!("+++\ntitle = \"Harbour\"\n+++\n\nIt opened [p1].\n\n{links}");
    put(site.path(), &format!("{ARTICLE}summary.en.md"), summary);
    let outcome = build_well(site.path());
    assert!(
        brief(&outcome.diagnostics)
            .contains("picture-unreadable content/articles/harbour/none.png")
    );
    let shown = shown(site.path(), "en/articles/harbour/index.html");
    assert_eq!(shown.len(), cases.len());
    for (index, (shown, (name, _, expected))) in shown.iter().zip(&cases).enumerate() {
        let lazy = "loading=\"lazy\" decoding=\"async\"";
        let rest = [
            expected.as_str(),
            if index > 0 { lazy } else { "" },
            "alt=\"Seen\"",
        ];
        let rest: Vec<&str> = rest.into_iter().filter(|part| !part.is_empty()).collect();
        let (_, after) = shown.split_once("\" ").expect("its address comes first");
        assert_eq!(after, rest.join(" "), "{name}");
    }
}

#[test]
fn a_copy_is_turned_and_coloured_as_its_picture_is() {
    let site = site(&[
        ("a.jpg", jpeg(2400, 360)),
        ("b.png", png(1300, 140)),
        ("c.webp", encoded(700, 500, ImageFormat::WebP)),
        ("d.jpg", turned(800, 600)),
    ]);
    build_well(site.path());
    let upright = [0, 1, 2, 3];
    // Turned by 90° to the right, the lower left quarter is the upper left one.
    let to_the_right = [2, 0, 3, 1];
    let expected = [
        (
            "assets/a-1600.#.jpg",
            ImageFormat::Jpeg,
            (1600, 240),
            upright,
        ),
        ("assets/a-480.#.jpg", ImageFormat::Jpeg, (480, 72), upright),
        ("assets/a-960.#.jpg", ImageFormat::Jpeg, (960, 144), upright),
        ("assets/b-480.#.png", ImageFormat::Png, (480, 52), upright),
        ("assets/b-960.#.png", ImageFormat::Png, (960, 103), upright),
        (
            "assets/c-480.#.webp",
            ImageFormat::WebP,
            (480, 343),
            upright,
        ),
        (
            "assets/d-480.#.jpg",
            ImageFormat::Jpeg,
            (480, 640),
            to_the_right,
        ),
    ];
    let copies = copies(site.path());
    assert_eq!(copies.len(), expected.len(), "{copies:?}");
    for (path, (name, format, (width, height), quarters)) in copies.iter().zip(expected) {
        assert_eq!(without_digests(path), name);
        let bytes = fs::read(site.path().join("public").join(path)).expect("a copy");
        assert_eq!(
            image::guess_format(&bytes).expect("a picture"),
            format,
            "{name}"
        );
        let copy = image::load_from_memory(&bytes)
            .expect("a picture")
            .into_rgba8();
        assert_eq!(copy.dimensions(), (width, height), "{name}");
        let places = [(1, 1), (3, 1), (1, 3), (3, 3)];
        for ((x, y), quarter) in places.into_iter().zip(quarters) {
            let pixel = copy.get_pixel(x * width / 4, y * height / 4).0;
            let expected = QUARTERS[quarter];
            let is_near = |(a, b): (&u8, &u8)| a.abs_diff(*b) < 12;
            let is_clear = expected[3] == 0 && pixel[3] == 0;
            let is_same = is_clear || pixel[..3].iter().zip(&expected[..3]).all(is_near);
            assert!(is_same, "{name}: {pixel:?} at {x}, {y}, not {expected:?}");
        }
    }
}

#[test]
fn what_is_transparent_lends_its_neighbours_no_colour() {
    let site = site(&[("b.png", png(1300, 140))]);
    build_well(site.path());
    for path in copies(site.path()) {
        let place = site.path().join("public").join(&path);
        let copy = image::open(place).expect("a picture").into_rgba8();
        // Between the blue quarter and the clear one, whose colour is white.
        let (width, height) = copy.dimensions();
        let row = (0..width).map(|x| copy.get_pixel(x, height * 3 / 4).0);
        let whitish = row.filter(|[r, _, _, a]| *a > 25 && *r > 40).count();
        assert_eq!(whitish, 0, "{path}");
    }
}

#[test]
fn the_first_picture_of_an_article_does_not_wait() {
    let site = site(&[("a.jpg", jpeg(700, 500)), ("b.jpg", jpeg(700, 400))]);
    build_well(site.path());
    let waits = |page: &str| {
        let shown = shown(site.path(), page);
        let waits = shown
            .iter()
            .map(|img| img.contains("loading=\"lazy\" decoding=\"async\""));
        waits.collect::<Vec<_>>()
    };
    assert_eq!(waits("en/articles/harbour/index.html"), [false, true]);
    assert_eq!(waits("ar/articles/harbour/index.html"), [false, true]);
    // There it stands below whatever comes before.
    assert_eq!(waits("en/topics/ports/index.html"), [true, true]);
}

#[test]
fn languages_share_copies_and_pictures_that_nobody_shows_have_none() {
    let site = site(&[("a.jpg", jpeg(700, 500))]);
    put(site.path(), &format!("{ARTICLE}unused.jpg"), jpeg(2400, 80));
    put(
        site.path(),
        "content/pages/about.en.md",
        "+++\ntitle = \"About\"\n+++\n\n![Seen](../articles/harbour/a.jpg)\n",
    );
    build_well(site.path());
    assert_eq!(copies(site.path()).len(), 1);
    let [on_page] = &shown(site.path(), "en/about/index.html")[..] else {
        panic!("there is one picture");
    };
    assert!(
        on_page.contains(
            "srcset=\"/press/assets/a-480.#.jpg 480w, /press/en/articles/harbour/a.jpg 700w\""
        ),
        "{on_page}"
    );
    let unused = site.path().join("public/en/articles/harbour/unused.jpg");
    assert!(!unused.exists(), "what no text names is not published");
}

#[test]
fn a_copy_is_made_once() {
    let site = site(&[("a.jpg", jpeg(2400, 360)), ("b.png", png(1300, 140))]);
    let public = site.path().join("public");
    let first = build_well(site.path());
    let (before, cold) = (times(&public), tree(&public));
    assert!(first.report.is_some_and(|report| report.written.len() > 10));

    let second = build_well(site.path()).report.expect("it was built");
    assert_eq!(second.written, Vec::<String>::new());
    assert_eq!(times(&public), before);

    // What somebody changed or deleted is made again, and is what it was although the copies beside it are not made.
    let copies: Vec<String> = copies(site.path()).into_iter().collect();
    fs::remove_file(public.join(&copies[1])).expect("a copy");
    put(&public, &copies[3], "something else");
    let third = build_well(site.path()).report.expect("it was built");
    assert_eq!(third.written, [copies[1].clone(), copies[3].clone()]);
    assert_eq!(difference(&cold, &tree(&public)), "");

    // So is a copy with other bytes, whatever its size and time say. The text of its page changes, or nothing would be built.
    alter_unseen(&public.join(&copies[2]));
    let config = fs::read_to_string(site.path().join("config.toml")).expect("a configuration");
    put(site.path(), "config.toml", format!("# x\n{config}"));
    build_well(site.path());
    assert_eq!(difference(&cold, &tree(&public)), "");
}

#[test]
fn what_a_warm_build_writes_is_what_a_cold_one_does() {
    let site = site(&[("a.jpg", jpeg(2400, 360)), ("b.png", png(1300, 140))]);
    let root = site.path();
    let request = BuildRequest {
        site: root.to_owned(),
        output: root.join("public"),
        options: BuildOptions::default(),
        program: None,
    };
    let memos = Memos::default();
    let (mut sources, _) = load(root);
    rebuild(
        Arc::new(sources.clone()),
        &request,
        &memos,
        &BuildProgress::default(),
    );
    let a = format!("{ARTICLE}a.jpg");
    let b = format!("{ARTICLE}b.png");
    type Change<'c> = (&'c str, &'c str, Option<Vec<u8>>);
    let changes: [Change<'_>; 5] = [
        ("another size", &a, Some(jpeg(1300, 160))),
        ("the same size, other pixels", &a, Some(turned(160, 1300))),
        ("damaged", &b, Some(png(1300, 140)[..400].to_vec())),
        ("no picture", &a, Some(b"nothing".to_vec())),
        ("sound again", &b, Some(png(1300, 140))),
    ];
    for (what, path, bytes) in changes {
        if let Some(bytes) = bytes {
            put(root, path, bytes);
        }
        let changed = sources.refresh(root, &BTreeSet::from([path.to_owned()]));
        assert_eq!(changed.len(), 1, "{what}");
        let warm = rebuild(
            Arc::new(sources.clone()),
            &request,
            &memos,
            &BuildProgress::default(),
        );
        let elsewhere = tempfile::tempdir().expect("a folder");
        let cold = build_into(root, elsewhere.path(), BuildOptions::default());
        assert_eq!(brief(&warm.diagnostics), brief(&cold.diagnostics), "{what}");
        let difference = difference(&tree(elsewhere.path()), &tree(&root.join("public")));
        assert_eq!(difference, "", "{what}");
    }
    assert!(
        sources.refresh(root, &BTreeSet::from([a])).is_empty(),
        "touched alone"
    );
}

#[test]
fn the_same_pictures_give_the_same_bytes_on_any_number_of_threads() {
    let site = site(&[
        ("a.jpg", jpeg(2400, 360)),
        ("b.png", png(1300, 140)),
        ("c.jpg", jpeg(1999, 150)),
    ]);
    let mut trees = [1, 3].into_iter().map(|threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let output = tempfile::tempdir().expect("a folder");
        let build = || build_into(site.path(), output.path(), BuildOptions::default());
        pool.expect("threads").install(build);
        tree(output.path())
    });
    let (one, three) = (trees.next().expect("a tree"), trees.next().expect("a tree"));
    assert!(one.len() > 10);
    assert_eq!(difference(&one, &three), "");
}

#[test]
fn a_damaged_picture_is_named_by_every_build_and_published_as_it_is() {
    let damaged = png(1300, 140)[..400].to_vec();
    let site = site(&[("a.png", damaged.clone())]);
    for _ in 0..2 {
        let outcome = build_well(site.path());
        assert_eq!(
            brief(&outcome.diagnostics),
            "warning picture-unreadable content/articles/harbour/a.png\n"
        );
        let copies = copies(site.path());
        assert_eq!(copies.len(), 2);
        for path in copies {
            let bytes = fs::read(site.path().join("public").join(path)).expect("a copy");
            assert!(bytes == damaged, "the picture stands in for its copies");
        }
    }
}
