//! What is not public, gathered from a project.

use std::collections::BTreeSet;

use super::Viewpoint;
use super::address::PATCHES;
use crate::model::{Advisory, Announcement, Project, Recipient, SitePath, State, Timestamp, View};
use crate::source::Sources;

/// Everything that a build does not publish. It owns its texts, so that it
/// outlives the project it was made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Secrets {
    /// Advisories and announcements under embargo and entries of the register to come,
    /// the next to end first, those without an end last.
    pub embargoed: Vec<Secret>,
    /// Drafts, in the order of their paths.
    pub drafts: Vec<Secret>,
    /// Every file of the overlay, as it was named.
    pub files: Vec<String>,
    /// The overlay's patches.
    pub patches: Vec<SecretPatch>,
    /// Who is told first: name and address, or the address alone.
    pub recipients: Vec<String>,
}

/// An advisory, an announcement or an entry of the register that is not public.
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
pub struct SecretPatch {
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
                .filter_map(|&file| SecretPatch::new(sources.get(file).overlay.as_deref()?))
                .collect(),
            recipients: project.recipients.iter().map(recipient).collect(),
            ..Self::default()
        };
        for advisory in &project.advisories {
            let file = &sources.get(advisory.file).path;
            let until = advisory.dates.embargo_until.map(|at| at.value);
            secrets.add(advisory.state(clock), Secret::new(advisory, file, until));
        }
        for announcement in &project.announcements {
            let file = &sources.get(announcement.file).path;
            let state = announcement.state(View::public(clock));
            secrets.add(state, Secret::of_announcement(announcement, file));
        }
        let ahead = project.register.iter();
        let ahead = ahead.filter(|entry| !entry.is_seen(View::public(clock)));
        secrets.embargoed.extend(ahead.map(|entry| Secret {
            id: entry.id.value.clone(),
            title: entry.title.value.clone(),
            page: SitePath::register(),
            file: sources.get(entry.file).path.clone(),
            overlay: false,
            until: Some(entry.since.value),
        }));
        secrets.embargoed.sort_by(|a, b| {
            (a.until.is_none(), a.until, &a.id).cmp(&(b.until.is_none(), b.until, &b.id))
        });
        secrets
    }

    /// Adds what is secret in that state; a draft has its own date in it.
    fn add(&mut self, state: State, secret: Secret) {
        match state {
            State::Draft => self.drafts.push(secret),
            State::Embargoed(until) => self.embargoed.push(Secret { until, ..secret }),
            State::Public | State::Withdrawn => {}
        }
    }

    /// Whether the public sees another site than those who may see everything.
    pub fn hide_pages(&self) -> bool {
        !self.embargoed.is_empty() || !self.drafts.is_empty()
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

    fn of_announcement(announcement: &Announcement, file: &str) -> Self {
        let versions = announcement.versions.iter();
        let versions: Vec<_> = versions.map(|version| version.value.as_str()).collect();
        Self {
            id: announcement.id.value.to_string(),
            title: format!("{} {}", announcement.package.name, versions.join(", ")),
            page: SitePath::announcements(),
            file: file.to_owned(),
            overlay: announcement.overlay,
            until: None,
        }
    }
}

impl SecretPatch {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::parse;
    use crate::source::Content;

    fn at(text: &str) -> Timestamp {
        text.parse::<jiff::Timestamp>().unwrap().into()
    }

    #[test]
    fn whatever_a_build_would_leave_out_is_a_secret() {
        let mut sources = Sources::new();
        let dated = |id: &str, date: &str| format!("id: {id}\npublished: {date}T14:00:00Z\n");
        sources.text("advisories/1.yaml", dated("x_a-2026-0001", "2026-09-01"));
        sources.text("advisories/2.yaml", dated("x_a-2026-0002", "2026-11-10"));
        sources.text("advisories/3.yaml", "id: x_a-2026-0003\nsummary: Three\n");
        let mut private = |path: &str, text: String| {
            sources.add_private("../p", path, Content::Bytes(text.into_bytes()));
        };
        private("advisories/4.yaml", dated("x_a-2026-0004", "2026-09-22"));
        private("advisories/5.yaml", dated("x_a-2026-0005", "2026-09-01"));
        private("patches/a b.patch", String::new());
        private(
            "recipients.yaml",
            "- {name: D, email: d@example.org}\n- e@example.org\n".into(),
        );
        let clock = at("2026-09-16T10:00:00Z");
        let project = parse::parse(&sources, &mut Diagnostics::new());
        let secrets = Secrets::of(&project, &sources, clock);

        let secret = |id: &str, title: &str, file: &str, until: Option<&str>| Secret {
            id: id.to_owned(),
            title: title.to_owned(),
            page: SitePath::new(format!("advisories/{id}.html")).unwrap(),
            file: file.to_owned(),
            overlay: file.starts_with("../"),
            until: until.map(at),
        };
        let next = "2026-09-22T14:00:00Z";
        let later = "2026-11-10T14:00:00Z";
        let untitled = |id: &str, file: &str, until| secret(id, id, file, until);
        assert_eq!(
            secrets,
            Secrets {
                embargoed: vec![
                    untitled("x_a-2026-0004", "../p/advisories/4.yaml", Some(next)),
                    untitled("x_a-2026-0002", "advisories/2.yaml", Some(later)),
                    untitled("x_a-2026-0005", "../p/advisories/5.yaml", None),
                ],
                drafts: vec![secret("x_a-2026-0003", "Three", "advisories/3.yaml", None)],
                files: [
                    "../p/advisories/4.yaml",
                    "../p/advisories/5.yaml",
                    "../p/patches/a b.patch",
                    "../p/recipients.yaml",
                ]
                .map(str::to_owned)
                .to_vec(),
                patches: vec![SecretPatch {
                    name: "a b.patch".to_owned(),
                    path: SitePath::new(".forewarn/patches/a b.patch").unwrap(),
                }],
                recipients: vec!["D <d@example.org>".to_owned(), "e@example.org".to_owned()],
            }
        );
        assert_eq!(secrets.next_end(), Some(at(next)));
        assert_eq!(
            secrets.viewpoints(),
            [
                Viewpoint::Everything,
                Viewpoint::PublicNow,
                Viewpoint::Release(None),
                Viewpoint::Release(Some(at(next))),
                Viewpoint::Release(Some(at(later))),
            ]
        );
    }

    #[test]
    fn an_entry_of_the_register_to_come_is_one_too() {
        let mut sources = Sources::new();
        for (name, since) in [("told", "2026-09-01"), ("ahead", "2026-10-01")] {
            let text = format!("id: {name}\ntitle: It is {name}\nwhy: So.\nsince: {since}\n");
            sources.text(format!("not-a-vulnerability/{name}.yaml"), text);
        }
        let project = parse::parse(&sources, &mut Diagnostics::new());
        let secrets = Secrets::of(&project, &sources, at("2026-09-16T10:00:00Z"));
        let ahead = Secret {
            id: "ahead".to_owned(),
            title: "It is ahead".to_owned(),
            page: SitePath::register(),
            file: "not-a-vulnerability/ahead.yaml".to_owned(),
            overlay: false,
            until: Some(at("2026-10-01T14:00:00Z")),
        };
        assert_eq!(secrets.embargoed, [ahead]);
        assert!(secrets.hide_pages());
    }
}
