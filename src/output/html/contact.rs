//! How to report: the contact box.

use serde::Serialize;

use super::link::Link;
use super::promises;
use crate::model::SitePath;
use crate::model::config::{Channel, Contact, OpenPgp};
use crate::output::Frame;
use crate::theme::Language;
use crate::theme::markdown::external;

/// How to report, and what to expect.
#[derive(Clone, Debug, Serialize)]
pub struct ReportView {
    /// The ways to report, in order of preference.
    pub contacts: Vec<ContactView>,
    /// `You get an answer within 48 hours.`, where that is promised.
    pub answer: Option<String>,
    /// `English and German`: the languages to write in, when there are several.
    pub languages: Option<String>,
    /// Address of the same for machines (RFC 9116), where there is one.
    pub security_txt: Option<String>,
}

/// A way to reach the project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContactView {
    /// `form` or `mail`.
    pub kind: &'static str,
    /// The address, and where it leads.
    pub link: Link,
    /// The fingerprint of the key to write with, in groups of four.
    pub fingerprint: Option<String>,
    /// Where the key is.
    pub key: Option<String>,
}

impl ReportView {
    /// The box of the project; none when it names no contact.
    pub(super) fn new(frame: &Frame<'_>) -> Option<Self> {
        let contacts = &frame.config.contacts;
        let contacts: Vec<_> = (contacts.iter())
            .map(|contact| ContactView::new(frame, contact))
            .collect();
        (!contacts.is_empty()).then(|| Self {
            contacts,
            answer: promises::answer(frame),
            languages: languages(frame),
            security_txt: (frame.plan.has(&SitePath::security_txt()))
                .then(|| frame.path.relative(&SitePath::security_txt())),
        })
    }
}

impl ContactView {
    fn new(frame: &Frame<'_>, contact: &Contact) -> Self {
        let key = contact.openpgp.as_ref();
        Self {
            kind: match contact.channel {
                Channel::Url(_) => "form",
                Channel::Email(_) => "mail",
            },
            link: channel(&contact.channel),
            fingerprint: key.map(|key| grouped(&key.fingerprint)),
            key: key.and_then(|key| published_key(frame, key)),
        }
    }
}

/// A channel as a link that says its address.
pub(super) fn channel(channel: &Channel) -> Link {
    match channel {
        Channel::Url(url) => Link::of_address(&url.value),
        Channel::Email(mail) => Link {
            text: mail.value.clone(),
            url: external(&format!("mailto:{}", mail.value)),
        },
    }
}

/// The key is published when it lies in `content/`, whose other files are
/// copied as they are.
fn published_key(frame: &Frame<'_>, key: &OpenPgp) -> Option<String> {
    let path = SitePath::of_content(&key.key.as_ref()?.value)?;
    Some(frame.path.relative(&path))
}

/// `E27D4AA0…` as `E27D 4AA0 …`, the way other tools print it.
fn grouped(fingerprint: &str) -> String {
    let digits: Vec<_> = fingerprint.chars().collect();
    let groups: Vec<String> = digits.chunks(4).map(|four| four.iter().collect()).collect();
    groups.join(" ")
}

/// The languages the project reads; none for a single one, which is that of the
/// page.
fn languages(frame: &Frame<'_>) -> Option<String> {
    let tags = &frame.config.languages;
    let names: Vec<_> = (tags.iter())
        .map(|tag| language_name(frame.language(), &tag.value))
        .collect();
    (names.len() > 1).then(|| frame.language().listed(&names))
}

/// What a language is called; the tag itself for one without a name.
fn language_name(language: &Language, tag: &str) -> String {
    let name = |tag: &str| language.fill("language_name", [("tag", tag.into())]);
    let whole = name(tag);
    match tag.split_once('-') {
        Some((primary, _)) if whole == tag => {
            let broader = name(primary);
            if broader == primary { whole } else { broader }
        }
        _ => whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::spoken;

    #[test]
    fn languages_are_called_by_name_in_the_language_of_the_page() {
        for (tag, english, german) in [
            ("en", "English", "Englisch"),
            ("de-AT", "German", "Deutsch"),
            ("tlh", "tlh", "tlh"),
            ("tlh-001", "tlh-001", "tlh-001"),
        ] {
            assert_eq!(language_name(spoken("en"), tag), english);
            assert_eq!(language_name(spoken("de"), tag), german);
        }
    }
}
