//! What is secret, at a glance.

use super::address::{DASHBOARD, way_up};
use super::banner::{Headline, tally};
use super::secrets::{Secret, SecretPatch};
use super::shell::page;
use super::switch::switch;
use super::text::text;
use super::{Edition, Viewpoint, WallClock};

/// The page at [`DASHBOARD`]: what is not public,
/// until when, and what was found.
pub fn dashboard(edition: &Edition<'_>) -> Vec<u8> {
    let secrets = edition.secrets;
    let clock = &edition.clock;
    let up = &way_up(DASHBOARD);
    let content = [
        format!("<p>{}.</p>\n", tally(secrets)),
        next(edition, up),
        advisories("Embargoed", "Public from", &secrets.embargoed, clock, up),
        advisories("Drafts", "Embargo", &secrets.drafts, clock, up),
        list("Patches", secrets.patches.iter().map(|it| patch(it, up))),
        list(
            "Told before the public",
            secrets.recipients.iter().map(|who| text(who)),
        ),
        list(
            "Files of the overlay",
            secrets.files.iter().map(|file| code(file)),
        ),
        found(edition),
    ];
    let views = switch(up, &secrets.viewpoints(), None, None, &[]);
    let title = format!("What is secret in {}", edition.project);
    let headline = Headline {
        words: "This page lists all that is not public.".to_owned(),
        is_secret: true,
    };
    page(edition, up, &title, &headline, &views, &content.concat())
}

/// What becomes public first.
fn next(edition: &Edition<'_>, up: &str) -> String {
    let Some(until) = edition.secrets.next_end() else {
        return String::new();
    };
    let clock = &edition.clock;
    let ending = edition.secrets.embargoed.iter();
    let ending = ending.take_while(|secret| secret.until == Some(until));
    let names: Vec<_> = ending.map(|secret| link(secret, up)).collect();
    format!(
        "<p><strong>Next to become public:</strong> {}, {}{}.</p>\n",
        names.join(", "),
        clock.moment(until),
        clock.left(until)
    )
}

/// A table of advisories; `date` heads the column of their dates.
fn advisories(
    title: &str,
    date: &str,
    advisories: &[Secret],
    clock: &WallClock<'_>,
    up: &str,
) -> String {
    if advisories.is_empty() {
        return format!("<h2>{title}</h2>\n<p>None.</p>\n");
    }
    let rows: String = advisories
        .iter()
        .map(|secret| row(secret, clock, up))
        .collect();
    format!(
        "<h2>{title}</h2>
<div class=\"forewarn-preview-wide\" tabindex=\"0\" role=\"group\" aria-label=\"{title}\">
<table>
<thead><tr><th scope=\"col\">Advisory</th><th scope=\"col\">{date}</th><th scope=\"col\">File</th></tr></thead>
<tbody>
{rows}</tbody>
</table>
</div>
"
    )
}

fn row(secret: &Secret, clock: &WallClock<'_>, up: &str) -> String {
    let date = match secret.until {
        Some(until) => format!("{}{}", clock.moment(until), clock.left(until)),
        None => "no date".to_owned(),
    };
    let kept = if secret.overlay {
        "in the overlay"
    } else {
        "in the repository"
    };
    format!(
        "<tr><th scope=\"row\">{} {}</th><td>{date}</td><td>{} ({kept})</td></tr>\n",
        link(secret, up),
        text(&secret.title),
        code(&secret.file),
    )
}

/// A link to the page of an advisory.
fn link(secret: &Secret, up: &str) -> String {
    let address = Viewpoint::Everything.address(&secret.page);
    format!("<a href=\"{up}{address}\">{}</a>", text(&secret.id))
}

/// A list with its number in the heading; nothing when it is empty. The items
/// are HTML.
fn list(title: &str, items: impl ExactSizeIterator<Item = String>) -> String {
    let number = items.len();
    if number == 0 {
        return String::new();
    }
    let items: Vec<_> = items.collect();
    let items = items.join("</li>\n<li>");
    format!("<h2>{title} ({number})</h2>\n<ul>\n<li>{items}</li>\n</ul>\n")
}

fn patch(patch: &SecretPatch, up: &str) -> String {
    let (path, name) = (patch.path.encoded(), code(&patch.name));
    format!("<a href=\"{up}{path}\">{name}</a>")
}

fn code(shown: &str) -> String {
    format!("<code>{}</code>", text(shown))
}

fn found(edition: &Edition<'_>) -> String {
    let tally = edition.faults.tally();
    let list = if tally.is_empty() {
        "<p>None.</p>\n".to_owned()
    } else {
        format!("<p>{tally}.</p>\n{}", edition.faults.list())
    };
    format!("<h2 id=\"forewarn-preview-found\">Findings</h2>\n{list}")
}
