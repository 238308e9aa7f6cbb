//! A site built with secret files present is byte for byte the site without
//! them, and what the program prints tells no secret but a file's path.

use proptest::prelude::*;

use crate::harness::{Site, assert_same_tree, tree};

const AT: &str = "2026-10-01T12:00:00Z";

/// Stands in every text of every secret file, and nowhere else.
const SECRET: &str = "quagga";

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 16,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn secret_files_change_no_byte_of_the_site(
        policy in any::<bool>(),
        public in prop::collection::vec(advisory(), 0..4),
        secret in prop::collection::vec((advisory(), secrecy()), 1..4),
    ) {
        let without = public_site(policy, &public);
        let mut with = public_site(policy, &public);
        for (number, (advisory, secrecy)) in secret.iter().enumerate() {
            let text = advisory.secret(number, *secrecy);
            with = with.file(&secret_path(number), &text);
        }
        without.build().at(AT).succeeds();
        let outcome = with.build().at(AT).succeeds();
        assert_same_tree(&tree(&without.root().join("public")), &tree(&with.root().join("public")));
        prop_assert!(!outcome.stdout.contains(SECRET), "stdout: {}", outcome.stdout);
        prop_assert!(!outcome.stderr.contains(SECRET), "stderr: {}", outcome.stderr);
    }
}

fn public_site(policy: bool, advisories: &[Advisory]) -> Site {
    let mut site = Site::new();
    if policy {
        site = site.file("content/policy.md", "# Policy\n\nPlease report.\n");
    }
    for (number, advisory) in advisories.iter().enumerate() {
        let path = format!("advisories/public-{number}.yaml");
        site = site.file(&path, &advisory.public(number));
    }
    site
}

/// Why an advisory is not public at [`AT`].
#[derive(Clone, Copy, Debug)]
enum Secrecy {
    Draft,
    WithoutDates,
    PublishedLater,
    EmbargoedLonger,
}

fn secrecy() -> impl Strategy<Value = Secrecy> {
    prop_oneof![
        Just(Secrecy::Draft),
        Just(Secrecy::WithoutDates),
        Just(Secrecy::PublishedLater),
        Just(Secrecy::EmbargoedLonger),
    ]
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
        prop::sample::select(vec!["PyPI/tinysig", "PyPI/other", "npm/third"]),
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
        let date = format!(
            "{}-{:02}-{:02}T10:00:00Z",
            self.year,
            self.month,
            number + 1
        );
        let id = format!("x_tinysig-{}-5{number:03}", self.year);
        format!(
            "published: {date}\n{}",
            self.body(&id, &format!("The {} check", self.word), 50_000 + number)
        )
    }

    fn secret(&self, number: usize, secrecy: Secrecy) -> String {
        let past = format!("{}-{:02}-20T10:00:00Z", self.year, self.month);
        let dates = match secrecy {
            Secrecy::Draft => format!("draft: true\npublished: {past}\n"),
            Secrecy::WithoutDates => String::new(),
            Secrecy::PublishedLater => "published: 2026-10-01T12:00:01Z\n".to_owned(),
            Secrecy::EmbargoedLonger => {
                format!("published: {past}\nembargo: {{until: 2026-10-02T00:00:00Z}}\n")
            }
        };
        // Ids on both sides of the public ones, so that an order would move.
        let side = if number.is_multiple_of(2) { 1 } else { 9 };
        let id = format!("x_{SECRET}-{}-{side}{number:03}", self.year);
        let summary = format!("The {SECRET} {} check", self.word);
        dates + &self.body(&id, &summary, 60_000 + number)
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

fn secret_path(number: usize) -> String {
    match number % 3 {
        0 => format!("advisories/a-{number}.yaml"),
        1 => format!("advisories/folder/secret-{number}.yml"),
        _ => format!("advisories/z-{number}.yaml"),
    }
}
