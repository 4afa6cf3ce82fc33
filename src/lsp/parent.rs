//! Detects that the client's process has ended, even if another process keeps the stream open.

use std::time::Duration;

/// Interval between two looks.
const INTERVAL: Duration = Duration::from_secs(2);

/// Waits until a process is gone. Returns at once if its id is invalid; never returns on systems without this
/// information.
pub fn wait_until_gone(process: u32) {
    while is_there(process) {
        std::thread::sleep(INTERVAL);
    }
}

/// Returns true if a process is running, or if this cannot be determined.
#[cfg(unix)]
pub fn is_there(process: u32) -> bool {
    use rustix::process::{Pid, test_kill_process};
    let process = i32::try_from(process).ok().and_then(Pid::from_raw);
    // A process of another user is there, too.
    process.is_some_and(|process| test_kill_process(process) != Err(rustix::io::Errno::SRCH))
}

/// Returns true, since this cannot be determined.
#[cfg(not(unix))]
pub fn is_there(_process: u32) -> bool {
    true
}
