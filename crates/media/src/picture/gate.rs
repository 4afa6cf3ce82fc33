//! Limits the memory used by pictures that are decoded at the same time.
//!
//! A large picture takes half a gigabyte while it is decoded and scaled, and a site's pictures are scaled on all
//! processors.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::{MOST_PIXELS, PictureProperties, Size};

/// Maximum number of pixels of pictures that are decoded at the same time: two of the largest, or ten of a telephone's.
const AT_ONCE: u64 = 2 * MOST_PIXELS;

/// Admits pictures to be decoded. A thread holds a [`Permit`] while it decodes a picture, and requests no other one
/// meanwhile.
#[derive(Debug, Default)]
pub struct Gate {
    /// Number of pixels of the pictures that are being decoded.
    pixels: Mutex<u64>,
    freed: Condvar,
}

/// Allows a picture to be decoded until the permit is dropped.
#[derive(Debug)]
pub struct Permit<'g> {
    gate: &'g Gate,
    pixels: u64,
}

impl Gate {
    /// Waits until there is memory for a picture.
    pub fn admit(&self, picture: &PictureProperties) -> Permit<'_> {
        let pixels = picture.size.map_or(0, Size::pixels).min(AT_ONCE);
        let is_full = |held: &mut u64| *held + pixels > AT_ONCE;
        let held = self.freed.wait_while(self.held(), is_full);
        *held.unwrap_or_else(PoisonError::into_inner) += pixels;
        Permit { gate: self, pixels }
    }

    /// Locks the number. It is right even if a thread panicked meanwhile.
    fn held(&self) -> MutexGuard<'_, u64> {
        self.pixels.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        *self.gate.held() -= self.pixels;
        self.gate.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    #[test]
    fn few_large_pictures_are_decoded_at_the_same_time() {
        let gate = Gate::default();
        let picture = PictureProperties {
            size: Size::new(8000, 8000),
            ..PictureProperties::default()
        };
        let (now, most) = (AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let _permit = gate.admit(&picture);
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    std::thread::yield_now();
                    now.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        assert!(most.into_inner() <= 2);
        assert_eq!(*gate.held(), 0);
    }
}
