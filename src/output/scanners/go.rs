//! `go/`: a vulnerability database of Go, for `govulncheck -db`
//! (<https://go.dev/doc/security/vuln/database>, "API").
//!
//! Of a record the client understands SEMVER ranges that open with `introduced` and close
//! with `fixed`, and nothing else: an entry without such a range affects every version,
//! and one that ends with `last_affected` never ends. So the database has records of its
//! own, about modules of Go alone, in which each interval ends with a release.
//!
//! Over HTTP the client asks for the compressed twin of each file, in a folder for the
//! file itself.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

use flate2::{Compression, GzBuilder};
use serde::Serialize;

use super::{JSON, json, newest, path};
use crate::advice::Exposure;
use crate::diagnostic::{Code, Diagnostic, quoted};
use crate::model::{
    Advisory, Affected, Event, Family, Range, RangeEvent, RangeType, SitePath, Value,
};
use crate::output::osv;
use crate::output::plan::{DataFile, Frame, file};
use crate::output::{Claims, Material};
use crate::version::Order;
use crate::version::interval::{self, End, Interval};

const REGISTRY: &str = "Go";
const ORDER: Order = Order::Semver;

pub(super) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    let is_asked = !site.advice.of_registry(REGISTRY).is_empty();
    if !is_asked || !site.config.makes(Family::Go) {
        return;
    }
    let modules = "Database of govulncheck: versions by module";
    claims.list_kind(DataFile::new(path("go/index/modules.json"), JSON, modules));
    both(claims, path("go/index/db.json"), |frame| {
        json(&Database::new(frame))
    });
    both(claims, path("go/index/modules.json"), |frame| {
        json(&modules_of(frame))
    });
    both(claims, path("go/index/vulns.json"), |frame| {
        json(&vulnerabilities(frame))
    });
    for advisory in site.distinct() {
        let entries = Entry::all(site, advisory);
        for entry in entries.iter().filter(|entry| entry.is_left_open) {
            claims.report(open(entry.source));
        }
        if !entries.is_empty() {
            let record = SitePath::new(format!("go/ID/{}.json", advisory.id.value));
            let record = record.expect("an id is part of a path");
            both(claims, record, move |frame| record_of(frame, advisory));
        }
    }
}

/// Takes a path, and that of its twin.
fn both<'p, W>(claims: &mut Claims<'p>, path: SitePath, write: W)
where
    W: Fn(&Frame<'_>) -> Vec<u8> + Send + Sync + Clone + 'p,
{
    let twin = SitePath::new(format!("{path}.gz")).expect("a path with an extension more");
    let packed = write.clone();
    claims.own(path, file(write));
    claims.own(twin, file(move |frame| gzip(&packed(frame))));
}

/// Without a name and a time: the same bytes in every build.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzBuilder::new()
        .mtime(0)
        .write(Vec::new(), Compression::best());
    let packed = packed.write_all(bytes).and_then(|()| packed.finish());
    packed.expect("memory takes all bytes")
}

#[derive(Serialize)]
struct Database {
    modified: String,
}

impl Database {
    fn new(frame: &Frame<'_>) -> Self {
        // Go's zero time, of a database in which nothing has been yet.
        let never = || "0001-01-01T00:00:00Z".to_owned();
        Self {
            modified: newest(frame, REGISTRY).map_or_else(never, |at| at.to_string()),
        }
    }
}

#[derive(Serialize)]
struct Module<'a> {
    path: &'a str,
    vulns: Vec<ModuleVulnerability<'a>>,
}

#[derive(Serialize)]
struct ModuleVulnerability<'a> {
    id: &'a str,
    modified: String,
    /// From here on the client looks no further.
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed: Option<String>,
}

fn modules_of<'a>(frame: &Frame<'a>) -> Vec<Module<'a>> {
    let mut modules: BTreeMap<&str, Vec<ModuleVulnerability<'_>>> = BTreeMap::new();
    for (advisory, entries) in records(frame) {
        let mut covered: BTreeMap<&str, Vec<Interval>> = BTreeMap::new();
        for entry in entries {
            covered.entry(entry.module).or_default().extend(entry.runs);
        }
        for (module, runs) in covered {
            let last = interval::union(ORDER, runs).pop();
            let fixed = last.and_then(|last| match last.end {
                End::Fixed(fixed) => Some(fixed),
                End::Open | End::Before(_) | End::LastAffected(_) => None,
            });
            modules
                .entry(module)
                .or_default()
                .push(ModuleVulnerability {
                    id: advisory.id.value.as_str(),
                    modified: advisory.as_of(frame.view()).record_modified().to_string(),
                    fixed: fixed.map(|fixed| fixed.trim_start_matches('v').to_owned()),
                });
        }
    }
    let modules = modules.into_iter().map(|(path, mut vulns)| {
        vulns.sort_by_key(|vulnerability| vulnerability.id);
        Module { path, vulns }
    });
    modules.collect()
}

#[derive(Serialize)]
struct Vulnerability<'a> {
    id: &'a str,
    modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<&'a str>,
}

fn vulnerabilities<'a>(frame: &Frame<'a>) -> Vec<Vulnerability<'a>> {
    let all = records(frame).map(|(advisory, _)| Vulnerability {
        id: advisory.id.value.as_str(),
        modified: advisory.as_of(frame.view()).record_modified().to_string(),
        aliases: advisory
            .aliases()
            .map(|alias| alias.value.as_str())
            .collect(),
    });
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(|vulnerability| vulnerability.id);
    all
}

/// The advisories that have a record in the database.
fn records<'a>(frame: &Frame<'a>) -> impl Iterator<Item = (&'a Advisory, Vec<Entry<'a>>)> {
    let site = frame.site;
    let all = site
        .distinct()
        .map(|advisory| (advisory, Entry::all(site, advisory)));
    all.filter(|(_, entries)| !entries.is_empty())
}

fn record_of(frame: &Frame<'_>, advisory: &Advisory) -> Vec<u8> {
    let entries = Entry::all(frame.site, advisory);
    let affected: Vec<Affected> = entries.iter().map(Entry::affected).collect();
    let mut record = osv::tree(&advisory.as_of(frame.view()), &affected);
    // The client prints this address, and fails on a record without such an object.
    let specific = &mut record["database_specific"];
    if !specific["url"].is_string() {
        let page = frame
            .config
            .address(&SitePath::advisory(&advisory.id.value));
        specific["url"] = page.unwrap_or_default().into();
    }
    json(&record)
}

/// What a record says of a module, as the client understands it.
struct Entry<'a> {
    module: &'a str,
    source: &'a Affected,
    /// Sorted and disjoint; each has a fix, or no end.
    runs: Vec<Interval>,
    /// Whether no release is known with which it ends.
    is_left_open: bool,
}

impl<'a> Entry<'a> {
    /// Those of an advisory, unless it is withdrawn.
    fn all<'s>(site: &'s Material<'a>, advisory: &'a Advisory) -> Vec<Self> {
        if advisory.as_of(site.view()).withdrawn().is_some() {
            return Vec::new();
        }
        let entries = advisory.affected().filter_map(|affected| {
            let package = affected.package.as_ref()?;
            let is_module = package.ecosystem.base() == REGISTRY;
            let exposure = site.advice.about(affected).filter(|_| is_module)?;
            Self::new(exposure, affected, &package.name)
        });
        entries.collect()
    }

    fn new(exposure: &Arc<Exposure<'a>>, source: &'a Affected, module: &'a str) -> Option<Self> {
        let extent = interval::stated(ORDER, &[source]);
        let last = extent.last()?.end.clone();
        let runs = closed(exposure, extent);
        let ends = runs.last().map(|run| &run.end);
        Some(Self {
            module,
            source,
            is_left_open: last != End::Open && ends == Some(&End::Open),
            runs,
        })
    }

    /// The entry of the record.
    fn affected(&self) -> Affected {
        let place = self.source.span;
        let events = interval::events(&self.runs).into_iter().flatten();
        let events = events.map(|event: Event| RangeEvent::new(event, place));
        let range = Range::new(RangeType::Semver, None, events.collect());
        Affected {
            ranges: Some(vec![
                range.expect("an interval opens, and ends with a fix if at all"),
            ]),
            versions: None,
            releases: Vec::new(),
            ecosystem_specific: (self.source.ecosystem_specific.clone())
                .filter(|specific| specific.get("imports").is_none_or(are_imports)),
            ..self.source.clone()
        }
    }
}

/// Whether the client reads the packages of a module that are affected, and their
/// symbols. On what it does not, it fails altogether; without it, the whole module counts.
fn are_imports(imports: &Value) -> bool {
    let are_texts = |list: &Value| {
        let texts = list.as_list();
        texts.is_some_and(|texts| texts.iter().all(|text| text.as_text().is_some()))
    };
    let is_import = |import: &Value| {
        let known = |(key, value): (&str, &Value)| match key {
            "path" => value.as_text().is_some(),
            "symbols" | "goos" | "goarch" => are_texts(value),
            _ => true,
        };
        import
            .as_map()
            .is_some_and(|import| import.iter().all(known))
    };
    let imports = imports.as_list();
    imports.is_some_and(|imports| imports.iter().all(is_import))
}

/// Intervals that end with a fix, if at all: behind the last affected version, with the
/// first release after it. Where none is known before the next interval, they are one.
fn closed(exposure: &Exposure<'_>, extent: Vec<Interval>) -> Vec<Interval> {
    let mut closed: Vec<Interval> = Vec::with_capacity(extent.len());
    let mut extent = extent.into_iter().peekable();
    while let Some(Interval { introduced, end }) = extent.next() {
        let is_before_next = |release: &&str| {
            let next = extent.peek().map(|next| next.introduced.as_str());
            next.is_none_or(|next| ORDER.compare(release, next).is_lt())
        };
        let end = match end {
            End::Open => End::Open,
            End::Fixed(end) | End::Before(end) => End::Fixed(end),
            End::LastAffected(last) => match exposure.release_after(&last).filter(is_before_next) {
                Some(release) => End::Fixed(release.into()),
                None => End::Open,
            },
        };
        match closed.last_mut() {
            Some(before) if before.end == End::Open => before.end = end,
            _ => closed.push(Interval { introduced, end }),
        }
    }
    closed
}

fn open(affected: &Affected) -> Diagnostic {
    let name = affected
        .package
        .as_ref()
        .map_or("", |package| &package.name);
    let message = format!(
        "for Go no version of {} is known to be free of it",
        quoted(name)
    );
    Diagnostic::new(Code::GoNeverFixed, affected.span, message)
        .help("no release after the last affected one is known: name it as `fixed`, or in `content/supported-versions.yaml`")
}
