//! Texts of a record that may lead somewhere.

use serde::Serialize;

use super::Frame;
use crate::model::{Advisory, SitePath};
use crate::theme::markdown::external;

/// Text that may lead somewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What it says.
    pub text: String,
    /// Where it leads; none when the text is no address that may be a link.
    pub url: Option<String>,
}

impl Link {
    /// An address that stands for itself.
    pub(super) fn of_address(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            url: external(text),
        }
    }

    /// An advisory by its id.
    pub(super) fn to_advisory(frame: &Frame<'_>, advisory: &Advisory) -> Self {
        let id = &advisory.id.value;
        Self {
            text: id.to_string(),
            url: Some(frame.path.relative(&SitePath::advisory(id))),
        }
    }
}
