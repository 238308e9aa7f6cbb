//! `SHA256SUMS`: what every file for programs is, for a project to sign after the build,
//! and for `sha256sum -c`. Pages and their assets are for people, and not in it.
//!
//! A build makes it last, of digests that were kept while the others were made; a preview
//! makes what it was not asked for yet.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::plan::{DataFile, Frame, Made, Output};
use super::{Claims, Material};
use crate::model::SitePath;

const PATH: &str = "SHA256SUMS";

pub(super) fn claim<'p>(_: &Material<'p>, claims: &mut Claims<'p>) {
    let title = "SHA-256 of every file for programs";
    claims.list(DataFile::fixed(PATH, "text/plain", title), Checksums);
}

struct Checksums;

impl Output for Checksums {
    fn bytes(&self, frame: &Frame<'_>) -> Made<'_> {
        let paths: Vec<_> = frame.plan.outputs.keys().filter(|it| covers(it)).collect();
        let digests = paths.par_iter().map(|&path| {
            if let Some(digest) = frame.plan.digests.get(path) {
                return Ok(digest);
            }
            let bytes = frame.plan.outputs[path].bytes(&Frame { path, ..*frame })?;
            Ok(frame.plan.digests.note(path, &bytes))
        });
        let digests: Vec<Digest> = digests.collect::<Result<_, _>>()?;
        let mut text = String::new();
        for (path, digest) in paths.iter().zip(digests) {
            for byte in digest {
                write!(text, "{byte:02x}").expect("a string takes every text");
            }
            writeln!(text, "  {}", path.as_str()).expect("a string takes every text");
        }
        Ok(Cow::Owned(text.into_bytes()))
    }

    fn is_of_others(&self) -> bool {
        true
    }
}

fn covers(path: &SitePath) -> bool {
    let path = path.as_str();
    let is_page = path.rsplit_once('.').is_some_and(|(_, it)| it == "html");
    !is_page && !path.starts_with("assets/") && path != PATH
}

type Digest = [u8; 32];

/// The digests of files that were made.
#[derive(Default)]
pub struct Digests(Mutex<HashMap<SitePath, Digest>>);

impl Digests {
    /// Keeps what a path became, if it is a file for programs.
    pub fn keep(&self, path: &SitePath, bytes: &[u8]) {
        if covers(path) && self.get(path).is_none() {
            self.note(path, bytes);
        }
    }

    fn get(&self, path: &SitePath) -> Option<Digest> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(path).copied()
    }

    fn note(&self, path: &SitePath, bytes: &[u8]) -> Digest {
        let digest = Sha256::digest(bytes).into();
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(path.clone(), digest);
        digest
    }
}

#[cfg(test)]
mod tests;
