//! What an export may know: what is public at the clock, and nothing else.

use std::collections::BTreeSet;

use clap::Args;

use crate::advice::{Advice, BranchState};
use crate::model::config::PackageName;
use crate::model::{
    Advisory, Affected, AsOf, Branch, Config, Package, Project, Severity, SeverityType, SitePath,
    Timestamp, View,
};
use crate::output::Reporting;
use crate::version::Order;
use crate::version::interval::{self, Interval};

/// An advisory, and one of its packages.
#[derive(Debug, Args)]
pub(super) struct OfPackage {
    /// The advisory: its id, or an alias that no other has
    id: String,
    /// The package, where the advisory is about several
    #[arg(long, value_name = "NAME")]
    package: Option<String>,
}

/// Why there is nothing to print.
pub(super) struct Refusal {
    /// What is wrong.
    pub(super) message: String,
    /// What to do instead.
    pub(super) help: String,
}

impl Refusal {
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        let (message, help) = (message.into(), help.into());
        Self { message, help }
    }
}

/// All that is public at one moment.
pub(super) struct Public<'a> {
    /// The settings of the site.
    pub(super) config: &'a Config,
    /// The moment.
    pub(super) view: View,
    /// What security.txt says.
    pub(super) reporting: Reporting,
    advisories: Vec<&'a Advisory>,
    project: &'a Project,
}

/// What an advisory says of one package.
pub(super) struct About<'a> {
    config: &'a Config,
    view: View,
    /// The advisory.
    pub(super) advisory: AsOf<'a>,
    /// The package, by its canonical name.
    pub(super) package: PackageName,
    /// What is affected: sorted, disjoint, at least one.
    pub(super) extent: Vec<Interval>,
}

impl<'a> Public<'a> {
    pub(super) fn new(project: &'a Project, clock: Timestamp) -> Self {
        Self {
            config: &project.config,
            view: View::public(clock),
            reporting: Reporting::new(project, clock),
            advisories: project.public(clock),
            project,
        }
    }

    /// The advisory of that id; else the only one that has it for an alias. One that
    /// is not public is as unknown as one that nobody wrote.
    pub(super) fn advisory(&self, id: &str) -> Result<AsOf<'a>, Refusal> {
        let same = |known: &str| known.eq_ignore_ascii_case(id);
        let all = || self.advisories.iter().copied();
        let own = all().find(|advisory| same(advisory.id.value.as_str()));
        let mut aliased = all().filter(|a| a.aliases().any(|alias| same(&alias.value)));
        match (own, aliased.next(), aliased.next()) {
            (Some(found), ..) | (None, Some(found), None) => Ok(found.as_of(self.view)),
            (None, Some(_), Some(_)) => Err(Refusal::new(
                format!("several advisories have the alias `{}`", id.escape_debug()),
                "write the id of one of them",
            )),
            (None, None, _) => Err(Refusal::new(
                format!("no public advisory is called `{}`", id.escape_debug()),
                "write the id of one that the site shows; what is not public is not exported",
            )),
        }
    }

    /// Whether nothing that it affects had support when it came out.
    pub(super) fn is_unsupported(&self, advisory: &AsOf<'a>) -> bool {
        let found = self.advisories.iter().copied();
        let found: Vec<&Advisory> = found
            .filter(|it| it.id.value == advisory.id.value)
            .collect();
        let advice = Advice::new(self.project, &found, advisory.first_seen());
        let packages = advisory.by_package();
        let exposures = packages
            .iter()
            .filter_map(|entries| advice.about(entries[0]));
        let mut states = found.iter().flat_map(|advisory| {
            let rows = exposures
                .clone()
                .flat_map(|exposure| exposure.rows(advisory));
            let affected = rows.filter(|row| row.state != BranchState::NotAffected);
            affected
                .map(|row| row.cycle.is_some() && !row.is_supported())
                .collect::<Vec<_>>()
        });
        states
            .next()
            .is_some_and(|first| first && states.all(|ended| ended))
    }

    /// What the advisory that is asked for says of its package in `ecosystem`.
    pub(super) fn about(&self, asked: &OfPackage, ecosystem: &str) -> Result<About<'a>, Refusal> {
        let advisory = self.advisory(&asked.id)?;
        let named = advisory.affected.iter().flatten();
        let named = named.filter_map(|affected| affected.package.as_ref());
        let named = named.map(Package::canonical);
        let packages: BTreeSet<PackageName> = named
            .filter(|package| package.ecosystem.base() == ecosystem)
            .collect();
        let id = &advisory.id.value;
        let names: Vec<String> = packages.iter().map(|p| format!("`{}`", p.name)).collect();
        let is_asked = |package: &PackageName| match &asked.package {
            Some(name) => {
                let key = |name| package.ecosystem.name_key(name);
                key(&package.name) == key(name)
            }
            None => true,
        };
        let mut found = packages.iter().filter(|package| is_asked(package));
        let package = match (found.next(), found.next()) {
            (Some(only), None) => only.clone(),
            (Some(_), Some(_)) => {
                return Err(Refusal::new(
                    format!("{id} is about several packages of {ecosystem}"),
                    format!("add `--package` with one of {}", names.join(", ")),
                ));
            }
            (None, _) if names.is_empty() => {
                return Err(Refusal::new(
                    format!("{id} is about no package of {ecosystem}"),
                    "export it for the registry of its package: docs/export.md",
                ));
            }
            (None, _) => {
                return Err(Refusal::new(
                    format!("{id} is not about that package"),
                    format!("write one of {}", names.join(", ")),
                ));
            }
        };
        let entries = advisory.affected.iter().flatten();
        let entries: Vec<&Affected> = entries.filter(|e| e.is_about(&package)).collect();
        let extent = interval::stated(Order::of(&package.ecosystem), &entries);
        if extent.is_empty() {
            return Err(Refusal::new(
                format!("{id} does not say which versions of {package} are affected"),
                "write them down first: docs/advisories.md",
            ));
        }
        Ok(About {
            config: self.config,
            view: self.view,
            advisory,
            package,
            extent,
        })
    }
}

impl About<'_> {
    /// Its names in databases: the id, unless it is one of the project's own, and
    /// the aliases.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let own = self.advisory.id.value.as_str();
        let own = (!own.starts_with("x_")).then_some(own);
        let aliases = self.advisory.aliases.iter().flatten();
        own.into_iter()
            .chain(aliases.map(|alias| alias.value.as_str()))
    }

    /// The first of its names that open so, without the opening.
    pub(super) fn named(&self, prefix: &str) -> Option<&str> {
        self.names().find_map(|name| name.strip_prefix(prefix))
    }

    /// Where people read it: its page, else the first of its references.
    pub(super) fn link(&self) -> Result<String, Refusal> {
        let page = self
            .config
            .address(&SitePath::advisory(&self.advisory.id.value));
        let mut references = self.advisory.references.iter().flatten();
        let link = page.or_else(|| references.next().map(|it| it.url.value.clone()));
        link.ok_or_else(|| {
            Refusal::new(
                "nobody knows the address of its page, which the database wants",
                "write `base_url` in forewarn.yaml",
            )
        })
    }

    /// Refuses what was taken back, for databases that have no word for it.
    pub(super) fn must_stand(&self) -> Result<(), Refusal> {
        match self.advisory.withdrawn() {
            None => Ok(()),
            Some(_) => Err(Refusal::new(
                format!(
                    "{} is withdrawn, for which the database has no word",
                    self.advisory.id.value
                ),
                "ask there to have its file removed",
            )),
        }
    }

    /// When the branch that is fixed in `version` was, where the author says so.
    pub(super) fn fixed_at(&self, version: &str) -> Option<Timestamp> {
        let fixed = |branch: &&Branch| branch.fixed.as_ref().is_some_and(|v| v.value == version);
        let branch = self.advisory.branches.iter().find(fixed);
        let at = branch.and_then(|branch| branch.date)?.value;
        (at <= self.view.clock).then_some(at)
    }

    /// When it came out.
    pub(super) fn published(&self) -> Timestamp {
        self.advisory.first_seen()
    }

    /// What it is about, with a line end: databases want more than a title.
    pub(super) fn description(&self) -> String {
        let details = self.advisory.sections.to_osv();
        let details = details.filter(|text| !text.trim().is_empty());
        let text = details.unwrap_or_else(|| self.advisory.title().to_owned());
        format!("{}\n", text.trim_end())
    }

    /// The vector of that scale.
    pub(super) fn severity(&self, kind: SeverityType) -> Option<&Severity> {
        self.advisory
            .severities()
            .find(|severity| severity.kind == kind)
    }
}
