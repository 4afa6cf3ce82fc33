//! Files on the people behind the site, where the configuration names them: `security.txt` (RFC 9116) and `humans.txt`.

use crate::link::address::Address;
use crate::plan::Plan;

/// What `security.txt` says.
#[derive(Debug, Hash)]
pub struct SecurityView {
    /// Where to report a weakness, the preferred first.
    pub contact: Vec<String>,
    /// From when on it should not be relied on (RFC 3339).
    pub expires: String,
    /// Further fields: name and address.
    pub links: Vec<(&'static str, String)>,
    /// The languages that people there read.
    pub languages: Vec<String>,
    /// Where the file itself stands.
    pub canonical: String,
}

/// Where `security.txt` stands, as section 3 of its RFC has it.
pub(super) const SECURITY: &str = ".well-known/security.txt";

impl Plan<'_> {
    pub(super) fn security(&self) -> Option<SecurityView> {
        let site = self.site;
        let security = site.config.publish.security.as_ref()?;
        let languages = site.languages.iter();
        Some(SecurityView {
            contact: security.contact.clone(),
            expires: format!("{}T00:00:00Z", security.expires),
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
