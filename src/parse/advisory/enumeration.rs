//! The releases that a record of software without a registry lists: scanners know
//! such software by its tags, and look them up in `versions` alone.

use super::Scope;
use crate::diagnostic::Diagnostics;
use crate::model::Affected;
use crate::model::affected::ListedRelease;
use crate::model::config::PackageName;
use crate::model::support::{Release, ReleaseName, When};
use crate::parse::time;
use crate::source::Spanned;
use crate::version::interval::{self, Cover};
use crate::version::{Key, Order};

/// The known releases of `package` that `affected` covers, oldest first, each by
/// its tag where it has one. One whose day is not certain is none.
pub(super) fn releases(
    package: &PackageName,
    affected: &Affected,
    scope: &Scope<'_>,
) -> Vec<ListedRelease> {
    if !package.ecosystem.is_generic() {
        return Vec::new();
    }
    let order = Order::of(&package.ecosystem);
    let of_package = scope.support.iter();
    let of_package = of_package.filter(|support| support.package.value == *package);
    let all = of_package.flat_map(|support| &support.releases);
    let runs = interval::intervals(order, affected);
    let cover = Cover::new(order, &runs).and_listed(&[affected]);
    let mut covered: Vec<(Key, ListedRelease)> = all
        .filter_map(|release| {
            let ReleaseName::Version(version) = &release.name else {
                return None;
            };
            let key = order.key(&version.value);
            if !key.is_accepted() || !cover.has(&key) {
                return None;
            }
            let name = release.tag.as_ref().unwrap_or(&version.value).clone();
            let at = date(release, scope)?;
            Some((key, ListedRelease { name, at }))
        })
        .collect();
    covered.sort_by(|(a, _), (b, _)| a.cmp(b));
    covered.into_iter().map(|(_, release)| release).collect()
}

/// When a release comes out, if that is known; `None` when it is only planned.
#[expect(clippy::option_option, reason = "out without a date is a third answer")]
fn date(release: &Release, scope: &Scope<'_>) -> Option<Option<crate::model::Timestamp>> {
    match &release.when {
        When::Undated => Some(None),
        When::Expected(_) => None,
        When::On(date) => {
            let text = Spanned::new(date.value.to_string(), date.span);
            let disclosure = &scope.config.disclosure_time;
            let at = time::timestamp(&text, disclosure, &mut Diagnostics::new())?.value;
            Some(Some(at))
        }
    }
}
