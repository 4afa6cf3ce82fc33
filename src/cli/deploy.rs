//! `mujaz deploy`

use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::build::say;
use crate::cli::{Global, Status, apart, complain, print, tell};
use crate::deploy::folder::Folder;
use crate::deploy::refuse::{self, reasons};
use crate::deploy::rsync::Rsync;
use crate::deploy::secrets::Secrets;
use crate::deploy::site::some;
use crate::deploy::{
    Change, Ending, Fault, Lock, Place, Plan, Progress, Site, Survey, carry_out, plan,
};
use crate::diagnostic::{any_error, nearest};
use crate::files;
use crate::load::PLACES;
use crate::parse::config::{Config, config};
use crate::parse::deploy::{Bucket, Destination, Target};

/// What `mujaz deploy` takes.
#[derive(Debug, Args)]
pub struct Deploy {
    /// The target: the name of a table [deploy.<NAME>] [default: the only one]
    name: Option<String>,
    /// Say what would go up, change and be removed, and do nothing
    #[arg(long)]
    dry_run: bool,
    /// Remove what no deploy put there, too, but for hidden files
    #[arg(long)]
    prune: bool,
    /// Take over the lock of another deploy to this target, which was ended by force
    #[arg(long)]
    break_lock: bool,
    /// Put up what is refused otherwise; drafts are allowed by --drafts
    #[arg(long, value_enum, value_name = "WHAT")]
    allow: Vec<Allow>,
}

/// What is refused unless somebody asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Allow {
    /// The output of an earlier build, where the last one failed.
    FailedBuild,
    /// Links from page to page (`build --relative`), on a host.
    RelativeLinks,
    /// Files that no build wrote and that look left behind.
    UnknownFiles,
    /// The removal of more than a tenth of the files at the target.
    Removals,
}

/// Why there is no deploy: the configuration is wrong, or something could not be done.
enum Refusal {
    Usage(String),
    /// All has been said.
    Reported,
    Failed(Fault),
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Refusal::Failed(fault)
    }
}

impl Deploy {
    /// Takes the output to a target and says what came of it.
    pub fn run(&self, global: &Global) -> Status {
        let start = Instant::now();
        let secrets = Secrets::of_environment();
        match self.deploy(global, &secrets, start) {
            Ok(status) => status,
            Err(Refusal::Usage(message)) => {
                complain(&secrets.hide(&message));
                Status::Usage
            }
            Err(Refusal::Reported) => Status::Usage,
            Err(Refusal::Failed(fault)) => {
                complain(&secrets.hide(&fault.to_string()));
                Status::Failed
            }
        }
    }

    fn deploy(
        &self,
        global: &Global,
        secrets: &Secrets,
        start: Instant,
    ) -> Result<Status, Refusal> {
        let root = global.site().map_err(Refusal::Usage)?;
        let config = configuration(global, &root)?;
        let target = self.target(&config)?;
        let output = global.output(&root);
        apart::refuse_output(&output, &root).map_err(Refusal::Usage)?;
        let site = Site::open(&output)?;
        let languages = config.languages.iter().map(|l| l.tag.clone());
        let languages: BTreeSet<String> = languages.collect();
        let base = global.base_url.as_ref().unwrap_or(&config.base_url);
        let wanted = target.base_url.as_ref().unwrap_or(base);
        let reasons = reasons(&site, target, wanted, &languages, &self.allowed(global));
        if !reasons.is_empty() {
            for reason in reasons {
                complain(&secrets.hide(&shown(&reason.to_string())));
            }
            return Ok(Status::Failed);
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
        let survey = Survey::take(&*place)?;
        let plan = plan(&site.files, &languages, &survey, &*place, self.prune)?;
        if !global.quiet {
            tell(&secrets.hide(&remarks(&site, &survey, &plan, &root)));
        }
        let Some(lock) = lock else {
            print(&format!("{}{}", list(&plan), forecast(&plan, to)));
            return Ok(Status::Done);
        };
        self.confirm(&plan, survey.found.len(), secrets)?;
        if global.verbose {
            tell(&list(&plan));
        }
        let progress = Arc::new(Progress::default());
        end_after_the_file(&progress);
        let ending = watched(global, &progress, || {
            carry_out(&*place, &lock, &plan, survey, &progress)
        })?;
        Ok(conclude(global, &plan, to, ending, &progress, start))
    }

    /// Asks, on a terminal, before a deploy removes many of the files at the target; without a terminal, refuses to.
    fn confirm(&self, plan: &Plan, there: usize, secrets: &Secrets) -> Result<(), Refusal> {
        let Some(loss) = loss(plan, there) else {
            return Ok(());
        };
        if self.allow.contains(&Allow::Removals) {
            return Ok(());
        }
        if std::io::stdin().is_terminal() && std::io::stderr().is_terminal() {
            tell(&secrets.hide(&format!("{loss}. Remove them? [y/N] ")));
            let mut answer = String::new();
            let read = std::io::stdin().read_line(&mut answer);
            if read.is_ok() && ["y", "yes"].contains(&answer.trim().to_lowercase().as_str()) {
                return Ok(());
            }
        }
        let help = "see the list with --dry-run; if it is meant, add --allow removals";
        Err(Fault::new(format!("nothing was changed: {loss}"))
            .help(help)
            .into())
    }

    /// What may go up because it was asked for.
    fn allowed(&self, global: &Global) -> refuse::Allow {
        let is_allowed = |what| self.allow.contains(&what);
        refuse::Allow {
            drafts: global.drafts,
            relative_links: is_allowed(Allow::RelativeLinks),
            unknown_files: is_allowed(Allow::UnknownFiles),
            failed_build: is_allowed(Allow::FailedBuild),
        }
    }

    /// The target that was asked for.
    fn target<'c>(&self, config: &'c Config) -> Result<&'c Target, Refusal> {
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

/// So many files are removed without a question, whatever their share: a small site has few files, and an article has several.
const FEW_REMOVALS: usize = 10;

/// Says that a plan removes more than a tenth of the files at the target; `None` if it does not.
fn loss(plan: &Plan, there: usize) -> Option<String> {
    let removals = plan.removals.len() - plan.temporary;
    if removals <= FEW_REMOVALS || removals * 10 <= there {
        return None;
    }
    let paths: Vec<&str> = plan.removals.iter().map(String::as_str).collect();
    Some(format!(
        "{removals} of the {there} files at the target would be removed: {}",
        shown(&some(&paths))
    ))
}

/// Reads the configuration, and reports what is wrong with it.
fn configuration(global: &Global, root: &Path) -> Result<Config, Refusal> {
    let place = root.join("config.toml");
    let text = files::read_text(&place)
        .map_err(|e| Refusal::Usage(format!("{} cannot be read: {e}", place.display())))?;
    let mut found = Vec::new();
    let read = config(&"config.toml".into(), &text, &mut found);
    crate::diagnostic::sort(&mut found);
    say(global, &found, |_| Some(&text));
    read.filter(|_| !any_error(&found)).ok_or(Refusal::Reported)
}

/// The place that a target leads to.
fn place(to: &Destination, root: &Path, output: &Path) -> Result<Box<dyn Place>, Refusal> {
    Ok(match to {
        Destination::Folder(folder) => {
            let folder = root.join(folder);
            keep_apart(&folder, root, output)?;
            Box::new(Folder::new(&folder)?)
        }
        Destination::Ssh(ssh) => Box::new(Rsync::new(ssh, output)?),
        Destination::Bucket(bucket) => cloud(bucket)?,
    })
}

#[cfg(feature = "cloud")]
fn cloud(bucket: &Bucket) -> Result<Box<dyn Place>, Fault> {
    Ok(Box::new(crate::deploy::cloud::Cloud::new(bucket)?))
}

#[cfg(not(feature = "cloud"))]
fn cloud(bucket: &Bucket) -> Result<Box<dyn Place>, Fault> {
    let scheme = bucket.service.scheme();
    let message = format!("this mujaz was built without {scheme}://");
    Err(Fault::new(message)
        .help("install the published program, or compile with `--features cloud`"))
}

/// Refuses a folder that the site's sources or its output lie in, or that lies in them.
fn keep_apart(folder: &Path, root: &Path, output: &Path) -> Result<(), Refusal> {
    let others = apart::sources(root).chain([output.to_owned()]);
    match apart::overlap(folder, others) {
        Some(other) => Err(Refusal::Usage(format!(
            "the target {} and {} lie within each other; choose another folder",
            folder.display(),
            other.display()
        ))),
        None => Ok(()),
    }
}

/// What somebody may want to know before anything goes up.
fn remarks(site: &Site, survey: &Survey, plan: &Plan, root: &Path) -> String {
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
            "was changed there since it was deployed, and is no longer part of the site: it stays there",
            &plan.kept,
        ),
        (
            "was changed there since it was deployed, and is put back",
            &plan.restored,
        ),
    ] {
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        if !paths.is_empty() {
            remarks.push_str(&format!("warning: {} {what}\n", shown(&some(&paths))));
        }
    }
    remarks
}

/// What a plan does, a line for each file.
fn list(plan: &Plan) -> String {
    let ups = plan.uploads.iter().map(|upload| {
        let word = match upload.change {
            Change::New => "new",
            Change::Changed => "changed",
            Change::Foreign => "replaced",
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

/// What a plan would do, in a line.
fn forecast(plan: &Plan, to: &Destination) -> String {
    format!(
        "to {to}: {} would go up ({}), {} would be removed, {} unchanged\n",
        files(plan.uploads.len()),
        size(plan.bytes()),
        plan.removals.len(),
        plan.unchanged
    )
}

/// Says what a deploy did.
fn conclude(
    global: &Global,
    plan: &Plan,
    to: &Destination,
    ending: Ending,
    progress: &Progress,
    start: Instant,
) -> Status {
    if ending == Ending::Stopped {
        let (done, all) = (&progress.done, &progress.files);
        complain(&format!(
            "stopped after {} of {}; deploy again, and it goes on from there",
            done.load(Ordering::Relaxed),
            files(all.load(Ordering::Relaxed)),
        ));
        return Status::Failed;
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
    Status::Done
}

fn files(n: usize) -> String {
    format!("{n} {}", if n == 1 { "file" } else { "files" })
}

/// As in `12 kB`, in thousands, as disks are sold.
fn size(bytes: u64) -> String {
    match bytes {
        0..1000 => format!("{bytes} B"),
        1000..1_000_000 => format!("{} kB", bytes / 1000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// A text without what could reorder or rewrite a line of a terminal: others may have named the files of a target.
fn shown(text: &str) -> String {
    let is_wild =
        |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .map(|c| if is_wild(c) { '\u{FFFD}' } else { c })
        .collect()
}

/// Has Ctrl-C end the deploy once the record says how far it is; the second one ends it at once.
fn end_after_the_file(progress: &Arc<Progress>) {
    let progress = progress.clone();
    // Where it cannot be listened to, it ends the process, and the next deploy goes on all the same.
    let _ = ctrlc::set_handler(move || {
        if progress.stop.swap(true, Ordering::Relaxed) {
            // 128 and the number of SIGINT, as shells have it.
            std::process::exit(130);
        }
    });
}

/// Does something, with a bar on a terminal that shows how far it is.
fn watched<T: Send>(global: &Global, progress: &Progress, act: impl FnOnce() -> T) -> T {
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

/// Shows how far a deploy is until the other end of `is_done` is dropped.
fn show(progress: &Progress, is_done: mpsc::Receiver<()>) {
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
