//! The banner: that this is a preview, whether the page is public, and until
//! when it is not, in words.

use super::address::{DASHBOARD_LINK, SCRIPT, STYLESHEET, way_up};
use super::clock::{in_utc, machine};
use super::switch::{nearest, switch};
use super::text::count;
use super::{Edition, PageState, Secrets, Viewpoint};
use crate::model::SitePath;

/// What a page of the site is shown with.
#[derive(Clone, Copy, Debug)]
pub struct Banner<'a> {
    /// The project as it was last read.
    pub edition: Edition<'a>,
    /// How the page is seen.
    pub viewpoint: Viewpoint,
    /// Its path in the site.
    pub path: &'a SitePath,
    /// Whether the public has it.
    pub state: PageState,
    /// The other viewpoints from which there is a page at that path.
    pub elsewhere: &'a [Viewpoint],
}

impl Banner<'_> {
    /// The banner and the findings, with the stylesheet and the script. All of
    /// it may stand in `<body>` (HTML, sections 4.2.4 and 4.12.1).
    pub(super) fn html(&self) -> String {
        let all = self.edition.secrets.viewpoints();
        let shown = nearest(&all, self.viewpoint);
        let up = way_up(&self.viewpoint.address(self.path));
        let switch = switch(
            &up,
            &shown,
            Some(self.viewpoint),
            Some(self.path),
            self.elsewhere,
        );
        let headline = Headline {
            words: self.state.words(&self.edition.clock),
            is_secret: self.state != PageState::Public,
        };
        banner(&self.edition, &up, &headline, &switch)
    }
}

/// What the banner says of the page it stands on.
pub(super) struct Headline {
    /// HTML.
    pub(super) words: String,
    /// Whether the page shows what is not public.
    pub(super) is_secret: bool,
}

/// The banner of any page, whose links begin with `up`. `switch` is HTML.
pub(super) fn banner(edition: &Edition<'_>, up: &str, headline: &Headline, switch: &str) -> String {
    let clock = &edition.clock;
    format!(
        "<link rel=\"stylesheet\" href=\"{up}{STYLESHEET}\">
<script src=\"{up}{SCRIPT}\" defer></script>
<section class=\"forewarn-preview-banner{secret}\" aria-label=\"Preview\" data-seal=\"{seal}\" data-number=\"{number}\" \
data-site=\"{site}\" data-now=\"{now}\"{still}>
<p class=\"forewarn-preview-state\">Preview on this machine: <strong>{words}</strong></p>
<div class=\"forewarn-preview-more\">
<nav aria-label=\"Views of the preview\">
{switch}</nav>
<p class=\"forewarn-preview-notes\">{notes}</p>
</div>
<p class=\"forewarn-preview-news\" role=\"status\"></p>
</section>
{faults}",
        secret = if headline.is_secret {
            " forewarn-preview-secret"
        } else {
            ""
        },
        seal = edition.seal,
        number = edition.number,
        site = edition.site,
        now = machine(clock.now),
        still = if clock.is_set { " data-still" } else { "" },
        words = headline.words,
        notes = notes(edition, up),
        faults = edition.faults.panel(),
    )
}

/// How much is secret, what was found, and when that is, if it is not now.
fn notes(edition: &Edition<'_>, up: &str) -> String {
    let mut notes = vec![format!(
        "<a href=\"{up}{DASHBOARD_LINK}\">{}</a>",
        tally(edition.secrets)
    )];
    let found = edition.faults.tally();
    if !found.is_empty() {
        notes.push(format!(
            "<a href=\"{up}{DASHBOARD_LINK}#forewarn-preview-found\">{found}</a>"
        ));
    }
    let clock = &edition.clock;
    if clock.is_set {
        notes.push(format!(
            "<span>The clock is set to {}</span>",
            in_utc(clock.now)
        ));
    }
    notes.join("\n")
}

/// `Not public: 1 embargoed, 2 drafts, 1 patch, 3 recipients`.
pub(super) fn tally(secrets: &Secrets) -> String {
    let parts: Vec<_> = [
        (secrets.embargoed.len(), "embargoed", "embargoed"),
        (secrets.drafts.len(), "draft", "drafts"),
        (secrets.patches.len(), "patch", "patches"),
        (secrets.recipients.len(), "recipient", "recipients"),
    ]
    .into_iter()
    .filter(|(number, ..)| *number > 0)
    .map(|(number, one, several)| count(number, one, several))
    .collect();
    match parts.as_slice() {
        [] => "Nothing here is secret".to_owned(),
        parts => format!("Not public: {}", parts.join(", ")),
    }
}
