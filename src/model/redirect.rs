//! Addresses that the site once had.

use super::SitePath;
use crate::source::Spanned;

/// An old address, and where its readers go.
#[derive(Clone, Debug)]
pub struct Redirect {
    /// The page that stands there now, for them.
    pub from: Spanned<SitePath>,
    /// Where it leads.
    pub to: Spanned<Destination>,
}

/// What is in the place of an old address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A path of the site.
    Path(SitePath),
    /// A page of another site: http or https.
    Address(String),
}
