//! Files that are published as they are: those of the theme below `assets/`, which
//! its pages link to, and those of `content/` that are no page.

use std::borrow::Cow;

use super::claims::OF_FILE;
use super::plan::{Frame, Made, Output};
use super::{Claims, Material};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::SitePath;
use crate::source::Span;

/// A file as it was read.
struct Copy<'p>(&'p [u8]);

impl Output for Copy<'_> {
    fn bytes(&self, _: &Frame<'_>) -> Made<'_> {
        Ok(Cow::Borrowed(self.0))
    }
}

pub(super) fn claim_assets<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    for (name, bytes) in site.theme.assets() {
        let path = SitePath::asset(name).expect("embedded files have plain names");
        claims.own(path, Copy(bytes));
    }
}

pub(super) fn claim<'p>(site: &Material<'p>, claims: &mut Claims<'p>) {
    for &file in &site.project.assets {
        let source = site.sources.get(file);
        let path = source.path.strip_prefix("content/").unwrap_or(&source.path);
        match SitePath::new(path) {
            Ok(path) => claims.of_name(path, Span::file(file), OF_FILE, Copy(source.bytes())),
            Err(fault) => claims.report(
                Diagnostic::new(Code::FileRefused, Span::file(file), fault.to_string())
                    .help(OF_FILE),
            ),
        }
    }
}
