//! `versions/product.json`: the supported versions in the form of endoflife.date's API
//! v1, for programs that read that of any product.
//!
//! Every key has one type: a day and whether it has come are two keys, and what is not
//! known is null. The form has no place for rules, plans and phases;
//! `supported-versions.json` has. Its times are days, so that a build a minute changes
//! nothing.

use jiff::civil::Date;
use serde::Serialize;

use super::Table;
use super::json::{day, json};
use crate::model::{Family, SitePath, purl};
use crate::output::plan::{DataFile, Frame, file};
use crate::output::{Claims, Material};
use crate::support::{self, End, KnownRelease, Moment, ReleaseCycle, State};

/// The version of endoflife.date's API.
const SCHEMA_VERSION: &str = "1.2.1";

/// One for each table. The form wants the address of a page.
pub(in crate::output) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    if site.config.base_url.is_none() || !site.config.makes(Family::Product) {
        return;
    }
    for table in &site.tables {
        // A release may be named `product`.
        let path = SitePath::product(table.folder()).ok();
        let Some(path) = path.filter(|path| claims.is_free(path)) else {
            continue;
        };
        let title = format!("Supported versions of {}", table.support.package.value);
        let of_table = DataFile::new(path, "application/json", title);
        let table = table.clone();
        let product = move |frame: &Frame<'_>| json(&Response::new(frame, &table));
        claims.list(of_table, file(product));
    }
}

/// `ProductResponse` of the API, as are the others.
#[derive(Serialize)]
struct Response<'a> {
    schema_version: &'static str,
    generated_at: String,
    last_modified: String,
    result: Product<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Product<'a> {
    name: &'a str,
    label: &'a str,
    aliases: [&'a str; 0],
    category: &'static str,
    tags: Vec<&'a str>,
    version_command: Option<&'a str>,
    identifiers: Vec<Identifier>,
    labels: Labels<'a>,
    links: Links,
    releases: Vec<Series<'a>>,
}

#[derive(Serialize)]
struct Identifier {
    id: String,
    r#type: &'static str,
}

/// What each phase is called before its end.
#[derive(Serialize)]
struct Labels<'a> {
    eoas: Option<&'a str>,
    discontinued: Option<&'a str>,
    eol: &'a str,
    eoes: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Links {
    icon: Option<String>,
    html: String,
    release_policy: Option<String>,
}

/// A series.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Series<'a> {
    name: &'a str,
    codename: Option<&'a str>,
    label: String,
    release_date: String,
    is_lts: bool,
    lts_from: Option<String>,
    #[serde(flatten)]
    active: Option<Active>,
    is_eol: bool,
    eol_from: Option<String>,
    #[serde(flatten)]
    extended: Option<Extended>,
    is_maintained: bool,
    latest: Option<Version<'a>>,
    custom: Custom,
}

/// Of products with a phase of active support.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Active {
    is_eoas: bool,
    eoas_from: Option<String>,
}

/// Of products with extended support: null for a series without.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Extended {
    is_eoes: Option<bool>,
    eoes_from: Option<String>,
}

#[derive(Serialize)]
struct Version<'a> {
    name: &'a str,
    date: Option<String>,
    link: Option<&'a str>,
}

/// What endoflife.date does not ask.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Custom {
    minimum_safe_version: Option<String>,
    open_advisories: Option<String>,
}

impl<'a> Response<'a> {
    fn new(frame: &Frame<'a>, table: &'a Table<'_>) -> Self {
        let today = frame.clock.date();
        Self {
            schema_version: SCHEMA_VERSION,
            generated_at: midnight(today),
            last_modified: midnight(last_modified(frame, table)),
            result: Product::new(frame, table),
        }
    }
}

/// The last day on which support or an advisory changed, as far as their dates tell.
fn last_modified(frame: &Frame<'_>, table: &Table<'_>) -> Date {
    let today = frame.clock.date();
    let turns = support::turns(table.support);
    let turned = turns.range(..=today).next_back().copied();
    let advisories = table.exposure.advisories();
    let changed = advisories.map(|it| it.as_of(frame.view()).last_changed().date());
    let changed = changed.chain(turned).filter(|day| *day <= today).max();
    changed.unwrap_or(today)
}

fn midnight(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

impl<'a> Product<'a> {
    fn new(frame: &Frame<'a>, table: &'a Table<'_>) -> Self {
        let package = &table.support.package.value;
        let name = frame.config.name.as_deref().filter(|_| table.is_main);
        let category = if package.ecosystem.is_generic() {
            "app"
        } else {
            "library"
        };
        let cycles = table.schedule().cycles();
        let labels = Labels::new(cycles);
        let page = frame.config.address(&SitePath::versions());
        let releases = cycles.iter().rev();
        Self {
            name: &package.name,
            label: name.unwrap_or(&package.name),
            aliases: [],
            category,
            tags: vec![category],
            version_command: None,
            identifiers: (purl::of(package).into_iter())
                .map(|id| Identifier { id, r#type: "purl" })
                .collect(),
            releases: releases
                .filter_map(|cycle| Series::new(table, cycle, &labels, frame.clock.date()))
                .collect(),
            labels,
            links: Links {
                icon: None,
                html: page.clone().unwrap_or_default(),
                release_policy: page,
            },
        }
    }
}

impl<'a> Labels<'a> {
    /// By the newest series that has the phase.
    fn new(cycles: &'a [ReleaseCycle]) -> Self {
        let newest = || cycles.iter().rev();
        let supports = |cycle: &'a ReleaseCycle| cycle.phases.iter().filter(|it| !it.extended);
        let mut active = newest().filter(|cycle| supports(cycle).count() > 1);
        let active = active.find_map(|cycle| supports(cycle).next());
        let last = newest().find_map(|cycle| supports(cycle).next_back());
        let extended = newest().find_map(ReleaseCycle::extended);
        Self {
            eoas: active.map(|phase| phase.name.as_str()),
            discontinued: None,
            eol: last.map_or("Security Support", |phase| &phase.name),
            eoes: extended.map(|phase| phase.name.as_str()),
        }
    }
}

impl<'a> Series<'a> {
    /// None of a series that is not out, or of which nobody knows any day: the form
    /// wants the day of its release.
    fn new(
        table: &Table<'_>,
        cycle: &'a ReleaseCycle,
        labels: &Labels<'_>,
        today: Date,
    ) -> Option<Self> {
        if cycle.state == State::Future {
            return None;
        }
        let released = cycle.release.and_then(Moment::date);
        let released = released.or_else(|| cycle.latest.as_ref()?.date)?;
        let extended = cycle.extended();
        let ended = |end: Option<&End>| end.is_some_and(|end| end.has_passed(today));
        let is_eoes = extended.map(|phase| ended(phase.end.as_ref()));
        Some(Self {
            name: &cycle.cycle,
            codename: cycle.codename.as_deref(),
            label: label(cycle),
            release_date: released.to_string(),
            is_lts: cycle.lts,
            lts_from: None,
            active: labels.eoas.map(|_| Active {
                is_eoas: ended(cycle.eoas().or(cycle.eol.as_ref())),
                eoas_from: cycle.eoas().or(cycle.eol.as_ref()).and_then(day),
            }),
            is_eol: cycle.state == State::EndOfLife,
            eol_from: cycle.eol.as_ref().and_then(day),
            extended: labels.eoes.map(|_| Extended {
                is_eoes,
                eoes_from: extended.and_then(|phase| day(phase.end.as_ref()?)),
            }),
            is_maintained: cycle.is_maintained() || is_eoes == Some(false),
            latest: cycle.latest.as_ref().map(Version::new),
            custom: Custom::new(table, cycle),
        })
    }
}

/// `22.04 'Jammy Jellyfish' (LTS)`.
fn label(cycle: &ReleaseCycle) -> String {
    let codename = cycle.codename.as_ref();
    let codename = codename.map_or_else(String::new, |name| format!(" '{name}'"));
    let lts = if cycle.lts { " (LTS)" } else { "" };
    format!("{}{codename}{lts}", cycle.cycle)
}

impl<'a> Version<'a> {
    fn new(release: &'a KnownRelease) -> Self {
        Self {
            name: &release.version,
            date: release.date.map(|date| date.to_string()),
            link: release.link.as_deref(),
        }
    }
}

impl Custom {
    fn new(table: &Table<'_>, cycle: &ReleaseCycle) -> Self {
        let safety = table.exposure.safety(&cycle.cycle);
        let (from, open) = safety.map_or((None, Vec::new()), |it| (it.from, it.open));
        let open: Vec<_> = open.iter().map(|it| it.id.value.as_str()).collect();
        Self {
            minimum_safe_version: from,
            open_advisories: (cycle.is_maintained() && !open.is_empty()).then(|| open.join(", ")),
        }
    }
}
