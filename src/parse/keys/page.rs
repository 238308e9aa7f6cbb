//! The keys of a page's front matter.

use crate::yaml::Takes::{Flag, Number, Text};
use crate::yaml::{Keys, key};

pub(crate) static FRONT_MATTER: Keys = Keys::new("the front matter", &[
    key("title", Text, "For distributors", "the title of the page").or("the first heading, else the file's name"),
    key("description", Text, "How packagers hear of fixes.", "one sentence for search engines"),
    key("order", Number, "1", "the place in the navigation, low first").or("behind those that have one, by title"),
    key("hidden", Flag, "true", "`true`: not in the navigation, not in the sitemap").or("`false`"),
]);
