//! The frame of the preview's own pages.

use super::Edition;
use super::banner::{Headline, banner};
use super::text::text;

/// A page called `title` (text) with `content` (HTML) under it; `up`, `headline`
/// and `switch` are the banner's.
pub(super) fn page(
    edition: &Edition<'_>,
    up: &str,
    title: &str,
    headline: &Headline,
    switch: &str,
    content: &str,
) -> Vec<u8> {
    let (title, project) = (text(title), text(edition.project));
    let banner = banner(edition, up, headline, switch);
    let page = format!(
        "<!DOCTYPE html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta name=\"color-scheme\" content=\"light dark\">
<title>{title} · preview of {project}</title>
</head>
<body class=\"forewarn-preview-page\">
<a class=\"forewarn-preview-skip\" href=\"#forewarn-preview-main\">Skip to the content</a>
{banner}<main id=\"forewarn-preview-main\">
<h1>{title}</h1>
{content}</main>
</body>
</html>
"
    );
    page.into_bytes()
}
