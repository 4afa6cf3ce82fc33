//! Finds names that are invalid for a file system or a host, before a build tries to write them.
//!
//! A name from front matter or a register becomes a folder's name. The name of a file beside an article becomes a file's
//! name, which is longer for its compressed copies.

use crate::diagnostic::codes;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;

/// Maximum length of a name, in bytes, that ext4, XFS, APFS and NTFS all support.
pub const MOST_NAME_BYTES: usize = 255;
/// Maximum length of the path of a file in the output, in bytes, that S3 supports as a key and macOS as a path.
pub const MOST_PATH_BYTES: usize = 1024;
/// Length of the extension of a compressed copy, `.br` or `.gz`, in bytes.
const CODED: usize = 3;
/// Length of the point and the digest in the name of a theme's asset, in bytes.
const DIGEST: usize = 11;

/// The use of a name in the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameUse {
    /// A folder, as all pages have one.
    Folder,
    /// A file that is published under its own name.
    File,
    /// A file of a theme, published with a digest in its name.
    Asset,
}

/// Returns a finding, without a span, if a name or a part of a path is too long or invalid on some systems.
pub fn fault(path: &Arc<str>, what: &str, name: &str, used: NameUse) -> Option<Diagnostic> {
    let parts = || name.split('/').filter(|part| !part.is_empty());
    let last = parts().count();
    let added = |index: usize| match used {
        NameUse::File if index + 1 == last => CODED,
        NameUse::Asset if index + 1 == last => CODED + DIGEST,
        _ => 0,
    };
    for (index, part) in parts().enumerate() {
        let most = MOST_NAME_BYTES - added(index);
        if part.len() > most {
            return Some(too_long(path, what, part, most));
        }
    }
    let (part, why) = parts().find_map(|part| Some((part, unportable(part)?)))?;
    let message =
        format!("the {what} `{part}` is a name that Windows and some hosts cannot hold: {why}");
    let found = Diagnostic::new(codes::NAME_UNPORTABLE, path, message);
    Some(found.help("choose another, so that the site can be built and copied everywhere"))
}

fn too_long(path: &Arc<str>, what: &str, name: &str, most: usize) -> Diagnostic {
    let beginning: String = name.chars().take(24).collect();
    let letters = name.chars().count();
    let bytes = name.len();
    let counted = if letters == bytes {
        format!("{bytes} bytes")
    } else {
        format!("{bytes} bytes in {letters} characters")
    };
    let message = format!(
        "the {what} `{beginning}…` is too long for a file's name: {counted}, and no more than {most} bytes fit"
    );
    let help = if letters == bytes {
        "shorten it to a few words"
    } else {
        "shorten it to a few words: an Arabic or Cyrillic letter takes two bytes, one of other scripts up to four"
    };
    Diagnostic::new(codes::NAME_TOO_LONG, path, message).help(help)
}

/// Returns the reason why Windows does not accept a name; `None` if it does.
fn unportable(name: &str) -> Option<String> {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_ascii_lowercase();
    let is_device = matches!(
        stem.as_str(),
        "con" | "prn" | "aux" | "nul" | "conin$" | "conout$"
    ) || ["com", "lpt"].iter().any(|port| {
        stem.strip_prefix(port).is_some_and(|n| {
            matches!(
                n,
                "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"
            )
        })
    });
    if is_device {
        return Some(format!("`{stem}` is a device there"));
    }
    if name.ends_with('.') {
        return Some("it ends in a point".into());
    }
    if name.starts_with(' ') || name.ends_with(' ') {
        return Some("it begins or ends with a space".into());
    }
    let sign = name.chars().find(|c| "<>:\"\\|?*".contains(*c))?;
    Some(format!("it holds `{sign}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(name: &str, used: NameUse) -> Option<crate::diagnostic::codes::Code> {
        fault(&"x".into(), "name", name, used).map(|found| found.code)
    }

    #[test]
    fn what_no_file_system_holds_is_found() {
        let arabic = |letters| "م".repeat(letters);
        for (name, used, expected) in [
            ("treaty".to_owned(), NameUse::Folder, None),
            ("a".repeat(255), NameUse::Folder, None),
            ("a".repeat(256), NameUse::Folder, Some(codes::NAME_TOO_LONG)),
            (arabic(127), NameUse::Folder, None),
            (arabic(128), NameUse::Folder, Some(codes::NAME_TOO_LONG)),
            ("a".repeat(252), NameUse::File, None),
            ("a".repeat(253), NameUse::File, Some(codes::NAME_TOO_LONG)),
            (format!("{}/a.png", "a".repeat(255)), NameUse::File, None),
            ("a".repeat(241), NameUse::Asset, None),
            ("a".repeat(242), NameUse::Asset, Some(codes::NAME_TOO_LONG)),
            (
                format!("/ar/{}/", arabic(128)),
                NameUse::Folder,
                Some(codes::NAME_TOO_LONG),
            ),
        ] {
            assert_eq!(code(&name, used), expected, "{name}");
        }
    }

    #[test]
    fn what_some_systems_cannot_hold_is_found() {
        for (name, expected) in [
            ("con", true),
            ("AUX", true),
            ("nul.png", true),
            ("com1", true),
            ("LPT9.txt", true),
            ("com", false),
            ("com10", false),
            ("console", false),
            ("auxiliary", false),
            ("12:30.png", true),
            ("what?.png", true),
            ("a\\b.png", true),
            ("map.", true),
            ("map ", true),
            ("maps /a.png", true),
            ("a b.png", false),
            ("خريطة.png", false),
        ] {
            let found = code(name, NameUse::File) == Some(codes::NAME_UNPORTABLE);
            assert_eq!(found, expected, "{name}");
        }
    }
}
