//! Pages for what cannot be shown.

use super::banner::Headline;
use super::shell::page;
use super::switch::switch;
use super::text::text;
use super::{Edition, Viewpoint};
use crate::model::SitePath;

/// The page for an address that `viewpoint` has nothing at. `path` is what was
/// asked for, when it can be a path of a site, and `elsewhere` tells from which
/// viewpoints there is a page at it.
pub fn not_found(
    edition: &Edition<'_>,
    viewpoint: Viewpoint,
    path: Option<&SitePath>,
    elsewhere: &[Viewpoint],
) -> Vec<u8> {
    let asked = path.map_or_else(
        || "at this address".to_owned(),
        |path| format!("<code>{}</code>", text(path.as_str())),
    );
    let title = viewpoint.title();
    let there = match path {
        Some(path) if !elsewhere.is_empty() => format!(
            "<p>It is there, seen otherwise:</p>\n{}",
            switch(elsewhere, None, Some(path), elsewhere)
        ),
        _ => String::new(),
    };
    let first = viewpoint.prefix();
    let content = format!(
        "<p>There is no page {asked} in the view “{title}”.</p>
{there}<p><a href=\"{first}\">To the first page</a></p>
"
    );
    let views = switch(&edition.secrets.viewpoints(), Some(viewpoint), None, &[]);
    let headline = headline("Nothing is shown here.");
    page(
        edition,
        "No such page in this view",
        &headline,
        &views,
        &content,
    )
}

/// The page in the place of the one at `path` whose template failed on it; the
/// fault is among those of `edition`.
pub fn not_rendered(edition: &Edition<'_>, viewpoint: Viewpoint, path: &SitePath) -> Vec<u8> {
    let content = format!(
        "<p>The template of <code>{}</code> failed. This page reloads once it is mended.</p>\n",
        text(path.as_str())
    );
    let views = switch(&edition.secrets.viewpoints(), Some(viewpoint), None, &[]);
    let headline = headline("This page could not be made.");
    page(
        edition,
        "This page could not be made",
        &headline,
        &views,
        &content,
    )
}

/// A notice shows nothing of the site.
fn headline(words: &str) -> Headline {
    Headline {
        words: words.to_owned(),
        is_secret: false,
    }
}
