//! Which paths a site has, and who wants them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{Output, ReleaseIndex, Site, list_pages, sitemap};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::config::PackageName;
use crate::model::{AdvisoryId, SitePath};
use crate::output::html::{NavigationItem, PackageGroup};
use crate::output::versions::calendar;
use crate::source::Span;

/// All outputs by path.
pub(super) fn outputs(site: &Site<'_>, out: &mut Diagnostics) -> BTreeMap<SitePath, Output> {
    // A page, a record and an alias of each advisory.
    let mut plan = Plan::with_capacity(3 * site.public.len());
    generated(site, &mut plan);
    let mut ids = BTreeSet::new();
    for (index, advisory) in site.public.iter().enumerate() {
        let id = &advisory.id;
        // Its paths are taken too, but that is one fault and not three.
        if !ids.insert(id.value.as_str().to_lowercase()) {
            continue;
        }
        let page = SitePath::advisory(&id.value);
        plan.claim(page, Output::Advisory(index), id.span, out);
        let record = SitePath::record(&id.value);
        report_hindrance(&record, id.span, OF_RECORD, out);
        plan.claim(record, Output::Record(index), id.span, out);
    }
    releases(site, &mut plan, out);
    for (index, page) in site.project.pages.iter().enumerate() {
        let place = Span::file(page.body.span.file);
        report_hindrance(&page.path, place, OF_FILE, out);
        plan.claim(page.path.clone(), Output::Page(index), place, out);
    }
    for &file in &site.project.assets {
        let source = site.sources.get(file);
        let path = source.path.strip_prefix("content/").unwrap_or(&source.path);
        match SitePath::new(path) {
            Ok(path) => {
                report_hindrance(&path, Span::file(file), OF_FILE, out);
                plan.claim(path, Output::Copy(file), Span::file(file), out);
            }
            Err(fault) => out.push(
                Diagnostic::new(Code::FileRefused, Span::file(file), fault.to_string())
                    .help(OF_FILE),
            ),
        }
    }
    aliases(site, &mut plan);
    packages(site, &mut plan, out);
    sitemaps(site, &mut plan, out);
    plan.outputs.into_iter().collect()
}

/// What to do about the name of a file of `content/`.
const OF_FILE: &str = "rename the file; letters, digits, `-`, `_` and `.` work everywhere";

/// What to do about the name of a record.
const OF_RECORD: &str = "importers ask for the record by its id, so it keeps the name; build and publish where such files can be";

/// Says of a path that is the author's own, or that must be as it is, that some
/// systems cannot hold it. Other names are spelled so that all can.
fn report_hindrance(path: &SitePath, place: Span, help: &'static str, out: &mut Diagnostics) {
    if let Some(why) = path.hindrance() {
        let message = format!("{} {why}", quoted(path.as_str()));
        out.push(Diagnostic::new(Code::FileName, place, message).help(help));
    }
}

/// What every site has, claimed first so that an input never replaces it.
fn generated(site: &Site<'_>, plan: &mut Plan) {
    let mut add = |path: SitePath, output| {
        plan.insert(path, output, Owner::Forewarn);
    };
    add(SitePath::policy(), Output::Policy);
    add(fixed("404.html"), Output::NotFound);
    add(fixed("robots.txt"), Output::Robots);
    if site.project.config.base_url.is_some() {
        add(fixed("sitemap.xml"), Output::Sitemap(None));
    }
    add(SitePath::feed(), Output::Feed);
    add(fixed("osv/all.json"), Output::RecordIndex);
    if !site.public.is_empty() {
        add(SitePath::search(), Output::SearchIndex);
    }
    for number in 1..=list_pages(site.public.len()) {
        add(SitePath::advisories(number), Output::Advisories(number));
    }
    for (index, part) in site.parts.iter().enumerate() {
        for number in 1..=list_pages(part.advisories.len()) {
            let path = SitePath::facet(part.facet, number);
            add(path, Output::Facet(index, number));
        }
    }
    if !site.tables.is_empty() {
        add(SitePath::versions(), Output::Versions);
        add(SitePath::supported_versions(), Output::SupportedVersions);
    }
    if calendar::has_events(&site.tables) {
        add(SitePath::support_calendar(), Output::SupportCalendar);
    }
    for (name, _) in site.theme.assets() {
        let path = SitePath::asset(name).expect("embedded files have plain names");
        add(path, Output::Asset(name.to_owned()));
    }
}

/// A page for each known release, and the same as data.
fn releases(site: &Site<'_>, plan: &mut Plan, out: &mut Diagnostics) {
    for (at, table) in site.tables.iter().enumerate() {
        for (number, release) in table.schedule().releases().iter().enumerate() {
            let version = release.version.as_str();
            let index = ReleaseIndex {
                table: at,
                release: number,
            };
            let (Some(page), Some(record)) = (table.page(version), table.record(version)) else {
                let version = version.escape_debug();
                out.push(
                    Diagnostic::new(
                        Code::NoVersionPage,
                        release.span,
                        format!("`{version}` cannot be a file name, so it gets no page"),
                    )
                    .help("nothing to do if that is its name; the tables have it all the same"),
                );
                continue;
            };
            plan.claim(page, Output::Release(index), release.span, out);
            plan.claim(record, Output::ReleaseRecord(index), release.span, out);
        }
    }
}

/// A page for each alias that leads to its advisories. An alias that is the id
/// of an advisory of this site has that advisory's page already.
fn aliases(site: &Site<'_>, plan: &mut Plan) {
    let mut owners: BTreeMap<String, (AdvisoryId, Vec<usize>)> = BTreeMap::new();
    for (index, advisory) in site.public.iter().enumerate() {
        for alias in advisory.aliases() {
            // The checks tell of one that is no id.
            let Ok(id) = AdvisoryId::new(&alias.value) else {
                continue;
            };
            let (_, indexes) = owners
                .entry(alias.value.to_lowercase())
                .or_insert_with(|| (id, Vec::new()));
            if indexes.last() != Some(&index) {
                indexes.push(index);
            }
        }
    }
    for (alias, indexes) in owners.into_values() {
        let path = SitePath::advisory(&alias);
        if plan.owner(&path).is_none() {
            let output = Output::Alias(alias.to_string(), indexes);
            plan.insert(path, output, Owner::Forewarn);
        }
    }
}

/// A page and a feed for each package, and the list of packages. They come
/// last and give way: a name that some registry allows must not stop a build,
/// nor must the second package of a site that has such a page of its own.
fn packages(site: &Site<'_>, plan: &mut Plan, out: &mut Diagnostics) {
    let mut have_page = false;
    for (index, group) in site.packages.iter().enumerate() {
        let page = SitePath::package(&group.package);
        let feed = SitePath::package_feed(&group.package);
        let (Ok(page), Ok(feed)) = (page, feed) else {
            out.push(no_package_page(group, "its name cannot be a path"));
            continue;
        };
        if plan.owner(&page).is_some() || plan.owner(&feed).is_some() {
            let why = "its path is taken; upper and lower case count as the same";
            out.push(no_package_page(group, why));
            continue;
        }
        let output = Output::Package(index, feed.clone());
        plan.insert(page.clone(), output, Owner::Forewarn);
        plan.insert(feed, Output::PackageFeed(index, page), Owner::Forewarn);
        have_page = true;
    }
    let list = SitePath::packages();
    if have_page && plan.owner(&list).is_none() {
        plan.insert(list, Output::Packages, Owner::Forewarn);
    }
}

/// The parts of a sitemap that one file cannot hold. How many pages there are is
/// known last.
fn sitemaps(site: &Site<'_>, plan: &mut Plan, out: &mut Diagnostics) {
    if site.project.config.base_url.is_none() {
        return;
    }
    let outputs = plan.outputs.iter().map(|(_, output)| output);
    for number in 1..=sitemap::parts(site, outputs) {
        let path = sitemap::part(number);
        match plan.owner(&path) {
            Some(Owner::Input(place)) => out.push(of_forewarn(&path, place)),
            _ => plan.insert(path, Output::Sitemap(Some(number)), Owner::Forewarn),
        }
    }
}

/// Says so where the newest advisory names the package.
fn no_package_page(group: &PackageGroup<'_>, why: &'static str) -> Diagnostic {
    let message = format!("{} gets no page", quoted(&group.package.to_string()));
    let named = group.advisories[0].affected[0].package.as_ref();
    let place = named.expect("groups are of entries with a package").span;
    Diagnostic::new(Code::NoPackagePage, place, message).help(why)
}

/// The pages of packages that are planned.
pub(super) fn package_pages(site: &Site<'_>) -> BTreeMap<PackageName, SitePath> {
    let pages = site.outputs.iter().filter_map(|(path, output)| {
        let Output::Package(index, _) = output else {
            return None;
        };
        Some((site.packages[*index].package.clone(), path.clone()))
    });
    pages.collect()
}

/// The menu: the policy, the advisories, the supported versions where there are
/// any, then the project's own pages.
pub(super) fn navigation(site: &Site<'_>) -> Vec<NavigationItem> {
    let language = site.theme.language();
    let mut items = vec![
        NavigationItem {
            title: site.policy.title.clone(),
            path: SitePath::policy(),
        },
        NavigationItem {
            title: language.text("advisories").to_owned(),
            path: SitePath::advisories(1),
        },
    ];
    if !site.tables.is_empty() {
        items.push(NavigationItem {
            title: language.text("supported_versions").to_owned(),
            path: SitePath::versions(),
        });
    }
    let pages = site.project.pages.iter().filter(|page| !page.hidden);
    items.extend(pages.map(|page| NavigationItem {
        title: page.title.clone(),
        path: page.path.clone(),
    }));
    items
}

/// A path that forewarn itself writes.
fn fixed(path: &str) -> SitePath {
    SitePath::new(path).expect("a path of forewarn's own")
}

/// Who wants a path.
#[derive(Clone, Copy)]
enum Owner {
    /// forewarn writes it in every site.
    Forewarn,
    /// The input at this place.
    Input(Span),
}

/// Paths in the making. Two that a file system might take for one collide: the
/// same but for case, or a file where another path needs a folder.
struct Plan {
    /// Each path once: what is sorted at the end is sorted quickly.
    outputs: Vec<(SitePath, Output)>,
    /// Who has a folded path. Folders count as their first file's.
    owners: HashMap<String, Owner>,
    folders: HashSet<String>,
}

impl Plan {
    fn with_capacity(paths: usize) -> Self {
        Self {
            outputs: Vec::with_capacity(paths),
            owners: HashMap::with_capacity(paths),
            folders: HashSet::new(),
        }
    }

    /// Who has the path already, if anybody does.
    fn owner(&self, path: &SitePath) -> Option<Owner> {
        self.owner_of(&path.folded())
    }

    fn owner_of(&self, folded: &str) -> Option<Owner> {
        let as_folder = || {
            ancestors(folded)
                .filter(|folder| !self.folders.contains(*folder))
                .find_map(|folder| self.owners.get(folder))
        };
        self.owners.get(folded).or_else(as_folder).copied()
    }

    fn insert(&mut self, path: SitePath, output: Output, owner: Owner) {
        let folded = path.folded();
        self.insert_as(folded, path, output, owner);
    }

    fn insert_as(&mut self, folded: String, path: SitePath, output: Output, owner: Owner) {
        for folder in ancestors(&folded) {
            if !self.folders.contains(folder) {
                self.folders.insert(folder.to_owned());
                self.owners.entry(folder.to_owned()).or_insert(owner);
            }
        }
        self.owners.insert(folded, owner);
        self.outputs.push((path, output));
    }

    /// Inserts, or reports who was first.
    fn claim(&mut self, path: SitePath, output: Output, place: Span, out: &mut Diagnostics) {
        let folded = path.folded();
        let Some(first) = self.owner_of(&folded) else {
            return self.insert_as(folded, path, output, Owner::Input(place));
        };
        out.push(match first {
            Owner::Input(first) => {
                let path = quoted(path.as_str());
                let message = format!("{path} is what another file becomes");
                Diagnostic::new(Code::PathTaken, place, message)
                    .label(first, "this one")
                    .help("rename one of the two; upper and lower case count as the same")
            }
            Owner::Forewarn => of_forewarn(&path, place),
        });
    }
}

fn of_forewarn(path: &SitePath, place: Span) -> Diagnostic {
    let path = quoted(path.as_str());
    let message = format!("{path} is the place of a file that forewarn writes");
    Diagnostic::new(Code::PathTaken, place, message).help("give it another name")
}

/// The folders a path lies in: `a` and `a/b` for `a/b/c`.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}
