//! The sentence of a record that stands for it where it has no summary.
//!
//! Most records of the Python database have none, and many pages name a record:
//! finding the sentence takes longer than filling a row with it.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::excerpt::fitted;
use super::prose;
use crate::model::Advisory;
use crate::source::FileId;

/// The sentences of the advisories of a site, each sought once.
#[derive(Debug, Default)]
pub struct Openings {
    of: HashMap<FileId, OnceLock<Option<String>>>,
}

impl Openings {
    /// Those of `advisories`, when somebody asks.
    pub fn new(advisories: &[&Advisory]) -> Self {
        let files = advisories.iter().map(|advisory| advisory.file);
        Self {
            of: files.map(|file| (file, OnceLock::new())).collect(),
        }
    }

    /// The sentence of the record's text that says what is wrong, no longer than
    /// `limit` characters; none of a record without words.
    pub fn opening(&self, advisory: &Advisory, limit: usize) -> Option<String> {
        let fits = |sentence: &String| fitted(sentence, limit);
        match self.of.get(&advisory.file) {
            Some(known) => known.get_or_init(|| sentence(advisory)).as_ref().map(fits),
            None => sentence(advisory).as_ref().map(fits),
        }
    }
}

fn sentence(advisory: &Advisory) -> Option<String> {
    prose::telling(&advisory.sections.iter().next()?.value)
}
