//! Who is answered, and what they asked for.
//!
//! Every account of this machine can connect, and a browser sends whatever the
//! pages in it make it send, so that a request says nothing about who asks. The
//! one who may look knows the token; to everybody else there is nothing here. What
//! a page cannot forge either are `Host`, `Origin` and `Sec-Fetch-Site`, and each of
//! them has to be right, should the token ever get about:
//!
//! | attack | fails on |
//! |---|---|
//! | another account of this machine, with any client | the token, which only the terminal tells |
//! | a foreign name that resolves to 127.0.0.1 (DNS rebinding) | `Host` (RFC 9110, section 7.2) |
//! | `fetch` and `WebSocket` from another origin | `Origin` (RFC 6454, section 7) |
//! | `<img>`, `<script>`, a frame, a link, a window from another page | `Sec-Fetch-Site` (Fetch Metadata Request Headers) |
//! | a form, a request with side effects | the method: there are only GET and HEAD |
//! | one request hidden in another (RFC 9112, section 11.2) | no request has a body, no connection a second request |
//! | a path that leaves the site | [`SitePath`], which is looked up and never opened |

use std::net::IpAddr;

use hyper::header::{
    CONTENT_LENGTH, HOST, HeaderMap, HeaderName, HeaderValue, ORIGIN, TRANSFER_ENCODING,
};
use hyper::{Method, Request, Uri};
use percent_encoding::percent_decode_str;

use super::invitation::Invitation;
use super::listener::Keys;
use super::refusal::{Refusal, Stranger};
use crate::model::SitePath;

/// The names of this machine that the preview answers to.
const NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Where a request comes from, as the browser sees it.
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// What somebody who may look asks for.
#[derive(Debug)]
pub(super) enum Asked<'r> {
    /// What is at an address below the token, encoded as it came.
    Path(&'r str),
    /// The token itself, without the `/` that links count from.
    Door,
    /// What an invitation leads to.
    Invited(&'r Invitation),
}

/// What `peer` asks for, when it is of this machine and knows what opens the
/// preview. The query has no meaning here and is not looked at.
pub(super) fn recognise<'r, B>(
    request: &'r Request<B>,
    peer: IpAddr,
    keys: &'r Keys,
) -> Result<Asked<'r>, Stranger> {
    let path = request.uri().path().strip_prefix('/').unwrap_or_default();
    let (shown, below) = match path.split_once('/') {
        Some((shown, below)) => (shown, Some(below)),
        None => (path, None),
    };
    let is_known = keys.token.is(shown);
    let invitation = keys.invitation.as_deref().filter(|it| it.is(shown));
    if !peer.to_canonical().is_loopback() {
        return Err(Stranger);
    }
    match (is_known, invitation) {
        (true, _) => Ok(below.map_or(Asked::Door, Asked::Path)),
        (false, Some(invitation)) => Ok(Asked::Invited(invitation)),
        (false, None) => Err(Stranger),
    }
}

/// Whether the request is one to be answered by a server on `port`. The file that
/// an invitation is leads from nowhere that a browser would call ours.
pub(super) fn admit<B>(request: &Request<B>, asked: &Asked<'_>, port: u16) -> Result<(), Refusal> {
    let headers = request.headers();
    let host = host(headers, port)?;
    authority(request.uri(), host)?;
    origin(headers, host)?;
    if !matches!(asked, Asked::Invited(_)) {
        site(headers)?;
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Err(Refusal::Method);
    }
    body(headers)
}

/// The one `Host`, which is a name of this machine, in any case (RFC 9110, section
/// 4.2.3), with our own port. Browsers leave out port 80.
fn host(headers: &HeaderMap, port: u16) -> Result<&str, Refusal> {
    let host = single(headers, &HOST)?.ok_or(Refusal::Malformed)?;
    let is_own = |host: &&str| {
        NAMES.iter().any(|name| {
            let (start, rest) = host.split_at_checked(name.len()).unwrap_or_default();
            let is_port = rest == format!(":{port}") || (port == 80 && rest.is_empty());
            start.eq_ignore_ascii_case(name) && is_port
        })
    };
    let host = host.to_str().ok().filter(is_own);
    host.ok_or(Refusal::Host)
}

/// A target in absolute form (RFC 9112, section 3.2.2) names the same host. The
/// form of nothing but an authority is for proxies.
fn authority(target: &Uri, host: &str) -> Result<(), Refusal> {
    match (target.scheme_str(), target.authority()) {
        (None, None) => Ok(()),
        (None, Some(_)) => Err(Refusal::Malformed),
        (Some("http"), Some(authority)) if authority == host => Ok(()),
        _ => Err(Refusal::Host),
    }
}

/// The origin, if given, is the one that the request goes to.
fn origin(headers: &HeaderMap, host: &str) -> Result<(), Refusal> {
    let own = format!("http://{host}");
    match single(headers, &ORIGIN)?.map(HeaderValue::as_bytes) {
        None => Ok(()),
        Some(origin) if origin.eq_ignore_ascii_case(own.as_bytes()) => Ok(()),
        Some(_) => Err(Refusal::Origin),
    }
}

/// The browser, if it tells, was sent by a page of ours or by a person. A page
/// on another port of this machine is `same-site`, and foreign.
fn site(headers: &HeaderMap) -> Result<(), Refusal> {
    match single(headers, &SEC_FETCH_SITE)?.map(HeaderValue::as_bytes) {
        None | Some(b"same-origin" | b"none") => Ok(()),
        Some(_) => Err(Refusal::Site),
    }
}

/// No body is announced, in either way (RFC 9112, section 6).
fn body(headers: &HeaderMap) -> Result<(), Refusal> {
    let length = single(headers, &CONTENT_LENGTH)?;
    if headers.contains_key(TRANSFER_ENCODING) || length.is_some_and(|length| length != "0") {
        return Err(Refusal::Body);
    }
    Ok(())
}

/// The value of a field that may stand in a request once.
fn single<'h>(
    headers: &'h HeaderMap,
    name: &HeaderName,
) -> Result<Option<&'h HeaderValue>, Refusal> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (value, None) => Ok(value),
        _ => Err(Refusal::Malformed),
    }
}

/// Decodes a path below the token once (RFC 3986, section 2.4). A folder stands
/// for the `index.html` in it.
pub(super) fn path(encoded: &str) -> Result<SitePath, Refusal> {
    let whole = encoded.split('%').skip(1).all(|rest| {
        let digits = rest.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    });
    if !whole {
        return Err(Refusal::Malformed);
    }
    let decoded = percent_decode_str(encoded).decode_utf8();
    let mut path = decoded.map_err(|_| Refusal::Malformed)?.into_owned();
    if path.is_empty() || path.ends_with('/') {
        path.push_str("index.html");
    }
    SitePath::new(path).map_err(|_| Refusal::NotFound)
}

#[cfg(test)]
mod tests;
