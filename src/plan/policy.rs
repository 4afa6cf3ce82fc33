//! What a page may load and run: its Content-Security-Policy (CSP, level 3).
//!
//! Two policies hold at once, and a browser keeps to both. A page states its own, which names the digest of each style and
//! script within it, so it holds on any host and from the disk. The headers of a host state one for all pages; it cannot know
//! those digests, but says what a page cannot say of itself: who may frame it.

use std::collections::BTreeMap;

/// What pages of a site may load beyond what all may.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Policy {
    /// Sources by directive, as the configuration allows them.
    pub allow: Vec<(&'static str, Vec<String>)>,
}

/// What a page needs to be itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    /// Sources of the styles within it.
    pub styles: Vec<String>,
    /// Sources of the scripts within it.
    pub scripts: Vec<String>,
    /// Whether it has a script, and may ask the site for more.
    pub runs: bool,
}

/// A style or script whose digest nobody can name beforehand.
const INLINE: &str = "'unsafe-inline'";

impl Policy {
    /// The policy that a page states.
    pub fn of_page(&self, needs: &Needs) -> String {
        let own = |value: &str| vec![value.to_owned()];
        let mut directives = BTreeMap::from([
            ("base-uri", own("'none'")),
            // Without a script nothing asks for anything but tools that read `robots.txt` by way of the page.
            ("connect-src", own("'self'")),
            ("font-src", own("'self'")),
            ("form-action", own("'self'")),
            ("img-src", vec!["'self'".into(), "data:".into()]),
            ("media-src", own("'self'")),
        ]);
        let itself = || own("'self'").into_iter();
        let styles = itself().chain(needs.styles.iter().cloned());
        directives.insert("style-src", styles.collect());
        if needs.runs {
            let scripts = itself().chain(needs.scripts.iter().cloned());
            directives.insert("script-src", scripts.collect());
        }
        for (directive, sources) in &self.allow {
            let known = directives.entry(directive).or_default();
            known.extend(sources.iter().cloned());
        }
        // What is not named falls back to this.
        let mut policy = "default-src 'none'".to_owned();
        for (directive, sources) in directives {
            policy.push_str("; ");
            policy.push_str(directive);
            for source in sources {
                policy.push(' ');
                policy.push_str(&source);
            }
        }
        policy
    }

    /// The policy of all pages, without what a page can say as well; `inline` where their templates hold scripts.
    pub fn of_site(&self, inline: bool) -> String {
        self.of_page(&Needs {
            styles: vec![INLINE.into()],
            scripts: inline.then(|| INLINE.into()).into_iter().collect(),
            runs: true,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_allows_what_a_page_needs_and_nothing_else() {
        let start = "default-src 'none'; base-uri 'none'; connect-src 'self'";
        let rest = "form-action 'self'; img-src 'self' data:; media-src 'self'";
        let hash = || vec!["'sha256-abc='".to_owned()];
        let maps = ("frame-src", vec!["https://maps.example.org".to_owned()]);
        for (needs, allow, expected) in [
            (
                Needs::default(),
                vec![],
                format!("{start}; font-src 'self'; {rest}; style-src 'self'"),
            ),
            (
                Needs {
                    styles: hash(),
                    ..Needs::default()
                },
                vec![maps],
                format!(
                    "{start}; font-src 'self'; {} {rest}; style-src 'self' 'sha256-abc='",
                    "FRAME"
                ),
            ),
            (
                Needs {
                    scripts: hash(),
                    runs: true,
                    ..Needs::default()
                },
                vec![],
                format!(
                    "{start}; font-src 'self'; {rest}; \
                     script-src 'self' 'sha256-abc='; style-src 'self'"
                ),
            ),
        ] {
            let expected = expected.replace(
                "FRAME form-action 'self';",
                "form-action 'self'; frame-src https://maps.example.org;",
            );
            assert_eq!(Policy { allow }.of_page(&needs), expected);
        }
    }
}
