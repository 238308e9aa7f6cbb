//! OSV records and their index (OSV 1.7.5; osv.dev, REST import).

pub(super) mod bulk;
mod record;
mod specific;

use serde::Serialize;

pub(super) use record::display;

use record::Record;

use super::plan::{DataFile, Frame, file};
use super::{Claims, Material};
use crate::model::{Advisory, Affected, AsOf, Config, Reference, SitePath, Timestamp};

/// The media type of a record.
const MEDIA_TYPE: &str = "application/json";

/// What to do about the name of a record.
const OF_RECORD: &str = "importers ask for the record by its id, so it keeps the name; build and publish where such files can be";

pub(super) fn claim_index<'p>(_: &Material<'p>, claims: &mut Claims<'p>) {
    let all = DataFile::fixed(
        "osv/all.json",
        MEDIA_TYPE,
        "Ids of all OSV records and when each was modified, newest first",
    );
    claims.list(all, file(index));
}

/// `osv/ID.json`: the record. The page of the advisory leads to it.
pub(super) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    if !site.public.is_empty() {
        let records = "OSV record of an advisory";
        claims.list_kind(DataFile::fixed("osv/{id}.json", MEDIA_TYPE, records));
    }
    for advisory in site.distinct() {
        let (path, place) = (SitePath::record(&advisory.id.value), advisory.id.span);
        let record = |frame: &Frame<'_>| record(frame, advisory);
        claims.of_name(path, place, OF_RECORD, file(record));
    }
}

/// The record of an advisory, indented, with a final line end.
pub(super) fn record(frame: &Frame<'_>, advisory: &Advisory) -> Vec<u8> {
    let advisory = advisory.as_of(frame.view());
    let page = own_page(&advisory, frame.config);
    json(&Record::new(&advisory, page.as_deref()))
}

/// The address of the page, for a record that forewarn makes: programs print the first
/// ADVISORY reference, or invent an address on osv.dev. A record with a `modified` of its
/// own leaves as it came.
fn own_page(advisory: &AsOf<'_>, config: &Config) -> Option<String> {
    let page = config.address(&SitePath::advisory(&advisory.id.value))?;
    let is_given = |reference: &Reference| reference.url.value == page;
    let mut references = advisory.references.iter().flatten();
    let is_ours = advisory.dates.modified.is_none() && !references.any(is_given);
    is_ours.then_some(page)
}

/// `osv/all.json`: an array of `{id, modified}`, newest first, as osv.dev's
/// REST importer reads it.
fn index(frame: &Frame<'_>) -> Vec<u8> {
    let advisories = frame.public.iter();
    let mut items: Vec<_> = advisories
        .map(|advisory| IndexItem {
            id: advisory.id.value.as_str(),
            modified: advisory.as_of(frame.view()).record_modified(),
        })
        .collect();
    items.sort_by(|a, b| b.modified.cmp(&a.modified).then_with(|| a.id.cmp(b.id)));
    json(&items)
}

/// The record as a tree, with these entries about what is affected: for readers that
/// understand less than OSV has, or want more.
pub(crate) fn tree(advisory: &AsOf<'_>, affected: &[Affected]) -> serde_json::Value {
    let record = Record::about(advisory, affected);
    serde_json::to_value(record).expect("these structs have string keys only")
}

fn json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("these structs have string keys only");
    bytes.push(b'\n');
    bytes
}

#[derive(Serialize)]
struct IndexItem<'a> {
    id: &'a str,
    #[serde(serialize_with = "display")]
    modified: Timestamp,
}
