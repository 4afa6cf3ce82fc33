//! The documents: their links lead to files and headings that exist, and they name every command and option.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The links of a document, and the anchors of its headings.
#[derive(Default)]
struct Document {
    links: Vec<String>,
    anchors: BTreeSet<String>,
}

/// Reads a document. Anchors are those of GitHub: small letters, without punctuation, with hyphens for spaces.
fn document(path: &Path) -> Document {
    let text = fs::read_to_string(path).expect("a document is UTF-8");
    let mut document = Document::default();
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                document.links.push(dest_url.into_string());
            }
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                let words = heading.take().unwrap_or_default().to_lowercase();
                let kept = words.chars().filter_map(|c| match c {
                    ' ' => Some('-'),
                    '-' | '_' => Some(c),
                    _ => c.is_alphanumeric().then_some(c),
                });
                document.anchors.insert(kept.collect());
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&text);
                }
            }
            _ => {}
        }
    }
    document
}

#[test]
fn every_link_of_a_document_leads_somewhere() {
    let root = crate::common::repository("");
    let documents: Vec<PathBuf> = [root.clone(), root.join("docs")]
        .iter()
        .flat_map(|folder| fs::read_dir(folder).expect("a folder"))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    let mut broken = Vec::new();
    let mut seen = 0;
    for path in &documents {
        for link in document(path).links {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            seen += 1;
            let (target, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let place = match target {
                "" => path.clone(),
                target => path.parent().expect("a folder").join(target),
            };
            let is_there = place.exists();
            if !is_there || !(anchor.is_empty() || document(&place).anchors.contains(anchor)) {
                broken.push(format!("{}: {link}", path.display()));
            }
        }
    }
    assert_eq!(broken, [""; 0]);
    assert!(seen > 100, "{seen}");
}

/// Returns the names of the commands and options that the help of a command lists.
fn listed(command: &[String]) -> (Vec<String>, BTreeSet<String>) {
    let output = Command::new(env!("CARGO_BIN_EXE_mujaz"))
        .arg("help")
        .args(command)
        .output()
        .expect("mujaz runs");
    let help = String::from_utf8(output.stdout).expect("UTF-8");
    // Descriptions go on in lines that are indented further.
    let indent = |line: &&str| line.len() - line.trim_start().len();
    let commands = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter(|line| indent(line) == 2);
    let commands = commands.filter_map(|line| line.split_whitespace().next());
    let options = help
        .lines()
        .filter(|line| line.trim_start().starts_with('-') && indent(line) <= 6)
        .filter_map(|line| line.split_whitespace().find(|word| word.starts_with("--")));
    (
        commands
            .filter(|name| *name != "help")
            .map(str::to_owned)
            .collect(),
        options.map(str::to_owned).collect(),
    )
}

#[test]
fn every_command_and_option_has_its_place_in_the_documents() {
    let text = fs::read_to_string(crate::common::repository("docs/commands.md")).expect("UTF-8");
    let sections: Vec<&str> = text.split("\n## ").collect();
    let missing = |title: &str, options: &BTreeSet<String>| -> Vec<String> {
        let section = sections.iter().find(|section| section.starts_with(title));
        let section = section.unwrap_or_else(|| panic!("no section {title}"));
        let named = |option: &&String| section.contains(&format!("`{option}"));
        let missing = options.iter().filter(|option| !named(option));
        missing.map(|option| format!("{title}: {option}")).collect()
    };
    let (commands, mut global) = listed(&[]);
    assert!(commands.len() > 15, "{commands:?}");
    for option in ["--help", "--version"] {
        assert!(global.remove(option));
    }
    let mut absent = missing("Options of all commands\n", &global);
    global.insert("--help".to_owned());
    let mut open: Vec<Vec<String>> = commands.into_iter().map(|name| vec![name]).collect();
    while let Some(command) = open.pop() {
        let (below, options) = listed(&command);
        let own = options.difference(&global).cloned().collect();
        absent.extend(missing(&format!("`{}`\n", command[0]), &own));
        open.extend(
            below
                .into_iter()
                .map(|name| [&command[..], &[name]].concat()),
        );
    }
    assert_eq!(absent, [""; 0]);
}
