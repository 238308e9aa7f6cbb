//! The keys of an advisory: OSV's at the top, and the shorthands. OSV's own lists
//! are in [`super::osv`].

use super::osv::{AFFECTED, CONSENT, CONTACT, OSV_CREDIT, REFERENCE, SEVERITY};
use crate::model::BranchStatus;
use crate::yaml::Takes::{Anything, Either, Flag, List, Map, Named, Several, Text, Time, Words};
use crate::yaml::{Keys, key};

pub(crate) static ADVISORY: Keys = Keys::new("an advisory", &[
    key("id", Text, "x_tinysig-2026-0005", "text; required").becomes("`id`"),
    key("cve", Several(&Text), "CVE-2025-40018", "an id, or a list").becomes("`aliases`, before all others"),
    key("ghsa", Several(&Text), "GHSA-xxxx-2222-xxxx", "an id, or a list").becomes("`aliases`, behind those of `cve`; each id stands there once"),
    key("aliases", Several(&Text), "[PYSEC-2025-12]", "an id, or a list").becomes("`aliases`: the same vulnerability in other databases"),
    key("related", Several(&Text), "[x_tinysig-2025-0003]", "an id, or a list").becomes("`related`: close to it, but another"),
    key("upstream", Several(&Text), "[CVE-2025-40090]", "an id, or a list").becomes("`upstream`: the vulnerability in something you ship"),
    key("summary", Text, "Signatures of one byte are accepted", "one line of plain text, up to about 120 characters").becomes("`summary`"),

    key("published", Time, "2026-09-22T14:00:00Z", "a time").becomes("`published`"),
    key("modified", Time, "2026-09-22 14:00Z", "a time").becomes("`modified`; without it, the newest of `published`, `withdrawn`, `revisions[].at` and `branches[].date`, and see below"),
    key("withdrawn", Either(&[Time, Map(&WITHDRAWN)]), "2026-09-22 16:00 Europe/Berlin", "a time, or a map").becomes("`withdrawn`"),
    key("draft", Flag, "true", "`true` or `false`").becomes("nothing; never published"),
    key("embargo", Either(&[Time, Map(&EMBARGO)]), "2026-09-22", "a time, or a map").becomes("nothing; never published"),
    key("private", Either(&[Named(&Anything), List(&Anything)]), "[Hana asked for a week more.]", "a map or a list of notes").becomes("nothing; never published"),

    key("affected_if", Text, "You call `verify` without a hash.", "Is it mine? Who is affected, in terms of use; how to find out"),
    key("impact", Text, "Anybody can sign.", "What can happen, and who can make it happen?"),
    key("workarounds", Text, "Ask for a hash by name.", "What if I cannot upgrade?"),
    key("detection", Text, "Look for signatures of one byte.", "Have I been attacked?"),
    key("details", Text, "The hash was chosen by its length.", "everything else"),

    key("severity", Either(&[Text, Map(&SHORT_SEVERITY), List(&Map(&SEVERITY))]), "high", "a CVSS vector, or a word: `none`, `low`, `medium` or `moderate`, `high`, `critical`; or a map with both").becomes("a vector `severity`, typed by its prefix: CVSS 2 has none; a word `database_specific.severity`, in capitals"),
    key("cwe", Several(&Text), "[324, CWE-347]", "`347`, `CWE-347`, or a list").becomes("`database_specific.cwe_ids`"),
    key("kind", Anything, "infrastructure", "a word of yours, such as `infrastructure`").becomes("`database_specific.kind`"),
    key("exploited", Either(&[Flag, Map(&EXPLOITED)]), "false", "`true`, `false`, or a map").becomes("`database_specific.exploited`"),

    key("package", Several(&Text), "PyPI/tinysig", "`PyPI/tinysig`, or a package URL, or a list; the default is the project's"),
    key("introduced", Text, "\"1.10\"", "the first affected version; without it, every version from the first"),
    key("fixed", Several(&Text), "[\"2.4.3\", \"3.1.2\"]", "the first version that is not affected; a list holds one for each branch"),
    key("last_affected", Text, "3.4.1", "in place of `fixed`, when there will be no fixed version"),
    key("versions", Several(&Text), "[3.4.0, 3.4.1]", "single versions, when there is no range"),
    key("branches", Several(&Map(&BRANCH)), "[{branch: \"3.4\", fixed: 3.4.1}]", "what became of each branch, see below"),
    key("affected", Either(&[Named(&Several(&Text)), List(&Map(&AFFECTED))]), "{PyPI/tinysig: \">= 1.0, < 2.3\"}", "a map of packages, each with its ranges, or OSV's list").becomes("`affected`"),

    key("fix", Several(&Text), "0d916ae2b45ea489ba913c4a92e213bd5bc81334", "the change that fixes it: a commit, an address, or a list of them"),
    key("introduced_in", Several(&Text), "https://github.com/example/tinysig/pull/251", "the change that brought it in, likewise"),
    key("bundled", Map(&BUNDLED), "{component: tinybn}", "the component that has the defect"),
    key("references", Several(&Either(&[Text, Map(&REFERENCE), Named(&Text)])), "[{report: https://github.com/example/tinysig/issues/344}]", "addresses, each with its type or bare").becomes("`references`"),
    key("credits", Several(&Either(&[Text, Map(&CREDIT), Map(&OSV_CREDIT)])), "[{developer: Rui Exemplo}]", "names, each with a role or bare").becomes("`credits`"),
    key("timeline", Several(&Named(&Time)), "[{reported: 2026-09-17T05:31Z}]", "what happened: the name of each event, and its time").becomes("`database_specific.timeline`"),
    key("revisions", Several(&Map(&REVISION)), "[{at: 2026-09-29, note: 2.4.4 released.}]", "what changed in the text since").becomes("`database_specific.revisions`"),
    key("database_specific", Named(&Anything), "{reviewed: 2026-09-01}", "a map with any keys of your own").becomes("`database_specific`"),
    key("schema_version", Text, "1.7.5", "the version of OSV's schema").becomes("`schema_version`, which is written in any case"),
]);

pub(crate) static WITHDRAWN: Keys = Keys::new("`withdrawn`", &[
    key("at", Time, "2025-06-03T11:30:00+02:00", "a time; required").becomes("`withdrawn`"),
    key("reason", Text, "The same defect as another.", "text").becomes("`database_specific.withdrawn_reason`"),
    key("duplicate_of", Text, "x_tinysig-2025-0002", "an id").becomes("an entry of `related`"),
]);

pub(crate) static EMBARGO: Keys = Keys::new("`embargo`", &[key("until", Time, "2026-09-22", "a time; required").becomes("nothing; never published")]);

pub(crate) static SHORT_SEVERITY: Keys = Keys::new("`severity`", &[
    key("rating", Text, "medium", "one of the words").becomes("`database_specific.severity`, in capitals"),
    key("cvss", Several(&Text), "CVSS:3.1/AV:L/AC:L/PR:H/UI:N/S:U/C:N/I:H/A:N", "a vector, or a list").becomes("`severity`"),
    key("because", Text, "Who can set the clock can replace the keys as well.", "the reasons, in Markdown").becomes("`database_specific.severity_rationale`"),
]);

pub(crate) static EXPLOITED: Keys = Keys::new("`exploited`", &[
    key("since", Time, "2026-09-18", "a day, or a time").becomes("`database_specific.exploited.since`"),
    key("note", Text, "One holder of a key reached a quorum alone.", "what is known of attacks").becomes("`database_specific.exploited.note`"),
]);

pub(crate) static BRANCH: Keys = Keys::new("a branch", &[
    key("branch", Text, "\"3.4\"", "the series, as `3.4` or by the name of its branch (`v3.4.x`, `stable/3.4`, `ruby_3_4`); may be left out beside `fixed`"),
    key("introduced", Text, "\"3.4\"", "the first affected version of this branch"),
    key("fixed", Text, "3.4.1", "its first version that is not affected"),
    key("interim", Text, "3.4.0.1", "a version that only turns the affected function off"),
    key("fix", Text, "cecbb6bd00382102b2d9cac8cc211dfa8c5d06dd", "the commit or address of the fix"),
    key("status", Words(&STATUSES), "wont-fix", "`not-affected`, `wont-fix`, `pending` or `not-evaluated`, in place of `fixed`"),
    key("why", Text, "Not maintained since March.", "the reason, in one line"),
    key("date", Time, "2026-09-22", "when that happened; the newest moves `modified`"),
]);

const STATUSES: [&str; 5] = {
    let [a, b, c, d, e] = BranchStatus::ALL;
    [a.as_str(), b.as_str(), c.as_str(), d.as_str(), e.as_str()]
};

pub(crate) static BUNDLED: Keys = Keys::new("`bundled`", &[
    key("component", Text, "tinybn", "its name; required"),
    key("purl", Text, "pkg:generic/tinybn", "its package URL"),
    key("in", Text, "wheels for Linux", "the artifacts that have it"),
    key("not_in", Text, "the source distribution", "the artifacts that do not have it"),
    key("fixed_component", Text, "1.4.3", "the version of the component with the fix"),
]);

pub(crate) static CREDIT: Keys = Keys::new("a credit", &[
    key("finder", Text, "Jordan Sample", "who found it; needs `consent`"),
    key("reporter", Text, "Hana Příkladová", "who told the project; needs `consent`"),
    key("analyst", Text, "Rui Exemplo", "who worked out what it means"),
    key("coordinator", Text, "Rui Exemplo", "who brought the parties together"),
    key("developer", Text, "Rui Exemplo", "who wrote the fix"),
    key("remediation-developer", Text, "Rui Exemplo", "the same, in OSV's word"),
    key("reviewer", Text, "Rui Exemplo", "who reviewed the fix"),
    key("remediation-reviewer", Text, "Rui Exemplo", "the same, in OSV's word"),
    key("verifier", Text, "Rui Exemplo", "who tested the fix"),
    key("remediation-verifier", Text, "Rui Exemplo", "the same, in OSV's word"),
    key("tool", Text, "ExampleFuzz", "a tool that found it"),
    key("sponsor", Text, "Example Foundation", "who paid for the work"),
    key("other", Text, "Rui Exemplo", "anybody else"),
    CONTACT,
    CONSENT,
]);

pub(crate) static REVISION: Keys = Keys::new("a revision", &[
    key("at", Time, "2026-09-29", "when the text changed; required"),
    key("note", Text, "2.4.4 released.", "what changed; required"),
    key("significant", Flag, "true", "`true`: readers should hear of it again"),
]);
