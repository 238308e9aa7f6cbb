//! The fixes as patches, for who builds it themselves.

use serde::Serialize;

use super::branch::BranchView;
use super::commit::{SHORT, on_forge};
use super::link::Link;
use crate::model::{Advisory, ReferenceType};
use crate::theme::markdown::external;

/// A fix as a file that `git am` takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Patch {
    /// The branch that it is for, where the author says so.
    pub branch: Option<String>,
    /// The file: `cecbb6bd0038.patch`.
    pub link: Link,
}

impl Patch {
    /// Those of the commits among the references of type FIX, on forges that
    /// make a patch of a commit; `branches` are newest first, and so are these.
    pub(super) fn all(advisory: &Advisory, branches: &[&BranchView]) -> Vec<Self> {
        let references = advisory.references.iter().flatten();
        let fixes = references.filter(|reference| reference.kind == ReferenceType::Fix);
        let mut patches: Vec<(usize, Self)> = Vec::new();
        for fix in fixes {
            let url = &fix.url.value;
            let Some(hash) = on_forge(url) else {
                continue;
            };
            let of_fix = |branch: &&BranchView| {
                let link = branch.fix.as_ref();
                link.is_some_and(|link| link.url.as_ref() == Some(url))
            };
            let at = branches.iter().position(of_fix);
            let patch = Self {
                branch: at.map(|at| branches[at].series.clone()),
                link: Link {
                    text: format!("{}.patch", hash.chars().take(SHORT).collect::<String>()),
                    url: external(&format!("{url}.patch")),
                },
            };
            patches.push((at.unwrap_or(usize::MAX), patch));
        }
        patches.sort_by_key(|(at, _)| *at);
        patches.into_iter().map(|(_, patch)| patch).collect()
    }
}
