//! What is seen in one view, and the plan of all paths.
//!
//! A [`Site`] is lazy: it knows every path it has, and makes the bytes of one
//! when asked. Building asks for all of them, in parallel and in any order;
//! what a path holds depends on nothing but the project and the view.

mod directives;
mod facets;
mod links;
mod packages;

mod plan;
mod sitemap;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::advice::Advice;
use crate::diagnostic::Diagnostics;
use crate::model::config::PackageName;
use crate::model::{Advisory, Format, Page, Project, SitePath, View};
use crate::output::html::{self, Frame, NavigationItem, Outline, PackageGroup};
use crate::output::versions::{self, Table};
use crate::output::{atom, osv, robots, search};
use crate::source::{FileId, Sources, Span, Spanned};
use crate::support::KnownRelease;
use crate::theme::{Language, TemplateFault, Theme};

/// How many advisories a page of the list holds.
pub const PER_PAGE: usize = 100;

/// The site of a project in one view: what a build publishes, or what it would.
pub struct Site<'p> {
    project: &'p Project,
    sources: &'p Sources,
    theme: &'p Theme,
    view: View,
    /// The first page: the policy, or a title without text.
    policy: Cow<'p, Page>,
    /// What may be seen, newest first. Filtered here, where advisories
    /// enter the site, and nowhere after.
    public: Vec<&'p Advisory>,
    /// Their ids, for links from one to another.
    ids: BTreeSet<&'p str>,
    /// What their texts say first.
    openings: html::Openings,
    /// What advisories mean for each package.
    advice: Advice<'p>,
    /// The supported versions of each package.
    tables: Vec<Table<'p>>,
    navigation: Vec<NavigationItem>,
    /// Parts of the list, by severity and year.
    parts: Vec<facets::Part<'p>>,
    /// Public advisories by package; empty unless there are several packages.
    packages: Vec<PackageGroup<'p>>,
    /// The packages that have a page.
    package_pages: BTreeMap<PackageName, SitePath>,
    outputs: BTreeMap<SitePath, Output>,
}

/// What a path holds. Numbers index the lists of the site.
#[derive(Clone, Debug)]
enum Output {
    Policy,
    Page(usize),
    Copy(FileId),
    Asset(String),
    Advisories(usize),
    /// Of a part of the list, this page.
    Facet(usize, usize),
    Advisory(usize),
    Alias(String, Vec<usize>),
    Packages,
    /// And where its feed is.
    Package(usize, SitePath),
    /// And where its page is.
    PackageFeed(usize, SitePath),
    Record(usize),
    RecordIndex,
    SearchIndex,
    Feed,
    Versions,
    SupportedVersions,
    SupportCalendar,
    Release(ReleaseIndex),
    ReleaseRecord(ReleaseIndex),
    /// The sitemap or the list of its parts, or a part by its number, from 1.
    Sitemap(Option<usize>),
    Robots,
    NotFound,
}

/// A release by the number of its table and its own in it.
#[derive(Clone, Copy, Debug)]
struct ReleaseIndex {
    table: usize,
    release: usize,
}

impl<'p> Site<'p> {
    /// Plans the site as it looks in `view`. Paths that two inputs want are
    /// reported, and belong to the first.
    pub fn new(
        project: &'p Project,
        sources: &'p Sources,
        theme: &'p Theme,
        view: View,
        out: &mut Diagnostics,
    ) -> Self {
        let public = project.visible(view);
        let ids = public
            .iter()
            .map(|advisory| advisory.id.value.as_str())
            .collect();
        let advice = Advice::new(project, &public, view.clock);
        let mut site = Self {
            project,
            sources,
            theme,
            view,
            policy: project
                .policy
                .as_ref()
                .map_or_else(|| Cow::Owned(no_policy(theme.language())), Cow::Borrowed),
            tables: Table::all(project, &advice),
            advice,
            openings: html::Openings::new(&public),
            public,
            ids,
            navigation: Vec::new(),
            parts: Vec::new(),
            packages: Vec::new(),
            package_pages: BTreeMap::new(),
            outputs: BTreeMap::new(),
        };
        site.parts = facets::parts(&site);
        site.packages = packages::groups(&site.public);
        if site.packages.len() < 2 {
            site.packages.clear();
        }
        site.outputs = plan::outputs(&site, out);
        site.package_pages = plan::package_pages(&site);
        site.navigation = plan::navigation(&site);
        let outlines = site.outlines();
        links::check(&site, &outlines, out);
        directives::check(&site, &outlines, out);
        site
    }

    /// What checks want to know about the pages that the project wrote.
    fn outlines(&self) -> BTreeMap<&'p SitePath, Outline> {
        let pages = self.project.policy.iter().chain(&self.project.pages);
        let targets = html::Targets {
            policy: self.policy_source(),
            repository: self.project.config.repository.as_deref(),
            has: &|path| self.has(path),
        };
        pages
            .map(|page| (&page.path, html::outline(page, &targets)))
            .collect()
    }

    fn policy_source(&self) -> Option<&str> {
        let policy = self.project.policy.as_ref();
        policy.map(|page| page.source.as_str())
    }

    /// Every path of the site, in order.
    pub fn paths(&self) -> impl Iterator<Item = &SitePath> {
        self.outputs.keys()
    }

    /// Whether the site has the path.
    pub fn has(&self, path: &SitePath) -> bool {
        self.outputs.contains_key(path)
    }

    /// How many advisories are public, and how many of those are withdrawn.
    pub fn counts(&self) -> (usize, usize) {
        let withdrawn = self
            .public
            .iter()
            .filter(|advisory| advisory.withdrawn_by(self.view.clock).is_some())
            .count();
        (self.public.len(), withdrawn)
    }

    /// The bytes of a path; `None` when the site has no such path.
    pub fn render(&self, path: &SitePath) -> Option<Result<Cow<'p, [u8]>, TemplateFault>> {
        self.outputs
            .get(path)
            .map(|output| self.output(path, output))
    }

    fn output(&self, path: &SitePath, output: &Output) -> Result<Cow<'p, [u8]>, TemplateFault> {
        let config = &self.project.config;
        let has = |path: &SitePath| self.has(path);
        let frame = Frame {
            config,
            theme: self.theme,
            path,
            navigation: &self.navigation,
            advice: &self.advice,
            tables: &self.tables,
            openings: &self.openings,
            packages: &self.package_pages,
            policy: self.policy_source(),
            has: &has,
            clock: self.view.clock,
            audience: self.view.audience,
        };
        let bytes = match output {
            Output::Policy => html::policy(&frame, &self.policy, &self.material())?,
            Output::Page(index) => {
                html::page(&frame, &self.project.pages[*index], &self.material())?
            }
            Output::Copy(file) => return Ok(Cow::Borrowed(self.sources.get(*file).bytes())),
            Output::Asset(name) => {
                let asset = self.theme.assets().find(|(known, _)| known == name);
                return Ok(Cow::Borrowed(asset.map_or(&[], |(_, bytes)| bytes)));
            }
            Output::Advisories(number) => self.list(&frame, None, *number)?,
            Output::Facet(part, number) => self.list(&frame, Some(&self.parts[*part]), *number)?,
            Output::Advisory(index) => {
                let advisory = self.public[*index];
                html::advisory(&frame, advisory, &self.ids)?
            }
            Output::Alias(alias, indexes) => {
                let advisories: Vec<_> = indexes.iter().map(|&i| self.public[i]).collect();
                html::alias(&frame, alias, &advisories)?
            }
            Output::Packages => html::packages(&frame, &self.packages)?,
            Output::Package(index, feed) => html::package(&frame, &self.packages[*index], feed)?,
            Output::PackageFeed(index, page) => self.package_feed(&frame, *index, page),
            Output::Record(index) => osv::record(self.public[*index], self.view.clock),
            Output::RecordIndex => osv::index(&self.public, self.view.clock),
            Output::SearchIndex => {
                let advice = &self.advice;
                search::index(config, advice, &self.public, &self.openings, self.view)
            }
            Output::Feed => self.feed(&frame),
            Output::Versions => html::versions(&frame, &self.tables)?,
            Output::SupportedVersions => {
                versions::json::supported_versions(&self.tables, self.view.clock)
            }
            Output::SupportCalendar => {
                versions::calendar::calendar(config, self.theme.language(), &self.tables)
            }
            Output::Release(index) => {
                let (table, release) = self.release(*index);
                html::release(&frame, table, release)?
            }
            Output::ReleaseRecord(index) => {
                let (table, release) = self.release(*index);
                versions::json::release(table, release, self.view.clock)
            }
            Output::Sitemap(number) => sitemap::render(self, *number),
            Output::Robots => robots::robots(config.base_url.as_deref()),
            Output::NotFound => html::not_found(&frame, &self.policy, self.index())?,
        };
        Ok(Cow::Owned(bytes))
    }

    fn material(&self) -> html::Material<'_> {
        html::Material {
            advisories: &self.public,
            has_security_txt: self.has(&SitePath::security_txt()),
        }
    }

    fn index(&self) -> Option<html::SearchIndex> {
        let mut weaknesses = self.public.iter().flat_map(|a| a.cwe_ids());
        (!self.public.is_empty()).then(|| html::SearchIndex {
            has_weaknesses: weaknesses.next().is_some(),
        })
    }

    /// Page `number` of the list, or of a part of it.
    fn list(
        &self,
        frame: &Frame<'_>,
        part: Option<&facets::Part<'_>>,
        number: usize,
    ) -> Result<Vec<u8>, TemplateFault> {
        let all = part.map_or(self.public.as_slice(), |part| &part.advisories);
        let from = (number - 1) * PER_PAGE;
        let to = all.len().min(from + PER_PAGE);
        let listing = html::Listing {
            part: part.map(|part| part.facet),
            parts: &self
                .parts
                .iter()
                .map(facets::Part::total)
                .collect::<Vec<_>>(),
            advisories: &all[from..to],
            number,
            pages: list_pages(all.len()),
            total: all.len(),
            index: self.index(),
        };
        html::advisories(frame, &listing)
    }

    fn release(&self, index: ReleaseIndex) -> (&Table<'p>, &KnownRelease) {
        let table = &self.tables[index.table];
        (table, &table.schedule().releases()[index.release])
    }

    fn feed(&self, frame: &Frame<'_>) -> Vec<u8> {
        let feed = atom::Feed {
            frame,
            name: atom::site_name(frame.config),
            title: html::feed_title(self.theme.language(), frame.config),
            page: &SitePath::advisories(1),
        };
        atom::feed(&feed, &self.public)
    }

    fn package_feed(&self, frame: &Frame<'_>, index: usize, page: &SitePath) -> Vec<u8> {
        let group = &self.packages[index];
        let feed = atom::Feed {
            frame,
            name: atom::package_name(&group.package),
            title: group.feed_title(self.theme.language()),
            page,
        };
        let advisories: Vec<_> = group.advisories.iter().map(|a| a.advisory).collect();
        atom::feed(&feed, &advisories)
    }
}

/// Pages of a list; an empty one has one.
fn list_pages(advisories: usize) -> usize {
    advisories.div_ceil(PER_PAGE).max(1)
}

/// The first page of a project without a policy, which does not call itself one:
/// contacts and advisories need a place all the same.
fn no_policy(language: &Language) -> Page {
    Page {
        path: SitePath::policy(),
        source: String::new(),
        format: Format::Markdown,
        title: language.text("no_policy_title").to_owned(),
        description: None,
        order: None,
        hidden: false,
        body: Spanned::new(String::new(), Span::file(FileId::FIRST)),
    }
}
