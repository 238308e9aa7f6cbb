//! `.well-known/security.txt`: how to report, for machines (RFC 9116). One that the
//! project wrote by hand is copied instead, byte for byte.

use super::plan::{DataFile, Frame, file};
use super::{Claims, Material};
use crate::model::SitePath;
use crate::model::config::{Channel, Contact};
use crate::theme::markdown::external;

/// Where the provider's metadata of CSAF is, in a site that has some.
const CSAF: &str = ".well-known/csaf/provider-metadata.json";

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

/// The fields of the site's file, in order, whoever wrote it.
fn fields(frame: &Frame<'_>) -> Vec<(&'static str, String)> {
    let config = frame.config;
    if let Some(written) = &frame.project.security_txt {
        let fields = written.fields.iter();
        return fields
            .map(|(name, value)| (*name, value.value.clone()))
            .collect();
    }
    let own = &config.security_txt;
    let page = |path: &SitePath| config.address(path).and_then(secure);
    let csaf = SitePath::new(CSAF).expect("a path of forewarn's own");
    let mut fields = Vec::new();
    let mut add = |name, values: Vec<String>| {
        fields.extend(values.into_iter().map(|value| (name, value)));
    };
    add("Contact", config.contacts.iter().filter_map(uri).collect());
    add("Expires", vec![own.expires_at(frame.clock).to_string()]);
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
    let policy = frame
        .project
        .policy
        .as_ref()
        .and_then(|policy| page(&policy.path));
    add("Policy", policy.into_iter().collect());
    add("Hiring", own.hiring.iter().cloned().collect());
    let csaf = page(&csaf).filter(|_| frame.plan.has(&csaf));
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
