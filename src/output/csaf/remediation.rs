//! What helps the users of affected versions (CSAF 2.0, section 3.2.3.12).
//!
//! What is done today depends on the other advisories and on what has support; a
//! document says what its own advisory does: which version has the fix. It leads to the
//! page for the rest.

use std::collections::HashMap;

use serde::Serialize;

use super::product::Package;
use crate::advice::{Exposure, Outlook};
use crate::model::{Advisory, Branch, BranchStatus};
use crate::version::interval::{Cover, End, Interval};
use crate::version::plain;

/// What helps.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Remedy {
    /// This version has the fix.
    Fix(String),
    /// Nothing fixes it; versions that are not affected follow.
    Leave(String),
    /// There will be no fix.
    NoFix(Option<String>),
    /// There is no fix yet.
    NoneYet(Option<String>),
    /// This version will have the fix.
    Awaited(String),
    /// Nobody looked whether there is something to fix.
    NotEvaluated(Option<String>),
    /// The advisory does not say what is affected.
    Unstated,
}

impl Remedy {
    fn category(&self) -> &'static str {
        match self {
            Self::Fix(_) => "vendor_fix",
            Self::Leave(_) => "mitigation",
            Self::NoFix(_) => "no_fix_planned",
            Self::NoneYet(_) | Self::Awaited(_) | Self::NotEvaluated(_) | Self::Unstated => {
                "none_available"
            }
        }
    }

    fn details(&self) -> String {
        let and = |said: &str, why: &Option<String>| match why {
            Some(why) => format!("{said} {}", why.trim()),
            None => said.to_owned(),
        };
        match self {
            Self::Fix(version) => format!("Fixed in {version}."),
            Self::Leave(where_to) => where_to.clone(),
            Self::NoFix(why) => and("There will be no fix.", why),
            Self::NoneYet(why) => and("There is no fix yet.", why),
            Self::Awaited(version) => {
                format!("{version}, which is not released, will have the fix.")
            }
            Self::NotEvaluated(why) => and(
                "Nobody looked whether these versions are affected; they count as affected.",
                why,
            ),
            Self::Unstated => "The advisory does not say which versions are affected.".to_owned(),
        }
    }
}

/// The ways out of an advisory for the versions of a package.
pub(super) struct Ways<'s, 'a> {
    exposure: &'s Exposure<'a>,
    advisory: &'a Advisory,
    outlook: &'s Outlook<'s, 'a>,
    cover: Cover<'s>,
}

impl<'s, 'a> Ways<'s, 'a> {
    pub(super) fn new(
        exposure: &'s Exposure<'a>,
        advisory: &'a Advisory,
        outlook: &'s Outlook<'s, 'a>,
    ) -> Self {
        Self {
            cover: Cover::new(exposure.schedule().order(), &outlook.extent),
            exposure,
            advisory,
            outlook,
        }
    }

    pub(super) fn of_version(&self, version: &str) -> Remedy {
        let order = self.exposure.schedule().order();
        self.of_run(version, self.cover.find(&order.key(version)))
    }

    /// The way out for a version, which is in that run.
    pub(super) fn of_run(&self, version: &str, run: Option<&Interval>) -> Remedy {
        let stated = self.exposure.statement(self.advisory, version);
        stated
            .and_then(as_stated)
            .unwrap_or_else(|| match run.map(|run| &run.end) {
                Some(End::Fixed(fix)) if self.outlook.unreleased.contains(fix.as_str()) => {
                    Remedy::Awaited(fix.to_string())
                }
                Some(End::Fixed(fix)) => Remedy::Fix(fix.to_string()),
                Some(End::Before(next)) => {
                    Remedy::Leave(format!("{} is not affected.", plain(next)))
                }
                Some(End::LastAffected(last)) => {
                    Remedy::Leave(format!("Versions after {last} are not affected."))
                }
                Some(End::Open) | None => Remedy::NoneYet(None),
            })
    }
}

/// What the author says of the branch, unless it is fixed.
fn as_stated(branch: &Branch) -> Option<Remedy> {
    let why = branch.why.clone();
    match branch.status {
        BranchStatus::WontFix => Some(Remedy::NoFix(why)),
        BranchStatus::Pending => Some(Remedy::NoneYet(why)),
        BranchStatus::NotEvaluated => Some(Remedy::NotEvaluated(why)),
        BranchStatus::Fixed | BranchStatus::NotAffected => None,
    }
}

/// One entry of `remediations[]`.
#[derive(Serialize)]
pub(super) struct Remediation<'a> {
    category: &'static str,
    details: String,
    product_ids: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

impl<'a> Remediation<'a> {
    /// What helps the users of each product, by what helps. With a workaround for all of
    /// them, it is not so that nothing is available.
    pub(super) fn all(
        packages: &'a [Package<'_>],
        workaround: Option<&str>,
        page: Option<&'a str>,
    ) -> Vec<Self> {
        let mut places: HashMap<&Remedy, usize> = HashMap::new();
        let mut all: Vec<Self> = Vec::new();
        let mut in_need = Vec::new();
        let products = packages.iter().flat_map(|package| &package.products);
        for product in products {
            let Some(remedy) = &product.remedy else {
                continue;
            };
            in_need.push(product.id.as_str());
            let at = *places.entry(remedy).or_insert(all.len());
            if at == all.len() {
                all.push(Self {
                    category: remedy.category(),
                    details: remedy.details(),
                    product_ids: Vec::new(),
                    url: page,
                });
            }
            all[at].product_ids.push(&product.id);
        }
        if let Some(workaround) = workaround.filter(|_| !in_need.is_empty()) {
            all.retain(|remediation| remediation.category != "none_available");
            all.push(Self {
                category: "workaround",
                details: workaround.trim_end().to_owned(),
                product_ids: in_need,
                url: None,
            });
        }
        all
    }
}
