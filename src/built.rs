//! The facts that a build records about itself, for programs that use its output later.
//!
//! Converts them to and from the key-value pairs that `write` keeps in the manifest. A build by an old version recorded
//! no facts.

use crate::clock::UnixTime;
use crate::parse::config::BaseUrl;

/// The facts about a build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildInfo {
    /// Version of Mujaz.
    pub version: String,
    /// Address that the site was built for.
    pub base: BaseUrl,
    /// Number of the build's sources; `None` if an older version built it.
    pub extent: Option<Extent>,
    /// Number of articles and texts that readers get; `None` if an older version built it.
    pub published: Option<Extent>,
    /// Paths of the drafts that the build published.
    pub drafts: Vec<String>,
    /// Paths of the texts that are unchanged since `mujaz init`.
    pub starter: Vec<String>,
    /// Period in which all texts of the build may be public.
    pub validity: Validity,
}

/// The time during which all texts of a build may be published.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Validity {
    /// The moment when the last embargo ends; `None` if no text was under embargo.
    pub from: Option<UnixTime>,
    /// The moment when the first text expires; `None` if none does.
    pub until: Option<UnixTime>,
}

/// Numbers of articles and texts: of all that a site has, or of those that it publishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// Number of articles.
    pub articles: usize,
    /// Number of texts.
    pub texts: usize,
}

impl Extent {
    /// Returns true if less than half of the articles or of the texts is left of an earlier site.
    pub fn is_less_than_half_of(self, earlier: Extent) -> bool {
        self.articles * 2 < earlier.articles || self.texts * 2 < earlier.texts
    }
}

/// The keys of a site's extent.
const EXTENT: [&str; 2] = ["articles", "texts"];

/// The keys of the extent that is published.
const PUBLISHED: [&str; 2] = ["published-articles", "published-texts"];

/// The version of this program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

impl BuildInfo {
    /// Returns the facts as key-value pairs.
    pub fn to_pairs(&self) -> Vec<(String, String)> {
        let BuildInfo {
            version,
            base,
            extent,
            published,
            drafts,
            starter,
            validity: Validity { from, until },
        } = self;
        let BaseUrl {
            origin,
            path,
            is_relative,
        } = base;
        let links = if *is_relative { "relative" } else { "absolute" };
        let drafts = drafts.iter().map(|path| ("draft", path.clone()));
        let starter = starter.iter().map(|path| ("starter", path.clone()));
        let numbers = [(EXTENT, extent), (PUBLISHED, published)];
        let numbers = numbers
            .into_iter()
            .filter_map(|(keys, extent)| Some((keys, (*extent)?)))
            .flat_map(|([articles, texts], extent)| {
                [
                    (articles, extent.articles.to_string()),
                    (texts, extent.texts.to_string()),
                ]
            });
        let times = [("valid-from", from), ("valid-until", until)];
        let times = times
            .into_iter()
            .filter_map(|(key, time)| Some((key, (*time)?.0.to_string())));
        [
            ("version", version.clone()),
            ("base-url", format!("{origin}{path}/")),
            ("links", links.into()),
        ]
        .into_iter()
        .chain(numbers)
        .chain(times)
        .chain(drafts)
        .chain(starter)
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
    }

    /// Parses key-value pairs; returns `None` if one is missing or invalid.
    pub fn from_pairs(pairs: &[(String, String)]) -> Option<BuildInfo> {
        let all = |key: &'static str| {
            let of_key = pairs.iter().filter(move |(name, _)| name == key);
            of_key.map(|(_, value)| value.clone())
        };
        let number = |key: &'static str| all(key).next()?.parse().ok();
        let time = |key| all(key).next()?.parse().ok().map(UnixTime);
        let extent = |[articles, texts]: [&'static str; 2]| {
            Some(Extent {
                articles: number(articles)?,
                texts: number(texts)?,
            })
        };
        let mut base = BaseUrl::parse(&all("base-url").next()?).ok()?;
        base.is_relative = all("links").next()? == "relative";
        Some(BuildInfo {
            version: all("version").next()?,
            base,
            extent: extent(EXTENT),
            published: extent(PUBLISHED),
            drafts: all("draft").collect(),
            starter: all("starter").collect(),
            validity: Validity {
                from: time("valid-from"),
                until: time("valid-until"),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for (base, is_relative, drafts) in [
            ("https://harbour-brief.net/", false, &[][..]),
            (
                "http://localhost:8000/a/b/",
                true,
                &["content/articles/رصيف/summary.ar.md"],
            ),
        ] {
            let mut info = BuildInfo {
                version: VERSION.into(),
                base: BaseUrl::parse(base).unwrap(),
                extent: is_relative.then_some(Extent {
                    articles: 12,
                    texts: 40,
                }),
                published: is_relative.then_some(Extent {
                    articles: 9,
                    texts: 0,
                }),
                drafts: drafts.iter().map(|d| (*d).to_owned()).collect(),
                starter: drafts.iter().map(|d| (*d).to_owned()).collect(),
                validity: Validity {
                    from: is_relative.then_some(UnixTime(1_756_684_800)),
                    until: None,
                },
            };
            info.base.is_relative = is_relative;
            assert_eq!(BuildInfo::from_pairs(&info.to_pairs()), Some(info));
        }
        assert_eq!(BuildInfo::from_pairs(&[]), None);
    }
}
