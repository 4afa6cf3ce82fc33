//! Sound inputs to begin with: files of the repository, and pictures and fonts that code makes.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use mujaz::coding::Coding;

use crate::font_for_tests;
use crate::targets::{FuzzTarget, Seeds, WORD_TEXT, document_of_word};

/// Returns the sound inputs of a target.
pub fn of(target: &FuzzTarget) -> Vec<Vec<u8>> {
    let mut inputs: Vec<Vec<u8>> = Vec::new();
    for seeds in target.seeds {
        match seeds {
            Seeds::Text(text) => inputs.push(text.as_bytes().to_vec()),
            Seeds::Files(folder, ending) => inputs.extend(files(folder, ending)),
            Seeds::Pictures => inputs.extend(pictures()),
            Seeds::Word => inputs.push(document_of_word(WORD_TEXT.as_bytes())),
            Seeds::Font => inputs.push(font_for_tests::file()),
            Seeds::Coded => {
                let text = "Mutual assistance. ".repeat(40);
                inputs.extend(Coding::ALL.map(|coding| coding.encoded(text.as_bytes())));
            }
        }
    }
    inputs
}

/// Returns the inputs that a target has failed on before.
pub fn failed(target: &FuzzTarget) -> Vec<Vec<u8>> {
    files(&format!("tests/fuzz/{}", target.name), "")
}

/// Returns the files below a folder of the repository whose names end so, in order.
fn files(folder: &str, ending: &str) -> Vec<Vec<u8>> {
    fn walk(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, ending, found);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
        ending,
        &mut found,
    );
    found.sort();
    found
        .iter()
        .filter_map(|path| fs::read(path).ok())
        .collect()
}

fn pictures() -> Vec<Vec<u8>> {
    let pixel = |x: u32, y: u32| Rgba([(x * 7 % 256) as u8, (y * 5 % 256) as u8, 9, 255]);
    let picture = DynamicImage::from(RgbaImage::from_fn(620, 6, pixel));
    let encoded = |format| {
        let mut bytes = Cursor::new(Vec::new());
        let picture = match format {
            ImageFormat::Jpeg => DynamicImage::from(picture.to_rgb8()),
            _ => picture.clone(),
        };
        picture.write_to(&mut bytes, format).expect("it is sound");
        bytes.into_inner()
    };
    let formats = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];
    let mut all: Vec<Vec<u8>> = formats.map(encoded).into();
    all.push(
        b"GIF89a\x40\x06\xb0\x04\x80\0\0abcdef\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0;"
            .to_vec(),
    );
    let mut avif = b"\0\0\0\x14ftypavif\0\0\0\0avif\0\0\0\x30meta\0\0\0\0".to_vec();
    avif.extend(
        b"\0\0\0\x24iprp\0\0\0\x1cipco\0\0\0\x14ispe\0\0\0\0\0\0\0\x40\0\0\0\x30\0\0\0\x08mdat",
    );
    all.push(avif);
    all.push(
        b"<svg xmlns='x' width='5px' height='7' viewBox=\"0 0 5 7\"><path d='M0 0'/></svg>"
            .to_vec(),
    );
    all
}
