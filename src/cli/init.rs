//! `mujaz init`: creates a new site in a folder. Overwrites nothing.

use std::path::PathBuf;

use clap::Args;

use crate::cli::{CommandStatus, Global, complain, print};
use crate::init::create;

/// Arguments of `mujaz init`.
#[derive(Debug, Args)]
pub struct Init {
    /// The folder of the new site
    #[arg(default_value = ".", value_name = "DIR")]
    folder: PathBuf,
}

impl Init {
    /// Creates the site.
    pub fn run(&self, global: &Global) -> CommandStatus {
        match create(&self.folder) {
            Ok(files) => {
                if !global.quiet {
                    let place = self.folder.display().to_string();
                    let enter = match place.as_str() {
                        "." => String::new(),
                        _ => format!("`cd {}`, then ", quoted(&place)),
                    };
                    print(&format!(
                        "a new site of {files} files in {place}\nnext: {enter}`mujaz serve --open`\n"
                    ));
                }
                CommandStatus::Done
            }
            Err(message) => {
                complain(&message);
                CommandStatus::Failed
            }
        }
    }
}

/// Quotes a path for a shell, if needed.
fn quoted(path: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+~:\\".contains(c);
    match path.chars().all(is_plain) {
        true => path.to_owned(),
        false => format!("\"{path}\""),
    }
}
