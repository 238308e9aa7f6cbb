//! `recipients.yaml` of the overlay: who is told before the world is.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Recipient;
use crate::source::{Content, FileId, Sources};
use crate::yaml::{self, Node, Table};

/// Reads a list of addresses, each alone or as `{name, email}`.
pub(super) fn recipients(sources: &Sources, file: FileId, out: &mut Diagnostics) -> Vec<Recipient> {
    let source = sources.get(file);
    if matches!(source.content, Content::Bytes(_)) && source.quotable().trim().is_empty() {
        return Vec::new();
    }
    let Some(node) = yaml::read(sources, file, out) else {
        return Vec::new();
    };
    let Some(items) = node.as_list() else {
        let message = format!("`recipients.yaml` is {}, not a list", node.describe());
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
        let email = yaml::text_of(node, "a recipient", out)?;
        return Some(Recipient { name: None, email });
    }
    let mut table = Table::new(node, "a recipient", out)?;
    let name = table.text("name", out);
    let email = table
        .required("email", out)
        .and_then(|entry| yaml::text_of(&entry.value, "email", out));
    table.finish(out);
    Some(Recipient {
        name,
        email: email?,
    })
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
    fn what_is_no_recipient_is_a_fault() {
        let (_, found) = read("name: a\n");
        assert_eq!(found, ["`recipients.yaml` is a map, not a list"]);
        let (_, found) = read("- {name: a}\n");
        assert_eq!(found.len(), 1);
    }
}
