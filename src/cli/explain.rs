//! `mujaz explain`

use std::ffi::OsStr;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Args, Command};

use crate::cli::{Status, print};
use crate::explain::{Entry, entries, known, list, near};

/// What `mujaz explain` takes.
#[derive(Debug, Args)]
pub struct Explain {
    /// The code, such as figure-not-in-original; without one, all codes are listed
    #[arg(value_parser = Code, hide_possible_values = true)]
    code: Option<&'static Entry>,
}

impl Explain {
    /// Prints what a code means, or which codes there are.
    pub fn run(&self) -> Status {
        print(&self.code.map_or_else(list, Entry::text));
        Status::Done
    }
}

/// Reads a code; shells complete it.
#[derive(Clone)]
struct Code;

impl TypedValueParser for Code {
    type Value = &'static Entry;

    fn parse_ref(
        &self,
        command: &Command,
        _: Option<&Arg>,
        typed: &OsStr,
    ) -> Result<&'static Entry, clap::Error> {
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
        let value = |entry: &'static Entry| PossibleValue::new(entry.code).help(entry.title);
        Some(Box::new(entries().map(value)))
    }
}
