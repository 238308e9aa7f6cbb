//! `.well-known/security.txt`: how to report, for machines (RFC 9116). One that the
//! project wrote by hand is copied instead, byte for byte.

use super::plan::{DataFile, Frame, file};
use super::{Claims, Material};
use crate::model::config::{Channel, Contact};
use crate::model::{Project, SitePath, Timestamp};
use crate::theme::markdown::external;

/// It needs a contact.
pub(super) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    let title = "How to report a vulnerability (RFC 9116)";
    let listed = DataFile::new(SitePath::security_txt(), "text/plain", title);
    let mut contacts = site.config.contacts.iter();
    if site.project.security_txt.is_some() {
        claims.list_kind(listed);
    } else if contacts.any(|contact| uri(contact).is_some()) {
        claims.list(listed, file(security_txt));
    }
}

fn security_txt(frame: &Frame<'_>) -> Vec<u8> {
    let lines = fields(frame).into_iter();
    let lines = lines.map(|(name, value)| format!("{name}: {value}\n"));
    lines.collect::<String>().into_bytes()
}

/// Whom to write to, by which policy and until when: what DNS can say, too.
#[derive(Debug)]
pub struct Reporting {
    /// URIs, the preferred one first.
    pub contacts: Vec<String>,
    /// Addresses of the policy.
    pub policies: Vec<String>,
    /// Until when that holds; unknown of a file of the project's own without a date.
    pub expires: Option<Timestamp>,
}

impl Reporting {
    /// What the security.txt of the site says at `clock`, whoever wrote it.
    pub fn new(project: &Project, clock: Timestamp) -> Self {
        if let Some(written) = &project.security_txt {
            let all = |field| written.values(field).map(|it| it.value.clone()).collect();
            return Self {
                contacts: all("Contact"),
                policies: all("Policy"),
                expires: written.expires.map(|at| at.value),
            };
        }
        let config = &project.config;
        let policy = project.policy.as_ref();
        let policy = policy.and_then(|policy| config.address(&policy.path));
        Self {
            contacts: config.contacts.iter().filter_map(uri).collect(),
            policies: policy.and_then(secure).into_iter().collect(),
            expires: Some(config.security_txt.expires_at(clock)),
        }
    }
}

/// The fields, in order.
fn fields(frame: &Frame<'_>) -> Vec<(&'static str, String)> {
    let config = frame.config;
    let reporting = Reporting::new(frame.project, frame.clock);
    let own = &config.security_txt;
    let csaf = SitePath::csaf_provider();
    let mut fields = Vec::new();
    let mut add = |name, values: Vec<String>| {
        fields.extend(values.into_iter().map(|value| (name, value)));
    };
    let expires = reporting.expires.iter();
    add("Contact", reporting.contacts);
    add("Expires", expires.map(Timestamp::to_string).collect());
    add("Encryption", encryption(frame));
    add(
        "Acknowledgments",
        own.acknowledgments.iter().cloned().collect(),
    );
    let languages: Vec<_> = config
        .languages
        .iter()
        .map(|tag| tag.value.as_str())
        .collect();
    add("Preferred-Languages", vec![languages.join(", ")]);
    let canonical = config.root_address(&SitePath::security_txt());
    add(
        "Canonical",
        canonical.and_then(secure).into_iter().collect(),
    );
    add("Policy", reporting.policies);
    add("Hiring", own.hiring.iter().cloned().collect());
    let csaf = Some(csaf).filter(|csaf| frame.plan.has(csaf));
    let csaf = csaf.and_then(|csaf| secure(config.address(&csaf)?));
    add("CSAF", csaf.into_iter().collect());
    let bounty = own
        .bug_bounty
        .map(|paid| if paid { "True" } else { "False" });
    add(
        "Bug-Bounty",
        bounty.into_iter().map(str::to_owned).collect(),
    );
    fields
}

/// The keys to encrypt to, each once: where one is, else its fingerprint.
fn encryption(frame: &Frame<'_>) -> Vec<String> {
    let keys = frame.config.contacts.iter();
    let keys = keys.filter_map(|contact| contact.openpgp.as_ref());
    let mut addresses = Vec::new();
    for key in keys {
        let path = key
            .key
            .as_ref()
            .and_then(|key| SitePath::of_content(&key.value));
        let published = path.filter(|path| frame.plan.has(path));
        let address = published.and_then(|path| frame.config.address(&path));
        let address = address
            .and_then(secure)
            .unwrap_or_else(|| format!("openpgp4fpr:{}", key.fingerprint.to_ascii_lowercase()));
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    addresses
}

/// The URI of a contact; none on the plain web, which no field may name.
fn uri(contact: &Contact) -> Option<String> {
    match &contact.channel {
        Channel::Url(url) => secure(external(&url.value)?),
        Channel::Email(mail) => external(&format!("mailto:{}", mail.value)),
    }
}

/// An address, when it is a secure one (section 2.2).
fn secure(address: String) -> Option<String> {
    address.starts_with("https://").then_some(address)
}

#[cfg(test)]
mod tests;
