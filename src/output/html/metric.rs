//! The metrics of a CVSS vector in words.

mod known;

use crate::model::{Severity, SeverityType};
use crate::theme::Language;
use known::{Metric, V2, V3, V4};

/// Every metric that the vector gives, in its order: `Attack vector: network`.
/// Empty when it is no CVSS vector, or not a whole one.
pub(super) fn in_words(language: &Language, severity: &Severity) -> Vec<String> {
    let metrics = match severity.kind {
        SeverityType::CvssV2 => V2,
        SeverityType::CvssV3 => V3,
        SeverityType::CvssV4 => V4,
        SeverityType::Ubuntu => &[],
    };
    if severity.base_score().is_none() {
        return Vec::new();
    }
    let pairs = severity.score.value.split('/');
    let pairs = pairs.filter_map(|pair| pair.split_once(':'));
    let told = pairs.filter_map(|(metric, value)| told(language, metrics, metric, value));
    told.collect()
}

/// A metric and its value in words; none when it is not defined.
fn told(language: &Language, all: &[Metric], metric: &str, value: &str) -> Option<String> {
    let named = |code: &str| {
        let mut all = all.iter();
        all.find(|Metric(known, ..)| known.eq_ignore_ascii_case(code))
    };
    // An environmental metric that replaces one of the base has its values.
    let Metric(_, name, values) = named(metric).or_else(|| named(metric.strip_prefix('M')?))?;
    let (_, value) = values.iter().find(|(known, _)| *known == value)?;
    let name = language.text(name);
    let name = if metric.starts_with('M') {
        language.fill("cvss_modified", [("metric", name.into())])
    } else {
        name.to_owned()
    };
    let value = language.text(value);
    Some(language.fill(
        "cvss_metric",
        [("metric", name.into()), ("value", value.into())],
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Sources, Span, Spanned};
    use crate::theme::spoken;

    fn severity(kind: SeverityType, vector: &str) -> Severity {
        let span = Span::file(Sources::new().text("advisories/A.yaml", ""));
        Severity {
            kind,
            score: Spanned::new(vector.to_owned(), span),
            extra: crate::model::Map::new(),
        }
    }

    fn words(language: &str, kind: SeverityType, vector: &str) -> String {
        in_words(spoken(language), &severity(kind, vector)).join("; ")
    }

    #[test]
    fn every_version_is_told_in_its_own_words() {
        for (kind, vector, told) in [
            (
                SeverityType::CvssV2,
                "AV:N/AC:M/Au:S/C:P/I:N/A:C/E:POC/RL:OF/RC:ND/CDP:MH",
                "Access vector: network; Access complexity: medium; Authentication: single; \
                 Confidentiality: partial; Integrity: none; Availability: complete; \
                 Exploitability: proof of concept; Remediation level: official fix; \
                 Collateral damage potential: medium-high",
            ),
            (
                SeverityType::CvssV3,
                "CVSS:3.1/AV:A/AC:H/PR:L/UI:R/S:C/C:N/I:H/A:L/E:X/RC:R/MAV:P/MS:U/CR:H",
                "Attack vector: adjacent; Attack complexity: high; Privileges required: low; \
                 User interaction: required; Scope: changed; Confidentiality: none; \
                 Integrity: high; Availability: low; Report confidence: reasonable; \
                 Attack vector (modified): physical; Scope (modified): unchanged; \
                 Confidentiality requirement: high",
            ),
            (
                SeverityType::CvssV4,
                "CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:A/VC:H/VI:L/VA:N/SC:N/SI:N/SA:N/E:A/MSC:N/MSI:S/U:Red",
                "Attack vector: network; Attack complexity: low; Attack requirements: present; \
                 Privileges required: none; User interaction: active; \
                 Confidentiality of the vulnerable system: high; \
                 Integrity of the vulnerable system: low; \
                 Availability of the vulnerable system: none; \
                 Confidentiality of subsequent systems: none; \
                 Integrity of subsequent systems: none; \
                 Availability of subsequent systems: none; Exploit maturity: attacked; \
                 Confidentiality of subsequent systems (modified): negligible; \
                 Integrity of subsequent systems (modified): safety; Provider urgency: red",
            ),
        ] {
            assert_eq!(words("en", kind, vector), told);
        }
    }

    #[test]
    fn what_is_no_whole_vector_has_no_words() {
        for vector in ["", "AV:N", "CVSS:3.1/AV:N/AC:H", "CVSS:3.1/<b>:N"] {
            assert_eq!(words("en", SeverityType::CvssV3, vector), "");
        }
        assert_eq!(words("en", SeverityType::Ubuntu, "high"), "");
    }

    /// The vectors that the tables are tried with, and the abbreviation that
    /// says that a metric is not defined.
    const WHOLE: [(SeverityType, &str, &str); 4] = [
        (SeverityType::CvssV2, "AV:N/AC:L/Au:N/C:N/I:N/A:N", "ND"),
        (
            SeverityType::CvssV3,
            "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N",
            "X",
        ),
        (
            SeverityType::CvssV3,
            "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N",
            "X",
        ),
        (
            SeverityType::CvssV4,
            "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N",
            "X",
        ),
    ];

    #[test]
    fn each_value_that_a_vector_may_have_is_told() {
        let letters = || ('A'..='Z').map(String::from);
        let pairs = letters().flat_map(|a| letters().map(move |b| format!("{a}{b}")));
        let long = ["POC", "Clear", "Green", "Amber", "Red"].map(str::to_owned);
        let values: Vec<_> = letters().chain(pairs).chain(long).collect();
        let codes = "AV AC Au AT PR UI S C I A VC VI VA SC SI SA E RL RC CDP TD CR IR AR AU R V RE U \
                     MAV MAC MAT MPR MUI MS MC MI MA MVC MVI MVA MSC MSI MSA";
        for (kind, whole, undefined) in WHOLE {
            let base = in_words(spoken("en"), &severity(kind, whole)).len();
            for code in codes.split(' ') {
                let others: Vec<_> = whole
                    .split('/')
                    .filter(|pair| pair.split(':').next() != Some(code))
                    .collect();
                let others = others.join("/");
                let is_given = others != whole;
                for value in &values {
                    let vector = severity(kind, &format!("{others}/{code}:{value}"));
                    let is_told = vector.base_score().is_some() && value != undefined;
                    let expected = base - usize::from(is_given) + usize::from(is_told);
                    if vector.base_score().is_some() {
                        let told = in_words(spoken("en"), &vector);
                        assert_eq!(told.len(), expected, "{code}:{value} of {whole}");
                    }
                }
            }
        }
    }
}
