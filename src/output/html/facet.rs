//! The parts of the list to choose from.

use serde::Serialize;

use super::severity::word;
use crate::model::{Facet, SitePath};
use crate::output::Frame;
use crate::output::facets::Part;
use crate::theme::Language;

/// Parts of the list by one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FacetGroup {
    /// What they differ in: `Severity`.
    pub title: String,
    /// The parts that have an advisory.
    pub parts: Vec<FacetLink>,
}

/// A part of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FacetLink {
    /// What its advisories have in common: `High`.
    pub text: String,
    /// Address of its first page.
    pub url: String,
    /// How many there are.
    pub total: usize,
    /// Whether this page belongs to it.
    pub current: bool,
}

impl FacetGroup {
    /// The groups of the list, seen from this part of it; none where nothing
    /// divides it.
    pub(super) fn all(frame: &Frame<'_>, current: Option<Facet>) -> Vec<Self> {
        type Kind = fn(&Facet) -> bool;
        const KINDS: [(&str, Kind); 2] = [
            ("severity", |facet| matches!(facet, Facet::Rating(_))),
            ("year", |facet| matches!(facet, Facet::Year(_))),
        ];
        let group = |(title, is_kind): (&str, Kind)| Self {
            title: frame.language().text(title).to_owned(),
            parts: (frame.parts.iter())
                .filter(|part| is_kind(&part.facet) && !part.advisories.is_empty())
                .map(|part| FacetLink::new(frame, current, part))
                .collect(),
        };
        let groups = KINDS.into_iter().map(group);
        groups.filter(|group| !group.parts.is_empty()).collect()
    }
}

impl FacetLink {
    fn new(frame: &Frame<'_>, current: Option<Facet>, part: &Part<'_>) -> Self {
        let facet = part.facet;
        Self {
            text: name(frame.language(), facet),
            url: frame.path.relative(&SitePath::facet(facet, 1)),
            total: part.advisories.len(),
            current: current == Some(facet),
        }
    }
}

/// What the advisories have in common: `High`.
fn name(language: &Language, facet: Facet) -> String {
    match facet {
        Facet::Rating(Some(rating)) => word(language, rating).to_owned(),
        Facet::Rating(None) => language.text("facet_unrated").to_owned(),
        Facet::Year(year) => year.to_string(),
    }
}

/// What a list is called: `Security advisories rated High`.
pub(super) fn title(language: &Language, part: Option<Facet>) -> String {
    let named = |key, value: &'static str, facet| {
        language.fill(key, [(value, name(language, facet).into())])
    };
    match part {
        None => language.text("advisories_title").to_owned(),
        Some(Facet::Rating(None)) => language.text("advisories_unrated").to_owned(),
        Some(facet @ Facet::Rating(Some(_))) => named("advisories_rated", "rating", facet),
        Some(facet @ Facet::Year(_)) => named("advisories_of_year", "year", facet),
    }
}
