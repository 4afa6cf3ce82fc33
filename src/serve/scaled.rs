//! Smaller copies of pictures, made when a browser asks for them.
//!
//! Takes a picture and a width; gives the bytes of the copy. The last few are remembered, since browsers ask again whenever
//! the page is loaded anew.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use crate::load::Sources;
use crate::picture::copies;

/// So many copies are remembered: those of a page full of pictures.
const MOST: usize = 64;

/// Copies by their paths in the output, which say what is in them; the last that was made stands last.
#[derive(Debug, Default)]
pub(super) struct Copies(Mutex<VecDeque<(String, Vec<u8>)>>);

impl Copies {
    /// The bytes of a copy; the picture's own where it cannot be scaled; `None` where it cannot be read.
    ///
    /// It takes as long as decoding the picture does.
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
        let own = sources.picture(source)?.read(source).ok()?;
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

    /// The list is whole between any two calls, so it is so too if a thread panicked with its lock.
    fn kept(&self) -> std::sync::MutexGuard<'_, VecDeque<(String, Vec<u8>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
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

        // The file is gone: what was made is remembered, what was not cannot be made.
        fs::remove_file(&place).expect("a picture");
        assert_eq!(get("assets/one.png").as_ref(), expected.first());
        assert_eq!(get("assets/two.png"), None);
    }
}
