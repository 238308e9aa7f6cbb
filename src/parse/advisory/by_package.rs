//! `affected` as a map: packages, each with its ranges.

use super::constraint::{self, Bounds, Constraint, constraint};
use super::fixes::Fixes;
use super::shorthand::{of_package, version_range};
use super::{Scope, ends, enumeration};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, quoted};
use crate::model::Affected;
use crate::model::affected::Enumeration;
use crate::parse::package_name;
use crate::source::Spanned;
use crate::version::Order;
use crate::yaml::{self, Entry};

/// `affected: {PACKAGE: RANGE or list of ranges}`.
pub(super) fn affected(
    packages: &[Entry],
    fixes: &Fixes,
    scope: &Scope<'_>,
    out: &mut Diagnostics,
) -> Vec<Affected> {
    let mut all = Vec::new();
    for Entry { key, value } in packages {
        let package = package_name(key, out);
        let texts = yaml::texts_of(value, &key.value, out).unwrap_or_default();
        if value.as_list().is_some_and(<[_]>::is_empty) {
            let message = format!("no version of {} is named", quoted(&key.value));
            out.push(
                Diagnostic::new(Code::InvalidValue, value.span, message)
                    .help("write a range, `\"< 2.3\"`, or remove the package; `\">= 0\"` is every version"),
            );
        }
        let mut bounds = Vec::new();
        let mut versions = Vec::new();
        for text in &texts {
            match constraint(text, out) {
                Some(Constraint::Between(introduced, end)) => bounds.push(Bounds {
                    introduced,
                    end,
                    span: text.span,
                }),
                Some(Constraint::Exactly(version)) => {
                    versions.push(Spanned::new(version, text.span));
                }
                None => {}
            }
        }
        let Some(package) = package else { continue };
        for bound in &mut bounds {
            for event in std::iter::once(&mut bound.introduced).chain(&mut bound.end) {
                *event = ends::spelled_event(&package, event, bound.span, out);
            }
        }
        for version in &mut versions {
            *version = ends::spelled_whole(&package, version, out);
        }
        let mut affected = of_package(&package, key.span);
        let order = Order::of(&package.ecosystem);
        let ranges: Vec<_> = constraint::events(order, bounds)
            .into_iter()
            .map(|events| version_range(&package, events))
            .chain(fixes.range.clone())
            .collect();
        affected.ranges = (!ranges.is_empty()).then_some(ranges);
        affected.versions = (!versions.is_empty()).then_some(versions);
        affected.enumeration = Enumeration::Further;
        affected.releases = enumeration::releases(&package, &affected, scope);
        all.push(affected);
    }
    all
}
