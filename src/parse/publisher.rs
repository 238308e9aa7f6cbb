//! `csaf` of `forewarn.yaml`: who answers for CSAF documents.

use super::config::web_address;
use super::keys::config::{CSAF, PUBLISHER, PUBLISHER_CATEGORY};
use crate::diagnostic::Diagnostics;
use crate::model::publisher::{Publisher, PublisherCategory};
use crate::source::Spanned;
use crate::yaml::{Node, Table};

/// `csaf: {publisher: {...}}`.
pub(super) fn csaf(node: &Node, out: &mut Diagnostics) -> Option<Spanned<Publisher>> {
    let mut table = Table::new(node, &CSAF, out)?;
    let publisher = table.required("publisher", out);
    table.finish(out);
    let publisher = publisher_of(&publisher?.value, out)?;
    Some(Spanned::new(publisher, node.span))
}

fn publisher_of(node: &Node, out: &mut Diagnostics) -> Option<Publisher> {
    let mut table = Table::new(node, &PUBLISHER, out)?;
    let name = table.required_text("name", out);
    let namespace = table.required_text("namespace", out);
    let category = table.choice("category", &PUBLISHER_CATEGORY, out);
    let contact_details = table.text("contact_details", out).map(|text| text.value);
    let issuing_authority = table.text("issuing_authority", out).map(|text| text.value);
    table.finish(out);
    Some(Publisher {
        name: name?.value,
        namespace: web_address(namespace?, out)?,
        category: category.unwrap_or(PublisherCategory::Vendor),
        contact_details,
        issuing_authority,
    })
}
