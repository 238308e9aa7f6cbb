//! Atom feeds (RFC 4287): what was published or changed lately.
//!
//! Ids survive a change of domain, path, title and generator: they are UUIDs of
//! version 5 (RFC 9562, section 5.5) made from the id of the advisory. The
//! `updated` of an entry moves with `modified`, so a revision or a withdrawal
//! surfaces again; that of the feed is the newest of its entries, so a build
//! that changes nothing changes no byte.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::Arc;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use uuid::Uuid;

use super::html;
use super::packages::PackageGroup;
use super::plan::{Frame, Made, Output, SiteFeed};
use super::{Claims, Material};
use crate::model::config::PackageName;
use crate::model::text::without_forbidden;
use crate::model::{
    Advisory, Affected, AsOf, Config, Rating, SitePath, Timestamp, View, Withdrawn,
};
use crate::theme::{escape, markdown};

/// The namespace of forewarn's UUIDs. It must never change: every id in every
/// reader's memory hangs on it.
pub(super) const NAMESPACE: Uuid = Uuid::from_u128(0x6f1d_4c0e_97b2_4c58_8f3a_51c7_9d0e_2ab4);

/// What browsers and readers call the format.
pub(super) const MEDIA_TYPE: &str = "application/atom+xml";

/// How many entries a feed has at least, when there are so many.
const NEWEST: usize = 100;

/// Entries changed within this many days are in the feed however many there are.
const RECENT_DAYS: i64 = 90;

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
        name: site_name(site.config),
        title: html::feed_title(site.language(), site.config),
        page: SitePath::advisories(1),
        group: None,
    };
    claims.announce(SiteFeed {
        media_type: MEDIA_TYPE,
        title: feed.title.clone(),
        path: SitePath::feed(),
    });
    claims.own(SitePath::feed(), feed);
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
        let entries = recent(entries, frame.clock);
        let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
        write(&mut xml, frame, self, &entries).expect("a vector takes every byte");
        let mut bytes = xml.into_inner();
        bytes.push(b'\n');
        Ok(Cow::Owned(bytes))
    }
}

/// The name of the feed of all advisories: the first package, else the
/// repository, else the project's name.
fn site_name(config: &Config) -> String {
    let package = config.packages.first().map(PackageName::to_string);
    let name = package
        .or_else(|| config.repository.clone())
        .or_else(|| config.name.clone())
        .unwrap_or_default();
    format!("feed:{name}")
}

/// An advisory in a feed.
struct Entry<'f> {
    advisory: AsOf<'f>,
    /// What it says of the package that the feed is about; none in that of all.
    about: Option<&'f [&'f Affected]>,
}

impl<'f> Entry<'f> {
    fn new(advisory: &'f Advisory, about: Option<&'f [&'f Affected]>, view: View) -> Self {
        let advisory = advisory.as_of(view);
        Self { advisory, about }
    }
}

/// Newest change first: the first hundred, and all of the last ninety days.
fn recent(mut sorted: Vec<Entry<'_>>, clock: Timestamp) -> Vec<Entry<'_>> {
    sorted.sort_by_cached_key(|entry| {
        let advisory = &entry.advisory;
        (Reverse(advisory.last_changed()), advisory.id.value.clone())
    });
    let horizon = clock
        .to_jiff()
        .checked_sub(jiff::SignedDuration::from_hours(24 * RECENT_DAYS))
        .map_or(clock, Timestamp::from);
    let fresh = sorted.partition_point(|entry| entry.advisory.last_changed() >= horizon);
    sorted.truncate(fresh.max(NEWEST));
    sorted
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
    let language = frame.language();
    let withdrawn = advisory.withdrawn();
    xml.write_event(Event::Start(BytesStart::new("entry")))?;
    text(xml, "id", &urn(id.as_str()))?;
    let title = match (withdrawn.is_some(), advisory.title()) {
        (true, title) => language.fill("feed_withdrawn", [("title", title.into())]),
        (false, title) => title.to_owned(),
    };
    text(xml, "title", &title)?;
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
    categories(xml, config, advisory)?;
    xml.create_element("content")
        .with_attribute(("type", "html"))
        .write_text_content(BytesText::new(&without_forbidden(&body(
            frame, one, withdrawn,
        ))))?;
    xml.write_event(Event::End(BytesEnd::new("entry")))
}

/// The rating, when the project ranks, and every other name of the advisory.
fn categories(
    xml: &mut Writer<Vec<u8>>,
    config: &Config,
    advisory: &Advisory,
) -> std::io::Result<()> {
    let rating = advisory.rating().filter(|_| config.severity.words());
    let aliases = advisory.aliases().map(|alias| alias.value.as_str());
    for term in rating.map(Rating::as_str).into_iter().chain(aliases) {
        let term = without_forbidden(term);
        xml.create_element("category")
            .with_attribute(("term", term.as_str()))
            .write_empty()?;
    }
    Ok(())
}

/// The text of an entry as HTML: why it was withdrawn, or whether there are attacks,
/// what is affected, what to do and how bad it is; then the details.
fn body(frame: &Frame<'_>, one: &Entry<'_>, withdrawn: Option<&Withdrawn>) -> String {
    let advisory = &one.advisory;
    let first = if let Some(withdrawn) = withdrawn {
        let reason = withdrawn.reason.as_ref();
        let reason = reason.map_or_else(String::new, |text| markdown::inline(&text.value));
        let withdrawn = escape(frame.theme.language().text("feed_was_withdrawn"));
        format!("<p><strong>{withdrawn}</strong> {reason}</p>\n")
    } else {
        let attacks = html::attacks(frame, advisory).into_iter();
        let said = attacks.chain(html::gist(frame, advisory, one.about));
        said.map(|said| paragraph(&said)).collect()
    };
    first + &html::text(frame, advisory)
}

fn paragraph(text: &str) -> String {
    format!("<p>{}</p>\n", escape(text))
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

fn urn(name: &str) -> String {
    Uuid::new_v5(&NAMESPACE, name.as_bytes()).urn().to_string()
}
