//! What all outputs of a site are made from.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::announcements::Announced;
use super::facets::{self, Part};
use super::feed::Archive;
use super::html::{NavigationItem, Openings, Shells};
use super::packages::{self, PackageGroup};
use super::versions::Table;
use crate::advice::Advice;
use crate::model::{
    Advisory, Audience, Config, Format, NonVulnerability, Page, Project, SitePath, Timestamp, View,
};
use crate::source::{FileId, Sources, Span, Spanned};
use crate::theme::{Language, Theme};

/// A project in one view, and what follows from it for several outputs.
pub struct Material<'p> {
    /// Everything that was read.
    pub project: &'p Project,
    /// The files it was read from.
    pub sources: &'p Sources,
    /// Who publishes.
    pub config: &'p Config,
    /// The templates.
    pub theme: &'p Theme,
    /// The moment of the build: decides what is public, withdrawn and supported.
    pub clock: Timestamp,
    /// Who looks.
    pub audience: Audience,
    /// The first page: the policy, or a title without text.
    pub policy: Cow<'p, Page>,
    /// What may be seen, newest first. Filtered here, where advisories enter the
    /// site, and nowhere after.
    pub public: Vec<&'p Advisory>,
    /// Their ids, for links from one to another.
    pub ids: BTreeSet<&'p str>,
    /// Whether one of them names a weakness (CWE).
    pub has_weaknesses: bool,
    /// What their texts say first.
    pub openings: Openings,
    /// The announcements that may be seen, newest first, and how each stands. Filtered
    /// here as well.
    pub announced: Vec<Announced<'p>>,
    /// What they mean for each package.
    pub advice: Advice<'p>,
    /// The supported versions of each package that has a table of them.
    pub tables: Vec<Table<'p>>,
    /// The parts of the list, in the order in which they are offered.
    pub parts: Vec<Part<'p>>,
    /// The advisories by package; empty unless there are several packages.
    pub groups: Vec<Arc<PackageGroup<'p>>>,
    /// What feeds keep elsewhere, the oldest first.
    pub archives: Vec<Archive<'p>>,
    /// What is reported and is no vulnerability, the newest first: what may be seen of
    /// it. Filtered here, too.
    pub register: Vec<&'p NonVulnerability>,
    /// The pages every page links to, in order.
    pub navigation: Vec<NavigationItem>,
    /// What pages say of the site.
    pub shells: Shells,
}

impl<'p> Material<'p> {
    /// What may be seen of `project` in `view`.
    pub fn new(project: &'p Project, sources: &'p Sources, theme: &'p Theme, view: View) -> Self {
        Self::of(project, sources, theme, view, project.visible(view))
    }

    /// The same of these advisories.
    pub(super) fn of(
        project: &'p Project,
        sources: &'p Sources,
        theme: &'p Theme,
        view: View,
        public: Vec<&'p Advisory>,
    ) -> Self {
        let advice = Advice::new(project, &public, view.clock);
        let tables = Table::all(project, &advice);
        let announced = Announced::all(project, &advice, view);
        let policy = match &project.policy {
            Some(policy) => Cow::Borrowed(policy),
            None => Cow::Owned(no_policy(theme.language())),
        };
        Self {
            project,
            sources,
            config: &project.config,
            theme,
            clock: view.clock,
            audience: view.audience,
            ids: public.iter().map(|a| a.id.value.as_str()).collect(),
            has_weaknesses: public.iter().any(|a| !a.weaknesses().is_empty()),
            openings: Openings::new(&public),
            parts: facets::parts(&project.config, &public),
            groups: packages::groups(&public),
            // Nobody finds them but by absolute addresses.
            archives: match project.config.base_url {
                Some(_) => Archive::all(&public, view),
                None => Vec::new(),
            },
            navigation: NavigationItem::all(project, theme.language(), &policy.title, &tables),
            shells: Shells::default(),
            register: project.registered(view),
            announced,
            advice,
            tables,
            policy,
            public,
        }
    }

    /// Who looks, and when.
    pub fn view(&self) -> View {
        View {
            clock: self.clock,
            audience: self.audience,
        }
    }

    /// The words of the pages.
    pub fn language(&self) -> &'p Language {
        self.theme.language()
    }

    /// The file of the policy, by its path in the project.
    pub fn policy_source(&self) -> Option<&'p str> {
        let policy = self.project.policy.as_ref();
        policy.map(|page| page.source.as_str())
    }

    /// The first advisory of each id, whatever its case: the paths of another
    /// are taken too, but that is one fault, which the checks report.
    pub(super) fn distinct(&self) -> impl Iterator<Item = &'p Advisory> {
        let mut ids = BTreeSet::new();
        let public = self.public.iter().copied();
        public.filter(move |advisory| ids.insert(advisory.id.value.as_str().to_lowercase()))
    }
}

/// The first page of a project without a policy, which does not call itself one:
/// contacts and advisories need a place all the same.
fn no_policy(language: &Language) -> Page {
    Page {
        path: SitePath::policy(),
        source: String::new(),
        format: Format::Markdown,
        title: language.text("no_policy_title").to_owned(),
        description: None,
        order: None,
        hidden: false,
        body: Spanned::new(String::new(), Span::file(FileId::FIRST)),
    }
}
