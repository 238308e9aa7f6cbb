//! Where to read more, and whom to thank (OSV 1.7.5, `references[]`, `credits[]`).

use super::Map;
use crate::source::Spanned;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident $osv:literal $short:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$vdoc])* $variant,)*
        }

        impl $name {
            /// Every one, in OSV's order.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// OSV's words, in its order.
            pub const WORDS: &[&str] = &[$($osv,)*];

            /// OSV's word, in upper case.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $osv,)* }
            }

            /// The shorthand key that stands for it.
            pub fn shorthand(self) -> &'static str {
                match self { $(Self::$variant => $short,)* }
            }

            /// The one of OSV's word.
            pub fn from_osv(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.as_str() == word)
            }

            /// The one of a shorthand key; OSV's word in lower case counts too.
            pub fn from_shorthand(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| {
                    kind.shorthand() == word
                        || kind.as_str().to_ascii_lowercase().replace('_', "-") == word
                })
            }
        }
    };
}

words! {
    /// What a reference is (OSV 1.7.5, `references[].type`).
    ReferenceType {
        /// A published advisory.
        Advisory "ADVISORY" "advisory",
        /// An article or post.
        Article "ARTICLE" "article",
        /// A tool or script that detects the vulnerability.
        Detection "DETECTION" "detection",
        /// A discussion.
        Discussion "DISCUSSION" "discussion",
        /// A report, for example an issue.
        Report "REPORT" "report",
        /// The change that fixes it.
        Fix "FIX" "fix",
        /// The change that brought it in.
        Introduced "INTRODUCED" "introduced",
        /// A repository.
        Git "GIT" "git",
        /// The package's page.
        Package "PACKAGE" "package",
        /// A demonstration.
        Evidence "EVIDENCE" "evidence",
        /// Anything else.
        Web "WEB" "web",
    }
}

words! {
    /// What somebody did (OSV 1.7.5, `credits[].type`).
    CreditType {
        /// Found it.
        Finder "FINDER" "finder",
        /// Told the project.
        Reporter "REPORTER" "reporter",
        /// Worked out what it means.
        Analyst "ANALYST" "analyst",
        /// Brought the parties together.
        Coordinator "COORDINATOR" "coordinator",
        /// Wrote the fix.
        RemediationDeveloper "REMEDIATION_DEVELOPER" "developer",
        /// Reviewed the fix.
        RemediationReviewer "REMEDIATION_REVIEWER" "reviewer",
        /// Tested the fix.
        RemediationVerifier "REMEDIATION_VERIFIER" "verifier",
        /// A tool that found it.
        Tool "TOOL" "tool",
        /// Paid for the work.
        Sponsor "SPONSOR" "sponsor",
        /// Anything else.
        Other "OTHER" "other",
    }
}

/// One entry of `references[]`.
#[derive(Clone, Debug)]
pub struct Reference {
    /// What it is.
    pub kind: ReferenceType,
    /// The address, as written.
    pub url: Spanned<String>,
    /// Keys that OSV does not have; kept, with a warning.
    pub extra: Map,
}

/// One entry of `credits[]` that may be published.
#[derive(Clone, Debug)]
pub struct Credit {
    /// The name, as its bearer wants it.
    pub name: Spanned<String>,
    /// Addresses, as written.
    pub contact: Option<Vec<String>>,
    /// What they did.
    pub kind: Option<CreditType>,
    /// Keys that OSV does not have; kept, with a warning.
    pub extra: Map,
}
