//! `sitemap.xml` (sitemaps.org protocol 0.9): which pages search engines may list,
//! and in which file. `robots.txt` leads to it.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::plan::{DataFile, Frame, file};
use super::{Claims, Material};
use crate::model::{Config, SitePath, Timestamp};

/// How many addresses one file may hold.
const MOST: usize = 50_000;

/// A page that search engines may list.
struct Location<'a> {
    path: &'a SitePath,
    /// When it last changed, if the page has a date of its own.
    modified: Option<Timestamp>,
}

/// Its addresses are absolute: nobody knows them without a `base_url`.
pub(super) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    if site.config.base_url.is_some() {
        let listed = DataFile::fixed("sitemap.xml", "application/xml", "All pages");
        claims.list(listed, file(sitemap));
    }
}

/// The parts of one that a single file cannot hold.
pub(super) fn claim_parts<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    let parts = claims.listed().div_ceil(MOST);
    if site.config.base_url.is_some() && parts > 1 {
        for number in 1..=parts {
            let part = move |frame: &Frame<'_>| {
                let pages = pages(frame).skip((number - 1) * MOST).take(MOST);
                document(frame.config, ("urlset", "url"), &pages.collect::<Vec<_>>())
            };
            claims.own(part_path(number), file(part));
        }
    }
}

fn part_path(number: usize) -> SitePath {
    SitePath::new(format!("sitemap-{number}.xml")).expect("a path of forewarn's own")
}

/// All pages, or the list of the parts.
fn sitemap(frame: &Frame<'_>) -> Vec<u8> {
    let pages: Vec<_> = pages(frame).collect();
    if pages.len() <= MOST {
        return document(frame.config, ("urlset", "url"), &pages);
    }
    let parts: Vec<_> = (1..=pages.len().div_ceil(MOST)).map(part_path).collect();
    let location = |path| Location {
        path,
        modified: None,
    };
    let parts: Vec<_> = parts.iter().map(location).collect();
    document(frame.config, ("sitemapindex", "sitemap"), &parts)
}

fn pages<'a>(frame: &Frame<'a>) -> impl Iterator<Item = Location<'a>> {
    let clock = frame.clock;
    let listed = (frame.plan.outputs.iter()).filter(|(_, output)| output.is_listed());
    listed.map(move |(path, output)| Location {
        path,
        modified: output.modified(clock),
    })
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
