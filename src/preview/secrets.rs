//! What is not public, gathered from a project.

use std::collections::BTreeSet;

use super::Viewpoint;
use super::address::PATCHES;
use crate::model::{Advisory, Project, Recipient, SitePath, State, Timestamp};
use crate::source::Sources;

/// Everything that a build does not publish. It owns its texts, so that it
/// outlives the project it was made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Secrets {
    /// Advisories under embargo, the next to end first, those without an end last.
    pub embargoed: Vec<Secret>,
    /// Drafts, in the order of their paths.
    pub drafts: Vec<Secret>,
    /// Every file of the overlay, as it was named.
    pub files: Vec<String>,
    /// The overlay's patches.
    pub patches: Vec<Patch>,
    /// Who is told first: name and address, or the address alone.
    pub recipients: Vec<String>,
}

/// An advisory that is not public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its page where everything is shown.
    pub page: SitePath,
    /// The file it was read from.
    pub file: String,
    /// Whether that file lies in the overlay.
    pub overlay: bool,
    /// When its embargo ends; for a draft, when it would.
    pub until: Option<Timestamp>,
}

/// A patch of the overlay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patch {
    /// Its path below `patches/`.
    pub name: String,
    /// Where the preview has it.
    pub path: SitePath,
}

impl Secrets {
    /// What of `project` is not public at `clock`.
    pub fn of(project: &Project, sources: &Sources, clock: Timestamp) -> Self {
        let mut secrets = Self {
            files: sources
                .overlay()
                .map(|(file, _)| sources.get(file).path.clone())
                .collect(),
            patches: project
                .patches
                .iter()
                .filter_map(|&file| Patch::new(sources.get(file).overlay.as_deref()?))
                .collect(),
            recipients: project.recipients.iter().map(recipient).collect(),
            ..Self::default()
        };
        for advisory in &project.advisories {
            let file = &sources.get(advisory.file).path;
            match advisory.state(clock) {
                State::Draft => {
                    let until = advisory.embargo_until.map(|at| at.value);
                    secrets.drafts.push(Secret::new(advisory, file, until));
                }
                State::Embargoed(until) => {
                    secrets.embargoed.push(Secret::new(advisory, file, until));
                }
                State::Public | State::Withdrawn => {}
            }
        }
        secrets.embargoed.sort_by(|a, b| {
            (a.until.is_none(), a.until, &a.id).cmp(&(b.until.is_none(), b.until, &b.id))
        });
        secrets
    }

    /// When the next embargo ends.
    pub fn next_end(&self) -> Option<Timestamp> {
        self.embargoed.first()?.until
    }

    /// Every way in which the site can be seen: everything, as the public sees
    /// it now, and once for each end of an embargo, the next first.
    pub fn viewpoints(&self) -> Vec<Viewpoint> {
        let ends: BTreeSet<_> = self.embargoed.iter().map(|secret| secret.until).collect();
        [Viewpoint::Everything, Viewpoint::PublicNow]
            .into_iter()
            .chain(ends.into_iter().map(Viewpoint::Release))
            .collect()
    }
}

impl Secret {
    fn new(advisory: &Advisory, file: &str, until: Option<Timestamp>) -> Self {
        Self {
            id: advisory.id.value.to_string(),
            title: advisory.title().to_owned(),
            page: SitePath::advisory(&advisory.id.value),
            file: file.to_owned(),
            overlay: advisory.overlay,
            until,
        }
    }
}

impl Patch {
    /// The patch at `path` of the overlay, when its name can be an address.
    fn new(path: &str) -> Option<Self> {
        let name = path.strip_prefix("patches/").unwrap_or(path);
        Some(Self {
            name: name.to_owned(),
            path: SitePath::new(format!("{PATCHES}{name}")).ok()?,
        })
    }
}

fn recipient(recipient: &Recipient) -> String {
    let email = &recipient.email.value;
    match &recipient.name {
        Some(name) => format!("{} <{email}>", name.value),
        None => email.clone(),
    }
}
