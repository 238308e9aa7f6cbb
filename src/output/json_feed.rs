//! `feed.json` (JSON Feed 1.1): the entries of the Atom feed for programs that
//! would rather not read XML. Every page offers it.

use serde::Serialize;

use super::feed::{self, Entry, urn};
use super::plan::{DataFile, Frame, file};
use super::{Claims, Material};
use crate::model::SitePath;
use crate::model::text::without_forbidden;

const VERSION: &str = "https://jsonfeed.org/version/1.1";

pub(super) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    let title = feed::title_of_all(site.language(), site.config);
    let offered = DataFile::fixed("feed.json", "application/feed+json", &title);
    claims.offer(offered, file(json));
}

fn json(frame: &Frame<'_>) -> Vec<u8> {
    let (config, language) = (frame.config, frame.language());
    let public = frame.public.iter();
    let entries = public.map(|advisory| Entry::new(advisory, None, frame.view()));
    let entries = feed::recent(entries.collect(), frame.clock);
    let feed = JsonFeed {
        version: VERSION,
        title: feed::title_of_all(language, config),
        home_page_url: config.address(&SitePath::advisories(1)),
        feed_url: config.address(frame.path),
        language: language.tag(),
        authors: [Author {
            name: language.name_of(config),
            url: config.url.as_deref(),
        }],
        items: entries.iter().map(|e| Item::new(frame, e)).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&feed).expect("these structs have string keys only");
    bytes.push(b'\n');
    bytes
}

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    home_page_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    feed_url: Option<String>,
    language: &'a str,
    authors: [Author<'a>; 1],
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: String,
    /// None without a `base_url`: a reader keeps entries far from where the feed was.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    title: String,
    content_html: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
}

impl<'a> Item<'a> {
    fn new(frame: &Frame<'_>, entry: &'a Entry<'_>) -> Self {
        let advisory = &entry.advisory;
        let id = &advisory.id.value;
        Self {
            id: urn(id.as_str()),
            url: frame.config.address(&SitePath::advisory(id)),
            title: without_forbidden(&feed::title(frame.language(), advisory)),
            content_html: without_forbidden(&feed::body(frame, entry)),
            date_published: advisory.published().map(|at| at.to_string()),
            date_modified: advisory.last_changed().to_string(),
            tags: feed::terms(frame.config, advisory).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::output::versions::tests::{clock, made, project};

    #[test]
    fn the_feed_has_the_entries_of_the_atom_feed() {
        let project = project(&[
            (
                "forewarn.yaml",
                "project: {name: tinysig, url: \"https://tinysig.example\"}\n\
                 base_url: https://tinysig.example/security/\n",
            ),
            (
                "advisories/A.yaml",
                "{id: x_tinysig-2026-0001, cve: CVE-2026-40001, summary: A `<key>` leaks, \
                 details: See <b>., package: PyPI/tinysig, fixed: \"2\", severity: high, \
                 published: 2026-09-22T14:00:00Z}",
            ),
            (
                "advisories/B.yaml",
                "{id: x_tinysig-2026-0002, summary: No flaw, published: 2026-09-01T00:00:00Z, \
                 withdrawn: 2026-09-02T00:00:00Z}",
            ),
        ]);
        let json = made(&project, clock(), "feed.json").unwrap();
        snapbox::assert_data_eq!(&json, snapbox::file!["json_feed/feed.json"].raw());
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let items = json["items"].as_array().unwrap().iter();
        let ids: Vec<_> = items.map(|item| item["id"].as_str().unwrap()).collect();
        let atom = made(&project, clock(), "feed.atom").unwrap();
        let entries = atom.split("<entry>").skip(1);
        let of_atom = entries.map(|entry| {
            let (_, rest) = entry.split_once("<id>").unwrap();
            rest.split_once("</id>").unwrap().0
        });
        assert_eq!(ids, of_atom.collect::<Vec<_>>());
    }
}
