//! Announcements against the clock and the advisories.

use std::collections::BTreeMap;

use crate::advice::{Advice, Outcome};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Announcement, Project, State, Timestamp, View};
use crate::source::Span;

pub(super) fn check(project: &Project, clock: Timestamp, out: &mut Diagnostics) {
    let view = View::public(clock);
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    for announcement in &project.announcements {
        let id = &announcement.id;
        let message = format!("`{}` is the id of another announcement", id.value);
        if let Some(first) = seen.insert(id.value.as_str().to_lowercase(), id.span) {
            let fault = Diagnostic::new(Code::DuplicateId, id.span, message);
            out.push(
                fault
                    .label(first, "here")
                    .help("give one of the two an id of its own"),
            );
        }
        of_dates(announcement, out);
        let in_tree = !announcement.overlay && !project.config.embargo_in_tree;
        if in_tree && matches!(announcement.state(view), State::Embargoed(_)) {
            let place = Span::file(announcement.file);
            let message = "an embargoed announcement lies in the public tree";
            let help = "move it out of the repository, or say `embargo: in-tree` in forewarn.yaml";
            out.push(Diagnostic::new(Code::EmbargoInTree, place, message).help(help));
        }
    }
    let announced = project.announced(view).into_iter();
    let due: Vec<_> = announced.filter(|one| one.is_due(clock)).collect();
    if due.is_empty() {
        return;
    }
    let public = project.public(clock);
    let advice = Advice::new(project, &public, clock);
    for announcement in due {
        if matches!(advice.outcome(announcement, view), Outcome::Due) {
            let at = &announcement.release_at;
            let message = format!(
                "{} has passed, and no advisory is fixed in all of `versions`",
                at.text.trim()
            );
            let help = "publish the advisories, move `release_at`, or remove the announcement";
            out.push(Diagnostic::new(Code::AnnouncementOverdue, at.span, message).help(help));
        }
    }
}

/// What is announced after it came helps nobody.
fn of_dates(announcement: &Announcement, out: &mut Diagnostics) {
    let at = &announcement.release_at;
    let published = announcement.dates.published;
    if let Some(published) = published.filter(|published| published.value > at.at) {
        let fault = Diagnostic::new(
            Code::AnnouncementLate,
            published.span,
            "the announcement comes after what it announces",
        );
        out.push(
            fault
                .label(at.span, "this is earlier")
                .help("announce it before the day, or not at all"),
        );
    }
}
