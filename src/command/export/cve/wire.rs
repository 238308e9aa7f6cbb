//! The objects of a record, in the order of its schema.

use std::collections::BTreeSet;

use serde::Serialize;

use super::affected::WirePackage;
use super::metric::Metric;
use crate::command::export::public::{Public, Refusal};
use crate::model::{AsOf, Credit, CreditType, Reference, ReferenceType, SitePath, weakness};
use crate::theme::markdown;

/// The most characters of a title.
const LONGEST_TITLE: usize = 256;

/// The most characters of any other text.
const LONGEST_TEXT: usize = 4096;

/// A whole record.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Record<'a> {
    data_type: &'static str,
    data_version: &'static str,
    cve_metadata: Metadata<'a>,
    containers: Containers<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Metadata<'a> {
    cve_id: &'a str,
    assigner_org_id: &'a str,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    date_updated: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_rejected: Option<String>,
}

#[derive(Serialize)]
struct Containers<'a> {
    cna: Container<'a>,
}

impl<'a> Record<'a> {
    pub(super) fn new(
        cve_id: &'a str,
        assigner_org_id: &'a str,
        advisory: &AsOf<'_>,
        cna: Container<'a>,
    ) -> Self {
        let rejected = advisory.withdrawn().map(|it| it.at.value.to_string());
        let published = advisory.published().filter(|at| at.is_known());
        Self {
            data_type: "CVE_RECORD",
            data_version: "5.2.0",
            cve_metadata: Metadata {
                cve_id,
                assigner_org_id,
                state: if rejected.is_some() {
                    "REJECTED"
                } else {
                    "PUBLISHED"
                },
                date_published: published.map(|at| at.to_string()),
                date_updated: advisory.record_modified().to_string(),
                date_rejected: rejected,
            },
            containers: Containers { cna },
        }
    }
}

/// What the numbering authority says.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Container<'a> {
    Published(Box<Published<'a>>),
    /// Of an advisory that was withdrawn.
    Rejected(Rejected<'a>),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Provider<'a> {
    org_id: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rejected<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    provider_metadata: Option<Provider<'a>>,
    rejected_reasons: Vec<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Published<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    provider_metadata: Option<Provider<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_public: Option<String>,
    title: String,
    descriptions: Vec<Text>,
    affected: Vec<WirePackage<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problem_types: Vec<ProblemType>,
    references: Vec<WireReference>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    metrics: Vec<Metric<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    configurations: Vec<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    workarounds: Vec<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    solutions: Vec<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    exploits: Vec<Text>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    timeline: Vec<Step>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    credits: Vec<Thanks<'a>>,
    source: Source<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'static str>,
}

/// A text in a language.
#[derive(Serialize)]
struct Text {
    lang: &'static str,
    value: String,
}

impl Text {
    /// The words of Markdown, as many as there is room for.
    fn new(text: &str) -> Option<Self> {
        let plain = markdown::plain(text);
        let value: String = plain.trim().chars().take(LONGEST_TEXT).collect();
        (!value.is_empty()).then_some(Self { lang: "en", value })
    }

    fn of(text: Option<&str>) -> Vec<Self> {
        text.and_then(Self::new).into_iter().collect()
    }
}

#[derive(Serialize)]
struct ProblemType {
    descriptions: [Weakness; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Weakness {
    lang: &'static str,
    description: String,
    cwe_id: String,
    #[serde(rename = "type")]
    kind: &'static str,
}

#[derive(Serialize)]
struct WireReference {
    url: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'static str>,
}

#[derive(Serialize)]
struct Step {
    time: String,
    lang: &'static str,
    value: String,
}

#[derive(Serialize)]
struct Thanks<'a> {
    lang: &'static str,
    value: &'a str,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
}

#[derive(Serialize)]
struct Source<'a> {
    advisory: &'a str,
    discovery: &'static str,
}

impl<'a> Container<'a> {
    pub(super) fn new(
        public: &'a Public<'_>,
        advisory: &'a AsOf<'a>,
        org: Option<&'a str>,
    ) -> Result<Self, Refusal> {
        let provider_metadata = org.map(|org_id| Provider { org_id });
        if let Some(withdrawn) = advisory.withdrawn() {
            let reason = withdrawn
                .reason
                .as_ref()
                .map(|reason| reason.value.as_str());
            return Ok(Self::Rejected(Rejected {
                provider_metadata,
                rejected_reasons: Text::of(Some(reason.unwrap_or("The advisory was withdrawn."))),
            }));
        }
        let sections = &advisory.sections;
        let text = |part: &'a Option<crate::source::Spanned<String>>| {
            part.as_ref().map(|text| text.value.as_str())
        };
        let told = text(&sections.details).or_else(|| text(&sections.impact));
        let described = Text::of(told);
        let published = advisory.published().filter(|at| at.is_known());
        let affected = WirePackage::all(public, advisory);
        let solutions = affected.iter().filter_map(WirePackage::solution);
        let solutions: Vec<String> = solutions.collect();
        let exploits = advisory.exploited().map(|attacks| {
            let note = attacks.note.as_deref();
            note.unwrap_or("It is used in attacks.")
        });
        let is_unsupported = public.is_unsupported(advisory);
        Ok(Self::Published(Box::new(Published {
            provider_metadata,
            date_public: published.map(|at| at.to_string()),
            title: advisory.title().chars().take(LONGEST_TITLE).collect(),
            descriptions: if described.is_empty() {
                Text::of(Some(advisory.title()))
            } else {
                described
            },
            problem_types: problem_types(advisory),
            references: references(public, advisory)?,
            metrics: Metric::all(public.config, advisory),
            configurations: Text::of(text(&sections.affected_if)),
            workarounds: Text::of(text(&sections.workarounds)),
            solutions: Text::of(Some(&solutions.join(" "))),
            exploits: Text::of(exploits),
            timeline: timeline(advisory),
            credits: credits(advisory),
            source: Source {
                advisory: advisory.id.value.as_str(),
                discovery: "UNKNOWN",
            },
            tags: if is_unsupported {
                vec!["unsupported-when-assigned"]
            } else {
                Vec::new()
            },
            affected,
        })))
    }
}

fn problem_types(advisory: &AsOf<'_>) -> Vec<ProblemType> {
    let weaknesses = advisory.weaknesses().iter();
    let types = weaknesses.map(|number| {
        let cwe_id = format!("CWE-{number}");
        let description = match weakness::name(*number) {
            Some(name) => format!("{cwe_id} {name}"),
            None => cwe_id.clone(),
        };
        ProblemType {
            descriptions: [Weakness {
                lang: "en",
                description,
                cwe_id,
                kind: "CWE",
            }],
        }
    });
    types.collect()
}

/// The page of the advisory, then its references, each once.
fn references(public: &Public<'_>, advisory: &AsOf<'_>) -> Result<Vec<WireReference>, Refusal> {
    let page = public
        .config
        .address(&SitePath::advisory(&advisory.id.value));
    let page = page.map(|url| WireReference {
        url,
        tags: vec!["vendor-advisory"],
    });
    let others = advisory
        .references
        .iter()
        .flatten()
        .map(|reference| WireReference {
            url: reference.url.value.clone(),
            tags: tag(reference).into_iter().collect(),
        });
    let mut told = BTreeSet::new();
    let all = page.into_iter().chain(others);
    let all = all.filter(|reference| told.insert(reference.url.clone()));
    let all: Vec<WireReference> = all.collect();
    if all.is_empty() {
        return Err(Refusal::new(
            "nobody knows the address of its page, and a record needs a reference",
            "write `base_url` in forewarn.yaml",
        ));
    }
    Ok(all)
}

fn tag(reference: &Reference) -> Option<&'static str> {
    match reference.kind {
        ReferenceType::Fix => Some("patch"),
        ReferenceType::Report | ReferenceType::Discussion => Some("issue-tracking"),
        ReferenceType::Article => Some("technical-description"),
        ReferenceType::Evidence => Some("exploit"),
        ReferenceType::Package | ReferenceType::Git => Some("product"),
        ReferenceType::Advisory => Some("third-party-advisory"),
        ReferenceType::Detection | ReferenceType::Introduced | ReferenceType::Web => None,
    }
}

fn timeline(advisory: &AsOf<'_>) -> Vec<Step> {
    let steps = advisory.timeline().into_iter().flatten();
    let steps = steps.map(|step| Step {
        time: step.at.begin().to_string(),
        lang: "en",
        value: step.event.replace(['-', '_'], " "),
    });
    steps.collect()
}

fn credits<'a>(advisory: &'a AsOf<'a>) -> Vec<Thanks<'a>> {
    let credits = advisory.credits.iter().flatten();
    let named = credits.filter(|credit| !credit.name.value.trim().is_empty());
    let kind = |kind: CreditType| kind.as_str().to_ascii_lowercase().replace('_', " ");
    let thanks = |credit: &'a Credit| Thanks {
        lang: "en",
        value: &credit.name.value,
        kind: credit.kind.map(kind),
    };
    named.map(thanks).collect()
}
