//! To which series a version belongs, and in which order series come.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::HashMap;

use crate::model::config::Branching;
use crate::model::support::{ReleaseName, Unit, When};
use crate::model::{Ecosystem, Support};
use crate::version::{Order, branch};

/// How the releases of one package are named.
#[derive(Clone, Debug)]
pub(crate) struct Naming {
    pub(super) order: Order,
    pub(super) series: Unit,
    /// The series that the project names, by what their versions begin with.
    named: HashMap<String, String>,
    /// The series from which on a pre-release is one: the oldest that has another
    /// release. What is older, or all where there is none, are pre-releases by
    /// their names only, and what people run.
    finished_from: Option<String>,
}

impl Naming {
    pub(super) fn new(support: &Support) -> Self {
        let series = |name: &ReleaseName| match name {
            ReleaseName::Series(text) => Some(text.value.clone()),
            ReleaseName::Version(_) => None,
        };
        let named = support.releases.iter().rev();
        let named = named.filter_map(|release| series(&release.name));
        let named = named.map(|name| (bare(&name).to_owned(), name)).collect();
        let mut naming = Self {
            order: Order::of(&support.package.value.ecosystem),
            series: support.series,
            named,
            finished_from: Some("0".to_owned()),
        };
        naming.finished_from = naming.finished_from(support);
        naming
    }

    fn finished_from(&self, support: &Support) -> Option<String> {
        let out = support.releases.iter();
        let mut out = out
            .filter(|release| !matches!(release.when, When::Expected(_)))
            .peekable();
        if out.peek().is_none() {
            return self.finished_from.clone();
        }
        let finished = out.filter_map(|release| match &release.name {
            ReleaseName::Series(series) => Some(series.value.clone()),
            ReleaseName::Version(version) => {
                let version = &version.value;
                (!is_prerelease(self.order, version)).then(|| self.number(version))
            }
        });
        finished.min_by(|a, b| self.compare(a, b))
    }

    /// The series of a version by its numbers alone.
    fn number(&self, version: &str) -> String {
        let number = numbers(version);
        let unit = self.unit(self.series, number);
        unit.unwrap_or(number.into()).into_owned()
    }

    /// Whether a version comes before the release that its numbers name, and does
    /// not stand for it, where the project has no others.
    pub(super) fn is_prerelease(&self, version: &str) -> bool {
        is_prerelease(self.order, version)
            && self
                .finished_from
                .as_ref()
                .is_some_and(|from| self.compare(&self.number(version), from).is_ge())
    }

    /// Without a name that the project gives.
    pub(super) fn unknown(ecosystem: &Ecosystem, branching: Branching) -> Self {
        Self {
            order: Order::of(ecosystem),
            series: branching.into(),
            named: HashMap::new(),
            finished_from: Some("0".to_owned()),
        }
    }

    /// The series of a version: the longest that the project names and that the
    /// version begins with (`9.6` where series are major numbers), else by its
    /// numbers. `None` when the version does not begin with one, and for a
    /// pre-release where every release is a series of its own.
    pub(crate) fn series<'v>(&'v self, version: &'v str) -> Option<Cow<'v, str>> {
        if self.series == Unit::Release && self.is_prerelease(version) {
            return None;
        }
        let named = self.named(version).map(Cow::from);
        named.or_else(|| self.unit(self.series, version))
    }

    /// The longest named series that a version begins with: `1.1.1w` is of `1.1.1`,
    /// and `1.1.10` is not.
    fn named(&self, version: &str) -> Option<&String> {
        if self.named.is_empty() {
            return None;
        }
        let version = bare(version);
        let is_end = |end: &usize| !version[*end..].starts_with(|c: char| c.is_ascii_digit());
        let ends = version.char_indices().map(|(end, _)| end);
        let ends = ends.chain([version.len()]).filter(is_end);
        ends.rev().find_map(|end| self.named.get(&version[..end]))
    }

    /// The name of the unit that `name`, a version or series, is counted as.
    pub(super) fn unit<'n>(&self, unit: Unit, name: &'n str) -> Option<Cow<'n, str>> {
        match unit.branching() {
            None => Some(name.into()),
            Some(branching) => branch::series(self.order, branching, name),
        }
    }

    /// The order of units, whatever their names lack to be versions.
    pub(super) fn compare(&self, a: &str, b: &str) -> Ordering {
        let by_start = self.order.compare(&self.start(a), &self.start(b));
        by_start.then_with(|| a.cmp(b))
    }

    /// The order of the first versions of series, however the series are written.
    pub(super) fn compare_starts(&self, a: &str, b: &str) -> Ordering {
        let start = |series| self.start(bare(series));
        self.order.compare(&start(a), &start(b))
    }

    /// The first version of a series; a name with more than two numbers, or with
    /// anything else, is one.
    pub(crate) fn start(&self, series: &str) -> String {
        let numbers = series.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        if numbers && series.split('.').count() <= 2 {
            branch::series_start(self.order, series)
        } else {
            series.to_owned()
        }
    }
}

fn bare(text: &str) -> &str {
    text.trim_start_matches(['v', 'V'])
}

/// A version up to the end of its numbers: `3.4` of `3.4rc1`.
fn numbers(version: &str) -> &str {
    let prefix = version.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let end = version[prefix..]
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '!' | ':'))
        .map_or(version.len(), |end| prefix + end);
    version[..end].trim_end_matches(['.', '!', ':'])
}

/// Whether a version comes before the release that its numbers name, as
/// `3.4rc1` before `3.4` and `2.0.0-beta` before `2.0.0`, by the order of the
/// ecosystem: `1.1.1w` and `3.4.post1` come after it.
///
/// ```
/// use forewarn::support::is_prerelease;
/// use forewarn::version::Order;
///
/// assert!(is_prerelease(Order::Pep440, "3.4rc1"));
/// assert!(!is_prerelease(Order::Pep440, "3.4.post1"));
/// assert!(!is_prerelease(Order::Generic, "1.1.1w"));
/// ```
pub fn is_prerelease(order: Order, version: &str) -> bool {
    let release = numbers(version);
    release != version
        && order.accepts(version)
        && order.accepts(release)
        && order.compare(version, release).is_lt()
}
