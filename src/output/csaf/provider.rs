//! `provider-metadata.json`: who publishes, in which role, and where (CSAF 2.0, section
//! 7.1.7).

use serde::Serialize;

use super::issue::Issues;
use super::{WHITE, rolie};
use crate::model::{Config, SitePath};
use crate::output::Frame;

/// The metadata. They are as new as the newest document; without any, as the clock,
/// since the format asks for a time.
pub(super) fn metadata(frame: &Frame<'_>, issues: &Issues<'_>) -> Vec<u8> {
    let newest = issues
        .iter()
        .map(|issue| issue.history(frame.site).current());
    let updated = newest.max().unwrap_or(frame.clock);
    let address = |path: String| {
        let path = SitePath::new(path).expect("a path of forewarn's own");
        frame.config.address(&path).unwrap_or_default()
    };
    super::json(&Provider {
        canonical_url: address(SitePath::csaf_provider().to_string()),
        distributions: (
            Directory {
                directory_url: address(WHITE.to_owned()),
            },
            Feeds {
                rolie: Rolie {
                    feeds: [Feed {
                        summary: rolie::TITLE,
                        tlp_label: "WHITE",
                        url: address(rolie::PATH.to_owned()),
                    }],
                },
            },
        ),
        last_updated: updated.to_string(),
        lists: true,
        mirrors: true,
        metadata_version: "2.0",
        publisher: WirePublisher::new(frame.config),
        role: role(frame.config),
    })
}

/// The role whose duties the files keep (CSAF 2.0, section 7.2). A provider is found
/// by its well-known place, which only the root of a host has; below a path it takes a
/// line of a security.txt that is not this site's to write. Signatures, which make a
/// provider a trusted one, are made elsewhere.
fn role(config: &Config) -> &'static str {
    let base = config.base_url.as_deref().unwrap_or_default();
    let host = base.strip_prefix("https://").unwrap_or(base);
    let path = host.split_once('/').map_or("", |(_, path)| path);
    if path.is_empty() {
        "csaf_provider"
    } else {
        "csaf_publisher"
    }
}

#[derive(Serialize)]
struct Provider<'a> {
    canonical_url: String,
    distributions: (Directory, Feeds),
    last_updated: String,
    #[serde(rename = "list_on_CSAF_aggregators")]
    lists: bool,
    metadata_version: &'static str,
    #[serde(rename = "mirror_on_CSAF_aggregators")]
    mirrors: bool,
    publisher: Option<WirePublisher<'a>>,
    role: &'static str,
}

#[derive(Serialize)]
struct Directory {
    directory_url: String,
}

#[derive(Serialize)]
struct Feeds {
    rolie: Rolie,
}

#[derive(Serialize)]
struct Rolie {
    feeds: [Feed; 1],
}

#[derive(Serialize)]
struct Feed {
    summary: &'static str,
    tlp_label: &'static str,
    url: String,
}

/// `publisher`, here and in each document.
#[derive(Serialize)]
pub(super) struct WirePublisher<'a> {
    category: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact_details: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issuing_authority: Option<&'a str>,
    name: &'a str,
    namespace: &'a str,
}

impl<'a> WirePublisher<'a> {
    pub(super) fn new(config: &'a Config) -> Option<Self> {
        let publisher = config.publisher()?;
        Some(Self {
            category: publisher.category.as_str(),
            contact_details: publisher.contact_details.as_deref(),
            issuing_authority: publisher.issuing_authority.as_deref(),
            name: &publisher.name,
            namespace: &publisher.namespace,
        })
    }
}
