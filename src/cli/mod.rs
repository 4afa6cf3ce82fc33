//! The command line.
//!
//! Takes the process's arguments; prints results to standard output and findings to standard error; returns the exit
//! status: 0 done, 1 findings or a failed build, 2 wrong usage or configuration.

mod apart;
mod build;
mod check;
mod deploy;
mod explain;
mod fix;
mod import;
mod import_input;
mod import_lead;
mod import_report;
mod import_web;
mod init;
mod lsp;
mod mcp;
mod new;
mod published;
mod recheck;
mod schema;
mod seal;
mod serve;
mod status;
mod survey;
mod theme;
mod usage;
mod verify;
mod watch;

use std::borrow::Cow;
use std::convert::Infallible;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::build::start_threads;
use crate::clock::{Clock, Now};
use crate::diagnostic::nearest;
use crate::lang::{Date, nfc};
use crate::link::BuildOptions;
use crate::load::environment_file;
use crate::parse::config::BaseUrl;

/// The exit status of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommandStatus {
    /// The command succeeded.
    Done,
    /// The command found faults, or failed.
    Failed,
    /// The arguments or the configuration are wrong.
    Usage,
}

impl From<CommandStatus> for ExitCode {
    fn from(status: CommandStatus) -> ExitCode {
        ExitCode::from(status as u8)
    }
}

/// A static site generator for bilingual briefings.
#[derive(Debug, Parser)]
#[command(name = "mujaz", version, about, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Options of every command.
#[derive(Debug, Clone, Args)]
pub struct Global {
    /// The site's folder [default: the nearest folder upward with a config.toml]
    #[arg(long, global = true, value_name = "DIR")]
    site: Option<PathBuf>,
    /// The address of the site, instead of the configured one
    #[arg(long, global = true, value_name = "URL", value_parser = base_url)]
    base_url: Option<BaseUrl>,
    /// The folder to write the site to [default: public/ in the site's folder]
    #[arg(long, global = true, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Merge config.NAME.toml into config.toml, as in --env staging
    #[arg(long, global = true, value_name = "NAME", value_parser = environment)]
    env: Option<String>,
    /// Publish drafts, and texts that are held back
    #[arg(long, global = true)]
    drafts: bool,
    /// Use this day as today, as in 2025-08-31, or this moment as now, as in 2025-08-31T06:00:00+03:00
    #[arg(long, global = true, value_name = "DATE", value_parser = now)]
    now: Option<Now>,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t = ColourChoice::Auto, value_name = "WHEN")]
    color: ColourChoice,
    /// Print only errors
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Print more, such as the time of each phase
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    verbose: bool,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ColourChoice {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a new site, ready to build
    Init(init::Init),
    /// Import articles from web pages, saved pages, Word documents, plain text or Markdown
    Import(import::Import),
    /// Create the files of an article, page, topic or edition, or add a name
    New(new::New),
    /// Build the site into public/
    Build(build::Build),
    /// Show the site in the browser, with every change as it is saved; leave public/ unchanged
    Serve(serve::Serve),
    /// Build the site into public/, and again at every change
    Watch(watch::Watch),
    /// Check summaries against their originals, and everything else in the site; change nothing except with --fix
    Check(check::Check),
    /// Check texts against an original without a site, and print every claim with its verdict
    Verify(verify::Verify),
    /// Answer a language model's client over standard input and output (Model Context Protocol); read only below --root
    Mcp(mcp::Mcp),
    /// Serve an editor over standard input and output, as a language server
    Lsp(lsp::Lsp),
    /// Record that summaries were checked against their originals in the current versions
    Seal(seal::SealCommand),
    /// Check whether the web pages of originals still exist and are unchanged; change nothing
    Recheck(recheck::Recheck),
    /// Print the state of every summary: missing, draft, sealed, stale, and its findings
    Status(status::StatusCommand),
    /// Upload changed files in public/ to a host, and remove deleted ones there
    Deploy(deploy::Deploy),
    /// Explain a diagnostic code, with a wrong and a right example
    Explain(explain::Explain),
    /// List themes, and print or copy files of the built-in one
    Theme(theme::ThemeCommand),
    /// Print a JSON Schema, or the configuration of a CMS for this site
    Schema(schema::Schema),
    /// Print a script that completes commands in a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    // A panic of a library is reported for the file that it was reading.
    mujaz_guard::silence();
    start_threads();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            if let Some(message) = usage::advice(&error) {
                complain(&message);
                return CommandStatus::Usage.into();
            }
            // clap prints help to standard output and errors to standard error, and exits with 0 or 2.
            let said = error.render().to_string();
            match harmless(&said) {
                Cow::Borrowed(_) => drop(error.print()),
                Cow::Owned(said) => tell(&said),
            }
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let status = match &cli.command {
        Command::Init(init) => init.run(&cli.global),
        Command::Import(import) => import.run(&cli.global),
        Command::New(new) => new.run(&cli.global),
        Command::Theme(theme) => theme.run(&cli.global),
        Command::Build(build) => build::run(build, &cli.global),
        Command::Watch(watch) => watch.run(&cli.global),
        Command::Serve(serve) => serve.run(&cli.global),
        Command::Check(check) => check.run(&cli.global),
        Command::Verify(verify) => verify.run(&cli.global),
        Command::Mcp(mcp) => mcp.run(&cli.global),
        Command::Schema(schema) => schema.run(&cli.global),
        Command::Lsp(lsp) => lsp.run(&cli.global),
        Command::Seal(seal) => seal.run(&cli.global),
        Command::Recheck(recheck) => recheck.run(&cli.global),
        Command::Status(status) => status.run(&cli.global),
        Command::Deploy(deploy) => deploy.run(&cli.global),
        Command::Explain(explain) => explain.run(),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "mujaz", &mut script);
            print(&String::from_utf8_lossy(&script));
            CommandStatus::Done
        }
    };
    status.into()
}

impl Global {
    /// Returns the site's folder, or a message if there is none, or if it has no configuration of the environment.
    fn site(&self) -> Result<PathBuf, String> {
        let site = self.folder()?;
        if let Some(environment) = &self.env {
            let name = environment_file(environment);
            if !site.join(&name).is_file() {
                let others = usage::environments(&site);
                let help = match nearest(environment, others.iter().map(String::as_str)) {
                    Some(near) => format!("did you mean --env {near}?"),
                    None if others.is_empty() => {
                        "write it, with the keys that differ from config.toml".into()
                    }
                    None => format!("there is {}", others.join(", ")),
                };
                return Err(format!("there is no {name} beside config.toml; {help}"));
            }
        }
        Ok(site)
    }

    /// Returns the site's folder, or a message if there is none.
    fn folder(&self) -> Result<PathBuf, String> {
        if let Some(site) = &self.site {
            return match site.join("config.toml").is_file() {
                true => Ok(site.clone()),
                false => Err(usage::no_site(site)),
            };
        }
        let here = std::env::current_dir()
            .map_err(|e| format!("the current folder cannot be read: {e}"))?;
        let found = here
            .ancestors()
            .find(|folder| folder.join("config.toml").is_file());
        match found {
            // A relative path is easier to read in messages.
            Some(folder) if folder == here => Ok(PathBuf::from(".")),
            Some(folder) => Ok(folder.to_path_buf()),
            None => Err(match usage::other_config(&here) {
                Some(advice) => format!("there is no config.toml here or in any folder above; {advice}"),
                None => "there is no config.toml here or in any folder above; run `mujaz init` to make a site, or name one with --site".into(),
            }),
        }
    }

    /// Returns the folder that the site is written to.
    fn output(&self, site: &Path) -> PathBuf {
        self.output.clone().unwrap_or_else(|| site.join("public"))
    }

    /// Returns true if standard error gets colours.
    fn coloured(&self) -> bool {
        self.coloured_on(std::io::stderr().is_terminal())
    }

    /// Returns true if a stream gets colours.
    fn coloured_on(&self, is_terminal: bool) -> bool {
        match self.color {
            ColourChoice::Always => true,
            ColourChoice::Never => false,
            ColourChoice::Auto => {
                is_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            }
        }
    }

    /// Returns the clock that decides the time.
    fn clock(&self) -> Clock {
        self.now.map_or(Clock::System, Clock::Fixed)
    }

    /// Returns the time.
    fn now(&self) -> Now {
        self.clock().now()
    }

    /// Returns the options that are common to all commands.
    fn options(&self) -> BuildOptions {
        BuildOptions {
            drafts: self.drafts,
            now: Some(self.now()),
            environment: self.env.clone(),
            base_url: self.base_url.clone(),
            ..BuildOptions::default()
        }
    }

    /// Returns today's date on this machine, for dates written into texts.
    fn today(&self) -> Date {
        self.now().today(None)
    }
}

/// Returns the slug of an article from an argument: shells complete names with a slash, and people may give a path.
fn article_name(given: &str) -> &str {
    let path = given.trim_end_matches('/');
    path.rsplit('/').next().unwrap_or(path)
}

/// A text in NFC, the form in which paths are compared: a shell that completes a path may decompose its letters.
fn composed(text: &str) -> Result<String, Infallible> {
    Ok(nfc(text).into_owned())
}

/// Prints a result on standard output. A closed pipe, as after `mujaz … | head`, is not an error. Anything else, such
/// as a full disk, ends the program with [`CommandStatus::Failed`]: a reader could mistake a part of the result for the
/// whole.
fn print(text: &str) {
    if let Err(error) = written(text)
        && error.kind() != ErrorKind::BrokenPipe
    {
        tell(&format!("error: cannot write the output: {error}\n"));
        std::process::exit(CommandStatus::Failed as i32);
    }
}

/// Prints an event of a command that keeps running. Ignores errors of the output.
fn print_event(text: &str) {
    let _ = written(text);
}

fn written(text: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(harmless(text).as_bytes())?;
    out.flush()
}

/// Prints a message on standard error.
fn tell(text: &str) {
    let _ = std::io::stderr()
        .lock()
        .write_all(harmless(text).as_bytes());
}

/// Returns true if a person can be asked: standard input and standard error are a terminal.
fn can_ask() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Asks a question, to which `[y/N]` is added, and returns true if the answer is yes. Enter and the end of input mean no.
fn ask(question: &str) -> bool {
    tell(&format!("{question} [y/N] "));
    let mut answer = String::new();
    let read = std::io::stdin().read_line(&mut answer);
    read.is_ok() && ["y", "yes"].contains(&answer.trim().to_lowercase().as_str())
}

/// Replaces the characters that a terminal would execute: control characters, except line breaks, tabs and colours, and
/// characters that reverse the order of a line. Texts from other people may be in any message.
fn harmless(text: &str) -> Cow<'_, str> {
    let is_wild = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{202A}'..='\u{202E}')
    };
    if !text.contains(is_wild) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_wild) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = colour(rest);
        if length > 0 {
            out.push_str(&rest[..length]);
            rest = &rest[length..];
            continue;
        }
        let mut chars = rest.chars();
        let wild = chars.next();
        let is_line_end = wild == Some('\r') && chars.as_str().starts_with('\n');
        out.push(if is_line_end { '\r' } else { '\u{FFFD}' });
        rest = chars.as_str();
    }
    out.push_str(rest);
    out.into()
}

/// Returns the length of the escape sequence for a colour or style at the start of a text, as in `ESC [ 1 ; 31 m`; 0 if
/// there is none.
fn colour(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("\u{1B}[") else {
        return 0;
    };
    let numbers = rest.find(|c: char| !c.is_ascii_digit() && c != ';');
    match numbers.filter(|end| rest[*end..].starts_with('m')) {
        Some(end) => "\u{1B}[".len() + end + 1,
        None => 0,
    }
}

/// Prints on standard error why a command cannot continue.
fn complain(message: &str) {
    tell(&format!("error: {message}\n"));
}

fn environment(text: &str) -> Result<String, String> {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    match !text.is_empty() && text.chars().all(fits) {
        true => Ok(text.to_owned()),
        false => Err(
            "a name has letters, digits and hyphens: `--env staging` reads config.staging.toml"
                .into(),
        ),
    }
}

fn base_url(text: &str) -> Result<BaseUrl, String> {
    BaseUrl::parse(text).map_err(|fault| fault.to_string())
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| day_fault(text, "write a day as 2025-08-31"))
}

fn now(text: &str) -> Result<Now, String> {
    let forms = "write a day as 2025-08-31, or a moment as 2025-08-31T06:00:00+03:00";
    Now::parse(text).ok_or_else(|| day_fault(text, forms))
}

/// Returns the fault of a text that was meant as a day, and advice; the advice is `forms` if the meaning is unclear.
fn day_fault(text: &str, forms: &str) -> String {
    match crate::parse::day::fault(text) {
        Some((message, help)) => format!("{message}; {}", help.replace(", without quotes", "")),
        None => forms.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_terminal_obeys_nothing_but_colours() {
        for (text, shown) in [
            ("a\n\tb موجز", "a\n\tb موجز"),
            ("\u{1B}[1;31mred\u{1B}[0m", "\u{1B}[1;31mred\u{1B}[0m"),
            ("\u{1B}]0;title\u{7}", "\u{FFFD}]0;title\u{FFFD}"),
            ("\u{1B}[2J", "\u{FFFD}[2J"),
            ("\u{9B}2J\u{85}", "\u{FFFD}2J\u{FFFD}"),
            ("a\rb\r\n", "a\u{FFFD}b\r\n"),
            ("a\u{202E}b\u{2068}c\u{2069}", "a\u{FFFD}b\u{2068}c\u{2069}"),
            ("\u{1B}", "\u{FFFD}"),
            ("\u{1B}[3", "\u{FFFD}[3"),
        ] {
            assert_eq!(harmless(text), shown, "{text:?}");
        }
    }
}
