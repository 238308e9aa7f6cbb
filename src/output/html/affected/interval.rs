//! An interval of affected versions, and its words.

use serde::Serialize;

use crate::support::KnownRelease;
use crate::theme::Language;
use crate::version::Order;
use crate::version::interval::{self, End};
use crate::version::plain;

/// An interval of affected versions, in which the opening of a series is written
/// as the plain series. Without any end it is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Interval {
    /// The first affected version; none when that is the first of all.
    pub introduced: Option<String>,
    /// The version that fixes it.
    pub fixed: Option<String>,
    /// The first version after it, where none is fixed: a branch begins there
    /// that was never affected, or that has a fix of its own.
    pub before: Option<String>,
    /// The last version known to be affected.
    pub last_affected: Option<String>,
    /// The last known release in it, where the next known one is the first after
    /// it.
    pub last_release: Option<String>,
    /// Whether it holds nothing but pre-releases of the version that ends it.
    #[serde(skip)]
    pub(in crate::output::html) prereleases: bool,
    /// All that in few words: `2.3 – 2.4.3`.
    pub cell: String,
}

impl Interval {
    /// The view of `run`; `known` are the known releases from the oldest on.
    pub(in crate::output::html) fn new(
        language: &Language,
        order: Order,
        known: &[KnownRelease],
        run: interval::Interval,
    ) -> Self {
        let mut view = Self {
            introduced: (!is_first(&run.introduced)).then(|| plain(&run.introduced).to_owned()),
            fixed: None,
            before: None,
            last_affected: None,
            last_release: None,
            prereleases: run.prereleases_of().is_some(),
            cell: String::new(),
        };
        match run.end {
            End::Open => {}
            End::Fixed(version) => view.fixed = Some(version.into()),
            End::Before(version) => view.before = Some(plain(&version).to_owned()),
            End::LastAffected(version) => view.last_affected = Some(version.into()),
        }
        view.last_release = view.last_release(order, known);
        view.cell = view.cell(language);
        view
    }

    /// The first version after it, where that is named.
    pub(in crate::output::html) fn end(&self) -> Option<&str> {
        self.fixed.as_deref().or(self.before.as_deref())
    }

    fn last_release(&self, order: Order, known: &[KnownRelease]) -> Option<String> {
        let end = self.end()?;
        let after = known.partition_point(|release| order.compare(&release.version, end).is_lt());
        let next = known.get(after)?;
        let last = known.get(after.checked_sub(1)?)?;
        let is_inside = |first: &String| order.compare(&last.version, first).is_ge();
        let is_last = !last.is_prerelease
            && order.compare(&next.version, end).is_eq()
            && self.introduced.as_ref().is_none_or(is_inside);
        is_last.then(|| last.version.clone())
    }

    fn cell(&self, language: &Language) -> String {
        let last = self.last_affected.as_ref().or(self.last_release.as_ref());
        match (&self.introduced, self.end(), last) {
            (None, None, None) => language.text("all_of_them").to_owned(),
            _ if self.prereleases => self.phrase(language),
            (Some(first), _, Some(last)) if first == last => first.clone(),
            (Some(first), _, Some(last)) => {
                let ends = [("first", first.into()), ("last", last.into())];
                language.fill("versions_between", ends)
            }
            (Some(first), Some(end), None) => {
                let ends = [("first", first.into()), ("end", end.into())];
                language.fill("versions_from_before_short", ends)
            }
            _ => self.phrase(language),
        }
    }

    /// The interval in words that follow the name of a package.
    pub(super) fn phrase(&self, language: &Language) -> String {
        let first = self.introduced.as_deref().map(|v| ("first", v.into()));
        let end = self.end().map(|v| ("end", v.into()));
        let last = self.last_affected.as_deref().map(|v| ("last", v.into()));
        match (first, end, last) {
            (Some(_), Some((_, release)), _) if self.prereleases => {
                language.fill("versions_prereleases", [("version", release)])
            }
            (None, Some(end), _) => language.fill("versions_before", [end]),
            (None, None, Some(last)) => language.fill("versions_through", [last]),
            (None, None, None) => language.text("versions_all").to_owned(),
            (Some(first), Some(end), _) => language.fill("versions_from_before", [first, end]),
            (Some((_, only)), None, Some(_)) if self.introduced == self.last_affected => {
                language.fill("versions_only", [("version", only)])
            }
            (Some(first), None, Some(last)) => {
                language.fill("versions_from_through", [first, last])
            }
            (Some(first), None, None) => language.fill("versions_from", [first]),
        }
    }
}

/// `0` is before every version (OSV 1.7.5, `introduced`); RustSec writes the
/// smallest version that SemVer has.
fn is_first(version: &str) -> bool {
    matches!(version, "0" | "0.0.0-0")
}
