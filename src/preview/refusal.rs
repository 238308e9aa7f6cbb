//! Why a request is not answered with a page.
//!
//! Whoever does not know the token is told nothing at all: neither whether there
//! is a page, nor what was wrong with the request, which could be another reason
//! at another time. Whoever knows it is told what to do.

use hyper::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use hyper::{Response, StatusCode};

use super::headers;

/// Whoever does not know the token, or sends what is no request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a stranger")]
pub(super) struct Stranger;

impl Stranger {
    /// The one answer to all of them, as it goes over the wire (RFC 9112, section
    /// 2.1).
    pub(super) fn answer() -> Vec<u8> {
        let mut response = headers::dress(Response::new(()));
        *response.status_mut() = StatusCode::NOT_FOUND;
        let mut bytes = format!("HTTP/1.1 {}\r\n", response.status()).into_bytes();
        for (name, value) in response.headers() {
            bytes.extend_from_slice(name.as_str().as_bytes());
            bytes.extend_from_slice(b": ");
            bytes.extend_from_slice(value.as_bytes());
            bytes.extend_from_slice(b"\r\n");
        }
        bytes.extend_from_slice(b"connection: close\r\ncontent-length: 0\r\n\r\n");
        bytes
    }
}

/// Every reason. The texts are plain and our own: nothing that was sent comes
/// back, in no encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The request is none, or not one that can be read in one way only.
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

impl Refusal {
    /// The answer of the server on `port`.
    pub(super) fn response(self, port: u16) -> Response<String> {
        let mut response = Response::new(format!("{}\n", self.text(port)));
        *response.status_mut() = self.status();
        let headers = response.headers_mut();
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("text/plain; charset=utf-8"),
        );
        if self == Self::Method {
            headers.insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        }
        response
    }

    /// The status by RFC 9110, section 15.
    fn status(self) -> StatusCode {
        match self {
            Self::Origin | Self::Site => StatusCode::FORBIDDEN,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Host => StatusCode::MISDIRECTED_REQUEST,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Body => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn text(self, port: u16) -> String {
        let text = match self {
            Self::Malformed => "This is not a request that the preview can read.",
            Self::Host => {
                return format!(
                    "This preview answers as 127.0.0.1:{port} only. A port that is forwarded \
                     has to keep its number."
                );
            }
            Self::Origin => "This preview answers to its own pages only.",
            Self::Site => {
                "A page of another site led here. This preview may show what is still secret,\nso \
                 it opens only when you ask for it yourself: put the cursor into the address bar\nand \
                 press Enter."
            }
            Self::Method => "This preview can only be read: GET and HEAD.",
            Self::Body => "A request to this preview has no body.",
            Self::NotFound => "There is nothing here.",
            Self::Broken => "The page could not be made; the terminal says more.",
            Self::Busy => "As many pages wait for changes as this preview can tell.",
        };
        text.to_owned()
    }
}
