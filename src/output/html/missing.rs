//! The page for an address that leads nowhere: `missing`.

use serde::Serialize;

use super::Frame;
use crate::model::Page;

/// What the page for an address that leads nowhere can refer to.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct MissingView {
    /// Whether the policy page tells how to report, by its text or a contact.
    pub policy_tells: bool,
}

impl MissingView {
    /// The view on a site with this policy.
    pub(super) fn new(frame: &Frame<'_>, policy: &Page) -> Self {
        let has_text = !policy.body.value.trim().is_empty();
        Self {
            policy_tells: has_text || !frame.config.contacts.is_empty(),
        }
    }
}
