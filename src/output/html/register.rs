//! What is reported and is no vulnerability: `register`.

use serde::Serialize;

use super::day::Day;
use super::link::Link;
use super::prose;
use super::shell::Head;
use super::template::HtmlPage;
use crate::model::non_vulnerability::Justification;
use crate::model::{NonVulnerability, SitePath};
use crate::output::{Claims, Frame, Material};
use crate::theme::markdown;

/// The page of the register.
pub(super) struct RegisterPage;

pub(in crate::output) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    if !site.register.is_empty() {
        claims.own(SitePath::register(), RegisterPage);
    }
}

/// What is reported and is no vulnerability.
#[derive(Clone, Debug, Serialize)]
pub struct RegisterView {
    /// The newest first.
    pub entries: Vec<RegisterEntry>,
}

/// An entry of the register.
#[derive(Clone, Debug, Serialize)]
pub struct RegisterEntry {
    /// The anchor.
    pub id: String,
    /// What is reported (HTML).
    pub title: String,
    /// Why it is no vulnerability (HTML).
    pub why: String,
    /// What scanners report.
    pub reports: Vec<RegisterReport>,
    /// Why that does not affect the project, in OpenVEX' word.
    pub justification: Option<&'static str>,
    /// Since when it holds.
    pub since: Day,
}

/// What a scanner reports.
#[derive(Clone, Debug, Serialize)]
pub struct RegisterReport {
    /// The names of one vulnerability.
    pub names: Vec<Link>,
    /// The package URL of the dependency in which it is reported.
    pub dependency: Option<String>,
}

impl HtmlPage for RegisterPage {
    const TEMPLATE: &'static str = "not-a-vulnerability.html";
    const SUBJECT: &'static str = "register";
    type View = RegisterView;

    fn head(&self, frame: &Frame<'_>) -> Head {
        Head::new(frame, frame.language().text("register").to_owned())
    }

    fn view(&self, frame: &Frame<'_>) -> RegisterView {
        let entries = frame.register.iter();
        RegisterView {
            entries: entries.map(|it| RegisterEntry::new(frame, it)).collect(),
        }
    }
}

impl RegisterEntry {
    fn new(frame: &Frame<'_>, entry: &NonVulnerability) -> Self {
        let reports = entry.applies_to.iter().map(|report| {
            let names = report.ids.iter();
            RegisterReport {
                names: names
                    .map(|id| Link::to_vulnerability(frame, &id.value))
                    .collect(),
                dependency: report.dependency.as_ref().map(|purl| purl.value.clone()),
            }
        });
        Self {
            id: entry.id.value.clone(),
            title: markdown::inline(&entry.title.value),
            why: prose::section(frame, &entry.id.value, 2, &entry.why.value),
            reports: reports.collect(),
            justification: entry.justification.map(Justification::as_str),
            since: Day::new(frame.language(), entry.since.value.date()),
        }
    }

    /// Links to all entries, for the page of the policy.
    pub(super) fn links(frame: &Frame<'_>) -> Vec<Link> {
        let page = frame.path.relative(&SitePath::register());
        let link = |entry: &&NonVulnerability| Link {
            text: markdown::plain(&entry.title.value),
            url: Some(format!("{page}#{}", entry.id.value)),
        };
        frame.register.iter().map(link).collect()
    }
}
