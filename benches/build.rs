//! Placeholder until the stages exist.
fn main() {}
