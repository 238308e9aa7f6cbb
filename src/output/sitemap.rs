//! `sitemap.xml` (sitemaps.org protocol 0.9).

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::model::{Config, SitePath, Timestamp};

/// A page that search engines may list.
pub struct Location<'a> {
    /// Its path.
    pub path: &'a SitePath,
    /// When it last changed, if the page has a date of its own.
    pub modified: Option<Timestamp>,
}

/// How many addresses one file may hold.
pub const MOST: usize = 50_000;

/// The sitemap of these pages; empty without a `base_url`, since its addresses
/// are absolute.
pub fn sitemap(config: &Config, locations: &[Location<'_>]) -> Vec<u8> {
    document(config, ("urlset", "url"), locations)
}

/// The list of the sitemaps of a site that one cannot hold.
pub fn index(config: &Config, sitemaps: &[Location<'_>]) -> Vec<u8> {
    document(config, ("sitemapindex", "sitemap"), sitemaps)
}

fn document(config: &Config, names: (&str, &str), locations: &[Location<'_>]) -> Vec<u8> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    write(&mut xml, config, names, locations).expect("a vector takes every byte");
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    bytes
}

fn write(
    xml: &mut Writer<Vec<u8>>,
    config: &Config,
    (list, item): (&str, &str),
    locations: &[Location<'_>],
) -> std::io::Result<()> {
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let start = BytesStart::new(list)
        .with_attributes([("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")]);
    xml.write_event(Event::Start(start))?;
    for location in locations {
        let Some(address) = config.address(location.path) else {
            continue;
        };
        xml.write_event(Event::Start(BytesStart::new(item)))?;
        xml.create_element("loc")
            .write_text_content(BytesText::new(&address))?;
        if let Some(at) = location.modified {
            xml.create_element("lastmod")
                .write_text_content(BytesText::new(&at.to_string()))?;
        }
        xml.write_event(Event::End(BytesEnd::new(item)))?;
    }
    xml.write_event(Event::End(BytesEnd::new(list)))
}
