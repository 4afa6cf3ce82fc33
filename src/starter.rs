//! Contains the starter site of `mujaz init`, and recognizes its files that are still unchanged.

use include_dir::{Dir, File, include_dir};

/// The starter site.
static SITE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/init/site");

/// Path prefixes of the example texts.
const TEXTS: [&str; 2] = ["content/articles/", "content/pages/"];

/// Returns all files of the starter site.
pub fn files() -> Vec<&'static File<'static>> {
    all_files(&SITE)
}

fn all_files<'d>(dir: &'d Dir<'d>) -> Vec<&'d File<'d>> {
    dir.files().chain(dir.dirs().flat_map(all_files)).collect()
}

/// The example texts, prepared for comparison with all texts of a site.
pub struct ExampleTexts(Vec<(&'static str, &'static [u8])>);

impl ExampleTexts {
    /// Reads them from the program.
    pub fn read() -> ExampleTexts {
        let text = |file: &'static File<'static>| {
            let start = TEXTS.iter().find(|start| file.path().starts_with(start))?;
            Some((*start, file.contents()))
        };
        ExampleTexts(files().into_iter().filter_map(text).collect())
    }

    /// Returns true if a text of a site is one of them, whatever its folder is called now and its lines end with.
    pub fn contain(&self, path: &str, text: &str) -> bool {
        let mut texts = self.0.iter();
        texts.any(|(start, example)| {
            path.starts_with(start) && lines(example).eq(lines(text.as_bytes()))
        })
    }
}

/// Returns the lines of a text, without empty ones at its end.
fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let lines = text.trim_ascii_end().split(|byte| *byte == b'\n');
    lines.map(|line| line.strip_suffix(b"\r").unwrap_or(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_known_whatever_their_lines_end_with() {
        let texts = ExampleTexts::read();
        let path = "content/pages/about.en.md";
        let text = SITE.get_file(path).and_then(File::contents_utf8).unwrap();
        assert!(texts.contain(path, text));
        assert!(texts.contain(path, &text.replace('\n', "\r\n")));
        assert!(!texts.contain(path, &text.replacen("site", "page", 1)));
        assert!(texts.contain("content/pages/method.en.md", text));
        assert!(!texts.contain("content/topics/economy/index.en.md", text));
        let config = SITE.get_file("config.toml").and_then(File::contents_utf8);
        assert!(!texts.contain("config.toml", config.unwrap()));
    }
}
