//! `mujaz schema`: prints a JSON Schema for the files of a site or for the data that commands print, or a configuration of a
//! CMS.

use clap::{Args, ValueEnum};

use crate::cli::survey::survey;
use crate::cli::{CommandStatus, Global, complain, print};
use crate::cms;
use crate::link::BuildOptions;

/// Arguments of `mujaz schema`.
#[derive(Debug, Args)]
pub struct Schema {
    /// The file or data to print the schema of
    #[arg(value_enum)]
    of: SchemaOf,
}

/// A kind of file or data with a JSON Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SchemaOf {
    /// The claims in `verify`, `check --format json` and article.json
    Claims,
    /// The front matter of originals, summaries, topics and pages
    FrontMatter,
    /// config.toml
    Config,
    /// content/names.toml
    Names,
    /// content/publishers.toml
    Publishers,
    /// Not a schema: a configuration of Sveltia CMS or Decap CMS for this site, from its languages, topics and publishers
    Cms,
}

impl Schema {
    /// Prints a JSON Schema, or the configuration of a CMS.
    pub fn run(&self, global: &Global) -> CommandStatus {
        let schema = match self.of {
            SchemaOf::Claims => include_str!("../../docs/claims.schema.json"),
            SchemaOf::FrontMatter => include_str!("../../docs/front-matter.schema.json"),
            SchemaOf::Config => include_str!("../../docs/config.schema.json"),
            SchemaOf::Names => include_str!("../../docs/names.schema.json"),
            SchemaOf::Publishers => include_str!("../../docs/publishers.schema.json"),
            SchemaOf::Cms => return print_cms(global),
        };
        print(schema);
        CommandStatus::Done
    }
}

/// Prints the configuration of a CMS for the site.
fn print_cms(global: &Global) -> CommandStatus {
    let site = match global.site() {
        Ok(site) => site,
        Err(message) => {
            complain(&message);
            return CommandStatus::Usage;
        }
    };
    let options = BuildOptions {
        drafts: true,
        ..global.options()
    };
    let config = survey(&site, &options, |survey| survey.site.map(cms::config));
    let Some(config) = config else {
        complain("the site's config.toml has errors; `mujaz check` lists them");
        return CommandStatus::Usage;
    };
    print(&config);
    CommandStatus::Done
}
