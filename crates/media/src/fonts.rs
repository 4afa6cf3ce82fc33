//! The fonts that preview cards are set in: found on the machine, or read from the files that a site names.
//!
//! Takes scripts or paths; gives fonts. On the machine it takes families of a short list alone, all of them under the SIL Open
//! Font License, which lets anybody draw pictures with them and publish these. It knows nothing of sites.

use std::path::PathBuf;

use fontdb::{Database, FaceInfo, Stretch, Style};

use crate::card::{Face, Family, Fonts};
use mujaz_locale::Script;

/// Families by the scripts that they are for, in the order in which they are preferred.
const FAMILIES: [(&[Script], &[&str]); 5] = [
    (
        &[Script::Arabic],
        &[
            "Noto Naskh Arabic",
            "Amiri",
            "Scheherazade New",
            "Noto Kufi Arabic",
            "Noto Sans Arabic",
            "IBM Plex Sans Arabic",
            "Vazirmatn",
        ],
    ),
    (
        &[Script::Hebrew],
        &["Noto Serif Hebrew", "Frank Ruhl Libre", "Noto Sans Hebrew"],
    ),
    (
        &[Script::Hangul],
        &["Noto Serif CJK KR", "Nanum Myeongjo", "Noto Sans CJK KR"],
    ),
    (
        &[Script::Hiragana, Script::Katakana],
        &["Noto Serif CJK JP", "Noto Sans CJK JP"],
    ),
    (&[Script::Han], &["Noto Serif CJK SC", "Noto Sans CJK SC"]),
];

/// Families for Latin letters, and for Cyrillic and Greek ones.
const EUROPEAN: [&str; 7] = [
    "Noto Serif",
    "Source Serif 4",
    "Source Serif Pro",
    "PT Serif",
    "Libertinus Serif",
    "Liberation Serif",
    "Noto Sans",
];

/// Fonts of the machine for these scripts: of each the first of its families that is there, and always one for Latin letters,
/// which stand in every press. Without any, none.
pub fn on_this_machine(scripts: &[Script]) -> Fonts {
    let mut all = Database::new();
    all.load_system_fonts();
    let of_script = |script: &Script| {
        let listed = FAMILIES
            .iter()
            .find(|(scripts, _)| scripts.contains(script));
        listed.map_or(&EUROPEAN[..], |(_, families)| families)
    };
    let mut lists: Vec<&[&str]> = scripts.iter().map(of_script).collect();
    lists.push(&EUROPEAN);
    lists.dedup();
    let family = |names: &[&str]| names.iter().find_map(|name| family(&all, name));
    Fonts::new(lists.into_iter().filter_map(family).collect())
}

/// The fonts in these files, in their order.
///
/// # Errors
/// The place of the first path that leads to no font, and why it does not.
pub fn in_files(paths: &[PathBuf]) -> Result<Fonts, (usize, String)> {
    let mut all = Database::new();
    let mut names: Vec<String> = Vec::new();
    for (index, path) in paths.iter().enumerate() {
        let before = all.len();
        all.load_font_file(path)
            .map_err(|error| (index, error.to_string()))?;
        if all.len() == before {
            return Err((index, "it is no OpenType font".into()));
        }
        let own = all
            .faces()
            .skip(before)
            .flat_map(|face| face.families.first());
        for (name, _) in own {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
    }
    let families = names.iter().filter_map(|name| family(&all, name));
    Ok(Fonts::new(families.collect()))
}

/// The upright faces of a family: the one for text, and the bold one.
fn family(all: &Database, name: &str) -> Option<Family> {
    let mut faces: Vec<&FaceInfo> = all
        .faces()
        .filter(|face| face.families.iter().any(|(own, _)| own == name))
        .filter(|face| face.style == Style::Normal && face.stretch == Stretch::Normal)
        .collect();
    // Copies of a font that stand in several places are told apart by nothing: the order of names is the same everywhere.
    faces.sort_by(|a, b| a.post_script_name.cmp(&b.post_script_name));
    let nearest = |weight: u16, least: u16| {
        let heavy = faces.iter().filter(|face| face.weight.0 >= least);
        heavy.min_by_key(|face| face.weight.0.abs_diff(weight))
    };
    let read = |face: &&FaceInfo| {
        let data = all.with_face_data(face.id, |data, index| (data.to_vec(), index));
        data.and_then(|(data, index)| Face::new(data, index))
    };
    Some(Family {
        regular: nearest(400, 0).and_then(read)?,
        bold: nearest(700, 600).and_then(read),
    })
}
