//! `mujaz mcp`: answers requests of the Model Context Protocol on standard input and output.

use std::io::{stdin, stdout};
use std::path::PathBuf;

use clap::Args;

use crate::cli::{CommandStatus, Global, complain};
use crate::mcp::serve;

/// Arguments of `mujaz mcp`.
#[derive(Debug, Args)]
pub struct Mcp {
    /// A folder whose files may be read; can be given several times. Without one, only texts that the client passes are read
    #[arg(long, value_name = "DIR")]
    root: Vec<PathBuf>,
}

impl Mcp {
    /// Answers requests until the client closes the input.
    pub fn run(&self, global: &Global) -> CommandStatus {
        if global.site.is_some() {
            complain(
                "`mcp` takes the folders that it may read with --root; name the site's folder there",
            );
            return CommandStatus::Usage;
        }
        match serve(&self.root, global.now(), stdin(), stdout()) {
            Ok(()) => CommandStatus::Done,
            Err(message) => {
                complain(&message);
                CommandStatus::Usage
            }
        }
    }
}
