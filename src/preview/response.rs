//! Answers as they go over the wire (RFC 9112), and what each says about itself,
//! refusals included.

use std::fmt::Write;

use super::media_type;
use crate::model::SitePath;

/// The fields of every answer and why they are there. There is no CORS field among
/// them, and no name of the server.
const FIELDS: &[(&str, &str)] = &[
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
    // No request can hide behind another (RFC 9112, section 9.6).
    ("connection", "close"),
];

/// Of a page that says that there is nothing at the path.
pub const NOT_FOUND: &str = "404 Not Found";

/// Of a page that says why what is at the path cannot be shown.
pub const FAULTY: &str = "500 Internal Server Error";

/// What a request is answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The status by RFC 9110, section 15, with its phrase.
    pub status: &'static str,
    /// Its `Content-Type`.
    pub media_type: &'static str,
    /// What else it says: whole lines.
    pub(super) more: &'static str,
    /// Its content; without, it goes on until the connection ends.
    pub(super) body: Option<Vec<u8>>,
}

impl Response {
    /// What was asked for.
    pub fn new(media_type: &'static str, body: Vec<u8>) -> Self {
        Self {
            status: "200 OK",
            media_type,
            more: "",
            body: Some(body),
        }
    }

    /// The content of `path`, of the media type that its extension stands for.
    pub fn found(path: &SitePath, body: Vec<u8>) -> Self {
        Self::new(media_type::of(path), body)
    }

    /// The same with another status.
    #[must_use]
    pub fn with_status(mut self, status: &'static str) -> Self {
        self.status = status;
        self
    }

    /// All but the body.
    pub(super) fn head(&self) -> String {
        let length = self.body.as_ref().map(|body| body.len().to_string());
        let length = length.as_deref().map(|length| ("content-length", length));
        let own = [("content-type", self.media_type)]
            .into_iter()
            .chain(length);
        head(self.status, own, self.more)
    }

    /// The one answer to all who do not know the token: it tells neither whether
    /// there is a page, nor what was wrong with the request, which could be another
    /// reason at another time.
    pub(super) fn to_strangers() -> String {
        head(NOT_FOUND, [("content-length", "0")], "")
    }
}

fn head<'f>(status: &str, own: impl IntoIterator<Item = (&'f str, &'f str)>, more: &str) -> String {
    let mut head = format!("HTTP/1.1 {status}\r\n");
    for (name, value) in FIELDS.iter().copied().chain(own) {
        write!(head, "{name}: {value}\r\n").expect("a string takes everything");
    }
    head + more + "\r\n"
}
