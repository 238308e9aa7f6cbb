//! The feed of all documents (RFC 8322; CSAF 2.0, section 7.1.15).

use serde::Serialize;

use super::issue::{HASHES, Issue, Issues};
use super::lists;
use crate::model::{SitePath, Timestamp};
use crate::output::Frame;

/// Its place, beside the metadata: in the folder of the documents are those alone.
pub(super) const PATH: &str = ".well-known/csaf/csaf-feed-tlp-white.json";

pub(super) const TITLE: &str = "All TLP:WHITE documents";

const SCHEMA: &str = "https://docs.oasis-open.org/csaf/csaf/v2.0/csaf_json_schema.json";

/// The feed, newest change first.
pub(super) fn feed(frame: &Frame<'_>, issues: &Issues<'_>) -> Vec<u8> {
    let dated = lists::newest_first(frame, issues);
    let updated = dated.first().map_or(frame.clock, |(at, _)| *at);
    super::json(&Document {
        feed: Feed {
            id: "csaf-feed-tlp-white",
            title: TITLE,
            link: [Link {
                rel: "self",
                href: frame.config.address(frame.path).unwrap_or_default(),
            }],
            category: [Category {
                scheme: "urn:ietf:params:rolie:category:information-type",
                term: "csaf",
            }],
            updated: updated.to_string(),
            entry: dated
                .iter()
                .map(|(at, issue)| Entry::new(frame, issue, *at))
                .collect(),
        },
    })
}

#[derive(Serialize)]
struct Document<'a> {
    feed: Feed<'a>,
}

#[derive(Serialize)]
struct Feed<'a> {
    id: &'static str,
    title: &'static str,
    link: [Link; 1],
    category: [Category; 1],
    updated: String,
    entry: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Link {
    rel: &'static str,
    href: String,
}

#[derive(Serialize)]
struct Category {
    scheme: &'static str,
    term: &'static str,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    title: &'a str,
    link: Vec<Link>,
    published: String,
    updated: String,
    summary: Summary<'a>,
    content: Content,
    format: Format,
}

#[derive(Serialize)]
struct Summary<'a> {
    content: &'a str,
}

#[derive(Serialize)]
struct Content {
    #[serde(rename = "type")]
    kind: &'static str,
    src: String,
}

#[derive(Serialize)]
struct Format {
    schema: &'static str,
    version: &'static str,
}

impl<'a> Entry<'a> {
    fn new(frame: &Frame<'_>, issue: &'a Issue<'_>, updated: Timestamp) -> Self {
        let address = |path: &SitePath| frame.config.address(path).unwrap_or_default();
        let src = address(&issue.path);
        let hashes = HASHES.into_iter().map(|hash| Link {
            rel: "hash",
            href: address(&issue.hash_path(hash)),
        });
        let own = Link {
            rel: "self",
            href: src.clone(),
        };
        let title = issue.title();
        Self {
            id: issue.id(),
            title,
            link: std::iter::once(own).chain(hashes).collect(),
            published: issue.history(frame.site).initial().to_string(),
            updated: updated.to_string(),
            summary: Summary { content: title },
            content: Content {
                kind: "application/json",
                src,
            },
            format: Format {
                schema: SCHEMA,
                version: "2.0",
            },
        }
    }
}
