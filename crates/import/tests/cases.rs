//! Small pages and texts, one for each thing that is easily misread, with the original that is expected.
//! `NAME.expected.md` beside the input contains the keys of the front matter that are compared, and the whole text.

use mujaz_import::{CreateOptions, InputFormat, ReadOptions, create, decode, read};
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// Returns what is wrong with the import of an input.
fn faults(input: &Path) -> Vec<String> {
    let stem = input.file_stem().and_then(|s| s.to_str()).expect("a name");
    let expected = fs::read_to_string(input.with_file_name(format!("{stem}.expected.md")));
    let expected = expected.expect("an expected original");
    let (front, body) = front_matter(&expected);
    let site = std::env::temp_dir().join(format!("mujaz-import-{}-{stem}", std::process::id()));
    let _ = fs::remove_dir_all(&site);
    fs::create_dir_all(site.join("content")).expect("a folder");
    let made = made(input, &site);
    let publishers = fs::read_to_string(site.join("content/publishers.toml")).unwrap_or_default();
    let publishers: toml::Table = publishers.parse().expect("TOML");
    let _ = fs::remove_dir_all(&site);
    let (language, made) = match made {
        Ok(made) => made,
        Err(error) => return vec![error],
    };
    let (mut own, text) = front_matter(&made);
    own.insert("language".to_string(), language.into());
    let id = own
        .get("publisher")
        .and_then(|id| id.as_str())
        .unwrap_or_default();
    let names = publishers
        .get(id)
        .and_then(|entry| entry.get("name")?.as_table().cloned());
    let name = names.and_then(|names| names.values().next().cloned());
    own.insert("publisher".to_string(), name.unwrap_or_else(|| "".into()));
    let mut faults = Vec::new();
    for (key, value) in &front {
        let found = own.get(key).map(|v| v.to_string()).unwrap_or_default();
        if found != value.to_string() {
            faults.push(format!("{key}: {found}"));
        }
    }
    let lines = |text: &str| -> Vec<String> {
        let lines = text
            .lines()
            .map(|line| line.replace('\\', "").trim().to_string());
        lines.filter(|line| !line.is_empty()).collect()
    };
    let (want, have) = (lines(body), lines(text));
    faults.extend(
        want.iter()
            .filter(|line| !have.contains(line))
            .map(|line| format!("missing: {line}")),
    );
    faults.extend(
        have.iter()
            .filter(|line| !want.contains(line))
            .map(|line| format!("extra: {line}")),
    );
    if faults.is_empty() && want != have {
        faults.push("in another order".to_string());
    }
    faults
}

/// Imports an input, and returns the language and the text of the original.
fn made(input: &Path, site: &Path) -> Result<(String, String), String> {
    let bytes = fs::read(input).expect("an input");
    let decoded = decode(&bytes).map_err(|e| e.to_string())?;
    let kind = match input.extension().and_then(|e| e.to_str()) {
        Some("html") => InputFormat::Html,
        _ => InputFormat::PlainText,
    };
    let imported = read(&decoded.text, kind, &ReadOptions::default()).map_err(|e| e.to_string())?;
    let options = CreateOptions {
        slug: Some("article"),
        today: "2026-11-28",
        ..CreateOptions::default()
    };
    let created = create(site, &imported, &options).map_err(|e| e.to_string())?;
    let original = site.join(&created.folder).join(&created.files[0]);
    Ok((
        imported.language,
        fs::read_to_string(original).expect("an original"),
    ))
}

fn front_matter(text: &str) -> (toml::Table, &str) {
    let rest = text.strip_prefix("+++\n").expect("front matter");
    let (front, body) = rest
        .split_once("+++\n")
        .expect("an end of the front matter");
    (front.parse().expect("TOML"), body)
}

#[test]
fn every_input_gives_its_original() {
    let mut inputs: Vec<PathBuf> = fs::read_dir(folder())
        .expect("the cases")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            matches!(
                path.extension().and_then(|e| e.to_str()),
                Some("html" | "txt")
            )
        })
        .collect();
    inputs.sort();
    assert!(inputs.len() >= 21, "cases are missing");
    let wrong: Vec<String> = inputs
        .iter()
        .filter_map(|input| {
            let faults = faults(input);
            let name = input.file_name()?.to_string_lossy().into_owned();
            (!faults.is_empty()).then(|| format!("{name}\n    {}", faults.join("\n    ")))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
