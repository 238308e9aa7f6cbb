//! The keys of an announcement.

use crate::model::Rating;
use crate::yaml::Takes::{Flag, Map, Number, Several, Text, Time, Words};
use crate::yaml::{Keys, key, words};

pub(crate) const RATINGS: [(&str, Rating); 4] = [
    ("critical", Rating::Critical),
    ("high", Rating::High),
    ("medium", Rating::Medium),
    ("low", Rating::Low),
];

pub(crate) static ANNOUNCEMENT: Keys = Keys::new("an announcement", &[
    key("id", Text, "release-2026-10", "its name for ever, with letters in it: an anchor of the page, and what feeds know it by; required"),
    key("published", Time, "2026-10-01", "from when on the world may see it; without one it is a draft"),
    key("draft", Flag, "true", "`true` while it is not ready, whatever `published` says").or("`false`"),
    key("release_at", Time, "2026-10-08", "when the releases are to come: a moment, or a day; required"),
    key("package", Text, "PyPI/tinysig", "the package that they are of").or("the project's, if it has one"),
    key("versions", Several(&Text), "[3.4.3, 2.4.5]", "the releases; required"),
    key("highest_severity", Words(&words(&RATINGS)), "high", "the worst rating of what they fix: {words}"),
    key("counts", Map(&COUNTS), "{high: 1}", "how many vulnerabilities they fix"),
    key("text", Text, "Please plan an upgrade.", "what users should know (Markdown)"),
]);

pub(crate) static COUNTS: Keys = Keys::new("`counts`", &[
    key("critical", Number, "1", "how many are critical"),
    key("high", Number, "1", "how many are high"),
    key("medium", Number, "2", "how many are medium"),
    key("low", Number, "1", "how many are low"),
]);
