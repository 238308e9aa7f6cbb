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
use std::sync::Arc;

use httparse::Request;
use percent_encoding::percent_decode_str;

use super::denial::Denial;
use super::invitation::Invitation;
use super::listener::Keys;
use crate::model::SitePath;

/// The names of this machine that the preview answers to.
const NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// What somebody who may look asks for.
#[derive(Debug)]
pub(super) enum Sought<'r> {
    /// What is at an address below the token, encoded as it came.
    Path(&'r str),
    /// The token itself, without the `/` that links count from.
    Door,
    /// What an invitation leads to.
    Invited(Arc<Invitation>),
}

/// What `peer` asks for, when it is of this machine and knows what opens the
/// preview; to all others there is nothing. The query has no meaning here and is
/// not looked at.
pub(super) fn recognise<'r>(
    request: &Request<'_, 'r>,
    peer: IpAddr,
    keys: &Keys,
) -> Option<Sought<'r>> {
    let (_, path) = target(request);
    let path = path.strip_prefix('/').unwrap_or_default();
    let (shown, below) = match path.split_once('/') {
        Some((shown, below)) => (shown, Some(below)),
        None => (path, None),
    };
    let is_known = keys.token.is(shown);
    let invitation = keys.invitation.as_ref().filter(|it| it.is(shown));
    if !peer.to_canonical().is_loopback() {
        None
    } else if is_known {
        Some(below.map_or(Sought::Door, Sought::Path))
    } else {
        invitation.cloned().map(Sought::Invited)
    }
}

/// Scheme and authority of the target, if it is in absolute form (RFC 9112, section
/// 3.2.2), and its path, encoded as it came.
fn target<'r>(request: &Request<'_, 'r>) -> (Option<(&'r str, &'r str)>, &'r str) {
    let target = request.path.unwrap_or_default();
    let target = target.split(['?', '#']).next().unwrap_or_default();
    match target.split_once("://") {
        Some((scheme, rest)) if !scheme.contains('/') => {
            let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            (Some((scheme, authority)), path)
        }
        _ => (None, target),
    }
}

/// Whether the request is one to be answered by a server on `port`. The file that
/// an invitation is leads from nowhere that a browser would call ours.
pub(super) fn admit(
    request: &Request<'_, '_>,
    asked: &Sought<'_>,
    port: u16,
) -> Result<(), Denial> {
    let host = host(request, port)?;
    authority(request, host)?;
    origin(request, host)?;
    if !matches!(asked, Sought::Invited(_)) {
        site(request)?;
    }
    if !matches!(request.method, Some("GET" | "HEAD")) {
        return Err(Denial::Method);
    }
    body(request)
}

/// The one `Host`, which is a name of this machine, in any case (RFC 9110, section
/// 4.2.3), with our own port. Browsers leave out port 80.
fn host<'r>(request: &Request<'_, 'r>, port: u16) -> Result<&'r str, Denial> {
    let host = single(request, "host")?.ok_or(Denial::Malformed)?;
    let is_own = |host: &&str| {
        NAMES.iter().any(|name| {
            let (start, rest) = host.split_at_checked(name.len()).unwrap_or_default();
            let is_port = rest == format!(":{port}") || (port == 80 && rest.is_empty());
            start.eq_ignore_ascii_case(name) && is_port
        })
    };
    let host = std::str::from_utf8(host).ok().filter(is_own);
    host.ok_or(Denial::Host)
}

/// A target in absolute form names the same host.
fn authority(request: &Request<'_, '_>, host: &str) -> Result<(), Denial> {
    match target(request).0 {
        None => Ok(()),
        Some((scheme, authority))
            if scheme.eq_ignore_ascii_case("http") && authority.eq_ignore_ascii_case(host) =>
        {
            Ok(())
        }
        Some(_) => Err(Denial::Host),
    }
}

/// The origin, if given, is the one that the request goes to.
fn origin(request: &Request<'_, '_>, host: &str) -> Result<(), Denial> {
    let own = format!("http://{host}");
    match single(request, "origin")? {
        None => Ok(()),
        Some(origin) if origin.eq_ignore_ascii_case(own.as_bytes()) => Ok(()),
        Some(_) => Err(Denial::Origin),
    }
}

/// The browser, if it tells, was sent by a page of ours or by a person. A page
/// on another port of this machine is `same-site`, and foreign.
fn site(request: &Request<'_, '_>) -> Result<(), Denial> {
    match single(request, "sec-fetch-site")? {
        None | Some(b"same-origin" | b"none") => Ok(()),
        Some(_) => Err(Denial::Site),
    }
}

/// No body is announced, in either way (RFC 9112, section 6).
fn body(request: &Request<'_, '_>) -> Result<(), Denial> {
    let length = single(request, "content-length")?;
    let is_coded = values(request, "transfer-encoding").next().is_some();
    if is_coded || length.is_some_and(|length| length != b"0") {
        return Err(Denial::Body);
    }
    Ok(())
}

/// The value of a field that may stand in a request once.
fn single<'r>(request: &Request<'_, 'r>, name: &str) -> Result<Option<&'r [u8]>, Denial> {
    let mut values = values(request, name);
    match (values.next(), values.next()) {
        (value, None) => Ok(value),
        _ => Err(Denial::Malformed),
    }
}

fn values<'r>(request: &Request<'_, 'r>, name: &str) -> impl Iterator<Item = &'r [u8]> {
    let fields = request.headers.iter();
    let of_name = fields.filter(move |field| field.name.eq_ignore_ascii_case(name));
    of_name.map(|field| field.value)
}

/// Decodes a path below the token once (RFC 3986, section 2.4). A folder stands
/// for the `index.html` in it.
pub(super) fn path(encoded: &str) -> Result<SitePath, Denial> {
    let whole = encoded.split('%').skip(1).all(|rest| {
        let digits = rest.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    });
    if !whole {
        return Err(Denial::Malformed);
    }
    let decoded = percent_decode_str(encoded).decode_utf8();
    let mut path = decoded.map_err(|_| Denial::Malformed)?.into_owned();
    if path.is_empty() || path.ends_with('/') {
        path.push_str("index.html");
    }
    SitePath::new(path).map_err(|_| Denial::NotFound)
}

#[cfg(test)]
mod tests;
