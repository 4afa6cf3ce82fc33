//! `mujaz lsp`: a language server for editors, over standard input and output.
//!
//! Takes the options; the server itself is in [`crate::lsp`].

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use crate::cli::{Global, Status, complain};
use crate::explain;
use crate::files;
use crate::lsp::{Ended, Request, serve, uri};

/// Options of `mujaz lsp`.
#[derive(Debug, Args)]
pub struct Lsp {
    /// Scan the folder every second, for file systems that report no changes
    #[arg(long)]
    poll: bool,
    /// Speak over standard input and output, which it does anyway; some editors say so
    #[arg(long, hide = true)]
    stdio: bool,
}

impl Lsp {
    /// Serves an editor until it ends.
    pub fn run(&self, global: &Global) -> Status {
        let named = match global.site.is_some().then(|| global.site()).transpose() {
            Ok(site) => site,
            Err(message) => {
                complain(&message);
                return Status::Usage;
            }
        };
        let page = Page::write();
        let request = Request {
            site: named,
            here: global.site().ok(),
            options: global.options(),
            clock: global.clock(),
            page: page.as_ref().and_then(|page| uri(&page.place)),
            poll: self.poll,
        };
        match serve(request, std::io::stdin(), std::io::stdout()) {
            Ended::Shutdown => Status::Done,
            Ended::Lost(why) => {
                complain(&why);
                Status::Failed
            }
        }
    }
}

/// The documentation of all codes in a temporary file, which findings link to; removed in the end.
struct Page {
    place: PathBuf,
}

impl Page {
    /// Writes the page; `None` if it cannot be written, and then findings link to nothing.
    fn write() -> Option<Page> {
        let name = format!("mujaz-codes-{}.md", std::process::id());
        let place = std::env::temp_dir().join(name);
        let mut file = files::create_anew(&place).ok()?;
        let page = Page { place };
        file.write_all(explain::page().as_bytes()).ok()?;
        Some(page)
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        // It does no harm if it stays.
        let _ = std::fs::remove_file(&self.place);
    }
}
