//! What a package is called, and where its page is.

use crate::advice::Exposure;
use crate::model::{Affected, Ecosystem};
use crate::output::Frame;

/// What a package is called on the page.
pub(super) struct Name {
    /// In words: that of the project for software without a registry.
    pub(super) text: String,
    pub(super) ecosystem: Option<String>,
    pub(super) page: Option<String>,
}

impl Name {
    /// What the package is called that `exposure` and this entry are about.
    pub(super) fn of(frame: &Frame<'_>, exposure: &Exposure<'_>, affected: &Affected) -> Self {
        match &affected.package {
            Some(package) => Self {
                text: package.name.clone(),
                ecosystem: registry(&package.ecosystem),
                page: (frame.plan.packages.get(exposure.package()))
                    .map(|path| frame.path.relative(path)),
            },
            None => Self {
                text: frame.language().name_of(frame.config).to_owned(),
                ecosystem: None,
                page: None,
            },
        }
    }
}

/// What a registry is called; none for software without one.
pub(super) fn registry(ecosystem: &Ecosystem) -> Option<String> {
    (!ecosystem.is_generic()).then(|| ecosystem.to_string())
}
