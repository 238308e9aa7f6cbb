//! The keys of `supported-versions.yaml`.

use crate::model::support::Unit;
use crate::yaml::Takes::{Day, Either, Flag, List, Map, Named, Number, Several, Text, Words};
use crate::yaml::{Keys, key, words};

pub(crate) const SERIES: [(&str, Unit); 2] = [("major", Unit::Major), ("major.minor", Unit::Minor)];

pub(crate) const OF: [(&str, Unit); 3] = [("release", Unit::Release), ("minor", Unit::Minor), ("major", Unit::Major)];

/// A word for where the end of a phase moves to.
#[derive(Clone, Copy)]
pub(crate) enum Round {
    Month,
    Quarter,
    Year,
    NextMinor,
}

pub(crate) const ROUND: [(&str, Round); 4] = [
    ("end-of-month", Round::Month),
    ("end-of-quarter", Round::Quarter),
    ("end-of-year", Round::Year),
    ("next-minor", Round::NextMinor),
];

pub(crate) static SUPPORT: Keys = Keys::new("the supported versions", &[
    key("package", Text, "PyPI/tinysig", "whose versions these are").or("the first under `project.package`"),
    key("development", Text, "main", "the branch where development happens, which always gets fixes"),
    key("support", Map(&LATEST), "{latest: 2, of: minor}", "the rule, where the newest of something are supported"),
    key("phases", Named(&Map(&PHASE)), "{security: {for: 2y}}", "the rule, where support goes through phases: the name of each, and how long it lasts"),
    key("majors", Map(&MAJORS), "{until: next-major + 1}", "how long a major version lasts, which none of its series outlives"),
    key("earlier", Several(&Map(&EARLIER)), "{before: \"3.0\", phases: {security: {for: 1y}}}", "the rules of series that are older than today's"),
    key("series", Words(&words(&SERIES)), "major", "what makes a row of the table: {words}").or("what the rule counts, else `branches` of forewarn.yaml"),
    key("lines", Either(&[Text, Named(&Text)]), "{stable: x.even, mainline: x.odd}", "which series follow each other: those of one `major`, or those that match the pattern of a line").or("all"),
    key("lts", Several(&Text), "[\"x.2\"]", "the series with long-term support: their numbers, with `x`, `even` or `odd` for any; or `last-minor`, the last of each major version that has a successor"),
    key("cadence", Either(&[Text, Map(&CALENDAR)]), "8w", "how often a new series comes out: a period, or a calendar. With it, ends that wait for a next series have an expected day"),
    key("minor_releases", Map(&CALENDAR), "{every: [feb, may, aug, nov], day: second thursday}", "the calendar of scheduled minor releases"),
    key("releases", Either(&[List(&Either(&[Text, Map(&RELEASE)])), Map(&RELEASES)]), "[{version: \"3.4\", date: 2026-08-11, end: 2028-08-31}]", "what came out and what will: a list of versions or maps, or where that is; required, unless `development` alone gets fixes"),
    key("bundled", Several(&Map(&COMPONENT)), "[{component: OpenSSL}]", "components inside the project's artifacts"),
]);

pub(crate) static LATEST: Keys = Keys::new("`support`", &[
    key("latest", Number, "2", "how many are supported; required"),
    key("of", Words(&words(&OF)), "minor", "of what: {words}; required"),
]);

pub(crate) static PHASE: Keys = Keys::new("a phase", &[
    key("for", Text, "2y", "how long after the first release of the series: `5y`, `18m`, `8w`, `90d`"),
    key("until", Text, "next-series", "until a newer series is out: `next-series`, `next-lts` or `next-major`; `+ 1` for the one after it, `+ 6m` for six months later. Or `announced`: until you say when. With `for`, both have to be over"),
    key("lts", Text, "3y", "the same for a series with long-term support; alone, others do not have the phase"),
    key("round", Either(&[Words(&words(&ROUND)), Map(&CALENDAR)]), "end-of-month", "where the end moves to: `end-of-month`, `end-of-quarter`, `end-of-year`, `next-minor` of `minor_releases`, or the nearest day of a calendar"),
    key("extended", Flag, "true", "whether it is for those who pay, or by others: it is shown, and does not count as support").or("`false`"),
]);

pub(crate) static MAJORS: Keys = Keys::new("`majors`", &[
    key("for", Text, "5y", "how long after the first release of the major version"),
    key("until", Text, "next-major + 1", "until a newer major version is out, or `announced`"),
    key("round", Either(&[Words(&words(&ROUND)), Map(&CALENDAR)]), "end-of-month", "where the end moves to"),
]);

pub(crate) static EARLIER: Keys = Keys::new("an earlier rule", &[
    key("before", Text, "\"3.0\"", "the first series that it does not hold for; required"),
    key("phases", Named(&Map(&PHASE)), "{security: {for: 1y}}", "the phases of older series; required"),
    key("majors", Map(&MAJORS), "{for: 5y}", "how long their major versions last"),
]);

pub(crate) static CALENDAR: Keys = Keys::new("a calendar", &[
    key("every", Several(&Text), "[feb, may, aug, nov]", "the months, by their English names or the first three letters").or("each month"),
    key("day", Text, "second thursday", "the day: its number, `last`, or `first` to `fourth` or `last` and the weekday").or("any day"),
]);

pub(crate) static RELEASES: Keys = Keys::new("`releases`", &[
    key("git", Text, "refs/tags/v*", "the pattern of tags, each of which is a release"),
    key("file", Text, "releases.json", "a JSON or YAML file with the list, seen from `content/`"),
]);

pub(crate) static RELEASE: Keys = Keys::new("a release", &[
    key("version", Text, "3.4.1", "the version"),
    key("series", Text, "\"3.4\"", "in place of `version`: the series as a whole, dated by its first release"),
    key("date", Day, "2026-09-22", "the day it came out"),
    key("expected", Text, "2027-04", "in place of `date`: the day or month it is planned for"),
    key("end", Either(&[Day, Named(&Day)]), "2027-03-31", "the last day of support of the series, or of phases by their names; wins over the rule"),
    key("codename", Text, "Bookworm", "what the series is called"),
    key("lts", Flag, "true", "whether the series has long-term support; wins over `lts` of the file"),
    key("link", Text, "https://tinysig.example/3.4.1", "where the release is announced"),
    key("bundled", Named(&Text), "{OpenSSL: 3.5.4}", "what its artifacts contain: the name of each component, and its version"),
]);

pub(crate) static COMPONENT: Keys = Keys::new("a bundled component", &[
    key("component", Text, "OpenSSL", "its name; required"),
    key("since", Either(&[Text, Named(&Text)]), "{windows: \"0.5\", macos: 1.0.1}", "the first version that has it, or one for each platform"),
    key("release_on_upstream", Flag, "true", "whether a security release of the component brings one of the project").or("`false`"),
]);
