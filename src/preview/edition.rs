//! What every page of the preview tells besides its own content.

use super::{Faults, Secrets, WallClock};

/// The project as it was last read, and what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Edition<'a> {
    /// The number of [`Pages::changes`](super::Pages::changes): a page that
    /// hears of another asks for itself again.
    pub number: u64,
    /// The number at which the site that is shown was made: an earlier one
    /// while there are errors. A page whose site is still the same shows what
    /// else is new without being loaded again.
    pub site: u64,
    /// The [`Listener::seal`](super::Listener::seal), by which a page knows who
    /// tells it of changes.
    pub seal: &'a str,
    /// What the project calls itself.
    pub project: &'a str,
    /// The moment the page is made for.
    pub clock: WallClock<'a>,
    /// What is not public.
    pub secrets: &'a Secrets,
    /// What was found.
    pub faults: &'a Faults,
}
