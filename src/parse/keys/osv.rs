//! The keys of OSV's own lists (OSV 1.7.5). Others are kept, with a warning.

use crate::model::affected::RangeType;
use crate::model::{CreditType, ReferenceType, SeverityType};
use crate::yaml::Takes::{Anything, Either, Flag, List, Map, Named, Several, Text, Time, Words};
use crate::yaml::{Key, Keys, key, words};

pub(crate) static AFFECTED: Keys = Keys::new("an affected package", &[
    key("package", Map(&PACKAGE), "{ecosystem: PyPI, name: tinysig}", "the package"),
    key("severity", List(&Map(&SEVERITY)), "[{type: CVSS_V3, score: \"CVSS:3.1/AV:L/AC:L/PR:H/UI:N/S:U/C:N/I:H/A:N\"}]", "how bad it is for this package"),
    key("ranges", List(&Map(&RANGE)), "[{type: ECOSYSTEM, events: [{introduced: \"0\"}]}]", "the affected versions, in ranges"),
    key("versions", List(&Text), "[3.4.0, 3.4.1]", "the affected versions, one by one"),
    key("ecosystem_specific", Named(&Anything), "{module: tinysig.verify}", "a map with any keys"),
    key("database_specific", Named(&Anything), "{reviewed: 2026-09-01}", "a map with any keys"),
]);

pub(crate) static PACKAGE: Keys = Keys::new("a package", &[
    key("ecosystem", Text, "PyPI", "its ecosystem, spelled as OSV does; required"),
    key("name", Text, "tinysig", "its name, as the registry has it; required"),
    key("purl", Text, "pkg:pypi/tinysig", "its package URL, without a version"),
]);

pub(crate) const RANGE_TYPES: [(&str, RangeType); 3] =
    [("GIT", RangeType::Git), ("SEMVER", RangeType::Semver), ("ECOSYSTEM", RangeType::Ecosystem)];

pub(crate) static RANGE: Keys = Keys::new("a range", &[
    key("type", Words(&words(&RANGE_TYPES)), "ECOSYSTEM", "{words}; required"),
    key("repo", Text, "https://github.com/example/tinysig", "the repository of commits; required with `GIT`"),
    key("events", List(&Map(&EVENT)), "[{introduced: \"0\"}, {fixed: 2.4.3}]", "where the range opens and closes; required"),
    key("database_specific", Named(&Anything), "{reviewed: 2026-09-01}", "a map with any keys"),
]);

pub(crate) static EVENT: Keys = Keys::new("an event", &[
    key("introduced", Text, "\"0\"", "the first affected version; `\"0\"` is the very first"),
    key("fixed", Text, "2.4.3", "the first version that is not affected"),
    key("last_affected", Text, "2.4.2", "the last affected version, in place of `fixed`"),
    key("limit", Text, "2.4.3", "where the search for affected commits ends"),
]);

pub(crate) const SEVERITY_TYPES: [(&str, SeverityType); 4] = [
    ("CVSS_V2", SeverityType::CvssV2),
    ("CVSS_V3", SeverityType::CvssV3),
    ("CVSS_V4", SeverityType::CvssV4),
    ("Ubuntu", SeverityType::Ubuntu),
];

pub(crate) static SEVERITY: Keys = Keys::new("a severity", &[
    key("type", Words(&words(&SEVERITY_TYPES)), "CVSS_V3", "{words}; required"),
    key("score", Text, "CVSS:3.1/AV:L/AC:L/PR:H/UI:N/S:U/C:N/I:H/A:N", "the vector, or Ubuntu's word; required"),
]);

pub(crate) static REFERENCE: Keys = Keys::new("a reference", &[
    key("type", Words(ReferenceType::WORDS), "FIX", "{words}; required"),
    key("url", Text, "https://github.com/example/tinysig/pull/251", "the address; required"),
]);

pub(crate) static OSV_CREDIT: Keys = Keys::new("a credit", &[
    key("name", Text, "Hana Příkladová", "the name, as its bearer wants it; required"),
    key("type", Words(CreditType::WORDS), "REPORTER", "the role: {words}"),
    CONTACT,
    CONSENT,
]);

pub(crate) const CONTACT: Key =
    key("contact", Several(&Text), "https://hana.example", "an address with its scheme, or a list of them");

pub(crate) const CONSENT: Key =
    key("consent", Either(&[Flag, Time, Text]), "2026-09-19", "the day of the answer, `yes` or `no`; never published");
