use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_yaml::Value;

use super::{fitted, telling};
use crate::output::html::prose;

fn of(text: &str, limit: usize) -> String {
    excerpt([text], limit)
}

fn excerpt<'a>(paragraphs: impl IntoIterator<Item = &'a str>, limit: usize) -> String {
    let sentence = telling(paragraphs.into_iter().map(str::to_owned));
    fitted(&sentence.unwrap_or_default(), limit)
}

#[test]
fn a_sentence_is_whole() {
    assert_eq!(
        of(
            "The parser, e.g. in\n  strict mode, loops. It does so for ever.",
            120
        ),
        "The parser, e.g. in strict mode, loops."
    );
}

#[test]
fn a_long_sentence_is_cut_at_a_word() {
    assert_eq!(of("one two, three four", 9), "one two…");
    assert_eq!(of("one two, three four", 14), "one two, three…");
    assert_eq!(of("abcdefghij", 4), "abcd…");
    assert_eq!(of("The tf.raw_ops.MaxPool fails", 10), "The tf.raw…");
    assert_eq!(of("", 4), "");
}

#[test]
fn what_the_product_is_and_that_something_was_found_is_passed_over() {
    for (text, told) in [
        (
            "TensorFlow is an end-to-end open source platform for machine learning. An attacker can \
             trigger a heap buffer overflow.",
            "An attacker can trigger a heap buffer overflow.",
        ),
        (
            "An issue was discovered in Django 5.0 before 5.0.8. The floatformat template filter \
             takes much memory.",
            "The floatformat template filter takes much memory.",
        ),
        (
            "A vulnerability was found in MicroPython 1.23.0. It has been rated as critical. Affected \
             is the function `f`. The manipulation leads to a heap-based buffer overflow.",
            "The manipulation leads to a heap-based buffer overflow.",
        ),
        (
            "A flaw was found in Ansible when the fetch module is used.",
            "A flaw was found in Ansible when the fetch module is used.",
        ),
        (
            "tinysig is an open library that does not check the tag of messages. Upgrade at once.",
            "tinysig is an open library that does not check the tag of messages.",
        ),
        (
            "Wagtail is an open source content management system. Wagtail is a fine thing to have.",
            "Wagtail is an open source content management system.",
        ),
    ] {
        assert_eq!(of(text, 120), told);
    }
    let paragraphs = [
        "Summary",
        "urllib3 is a client library.",
        "Redirects keep the cookie.",
    ];
    assert_eq!(excerpt(paragraphs, 120), "Redirects keep the cookie.");
}

#[test]
fn a_long_sentence_does_not_begin_with_the_versions() {
    let text = "In Tensorflow before versions 1.15.4, 2.0.3 and 2.3.1, the indices argument of the \
                sparse count is not checked against its shape.";
    assert_eq!(
        of(text, 60),
        "…the indices argument of the sparse count is not checked…"
    );
    assert_eq!(
        of("In affected versions the parser never ends.", 30),
        "…the parser never ends."
    );
    assert_eq!(
        of("In tinysig 3, all of it fails.", 20),
        "In tinysig 3, all of…"
    );
}

/// Runs when `FOREWARN_DATA` names the folder that holds `pypa/vulns`.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a test over data that is not part of the project"
)]
fn real_records_are_told_apart() {
    let Some(data) = std::env::var_os("FOREWARN_DATA") else {
        return;
    };
    let files = walkdir::WalkDir::new(Path::new(&data).join("pypa/vulns")).into_iter();
    let files = files.map(|entry| entry.unwrap().into_path());
    let mut texts = BTreeSet::new();
    for path in files.filter(|path| path.extension().is_some_and(|e| e == "yaml")) {
        let record: Value = serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        texts.extend(record["details"].as_str().map(str::to_owned));
    }
    let mut counts = BTreeMap::<String, usize>::new();
    for text in &texts {
        *counts
            .entry(fitted(&prose::telling(text).unwrap_or_default(), 120))
            .or_default() += 1;
    }
    let most = counts.iter().max_by_key(|(_, count)| **count).unwrap();
    let of_products = counts.keys().filter(|words| words.contains(" is an open"));
    assert!(*most.1 <= 8, "{most:?}");
    assert!(
        counts.len() * 20 > texts.len() * 19,
        "{} of {}",
        counts.len(),
        texts.len()
    );
    assert!(of_products.count() < 4);
}
