//! Reports what `mujaz import` did: in full for each article, or one line each and a summary if there are many.

use std::io::IsTerminal;
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::{CommandStatus, Global, complain, print};

/// The result of importing one text.
pub enum Done {
    /// An article was made.
    Imported {
        /// The article that was made, in one line.
        line: String,
        /// The report at length.
        account: String,
    },
    /// The site already has the article; the message names it.
    Known(String),
}

/// Number of texts, by result.
#[derive(Debug, Default)]
pub struct ImportCounts {
    imported: usize,
    known: usize,
    failed: usize,
}

impl ImportCounts {
    /// Prints the result of one text. `briefly` is true if there are many.
    pub fn report(
        &mut self,
        global: &Global,
        file: &Path,
        done: Result<Done, String>,
        briefly: bool,
    ) {
        match done {
            Ok(Done::Imported { line, account }) => {
                self.imported += 1;
                match briefly && !global.verbose {
                    _ if global.quiet => {}
                    true => print(&format!("{line}\n")),
                    false => print(&format!("{account}\n")),
                }
            }
            Ok(Done::Known(message)) => {
                self.known += 1;
                complain(&format!("{}: {message}", file.display()));
            }
            Err(message) => {
                self.failed += 1;
                complain(&format!("{}: {message}", file.display()));
            }
        }
    }

    /// Returns the summary of a run, on one line.
    pub fn summary(&self) -> String {
        let all = self.imported + self.known + self.failed;
        let mut line = format!("{} of {all} imported", self.imported);
        if self.known > 0 {
            line.push_str(&format!(", {} already in the site", self.known));
        }
        if self.failed > 0 {
            line.push_str(&format!(", {} not readable", self.failed));
        }
        line + "\n"
    }

    /// Returns the status of the run. It is not a success either if the site already has the article, since nothing was
    /// written.
    pub fn status(&self) -> CommandStatus {
        match self.known + self.failed {
            0 => CommandStatus::Done,
            _ => CommandStatus::Failed,
        }
    }
}

/// A progress bar on a terminal; nothing elsewhere, and for few texts.
pub struct ImportProgress(Option<ProgressBar>);

/// Minimum number of texts for a progress bar.
const LONG_RUN: usize = 10;

impl ImportProgress {
    /// Begins a bar for a number of texts.
    pub fn new(global: &Global, texts: usize) -> ImportProgress {
        let is_shown = texts >= LONG_RUN && !global.quiet && std::io::stderr().is_terminal();
        ImportProgress(is_shown.then(|| {
            let style = ProgressStyle::with_template("{bar:40} {pos} of {len}")
                .expect("the template is well formed");
            ProgressBar::new(texts as u64).with_style(style)
        }))
    }

    /// Counts one more text.
    pub fn advance(&self) {
        if let Some(bar) = &self.0 {
            bar.inc(1);
        }
    }

    /// Hides the bar while something is printed.
    pub fn pause(&self, print: impl FnOnce()) {
        match &self.0 {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// Removes the bar.
    pub fn end(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
