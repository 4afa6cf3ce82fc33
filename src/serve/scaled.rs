//! Makes smaller copies of pictures when a browser asks for them.
//!
//! Takes a picture and a width; returns the bytes of the copy. The last copies are cached, since browsers request them
//! again whenever the page is reloaded.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use crate::load::Sources;
use crate::picture::{Gate, copies};

/// Maximum number of cached copies: enough for a page full of pictures.
const MOST: usize = 64;

/// Copies of pictures that were requested.
#[derive(Debug, Default)]
pub(super) struct Copies {
    /// Cached copies by their output paths, which contain a digest of their content. The newest copy is last.
    cached: Mutex<VecDeque<(String, Vec<u8>)>>,
    gate: Gate,
}

impl Copies {
    /// Returns the bytes of a copy; the bytes of the picture itself if it cannot be scaled; `None` if it cannot be
    /// read.
    ///
    /// Takes as long as decoding the picture, if the copy is not cached.
    pub fn get(
        &self,
        sources: &Sources,
        output: &str,
        source: &Arc<str>,
        width: u32,
    ) -> Option<Vec<u8>> {
        if let Some((_, bytes)) = self.kept().iter().find(|(own, _)| own == output) {
            return Some(bytes.clone());
        }
        let picture = sources.picture(source)?;
        let _permit = self.gate.admit(&picture.measured);
        let own = picture.read(source).ok()?;
        let made = copies(&own, &[width])
            .ok()
            .and_then(|made| made.into_iter().next());
        let bytes = made.unwrap_or(own);
        let mut kept = self.kept();
        kept.push_back((output.to_owned(), bytes.clone()));
        if kept.len() > MOST {
            kept.pop_front();
        }
        Some(bytes)
    }

    /// Locks the cache. A poisoned lock is harmless, since the list is consistent between any two calls.
    fn kept(&self) -> std::sync::MutexGuard<'_, VecDeque<(String, Vec<u8>)>> {
        self.cached.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use image::RgbImage;

    use super::*;
    use crate::load::load;

    #[test]
    fn a_copy_is_what_a_build_makes_and_is_made_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let path: Arc<str> = "content/articles/a/quay.png".into();
        let place = folder.path().join(&*path);
        fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
        let picture = RgbImage::from_fn(700, 30, |x, _| image::Rgb([(x % 256) as u8, 0, 9]));
        picture.save(&place).expect("a picture");
        let (sources, found) = load(folder.path());
        assert!(found.is_empty());
        let expected = copies(&fs::read(&place).expect("a picture"), &[480]).expect("it is sound");
        let made = Copies::default();
        let get = |output: &str| made.get(&sources, output, &path, 480);
        assert_eq!(get("assets/one.png").as_ref(), expected.first());

        // The file is gone: the cached copy is still there, another one cannot be made.
        fs::remove_file(&place).expect("a picture");
        assert_eq!(get("assets/one.png").as_ref(), expected.first());
        assert_eq!(get("assets/two.png"), None);
    }
}
