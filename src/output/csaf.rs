//! CSAF 2.0 documents below `.well-known/csaf/`, as a provider publishes them
//! (CSAF 2.0, section 7): the documents by year with their hashes, lists of them for
//! programs and people, and the metadata that lead to them all.
//!
//! A document says what an advisory and the list of releases say, and nothing that
//! another advisory or the end of a support changes: two documents of one version are
//! equal. What to do today stands on the page, to which it leads. Keys of objects are
//! in the order of the alphabet (section 7.1.1, test 6.2.13).

mod document;
mod issue;
mod lists;
mod product;
mod provider;
mod register;
mod remediation;
mod rolie;
mod score;
#[cfg(test)]
mod tests;
mod tracking;
mod tree;
mod vulnerability;

use std::sync::Arc;

use serde::Serialize;

use super::plan::{DataFile, Frame, file};
use super::{Claims, Material};
use crate::model::SitePath;
use issue::{Issue, Issues};

/// Where the documents of the world are (TLP:WHITE).
const WHITE: &str = ".well-known/csaf/white";

/// Each document.
const EACH: &str = ".well-known/csaf/white/{year}/{id}.json";

const JSON: &str = "application/json";

/// What to do about the name of a document.
const OF_DOCUMENT: &str =
    "CSAF names the document after the id; of two ids that differ in signs only, change one";

/// Writes what is made of all documents.
type List = for<'f> fn(&Frame<'f>, &Issues<'_>) -> Vec<u8>;

/// All documents, and what leads to them.
pub(super) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    if site.config.publisher().is_none() {
        return;
    }
    let advisories = site.distinct().map(|it| Issue::of_advisory(it, site));
    let issues: Issues<'p> = advisories.chain(register::issues(site)).collect();
    let provider = DataFile::new(
        SitePath::csaf_provider(),
        JSON,
        "Where the CSAF documents are",
    );
    claims.list(provider, of(&issues, provider::metadata));
    let feed = DataFile::fixed(rolie::PATH, JSON, "CSAF documents as a ROLIE feed");
    claims.list(feed, of(&issues, rolie::feed as List));
    let lists: [(&str, &str, &str, List); 2] = [
        (
            "index.txt",
            "text/plain",
            "All CSAF documents",
            lists::index,
        ),
        (
            "changes.csv",
            "text/csv",
            "CSAF documents by their last change",
            lists::changes,
        ),
    ];
    for (name, media_type, title, write) in lists {
        let listed = DataFile::fixed(&format!("{WHITE}/{name}"), media_type, title);
        claims.list(listed, of(&issues, write));
    }
    claims.own(folder(""), of(&issues, lists::years as List));
    for year in lists::all_years(&issues) {
        let path = folder(&year);
        let listing = of(&issues, move |frame: &Frame<'_>, issues: &Issues<'_>| {
            lists::of_year(frame, issues, &year)
        });
        claims.own(path, listing);
    }
    if !issues.is_empty() {
        claims.list_kind(DataFile::fixed(
            EACH,
            JSON,
            "An advisory as a CSAF document",
        ));
        for hash in issue::HASHES {
            let path = format!("{EACH}.{}", hash.extension());
            let title = "The hash of a CSAF document";
            claims.list_kind(DataFile::fixed(&path, "text/plain", title));
        }
    }
    for issue in issues.iter() {
        claim_issue(issue, claims);
    }
}

/// A document and its hashes.
fn claim_issue<'p>(issue: &Arc<Issue<'p>>, claims: &mut Claims<'p>) {
    let place = issue.place;
    let document = {
        let issue = Arc::clone(issue);
        file(move |frame: &Frame<'_>| issue.bytes(frame))
    };
    claims.of_name(issue.path.clone(), place, OF_DOCUMENT, document);
    for hash in issue::HASHES {
        let issue = Arc::clone(issue);
        let path = issue.hash_path(hash);
        let hashed = file(move |frame: &Frame<'_>| issue.hash_file(hash, frame));
        claims.of_name(path, place, OF_DOCUMENT, hashed);
    }
}

fn of<'p, W>(issues: &Issues<'p>, write: W) -> impl super::Output + use<'p, W>
where
    W: Fn(&Frame<'_>, &Issues<'p>) -> Vec<u8> + Send + Sync,
{
    let issues = issues.clone();
    file(move |frame: &Frame<'_>| write(frame, &issues))
}

/// What there is in the folder of a year; without one, in that of all.
fn folder(year: &str) -> SitePath {
    let path = format!("{WHITE}/{year}/index.html").replace("//", "/");
    SitePath::new(path).expect("a year is a name")
}

/// A document, without blanks: of the tree of products, half would be indentation.
fn compact(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(value).expect("these structs have string keys only");
    bytes.push(b'\n');
    bytes
}

fn json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("these structs have string keys only");
    bytes.push(b'\n');
    bytes
}
