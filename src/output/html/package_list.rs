//! The list of packages: `packages`.

use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

use super::link::Link;
use super::moment::Moment;
use super::pager::Pager;
use super::severity::SeverityView;
use super::shell::Head;
use super::template::HtmlPage;
use crate::model::SitePath;
use crate::model::config::{PackageName, SeverityDisplay};
use crate::output::atom;
use crate::output::packages::PackageGroup;
use crate::output::plan::DataFile;
use crate::output::{Claims, Frame, Material};

/// A page of the list of packages.
pub(super) struct PackageList<'p> {
    pub(super) by_name: Arc<ByName<'p>>,
    /// The number of this page, from 1.
    pub(super) number: usize,
}

/// The packages in the order of the list.
pub(super) struct ByName<'p> {
    groups: Vec<Arc<PackageGroup<'p>>>,
    /// Where each letter begins; none of a short list.
    letters: Vec<(String, usize)>,
}

/// The list of packages, when one has a page.
pub(in crate::output) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    if claims.has_packages() {
        let feeds = "packages/{ecosystem}/{name}.atom";
        let title = "Advisories about one package";
        claims.list_kind(DataFile::fixed(feeds, atom::MEDIA_TYPE, title));
        let by_name = Arc::new(ByName::new(&site.groups));
        for number in 1..=site.groups.len().div_ceil(PER_PAGE) {
            let by_name = Arc::clone(&by_name);
            let page = PackageList { by_name, number };
            claims.own_if_free(SitePath::packages(number), page);
        }
    }
}

/// What the list of packages shows.
#[derive(Clone, Debug, Serialize)]
pub struct PackageListView {
    /// How many packages there are on all pages.
    pub total: usize,
    /// Where each letter begins; empty where there is one part only.
    pub letters: Vec<Link>,
    /// The packages of this page by name; a short list is one part.
    pub parts: Vec<PackagePart>,
    /// Where the other pages are; those before and behind by name.
    #[serde(flatten)]
    pub pager: Pager,
    /// Whether there is a column for severity.
    pub ranked: bool,
}

/// A part of a long list of packages.
#[derive(Clone, Debug, Serialize)]
pub struct PackagePart {
    /// Its number on all pages, from 1.
    pub number: usize,
    /// What all its names begin with: a letter in upper case, or `#`. None when
    /// the list has one part only.
    pub letter: Option<String>,
    /// Its packages.
    pub rows: Vec<PackageRow>,
}

/// A package in the list.
#[derive(Clone, Debug, Serialize)]
pub struct PackageRow {
    /// Its name, and its page when it has one.
    pub link: Link,
    /// The registry.
    pub ecosystem: String,
    /// How many advisories are about it.
    pub total: usize,
    /// The worst severity of those that were not withdrawn.
    pub worst: Option<SeverityView>,
    /// When the newest was published.
    pub newest: Option<Moment>,
}

/// A list of more packages has letters to jump to.
const SHORT: usize = 40;

/// How many packages a page of the list holds.
const PER_PAGE: usize = 500;

impl<'p> ByName<'p> {
    pub(super) fn new(groups: &[Arc<PackageGroup<'p>>]) -> Self {
        let mut groups = groups.to_vec();
        groups.sort_by_cached_key(|group| {
            let PackageName { ecosystem, name } = &group.package;
            let from = name.find(char::is_alphanumeric).unwrap_or_default();
            let name = name[from..].to_lowercase();
            (initial(&name), name, ecosystem.to_string())
        });
        let mut letters: Vec<(String, usize)> = Vec::new();
        for (at, group) in groups.iter().enumerate() {
            let letter = initial(&group.package.name);
            if letters.last().is_none_or(|(last, _)| *last != letter) {
                letters.push((letter, at));
            }
        }
        if groups.len() <= SHORT {
            letters.clear();
        }
        Self { groups, letters }
    }
}

impl PackageList<'_> {
    /// The packages of this page.
    fn places(&self) -> Range<usize> {
        let from = (self.number - 1) * PER_PAGE;
        from..self.by_name.groups.len().min(from + PER_PAGE)
    }

    /// The parts that have packages on this page.
    fn parts(&self, frame: &Frame<'_>) -> Vec<PackagePart> {
        let ByName { groups, letters } = &*self.by_name;
        let here = self.places();
        let rows = |places: Range<usize>| {
            let groups = groups[places].iter();
            groups.map(|group| PackageRow::new(frame, group)).collect()
        };
        if letters.is_empty() {
            let part = PackagePart {
                number: 1,
                letter: None,
                rows: rows(here),
            };
            return vec![part];
        }
        let ends = letters.iter().skip(1).map(|(_, from)| *from);
        let ends = ends.chain([groups.len()]);
        let parts = letters.iter().zip(ends).enumerate();
        let parts = parts.filter_map(|(at, ((letter, from), end))| {
            let (from, end) = (here.start.max(*from), here.end.min(end));
            (from < end).then(|| PackagePart {
                number: at + 1,
                letter: Some(letter.clone()),
                rows: rows(from..end),
            })
        });
        parts.collect()
    }

    /// Links to the parts.
    fn letters(&self, frame: &Frame<'_>) -> Vec<Link> {
        let letters = &self.by_name.letters;
        let letters = letters.iter().filter(|_| letters.len() > 1).enumerate();
        let link = |(at, (letter, from)): (usize, &(String, usize))| {
            let number = from / PER_PAGE + 1;
            let page = if number == self.number {
                String::new()
            } else {
                frame.path.relative(&SitePath::packages(number))
            };
            Link {
                text: letter.clone(),
                url: Some(format!("{page}#part:{}", at + 1)),
            }
        };
        letters.map(link).collect()
    }
}

impl HtmlPage for PackageList<'_> {
    const TEMPLATE: &'static str = "packages.html";
    const SUBJECT: &'static str = "packages";
    type View = PackageListView;

    fn head(&self, frame: &Frame<'_>) -> Head {
        let language = frame.language();
        let title = language.text("packages").to_owned();
        Head::new(frame, Pager::titled(language, title, self.number))
    }

    fn view(&self, frame: &Frame<'_>) -> PackageListView {
        let total = self.by_name.groups.len();
        PackageListView {
            total,
            letters: self.letters(frame),
            parts: self.parts(frame),
            pager: Pager::new(
                frame.path,
                self.number,
                total.div_ceil(PER_PAGE),
                SitePath::packages,
            ),
            ranked: frame.config.severity != SeverityDisplay::Off,
        }
    }
}

/// The first letter or digit of a name, `@scope` being one: a letter in upper
/// case, `#` for anything else.
fn initial(name: &str) -> String {
    match name.chars().find(|c| c.is_alphanumeric()) {
        Some(letter) if letter.is_alphabetic() => letter.to_uppercase().collect(),
        _ => "#".to_owned(),
    }
}

impl PackageRow {
    fn new(frame: &Frame<'_>, group: &PackageGroup<'_>) -> Self {
        let page = frame.plan.packages.get(&group.package);
        let newest = group.advisories.first();
        let worst = (group.advisories.iter())
            .map(|about| about.advisory)
            .filter(|advisory| advisory.as_of(frame.view()).withdrawn().is_none())
            .max_by_key(|advisory| advisory.rating());
        Self {
            link: Link {
                text: group.package.name.clone(),
                url: page.map(|path| frame.path.relative(path)),
            },
            ecosystem: group.package.ecosystem.to_string(),
            total: group.advisories.len(),
            worst: worst.and_then(|advisory| SeverityView::new(frame, advisory)),
            newest: newest
                .and_then(|about| about.advisory.published())
                .map(|at| Moment::new(frame, at)),
        }
    }
}
