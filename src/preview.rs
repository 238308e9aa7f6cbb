//! The local preview: the site from memory, over HTTP, to this machine only.
//!
//! A preview shows what is secret, and every page of the web can make a browser
//! send requests to it. So the server here has no setting that opens it up: it
//! listens on loopback, its gate answers nothing to whoever does not know the
//! token of the run, and turns away whatever was not asked for by a person. What
//! passes is a [`SitePath`] to look up; a URL is never turned into the name of a
//! file, and nothing is written to disk but an [`Invitation`], when one is asked
//! for.

pub mod address;
mod banner;
mod changes;
mod clock;
mod connection;
mod dashboard;
mod decorate;
mod denial;
mod edition;
mod faults;
mod gate;
mod invitation;
mod listener;
mod media_type;
mod notice;
mod response;
mod secrets;
mod server;
mod shell;
mod state;
mod switch;
#[cfg(test)]
mod tests;
mod text;
mod token;
mod viewpoint;
pub mod watch;

pub use banner::Banner;
pub use changes::Changes;
pub use clock::WallClock;
pub use dashboard::dashboard;
pub use decorate::decorate;
pub use edition::Edition;
pub use faults::Faults;
pub use invitation::Invitation;
pub use listener::{DEFAULT_PORT, Listener, listen};
pub use notice::{not_found, not_rendered};
pub use response::{FAULTY, NOT_FOUND, Response};
pub use secrets::{Secret, SecretPatch, Secrets};
pub use server::serve;
pub use state::PageState;
pub use viewpoint::Viewpoint;

use crate::model::SitePath;

/// The path of the live-reload stream, below the token.
///
/// It is a stream of server-sent events (HTML Living Standard, section 9.2),
/// each with the [`Listener::seal`] as its name and the number of
/// [`Pages::changes`] as its `data`: the present one as
/// soon as the stream opens, later ones as they come. A page that was made at
/// another number than it hears is out of date. A stream occupies one of the
/// six connections that a browser grants a host, so a page should hold one only
/// while it is visible; those above a small number are refused with 503.
pub const LIVE: &str = ".forewarn/live";

/// What the server serves.
pub trait Pages: Send + Sync + 'static {
    /// The answer at a path below the token; `None`: nothing is there,
    /// and the server says so in a line of its own. A page for that case is
    /// given with the status [`NOT_FOUND`] instead.
    ///
    /// `advisories/` is asked for as `advisories/index.html`. Called on a thread
    /// that may take its time, on a few of them at once.
    fn page(&self, path: &SitePath) -> Option<Response>;

    /// A number that is another one after each change of what is served, and
    /// at another start of the program.
    fn changes(&self) -> &Changes;
}
