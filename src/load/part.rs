//! Takes out the part of a site that the language server examines while somebody types.

use std::ops::Bound;

use super::Sources;

impl Sources {
    /// Returns a small site without articles and editions, except those whose path begins with `kept`.
    pub fn part(&self, kept: &str) -> Sources {
        // The files between these paths, of which a large site has nearly all.
        let [articles, after_articles] = ["content/articles/", "content/articles0"];
        let [editions, after_editions] = ["content/editions/", "content/editions0"];
        let between = |from, to| self.files.range::<str, _>((from, to));
        let others = between(Bound::Unbounded, Bound::Excluded(articles))
            .chain(between(
                Bound::Included(after_articles),
                Bound::Excluded(editions),
            ))
            .chain(between(Bound::Included(after_editions), Bound::Unbounded));
        let is_other = |path: &str| !path.starts_with(articles) && !path.starts_with(editions);
        let mut part = Sources {
            files: others
                .map(|(path, file)| (path.clone(), file.clone()))
                .collect(),
            faults: self.faults.clone(),
            root: self.root.clone(),
            environment: self.environment.clone(),
            ..Sources::default()
        };
        let kept_files = self.below(kept).filter(|file| !is_other(&file.path));
        part.files
            .extend(kept_files.map(|file| (file.path.clone(), file.clone())));
        part.faults
            .retain(|path, _| is_other(path) || path.starts_with(kept));
        part
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_has_one_article_and_all_that_is_no_article() {
        let mut sources = Sources::default();
        for path in [
            "config.toml",
            "content/articles/a-b/summary.en.md",
            "content/articles/a/original.en.md",
            "content/articles/a/summary.en.md",
            "content/editions/2025-08-18.en.md",
            "content/names.toml",
            "content/topics/economy/index.en.md",
            "themes/own/theme.toml",
        ] {
            sources.insert(path, Vec::new());
        }
        let paths = |kept: &str| -> Vec<String> {
            let part = sources.part(kept);
            part.iter().map(|file| file.path.to_string()).collect()
        };
        let others = [
            "config.toml",
            "content/names.toml",
            "content/topics/economy/index.en.md",
            "themes/own/theme.toml",
        ];
        assert_eq!(paths("content/names.toml"), others);
        let with = |more: &[&'static str]| {
            let mut all = [&others[..], more].concat();
            all.sort_unstable();
            all
        };
        let article = with(&[
            "content/articles/a/original.en.md",
            "content/articles/a/summary.en.md",
        ]);
        assert_eq!(paths("content/articles/a/"), article);
        let edition = "content/editions/2025-08-18.en.md";
        assert_eq!(paths(edition), with(&[edition]));
    }
}
