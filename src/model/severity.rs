//! How bad: CVSS vectors, their scores, and words (OSV 1.7.5, `severity[]`).

use std::str::FromStr;

use super::Map;
use crate::source::Spanned;

/// Whose scale a score is on (OSV 1.7.5, `severity[].type`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SeverityType {
    /// CVSS 2.0, without prefix.
    CvssV2,
    /// CVSS 3.0 and 3.1.
    CvssV3,
    /// CVSS 4.0.
    CvssV4,
    /// Ubuntu's priority words.
    Ubuntu,
}

impl SeverityType {
    /// OSV's word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CvssV2 => "CVSS_V2",
            Self::CvssV3 => "CVSS_V3",
            Self::CvssV4 => "CVSS_V4",
            Self::Ubuntu => "Ubuntu",
        }
    }
}

/// One entry of `severity[]`.
#[derive(Clone, Debug)]
pub struct Severity {
    /// The scale.
    pub kind: SeverityType,
    /// The vector, or Ubuntu's word, as written.
    pub score: Spanned<String>,
    /// Keys that OSV does not have; kept, with a warning.
    pub extra: Map,
}

impl Severity {
    /// The base score of a CVSS vector, 0.0 to 10.0; `None` when the vector is
    /// incomplete or the scale is not CVSS.
    pub fn base_score(&self) -> Option<f64> {
        if self.kind == SeverityType::Ubuntu {
            return None;
        }
        let text = &self.score.value;
        has_mandatory_metrics(self.kind, text)
            .then(|| cvss::Cvss::from_str(text).ok())
            .flatten()
            .map(|vector| vector.score())
    }

    /// The rating of the entry: of its score, or of Ubuntu's word.
    pub fn rating(&self) -> Option<Rating> {
        match self.kind {
            SeverityType::Ubuntu => Rating::from_word(&self.score.value),
            SeverityType::CvssV2 => self.base_score().map(Rating::of_v2),
            _ => self.base_score().map(Rating::of),
        }
    }
}

/// The `cvss` crate scores a vector that lacks mandatory metrics as 0.0
/// instead of refusing it, so their presence is tested first.
fn has_mandatory_metrics(kind: SeverityType, vector: &str) -> bool {
    let mandatory: &[&str] = match kind {
        SeverityType::CvssV2 => &["AV", "AC", "Au", "C", "I", "A"],
        SeverityType::CvssV3 => &["AV", "AC", "PR", "UI", "S", "C", "I", "A"],
        SeverityType::CvssV4 => &[
            "AV", "AC", "AT", "PR", "UI", "VC", "VI", "VA", "SC", "SI", "SA",
        ],
        SeverityType::Ubuntu => return false,
    };
    let names: Vec<_> = vector
        .split('/')
        .filter_map(|metric| metric.split_once(':'))
        .map(|(name, _)| name)
        .collect();
    mandatory.iter().all(|metric| names.contains(metric))
}

/// A severity in words (FIRST, CVSS 3.1 section 5, CVSS 4.0 section 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rating {
    /// 0.0.
    None,
    /// 0.1 to 3.9.
    Low,
    /// 4.0 to 6.9; GitHub's `moderate`.
    Medium,
    /// 7.0 to 8.9.
    High,
    /// 9.0 to 10.0.
    Critical,
}

/// A rating by the word that the project chose for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatingWord {
    /// In capitals, as GitHub's records have it: `MODERATE`.
    pub word: String,
    /// What it stands for.
    pub rating: Rating,
}

impl RatingWord {
    /// The word, when it is one that [`Rating::from_word`] knows.
    pub fn new(word: &str) -> Option<Self> {
        Some(Self {
            word: word.to_ascii_uppercase(),
            rating: Rating::from_word(word)?,
        })
    }
}

impl Rating {
    /// The band of a CVSS 3 or 4 score.
    pub fn of(score: f64) -> Self {
        match score {
            s if s < 0.1 => Self::None,
            s if s < 4.0 => Self::Low,
            s if s < 7.0 => Self::Medium,
            s if s < 9.0 => Self::High,
            _ => Self::Critical,
        }
    }

    /// The band of a CVSS 2 score, which knows neither none nor critical (NVD).
    pub fn of_v2(score: f64) -> Self {
        match score {
            s if s < 4.0 => Self::Low,
            s if s < 7.0 => Self::Medium,
            _ => Self::High,
        }
    }

    /// The rating of a word in any case: `none`, `low` (also Ubuntu's
    /// `negligible`), `medium` or `moderate`, `high`, `critical`.
    pub fn from_word(word: &str) -> Option<Self> {
        match word.to_ascii_lowercase().as_str() {
            "none" => Some(Self::None),
            "low" | "negligible" => Some(Self::Low),
            "medium" | "moderate" => Some(Self::Medium),
            "high" => Some(Self::High),
            "critical" => Some(Self::Critical),
            _ => None,
        }
    }

    /// The word, in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}
