//! The law: no version that an advisory affects is said to be fixed or none, whatever
//! else a site says, and every release with a fix is told of.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::Value;

use crate::model::{self, Affected, Ecosystem, Project, View};
use crate::output::versions::tests::{clock, made, project};
use crate::version::interval::{self, End};
use crate::version::{Order, affects};

const CVES: [&str; 2] = ["CVE-2026-40001", "CVE-2026-40002"];

/// Stands for every version.
const EVERY: &str = "*";

/// A range, or branches, in a world of versions `1.0` to `4.3`.
#[derive(Clone, Debug)]
struct Advisory {
    cves: Vec<&'static str>,
    ranges: Vec<(u8, Option<u8>, bool)>,
    listed: Vec<u8>,
    branches: Vec<(u8, &'static str)>,
    withdrawn: bool,
}

fn version(number: u8) -> String {
    format!("{}.{}", 1 + number / 4, number % 4)
}

fn advisory() -> impl Strategy<Value = Advisory> {
    let end = prop::option::of(0..16_u8);
    let status = prop::sample::select(vec![
        "status: pending",
        "status: wont-fix",
        "status: not-affected",
        "status: not-evaluated",
        "fixed",
    ]);
    (
        prop::sample::subsequence(&CVES[..], 0..=2),
        prop::collection::vec((0..16_u8, end, any::<bool>()), 0..3),
        prop::collection::vec(0..16_u8, 0..3),
        prop::collection::btree_map(0..4_u8, status, 0..3),
        prop::bool::weighted(0.1),
    )
        .prop_map(|(cves, ranges, listed, branches, withdrawn)| Advisory {
            cves,
            ranges,
            listed,
            branches: branches.into_iter().collect(),
            withdrawn,
        })
}

impl Advisory {
    fn text(&self, number: usize) -> String {
        let withdrawn = if self.withdrawn {
            "withdrawn: 2026-10-01\n"
        } else {
            ""
        };
        format!(
            "id: x_tinysig-2026-{number:04}\npublished: 2026-0{}-01\ncve: {:?}\n{withdrawn}{}",
            1 + number % 9,
            self.cves,
            if self.branches.is_empty() {
                self.affected()
            } else {
                self.branches()
            }
        )
    }

    fn affected(&self) -> String {
        let ranges = self.ranges.iter().map(|(start, end, is_fix)| {
            let key = if *is_fix { "fixed" } else { "last_affected" };
            let end = end.map(|end| format!(", {{{key}: \"{}\"}}", version(end)));
            let (start, end) = (version(*start), end.unwrap_or_default());
            format!("{{type: ECOSYSTEM, events: [{{introduced: \"{start}\"}}{end}]}}")
        });
        let ranges: Vec<_> = ranges.collect();
        let listed: Vec<_> = self.listed.iter().map(|it| version(*it)).collect();
        format!(
            "affected: [{{package: {{ecosystem: PyPI, name: tinysig}}, ranges: [{}], \
             versions: {listed:?}}}]\n",
            ranges.join(", ")
        )
    }

    fn branches(&self) -> String {
        let branches = self.branches.iter().map(|(series, status)| {
            let series = 1 + series;
            let fixed = format!("fixed: \"{series}.2\"");
            let status = if *status == "fixed" { &fixed } else { *status };
            format!("  - {{branch: \"{series}\", {status}}}\n")
        });
        format!("branches:\n{}", branches.collect::<String>())
    }
}

fn site(advisories: &[Advisory], releases: &[u8], registered: &[&str]) -> Project {
    let mut files = vec![(
        "forewarn.yaml".to_owned(),
        "project: {name: tinysig, package: PyPI/tinysig}\nbranches: major\n".to_owned(),
    )];
    if !releases.is_empty() {
        let releases = releases.iter().map(|number| {
            let version = version(*number);
            format!(
                "  - {{version: \"{version}\", date: 2026-01-{:02}}}\n",
                1 + number
            )
        });
        let releases = releases.collect::<Vec<_>>().concat();
        let table = format!("support: {{latest: 2, of: major}}\nreleases:\n{releases}");
        files.push(("content/supported-versions.yaml".to_owned(), table));
    }
    for id in registered {
        let entry = format!(
            "id: e\ntitle: None\nwhy: It is none.\nsince: 2026-01-01\napplies_to: {id}\n\
             justification: component_not_present\n"
        );
        files.push((format!("not-a-vulnerability/{id}.yaml"), entry));
    }
    for (number, advisory) in advisories.iter().enumerate() {
        let path = format!("advisories/{number}.yaml");
        files.push((path, advisory.text(number)));
    }
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| (&**path, &**text))
        .collect();
    project(&files)
}

/// What is said of each id and version, the last word of several.
fn told(project: &Project) -> BTreeMap<(String, String), String> {
    let Some(document) = made(project, clock(), super::WHOLE) else {
        return BTreeMap::new();
    };
    let document: Value = serde_json::from_str(&document).unwrap();
    let mut told = BTreeMap::new();
    for statement in document["statements"].as_array().unwrap() {
        let vulnerability = &statement["vulnerability"];
        let aliases = vulnerability["aliases"].as_array().into_iter().flatten();
        for id in aliases.chain([&vulnerability["name"]]) {
            for product in statement["products"].as_array().unwrap() {
                let iri = product["@id"].as_str().unwrap();
                let version = iri.split_once('@').map_or(EVERY, |(_, version)| version);
                let key = (id.as_str().unwrap().to_owned(), version.to_owned());
                told.insert(key, statement["status"].as_str().unwrap().to_owned());
            }
        }
    }
    told
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_is_affected_is_hidden_and_every_fix_is_told(
        advisories in prop::collection::vec(advisory(), 1..5),
        releases in prop::collection::btree_set(0..16_u8, 0..12),
        registered in prop::sample::subsequence(&CVES[..], 0..=2),
    ) {
        let releases: Vec<u8> = releases.into_iter().collect();
        let project = site(&advisories, &releases, &registered);
        let told = told(&project);
        let view = View::public(clock());
        let public = project.public(clock());
        let standing = public.iter().filter(|it| it.as_of(view).withdrawn().is_none());
        let standing: Vec<_> = standing.collect();
        let names = |id: &str, advisory: &model::Advisory| {
            advisory.id.value.as_str() == id || advisory.aliases().any(|it| it.value == id)
        };
        for ((id, version), status) in &told {
            let about: Vec<_> = standing.iter().filter(|it| names(id, it)).collect();
            prop_assert!(version != EVERY || about.is_empty(), "{id} is registered");
            let mut about = about.iter().flat_map(|it| it.affected());
            let is_affected = about.any(|it| affects(it, version));
            if status != "affected" {
                prop_assert!(!is_affected, "{id} {version} {status}");
            }
        }
        for id in registered.iter().filter(|id| !standing.iter().any(|it| names(id, it))) {
            let key = ((*id).to_owned(), EVERY.to_owned());
            prop_assert_eq!(told.get(&key).map(String::as_str), Some("not_affected"));
        }
        // Whatever a range ends with as a fix, and the releases behind it.
        let order = Order::of(&Ecosystem::new("PyPI"));
        for advisory in &standing {
            let id = advisory.id.value.as_str();
            let shares = standing.iter().filter(|it| {
                advisory.aliases().any(|alias| names(&alias.value, it))
            });
            if shares.count() > 1 || !advisory.branches.is_empty() {
                continue;
            }
            let ends = interval::intervals_of(
                order, &advisory.affected().collect::<Vec<_>>(),
            );
            let fixes = ends.iter().filter_map(|run| match &run.end {
                End::Fixed(fix) => Some(fix.as_str()),
                _ => None,
            });
            let affected = |version: &str| advisory.affected().any(|it| affects(it, version));
            // Of a version that a table of releases does not have, nobody knows it is out.
            let is_out = |fix: &str| releases.is_empty() || releases.iter().any(|it| version(*it) == fix);
            for fix in fixes.filter(|fix| !affected(fix) && is_out(fix)) {
                let status = told.get(&(id.to_owned(), fix.to_owned()));
                prop_assert_eq!(status.map(String::as_str), Some("fixed"), "{} {}", id, fix);
            }
            for release in releases.iter().map(|number| version(*number)) {
                let has_fix = advisory.affected().any(Affected::states_versions);
                if has_fix && !affected(&release) {
                    let status = told.get(&(id.to_owned(), release.clone()));
                    let is_told = status.is_some_and(|status| status != "affected");
                    prop_assert!(is_told, "{} {} {:?}", id, release, status);
                }
            }
        }
    }
}
