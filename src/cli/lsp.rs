//! `mujaz lsp`: a language server for editors, over standard input and output.
//!
//! Takes the options; the server itself is in [`crate::lsp`].

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::{CommandStatus, Global, complain};
use crate::explain;
use crate::files;
use crate::lsp::{Ended, LspOptions, is_there, serve, uri};

/// Options of `mujaz lsp`.
#[derive(Debug, Args)]
pub struct Lsp {
    /// Scan the folder every second, for file systems that report no changes
    #[arg(long)]
    poll: bool,
    /// Use standard input and output, which is the default; some editors pass this option
    #[arg(long, hide = true)]
    stdio: bool,
}

impl Lsp {
    /// Serves an editor until it ends.
    pub fn run(&self, global: &Global) -> CommandStatus {
        let named = match global.site.is_some().then(|| global.site()).transpose() {
            Ok(site) => site,
            Err(message) => {
                complain(&message);
                return CommandStatus::Usage;
            }
        };
        let page = CodesPage::write();
        let request = LspOptions {
            site: named,
            here: global.site().ok(),
            options: global.options(),
            clock: global.clock(),
            page: page.as_ref().and_then(|page| uri(&page.place)),
            poll: self.poll,
        };
        match serve(request, std::io::stdin(), std::io::stdout()) {
            Ended::Shutdown => CommandStatus::Done,
            Ended::Lost(why) => {
                complain(&why);
                CommandStatus::Failed
            }
        }
    }
}

/// The parts of the page's file name before and after the id of the process.
const PREFIX: &str = "mujaz-codes-";
const SUFFIX: &str = ".md";

/// Removes the pages of servers that were ended by a signal, which is how editors end them.
fn remove_left(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_str().and_then(|name| name.strip_prefix(PREFIX));
        let process = name.and_then(|name| name.strip_suffix(SUFFIX)?.parse().ok());
        if process.is_some_and(|process| !is_there(process)) {
            // It may be another user's.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// The documentation of all codes in a temporary file, which findings link to; removed in the end.
struct CodesPage {
    place: PathBuf,
}

impl CodesPage {
    /// Writes the page; returns `None` if it cannot be written, so that findings have no links.
    fn write() -> Option<CodesPage> {
        let folder = std::env::temp_dir();
        remove_left(&folder);
        let place = folder.join(format!("{PREFIX}{}{SUFFIX}", std::process::id()));
        let mut file = files::create_anew(&place).ok()?;
        let page = CodesPage { place };
        file.write_all(explain::page().as_bytes()).ok()?;
        Some(page)
    }
}

impl Drop for CodesPage {
    fn drop(&mut self) {
        // It does no harm if it stays.
        let _ = std::fs::remove_file(&self.place);
    }
}
