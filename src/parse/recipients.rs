//! `recipients.yaml` of the overlay: who is told before the world is.

use super::contact;
use super::keys::recipients::RECIPIENT;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Recipient;
use crate::source::{Content, FileId, Sources, Spanned};
use crate::yaml::{self, Node, Table};

/// Reads a list of mailboxes: an address, an address with a name, as mail programs
/// write it, or `{name, email}`.
pub(super) fn recipients(sources: &Sources, file: FileId, out: &mut Diagnostics) -> Vec<Recipient> {
    let source = sources.get(file);
    if matches!(source.content, Content::Bytes(_)) && source.quotable().trim().is_empty() {
        return Vec::new();
    }
    let Some(node) = yaml::read(sources, file, out) else {
        return Vec::new();
    };
    let Some(items) = node.as_list() else {
        let message = format!("`recipients.yaml` must be a list, not {}", node.describe());
        out.push(
            Diagnostic::new(Code::WrongType, node.span, message)
                .help("write one address a line: `- security@distribution.example`"),
        );
        return Vec::new();
    };
    items
        .iter()
        .filter_map(|item| recipient(item, out))
        .collect()
}

fn recipient(node: &Node, out: &mut Diagnostics) -> Option<Recipient> {
    if node.as_map().is_none() {
        let written = yaml::text_of(node, "a recipient", out)?;
        let (name, address) = mailbox(&written.value);
        let spanned = |text: &str| Spanned::new(text.to_owned(), written.span);
        return Some(Recipient {
            name: name.map(spanned),
            email: contact::address(spanned(address), out)?,
        });
    }
    let mut table = Table::new(node, &RECIPIENT, out)?;
    let name = table.text("name", out);
    let email = table
        .required_text("email", out)
        .and_then(|email| contact::address(email, out));
    table.finish(out);
    Some(Recipient {
        name,
        email: email?,
    })
}

/// What a mailbox is called, and its address: `Name <address>`, with the name in
/// quotes or not, or `address (Name)` (RFC 5322, section 3.4). What is neither is
/// an address, or none.
fn mailbox(text: &str) -> (Option<&str>, &str) {
    let text = text.trim();
    let (name, address) = match text.strip_suffix('>').and_then(|t| t.split_once('<')) {
        Some((name, address)) => (name.trim().trim_matches('"'), address),
        None => match text.strip_suffix(')').and_then(|t| t.split_once('(')) {
            Some((address, name)) => (name, address),
            None => ("", text),
        },
    };
    let name = name.trim();
    ((!name.is_empty()).then_some(name), address.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<(Option<String>, String)>, Vec<String>) {
        let mut sources = Sources::new();
        let content = Content::Bytes(text.as_bytes().to_vec());
        let file = sources.add_private("../secret", "recipients.yaml", content);
        let mut found = Diagnostics::new();
        let read = recipients(&sources, file, &mut found);
        let recipients = read
            .into_iter()
            .map(|r| (r.name.map(|name| name.value), r.email.value))
            .collect();
        let found = found.sorted(&sources);
        (
            recipients,
            found
                .into_iter()
                .map(|(_, d)| d.message.to_string())
                .collect(),
        )
    }

    #[test]
    fn an_address_stands_alone_or_beside_a_name() {
        let text = "- a@one.example\n- {name: Two, email: b@two.example}\n";
        let recipients = vec![
            (None, "a@one.example".to_owned()),
            (Some("Two".to_owned()), "b@two.example".to_owned()),
        ];
        assert_eq!(read(text), (recipients, vec![]));
        assert_eq!(read(""), (vec![], vec![]));
    }

    #[test]
    fn a_mailbox_is_read_as_people_write_it() {
        for (written, name) in [
            ("Ubuntu <security@ubuntu.example>", Some("Ubuntu")),
            (
                "Debian Security Team<security@ubuntu.example>",
                Some("Debian Security Team"),
            ),
            ("'\"Doe, Jo\" <security@ubuntu.example>'", Some("Doe, Jo")),
            ("<security@ubuntu.example>", None),
            ("security@ubuntu.example (Ubuntu)", Some("Ubuntu")),
        ] {
            let expected = (
                name.map(str::to_owned),
                "security@ubuntu.example".to_owned(),
            );
            assert_eq!(read(&format!("- {written}\n")), (vec![expected], vec![]));
        }
    }

    /// An address that cannot be read is none that the guard could look for.
    #[test]
    fn what_holds_no_address_is_a_fault() {
        for written in [
            "Ubuntu",
            "Ubuntu <security at ubuntu.example>",
            "a@one.example, b@two.example",
            "A <a@one.example>, B <b@two.example>",
            "{name: A, email: A <a@one.example>}",
        ] {
            let (recipients, found) = read(&format!("- {written}\n"));
            assert!(recipients.is_empty(), "{written}: {recipients:?}");
            assert_eq!(found.len(), 1, "{written}: {found:?}");
        }
    }

    #[test]
    fn what_is_no_recipient_is_a_fault() {
        let (_, found) = read("name: a\n");
        assert_eq!(found, ["`recipients.yaml` must be a list, not a map"]);
        let (_, found) = read("- {name: a}\n");
        assert_eq!(found.len(), 1);
    }
}
