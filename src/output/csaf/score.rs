//! CVSS vectors (CSAF 2.0, section 3.2.3.13). CSAF 2.0 takes CVSS 2 and 3; what is on
//! another scale is told in a note.

use std::collections::BTreeSet;

use serde::Serialize;

use super::document::Note;
use super::product::{Package, Status};
use crate::model::{Rating, Severity, SeverityType};

/// The vectors of some products.
#[derive(Serialize)]
pub(super) struct Score<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    cvss_v2: Option<Cvss2<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cvss_v3: Option<Cvss3<'a>>,
    products: Vec<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Cvss2<'a> {
    base_score: f64,
    vector_string: &'a str,
    version: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Cvss3<'a> {
    base_score: f64,
    base_severity: String,
    vector_string: &'a str,
    version: &'a str,
}

impl<'a> Score<'a> {
    /// Those of each package that has affected products: of every version of CVSS the
    /// highest, since a product has one (test 6.1.7).
    pub(super) fn all(packages: &'a [Package<'_>]) -> Vec<Self> {
        let scores = packages.iter().filter_map(|package| {
            let affected = package.products.iter();
            let affected = affected.filter(|it| it.status == Status::KnownAffected);
            let score = Self {
                cvss_v2: highest(package, SeverityType::CvssV2).map(Cvss2::new),
                cvss_v3: highest(package, SeverityType::CvssV3).and_then(Cvss3::new),
                products: affected.map(|product| product.id.as_str()).collect(),
            };
            let says = score.cvss_v2.is_some() || score.cvss_v3.is_some();
            (says && !score.products.is_empty()).then_some(score)
        });
        scores.collect()
    }
}

fn highest<'a>(package: &Package<'a>, kind: SeverityType) -> Option<(&'a str, f64)> {
    let of_kind = package
        .severities
        .iter()
        .filter(|severity| severity.kind == kind);
    let scored = of_kind.filter_map(|severity| {
        let vector = severity.score.value.as_str();
        let names = vector
            .split('/')
            .filter_map(|metric| metric.split_once(':'));
        let mut told = BTreeSet::new();
        let is_once = names.into_iter().all(|(name, _)| told.insert(name));
        Some((vector, severity.base_score()?)).filter(|_| is_once)
    });
    scored.max_by(|(_, a), (_, b)| a.total_cmp(b))
}

impl<'a> Cvss2<'a> {
    fn new((vector_string, base_score): (&'a str, f64)) -> Self {
        Self {
            base_score,
            vector_string,
            version: "2.0",
        }
    }
}

impl<'a> Cvss3<'a> {
    fn new((vector_string, base_score): (&'a str, f64)) -> Option<Self> {
        let version = vector_string.strip_prefix("CVSS:")?.split('/').next()?;
        Some(Self {
            base_score,
            base_severity: Rating::of(base_score).as_str().to_uppercase(),
            vector_string,
            version,
        })
    }
}

/// What is on a scale that CSAF 2.0 does not have, each text once.
pub(super) fn others(packages: &[Package<'_>]) -> Vec<Note> {
    let severities = packages.iter().flat_map(|package| &package.severities);
    let others = severities
        .filter(|severity| matches!(severity.kind, SeverityType::CvssV4 | SeverityType::Ubuntu));
    let told: BTreeSet<String> = others.map(|severity| text(severity)).collect();
    let notes = told.into_iter();
    notes
        .map(|text| Note::new("other", "Severity", text))
        .collect()
}

fn text(severity: &Severity) -> String {
    let vector = &severity.score.value;
    match (severity.base_score(), severity.rating()) {
        (Some(score), Some(rating)) => format!("{vector} ({score:.1}, {})", rating.as_str()),
        _ => format!("{}: {vector}", severity.kind.as_str()),
    }
}
