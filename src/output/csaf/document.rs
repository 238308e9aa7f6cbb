//! One document: an advisory in the profile *Security Advisory* (CSAF 2.0, section
//! 4.4). One that says nothing of versions is in the profile *CSAF Base*, and so is one
//! that was withdrawn, without products or vulnerabilities, since whatever it said of
//! them no longer counts.

use serde::Serialize;

use super::issue::Issue;
use super::product::{Package, Status};
use super::provider::WirePublisher;
use super::tracking::Tracking;
use super::tree::Tree;
use super::vulnerability::Vulnerability;
use crate::model::{Advisory, AsOf, Rating, SitePath};
use crate::output::Frame;

const TLP: &str = "https://www.first.org/tlp/v1/";

/// The document of an advisory.
pub(super) fn document(frame: &Frame<'_>, issue: &Issue<'_>, source: &Advisory) -> Vec<u8> {
    let advisory = source.as_of(frame.view());
    let history = issue.history(frame.site);
    let page = frame
        .config
        .address(&SitePath::advisory(&advisory.id.value));
    let is_withdrawn = advisory.withdrawn().is_some();
    let packages = if is_withdrawn {
        Vec::new()
    } else {
        Package::all(source, frame.site)
    };
    super::compact(&Root {
        document: Head {
            aggregate_severity: Severity::new(frame, &advisory).filter(|_| !is_withdrawn),
            category: if is_conclusive(&packages) {
                "csaf_security_advisory"
            } else {
                "csaf_base"
            },
            csaf_version: "2.0",
            distribution: Distribution::WHITE,
            lang: "en",
            notes: notes(&advisory),
            publisher: WirePublisher::new(frame.config),
            references: references(frame, issue, &advisory),
            title: title(&advisory),
            tracking: Tracking::new(issue.id(), aliases(&advisory), &history),
        },
        product_tree: (!is_withdrawn).then(|| Tree::new(&packages)),
        vulnerabilities: if is_withdrawn {
            Vec::new()
        } else {
            Vulnerability::all(frame, &advisory, &packages, page.as_deref())
        },
    })
}

/// Whether it is known of any product how it stands.
fn is_conclusive(packages: &[Package<'_>]) -> bool {
    let mut products = packages.iter().flat_map(|package| &package.products);
    products.any(|product| product.status != Status::UnderInvestigation)
}

/// A document, whatever its vulnerabilities are written as.
#[derive(Serialize)]
pub(super) struct Root<'a, V> {
    pub(super) document: Head<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) product_tree: Option<Tree<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) vulnerabilities: Vec<V>,
}

/// What there is to say of the document itself.
#[derive(Serialize)]
pub(super) struct Head<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) aggregate_severity: Option<Severity>,
    pub(super) category: &'static str,
    pub(super) csaf_version: &'static str,
    pub(super) distribution: Distribution,
    pub(super) lang: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) notes: Vec<Note>,
    pub(super) publisher: Option<WirePublisher<'a>>,
    pub(super) references: Vec<Reference<'a>>,
    pub(super) title: String,
    pub(super) tracking: Tracking<'a>,
}

/// The rating of an advisory.
#[derive(Serialize)]
pub(super) struct Severity {
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

/// Whom a document is for.
#[derive(Serialize)]
pub(super) struct Distribution {
    tlp: Tlp,
}

#[derive(Serialize)]
struct Tlp {
    label: &'static str,
    url: &'static str,
}

impl Distribution {
    /// For everybody.
    pub(super) const WHITE: Self = Self {
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

/// Its other names, each once.
fn aliases<'a>(advisory: &'a AsOf<'_>) -> Vec<&'a str> {
    let mut aliases: Vec<&str> = Vec::new();
    for alias in advisory.aliases() {
        let alias = alias.value.trim();
        if !alias.is_empty() && !aliases.contains(&alias) {
            aliases.push(alias);
        }
    }
    aliases
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
        let other = Issue::of_advisory(found.next()?, frame.site);
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
