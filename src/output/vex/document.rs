//! A document: who says what when (OpenVEX 0.2.0, "Document").

use serde::Serialize;

use super::package::VexPackage;
use super::statement::Statement;
use crate::model::config::PackageName;
use crate::model::{Config, SitePath, Timestamp};
use crate::output::Material;
use crate::output::feed::urn;
use crate::output::osv::display;

const CONTEXT: &str = "https://openvex.dev/ns/v0.2.0";

/// A document, as it is written.
#[derive(Serialize)]
pub(super) struct Document<'p> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@id")]
    iri: String,
    author: String,
    #[serde(serialize_with = "display")]
    pub(super) timestamp: Timestamp,
    version: i64,
    statements: Vec<Statement<'p>>,
}

impl<'p> Document<'p> {
    /// That of these packages, to lie at `path`; none where there is nothing to say.
    pub(super) fn new(
        site: &Material<'p>,
        path: &SitePath,
        packages: &[VexPackage<'p>],
    ) -> Option<Self> {
        let each = packages.iter().map(|package| package.statements(site));
        let mut statements: Vec<Statement<'p>> = each.flatten().collect();
        // Of several statements about one version readers take the last.
        statements.sort_by(|a, b| (a.timestamp, a).cmp(&(b.timestamp, b)));
        let newest = statements.last()?.timestamp;
        let turns = packages
            .iter()
            .filter_map(|package| package.last_turn(site));
        let timestamp = turns.fold(newest, Timestamp::max);
        Some(Self {
            context: CONTEXT,
            iri: (site.config.address(path)).unwrap_or_else(|| urn(&name(site.config, path))),
            author: author(site.config),
            timestamp,
            // It has to grow with every change (OpenVEX 0.2.0, "Document Struct Fields"),
            // and no build knows the one before it. The second of the last change is
            // later than that of any change before.
            version: timestamp.to_jiff().as_second().max(1),
            statements,
        })
    }

    /// Its bytes.
    pub(super) fn json(&self) -> Vec<u8> {
        json(self)
    }
}

/// A file of JSON, with a final line end.
pub(super) fn json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("these structs have string keys only");
    bytes.push(b'\n');
    bytes
}

/// What an id is made from where nobody knows the address.
fn name(config: &Config, path: &SitePath) -> String {
    let package = config.packages.first().map(PackageName::to_string);
    let name = package.or_else(|| config.repository.clone());
    format!(
        "{path}:{}",
        name.or_else(|| config.name.clone()).unwrap_or_default()
    )
}

/// Who says it: the address of the project, which programs can compare, else its name.
fn author(config: &Config) -> String {
    let known = [
        &config.url,
        &config.repository,
        &config.name,
        &config.base_url,
    ];
    let known = known.into_iter().flatten().next();
    known.map_or_else(|| "unknown".to_owned(), Clone::clone)
}
