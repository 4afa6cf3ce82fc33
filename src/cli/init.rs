//! `mujaz init`

use std::path::PathBuf;

use clap::Args;

use crate::cli::{Global, Status, complain, print};
use crate::init::create;

/// What `mujaz init` takes.
#[derive(Debug, Args)]
pub struct Init {
    /// The folder of the new site
    #[arg(default_value = ".", value_name = "DIR")]
    folder: PathBuf,
}

impl Init {
    /// Makes the site.
    pub fn run(&self, global: &Global) -> Status {
        match create(&self.folder) {
            Ok(files) => {
                if !global.quiet {
                    let place = self.folder.display();
                    print(&format!(
                        "a new site of {files} files in {place}\nnext: `mujaz build --site {place}`, and then open {place}/public/index.html through a web server\n"
                    ));
                }
                Status::Done
            }
            Err(message) => {
                complain(&message);
                Status::Failed
            }
        }
    }
}
