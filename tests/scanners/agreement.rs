//! What scanners are given answers as the range engine does: for advisories that nobody
//! thought of, a reader of each format finds what `forewarn affected` would.

use std::collections::BTreeSet;

use forewarn::diagnostic::Diagnostics;
use forewarn::model::{Advisory, SitePath, Timestamp, View};
use forewarn::parse;
use forewarn::site::Site;
use forewarn::source::Sources;
use forewarn::theme::Theme;
use forewarn::version::{Order, affects};
use proptest::prelude::*;
use serde_json::Value;

use super::AT;
use crate::doors::list;

/// Releases of the project, oldest first, and pre-releases among them.
const VERSIONS: [&str; 10] = [
    "1.0.0",
    "1.1.0",
    "1.1.1",
    "1.2.0-beta1",
    "1.2.0",
    "2.0.0-RC1",
    "2.0.0-RC2",
    "2.0.0",
    "2.0.1",
    "2.1.0",
];

/// Further ones, which nobody names.
const BETWEEN: [&str; 5] = ["0.9.0", "1.1.0-RC1", "1.1.5", "2.0.1-alpha1", "3.0.0"];

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 48,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_scanner_is_told_what_is_affected(advisories in prop::collection::vec(advisory(), 1..5)) {
        let mut sources = Sources::new();
        sources.text("forewarn.yaml", "project: {name: lantern}\nbase_url: https://lantern.example/\n");
        sources.text("SECURITY.md", "# Security policy\n");
        let releases = VERSIONS.iter().map(|version| format!("  - \"{version}\"\n"));
        let table = format!(
            "package: Go/lantern.example/a\nsupport: {{latest: 1, of: minor}}\nreleases:\n{}",
            releases.collect::<String>()
        );
        sources.text("content/supported-versions.yaml", table.as_str());
        for (number, terms) in advisories.iter().enumerate() {
            let text = format!(
                "id: x_lantern-2026-{number}\nsummary: Number {number}\n\
                 published: 2026-09-01T00:00:00Z\naffected:\n  Go/lantern.example/a: {terms:?}\n  \
                 Packagist/lantern/a: {terms:?}\n  NuGet/Lantern.A: {terms:?}\n"
            );
            sources.text(format!("advisories/{number}.yaml"), text.as_str());
        }
        let mut found = Diagnostics::new();
        let project = parse::parse(&sources, &mut found);
        prop_assume!(!found.has_errors());
        let clock = Timestamp::from(AT.parse::<jiff::Timestamp>().expect("a moment"));
        let theme = Theme::load(&sources, &project.theme, &project.config, &mut found);
        let theme = theme.expect("the embedded theme");
        let site = Site::new(&project, &sources, &theme, View::public(clock), &mut found);
        let json = |path: &str| -> Value {
            let path = SitePath::new(path).expect("a path");
            let bytes = site.render(&path).expect("it is there").expect("no fault");
            serde_json::from_slice(&bytes).expect("JSON")
        };
        let public = project.public(clock);
        let engine = |package: &str, version: &str| -> BTreeSet<String> {
            let affecting = public.iter().filter(|a| is_affected(a, package, version));
            affecting.map(|a| a.id.value.to_string()).collect()
        };
        let composer = json("composer/p2/lantern/a.json");
        let nuget = json("nuget/base.json");
        for version in VERSIONS.iter().chain(&BETWEEN) {
            prop_assert_eq!(
                by_composer(&composer, version), engine("lantern/a", version), "{} {}", version, composer
            );
            prop_assert_eq!(
                by_nuget(&nuget, version), engine("Lantern.A", version), "{} {}", version, nuget
            );
        }
        // Behind a last affected version Go is told of the next release.
        let modules = json("go/index/modules.json");
        for version in VERSIONS {
            let told = by_go(&modules, &json, version);
            prop_assert_eq!(told, engine("lantern.example/a", version), "{} {}", version, modules);
        }
    }
}

/// Terms of a constraint, as an author writes them.
fn advisory() -> impl Strategy<Value = Vec<String>> {
    let places = prop::collection::btree_set(0..VERSIONS.len(), 1..5);
    let shape = (places, 0..4_usize, any::<bool>(), any::<bool>());
    shape.prop_map(|(places, end, from_start, is_single)| {
        let places: Vec<&str> = places.into_iter().map(|at| VERSIONS[at]).collect();
        let mut terms: Vec<String> = Vec::new();
        let pairs = places.chunks(2);
        let last = pairs.len() - 1;
        for (at, pair) in pairs.enumerate() {
            terms.push(match *pair {
                [to] if from_start && at == 0 => format!("< {to}"),
                [from] if is_single => format!("= {from}"),
                [from] => format!(">= {from}"),
                [from, to] if end % 2 == 0 => format!(">= {from}, < {to}"),
                [from, _] if end == 3 && at == last => format!(">= {from}"),
                [from, to] => format!(">= {from}, <= {to}"),
                _ => unreachable!("chunks of two"),
            });
        }
        terms
    })
}

fn is_affected(advisory: &Advisory, package: &str, version: &str) -> bool {
    let about = advisory.affected().filter(|affected| {
        let named = affected.package.as_ref();
        named.is_some_and(|named| named.name == package)
    });
    about.into_iter().any(|affected| affects(affected, version))
}

/// Composer's way: a bare bound of `<` and `>=` is that of its `dev` version.
fn by_composer(metadata: &Value, version: &str) -> BTreeSet<String> {
    let holds = |term: &str| {
        let digit = term.find(|c: char| c.is_ascii_digit()).expect("a version");
        let (sign, bound) = term.split_at(digit);
        let is_bare = matches!(sign, "<" | ">=") && !bound.contains('-');
        let bound = if is_bare {
            format!("{bound}-dev")
        } else {
            bound.to_owned()
        };
        let order = Order::Packagist.compare(version, &bound);
        match sign {
            "<" => order.is_lt(),
            "<=" => order.is_le(),
            ">=" => order.is_ge(),
            "=" => order.is_eq(),
            other => panic!("no sign `{other}`"),
        }
    };
    let affecting = list(&metadata["security-advisories"]).filter(|advisory| {
        let versions = advisory["affectedVersions"].as_str().expect("a constraint");
        versions
            .split('|')
            .any(|part| part == "*" || part.split(',').all(holds))
    });
    affecting
        .map(|advisory| text(&advisory["advisoryId"]))
        .collect()
}

fn by_nuget(base: &Value, version: &str) -> BTreeSet<String> {
    let order = Order::NuGet;
    let affecting = list(&base["lantern.a"]).filter(|entry| {
        let range = entry["versions"].as_str().expect("a range");
        let (from, to) = range[1..range.len() - 1]
            .split_once(',')
            .expect("two bounds");
        let (from, to) = (from.trim(), to.trim());
        let is_reached = from.is_empty() || order.compare(version, from).is_ge();
        let is_before = to.is_empty()
            || order.compare(version, to).is_lt()
            || (range.ends_with(']') && order.compare(version, to).is_eq());
        is_reached && is_before
    });
    let ids = affecting.map(|entry| {
        let url = text(&entry["url"]);
        let name = url.rsplit('/').next().expect("a page");
        name.trim_end_matches(".html").to_owned()
    });
    ids.collect()
}

/// govulncheck's way: the index first, then the ranges of the record.
fn by_go(modules: &Value, json: &impl Fn(&str) -> Value, version: &str) -> BTreeSet<String> {
    let order = Order::Semver;
    let mut affecting = BTreeSet::new();
    for vulnerability in list(&modules[0]["vulns"]) {
        let fixed = vulnerability["fixed"].as_str();
        if fixed.is_some_and(|fixed| order.compare(version, fixed).is_ge()) {
            continue;
        }
        let id = text(&vulnerability["id"]);
        let record = json(&format!("go/ID/{id}.json"));
        assert!(record["database_specific"]["url"].is_string());
        let is_in = |affected: &Value| {
            let mut is_affected = false;
            for event in list(&affected["ranges"][0]["events"]) {
                if let (false, Some(from)) = (is_affected, event["introduced"].as_str()) {
                    is_affected = from == "0" || order.compare(version, from).is_ge();
                } else if let (true, Some(to)) = (is_affected, event["fixed"].as_str()) {
                    is_affected = order.compare(version, to).is_lt();
                }
                assert!(event["last_affected"].is_null(), "{record}");
            }
            is_affected
        };
        if list(&record["affected"]).any(is_in) {
            affecting.insert(id);
        }
    }
    affecting
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}
