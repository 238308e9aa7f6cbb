//! Why a request is not answered with a page.

use hyper::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use hyper::{Response, StatusCode};

/// Every reason. The texts are plain and our own: nothing that was sent comes
/// back, in no encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The connection comes from another machine.
    Peer,
    /// The request is none, or not one that can be read in one way only.
    Malformed,
    /// Its head is too large.
    Large,
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

    /// The status by RFC 9110, section 15, and RFC 6585, section 5.
    fn status(self) -> StatusCode {
        match self {
            Self::Peer | Self::Origin | Self::Site => StatusCode::FORBIDDEN,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Large => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
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
            Self::Peer => "This preview answers to its own machine only.",
            Self::Malformed => "This is not a request that the preview can read.",
            Self::Large => "The head of this request is too large.",
            Self::Host => {
                return format!("This preview answers as http://127.0.0.1:{port}/ only.");
            }
            Self::Origin => "This preview answers to its own pages only.",
            Self::Site => {
                return format!(
                    "A page of another site led here. This preview may show what is still \
                     secret,\nso it opens only when you ask for it yourself: type its address \
                     into the address bar.\n\nhttp://127.0.0.1:{port}/"
                );
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
