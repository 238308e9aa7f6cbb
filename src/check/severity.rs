//! CVSS vectors: the shape that OSV's schema demands, and whether they score.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Advisory, Severity, SeverityType};

/// Reports vectors that are none, vectors without a score, and severity given
/// for the record and for a package.
pub(super) fn check(advisory: &Advisory, out: &mut Diagnostics) {
    for severity in advisory.severities() {
        vector(severity, out);
    }
    let of_record = advisory.severity.as_ref().and_then(|all| all.first());
    let of_package = advisory
        .affected()
        .filter(|affected| affected.severity.is_some())
        .find_map(|affected| affected.severity.as_ref()?.first());
    if let (Some(outer), Some(inner)) = (of_record, of_package) {
        out.push(
            Diagnostic::new(
                Code::SeverityTwice,
                inner.score.span,
                "severity is given for the record and for this package",
            )
            .label(outer.score.span, "the record's is here")
            .help("keep one of the two: OSV allows either"),
        );
    }
}

fn vector(severity: &Severity, out: &mut Diagnostics) {
    let text = &severity.score;
    let shown = text.value.escape_debug();
    let well_shaped = match severity.kind {
        SeverityType::CvssV2 => unordered(&text.value, V2),
        SeverityType::CvssV3 => ["CVSS:3.0/", "CVSS:3.1/"]
            .iter()
            .find_map(|prefix| text.value.strip_prefix(prefix))
            .is_some_and(|metrics| unordered(metrics, V3)),
        SeverityType::CvssV4 => text
            .value
            .strip_prefix("CVSS:4.0/")
            .is_some_and(|metrics| ordered(metrics, V4)),
        SeverityType::Ubuntu => {
            matches!(
                text.value.as_str(),
                "negligible" | "low" | "medium" | "high" | "critical"
            )
        }
    };
    if !well_shaped {
        let fault = Diagnostic::new(
            Code::CvssSyntax,
            text.span,
            format!("`{shown}` is no {} vector", severity.kind.as_str()),
        );
        out.push(fault.help(shape_of(severity.kind)));
    } else if severity.kind != SeverityType::Ubuntu && severity.base_score().is_none() {
        out.push(
            Diagnostic::new(
                Code::CvssIncomplete,
                text.span,
                format!("`{shown}` cannot be scored"),
            )
            .help("give every mandatory metric once"),
        );
    }
}

fn shape_of(kind: SeverityType) -> &'static str {
    match kind {
        SeverityType::CvssV2 => "write `AV:N/AC:L/Au:N/C:N/I:P/A:N`",
        SeverityType::CvssV3 => "write `CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N`",
        SeverityType::CvssV4 => {
            "write `CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:H/VA:N/SC:N/SI:N/SA:N`, in this order"
        }
        SeverityType::Ubuntu => "one of `negligible`, `low`, `medium`, `high`, `critical`",
    }
}

/// A metric and the values it takes.
type Metric = (&'static str, &'static [&'static str]);

/// Every part is a metric with one of its values, in any order.
fn unordered(metrics: &str, known: &[Metric]) -> bool {
    metrics.split('/').all(|part| {
        part.split_once(':')
            .is_some_and(|(name, value)| has(known, name, value))
    })
}

fn has(known: &[Metric], name: &str, value: &str) -> bool {
    known
        .iter()
        .any(|(metric, values)| *metric == name && values.contains(&value))
}

/// The mandatory metrics in order, then optional ones in order.
fn ordered(metrics: &str, known: &[Metric]) -> bool {
    let mut next = 0;
    for part in metrics.split('/') {
        let Some((name, value)) = part.split_once(':') else {
            return false;
        };
        let Some(at) = known.iter().position(|(metric, _)| *metric == name) else {
            return false;
        };
        let skips_mandatory = next < V4_MANDATORY && at != next;
        if at < next || skips_mandatory || !known[at].1.contains(&value) {
            return false;
        }
        next = at + 1;
    }
    next >= V4_MANDATORY
}

/// How many metrics of CVSS 4.0 come first and are always given.
const V4_MANDATORY: usize = 11;

/// CVSS 2.0 (FIRST, section 2.4), as OSV's schema spells it.
const V2: &[Metric] = &[
    ("AV", &["N", "A", "L"]),
    ("AC", &["L", "M", "H"]),
    ("Au", &["M", "S", "N"]),
    ("C", &["N", "P", "C"]),
    ("I", &["N", "P", "C"]),
    ("A", &["N", "P", "C"]),
    ("E", &["U", "POC", "F", "H", "ND"]),
    ("RL", &["OF", "TF", "W", "U", "ND"]),
    ("RC", &["UC", "UR", "C", "ND"]),
    ("CDP", &["N", "L", "LM", "MH", "H", "ND"]),
    ("TD", &["N", "L", "M", "H", "ND"]),
    ("CR", &["L", "M", "H", "ND"]),
    ("IR", &["L", "M", "H", "ND"]),
    ("AR", &["L", "M", "H", "ND"]),
];

/// CVSS 3.0 and 3.1 (FIRST, section 6).
const V3: &[Metric] = &[
    ("AV", &["N", "A", "L", "P"]),
    ("AC", &["L", "H"]),
    ("PR", &["N", "L", "H"]),
    ("UI", &["N", "R"]),
    ("S", &["U", "C"]),
    ("C", &["N", "L", "H"]),
    ("I", &["N", "L", "H"]),
    ("A", &["N", "L", "H"]),
    ("E", &["X", "U", "P", "F", "H"]),
    ("RL", &["X", "O", "T", "W", "U"]),
    ("RC", &["X", "U", "R", "C"]),
    ("CR", &["X", "L", "M", "H"]),
    ("IR", &["X", "L", "M", "H"]),
    ("AR", &["X", "L", "M", "H"]),
    ("MAV", &["X", "N", "A", "L", "P"]),
    ("MAC", &["X", "L", "H"]),
    ("MPR", &["X", "N", "L", "H"]),
    ("MUI", &["X", "N", "R"]),
    ("MS", &["X", "U", "C"]),
    ("MC", &["X", "N", "L", "H"]),
    ("MI", &["X", "N", "L", "H"]),
    ("MA", &["X", "N", "L", "H"]),
];

/// CVSS 4.0 (FIRST, section 7), whose order is part of the vector.
const V4: &[Metric] = &[
    ("AV", &["N", "A", "L", "P"]),
    ("AC", &["L", "H"]),
    ("AT", &["N", "P"]),
    ("PR", &["N", "L", "H"]),
    ("UI", &["N", "P", "A"]),
    ("VC", &["H", "L", "N"]),
    ("VI", &["H", "L", "N"]),
    ("VA", &["H", "L", "N"]),
    ("SC", &["H", "L", "N"]),
    ("SI", &["H", "L", "N"]),
    ("SA", &["H", "L", "N"]),
    ("E", &["X", "A", "P", "U"]),
    ("CR", &["X", "H", "M", "L"]),
    ("IR", &["X", "H", "M", "L"]),
    ("AR", &["X", "H", "M", "L"]),
    ("MAV", &["X", "N", "A", "L", "P"]),
    ("MAC", &["X", "L", "H"]),
    ("MAT", &["X", "N", "P"]),
    ("MPR", &["X", "N", "L", "H"]),
    ("MUI", &["X", "N", "P", "A"]),
    ("MVC", &["X", "N", "L", "H"]),
    ("MVI", &["X", "N", "L", "H"]),
    ("MVA", &["X", "N", "L", "H"]),
    ("MSC", &["X", "N", "L", "H"]),
    ("MSI", &["X", "N", "L", "H", "S"]),
    ("MSA", &["X", "N", "L", "H", "S"]),
    ("S", &["X", "N", "P"]),
    ("AU", &["X", "N", "Y"]),
    ("R", &["X", "A", "U", "I"]),
    ("V", &["X", "D", "C"]),
    ("RE", &["X", "L", "M", "H"]),
    ("U", &["X", "Clear", "Green", "Amber", "Red"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_have_the_shape_of_the_schema() {
        assert!(unordered("AV:N/AC:L/Au:N/C:N/I:P/A:N", V2));
        assert!(unordered("C:N/I:H/A:N/AV:N/AC:L/PR:N/UI:N/S:U", V3));
        assert!(!unordered("AV:X", V3));
        assert!(!unordered("AV:N/", V3));
        assert!(ordered(
            "AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:H/VA:N/SC:N/SI:N/SA:N/E:P",
            V4
        ));
        assert!(!ordered(
            "AC:L/AV:N/AT:N/PR:N/UI:N/VC:N/VI:H/VA:N/SC:N/SI:N/SA:N",
            V4
        ));
        assert!(!ordered(
            "AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:H/VA:N/SC:N/SI:N",
            V4
        ));
        assert!(!ordered(
            "AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:H/VA:N/SC:N/SI:N/SA:N/CR:H/E:P",
            V4
        ));
    }
}
