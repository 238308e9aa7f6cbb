//! What a site says at a moment depends on the files and the moment, not on when the
//! files were read: the preview of a release day is the build of that day. And
//! between two turns nothing changes.

use std::collections::BTreeMap;

use forewarn::diagnostic::Diagnostics;
use forewarn::model::{Audience, Timestamp, View};
use forewarn::parse;
use forewarn::preview::{Secrets, Viewpoint};
use forewarn::site::{Site, turns};
use forewarn::source::{Content, Sources};
use forewarn::theme::Theme;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use proptest::prelude::*;

const OVERLAY: &str = "../overlay";

/// The day on which somebody looks.
const TODAY: Date = date(2026, 10, 1);

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_preview_of_a_moment_is_the_build_of_that_moment(world in world()) {
        let now = noon(TODAY);
        let sources = world.sources(true);
        let project = parse::parse(&sources, &mut Diagnostics::new());
        for viewpoint in Secrets::of(&project, &sources, now).viewpoints() {
            let view = viewpoint.view(now);
            let built = match viewpoint {
                Viewpoint::Everything => continue,
                // No build of the day sees the overlay, and that of a release day
                // finds its records in the tree.
                Viewpoint::PublicNow => world.public(),
                Viewpoint::Release(_) => world.sources(false),
            };
            let built = site(&built, View::public(view.clock));
            assert_same(&site(&sources, view), &built, &format!("{viewpoint:?}"));
        }
    }

    #[test]
    fn nothing_changes_between_two_turns_of_a_day(world in world()) {
        let sources = world.sources(false);
        let project = parse::parse(&sources, &mut Diagnostics::new());
        let mut all: Vec<_> = turns(&project, Audience::Public).map(|(at, _)| at).collect();
        all.sort();
        all.dedup();
        for pair in all.windows(2) {
            let last = pair[1].to_jiff().checked_sub(1.nanosecond()).expect("not the first");
            let start = Timestamp::from(last).date().to_zoned(TimeZone::UTC).expect("a day");
            let first = pair[0].max(start.timestamp().into());
            let [first, last] = [first, last.into()].map(|at| site(&sources, View::public(at)));
            assert_same(&first, &last, &format!("before {}", pair[1]));
        }
    }
}

/// A step of the timeline, attacks and a revision that are dated ahead, in both forms.
#[test]
fn what_is_dated_ahead_is_told_from_its_minute_on() {
    let files = [
        (
            "advisories/a.yaml",
            "id: x_tinysig-2026-0001\npublished: 2026-09-22\nfixed: \"1.2\"\n\
             exploited: {since: 2026-10-20T10:00Z, note: Seen.}\n\
             timeline: [{reported: 2026-09-17}, {poc-published: 2026-10-20T10:00Z}]\n",
        ),
        (
            "advisories/b.yaml",
            "id: x_tinysig-2026-0002\npublished: 2026-09-22\nfixed: \"1.2\"\n\
             database_specific:\n  timeline: [{event: poc-published, at: 2026-10-20T10:00Z}]\n  \
             revisions:\n  - {at: 2026-10-01, note: Told.}\n  \
             - {at: 2026-10-20T10:00Z, note: Planned.}\n",
        ),
        (
            "not-a-vulnerability/c.yaml",
            "id: odd-numbers\ntitle: They are rounded\nwhy: They are meant to be.\n\
             since: 2026-10-20T10:00Z\napplies_to: CVE-2026-60001\n\
             justification: component_not_present\n",
        ),
    ];
    let mut sources = Sources::new();
    let config = "project: {name: tinysig, package: PyPI/tinysig}\n";
    for (path, text) in files.into_iter().chain([("forewarn.yaml", config)]) {
        sources.text(path, text);
    }
    let at = |text: &str| text.parse::<jiff::Timestamp>().expect("a moment").into();
    let project = parse::parse(&sources, &mut Diagnostics::new());
    let minute: Timestamp = at("2026-10-20T10:00:00Z");
    let turned = turns(&project, Audience::Public).filter(|(turn, _)| *turn == minute);
    let files: std::collections::BTreeSet<_> = turned.map(|(_, file)| file).collect();
    assert_eq!(files.len(), 3, "each file turns");
    let told = |clock| {
        let outputs = site(&sources, View::public(clock)).into_iter();
        let all: Vec<String> = outputs
            .map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned())
            .collect();
        all.concat()
    };
    let (before, after) = (told(at("2026-10-20T09:59:59Z")), told(minute));
    for words in [
        "2026-10-20T10:00",
        "Seen.",
        "Exploited in attacks",
        "\"exploited\":true",
        "Poc published",
        "poc-published",
        "Planned.",
        "They are rounded",
        "CVE-2026-60001",
    ] {
        assert!(!before.contains(words), "{words} is told before its time");
        assert!(after.contains(words), "{words} is not told");
    }
    assert!(before.contains("Told."));
}

/// Every output of a site.
fn site(sources: &Sources, view: View) -> BTreeMap<String, Vec<u8>> {
    let mut found = Diagnostics::new();
    let project = parse::parse(sources, &mut found);
    let theme = Theme::load(sources, &[], &project.config, &mut found).expect("the embedded theme");
    let site = Site::new(&project, sources, &theme, view, &mut found);
    assert!(!found.has_errors(), "{:?}", found.sorted(sources));
    let outputs = site.paths().map(|path| {
        let bytes = site.render(path).expect("a path of the site");
        (
            path.as_str().to_owned(),
            bytes.expect("the embedded theme has no fault").into_owned(),
        )
    });
    outputs.collect()
}

#[track_caller]
fn assert_same(shown: &BTreeMap<String, Vec<u8>>, built: &BTreeMap<String, Vec<u8>>, what: &str) {
    let paths = |site: &BTreeMap<String, Vec<u8>>| site.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(shown), paths(built), "{what}");
    for (path, bytes) in shown {
        let [shown, built] = [bytes, &built[path]].map(|bytes| String::from_utf8_lossy(bytes));
        assert_eq!(shown, built, "{what}: {path}");
    }
}

fn noon(day: Date) -> Timestamp {
    let noon = day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC);
    noon.expect("a moment").timestamp().into()
}

/// A moment some days before or after [`TODAY`], as an advisory has it.
fn moment() -> impl Strategy<Value = String> {
    (-40..40_i64, 0..24_u8, any::<bool>()).prop_map(|(days, hour, is_day)| {
        let day = TODAY.checked_add(days.days()).expect("a day");
        if is_day {
            day.to_string()
        } else {
            format!("{day}T{hour:02}:30:00Z")
        }
    })
}

/// A site whose files speak of what is to come.
#[derive(Clone, Debug)]
struct World {
    records_changed: Option<String>,
    /// The days on which the releases come out.
    releases: Vec<i64>,
    /// Whether the record lists them, as scanners of such software want.
    is_generic: bool,
    advisories: Vec<Advisory>,
}

#[derive(Clone, Debug)]
struct Advisory {
    overlay: bool,
    draft: bool,
    published: Option<String>,
    modified: Option<String>,
    embargo: Option<String>,
    withdrawn: Option<String>,
    revisions: Vec<String>,
    fixed: Vec<String>,
    timeline: Vec<String>,
    exploited: Option<String>,
    /// Whether the record has revisions and timeline as OSV has them.
    is_complete: bool,
}

fn world() -> impl Strategy<Value = World> {
    (
        prop::option::of(moment()),
        prop::collection::vec(-40..40_i64, 1..6),
        any::<bool>(),
        prop::collection::vec(advisory(), 1..5),
    )
        .prop_map(
            |(records_changed, releases, is_generic, advisories)| World {
                records_changed,
                releases,
                is_generic,
                advisories,
            },
        )
}

fn advisory() -> impl Strategy<Value = Advisory> {
    let rarely = || prop::option::weighted(0.2, moment());
    (
        (any::<bool>(), prop::bool::weighted(0.1), any::<bool>()),
        (prop::option::weighted(0.9, moment()), rarely(), rarely()),
        (prop::option::of(moment()), prop::option::of(moment())),
        prop::collection::vec(moment(), 0..3),
        prop::collection::vec(moment(), 0..3),
        prop::collection::vec(moment(), 0..3),
    )
        .prop_map(
            |(flags, dates, (withdrawn, exploited), revisions, fixed, timeline)| Advisory {
                overlay: flags.0,
                draft: flags.1,
                is_complete: flags.2,
                exploited,
                published: dates.0,
                modified: dates.1,
                embargo: dates.2,
                withdrawn,
                revisions,
                fixed,
                timeline,
            },
        )
}

impl World {
    /// The files, with the overlay beside them or moved into the tree.
    fn sources(&self, has_overlay: bool) -> Sources {
        let mut sources = self.public();
        for (number, advisory) in self.advisories.iter().enumerate() {
            let (path, text) = (format!("advisories/{number}.yaml"), self.record(number));
            if !advisory.overlay {
                continue;
            }
            if has_overlay {
                sources.add_private(OVERLAY, &path, Content::Bytes(text.into_bytes()));
            } else {
                sources.text(path, text);
            }
        }
        sources
    }

    /// What lies in the tree.
    fn public(&self) -> Sources {
        let mut sources = Sources::new();
        sources.text("SECURITY.md", "# Security policy\n");
        let changed = self.records_changed.as_ref();
        let changed = changed.map_or_else(String::new, |at| format!("records_changed: {at}\n"));
        let package = self.package();
        let config = format!("project: {{name: tinysig, package: {package}}}\n{changed}");
        sources.text("forewarn.yaml", config);
        let releases = self.releases.iter().enumerate().map(|(number, days)| {
            let day = TODAY.checked_add(days.days()).expect("a day");
            format!("  - {{version: \"1.{number}.0\", date: {day}}}\n")
        });
        let releases = releases.collect::<Vec<_>>().concat();
        let table =
            format!("package: {package}\nsupport: {{latest: 2, of: minor}}\nreleases:\n{releases}");
        sources.text("content/supported-versions.yaml", table);
        for (number, advisory) in self.advisories.iter().enumerate() {
            if !advisory.overlay {
                sources.text(format!("advisories/{number}.yaml"), self.record(number));
            }
        }
        sources
    }

    fn package(&self) -> &'static str {
        if self.is_generic {
            "generic/tinysig"
        } else {
            "PyPI/tinysig"
        }
    }

    fn record(&self, number: usize) -> String {
        let advisory = &self.advisories[number];
        let mut text = format!("id: x_tinysig-2026-{number:04}\nsummary: Number {number}\n");
        if advisory.draft {
            text += "draft: true\n";
        }
        for (key, at) in [
            ("published", &advisory.published),
            ("modified", &advisory.modified),
            ("embargo", &advisory.embargo),
        ] {
            text.extend(at.iter().map(|at| format!("{key}: {at}\n")));
        }
        text.extend(advisory.withdrawn.iter().map(|at| {
            format!("withdrawn: {{at: {at}, reason: No defect., duplicate_of: x_other-1}}\n")
        }));
        let since = advisory.exploited.iter();
        text.extend(since.map(|at| format!("exploited: {{since: {at}}}\n")));
        let revision = |_, at: &str| format!("{{at: {at}, note: Changed at {at}.}}");
        if advisory.is_complete {
            text += "database_specific:\n  tool: own\n";
            text += &list("  revisions", &advisory.revisions, revision);
            text += &list("  timeline", &advisory.timeline, |_, at| {
                format!("{{event: reported, at: {at}}}")
            });
        } else {
            text += &list("revisions", &advisory.revisions, revision);
            text += &list("timeline", &advisory.timeline, |_, at| {
                format!("reported: {at}")
            });
        }
        text += &list("branches", &advisory.fixed, |series, at| {
            format!("{{branch: \"1.{series}\", fixed: 1.{series}.9, date: {at}}}")
        });
        if advisory.fixed.is_empty() {
            return text + &format!("affected: {{{}: \"< 1.2\"}}\n", self.package());
        }
        text
    }
}

/// A key with an item for each moment; nothing without any.
fn list(key: &str, all: &[String], item: impl Fn(usize, &str) -> String) -> String {
    let items = all.iter().enumerate();
    let items = items.map(|(number, at)| format!("  - {}\n", item(number, at)));
    let key = format!("{key}:\n");
    std::iter::once(key)
        .filter(|_| !all.is_empty())
        .chain(items)
        .collect()
}
