//! A CVE record (CVE Record Format 5.2.0): what CVE Services takes from the numbering
//! authority of the project.

mod affected;
mod metric;
mod wire;

use clap::Args;
use serde::Serialize;

use super::Document;
use super::public::{Public, Refusal};
use crate::model::{AsOf, id};

/// An advisory that has a CVE id.
#[derive(Debug, Args)]
pub(super) struct OfCve {
    /// The advisory: its id, or an alias that no other has
    id: String,
    /// The whole record, in place of the container of the numbering authority
    #[arg(long, requires = "org")]
    record: bool,
    /// The UUID of the numbering authority
    #[arg(long, value_name = "UUID")]
    org: Option<uuid::Uuid>,
}

/// The container, or the record around it.
pub(super) fn document(public: &Public<'_>, asked: &OfCve) -> Result<Document, Refusal> {
    let advisory = public.advisory(&asked.id)?;
    let cve = cve_of(&advisory, &asked.id)?;
    let org = asked.org.map(|org| org.to_string());
    let container = wire::Container::new(public, &advisory, org.as_deref())?;
    let (text, place) = match org.as_deref().filter(|_| asked.record) {
        Some(org) => (
            json(&wire::Record::new(cve, org, &advisory, container)),
            format!("`{cve}` of CVE Services, or a folder of records"),
        ),
        None => (
            json(&container),
            format!("`cnaContainer` of `{cve}` at CVE Services"),
        ),
    };
    Ok(Document {
        text,
        place: Some(place),
    })
}

fn json(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value).expect("these structs have string keys only");
    text + "\n"
}

/// The CVE id: the one that was asked for, else the only one.
fn cve_of<'a>(advisory: &'a AsOf<'_>, asked: &str) -> Result<&'a str, Refusal> {
    let aliases = advisory.aliases().map(|alias| alias.value.as_str());
    let names = std::iter::once(advisory.id.value.as_str()).chain(aliases);
    let all: Vec<&str> = names.filter(|name| id::is_cve(name)).collect();
    let own = &advisory.id.value;
    match all.as_slice() {
        [only] => Ok(only),
        [] => Err(Refusal::new(
            format!("{own} has no CVE id"),
            "ask for one, and write it down: `cve: CVE-2026-40001`",
        )),
        several => {
            let named = several.iter().find(|cve| cve.eq_ignore_ascii_case(asked));
            named.copied().ok_or_else(|| {
                Refusal::new(
                    format!("{own} has several CVE ids"),
                    format!("ask for one of {}", several.join(", ")),
                )
            })
        }
    }
}
