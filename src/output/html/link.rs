//! Texts of a record that may lead somewhere.

use serde::Serialize;

use crate::model::{Advisory, AdvisoryId, SitePath};
use crate::output::Frame;
use crate::output::versions::Table;
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

    /// A version, with the page of the release when it is a known one.
    pub(super) fn to_release(frame: &Frame<'_>, table: &Table<'_>, version: &str) -> Self {
        Self {
            text: version.to_owned(),
            url: table.page(version).map(|page| frame.path.relative(&page)),
        }
    }

    /// A path of the site.
    pub(super) fn to_path(frame: &Frame<'_>, path: &SitePath) -> Self {
        Self {
            text: path.to_string(),
            url: Some(frame.path.relative(path)),
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

    /// An id, with the page that explains it: ours, else its database's.
    pub(super) fn to_vulnerability(frame: &Frame<'_>, id: &str) -> Self {
        let url = match AdvisoryId::new(id) {
            Ok(own) if frame.ids.contains(id) => {
                Some(frame.path.relative(&SitePath::advisory(&own)))
            }
            Ok(_) if id.starts_with("CVE-") => {
                external(&format!("https://www.cve.org/CVERecord?id={id}"))
            }
            Ok(_) if id.starts_with("GHSA-") => {
                external(&format!("https://github.com/advisories/{id}"))
            }
            Ok(other) if other.has_known_prefix() && !id.starts_with("x_") => {
                external(&format!("https://osv.dev/vulnerability/{id}"))
            }
            _ => None,
        };
        Self {
            text: id.to_owned(),
            url,
        }
    }
}
