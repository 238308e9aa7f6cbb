//! Where the preview keeps what is its own: paths below the token, all of them
//! in a folder that no site has; and how a page leads there.

/// What is secret, at a glance.
pub const DASHBOARD: &str = ".forewarn/index.html";

/// The stylesheet of banner, faults and dashboard.
pub const STYLESHEET: &str = ".forewarn/preview.css";

/// The script that keeps a page current.
pub const SCRIPT: &str = ".forewarn/preview.js";

/// The folder of the overlay's patches; each [`SecretPatch`](super::SecretPatch) has its
/// path in there.
pub(super) const PATCHES: &str = ".forewarn/patches/";

/// What [`STYLESHEET`] holds.
pub const STYLESHEET_TEXT: &str = include_str!("assets/preview.css");

/// What [`SCRIPT`] holds.
pub const SCRIPT_TEXT: &str = include_str!("assets/preview.js");

/// [`DASHBOARD`] as links write it.
pub(super) const DASHBOARD_LINK: &str = ".forewarn/";

/// What a link of the page at `address` begins with to lead to whatever is below
/// the token: `./`, `../`, `../../`. So no page holds the token, and one that is
/// saved or passed on gives nothing away.
pub(super) fn way_up(address: &str) -> String {
    match address.matches('/').count() {
        0 => "./".to_owned(),
        folders => "../".repeat(folders),
    }
}
