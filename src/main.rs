//! The `mujaz` command: a thin shell around the library.

use std::process::ExitCode;

/// Rendering makes and drops many small values; mimalloc is about a quarter faster at that than the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    mujaz::cli::run()
}
