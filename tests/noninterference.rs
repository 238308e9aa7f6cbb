//! A site built with secrets present is byte for byte the site without them, and
//! so is one with other secrets; what the program prints tells no secret but a
//! file's path. Once they are public, the same files change the site.
//!
//! The ways that secrets take out of other programs have a test each in `leaks`;
//! here is the law, over sites that nobody thought of.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::harness::{Site, assert_same_tree, tree};

const AT: &str = "2026-10-01T12:00:00Z";

/// Stands in every text of every secret, and nowhere else.
const SECRET: &str = "quagga";

const PACKAGES: [&str; 3] = ["PyPI/tinysig", "PyPI/other", "npm/third"];

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 16,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn secrets_change_no_byte_of_the_site_until_they_are_public(
        world in world(),
        one in secrets(),
        other in secrets(),
    ) {
        let without = build(&world.site());
        for secrets in [&one, &other] {
            let with = build(&secrets.added_to(&world));
            assert_same_tree(&without.tree, &with.tree);
            prop_assert!(!with.said.contains(SECRET), "printed:\n{}", with.said);
        }
        let public = build(&one.published_in(&world));
        let shown = |(path, bytes): (&String, &Vec<u8>)| {
            path.contains(SECRET) || String::from_utf8_lossy(bytes).contains(SECRET)
        };
        prop_assert!(public.tree.iter().any(shown), "a public {SECRET} is nowhere");
        prop_assert_ne!(public.tree, without.tree);
    }
}

/// A build and all that came of it.
struct Built {
    tree: BTreeMap<String, Vec<u8>>,
    said: String,
}

#[track_caller]
fn build(site: &Site) -> Built {
    // Of a public file the line of a finding is shown, names in it included.
    let build = site.build().at(AT).arg("--verbose").arg("--format=short");
    let outcome = build.env("FOREWARN_PRIVATE", "../overlay").succeeds();
    Built {
        tree: tree(&site.root().join("public")),
        said: outcome.stdout + &outcome.stderr,
    }
}

/// All that is public.
#[derive(Clone, Debug)]
struct World {
    policy: bool,
    page: bool,
    base_url: bool,
    /// The packages with a table of versions, which are the project's own.
    tables: Vec<&'static str>,
    advisories: Vec<Advisory>,
    /// How many announcements there are.
    announced: usize,
}

fn world() -> impl Strategy<Value = World> {
    (
        (any::<(bool, bool, bool)>(), 0..2_usize),
        prop::sample::subsequence(&PACKAGES[..], 0..=2),
        prop::collection::vec(advisory(), 0..5),
    )
        .prop_map(
            |(((policy, page, base_url), announced), tables, advisories)| World {
                policy,
                page,
                base_url,
                tables,
                advisories,
                announced,
            },
        )
}

impl World {
    fn site(&self) -> Site {
        self.site_with(|_, advisory| advisory)
    }

    /// The site, with each advisory as `change` makes it of its number and text.
    fn site_with(&self, change: impl Fn(usize, String) -> String) -> Site {
        let mut config = format!("project: {{name: tinysig, package: {:?}}}\n", self.tables);
        if self.base_url {
            config += "base_url: https://tinysig.example/security/\n";
        }
        let mut site = Site::bare()
            .file("forewarn.yaml", &config)
            .file("../overlay/README", "Nothing yet.\n");
        for number in 0..self.announced {
            // Secret advisories name some of them as a fix.
            let text = "id: release-2026-10\npublished: 2026-09-20\nrelease_at: 2026-10-08\n\
                package: PyPI/tinysig\nversions: [1.10, 1.20, 1.30]\n";
            site = site.file(&format!("announcements/m-{number}.yaml"), text);
        }
        if self.policy {
            site = site.file("content/policy.md", "# Policy\n\nPlease report.\n");
        }
        if self.page {
            site = site.file("content/scope.md", "---\norder: 1\n---\n# Scope\n");
        }
        for (number, package) in self.tables.iter().enumerate() {
            let release = |n| {
                format!(
                    "  - {{version: 1.{}.0, date: 2026-0{}-01}}\n",
                    n * 15,
                    n + 1
                )
            };
            let releases = (0..6).map(release).collect::<Vec<_>>().concat();
            let table = format!(
                "package: {package}\nsupport: {{latest: 2, of: minor}}\nreleases:\n{releases}"
            );
            site = site.file(&format!("content/supported-versions/{number}.yaml"), &table);
        }
        for (number, advisory) in self.advisories.iter().enumerate() {
            let text = change(number, advisory.public(number));
            site = site.file(&format!("advisories/m-{number}.yaml"), &text);
        }
        site
    }
}

/// All that is not public.
#[derive(Clone, Debug)]
struct Secrets {
    advisories: Vec<(Advisory, Secrecy)>,
    /// Of each public advisory, in turn.
    kept: Vec<Kept>,
    patches: Vec<String>,
    recipients: Vec<String>,
    /// What is no vulnerability from a day on that has not come.
    register: Vec<String>,
    /// Announcements, by a word of their texts.
    announcements: Vec<(String, Secrecy)>,
}

/// Why an advisory is not public at [`AT`].
#[derive(Clone, Copy, Debug)]
enum Secrecy {
    Draft,
    WithoutDates,
    PublishedLater,
    EmbargoedLonger,
    Overlay,
    OverlayWithdrawn,
    DraftInOverlay,
}

/// What a public advisory keeps to itself.
#[derive(Clone, Copy, Debug)]
enum Kept {
    Nothing,
    Private,
    Comment,
    NameWithoutConsent,
    NameAgainstConsent,
    WithdrawalToCome,
    RevisionToCome,
}

fn secrets() -> impl Strategy<Value = Secrets> {
    use Kept::{
        Comment, NameAgainstConsent, NameWithoutConsent, Nothing, Private, RevisionToCome,
        WithdrawalToCome,
    };
    use Secrecy::{
        Draft, DraftInOverlay, EmbargoedLonger, Overlay, OverlayWithdrawn, PublishedLater,
        WithoutDates,
    };
    let secrecy = prop::sample::select(vec![
        Draft,
        WithoutDates,
        PublishedLater,
        EmbargoedLonger,
        Overlay,
        OverlayWithdrawn,
        DraftInOverlay,
    ]);
    let kept = prop::sample::select(vec![
        Nothing,
        Private,
        Comment,
        NameWithoutConsent,
        NameAgainstConsent,
        WithdrawalToCome,
        RevisionToCome,
    ]);
    (
        prop::collection::vec((advisory(), secrecy.clone()), 1..5),
        prop::collection::vec(kept, 5),
        prop::collection::vec("[a-p]{4,9}", 0..3),
        prop::collection::vec("[a-p]{4,9}", 0..3),
        prop::collection::vec("[a-p]{4,9}", 0..3),
        prop::collection::vec(("[a-p]{4,9}", secrecy), 0..3),
    )
        .prop_map(
            |(advisories, kept, patches, recipients, register, announcements)| Secrets {
                advisories,
                kept,
                patches,
                recipients,
                register,
                announcements,
            },
        )
}

impl Secrets {
    fn added_to(&self, world: &World) -> Site {
        let mut site = world.site_with(|number, text| self.kept[number].added_to(&text));
        for (number, (advisory, secrecy)) in self.advisories.iter().enumerate() {
            site = site.file(
                &secrecy.path(number),
                &advisory.secret(number, secrecy.dates()),
            );
        }
        for (number, word) in self.patches.iter().enumerate() {
            let patch = format!(
                "--- a/{word}.py\n+++ b/{word}.py\n+the {SECRET} {word} is no longer accepted here\n"
            );
            site = site.file(&format!("../overlay/patches/{number}.patch"), &patch);
        }
        let recipient = |word: &String| {
            format!("- {{name: The {SECRET} {word} team, email: {word}@{SECRET}.example}}\n")
        };
        let recipients = self.recipients.iter().map(recipient);
        let recipients = recipients.collect::<Vec<_>>().concat();
        let site = self.registered_in(site, "2026-12-01");
        let site = site.file("../overlay/recipients.yaml", &recipients);
        let announcements = self.announcements.iter().enumerate();
        announcements.fold(site, |site, (number, (word, secrecy))| {
            // What is not withdrawn or under an embargo of its own is so from the start.
            let dates = match secrecy {
                Secrecy::EmbargoedLonger | Secrecy::OverlayWithdrawn => "draft: true\n",
                _ => secrecy.dates(),
            };
            let path = secrecy.path(number).replace("advisories", "announcements");
            site.file(&path, &announcement(number, word, dates))
        })
    }

    fn registered_in(&self, site: Site, since: &str) -> Site {
        let entries = self.register.iter().enumerate();
        entries.fold(site, |site, (number, word)| {
            let text = format!(
                "id: {SECRET}-{number}\ntitle: The {SECRET} {word} is reported\nsince: {since}\n\
                 why: Nobody can reach the {SECRET} {word} from there.\n\
                 applies_to: CVE-2026-7{number:04}\n\
                 justification: vulnerable_code_not_in_execute_path\n"
            );
            site.file(&format!("not-a-vulnerability/{number}.yaml"), &text)
        })
    }

    fn published_in(&self, world: &World) -> Site {
        let announcements = self.announcements.iter().enumerate();
        let site = announcements.fold(world.site(), |site, (number, (word, _))| {
            let path = format!("announcements/{number}.yaml");
            site.file(
                &path,
                &announcement(number, word, "published: 2026-09-01\n"),
            )
        });
        let advisories = self.advisories.iter().enumerate();
        let site = self.registered_in(site, "2026-09-20");
        advisories.fold(site, |site, (number, (advisory, _))| {
            let text = advisory.secret(number, "published: 2026-09-20T10:00:00Z\n");
            site.file(&Secrecy::Draft.path(number), &text)
        })
    }
}

/// An announcement of releases that public advisories and secret ones are fixed in.
fn announcement(number: usize, word: &str, dates: &str) -> String {
    format!(
        "{dates}id: {SECRET}-{number}\npackage: PyPI/tinysig\nversions: [1.{number}, 1.60]\n\
         release_at: 2026-09-2{number}\ncounts: {{high: 1}}\ntext: The {SECRET} {word} is next.\n"
    )
}

impl Secrecy {
    fn dates(self) -> &'static str {
        match self {
            Self::Draft | Self::DraftInOverlay => "draft: true\npublished: 2026-09-20T10:00:00Z\n",
            Self::WithoutDates => "",
            Self::PublishedLater => "published: 2026-10-01T12:00:01Z\n",
            Self::EmbargoedLonger => {
                "published: 2026-09-20T10:00:00Z\nembargo: {until: 2026-10-02T00:00:00Z}\n"
            }
            Self::Overlay => "published: 2026-09-20T10:00:00Z\n",
            Self::OverlayWithdrawn => "published: 2026-09-20\nwithdrawn: 2026-09-21\n",
        }
    }

    /// Before, between and after the public ones.
    fn path(self, number: usize) -> String {
        let place = match self {
            Self::Overlay | Self::OverlayWithdrawn | Self::DraftInOverlay => {
                "../overlay/advisories"
            }
            _ => "advisories",
        };
        match number % 3 {
            0 => format!("{place}/a-{number}.yaml"),
            1 => format!("{place}/folder/secret-{number}.yml"),
            _ => format!("{place}/z-{number}.yaml"),
        }
    }
}

impl Kept {
    fn added_to(self, advisory: &str) -> String {
        let lines = match self {
            Self::Nothing => String::new(),
            Self::Private => {
                format!("private: {{channel: the {SECRET} room, people: [{SECRET}]}}\n")
            }
            Self::Comment => format!("# the {SECRET} is next\n"),
            Self::WithdrawalToCome => {
                format!("withdrawn: {{at: 2026-12-01, reason: The {SECRET} is none}}\n")
            }
            Self::RevisionToCome => {
                format!("revisions: [{{at: 2026-12-01, note: The {SECRET} is out}}]\n")
            }
            Self::NameWithoutConsent | Self::NameAgainstConsent => {
                let name = match self {
                    Self::NameWithoutConsent => format!(
                        "{{finder: {SECRET} Person, contact: \"mailto:a@{SECRET}.example\"}}"
                    ),
                    _ => format!("{{developer: {SECRET} Person, consent: no}}"),
                };
                return advisory.replace("credits: [", &format!("credits: [{name}, "));
            }
        };
        format!("{advisory}{lines}")
    }
}

/// The parts of an advisory that lists, counts and dates are made of.
#[derive(Clone, Debug)]
struct Advisory {
    word: String,
    year: u16,
    month: u8,
    package: &'static str,
    fixed: u8,
    severity: &'static str,
}

fn advisory() -> impl Strategy<Value = Advisory> {
    (
        "[a-p]{4,9}",
        2020..2026_u16,
        1..=9_u8,
        prop::sample::select(&PACKAGES[..]),
        1..90_u8,
        prop::sample::select(vec![
            "low",
            "critical",
            "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
        ]),
    )
        .prop_map(|(word, year, month, package, fixed, severity)| Advisory {
            word,
            year,
            month,
            package,
            fixed,
            severity,
        })
}

impl Advisory {
    fn public(&self, number: usize) -> String {
        let Self { year, month, .. } = self;
        let day = number + 1;
        let id = format!("x_tinysig-{year}-5{number:03}");
        let body = self.body(&id, &format!("The {} check", self.word), 50_000 + number);
        format!("published: {year}-{month:02}-{day:02}T10:00:00Z\n{body}")
    }

    /// Ids on both sides of the public ones, so that an order would move.
    fn secret(&self, number: usize, dates: &str) -> String {
        let side = if number.is_multiple_of(2) { 1 } else { 9 };
        let id = format!("x_{SECRET}-{}-{side}{number:03}", self.year);
        let summary = format!("The {SECRET} {} check", self.word);
        format!("{dates}{}", self.body(&id, &summary, 60_000 + number))
    }

    fn body(&self, id: &str, summary: &str, cve: usize) -> String {
        let Self {
            year,
            package,
            fixed,
            severity,
            ..
        } = self;
        format!(
            "id: {id}\ncve: CVE-{year}-{cve}\nsummary: {summary}\nseverity: {severity}\n\
             affected: {{{package}: \"< 1.{fixed}\"}}\n\
             impact: {summary} can be passed.\n\
             credits: [{{reporter: {summary} reporter, consent: {year}-01-01}}]\n\
             references: [https://example.org/{id}]\n"
        )
    }
}
