//! `advisories/search.json`: the whole list in one small file.
//!
//! Whoever searches a site of plain files can fetch it once and look in it, so
//! that no server learns what a reader is looking for.

use serde::Serialize;

use super::html::Openings;
use super::plan::{DataFile, Frame, file};
use super::{Claims, Material};
use crate::advice::{Advice, Outlook, Upgrade};
use crate::model::{Advisory, Config, Rating, SitePath, State, View};
use crate::theme::markdown;
use crate::version::interval::Interval;

/// How many characters of the text stand for a missing summary.
const EXCERPT: usize = 80;

/// The list of advisories searches in it.
pub(super) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    if !site.public.is_empty() {
        let index = |site: &Frame<'_>| {
            let view = site.view();
            index(
                site.config,
                &site.advice,
                &site.public,
                &site.openings,
                view,
            )
        };
        let title = "All advisories in short, to search in";
        let listed = DataFile::new(SitePath::search(), "application/json", title);
        claims.list(listed, file(index));
    }
}

/// The index of `advisories`, in their order: an array of objects without white
/// space between them. Keys that would be empty are left out.
fn index(
    config: &Config,
    advice: &Advice<'_>,
    advisories: &[&Advisory],
    openings: &Openings,
    view: View,
) -> Vec<u8> {
    let entries: Vec<_> = advisories
        .iter()
        .map(|advisory| Entry::new(config, advice, advisory, openings, view))
        .collect();
    serde_json::to_vec(&entries).expect("these structs have string keys only")
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<&'a str>,
    /// The summary without the marks of code, else what the text says first.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    /// `PyPI/tinysig`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    packages: Vec<String>,
    /// For each of them, the affected versions: `>=1.0,<2.0 || =3.0`, empty where the
    /// record names none. Without packages, one for the project.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    affected: Vec<String>,
    /// For each of them, the version to upgrade to; left out where no package has one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    upgrade: Vec<Option<String>>,
    /// Which of these are not released, as far as the project lists its releases.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unreleased: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cwe: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<&'static str>,
    /// The day, in UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    exploited: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    withdrawn: bool,
    /// `draft` or `embargoed`: in the preview only.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<&'static str>,
}

impl<'a> Entry<'a> {
    fn new(
        config: &Config,
        advice: &Advice<'a>,
        advisory: &'a Advisory,
        openings: &Openings,
        view: View,
    ) -> Self {
        let dated = advisory.as_of(view);
        let id = advisory.id.value.as_str();
        let summary = (advisory.title() != id).then(|| markdown::bare_title(advisory.title()));
        let mut packages: Vec<String> = Vec::new();
        let mut outlooks: Vec<Outlook<'_, '_>> = Vec::new();
        for affected in advisory.affected() {
            let package = affected.package.as_ref();
            let name = package.map(|package| format!("{}/{}", package.ecosystem, package.name));
            let is_known = match &name {
                Some(name) => packages.contains(name),
                None => !outlooks.is_empty(),
            };
            if !is_known && let Some(exposure) = advice.about(affected) {
                packages.extend(name);
                outlooks.push(exposure.outlook(advisory));
            }
        }
        let affected: Vec<String> = outlooks.iter().map(constraints).collect();
        let targets = outlooks.into_iter().map(|outlook| outlook.upgrade);
        let targets: Vec<Option<Upgrade<'_>>> = targets.collect();
        let unreleased = targets.iter().flatten().filter(|to| !to.is_released);
        let unreleased = unreleased.map(|to| to.version.clone()).collect();
        let upgrade: Vec<Option<String>> =
            targets.into_iter().map(|to| Some(to?.version)).collect();
        Self {
            id,
            aliases: advisory.aliases().map(|a| a.value.as_str()).collect(),
            title: summary.or_else(|| openings.opening(advisory, EXCERPT)),
            packages,
            affected: if affected.iter().all(String::is_empty) {
                Vec::new()
            } else {
                affected
            },
            upgrade: if upgrade.iter().all(Option::is_none) {
                Vec::new()
            } else {
                upgrade
            },
            unreleased,
            cwe: (advisory.weaknesses().iter())
                .map(|number| format!("CWE-{number}"))
                .collect(),
            severity: advisory
                .rating()
                .filter(|_| config.severity.words())
                .map(Rating::as_str),
            published: advisory.published().map(|at| at.date().to_string()),
            exploited: dated.exploited().is_some(),
            withdrawn: dated.withdrawn().is_some(),
            secret: match dated.state() {
                State::Draft => Some("draft"),
                State::Embargoed(_) => Some("embargoed"),
                State::Public | State::Withdrawn => None,
            },
        }
    }
}

/// The affected versions of a package, as a program may read them.
fn constraints(outlook: &Outlook<'_, '_>) -> String {
    let ranges = outlook.extent.iter().map(Interval::constraint);
    let mut constraints: Vec<String> = ranges.collect();
    if constraints.is_empty() {
        constraints.extend(outlook.listed.iter().map(|version| format!("={version}")));
    }
    constraints.join(" || ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::config::SeverityDisplay;
    use crate::output::versions::tests::project;

    const AT: &str = "2026-10-01T00:00:00Z";

    #[test]
    fn what_is_empty_is_left_out_and_a_rating_goes_unsaid_where_none_is_shown() {
        let mut project = project(&[
            (
                "advisories/A.yaml",
                "{id: x_tinysig-2026-0001, cve: CVE-2026-40001, summary: The `key` is ` kept, \
                 package: PyPI/tinysig, fixed: \"2\", cwe: 347, severity: high, exploited: true, \
                 published: 2026-09-22T23:30:00-02:00}",
            ),
            (
                "advisories/B.yaml",
                "{id: x_tinysig-2026-0002, details: \"# Title\\n\\nWords <b>.\", \
                 published: 2026-09-01T00:00:00Z, withdrawn: 2026-09-02T00:00:00Z}",
            ),
        ]);
        let clock = AT.parse::<jiff::Timestamp>().unwrap().into();
        let mut made = |severity| {
            project.config.severity = severity;
            let public = project.public(clock);
            let json = index(
                &project.config,
                &Advice::new(&project, &public, clock),
                &public,
                &Openings::default(),
                View::public(clock),
            );
            String::from_utf8(json).unwrap()
        };
        let withdrawn = r#"{"id":"x_tinysig-2026-0002","title":"Words <b>.","published":"2026-09-01","withdrawn":true}"#;
        let of = |severity| {
            format!(
                r#"[{{"id":"x_tinysig-2026-0001","aliases":["CVE-2026-40001"],"title":"The key is ` kept","packages":["PyPI/tinysig"],"affected":["<2"],"upgrade":["2"],"cwe":["CWE-347"],{severity}"published":"2026-09-23","exploited":true}},{withdrawn}]"#
            )
        };
        assert_eq!(made(SeverityDisplay::Both), of(r#""severity":"high","#));
        for display in [SeverityDisplay::Cvss, SeverityDisplay::Off] {
            assert_eq!(made(display), of(""));
        }
    }
}
