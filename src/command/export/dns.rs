//! TXT records that tell how to report: draft-ellis-dns-security-contact-00 (2026).

use super::Document;
use super::public::{Public, Refusal};
use crate::model::SitePath;

/// The most that one string of a TXT record holds (RFC 1035, section 3.3.14).
const MOST: usize = 255;

/// The records, as lines of a zone file (RFC 1035, section 5.1).
pub(super) fn document(public: &Public<'_>) -> Result<Document, Refusal> {
    let address = public.config.root_address(&SitePath::security_txt());
    let host = address.as_deref().and_then(host).ok_or_else(|| {
        Refusal::new(
            "nobody knows the name of the site's host",
            "write `base_url` in forewarn.yaml, with a name in letters of ASCII (`xn--...`)",
        )
    })?;
    let reporting = &public.reporting;
    let expires = reporting.expires.filter(|_| !reporting.contacts.is_empty());
    let expires = expires.ok_or_else(|| {
        Refusal::new(
            "security.txt names nobody, or no date",
            "write `contacts` in forewarn.yaml: docs/configuration.md",
        )
    })?;
    let contacts = reporting.contacts.iter();
    let contacts = contacts.map(|uri| format!("security_contact={uri}"));
    let policies = reporting.policies.iter();
    let policies = policies.map(|uri| format!("security_policy={uri}"));
    let values = contacts.chain(policies);
    let values = values.chain([format!("security_expires={expires}")]);
    let lines = values.map(|value| format!("_security.{host}. IN TXT {}\n", strings(&value)));
    Ok(Document {
        text: lines.collect(),
        place: Some(format!("the zone of {host}")),
    })
}

/// The name of a host, when DNS can have it.
fn host(address: &str) -> Option<&str> {
    let rest = address.split_once("://")?.1;
    let host = rest.split(['/', ':']).next()?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
    let top = host.rsplit('.').next()?;
    let is_number = top.bytes().all(|byte| byte.is_ascii_digit());
    (host.contains('.') && host.chars().all(is_name) && !is_number).then_some(host)
}

/// The value in quotes; a long one in several pieces, which readers join. URIs hold
/// neither quotes nor backslashes.
fn strings(value: &str) -> String {
    let pieces = value.as_bytes().chunks(MOST);
    let pieces = pieces.map(|piece| format!("\"{}\"", String::from_utf8_lossy(piece)));
    pieces.collect::<Vec<_>>().join(" ")
}
