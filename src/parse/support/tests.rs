//! What the file says, and what is said of a file that cannot be read.

use super::*;
use crate::model::support::{LongTerm, Release, ReleaseName, When};
use crate::model::{Config, Ecosystem};

/// Reads `text` with the files of `others` beside it.
fn read_with(text: &str, others: &[(&str, &str)]) -> (Option<Support>, Vec<String>) {
    let mut sources = Sources::new();
    let file = sources.text("content/supported-versions.yaml", text);
    for (path, text) in others {
        sources.text(*path, *text);
    }
    let mut out = Diagnostics::new();
    let support = support(&sources, file, &Config::default(), &mut out);
    let found = out
        .sorted(&sources)
        .into_iter()
        .map(|(_, found)| {
            let path = &sources.get(found.primary.file).path;
            let place = match path.as_str() {
                "content/supported-versions.yaml" => String::new(),
                other => format!("{other}: "),
            };
            let (line, column) = sources
                .get(found.primary.file)
                .line_column(found.primary.start());
            let code = found.code.as_str();
            format!("{place}{line}:{column} {code}: {}", found.message)
        })
        .collect();
    (support, found)
}

fn read(text: &str) -> (Option<Support>, Vec<String>) {
    read_with(text, &[])
}

/// The releases in one line each: name, when, end, lts.
fn listed(support: &Support) -> Vec<String> {
    let line = |release: &Release| {
        let (kind, name) = match &release.name {
            ReleaseName::Version(text) => ("version", text),
            ReleaseName::Series(text) => ("series", text),
        };
        let when = match &release.when {
            When::On(date) => date.value.to_string(),
            When::Expected(planned) => format!("expected {}", planned.value),
            When::Undated => "undated".to_owned(),
        };
        let end = release
            .end
            .map_or(String::new(), |end| format!(", end {}", end.value));
        let lts = release
            .lts
            .map_or(String::new(), |lts| format!(", lts {lts}"));
        format!("{kind} {}: {when}{end}{lts}", name.value)
    };
    support.releases.iter().map(line).collect()
}

#[test]
fn a_rule_that_counts_releases_is_read() {
    let (latest, found) = read(
        "package: PyPI/cryptography\n\
         development: main\n\
         support: {latest: 1, of: release}\n\
         releases:\n\
         - {version: 44.0.0, date: 2024-11-27}\n\
         - 43.0.3\n\
         bundled: [{component: OpenSSL, since: {windows: \"0.5\", macos: 1.0.1}, release_on_upstream: true}]\n",
    );
    assert_eq!(found, [""; 0]);
    let latest = latest.unwrap();
    let package = &latest.package.value;
    assert_eq!(package.ecosystem, Ecosystem::new("PyPI"));
    assert_eq!(package.name, "cryptography");
    assert_eq!(latest.development.as_ref().unwrap().value, "main");
    assert!(matches!(
        latest.rule,
        Rule::Latest(Latest { count, of: Unit::Release }) if count.get() == 1
    ));
    assert_eq!(latest.series, Unit::Release);
    assert_eq!(
        listed(&latest),
        ["version 44.0.0: 2024-11-27", "version 43.0.3: undated"]
    );
    let bundled = &latest.bundled[0];
    assert_eq!(bundled.component.value, "OpenSSL");
    assert!(bundled.release_on_upstream);
    let since: Vec<_> = bundled
        .since
        .iter()
        .map(|since| (since.platform.as_deref(), since.version.value.as_str()))
        .collect();
    assert_eq!(since, [(Some("windows"), "0.5"), (Some("macos"), "1.0.1")]);
}

#[test]
fn phases_and_plans_are_read() {
    let (phases, found) = read(
        "package: PyPI/webframe\n\
         series: major.minor\n\
         phases:\n  mainstream: {until: next-series}\n  \
         security: {until: next-series + 1, lts: 3y, round: end-of-month}\n  \
         paid: {lts: 18m}\n\
         lts: \"x.2\"\n\
         releases:\n\
         - {series: \"5.2\", date: 2025-04-02, lts: false}\n\
         - {series: \"6.2\", expected: 2027-04}\n\
         - {series: \"7.0\", expected: 2027-12-02}\n",
    );
    assert_eq!(found, [""; 0]);
    let phases = phases.unwrap();
    assert_eq!(phases.series, Unit::Minor);
    assert_eq!(phases.lts, [LongTerm::Pattern("x.2".parse().unwrap())]);
    assert_eq!(
        listed(&phases),
        [
            "series 5.2: 2025-04-02, lts false",
            "series 6.2: expected 2027-04",
            "series 7.0: expected 2027-12-02"
        ]
    );
    let Rule::Phases(of) = phases.rule else {
        panic!("{:?}", phases.rule)
    };
    let shown: Vec<_> = of
        .iter()
        .map(|phase| format!("{} {:?} {:?}", phase.name.value, phase.length, phase.round))
        .collect();
    assert_eq!(
        shown,
        [
            "mainstream Length { all: [Next(Next { of: Series, skipped: 0 }, None)], lts: None } None",
            "security Length { all: [Next(Next { of: Series, skipped: 1 }, None)], lts: Some(For(Period { count: 3, unit: Years })) } Some(EndOfMonth)",
            "paid Length { all: [], lts: Some(For(Period { count: 18, unit: Months })) } None",
        ]
    );
}

#[test]
fn calendars_are_read() {
    let (years, found) = read(
        "package: generic/postgresql\n\
         series: major\n\
         phases: {support: {for: 5y, round: next-minor}}\n\
         minor_releases: {every: [feb, may, August, nov], day: second thursday}\n\
         releases: [{series: \"12\", date: 2019-10-03, end: 2024-11-21}]\n",
    );
    assert_eq!(found, [""; 0]);
    let years = years.unwrap();
    assert_eq!(years.series, Unit::Major);
    assert_eq!(
        years.minor_releases.unwrap().months().collect::<Vec<_>>(),
        [2, 5, 8, 11]
    );
    assert_eq!(
        years.releases[0].end.unwrap().value,
        jiff::civil::date(2024, 11, 21)
    );
}

#[test]
fn every_fault_is_reported_in_one_run() {
    let (support, found) = read(
        "suport: 1\n\
         support: {latest: 0, of: patch}\n\
         phases:\n  a: {until: next, round: end-of-week}\n  b: {}\n  c: {for: 5, lts: 0y}\n  \
         d: {for: 5y, round: next-minor}\n  e: {until: next-series + 6m + 1, lts: never}\n\
         minor-releases: {every: feb}\n\
         series: minor\n\
         lts: x.y\n\
         releases:\n\
         - {date: 2026-01-01}\n\
         - {version: \"1.0\", series: \"1\"}\n\
         - {version: 1.10, date: 2026-13-01, link: ftp://x}\n\
         - {version: \"2\", date: 2026-01-01, expected: 2026-02}\n\
         - {version: \"3\", expected: soon, lts: yes}\n\
         - {version: \"4.0\", edn: 2026-01-01}\n",
    );
    assert!(support.is_none());
    assert_eq!(
        found,
        [
            "1:1 missing-key: the supported versions need `package`",
            "1:1 unknown-key: unknown key `suport` in the supported versions",
            "2:19 invalid-value: `latest` cannot be `0`",
            "2:26 invalid-value: `of` cannot be `patch`",
            "3:1 conflicting-keys: `support` and `phases` cannot both be given",
            "4:14 invalid-value: a phase cannot last until `next`",
            "4:27 invalid-value: `round` cannot be `end-of-week`",
            "5:3 missing-key: `b` has no end",
            "6:12 invalid-value: `5` is no length of support",
            "6:20 invalid-value: long-term support cannot last `0y`",
            "7:23 missing-key: `next-minor` needs the days of minor releases",
            "8:14 invalid-value: a phase cannot last until `next-series + 6m + 1`",
            "8:41 invalid-value: long-term support cannot last `never`",
            "9:1 unknown-key: unknown key `minor-releases` in the supported versions",
            "10:9 invalid-value: `series` cannot be `minor`",
            "11:6 invalid-value: `x.y` is no pattern of series",
            "13:3 missing-key: a release needs `version` or `series`",
            "14:20 conflicting-keys: `version` and `series` cannot both be given",
            "15:13 unquoted-version: other tools read `1.10` as the number 1.1",
            "15:25 date-syntax: `2026-13-01` is not a date",
            "15:43 invalid-value: `ftp://x` is not a web address",
            "16:36 conflicting-keys: `date` and `expected` cannot both be given",
            "17:28 date-syntax: `soon` is neither a day nor a month",
            "17:39 wrong-type: `lts` takes `true` or `false`, not a text",
            "18:20 unknown-key: unknown key `edn` in a release",
        ]
    );
}

#[test]
fn what_surrounds_the_phases_is_read_or_reported() {
    let (support, found) = read(
        "package: PyPI/tinysig\n\
         series: major.minor\n\
         lines: {stable: x.even, mainline: x.odd}\n\
         lts: [last-minor, even.04]\n\
         cadence: {every: [april, october]}\n\
         majors: {for: 30m, until: next-major + 18m}\n\
         phases: {support: {for: 2y, until: next-series + 1 + 4w, round: {every: may, day: last}}}\n\
         earlier:\n\
         - {before: \"1.10\", phases: {support: {until: next-lts}}}\n\
         - {before: \"2.0\", phases: {support: {until: announced}, paid: {for: 1y, extended: true}}}\n\
         releases: [{series: \"1.0\", date: 2025-01-01, codename: Rhea, end: {support: 2026-01-01}}]\n",
    );
    assert_eq!(found, [""; 0]);
    let support = support.unwrap();
    let before = support.earlier.iter();
    let before: Vec<_> = before.map(|rule| rule.before.value.as_str()).collect();
    assert_eq!(before, ["2.0", "1.10"]);
    assert!(support.majors.is_some() && support.cadence.is_some());
    let release = &support.releases[0];
    assert_eq!(release.codename.as_deref(), Some("Rhea"));
    assert_eq!(release.phase_ends[0].0.value, "support");

    let (_, found) = read(
        "package: PyPI/tinysig\n\
         series: major.minor\n\
         lines: minor\n\
         lts: last\n\
         cadence: monthly\n\
         minor_releases: {every: [feb, smarch], day: fifth thursday}\n\
         majors: {until: next-series}\n\
         phases: {support: {until: next-series + 100, round: {}}}\n\
         earlier: [{before: \"1.0\"}, {phases: {support: {for: 1y}}}]\n\
         releases: [{series: \"1.0\", date: 2025-01-01, end: {fixes: 2026-01-01}}]\n",
    );
    assert_eq!(
        found,
        [
            "3:8 invalid-value: `lines` cannot be `minor`",
            "4:6 invalid-value: `last` is no pattern of series",
            "5:10 invalid-value: `monthly` is no interval of series",
            "6:31 invalid-value: `smarch` is no month",
            "6:45 invalid-value: `fifth thursday` is no day of a month",
            "7:9 invalid-value: a major version waits for no series",
            "8:27 invalid-value: a phase cannot last until `next-series + 100`",
            "8:53 missing-key: the calendar has no day",
            "9:12 missing-key: an earlier rule needs `phases`",
            "9:29 missing-key: an earlier rule needs `before`",
            "10:52 invalid-value: there is no phase `fixes`",
        ]
    );
    let (_, found) = read(
        "package: PyPI/tinysig\n\
         phases: {support: {for: 1y}}\n\
         releases: [{series: \"1.0\", date: 2025-01-01, end: {fixes: 2026-01-01}}]\n",
    );
    assert_eq!(found, ["3:52 invalid-value: there is no phase `fixes`"]);
}

#[test]
fn a_release_is_listed_once() {
    let (_, found) = read(
        "package: PyPI/tinysig\n\
         support: {latest: 1, of: minor}\n\
         releases: [\"1.0\", \"1.1\", \"1.0.0\", {series: \"1.0\"}, {series: \"1.0\"}]\n",
    );
    assert_eq!(
        found,
        [
            "3:26 duplicate-release: `1.0.0` is listed twice",
            "3:61 duplicate-release: `1.0` is listed twice",
        ]
    );
}

#[test]
fn without_a_rule_and_without_an_end_nothing_is_said() {
    let (_, found) = read("package: PyPI/tinysig\nreleases: [\"1.0\"]\n");
    assert_eq!(
        found,
        ["1:1 missing-key: the supported versions have neither a rule nor an end date"]
    );
    let (support, found) =
        read("package: PyPI/tinysig\nreleases: [{version: \"1.0\", end: 2026-01-01}]\n");
    assert_eq!(found, [""; 0]);
    assert!(matches!(support.unwrap().rule, Rule::Dates));
}

#[test]
fn the_package_is_the_projects_first_unless_it_is_named() {
    let mut sources = Sources::new();
    let file = sources.text(
        "content/supported-versions.yaml",
        "support: {latest: 1, of: minor}\nreleases: [\"1.0\"]\n",
    );
    let mut config = Config::default();
    let package = PackageName {
        ecosystem: Ecosystem::new("npm"),
        name: "tinysig".to_owned(),
    };
    config.packages.push(package.clone());
    let mut out = Diagnostics::new();
    let support = support(&sources, file, &config, &mut out).unwrap();
    assert_eq!(support.package.value, package);
    assert_eq!(out.sorted(&sources), []);
}

/// The releases of the tags that match `pattern`, and the findings.
fn of_tags(pattern: &str, tags: &str) -> (Vec<String>, Vec<String>) {
    let text = format!(
        "package: PyPI/tinysig\nsupport: {{latest: 1, of: minor}}\nreleases: {{git: \"{pattern}\"}}\n"
    );
    let (support, found) = read_with(&text, &[(".git/tags", tags)]);
    (listed(&support.unwrap()), found)
}

#[test]
fn tags_are_releases() {
    let tags = "refs/tags/1.0\nrefs/tags/v1.0\nrefs/tags/v1.10\nrefs/tags/v1.9\nrefs/tags/v2.x\n\
                refs/tags/v1.10.0\nrefs/tags/old/v0.1\nrefs/tags/tinysig-3.0\n";
    for (pattern, releases) in [
        ("refs/tags/[0-9]*", &["version 1.0: undated"][..]),
        (
            "refs/tags/v*",
            &[
                "version 1.0: undated",
                "version 1.9: undated",
                "version 1.10: undated",
            ],
        ),
        ("v1.1*", &["version 1.10: undated"]),
        ("old/v*", &["version 0.1: undated"]),
        ("tinysig-*", &["version 3.0: undated"]),
    ] {
        let (listed, found) = of_tags(pattern, tags);
        assert_eq!(listed, releases, "{pattern}");
        assert_eq!(found, [""; 0], "{pattern}");
    }
    assert_eq!(
        of_tags("w*", tags).1,
        ["3:17 releases-unread: no tag that is a version matches `w*`"]
    );
    assert_eq!(
        of_tags("v[", tags).1,
        ["3:17 invalid-value: `v[` is no pattern of tags"]
    );
}

#[test]
fn a_file_holds_the_list() {
    let text = "package: PyPI/tinysig\nsupport: {latest: 1, of: minor}\nreleases: {file: r.json}\n";
    let json = r#"[{"version": "1.1", "date": "2026-01-01"}, "1.0", {"versoin": "2"}]"#;
    let (support, found) = read_with(text, &[("content/r.json", json)]);
    assert_eq!(
        listed(&support.unwrap()),
        ["version 1.1: 2026-01-01", "version 1.0: undated"]
    );
    assert_eq!(
        found,
        [
            "content/r.json: 1:51 missing-key: a release needs `version` or `series`",
            "content/r.json: 1:52 unknown-key: unknown key `versoin` in a release",
        ]
    );
    let (_, found) = read(text);
    assert_eq!(
        found,
        ["3:18 releases-unread: there is no file `r.json` in content/"]
    );
}

#[test]
fn releases_come_from_one_place() {
    let found = |releases| {
        let text = "package: PyPI/tinysig\nsupport: {latest: 1, of: minor}\nreleases: ";
        read(&format!("{text}{releases}\n")).1
    };
    assert_eq!(
        found("all"),
        ["3:11 wrong-type: `releases` takes a list, `git` or `file`, not a text"]
    );
    assert_eq!(
        found("{git: v*, file: r.json}"),
        ["3:21 conflicting-keys: `git` and `file` cannot both be given"]
    );
    assert_eq!(
        found("{}"),
        ["3:11 missing-key: `releases` needs a list, `git` or `file`"]
    );
}

#[test]
fn a_package_has_one_file() {
    let mut sources = Sources::new();
    let text = "package: PyPI/tinysig\nsupport: {latest: 1, of: minor}\nreleases: [\"1.0\"]\n";
    sources.text("content/supported-versions.yaml", text);
    sources.text("content/supported-versions/server.yaml", text);
    let mut out = Diagnostics::new();
    let project = crate::parse::parse(&sources, &mut out);
    assert_eq!(project.support.len(), 2);
    assert_eq!(project.assets, []);
    let (_, found) = out.sorted(&sources).remove(0);
    assert_eq!(
        found.message,
        "two files give the supported versions of `PyPI/tinysig`"
    );
    assert_eq!(found.primary, project.support[1].package.span);
}

#[test]
fn one_file_or_one_for_each_package() {
    for (path, expected) in [
        ("content/supported-versions.yaml", true),
        ("content/supported-versions/server.yaml", true),
        ("content/supported-versions/a/b.yaml", false),
        ("content/supported-versions/releases.json", false),
        ("content/supported-versions-old.yaml", false),
        ("supported-versions.yaml", false),
    ] {
        assert_eq!(is_support(path), expected, "{path}");
    }
}

/// Runs when `FOREWARN_DATA` names the folder that holds `advisory-examples`.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a test over data that is not part of the project"
)]
fn the_examples_of_the_design_are_read() {
    let Some(data) = std::env::var_os("FOREWARN_DATA") else {
        return;
    };
    let examples = std::path::Path::new(&data).join("advisory-examples");
    let tags = "refs/tags/0.5\nrefs/tags/44.0.1\nrefs/tags/45.0.0\nrefs/tags/vectors\n";
    for (name, package, releases) in [
        ("cryptography", "PyPI cryptography", 3),
        ("django-like", "PyPI webframe", 4),
        ("postgresql-like", "generic postgresql", 2),
    ] {
        let path = examples.join(format!("supported-{name}.yaml"));
        let text = std::fs::read_to_string(path).unwrap();
        let (support, found) = read_with(&text, &[(".git/tags", tags)]);
        assert_eq!(found, [""; 0], "{name}");
        let support = support.unwrap();
        let of = &support.package.value;
        assert_eq!(format!("{} {}", of.ecosystem, of.name), package);
        assert_eq!(support.releases.len(), releases, "{name}");
    }
}

#[test]
fn a_tag_with_underscores_names_a_version() {
    for (pattern, tags, expected) in [
        (
            "refs/tags/REL_*",
            "REL_17_1 REL_17_2 REL_18_0 REL_18_BETA1",
            "17.1 17.2 18.0 18.BETA1",
        ),
        (
            "refs/tags/v*",
            "v3_4_1 v3_4_0_rc1 v2.0",
            "2.0 3.4.0.rc1 3.4.1",
        ),
        ("v3_*", "v3_4_1 v2_7_9", "3.4.1"),
        ("REL_1*", "REL_17_1 REL_9_6", "17.1"),
        ("curl-*", "curl-8_9_1 curl-7_88_0", "7.88.0 8.9.1"),
        ("v1.*", "v1.2 v1.3_beta", "1.2 1.3_beta"),
    ] {
        let mut sources = Sources::new();
        let text = format!(
            "package: generic/tinysig\nsupport: {{latest: 2, of: major}}\nseries: major\nreleases: {{git: \"{pattern}\"}}\n"
        );
        let file = sources.text("content/supported-versions.yaml", text);
        let lines = format!("refs/tags/{}\n", tags.replace(' ', "\nrefs/tags/"));
        sources.text(crate::source::TAGS, lines);
        let mut out = Diagnostics::new();
        let read = support(&sources, file, &Config::default(), &mut out).expect("a table");
        let names = read
            .releases
            .iter()
            .map(|release| release.name.text().value.as_str());
        let mut names: Vec<_> = names.collect();
        names.sort_by(|a, b| Order::Generic.compare(a, b));
        let mut expected: Vec<_> = expected.split(' ').collect();
        expected.sort_by(|a, b| Order::Generic.compare(a, b));
        assert_eq!(names, expected, "{pattern}");
        assert!(!out.has_errors());
    }
}

#[test]
fn only_a_branch_that_alone_gets_fixes_needs_no_releases() {
    let found = |text: &str| read(&format!("package: PyPI/tinysig\n{text}")).1;
    assert_eq!(found("development: main\n"), [""; 0]);
    let missing = "1:1 missing-key: the supported versions needs `releases`";
    assert_eq!(found("series: major\n"), [missing]);
    let with_rule = "development: main\nsupport: {latest: 1, of: minor}\n";
    assert_eq!(found(with_rule), [missing]);
}
