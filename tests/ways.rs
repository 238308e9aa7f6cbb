//! One way out, whichever door one takes: for sites that nobody thought of, where
//! the users of a release can go is the same by `forewarn affected`, in
//! `versions/V.json`, on the page of the release and on those of its advisories; and
//! no door says of a series what its author did not.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use proptest::prelude::*;
use serde_json::Value;

use crate::doors::{between, evaluate, ids_of, list, output, records, version};
use crate::harness::Site;

const AT: &str = "2026-10-01T12:00:00Z";

/// Every release, oldest first.
const RELEASES: [&str; 9] = [
    "1.0", "1.0.1", "1.1", "1.1.1", "2.0", "2.0.1", "2.0.2", "2.1", "2.1.1",
];

const SERIES: [&str; 4] = ["1.0", "1.1", "2.0", "2.1"];

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 12,
        max_global_rejects: 4096,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_door_leads_the_same_way(world in world()) {
        let site = world.site();
        // Records that contradict themselves are refused, and have no doors.
        prop_assume!(builds(&site));
        let records = records(&site);
        let mut ways = BTreeMap::new();
        for release in RELEASES {
            let data = json(&site, &format!("versions/{release}.json"));
            let affecting = evaluate(&records, "PyPI", "tinysig", release);
            prop_assert_eq!(&ids_of(&data["affectedBy"]), &affecting, "{}", release);
            let way = Way::of(&data["upgrade"]);
            if let Some(way) = &way {
                let there = evaluate(&records, "PyPI", "tinysig", &way.to);
                prop_assert!(version(&way.to) > version(release), "{} {:?}", release, way);
                let is_released = data["upgrade"]["isReleased"].as_bool();
                prop_assert_eq!(is_released, Some(RELEASES.contains(&way.to.as_str())));
                prop_assert_eq!(&way.remains, &there);
                let fixed: BTreeSet<String> = affecting.difference(&there).cloned().collect();
                prop_assert_eq!(&way.fixes, &fixed);
                prop_assert!(affecting.is_empty() || !fixed.is_empty(), "{} {:?}", release, way);
            }
            prop_assert_eq!(&way, &asked(&site, release, &affecting), "{}", release);
            prop_assert_eq!(shown(&site, release), way.as_ref().map(|way| way.to.clone()));
            for notice in list(&data["affectedBy"]).filter(|notice| !notice["status"].is_null()) {
                let stated = world.stated(&notice["id"], release);
                prop_assert_eq!(notice["status"].as_str(), stated, "{}", release);
            }
            ways.insert(release, (affecting, way));
        }
        // The box for a version on the page of each advisory, and its entry in the feed.
        for id in records.keys() {
            let told = boxed(&site, id);
            let mut targets = BTreeSet::new();
            for (release, (affecting, way)) in &ways {
                let leads = way.as_ref().filter(|way| way.fixes.contains(id));
                let to = leads.map(|way| way.to.clone());
                let (is_affected, upgrade) = &told[*release];
                prop_assert_eq!(*is_affected, affecting.contains(id), "{} {}", id, release);
                if upgrade.is_some() {
                    prop_assert_eq!(upgrade, &to, "{} {}", id, release);
                }
                targets.extend(to);
            }
            if let Some(target) = fed(&site, id) {
                let is_known = targets.is_empty() || targets.contains(&target);
                prop_assert!(is_known, "{} leads to {}, not {:?}", id, target, targets);
            }
        }
        // The newest release of a series speaks for it.
        let table = json(&site, "supported-versions.json");
        for series in list(&table["packages"][0]["releases"]) {
            let latest = series["latest"]["name"].as_str().expect("each series has a release");
            let data = json(&site, &format!("versions/{latest}.json"));
            prop_assert_eq!(&series["upgrade"], &data["upgrade"]);
            if let Some(open) = series["openAdvisories"].as_array() {
                let open: BTreeSet<&str> = open.iter().filter_map(Value::as_str).collect();
                let affecting = ids_of(&data["affectedBy"]);
                prop_assert_eq!(open, affecting.iter().map(String::as_str).collect(), "{}", latest);
            }
        }
        // The index has the same versions as the records.
        for entry in list(&json(&site, "advisories/search.json")) {
            let id = entry["id"].as_str().expect("an id");
            let constraint = entry["affected"][0].as_str().unwrap_or_default();
            for release in RELEASES {
                let is_affected = evaluate(&records, "PyPI", "tinysig", release).contains(id);
                prop_assert_eq!(allows(constraint, release), is_affected, "{} {}", id, constraint);
            }
        }
    }
}

/// A way out, as data.
#[derive(Debug, PartialEq, Eq)]
struct Way {
    to: String,
    fixes: BTreeSet<String>,
    remains: BTreeSet<String>,
}

impl Way {
    fn of(value: &Value) -> Option<Self> {
        let ids = |key: &str| {
            let ids = list(&value[key]).map(|id| id.as_str().expect("an id").to_owned());
            ids.collect()
        };
        Some(Self {
            to: value["version"].as_str()?.to_owned(),
            fixes: ids("fixes"),
            remains: ids("remains"),
        })
    }
}

/// What the program answers, which tells no way to those who are not affected.
fn asked(site: &Site, release: &str, affecting: &BTreeSet<String>) -> Option<Way> {
    let question = [
        "affected",
        "PyPI/tinysig",
        release,
        "--format",
        "json",
        "--at",
        AT,
    ];
    let outcome = site.run(question).exits(i32::from(!affecting.is_empty()));
    let answer: Value = serde_json::from_str(&outcome.stdout).expect("an answer is JSON");
    assert_eq!(&ids_of(&answer["advisories"]), affecting, "{release}");
    Way::of(&answer["upgrade"])
}

/// Where the page of a release sends its users, which calls it an upgrade or, of a
/// release that is not affected, the one to use.
fn shown(site: &Site, release: &str) -> Option<String> {
    let page = output(site, &format!("versions/{release}.html"));
    let status = between(&page, "<div class=\"status", "</div>");
    let (_, sentence) = status.split_once("Upgrade to ")?;
    // A version without a release has no page.
    let target = match sentence.strip_prefix("<a ") {
        Some(link) => between(link, "html\">", "</a>"),
        None => sentence.split([' ', ':', '<']).next()?,
    };
    Some(target.trim().trim_end_matches('.').to_owned())
}

/// What the box for a version says of each: whether it is affected, and where to go.
fn boxed(site: &Site, id: &str) -> BTreeMap<String, (bool, Option<String>)> {
    let page = output(site, &format!("advisories/{id}.html"));
    let mut told = BTreeMap::new();
    for group in between(&page, "<dl class=\"known\">", "</dl>")
        .split("<dt>")
        .skip(1)
    {
        let words = between(group, "\">", "</span>");
        let upgrade = words.split_once("upgrade to ").map(|(_, to)| to.to_owned());
        let is_affected = group.starts_with("<span class=\"state affected\">");
        for line in group.split("<dd>").skip(1) {
            let versions = line.split("</dd>").next().unwrap_or_default().split(", ");
            let verdict = || (is_affected, upgrade.clone());
            told.extend(versions.map(|version| (version.to_owned(), verdict())));
        }
    }
    told
}

/// Where the entry of an advisory in the feed sends its readers.
fn fed(site: &Site, id: &str) -> Option<String> {
    let feed = output(site, "feed.atom");
    let (_, entry) = feed.split_once(&format!("/advisories/{id}.html"))?;
    let entry = entry.split("</entry>").next()?;
    let (_, sentence) = entry.split_once("Upgrade to tinysig ")?;
    let target = sentence.split([' ', '&']).next()?;
    Some(target.trim_end_matches('.').to_owned())
}

fn builds(site: &Site) -> bool {
    let mut build = Command::new(env!("CARGO_BIN_EXE_forewarn"));
    build.env_clear().current_dir(site.root());
    let build = build.args(["build", "--at", AT]).output();
    build.expect("the program starts").status.success()
}

fn json(site: &Site, path: &str) -> Value {
    let text = fs::read_to_string(site.root().join("public").join(path));
    let text = text.unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).expect("an output is JSON")
}

/// Whether a version is in a constraint such as `>=1.0,<2.0 || =3.0`.
fn allows(constraint: &str, version: &str) -> bool {
    let version: pep440_rs::Version = version.parse().expect("a version");
    let holds = |term: &str| {
        let digits = term.find(|c: char| c.is_ascii_digit()).expect("a version");
        let (sign, bound) = term.split_at(digits);
        let bound: pep440_rs::Version = bound.parse().expect("a version");
        match sign {
            ">=" => version >= bound,
            "<" => version < bound,
            "<=" => version <= bound,
            "=" => version == bound,
            other => panic!("no sign `{other}`"),
        }
    };
    let mut parts = constraint.split(" || ").filter(|part| !part.is_empty());
    parts.any(|part| part.split(',').all(holds))
}

/// A project and its advisories.
#[derive(Clone, Debug)]
struct World {
    /// How many series are supported.
    latest: usize,
    advisories: Vec<Advisory>,
}

#[derive(Clone, Debug)]
struct Advisory {
    severity: Option<&'static str>,
    exploited: bool,
    versions: Versions,
}

/// How an advisory says which versions are affected.
#[derive(Clone, Debug)]
enum Versions {
    Fixed(Vec<&'static str>),
    /// With a statement for each branch.
    Branches(Vec<(&'static str, &'static str)>),
    Ranges(Vec<(&'static str, Option<&'static str>)>, Vec<&'static str>),
    LastAffected(&'static str),
    Listed(Vec<&'static str>),
}

fn world() -> impl Strategy<Value = World> {
    let advisories = prop::collection::vec(advisory(), 1..5);
    (1..4_usize, advisories).prop_map(|(latest, advisories)| World { latest, advisories })
}

fn advisory() -> impl Strategy<Value = Advisory> {
    let severities = vec![None, Some("low"), Some("high"), Some("critical")];
    let severity = prop::sample::select(severities);
    (severity, any::<bool>(), versions()).prop_map(|(severity, exploited, versions)| Advisory {
        severity,
        exploited,
        versions,
    })
}

fn versions() -> impl Strategy<Value = Versions> {
    let release = || prop::sample::select(&RELEASES[..]);
    let some = || prop::sample::subsequence(&RELEASES[..], 1..4);
    let status = prop::sample::select(vec!["wont-fix", "pending", "not-evaluated", "not-affected"]);
    let branches = prop::sample::subsequence(&SERIES[..], 1..=4)
        .prop_flat_map(move |series| {
            let statuses = prop::collection::vec(status.clone(), series.len());
            (Just(series), statuses)
        })
        .prop_map(|(series, statuses)| series.into_iter().zip(statuses).collect());
    // The last is named before it is released.
    let fixes = vec!["1.0.1", "1.1.1", "2.0.2", "2.1.1", "2.1.2"];
    let fixes = prop::sample::subsequence(fixes, 1..4);
    let range = (release(), prop::option::of(release()));
    prop_oneof![
        fixes.prop_map(Versions::Fixed),
        branches.prop_map(Versions::Branches),
        (
            prop::collection::vec(range, 1..3),
            prop::sample::subsequence(&RELEASES[..], 0..3)
        )
            .prop_map(|(ranges, listed)| Versions::Ranges(ranges, listed)),
        release().prop_map(Versions::LastAffected),
        some().prop_map(Versions::Listed),
    ]
}

impl World {
    fn site(&self) -> Site {
        let releases = RELEASES.iter().enumerate().map(|(number, version)| {
            format!(
                "  - {{version: \"{version}\", date: 2026-0{}-01}}\n",
                number + 1
            )
        });
        let table = format!(
            "support: {{latest: {}, of: minor}}\nreleases:\n{}",
            self.latest,
            releases.collect::<String>()
        );
        let site = Site::new().file("content/supported-versions.yaml", &table);
        let advisories = self.advisories.iter().enumerate();
        advisories.fold(site, |site, (number, advisory)| {
            let path = format!("advisories/{number}.yaml");
            site.file(&path, &advisory.text(number))
        })
    }

    /// What the author says of the series of a release.
    fn stated(&self, id: &Value, release: &str) -> Option<&'static str> {
        let number = id.as_str()?.rsplit('-').next()?.parse::<usize>().ok()?;
        let Versions::Branches(branches) = &self.advisories[number].versions else {
            return None;
        };
        let is_series =
            |series: &str| release == series || release.starts_with(&format!("{series}."));
        let mut branches = branches.iter();
        branches
            .find(|(series, _)| is_series(series))
            .map(|(_, status)| *status)
    }
}

impl Advisory {
    fn text(&self, number: usize) -> String {
        let severity = self.severity.map(|rating| format!("severity: {rating}\n"));
        let head = format!(
            "id: x_tinysig-2026-{number}\nsummary: Number {number}\n\
             published: 2026-09-20T10:00:00Z\nexploited: {}\n{}",
            self.exploited,
            severity.unwrap_or_default()
        );
        let versions = match &self.versions {
            Versions::Fixed(fixed) => format!("fixed: {fixed:?}\n"),
            Versions::Branches(branches) => {
                let branch = |(series, status): &(&str, &str)| {
                    format!("  - {{branch: \"{series}\", status: {status}, why: \"So it is.\"}}\n")
                };
                format!(
                    "branches:\n{}",
                    branches.iter().map(branch).collect::<String>()
                )
            }
            Versions::Ranges(ranges, listed) => {
                let range = |(from, to): &(&str, Option<&str>)| match to {
                    Some(to) => format!(">= {from}, < {to}"),
                    None => format!(">= {from}"),
                };
                let listed = listed.iter().map(|version| format!("= {version}"));
                let all: Vec<String> = ranges.iter().map(range).chain(listed).collect();
                format!("affected: {{PyPI/tinysig: {all:?}}}\n")
            }
            Versions::LastAffected(last) => format!("last_affected: \"{last}\"\n"),
            Versions::Listed(listed) => format!("versions: {listed:?}\n"),
        };
        head + &versions
    }
}
