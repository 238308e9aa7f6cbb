//! What is around every page: `site` and `page`.

use serde::Serialize;

use super::contact::channel;
use super::facet;
use super::link::Link;
use super::record::Heading;
use super::{Frame, Listing, PackageGroup, SearchIndex, linked_data};
use crate::model::{Advisory, Audience, Config, Page, SitePath};
use crate::output::versions::Table;
use crate::support::KnownRelease;
use crate::theme::{Language, markdown};

/// How many characters a search engine shows of a description.
const DESCRIPTION: usize = 160;

/// `site`: what is the same on every page, with addresses seen from this one.
#[derive(Clone, Debug, Serialize)]
pub struct Site {
    /// What the project is called in a sentence.
    pub name: String,
    /// Whether that is a name, and not `this project`.
    pub is_named: bool,
    /// Address of the project's mark, a picture.
    pub logo: Option<String>,
    /// Address of the project's own site.
    pub url: Option<String>,
    /// Tag of the language the pages are in (RFC 5646).
    pub language: String,
    /// Whether that language is written from right to left.
    pub rtl: bool,
    /// Address of the policy page, the first of the site.
    pub policy: String,
    /// Address of the list of advisories.
    pub advisories: String,
    /// Address of the Atom feed.
    pub feed: String,
    /// Address before the name of a static file, `assets/` included.
    pub assets: String,
    /// The pages every page links to, in order.
    pub navigation: Vec<NavigationLink>,
    /// The preferred way to report.
    pub contact: Option<Link>,
}

/// One entry of the navigation.
#[derive(Clone, Debug, Serialize)]
pub struct NavigationLink {
    /// What the link says.
    pub title: String,
    /// Where it leads.
    pub url: String,
    /// Whether it is this very page.
    pub current: bool,
}

impl Site {
    /// Seen from the page of the frame.
    pub(super) fn new(frame: &Frame<'_>) -> Self {
        Self::seen(frame, |path| frame.path.relative(path))
    }

    /// Seen from anywhere on the server.
    pub(super) fn rooted(frame: &Frame<'_>) -> Self {
        Self::seen(frame, |path| {
            rooted(frame, path).unwrap_or_else(|| frame.path.relative(path))
        })
    }

    fn seen(frame: &Frame<'_>, address: impl Fn(&SitePath) -> String) -> Self {
        let config = frame.config;
        let stylesheet = SitePath::asset("style.css").expect("a path without odd parts");
        let link = |item: &super::NavigationItem| NavigationLink {
            title: item.title.clone(),
            url: address(&item.path),
            current: item.path == *frame.path,
        };
        Self {
            name: frame.language().name_of(config).to_owned(),
            is_named: config.name.is_some(),
            logo: (config.logo.as_ref())
                .and_then(|logo| SitePath::of_content(&logo.value))
                .map(|path| address(&path)),
            url: config.url.as_deref().and_then(markdown::external),
            language: frame.language().tag().to_owned(),
            rtl: frame.language().is_right_to_left(),
            policy: address(&SitePath::policy()),
            advisories: address(&SitePath::advisories(1)),
            feed: address(&SitePath::feed()),
            assets: address(&stylesheet)
                .trim_end_matches("style.css")
                .to_owned(),
            navigation: frame.navigation.iter().map(link).collect(),
            contact: config.contacts.first().map(|first| channel(&first.channel)),
        }
    }
}

/// The address of a path from anywhere on the server; none when nobody knows
/// where on it the site lies.
fn rooted(frame: &Frame<'_>, path: &SitePath) -> Option<String> {
    let (_, rest) = frame.config.base_url.as_deref()?.split_once("://")?;
    let prefix = &rest[rest.find('/')?..];
    Some(format!("{prefix}{}", path.encoded()))
}

/// What readers call the feed of all advisories of the project.
pub fn feed_title(language: &Language, config: &Config) -> String {
    match config.name.as_deref() {
        Some(name) => language.fill("feed_title", [("name", name.into())]),
        None => language.text("advisories_title").to_owned(),
    }
}

/// `page`: what the head of this page says.
#[derive(Clone, Debug, Serialize)]
pub struct Head {
    /// The title, without the name of the site.
    pub title: String,
    /// One or two sentences for search engines and previews.
    pub description: Option<String>,
    /// The address under which the page wants to be known.
    pub canonical: Option<String>,
    /// Whether search engines may list it.
    pub indexed: bool,
    /// The same content in other formats.
    pub alternates: Vec<Alternate>,
    /// What the page is about, for machines: JSON-LD for a `<script>` (HTML).
    /// Only the page of an advisory has it.
    pub linked_data: Option<String>,
    /// The index of all advisories, on pages that search in it.
    pub search: Option<Search>,
}

/// The index of all advisories.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Search {
    /// Its address.
    pub index: String,
    /// Whether weaknesses (CWE) can be found in it.
    pub by_weakness: bool,
    /// Whether drafts and what is embargoed are in it; never on a public page.
    pub shows_secrets: bool,
}

/// The content of a page in another format.
#[derive(Clone, Debug, Serialize)]
pub struct Alternate {
    /// Its media type.
    pub media_type: &'static str,
    /// What it is.
    pub title: String,
    /// Where it is.
    pub url: String,
}

impl Search {
    fn new(frame: &Frame<'_>, address: String, index: SearchIndex) -> Self {
        Self {
            index: address,
            by_weakness: index.has_weaknesses,
            shows_secrets: frame.audience == Audience::Maintainers,
        }
    }
}

impl Head {
    fn new(frame: &Frame<'_>, title: String) -> Self {
        let feed = Alternate {
            media_type: "application/atom+xml",
            title: feed_title(frame.language(), frame.config),
            url: frame.path.relative(&SitePath::feed()),
        };
        Self {
            title,
            description: None,
            canonical: frame.config.address(frame.path),
            indexed: true,
            alternates: vec![feed],
            linked_data: None,
            search: None,
        }
    }

    /// Of a page in Markdown.
    pub(super) fn of_page(frame: &Frame<'_>, page: &Page) -> Self {
        Self {
            description: page.description.clone(),
            ..Self::new(frame, page.title.clone())
        }
    }

    /// Of an advisory.
    pub(super) fn of_advisory(frame: &Frame<'_>, advisory: &Advisory, heading: &Heading) -> Self {
        let id = advisory.id.value.as_str();
        let title = match heading.text.as_str() {
            title if title == id => title.to_owned(),
            title => format!("{title} ({id})"),
        };
        let mut head = Self::new(frame, title);
        head.description = frame.openings.opening(advisory, DESCRIPTION);
        head.linked_data = Some(linked_data::of_advisory(frame, advisory, heading));
        head.alternates.push(Alternate {
            media_type: "application/json",
            title: frame.language().fill("as_osv", [("id", id.into())]),
            url: frame.path.relative(&SitePath::record(&advisory.id.value)),
        });
        head
    }

    /// Of a page of the list.
    pub(super) fn of_list(frame: &Frame<'_>, listing: &Listing<'_>) -> Self {
        let language = frame.language();
        let title = facet::title(language, listing.part);
        let title = match listing.number {
            0 | 1 => title,
            number => language.fill(
                "title_of_page",
                [("title", title.into()), ("page", number.into())],
            ),
        };
        Self {
            // Search engines find each advisory in the whole list.
            indexed: listing.part.is_none(),
            search: listing
                .index
                .map(|index| Search::new(frame, frame.path.relative(&SitePath::search()), index)),
            ..Self::new(frame, title)
        }
    }

    /// Of another name: the one advisory that it stands for is the page to know.
    pub(super) fn of_alias(frame: &Frame<'_>, alias: &str, advisories: &[&Advisory]) -> Self {
        let head = Self::new(frame, alias.to_owned());
        match advisories {
            [only] => Self {
                canonical: frame.config.address(&SitePath::advisory(&only.id.value)),
                ..head
            },
            _ => head,
        }
    }

    /// Of the supported versions.
    pub(super) fn of_versions(frame: &Frame<'_>) -> Self {
        let language = frame.language();
        let mut head = Self::new(frame, language.text("supported_versions").to_owned());
        head.alternates.push(Alternate {
            media_type: "application/json",
            title: language.text("supported_versions_json").to_owned(),
            url: frame.path.relative(&SitePath::supported_versions()),
        });
        head
    }

    /// Of a release.
    pub(super) fn of_release(frame: &Frame<'_>, table: &Table<'_>, release: &KnownRelease) -> Self {
        let title = format!("{} {}", table.support.package.value.name, release.version);
        let mut head = Self::new(frame, title.clone());
        let record = table.record(&release.version);
        head.alternates.extend(record.map(|path| Alternate {
            media_type: "application/json",
            title: (frame.language()).fill("as_json", [("title", title.as_str().into())]),
            url: frame.path.relative(&path),
        }));
        head
    }

    /// Of a package: its own feed comes before that of all advisories, since
    /// feed readers offer the first.
    pub(super) fn of_package(frame: &Frame<'_>, group: &PackageGroup<'_>, feed: &SitePath) -> Self {
        let package = &group.package;
        let mut head = Self::new(frame, format!("{} ({})", package.name, package.ecosystem));
        let feed = Alternate {
            media_type: "application/atom+xml",
            title: group.feed_title(frame.language()),
            url: frame.path.relative(feed),
        };
        head.alternates.insert(0, feed);
        head
    }

    /// Of the list of packages.
    pub(super) fn of_packages(frame: &Frame<'_>) -> Self {
        Self::new(frame, frame.language().text("packages").to_owned())
    }

    /// Of the page for addresses that lead nowhere.
    pub(super) fn not_found(frame: &Frame<'_>, index: Option<SearchIndex>) -> Self {
        Self {
            canonical: None,
            indexed: false,
            alternates: Vec::new(),
            search: rooted(frame, &SitePath::search())
                .zip(index)
                .map(|(address, index)| Search::new(frame, address, index)),
            ..Self::new(frame, frame.language().text("not_found_title").to_owned())
        }
    }
}
