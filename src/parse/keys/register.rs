//! The keys of an entry of the register.

use crate::model::non_vulnerability::Justification;
use crate::yaml::Takes::{Either, Map, Several, Text, Time, Words};
use crate::yaml::{Keys, key, words};

pub(crate) const JUSTIFICATIONS: [(&str, Justification); 5] = [
    ("component_not_present", Justification::ComponentNotPresent),
    ("vulnerable_code_not_present", Justification::VulnerableCodeNotPresent),
    ("vulnerable_code_not_in_execute_path", Justification::VulnerableCodeNotInExecutePath),
    ("vulnerable_code_cannot_be_controlled_by_adversary", Justification::VulnerableCodeCannotBeControlledByAdversary),
    ("inline_mitigations_already_exist", Justification::InlineMitigationsAlreadyExist),
];

pub(crate) static ENTRY: Keys = Keys::new("an entry of the register", &[
    key("id", Text, "short-keys", "its name for ever, which is the anchor that reporters are sent: letters, digits and hyphens; required"),
    key("title", Text, "Keys of 1024 bits are accepted", "what is reported, in one line; required"),
    key("why", Text, "Old files have them.", "why it is no vulnerability here (Markdown); required"),
    key("since", Time, "2026-03-01", "from when on it holds; before that, nothing is told of it; required"),
    key("applies_to", Several(&Either(&[Text, Map(&REPORT)])), "[CVE-2026-40090]", "what scanners report: ids, or maps, see below"),
    key("justification", Words(&words(&JUSTIFICATIONS)), "component_not_present", "OpenVEX' word for why that does not affect you: {words}; required with `applies_to`"),
]);

pub(crate) static REPORT: Keys = Keys::new("what a scanner reports", &[
    key("id", Several(&Text), "CVE-2026-40090", "the id of one vulnerability, or a list of its names; required"),
    key("package", Text, "crates.io/tinybn", "the dependency that it is reported in: `crates.io/tinybn`, or a package URL").or("the project's own packages"),
]);
