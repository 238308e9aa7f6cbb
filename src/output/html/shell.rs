//! What is around every page: `site` and `page`.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use serde::Serialize;

use super::contact::channel;
use super::link::Link;
use crate::model::{Audience, Page, Project, SitePath};
use crate::output::index;
use crate::output::plan::{DataFile, Frame};
use crate::output::versions::Table;
use crate::theme::{Language, Shared, markdown};

/// A page of the navigation.
#[derive(Clone, Debug)]
pub struct NavigationItem {
    /// What the link says.
    pub title: String,
    /// Where it leads.
    pub path: SitePath,
}

impl NavigationItem {
    /// How many of the project's own pages there is room for: every page of the site
    /// has the menu, and a longer one fills a screen.
    pub const MOST: usize = 20;

    /// The project's own pages that ask for a place, the first first.
    pub fn candidates(project: &Project) -> impl Iterator<Item = &Page> {
        project.pages.iter().filter(|page| !page.hidden)
    }

    /// The menu: the policy, the advisories, the supported versions where there are
    /// any, then the project's own pages.
    pub(in crate::output) fn all(
        project: &Project,
        language: &Language,
        policy: &str,
        tables: &[Table<'_>],
    ) -> Vec<Self> {
        let item = |title: &str, path| Self {
            title: title.to_owned(),
            path,
        };
        let mut items = vec![
            item(policy, SitePath::policy()),
            item(language.text("advisories"), SitePath::advisories(1)),
        ];
        if !tables.is_empty() {
            let title = language.text("supported_versions");
            items.push(item(title, SitePath::versions()));
        }
        let pages = Self::candidates(project).take(Self::MOST);
        items.extend(pages.map(|page| item(&page.title, page.path.clone())));
        items
    }
}

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
    /// Address of the index of everything that the site has for programs.
    pub index: String,
    /// Address of the page about scanners, where there is one.
    pub scanners: Option<String>,
    /// Address of the page of announcements, where there is one.
    pub announcements: Option<String>,
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

/// What pages say of the site, once for each folder that they lie in: addresses
/// depend on nothing else.
#[derive(Default)]
pub struct Shells(RwLock<HashMap<String, Shared>>);

impl Shells {
    fn of(&self, frame: &Frame<'_>) -> Shared {
        let folder = frame.path.as_str().rsplit_once('/');
        let folder = folder.map_or("", |(folder, _)| folder);
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(folder) {
            return known.clone();
        }
        drop(known);
        let made = Shared::new(&Site::new(frame));
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(folder.to_owned(), made.clone());
        made
    }
}

impl Site {
    /// Seen from the page of the frame, as templates take it. A page of the
    /// navigation marks itself there.
    pub(super) fn shared(frame: &Frame<'_>) -> Shared {
        let mut navigation = frame.navigation.iter();
        if navigation.any(|item| item.path == *frame.path) {
            return Shared::new(&Self::new(frame));
        }
        frame.shells.of(frame)
    }

    /// Seen from the page of the frame.
    fn new(frame: &Frame<'_>) -> Self {
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
        let link = |item: &NavigationItem| NavigationLink {
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
            index: address(&index::path()),
            scanners: (frame.plan.has(&SitePath::for_scanners()))
                .then(|| address(&SitePath::for_scanners())),
            announcements: (frame.plan.has(&SitePath::announcements()))
                .then(|| address(&SitePath::announcements())),
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
pub(super) fn rooted(frame: &Frame<'_>, path: &SitePath) -> Option<String> {
    let (_, rest) = frame.config.base_url.as_deref()?.split_once("://")?;
    let prefix = &rest[rest.find('/')?..];
    Some(format!("{prefix}{}", path.encoded()))
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
    /// The index at this address; none on a site without advisories.
    pub(super) fn new(frame: &Frame<'_>, address: String) -> Option<Self> {
        (!frame.public.is_empty()).then(|| Self {
            index: address,
            by_weakness: frame.has_weaknesses,
            shows_secrets: frame.audience == Audience::Maintainers,
        })
    }
}

impl Head {
    /// That of a page with this title.
    pub(super) fn new(frame: &Frame<'_>, title: String) -> Self {
        let feeds = frame.plan.feeds.iter();
        let alternate = |feed: &DataFile| Alternate {
            media_type: feed.media_type,
            title: feed.title.clone(),
            url: frame.path.relative(&feed.path),
        };
        Self {
            title,
            description: None,
            canonical: frame.config.address(frame.path),
            indexed: true,
            alternates: feeds.map(alternate).collect(),
            linked_data: None,
            search: None,
        }
    }
}
