//! Which versions of a package are affected, in words.

use serde::Serialize;

use super::PackageView;
use super::unaffected::Gap;
use crate::model::VersionText;
use crate::theme::{FluentValue, Language};

/// How many enumerated versions a sentence holds.
const NAMED: usize = 5;

/// How many ranges a sentence holds; more are a list. The gaps between them are
/// one more.
const RANGES: usize = 3;

/// Versions in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// `Affected: tinysig 1.10 up to, but not including, 3.4.1.`, or what stands above the
    /// ranges: `Affected versions of tinysig`.
    pub text: String,
    /// The ranges, when they are too many for a sentence: `1.10 up to, but not
    /// including, 1.10.4`.
    pub ranges: Vec<String>,
}

impl Sentence {
    fn plain(text: String) -> Self {
        Self {
            text,
            ranges: Vec::new(),
        }
    }

    /// The affected versions of `package`; none where there are too many names
    /// and no range.
    pub(super) fn affected(language: &Language, package: &PackageView) -> Option<Self> {
        if package.intervals.is_empty() {
            return is_short(&package.versions).then(|| {
                let versions = ("versions", language.listed(&package.versions).into());
                Self::plain(language.fill("affected_versions_only", [named(package), versions]))
            });
        }
        let phrases = package.phrases(language);
        let keys = ["affected_versions", "affected_ranges"];
        Some(Self::of_ranges(language, package, keys, phrases, RANGES))
    }

    /// The versions that are not affected, where the record tells all that are.
    pub(super) fn unaffected(language: &Language, package: &PackageView) -> Option<Self> {
        if package.intervals.is_empty() {
            let named_all = is_short(&package.versions);
            return named_all
                .then(|| Self::plain(language.fill("unaffected_others", [named(package)])));
        }
        let gaps = Gap::all(&package.intervals).into_iter();
        let phrases: Vec<_> = gaps.map(|gap| gap.phrase(language)).collect();
        let keys = ["unaffected_versions", "unaffected_ranges"];
        (!phrases.is_empty()).then(|| Self::of_ranges(language, package, keys, phrases, RANGES + 1))
    }

    fn of_ranges(
        language: &Language,
        package: &PackageView,
        [sentence, heading]: [&str; 2],
        ranges: Vec<String>,
        most: usize,
    ) -> Self {
        if ranges.len() > most {
            let text = language.fill(heading, [named(package)]);
            return Self { text, ranges };
        }
        // Commas stand within a phrase.
        let phrases = ("phrases", ranges.join("; ").into());
        Self::plain(language.fill(sentence, [named(package), phrases]))
    }
}

/// The name of a package as a value of a text.
fn named(package: &PackageView) -> (&'static str, FluentValue<'_>) {
    ("package", package.name.as_str().into())
}

/// Whether there are versions, and few enough for a sentence.
fn is_short(versions: &[VersionText]) -> bool {
    (1..=NAMED).contains(&versions.len())
}
