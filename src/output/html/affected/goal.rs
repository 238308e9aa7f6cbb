//! The version that the users of an affected package ought to go to.

use serde::Serialize;

use crate::advice::{Exposure, Outlook};
use crate::model::Advisory;
use crate::output::Frame;
use crate::output::html::link::Link;
use crate::version::interval::End;

/// How many of the other advisories are named.
const NAMED: usize = 3;

/// A version to go to, and what else is wrong with it.
#[derive(Clone, Debug, Serialize)]
pub struct Goal {
    /// The version; the last fix where there is none for everybody.
    pub version: String,
    /// The first of the other advisories that affect it, worst first.
    pub affected_by: Vec<Link>,
    /// How many there are beyond these.
    pub more_affected_by: usize,
    /// Whether it is where users can go.
    #[serde(skip)]
    pub(super) is_way: bool,
    /// Whether the advisory affects nothing that is newer.
    #[serde(skip)]
    pub(super) is_last: bool,
    /// Where users of older series can go within them, newest first.
    #[serde(skip)]
    pub(super) others: Vec<String>,
}

impl Goal {
    /// None where there is no version to go to, and no fix.
    pub(super) fn new(
        frame: &Frame<'_>,
        advisory: &Advisory,
        exposure: &Exposure<'_>,
        outlook: &Outlook<'_, '_>,
    ) -> Option<Self> {
        let order = exposure.schedule().order();
        let is_last = |version: &str| match outlook.extent.last().map(|run| &run.end) {
            Some(End::Open) => false,
            Some(End::Fixed(end) | End::Before(end)) => order.compare(version, end).is_ge(),
            Some(End::LastAffected(last)) => order.compare(version, last).is_gt(),
            None => {
                let mut listed = outlook.listed.iter();
                listed.all(|listed| order.compare(version, listed).is_gt())
            }
        };
        let way = outlook.upgrade.as_ref().map(|to| to.version.as_str());
        let way = way.filter(|version| is_last(version) || outlook.fixes.is_empty());
        let version = way.or(outlook.fixes.last().map(String::as_str))?;
        let mut others = exposure.affecting(version);
        others.retain(|other| other.id.value != advisory.id.value);
        let named = others.iter().take(NAMED);
        Some(Self {
            version: version.to_owned(),
            affected_by: named.map(|other| Link::to_advisory(frame, other)).collect(),
            more_affected_by: others.len().saturating_sub(NAMED),
            is_way: way.is_some(),
            is_last: is_last(version),
            others: outlook.others.clone(),
        })
    }
}
