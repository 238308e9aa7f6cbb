//! The project's own pages: `policy` and `document`.

use serde::Serialize;

use super::Frame;
use super::link::Link;
use super::prose;
use super::row::Row;
use crate::model::config::{Channel, Contact, OpenPgp};
use crate::model::{Advisory, Page, SitePath};
use crate::theme::markdown::external;

/// A page that the project wrote.
#[derive(Clone, Debug, Serialize)]
pub struct PageView {
    /// Its title.
    pub title: String,
    /// The id of the title, when the text opens with it as a heading.
    pub title_id: Option<String>,
    /// Its text without the heading that is the title (HTML).
    pub body: String,
}

/// The policy page.
#[derive(Clone, Debug, Serialize)]
pub struct PolicyView {
    /// Its title.
    pub title: String,
    /// The id of the title, when the text opens with it as a heading.
    pub title_id: Option<String>,
    /// How to report, in order of preference.
    pub contacts: Vec<ContactView>,
    /// The policy's own text without the heading that is the title (HTML).
    pub body: String,
    /// The newest advisories.
    pub latest: Vec<Row>,
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

impl PageView {
    /// The view of `page`.
    pub(super) fn new(frame: &Frame<'_>, page: &Page) -> Self {
        let document = prose::document(frame, &page.body.value);
        Self {
            title: page.title.clone(),
            title_id: document.title_id,
            body: document.body,
        }
    }
}

impl PolicyView {
    /// The view of the policy, with the newest advisories.
    pub(super) fn new(frame: &Frame<'_>, page: &Page, latest: &[&Advisory]) -> Self {
        let page = PageView::new(frame, page);
        Self {
            title: page.title,
            title_id: page.title_id,
            contacts: frame
                .config
                .contacts
                .iter()
                .map(|contact| ContactView::new(frame, contact))
                .collect(),
            body: page.body,
            latest: Row::all(frame, latest),
        }
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
