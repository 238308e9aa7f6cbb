//! The versions of a package that are known by name, and what an advisory means
//! for each.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::entry::Entry;
use super::exposure::Exposure;
use super::outlook::{Outlook, Remedy};
use crate::model::{Advisory, BranchStatus};
use crate::version::interval::{Cover, End};

/// A version, and what an advisory means for it.
#[derive(Clone, Copy, Debug)]
pub struct Known<'k> {
    /// The version.
    pub version: &'k str,
    /// What it means for its users.
    pub meaning: Meaning<'k>,
}

/// What an advisory means for the users of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Meaning<'k> {
    /// It is not affected.
    NotAffected,
    /// It is not, being a fix, and is not released.
    Unreleased,
    /// It is, and there is nowhere to go.
    Affected,
    /// It may be: nobody looked.
    NotEvaluated,
    /// It is affected; this is the way out.
    UpgradeTo(&'k str),
    /// It is affected; this one, which nobody is sent to, has the fix.
    FixedIn(&'k str),
}

impl Meaning<'_> {
    /// Whether the version is, or may be, affected.
    pub fn is_affected(self) -> bool {
        !matches!(self, Self::NotAffected | Self::Unreleased)
    }
}

impl<'a> Exposure<'a> {
    /// The versions known by name, newest first, equal ones in the order in which
    /// they are named: those that the record enumerates, the releases of the
    /// package, and beside these the fixes. Of what was withdrawn they are those of
    /// the record alone. None when nobody lists any, or when the record does not say
    /// which are affected.
    pub fn known<'k>(
        &'k self,
        advisory: &'a Advisory,
        outlook: &'k Outlook<'_, 'a>,
    ) -> Vec<Known<'k>> {
        let versions = self.named_versions(advisory, outlook);
        let places = versions
            .iter()
            .map(|(version, _)| self.points.find(version));
        let places: Vec<Option<usize>> = places.collect();
        let order = self.schedule.order();
        // A place in the list of all is a rank; what is withdrawn is not in it.
        let ranks = places.iter().copied().collect::<Option<Vec<usize>>>();
        let ranks = ranks.unwrap_or_else(|| {
            let versions: Vec<&str> = versions.iter().map(|(version, _)| *version).collect();
            order.ranks(&versions)
        });
        let ways = WaysOut {
            exposure: self,
            entry: self.entry(advisory),
            advisory,
            cover: Cover::new(order, &outlook.extent),
        };
        let known = versions.into_iter().zip(places);
        let known = known.map(|((version, is_affected), place)| Known {
            version,
            meaning: if is_affected {
                ways.meaning(version, place)
            } else if outlook.unreleased.contains(version) {
                Meaning::Unreleased
            } else {
                Meaning::NotAffected
            },
        });
        let mut ranked: Vec<(usize, Known<'k>)> = ranks.into_iter().zip(known).collect();
        ranked.sort_by_key(|(rank, _)| Reverse(*rank));
        ranked.into_iter().map(|(_, known)| known).collect()
    }

    /// The versions, each once, and whether they are affected.
    fn named_versions<'k>(
        &'k self,
        advisory: &'a Advisory,
        outlook: &'k Outlook<'_, 'a>,
    ) -> Vec<(&'k str, bool)> {
        let releases = match self.entry(advisory) {
            Some(_) => self.schedule.releases(),
            None => &[],
        };
        let lists_none = releases.is_empty() && outlook.listed.is_empty();
        if outlook.remedy == Remedy::Unstated || lists_none {
            return Vec::new();
        }
        let affected = self.releases(advisory);
        let affected: HashSet<&str> = affected.map(|release| release.version.as_str()).collect();
        let listed = outlook.listed.iter().map(|version| (*version, true));
        let releases = releases.iter().map(|release| {
            let version = release.version.as_str();
            (version, affected.contains(version))
        });
        let fixes = outlook.fixes.iter().map(|fix| (fix.as_str(), false));
        let mut named = HashSet::new();
        let versions = listed.chain(releases).chain(fixes);
        versions
            .filter(|(version, _)| named.insert(*version))
            .collect()
    }
}

/// What is known of the ways out of an advisory.
struct WaysOut<'k, 'a> {
    exposure: &'k Exposure<'a>,
    /// What it says of the package, unless it was withdrawn.
    entry: Option<&'k Entry<'a>>,
    advisory: &'a Advisory,
    /// What it covers.
    cover: Cover<'k>,
}

impl<'k> WaysOut<'k, '_> {
    /// What an affected version means for its users; `place` is its place in the
    /// list of all.
    fn meaning(&self, version: &str, place: Option<usize>) -> Meaning<'k> {
        let stated = self.exposure.statement(self.advisory, version);
        if stated.is_some_and(|branch| branch.status == BranchStatus::NotEvaluated) {
            return Meaning::NotEvaluated;
        }
        let refuge = self.entry.zip(place);
        let refuge = refuge.and_then(|(entry, place)| self.exposure.refuge(entry, place));
        let fix = || self.fix(version).map(Meaning::FixedIn);
        let refuge = refuge.map(Meaning::UpgradeTo);
        refuge.or_else(fix).unwrap_or(Meaning::Affected)
    }

    /// The fix that ends the interval a version is in.
    fn fix(&self, version: &str) -> Option<&'k str> {
        let version = self.exposure.schedule.order().key(version);
        match &self.cover.find(&version)?.end {
            End::Fixed(fixed) => Some(fixed),
            End::Open | End::Before(_) | End::LastAffected(_) => None,
        }
    }
}
