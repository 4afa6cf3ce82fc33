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

/// Returns true if a text of a site is one that `mujaz init` wrote, regardless of the names of its folder and its line
/// ends.
pub fn is_starter_text(path: &str, text: &str) -> bool {
    let Some(start) = TEXTS.iter().find(|start| path.starts_with(**start)) else {
        return false;
    };
    let mut own = files()
        .into_iter()
        .filter(|file| file.path().starts_with(start));
    own.any(|file| {
        let starter = file.contents_utf8();
        starter.is_some_and(|starter| starter.lines().eq(text.lines()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_known_whatever_their_lines_end_with() {
        let path = "content/pages/about.en.md";
        let text = SITE.get_file(path).and_then(File::contents_utf8).unwrap();
        assert!(is_starter_text(path, text));
        assert!(is_starter_text(path, &text.replace('\n', "\r\n")));
        assert!(!is_starter_text(path, &text.replacen("site", "page", 1)));
        assert!(is_starter_text("content/pages/method.en.md", text));
        assert!(!is_starter_text("content/topics/economy/index.en.md", text));
        assert!(!is_starter_text(
            "config.toml",
            SITE.get_file("config.toml")
                .and_then(File::contents_utf8)
                .unwrap()
        ));
    }
}
