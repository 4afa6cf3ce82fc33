//! `mujaz explain`: prints the documentation of diagnostic codes.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Args, Command};

use crate::cli::{CommandStatus, print};
use crate::diagnostic::codes::{Code, all, known, near};
use crate::explain::list;

/// Arguments of `mujaz explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// The code, such as figure-not-in-original; without one, all codes are listed
    #[arg(value_parser = CodeParser, hide_possible_values = true)]
    code: Option<Code>,
}

impl Explain {
    /// Prints the documentation of a code, or the list of codes.
    pub fn run(&self) -> CommandStatus {
        print(&self.code.map_or_else(list, |code| code.text()));
        CommandStatus::Done
    }
}

/// Parses a code. Shells complete the codes.
#[derive(Clone)]
struct CodeParser;

impl TypedValueParser for CodeParser {
    type Value = Code;

    fn parse_ref(
        &self,
        command: &Command,
        _: Option<&Arg>,
        typed: &OsStr,
    ) -> Result<Code, clap::Error> {
        let typed = typed.to_string_lossy();
        known(&typed).ok_or_else(|| {
            let way_out = near(&typed).map_or_else(
                || "`mujaz explain` lists all codes".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            let message = format!("there is no code `{typed}`; {way_out}\n");
            clap::Error::raw(ErrorKind::InvalidValue, message).with_cmd(command)
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let value = |code: Code| PossibleValue::new(code.name()).help(code.title);
        Some(Box::new(all().map(value)))
    }
}
