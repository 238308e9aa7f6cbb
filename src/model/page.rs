//! Pages that the project writes in Markdown: the policy and any other.

use super::SitePath;
use crate::source::Spanned;

/// A Markdown page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Where it is published.
    pub path: SitePath,
    /// Its title: from the front matter, else the first heading, else the file's name.
    pub title: String,
    /// One sentence for search engines and previews.
    pub description: Option<String>,
    /// Place in the navigation, low first; pages without one come last, by title.
    pub order: Option<i64>,
    /// Left out of the navigation and the sitemap.
    pub hidden: bool,
    /// The Markdown after the front matter, with its place in the file.
    pub body: Spanned<String>,
}
