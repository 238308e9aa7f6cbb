//! Atom feeds (RFC 4287), and their archives (RFC 5005).
//!
//! The `updated` of an entry moves when it is significantly revised or withdrawn, so
//! that it surfaces again; that of the feed is the newest of its entries, so a build
//! that changes nothing changes no byte.

use std::borrow::Cow;
use std::sync::Arc;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::feed::{self, Archive, Entry, Subject, urn};
use super::packages::PackageGroup;
use super::plan::{DataFile, Frame, Made, Output, file};
use super::{Claims, Material};
use crate::model::text::without_forbidden;
use crate::model::{Config, SitePath};

/// What browsers and readers call the format.
pub(super) const MEDIA_TYPE: &str = "application/atom+xml";

/// How names of files end.
const ENDING: &str = "atom";

/// RFC 5005, section 1.
const HISTORY: &str = "http://purl.org/syndication/history/1.0";

/// The feed of those advisories that are about one package. The moment of the build
/// decides what is recent, and is never printed.
pub(super) struct PackageFeed<'p> {
    pub(super) group: Arc<PackageGroup<'p>>,
    /// Its page.
    pub(super) page: SitePath,
}

/// A document of a feed, apart from its entries.
struct Document {
    /// What the id of the feed is made of. It must outlive domain, path and title.
    name: String,
    /// What readers call it.
    title: String,
    /// The page it belongs to.
    page: SitePath,
    /// Which entries of the feed it has.
    extent: Extent,
    /// The archive with the entries before.
    older: Option<SitePath>,
}

/// Which entries of a feed are in a document (RFC 5005).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// All.
    Complete,
    /// The newest.
    Recent,
    /// Those of a time that is over, in a document that does not change.
    Archive,
}

/// The feed of all advisories, and its archives.
pub(super) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    let title = feed::title_of_all(site.language(), site.config);
    let offered = DataFile::new(SitePath::feed(), MEDIA_TYPE, title);
    claims.offer(offered, file(of_all));
    if !site.archives.is_empty() {
        let title = "What surfaced in a quarter of a year";
        claims.list_kind(DataFile::fixed("feed/{quarter}.atom", MEDIA_TYPE, title));
    }
    for number in 0..site.archives.len() {
        let archive = move |frame: &Frame<'_>| {
            let archive = Document {
                extent: Extent::Archive,
                ..Document::of_all(frame, &frame.archives[..number])
            };
            archive.bytes(frame, &frame.archives[number].as_told(frame.view()))
        };
        claims.own(site.archives[number].path(ENDING), file(archive));
    }
}

fn of_all(frame: &Frame<'_>) -> Vec<u8> {
    Document::of_all(frame, &frame.archives).of_recent(frame, Subject::all(frame))
}

impl Output for PackageFeed<'_> {
    /// Its name is never that of the feed of all.
    fn bytes(&self, frame: &Frame<'_>) -> Made<'_> {
        let document = Document {
            name: format!("package:{}", self.group.package),
            title: self.group.feed_title(frame.language()),
            page: self.page.clone(),
            extent: Extent::Recent,
            older: None,
        };
        let all = self.group.advisories.iter();
        let all = all.map(|of| Subject::new(of.advisory, Some(&of.affected), frame.view()));
        Ok(Cow::Owned(document.of_recent(frame, all.collect())))
    }
}

impl Document {
    /// One of the feed of all advisories, behind these archives.
    fn of_all(frame: &Frame<'_>, archives: &[Archive<'_>]) -> Self {
        Self {
            name: feed::site_name(frame.config),
            title: feed::title_of_all(frame.language(), frame.config),
            page: SitePath::advisories(1),
            extent: Extent::Recent,
            older: archives.last().map(|archive| archive.path(ENDING)),
        }
    }

    /// With the newest of these.
    fn of_recent(mut self, frame: &Frame<'_>, all: Vec<Subject<'_>>) -> Vec<u8> {
        let number = all.len();
        let recent = feed::recent(all, frame.clock);
        if recent.len() == number {
            self.extent = Extent::Complete;
        }
        self.bytes(frame, &recent)
    }

    fn bytes(&self, frame: &Frame<'_>, subjects: &[Subject<'_>]) -> Vec<u8> {
        let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
        self.write(&mut xml, frame, subjects)
            .expect("a vector takes every byte");
        let mut bytes = xml.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn write(
        &self,
        xml: &mut Writer<Vec<u8>>,
        frame: &Frame<'_>,
        subjects: &[Subject<'_>],
    ) -> std::io::Result<()> {
        let (config, language) = (frame.config, frame.language());
        xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        let root = BytesStart::new("feed").with_attributes([
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xml:lang", language.tag()),
        ]);
        xml.write_event(Event::Start(root))?;
        text(xml, "id", &urn(&self.name))?;
        text(xml, "title", &self.title)?;
        let newest = subjects.first().map(Subject::updated);
        let updated = newest.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |at| at.to_string());
        text(xml, "updated", &updated)?;
        link(xml, config, "self", MEDIA_TYPE, frame.path)?;
        link(xml, config, "alternate", "text/html", &self.page)?;
        self.history(xml, config)?;
        xml.write_event(Event::Start(BytesStart::new("author")))?;
        text(xml, "name", language.name_of(config))?;
        if let Some(url) = &config.url {
            text(xml, "uri", url)?;
        }
        xml.write_event(Event::End(BytesEnd::new("author")))?;
        text(xml, "generator", "forewarn")?;
        for subject in subjects {
            entry(xml, config, &subject.entry(frame))?;
        }
        xml.write_event(Event::End(BytesEnd::new("feed")))
    }

    /// Which entries it has, and where the others are.
    fn history(&self, xml: &mut Writer<Vec<u8>>, config: &Config) -> std::io::Result<()> {
        let mark = match self.extent {
            Extent::Complete => Some("fh:complete"),
            Extent::Recent => None,
            Extent::Archive => Some("fh:archive"),
        };
        if let Some(mark) = mark {
            xml.create_element(mark)
                .with_attribute(("xmlns:fh", HISTORY))
                .write_empty()?;
        }
        if self.extent == Extent::Archive {
            link(xml, config, "current", MEDIA_TYPE, &SitePath::feed())?;
        }
        match &self.older {
            Some(older) => link(xml, config, "prev-archive", MEDIA_TYPE, older),
            None => Ok(()),
        }
    }
}

/// One `alternate`: some readers open the last that there is.
fn entry(xml: &mut Writer<Vec<u8>>, config: &Config, entry: &Entry) -> std::io::Result<()> {
    xml.write_event(Event::Start(BytesStart::new("entry")))?;
    text(xml, "id", &entry.id)?;
    text(xml, "title", &entry.title)?;
    if let Some(published) = entry.published {
        text(xml, "published", &published.to_string())?;
    }
    text(xml, "updated", &entry.updated.to_string())?;
    link_to(xml, "alternate", "text/html", entry.url.as_deref())?;
    if let Some((path, kind)) = &entry.related {
        link(xml, config, "related", kind, path)?;
    }
    for term in &entry.terms {
        let term = without_forbidden(term);
        xml.create_element("category")
            .with_attribute(("term", term.as_str()))
            .write_empty()?;
    }
    xml.create_element("content")
        .with_attribute(("type", "html"))
        .write_text_content(BytesText::new(&without_forbidden(&entry.body)))?;
    xml.write_event(Event::End(BytesEnd::new("entry")))
}

/// An element of text. One character that XML forbids makes readers refuse the
/// whole feed.
fn text(xml: &mut Writer<Vec<u8>>, name: &str, content: &str) -> std::io::Result<()> {
    xml.create_element(name)
        .write_text_content(BytesText::new(&without_forbidden(content)))?;
    Ok(())
}

/// A link to a path of the site.
fn link(
    xml: &mut Writer<Vec<u8>>,
    config: &Config,
    rel: &str,
    kind: &str,
    path: &SitePath,
) -> std::io::Result<()> {
    link_to(xml, rel, kind, config.address(path).as_deref())
}

/// A link. Without a `base_url` there is none: a reader keeps entries far from where
/// the feed was.
fn link_to(
    xml: &mut Writer<Vec<u8>>,
    rel: &str,
    kind: &str,
    address: Option<&str>,
) -> std::io::Result<()> {
    if let Some(href) = address {
        xml.create_element("link")
            .with_attributes([("rel", rel), ("type", kind), ("href", href)])
            .write_empty()?;
    }
    Ok(())
}
