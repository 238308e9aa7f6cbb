//! Pages for what cannot be shown.

use super::address::way_up;
use super::banner::Headline;
use super::shell::page;
use super::switch::switch;
use super::text::text;
use super::{Edition, Viewpoint};
use crate::model::SitePath;

/// The page for a `path` that `viewpoint` has nothing at; `elsewhere` tells from
/// which viewpoints there is a page at it.
pub fn not_found(
    edition: &Edition<'_>,
    viewpoint: Viewpoint,
    path: &SitePath,
    elsewhere: &[Viewpoint],
) -> Vec<u8> {
    let (asked, title) = (text(path.as_str()), viewpoint.title());
    let up = &way_up(&viewpoint.address(path));
    let there = if elsewhere.is_empty() {
        String::new()
    } else {
        let views = switch(up, elsewhere, None, Some(path), elsewhere);
        format!("<p>It is there, seen otherwise:</p>\n{views}")
    };
    let first = viewpoint.prefix();
    let content = format!(
        "<p>There is no page <code>{asked}</code> in the view “{title}”.</p>
{there}<p><a href=\"{up}{first}\">To the first page</a></p>
"
    );
    let (title, words) = ("No such page in this view", "Nothing is shown here.");
    notice(edition, viewpoint, up, title, words, &content)
}

/// The page in the place of the one at `path` whose template failed on it; the
/// fault is among those of `edition`.
pub fn not_rendered(edition: &Edition<'_>, viewpoint: Viewpoint, path: &SitePath) -> Vec<u8> {
    let up = &way_up(&viewpoint.address(path));
    let content = format!(
        "<p>The template of <code>{}</code> failed. This page reloads once it is mended.</p>\n",
        text(path.as_str())
    );
    let title = "This page could not be made";
    notice(
        edition,
        viewpoint,
        up,
        title,
        &format!("{title}."),
        &content,
    )
}

/// A page called `title` that shows nothing of the site, which the banner says in
/// `words`.
fn notice(
    edition: &Edition<'_>,
    viewpoint: Viewpoint,
    up: &str,
    title: &str,
    words: &str,
    content: &str,
) -> Vec<u8> {
    let all = edition.secrets.viewpoints();
    let views = switch(up, &all, Some(viewpoint), None, &[]);
    let headline = Headline {
        words: words.to_owned(),
        is_secret: false,
    };
    page(edition, up, title, &headline, &views, content)
}
