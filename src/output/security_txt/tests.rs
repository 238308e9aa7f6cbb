//! Whole files.

use snapbox::assert_data_eq;

use crate::model::Timestamp;
use crate::output::versions::tests::{made, project};

const PATH: &str = ".well-known/security.txt";

fn security_txt(config: &str, policy: &[(&str, &str)]) -> Option<String> {
    let at: jiff::Timestamp = "2026-11-21T12:00:00Z".parse().unwrap();
    let files = [&[("forewarn.yaml", config)], policy].concat();
    made(&project(&files), Timestamp::from(at), PATH)
}

#[test]
fn all_that_is_known_is_told() {
    let config = "\
base_url: https://tinysig.example/security/
languages: [en, de]
contacts:
  - url: https://tinysig.example/report
  - url: http://tinysig.example/insecure
  - email: security@bücher.example
    openpgp: {fingerprint: 74F8 881C 099E EA12 8BE6 7A3A 98AA 0882 D358 50ED}
security_txt:
  expires: 2027-05-01
  acknowledgments: https://tinysig.example/thanks
  hiring: https://tinysig.example/jobs
  bug_bounty: false
";
    let files = [("content/policy.md", "# Policy\n")];
    let expected = "\
Contact: https://tinysig.example/report
Contact: mailto:security@b%C3%BCcher.example
Expires: 2027-05-01T14:00:00Z
Encryption: openpgp4fpr:74f8881c099eea128be67a3a98aa0882d35850ed
Acknowledgments: https://tinysig.example/thanks
Preferred-Languages: en, de
Canonical: https://tinysig.example/.well-known/security.txt
Policy: https://tinysig.example/security/
Hiring: https://tinysig.example/jobs
Bug-Bounty: False
";
    assert_data_eq!(security_txt(config, &files).unwrap(), expected);
}

#[test]
fn without_an_address_it_says_what_needs_none() {
    let config = "\
contacts:
  - email: security@tinysig.example
    openpgp: {fingerprint: 74F8 881C 099E EA12 8BE6 7A3A 98AA 0882 D358 50ED}
";
    let expected = "\
Contact: mailto:security@tinysig.example
Expires: 2027-10-01T00:00:00Z
Encryption: openpgp4fpr:74f8881c099eea128be67a3a98aa0882d35850ed
Preferred-Languages: en
";
    assert_data_eq!(security_txt(config, &[]).unwrap(), expected);
}

#[test]
fn nobody_to_write_to_makes_no_file() {
    for config in ["", "contacts: [{url: \"http://tinysig.example\"}]\n"] {
        assert_eq!(security_txt(config, &[]), None);
    }
}
