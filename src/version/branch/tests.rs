use proptest::prelude::*;

use super::super::plain;
use super::series as branch_series;
use super::*;
use crate::model::Event;

/// Branches as `name: status` lines: `6.0: fixed 6.0.9`, `6.1: not-affected`, or
/// `5.2: 5.2.3 fixed 5.2.18` with the first affected version before the status.
fn parse(text: &str) -> Vec<BranchFix<'_>> {
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(parse_line)
        .collect()
}

fn parse_line(line: &str) -> BranchFix<'_> {
    let (branch, rest) = line.split_once(": ").unwrap();
    let words: Vec<&str> = rest.split(' ').collect();
    let (introduced, status) = match words[..] {
        ["fixed", at] => (None, BranchStatus::Fixed(at)),
        [introduced, "fixed", at] => (Some(introduced), BranchStatus::Fixed(at)),
        ["not-affected"] => (None, BranchStatus::NotAffected),
        ["wont-fix"] => (None, BranchStatus::WontFix),
        ["pending"] => (None, BranchStatus::Pending),
        ["not-evaluated"] => (None, BranchStatus::NotEvaluated),
        [introduced, "pending"] => (Some(introduced), BranchStatus::Pending),
        _ => panic!("no status: {rest}"),
    };
    BranchFix {
        branch: Some(branch),
        introduced,
        status,
    }
}

/// The ranges of PyPI branches `major.minor`, as `[0, 1.2) [2.0, ~3.0) [4.0, *)`,
/// where nothing is fixed in 3.0.
fn ranges(branches: &str) -> String {
    ranges_since("0", branches, &[])
}

fn ranges_since(introduced: &str, branches: &str, known: &[&str]) -> String {
    let names = names(Order::Pep440, Branching::MajorMinor);
    show(&runs(&names, introduced, &parse(branches), known))
}

fn names(order: Order, branching: Branching) -> SeriesNames {
    SeriesNames::new(order, branching, [])
}

fn show(runs: &[Interval]) -> String {
    let show = |run: &Interval| match &run.end {
        End::Open => format!("[{}, *)", run.introduced),
        End::Fixed(end) => format!("[{}, {end})", run.introduced),
        End::Before(end) => format!("[{}, ~{end})", run.introduced),
        End::LastAffected(last) => panic!("no end of a branch: {last}"),
    };
    runs.iter().map(show).collect::<Vec<_>>().join(" ")
}

#[test]
fn one_fix_for_each_major_branch() {
    let fixes = ["1.1.17", "2.1.3", "3.0.3", "5.0.8"].map(BranchFix::of_version);
    let in_order = |order| show(&runs(&names(order, Branching::Major), "0", &fixes, &[]));
    assert_eq!(
        in_order(Order::Semver),
        "[0, 1.1.17) [2.0.0-0, 2.1.3) [3.0.0-0, 3.0.3) [4.0.0-0, 5.0.8)"
    );
    assert_eq!(
        in_order(Order::Pep440),
        "[0, 1.1.17) [2.0.dev0, 2.1.3) [3.0.dev0, 3.0.3) [4.0.dev0, 5.0.8)"
    );
    assert_eq!(
        in_order(Order::Dpkg),
        "[0, 1.1.17) [2~, 2.1.3) [3~, 3.0.3) [4~, 5.0.8)"
    );
}

#[test]
fn one_fix_for_each_minor_branch() {
    let fixes = ["1.0.1", "1.3.3", "1.6.1", "1.9.2", "1.10.2"].map(BranchFix::of_version);
    let runs = runs(
        &names(Order::Semver, Branching::MajorMinor),
        "0",
        &fixes,
        &[],
    );
    assert_eq!(
        show(&runs),
        "[0, 1.0.1) [1.1.0-0, 1.3.3) [1.4.0-0, 1.6.1) [1.7.0-0, 1.9.2) [1.10.0-0, 1.10.2)"
    );
}

const WEBFRAME: &str = "
    6.1: not-affected
    6.0: fixed 6.0.9
    5.2: fixed 5.2.18
    4.2: fixed 4.2.31";

#[test]
fn unnamed_series_stay_affected() {
    assert_eq!(
        ranges(WEBFRAME),
        "[0, 4.2.31) [5.0.dev0, 5.2.18) [6.0.dev0, 6.0.9)"
    );
}

#[test]
fn a_known_release_is_never_left_out() {
    let known = ["4.2", "4.2.31", "4.3.1", "4.4", "5.0", "5.3", "6.0", "6.1"];
    assert_eq!(
        ranges_since("0", WEBFRAME, &known),
        "[0, 4.2.31) [4.3.dev0, 5.2.18) [5.3.dev0, 6.0.9)"
    );
    let prereleases = ["5.0a1", "5.0.dev3", "6.0rc1", "6.1a1"];
    assert_eq!(
        ranges_since("0", WEBFRAME, &prereleases),
        "[0, 4.2.31) [5.0.dev0, 5.2.18) [6.0.dev0, 6.0.9)"
    );
}

#[test]
fn a_branch_that_is_not_affected_closes_early() {
    assert_eq!(
        ranges("4.2: fixed 4.2.31\n5.2: not-affected\n6.0: fixed 6.0.9"),
        "[0, 4.2.31) [5.0.dev0, ~5.2.dev0) [6.0.dev0, 6.0.9)"
    );
    assert_eq!(
        ranges("4.2: not-affected\n5.2: fixed 5.2.18"),
        "[0, ~4.2.dev0) [5.0.dev0, 5.2.18)"
    );
    assert_eq!(
        ranges_since("5.0", "4.2: not-affected\n5.2: fixed 5.2.18", &[]),
        "[5.0, 5.2.18)"
    );
    assert_eq!(
        ranges("4.2: fixed 4.2.31\nmain: not-affected"),
        "[0, 4.2.31)"
    );
    assert_eq!(ranges("main: not-affected"), "");
}

#[test]
fn branches_without_a_number_come_last_and_are_one() {
    let open = "[0, 4.2.31) [4.3.dev0, *)";
    assert_eq!(ranges("main: pending\n4.2: fixed 4.2.31"), open);
    for both in [
        "main: pending\ntrunk: not-affected",
        "main: not-affected\ntrunk: pending",
    ] {
        assert_eq!(ranges(&format!("{both}\n4.2: fixed 4.2.31")), open);
    }
    // A fix tells where its branch is.
    assert_eq!(
        ranges("trunk: pending\nmain: fixed 6.0.1\n4.2: fixed 4.2.31"),
        "[0, 4.2.31) [5.0.dev0, 6.0.1) [6.1.dev0, *)"
    );
}

#[test]
fn a_branch_without_a_fix_stays_open() {
    for status in ["wont-fix", "pending", "not-evaluated"] {
        let branches = format!("4.2: {status}\n5.2: fixed 5.2.18\n6.0: {status}");
        assert_eq!(ranges(&branches), "[0, 5.2.18) [6.0.dev0, *)");
        let branches = format!("4.2: {status}\n6.0: not-affected");
        assert_eq!(ranges(&branches), "[0, ~6.0.dev0)");
        let branches = format!("4.2: {status}\n5.2: 5.2.3 fixed 5.2.18");
        assert_eq!(ranges(&branches), "[0, ~5.2.dev0) [5.2.3, 5.2.18)");
        // 5.2 came out with the fix: whoever moves there is rid of the defect.
        let branches = format!("4.2: {status}\n5.2: fixed 5.2.0");
        assert_eq!(ranges(&branches), "[0, 5.2.0)");
    }
    assert_eq!(
        ranges("4.2: fixed 4.2.31\nmain: pending"),
        "[0, 4.2.31) [4.3.dev0, *)"
    );
    assert_eq!(ranges(""), "[0, *)");
}

#[test]
fn an_introduced_opens_the_run() {
    assert_eq!(
        ranges_since("4.2.7", WEBFRAME, &[]),
        "[4.2.7, 4.2.31) [5.0.dev0, 5.2.18) [6.0.dev0, 6.0.9)"
    );
    assert_eq!(
        ranges_since("5.1", WEBFRAME, &[]),
        "[5.1, 5.2.18) [6.0.dev0, 6.0.9)"
    );
    assert_eq!(
        ranges("4.2: 4.2.10 fixed 4.2.31\n5.2: 5.2.3 fixed 5.2.18\n6.0: 6.0.1 pending"),
        "[4.2.10, 4.2.31) [5.2.3, 5.2.18) [6.0.1, *)"
    );
    // The series of the previous branch are that branch's to speak of.
    assert_eq!(
        ranges("4.2: fixed 4.2.31\n5.2: 3.0 fixed 5.2.18"),
        "[0, 4.2.31) [4.3.dev0, 5.2.18)"
    );
}

#[test]
fn a_fix_may_be_in_a_later_series_than_its_branch() {
    assert_eq!(
        ranges("4.2: fixed 4.2.31\n5.2: fixed 6.0.1\n6.2: not-affected"),
        "[0, 4.2.31) [5.0.dev0, 6.0.1) [6.1.dev0, ~6.2.dev0)"
    );
    assert_eq!(ranges("5.2: fixed 6.0.1\n6.0: fixed 6.0.9"), "[0, 6.0.9)");
}

#[test]
fn the_least_favourable_of_two_statements_counts() {
    assert_eq!(
        ranges("4.2: fixed 4.2.30\n4.2.x: fixed 4.2.31"),
        "[0, 4.2.31)"
    );
    assert_eq!(ranges("4.2: fixed 4.2.30\n4.2: pending"), "[0, *)");
    assert_eq!(
        ranges("4.2: not-affected\n4.2: fixed 4.2.31"),
        "[0, 4.2.31)"
    );
    assert_eq!(ranges("4.2: fixed soon"), "[0, *)");
}

#[test]
fn branches_may_be_named_in_any_common_way() {
    for (four, five) in [
        ("4.2.x", "v5.2"),
        ("stable/4.2", "release-5.2"),
        ("4", "5"),
        ("web_4_2", "v5-2"),
        ("4-2-stable", "py3-5.2.x"),
    ] {
        let branches = format!("{four}: fixed 4.2.31\n{five}: fixed 5.2.18\nmain: fixed 6.0.1");
        assert_eq!(
            ranges(&branches),
            "[0, 4.2.31) [5.0.dev0, 5.2.18) [6.0.dev0, 6.0.1)"
        );
    }
}

#[test]
fn a_branch_name_tells_its_numbers() {
    for (name, expected) in [
        ("4.2", "4.2"),
        ("v4.2.x", "4.2"),
        ("release/v2.x", "2"),
        ("stable/4.2", "4.2"),
        ("openssl-3.0", "3.0"),
        ("ruby_3_1", "3.1"),
        ("ruby3.1", "3.1"),
        ("REL_17_STABLE", "17"),
        ("7-1-stable", "7.1"),
        ("log4j-2.17.x", "2.17"),
        ("log4j2-2.17", "2.17"),
        ("1.1.1", "1.1.1"),
        ("1!2.0", "1!2.0"),
    ] {
        assert_eq!(numbers(name).as_deref(), Some(expected), "{name}");
    }
    assert_eq!(numbers("main"), None);
}

#[test]
fn a_branch_may_have_more_numbers_than_others() {
    let branches =
        "1.0.2: fixed 1.0.2zk\n1.1.0: not-affected\n1.1.1: fixed 1.1.1za\n3.0: fixed 3.0.15";
    let branches = parse(branches);
    let names = |named: &[&str]| {
        SeriesNames::new(Order::Generic, Branching::MajorMinor, named.iter().copied())
    };
    let named = ["1.0.2", "1.1.0", "1.1.1", "3.0"];
    let ranges = |known: &[&str]| show(&runs(&names(&named), "0", &branches, known));
    assert_eq!(
        ranges(&[]),
        "[0, 1.0.2zk) [1.0.3, ~1.1.0) [1.1.1, 1.1.1za) [2.0.0, 3.0.15)"
    );
    assert_eq!(
        ranges(&["1.1.0l", "1.1.1w", "1.1.1za", "1.1.1zb", "3.0.1"]),
        ranges(&[])
    );
    // The project's table may name the series.
    let fixes = ["1.1.0l", "1.1.1za", "3.0.15"].map(BranchFix::of_version);
    assert_eq!(
        show(&runs(&names(&["1.1.1"]), "0", &fixes, &[])),
        "[0, 1.1.0l) [1.1.1, 1.1.1za) [2.0.0, 3.0.15)"
    );
}

#[test]
fn a_series_that_came_out_with_its_fix_had_pre_releases() {
    assert_eq!(
        ranges("3.2: fixed 3.2.9\n4.0: fixed 4.0"),
        "[0, 3.2.9) [4.0.dev0, 4.0)"
    );
    let of = |order, fixes: [&str; 2]| {
        let fixes = fixes.map(BranchFix::of_version);
        let runs = runs(&names(order, Branching::MajorMinor), "0", &fixes, &[]);
        let words: Vec<String> = runs.iter().map(ToString::to_string).collect();
        (show(&runs), words.join(", "))
    };
    let same_words = |end: &str| format!("before 0.13.3, pre-releases of {end}");
    for (order, opening, end) in [
        (Order::Semver, "0.14.0-0", "0.14.0"),
        (Order::NuGet, "0.14.0-0", "0.14.0"),
        (Order::RubyGems, "0.14.a", "0.14.0"),
        (Order::Maven, "0.14-alpha", "0.14"),
        (Order::Packagist, "0.14.0-dev", "0.14.0"),
        (Order::Dpkg, "0.14~", "0.14"),
        (Order::Apk, "0.14_alpha", "0.14.0"),
    ] {
        assert_eq!(
            of(order, ["0.13.3", end]),
            (format!("[0, 0.13.3) [{opening}, {end})"), same_words(end))
        );
    }
    // No rule says how a pre-release is written, so only one that is known counts.
    assert_eq!(of(Order::Generic, ["0.13.3", "0.14.0"]).0, "[0, 0.13.3)");
    let fixes = ["0.13.3", "0.14.0"].map(BranchFix::of_version);
    let known = ["0.13.3", "0.14.0-beta1", "0.14.0"];
    let runs = runs(
        &names(Order::Generic, Branching::MajorMinor),
        "0",
        &fixes,
        &known,
    );
    assert_eq!(show(&runs), "[0, 0.13.3) [0.14.0-beta1, 0.14.0)");
}

#[test]
fn series_are_written_as_the_ecosystem_writes_them() {
    let of = |order, version| series(order, Branching::MajorMinor, version);
    assert_eq!(of(Order::Semver, "3.4.1-rc.1").as_deref(), Some("3.4"));
    assert_eq!(of(Order::Semver, "v3").as_deref(), Some("3.0"));
    assert_eq!(of(Order::Pep440, "1!3.4rc1").as_deref(), Some("1!3.4"));
    assert_eq!(of(Order::Dpkg, "2:3.4.1-1").as_deref(), Some("2:3.4"));
    assert_eq!(of(Order::Dpkg, "3-1").as_deref(), Some("3.0"));
    assert_eq!(of(Order::Semver, "3-1").as_deref(), Some("3.0"));
    assert_eq!(of(Order::Generic, "3_1_7").as_deref(), Some("3.1"));
    assert_eq!(of(Order::Cran, "3-1").as_deref(), Some("3.1"));
    assert_eq!(of(Order::Generic, "1.1.1za").as_deref(), Some("1.1"));
    assert_eq!(of(Order::Generic, "main"), None);
    assert_eq!(of(Order::Generic, "99999999999999999999.1"), None);
    assert_eq!(
        series(Order::Maven, Branching::Major, "6.1.0.Final").as_deref(),
        Some("6")
    );

    let starts = |series| {
        [Order::Semver, Order::Pep440, Order::Rpm].map(|order| series_start(order, series))
    };
    assert_eq!(starts("2"), ["2.0.0", "2.0", "2"]);
    assert_eq!(starts("2.1"), ["2.1.0", "2.1", "2.1"]);
    assert_eq!(starts("main"), ["main", "main", "main"]);
    assert_eq!(series_start(Order::Pep440, "1!2"), "1!2.0");
}

fn branch() -> impl Strategy<Value = String> {
    let place = (0..7_u8, 0..3_u8);
    let status = prop_oneof![
        4 => (0..4_u8).prop_map(|patch| format!("fixed .{patch}")),
        1 => Just("not-affected".to_owned()),
        1 => Just("wont-fix".to_owned()),
        1 => Just("pending".to_owned()),
        1 => Just("not-evaluated".to_owned()),
    ];
    (place, status).prop_map(|((major, minor), status)| {
        format!(
            "{major}.{minor}: {}",
            status.replace("fixed ", &format!("fixed {major}.{minor}"))
        )
    })
}

/// A version as some ecosystem may write it.
fn version() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "0", "1", ".", ".", "-", "-", "_", "~", "+", "a", "A", "b", "rc", "dev", "alpha", "beta",
        "pre", "SNAPSHOT", "p", "-r1",
    ];
    let number = prop::sample::select(&["0", "1", "2", "10"][..]);
    let numbers = prop::collection::vec(number, 1..4);
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..5);
    (numbers, pieces).prop_map(|(numbers, pieces)| numbers.join(".") + &pieces.concat())
}

/// Whether a version may be older than what its series opens at, for the reasons
/// that `opening` gives.
fn may_be_lower(order: Order, branching: Branching, version: &str) -> bool {
    let words = version.split(|c: char| !c.is_ascii_alphabetic());
    let words = words.filter(|word| !word.is_empty()).count();
    let is_short = branching == Branching::MajorMinor && {
        let end = version.find(|c: char| c != '.' && !c.is_ascii_digit());
        let numbers = version[..end.unwrap_or(version.len())].split('.');
        numbers.filter(|number| !number.is_empty()).count() < 2
    };
    match order {
        // It reads a hyphen as `.pre.`.
        Order::RubyGems => {
            let words = words + version.matches('-').count();
            words > 1 || version.contains(|c: char| c.is_ascii_uppercase())
        }
        Order::Maven => words > 1,
        Order::Dpkg | Order::Opam | Order::Rpm => is_short || version.matches('~').count() > 1,
        Order::Apk => {
            let mut numbers = version.split(|c: char| !c.is_ascii_digit());
            is_short || words > 1 || numbers.any(|n| n.len() > 1 && n.starts_with('0'))
        }
        Order::Hackage => is_short,
        Order::Generic => words > 0,
        _ => false,
    }
}

proptest! {
    /// With every release known, a release is unaffected only when its own branch
    /// says so, or it is newer than every branch.
    #[test]
    fn no_known_release_is_called_unaffected_for_want_of_a_branch(
        branches in prop::collection::vec(branch(), 0..6),
        releases in prop::collection::vec((0..8_u8, 0..4_u8, 0..5_u8), 0..12),
    ) {
        let text = branches.join("\n");
        let branches = parse(&text);
        let known: Vec<String> = releases.iter().map(|(a, b, c)| format!("{a}.{b}.{c}")).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let runs = runs(&names(Order::Pep440, Branching::MajorMinor), "0", &branches, &known);
        let events = interval::events(&runs).concat();
        for run in &runs {
            let fixes = |at: &str| branches.iter().any(|branch| {
                matches!(branch.status, BranchStatus::Fixed(f) if Order::Pep440.compare(f, at).is_eq())
            });
            prop_assert!(!matches!(&run.end, End::Fixed(at) if !fixes(at)), "{}", run);
        }
        for pair in events.windows(2) {
            let order = Order::Pep440.compare(pair[0].version(), pair[1].version());
            prop_assert!(order.is_lt() || pair[0].version() == "0", "unsorted: {:?}", events);
            prop_assert_ne!(pair[0].key(), pair[1].key());
        }
        let affects = |release: &str| events.iter().fold(false, |open, event| {
            if event.version() == "0" || Order::Pep440.compare(release, event.version()).is_ge() {
                matches!(event, Event::Introduced(_))
            } else {
                open
            }
        });
        for release in known {
            let series = series(Order::Pep440, Branching::MajorMinor, release).unwrap();
            let name = |branch: &BranchFix<'_>| branch.branch.unwrap().to_owned();
            let named: Vec<_> = branches.iter().filter(|branch| name(branch) == series).collect();
            let newest = branches.iter().all(|branch| {
                Order::Pep440.compare(&name(branch), &series).is_lt()
            });
            let cleared = named.iter().all(|branch| match branch.status {
                BranchStatus::Fixed(at) => Order::Pep440.compare(release, at).is_ge(),
                BranchStatus::NotAffected => true,
                _ => false,
            });
            if !affects(release) {
                prop_assert!(!branches.is_empty());
                prop_assert!((!named.is_empty() && cleared) || (named.is_empty() && newest), "{} of {:?}", release, events);
            } else if !named.is_empty() {
                prop_assert!(!cleared, "{} of {:?}", release, events);
            }
        }
    }

    #[test]
    fn a_series_that_a_text_begins_with_is_that_of_its_version(version in "[vV]?([0-9]{1,2}[.!:_-]?){0,4}([a-z0-9.]{0,3})") {
        for order in Order::ALL {
            for branching in [Branching::Major, Branching::MajorMinor] {
                let read = names(order, branching).of_version(&version);
                let series = branch_series(order, branching, &version);
                prop_assert_eq!(series.map(String::from), read.map(|series| series.to_string()));
            }
        }
    }

    #[test]
    fn no_version_of_a_series_is_before_its_opening(version in version()) {
        for (order, branching) in Order::ALL.into_iter().flat_map(|order| {
            [Branching::Major, Branching::MajorMinor].map(|branching| (order, branching))
        }) {
            let Some(series) = names(order, branching).of_version(&version) else {
                continue;
            };
            let opening = series.opening(order);
            prop_assert!(order.accepts(&opening), "{:?}: {}", order, opening);
            prop_assert_eq!(names(order, branching).of_version(&opening).unwrap(), series.clone());
            prop_assert_eq!(order.compare(&opening, &series.start(order)).is_eq(), opening == series.start(order));
            prop_assert!(order.compare(&opening, &series.start(order)).is_le());
            if order.accepts(&version) && !may_be_lower(order, branching, &version) {
                prop_assert!(order.compare(&opening, &version).is_le(), "{:?}: {} {}", order, opening, version);
            }
            let plain = plain(&opening);
            prop_assert_eq!(branch_series(order, branching, plain), branch_series(order, branching, &opening));
            prop_assert!(opening == plain || crate::support::is_prerelease(order, &opening));
        }
    }
}
