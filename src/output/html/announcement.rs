//! Releases that were announced: `announcements`, and the notices of those to come.
//!
//! One page has them all: an announcement is a few lines, and its place there outlives
//! the release.

use serde::Serialize;

use super::link::Link;
use super::moment::Moment;
use super::severity::word;
use super::shell::Head;
use super::template::HtmlPage;
use crate::advice::Outcome;
use crate::model::{SitePath, State};
use crate::output::announcements::Announced;
use crate::output::{Claims, Frame, Material};
use crate::theme::markdown;

/// All announcements.
struct AnnouncementsPage;

pub(in crate::output) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    if !site.announced.is_empty() {
        claims.own(SitePath::announcements(), AnnouncementsPage);
    }
}

/// What the page of announcements shows.
#[derive(Clone, Debug, Serialize)]
pub struct AnnouncementsView {
    /// Newest first.
    pub announcements: Vec<AnnouncementView>,
}

/// A release with fixes that was announced.
#[derive(Clone, Debug, Serialize)]
pub struct AnnouncementView {
    /// `Security releases of tinysig 3.4.3 and 2.4.5`.
    pub title: String,
    /// The id of its section on the page of announcements.
    pub anchor: String,
    /// Address of that section.
    pub url: String,
    /// `coming`, `due` or `released`.
    pub state: &'static str,
    /// `embargoed` or `draft` while the world may not see it; never on a public page.
    pub secret: Option<&'static str>,
    /// When it is to come out.
    pub at: Moment,
    /// How grave that is which it fixes, in a sentence.
    pub gravity: Option<String>,
    /// What users should know (HTML).
    pub text: Option<String>,
    /// When it was announced.
    pub published: Moment,
    /// The advisories that replace it.
    pub advisories: Vec<Link>,
}

impl HtmlPage for AnnouncementsPage {
    const TEMPLATE: &'static str = "announcements.html";
    const SUBJECT: &'static str = "announcements";
    type View = AnnouncementsView;

    fn head(&self, frame: &Frame<'_>) -> Head {
        Head::new(
            frame,
            frame.language().text("announcements_title").to_owned(),
        )
    }

    fn view(&self, frame: &Frame<'_>) -> AnnouncementsView {
        let all = frame.announced.iter();
        AnnouncementsView {
            announcements: all.map(|one| AnnouncementView::new(frame, one)).collect(),
        }
    }
}

impl AnnouncementView {
    /// Those that no advisories replace yet.
    pub(super) fn to_come(frame: &Frame<'_>) -> Vec<Self> {
        let all = frame.announced.iter().filter(|one| !one.is_released());
        all.map(|one| Self::new(frame, one)).collect()
    }

    fn new(frame: &Frame<'_>, one: &Announced<'_>) -> Self {
        let announcement = one.announcement;
        let page = frame.path.relative(&SitePath::announcements());
        let advisories: &[_] = match &one.outcome {
            Outcome::Released(advisories) => advisories,
            Outcome::Coming | Outcome::Due => &[],
        };
        Self {
            title: one.title(frame.language()),
            anchor: one.anchor().to_owned(),
            url: format!("{page}#{}", one.anchor()),
            state: one.outcome.as_str(),
            secret: match announcement.state(frame.view()) {
                State::Draft => Some("draft"),
                State::Embargoed(_) => Some("embargoed"),
                State::Public | State::Withdrawn => None,
            },
            at: Moment::as_written(frame, &announcement.release_at),
            gravity: gravity(frame, one),
            text: text(frame, one),
            published: Moment::new(frame, one.since),
            advisories: advisories
                .iter()
                .map(|advisory| Link::to_advisory(frame, advisory))
                .collect(),
        }
    }
}

/// When a release is to come, and how grave that is which it fixes.
pub(in crate::output) fn sentences(frame: &Frame<'_>, one: &Announced<'_>) -> Vec<String> {
    let at = Moment::as_written(frame, &one.announcement.release_at);
    let at = match at.local {
        Some(local) => format!("{} ({local})", at.text),
        None => at.text,
    };
    let key = match one.outcome {
        Outcome::Coming => "announced_for",
        Outcome::Due => "announced_and_due",
        Outcome::Released(_) => "announced_and_released",
    };
    let planned = frame.language().fill(key, [("moment", at.into())]);
    [Some(planned), gravity(frame, one)]
        .into_iter()
        .flatten()
        .collect()
}

/// How grave that is which a release fixes; nothing where the project does not rank.
fn gravity(frame: &Frame<'_>, one: &Announced<'_>) -> Option<String> {
    let language = frame.language();
    let announcement = one.announcement;
    if !frame.config.severity.words() {
        return None;
    }
    let counts = announcement.counts.iter().map(|(rating, count)| {
        let severity = ("severity", word(language, *rating).into());
        language.fill("announced_count", [("count", (*count).into()), severity])
    });
    let counts: Vec<String> = counts.collect();
    if counts.is_empty() {
        let severity = word(language, announcement.highest_severity?);
        return Some(language.fill("announced_gravity", [("severity", severity.into())]));
    }
    let counts = language.listed(&counts);
    Some(language.fill("announced_counts", [("counts", counts.into())]))
}

/// Its text (HTML). Its links are whole addresses: feeds have it too.
pub(in crate::output) fn text(frame: &Frame<'_>, one: &Announced<'_>) -> Option<String> {
    let prefix = format!("{}:", one.anchor());
    let options = markdown::Options {
        apart: true,
        heading_offset: 2,
        id_prefix: &prefix,
        language: Some(frame.language()),
        ..markdown::Options::default()
    };
    let text = one.announcement.text.as_ref()?;
    Some(markdown::render(&text.value, &options).html)
}
