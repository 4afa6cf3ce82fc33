//! The lock of a target, a small file that is stored there while a deploy runs.
//!
//! Takes a [`DeployStore`]; returns a [`Lock`], which is removed when it goes out of scope. Two deploys at once would
//! overwrite each other's files and records. Places lock nothing by themselves, so the lock is a file that only one of
//! two deploys can create. It names its owner and its time, so that somebody can decide to break it. A lock whose
//! process has ended on this machine is taken over.
//!
//! A lock cannot stop a deploy whose lock was broken while it was suspended. So each deploy checks before it writes
//! that it still holds the lock ([`Lock::check`]).

use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{DeployError, DeployStore};

/// Path of the lock, below the place.
pub const LOCK: &str = ".mujaz-deploy.lock";

/// The lock of a target, held by this process.
pub struct Lock<'p> {
    place: &'p dyn DeployStore,
    owner: LockOwner,
}

/// The deploy that holds a lock, as recorded in the lock file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct LockOwner {
    /// Differs between all deploys.
    id: String,
    /// User, machine and process, for people.
    name: String,
    since: Timestamp,
    /// Identifies the machine since its last start, and so the numbers of its processes; `None` if the system does not
    /// provide this.
    machine: Option<String>,
    /// Number and start time of the process; `None` if the system does not provide them.
    process: Option<(u32, String)>,
}

impl<'p> Lock<'p> {
    /// Locks a place. With `breaks`, another deploy's lock is taken over.
    ///
    /// # Errors
    /// Returns that another deploy holds the lock, or why the place failed.
    pub fn take(place: &'p dyn DeployStore, breaks: bool) -> Result<Lock<'p>, DeployError> {
        let lock = Lock {
            place,
            owner: LockOwner::this(),
        };
        if !place.create(LOCK, &lock.owner.to_bytes())? {
            match lock.holder()? {
                // The answer to a request that was sent twice.
                Some(holder) if holder.id == lock.owner.id => return Ok(lock),
                Some(holder) if !breaks && !holder.has_ended() => return Err(holder.refusal()),
                // A broken lock, or one that cannot be read: it may be about to be written.
                None if !breaks => return Err(unknown()),
                _ => place.write(LOCK, &lock.owner.to_bytes())?,
            }
        }
        // On a place that cannot create a file exclusively, the last of two deploys has overwritten the first one's lock.
        lock.check()?;
        Ok(lock)
    }

    /// Checks that nobody has broken this lock.
    ///
    /// # Errors
    /// Returns that the lock was broken, or why the place failed.
    pub fn check(&self) -> Result<(), DeployError> {
        match self.holder()? {
            Some(holder) if holder.id == self.owner.id => Ok(()),
            Some(holder) => Err(holder.refusal()),
            None => Err(
                DeployError::new("somebody removed the lock of this deploy at the target")
                    .help("deploy again, and it goes on from there"),
            ),
        }
    }

    /// Returns the deploy that holds the lock; `None` if there is none, or if the lock file is invalid.
    fn holder(&self) -> Result<Option<LockOwner>, DeployError> {
        let bytes = self.place.read_if_any(LOCK)?;
        Ok(bytes.as_deref().and_then(LockOwner::from_bytes))
    }
}

impl Drop for Lock<'_> {
    fn drop(&mut self) {
        // If it cannot be removed, the next deploy takes it over or says whose it is.
        if matches!(self.holder(), Ok(Some(holder)) if holder.id == self.owner.id) {
            let _ = self.place.remove(&[LOCK.to_owned()]);
        }
    }
}

fn unknown() -> DeployError {
    DeployError::new(format!("another deploy to this target may be running: {LOCK} is there, and does not say whose it is"))
        .help("if none is running, deploy with --break-lock")
}

impl LockOwner {
    /// Describes this process.
    fn this() -> LockOwner {
        let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let user = variable("USER").or(variable("USERNAME"));
        let host = fs::read_to_string("/proc/sys/kernel/hostname").ok();
        let host = host.or(variable("HOSTNAME")).or(variable("COMPUTERNAME"));
        let pid = std::process::id();
        let since = Timestamp::now();
        let random = RandomState::new().hash_one((pid, since.as_nanosecond()));
        LockOwner {
            id: format!("{random:016x}"),
            name: format!(
                "{} on {}, process {pid}",
                user.as_deref().unwrap_or("somebody"),
                host.as_deref().map_or("some machine", str::trim)
            ),
            since,
            machine: machine(),
            process: started(pid).map(|started| (pid, started)),
        }
    }

    fn to_bytes(&self) -> Vec<u8> {
        let LockOwner {
            id,
            name,
            since,
            machine,
            process,
        } = self;
        let lock = json!({
            "id": id,
            "owner": name,
            "since": since.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            "machine": machine,
            "process": process.as_ref().map(|(pid, _)| pid),
            "started": process.as_ref().map(|(_, started)| started),
        });
        format!("{lock}\n").into_bytes()
    }

    fn from_bytes(bytes: &[u8]) -> Option<LockOwner> {
        let value: Value = serde_json::from_slice(bytes).ok()?;
        let text = |key: &str| Some(value[key].as_str()?.to_owned());
        let process = || {
            Some((
                u32::try_from(value["process"].as_u64()?).ok()?,
                text("started")?,
            ))
        };
        Some(LockOwner {
            id: text("id")?,
            name: text("owner")?,
            since: text("since")?.parse().ok()?,
            machine: text("machine"),
            process: process(),
        })
    }

    /// Returns true if the process ran on this machine and has ended.
    fn has_ended(&self) -> bool {
        let Some((pid, since)) = &self.process else {
            return false;
        };
        self.machine.is_some()
            && self.machine == machine()
            && started(*pid).is_none_or(|started| started != *since)
    }

    fn refusal(&self) -> DeployError {
        let age = SystemTime::now()
            .duration_since(self.since.into())
            .unwrap_or_default();
        DeployError::new(format!(
            "another deploy to this target is running since {} ({}): {}",
            self.since.strftime("%Y-%m-%d %H:%M UTC"),
            ago(age),
            self.name,
        ))
        .help("wait until it has ended; if it was ended by force, deploy with --break-lock")
    }
}

/// Says how long ago something was.
fn ago(age: Duration) -> String {
    let (n, unit) = match age.as_secs() {
        seconds @ 0..120 => (seconds, "second"),
        seconds @ 120..7200 => (seconds / 60, "minute"),
        seconds @ 7200..172_800 => (seconds / 3600, "hour"),
        seconds => (seconds / 86_400, "day"),
    };
    format!("{n} {unit}{} ago", if n == 1 { "" } else { "s" })
}

/// Returns a digest that identifies this machine since it was started, and the space of its process numbers.
fn machine() -> Option<String> {
    let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    let space = fs::read_link("/proc/self/ns/pid").ok()?;
    let mark = format!("{boot}{}", space.display());
    Some(blake3::hash(mark.as_bytes()).to_hex()[..16].to_owned())
}

/// Returns the start time of a process, in the system's ticks; `None` if there is no process with this number, or if
/// the system does not provide it.
fn started(pid: u32) -> Option<String> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name, in parentheses, may contain anything. The 22nd field is the 20th after it.
    let (_, rest) = stat.rsplit_once(')')?;
    let (state, started) = (
        rest.split_whitespace().next()?,
        rest.split_whitespace().nth(19)?,
    );
    // A process that has ended and was not waited for yet.
    (state != "Z" && state != "X").then(|| started.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let owner = LockOwner::this();
        let read = LockOwner::from_bytes(&owner.to_bytes()).expect("it is valid");
        assert_eq!(read.id, owner.id);
        assert_eq!(read.since.as_second(), owner.since.as_second());
        assert_eq!(read.process, owner.process);
        assert!(!read.has_ended());
        assert_eq!(LockOwner::from_bytes(b""), None);
        assert_ne!(LockOwner::this().id, owner.id);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_process_that_is_gone_has_ended() {
        let mut child = std::process::Command::new("sleep")
            .arg("60")
            .spawn()
            .unwrap();
        let mut owner = LockOwner::this();
        let started = started(child.id()).expect("it runs");
        owner.process = Some((child.id(), started));
        assert!(!owner.has_ended());
        let elsewhere = LockOwner {
            machine: Some("another".into()),
            ..owner.clone()
        };
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(owner.has_ended());
        assert!(!elsewhere.has_ended());
        owner.process = Some((std::process::id(), "1".into()));
        assert!(owner.has_ended(), "another process has its number now");
    }

    #[test]
    fn the_age_is_told_in_a_fitting_unit() {
        for (seconds, told) in [
            (1, "1 second ago"),
            (119, "119 seconds ago"),
            (120, "2 minutes ago"),
            (7200, "2 hours ago"),
            (200_000, "2 days ago"),
        ] {
            assert_eq!(ago(Duration::from_secs(seconds)), told);
        }
    }
}
