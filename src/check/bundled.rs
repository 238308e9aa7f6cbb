//! Releases with a component that has a fix.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::dates::State;
use crate::model::{Advisory, Project, Support, Timestamp};
use crate::support::{ReleaseCycle, Schedule};
use crate::version::Order;

/// Reports the newest release of each supported series that contains a component
/// older than the fix that a public advisory names.
pub(super) fn check(project: &Project, support: &Support, clock: Timestamp, out: &mut Diagnostics) {
    let public = project.advisories.iter().map(AsRef::as_ref);
    let public = public.filter(|advisory: &&Advisory| advisory.state(clock) == State::Public);
    let package = &support.package.value;
    let about = public.filter(|it| it.affected().any(|affected| affected.is_about(package)));
    let fixes = about.filter_map(|advisory| {
        let bundled = advisory.bundled.as_ref()?;
        Some((advisory, bundled, bundled.fixed_component.as_deref()?))
    });
    let fixes: Vec<_> = fixes.collect();
    if fixes.is_empty() {
        return;
    }
    let schedule = Schedule::new(support, clock.date());
    let maintained = schedule.cycles().iter().filter(|c| c.is_maintained());
    for release in maintained.filter_map(|cycle: &ReleaseCycle| cycle.latest.as_ref()) {
        for part in &release.bundled {
            let version = part.version.value.as_str();
            let is_older = |fix: &str| {
                let order = Order::Generic;
                let are_versions = order.accepts(version) && order.accepts(fix);
                are_versions && order.compare(version, fix).is_lt()
            };
            let fix = fixes.iter().find(|(_, bundled, fix)| {
                bundled
                    .component
                    .trim()
                    .eq_ignore_ascii_case(&part.component)
                    && is_older(fix)
            });
            let Some((advisory, _, fix)) = fix else {
                continue;
            };
            let message = format!(
                "{} contains {} {version}, and {} names {fix} as the fix",
                release.version,
                part.component,
                advisory.id.value.as_str(),
            );
            out.push(
                Diagnostic::new(Code::BundledOutdated, part.version.span, message).help(format!(
                    "publish a release with {} {fix}, and list it",
                    part.component
                )),
            );
        }
    }
}
