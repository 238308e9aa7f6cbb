//! Pages that the project writes: the policy and any other.

use super::SitePath;
use crate::source::Spanned;

/// A page of the authors.
#[derive(Clone, Debug)]
pub struct Page {
    /// Where it is published.
    pub path: SitePath,
    /// The file it was read from, by its path in the project.
    pub source: String,
    /// How its text is marked up.
    pub format: Format,
    /// Its title: from the front matter, else the first heading, else the file's name.
    pub title: String,
    /// One sentence for search engines and previews.
    pub description: Option<String>,
    /// Place in the navigation, low first; pages without one come last, by title.
    pub order: Option<i64>,
    /// Left out of the navigation and the sitemap.
    pub hidden: bool,
    /// The text after the front matter, with its place in the file.
    pub body: Spanned<String>,
}

/// How a text is marked up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// CommonMark with GitHub's extensions.
    #[default]
    Markdown,
    /// As Sphinx and docutils read it.
    ReStructuredText,
    /// Not at all.
    Text,
}

impl Format {
    /// The format of a file that ends so, in any case; the part before the
    /// ending comes back with it. `None` of a file that is no page.
    pub fn of(path: &str) -> Option<(&str, Self)> {
        let (stem, ending) = path.rsplit_once('.')?;
        let format = match ending.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Self::Markdown,
            "rst" => Self::ReStructuredText,
            "txt" => Self::Text,
            _ => return None,
        };
        Some((stem, format))
    }
}
