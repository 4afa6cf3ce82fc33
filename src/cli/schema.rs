//! `mujaz schema`: prints a JSON Schema for the files of a site or for the data that commands print.

use clap::{Args, ValueEnum};

use crate::cli::{Status, print};

/// Arguments of `mujaz schema`.
#[derive(Debug, Args)]
pub struct Schema {
    /// What to print the schema of
    #[arg(value_enum)]
    of: SchemaOf,
}

/// A kind of file or data with a JSON Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SchemaOf {
    /// The claims that `verify`, `check --format json` and article.json give
    Claims,
    /// The front matter of originals, summaries, topics and pages
    FrontMatter,
    /// config.toml
    Config,
    /// content/names.toml
    Names,
    /// content/publishers.toml
    Publishers,
}

impl Schema {
    /// Prints a JSON Schema.
    pub fn run(&self) -> Status {
        print(match self.of {
            SchemaOf::Claims => include_str!("../../docs/claims.schema.json"),
            SchemaOf::FrontMatter => include_str!("../../docs/front-matter.schema.json"),
            SchemaOf::Config => include_str!("../../docs/config.schema.json"),
            SchemaOf::Names => include_str!("../../docs/names.schema.json"),
            SchemaOf::Publishers => include_str!("../../docs/publishers.schema.json"),
        });
        Status::Done
    }
}
