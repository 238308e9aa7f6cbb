//! Dates that contradict each other.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Advisory, Timestamp, WrittenTime};

/// Reports `modified` and `withdrawn` before `published`, and in a public record
/// what cannot be known yet: `modified`, steps of the timeline and attacks to come.
pub(super) fn check(advisory: &Advisory, clock: Timestamp, out: &mut Diagnostics) {
    if advisory.state(clock).is_public() {
        dated_ahead(advisory, clock, out);
    }
    let to_come = advisory.dates.modified.filter(|at| at.value > clock);
    if let Some(at) = to_come.filter(|_| advisory.state(clock).is_public()) {
        out.push(
            Diagnostic::new(
                Code::ModifiedInFuture,
                at.span,
                format!(
                    "`modified` {} is yet to come, and the record is public",
                    at.value
                ),
            )
            .help("set it to the moment of the last change, or leave it out"),
        );
    }
    let Some(published) = advisory.dates.published else {
        return;
    };
    let withdrawn = advisory
        .dates
        .withdrawn
        .as_ref()
        .map(|withdrawn| withdrawn.at);
    for (key, at) in [
        ("modified", advisory.dates.modified),
        ("withdrawn", withdrawn),
    ] {
        let Some(at) = at.filter(|at| at.value < published.value) else {
            continue;
        };
        out.push(
            Diagnostic::new(
                Code::ModifiedBeforePublished,
                at.span,
                format!("`{key}` {} is before `published`", at.value),
            )
            .label(published.span, format!("{}", published.value))
            .help("importers skip a record that appears with an old date; set it to the moment of the change"),
        );
    }
}

fn dated_ahead(advisory: &Advisory, clock: Timestamp, out: &mut Diagnostics) {
    let steps = advisory.timeline.iter().flatten();
    let steps = steps.map(|entry| (format!("`{}` of the timeline", entry.event), &entry.at));
    let attacks = advisory.exploited.iter().filter_map(|it| it.since.as_ref());
    let attacks = attacks.map(|since| ("`exploited`".to_owned(), since));
    let to_come = |(_, at): &(String, &WrittenTime)| at.begin() > clock;
    for (what, at) in steps.chain(attacks).filter(to_come) {
        let message = format!("{what} is dated {}, which is yet to come", at.text.trim());
        out.push(
            Diagnostic::new(Code::DatedAhead, at.span, message)
                .help("nothing is told of it until then; correct the date if it happened"),
        );
    }
}
