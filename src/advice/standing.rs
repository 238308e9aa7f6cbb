//! How each version that is known by name stands to an advisory, for formats that
//! state it version by version.

use super::exposure::Exposure;
use super::known::{Known, Meaning};
use super::outlook::Outlook;
use crate::model::{Advisory, BranchStatus};
use crate::version::interval::{Cover, End};

/// How a version stands to an advisory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It never had the defect.
    NotAffected,
    /// It had the defect in its past, and somebody mended it.
    Fixed,
    /// It has it.
    Affected,
    /// It may have it: nobody looked.
    NotEvaluated,
}

impl<'a> Exposure<'a> {
    /// How each [known](Exposure::known) version stands, newest first; versions that are
    /// not released are left out. Whatever is not affected is a fix where the nearest
    /// range below it ends with one, unless the author says that its branch never had
    /// the defect. None of an advisory that does not say which versions it affects.
    pub fn standings<'k>(
        &'k self,
        advisory: &'a Advisory,
        outlook: &'k Outlook<'_, 'a>,
    ) -> Vec<(Known<'k>, Standing)> {
        if !self.says_versions(advisory) {
            return Vec::new();
        }
        let order = self.schedule.order();
        let cover = Cover::new(order, &outlook.extent);
        let is_past_a_fix = |version: &str| match cover.last_before(&order.key(version)) {
            Some(run) => matches!(run.end, End::Fixed(_)),
            None => outlook.fixes.iter().any(|fix| fix == version),
        };
        let was_never = |version: &str| {
            let branch = self.statement(advisory, version);
            branch.is_some_and(|branch| branch.status == BranchStatus::NotAffected)
        };
        let known = self.known(advisory, outlook).into_iter();
        let standings = known.filter_map(|known| {
            let standing = match known.meaning {
                Meaning::Unreleased => return None,
                Meaning::NotEvaluated => Standing::NotEvaluated,
                Meaning::Affected | Meaning::UpgradeTo(_) | Meaning::FixedIn(_) => {
                    Standing::Affected
                }
                Meaning::NotAffected if was_never(known.version) => Standing::NotAffected,
                Meaning::NotAffected if is_past_a_fix(known.version) => Standing::Fixed,
                Meaning::NotAffected => Standing::NotAffected,
            };
            Some((known, standing))
        });
        standings.collect()
    }
}
