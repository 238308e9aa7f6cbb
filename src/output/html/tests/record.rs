//! The head of an advisory's page, and all that stands below what to do.

use super::sample::{git, spanned};
use super::*;

const COMMIT: &str = "9f1c2a77d0b1e4c6a8f3b5d7e9012c4a6e8f0b1d";

fn page(record: &Advisory) -> String {
    text_of(&advisory_page(&config(), record), "article")
}

fn fix(address: &str) -> model::Reference {
    reference(ReferenceType::Fix, address)
}

#[test]
fn the_id_that_most_people_know_comes_first() {
    let record = Advisory {
        aliases: Some(
            ["GHSA-aaaa-bbbb-cccc", "CVE-2026-2", "CVE-2026-1"]
                .map(spanned)
                .into(),
        ),
        ..bare("x_tinysig-2026-0001")
    };
    let names = "CVE-2026-2 CVE-2026-1 x_tinysig-2026-0001 GHSA-aaaa-bbbb-cccc Published";
    assert!(page(&record).contains(names));
}

#[test]
fn a_commit_that_the_references_lead_to_is_told_once() {
    let address = format!("https://github.com/example/tinysig/commit/{COMMIT}");
    let mut entry = affected("tinysig", vec![introduced("0"), fixed("2.0")]);
    let ranges = entry.ranges.as_mut().unwrap();
    ranges.push(git(vec![introduced("0"), fixed(COMMIT)]));
    let told = |references| {
        let record = Advisory {
            affected: Some(vec![entry.clone()]),
            references: Some(references),
            ..bare("x_tinysig-2026-0001")
        };
        let page = page(&record);
        [COMMIT, "Commit 9f1c2a7 github.com"].map(|text| page.matches(text).count())
    };
    assert_eq!(told(vec![fix("https://example.org/else")]), [1, 0]);
    assert_eq!(told(vec![fix(&address)]), [0, 1]);
    let twice = vec![reference(ReferenceType::Web, &address), fix(&address)];
    assert_eq!(told(twice), [0, 1]);
}

#[test]
fn the_first_vector_is_open_and_others_are_folded() {
    let vector = |version| format!("CVSS:{version}/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:H/A:N");
    let severity = ["3.1", "3.0"].map(|version| cvss(SeverityType::CvssV3, &vector(version)));
    let record = Advisory {
        severity: Some(severity.into()),
        ..bare("x_tinysig-2026-0001")
    };
    let page = advisory_page(&config(), &record);
    let (open, folded) = page.split_once("<details>").unwrap();
    let told = [open, folded].map(|part| part.matches("Attack vector: network").count());
    assert_eq!(told, [1, 1]);
}

#[test]
fn weaknesses_alone_are_called_so() {
    let record = Advisory {
        cwe: Some(vec![347]),
        ..bare("x_tinysig-2026-0001")
    };
    let told = "Weaknesses CWE-347 Improper Verification of Cryptographic Signature Data";
    let page = page(&record);
    assert!(page.contains(told), "{page}");
}
