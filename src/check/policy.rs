//! The policy's words against the rules for supported versions.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::claim::{Claim, claims};
use crate::model::support::{Latest, Rule, Unit};
use crate::model::{Project, Support, Timestamp};
use crate::source::Span;
use crate::support::{Schedule, State};

/// Reports sentences and tables of the policy that name other versions than the
/// rules give. Only clear contradictions: what may be about something else, and
/// the policy of a project with several packages, is passed over.
pub(super) fn check(project: &Project, clock: Timestamp, out: &mut Diagnostics) {
    let ([support], Some(policy)) = (project.support.as_slice(), &project.policy) else {
        return;
    };
    let body = &policy.body;
    let schedule = Schedule::new(support, clock.date());
    for (place, claim) in claims(policy.format, &body.value) {
        let Some((message, help)) = contradiction(&claim, support, &schedule) else {
            continue;
        };
        let start = body.span.start() + place.start;
        let span = Span::new(body.span.file, start, body.span.start() + place.end);
        out.push(Diagnostic::new(Code::PolicyContradicts, span, message).help(help));
    }
}

/// What is wrong with a claim, and what the rules say.
fn contradiction(
    claim: &Claim,
    support: &Support,
    schedule: &Schedule,
) -> Option<(String, String)> {
    match claim {
        Claim::Latest { count, of } => {
            let Rule::Latest(latest) = &support.rule else {
                return None;
            };
            if agrees(*count, *of, *latest) {
                return None;
            }
            let message = "the policy promises fixes for other versions than the rule".to_owned();
            Some((message, said(*latest)))
        }
        Claim::Series { name, supported } => {
            let cycle = schedule.cycle(name)?;
            if cycle.state == State::Future || cycle.is_maintained() == *supported {
                return None;
            }
            let (policy, table) = match supported {
                true => ("supported", "no longer"),
                false => ("not supported", "still"),
            };
            Some((
                format!("the policy calls {name} {policy}"),
                format!("by the rules it {table} gets security fixes"),
            ))
        }
    }
}

/// The rule as the file has it.
fn said(latest: Latest) -> String {
    let of = match latest.of {
        Unit::Release => "release",
        Unit::Minor => "minor",
        Unit::Major => "major",
    };
    let count = latest.count;
    format!("the supported versions say `support: {{latest: {count}, of: {of}}}`")
}

/// Whether a promise of the `count` latest can be the rule. A release may be one
/// of any kind; major and minor are not each other.
fn agrees(count: usize, of: Option<Unit>, latest: Latest) -> bool {
    let kinds_differ = matches!(
        (of, latest.of),
        (Some(Unit::Major), Unit::Minor) | (Some(Unit::Minor), Unit::Major)
    );
    count == latest.count.get() && !kinds_differ
}
