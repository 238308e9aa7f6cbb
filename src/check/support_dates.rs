//! Dates of supported versions that contradict each other.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Support;
use crate::support::{Fault, faults};

/// Reports what [`faults`] finds.
pub(super) fn check(support: &Support, out: &mut Diagnostics) {
    for fault in faults(support) {
        out.push(finding(&fault));
    }
}

fn finding(fault: &Fault) -> Diagnostic {
    match fault {
        Fault::EndsDiffer {
            series,
            first,
            other,
        } => Diagnostic::new(
            Code::SupportDates,
            other.span,
            format!(
                "the series {series} ends on {} and on {}",
                first.value, other.value
            ),
        )
        .label(first.span, "the other end")
        .help("the later one counts; give a series one `end`"),
        Fault::EndBeforeRelease {
            series,
            end,
            release,
        } => Diagnostic::new(
            Code::SupportDates,
            end.span,
            format!("the series {series} ends before {release}, when it came out"),
        )
        .help("correct one of the two dates"),
        Fault::ReleaseAfterEnd {
            series,
            version,
            release,
            end,
        } => Diagnostic::new(
            Code::SupportDates,
            release.span,
            format!(
                "{version} came out on {}, after the support of {series} had ended on {end}",
                release.value
            ),
        )
        .help("correct one of the two dates, or give the series an `end` of its own"),
        Fault::NoReleaseDate {
            series,
            phase,
            span,
        } => Diagnostic::new(
            Code::SupportDates,
            *span,
            format!("`{phase}` counts from the release of {series}, and nobody says when that was"),
        )
        .help("add its `date`, or its `end`; until then it counts as not supported"),
    }
}
