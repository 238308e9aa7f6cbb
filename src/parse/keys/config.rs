//! The keys of `forewarn.yaml`.

use crate::diagnostic::Level;
use crate::model::config::{Branching, SeverityDisplay};
use crate::model::Family;
use crate::model::promises::Backports;
use crate::model::publisher::PublisherCategory;
use crate::yaml::Takes::{Day, Either, Flag, List, Map, Named, Several, Text, Time, Words};
use crate::yaml::{Keys, key, words};

pub(crate) const BRANCHES: [(&str, Branching); 2] = [("major", Branching::Major), ("major.minor", Branching::MajorMinor)];

pub(crate) const SEVERITY: [(&str, SeverityDisplay); 4] = [
    ("words", SeverityDisplay::Words),
    ("cvss", SeverityDisplay::Cvss),
    ("both", SeverityDisplay::Both),
    ("off", SeverityDisplay::Off),
];

pub(crate) const EMBARGO: [(&str, bool); 1] = [("in-tree", true)];

pub(crate) const LEVELS: [(&str, Option<Level>); 3] =
    [("error", Some(Level::Error)), ("warning", Some(Level::Warning)), ("off", None)];

pub(crate) static CONFIG: Keys = Keys::new("the configuration", &[
    key("project", Map(&PROJECT), "{name: tinysig}", "the project"),
    key("base_url", Text, "https://tinysig.example/security/", "where the site will be; absolute addresses in feeds, sitemap and canonical links begin with it. A path is fine"),
    key("output", Text, "public", "the folder that is written; `-o` wins").or("`public`"),
    key("timezone", Text, "Europe/Berlin", "a zone such as `Europe/Berlin`, shown beside UTC"),
    key("disclosure_time", Text, "16:00 Europe/Berlin", "what a date without a time means; `16:00 Europe/Berlin` follows the clocks").or("`14:00Z`"),
    key("advisory_id", Text, "'x_tinysig-{year}-{n:04}'", "the pattern of new ids, for the command that will make them"),
    key("branches", Words(&words(&BRANCHES)), "major", "what a maintained branch is: {words}").or("`major.minor`"),
    key("contacts", List(&Map(&CONTACT)), "[{email: security@tinysig.example}]", "see below"),
    key("security_txt", Map(&SECURITY_TXT), "{bug_bounty: false}", "what `.well-known/security.txt` says beyond the contacts, see below"),
    key("languages", Several(&Text), "[en, de]", "languages you answer in; the first is that of the pages and feeds: `en`, `de`, or one that your theme adds").or("`[en]`"),
    key("severity", Words(&words(&SEVERITY)), "words", "`words`, `cvss`, `both`, or `off` if you would rather not rank").or("`both`"),
    key("promises", Several(&Map(&PROMISE)), "[{fix_within: 14d}]", "see below"),
    key("private", Either(&[Text, Map(&PRIVATE)]), "../tinysig-embargoed", "a folder outside the repository for what is still secret: read, never published ([overlay.md](overlay.md)); a map where there is more to say"),
    key("records_changed", Time, "2026-11-01", "a time, to be written once after an upgrade of forewarn that changes records (its changelog says so): `modified` of the records that it makes, if they were public before, moves to it, so that importers fetch them again"),
    key("embargo", Words(&words(&EMBARGO)), "in-tree", "`in-tree` when embargoed files are meant to be here: only in a private repository"),
    key("logo", Text, "content/logo.svg", "a square picture below `content/`, shown beside the name and as the icon of the site"),
    key("accent", Either(&[Text, Map(&ACCENT)]), "'#0b56a8'", "the colour of links and buttons, as `\"#0b56a8\"`; a map where the two schemes differ"),
    key("theme", Text, "default", "the folder below `themes/` whose files replace the embedded ones").or("`default`"),
    key("csaf", Map(&CSAF), "{publisher: {name: tinysig, namespace: \"https://tinysig.example\"}}", "who answers for CSAF documents, which a site has when this is there and `base_url` is an `https` address; see below"),
    key("outputs", Map(&OUTPUTS), "{csaf: false}", "files for machines that the site does without; each is made where there is something to make it of"),
    key("redirects", Named(&Text), "{reporting.html: index.html}", "`{OLD: NEW}`: pages at addresses that the site once had, which lead on to a path of the site or to a whole address; `OLD/` is a folder. [publishing.md](publishing.md) tells which addresses a change breaks"),
    key("levels", Named(&Words(&words(&LEVELS))), "{dead-link: error}", "`{CODE: error}`, `warning` or `off` for findings that may be changed; [checks.md](checks.md) lists them"),
]);

pub(crate) static PROJECT: Keys = Keys::new("`project`", &[
    key("name", Text, "tinysig", "what the project calls itself").or("from the manifest, else the policy's title"),
    key("url", Text, "https://tinysig.example", "its own site"),
    key("repository", Text, "https://github.com/example/tinysig", "where commits are looked up; makes `fix` short").or("from the manifest"),
    key("package", Several(&Text), "PyPI/tinysig", "what an advisory is about unless it says otherwise; several as a list, and then each advisory names its own").or("from the manifest"),
]);

pub(crate) static PRIVATE: Keys = Keys::new("`private`", &[
    key("path", Text, "../tinysig-embargoed", "the folder"),
    key("optional", Flag, "true", "`true` where the folder may be missing").or("`false`"),
]);

pub(crate) const FAMILIES: [(&str, Family); 7] = [
    ("bulk", Family::Bulk),
    ("go", Family::Go),
    ("composer", Family::Composer),
    ("nuget", Family::Nuget),
    ("vex", Family::Vex),
    ("csaf", Family::Csaf),
    ("product", Family::Product),
];

pub(crate) static OUTPUTS: Keys = Keys::new("`outputs`", &[
    key("bulk", Flag, "false", "all records in one archive, and lists of them").or("`true`"),
    key("go", Flag, "false", "the database of govulncheck").or("`true`"),
    key("composer", Flag, "false", "the repository of Composer").or("`true`"),
    key("nuget", Flag, "false", "the audit source of NuGet").or("`true`"),
    key("vex", Flag, "false", "OpenVEX documents, and the repository of them").or("`true`"),
    key("csaf", Flag, "false", "CSAF documents").or("`true`"),
    key("product", Flag, "false", "supported versions in the form of endoflife.date").or("`true`"),
]);

pub(crate) static CSAF: Keys = Keys::new("`csaf`", &[
    key("publisher", Map(&PUBLISHER), "{name: tinysig, namespace: \"https://tinysig.example\"}", "who publishes; required"),
]);

pub(crate) const PUBLISHER_CATEGORY: [(&str, PublisherCategory); 5] = [
    ("vendor", PublisherCategory::Vendor),
    ("coordinator", PublisherCategory::Coordinator),
    ("discoverer", PublisherCategory::Discoverer),
    ("user", PublisherCategory::User),
    ("other", PublisherCategory::Other),
];

pub(crate) static PUBLISHER: Keys = Keys::new("a publisher", &[
    key("name", Text, "The tinysig developers", "the name; required"),
    key("namespace", Text, "https://tinysig.example", "an address that is yours and stays: with it and its id a document is known everywhere; required"),
    key("category", Words(&words(&PUBLISHER_CATEGORY)), "vendor", "what you are to the software: {words}; an open-source project is the `vendor` of what it makes").or("`vendor`"),
    key("contact_details", Text, "security@tinysig.example", "how you are reached"),
    key("issuing_authority", Text, "The developers of tinysig answer for its advisories.", "what gives you the right to speak for the software"),
]);

pub(crate) static ACCENT: Keys = Keys::new("`accent`", &[
    key("light", Text, "'#0b56a8'", "the colour on a light ground"),
    key("dark", Text, "'#7ab8ff'", "the colour on a dark ground"),
]);

pub(crate) static CONTACT: Keys = Keys::new("a contact", &[
    key("url", Text, "https://tinysig.example/report", "a page to report on"),
    key("email", Text, "security@tinysig.example", "an address of mail, in place of `url`"),
    key("openpgp", Map(&OPENPGP), "{fingerprint: 74F8881C099EEA128BE67A3A98AA0882D35850ED}", "the key to encrypt to"),
]);

pub(crate) static SECURITY_TXT: Keys = Keys::new("`security_txt`", &[
    key("expires", Time, "2027-05-01", "until when the file may be relied on: less than a year ahead, and yours to move").or("the first day of the eleventh month after that of the build"),
    key("acknowledgments", Text, "https://tinysig.example/thanks", "the page that thanks finders, `https://` included"),
    key("hiring", Text, "https://tinysig.example/jobs", "open positions in security, `https://` included"),
    key("bug_bounty", Flag, "false", "whether you pay for findings; `false` spares you the question"),
]);

pub(crate) static OPENPGP: Keys = Keys::new("`openpgp`", &[
    key("fingerprint", Text, "74F8 881C 099E EA12 8BE6 7A3A 98AA 0882 D358 50ED", "the whole fingerprint: 40 or 64 digits, blanks as you like; required"),
    key("key", Text, "content/security-key.asc", "the file of the key, below `content/`"),
]);

pub(crate) const DISCLOSE_ON: [(&str, bool); 2] = [("weekdays", true), ("any-day", false)];

pub(crate) const BACKPORT_TO: [(&str, Backports); 2] = [("all", Backports::All), ("supported", Backports::Supported)];

pub(crate) const CREDIT: [(&str, bool); 2] = [("with-consent", true), ("always", false)];

pub(crate) static PROMISE: Keys = Keys::new("a promise", &[
    key("since", Day, "2025-07-01", "the first day on which the entry counts").or("from the beginning"),
    key("acknowledge_within", Text, "48h", "how soon a person answers"),
    key("fix_within", Text, "14d", "how soon there is a release with the fix"),
    key("notify_before", Text, "7d", "how long before the world distributors hear of it"),
    key("disclose_on", Words(&words(&DISCLOSE_ON)), "weekdays", "`weekdays`, or `any-day`").or("`any-day`"),
    key("backport_to", Words(&words(&BACKPORT_TO)), "all", "which series get the fix: `all`, or those that are `supported`"),
    key("credit", Words(&words(&CREDIT)), "with-consent", "whom advisories name: finders `with-consent`, or `always`").or("`always`"),
]);
