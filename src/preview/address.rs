//! Where the preview keeps what is its own: paths from the server's root, all
//! of them below a folder that no site has.

/// What is secret, at a glance.
pub const DASHBOARD: &str = ".forewarn/index.html";

/// The stylesheet of banner, faults and dashboard.
pub const STYLESHEET: &str = ".forewarn/preview.css";

/// The script that keeps a page current.
pub const SCRIPT: &str = ".forewarn/preview.js";

/// The folder of the overlay's patches; each [`Patch`](super::Patch) has its
/// path in there.
pub(super) const PATCHES: &str = ".forewarn/patches/";

/// What [`STYLESHEET`] holds.
pub const STYLESHEET_TEXT: &str = include_str!("assets/preview.css");

/// What [`SCRIPT`] holds.
pub const SCRIPT_TEXT: &str = include_str!("assets/preview.js");

/// [`DASHBOARD`] as links write it.
pub(super) const DASHBOARD_LINK: &str = "/.forewarn/";
