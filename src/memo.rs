//! A cache of computed values, each kept as long as its inputs stay the same.
//!
//! It makes the next build of a site that has hardly changed fast, and has no other effect: every value in it is the
//! result of a pure function, kept with the digest of the function's inputs. So a build without a memo gives the same
//! bytes. A [`Memo`] holds one value per key. [`sweep`](Memo::sweep) drops the values that were not requested since the
//! last sweep, so a memo never holds more than one build's values. It may use the standard library, blake3 and foldhash.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use foldhash::fast::RandomState;

/// The digest of everything that a value was computed from.
pub type Digest = blake3::Hash;

/// Number of shards, each with its own lock. With this many, threads hardly ever wait for each other.
const SHARDS: usize = 32;

/// Values by key, each with the digest of its inputs.
#[derive(Debug)]
pub struct Memo<V> {
    /// Empty in a disabled memo.
    shards: Vec<Mutex<MemoShard<V>>>,
    /// Hashes a key to find its shard.
    state: RandomState,
    /// Number of sweeps so far.
    sweeps: AtomicU32,
}

/// A part of a memo, with its own lock.
#[derive(Debug)]
struct MemoShard<V> {
    /// The hash need not resist chosen keys: keys are paths of the site's own files.
    kept: HashMap<Box<str>, Kept<V>, RandomState>,
    /// Number of values requested since the last sweep.
    asked: usize,
}

impl<V> Default for MemoShard<V> {
    fn default() -> Self {
        MemoShard {
            kept: HashMap::default(),
            asked: 0,
        }
    }
}

#[derive(Debug)]
struct Kept<V> {
    digest: Digest,
    /// The number of sweeps at the last request.
    used: u32,
    value: V,
}

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Memo {
            shards: (0..SHARDS).map(|_| Mutex::default()).collect(),
            state: RandomState::default(),
            sweeps: AtomicU32::new(0),
        }
    }
}

impl<V: Clone> Memo<V> {
    /// Returns a memo that keeps nothing, for a build without a following build.
    pub fn disabled() -> Self {
        Memo {
            shards: Vec::new(),
            ..Memo::default()
        }
    }

    /// Returns the value kept for a key if its inputs have this digest. Otherwise calls `compute` and keeps its value. An
    /// error is not kept. A disabled memo does not compute the digest.
    ///
    /// # Errors
    /// Returns the error of `compute`.
    pub fn try_reuse<E>(
        &self,
        key: &str,
        digest: impl FnOnce() -> Digest,
        compute: impl FnOnce() -> Result<V, E>,
    ) -> Result<V, E> {
        if self.shards.is_empty() {
            return compute();
        }
        let digest = digest();
        let used = self.sweeps.load(Ordering::Relaxed);
        if let Some(value) = self.shard(key).and_then(|mut s| s.get(key, digest, used)) {
            return Ok(value);
        }
        let value = compute()?;
        let kept = Kept {
            digest,
            used,
            value: value.clone(),
        };
        if let Some(mut shard) = self.shard(key) {
            shard.insert(key, kept);
        }
        Ok(value)
    }

    /// Like [`try_reuse`](Memo::try_reuse), for a `compute` that cannot fail.
    pub fn reuse(
        &self,
        key: &str,
        digest: impl FnOnce() -> Digest,
        compute: impl FnOnce() -> V,
    ) -> V {
        let sure = self.try_reuse(key, digest, || Ok::<V, std::convert::Infallible>(compute()));
        match sure {
            Ok(value) => value,
            Err(never) => match never {},
        }
    }

    /// Returns true if it keeps nothing.
    pub fn is_disabled(&self) -> bool {
        self.shards.is_empty()
    }

    pub fn forget(&self, key: &str) {
        if let Some(mut shard) = self.shard(key) {
            shard.remove(key, self.sweeps.load(Ordering::Relaxed));
        }
    }

    /// Drops every value that was not requested since the last sweep.
    pub fn sweep(&self) {
        let now = self.sweeps.fetch_add(1, Ordering::Relaxed);
        for shard in &self.shards {
            locked(shard).sweep(now);
        }
    }

    /// Returns the number of kept values.
    pub fn len(&self) -> usize {
        self.shards
            .iter()
            .map(|shard| locked(shard).kept.len())
            .sum()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn shard(&self, key: &str) -> Option<MutexGuard<'_, MemoShard<V>>> {
        let count = self.shards.len().max(1);
        // The truncation of the hash on 32-bit targets does no harm: any bits select a shard.
        let index = self.state.hash_one(key) as usize % count;
        self.shards.get(index).map(locked)
    }
}

impl<V: Clone> MemoShard<V> {
    /// Returns the value of a key if its inputs have this digest.
    fn get(&mut self, key: &str, digest: Digest, now: u32) -> Option<V> {
        let kept = self.kept.get_mut(key)?;
        if kept.digest != digest {
            return None;
        }
        self.asked += usize::from(kept.used != now);
        kept.used = now;
        Some(kept.value.clone())
    }

    fn insert(&mut self, key: &str, kept: Kept<V>) {
        let now = kept.used;
        let before = self.kept.insert(key.into(), kept);
        self.asked += usize::from(before.is_none_or(|before| before.used != now));
    }

    fn remove(&mut self, key: &str, now: u32) {
        let gone = self.kept.remove(key);
        self.asked -= usize::from(gone.is_some_and(|gone| gone.used == now));
    }

    /// Drops the values that were not requested. Usually all were requested, so counting them avoids a pass through the
    /// map.
    fn sweep(&mut self, now: u32) {
        if self.asked < self.kept.len() {
            self.kept.retain(|_, kept| kept.used == now);
        }
        self.asked = 0;
    }
}

/// Locks a shard. A poisoned lock is harmless, since a shard is consistent between any two calls.
fn locked<T>(shard: &Mutex<T>) -> MutexGuard<'_, T> {
    shard.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Returns the digest of everything that a value passes to its [`Hash`] implementation.
pub fn digest(value: &impl Hash) -> Digest {
    let mut bytes = Bytes(Vec::new());
    value.hash(&mut bytes);
    blake3::hash(&bytes.0)
}

/// A [`Hasher`] that collects the bytes it is given.
struct Bytes(Vec<u8>);

impl Hasher for Bytes {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        // Never used: only the collected bytes are hashed.
        self.0.len() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_computed_again_when_what_it_was_computed_from_changed() {
        let memo = Memo::default();
        let one = |text: &str| memo.reuse("a.md", || digest(&text), || text.len());
        assert_eq!(one("four"), 4);
        let kept = memo.reuse("a.md", || digest(&"four"), || unreachable!("it is kept"));
        assert_eq!(kept, 4);
        assert_eq!(one("fifteen"), 7);
        assert_eq!(memo.len(), 1);
    }

    #[test]
    fn a_fault_is_not_kept() {
        let memo: Memo<u8> = Memo::default();
        let fault = memo.try_reuse("a", || digest(&1), || Err("no"));
        assert_eq!(fault, Err("no"));
        assert_eq!(memo.try_reuse("a", || digest(&1), || Ok::<_, ()>(7)), Ok(7));
    }

    #[test]
    fn what_a_build_did_not_ask_for_is_gone_after_it() {
        let memo = Memo::default();
        for key in ["a", "b"] {
            memo.reuse(key, || digest(&key), || 0);
        }
        memo.sweep();
        memo.reuse("b", || digest(&"b"), || 1);
        memo.sweep();
        assert_eq!(memo.len(), 1);
        assert_eq!(memo.reuse("b", || digest(&"b"), || 2), 0);
        memo.forget("b");
        assert!(memo.is_empty());
    }

    #[test]
    fn a_forgetful_memo_keeps_nothing() {
        let memo = Memo::disabled();
        assert_eq!(memo.reuse("a", || digest(&1), || 1), 1);
        assert_eq!(memo.reuse("a", || digest(&1), || 2), 2);
        assert!(memo.is_empty());
    }
}
