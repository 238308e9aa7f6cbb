//! Atom feeds (RFC 4287): what was published or changed lately.
//!
//! The `updated` of an entry moves with `modified`, so a revision or a withdrawal
//! surfaces again; that of the feed is the newest of its entries, so a build
//! that changes nothing changes no byte.

use std::borrow::Cow;
use std::sync::Arc;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::feed::{self, Entry, urn};
use super::packages::PackageGroup;
use super::plan::{DataFile, Frame, Made, Output};
use super::{Claims, Material};
use crate::model::text::without_forbidden;
use crate::model::{Config, SitePath};

/// What browsers and readers call the format.
pub(super) const MEDIA_TYPE: &str = "application/atom+xml";

/// A feed of all advisories, or of those about one package. The moment of the build
/// decides what is recent, and is never printed.
pub(super) struct Feed<'p> {
    /// What its id is made of. It must outlive domain, path and title.
    name: String,
    /// What readers call it.
    title: String,
    /// The page it belongs to.
    page: SitePath,
    group: Option<Arc<PackageGroup<'p>>>,
}

pub(super) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    let feed = Feed {
        name: feed::site_name(site.config),
        title: feed::title_of_all(site.language(), site.config),
        page: SitePath::advisories(1),
        group: None,
    };
    let offered = DataFile::new(SitePath::feed(), MEDIA_TYPE, feed.title.clone());
    claims.offer(offered, feed);
}

impl<'p> Feed<'p> {
    /// The feed of one package, whose page is at `page`. Its name is never that of
    /// the feed of all.
    pub(super) fn of_package(
        site: &Material<'p>,
        group: Arc<PackageGroup<'p>>,
        page: SitePath,
    ) -> Self {
        Self {
            name: format!("package:{}", group.package),
            title: group.feed_title(site.language()),
            page,
            group: Some(group),
        }
    }
}

impl Output for Feed<'_> {
    fn bytes(&self, frame: &Frame<'_>) -> Made<'_> {
        let view = frame.view();
        let entries = match &self.group {
            Some(group) => group
                .advisories
                .iter()
                .map(|of| Entry::new(of.advisory, Some(&of.affected), view))
                .collect(),
            None => frame
                .public
                .iter()
                .map(|advisory| Entry::new(advisory, None, view))
                .collect(),
        };
        let entries = feed::recent(entries, frame.clock);
        let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
        write(&mut xml, frame, self, &entries).expect("a vector takes every byte");
        let mut bytes = xml.into_inner();
        bytes.push(b'\n');
        Ok(Cow::Owned(bytes))
    }
}

fn write(
    xml: &mut Writer<Vec<u8>>,
    frame: &Frame<'_>,
    feed: &Feed<'_>,
    entries: &[Entry<'_>],
) -> std::io::Result<()> {
    let (config, language) = (frame.config, frame.language());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let root = BytesStart::new("feed").with_attributes([
        ("xmlns", "http://www.w3.org/2005/Atom"),
        ("xml:lang", language.tag()),
    ]);
    xml.write_event(Event::Start(root))?;
    text(xml, "id", &urn(&feed.name))?;
    text(xml, "title", &feed.title)?;
    let newest = entries.first().map(|entry| entry.advisory.last_changed());
    let updated = newest.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |at| at.to_string());
    text(xml, "updated", &updated)?;
    link(xml, config, "self", MEDIA_TYPE, frame.path)?;
    link(xml, config, "alternate", "text/html", &feed.page)?;
    xml.write_event(Event::Start(BytesStart::new("author")))?;
    text(xml, "name", language.name_of(config))?;
    if let Some(url) = &config.url {
        text(xml, "uri", url)?;
    }
    xml.write_event(Event::End(BytesEnd::new("author")))?;
    text(xml, "generator", "forewarn")?;
    for one in entries {
        entry(xml, frame, one)?;
    }
    xml.write_event(Event::End(BytesEnd::new("feed")))
}

fn entry(xml: &mut Writer<Vec<u8>>, frame: &Frame<'_>, one: &Entry<'_>) -> std::io::Result<()> {
    let advisory = &one.advisory;
    let id = &advisory.id.value;
    xml.write_event(Event::Start(BytesStart::new("entry")))?;
    text(xml, "id", &urn(id.as_str()))?;
    text(xml, "title", &feed::title(frame.language(), advisory))?;
    if let Some(published) = advisory.published() {
        text(xml, "published", &published.to_string())?;
    }
    text(xml, "updated", &advisory.last_changed().to_string())?;
    let config = frame.config;
    link(
        xml,
        config,
        "alternate",
        "text/html",
        &SitePath::advisory(id),
    )?;
    link(
        xml,
        config,
        "alternate",
        "application/json",
        &SitePath::record(id),
    )?;
    for term in feed::terms(config, advisory) {
        let term = without_forbidden(term);
        xml.create_element("category")
            .with_attribute(("term", term.as_str()))
            .write_empty()?;
    }
    xml.create_element("content")
        .with_attribute(("type", "html"))
        .write_text_content(BytesText::new(&without_forbidden(&feed::body(frame, one))))?;
    xml.write_event(Event::End(BytesEnd::new("entry")))
}

/// An element of text. One character that XML forbids makes readers refuse the
/// whole feed.
fn text(xml: &mut Writer<Vec<u8>>, name: &str, content: &str) -> std::io::Result<()> {
    xml.create_element(name)
        .write_text_content(BytesText::new(&without_forbidden(content)))?;
    Ok(())
}

/// A link to a path of the site. Without a `base_url` there is none: a reader
/// keeps entries far from where the feed was.
fn link(
    xml: &mut Writer<Vec<u8>>,
    config: &Config,
    rel: &str,
    kind: &str,
    path: &SitePath,
) -> std::io::Result<()> {
    if let Some(href) = config.address(path) {
        xml.create_element("link")
            .with_attributes([("rel", rel), ("type", kind), ("href", href.as_str())])
            .write_empty()?;
    }
    Ok(())
}
