//! Whom to thank, by what they did.

use serde::Serialize;

use super::link::Link;
use crate::model::{Advisory, CreditType};

/// Everybody who did the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CreditGroup {
    /// `Reported by`.
    pub role: &'static str,
    /// Who.
    pub people: Vec<Person>,
}

/// Somebody who agreed to be named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Person {
    /// The name, as its bearer wants it.
    pub name: String,
    /// Where to reach them.
    pub contacts: Vec<Link>,
}

impl CreditGroup {
    /// The credits of an advisory, by role in OSV's order; those without one last.
    pub(super) fn all(advisory: &Advisory) -> Vec<Self> {
        let kinds = CreditType::ALL.iter().copied().map(Some).chain([None]);
        let mut groups: Vec<Self> = Vec::new();
        for kind in kinds {
            let people = advisory
                .credits
                .iter()
                .flatten()
                .filter(|credit| credit.kind == kind)
                .map(|credit| Person {
                    name: credit.name.value.clone(),
                    contacts: credit
                        .contact
                        .iter()
                        .flatten()
                        .map(|contact| Link::of_address(contact))
                        .collect(),
                })
                .collect::<Vec<_>>();
            let role = role(kind);
            match groups.iter_mut().find(|group| group.role == role) {
                Some(group) => group.people.extend(people),
                None if people.is_empty() => {}
                None => groups.push(Self { role, people }),
            }
        }
        groups
    }
}

fn role(kind: Option<CreditType>) -> &'static str {
    match kind {
        Some(CreditType::Finder) => "Found by",
        Some(CreditType::Reporter) => "Reported by",
        Some(CreditType::Analyst) => "Analysed by",
        Some(CreditType::Coordinator) => "Coordinated by",
        Some(CreditType::RemediationDeveloper) => "Fixed by",
        Some(CreditType::RemediationReviewer) => "Fix reviewed by",
        Some(CreditType::RemediationVerifier) => "Fix verified by",
        Some(CreditType::Tool) => "Found with",
        Some(CreditType::Sponsor) => "Sponsored by",
        Some(CreditType::Other) | None => "Thanks to",
    }
}
