//! Why a request of somebody who knows the token is not answered with a page, and
//! what to do about it.

use super::Response;

/// Every reason. The texts are plain and our own: nothing that was sent comes
/// back, in no encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Denial {
    /// The request cannot be read in one way only.
    Malformed,
    /// It is meant for another host.
    Host,
    /// It was sent by a page of another origin.
    Origin,
    /// Another site led the browser here.
    Site,
    /// It is neither GET nor HEAD.
    Method,
    /// It has a body.
    Body,
    /// There is nothing at the path.
    NotFound,
    /// The page could not be made.
    Broken,
    /// There are as many live-reload streams as there may be.
    Busy,
}

impl Denial {
    /// The response of the server on `port`.
    pub(super) fn response(self, port: u16) -> Response {
        let (status, text) = match self {
            Self::Malformed => (
                "400 Bad Request",
                "This is not a request that the preview can read.",
            ),
            Self::Host => (
                "421 Misdirected Request",
                &*format!(
                    "This preview answers as 127.0.0.1:{port} only. A port that is forwarded \
                     has to keep its number."
                ),
            ),
            Self::Origin => (
                "403 Forbidden",
                "This preview answers to its own pages only.",
            ),
            Self::Site => (
                "403 Forbidden",
                "A page of another site led here. This preview may show what is still secret,\nso \
                 it opens only when you ask for it yourself: put the cursor into the address bar\nand \
                 press Enter.",
            ),
            Self::Method => (
                "405 Method Not Allowed",
                "This preview can only be read: GET and HEAD.",
            ),
            Self::Body => (
                "413 Content Too Large",
                "A request to this preview has no body.",
            ),
            Self::NotFound => ("404 Not Found", "There is nothing here."),
            Self::Broken => (
                "500 Internal Server Error",
                "The page could not be made; the terminal says more.",
            ),
            Self::Busy => (
                "503 Service Unavailable",
                "As many pages wait for changes as this preview can tell.",
            ),
        };
        let body = format!("{text}\n").into_bytes();
        let more = match self {
            Self::Method => "allow: GET, HEAD\r\n",
            _ => "",
        };
        Response {
            status,
            more,
            ..Response::new("text/plain; charset=utf-8", body)
        }
    }
}
