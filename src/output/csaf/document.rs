//! One document: an advisory in the profile *Security Advisory* (CSAF 2.0, section
//! 4.4). One that was withdrawn is in the profile *CSAF Base* without products or
//! vulnerabilities, since whatever it said of them no longer counts.

use serde::Serialize;

use super::issue::Issue;
use super::product::{Package, Tree};
use super::provider::WirePublisher;
use super::tracking::Tracking;
use super::vulnerability::Vulnerability;
use crate::model::{AsOf, Rating, SitePath};
use crate::output::Frame;

const TLP: &str = "https://www.first.org/tlp/v1/";

pub(super) fn document(frame: &Frame<'_>, issue: &Issue<'_>) -> Vec<u8> {
    let advisory = issue.advisory.as_of(frame.view());
    let history = issue.history(frame.site);
    let page = frame
        .config
        .address(&SitePath::advisory(&advisory.id.value));
    let is_withdrawn = advisory.withdrawn().is_some();
    let packages = if is_withdrawn {
        Vec::new()
    } else {
        Package::all(issue.advisory, frame.site)
    };
    super::compact(&Root {
        document: Head {
            aggregate_severity: Severity::new(frame, &advisory).filter(|_| !is_withdrawn),
            category: if is_withdrawn {
                "csaf_base"
            } else {
                "csaf_security_advisory"
            },
            csaf_version: "2.0",
            distribution: Distribution::WHITE,
            lang: "en",
            notes: notes(&advisory),
            publisher: WirePublisher::new(frame.config),
            references: references(frame, issue, &advisory),
            title: title(&advisory),
            tracking: Tracking::new(&advisory, &history),
        },
        product_tree: (!is_withdrawn).then(|| Tree::new(&packages)),
        vulnerabilities: if is_withdrawn {
            Vec::new()
        } else {
            Vulnerability::all(frame, &advisory, &packages, page.as_deref())
        },
    })
}

#[derive(Serialize)]
struct Root<'a> {
    document: Head<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    product_tree: Option<Tree<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    vulnerabilities: Vec<Vulnerability<'a>>,
}

#[derive(Serialize)]
struct Head<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    aggregate_severity: Option<Severity>,
    category: &'static str,
    csaf_version: &'static str,
    distribution: Distribution,
    lang: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<Note>,
    publisher: Option<WirePublisher<'a>>,
    references: Vec<Reference<'a>>,
    title: String,
    tracking: Tracking<'a>,
}

#[derive(Serialize)]
struct Severity {
    text: &'static str,
}

impl Severity {
    /// The rating in a word, where the project ranks by words.
    fn new(frame: &Frame<'_>, advisory: &AsOf<'_>) -> Option<Self> {
        let rating = advisory.rating().filter(|_| frame.config.severity.words());
        let text = rating.map(Rating::as_str)?;
        Some(Self { text })
    }
}

#[derive(Serialize)]
struct Distribution {
    tlp: Tlp,
}

#[derive(Serialize)]
struct Tlp {
    label: &'static str,
    url: &'static str,
}

impl Distribution {
    /// For everybody.
    const WHITE: Self = Self {
        tlp: Tlp {
            label: "WHITE",
            url: TLP,
        },
    };
}

/// An entry of any `notes[]`.
#[derive(Serialize)]
pub(super) struct Note {
    category: &'static str,
    text: String,
    title: &'static str,
}

impl Note {
    pub(super) fn new(category: &'static str, title: &'static str, text: String) -> Self {
        Self {
            category,
            text,
            title,
        }
    }
}

/// An entry of any `references[]`.
#[derive(Serialize)]
pub(super) struct Reference<'a> {
    pub(super) category: &'static str,
    pub(super) summary: &'a str,
    pub(super) url: String,
}

fn title(advisory: &AsOf<'_>) -> String {
    match advisory.withdrawn() {
        Some(_) => format!("Withdrawn: {}", advisory.title()),
        None => advisory.title().to_owned(),
    }
}

/// Why it was withdrawn. What an advisory says is told of its vulnerabilities.
fn notes(advisory: &AsOf<'_>) -> Vec<Note> {
    let Some(withdrawn) = advisory.withdrawn() else {
        return Vec::new();
    };
    let title = match withdrawn.duplicate_of {
        Some(_) => "Reasoning for Supersession",
        None => "Reasoning for Withdrawal",
    };
    let reason = withdrawn
        .reason
        .as_ref()
        .map(|reason| reason.value.trim_end());
    let reason = reason.unwrap_or("No reason was given.").to_owned();
    let text = advisory
        .sections
        .to_osv()
        .filter(|text| !text.trim().is_empty());
    let text = text.map(|text| Note::new("details", "As it was published", text));
    std::iter::once(Note::new("description", title, reason))
        .chain(text)
        .collect()
}

/// The document itself, its page and its record, and the document that replaces it.
fn references<'a>(frame: &Frame<'_>, issue: &Issue<'_>, advisory: &AsOf<'_>) -> Vec<Reference<'a>> {
    let id = &advisory.id.value;
    let own = [
        ("This document", issue.path.clone()),
        ("The advisory as a page", SitePath::advisory(id)),
        ("The advisory as an OSV record", SitePath::record(id)),
    ];
    let own = own.into_iter().filter_map(|(summary, path)| {
        let url = frame.config.address(&path)?;
        Some(("self", summary, url))
    });
    let withdrawn = advisory.withdrawn();
    let superseding = withdrawn.and_then(|it| it.duplicate_of.as_ref());
    let superseding = superseding.and_then(|other| {
        let all = frame.public.iter();
        let mut found = all.filter(|public| public.id.value.as_str() == other.value);
        let other = Issue::new(found.next()?, frame.site);
        let url = frame.config.address(&other.path)?;
        Some(("external", "Superseding Document", url))
    });
    let all = own.chain(superseding);
    all.map(|(category, summary, url)| Reference {
        category,
        summary,
        url,
    })
    .collect()
}
