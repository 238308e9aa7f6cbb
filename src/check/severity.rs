//! CVSS vectors: the shape that OSV's schema demands, and whether they score.

mod shape;

use std::borrow::Cow;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::{Advisory, Severity, SeverityType};

use shape::ShapeFault;

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
    let (kind, score) = (severity.kind, &severity.score);
    if let Err(fault) = shape::shape(kind, &score.value) {
        let (message, help) = explain(kind, &score.value, fault);
        out.push(Diagnostic::new(Code::CvssSyntax, score.span, message).help(help));
    } else if kind != SeverityType::Ubuntu && severity.base_score().is_none() {
        let help = match shape::missing(kind, &score.value).as_slice() {
            [] => "give each metric once".to_owned(),
            missing => format!("add `{}`", missing.join("`, `")),
        };
        let message = format!("{} cannot be scored", quoted(&score.value));
        out.push(Diagnostic::new(Code::CvssIncomplete, score.span, message).help(help));
    }
}

/// What is wrong, and what to write instead.
fn explain(kind: SeverityType, score: &str, fault: ShapeFault<'_>) -> (String, Cow<'static, str>) {
    let version = match kind {
        SeverityType::CvssV2 => "CVSS 2.0",
        SeverityType::CvssV3 => "CVSS 3",
        SeverityType::CvssV4 => "CVSS 4.0",
        SeverityType::Ubuntu => "Ubuntu",
    };
    match fault {
        ShapeFault::Opening if kind == SeverityType::Ubuntu => (
            format!("{} is no priority of Ubuntu", quoted(score)),
            "write `negligible`, `low`, `medium`, `high` or `critical`".into(),
        ),
        ShapeFault::Opening => (
            format!("{} is no vector of {version}", quoted(score)),
            format!("write the whole vector, as in `{}`", example(kind)).into(),
        ),
        ShapeFault::Metric(part) => (
            format!("{} is no metric of {version}", quoted(part)),
            format!("write metrics as in `{}`", example(kind)).into(),
        ),
        ShapeFault::Value((name, values), value) => (
            format!("`{name}` cannot be {}", quoted(value)),
            format!("write `{name}:` with one of {}", values.join(", ")).into(),
        ),
        ShapeFault::Place(part) => (
            format!("{} is not in its place", quoted(part)),
            format!("the order is fixed: `{}`", example(kind)).into(),
        ),
        ShapeFault::Short => (
            format!("{} ends too early", quoted(score)),
            format!("write the whole vector, as in `{}`", example(kind)).into(),
        ),
    }
}

fn example(kind: SeverityType) -> &'static str {
    match kind {
        SeverityType::CvssV2 => "AV:N/AC:L/Au:N/C:N/I:P/A:N",
        SeverityType::CvssV3 => "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N",
        SeverityType::CvssV4 => "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:H/VA:N/SC:N/SI:N/SA:N",
        SeverityType::Ubuntu => "medium",
    }
}
