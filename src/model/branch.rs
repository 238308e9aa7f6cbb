//! Maintained branches, as an advisory tells of them (docs/advisories.md, "Branches").

use super::{Timestamp, VersionText};
use crate::source::{Span, Spanned};

/// What became of one branch.
#[derive(Clone, Debug)]
pub struct Branch {
    /// The place of the entry.
    pub span: Span,
    /// The series: `3.4`.
    pub branch: Option<Spanned<VersionText>>,
    /// The first affected version of the branch.
    pub introduced: Option<Spanned<VersionText>>,
    /// The first version without the defect.
    pub fixed: Option<Spanned<VersionText>>,
    /// A release that only turns the defect off until the fix is ready.
    pub interim: Option<Spanned<VersionText>>,
    /// The commit or address of the fix.
    pub fix: Option<Spanned<String>>,
    /// The state of the branch.
    pub status: BranchStatus,
    /// Why it is so (Markdown, one line).
    pub why: Option<String>,
    /// When the branch was fixed.
    pub date: Option<Spanned<Timestamp>>,
}

/// The state of a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BranchStatus {
    /// There is a fixed version.
    Fixed,
    /// The defect was never in it.
    NotAffected,
    /// There will be no fix.
    WontFix,
    /// There is no fix yet.
    Pending,
    /// Nobody looked whether it has the defect.
    NotEvaluated,
}

impl BranchStatus {
    /// Every status.
    pub const ALL: [Self; 5] = [
        Self::Fixed,
        Self::NotAffected,
        Self::WontFix,
        Self::Pending,
        Self::NotEvaluated,
    ];

    /// The word of an advisory's `status`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::NotAffected => "not-affected",
            Self::WontFix => "wont-fix",
            Self::Pending => "pending",
            Self::NotEvaluated => "not-evaluated",
        }
    }
}
