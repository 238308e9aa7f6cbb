//! How bad, as far as the project wants it shown.

use serde::Serialize;

use super::metric;
use crate::model::{Advisory, Rating, Severity, SeverityType};
use crate::output::Frame;
use crate::theme::{Language, markdown};

/// The severity of an advisory at a glance. At least one of `word` and `score`
/// is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SeverityView {
    /// For style sheets: `none`, `low`, `medium`, `high`, `critical` or `unrated`.
    pub kind: &'static str,
    /// `High`; none when the site shows CVSS alone.
    pub word: Option<String>,
    /// `8.1`; none when the site shows words alone.
    pub score: Option<String>,
    /// What the score is on: `CVSS 3.1`.
    pub scale: Option<String>,
    /// Why it is rated so (HTML).
    pub rationale: Option<String>,
}

/// One CVSS vector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Score {
    /// `CVSS 3.1`.
    pub scale: String,
    /// The vector, as written.
    pub vector: String,
    /// `8.1`; none when the vector is incomplete.
    pub score: Option<String>,
    /// The calculator of the same CVSS version, with the vector filled in.
    pub calculator: Option<String>,
    /// The package that it is about, when it is not about all.
    pub package: Option<String>,
    /// Its metrics in words: `Attack vector: network`; none of an incomplete
    /// vector.
    pub metrics: Vec<String>,
}

impl SeverityView {
    /// What the site shows of the severity; none when that is nothing.
    pub(super) fn new(frame: &Frame<'_>, advisory: &Advisory) -> Option<Self> {
        let display = frame.config.severity;
        let rating = advisory.rating();
        let leading = advisory.leading_severity();
        let score = leading
            .filter(|_| display.cvss())
            .and_then(Severity::base_score);
        let word = rating.filter(|_| display.words());
        let word = word.map(|rating| self::word(frame.language(), rating).to_owned());
        if word.is_none() && score.is_none() {
            return None;
        }
        Some(Self {
            kind: rating.map_or("unrated", Rating::as_str),
            word,
            score: score.map(|score| format!("{score:.1}")),
            scale: leading
                .filter(|_| score.is_some())
                .map(|leading| scale(frame.language(), leading)),
            rationale: (advisory.severity_rationale.as_deref())
                .filter(|_| display.words())
                .map(markdown::inline),
        })
    }
}

impl Score {
    /// Every vector of the record, those of single packages last.
    pub(super) fn all(frame: &Frame<'_>, advisory: &Advisory) -> Vec<Self> {
        if !frame.config.severity.cvss() {
            return Vec::new();
        }
        let of_all = advisory.severity.iter().flatten().map(|s| (s, None));
        let of_packages = advisory.affected().flat_map(|affected| {
            let name = affected.package.as_ref().map(|package| &package.name);
            affected
                .severity
                .iter()
                .flatten()
                .map(move |s| (s, name.cloned()))
        });
        let mut scores = Vec::new();
        for (severity, package) in of_all.chain(of_packages) {
            let score = Self::new(frame.language(), severity, package);
            if severity.kind != SeverityType::Ubuntu && !scores.contains(&score) {
                scores.push(score);
            }
        }
        scores
    }

    fn new(language: &Language, severity: &Severity, package: Option<String>) -> Self {
        Self {
            scale: scale(language, severity),
            vector: severity.score.value.clone(),
            score: severity.base_score().map(|score| format!("{score:.1}")),
            calculator: calculator(&severity.score.value),
            package,
            metrics: metric::in_words(language, severity),
        }
    }
}

/// A rating as a word to show.
pub(super) fn word(language: &Language, rating: Rating) -> &str {
    language.text(match rating {
        Rating::None => "severity_none",
        Rating::Low => "severity_low",
        Rating::Medium => "severity_medium",
        Rating::High => "severity_high",
        Rating::Critical => "severity_critical",
    })
}

/// The name and version of a scale: the version is the vector's own, since one
/// OSV type covers CVSS 3.0 and 3.1.
fn scale(language: &Language, severity: &Severity) -> String {
    match (severity.kind, version(&severity.score.value)) {
        (SeverityType::Ubuntu, _) => language.text("ubuntu_priority").to_owned(),
        (SeverityType::CvssV2, _) => "CVSS 2.0".to_owned(),
        (_, Some(version)) => format!("CVSS {version}"),
        (SeverityType::CvssV3, None) => "CVSS 3".to_owned(),
        (SeverityType::CvssV4, None) => "CVSS 4".to_owned(),
    }
}

fn version(vector: &str) -> Option<&str> {
    Some(vector.strip_prefix("CVSS:")?.split_once('/')?.0)
}

/// FIRST has a calculator for each version since 3.0, NVD one for 2.0. A page
/// of another version would show another score, or none.
fn calculator(vector: &str) -> Option<String> {
    match version(vector) {
        Some(version @ ("3.0" | "3.1" | "4.0")) => markdown::external(&format!(
            "https://www.first.org/cvss/calculator/{version}#{vector}"
        )),
        Some(_) => None,
        None => markdown::external(&format!(
            "https://nvd.nist.gov/vuln-metrics/cvss/v2-calculator?vector=({vector})"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::calculator;

    #[test]
    fn each_cvss_version_has_its_own_calculator() {
        for (vector, url) in [
            (
                "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
                "https://www.first.org/cvss/calculator/4.0#CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
            ),
            (
                "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:H/A:N",
                "https://www.first.org/cvss/calculator/3.1#CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:H/A:N",
            ),
            (
                "CVSS:3.0/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:H/A:N",
                "https://www.first.org/cvss/calculator/3.0#CVSS:3.0/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:H/A:N",
            ),
            (
                "AV:N/AC:L/Au:N/C:P/I:P/A:P",
                "https://nvd.nist.gov/vuln-metrics/cvss/v2-calculator?vector=(AV:N/AC:L/Au:N/C:P/I:P/A:P)",
            ),
        ] {
            assert_eq!(calculator(vector).as_deref(), Some(url));
        }
        assert_eq!(calculator("CVSS:5.0/AV:N"), None);
    }
}
