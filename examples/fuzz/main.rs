//! Runs the readers of foreign bytes on mutated inputs, and stops at the first that a reader fails on.
//!
//! ```text
//! cargo run --example fuzz -- [--seconds N] [--from SEED] [TARGET…]
//! ```
//!
//! Each target has a process of its own with a part of the time (a minute in all, unless told otherwise), and reads on a
//! thread with the stack of a build's. It begins with the inputs in `tests/fuzz/<target>/`, which are all that ever failed, goes on
//! with the sound ones that [`corpus`] collects, and then mutates these. An input fails if
//!
//! - code of this repository panics, or another library does where nothing guards it;
//! - it ends the process: a stack overflow, or memory without end;
//! - reading it takes more than [`SLOW`] of processor time.
//!
//! The input is left in `target/fuzz/<target>`. Put it into `tests/fuzz/<target>/` with the change that fixes it.

mod corpus;
mod mutate;
mod outputs;
mod services;
mod targets;

#[path = "../../crates/media/src/card/font_for_tests.rs"]
mod font_for_tests;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use mutate::Mutator;
use targets::{FuzzTarget, TARGETS};

/// Processor time that an input may take in a debug build, which needs ten times that of the program.
const SLOW: Duration = Duration::from_secs(20);

/// Maximum size of an input, in bytes.
const LARGEST: usize = 16 * 1024;

fn main() -> ExitCode {
    let mut names = Vec::new();
    let (mut seconds, mut from, mut is_child) = (60, 1, false);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let mut number = || args.next().and_then(|n| n.parse().ok()).expect("a number");
        match arg.as_str() {
            "--seconds" => seconds = number(),
            "--from" => from = number(),
            "--child" => is_child = true,
            name => names.push(name.to_owned()),
        }
    }
    let chosen: Vec<&'static FuzzTarget> = TARGETS
        .iter()
        .filter(|target| names.is_empty() || names.iter().any(|name| name == target.name))
        .collect();
    if let (true, &[target]) = (is_child, &chosen[..]) {
        return run(target, Duration::from_millis(seconds), from);
    }
    let each = seconds * 1000 / chosen.len().max(1) as u64;
    let mut is_sound = true;
    for target in chosen {
        let program = std::env::current_exe().expect("a path of this program");
        let status = Command::new(program)
            .args(["--child", "--seconds", &each.to_string()])
            .args(["--from", &from.to_string(), target.name])
            .status()
            .expect("a process");
        if !status.success() {
            let input = place(target).display().to_string();
            eprintln!("{} failed ({status}): {input}", target.name);
            is_sound = false;
        }
    }
    ExitCode::from(u8::from(!is_sound))
}

/// The place of the input that is being read, and of the one that failed.
fn place(target: &FuzzTarget) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("target/fuzz")
        .join(target.name)
}

/// Reads inputs for some time, on a thread with a small stack.
fn run(target: &'static FuzzTarget, time: Duration, from: u64) -> ExitCode {
    let reads = std::thread::Builder::new().stack_size(mujaz::STACK);
    let reads = reads.spawn(move || read_all(target, time, from));
    let count = reads.expect("a thread").join();
    match count {
        Ok(Ok(count)) => {
            println!("{}: {count} inputs", target.name);
            let _ = fs::remove_file(place(target));
            ExitCode::SUCCESS
        }
        Ok(Err(why)) => {
            eprintln!("{}: {why}", target.name);
            ExitCode::FAILURE
        }
        Err(_) => ExitCode::FAILURE,
    }
}

fn read_all(target: &FuzzTarget, time: Duration, from: u64) -> Result<u64, String> {
    let panics = Panics::listen();
    let place = place(target);
    fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
    let read = |input: &[u8]| {
        // If the process ends, this is the input that ended it.
        fs::write(&place, input).expect("a file");
        let start = processor_time();
        let result = catch_unwind(AssertUnwindSafe(|| (target.read)(input)));
        let taken = processor_time().saturating_sub(start);
        match (result, panics.own()) {
            (_, Some(panic)) => Err(panic),
            (Err(_), None) => Err("a library panics where nothing guards it".into()),
            _ if taken > SLOW => Err(format!("it takes {taken:?}")),
            _ => Ok(()),
        }
    };
    let sound = corpus::of(target);
    let start = Instant::now();
    let mut count = 0;
    for input in corpus::failed(target) {
        read(&input)?;
        count += 1;
    }
    for input in sound.iter().take_while(|_| start.elapsed() < time / 2) {
        read(input)?;
        count += 1;
    }
    let mut mutator = Mutator::new(from, sound, target.words);
    while start.elapsed() < time {
        let mut input = mutator.next();
        input.truncate(LARGEST);
        read(&input)?;
        count += 1;
    }
    Ok(count)
}

/// The processor time of this thread; where the system does not tell, the time since some moment.
fn processor_time() -> Duration {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|told| told.split_whitespace().next()?.parse().ok());
    nanos.map_or_else(
        || std::time::UNIX_EPOCH.elapsed().unwrap_or_default(),
        Duration::from_nanos,
    )
}

/// Collects panics of this repository's code, also those that a guard turns into errors.
#[derive(Clone, Default)]
struct Panics(Arc<Mutex<Option<String>>>);

impl Panics {
    fn listen() -> Panics {
        let panics = Panics::default();
        let heard = panics.clone();
        set_hook(Box::new(move |info| {
            let file = info.location().map_or("", |location| location.file());
            // Paths of this repository's sources are relative.
            if !Path::new(file).is_absolute() {
                let mut own = heard.0.lock().unwrap_or_else(|e| e.into_inner());
                own.get_or_insert(info.to_string());
            }
        }));
        panics
    }

    /// Returns the message of the first panic since the last call.
    fn own(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(|e| e.into_inner()).take()
    }
}
