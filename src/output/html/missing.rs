//! The page for an address that leads nowhere: `missing`.

use serde::Serialize;

use super::shell::{Head, Search, Site, rooted};
use super::template::HtmlPage;
use crate::model::SitePath;
use crate::output::{Claims, Frame, Material};
use crate::theme::Shared;

/// The page for an address that leads nowhere. A server shows it at any depth,
/// so its links are absolute when `base_url` tells where the site lies.
pub(super) struct Missing;

pub(in crate::output) fn claim<'p>(_: &Material<'p>, claims: &mut Claims<'p>) {
    claims.own_fixed("404.html", Missing);
}

impl HtmlPage for Missing {
    const TEMPLATE: &'static str = "404.html";
    const SUBJECT: &'static str = "missing";
    type View = MissingView;

    fn head(&self, frame: &Frame<'_>) -> Head {
        Head {
            canonical: None,
            indexed: false,
            alternates: Vec::new(),
            search: rooted(frame, &SitePath::search())
                .and_then(|address| Search::new(frame, address)),
            ..Head::new(frame, frame.language().text("not_found_title").to_owned())
        }
    }

    fn view(&self, frame: &Frame<'_>) -> MissingView {
        let has_text = !frame.policy.body.value.trim().is_empty();
        MissingView {
            policy_tells: has_text || !frame.config.contacts.is_empty(),
        }
    }

    fn is_listed(&self) -> bool {
        false
    }

    fn site(&self, frame: &Frame<'_>) -> Shared {
        Shared::new(&Site::rooted(frame))
    }
}

/// What the page for an address that leads nowhere can refer to.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct MissingView {
    /// Whether the policy page tells how to report, by its text or a contact.
    pub policy_tells: bool,
}
