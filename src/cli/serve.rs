//! `mujaz serve`: serves the site on this machine, and reloads pages when something changes.
//!
//! Takes the options; prints the address and the findings. The server itself is in [`crate::serve`].

use clap::Args;

use crate::cli::build::{left_out, say, say_new, timing_lines};
use crate::cli::watch::{named, tell_of_polling};
use crate::cli::{CommandStatus, Global, complain, print_event, tell};
use crate::diagnostic::Diagnostic;
use crate::report::tally;
use crate::serve::{BrowserView, ServeEvent, ServeOptions, serve};

/// Options of `mujaz serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// The port to listen on; 0 for any free port
    #[arg(long, value_name = "N", default_value_t = 1111, value_parser = port)]
    port: u16,
    /// The host to listen on; 0.0.0.0 admits everybody who can reach this machine
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    host: String,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
    /// Open the page of each saved text in the browser
    #[arg(long)]
    follow: bool,
    /// Scan the folder every second, for file systems that report no changes
    #[arg(long)]
    poll: bool,
}

/// Parses a port.
fn port(text: &str) -> Result<u16, String> {
    text.parse()
        .map_err(|_| "write a number from 0 to 65535, as in --port 1111".to_owned())
}

impl Serve {
    /// Serves the site until the process ends.
    pub fn run(&self, global: &Global) -> CommandStatus {
        let site = match global.site() {
            Ok(site) => site,
            Err(message) => {
                complain(&message);
                return CommandStatus::Usage;
            }
        };
        let request = ServeOptions {
            site,
            options: global.options(),
            clock: global.clock(),
            host: self.host.clone(),
            port: self.port,
            follow: self.follow,
            poll: self.poll,
        };
        let mut before = Vec::new();
        match serve(&request, |told| self.hear(global, told, &mut before)) {
            Ok(()) => CommandStatus::Done,
            Err(message) => {
                complain(&message);
                CommandStatus::Failed
            }
        }
    }

    /// Prints an event of the server. `before` contains the previous findings, and is updated.
    fn hear(&self, global: &Global, told: ServeEvent<'_>, before: &mut Vec<Diagnostic>) {
        match told {
            ServeEvent::At(address) => {
                print_event(&format!("{address}\n"));
                if self.open
                    && let Err(error) = open::that(address)
                {
                    tell(&format!("note: no browser could be opened: {error}\n"));
                }
            }
            ServeEvent::Polled(reason) => tell_of_polling(Some(reason)),
            ServeEvent::Faults {
                sources,
                faults,
                has_earlier,
            } => {
                say(global, faults, |path| sources.readable(path));
                if !global.quiet {
                    let tally = tally(faults);
                    let shown = match has_earlier {
                        true => "these pages stay as they last could be rendered",
                        false => "in place of these pages the browser shows the errors",
                    };
                    print_event(&format!("{shown}: {tally}\n"));
                }
            }
            ServeEvent::Now {
                changed,
                sources,
                found,
                shown,
                drafts_left_out,
                took,
                timings,
            } => {
                say_new(global, found, before, |path| sources.readable(path));
                if !global.quiet {
                    let what = match changed.len() {
                        0 => "the site".to_owned(),
                        _ => named(changed.iter()),
                    };
                    let shown = match shown {
                        BrowserView::Site => "shown",
                        BrowserView::EarlierSite => "not shown, the last good site stays",
                        BrowserView::Errors => {
                            "not shown, the browser lists the errors until they are mended"
                        }
                    };
                    let left_out = left_out(drafts_left_out);
                    let ms = took.as_millis();
                    let tally = tally(found);
                    let tally = if tally.is_empty() {
                        tally
                    } else {
                        format!("; {tally}")
                    };
                    print_event(&format!("{what}: {shown} ({ms} ms){left_out}{tally}\n"));
                }
                if global.verbose {
                    tell(&timing_lines(timings));
                }
                *before = found.to_vec();
            }
        }
    }
}
