//! `announcements.json`: the releases with fixes that were announced, for programs, and
//! what all outputs say of one.

use serde::Serialize;

use super::plan::{DataFile, Frame, file};
use super::{Claims, Material};
use crate::advice::{Advice, Outcome};
use crate::model::{Announcement, Config, Project, Rating, SitePath, Timestamp, View};
use crate::theme::Language;

/// The version of the format. Its first number changes when a key is renamed, removed
/// or means something else.
const SCHEMA_VERSION: &str = "1.0.0";

/// An announcement that may be seen, and what became of it.
pub struct Announced<'p> {
    /// What was announced.
    pub announcement: &'p Announcement,
    /// How that stands.
    pub outcome: Outcome<'p>,
    /// From when on it may be seen.
    pub since: Timestamp,
}

pub(super) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    if !site.announced.is_empty() {
        let title = "Announced security releases";
        let listed = DataFile::fixed("announcements.json", "application/json", title);
        claims.list(listed, file(json));
    }
}

impl<'p> Announced<'p> {
    pub(super) fn all(project: &'p Project, advice: &Advice<'p>, view: View) -> Vec<Self> {
        let visible = project.announced(view).into_iter();
        let stands = visible.map(|announcement| Self {
            announcement,
            outcome: advice.outcome(announcement, view),
            since: announcement.since(view.clock),
        });
        stands.collect()
    }

    /// What permanent ids are made of.
    pub(super) fn name(&self) -> String {
        format!("announcement:{}", self.announcement.id.value)
    }

    /// `Security releases of tinysig 3.4.3 and 2.4.5`.
    pub(super) fn title(&self, language: &Language) -> String {
        let versions = self.versions();
        language.fill(
            "announcement_title",
            [
                ("count", versions.len().into()),
                ("name", self.announcement.package.name.as_str().into()),
                ("versions", language.listed(&versions).into()),
            ],
        )
    }

    pub(super) fn versions(&self) -> Vec<&'p str> {
        let versions = self.announcement.versions.iter();
        versions.map(|version| version.value.as_str()).collect()
    }

    pub(super) fn is_released(&self) -> bool {
        matches!(self.outcome, Outcome::Released(_))
    }

    /// Its place on the page, as an absolute address.
    pub(super) fn address(&self, config: &Config) -> Option<String> {
        let page = config.address(&SitePath::announcements())?;
        Some(format!("{page}#{}", self.anchor()))
    }

    /// Its place on the page.
    pub(super) fn anchor(&self) -> &'p str {
        self.announcement.id.value.as_str()
    }
}

fn json(frame: &Frame<'_>) -> Vec<u8> {
    let document = Document {
        schema_version: SCHEMA_VERSION,
        announcements: frame
            .announced
            .iter()
            .map(|one| Item::new(frame, one))
            .collect(),
    };
    let mut bytes =
        serde_json::to_vec_pretty(&document).expect("these structs have string keys only");
    bytes.push(b'\n');
    bytes
}

#[derive(Serialize)]
struct Document<'a> {
    schema_version: &'static str,
    announcements: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    published: String,
    /// A moment, or a day.
    release_at: String,
    package: Package<'a>,
    versions: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    highest_severity: Option<&'static str>,
    #[serde(skip_serializing_if = "Counts::is_empty")]
    counts: Counts,
    /// Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    /// `coming`, `due` or `released`.
    state: &'static str,
    /// Those that replace it.
    advisories: Vec<&'a str>,
}

#[derive(Serialize)]
struct Package<'a> {
    ecosystem: &'a str,
    name: &'a str,
}

/// By the words of ratings, the worst first.
type Counts = serde_json::Map<String, serde_json::Value>;

impl<'a> Item<'a> {
    fn new(frame: &Frame<'_>, one: &'a Announced<'_>) -> Self {
        let Announcement {
            release_at,
            package,
            highest_severity,
            counts,
            text,
            ..
        } = one.announcement;
        let day = release_at.day.map(|day| day.to_string());
        let advisories: &[_] = match &one.outcome {
            Outcome::Released(advisories) => advisories,
            Outcome::Coming | Outcome::Due => &[],
        };
        let counts = counts.iter();
        Self {
            id: one.anchor(),
            url: one.address(frame.config),
            published: one.since.to_string(),
            release_at: day.unwrap_or_else(|| release_at.at.to_string()),
            package: Package {
                ecosystem: package.ecosystem.as_str(),
                name: &package.name,
            },
            versions: one.versions(),
            highest_severity: highest_severity.map(Rating::as_str),
            counts: counts
                .map(|(rating, count)| (rating.as_str().to_owned(), (*count).into()))
                .collect(),
            text: text.as_ref().map(|text| text.value.as_str()),
            state: one.outcome.as_str(),
            advisories: advisories.iter().map(|it| it.id.value.as_str()).collect(),
        }
    }
}

#[cfg(test)]
mod tests;
