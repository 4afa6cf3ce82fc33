//! Makes a page's Content-Security-Policy (CSP level 3), which limits what it may load and run.
//!
//! Two policies apply at once, and a browser enforces both. Each page has its own in a `<meta>`: it lists the digest of
//! every style and script in the page, so it works on any host and from the disk. The HTTP headers have one policy for all
//! pages: it cannot list digests, but it can restrict who may frame a page, which a `<meta>` cannot.

use std::collections::BTreeMap;

/// Additional sources that the pages of a site may load.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Policy {
    /// Sources by directive, from the configuration.
    pub allow: Vec<(&'static str, Vec<String>)>,
}

/// The styles and scripts that a page needs in order to work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    /// Sources of the page's inline styles.
    pub styles: Vec<String>,
    /// Sources of the page's inline scripts.
    pub scripts: Vec<String>,
    /// True if the page has scripts; they may load further scripts of the site.
    pub runs: bool,
}

/// The source for styles and scripts whose digests are not known beforehand.
const INLINE: &str = "'unsafe-inline'";

impl Policy {
    /// Returns the policy for a page's `<meta>`.
    pub fn of_page(&self, needs: &Needs) -> String {
        let own = |value: &str| vec![value.to_owned()];
        let mut directives = BTreeMap::from([
            ("base-uri", own("'none'")),
            // Allowed on pages without scripts as well: some tools fetch `robots.txt` from within the page.
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
        // Directives that are not listed fall back to this.
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

    /// Returns the policy for all pages, for the HTTP headers. `inline` says that templates contain scripts.
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
