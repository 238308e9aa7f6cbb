//! Whom to thank, by what they did.

use serde::Serialize;

use super::reference::Reference;
use crate::model::{Advisory, CreditType};
use crate::theme::Language;

/// Everybody who did the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CreditGroup {
    /// `Reported by`.
    pub role: String,
    /// Who.
    pub people: Vec<Person>,
}

/// Somebody who agreed to be named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Person {
    /// The name, as its bearer wants it.
    pub name: String,
    /// Where to reach them.
    pub contacts: Vec<Reference>,
}

impl CreditGroup {
    /// The credits of an advisory, by role in OSV's order; those without one last.
    pub(super) fn all(language: &Language, advisory: &Advisory) -> Vec<Self> {
        let kinds = CreditType::ALL.iter().copied().map(Some).chain([None]);
        let mut groups: Vec<Self> = Vec::new();
        for kind in kinds {
            let people = advisory
                .credits
                .iter()
                .flatten()
                .filter(|credit| credit.kind == kind && !credit.name.value.trim().is_empty())
                .map(|credit| Person {
                    name: credit.name.value.clone(),
                    contacts: credit
                        .contact
                        .iter()
                        .flatten()
                        .map(|contact| Reference::new(language, contact))
                        .collect(),
                })
                .collect::<Vec<_>>();
            let role = language.text(role(kind));
            match groups.iter_mut().find(|group| group.role == role) {
                Some(group) => group.people.extend(people),
                None if people.is_empty() => {}
                None => groups.push(Self {
                    role: role.to_owned(),
                    people,
                }),
            }
        }
        groups
    }
}

/// The text that tells what they did.
fn role(kind: Option<CreditType>) -> &'static str {
    match kind {
        Some(CreditType::Finder) => "credit_finder",
        Some(CreditType::Reporter) => "credit_reporter",
        Some(CreditType::Analyst) => "credit_analyst",
        Some(CreditType::Coordinator) => "credit_coordinator",
        Some(CreditType::RemediationDeveloper) => "credit_developer",
        Some(CreditType::RemediationReviewer) => "credit_reviewer",
        Some(CreditType::RemediationVerifier) => "credit_verifier",
        Some(CreditType::Tool) => "credit_tool",
        Some(CreditType::Sponsor) => "credit_sponsor",
        Some(CreditType::Other) | None => "credit_other",
    }
}
