//! `contacts` of `forewarn.yaml`: how the project is reached, in order of
//! preference (RFC 9116, section 2.5.3).

use super::config::web_address;
use super::keys::config::{CONTACT, OPENPGP};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::config::{Channel, Contact, OpenPgp};
use crate::source::Spanned;
use crate::yaml::{Node, Table};

/// Reads the list; faulty entries are reported and left out.
pub(super) fn contacts(node: &Node, out: &mut Diagnostics) -> Vec<Contact> {
    let Some(items) = node.as_list() else {
        out.push(
            Diagnostic::new(
                Code::WrongType,
                node.span,
                format!("`contacts` must be a list, not {}", node.describe()),
            )
            .help("write `contacts: [{email: security@example.org}]`"),
        );
        return Vec::new();
    };
    items.iter().filter_map(|item| contact(item, out)).collect()
}

fn contact(node: &Node, out: &mut Diagnostics) -> Option<Contact> {
    let mut table = Table::new(node, &CONTACT, out)?;
    let url = table.text("url", out);
    let email = table.text("email", out);
    let openpgp = table
        .take_value("openpgp")
        .and_then(|entry| openpgp(&entry.value, out));
    table.finish(out);
    let channel = match (url, email) {
        (Some(url), None) => {
            let span = url.span;
            Channel::Url(Spanned::new(web_address(url, out)?, span))
        }
        (None, Some(email)) => Channel::Email(address(email, out)?),
        (None, None) => {
            out.push(
                Diagnostic::new(
                    Code::MissingKey,
                    node.span,
                    "a contact needs `url` or `email`",
                )
                .help("write `email: security@example.org` or `url: https://...`"),
            );
            return None;
        }
        (Some(url), Some(email)) => {
            out.push(
                Diagnostic::new(
                    Code::ConflictingKeys,
                    email.span,
                    "a contact is one `url` or one `email`",
                )
                .label(url.span, "the other is here")
                .help("make two contacts of it, the preferred one first"),
            );
            return None;
        }
    };
    Some(Contact { channel, openpgp })
}

/// An address of mail as far as its shape tells (RFC 5321 leaves the rest to
/// the receiving host): no blanks, one `@`, a host with letters.
pub(super) fn address(email: Spanned<String>, out: &mut Diagnostics) -> Option<Spanned<String>> {
    let fine = email.value.split_once('@').is_some_and(|(local, host)| {
        let plain = |c: char| c.is_ascii_graphic() && !"<>\"(),;:\\@?&%#".contains(c);
        !local.is_empty()
            && !host.is_empty()
            && local.chars().all(plain)
            && host
                .chars()
                .all(|c| c.is_alphanumeric() || ".-".contains(c))
    });
    if !fine {
        out.push(
            Diagnostic::new(
                Code::InvalidValue,
                email.span,
                format!("{} is not a mail address", quoted(&email.value)),
            )
            .help("write `name@host`"),
        );
    }
    fine.then_some(email)
}

fn openpgp(node: &Node, out: &mut Diagnostics) -> Option<OpenPgp> {
    let mut table = Table::new(node, &OPENPGP, out)?;
    let fingerprint = table.required_text("fingerprint", out);
    let key = table.text("key", out);
    table.finish(out);
    let fingerprint = fingerprint?;
    let digits: String = fingerprint
        .value
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_ascii_uppercase();
    // Version 4 fingerprints have 20 bytes, version 6 ones 32 (RFC 9580, section 5.5.4).
    if !matches!(digits.len(), 40 | 64) || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        out.push(
            Diagnostic::new(
                Code::InvalidValue,
                fingerprint.span,
                "a fingerprint has 40 or 64 hexadecimal digits",
            )
            .help("print it with `gpg --fingerprint`; a short key id can be forged"),
        );
        return None;
    }
    Some(OpenPgp {
        fingerprint: digits,
        key,
    })
}
