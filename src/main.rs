//! The `mujaz` command: a thin shell around the library.

use std::process::ExitCode;

/// Rendering makes and drops many small values: with mimalloc a build takes about a third less processor time than with
/// the system's allocator. Huge pages are off, for they cost memory and save little here.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    mujaz::cli::run()
}
