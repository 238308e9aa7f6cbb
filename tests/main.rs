//! The integration tests: one binary, so that the harness links once.
//!
//! Each module is about one promise; `harness` runs the real program.

#![expect(
    clippy::disallowed_methods,
    reason = "tests lay out folders and read what was written"
)]

mod announcements;
mod attacks;
mod build;
mod check;
mod clock;
mod determinism;
mod doors;
mod enumeration;
mod examples;
mod faults;
mod fire;
mod growth;
mod guard;
mod harness;
mod hostile;
mod index;
mod layers;
mod leaks;
mod linked_data;
mod lists;
mod moments;
mod noninterference;
mod overlay;
mod policy;
mod prose;
mod readme;
mod records;
mod scanners;
mod security_txt;
mod serve;
mod status;
mod support_rules;
mod themes;
mod two_builds;
mod ways;
