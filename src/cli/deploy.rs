//! `mujaz deploy`: deploys the output folder to a target of `config.toml`.
//!
//! Takes the options and the configuration; prints the plan and its result. The comparison and the transfer are in
//! [`crate::deploy`].

use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::build::say;
use crate::cli::{CommandStatus, Global, apart, ask, can_ask, complain, print, tell};
use crate::deploy::folder::FolderStore;
use crate::deploy::refuse::{self, reasons};
use crate::deploy::rsync::Rsync;
use crate::deploy::secrets::Secrets;
use crate::deploy::site::some;
use crate::deploy::{
    DeployError, DeployPlan, DeployProgress, DeployStore, Ending, Lock, OutputSite, StoreSurvey,
    UploadEffect, carry_out, plan,
};
use crate::diagnostic::{any_error, nearest};
use crate::files;
use crate::load::{PLACES, environment_file};
use crate::parse::config::{Config, config, relocate};
use crate::parse::deploy::{Bucket, DeployTarget, Destination, looks_like_host};

/// Arguments of `mujaz deploy`.
#[derive(Debug, Args)]
pub struct Deploy {
    /// The target: the name of a table [deploy.<NAME>] [default: the only one]
    name: Option<String>,
    /// Print the planned uploads, changes and removals without doing them
    #[arg(long)]
    dry_run: bool,
    /// Also remove files that no deploy uploaded, except hidden ones
    #[arg(long)]
    prune: bool,
    /// Take over the lock of a killed deploy to this target
    #[arg(long)]
    break_lock: bool,
    /// Allow an action that is otherwise refused; --drafts allows drafts
    #[arg(long, value_enum, value_name = "WHAT")]
    allow: Vec<AllowOption>,
}

/// Something that a deploy refuses unless it is allowed explicitly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum AllowOption {
    /// The output of an earlier build, where the last one failed.
    FailedBuild,
    /// Links from page to page (`build --relative`), on a host.
    RelativeLinks,
    /// Files that no build wrote and that look left behind.
    UnknownFiles,
    /// The removal of more than a tenth of the files at the target.
    Removals,
}

/// The reason why a deploy did not happen: wrong usage or configuration, or a failure.
enum Refusal {
    Usage(String),
    /// Errors in the configuration, which were already printed.
    Reported,
    Failed(DeployError),
}

impl From<DeployError> for Refusal {
    fn from(fault: DeployError) -> Self {
        Refusal::Failed(fault)
    }
}

impl Deploy {
    /// Deploys the output to a target and prints the result.
    pub fn run(&self, global: &Global) -> CommandStatus {
        let start = Instant::now();
        let secrets = Secrets::of_environment();
        match self.deploy(global, &secrets, start) {
            Ok(status) => status,
            Err(Refusal::Usage(message)) => {
                complain(&secrets.hide(&message));
                CommandStatus::Usage
            }
            Err(Refusal::Reported) => CommandStatus::Usage,
            Err(Refusal::Failed(fault)) => {
                complain(&secrets.hide(&fault.to_string()));
                CommandStatus::Failed
            }
        }
    }

    fn deploy(
        &self,
        global: &Global,
        secrets: &Secrets,
        start: Instant,
    ) -> Result<CommandStatus, Refusal> {
        let root = global.site().map_err(Refusal::Usage)?;
        let config = configuration(global, &root)?;
        let target = self.target(&config)?;
        let output = global.output(&root);
        apart::refuse_output(&output, &root).map_err(Refusal::Usage)?;
        let site = OutputSite::open(&output)?;
        let languages = config.languages.iter().map(|l| l.tag.clone());
        let languages: BTreeSet<String> = languages.collect();
        let base = global.base_url.as_ref().unwrap_or(&config.base_url);
        let wanted = target.base_url.as_ref().unwrap_or(base);
        let zone = config.timezone.as_ref();
        let now = global.now().time(zone);
        let allowed = self.allowed(global);
        let reasons = reasons(&site, target, wanted, &languages, &allowed, (now, zone));
        if !reasons.is_empty() {
            for reason in reasons {
                complain(&secrets.hide(&shown(&reason.to_string())));
            }
            return Ok(CommandStatus::Failed);
        }
        let to = &target.to.value;
        let place = place(to, &root, &output)?;
        let lock = match self.dry_run {
            true => None,
            false => Some(Lock::take(&*place, self.break_lock)?),
        };
        if lock.is_some() {
            place.clean()?;
        }
        let survey = StoreSurvey::take(&*place)?;
        let plan = plan(&site.files, &languages, &survey, &*place, self.prune)?;
        if !global.quiet {
            tell(&secrets.hide(&remarks(&site, &survey, &plan, &root)));
        }
        let Some(lock) = lock else {
            print(&format!("{}{}", list(&plan), forecast(&plan, to)));
            return Ok(CommandStatus::Done);
        };
        self.confirm(&plan, &survey, secrets)?;
        if global.verbose {
            tell(&list(&plan));
        }
        let progress = Arc::new(DeployProgress::default());
        end_after_the_file(&progress);
        let ending = watched(global, &progress, || {
            carry_out(&*place, &lock, &plan, survey, &progress)
        })?;
        Ok(conclude(global, &plan, to, ending, &progress, start))
    }

    /// Asks, on a terminal, before a deploy removes many of the files at the target; without a terminal, refuses to.
    fn confirm(
        &self,
        plan: &DeployPlan,
        survey: &StoreSurvey,
        secrets: &Secrets,
    ) -> Result<(), Refusal> {
        let Some(loss) = loss(plan, survey) else {
            return Ok(());
        };
        if self.allow.contains(&AllowOption::Removals) {
            return Ok(());
        }
        if can_ask() && ask(&secrets.hide(&format!("{loss}. Remove them?"))) {
            return Ok(());
        }
        let help = "see the list with --dry-run; if it is meant, add --allow removals";
        Err(DeployError::new(format!("nothing was changed: {loss}"))
            .help(help)
            .into())
    }

    /// Returns the exceptions that the user allows explicitly.
    fn allowed(&self, global: &Global) -> refuse::DeployExceptions {
        let is_allowed = |what| self.allow.contains(&what);
        refuse::DeployExceptions {
            drafts: global.drafts,
            relative_links: is_allowed(AllowOption::RelativeLinks),
            unknown_files: is_allowed(AllowOption::UnknownFiles),
            failed_build: is_allowed(AllowOption::FailedBuild),
        }
    }

    /// Returns the requested target.
    fn target<'c>(&self, config: &'c Config) -> Result<&'c DeployTarget, Refusal> {
        let names: Vec<&str> = config
            .targets
            .iter()
            .map(|t| t.name.value.as_str())
            .collect();
        let all = names.join(", ");
        match (&self.name, config.targets.as_slice()) {
            (_, []) => Err(Refusal::Usage(
                "config.toml has no target: add a table such as [deploy.production] with `to = \"…\"`".into(),
            )),
            (None, [only]) => Ok(only),
            (None, _) => Err(Refusal::Usage(format!("which target? config.toml has {all}"))),
            (Some(name), targets) => {
                let found = targets.iter().find(|t| t.name.value == *name);
                found.ok_or_else(|| {
                    let meant = match nearest(name, names.iter().copied()) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("config.toml has {all}"),
                    };
                    Refusal::Usage(format!("there is no target `{name}`; {meant}"))
                })
            }
        }
    }
}

/// Number of files that are removed without a question if at least two thirds of them stay: an article of a small site has
/// several.
const FEW_REMOVALS: usize = 10;

/// Returns a warning if a plan removes more than a tenth of the files at the target; up to ten files may be removed if
/// they are at most a third. Files that no deploy uploaded count only if some are removed as well.
fn loss(plan: &DeployPlan, survey: &StoreSurvey) -> Option<String> {
    let removals = plan.removals.len() - plan.temporary;
    let is_own = |path: &&String| survey.record.files.contains_key(*path);
    let is_pruned = !plan.removals.iter().all(|path| is_own(&path));
    let there = match is_pruned {
        true => survey.found.len(),
        false => survey.found.keys().filter(is_own).count(),
    };
    let are_few = removals <= FEW_REMOVALS && removals * 3 <= there;
    if are_few || removals * 10 <= there {
        return None;
    }
    let paths: Vec<&str> = plan.removals.iter().map(String::as_str).collect();
    Some(format!(
        "{removals} of the {there} files at the target would be removed: {}",
        shown(&some(&paths))
    ))
}

/// Reads the configuration, and prints its faults.
fn configuration(global: &Global, root: &Path) -> Result<Config, Refusal> {
    let read = |name: &str| {
        let place = apart::within(root, name).map_err(Refusal::Usage)?;
        files::read_text(&place)
            .map_err(|e| Refusal::Usage(format!("{} cannot be read: {e}", place.display())))
    };
    let text = read("config.toml")?;
    let overlay = match &global.env {
        None => None,
        Some(environment) => {
            let name = environment_file(environment);
            let text = read(&name)?;
            Some((Arc::<str>::from(name), text))
        }
    };
    let over = overlay.as_ref().map(|(path, text)| (path, text.as_str()));
    let mut found = Vec::new();
    let read = config(&"config.toml".into(), &text, over, &mut found);
    if let Some((path, _)) = over {
        relocate(&mut found, &text, path);
    }
    crate::diagnostic::sort(&mut found);
    say(global, &found, |path| match over {
        Some((own, text)) if **own == *path => Some(text),
        _ => Some(text.as_str()),
    });
    read.filter(|_| !any_error(&found)).ok_or(Refusal::Reported)
}

/// Opens the place that a target describes.
fn place(to: &Destination, root: &Path, output: &Path) -> Result<Box<dyn DeployStore>, Refusal> {
    Ok(match to {
        Destination::Folder(folder) => {
            let written = folder;
            let folder = root.join(written);
            if looks_like_host(written) && !folder.exists() {
                let message = format!(
                    "`{written}` looks like a machine's name, and there is no folder of that name"
                );
                let help = format!(
                    "write ssh://user@{}/folder for a folder of that machine, or ./{written} for a new folder here",
                    written.split('/').next().unwrap_or_default()
                );
                return Err(DeployError::new(message).help(&help).into());
            }
            keep_apart(&folder, root, output)?;
            Box::new(FolderStore::new(&folder)?)
        }
        Destination::Ssh(ssh) => Box::new(Rsync::new(ssh, output)?),
        Destination::Bucket(bucket) => cloud(bucket)?,
    })
}

#[cfg(feature = "cloud")]
fn cloud(bucket: &Bucket) -> Result<Box<dyn DeployStore>, DeployError> {
    Ok(Box::new(crate::deploy::cloud::Cloud::new(bucket)?))
}

#[cfg(not(feature = "cloud"))]
fn cloud(bucket: &Bucket) -> Result<Box<dyn DeployStore>, DeployError> {
    let scheme = bucket.service.scheme();
    let message = format!("this mujaz was built without {scheme}://");
    Err(DeployError::new(message)
        .help("install the published program, or compile with `--features cloud`"))
}

/// Refuses a folder that contains the site's sources or its output, is inside them, or belongs to something else.
fn keep_apart(folder: &Path, root: &Path, output: &Path) -> Result<(), Refusal> {
    let others = apart::sources(root).chain([output.to_owned()]);
    match apart::overlap(folder, others) {
        Some(other) => Err(Refusal::Usage(format!(
            "the target {} and {} lie within each other; choose another folder",
            folder.display(),
            other.display()
        ))),
        None => match apart::owner(folder, root) {
            Some(owner) => Err(Refusal::Usage(format!(
                "the target {} is {owner}, where no site belongs; choose another folder",
                folder.display(),
            ))),
            None => Ok(()),
        },
    }
}

/// Returns remarks that the user may want to read before anything is uploaded.
fn remarks(site: &OutputSite, survey: &StoreSurvey, plan: &DeployPlan, root: &Path) -> String {
    let mut remarks = String::new();
    if let Some(newer) = site.newer(root, &PLACES) {
        let newer = newer
            .strip_prefix(root)
            .unwrap_or(&newer)
            .display()
            .to_string();
        remarks.push_str(&format!(
            "note: {newer} was changed after the last build; what goes up is as it was built\n"
        ));
    }
    for note in &site.notes {
        remarks.push_str(&format!("note: {}\n", shown(note)));
    }
    if survey.damaged {
        remarks.push_str(
            "warning: the record of earlier deploys is damaged, so everything goes up, and what they put there stays \
             unless --prune is given\n",
        );
    }
    for (what, paths) in [
        (
            "files that were changed there since they were deployed, and are no longer part of the site, stay there",
            &plan.kept,
        ),
        (
            "files that were changed there since they were deployed are put back",
            &plan.restored,
        ),
    ] {
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        if !paths.is_empty() {
            remarks.push_str(&format!("warning: {what}: {}\n", shown(&some(&paths))));
        }
    }
    remarks
}

/// Returns the actions of a plan, a line for each file.
fn list(plan: &DeployPlan) -> String {
    let ups = plan.uploads.iter().map(|upload| {
        let word = match upload.change {
            UploadEffect::New => "new",
            UploadEffect::Changed => "changed",
            UploadEffect::Foreign => "replaced",
        };
        (word, &upload.path)
    });
    let removals = plan.removals.iter().map(|path| ("removed", path));
    let kept = plan.kept.iter().map(|path| ("kept", path));
    let lines = ups.chain(removals).chain(kept);
    lines
        .map(|(word, path)| format!("{word:<8} {}\n", shown(path)))
        .collect()
}

/// Returns a summary of a plan, on one line.
fn forecast(plan: &DeployPlan, to: &Destination) -> String {
    format!(
        "to {to}: {} would go up ({}), {} would be removed, {} unchanged\n",
        files(plan.uploads.len()),
        size(plan.bytes()),
        plan.removals.len(),
        plan.unchanged
    )
}

/// Prints the result of a deploy.
fn conclude(
    global: &Global,
    plan: &DeployPlan,
    to: &Destination,
    ending: Ending,
    progress: &DeployProgress,
    start: Instant,
) -> CommandStatus {
    if ending == Ending::Stopped {
        let (done, all) = (&progress.done, &progress.files);
        complain(&format!(
            "stopped after {} of {}; deploy again, and it goes on from there",
            done.load(Ordering::Relaxed),
            files(all.load(Ordering::Relaxed)),
        ));
        return CommandStatus::Failed;
    }
    if !global.quiet {
        print(&format!(
            "to {to}: {} went up ({}), {} removed, {} unchanged, in {} ms\n",
            files(plan.uploads.len()),
            size(plan.bytes()),
            plan.removals.len(),
            plan.unchanged,
            start.elapsed().as_millis()
        ));
    }
    CommandStatus::Done
}

fn files(n: usize) -> String {
    format!("{n} {}", if n == 1 { "file" } else { "files" })
}

/// Formats a size as in `12 kB`, with decimal units.
fn size(bytes: u64) -> String {
    match bytes {
        0..1000 => format!("{bytes} B"),
        1000..1_000_000 => format!("{} kB", bytes / 1000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// Replaces characters that could reorder or rewrite a line of a terminal: other people may have named a target's files.
fn shown(text: &str) -> String {
    let is_wild =
        |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .map(|c| if is_wild(c) { '\u{FFFD}' } else { c })
        .collect()
}

/// Makes Ctrl-C end the deploy after the record is written; a second Ctrl-C ends it at once.
fn end_after_the_file(progress: &Arc<DeployProgress>) {
    let progress = progress.clone();
    // If no handler can be set, Ctrl-C ends the process, and the next deploy continues all the same.
    let _ = ctrlc::set_handler(move || {
        if progress.stop.swap(true, Ordering::Relaxed) {
            // 128 and the number of SIGINT, as in shells.
            std::process::exit(130);
        }
    });
}

/// Runs `act`; on a terminal, shows a progress bar.
fn watched<T: Send>(global: &Global, progress: &DeployProgress, act: impl FnOnce() -> T) -> T {
    if global.quiet || !std::io::stderr().is_terminal() {
        return act();
    }
    std::thread::scope(|scope| {
        let (done, is_done) = mpsc::channel::<()>();
        scope.spawn(|| show(progress, is_done));
        let result = act();
        drop(done);
        result
    })
}

/// Shows the progress of a deploy until the sender of `is_done` is dropped.
fn show(progress: &DeployProgress, is_done: mpsc::Receiver<()>) {
    let style = ProgressStyle::with_template("{bar:40} {pos} of {len} files, {msg}")
        .expect("the template is well formed");
    let bar = ProgressBar::new(0).with_style(style);
    loop {
        let wait = is_done.recv_timeout(Duration::from_millis(100));
        if wait != Err(mpsc::RecvTimeoutError::Timeout) {
            bar.finish_and_clear();
            return;
        }
        bar.set_length(progress.files.load(Ordering::Relaxed) as u64);
        bar.set_position(progress.done.load(Ordering::Relaxed) as u64);
        bar.set_message(size(progress.bytes.load(Ordering::Relaxed)));
    }
}
