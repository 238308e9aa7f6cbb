//! The page under another name of an advisory: `alias`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::link::Link;
use super::row::Row;
use super::shell::Head;
use super::template::HtmlPage;
use crate::model::{Advisory, AdvisoryId, SitePath};
use crate::output::{Claims, Frame, Material};

/// Another name of one or several advisories: its page sends the reader on, or lets
/// them choose.
pub(super) struct AliasPage<'p> {
    pub(super) name: String,
    /// Newest first.
    pub(super) advisories: Vec<&'p Advisory>,
}

/// A page for each alias. One that is the id of an advisory of this site has that
/// advisory's page already.
pub(in crate::output) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    let mut owners: BTreeMap<String, (AdvisoryId, Vec<&'p Advisory>)> = BTreeMap::new();
    for &advisory in &site.public {
        for alias in advisory.aliases() {
            // The checks tell of one that is no id.
            let Ok(id) = AdvisoryId::new(&alias.value) else {
                continue;
            };
            let (_, advisories) = owners
                .entry(alias.value.to_lowercase())
                .or_insert_with(|| (id, Vec::new()));
            if !advisories
                .last()
                .is_some_and(|last| std::ptr::eq(*last, advisory))
            {
                advisories.push(advisory);
            }
        }
    }
    for (alias, advisories) in owners.into_values() {
        let page = AliasPage {
            name: alias.to_string(),
            advisories,
        };
        claims.own_if_free(SitePath::advisory(&alias), page);
    }
}

/// What the page of another name shows.
#[derive(Clone, Debug, Serialize)]
pub struct AliasView {
    /// The name.
    pub name: String,
    /// The advisory to go to, when there is only one, or what is in the place of an
    /// old address.
    pub advisory: Option<Link>,
    /// The advisories to choose from, when there are several.
    pub rows: Vec<Row>,
    /// Whether the name is an old address, and no other name of an advisory.
    pub is_moved: bool,
}

impl HtmlPage for AliasPage<'_> {
    /// `redirect.html` for one advisory, `alias.html` for several.
    const TEMPLATE: &'static str = "alias.html";
    const SUBJECT: &'static str = "alias";
    type View = AliasView;

    /// The one advisory that it stands for is the page to know.
    fn head(&self, frame: &Frame<'_>) -> Head {
        let head = Head::new(frame, self.name.clone());
        match self.advisories.as_slice() {
            [only] => Head {
                canonical: frame.config.address(&SitePath::advisory(&only.id.value)),
                ..head
            },
            _ => head,
        }
    }

    fn view(&self, frame: &Frame<'_>) -> AliasView {
        let (advisory, several) = match self.advisories.as_slice() {
            [only] => (Some(Link::to_advisory(frame, only)), &[][..]),
            several => (None, several),
        };
        AliasView {
            name: self.name.clone(),
            advisory,
            rows: Row::all(frame, several),
            is_moved: false,
        }
    }

    /// One that stands for a single advisory is as light as can be.
    fn template(&self) -> &'static str {
        match self.advisories.as_slice() {
            [_] => "redirect.html",
            _ => Self::TEMPLATE,
        }
    }

    fn is_listed(&self) -> bool {
        false
    }
}
