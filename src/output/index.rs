//! `forewarn.json`: what the site has for programs, each file by path, media type and
//! what it is. Every page leads to it, so that whoever has one address has them all.
//!
//! An output is in it by taking its path with [`Claims::list`] or [`Claims::offer`].

use serde::Serialize;

use super::plan::{DataFile, Frame, file};
use super::{Claims, Material};
use crate::model::SitePath;

/// The version of the format. Its first number changes when a key is renamed, removed
/// or means something else.
const SCHEMA_VERSION: &str = "1.0.0";

pub(super) fn claim<'p>(_: &Material<'p>, claims: &mut Claims<'p>) {
    claims.own(path(), file(index));
}

/// Where the index is.
pub(super) fn path() -> SitePath {
    SitePath::new("forewarn.json").expect("a path of forewarn's own")
}

fn index(frame: &Frame<'_>) -> Vec<u8> {
    let config = frame.config;
    let index = Index {
        schema_version: SCHEMA_VERSION,
        name: config.name.as_deref(),
        base_url: config.base_url.as_deref(),
        files: frame.plan.data.iter().map(IndexedFile::from).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&index).expect("these structs have string keys only");
    bytes.push(b'\n');
    bytes
}

#[derive(Serialize)]
struct Index<'a> {
    schema_version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    /// Where the site is; paths are below it, or beside this file.
    #[serde(skip_serializing_if = "Option::is_none")]
    base_url: Option<&'a str>,
    files: Vec<IndexedFile<'a>>,
}

#[derive(Serialize)]
struct IndexedFile<'a> {
    path: &'a str,
    media_type: &'static str,
    title: &'a str,
}

impl<'a> From<&'a DataFile> for IndexedFile<'a> {
    fn from(file: &'a DataFile) -> Self {
        Self {
            path: file.path.as_str(),
            media_type: file.media_type,
            title: &file.title,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::output::versions::tests::{clock, made, project};

    #[test]
    fn files_for_programs_are_listed_and_kinds_of_them_by_a_name_in_braces() {
        let project = project(&[
            (
                "forewarn.yaml",
                "project: {name: tinysig}\nbase_url: https://tinysig.example/security/\n",
            ),
            (
                "advisories/A.yaml",
                "{id: x_tinysig-2026-0001, summary: A, package: PyPI/tinysig, fixed: \"2\", \
                 published: 2026-09-22T14:00:00Z}",
            ),
        ]);
        let json = made(&project, clock(), "forewarn.json").unwrap();
        snapbox::assert_data_eq!(&json, snapbox::file!["index/forewarn.json"].raw());
    }
}
