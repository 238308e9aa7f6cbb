//! What many pages say of an advisory, each once: its row, and the sentence that
//! stands for a record without a summary.
//!
//! An advisory is in the whole list, in those of its severity, its year, its
//! packages and its releases.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::excerpt::fitted;
use super::prose;
use super::row::Row;
use crate::model::Advisory;
use crate::source::FileId;

/// The sentences and rows of the advisories of a site.
#[derive(Debug, Default)]
pub struct Openings {
    of: HashMap<FileId, Told>,
}

/// What is said of one advisory, once somebody asked.
#[derive(Debug, Default)]
struct Told {
    sentence: OnceLock<Option<String>>,
    /// Most are made late: the table of all has no room for them.
    row: OnceLock<Box<Row>>,
}

impl Openings {
    /// Those of `advisories`, when somebody asks.
    pub fn new(advisories: &[&Advisory]) -> Self {
        let files = advisories.iter().map(|advisory| advisory.file);
        Self {
            of: files.map(|file| (file, Told::default())).collect(),
        }
    }

    /// The sentence of the record's text that says what is wrong, no longer than
    /// `limit` characters; none of a record without words.
    pub fn opening(&self, advisory: &Advisory, limit: usize) -> Option<String> {
        let fits = |sentence: &String| fitted(sentence, limit);
        match self.of.get(&advisory.file) {
            Some(told) => {
                let sentence = told.sentence.get_or_init(|| sentence(advisory));
                sentence.as_ref().map(fits)
            }
            None => sentence(advisory).as_ref().map(fits),
        }
    }

    /// The row of an advisory, made the first time.
    pub(super) fn row(&self, advisory: &Advisory, make: impl FnOnce() -> Row) -> Row {
        match self.of.get(&advisory.file) {
            Some(told) => Row::clone(told.row.get_or_init(|| Box::new(make()))),
            None => make(),
        }
    }
}

fn sentence(advisory: &Advisory) -> Option<String> {
    prose::telling(&advisory.sections.iter().next()?.value)
}
