//! security.txt (RFC 9116) against the clock and the address of the site.

use jiff::ToSpan;
use jiff::tz::TimeZone;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::config::Channel;
use crate::model::security_txt::WrittenSecurityTxt;
use crate::model::{Config, Project, SitePath, Timestamp};
use crate::source::{Span, Spanned};

pub(super) fn check(project: &Project, clock: Timestamp, out: &mut Diagnostics) {
    let config = &project.config;
    let place = match &project.security_txt {
        Some(written) => {
            by_hand(written, config, clock, out);
            Span::file(written.file)
        }
        None => match config.contacts.first() {
            Some(first) => {
                made(config, clock, out);
                first.channel.span()
            }
            None => {
                let message = "no security.txt is made without a contact";
                without_effect(config, message, "add `contacts`, or remove the key", out);
                return;
            }
        },
    };
    at_the_root(config, place, out);
}

/// A file of the project's own, whose lines are read already.
fn by_hand(written: &WrittenSecurityTxt, config: &Config, clock: Timestamp, out: &mut Diagnostics) {
    if let Some(at) = written.expires {
        expires(at, clock, out);
    }
    let message = "this has no effect: security.txt is written by hand";
    let help = "move it there, or remove content/.well-known/security.txt";
    without_effect(config, message, help, out);
    let canonical: Vec<_> = written.values("Canonical").collect();
    let is_there = |address: &String| canonical.iter().any(|it| it.value == *address);
    if let (Some(first), Some(address)) = (
        canonical.first(),
        config
            .root_address(&SitePath::security_txt())
            .filter(|it| !is_there(it)),
    ) {
        let message = "none of the `Canonical` addresses is that of this site";
        let help = format!("add `Canonical: {address}`, or correct `base_url`");
        out.push(Diagnostic::new(Code::SecurityTxtDoubtful, first.span, message).help(help));
    }
    if written.is_signed && canonical.is_empty() {
        let message = "a signed file without `Canonical` is as good on any other host";
        let help = "add the file's address to what you sign (section 2.5.2)";
        let place = Span::file(written.file);
        out.push(Diagnostic::new(Code::SecurityTxtDoubtful, place, message).help(help));
    }
    let csaf: Vec<_> = written.values("CSAF").collect();
    let well_known = |it: &&&Spanned<String>| it.value.contains("/.well-known/csaf/");
    if let Some(late) = csaf.iter().skip(1).find(well_known) {
        let message = "the well-known address of CSAF is not the first";
        let help = "move the line before the other `CSAF` lines";
        out.push(Diagnostic::new(Code::SecurityTxtDoubtful, late.span, message).help(help));
    }
}

/// What forewarn makes it of.
fn made(config: &Config, clock: Timestamp, out: &mut Diagnostics) {
    if let Some(at) = config.security_txt.expires {
        expires(at, clock, out);
    }
    for contact in &config.contacts {
        if let Channel::Url(url) = &contact.channel
            && url.value.starts_with("http://")
        {
            let message = format!("security.txt leaves {} out", quoted(&url.value));
            let help = "web addresses are secure there (RFC 9116, section 2.2): write `https://`";
            out.push(Diagnostic::new(Code::SecurityTxtDoubtful, url.span, message).help(help));
        }
    }
}

fn expires(at: Spanned<Timestamp>, clock: Timestamp, out: &mut Diagnostics) {
    let now = clock.to_jiff().to_zoned(TimeZone::UTC);
    let later = |span: jiff::Span| now.checked_add(span).map(|it| it.timestamp().into());
    let (soon, year): (Result<Timestamp, _>, _) = (later(30.days()), later(1.year()));
    let until = at.value;
    let (code, message) = if until <= clock {
        (
            Code::SecurityTxtExpired,
            format!("security.txt has expired on {}", until.date()),
        )
    } else if soon.is_ok_and(|soon| until < soon) {
        (
            Code::SecurityTxtExpiring,
            format!("security.txt expires on {}", until.date()),
        )
    } else if year.is_ok_and(|year: Timestamp| until > year) {
        let message = "security.txt promises contacts for more than a year".to_owned();
        (Code::SecurityTxtDoubtful, message)
    } else {
        return;
    };
    let help = "look whether all of it still holds, then set a date less than a year ahead";
    out.push(Diagnostic::new(code, at.span, message).help(help));
}

fn without_effect(
    config: &Config,
    message: &'static str,
    help: &'static str,
    out: &mut Diagnostics,
) {
    if let Some(place) = config.security_txt.place {
        out.push(Diagnostic::new(Code::SecurityTxtDoubtful, place, message).help(help));
    }
}

/// Nobody looks for the file below a prefix (section 3).
fn at_the_root(config: &Config, place: Span, out: &mut Diagnostics) {
    let path = SitePath::security_txt();
    let (Some(root), Some(here)) = (config.root_address(&path), config.address(&path)) else {
        return;
    };
    if root != here {
        let message =
            format!("security.txt is looked for at {root}, and this site has it at {here}");
        let help = "copy the file to the root of the host whenever you publish; then silence this: \
                    `levels: {security-txt-place: off}`";
        out.push(Diagnostic::new(Code::SecurityTxtPlace, place, message).help(help));
    }
}
