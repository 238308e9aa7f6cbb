//! What every answer says about itself, refusals included.

use hyper::Response;
use hyper::header::{HeaderName, HeaderValue};

/// The fields and why they are there. There is no CORS field among them, on no
/// answer, and no name of the server.
const FIELDS: [(&str, &str); 9] = [
    // Nothing of a preview outlives it in a cache (RFC 9111, section 5.2.2.5).
    ("cache-control", "no-store"),
    // The pages run their own scripts and styles, and talk to nobody else (CSP
    // Level 3). A frame around a preview would be a way to look at it.
    (
        "content-security-policy",
        "default-src 'none'; connect-src 'self'; img-src 'self'; script-src 'self'; \
         style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    // Another origin keeps no handle on our window (HTML Living Standard, section
    // 7.1.3) and cannot embed what we send (Fetch, "CORP").
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    // The address of a page can hold the id of a secret advisory.
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    // Resolving the hosts of links in advance would tell a resolver about them.
    ("x-dns-prefetch-control", "off"),
    // `frame-ancestors`, for browsers that do not know it (RFC 7034).
    ("x-frame-options", "DENY"),
    // For what indexes the pages that somebody visits, or a forwarded port.
    ("x-robots-tag", "noindex, nofollow"),
];

/// The answer with the fields in it.
pub(super) fn dress<B>(mut response: Response<B>) -> Response<B> {
    for (name, value) in FIELDS {
        let name = HeaderName::from_static(name);
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}
