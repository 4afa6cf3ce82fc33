//! Files about the people behind the site, if the configuration names them: `security.txt` (RFC 9116) and `humans.txt`.

use crate::link::address::Address;
use crate::plan::Plan;

/// The content of `security.txt`.
#[derive(Debug, Hash)]
pub struct SecurityView {
    /// Addresses for reports of vulnerabilities, the preferred one first.
    pub contact: Vec<String>,
    /// The time after which the file is no longer valid (RFC 3339).
    pub expires: String,
    /// Further fields: name and address.
    pub links: Vec<(&'static str, String)>,
    /// The languages in which reports may be written.
    pub languages: Vec<String>,
    /// The absolute address of the file itself.
    pub canonical: String,
}

/// The path of `security.txt`, as RFC 9116, section 3 requires.
pub(super) const SECURITY: &str = ".well-known/security.txt";

impl Plan<'_> {
    pub(super) fn security(&self) -> Option<SecurityView> {
        let site = self.site;
        let security = site.config.publish.security.as_ref()?;
        let languages = site.languages.iter();
        Some(SecurityView {
            contact: security.contact.clone(),
            expires: format!("{}T00:00:00Z", security.expires.value),
            links: security.links.clone(),
            languages: languages.map(|language| language.tag.clone()).collect(),
            canonical: Address::written(SECURITY).absolute(&site.base),
        })
    }

    pub(super) fn humans(&self) -> String {
        let text = self.site.config.publish.humans.as_deref();
        text.unwrap_or_default().trim().to_owned()
    }
}
