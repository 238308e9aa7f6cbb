//! `metrics[]`: the CVSS vectors, as far as the project shows CVSS.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::{AsOf, Config, Rating, Severity, SeverityType};

/// A vector under the name of its version.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Metric<'a> {
    format: &'static str,
    #[serde(rename = "cvssV2_0", skip_serializing_if = "Option::is_none")]
    cvss_2_0: Option<Cvss<'a>>,
    #[serde(rename = "cvssV3_0", skip_serializing_if = "Option::is_none")]
    cvss_3_0: Option<Cvss<'a>>,
    #[serde(rename = "cvssV3_1", skip_serializing_if = "Option::is_none")]
    cvss_3_1: Option<Cvss<'a>>,
    #[serde(rename = "cvssV4_0", skip_serializing_if = "Option::is_none")]
    cvss_4_0: Option<Cvss<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Cvss<'a> {
    version: &'static str,
    vector_string: &'a str,
    base_score: f64,
    /// CVSS 2 has no words.
    #[serde(skip_serializing_if = "Option::is_none")]
    base_severity: Option<String>,
}

impl<'a> Metric<'a> {
    /// Every vector that is whole, each once.
    pub(super) fn all(config: &Config, advisory: &'a AsOf<'a>) -> Vec<Self> {
        if !config.severity.cvss() {
            return Vec::new();
        }
        let mut told = BTreeSet::new();
        let severities = advisory.severities();
        let once = severities.filter(|severity| told.insert(severity.score.value.as_str()));
        once.filter_map(Self::new).collect()
    }

    fn new(severity: &'a Severity) -> Option<Self> {
        let vector_string = severity.score.value.as_str();
        let base_score = severity.base_score()?;
        let cvss = |version: &'static str| {
            let word = || Rating::of(base_score).as_str().to_uppercase();
            let is_ranked = severity.kind != SeverityType::CvssV2;
            Some(Cvss {
                version,
                vector_string,
                base_score,
                base_severity: is_ranked.then(word),
            })
        };
        let none = Self {
            format: "CVSS",
            cvss_2_0: None,
            cvss_3_0: None,
            cvss_3_1: None,
            cvss_4_0: None,
        };
        Some(match severity.kind {
            SeverityType::CvssV2 => Self {
                cvss_2_0: cvss("2.0"),
                ..none
            },
            SeverityType::CvssV3 if vector_string.starts_with("CVSS:3.0") => Self {
                cvss_3_0: cvss("3.0"),
                ..none
            },
            SeverityType::CvssV3 => Self {
                cvss_3_1: cvss("3.1"),
                ..none
            },
            SeverityType::CvssV4 => Self {
                cvss_4_0: cvss("4.0"),
                ..none
            },
            SeverityType::Ubuntu => return None,
        })
    }
}
