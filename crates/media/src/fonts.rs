//! Finds the fonts for preview cards: on the machine, or in the files that a site names.
//!
//! Takes scripts or paths; returns fonts. On the machine it uses only families from a short list. They are all under the
//! SIL Open Font License, which allows anybody to draw pictures with them and publish these. It does not depend on sites.

use std::path::{Path, PathBuf};

use fontdb::{Database, FaceInfo, Stretch, Style};

use crate::card::{Face, FontFamily, Fonts};
use mujaz_guard::guard;
use mujaz_locale::Script;

/// Families for each group of scripts, in order of preference.
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

/// Families for Latin, Cyrillic and Greek letters, in order of preference.
const EUROPEAN: [&str; 7] = [
    "Noto Serif",
    "Source Serif 4",
    "Source Serif Pro",
    "PT Serif",
    "Libertinus Serif",
    "Liberation Serif",
    "Noto Sans",
];

/// Returns fonts of the machine for these scripts: for each the first of its families that is installed, and one for
/// Latin letters, which occur in texts of every script. The result is empty if none is installed.
pub fn on_this_machine(scripts: &[Script]) -> Fonts {
    let load = || {
        let mut all = Database::new();
        all.load_system_fonts();
        all
    };
    let all = guard(load).unwrap_or_else(|_| Database::new());
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

/// Returns the fonts in these files, in the order of the files.
///
/// # Errors
/// Returns the index of the first path that is not a usable font, and the reason.
pub fn in_files(paths: &[PathBuf]) -> Result<Fonts, (usize, String)> {
    let mut all = Database::new();
    let mut names: Vec<String> = Vec::new();
    for (index, path) in paths.iter().enumerate() {
        let before = all.len();
        guard(|| load_file(&mut all, path))
            .map_err(|panicked| (index, panicked.to_string()))?
            .map_err(|why| (index, why))?;
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

/// Loads the fonts in a file. Each is read as a card will read it, so that a damaged one is reported here.
fn load_file(all: &mut Database, path: &Path) -> Result<(), String> {
    let before = all.len();
    all.load_font_file(path)
        .map_err(|error| error.to_string())?;
    if all.len() == before {
        return Err("it is no OpenType font".into());
    }
    for face in all.faces().skip(before) {
        let own = all.with_face_data(face.id, |data, index| Face::new(data.to_vec(), index));
        if own.flatten().is_none() {
            return Err("it is damaged".into());
        }
    }
    Ok(())
}

/// Returns the upright faces of a family: the one for text, and the bold one if there is one.
fn family(all: &Database, name: &str) -> Option<FontFamily> {
    let mut faces: Vec<&FaceInfo> = all
        .faces()
        .filter(|face| face.families.iter().any(|(own, _)| own == name))
        .filter(|face| face.style == Style::Normal && face.stretch == Stretch::Normal)
        .collect();
    // The order of files differs between machines. Sorted by name, the same face is chosen everywhere.
    faces.sort_by(|a, b| a.post_script_name.cmp(&b.post_script_name));
    let nearest = |weight: u16, least: u16| {
        let heavy = faces.iter().filter(|face| face.weight.0 >= least);
        heavy.min_by_key(|face| face.weight.0.abs_diff(weight))
    };
    let read = |face: &&FaceInfo| {
        let data = all.with_face_data(face.id, |data, index| (data.to_vec(), index));
        // A font of the machine that cannot be read is as good as none.
        data.and_then(|(data, index)| guard(|| Face::new(data, index)).ok()?)
    };
    Some(FontFamily {
        regular: nearest(400, 0).and_then(read)?,
        bold: nearest(700, 600).and_then(read),
    })
}
