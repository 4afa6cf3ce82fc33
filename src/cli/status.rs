//! `mujaz status`: prints the state of every summary, as a table or as JSON.

use std::io::IsTerminal;

use clap::{Args, ValueEnum};

use crate::cli::survey::{SiteSurvey, survey};
use crate::cli::{CommandStatus, Global, complain, print, tell};
use crate::link::BuildOptions;
use crate::status::{status, table};

/// Arguments of `mujaz status`.
#[derive(Debug, Args)]
pub struct StatusCommand {
    /// The format of the status
    #[arg(long, value_enum, default_value_t = StatusFormat::Human, value_name = "FORM")]
    format: StatusFormat,
    /// Print only when the next build is due: the next moment at which a text appears or disappears
    #[arg(long, conflicts_with = "format")]
    next: bool,
}

/// The format in which the status is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StatusFormat {
    /// A table.
    Human,
    /// An object, for programs.
    Json,
}

impl StatusCommand {
    /// Prints the state of every summary. Missing or faulty summaries are part of the answer, not a failure of the
    /// command.
    pub fn run(&self, global: &Global) -> CommandStatus {
        let root = match global.site() {
            Ok(root) => root,
            Err(message) => {
                complain(&message);
                return CommandStatus::Usage;
            }
        };
        let options = BuildOptions {
            base_url: None,
            ..global.options()
        };
        survey(&root, &options, |survey| self.print(global, survey))
    }

    fn print(&self, global: &Global, survey: &SiteSurvey<'_>) -> CommandStatus {
        let Some(config) = &survey.documents.config else {
            complain("config.toml has errors; run `mujaz check` to see them");
            return CommandStatus::Usage;
        };
        let languages: Vec<&str> = config.languages.iter().map(|l| l.tag.as_str()).collect();
        let default = &config.default_language;
        let status = status(
            survey.documents,
            survey.sources,
            &languages,
            default,
            &survey.found,
            &survey.holds,
        );
        if self.next {
            match &status.next {
                Some(next) => print(&format!("{next}\n")),
                None => tell("nothing is due: no text appears or disappears on a later day\n"),
            }
            return CommandStatus::Done;
        }
        print(&match self.format {
            StatusFormat::Human => {
                let coloured = global.coloured_on(std::io::stdout().is_terminal());
                table(&status, coloured)
            }
            StatusFormat::Json => status.to_json(),
        });
        CommandStatus::Done
    }
}
