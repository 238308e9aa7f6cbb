//! `robots.txt`: everything may be read (RFC 9309).

use super::plan::{Frame, file};
use super::{Claims, Material};

pub(super) fn claim<'p>(_: &Material<'p>, claims: &mut Claims<'p>) {
    claims.own_fixed("robots.txt", file(robots));
}

/// The file; it names the sitemap when the address of the site is known.
fn robots(frame: &Frame<'_>) -> Vec<u8> {
    let base = frame.config.base_url.as_deref();
    let sitemap = base.map(|base| format!("\nSitemap: {base}sitemap.xml\n"));
    format!("User-agent: *\nAllow: /\n{}", sitemap.unwrap_or_default()).into_bytes()
}
